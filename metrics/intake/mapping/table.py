"""A file as it is → its tables: each cell with its line and column, a number as a number, before anybody knows what it means."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from metrics.data.cells import cell_text
from metrics.errors import N_, Message
from metrics.extract.grids import JOINED, Grid, grids_in
from metrics.intake.articles import ENDINGS, read_article
from metrics.intake.drafts import tidy_cell
from metrics.intake.encodings import unicode_text
from metrics.intake.spreadsheet import Cell, Limits, Sheet, TableError, letters, sheets

LIMITS = Limits()
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OLD_FORM = N_("{file} is an Excel file of the old form (.xls), or locked by a password. Save it as .xlsx without a password.")
SEPARATORS = ";\t,|"
# letters of a cell beyond which it is prose, of which nothing is read
LONGEST = 500


@dataclass(frozen=True)
class Table:
    """Cells by row and column, both from 0. `lines`: the number of each row in its file; `merged`: first row, first column, last
    row, last column of each merged range; `odd`: row, column and what is wrong with a cell; `unread`: why there are no cells."""

    file: str
    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_lines: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False
    odd: tuple[tuple[int, int, Message], ...] = ()
    unread: Message | None = None
    # row and column of cells that hold a date on the first of a month
    first_days: tuple[tuple[int, int], ...] = ()

    @property
    def place(self) -> str:
        """Where its rows stand, as problems name it."""
        return f"{self.file}!{self.sheet}" if self.sheet else self.file

    @cached_property
    def width(self) -> int:
        """How many columns its widest row has."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Every cell as text in one line, a merged one's in each of its places but a number only in the first; a number with a
        decimal comma, as Vietnamese tables print it."""
        known: dict[Cell, str] = {}
        found = []
        for row in self.rows:
            for cell in row:
                if cell not in known:
                    known[cell] = shown(cell)
            found.append([*(known[cell] for cell in row), *("" for _ in range(self.width - len(row)))])
        spread = 0
        for top, left, bottom, right in self.merged:
            if top >= len(found) or left >= self.width or not found[top][left] or _is_number(found[top][left]):
                continue
            text, last, end = found[top][left], min(bottom + 1, len(found)), min(right + 1, self.width)
            # ranges of a sound sheet do not overlap: together they are no larger than it
            spread += (last - top) * (end - left)
            if spread > len(found) * self.width:
                break
            for place in range(top, last):
                found[place][left:end] = [text] * (end - left)
        return tuple(map(tuple, found))

    def cell(self, row: int, column: int) -> Cell:
        """What a cell holds; nothing beyond the end of its row."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def name(self, row: int, column: int) -> str:
        """How a cell is called: `D12`."""
        return f"{letters(column + 1)}{self.lines[row]}"

    @cached_property
    def text(self) -> str:
        """All that the table says, a row a line: what the words of its figures are compared with."""
        return "\n".join(" | ".join(row) for row in self.texts)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9][0-9.,\s]*[%‰]?", text) is not None and not re.fullmatch(r"(?:19|20)[0-9]{2}", text)


def shown(cell: Cell) -> str:
    """A cell as a Vietnamese table prints it, in one line; of prose its beginning."""
    return cell_text(round(cell, 10)).replace(".", ",") if isinstance(cell, float) else tidy_cell(cell[:LONGEST])


def digest(tables: Iterable[Table]) -> str:
    """The same for the same cells, whatever their file and sheets are called."""
    told = json.dumps([table.rows for table in tables], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


# files ---------------------------------------------------------------------------------------------------------------
def tables_of(file: str, data: bytes, limits: Limits = LIMITS) -> list[Table]:
    """The tables of a .csv, .xlsx, .docx, .html or .pdf file. TableError, EncodingError or ArticleError where none can be read."""
    if data.startswith(OLE):
        raise TableError(OLD_FORM, file=file)
    ending = file.lower().rpartition(".")[2]
    if ending in ENDINGS and ending != "txt":
        found = tables_in(file, read_article(file, data).text)
    elif data.startswith(ZIP):
        found = [_of_sheet(file, sheet) for sheet in sheets(file, data, limits)]
    else:
        found = [_of_csv(file, unicode_text(file, data), limits)]
    bounded(found, limits)
    if not any(table.rows for table in found):
        raise TableError(N_("{file} holds no table: no two rows of cells with a number among them."), file=file)
    return [table for table in found if table.rows or table.unread]


def _of_sheet(file: str, sheet: Sheet) -> Table:
    return Table(
        file,
        sheet.name,
        sheet.typed,
        tuple(range(1, len(sheet.typed) + 1)),
        tuple((top - 1, left - 1, bottom - 1, right - 1) for top, left, bottom, right in sheet.merged),
        sheet.hidden_lines,
        sheet.hidden_columns,
        sheet.hidden,
        tuple((line - 1, column - 1, told) for (line, column), told in sheet.odd.items() if "{cells}" not in told.template),
        sheet.unread,
        tuple((line - 1, column - 1) for line, column in sheet.first_days),
    )


def _of_csv(file: str, text: str, limits: Limits) -> Table:
    """The lines of a CSV file, whatever separates its cells."""
    if "\0" in text:
        raise TableError(N_("{file} is no text. Save it as CSV (UTF-8) or as .xlsx."), file=file)
    first = 1
    named = re.match(r"sep=(.)\r?\n", text)
    if named:
        text, first = text[named.end() :], 2
    separator = named[1] if named else _separator(text)
    rows: list[tuple[Cell, ...]] = []
    lines = []
    reading = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reading:
            rows.append(tuple(cells))
            lines.append(first)
            first = reading.line_num + 1 + bool(named)
            if len(rows) > limits.rows + 100:
                raise TableError(N_("{file} has more than {limit} rows. Import it in parts."), file=file, limit=limits.rows)
    except csv.Error as error:
        told = N_("{file}:{line} is no CSV ({error}); close each quoted cell, and double a quotation mark inside it")
        raise TableError(told, file=file, line=first, error=error) from error
    return Table(file, "", tuple(rows), tuple(lines))


def _separator(text: str) -> str:
    """The sign that cuts most of the first lines into the same number of cells, and into most."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def fit(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        most = max(set(counts), key=lambda count: (bool(count) * counts.count(count), count), default=0)
        return (counts.count(most), most) if most else (0, 0)

    return max(SEPARATORS, key=fit)


def tables_in(file: str, text: str) -> list[Table]:
    """The tables of an article's text, each with the lines above it that may be its title; `sheet` tells them apart."""
    grids = grids_in(text)
    return [_of_grid(file, grid, f"{number}" if len(grids) > 1 else "") for number, grid in enumerate(grids, 1)]


def _of_grid(file: str, grid: Grid, sheet: str) -> Table:
    title = [(line.text,) for line in reversed(grid.title)]
    notes = [(line.text,) for line in grid.notes]
    rows = [*title, *(tuple(cell.text for cell in row) for row in grid.rows), *notes]
    first, last = (grid.lines[0], grid.lines[-1]) if grid.lines else (1, 1)
    lines = (*range(first - len(title), first), *grid.lines, *range(last + 1, last + 1 + len(notes)))
    joined = N_("reaches over several cells, so that it cannot be told whose it is; write it into one")
    odd = []
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell == JOINED:
                odd.append((number, column, Message.of(joined)))
    cells: list[tuple[Cell, ...]] = [tuple("" if cell == JOINED else cell for cell in row) for row in rows]
    return Table(file, sheet, tuple(cells), lines, odd=tuple(odd))


def bounded(tables: Sequence[Table], limits: Limits = LIMITS) -> None:
    """TableError where the tables of a file hold more rows together than are read."""
    rows = sum(any(cell != "" for cell in row) for table in tables for row in table.rows)
    if rows > limits.rows + 100 * len(tables):
        file = tables[0].file
        raise TableError(
            N_("{file} has {rows} rows, at most {limit} are read. Import it in parts."), file=file, rows=rows, limit=limits.rows
        )
