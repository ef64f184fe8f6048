"""Compare: provinces beside one another in one like period, by the figure, per 1,000 members, the target reached, the rank."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from metrics.answers.block import BY, Block
from metrics.answers.query import metrics_of
from metrics.answers.subset import answer
from metrics.errors import N_, PartyMetricsError
from metrics.files.side_by_side import comparison_heading, comparison_lines, comparison_notes, comparison_ordered, title_of
from metrics.profile.comparison import (
    NAME,
    Comparison,
    LikePeriod,
    comparable,
    compared,
    fullest_period,
    like_periods,
    orders,
    parts_stated,
)
from metrics.vocabulary import Question
from pages.parts import address
from pages.parts.blocks import frame, show_sources, show_table
from pages.parts.choices import choose_metric, choose_unit, kind_note, kinds_for
from pages.parts.downloads import download_result
from pages.parts.kept import add_button
from pages.parts.nearby import nearby, reasons, territory_note
from pages.parts.view import View, heading, view
from pages.parts.ways import show_refusal

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
    names = {one: comparison_heading(found, one, here.wording) for one in (*orders(found), NAME)}
    return address.segments("sort", "compare_sort", here.say("Order by"), names)


# The table -----------------------------------------------------------------------------------------------------------
def details(here: View, found: Comparison, block: Block) -> None:
    """Downloads, the block for the report, the sources of each figure and of what it is set against, the reasons of blanks."""
    offered = [part for part in PARTS if part != "blanks" or found.blanks]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        download_result(here, found, "compare")
        add_button(here, block, "compare")
        names = {part: f"{ICONS[part]} {here.say(PARTS[part])}" for part in offered}
        shown = address.opened("compare", "show_compare", here.say("Show below the table"), names)
    if shown == "blanks":
        for reason in reasons(here, found):
            st.text(reason)
    elif shown == "sources":
        show_sources(here, found, "compare")


def show(here: View, question: Question) -> None:
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
    found = compared(ask, here.store, question, period)
    title = title_of(found, here.wording)
    with frame("compare", title):
        order = choose_order(here, found)
        found = comparison_ordered(found, order, here.wording)
        lines = comparison_lines(found, here.style, here.store)
        numbers = [comparison_heading(found, column, here.wording) for column in orders(found)]
        show_table(here, lines, here.wording.question(found.question, found.metric), numbers=numbers, title=title)
        for note in comparison_notes(found, here.wording):
            st.caption(note)
        territory_note(here, found.question)
        details(here, found, Block(replace(question, by=BY), "comparison", title, period=period.code, sort=order))


def main() -> None:
    """The metric, whose figures, the table."""
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
    show(here, here.filters.question(metric, kinds=kinds, unit=unit))


main()
