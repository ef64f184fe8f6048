"""Result → Plotly figure, as plain dicts: one template, one set of marks, one list of breaks. The only import of plotly."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import plotly

from metrics.terms import N_
from metrics.vocabulary import Result
from metrics.wording import Wording

Row = dict[str, Any]
Trace = dict[str, Any]

FONT = "'Segoe UI', 'Noto Sans', 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif"
# more series than this are drawn in one colour and told apart by their labels
COLOURED = 8
# points on a line: two years are two points
LINE_FROM = 3
# pixels
BAR, TOP, BOTTOM, SERIES = 26, 34, 44, 400
# no point of a chart is further than this many pixels from the next label
LABEL_GAP = 17

CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
}


def plotly_js() -> Path:
    """The plotly.js that the package ships, for the app to serve itself."""
    return Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


@dataclass(frozen=True)
class Palette:
    """The colours of the theme that the page is shown in."""

    text: str
    muted: str
    line: str
    background: str
    categories: tuple[str, ...]
    sequence: tuple[str, ...]
    diverging: tuple[str, ...]


@dataclass(frozen=True)
class Style:
    """What a chart is drawn with: the words of a language, the store that names are looked up in, the colours."""

    wording: Wording
    where: Any
    palette: Palette

    def key(self, column: str, value: Any) -> str:
        """A cell of a key column in words."""
        return self.wording.key(self.where, column, value)

    def province(self, slug: str) -> str:
        """A province's name."""
        return self.wording.province(self.where, slug)

    def covers(self, row: Row) -> str:
        """What a row covers, in words."""
        return self.wording.covers(row["covers"], self.where, row["unit"])


@dataclass(frozen=True)
class Mark:
    """How a figure of one status looks as a point and as a bar, and the letter that stands for it in the legend."""

    symbol: str
    pattern: str
    letter: str
    bar_letter: str
    meaning: str


# the first that a row's status holds; told apart by form, not by colour
MARKS: dict[str, Mark] = {
    "disputed": Mark("diamond", "x", "◆", "▩", N_("disputed: sources differ; the line reaches to the other value")),
    "derived": Mark("x", ".", "✕", "▒", N_("derived: computed, where nothing is reported")),
    "at_least": Mark("triangle-up", "|", "▲", "▥", N_("at least: units or parts are missing from the sum")),
    "partial": Mark("circle-open", "/", "○", "▨", N_("partial: the period is not fully covered")),
    "complete": Mark("circle", "", "●", "■", N_("complete")),
}


@dataclass(frozen=True)
class Break:
    """Figures up to the year `after` and later ones do not compare."""

    after: int
    meaning: str
    # what it breaks: metrics by the beginning of their code, or kinds of body
    metrics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    # lines are cut here, not only marked
    cuts: bool = False


RATED = ("grassroots_organizations_rated", "upper_committees_rated", "members_rated")
BLOC_KINDS = ("agencies_bloc", "agencies_enterprises_bloc", "enterprises_bloc")
BREAKS: tuple[Break, ...] = (
    Break(2017, N_("from 2018: new grades of quality (Regulation 132)"), RATED, cuts=True),
    Break(2024, N_("from 2025: grades from a 100-point score (Regulation 366)"), RATED, cuts=True),
    Break(2024, N_("2025-02: the bloc committees end"), kinds=BLOC_KINDS),
    Break(2024, N_("2025-07-01: 63 provinces become 34"), ("",)),
    Break(2015, N_("PAR Index: new criteria from 2016"), ("par_index_",)),
    Break(2020, N_("PAR Index: new criteria from 2021 (Decision 1150)"), ("par_index_",)),
    Break(2021, N_("PAR Index: new criteria from 2022 (Decision 876)"), ("par_index_",)),
    Break(2023, N_("PAR Index: new criteria from 2024"), ("par_index_",)),
    Break(2021, N_("SIPAS: wider scope from 2022"), ("sipas_",)),
    Break(2020, N_("DTI: nine main indexes from 2021"), ("dti_",)),
    Break(2021, N_("DTI: eight main indexes from 2022"), ("dti_",)),
    Break(2017, N_("PAPI: eight dimensions from 2018"), ("papi_",)),
    Break(2008, N_("PCI: recalibrated in 2009"), ("pci_",)),
    Break(2012, N_("PCI: recalibrated in 2013"), ("pci_",)),
    Break(2016, N_("PCI: recalibrated in 2017"), ("pci_",)),
    Break(2020, N_("PCI: recalibrated in 2021"), ("pci_",)),
)
CIRCLED = "①②③④⑤⑥⑦⑧⑨"
REFORM = ("par_index_", "sipas_", "dti_", "papi_", "pci_")


@dataclass(frozen=True)
class Picture:
    """A figure for Plotly, what it says in a sentence, and the notes that stand below it."""

    figure: dict[str, Any]
    alt: str
    # marks used: (letter, meaning); breaks on the axis: (number, meaning)
    legend: tuple[tuple[str, str], ...] = ()
    breaks: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=())
    # pixels at most; None for all there is
    width: int | None = None

    @property
    def height(self) -> int:
        return int(self.figure["layout"]["height"])


# Rows ----------------------------------------------------------------------------------------------------------------
def mark(status: str) -> str:
    """The one word of a row's status that its mark shows."""
    words = status.split(";")
    return next((word for word in MARKS if word in words), "complete")


def key(result: Result, row: Row) -> list[Any]:
    """What identifies a row: its `by` columns."""
    return [row[name] for name in result.question.by]


def other_values(covers: str) -> list[float]:
    """The values that other sources state: `disputed: 188 (north-008), 190 (south-001)`."""
    part = next((part for part in covers.split("; ") if part.startswith("disputed:")), "")
    return [float(number) for number in re.findall(r"(-?[0-9.]+) \(", part)]


def ranked_units(covers: str) -> int | None:
    """The n of *r of n*."""
    found = re.search(r"(?:^|; )of ([0-9]+)$", covers)
    return int(found[1]) if found else None


def breaks_for(result: Result, first: float, last: float) -> list[Break]:
    """The breaks that fall between two years of a result's time axis."""
    metric = result.question.metric
    return [
        one
        for one in BREAKS
        if first <= one.after < last
        and (any(metric.startswith(start) for start in one.metrics) or set(one.kinds) & set(result.question.kinds))
        and not ("" in one.metrics and metric.startswith(REFORM))
    ]


def _drawn(result: Result) -> list[Row]:
    return [row for row in result.dicts() if row["value"] is not None]


def _name(result: Result, row: Row, style: Style, leave: Iterable[str] = ("year",)) -> str:
    """The words for a row's key, without the columns that an axis shows."""
    names = [style.key(name, row[name]) for name in result.question.by if name not in leave]
    return " · ".join(names) or style.wording.say("All")


def _value(row: Row, style: Style) -> str:
    return style.wording.amount(row["value"], row["qualifier"], row["unit"])


def _label(row: Row, style: Style) -> str:
    """The number at a mark: with its qualifier, r/n for a rank."""
    units = ranked_units(row["covers"])
    if row["unit"] == "rank" and units:
        return f"{style.wording.number(row['value'], 'rank')}/{units}"
    bound = "≥ " if mark(row["status"]) == "at_least" and row["qualifier"] == "eq" else ""
    return bound + style.wording.qualified(row["value"], row["qualifier"], row["unit"])


def hover(result: Result, row: Row, style: Style) -> str:
    """What a mark tells when pointed at: whose, how much, its state, what it covers."""
    lines = [f"<b>{_name(result, row, style, ())}</b>", _value(row, style)]
    if row["unit"] == "rank" and ranked_units(row["covers"]):
        lines[1] = style.wording.say("rank {rank} of {n}", rank=style.wording.number(row["value"]), n=ranked_units(row["covers"]))
    if row["status"] != "complete":
        lines.append(style.wording.status(row["status"]))
    covers = style.covers(row)
    return "<br>".join([*lines, *([covers] if covers else [])])


# The one template ----------------------------------------------------------------------------------------------------
def layout(style: Style, height: int, **more: Any) -> dict[str, Any]:
    """What every chart has in common; `more` overrides."""
    axis = {
        "gridcolor": style.palette.line + "80",
        "linecolor": style.palette.line,
        "zeroline": False,
        "automargin": True,
        "tickfont": {"color": style.palette.muted, "size": 12},
        "title": {"font": {"color": style.palette.muted, "size": 12}},
        "fixedrange": True,
    }
    base: dict[str, Any] = {
        "height": height,
        "autosize": True,
        "margin": {"l": 8, "r": 12, "t": TOP, "b": BOTTOM, "pad": 4},
        "font": {"family": FONT, "size": 13, "color": style.palette.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": list(style.palette.categories),
        "separators": _signs(style),
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": style.palette.background,
            "bordercolor": style.palette.line,
            "align": "left",
            "font": {"family": FONT, "size": 13, "color": style.palette.text},
        },
        "legend": {
            **{"orientation": "h", "x": 0, "xref": "container", "y": 1, "yref": "container", "yanchor": "top"},
            "font": {"size": 13},
        },
        "xaxis": axis,
        "yaxis": axis,
        "dragmode": False,
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": style.palette.muted, "activecolor": style.palette.text},
    }
    return _merged(base, more)


def _signs(style: Style) -> str:
    """The decimal and the thousands sign, as Plotly wants them: `,.` in Vietnamese."""
    written = style.wording.number(1234.5, "score")
    return written[-2] + written[1]


def _merged(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Nested settings, those of `more` over those of `base`."""
    both = {
        name: _merged(base[name], value) if isinstance(base.get(name), dict) and isinstance(value, dict) else value
        for name, value in more.items()
    }
    return {**base, **both}


def legend_of(rows: Iterable[Row], style: Style, bars: bool = False) -> tuple[tuple[str, str], ...]:
    """The letters and meanings of the marks that rows use; none where every row is complete."""
    used = {mark(row["status"]) for row in rows}
    shown = [(name, MARKS[name]) for name in reversed(MARKS) if name in used]
    if [name for name, _ in shown] == ["complete"]:
        return ()
    return tuple((one.bar_letter if bars else one.letter, style.wording.say(one.meaning)) for _, one in shown)


def _break_lines(breaks: Sequence[Break], style: Style) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """Thin dotted lines with a number on top, and what each number means."""
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


def _error(rows: Sequence[Row], axis: str, style: Style) -> dict[str, Any]:
    """Ranges from disputed values to what the other sources state."""
    reach = [other_values(row["covers"]) for row in rows]
    if not any(reach):
        return {}
    up = [max([value - row["value"] for value in values] + [0]) for row, values in zip(rows, reach, strict=True)]
    down = [max([row["value"] - value for value in values] + [0]) for row, values in zip(rows, reach, strict=True)]
    return {
        f"error_{axis}": {
            "type": "data",
            "symmetric": False,
            "array": up,
            "arrayminus": down,
            "thickness": 1.5,
            "width": 5,
            "color": style.palette.muted,
        }
    }


# Over years ----------------------------------------------------------------------------------------------------------
def series(result: Result, style: Style) -> Picture:
    """Values over years: points, with a line only through three and more years in a row that compare."""
    rows = _drawn(result)
    groups = _groups(result, rows, style)
    many = len(groups) > COLOURED
    top = max((row["value"] for row in rows), default=1)
    years = [row["year"] for row in rows]
    breaks = breaks_for(result, min(years, default=0), max(years, default=0))
    traces: list[Trace] = []
    for place, (name, group) in enumerate(groups.items()):
        colour = style.palette.categories[0 if many else place % len(style.palette.categories)]
        traces += _lines(group, breaks, colour, "y")
        traces.append(_points(result, group, name, colour, style))
    if many:
        _label_apart(traces, top)
    lines, meanings = _break_lines(breaks, style)
    figure = {
        "data": traces,
        "layout": layout(
            style,
            SERIES,
            **lines,
            xaxis=_years(years, many),
            yaxis={"rangemode": "tozero", "title": {"text": _unit(result, style)}, "tickformat": ",~f"},
            showlegend=1 < len(groups) <= COLOURED,
            # below the plot: above it stand the numbers of the breaks
            legend={"y": 0, "yanchor": "bottom"},
        ),
    }
    return Picture(figure, takeaway(result, rows, style), legend_of(rows, style), meanings)


def _groups(result: Result, rows: Iterable[Row], style: Style) -> dict[str, list[Row]]:
    """The rows of each series in the order of years; several bodies may bear one name."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(_name(result, row, style), []).append(row)
    return {name: sorted(group, key=lambda row: row["year"]) for name, group in groups.items()}


def _lines(group: Sequence[Row], breaks: Sequence[Break], colour: str, axis: str) -> list[Trace]:
    """A line through each run of three and more consecutive years; None between the runs keeps it open."""
    cut = {one.after for one in breaks if one.cuts}
    x: list[int | None] = []
    y: list[float | None] = []
    for run in _runs(group, cut):
        if len(run) >= LINE_FROM:
            x += [*(row["year"] for row in run), None]
            y += [*(row["value"] for row in run), None]
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
    """Stretches of consecutive years, ended also by a break that cuts."""
    runs: list[list[Row]] = []
    for row in group:
        before = runs[-1][-1]["year"] if runs else None
        if before is not None and row["year"] == before + 1 and before not in cut:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _points(result: Result, group: Sequence[Row], name: str, colour: str, style: Style) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [row["year"] for row in group],
        "y": [row["value"] for row in group],
        "marker": {
            "color": colour,
            "size": 10,
            "symbol": [MARKS[mark(row["status"])].symbol for row in group],
            "line": {"width": [2 if mark(row["status"]) == "partial" else 0 for row in group], "color": colour},
        },
        "customdata": [key(result, row) for row in group],
        "hovertext": [hover(result, row, style) for row in group],
        "hoverinfo": "text",
        "connectgaps": False,
        "cliponaxis": False,
        **_error(group, "y", style),
    }


def _label_apart(traces: Sequence[Trace], top: float) -> None:
    """Write names beside the points of many series, the highest first, where there is room for them."""
    plot = SERIES - TOP - BOTTOM
    placed: dict[int, list[float]] = {}
    heights: dict[int, list[float]] = {}
    points = [
        (trace["y"][place], trace["x"][place], trace, place)
        for trace in traces
        if trace["mode"] == "markers"
        for place in range(len(trace["x"]))
    ]
    for trace in traces:
        if trace["mode"] == "markers":
            trace |= {"text": [""] * len(trace["x"]), "textposition": "middle right", "textfont": {"size": 11}}
    for value, year, *_ in points:
        heights.setdefault(year, []).append(value / top * plot if top else 0)
    for value, year, trace, place in sorted(points, key=lambda point: (-point[0], point[1])):
        height = value / top * plot if top else 0
        taken = placed.setdefault(year, [])
        beside = [one for near in (year - 1, year, year + 1) for one in placed.get(near, [])]
        ahead = heights.get(year + 1, [])
        if all(abs(height - one) >= LABEL_GAP for one in beside) and all(abs(height - one) > LABEL_GAP / 2 for one in ahead):
            taken.append(height)
            trace["text"][place] = trace["name"]
            trace["mode"] = "markers+text"


def _years(years: Sequence[int], labelled: bool) -> dict[str, Any]:
    """A time axis of whole years; a short one is not stretched over fractions."""
    first, last = min(years, default=0), max(years, default=0)
    step = max(1, round((last - first) / 14))
    return {
        "tickmode": "linear",
        "tick0": last,
        "dtick": step,
        "tickformat": "d",
        "range": [first - 0.6, last + 0.6 + (0.12 * (last - first) if labelled else 0)],
        "showgrid": False,
    }


def ranks(result: Result, style: Style) -> Picture:
    """Ranks over years: 1 on top, gaps open, method breaks marked."""
    picture = series(result, style)
    figure = picture.figure
    rows = _drawn(result)
    last = max([ranked_units(row["covers"]) or row["value"] for row in rows], default=63)
    reversed_axis = {
        "range": [last + 1.5, 0],
        "autorange": False,
        "rangemode": "normal",
        "tickvals": [1, *range(10, int(last) + 1, 10)],
        "tickformat": "d",
        "title": {"text": style.wording.say("Rank (1 is best)")},
    }
    figure["layout"] = _merged(figure["layout"], {"yaxis": reversed_axis, "height": 440})
    for trace in figure["data"]:
        trace.pop("error_y", None)
    return picture


# Across provinces ----------------------------------------------------------------------------------------------------
def comparison(result: Result, style: Style, reference: float | None = None) -> Picture:
    """Bars across provinces, the longest on top, each with its number; hatched where the figure is not complete."""
    rows = sorted(_drawn(result), key=lambda row: (row["value"], str(key(result, row))))
    leave = ("year",) if len({row.get("year") for row in rows}) <= 1 else ()
    names = [_name(result, row, style, leave) for row in rows]
    longest = max((row["value"] for row in rows), default=1)
    figure = {
        "data": [_bar_trace(result, rows, style) | _error(rows, "x", style)],
        "layout": layout(
            style,
            len(rows) * _row_height(names) + BOTTOM + 16,
            margin={"t": 8, "r": 16},
            bargap=0.35,
            shapes=[_reference(reference, style)] if reference is not None and rows else [],
            xaxis={
                "range": [0, max(longest, reference or 0) * 1.28],
                "title": {"text": _unit(result, style)},
                "tickformat": ",~f",
                "nticks": 5,
            },
            yaxis=_named_rows(list(zip(_places(result, rows), names, strict=True)), style),
        ),
    }
    return Picture(figure, takeaway(result, rows, style), legend_of(rows, style, bars=True))


def _places(result: Result, rows: Iterable[Row]) -> list[str]:
    """Rows' keys as the places of a category axis."""
    return [str(key(result, row)) for row in rows]


def _bar_trace(result: Result, rows: Sequence[Row], style: Style, colour: str = "") -> Trace:
    """Horizontal bars with a label at the end of each."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row["value"] for row in rows],
        "y": _places(result, rows),
        "text": [_label(row, style) for row in rows],
        "textposition": "outside",
        "textfont": {"size": 12},
        "constraintext": "none",
        "cliponaxis": False,
        "marker": _bars(rows, colour or style.palette.categories[0], style),
        "customdata": [key(result, row) for row in rows],
        "hovertext": [hover(result, row, style) for row in rows],
        "hoverinfo": "text",
    }


def _bars(rows: Sequence[Row], colour: str, style: Style) -> dict[str, Any]:
    return {
        "color": colour,
        "line": {"color": colour, "width": 1},
        "pattern": {
            "shape": [MARKS[mark(row["status"])].pattern for row in rows],
            "fillmode": "overlay",
            "fgcolor": style.palette.background,
            "fgopacity": 0.85,
            "size": 7,
            "solidity": 0.4,
        },
    }


def _named_rows(names: Sequence[tuple[str, str]], style: Style) -> dict[str, Any]:
    """A category axis whose places are row keys, so that equal names do not fall together."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": [place for place, _ in names],
        "tickmode": "array",
        "tickvals": [place for place, _ in names],
        "ticktext": [_folded(name) for _, name in names],
        "tickfont": {"color": style.palette.text, "size": 12},
        "showgrid": False,
        "range": [-0.6, len(names) - 0.4],
    }


def _folded(name: str, width: int = 36) -> str:
    """A long name on two or more lines."""
    if len(name) <= width or "<br>" in name:
        return name
    return "<br>".join(textwrap.wrap(name, width, break_long_words=False))


def _row_height(names: Iterable[str], least: int = BAR) -> int:
    """Rows are as high as the longest name needs."""
    return max([least, *(17 * (1 + _folded(name).count("<br>")) for name in names)])


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
    """What share of its target each figure reached, with value and target in words; only rows whose target is known."""
    rows = sorted((row for row in _drawn(result) if row["previous"]), key=lambda row: row["change_percent"])
    names = [_name(result, row, style, ()) for row in rows]
    bars = _bar_trace(result, rows, style) | {
        "x": [row["change_percent"] for row in rows],
        "text": [_of_target(row, style) for row in rows],
    }
    longest = max([100, *(row["change_percent"] for row in rows)])
    figure = {
        "data": [bars] if rows else [],
        "layout": layout(
            style,
            len(rows) * _row_height(names, BAR + 6) + BOTTOM + 20,
            margin={"t": 8},
            bargap=0.35,
            shapes=[_reference(100, style)],
            xaxis={
                "range": [0, longest * 1.3],
                "tickvals": list(range(0, int(longest) + 50, 50)),
                "ticksuffix": "%",
                "title": {"text": style.wording.say("% of the target")},
            },
            yaxis=_named_rows(list(zip(_places(result, rows), names, strict=True)), style),
        ),
    }
    alt = style.wording.say("Targets stated together with the figure reached: {n}.", n=len(rows))
    return Picture(figure, alt, legend_of(rows, style, bars=True))


def _of_target(row: Row, style: Style) -> str:
    return style.wording.say(
        "{value}/{target} ({completion})",
        value=_label(row, style),
        target=style.wording.number(row["previous"], row["unit"]),
        completion=style.wording.number(row["change_percent"], "percent"),
    )


def ranking(result: Result, style: Style) -> Picture:
    """The ranking of one year: a dot a province, the first on top, each with its place of n."""
    rows = sorted(_drawn(result), key=lambda row: (-row["value"], str(key(result, row))))
    last = max([ranked_units(row["covers"]) or row["value"] for row in rows], default=63)
    places = _places(result, rows)
    dots = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row["value"] for row in rows],
        "y": places,
        "text": [f"  {_label(row, style)}" for row in rows],
        "textposition": "middle right",
        "textfont": {"size": 11, "color": style.palette.text},
        "cliponaxis": False,
        "marker": {
            "color": style.palette.categories[0],
            "size": 9,
            "symbol": [MARKS[mark(row["status"])].symbol for row in rows],
        },
        # a stem from the first place to the dot leads the eye to the name
        "error_x": {
            **{"type": "data", "symmetric": False, "array": [0] * len(rows), "arrayminus": [r["value"] for r in rows]},
            **{"thickness": 1, "width": 0, "color": style.palette.line},
        },
        "customdata": [key(result, row) for row in rows],
        "hovertext": [hover(result, row, style) for row in rows],
        "hoverinfo": "text",
    }
    figure = {
        "data": [dots],
        "layout": layout(
            style,
            len(rows) * 19 + 70,
            margin={"t": 30, "b": 12},
            xaxis={
                "range": [0, last * 1.12],
                "tickvals": [1, *range(10, int(last) + 1, 10)],
                "side": "top",
                "title": {"text": style.wording.say("Rank (1 is best)")},
            },
            yaxis=_named_rows([(p, _name(result, row, style)) for p, row in zip(places, rows, strict=True)], style),
        ),
        "keepText": True,
    }
    return Picture(figure, takeaway(result, rows, style), legend_of(rows, style))


def changes(result: Result, style: Style) -> Picture:
    """Change against the year before, as bars about zero; orange and blue, since neither is good by itself."""
    rows = sorted(
        (row for row in result.dicts() if row.get("change") is not None),
        key=lambda row: (row["change"], str(key(result, row))),
    )
    places = [str(key(result, row)) for row in rows]
    reach = max([abs(row["change"]) for row in rows], default=1) or 1
    down, up = style.palette.diverging[2], style.palette.diverging[-3]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [row["change"] for row in rows],
        "y": places,
        "text": [style.wording.signed(row["change"]) for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": [down if row["change"] < 0 else up for row in rows]},
        "customdata": [key(result, row) for row in rows],
        "hovertext": [_change_hover(result, row, style) for row in rows],
        "hoverinfo": "text",
    }
    rank = bool(rows) and rows[0]["unit"] == "rank"
    title = style.wording.say("Places gained (+) or lost (−)") if rank else _unit(result, style)
    figure = {
        "data": [bars],
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
            yaxis=_named_rows([(p, _name(result, row, style)) for p, row in zip(places, rows, strict=True)], style),
        ),
    }
    return Picture(figure, _change_takeaway(result, rows, style))


def _change_hover(result: Result, row: Row, style: Style) -> str:
    return style.wording.say(
        "{now}, the year before {before}: {change}",
        now=hover(result, row, style),
        before=style.wording.number(row["previous"]),
        change=style.wording.signed(row["change"]),
    )


# Parts of a whole ----------------------------------------------------------------------------------------------------
def composition(parts: Result, wholes: Result, dimension: str, style: Style, order: Sequence[str] = ()) -> Picture:
    """Parts that exclude one another, as shares of one stated whole; what no part names stands as *not stated*."""
    bases = {_base_key(wholes, row, ""): row for row in _drawn(wholes)}
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
            len(bodies) * _row_height(names_of_wholes.values(), BAR + 8) + BOTTOM + 60,
            barmode="stack",
            bargap=0.3,
            showlegend=True,
            legend={"traceorder": "normal"},
            margin={"t": 48},
            xaxis={"range": [0, 101], "ticksuffix": "%", "title": {"text": style.wording.say("Share of the whole stated")}},
            yaxis=_named_rows(list(names_of_wholes.items()), style),
        ),
    }
    rows = [row for found, _ in bodies.values() for row in found.values()]
    alt = style.wording.say("Parts of a stated whole for {n} bodies and years.", n=len(bodies))
    undrawn = "; ".join(_name(parts, row, style, (dimension,)) for row in left_out.values())
    notes = (style.wording.say("Not drawn, as no whole of the same period is stated: {names}.", names=undrawn),)
    return Picture(figure, alt, legend_of(rows, style, bars=True), notes=notes if left_out else ())


Bodies = dict[tuple[Any, ...], tuple[dict[str, Row], Row]]


def _base_key(result: Result, row: Row, dimension: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in result.question.by if name != dimension)


def _stretch(covers: str) -> str:
    return covers.split("; ")[0]


def _of_one_whole(parts: Result, bases: Mapping[tuple[Any, ...], Row], dimension: str) -> tuple[Bodies, dict[tuple[Any, ...], Row]]:
    """The parts of each body and year whose whole is stated for the same stretch; and a row of each of the rest."""
    bodies: Bodies = {}
    left: dict[tuple[Any, ...], Row] = {}
    for row in _drawn(parts):
        place = _base_key(parts, row, dimension)
        whole = bases.get(place)
        fits = whole is not None and "at_least" not in whole["status"] and whole["value"]
        if whole is not None and fits and _stretch(whole["covers"]) == _stretch(row["covers"]):
            bodies.setdefault(place, ({}, whole))[0][row[dimension]] = row
        else:
            left.setdefault(place, row)
    kept = {place: found for place, found in bodies.items() if _remainder(*found) > -0.5}
    return dict(sorted(kept.items(), key=lambda body: str(body[0]), reverse=True)), left


def _remainder(found: Mapping[str, Row], whole: Row) -> float:
    return float(whole["value"] - sum(row["value"] for row in found.values()))


def _whole_name(parts: Result, place: tuple[Any, ...], whole: Row, style: Style) -> str:
    names = [name for name in parts.question.by if name in whole]
    words = " · ".join(style.key(name, whole[name]) for name in names)
    return f"{words}  ({_label(whole, style)})"


def _part(result: Result, bodies: Bodies, name: str, colour: str, dimension: str, style: Style) -> Trace:
    drawn = [(place, found[name], whole) for place, (found, whole) in bodies.items() if name in found]
    return {
        "type": "bar",
        "orientation": "h",
        "name": style.key(dimension, name),
        "x": [row["value"] / whole["value"] * 100 for _, row, whole in drawn],
        "y": [str(place) for place, _, _ in drawn],
        "text": [_label(row, style) for _, row, _ in drawn],
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
        "x": [value / whole["value"] * 100 for _, value, whole in rest],
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
                "fgcolor": style.palette.muted,
                "bgcolor": style.palette.background,
                "size": 6,
                "solidity": 0.2,
            },
        },
        "hovertext": [f"{words}: {style.wording.number(value)}" for _, value, _ in rest],
        "hoverinfo": "text",
    }


def shares(parts: Result, dimension: str, style: Style) -> Picture:
    """Parts that may overlap: a bar each below the name of its body, never stacked and never added."""
    rows = sorted(_drawn(parts), key=lambda row: (str(_base_key(parts, row, dimension)), -row["value"]))
    values = list(dict.fromkeys(row[dimension] for row in sorted(rows, key=lambda row: str(row[dimension]))))
    colours = dict(zip(values, style.palette.categories, strict=False))
    names: list[tuple[str, str]] = []
    for row in rows:
        body = str(_base_key(parts, row, dimension))
        if body not in dict(names):
            names.append((body, f"<b>{_folded(_name(parts, row, style, (dimension,)))}</b>"))
        names.append((str(key(parts, row)), style.key(dimension, row[dimension])))
    longest = max([row["value"] for row in rows], default=1)
    percent = bool(rows) and rows[0]["unit"] == "percent"
    figure = {
        "data": [
            _bar_trace(parts, [row for row in rows if row[dimension] == value], style, colour) for value, colour in colours.items()
        ],
        "layout": layout(
            style,
            len(names) * _row_height(name for _, name in names) + BOTTOM + 16,
            barmode="overlay",
            bargap=0.3,
            margin={"t": 8},
            xaxis={
                "range": [0, 115 if percent else longest * 1.2],
                "title": {"text": _unit(parts, style)},
                "tickformat": ",~f",
                "nticks": 6,
            },
            yaxis=_named_rows(names[::-1], style),
        ),
    }
    return Picture(figure, takeaway(parts, rows, style), legend_of(rows, style, bars=True))


# What is known -------------------------------------------------------------------------------------------------------
def coverage(counts: Mapping[tuple[str, int], int], provinces: Sequence[str], years: Sequence[int], style: Style) -> Picture:
    """How many figures each province has for each year; an empty field is none, not zero."""
    rows = list(reversed(provinces))
    z = [[counts.get((province, year)) for year in years] for province in rows]
    known = sum(value is not None for line in z for value in line)
    most = max((value for line in z for value in line if value), default=1)
    figure = {
        "data": [
            {
                "type": "heatmap",
                "x": [str(year) for year in years],
                "y": rows,
                "z": z,
                "zmin": 0,
                "zmax": most,
                # the paler colours only, so that numbers can be read on them
                "colorscale": [[place / 3, colour] for place, colour in enumerate(style.palette.sequence[:4])],
                "xgap": 1,
                "ygap": 1,
                "hoverongaps": False,
                "customdata": [[[province, year] for year in years] for province in rows],
                "hovertext": [
                    [
                        style.wording.say(
                            "{province}, {year}: {n} figures",
                            province=style.province(province),
                            year=year,
                            n=style.wording.number(value or 0),
                        )
                        for year, value in zip(years, line, strict=True)
                    ]
                    for province, line in zip(rows, z, strict=True)
                ],
                "hoverinfo": "text",
                "texttemplate": "%{z}",
                "textfont": {"size": 10, "color": style.palette.text},
                "showscale": False,
            }
        ],
        "layout": layout(
            style,
            len(rows) * 18 + 50,
            margin={"t": 30, "b": 8},
            xaxis={
                **{"type": "category", "categoryorder": "array", "categoryarray": [str(year) for year in years]},
                **{"showgrid": False, "side": "top"},
            },
            yaxis={
                "type": "category",
                "tickmode": "array",
                "tickvals": rows,
                "ticktext": [style.province(province) for province in rows],
                "tickfont": {"size": 11, "color": style.palette.text},
                "showgrid": False,
            },
        ),
    }
    alt = style.wording.say(
        "Of {cells} fields (province × year), {known} hold at least one figure.",
        cells=style.wording.number(len(rows) * len(years)),
        known=style.wording.number(known),
    )
    return Picture(figure, alt)


# Sentences -----------------------------------------------------------------------------------------------------------
def _unit(result: Result, style: Style) -> str:
    unit = result.question.unit or result.metric.unit
    return style.wording.unit(unit)


def takeaway(result: Result, rows: Sequence[Row], style: Style) -> str:
    """What a chart says, for those who hear it read: how many figures, the highest and the lowest."""
    title = style.wording.metric(result.metric)
    if not rows:
        return style.wording.say("{metric}: no figure.", metric=title)
    low, high = (pick(rows, key=lambda row: row["value"]) for pick in (min, max))
    return style.wording.say(
        "{metric}: {n} figures, from {low} ({where_low}) to {high} ({where_high}).",
        metric=title,
        n=style.wording.number(len(rows)),
        low=_value(low, style),
        where_low=_name(result, low, style, ()),
        high=_value(high, style),
        where_high=_name(result, high, style, ()),
    )


def _change_takeaway(result: Result, rows: Sequence[Row], style: Style) -> str:
    title = style.wording.metric(result.metric)
    if not rows:
        return style.wording.say("{metric}: no change against the year before can be told.", metric=title)
    return style.wording.say(
        "{metric}: {n} changes against the year before, from {low} ({where_low}) to {high} ({where_high}).",
        metric=title,
        n=style.wording.number(len(rows)),
        low=style.wording.signed(rows[0]["change"]),
        where_low=_name(result, rows[0], style),
        high=style.wording.signed(rows[-1]["change"]),
        where_high=_name(result, rows[-1], style),
    )
