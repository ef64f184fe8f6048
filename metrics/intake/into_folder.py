"""Reviewed figures taken into a data folder, as its maintainer would write them: in their places, all other lines untouched."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path

from metrics.data.disk import replace_together
from metrics.data.rows import DataRow, DataTable
from metrics.data.seeds import seeds_of, tables_of
from metrics.errors import N_, DataError
from metrics.intake.actor import Actor
from metrics.intake.batch_files import BatchError, alone
from metrics.intake.drafts import ADDED, csv_of
from metrics.intake.log import note

# what the rows of a file are sorted by; figures stand with those of their source
SORTED = {"organizations.csv": ("organization",), "rankings.csv": ("index", "year", "province", "boundary")}


def into_folder(
    home: Path, folder: Path, rows: Mapping[str, Sequence[DataRow]], by: Actor, replaced: Sequence[DataRow] = (), batch: str = ""
) -> dict[str, int]:
    """Write rows into the files of a data folder; how many each file gained. DataError, and nothing written, if they do not fit.

    A row that stands there already is not repeated, so that a run that was interrupted can be run again. All files are replaced in
    one step. It is told in the log of `home`, with the batch that the rows are of. BatchError where they cannot be written;
    NotAllowed.
    """
    by.must_edit()
    with alone(home):
        own, problems = tables_of(folder)
        if problems:
            raise DataError(problems)
        new = {file: _placed(own[file], rows[file], [row for row in replaced if row.file == file]) for file in ADDED}
        tables = {**own, **{file: _table(file, lines) for file, lines in new.items()}}
        found = seeds_of(tables)[1]
        if found:
            raise DataError(found)
        changed = {file: lines for file, lines in new.items() if list(own[file].rows) != lines}
        if not changed:
            return {}
        note(home, by, "into_folder", batch)
        _replace(folder, {file: csv_of(file, lines) for file, lines in changed.items()})
    return {file: len(lines) - len(own[file].rows) for file, lines in changed.items()}


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        replace_together(folder, files)
    except OSError as error:
        text = N_("{folder} cannot be written ({error}). Mend that and run it again; what is there already is not repeated.")
        raise BatchError(text, folder=folder, error=error.strerror or error) from error


def _placed(table: DataTable, rows: Sequence[DataRow], replaced: Sequence[DataRow]) -> list[DataRow]:
    """The rows of a file with new ones at their places."""
    lines = list(table.rows)
    standing = {line.stated for line in lines}
    new = [row for row in rows if row.stated not in standing]
    old = [row.stated for row in replaced]
    for row in new:
        place = next((place for place, line in enumerate(lines) if line.stated in old and _stays(line, row)), None)
        if place is None:
            lines.insert(_place(table.file, lines, row), row)
        else:
            lines[place] = row
    return [line for line in lines if line.stated not in old]


def _stays(old: DataRow, new: DataRow) -> bool:
    """May a corrected row stand where the old one stood? Not where what the file is sorted by was wrong."""
    columns = SORTED.get(old.file, ())
    return _key(old, columns) == _key(new, columns)


def _place(file: str, lines: Sequence[DataRow], row: DataRow) -> int:
    if columns := SORTED.get(file):
        return bisect_right([_key(line, columns) for line in lines], _key(row, columns))
    with_source = [place for place, line in enumerate(lines, 1) if line["source"] == row["source"]]
    return max(with_source, default=len(lines))


def _key(row: DataRow, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[column] for column in columns)


def _table(file: str, lines: Sequence[DataRow]) -> DataTable:
    """The lines as they would stand in the file."""
    rows = [DataRow(file, line, row.cells) for line, row in enumerate(lines, 2)]
    return DataTable(file, rows, frozenset(next(iter(row.cells.values())) for row in rows))
