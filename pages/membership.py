"""Membership: members and Party organizations, over years, across provinces, and the members' composition."""

from __future__ import annotations

from metrics import chart
from pages.parts.blocks import block
from pages.parts.choices import kind_note, kinds_for
from pages.parts.plot import Drawing
from pages.parts.topic import choose_of_topic, series_and_comparison
from pages.parts.view import View, asked, heading, view


def composition(here: View, metric: str, dimension: str, title: str) -> None:
    """The shares of a breakdown, body by body."""
    result = asked(here, here.filters.question(metric, ("organization", "year", dimension)))
    block(
        here,
        dimension,
        title,
        result,
        Drawing(chart.shares, (dimension,)),
        here.say("Shares of all members of the body, as far as they are stated."),
    )


def main() -> None:
    """The topic's figures, and what members have learned."""
    here = view()
    heading(
        here,
        here.say("Membership"),
        here.say("Members and Party organisations as stated, each at the latest date inside the year; never added over years."),
    )
    metric = choose_of_topic(here, "membership")
    kinds = kinds_for(here, metric)
    kind_note(here, kinds)
    series_and_comparison(here, metric, here.filters.question(metric, kinds=kinds))
    composition(here, "members_by_degree_share", "degree", here.say("Members by professional degree"))
    composition(here, "members_by_political_theory_share", "theory", here.say("Members by political-theory level"))


main()
