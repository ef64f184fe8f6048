"""Data and sources, what changed: how far the data reach, and what was added, changed or removed since the last release."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics.errors import N_, DataError
from metrics.files.export import evidence_csv_bytes
from metrics.files.formats import CSV
from metrics.survey import release
from metrics.survey.listing import Search, having, pages_of
from metrics.survey.release import Change, Release
from metrics.words.markup import in_markdown
from pages.parts import address
from pages.parts.downloads import download
from pages.parts.grid import Slips, grid
from pages.parts.view import View

CHANGES = {"changed": N_("changed"), "removed": N_("removed"), "added": N_("added")}
Since = tuple[Release | None, list[Change]] | DataError


def changes_since(here: View) -> Since:
    """The last release kept of the data shown and what changed since; or why its record cannot be read."""
    try:
        return release.changes_since(here.store, here.loaded)
    except DataError as error:
        return error


def what_changed(here: View, since: Since) -> str:
    """What changed since the last release, in a sentence."""
    if isinstance(since, DataError):
        return here.say("The record of the last release cannot be read.")
    last, found = since
    if not last:
        return here.say("No release of the data is recorded to compare with.")
    date = here.wording.date(last.date)
    if not found:
        return here.say("Nothing has changed since the release of {date}.", date=date)
    numbers = {kind: here.wording.number(number) for kind, number in release.counted(found).items()}
    text = N_("Since the release of {date}: {added} figures added, {changed} changed, {removed} removed.")
    return here.say(text, date=date, **numbers)


def show_changes(here: View, chosen: Search, since: Since) -> None:
    """Every figure added, changed or removed since the last release of the data."""
    if isinstance(since, DataError):
        st.warning("\n".join(f"- {in_markdown(str(problem))}" for problem in since.problems))
        return
    st.markdown(what_changed(here, since))
    if not since[1]:
        return
    names = {"": here.say("all")} | {kind: here.say(name) for kind, name in CHANGES.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = address.segments("change", "data_change", here.say("Kind of change"), names)
        words = address.words("data_change_words", here.say("Search"), here.say("accents may be left out"))
    let_through = release.passing(here.store, since[1], chosen)
    if left_out := len(since[1]) - len(let_through):
        st.caption(here.say("The filters leave out {number} more.", number=here.wording.number(left_out)))
    passing = [one for one in let_through if kind in ("", one.kind)]
    lines = [change_line(here, one) for one in passing]
    kept = having(lines, lines[0] if lines else (), words)
    found = [passing[place] for place in kept]
    st.text(here.wording.plural("{number} change", "{number} changes", len(found)))
    if not found:
        st.text(here.say("None in this selection."))
        return
    pages = pages_of(len(found))
    places = pages[address.page("data_change_page", len(pages), (chosen, kind, words)) - 1]
    head = tuple(map(here.wording.column, ("organization", "indicator", "breakdown", "period")))
    grid(
        pd.DataFrame([lines[place] for place in kept[places.start : places.stop]]),
        "data_changes",
        Slips(head, here.say("Kind of change")),
        here.say("Figures added, changed or removed since the last release"),
    )
    download(
        here.say("Download all {number} changes found (CSV)", number=here.wording.number(len(found))),
        lambda: evidence_csv_bytes(*release.table(here.wording, found)),
        "party-metrics-changes.csv",
        "data_changes_csv",
        CSV,
    )


def change_line(here: View, one: Change) -> dict[str, str]:
    """A change in words."""
    words = here.wording
    body, indicator, breakdown, period = release.said(words, one)
    return {
        here.say("Kind of change"): here.say(CHANGES[one.kind]),
        words.column("organization"): body,
        words.column("indicator"): indicator,
        words.column("breakdown"): breakdown,
        words.column("period"): period,
        words.column("status"): words.status(one.named()["status"]),
        here.say("Value at the release"): release.amount(words, one, one.before),
        here.say("Value now"): release.amount(words, one, one.now),
        words.column("source"): words.source(one.named()["source"]),
    }
