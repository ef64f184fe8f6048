"""Compare: provinces beside one another in one like period, by the figure, per 1,000 members, the target reached, the rank."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from metrics import chart
from metrics.answers.query import metrics_of
from metrics.answers.subset import answer
from metrics.errors import N_, PartyMetricsError
from metrics.profile.comparison import (
    COMPLETION,
    PER_1000,
    RANK,
    VALUE,
    Comparison,
    LikePeriod,
    LikeRow,
    comparable,
    compared,
    fullest_period,
    in_order,
    like_periods,
    orders,
    parts_stated,
)
from metrics.spelling import sort_key
from metrics.vocabulary import Question, Row, parse_breakdown
from metrics.words.wording import NOT_STATED
from pages.parts import address
from pages.parts.blocks import frame, publishers, show_sources, show_table
from pages.parts.choices import choose_metric, choose_unit, kind_note, kinds_for
from pages.parts.downloads import download_result
from pages.parts.nearby import nearby, reasons, territory_note
from pages.parts.view import View, heading, view
from pages.parts.ways import show_refusal

NAME = "name"
HEADINGS = {
    PER_1000: N_("Per 1,000 members"),
    COMPLETION: N_("Share of the year's target"),
    RANK: N_("Rank"),
}
PARTS = {"sources": N_("Where the figures come from"), "blanks": N_("Why some cells are blank")}
ICONS = {"sources": ":material/format_quote:", "blanks": ":material/help:"}


# Choosing ------------------------------------------------------------------------------------------------------------
def said(here: View, one: LikePeriod) -> str:
    """A period and how many provinces state it, in words."""
    text = N_("{period}: {n} of {all} provinces and cities state it")
    return here.say(text, period=here.wording.period(one.code), n=one.stated, all=one.exist)


def choose_period(here: View, periods: tuple[LikePeriod, ...]) -> LikePeriod | None:
    """The like period, at first that which the largest share of the provinces states; in the address as `period`."""
    first = fullest_period(periods)
    if first is None:
        return None
    names = {one.code: said(here, one) for one in (first, *(one for one in periods if one != first))}
    code = address.listed("period", "compare_period", here.say("Like period"), names, width=520)
    if len(periods) > 1:
        text = N_("The largest share of provinces and cities states {period}; the choice begins with it.")
        st.caption(here.say(text, period=here.wording.period(first.code)))
    return next(one for one in periods if one.code == code)


def choose_part(here: View, question: Question) -> str:
    """The total, or one of the parts that are stated; at first the total, else the part that most state. As `breakdown`."""
    stated = parts_stated(partial(answer, here.store), here.store, question)
    if set(stated) <= {""}:
        return ""
    # over all periods, so that those before and since the merger count both
    text = N_("{part} ({n} provinces, old and new)")
    names = {part: here.say(text, part=here.wording.breakdown(part), n=number) for part, number in stated.items()}
    first = "" if "" in stated else max(stated, key=lambda part: stated[part])
    return address.listed("breakdown", "compare_part", here.say("Part"), names, first, width=520)


def choose_order(here: View, found: Comparison) -> str:
    """By which column the rows stand; in the address as `sort`."""
    names = {one: heading_of(here, found, one) for one in (*orders(found), NAME)}
    return address.segments("sort", "compare_sort", here.say("Order by"), names)


# The table -----------------------------------------------------------------------------------------------------------
def heading_of(here: View, found: Comparison, column: str) -> str:
    """A column's heading: whose, the value as what it is, else as HEADINGS has it."""
    if column == NAME:
        return here.wording.column(found.question.by[0])
    if column == VALUE and found.metric.unit == "rank":
        return here.say(HEADINGS[RANK])
    if column == VALUE:
        return f"{here.wording.column('value')} ({here.wording.unit(found.question.unit or found.metric.unit)})"
    return here.say(HEADINGS[column])


def named(here: View, found: Comparison, row: LikeRow) -> str:
    """Whose a row is."""
    side = found.question.by[0]
    return here.wording.key(side, row[side])


def line(here: View, found: Comparison, row: LikeRow) -> dict[str, str]:
    """A row in words; of a province without a figure, what it states instead."""
    words = here.wording
    value = chart.label(row, here.style) if row.has_value else NOT_STATED
    cells = {NAME: named(here, found, row), VALUE: value}
    if found.has_members:
        rate = row.per_1000
        cells[PER_1000] = words.qualified(rate.value, rate.qualifier, "permille") if rate else NOT_STATED
    if found.has_targets:
        text = N_("{share} of {target}")
        cells[COMPLETION] = here.say(text, share=words.share(row), target=words.previous(row)) if row.previous else NOT_STATED
    if found.has_ranks:
        cells[RANK] = ranked(here, row.rank) if row.rank else NOT_STATED
    told = {heading_of(here, found, name): cell for name, cell in cells.items()}
    return {
        **told,
        words.column("status"): words.marks(row.marks) if row.has_value else missing(here, row),
        words.column("covers"): words.covers(row.covers, row.unit),
        words.column("sources"): publishers(here, row.all_sources),
    }


def ranked(here: View, rank: Row) -> str:
    """The rank that goes with a score, of how many, with what limits it."""
    limits = f" ({here.wording.marks(rank.marks)})" if rank.marks else ""
    return chart.label(rank, here.style) + limits


def missing(here: View, row: LikeRow) -> str:
    """That a province does not state the period, and what it states of the year."""
    if not row.is_listed:
        return here.say("not a province of that time")
    if not row.instead:
        return here.say("no figure is known")
    return here.say("not stated; of this year: {periods}", periods=here.wording.periods(row.instead))


def notes(here: View, found: Comparison) -> None:
    """How to read the columns."""
    if found.has_members:
        st.caption(here.say("Per 1,000 members: set against the members of the same body in the same year, where both are known."))
    if found.has_targets:
        st.caption(here.say("The target is that of the whole year, also beside a part of it."))
    if found.metric.unit in ("rank", "score"):
        st.caption(here.say("A rank is of how many were ranked; 1 is best."))
    else:
        st.caption(here.say("The order of the rows is no rank: provinces that state nothing would have a place too."))
    if found.elsewhere:
        text = N_("Here too: {n} provinces of the other list, before or since the merger; they are not counted above.")
        st.caption(here.say(text, n=found.elsewhere))


def details(here: View, found: Comparison) -> None:
    """Downloads, the sources of each figure and of what it is set against, the reasons of blanks."""
    offered = [part for part in PARTS if part != "blanks" or found.blanks]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        download_result(here, found, "compare")
        names = {part: f"{ICONS[part]} {here.say(PARTS[part])}" for part in offered}
        shown = address.opened("compare", "show_compare", here.say("Show below the table"), names)
    if shown == "blanks":
        for reason in reasons(here, found):
            st.text(reason)
    elif shown == "sources":
        show_sources(here, found, "compare")


def show(here: View, question: Question, name: str) -> None:
    """The table of a question, or why there is none."""
    ask = partial(answer, here.store)
    try:
        question = comparable(here.store, question)
        question = replace(question, breakdown=choose_part(here, question))
        periods = like_periods(ask, here.store, question)
    except PartyMetricsError as error:
        show_refusal(here, error.message, question)
        return
    period = choose_period(here, periods)
    if period is None:
        nearby(here, answer(here.store, question))
        return
    name = here.wording.of_part(name, parse_breakdown(question.breakdown))
    found = compared(ask, here.store, question, period)
    with frame("compare", here.say("{metric}, {period}", metric=name, period=here.wording.period(period.code))):
        order = choose_order(here, found)
        found = in_order(found, order, lambda row: sort_key(named(here, found, row)))
        lines = [line(here, found, row) for row in found.rows]
        numbers = [heading_of(here, found, column) for column in orders(found)]
        show_table(here, lines, here.wording.question(found.question, found.metric), numbers=numbers, title=name)
        notes(here, found)
        territory_note(here, found.question)
        details(here, found)


here = view()
heading(
    here,
    here.say("Compare"),
    here.say("Provinces beside one another in one like period: a whole year is never set beside a part of one."),
)
metric = choose_metric(here, [code for code, one in metrics_of(here.store).items() if not one.change_of], "party_members")
unit = choose_unit(here, metric, "compare_unit") if len(here.metric(metric).units) > 1 else ""
kinds = kinds_for(here, metric, unit=unit)
kind_note(here, kinds)
show(here, here.filters.question(metric, kinds=kinds, unit=unit), here.wording.metric(here.metric(metric)))
