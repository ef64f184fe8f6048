"""What every page is made of: the store, the words, the filters, and one block for a chart with all that belongs to it."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from metrics import chart
from metrics.chart import Palette, Picture, Style
from metrics.errors import DataError, PartyMetricsError
from metrics.export import citations, csv_bytes, file_name
from metrics.query import ask, metrics_of
from metrics.seeds import load
from metrics.store import Store
from metrics.terms import N_
from metrics.vocabulary import DEFAULT_BLOCS, DIMENSIONS, KINDS, Metric, Question, Result
from metrics.wording import Wording, sort_key
from metrics.workbook import EXCEL, excel_bytes
from pages.browser import link_of_view
from pages.evidence_panel import show_evidence
from pages.filters import Filters, years_known
from pages.plot import plot

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
# a table of more rows than this scrolls
TABLE_ROWS = 30
# so many letters of a cell stay on one line
NARROW = 20
# fewer provinces than these need no map
MAPPED = 3
# what an empty answer names at most
NEARBY = 8


@dataclass(frozen=True)
class View:
    """What a page works with: the data, the language, the reader's choices, the look of charts."""

    store: Store
    wording: Wording
    filters: Filters
    style: Style

    def say(self, text: str, **values: object) -> str:
        """A text in the chosen language."""
        return self.wording.say(text, **values)

    def metric(self, code: str) -> Metric:
        """A metric of the catalog."""
        return metrics_of(self.store)[code]


# The data ------------------------------------------------------------------------------------------------------------
@st.cache_resource(max_entries=2, show_spinner=False)
def _store(folder: str, build: tuple[tuple[str, int, int], ...]) -> Store:
    """One store for a state of a data folder, shared by all sessions."""
    return Store.build(load(Path(folder)))


def open_store(folder: Path | None = None) -> Store:
    """The store of a data folder as it stands now; a wrong file stops the page with every problem in it."""
    folder = folder or Path(os.environ.get("PARTY_METRICS_DATA") or SEEDS)
    stats = [(path.name, path.stat()) for path in sorted(folder.glob("*.csv"))]
    try:
        return _store(str(folder), tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats))
    except DataError as error:
        st.error("\n".join(f"- {problem}" for problem in error.problems))
        st.stop()


@lru_cache(maxsize=256)
def answer(store: Store, question: Question) -> Result:
    """The answer to a question; each is asked once. Raises QuestionError and RefusedSum as `ask` does."""
    return ask(store, question)


@lru_cache(maxsize=4)
def words(language: str) -> Wording:
    """The words of a language, read once."""
    return Wording(language)


# The view ------------------------------------------------------------------------------------------------------------
def palette() -> Palette:
    """The colours of the theme that the reader sees."""
    theme = "dark" if st.context.theme.type == "dark" else "light"

    def option(name: str) -> Any:
        return st.get_option(f"theme.{theme}.{name}") or st.get_option(f"theme.{name}")

    text, line = option("textColor"), option("borderColor")
    return Palette(
        text=text,
        muted={"light": "#566070", "dark": "#aab3bf"}[theme],
        line=line,
        background=option("backgroundColor"),
        categories=tuple(option("chartCategoricalColors")),
        sequence=tuple(option("chartSequentialColors")),
        diverging=tuple(option("chartDivergingColors")),
    )


def prepare(store: Store, wording: Wording, filters: Filters) -> None:
    """Keep what the page of this run works with."""
    st.session_state["view"] = View(store, wording, filters, Style(wording, store, palette()))


def view() -> View:
    """What the page works with; made by the entry script just before the page runs, and taken once."""
    if "view" not in st.session_state:
        _through_the_entry()
    found: View = st.session_state.pop("view")
    return found


def _through_the_entry() -> None:
    """A server's very first request, if it is for a page, runs that page alone: a folder named pages makes Streamlit do so
    until a script has called st.navigation. Call it, and run again through the entry."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    st.navigation([st.Page(_nothing, default=True), *(st.Page(file) for file in files)], position="hidden")
    st.rerun()


def _nothing() -> None:
    """The page that stands for the entry until it runs."""


def heading(here: View, title: str, lead: str) -> None:
    """A page's title and what it is about."""
    st.title(title, anchor=False)
    st.markdown(lead)


# Choosing ------------------------------------------------------------------------------------------------------------
def choose_metric(here: View, codes: Sequence[str], default: str = "") -> str:
    """Let the reader choose one of a page's metrics; the choice stands in the address as `metric`."""
    offered = [code for code in codes if code in metrics_of(here.store)]
    asked = st.query_params.get("metric", "")
    key = f"metric_{offered[0]}"
    if key not in st.session_state or st.session_state.get("address_metric") != asked:
        st.session_state[key] = asked if asked in offered else default or offered[0]
    chosen = st.selectbox(
        here.say("Metric"), offered, format_func=lambda code: here.wording.metric(here.metric(code)), key=key, width=560
    )
    chosen = chosen if chosen in offered else offered[0]
    written = "" if chosen == (default or offered[0]) else chosen
    if written != asked:
        if written:
            st.query_params["metric"] = written
        else:
            st.query_params.pop("metric", None)
    st.session_state["address_metric"] = written
    return chosen


def kinds_for(here: View, metric: str, **more: Any) -> tuple[str, ...]:
    """The kinds of body to ask about: the reader's choice, else the selection with most figures."""
    return here.filters.kinds or _fullest(here.store, here.filters.question(metric, ("kind", "province", "year"), **more))


@lru_cache(maxsize=256)
def _fullest(store: Store, question: Question) -> tuple[str, ...]:
    """The kind with most rows; agencies blocs count together with agencies-and-enterprises blocs. Ties fall by a fixed order."""
    kinds = [row[0] for row in answer(store, question).rows]
    counted: Counter[tuple[str, ...]] = Counter((kind,) for kind in kinds)
    counted[DEFAULT_BLOCS] = sum(counted.pop((kind,), 0) for kind in DEFAULT_BLOCS)
    order: list[tuple[str, ...]] = [(kind,) for kind in KINDS if kind not in DEFAULT_BLOCS]
    order.insert(1, DEFAULT_BLOCS)
    best = max(order, key=lambda one: (counted[one], -order.index(one)))
    return best if counted[best] else ()


def kinds_named(here: View, kinds: Iterable[str]) -> str:
    """Kinds of body as a reader names them."""
    return " + ".join(here.wording.kind(kind) for kind in kinds) or here.say("all kinds of body")


def kind_note(here: View, kinds: Sequence[str]) -> None:
    """Say whose figures a page shows, and why."""
    if here.filters.kinds:
        st.caption(here.say("Shown: {kinds}, as chosen.", kinds=kinds_named(here, kinds)))
    elif kinds:
        text = N_("Shown: {kinds}, the kind of body with most figures here. Choose another under “Kind of body”.")
        st.caption(here.say(text, kinds=kinds_named(here, kinds)))


def choose_year(here: View, result: Result, key: str, label: str = "", latest: bool = False) -> int | None:
    """Let the reader choose one of a result's years; at first the latest, or the one with most rows, the latest of equals."""
    counted = Counter(row["year"] for row in result.dicts())
    if not counted:
        return None
    years = sorted(counted, reverse=True)
    fullest = max(years, key=lambda year: (0 if latest else counted[year], year))
    if st.session_state.get(key) not in years:
        st.session_state[key] = fullest
    chosen: int | None = st.selectbox(
        label or here.say("Year compared"),
        years,
        format_func=lambda year: here.say("{year} ({n} figures)", year=year, n=counted[year]),
        key=key,
        width=260,
    )
    return chosen if chosen in years else fullest


def of_provinces(result: Result, provinces: Sequence[str]) -> Result:
    """The rows of some provinces, as the answer to the question for those alone."""
    return _part(result, "province", provinces, provinces=tuple(provinces))


def of_year(result: Result, year: int) -> Result:
    """The rows of one year, as the answer to the question for that year alone."""
    return _part(result, "year", (year,), years=(year, year))


def most_changed(result: Result, most: int) -> Result:
    """The rows that changed most against the year before, as the answer for their provinces alone."""
    rows = [(number, row) for number, row in enumerate(result.dicts()) if row["change"] is not None]
    rows = sorted(rows, key=lambda one: (-abs(one[1]["change"]), one[0]))[:most]
    return _kept(result, sorted(number for number, _ in rows), provinces=tuple(sorted({row["province"] for _, row in rows})))


def with_target(result: Result) -> Result:
    """The rows whose target is stated."""
    return _kept(result, [number for number, row in enumerate(result.dicts()) if row["previous"]])


def _part(result: Result, column: str, values: Sequence[Any], **asked: Any) -> Result:
    place = result.columns.index(column)
    return _kept(result, [number for number, row in enumerate(result.rows) if row[place] in values], **asked)


def _kept(result: Result, kept: Sequence[int], **asked: Any) -> Result:
    return replace(
        result,
        question=replace(result.question, **asked),
        rows=tuple(result.rows[number] for number in kept),
        observations=tuple(result.observations[number] for number in kept),
    )


# The block that every chart has --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Refused:
    """A question that is not answered, and why, in a sentence."""

    reason: str


def asked(here: View, question: Question) -> Result | Refused:
    """The answer, or a readable refusal in its place."""
    try:
        return answer(here.store, question)
    except PartyMetricsError as error:
        return Refused(here.wording.refusal(here.store, question, error))


def rows_of(result: Result | Refused) -> list[dict[str, Any]]:
    """The rows of an answer; none of a refusal."""
    return result.dicts() if isinstance(result, Result) else []


@contextmanager
def frame(key: str, title: str, lead: str = "") -> Iterator[None]:
    """The box of one chart, with its title and what to know before reading it."""
    with st.container(border=True, key=f"block_{key}"):
        st.subheader(title, anchor=False)
        if lead:
            st.markdown(lead)
        yield


def block(
    here: View, key: str, title: str, result: Result | Refused, draw: Callable[[Result, Style], Picture], lead: str = ""
) -> None:
    """A chart in its box with all that belongs to it."""
    with frame(key, title, lead):
        body(here, key, result, draw)


def body(here: View, key: str, result: Result | Refused, draw: Callable[[Result, Style], Picture]) -> None:
    """A chart with legend, table, download, sources and the reasons of blanks; or why there is none and what is known nearby."""
    if isinstance(result, Refused):
        st.warning(unmarked(result.reason), icon=":material/block:")
        return
    if not result.rows:
        nearby(here, result)
        return
    picture = draw(result, here.style)
    if picture.figure["data"]:
        with st.container(width=picture.width or "stretch"):
            clicked = plot(picture, f"plot_{key}", here.wording, stamp=str(hash(result.question)))
        _open_sources(here, key, result.question, clicked)
    else:
        st.info(picture.alt, icon=":material/info:")
    legend(here, picture)
    details(here, key, result)


def _open_sources(here: View, key: str, question: Question, clicked: Sequence[Any] | None) -> None:
    """A mark was clicked: show the sources of its row."""
    if not clicked:
        return
    for place, row in enumerate(answer(here.store, question).dicts()):
        if [row[name] for name in question.by] == list(clicked):
            st.session_state[f"show_{key}"] = "sources"
            st.session_state[f"evidence_{key}_row"] = place


def legend(here: View, picture: Picture) -> None:
    """What the marks and the numbered breaks mean, in words."""
    lines = []
    if picture.legend:
        lines.append(" · ".join(f"**{letter}** {meaning}" for letter, meaning in picture.legend))
    if picture.breaks:
        marks = " · ".join(f"**{number}** {meaning}" for number, meaning in picture.breaks)
        lines.append(here.say("Dotted lines, where figures stop being comparable:") + " " + marks)
    for line in (*lines, *picture.notes):
        st.caption(line)


PARTS = {
    "table": N_("Table ({n} rows)"),
    "sources": N_("Where the figures come from"),
    "blanks": N_("Why some cells are blank"),
}
ICONS = {"table": ":material/table:", "sources": ":material/format_quote:", "blanks": ":material/help:"}


def details(here: View, key: str, result: Result) -> None:
    """Downloads, table twin, sources, reasons of blanks; what is closed is neither asked for nor drawn."""
    rows = here.wording.number(len(result.rows))
    offered = [part for part in PARTS if part != "blanks" or result.blanks]
    names = PARTS | ({"table": N_("Table ({n} row)")} if len(result.rows) == 1 else {})
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            here.say("Download CSV"),
            data=lambda: csv_bytes(result, here.wording, here.store),
            file_name=file_name(result.question),
            mime="text/csv",
            key=f"csv_{key}",
            on_click="ignore",
            icon=":material/download:",
            help=here.say("Exactly the figures shown here, with codes, names, state, coverage and sources; opens in Excel."),
        )
        link = link_of_view()
        st.download_button(
            here.say("Download Excel"),
            data=lambda: excel_bytes(result, here.wording, here.store, link),
            file_name=file_name(result.question, "xlsx"),
            mime=EXCEL,
            key=f"excel_{key}",
            on_click="ignore",
            icon=":material/table_view:",
            help=here.say("The same figures as a workbook, with a dictionary, the words of the sources and notes."),
        )
        shown = st.pills(
            here.say("Show below the chart"),
            offered,
            format_func=lambda part: f"{ICONS[part]} {here.say(names[part], n=rows)}",
            key=f"show_{key}",
            label_visibility="collapsed",
            wrap=True,
        )
    if shown == "table":
        table(here, result)
    elif shown == "sources":
        show_evidence(here.store, here.wording, result.question, f"evidence_{key}")
    elif shown == "blanks":
        for reason in reasons(here, result):
            st.text(reason)


def reasons(here: View, result: Result) -> list[str]:
    """Why cells are blank, in the reader's language."""
    return [here.wording.message(here.store, reason) for reason in result.blanks]


# Tables --------------------------------------------------------------------------------------------------------------
def table(here: View, result: Result) -> None:
    """The rows of a result in words."""
    show_table(here, localized(here, result), here.wording.question(here.store, result.question, result.metric))


def show_table(here: View, lines: pd.DataFrame | Sequence[dict[str, str]], alt: str) -> None:
    """A table of words that can be read aloud and printed; numbers to the right, so that their digits stand in columns."""
    frame = pd.DataFrame(lines).map(unmarked)
    right = {here.wording.column(name) for name in ("year", "value", "previous", "change", "change_percent")}
    right |= {here.say("Target"), here.say("Completion")}
    # on a narrow screen the table is pushed sideways rather than its words broken; Streamlit sets its own alignment
    styled = frame.style.set_properties(subset=[name for name in frame if name in right], **{"text-align": "right !important"})
    for name in frame:
        longest = min(max(map(len, frame[name]), default=0), NARROW)
        styled = styled.set_properties(subset=[name], **{"min-width": f"{longest * 0.62 + 1.4:.1f}em"})
    height: Any = 480 if len(frame) > TABLE_ROWS else "content"
    st.table(styled, border="horizontal", hide_index=True, height=height, alt=alt)


def unmarked(text: str) -> str:
    """A text of the data that a table shows as it is: signs of markup lose their meaning."""
    return re.sub(r"([\\`*_\[\]<>$~:#|])", r"\\\1", text)


def localized(here: View, result: Result) -> pd.DataFrame:
    """A result's rows as text in the chosen language, in dictionary order of names, later years first."""
    rows = sorted(result.dicts(), key=lambda row: _order(here, result, row))
    return pd.DataFrame([_cells(here, result, row) for row in rows])


def _order(here: View, result: Result, row: dict[str, Any]) -> list[Any]:
    names = [sort_key(here.wording.key(here.store, name, row[name])) for name in result.question.by if name != "year"]
    return [*names, -row.get("year", 0)]


def _cells(here: View, result: Result, row: dict[str, Any]) -> dict[str, str]:
    words = here.wording
    unit = row["unit"]
    cells = {words.column(name): words.key(here.store, name, row[name]) for name in result.question.by}
    cells[words.column("value")] = words.amount(row["value"], row["qualifier"], unit)
    if "change" in row:
        by_target = result.question.compare == "target"
        previous = here.say("Target") if by_target else words.column("previous")
        cells[previous] = words.number(row["previous"], unit)
        cells[words.column("change")] = words.change(row["change"], unit)
        if unit != "rank":
            percent = here.say("Completion") if by_target else words.column("change_percent")
            cells[percent] = words.number(row["change_percent"], "percent")
    cells[words.column("status")] = words.status(row["status"])
    cells[words.column("covers")] = words.covers(row["covers"], here.store, unit)
    cells[words.column("sources")] = publishers(here, row["sources"])
    return cells


def publishers(here: View, sources: str) -> str:
    """Who published a row's figures, and when."""
    cited = citations(here.store, sources)
    names = (", ".join(filter(None, (one.publisher, here.wording.date(one.published)))) for one in cited)
    return "; ".join(dict.fromkeys(names))


# Where there is nothing ----------------------------------------------------------------------------------------------
def nearby(here: View, result: Result) -> None:
    """Nothing answers: say so, and what is known in other years, of other kinds, of the neighbours."""
    question = result.question
    lines = [
        *_elsewhere(here, question),
        *_other_years(here, question),
        *_other_kinds(here, question),
        *_neighbours(here, question),
    ]
    text = here.say("No figure is known for this selection.")
    if lines:
        text += "\n\n" + "\n".join(f"- {line}" for line in lines)
    st.info(text, icon=":material/search_off:")
    for reason in reasons(here, result):
        st.caption(reason)


def _found(here: View, question: Question) -> list[dict[str, Any]]:
    try:
        return answer(here.store, question).dicts()
    except PartyMetricsError:
        return []


def _plain(question: Question, **more: Any) -> Question:
    """The same figures by kind, province and year, so that nothing is refused."""
    parts = (name for name in question.by if name in DIMENSIONS)
    return replace(question, **{"by": ("kind", "province", "year", *parts), "compare": None, **more})


def _other_years(here: View, question: Question) -> list[str]:
    known = years_known(here.store)
    if question.years in (None, (known[0], known[-1])):
        return []
    first, last = question.years
    found = {row["year"] for row in _found(here, _plain(question, years=None))}
    years = sorted(year for year in found if not first <= year <= last)
    if not years:
        return []
    return [here.say("The same selection in other years: {years}.", years=_some(here, map(str, years[::-1])))]


def _other_kinds(here: View, question: Question) -> list[str]:
    if not question.kinds:
        return []
    counted = Counter(row["kind"] for row in _found(here, _plain(question, kinds=())))
    names = (f"{here.wording.kind(kind)} ({number})" for kind, number in counted.most_common())
    return [here.say("Other kinds of body in these years: {kinds}.", kinds=_some(here, names))] if counted else []


def _elsewhere(here: View, question: Question) -> list[str]:
    """Chosen provinces that the list of the 63 or of the 34 does not know: where their figures are now."""
    lines = []
    for one in here.store.seeds.provinces:
        if one.province not in question.provinces:
            continue
        name = here.wording.province(here.store, one.province)
        if question.boundary == "34" and one.successor:
            now = here.wording.province(here.store, one.successor)
            lines.append(here.say("{name} is not one of the 34; it is now part of {now}.", name=name, now=now))
        elif question.boundary == "63" and one.valid_from:
            parts = [other.province for other in here.store.seeds.provinces if other.successor == one.province]
            names = ", ".join(here.wording.province(here.store, slug) for slug in parts)
            lines.append(here.say("{name} is not one of the 63; it was made of {parts}.", name=name, parts=names))
    return lines


def _neighbours(here: View, question: Question) -> list[str]:
    if not question.provinces:
        return []
    chosen = [one for one in here.store.seeds.provinces if one.province in question.provinces]
    regions = tuple(sorted({region for one in chosen for region in (one.region, one.region34) if region}))
    found = {row["province"] for row in _found(here, _plain(question, provinces=(), regions=regions))}
    names = sorted((here.wording.province(here.store, slug) for slug in found), key=sort_key)
    return [here.say("Neighbours with figures: {names}.", names=_some(here, names))] if names else []


def _some(here: View, words: Iterable[str]) -> str:
    """The first words of a list, and how many more there are."""
    listed = list(words)
    more = here.say(" and {n} more", n=len(listed) - NEARBY) if len(listed) > NEARBY else ""
    return ", ".join(listed[:NEARBY]) + more


# What most topic pages open with -------------------------------------------------------------------------------------
def series_and_comparison(here: View, metric: str, question: Question, name: str = "") -> None:
    """A metric over the years, and across provinces or bodies in one year that the reader chooses."""
    name = name or here.wording.metric(here.metric(metric))
    result = asked(here, question)
    block(here, "series", here.say("{metric} over the years", metric=name), result, chart.series)
    if isinstance(result, Refused) or not result.rows:
        return
    across = N_("{metric} across provinces") if "province" in question.by else N_("{metric} across bodies")
    with frame("comparison", here.say(across, metric=name)):
        year = choose_year(here, result, f"year_{metric}_{question.breakdown}")
        if year:
            body(here, "comparison", of_year(result, year), chart.comparison)
    if year:
        on_the_map(here, name, _by_province(here, question, year))


def _by_province(here: View, question: Question, year: int) -> Result | Refused:
    """A question's figures of one year by province; where nothing else was chosen of the kind of body with most figures."""
    parts = {"breakdown": question.breakdown, "unit": question.unit}
    kinds = question.kinds or kinds_for(here, question.metric, **parts)
    return asked(here, replace(question, by=("province", "year"), kinds=kinds, years=(year, year)))


def on_the_map(here: View, name: str, result: Result | Refused) -> None:
    """The figures of one year on a map of equal tiles."""
    if isinstance(result, Result) and len(result.rows) < MAPPED:
        return
    title = here.say("{metric} on the map", metric=name)
    if isinstance(result, Result) and result.question.years:
        title += f" · {here.wording.years(result.question.years)}"
    lead = here.say(
        "One tile a province, all of one size; the stronger its colour, the more. Hatched: not known, which is not zero."
    )
    if isinstance(result, Result) and result.metric.unit == "rank":
        lead = here.say("One tile a province, all of one size; the stronger its colour, the better. Hatched: no rank is known.")
    block(here, "map", title, result, chart.tile_map, lead)
