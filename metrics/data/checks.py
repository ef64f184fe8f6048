"""What must hold in the data files: one invariant a function, each yielding a Problem for every place that breaks it.

Works on the cells as written, so that a row with one bad cell is still checked in all others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from urllib.parse import urlsplit

from metrics.data.figure_checks import Context, check_figures
from metrics.data.rows import NAMED, WHOLE_NUMBER, DataRow, DataTable, dates, number, one_of, shown, unseen, years
from metrics.errors import N_, Problem
from metrics.indexes import BY_CODE, EVERY_YEAR
from metrics.period import date_span
from metrics.spelling import invisible
from metrics.territory import (
    DAYS,
    LAST_DAY_BEFORE,
    LAST_WITH_HA_TAY,
    MERGER,
    MERGER_DAY,
    MERGER_YEAR,
    OLD_LIST,
    UNITS,
    UNITS_WITH_HA_TAY,
)
from metrics.vocabulary import DIMENSIONS

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
CODE = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
# an empty part between semicolons, or space around one
LOOSE_LIST = re.compile(r"^;|;;|;$|\s;|;\s")
# the form of a cell that is not empty: what it must match, and how to say so
FORMS: dict[tuple[str, str], tuple[str, str]] = {
    ("provinces.csv", "province"): (SLUG, "a slug; write it like nghe-an"),
    ("provinces.csv", "code"): (r"[0-9]{2}", "a code of two digits; write it like 40"),
    ("provinces.csv", "iso"): (r"VN-[A-Z0-9]{2}", "an ISO code; write it like VN-22"),
    ("provinces.csv", "region"): (SLUG, "a slug; write it like bac-trung-bo"),
    ("provinces.csv", "region34"): (SLUG, "a slug; write it like bac-trung-bo"),
    ("organizations.csv", "organization"): (rf"{SLUG}\.{SLUG}", N_("province.body; write it like nghe-an.agencies-bloc")),
    ("indicators.csv", "indicator"): (CODE, "a code; write it like party_members"),
    ("sources.csv", "source"): (SLUG, N_("a slug; write it like seed-000")),
    ("sources.csv", "file"): (r"[^/\\]+", N_("a file's name; write it without a folder")),
}
# columns that may not be empty, besides those whose type already says so
REQUIRED: dict[str, tuple[str, ...]] = {
    "provinces.csv": ("province", "code", "name_vi", "name_en", "region"),
    "organizations.csv": ("organization", "province", "name_vi", "name_en"),
    "indicators.csv": ("indicator", "name_vi", "name_en", "definition_vi", "definition_en"),
    "sources.csv": ("source", "publisher"),
    "observations.csv": ("source", "organization", "indicator", "period", "quote"),
    "rankings.csv": ("province", "publisher"),
}
DATES: dict[str, tuple[str, ...]] = {
    "provinces.csv": ("valid_from", "valid_to"),
    "organizations.csv": ("valid_from", "valid_to"),
    "sources.csv": ("published",),
    "rankings.csv": ("published",),
}
# columns of web addresses, and of spellings
ADDRESSES = ("url", "source_url")
LISTS = ("aliases", "phrases")
ROWS_OF_PROVINCES = 86


# what identifies a rank
RANKED_ONCE = ("index", "year", "province", "boundary", "source_url")


def check(tables: Mapping[str, DataTable]) -> Iterator[Problem]:
    """Every problem of the tables, in no particular order.

    What is wrong between figures is wrong between those that share STATED_TOGETHER, between ranks those that share RANKED_ONCE:
    whoever adds rows to sound tables need look at no others.
    """
    context = Context.of(tables)
    for table in tables.values():
        yield from check_cells(table.different, table.rows)
    yield from _check_provinces(tables["provinces.csv"])
    yield from _check_organizations(tables["organizations.csv"], context)
    yield from _check_indicators(tables["indicators.csv"])
    yield from _check_sources(tables["sources.csv"], tables["observations.csv"])
    yield from _check_names(tables)
    yield from check_figures(tables["observations.csv"].rows, context)
    yield from _check_rankings(tables["rankings.csv"].rows, context)


# Single cells --------------------------------------------------------------------------------------------------------
def check_cells(different: Mapping[str, set[str]], rows: Sequence[DataRow]) -> Iterator[Problem]:
    """The problems of cells of some columns by themselves. `different`: by column the cells of the rows, each once."""
    for column, cells in different.items():
        wrong = _wrong(rows[0].file, column, cells) if rows else ()
        for row in rows if wrong else ():
            if (cell := row.cells[column]) in wrong:
                yield from _cell(row, column, cell)


def _wrong(file: str, column: str, cells: set[str]) -> set[str]:
    """Those cells of a column that have a problem."""
    doubtful = cells
    if column not in (*DATES.get(file, ()), *ADDRESSES, *LISTS):
        # no more is asked than a form, and that they can be read
        has_form = re.compile(FORMS[file, column][0]).fullmatch if (file, column) in FORMS else bool
        doubtful = {cell for cell in cells if not has_form(cell) or invisible(cell)}
    return {cell for cell in doubtful if any(_cell(DataRow(file, 1, {column: cell}), column, cell))}


def _cell(row: DataRow, column: str, cell: str) -> Iterator[Problem]:
    if not cell and column in REQUIRED[row.file]:
        yield row.problem(column, N_("is empty; every row needs it"))
    if column in DATES.get(row.file, ()):
        yield from _date(row, column)
    form = FORMS.get((row.file, column))
    if cell and form and not re.fullmatch(form[0], cell):
        yield row.problem(column, N_("{cell} is not {form}"), cell=shown(cell), form=form[1])
    if column in ADDRESSES:
        yield from _web_address(row, column)
    if sign := invisible(cell):
        yield row.problem(column, unseen(cell, sign))
    if column in LISTS and LOOSE_LIST.search(cell):
        yield row.problem(column, N_("an empty spelling or spaces around `;`; write one;two;three"))


def _date(row: DataRow, column: str) -> Iterator[Problem]:
    if not row[column]:
        return
    try:
        yield from years(row, column, date_span(row[column]))
    except ValueError as error:
        yield row.problem(column, error.args[0])


def _web_address(row: DataRow, column: str) -> Iterator[Problem]:
    address = row[column]
    if not address:
        return
    try:
        parts = urlsplit(address)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", address)
    except ValueError:
        right = False
    if not right:
        yield row.problem(column, N_("{address} is not a web address; it begins with https:// or http://"), address=shown(address))


def _order_of_dates(row: DataRow) -> Iterator[Problem]:
    first, last = dates(row["valid_from"]), dates(row["valid_to"])
    if first and last and first[0] > last[1]:
        yield row.problem(
            "valid_to", N_("{valid_to} is before valid_from, {valid_from}"), valid_to=row["valid_to"], valid_from=row["valid_from"]
        )


# Names ---------------------------------------------------------------------------------------------------------------
def _check_names(tables: Mapping[str, DataTable]) -> Iterator[Problem]:
    """A name stands once in its file, and in one file only."""
    seen: dict[str, DataRow] = {}
    for file in NAMED:
        for row in tables[file].rows:
            column, name = next(iter(row.cells.items()))
            if name in seen:
                place = seen[name].seen_from(row)
                yield row.problem(column, N_("{name} stands in {place} too; a name means one thing"), name=shown(name), place=place)
            elif name:
                seen[name] = row


def _circle(start: str, edges: Mapping[str, Sequence[str]]) -> list[str]:
    """The way from a name back to itself along the edges, or nothing."""
    ways = [[start]]
    met = set()
    while ways:
        way = ways.pop()
        for name in edges.get(way[-1], ()):
            if name == start:
                return [*way, start]
            if name not in met:
                met.add(name)
                ways.append([*way, name])
    return []


def _circles(table: DataTable, columns: Sequence[str]) -> Iterator[Problem]:
    """Rows that contain themselves by way of others; each circle is told once, where it is first met."""
    rows = table.by_key()
    edges = {name: [row[column] for column in columns if row[column]] for name, row in rows.items()}
    told: set[str] = set()
    for name, row in rows.items():
        circle = [] if name in told else _circle(name, edges)
        if circle:
            told.update(circle)
            column = next(column for column in columns if row[column] == circle[1])
            yield row.problem(column, N_("goes in a circle: {text}; nothing contains itself"), text=" → ".join(circle))


# Provinces -----------------------------------------------------------------------------------------------------------
def _check_provinces(table: DataTable) -> Iterator[Problem]:
    if table.keys is None:
        return
    by_slug = table.by_key()
    for row in table.rows:
        yield from _order_of_dates(row)
        yield from _merged_unit(row)
        yield from _region34(row)
        yield from _successor(row, table, by_slug)
    yield from _merged_units_have_predecessors(table.rows)
    yield from _counts_of_units(table)


def _merged_unit(row: DataRow) -> Iterator[Problem]:
    merged = row["valid_from"] == MERGER
    if merged != row["province"].endswith(f"-{MERGER_YEAR}"):
        rule = f"the slug of a unit that begins on {MERGER}, and of no other, ends in -{MERGER_YEAR}"
        yield row.problem(
            "province",
            "{province} and valid_from {valid_from} disagree: {rule}",
            province=shown(row["province"]),
            valid_from=shown(row["valid_from"]),
            rule=rule,
        )
    if merged and row["iso"]:
        yield row.problem("iso", "an ISO code belongs to the units before the merger; leave it empty")


def _region34(row: DataRow) -> Iterator[Problem]:
    unchanged = not row["valid_to"] and row["valid_from"] != MERGER
    if unchanged and not row["region34"]:
        yield row.problem("region34", "is empty; a unit that goes on unchanged needs its region since the merger")
    if not unchanged and row["region34"]:
        yield row.problem("region34", "only units that go on unchanged have it; leave it empty")


def _successor(row: DataRow, table: DataTable, by_slug: Mapping[str, DataRow]) -> Iterator[Problem]:
    if bool(row["valid_to"]) != bool(row["successor"]):
        yield row.problem("successor", "successor and valid_to go together; fill both or none")
    yield from table.unknown(row, "successor")
    successor = by_slug.get(row["successor"])
    if successor and not _alive(successor, MERGER_DAY):
        yield row.problem(
            "successor", "{successor} is not one of the units of {merger}", successor=shown(row["successor"]), merger=MERGER
        )


def _merged_units_have_predecessors(rows: Sequence[DataRow]) -> Iterator[Problem]:
    successors = {row["successor"] for row in rows}
    for row in rows:
        if row["valid_from"] == MERGER and row["province"] not in successors:
            remedy = "name it as the successor of the units that it joined"
            yield row.problem("province", "{province} has no predecessor; {remedy}", province=shown(row["province"]), remedy=remedy)


def _alive(row: DataRow, day: dt.date) -> bool:
    first, last = dates(row["valid_from"]), dates(row["valid_to"])
    return (not first or first[0] <= day) and (not last or day <= last[1])


def _counts_of_units(table: DataTable) -> Iterator[Problem]:
    if len(table.rows) != ROWS_OF_PROVINCES:
        expected = f"{ROWS_OF_PROVINCES}: the 63 until {LAST_DAY_BEFORE} and the 23 merged units since"
        yield Problem(table.file, 1, "province", f"{len(table.rows)} rows can be read, expected {expected}")
    for listed, day in DAYS.items():
        expected_units = UNITS[listed]
        alive = [row for row in table.rows if _alive(row, day)]
        if len(alive) != expected_units:
            yield Problem(table.file, 1, "valid_from", f"{len(alive)} units on {day}, expected {expected_units}")
        for column in ("code", "name_vi", "name_en"):
            yield from _once(alive, column, day)


def _once(rows: Sequence[DataRow], column: str, day: dt.date) -> Iterator[Problem]:
    seen: dict[str, DataRow] = {}
    for row in rows:
        other = seen.setdefault(row[column], row)
        if other is not row and row[column]:
            yield row.problem(
                column, "{text} stands in line {line} too, both units of {day}", text=shown(row[column]), line=other.line, day=day
            )


# Organizations -------------------------------------------------------------------------------------------------------
def _check_organizations(table: DataTable, context: Context) -> Iterator[Problem]:
    told = itemgetter("province", "parent", "level", "kind", "valid_from", "valid_to")
    right = set()
    for row in table.rows:
        # thousands of bodies of a province differ in nothing but their names
        alike = (*row["organization"].partition(".")[:2], *told(row.cells))
        if alike not in right:
            found = list(_organization(row, table, context))
            yield from found
            if not found:
                right.add(alike)
    yield from _circles(table, ("parent",))


def _organization(row: DataRow, table: DataTable, context: Context) -> Iterator[Problem]:
    yield from _order_of_dates(row)
    yield from context.tables["provinces.csv"].unknown(row, "province")
    yield from table.unknown(row, "parent")
    slug, province = row["organization"], row["province"]
    if "." in slug and slug.split(".")[0] != province:
        yield row.problem(
            "organization",
            N_("{slug} does not begin with its province, {province}"),
            slug=shown(slug),
            province=shown(province),
        )
    parent = context.organizations.get(row["parent"])
    if parent and parent["province"] != province:
        yield row.problem(
            "parent",
            N_("{parent} is a body of {other}; name one of {province}"),
            parent=row["parent"],
            other=parent["province"],
            province=province,
        )
    yield from _level(row)
    yield from _within_province(row, context)


def _level(row: DataRow) -> Iterator[Problem]:
    for level, kind in (("province", "province_wide"), ("administration", "administration")):
        if (row["level"] == level) != (row["kind"] == kind):
            yield row.problem(
                "level",
                N_("{level} does not go with kind {kind}: {own_level} is the level of {own_kind} alone"),
                level=shown(row["level"]),
                kind=shown(row["kind"]),
                own_level=level,
                own_kind=kind,
            )


def _within_province(row: DataRow, context: Context) -> Iterator[Problem]:
    """A body's validity never exceeds its province's; a date known to the year or month may lie anywhere in it."""
    province = context.provinces.get(row["province"])
    if province is None:
        return
    begins, ends = dates(province["valid_from"]), dates(province["valid_to"])
    for column in ("valid_from", "valid_to"):
        span = dates(row[column])
        if span and begins and span[1] < begins[0]:
            yield row.problem(
                column,
                N_("{date} is before {province} began, {valid_from}"),
                date=row[column],
                province=row["province"],
                valid_from=province["valid_from"],
            )
        if span and ends and span[0] > ends[1]:
            yield row.problem(
                column,
                N_("{date} is after {province} ended, {valid_to}"),
                date=row[column],
                province=row["province"],
                valid_to=province["valid_to"],
            )


# Indicators ----------------------------------------------------------------------------------------------------------
def _check_indicators(table: DataTable) -> Iterator[Problem]:
    for row in table.rows:
        for column in ("numerator", "denominator", "part_of"):
            yield from table.unknown(row, column)
        yield from _dimensions(row)
        for column in ("numerator", "denominator"):
            if row[column] and row["kind"] in ("stock", "flow", "rank", "score"):
                yield row.problem(
                    column, "only a ratio has a {name}, this is a {kind}; leave it empty", name=column, kind=row["kind"]
                )
        if row["kind"] in ("rank", "score") and row["unit"] != row["kind"]:
            yield row.problem("unit", "{unit} is not the unit of a {kind}; write {kind}", unit=shown(row["unit"]), kind=row["kind"])
    yield from _circles(table, ("part_of",))
    yield from _circles(table, ("numerator", "denominator"))


def _dimensions(row: DataRow) -> Iterator[Problem]:
    dimensions = row["breakdowns"].split(";") if row["breakdowns"] else []
    for dimension in dimensions:
        if dimension not in DIMENSIONS:
            yield row.problem("breakdowns", one_of(dimension, DIMENSIONS))
    for dimension, times in Counter(dimensions).items():
        if times > 1:
            yield row.problem("breakdowns", "{dimension} stands twice", dimension=shown(dimension))
    if dimensions != sorted(dimensions):
        yield row.problem("breakdowns", "not in alphabetical order; write {text}", text=";".join(sorted(dimensions)))


# Sources -------------------------------------------------------------------------------------------------------------
def _check_sources(table: DataTable, observations: DataTable) -> Iterator[Problem]:
    used = {row["source"] for row in observations.rows} | (observations.keys or frozenset())
    for row in table.rows:
        if not row["url"] and not row["file"]:
            yield row.problem("url", N_("url and file are both empty; a source needs one of them"))
        if observations.keys is not None and row["source"] and row["source"] not in used:
            yield row.problem(
                "source", N_("{source} has no observation; add its figures or remove it"), source=shown(row["source"])
            )


# Rankings ------------------------------------------------------------------------------------------------------------
def _check_rankings(rows: Sequence[DataRow], context: Context) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], DataRow] = {}
    for row in rows:
        yield from context.tables["provinces.csv"].unknown(row, "province")
        if WHOLE_NUMBER.fullmatch(row["year"]) and int(row["year"]) not in EVERY_YEAR:
            yield row.problem("year", N_("{year} is not a year that an index measured; write it like 2023"), year=row["year"])
        yield from _list_of_units(row, context)
        yield from _rank_and_score(row)
        if not row["source_url"] and "reported" in (row["rank_status"], row["score_status"]):
            yield row.problem("source_url", N_("is empty; what is reported needs the address where it stands"))
        key = tuple(row[column] for column in RANKED_ONCE)
        other = seen.setdefault(key, row)
        if other is not row:
            yield row.problem("province", N_("is the same index, year, province and source as {place}"), place=other.seen_from(row))


def _list_of_units(row: DataRow, context: Context) -> Iterator[Problem]:
    province = context.provinces.get(row["province"])
    if province is None:
        return
    day = DAYS.get(row["boundary"])
    if day and not _alive(province, day):
        yield row.problem(
            "province",
            N_("{province} is not one of the {boundary}; name a unit of that list"),
            province=row["province"],
            boundary=row["boundary"],
        )


def _rank_and_score(row: DataRow) -> Iterator[Problem]:
    if not row["rank"] and not row["score"]:
        yield row.problem("rank", N_("rank and score are both empty; a row carries one of them"))
    for column in ("rank", "score"):
        if bool(row[column]) != bool(row[f"{column}_status"]):
            yield row.problem(
                f"{column}_status",
                N_("{name} and {name}_status go together; write reported or derived beside a {name}, and nothing without one"),
                name=column,
            )
    units = UNITS.get(row["boundary"])
    if row["boundary"] == OLD_LIST and row["year"] <= str(LAST_WITH_HA_TAY):
        units = UNITS_WITH_HA_TAY
    if units and WHOLE_NUMBER.fullmatch(row["rank"]) and not 1 <= int(row["rank"]) <= units:
        yield row.problem("rank", N_("{rank} of {units} is impossible"), rank=row["rank"], units=units)
    score, index = number(row["score"]), BY_CODE.get(row["index"])
    if score is not None and index and not 0 <= score <= index.highest_score:
        yield row.problem(
            "score",
            N_("{score} is outside the scale of {index}, 0 to {highest}"),
            score=row["score"],
            index=row["index"],
            highest=index.highest_score,
        )
