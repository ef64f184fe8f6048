"""What a page lets the reader choose beside the shared filters: the metric, the year, whose figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from metrics.answers.query import metrics_of
from metrics.answers.subset import answer
from metrics.errors import N_
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.survey.topics import WIDEST, opening_kinds, opening_year
from metrics.vocabulary import Question, Result
from pages.parts import address
from pages.parts.view import View


def choose_metric(here: View, codes: Sequence[str], default: str = "") -> str:
    """Let the reader choose one of a page's metrics; the choice stands in the address as `metric`."""
    offered = [code for code in codes if code in metrics_of(here.store)]
    if not offered:
        st.info(here.say("The data define no metric of this topic."), icon=":material/search_off:")
        st.stop()
    names = {code: here.wording.metric(here.metric(code)) for code in offered}
    return address.listed("metric", f"metric_{offered[0]}", here.say("Metric"), names, default, width=560)


def choose_unit(here: View, metric: str, key: str) -> str:
    """Counts, or the shares that sources state of them; the choice stands in the address as `unit`."""
    names = {unit: here.wording.unit(unit) for unit in here.metric(metric).units}
    return address.listed("unit", key, here.say("Values"), names, width=260)


def kinds_for(here: View, metric: str, **more: Any) -> tuple[str, ...]:
    """The kinds of body to ask about: the reader's choice, else those with enough figures of the newest year."""
    return here.filters.kinds or _opening(here.store, here.filters.question(metric, ("kind", "province", "year"), **more))


@remembered(256)
def _opening(store: Store, question: Question) -> tuple[str, ...]:
    """The kinds that a question by kind opens on, as `opening_kinds` tells them."""
    return opening_kinds(answer(store, question).rows)


def kinds_named(here: View, kinds: Iterable[str]) -> str:
    """Kinds of body as a reader names them."""
    return " + ".join(here.wording.kind(kind) for kind in kinds) or here.say("all kinds of body")


def kind_note(here: View, kinds: Sequence[str]) -> None:
    """Say whose figures a page shows, and why."""
    if here.filters.kinds:
        st.caption(here.say("Shown: {kinds}, as chosen.", kinds=kinds_named(here, kinds)))
    elif kinds:
        text = N_("Shown: {kinds}, the kind of body with most figures of late. Choose another under “Kind of body”.")
        if here.filters.provinces and tuple(kinds) == WIDEST:
            text = N_("Shown: {kinds}, which holds all other bodies. Choose another under “Kind of body”.")
        st.caption(here.say(text, kinds=kinds_named(here, kinds)))


def choose_year(here: View, result: Result, label: str = "", latest: bool = False) -> int | None:
    """Let the reader choose one of a result's years, as `chart_year`; at first the latest, or the newest with enough figures."""
    counted = Counter(row["year"] for row in result.rows)
    if not counted:
        return None
    years = sorted(counted, reverse=True)
    first = years[0] if latest else opening_year(result.rows)
    names = {}
    for year in years:
        text = N_("{year} ({n} figure)") if counted[year] == 1 else N_("{year} ({n} figures)")
        names[str(year)] = here.say(text, year=year, n=counted[year])
    return int(address.listed("chart_year", "chart_year", label or here.say("Year compared"), names, str(first), width=260))
