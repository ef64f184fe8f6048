"""From a question that is refused, or that nothing answers, to near ones that are answered: a sentence, and links below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from metrics.errors import N_, Message
from metrics.vocabulary import KINDS, Question
from metrics.words.markup import in_markdown
from pages.parts import address
from pages.parts.link import Link, Parameters
from pages.parts.view import View, asked, rows_of

# so many links at most
MOST = 4
Way = tuple[str, Link]


def show_refusal(here: View, message: Message, question: Question) -> None:
    """Why a question is refused, and the nearest that answer, as far as the parts of the refusal tell them."""
    st.warning(in_markdown(here.wording.message(message)), icon=":material/block:")
    lead_on(_ways(here, dict(message.values), question))


def lead_on(ways: Iterable[Way]) -> None:
    """The first of these links, beside one another."""
    shown = list(ways)[:MOST]
    if shown:
        with st.container(horizontal=True, gap="small"):
            for label, link in shown:
                link.draw(label)


def _ways(here: View, parts: dict[str, str], question: Question) -> list[Way]:
    if "kinds" in parts:
        return to_kinds(here, question, parts["kinds"].split(", "))
    if "rank" in parts:
        rank = here.metric(parts["rank"])
        return [(here.wording.metric(rank), this_page({"metric": rank.metric}))]
    if "figures" in parts and "province" not in question.by:
        sides: Parameters = {"metric": question.metric, "rows": "province", "columns": "year"}
        return [(here.say(N_("By province and year")), Link("explore", {**this_page(sides).parameters, "chart": "", "share": ""}))]
    return []


def to_kinds(here: View, question: Question, kinds: Iterable[str]) -> list[Way]:
    """This page with one kind of body alone, for each that answers there."""
    offered = [kind for kind in kinds if kind in KINDS and rows_of(asked(here, replace(question, kinds=(kind,))))]
    return [(here.say(N_("Only: {kind}"), kind=here.wording.kind(kind)), this_page({"kind": kind})) for kind in offered]


def this_page(changed: Parameters) -> Link:
    """The page that the reader is on, with all that is chosen but what is `changed`."""
    page, parameters = address.shown()
    return Link(page or "overview", {**parameters, **changed})
