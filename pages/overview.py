"""Overview: how much is known, the latest figures, the largest changes, and what is known for which province and year."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from metrics import chart
from metrics.answers.query import metrics_of
from metrics.answers.subset import most_changed, of_year
from metrics.files.export import evidence_csv_bytes
from metrics.files.formats import CSV
from metrics.indexes import INDEXES
from metrics.spelling import sort_key
from metrics.survey.listing import Coverage, Search, counts, coverage, list_of, observations
from metrics.survey.topics import fullest_rank
from metrics.vocabulary import Result
from pages.parts import address
from pages.parts.blocks import body, frame, show_table
from pages.parts.choices import choose_year
from pages.parts.downloads import download
from pages.parts.plot import plot
from pages.parts.view import Refused, View, asked, heading, rows_of, view

LATEST = 10
# what is counted year by year; figures of a term would always be the latest
TOPICS = ("organization", "membership", "admission", "quality", "inspection", "discipline")
CHANGES = 14
# Party figures whose years may be compared
COMPARED = ("party_members", "grassroots_organizations", "members_admitted", "members_disciplined")


def search_of(here: View, reform: bool = False) -> Search:
    """The filters as a search of the Party's figures, or of the reform indexes."""
    chosen = here.filters
    indicators = tuple(one.indicator for one in here.store.seeds.indicators if (one.topic == "reform") == reform)
    return Search(
        provinces=chosen.provinces,
        regions=chosen.regions,
        kinds=() if reform else chosen.kinds,
        years=chosen.years,
        boundary=chosen.boundary,
        indicators=indicators,
    )


def numbers(here: View) -> None:
    """How many figures, sources and places the selection holds."""
    search = replace(search_of(here), kinds=here.filters.kinds, indicators=())
    found = counts(here.store, search)
    labels = {
        "figures": here.say("Figures"),
        "sources": here.say("Sources"),
        "provinces": here.say("Provinces, of the {list}", list=list_of(search)),
        "organizations": here.say("Bodies"),
        "indicators": here.say("Indicators"),
    }
    with st.container(horizontal=True, gap="medium"):
        for name, label in labels.items():
            st.metric(label, here.wording.number(found[name]), border=True, width=156)


def latest(here: View) -> None:
    """The newest figures with their date and who published them."""
    yearly = tuple(one.indicator for one in here.store.seeds.indicators if one.topic in TOPICS)
    search = replace(search_of(here), statuses=("reported",), indicators=yearly)
    found = observations(here.store, search, range(LATEST)).dicts()
    with frame("latest", here.say("Latest figures")):
        if not found:
            st.info(here.say("No figure is known for this selection."))
            return
        words = here.wording
        lines = [
            {
                words.column("organization"): words.organization(row["organization"]),
                words.column("value"): words.amount(row["value"], row["qualifier"], row["unit"]),
                words.column("metric"): indicator(here, row["indicator"], row["breakdown"]),
                here.say("Date or period"): words.period(row["period"], row["period_type"]),
                words.column("sources"): ", ".join(filter(None, (row["publisher"], words.date(row["published"] or "")))),
            }
            for row in found
        ]
        title = here.say("Latest figures")
        show_table(here, lines, title)
        st.page_link("pages/data.py", label=here.say("Each figure with its own words: Data and sources"), icon=":material/dataset:")


def indicator(here: View, code: str, breakdown: str) -> str:
    """What is counted, with the part if it is one."""
    name = here.wording.metric(here.metric(code))
    return f"{name} ({here.wording.breakdown(breakdown)})" if breakdown else name


def party_changes(here: View) -> None:
    """Every Party figure that may be compared with the year before; there are few, as most years stand alone."""
    lines = [line for metric in COMPARED for line in changed_lines(here, metric)]
    if lines:
        title = here.say("Party figures against the previous year")
        with frame("party_changes", title):
            show_table(here, lines, title)
            st.caption(here.say("Only where both years are complete; a part of a year is never compared with a full year."))


def changed_lines(here: View, metric: str) -> list[dict[str, str]]:
    """The changes of one metric, in words."""
    result = asked(here, here.filters.question(metric, ("organization", "year"), compare="previous_year"))
    words = here.wording
    return [
        {
            words.column("organization"): words.organization(row["organization"]),
            words.column("metric"): words.metric(here.metric(metric)),
            words.column("year"): words.key("year", row["year"]),
            words.column("previous"): words.amount(row.previous, row.previous_qualifier, row.unit),
            words.column("value"): words.amount(row.value, row.qualifier, row.unit),
            words.column("change"): words.difference(row),
            words.column("change_percent"): words.share(row),
        }
        for row in rows_of(result)
        if row.change is not None
    ]


def rank_changes(here: View) -> None:
    """The provinces that gained or lost most places in one index since the year before."""
    with frame("changes", here.say("Largest changes of rank against the previous year")):
        with st.container(horizontal=True):
            metric = choose_index(here)
            result = asked(here, here.filters.question(metric, kinds=(), compare="previous_year"))
            compared = with_change(result) if isinstance(result, Result) else None
            year = choose_year(here, compared, latest=True) if compared else None
        if compared and year:
            body(here, "changes", most_changed(of_year(compared, year), CHANGES), chart.changes)
        elif isinstance(result, Refused):
            body(here, "changes", result, chart.changes)
        else:
            st.info(here.say("No rank of this selection can be compared with the year before."))


def choose_index(here: View) -> str:
    """The ranks of one index; at first of that which ranked most provinces in the latest year."""
    latest_year = max((one.year for one in here.store.seeds.rankings), default=None)
    fullest = fullest_rank(here.store, here.filters.boundary, latest_year)
    ranks = sorted((one.rank for one in INDEXES if one.rank in metrics_of(here.store)), key=lambda code: code != fullest)
    names = {code: here.wording.metric(here.metric(code)) for code in ranks}
    return address.listed("metric", "overview_rank", here.say("Index"), names, width=420)


def with_change(result: Result) -> Result:
    """The rows that can be compared."""
    return most_changed(result, len(result.rows))


def what_is_known(here: View) -> None:
    """Province × year: how many indicators have a figure."""
    with frame(
        "coverage",
        here.say("What is known: province by year"),
        here.say("Number of indicators with a figure for the year. An empty field means: not stated anywhere we looked, not zero."),
    ):
        names = {"party": here.say("Party organisations"), "reform": here.say("Reform indexes")}
        figures = address.segments("figures", "overview_coverage", here.say("Figures of"), names, hidden=True)
        found = coverage(here.store, search_of(here, figures == "reform"))
        if not found.known:
            st.info(here.say("No figure is known for this selection."))
            return
        provinces = sorted(found.provinces, key=lambda slug: sort_key(here.wording.province(slug)))
        plot(chart.coverage(found.known, provinces, found.years, here.style), "plot_coverage", here.wording)
        coverage_details(here, found, provinces)


def coverage_details(here: View, found: Coverage, provinces: list[str]) -> None:
    """The matrix as a table and as a file."""
    marked = (found.partial, found.disputed, found.derived)
    with st.container(horizontal=True, vertical_alignment="center"):
        download(
            here.say("Download CSV"),
            lambda: evidence_csv_bytes(
                ("province", "province_name", "year", "indicators", "partial", "disputed", "derived"),
                [
                    (slug, here.wording.province(slug), year, number, *(part[slug, year] for part in marked))
                    for (slug, year), number in found.known.items()
                ],
            ),
            "coverage.csv",
            "csv_coverage",
            CSV,
        )
        names = {"table": ":material/table: " + here.say("Table ({n} rows)", n=len(provinces))}
        shown = address.opened("coverage", "show_coverage", here.say("Show below the chart"), names)
    if shown:
        words = here.wording
        rows = [
            {words.column("province"): words.province(slug)}
            | {str(year): words.number(found.known.get((slug, year))) for year in found.years}
            for slug in provinces
        ]
        show_table(here, rows, here.say("What is known: province by year"))


here = view()
heading(
    here,
    here.say("Overview"),
    here.say("Published figures of Party organisations in the provinces: each with its source, added only where adding is right."),
)
numbers(here)
latest(here)
party_changes(here)
rank_changes(here)
what_is_known(here)
