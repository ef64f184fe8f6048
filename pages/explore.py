"""Explore: any metric by any two columns, as a table with honest totals, a chart that fits, the sentence and the SQL."""

from __future__ import annotations

import streamlit as st

from metrics import chart
from metrics.answers.block import Block
from metrics.answers.pivot import Pivot, pivot
from metrics.answers.query import ask, metrics_of
from metrics.answers.shares import OFS, shares
from metrics.answers.subset import answer, answer_of_year
from metrics.errors import N_
from metrics.files.export import evidence_csv_bytes, file_name, pivot_grid
from metrics.files.formats import CSV, EXCEL
from metrics.files.in_words import SHARES_OF, all_rows, cross_lines, refusals_of, unshared
from metrics.files.workbook import pivot_excel
from metrics.vocabulary import Question, Result
from metrics.words.markup import in_markdown
from pages.parts import address
from pages.parts.blocks import block, body, frame, show_table
from pages.parts.choices import choose_metric, choose_unit, choose_year, kind_note, kinds_for
from pages.parts.downloads import download
from pages.parts.kept import add_button
from pages.parts.pairs import show_two_metrics, show_two_years
from pages.parts.view import Refused, View, asked, heading, view

SIDES = ("province", "region", "organization", "kind", "year", "period")
# the drawings, the first that fits at first, and the sides that each needs
CHARTS: dict[str, set[str]] = {
    "lines": {"year"},
    "bars": set(),
    "map": {"province", "year"},
    "two": {"province", "year"},
    "slope": {"province", "year"},
}
NAMES = {
    "lines": N_("Over the years"),
    "bars": N_("Bars"),
    "map": N_("Map of tiles"),
    "two": N_("Two metrics"),
    "slope": N_("Two years"),
}
# what stands in the cells of the table: the figures at first, or what each is of a total
VALUES = "figures"
SHARES = {
    VALUES: N_("Figures"),
    "row": N_("% of the row"),
    "column": N_("% of the column"),
    "total": N_("% of the whole table"),
}


def choose_side(here: View, name: str, label: str, offered: list[str], default: str) -> str:
    """What stands in the rows, or in the columns."""
    key = f"explore_{name}"
    names = {side: here.wording.column(side) for side in offered}
    return address.listed(name, key, label, names, default if default in offered else "", width=260)


def choose_chart(here: View, rows: str, columns: str) -> str:
    """The drawings that two sides can have: bars; lines where one is the year; where the other is the province, all of them."""
    sides = {rows, columns}
    offered = [code for code, needed in CHARTS.items() if needed <= sides]
    return address.segments("chart", "explore_chart", here.say("Chart"), {code: here.say(NAMES[code]) for code in offered})


def marks(here: View, found: Pivot) -> None:
    """What the letters before figures mean."""
    used = chart.legend_of(all_rows(found), here.style)
    if used:
        st.caption(" · ".join(f"**{letter}** {meaning}" for letter, meaning in used))


def show_pivot(here: View, question: Question, rows: str, columns: str) -> None:
    """The table with its totals, its cells as figures or as shares of a total."""
    found = pivot(here.store, question, rows, columns, answer)
    with frame("pivot", here.say("As a table of two sides")):
        names = {code: here.say(name) for code, name in SHARES.items()}
        # of what is never added there is no total to be a share of
        has_total = found.column_totals.is_told and found.row_totals.is_told
        of = address.segments("share", "explore_share", here.say("Cells of the table"), names) if has_total else VALUES
        told = next((shares(here.store, found, rows, columns, one) for one in OFS if one == of), None)
        asked, title = here.wording.question(found.result.question, found.result.metric), here.wording.metric(found.result.metric)
        lines = cross_lines(found, rows, columns, here.wording, told)
        show_table(here, lines, f"{asked} {names[of]}." if told else asked, title=title)
        marks(here, found)
        if told:
            st.caption(f"{here.say(SHARES_OF[told.of])} {here.say('The totals stay figures.')}")
        for reason in (*(unshared(found, rows, columns, told, here.wording) if told else ()), *refusals_of(found, here.wording)):
            st.caption(in_markdown(reason))
        ending = f"-percent-of-{of}" if told else ""
        name = file_name(found.result.question, "").removesuffix(".")
        with st.container(horizontal=True, gap="small"):
            download(
                here.say("Download this table (CSV)"),
                lambda: evidence_csv_bytes(*pivot_grid(found, rows, columns, told)),
                f"pivot-{name}{ending}.csv",
                "explore_pivot_csv",
                CSV,
            )
            download(
                here.say("Download this table (Excel)"),
                lambda: pivot_excel(found, (rows, columns), told, here.wording, here.store, address.link_of_view()),
                f"pivot-{name}{ending}.xlsx",
                "explore_pivot_excel",
                EXCEL,
            )
        add_button(here, Block(question, "cross-table"), "explore_pivot")


def show_chart(here: View, title: str, result: Result | Refused, drawing: str) -> None:
    """The chart chosen; bars and a map stand for one year, where the year is a side."""
    if isinstance(result, Result) and result.rows and drawing in ("two", "slope"):
        (show_two_metrics if drawing == "two" else show_two_years)(here, result.question)
        return
    if isinstance(result, Refused) or not result.rows or drawing == "lines" or "year" not in result.question.by:
        block(here, "explore", title, result, chart.year_lines if drawing == "lines" else chart.comparison)
        return
    with frame("explore", title) as box:
        year = choose_year(here, result)
        if year:
            body(
                here,
                "explore",
                answer_of_year(here.store, result.question, year),
                chart.tile_map if drawing == "map" else chart.comparison,
                box=box,
            )


def show_sql(here: View, question: Question) -> None:
    """The statement that answers the question, for those who want to check it."""
    if address.switch("sql", "explore_sql", here.say("Show the SQL of this answer")):
        # of exactly this question: what is shown may be rows of a wider one that was asked before
        result = ask(here.store, question)
        values = "\n".join(f"-- ${name} = {value!r}" for name, value in result.parameters.items())
        st.code(f"{result.sql}\n{values}", language="sql")


def main() -> None:
    """The sides, the chart, the table with its totals, the SQL."""
    here = view()
    heading(
        here,
        here.say("Explore"),
        here.say("Any metric by any two columns. A total that would be wrong is not given; the reason stands below."),
    )
    metric = choose_metric(here, list(metrics_of(here.store)), "party_members")
    offered = [*SIDES, *here.metric(metric).dimensions]
    with st.container(horizontal=True):
        rows = choose_side(here, "rows", here.say("Rows"), offered, "province")
        columns = choose_side(here, "columns", here.say("Columns"), [side for side in offered if side != rows], "year")
        unit = choose_unit(here, metric, "explore_unit")
    drawing = choose_chart(here, rows, columns)
    kinds = () if {"kind", "organization"} & {rows, columns} else kinds_for(here, metric, unit=unit)
    kind_note(here, kinds)
    question = here.filters.question(metric, (rows, columns), kinds=kinds or here.filters.kinds, unit=unit)
    result = asked(here, question)
    if isinstance(result, Result):
        st.caption(in_markdown(here.wording.question(question, result.metric)))
    show_chart(here, here.wording.metric(here.metric(metric)), result, drawing)
    if isinstance(result, Result) and result.rows:
        show_pivot(here, question, rows, columns)
        show_sql(here, question)


main()
