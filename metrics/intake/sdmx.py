"""SDMX-CSV as `files/sdmx.py` writes it → lines in the columns of the data."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from metrics.data.rows import FILES, shown
from metrics.data.sdmx import FIGURES_FILE, HEAD, MARKS, TIME, data_cells, time_period
from metrics.errors import N_, Message
from metrics.intake.spreadsheet import Limits, TableError

COLUMNS = (*FILES["observations.csv"], "publisher", "published", "url")
Lines = Sequence[tuple[int, Sequence[str]]]


def figures_within(data: bytes, limits: Limits) -> bytes | None:
    """The figures of an archive as our pages hand it out, read no further than the limit; None where it is another archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(FIGURES_FILE) as figures:
            return figures.read(limits.size + 1)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error):
        return None


def is_sdmx(header: Sequence[str]) -> bool:
    """Are these the first cells of a file of SDMX-CSV 2.0?"""
    return set(header) >= MARKS


def in_our_columns(name: str, lines: Lines) -> tuple[list[tuple[int, Sequence[str]]], dict[tuple[int, int], Message]]:
    """The lines of a file of our own flow in the columns of the data, and what is wrong with a row, by line and column.

    TableError where the file is of another structure: what its codes mean is not known here.
    """
    (head, header), *rows = lines
    found: list[tuple[int, Sequence[str]]] = [(head, COLUMNS)]
    odd: dict[tuple[int, int], Message] = {}
    for line, cells in rows:
        if len(cells) != len(header):
            text = N_("{number} cells, expected {expected}; put a cell that holds the separator into quotes")
            odd[line, 0] = Message.of(text, number=len(cells), expected=len(header))
            continue
        row = dict(zip(header, cells, strict=True))
        if row["STRUCTURE_ID"] != HEAD["STRUCTURE_ID"]:
            text = N_("{file}:{line} is SDMX of another structure, {found}; only {ours} is read. Save the table as CSV.")
            raise TableError(text, file=name, line=line, found=shown(row["STRUCTURE_ID"]), ours=HEAD["STRUCTURE_ID"])
        told = data_cells(row)
        found.append((line, [told[column] for column in COLUMNS]))
        _compare_period(row, told, line, odd)
    return found, odd


def _compare_period(row: Mapping[str, str], told: Mapping[str, str], line: int, odd: dict[tuple[int, int], Message]) -> None:
    """Both ways of writing the period must say the same."""
    try:
        same = time_period(told["period_type"], told["period"]) == row[TIME]
    except ValueError:
        # what is no period is told where rows are checked
        return
    if not same:
        text = N_("does not go with TIME_PERIOD {time}; correct one of them")
        odd[line, COLUMNS.index("period") + 1] = Message.of(text, time=shown(row[TIME]))
