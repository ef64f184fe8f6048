"""What a table says of its own cells → a proposal how to read it: columns, lines, period, index; a person looks at all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from metrics.data.places import Places, places
from metrics.extract.meanings import Meaning, Measured, meaning_of, measured_by
from metrics.extract.model import HoldsNouns, Known
from metrics.extract.text import fold
from metrics.intake.mapping.amounts import NOTHING, amount, decimal_mark
from metrics.intake.mapping.layout import Layout, Looked, shape_of
from metrics.intake.mapping.model import PREVIOUS, SAME, Column, Holds, Line, SheetMap
from metrics.intake.mapping.periods import (
    MEASURES,
    is_cumulative,
    is_preliminary,
    names_more,
    period_coded,
    spelled_out,
    tells_a_document,
    without_cumulative,
)
from metrics.intake.mapping.table import Table
from metrics.intake.mapping.words import RANK, SCORE, UNITS, bare, key, kind_of, measure_of, provinces_meant, row_kind, unmarked
from metrics.intake.spreadsheet import column_number, letters
from metrics.spelling import search_key
from metrics.vocabulary import write_breakdown

# words of a part of an index, which is not the index; with their accents: `trực thuộc` is no `trục`
COMPONENT = re.compile(
    r"\b(?:thành phần|sub ?-?ind(?:ex|ices)|dimension(?:al|s)?|components?|trục|lĩnh vực|nội dung \d|tiêu chí|pillars?|trụ cột)\b",
    re.IGNORECASE,
)
# words of a heading that name the whole of an index beside its parts
WHOLE = re.compile(r"\b(?:total|overall|tong|unweighted|weighted)\b")
# words of a sheet's name that say nothing but that it holds the index
PLAIN_NAME = re.compile(
    r"(?:sheet|bang|bieu|phu luc|data|du lieu|so lieu|final|overall|total|tong hop|weighted|unweighted|scores?|"
    r"rank(?:ing)?s?|index|xep hang|diem|ket qua|tinh|cap|nam|cac|pl|[^a-z])*"
)
PREVIOUS_PERIOD = re.compile(r"\b(?:ky truoc|thang truoc|quy truoc)\b")
# figures compared in percent, or added up over the years, are none of the catalogue's
COMPARED = re.compile(r"\b(?:so voi|so sanh|tang|giam|chenh lech|dat ty le|% dat|ty le dat|bien dong)\b|\+/-|±")
# between the headings over a column
JOINT = " / "
# a part of the cells of a column must be numbers for it to hold figures
SHARE = 0.6
# words of a title that say nothing of what is counted: the kind of paper, and whose rows stand in it
PAPER = re.compile(
    r"(?:bảng|biểu|phụ lục)(?: số)?(?: \d+)?[.:]?|bảng tổng hợp|biểu mẫu|tổng hợp|thống kê|báo cáo|số liệu|danh sách|tình hình|"
    r"kết quả|công tác|số lượng|"
    r"(?:(?:của|theo|tại|ở|phân theo|chia theo) )?(?:các |từng )?(?:đảng bộ|tỉnh|địa phương|đơn vị|huyện)"
    r"(?:(?:,| và) (?:thành phố|thị xã|huyện|tỉnh|đơn vị))*(?: trực thuộc(?: trung ương| tỉnh ủy| thành ủy| tỉnh)?)?"
    r"(?: trong cả nước| cả nước| toàn quốc)?"
)
# whose paper it is
HEADED = re.compile(r"(?:tỉnh ủy|thành ủy|tỉnh uỷ|thành uỷ|đảng bộ tỉnh|đảng bộ thành phố|toàn tỉnh) (.+)")


@dataclass(frozen=True)
class Catalogue:
    """What the data know: indicators and bodies with their words, and places by every spelling."""

    # all that the data hold: too long to be shown
    known: Known = field(repr=False)
    places: Places = field(repr=False)

    @classmethod
    def of(cls, seeds: HoldsNouns) -> Catalogue:
        return cls(Known.of(seeds), places(tuple(seeds.provinces)))

    @cached_property
    def units(self) -> dict[str, str]:
        return self.known.units

    @cached_property
    def breakdowns(self) -> dict[str, tuple[str, ...]]:
        return {one.indicator: one.dimensions for one in self.known.indicators}


def propose(table: Table, catalogue: Catalogue, file: str = "", head: tuple[int, int] | None = None) -> SheetMap:
    """How a table seems to be read; `use` is false where nothing of it can be told. `head`: the lines of its headings, where a
    person knows better."""
    looked = Looked(table, catalogue.places)
    layout = looked.layout
    if head:
        rows = {line: row for row, line in enumerate(table.lines)}
        top, last = rows.get(head[0], 0), rows.get(head[1], -1)
        names, lines = (layout.names, layout.lines) if layout else ((), 0)
        layout = looked.__dict__["layout"] = Layout(top, last + 1, names, lines)
    if layout is None:
        return SheetMap((table.sheet,), use=False)
    return _Proposal(looked, layout, catalogue, file).sheet()


def propose_all(tables: Sequence[Table], catalogue: Catalogue, file: str = "") -> tuple[SheetMap, ...]:
    """How the tables of a file seem to be read, those of one shape that are read alike together. Where one names an index, others
    with scores of no index are its parts."""
    found = [propose(table, catalogue, file) for table in tables if table.rows]
    if any(one.indicator in MEASURES for sheet in found for one in sheet.columns):
        found = [replace(sheet, use=sheet.use and not _is_part(sheet)) for sheet in found]
    return together(found)


def together(sheets: Iterable[SheetMap]) -> tuple[SheetMap, ...]:
    """The sheets that are read alike as one, in the order of the first of them."""
    names: dict[SheetMap, list[str]] = {}
    for sheet in sheets:
        names.setdefault(replace(sheet, sheets=()), []).extend(sheet.sheets)
    return tuple(replace(sheet, sheets=tuple(dict.fromkeys(named))) for sheet, named in names.items())


def _is_part(sheet: SheetMap) -> bool:
    read = [one for one in sheet.columns if one.holds == "figures"]
    return not sheet.indicator and all(not one.indicator and _measures(one) for one in read)


def _measures(column: Column) -> bool:
    words = column.heading.split(JOINT)
    return any(map(measure_of, words)) or all(re.fullmatch(r"[^a-z]*", search_key(word)) for word in words)


class _Proposal:
    def __init__(self, looked: Looked, layout: Layout, catalogue: Catalogue, file: str) -> None:
        self.looked, self.layout, self.catalogue = looked, layout, catalogue
        self.table = looked.table
        self.headings = looked.headings(layout.top, layout.first)
        self.around = (*looked.title, self.table.sheet)
        self.rows = [row for row in range(layout.first, len(self.table.rows)) if any(self.table.texts[row])]
        self.file = file.rpartition(".")[0]
        self.holds = [self._holds(column) for column in range(self.table.width)]

    def sheet(self) -> SheetMap:
        shared = self._shared()
        columns = [
            self._column(number, shared)
            for number in range(self.table.width)
            if any(self.headings[number]) or self.holds[number] != "nothing"
        ]
        lines = self._lines() if "lines" in self.holds else ()
        read = [one for one in columns if one.holds == "figures"]
        texts = (
            self.table.texts[row][column]
            for column, holds in enumerate(self.holds)
            if holds == "figures"
            for row in self.rows
            if isinstance(self.table.cell(row, column), str)
        )
        lacks = any(not one.indicator for one in read) and not lines
        first, last = (
            (self.table.lines[self.layout.top], self.table.lines[self.layout.first - 1])
            if self.layout.first > self.layout.top
            else (0, 0)
        )
        return SheetMap(
            (self.table.sheet,),
            shape_of(self.headings),
            use=bool(read),
            head=(first, last),
            indicator=shared.indicator if lacks else "",
            breakdown=write_breakdown(dict(shared.parts)) if lacks and "lines" not in self.holds else "",
            bodies=self._bodies(),
            organization=self._organization() if not self.layout.names and not self._is_across else "",
            decimal=decimal_mark(texts),
            columns=tuple(columns),
            lines=lines,
        )

    @cached_property
    def _is_across(self) -> bool:
        """Whether places stand side by side over the numbers."""
        named = [one for one in self.headings if one and provinces_meant(one[-1], self.catalogue.places)]
        return not self.layout.names and len(named) > 1

    # columns
    def _cells(self, column: int) -> list[str]:
        return [text for row in self.rows if (text := self.table.texts[row][column])]

    def _holds(self, column: int) -> Holds:
        """What a column holds by its heading and its cells."""
        heading = self.headings[column][-1] if self.headings[column] else ""
        kind = kind_of(heading)
        if column in self.layout.names:
            return "codes" if kind == "codes" else "places"
        if kind in ("serials", "codes"):
            return "nothing"
        if column == self.layout.lines:
            return "places" if kind == "places" and not self._tells_lines(column) else "lines"
        if kind == "lines" and self.layout.names:
            return "lines"
        if kind in ("periods", "units", "publishers", "notes"):
            return kind  # type: ignore[return-value]
        cells = [text for text in self._cells(column) if text not in NOTHING]
        numbers = sum(self.looked.numbers(row)[column] for row in self.rows)
        if not numbers or numbers < SHARE * len(cells) or self._is_serial(column, heading):
            return "nothing"
        return "figures"

    def _is_serial(self, column: int, heading: str) -> bool:
        names = self.layout.names or (self.layout.lines,)
        cells = [text for text in self._cells(column) if text.isdecimal()]
        return column < names[0] and not heading and cells == [str(number) for number in range(1, len(cells) + 1)]

    def _tells_lines(self, column: int) -> bool:
        """Whether the names of rows say what is counted, rather than who reports."""
        names = dict.fromkeys(map(bare, self._cells(column)))
        told = [name for name in [*names][:60] if meaning_of([name], (), self.catalogue.known).indicator]
        return 2 * len(told) > min(len(names), 60)

    def _column(self, number: int, shared: Meaning) -> Column:
        holds, headings = self.holds[number], tuple(map(unmarked, self.headings[number]))
        column = Column(letters(number + 1), JOINT.join(self.headings[number]), holds)
        if holds != "figures":
            return column
        named = [one for one in headings if not self.layout.names and provinces_meant(one, self.catalogue.places)]
        if named:
            headings = tuple(one for one in headings if one not in named)
            column = replace(column, place=named[-1])
        index, measured = self._index(headings)
        if index and (self.layout.names or named):
            whole = measured.indexes or not self._lists_parts or WHOLE.search(search_key(" ".join(headings)))
            kind = self._measure(number, headings, measured) if whole else ""
            return replace(column, indicator=f"{index}_{kind}") if kind else replace(column, holds="nothing")
        return self._counted(column, headings, shared)

    def _counted(self, column: Column, headings: Sequence[str], shared: Meaning) -> Column:
        """A column of counts or shares: what its headings say, or the title, or the lines of the table."""
        nothing = replace(column, holds="nothing")
        if any(map(is_preliminary, headings)):
            # told by the reading; a person may say that it counts
            return nothing
        added = [one for one in headings if is_cumulative(one)]
        if added and any(without_cumulative(one) is None for one in added):
            return nothing
        headings = [text for one in headings if (text := (without_cumulative(one) if one in added else one))]
        words = search_key(" ".join(headings))
        left = self._left(column) if re.match(r"\W*trong do\b", words) else ()
        if left:
            headings = [one for one in headings if not re.fullmatch(r"\W*trong do\W*", search_key(one))]
        own = meaning_told(headings, left, self.catalogue.known)
        if COMPARED.search(words) or own.odd or not own.understood:
            measure = measure_of(headings[-1]) if headings else ""
            return column if measure and not shared.indicator and not COMPARED.search(words) else nothing
        period = SAME if own.before and not own.code else PREVIOUS if PREVIOUS_PERIOD.search(words) else ""
        status = own.status if own.status != "reported" else ""
        told = own if own.indicator or "lines" in self.holds else meaning_told(headings, self._titles, self.catalogue.known)
        says_nothing = own == Meaning(status=own.status, kind=own.kind, code=own.code, before=own.before, dated=own.dated)
        if says_nothing and not own.percent and not self._narrows(headings):
            return replace(column, period=period, status=status)
        if "lines" in self.holds and not own.indicator:
            parts = self._slices(headings)
            return replace(column, breakdown=parts, period=period, status=status) if parts and not own.percent else nothing
        if not told.indicator or told.odd or not self._fits(told):
            return nothing
        unit = "percent" if told.percent else ""
        return replace(
            column,
            indicator=told.indicator,
            breakdown=write_breakdown(dict(told.parts)),
            unit=unit,
            period=period,
            status=status,
        )

    def _left(self, column: Column) -> tuple[str, ...]:
        """The headings of the nearest column to the left that counts a whole, of which the columns under `trong đó` are parts."""
        for number in range(column_number(column.column) - 2, -1, -1):
            headings = self.headings[number]
            if self.holds[number] == "figures" and headings and not any(search_key(one).startswith("trong do") for one in headings):
                return (" ".join(headings),)
        return ()

    def _fits(self, told: Meaning) -> bool:
        """Whether the catalogue counts what is told: its breakdowns, and as a share only a part of it."""
        if told.percent and not told.parts and self.catalogue.units.get(told.indicator) != "percent":
            return False
        return {name for name, _ in told.parts} <= set(self.catalogue.breakdowns.get(told.indicator, ()))

    def _slices(self, headings: Sequence[str]) -> str:
        """The slice that headings name by themselves: `Nữ`, of whatever the lines count."""
        told = meaning_of(headings, ("Đảng viên",), self.catalogue.known)
        return write_breakdown(dict(told.parts)) if told.indicator and not told.odd else ""

    def _narrows(self, headings: Sequence[str]) -> bool:
        return bool(self._slices(headings))

    @cached_property
    def _titles(self) -> tuple[str, ...]:
        """The lines above the table without the words of every title."""
        lines = [line for line in self.around if line and not tells_a_document(line)]
        return tuple(" ".join(PAPER.sub(" ", fold(line)).split()) for line in lines)

    def _index(self, headings: Sequence[str]) -> tuple[str, Measured]:
        """The yearly index that the words over a column name, or those over the table, or the sheet's or file's name alone."""
        own = measured_by(headings)
        for told in (own, *self._tables_index):
            if told.indexes:
                return (told.indexes[0] if len(told.indexes) == 1 else ""), own
        return "", own

    @cached_property
    def _tables_index(self) -> tuple[Measured, ...]:
        title = [line for line in self.looked.title if not tells_a_document(line)]
        found = measured_by(title)
        sheet = measured_by([self.table.sheet])
        if sheet.indexes and not PLAIN_NAME.fullmatch(search_key(sheet.rest)):
            return ()
        named = (found, sheet) if found.indexes or sheet.indexes else ()
        alone = not title and PLAIN_NAME.fullmatch(search_key(self.table.sheet))
        return named or ((measured_by([re.sub(r"[_\-]+", " ", self.file)]),) if alone else ())

    @cached_property
    def _lists_parts(self) -> bool:
        """Whether the title or the sheet's name speaks of parts of an index."""
        return bool(COMPONENT.search(" ".join((*self.looked.title, self.table.sheet))))

    def _measure(self, number: int, headings: Sequence[str], own: Measured) -> str:
        """`rank` or `score`, or nothing where a column of an index holds something else, such as a part of it."""
        if any(COMPONENT.search(text) or COMPARED.search(key(text)) for text in headings):
            return ""
        lowest = measured_by(headings[-1:])
        rest = search_key(lowest.rest).strip(" ()-%.:;,/")
        for told in (
            measure_of(headings[-1]) if headings else "",
            lowest.kind,
            "rank" if rest in RANK else "score" if rest in SCORE else "",
        ):
            if told:
                return told
        if rest and not re.fullmatch(r"(?:nam|chi so|index|cap tinh|[()%.,:/ -])*", rest):
            return ""
        above = next((one for one in map(measure_of, reversed(headings[:-1])) if one), "") or own.kind
        cells = [self.table.cell(row, number) for row in self.rows if self.looked.numbers(row)[number]]
        if above or not headings or not (lowest.indexes or lowest.years):
            return above
        read = [amount(cell, "score", False, "") for cell in cells]
        return "score" if any("." in one.value or one.doubt for one in read) else "rank"

    # what holds for all
    def _shared(self) -> Meaning:
        """What the title says is counted, for columns that do not say it."""
        for line in self._titles:
            told = meaning_of([line], (), self.catalogue.known)
            if told.indicator and told.understood and not told.odd and self._fits(told):
                return told
        return Meaning()

    def _bodies(self) -> str:
        """Of which kind of body the provinces' figures are, where the title or a heading says it."""
        if not self.layout.names and not self._is_across:
            return ""
        words = search_key(" ".join((*self.around, *(text for column in self.headings for text in column))))
        if "khoi cac co quan va doanh nghiep" in words or "khoi co quan va doanh nghiep" in words:
            return "agencies_enterprises_bloc"
        if "khoi cac co quan" in words or "khoi co quan" in words:
            return "agencies_bloc"
        wide = r"\b(?:dang bo (?:cac )?tinh|dang bo cap tinh|tinh uy|thanh uy|toan dang bo)\b"
        return "province_wide" if re.search(wide, words) else ""

    def _organization(self) -> str:
        """The body that the title names, where all figures are about one or about bodies within it."""
        known = self.catalogue.known
        for line in self.around:
            words = f" {search_key(line)} "
            bodies = [one for one in known.organizations if f" {search_key(one.name_vi)} " in words]
            if bodies:
                return min(bodies, key=lambda one: (bool(one.valid_to), -len(one.name_vi))).organization
        for line in self.around:
            headed = HEADED.search(fold(line))
            named = headed[1].split() if headed else []
            for length in range(min(len(named), 5), 0, -1):
                units = provinces_meant(" ".join(named[:length]), self.catalogue.places)
                wide = [f"{unit}.province-wide" for unit in units]
                if wide and wide[0] in known.gazetteer.organizations:
                    return wide[0]
        return ""

    # lines
    def _lines(self) -> tuple[Line, ...]:
        """What each row counts by its name, and the names of rows above that it belongs to."""
        column = self.holds.index("lines")
        units = self.holds.index("units") if "units" in self.holds else -1
        found: dict[tuple[str, str], Line] = {}
        for row, name, under, around in lines_of(
            self.looked, self.layout.first, column, self.catalogue.known, bool(self.layout.names)
        ):
            if (name, under) in found:
                continue
            told = meaning_of([name], (*around, *self._titles), self.catalogue.known, inherits=bool(under))
            if not under and told.indicator and not told.acts and self._is_done(around, name):
                # of all there are, or of those to whom it was done?
                told = Meaning()
            unit = UNITS.get(key(self.table.texts[row][units]), "") if units >= 0 else ""
            percent = told.percent or unit == "percent"
            whole = next((one for one in found.values() if one.name == under and one.indicator), None)
            if whole and (whole.indicator, whole.breakdown) == (told.indicator, write_breakdown(dict(told.parts))):
                # what narrows it is not understood
                told = Meaning()
            if told.indicator and told.understood and not told.odd and self._fits(told._replace(percent=percent)):
                status = told.status if told.status != "reported" else ""
                parts = write_breakdown(dict(told.parts))
                found[name, under] = Line(name, under, told.indicator, parts, "percent" if percent else "", status)
            else:
                found[name, under] = Line(name, under)
        return tuple(found.values())

    def _is_done(self, around: Sequence[str], name: str) -> bool:
        """Whether the section of a line tells something that is done, and the line does not say that all are counted."""
        whole = re.search(r"\b(?:tong so|hien co|tong)\b", search_key(name))
        return not whole and any(meaning_of([one], (), self.catalogue.known).acts for one in around)


def lines_of(
    looked: Looked, first: int, column: int, known: Known, beside_places: bool
) -> Iterable[tuple[int, str, str, tuple[str, ...]]]:
    """Each row from `first` on with the name of its line, the line that it is a part of, and the names above it that tell more;
    `beside_places`: each row names its own place, and no line is a part of another."""
    table = looked.table
    parent = section = ""
    told: dict[str, Meaning] = {}
    for row in range(first, len(table.rows)):
        text = table.texts[row][column]
        if not text or not any(map(str.isalpha, text)) or row_kind(text) == "note":
            continue
        name = bare(text)
        if beside_places:
            yield row, name, "", ()
            continue
        if name not in told:
            told[name] = meaning_of([name], (), known)
        numbers = any(looked.numbers(row)[other] for other in range(column + 1, table.width))
        child = BULLET.match(text) is not None or (numbers and bool(parent) and not told[name].indicator)
        if not numbers and not child:
            section, parent = name, name
            continue
        # what was done in the line above was done to its parts
        under = parent if child and not (told[name].indicator and told[name].acts) else ""
        yield row, name, under, tuple(filter(None, (under, section if section != under else "")))
        if not child:
            parent = name


# how a line begins that is a part of the one above
BULLET = re.compile(r"\s*[-–—+•●▪]|\s*trong đó", re.IGNORECASE)


# words of a heading that say only that numbers stand below it
NUMBERS = re.compile(r"\b(?:số liệu|trị số|giá trị|con số)\b")


def meaning_told(headings: Sequence[str], around: Sequence[str], known: Known) -> Meaning:
    """What the words over a column tell together; where they contradict one another, the lowest within those above it."""
    headings = [told for told in (NUMBERS.sub("", fold(one)).strip() for one in headings) if told]
    told = meaning_of(headings, around, known)
    if len(headings) > 1 and (told.odd or not told.indicator):
        lowest = meaning_of(headings[-1:], (*reversed(headings[:-1]), *around), known)
        if lowest.indicator and not lowest.odd:
            return lowest._replace(kind=told.kind, code=told.code, before=told.before, percent=lowest.percent or told.percent)
    return told


def period_told(words: Sequence[str], known: Known) -> tuple[str, str]:
    """The kind (`day` for a day) and code of the one period that words name; nothing where there is none, or several."""
    coded = {given for one in words if (given := period_coded(one))}
    if coded:
        return coded.pop() if len(coded) == 1 else ("", "")
    meanings = {one: meaning_of([one], (), known) for one in map(spelled_out, words)}
    meanings = {one: told for one, told in meanings.items() if not names_more(one, told.kind)}
    found = {(told.kind, told.code) for told in meanings.values() if told.code and not told.before}
    if not found:
        undated = [one for one, told in meanings.items() if not told.dated]
        years = {year for one in undated for year in re.findall(r"(?<![0-9/.])(?:19|20)[0-9]{2}(?![0-9])", one)}
        found = {("year", year) for year in years}
    return found.pop() if len(found) == 1 else ("", "")
