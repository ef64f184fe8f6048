"""The words of a language with the names of a store."""

from __future__ import annotations

from metrics.store.store import Store
from metrics.words.words import Words


def vi(store: Store) -> Words:
    return Words("vi", store.names)


def en(store: Store) -> Words:
    return Words("en", store.names)
