"""Reform rankings: ranks over years, the ranking of one year with r of n, changes against the year before."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import streamlit as st

from metrics import chart
from metrics.subset import of_provinces, of_year
from metrics.terms import N_
from metrics.vocabulary import Result
from pages.blocks import block, body, frame
from pages.choices import choose_metric, choose_year
from pages.shared import Refused, View, asked, heading, view
from pages.topic import on_the_map

METRICS = ("par_index_rank", "sipas_rank", "dti_rank", "papi_rank", "pci_rank")
# the index with most ranks opens the page; of the 34 only one was ranked as such
FULLEST = {"34": "dti_rank"}
# lines drawn where the reader chose no province
LINES = 6
NOTES = {
    "par_index_rank": N_("PAR Index: how far the provinces carried out administrative reform (Ministry of Home Affairs)."),
    "sipas_rank": N_("SIPAS: how satisfied people are with administrative services (Ministry of Home Affairs)."),
    "dti_rank": N_("DTI: digital transformation. The index of 2024 was announced for the 34; the list of the 63 exists too."),
    "papi_rank": N_("PAPI: the publisher (UNDP and partners) avoids ranking; the ranks here are the order of the scores it gives."),
    "pci_rank": N_("PCI: competitiveness as firms see it (VCCI). From 2023 only the first thirty are published."),
}


def most_ranked(result: Result) -> list[str]:
    """The provinces with most ranks; of equals the ones ranked best last."""
    counted = Counter(row["province"] for row in result.dicts())
    latest = {row["province"]: row["value"] for row in sorted(result.dicts(), key=lambda row: row["year"])}
    return sorted(counted, key=lambda slug: (-counted[slug], latest[slug], slug))[:LINES]


def over_years(here: View, result: Result, name: str) -> None:
    """Ranks over the years of the provinces chosen, or of those with most ranks."""
    chosen = here.filters.provinces or here.filters.regions
    drawn = result if chosen else of_provinces(result, most_ranked(result))
    lead = "" if chosen else here.say("The {n} provinces with most ranks; choose others under “Provinces and cities”.", n=LINES)
    block(here, "ranks", here.say("{metric} over the years", metric=name), drawn, chart.ranks, lead)


def one_year(here: View, metric: str, everyone: Result, name: str) -> None:
    """The ranking of a year, and what changed since the year before."""
    with frame("ranking", here.say("{metric}: the ranking of one year", metric=name)):
        year = choose_year(here, everyone, f"year_{metric}", here.say("Year of the index"))
        if not year:
            return
        listed = of_year(everyone, year)
        text = N_("{n} ranks are known; a province without a rank was not seen in any source.")
        st.caption(here.say(text, n=here.wording.number(len(listed.rows))))
        body(here, "ranking", listed, chart.ranking)
    on_the_map(here, name, listed)
    changed = asked(here, replace(listed.question, compare="previous_year"))
    title = here.say("{metric}: change from {before} to {year}", metric=name, before=year - 1, year=year)
    block(here, "changes", title, changed, chart.changes, here.say("Only provinces ranked in both years."))


here = view()
heading(
    here,
    here.say("Reform rankings"),
    here.say("These ranks belong to the provinces' administrations, not to Party bodies. Years are those measured, not announced."),
)
metric = choose_metric(here, METRICS, FULLEST.get(here.filters.boundary, "pci_rank"))
name = here.wording.metric(here.metric(metric))
st.caption(here.say(NOTES[metric]))
everyone = asked(here, here.filters.question(metric, kinds=(), provinces=()))
if isinstance(everyone, Refused):
    block(here, "ranks", name, everyone, chart.ranks)
else:
    chosen = here.filters.provinces
    over_years(here, of_provinces(everyone, chosen) if chosen else everyone, name)
    if everyone.rows:
        one_year(here, metric, everyone, name)
