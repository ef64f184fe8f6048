"""A sentence with its marks, and its clauses as a tree: what stands in brackets hangs under what stands around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from metrics.extract.bodies import Mention
from metrics.extract.marks import Mark

# words before a body at which something happens
PLACING = ("tại", "ở", "riêng", "như")
# brackets deeper than this open no clause, so that a row of a thousand of them is read like any text
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Clause:
    """Marks under one head, by their places in the sentence, and the clauses in brackets among them, in order.

    `opening` is the place of its bracket (-1: the whole sentence); `closed` tells whether the bracket is closed again.
    """

    items: tuple[int | Clause, ...]
    opening: int = -1
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a text: its folded words, where each starts and ends in the text, its marks, and on which line it begins."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    marks: Sequence[Mark]
    line: int
    clause: Clause
    # where the mentions of bodies that something happens at (`tại …`, `riêng …`) end, and the bodies
    placed: tuple[tuple[int, Mention], ...]
    # the words and the codes of the marks, whatever their order: most sentences lack what a rule asks for, and it need not look
    has: frozenset[str]
    codes: frozenset[str]
    # whether it stands under a heading of what is aimed at, or is one
    aimed: bool = False
    heads_aims: bool = False
    # how many numbered sections have begun so far
    section: int = 0

    def word(self, at: int) -> str:
        """The word at a token, nothing after the last."""
        return self.words[at] if at < len(self.words) else ""

    def after(self, mark: Mark, count: int) -> list[str]:
        """So many words after a mark, or as many as there are."""
        return self.words[mark.last : mark.last + count]

    def between(self, left: Mark, right: Mark) -> list[str]:
        """The words between two marks."""
        return self.words[left.last : right.first]

    def words_since(self, place: int, mark: Mark) -> list[str]:
        """The words from a place of the text to a mark."""
        return self.words[bisect_left(self.starts, place) : mark.first]

    def capital(self, at: int) -> bool:
        """Whether the word at a token is written with a capital letter; nothing after the last is."""
        return at < len(self.starts) and self.text[self.starts[at]].isupper()

    def said(self, first: int, last: int) -> str:
        """The text from a token to the one before `last`, as it is written."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def until_next(self, place: int) -> list[Mark]:
        """The marks after one up to the next amount or semicolon."""
        found = []
        for mark in self.marks[place + 1 :]:
            if mark.amount is not None or mark.code == ";":
                break
            found.append(mark)
        return found

    def next_amount(self, token: int) -> int | None:
        """The place of the first amount at or after a token."""
        return next((place for place, mark in enumerate(self.marks) if mark.amount is not None and mark.first >= token), None)


def placed_in(words: list[str], marks: Sequence[Mark]) -> tuple[tuple[int, Mention], ...]:
    """The bodies that a sentence names as places, each with where its name ends."""
    return tuple(
        (mark.last, mark.mention) for mark in marks if mark.mention is not None and mark.first and words[mark.first - 1] in PLACING
    )


def clause_of(words: list[str], marks: Sequence[Mark]) -> Clause:
    """The tree of a sentence's clauses. A bracket that nothing closes reaches to the end; one that nothing opened is no clause."""
    if "(" not in words:
        return Clause(tuple(range(len(marks))))
    around: list[tuple[int, list[int | Clause]]] = [(-1, [])]
    deeper = 0
    for place, mark in enumerate(marks):
        if mark.code == "(" and len(around) > DEEPEST:
            deeper += 1
        elif mark.code == "(":
            around.append((place, []))
        elif mark.code == ")" and deeper:
            deeper -= 1
        elif mark.code == ")" and len(around) > 1:
            opening, items = around.pop()
            around[-1][1].append(Clause(tuple(items), opening, closed=True))
        else:
            around[-1][1].append(place)
    while len(around) > 1:
        opening, items = around.pop()
        around[-1][1].append(Clause(tuple(items), opening))
    return Clause(tuple(around[0][1]))
