"""What is known of one metric for every province and year of a selection, the empty ones too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from metrics.answers.query import Ask, ask
from metrics.answers.selection import in_year
from metrics.errors import PartyMetricsError
from metrics.store.store import Store
from metrics.survey.listing import Search, coverage
from metrics.territory import MERGER_YEAR, NEW_LIST, OLD_LIST, region_in, stands_in
from metrics.vocabulary import Boundary, Mark, Metric, Province, Question

# the years of what has no beginning, or no end
FIRST, LAST = 0, 9999
# cells in which the metric has no row: only parts of it, shares or what is never added is stated; nothing is; no such unit then
PARTS, NOT_REPORTED, NO_UNIT = "parts", "not_reported", "no_unit"


Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class MetricCoverage:
    """The state of every province and year: the marks of its figure, none for a complete one; or PARTS, NOT_REPORTED, NO_UNIT."""

    years: tuple[int, ...]
    provinces: tuple[str, ...]
    states: Mapping[tuple[str, int], frozenset[Mark] | str]


def metric_coverage(store: Store, search: Search, metric: Metric, ask: Ask = ask) -> MetricCoverage:
    """What is known of a metric, in its own unit; of several bodies of a province the best known speaks. `ask` may remember.

    A metric whose question is refused has no figure here, only parts. What is empty has a state, never a zero (rule 11).
    The columns are the years asked for in which the data know anything at all.
    """
    units, years = units_of(store, search), _years(store, search)
    parts = coverage(store, replace(search, indicators=(metric.indicator,))).known if metric.indicator else {}
    told = _told(store, search, metric, ask)
    states: dict[tuple[str, int], frozenset[Mark] | str] = {}
    for unit, spans in units.items():
        for year in years:
            if (unit, year) in told:
                states[unit, year] = _state(told[unit, year])
            elif (unit, year) in parts:
                states[unit, year] = PARTS
            else:
                stands = any(first <= year <= last for first, last in spans)
                states[unit, year] = NOT_REPORTED if stands else NO_UNIT
    return MetricCoverage(years, tuple(units), states)


def _told(store: Store, search: Search, metric: Metric, ask: Ask) -> dict[tuple[str, int], list[frozenset[Mark]]]:
    """The marks of each body's figure of a year; in the 34-view of the sum of all that were merged, by kind of body."""
    side = "kind" if search.boundary == NEW_LIST else "organization"
    question = Question(
        metric.metric, (side, "province", "year"), search.provinces, search.regions, search.kinds, search.years, search.boundary
    )
    try:
        rows = ask(store, question).rows
    except PartyMetricsError:
        return {}
    told: dict[tuple[str, int], list[frozenset[Mark]]] = {}
    for row in rows:
        told.setdefault((row["province"], row["year"]), []).append(row.marks)
    return told


def _state(bodies: Sequence[frozenset[Mark]]) -> frozenset[Mark]:
    """The state of a cell: that of the best known body, and a dispute about any of them."""
    best = min(bodies, key=lambda marks: (len(marks), sorted(marks)))
    return best | {mark for marks in bodies for mark in marks if mark is Mark.DISPUTED}


def years_stated(store: Store) -> tuple[int, ...]:
    """The years for which any figure is stated, in order; those of a term are none of its own."""
    sql = """SELECT DISTINCT year(end_day) FROM observation
        WHERE ranked OR status IN ('reported', 'derived') AND period_type <> 'term' ORDER BY ALL"""
    return tuple(year for (year,) in store.rows(sql, {})[1])


def _years(store: Store, search: Search) -> tuple[int, ...]:
    """The years asked for in which anything at all is known."""
    first, last = search.years or (FIRST, LAST)
    sql = f"SELECT DISTINCT year FROM resolved r WHERE best AND {in_year('r')} ORDER BY year"
    return tuple(row[0] for row in store.rows(sql, {"first": first, "last": last})[1])


def units_of(store: Store, search: Search) -> dict[str, Spans]:
    """The provinces that the filters let through, known or not, and the years (first, last) in which each stands among them."""
    found = {}
    for one in store.seeds.provinces:
        standing = _standing(one, search.boundary)
        spans = [(first, last) for region, first, last in standing if not search.regions or region in search.regions]
        if spans and (not search.provinces or one.province in search.provinces):
            found[one.province] = spans
    return found


def _standing(province: Province, boundary: Boundary) -> list[tuple[str, int, int]]:
    """In which region, from which to which year a unit stands in a list of units; the year of the merger belongs to both sides."""
    if boundary == NEW_LIST or (boundary == OLD_LIST and not province.successor):
        # a list that is asked for goes on as long as its unit does
        return [(region_in(province, boundary), FIRST, LAST)] if stands_in(province, boundary) else []
    spans = {OLD_LIST: (FIRST, MERGER_YEAR), NEW_LIST: (MERGER_YEAR, LAST)}
    return [(region_in(province, listed), *years) for listed, years in spans.items() if stands_in(province, listed)]
