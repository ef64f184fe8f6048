"""Import: the form in which a figure is changed or added; every choice comes from a closed list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args

import streamlit as st

from metrics.errors import N_, PartyMetricsError
from metrics.extract import Figure
from metrics.intake.review import FORMS, Review, ReviewError, breakdown_of, period_typed, units_of
from metrics.spelling import sort_key
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.vocabulary import DIMENSIONS, Indicator, PeriodKind, Qualifier, Status
from metrics.words.languages import named
from metrics.words.markup import in_markdown
from metrics.words.words import Words
from pages.parts.button import pressed
from pages.parts.lists import one_of, some_of
from pages.parts.view import View

# the place of the figure whose form is open
EDITING = "import_editing"


def edit_figure(here: View, review: Review, place: int) -> None:
    """The form of one figure, opened by a button beside it; what is saved is checked first."""
    figure: Figure | None = st.session_state.get("import_form")
    if figure is None:
        return
    with st.container(border=True, key="import_form_box"):
        if place == len(review.figures):
            st.markdown(f"**{here.say('A further figure')}**")
        changed = figure_form(here, review, figure)
        with st.container(horizontal=True, gap="small"):
            save = pressed(here.say("Save"), "import_save", type="primary")
            st.button(here.say("Cancel"), key="import_cancel", on_click=close_form)
        if save:
            _save(here, review, place, changed)


def begin_editing(place: int, figure: Figure) -> None:
    """Open the form for a figure, with what it says now."""
    st.session_state["import_form"] = figure
    st.session_state["import_form_turn"] = st.session_state.get("import_form_turn", 0) + 1
    st.session_state[EDITING] = place


def close_form() -> None:
    """Leave the figure as it is."""
    st.session_state[EDITING] = None


def _save(here: View, review: Review, place: int, changed: Figure | PartyMetricsError) -> None:
    try:
        if isinstance(changed, PartyMetricsError):
            raise changed
        review.change(place, review.located(changed))
    except PartyMetricsError as error:
        st.error(in_markdown(here.wording.message(error.message)), icon=":material/block:")
        return
    close_form()
    st.rerun()


def _key(name: str) -> str:
    return f"import_form_{st.session_state.get('import_form_turn', 0)}_{name}"


def _choice(label: str, codes: Sequence[str], chosen: str, name: Any, field: str) -> str:
    """One of a closed list; what the figure says now is offered too."""
    offered = [*codes, *([chosen] if chosen and chosen not in codes else [])]
    index = offered.index(chosen) if chosen in offered else None
    picked = one_of(label, offered, index=index, format_func=name, key=_key(field))
    return picked if picked in offered else ""


def figure_form(here: View, review: Review, figure: Figure) -> Figure | PartyMetricsError:
    """The figure as the form says, or what is wrong with it."""
    words = here.wording
    code = _choice(here.say("What is counted"), indicator_order(here.store, words), figure.indicator, _named(here), "indicator")
    indicator = indicators(here.store).get(code)
    first, second, third = st.columns(3)
    with first:
        value = st.text_input(here.say("Value"), value=_shown(words, figure), key=_key("value"))
    with second:
        units = units_of(indicator) if indicator else ()
        unit = _choice(
            words.column("unit"), units, figure.unit if figure.unit in units else "".join(units[:1]), words.unit, f"unit_{code}"
        )
    with third:
        qualifier = _choice(words.column("qualifier"), get_args(Qualifier), figure.qualifier, words.qualifier, "qualifier")
    breakdown = _breakdown(here, figure, indicator)
    first, second, third = st.columns(3)
    with first:
        kind = _choice(here.say("Kind of period"), get_args(PeriodKind), figure.period_type, words.period_kind, "period_type")
    with second:
        period = st.text_input(
            words.column("period"),
            value=figure.period,
            key=_key("period"),
            placeholder=FORMS.get(kind, ""),
            help=here.say("Written like {form}", form=FORMS.get(kind, "")),
        )
    with third:
        status = _choice(here.say("What is stated"), get_args(Status), figure.status, words.status, "status")
    body = _choice(
        here.say("Body that it is about"), bodies_offered(here, review), figure.organization, body_name(here, review), "body"
    )
    first, second = st.columns([1, 2])
    with first:
        base = st.text_input(
            here.say("Out of"),
            value=words.number(figure.denominator) if figure.denominator is not None else "",
            key=_key("denominator"),
            help=here.say("The whole, where the text states it: 63 of “50/63”"),
        )
    with second:
        quote = st.text_input(
            here.say("Its words in the text"),
            value=figure.quote,
            key=_key("quote"),
            help=here.say("Copied from the text, at most 12 words"),
        )
    note = st.text_input(words.column("note"), value=figure.note, key=_key("note"))
    try:
        return replace(
            figure,
            indicator=code,
            value=_number(words, value),
            unit=unit,
            qualifier=qualifier,
            breakdown=breakdown_of(breakdown),
            period_type=kind,
            period=period_typed(kind, period or ""),
            status=status,
            organization=body,
            denominator=_number(words, base) if base else None,
            quote=quote or "",
            note=" ".join((note or "").split()),
        )
    except PartyMetricsError as error:
        return error


def _shown(words: Words, figure: Figure) -> str:
    """The value as it is typed in this language; nothing in a figure that is being added."""
    return words.number(figure.value, "score") if figure.indicator else ""


def _number(words: Words, text: str | None) -> float:
    try:
        return words.read_number(text or "")
    except ValueError as error:
        example = words.number(1234.5)
        raise ReviewError(N_("“{typed}” is not a number. Write it like {example}."), typed=text or "", example=example) from error


def _breakdown(here: View, figure: Figure, indicator: Indicator | None) -> list[str]:
    """The parts of the whole that the figure is about, each as dimension=value."""
    stated = [part for part in figure.breakdown.split(";") if part]
    known = parts(here.store)
    offered = [part for part in known if indicator and part.partition("=")[0] in indicator.dimensions]
    offered += [part for part in stated if part not in offered]
    picked = some_of(
        here.wording.column("breakdown"),
        offered,
        default=stated,
        format_func=here.wording.breakdown,
        key=_key(f"breakdown_{indicator.indicator if indicator else ''}"),
        placeholder=here.say("the total"),
    )
    return [part for part in picked if part in offered]


@remembered()
def parts(store: Store) -> tuple[str, ...]:
    """Every dimension=value of the closed lists; of the open ones those that the data use."""
    used = {part for text in store.breakdowns for part in text.split(";") if part}
    closed = [f"{name}={value}" for name, values in DIMENSIONS.items() for value in values or ()]
    return (*closed, *sorted(used - set(closed)))


@remembered()
def indicators(store: Store) -> dict[str, Indicator]:
    """The indicators of the data by their codes."""
    return {one.indicator: one for one in store.seeds.indicators}


@remembered(4)
def indicator_order(store: Store, words: Words) -> tuple[str, ...]:
    """The codes of all indicators, as a dictionary orders their names."""
    return tuple(sorted(indicators(store), key=lambda code: sort_key(named(indicators(store)[code], words.language))))


def _named(here: View) -> Any:
    found = indicators(here.store)
    return lambda code: named(found[code], here.wording.language) if code in found else code


def bodies_offered(here: View, review: Review) -> tuple[str, ...]:
    """The new bodies and those already in the review first, then all others."""
    used = {figure.organization for figure in review.figures}
    order = body_order(here.store, here.wording)
    return (*review.bodies, *(slug for slug in order if slug in used), *(slug for slug in order if slug not in used))


@remembered(4)
def body_order(store: Store, words: Words) -> tuple[str, ...]:
    """Every body of the data, as a dictionary orders their names."""
    slugs = [one.organization for one in store.seeds.organizations]
    return tuple(sorted(slugs, key=lambda slug: sort_key(words.organization(slug))))


def body_name(here: View, review: Review) -> Any:
    """Names bodies: new ones as the reviewer does, and as new."""

    def name(slug: str) -> str:
        new = review.bodies.get(slug)
        return here.say("new: {name}", name=new.name_vi or slug) if new else here.wording.organization(slug)

    return name
