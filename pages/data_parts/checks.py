"""Data and sources, disputes and checks: figures that contradict one another, with the figures that each remark is about."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from metrics.answers.query import metrics_of
from metrics.files.export import evidence_csv_bytes
from metrics.files.formats import CSV
from metrics.survey import findings
from metrics.survey.listing import Search
from metrics.survey.remarks import Remark
from pages.parts.downloads import download
from pages.parts.evidence import show_observations
from pages.parts.grid import Slips, choosable
from pages.parts.view import View


def show_checks(here: View, chosen: Search) -> None:
    """Figures on which sources disagree, and those that do not pass a check, with the figures that each is about."""
    st.markdown(
        here.say(
            "Figures that stand as their sources state them, but contradict one another: sources disagree, a stated share is not "
            "what its parts give, a number of members or organisations jumps. None is corrected; each is for you to judge."
        )
    )
    st.caption(here.say("The newest published counts; the others are kept and shown."))
    st.caption(here.say("The filters keep what concerns at least one figure that they let through."))
    found = findings.findings(here.store, chosen)
    st.text(here.wording.plural("{number} remark", "{number} remarks", len(found)))
    if left_out := len(findings.findings(here.store, Search())) - len(found):
        st.caption(here.say("The filters leave out {number} more.", number=here.wording.number(left_out)))
    if not found:
        return
    alt = here.say("Figures that contradict one another, what disagrees and where it stands")
    words = here.wording
    head = (*map(words.column, ("organization", "indicator", "period")), here.say("Check"))
    slips = Slips(head, here.say("What disagrees"))
    picked = choosable(doubt_frame(here, found), "data_checks", chosen, slips, alt) or 0
    st.caption(
        here.say(
            "Choose a row, by the box at its left, on a phone by its name, to see the figures that it is about. Shown: row {row}.",
            row=picked + 1,
        )
    )
    show_observations(here.wording, findings.figures(here.store, found[picked]).dicts(), "data_check_figures")
    download(
        here.say("Download all {number} with their figures (CSV)", number=here.wording.number(len(found))),
        lambda: evidence_csv_bytes(*findings.table(here.store, here.wording, found), here.wording),
        "party-metrics-checks.csv",
        "data_checks_csv",
        CSV,
    )


def doubt_frame(here: View, found: Iterable[Remark]) -> pd.DataFrame:
    """Each remark on a line, in words."""
    words, metrics = here.wording, metrics_of(here.store)
    lines = [
        {
            here.say("Check"): here.say(findings.NAMES[one.check]),
            here.say("What disagrees"): findings.sentence(words, one),
            words.column("organization"): words.organization(one.organization),
            words.column("indicator"): words.metric(metrics[one.indicator]),
            words.column("breakdown"): words.part_stated(one.breakdown, one.indicator),
            words.column("period"): words.period(one.period),
            here.say("File and line"): findings.place(one),
        }
        for one in found
    ]
    return pd.DataFrame(lines)
