"""Some rows of a Result, as the answer to the question for those alone.

A row of one province (or body) and one year does not change with what else is asked for: a question about some provinces and years
is answered by rows of the one about all, and the reader's next choice needs no new query.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from metrics.store.store import Store
from metrics.territory import NEW_LIST
from metrics.vocabulary import Question, Result


def widest(question: Question) -> Question:
    """The question without its provinces and years, where each row holds one province or body and one year; else itself."""
    if "year" not in question.by or "period" in question.by or not {"province", "organization"} & set(question.by):
        return question
    return replace(question, provinces=(), years=None)


def narrowed(result: Result, question: Question, store: Store) -> Result | None:
    """The rows of the widest question's result that answer `question`; its `sql` is that of the widest.

    None where a reason for a blank cell would have to be told apart too: ask anew.
    """
    if any("where" in dict(reason.values) for reason in result.blanks):
        return None
    place_of = _place_of(store, question)
    place = result.columns.index("province" if "province" in question.by else "organization")
    year = result.columns.index("year")
    first, last = question.years or (-1, 9999)
    kept = [
        number
        for number, row in enumerate(result.rows)
        if first <= row[year] <= last and (not question.provinces or place_of(row[place]) in question.provinces)
    ]
    return _kept(result, kept, provinces=question.provinces, years=question.years)


def _place_of(store: Store, question: Question) -> Callable[[str], str]:
    """From the slug of a province or body to the province that a filter names; in the 34-view the one that it is part of."""
    successors = {one.province: one.successor for one in store.seeds.provinces if one.successor and question.boundary == NEW_LIST}

    def place_of(slug: str) -> str:
        province = slug.partition(".")[0]
        return successors.get(province, province)

    return place_of


def of_provinces(result: Result, provinces: Sequence[str]) -> Result:
    """The rows of some provinces, as the answer to the question for those alone."""
    return _part(result, "province", provinces, provinces=tuple(provinces))


def of_year(result: Result, year: int) -> Result:
    """The rows of one year, as the answer to the question for that year alone."""
    return _part(result, "year", (year,), years=(year, year))


def most_changed(result: Result, most: int) -> Result:
    """The rows that changed most against the year before, as the answer for their provinces alone."""
    rows = [(number, row) for number, row in enumerate(result.dicts()) if row["change"] is not None]
    rows = sorted(rows, key=lambda one: (-abs(one[1]["change"]), one[0]))[:most]
    return _kept(result, sorted(number for number, _ in rows), provinces=tuple(sorted({row["province"] for _, row in rows})))


def with_target(result: Result) -> Result:
    """The rows whose target is stated."""
    return _kept(result, [number for number, row in enumerate(result.dicts()) if row["previous"]])


def _part(result: Result, column: str, values: Sequence[Any], **asked: Any) -> Result:
    place = result.columns.index(column)
    return _kept(result, [number for number, row in enumerate(result.rows) if row[place] in values], **asked)


def _kept(result: Result, kept: Sequence[int], **asked: Any) -> Result:
    return replace(
        result,
        question=replace(result.question, **asked),
        rows=tuple(result.rows[number] for number in kept),
        observations=tuple(result.observations[number] for number in kept),
    )
