"""A number with all that is said of it: added, bounded, divided (rules 3, 9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

MERGER = dt.date(2025, 7, 1)


ONE_DAY = dt.timedelta(days=1)


class Refused(Exception):
    """The question must not be answered."""


@dataclass(frozen=True)
class Amount:
    """A number with everything that a row says of it, of one body or of several."""

    value: float
    qualifiers: tuple[str, ...]
    words: frozenset[str]
    spans: tuple[str, ...]
    end: dt.date
    precision: int
    narrows: frozenset[str] = frozenset()
    disputes: frozenset[str] = frozenset()
    # the rows of the files that were added
    figures: frozenset[object] = frozenset()
    sources: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    # the second number of `50/63`, where one figure alone makes the amount
    base: float | None = None
    # provinces without which a sum of several provinces would have been larger: (those that report, all)
    reporting: tuple[int, int] | None = None
    # of a ratio: numerator and denominator, by which it may enter a sum of several bodies
    parts: tuple[Amount, Amount] | None = None

    @property
    def is_total(self) -> bool:
        return "sum_of_parts" not in self.words


def combined_qualifier(qualifiers: Iterable[str]) -> str:
    """Rule 9: what a number is called whose figures carry these qualifiers."""
    stated = list(qualifiers)
    if len(stated) == 1:
        return stated[0]
    kinds = set(stated)
    lower, upper = kinds & {"gt", "ge"}, kinds & {"lt", "le"}
    if "approx" in kinds or (lower and upper):
        return "approx"
    return "ge" if lower else "le" if upper else "eq"


def add(amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts, and what is said of any of them said of it."""
    parts = list(amounts)
    if len(parts) == 1:
        return parts[0]
    spans = list(dict.fromkeys(span for part in parts for span in part.spans))
    return Amount(
        value=sum(part.value for part in parts),
        qualifiers=tuple(q for part in parts for q in part.qualifiers),
        words=frozenset().union(*(part.words for part in parts)),
        spans=tuple(spans),
        end=max(part.end for part in parts),
        precision=min(part.precision for part in parts),
        narrows=frozenset().union(*(part.narrows for part in parts)),
        disputes=frozenset().union(*(part.disputes for part in parts)),
        figures=frozenset().union(*(part.figures for part in parts)),
        sources=frozenset().union(*(part.sources for part in parts)),
        bodies=frozenset().union(*(part.bodies for part in parts)),
        missing=frozenset().union(*(part.missing for part in parts)),
    )


def say(amount: Amount, *words: str) -> Amount:
    return replace(amount, words=amount.words | set(words))


TURNED = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}


def divide(top: Amount, bottom: Amount, scale: float) -> Amount | None:
    """Numerator ÷ denominator; a bound on the denominator turns round (Readings)."""
    if not bottom.value:
        return None
    both = add([top, replace(bottom, qualifiers=tuple(TURNED.get(q, q) for q in bottom.qualifiers))])
    return replace(both, value=top.value / bottom.value * scale, bodies=top.bodies, end=top.end)


def base_of(top: Amount) -> Amount | None:
    """The second number of `50/63` as a denominator; the qualifier speaks of the first."""
    if not top.base:
        return None
    return replace(top, value=top.base, qualifiers=(), spans=(), base=None)
