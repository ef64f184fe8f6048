"""Rows on standard output, as CSV, JSON or a table for the eye; narration on standard error; the options that commands share."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from metrics.data.cells import cell_text
from metrics.files.rows import csv_text, json_rows
from metrics.intake.batches import Loaded

# what resolves the data and answers
ENGINES = ("duckdb", "spark")


def narrate(text: object) -> None:
    """A line for the person at the terminal, beside the data."""
    print(text, file=sys.stderr)


def tell_left_out(loaded: Loaded) -> None:
    """Name the batches whose figures are missing from every answer, and why."""
    for batch, problems in loaded.left_out.items():
        more = f" (and {len(problems) - 1} more problems)" if len(problems) > 1 else ""
        narrate(f"batch {batch} is left out: {problems[0]}{more}")


def print_rows(form: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows in one of FORMS."""
    FORMS[form](columns, rows)


def add_form(command: argparse.ArgumentParser, default: str = "csv") -> None:
    """The option of a command that prints rows."""
    command.add_argument("--format", choices=tuple(FORMS), default=default)


def add_engine(command: argparse.ArgumentParser, words: str) -> None:
    """The option of a command that makes a build, or asks one."""
    command.add_argument("--engine", choices=ENGINES, default="duckdb", help=words)


def add_build(command: argparse.ArgumentParser) -> None:
    """The option of a command that answers from a build too."""
    command.add_argument("--build", type=Path, metavar="DIR", help="the figures that `build` published there")


def add_day(command: argparse.ArgumentParser) -> None:
    """The option of a command that can tell what was known on a day."""
    command.add_argument("--as-of", type=day, metavar="DAY", help="what was known on that day, at the end of it: 2026-11-22")


def day(text: str) -> str:
    """A day as an option gives it. ArgumentTypeError where it is none."""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write 2026-11-22") from error


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sys.stdout.write(csv_text(columns, rows))


def _json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    print(json.dumps(json_rows(columns, rows), ensure_ascii=False, indent=1))


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    texts = [[cell_text(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *texts, strict=True)]
    for line in (columns, ["-" * width for width in widths], *texts):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


# the forms in which rows are printed, by the word of `--format`
FORMS: dict[str, Callable[[Sequence[str], Iterable[Sequence[Any]]], None]] = {"csv": _csv, "json": _json, "table": _table}
