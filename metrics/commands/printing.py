"""Rows on standard output, as CSV, JSON or a table for the eye; narration on standard error."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from metrics.data.cells import cell_text


def narrate(text: object) -> None:
    """A line for the person at the terminal, beside the data."""
    print(text, file=sys.stderr)


def print_rows(form: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows in one of FORMS."""
    FORMS[form](columns, rows)


def add_form(command: argparse.ArgumentParser, default: str = "csv") -> None:
    """The option of a command that prints rows."""
    command.add_argument("--format", choices=tuple(FORMS), default=default)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(_texts(rows))


def _json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    print(json.dumps([dict(zip(columns, map(plain, row), strict=True)) for row in rows], ensure_ascii=False, indent=1))


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    texts = _texts(rows)
    widths = [max(map(len, column)) for column in zip(columns, *texts, strict=True)]
    for line in (columns, ["-" * width for width in widths], *texts):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


# the forms in which rows are printed, by the word of `--format`
FORMS: dict[str, Callable[[Sequence[str], Iterable[Sequence[Any]]], None]] = {"csv": _csv, "json": _json, "table": _table}


def _texts(rows: Iterable[Sequence[Any]]) -> list[list[str]]:
    return [[cell_text(cell) for cell in row] for row in rows]


def plain(value: Any) -> Any:
    """Whole numbers as such, so that JSON reads 5164 and not 5164.0."""
    return int(value) if isinstance(value, float) and value == int(value) else value
