"""Explore: any metric by any two columns, as a table with honest totals, a chart that fits, the sentence and the SQL."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics import chart
from metrics.answers.pivot import Pivot, Totals, pivot
from metrics.answers.query import ask, metrics_of
from metrics.answers.shares import OFS, Shares, shares
from metrics.answers.subset import answer, of_year
from metrics.errors import N_
from metrics.files.export import evidence_csv_bytes, file_name, pivot_grid
from metrics.files.formats import CSV, EXCEL
from metrics.files.workbook import REFUSED, SHARES_OF, pivot_excel
from metrics.spelling import sort_key
from metrics.vocabulary import Question, Result, Row
from metrics.words.markup import in_markdown
from pages.parts import address
from pages.parts.blocks import block, body, frame, show_table
from pages.parts.choices import choose_metric, choose_unit, choose_year, kind_note, kinds_for
from pages.parts.downloads import download
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
TOTALS = {
    "summed": N_("All years together"),
    "latest": N_("Latest year"),
    "other": N_("Together"),
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


def total_name(here: View, metric: str, side: str) -> str:
    """What a total over a side is: over years a flow is summed, of anything else the latest stands."""
    if side != "year":
        return here.say(TOTALS["other"])
    return here.say(TOTALS["summed" if here.metric(metric).kind == "flow" else "latest"])


def cell(here: View, row: Row | None) -> str:
    """A figure with its qualifier and the marks of its state; nothing where nothing is stated."""
    if row is None:
        return ""
    value = chart.label(row, here.style) if row.is_gain else here.wording.qualified(row.value, row.qualifier, row.unit)
    return f"{chart.letters(row.marks)} {value}".lstrip()


def share(here: View, told: Shares, key: tuple[Any, Any], row: Row | None) -> str:
    """What a figure is of a total, in percent, with the marks of its state, or the sign that it is refused."""
    if row is None:
        return ""
    found = told.cells.get(key)
    return REFUSED if found is None else f"{chart.letters(row.marks)} {here.wording.number(found, 'percent')}".lstrip()


def total(here: View, totals: Totals, key: Any) -> str:
    """A total, or the sign that it is refused."""
    return REFUSED if totals.refused else cell(here, totals.rows.get(key))


def in_order(here: View, side: str, keys: tuple[Any, ...]) -> dict[Any, str]:
    """The keys of a side with their names: places and bodies as a dictionary orders them, years and periods as they are."""
    names = {key: here.wording.key(side, key) for key in keys}
    if side in ("year", "period"):
        return names
    return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1])))


def lines(here: View, found: Pivot, rows: str, columns: str, told: Shares | None) -> list[dict[str, str]]:
    """The pivot as rows of words; the totals come first, as the table may be longer and wider than the screen.

    With shares these stand in place of the figures; the totals that they are of stay figures.
    """

    def shown(key: tuple[Any, Any]) -> str:
        row = found.cells.get(key)
        return share(here, told, key, row) if told else cell(here, row)

    metric = found.result.metric.metric
    names = in_order(here, columns, found.columns)
    head = here.wording.column(rows)
    together = total_name(here, metric, columns)
    table = [
        {
            head: row_name,
            together: total(here, found.row_totals, key),
            **{name: shown((key, column)) for column, name in names.items()},
        }
        for key, row_name in in_order(here, rows, found.rows).items()
    ]
    first = {name: total(here, found.column_totals, column) for column, name in names.items()}
    return [{head: total_name(here, metric, rows), together: "", **first}, *table]


def refusals(here: View, found: Pivot) -> None:
    """Why a total is not given."""
    for totals in (found.row_totals, found.column_totals):
        if totals.refused:
            st.caption(f"{REFUSED} {in_markdown(here.wording.message(totals.refused))}")


def unshared(here: View, found: Pivot, rows: str, columns: str, told: Shares) -> None:
    """Why rows, columns or all of the table have no shares: each reason once, with what it is about."""
    if told.refused_all:
        st.caption(f"{REFUSED} {in_markdown(here.wording.message(told.refused_all))}")
    about: dict[str, list[str]] = {}
    side, keys = (rows, found.rows) if told.of == "row" else (columns, found.columns)
    for key, name in in_order(here, side, keys).items():
        if key in told.refused:
            about.setdefault(here.wording.message(told.refused[key]), []).append(name)
    for reason, names in about.items():
        st.caption(f"{REFUSED} {in_markdown(here.say('{names}: {reason}', names=', '.join(names), reason=reason))}")


def marks(here: View, found: Pivot) -> None:
    """What the letters before figures mean."""
    rows = [*found.cells.values(), *found.row_totals.rows.values(), *found.column_totals.rows.values()]
    used = chart.legend_of(rows, here.style)
    if used:
        st.caption(" · ".join(f"**{letter}** {meaning}" for letter, meaning in used))


def show_pivot(here: View, question: Question, rows: str, columns: str) -> None:
    """The table with its totals, its cells as figures or as shares of a total."""
    found = pivot(here.store, question, rows, columns, answer)
    with frame("pivot", here.say("As a table of two sides")):
        names = {code: here.say(name) for code, name in SHARES.items()}
        of = address.segments("share", "explore_share", here.say("Cells of the table"), names)
        told = next((shares(here.store, found, rows, columns, one) for one in OFS if one == of), None)
        asked = here.wording.question(found.result.question, found.result.metric)
        show_table(here, lines(here, found, rows, columns, told), f"{asked} {names[of]}." if told else asked)
        marks(here, found)
        if told:
            st.caption(f"{here.say(SHARES_OF[told.of])} {here.say('The totals stay figures.')}")
            unshared(here, found, rows, columns, told)
        refusals(here, found)
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


def show_chart(here: View, title: str, result: Result | Refused, drawing: str) -> None:
    """The chart chosen; bars and a map stand for one year, where the year is a side."""
    if isinstance(result, Result) and result.rows and drawing in ("two", "slope"):
        (show_two_metrics if drawing == "two" else show_two_years)(here, title, result.question)
        return
    if isinstance(result, Refused) or not result.rows or drawing == "lines" or "year" not in result.question.by:
        block(here, "explore", title, result, chart.series if drawing == "lines" else chart.comparison)
        return
    with frame("explore", title) as box:
        year = choose_year(here, result)
        if year:
            body(here, "explore", of_year(result, year), chart.tile_map if drawing == "map" else chart.comparison, box=box)


def show_sql(here: View, question: Question) -> None:
    """The statement that answers the question, for those who want to check it."""
    if address.switch("sql", "explore_sql", here.say("Show the SQL of this answer")):
        # of exactly this question: what is shown may be rows of a wider one that was asked before
        result = ask(here.store, question)
        values = "\n".join(f"-- ${name} = {value!r}" for name, value in result.parameters.items())
        st.code(f"{result.sql}\n{values}", language="sql")


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
