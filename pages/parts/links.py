"""Where a name or a figure leads: the page that shows it, and the parameters of its address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import uuid4

import streamlit as st

from metrics.indexes import INDEXES
from metrics.survey.news import News
from metrics.survey.suggestions import Suggestion
from metrics.vocabulary import Metric
from metrics.words.languages import named
from pages.parts.filters import day_shown, default_years, years_known
from pages.parts.topic import TOPICS
from pages.parts.view import View

Parameters = dict[str, str | Sequence[str]]
# The browser goes there as it does at back and forward: `st.switch_page` would leave a step between, of this page with the other's
# choices. A step is taken once, however often the element is drawn.
GO = """
const taken = new Set();
export default function ({ data }) {
  if (taken.has(data.step)) return;
  taken.add(data.step);
  history.pushState({}, "", `${location.pathname.replace(/[/]+$/, "")}/${data.address}`);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}
"""
# beside their ranks, with no choice of their own on the page of rankings
SCORES = tuple(one.score for one in INDEXES)


@dataclass(frozen=True)
class Link:
    """A page, by the name of its file, and what stands in its address."""

    page: str
    parameters: Parameters

    def draw(self, label: str | None = None, icon: str | None = None, width: Literal["content", "stretch"] = "content") -> None:
        """A link that the reader can follow with mouse, finger or key, within the open dashboard; at first it names the page."""
        st.page_link(f"pages/{self.page}.py", label=label, icon=icon, query_params=self._given(), width=width)

    def follow(self) -> None:
        """Lead the reader from the overview, whose address is the root of all others, there now."""
        pairs = [(name, one) for name, value in self._given().items() for one in ((value,) if isinstance(value, str) else value)]
        _component()(key="go", data={"address": f"{self.page}?{urlencode(pairs)}", "step": uuid4().hex})

    def _given(self) -> Parameters:
        """What is not empty, and the day whose knowledge is shown."""
        return {name: value for name, value in (*self.parameters.items(), ("as_of", day_shown())) if value}


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("party_metrics_go", html="<span></span>", js=GO)


def to_profile(here: View, province: str) -> Link:
    """A province's profile, with the years that the reader has chosen."""
    return Link("province", {"lang": here.wording.language, "province": province, "year": _years(here)})


def to_metric(here: View, metric: Metric, provinces: Sequence[str] = (), kinds: Sequence[str] = ()) -> Link:
    """The page that draws a metric, for some provinces and kinds of body; else with the filters that the reader has chosen."""
    chosen = here.filters
    parameters: Parameters = {
        "lang": here.wording.language,
        "metric": metric.metric,
        "province": tuple(provinces) or chosen.provinces,
        "region": () if provinces else chosen.regions,
        "kind": tuple(kinds) or chosen.kinds,
        "year": _years(here),
        "boundary": "" if chosen.boundary == "reported" else chosen.boundary,
    }
    return Link(page_of(metric), parameters)


def page_of(metric: Metric) -> str:
    """The page that offers a metric: that of its topic, else Explore, which offers all."""
    if metric.change_of or metric.metric in SCORES:
        return "explore"
    return next((page for page, topics in TOPICS.items() if metric.topic in topics), "explore")


def to_figures(here: View, words: str, province: str = "", kind: str = "") -> Link:
    """The figures in whose names or words a text occurs, of all years; of a province and a kind of body, if given."""
    known = years_known(here.store)
    years = (str(known[0]), str(known[-1]))
    return Link("data", {"lang": here.wording.language, "province": province, "kind": kind, "year": years, "search": words})


def to_news(here: View, one: News) -> Link:
    """The chart of what is told; of a dispute the list of all that is stated on both sides, where charts draw one."""
    province, kinds = one.body.partition(".")[0], _kinds(here, one.body)
    if one.rule == "dispute":
        link = to_metric(here, one.metric, (province,), kinds)
        return Link("data", {**link.parameters, "metric": "", "part": "checks"})
    return to_metric(here, one.metric, (province, *one.tied), kinds)


def to_suggestion(here: View, one: Suggestion) -> Link:
    """The place that a suggestion means."""
    if one.kind == "province":
        return to_profile(here, one.code)
    if one.kind == "metric":
        return to_metric(here, here.metric(one.code), (one.province,) if one.province else ())
    if one.kind == "body":
        body = here.wording.names.organizations[one.code]
        return to_figures(here, named(body, here.wording.language), body.province, body.kind)
    return to_figures(here, one.code)


def _kinds(here: View, body: str) -> tuple[str, ...]:
    known = here.wording.names.organizations.get(body)
    return (known.kind,) if known else ()


def _years(here: View) -> tuple[str, ...]:
    """The years chosen; nothing for the default."""
    return () if here.filters.years == default_years(here.store) else tuple(map(str, here.filters.years))
