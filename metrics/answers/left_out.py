"""What an answer leaves out: figures that the list of the 63 or of the 34 does not show (rule 10), provinces without a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from metrics.answers.subset import answer
from metrics.errors import PartyMetricsError
from metrics.store.store import Store
from metrics.territory import OLD_LIST, unit_in
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


def rowless(result: Result, store: Store) -> tuple[str, ...]:
    """The provinces that a question names and of which its answer holds no number, in the order in which it names them.

    Of a sum over provinces those that state nothing to add.
    """
    side = next((name for name in ("province", "organization") if name in result.question.by), "")
    if not result.question.provinces:
        return ()
    if side:
        return _others(result, {row[side] for row in result.rows if row.has_value}, store)
    return _others(result, _told(result, ("kind", "province"), store), store)


def silent(result: Result, store: Store) -> tuple[str, ...]:
    """Of these provinces those of which no figure is known (rule 11).

    The one home of what pages, alternative texts, tables and workbooks say of them. Figures of several bodies that may not be
    added are figures: the blanks of the answer tell why there is no row.
    """
    without = rowless(result, store)
    if not without or not result.blanks:
        return without
    unknown = _others(result, _told(result, ("organization",), store), store)
    return tuple(slug for slug in without if slug in unknown)


def _others(result: Result, told: Iterable[str], store: Store) -> tuple[str, ...]:
    """The provinces asked for but those that these provinces or bodies belong to."""
    question = result.question
    units = {unit_in(store.names.provinces[slug.partition(".")[0]], question.boundary) for slug in told}
    return tuple(slug for slug in question.provinces if slug not in units)


def _told(result: Result, places: tuple[str, ...], store: Store) -> set[str]:
    """The provinces or bodies that answer where each stands in rows of its own; none where that is refused."""
    question = result.question
    parts = (name for name in question.by if name in DIMENSIONS)
    when = "period" if "period" in question.by else "year"
    try:
        rows = answer(store, replace(question, by=(*places, when, *parts), compare=None)).rows
    except PartyMetricsError:
        return set()
    return {row[places[-1]] for row in rows}
