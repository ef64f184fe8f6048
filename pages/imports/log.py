"""Import: the log of actions, newest first."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics.errors import N_
from metrics.intake.log import Action, actions
from metrics.words.markup import in_markdown
from pages.imports.batches import moment
from pages.parts import address
from pages.parts.view import View

# lines shown at a time
PAGE = 100
WHATS = {
    "accept": N_("accepted"),
    "correct": N_("corrected a figure"),
    "undo": N_("took back"),
    "redo": N_("brought back"),
    "into_folder": N_("took into the data folder"),
}


def show_log(here: View) -> None:
    """Who did what when to which batch."""
    st.caption(
        here.say(
            "Every action is written here before it is done, and nothing is taken away. Names are those that the server gives."
        )
    )
    home = here.loaded.home
    if home is None:
        return
    try:
        found, wrong = actions(home, {batch.batch: batch.kept for batch in here.loaded.batches})
    except OSError as error:
        told = here.say("The log cannot be read: {error}", error=error.strerror or error)
        st.error(in_markdown(told), icon=":material/block:")
        return
    for message in wrong:
        st.warning(in_markdown(here.wording.message(message)), icon=":material/warning:")
    if not found:
        st.info(here.say("Nothing was imported yet."), icon=":material/info:")
        return
    pages = -(-len(found) // PAGE)
    page = address.page("import_log_page", pages, "log")
    rows = [_row(here, action) for action in found[::-1][(page - 1) * PAGE : page * PAGE]]
    st.table(pd.DataFrame(rows), border="horizontal", hide_index=True, alt=here.say("The log of actions"))


def _row(here: View, action: Action) -> dict[str, str]:
    """A line in words. Every text is shown as it is."""
    what = here.say(WHATS[action.what])
    if not action.done:
        what = f"{what} ({here.say('interrupted, or its batch is gone')})"
    cells = {N_("When"): moment(here, action.when), N_("Who"): action.who, N_("What"): what, N_("Batch"): action.batch}
    return {here.say(name): in_markdown(cell) for name, cell in cells.items()}
