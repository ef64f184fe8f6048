"""Charts → PNG for documents: the very figures that the pages draw, without a browser. The only import of matplotlib."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from metrics.chart import Picture
from metrics.files.parts import LIGHT
from metrics.words.markup import from_plotly
from metrics.words.words import Words

# Plotly's marks and hatchings as matplotlib draws them; an open mark is not filled
SYMBOLS = {"circle": "o", "diamond": "D", "x": "X", "triangle-up": "^", "cross": "P"}
HATCHES = {"/": "////", "x": "xxxx", ".": "....", "|": "||||", "+": "++++"}
INCH = 25.4
DOTS = 200
# millimetres of paper for a pixel of a page; no chart is higher than a page
PIXEL, LOWEST, HIGHEST = 0.19, 48.0, 232.0
# points of letters, and millimetres that one takes
LETTERS, LETTER = 7.0, 1.3
# where a text stands beside its mark: shift in points, which end of it
SIDES = {"middle right": ((4, 0), "left", "center"), "middle left": ((-4, 0), "right", "center")}
ABOVE = ((0, 5), "center", "bottom")
BELOW = ((0, -5), "center", "top")

Trace = Mapping[str, Any]
Labels = Mapping[tuple[Any, ...], str]


@dataclass(frozen=True)
class Chart:
    """A picture to be drawn, its name where several stand together, and the numbers at its points where they have no other text."""

    picture: Picture
    name: str = ""
    labels: Labels = field(default_factory=dict)


def drawing(charts: Sequence[Chart], wording: Words, width: float, height: float = 0, columns: int = 1) -> bytes:
    """Charts as one PNG, side by side in columns and on one axis of years where they are several; sizes of all in millimetres.

    Without a height a chart is as high as on the page, within limits.
    """
    rows = -(-len(charts) // columns)
    each = height or min(max(charts[0].picture.height * PIXEL, LOWEST), HIGHEST)
    figure = Figure(figsize=(width / INCH, rows * each / INCH), dpi=DOTS)
    span = _span(charts) if len(charts) > 1 else None
    for place, chart in enumerate(charts):
        left, down = place % columns / columns, place // columns
        box = left, 1 - (down + 1) / rows, 1 / columns, 1 / rows
        _Drawn(figure, chart, wording, box, (width / columns, each), span).draw()
    target = io.BytesIO()
    figure.savefig(target, format="png", metadata={"Software": None})
    return target.getvalue()


def _span(charts: Iterable[Chart]) -> tuple[float, float]:
    """The first and last place of the years that the charts show, the same for all."""
    ranges = [chart.picture.figure["layout"]["xaxis"]["range"] for chart in charts]
    return min(first for first, _ in ranges), max(last for _, last in ranges)


def _plain(text: str) -> str:
    """A text of Plotly without its tags; matplotlib reads what stands between two dollars as a formula."""
    return from_plotly(re.sub(r"</?b>", "", text.replace("<br>", "\n"))).replace("$", r"\$")


def _each(value: Any, number: int) -> list[Any]:
    """A setting of a trace for each of its marks."""
    return list(value) if isinstance(value, list | tuple) else [value] * number


@dataclass
class _Drawn:
    """One chart on its way to the paper: `box` is its place in the figure in shares, `size` in millimetres."""

    figure: Figure
    chart: Chart
    wording: Words
    box: tuple[float, float, float, float]
    size: tuple[float, float]
    span: tuple[float, float] | None
    axes: dict[tuple[str, str], Axes] = field(default_factory=dict)
    # of stacked bars how far each place is filled
    filled: defaultdict[Any, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def layout(self) -> dict[str, Any]:
        settings: dict[str, Any] = self.chart.picture.figure["layout"]
        return settings

    @property
    def traces(self) -> list[Trace]:
        found: list[Trace] = self.chart.picture.figure["data"]
        return found

    def draw(self) -> None:
        for across, upright in dict.fromkeys(map(self._axes_of, self.traces)):
            self.axes[across, upright] = self._axis(across, upright)
        for trace in self.traces:
            axis, settings = self.axes[self._axes_of(trace)], self._settings(trace.get("yaxis", "y"))
            y = [_place(settings, one) for one in trace["y"]]
            (self._bars if trace["type"] == "bar" else self._marks)(axis, trace, y)
        self._shapes()
        for (across, upright), axis in self.axes.items():
            self._scales(axis, self._settings(across), self._settings(upright))
        self._legend()

    # where ---------------------------------------------------------------------------------------------------------------
    def _axes_of(self, trace: Trace) -> tuple[str, str]:
        return trace.get("xaxis", "x"), trace.get("yaxis", "y")

    def _settings(self, axis: str) -> dict[str, Any]:
        found: dict[str, Any] = self.layout.get(f"{axis[0]}axis{axis[1:]}", {})
        return found

    def _axis(self, across: str, upright: str) -> Axes:
        """An axis in its part of the box, within margins for names, numbers and the legend."""
        width, height = self.size
        named = [_plain(text) for text in self._settings(upright).get("ticktext", ())]
        longest = max((len(line) for name in named for line in name.split("\n")), default=0)
        hidden = self._settings(across).get("visible") is False
        left = 1.0 if hidden else max(15.0, min(longest * LETTER + 5, width * 0.45))
        right = 3 + max(self.layout["margin"].get("r", 0) - 20, 0) * PIXEL
        above = 10.0 if self.layout.get("annotations") or self._settings(across).get("side") == "top" or self.chart.name else 3.0
        below = (1.0 if hidden else 9.0) + (6.0 + 4.0 * (self._entries() > 4) if self.layout["showlegend"] else 0)
        x0, y0, wide, high = self.box
        first, last = self._settings(across).get("domain", (0, 1))
        low, top = self._settings(upright).get("domain", (0, 1))
        inner = (1 - (left + right) / width) * wide, (1 - (above + below) / height) * high
        start = x0 + left / width * wide, y0 + below / height * high
        # plots above one another need room for the years between them
        gap = 5 / height * high if top - low < 1 else 0
        axis = self.figure.add_axes(
            (start[0] + first * inner[0], start[1] + low * inner[1] + gap, (last - first) * inner[0], (top - low) * inner[1] - gap)
        )
        if self.chart.name:
            axis.set_title(_plain(self.chart.name), fontsize=8, color=LIGHT.text, pad=13)
        return axis

    # marks ---------------------------------------------------------------------------------------------------------------
    def _marks(self, axis: Axes, trace: Trace, y: Sequence[float | None]) -> None:
        """Lines with their gaps, points by their form, texts beside them, ranges."""
        mode, opacity = trace["mode"], trace.get("opacity", 1)
        if "lines" in mode:
            width = trace["line"].get("width", 2) * 0.7
            axis.plot(_gaps(trace["x"]), _gaps(y), color=trace["line"]["color"], linewidth=width, alpha=opacity)
        points = [(x, up) for x, up in zip(trace["x"], y, strict=True) if x is not None and up is not None]
        if "markers" in mode and trace["marker"].get("opacity", 1):
            self._points(axis, trace["marker"], points, opacity)
        for name, where in (("error_x", "xerr"), ("error_y", "yerr")):
            if name in trace and points:
                reach: dict[str, Any] = {where: [trace[name]["arrayminus"], trace[name]["array"]]}
                look: dict[str, Any] = {"fmt": "none", "ecolor": trace[name]["color"], "elinewidth": 0.8, "zorder": 1}
                axis.errorbar([x for x, _ in points], [up for _, up in points], **reach, **look)
        self._texts(axis, trace, points)

    def _points(self, axis: Axes, marker: Mapping[str, Any], points: Sequence[tuple[Any, Any]], opacity: float) -> None:
        number = len(points)
        symbols, colours = _each(marker.get("symbol", "circle"), number), _each(marker["color"], number)
        size = (marker["size"] * 0.5) ** 2
        for symbol in dict.fromkeys(symbols):
            places = [place for place in range(number) if symbols[place] == symbol]
            own, edge = [colours[place] for place in places], symbol.endswith("-open")
            axis.scatter(
                [points[place][0] for place in places],
                [points[place][1] for place in places],
                s=size,
                marker=SYMBOLS[symbol.removesuffix("-open")],
                facecolors="none" if edge else own,
                edgecolors=own,
                linewidths=1.0 if edge else 0.3,
                alpha=opacity,
                clip_on=False,
                zorder=3,
            )

    def _texts(self, axis: Axes, trace: Trace, points: Sequence[tuple[Any, Any]]) -> None:
        """The texts at points: their own, or the numbers that the chart brings for them."""
        number = len(points)
        texts = _each(trace.get("text", ""), number) if "text" in trace["mode"] else [""] * number
        if not any(texts):
            keys = trace.get("customdata", ())
            texts = [self.chart.labels.get(tuple(one), "") for one in keys] if self.chart.labels else []
        sides = _each(trace.get("textposition", "top center"), number)
        colours = _each(trace.get("textfont", {}).get("color", LIGHT.text), number)
        for point, text, side, colour in zip(points, texts, sides, colours, strict=False):
            shift, across, up = SIDES.get(side, BELOW if side.startswith("bottom") else ABOVE)
            look: dict[str, Any] = {"ha": across, "va": up, "fontsize": LETTERS, "color": colour, "annotation_clip": False}
            axis.annotate(_plain(text).strip(), point, xytext=shift, textcoords="offset points", **look)

    # bars ----------------------------------------------------------------------------------------------------------------
    def _bars(self, axis: Axes, trace: Trace, y: Sequence[float | None]) -> None:
        """Bars across with names at the side, or the tiles of a map."""
        number = len(trace["x"])
        flat = trace.get("orientation") == "h"
        thick = trace.get("width", 1 - self.layout.get("bargap", 0.2))
        starts = _each(trace.get("base", 0), number)
        if flat and self.layout.get("barmode") == "stack":
            starts = [self.filled[place] for place in y]
            for place, length in zip(y, trace["x"], strict=True):
                self.filled[place] += length
        places, lengths = (y, trace["x"]) if flat else (trace["x"], trace["y"])
        colours, patterns = self._colours(trace, number), _each(trace["marker"].get("pattern", {}).get("shape", ""), number)
        edge = trace["marker"].get("line", {}).get("color", "none")
        for place, length, start, colour, pattern in zip(places, lengths, starts, colours, patterns, strict=True):
            empty = colour in ("none", LIGHT.background)
            look: dict[str, Any] = {"color": colour, "hatch": HATCHES.get(pattern), "linewidth": 0.6 if empty else 0}
            look["edgecolor"] = (edge if isinstance(edge, str) else LIGHT.line) if empty else LIGHT.background
            if flat:
                axis.barh(place, length, thick, start, **look)
            else:
                axis.bar(place, length, thick, start, **look)
        self._bar_texts(axis, trace, list(zip(places, lengths, starts, strict=True)), flat)

    def _colours(self, trace: Trace, number: int) -> list[Any]:
        colour, scale = trace["marker"]["color"], trace["marker"].get("colorscale")
        if not scale:
            return ["none" if one == "rgba(0,0,0,0)" else one for one in _each(colour, number)]
        low, high = min(colour), max(colour)
        shades = [shade for _, shade in scale]
        shown = LinearSegmentedColormap.from_list("", shades[::-1] if trace["marker"].get("reversescale") else shades)
        between = Normalize(low, high if high > low else low + 1)
        return [shown(between(one)) for one in colour]

    def _bar_texts(self, axis: Axes, trace: Trace, bars: Sequence[tuple[Any, Any, Any]], flat: bool) -> None:
        inside = trace.get("textposition") == "inside"
        colour = trace.get("textfont", {}).get("color", LIGHT.text)
        first, last = self._settings("x").get("range", (0, 1))
        room = (self.size[0] - 30) / abs(last - first or 1)
        for (place, length, start), text in zip(bars, _each(trace.get("text", ""), len(bars)), strict=True):
            told = _plain(text).strip()
            if not flat:
                # a tile has room for its name and its value alone
                at, small = (place, start + length / 2), min(LETTERS, 62 / max(map(len, told.split("\n"))))
                axis.text(*at, told, ha="center", va="center", fontsize=small, color=colour, linespacing=1.05)
            elif not inside:
                shift, end = ((3, 0), "left") if length >= 0 else ((-3, 0), "right")
                look: dict[str, Any] = {"ha": end, "va": "center", "fontsize": LETTERS, "color": LIGHT.text}
                axis.annotate(told, (start + length, place), xytext=shift, textcoords="offset points", **look)
            elif length * room > len(told) * LETTER:
                seen = LIGHT.text if trace["marker"]["color"] == LIGHT.background else LIGHT.background
                axis.text(start + length / 2, place, told, ha="center", va="center", fontsize=LETTERS, color=seen)

    # lines and scales --------------------------------------------------------------------------------------------------------
    def _shapes(self) -> None:
        """Breaks and references, each with its number; names of plots."""
        for shape in self.layout.get("shapes", ()):
            for axis in self._on(shape):
                style = ":" if shape["line"].get("dash") == "dot" else "--"
                axis.axvline(shape["x0"], linestyle=style, linewidth=0.9, color=LIGHT.muted, zorder=0.5)
        for note in self.layout.get("annotations", ()):
            for axis in self._on(note):
                name = note["xref"].endswith(" domain")
                look: dict[str, Any] = {"ha": note.get("xanchor", "center"), "va": "bottom", "fontsize": 8, "color": LIGHT.muted}
                transform = axis.transAxes if name else axis.get_xaxis_transform()
                axis.text(note["x"], 1.1 if name else 1.01, _plain(note["text"]), transform=transform, **look)

    def _on(self, shape: Mapping[str, Any]) -> Iterator[Axes]:
        across = shape["xref"].removesuffix(" domain")
        yield from (axis for (name, _), axis in self.axes.items() if name == across)

    def _scales(self, axis: Axes, across: Mapping[str, Any], upright: Mapping[str, Any]) -> None:
        if across.get("visible") is False:
            axis.set_axis_off()
        self._scale(axis, across, "x")
        self._scale(axis, upright, "y")
        axis.tick_params(labelsize=LETTERS, colors=LIGHT.muted, length=2)
        if upright.get("ticktext"):
            axis.tick_params(axis="y", labelcolor=LIGHT.text, length=0)
        if across.get("domain", (0, 1))[0] and not across.get("anchor", "y")[1:]:
            # beside another, whose names are its own
            axis.tick_params(axis="y", labelleft=False)
        if across.get("side") == "top":
            axis.xaxis.tick_top()
            axis.xaxis.set_label_position("top")
        axis.grid(axis="x" if upright.get("ticktext") else "y", color=LIGHT.line, linewidth=0.5)
        axis.set_axisbelow(True)
        for side, line in axis.spines.items():
            line.set_visible(side == ("top" if across.get("side") == "top" else "bottom"))
            line.set_color(LIGHT.line)

    def _scale(self, axis: Axes, settings: Mapping[str, Any], way: str) -> None:
        """Ends, ticks and title of an axis; numbers in the language."""
        own = axis.xaxis if way == "x" else axis.yaxis
        limits = self.span if way == "x" and self.span else settings.get("range")
        if limits:
            (axis.set_xlim if way == "x" else axis.set_ylim)(*limits)
        elif settings.get("rangemode") == "tozero":
            axis.set_ylim(0, axis.get_ylim()[1] * 1.1)
        if settings.get("ticktext"):
            own.set_ticks(
                [_place(settings, one) or 0 for one in settings["tickvals"]], labels=[_plain(one) for one in settings["ticktext"]]
            )
        else:
            self._ticks(axis, settings, way, limits)
        title = settings.get("title", {}).get("text", "")
        own.set_label_text(_plain(title), fontsize=8, color=LIGHT.muted)

    def _ticks(self, axis: Axes, settings: Mapping[str, Any], way: str, limits: Sequence[float] | None) -> None:
        own = axis.xaxis if way == "x" else axis.yaxis
        if settings.get("tickmode") == "array" and limits:
            # whole years, the last one named, as many as have room
            most = max(self.size[0] * (settings.get("domain", (0, 1))[1] - settings.get("domain", (0, 1))[0]) / 13, 2)
            first, last = round(limits[0] + 0.6), settings["tickvals"][-1] if not self.span else round(limits[1] - 0.6)
            own.set_ticks(range(last, first - 1, -max(1, -(-(last - first) // int(most)))))
        elif "tickvals" in settings:
            own.set_ticks(settings["tickvals"])
        else:
            own.set_major_locator(MaxNLocator(settings.get("nticks", 6), min_n_ticks=2))
        suffix, year = settings.get("ticksuffix", ""), settings.get("tickformat") == "d"
        own.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}" if year else self.wording.number(value) + suffix))

    def _entries(self) -> int:
        return sum("name" in trace and trace.get("showlegend", True) for trace in self.traces)

    def _legend(self) -> None:
        """Whose each colour is, below all plots."""
        if not self.layout["showlegend"]:
            return
        axis = next(iter(self.axes.values()))
        handles, labels = [], []
        for trace in self.traces:
            if "name" in trace and trace.get("showlegend", True):
                colour = trace["marker"]["color"]
                empty = colour == LIGHT.background
                symbol = "s" if trace["type"] == "bar" else "o"
                (handle,) = axis.plot([], [], symbol, color=LIGHT.line if empty else colour, markersize=5)
                handles.append(handle)
                labels.append(_plain(trace["name"]))
        if handles:
            x0, y0, wide, _ = self.box
            look: dict[str, Any] = {"fontsize": LETTERS, "frameon": False, "ncols": 2 if max(map(len, labels)) > 30 else 4}
            self.figure.legend(handles, labels, loc="lower center", bbox_to_anchor=(x0 + wide / 2, y0), **look)


def _place(settings: Mapping[str, Any], value: Any) -> float | None:
    """Where a value stands on an axis: of names the place in their order."""
    if value is None:
        return None
    if settings.get("type") == "category":
        return float(settings["categoryarray"].index(value))
    return float(value)


def _gaps(values: Iterable[float | None]) -> list[float]:
    """What is not stated leaves a gap."""
    return [float("nan") if value is None else value for value in values]
