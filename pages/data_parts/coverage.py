"""Data and sources, coverage: what is known by province and year, of all indicators in numbers or of one in signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from metrics import chart
from metrics.answers.query import metrics_of
from metrics.answers.subset import answer
from metrics.errors import N_
from metrics.files.export import evidence_csv_bytes, status_text
from metrics.files.formats import CSV
from metrics.spelling import sort_key
from metrics.survey.coverage import NO_UNIT, NOT_REPORTED, PARTS, MetricCoverage, metric_coverage, units_of
from metrics.survey.listing import Coverage, Search, coverage
from metrics.vocabulary import Mark
from pages.parts import address
from pages.parts.downloads import download
from pages.parts.grid import Slips, grid
from pages.parts.view import View

# what the coverage table may count
COUNTED = {
    "known": N_("indicators with a figure"),
    "partial": N_("of these, part of the year only"),
    "disputed": N_("of these, sources disagree"),
    "derived": N_("of these, derived only"),
}
# whose figures it counts
OF = {"": N_("all"), "party": N_("Party organisations"), "reform": N_("Reform indexes")}
# signs of the matrix beside those that charts give the status words
SIGNS = {PARTS: "□", NOT_REPORTED: "…", NO_UNIT: ""}
STATES = {
    PARTS: N_("only parts of it or shares are stated"),
    NOT_REPORTED: N_("not reported"),
    NO_UNIT: N_("empty: no such province in that year"),
}


def show_coverage(here: View, chosen: Search) -> None:
    """Province × year: how many indicators have a figure that stands for the year; or of one indicator what is known of it."""
    indicator = address.pick(
        "metric", "data_coverage_indicator", here.say("Indicator"), here.say("All indicators, counted"), indicator_names(here)
    )
    if indicator:
        show_metric(here, indicator, metric_coverage(here.store, chosen, here.metric(indicator), answer))
    else:
        show_counts(here, chosen)


def show_counts(here: View, chosen: Search) -> None:
    """Province × year: how many indicators have a figure that stands for the year."""
    with st.container(horizontal=True):
        of = address.segments("of", "data_coverage_of", here.say("Figures of"), {code: here.say(text) for code, text in OF.items()})
        names = {code: here.say(text) for code, text in COUNTED.items()}
        counted = address.segments("count", "data_counted", here.say("Count"), names)
    reform = tuple(one.indicator for one in here.store.seeds.indicators if one.topic == "reform")
    party = tuple(one.indicator for one in here.store.seeds.indicators if one.topic != "reform")
    table = coverage(here.store, replace(chosen, indicators={"party": party, "reform": reform}.get(of, ())))
    counts_of = getattr(table, counted)
    if not table.provinces:
        st.info(here.say("No figure answers this selection."))
        return
    ordered = by_name(here, units_of(here.store, chosen))
    columns = {str(year): pd.array([counts_of.get((slug, year)) for slug in ordered], "Int64") for year in table.years}
    alt = here.say("Number of indicators known by province and year; an empty cell is not zero but not stated")
    by_province(here, ordered, columns, alt)
    st.caption(here.say("An empty cell means that no source found so far states a figure, not zero."))
    download(here.say("Download this table (CSV)"), lambda: counts_csv(here, table), "coverage.csv", "data_coverage_csv", CSV)


def counts_csv(here: View, table: Coverage) -> bytes:
    """Every count of every province and year in which anything is known."""
    parts = (table.partial, table.disputed, table.derived)
    return evidence_csv_bytes(
        ("province", "province_name", "year", "indicators", "partial", "disputed", "derived"),
        [
            (slug, here.wording.province(slug), year, number, *(part[slug, year] for part in parts))
            for (slug, year), number in table.known.items()
        ],
    )


def show_metric(here: View, indicator: str, found: MetricCoverage) -> None:
    """What is known of one indicator, a sign for each province and year, the empty ones too; the same with codes to download."""
    if not found.provinces:
        st.info(here.say("No province or city answers this selection."))
        return
    ordered = by_name(here, found.provinces)
    columns = {str(year): [signs(found.states[slug, year]) for slug in ordered] for year in found.years}
    name = here.wording.metric(here.metric(indicator))
    st.caption(" · ".join(metric_legend(here, found)))
    by_province(here, ordered, columns, here.say("What is known of “{metric}” by province and year", metric=name))
    st.caption(
        here.say("Judged by the figure in its own unit that an answer would show; of several bodies of a province the best known.")
    )
    download(
        here.say("Download this table (CSV)"),
        lambda: metric_csv(here, indicator, ordered, found),
        f"coverage-{indicator}.csv",
        "data_matrix_csv",
        CSV,
    )


def signs(state: frozenset[Mark] | str) -> str:
    """The signs of a cell: one for each mark of its figure, or why there is no figure."""
    return SIGNS[state] if isinstance(state, str) else " ".join(form.letter for form in chart.forms(state))


def metric_legend(here: View, found: MetricCoverage) -> list[str]:
    """Each sign of the matrix with its meaning and how many cells have it."""
    none = frozenset[Mark]()
    cells = Counter(alone for state in found.states.values() for alone in _each_alone(state))
    told: dict[frozenset[Mark] | str, str] = {none: here.wording.marks(none)}
    told |= {frozenset({mark}): here.wording.marks({mark}) for mark in reversed(chart.FORMS)}
    told |= {state: here.say(meaning) for state, meaning in STATES.items()}
    return [
        " ".join(filter(None, (f"**{signs(one)}**" if signs(one) else "", meaning, f"({here.wording.number(cells[one])})")))
        for one, meaning in told.items()
        if cells[one]
    ]


def _each_alone(state: frozenset[Mark] | str) -> list[frozenset[Mark] | str]:
    """Each mark of a cell by itself; a state without marks as it is."""
    return [state] if isinstance(state, str) or not state else [frozenset({mark}) for mark in state]


def metric_csv(here: View, indicator: str, ordered: Sequence[str], found: MetricCoverage) -> bytes:
    """The matrix as it stands, with codes in place of signs."""
    rows = [
        (indicator, slug, *(_code(found.states[slug, year]) for year in found.years), here.wording.province(slug))
        for slug in ordered
    ]
    return evidence_csv_bytes(("indicator", "province", *map(str, found.years), "province_name"), rows)


def _code(state: frozenset[Mark] | str) -> str:
    return state if isinstance(state, str) else status_text(state)


def by_name(here: View, provinces: Iterable[str]) -> list[str]:
    """Provinces as a dictionary orders their names."""
    return sorted(provinces, key=lambda slug: sort_key(here.wording.province(slug)))


def by_province(here: View, provinces: Sequence[str], columns: dict[str, Any], alt: str) -> None:
    """A table with a row for each province."""
    head = here.wording.column("province")
    grid(
        pd.DataFrame({head: [here.wording.province(slug) for slug in provinces], **columns}),
        "data_coverage",
        Slips((head,)),
        alt,
        height="content" if len(provinces) < 20 else 720,
        column_config={head: st.column_config.Column(pinned=True)},
    )


def indicator_names(here: View) -> dict[str, str]:
    """Every indicator by name, in dictionary order."""
    metrics = metrics_of(here.store)
    names = {one.indicator: here.wording.metric(metrics[one.indicator]) for one in here.store.seeds.indicators}
    return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1])))
