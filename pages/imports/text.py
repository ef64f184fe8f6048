"""Import: the article with its figures marked in place. The text is untrusted: every letter of it is escaped."""

from __future__ import annotations

from html import escape

import streamlit as st

from metrics.intake.passage import Highlight, Piece, pieces
from metrics.intake.review import Review
from pages.parts.view import View

# what is taken, what waits, what was not understood, what counts already: told apart by line and number, not by colour alone
COLOURS = {
    "light": {
        "taken": ("#d7e7fb", "#005ac6"),
        "waiting": ("#fdebc8", "#8f3a00"),
        "unread": ("#efe6f5", "#613683"),
        "accepted": ("#e3e7ec", "#464953"),
    },
    "dark": {
        "taken": ("#17395c", "#8cc4fa"),
        "waiting": ("#4f3410", "#f5a873"),
        "unread": ("#3a2c4a", "#d5b8f0"),
        "accepted": ("#333b45", "#bdcbc9"),
    },
}
LINES = {"taken": "solid", "waiting": "dashed", "unread": "wavy", "accepted": "dotted"}
FRAME = """
.party-article { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.75; max-height: 42rem; overflow-y: auto;
  padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.25rem; }
.party-article:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.party-article mark, .party-legend mark { color: inherit; padding: 0.1em 0.05em;
  text-decoration-thickness: 2px; text-underline-offset: 0.2em; }
.party-article mark.current { outline: 2px solid currentColor; }
.party-article sup { font-size: 0.7em; font-weight: 700; line-height: 0; padding-right: 0.15em; }
/* beside the figures it stays in sight */
@media (min-width: 640px) { [data-testid=stColumn]:has(.st-key-import_article) { align-self: stretch; }
  .st-key-import_article { position: sticky; top: 4.5rem; } .party-article { max-height: calc(100vh - 14rem); } }
.party-legend { font-size: 0.9em; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin-bottom: 0.5rem; }
"""


def show_text(here: View, review: Review, current: int | None) -> None:
    """The article with the words of each figure marked by its number."""
    st.html(
        f"<style>{FRAME}{_colours()}</style>{_legend(here, bool(review.accepted))}"
        f'<div class="party-article" role="region" tabindex="0" aria-label="{escape(here.say("The article, figures marked"))}">'
        f"{''.join(_piece(piece, current) for piece in pieces(review.reading.text, _marks(review)))}</div>"
    )


def _colours() -> str:
    theme = "dark" if st.context.theme.type == "dark" else "light"
    rules = [
        f"mark.{kind} {{ background: {back}; text-decoration: underline {LINES[kind]} {line}; }}"
        for kind, (back, line) in COLOURS[theme].items()
    ]
    return f".party-article {{ --line: {st.get_option(f'theme.{theme}.borderColor')}; }}" + "".join(rules)


def _legend(here: View, accepted: bool) -> str:
    meanings = {
        "taken": here.say("will be accepted"),
        "waiting": here.say("not accepted yet"),
        "unread": here.say("not understood"),
    }
    if accepted:
        meanings["accepted"] = here.say("accepted")
    signs = {"taken": "1", "waiting": "2", "unread": "?", "accepted": "3"}
    marks = (
        f'<span><mark class="{kind}"><sup>{signs[kind]}</sup>…</mark> {escape(text)}</span>' for kind, text in meanings.items()
    )
    return f'<div class="party-legend">{"".join(marks)}</div>'


def _marks(review: Review) -> list[Highlight]:
    """The figures by their number, then what was not understood."""
    figures = [
        Highlight(figure.start, figure.end, f"{place + 1}", review.standing(place))
        for place, figure in enumerate(review.figures)
        if figure.end > figure.start
    ]
    return figures + [Highlight(one.start, one.end, "?", "unread") for one in review.reading.unread]


def _piece(piece: Piece, current: int | None) -> str:
    text = escape(piece.text)
    if not piece.marks:
        return text
    kinds = {mark.kind for mark in piece.marks}
    kind = next(one for one in LINES if one in kinds)
    here = current is not None and any(mark.name == f"{current + 1}" for mark in piece.marks)
    numbers = "".join(f"<sup>{mark.name}</sup>" for mark in piece.begins)
    return f'<mark class="{kind}{" current" if here else ""}">{numbers}{text}</mark>'
