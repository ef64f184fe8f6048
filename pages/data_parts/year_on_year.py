"""Data and sources, against the year before: every Party figure that may be compared; there are few, as most years stand alone."""

from __future__ import annotations

import streamlit as st

from metrics.answers.subset import answer
from metrics.files.export import evidence_csv_bytes
from metrics.files.formats import CSV
from metrics.survey import year_on_year
from metrics.survey.listing import Search
from pages.parts.blocks import show_table
from pages.parts.downloads import download
from pages.parts.view import View


def show_year_on_year(here: View, chosen: Search) -> None:
    """The figures in a table, the newest first, and as a file."""
    st.caption(here.say("Only where both years are complete; a part of a year is never compared with a full year."))
    found = sorted(
        year_on_year.year_on_year(here.store, chosen, answer), key=lambda one: (-one.row["year"], one.row["organization"])
    )
    if not found:
        st.info(here.say("No figure of this selection can be compared with the year before."))
        return
    words = here.wording
    lines = [year_on_year.cells(one, words) for one in found]
    show_table(
        here,
        [{words.column(name): line[name] for name in line} for line in lines],
        here.say("Party figures against the previous year"),
    )
    download(
        here.say("Download this table (CSV)"),
        lambda: evidence_csv_bytes(*year_on_year.table(found, words)),
        "party-metrics-year-on-year.csv",
        "data_compared_csv",
        CSV,
    )
