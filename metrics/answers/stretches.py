"""SQL for flows of a year: each body's longest stretch from 1 January, and what bodies tile together (rules 1, 5, 10).

A body that ended inside the year and its successors form a chain: the former's stretch and the latter's continuation are one. The
predecessors of a merged unit do the same across provinces, where all of them state one stretch.
"""

from __future__ import annotations

from dataclasses import replace

from metrics.answers.plan import FIGURE, Plan, listed, row, same
from metrics.answers.selection import named
from metrics.territory import MERGER_YEAR, NEW_LIST, region_sql

YEARS_END = "make_date({0}.year, 12, 31)"
NEW_YEAR = "make_date({0}.year, 1, 1)"


def flows_of_year(plan: Plan) -> dict[str, str]:
    """The steps to `used`, the figures that are added: one stretch a body, or the pieces of one that several bodies tile."""
    if not plan.hands_over and plan.question.boundary != NEW_LIST:
        if plan.ratio is None:
            return {"used": "SELECT * FROM asked WHERE best"}
        return {
            "used": f"""SELECT * FROM asked WHERE first_day = {NEW_YEAR.format("asked")} AND whole IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY {listed((*plan.keys, "organization"))} ORDER BY end_day DESC) = 1"""
        }
    steps = {**standing(plan), **_longest(plan)}
    return {**steps, **_of_merged_units(plan)} if plan.joins_territory else {**steps, "used": _without_marks(plan, "longest")}


def _without_marks(plan: Plan, step: str) -> str:
    return f"SELECT {row(plan, 's')} FROM {step} s"


def standing(plan: Plan) -> dict[str, str]:
    """Every stretch from 1 January that a body states, or that the bodies of a chain tile, by the day that it reaches.

    `turn`: whose stretch it is: 0 a body that goes on, 1 a chain, 2 a body that ended inside the year; at each day the first of
    these speaks. Of a ratio a stretch is `sound` if its denominator is known.
    """
    group = (*plan.keys, "chain", "year")
    sound = "{0}.whole IS NOT NULL" if plan.ratio else "true"
    if not plan.has_chains:
        return {
            "standing": f"""SELECT {row(plan, "a")}, 0 AS turn, a.end_day AS reach, {sound.format("a")} AS sound
    FROM asked a WHERE a.first_day = {NEW_YEAR.format("a")}"""
        }
    # of a ratio, the denominators of the bodies that go on stand for all, else those of the bodies that ended
    follows = ", bool_and(n.whole IS NOT NULL) AS whole_follows" if plan.ratio else ""
    having = "\n    HAVING bool_and(n.whole IS NOT NULL) OR bool_and(o.whole IS NOT NULL)" if plan.ratio else ""
    before = _wholes_before("o", "t.whole_follows") if plan.ratio else {}
    after = _wholes_after("n", "t.whole_follows") if plan.ratio else {}
    unfinished = f"t.reach < {YEARS_END.format('t')}"
    succession = "succession c ON c.organization = a.organization AND c.year = a.year"
    return {
        "january": f"""SELECT {row(plan, "a", chain="coalesce(c.chain, a.organization)")},
        CASE WHEN c.ends THEN 2 ELSE 0 END AS turn, a.end_day AS reach, NULL::DATE AS joint, {sound.format("a")} AS sound
    FROM asked a LEFT JOIN {succession}
    WHERE a.first_day = {NEW_YEAR.format("a")}""",
        "following": f"""SELECT {row(plan, "a", chain="c.chain")}
    FROM asked a JOIN {succession}
    WHERE NOT c.ends AND a.first_day > {NEW_YEAR.format("a")}""",
        "tile": f"""SELECT {listed(group, "n.")}, n.first_day AS joint, n.end_day AS reach{follows}
    FROM following n JOIN january o ON {same(group, "o", "n")} AND o.turn = 2 AND n.first_day = o.end_day + 1
    GROUP BY {listed(group, "n.")}, n.first_day, n.end_day{having}
    QUALIFY row_number() OVER (PARTITION BY {listed(group, "n.")}, n.end_day ORDER BY
        count(DISTINCT n.organization) + count(DISTINCT o.organization) DESC, n.first_day) = 1""",
        "before_joint": f"""SELECT {row(plan, "o", continued="true", partial=unfinished, **before)},
        1 AS turn, t.reach, t.joint, true AS sound
    FROM january o JOIN tile t ON {same(group, "t", "o")} AND t.joint = o.end_day + 1
    WHERE o.turn = 2""",
        "after_joint": f"""SELECT {row(plan, "n", **after)}, 1 AS turn, t.reach, t.joint, true AS sound
    FROM following n JOIN tile t ON {same(group, "t", "n")} AND t.joint = n.first_day AND n.end_day <= t.reach
    QUALIFY row_number() OVER (PARTITION BY {listed((*plan.keys, "organization"), "n.")}, t.reach ORDER BY n.end_day DESC) = 1""",
        "standing": f"""SELECT * FROM (SELECT * FROM january UNION ALL SELECT * FROM before_joint
        UNION ALL SELECT * FROM after_joint) s
    QUALIFY turn + 3 * (NOT sound)::INTEGER
        = min(turn + 3 * (NOT sound)::INTEGER) OVER (PARTITION BY {listed(group)}, reach)""",
    }


# where a flow goes on in other bodies, either their denominators stand for all, or those of the bodies before
def _wholes_before(r: str, follows: str) -> dict[str, str]:
    return {name: f"CASE WHEN NOT {follows} THEN {r}.{name} END" for name in ("whole", "wholes")}


def _wholes_after(r: str, follows: str) -> dict[str, str]:
    return {name: f"CASE WHEN {follows} THEN {r}.{name} END" for name in ("whole", "wholes")}


def _longest(plan: Plan) -> dict[str, str]:
    """Each body's longest stretch, or its chain's; ended bodies for which no successor speaks, or that end before it begins."""
    group = (*plan.keys, "chain", "year")
    body = (*plan.keys, "organization")
    last = f"QUALIFY row_number() OVER (PARTITION BY {listed(body, 's.')} ORDER BY s.reach DESC) = 1"
    if not plan.has_chains:
        return {"longest": f"SELECT s.* FROM standing s WHERE s.sound {last}"}
    return {
        "spoken": f"""SELECT DISTINCT {listed(group)}, turn, reach, joint FROM standing WHERE turn < 2 AND sound
    QUALIFY dense_rank() OVER (PARTITION BY {listed(group)} ORDER BY reach DESC, turn, joint) = 1""",
        "longest": f"""SELECT s.* FROM standing s JOIN spoken p ON {same((*group, "turn"), "s", "p")}
    WHERE s.sound AND (p.turn = 0 OR s.reach = p.reach)
    {last}
    UNION ALL SELECT s.* FROM january s LEFT JOIN spoken p ON {same(group, "s", "p")}
    WHERE s.turn = 2 AND s.sound AND (p.chain IS NULL OR p.turn = 1 AND s.end_day < p.joint AND NOT EXISTS (
        SELECT 1 FROM standing m WHERE m.turn = 1 AND m.reach = p.reach AND {same(body, "m", "s")}))
    {last}""",
    }


# the predecessors of a merged unit ------------------------------------------------------------------------------------------------
def _shared(plan: Plan) -> dict[str, str]:
    """What the predecessors of a merged unit state alike, and whether the unit goes on from there."""
    place = (*plan.keys, "counts_as", "year")
    sound = ", bool_and(sound) AS sound" if plan.ratio else ""
    follows = ", bool_and(whole IS NOT NULL) AS whole_follows" if plan.ratio else ""
    return {
        "predecessor": "SELECT * FROM standing WHERE province <> counts_as",
        "shared": f"""SELECT {listed(place)}, reach, count(DISTINCT chain) AS chains, count(DISTINCT province) AS provinces{sound}
    FROM predecessor GROUP BY {listed((*place, "reach"))}""",
        "all_of_place": f"""SELECT {listed(place)}, count(DISTINCT chain) AS all_chains, any_value(m.predecessors) AS all_provinces
    FROM predecessor p JOIN merger m ON m.unit = p.counts_as GROUP BY {listed(place)}""",
        "continuation": f"""SELECT {listed(place)}, first_day, max(end_day) AS continued_to{follows}
    FROM asked WHERE province = counts_as AND first_day > {NEW_YEAR.format("asked")} GROUP BY {listed((*place, "first_day"))}""",
    }


def _of_merged_units(plan: Plan) -> dict[str, str]:
    """A merged unit's flow: its own, else what all its predecessors state; with the unit's own continuation if that is longer."""
    place = (*plan.keys, "counts_as", "year")
    follows, known = "", ""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    if plan.ratio:
        follows = ", c.continued_to IS NOT NULL AND c.whole_follows AS whole_follows"
        known = """
    WHERE s.sound OR c.whole_follows AND s.chains = a.all_chains AND s.provinces = a.all_provinces"""
        before, after = _wholes_before("s", "t.whole_follows"), _wholes_after("s", "t.whole_follows")
    partial = f"coalesce(t.continued_to, t.reach) < {YEARS_END.format('t')}"
    return {
        **_shared(plan),
        "chosen": f"""SELECT {listed(place, "s.")}, s.reach, c.continued_to,
        s.chains = a.all_chains AND s.provinces = a.all_provinces AS by_all{follows}
    FROM shared s JOIN all_of_place a ON {same(place, "a", "s")}
    LEFT JOIN continuation c ON {same(place, "c", "s")} AND c.first_day = s.reach + 1{known}
    QUALIFY row_number() OVER (PARTITION BY {listed(place, "s.")} ORDER BY
        s.chains = a.all_chains AND s.provinces = a.all_provinces DESC,
        coalesce(c.continued_to, s.reach) DESC, s.reach DESC) = 1""",
        "own": f"SELECT {listed(place)}, max(reach) AS reach FROM longest WHERE province = counts_as GROUP BY {listed(place)}",
        "tiled": f"""SELECT c.* FROM chosen c LEFT JOIN own o ON {same(place, "o", "c")}
    WHERE o.reach IS NULL OR c.by_all AND c.continued_to > o.reach""",
        "used": f"""SELECT {row(plan, "s")} FROM longest s
    WHERE s.province = s.counts_as AND NOT EXISTS (SELECT 1 FROM tiled t WHERE {same(place, "t", "s")})
    UNION ALL SELECT {row(plan, "s", partial=partial, continued="s.continued OR t.continued_to IS NOT NULL", **before)}
    FROM predecessor s JOIN tiled t ON {same((*place, "reach"), "t", "s")}
    UNION ALL SELECT {row(plan, "s", partial=partial, **after)}
    FROM asked s JOIN tiled t ON {same(place, "t", "s")}
    WHERE s.province = s.counts_as AND s.first_day = t.reach + 1 AND s.end_day = t.continued_to""",
    }


# two years ------------------------------------------------------------------------------------------------------------------------
def without_regions(plan: Plan) -> Plan:
    """The plan of what provinces state wherever they stand."""
    by = tuple(name for name in plan.question.by if name != "region")
    return replace(plan, question=replace(plan.question, regions=(), by=by))


def same_stretch(plan: Plan) -> dict[str, str]:
    """The longest stretch that the bodies of a cell state in the year and in the year before; else the one that most do (`used`).

    A party to the comparison is a body, a body with its successors, or, where the merger lies between the years, a merged unit with
    all its predecessors. `key_role` is `now` or `before`; `absent` are the provinces of the others that state the year.
    """
    # a province may stand in another region the year before: it is that of the year compared that counts
    base = without_regions(plan)
    keys = (*(key for key in plan.keys if key != "key_year"), "key_year")
    place = (*base.keys, "counts_as", "year")

    def told(year: str) -> str:
        columns = {"key_year": f"{year} AS key_year", "key_region": f"{region(year)} AS key_region"}
        return ", ".join([*(columns.get(key, f"s.{key}") for key in keys), *(f"s.{name}" for name in FIGURE)])

    def region(year: str) -> str:
        return region_sql(plan.question.boundary, "o", year)

    def regions(year: str) -> str:
        return "".join(f" AND {one}" for one in named(plan.question, {"regions": region(year)}))

    # the end as a day of any year; the end of February counts as such
    ends = "month({0}) * 100 + CASE WHEN {0} = last_day({0}) THEN 99 ELSE day({0}) END AS stretch"
    sides = "(VALUES ('now', 0), ('before', 1)) v(key_role, later)"
    steps = {
        **standing(base),
        "parties": f"""SELECT {told("s.year + v.later")}, v.key_role, {ends.format("s.reach")},
        coalesce(l.lineage, s.organization) AS party, o.place, 1 AS weight, false AS is_whole
    FROM standing s CROSS JOIN {sides} JOIN body o ON o.organization = s.organization
    LEFT JOIN succession l ON l.organization = s.organization AND l.year = s.year + v.later
    WHERE true{regions("s.year + v.later")}""",
    }
    spans = "SELECT * FROM parties"
    if plan.joins_territory:
        whole = "o.place AS party, o.place, m.predecessors AS weight, true AS is_whole"
        now = f"{told('s.year')}, 'now' AS key_role"
        body = "JOIN body o ON o.organization = s.organization JOIN merger m ON m.unit = o.place"
        steps |= {
            **_shared(base),
            "whole_before": f"""SELECT {told("s.year + 1")}, 'before' AS key_role, {ends.format("s.reach")}, {whole}
    FROM standing s {body}
    WHERE s.year = {MERGER_YEAR - 1} AND o.place <> s.province{regions("s.year + 1")}
    QUALIFY count(DISTINCT s.province) OVER (PARTITION BY {listed(base.keys, "s.")}, o.place, s.reach) = m.predecessors""",
            "goes_on": f"""SELECT {listed(place, "s.")}, s.reach, c.continued_to
    FROM shared s JOIN all_of_place a ON {same(place, "a", "s")} AND s.chains = a.all_chains AND s.provinces = a.all_provinces
    JOIN continuation c ON {same(place, "c", "s")} AND c.first_day = s.reach + 1
    WHERE NOT EXISTS (
        SELECT 1 FROM standing o WHERE o.province = o.counts_as AND {same(place, "o", "s")} AND o.reach = c.continued_to)
    QUALIFY row_number() OVER (PARTITION BY {listed(place, "s.")}, c.continued_to ORDER BY s.reach DESC) = 1""",
            "whole_now": f"""SELECT {now}, {ends.format("s.reach")}, {whole}
    FROM standing s {body}
    WHERE s.year = {MERGER_YEAR} AND s.province = s.counts_as {regions("s.year")}
    UNION ALL SELECT {now}, {ends.format("g.continued_to")}, {whole}
    FROM predecessor s JOIN goes_on g ON {same((*place, "reach"), "g", "s")} {body}
    WHERE true{regions("s.year")}
    UNION ALL SELECT {now}, {ends.format("g.continued_to")}, {whole}
    FROM asked s JOIN goes_on g ON {same(place, "g", "s")} AND s.first_day = g.reach + 1 AND s.end_day = g.continued_to
    {body}
    WHERE s.province = s.counts_as{regions("s.year")}""",
        }
        spans = "SELECT * FROM parties UNION ALL SELECT * FROM whole_before UNION ALL SELECT * FROM whole_now"
    return {
        **steps,
        "spans": spans,
        "both_years": f"""SELECT {listed(keys)}, stretch, party, place, is_whole, max(weight) AS weight FROM spans
    GROUP BY {listed(keys)}, stretch, party, place, is_whole HAVING count(DISTINCT key_role) = 2
    QUALIFY is_whole = bool_or(is_whole) OVER (PARTITION BY {listed(keys)}, place, stretch)""",
        "chosen_stretch": f"""SELECT {listed(keys)}, stretch FROM both_years GROUP BY {listed(keys)}, stretch
    QUALIFY row_number() OVER (PARTITION BY {listed(keys)} ORDER BY sum(weight) DESC, stretch DESC) = 1""",
        "alike": f"""SELECT b.* FROM both_years b JOIN chosen_stretch c ON {same((*keys, "stretch"), "c", "b")}""",
        "used": f"""SELECT {listed((*plan.keys, *FIGURE), "s.")}, s.key_role FROM spans s
    JOIN alike a ON {same((*keys, "stretch", "party", "is_whole"), "a", "s")}""",
        "absent": f"""SELECT {listed(keys, "s.")}, list(DISTINCT s.province) AS missing FROM spans s
    WHERE s.key_role = 'now' AND NOT s.is_whole AND NOT EXISTS (
        SELECT 1 FROM alike a WHERE (a.party = s.party OR a.is_whole AND a.place = s.place) AND {same(keys, "a", "s")})
    GROUP BY {listed(keys, "s.")}""",
    }
