"""The store of what was known on a day, or of a build, with the data that it is made of."""

from __future__ import annotations

from pathlib import Path

from metrics.data.history import release_on
from metrics.data.rows import FILES, DataTable
from metrics.intake.batches import Loaded, batches, with_batches
from metrics.store.builds import Published, open_build
from metrics.store.store import Store

# the release in force and the batches that count beside it, each with its state
Known = tuple[str, tuple[tuple[str, str], ...]]


def known_on(folder: Path, home: Path | None, day: str) -> Known:
    """What tells one day's knowledge from another's: days with the same have the same store. AsOfError as with `store_as_of`."""
    release = release_on(folder, day)
    found = batches(home) if home else ()
    return release, tuple((one.batch, kept) for one in found if (kept := one.kept_on(day, release)))


def store_as_of(folder: Path, home: Path | None, day: str = "") -> tuple[Store, Loaded]:
    """The figures of a data folder, with the batches of a home (None: without any), as they were known on a day; empty: now.

    A day is written `2026-11-27` and ends at midnight UTC. DataError where data or a record of a release are wrong, AsOfError where
    no release tells what was known on that day.
    """
    loaded = with_batches(folder, home, day)
    return Store.build(loaded.seeds), loaded


def store_of_build(found: Published) -> tuple[Store, Loaded]:
    """The figures of a build, which no import is added to. BuildError where it is torn."""
    store = open_build(found)
    named = dict.fromkeys(FILES, frozenset[str]()) | {"sources.csv": frozenset(one.source for one in store.seeds.sources)}
    tables = {file: DataTable(file, (), keys) for file, keys in named.items()}
    return store, Loaded(found.path.parent, None, store.seeds, (), {}, tables, tables)
