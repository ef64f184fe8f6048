"""A table and the decision how it is read → rows of the data contract, each with its cell; what is left out, and what is open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from metrics.data.rows import FILES, DataRow, shown
from metrics.errors import N_, Message, Problem, listed
from metrics.intake.drafts import ADDED, Draft, row_of
from metrics.intake.mapping.amounts import NOTHING, Amount, amount
from metrics.intake.mapping.aside import Aside, once, unreadable
from metrics.intake.mapping.layout import Looked
from metrics.intake.mapping.model import LEFT_OUT, Column, Line, Mapping, Question, SheetMap
from metrics.intake.mapping.periods import MEASURES, is_preliminary
from metrics.intake.mapping.propose import Catalogue, lines_of
from metrics.intake.mapping.quotes import quote_of
from metrics.intake.mapping.table import Table
from metrics.intake.mapping.totals import Totals
from metrics.intake.mapping.when import When
from metrics.intake.mapping.whose import Entry, Whose
from metrics.intake.mapping.words import bare, is_scaled, mark_of, row_kind, unit_meant
from metrics.intake.spreadsheet import column_number, letters, some
from metrics.intake.tables import first_days, source_slug
from metrics.vocabulary import Organization, Source, parse_breakdown, write_breakdown

WHOLE = ("person", "organization", "case", "document", "award", "rank")
# names that are asked about, at most
MOST_NAMES = 40
# how many rows are read between two words of progress
STEP = 500

WHICH_BODIES = N_("{place}: of which body of each province are the numbers?")
TWO_VALUES = N_("{value} stands here, but {other} in {cell} of {place} for the same; correct one, or leave a column out")
TWO_COLUMNS = N_(
    "{place}: columns {columns} hold the same ({what}). Let all but one hold nothing, or tell them apart by unit or breakdown."
)
SCALED = N_("{cell} tells the numbers in thousands or millions; write them in full, and the unit without")
OTHER_UNIT = N_("the unit of this row is {cell}, but its number is read as {unit}; say what the line counts, and in which unit")
NO_PERIOD = N_("{cell} is no period of what is counted here; write a year as 2021, else 2021-Q2, 2021-H1, 2021-06 or 2021-06-30")
PARTS_OF_ONE = N_(
    "{place}: no share in column {column} is more than 1. Where they are parts of 1 and not percent, write them in percent."
)
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Read:
    """What a file's tables state as they are read: a draft without what is still open, and the questions."""

    draft: Draft
    questions: tuple[Question, ...]


@dataclass
class Found:
    """What was read so far of all tables."""

    observations: dict[tuple[str, ...], DataRow] = field(default_factory=dict)
    rankings: dict[tuple[str, ...], DataRow] = field(default_factory=dict)
    bodies: dict[str, Organization] = field(default_factory=dict)
    cells: dict[tuple[str, ...], str] = field(default_factory=dict)
    cited: dict[str, DataRow] = field(default_factory=dict)
    faults: list[Problem] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    lacks_publisher: bool = False

    def ask(self, question: Question) -> None:
        if question not in self.questions:
            self.questions.append(question)


def read(
    tables: Sequence[Table],
    mapping: Mapping,
    catalogue: Catalogue,
    sources: Iterable[Source] = (),
    progress: Progress = lambda share: None,
    source: Source | None = None,
) -> Read:
    """The figures of the tables whose sheets the mapping reads. `sources`: those known, by whose address a known one is cited;
    `source`: the one that all cite, where the tables are those of an article."""
    found = Found()
    known = {one.url: one.source for one in sources if one.url}
    if source:
        cells = {column: str(getattr(source, column)) for column in FILES["sources.csv"]}
        found.cited[source.source] = row_of("sources.csv", cells, 1, tables[0].place if tables else "")
        known[mapping.url] = source.source
    rows = sum(len(table.rows) for table in tables) or 1
    left: list[str] = []
    done = 0
    for table in tables:
        if table.unread:
            found.told.append(table.unread)
        sheet = sheet_for(mapping, table)
        if sheet is None or not sheet.use:
            left += [table.sheet or table.file] if table.rows else []
        elif table.rows:
            start = done
            reader = _Reader(table, sheet, mapping, catalogue, known, found)
            reader.read(lambda row, start=start: progress((start + row) / rows))  # type: ignore[misc]
        done += len(table.rows)
    if not any(one.use and any(column.holds == "figures" for column in one.columns) for one in mapping.sheets):
        text = N_("{file}: no column says what the catalogue counts. Say of a sheet what its columns hold, and that it is used.")
        found.ask(Question("columns", Message.of(text, file=tables[0].file if tables else "")))
    if left:
        found.told.append(Message.of(N_("These sheets are left out, nothing of them is read: {names}."), names=some(left)))
    _ask_of_source(mapping, found)
    progress(1.0)
    texts = {source: tuple(dict.fromkeys(texts)) for source, texts in found.texts.items()}
    used = {row["organization"] for row in found.observations.values()}
    drawn = {
        **dict.fromkeys(ADDED, ()),
        "observations.csv": tuple(found.observations.values()),
        "rankings.csv": tuple(found.rankings.values()),
        "organizations.csv": tuple(_body(one, tables[0].file) for slug, one in found.bodies.items() if slug in used),
    }
    used_sources = {row["source"] for row in found.observations.values()}
    cited = tuple(row for slug, row in found.cited.items() if slug in used_sources)
    draft = Draft(drawn, cited=cited, faults=tuple(found.faults), told=once(found.told), texts=texts)
    return Read(draft, tuple(found.questions))


def sheet_for(mapping: Mapping, table: Table) -> SheetMap | None:
    """The part of a mapping that reads a table."""
    return next((one for one in mapping.sheets if table.sheet in one.sheets), None)


def _body(body: Organization, place: str) -> DataRow:
    return DataRow("organizations.csv", 1, {column: getattr(body, column) for column in FILES["organizations.csv"]}, place)


def _ask_of_source(mapping: Mapping, found: Found) -> None:
    """What no table says of its own publication."""
    if not (found.observations or found.rankings or found.questions):
        return
    if not mapping.publisher and found.lacks_publisher:
        found.ask(Question("publisher", Message.of(N_("Who published this table?"))))
    if not mapping.published:
        found.ask(Question("published", Message.of(N_("When was it published? A day, a month or a year."))))
    if not mapping.url and found.rankings:
        found.ask(Question("url", Message.of(N_("At which web address does it stand? Ranks and scores need it."))))


@dataclass
class Reading:
    """What the numbers of a column are, as far as it is the same for all of its rows."""

    column: Column
    number: int
    place: int
    words: tuple[str, ...]
    period: tuple[str, str] | None
    # what its heading says of all its figures
    notes: tuple[str, ...]
    # by line: indicator, breakdown, unit and status
    counted: dict[Line | None, tuple[str, str, str, str]] = field(default_factory=dict)
    # by indicator: the period that the column is of
    dated: dict[str, tuple[str, str] | None] = field(default_factory=dict)


class _Reader:
    """One table, read by its part of the mapping."""

    def __init__(
        self, table: Table, sheet: SheetMap, mapping: Mapping, catalogue: Catalogue, known: dict[str, str], found: Found
    ) -> None:
        self.table, self.sheet, self.mapping, self.catalogue, self.known, self.found = (
            table,
            sheet,
            mapping,
            catalogue,
            known,
            found,
        )
        self.looked = Looked(table, catalogue.places)
        self.by_line = {line: row for row, line in enumerate(table.lines)}
        self.top = self.by_line.get(sheet.head[0], 0)
        self.first = self.by_line[sheet.head[1]] + 1 if sheet.head[1] in self.by_line else 0
        self.headings = self.looked.headings(self.top, self.first)
        self.by_column = {column_number(one.column) - 1: one for one in sheet.columns}
        self.of = {holds: [number for number, one in self.by_column.items() if one.holds == holds] for holds in HOLDING}
        self.lines = {(one.name, one.under): one for one in sheet.lines}
        self.unknown: dict[str, int] = {}
        self.aside = Aside(table)
        # the rows of numbers: their kind (empty of a place), name, columns and line
        self.numbered: list[tuple[str, int, str, Sequence[Reading], Line | None]] = []
        self.totals = Totals(table.place, table.name)
        title = [text for row in range(self.top) for text in dict.fromkeys(table.texts[row]) if text]
        self.when = When(sheet, title, table.sheet, catalogue.known)
        names = {table.texts[row][number] for number in self.of["places"] for row in range(self.first, len(table.rows))}
        self.whose = Whose(sheet, catalogue, found.bodies, names | {one.place for one in self.by_column.values()})
        self.where = f"sheet {table.sheet}, cell " if table.sheet else "cell "
        # the source of each publisher
        self.sources: dict[str, str] = {}

    # the whole --------------------------------------------------------------------------------------------------------
    def read(self, progress: Callable[[int], None]) -> None:
        self.found.lacks_publisher |= not self.of["publishers"]
        readings = [self._reading(number) for number in self.of["figures"]]
        self._refuse_twins(readings)
        self.line_of = self._lines_by_row()
        self._look_at_words()
        self._refuse_scales()
        last = self.by_line.get(self.sheet.last, len(self.table.rows) - 1)
        for row in range(self.first, last + 1):
            if (row - self.first) % STEP == 0:
                progress(row)
            self._row(row, readings)
        self._add_up()
        self._ask_about_places()
        self.found.told += [*self.aside.messages(self._unread()), *self.totals.messages(), *self._small_shares(readings)]
        self.found.told += self._first_days()

    def _first_days(self) -> list[Message]:
        """Excel makes a date of a typed 2021-09: whoever meant the month must hear of it."""
        dated = {*self.of["periods"]}, {*self.of["figures"]}
        cells = [
            self.table.name(row, column)
            for row, column in self.table.first_days
            if column in dated[self.top <= row < self.first] and row >= self.top
        ]
        return [first_days(self.table.place, cells)] if cells else []

    def _small_shares(self, readings: Sequence[Reading]) -> Iterator[Message]:
        """Point out columns of percentages that may be parts of 1."""
        for one in readings:
            if "percent" in (one.column.unit, self.catalogue.units.get(one.column.indicator, "")):
                cells = [self.table.cell(row, one.number) for row in range(self.first, len(self.table.rows))]
                numbers = [cell for cell in cells if isinstance(cell, float)]
                if numbers and 0 < max(numbers) <= 1:
                    yield Message.of(PARTS_OF_ONE, place=self.table.place, column=one.column.column)

    def _unread(self) -> list[Column]:
        """The columns with numbers that hold nothing that is read."""
        rows = range(self.first, min(len(self.table.rows), self.first + 5))
        nothing = [(number, one) for number, one in sorted(self.by_column.items()) if one.holds == "nothing"]
        return [one for number, one in nothing if any(self.looked.numbers(row)[number] for row in rows)]

    def _reading(self, number: int) -> Reading:
        words = self.headings[number] if number < len(self.headings) else ()
        column = self.by_column[number]
        notes = tuple(f"not final: {text}" for text in words if is_preliminary(text))
        return Reading(column, number, self._place_of(number), words, self.when.of_column(column, words), notes)

    def _place_of(self, number: int) -> int:
        """The column that names the places of a column of figures: to its left, or where each group of columns begins with others
        before its names, in its group."""
        places = sorted((*self.of["places"], *self.of["codes"]))
        if not places:
            return -1
        if len(places) > 1:
            before = range(1, min(places[0], places[1] - places[0] - 1) + 1)
            lead = max((one for one in before if self._lowest(places[0] - one) == self._lowest(places[1] - one)), default=0)
            return max((one for one in places if one - lead <= number), default=places[0])
        return places[0]

    def _lowest(self, number: int) -> str:
        return (self.headings[number] or ("",))[-1]

    def _refuse_twins(self, readings: list[Reading]) -> None:
        """Ask where two columns hold the same of the same places."""
        if self.of["periods"] or self.of["lines"]:
            return
        held: dict[tuple[object, ...], list[Reading]] = {}
        for one in readings:
            column = one.column
            what: tuple[object, ...] = (
                one.place,
                column.place,
                column.indicator,
                column.breakdown,
                column.unit,
                column.status,
                one.period or column.period,
            )
            held.setdefault(what, []).append(one)
        for same in held.values():
            if len(same) > 1:
                columns = ", ".join(f"{one.column.column} ({one.column.heading})" for one in same)
                counted = str(same[0].column.indicator or self.sheet.indicator)
                if counted:
                    message = Message.of(TWO_COLUMNS, place=self.table.place, columns=columns, what=counted)
                    self._ask("columns", message, about=same[0].column.column)
                    readings[:] = [one for one in readings if one not in same]

    # lines -------------------------------------------------------------------------------------------------------------
    def _lines_by_row(self) -> dict[int, Line]:
        if not self.of["lines"]:
            return {}
        column = self.of["lines"][0]
        beside_places = bool(self.of["places"] or self.of["codes"])
        named = lines_of(self.looked, self.first, column, self.catalogue.known, beside_places)
        return {row: self.lines.get((name, under), Line(name, under)) for row, name, under, _ in named}

    # rows --------------------------------------------------------------------------------------------------------------
    def _row(self, row: int, readings: Sequence[Reading]) -> None:
        texts = self.table.texts[row]
        # a formula that was never computed has no text, and is told
        cells = [one for one in readings if texts[one.number] or (row, one.number) in self._odd]
        if not cells:
            return
        line = self.line_of.get(row)
        if self.of["lines"] and (line is None or not line.indicator):
            name = texts[self.of["lines"][0]]
            if any(self.looked.numbers(row)[one.number] for one in cells):
                self.aside.leave("lines", name or self.table.name(row, 0))
            return
        numbers = [one for one in cells if self.looked.numbers(row)[one.number]]
        if numbers and (fault := self._unit_fault(row, numbers, line)):
            self.found.faults.append(fault)
            return
        for place in dict.fromkeys(one.place for one in cells):
            of_place = [one for one in cells if one.place == place]
            self._named(row, place, of_place, line)

    def _named(self, row: int, place: int, cells: Sequence[Reading], line: Line | None) -> None:
        """The numbers of a row that stand beside one name."""
        if place < 0:
            for one in cells:
                name = one.column.place
                entry = self.whose.entry(name) if name else Entry((), self.sheet.organization)
                if entry:
                    self._figures(row, entry, name, [one], line)
                else:
                    self.unknown.setdefault(name, self.first - 1)
            return
        name = self.table.texts[row][place]
        if not any(map(str.isalpha, name)) and place not in self.of["codes"]:
            before = [text for text in self.table.texts[row][:place] if any(map(str.isalpha, text))]
            name = before[-1] if before else name
        chosen = self.whose.choice(name)
        kind = "" if chosen else row_kind(name)
        if not name and any(self.looked.numbers(row)[one.number] for one in cells):
            self.aside.leave("nameless", f"{self.table.lines[row]}")
            return
        if not name or kind == "note":
            return
        entry = None if chosen == LEFT_OUT else self.whose.entry(name, place in self.of["codes"])
        if kind and (kind != "region" or entry is None or not entry.units):
            self.aside.leave("rows", name)
            self.numbered.append((kind, row, name, cells, line))
            return
        self.numbered.append(("", row, name, cells, line))
        if chosen == LEFT_OUT:
            self.aside.leave("rows", name)
        elif entry is None:
            if any(self.looked.numbers(row)[one.number] for one in cells):
                self.unknown.setdefault(bare(name), row)
        else:
            self._figures(row, entry, name, cells, line)

    def _add_up(self) -> None:
        """Hold the rows that add others up against those, where the table has any."""
        numbered = [one for one in self.numbered if one[0] != "statistic"]
        if self.of["lines"] or self.of["periods"] or not any(kind for kind, *_ in numbered):
            return
        for kind, row, name, cells, line in numbered:
            for one in cells:
                indicator, _, unit, _ = self._what(one, line)
                if unit in WHOLE and unit != "rank" and indicator:
                    read = amount(self.table.cell(row, one.number), unit, True, self.sheet.decimal)
                    if read.value and read.qualifier == "eq":
                        self.totals.add(kind, one.number, row, name, float(read.value))

    def _what(self, one: Reading, line: Line | None) -> tuple[str, str, str, str]:
        """Indicator, breakdown, unit and status of a column in a line: what is told nearest to the number counts."""
        known = one.counted.get(line)
        if known is None:
            told = (line, one.column) if line else (one.column,)
            indicator = next((near.indicator for near in told if near.indicator), "") or self.sheet.indicator
            parts: dict[str, str] = {}
            of_all = self.sheet.breakdown if indicator == self.sheet.indicator else ""
            for breakdown in (of_all, *(near.breakdown for near in told)):
                parts |= parse_breakdown(breakdown)
            unit = next((near.unit for near in told if near.unit), "") or self.sheet.unit or self.catalogue.units.get(indicator, "")
            status = next((near.status for near in told if near.status), "") or self.sheet.status or "reported"
            known = one.counted[line] = (indicator, write_breakdown(parts), unit, status)
        return known

    # figures -----------------------------------------------------------------------------------------------------------
    def _figures(self, row: int, entry: Entry, name: str, cells: Sequence[Reading], line: Line | None) -> None:
        for one in cells:
            what = self._what(one, line)
            indicator, _, unit, _ = what
            if not indicator:
                self._ask("indicator", Message.of(N_("{place}: what do the numbers count?"), place=self.table.place))
                if entry.units and not self.sheet.bodies:
                    self._ask("bodies", Message.of(WHICH_BODIES, place=self.table.place))
                continue
            cell = self.table.cell(row, one.number)
            fault = self._odd.get((row, one.number))
            read = Amount(doubt=fault) if fault else amount(cell, unit, unit in WHOLE, self.sheet.decimal)
            if read.doubt:
                told = Problem.of(self.table.place, self.table.lines[row], one.column.column, read.doubt)
                self.found.faults.append(told)
                continue
            if not read.value:
                continue
            period = self._when(row, one, indicator)
            if period is None and (unread := self._unread_period(row)):
                self.found.faults.append(unread)
                continue
            if period is None:
                self._ask("period", Message.of(N_("{place}: of which period are the numbers?"), place=self.table.place))
                continue
            note = self._note(row, one, read, name)
            if indicator in MEASURES:
                self._ranked(row, entry, one, indicator, read, period, note)
            else:
                self._observed(row, entry, name, one, line, what, read, period, note)

    def _note(self, row: int, one: Reading, read: Amount, name: str) -> str:
        """Where a number stands, and what is said of it there: of itself, of its row, of its column."""
        texts, notes = self.table.texts[row], [self.where + self.table.name(row, one.number)]
        if read.mark:
            notes.append(f"value is written {texts[one.number]}")
        marks = filter(None, (read.mark, *map(mark_of, (name, *(texts[at] for at in self.of["lines"]), *one.words))))
        notes += [*one.notes, *dict.fromkeys(map(self._footnote, marks))]
        notes += [texts[at] for at in self.of["notes"]]
        return "; ".join(filter(None, notes))

    def _when(self, row: int, one: Reading, indicator: str) -> tuple[str, str] | None:
        """The period of a number: as its row's own cell says, else its column."""
        for number in self.of["periods"]:
            return self.when.of_cell(self.table.texts[row][number], indicator)
        if indicator not in one.dated:
            one.dated[indicator] = self.when.of_figure(one.column, one.period, indicator)
        return one.dated[indicator]

    def _unread_period(self, row: int) -> Problem | None:
        """The cell of a row that should name its period, but names none of what is counted."""
        for number in self.of["periods"]:
            if text := self.table.texts[row][number]:
                said = Message.of(NO_PERIOD, cell=shown(text))
                return Problem.of(self.table.place, self.table.lines[row], letters(number + 1), said)
        return None

    def _ranked(
        self, row: int, entry: Entry, one: Reading, indicator: str, read: Amount, period: tuple[str, str], note: str
    ) -> None:
        index, kind = MEASURES[indicator]
        year = period[1][:4]
        unit = self.whose.unit(entry, int(year))
        if not unit:
            self._doubt_unit(row, one, entry)
            return
        boundary = self.whose.boundary(unit, int(year))
        keyed = (index.code, year, unit, boundary)
        told = {
            "index": index.code,
            "year": year,
            "province": unit,
            "boundary": boundary,
            "source_url": self.mapping.url,
            "publisher": self._publisher(row),
            "published": self.mapping.published,
            "confidence": "high",
        }
        given = {kind: read.value, f"{kind}_status": "reported", "note": note}
        before = self.found.rankings.get(keyed)
        if before is None:
            cells = {column: {**told, **given}.get(column, "") for column in FILES["rankings.csv"]}
            self.found.rankings[keyed] = DataRow("rankings.csv", self.table.lines[row], cells, self.table.place)
        elif not before[kind]:
            given["note"] = f"{before['note']}; {given['note']}"
            self.found.rankings[keyed] = replace(before, cells={**before.cells, **given})
        else:
            self._again(row, one, (*keyed, kind), before[kind], read.value)
        self.found.cells.setdefault((*keyed, kind), self.table.name(row, one.number))

    def _observed(
        self,
        row: int,
        entry: Entry,
        name: str,
        one: Reading,
        line: Line | None,
        what: tuple[str, str, str, str],
        read: Amount,
        period: tuple[str, str],
        note: str,
    ) -> None:
        indicator, breakdown, unit, status = what
        organization = entry.organization
        if not organization and entry.units:
            if not self.sheet.bodies:
                self._ask("bodies", Message.of(WHICH_BODIES, place=self.table.place))
                return
            province = self.whose.unit(entry, _last_year(period[1]))
            if not province:
                self._doubt_unit(row, one, entry)
                return
            organization = self.whose.body_of(province)
        if not organization:
            self._ask("organization", Message.of(N_("{place}: which body are the numbers about?"), place=self.table.place))
            return
        if self.whose.is_new(organization):
            self.whose.add(organization, name)
            self.aside.leave("bodies", bare(name))
        source = self._source(row)
        keyed = (source, organization, indicator, breakdown, unit, *period, status, read.qualifier)
        before = self.found.observations.get(keyed)
        if before is not None:
            self._again(row, one, keyed, before["value"], read.value)
            return
        texts = self.table.texts[row]
        # in the order of the columns of the contract
        cells = {
            "source": source,
            "organization": organization,
            "indicator": indicator,
            "breakdown": breakdown,
            "value": read.value,
            "unit": unit,
            "denominator": read.denominator,
            "qualifier": read.qualifier,
            "period_type": period[0],
            "period": period[1],
            "status": status,
            "quote": quote_of(one.words, line.name if line else "", "" if one.column.place else name, texts[one.number]),
            "line": str(self.table.lines[row]),
            "note": note,
            "quote_status": "cell",
        }
        self.found.observations[keyed] = DataRow("observations.csv", self.table.lines[row], cells, self.table.place)
        self.found.cells[keyed] = self.table.name(row, one.number)

    def _again(self, row: int, one: Reading, keyed: tuple[str, ...], before: str, value: str) -> None:
        """The same is stated a second time: taken once where it is the same number."""
        if float(before) == float(value):
            self.aside.twice += 1
            return
        message = Message.of(TWO_VALUES, value=value, other=before, cell=self.found.cells.get(keyed, ""), place=self.table.place)
        self.found.faults.append(Problem.of(self.table.place, self.table.lines[row], one.column.column, message))

    def _doubt_unit(self, row: int, one: Reading, entry: Entry) -> None:
        name = self.table.texts[row][one.place]
        text = N_("{place}: {name} ({cell}) may be {units}: which?")
        where = self.table.name(row, one.place)
        message = Message.of(text, place=self.table.place, name=shown(name), cell=where, units=listed(entry.units))
        self._ask("places", message, about=name, accepted=entry.units)

    def _publisher(self, row: int) -> str:
        """Who published a row's figures, by its own cell or the mapping."""
        if not self.of["publishers"]:
            return self.mapping.publisher
        texts = [self.table.texts[row][at] for at in self.of["publishers"]]
        told = next(filter(None, texts), "")
        self.found.lacks_publisher |= not told
        return told or self.mapping.publisher

    def _source(self, row: int) -> str:
        """The slug of the source of a row's figures: a known one of that address, or one made of what is told."""
        publisher = self._publisher(row)
        if publisher in self.sources:
            return self.sources[publisher]
        url = self.mapping.url
        slug = self.known.get(url, "")
        if not slug:
            slug = source_slug(publisher, self.mapping.published, url or self.table.file)
            if slug not in self.found.cited:
                told = {"source": slug, "publisher": publisher, "published": self.mapping.published, "url": url}
                told["file"] = "" if url else self.table.file
                self.found.cited[slug] = row_of("sources.csv", told, self.table.lines[row], self.table.place)
        self.found.texts.setdefault(slug, []).append(self.table.text)
        self.sources[publisher] = slug
        return slug

    @cached_property
    def _odd(self) -> dict[tuple[int, int], Message]:
        """What is wrong with single cells: a number that is merged over others is nobody's."""
        odd = {(row, column): told for row, column, told in self.table.odd}
        for top, left, bottom, right in self.table.merged:
            if top >= self.first and top < len(self.table.rows) and left < self.table.width and self.looked.numbers(top)[left]:
                cells = (
                    f"{self.table.name(top, left)}:{letters(right + 1)}{self.table.lines[min(bottom, len(self.table.rows) - 1)]}"
                )
                odd[top, left] = Message.of(N_("is merged over {cells}; unmerge it, and fill in every cell"), cells=cells)
        return odd

    @cached_property
    def _notes(self) -> list[str]:
        """The last lines of the table that begin with a sign, as footnotes do."""
        last = range(len(self.table.rows) - 1, self.first, -1)
        below = [text for row in last[:40] for text in dict.fromkeys(self.table.texts[row]) if text]
        return [text for text in below if not text[:1].isalpha()]

    def _footnote(self, mark: str) -> str:
        """The words below the table that a mark leads to."""
        signs = re.escape(mark.strip("() "))
        return next((text for text in self._notes if mark and re.match(rf"\(?{signs}[)\s:.]", text)), "")

    # what is told ------------------------------------------------------------------------------------------------------
    def _ask(self, what: str, message: Message, about: str = "", accepted: tuple[str, ...] = ()) -> None:
        self.found.ask(Question(what, message, self.sheet.sheets[0], about, accepted))

    def _ask_about_places(self) -> None:
        if len(self.unknown) > 1 and not self.sheet.organization and not self.whose.names_provinces:
            # none is a province: bodies within one
            text = N_("{place}: {names} …: to which body do they belong? Name that of the province.")
            self._ask("organization", Message.of(text, place=self.table.place, names=some([*self.unknown][:3])))
            return
        for name, row in [*self.unknown.items()][:MOST_NAMES]:
            text = N_("{place}: {name} ({cell}) is no unit or body that is known: which is it? - leaves its row out.")
            place = max((one for one in (*self.of["places"], *self.of["codes"])), default=0)
            where = self.table.name(row, place)
            near = self.whose.proposals(name)
            self._ask("places", Message.of(text, place=self.table.place, name=shown(name), cell=where), name, near)

    def _look_at_words(self) -> None:
        """Name every heading, name and note that nobody can read, and leave the rows of such names out."""
        worded = sorted({number for holds in ("places", "lines", "notes", "publishers", "units") for number in self.of[holds]})
        used = sorted({*worded, *self.of["figures"]})

        def looked_at(row: int) -> Sequence[int]:
            return worded if row >= self.first else used if row >= self.top else range(self.table.width)

        for text, problem in unreadable(self.table, looked_at, self.of["places"].__contains__):
            self.found.faults.append(problem)
            self.whose.leave_out(text)

    def _refuse_scales(self) -> None:
        """Name a title or a heading of thousands over columns that are read: the contract counts one by one."""
        read = {text for number in self.of["figures"] if number < len(self.headings) for text in self.headings[number]}
        for row, texts in enumerate(self.table.texts[: self.first]):
            of_all = row < self.top or len(set(filter(None, texts))) == 1
            for column, text in enumerate(texts):
                if text and (of_all or text in read) and is_scaled(text):
                    said = Message.of(SCALED, cell=shown(text))
                    self.found.faults.append(Problem.of(self.table.place, self.table.lines[row], letters(column + 1), said))
                    return

    def _unit_fault(self, row: int, cells: Sequence[Reading], line: Line | None) -> Problem | None:
        """Why the numbers of a row are not what its cell of units says; a unit that is not understood is told."""
        for at in self.of["units"]:
            text = self.table.texts[row][at]
            meant = unit_meant(text) if text else ""
            place = self.table.place, self.table.lines[row]
            if meant == "scaled":
                return Problem.of(*place, letters(at + 1), Message.of(SCALED, cell=shown(text)))
            if text and not meant and text not in NOTHING:
                self.aside.leave("units", text)
            for one in cells:
                unit = self._what(one, line)[2]
                if meant and unit and (meant == "percent") != (unit == "percent"):
                    return Problem.of(*place, one.column.column, Message.of(OTHER_UNIT, cell=shown(text), unit=unit))
        return None


@lru_cache(maxsize=500)
def _last_year(code: str) -> int:
    """The year in which a period ends."""
    return int(re.findall("[0-9]{4}", code)[-1])


HOLDING = ("figures", "places", "codes", "lines", "periods", "units", "publishers", "notes")
