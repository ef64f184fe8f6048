"""Charts across provinces or bodies in one year: values, targets, changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from metrics.answers.subset import most_changed
from metrics.chart.bars import bar_trace, hatched, named_rows, places_of, row_height
from metrics.chart.breaks import methods_between
from metrics.chart.frame import (
    BAR,
    BOTTOM,
    Picture,
    Style,
    dated_once,
    drawn,
    error_bars,
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
from metrics.chart.headline import largest_changes, most, scope
from metrics.vocabulary import Result, Row
from metrics.words.wording import calculated


def comparison(result: Result, style: Style, reference: float | None = None) -> Picture:
    """Bars across provinces, the longest on top, each with its number; hatched where the figure is not complete.

    `reference` is a value in the unit of the result, drawn as a dashed line.
    """
    rows = sorted(drawn(result), key=lambda row: (row.value, str(key(result, row))))
    style, notes = dated_once(rows, style)
    leave = ("year",) if len({row.key.get("year") for row in rows}) <= 1 else ()
    names = [label_of(result, row, style, leave) for row in rows]
    longest = max((row.value for row in rows), default=1)
    lowest = min((row.value for row in rows), default=0)
    figure = {
        "data": [bar_trace(result, rows, style) | error_bars(rows, "x", style)],
        "layout": layout(
            style,
            len(rows) * row_height(names) + BOTTOM + 16,
            margin={"t": 8, "r": 16},
            bargap=0.35,
            shapes=[_reference(reference, style)] if reference is not None and rows else [],
            xaxis={
                # of places lost, bars reach below zero
                "range": [min(lowest, 0) * 1.28, max(longest, reference or 0, 0) * 1.28],
                "title": {"text": unit_of(result, style)},
                "tickformat": ",~f",
                "nticks": 5,
            },
            yaxis=named_rows(list(zip(places_of(result, rows), names, strict=True)), style),
        ),
    }
    broken: tuple[str, ...] = ()
    if result.metric.change_of:
        years = sorted({row["year"] for row in rows if "year" in row.key})
        broken = tuple(said for year in years for said in methods_between(result, year - 1, year, style))
    alt, legend = " ".join((takeaway(result, rows, style), *broken)), legend_of(rows, style, bars=True)
    return Picture(figure, alt, legend, notes=(*notes, *broken), headline=most(result, style), scope=scope(result, style))


def _reference(value: float, style: Style) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": value,
        "x1": value,
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"dash": "dash", "width": 1.5, "color": style.palette.muted},
    }


def targets(result: Result, style: Style) -> Picture:
    """What share of its target each figure reached, in percent, with value and target in words; only rows whose target is known.

    The question compares with `target`: `previous` of a row is its target, `change_percent` the share reached.
    """
    rows = sorted((row for row in drawn(result) if row.previous), key=_percent)
    style, notes = dated_once(rows, style)
    names = [label_of(result, row, style, ()) for row in rows]
    bars = bar_trace(result, rows, style) | {
        "x": [_percent(row) for row in rows],
        "text": [_of_target(row, style) for row in rows],
    }
    longest = max([100, *map(_percent, rows)])
    figure = {
        "data": [bars] if rows else [],
        "layout": layout(
            style,
            len(rows) * row_height(names, BAR + 6) + BOTTOM + 20,
            margin={"t": 8},
            bargap=0.35,
            shapes=[_reference(100, style)],
            xaxis={
                "range": [0, longest * 1.3],
                "tickvals": list(range(0, int(longest) + 50, 50)),
                "ticksuffix": "%",
                "title": {"text": style.wording.say("% of the target")},
            },
            yaxis=named_rows(list(zip(places_of(result, rows), names, strict=True)), style),
        ),
    }
    alt = style.wording.say("Targets stated together with the figure reached: {n}.", n=len(rows))
    return Picture(figure, alt, legend_of(rows, style, bars=True), notes=notes, scope=scope(result, style))


def _percent(row: Row) -> float:
    """How much of its target a row reached; known of every row whose target is not 0."""
    return row.change_percent or 0


def _of_target(row: Row, style: Style) -> str:
    return style.wording.say(
        "{value}/{target} ({completion})",
        value=label(row, style),
        target=style.wording.previous(row),
        completion=style.wording.share(row),
    )


def changes(result: Result, style: Style, most: int | None = None) -> Picture:
    """Change against the year before, as bars about zero; orange and blue, since neither is good by itself.

    The question compares with `previous_year` or `same_period`; in the unit of the result, of ranks the places gained. `most`:
    only the bars of so many that changed most; what is said stays found among all.
    """
    shown = result if most is None else most_changed(result, most)
    rows = sorted(
        (row for row in shown.rows if row.change is not None),
        key=lambda row: (_change(row), str(key(result, row))),
    )
    style, notes = dated_once(rows, style)
    places = [str(key(result, row)) for row in rows]
    reach = max([abs(_change(row)) for row in rows], default=1) or 1
    down, up = style.palette.diverging[2], style.palette.diverging[-3]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [row.change for row in rows],
        "y": places,
        "text": [f"{_signed(row, style)} {letters(row.marks, bars=True)}".rstrip() for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": hatched(rows, [down if _change(row) < 0 else up for row in rows], style),
        "customdata": [key(result, row) for row in rows],
        "hovertext": [_change_hover(result, row, style) for row in rows],
        "hoverinfo": "text",
    }
    rank = bool(rows) and rows[0].unit == "rank"
    title = style.wording.say("Places gained (+) or lost (−)") if rank else unit_of(result, style)
    figure = {
        # an axis without a bar tells nothing: what is said of it stands instead
        "data": [bars] if rows else [],
        "layout": layout(
            style,
            len(rows) * (20 if len(rows) > 25 else BAR) + BOTTOM + 16,
            margin={"t": 8},
            bargap=0.3,
            xaxis={
                "range": [-reach * 1.25, reach * 1.25],
                "title": {"text": title},
                "zeroline": True,
                "zerolinecolor": style.palette.muted,
                "nticks": 7,
            },
            yaxis=named_rows([(p, label_of(result, row, style)) for p, row in zip(places, rows, strict=True)], style),
        ),
    }
    years = {row["year"] for row in rows}
    broken = [said for year in sorted(years) for said in methods_between(result, year - 1, year, style)]
    alt, legend = " ".join([_change_takeaway(result, rows, style), *broken]), legend_of(rows, style, bars=True)
    return Picture(figure, alt, legend, notes=notes, headline=largest_changes(result, style), scope=scope(result, style))


def _change(row: Row) -> float:
    """The change of a row that tells one."""
    return row.change or 0


def _change_hover(result: Result, row: Row, style: Style) -> str:
    return style.wording.say(
        "{now}, the year before {before}: {change}",
        now=hover(result, row, style),
        before=style.wording.previous(row),
        change=_signed(row, style),
    )


def _signed(row: Row, style: Style) -> str:
    """The change of a row with its sign and qualifier, its unit being that of the axis."""
    return style.wording.bounded(style.wording.signed(row.change), calculated(row))


def _change_takeaway(result: Result, rows: Sequence[Row], style: Style) -> str:
    title = style.wording.metric(result.metric)
    if not rows:
        return style.wording.say("{metric}: no change against the year before can be told.", metric=title)
    return style.wording.say(
        "{metric}: {n} changes against the year before, from {low} ({where_low}) to {high} ({where_high}).",
        metric=title,
        n=style.wording.number(len(rows)),
        low=_signed(rows[0], style),
        where_low=name_of(result, rows[0], style),
        high=_signed(rows[-1], style),
        where_high=name_of(result, rows[-1], style),
    )
