"""A metric and filters → a Result: understands the question, asks the store, writes status, covers and comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from metrics.catalog import catalog
from metrics.errors import Message, QuestionError, RefusedSum, listed, unknown
from metrics.places import places
from metrics.statement import EVIDENCE, Plan, bodies_asked, evidence_statement, same_period_statement, statement
from metrics.store import Store
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

GROUPS = ("province", "organization", "kind", "region", "year", "period")
ANSWER = ("value", "unit", "qualifier", "status", "covers", "figures", "sources")
COMPARED = ("previous", "change", "change_percent")
STATUS_WORDS = ("partial", "at_least", "sum_of_parts", "disputed", "derived")
# a bound on a denominator turns round
TURNED = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}


@dataclass(frozen=True)
class Cell:
    """One row of a statement: its sums, and what it tells of each figure that it adds."""

    row: dict[str, Any]
    details: list[dict[str, Any]]
    # a ratio's denominators
    wholes: list[dict[str, Any]]
    # provinces that report
    units: int
    # some province lacks a year over which a flow is summed
    gaps: bool

    @property
    def figures(self) -> list[dict[str, Any]]:
        return [*self.details, *self.wholes]

    def all(self, name: str) -> set[Any]:
        return {value for figure in self.figures for value in figure[name]}

    @property
    def is_crowded(self) -> bool:
        """Two bodies of one kind in one province, in one year."""
        bodies = {
            (figure["organization"], figure["province"], figure["kind"], addend["year"])
            for addend in self.row["addends"]
            for figure in addend["details"][-1:]
        }
        return len(bodies) > len({body[1:] for body in bodies})


@lru_cache(maxsize=8)
def metrics_of(store: Store) -> Mapping[str, Metric]:
    """The catalog of the store's data."""
    return catalog(store.seeds.indicators)


def ask(store: Store, question: Question) -> Result:
    """Answer a question. Raises QuestionError for unknown names and RefusedSum where adding would be wrong."""
    plan = understand(store, question)
    kinds, hands_over = _bodies(store, plan)
    _refuse_mixed_kinds(plan, question.kinds or kinds)
    plan = replace(plan, hands_over=hands_over)
    if plan.metric.change_of:
        return _places_gained(store, plan)
    if question.compare in ("previous_year", "same_period"):
        return _compared_with_year_before(store, plan)
    sql = statement(plan)
    cells, blanks = _sift(plan, _cells(store, sql, plan))
    rows = [_row(plan, cell) for cell in cells]
    columns: tuple[str, ...] = (*question.by, *ANSWER)
    if question.compare == "target":
        columns += COMPARED
        rows = [(*row, *_against_target(cell)) for row, cell in zip(rows, cells, strict=True)]
    return Result(question, plan.metric, columns, tuple(rows), tuple(blanks), _behind(cells), sql, _used(sql, plan.parameters))


def evidence(store: Store, question: Question) -> Evidence:
    """Every observation that the question's filters let through, of any status and kind; for a ratio also its parts."""
    plan = understand(store, question)
    metric = plan.metric
    indicators = [metric.indicator]
    if metric.ratio:
        indicators += [metric.ratio.numerator, metric.ratio.denominator]
    plan = replace(plan, hands_over=_bodies(store, plan)[1])
    sql = evidence_statement(plan)
    parameters = {**plan.parameters, "indicators": [name for name in indicators if name], "first_indicator": indicators[0]}
    names, rows = store.rows(sql, _used(sql, parameters))
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
        raise unknown("Metric", name, metrics, "`list` shows them all.")
    return metrics[name]


def _check_columns(metric: Metric, question: Question) -> None:
    if not question.by:
        raise QuestionError("Say by what to answer: at least one of {groups}, or a breakdown dimension.", groups=listed(GROUPS))
    for name in question.by:
        if name not in GROUPS:
            _check_dimension(metric, name, (*GROUPS, *metric.dimensions))
    if (question.compare or metric.change_of) and ("year" not in question.by or "period" in question.by):
        raise QuestionError("A comparison is between years: put year, and not period, into --by.")
    if question.compare and metric.change_of:
        raise QuestionError(
            "{metric} is a comparison already; compare {rank} instead.", metric=metric.metric, rank=metric.change_of
        )


def _check_dimension(metric: Metric, name: str, accepted: Iterable[str]) -> None:
    if name in DIMENSIONS and name not in metric.dimensions:
        has = listed(metric.dimensions) or "none"
        raise QuestionError(
            "{metric} has no breakdown dimension {name!r}; it has: {has}.", metric=metric.metric, name=name, has=has
        )
    if name not in metric.dimensions:
        raise unknown("Dimension", name, accepted)


def _check_places(store: Store, question: Question) -> None:
    provinces = {province.province: province for province in store.seeds.provinces}
    for slug in question.provinces:
        if slug not in provinces:
            named = places(store.seeds.provinces).meant(slug)
            raise unknown("Province", slug, named or provinces, "The slugs stand in provinces.csv.")
    regions = sorted({p.region for p in provinces.values()} | {p.region34 for p in provinces.values()} - {""})
    for slug in question.regions:
        if slug not in regions:
            raise unknown("Region", slug, regions)
    for kind in question.kinds:
        if kind not in KINDS:
            raise unknown("Kind", kind, KINDS)


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


@lru_cache(maxsize=64)
def _values_in_use(store: Store, dimension: str) -> tuple[str, ...]:
    used = (parse_breakdown(o.breakdown).get(dimension, "") for o in store.seeds.observations if dimension in o.breakdown)
    return tuple(sorted(set(used) - {""}))


def _parameters(question: Question, breakdown: Mapping[str, str]) -> dict[str, Any]:
    """Every value that the SQL of the question may use; names of parameters are those in `statement`."""
    by_dimension = [name for name in question.by if name in DIMENSIONS]
    parameters: dict[str, Any] = {
        "breakdown": write_breakdown(dict(breakdown)),
        "dimensions": ";".join(sorted({*breakdown, *by_dimension})),
        "provinces": list(question.provinces),
        "regions": list(question.regions),
        "kinds": list(question.kinds),
        **{f"part_{name}": value for name, value in breakdown.items()},
    }
    if question.years:
        parameters |= {"first": question.years[0], "last": question.years[1]}
    return parameters


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
    if ratio.denominator_is_target:
        return ("target_of_period",) if "period" in question.by else ("target",)
    if ratio.denominator_year:
        return ("previous_year",)
    row = ("same_row",) if numerator.unit == denominator.unit else ()
    if "period" in question.by:
        return ("same_period", *row) if numerator.kind == denominator.kind else ("same_period", "year_of_period", *row)
    if denominator.kind == "flow":
        return ("same_stretch", *row)
    return ("same_period", *row, "same_year") if numerator.kind == "stock" else ("same_year", *row)


# refusing -------------------------------------------------------------------------------------------------------------------------
def _bodies(store: Store, plan: Plan) -> tuple[tuple[str, ...], bool]:
    """The kinds of body that the question's figures are about; and may one row hold a body together with its successor?"""
    if plan.unit in ("rank", "score"):
        # always about the province's administration
        return (), False
    sql = bodies_asked(plan)
    rows = store.rows(sql, _used(sql, plan.parameters))[1]
    return tuple(kind for kind, _ in rows), "organization" not in plan.question.by and any(succeeded for _, succeeded in rows)


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


def _sift(plan: Plan, cells: Iterable[Cell]) -> tuple[list[Cell], list[Message]]:
    """Cells that can be answered, and sentences about the others. Raises RefusedSum where a row needs several shares or ranks."""
    answered, blanks = [], []
    metric = plan.metric.metric
    for cell in cells:
        where = ", ".join(f"{name} {cell.row[f'key_{name}']}" for name in plan.question.by)
        if cell.is_crowded:
            blanks.append(
                Message.of(
                    "{metric}, {where}: several bodies of one kind in one province are never added; put organization into --by to "
                    "see each.",
                    metric=metric,
                    where=where,
                )
            )
        elif len(cell.details) > 1 and (plan.is_single or (plan.ratio and not cell.row["recomputed"])):
            raise RefusedSum(
                "{metric}, {where}: {count} {figures} would have to make one row; ranks, scores and percentages are never added or "
                "averaged. Put province (or organization) into --by.",
                metric=metric,
                where=where,
                count=len(cell.details),
                figures={"rank": "ranks", "score": "scores"}.get(plan.unit, "percentages"),
            )
        elif cell.row["value"] is None:
            blanks.append(Message.of("{metric}, {where}: the denominator is 0.", metric=metric, where=where))
        else:
            answered.append(cell)
    if plan.question.boundary == "34" and plan.is_single:
        blanks.append(
            Message.of(
                "{metric}: ranks, scores and stated percentages of the 63 are never rebased to the 34; a merged unit is blank "
                "where no source gives its own.",
                metric=metric,
            )
        )
    return answered, blanks


# answering ------------------------------------------------------------------------------------------------------------------------
def _used(sql: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that a statement names."""
    return {name: parameters[name] for name in dict.fromkeys(re.findall(r"\$([a-z_0-9]+)", sql))}


def _cells(store: Store, sql: str, plan: Plan) -> list[Cell]:
    names, rows = store.rows(sql, _used(sql, plan.parameters))
    return [_cell(plan, dict(zip(names, row, strict=True))) for row in rows]


def _cell(plan: Plan, row: dict[str, Any]) -> Cell:
    addends = row["addends"]
    details = [detail for addend in addends for detail in addend["details"]]
    return Cell(
        row=row,
        details=details,
        wholes=[whole for addend in addends for whole in addend["wholes"] or ()],
        units=len({addend["counts_as"] for addend in addends}),
        gaps=plan.sums_years and _has_gaps(plan, addends),
    )


def _has_gaps(plan: Plan, addends: Sequence[dict[str, Any]]) -> bool:
    """Does any province lack one of the years over which a flow is summed?"""
    years: dict[str, set[int]] = {}
    for addend in addends:
        years.setdefault(addend["counts_as"], set()).add(addend["year"])
    every = set().union(*years.values())
    first, last = plan.question.years or (min(every), max(every))
    return any(len(found) < last - first + 1 for found in years.values())


def _behind(cells: Iterable[Cell]) -> tuple[tuple[int, ...], ...]:
    """For each row the observations that it adds."""
    return tuple(tuple(sorted(cell.all("ids"))) for cell in cells)


def _row(plan: Plan, cell: Cell) -> tuple[Any, ...]:
    keys = (cell.row[f"key_{name}"] for name in plan.question.by)
    sources = ";".join(sorted(cell.all("sources")))
    figures = len(cell.all("ids"))
    return (*keys, cell.row["value"], plan.unit, _qualifier(cell), _status(plan, cell), _covers(plan, cell), figures, sources)


def _qualifier(cell: Cell) -> str:
    """Qualifiers travel (rule 9): what the answer is of which each figure is exact, a bound or about."""
    whole = [TURNED.get(figure["qualifier"], figure["qualifier"]) for figure in cell.wholes]
    found = {*(figure["qualifier"] for figure in cell.details), *whole}
    if len(found) == 1 and (len(cell.figures) == 1 or found == {"eq"}):
        return str(found.pop())
    lower, upper = bool(found & {"gt", "ge"}), bool(found & {"lt", "le"})
    if "approx" in found or (lower and upper):
        return "approx"
    return "ge" if lower else "le" if upper else "eq"


def _lacks_units(plan: Plan, cell: Cell) -> bool:
    expected = cell.row["expected"]
    return plan.sums_provinces and plan.unit not in ("rank", "score") and expected is not None and cell.units < expected


def _status(plan: Plan, cell: Cell) -> str:
    holds = {word: any(figure[word] for figure in cell.figures) for word in STATUS_WORDS}
    holds["partial"] = cell.row["partial"] or cell.gaps
    holds["at_least"] |= bool(cell.row["missing"]) or _lacks_units(plan, cell)
    return ";".join(word for word in STATUS_WORDS if holds[word]) or "complete"


def _covers(plan: Plan, cell: Cell) -> str:
    parts = [*_codes(plan, cell), *sorted(cell.all("narrows"))]
    if _lacks_units(plan, cell):
        parts.append(f"{cell.units} of {cell.row['expected']}")
    if cell.row["missing"]:
        parts.append(f"missing: {', '.join(sorted(cell.row['missing']))}")
    kinds = sorted({figure["kind"] for figure in cell.details})
    if len(kinds) > 1:
        parts.append(f"kinds: {', '.join(kinds)}")
    if disputes := sorted(cell.all("disputes")):
        parts.append(f"disputed: {', '.join(disputes)}")
    if plan.unit == "rank" and cell.details[0]["of_units"]:
        parts.append(f"of {cell.details[0]['of_units']}")
    return "; ".join(parts)


def _codes(plan: Plan, cell: Cell) -> list[str]:
    """Periods and dates used: one body's years joined by `+`, those of several bodies apart."""
    if not plan.sums_years:
        return sorted({figure["code"] for figure in cell.figures})
    bodies: dict[str, list[str]] = {}
    for addend in sorted(cell.row["addends"], key=lambda addend: addend["year"]):
        for figure in addend["details"]:
            codes = bodies.setdefault(figure["organization"], [])
            if figure["code"] not in codes:
                codes.append(figure["code"])
    return sorted({"+".join(codes) for codes in bodies.values()})


# comparing ------------------------------------------------------------------------------------------------------------------------
def _against_target(cell: Cell) -> tuple[float | None, float | None, float | None]:
    """Target, value − target, value ÷ target × 100."""
    value, target = cell.row["value"], cell.row["target"]
    if target is None:
        return None, None, None
    return target, value - target, value / target * 100 if target else None


def _compared_with_year_before(store: Store, plan: Plan) -> Result:
    pairs, blanks, sql, parameters = _with_year_before(store, plan)
    rows = tuple((*_row(plan, cell), *_difference(plan, cell, before)) for cell, before in pairs)
    behind = tuple(tuple(sorted(cell.all("ids") | (before.all("ids") if before else set()))) for cell, before in pairs)
    return Result(plan.question, plan.metric, (*plan.question.by, *ANSWER, *COMPARED), rows, blanks, behind, sql, parameters)


def _places_gained(store: Store, plan: Plan) -> Result:
    """The change of a rank as a metric of its own, made of two years' figures; only where both are ranked."""
    pairs, blanks, sql, parameters = _with_year_before(store, plan)
    rows, behind = [], []
    for cell, before in pairs:
        if before is not None:
            both = replace(cell, row={**cell.row, "value": _difference(plan, cell, before)[1]}, wholes=before.details)
            rows.append(_row(plan, both))
            behind.append(tuple(sorted(both.all("ids"))))
    question = replace(plan.question, compare=None)
    return Result(question, plan.metric, (*question.by, *ANSWER), tuple(rows), blanks, tuple(behind), sql, parameters)


def _with_year_before(store: Store, plan: Plan) -> tuple[list[tuple[Cell, Cell | None]], tuple[Message, ...], str, dict[str, Any]]:
    """Each cell asked for beside that of the year before, where the two may be compared; with the SQL that found them."""
    question = plan.question
    wider = plan
    if question.years:
        first, last = question.years
        wider = replace(
            plan, question=replace(question, years=(first - 1, last)), parameters={**plan.parameters, "first": first - 1}
        )
    sql = statement(wider)
    cells, blanks = _sift(wider, _cells(store, sql, wider))
    paired = _pairs(wider, cells)
    if question.compare == "same_period" and plan.is_flow and not plan.ratio:
        stretches = same_period_statement(wider)
        paired |= _stretch_pairs(wider, _sift(wider, _cells(store, stretches, wider))[0])
        sql = f"{sql};\n\n{stretches}"
    asked = [cell for cell in cells if question.years is None or cell.row["key_year"] >= question.years[0]]
    return [paired[_key(wider, cell)] for cell in asked], tuple(blanks), sql, _used(sql, wider.parameters)


def _key(plan: Plan, cell: Cell, years_back: int = 0) -> tuple[Any, ...]:
    return tuple(cell.row[key] - years_back if key == "key_year" else cell.row[key] for key in plan.outer_keys)


def _pairs(plan: Plan, cells: Sequence[Cell]) -> dict[tuple[Any, ...], tuple[Cell, Cell | None]]:
    """Each cell beside that of the year before, if the two may be compared."""
    by_key = {_key(plan, cell): cell for cell in cells}
    pairs: dict[tuple[Any, ...], tuple[Cell, Cell | None]] = {}
    for key, cell in by_key.items():
        before = by_key.get(_key(plan, cell, 1))
        pairs[key] = cell, before if before and _comparable(plan, cell, before) else None
    return pairs


def _comparable(plan: Plan, cell: Cell, before: Cell) -> bool:
    """Stocks, ranks and scores always; flows and shares only if both years are complete, or cover the same stretch."""
    if plan.is_single and cell.details[0]["province"] != before.details[0]["province"]:
        return False
    if plan.unit in ("rank", "score") or (plan.indicator_kind == "stock" and not plan.is_single and plan.ratio is None):
        return True
    complete = all("partial" not in s and "at_least" not in s for s in (_status(plan, cell), _status(plan, before)))
    if complete or plan.question.compare == "previous_year":
        return complete
    ends = [(c.row["end_day"].month, c.row["end_day"].day) for c in (cell, before)]
    return ends[0] == ends[1] and bool(plan.ratio or plan.is_single)


def _stretch_pairs(plan: Plan, cells: Sequence[Cell]) -> dict[tuple[Any, ...], tuple[Cell, Cell | None]]:
    """Cells of the longest stretch that both years state."""
    now = {_key(plan, cell): cell for cell in cells if cell.row["key_role"] == "now"}
    before = {_key(plan, cell): cell for cell in cells if cell.row["key_role"] == "before"}
    return {key: (cell, before[key]) for key, cell in now.items() if key in before}


def _difference(plan: Plan, cell: Cell, before: Cell | None) -> tuple[float | None, float | None, float | None]:
    if before is None:
        return None, None, None
    value, previous = cell.row["value"], before.row["value"]
    if plan.unit == "rank":
        return previous, previous - value, None
    change = value - previous
    return previous, change, change / previous * 100 if previous else None
