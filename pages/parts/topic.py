"""What most topic pages open with: one body's comparisons, a metric over the years, across provinces in one year, on the map."""

from __future__ import annotations

from dataclasses import replace

from metrics import chart
from metrics.answers.subset import of_year
from metrics.errors import N_
from metrics.vocabulary import Question, Result
from pages.parts.blocks import block, body, frame
from pages.parts.choices import choose_year, kinds_for
from pages.parts.versus import strip
from pages.parts.view import Refused, View, asked

# fewer provinces than these need no map
MAPPED = 3


def series_and_comparison(here: View, metric: str, question: Question, name: str = "") -> None:
    """One body against others, the metric over the years, and across provinces or bodies in one year that the reader chooses."""
    name = name or here.wording.metric(here.metric(metric))
    strip(here, question, name)
    result = asked(here, question)
    block(here, "series", here.say("{metric} over the years", metric=name), result, chart.series)
    if isinstance(result, Refused) or not result.rows:
        return
    across = N_("{metric} across provinces") if "province" in question.by else N_("{metric} across bodies")
    with frame("comparison", here.say(across, metric=name)):
        year = choose_year(here, result, f"year_{metric}_{question.breakdown}")
        if year:
            body(here, "comparison", of_year(result, year), chart.comparison)
    if year:
        on_the_map(here, name, _by_province(here, question, year))


def _by_province(here: View, question: Question, year: int) -> Result | Refused:
    """A question's figures of one year by province; where nothing else was chosen of the kind of body with most figures."""
    parts = {"breakdown": question.breakdown, "unit": question.unit}
    kinds = question.kinds or kinds_for(here, question.metric, **parts)
    return asked(here, replace(question, by=("province", "year"), kinds=kinds, years=(year, year)))


def on_the_map(here: View, name: str, result: Result | Refused) -> None:
    """The figures of one year on a map of equal tiles."""
    if isinstance(result, Result) and len(result.rows) < MAPPED:
        return
    title = here.say("{metric} on the map", metric=name)
    if isinstance(result, Result) and result.question.years:
        title += f" · {here.wording.years(result.question.years)}"
    lead = here.say(
        "One tile a province, all of one size; the stronger its colour, the more. Hatched: not known, which is not zero."
    )
    if isinstance(result, Result) and result.metric.unit == "rank":
        lead = here.say("One tile a province, all of one size; the stronger its colour, the better. Hatched: no rank is known.")
    block(here, "map", title, result, chart.tile_map, lead)
