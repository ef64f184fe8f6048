"""A second opinion on what a number counts: by the kinds of what stands beside it, without any rule; counted in labelled texts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from metrics.extract.clauses import Passage
from metrics.extract.marks import Mark

# the class of numbers that are no figure
NOTHING = ""
# so far, in log-odds, an opinion may be from a figure and still agree
DOUBTING = -2.0
# so many marks before a number the other opinion looks at
LOOKED_BACK = 3
# how likely a class is before anything is known
AT_FIRST = 0.01
# a context weighs as much as a shorter one when so many numbers were seen in it
EQUAL = 1.0


@cache
def class_of(indicator: str, unit: str, status: str) -> str:
    """What a number may be, for the second opinion."""
    return " ".join(filter(None, (indicator, "%" if unit == "percent" else "", "" if status == "reported" else status)))


def contexts_of(passage: Passage, place: int, mark: Mark) -> list[str]:
    """The contexts of an amount at a place among the marks, each longer than the one before: its sort, the act, what follows."""
    amount, marks = mark.amount, passage.marks
    assert amount is not None
    sort = "%" if amount.percent else "n" if amount.of is None else "n/n"
    act = ""
    for at in range(place - 1, -1, -1):
        if marks[at].kind == "act":
            act = marks[at].code
            break
    longest = f"{act} {sort}"
    contexts = [sort, longest]
    for one in marks[place + 1 : place + 3]:
        longest = f"{longest} {one.code or one.kind}"
        contexts.append(longest)
    return contexts


def contexts_before(passage: Passage, place: int, mark: Mark) -> list[str]:
    """The same by what a number counts and what stands before it, the nearest first."""
    amount, marks = mark.amount, passage.marks
    assert amount is not None
    after = marks[place + 1] if place + 1 < len(marks) and marks[place + 1].first - mark.last < 2 else None
    longest = f"< {(after.code or after.kind) if after is not None else ''} {'%' if amount.percent else 'n'}"
    contexts = [longest]
    for one in reversed(marks[max(0, place - LOOKED_BACK) : place]):
        longest = f"{longest} {one.code or one.kind}"
        contexts.append(longest)
    return contexts


class Seen(NamedTuple):
    """A number as the two opinions see it, and what it is taken for."""

    code: str
    contexts: list[str]
    before: list[str]


class Judged(NamedTuple):
    """How far the opinion by what follows a number agrees with a figure, and the one by what stands before; which of them does."""

    opinion: float
    opinion_before: float
    agree: str


class Opinion:
    """How often numbers in a context were of a class."""

    def __init__(self, contexts: Mapping[str, Mapping[str, int]]) -> None:
        self.seen = {context: (sum(counts.values()) + EQUAL, counts) for context, counts in contexts.items()}

    def judged(self, seen: Seen) -> Judged:
        """What both ways to look at a number tell of a figure of it."""
        opinion, before = self.of(seen.contexts, seen.code), self.of(seen.before, seen.code)
        if opinion > DOUBTING:
            return Judged(opinion, before, "both" if before > DOUBTING else "after")
        return Judged(opinion, before, "before" if before > DOUBTING else "neither")

    def of(self, contexts: Sequence[str], code: str) -> float:
        """The log-odds that a number in these contexts is of a class: a longer one corrects what the shorter ones tell."""
        chance = AT_FIRST
        for context in contexts:
            found = self.seen.get(context)
            if found is None:
                break
            count, counts = found
            chance = (counts.get(code, 0) + EQUAL * chance) / count
        return math.log(chance / (1 - chance))
