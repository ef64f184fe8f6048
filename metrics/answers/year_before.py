"""A year beside the year before: where the two may be compared, and by how much they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from metrics.answers.cell import (
    Cell,
    Handover,
    cells_of,
    crowded_of,
    handovers,
    joint_qualifier,
    marks_of,
    parameters_of,
    qualifier_of,
    row_of,
    sift,
    turned,
    where,
)
from metrics.answers.plan import Plan
from metrics.answers.statement import same_period_statement, statement
from metrics.errors import Message
from metrics.store.store import Store
from metrics.territory import MERGER_YEAR
from metrics.vocabulary import Mark, Result


def with_earlier(plan: Plan) -> Plan:
    """The plan with the year before the first one asked for: what hands over there changes what is compared."""
    if not plan.question.years:
        return plan
    first, last = plan.question.years
    return replace(
        plan, question=replace(plan.question, years=(first - 1, last)), parameters={**plan.parameters, "first": first - 1}
    )


Pair = tuple[Cell, Cell | None]


def compared_with_year_before(store: Store, plan: Plan) -> tuple[Result, set[int]]:
    """The answer with `previous`, `change` and `change_percent` of each row, None where the years do not compare (rule 12).

    With it the observations for which it has no row, as several bodies of one kind meet in it.
    """
    pairs, blanks, sql, parameters, crowded = _with_year_before(store, plan)
    rows = []
    for cell, before in pairs:
        previous, change, percent = _difference(plan, cell, before)
        more = _of_year_before(plan, cell, before) if before else {}
        told = before if change is not None else None
        rows.append(row_of(plan, cell, told, previous=previous, change=change, change_percent=percent, **more))
    return Result(plan.question, plan.metric, tuple(rows), blanks, sql, parameters), crowded


def places_gained(store: Store, plan: Plan) -> tuple[Result, set[int]]:
    """The change of a rank as a metric of its own, made of two years' figures: rows in places, + gained.

    Only where lists of about one length rank both years (MOST_UNLIKE, rule 4). With it the observations without a row.
    """
    pairs, blanks, sql, parameters, crowded = _with_year_before(store, plan)
    rows = []
    for cell, before in pairs:
        gained = _difference(plan, cell, before)[1]
        if before is not None and gained is not None:
            both = replace(cell, row={**cell.row, "value": gained}, wholes=before.details)
            row = row_of(plan, both, before, is_gain=True)
            rows.append(replace(row, qualifier=_of_difference(plan, cell, before)))
    return Result(replace(plan.question, compare=None), plan.metric, tuple(rows), blanks, sql, parameters), crowded


def _with_year_before(store: Store, plan: Plan) -> tuple[list[Pair], tuple[Message, ...], str, dict[str, Any], set[int]]:
    """Each cell asked for beside that of the year before, where the two may be compared; with the SQL that found them."""
    question = plan.question
    wider = with_earlier(plan)
    sql = statement(wider)
    found = cells_of(store, sql, wider)
    first = question.years[0] if question.years else 0
    cells, blanks = sift(wider, found, first)
    earlier = cells
    if question.regions or "region" in question.by:
        # the year before is that of the same provinces, wherever they stood
        before = replace(wider, later=1)
        sql = f"{sql};\n\n{statement(before)}"
        earlier = sift(before, cells_of(store, statement(before), before), 9999)[0]
    keys = [_key(wider, cell) for cell in cells]
    stated = {_key(wider, cell): cell for cell in earlier}
    pairs = {key: _pair(store, wider, cell, stated) for key, cell in zip(keys, cells, strict=True)}
    if question.compare == "same_period" and plan.is_flow and not plan.ratio:
        stretches = same_period_statement(wider)
        pairs |= _stretch_pairs(store, wider, sift(wider, cells_of(store, stretches, wider))[0])
        sql = f"{sql};\n\n{stretches}"
    told = [pairs[key] for key, cell in zip(keys, cells, strict=True) if cell.row["key_year"] >= first]
    unlike = []
    for cell, other in told:
        year_before = None if other else stated.get(_key(wider, cell, 1))
        if year_before and len(cell.bodies | year_before.bodies) > 1:
            unlike.append(_unlike(wider, cell))
    return told, (*blanks, *unlike, *_unlike_lists(plan, told)), sql, parameters_of(sql, wider.parameters), crowded_of(found)


def _unlike_lists(plan: Plan, pairs: Sequence[Pair]) -> list[Message]:
    """A sentence for each year whose ranks are not subtracted from those of the year before."""
    lengths = {
        cell.row["key_year"]: (before.details[0].of_units, cell.details[0].of_units)
        for cell, before in pairs
        if before and plan.unit == "rank" and not _ranked_alike(plan, cell, before)
    }
    return [
        Message.of(
            "{metric}, {where}: no change is told, as ranks of {before} and of {now} units are not subtracted.",
            metric=plan.metric.metric,
            where=f"year {year}",
            before=before,
            now=now,
        )
        for year, (before, now) in sorted(lengths.items())
    ]


def _unlike(plan: Plan, cell: Cell) -> Message:
    return Message.of(
        "{metric}, {where}: not compared, as not the same bodies report in both years in full.",
        metric=plan.metric.metric,
        where=where(plan, cell),
    )


def _key(plan: Plan, cell: Cell, years_back: int = 0) -> tuple[Any, ...]:
    return tuple([cell.row[key] - years_back if key == "key_year" else cell.row[key] for key in plan.outer_keys])


def _pair(store: Store, plan: Plan, cell: Cell, stated: Mapping[tuple[Any, ...], Cell]) -> Pair:
    """A cell beside that of the year before, if the two may be compared."""
    before = stated.get(_key(plan, cell, 1))
    return cell, before if before and _comparable(store, plan, cell, before) else None


def _comparable(store: Store, plan: Plan, cell: Cell, before: Cell) -> bool:
    """Stocks, ranks and scores always; flows and shares only if both years are complete, or cover the same stretch."""
    if plan.is_single and cell.details[0].province != before.details[0].province:
        return False
    if plan.unit in ("rank", "score"):
        return True
    if not _same_units(store, cell, before):
        return False
    if plan.indicator_kind == "stock" and not plan.is_single and plan.ratio is None:
        return True
    complete = not {Mark.PARTIAL, Mark.AT_LEAST} & (marks_of(plan, cell) | marks_of(plan, before))
    if complete or plan.question.compare == "previous_year":
        return complete
    ends = [(c.row["end_day"].month, c.row["end_day"].day) for c in (cell, before)]
    return ends[0] == ends[1] and bool(plan.ratio or plan.is_single)


def _same_units(store: Store, cell: Cell, before: Cell) -> bool:
    """Do the same bodies report in both years? A body and all that it followed are one, as are a unit and its predecessors."""
    now, earlier = cell.bodies, before.bodies
    if now == earlier:
        return True
    year = cell.row["key_year"]
    near = handovers(store).get(year - 1, ()) + handovers(store).get(year, ())
    came, went = now - earlier, earlier - now
    followed = [one for one in near if one.newer & came]
    if not all(_reported(store, one, before) for one in followed):
        return False
    taken_over = [one for one in near if one.newer & now]
    return came <= _all(one.newer for one in followed) and went <= _all(one.older for one in taken_over)


def _reported(store: Store, handover: Handover, before: Cell) -> bool:
    """Did all of those report that are taken over: the body that ended, or each of a merged unit's predecessors, by whichever of
    its bodies the question is about?"""
    if handover.name not in store.predecessors:
        return handover.older <= before.bodies
    return store.predecessors[handover.name] <= {one.province for one in before.details if one.organization in handover.older}


def _all(bodies: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*bodies)


def _stretch_pairs(store: Store, plan: Plan, cells: Sequence[Cell]) -> dict[tuple[Any, ...], Pair]:
    """Cells of the longest stretch that both years state."""
    now = {_key(plan, cell): cell for cell in cells if cell.row["key_role"] == "now"}
    before = {_key(plan, cell): cell for cell in cells if cell.row["key_role"] == "before"}
    return {key: (cell, before[key]) for key, cell in now.items() if key in before and _same_units(store, cell, before[key])}


# lists whose lengths differ by more than this part of the longer one rank differently
MOST_UNLIKE = 0.1


def _difference(plan: Plan, cell: Cell, before: Cell | None) -> tuple[float | None, float | None, float | None]:
    if before is None:
        return None, None, None
    value, previous = cell.row["value"], before.row["value"]
    if plan.unit == "rank":
        return previous, previous - value if _ranked_alike(plan, cell, before) else None, None
    change = value - previous
    return previous, change, change / previous * 100 if previous else None


def _of_year_before(plan: Plan, cell: Cell, before: Cell) -> dict[str, Any]:
    """What a row tells of the year before beside its numbers."""
    return {
        "previous_ids": before.ids,
        "previous_sources": before.sources,
        "previous_marks": marks_of(plan, before),
        "previous_qualifier": qualifier_of(before),
        "change_qualifier": _of_difference(plan, cell, before),
    }


def _of_difference(plan: Plan, cell: Cell, before: Cell) -> str:
    """What a difference is of two figures with their qualifiers (rule 9): of ranks the places gained, before − now."""
    now, earlier = qualifier_of(cell), qualifier_of(before)
    return joint_qualifier({turned(now), earlier} if plan.unit == "rank" else {now, turned(earlier)})


def _ranked_alike(plan: Plan, cell: Cell, before: Cell) -> bool:
    """Are two ranks places in lists of the same boundary and of about the same length?"""
    if plan.question.boundary == "reported" and cell.row["key_year"] == MERGER_YEAR:
        return False
    return of_like_lists(before.details[0].of_units, cell.details[0].of_units)


def of_like_lists(first: int | None, second: int | None) -> bool:
    """Are lists of so many units long enough alike that a place in one compares with a place in the other?"""
    return first is None or second is None or abs(first - second) <= MOST_UNLIKE * max(first, second)
