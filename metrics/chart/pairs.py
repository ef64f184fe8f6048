"""Charts of provinces with two figures each: of two metrics as points, of two years as lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from metrics.chart.frame import (
    BOTTOM,
    SERIES,
    TOP,
    Picture,
    Style,
    Trace,
    dated_once,
    entries,
    form,
    key,
    label,
    label_of,
    layout,
    legend_of,
    rank_of,
    value_of,
)
from metrics.chart.headline import scope
from metrics.errors import N_
from metrics.profile.pairs import BOTH, FIRST, Pair, PairTable
from metrics.spelling import sort_key
from metrics.vocabulary import Metric, Row
from metrics.words.markup import in_markdown, in_plotly

# more lines than this are drawn in one colour and told apart by their labels
COLOURED = 8
# how wide a plot is on a desk and on a phone, in pixels, to see which names have room
WIDE, NARROW = 900, 250
# height of a line of text, and width of a letter in it, in pixels; how far a name stands from its point
LINE, LETTER, GAP = 15, 6.2, 8
# at most so many lines have their values at both ends; a chart of more is higher
NUMBERED, HIGHER = 12, 620


def scatter(table: PairTable, style: Style) -> Picture:
    """A point for each province: its figure of the first metric to the right, of the second upwards; ranks with 1 at the far end.

    No line is drawn through the points: which of the two depends on which, if any does, figures cannot tell.
    """
    rows = sorted(table.rows, key=lambda row: (row.second.value, row.value, row["province"]))
    style, notes = dated_once(rows, style)
    across = _axis(rows, table.metric, style)
    up = _axis([row.second for row in rows], table.second_metric or table.metric, style)
    names = [label_of(table, row, style, ("year", "period")) for row in rows]
    points: Trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row.value for row in rows],
        "y": [row.second.value for row in rows],
        "textfont": {"size": 11},
        **_marks(rows, style.palette.categories[0]),
        "customdata": [key(table, row) for row in rows],
        "hovertext": [_hover(table, row, name, style) for row, name in zip(rows, names, strict=True)],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    places = [(across.at(row.value), up.at(row.second.value)) for row in rows]
    points |= _texts(names, places, WIDE)
    figure = {
        "data": [points] if rows else [],
        "layout": layout(style, SERIES + 60, xaxis=across.drawn, yaxis=up.drawn, margin={"t": 12, "b": BOTTOM + 16}),
        "narrowText": [{"mode": "markers+text", **_texts(names, places, NARROW)}],
    }
    when = style.wording.period(table.period)
    said = style.wording.say(
        "{first} and {second}, {period}: {n} provinces and cities have both.",
        first=style.wording.metric(table.metric),
        second=style.wording.metric(table.second_metric or table.metric),
        period=when,
        n=len(rows),
    )
    return _picture(figure, said, table, rows, (*notes, *_told_of_axes(table, style), *_lacking(table, style)), style, when)


def slope(table: PairTable, style: Style) -> Picture:
    """The figures of two years side by side, joined by a line where the two compare; ranks with 1 on top."""
    rows = sorted(table.rows, key=lambda row: (row.value, row["province"]))
    style, notes = dated_once(rows, style)
    ends = (table.before, table.period)
    axis = _axis([one for row in rows for one in (row, row.second)], table.metric, style, from_zero=True)
    height = HIGHER if len(rows) > NUMBERED else SERIES
    names = [label_of(table, row, style, ("year", "period")) for row in rows]
    coloured = len(rows) <= COLOURED
    many = len(rows) > NUMBERED
    right = [name if many else f"{name} {label(row, style)}" for row, name in zip(rows, names, strict=True)]
    shown = _apart([axis.at(row.value) for row in rows], height)
    traces = []
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        colour = style.palette.categories[place % len(style.palette.categories) if coloured else 0]
        traces.append(_line(table, row, name, right[place] if shown[place] else "", colour, style))
    lefts = _apart([axis.at(row.second.value) for row in rows], height)
    for trace, row, is_shown in zip(traces, rows, lefts, strict=True):
        trace["text"][0] = f"{label(row.second, style)}\u2002" if is_shown and not many else ""
    figure = {
        "data": [*traces, *entries(traces)],
        "layout": layout(
            style,
            height,
            margin={"t": 12},
            # names that have no room at their lines stand here
            showlegend=1 < len(rows) <= COLOURED,
            legend={"y": 0, "yanchor": "bottom"},
            xaxis={
                "tickvals": [0, 1],
                "ticktext": [in_plotly(style.wording.period(code)) for code in ends],
                "tickfont": {"color": style.palette.text, "size": 13},
                "range": _range(right, -0.18, WIDE),
                "showgrid": True,
            },
            yaxis=axis.drawn,
        ),
        # a narrow screen has room for the names alone
        "narrow": {"xaxis": {"range": _range(names, -0.1, NARROW)}},
        "narrowText": [
            {"mode": trace["mode"], "text": ["", f"\u2002{name}" if one else ""], "textposition": trace["textposition"]}
            for trace, name, one in zip(traces, names, shown, strict=True)
        ],
    }
    said = style.wording.say(
        "{metric}, {before} and {now}: {n} provinces and cities have both, {lines} of them are joined by a line.",
        metric=style.wording.metric(table.metric),
        before=style.wording.period(table.before),
        now=style.wording.period(table.period),
        n=len(rows),
        lines=sum(row.apart is None for row in rows),
    )
    when = f"{style.wording.period(table.before)} – {style.wording.period(table.period)}"
    told = (*notes, *_told_of_axes(table, style), *_not_joined(table, style), *_lacking(table, style))
    return _picture(figure, said, table, rows, told, style, when)


def _range(texts: Iterable[str], first: float, width: int) -> list[float]:
    """From where to where the axis of two years, 0 and 1, runs on a plot so wide, so that the texts to the right have room."""
    share = min((max(map(len, texts), default=0) * LETTER + 2 * GAP) / width, 0.6)
    return [first, (1 - share * first) / (1 - share)]


def _picture(
    figure: dict[str, Any], said: str, table: PairTable, rows: Sequence[Pair], notes: Iterable[str], style: Style, when: str
) -> Picture:
    """Nobody is put forward: which province stands out is the reader's question."""
    marked = [one for row in rows for one in (row, row.second)]
    return Picture(figure, said, legend_of(marked, style), notes=tuple(notes), scope=scope(table, style, when))


def _line(table: PairTable, row: Pair, name: str, text: str, colour: str, style: Style) -> Trace:
    """A province's two points, joined where they compare."""
    both = (row.second, row)
    return {
        "type": "scatter",
        "mode": "lines+markers+text" if row.apart is None else "markers+text",
        "name": name,
        "x": [0, 1],
        "y": [one.value for one in both],
        "text": ["", f"\u2002{text}" if text else ""],
        "textposition": ["middle left", "middle right"],
        "textfont": {"size": 11},
        "line": {"color": colour, "width": 1.6},
        **_marks(both, colour),
        "customdata": [key(table, one) for one in both],
        "hovertext": [_hover(table, row, name, style)] * 2,
        "hoverinfo": "text",
        "cliponaxis": False,
        "connectgaps": False,
    }


def _marks(rows: Iterable[Row], colour: str) -> dict[str, Any]:
    """The points' look: the form of the marks of the figure, of a pair of both."""
    symbols = [form(row.marks | (row.second.marks if isinstance(row, Pair) else frozenset())).symbol for row in rows]
    widths = [2 if symbol.endswith("-open") else 0 for symbol in symbols]
    return {"marker": {"color": colour, "size": 9, "symbol": symbols, "line": {"width": widths, "color": colour}}}


def _hover(table: PairTable, row: Pair, name: str, style: Style) -> str:
    lines = [f"<b>{name}</b>"]
    sides: list[tuple[Row, str]]
    if table.second_metric:
        sides = [(row, style.wording.metric(table.metric)), (row.second, style.wording.metric(table.second_metric))]
    else:
        sides = [(row.second, style.wording.period(table.before)), (row, style.wording.period(table.period))]
    for one, of in sides:
        lines.append(f"{in_plotly(of)}: {_amount(one, style)}")
        covers = in_plotly(style.covers(one))
        if one.marks or covers:
            lines.append("; ".join(filter(None, (style.wording.marks(one.marks) if one.marks else "", covers))))
    if row.apart:
        lines.append(in_plotly(style.wording.say("No line: {reason}", reason=style.wording.message(row.apart))))
    return "<br>".join(lines)


def _amount(row: Row, style: Style) -> str:
    if row.covers.ranked_units:
        return style.wording.say("rank {rank} of {n}", rank=rank_of(row, style), n=row.covers.ranked_units)
    return value_of(row, style)


# Axes ----------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Axis:
    """An axis of values, as Plotly's settings, from `low` at its beginning to `high` at its end."""

    low: float
    high: float
    drawn: dict[str, Any]

    def at(self, value: float) -> float:
        """Where a value stands: 0 at the beginning, 1 at the end."""
        return (value - self.low) / (self.high - self.low) if self.high != self.low else 0.5


def _axis(rows: Sequence[Row], metric: Metric, style: Style, from_zero: bool = False) -> _Axis:
    """An axis that holds all values, that of counts `from_zero`; of ranks 1 is at its end, as lower is better."""
    values = [row.value for row in rows] or [0.0]
    unit = rows[0].unit if rows else metric.unit
    name = style.wording.metric(metric)
    if unit == "rank":
        last = max([row.covers.ranked_units or row.value for row in rows], default=1)
        title = style.wording.say("{metric} (1 is best)", metric=name)
        more: dict[str, Any] = {"tickvals": [1, *range(10, int(last) + 1, 10)], "tickformat": "d"}
        low, high = last + 1.5, -0.5
    else:
        title = f"{name} ({style.wording.unit(unit)})" if style.wording.unit(unit) not in name else name
        more = {"tickformat": ",~f", "nticks": 6}
        spread = (max(values) - min(values)) or abs(max(values)) or 1
        low, high = min(values) - spread * 0.08, max(values) + spread * 0.08
        low = 0 if (from_zero and unit != "score") or low < 0 <= min(values) else low
    return _Axis(low, high, {**more, "title": {"text": in_plotly(title)}, "range": [low, high], "autorange": False})


def _told_of_axes(table: PairTable, style: Style) -> tuple[str, ...]:
    """That ranks are drawn with the best at the far end: an axis that is turned has to be told."""
    turned = dict.fromkeys(one for one in (table.metric, table.second_metric) if one and one.unit == "rank")
    text = N_("{metric}: a lower rank is better, so 1 stands at the far end of its axis.")
    return tuple(style.wording.say(text, metric=style.wording.metric(one)) for one in turned)


# Names ---------------------------------------------------------------------------------------------------------------
def _texts(names: Sequence[str], places: Sequence[tuple[float, float]], width: int) -> dict[str, Any]:
    """The names that have room beside their points, on a plot so wide; `places` are shares of its width and height."""
    height = SERIES - TOP - BOTTOM
    points = [(x * width, y * height) for x, y in places]
    taken = [(x - GAP, x + GAP, y) for x, y in points]
    texts, sides = [""] * len(names), ["middle right"] * len(names)
    for place in sorted(range(len(names)), key=lambda one: (-places[one][1], places[one][0])):
        x, y = points[place]
        long = len(names[place]) * LETTER
        free = {
            "middle right": (x, x + GAP + long, y),
            "middle left": (x - GAP - long, x, y),
            "top center": (x - long / 2, x + long / 2, y + LINE),
            "bottom center": (x - long / 2, x + long / 2, y - LINE),
        }
        others = [one for number, one in enumerate(taken) if number != place]
        side = next((side for side, box in free.items() if _fits(box, others, width)), "")
        if side:
            texts[place], sides[place] = (f"\u2002{names[place]}\u2002" if "middle" in side else names[place]), side
            taken.append(free[side])
    return {"text": texts, "textposition": sides}


def _fits(box: tuple[float, float, float], taken: Iterable[tuple[float, float, float]], width: int) -> bool:
    """Has a line of text, from left to right at a height, room on the plot and among what is there?"""
    first, last, y = box
    return first >= 0 and last <= width and all(abs(y - at) >= LINE or last <= left or right <= first for left, right, at in taken)


def _apart(places: Sequence[float], height: int) -> list[bool]:
    """Which of several texts, one below the other at these shares of the height, can be read: the first of those that meet."""
    shown: list[float] = []
    found = [False] * len(places)
    for number in sorted(range(len(places)), key=lambda one: -places[one]):
        at = places[number] * (height - TOP - BOTTOM)
        if all(abs(at - other) >= LINE for other in shown):
            shown.append(at)
            found[number] = True
    return found


# Notes ---------------------------------------------------------------------------------------------------------------
def _not_joined(table: PairTable, style: Style) -> tuple[str, ...]:
    """Why provinces have no line, those with the same reason together."""
    reasons: dict[str, list[str]] = {}
    for row in table.rows:
        if row.apart:
            reasons.setdefault(style.wording.message(row.apart), []).append(style.province(row["province"]))
    told = []
    for reason, names in reasons.items():
        if len(names) == len(table.rows):
            told.append(style.wording.say("No line: {reason}", reason=reason))
        else:
            text = N_("No line for {names}: {reason}")
            told.append(style.wording.say(text, names=", ".join(sorted(names, key=sort_key)), reason=reason))
    return tuple(map(in_markdown, told))


def _lacking(table: PairTable, style: Style) -> tuple[str, ...]:
    """The provinces that were asked for and are not drawn, each with what is not known of it (rule 11)."""
    if table.second_metric:
        when = style.wording.period(table.period)
        sides = [f"{style.wording.metric(metric)}, {when}" for metric in (table.metric, table.second_metric)]
    else:
        sides = [style.wording.period(code) for code in (table.period, table.before)]
    told = []
    for slug, lack in table.lacking:
        named = sides if lack == BOTH else sides[:1] if lack == FIRST else sides[1:]
        text = N_("{name} is not drawn, as no figure is known: {what}")
        told.append(style.wording.say(text, name=style.wording.province(slug), what="; ".join(named)))
    return tuple(map(in_markdown, told))
