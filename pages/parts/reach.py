"""How far the data reach, in a sentence."""

from __future__ import annotations

from metrics.survey import release
from pages.parts.view import View


def reach(here: View) -> str:
    """The latest publication and period, the numbers of figures and sources; whatever the filters."""
    words, told = here.wording, release.reach_of(here.store)
    return here.say(
        "Data as of {published}, the latest publication read; latest period: {period}; {figures} figures from {sources} sources.",
        published=words.date(told.published),
        period=words.period(told.period, told.period_type),
        figures=words.number(told.figures),
        sources=words.number(told.sources),
    )
