"""Where a name or a figure leads: the page that shows it, and the parameters of its address."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.indexes import INDEXES
from metrics.survey.news import News
from metrics.survey.suggestions import Suggestion
from metrics.vocabulary import Metric
from metrics.words.languages import named
from pages.parts.filters import default_years, years_known
from pages.parts.link import Link, Parameters
from pages.parts.topic import TOPICS
from pages.parts.view import View

# beside their ranks, with no choice of their own on the page of rankings
SCORES = tuple(one.score for one in INDEXES)


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
    return to_metric(here, one.metric, (province, *(row["province"] for row in one.tied)), kinds)


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
