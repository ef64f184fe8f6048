"""Import: bodies that the data do not know: named, placed and dated by the reviewer before a figure about them is accepted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from metrics.errors import PartyMetricsError
from metrics.intake.review import Review, body_slug, date_typed, level_of, new_body
from metrics.vocabulary import KINDS, Organization
from metrics.words.markup import in_markdown
from pages.parts.button import pressed
from pages.parts.filters import province_order
from pages.parts.lists import one_of
from pages.parts.view import View


def show_bodies(here: View, review: Review) -> None:
    """The new bodies that the figures taken are about, and a way to name one more."""
    for number, body in enumerate(review.new_bodies):
        with st.container(border=True, key=f"import_body_{number}"):
            st.markdown(f"**{here.say('A body that is new to the data')}**")
            told = _described(here, body, f"import_body_{st.session_state.get('import_stamp', 0)}_{body.organization}")
            if told != body:
                review.describe(body.organization, told)
                st.rerun()
    with st.expander(here.say("Name a body that the data do not know"), icon=":material/domain_add:"):
        _add(here, review)


def _described(here: View, body: Organization, key: str) -> Organization:
    """What the reviewer says of a new body: names, place, kind, dates."""
    first, second = st.columns(2)
    with first:
        name_vi = st.text_input(here.say("Vietnamese name"), value=body.name_vi, key=f"{key}_vi")
    with second:
        name_en = st.text_input(here.say("English name"), value=body.name_en, key=f"{key}_en")
    with first:
        province = _province(here, body.province, f"{key}_province")
    with second:
        kind = _kind(here, body.kind, f"{key}_kind")
    begins, ends = _dates(here, body.valid_from, body.valid_to, key)
    return replace(
        body,
        organization=f"{province}.{body.organization.partition('.')[2]}",
        province=province,
        parent=body.parent if province == body.province else "",
        name_vi=" ".join(name_vi.split()),
        name_en=" ".join((name_en or name_vi).split()),
        kind=kind,
        level=level_of(kind),
        valid_from=begins,
        valid_to=ends,
    )


def _province(here: View, chosen: str | None, key: str) -> str:
    """The province or city of a body; empty where none is chosen yet."""
    slugs = province_order(here.store, here.wording)
    index = slugs.index(chosen) if chosen in slugs else None
    label = here.say("Province or city")
    slug = one_of(label, slugs, index=index, format_func=lambda one: here.wording.province(one), key=key)
    return slug if slug in slugs else chosen or ""


def _kind(here: View, chosen: str, key: str) -> Any:
    index = KINDS.index(chosen) if chosen in KINDS else None
    kind = one_of(here.say("Kind of body"), KINDS, index=index, format_func=here.wording.kind, key=key)
    return kind if kind in KINDS else "other"


def _dates(here: View, begins: str, ends: str, key: str) -> tuple[str, str]:
    """Since when and until when the body is there; open where nothing is said."""
    first, second = st.columns(2)
    with first:
        since = st.text_input(here.say("Since (if known)"), value=begins, key=f"{key}_from", placeholder="1/7/2025")
    with second:
        until = st.text_input(here.say("Until (if it has ended)"), value=ends, key=f"{key}_to", placeholder="28/2/2025")
    try:
        return date_typed(since), date_typed(until)
    except PartyMetricsError as error:
        st.error(in_markdown(here.wording.message(error.message)), icon=":material/block:")
        return begins, ends


def _add(here: View, review: Review) -> None:
    """A body of the reviewer's own, which can then be chosen in a figure."""
    turn = len(review.bodies)
    first, second = st.columns(2)
    with first:
        name = st.text_input(here.say("Vietnamese name"), key=f"import_new_name_{turn}")
    with second:
        province = _province(here, None, f"import_new_province_{turn}")
    kind = _kind(here, "", f"import_new_kind_{turn}")
    if pressed(here.say("Add this body"), f"import_new_body_{turn}", disabled=not (name.strip() and province)):
        known = {one.organization for one in here.store.seeds.organizations} | set(review.bodies)
        body = new_body(name, province, kind, body_slug(province, name, known))
        review.bodies[body.organization] = body
        st.rerun()
    st.caption(here.say("It can then be chosen in every figure, and asks for its dates here once a figure taken is about it."))
