"""Horizontal bars with a name and a number each: what charts across bodies and charts of parts are made of."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from metrics.chart.frame import BAR, Style, Trace, form, hover, key, label, letters
from metrics.vocabulary import Result, Row


def places_of(result: Result, rows: Iterable[Row]) -> list[str]:
    """Rows' keys as the places of a category axis."""
    return [str(key(result, row)) for row in rows]


def bar_trace(result: Result, rows: Sequence[Row], style: Style, colour: str = "") -> Trace:
    """Horizontal bars with a label at the end of each."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.value for row in rows],
        "y": places_of(result, rows),
        "text": [bar_label(row, style) for row in rows],
        "textposition": "outside",
        # a line that crosses the chart goes behind its numbers, not through them
        "textfont": {"size": 12, "shadow": ", ".join([f"0 0 3px {style.palette.background}"] * 4)},
        "constraintext": "none",
        "cliponaxis": False,
        "marker": hatched(rows, colour or style.palette.categories[0], style),
        "customdata": [key(result, row) for row in rows],
        "hovertext": [hover(result, row, style) for row in rows],
        "hoverinfo": "text",
    }


def bar_label(row: Row, style: Style) -> str:
    """The number at a bar, with the letters of its status where that has more words than the hatching shows."""
    more = letters(row.marks, bars=True) if len(row.marks) > 1 else ""
    return f"{label(row, style)} {more}".rstrip()


def hatched(rows: Sequence[Row], colour: str | Sequence[str], style: Style) -> dict[str, Any]:
    """The look of bars in one colour or in one each: hatched by the first word of their status."""
    return {
        "color": colour,
        "line": {"color": colour, "width": 1},
        "pattern": {
            "shape": [form(row.marks).pattern for row in rows],
            "fillmode": "overlay",
            "fgcolor": style.palette.background,
            "fgopacity": 0.85,
            "size": 7,
            "solidity": 0.4,
        },
    }


def named_rows(names: Sequence[tuple[str, str]], style: Style) -> dict[str, Any]:
    """A category axis whose places are row keys, so that equal names do not fall together."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": [place for place, _ in names],
        "tickmode": "array",
        "tickvals": [place for place, _ in names],
        "ticktext": [folded(name) for _, name in names],
        "tickfont": {"color": style.palette.text, "size": 12},
        "showgrid": False,
        "range": [-0.6, len(names) - 0.4],
    }


def folded(name: str, width: int = 36) -> str:
    """A long name on two or more lines of at most `width` letters, for Plotly."""
    if len(name) <= width or "<br>" in name:
        return name
    return "<br>".join(textwrap.wrap(name, width, break_long_words=False))


def row_height(names: Iterable[str], least: int = BAR) -> int:
    """How high rows are, in pixels: as the longest name needs, `least` or more."""
    return max([least, *(17 * (1 + folded(name).count("<br>")) for name in names)])
