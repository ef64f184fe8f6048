"""Admissions: new members, over years, across provinces, against targets, and who they are."""

from __future__ import annotations

from metrics import chart
from metrics.answers.subset import with_target
from metrics.vocabulary import Result
from pages.parts.blocks import block
from pages.parts.choices import kind_note, kinds_for
from pages.parts.plot import Drawing
from pages.parts.topic import choose_of_topic, series_and_comparison
from pages.parts.view import asked, heading, view


def main() -> None:
    """The topic's figures, those against the target, the groups among them."""
    here = view()
    heading(
        here,
        here.say("Admissions"),
        here.say("New members and how they compare with targets. Year-to-date figures are never added to each other."),
    )
    metric = choose_of_topic(here, "admissions")
    kinds = kinds_for(here, metric)
    kind_note(here, kinds)
    series_and_comparison(here, metric, here.filters.question(metric, kinds=kinds))
    against = asked(here, here.filters.question("members_admitted", ("organization", "year"), compare="target"))
    block(
        here,
        "target",
        here.say("Members admitted against the target: value, target, completion"),
        with_target(against) if isinstance(against, Result) else against,
        chart.targets,
        here.say("Bodies whose target is stated too. The target is always that of the whole year, also beside a part of the year."),
    )
    groups = asked(here, here.filters.question("members_admitted", ("organization", "year", "group")))
    block(
        here,
        "groups",
        here.say("Groups among the members admitted"),
        groups,
        Drawing(chart.shares, ("group",)),
        here.say("Groups overlap (a woman may be a Youth Union member): they stand side by side and are never added."),
    )


main()
