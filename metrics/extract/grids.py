"""Tables in a text: one line a row, its cells apart by ` | ` or a tab. What writes tables into texts writes them so too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

SEPARATOR = " | "
# stands in the places over which a number's cell reaches besides its own: whose the number is cannot be told
JOINED = "〃"
CUT = re.compile(r"\t|\|")
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*\s?%?")
# a number with what it counts
COUNTED = re.compile(rf"{NUMBER.pattern}(?: [^\W\d]+){{0,4}}")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# a count in a cell with the word for what is counted, and so many of all: `215 đảng viên`, `40/45`
NAMED_COUNT = re.compile(
    r"([0-9]+(?:[.,][0-9]+)*)\s+(?:(đảng viên|đồng chí|đ/c|người)|tổ chức(?: cơ sở)?(?: đảng)?)", re.IGNORECASE
)
OF_ALL = re.compile(r"([0-9]{1,6})\s?/\s?([0-9]{1,6})")
# the second number of a date is no larger, and that of a month and a year is a year
LAST_MONTH = 12
# the rule under the first row of a table in Markdown
RULED = re.compile(r"[\s|:\-–—]+")
# a longer cell is a column of prose, as in the head of a letter; and what a line of a list begins with, before a tab
LONGEST_CELL = 200
BULLET = re.compile(r"(?:[-–—•+*●▪o]|\w{1,4}[.)]|[IVX]+)")
# so many lines above a table may be its title, no longer than this, and so many below its notes
TITLE_LINES = 3
LONGEST_TITLE = 300
NOTE_LINES = 2
NAMED = re.compile(r"\W*(?:biểu|bảng|phụ lục)\b", re.IGNORECASE)
NOTES = re.compile(r"\W*(?:ghi chú|chú thích|số liệu|nguồn|tính đến|đến ngày)", re.IGNORECASE)


class Count(NamedTuple):
    """A cell's number as it is written, that of all beside it, and the unit that its word tells; empty where it tells none."""

    number: str
    of: str
    unit: str


class Cell(NamedTuple):
    """A cell's text, and where it stands in the whole text."""

    text: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it holds a number and nothing else, at most a percent sign."""
        return NUMBER.fullmatch(self.text) is not None

    @property
    def counted(self) -> Count | None:
        """Its number, where it holds one, alone, with the word for what is counted, or beside the number of all."""
        if self.is_number:
            return Count(self.text.removesuffix("%").strip(), "", "")
        named = NAMED_COUNT.fullmatch(self.text)
        if named is not None:
            return Count(named[1], "", "person" if named[2] else "organization")
        of_all = OF_ALL.fullmatch(self.text)
        if of_all is None or int(of_all[2]) <= LAST_MONTH or int(of_all[1]) > int(of_all[2]) or YEAR.fullmatch(of_all[2]):
            return None
        return Count(of_all[1], of_all[2], "")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a text: its rows of cells as they stand, the lines above that may be its title (the nearest first) and its notes.

    `start` and `end`: its place in the text; `lines`: those on which its rows stand.
    """

    rows: Sequence[Sequence[Cell]]
    start: int
    end: int
    lines: Sequence[int]
    title: Sequence[Cell]
    notes: Sequence[Cell]


class Line(NamedTuple):
    """A line of a text and where it begins."""

    text: str
    start: int


def row_of(cells: Iterable[str]) -> str:
    """The cells of a table's row as the line that stands for them in a text."""
    return SEPARATOR.join(CUT.sub("/", " ".join(cell.split())) for cell in cells)


def merged(text: str) -> str:
    """What stands in the further places of a merged cell: its words or its year again, but no number twice."""
    return JOINED if NUMBER.fullmatch(text) and not YEAR.fullmatch(text) else text


def grids_in(text: str) -> list[Grid]:
    """The tables of a text in order: lines of cells one below another, one of which at least holds a number."""
    if "|" not in text and "\t" not in text:
        return []
    return list(_grids(text))


def without(grids: Sequence[Grid], folded: str) -> str:
    """The text with blanks in the place of its tables, so that nobody reads their lines as sentences."""
    pieces, last = [], 0
    for grid in grids:
        pieces += [folded[last : grid.start], re.sub(r"[^\n]", " ", folded[grid.start : grid.end])]
        last = grid.end
    return "".join([*pieces, folded[last:]]) if grids else folded


def _grids(text: str) -> Iterator[Grid]:
    lines: list[Line] = []
    start = 0
    for one in text.split("\n"):
        lines.append(Line(one, start))
        start += len(one) + 1
    first = 0
    while first < len(lines):
        last = first
        while last < len(lines) and _is_row(lines[last].text, lines[last - 1].text if last > first else ""):
            last += 1
        held = [place for place in range(first, last) if not RULED.fullmatch(lines[place].text)]
        rows = [_cells(lines[place]) for place in held]
        if _is_table(rows):
            end = lines[last - 1].start + len(lines[last - 1].text)
            yield Grid(rows, lines[first].start, end, [place + 1 for place in held], *_around(lines, first, last))
        first = max(last, first + 1)


def _is_row(line: str, before: str) -> bool:
    """Whether a line is a table's row: cut within, or as often as the row before it; no line of a list, and no prose."""
    cuts = len(CUT.findall(line))
    if not cuts or not (CUT.search(line.strip()) or cuts == len(CUT.findall(before))):
        return False
    cells = [one.strip() for one in CUT.split(line)]
    return max(map(len, cells)) <= LONGEST_CELL and not (cuts == 1 and BULLET.fullmatch(cells[0]) and not cells[1][:1].isdigit())


def _cells(line: Line) -> list[Cell]:
    """The cells of a line; the signs at its two ends close its first and its last cell, as in Markdown, if it begins with one."""
    cut = "\t" if "\t" in line.text and "|" not in line.text else "|"
    first, last = 0, len(line.text)
    if cut == "|" and line.text.lstrip().startswith("|") and line.text.rstrip().endswith("|") and line.text.count("|") > 1:
        first, last = line.text.index("|") + 1, line.text.rindex("|")
    cells = []
    for piece in line.text[first:last].split(cut):
        bare = piece.strip()
        start = line.start + first + (len(piece) - len(piece.lstrip()) if bare else 0)
        cells.append(Cell(bare, start, start + len(bare)))
        first += len(piece) + 1
    return cells


def _is_table(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a cell below and beside others holds a number, at most with what it counts or of how many it is."""
    return any(COUNTED.fullmatch(cell.text) or cell.counted for row in rows[1:] for cell in row[1:])


def _around(lines: Sequence[Line], first: int, last: int) -> tuple[list[Cell], list[Cell]]:
    """The lines that may be a table's title, the nearest first, and those of its notes."""
    title: list[Cell] = []
    for line in reversed(lines[max(0, first - TITLE_LINES - 1) : first]):
        words = line.text.strip()
        if not words:
            if title:
                break
            continue
        if len(words) > LONGEST_TITLE or not (NAMED.match(words) or _may_be_title(words)):
            break
        start = line.start + line.text.index(words)
        title.append(Cell(words, start, start + len(words)))
    notes = []
    for line in lines[last : last + NOTE_LINES]:
        words = line.text.strip()
        if not NOTES.match(words):
            break
        start = line.start + line.text.index(words)
        notes.append(Cell(words, start, start + len(words)))
    return title[:TITLE_LINES], notes


def _may_be_title(words: str) -> bool:
    """Whether a line above a table is no sentence, nor a row of another table."""
    return not (words.endswith(".") or ". " in words.partition(" ")[2] or CUT.search(words))
