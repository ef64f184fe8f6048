"""The tables of a text become figures: each number by its column's heading, its row's name and the title. In doubt it is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from metrics.data.quotes import PARTS
from metrics.errors import N_, Message
from metrics.extract.amounts import value_of
from metrics.extract.bodies import Mention
from metrics.extract.grids import JOINED, YEAR, Cell, Count, Grid
from metrics.extract.headings import Told, told_of
from metrics.extract.index_tables import Entry, IndexTable
from metrics.extract.model import Figure, Known, Unread
from metrics.extract.owners import Owner, Owners
from metrics.extract.periods import FLOWS, Stretch, with_year
from metrics.extract.rules import BY_ACT, BY_DIMENSION, LISTED_ACTS, PLAIN, PROCEDURES, SUBJECTS, WITH_ACTOR
from metrics.extract.text import fold
from metrics.period import Period
from metrics.vocabulary import write_breakdown

RULE = "table"
# how sure a figure is whose heading, row and period the table tells, of another, and of one without a period
TOLD, PARTLY, UNDATED = 0.9, 0.8, 0.6
NOT_READ = N_("A table: {left} of its {all} numbers are not understood. Read them by row and column.")
# tables of more columns are not read
MOST_COLUMNS = 100
QUOTE_WORDS = 12
SHOWN_WORDS = 12
# headings of columns that hold no figures: the number of the row, its unit, remarks; and of lists of persons
SERIALS = frozenset({"stt", "tt", "số tt", "số thứ tự"})
UNITS = frozenset({"đvt", "đơn vị tính"})
REMARKS = frozenset({"ghi chú"})
PERSONS = re.compile(r"họ (?:và )?tên")
# what stands in an empty cell
NOTHING = frozenset({"", "-", "–", "—", "…", "...", "x", "/"})
SERIAL = re.compile(r"(?:\d{1,3}|[IVXLC]+|[a-zđA-ZĐ])[.)]?")
COLUMN_NUMBER = re.compile(r"\(?([A-Z]|\d{1,2})\)?(?:\s*=.*)?")
NUMBERED = re.compile(r"\W*(?:biểu|bảng|phụ lục)(?: số)?\s*(?:\d[\d.]*|[IVX]+)?\W*", re.IGNORECASE)
LEAD = re.compile(r"(?:(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)]|[a-zđ][.)]|[-–—+*•●▪])\s*)+")
# what a cell's own word says an act is done to, by its unit
COUNTED_BY = {"person": "member", "organization": "organization"}
# names of rows that add up the others, and headings over the names of bodies
TOTALS = frozenset({"tổng cộng", "cộng", "tổng", "tổng số", "tổng chung", "toàn đảng bộ", "chung"})
BODIES = frozenset({"đơn vị", "tên đơn vị", "địa phương", "đảng bộ", "tên đảng bộ", "huyện", "tỉnh", "cơ quan, đơn vị"})
BODIES |= frozenset({"tỉnh, thành phố", "huyện, thị xã, thành phố", "huyện, thành phố", "huyện, thành phố, thị xã"})
# how a stretch may stand in its heading to be the period of the numbers under it
STANDING = frozenset({"", "end", "plan", "this"})


@dataclass(frozen=True)
class Names:
    """What a text's tables share: what the reader knows, the bodies of the text, what cells told so far by their words."""

    known: Known
    owners: Owners
    told: dict[str, Told] = field(default_factory=dict)


class What(NamedTuple):
    """What is counted: indicator, breakdown, unit, status; `sure`: nothing of it was supplied."""

    indicator: str
    parts: dict[str, str]
    unit: str
    status: str
    sure: bool


class Whose(NamedTuple):
    """Whose a number is; `sure`: told by its own name, or by nobody's because the text is about one body."""

    owner: Owner
    sure: bool


@dataclass(frozen=True)
class Row:
    """A row of numbers: its cells, its name as it stands, and what holds for it: its own words, those of its parent and section."""

    cells: Sequence[Cell]
    line: int
    name: Cell
    told: Told
    parent: Told | None
    section: Told | None

    @property
    def is_total(self) -> bool:
        return fold(self.name.text).strip(" :.") in TOTALS


class Understood(NamedTuple):
    """A figure, whether its row only adds up others, without being called the whole."""

    figure: Figure
    added_up: bool


def read_tables(grids: Sequence[Grid], names: Names, told: Sequence[Figure]) -> tuple[list[Figure], list[Unread]]:
    """The figures of a text's tables, and one note for each table with numbers that are left. `told`: the figures of its prose.

    A figure that the prose states too is not repeated.
    """
    figures: list[Figure] = []
    unread: list[Unread] = []
    stated: dict[tuple[str, ...], set[float]] = {}
    for figure in told:
        stated.setdefault(_key(figure), set()).add(figure.value)
    for grid in grids:
        table = Table(grid, names)
        understood = _alone([*table.figures()], stated)
        numbers = table.index.numbers if table.index is not None else table.numbers
        left = numbers - len(understood)
        if left:
            unread.append(_note(grid, left, numbers))
        for figure in understood:
            values = stated.setdefault(_key(figure), set())
            if figure.value not in values:
                values.add(figure.value)
                figures.append(figure)
    return figures, unread


def _key(figure: Figure) -> tuple[str, ...]:
    return (
        *(figure.organization, figure.indicator, figure.breakdown, figure.unit),
        *(figure.period_type, figure.period, figure.status),
    )


def _alone(found: Sequence[Understood], stated: Mapping[tuple[str, ...], set[float]]) -> list[Figure]:
    """Those that no other number of the same key contradicts; of a row that adds up, none that the text contradicts either."""
    values: dict[tuple[str, ...], set[float]] = {}
    for figure, _ in found:
        values.setdefault(_key(figure), set()).add(figure.value)
    return [
        figure
        for figure, added_up in found
        if len(values[_key(figure)]) == 1 and not (added_up and stated.get(_key(figure), {figure.value}) != {figure.value})
    ]


def _note(grid: Grid, left: int, numbers: int) -> Unread:
    """A table that is not understood whole, by the words of its title or its first row."""
    if grid.title:
        start, words = grid.title[0].start, grid.title[0].text
    else:
        named = next(cell for row in grid.rows for cell in row if cell.text)
        start, words = named.start, named.text
    shown = " ".join(words.split(" ")[:SHOWN_WORDS])
    return Unread(start, start + len(shown), shown, Message.of(NOT_READ, left=left, all=numbers))


class Table:
    """A grid with its parts told apart: rows of headings, columns of names, rows of numbers."""

    def __init__(self, grid: Grid, names: Names) -> None:
        self.grid, self.names = grid, names
        widths = [len(row) for row in grid.rows]
        self.width = max(set(widths), key=lambda width: (widths.count(width), width))
        self.heads = self._heads()
        body = grid.rows[self.heads :]
        skipped = 1 if body and _counts_columns(body[0]) else 0
        self.body, self.lines = body[skipped:], grid.lines[self.heads + skipped :]
        self.serials, self.named, self.texts, self.numbered = self._columns()

    def _heads(self) -> int:
        """How many rows at the top are headings: those before the first number; years are headings too.

        None where no cell holds a number by itself.
        """
        rows = self.grid.rows
        for place, row in enumerate(rows):
            numbers = [cell for cell in row[1:] if cell.counted is not None]
            years = all(YEAR.fullmatch(cell.text) for cell in numbers)
            opens = place == 0 or not row[0].text or row[0].text == rows[0][0].text
            if numbers and not (years and opens):
                return place
            unnamed = not any(one[0].text for one in rows[:place])
            if place and (_counts_columns(row) or (not unnamed and self._opens_section(row))):
                return place
        return 0

    def _opens_section(self, row: Sequence[Cell]) -> bool:
        """Whether a row without numbers is a name over the rows below it, not one more of headings."""
        first = fold(self.grid.rows[0][0].text).strip(" :.")
        named = {cell.text for cell in row if cell.text and not SERIAL.fullmatch(cell.text)}
        return len(named) <= 1 and (row[0].text != "" or first in SERIALS)

    def _columns(self) -> tuple[set[int], int, list[int], list[int]]:
        """The columns of row numbers, that of names, those of other words (units, …), those of numbers."""
        serials, texts, numbered = set(), [], []
        named = -1
        for column in range(self.width):
            cells = [row[column] for row in self.body if len(row) == self.width and row[column].text not in NOTHING]
            head = self._head(column)
            counted = bool(cells) and column == 0 and all(SERIAL.fullmatch(cell.text) for cell in cells) and "".join(head) == ""
            if (head and head[-1] in SERIALS) or counted:
                serials.add(column)
            elif named < 0:
                named = column
            elif any(cell.text[:1].isdigit() for cell in cells) and not (head and head[-1] in UNITS):
                numbered.append(column)
            elif not (head and head[-1] in REMARKS):
                texts.append(column)
        return serials, named, texts, numbered

    def _head(self, column: int) -> list[str]:
        """The headings over a column, folded, from above."""
        return [fold(cell.text).strip(" :.") for cell in self._heading(column)]

    def _heading(self, column: int) -> list[Cell]:
        """The cells over a column from above, one merged over several rows once."""
        found: list[Cell] = []
        for row in self.grid.rows[: self.heads]:
            if len(row) == self.width and row[column].text and row[column].text not in [one.text for one in found]:
                found.append(row[column])
        return found

    @property
    def is_whole(self) -> bool:
        """Whether rows and columns can be told: headings as wide as the rows below them, names of rows, no list of persons.

        A single column of numbers needs no heading but the title.
        """
        heads = self.grid.rows[: self.heads]
        persons = any(PERSONS.search(fold(cell.text)) for row in heads for cell in row)
        if self.width > MOST_COLUMNS:
            return False
        headed = bool(heads) or (len(self.numbered) == 1 and bool(self.grid.title))
        return headed and self.named >= 0 and not persons and all(len(row) == self.width for row in heads)

    @cached_property
    def numbers(self) -> int:
        """How many numbers the table holds, but for its headings, its names and the numbers of its rows."""
        units = {column for column in self.texts if {*self._head(column)[-1:]} & UNITS}
        skipped = {*self.serials, *units, self.named}
        return sum(
            cell.text[:1].isdigit() for row in self.body for at, cell in enumerate(row) if at not in skipped or not self.heads
        )

    @cached_property
    def index(self) -> IndexTable | None:
        """The table as one of provinces and their ranks and scores, where it is such."""
        headings = [self._heading(column) or [Cell("", 0, 0)] for column in range(self.width)]
        table = IndexTable(headings, self.body, self.lines, self.grid.title, self.names.known.gazetteer)
        return table if self.heads and table.measures else None

    # what its words tell

    def _told(self, cells: Iterable[Cell]) -> Told:
        """What several cells tell together."""
        found = Told()
        for cell in cells:
            if cell.text not in self.names.told:
                self.names.told[cell.text] = told_of(cell, self.names.known.gazetteer)
            found = both(found, self.names.told[cell.text])
        return found

    @cached_property
    def title(self) -> Told:
        """What the lines above tell: the nearest that names what is counted or when, with those above it that add to it."""
        found = Told()
        for line in self.grid.title:
            number = NUMBERED.match(line.text)
            one = self._told([Cell(line.text[number.end() :], line.start + number.end(), line.end) if number else line])
            found.understood &= one.understood or not (one.counts or one.slices)
            found.odd |= one.odd
            found.acts += [] if found.counts else one.acts
            found.nouns += [] if found.counts and found.acts != one.acts else one.nouns
            found.slices |= {} if found.slices else one.slices
            found.mentions += [] if found.mentions else one.mentions
            found.stretches += [] if found.stretches else one.stretches
            found.aimed |= one.aimed
            found.acting |= one.acting
        return found

    @cached_property
    def columns(self) -> dict[int, Told]:
        return {column: self._told(self._heading(column)) for column in self.numbered}

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of numbers with what holds for each."""
        found: list[Row] = []
        parent: Told | None = None
        section: Told | None = None
        broken: set[Cell] = set()
        for line, cells in zip(self.lines, self.body, strict=True):
            if len(cells) != self.width:
                continue
            name = _bare(cells[self.named])
            told = self._named(name)
            if all(cells[column].text in NOTHING or cells[column].text == cells[self.named].text for column in self.numbered):
                if name.text[:1].islower() and name == cells[self.named]:
                    # the end of a name that was broken: what stands before it, and below it, is not whole
                    broken.update(one.name for one in found[-1:])
                    parent, section = None, Told(understood=False)
                elif told.counts or told.mentions or told.dated or told.slices:
                    parent, section = (told if told.counts else None), told
                continue
            found.append(Row(cells, line, name, told, parent, section))
            if told.counts:
                parent = told
        return [row for row in found if row.name not in broken]

    def _named(self, name: Cell) -> Told:
        """What the name of a row tells; under a heading for bodies a bare name is one's."""
        told = self._told([name]) if name.text else Told()
        head = self._head(self.named)
        if told.understood or not head or head[-1] not in BODIES or told.counts or told.slices or told.mentions:
            return told
        owners = self.names.owners
        known = owners.gazetteer.area(owners.province, name.text)
        if known is not None:
            return Told(mentions=[known])
        words = fold(name.text).split()
        unit = owners.gazetteer.province_at(words, 0) if words else None
        if unit is not None and unit[1] == len(words) and len(unit[0]) == 1:
            return Told(mentions=[Mention("province_wide", places=(unit[0][0].province,))])
        return told

    @cached_property
    def lists_bodies(self) -> bool:
        return any(row.told.mentions for row in self.rows)

    @cached_property
    def lists_forms(self) -> bool:
        """Whether the rows are the forms of discipline, which make up all who were disciplined."""
        others = [one.told for one in self.rows if not one.is_total]
        return bool(others) and all(one.slices.keys() == {"form"} and not one.acts for one in others)

    @cached_property
    def names_acts(self) -> bool:
        """Whether some heading or row names an act of its own, so that the title's is not everything's."""
        return any(one.acts for one in self.columns.values()) or any(row.told.acts for row in self.rows)

    # figures

    def figures(self) -> Iterator[Understood]:
        """The figures of the numbers that are understood."""
        joined = self._joined()
        if self.index is not None:
            yield from (
                Understood(_ranked(one, self.names.owners), False) for one in self.index.entries() if one.cell not in joined
            )
            return
        if not self.is_whole:
            return
        for row in self.rows:
            for column in self.numbered:
                cell = row.cells[column]
                count = cell.counted
                if count is not None and cell not in joined:
                    figure = self._figure(row, column, count)
                    if figure is not None:
                        yield Understood(figure, row.is_total and self.lists_bodies)

    def _joined(self) -> set[Cell]:
        """The numbers whose cells reach over others: it cannot be told whose they are."""
        found: set[Cell] = set()
        above: dict[int, Cell] = {}
        for row in self.body:
            left: Cell | None = None
            for column, cell in enumerate(row):
                if cell.text != JOINED:
                    left = above[column] = cell
                    continue
                found.update(one for one in (left, above.get(column)) if one is not None)
        return found

    def _figure(self, row: Row, column: int, count: Count) -> Figure | None:
        head, cell = self.columns[column], row.cells[column]
        told = both(head, row.told)
        for at in self.texts:
            other = self._told([row.cells[at]])
            if self._head(at)[-1:] and self._head(at)[-1] in UNITS:
                # the unit says what an act is done to; to what is counted by itself it adds nothing
                nouns = other.nouns if told.acts and not told.nouns else []
                # `1.000 người` counts in thousands
                one_by_one = not row.cells[at].text[:1].isdigit()
                other = Told(nouns=nouns, percent=other.percent, understood=other.understood and one_by_one)
            told = both(told, other)
        if count.unit and (told.acts or "form" in told.slices) and not told.nouns:
            told = both(told, Told(nouns=[COUNTED_BY[count.unit]]))
        total = row.is_total
        heading = self._heading(column) if self.heads else self.grid.title[:1]
        if not heading or told.odd or not (told.understood and self._is_named(row, total)):
            return None
        if _differ(head.acts, row.told.acts) or len(set(told.acts)) > 1 or (total and told.slices and "grade" in told.slices):
            return None
        told.percent |= cell.text.endswith("%")
        value = value_of(count.number)
        whose, what = self._whose(told, row, total), self._what(told, head, row)
        if value is None or whose is None or what is None or not _possible(value, what.unit):
            return None
        if (count.unit and count.unit != what.unit) or (count.of and (told.aimed or what.unit not in COUNTED_BY)):
            return None
        stretch = self._when(told, what, row)
        if stretch is None:
            return None
        sure = TOLD if what.sure and whose.sure else PARTLY
        return Figure(
            organization=whose.owner[0],
            indicator=what.indicator,
            breakdown=write_breakdown(what.parts),
            value=value,
            unit=what.unit,
            denominator=value_of(count.of) if count.of else None,
            qualifier="eq",
            period_type=stretch.kind,
            period=stretch.code,
            status=what.status,
            quote=_quote(heading[-1], row.name, cell),
            line=row.line,
            note="",
            quote_status="cell",
            start=cell.start,
            end=cell.end,
            confidence=sure if stretch.code else UNDATED,
            rule=RULE,
        )

    def _is_named(self, row: Row, total: bool) -> bool:
        """Whether the name of a row tells which it is; a row that adds up needs rows of bodies, or of slices of one count."""
        told = row.told
        if total:
            return self.lists_bodies or self.lists_forms
        return bool(told.counts or told.slices or told.mentions or told.dated)

    def _whose(self, told: Told, row: Row, total: bool) -> Whose | None:
        """The body that the row or the heading names, else its section, else the title, else whom the text is about."""
        owners = self.names.owners
        for mentions in (told.mentions, row.section.mentions if row.section and not total else [], self.title.mentions):
            found = {owners.of(one) for one in mentions}
            if len(found) > 1 and mentions is not self.title.mentions:
                return None
            if len(found) == 1:
                owner = found.pop()
                known = owner[0] in owners.gazetteer.organizations or owner == owners.main
                return Whose(owner, known and not total) if owner[0] else None
        return Whose(owners.main, not total)

    def _what(self, told: Told, head: Told, row: Row) -> What | None:
        """What is counted, of the heading and the row, the rest of their parents, their section and the title."""
        whole = self._whole_of(told, head, row)
        if whole is None:
            return None
        acts, nouns, slices, sure = whole
        if told.aimed and (told.percent or not told.done):
            status = "reported" if told.percent else told.status
        elif told.aimed or (self.title.aimed and not told.done and not told.percent):
            return None
        else:
            status = "reported"
        all_cells = self.names.owners.main[1] == "province_wide" and not self.lists_bodies
        found = indicator_of(acts, nouns, slices, all_cells)
        if found is None:
            return None
        indicator, parts = found
        known = next((one for one in self.names.known.indicators if one.indicator == indicator), None)
        if known is None or indicator in PROCEDURES or not parts.keys() <= set(known.breakdowns.split(";")):
            return None
        if indicator in WITH_ACTOR:
            # who acts is a part of the figure, and no heading tells it as a breakdown
            if self.title.acting:
                return None
            sure = sure and not told.acting
        if not told.percent:
            return What(indicator, parts, known.unit, status, sure)
        if told.aimed:
            return What("admission_target_completion", {}, "percent", status, sure) if indicator == "members_admitted" else None
        share = bool(slices) and known.unit in ("person", "organization")
        return What(indicator, parts, "percent", status, sure) if share else None

    def _whole_of(self, told: Told, head: Told, row: Row) -> tuple[list[str], list[str], dict[str, str], bool] | None:
        """Acts, nouns and slices of a number, and whether nothing of it was supplied."""
        acts, nouns, slices = told.acts, distinct(told.nouns), dict(told.slices)
        # what narrows a section or the whole table narrows each of its numbers
        for one in (row.section, self.title):
            if one is not None and not one.odd:
                slices = {**one.slices, **slices}
        around = [one for one in (self._parent(head, row), row.section, self.title) if one is not None and one.counts]
        if not acts and not nouns:
            if not around or _differ(around[0].acts[:1], around[0].acts[1:]):
                return None
            acts, nouns = around[0].acts[:1], distinct(around[0].nouns)
            slices = {**around[0].slices, **slices}
        elif not nouns:
            if around and len(distinct(around[0].nouns)) == 1 and acts[0] not in LISTED_ACTS:
                nouns = distinct(around[0].nouns)
        elif not acts and "form" not in slices and "grade" not in slices:
            if told.slices and any(one is not None and one.acts for one in (row.parent, self._left(head))):
                # of all there are, or of those to whom it was done in the line before?
                return None
            section = row.section.acts if row.section is not None else []
            acts = section or ([] if self.names_acts else self.title.acts)
            if acts and ("member" in nouns and not section and "tổng số" in " ".join(self._head_of(head))):
                return None
        if len(nouns) > 1 or len(set(acts)) > 1:
            return None
        return acts, nouns, slices, self.title.understood and bool(self.heads)

    def _head_of(self, told: Told) -> list[str]:
        return next((self._head(column) for column, one in self.columns.items() if one is told), [])

    def _parent(self, head: Told, row: Row) -> Told | None:
        """What a slice is one of: the row above that counts, or the heading to the left where `trong đó` leads to it."""
        if head.part and not head.counts:
            return self._left(head)
        return row.parent if row.told.narrows else None

    def _left(self, head: Told) -> Told | None:
        """The nearest heading to the left that says what is counted."""
        found: Told | None = None
        for one in self.columns.values():
            if one is head:
                break
            found = one if one.counts else found
        return found

    def _when(self, told: Told, what: What, row: Row) -> Stretch | None:
        """The period: of the row and the heading, else of the section, the title, for a stock the notes; empty where none tells it.

        None where they contradict each other, or say it in a way that is not read.
        """
        stock = self.names.known.kinds.get(what.indicator) == "stock"
        notes = self._told(self.grid.notes).stretches if stock else []
        section = row.section.stretches if row.section is not None else []
        around = [_fit(stretches, stock) for stretches in (section, self.title.stretches, notes)]
        own = [*told.stretches]
        if own and len(_fit(own, stock)) != len(own):
            return None
        if own and not (told.before is not None and not any(one.code[:1].isdigit() for one in own)):
            found = _joined_in_one(own, [one for stretches in around for one in stretches])
        else:
            days = [one for stretches in around for one in stretches if one.kind == "day"]
            found = days[0] if stock and days else next((_joined_in_one(one, []) for one in around if one), Stretch("", ""))
        if found is None:
            return None
        if told.before is not None and found.code:
            year = told.before or str(int(found.code[:4]) - 1)
            shift = int(found.code[:4]) - int(year)
            found = replace(found, code=re.sub(r"\b[0-9]{4}\b", lambda one: str(int(one[0]) - shift), found.code))
        if stock:
            found = replace(found, kind="as_of")
        kind = found.kind or ("as_of" if stock else "year")
        if not found.code:
            return Stretch(kind, "")
        try:
            Period.parse(kind, found.code)
        except ValueError:
            return None
        return Stretch(kind, found.code)


def indicator_of(
    acts: Sequence[str], nouns: Sequence[str], slices: dict[str, str], all_cells: bool
) -> tuple[str, dict[str, str]] | None:
    """The indicator of an act on a noun with its slices, and its breakdown. `all_cells`: bare cells are all that there are."""
    noun = nouns[0] if nouns else ""
    act = acts[0] if acts else ""
    if "grade" in slices:
        rated = {"member": "members_rated", "grassroots": "grassroots_organizations_rated"}
        rated["upper_committee"] = "upper_committees_rated"
        return (rated[noun], slices) if noun in rated and not act else None
    if not act and "form" in slices:
        act = "discipline"
    if not act:
        level = next((one for one in ("degree", "theory") if one in slices), "")
        if level:
            return (BY_DIMENSION[level], slices) if noun == "member" else None
        if noun == "cell":
            return ("cells_total", slices) if all_cells else None
        rule = PLAIN.get(noun)
    else:
        rule = BY_ACT.get((act, noun or ("member" if act in LISTED_ACTS else "")))
    if rule is None:
        return None
    subject = {"subject": SUBJECTS[noun]} if rule.subject and noun in SUBJECTS else {}
    return rule.indicator, {**dict(rule.breakdown), **subject, **slices}


def _ranked(entry: Entry, owners: Owners) -> Figure:
    """A rank or score as the table states it."""
    measure = entry.measure
    return Figure(
        organization=owners.add(f"{entry.province}.administration", ""),
        indicator=f"{measure.prefix}_{measure.kind}",
        breakdown="",
        value=entry.value,
        unit=measure.kind,
        denominator=entry.of,
        qualifier="eq",
        period_type="year" if measure.year else "",
        period=measure.year,
        status="reported",
        quote=_quote(entry.head, entry.name, entry.cell),
        line=entry.line,
        note="",
        quote_status="cell",
        start=entry.cell.start,
        end=entry.cell.end,
        confidence=TOLD if measure.year else UNDATED,
        rule=RULE,
    )


def both(one: Told, other: Told) -> Told:
    """What two stretches of words tell together."""
    return Told(
        [*one.acts, *other.acts],
        [*one.nouns, *other.nouns],
        {**one.slices, **other.slices},
        [*one.stretches, *other.stretches],
        [*one.mentions, *other.mentions],
        one.status or other.status,
        one.percent or other.percent,
        one.aimed or other.aimed,
        other.before if one.before is None else one.before,
        one.odd or other.odd or any(other.slices.get(key, value) != value for key, value in one.slices.items()),
        one.done or other.done,
        one.acting or other.acting,
        one.part or other.part,
        one.understood and other.understood,
    )


def _differ(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(one) and bool(other) and set(one) != set(other)


def distinct(nouns: Sequence[str]) -> list[str]:
    """The nouns, without those that say only that persons or organizations are counted."""
    found = list(dict.fromkeys(nouns))
    return [one for one in found if one not in ("person", "bare_organization")] or found


def _fit(stretches: Sequence[Stretch], stock: bool) -> list[Stretch]:
    """The stretches that may be the period of a stock, or of a flow."""
    kinds = ("day", "month", "year") if stock else FLOWS
    return [one for one in stretches if one.kind in kinds and one.role in STANDING and (stock or one.role != "end")]


def _joined_in_one(stretches: Sequence[Stretch], around: Sequence[Stretch]) -> Stretch | None:
    """The period of several stretches: one that is whole, or a part of a year with the year that is named beside or around it."""
    whole = list(dict.fromkeys(replace(one, role="") for one in stretches if one.code[:1].isdigit()))
    parts = list(dict.fromkeys(replace(one, role="") for one in stretches if not one.code[:1].isdigit()))
    if len(whole) > 1 or len(parts) > 1:
        return None
    if not parts:
        return whole[0]
    if whole:
        return with_year(parts[0], whole[0].code) if whole[0].kind == "year" else None
    years = {one.code[:4] for one in around if one.code[:1].isdigit()}
    return with_year(parts[0], years.pop()) if len(years) == 1 else replace(parts[0], code="")


def _counts_columns(row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns: `A | B | (1) | (2)`."""
    found = [COLUMN_NUMBER.fullmatch(cell.text) for cell in row if cell.text]
    if len(found) < 2 or not all(found):
        return False
    numbers = [int(one[1]) for one in found if one is not None and one[1].isdigit()]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)) and 2 * len(numbers) >= len(row)


def _bare(name: Cell) -> Cell:
    """The name of a row without its bullet or number."""
    lead = LEAD.match(name.text)
    return Cell(name.text[lead.end() :], name.start + lead.end(), name.end) if lead else name


def _possible(value: float, unit: str) -> bool:
    """Whether a number may be so many of a unit: counts are whole."""
    return unit in ("percent", "permille") or value == int(value)


def _quote(head: Cell, name: Cell, cell: Cell) -> str:
    """Heading · row · value, each as it stands, the first two cut where the whole would be too long."""
    words = [head.text.split(), name.text.split()]
    room = QUOTE_WORDS - 2 - len(cell.text.split())
    first = max(room - len(words[1]), min(len(words[0]), room // 2))
    parts = (words[0][:first], words[1][: room - min(first, len(words[0]))], [cell.text])
    return PARTS.join(" ".join(part) for part in parts if part)
