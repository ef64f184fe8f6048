"""Tables of the yearly indexes: a province a row, its ranks and scores in columns, the index and the year in heading or title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from metrics.extract.amounts import value_of
from metrics.extract.bodies import Gazetteer
from metrics.extract.grids import YEAR, Cell
from metrics.extract.lexicon import word_at
from metrics.extract.standings import HIGHEST
from metrics.extract.statements import MOST
from metrics.extract.text import TOKEN, fold, word_set
from metrics.extract.topics import CALLED

RANKS = word_set("hạng thứ xếp vị trí bậc")
SCORES = word_set("điểm số tổng giá trị")
# words of a heading that change nothing
EMPTY = word_set("chỉ số năm của cấp tỉnh kết quả đạt được toàn quốc cả nước chung index ( ) : , . - – / bảng")
RANK = re.compile(r"([0-9]{1,2})(?:\s*/\s*([0-9]{2}))?")


class Measure(NamedTuple):
    """What a column holds: an index by its prefix, `rank` or `score`, the year or nothing."""

    prefix: str
    kind: str
    year: str


class Entry(NamedTuple):
    """A number of such a table: of which province, what, among how many units (`of`, None where not told), and its cells."""

    province: str
    measure: Measure
    value: float
    of: float | None
    head: Cell
    name: Cell
    cell: Cell
    line: int


class Words(NamedTuple):
    """The words of a heading: the indexes and years that it names, and the rest."""

    indexes: tuple[str, ...]
    years: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def kind(self) -> str:
        """What they announce, where they say nothing else."""
        rest = set(self.rest) - EMPTY
        if rest and rest <= RANKS:
            return "rank"
        return "score" if rest and rest <= SCORES and "điểm" in rest else ""

    @property
    def is_bare(self) -> bool:
        """Whether they name the index or its result, and not what of it."""
        return bool(self.rest or self.indexes) and not set(self.rest) - EMPTY


def words_of(cells: Sequence[Cell]) -> Words:
    """The words of several cells."""
    indexes: list[str] = []
    years: list[str] = []
    rest: list[str] = []
    for cell in cells:
        words = TOKEN.findall(fold(cell.text))
        at = 0
        while at < len(words):
            entry = word_at(words, at)
            if entry is not None and entry[0].kind == "index":
                indexes.append(entry[0].code)
                at = entry[1]
                continue
            (years if YEAR.fullmatch(words[at]) else rest).append(words[at])
            at += 1
    return Words(tuple(dict.fromkeys(indexes)), tuple(dict.fromkeys(years)), tuple(rest))


@dataclass(frozen=True)
class IndexTable:
    """The parts of a table: `headings` over each column from above, `rows` of numbers on their `lines`, the `title` above."""

    headings: Sequence[Sequence[Cell]]
    rows: Sequence[Sequence[Cell]]
    lines: Sequence[int]
    title: Sequence[Cell]
    gazetteer: Gazetteer

    @cached_property
    def names(self) -> int:
        """The column of provinces; -1 where most of its cells name none."""
        for column in range(len(self.headings)):
            cells = [row[column].text for row in self.rows if len(row) > column]
            if cells and 2 * sum(bool(self._province(text, "")) for text in cells) > len(cells):
                return column
        return -1

    @cached_property
    def measures(self) -> dict[int, Measure]:
        """What the columns hold that can be told."""
        title = words_of(self.title)
        found: dict[int, Measure] = {}
        if self.names < 0 or self._is_other(title):
            return found
        for column, cells in enumerate(self.headings):
            words = words_of(cells)
            indexes = words.indexes or title.indexes
            years = words.years or title.years
            kind = words.kind or ("score" if words.is_bare and self._is_broken(column) else "")
            if kind and len(indexes) == 1 and len(years) <= 1 and not self._is_other(words):
                found[column] = Measure(indexes[0], kind, years[0] if years else "")
        # beside columns of years one without may be of any of them
        dated = {column: one for column, one in found.items() if one.year}
        return dated or found

    def _is_broken(self, column: int) -> bool:
        """Whether most numbers of a column have decimals, as scores have and ranks have not."""
        cells = [row[column].text for row in self.rows if len(row) > column]
        return bool(cells) and 2 * sum("," in text or "." in text for text in cells) > len(cells)

    def _is_other(self, words: Words) -> bool:
        said = " ".join(words.rest)
        return "thành phần" in said or "so với" in said or "so sánh" in said

    @cached_property
    def numbers(self) -> int:
        """How many numbers its columns hold, but for those that only count the rows."""
        return sum(row[column].text[:1].isdigit() for row in self.rows for column in self.measures if len(row) > column)

    def entries(self) -> list[Entry]:
        """The ranks and scores that are understood; none of a column of ranks within a region."""
        found: list[Entry] = []
        for column, measure in self.measures.items():
            told = (self._entry(row, column, measure, line) for row, line in zip(self.rows, self.lines, strict=True))
            entries = [one for one in told if one is not None]
            if not (measure.kind == "rank" and self._is_regional(column, entries)):
                found += entries
        return found

    def _is_regional(self, column: int, entries: Sequence[Entry]) -> bool:
        """Whether ranks from 1 on without a gap stand where a region is named: they may be the order within it."""
        said = " ".join((*words_of(self.title).rest, *words_of(self.headings[column]).rest))
        named = re.search(r"\b(?:vùng|khu vực|miền|phía|đồng bằng|tây nguyên|duyên hải)\b", said)
        ranks = sorted(one.value for one in entries)
        return bool(named) and ranks == [*range(1, len(ranks) + 1)]

    def _entry(self, row: Sequence[Cell], column: int, measure: Measure, line: int) -> Entry | None:
        if len(row) != len(self.headings):
            return None
        cell, name = row[column], row[self.names]
        province = self._province(name.text, measure.year)
        if not province:
            return None
        of: float | None = None
        if measure.kind == "rank":
            stated = RANK.fullmatch(cell.text)
            value = float(stated[1]) if stated else 0.0
            of = float(stated[2]) if stated and stated[2] else None
            possible = 1 <= value <= (of or MOST) <= MOST
        else:
            read = value_of(cell.text)
            value = read if read is not None else -1.0
            possible = 0 <= value <= HIGHEST[measure.prefix]
        return Entry(province, measure, value, of, self.headings[column][-1], name, cell, line) if possible else None

    def _province(self, name: str, year: str) -> str:
        """The province that a name is, and nothing but it; that of the year's time."""
        words = TOKEN.findall(fold(name))
        while words and words[0] in CALLED:
            words = words[1:]
        found = self.gazetteer.province_at(words, 0) if words else None
        if found is None or found[1] != len(words):
            return ""
        return self.gazetteer.unit(found[0], f"{year}-12-31" if year else "")
