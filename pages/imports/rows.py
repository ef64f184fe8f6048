"""Import: the rows of a draft as they were read, what to know of them, what speaks against them, and the way to accept them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

import pandas as pd
import streamlit as st

from metrics.data.rows import NUMBER
from metrics.intake.batches import same, words_compared
from metrics.intake.drafts import FIGURES, Draft
from metrics.survey.warnings import Checked
from metrics.words.markup import in_markdown
from metrics.words.words import Words
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
    words, draft = here.wording, words_compared(here.loaded, draft)
    st.text(here.wording.plural("{number} figure read", "{number} figures read", draft.figures))
    for message in draft.told:
        st.info(in_markdown(here.wording.message(message)), icon=":material/info:")
    new = {
        "organization": {
            row["organization"]: row[f"name_{words.language}"] or row["name_vi"] for row in draft.rows["organizations.csv"]
        },
        "source": {
            row["source"]: words.published_by(row["publisher"], row["published"])
            for row in (*draft.cited, *draft.rows["sources.csv"])
        },
    }
    for file in FIGURES:
        rows = draft.rows[file]
        if rows:
            frame = pd.DataFrame([_in_words(words, row.cells, new) for row in rows[:SHOWN]])
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
    right = ready and not found.problems
    accept_button(here, draft, ready=right, done=done, was_checked=right)


def _in_words(words: Words, cells: Mapping[str, str], new: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """A row by the headings of its columns, codes as their words; `new`: names that the draft itself gives. What means nothing
    stays as it was read: what is wrong with it is told below."""

    def metric(code: str) -> str:
        known = words.names.metrics.get(code)
        return words.metric(known) if known else code

    def number(text: str) -> str:
        shown = words.number(float(text), "score") if NUMBER.fullmatch(text) else text
        # more decimals than are shown stay
        return shown if shown != text and words.read_number(shown) == float(text) else text

    said: dict[str, Callable[[str], str]] = {
        "source": lambda slug: new["source"].get(slug) or words.source(slug),
        "organization": lambda slug: new["organization"].get(slug) or words.organization(slug),
        "province": words.province,
        "indicator": metric,
        "breakdown": words.breakdown,
        "period": lambda code: words.period(code, cells["period_type"]),
        "period_type": words.period_kind,
        "unit": words.unit,
        "published": words.date,
        "boundary": words.boundary,
        "qualifier": words.qualifier,
        "quote_status": words.quote_status,
        **dict.fromkeys(("status", "rank_status", "score_status"), words.status),
        **dict.fromkeys(("value", "denominator", "score"), number),
    }
    row = dict(cells)
    for column, word in said.items():
        with suppress(ValueError):
            if row.get(column) or (column == "breakdown" and column in row):
                row[column] = word(row[column])
    return {words.column(column): text for column, text in row.items()}
