"""Province profile: latest figures by topic, series, ranks and sources of one province; for print, and as a Word document."""

from __future__ import annotations

import streamlit as st

from metrics import chart
from metrics.export import web_address
from metrics.listing import Search
from metrics.profile import (
    RANKS_EXPLAINED,
    Latest,
    Profile,
    Section,
    boundary_note,
    fullest,
    latest_cells,
    profile,
    rank_table,
    references,
    years_note,
)
from metrics.store import Store
from metrics.terms import N_
from metrics.wording import Wording
from metrics.workbook import EXCEL, dataset_excel
from pages.blocks import block, show_table, unmarked
from pages.browser import link_of_view
from pages.evidence_panel import show_evidence
from pages.shared import View, answer, heading, view

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# A4, without what only a screen needs; no table row and no chart is cut in two
PRINTED = """<style>
@media print {
  @page { size: A4; margin: 14mm 14mm 16mm; }
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stExpandSidebarButton"],
  [data-testid="stDownloadButton"], [data-testid="stSelectbox"], [data-testid="stPills"], [data-testid="stButtonGroup"],
  [data-testid="stStatusWidget"], .modebar { display: none !important; }
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"] {
    position: static !important; height: auto !important; overflow: visible !important; display: block !important;
  }
  [data-testid="stMainBlockContainer"] { padding: 0 !important; max-width: none !important; }
  [data-testid="stTable"], [data-testid="stTable"] * { overflow: visible !important; max-height: none !important; }
  [data-testid="stTable"] { height: auto !important; }
  /* as Streamlit has it, an inline table, it would not go on over a page's end */
  [data-testid="stTable"] table { display: table !important; width: 100% !important; }
  [data-testid="stTable"] :is(th, td) { min-width: 0 !important; font-size: 8pt !important; padding: 2pt 3pt !important; }
  [data-testid="stTable"] :is(th, td):first-child { min-width: 26mm !important; }
  tr, [class*="st-key-block_"], .party-chart { break-inside: avoid; }
  /* a chart keeps the width it has on the screen: made smaller, or the browser shrinks the whole page to fit it */
  .party-chart { zoom: 0.62; }
  thead { display: table-header-group; }
  h2, h3, .stElementContainer:has(h2, h3, [data-testid="stCaptionContainer"]) { break-after: avoid; }
}
</style>"""
# headings of the table of latest figures, by the cell's code
HEADINGS = {
    "metric": N_("Metric"),
    "organization": N_("Body"),
    "value": N_("Value"),
    "period": N_("Date or period"),
    "change": N_("Compared"),
    "status": N_("State"),
    "sources": N_("Sources"),
}


def choose_province(here: View) -> str:
    """The province shown: the one chosen in the filters, one of several chosen, or the one with most figures."""
    chosen = here.filters.provinces
    if not chosen:
        text = N_("Shown: the province with most figures. Choose others under “Provinces and cities”.")
        st.caption(here.say(text))
        return fullest(here.store)
    if len(chosen) == 1:
        return chosen[0]
    picked: str = st.selectbox(
        here.wording.column("province"),
        chosen,
        format_func=lambda slug: here.wording.province(here.store, slug),
        key="profile_province",
        width=360,
    )
    return picked if picked in chosen else chosen[0]


def downloads(here: View, found: Profile) -> None:
    """The profile as a Word document, and its figures as an Excel workbook; made when asked for."""
    slug = found.province.province
    link = link_of_view(province=slug)
    search = Search(provinces=(slug,), years=found.years)
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            here.say("Download Word"),
            data=lambda: document(found, here.wording, here.store, link),
            file_name=f"party-metrics-{slug}.docx",
            mime=WORD,
            key="profile_word",
            on_click="ignore",
            icon=":material/description:",
            help=here.say("The whole profile with tables, charts and numbered sources; ready in some seconds."),
        )
        st.download_button(
            here.say("Download Excel"),
            data=lambda: dataset_excel(here.store, here.wording, search, link),
            file_name=f"party-metrics-{slug}.xlsx",
            mime=EXCEL,
            key="profile_excel",
            on_click="ignore",
            icon=":material/table_view:",
            help=here.say("Every figure stated of the province, with its words and its source."),
        )


def document(found: Profile, wording: Wording, store: Store, link: str) -> bytes:
    """The Word document; what draws its charts takes a second to load, and is loaded when it is first asked for."""
    from metrics.document import document_bytes

    return document_bytes(found, wording, store, link)


def show_section(here: View, found: Profile, section: Section) -> None:
    """One topic: the latest figures, where they come from, and series of three and more years."""
    st.header(here.wording.topic(section.topic), anchor=False)
    lines = [latest_cells(found, one, here.wording, here.store) for one in section.latest]
    filled = [code for code in HEADINGS if any(line[code] for line in lines)]
    named = [{here.say(HEADINGS[code]): line[code] for code in filled} for line in lines]
    title = here.say("{topic}: latest figures", topic=here.wording.topic(section.topic))
    show_table(here, named, title)
    choose_figure(here, section, lines)
    for place, result in enumerate(section.series):
        kinds = ", ".join(map(here.wording.kind, result.question.kinds))
        name = here.say("{metric} over the years", metric=here.wording.metric(result.metric))
        block(here, f"{section.topic}_{place}", f"{name} ({kinds})", result, chart.series)


def choose_figure(here: View, section: Section, lines: list[dict[str, str]]) -> None:
    """Let the reader choose a figure and read the words that state it."""

    def name(place: int | None) -> str:
        if place is None:
            return here.say("Choose a figure")
        return ", ".join((lines[place]["metric"], lines[place]["organization"], lines[place]["value"]))

    options = [None, *range(len(lines))]
    key = f"profile_{section.topic}"
    chosen = st.selectbox(here.say("Where a figure comes from"), options, format_func=name, key=key, width=640)
    if chosen in options and chosen is not None:
        show_words(here, section.latest[chosen], f"{key}_{chosen}")


def show_words(here: View, one: Latest, key: str) -> None:
    """The observations behind a latest figure."""
    rows = answer(here.store, one.question).dicts()
    st.session_state.setdefault(f"{key}_row", rows.index(one.row))
    show_evidence(here.store, here.wording, one.question, key)


def show_ranks(here: View, found: Profile) -> None:
    """Ranks as place/units ranked and scores over years, as a table and as charts."""
    table = rank_table(found, here.wording)
    if not table.lines:
        return
    st.header(here.say("Reform rankings"), anchor=False)
    st.caption(here.say(RANKS_EXPLAINED))
    head, sources = here.wording.column("metric"), here.say("Sources")
    lines = [
        {head: name, **dict(zip(map(str, table.years), cells, strict=True)), sources: numbers}
        for name, cells, numbers in table.lines
    ]
    show_table(here, lines, here.say("Reform rankings"))
    for place, result in enumerate(found.ranks):
        name = here.say("{metric} over the years", metric=here.wording.metric(result.metric))
        block(here, f"ranks_{place}", name, result, chart.ranks)


def show_sources(here: View, found: Profile) -> None:
    """The list that the numbers in brackets lead to."""
    st.header(here.say("Sources"), anchor=False)
    lines = []
    for number, source in enumerate(found.sources, start=1):
        date = here.wording.date(source.published) or here.say("date of publication not stated")
        slug = "" if web_address(source.source) else source.source
        said = ", ".join(filter(None, (source.publisher, date, slug)))
        url = web_address(source.url).replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\n", "")
        link = f" [{unmarked(url)}](<{url}>)" if url else ""
        lines.append(f"{unmarked(references((number,)))} {unmarked(said)}.{link}")
    st.markdown("\n\n".join(lines))


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
    st.html(PRINTED)
    province = choose_province(here)
    name = here.wording.province(here.store, province)
    with st.spinner(here.say("Gathering the figures of {name} …", name=name)):
        found = profile(here.store, province, here.filters.years)
    st.subheader(name, anchor=False)
    st.markdown(f"{unmarked(boundary_note(found, here.wording, here.store))}  \n{unmarked(years_note(found, here.wording))}")
    if here.filters.kinds or here.filters.regions or here.filters.boundary != "reported":
        st.caption(here.say("A profile holds every kind of body, as reported; of the filters only provinces and years count here."))
    if not found.figures:
        st.info(here.say("No figure is known for this selection."), icon=":material/search_off:")
        return
    downloads(here, found)
    for section in found.sections:
        show_section(here, found, section)
    show_ranks(here, found)
    for reason in found.reasons:
        st.caption(unmarked(here.wording.message(here.store, reason)))
    show_sources(here, found)


main()
