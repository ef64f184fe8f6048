"""SQL for flows of a year: each body's longest stretch from 1 January, and what bodies tile together (rules 1, 5, 10).

The passages themselves stand as views in the .sql files beside this one; here it is decided which of them a question needs.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from textwrap import indent

from metrics.answers.plan import Plan, struct
from metrics.answers.selection import named
from metrics.territory import NEW_LIST, region_sql

VIEW = re.compile(r"^CREATE VIEW (\w+) AS\n(.*?);\n", re.MULTILINE | re.DOTALL)
FROM_JANUARY = "first_day = make_date(year, 1, 1)"
# a stretch, and what a figure that begins later has in the place of its columns
STRETCH = "0 AS turn, end_day AS reach, NULL::DATE AS joint"


@cache
def views(name: str) -> dict[str, str]:
    """The views of a .sql file, each with its query, as steps of a statement."""
    text = files("metrics.answers").joinpath(f"{name}.sql").read_text(encoding="utf-8")
    return {view: indent(query, "    ") for view, query in VIEW.findall(text)}


def flows_of_year(plan: Plan) -> dict[str, str]:
    """The steps to `used`, the figures that are added: one stretch a body, or the pieces of one that several bodies tile."""
    if not plan.hands_over and plan.question.boundary != NEW_LIST:
        if plan.ratio is None:
            return {"used": "SELECT * FROM asked WHERE best"}
        return {
            "used": f"""SELECT * FROM asked WHERE {FROM_JANUARY} AND sound
    QUALIFY row_number() OVER (PARTITION BY organization, breakdown, year ORDER BY end_day DESC) = 1"""
        }
    if plan.joins_territory:
        steps = {**_stretches(plan), **views("predecessors"), **views("territory")}
        return steps if plan.question.boundary == NEW_LIST else steps | views("as_reported")
    return {**_stretches(plan), "used": "SELECT * EXCLUDE (turn, reach, joint) FROM longest"}


def _stretches(plan: Plan) -> dict[str, str]:
    """`standing` and `longest`, as chains.sql has them."""
    if plan.has_chains:
        return views("chains")
    return {
        "standing": f"SELECT *, {STRETCH} FROM asked WHERE {FROM_JANUARY}",
        "longest": """SELECT * FROM standing WHERE sound
    QUALIFY row_number() OVER (PARTITION BY organization, breakdown, year ORDER BY reach DESC) = 1""",
    }


# two years ------------------------------------------------------------------------------------------------------------------------
def without_regions(plan: Plan) -> Plan:
    """The plan of what provinces state wherever they stand."""
    by = tuple(name for name in plan.question.by if name != "region")
    return replace(plan, question=replace(plan.question, regions=(), by=by))


def same_stretch(plan: Plan) -> dict[str, str]:
    """The longest stretch that the bodies of a cell state in the year and in the year before; else the one that most do (`used`).

    `role` is `now` or `before`; `absent` are the provinces of the others that state the year.
    """
    steps = {**_stretches(plan), "placed": _placed(plan, "standing")}
    if not plan.joins_territory:
        return {**steps, "party": views("same_stretch")["bodies"], **views("same_stretch")}
    later = _placed(plan, f"(SELECT *, {STRETCH} FROM asked WHERE province = counts_as)")
    merged = dict(views("merged_stretch"))
    absent = {name: merged.pop(name) for name in ("lacking", "absent")}
    steps |= {**views("predecessors"), "later": later, **merged, "bodies": views("same_stretch")["bodies"]}
    parties = "SELECT * FROM bodies UNION ALL SELECT * FROM whole_before UNION ALL SELECT * FROM whole_now"
    same = {name: query for name, query in views("same_stretch").items() if name != "absent"}
    return {**steps, "party": parties, **same, **absent}


def _placed(plan: Plan, stretches: str) -> str:
    """Stretches in the year of each, and in the next: the region that counts is where the province stands in the year compared."""
    counted_in = "s.year + v.later"
    region = region_sql(plan.question.boundary, "o", counted_in)
    key = struct({name: {"year": counted_in, "region": region}.get(name, f"s.key.{name}") for name in plan.question.by})
    return f"""SELECT s.* EXCLUDE (turn, joint) REPLACE ({key} AS key), s.key AS base, v.role, {counted_in} AS counted_in, o.place
    FROM {stretches} s CROSS JOIN (VALUES ('now', 0), ('before', 1)) v(role, later) JOIN body o ON o.organization = s.organization
    WHERE {" AND ".join(named(plan.question, {"regions": region})) or "true"}"""
