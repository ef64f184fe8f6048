"""CSV files → nouns: every cell typed, every invariant checked, every problem told at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import contains
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from metrics.data.checks import check
from metrics.data.disk import DECIDED, together
from metrics.data.index_metrics import with_index_metrics
from metrics.data.rows import (
    FILES,
    NOUNS,
    NUMBER_FORM,
    WHOLE_NUMBER,
    WHOLE_NUMBER_FORM,
    DataRow,
    DataTable,
    number,
    one_of,
    rows_of,
    shown,
)
from metrics.errors import N_, DataError, Message, Problem
from metrics.vocabulary import Indicator, Observation, Organization, Province, Ranking, Source

__all__ = ["FILES", "Seeds", "load", "nouns_of", "problems_of", "read", "seeds_of", "tables_of"]

# how many decimals numbers are written with, and in which columns
DECIMALS = (("decimals", "value"), ("score_decimals", "score"))
# stands in for a number that cannot be read, so that its type is found wrong
NO_NUMBER = object()


@dataclass(frozen=True)
class Seeds:
    """Everything that the six files of a data folder state, checked; in the order of the files."""

    provinces: tuple[Province, ...]
    organizations: tuple[Organization, ...]
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]
    observations: tuple[Observation, ...]
    rankings: tuple[Ranking, ...]


def load(folder: Path) -> Seeds:
    """The seeds of a folder. DataError with every problem if there is any: nothing half-loaded is ever handed out."""
    seeds, problems = read(folder)
    if seeds is None:
        raise DataError(problems)
    return seeds


def read(folder: Path) -> tuple[Seeds | None, list[Problem]]:
    """The seeds of a folder, or None and every problem of all its files, in the order of files and lines."""
    tables, problems = tables_of(folder)
    seeds, found = seeds_of(tables) if tables else (None, [])
    if problems:
        return None, in_order([*problems, *found])
    return seeds, found


def tables_of(folder: Path) -> tuple[dict[str, DataTable], list[Problem]]:
    """The rows of the six files, and what is wrong with their form; no tables where there is no folder.

    Where an import into the folder was killed on its way, it is finished first; where one goes on meanwhile, all is read again.
    """
    # not Path.is_dir, which raises where a name is too long
    if not os.path.isdir(folder):
        return {}, [Problem(str(folder), 1, "folder", f"is not a folder; name one that holds {', '.join(FILES)}")]
    try:
        raw = together(folder, FILES)
    except OSError as error:
        text = f"an import into this folder was not finished ({error.strerror or error}); make {DECIDED} in it writable"
        return {}, [Problem(str(folder), 1, "folder", text)]
    read_files = {file: table_of(folder / file, raw[file]) for file in FILES}
    tables = {file: table for file, (table, _) in read_files.items()}
    return tables, [problem for _, found in read_files.values() for problem in found]


def seeds_of(tables: Mapping[str, DataTable]) -> tuple[Seeds | None, list[Problem]]:
    """The seeds that the rows state, wherever they stand; or None and every problem, in the order of files and lines."""
    problems = problems_of(tables)
    return (None, problems) if problems else (nouns_of(tables), [])


def problems_of(tables: Mapping[str, DataTable]) -> list[Problem]:
    """Every problem of the rows, wherever they stand, in the order of files and lines."""
    tables = with_index_metrics(tables)
    return in_order([*(problem for file, table in tables.items() for problem in reader(file).problems(table)), *check(tables)])


def nouns_of(tables: Mapping[str, DataTable]) -> Seeds:
    """The seeds that rows without a problem state."""
    nouns = {file: map(reader(file).noun, table.rows) for file, table in with_index_metrics(tables).items()}
    return Seeds(**{file.removesuffix(".csv"): tuple(noun for noun, _ in nouns[file]) for file in FILES})


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in the order of files, lines and columns."""
    return sorted(set(problems), key=_place)


def _place(problem: Problem) -> tuple[int, str, int, int, str]:
    """The data folder's own files as they stand, then others by name."""
    # its rows may stand as Parquet
    own = problem.file.replace(".parquet", ".csv")
    files, columns = list(FILES), FILES.get(own, ())
    file = files.index(own) if own in files else len(files)
    column = columns.index(problem.column) if problem.column in columns else -1
    return file, problem.file, problem.line, column, problem.message


def table_of(path: Path, raw: bytes | OSError) -> tuple[DataTable, list[Problem]]:
    """The rows of a file by its bytes, or by why it cannot be read."""
    if isinstance(raw, FileNotFoundError):
        return DataTable(path.name, (), None), [Problem(path.name, 1, "file", f"is missing; put it into {path.parent}")]
    if isinstance(raw, OSError):
        return DataTable(path.name, (), None), [Problem(path.name, 1, "file", f"cannot be read: {raw.strerror or raw}")]
    return rows_of(path.name, raw)


# Rows → nouns --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class NumberColumn:
    """A column of numbers: whole or not, and whether it may be empty."""

    column: str
    whole: bool
    optional: bool

    def value(self, cell: str) -> object:
        """What pydantic is to check: the number, None where nothing is stated, NO_NUMBER where it cannot be read."""
        if self.optional and not cell:
            return None
        if self.whole:
            return int(cell) if WHOLE_NUMBER.fullmatch(cell) else NO_NUMBER
        found = number(cell)
        return NO_NUMBER if found is None else found


class Reader:
    """Turns the rows of one file into its nouns, by the types of the noun's fields."""

    def __init__(self, file: str) -> None:
        self.type = NOUNS[file]
        self.types = get_type_hints(self.type)
        self.adapter: TypeAdapter[Any] = TypeAdapter(self.type)
        self.closed = [column for column, kind in self.types.items() if get_origin(kind) is Literal]
        self.accepted = [frozenset(get_args(self.types[column])) for column in self.closed]
        # what no column holds: the row's place, and the decimals of some numbers
        self.has_place = "place" in self.types
        self.decimals = [(name, column) for name, column in DECIMALS if name in self.types]
        self.numbers = [
            NumberColumn(column, int in kinds, type(None) in kinds)
            for column in FILES[file]
            if (kinds := {self.types[column], *get_args(self.types[column])}) & {int, float}
        ]

    def noun(self, row: DataRow) -> tuple[Any, list[Problem]]:
        """The noun of a row, or None and what is wrong with each of its cells."""
        values: dict[str, Any] = dict(row.cells)
        for one in self.numbers:
            values[one.column] = one.value(row.cells[one.column])
        if self.has_place:
            values["row"], values["place"] = row.line, row.place
        for name, column in self.decimals:
            # 2 for 73.80
            values[name] = len(row.cells[column].partition(".")[2])
        if self._is_right(values):
            # pydantic would make the same of it, in three times as long
            noun = object.__new__(self.type)
            object.__setattr__(noun, "__dict__", values)
            return noun, []
        try:
            return self.adapter.validate_python(values), []
        except ValidationError as error:
            columns = {str(detail["loc"][0]) for detail in error.errors(include_url=False)}
            return None, [row.problem(column, self._message(column, row[column])) for column in columns]

    def problems(self, table: DataTable) -> Iterator[Problem]:
        """The cells of a file's rows that are not of their types."""
        cells = table.different
        wrong = any(cells[column] - words for column, words in zip(self.closed, self.accepted, strict=True))
        if wrong or any(one.value(cell) is NO_NUMBER for one in self.numbers for cell in cells[one.column]):
            yield from (problem for row in table.rows for problem in self.noun(row)[1])

    def _is_right(self, values: Mapping[str, Any]) -> bool:
        """Is every cell of its type? All others are text."""
        if any(values[one.column] is NO_NUMBER for one in self.numbers):
            return False
        return all(map(contains, self.accepted, [values[column] for column in self.closed]))

    def _message(self, column: str, cell: str) -> Message:
        if get_origin(self.types[column]) is Literal:
            return one_of(cell, filter(None, get_args(self.types[column])))
        whole = column in {one.column for one in self.numbers if one.whole}
        form = WHOLE_NUMBER_FORM if whole else NUMBER_FORM
        text = N_("{cell} is not {form}") if cell else N_("is empty; it must be {form}")
        return Message.of(text, cell=shown(cell), form=form)


@cache
def reader(file: str) -> Reader:
    """One reader a file: building it costs more than reading a file."""
    return Reader(file)
