"""Provinces with two figures each, under Explore: two metrics against one another, one metric in two years."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from metrics import chart
from metrics.answers.block import BY, Block
from metrics.answers.query import metrics_of
from metrics.answers.subset import answer
from metrics.errors import PartyMetricsError
from metrics.files.side_by_side import pair_headings, pair_lines, title_of, too_few
from metrics.profile.comparison import RANKED, LikePeriod, fullest_period
from metrics.profile.pairs import ENOUGH, PairTable, TwoYears, common_periods, drawable, two_metrics, two_years, year_pairs
from metrics.vocabulary import Question
from pages.parts import address
from pages.parts.blocks import body, frame, show_table
from pages.parts.choices import kind_note, kinds_for
from pages.parts.view import View
from pages.parts.ways import show_refusal

# the metric that stands beside another at first, the first that is another
BESIDE = ("party_members", "grassroots_organizations")


# Two metrics ---------------------------------------------------------------------------------------------------------
def show_two_metrics(here: View, question: Question) -> None:
    """A point for each province, by two metrics of one like period; or how many provinces have both, where they are too few."""
    other = _choose_second(here, question.metric)
    ask = partial(answer, here.store)
    try:
        first = drawable(here.store, question)
        # bodies of the same kind; ranks and scores are of the province's administration
        second = drawable(here.store, replace(question, metric=other, breakdown="", unit="", kinds=_kinds(here, first, other)))
        periods = common_periods(ask, here.store, first, second)
    except PartyMetricsError as error:
        show_refusal(here, error.message, question)
        return
    enough = tuple(one for one in periods if one.stated >= ENOUGH)
    best = fullest_period(enough)
    if best is None:
        most = max(periods, key=lambda one: one.stated, default=None)
        _too_few(here, here.wording.period(most.code) if most else "", most.stated if most else 0)
        return
    period = _choose_period(here, enough, best)
    table = two_metrics(ask, here.store, first, second, period)
    title = title_of(table, here.wording)
    block = Block(_whole(first), "two-metrics", title, period.code, second=other, second_kinds=second.kinds)
    with frame("explore", title) as box:
        body(here, "explore", table, chart.scatter, partial(_table, here, table), box, block)


def _whole(question: Question) -> Question:
    """The question as a block asks it: by province and year, whichever stands in the rows."""
    return replace(question, by=BY)


def _kinds(here: View, first: Question, other: str) -> tuple[str, ...]:
    """The kinds of body of the second metric: those of the first, unless that is about administrations; then they are told."""
    if here.metric(first.metric).unit not in RANKED:
        return first.kinds
    if here.metric(other).unit in RANKED:
        return ()
    kinds = kinds_for(here, other)
    kind_note(here, kinds)
    return kinds


def _choose_second(here: View, metric: str) -> str:
    """The metric that stands beside the page's own, as `second` in the address."""
    offered = {code: one for code, one in metrics_of(here.store).items() if code != metric and not one.change_of}
    names = {code: here.wording.metric(one) for code, one in offered.items()}
    default = next((code for code in BESIDE if code in names), next(iter(names)))
    return address.listed("second", "explore_second", here.say("Second metric, upwards"), names, default, width=560)


def _choose_period(here: View, periods: tuple[LikePeriod, ...], best: LikePeriod) -> LikePeriod:
    """The like period, at first that of which the largest share of the provinces has both."""
    ordered = (best, *(one for one in periods if one != best))
    names = {one.code: _counted(here, here.wording.period(one.code), one.stated) for one in ordered}
    code = address.listed("period", "explore_period", here.say("Like period"), names, best.code, width=420)
    return next(one for one in periods if one.code == code)


def _counted(here: View, when: str, number: int) -> str:
    return here.say("{period} ({n} provinces and cities)", period=when, n=number)


# Two years -----------------------------------------------------------------------------------------------------------
def show_two_years(here: View, question: Question) -> None:
    """A line for each province from one year to another; or how many provinces have both, where they are too few."""
    ask = partial(answer, here.store)
    try:
        question = drawable(here.store, question)
        pairs = year_pairs(ask, here.store, question)
    except PartyMetricsError as error:
        show_refusal(here, error.message, question)
        return
    enough = [two for two in pairs if two.both >= ENOUGH]
    if not enough:
        most = max(pairs, key=lambda two: two.both, default=None)
        _too_few(here, _years(here, most) if most else "", most.both if most else 0)
        return
    two = _choose_years(here, enough)
    table = two_years(ask, here.store, question, two)
    title = title_of(table, here.wording)
    block = Block(_whole(question), "two-years", title, two.later.code, two.earlier.code)
    with frame("explore", title) as box:
        body(here, "explore", table, chart.slope, partial(_table, here, table), box, block)


def _choose_years(here: View, offered: list[TwoYears]) -> TwoYears:
    """Two years, as `years` in the address: 2020~2024; at first those with most provinces and no break of method between."""
    by_code = {f"{two.earlier.code}~{two.later.code}": two for two in offered}
    names = {code: _counted(here, _years(here, two), two.both) for code, two in by_code.items()}
    return by_code[address.listed("years", "explore_years", here.say("Two years"), names, width=420)]


def _years(here: View, two: TwoYears) -> str:
    return f"{here.wording.period(two.earlier.code)} – {here.wording.period(two.later.code)}"


# Both ----------------------------------------------------------------------------------------------------------------
def _too_few(here: View, when: str, number: int) -> None:
    st.info(too_few(number, when, here.wording), icon=":material/info:")


def _table(here: View, table: PairTable) -> None:
    """The pairs as rows of words."""
    lines = pair_lines(table, here.style, here.store)
    show_table(here, lines, here.wording.question(table.question, table.metric), numbers=pair_headings(table, here.wording))
