"""What a person is about to add to the data: rows of figures, their source, new bodies, and the text that states them."""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from metrics.data.rows import FILES, UNSTATED, DataRow
from metrics.errors import Message, Problem

# what can be added; provinces and indicators are the project's own
ADDED = ("organizations.csv", "sources.csv", "observations.csv", "rankings.csv")
FIGURES = ("observations.csv", "rankings.csv")
# where the rows of a draft stand that come from no file: `draft/observations.csv`, the first row in line 2
DRAFT = "draft"
Cells = Mapping[str, str]
# the texts of each source; of one source there may be several
Texts = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Draft:
    """Rows by file, in the columns of the data contract, accepted by nobody yet.

    `rows` holds cells as text, so that a wrong cell is told at its place like any other; `replaced` the figures, as they stand
    now, whose place these take, and `reason` why.
    """

    rows: Mapping[str, tuple[DataRow, ...]]
    text: str = ""
    reader: str = ""
    replaced: tuple[DataRow, ...] = ()
    reason: str = ""
    # what the rows of figures say of their sources: it counts for those that nothing else describes
    cited: tuple[DataRow, ...] = ()
    # what was found while the file was read: cells that say nothing certain, and what the reader should know
    faults: tuple[Problem, ...] = ()
    told: tuple[Message, ...] = ()
    # what its quotes are compared with beside `text`; it is not kept
    texts: Texts = field(default_factory=dict)
    # the letters of a spreadsheet's columns, by place and column
    letters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        *,
        sources: Iterable[Cells] = (),
        organizations: Iterable[Cells] = (),
        observations: Iterable[Cells] = (),
        rankings: Iterable[Cells] = (),
        text: str = "",
        reader: str = "",
    ) -> Draft:
        """A draft of cells by column; a column that is not named is empty. The first row of each file is its line 2."""
        given = {
            "sources.csv": sources,
            "organizations.csv": organizations,
            "observations.csv": observations,
            "rankings.csv": rankings,
        }
        rows = {
            file: tuple(row_of(file, cells, line, f"{DRAFT}/{file}") for line, cells in enumerate(given[file], 2)) for file in ADDED
        }
        return cls(rows, tidy(text) if text else "", reader)

    @property
    def places(self) -> frozenset[str]:
        """The files and sheets where its rows stand."""
        return frozenset(row.place for rows in self.rows.values() for row in rows)

    @property
    def figures(self) -> int:
        """How many observations and ranks it holds."""
        return sum(len(self.rows[file]) for file in FIGURES)

    @cached_property
    def digest(self) -> str:
        """The same for the same figures, whatever file they came in; empty where there are none."""
        lines = sorted(_lines(row.stated for file in FIGURES for row in self.rows[file]))
        return hashlib.sha256("".join(lines).encode()).hexdigest() if lines else ""

    @property
    def text_digest(self) -> str:
        """The same for the same text; empty where there is none."""
        return hashlib.sha256(self.text.encode()).hexdigest() if self.text else ""

    def with_rows(self, rows: Mapping[str, tuple[DataRow, ...]]) -> Draft:
        """The same draft with other rows in some files."""
        return replace(self, rows={**self.rows, **rows})

    def located(self, problem: Problem) -> Problem:
        """A problem with the cell's reference in the spreadsheet, `value (E7)`, where the row came from one."""
        letter = self.letters.get(problem.file, {}).get(problem.column)
        return replace(problem, column=f"{problem.column} ({letter}{problem.line})") if letter else problem


def tidy(text: str) -> str:
    """A text in NFC with `\\n` at the ends of lines, and a question mark for half a character."""
    whole = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", whole)


def tidy_cell(text: str) -> str:
    """A cell in NFC, in one line, without space around it."""
    # most cells are codes and numbers
    return " ".join((text if text.isascii() else tidy(text)).split())


def row_of(file: str, cells: Cells, line: int, place: str) -> DataRow:
    """A row of a file's columns; what is not given is empty, or what files of earlier versions are read as."""
    told = {column: tidy_cell(cells.get(column, "")) or UNSTATED.get((file, column), "") for column in FILES[file]}
    return DataRow(file, line, told, place)


def _lines(rows: Iterable[Iterable[str]]) -> list[str]:
    """Rows of cells as lines of CSV, each with its end."""
    lines = _Lines()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return lines


class _Lines(list[str]):
    """What is written to it: a writer of CSV writes a line at a time."""

    write = list.append


def csv_of(file: str, rows: Sequence[DataRow]) -> bytes:
    """Rows as a file of the data contract."""
    return "".join([",".join(FILES[file]) + "\n", *_lines(row.cells.values() for row in rows)]).encode()
