"""One body or province in full: its figures, comparisons, ranks, and what a merger made of it."""
