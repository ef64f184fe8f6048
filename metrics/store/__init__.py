"""Checked nouns → the resolved DuckDB tables that questions are asked of."""
