"""My report: blocks added from any page, in the reader's order and words; as Word, as Excel, and as a file for the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from metrics.answers.block import JOINED, Block, BlockError, Form
from metrics.errors import N_, DataError, PartyMetricsError
from metrics.files import report_file
from metrics.files.formats import EXCEL, TOML, WORD
from metrics.files.parts import Part, part_of
from metrics.files.report_file import Report
from metrics.files.side_by_side import asked_of, title_of
from metrics.files.workbook import report_excel
from metrics.profile.of_block import joined
from metrics.vocabulary import Result
from metrics.words.markup import in_markdown
from pages.parts import address
from pages.parts.blocks import legend, show_table
from pages.parts.downloads import download
from pages.parts.kept import MOST, blocks_kept, keep_blocks
from pages.parts.lists import one_of
from pages.parts.paper import day_told
from pages.parts.plot import plot, written
from pages.parts.view import Refused, View, asked, heading, view

# blocks whose preview is open at first, and rows of a table that it shows
OPEN, PREVIEWED = 3, 12
NAMES: dict[Form, str] = {
    "table": N_("Table"),
    "chart": N_("Chart"),
    "map": N_("Map of tiles"),
    "cross-table": N_("Cross-table"),
    "comparison": N_("Comparison"),
    "two-metrics": N_("Two metrics"),
    "two-years": N_("Two years"),
}


def main() -> None:
    """The blocks, each to be changed, moved and removed; then the files made of them."""
    here = view()
    heading(
        here,
        here.say("My report"),
        here.say(
            "Blocks that you added from other pages, in your order. The address of this page holds all of them; the filters at the "
            "side have no part in it."
        ),
    )
    _follow_the_address()
    top, bottom = st.container(), st.container()
    with bottom:
        # it says what stands above it
        _open_file(here)
    blocks = [Block.from_address(one) for one in blocks_kept()]
    with top:
        _draw(here, blocks)
    address.keep_all("block", blocks_kept())


def _draw(here: View, blocks: list[Block]) -> None:
    """The title, every block, the files."""
    title = address.text("title", "report_title", here.say("Title of the report"))
    if not blocks:
        st.info(here.say("The report is empty. “Add to the report” stands below every chart."), icon=":material/playlist_add:")
    found = [_shown(here, place, block, len(blocks)) for place, block in enumerate(blocks)]
    _files(here, title, blocks, found)


def _follow_the_address() -> None:
    """Take the blocks that a link, or a step back, brings; what is no block is left out and named."""
    sound, bad = [], []
    for text in address.newly_asked("block"):
        try:
            sound.append(Block.from_address(text).in_address())
        except BlockError:
            bad.append(f"block={text}")
    if sound or bad:
        keep_blocks(tuple(sound))
        st.session_state["bad_parameters"] = [*st.session_state.get("bad_parameters", ()), *bad]


# A block -------------------------------------------------------------------------------------------------------------
def _shown(here: View, place: int, block: Block, number: int) -> str:
    """A block with what it asks, or why that is not answered; gives that reason, nothing of one that is answered."""
    found = _answered(here, block)
    metric = here.wording.names.metrics.get(block.question.metric)
    with st.container(border=True, key=f"report_block_{place}"):
        name = here.wording.metric(metric) if metric else block.question.metric
        title = block.title or (name if isinstance(found, Refused) else title_of(found, here.wording))
        st.subheader(in_markdown(title), anchor=False)
        if isinstance(found, Refused):
            st.warning(in_markdown(found.reason), icon=":material/block:")
        else:
            rows = here.wording.plural("{number} row", "{number} rows", len(found.rows))
            st.caption(f"{in_markdown(asked_of(found, title, here.wording))} {rows}.")
            _preview(here, place, block)
        _change(here, place, block, number)
    return found.reason if isinstance(found, Refused) else ""


def _preview(here: View, place: int, block: Block) -> None:
    """What stands of a block in the files; of the first blocks at once, of others where the reader opens it."""
    shown = address.part(f"preview_{place}", here.say("What stands in the file"), place < OPEN)
    if not address.is_open(f"preview_{place}"):
        return
    with shown:
        part = part_of(here.store, here.wording, block, here.style.palette)
        if part.picture and part.picture.figure["data"]:
            plot(written(part.picture), f"plot_report_{place}", here.wording, str(hash(block)))
            legend(here, part.picture)
        elif part.lines:
            show_table(here, [dict(line) for line in part.lines[:PREVIEWED]], part.asked)
            if len(part.lines) > PREVIEWED:
                st.caption(here.say("The first {number} rows are shown.", number=here.wording.number(PREVIEWED)))
        for note in part.notes:
            st.text(note)


def _answered(here: View, block: Block) -> Result | Refused:
    try:
        return joined(here.store, block) if block.form in JOINED else asked(here, block.placed(here.store))
    except PartyMetricsError as error:
        return Refused(here.wording.message(error.message))


def _change(here: View, place: int, block: Block, number: int) -> None:
    """Title, form and place of a block. The keys tell blocks by what they hold, so that a moved one keeps what was typed."""
    key = f"{place}_{hash(block.in_address())}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        title, form = f"report_title_{key}", f"report_form_{key}"
        st.session_state.setdefault(title, block.title)
        st.text_input(here.say("Title"), key=title, on_change=_retitle, args=(place, title), width=360)
        st.session_state.setdefault(form, block.form)
        look: dict[str, Any] = {"on_change": _reform, "args": (place, form), "width": 180}
        one_of(here.say("Shown as"), block.forms(), format_func=lambda one: here.say(NAMES[one]), key=form, **look)
        ways = ((here.say("Up"), "arrow_upward", -1, place > 0), (here.say("Down"), "arrow_downward", 1, place < number - 1))
        for label, icon, by, can in ways:
            look = {"icon": f":material/{icon}:", "on_click": _move, "args": (place, by), "disabled": not can}
            st.button(label, key=f"report_{icon}_{place}", **look)
        st.button(here.say("Remove"), key=f"report_remove_{place}", icon=":material/delete:", on_click=_remove, args=(place,))


def _retitle(place: int, key: str) -> None:
    block = Block.from_address(blocks_kept()[place])
    _put(place, replace(block, title=str(st.session_state.get(key, "")).strip()))


def _reform(place: int, key: str) -> None:
    block = Block.from_address(blocks_kept()[place])
    form = st.session_state.get(key)
    if form in block.forms():
        _put(place, block.shown_as(form))


def _put(place: int, block: Block) -> None:
    blocks = list(blocks_kept())
    blocks[place] = block.in_address()
    keep_blocks(tuple(blocks))


def _move(place: int, by: int) -> None:
    blocks = list(blocks_kept())
    blocks.insert(place + by, blocks.pop(place))
    keep_blocks(tuple(blocks))


def _remove(place: int) -> None:
    keep_blocks(tuple(one for at, one in enumerate(blocks_kept()) if at != place))


# Files ---------------------------------------------------------------------------------------------------------------
def _files(here: View, title: str, blocks: list[Block], refused: list[str]) -> None:
    """Word and Excel of the blocks, each answered or with the reason why not, and the file of all of them."""
    if not blocks:
        return
    name, link, told = title or here.say("Report"), address.link_of_view(), day_told(here.wording, here.loaded.as_of)
    with st.container(horizontal=True, gap="small"):
        if not all(refused):
            made = partial(_parts, here, blocks, refused)
            word, excel = (partial(files, here, name, made, told, link) for files in (_word, _excel))
            download(here.say("Download Word"), word, "report.docx", "word_report", WORD)
            download(here.say("Download Excel"), excel, "report.xlsx", "excel_report", EXCEL)
        report = Report(tuple(blocks), title, here.wording.language, here.loaded.as_of)
        help = here.say("The blocks as a text file: it can be opened here again, and made at fixed times by the command `report`.")
        download(here.say("Save as a file"), report_file.written(report).encode, "report.toml", "toml_report", TOML, help)


def _parts(here: View, blocks: list[Block], refused: list[str]) -> list[Part]:
    return [
        Part(block.title or block.question.metric, notes=(reason,)) if reason else part_of(here.store, here.wording, block)
        for block, reason in zip(blocks, refused, strict=True)
    ]


def _word(here: View, title: str, made: Callable[[], list[Part]], told: tuple[str, ...], link: str) -> bytes:
    """The Word document; what draws its charts takes a second to load, and is loaded when it is first asked for."""
    from metrics.files.report import word_bytes

    return word_bytes(title, made(), here.wording, here.store, told, link)


def _excel(here: View, title: str, made: Callable[[], list[Part]], told: tuple[str, ...], link: str) -> bytes:
    parts = made()
    answers = [(part.title, part.result) for part in parts if part.result]
    refused = [(part.title, note) for part in parts if not part.result for note in part.notes]
    return report_excel(answers, here.wording, here.store, [(title, " ".join((*told, link))), *refused])


def _open_file(here: View) -> None:
    """A report file takes the place of the blocks; its faults are named with their lines."""
    given = st.file_uploader(here.say("Open a report file (.toml)"), type=["toml"], key="report_file", max_upload_size=1)
    if given is None or st.session_state.get("report_opened") == given.file_id:
        return
    st.session_state["report_opened"] = given.file_id
    try:
        report = report_file.read(given.name, given.getvalue())
    except DataError as error:
        told = (f"{one.file}:{one.line}: {one.column}: {here.wording.problem(one)}" for one in error.problems)
        st.warning("\n".join(f"- {in_markdown(one)}" for one in told))
        return
    if len(report.blocks) > MOST:
        st.warning(here.say("The report holds {n} blocks, as many as it can.", n=MOST))
    keep_blocks(tuple(block.in_address() for block in report.blocks))
    st.session_state["report_title"] = report.title


main()
