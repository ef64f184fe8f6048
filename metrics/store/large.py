"""A data folder whose figures are too many for an object each: they are read, checked and resolved in the engine's columns.

Provinces, bodies, indicators, sources and rankings become nouns as in any folder; they stay few. The same rules, messages and
places as those of `metrics.data.seeds.read`; tests/store/test_large.py holds them against each other.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from metrics.data.disk import together
from metrics.data.figure_checks import Context
from metrics.data.index_metrics import with_index_metrics
from metrics.data.rows import FILES, DataTable
from metrics.data.seeds import Seeds, in_order, seeds_of, table_of
from metrics.errors import N_, DataError, Problem
from metrics.store.engine import Connection
from metrics.store.sifting import Sifting
from metrics.store.text import FIGURES, Rows, csv_rows, parquet_of, parquet_rows, small_table

# bytes of figures as CSV from which on a folder is read this way
LARGE = 8_000_000
TWO_FILES = N_("stands beside {other}; keep one of the two")
CHANGED = N_("changed while it was read; nothing was loaded. Run it again")


def is_large(folder: Path) -> bool:
    """Are there rows as Parquet, or so many figures that the engine reads them?"""
    # not Path.is_file, which raises where a name is too long
    if any(os.path.isfile(parquet_of(folder, file)) for file in FILES):
        return True
    try:
        return (folder / FIGURES).stat().st_size > LARGE
    except (OSError, ValueError):
        return False


def read(base: Connection, folder: Path) -> tuple[Seeds | None, list[Problem]]:
    """The nouns of a folder without its observations, which are rows of `figure` then, a table or a view of their file; or None and
    every problem of all its files, in the order of files and lines."""
    seen = stamps(folder)
    tables, rows, problems = _tables(base, folder)
    keys = rows.keys if rows else None
    tables[FIGURES] = DataTable(FIGURES, (), keys)
    tables = with_index_metrics(tables)
    seeds, found = seeds_of(tables)
    problems += found
    if rows:
        problems += Sifting(base, rows.place).problems(Context.of(tables))
    if rows and not problems:
        base.execute("DROP TABLE span; DROP TABLE slice; DROP TABLE whole_of")
        if rows.place:
            # they are read where they stand, and not written twice
            base.execute(f"CREATE TEMP VIEW figure AS {FIGURE_OF_CELL.format(place=rows.place)}")
        else:
            base.execute(f"CREATE TABLE figure AS {FIGURE_OF_CELL.format(place='')}; DROP TABLE cell")
    problems += changed(folder, seen)
    return (None if problems else seeds), in_order(problems)


def changed(folder: Path, seen: list[tuple[str, int, int]]) -> list[Problem]:
    """A problem if the files are not those that were seen."""
    return [] if seen == stamps(folder) else [Problem.of(str(folder), 1, "folder", CHANGED)]


def load(base: Connection, folder: Path) -> Seeds:
    """As `read`. DataError with every problem if there is any."""
    seeds, problems = read(base, folder)
    if seeds is None:
        raise DataError(problems)
    return seeds


FIGURE_OF_CELL = """SELECT (nr - 1)::INTEGER AS id, source, organization, indicator, breakdown, value::DOUBLE AS value, unit,
    nullif(denominator, '')::DOUBLE AS denominator, qualifier, period_type, period, status, quote,
    nullif(line, '')::INTEGER AS line, note, quote_status,
    CASE WHEN contains(value, '.') THEN length(value) - instr(value, '.') ELSE 0 END::INTEGER AS decimals,
    '{place}' AS place, nr::INTEGER AS row
FROM cell"""


def small_tables(base: Connection, folder: Path) -> dict[str, DataTable]:
    """The rows of the files but the figures', of a folder that was found sound. DataError where it no longer is."""
    tables, _, problems = _tables(base, folder, tuple(file for file in FILES if file != FIGURES))
    if problems:
        raise DataError(in_order(problems))
    return tables


def _tables(
    base: Connection, folder: Path, files: Iterable[str] = tuple(FILES)
) -> tuple[dict[str, DataTable], Rows | None, list[Problem]]:
    """The rows of the small files, those of figures in the table `cell`, and what is wrong with the form of all."""
    problems: list[Problem] = []
    parquet = {file: parquet_of(folder, file) for file in files if parquet_of(folder, file).is_file()}
    for file, path in parquet.items():
        if (folder / file).is_file():
            problems.append(Problem.of(path.name, 1, "file", TWO_FILES, other=file))
    raw = together(folder, [file for file in files if file not in parquet])
    tables: dict[str, DataTable] = {}
    rows: Rows | None = None
    for file in files:
        found: list[Problem]
        # the bytes of figures are many: not to be held longer than needed
        given = raw.pop(file, b"")
        if file == FIGURES and file in parquet:
            rows, found = parquet_rows(base, parquet[file])
        elif file == FIGURES and isinstance(given, bytes):
            rows, found = csv_rows(base, given)
        elif file in parquet:
            tables[file], found = small_table(base, parquet[file], file)
        else:
            tables[file], found = table_of(folder / file, given)
        problems += found
    return tables, rows, problems


def stamps(folder: Path) -> list[tuple[str, int, int]]:
    """What differs once one of the files is another."""
    paths = [path for file in FILES for path in (folder / file, parquet_of(folder, file)) if path.is_file()]
    return [(path.name, (stat := path.stat()).st_mtime_ns, stat.st_size) for path in paths]
