"""Excel files → sheets of cells. What a reader would take silently for an empty cell, or for another number, is found first: a
formula that was never computed, an error, a merged range, a percentage, a hidden row. The only import of python_calamine."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError, ParserCreate

import python_calamine

from metrics.data.cells import cell_text
from metrics.errors import N_, Message, PartyMetricsError

OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAIN = re.compile(r"\{[^}]*\}")
REFERENCE = re.compile(r"([A-Za-z]+)([0-9]+)")
# columns of a sheet, and cells, within which it is read
MOST_COLUMNS = 1_000
MOST_CELLS = 4_000_000
MOST_SHEETS = 200
# the number formats of Excel's own that show a percentage
PERCENT_FORMATS = {"9", "10"}
# what a number format prints as it stands, between quotation marks or behind a backslash: `0.0"%"` shows 73.8 as 73.8%
LITERAL = re.compile(r'"[^"]*"|\\.')
# Excel's last cell, XFD1048576, has three letters; a line beyond all that it has
LONGEST_LETTERS, BEYOND, LONGEST_DIGITS = 3, 10_000_000, 7
# a whole number below has no more than the fifteen digits that Excel keeps
MOST_COUNTED = 10**15


# names that a sentence lists
MOST = 8
HIDDEN_ROWS = N_("{place}: these rows are hidden in the file, and are read like all others: {names}.")
HIDDEN_COLUMNS = N_("{place}: these columns are hidden in the file, and are read like all others: {names}.")
HIDDEN_SHEET = N_("{place} is a hidden sheet, and is read like all others.")


class TableError(PartyMetricsError):
    """A file cannot be read as a table; the message says why, and what to do."""


@dataclass(frozen=True)
class Limits:
    """How large a file may be: bytes, rows below the header, bytes of a workbook once unpacked."""

    size: int = 32 * 2**20
    rows: int = 20_000
    unpacked: int = 128 * 2**20


Cell = str | float


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells from A1 on; `odd` says what is wrong with single cells, by line and column, both from 1."""

    name: str
    # what Excel keeps of them
    rows: Sequence[Sequence[object]] = ()
    odd: Mapping[tuple[int, int], Message] = field(default_factory=dict)
    # percentages as Excel shows them, `73,8%`, by line and column, both from 1
    shares: Mapping[tuple[int, int], str] = field(default_factory=dict)
    # ranges that are merged: first line, first column, last line, last column
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_lines: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False
    # why nothing of the sheet was read
    unread: Message | None = None

    @cached_property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """Its cells as text."""
        rows = [list(map(_text, row)) for row in self.rows]
        for (line, column), told in self.shares.items():
            rows[line - 1][column - 1] = told
        return tuple(map(tuple, rows))

    @cached_property
    def typed(self) -> tuple[tuple[Cell, ...], ...]:
        """Its cells: a number as the number that it is, a day as a Vietnamese table prints it, anything else as text."""
        rows = [[cell if isinstance(cell, str) else _typed(cell) for cell in row] for row in self.rows]
        for (line, column), told in self.shares.items():
            rows[line - 1][column - 1] = told
        return tuple(map(tuple, rows))

    @cached_property
    def first_days(self) -> tuple[tuple[int, int], ...]:
        """The cells that hold a date on the first of a month: Excel makes one of a typed 2021-09."""
        cells = ((line, column, cell) for line, row in enumerate(self.rows, 1) for column, cell in enumerate(row, 1))
        return tuple((line, column) for line, column, cell in cells if isinstance(cell, dt.date) and cell.day == 1)


@lru_cache(maxsize=2_000)
def letters(column: int) -> str:
    """The name of a column, from 1: A, B … Z, AA."""
    name = ""
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name


@lru_cache(maxsize=2_000)
def column_number(letters: str) -> int:
    """The number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


# by its name each column of a sheet that is read
COLUMNS = {letters(column): column for column in range(1, MOST_COLUMNS + 1)}


def some(names: Sequence[str]) -> str:
    """The first of several names, and how many there are."""
    more = f", … ({len(names)})" if len(names) > MOST else ""
    return ", ".join(islice(names, MOST)) + more


def hidden_told(place: str, lines: Iterable[int], columns: Iterable[int], sheet: bool, within: tuple[int, int]) -> list[Message]:
    """What is hidden of a sheet and read all the same: its rows and columns by their numbers, as far as it has any."""
    rows = [str(line) for line in lines if line <= within[0]]
    named = [letters(number) for number in columns if number <= within[1]]
    found = [Message.of(HIDDEN_ROWS, place=place, names=some(rows))] if rows else []
    found += [Message.of(HIDDEN_COLUMNS, place=place, names=some(named))] if named else []
    return found + ([Message.of(HIDDEN_SHEET, place=place)] if sheet else [])


def sheets(file: str, data: bytes, limits: Limits) -> list[Sheet]:
    """The sheets of an .xlsx file; one that reaches too far is not read and says so. TableError where the file is none, is larger
    than the limits, is locked, or has no sheet within them."""
    parts = _unpacked(file, data, limits)
    named = _parts_by_name(file, parts)
    if len(named) > MOST_SHEETS:
        text = N_("{file} has {sheets} sheets, at most {limit} are read. Keep those that hold figures.")
        raise TableError(text, file=file, sheets=len(named), limit=MOST_SHEETS)
    try:
        percent = _percent_styles(parts.get("xl/styles.xml", b""))
        scans = {name: Scan(f"{file}!{name}", limits, percent) for name in named}
        too_far = {name: far for name, part in named.items() if (far := scans[name].of(part.data))}
        if too_far and len(too_far) == len(named):
            raise next(iter(too_far.values()))
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(_packed(parts))) as workbook:
            return [
                Sheet(name, hidden=part.hidden, unread=too_far[name].message)
                if name in too_far
                else _sheet(workbook.get_sheet_by_name(name), scans[name], part.hidden)
                for name, part in named.items()
            ]
    except (python_calamine.CalamineError, ExpatError, ValueError, OSError) as error:
        raise _broken(file, error) from error


def _broken(file: str, error: Exception) -> TableError:
    text = N_("{file} cannot be read as an Excel file ({error}). Open it in Excel and save it as .xlsx again.")
    return TableError(text, file=file, error=error)


def _unpacked(file: str, data: bytes, limits: Limits) -> dict[str, bytes]:
    """The XML parts of a workbook, read no further than the limit: a small file may unpack to gigabytes."""
    parts: dict[str, bytes] = {}
    left = limits.unpacked
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".rels")):
                    with archive.open(info) as part:
                        parts[info.filename] = part.read(left + 1)
                    left -= len(parts[info.filename])
                if left < 0:
                    text = N_("{file} unpacks to more than {limit} MB; nothing was read. Import fewer rows at a time.")
                    raise TableError(text, file=file, limit=limits.unpacked // 2**20)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise _broken(file, error) from error
    return parts


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts that were read, and no others, as a workbook again."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


@dataclass(frozen=True)
class Part:
    """A sheet's XML, and whether the sheet is hidden."""

    data: bytes
    hidden: bool


def _parts_by_name(file: str, parts: Mapping[str, bytes]) -> dict[str, Part]:
    """The XML of each sheet by its name, in the workbook's order."""
    try:
        book = ElementTree.fromstring(parts["xl/workbook.xml"])
        relations = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    except (KeyError, ElementTree.ParseError) as error:
        raise _broken(file, error) from error
    targets = {one.get("Id"): (one.get("Target") or "").removeprefix("/").removeprefix("xl/") for one in relations}
    named = {}
    for one in book.iter():
        if MAIN.sub("", str(one.tag)) == "sheet":
            part = f"xl/{targets.get(one.get(OFFICE), '')}"
            if part in parts and part.startswith("xl/worksheets/"):
                named[one.get("name") or ""] = Part(parts[part], one.get("state", "visible") != "visible")
    return named


def _percent_styles(part: bytes) -> frozenset[str]:
    """The numbers of the cell styles that show a percentage."""
    try:
        styles = ElementTree.fromstring(part) if part else None
    except ElementTree.ParseError:
        styles = None
    if styles is None:
        return frozenset()
    elements = [(MAIN.sub("", str(one.tag)), one) for one in styles.iter()]
    own = {one.get("numFmtId") for tag, one in elements if tag == "numFmt" and "%" in LITERAL.sub("", one.get("formatCode") or "")}
    formats = next((one for tag, one in elements if tag == "cellXfs"), ())
    return frozenset(str(place) for place, one in enumerate(formats) if one.get("numFmtId") in PERCENT_FORMATS | own)


class Scan:
    """A walk through a sheet's XML for what is odd about single cells, by line and column; a cell that does not say where it stands
    follows the one before it."""

    def __init__(self, place: str, limits: Limits, percent: frozenset[str] = frozenset()) -> None:
        self._place, self._limits, self._percent = place, limits, percent
        self.odd: dict[tuple[int, int], Message] = {}
        self.percentages: set[tuple[int, int]] = set()
        self.hidden_lines: list[int] = []
        self.hidden_columns: list[int] = []
        self._line = self._column = 0
        self._last_line = self._last_column = 0
        # of the cell that is open: an error, a formula, a value that is stored
        self._error = self._formula = self._stored = False
        self._within = ""

    def of(self, part: bytes) -> TableError | None:
        """Look at all; the error where a cell stands so far out that reading the sheet would fill the memory. ExpatError or
        ValueError where the sheet is no XML as Excel writes it."""
        parser = ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(part, True)
        except TableError as error:
            return error
        return None

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._within = name.rpartition(":")[2]
        if self._within == "c":
            self._stand(attributes.get("r", ""))
            self._error, self._formula, self._stored = attributes.get("t") == "e", False, False
            if attributes.get("s") in self._percent:
                self.percentages.add((self._line, self._column))
        elif self._within == "row":
            self._line, self._column = self._number(attributes.get("r", "")) or self._line + 1, 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_lines.append(self._line)
        elif self._within == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = (self._number(attributes.get(side, "")) for side in ("min", "max"))
            self.hidden_columns += range(first, min(last, MOST_COLUMNS) + 1)
        elif self._within == "f":
            self._formula = True

    def _stand(self, reference: str) -> None:
        # nearly every cell stands in the row that it is written in
        line = str(self._line)
        if reference.endswith(line) and (column := COLUMNS.get(reference[: -len(line)])):
            self._column = column
        elif found := REFERENCE.fullmatch(reference):
            self._line = self._number(found[2])
            self._column = column_number(found[1].upper()) if len(found[1]) <= LONGEST_LETTERS else MOST_COLUMNS + 1
        else:
            self._column += 1
        if self._line <= self._last_line and self._column <= self._last_column:
            # no further out than one before
            return
        self._last_line, self._last_column = max(self._line, self._last_line), max(self._column, self._last_column)
        columns = MOST_COLUMNS
        if self._line <= self._limits.rows + 100 and self._column <= MOST_COLUMNS:
            if self._last_line * self._last_column <= MOST_CELLS:
                return
            columns = MOST_CELLS // self._last_line
        text = N_("{place} reaches to {cell}; at most {rows} rows and {columns} columns are read. Import it in parts.")
        cell = f"{letters(self._column)}{self._line}"
        raise TableError(text, place=self._place, cell=cell, rows=self._limits.rows, columns=columns)

    def _number(self, digits: str) -> int:
        """The number of a line; where it is longer than any, one beyond all; 0 where it is none."""
        if len(digits) > LONGEST_DIGITS:
            return BEYOND
        return int(digits) if digits.isdecimal() else 0

    def _text(self, text: str) -> None:
        self._stored = self._stored or self._within in ("v", "t")

    def _end(self, name: str) -> None:
        self._within = ""
        if name.rpartition(":")[2] != "c":
            return
        if self._error:
            text = N_("holds an error of Excel; mend the formula, or write the value")
            self.odd[self._line, self._column] = Message.of(text)
        elif self._formula and not self._stored:
            text = N_("holds a formula that was never computed; open the file in Excel and save it, or write the value")
            self.odd[self._line, self._column] = Message.of(text)

    def _refuse(self, *_: object) -> None:
        raise ValueError("<!DOCTYPE> stands in it")


def _sheet(sheet: python_calamine.CalamineSheet, scan: Scan, hidden: bool) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    merged = [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    shares = {
        (line, column): f"{cell_text(float(f'{share * 100:.13g}'))}%".replace(".", ",")
        for line, column in scan.percentages
        if line <= len(rows)
        and column <= len(rows[line - 1])
        # what Excel keeps as yes or no is no number, whatever its format
        and isinstance(share := rows[line - 1][column - 1], int | float)
        and not isinstance(share, bool)
    }
    odd = {**{(top, left): _is_merged(top, left, bottom, right) for top, left, bottom, right in merged}, **scan.odd}
    return Sheet(
        sheet.name,
        rows,
        odd,
        shares,
        tuple(merged),
        tuple(scan.hidden_lines),
        tuple(dict.fromkeys(scan.hidden_columns)),
        hidden,
    )


def _is_merged(top: int, left: int, bottom: int, right: int) -> Message:
    name = f"{letters(left)}{top}:{letters(right)}{bottom}"
    return Message.of(N_("is merged over {cells}; unmerge it, and fill in every cell"), cells=name)


def _typed(cell: object) -> Cell:
    """A number with the fifteen digits that Excel keeps of it; a day in figures, `30/06/2024`; anything else as text."""
    if isinstance(cell, dt.date) and (not isinstance(cell, dt.datetime) or cell.time() == dt.time()):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
    return _fifteen_digits(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else _text(cell)


def _fifteen_digits(number: float) -> float:
    return float(number) if number == int(number) and abs(number) < MOST_COUNTED else float(f"{number:.15g}")


def _text(cell: object) -> str:
    """A cell as the data contract writes it: whole numbers without `.0`, fifteen digits, ISO dates."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return cell_text(_fifteen_digits(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
