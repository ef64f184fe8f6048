"""Downloads: a button for a file, a row of them in every format of the list. What is offered is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from metrics.errors import Message
from metrics.files.export import file_name
from metrics.files.formats import FORMATS, OF_OBSERVATIONS, FileKind
from metrics.profile.versus import Versus
from metrics.serving.limits import Settings
from metrics.store.limit import TookTooMuch, limited
from metrics.survey.listing import Search
from metrics.vocabulary import Result
from metrics.words.markup import in_markdown
from metrics.words.words import Words
from pages.parts.address import link_of_view
from pages.parts.view import View

Made = Callable[[], bytes]
# why files that were asked for were not made, until the reader is told
ENDED = "downloads_ended"


def download(label: str, made: Made, name: str, key: str, kind: FileKind, help: str | None = None) -> None:
    """A button that hands out one file: its name with the ending, and what gives its bytes, in the time that a page has."""
    ended: list[Message] = st.session_state.setdefault(ENDED, [])
    st.download_button(
        label,
        data=partial(in_time, made, ended),
        file_name=name,
        mime=kind.mime,
        key=key,
        on_click="ignore",
        icon=f":material/{kind.icon}:",
        help=help,
    )


def in_time(made: Made, ended: list[Message]) -> bytes:
    """The bytes of a file; where its questions take too much, the reason is put into `ended`, and nothing is handed out."""
    try:
        with limited(Settings.of_environment().page_seconds):
            return made()
    except TookTooMuch as error:
        ended.append(error.message)
        raise


def tell_ended(wording: Words) -> None:
    """Say why files were not made. They are made beside the page, which learns of it when it looks for what is new."""
    ended: list[Message] = st.session_state.get(ENDED, [])
    while ended:
        st.toast(in_markdown(wording.message(ended.pop(0))), icon=":material/block:", duration="long")


def download_result(here: View, result: Result, key: str) -> None:
    """The rows of an answer in every format, each with what it is good for."""
    link = link_of_view()
    for code, form in FORMATS.items():
        made = partial(form.result, result, here.wording, here.store, link)
        name = file_name(result.question, form.ending)
        download(here.say(form.label), made, name, f"{code}_{key}", form, here.say(form.help))


def download_versus(here: View, found: Versus, key: str) -> None:
    """The comparisons of one body in every format."""
    link = link_of_view()
    for code, form in FORMATS.items():
        made = partial(form.versus, found, here.wording, here.store, link)
        name = f"versus-{found.body}-{found.year}-{file_name(found.question, form.ending)}"
        download(here.say(form.label), made, name, f"{code}_{key}", form)


def download_observations(here: View, search: Search, name: str, key: str, link: str, help: str | None = None) -> None:
    """The observations that a search finds in every format; `name` is that of the files, `link` leads to the view of them."""
    for code, form in {**FORMATS, **OF_OBSERVATIONS}.items():
        made = partial(form.dataset, here.store, here.wording, search, link)
        download(here.say(form.label), made, f"{name}.{form.ending}", f"{code}_{key}", form, help)
