"""Import of a table: a CSV or Excel file in the columns of the data contract, every wrong cell told with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from metrics.answers.sources import web_address
from metrics.errors import PartyMetricsError
from metrics.files.formats import EXCEL
from metrics.files.template import template_xlsx
from metrics.intake.apart import read_tables
from metrics.intake.batches import same, words_compared
from metrics.intake.drafts import FIGURES, Draft
from metrics.intake.placing import with_slugs
from metrics.intake.review import date_typed
from metrics.words.markup import in_markdown
from pages.imports.accept import accept_button, checked, show_problems
from pages.imports.done import show_done
from pages.parts.downloads import download
from pages.parts.view import View

# rows of each table that are shown before they are accepted
SHOWN = 200


def import_table(here: View) -> None:
    """Template, file, what was read from it, what is wrong in it, accept."""
    show_done(here)
    st.markdown(
        here.say(
            "One row for each figure, in the columns of the template; ranks of provinces have a sheet of their own. "
            "Every wrong cell is named with its place, and nothing is accepted while there is one."
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
        here.say("Tables of figures (.csv, .xlsx)"),
        type=["csv", "xlsx", "parquet", "zip"],
        accept_multiple_files=True,
        key=f"import_tables_{st.session_state.setdefault('import_turn', 0)}",
        help=here.say("A table of figures may come with one of its sources and one of new bodies."),
    )
    if not files:
        return
    draft = _draft(here, files, told)
    if draft:
        _show(here, draft)


def _source(here: View) -> dict[str, str]:
    """Where figures were published whose rows do not say it."""
    with st.expander(here.say("Source of rows that name none"), icon=":material/newspaper:"):
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


def _draft(here: View, files: list[Any], told: Mapping[str, str]) -> Draft | None:
    """What the files hold, read once; or the reason why nothing of them can be read."""
    asked = (*(one.file_id for one in files), *told.values())
    before = st.session_state.get("import_table_file")
    if before and before[0] == asked:
        done: Draft = before[1]
        return done
    try:
        with st.spinner(here.say("Reading …")):
            draft = read_tables([(one.name, one.getvalue()) for one in files], told)
            draft = with_slugs(draft, here.store.seeds.provinces)
    except PartyMetricsError as error:
        st.error(in_markdown(here.wording.message(error.message)), icon=":material/block:")
        return None
    st.session_state["import_table_file"] = (asked, draft)
    return draft


def _show(here: View, draft: Draft) -> None:
    """The rows as they were read, what to know of them, and the way to accept them."""
    draft = words_compared(here.loaded, draft)
    st.text(here.wording.plural("{number} figure read", "{number} figures read", draft.figures))
    for message in draft.told:
        st.info(in_markdown(here.wording.message(message)), icon=":material/info:")
    for file in FIGURES:
        rows = draft.rows[file]
        if rows:
            frame = pd.DataFrame([{here.wording.column(name): cell for name, cell in row.cells.items()} for row in rows[:SHOWN]])
            st.dataframe(
                frame, hide_index=True, placeholder="", key=f"import_rows_{file}", alt=here.say("The figures as they were read")
            )
        if len(rows) > SHOWN:
            st.caption(here.say("The first {number} rows are shown.", number=here.wording.number(SHOWN)))
    found = checked(here, draft)
    again = same(here.loaded, draft)
    if again and again.kept == "accepted":
        st.warning(
            here.say("These figures were imported before, as batch {batch}.", batch=again.batch), icon=":material/content_copy:"
        )
    show_problems(here, found, places=True)
    accept_button(here, draft, ready=not found.problems)
