"""Where nothing answers: what is known in other years, of other kinds, of the neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import streamlit as st

from metrics.errors import PartyMetricsError
from metrics.vocabulary import DIMENSIONS, Question, Result
from metrics.wording import sort_key
from pages.filters import years_known
from pages.shared import View, answer

# what an empty answer names at most
NEARBY = 8


def nearby(here: View, result: Result) -> None:
    """Nothing answers: say so, and what is known in other years, of other kinds, of the neighbours."""
    question = result.question
    lines = [
        *_elsewhere(here, question),
        *_other_years(here, question),
        *_other_kinds(here, question),
        *_neighbours(here, question),
    ]
    text = here.say("No figure is known for this selection.")
    if lines:
        text += "\n\n" + "\n".join(f"- {line}" for line in lines)
    st.info(text, icon=":material/search_off:")
    for reason in reasons(here, result):
        st.caption(reason)


def _found(here: View, question: Question) -> list[dict[str, Any]]:
    try:
        return answer(here.store, question).dicts()
    except PartyMetricsError:
        return []


def _plain(question: Question, **more: Any) -> Question:
    """The same figures by kind, province and year, so that nothing is refused."""
    parts = (name for name in question.by if name in DIMENSIONS)
    return replace(question, **{"by": ("kind", "province", "year", *parts), "compare": None, **more})


def _other_years(here: View, question: Question) -> list[str]:
    known = years_known(here.store)
    if question.years in (None, (known[0], known[-1])):
        return []
    first, last = question.years
    found = {row["year"] for row in _found(here, _plain(question, years=None))}
    years = sorted(year for year in found if not first <= year <= last)
    if not years:
        return []
    return [here.say("The same selection in other years: {years}.", years=_some(here, map(str, years[::-1])))]


def _other_kinds(here: View, question: Question) -> list[str]:
    if not question.kinds:
        return []
    counted = Counter(row["kind"] for row in _found(here, _plain(question, kinds=())))
    names = (f"{here.wording.kind(kind)} ({number})" for kind, number in counted.most_common())
    return [here.say("Other kinds of body in these years: {kinds}.", kinds=_some(here, names))] if counted else []


def _elsewhere(here: View, question: Question) -> list[str]:
    """Chosen provinces that the list of the 63 or of the 34 does not know: where their figures are now."""
    lines = []
    for one in here.store.seeds.provinces:
        if one.province not in question.provinces:
            continue
        name = here.wording.province(here.store, one.province)
        if question.boundary == "34" and one.successor:
            now = here.wording.province(here.store, one.successor)
            lines.append(here.say("{name} is not one of the 34; it is now part of {now}.", name=name, now=now))
        elif question.boundary == "63" and one.valid_from:
            parts = [other.province for other in here.store.seeds.provinces if other.successor == one.province]
            names = ", ".join(here.wording.province(here.store, slug) for slug in parts)
            lines.append(here.say("{name} is not one of the 63; it was made of {parts}.", name=name, parts=names))
    return lines


def _neighbours(here: View, question: Question) -> list[str]:
    if not question.provinces:
        return []
    chosen = [one for one in here.store.seeds.provinces if one.province in question.provinces]
    regions = tuple(sorted({region for one in chosen for region in (one.region, one.region34) if region}))
    found = {row["province"] for row in _found(here, _plain(question, provinces=(), regions=regions))}
    names = sorted((here.wording.province(here.store, slug) for slug in found), key=sort_key)
    return [here.say("Neighbours with figures: {names}.", names=_some(here, names))] if names else []


def _some(here: View, words: Iterable[str]) -> str:
    """The first words of a list, and how many more there are."""
    listed = list(words)
    more = here.say(" and {n} more", n=len(listed) - NEARBY) if len(listed) > NEARBY else ""
    return ", ".join(listed[:NEARBY]) + more


def reasons(here: View, result: Result) -> list[str]:
    """Why cells are blank, in the reader's language."""
    return [here.wording.message(here.store, reason) for reason in result.blanks]
