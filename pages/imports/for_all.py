"""Import: one period or one body for all figures of an article, where its text says it once or not at all."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from metrics.errors import PartyMetricsError
from metrics.intake.review import FORMS, Review, period_typed
from metrics.vocabulary import PeriodKind
from pages.imports.details import complain
from pages.imports.figure import bodies_offered, body_name
from pages.parts.button import pressed
from pages.parts.lists import one_of
from pages.parts.view import View


def give_to_all(here: View, review: Review) -> None:
    """A period, and a body, for those figures that lack it or for all."""
    if not review.figures:
        return
    stamp = st.session_state.get("import_stamp", 0)
    with st.expander(here.say("One period or one body for all"), icon=":material/done_all:"):
        _period(here, review, f"import_all_{stamp}")
        _body(here, review, f"import_all_{stamp}")


def _period(here: View, review: Review, key: str) -> None:
    first, second = st.columns(2)
    with first:
        kinds = get_args(PeriodKind)
        kind = one_of(
            here.say("Kind of period for all"),
            kinds,
            index=kinds.index("year"),
            format_func=here.wording.period_kind,
            key=f"{key}_kind",
        )
    with second:
        typed = st.text_input(here.say("Period for all"), key=f"{key}_period", placeholder=FORMS.get(kind, ""))
    everywhere = _asked(here, f"{key}_period", disabled=not typed.strip())
    if everywhere is None:
        return
    try:
        period = period_typed(kind, typed)
    except PartyMetricsError as error:
        complain(here, error)
        return
    review.give_all(everywhere, period_type=kind, period=period)
    st.rerun()


def _body(here: View, review: Review, key: str) -> None:
    bodies = bodies_offered(here, review)
    name = body_name(here, review)
    body = one_of(
        here.say("Body for all"), bodies, index=None, format_func=name, key=f"{key}_body", placeholder=here.say("Choose a body")
    )
    everywhere = _asked(here, f"{key}_body", disabled=body not in bodies)
    if everywhere is not None and body in bodies:
        review.give_all(everywhere, organization=body)
        st.rerun()


def _asked(here: View, key: str, disabled: bool) -> bool | None:
    """Whether it is to be given to all, or to those that lack it; None where neither was asked for."""
    with st.container(horizontal=True, gap="small"):
        lacking = pressed(here.say("Give it to those without"), f"{key}_lacking", disabled=disabled)
        everywhere = pressed(here.say("Give it to all"), f"{key}_everywhere", disabled=disabled)
    return everywhere if lacking or everywhere else None
