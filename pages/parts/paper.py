"""A page handed on as a whole: as a Word document, on paper or as PDF through the browser's print; and the way to the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from metrics.files.formats import WORD
from metrics.files.parts import Part
from metrics.store.store import Store
from metrics.words.words import Words
from pages.parts import address
from pages.parts.browser import print_button
from pages.parts.downloads import download
from pages.parts.filters import PARAMETERS
from pages.parts.kept import blocks_kept
from pages.parts.link import Link
from pages.parts.view import View

# pages that are no view of figures
WITHOUT = ("import", "report")


def tools(here: View, page: str, title: str) -> None:
    """The buttons below a page's title; `page` is its address. Drawn last, when all of the page is known."""
    if not here.places or page in WITHOUT:
        return
    with here.places[0]:
        # a profile has a document of its own
        if here.drawn and page != "province":
            parts, link = tuple(here.drawn), address.link_of_view()
            made = partial(_document, title, parts, here.wording, here.store, link, here.loaded.as_of)
            help = here.say("What the page shows, charts and tables, with sources, day and address; ready in some seconds.")
            download(here.say("This page as Word"), made, f"party-metrics-{page or 'overview'}.docx", "word_page", WORD, help)
        print_button(here.wording, "print_page")
        if blocks := blocks_kept():
            to_report(here).draw(here.say("My report ({n})", n=len(blocks)), ":material/article:")


def _document(title: str, drawn: Sequence[Callable[[], Part]], wording: Words, store: Store, link: str, as_of: str) -> bytes:
    """The Word document; what draws its charts takes a second to load, and is loaded when it is first asked for."""
    from metrics.files.report import word_bytes

    return word_bytes(title, [one() for one in drawn], wording, store, day_told(wording, as_of), link)


def day_told(wording: Words, as_of: str) -> tuple[str, ...]:
    """What a document says of the day whose knowledge it shows, where that is past."""
    return (wording.say("What was known on {day}.", day=wording.date(as_of)),) if as_of else ()


def to_report(here: View) -> Link:
    """The page of the report, whose address holds its blocks."""
    chosen = {name: tuple(st.query_params.get_all(name)) for name in PARAMETERS}
    return Link("report", {**chosen, "lang": here.wording.language, "block": blocks_kept()})
