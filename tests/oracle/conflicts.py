"""Rule 7: of several sources that state one key, which counts, and what is a dispute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from metrics.period import Period, date_span
from metrics.vocabulary import Observation
from tests.oracle.amounts import Amount


def number_text(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def rounding_step(figure: Observation) -> float:
    """What a rounded value was rounded to: 26 000 to thousands, 73.5 to tenths."""
    if figure.decimals:
        return 10.0**-figure.decimals
    if figure.unit in ("percent", "permille") or not figure.value:
        return 1.0
    step = 1
    while figure.value % (step * 10) == 0:
        step *= 10
    return float(step)


def possible_values(figure: Observation) -> tuple[float, float, bool]:
    """Lowest and highest value that the figure leaves open, and whether these ends are excluded."""
    half = rounding_step(figure) / 2 + 1e-9
    return {
        "eq": (figure.value, figure.value, False),
        "approx": (figure.value - half, figure.value + half, False),
        "gt": (figure.value, float("inf"), True),
        "ge": (figure.value, float("inf"), False),
        "lt": (float("-inf"), figure.value, True),
        "le": (float("-inf"), figure.value, False),
    }[figure.qualifier]


def is_rounding(coarse: Observation, fine: Observation) -> bool:
    """A share stated with fewer decimals to which the other one rounds (Readings: counts never do)."""
    return (
        coarse.qualifier == fine.qualifier == "eq"
        and coarse.unit in ("percent", "permille", "score")
        and coarse.decimals < fine.decimals
        and abs(coarse.value - fine.value) <= 0.5 * 10.0**-coarse.decimals + 1e-9
    )


def can_both_hold(one: Observation, other: Observation) -> bool:
    if is_rounding(one, other) or is_rounding(other, one):
        return True
    (low, high, open_), (low2, high2, open2) = possible_values(one), possible_values(other)
    bottom, top = max(low, low2), min(high, high2)
    if bottom < top:
        return True
    return bottom == top and not (open_ and bottom in (low, high)) and not (open2 and bottom in (low2, high2))


def is_more_exact(one: Observation, other: Observation) -> bool:
    """Whether `one` says more than `other`, which it does not contradict."""
    order = {"eq": 0, "approx": 1, "gt": 2, "ge": 2, "lt": 2, "le": 2}
    mine, theirs = order[one.qualifier], order[other.qualifier]
    if mine != theirs:
        return mine < theirs
    if mine == 0:
        return is_rounding(other, one)
    if mine == 1:
        return rounding_step(one) < rounding_step(other)
    if {one.qualifier, other.qualifier} <= {"gt", "ge"}:
        return one.value > other.value or (one.value == other.value and (one.qualifier, other.qualifier) == ("gt", "ge"))
    if {one.qualifier, other.qualifier} <= {"lt", "le"}:
        return one.value < other.value or (one.value == other.value and (one.qualifier, other.qualifier) == ("lt", "le"))
    return False


def settle(figures: list[Observation], published: Mapping[str, str]) -> Amount:
    """One amount from all that is stated under one key: the more exact, then the newest, then the first in the file."""

    def age(figure: Observation) -> tuple[dt.date, int]:
        date = published.get(figure.source, "")
        return (date_span(date)[0] if date else dt.date.min, -figures.index(figure))

    standing = [f for f in figures if not any(can_both_hold(f, g) and is_more_exact(g, f) for g in figures)]
    winner = max(standing, key=age)
    against = [f for f in figures if not can_both_hold(f, winner)]
    period = Period.parse(winner.period_type, winner.period)
    return Amount(
        value=winner.value,
        qualifiers=(winner.qualifier,),
        words=frozenset(["disputed"] if against else []) | ({"derived"} if winner.status == "derived" else set()),
        spans=(winner.period,),
        end=period.end,
        precision=period.precision,
        disputes=frozenset(f"{number_text(f.value)} ({f.source})" for f in against),
        figures=frozenset([winner]),
        sources=frozenset(f.source for f in figures),
        bodies=frozenset([winner.organization]),
        base=winner.denominator,
    )
