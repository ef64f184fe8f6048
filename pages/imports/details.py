"""Import: where a text was published and what it is about: proposed by its file or its words, always to be changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import streamlit as st

from metrics.answers.sources import web_address
from metrics.errors import N_, PartyMetricsError
from metrics.intake.batch_files import TEXT
from metrics.intake.batches import known_source, source_slug
from metrics.intake.origin import Papers
from metrics.intake.queue import OF_SOURCE, Hints
from metrics.intake.review import ReviewError, date_typed
from metrics.spelling import sort_key
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.vocabulary import Source
from metrics.words.markup import in_markdown
from pages.parts.filters import province_order
from pages.parts.lists import one_of
from pages.parts.view import View

# the reader's choices outlive a look at another page
KEPT: Any = {"persist_state": "session"}
LABELS = {"publisher": N_("Publisher"), "published": N_("Date of publication"), "url": N_("Link")}


@remembered()
def papers(store: Store) -> Papers:
    """The publishers that the data know."""
    return Papers.of(store.seeds.sources, store.seeds.provinces)


def complain(here: View, error: PartyMetricsError) -> None:
    """What is wrong with what was given, in the reader's language."""
    st.error(in_markdown(here.wording.message(error.message)), icon=":material/block:")


def show_details(here: View, prefix: str, proposed: Collection[str] = ()) -> tuple[Source, Hints]:
    """The source as the reader describes it, and what the reading needs to know.

    The fields' keys begin with `prefix`; `proposed` are the columns of the source that no person has looked at.
    """
    usual = Counter(one.publisher for one in here.store.seeds.sources).most_common(1)
    first, second, third = st.columns([3, 2, 4])
    with first:
        publisher = st.text_input(
            here.say(LABELS["publisher"]),
            key=f"{prefix}_publisher",
            placeholder=here.say("e.g. {name}", name=usual[0][0] if usual else ""),
            **KEPT,
        )
    with second:
        typed = st.text_input(
            here.say(LABELS["published"]),
            key=f"{prefix}_published",
            placeholder=here.say("2/7/2024, 7/2024 or 2024"),
            help=here.say("“To date” and “this year” in the text are understood from it."),
            **KEPT,
        )
    with third:
        link = st.text_input(here.say(LABELS["url"]), key=f"{prefix}_url", placeholder="https://…", **KEPT)
    if proposed:
        names = ", ".join(here.say(LABELS[column]) for column in OF_SOURCE if column in proposed)
        told = here.say("Proposed by the file or the text: {fields}. Compare them, and change what is wrong.", fields=names)
        st.caption(f":material/auto_fix_high: {told}")
    published = typed_date(here, typed)
    url = _link(here, link)
    province, organization = about(here, prefix)
    source = _source(here, publisher, published, url)
    return source, Hints(" ".join((publisher or "").split()), published, url, province, organization)


def typed_date(here: View, typed: str | None) -> str:
    """A date as it was typed; what is none is told, and left out."""
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


def about(here: View, prefix: str) -> tuple[str, str]:
    """The province and the body that the text is about, where the reader wants to say so."""
    chosen = here.filters.provinces
    if f"{prefix}_province" not in st.session_state and len(chosen) == 1:
        st.session_state[f"{prefix}_province"] = chosen[0]
    first, second = st.columns(2)
    provinces = ["", *province_order(here.store, here.wording)]
    with first:
        province = one_of(
            here.say("Province or city that it is about"),
            provinces,
            format_func=lambda slug: here.wording.province(slug) if slug else here.say("as the text says"),
            key=f"{prefix}_province",
            **KEPT,
        )
    bodies = ["", *bodies_of(here, province or "")]
    if st.session_state.get(f"{prefix}_body") not in bodies:
        st.session_state[f"{prefix}_body"] = ""
    with second:
        body = one_of(
            here.say("Body that it is about"),
            bodies,
            format_func=lambda slug: here.wording.organization(slug) if slug else here.say("as the text says"),
            key=f"{prefix}_body",
            help=here.say("For figures of which the text does not say whose they are."),
            **KEPT,
        )
    return (province if province in provinces else ""), (body if body in bodies else "")


def bodies_of(here: View, province: str = "") -> Sequence[str]:
    """The bodies of a province, or all, as a dictionary orders their names."""
    slugs = [one.organization for one in here.store.seeds.organizations if province in ("", one.province)]
    return sorted(slugs, key=lambda slug: sort_key(here.wording.organization(slug)))
