"""A metric and filters → a Result: understands the question, refuses it where adding would be wrong, asks the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from metrics.answers.cell import cells_of, crowded_of, never_rebased, parameters_of, plain_rows, row_of, sift
from metrics.answers.plan import Plan
from metrics.answers.selection import values
from metrics.answers.statement import (
    EVIDENCE,
    TARGETS,
    bodies_asked,
    evidence_statement,
    statement,
)
from metrics.answers.targets import Targets, against_target, aimless
from metrics.answers.year_before import compared_with_year_before, places_gained, with_earlier
from metrics.data.places import places
from metrics.errors import N_, QuestionError, RefusedSum, listed, unknown
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.territory import NEW_LIST
from metrics.vocabulary import (
    DIMENSIONS,
    KINDS,
    TIERS,
    Evidence,
    Indicator,
    Metric,
    Question,
    Ratio,
    Result,
    parse_breakdown,
    write_breakdown,
)

Ask = Callable[[Store, Question], Result]

GROUPS = ("province", "organization", "kind", "region", "year", "period")


def metrics_of(store: Store) -> Mapping[str, Metric]:
    """The catalog of the store's data."""
    return store.names.metrics


def ask(store: Store, question: Question) -> Result:
    """Answer a question: rows in the order of their keys, of which none holds a number that rules 1 to 12 (docs/rules.md) forbid.

    Where a province, body or year has no figure there is no row; where one cannot be told, its reason stands in `blanks`.
    Raises QuestionError for unknown names and RefusedSum where adding would be wrong.
    """
    return _answered(store, understand(store, question))[0]


def _answered(store: Store, plan: Plan) -> tuple[Result, set[int]]:
    """The answer, and the observations for which it has no row, as several bodies of one kind meet in it."""
    question = plan.question
    if not question.by:
        raise RefusedSum("Say by what to answer: at least one of {groups}, or a breakdown dimension.", groups=listed(GROUPS))
    if question.compare and ("year" not in question.by or "period" in question.by):
        raise RefusedSum("A comparison is between years: put year, and not period, into --by.")
    kinds, plan = _bodies(store, plan)
    _refuse_mixed_kinds(plan, question.kinds or kinds)
    if plan.metric.change_of or question.compare in ("previous_year", "same_period"):
        # the year before is looked for among the bodies of the kinds that answer, wherever they stood
        if not {"kind", "organization"} & set(question.by) and kinds:
            parameters = {**plan.parameters, "kinds": list(question.kinds or kinds)}
            plan = replace(plan, question=replace(question, kinds=question.kinds or kinds), parameters=parameters)
        result, crowded = (places_gained if plan.metric.change_of else compared_with_year_before)(store, plan)
        return replace(result, question=replace(result.question, kinds=question.kinds)), crowded
    sql = statement(plan)
    if plan.is_plain:
        rows = plain_rows(store, sql, plan)
        used = parameters_of(sql, plan.parameters)
        return Result(question, plan.metric, tuple(rows), tuple(never_rebased(plan)), sql, used), set()
    found = cells_of(store, sql, plan)
    cells, blanks = sift(plan, found)
    rows = [row_of(plan, cell) for cell in cells]
    if question.compare == "target":
        targets = Targets.of(store, plan)
        aims = [targets.of_cell(plan, cell) for cell in cells]
        rows = [against_target(row, aim) for row, aim in zip(rows, aims, strict=True)]
        blanks += [aimless(plan, cell, aim) for cell, aim in zip(cells, aims, strict=True) if aim.lacking]
        sql = f"{sql};\n\n{TARGETS}"
    used = parameters_of(sql, plan.parameters)
    return Result(question, plan.metric, tuple(rows), tuple(blanks), sql, used), crowded_of(found)


def evidence(store: Store, question: Question) -> Evidence:
    """Every observation that the question's filters let through, of any status and kind; for a ratio also its parts.

    `used` is "yes" for what enters a value of the answer, or its previous, target or denominator, whatever its year; else why not.
    Of a question that is refused nothing enters. Raises QuestionError.
    """
    entered, crowded, refused = set[int](), set[int](), ""
    try:
        plan = understand(store, question)
        result, crowded = _answered(store, plan)
        entered = {number for row in result.rows for number in row.all_ids}
    except RefusedSum as error:
        refused = f"no: the question is refused ({error})"
        plan = understand(store, replace(question, compare=None))
    metric = plan.metric
    indicators = [metric.indicator]
    if metric.ratio:
        indicators += [metric.ratio.numerator, metric.ratio.denominator]
    sql = evidence_statement(plan)
    parameters = {
        **plan.parameters,
        **{"indicators": [name for name in indicators if name], "first_indicator": indicators[0]},
        **{"entered": sorted(entered), "crowded": sorted(crowded), "refused": refused},
    }
    names, rows = store.rows(sql, parameters_of(sql, parameters))
    order = [names.index(name) for name in EVIDENCE]
    return Evidence(
        EVIDENCE, tuple(tuple(row[place] for place in order) for row in rows), tuple(row[names.index("id")] for row in rows)
    )


# understanding -------------------------------------------------------------------------------------------------------------------
def understand(store: Store, question: Question) -> Plan:
    """Check every name of a question against the catalog and the data. Raises QuestionError."""
    metric = _metric(store, question.metric)
    question = replace(question, by=tuple(dict.fromkeys(question.by)))
    _check_columns(metric, question)
    _check_places(store, question)
    asked = _asked_breakdown(store, metric, question.breakdown)
    unit = question.unit or metric.unit
    if unit not in metric.units:
        raise QuestionError(
            "{metric} cannot be had in {unit!r}; its units: {units}.", metric=metric.metric, unit=unit, units=listed(metric.units)
        )
    indicators = {indicator.indicator: indicator for indicator in store.seeds.indicators}
    if metric.ratio:
        return _ratio_plan(question, metric, metric.ratio, unit, asked, indicators)
    kind = indicators[metric.indicator].kind
    parameters = {"indicator": metric.indicator, "unit": unit, **_parameters(question, asked)}
    if metric.change_of:
        question = replace(question, compare="previous_year")
    return Plan(question, metric, kind, unit, write_breakdown(asked), (), parameters)


def _metric(store: Store, name: str) -> Metric:
    metrics = metrics_of(store)
    if name not in metrics:
        raise unknown(N_("Metric"), name, metrics, N_("`list` shows them all."))
    return metrics[name]


def _check_columns(metric: Metric, question: Question) -> None:
    for name in question.by:
        if name not in GROUPS:
            _check_dimension(metric, name, (*GROUPS, *metric.dimensions))
    if question.compare and metric.change_of:
        raise RefusedSum("{metric} is a comparison already; compare {rank} instead.", metric=metric.metric, rank=metric.change_of)


def _check_dimension(metric: Metric, name: str, accepted: Iterable[str]) -> None:
    if name in DIMENSIONS and name not in metric.dimensions:
        has = listed(metric.dimensions) or "none"
        raise QuestionError(
            "{metric} has no breakdown dimension {name!r}; it has: {has}.", metric=metric.metric, name=name, has=has
        )
    if name not in metric.dimensions:
        raise unknown(N_("Dimension"), name, accepted)


def _check_places(store: Store, question: Question) -> None:
    provinces = {province.province: province for province in store.seeds.provinces}
    for slug in question.provinces:
        if slug not in provinces:
            named = places(store.seeds.provinces).meant(slug)
            raise unknown(N_("Province"), slug, named or provinces, N_("The slugs stand in provinces.csv."))
    regions = sorted({p.region for p in provinces.values()} | {p.region34 for p in provinces.values()} - {""})
    for slug in question.regions:
        if slug not in regions:
            raise unknown(N_("Region"), slug, regions)
    for kind in question.kinds:
        if kind not in KINDS:
            raise unknown(N_("Kind"), kind, KINDS)


def _asked_breakdown(store: Store, metric: Metric, text: str) -> dict[str, str]:
    try:
        parts = parse_breakdown(text)
    except ValueError as error:
        raise QuestionError(
            "Breakdown {text!r}: {error}; write it like body=committee;subject=cell.", text=text, error=error
        ) from error
    for name, value in parts.items():
        _check_dimension(metric, name, metric.dimensions)
        accepted = DIMENSIONS[name] or _values_in_use(store, name)
        if value not in accepted:
            raise unknown(f"Value of {name}", value, accepted)
    return parts


@remembered(64)
def _values_in_use(store: Store, dimension: str) -> tuple[str, ...]:
    used = (parse_breakdown(text).get(dimension, "") for text in store.breakdowns)
    return tuple(sorted(set(used) - {""}))


def _parameters(question: Question, breakdown: Mapping[str, str]) -> dict[str, Any]:
    """Every value that the SQL of the question may use; names of parameters are those in `statement`."""
    by_dimension = [name for name in question.by if name in DIMENSIONS]
    return {
        "breakdown": write_breakdown(dict(breakdown)),
        "dimensions": ";".join(sorted({*breakdown, *by_dimension})),
        **{f"part_{name}": value for name, value in breakdown.items()},
        **values(question),
    }


def _ratio_plan(
    question: Question, metric: Metric, ratio: Ratio, unit: str, asked: dict[str, str], indicators: Mapping[str, Indicator]
) -> Plan:
    numerator, denominator = indicators[ratio.numerator], indicators[ratio.denominator]
    fixed = parse_breakdown(ratio.numerator_breakdown)
    breakdown = {**asked, **fixed}
    narrowing = {*fixed, *ratio.narrows_numerator}
    whole = {name: value for name, value in asked.items() if name not in narrowing}
    varying = [name for name in question.by if name in DIMENSIONS and name not in narrowing]
    parameters = {
        **{"indicator": metric.indicator, "unit": unit},
        **{"numerator": numerator.indicator, "numerator_unit": numerator.unit},
        **{"denominator": denominator.indicator, "denominator_unit": denominator.unit},
        **_parameters(question, breakdown),
        "whole_breakdown": None if varying else write_breakdown(whole),
    }
    ways = _denominators(question, ratio, numerator, denominator)
    if not {*whole, *varying} <= set(denominator.dimensions):
        ways = tuple(way for way in ways if way == "same_row")
    return Plan(question, metric, numerator.kind, unit, write_breakdown(breakdown), ways, parameters)


def _denominators(question: Question, ratio: Ratio, numerator: Indicator, denominator: Indicator) -> tuple[str, ...]:
    """Where the denominator may stand, most fitting first (rule 3)."""
    # in the 34-view a merged unit's stock is also that of its predecessors
    rebuilt = question.boundary == NEW_LIST and "organization" not in question.by
    if ratio.denominator_is_target:
        ways = ("target_of_unit_and_period", "target_of_period") if "period" in question.by else ("target_of_unit", "target")
        return ways if rebuilt else ways[1:]
    if ratio.denominator_year:
        return ("previous_year", "previous_year_of_predecessors") if rebuilt else ("previous_year",)
    if ratio.of_one_statement:
        return ("same_row", "same_period_and_source" if "period" in question.by else "same_date_and_source")
    row = ("same_row",) if numerator.unit == denominator.unit else ()
    if "period" in question.by:
        # what happens in a part of a year is divided by the year's stock, not by one that is dated by the same letters
        return ("same_period", *row) if numerator.kind == denominator.kind else ("year_of_period", "same_period", *row)
    if denominator.kind == "flow":
        return ("same_stretch", *row)
    if numerator.kind == "stock":
        return ("same_date", *row, "other_date")
    return ("same_year", *row, "same_year_of_predecessors") if rebuilt else ("same_year", *row)


# refusing -------------------------------------------------------------------------------------------------------------------------
def _bodies(store: Store, plan: Plan) -> tuple[tuple[str, ...], Plan]:
    """The kinds of body that the question's figures are about, and the plan that knows which of them were succeeded.

    What hands over in the year before the first one asked for changes what is compared; its kinds are not asked for.
    """
    ranks = plan.unit in ("rank", "score")
    if ranks or "organization" in plan.question.by:
        # always about the province's administration; each body by itself
        return (), replace(plan, hands_over=False, has_chains=False, one_a_province=ranks and ranked_alone(store))
    wider = with_earlier(plan) if plan.question.compare else plan
    if plan.question.kinds:
        kinds = plan.question.kinds
        met = [one for one in handed_over(store) if one.meets(wider)]
        chained = any(one.chained for one in met)
        alone = len(kinds) == 1 and kinds[0] in lone_kinds(store)
        return kinds, replace(plan, hands_over=bool(met), has_chains=chained, one_a_province=alone)
    sql = bodies_asked(wider)
    # a kind of which nothing makes a row by itself is not joined to another unasked
    rows = [row for row in store.rows(sql, parameters_of(sql, wider.parameters))[1] if row[1] is not None]
    first = plan.question.years[0] if plan.question.years and plan.question.compare else 0
    return tuple(kind for kind, last, _, _ in rows if last >= first), replace(
        plan,
        hands_over=any(succeeded for _, _, succeeded, _ in rows),
        has_chains=any(chained for _, _, _, chained in rows),
    )


class HandedOver(NamedTuple):
    """Bodies of this kind have a figure in the year in which they are succeeded, `chained` by one of their province."""

    indicator: str
    kind: str
    province: str
    place: str
    year: int
    chained: bool

    def meets(self, plan: Plan) -> bool:
        """May a question have one of these figures? Where it has none after all, the longer statement gives the same answer."""
        question, asked = plan.question, plan.parameters
        first, last = question.years or (self.year, self.year)
        return (
            self.indicator in (asked["indicator"], asked.get("numerator"))
            and self.kind in question.kinds
            and first <= self.year <= last
            and (not question.provinces or self.province in question.provinces or self.place in question.provinces)
        )


@remembered()
def ranked_alone(store: Store) -> bool:
    """Is each rank or score of a province and year that of one body?"""
    sql = """SELECT count(*) FROM (SELECT 1 FROM resolved WHERE unit IN ('rank', 'score')
    GROUP BY indicator, unit, breakdown, boundary, province, year HAVING count(DISTINCT organization) > 1)"""
    return store.rows(sql, {})[1] == [(0,)]


@remembered()
def lone_kinds(store: Store) -> frozenset[str]:
    """The kinds of body of which no province has two; a ranking is about an administration whether or not it is listed."""
    counted = Counter((body.kind, body.province) for body in store.seeds.organizations)
    return frozenset(KINDS) - {"administration"} - {kind for (kind, _), number in counted.items() if number > 1}


@remembered()
def handed_over(store: Store) -> tuple[HandedOver, ...]:
    """All that resolve.sql found."""
    rows = store.rows(f"SELECT {', '.join(HandedOver._fields)} FROM handed_over", {})[1]
    return tuple(map(HandedOver._make, rows))


def _refuse_mixed_kinds(plan: Plan, kinds: Sequence[str]) -> None:
    """Bodies of several kinds nest or overlap: the question has to say which (rule 5)."""
    question = plan.question
    if {"kind", "organization"} & set(question.by) or len(kinds) < 2:
        return
    if question.kinds:
        _refuse_nested(kinds)
    else:
        raise RefusedSum(
            "{metric}: the selection holds bodies of several kinds ({kinds}), which contain one another or overlap and are never "
            "added. Choose one with --kind, or tell them apart with --by kind.",
            metric=plan.metric.metric,
            kinds=", ".join(kinds),
        )


def _refuse_nested(kinds: Sequence[str]) -> None:
    tiers = {kind: tier for tier, members in enumerate(TIERS) for kind in members}
    if any(tiers.get(kind, -1) != tiers.get(kinds[0], -2) for kind in kinds):
        raise RefusedSum(
            "Bodies of the kinds {kinds} contain one another or have nothing in common; they are never added together. Name "
            "kinds of one level, or tell them apart with --by kind.",
            kinds=", ".join(kinds),
        )
