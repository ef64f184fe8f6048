"""Charts over years: points, with a line only where consecutive years compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from metrics.answers.year_before import of_like_lists
from metrics.chart.breaks import break_lines, breaks_for
from metrics.chart.frame import (
    BOTTOM,
    SERIES,
    TOP,
    Picture,
    Style,
    Trace,
    dated_once,
    drawn,
    entries,
    error_bars,
    form,
    hover,
    key,
    label,
    layout,
    legend_of,
    merged,
    name_of,
    outlines,
    takeaway,
    unit_of,
)
from metrics.chart.headline import over_years, rank_news, scope
from metrics.data.breaks import Break
from metrics.territory import OLD_LIST, UNITS
from metrics.vocabulary import Mark, Result, Row
from metrics.words.markup import in_plotly

# more series than this are drawn in one colour and told apart by their labels
COLOURED = 8
# points on a line: two years are two points
LINE_FROM = 3
# so few points have their numbers at them
NUMBERED = 8
# over how many years a name reaches at least on a narrow screen, and over what share of all years it does, there and on a wide one
NARROW_REACH, NARROW_SHARE, WIDE_SHARE = 4, 0.36, 0.1
# no point of a chart is further than this many pixels from the next label
LABEL_GAP = 17


def series(result: Result, style: Style) -> Picture:
    """Values over years: points, with a line only through three and more years in a row that compare (rules 11, 12).

    The question is answered by `year` and by whose the figures are; KeyError without a year.
    """
    rows = drawn(result)
    # told apart by their full names, also where the years tell which of two units of one name is meant
    groups = _groups(result, rows, style)
    many = len(groups) > COLOURED
    style, notes = dated_once(rows, style, by_year=many)
    top = max((row.value for row in rows), default=1)
    years = [row["year"] for row in rows]
    breaks = breaks_for(result, style, min(years, default=0), max(years, default=0))
    traces: list[Trace] = []
    for place, group in enumerate(groups.values()):
        name = name_of(result, group[0], style)
        colour = style.palette.categories[0 if many else place % len(style.palette.categories)]
        traces += lines_through(group, breaks, colour, "y")
        traces.append(_points(result, group, name, colour, style))
    figure: dict[str, Any] = {}
    if len(rows) <= NUMBERED:
        _numbers_on(traces, groups, style)
        figure["narrowText"] = _labels(traces)
    elif many:
        span = max(years) - min(years)
        narrow = max(NARROW_REACH, round(span * NARROW_SHARE))
        _label_apart(traces, top, narrow, max(years) - narrow + 2)
        figure["narrowText"] = _labels(_joined(traces, groups, style))
        _label_apart(traces, top, max(1, round(span * WIDE_SHARE)))
        traces = _joined(traces, groups, style)
    marks = [[row.marks for row in group] for group in groups.values()]
    points = [trace for trace in traces if "customdata" in trace]
    for trace, held in zip(points, [[one for group in marks for one in group]] if many else marks, strict=True):
        traces += outlines(trace, held)
    has_legend = 1 < len(groups) <= COLOURED
    traces += entries(trace for trace in traces if "markers" in trace["mode"]) if has_legend else []
    lines, meanings = break_lines(breaks, style)
    figure["data"] = traces
    figure["layout"] = layout(
        style,
        SERIES,
        **lines,
        xaxis=years_axis(years, many),
        yaxis={"rangemode": "tozero", "title": {"text": unit_of(result, style)}, "tickformat": ",~f"},
        showlegend=has_legend,
        # below the plot: above it stand the numbers of the breaks
        legend={"y": 0, "yanchor": "bottom"},
    )
    return Picture(
        figure,
        takeaway(result, rows, style),
        legend_of(rows, style),
        meanings,
        notes,
        headline=over_years(result, list(groups.values()), style),
        scope=scope(result, style),
    )


def _joined(traces: Iterable[Trace], groups: Mapping[str, Sequence[Row]], style: Style) -> list[Trace]:
    """Many series of one colour as one trace of lines, one of ranges and one of points: Plotly takes its time for each trace.

    The points tell in `meta` which series each is of, so that the keys go along one after the other.
    """
    lines, points = ([trace for trace in traces if (trace["mode"] == "lines") is held] for held in (True, False))
    disputed = [row for group in groups.values() for row in group if row.covers.disputed]
    ranges = {
        **{"type": "scatter", "mode": "markers", "x": [row["year"] for row in disputed], "y": [row.value for row in disputed]},
        **{"marker": {"color": style.palette.muted, "size": 1}, "hoverinfo": "skip", "showlegend": False},
        **{"connectgaps": False, "cliponaxis": False},
        **error_bars(disputed, "y", style),
    }
    meta = {"series": [place for place, trace in enumerate(points) for _ in trace["x"]]}
    mode = "markers+text" if any("text" in trace["mode"] for trace in points) else "markers"
    alike = [{name: held for name, held in trace.items() if name not in ("name", "error_y", "mode")} for trace in points]
    return [
        *([as_one(lines)] if lines else []),
        *([ranges] if disputed else []),
        as_one(alike) | {"meta": meta, "mode": mode},
    ]


def as_one(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What several hold under the same names: lists one after the other, all else as the first has it."""
    found: dict[str, Any] = {}
    for name, held in parts[0].items():
        if isinstance(held, list):
            found[name] = [one for part in parts for one in part[name]]
        else:
            found[name] = as_one([part[name] for part in parts]) if isinstance(held, dict) else held
    return found


def _labels(traces: Iterable[Trace]) -> list[dict[str, Any]]:
    """The labels of the marks of each trace with their places; none of lines."""
    return [{name: trace[name] for name in ("mode", "text", "textposition") if "text" in trace} for trace in traces]


def _numbers_on(traces: Iterable[Trace], groups: Mapping[str, Sequence[Row]], style: Style) -> None:
    """Write each figure's number at its point, where they are few: of one year's the highest above, the lowest below."""
    values: dict[int, list[float]] = {}
    for group in groups.values():
        for row in group:
            values.setdefault(row["year"], []).append(row.value)
    points = (trace for trace in traces if "markers" in trace["mode"])
    for trace, group in zip(points, groups.values(), strict=True):
        texts = [in_plotly(label(row, style)) for row in group]
        places = [_place(row.value, values[row["year"]], _inwards(row["year"], values)) for row in group]
        trace |= {"mode": "markers+text", "text": texts, "textposition": places, "textfont": {"size": 12}}


def _inwards(year: int, years: Iterable[int]) -> str:
    """To which side of its point a number is written: away from the ends of the axis, where it would be cut off."""
    first, last = min(years), max(years)
    if year == last > first:
        return "left"
    return "right" if year == first < last else "center"


def _place(value: float, alike: Sequence[float], side: str) -> str:
    """Where a number stands beside its point, among the values of its year."""
    if value == max(alike):
        return f"top {side}"
    return f"bottom {side}" if value == min(alike) else f"middle {'left' if side == 'left' else 'right'}"


def _groups(result: Result, rows: Iterable[Row], style: Style) -> dict[str, list[Row]]:
    """The rows of each series in the order of years; several bodies may bear one name."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(name_of(result, row, style), []).append(row)
    return {name: sorted(group, key=lambda row: row["year"]) for name, group in groups.items()}


def lines_through(group: Sequence[Row], breaks: Sequence[Break], colour: str, axis: str) -> list[Trace]:
    """A line through each run of three and more consecutive years that compare; None between the runs keeps it open.

    A part of a year compares with the same part of other years alone, a rank with those of lists of about its length, and a sum
    that lacks units with no other, which may lack other ones.
    """
    cut = {one.after for one in breaks if one.is_of_method}
    x: list[int | None] = []
    y: list[float | None] = []
    for run in _runs(group, cut):
        if len(run) >= LINE_FROM:
            x += [*(row["year"] for row in run), None]
            y += [*(row.value for row in run), None]
    if not x:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            axis: y,
            "line": {"color": colour, "width": 2},
            "connectgaps": False,
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def _runs(group: Sequence[Row], cut: set[int]) -> list[list[Row]]:
    """Consecutive years that compare; ended also after the years of `cut`."""
    runs: list[list[Row]] = []
    for row in group:
        last = runs[-1][-1] if runs else None
        if last and row["year"] == last["year"] + 1 and last["year"] not in cut and _are_alike(last, row):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _are_alike(before: Row, row: Row) -> bool:
    """Are two years' figures of whole years or of one part of the year, of lists of about one length, and of all units?"""
    lengths = before.covers.ranked_units, row.covers.ranked_units
    lacking = Mark.AT_LEAST in before.marks | row.marks
    return _part_of_year(before) == _part_of_year(row) and of_like_lists(*lengths) and not lacking


def _part_of_year(row: Row) -> tuple[str, ...] | None:
    """Of what part of its year a row is, as -H1; None of a whole year and of what is counted on a day."""
    if Mark.PARTIAL not in row.marks:
        return None
    return tuple(period.replace(str(row["year"]), "") for period in row.covers.periods)


def _points(result: Result, group: Sequence[Row], name: str, colour: str, style: Style) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": in_plotly(name),
        "x": [row["year"] for row in group],
        "y": [row.value for row in group],
        "marker": {
            "color": colour,
            "size": 10,
            "symbol": [form(row.marks).symbol for row in group],
            "line": {"width": [2 if form(row.marks).symbol.endswith("-open") else 0 for row in group], "color": colour},
        },
        "customdata": [key(result, row) for row in group],
        "hovertext": [hover(result, row, style) for row in group],
        "hoverinfo": "text",
        "connectgaps": False,
        "cliponaxis": False,
        **error_bars(group, "y", style),
    }


def _label_apart(traces: Sequence[Trace], top: float, reach: int, turned_from: int | None = None) -> None:
    """Write names beside the points of many series, the highest first, where there is room: a name is up to `reach` years wide.

    From the year `turned_from` on they stand to the left, where the screen ends at the right.
    """
    plot = SERIES - TOP - BOTTOM
    # first and last year, and height in pixels, of each name written
    placed: list[tuple[int, int, float]] = []
    marked = [trace for trace in traces if "markers" in trace["mode"]]
    points = [(trace["y"][place], trace["x"][place], trace, place) for trace in marked for place in range(len(trace["x"]))]
    heights = [(year, value / top * plot if top else 0) for value, year, *_ in points]
    for trace in marked:
        left = [turned_from is not None and year >= turned_from for year in trace["x"]]
        sides = ["middle left" if one else "middle right" for one in left]
        trace |= {"mode": "markers", "text": [""] * len(sides), "textposition": sides, "textfont": {"size": 11}}
    for value, year, trace, place in sorted(points, key=lambda point: (-point[0], point[1])):
        height = value / top * plot if top else 0
        turned = trace["textposition"][place] == "middle left"
        first, last = (year - reach, year) if turned else (year, year + reach)
        names = (abs(height - one) >= LABEL_GAP for begins, ends, one in placed if begins <= last and ends >= first)
        others = (abs(height - one) > LABEL_GAP / 2 for at, one in heights if first <= at <= last and at != year)
        if all(names) and all(others):
            placed.append((first, last, height))
            # clear of the outline of a further mark
            trace["text"][place] = f"\u2002{trace['name']}\u2002"
            trace["mode"] = "markers+text"


def years_axis(years: Sequence[int], labelled: bool) -> dict[str, Any]:
    """A time axis of whole years, none beyond those with a figure, also where names need room behind the last one."""
    first, last = min(years, default=0), max(years, default=0)
    return {
        **year_ticks(first, last, 14),
        "tickformat": "d",
        "range": [first - 0.6, last + 0.6 + (0.12 * (last - first) + 1 if labelled else 0)],
        "showgrid": False,
    }


def year_ticks(first: int, last: int, most: int) -> dict[str, Any]:
    """Years at equal steps from the last one back, about `most` of them."""
    step = max(1, round((last - first) / most))
    return {"tickmode": "array", "tickvals": [*range(last, first - 1, -step)][::-1]}


def ranks(result: Result, style: Style) -> Picture:
    """Ranks over years, answered as for `series`: 1 on top, gaps open, method breaks marked."""
    picture = series(result, style)
    figure = picture.figure
    rows = drawn(result)
    last = max([row.covers.ranked_units or row.value for row in rows], default=UNITS[OLD_LIST])
    reversed_axis = {
        "range": [last + 1.5, 0],
        "autorange": False,
        "rangemode": "normal",
        "tickvals": [1, *range(10, int(last) + 1, 10)],
        "tickformat": "d",
        "title": {"text": style.wording.say("Rank (1 is best)")},
    }
    figure["layout"] = merged(figure["layout"], {"yaxis": reversed_axis, "height": 440})
    for trace in figure["data"]:
        trace.pop("error_y", None)
    return replace(
        picture,
        headline=rank_news(result, dated_once(rows, style)[0], sorted({row["province"] for row in rows if "province" in row.key})),
    )


def year_lines(result: Result, style: Style) -> Picture:
    """Lines over the years, answered as for `series`; of ranks with 1 on top."""
    return (ranks if result.metric.kind == "rank" else series)(result, style)
