"""Charts of parts: shares of one stated whole, or parts that may overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from metrics.chart.bars import bar_trace, folded, named_rows, row_height
from metrics.chart.frame import (
    BAR,
    BOTTOM,
    Picture,
    Style,
    Trace,
    drawn,
    hover,
    key,
    label,
    label_of,
    layout,
    legend_of,
    letters,
    name_of,
    takeaway,
    unit_of,
)
from metrics.vocabulary import Mark, Result, Row
from metrics.words.markup import in_markdown, in_plotly


def composition(parts: Result, wholes: Result, dimension: str, style: Style, order: Sequence[str] = ()) -> Picture:
    """Parts that exclude one another, as shares of one stated whole; what no part names stands as *not stated*.

    `parts` are answered by `dimension` and the columns of `wholes`; `order` holds the values drawn, the first at the axis.
    """
    bases = {_base_key(wholes, row, ""): row for row in drawn(wholes)}
    bodies, left_out = _of_one_whole(parts, bases, dimension)
    names = [value for value in order if any(value in found for found, _ in bodies.values())]
    names_of_wholes = {str(place): _whole_name(parts, place, whole, style) for place, (_, whole) in bodies.items()}
    traces = [
        _part(parts, bodies, name, style.palette.categories[place % len(style.palette.categories)], dimension, style)
        for place, name in enumerate(names)
    ]
    if any(_remainder(found, whole) > 0.5 for found, whole in bodies.values()):
        traces.append(_rest(bodies, style))
    figure = {
        "data": traces,
        "layout": layout(
            style,
            len(bodies) * row_height(names_of_wholes.values(), BAR + 8) + BOTTOM + 60,
            barmode="stack",
            # a number too small to read is left to the table
            uniformtext={"mode": "hide", "minsize": 10},
            bargap=0.3,
            showlegend=True,
            legend={"traceorder": "normal"},
            margin={"t": 48},
            xaxis={"range": [0, 101], "ticksuffix": "%", "title": {"text": style.wording.say("Share of the whole stated")}},
            yaxis=named_rows(list(names_of_wholes.items()), style),
        ),
    }
    rows = [row for found, _ in bodies.values() for row in found.values()]
    alt = style.wording.say("Parts of a stated whole for {n} bodies and years.", n=len(bodies))
    undrawn = in_markdown("; ".join(name_of(parts, row, style, (dimension,)) for row in left_out.values()))
    notes = (style.wording.say("Not drawn, as no whole of the same period is stated: {names}.", names=undrawn),)
    return Picture(figure, alt, legend_of(rows, style, bars=True), notes=notes if left_out else ())


Bodies = dict[tuple[Any, ...], tuple[dict[str, Row], Row]]


def _base_key(result: Result, row: Row, dimension: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in result.question.by if name != dimension)


def _stretch(row: Row) -> tuple[str, ...]:
    return row.covers.periods[:1]


def _of_one_whole(parts: Result, bases: Mapping[tuple[Any, ...], Row], dimension: str) -> tuple[Bodies, dict[tuple[Any, ...], Row]]:
    """The parts of each body and year whose whole is stated for the same stretch; and a row of each of the rest."""
    bodies: Bodies = {}
    left: dict[tuple[Any, ...], Row] = {}
    for row in drawn(parts):
        place = _base_key(parts, row, dimension)
        whole = bases.get(place)
        fits = whole is not None and Mark.AT_LEAST not in whole.marks and whole.value
        if whole is not None and fits and _stretch(whole) == _stretch(row):
            bodies.setdefault(place, ({}, whole))[0][row[dimension]] = row
        else:
            left.setdefault(place, row)
    kept = {place: found for place, found in bodies.items() if _remainder(*found) > -0.5}
    return dict(sorted(kept.items(), key=lambda body: str(body[0]), reverse=True)), left


def _remainder(found: Mapping[str, Row], whole: Row) -> float:
    return float(whole.value - sum(row.value for row in found.values()))


def _whole_name(parts: Result, place: tuple[Any, ...], whole: Row, style: Style) -> str:
    names = [name for name in parts.question.by if name in whole.key]
    words = in_plotly(" · ".join(style.key(name, whole[name]) for name in names))
    return f"{words}  ({label(whole, style)})"


def _part(result: Result, bodies: Bodies, name: str, colour: str, dimension: str, style: Style) -> Trace:
    drawn = [(place, found[name], whole) for place, (found, whole) in bodies.items() if name in found]
    return {
        "type": "bar",
        "orientation": "h",
        "name": in_plotly(style.key(dimension, name)),
        "x": [row.value / whole.value * 100 for _, row, whole in drawn],
        "y": [str(place) for place, _, _ in drawn],
        # no hatching below the numbers: the letters of the legend stand before them
        "text": [f"{letters(row.marks, bars=True)} {label(row, style)}".lstrip() for _, row, _ in drawn],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "inside",
        "marker": {"color": colour},
        "customdata": [key(result, row) for _, row, _ in drawn],
        "hovertext": [hover(result, row, style) for _, row, _ in drawn],
        "hoverinfo": "text",
    }


def _rest(bodies: Bodies, style: Style) -> Trace:
    rest = [(place, _remainder(found, whole), whole) for place, (found, whole) in bodies.items()]
    rest = [one for one in rest if one[1] > 0.5]
    words = style.wording.say("not stated")
    return {
        "type": "bar",
        "orientation": "h",
        "name": words,
        "x": [value / whole.value * 100 for _, value, whole in rest],
        "y": [str(place) for place, _, _ in rest],
        "text": [style.wording.number(value) for _, value, _ in rest],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "marker": {
            "color": style.palette.background,
            "line": {"color": style.palette.muted, "width": 1},
            "pattern": {
                "shape": "/",
                "fgcolor": style.palette.line,
                "bgcolor": style.palette.background,
                "size": 8,
                "solidity": 0.1,
            },
        },
        "hovertext": [f"{words}: {style.wording.number(value)}" for _, value, _ in rest],
        "hoverinfo": "text",
    }


def shares(parts: Result, dimension: str, style: Style) -> Picture:
    """Parts that may overlap, answered by `dimension`: a bar each below the name of its body, never stacked and never added."""
    rows = sorted(drawn(parts), key=lambda row: (str(_base_key(parts, row, dimension)), -row.value))
    values = list(dict.fromkeys(row[dimension] for row in sorted(rows, key=lambda row: str(row[dimension]))))
    colours = dict(zip(values, style.palette.categories, strict=False))
    names: list[tuple[str, str]] = []
    for row in rows:
        body = str(_base_key(parts, row, dimension))
        if body not in dict(names):
            names.append((body, f"<b>{folded(label_of(parts, row, style, (dimension,)))}</b>"))
        names.append((str(key(parts, row)), in_plotly(style.key(dimension, row[dimension]))))
    longest = max([row.value for row in rows], default=1)
    percent = bool(rows) and rows[0].unit == "percent"
    figure = {
        "data": [
            bar_trace(parts, [row for row in rows if row[dimension] == value], style, colour) for value, colour in colours.items()
        ],
        "layout": layout(
            style,
            len(names) * row_height(name for _, name in names) + BOTTOM + 16,
            barmode="overlay",
            bargap=0.3,
            margin={"t": 8},
            xaxis={
                "range": [0, 115 if percent else longest * 1.2],
                "title": {"text": unit_of(parts, style)},
                "tickformat": ",~f",
                "nticks": 6,
            },
            yaxis=named_rows(names[::-1], style),
        ),
    }
    return Picture(figure, takeaway(parts, rows, style), legend_of(rows, style, bars=True))
