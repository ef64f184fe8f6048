"""Rows in codes as programs read them, CSV and JSON: the one way in which the command line and the API write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from metrics.data.cells import cell_text


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A header and a line a row: a point, full precision, nothing for what is not known."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[cell_text(cell) for cell in row] for row in rows])
    return text.getvalue()


def json_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Each row by column, numbers as such, None for what is not known."""
    return [dict(zip(columns, map(plain, row), strict=True)) for row in rows]


def plain(value: Any) -> Any:
    """Whole numbers as such, so that JSON reads 5164 and not 5164.0."""
    return int(value) if isinstance(value, float) and value == int(value) else value
