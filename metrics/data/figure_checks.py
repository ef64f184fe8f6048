"""What must hold for a figure, and for the figures of one source together: one invariant a function."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from metrics.data.quotes import PARTS, numbers_in, numbers_in_cell
from metrics.data.rows import NAMED, WHOLE_NUMBER, DataRow, DataTable, dates, number, one_of, shown, years
from metrics.errors import N_, Problem, listed
from metrics.period import PATTERNS, Period
from metrics.territory import UNITS_WITH_HA_TAY
from metrics.vocabulary import CONTAINED_VALUES, DIMENSIONS, SUBSET_DIMENSIONS, UNITS, facts, parse_breakdown, write_breakdown

LONGEST_QUOTE = 12
COUNTED = ("person", "organization", "case", "document", "award")
# figures of these statuses are counts of the same thing, so that a part can be compared with its whole
COMPARABLE = {"reported", "planned", "derived"}
# what identifies a figure of a source
KEY = ("source", "organization", "indicator", "breakdown", "unit", "period_type", "period", "status", "qualifier")

Slice = tuple[str, str]


@dataclass(frozen=True)
class Context:
    """What the rows of observations and rankings refer to."""

    tables: Mapping[str, DataTable]
    provinces: Mapping[str, DataRow]
    organizations: Mapping[str, DataRow]
    indicators: Mapping[str, DataRow]
    sources: Mapping[str, DataRow]
    regions: frozenset[str]

    @classmethod
    def of(cls, tables: Mapping[str, DataTable]) -> Context:
        provinces, organizations, indicators, sources = (tables[file].by_key() for file in NAMED)
        regions = {row[column] for row in provinces.values() for column in ("region", "region34")} - {""}
        return cls(tables, provinces, organizations, indicators, sources, frozenset(regions))


def check_figures(rows: Sequence[DataRow], context: Context) -> Iterator[Problem]:
    """Every figure by itself, then the figures of one source against each other."""
    for rule in FIGURE_RULES:
        yield from rule.judged(rows, context)
    for judge in GROUP_RULES:
        yield from judge(rows, context)


def _reference(column: str) -> Callable[[DataRow, Context], Iterator[Problem]]:
    return lambda row, context: context.tables[f"{column}s.csv"].unknown(row, column)


def _breakdown(row: DataRow, context: Context) -> Iterator[Problem]:
    try:
        parts = parse_breakdown(row["breakdown"])
    except ValueError as error:
        yield row.problem("breakdown", N_("{error}; write body=committee;subject=cell, or nothing for the total"), error=error)
        return
    if write_breakdown(parts) != row["breakdown"]:
        yield row.problem(
            "breakdown", N_("not in alphabetical order, or loosely written; write {breakdown}"), breakdown=write_breakdown(parts)
        )
    indicator = context.indicators.get(row["indicator"])
    for dimension, value in parts.items():
        if dimension not in DIMENSIONS:
            yield row.problem("breakdown", one_of(dimension, DIMENSIONS))
            continue
        yield from _value_of_dimension(row, dimension, value, context)
        if indicator and dimension not in indicator["breakdowns"].split(";"):
            has = listed(filter(None, indicator["breakdowns"].split(";")))
            text = (
                N_("{indicator} has no breakdown {dimension}; it has {has}")
                if has
                else N_("{indicator} has no breakdown {dimension}; it has no breakdowns")
            )
            yield row.problem("breakdown", text, indicator=row["indicator"], dimension=shown(dimension), has=has)


def _value_of_dimension(row: DataRow, dimension: str, value: str, context: Context) -> Iterator[Problem]:
    accepted: Iterable[str] | None = DIMENSIONS[dimension]
    if dimension == "scope" and context.regions:
        accepted = sorted(context.regions)
    if accepted is not None and value not in accepted:
        yield row.problem("breakdown", one_of(value, accepted, f"{dimension}="))
    elif accepted is None and not re.fullmatch(r"[a-z0-9]+(?:[_-][a-z0-9]+)*", value):
        text = N_("{dimension}={value} is not a slug; write lower-case ASCII letters, digits and hyphens")
        yield row.problem("breakdown", text, dimension=dimension, value=shown(value))


def _unit(row: DataRow, context: Context) -> Iterator[Problem]:
    indicator = context.indicators.get(row["indicator"])
    if indicator and row["unit"] in UNITS and row["unit"] not in (indicator["unit"], "percent"):
        text = N_("{unit} is not the unit of {indicator}; write {right}, or percent for a share")
        yield row.problem("unit", text, unit=row["unit"], indicator=row["indicator"], right=indicator["unit"])


def _period(row: DataRow, context: Context) -> Iterator[Problem]:
    """The period is well written."""
    if not row["period"]:
        return
    try:
        period = Period.parse(row["period_type"], row["period"])
    except ValueError as error:
        # an unknown kind of period is told in its own column
        if row["period_type"] in PATTERNS:
            yield row.problem("period", error.args[0])
        return
    yield from years(row, "period", (period.start, period.end))


def _existence(row: DataRow, context: Context) -> Iterator[Problem]:
    """The body, or else its province, existed on some day of the period."""
    organization = context.organizations.get(row["organization"])
    if organization is None:
        return
    province = context.provinces.get(organization["province"])
    if not _is_bounded(organization) and not (province and _is_bounded(province)):
        return
    try:
        period = Period.parse(row["period_type"], row["period"])
    except ValueError:
        return
    places = {row["organization"]: organization, organization["province"]: province}
    for name, place in places.items():
        if place and not _existed(place, period):
            span = f"{place['valid_from'] or '…'} to {place['valid_to'] or '…'}"
            yield row.problem(
                "organization",
                N_("{name} ({span}) did not exist in {period}; name the body of then"),
                name=name,
                span=span,
                period=row["period"],
            )
            return


def _is_bounded(body: DataRow) -> bool:
    return bool(body.cells["valid_from"] or body.cells["valid_to"])


def _existed(body: DataRow, period: Period) -> bool:
    first, last = dates(body["valid_from"]), dates(body["valid_to"])
    return not (first and period.end < first[0]) and not (last and period.start > last[1])


def _quote(row: DataRow, context: Context) -> Iterator[Problem]:
    words = len(row["quote"].split())
    if words > LONGEST_QUOTE:
        yield row.problem(
            "quote", N_("{words} words, at most {most} are allowed; keep those around the number"), words=words, most=LONGEST_QUOTE
        )
    value = number(row["value"])
    if value is None or not row["quote"] or row["status"] == "derived":
        return
    if row["quote_status"] == "cell":
        # most cells hold the value in its very digits: of thousands no other way to read one is tried
        cell = row["quote"].rpartition(PARTS)[2]
        if (cell == row["value"] and cell.isdecimal()) or _states(value, numbers_in_cell(row["quote"])):
            return
    if _states(value, numbers_in(row["quote"])):
        return
    yield row.problem("quote", N_("does not contain {value}: {quote}"), value=row["value"], quote=shown(row["quote"]))


def _states(value: float, stated: Iterable[float]) -> bool:
    return any(math.isclose(abs(value), one, abs_tol=1e-9) for one in stated)


def _amount(row: DataRow, context: Context) -> Iterator[Problem]:
    value, base = number(row["value"]), number(row["denominator"])
    if base is not None and base <= 0:
        yield row.problem(
            "denominator", N_("{denominator} is no base; leave it empty where none is stated"), denominator=row["denominator"]
        )
    if value is None:
        return
    if row["unit"] in (*COUNTED, "rank") and value != int(value):
        yield row.problem("value", N_("{value} is not a whole number, but {unit} is counted"), value=row["value"], unit=row["unit"])
    if row["status"] in ("change", "over_target"):
        return
    if value < 0:
        yield row.problem("value", N_("{value} is negative; only a change may be"), value=row["value"])
    yield from _share(row, value, base)
    yield from _rank(row, value, base)


def _share(row: DataRow, value: float, base: float | None) -> Iterator[Problem]:
    whole = {"percent": 100, "permille": 1000}.get(row["unit"])
    if whole and value > whole and not facts(row["indicator"]).exceeds_whole:
        yield row.problem("value", N_("{value} {unit} is more than the whole"), value=row["value"], unit=row["unit"])
    if not whole and row["unit"] != "rank" and base is not None and value > base:
        yield row.problem(
            "value", N_("{value} is more than its denominator, {denominator}"), value=row["value"], denominator=row["denominator"]
        )


def _rank(row: DataRow, value: float, base: float | None) -> Iterator[Problem]:
    last = base or UNITS_WITH_HA_TAY
    if row["unit"] == "rank" and not 1 <= value <= last:
        yield row.problem("value", N_("rank {value} of {last} is impossible"), value=row["value"], last=f"{last:g}")


def _evidence(row: DataRow, context: Context) -> Iterator[Problem]:
    if row["status"] == "derived" and not row["note"]:
        yield row.problem("note", N_("is empty; a derived figure needs its arithmetic"))
    source = context.sources.get(row["source"])
    if source and source["file"] and not row["line"]:
        yield row.problem("line", N_("is empty; a figure of {file} names the line where it stands"), file=source["file"])
    if row["line"] and WHOLE_NUMBER.fullmatch(row["line"]) and int(row["line"]) < 1:
        yield row.problem("line", N_("is less than 1; the first line of a text is line 1"))


def _evidence_told(cells: Mapping[str, str]) -> Hashable:
    """A note counts for being there, a line for being there and more than 0."""
    return cells["source"], cells["status"], bool(cells["note"]), bool(cells["line"]), bool(cells["line"].strip("0"))


@dataclass(frozen=True)
class Rule:
    """What must hold for a figure by itself, and the cells that tell: rows that have these alike are judged alike. `alike`: what of
    them tells, where most are different."""

    judge: Callable[[DataRow, Context], Iterator[Problem]]
    reads: tuple[str, ...]
    alike: Callable[[Mapping[str, str]], Hashable] | None = None

    def judged(self, rows: Sequence[DataRow], context: Context) -> Iterator[Problem]:
        """The problems of rows; of those that are alike one is looked at, and only where it is wrong the others too."""
        told = self.alike or itemgetter(*self.reads)
        alike = list(map(told, [row.cells for row in rows]))
        wrong = {one for one, row in dict(zip(alike, rows, strict=True)).items() if any(self.judge(row, context))}
        for one, row in zip(alike, rows, strict=True) if wrong else ():
            if one in wrong:
                yield from self.judge(row, context)


SOURCES, BODIES, CODES = (Rule(_reference(column), (column,)) for column in ("source", "organization", "indicator"))
BREAKDOWNS = Rule(_breakdown, ("breakdown", "indicator"))
UNITS_USED = Rule(_unit, ("indicator", "unit"))
PERIODS = Rule(_period, ("period_type", "period"))
EXISTENCE = Rule(_existence, ("organization", "period_type", "period"))
QUOTES = Rule(_quote, ("quote", "value", "status", "quote_status"))
AMOUNTS = Rule(_amount, ("value", "denominator", "unit", "status", "indicator"))
EVIDENCE = Rule(_evidence, ("source", "line", "status", "note"), _evidence_told)
FIGURE_RULES = (SOURCES, BODIES, CODES, BREAKDOWNS, UNITS_USED, PERIODS, EXISTENCE, QUOTES, AMOUNTS, EVIDENCE)


def stated_once(rows: Iterable[DataRow], context: Context) -> Iterator[Problem]:
    """A source states a figure once."""
    seen: dict[tuple[str, ...], DataRow] = {}
    key = itemgetter(*KEY)
    for row in rows:
        other = seen.setdefault(key(row.cells), row)
        if other is not row:
            text = N_("is the same figure as {place} with another value, {value}; one source states one key once")
            if number(other["value"]) == number(row["value"]):
                text = N_("is the same figure as {place} with the same value; one source states one key once")
            yield row.problem("value", text, place=other.seen_from(row), value=other["value"])


# what figures share that can be parts and wholes of each other, and the same for those of one source
TOGETHER = ("organization", "period_type", "period", "status", "unit")
STATED_TOGETHER = ("source", *TOGETHER)


SLICE = itemgetter("indicator", "breakdown")


def _slices(rows: Iterable[DataRow]) -> set[Slice]:
    """What figures count, each once: indicator and breakdown."""
    return {SLICE(row.cells) for row in rows}


def _counts_stated_together(
    rows: Iterable[DataRow], among: Collection[Slice], shared: Sequence[str] = STATED_TOGETHER
) -> Iterator[dict[Slice, list[DataRow]]]:
    """The counts `among` these that one source (or several) states of one body in one period, several of them, by their slices."""
    groups: dict[tuple[str, ...], list[DataRow]] = defaultdict(list)
    key = itemgetter(*shared)
    for row in rows if among else ():
        cells = row.cells
        if SLICE(cells) in among and cells["unit"] in COUNTED and cells["status"] in COMPARABLE:
            groups[key(cells)].append(row)
    for same in groups.values():
        # a figure that stands alone is part of nothing
        if len(same) > 1:
            stated: dict[Slice, list[DataRow]] = defaultdict(list)
            for row in same:
                stated[SLICE(row.cells)].append(row)
            yield stated


def wholes(part: Slice, context: Context) -> Iterator[Slice]:
    """The slices that contain one: of the indicator it is part of, of a dimension less, of a containing value."""
    code, breakdown = part
    indicator = context.indicators.get(code)
    if indicator and indicator["part_of"]:
        yield indicator["part_of"], breakdown
    try:
        parts = parse_breakdown(breakdown)
    except ValueError:
        return
    for dimension, value in parts.items():
        if dimension in SUBSET_DIMENSIONS:
            yield code, write_breakdown({name: other for name, other in parts.items() if name != dimension})
        for (name, containing), contained in CONTAINED_VALUES.items():
            if name == dimension and value in contained:
                yield code, write_breakdown({**parts, dimension: containing})


def parts_within_wholes(rows: Sequence[DataRow], context: Context) -> Iterator[Problem]:
    """No part is more than the whole that the same source states beside it."""
    for part, whole in parts_above_wholes(rows, context):
        yield part.problem(
            "value",
            N_("{value} is more than the whole, {whole} in {place}"),
            value=part["value"],
            whole=whole["value"],
            place=whole.seen_from(part),
        )


def parts_above_wholes(
    rows: Sequence[DataRow], context: Context, shared: Sequence[str] = STATED_TOGETHER
) -> Iterator[tuple[DataRow, DataRow]]:
    """A part and the whole that it exceeds, among figures that share these columns."""
    slices = _slices(rows)
    containing = {part: [whole for whole in wholes(part, context) if whole in slices] for part in slices}
    related = {one for part, found in containing.items() if found for one in (part, *found)}
    for stated in _counts_stated_together(rows, related, shared):
        for part, parts in stated.items():
            above = [whole for slice_ in containing[part] for whole in stated.get(slice_, ())]
            if above:
                yield from ((row, whole) for row in parts for whole in above if _more_than(row, whole))


def _more_than(part: DataRow, whole: DataRow) -> bool:
    value, most = number(part["value"]), number(whole["value"])
    bounded = part["qualifier"] in ("eq", "gt", "ge") and whole["qualifier"] in ("eq", "lt", "le")
    return bounded and value is not None and most is not None and value > most


# grassroots organizations, and what they are
GRASSROOTS: tuple[Slice, ...] = tuple((f"grassroots_{what}", "") for what in ("organizations", "committees", "cells"))


def committees_and_cells(rows: Sequence[DataRow], context: Context) -> Iterator[Problem]:
    """Grassroots organizations are committees and cells, and nothing else."""
    for stated in _counts_stated_together(rows, GRASSROOTS):
        exact = [_exact(stated.get(one, ())) for one in GRASSROOTS]
        if not all(exact):
            continue
        whole, committees, cells = (same[0] for same in exact)
        if float(whole["value"]) != float(committees["value"]) + float(cells["value"]):
            first, second = (f"{row['value']} in {row.seen_from(whole)}" for row in (committees, cells))
            text = N_("{value} organizations are not committees ({committees}) plus cells ({cells})")
            yield whole.problem("value", text, value=whole["value"], committees=first, cells=second)


def _exact(rows: Iterable[DataRow]) -> list[DataRow]:
    return [row for row in rows if row["qualifier"] == "eq" and number(row["value"]) is not None]


GROUP_RULES = (stated_once, parts_within_wholes, committees_and_cells)
