"""Data and sources: every figure with its own words, how much is known, the sources, the dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from metrics.export import evidence_csv_bytes, web_address
from metrics.listing import Search, counts, coverage, disputes, observations, pages_of, sources
from metrics.query import metrics_of
from metrics.terms import N_
from metrics.vocabulary import DIMENSIONS
from metrics.wording import search_key, sort_key
from metrics.workbook import EXCEL, PARQUET, dataset_excel, dataset_parquet
from pages.browser import link_of_view
from pages.evidence_panel import show_observation, show_observations
from pages.shared import View, heading, view

STATUSES = ("reported", "target", "planned", "in_progress", "change", "over_target", "derived")
# what the coverage table may count
COUNTED = {
    "known": N_("indicators with a figure"),
    "partial": N_("of these, part of the year only"),
    "disputed": N_("of these, sources disagree"),
    "derived": N_("of these, derived only"),
}


def main() -> None:
    """Draw the part of the page that the reader has opened."""
    here = view()
    heading(
        here,
        here.say("Data and sources"),
        here.say("Every figure with the words that state it and who published them. What no source states stays empty."),
    )
    filters = here.filters
    chosen = Search("", filters.provinces, filters.regions, filters.kinds, filters.years, filters.boundary)
    parts = {
        here.say("Figures"): show_figures,
        here.say("Coverage"): show_coverage,
        here.say("Sources and disputes"): show_sources,
        here.say("Dictionary"): show_dictionary,
    }
    whole_data_set(here)
    for tab, show in zip(st.tabs(list(parts), key="data_part", on_change="rerun"), parts.values(), strict=True):
        if tab.open:
            with tab:
                show(here, chosen)


def whole_data_set(here: View) -> None:
    """Everything that the project knows, in the form that the reader's program takes best; made when asked for."""
    link = link_of_view()
    forms: dict[str, tuple[str, str, str, Callable[[], bytes]]] = {
        "csv": (N_("Download CSV"), ":material/download:", "text/csv", lambda: as_csv(here, Search())),
        "xlsx": (N_("Download Excel"), ":material/table_view:", EXCEL, lambda: dataset_excel(here.store, here.wording, link=link)),
        "parquet": (N_("Download Parquet"), ":material/database:", PARQUET, lambda: dataset_parquet(here.store, here.wording)),
    }
    st.caption(here.say("The whole data set, whatever the filters:"))
    with st.container(horizontal=True, gap="small"):
        for ending, (label, icon, mime, made) in forms.items():
            st.download_button(
                here.say(label),
                data=made,
                file_name=f"party-metrics.{ending}",
                mime=mime,
                key=f"data_all_{ending}",
                on_click="ignore",
                icon=icon,
            )


# figures ------------------------------------------------------------------------------------------------------------------
def show_figures(here: View, chosen: Search) -> None:
    """The figures that the filters and the search let through, a page at a time, and all of them to download."""
    search = narrowed(here, chosen)
    found = counts(here.store, search)
    if not found["figures"]:
        nothing(here, search)
        return
    numbers(here, found)
    pages = pages_of(found["figures"])
    # another search starts again at its first page
    page = st.pagination(len(pages), key=f"data_page_{hash(search)}") if len(pages) > 1 else 1
    rows = observations(here.store, search, pages[min(max(page, 1), len(pages)) - 1]).dicts()
    st.caption(here.say("Choose a row, by the box at its left, to read its words in full."))
    row = show_observations(here.store, here.wording, rows, f"data_figures_{hash(search)}_{page}", choose=True)
    if row is not None:
        show_observation(here.store, here.wording, rows[row])
    st.download_button(
        here.say("Download all {number} figures found (CSV)", number=here.wording.number(found["figures"])),
        data=lambda: as_csv(here, search),
        file_name="party-metrics-figures.csv",
        mime="text/csv",
        key="data_csv",
        on_click="ignore",
        icon=":material/download:",
    )


def as_csv(here: View, search: Search) -> bytes:
    """Everything that a search finds: the columns of the data contract, each source's publisher, date and link, then names."""
    found = observations(here.store, search)
    return evidence_csv_bytes(found.columns, found.rows, here.wording, here.store)


def narrowed(here: View, chosen: Search) -> Search:
    """The shared filters together with this page's own."""
    titles = source_titles(here)
    names = indicator_names(here)
    with st.container(horizontal=True):
        words = st.text_input(
            here.say("Search"),
            key="data_words",
            type="search",
            placeholder=here.say("ky luat, Da Nang, Bao Nghe An"),
            help=here.say("Looks in names, words of the source, publishers and notes; accents may be left out."),
        )
        source = pick(here.say("Source"), here.say("All sources"), titles, "data_source")
        indicator = pick(here.say("Indicator"), here.say("All indicators"), names, "data_indicator")
        statuses = {code: here.wording.status(code) for code in STATUSES}
        status = pick(here.say("Kind of statement"), here.say("All kinds of statement"), statuses, "data_status")
    if source:
        st.caption(here.say("A chosen source is shown with all its years."))
    return replace(
        chosen,
        words=words or "",
        years=None if source else chosen.years,
        sources=(source,) if source else (),
        indicators=(indicator,) if indicator else (),
        statuses=(status,) if status else (),
    )


def pick(label: str, everything: str, names: dict[str, str], key: str) -> str:
    """One of the codes that have names, or the empty string for all of them."""
    chosen = st.selectbox(label, ["", *names], format_func=lambda code: names.get(code, everything), key=key)
    return chosen if chosen in names else ""


def source_titles(here: View) -> dict[str, str]:
    """Every source with publisher and date: the founding documents first, then by publisher."""
    listed = sources(here.store).dicts()
    ordered = sorted(listed, key=lambda one: (not one["file"], sort_key(one["publisher"]), one["published"]))
    return {one["source"]: source_title(here, one) for one in ordered}


def source_title(here: View, one: dict[str, str]) -> str:
    """Publisher, date and slug of a source; of one without a slug the address."""
    parts = [one["publisher"], here.wording.date(one["published"]), one["source"]]
    if one["file"]:
        parts.append(here.say("founding document"))
    return " · ".join(filter(None, parts))


def indicator_names(here: View) -> dict[str, str]:
    """Every indicator by name, in dictionary order."""
    metrics = metrics_of(here.store)
    names = {one.indicator: here.wording.metric(metrics[one.indicator]) for one in here.store.seeds.indicators}
    return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1])))


def numbers(here: View, found: dict[str, int]) -> None:
    """How much the search finds."""
    labels = {
        "figures": here.say("Figures"),
        "sources": here.say("Sources"),
        "publishers": here.say("Publishers"),
        "organizations": here.say("Bodies"),
        "indicators": here.say("Indicators"),
    }
    with st.container(horizontal=True):
        for name, label in labels.items():
            st.metric(label, here.wording.number(found[name]), width="content")


def nothing(here: View, search: Search) -> None:
    """No figure: say so, and what there would be without the search words, or in other years."""
    st.info(here.say("No figure answers this selection."))
    for text, wider in (
        (N_("Without the words searched for there are {number}."), replace(search, words="")),
        (N_("In all years there are {number}."), replace(search, years=None)),
        (N_("For all kinds of body there are {number}."), replace(search, kinds=())),
        (N_("For all provinces there are {number}."), replace(search, provinces=(), regions=())),
    ):
        figures = counts(here.store, wider)["figures"] if wider != search else 0
        if figures:
            st.text(here.say(text, number=here.wording.number(figures)))


# coverage -----------------------------------------------------------------------------------------------------------------
def show_coverage(here: View, chosen: Search) -> None:
    """Province × year: how many indicators have a figure that stands for the year."""
    names = {code: here.say(text) for code, text in COUNTED.items()}
    counted = st.segmented_control(
        here.say("Count"), list(names), default="known", format_func=names.__getitem__, key="data_counted", required=True
    )
    table = coverage(here.store, chosen)
    counts_of = getattr(table, counted if counted in names else "known")
    if not table.provinces:
        st.info(here.say("No figure answers this selection."))
        return
    ordered = sorted(table.provinces, key=lambda slug: sort_key(here.wording.province(here.store, slug)))
    columns = {
        here.wording.column("province"): [here.wording.province(here.store, slug) for slug in ordered],
        **{str(year): pd.array([counts_of.get((slug, year)) for slug in ordered], "Int64") for year in table.years},
    }
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        height="content" if len(ordered) < 20 else 720,
        placeholder="",
        column_config={here.wording.column("province"): st.column_config.Column(pinned=True)},
        alt=here.say("Number of indicators known by province and year; an empty cell is not zero but not stated"),
    )
    st.caption(here.say("An empty cell means that no source found so far states a figure, not zero."))


# sources ------------------------------------------------------------------------------------------------------------------
def show_sources(here: View, chosen: Search) -> None:
    """What sources disagree on, then every publication with its link and how much it states."""
    st.subheader(here.say("Figures on which sources disagree"), anchor=False)
    found = disputes(here.store, chosen).dicts()
    if found:
        st.dataframe(disputed_frame(here, found), hide_index=True, key="data_disputes")
        st.caption(here.say("The newest published counts; the others are kept and shown."))
    else:
        st.text(here.say("None in this selection."))
    st.subheader(here.say("Sources"), anchor=False)
    words = search_field(here, here.say("Search the sources"), "data_source_words")
    listed = with_words(sources(here.store).dicts(), ("publisher", "source", "url", "note"), words)
    st.text(here.wording.plural("{number} source", "{number} sources", len(listed)))
    link = here.wording.column("url")
    st.dataframe(
        source_frame(here, listed),
        hide_index=True,
        key="data_sources",
        column_config={link: st.column_config.LinkColumn(link, display_text=here.say("open"))},
    )


def disputed_frame(here: View, found: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Each disputed figure with the value that counts and the others."""
    words, metrics = here.wording, metrics_of(here.store)
    lines = [
        {
            words.column("organization"): words.organization(here.store, one["organization"]),
            words.column("indicator"): words.metric(metrics[one["indicator"]]),
            words.column("breakdown"): words.breakdown(one["breakdown"]),
            words.column("period"): words.period(one["period"]),
            here.say("Value that counts"): f"{words.amount(one['value'], one['qualifier'], one['unit'])} ({one['source']})",
            here.say("Other values"): words.other_values(one["others"], one["unit"]),
        }
        for one in found
    ]
    return pd.DataFrame(lines)


def source_frame(here: View, listed: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Every source on a line."""
    words = here.wording
    lines = [
        {
            words.column("publisher"): one["publisher"],
            words.column("published"): words.date(one["published"]),
            words.column("url"): web_address(one["url"]) or None,
            here.say("Figures"): one["figures"],
            here.say("First year"): one["first_year"],
            here.say("Last year"): one["last_year"],
            words.column("source"): "" if web_address(one["source"]) else one["source"],
            words.column("note"): one["note"],
        }
        for one in listed
    ]
    return pd.DataFrame(lines)


# dictionary ---------------------------------------------------------------------------------------------------------------
def show_dictionary(here: View, chosen: Search) -> None:
    """What each metric and each breakdown means."""
    words = here.wording
    looked_for = search_field(here, here.say("Search the dictionary"), "data_dictionary_words")
    lines = [
        {
            words.column("metric"): words.metric(metric),
            words.column("definition"): words.definition(metric),
            words.column("topic"): words.topic(metric.topic),
            words.column("unit"): words.unit(metric.unit),
            here.say("How it is counted"): words.metric_kind(metric.kind),
            words.column("dimensions"): ", ".join(map(words.dimension, metric.dimensions)),
            here.say("Code"): metric.metric,
        }
        for metric in metrics_of(here.store).values()
    ]
    st.subheader(here.say("Metrics"), anchor=False)
    show_words(here, with_words(lines, tuple(lines[0]), looked_for), "data_metrics")
    st.subheader(here.say("Breakdowns"), anchor=False)
    parts = [
        {
            words.column("dimension"): words.dimension(dimension),
            here.say("Code"): f"{dimension}={value}" if value else dimension,
            words.column("value"): words.value_of(dimension, value) if value else "",
        }
        for dimension, values in DIMENSIONS.items()
        for value in values or ("",)
    ]
    show_words(here, with_words(parts, tuple(parts[0]), looked_for), "data_dimensions")


def show_words(here: View, lines: list[dict[str, str]], key: str) -> None:
    """A table of texts, or a word that nothing was found."""
    if lines:
        st.dataframe(pd.DataFrame(lines), hide_index=True, key=key)
    else:
        st.text(here.say("Nothing found."))


def search_field(here: View, label: str, key: str) -> str:
    """A field for words to look for."""
    return st.text_input(label, key=key, type="search", placeholder=here.say("accents may be left out")) or ""


def with_words(lines: list[dict[str, str]], columns: Iterable[str], words: str) -> list[dict[str, str]]:
    """The lines in whose columns every word occurs, accents left aside."""
    looked_for = search_key(words).split()
    texts = [search_key(" ".join(str(line[column]) for column in columns)) for line in lines]
    return [line for line, text in zip(lines, texts, strict=True) if all(word in text for word in looked_for)]


main()
