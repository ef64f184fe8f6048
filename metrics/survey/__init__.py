"""What the data holds: observations listed, coverage, what is odd, what changed since the release."""
