"""Import: the checks that a draft must pass, what is odd in it, and the one step that accepts it."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import streamlit as st

from metrics.answers.query import metrics_of
from metrics.errors import DataError, PartyMetricsError
from metrics.intake.batch_files import home
from metrics.intake.batches import accept, meeting, whole
from metrics.intake.drafts import Draft
from metrics.survey import findings as doubts
from metrics.survey.remarks import Remark
from metrics.survey.warnings import Checked, look_over
from metrics.words.markup import in_markdown
from pages.imports.done import forget, remember
from pages.imports.publish import publish
from pages.parts.button import pressed
from pages.parts.view import View

# so many problems are listed on the page; all of them can be downloaded
LISTED = 30


def checked(here: View, draft: Draft, key: str = "import_checked") -> Checked:
    """The checks of a draft, made once for the same rows: they take a second. `key` is where they are kept."""
    if not draft.figures and not draft.faults:
        return Checked()
    rows = tuple(tuple(row.cells.values()) for rows in draft.rows.values() for row in rows)
    asked: Hashable = (id(here.loaded), rows, draft.faults)
    before = st.session_state.get(key)
    if before and before[0] == asked:
        done: Checked = before[1]
        return done
    with st.spinner(here.say("Checking …")):
        found = look_over(meeting(here.loaded, draft), draft)
    st.session_state[key] = (asked, found)
    return found


def remark_told(here: View, remark: Remark) -> str:
    """What is odd about a figure, in a sentence."""
    return f"{here.say(doubts.NAMES[remark.check])}: {doubts.sentence(here.wording, remark)}"


def remark_placed(here: View, remark: Remark) -> str:
    """What is odd, after the figure that it is odd about."""
    words, known = here.wording, metrics_of(here.store)
    name = words.metric(known[remark.indicator]) if remark.indicator in known else remark.indicator
    parts = [words.organization(remark.organization), name]
    parts += [words.breakdown(remark.breakdown)] if remark.breakdown else []
    return f"{'; '.join((*parts, words.period(remark.period)))} — {remark_told(here, remark)}"


def show_problems(here: View, found: Checked, places: bool = False) -> None:
    """What forbids the draft and what to look at; `places` where the reader has a file to mend."""
    if found.problems:
        count = here.wording.plural("{number} problem forbids it:", "{number} problems forbid it:", len(found.problems))
        st.error(f"{count} {here.say('nothing is accepted until it is mended.')}", icon=":material/block:")
        for one in found.problems[:LISTED]:
            told = f"{one.column}: {here.wording.problem(one)}"
            st.text(told if not places else f"{one.file}:{one.line}: {told}")
        if len(found.problems) > LISTED:
            st.caption(here.say("… and {number} more.", number=here.wording.number(len(found.problems) - LISTED)))
    if found.remarks:
        st.warning(here.say("Look at these before you accept:"), icon=":material/warning:")
        for remark in found.remarks[:LISTED]:
            st.text(remark_placed(here, remark))


def accept_button(
    here: View, draft: Draft, ready: bool = True, done: Callable[[], None] = forget, was_checked: bool = False
) -> None:
    """Accept all at once, and then do what is to be done (`done`). What is not `ready` by now says why. `was_checked`: nothing was
    found against just this draft, so that it is checked again only where the data are others by now."""
    label = here.wording.plural("Accept {number} figure", "Accept {number} figures", draft.figures)
    ready = ready and bool(draft.figures)
    if pressed(label, type="primary", key="import_accept", icon=":material/check:", disabled=not ready) and ready:
        accept_now(here, draft, done, was_checked)


def accept_now(here: View, draft: Draft, done: Callable[[], None], was_checked: bool = False) -> None:
    """Accept a draft, or tell what forbids it. It is called accepted only once it is on the disk."""
    # of a large folder other figures were met
    beside = here.loaded if was_checked and here.loaded.read is whole else None
    try:
        with st.spinner(here.say("Checking and writing …")):
            batch = accept(home(), here.loaded.folder, draft, here.actor, here.loaded.read, right_beside=beside)
            publish(here)
    except DataError as error:
        show_problems(here, Checked(error.problems), places=True)
        return
    except PartyMetricsError as error:
        st.error(in_markdown(here.wording.message(error.message)), icon=":material/block:")
        return
    remember(batch)
    done()
    st.rerun()
