"""A question understood, and the columns and conditions that it stands for in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from metrics.answers.selection import conditions, in_period, in_year, year_of_period
from metrics.territory import NEW_LIST, in_force_sql, list_sql, region_sql, unit_sql
from metrics.vocabulary import DIMENSIONS, Metric, Question, Ratio, parse_breakdown


@dataclass(frozen=True)
class Plan:
    """A question understood: its metric, what its rows hold, and the filters as parameters."""

    question: Question
    metric: Metric
    # kind of the indicator that is counted: of a ratio, its numerator's
    indicator_kind: str
    unit: str
    # the breakdown asked for together with the one that the metric fixes
    breakdown: str
    # of a ratio: how its denominator is found, most fitting first
    denominators: tuple[str, ...] = ()
    parameters: dict[str, Any] = field(default_factory=dict)
    # does the selection hold a body that was succeeded in its year, and one by a body of its province? Without, the steps for it
    # are left out
    hands_over: bool = True
    has_chains: bool = True
    # does no province have two bodies of the kind asked for?
    one_a_province: bool = False
    # are the figures told apart by `role`, those of a year and those of the year before?
    has_roles: bool = False
    # of a ratio of two stocks: without the shares that are stated, which several bodies cannot add
    pairs_only: bool = False
    # regions are those of so many years later: the year before is looked for among the provinces of the year compared
    later: int = 0

    @cached_property
    def ratio(self) -> Ratio | None:
        return self.metric.ratio

    @cached_property
    def is_single(self) -> bool:
        """A rank, a score or a stated share: several never make one row."""
        return self.ratio is None and self.unit in ("percent", "permille", "rank", "score")

    @cached_property
    def is_flow(self) -> bool:
        return self.indicator_kind == "flow" and not self.is_single

    @cached_property
    def is_lone(self) -> bool:
        """Does each row hold one figure, of one body and year? Then nothing is added, and nothing of it is looked up apart."""
        question = self.question
        if self.ratio or self.by_period or "year" not in question.by or question.compare == "same_period":
            return False
        one_body = self.one_a_province and "province" in question.by and question.boundary != NEW_LIST and not self.has_chains
        return "organization" in question.by or one_body

    @cached_property
    def is_plain(self) -> bool:
        """Is each row one figure, and compared with nothing? Then it is told as it stands."""
        return self.is_lone and not self.question.compare

    @cached_property
    def by_period(self) -> bool:
        return "period" in self.question.by

    @cached_property
    def over_years(self) -> bool:
        """Neither year nor period is asked for: a stock's latest, a flow's sum."""
        return not {"year", "period"} & set(self.question.by)

    @cached_property
    def sums_years(self) -> bool:
        return self.over_years and self.is_flow and self.ratio is None

    @cached_property
    def of_regions(self) -> bool:
        return bool(self.question.regions) or "region" in self.question.by

    @cached_property
    def of_last_regions(self) -> bool:
        """A sum over years of regions: all of them are those of its last year, also where a row has no figure of that year."""
        return self.sums_years and self.of_regions

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(name for name in self.question.by if name in DIMENSIONS)

    @cached_property
    def sums_provinces(self) -> bool:
        return not {"province", "organization"} & set(self.question.by)

    @cached_property
    def joins_territory(self) -> bool:
        """May one row hold a merged unit together with its predecessors?"""
        return "organization" not in self.question.by and (self.question.boundary == NEW_LIST or self.sums_provinces)

    @cached_property
    def pairs_dates(self) -> bool:
        """A ratio of two stocks by year: the latest date answers at which both, or a stated share, are known (rule 3)."""
        return bool({"same_date", "same_date_and_source"} & set(self.denominators))

    @cached_property
    def rebuilds_units(self) -> bool:
        """A ratio that the 34-view builds from the predecessors of a merged unit: only where all of them are known (rule 10)."""
        return self.ratio is not None and self.question.boundary == NEW_LIST and "organization" not in self.question.by

    @cached_property
    def outer_keys(self) -> tuple[str, ...]:
        """The columns of an answer that say what a row is about."""
        return (*(f"key_{name}" for name in self.question.by), *(("key_role",) if self.has_roles else ()))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What figures must share to be added; the year is part of it even where it is not asked for."""
        return ("key", "year", "role") if self.has_roles else ("key", "year")

    @cached_property
    def cell_keys(self) -> tuple[str, ...]:
        """What a cell is grouped by: a flow is summed over the years, of a stock's years the latest is picked."""
        return ("key",) if self.sums_years else self.keys


def figure_of(plan: Plan, r: str) -> str:
    """A body's figure, taken from a row of `resolved` or `stated`: what every step carries, to the figures that are added.

    `key` holds what is asked for by; `counts_as` is the unit that its province is counted as. `chain` joins a body that ended
    inside the year and its successors, where `continued` marks the former. Of a ratio `whole` is the denominator, and a figure
    is `sound` if that is known; `detail` and `wholes` number what the answer has to tell of both, see the view `told`: through all
    steps go the numbers only.
    """
    if plan.by_period:
        first, partial, best = f"{r}.start_day AS first_day", "false AS partial", "true AS best"
    else:
        first, partial, best = f"{r}.first_day", f"{r}.partial", f"{r}.best"
    return f"""{key_of(plan, r)} AS key, {r}.organization, {r}.kind, {r}.province, {counts_as(plan, r)} AS counts_as,
        {r}.organization AS chain, {year_of(plan, r)} AS year, {r}.breakdown, {first}, {r}.end_day, {best}, {r}.value,
        NULL::DOUBLE AS whole, true AS sound, {partial}, false AS continued, {r}.number AS detail, NULL::BIGINT[] AS wholes"""


def year_of(plan: Plan, r: str) -> str:
    """A term stands in its first year, any other period in the year in which it ends."""
    return year_of_period(r) if plan.by_period else f"{r}.year"


def counts_as(plan: Plan, r: str) -> str:
    """The unit as which a body's province is counted (rule 10)."""
    if plan.question.boundary == "reported" and plan.sums_provinces:
        return in_force_sql(year_of(plan, r), f"{r}.province", f"{r}.place")
    return unit_sql(plan.question.boundary, r)


def region_year(plan: Plan, r: str) -> str:
    """The year in which the region of a row's body counts."""
    if plan.of_last_regions:
        return last_year(plan)
    return f"{year_of(plan, r)} + {plan.later}" if plan.later else year_of(plan, r)


def last_year(plan: Plan) -> str:
    """The last year of a sum over years: the last one asked for, else the last of which anything that can be added is stated. A sum
    that reaches beyond the merger follows the unit."""
    if plan.question.years:
        return "$last"
    stated = " AND ".join(["indicator = $indicator", "unit = $unit", "best", *of_breakdown(plan, "m")])
    join = " JOIN breakdown b USING (breakdown)" if plan.dimensions else ""
    return f"(SELECT max(year) FROM resolved m{join} WHERE {stated})"


def of_breakdown(plan: Plan, r: str) -> list[str]:
    """The conditions on the breakdown of a row of `resolved` or `stated`; where dimensions are asked by, `b` is its breakdown."""
    if not plan.dimensions:
        return [f"{r}.breakdown = $breakdown"]
    return ["b.dimensions = $dimensions", *(f"b.{name} = $part_{name}" for name in parse_breakdown(plan.breakdown))]


def key_of(plan: Plan, r: str) -> str:
    """The columns asked by as one struct, taken from a row of `resolved` or `stated` (`b`: its breakdown)."""
    return struct(columns_of(plan, r))


def columns_of(plan: Plan, r: str) -> dict[str, str]:
    """The columns asked by."""
    columns = {
        "province": unit_sql(plan.question.boundary, r),
        "organization": f"{r}.organization",
        "kind": f"{r}.kind",
        "region": region_sql(plan.question.boundary, r, region_year(plan, r)),
        "year": year_of(plan, r),
        "period": f"{r}.period",
        **{name: f"b.{name}" for name in DIMENSIONS},
    }
    return {name: columns[name] for name in plan.question.by}


def struct(fields: Mapping[str, str]) -> str:
    """A row of named fields; in quotation marks, as `group` is a word of SQL too."""
    return "{" + ", ".join(f"'{name}': {column}" for name, column in fields.items()) + "}"


def filters(plan: Plan, r: str, of: str) -> str:
    """The conditions of a question on a row of `resolved` or `stated`; `of`: its indicator or the ratio's numerator."""
    found = [f"{r}.indicator = ${of}", f"{r}.unit = ${'unit' if of == 'indicator' else of + '_unit'}"]
    found += of_breakdown(plan, r)
    found += conditions(plan.question, r, region_year(plan, r), in_period(r) if plan.by_period else in_year(r))
    if plan.unit in ("rank", "score"):
        found.append(f"{r}.boundary = {list_sql(plan.question.boundary, year_of(plan, r))}")
    if not plan.by_period and _takes_the_best(plan, of):
        found.append(f"{r}.best")
    return "\n        AND ".join(found)


def _takes_the_best(plan: Plan, of: str) -> bool:
    """Does each body's one figure of the year answer? Not where a ratio, two years or several bodies may share an earlier one."""
    if plan.is_lone:
        return True
    if plan.ratio:
        return not plan.pairs_dates and (of == "indicator" or not plan.is_flow)
    return not plan.is_flow or ("organization" in plan.question.by and plan.question.compare != "same_period")


def own_territory(plan: Plan, r: str = "") -> str:
    """Ranks, scores and stated shares of predecessors never stand for a merged unit (rule 10)."""
    if plan.question.boundary != NEW_LIST or "organization" in plan.question.by:
        return ""
    return f"\n        AND {r}.province = {r}.place" if r else " WHERE province = counts_as"


def listed(names: tuple[str, ...], prefix: str = "") -> str:
    """Column names in a row."""
    return ", ".join(f"{prefix}{name}" for name in names)
