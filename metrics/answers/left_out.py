"""What the list of the 63 or of the 34 leaves out of the figures as reported, and why (rule 10 of the design)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from metrics.store.store import Store
from metrics.territory import OLD_LIST
from metrics.vocabulary import DIMENSIONS, Question, Result

RANKED = ("rank", "score")


@dataclass(frozen=True)
class LeftOut:
    """Counts of rows by province and year."""

    # rows as reported that the list does not show
    figures: int = 0
    # of the 63: the merged units whose figures these are
    merged: tuple[str, ...] = ()
    # of the 34: rows that lack predecessors, all rows, and the units concerned
    incomplete: int = 0
    shown: int = 0
    lacking: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.incomplete)


def left_out(shown: Result, reported: Result, store: Store) -> LeftOut:
    """What the answer in a list lacks of the answer as reported: both to the question that `by_place` makes of one (rule 10)."""
    if shown.question.boundary == OLD_LIST:
        seen = _keys(shown, {})
        gone = [row["province"] for row, key in zip(reported.rows, _keys(reported, {}), strict=True) if key not in seen]
        return LeftOut(figures=len(gone), merged=tuple(sorted(set(gone))), shown=len(shown.rows))
    place = {one.province: one.place for one in store.seeds.provinces}
    # ranks and scores of one list never stand for the other
    seen = [] if shown.metric.unit in RANKED else _keys(shown, place)
    gone = [key for key in _keys(reported, place) if key not in seen]
    lacking = [row["province"] for row in shown.rows if row.covers.missing]
    return LeftOut(len(gone), (), len(lacking), len(shown.rows), tuple(sorted(set(lacking))))


def _keys(result: Result, place: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """The key of each row, its province replaced by the unit that it is part of."""
    return [tuple(place.get(row[name], row[name]) for name in result.question.by) for row in result.rows]


def by_place(question: Question) -> Question:
    """The same figures by kind, province and year, so that no sum is refused."""
    parts = (name for name in question.by if name in DIMENSIONS)
    return replace(question, by=("kind", "province", "year", *parts), compare=None)
