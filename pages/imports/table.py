"""Import of a table: a CSV or Excel file in the columns of the data contract, or in a form of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from metrics.answers.sources import web_address
from metrics.errors import PartyMetricsError
from metrics.files.formats import EXCEL
from metrics.files.template import template_xlsx
from metrics.intake.apart import FileError, read_sheets, read_tables
from metrics.intake.drafts import Draft
from metrics.intake.mapping.table import Table
from metrics.intake.placing import with_slugs
from metrics.intake.review import date_typed
from metrics.intake.tables import NO_TABLE
from metrics.words.markup import in_markdown
from pages.imports.done import show_done
from pages.imports.own import MAPPING, show_own
from pages.imports.rows import show_draft
from pages.parts.downloads import download
from pages.parts.view import View


def import_table(here: View) -> None:
    """Template, file, what was read from it, what is wrong in it, accept."""
    show_done(here)
    st.markdown(
        here.say(
            "One row for each figure, in the columns of the template; ranks of provinces have a sheet of their own. "
            "Every wrong cell is named with its place, and nothing is accepted while there is one. "
            "A table in a form of its own, provinces down and years across for instance, goes in too: one file at a time."
        )
    )
    download(
        here.say("Download the template (Excel)"),
        lambda: template_xlsx(here.store, here.wording),
        "party-metrics-template.xlsx",
        "import_template",
        EXCEL,
    )
    told = _source(here)
    files = st.file_uploader(
        here.say("Tables of figures (.csv, .xlsx, .parquet), or a .zip of figures from this dashboard"),
        # a file of the old form is told how to save it anew
        type=["csv", "xlsx", "xls", "parquet", "zip"],
        accept_multiple_files=True,
        key=f"import_tables_{st.session_state.setdefault('import_turn', 0)}",
        help=here.say("A table of figures may come with one of its sources and one of new bodies."),
    )
    if not files:
        return
    found = _read(here, files, told)
    if isinstance(found, Draft):
        show_draft(here, found)
    elif found:
        show_own(here, found, told)


def _source(here: View) -> dict[str, str]:
    """Where figures were published whose rows do not say it."""
    own = MAPPING in st.session_state
    with st.expander(here.say("Source of rows that name none"), icon=":material/newspaper:", expanded=own):
        publisher = st.text_input(here.say("Publisher"), key="import_table_publisher", persist_state="session")
        published = st.text_input(
            here.say("Date of publication"),
            key="import_table_published",
            placeholder=here.say("2/7/2024, 7/2024 or 2024"),
            persist_state="session",
        )
        url = st.text_input(here.say("Link"), key="import_table_url", placeholder="https://…", persist_state="session")
        try:
            date = date_typed(published)
        except PartyMetricsError as error:
            st.error(in_markdown(here.wording.message(error.message)), icon=":material/block:")
            date = ""
    return {"publisher": " ".join(publisher.split()), "published": date, "url": web_address(url.strip())}


def _read(here: View, files: list[Any], told: Mapping[str, str]) -> Draft | tuple[Table, ...] | None:
    """What the files hold, read once: figures, or a table in a form of its own; or the reason why nothing can be read."""
    asked = (*(one.file_id for one in files), *told.values())
    before = st.session_state.get("import_table_file")
    if before and before[0] == asked:
        done: Draft | tuple[Table, ...] = before[1]
        return done
    try:
        with st.spinner(here.say("Reading …")):
            found = _figures_or_tables(here, files, told)
    except PartyMetricsError as error:
        st.error(in_markdown(here.wording.message(error.message)), icon=":material/block:")
        return None
    st.session_state["import_table_file"] = (asked, found)
    return found


def _figures_or_tables(here: View, files: list[Any], told: Mapping[str, str]) -> Draft | tuple[Table, ...]:
    try:
        draft = read_tables([(one.name, one.getvalue()) for one in files], told)
    except FileError as error:
        if error.message.template != NO_TABLE or len(files) > 1:
            raise
        return read_sheets(files[0].name, files[0].getvalue())
    return with_slugs(draft, here.store.seeds.provinces)
