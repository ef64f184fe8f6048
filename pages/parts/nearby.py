"""What an answer does not hold: what is known nearby where nothing answers, and what the list of the 63 or the 34 leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import streamlit as st

from metrics.answers.left_out import LeftOut, by_place, left_out, silent
from metrics.answers.subset import answer
from metrics.errors import N_, PartyMetricsError
from metrics.spelling import sort_key
from metrics.territory import NEW_LIST, OLD_LIST, predecessors, stands_in
from metrics.vocabulary import Question, Result, Row
from metrics.words.markup import in_markdown
from pages.parts.filters import years_known
from pages.parts.view import Refused, View, asked
from pages.parts.ways import Way, lead_on, this_page, to_kinds

# what an empty answer names at most
NEARBY = 8


def nearby(here: View, result: Result) -> None:
    """Nothing answers: say so, and what is known in other years, of other kinds, of the neighbours."""
    question = result.question
    lines = [
        *filter(None, [here.wording.without_figure(silent(result, here.store))]),
        *_elsewhere(here, question),
        *(_other_years(here, question) + _other_kinds(here, question) or _other_kinds_and_years(here, question)),
        *_neighbours(here, question),
    ]
    text = here.say("No figure is known for this selection.")
    if lines:
        text += "\n\n" + "\n".join(f"- {in_markdown(line)}" for line in lines)
    st.info(text, icon=":material/search_off:")
    lead_on([*_to_other_years(here, question), *to_kinds(here, question, _kinds_known(here, question))])
    for reason in reasons(here, result):
        st.caption(in_markdown(reason))


def _found(here: View, question: Question, **other: Any) -> tuple[Row, ...]:
    """What answers a question with other filters, by kind, province and year; where it compares, only what has its other side."""
    compare = question.compare
    try:
        rows = answer(here.store, replace(by_place(question), compare=compare, **other)).rows
    except PartyMetricsError:
        return ()
    return tuple(row for row in rows if not compare or row.previous)


def _years_known(here: View, question: Question) -> list[int]:
    """The other years in which the same selection has figures."""
    known = years_known(here.store)
    if question.years in (None, (known[0], known[-1])):
        return []
    first, last = question.years
    found = {row["year"] for row in _found(here, question, years=None)}
    return sorted(year for year in found if not first <= year <= last)


def _other_years(here: View, question: Question) -> list[str]:
    years = _years_known(here, question)
    if not years:
        return []
    return [here.say("The same selection in other years: {years}.", years=_some(here, map(str, years[::-1])))]


def _to_other_years(here: View, question: Question) -> list[Way]:
    """This page with the years in which the same selection has figures."""
    years = _years_known(here, question)
    if not years:
        return []
    span = (years[0], years[-1])
    return [(here.wording.years(span), this_page({"year": tuple(map(str, span)), "period": "", "chart_year": ""}))]


def _kinds_known(here: View, question: Question) -> dict[str, int]:
    """The other kinds of body with figures, and how many, those with most first."""
    found = _found(here, question, kinds=()) if question.kinds else ()
    return dict(Counter(row["kind"] for row in found if row["kind"] not in question.kinds).most_common())


def _other_kinds(here: View, question: Question) -> list[str]:
    counted = _kinds_known(here, question)
    names = (f"{here.wording.kind(kind)} ({number})" for kind, number in counted.items())
    return [here.say("Other kinds of body in these years: {kinds}.", kinds=_some(here, names))] if counted else []


def _other_kinds_and_years(here: View, question: Question) -> list[str]:
    """Where neither other years nor other kinds alone lead on: both together; of all kinds none is another."""
    years: dict[str, set[int]] = {}
    for row in _found(here, question, kinds=(), years=None) if question.kinds else ():
        if row["kind"] not in question.kinds:
            years.setdefault(row["kind"], set()).add(row["year"])
    names = (f"{here.wording.kind(kind)} ({_some(here, map(str, sorted(found, reverse=True)))})" for kind, found in years.items())
    return [here.say("Other kinds of body in other years: {kinds}.", kinds=_some(here, names))] if years else []


def _elsewhere(here: View, question: Question) -> list[str]:
    """Chosen provinces that the list of the 63 or of the 34 does not know: where their figures are now."""
    lines = []
    for one in here.store.seeds.provinces:
        if one.province not in question.provinces:
            continue
        name = here.wording.province(one.province)
        if question.boundary == NEW_LIST and not stands_in(one, NEW_LIST):
            now = here.wording.province(one.successor)
            lines.append(here.say("{name} is not one of the 34; it is now part of {now}.", name=name, now=now))
        elif question.boundary == OLD_LIST and not stands_in(one, OLD_LIST):
            parts = predecessors(here.store.seeds.provinces).get(one.province, ())
            names = ", ".join(here.wording.province(slug) for slug in parts)
            lines.append(here.say("{name} is not one of the 63; it was made of {parts}.", name=name, parts=names))
    return lines


def _neighbours(here: View, question: Question) -> list[str]:
    if not question.provinces:
        return []
    chosen = [one for one in here.store.seeds.provinces if one.province in question.provinces]
    regions = tuple(sorted({region for one in chosen for region in (one.region, one.region34) if region}))
    found = {row["province"] for row in _found(here, question, provinces=(), regions=regions)}.difference(question.provinces)
    return [here.say("Neighbours with figures: {names}.", names=_provinces(here, found))] if found else []


def _some(here: View, words: Iterable[str]) -> str:
    """The first words of a list, and how many more there are."""
    listed = list(words)
    more = here.say(" and {n} more", n=len(listed) - NEARBY) if len(listed) > NEARBY else ""
    return ", ".join(listed[:NEARBY]) + more


def territory_note(here: View, question: Question) -> None:
    """What the list of the 63 or of the 34 leaves out of this question's figures, and why; said once on a page."""
    if question.boundary == "reported":
        return
    asked_by_place = by_place(question)
    shown, reported = asked(here, asked_by_place), asked(here, replace(asked_by_place, boundary="reported"))
    if isinstance(shown, Refused) or isinstance(reported, Refused):
        return
    for text in _left_out(here, left_out(shown, reported, here.store), question.boundary):
        if text not in here.told:
            here.told.add(text)
            st.caption(in_markdown(text))


def _left_out(here: View, left: LeftOut, boundary: str) -> Iterator[str]:
    number = here.wording.number
    if left.figures and boundary == OLD_LIST:
        text = N_("The list of the 63 leaves out {n} figures of merged units: {names}. The 34, or as reported, shows them.")
        yield here.say(text, n=number(left.figures), names=_provinces(here, left.merged))
    elif left.figures:
        text = N_("The list of the 34 leaves out {n} figures of the 63: ranks, scores and stated percentages are never rebased.")
        yield here.say(text, n=number(left.figures))
    if left.incomplete:
        text = N_("In the 34, {n} of {all} figures are “at least”: not every part of {names} is known.")
        yield here.say(text, n=number(left.incomplete), all=number(left.shown), names=_provinces(here, left.lacking))


def _provinces(here: View, slugs: Iterable[str]) -> str:
    return _some(here, sorted((here.wording.province(slug) for slug in slugs), key=sort_key))


def reasons(here: View, result: Result) -> list[str]:
    """Why cells are blank, in the reader's language."""
    return [here.wording.message(reason) for reason in result.blanks]
