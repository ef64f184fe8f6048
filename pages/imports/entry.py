"""Import: the review of one article of the queue. What the reviewer decides is kept in the queue, and goes on where it was left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from metrics.errors import PartyMetricsError
from metrics.intake.batch_files import home
from metrics.intake.queue import OF_SOURCE, Accepted, Entry, Hints, read_anew, save
from metrics.intake.review import Review
from metrics.survey.standing import Change
from metrics.words.markup import in_markdown
from pages.imports.article import known
from pages.imports.details import complain, show_details
from pages.imports.done import DONE
from pages.imports.figure import close_form
from pages.imports.review import Ending, show_review
from pages.parts.button import pressed
from pages.parts.view import View

# letters of what an article begins with
TITLE = 90
# the digest of the article that is open, and its review
OPEN, REVIEW = "queue_open", "queue_review"
# what a reading depends on
READ_BY = ("published", "province", "organization")


def open_entry(digest: str | None) -> None:
    """Open an article of the queue, or none: the list."""
    st.session_state[OPEN] = digest
    st.session_state.pop(REVIEW, None)
    st.session_state.pop(DONE, None)
    close_form()
    # widgets of another review keep their names apart
    st.session_state["import_stamp"] = st.session_state.get("import_stamp", 0) + 1


def title_of(entry: Entry) -> str:
    """What an article begins with."""
    line = next((line.strip() for line in entry.text.split("\n") if line.strip()), entry.files[0])
    return line if len(line) <= TITLE else f"{line[:TITLE].rstrip()}…"


def show_entry(
    here: View, entry: Entry, accepted: frozenset[int], changes: Mapping[int, Change], twin: Entry | None, waiting: Sequence[str]
) -> None:
    """One article: where it was published, its figures beside its text, and what comes next; `waiting` are the digests in order."""
    others = [digest for digest in waiting if digest != entry.digest]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(here.say("Back to the queue"), key="queue_back", icon=":material/arrow_back:", on_click=open_entry, args=(None,))
        if others:
            st.button(here.say("Next article"), key="queue_next", on_click=open_entry, args=(others[0],))
        left = here.wording.plural("{number} other article waits", "{number} other articles wait", len(others))
        st.caption(f"{in_markdown(', '.join(entry.files))} · {left}")
    st.markdown(f"**{in_markdown(title_of(entry))}**")
    if twin:
        text = here.say("The same text as {file}: accept it once.", file=in_markdown(twin.files[0]))
        st.warning(text, icon=":material/content_copy:")
    review = _review(here, entry, accepted)
    before = _decided(here, entry)
    st.subheader(here.say("2. Where it was published"), anchor=False)
    prefix = f"queue_{entry.digest[:12]}"
    _fill(prefix, entry.hints)
    source, hints = show_details(here, prefix, entry.proposed)
    held = Accepted.of(here.loaded).sources.get(entry.text_digest)
    if held:
        st.info(here.say("Figures of this text count already; the others join their source."), icon=":material/info:")
    if _told_otherwise(here, entry, hints):
        return
    # what the reading depends on is kept with the reading
    hints = replace(hints, **{column: getattr(entry.hints, column) for column in READ_BY})
    kept = entry.told(hints)

    def save_now(aside: bool) -> None:
        save(home(), replace(kept.reviewed(review), aside=aside), here.actor)

    def done() -> None:
        save_now(aside=True)
        digest = st.session_state.get(DONE)
        open_entry(others[0] if others else None)
        st.session_state[DONE] = digest

    show_review(here, review, held or source, Ending(done, lambda: save_now(aside=False), changes))
    now = kept.reviewed(review)
    if now != before:
        _save(here, now)


def _decided(here: View, entry: Entry) -> Entry:
    """The entry as it is kept, or as a review that nobody has touched would leave it."""
    known_bodies = [one.organization for one in here.store.seeds.organizations]
    return entry.reviewed(entry.review(known_bodies))


def _review(here: View, entry: Entry, accepted: frozenset[int]) -> Review:
    """The review under way in this window, or as the queue holds it."""
    before: Review | None = st.session_state.get(REVIEW)
    if before is None or before.reading != entry.reading:
        before = entry.review(one.organization for one in here.store.seeds.organizations)
        st.session_state[REVIEW] = before
    if before.accepted != accepted:
        before.accepted = accepted
        before.taken -= accepted
    return before


def _fill(prefix: str, hints: Hints) -> None:
    """Put what is kept into fields that are not drawn yet."""
    fields = {**{column: getattr(hints, column) for column in OF_SOURCE}, "province": hints.province, "body": hints.organization}
    for name, value in fields.items():
        st.session_state.setdefault(f"{prefix}_{name}", value)


def _same(entry: Entry, hints: Hints, column: str) -> bool:
    return bool(getattr(entry.hints, column) == getattr(hints, column))


def _told_otherwise(here: View, entry: Entry, hints: Hints) -> bool:
    """Where the reading depends on what changed, or another reader made it: offer to read anew. True where nothing can be shown."""
    changed = not all(_same(entry, hints, column) for column in READ_BY)
    if changed:
        told = here.say("What is said of the text has changed since it was read. Read anew, its review starts anew.")
    elif entry.older:
        told = here.say("Read by another version of the reader. Read anew, its review starts anew.")
    else:
        return False
    st.warning(told, icon=":material/sync_problem:")
    if pressed(here.say("Read it anew"), "queue_read_anew", icon=":material/refresh:"):
        _save(here, read_anew(entry, known(here.store), hints))
        open_entry(entry.digest)
        st.rerun()
    return entry.reading is None


def _save(here: View, entry: Entry) -> None:
    try:
        save(home(), entry, here.actor)
    except PartyMetricsError as error:
        complain(here, error)
