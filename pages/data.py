"""Data and sources: every figure with its own words, how much is known, what disagrees, what changed, the dictionary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from metrics.answers.query import metrics_of
from metrics.answers.sources import web_address
from metrics.errors import N_
from metrics.files.citation import how_to_cite
from metrics.serving.feed import PATH
from metrics.spelling import sort_key
from metrics.survey.listing import Search, counts, having, observations, pages_of, sources
from metrics.vocabulary import DIMENSIONS, QuoteStatus
from metrics.words.markup import in_markdown
from pages.data_parts.changes import changes_since, show_changes, what_changed
from pages.data_parts.checks import show_checks
from pages.data_parts.coverage import indicator_names, show_coverage
from pages.data_parts.year_on_year import show_year_on_year
from pages.parts import address
from pages.parts.downloads import download_observations
from pages.parts.evidence import show_observation, show_observations
from pages.parts.filters import years_known
from pages.parts.focus import lead_to
from pages.parts.grid import Slips, grid
from pages.parts.reach import reach
from pages.parts.view import View, heading, view
from pages.parts.ways import Way, lead_on, this_page

# what the page shows, one at a time, by the code in the address
PARTS = {
    "figures": N_("Figures"),
    "coverage": N_("Coverage"),
    "compared": N_("Against the year before"),
    "checks": N_("Disputes and checks"),
    "changes": N_("What changed"),
    "sources": N_("Sources"),
    "dictionary": N_("Dictionary"),
}
# how far the words of figures are compared with their sources
COMPARED: dict[QuoteStatus, str] = {
    "verbatim": N_("{n} verbatim"),
    "cell": N_("{n} by a table"),
    "unverified": N_("{n} not yet compared word by word"),
}
STATUSES = ("reported", "target", "planned", "in_progress", "change", "over_target", "derived")


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
    since = changes_since(here)
    st.caption(f"{reach(here)} {what_changed(here, since)}")
    downloads = st.container()
    names = {code: here.say(name) for code, name in PARTS.items()}
    part = address.segments("part", "data_part", here.say("Part of the page"), names, hidden=True)
    shown: dict[str, Callable[[], None]] = {
        "figures": partial(show_figures, here, chosen),
        "coverage": partial(show_coverage, here, chosen),
        "compared": partial(show_year_on_year, here, chosen),
        "checks": partial(show_checks, here, chosen),
        "changes": partial(show_changes, here, chosen, since),
        "sources": partial(show_sources, here),
        "dictionary": partial(show_dictionary, here),
    }
    shown[part]()
    with downloads:
        whole_data_set(here)


def whole_data_set(here: View) -> None:
    """Everything that the project knows, in the form that the reader's program takes best; made when asked for."""
    st.caption(here.say("The whole data set, whatever the filters:"))
    with st.container(horizontal=True, gap="small"):
        download_observations(here, Search(), "party-metrics", "data_all", address.link_of_view())
    cite = how_to_cite(here.store, here.wording, address.link_of_view())
    st.caption(f"{here.say('How to cite')}: {in_markdown(cite)}")
    # beside this page, whatever path the server has; in a caption links would be too pale
    st.markdown(here.say("For programs: {api}, {feed}", api="[API](api)", feed=f"[Atom]({PATH}?lang={here.wording.language})"))


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
    page = address.page("data_page", len(pages), search)
    rows = observations(here.store, search, pages[page - 1]).dicts()
    st.caption(here.say("Choose a row, by the box at its left, on a phone by its name, to read its words in full."))
    row = show_observations(here.wording, rows, "data_figures", of=(search, page))
    if row is not None:
        with st.container(key="figure_chosen"):
            show_observation(here.wording, rows[row])
        if st.session_state.get("figure_led") != (search, page, row):
            lead_to(".st-key-figure_chosen")
    st.session_state["figure_led"] = (search, page, row)
    st.caption(here.say("All {number} figures found:", number=here.wording.number(found["figures"])))
    with st.container(horizontal=True, gap="small"):
        download_observations(here, search, "party-metrics-figures", "data", address.link_of_view())


def narrowed(here: View, chosen: Search) -> Search:
    """The shared filters together with this page's own."""
    statuses = {code: here.wording.status(code) for code in STATUSES}
    with st.container(horizontal=True):
        words = address.words(
            "data_words",
            here.say("Search"),
            here.say("ky luat, Da Nang, Bao Nghe An"),
            here.say("Looks in names, words of the source, publishers and notes; accents may be left out."),
        )
        source = address.pick("source", "data_source", here.say("Source"), here.say("All sources"), source_titles(here))
        indicator = address.pick(
            "metric", "data_indicator", here.say("Indicator"), here.say("All indicators"), indicator_names(here)
        )
        status = address.pick("status", "data_status", here.say("Kind of statement"), here.say("All kinds of statement"), statuses)
    if source:
        st.caption(here.say("A chosen source is shown with all its years."))
    return replace(
        chosen,
        words=words,
        years=None if source else chosen.years,
        sources=(source,) if source else (),
        indicators=(indicator,) if indicator else (),
        statuses=(status,) if status else (),
    )


def source_titles(here: View) -> dict[str, str]:
    """Every source with publisher and date, alike ones numbered: the founding documents first, then by publisher."""
    listed = sources(here.store).dicts()
    ordered = sorted(listed, key=lambda one: (not _founding(here, one), sort_key(one["publisher"]), one["published"]))
    titles = {one["source"]: source_title(here, one) for one in ordered}
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for slug, title in titles.items():
        alike[title].append(slug)
    return {slug: f"{title} ({alike[title].index(slug) + 1})" if len(alike[title]) > 1 else title for slug, title in titles.items()}


def source_title(here: View, one: dict[str, str]) -> str:
    """Publisher and date of a source, and whether it founded the data."""
    told = here.wording.source(one["source"])
    return f"{told} · {here.say('founding document')}" if _founding(here, one) else told


def _founding(here: View, one: dict[str, str]) -> bool:
    """Is a source a file of the project's own data? One that was imported is the text of its batch."""
    return bool(one["file"]) and one["source"] in (here.loaded.own["sources.csv"].keys or ())


def numbers(here: View, found: dict[str, int]) -> None:
    """How much the search finds."""
    labels = {
        "figures": here.say("Figures"),
        "sources": here.say("Sources"),
        "publishers": here.say("Publishers"),
        "organizations": here.say("Bodies"),
        "indicators": here.say("Indicators"),
    }
    st.caption(here.say("Found with these filters:"))
    with st.container(horizontal=True):
        for name, label in labels.items():
            st.metric(label, here.wording.number(found[name]), width="content")
    states = [here.say(text, n=here.wording.number(found[state])) for state, text in COMPARED.items() if found[state]]
    if states:
        st.caption(here.say("Words of these figures: {states}.", states=", ".join(states)))


def nothing(here: View, search: Search) -> None:
    """No figure: say so, and what there would be without the search words, or in other years."""
    st.info(here.say("No figure answers this selection."))
    known = years_known(here.store)
    everything = (str(known[0]), str(known[-1]))
    ways: list[Way] = []
    for text, wider, changed in (
        (N_("Without the words searched for there are {number}."), replace(search, words=""), {"search": ""}),
        (N_("In all years there are {number}."), replace(search, years=None), {"year": everything}),
        (N_("For all kinds of body there are {number}."), replace(search, kinds=()), {"kind": ""}),
        (N_("For all provinces there are {number}."), replace(search, provinces=(), regions=()), {"province": "", "region": ""}),
    ):
        figures = counts(here.store, wider)["figures"] if wider != search else 0
        if figures:
            ways.append((here.say(text, number=here.wording.number(figures)), this_page({**changed, "page": "", "row": ""})))
    lead_on(ways)


# sources ------------------------------------------------------------------------------------------------------------------
def show_sources(here: View) -> None:
    """Every publication with its link and how much it states."""
    words = address.words("data_source_words", here.say("Search the sources"), here.say("accents may be left out"))
    everything = sources(here.store).dicts()
    listed = [everything[place] for place in having(everything, ("publisher", "source", "url", "note"), words)]
    stating = sum(1 for one in listed if one["figures"])
    st.text(here.wording.plural("{number} source", "{number} sources", stating))
    publisher, published, link = (here.wording.column(name) for name in ("publisher", "published", "url"))
    if not listed:
        return
    grid(
        source_frame(here, listed),
        "data_sources",
        Slips((publisher, published), link=link, open=here.say("open")),
        here.say("Sources with publisher, date, link and how much each states"),
        column_config={
            publisher: st.column_config.TextColumn(publisher, width=180),
            published: st.column_config.TextColumn(published, width=90),
            link: st.column_config.LinkColumn(link, display_text=here.say("open"), width=75),
        },
    )


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
            words.column("note"): one["note"],
        }
        for one in listed
    ]
    return pd.DataFrame(lines)


# dictionary ---------------------------------------------------------------------------------------------------------------
def show_dictionary(here: View) -> None:
    """What each metric and each breakdown means."""
    words = here.wording
    looked_for = address.words("data_dictionary_words", here.say("Search the dictionary"), here.say("accents may be left out"))
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
    slips = Slips((words.column("metric"),))
    show_words(here, lines, looked_for, "data_metrics", slips)
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
    slips = Slips((words.column("dimension"), words.column("value")))
    show_words(here, parts, looked_for, "data_dimensions", slips)


def show_words(here: View, lines: list[dict[str, str]], looked_for: str, key: str, slips: Slips) -> None:
    """The lines of a table of texts that hold the words looked for, or a word that there are none."""
    found = [lines[place] for place in having(lines, lines[0], looked_for)]
    if found:
        grid(pd.DataFrame(found), key, slips, here.say("Words of the data, each with its code"))
    else:
        st.text(here.say("Nothing found."))


main()
