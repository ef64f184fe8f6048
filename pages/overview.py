"""Overview: a search that leads on, what is new, the provinces on a map, the topics in a figure each, how far the data reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from metrics import chart
from metrics.answers.sources import citations, web_address
from metrics.answers.subset import answer, answer_of_year
from metrics.errors import N_
from metrics.files.parts import Part, picture_part
from metrics.profile.province import rank_cell
from metrics.spelling import sort_key
from metrics.survey.front import FrontFigure, front_figure
from metrics.survey.known import known
from metrics.survey.listing import Search, counts, list_of
from metrics.survey.news import News, news, sentence, title
from metrics.survey.suggestions import SuggestionKind, find
from metrics.survey.topics import metrics_on
from metrics.territory import MERGER, NEW_LIST, OLD_LIST, UNITS, stands_in
from metrics.vocabulary import parse_breakdown
from metrics.words.markup import in_markdown
from pages.parts import address
from pages.parts.blocks import body, frame, legend
from pages.parts.choices import choose_year, kind_note, kinds_for
from pages.parts.link import Link
from pages.parts.links import to_metric, to_news, to_profile, to_suggestion
from pages.parts.plot import plot, written
from pages.parts.reach import reach
from pages.parts.topic import TOPICS
from pages.parts.view import Refused, View, asked, heading, in_time, view

# what a suggestion is, and its sign
SUGGESTED: dict[SuggestionKind, tuple[str, str]] = {
    "province": (N_("province profile"), ":material/assignment:"),
    "metric": (N_("metric"), ":material/monitoring:"),
    "body": (N_("body"), ":material/account_balance:"),
    "publisher": (N_("publisher"), ":material/newspaper:"),
    "words": (N_("words of the figures"), ":material/search:"),
}
# letters of a search that are looked at
LONGEST = 80
FOLDED = "<style>.st-key-suggestions a :is(span, p) { white-space: normal !important; overflow-wrap: anywhere; }</style>"
# what else the data page holds
MORE = {
    "figures": N_("The latest figures, each with its own words"),
    "compared": N_("Party figures against the previous year"),
    "coverage": N_("What is known: province by year"),
}
# how wide the news and the map are beside each other; cards in a row; so many figures are worth a chart
SIDES, ROW, DRAWN_FROM = (2, 3), 3, 2


# The search ----------------------------------------------------------------------------------------------------------
@st.fragment
def search_box(here: View) -> None:
    """Letters become suggestions while they are typed; each leads to its place. Only this part is run again meanwhile."""
    in_time(here, partial(_suggest, here))


def _suggest(here: View) -> None:
    draw = partial(
        st.text_input,
        here.say("Search"),
        key="overview_search",
        type="search",
        live=True,
        placeholder=here.say("A province, a body, a metric, a newspaper; accents may be left out"),
        label_visibility="collapsed",
    )
    typed = address.typed("overview_search", draw)
    if not typed.strip():
        return
    found = find(here.store, here.wording, typed[:LONGEST])
    with st.container(gap="xsmall", key="suggestions"):
        for one in found:
            what, icon = SUGGESTED[one.kind]
            figures = here.wording.plural("{number} figure stated", "{number} figures stated", one.figures) if one.figures else ""
            told = " · ".join(filter(None, (f"**{in_markdown(one.name)}**", here.say(what), figures)))
            to_suggestion(here, one).draw(told, icon, "stretch")
    text = here.wording.plural("{number} suggestion", "{number} suggestions", len(found)) if found else here.say("Nothing found.")
    # a screen reader is told how many there are; on a phone long names go on in a second line
    # and Enter, of which shell.js takes care, waits for what is suggested for all that was typed
    st.html(f'<p role="status" data-typed="{escape(typed)}" style="font-size: 0.85rem; margin: 0">{text}</p>{FOLDED}')


# What is new ---------------------------------------------------------------------------------------------------------
def show_news(here: View, search: Search) -> None:
    """A few sentences made of figures, each with its sources and a link to its chart."""
    told = news(here.store, search, answer)
    if told:
        said = tuple(f"{title(here.wording, one)}: {sentence(here.wording, one)}" for one in told)
        here.drawn.append(partial(Part, here.say("What is new"), notes=said))
        with frame("news", here.say("What is new")):
            for one in told:
                with st.container(gap="xxsmall"):
                    st.markdown(f"**{in_markdown(title(here.wording, one))}**  \n{in_markdown(sentence(here.wording, one))}")
                    show_sources(here, one)


def show_sources(here: View, one: News) -> None:
    """Who published a piece of news and when, and where it is drawn."""
    cited = []
    for source in citations(here.store, one.sources):
        named = in_markdown(", ".join(filter(None, (source.publisher, here.wording.date(source.published)))))
        url = web_address(source.url).replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
        cited.append(f"[{named}](<{url}>)" if url else named)
    text = N_("Both sides with their words") if one.rule == "dispute" else N_("See the chart")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":small[{here.say('Source:')} {'; '.join(dict.fromkeys(cited))}]", width="content")
        to_news(here, one).draw(here.say(text), ":material/arrow_forward:")


# The map -------------------------------------------------------------------------------------------------------------
def show_map(here: View, search: Search) -> None:
    """Every province as a tile: how many metrics are known of it, or one metric; a tile leads to the province's profile."""
    lead = here.say("Choose a tile, by mouse or by arrow keys and Enter, to open the province's profile.")
    with frame("map", here.say("The provinces"), lead):
        codes = metrics_on(here.store, {topic for topics in TOPICS.values() for topic in topics})
        names = {code: here.wording.metric(here.metric(code)) for code in codes}
        metric = address.pick("metric", "overview_metric", here.say("On the map"), here.say("Number of metrics known"), names)
        everywhere = replace(search, provinces=(), regions=())
        if everywhere != search:
            st.caption(here.say("The map shows every province, whatever provinces and regions are chosen."))
        clicked = one_metric(here, metric) if metric else everything_known(here, everywhere)
        if clicked:
            to_profile(here, str(clicked[0])).follow()
        profiles(here, everywhere, numbered=not metric)


def one_metric(here: View, metric: str) -> Sequence[Any] | None:
    """A metric of one year by province; gives the key of the tile that was just chosen."""
    kinds = kinds_for(here, metric)
    kind_note(here, kinds)
    result = asked(here, here.filters.question(metric, kinds=kinds, provinces=(), regions=()))
    if isinstance(result, Refused) or not result.rows:
        return body(here, "map", result, chart.tile_map)
    year = choose_year(here, result)
    return body(here, "map", answer_of_year(here.store, result.question, year), chart.tile_map) if year else None


def everything_known(here: View, search: Search) -> Sequence[Any] | None:
    """How many metrics are known of each province; gives the key of the tile that was just chosen."""
    found = known(here.store, search)
    text = N_("Metrics with a figure of these years; of a unit of the 34 what its predecessors state counts too.")
    st.caption(here.say(text) if list_of(search) == NEW_LIST else here.say("Metrics with a figure of these years."))
    here.drawn.append(partial(picture_part, here.say("The provinces"), chart.tile_map, found, here.wording))
    picture = chart.tile_map(found, here.style)
    clicked: Sequence[Any] | None = plot(written(picture), "plot_map", here.wording, stamp=str(hash(found.question)))
    legend(here, picture)
    return clicked


def profiles(here: View, search: Search, numbered: bool) -> None:
    """The provinces as a list beside the tiles: links to the profiles, with the number of metrics where the tiles show it."""
    found = {row["province"]: row.value for row in known(here.store, search).rows}
    listed = list_of(search)
    units = [one.province for one in here.store.seeds.provinces if stands_in(one, listed)]
    label = ":material/list: " + here.say("List of the {n}, with links", n=len(units))
    if address.opened("profiles", "overview_profiles", here.say("Show below the chart"), {"list": label}):
        with st.container(horizontal=True, gap="xsmall"):
            for slug in sorted(units, key=lambda slug: sort_key(here.wording.province(slug))):
                number = f" · {here.wording.number(found.get(slug))}" if numbered else ""
                to_profile(here, slug).draw(in_markdown(here.wording.province(slug)) + number, "")


# The topics ----------------------------------------------------------------------------------------------------------
def show_topics(here: View, search: Search) -> None:
    """A card for each topic page: one figure of one body, which is named; nothing is added for it."""
    found = {page: front_figure(here.store, search, topics[0], answer) for page, topics in TOPICS.items()}
    if any(found.values()):
        st.subheader(here.say("The topics, a figure each"), anchor=False)
        places = [place for _ in range(0, len(found), ROW) for place in st.columns(ROW, gap="small")]
        for place, (page, one) in zip(places, found.items(), strict=False):
            if one:
                with place:
                    card(here, page, one)


def card(here: View, page: str, one: FrontFigure) -> None:
    """The newest whole figure of a topic, over the years where there are some, and the way to the topic's page."""
    words, row, question = here.wording, one.row, one.result.question
    side = question.by[0]
    with st.container(border=True, key=f"block_topic_{page}", gap="xsmall"):
        to_metric(here, one.result.metric, kinds=question.kinds).draw(icon=":material/arrow_forward:")
        name = words.of_part(words.metric(one.result.metric), parse_breakdown(question.breakdown))
        value = rank_cell(row, words) if row.covers.ranked_units else words.amount(row.value, row.qualifier, row.unit)
        st.markdown(in_markdown(name))
        # st.metric would cut a qualifier or a number short
        st.html(f'<p style="font-size: 1.7rem; line-height: 1.3; margin: 0">{escape(value)}</p>')
        told = [words.key(side, row[side]), words.periods(row.covers.periods), words.marks(row.marks) if row.marks else ""]
        st.caption(in_markdown(", ".join(filter(None, told))))
        if len(one.result.rows) + len(one.others.rows) >= DRAWN_FROM:
            here.drawn.append(partial(picture_part, name, chart.small(one.others), one.result, here.wording))
            picture = chart.small(one.others)(one.result, here.style)
            plot(written(picture), f"plot_topic_{page}", words)
            legend(here, picture)


# The foot ------------------------------------------------------------------------------------------------------------
def foot(here: View, search: Search, found: dict[str, int]) -> None:
    """How far the data reach, how much of them the filters let through, and where all of it stands."""
    number = here.wording.number
    territory = here.say("{new} provinces and cities · {old} before {month}", **territory_told(here))
    selection = here.say(
        "In this selection: {figures} figures from {sources} sources, of {organizations} bodies in {provinces} of the {list} "
        "provinces, by {indicators} indicators.",
        **{name: number(found[name]) for name in ("figures", "sources", "organizations", "provinces", "indicators")},
        list=list_of(search),
    )
    st.caption(f"{territory}  \n{reach(here)} {selection}")
    with st.container(horizontal=True, gap="small"):
        for part, text in MORE.items():
            Link("data", {"lang": here.wording.language, "part": part}).draw(here.say(text), ":material/dataset:")


def territory_told(here: View) -> dict[str, object]:
    """The two lists of provinces, and since when the new one counts."""
    return {"new": UNITS[NEW_LIST], "old": UNITS[OLD_LIST], "month": here.wording.date(MERGER[:7])}


# The page ------------------------------------------------------------------------------------------------------------
def main() -> None:
    """Search, news, topics, map, foot."""
    here = view()
    heading(
        here,
        here.say("Overview"),
        here.say(
            "Published figures of Party organisations in the provinces: each with its source, added only where adding is right."
        ),
    )
    search_box(here)
    chosen = here.filters
    search = Search("", chosen.provinces, chosen.regions, chosen.kinds, chosen.years, chosen.boundary)
    found = counts(here.store, search)
    if found["figures"]:
        left, right = st.columns(SIDES, gap="small")
        with left:
            show_news(here, search)
        with right:
            show_map(here, search)
        show_topics(here, search)
    else:
        st.info(here.say("No figure is known for this selection."))
    foot(here, search, found)


main()
