"""From a figure to the words that state it: the observations behind a view, for every page."""

from __future__ import annotations

import os
from collections.abc import Hashable, Sequence
from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from metrics.answers.query import ask, evidence
from metrics.answers.sources import web_address
from metrics.errors import DataError, PartyMetricsError
from metrics.files.citation import figure_sentence, safe_sentence, wrong_figure_mail
from metrics.files.export import evidence_csv_bytes, file_name
from metrics.files.formats import CSV
from metrics.intake.passage import sentence_around
from metrics.store.store import Store
from metrics.survey.listing import behind
from metrics.survey.release import holding
from metrics.survey.trail import key_of, sentence, trail
from metrics.vocabulary import Question, Result, Row
from metrics.words.markup import in_markdown
from metrics.words.words import Words
from pages.parts import address
from pages.parts.browser import copy_button
from pages.parts.downloads import download
from pages.parts.grid import Slips, choosable, grid
from pages.parts.view import shown_data, texts_of

# more observations than this behind one figure are shown as a table
CARDS = 12
Cells = dict[str, Any]
# how a quote stands out in its sentence: by weight and line, legible in every theme
MARKED = "background: none; color: inherit; font-weight: 700; text-decoration: underline; text-underline-offset: 0.2em"


def show_evidence(
    store: Store,
    wording: Words,
    question: Question,
    key: str,
    result: Result | None = None,
    chosen: tuple[str, ...] = (),
    first: int | None = None,
) -> None:
    """Let the reader choose a figure of the view and show the observations behind it. Costs three queries: call it when open.

    The figures are those of `result`, rows of the question's answer, where that shows some of them alone; all of them together are
    those of the provinces `chosen`, where any is. At first the row `first` is chosen, or all of them.
    """
    try:
        result = ask(store, question) if result is None else result
    except PartyMetricsError as error:
        st.info(in_markdown(wording.message(error.message)))
        return
    together = replace(question, provinces=chosen or question.provinces)
    everything = evidence(store, together)
    if not everything.rows:
        st.info(wording.say("No source states a figure for this selection."))
        return
    row = _choose(wording, result, key, first)
    if row is None:
        found = [dict(zip(everything.columns, one, strict=True)) for one in everything.rows]
        st.text(wording.plural("{number} figure of sources", "{number} figures of sources", len(found)))
        show_observations(wording, found, key=f"{key}_all")
    else:
        _show_figure(store, wording, result, result.rows[row], key)
    download(
        wording.say("Download the evidence (CSV)"),
        lambda: evidence_csv_bytes(everything.columns, everything.rows, wording),
        f"evidence-{file_name(together)}",
        f"{key}_csv",
        CSV,
    )


def _choose(wording: Words, result: Result, key: str, first: int | None) -> int | None:
    """The row that the reader chose, or None for the whole view."""

    def name(place: int | None) -> str:
        return wording.say("All figures of this view") if place is None else wording.figure(result.rows[place])

    rows = ["~".join(map(str, row.key.values())) for row in result.rows]
    return address.row(key.removeprefix("evidence_"), f"{key}_row", wording.say("Figure"), rows, name, first)


def _show_figure(store: Store, wording: Words, result: Result, row: Row, key: str) -> None:
    """One figure: its sentence, what its marks mean, the observations that make it and those that do not count."""
    st.text(figure_sentence(store, wording, result, row))
    for label, explanation in wording.marks_explained(row.marks):
        st.text(f"{label}: {explanation}")
    _hand_on(store, wording, result, row, key)
    counted, others = behind(store, result, row)
    if len(counted.rows) > CARDS:
        show_observations(wording, counted.dicts(), key=f"{key}_counted", without=("used",))
    else:
        for one in counted.dicts():
            show_observation(wording, one)
    if others.rows:
        st.text(wording.say("Also stated about the same, and not counted:"))
        show_observations(wording, others.dicts(), key=f"{key}_others")


def _hand_on(store: Store, wording: Words, result: Result, row: Row, key: str) -> None:
    """A button that copies the figure as a sentence with its source, and one that writes to the maintainer that it is wrong."""
    maintainer = _maintainer()
    with st.container(horizontal=True, gap="small"):
        text = safe_sentence(store, wording, result, row, _release(store, result))
        copy_button(wording, f"{key}_copy", wording.say("Copy a sentence with its source"), text)
        if maintainer:
            link = wrong_figure_mail(store, wording, result, row, maintainer, address.link_of_view())
            st.link_button(wording.say("This figure is wrong"), link, icon=":material/flag:")


def _release(store: Store, result: Result) -> str:
    """The day of the release that gives this answer; none where its record cannot be read."""
    try:
        return holding(store, shown_data()[1], result.metric)
    except DataError:
        return ""


def _maintainer() -> str:
    """The address for messages: PARTY_METRICS_MAINTAINER, of the environment or of .streamlit/secrets.toml; or none."""
    st.secrets.load_if_toml_exists()
    return os.environ.get("PARTY_METRICS_MAINTAINER", "")


def show_observation(wording: Words, row: Cells) -> None:
    """One observation: its words first, then what was read from them, where they stand and any doubt."""
    with st.container(border=True):
        _words(wording, row)
        st.text(reading_of(wording, row))
        st.text(_place(wording, row))
        if row["note"]:
            st.text(wording.say("Note: {note}", note=row["note"]))
        _trail(wording, row)
        if web_address(row["url"]):
            st.link_button(wording.say("Open the source"), row["url"], icon=":material/open_in_new:")


def _trail(wording: Words, row: Cells) -> None:
    """What became of the figure since the first release that is kept: each value with its day and why."""
    store, loaded = shown_data()
    key = key_of(store, row)
    try:
        steps = trail(store, loaded, key) if key else ()
    except DataError as error:
        st.caption(in_markdown(wording.problem(error.problems[0])))
        return
    if key and steps:
        told = "  \n".join(in_markdown(sentence(wording, key, one)) for one in steps)
        st.caption(f"{wording.say('What became of this figure:')}  \n{told}")


def _words(wording: Words, row: Cells) -> None:
    """The words of the source: in their sentence where the text is at hand, else alone. Every letter of the text is escaped."""
    if not row["quote"]:
        st.text(wording.say("(a list or table, no words)"))
        return
    found = (sentence_around(text, row["quote"], row["line"]) for text in texts_of(row["source"]))
    passage = next(filter(None, found), None)
    if passage is None:
        st.text(wording.words_of(row["quote"], row["quote_status"]))
        return
    quote = f'<mark style="{MARKED}">{escape(passage.quote)}</mark>'
    sentence = wording.words_of(f"{escape(passage.before)}{quote}{escape(passage.after)}", row["quote_status"])
    st.html(f'<p style="white-space: pre-wrap; overflow-wrap: anywhere; margin: 0">{sentence}</p>')


def reading_of(wording: Words, row: Cells, body: str = "") -> str:
    """What was read: body (by the name given, where the data do not know it), indicator, part, period, value."""
    about = [body or wording.organization(row["organization"]), _indicator(wording, row)]
    if row["breakdown"]:
        about.append(wording.breakdown(row["breakdown"]))
    about.append(wording.period(row["period"], row["period_type"]))
    if row["status"] != "reported":
        about.append(wording.status(row["status"]))
    return f"{'; '.join(about)}: {_value(wording, row)}"


def _place(wording: Words, row: Cells) -> str:
    """Where it stands: publisher, date, line."""
    line = wording.say("line {line}", line=row["line"]) if row["line"] else ""
    return ", ".join(filter(None, (wording.source(row["source"]), line)))


def _indicator(wording: Words, row: Cells) -> str:
    metric = wording.names.metrics.get(row["indicator"])
    return wording.metric(metric) if metric else str(row["indicator"])


def _value(wording: Words, row: Cells) -> str:
    value = wording.amount(row["value"], row["qualifier"], row["unit"])
    if row["denominator"] is None:
        return value
    return wording.say("{value} out of {whole}", value=value, whole=wording.number(row["denominator"]))


# the table ----------------------------------------------------------------------------------------------------------------
def show_observations(
    wording: Words, rows: Sequence[Cells], key: str, without: Sequence[str] = (), of: Hashable = None
) -> int | None:
    """Observations as a table with their words and links, every text as it is and never as markup.

    Where it is said what they are `of`, a row can be chosen, and its place is given.
    """
    link, quote = wording.column("url"), wording.column("quote")
    frame = observation_frame(wording, rows).drop(columns=[wording.column(name) for name in without])
    look: dict[str, Any] = {
        "column_config": {
            link: st.column_config.LinkColumn(link, display_text=wording.say("open")),
            quote: st.column_config.TextColumn(quote, width="large"),
        },
        "alt": wording.say("Figures as their sources state them, with words, publisher, date and link"),
    }
    head = tuple(map(wording.column, ("organization", "indicator", "breakdown", "period")))
    # the row that is chosen tells these too
    apart = [] if of is None else [wording.column(name) for name in ("quote_status", "line", "note")]
    slips = Slips(head, wording.column("value"), apart, link, wording.say("open"))
    if of is not None:
        return choosable(frame, key, of, slips, **look)
    grid(frame, key, slips, **look)
    return None


def observation_frame(wording: Words, rows: Sequence[Cells]) -> pd.DataFrame:
    """Observations in words: one line each, headings and cells in the chosen language."""
    return pd.DataFrame([_line(wording, row) for row in rows])


def _line(wording: Words, row: Cells) -> dict[str, Any]:
    cells = {
        "organization": wording.organization(row["organization"]),
        "indicator": _indicator(wording, row),
        "breakdown": wording.part_stated(row["breakdown"], row["indicator"]),
        "period": wording.period(row["period"], row["period_type"]),
        "value": _value(wording, row),
        "status": wording.status(row["status"]),
        **({"used": wording.used(row["used"])} if "used" in row else {}),
        "quote": row["quote"],
        "quote_status": wording.quote_status(row["quote_status"]),
        "publisher": row["publisher"],
        "published": wording.date(row["published"] or ""),
        "url": web_address(row["url"] or "") or None,
        "line": row["line"],
        "note": row["note"],
    }
    return {wording.column(name): cell for name, cell in cells.items()}
