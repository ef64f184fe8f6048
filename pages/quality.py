"""Quality and targets: yearly ratings by grade, and results against what was set."""

from __future__ import annotations

from metrics import chart
from metrics.survey.topics import opening_grade
from metrics.vocabulary import DIMENSIONS
from pages.parts import address
from pages.parts.blocks import block
from pages.parts.choices import kind_note, kinds_for
from pages.parts.plot import Drawing
from pages.parts.topic import choose_of_topic, series_and_comparison
from pages.parts.view import View, asked, heading, rows_of, view

BODIES = ("organization", "year")


def choose_grade(here: View, metric: str) -> str:
    """Let the reader choose a grade; at first the best one of which enough is known."""
    rows = rows_of(asked(here, here.filters.question(metric, (*BODIES, "grade"), unit="percent")))
    known = {row["grade"] for row in rows}
    offered = [grade for grade in DIMENSIONS["grade"] or () if grade in known] or ["excellent"]
    names = {grade: here.wording.value_of("grade", grade) for grade in offered}
    return address.listed("grade", "grade", here.say("Grade"), names, opening_grade(rows) or offered[0], width=560)


def ratings(here: View, metric: str, grade: str) -> None:
    """One grade over years and across bodies, then all grades side by side."""
    name = f"{here.wording.metric(here.metric(metric))}: {here.wording.value_of('grade', grade)}"
    question = here.filters.question(metric, BODIES, breakdown=f"grade={grade}", unit="percent")
    series_and_comparison(here, metric, question, name)
    grades = asked(here, here.filters.question(metric, (*BODIES, "grade"), unit="percent"))
    block(
        here,
        "grades",
        here.say("All grades stated, side by side"),
        grades,
        Drawing(chart.shares, ("grade",)),
        here.say("“Well or better” contains “excellently” and “well”: grades stand side by side and are never added."),
    )


def main() -> None:
    """The ratings, or another metric of the topic; below, how far targets were reached."""
    here = view()
    heading(
        here,
        here.say("Quality and targets"),
        here.say("Yearly ratings as shares of the bodies or members rated; the schemes changed in 2018 and in 2025."),
    )
    metric = choose_of_topic(here, "quality")
    if "grade" in here.metric(metric).dimensions:
        kind_note(here, here.filters.kinds)
        ratings(here, metric, choose_grade(here, metric))
    else:
        kinds = kinds_for(here, metric)
        kind_note(here, kinds)
        series_and_comparison(here, metric, here.filters.question(metric, kinds=kinds))
    completion = asked(here, here.filters.question("admission_target_completion", BODIES))
    block(
        here,
        "completion",
        here.say("Admission targets: how far they were reached"),
        completion,
        lambda result, style: chart.comparison(result, style, reference=100),
        here.say("Hatched bars are of a part of the year and may still grow; the dashed line is the target."),
    )


main()
