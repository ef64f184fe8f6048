"""Data files → checked nouns: rows as text, what must hold in them, places by name, values as cells."""
