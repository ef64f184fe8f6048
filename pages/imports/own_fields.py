"""Import: the fields that change how a table is read: sheet, columns, lines, names of places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import pandas as pd
import streamlit as st

from metrics.errors import N_
from metrics.intake.mapping.model import HOLDS, LEFT_OUT, PREVIOUS, SAME, Column, Line, Question, SheetMap
from metrics.intake.mapping.periods import period_given
from metrics.intake.mapping.propose import Catalogue, propose
from metrics.intake.mapping.table import Table
from metrics.intake.review import units_of
from metrics.vocabulary import KINDS, UNITS, Indicator
from metrics.words.languages import named
from pages.imports.figure import body_order, indicator_order, indicators, parts
from pages.parts.filters import province_order
from pages.parts.lists import one_of, some_of
from pages.parts.view import View

Part = TypeVar("Part", Column, Line)
NAMES = {
    "figures": N_("figures"),
    "places": N_("provinces or bodies"),
    "codes": N_("codes of provinces"),
    "lines": N_("names of what is counted"),
    "periods": N_("years or periods"),
    "units": N_("units"),
    "publishers": N_("who published them"),
    "notes": N_("notes"),
    "nothing": N_("nothing that is read"),
}
STATUSES = {"": N_("reported"), "target": N_("target"), "planned": N_("planned")}


def _key(sheet: SheetMap, name: str) -> str:
    return f"own_{st.session_state.get('own_turn', 0)}_{sheet.sheets[0]}_{name}"


def _choice(label: str, codes: Sequence[str], chosen: str, name: Callable[[str], str], key: str, none: str) -> str:
    """One of a closed list, or nothing, which is called `none`."""
    offered = ["", *codes, *([chosen] if chosen and chosen not in codes else [])]
    picked = one_of(label, offered, index=offered.index(chosen), format_func=lambda code: name(code) if code else none, key=key)
    return picked if picked in offered else ""


def _indicator(here: View, chosen: str, key: str, none: str) -> str:
    known = indicators(here.store)
    codes = indicator_order(here.store, here.wording)
    return _choice(
        here.say("What is counted"),
        codes,
        chosen,
        lambda code: named(known[code], here.wording.language) if code in known else code,
        key,
        none,
    )


# the sheet ---------------------------------------------------------------------------------------------------------------
def sheet_fields(here: View, table: Table, sheet: SheetMap, catalogue: Catalogue) -> SheetMap:
    """What holds for all numbers of a sheet."""
    use = st.toggle(here.say("Read these sheets"), value=sheet.use, key=_key(sheet, "use"))
    sheet = replace(sheet, use=use)
    if not use:
        return sheet
    first, second, third = st.columns(3)
    with first:
        sheet = _head(here, table, sheet, catalogue)
    as_told = here.say("as columns and lines say")
    with second:
        indicator = _indicator(here, sheet.indicator, _key(sheet, "indicator"), as_told)
        period = _period(
            here, here.say("Period of all"), sheet.period, _key(sheet, "period"), here.say("as headings and title say")
        )
    with third:
        bodies = _choice(
            here.say("Body of each province"), KINDS, sheet.bodies, here.wording.kind, _key(sheet, "bodies"), here.say("not told")
        )
        organization = _choice(
            here.say("One body for all, or that others belong to"),
            body_order(here.store, here.wording),
            sheet.organization,
            here.wording.organization,
            _key(sheet, "organization"),
            here.say("none"),
        )
    # a breakdown goes with what was proposed to be counted
    breakdown = sheet.breakdown if indicator == sheet.indicator else ""
    return replace(sheet, indicator=indicator, breakdown=breakdown, period=period, bodies=bodies, organization=organization)


def _head(here: View, table: Table, sheet: SheetMap, catalogue: Catalogue) -> SheetMap:
    """The lines of the headings; others give other columns."""
    most = table.lines[-1]
    first = st.number_input(here.say("Headings from line"), 0, most, sheet.head[0], key=_key(sheet, "first"))
    last = st.number_input(here.say("to line"), 0, most, sheet.head[1], key=_key(sheet, "last"))
    head = (int(first), max(int(first), int(last)))
    if head == sheet.head:
        return sheet
    again = propose(table, catalogue, table.file, head)
    return replace(again, sheets=sheet.sheets, use=True, head=head, bodies=sheet.bodies or again.bodies)


def _period(here: View, label: str, chosen: str, key: str, none: str) -> str:
    """A period as a code; what is none is told and not taken."""
    typed = st.text_input(
        label, value=chosen, key=key, placeholder=none, help=here.say("Written like {form}", form="2024, 2024-H1, 2024-06-30")
    )
    typed = (typed or "").strip()
    if not typed or typed in (SAME, PREVIOUS):
        return typed
    try:
        period_given(typed)
    except ValueError:
        st.error(here.say("This is no period. Write it like {form}.", form="2024, 2024-H1, 2024-Q2, 2024-06, 2024-06-30"))
        return chosen
    return typed


# columns and lines ---------------------------------------------------------------------------------------------------------
def column_fields(here: View, table: Table, sheet: SheetMap) -> SheetMap:
    """The columns with what each holds, and the fields of the one that is being changed."""
    shown = [
        {
            here.say("Column"): one.column,
            here.say("Heading"): one.heading,
            here.say("Holds"): here.say(NAMES[one.holds]),
            here.say("What is counted"): _told(here, one),
        }
        for one in sheet.columns
    ]
    _listed(shown, _key(sheet, "columns"), here.say("The columns and what each holds"))
    by_letter = {one.column: one for one in sheet.columns}
    letter = _choice(
        here.say("Column to change"),
        tuple(by_letter),
        "",
        lambda code: f"{code} · {by_letter[code].heading}",
        _key(sheet, "column"),
        here.say("none"),
    )
    if not letter:
        return sheet
    changed = _column(here, sheet, by_letter[letter])
    return replace(sheet, columns=tuple(changed if one.column == letter else one for one in sheet.columns))


def _listed(shown: Sequence[dict[str, str]], key: str, alt: str) -> None:
    """What is read, a row a column or line, as a table."""
    st.dataframe(pd.DataFrame(shown), hide_index=True, placeholder="", key=key, alt=alt)


def _told(here: View, one: Column | Line) -> str:
    """What a column or line counts, in words."""
    known = indicators(here.store)
    if not one.indicator:
        return ""
    name = named(known[one.indicator], here.wording.language) if one.indicator in known else one.indicator
    return "; ".join(filter(None, (name, here.wording.breakdown(one.breakdown) if one.breakdown else "")))


def _column(here: View, sheet: SheetMap, column: Column) -> Column:
    first, second, third = st.columns(3)
    mark = f"column_{column.column}"
    with first:
        holds = one_of(
            here.say("Holds"),
            HOLDS,
            index=HOLDS.index(column.holds),
            format_func=lambda code: here.say(NAMES[code]),
            key=_key(sheet, f"{mark}_holds"),
        )
    if holds != "figures":
        return replace(column, holds=holds)
    with second:
        indicator = _indicator(here, column.indicator, _key(sheet, f"{mark}_indicator"), here.say("as the sheet or the line says"))
    with third:
        label = here.say("Period (same: of the year before)")
        period = _period(here, label, column.period, _key(sheet, f"{mark}_period"), here.say("as headings and title say"))
    changed = replace(column, holds=holds, period=period)
    return _details(here, sheet, mark, replace(changed, indicator=indicator))


def _details(here: View, sheet: SheetMap, mark: str, one: Part) -> Part:
    """Breakdown, unit and status of a column or line."""
    first, second, third = st.columns(3)
    indicator: Indicator | None = indicators(here.store).get(one.indicator)
    stated = [part for part in one.breakdown.split(";") if part]
    offered = [part for part in parts(here.store) if not indicator or part.partition("=")[0] in indicator.dimensions]
    offered += [part for part in stated if part not in offered]
    with first:
        picked = some_of(
            here.wording.column("breakdown"),
            offered,
            default=stated,
            format_func=here.wording.breakdown,
            key=_key(sheet, f"{mark}_breakdown_{one.indicator}"),
            placeholder=here.say("the total"),
        )
    with second:
        units = units_of(indicator) if indicator else UNITS
        key = _key(sheet, f"{mark}_unit_{one.indicator}")
        unit = _choice(here.wording.column("unit"), units, one.unit, here.wording.unit, key, here.say("its own"))
    with third:
        codes = tuple(STATUSES)
        status = one_of(
            here.say("What is stated"),
            codes,
            index=codes.index(one.status) if one.status in codes else 0,
            format_func=lambda code: here.say(STATUSES[code]),
            key=_key(sheet, f"{mark}_status"),
        )
    dimensions = [part.partition("=")[0] for part in picked]
    if len(set(dimensions)) < len(dimensions):
        st.error(here.say("Choose one value only of each breakdown."))
        picked = stated
    return replace(one, breakdown=";".join(sorted(picked)), unit=unit, status=status)


def line_fields(here: View, sheet: SheetMap) -> SheetMap:
    """The lines with what each counts, and the fields of the one that is being changed."""
    shown = [
        {here.say("Line"): one.name, here.say("Part of"): one.under, here.say("What is counted"): _told(here, one)}
        for one in sheet.lines
    ]
    _listed(shown, _key(sheet, "lines"), here.say("The lines and what each counts"))
    places = [str(place) for place in range(len(sheet.lines))]
    chosen = _choice(
        here.say("Line to change"),
        places,
        "",
        lambda place: " · ".join(filter(None, (sheet.lines[int(place)].under, sheet.lines[int(place)].name))),
        _key(sheet, "line"),
        here.say("none"),
    )
    if not chosen:
        return sheet
    place = int(chosen)
    line = sheet.lines[place]
    indicator = _indicator(here, line.indicator, _key(sheet, f"line_{place}_indicator"), here.say("nothing that is read"))
    changed = _details(here, sheet, f"line_{place}", replace(line, indicator=indicator))
    return replace(sheet, lines=(*sheet.lines[:place], changed, *sheet.lines[place + 1 :]))


# places ------------------------------------------------------------------------------------------------------------------
def place_field(here: View, sheet: SheetMap, question: Question) -> SheetMap:
    """Whom a name means that nobody knows, or that may be two."""
    before = dict(sheet.places)
    slugs = (*question.accepted, *province_order(here.store, here.wording), *body_order(here.store, here.wording))

    def name(slug: str) -> str:
        if slug == LEFT_OUT:
            return here.say("leave its row out")
        if slug in question.accepted and "." in slug:
            return here.say("new: {name}", name=question.about)
        return here.wording.organization(slug) if "." in slug else here.wording.province(slug)

    codes = (LEFT_OUT, *dict.fromkeys(slugs))
    label = here.say("Whom “{name}” means", name=question.about)
    slug = _choice(label, codes, before.get(question.about, ""), name, _key(sheet, f"place_{question.about}"), here.say("not told"))
    places = {**before, question.about: slug} if slug else {key: value for key, value in before.items() if key != question.about}
    return replace(sheet, places=tuple(places.items()))
