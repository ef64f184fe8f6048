"""A chart beside a single number: the figures of one body over the years, those of its like behind them; small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from metrics.chart.frame import Picture, Style, Trace, hover, merged
from metrics.chart.years import ranks, series, year_ticks
from metrics.vocabulary import Result

# pixels
SMALL = 130


def small(others: Result) -> Callable[[Result, Style], Picture]:
    """Draws one body's values (or one province's ranks) over the years; the values of `others` are pale points behind them.

    Marks, lines and breaks are those of the large chart. Others' ranks are left out: they are every place of the list.
    """

    def draw(result: Result, style: Style) -> Picture:
        behind = () if result.metric.unit == "rank" else others.rows
        picture = (ranks if result.metric.unit == "rank" else series)(result, style)
        years = [row["year"] for row in (*result.rows, *behind)]
        first, last = min(years, default=0), max(years, default=0)
        changed = {
            "height": SMALL,
            "margin": {"l": 4, "r": 10, "t": 20, "b": 22},
            "showlegend": False,
            "xaxis": {**year_ticks(first, last, 4), "range": [first - 0.6, last + 0.6], "tickfont": {"size": 11}},
            "yaxis": {"title": {"text": ""}, "nticks": 3, "tickfont": {"size": 11}},
        }
        figure = {
            "data": [*(_pale(others, style) if behind else ()), *map(_without_numbers, picture.figure["data"])],
            "layout": merged(picture.figure["layout"], changed),
        }
        return replace(picture, figure=figure)

    return draw


def _without_numbers(trace: Trace) -> Trace:
    """A trace whose marks have no number beside them: one stands large above the chart."""
    return {**trace, "mode": trace["mode"].replace("+text", "")} if "mode" in trace else trace


def _pale(others: Result, style: Style) -> list[Trace]:
    """The figures of the other bodies: points without a line."""
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [row["year"] for row in others.rows],
            "y": [row.value for row in others.rows],
            "marker": {"color": style.palette.line, "size": 5},
            "hovertext": [hover(others, row, style) for row in others.rows],
            "hoverinfo": "text",
            "showlegend": False,
        }
    ]
