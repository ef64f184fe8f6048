"""Errors to plant in a copy of the seeds, as planted.txt lists them, and what must be told of each."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from metrics.data.rows import FILES

Cells = dict[str, str]

# ways of spoiling the bytes of a line
SPOILS: dict[str, Callable[[bytes], bytes]] = {
    "decomposed": lambda raw: unicodedata.normalize("NFD", raw.decode()).encode(),
    "nul": lambda raw: raw.removesuffix(b'"') + b"\0." + raw[-1:],
    "latin": lambda raw: raw.replace("ạ".encode(), b"\xe1"),
    "comma": lambda raw: raw + b",",
    "blank": lambda raw: b"",
    "open": lambda raw: b"".join(raw.rpartition(b'"')[::2]),
    "return": lambda raw: raw + b"\r",
    "mark": lambda raw: b"\xef\xbb\xbf" + raw,
}


class Line:
    """One line of a file; told from another line of the same text by being another object."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def cells(self, file: str) -> Cells:
        return dict(zip(FILES[file], next(csv.reader([self.raw.decode()])), strict=True))

    def change(self, file: str, changed: Cells) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow({**self.cells(file), **changed}.values())
        self.raw = text.getvalue().encode()


class Copy:
    """A copy of a data folder in memory, line by line."""

    def __init__(self, folder: Path) -> None:
        self.lines = {file: [Line(raw) for raw in (folder / file).read_bytes().split(b"\n")[:-1]] for file in FILES}
        self.rows = {file: [(line, line.cells(file)) for line in lines[1:]] for file, lines in self.lines.items()}

    def find(self, file: str, where: Cells | None) -> Line:
        """The first line that had the cells of `where` before anything was planted; None: the first of the file."""
        if where is None:
            return self.lines[file][0]
        for line, cells in self.rows[file]:
            if all(cells[column] == cell for column, cell in where.items()):
                return line
        raise LookupError(f"no row of {file} has {where}")

    def keep(self, file: str, keeps: Callable[[Cells], bool]) -> None:
        """Leave out the rows that are not wanted."""
        self.rows[file] = [(line, cells) for line, cells in self.rows[file] if keeps(cells)]
        self.lines[file] = [self.lines[file][0], *(line for line, _ in self.rows[file])]

    def number(self, file: str, line: Line) -> int:
        return next(number for number, other in enumerate(self.lines[file], 1) if other is line)

    def write(self, folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        for file, lines in self.lines.items():
            (folder / file).write_bytes(b"".join(line.raw + b"\n" for line in lines))
        return folder


@dataclass(frozen=True)
class Plant:
    """One error, and what must be told about it."""

    what: str
    file: str
    # None: the first line of the file
    where: Cells | None
    done: str
    column: str
    # the row at which it is told; empty: the row itself
    told: Cells | None
    message: str

    def into(self, copy: Copy) -> tuple[Line, Line]:
        """Plant the error; the line that was changed and the line at which it must be told."""
        line = copy.find(self.file, self.where)
        if self.done.startswith("+"):
            line = Line(line.raw)
            copy.lines[self.file].append(line)
        if self.done.startswith("~"):
            line.raw = SPOILS[self.done.removeprefix("~ ")](line.raw)
        else:
            line.change(self.file, read_cells(self.done.removeprefix("+")))
        return line, line if self.told == {} else copy.find(self.file, self.told)


def read_row(text: str) -> Cells | None:
    return None if text == "top" else read_cells(text)


def read_cells(text: str) -> Cells:
    """`value=64 & quote=64/63` as cells by column."""
    parts = [part.partition("=") for part in text.strip("\n").removeprefix(" ").split(" & ") if part]
    return {column: cell for column, _, cell in parts}


def little_copy(folder: Path) -> Copy:
    """A copy that holds little more than the rows in which errors are planted, so that it is quick to read."""
    copy = Copy(folder)
    planted = [plant for plant in plants() if plant.where]
    sources = {copy.find(plant.file, plant.where).cells(plant.file).get("source") for plant in planted}
    copy.keep("sources.csv", lambda cells: cells["source"] in sources)
    copy.keep("observations.csv", lambda cells: cells["source"] in sources)
    ranks = [plant.where for plant in planted if plant.file == "rankings.csv"]
    copy.keep("rankings.csv", lambda cells: any(where and where.items() <= cells.items() for where in ranks))
    return copy


def plants() -> list[Plant]:
    """Every error of planted.txt."""
    found = []
    file = ""
    for line in (Path(__file__).with_suffix(".txt")).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            file = line.strip("[]")
        elif line and not line.startswith("#"):
            what, where, done, told, message = line.split(" | ")
            column, _, row = told.partition(" @ ")
            found.append(Plant(what, file, read_row(where), done, column, read_row(row), message))
    return found
