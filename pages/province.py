"""Province profile: latest figures by topic, series, ranks and sources of one province; for print, and as a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import streamlit as st

from metrics import chart
from metrics.answers.sources import web_address
from metrics.answers.subset import answer
from metrics.errors import N_
from metrics.files.formats import WORD
from metrics.profile.main_figures import MAIN_COLUMNS, main_figure_cells, main_figures, main_figures_note
from metrics.profile.merger import MERGER_EXPLAINED, figure, line_kinds, merger
from metrics.profile.province import (
    RANKS_EXPLAINED,
    IndexTable,
    Latest,
    Profile,
    Section,
    boundary_note,
    fullest,
    latest_cells,
    neighbours,
    profile,
    rank_table,
    references,
    years_note,
    years_stated,
)
from metrics.store.store import Store
from metrics.survey.listing import Search
from metrics.words.markup import in_markdown
from metrics.words.words import Words
from pages.parts import address
from pages.parts.blocks import block, is_few, show_table
from pages.parts.downloads import download, download_observations
from pages.parts.evidence import show_evidence
from pages.parts.filters import province_order
from pages.parts.links import to_profile
from pages.parts.lists import one_of
from pages.parts.view import View, heading, view

# figures after which further topics are closed at first
OPEN = 8
# headings of the table of latest figures, by the cell's code
HEADINGS = {
    "metric": N_("Metric"),
    "value": N_("Value"),
    "period": N_("Date or period"),
    "change": N_("Compared"),
    "status": N_("State"),
    "sources": N_("Sources"),
}


def choose_province(here: View) -> str:
    """The province shown: the one chosen in the filters or here, one of several chosen, or the one with most figures."""
    chosen = here.filters.provinces
    label = here.wording.column("province")
    if len(chosen) > 1:
        names = {slug: here.wording.province(slug) for slug in chosen}
        return address.listed("profile", "profile_province", label, names, width=360)
    options, shown = province_order(here.store, here.wording), chosen[0] if chosen else fullest(here.store)
    st.session_state["profile_choice"] = shown
    # it is the province of the filters, which stands in the address already
    picked: str = one_of(
        label,
        options,
        format_func=lambda slug: here.wording.province(slug),
        key="profile_choice",
        width=360,
        on_change=_take_choice,
    )
    if not chosen:
        st.caption(here.say("Shown: the province with most figures."))
    return picked if picked in options else shown


def _take_choice() -> None:
    """Make the province chosen on the page the one of the filters, and so of the address."""
    if chosen := st.session_state.get("profile_choice"):
        st.session_state["filter_province"] = [chosen]


def downloads(here: View, found: Profile) -> None:
    """The profile as a Word document, and its figures as an Excel workbook; made when asked for."""
    slug = found.province.province
    link = address.link_of_view(province=slug)
    search = Search(provinces=(slug,), years=found.years)
    with st.container(horizontal=True, gap="small"):
        download(
            here.say("Download Word"),
            lambda: document(found, here.wording, here.store, link),
            f"party-metrics-{slug}.docx",
            "word_profile",
            WORD,
            here.say("The whole profile with tables, charts and sources in footnotes; ready in some seconds."),
        )
        told = here.say("Every figure stated of the province, with its words and its source.")
        download_observations(here, search, f"party-metrics-{slug}", "profile", link, told)


def document(found: Profile, wording: Words, store: Store, link: str) -> bytes:
    """The Word document; what draws its charts takes a second to load, and is loaded when it is first asked for."""
    from metrics.files.document import document_bytes

    return document_bytes(found, wording, store, link)


@contextmanager
def part(here: View, key: str, title: str, figures: int = 0, opened: bool = False) -> Iterator[None]:
    """A part of the profile that can be closed, so that the page stays short on a phone; print shows it all the same."""
    counted = here.wording.plural("{number} figure", "{number} figures", figures) if figures else ""
    label = f"**{in_markdown(title)}**" + (f" · {counted}" if counted else "")
    with address.part(key, label, opened or bool(st.session_state.get("profile_all"))):
        yield


def show_sections(here: View, found: Profile) -> None:
    """The topics, the first ones open until a screen is full."""
    shown = 0
    for section in found.sections:
        with part(here, section.topic, here.wording.topic(section.topic), len(section.latest), opened=shown < OPEN):
            show_section(here, found, section)
        shown += len(section.latest)


def show_section(here: View, found: Profile, section: Section) -> None:
    """One topic: the latest figures, where they come from, and series of three and more years."""
    lines = [latest_cells(found, one, here.wording) for one in section.latest]
    filled = [code for code in HEADINGS if any(line[code] for line in lines)]
    title = here.say("{topic}: latest figures", topic=here.wording.topic(section.topic))
    show_by_body(here, lines, {code: here.say(HEADINGS[code]) for code in filled}, title)
    choose_figure(here, section, lines)
    for place, result in enumerate(section.series):
        kinds = ", ".join(map(here.wording.kind, result.question.kinds))
        name = here.say("{metric} over the years", metric=here.wording.metric(result.metric))
        block(here, f"{section.topic}_{place}", f"{name} ({kinds})", result, chart.series)


def show_by_body(here: View, lines: Sequence[Mapping[str, str]], headings: Mapping[str, str], alt: str) -> None:
    """A table in which a body's name stands above its lines, so that the values come second also on a narrow screen."""
    shown: list[dict[str, str]] = []
    heads: list[int] = []
    body = ""
    for line in lines:
        if line["organization"] != body:
            body = line["organization"]
            heads.append(len(shown))
            shown.append({heading: body if code == "metric" else "" for code, heading in headings.items()})
        shown.append({heading: line[code] for code, heading in headings.items()})
    show_table(here, shown, alt, heads)


def show_main_figures(here: View, found: Profile) -> None:
    """The main figures beside the year before, their region and the country."""
    known = main_figures(here.store, found.province.province, found.years)
    if known:
        title = here.say("Main figures in comparison")
        with part(here, "main", title, len(known), opened=True):
            st.caption(in_markdown(main_figures_note(known, here.wording)))
            lines = [main_figure_cells(found, one, here.wording) for one in known]
            filled = {code: here.say(name) for code, name in MAIN_COLUMNS.items() if any(line[code] for line in lines)}
            show_by_body(here, lines, filled, title)


def choose_figure(here: View, section: Section, lines: list[dict[str, str]]) -> None:
    """Let the reader choose a figure and read the words that state it."""

    def name(place: int | None) -> str:
        if place is None:
            return here.say("Choose a figure")
        return ", ".join((lines[place]["metric"], lines[place]["organization"], lines[place]["value"]))

    key = f"profile_{section.topic}"
    rows = ["~".join((one.metric.metric, *map(str, one.row.key.values()))) for one in section.latest]
    chosen = address.row(key, key, here.say("Where a figure comes from"), rows, name, width=640)
    if chosen is not None:
        show_words(here, section.latest[chosen], f"{key}_{chosen}")


def show_words(here: View, one: Latest, key: str) -> None:
    """The observations behind a latest figure."""
    rows = answer(here.store, one.question).rows
    show_evidence(here.store, here.wording, one.question, key, first=rows.index(one.row))


def show_ranks(here: View, found: Profile) -> None:
    """Ranks as place/units ranked and scores over years, as a table and as charts."""
    table = rank_table(found, here.wording)
    if table.lines:
        figures = sum(1 for line in table.lines for cell in line.cells if cell)
        with part(here, "ranks", here.say("Reform rankings"), figures, opened=not found.sections):
            _show_ranks(here, found, table)


def _show_ranks(here: View, found: Profile, table: IndexTable) -> None:
    st.caption(here.say(RANKS_EXPLAINED))
    head, sources = here.wording.column("metric"), here.say("Sources")
    lines = [
        {head: line.name, **dict(zip(map(str, table.years), line.cells, strict=True)), sources: line.references}
        for line in table.lines
    ]
    show_table(here, lines, here.say("Reform rankings"))
    for place, result in enumerate(found.ranks):
        name = here.say("{metric} over the years", metric=here.wording.metric(result.metric))
        # the table above holds every rank: a few need no words beside it
        if not is_few(result):
            block(here, f"ranks_{place}", name, result, chart.ranks)


def show_sources(here: View, found: Profile) -> None:
    """The list that the numbers in brackets lead to."""
    lines = []
    for number, source in enumerate(found.sources, start=1):
        said = here.wording.source(source.source)
        url = web_address(source.url).replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\n", "")
        link = f" [{in_markdown(url)}](<{url}>)" if url else ""
        lines.append(f"{in_markdown(references((number,)))} {in_markdown(said)}.{link}")
    with part(here, "sources", here.say("Sources"), opened=False):
        st.markdown("\n\n".join(lines))


def show_predecessors(here: View, of: Profile) -> None:
    """What a merged unit was made of: the predecessors' latest figures side by side, and why some sums are blank."""
    found = merger(here.store, of.province.province, here.filters.years)
    if not found.lines:
        return
    places = {slug: here.wording.province(slug) for slug in found.profiles}
    headings = {"metric": here.say("Metric"), "together": here.say("As one of the 34"), **places}
    lines = []
    for line in found.lines:
        cells = (figure(row, here.wording) for row in line.across(places))
        named = line_kinds(line, here.wording), here.wording.metric(line.metric), *cells
        lines.append(dict(zip(("organization", *headings), named, strict=True)))
    title = here.say("The earlier units")
    with part(here, "earlier", title, opened=True):
        st.caption(here.say(MERGER_EXPLAINED))
        show_by_body(here, lines, headings, title)
        for reason in found.reasons:
            st.caption(in_markdown(here.wording.message(reason)))


def link_profile(here: View, slug: str, text: str = N_("Profile of {name}")) -> None:
    """A link to another province's profile, with the language and the years of this one."""
    label = here.say(text, name=in_markdown(here.wording.province(slug)))
    to_profile(here, slug).draw(label, ":material/arrow_forward:")


def show_kin(here: View, found: Profile) -> None:
    """Links to what the unit became, or to what it was made of."""
    kin = [found.province.successor] if found.province.successor else list(found.predecessors)
    if kin:
        with st.container(horizontal=True, gap="small"):
            for slug in kin:
                link_profile(here, slug)


def say_nothing_known(here: View, found: Profile) -> None:
    """No figure of a Party body: say so, in which other years there are some, and which provinces of the region have some."""
    slug, store = found.province.province, here.store
    name, asked = here.wording.province(slug), here.wording.years(here.filters.years)
    text = here.say("No figure of a Party organisation is known of {name} in {years}.", name=name, years=asked)
    others = [str(year) for year in years_stated(store, slug) if not here.filters.years[0] <= year <= here.filters.years[1]]
    if others:
        text += " " + here.say("Figures are known of other years: {years}.", years=", ".join(others))
    st.info(in_markdown(text), icon=":material/search_off:")
    near = neighbours(store, slug)
    if near:
        st.markdown(here.say("Most is known, in the same region, of:"))
        with st.container(horizontal=True, gap="small"):
            for slug in near:
                link_profile(here, slug)


def main() -> None:
    """Gather the profile and draw it."""
    here = view()
    heading(
        here,
        here.say("Province profile"),
        here.say(
            "Everything known of one province: latest figures by topic, series, ranks, sources. It can be printed, or taken along "
            "as a Word document."
        ),
    )
    province = choose_province(here)
    name = here.wording.province(province)
    with st.spinner(here.say("Gathering the figures of {name} …", name=in_markdown(name))):
        found = profile(here.store, province, here.filters.years)
        # asked here, while the reader is told to wait; both are remembered
        main_figures(here.store, province, here.filters.years)
        merger(here.store, province, here.filters.years)
    st.subheader(in_markdown(name), anchor=False)
    st.markdown(f"{in_markdown(boundary_note(found, here.wording))}  \n{in_markdown(years_note(found, here.wording))}")
    if here.filters.kinds or here.filters.regions or here.filters.boundary != "reported":
        st.caption(here.say("A profile holds every kind of body, as reported; of the filters only provinces and years count here."))
    show_kin(here, found)
    if not found.sections:
        say_nothing_known(here, found)
    if found.figures:
        downloads(here, found)
        show_everything(here, found)


def show_everything(here: View, found: Profile) -> None:
    """All parts of the profile, each of which can be closed."""
    address.switch("all", "profile_all", here.say("Open all parts"))
    show_main_figures(here, found)
    show_sections(here, found)
    show_ranks(here, found)
    show_predecessors(here, found)
    for reason in found.reasons:
        st.caption(in_markdown(here.wording.message(reason)))
    show_sources(here, found)


main()
