"""Downloads: a button for a file, a row of them in every format of the list. What is offered is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from metrics.files.export import file_name
from metrics.files.formats import FORMATS, OF_OBSERVATIONS, FileKind
from metrics.profile.versus import Versus
from metrics.survey.listing import Search
from metrics.vocabulary import Result
from pages.parts.address import link_of_view
from pages.parts.view import View

Made = Callable[[], bytes]


def download(label: str, made: Made, name: str, key: str, kind: FileKind, help: str | None = None) -> None:
    """A button that hands out one file: its name with the ending, and what gives its bytes."""
    st.download_button(
        label,
        data=made,
        file_name=name,
        mime=kind.mime,
        key=key,
        on_click="ignore",
        icon=f":material/{kind.icon}:",
        help=help,
    )


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
