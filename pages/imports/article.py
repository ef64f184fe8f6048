"""Import of an article: its text from the clipboard or a file, where it was published, the reading of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

import streamlit as st

from metrics.errors import PartyMetricsError
from metrics.extract import Known, read
from metrics.intake.apart import read_article
from metrics.intake.articles import ENDINGS, Article, pasted
from metrics.intake.damage import unreadable_lines
from metrics.intake.mapping.table import Table, tables_in
from metrics.intake.origin import Origin, origin_of
from metrics.intake.queue import OF_SOURCE
from metrics.intake.review import Review
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.words.markup import in_markdown
from pages.imports.details import KEPT, complain, papers, show_details
from pages.imports.done import show_done
from pages.imports.own import show_own
from pages.imports.review import show_review
from pages.parts.button import pressed
from pages.parts.view import View

# so many lines that cannot be read are named
UNREADABLE_TOLD = 5
# where a review under way is kept, and what was read for it
REVIEW, READ_FROM = "import_review", "import_read_from"
# what was proposed of the source, and for which text
PROPOSED = "import_proposed"


@dataclass(frozen=True)
class Given:
    """What the reading depends on."""

    text: str
    published: str = ""
    province: str = ""
    organization: str = ""


def import_article(here: View) -> None:
    """Text, details of its source, reading, review: one below the other."""
    show_done(here)
    st.subheader(here.say("1. The text"), anchor=False)
    text = _text(here)
    st.subheader(here.say("2. Where it was published"), anchor=False)
    _propose(here, text)
    source, hints = show_details(here, "import", _still_proposed())
    given = Given(text, hints.published, hints.province, hints.organization)
    review = _read(here, given)
    tables = _tables(text)
    if tables and st.toggle(
        here.say("Read its tables by column and line"),
        key="import_by_tables",
        help=here.say("What each column and line of a table counts is proposed and can be changed, as in a table of your own."),
    ):
        show_own(here, tables, {name: getattr(source, name) for name in OF_SOURCE}, source, pasted(text).text)
    elif review:
        show_review(here, review, source)


def _tables(text: str) -> tuple[Table, ...]:
    """The tables of the text, the same as long as the text is the same."""
    before = st.session_state.get("own_article")
    if not before or before[0] != text:
        before = st.session_state["own_article"] = (text, tuple(tables_in("text", text)) if text.strip() else ())
    tables: tuple[Table, ...] = before[1]
    return tables


# the text ---------------------------------------------------------------------------------------------------------------
def _text(here: View) -> str:
    """What was pasted, or what a file gave: shown in the same field, so that it can be looked at and mended."""
    # the field below is another one after every import: what was read for the last is gone from it
    turn = st.session_state.setdefault("import_turn", 0)
    left, right = st.columns([3, 2], gap="medium")
    with right:
        uploaded = st.file_uploader(
            here.say("or from a file"),
            type=list(ENDINGS),
            key=f"import_upload_{turn}",
            help=here.say("A PDF must hold its text, not only a picture of it."),
        )
    if uploaded is not None and st.session_state.get("import_file") != uploaded.file_id:
        with right:
            _take_file(here, uploaded)
    with left:
        text: str | None = st.text_area(
            here.say("Paste the article here"),
            key="import_text",
            height=220,
            placeholder=here.say("The text of the article or report, as it was published"),
            **KEPT,
        )
    return text or ""


def _take_file(here: View, uploaded: Any) -> None:
    """Put what a file says into the fields; a file that is not read leaves them as they are."""
    st.session_state["import_file"] = uploaded.file_id
    said = here.say("Reading {file} …", file=in_markdown(uploaded.name))
    bar = st.progress(0.0, text=said)
    try:
        article = read_article(uploaded.name, uploaded.getvalue(), lambda share: _advance(bar, share, said))
    except PartyMetricsError as error:
        complain(here, error)
        # it is told again as long as the file stands there
        st.session_state.pop("import_file", None)
    else:
        _fill(here, article)
    bar.empty()


def _advance(bar: Any, share: float, said: str) -> None:
    bar.progress(min(share, 1.0), text=said)


def _fill(here: View, article: Article) -> None:
    st.session_state["import_text"] = article.text
    told = Origin(article.publisher, article.published, article.url)
    found = asdict(origin_of(article.text, papers(here.store), told))
    for name, value in found.items():
        st.session_state[f"import_{name}"] = value
    st.session_state[PROPOSED] = (article.text, found)


def _propose(here: View, text: str) -> None:
    """Put what a new text says of its publication into the fields that are empty."""
    before = st.session_state.get(PROPOSED)
    if not text.strip() or (before and before[0] == text):
        return
    found = asdict(origin_of(text, papers(here.store)))
    for name, value in found.items():
        if value and not st.session_state.get(f"import_{name}"):
            st.session_state[f"import_{name}"] = value
    st.session_state[PROPOSED] = (text, found)


def _still_proposed() -> list[str]:
    """The fields that hold what was proposed."""
    _, found = st.session_state.get(PROPOSED) or ("", {})
    return [name for name, value in found.items() if value and st.session_state.get(f"import_{name}") == value]


# the reading ----------------------------------------------------------------------------------------------------------------
@remembered()
def known(store: Store) -> Known:
    """What the reader knows of the data."""
    return Known.of(store.seeds)


def _read(here: View, given: Given) -> Review | None:
    """Read when asked to; the review under way, if there is one."""
    review: Review | None = st.session_state.get(REVIEW)
    asked = pressed(
        here.say("Read the figures") if review is None else here.say("Read again"),
        type="primary" if review is None else "secondary",
        key="import_read",
        icon=":material/search:",
        disabled=not given.text.strip(),
    )
    if asked:
        review = _reading(here, given)
    elif review and st.session_state.get(READ_FROM) != given:
        st.warning(
            here.say(
                "The text or what is said of it has changed since it was read. “Read again” takes it up; your review starts anew."
            ),
            icon=":material/sync_problem:",
        )
    return review


def _reading(here: View, given: Given) -> Review | None:
    try:
        article = pasted(given.text)
    except PartyMetricsError as error:
        complain(here, error)
        return None
    unreadable = [*islice(unreadable_lines("", article.text), UNREADABLE_TOLD)]
    if unreadable:
        lines = [f"{here.say('line {line}', line=one.line)}: {here.wording.problem(one)}" for one in unreadable]
        st.error(here.say("The text cannot be read as it stands; mend these lines above."), icon=":material/block:")
        for line in lines:
            st.text(line)
        return None
    with st.spinner(here.say("Reading …")):
        reading = read(
            article.text,
            known(here.store),
            published=given.published,
            province=given.province,
            organization=given.organization,
        )
    review = Review.begin(reading)
    st.session_state[REVIEW], st.session_state[READ_FROM] = review, given
    # widgets of another review keep their names apart
    st.session_state["import_stamp"] = st.session_state.get("import_stamp", 0) + 1
    return review
