"""Charts of parts: shares of one stated whole, or parts that may overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from metrics.answers.cell import joint_qualifier, turned
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
from metrics.errors import N_
from metrics.vocabulary import CONTAINED_VALUES, Mark, Result, Row
from metrics.words.markup import in_markdown, in_plotly


def composition(parts: Result, wholes: Result, dimension: str, style: Style, order: Sequence[str] = ()) -> Picture:
    """Parts that exclude one another, as shares of one stated whole; what no part names stands as *not stated*.

    `parts` are answered by `dimension` and the columns of `wholes`; `order` holds the values that come first, at the axis.
    """
    bases = {_base_key(wholes, row, ""): row for row in drawn(wholes)}
    bodies, without_whole, above = _of_one_whole(parts, bases, dimension)
    stated = {value for found, _ in bodies.values() for value in found}
    names = [*(value for value in order if value in stated), *sorted(stated.difference(order))]
    names_of_wholes = {str(place): _whole_name(parts, found, whole, style) for place, (found, whole) in bodies.items()}
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
    rows = [row for found, whole in bodies.values() for row in (*found.values(), whole)]
    alt = style.wording.say("Parts of a stated whole for {n} bodies and years.", n=len(bodies))
    undrawn = {
        N_("Not drawn, as no whole of the same period is stated: {names}."): without_whole,
        N_("Not drawn, as the parts come to more than the whole: {names}."): above,
    }
    notes = (
        style.wording.say(text, names=in_markdown("; ".join(name_of(parts, row, style, (dimension,)) for row in left)))
        for text, left in undrawn.items()
        if left
    )
    # the letters of points, as nothing is hatched here but what is not stated
    return Picture(figure, alt, legend_of(rows, style), notes=tuple(notes))


Bodies = dict[tuple[Any, ...], tuple[dict[str, Row], Row]]


def _base_key(result: Result, row: Row, dimension: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in result.question.by if name != dimension)


def _stretch(result: Result, row: Row) -> tuple[str, ...]:
    """What a row is of: a date or a part of a year; a whole year by whichever periods fill it."""
    if result.metric.kind == "flow" and "year" in row.key and Mark.PARTIAL not in row.marks:
        return (str(row["year"]),)
    return row.covers.periods[:1]


def _of_one_whole(
    parts: Result, bases: Mapping[tuple[Any, ...], Row], dimension: str
) -> tuple[Bodies, Sequence[Row], Sequence[Row]]:
    """The parts of each body and year whose whole is stated for the same stretch and not less than they come to.

    And a row of each body and stretch without such a whole, and of each body and year whose parts come to more.
    """
    bodies: Bodies = {}
    left: dict[tuple[Any, ...], Row] = {}
    for row in drawn(parts):
        place = _base_key(parts, row, dimension)
        whole = bases.get(place)
        fits = whole is not None and Mark.AT_LEAST not in whole.marks and whole.value
        if whole is not None and fits and _stretch(parts, whole) == _stretch(parts, row):
            bodies.setdefault(place, ({}, whole))[0][row[dimension]] = row
        else:
            left.setdefault((*place, _stretch(parts, row)), row)
    bodies = {place: (_apart(found, dimension), whole) for place, (found, whole) in bodies.items()}
    kept = {place: found for place, found in bodies.items() if _remainder(*found) > -0.5}
    above = [next(iter(found.values())) for place, (found, _) in bodies.items() if place not in kept]
    return dict(sorted(kept.items(), key=lambda body: str(body[0]), reverse=True)), tuple(left.values()), above


def _apart(found: Mapping[str, Row], dimension: str) -> dict[str, Row]:
    """The parts without those that contain another of them."""
    return {value: row for value, row in found.items() if found.keys().isdisjoint(CONTAINED_VALUES.get((dimension, value), ()))}


def _remainder(found: Mapping[str, Row], whole: Row) -> float:
    return float(whole.value - sum(row.value for row in found.values()))


def _rest_qualifier(found: Mapping[str, Row], whole: Row) -> str:
    """What the whole less its parts is (rule 9): the more the parts may be, the less is left."""
    parts = {joint_qualifier({row.qualifier, *(("ge",) if Mark.AT_LEAST in row.marks else ())}) for row in found.values()}
    return joint_qualifier({whole.qualifier, *map(turned, parts)})


def _whole_name(parts: Result, found: Mapping[str, Row], whole: Row, style: Style) -> str:
    """The name of a whole, its number, and the letters of all states in its row: a small part has no room for its own."""
    names = (name for name in parts.question.by if name in whole.key)
    words = in_plotly(" · ".join(style.wording.names_of(whole, names)))
    states = letters(whole.marks.union(*(row.marks for row in found.values())))
    return f"{words}  ({label(whole, style)}) {states}".rstrip()


def _part(result: Result, bodies: Bodies, name: str, colour: str, dimension: str, style: Style) -> Trace:
    drawn = [(place, found[name], whole) for place, (found, whole) in bodies.items() if name in found]
    return {
        "type": "bar",
        "orientation": "h",
        "name": in_plotly(style.key(dimension, name)),
        "x": [row.value / whole.value * 100 for _, row, whole in drawn],
        "y": [str(place) for place, _, _ in drawn],
        # no hatching below the numbers: the letters of the legend stand before them
        "text": [f"{letters(row.marks)} {label(row, style)}".lstrip() for _, row, _ in drawn],
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
    rest = [
        (place, value, whole, style.wording.qualified(value, _rest_qualifier(found, whole)))
        for place, (found, whole) in bodies.items()
        if (value := _remainder(found, whole)) > 0.5
    ]
    words = style.wording.say("not stated")
    return {
        "type": "bar",
        "orientation": "h",
        "name": words,
        "x": [value / whole.value * 100 for _, value, whole, _ in rest],
        "y": [str(place) for place, *_ in rest],
        "text": [said for *_, said in rest],
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
        "hovertext": [f"{words}: {said}" for *_, said in rest],
        "hoverinfo": "text",
    }


def shares(parts: Result, dimension: str, style: Style) -> Picture:
    """Parts that may overlap, answered by `dimension`: a bar each below the name of its body, never stacked and never added."""
    rows = sorted(drawn(parts), key=lambda row: (str(_base_key(parts, row, dimension)), -row.value))
    values = list(dict.fromkeys(row[dimension] for row in sorted(rows, key=lambda row: str(row[dimension]))))
    colours = dict(zip(values, style.palette.categories, strict=False))
    names: list[tuple[str, str]] = []
    for body, alike in groupby(rows, key=lambda row: str(_base_key(parts, row, dimension))):
        together = list(alike)
        is_one = len({name_of(parts, row, style, (dimension,)) for row in together}) == 1
        whose = [style.key(name, together[0][name]) for name in parts.question.by if name != dimension]
        head = label_of(parts, together[0], style, (dimension,)) if is_one else in_plotly(" · ".join(whose))
        names.append((body, f"<b>{folded(head)}</b>"))
        names += [(str(key(parts, row)), _part_name(row, dimension, style, dated=not is_one)) for row in together]
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


def _part_name(row: Row, dimension: str, style: Style, dated: bool) -> str:
    """A part by its name; `dated`: with its stretch, where the parts of one body and year are of unlike ones."""
    name = style.key(dimension, row[dimension])
    return in_plotly(f"{name} ({style.wording.periods(row.covers.periods)})" if dated else name)
