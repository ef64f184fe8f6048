"""What topic pages share: whose topics they are, the choice of a metric, its comparisons, years, provinces and map."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from metrics import chart
from metrics.answers.subset import answer_of_year
from metrics.errors import N_
from metrics.survey.topics import ENOUGH, metrics_on
from metrics.vocabulary import Question, Result, Topic
from pages.parts.blocks import block, body, frame, is_few
from pages.parts.choices import choose_metric, choose_year, kinds_for
from pages.parts.filters import day_shown
from pages.parts.versus import strip
from pages.parts.view import Refused, View, asked, rows_of

# the topics whose metrics a page offers; every topic stands on one page
TOPICS: dict[str, tuple[Topic, ...]] = {
    "membership": ("membership", "organization", "qualification", "congress"),
    "admissions": ("admission",),
    "inspection": ("inspection", "discipline"),
    "quality": ("quality", "procedure", "award"),
    "rankings": ("reform",),
}


def choose_of_topic(here: View, page: str) -> str:
    """Let the reader choose a metric of a page's topics; the most reported one comes first."""
    return choose_metric(here, metrics_on(here.store, TOPICS[page]))


def series_and_comparison(here: View, metric: str, question: Question, name: str = "") -> None:
    """One body against others, the metric over the years, and across provinces or bodies in one year that the reader chooses."""
    name = name or here.wording.metric(here.metric(metric))
    strip(here, question, name)
    result = asked(here, question)
    block(here, "series", here.say("{metric} over the years", metric=name), result, chart.series)
    if isinstance(result, Refused) or not result.rows:
        stated_in_parts(here, question)
        return
    if is_few(result):
        return
    across = N_("{metric} across provinces") if "province" in question.by else N_("{metric} across bodies")
    with frame("comparison", here.say(across, metric=name)) as box:
        year = choose_year(here, result)
        if year:
            body(here, "comparison", answer_of_year(here.store, question, year), chart.comparison, box=box)
    if year:
        on_the_map(here, name, _by_province(here, question, year))


def stated_in_parts(here: View, question: Question) -> None:
    """Where no total of a metric is stated, but parts of it are: say which, and lead to Explore, which shows them."""
    for dimension in here.metric(question.metric).dimensions:
        if rows_of(asked(here, replace(question, by=(*question.by, dimension)))):
            st.page_link(
                "pages/explore.py",
                label=here.say(
                    "Stated in parts only: see them by “{dimension}” under Explore", dimension=here.wording.dimension(dimension)
                ),
                icon=":material/arrow_forward:",
                query_params={
                    **{"lang": here.wording.language, "metric": question.metric, "rows": dimension},
                    **{"province": question.provinces, "region": question.regions, "kind": question.kinds},
                    "year": tuple(map(str, question.years or ())),
                    "as_of": tuple(filter(None, (day_shown(),))),
                },
            )
            return


def _by_province(here: View, question: Question, year: int) -> Result | Refused:
    """A question's figures of one year by province; where nothing else was chosen of the kind of body with most figures."""
    parts = {"breakdown": question.breakdown, "unit": question.unit}
    kinds = question.kinds or kinds_for(here, question.metric, **parts)
    return asked(here, replace(question, by=("province", "year"), kinds=kinds, years=(year, year)))


def on_the_map(here: View, name: str, result: Result | Refused) -> None:
    """The figures of one year on a map of equal tiles; fewer than enough need no map."""
    if isinstance(result, Result) and len(result.rows) < ENOUGH:
        return
    lead = here.say(
        "One tile a province, all of one size; the stronger its colour, the more. Hatched: not known, which is not zero."
    )
    if isinstance(result, Result) and result.metric.kind == "rank":
        lead = here.say("One tile a province, all of one size; the stronger its colour, the better. Hatched: no rank is known.")
    block(here, "map", here.say("{metric} on the map", metric=name), result, chart.tile_map, lead)
