"""Import of an article: its text from the clipboard or a file, where it was published, the reading of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import streamlit as st

from metrics.answers.sources import web_address
from metrics.errors import N_, PartyMetricsError
from metrics.extract import Known, read
from metrics.intake.apart import read_article
from metrics.intake.articles import ENDINGS, Article, pasted
from metrics.intake.batch_files import TEXT
from metrics.intake.batches import known_source, source_slug
from metrics.intake.damage import unreadable_lines
from metrics.intake.review import Review, ReviewError, date_typed
from metrics.spelling import sort_key
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.vocabulary import Source
from metrics.words.markup import in_markdown
from pages.imports.done import show_done
from pages.imports.review import show_review
from pages.parts.button import pressed
from pages.parts.filters import province_order
from pages.parts.view import View

# the reader's choices outlive a look at another page
KEPT: Any = {"persist_state": "session"}
# so many lines that cannot be read are named
UNREADABLE_TOLD = 5
# where a review under way is kept, and what was read for it
REVIEW, READ_FROM = "import_review", "import_read_from"


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
    source, given = _details(here, text)
    review = _read(here, given)
    if review:
        show_review(here, review, source)


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
        _fill(article)
    bar.empty()


def _advance(bar: Any, share: float, said: str) -> None:
    bar.progress(min(share, 1.0), text=said)


def _fill(article: Article) -> None:
    st.session_state["import_text"] = article.text
    for name, value in (("publisher", article.publisher), ("published", article.published), ("url", article.url)):
        st.session_state[f"import_{name}"] = value


def complain(here: View, error: PartyMetricsError) -> None:
    """What is wrong with what was given, in the reader's language."""
    st.error(in_markdown(here.wording.message(error.message)), icon=":material/block:")


# where it was published ---------------------------------------------------------------------------------------------------
def _details(here: View, text: str) -> tuple[Source, Given]:
    """The source as the reader describes it, and what the reading needs to know."""
    usual = Counter(one.publisher for one in here.store.seeds.sources).most_common(1)
    first, second, third = st.columns([3, 2, 4])
    with first:
        publisher = st.text_input(
            here.say("Publisher"),
            key="import_publisher",
            placeholder=here.say("e.g. {name}", name=usual[0][0] if usual else ""),
            **KEPT,
        )
    with second:
        typed = st.text_input(
            here.say("Date of publication"),
            key="import_published",
            placeholder=here.say("2/7/2024, 7/2024 or 2024"),
            help=here.say("“To date” and “this year” in the text are understood from it."),
            **KEPT,
        )
    with third:
        link = st.text_input(here.say("Link"), key="import_url", placeholder="https://…", **KEPT)
    published = _date(here, typed)
    url = _link(here, link)
    province, organization = _hints(here)
    return _source(here, publisher, published, url), Given(text, published, province, organization)


def _date(here: View, typed: str | None) -> str:
    try:
        return date_typed(typed or "")
    except ReviewError as error:
        complain(here, error)
        return ""


def _link(here: View, typed: str | None) -> str:
    link = (typed or "").strip()
    if link and not web_address(link):
        st.error(here.say("A link begins with http:// or https://; it is left out."), icon=":material/block:")
    return web_address(link)


def _source(here: View, publisher: str | None, published: str, url: str) -> Source:
    """A source that the data know by its link, or a new one."""
    known = known_source(here.loaded, url)
    if known:
        words = ", ".join(filter(None, (known.publisher, here.wording.date(known.published))))
        text = N_("The data know this link already, as {source}. Its figures are added to that source.")
        st.info(here.say(text, source=in_markdown(words)))
        return known
    name = " ".join((publisher or "").split())
    # a source without a link is the text that is kept with the batch
    return Source(source_slug(here.loaded, name, published), name, published, url, "" if url else TEXT, "")


def _hints(here: View) -> tuple[str, str]:
    """The province and the body that the text is about, where the reader wants to say so."""
    chosen = here.filters.provinces
    if "import_province" not in st.session_state and len(chosen) == 1:
        st.session_state["import_province"] = chosen[0]
    first, second = st.columns(2)
    provinces = ["", *province_order(here.store, here.wording)]
    with first:
        province = st.selectbox(
            here.say("Province or city that it is about"),
            provinces,
            format_func=lambda slug: here.wording.province(slug) if slug else here.say("as the text says"),
            key="import_province",
            **KEPT,
        )
    bodies = ["", *bodies_of(here, province or "")]
    if st.session_state.get("import_body") not in bodies:
        st.session_state["import_body"] = ""
    with second:
        body = st.selectbox(
            here.say("Body that it is about"),
            bodies,
            format_func=lambda slug: here.wording.organization(slug) if slug else here.say("as the text says"),
            key="import_body",
            help=here.say("For figures of which the text does not say whose they are."),
            **KEPT,
        )
    return (province if province in provinces else ""), (body if body in bodies else "")


def bodies_of(here: View, province: str = "") -> Sequence[str]:
    """The bodies of a province, or all, as a dictionary orders their names."""
    slugs = [one.organization for one in here.store.seeds.organizations if province in ("", one.province)]
    return sorted(slugs, key=lambda slug: sort_key(here.wording.organization(slug)))


# the reading ----------------------------------------------------------------------------------------------------------------
@remembered()
def _known(store: Store) -> Known:
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
            _known(here.store),
            published=given.published,
            province=given.province,
            organization=given.organization,
        )
    review = Review.begin(reading)
    st.session_state[REVIEW], st.session_state[READ_FROM] = review, given
    # widgets of another review keep their names apart
    st.session_state["import_stamp"] = st.session_state.get("import_stamp", 0) + 1
    return review
