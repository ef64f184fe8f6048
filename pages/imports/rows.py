"""Import: the rows of a draft as they were read, what to know of them, what speaks against them, and the way to accept them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from metrics.intake.batches import same, words_compared
from metrics.intake.drafts import FIGURES, Draft
from metrics.survey.warnings import Checked
from metrics.words.markup import in_markdown
from pages.imports.accept import accept_button, checked, show_problems
from pages.imports.done import forget
from pages.parts.grid import Slips, grid
from pages.parts.view import View

# rows of each table that are shown before they are accepted
SHOWN = 200
# on a phone: what a row is of, and last how much
READ = {
    "observations.csv": ("organization", "indicator", "breakdown", "period", "value"),
    "rankings.csv": ("province", "index", "year", "rank"),
}


def show_draft(here: View, draft: Draft, ready: bool = True, done: Callable[[], None] = forget) -> None:
    """The figures of a draft; `ready`: nothing else is open; `done` is called once it is accepted."""
    draft = words_compared(here.loaded, draft)
    st.text(here.wording.plural("{number} figure read", "{number} figures read", draft.figures))
    for message in draft.told:
        st.info(in_markdown(here.wording.message(message)), icon=":material/info:")
    for file in FIGURES:
        rows = draft.rows[file]
        if rows:
            frame = pd.DataFrame([{here.wording.column(name): cell for name, cell in row.cells.items()} for row in rows[:SHOWN]])
            *head, value = map(here.wording.column, READ[file])
            grid(frame, f"import_rows_{file}", Slips(tuple(head), value), here.say("The figures as they were read"))
        if len(rows) > SHOWN:
            st.caption(here.say("The first {number} rows are shown.", number=here.wording.number(SHOWN)))
    # while something is open, the draft lacks what the checks would miss
    found = checked(here, draft) if ready else Checked()
    again = same(here.loaded, draft)
    if again and again.kept == "accepted":
        st.warning(
            here.say("These figures were imported before, as batch {batch}.", batch=again.batch), icon=":material/content_copy:"
        )
    show_problems(here, found, places=True)
    accept_button(here, draft, ready=ready and not found.problems, done=done)
