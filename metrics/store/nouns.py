"""Everything but the figures, kept in tables of a build and read from them: provinces, bodies, indicators, sources, rankings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from metrics.data.rows import NOUNS
from metrics.data.seeds import Seeds, reader
from metrics.store.engine import Connection, OtherEngine, fill
from metrics.store.text import FIGURES

# by the name that `Seeds` has for them
KEPT = {file.removesuffix(".csv"): file for file in NOUNS if file != FIGURES}


def keep_nouns(base: Connection | OtherEngine, seeds: Seeds, names: Iterable[str] = tuple(KEPT)) -> None:
    """Put nouns into tables of their own."""
    for name in names:
        types = _types(KEPT[name])
        fill(base, table_of(name), types, [[getattr(one, column) for column in types] for one in getattr(seeds, name)])


def nouns_kept(base: Connection | OtherEngine) -> Seeds:
    """What `keep_nouns` put there; the figures stay in the engine."""
    return Seeds(**{name: _read(base, name) for name in KEPT}, observations=())


def table_of(name: str) -> str:
    return f"noun_{name}"


def _read(base: Connection | OtherEngine, name: str) -> tuple[Any, ...]:
    return tuple(NOUNS[KEPT[name]](*row) for row in base.execute(f"SELECT * FROM {table_of(name)}").fetchall())


def _types(file: str) -> dict[str, str]:
    """The fields of a file's nouns, with the type of each in the engine."""
    kinds = {field.name: str(reader(file).types[field.name]) for field in fields(NOUNS[file])}
    return {name: "DOUBLE" if "float" in kind else "INTEGER" if "int" in kind else "VARCHAR" for name, kind in kinds.items()}
