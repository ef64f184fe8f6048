"""A table and the decision how it is read → rows of the data contract, each with its cell; what is left out, and what is open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from metrics.data.quotes import PARTS
from metrics.data.rows import FILES, DataRow, shown
from metrics.errors import N_, Message, Problem, listed
from metrics.extract.bodies import slugify
from metrics.extract.meanings import in_year
from metrics.intake.damage import Damage, damage
from metrics.intake.drafts import ADDED, Draft, row_of
from metrics.intake.mapping.amounts import Amount, amount
from metrics.intake.mapping.layout import Looked
from metrics.intake.mapping.model import LEFT_OUT, PREVIOUS, SAME, Column, Line, Mapping, Question, SheetMap
from metrics.intake.mapping.periods import MEASURES, dated, earlier, period_given, tells_a_document
from metrics.intake.mapping.propose import Catalogue, lines_of, period_told
from metrics.intake.mapping.table import Table
from metrics.intake.mapping.totals import Totals
from metrics.intake.mapping.words import bare, code_meant, key, provinces_meant, row_kind
from metrics.intake.spreadsheet import column_number, letters
from metrics.intake.tables import source_slug
from metrics.spelling import invisible, search_key
from metrics.territory import NEW_LIST, OLD_LIST, list_of
from metrics.vocabulary import Organization, Source, parse_breakdown, write_breakdown

QUOTE_WORDS = 12
WHOLE = ("person", "organization", "case", "document", "award", "rank")
# names that are asked about, rows that are named, at most
MOST_NAMES, MOST_ROWS = 40, 8
# how many rows are read between two words of progress
STEP = 500
# of most provinces of a list: a table that names so many of the new units, and none but them, lists the 34
MOST_OF_34 = 30

WHICH_BODIES = N_("{place}: of which body of each province are the numbers?")
TAKEN_ONCE = N_("{place}: {number} numbers stand twice alike and are taken once.")
TWO_VALUES = N_("{value} stands here, but {other} in {cell} of {place} for the same; correct one, or leave a column out")
TWO_COLUMNS = N_(
    "{place}: columns {columns} hold the same ({what}). Let all but one hold nothing, or tell them apart by unit or breakdown."
)
# how the name of a body begins, so that one that the data lack is a new one
OF_A_BODY = re.compile(
    r"(?:dang bo|dang uy|chi bo|huyen|thi xa|thanh pho|quan|xa|phuong|thi tran|tx|tp|so|ban|cong an|quan su|bo doi|truong|"
    r"benh vien|cong ty|van phong|khoi|toa an|vien)\b"
)
# headings that a quote can do without
SAYS_LITTLE = frozenset({"so luong", "tong so", "trong do", "ty le", "ty le (%", "ty le %", "gia tri", "chia ra"})
Progress = Callable[[float], None]


class Entry(NamedTuple):
    """A unit or body that a row is about: of several lists, or one body."""

    units: tuple[str, ...]
    organization: str = ""


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
        found.told.append(Message.of(N_("These sheets are left out, nothing of them is read: {names}."), names=_some(left)))
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
    draft = Draft(drawn, cited=cited, faults=tuple(found.faults), told=tuple(found.told), texts=texts)
    return Read(draft, tuple(found.questions))


def sheet_for(mapping: Mapping, table: Table) -> SheetMap | None:
    """The part of a mapping that reads a table."""
    return next((one for one in mapping.sheets if table.sheet in one.sheets), None)


def _body(body: Organization, place: str) -> DataRow:
    return row_of("organizations.csv", {column: str(getattr(body, column)) for column in FILES["organizations.csv"]}, 1, place)


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
    open: set[str] = field(default_factory=set)


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
        self.chosen = dict(sheet.places)
        self.by_column = {column_number(one.column) - 1: one for one in sheet.columns}
        self.of = {holds: [number for number, one in self.by_column.items() if one.holds == holds] for holds in HOLDING}
        self.lines = {(one.name, one.under): one for one in sheet.lines}
        self.entries: dict[str, Entry | None] = {}
        self.unknown: dict[str, int] = {}
        self.left: dict[str, list[str]] = {}
        self.twice = 0
        self.totals = Totals(table.place)
        self.dates: dict[tuple[str, ...], tuple[str, str] | None] = {}
        self.organizations: dict[tuple[str, str], str] = {}
        self.counted: dict[tuple[Column, Line | None], tuple[str, str, str, str]] = {}

    # the whole --------------------------------------------------------------------------------------------------------
    def read(self, progress: Callable[[int], None]) -> None:
        self.title_period = self._period_of_title()
        self.found.lacks_publisher |= not self.of["publishers"]
        readings = [self._reading(number) for number in self.of["figures"]]
        self._refuse_twins(readings)
        self.listed = self._list()
        self.line_of = self._lines_by_row()
        self._look_at_words()
        last = self.by_line.get(self.sheet.last, len(self.table.rows) - 1)
        for row in range(self.first, last + 1):
            if (row - self.first) % STEP == 0:
                progress(row)
            self._row(row, readings)
        self._ask_about_places()
        self._tell()

    def _reading(self, number: int) -> Reading:
        words = self.headings[number] if number < len(self.headings) else ()
        column = self.by_column[number]
        return Reading(column, number, self._place_of(number), words, self._column_period(column, words))

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

    # periods -----------------------------------------------------------------------------------------------------------
    def _period_of_title(self) -> tuple[str, str]:
        """The period of the whole sheet: as a person gave it, or as the title or the sheet's name says."""
        if self.sheet.period:
            return period_given(self.sheet.period)
        lines = [text for row in range(self.top) for text in dict.fromkeys(self.table.texts[row]) if text]
        lines = [line for line in lines if not tells_a_document(line)]
        for line in (*reversed(lines), self.table.sheet):
            told = period_told([line], self.catalogue.known) if line else ("", "")
            if told[1] and not told[1].startswith("-"):
                return told
        return "", ""

    def _column_period(self, column: Column, words: Sequence[str]) -> tuple[str, str] | None:
        """The period of a column as it or its heading says; None where the sheet's counts."""
        if column.period in (SAME, PREVIOUS):
            base = period_told(words, self.catalogue.known)
            kind, code = base if base[1] and not base[1].startswith("-") else self.title_period
            return (kind, earlier(kind, code, column.period)) if code else ("", "")
        if column.period:
            return period_given(column.period)
        kind, code = period_told(words, self.catalogue.known)
        if code.startswith("-"):
            year = self.title_period[1][:4]
            return (kind, in_year(kind, code, year)) if year else ("", "")
        return (kind, code) if code else None

    def _when(self, reading: Reading, row: int, indicator: str) -> tuple[str, str] | None:
        """Kind and code of a figure's period in the contract's words; None where the table does not say it."""
        told = reading.period if reading.period is not None else self.title_period
        for number in self.of["periods"]:
            text = self.table.texts[row][number]
            if (text, indicator) not in self.dates:
                self.dates[text, indicator] = dated(*period_told([text], self.catalogue.known), indicator, self.catalogue.known)
            return self.dates[text, indicator]
        asked = (*told, indicator)
        if asked not in self.dates:
            found = dated(*told, indicator, self.catalogue.known)
            if found is None and reading.period is not None and told != self.title_period and not reading.column.period:
                found = dated(*self.title_period, indicator, self.catalogue.known)
            self.dates[asked] = found
        return self.dates[asked]

    # places ------------------------------------------------------------------------------------------------------------
    def _list(self) -> str:
        """The list of units that the names of the table are of, where the names tell it."""
        names = {one.place for one in self.by_column.values()}
        for number in self.of["places"]:
            names |= {self.table.texts[row][number] for row in range(self.first, len(self.table.rows))}
        units = {provinces_meant(name, self.catalogue.places) for name in names} - {()}
        known = self.catalogue.places.units
        if any(all(known[unit].valid_to for unit in one) for one in units):
            return OLD_LIST
        new = [one for one in units if any(not known[unit].valid_to for unit in one)]
        return NEW_LIST if len(new) == len(units) >= MOST_OF_34 else ""

    def _entry(self, name: str, is_code: bool) -> Entry | None:
        """Whom a name means; None where nobody knows."""
        if name not in self.entries:
            self.entries[name] = self._meant(name, is_code)
        return self.entries[name]

    def _meant(self, name: str, is_code: bool) -> Entry | None:
        chosen = self.chosen.get(name) or self.chosen.get(bare(name), "")
        if chosen:
            return Entry((), chosen) if "." in chosen else Entry((chosen,))
        units = code_meant(name, self.catalogue.places) if is_code else provinces_meant(name, self.catalogue.places)
        if units and not self.sheet.organization:
            return Entry(units)
        gazetteer = self.catalogue.known.gazetteer
        province = self.sheet.organization.partition(".")[0]
        if province:
            known = gazetteer.find(province, bare(name))
            new = f"{province}.{slugify(re.sub('^Đảng (?:bộ|ủy|uỷ) ', '', bare(name)))}"
            return Entry((), known) if known else Entry((), new) if OF_A_BODY.match(search_key(bare(name))) else None
        same = [one.organization for one in self.catalogue.known.organizations if search_key(one.name_vi) == search_key(bare(name))]
        return Entry((), same[0]) if len(same) == 1 else None

    def _unit(self, entry: Entry, year: int) -> str:
        """The one unit of a name in a year; nothing where it may be two."""
        if len(entry.units) == 1:
            return entry.units[0]
        known = self.catalogue.places.units
        listed = self.listed or list_of("reported", year)
        of_list = [unit for unit in entry.units if bool(known[unit].valid_to) == (listed == OLD_LIST)]
        return of_list[0] if len(of_list) == 1 else ""

    def _organization(self, province: str) -> str:
        """The body of a province of the kind that the sheet is about; a new one where the data lack it."""
        kind = self.sheet.bodies
        if (province, kind) not in self.organizations:
            bodies = self.catalogue.known.organizations
            same = [one.organization for one in bodies if one.province == province and one.kind == kind]
            slug = same[0] if len(same) == 1 else f"{province}.{kind.replace('_', '-')}"
            if not same:
                self.found.bodies[slug] = self.catalogue.known.gazetteer.new(slug, "")
            self.organizations[province, kind] = slug
        return self.organizations[province, kind]

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
        cells = [one for one in readings if texts[one.number]]
        if not cells:
            return
        line = self.line_of.get(row)
        if self.of["lines"] and (line is None or not line.indicator):
            name = texts[self.of["lines"][0]]
            if any(self.looked.numbers[row][one.number] for one in cells):
                self._leave("lines", name or self.table.name(row, 0))
            return
        for place in dict.fromkeys(one.place for one in cells):
            of_place = [one for one in cells if one.place == place]
            self._named(row, place, of_place, line)

    def _named(self, row: int, place: int, cells: Sequence[Reading], line: Line | None) -> None:
        """The numbers of a row that stand beside one name."""
        if place < 0:
            for one in cells:
                name = one.column.place
                entry = self._entry(name, False) if name else Entry((), self.sheet.organization)
                if entry:
                    self._figures(row, entry, name, [one], line)
                else:
                    self.unknown.setdefault(name, self.first - 1)
            return
        name = self.table.texts[row][place]
        if not any(map(str.isalpha, name)) and place not in self.of["codes"]:
            before = [text for text in self.table.texts[row][:place] if any(map(str.isalpha, text))]
            name = before[-1] if before else name
        chosen = self.chosen.get(name) or self.chosen.get(bare(name), "")
        kind = "" if chosen else row_kind(name)
        if not name and any(self.looked.numbers[row][one.number] for one in cells):
            self._leave("nameless", f"{self.table.lines[row]}")
            return
        if not name or kind == "note":
            return
        entry = None if chosen == LEFT_OUT else self._entry(name, place in self.of["codes"])
        if kind and (kind != "region" or entry is None or not entry.units):
            self._leave("rows", name)
            self._add_up(row, name, kind, cells, line)
            return
        self._add_up(row, name, "", cells, line)
        if chosen == LEFT_OUT:
            self._leave("rows", name)
        elif entry is None:
            if any(self.looked.numbers[row][one.number] for one in cells):
                self.unknown.setdefault(bare(name), row)
        else:
            self._figures(row, entry, name, cells, line)

    def _add_up(self, row: int, name: str, kind: str, cells: Sequence[Reading], line: Line | None) -> None:
        """Keep the numbers of a row for the check of totals."""
        if self.of["lines"] or self.of["periods"] or kind == "statistic":
            return
        for one in cells:
            indicator, _, unit, _ = self._what(one.column, line)
            if unit in WHOLE and unit != "rank" and indicator:
                read = amount(self.table.cell(row, one.number), unit, True, self.sheet.decimal)
                if read.value and read.qualifier == "eq":
                    self.totals.add(kind, one.number, self.table.name(row, one.number), name, float(read.value))

    def _what(self, column: Column, line: Line | None) -> tuple[str, str, str, str]:
        """Indicator, breakdown, unit and status of a column in a line: what is told nearest to the number counts."""
        asked = (column, line)
        known = self.counted.get(asked)
        if known is None:
            told = (line, column) if line else (column,)
            indicator = next((one.indicator for one in told if one.indicator), "") or self.sheet.indicator
            parts: dict[str, str] = {}
            for breakdown in (self.sheet.breakdown if indicator == self.sheet.indicator else "", *(one.breakdown for one in told)):
                parts |= parse_breakdown(breakdown)
            unit = next((one.unit for one in told if one.unit), "") or self.sheet.unit or self.catalogue.units.get(indicator, "")
            status = next((one.status for one in told if one.status), "") or self.sheet.status or "reported"
            known = self.counted[asked] = (indicator, write_breakdown(parts), unit, status)
        return known

    # figures -----------------------------------------------------------------------------------------------------------
    def _figures(self, row: int, entry: Entry, name: str, cells: Sequence[Reading], line: Line | None) -> None:
        for one in cells:
            indicator, breakdown, unit, status = self._what(one.column, line)
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
            period = self._when(one, row, indicator)
            if period is None:
                self._ask("period", Message.of(N_("{place}: of which period are the numbers?"), place=self.table.place))
                continue
            where = f"{f'sheet {self.table.sheet}, ' if self.table.sheet else ''}cell {self.table.name(row, one.number)}"
            notes = [where, *([f"value is written {self.table.texts[row][one.number]}"] if read.mark else [])]
            notes += [text for text in (self._footnote(read.mark), *(self.table.texts[row][at] for at in self.of["notes"])) if text]
            if indicator in MEASURES:
                self._ranked(row, entry, one, indicator, read, period, notes)
            else:
                self._observed(row, entry, name, one, line, (indicator, breakdown, unit, status), read, period, notes)

    def _ranked(
        self, row: int, entry: Entry, one: Reading, indicator: str, read: Amount, period: tuple[str, str], notes: list[str]
    ) -> None:
        index, kind = MEASURES[indicator]
        year = period[1][:4]
        unit = self._unit(entry, int(year))
        if not unit:
            self._doubt_unit(row, one, entry)
            return
        known = self.catalogue.places.units[unit]
        boundary = self.listed or (OLD_LIST if known.valid_to else list_of("reported", int(year)))
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
        given = {kind: read.value, f"{kind}_status": "reported", "note": "; ".join(notes)}
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
        notes: list[str],
    ) -> None:
        indicator, breakdown, unit, status = what
        organization = entry.organization
        if not organization and entry.units:
            if not self.sheet.bodies:
                self._ask("bodies", Message.of(WHICH_BODIES, place=self.table.place))
                return
            province = self._unit(entry, int(re.findall("[0-9]{4}", period[1])[-1]))
            if not province:
                self._doubt_unit(row, one, entry)
                return
            organization = self._organization(province)
        if not organization:
            self._ask("organization", Message.of(N_("{place}: which body are the numbers about?"), place=self.table.place))
            return
        if organization not in self.catalogue.known.gazetteer.organizations and organization not in self.found.bodies:
            self.found.bodies[organization] = self.catalogue.known.gazetteer.new(organization, bare(name))
            self._leave("bodies", bare(name))
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
            "note": "; ".join(notes),
            "quote_status": "cell",
        }
        self.found.observations[keyed] = DataRow("observations.csv", self.table.lines[row], cells, self.table.place)
        self.found.cells[keyed] = self.table.name(row, one.number)

    def _again(self, row: int, one: Reading, keyed: tuple[str, ...], before: str, value: str) -> None:
        """The same is stated a second time: taken once where it is the same number."""
        if float(before) == float(value):
            self.twice += 1
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
        texts = [self.table.texts[row][at] for at in self.of["publishers"]]
        told = next(filter(None, texts), "")
        self.found.lacks_publisher |= not told
        return told or self.mapping.publisher

    def _source(self, row: int) -> str:
        """The slug of the source of a row's figures: a known one of that address, or one made of what is told."""
        publisher = self._publisher(row)
        url = self.mapping.url
        slug = self.known.get(url, "")
        if not slug:
            slug = source_slug(publisher, self.mapping.published, url or self.table.file)
            if slug not in self.found.cited:
                told = {"source": slug, "publisher": publisher, "published": self.mapping.published, "url": url}
                told["file"] = "" if url else self.table.file
                self.found.cited[slug] = row_of("sources.csv", told, self.table.lines[row], self.table.place)
        texts = self.found.texts.setdefault(slug, [])
        if not texts or texts[-1] is not self.table.text:
            texts.append(self.table.text)
        return slug

    @cached_property
    def _odd(self) -> dict[tuple[int, int], Message]:
        """What is wrong with single cells: a number that is merged over others is nobody's."""
        odd = {(row, column): told for row, column, told in self.table.odd}
        for top, left, bottom, right in self.table.merged:
            if top >= self.first and top < len(self.table.rows) and left < self.table.width and self.looked.numbers[top][left]:
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
        if len(self.unknown) > 1 and not self.sheet.organization and not any(one and one.units for one in self.entries.values()):
            # none is a province: bodies within one
            text = N_("{place}: {names} …: to which body do they belong? Name that of the province.")
            self._ask("organization", Message.of(text, place=self.table.place, names=_some([*self.unknown][:3])))
            return
        for name, row in [*self.unknown.items()][:MOST_NAMES]:
            text = N_("{place}: {name} ({cell}) is no unit or body that is known: which is it? - leaves its row out.")
            place = max((one for one in (*self.of["places"], *self.of["codes"])), default=0)
            where = self.table.name(row, place)
            near = self._near(name)
            self._ask("places", Message.of(text, place=self.table.place, name=shown(name), cell=where), name, near)

    def _near(self, name: str) -> tuple[str, ...]:
        province = self.sheet.organization.partition(".")[0]
        if not province:
            return ()
        words = "-".join(re.findall("[a-z0-9]+", search_key(name)))
        return (f"{province}.{words}",)

    def _leave(self, kind: str, name: str) -> None:
        names = self.left.setdefault(kind, [])
        if name not in names:
            names.append(name)

    def _tell(self) -> None:
        place, told = self.table.place, self.found.told
        texts = {
            "rows": N_("{place}: these rows are left out, as they add up, average or group others: {names}."),
            "lines": N_("{place}: these lines say nothing that the catalogue counts and are left out: {names}."),
            "bodies": N_("{place}: these bodies are new and will be added with their figures: {names}."),
            "nameless": N_("{place}: rows without a name are left out: {names}."),
        }
        for kind, names in self.left.items():
            told.append(Message.of(texts[kind], place=place, names=_some(names)))
        columns = [
            f"{one.column} ({one.heading})"
            for number, one in sorted(self.by_column.items())
            if one.holds == "nothing"
            and any(self.looked.numbers[row][number] for row in range(self.first, min(len(self.table.rows), self.first + 5)))
        ]
        if columns:
            text = N_("{place}: these columns hold nothing that is read: {columns}.")
            told.append(Message.of(text, place=place, columns=_some(columns)))
        hidden = [
            f"{self.table.name(0, number - 1).rstrip('0123456789')}"
            for number in self.table.hidden_columns
            if number <= self.table.width
        ]
        lines = [str(line) for line in self.table.hidden_lines if line <= len(self.table.rows)]
        for names, text in (
            (lines, N_("{place}: these rows are hidden in the file, and are read like all others: {names}.")),
            (hidden, N_("{place}: these columns are hidden in the file, and are read like all others: {names}.")),
        ):
            if names:
                told.append(Message.of(text, place=place, names=_some(names)))
        if self.table.hidden:
            told.append(Message.of(N_("{place} is a hidden sheet, and is read like all others."), place=place))
        if self.twice:
            told.append(Message.of(TAKEN_ONCE, place=place, number=self.twice))
        told += self.totals.messages()

    def _look_at_words(self) -> None:
        """Name every heading, name and note that nobody can read: none of them may become the words of a figure."""
        used = {one.number for one in map(self._reading, self.of["figures"])}
        worded = {number for holds in ("places", "lines", "notes", "publishers", "units") for number in self.of[holds]}
        seen: dict[str, bool] = {}
        for row, texts in enumerate(self.table.texts):
            for column in sorted(used | worded) if row >= self.top else range(len(texts)):
                text = texts[column]
                if not text or text in seen or (row >= self.first and column not in worded):
                    continue
                seen[text] = True
                found = damage(text) or (Damage("question marks") if column in self.of["places"] and "?" in text else None)
                if found or invisible(text):
                    letter = self.table.name(row, column).rstrip("0123456789")
                    said = (
                        found.message(text) if found else Message.of(UNSEEN, cell=shown(text), sign=f"U+{ord(invisible(text)):04X}")
                    )
                    self.found.faults.append(Problem.of(self.table.place, self.table.lines[row], letter, said))
                    self.chosen.setdefault(text, LEFT_OUT)


UNSEEN = N_("{cell} holds the invisible letter {sign}; remove it")
HOLDING = ("figures", "places", "codes", "lines", "periods", "units", "publishers", "notes")


def _some(names: Sequence[str]) -> str:
    more = f", … ({len(names)})" if len(names) > MOST_ROWS else ""
    return ", ".join(names[:MOST_ROWS]) + more


# quotes ----------------------------------------------------------------------------------------------------------------
def quote_of(headings: Sequence[str], line: str, name: str, value: str) -> str:
    """Heading · row · value, each as it stands in its cell, in at most twelve words; the first ones cut where it would be more."""
    parts = [*(one for one in (*headings, line, name) if one), value]
    while _words(parts) > QUOTE_WORDS and len(headings) > 1:
        # what says least goes first
        least = next((place for place, one in enumerate(headings) if key(one) in SAYS_LITTLE), 0)
        headings = [*headings[:least], *headings[least + 1 :]]
        parts = [*(one for one in (*headings, line, name) if one), value]
    if _words(parts) > QUOTE_WORDS:
        room = QUOTE_WORDS - len(value.split()) - len(parts) + 1
        each = max(1, room // max(1, len(parts) - 1))
        cut = [" ".join(part.split()[:each]) for part in parts[:-1]]
        for place, part in enumerate(parts[:-1]):
            spare = room - sum(len(one.split()) for one in cut)
            cut[place] = " ".join(part.split()[: len(cut[place].split()) + max(0, spare)])
        parts = [*cut, value]
    return PARTS.join(parts)


def _words(parts: Sequence[str]) -> int:
    return sum(len(part.split()) for part in parts) + len(parts) - 1
