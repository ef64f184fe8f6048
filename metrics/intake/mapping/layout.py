"""Where the parts of a table stand: its title, its rows of headings, the columns of names, the rows of numbers."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from metrics.data.places import Places
from metrics.intake.mapping.amounts import NOTHING, is_number
from metrics.intake.mapping.table import Table
from metrics.intake.mapping.words import HEADINGS, UNIT_LINE, bare, code_meant, key, kind_of, provinces_meant, row_kind

YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# a row that numbers the columns: A, B, 1, 2, 3=1+2
COLUMN_NUMBER = re.compile(r"\(?([A-ZĐ]|\d{1,2})\)?(?:\s*=.*)?")
MOST_HEADS = 6
# letters beyond which a cell alone in its row is the title, and no heading
LONGEST_GROUP = 80
TITLE_LINES = 8


@dataclass(frozen=True)
class Layout:
    """The rows of headings from `top` to before `first`, the first row of figures; columns of `names` of places, at most one of
    `lines`; all counted from 0."""

    top: int
    first: int
    names: tuple[int, ...]
    lines: int = -1


class Looked:
    """A table looked at by the words of its cells."""

    def __init__(self, table: Table, places: Places) -> None:
        self.table, self.places = table, places
        self._units: dict[str, tuple[str, ...]] = {}
        self._are_numbers: dict[str, bool] = {}
        self._numbers: dict[int, tuple[bool, ...]] = {}

    def units(self, row: int, column: int) -> tuple[str, ...]:
        """The units of the 63 and the 34 that a cell may name."""
        text = self.table.texts[row][column]
        if text not in self._units:
            self._units[text] = provinces_meant(text, self.places)
        return self._units[text]

    def numbers(self, row: int) -> tuple[bool, ...]:
        """Which cells of a row hold numbers."""
        if row not in self._numbers:
            known, texts = self._are_numbers, self.table.texts[row]
            for text in texts:
                if text not in known:
                    known[text] = is_number(text)
            self._numbers[row] = tuple(known[text] and not self.units(row, column) for column, text in enumerate(texts))
        return self._numbers[row]

    def is_years(self, row: int, columns: Sequence[int]) -> bool:
        """Whether all numbers of a row are years, so that it may be one of headings."""
        texts, numbers = self.table.texts[row], self.numbers(row)
        found = [texts[column] for column in columns if numbers[column]]
        return bool(found) and all(map(YEAR.fullmatch, found))

    def counts_columns(self, row: int) -> bool:
        """Whether a row numbers the columns."""
        texts = [text for text in self.table.texts[row] if text]
        found = list(takewhile(bool, map(COLUMN_NUMBER.fullmatch, texts)))
        if len(found) < max(2, len(texts)):
            return False
        numbers = [int(one[1]) for one in found if one and one[1].isdigit()]
        return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] < 4

    # parts
    @cached_property
    def layout(self) -> Layout | None:
        """Where the parts stand; None where no numbers stand beside names."""
        names = self._names()
        if names:
            first = self._first_of_places(names)
            return Layout(self._top(first, names[0]), first, names)
        across = self._across()
        if across is not None:
            return across
        label = self._label()
        if label < 0:
            return self._of_codes()
        first = self._first_of_lines(label)
        if first < 0:
            return None
        top = self._top(first, label)
        return Layout(top, first, (), label)

    def _names(self) -> tuple[int, ...]:
        """The columns whose cells name provinces, beside numbers to the right of them."""
        found: list[int] = []
        for column in range(self.table.width):
            rows = [row for row in range(len(self.table.rows)) if self.units(row, column) and self._is_beside(row, column)]
            if not rows:
                continue
            named = [row for row in range(rows[0], len(self.table.rows)) if any(map(str.isalpha, self.table.texts[row][column]))]
            ours = [row for row in named if not row_kind(self.table.texts[row][column]) and self._is_beside(row, column)]
            if 2 * len(rows) < len(ours):
                continue
            before = found[-1] if found else -1
            if before >= 0 and all(self.units(row, column) == self.units(row, before) for row in rows):
                # the same names in another language, or a column merged over two
                continue
            found.append(column)
        return tuple(found)

    def _first_of_places(self, names: Sequence[int]) -> int:
        rows = range(len(self.table.rows))
        first = next(row for row in rows if any(self.units(row, one) and self._is_beside(row, one) for one in names))
        # a place that nobody knows may stand before those that are known
        while first and self._is_row(first - 1, names[0]):
            first -= 1
        while first and row_kind(self.table.texts[first - 1][names[0]]) in ("total", "region", "statistic"):
            if not any(self.numbers(first - 1)) and row_kind(self.table.texts[first - 1][names[0]]) != "region":
                break
            first -= 1
        return first

    def _is_beside(self, row: int, column: int) -> bool:
        """Whether numbers stand to the right of a cell, or what is written where none is stated."""
        texts = self.table.texts[row][column + 1 :]
        return any(self.numbers(row)[column + 1 :]) or any(text and text in NOTHING for text in texts)

    def _is_row(self, row: int, name: int) -> bool:
        beside = range(name + 1, self.table.width)
        if self.units(row, name):
            return True
        text = self.table.texts[row][name]
        numbers = any(self.numbers(row)[one] for one in beside) and not self.is_years(row, beside)
        return any(map(str.isalpha, text)) and not kind_of(text) and numbers and not self.counts_columns(row)

    def _across(self) -> Layout | None:
        """The layout of a table whose places stand side by side over its numbers."""
        for row in range(min(len(self.table.rows) - 1, MOST_HEADS + TITLE_LINES)):
            named = [column for column in range(self.table.width) if self.units(row, column)]
            if len(named) > 1 and not any(self.numbers(row)) and any(self.numbers(row + 1)[column] for column in named):
                lines = [column for column in range(named[0]) if _is_name(self.table.texts[row + 1][column])]
                return Layout(self._top(row + 1, max(0, named[0] - 1)), row + 1, (), lines[-1] if lines else -1)
        return None

    def _of_codes(self) -> Layout | None:
        """The layout of a table whose places are told by codes alone, under a heading that says so."""
        for row in range(min(len(self.table.rows), MOST_HEADS + TITLE_LINES)):
            for column in range(self.table.width):
                below = [texts[column] for texts in self.table.texts[row + 1 :] if texts[column]]
                if (
                    kind_of(self.table.texts[row][column]) == "codes"
                    and below
                    and all(code_meant(one, self.places) for one in below)
                ):
                    return Layout(self._top(row + 1, column), row + 1, (column,))
        return None

    def _label(self) -> int:
        """The first column of words beside numbers, where no column names provinces."""
        rows = [row for row in range(len(self.table.rows)) if any(self.numbers(row))]
        rows = [row for row in rows if not self.is_years(row, range(self.table.width)) and not self.counts_columns(row)]
        for column in range(self.table.width):
            worded = [row for row in rows if _is_name(self.table.texts[row][column])]
            if rows and 2 * len(worded) >= len(rows) and any(any(self.numbers(row)[column + 1 :]) for row in worded):
                return column
        return -1

    def _first_of_lines(self, label: int) -> int:
        beside = range(label + 1, self.table.width)
        for row in range(len(self.table.rows)):
            texts = self.table.texts[row]
            if not texts[label] or not any(self.numbers(row)[column] for column in beside) or self.counts_columns(row):
                continue
            if self.is_years(row, beside) and (kind_of(texts[label]) or not _is_name(texts[label])):
                continue
            if UNIT_LINE.fullmatch(key(texts[label])) or row_kind(texts[label]) == "note":
                continue
            break
        else:
            return -1
        # names of sections stand between the headings and the first row of numbers
        first = row
        while first and _sole(self.table.texts[first - 1]) and not self.table.texts[first - 1][label + 1 :].count(""):
            first -= 1
        while first and self._is_section(first - 1, label):
            first -= 1
        return first if any(len(_distinct(texts)) > 1 for texts in self.table.texts[:first]) else row

    def _is_section(self, row: int, label: int) -> bool:
        texts = self.table.texts[row]
        return (
            bool(texts[label])
            and not any(text for text in texts[label + 1 :] if text != texts[label])
            and not self.counts_columns(row)
        )

    def _top(self, first: int, name: int) -> int:
        """The first of the rows of headings above the row `first`."""
        top = first
        for row in range(first - 1, -1, -1):
            texts = self.table.texts[row]
            distinct = _distinct(texts)
            if not distinct:
                if top < first:
                    break
                continue
            if len(distinct) == 1:
                held = [column for column, text in enumerate(texts) if text]
                # a title stands at the left or over all; `Đơn vị tính: người` tells of the table
                if held[0] <= name or len(distinct[0]) > LONGEST_GROUP or UNIT_LINE.fullmatch(key(distinct[0])):
                    break
            top = row
            if first - top >= MOST_HEADS:
                break
        return top

    # headings
    @cached_property
    def title(self) -> tuple[str, ...]:
        """The lines above the headings, the nearest first."""
        layout = self.layout
        lines = [_distinct(texts) for texts in self.table.texts[: layout.top if layout else 0]]
        return tuple(text for line in reversed(lines) for text in line)[:TITLE_LINES]

    def headings(self, top: int, first: int) -> list[tuple[str, ...]]:
        """The words over each column from above, each once; a heading reaches over the empty cells to its right that have others
        below them."""
        rows = [row for row in range(top, first) if not self.counts_columns(row)]
        found: list[list[str]] = [[] for _ in range(self.table.width)]
        merged = {one[0] for one in self.table.merged if one[3] > one[1]}
        for place, row in enumerate(rows):
            carried = ""
            for column in range(self.table.width):
                text = self.table.texts[row][column]
                below = any(self.table.texts[other][column] for other in rows[place + 1 :])
                if text:
                    carried = text if below else ""
                elif below and row not in merged:
                    text = carried
                if text and text not in found[column]:
                    found[column].append(text)
        return [tuple(one) for one in found]


def _is_name(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1 and key(text) not in HEADINGS["serials"] and text not in NOTHING and bool(bare(text))


def _distinct(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


def _sole(texts: Sequence[str]) -> bool:
    return len(_distinct(texts)) == 1


def shape_of(headings: Sequence[Sequence[str]]) -> str:
    """The same for tables with the same headings, whatever years and numbers stand in them and whatever columns are empty."""
    masked = [[re.sub(r"[0-9]+", "#", key(text)) for text in column] for column in headings if any(column)]
    return hashlib.sha256(json.dumps(masked).encode()).hexdigest()[:12]
