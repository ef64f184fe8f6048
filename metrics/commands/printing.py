"""Rows on standard output, as CSV, JSON or a table for the eye; narration on standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from metrics.data.cells import cell_text


def narrate(text: object) -> None:
    """A line for the person at the terminal, beside the data."""
    print(text, file=sys.stderr)


def print_rows(form: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows in one of the formats `csv`, `json`, `table`."""
    if form == "json":
        print(json.dumps([dict(zip(columns, map(_plain, row), strict=True)) for row in rows], ensure_ascii=False, indent=1))
        return
    texts = [[cell_text(cell) for cell in row] for row in rows]
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(texts)
        return
    widths = [max(map(len, column)) for column in zip(columns, *texts, strict=True)]
    for line in (columns, ["-" * width for width in widths], *texts):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _plain(value: Any) -> Any:
    """Whole numbers as such, so that JSON reads 5164 and not 5164.0."""
    return int(value) if isinstance(value, float) and value == int(value) else value
