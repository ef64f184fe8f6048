"""SQL for ratios: where the denominator of a numerator stands, and which dates make a pair (rules 3, 10).

What comes first is ordered by one row of values, not by several: the engine then keeps the first without a window, in a third of
the time.
"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.answers.plan import Plan, figure_of, filters, own_territory
from metrics.answers.selection import named

_MATCH = """SELECT n.organization, n.breakdown, n.year, n.first_day, n.end_day, n.code, {place} AS place,
        {value} AS whole, {details} AS wholes, {flags}
    FROM numerator n"""
# a total built of its own numerator is no denominator unless every part is stated
_FROM = """ JOIN {table} d ON d.organization = n.organization AND d.indicator = $denominator
        AND d.unit = $denominator_unit AND d.breakdown = {whole} AND {same}
        AND NOT (d.at_least AND list_has_any(d.ids, n.ids))"""
_NO_FLAGS = "false AS whole_derived, false AS whole_of_parts"
_STATED = {"value": "d.value", "details": "[d.number]", "flags": _NO_FLAGS}
# the dates of stocks among which the best is chosen by them
_DATED = {**_STATED, "flags": "d.derived AS whole_derived, d.sum_of_parts AS whole_of_parts"}


def _from(table: str, same: str, told: Mapping[str, str] = _STATED) -> str:
    of_kind = "" if table == "target" else "{of_kind}"
    return (_MATCH + _FROM).format(place="{place}", whole="{whole}", table=table, same=of_kind + same, **told)


def _first(condition: str, order: str) -> str:
    """Of the dates in the numerator's year that fulfil a condition the first in an order; reported totals before all others."""
    return (
        _from("resolved", f"d.year = n.year AND {condition}", _DATED)
        + f"""
    QUALIFY row_number() OVER (PARTITION BY n.organization, n.breakdown, n.year, n.code
        ORDER BY (d.derived, d.sum_of_parts, {order}, -d.precision, d.code)) = 1"""
    )


def _of_predecessors(year: str) -> str:
    """The stock of a merged unit whose own is not stated: that of its predecessors, if all state it."""
    return (
        _MATCH.format(place="{place}", value="sum(d.value)", details="list(d.number)", flags=_NO_FLAGS)
        + f""" JOIN resolved d ON d.place = n.province AND d.province <> n.province AND d.kind = n.kind
        AND d.best AND d.year = {year} AND d.indicator = $denominator AND d.unit = $denominator_unit AND d.breakdown = {{whole}}
    JOIN merger m ON m.unit = n.province
    GROUP BY ALL HAVING count(*) = count(DISTINCT d.province) AND count(*) = any_value(m.predecessors)"""
    )


def _of_unit(same: str) -> str:
    """A merged unit's own target, which stands alone, also over what its predecessors did (rule 10).

    Whole at the first of them, nothing at the others, so that their sum is held against it once.
    """
    return f"""SELECT n.organization, n.breakdown, n.year, n.first_day, n.end_day, n.code, {{place}} AS place,
        CASE WHEN turn = 1 THEN n.target ELSE 0 END AS whole, CASE WHEN turn = 1 THEN n.numbers ELSE [] END AS wholes,
        {_NO_FLAGS}
    FROM (
        SELECT n.*, d.target, d.numbers, row_number() OVER (
            PARTITION BY n.key, n.counts_as, n.kind, n.breakdown, n.year, n.first_day, n.end_day ORDER BY n.organization) AS turn
        FROM numerator n JOIN (
            SELECT b.province, b.kind, t.breakdown, t.year, CASE WHEN t.year IS NULL THEN t.code END AS code,
                sum(t.value) AS target, list(t.number) AS numbers
            FROM target t JOIN body b USING (organization)
            WHERE t.indicator = $denominator AND t.unit = $denominator_unit
            GROUP BY ALL) d ON d.province = n.counts_as AND d.kind = n.kind AND d.breakdown = {{whole}} AND {same}
        WHERE n.province <> n.counts_as) n"""


# of a period inside one year the year's target, of a longer one its own
_PERIOD = "CASE WHEN d.year IS NULL THEN d.code = n.code ELSE d.year = year(n.first_day) AND d.year = year(n.end_day) END"

# where a ratio's denominator may stand; the names are those of Plan.denominators
DENOMINATORS = {
    "same_period": _from("stated", "d.period = n.code"),
    "same_period_and_source": _from("stated", "d.period = n.code AND list_has_any(d.sources, n.sources)"),
    "same_date": _first("d.end_day = n.end_day", "d.code <> n.code"),
    "same_date_and_source": _first("d.end_day = n.end_day AND list_has_any(d.sources, n.sources)", "d.code <> n.code"),
    # the latest date that is not after the numerator's, else the first after it
    "other_date": _first("true", "d.end_day > n.end_day, abs(date_diff('day', d.end_day, n.end_day))"),
    "same_stretch": _from("resolved", "d.year = n.year AND d.first_day = n.first_day AND d.end_day = n.end_day"),
    "same_year": _from("resolved", "d.best AND d.year = n.year"),
    "same_year_of_predecessors": _of_predecessors("n.year"),
    "year_of_period": _from("resolved", "d.best AND d.year = year(n.first_day) AND d.year = year(n.end_day)"),
    "previous_year": _from("resolved", "d.best AND d.year = year(n.first_day) - 1"),
    "previous_year_of_predecessors": _of_predecessors("year(n.first_day) - 1"),
    "same_row": _MATCH.format(place="{place}", value="n.base", details="NULL", flags=_NO_FLAGS) + " WHERE n.base IS NOT NULL",
    "target_of_unit": _of_unit("d.year = n.year"),
    "target": _from("target", "d.year = n.year"),
    "target_of_unit_and_period": _of_unit(_PERIOD),
    "target_of_period": _from("target", _PERIOD),
}


def asked(plan: Plan, join: str) -> dict[str, str]:
    """The numerators of a question, each with its denominator (of a flow of a year also without), and the shares stated `alone`."""
    table = "stated" if plan.by_period else "resolved"
    whole = "n.breakdown" if plan.parameters.get("whole_breakdown") is None else "$whole_breakdown"
    # true of any denominator; figures stand by kind, so that those of other kinds are not read
    of_kind = "".join(f"{condition} AND " for condition in named(plan.question, {"kinds": "d.kind"}))
    # a flow may find its denominator in the body that goes on
    left = "LEFT " if plan.is_flow and not plan.by_period else ""
    alone = "WHERE false" if not plan.metric.indicator else f"WHERE {filters(plan, 'r', 'indicator')}" + own_territory(plan, "r")
    precision = ", r.precision, r.derived, r.sum_of_parts" if plan.pairs_dates else ""
    mixed = f"d.place = {plan.denominators.index('other_date')}" if "other_date" in plan.denominators else "false"
    excluded, dated, alone_dated = "", "", ""
    if plan.pairs_dates:
        excluded, alone_dated = ", precision, derived, sum_of_parts", ", r.precision, false AS is_mixed, r.derived, r.sum_of_parts"
        dated = f""", n.precision, {mixed} AS is_mixed, n.derived OR coalesce(d.whole_derived, false) AS derived,
        n.sum_of_parts OR coalesce(d.whole_of_parts, false) AS sum_of_parts"""
    return {
        "numerator": f"""SELECT {figure_of(plan, "r")},
        r.base, r.ids, r.sources{precision}, {"r.period" if plan.by_period else "r.code"} AS code
    FROM {table} r{join}
    WHERE {filters(plan, "r", "numerator")}""",
        "denominator": "\n    UNION ALL\n    ".join(
            f"({DENOMINATORS[name].format(place=place, whole=whole, of_kind=of_kind)})"
            for place, name in enumerate(plan.denominators)
        ),
        "asked": f"""SELECT n.* EXCLUDE (base, ids, sources, code{excluded})
            REPLACE (d.whole AS whole, d.wholes AS wholes, d.whole IS NOT NULL AS sound){dated}
    FROM numerator n {left}JOIN denominator d USING (organization, breakdown, year, first_day, end_day, code)
    QUALIFY row_number() OVER (
        PARTITION BY n.organization, n.breakdown, n.year, n.first_day, n.end_day, n.code ORDER BY d.place) = 1""",
        "alone": f"""SELECT {figure_of(plan, "r")}{alone_dated}
    FROM {table} r{join}
    {alone}""",
    }


def latest(plan: Plan) -> dict[str, str]:
    """Of a ratio of two stocks each body's latest date at which both, or a stated share, are known (`newest`).

    Numerator and denominator of different dates only where nothing else is known.
    """
    both = "SELECT * FROM asked UNION ALL SELECT * FROM alone"
    first = "NOT is_mixed, "
    if plan.pairs_only:
        # a stated share of the body stands before a mixed pair, though it is none
        both, first = (
            f"""SELECT * FROM (SELECT * FROM ({both}) a
    QUALIFY NOT is_mixed OR bool_and(is_mixed) OVER (PARTITION BY organization, breakdown, year)) WHERE whole IS NOT NULL""",
            "",
        )
    return {
        "known": both,
        # as figures of a year are chosen: of partial dates the more precise inside the same year or month
        "newest": f"""SELECT * EXCLUDE (precision, is_mixed, derived, sum_of_parts) FROM known
    QUALIFY row_number() OVER (PARTITION BY organization, breakdown, year ORDER BY ({first}NOT derived, NOT sum_of_parts,
        precision > 1, month(end_day), precision, end_day, whole IS NOT NULL) DESC) = 1""",
    }


def _marked(plan: Plan, found: str) -> str:
    """The figures `found`; those are lacking whose merged unit lacks a predecessor: its share is built of all or not at all."""
    if not plan.rebuilds_units:
        return f"SELECT *, false AS lacking FROM {found}"
    return f"""SELECT f.*, f.province <> f.counts_as AND count(DISTINCT f.province) OVER (
            PARTITION BY f.key, f.year, f.counts_as, f.province = f.counts_as) < m.predecessors AS lacking
    FROM {found} f LEFT JOIN merger m ON m.unit = f.counts_as"""


def counted(plan: Plan, found: str) -> dict[str, str]:
    """The steps from the figures `found` to those `counted`: also shares stated alone, where nothing is recomputed."""
    if plan.pairs_dates:
        return {"counted": _marked(plan, found)}
    return {
        "used": _marked(plan, found),
        "counted": """SELECT * FROM used
    UNION ALL SELECT a.*, false AS lacking FROM alone a ANTI JOIN (SELECT * FROM used WHERE NOT lacking) u USING (key, year)""",
    }
