"""One block for a chart with all that belongs to it: legend, table, downloads, sources, the reasons of blanks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from metrics.answers.block import Block, Form
from metrics.answers.left_out import silent
from metrics.answers.ranking import RankTable
from metrics.answers.subset import answer
from metrics.chart import Picture, Style, tile_map
from metrics.errors import N_
from metrics.files.citation import caption, figure_sentence
from metrics.files.in_words import lines_of, published_by
from metrics.files.parts import Part, drawn_part
from metrics.profile.comparison import Joined
from metrics.profile.pairs import PairTable
from metrics.vocabulary import Result
from metrics.words.markup import from_markdown, in_markdown
from pages.parts import address
from pages.parts.downloads import download_result
from pages.parts.evidence import show_evidence
from pages.parts.focus import lead_to
from pages.parts.kept import add_button
from pages.parts.nearby import nearby, reasons, territory_note
from pages.parts.plot import drawn, plot
from pages.parts.view import Refused, View
from pages.parts.ways import show_refusal

# an answer or a table of ranks, with the chart that draws it
R = TypeVar("R", bound=Result)
# so few figures are told in words
FEW = 2
# a table of more rows than this scrolls
TABLE_ROWS = 30
# so many letters of a cell stay on one line; fewer where the columns would not stand beside one another, but a word at least
NARROW, WORD = 20, 9
# in the height of a letter: the width of a table where the window has 1,440 pixels
ROOM = 74


# A chart and its box --------------------------------------------------------------------------------------------------
@dataclass
class Box:
    """The box of one chart: its field's name and what to know before reading it, above a place for the chart."""

    title: str
    lead: str
    head: DeltaGenerator
    is_told: bool = False

    def tell(self, headline: str = "", scope: str = "") -> None:
        """Write the title, once: what is seen, with the field's name and scope below; where nothing is said, the field's name."""
        if self.is_told:
            return
        self.is_told = True
        # a year that the field's name holds already stands once
        field = self.title if scope and scope in self.title else " · ".join(filter(None, (self.title, scope)))
        with self.head:
            st.subheader(in_markdown(headline or self.title), anchor=False)
            if headline or field != self.title:
                st.caption(in_markdown(field if headline else scope))
            if self.lead:
                st.markdown(self.lead)


@contextmanager
def frame(key: str, title: str, lead: str = "") -> Iterator[Box]:
    """The box of one chart; what is drawn in it may put its headline above, else the field's name stands there."""
    with st.container(border=True, key=f"block_{key}"):
        box = Box(title, lead, st.container(gap="xsmall"))
        yield box
        box.tell()


def block(here: View, key: str, title: str, result: R | Refused, draw: Callable[[R, Style], Picture], lead: str = "") -> None:
    """A chart in its box with all that belongs to it."""
    with frame(key, title, lead) as box:
        body(here, key, result, draw, box=box)


def body(
    here: View,
    key: str,
    result: R | Refused,
    draw: Callable[[R, Style], Picture],
    twin: Callable[[], None] | None = None,
    box: Box | None = None,
    block: Block | None = None,
) -> Sequence[Any] | None:
    """A chart with legend, table, download, sources and the reasons of blanks; or why there is none and what is known nearby.

    One figure or two are told in sentences and a small table: they are no chart. `twin` draws a table in place of the usual one,
    `box` takes the chart's headline, `block` can be added to the report in place of the one that the question makes. Gives the
    key of the mark that was just clicked.
    """
    if isinstance(result, Refused):
        if result.refusal:
            show_refusal(here, *result.refusal)
        else:
            st.warning(in_markdown(result.reason), icon=":material/block:")
        return None
    title = box.title if box else here.wording.metric(result.metric)
    on_paper = partial(drawn_part, title, from_markdown(box.lead) if box else "", result)
    if not result.rows:
        here.drawn.append(partial(on_paper, None, here.wording, here.store, (here.say("No figure answers this selection."),)))
        nearby(here, result)
        territory_note(here, result.question)
        return None
    # charts of ranks say so of the provinces that they highlight, those of pairs of which figure it is
    missing = "" if isinstance(result, RankTable | PairTable) else here.wording.without_figure(silent(result, here.store))
    if is_few(result):
        here.drawn.append(partial(on_paper, None, here.wording, here.store, (missing,) if missing else ()))
        _told(here, result)
        if missing:
            st.caption(in_markdown(missing))
        territory_note(here, result.question)
        details(here, key, result, twin, without="table", block=block or block_of(result, title, "table"))
        return None
    here.drawn.append(partial(on_paper, draw, here.wording, here.store, (missing,) if missing else ()))
    clicked: Sequence[Any] | None = None
    sketch = drawn(here.store, result, draw, here.style)
    picture = sketch.picture
    if missing:
        picture = replace(picture, alt=f"{picture.alt} {missing}", notes=(*picture.notes, in_markdown(missing)))
    if box:
        box.tell(picture.headline, picture.scope)
    if not sketch.is_empty:
        told = caption(here.store, here.wording, result, picture, address.link_of_view(), here.filters.provinces)
        clicked = plot(replace(sketch, picture=picture), f"plot_{key}", here.wording, str(hash(result.question)), told)
        _sources_of_mark(here, key, result, clicked)
    else:
        st.info(in_markdown(picture.alt), icon=":material/info:")
    legend(here, picture)
    territory_note(here, result.question)
    details(here, key, result, twin, block=block or block_of(result, title, "map" if draw is tile_map else "chart"))
    return clicked


def block_of(result: Result, title: str, form: Form) -> Block | None:
    """The block that asks for a result; None of figures beside others, which no one question gives."""
    return Block(result.question, form, title) if type(result) in (Result, RankTable) else None


def is_few(result: Result) -> bool:
    """Are the figures so few that a chart of them would be empty?"""
    return sum(row.has_value for row in result.rows) <= FEW


def _told(here: View, result: Result) -> None:
    """A few figures in sentences, and as a table."""
    for row in result.rows:
        if row.has_value:
            st.markdown(in_markdown(figure_sentence(here.store, here.wording, result, row)))
    table(here, result)


def _sources_of_mark(here: View, key: str, result: Result, clicked: Sequence[Any] | None) -> None:
    """A mark was clicked: show the sources of its row, of all figures that it is made of."""
    if not clicked:
        return
    for one, name in parts_of(result, key) or [(told_by(here, result), key)]:
        for place, row in enumerate(one.rows):
            if [row[column] for column in one.question.by] == list(clicked):
                open_sources(key, place, name)


def parts_of(result: Result, key: str) -> list[tuple[Result, str]]:
    """The answers that rows are made of, where they are several, each with the key of its evidence."""
    parts = result.parts if isinstance(result, Joined) else ()
    return [(one, f"{key}_{one.metric.metric}" if place else key) for place, one in enumerate(parts)]


def told_by(here: View, result: Result) -> Result:
    """The rows whose sources a block offers: those that it draws; of ranks, of which it may draw a few, all that are known."""
    return answer(here.store, result.question) if isinstance(result, RankTable) else result


def open_sources(key: str, place: int, part: str = "") -> None:
    """Open the sources of a row, by its place, below a chart or a table that is still to be drawn, and lead the reader there.

    `part` is the key of the evidence that the row stands in, where it is another.
    """
    st.session_state[f"show_{key}"] = "sources"
    st.session_state[f"evidence_{part or key}_row"] = place
    lead_to(f".st-key-sources_{key}")


def _close(key: str) -> None:
    """Close what is open below a chart, and lead back to the chart."""
    st.session_state[f"show_{key}"] = None
    lead_to(f'.party-chart[aria-describedby="hint-plot_{key}"]', f".st-key-show_{key}")


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


def details(
    here: View,
    key: str,
    result: Result,
    twin: Callable[[], None] | None = None,
    without: str = "",
    block: Block | None = None,
) -> None:
    """Downloads, table twin, sources, reasons of blanks, but for the part `without`; what is closed is not asked for or drawn.

    A `block` can be added to the report.
    """
    rows = here.wording.number(len(result.rows))
    offered = [part for part in PARTS if part != without and (part != "blanks" or result.blanks)]
    names = PARTS | ({"table": N_("Table ({n} row)")} if len(result.rows) == 1 else {})
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        download_result(here, result, key)
        if block:
            add_button(here, block, key)
        said = {part: f"{ICONS[part]} {here.say(names[part], n=rows)}" for part in offered}
        shown = address.opened(key, f"show_{key}", here.say("Show below the chart"), said)
    if shown == "table" and twin:
        twin()
    elif shown == "table":
        table(here, result)
    elif shown == "sources":
        show_sources(here, result, key)
    elif shown == "blanks":
        for reason in reasons(here, result):
            st.text(reason)


def show_sources(here: View, result: Result, key: str) -> None:
    """The evidence of an answer, to be closed; of rows that are made of several answers that of each, under its name."""
    parts = parts_of(result, key)
    with st.container(key=f"sources_{key}"):
        st.button(here.say("Close the sources"), key=f"close_{key}", icon=":material/close:", on_click=_close, args=(key,))
        if not parts:
            # ranks are drawn of every province; those chosen are what the reader looks at
            chosen = here.filters.provinces if isinstance(result, RankTable) else ()
            # those of a single figure open on its words
            first = 0 if len(result.rows) == 1 else None
            show_evidence(here.store, here.wording, result.question, f"evidence_{key}", told_by(here, result), chosen, first)
        for one, name in parts:
            if len(parts) > 1:
                st.markdown(f"**{in_markdown(here.wording.metric(one.metric))}**")
            show_evidence(here.store, here.wording, one.question, f"evidence_{name}", one)


# Tables --------------------------------------------------------------------------------------------------------------
def table(here: View, result: Result) -> None:
    """The rows of a result in words."""
    show_table(here, lines_of(result, here.wording, here.store), here.wording.question(result.question, result.metric))


def show_table(
    here: View,
    lines: Sequence[dict[str, str]],
    alt: str,
    heads: Collection[int] = (),
    numbers: Collection[str] = (),
    title: str = "",
) -> None:
    """A table of words that can be read aloud and printed; numbers to the right, so that their digits stand in columns.

    `heads` are the lines that name what those below them have in common, `numbers` columns of numbers beside those of answers.
    With a `title` it stands in the document of the page.
    """
    names = list(dict.fromkeys(name for line in lines for name in line))
    if title:
        told = tuple({str(name): line.get(name, "") for name in names} for line in lines)
        here.drawn.append(partial(Part, title, alt, lines=told))
    cells = {name: [in_markdown(line.get(name, "")) for line in lines] for name in names}
    right = {*map(here.wording.column, ("year", "value")), *numbers}
    right |= {heading for target in (False, True) for heading in here.wording.comparison_columns(target).values()}
    # on a narrow screen the table is pushed sideways rather than its words broken; Streamlit sets its own alignment
    wide = widths({str(name): max(map(len, column), default=0) for name, column in cells.items()})
    looks = [_looks(f"td:nth-child({place})", min_width=f"{width:.1f}em") for place, width in enumerate(wide.values(), 1)]
    looks += [
        _looks(f"td:nth-child({place})", text_align="right !important") for place, name in enumerate(cells, 1) if name in right
    ]
    if sum(wide.values()) > ROOM:
        looks.append(_looks("td:first-child", position="sticky", left="0", background=here.style.palette.background))
    looks += [_looks(f"tbody tr:nth-child({line + 1}) td", font_weight="600") for line in sorted(heads)]
    # by column and line: a style of its own for each cell takes pandas ten times as long
    styled = _styled(pd.DataFrame(cells), alt, looks)
    height: Any = 480 if len(lines) > TABLE_ROWS else "content"
    st.table(styled, border="horizontal", hide_index=True, height=height, alt=alt)


def _styled(frame: pd.DataFrame, alt: str, looks: list[Any]) -> Any:
    """A table with its looks. Its cells are texts already: pandas, which would write each of them anew, is spared that."""
    # the same name in each run: the browser has the same rules
    styled = frame.style.set_table_styles(looks).set_uuid(f"{hash((alt, *map(repr, looks))) & 0xFFFFFFFF:x}")
    # what Streamlit asks of a style; an inner name, that another version need not ask for
    styled._translate = lambda *_: {"table_styles": looks, "body": []}  # type: ignore[attr-defined]
    return styled


def _looks(selector: str, **properties: str) -> Any:
    return {"selector": selector, "props": [(name.replace("_", "-"), value) for name, value in properties.items()]}


def widths(longest: Mapping[str, int]) -> dict[str, float]:
    """How wide columns are at least, in the height of a letter, by the letters of their longest cell: side by side if they can."""
    for most in range(NARROW, WORD - 1, -1):
        found = {name: min(letters, most) * 0.62 + 1.4 for name, letters in longest.items()}
        if sum(found.values()) <= ROOM:
            return found
    # pushed sideways in any case: what a row is of keeps its place
    return found | {name: min(longest[name], NARROW) * 0.62 + 1.4 for name in list(longest)[:1]}


def publishers(here: View, sources: Iterable[str]) -> str:
    """Who published a row's figures, and when."""
    return published_by(sources, here.wording, here.store)
