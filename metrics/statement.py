"""The SQL of a question: the only place where a metric's SQL is assembled. Values are parameters, names come from the catalog.

A statement is a chain of steps that reads like the rules of the design: `asked` (the bodies' own figures), `standing` (who speaks
for a body that ended inside the year), `used` (which stretch the predecessors of a merged unit share), `cell` (the sum).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from metrics.vocabulary import DIMENSIONS, MERGER, Metric, Question, Ratio, parse_breakdown

MERGER_YEAR = int(MERGER[:4])
# what a row of the chain carries beside its key columns: a body's figure, of a ratio its denominator (`whole`), and what the answer
# has to tell of both
FIGURE = (
    *("organization", "kind", "province", "counts_as", "year", "breakdown", "first_day", "end_day", "best", "value", "whole"),
    *("partial", "details", "wholes"),
)


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
    # does the selection hold a body that was succeeded in its year? Without, the steps for it are left out
    hands_over: bool = True
    # key columns that the chain adds to those asked for
    added_keys: tuple[str, ...] = ()

    @property
    def ratio(self) -> Ratio | None:
        return self.metric.ratio

    @property
    def is_single(self) -> bool:
        """A rank, a score or a stated share: several never make one row."""
        return self.ratio is None and self.unit in ("percent", "permille", "rank", "score")

    @property
    def is_flow(self) -> bool:
        return self.indicator_kind == "flow" and not self.is_single

    @property
    def by_period(self) -> bool:
        return "period" in self.question.by

    @property
    def over_years(self) -> bool:
        """Neither year nor period is asked for: a stock's latest, a flow's sum."""
        return not {"year", "period"} & set(self.question.by)

    @property
    def sums_years(self) -> bool:
        return self.over_years and self.is_flow and self.ratio is None

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(name for name in self.question.by if name in DIMENSIONS)

    @property
    def sums_provinces(self) -> bool:
        return not {"province", "organization"} & set(self.question.by)

    @property
    def joins_territory(self) -> bool:
        """May one row hold a merged unit together with its predecessors?"""
        return "organization" not in self.question.by and (self.question.boundary == "34" or self.sums_provinces)

    @property
    def outer_keys(self) -> tuple[str, ...]:
        return (*(f"key_{name}" for name in self.question.by), *self.added_keys)

    @property
    def keys(self) -> tuple[str, ...]:
        """The key columns of the chain; the year is one of them even where it is not asked for."""
        return (*self.outer_keys, "key_year") if self.over_years else self.outer_keys

    @property
    def cell_keys(self) -> tuple[str, ...]:
        """What a cell is grouped by: a flow is summed over the years, of a stock's years the latest is picked."""
        return self.outer_keys if self.sums_years else self.keys


def statement(plan: Plan) -> str:
    """The SQL of a question: one row a cell, with the lists that its covers, qualifier and sources are made of."""
    return written(chain(plan), answer(plan))


def bodies_asked(plan: Plan) -> str:
    """The SQL for the kinds of body that a question's figures are about, and whether one of them was succeeded in its year."""
    steps = _asked(plan)
    tables = ("asked", "alone") if "alone" in steps else ("asked",)
    union = " UNION ALL ".join(f"SELECT organization, kind, year FROM {table}" for table in tables)
    return written(
        steps,
        f"""SELECT a.kind, bool_or(h.older IS NOT NULL) AS succeeded
FROM ({union}) a
LEFT JOIN handover h ON h.older = a.organization AND h.year = a.year
GROUP BY a.kind ORDER BY a.kind""",
    )


def written(steps: dict[str, str], last: str) -> str:
    return "WITH " + ",\n".join(f"{name} AS (\n    {text.strip()}\n)" for name, text in steps.items()) + "\n" + last.strip()


def same_period_statement(plan: Plan) -> str:
    """The SQL for a flow's longest stretch that a year and the year before both state: two cells, `now` and `before`."""
    steps = {**_asked(plan), **_january_on(plan), **_same_stretch(plan)}
    paired = replace(plan, added_keys=("key_role",))
    return written({**steps, **_cells(paired, "used")}, answer(paired))


def chain(plan: Plan) -> dict[str, str]:
    """The steps from the bodies' own figures to the cells of the answer."""
    steps = _asked(plan)
    if plan.is_single:
        steps["used"] = "SELECT * FROM asked" + _own_territory(plan)
    elif plan.is_flow and not plan.by_period:
        steps |= _flows_of_year(plan)
    elif plan.hands_over:
        steps["used"] = _given_way(plan)
    else:
        steps["used"] = "SELECT * FROM asked"
    figures = "used"
    if plan.ratio:
        figures = "counted"
        steps["counted"] = f"""SELECT * FROM used
    UNION ALL SELECT * FROM alone a WHERE NOT EXISTS (SELECT 1 FROM used u WHERE {_same(plan.keys, "a", "u")})"""
    return {**steps, **_cells(plan, figures)}


def _cells(plan: Plan, figures: str) -> dict[str, str]:
    steps = {}
    if plan.sums_provinces:
        steps["expected"] = _expected(plan)
    if plan.joins_territory:
        steps["missing"] = _missing(plan, figures)
    if plan.question.compare == "target":
        steps["aimed"] = _aimed(plan, figures)
    steps["cell"] = _cell(plan, figures)
    return steps


def answer(plan: Plan) -> str:
    """The cells with the number of units that could report, the predecessors that are missing and the target."""
    keys = plan.outer_keys
    expected, missing, target, joins = "NULL::BIGINT", "[]::VARCHAR[]", "", ""
    if plan.sums_provinces:
        scheme = {"63": "'63'", "34": "'34'", "reported": f"CASE WHEN c.last_year < {MERGER_YEAR} THEN '63' ELSE '34' END"}
        region = " AND e.key_region = c.key_region" if "region" in plan.question.by else ""
        expected = "e.units"
        joins += f"\nLEFT JOIN expected e ON e.scheme = {scheme[plan.question.boundary]}{region}"
    if plan.joins_territory:
        missing = "coalesce(m.missing, [])"
        joins += f"\nLEFT JOIN missing m ON {_same(plan.cell_keys, 'm', 'c')}"
    if plan.question.compare == "target":
        target = ", t.target"
        joins += f"\nLEFT JOIN aimed t ON {_same(keys, 't', 'c')}"
    latest = ""
    if plan.over_years and not plan.sums_years:
        latest = f"\nQUALIFY c.key_year = max(c.key_year) OVER (PARTITION BY {_list(keys, 'c.')})"
    return f"""SELECT c.*, {expected} AS expected, {missing} AS missing{target}
FROM cell c{joins}{latest}
ORDER BY {_list(keys, "c.")}"""


# asked: the figures of the bodies that the filters let through ---------------------------------------------------------------
def _asked(plan: Plan) -> dict[str, str]:
    table = "stated" if plan.by_period else "resolved"
    join = "\n    JOIN breakdown b USING (breakdown)" if plan.dimensions else ""
    if plan.ratio is None:
        return {
            "asked": f"""SELECT {_keys_of(plan, "r")},
        {_figure_of(plan, "r")}
    FROM {table} r{join}
    WHERE {_filters(plan, "r", "indicator")}"""
        }
    alone = "WHERE false" if not plan.metric.indicator else f"WHERE {_filters(plan, 'r', 'indicator')}" + _own_territory(plan, "r")
    return {
        "numerator": f"""SELECT {_keys_of(plan, "r")}, r.base, {"r.period" if plan.by_period else "r.code"} AS code,
        {_figure_of(plan, "r")}
    FROM {table} r{join}
    WHERE {_filters(plan, "r", "numerator")}""",
        "denominator": "\n    UNION ALL\n    ".join(
            DENOMINATORS[name].format(
                place=place, whole="n.breakdown" if plan.parameters.get("whole_breakdown") is None else "$whole_breakdown"
            )
            for place, name in enumerate(plan.denominators)
        ),
        "asked": f"""SELECT {_list(plan.keys, "n.")},
        {_ratio_figure()}
    FROM numerator n JOIN denominator d USING (organization, breakdown, year, first_day, end_day, code)
    QUALIFY row_number() OVER (
        PARTITION BY n.organization, n.breakdown, n.year, n.first_day, n.end_day, n.code ORDER BY d.place) = 1""",
        "alone": f"""SELECT {_keys_of(plan, "r")},
        {_figure_of(plan, "r")}
    FROM {table} r{join}
    {alone}""",
    }


_MATCH = """SELECT n.organization, n.breakdown, n.year, n.first_day, n.end_day, n.code, {place} AS place,
        {value} AS whole, {details} AS wholes
    FROM numerator n"""
_FROM = """ JOIN {table} d ON d.organization = n.organization AND d.indicator = $denominator
        AND d.unit = $denominator_unit AND d.breakdown = {whole} AND {same}"""
_STATED = {"value": "d.value", "details": "[d.detail]"}


def _from(table: str, same: str) -> str:
    return (_MATCH + _FROM).format(place="{place}", whole="{whole}", table=table, same=same, **_STATED)


# where a ratio's denominator may stand (rule 3); the names are those of Plan.denominators
DENOMINATORS = {
    "same_period": _from("stated", "d.period = n.code"),
    "same_stretch": _from("resolved", "d.year = n.year AND d.first_day = n.first_day AND d.end_day = n.end_day"),
    "same_year": _from("resolved", "d.best AND d.year = n.year"),
    "year_of_period": _from("resolved", "d.best AND d.year = year(n.first_day) AND d.year = year(n.end_day)"),
    "previous_year": _from("resolved", "d.best AND d.year = year(n.first_day) - 1"),
    "same_row": _MATCH.format(place="{place}", value="n.base", details="NULL") + " WHERE n.base IS NOT NULL",
    "target": _from("target", "d.year = n.year"),
    # of a period inside one year the year's target, of a longer one its own
    "target_of_period": _from(
        "target", "CASE WHEN d.year IS NULL THEN d.code = n.code ELSE d.year = year(n.first_day) AND d.year = year(n.end_day) END"
    ),
}


def _ratio_figure() -> str:
    kept = ("organization", "kind", "province", "counts_as", "year", "breakdown", "first_day", "end_day", "best", "value")
    return f"{_list(kept, 'n.')}, d.whole, n.partial, n.details, d.wholes"


def _figure_of(plan: Plan, r: str) -> str:
    """FIGURE, taken from a row of `resolved` or `stated`."""
    if plan.by_period:
        first, partial, best = f"{r}.start_day AS first_day", "false AS partial", "true AS best"
    else:
        first, partial, best = f"{r}.first_day", f"{r}.partial", f"{r}.best"
    return f"""{r}.organization, {r}.kind, {r}.province, {_counts_as(plan, r)} AS counts_as, {_year(plan, r)} AS year,
        {r}.breakdown, {first}, {r}.end_day, {best}, {r}.value, NULL::DOUBLE AS whole, {partial}, [{r}.detail] AS details,
        NULL AS wholes"""


def _year(plan: Plan, r: str) -> str:
    """A term stands in its first year, any other period in the year in which it ends."""
    return (
        f"CASE WHEN {r}.period_type = 'term' THEN year({r}.start_day) ELSE year({r}.end_day) END" if plan.by_period else f"{r}.year"
    )


def _counts_as(plan: Plan, r: str) -> str:
    """The unit as which a body's province is counted (rule 10)."""
    if plan.question.boundary == "34":
        return f"{r}.place"
    if plan.question.boundary == "reported" and plan.sums_provinces:
        return f"CASE WHEN {_year(plan, r)} < {MERGER_YEAR} THEN {r}.province ELSE {r}.place END"
    return f"{r}.province"


def _region(plan: Plan, r: str) -> str:
    return r + {"63": ".region63", "34": ".region34", "reported": ".region"}[plan.question.boundary]


def _keys_of(plan: Plan, r: str) -> str:
    columns = {
        "province": f"{r}.place" if plan.question.boundary == "34" else f"{r}.province",
        "organization": f"{r}.organization",
        "kind": f"{r}.kind",
        "region": _region(plan, r),
        "year": _year(plan, r),
        "period": f"{r}.period",
        **{name: f"b.{name}" for name in DIMENSIONS},
    }
    return ", ".join(f"{columns[key.removeprefix('key_')]} AS {key}" for key in plan.keys)


def _filters(plan: Plan, r: str, of: str) -> str:
    """The conditions of a question on a row of `resolved` or `stated`; `of`: its indicator or the ratio's numerator."""
    question = plan.question
    conditions = [f"{r}.indicator = ${of}", f"{r}.unit = ${'unit' if of == 'indicator' else of + '_unit'}"]
    if plan.dimensions:
        conditions.append("b.dimensions = $dimensions")
        conditions += [f"b.{name} = $part_{name}" for name in parse_breakdown(plan.breakdown)]
    else:
        conditions.append(f"{r}.breakdown = $breakdown")
    if question.provinces:
        conditions.append(f"list_contains($provinces, {r}.{'place' if question.boundary == '34' else 'province'})")
    if question.regions:
        conditions.append(f"list_contains($regions, {_region(plan, r)})")
    if question.kinds:
        conditions.append(f"list_contains($kinds, {r}.kind)")
    if question.years and plan.by_period:
        conditions.append(f"{r}.end_day >= make_date($first, 1, 1) AND {r}.start_day <= make_date($last, 12, 31)")
    elif question.years:
        conditions.append(f"{r}.year BETWEEN $first AND $last")
    if plan.unit in ("rank", "score"):
        scheme = {"reported": f"CASE WHEN {_year(plan, r)} < {MERGER_YEAR} THEN '63' ELSE '34' END"}
        conditions.append(f"{r}.boundary = {scheme.get(question.boundary, repr(question.boundary))}")
    elif question.boundary == "63":
        conditions.append(f"{r}.province NOT IN (SELECT province FROM province WHERE valid_from = '{MERGER}')")
    # a stretch shorter than the best one may be what two years share
    single = "organization" in question.by and (question.compare != "same_period" or plan.ratio)
    if not plan.by_period and (not plan.is_flow or single or (of == "indicator" and plan.ratio)):
        conditions.append(f"{r}.best")
    return "\n        AND ".join(conditions)


def _own_territory(plan: Plan, r: str = "") -> str:
    """Ranks, scores and stated shares of predecessors never stand for a merged unit (rule 10)."""
    if plan.question.boundary != "34":
        return ""
    return f"\n        AND {r}.province = {r}.place" if r else " WHERE province = counts_as"


# used: the figures that are added ----------------------------------------------------------------------------------------------
def _given_way(plan: Plan) -> str:
    """Of a body that ended inside the year and its successor the later figure stays (rule 5)."""
    return f"""SELECT * FROM asked a
    WHERE NOT EXISTS (SELECT 1 FROM handover h JOIN asked n ON n.organization = h.newer AND n.year = h.year
            WHERE h.older = a.organization AND h.year = a.year AND {_same(plan.keys, "n", "a")} AND n.end_day >= a.end_day)
        AND NOT EXISTS (SELECT 1 FROM handover h JOIN asked o ON o.organization = h.older AND o.year = h.year
            WHERE h.newer = a.organization AND h.year = a.year AND {_same(plan.keys, "o", "a")} AND o.end_day > a.end_day)"""


def _flows_of_year(plan: Plan) -> dict[str, str]:
    """Each body's longest stretch from 1 January, or what a merged unit's predecessors share."""
    if not plan.hands_over and plan.question.boundary != "34":
        return {"used": "SELECT * FROM asked WHERE best"}
    steps = _january_on(plan)
    steps["longest"] = f"""SELECT * FROM standing
    QUALIFY row_number() OVER (PARTITION BY {_list((*plan.keys, "organization"))} ORDER BY end_day DESC, len(details)) = 1"""
    return {**steps, **_territory(plan)} if plan.joins_territory else {**steps, "used": "SELECT * FROM longest"}


def _january_on(plan: Plan) -> dict[str, str]:
    """Every stretch from 1 January; a body that ended inside the year and its successor tile it together (rules 1, 5)."""
    if not plan.hands_over:
        return {"standing": "SELECT * FROM asked WHERE first_day = make_date(year, 1, 1)"}
    kept = ("organization", "kind", "province", "counts_as", "year", "breakdown")
    joined = f"""{_list(kept, "n.")}, o.first_day, n.end_day, true AS best, o.value + n.value AS value, n.whole, n.partial,
        list_concat(o.details, n.details) AS details, n.wholes"""
    return {
        "passed_on": f"""SELECT {_list(plan.keys, "n.")}, {joined}
    FROM asked o
    JOIN handover h ON h.older = o.organization AND h.year = o.year
    JOIN asked n ON n.organization = h.newer AND n.year = o.year AND n.first_day = o.end_day + 1 AND n.province = o.province
        AND {_same(plan.keys, "n", "o")}
    WHERE o.first_day = make_date(o.year, 1, 1)
    QUALIFY count(DISTINCT n.organization) OVER (PARTITION BY {_list(plan.keys, "o.")}, o.organization) = 1""",
        "january_on": """SELECT * FROM asked WHERE first_day = make_date(year, 1, 1)
    UNION ALL SELECT * FROM passed_on""",
        "standing": f"""SELECT * FROM january_on a
    WHERE NOT EXISTS (SELECT 1 FROM handover h JOIN january_on n ON n.organization = h.newer AND n.year = h.year
        WHERE h.older = a.organization AND h.year = a.year AND n.province = a.province AND {_same(plan.keys, "n", "a")})""",
    }


def _same_stretch(plan: Plan) -> dict[str, str]:
    """The one stretch that all bodies of a cell state in the year and in the year before; else the one that most do."""
    place = (*plan.keys, "counts_as")
    group = [key for key in plan.keys if key != "key_year"]
    before = " AND ".join([*(f"b.{key} = n.{key}" for key in (*group, "counts_as", "stretch")), "b.key_year = n.key_year - 1"])
    columns = [f"s.{name}" for name in FIGURE]
    now = ", ".join([*(f"s.{key}" for key in plan.keys), *columns])
    earlier = ", ".join([*(f"s.{key} + 1 AS {key}" if key == "key_year" else f"s.{key}" for key in plan.keys), *columns])
    shared = " AND ".join(f"p.{key} = s.{key}" for key in (*group, "counts_as", "stretch"))
    return {
        # the end as a day of any year; the end of February counts as such
        "spans": """SELECT *, month(end_day) * 100 + CASE WHEN end_day = last_day(end_day) THEN 99 ELSE day(end_day) END AS stretch
    FROM standing""",
        "stretches": f"""SELECT {_list(place)}, stretch FROM spans s GROUP BY {_list((*place, "stretch"))}
    HAVING count(DISTINCT organization) = (SELECT count(DISTINCT organization) FROM spans x WHERE {_same(place, "x", "s")})""",
        "both_years": f"""SELECT {_list((*place, "stretch"), "n.")} FROM stretches n JOIN stretches b ON {before}""",
        "chosen": f"""SELECT {_list(plan.keys)}, stretch FROM both_years GROUP BY {_list((*plan.keys, "stretch"))}
    QUALIFY row_number() OVER (PARTITION BY {_list(plan.keys)} ORDER BY count(*) DESC, stretch DESC) = 1""",
        "pair": f"""SELECT b.* FROM both_years b JOIN chosen c ON {_same((*plan.keys, "stretch"), "c", "b")}""",
        "used": f"""SELECT {now}, 'now' AS key_role FROM spans s JOIN pair p ON {shared} AND p.key_year = s.key_year
    UNION ALL SELECT {earlier}, 'before' FROM spans s JOIN pair p ON {shared} AND p.key_year = s.key_year + 1""",
    }


def _territory(plan: Plan) -> dict[str, str]:
    """A merged unit's flow: its own, else what all its predecessors state, with the unit's own continuation (rule 10)."""
    place = (*plan.keys, "counts_as", "year")
    # the predecessors' denominators give way to that of the unit which goes on
    changed = {
        "partial": "coalesce(c.continued_to, c.end_day) < make_date(c.year, 12, 31) AS partial",
        "whole": "CASE WHEN c.continued_to IS NULL THEN s.whole ELSE 0 END AS whole",
    }
    before = ", ".join(changed.get(name, f"s.{name}") for name in (*plan.keys, *FIGURE))
    after = ", ".join(changed[name] if name == "partial" else f"s.{name}" for name in (*plan.keys, *FIGURE))
    return {
        "predecessor": f"""SELECT * FROM standing s
    WHERE province <> counts_as AND NOT EXISTS (
        SELECT 1 FROM standing o WHERE o.province = s.counts_as AND {_same(place, "o", "s")})""",
        "shared": f"""SELECT {_list(place)}, end_day, count(DISTINCT organization) AS bodies, count(DISTINCT province) AS provinces
    FROM predecessor GROUP BY {_list((*place, "end_day"))}""",
        "all_of_place": f"""SELECT {_list(place)}, count(DISTINCT organization) AS all_bodies,
        (SELECT count(*) FROM province p WHERE p.place = counts_as AND p.province <> counts_as) AS all_provinces
    FROM predecessor GROUP BY {_list(place)}""",
        "continuation": f"""SELECT {_list(place)}, first_day, max(end_day) AS continued_to
    FROM asked WHERE province = counts_as AND first_day > make_date(year, 1, 1) GROUP BY {_list((*place, "first_day"))}""",
        "chosen": f"""SELECT {_list(place, "s.")}, s.end_day, c.continued_to
    FROM shared s JOIN all_of_place a ON {_same(place, "a", "s")}
    LEFT JOIN continuation c ON {_same(place, "c", "s")} AND c.first_day = s.end_day + 1
    QUALIFY row_number() OVER (PARTITION BY {_list(place, "s.")} ORDER BY
        s.bodies = a.all_bodies AND s.provinces = a.all_provinces DESC,
        coalesce(c.continued_to, s.end_day) DESC, s.end_day DESC) = 1""",
        "used": f"""SELECT {_list((*plan.keys, *FIGURE))} FROM longest
    WHERE province = counts_as
    UNION ALL SELECT {before}
    FROM predecessor s JOIN chosen c ON {_same((*place, "end_day"), "c", "s")}
    UNION ALL SELECT {after}
    FROM asked s JOIN chosen c ON {_same(place, "c", "s")}
    WHERE s.province = s.counts_as AND s.first_day = c.end_day + 1 AND s.end_day = c.continued_to""",
    }


# cell: the sums ----------------------------------------------------------------------------------------------------------------
def _expected(plan: Plan) -> str:
    """How many provinces the selection holds, whatever the kind of body, in the list of 63 and in that of 34."""
    region = ", region AS key_region" if "region" in plan.question.by else ""
    conditions = ["true"]
    if plan.question.provinces:
        conditions.append("list_contains($provinces, province)")
    if plan.question.regions:
        conditions.append("list_contains($regions, region)")
    return f"""SELECT scheme{region}, count(DISTINCT unit) AS units FROM unit
    WHERE {" AND ".join(conditions)} GROUP BY ALL"""


def _missing(plan: Plan, figures: str) -> str:
    """The predecessors of a merged unit that a sum lacks, of those selected."""
    selected = ""
    if plan.question.boundary == "reported":
        if plan.question.provinces:
            selected += " AND list_contains($provinces, p.province)"
        if plan.question.regions:
            selected += " AND list_contains($regions, p.region)"
        if "region" in plan.question.by:
            selected += " AND p.region = u.key_region"
    return f"""SELECT {_list(plan.cell_keys, "u.", last=True)}list(DISTINCT p.province) AS missing
    FROM (SELECT DISTINCT {_list((*plan.keys, "counts_as"))} FROM {figures} WHERE province <> counts_as) u
    JOIN province p ON p.place = u.counts_as AND p.province <> u.counts_as{selected}
    WHERE NOT EXISTS (SELECT 1 FROM {figures} x WHERE x.province = p.province AND {_same(plan.keys, "x", "u")})
    GROUP BY ALL"""


def _aimed(plan: Plan, figures: str) -> str:
    """The targets of the bodies of a cell, where every one of them has one."""
    return f"""SELECT {_list(plan.outer_keys)}, CASE WHEN count(t.value) = count(*) THEN sum(t.value) END AS target
    FROM {figures} f LEFT JOIN target t ON t.organization = f.organization AND t.indicator = $indicator AND t.unit = $unit
        AND t.breakdown = f.breakdown AND t.year = f.year
    GROUP BY {_list(plan.outer_keys)}"""


def _cell(plan: Plan, figures: str) -> str:
    """The sums, and what there is to tell of each figure added."""
    value = "sum(value)"
    if plan.ratio:
        value = f"CASE WHEN count(whole) = 0 THEN sum(value) ELSE sum(value) * {plan.ratio.scale:g} / nullif(sum(whole), 0) END"
    return f"""SELECT {_list(plan.cell_keys)}, {value} AS value, bool_or(partial) AS partial, max(year) AS last_year,
        max(end_day) AS end_day, count(whole) > 0 AS recomputed,
        list({{counts_as: counts_as, year: year, details: details, wholes: wholes}}) AS addends
    FROM {figures} GROUP BY {_list(plan.cell_keys)}"""


# columns -----------------------------------------------------------------------------------------------------------------------
def _list(names: tuple[str, ...], prefix: str = "", *, last: bool = False) -> str:
    """Column names in a row; with `last`, a comma follows if there are any."""
    text = ", ".join(f"{prefix}{name}" for name in names)
    return text + ", " if last and text else text


def _same(names: tuple[str, ...], a: str, b: str) -> str:
    return " AND ".join(f"{a}.{name} = {b}.{name}" for name in names) or "true"


# evidence ------------------------------------------------------------------------------------------------------------------------
EVIDENCE = (
    *("source", "organization", "indicator", "breakdown", "value", "unit", "denominator", "qualifier", "period_type", "period"),
    *("status", "quote", "line", "note", "quote_status", "url", "publisher", "published", "used"),
)


def evidence_statement(plan: Plan) -> str:
    """The SQL for every observation that a question's filters let through, and whether it enters the answer."""
    steps = chain(plan)
    counted = "counted" if plan.ratio else "used"
    figures = f"SELECT unnest(details) AS figure FROM {counted}"
    if plan.ratio:
        figures += f" UNION ALL SELECT unnest(wholes) FROM {counted}"
    steps["entered"] = f"SELECT DISTINCT unnest(figure.ids) AS id FROM ({figures})"
    counterpart = (
        "WHEN o.indicator <> $indicator THEN 'no: its counterpart in the ratio is not known'\n        " if plan.ratio else ""
    )
    columns = _list(tuple(name for name in EVIDENCE if name not in ("breakdown", "used")), "o.")
    return written(
        steps,
        f"""SELECT o.id, {columns}, o.stated_breakdown AS breakdown, CASE
        WHEN n.id IS NOT NULL THEN 'yes'
        WHEN o.status NOT IN ('reported', 'derived') THEN 'no: ' || o.status
        WHEN i.kind IN ('rank', 'score') AND o.period_type <> 'year' THEN 'no: no index year'
        WHEN w.id IS NOT NULL THEN 'no: ' || w.winner || ' counts'
        WHEN o.unit <> CASE WHEN o.indicator = $indicator THEN $unit ELSE o.unit END THEN 'no: another unit'
        WHEN o.breakdown <> $breakdown AND o.stated_breakdown <> $breakdown THEN 'no: a part'
        WHEN o.status = 'derived' THEN 'no: derived where a figure is reported'
        {counterpart}WHEN o.period_type IN ('term', 'range', 'as_of') AND i.kind = 'flow' THEN 'no: its period enters no year'
        ELSE 'no: another figure of the year counts' END AS used
FROM observation o
JOIN body r USING (organization)
JOIN indicator i USING (indicator)
LEFT JOIN entered n ON n.id = o.id
LEFT JOIN outdone w ON w.id = o.id
WHERE {_evidence_filters(plan)}
ORDER BY o.id""",
    )


def _evidence_filters(plan: Plan) -> str:
    question = plan.question
    conditions = ["list_contains($indicators, o.indicator)"]
    if question.provinces:
        conditions.append(f"list_contains($provinces, r.{'place' if question.boundary == '34' else 'province'})")
    if question.regions:
        scheme = {"63": "r.region63", "34": "r.region34"}
        since = "CASE WHEN o.end_day < r.new_region_from THEN r.region63 ELSE coalesce(r.region_new, r.region63) END"
        conditions.append(f"list_contains($regions, {scheme.get(question.boundary, since)})")
    if question.kinds:
        conditions.append("list_contains($kinds, r.kind)")
    if question.years:
        earlier = " - 1" if plan.ratio and plan.ratio.denominator_year else ""
        conditions.append(f"o.end_day >= make_date($first{earlier}, 1, 1) AND o.start_day <= make_date($last, 12, 31)")
    if question.boundary == "63":
        conditions.append(f"r.province NOT IN (SELECT province FROM province WHERE valid_from = '{MERGER}')")
    if question.breakdown:
        conditions.append("($breakdown IN (o.breakdown, o.stated_breakdown) OR o.indicator <> $first_indicator)")
    if question.unit:
        conditions.append("o.unit = $unit")
    return "\n    AND ".join(conditions)
