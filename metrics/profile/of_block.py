"""A block whose answer is made of several: provinces beside one another, two metrics, two years; in its like period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from metrics.answers.block import Block
from metrics.answers.query import understand
from metrics.answers.subset import answer
from metrics.errors import QuestionError, listed
from metrics.profile.comparison import LikePeriod, comparable, compared, fullest_period, like_periods, orders
from metrics.profile.pairs import ENOUGH, TwoYears, common_periods, drawable, two_metrics, two_years, year_pairs
from metrics.profile.versus import Answer
from metrics.store.store import Store
from metrics.vocabulary import Question, Result


def joined(store: Store, block: Block) -> Result:
    """The answer to a block of one of JOINED: a Comparison or a PairTable; a Result without rows where no period is stated.

    Raises QuestionError for unknown names, and for a period or an order that the figures do not have; RefusedSum as `ask` does.
    """
    question = block.placed(store)
    understand(store, question)
    ask = partial(answer, store)
    if block.form == "comparison":
        return _beside(ask, store, comparable(store, question), block)
    if block.form == "two-years":
        return _over_years(ask, store, drawable(store, question), block)
    second = replace(question, metric=block.second, breakdown="", unit="", kinds=block.second_kinds or question.kinds)
    understand(store, second)
    return _of_two(ask, store, drawable(store, question), drawable(store, second), block)


def _beside(ask: Answer, store: Store, question: Question, block: Block) -> Result:
    periods = like_periods(ask, store, question)
    period = _chosen(block.period, periods, fullest_period(periods))
    if period is None:
        return replace(ask(question), rows=())
    found = compared(ask, store, question, period)
    if block.sort not in ("", "name", *orders(found)):
        offered = ", ".join(("name", *orders(found)))
        raise QuestionError("These figures have no order by {word}; write one of {offered}.", word=block.sort, offered=offered)
    return found


def _of_two(ask: Answer, store: Store, first: Question, second: Question, block: Block) -> Result:
    periods = [one for one in common_periods(ask, store, first, second) if one.stated]
    enough = [one for one in periods if one.stated >= ENOUGH]
    period = _chosen(block.period, periods, fullest_period(enough or periods))
    return two_metrics(ask, store, first, second, period) if period else replace(ask(first), rows=())


def _over_years(ask: Answer, store: Store, question: Question, block: Block) -> Result:
    # the best to open on comes first
    pairs = year_pairs(ask, store, question)
    pairs = _with(block.period, pairs, [two.later.code for two in pairs])
    pairs = _with(block.before, pairs, [two.earlier.code for two in pairs])
    return two_years(ask, store, question, pairs[0]) if pairs else replace(ask(question), rows=())


def _with(code: str, pairs: Sequence[TwoYears], codes: Sequence[str]) -> tuple[TwoYears, ...]:
    """The pairs that have a period; all where none is named."""
    if code and code not in codes:
        raise _unstated(code, codes)
    return tuple(two for two, one in zip(pairs, codes, strict=True) if code in ("", one))


def _chosen(code: str, periods: Sequence[LikePeriod], best: LikePeriod | None) -> LikePeriod | None:
    """The period of a code; the best where none is named."""
    if code and code not in [one.code for one in periods]:
        raise _unstated(code, [one.code for one in periods])
    return next((one for one in periods if one.code == code), best)


def _unstated(code: str, codes: Sequence[str]) -> QuestionError:
    offered = listed(dict.fromkeys(codes)) or "-"
    return QuestionError(
        "No figures stand in the period {word}; write one of {offered}, or leave it out.", word=code, offered=offered
    )
