"""Breaks drawn on an axis of years: a numbered line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from metrics.chart.frame import Style
from metrics.data.breaks import Break, breaks_between
from metrics.vocabulary import Result

CIRCLED = "①②③④⑤⑥⑦⑧⑨"


def breaks_for(result: Result, style: Style, first: float, last: float) -> list[Break]:
    """The breaks that fall between two years of a result's time axis (rule 12), for those whose figures it holds."""
    question, names = result.question, style.wording.names
    side = next((name for name in ("organization", "province") if name in question.by), "")
    told = {row[side] for row in result.rows} if side else set(question.provinces)
    provinces = [names.provinces[slug.partition(".")[0]] for slug in told]
    kinds = question.kinds or {names.organizations[slug].kind for slug in told & names.organizations.keys()}
    return breaks_between(question.metric, kinds, first, last, provinces or None)


def methods_between(result: Result, before: int, year: int, style: Style) -> tuple[str, ...]:
    """A sentence for each break between two years: that they do not compare, and what changed."""
    return tuple(
        style.wording.say("Figures stop being comparable between these years: {change}.", change=style.wording.say(one.meaning))
        for one in breaks_for(result, style, before, year)
    )


def break_lines(breaks: Sequence[Break], style: Style) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """Thin dotted lines with a number on top, and what each number means.

    `shapes` and `annotations` for Plotly's layout; then (number, meaning) of each, for `Picture.breaks`.
    """
    places = sorted({one.after for one in breaks})
    numbers = dict(zip(places, CIRCLED, strict=False))
    shapes = [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": place + 0.5,
            "x1": place + 0.5,
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": {"dash": "dot", "width": 1.2, "color": style.palette.muted},
        }
        for place in numbers
    ]
    labels = [
        {
            "x": place + 0.5,
            "y": 1,
            "xref": "x",
            "yref": "paper",
            "yanchor": "bottom",
            "text": number,
            "showarrow": False,
            "font": {"size": 14, "color": style.palette.muted},
        }
        for place, number in numbers.items()
    ]
    meanings = tuple(
        (number, "; ".join(style.wording.say(one.meaning) for one in breaks if one.after == place))
        for place, number in numbers.items()
    )
    return {"shapes": shapes, "annotations": labels}, meanings
