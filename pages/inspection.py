"""Inspection and discipline: over years, across provinces, and by form of discipline or by who inspected."""

from __future__ import annotations

from metrics import chart
from metrics.chart import Picture, Style
from metrics.vocabulary import Result
from pages.parts.blocks import block
from pages.parts.choices import kind_note, kinds_for
from pages.parts.topic import choose_of_topic, series_and_comparison
from pages.parts.view import View, asked, heading, view

# dimension and the order of its parts, the mildest form first
PARTS = {
    "form": ("reprimand", "warning", "removal", "expulsion", "dissolution"),
    "body": ("committee", "commission"),
}


def parts_of(here: View, metric: str) -> None:
    """The composition of the chosen metric: by form where it has forms, else by who carried it out."""
    dimension = next((name for name in PARTS if name in here.metric(metric).dimensions), "")
    if not dimension:
        return
    parts = asked(here, here.filters.question(metric, ("organization", "year", dimension)))
    wholes = asked(here, here.filters.question(metric, ("organization", "year")))
    whole = wholes if isinstance(wholes, Result) else None

    def draw(result: Result, style: Style) -> Picture:
        return chart.composition(result, whole or result, dimension, style, PARTS[dimension])

    title = here.say("{metric}: parts of the whole", metric=here.wording.metric(here.metric(metric)))
    block(here, "parts", title, parts, draw, here.say("Shares of the total that the same source period states, by body and year."))


def main() -> None:
    """The topic's figures, and the parts of the chosen one."""
    here = view()
    heading(
        here,
        here.say("Inspection and discipline"),
        here.say("Counts only: more or fewer is neither better nor worse by itself. Committees and commissions decide separately."),
    )
    metric = choose_of_topic(here, "inspection")
    kinds = kinds_for(here, metric)
    kind_note(here, kinds)
    series_and_comparison(here, metric, here.filters.question(metric, kinds=kinds))
    parts_of(here, metric)


main()
