"""CSV, Excel and Parquet files in the columns of the data contract → a draft. What is certain is read; what is not is named."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from metrics.data.cells import as_stated
from metrics.data.rows import FILES, DataRow, hint
from metrics.data.seeds import reader
from metrics.errors import N_, Message, Problem
from metrics.intake.as_written import NOT_STATED, date_written, number_written, period_written, whole_written
from metrics.intake.drafts import ADDED, DRAFT, Draft, row_of, tidy_cell
from metrics.intake.encodings import unicode_text
from metrics.intake.parquet import MAGIC, parquet_lines
from metrics.intake.sdmx import figures_within, in_our_columns, is_sdmx
from metrics.intake.spreadsheet import Limits, TableError, hidden_told, letters, sheets
from metrics.spelling import search_key

LIMITS = Limits()
# the columns by which a table is recognised
MARKS = {
    "observations.csv": {"indicator", "value"},
    "rankings.csv": {"index", "rank"},
    "organizations.csv": {"organization", "level"},
    "sources.csv": {"source", "publisher"},
}
# columns that a table may leave out: they are empty then
MAY_LACK = {
    "observations.csv": {"source", "breakdown", "denominator", "line", "note", "quote_status"},
    "rankings.csv": {"score", "score_status", "published", "note"},
    "organizations.csv": {"parent", "valid_from", "valid_to", "aliases"},
    "sources.csv": {"published", "url", "file", "note"},
}
# what the rows of figures may say of their source, for one that nothing else describes
OF_SOURCE = ("publisher", "published", "url")
COUNTED_IN_FULL = ("person", "organization", "case", "document", "award", "rank")
# columns of dates; and those whose cells are words, where a dash is one
DATES = ("published", "valid_from", "valid_to")
WORDS = ("quote", "note", "name_vi", "name_en")
# the sheet of a template that explains the others
DICTIONARY = "dictionary"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SHOWN_CELLS = 5
NO_TABLE = N_(
    "{file} holds no table of figures; its first line must read {columns}.{hint} "
    "A table in a form of its own is read by a mapping: --propose-map proposes one."
)
FIRST_DAYS = N_(
    "{place}: {cells} hold the first day of a month and were read as that day; where a month is meant, write it as text."
)
# the number of each line, and its cells
Lines = Sequence[tuple[int, Sequence[str]]]


@dataclass
class Read:
    """What was read so far."""

    told_of_source: Mapping[str, str]
    rows: dict[str, list[DataRow]] = field(default_factory=lambda: {file: [] for file in ADDED})
    cited: list[DataRow] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    letters: dict[str, dict[str, str]] = field(default_factory=dict)

    def draft(self) -> Draft:
        rows = {file: tuple(rows) for file, rows in self.rows.items()}
        return Draft(rows, cited=tuple(self.cited), faults=tuple(self.faults), told=tuple(self.told), letters=self.letters)


@dataclass(frozen=True)
class Grid:
    """Cells as text, with the line of each row, before anybody knows what they are."""

    place: str
    lines: Lines
    spreadsheet: bool = False
    odd: Mapping[tuple[int, int], Message] = field(default_factory=dict)
    first_days: Sequence[tuple[int, int]] = ()
    # headings in words → names of columns, as a dictionary in the same workbook gives them
    headings: Mapping[str, str] = field(default_factory=dict)
    # what is hidden in the sheet
    hidden: Sequence[Message] = ()


def read_table(name: str, data: bytes | Path, limits: Limits = LIMITS) -> Draft:
    """The draft that one file holds. TableError or EncodingError where nothing of it can be read."""
    return read_tables([(name, data)], limits=limits)


def read_tables(
    files: Iterable[tuple[str, bytes | Path]], told_of_source: Mapping[str, str] | None = None, limits: Limits = LIMITS
) -> Draft:
    """The draft that several files hold together, such as figures beside the list of their sources.

    `told_of_source`: publisher, published and url of figures that name no source of their own.
    """
    found = Read(told_of_source or {})
    for name, data in files:
        grids = _grids(name, whole(name, data, limits), limits, found.told)
        known = [_read_grid(grid, found) for grid in grids if grid.lines]
        if not any(known):
            header = [tidy_cell(cell) for grid in grids for _, cells in grid.lines[:1] for cell in cells]
            near = next(filter(None, (hint(cell, frozenset(FILES["observations.csv"])) for cell in header)), "")
            raise TableError(NO_TABLE, file=name, columns=",".join(FILES["observations.csv"]), hint=near)
    return found.draft()


def whole(name: str, data: bytes | Path, limits: Limits = LIMITS) -> bytes:
    """A file's bytes. TableError where they are too many, or cannot be read."""
    try:
        size = data.stat().st_size if isinstance(data, Path) else len(data)
        if size > limits.size:
            text = N_("{file} has {size} MB, at most {limit} MB are read. Import it in parts.")
            raise TableError(text, file=name, size=-(-size // 2**20), limit=limits.size // 2**20)
        return data.read_bytes() if isinstance(data, Path) else data
    except OSError as error:
        raise TableError(N_("{file} cannot be read ({error})."), file=name, error=error.strerror or error) from error


def _grids(name: str, data: bytes, limits: Limits, told: list[Message]) -> list[Grid]:
    """What a file holds; a sheet that is not read is told."""
    if data.startswith(OLE):
        text = N_("{file} is an Excel file of the old form (.xls), or locked by a password. Save it as .xlsx without a password.")
        raise TableError(text, file=name)
    if data.startswith(ZIP) and (figures := figures_within(data, limits)) is not None:
        return _grids(name, whole(name, figures, limits), limits, told)
    if data.startswith(ZIP):
        found = []
        for sheet in sheets(name, data, limits):
            if sheet.unread:
                told.append(sheet.unread)
                continue
            lines = [(line, cells) for line, cells in enumerate(sheet.cells, 1) if any(map(str.strip, cells))]
            place, within = f"{name}!{sheet.name}", (len(sheet.cells), max(map(len, sheet.cells), default=0))
            hidden = hidden_told(place, sheet.hidden_lines, sheet.hidden_columns, sheet.hidden, within)
            found.append(Grid(place, _bounded(name, lines, limits), True, sheet.odd, sheet.first_days, hidden=hidden))
        return [replace(grid, headings=_headings(grid.place.removeprefix(f"{name}!"), found)) for grid in found]
    if data.startswith(MAGIC):
        return [Grid(name, parquet_lines(name, data, limits))]
    # a file that is named like one of the data folder's must not be taken for it
    return [_csv_grid(f"{DRAFT}/{name}" if name in FILES else name, unicode_text(name, data), limits)]


def _headings(sheet: str, grids: Iterable[Grid]) -> dict[str, str]:
    """The headings in words of a sheet of our own downloads → names of columns, as the workbook's dictionary lists them."""
    rows = ([tidy_cell(cell) for cell in cells[:3]] for grid in grids for _, cells in grid.lines if len(cells) > 2)
    return {heading.casefold(): code for part, code, heading in rows if part.endswith(f": {sheet}") and code and heading}


def _bounded(name: str, lines: Lines, limits: Limits) -> Lines:
    if len(lines) > limits.rows + 1:
        raise TableError(N_("{file} has more than {limit} rows. Import it in parts."), file=name, limit=limits.rows)
    return lines


# CSV -----------------------------------------------------------------------------------------------------------------
def _csv_grid(name: str, text: str, limits: Limits) -> Grid:
    """The lines of a CSV file, whatever separates its cells."""
    if "\0" in text:
        raise TableError(N_("{file} is no text. Save it as CSV (UTF-8) or as .xlsx."), file=name)
    skipped = 0
    if named := re.match(r"sep=(.)\r?\n", text):
        text, skipped = text[named.end() :], 1
    header = text.partition("\n")[0]
    columns = {column for file in ADDED for column in FILES[file]}
    separator = max(",;\t", key=lambda sign: len(columns.intersection(map(tidy_cell, header.split(sign)))))
    lines: list[tuple[int, Sequence[str]]] = []
    reading = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    first = 1
    try:
        for cells in reading:
            if any(map(str.strip, cells)):
                lines.append((first + skipped, cells))
            first = reading.line_num + 1
            if len(lines) > limits.rows + 1:
                break
    except csv.Error as error:
        text = N_("is no CSV ({error}); close each quoted cell, and double a quotation mark inside it")
        return Grid(name, lines, odd={(first + skipped, 0): Message.of(text, error=error)})
    lines = list(_bounded(name, lines, limits))
    if lines and is_sdmx(lines[0][1]):
        lines, odd = in_our_columns(name, lines)
        return Grid(name, lines, odd=odd)
    return Grid(name, lines)


# cells → rows --------------------------------------------------------------------------------------------------------
def _read_grid(grid: Grid, found: Read) -> bool:
    """Read the rows of a grid, if its first line names the columns of a table."""
    (head, header), lines = grid.lines[0], grid.lines[1:]
    named = [tidy_cell(cell).casefold() for cell in header]
    if all(name in grid.headings for name in named):
        named = [grid.headings[name] for name in named]
    file = _file_of(named)
    if file is None and grid.place.endswith(f"!{DICTIONARY}"):
        return False
    if file is None:
        found.told.append(Message.of(N_("{place} is no table of the data and was left out."), place=grid.place))
        return False
    found.told += grid.hidden
    columns = _columns(grid, file, head, named, found)
    if grid.spreadsheet:
        found.letters[grid.place] = {column: letters(place + 1) for column, place in columns.items()}
    first = min(columns.values())
    for (line, column), fact in grid.odd.items():
        name = named[column - 1] if 0 < column <= len(named) else "row"
        if line > head and (name in columns or not column):
            found.faults.append(Problem.of(grid.place, line, name, fact))
    ranks = 0
    for line, cells in lines:
        if any(map(str.strip, cells[len(named) :])) or (len(cells) < len(named) and not grid.spreadsheet):
            text = N_("{number} cells, expected {expected}; put a cell that holds the separator into quotes")
            found.faults.append(Problem.of(grid.place, line, named[first], text, number=len(cells), expected=len(named)))
        elif _is_rank(file, told := {column: as_stated(cells[place]) for column, place in columns.items()}):
            ranks += 1
        elif columns.keys() >= _needed(file, columns):
            _read_row(grid, file, line, told, found)
    if ranks:
        text = N_("{place}: {number} rows of ranks and scores were left out; they are imported as a table of rankings.")
        found.told.append(Message.of(text, place=grid.place, number=ranks))
    _tell_first_days(grid, columns, named, found)
    return True


def _file_of(named: Iterable[str]) -> str | None:
    """The file of the data whose columns these are."""
    return next((file for file, marks in MARKS.items() if marks <= set(named)), None)


def _is_rank(file: str, cells: Mapping[str, str]) -> bool:
    """Is this a rank, a score or their source, as downloads list them among the figures? An address is no slug of a source."""
    named_in = file in ("observations.csv", "sources.csv") and cells.get("source", "").startswith(("http://", "https://"))
    return named_in and cells.get("unit", "rank") in ("rank", "score")


def _needed(file: str, columns: Iterable[str]) -> set[str]:
    return {column for column in FILES[file] if column not in MAY_LACK[file]}


def _columns(grid: Grid, file: str, head: int, named: Sequence[str], found: Read) -> dict[str, int]:
    """Where each column stands; tells those that are missing, stand twice or say nothing to the data."""
    accepted = {*FILES[file], *(OF_SOURCE if file == "observations.csv" else ())}
    columns: dict[str, int] = {}
    ignored = []
    for place, name in enumerate(named):
        if name in columns:
            found.faults.append(Problem.of(grid.place, head, name, N_("stands twice; keep one of the columns")))
        elif name in accepted:
            columns[name] = place
        elif name:
            ignored.append(name)
    for name in FILES[file]:
        if name in _needed(file, columns) - columns.keys():
            text = N_("this column is missing; the first line must name {columns}.{hint}")
            near = hint(name, frozenset(ignored))
            found.faults.append(Problem.of(grid.place, head, name, text, columns=",".join(FILES[file]), hint=near))
    if ignored:
        text = N_("{place}: these columns say nothing to the data and were left out: {columns}.")
        found.told.append(Message.of(text, place=grid.place, columns=", ".join(ignored)))
    return columns


def _read_row(grid: Grid, file: str, line: int, cells: Mapping[str, str], found: Read) -> None:
    row = row_of(file, cells, line, grid.place)
    row, unstated = _stated(row)
    if unstated & {"value", "rank", "score"} and not any(row.cells.get(column) for column in ("value", "rank", "score")):
        text = N_("{place}:{line}: no value is stated; the row was left out.")
        found.told.append(Message.of(text, place=grid.place, line=line))
        return
    row = _periods(_numbers(row, found), grid.spreadsheet, found)
    if file == "observations.csv":
        told = {column: tidy_cell(cells.get(column, "")) for column in OF_SOURCE}
        row = _cite(row, told, grid.spreadsheet, found)
    found.rows[file].append(row)


def _stated(row: DataRow) -> tuple[DataRow, set[str]]:
    """The row without the dashes and dots that stand for "not stated", and the columns that held one."""
    unstated = {column for column, cell in row.cells.items() if cell in NOT_STATED and column not in WORDS}
    # a rank that is not stated has no status
    empty = unstated | {f"{column}_status" for column in unstated & {"rank", "score"}}
    return replace(row, cells={column: "" if column in empty else cell for column, cell in row.cells.items()}), unstated


def _numbers(row: DataRow, found: Read) -> DataRow:
    """The row with its numbers in the contract's spelling; footnote marks go into its note, doubts are told."""
    written, marks = dict(row.cells), []
    unit = row.cells.get("unit", "")
    for number in reader(row.file).numbers:
        cell = row[number.column]
        of = "score" if number.column == "score" else unit
        read = whole_written(cell) if number.whole else number_written(cell, of, whole=of in COUNTED_IN_FULL)
        written[number.column] = read.text
        if read.mark:
            marks.append(f"{number.column} is written {cell}")
        if read.doubt:
            found.faults.append(row.problem(number.column, read.doubt))
    if marks:
        written["note"] = "; ".join(filter(None, (row["note"], *marks)))
    return replace(row, cells=written)


def _periods(row: DataRow, spreadsheet: bool, found: Read) -> DataRow:
    """The row with its dates and its period in the contract's spelling."""
    written = dict(row.cells)
    for column in written.keys() & set(DATES):
        written[column] = date_written(written[column], spreadsheet)
    if "period" in written:
        kind, read = period_written(row["period_type"], row["period"], row["indicator"], spreadsheet)
        written |= {"period_type": kind, "period": read.text}
        if read.doubt:
            found.faults.append(row.problem("period", read.doubt))
    return replace(row, cells=written)


def _cite(row: DataRow, told: Mapping[str, str], spreadsheet: bool, found: Read) -> DataRow:
    """The row with its source: the one named, or one made of what the row or the caller says of it."""
    if not any(told.values()):
        told = {} if row["source"] else found.told_of_source
    if not told.get("publisher"):
        return row
    told = {**told, "published": date_written(told.get("published", ""), spreadsheet)}
    slug = row["source"] or source_slug(*(told.get(column, "") for column in OF_SOURCE))
    source = row_of("sources.csv", {**told, "source": slug}, row.line, row.place)
    if all(source.cells != other.cells for other in found.cited):
        found.cited.append(source)
    return DataRow(row.file, row.line, {**row.cells, "source": slug}, row.place)


def source_slug(publisher: str, published: str, url: str) -> str:
    """A slug for a source that has none: the same for the same article, another for another."""
    words = re.findall("[a-z0-9]+", search_key(f"{publisher} {published}"))
    return "-".join([*words, hashlib.sha256(url.encode()).hexdigest()[:6]])


def _tell_first_days(grid: Grid, columns: Mapping[str, int], named: Sequence[str], found: Read) -> None:
    """Excel makes a date of a typed 2021-09: whoever meant the month must hear of it."""
    if not grid.first_days:
        return
    dated = {columns[column] + 1: column for column in ("period", "published") if column in columns}
    kinds = {line: tidy_cell(cells[columns["period_type"]]) for line, cells in grid.lines if "period_type" in columns}
    # of a month that is what was meant, and it is read so
    months = {line for line, kind in kinds.items() if kind == "month"}
    cells = [
        f"{letters(column)}{line}"
        for line, column in grid.first_days
        if column in dated and not (dated[column] == "period" and line in months)
    ]
    if cells:
        found.told.append(first_days(grid.place, cells))


def first_days(place: str, cells: Sequence[str]) -> Message:
    """What is told of cells that hold the first day of a month."""
    more = ["…"] if len(cells) > SHOWN_CELLS else []
    return Message.of(FIRST_DAYS, place=place, cells=", ".join([*cells[:SHOWN_CELLS], *more]))
