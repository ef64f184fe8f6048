"""Explore: any metric by any two columns, as a table with honest totals, a chart that fits, the sentence and the SQL."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics import chart
from metrics.pivot import Pivot, Totals, pivot
from metrics.query import metrics_of
from metrics.terms import N_
from metrics.vocabulary import Question, Result
from pages.blocks import block, frame, show_table, unmarked
from pages.choices import choose_metric, kind_note, kinds_for
from pages.shared import View, answer, asked, heading, view

SIDES = ("province", "region", "organization", "kind", "year", "period")
REFUSED = "⊘"
TOTALS = {
    "summed": N_("All years together"),
    "latest": N_("Latest year"),
    "other": N_("Together"),
}


def choose_side(here: View, label: str, offered: list[str], default: str, key: str) -> str:
    """What stands in the rows, or in the columns."""
    if st.session_state.get(key) not in offered:
        st.session_state[key] = default if default in offered else offered[0]
    chosen = st.selectbox(label, offered, format_func=here.wording.column, key=key, width=260)
    return chosen if chosen in offered else offered[0]


def choose_unit(here: View, metric: str) -> str:
    """Counts, or the shares that sources state of them."""
    units = here.metric(metric).units
    if len(units) < 2:
        return units[0]
    chosen = st.selectbox(here.say("Values"), units, format_func=here.wording.unit, key=f"unit_{metric}", width=260)
    return chosen if chosen in units else units[0]


def total_name(here: View, metric: str, side: str) -> str:
    """What a total over a side is: over years a flow is summed, of anything else the latest stands."""
    if side != "year":
        return here.say(TOTALS["other"])
    return here.say(TOTALS["summed" if here.metric(metric).kind == "flow" else "latest"])


def cell(here: View, row: dict[str, Any] | None) -> str:
    """A figure with its qualifier and the mark of its state; nothing where nothing is stated."""
    if row is None:
        return ""
    word = chart.mark(row["status"])
    sign = "" if word == "complete" else f"{chart.MARKS[word].letter} "
    return sign + here.wording.qualified(row["value"], row["qualifier"], row["unit"])


def total(here: View, totals: Totals, key: Any) -> str:
    """A total, or the sign that it is refused."""
    return REFUSED if totals.refused else cell(here, totals.rows.get(key))


def lines(here: View, found: Pivot, rows: str, columns: str) -> list[dict[str, str]]:
    """The pivot as rows of words; the totals come first, as the table may be longer and wider than the screen."""
    metric = found.result.metric.metric
    names = {key: here.wording.key(here.store, columns, key) for key in found.columns}
    head = here.wording.column(rows)
    together = total_name(here, metric, columns)
    table = [
        {
            head: here.wording.key(here.store, rows, key),
            together: total(here, found.row_totals, key),
            **{name: cell(here, found.cells.get((key, column))) for column, name in names.items()},
        }
        for key in found.rows
    ]
    first = {name: total(here, found.column_totals, column) for column, name in names.items()}
    return [{head: total_name(here, metric, rows), together: "", **first}, *table]


def refusals(here: View, found: Pivot) -> None:
    """Why a total is not given."""
    for totals in (found.row_totals, found.column_totals):
        if totals.refused:
            st.caption(f"{REFUSED} {unmarked(here.wording.message(here.store, totals.refused))}")


def marks(here: View, found: Pivot) -> None:
    """What the letters before figures mean."""
    rows = [*found.cells.values(), *found.row_totals.rows.values(), *found.column_totals.rows.values()]
    used = chart.legend_of(rows, here.style)
    if used:
        st.caption(" · ".join(f"**{letter}** {meaning}" for letter, meaning in used))


def show_pivot(here: View, question: Question, rows: str, columns: str) -> None:
    """The table with its totals."""
    found = pivot(here.store, question, rows, columns, answer)
    with frame("pivot", here.say("As a table of two sides")):
        show_table(
            here, lines(here, found, rows, columns), here.wording.question(here.store, found.result.question, found.result.metric)
        )
        marks(here, found)
        refusals(here, found)


def show_sql(here: View, result: Result) -> None:
    """The statement that made the rows, for those who want to check it."""
    if st.toggle(here.say("Show the SQL of this answer"), key="explore_sql"):
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
    rows = choose_side(here, here.say("Rows"), offered, "province", "explore_rows")
    columns = choose_side(here, here.say("Columns"), [side for side in offered if side != rows], "year", "explore_columns")
    unit = choose_unit(here, metric)
kinds = () if {"kind", "organization"} & {rows, columns} else kinds_for(here, metric, unit=unit)
kind_note(here, kinds)
question = here.filters.question(metric, (rows, columns), kinds=kinds or here.filters.kinds, unit=unit)
result = asked(here, question)
title = here.wording.metric(here.metric(metric))
if isinstance(result, Result):
    st.caption(unmarked(here.wording.question(here.store, question, result.metric)))
block(here, "explore", title, result, chart.series if "year" in (rows, columns) else chart.comparison)
if isinstance(result, Result) and result.rows:
    show_pivot(here, question, rows, columns)
    show_sql(here, result)
