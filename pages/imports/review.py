"""Import: the review of what was read: the article beside its figures, each to be taken, changed or left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from metrics.errors import N_
from metrics.extract import VERSION, Figure
from metrics.intake.batches import same
from metrics.intake.drafts import DRAFT
from metrics.intake.review import SURE, Review, blank, cells_of
from metrics.survey.standing import Change
from metrics.vocabulary import Source
from metrics.words.markup import in_markdown
from pages.imports.accept import accept_button, accept_now, checked, remark_placed, remark_told
from pages.imports.bodies import show_bodies
from pages.imports.done import forget
from pages.imports.figure import EDITING, begin_editing, edit_figure
from pages.imports.for_all import give_to_all
from pages.imports.text import show_text
from pages.parts.button import pressed
from pages.parts.evidence import reading_of
from pages.parts.view import View

# figures shown at a time
PAGE = 20
ROWS = f"{DRAFT}/observations.csv"
# what a figure would change of what stands, with its sign
CHANGES = {
    "new": (":material/add_circle:", N_("New: nothing stands for this yet.")),
    "same": (":material/equal:", N_("The same stands already, or holds with what stands.")),
    "conflict": (":material/compare_arrows:", N_("In conflict with what stands.")),
}


@dataclass(frozen=True)
class Ending:
    """What follows once figures are accepted, and what stands beside them before: of an article by itself nothing."""

    # all that are taken at once
    done: Callable[[], None] = forget
    # one by itself; None where that is not offered
    one_done: Callable[[], None] | None = None
    # what the figures would change of what stands, by place
    changes: Mapping[int, Change] = field(default_factory=dict)


def show_review(here: View, review: Review, source: Source, ending: Ending | None = None) -> None:
    """Everything between reading and accepting."""
    ending = ending or Ending()
    st.subheader(here.say("3. Review"), anchor=False)
    if not review.figures and not review.reading.unread:
        st.info(here.say("No figure was found in this text. Add one by hand if it states any."), icon=":material/info:")
    _counts(here, review)
    editing: int | None = st.session_state.get(EDITING)
    left, right = st.columns(2, gap="medium")
    # what is said of new bodies enters the draft, which is checked before the figures are drawn with what the checks find
    with st.container():
        show_bodies(here, review)
    impossible, odd, others = _second_look(here, review, source)
    with left, st.container(key="import_article"):
        show_text(here, review, editing)
        _unread(here, review)
    with right:
        _bulk(here, review)
        if editing is not None and editing >= len(review.figures):
            edit_figure(here, review, editing)
        give_to_all(here, review)
        _figures(here, review, _Beside(source, ending, editing, impossible, odd))
    st.subheader(here.say("4. Accept"), anchor=False)
    draft = review.draft(source, VERSION)
    again = same(here.loaded, draft)
    if again and again.kept == "accepted" and not review.accepted:
        st.warning(
            here.say(
                "This was imported before, as batch {batch}. Accepting it again would count nothing twice.", batch=again.batch
            ),
            icon=":material/content_copy:",
        )
    if others:
        st.warning(here.say("Look at these before you accept:"), icon=":material/warning:")
        for text in others:
            st.text(text)
    wrong = sorted(review.taken.intersection(impossible))
    if wrong:
        numbers = ", ".join(str(place + 1) for place in wrong)
        st.error(here.say("Change these figures first, or leave them: {numbers}.", numbers=numbers), icon=":material/block:")
    accept_button(here, draft, bool(source.publisher) and not wrong, ending.done)
    if not source.publisher:
        st.caption(here.say("Name the publisher above first: no figure stands without its source."))


Lines = dict[int, list[str]]


@dataclass(frozen=True)
class _Beside:
    """What stands beside the figures of a review: their source, what follows, the one whose form is open, what the checks found."""

    source: Source
    ending: Ending
    editing: int | None
    impossible: Lines
    odd: Lines


def _second_look(here: View, review: Review, source: Source) -> tuple[Lines, Lines, list[str]]:
    """What makes single figures impossible and what is odd about them, by place; and what is odd of others that they touch.

    All figures that could be taken are looked at together, so that ticking one does not start the checks again.
    """
    impossible: Lines = {}
    odd: Lines = {}
    named = replace(source, publisher=source.publisher or "?")
    candidates = review.candidates
    found = checked(here, review.draft(named, VERSION, candidates))
    for problem in found.problems:
        place = _place(candidates, problem.file, problem.line)
        if place is not None:
            impossible.setdefault(place, []).append(f"{here.wording.column(problem.column)}: {problem.message}")
    if impossible:
        # what cannot be is told; the rest is looked at without it
        candidates = [place for place in candidates if place not in impossible]
        found = checked(here, review.draft(named, VERSION, candidates), "import_checked_rest")
    others = []
    for remark in found.remarks:
        place = _place(candidates, remark.file, remark.line)
        if place is None:
            others.append(remark_placed(here, remark))
        else:
            odd.setdefault(place, []).append(remark_told(here, remark))
    return impossible, odd, others


def _place(candidates: list[int], file: str, line: int) -> int | None:
    """The place of the figure that a row of the draft holds; its first row is line 2."""
    return candidates[line - 2] if file == ROWS and 0 <= line - 2 < len(candidates) else None


def _counts(here: View, review: Review) -> None:
    number = here.wording.number
    st.markdown(
        here.say(
            "{figures} figures read; {taken} will be accepted, {waiting} wait for you; {unread} numbers were not understood.",
            figures=number(len(review.figures)),
            taken=f"**{number(len(review.taken))}**",
            waiting=f"**{number(len(review.figures) - len(review.taken) - len(review.accepted))}**",
            unread=number(len(review.reading.unread)),
        )
    )
    if review.accepted:
        count = here.wording.plural(
            "{number} figure of it is accepted already.", "{number} figures of it are accepted already.", len(review.accepted)
        )
        st.caption(count)
    st.caption(
        here.say(
            "What was read with less than {sure} certainty, or lacks its period, is not accepted unless you say so.",
            sure=here.wording.number(SURE * 100, "percent"),
        )
    )


def _bulk(here: View, review: Review) -> None:
    """Take or leave all at once; add a figure."""
    with st.container(horizontal=True, gap="small"):
        st.button(here.say("Take all that are certain"), key="import_take_sure", on_click=review.take_sure)
        st.button(here.say("Take none"), key="import_take_none", on_click=review.take_none)
        st.button(
            here.say("Add a figure"),
            key="import_add",
            icon=":material/add:",
            on_click=begin_editing,
            args=(len(review.figures), blank()),
        )


# the figures --------------------------------------------------------------------------------------------------------------
def _figures(here: View, review: Review, beside: _Beside) -> None:
    """The figures, a page at a time, the one that is being changed with its form."""
    pages = -(-len(review.figures) // PAGE)
    stamp = st.session_state.get("import_stamp", 0)
    page = st.pagination(pages, key=f"import_page_{stamp}") if pages > 1 else 1
    first = (min(max(page, 1), max(pages, 1)) - 1) * PAGE
    for place in range(first, min(first + PAGE, len(review.figures))):
        with st.container(border=True, key=f"import_figure_{place}"):
            _figure(here, review, place, beside)
            if place == beside.editing:
                edit_figure(here, review, place)


def _figure(here: View, review: Review, place: int, beside: _Beside) -> None:
    """One figure: whether it is taken, what was read, from which words, and what speaks against it."""
    figure = review.figures[place]
    hindrance = None if place in review.taken else review.hindrance(place)
    key = f"import_take_{st.session_state.get('import_stamp', 0)}_{place}"
    st.session_state[key] = place in review.taken
    st.checkbox(
        f"**{place + 1}** · {in_markdown(told(here, review, figure))}",
        key=key,
        on_change=_toggle,
        args=(review, place, key),
        disabled=hindrance is not None,
        width="stretch",
        wrap=True,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(here.wording.words_of(figure.quote, figure.quote_status), width="stretch")
        if place not in review.accepted:
            _buttons(here, review, place, beside)
    if place in review.accepted:
        st.caption(f":material/check_circle: {here.say('Accepted already.')}")
        return
    if change := CHANGES.get(beside.ending.changes.get(place, "open")):
        st.caption(f"{change[0]} {here.say(change[1])}")
    for line in (*_doubts(here, review, place), *beside.impossible.get(place, ()), *beside.odd.get(place, ())):
        st.caption(f":material/warning: {in_markdown(line)}")


def _buttons(here: View, review: Review, place: int, beside: _Beside) -> None:
    """Change a figure, or accept it by itself."""
    st.button(
        here.say("Edit {number}", number=place + 1),
        key=f"import_change_{place}",
        on_click=begin_editing,
        args=(place, review.figures[place]),
    )
    if beside.ending.one_done:
        possible = beside.source.publisher and place not in beside.impossible
        waits = place not in review.taken and review.hindrance(place) is not None
        if pressed(here.say("Accept {number}", number=place + 1), f"import_accept_{place}", disabled=waits or not possible):
            accept_now(here, review.draft(beside.source, VERSION, [place]), beside.ending.one_done)


def _toggle(review: Review, place: int, key: str) -> None:
    """The reviewer ticked or unticked a figure; what cannot be taken is not, whatever the browser sends."""
    if st.session_state.get(key) and not review.hindrance(place):
        review.taken.add(place)
    else:
        review.taken.discard(place)


def _doubts(here: View, review: Review, place: int) -> list[str]:
    """Why a figure is not taken by itself."""
    figure = review.figures[place]
    hindrance = None if place in review.taken else review.hindrance(place)
    doubts = [here.say("Not accepted: {reason}.", reason=here.wording.message(hindrance))] if hindrance else []
    if figure.confidence < SURE and place not in review.changed:
        sure = here.wording.number(round(figure.confidence * 100), "percent")
        doubts.append(here.say("Read with {sure} certainty: compare it with its words.", sure=sure))
    if place in review.changed:
        doubts.append(here.say("Changed by you."))
    return doubts


def told(here: View, review: Review, figure: Figure) -> str:
    """A figure in words; of a new body the name that the reviewer gave it."""
    row = {**cells_of(figure), "value": figure.value, "denominator": figure.denominator}
    name = review.bodies[figure.organization].name_vi if figure.organization in review.bodies else ""
    words = reading_of(here.wording, row, name)
    return words


def _unread(here: View, review: Review) -> None:
    """Numbers that no rule understood, each with its reason and a way to make a figure of it."""
    if not review.reading.unread:
        return
    label = here.wording.plural("{number} number not understood", "{number} numbers not understood", len(review.reading.unread))
    with st.expander(label, icon=":material/help:"):
        for number, one in enumerate(review.reading.unread[:PAGE]):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.text(f"“{one.text}”: {here.wording.message(one.reason)}", width="stretch")
                st.button(
                    here.say("Add a figure with these words"),
                    key=f"import_unread_{number}",
                    on_click=begin_editing,
                    args=(len(review.figures), replace(blank(one.text, one.start), end=one.end)),
                )
        if len(review.reading.unread) > PAGE:
            st.caption(here.say("The others are marked in the text."))
