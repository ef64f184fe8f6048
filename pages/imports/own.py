"""Import: a table in anybody's own form. It is shown as it is, with how it seems to be read; a person changes that and answers what
the table does not say; the figures stand below as they would count."""

from __future__ import annotations

from collections.abc import Mapping as Told
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NoReturn

import pandas as pd
import streamlit as st

from metrics.errors import N_
from metrics.files.formats import TOML
from metrics.intake.batch_files import BatchError, home
from metrics.intake.mapping.figures import Read, read
from metrics.intake.mapping.kept import alike, fitted, keep, mapping_of, may_be_alike, proposed, was_kept, written
from metrics.intake.mapping.model import MapError, Mapping, Question
from metrics.intake.mapping.propose import Catalogue
from metrics.intake.mapping.table import Table
from metrics.intake.spreadsheet import letters
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.vocabulary import Source
from metrics.words.markup import in_markdown
from pages.imports.details import complain
from pages.imports.done import forget
from pages.imports.own_fields import column_fields, line_fields, place_field, sheet_fields
from pages.imports.rows import show_draft
from pages.parts.downloads import download
from pages.parts.lists import one_of, some_of
from pages.parts.view import View

# rows of a table that are shown as they are, and rows from which on progress is shown
SHOWN, MANY_ROWS = 200, 2_000
# what is kept while the page is looked at: the tables with their mapping, what was read by it, whether one was kept before
MAPPING, READ, BEFORE = "own_mapping", "own_read", "own_before"
# the file whose mapping was taken
TAKEN = "own_taken"


@remembered()
def catalogue(store: Store) -> Catalogue:
    """What the data know, by every spelling."""
    return Catalogue.of(store.seeds)


def show_own(here: View, tables: Sequence[Table], told: Told[str, str], source: Source | None = None, text: str = "") -> None:
    """The tables of a file, how they are read, what is open, the figures. `told`: who published them, when, where; `source` and
    `text`: the article that they stand in."""
    mapping = _mapping(here, tables)
    st.info(
        here.say(
            "This table is in a form of its own. Below stands how it seems to be read. Everything can be changed, and is kept "
            "for the next file of this shape."
        ),
        icon=":material/table_view:",
    )
    if st.session_state.get(BEFORE):
        st.caption(here.say("Tables of this shape were read before; what was decided then is proposed."))
    _kept_elsewhere(here, tables)
    place = _sheet(here, mapping)
    sheet = mapping.sheets[place]
    table = next(one for one in tables if one.sheet in sheet.sheets)
    st.subheader(here.say("The table as it is"), anchor=False)
    _as_it_is(here, table)
    st.subheader(here.say("How it is read"), anchor=False)
    open_before: Read | None = (st.session_state.get(READ) or (None, None))[1]
    sheet = sheet_fields(here, table, sheet, catalogue(here.store))
    if sheet.use:
        sheet = column_fields(here, table, sheet)
        sheet = line_fields(here, sheet) if sheet.lines else sheet
        asked = [one for one in (open_before.questions if open_before else ()) if one.key == "places" and one.sheet in sheet.sheets]
        for question in asked:
            sheet = place_field(here, sheet, question)
    mapping = replace(mapping, sheets=(*mapping.sheets[:place], sheet, *mapping.sheets[place + 1 :]))
    _others(here, tables, mapping, place)
    st.session_state[MAPPING] = (tables, mapping)
    mapping = _of_source(here, mapping, told)
    found = _read(here, tables, mapping, source)
    if {one.about for one in found.questions if one.key == "places"} != {
        one.about for one in (open_before.questions if open_before else ()) if one.key == "places"
    }:
        # their fields stand above
        st.rerun()
    _ask(here, found.questions)
    download(here.say("Download how it is read (.toml)"), written(mapping).encode, "map.toml", "own_download", TOML)
    st.subheader(here.say("The figures as they would count"), anchor=False)
    draft = replace(found.draft, text=text) if text else found.draft

    def done() -> None:
        try:
            keep(home(), mapping, tables, catalogue(here.store))
        except BatchError as error:
            complain(here, error)
        forget()

    show_draft(here, draft, ready=not found.questions, done=done)


def _of_source(here: View, mapping: Mapping, told: Told[str, str]) -> Mapping:
    """The mapping with what is told of the source; what is proposed of it is said."""
    if mapping.publisher and not told["publisher"]:
        text = here.say("Publisher, as the table or the last one of this shape says: {publisher}.", publisher=mapping.publisher)
        st.caption(in_markdown(text))
    return replace(
        mapping,
        publisher=told["publisher"] or mapping.publisher,
        published=told["published"] or mapping.published,
        url=told["url"] or mapping.url,
    )


def _mapping(here: View, tables: Sequence[Table]) -> Mapping:
    """The mapping under way, or a proposal for tables that were not seen yet."""
    before = st.session_state.get(MAPPING)
    if before and before[0] == tables:
        under_way: Mapping = before[1]
        return under_way
    st.session_state.pop(TAKEN, None)
    st.session_state[BEFORE] = was_kept(tables, catalogue(here.store), home())
    _begin(tables, proposed(tables, catalogue(here.store), home()))


def _begin(tables: Sequence[Table], mapping: Mapping) -> NoReturn:
    """Show the tables anew with this mapping. The fields of the source stand above, and open now."""
    _take(tables, mapping)
    st.rerun()


def _take(tables: Sequence[Table], mapping: Mapping) -> None:
    """Let the fields be those of this mapping from the next drawing on."""
    st.session_state.pop(READ, None)
    st.session_state["own_turn"] = st.session_state.get("own_turn", 0) + 1
    st.session_state[MAPPING] = (tables, mapping)


def _kept_elsewhere(here: View, tables: Sequence[Table]) -> None:
    """A mapping from a file, in the place of what is proposed; one that is wrong or of another table is refused, and nothing
    changes."""
    with st.expander(here.say("A mapping that is kept in a file (.toml)"), icon=":material/upload_file:"):
        file = st.file_uploader(here.say("How the table is read (.toml)"), type=["toml"], key="own_mapping_file")
        if not file or st.session_state.get(TAKEN) == file.file_id:
            return
        try:
            mapping = fitted(mapping_of(file.name, file.getvalue(), catalogue(here.store)), tables, catalogue(here.store))
            if not mapping.sheets:
                raise MapError(N_("{file} reads no sheet with the headings of this table; nothing was changed."), file=file.name)
        except MapError as error:
            complain(here, error)
            return
    st.session_state[TAKEN] = file.file_id
    _begin(tables, mapping)


def _sheet(here: View, mapping: Mapping) -> int:
    """The place of the sheets that are looked at, those of one shape together; at first the first that are used."""
    places = [*range(len(mapping.sheets))]
    if len(places) == 1:
        return 0
    used = next((place for place in places if mapping.sheets[place].use), 0)

    def name(place: int) -> str:
        sheet = mapping.sheets[place]
        names = ", ".join(sheet.sheets)
        return names if sheet.use else here.say("{sheets} (left out)", sheets=names)

    turn = st.session_state.get("own_turn", 0)
    chosen: int = one_of(
        here.say("Sheets, those of one shape together"), places, index=used, format_func=name, key=f"own_sheet_{turn}"
    )
    return chosen


def _others(here: View, tables: Sequence[Table], mapping: Mapping, place: int) -> None:
    """What is decided of these sheets, put upon those that a person chooses of the others with their headings."""
    others = [name for one in mapping.sheets if may_be_alike(one, mapping.sheets[place]) for name in one.sheets]
    if not others:
        return
    key = f"own_others_{st.session_state.get('own_turn', 0)}"

    def put() -> None:
        _take(tables, alike(mapping, place, st.session_state.get(key, ()), tables, catalogue(here.store)))

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        some_of(here.say("Other sheets with these headings"), others, default=others, key=key, width=480)
        label = here.say("Read these like the one shown")
        st.button(label, key="own_alike", icon=":material/library_add_check:", on_click=put)


def _as_it_is(here: View, table: Table) -> None:
    """The cells by the names that Excel gives them."""
    rows = table.texts[:SHOWN]
    frame = pd.DataFrame(rows, index=list(table.lines[:SHOWN]), columns=[letters(number + 1) for number in range(table.width)])
    st.dataframe(frame, placeholder="", key=f"own_cells_{table.sheet}", height=260, alt=here.say("The table as it is"))
    if len(table.rows) > SHOWN:
        st.caption(here.say("The first {number} rows are shown.", number=here.wording.number(SHOWN)))


def _read(here: View, tables: Sequence[Table], mapping: Mapping, source: Source | None) -> Read:
    """The figures by the mapping, read once for the same."""
    asked: Any = (tables, mapping, source, id(here.loaded))
    before = st.session_state.get(READ)
    if before and before[0] == asked:
        done: Read = before[1]
        return done
    rows = sum(len(table.rows) for table in tables)
    said = here.say("Reading …")
    bar = st.progress(0.0, text=said) if rows >= MANY_ROWS else None

    def advance(share: float) -> None:
        if bar:
            bar.progress(min(share, 1.0), text=said)

    found = read(tables, mapping, catalogue(here.store), here.store.seeds.sources, advance, source)
    if bar:
        bar.empty()
    st.session_state[READ] = (asked, found)
    return found


def _ask(here: View, questions: Sequence[Question]) -> None:
    """What is open, each in a line; the fields that answer stand above."""
    if not questions:
        st.success(here.say("Nothing is open."), icon=":material/check:")
        return
    count = here.wording.plural("{number} question is open:", "{number} questions are open:", len(questions))
    lines = "\n".join(f"- {in_markdown(here.wording.message(one.text))}" for one in questions)
    st.warning(f"{count}\n{lines}", icon=":material/help:")
