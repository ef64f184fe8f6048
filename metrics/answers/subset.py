"""Some rows of a Result, as the answer to the question for those alone.

A row of one province (or body) and one year does not change with what else is asked for: a question about some provinces and years
is answered by rows of the one about all, and the reader's next choice needs no new query.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from metrics.answers.query import ask, understand
from metrics.errors import RefusedSum
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.territory import unit_in
from metrics.vocabulary import Question, Result, Row

# a Result, or a table of ranks, stays what it is
R = TypeVar("R", bound=Result)


@remembered(256)
def answer(store: Store, question: Question) -> Result:
    """The answer to a question, from that to the widest one. Raises QuestionError and RefusedSum as `ask` does."""
    understand(store, question)
    wider = widest(question)
    if wider != question:
        with suppress(RefusedSum):
            if narrow := narrowed(_asked(store, wider), question, store):
                return narrow
    return _asked(store, question)


@remembered(256)
def _asked(store: Store, question: Question) -> Result:
    """Each question is asked once, whoever reads."""
    return ask(store, question)


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
    # a body's slug begins with that of its province
    places = {slug: unit_in(one, question.boundary) for slug, one in store.names.provinces.items()}
    side = "province" if "province" in question.by else "organization"
    first, last = question.years or (-1, 9999)
    kept = [
        row
        for row in result.rows
        if first <= row["year"] <= last and (not question.provinces or places[row[side].partition(".")[0]] in question.provinces)
    ]
    return _kept(result, kept, provinces=question.provinces, years=question.years)


def of_provinces(result: R, provinces: Sequence[str]) -> R:
    """The rows of some provinces, as the answer to the question for those alone."""
    return _part(result, "province", provinces, provinces=tuple(provinces))


def of_year(result: R, year: int) -> R:
    """The rows of one year, as the answer to the question for that year alone."""
    return _part(result, "year", (year,), years=(year, year))


@remembered(256)
def answer_of_year(store: Store, question: Question, year: int) -> Result:
    """The rows of one year of the answer to a question, the same ones for whoever reads."""
    return of_year(answer(store, question), year)


def most_changed(result: R, most: int) -> R:
    """At most `most` rows with the largest change, up or down, in the order of the result; of equals the first; unchanged, none."""
    changes = [(abs(row.change), number) for number, row in enumerate(result.rows) if row.change]
    numbers = [number for _, number in sorted(changes, key=lambda one: (-one[0], one[1]))[:most]]
    rows = [result.rows[number] for number in sorted(numbers)]
    return _kept(result, rows, provinces=tuple(sorted({row["province"] for row in rows})))


def with_target(result: R) -> R:
    """The rows whose target is stated and is not 0, so that a share of it can be told."""
    return _kept(result, [row for row in result.rows if row.previous])


def _part(result: R, column: str, values: Sequence[Any], **asked: Any) -> R:
    return _kept(result, [row for row in result.rows if row[column] in values], **asked)


def _kept(result: R, rows: Sequence[Row], **asked: Any) -> R:
    return replace(result, question=replace(result.question, **asked), rows=tuple(rows))
