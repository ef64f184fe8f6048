"""Data files as rows of text: what their bytes must look like, line by line."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property, lru_cache
from operator import itemgetter
from typing import Any

from metrics.errors import N_, Message, Problem, listed, nearest
from metrics.period import date_span
from metrics.vocabulary import Indicator, Observation, Organization, Province, Ranking, Source

NOUNS: dict[str, type[Any]] = {
    "provinces.csv": Province,
    "organizations.csv": Organization,
    "indicators.csv": Indicator,
    "sources.csv": Source,
    "observations.csv": Observation,
    "rankings.csv": Ranking,
}
# fields of the nouns that no column holds: they are read off the row itself
READ_OFF = {"row", "place", "decimals", "score_decimals"}
# the files of a data folder, and the columns of each in their order
FILES: dict[str, tuple[str, ...]] = {
    file: tuple(field.name for field in fields(noun) if field.name not in READ_OFF) for file, noun in NOUNS.items()
}
# columns that files of earlier versions lack, and what is read there
UNSTATED = {("observations.csv", "quote_status"): "unverified"}
# the files whose rows have a name, in their first column
NAMED = ("provinces.csv", "organizations.csv", "indicators.csv", "sources.csv")
# at most 15 digits: what a float holds exactly
NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
NUMBER_FORM = N_("a plain decimal number; write 1234.5, without separators, signs of percent or exponents")
WHOLE_NUMBER_FORM = N_("a whole number; write it in digits only")
# the Party was founded in 1930: a year outside is a slip of the pen
YEARS = range(1930, 2101)


@dataclass(frozen=True)
class DataRow:
    """One line of a file: its cells as text, by column."""

    file: str
    line: int
    cells: Mapping[str, str]
    # where the line stands, if not in this file of a data folder: a batch, a sheet that is being imported
    place: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @cached_property
    def stated(self) -> tuple[str, ...]:
        """Its cells in every version of the file: two rows that have them alike are the same row."""
        return _cells_stated(self.file)(self.cells)

    def problem(self, column: str, message: str | Message, /, **values: object) -> Problem:
        """A problem of a cell: its message, or the template and the values of one."""
        return Problem.of(self.place or self.file, self.line, column, message, **values)

    def seen_from(self, row: DataRow) -> str:
        """Where this line stands, as a message about another row says it."""
        same = (self.place or self.file) == (row.place or row.file)
        return f"line {self.line}" if same else f"{self.place or self.file}:{self.line}"


@cache
def _cells_stated(file: str) -> Callable[[Mapping[str, str]], tuple[str, ...]]:
    return itemgetter(*(column for column in FILES[file] if (file, column) not in UNSTATED))


@dataclass(frozen=True)
class DataTable:
    """The rows of one file, and the names that its lines give.

    `keys` holds names of lines that are no row too; None where the file cannot be read at all.
    """

    file: str
    rows: Sequence[DataRow]
    keys: frozenset[str] | None

    @cached_property
    def different(self) -> dict[str, set[str]]:
        """By column its cells, each once: what is wrong with one is wrong wherever it stands."""
        columns = FILES[self.file]
        cells = zip(*([row.cells[column] for column in columns] for row in self.rows), strict=True)
        return {column: set[str]() for column in columns} | dict(zip(columns, map(set, cells), strict=False))

    def by_key(self) -> dict[str, DataRow]:
        """The rows by their first column; of a name that stands twice the first."""
        named: dict[str, DataRow] = {}
        for row in self.rows:
            named.setdefault(next(iter(row.cells.values())), row)
        return named

    def unknown(self, row: DataRow, column: str) -> Iterator[Problem]:
        """A problem if a cell names something that this file does not hold."""
        name = row[column]
        if name and self.keys is not None and name not in self.keys:
            near = hint(name, self.keys)
            text = N_("{name} is not in {file}.{hint}") if near else N_("{name} is not in {file}. Add it there first.")
            yield row.problem(column, text, name=shown(name), file=self.file, hint=near)


# Words of messages ---------------------------------------------------------------------------------------------------
def shown(text: str) -> str:
    """A cell as a message quotes it, cut where it is long."""
    return repr(text if len(text) <= 60 else text[:59] + "…")


def unseen(cell: str, sign: str) -> Message:
    """What to say of a cell that holds a letter that nobody sees."""
    text = N_("{cell} holds the invisible letter {sign}; remove it")
    if unicodedata.category(sign) == "Cc":
        text = N_("{cell} holds the control character {sign}; remove it")
    return Message.of(text, cell=shown(cell), sign=" ".join(filter(None, (f"U+{ord(sign):04X}", unicodedata.name(sign, "")))))


@lru_cache(maxsize=4096)
def hint(word: str, accepted: frozenset[str]) -> str:
    """The nearest accepted names. Long words are no slips of a name, and slow to compare."""
    return nearest(word, sorted(accepted)) if len(word) <= 80 else ""


def one_of(word: str, accepted: Iterable[str], before: str = "") -> Message:
    """'… is not one of …' with the nearest of the accepted words; `before` stands before the word."""
    accepted = tuple(accepted)
    text = N_("{word} is not one of {accepted}.{hint}")
    return Message.of(text, word=f"{before}{shown(word)}", accepted=listed(accepted), hint=hint(word, frozenset(accepted)))


# Values of cells -----------------------------------------------------------------------------------------------------
@lru_cache(maxsize=20_000)
def number(text: str) -> float | None:
    """A plain decimal number, or None."""
    return float(text) if NUMBER.fullmatch(text) else None


@lru_cache(maxsize=4096)
def dates(text: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a date, month or year, or None where it is none (or empty)."""
    try:
        return date_span(text)
    except ValueError:
        return None


def years(row: DataRow, column: str, span: tuple[dt.date, dt.date]) -> Iterator[Problem]:
    """A problem if a stretch of time lies where no figure can."""
    if span[0].year not in YEARS or span[1].year not in YEARS:
        text = N_("{cell} is outside {first} to {last}; look for a slip of the pen")
        yield row.problem(column, text, cell=row[column], first=YEARS[0], last=YEARS[-1])


# Bytes → rows --------------------------------------------------------------------------------------------------------
def rows_of(file: str, raw: bytes) -> tuple[DataTable, list[Problem]]:
    """The rows of a file's bytes, and what is wrong with its form. A wrong line is left out, all others are read."""
    text, problems = text_of(file, raw)
    if text is None:
        return DataTable(file, (), None), problems
    lines = text.split("\n")
    header, found = header_of(file, lines[0])
    problems += found
    if header is None:
        return DataTable(file, (), None), problems
    places = {column: header.index(column) for column in FILES[file] if column in header}
    first = next(iter(places.values()))
    lacking = {column: UNSTATED[file, column] for column in FILES[file] if column not in header}
    rows, keys = [], set()
    for line, text in enumerate(lines[1:], 2):
        cells, found = cells_of_line(file, line, text, len(header))
        problems += found
        # a line that is no row still names its key, so that what refers to it is not called unknown
        keys.update(cells[first : first + 1])
        if not found:
            rows.append(DataRow(file, line, {column: cells[place] for column, place in places.items()} | lacking))
    problems += wrong_characters(rows)
    return DataTable(file, rows, frozenset(keys - {""})), problems


def text_of(file: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file, its lines parted by a line feed whatever they end in. What is not UTF-8 becomes U+FFFD, told by cell in
    `characters`; None where it cannot be text."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None, [Problem(file, 1, "file", "is UTF-16; save it as UTF-8")]
    problems = []
    if raw.startswith(b"\xef\xbb\xbf"):
        problems.append(Problem(file, 1, "file", "begins with a byte-order mark; save it as UTF-8 without BOM"))
    if b"\r" in raw:
        line = raw[: raw.index(b"\r")].count(b"\n") + 1
        problems.append(Problem(file, line, "file", r"a carriage return stands here; line ends must be \n alone"))
    text = raw.decode("utf-8", errors="replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n"), problems


def header_of(file: str, text: str) -> tuple[list[str] | None, list[Problem]]:
    """The names of the columns, or None where one is missing, and what is wrong with them."""
    expected = FILES[file]
    must = f"the first line must read {','.join(expected)}"
    if not text:
        return None, [Problem(file, 1, "file", f"is empty; {must}")]
    header, problems = cells_of_line(file, 1, text)
    for column in header:
        if column not in expected:
            remedy = hint(column, frozenset(expected)) or f" Here {must}."
            problems.append(Problem(file, 1, column[:60] or "(no name)", f"is no column of this file.{remedy}"))
    for column, times in Counter(header).items():
        if times > 1 and column in expected:
            problems.append(Problem(file, 1, column, f"stands {times} times; {must}"))
    missing = [column for column in expected if column not in header and (file, column) not in UNSTATED]
    problems += [Problem(file, 1, column, f"this column is missing; {must}") for column in missing]
    if not problems and header != [column for column in expected if column in header]:
        problems.append(Problem(file, 1, "file", f"the columns stand in another order; {must}"))
    return (None if missing else header), problems


def cells_of_line(file: str, line: int, text: str, expected: int = 0) -> tuple[list[str], list[Problem]]:
    """The cells of one line. Read line by line, an unclosed quote spoils its own line only."""
    if not text.strip():
        return [], [Problem(file, line, "row", "is empty; remove the line")]
    try:
        cells = next(csv.reader([text], strict=True))
    except csv.Error as error:
        remedy = 'close each quoted cell in its line, and write a quote inside it as ""'
        return text.split(","), [Problem(file, line, "row", f"is no CSV: {error}; {remedy}")]
    if expected and len(cells) != expected:
        remedy = "put a cell that holds a comma into quotes"
        return cells, [Problem(file, line, "row", f"{len(cells)} cells, expected {expected}; {remedy}")]
    return cells, []


def wrong_characters(rows: Sequence[DataRow]) -> Iterator[Problem]:
    """What is wrong with the bytes of rows."""
    # of cells that are alike one is looked at, and most are codes and numbers
    different = set[str]().union(*(row.cells.values() for row in rows))
    odd = {one for one in different if not (one.isalnum() and one.isascii()) and any(characters(DataRow("", 1, {"": one}), ""))}
    for row in rows if odd else ():
        for column, cell in row.cells.items():
            if cell in odd:
                yield from characters(row, column)


def characters(row: DataRow, column: str) -> Iterator[Problem]:
    """What is wrong with the bytes of a cell."""
    cell = row.cells[column]
    if cell != cell.strip():
        yield row.problem(column, f"{shown(cell)} has space around it; remove the space")
    if cell.isascii() and cell.isprintable():
        return
    if "\ufffd" in cell:
        yield row.problem(column, f"{shown(cell)} holds bytes that are not UTF-8; save the file as UTF-8")
    if not unicodedata.is_normalized("NFC", cell):
        yield row.problem(column, f"{shown(cell)} is not in NFC form; write a letter and its marks as one character")
