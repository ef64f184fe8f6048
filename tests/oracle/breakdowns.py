"""Rule 6: breakdowns nest; a total is built along one dimension where none is stated."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

from metrics.vocabulary import CONTAINED_VALUES
from tests.oracle.amounts import Amount, add, say

Breakdown = frozenset[tuple[str, str]]


def contains(whole: Breakdown, part: Breakdown) -> bool:
    """A figure with fewer dimensions, or with a value that includes the other's, contains it."""
    narrower = dict(part)
    return whole != part and all(
        dimension in narrower
        and (narrower[dimension] == value or narrower[dimension] in CONTAINED_VALUES.get((dimension, value), ()))
        for dimension, value in whole
    )


def exclude_one_another(one: Breakdown, other: Breakdown) -> bool:
    """Readings: only form, incumbency and subject tell figures of one value apart."""
    mine, theirs = dict(one), dict(other)
    return any(mine.get(d, "") != theirs.get(d, "") for d in ("form", "incumbency", "subject") if d in mine and d in theirs)


def largest_disjoint(figures: Mapping[Breakdown, Amount]) -> list[Breakdown]:
    """The figures, each excluding every other, that come to most: of overlapping ones the largest counts."""
    best: list[Breakdown] = []
    ordered = sorted(figures, key=sorted)
    for size in range(1, len(ordered) + 1):
        for choice in itertools.combinations(ordered, size):
            if all(exclude_one_another(a, b) for a, b in itertools.combinations(choice, 2)) and (
                not best or sum(figures[b].value for b in choice) > sum(figures[b].value for b in best)
            ):
                best = list(choice)
    return best


def whole_set(indicator: str, dimension: str) -> list[set[str]]:
    """The values of a dimension that together are everything."""
    if dimension == "body":
        return [{"both"}, {"committee", "commission"}]
    if dimension == "incumbency":
        return [{"re_elected", "first_time"}]
    if dimension == "form" and indicator == "organizations_disciplined":
        return [{"reprimand", "warning", "dissolution"}]
    if dimension == "form":
        return [{"reprimand", "warning", "removal", "expulsion"}]
    return []


def total(figures: Mapping[Breakdown, Amount], indicator: str, kind: str) -> Amount | None:
    """The total of one body and period: as stated, else built along the first of four dimensions that occurs."""
    plain: dict[Breakdown, Amount] = {}
    for breakdown in sorted(figures, key=len):
        # Readings: body_level=all of a province-wide body does not narrow
        short = breakdown - {("body_level", "all")} if kind == "province_wide" else breakdown
        plain.setdefault(short, figures[breakdown])
    if frozenset() in plain:
        return plain[frozenset()]
    parts = {b: a for b, a in plain.items() if not {"visits", "member_rank"} & set(dict(b))}
    for dimension in ("body", "form", "incumbency", "subject"):
        if dimension == "subject" and indicator == "organizations_changed":
            continue
        along = {b: a for b, a in parts.items() if dimension in dict(b)}
        if along:
            return built_along(dimension, along, indicator)
    return None


def built_along(dimension: str, along: Mapping[Breakdown, Amount], indicator: str) -> Amount:
    least_narrowed = {b: a for b, a in along.items() if not any(contains(other, b) for other in along)}
    chosen: dict[str, list[Breakdown]] = {}
    for value in sorted({dict(b)[dimension] for b in along}):
        own = {b: a for b, a in least_narrowed.items() if dict(b)[dimension] == value}
        if own:
            chosen[value] = largest_disjoint(own)
    if dimension == "body" and "both" in chosen and len(chosen) > 1:
        others = [b for value in chosen if value != "both" for b in chosen[value]]
        extra = {d for b in chosen["both"] for d in dict(b)} - {d for b in others for d in dict(b)}
        chosen = {v: bs for v, bs in chosen.items() if (v != "both" if extra else v == "both")}
    used = [b for bs in chosen.values() for b in bs]
    # Rule 6: at least, unless the parts are all there un-narrowed
    bare = {v for v, bs in chosen.items() if [set(dict(b)) for b in bs] == [{dimension}]}
    all_there = bare == set(chosen) and any(needed <= bare for needed in whole_set(indicator, dimension))
    amount = add([along[b] for b in used])
    pairs = frozenset(f"{d}={v}" for b in used for d, v in b)
    amount = replace(amount, narrows=amount.narrows | pairs, base=None)
    return say(amount, "sum_of_parts") if all_there else say(amount, "sum_of_parts", "at_least")
