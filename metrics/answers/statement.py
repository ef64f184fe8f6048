"""The SQL of a question: the only place where a metric's SQL is assembled. Values are parameters, names come from the catalog.

A statement is a chain of steps that reads like the rules of the design: `asked` (the bodies' own figures), `used` (those that are
added: of stretches, dates, ended bodies and predecessors, see stretches.py and ratios.py), `cell` (the sum).

Written in DuckDB's words; store/dialect.py says them in Spark's, and knows each construct that sqlglot does not carry over: a new
one needs its rewriting there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from metrics.answers import ratios, stretches
from metrics.answers.plan import Plan, columns_of, counts_as, figure_of, filters, last_year, listed, own_territory
from metrics.answers.selection import conditions, in_period, named, year_of_period
from metrics.territory import NEW_LIST, list_sql

WORD = re.compile(r"\w+")


class Told(NamedTuple):
    """What an answer tells of a figure: a row of the view `told` (store/resolve.sql)."""

    number: int
    organization: str
    # of a target neither is told
    kind: str | None
    province: str | None
    breakdown: str
    code: str
    qualifier: str
    at_least: bool
    sum_of_parts: bool
    disputed: bool
    derived: bool
    narrows: Sequence[str]
    # value, source, qualifier of each figure that does not agree with it
    disputes: Sequence[Mapping[str, Any]]
    sources: Sequence[str]
    ids: Sequence[int]
    of_units: int | None


TOLD = Told._fields
# of these, what a row that is one figure tells
PLAIN = TOLD[TOLD.index("code") :]


def statement(plan: Plan) -> str:
    """The SQL of a question: one row a cell, with the lists that its covers, qualifier and sources are made of."""
    return _lone(plan) if plan.is_lone else written(chain(plan), answer(plan))


def _lone(plan: Plan) -> str:
    """The SQL of a question of which each row is one figure: that figure, and what is told of it."""
    keys = {f"key_{name}": column for name, column in columns_of(plan, "r").items()}
    asked_for = ", ".join(f"{column} AS {name}" for name, column in keys.items())
    of_row = f"r.year AS last_year, r.end_day,\n    {counts_as(plan, 'r')} AS counts_as, {listed(TOLD, 'r.')}"
    return f"""SELECT {asked_for}, r.value, r.partial, {listed(PLAIN, "r.") if plan.is_plain else of_row}
FROM resolved r{_breakdown(plan)}
WHERE {filters(plan, "r", "indicator")}
ORDER BY {listed(tuple(keys))}"""


def bodies_asked(plan: Plan) -> str:
    """The SQL for the kinds of body that a question's figures are about: the last year of each (NULL if none of it makes a row),
    whether a body of it was succeeded in its year, and whether by a body of its province."""
    steps = asked(plan)
    tables = ("asked", "alone") if "alone" in steps else ("asked",)
    # a numerator without denominator makes no row, but may be joined to one that has it
    speaks = {"asked": "whole IS NOT NULL" if plan.ratio else "true", "alone": "true"}
    union = " UNION ALL ".join(f"SELECT organization, kind, year, {speaks[table]} AS speaks FROM {table}" for table in tables)
    return written(
        steps,
        f"""SELECT a.kind, max(a.year) FILTER (a.speaks) AS last_year, bool_or(h.handover IS NOT NULL) AS succeeded,
    bool_or(c.organization IS NOT NULL) AS chained
FROM ({union}) a
LEFT JOIN handover h ON h.organization = a.organization AND h.year = a.year AND NOT h.follows
LEFT JOIN succession c ON c.organization = a.organization AND c.year = a.year AND c.ends
GROUP BY a.kind ORDER BY a.kind""",
    )


def written(steps: dict[str, str], last: str) -> str:
    """A statement of the steps that its last one needs."""
    needed: list[str] = []
    named = set(WORD.findall(last))
    for name, text in reversed(steps.items()):
        if name in named:
            needed.append(f"{name} AS (\n    {text.strip()}\n)")
            named |= set(WORD.findall(text))
    return "WITH " + ",\n".join(reversed(needed)) + "\n" + last.strip()


def same_period_statement(plan: Plan) -> str:
    """The SQL for a flow's longest stretch that a year and the year before both state: two cells, `now` and `before`."""
    steps = {**asked(stretches.without_regions(plan)), **stretches.same_stretch(plan)}
    paired = replace(plan, has_roles=True)
    return written({**steps, **_cells(paired, "used")}, answer(paired, absent=True))


def chain(plan: Plan) -> dict[str, str]:
    """The steps from the bodies' own figures to the cells of the answer."""
    steps = asked(plan)
    if plan.is_single:
        steps["used"] = "SELECT * FROM asked" + own_territory(plan)
    elif plan.pairs_dates:
        steps |= {**ratios.latest(plan), **_given_way(plan, "newest")}
    elif plan.is_flow and not plan.by_period:
        steps |= stretches.flows_of_year(plan)
    else:
        steps |= _given_way(plan, "asked")
    if plan.ratio:
        steps["found"] = steps.pop("used")
        steps |= ratios.counted(plan, "found")
    return {**steps, **_cells(plan, "counted" if plan.ratio else "used")}


def _cells(plan: Plan, figures: str) -> dict[str, str]:
    steps = {}
    if plan.sums_provinces:
        steps["expected"] = _expected(plan)
    if plan.joins_territory:
        steps["missing"] = _missing(plan, figures)
    steps["cell"] = _cell(plan, figures)
    return steps


def answer(plan: Plan, *, absent: bool = False) -> str:
    """The cells with the number of units that could report, and the provinces that are missing."""
    expected, missing, joins = "NULL::BIGINT", "[]::VARCHAR[]", ""
    if plan.sums_provinces:
        region = " AND {0}.region = c.key.region" if "region" in plan.question.by else ""
        expected = "e.units"
        joins += f"\nLEFT JOIN expected e ON e.scheme = {list_sql(plan.question.boundary, 'c.last_year')}{region.format('e')}"
        if plan.question.boundary == "reported" and (plan.of_regions or plan.question.provinces):
            # a unit of the new list may have a figure of a year before, as of a term: the old list may lack it and its region
            expected = "coalesce(e.units, o.units)"
            joins += f"\nLEFT JOIN expected o ON o.scheme = '{NEW_LIST}'{region.format('o')}"
    if plan.joins_territory:
        missing = "coalesce(m.missing, [])"
        joins += f"\nLEFT JOIN missing m USING ({listed(plan.cell_keys)})"
    if absent:
        missing = f"list_distinct(list_concat({missing}, coalesce(a.missing, [])))"
        joins += "\nLEFT JOIN absent a USING (key)"
    latest = ""
    if plan.over_years and not plan.sums_years:
        latest = "\nQUALIFY c.last_year = max(c.last_year) OVER (PARTITION BY c.key)"
    asked_for = [f"c.key.{name} AS key_{name}" for name in plan.question.by] + (["c.role AS key_role"] if plan.has_roles else [])
    return f"""SELECT {", ".join(asked_for)}, c.* EXCLUDE ({listed(plan.cell_keys)}), {expected} AS expected, {missing} AS missing
FROM cell c{joins}{latest}
ORDER BY {listed(plan.cell_keys, "c.")}"""


# asked: the figures of the bodies that the filters let through ---------------------------------------------------------------
def asked(plan: Plan) -> dict[str, str]:
    """The steps to `asked`: of a ratio each numerator with its denominator."""
    join = _breakdown(plan)
    if plan.ratio:
        return ratios.asked(plan, join)
    return {
        "asked": f"""SELECT {figure_of(plan, "r")}
    FROM {"stated" if plan.by_period else "resolved"} r{join}
    WHERE {filters(plan, "r", "indicator")}"""
    }


def _breakdown(plan: Plan) -> str:
    return "\n    JOIN breakdown b USING (breakdown)" if plan.dimensions else ""


# used: the figures that are added ----------------------------------------------------------------------------------------------
def _given_way(plan: Plan, step: str) -> dict[str, str]:
    """Of a body that ended inside the year and its successor the later figure stays (rule 5)."""
    if not plan.hands_over:
        return {"used": f"SELECT * FROM {step}"}
    return {
        # the latest day that those who end, and those who follow, have a figure of; bodies are never paired with each other. What a
        # body that ended states of the year, or of a term, is of its last day at most
        "met": f"""SELECT h.handover, h.follows, s.key, s.year, max(least(s.end_day, h.last_day)) AS reach
    FROM {step} s JOIN handover h ON h.organization = s.organization AND h.year = s.year
    GROUP BY h.handover, h.follows, s.key, s.year""",
        "used": f"""SELECT * FROM {step} a
    WHERE NOT EXISTS (SELECT 1 FROM handover h JOIN met m ON m.handover = h.handover AND m.year = h.year AND m.follows <> h.follows
        WHERE h.organization = a.organization AND h.year = a.year AND m.key = a.key
            AND (m.reach > least(a.end_day, h.last_day) OR m.reach = least(a.end_day, h.last_day) AND m.follows))""",
    }


# cell: the sums ----------------------------------------------------------------------------------------------------------------
def _expected(plan: Plan) -> str:
    """How many provinces the selection holds, whatever the kind of body, in the list of 63 and in that of 34."""
    region = ", region" if "region" in plan.question.by else ""
    of_units = named(plan.question, {"provinces": "province", "regions": "region"})
    return f"""SELECT scheme{region}, count(DISTINCT unit) AS units FROM unit
    WHERE {" AND ".join(of_units) or "true"} GROUP BY ALL"""


def _missing(plan: Plan, figures: str) -> str:
    """The predecessors of a merged unit that a sum lacks, also those not asked for."""
    return f"""SELECT {listed(plan.cell_keys, "u.")}, list(DISTINCT p.province) AS missing
    FROM (SELECT DISTINCT {listed(plan.keys)}, counts_as FROM {figures} WHERE province <> counts_as) u
    JOIN province p ON p.place = u.counts_as AND p.province <> u.counts_as
    ANTI JOIN {figures} USING ({listed(plan.keys)}, province)
    GROUP BY {listed(plan.cell_keys, "u.")}"""


def _cell(plan: Plan, figures: str) -> str:
    """The sums, and each figure added, or lacking what it would be added to, as an `Addend` (cell.py)."""
    value, added, lacking = "sum(value)", "", "false"
    # a list has no region of the other: how many units there are is told of the list whose regions are meant
    last = last_year(plan) if plan.of_last_regions else "max(year)"
    if plan.ratio:
        added, lacking = " FILTER (NOT lacking)", "lacking"
        value = f"""CASE WHEN count(whole){added} = 0 THEN sum(value){added}
            ELSE sum(value){added} * {plan.ratio.scale:g} / nullif(sum(whole){added}, 0) END"""
    return f"""SELECT {listed(plan.cell_keys)}, {value} AS value, bool_or(partial){added} AS partial, {last} AS last_year,
        max(end_day){added} AS end_day, count(whole){added} > 0 AS recomputed,
        list(row(detail, counts_as, chain, year, continued, whole IS NOT NULL, {lacking}, wholes)) AS addends
    FROM {figures} GROUP BY {listed(plan.cell_keys)}"""


# evidence ------------------------------------------------------------------------------------------------------------------------
EVIDENCE = (
    *("source", "organization", "indicator", "breakdown", "value", "unit", "denominator", "qualifier", "period_type", "period"),
    *("status", "quote", "line", "note", "quote_status", "url", "publisher", "published", "used"),
)


TARGETS = """SELECT organization, breakdown, year, value, number FROM target
WHERE indicator = $indicator AND unit = $unit AND year IS NOT NULL"""


def evidence_statement(plan: Plan) -> str:
    """The SQL for every observation that a question's filters let through or that enters its answer, and why the others do not.

    Parameters beside those of the question: `entered` and `crowded`, numbers of observations; `refused`, empty or the reason.
    """
    columns = listed(tuple(name for name in EVIDENCE if name not in ("breakdown", "used")), "o.")
    return f"""WITH entered AS (
    SELECT o.id, o.organization, o.indicator, year(o.end_day) AS year FROM observation o WHERE list_contains($entered, o.id)
),
handed AS (
    SELECT h.handover, h.follows, e.indicator, e.year, min(e.organization) AS organization
    FROM entered e JOIN handover h ON h.organization = e.organization AND h.year = e.year
    GROUP BY h.handover, h.follows, e.indicator, e.year
)
SELECT o.id, {columns}, o.stated_breakdown AS breakdown, CASE
        {_reasons(plan)} END AS used
FROM observation o
JOIN body r USING (organization)
JOIN indicator i USING (indicator)
LEFT JOIN outdone w ON w.id = o.id
WHERE ({_evidence_filters(plan)}) OR list_contains($entered, o.id)
ORDER BY o.id"""


def _reasons(plan: Plan) -> str:
    """The branches of `used`, the first that applies."""
    same_body = "e.organization = o.organization AND e.indicator = o.indicator"
    enters = "EXISTS (SELECT 1 FROM entered e WHERE {0})"
    reasons = [
        ("$refused <> ''", "$refused"),
        ("list_contains($entered, o.id)", "'yes'"),
        ("o.status NOT IN ('reported', 'derived')", "'no: ' || o.status"),
        ("i.kind IN ('rank', 'score') AND o.period_type <> 'year'", "'no: no index year'"),
        ("w.id IS NOT NULL", "'no: ' || w.winner || ' counts'"),
        ("o.unit <> CASE WHEN o.indicator = $indicator THEN $unit ELSE o.unit END", "'no: another unit'"),
        ("list_contains($crowded, o.id)", "'no: several bodies of one kind (the query has no row)'"),
        ("o.breakdown <> $breakdown AND o.stated_breakdown <> $breakdown", "'no: a part'"),
        ("o.status = 'derived'", "'no: derived where a figure is reported'"),
    ]
    if plan.dimensions:
        reasons.append(("o.breakdown = $breakdown", "'no: not told by the dimension asked for'"))
    if plan.unit in ("rank", "score"):
        reasons.append(("true", "'no: of the other list of provinces'"))
    if plan.over_years and not plan.sums_years:
        reasons.append(("year(o.end_day) < (SELECT max(year) FROM entered)", "'no: a later year counts'"))
    reasons.append((enters.format(f"{same_body} AND e.year = year(o.end_day)"), "'no: another figure of the year counts'"))
    for follows in ("true", "false"):
        query = f"""SELECT min(n.organization) FROM handover h JOIN handed n ON n.handover = h.handover AND n.year = h.year
            WHERE h.organization = o.organization AND h.year = year(o.end_day) AND n.indicator = o.indicator
                AND n.follows = {follows} AND h.follows <> {follows}"""
        reasons.append((f"({query}) IS NOT NULL", f"'no: ' || ({query}) || ' counts'"))
    if plan.question.boundary == NEW_LIST:
        lacking = "ranks, scores and shares are never rebased" if plan.is_single else "a predecessor of the merged unit is missing"
        if plan.is_single or plan.ratio:
            reasons.append(("r.province <> r.place", f"'no: {lacking}'"))
    if plan.ratio:
        reasons.append(("o.indicator <> $indicator", "'no: its counterpart in the ratio is not known'"))
    reasons.append(("true", "'no: its period enters no year'"))
    return "\n        ".join(f"WHEN {condition} THEN {reason}" for condition, reason in reasons)


def _evidence_filters(plan: Plan) -> str:
    question = plan.question
    years = in_period("o", -plan.ratio.denominator_year if plan.ratio else 0)
    found = ["list_contains($indicators, o.indicator)", *conditions(question, "r", year_of_period("o"), years)]
    if question.breakdown:
        found.append("($breakdown IN (o.breakdown, o.stated_breakdown) OR o.indicator <> $first_indicator)")
    if question.unit:
        found.append("o.unit = $unit")
    return "\n    AND ".join(found)
