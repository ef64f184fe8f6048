"""Import: articles and tables become figures once a person has reviewed them; what was imported can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from metrics.errors import N_
from metrics.intake.batch_files import home
from pages.imports.article import import_article
from pages.imports.batches import show_batches
from pages.imports.figure import close_form
from pages.imports.gate import may_import
from pages.imports.log import show_log
from pages.imports.many import import_many
from pages.imports.publish import beside_build
from pages.imports.table import import_table
from pages.parts import address
from pages.parts.view import View, heading, view

# what the page shows, one at a time, by the code in the address
PARTS = {
    "article": N_("An article"),
    "many": N_("Many articles"),
    "table": N_("A table of figures"),
    "batches": N_("What was imported"),
    "log": N_("Log"),
}
SHOWN: dict[str, Callable[[View], None]] = {
    "article": import_article,
    "many": import_many,
    "table": import_table,
    "batches": show_batches,
    "log": show_log,
}


def main() -> None:
    """Draw the part of the page that the editor has opened; a reader sees what was imported."""
    here = view()
    heading(
        here,
        here.say("Import"),
        here.say("Give an article or a table, review what was read, accept. Nothing enters the figures before you accept it."),
    )
    may = may_import(here)
    here = beside_build(here)
    if not may:
        st.subheader(here.say("What was imported"), anchor=False)
        show_batches(here)
        return
    st.caption(
        here.say(
            "All of it stays on this computer: the figures that you accept and the text that states them, in the folder {folder}. "
            "No names of persons are kept in figures. The filters at the side have no part in this page.",
            folder=home().name,
        )
    )
    if here.loaded.as_of:
        st.info(here.say("What is imported is added to what is known now: show that first."), icon=":material/history:")
        st.stop()
    names = {code: here.say(name) for code, name in PARTS.items()}
    part = address.segments("part", "import_part", here.say("Part of the page"), names, hidden=True)
    if st.session_state.get("import_part_before", part) != part:
        # the form of a figure belongs to the part in which it was opened
        close_form()
        st.session_state["import_stamp"] = st.session_state.get("import_stamp", 0) + 1
    st.session_state["import_part_before"] = part
    SHOWN[part](here)


main()
