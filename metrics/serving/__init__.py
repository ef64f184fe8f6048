"""What programs and news readers ask of a running dashboard, and what every answer of it carries: API, feed, headers, limits."""
