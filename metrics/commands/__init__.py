"""The commands that need more than a question: extract, import; rows on standard output."""
