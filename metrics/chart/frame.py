"""What every chart has: its palette and style, the marks of a row's state, the one template. The only import of plotly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import plotly

from metrics.errors import N_
from metrics.territory import MERGER, MERGER_YEAR, is_merged
from metrics.vocabulary import Mark, Result, Row
from metrics.words.markup import in_plotly
from metrics.words.words import Words

Trace = dict[str, Any]

FONT = "'Segoe UI', 'Noto Sans', 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif"
# pixels
BAR, TOP, BOTTOM, SERIES = 26, 34, 44, 400

BASIC = Path(__file__).parent / "plotly-basic.min.js"

CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
}


def plotly_js() -> Path:
    """The plotly.js that the app serves: the basic bundle, which draws bars and points, if it is of the version of the package's
    own, else that."""
    whole = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    return BASIC if _release(BASIC) == _release(whole) else whole


def _release(script: Path) -> str:
    """The version that the second line of a bundle ends with: v4.1.1."""
    with script.open(encoding="utf-8") as lines:
        return [next(lines).strip() for _ in range(2)][1].rpartition(" ")[2]


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
    """What a chart is drawn with: the words of a language with the names of the data, the colours."""

    wording: Words
    palette: Palette
    # provinces whose names stand without their time, which a note below the chart tells for all of them (`dated_once`)
    undated: frozenset[str] = frozenset()

    def key(self, column: str, value: Any) -> str:
        """A cell of a key column in words."""
        if column in ("province", "organization") and value is not None and str(value).partition(".")[0] in self.undated:
            return self.wording.without_time(column, value)
        return self.wording.key(column, value)

    def province(self, slug: str) -> str:
        """A province's name."""
        return self.key("province", slug)

    def covers(self, row: Row) -> str:
        """What a row covers, in words."""
        return self.wording.covers(row.covers, row.unit)


@dataclass(frozen=True)
class Form:
    """How a figure with one mark looks as a point and as a bar, and the letter that stands for it in the legend."""

    symbol: str
    pattern: str
    letter: str
    bar_letter: str
    meaning: str


# the first of a row's marks here makes its form, the others stand around or beside it; told apart by form, not by colour
FORMS: dict[Mark, Form] = {
    Mark.DISPUTED: Form("diamond", "x", "◆", "▩", N_("disputed: sources differ; the line reaches to the other value")),
    Mark.DERIVED: Form("x", ".", "✕", "▒", N_("derived: computed, where nothing is reported")),
    Mark.AT_LEAST: Form("triangle-up", "|", "▲", "▥", N_("at least: units or parts are missing from the sum")),
    Mark.PARTIAL: Form("circle-open", "/", "○", "▨", N_("partial: the period is not fully covered")),
    Mark.SUM_OF_PARTS: Form("cross", "+", "✚", "▦", N_("sum of parts: no source states the total")),
}
COMPLETE = Form("circle", "", "●", "■", N_("complete"))


@dataclass(frozen=True)
class Picture:
    """A figure for Plotly, what it says in a sentence, and the notes that stand below it.

    Beside `data` and `layout` a figure may hold `narrow`, what a narrow screen changes of the layout, and `narrowText`, for each
    trace the labels that its marks have there.
    """

    figure: dict[str, Any]
    alt: str
    # marks used: (letter, meaning); breaks on the axis: (number, meaning)
    legend: tuple[tuple[str, str], ...] = ()
    breaks: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=())
    # what is seen, to stand above it as its title, and of what it is; "" where nothing can be said safely
    headline: str = ""
    scope: str = ""

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.figure["layout"]["height"])


def forms(marks: Iterable[Mark]) -> tuple[Form, ...]:
    """The form of each of a row's marks; that of a complete figure where it has none."""
    held = set(marks)
    return tuple(form for mark, form in FORMS.items() if mark in held) or (COMPLETE,)


def form(marks: Iterable[Mark]) -> Form:
    """The form that a point or a bar has: that of the first of its marks."""
    return forms(marks)[0]


def letters(marks: Iterable[Mark], bars: bool = False) -> str:
    """The letters of all marks of a row, for tables and labels; nothing of a complete figure."""
    return "".join(one.bar_letter if bars else one.letter for one in forms(marks) if one is not COMPLETE)


def outlines(points: Trace, marks: Sequence[frozenset[Mark]]) -> list[Trace]:
    """Wider outlines around the points that have more marks than their own form shows, one for each further mark."""
    found: list[Trace] = []
    for place in range(1, max(map(len, marks), default=0)):
        more = [at for at, held in enumerate(marks) if len(held) > place]
        colour = points["marker"]["color"]
        symbols = [forms(marks[at])[place].symbol.removesuffix("-open") + "-open" for at in more]
        found.append(
            {
                **{name: points[name] for name in ("type", "xaxis", "opacity", "zorder", "legendgroup") if name in points},
                "mode": "markers",
                "x": [points["x"][at] for at in more],
                "y": [points["y"][at] for at in more],
                "marker": {
                    "color": colour if isinstance(colour, str) else [colour[at] for at in more],
                    "size": points["marker"]["size"] + 8 * place,
                    "symbol": symbols,
                    "line": {"width": 1.5},
                },
                "hoverinfo": "skip",
                "showlegend": False,
                "connectgaps": False,
                "cliponaxis": False,
            }
        )
    return found


def entry(name: str, colour: str, group: str) -> Trace:
    """An entry of the legend that shows a colour alone, for the traces of a `group`; `name` as Plotly takes it."""
    return {
        **{"type": "scatter", "mode": "markers", "x": [None], "y": [None], "hoverinfo": "skip", "connectgaps": False},
        **{"name": name, "legendgroup": group, "marker": {"color": colour, "size": 10}},
    }


def entries(traces: Iterable[Trace]) -> list[Trace]:
    """The entries of the legend for these points, where Plotly's own would show the form of a first mark as that of all.

    These are then left out of the legend themselves.
    """
    named = [trace for trace in traces if "name" in trace and trace.get("showlegend", True)]
    if all(trace["marker"]["symbol"][0] == COMPLETE.symbol for trace in named):
        return []
    for place, trace in enumerate(named):
        trace |= {"legendgroup": str(place), "showlegend": False}
    return [entry(trace["name"], trace["marker"]["color"], trace["legendgroup"]) for trace in named]


def key(result: Result, row: Row) -> list[Any]:
    """What identifies a row: its `by` columns."""
    return [row[name] for name in result.question.by]


def drawn(result: Result) -> list[Row]:
    """The rows that have a value, as all have but those of provinces that a table of ranks lists without one."""
    return [row for row in result.rows if row.has_value]


def dated_once(rows: Sequence[Row], style: Style, by_year: bool = False) -> tuple[Style, tuple[str, ...]]:
    """A style that names provinces without their time where that can be told once for all, and the notes that tell it.

    The merger gave 23 names to two units each. Of units of one list the time is a note; of both lists it stays with those since the
    merger alone, or with none where the place on an axis of years (`by_year`) tells which is meant.
    """
    names = style.wording.names
    places = [str(row.key.get("organization") or row.key.get("province") or "").partition(".")[0] for row in rows]
    slugs = set(places)
    shared = [names.provinces[slug] for slug in slugs if slug in names.provinces and names.provinces[slug].name_vi in names.shared]
    since = frozenset(one.province for one in shared if is_merged(one))
    before = frozenset(one.province for one in shared) - since
    month = style.wording.date(MERGER[:7])
    if not shared:
        return style, ()
    if not before:
        return replace(style, undated=since), (style.wording.say("Provinces are those since {month}.", month=month),)
    told = (
        [(row["year"] >= MERGER_YEAR) == (slug in since) for row, slug in zip(rows, places, strict=True) if slug in since | before]
        if by_year
        else []
    )
    if since and told and all(told):
        text = N_("A name up to {before} is of a province before {month}, from {year} on of one since.")
        said = style.wording.say(text, before=MERGER_YEAR - 1, month=month, year=MERGER_YEAR)
        return replace(style, undated=since | before), (said,)
    text = N_("Names without a date are of provinces before {month}.") if since else N_("Provinces are those before {month}.")
    return replace(style, undated=before), (style.wording.say(text, month=month),)


def name_of(result: Result, row: Row, style: Style, leave: Iterable[str] = ("year",)) -> str:
    """The words for a row's key, without the columns that an axis shows."""
    names = style.wording.names_of(row, (name for name in result.question.by if name not in leave), style.key)
    return " · ".join(names) or style.wording.say("All")


def label_of(result: Result, row: Row, style: Style, leave: Iterable[str] = ("year",)) -> str:
    """`name_of` a row for Plotly: a name that holds markup is shown as it is."""
    return in_plotly(name_of(result, row, style, leave))


def value_of(row: Row, style: Style) -> str:
    """A row's value with its qualifier and unit, in words."""
    return style.wording.stated(row)


def label(row: Row, style: Style) -> str:
    """The number at a mark: with its qualifier, r/n for a rank, with its sign for places gained."""
    if row.is_gain:
        return style.wording.gain(row)
    if row.covers.ranked_units:
        return f"{rank_of(row, style)}/{row.covers.ranked_units}"
    return bound(row) + style.wording.qualified(row.value, row.qualifier, row.unit)


def rank_of(row: Row, style: Style) -> str:
    """A rank with its qualifier."""
    return style.wording.qualified(row.value, row.qualifier, "rank")


def bound(row: Row) -> str:
    """The sign of a sum from which units or parts are missing, where its value carries no bound of its own."""
    return "≥ " if Mark.AT_LEAST in row.marks and row.qualifier == "eq" else ""


def hover(result: Result, row: Row, style: Style) -> str:
    """What a mark tells when pointed at: whose, how much, its state, what it covers."""
    lines = [f"<b>{label_of(result, row, style, ())}</b>", value_of(row, style)]
    if row.covers.ranked_units and not row.is_gain:
        lines[1] = style.wording.say("rank {rank} of {n}", rank=rank_of(row, style), n=row.covers.ranked_units)
    if row.marks:
        lines.append(style.wording.marks(row.marks))
    covers = in_plotly(style.covers(row))
    return "<br>".join([*lines, *([covers] if covers else [])])


# The one template ----------------------------------------------------------------------------------------------------
def layout(style: Style, height: int, **more: Any) -> dict[str, Any]:
    """What every chart has in common, as Plotly's layout; `height` in pixels, `more` overrides."""
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
        "separators": style.wording.separators,
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
    return merged(base, more)


def merged(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Nested settings, those of `more` over those of `base`."""
    both = {
        name: merged(base[name], value) if isinstance(base.get(name), dict) and isinstance(value, dict) else value
        for name, value in more.items()
    }
    return {**base, **both}


def legend_of(rows: Iterable[Row], style: Style, bars: bool = False) -> tuple[tuple[str, str], ...]:
    """The letters and meanings of all marks that rows use; none where every row is complete."""
    used = {one for row in rows for one in forms(row.marks)}
    shown = [one for one in (COMPLETE, *reversed(FORMS.values())) if one in used] if used != {COMPLETE} else []
    return tuple((one.bar_letter if bars else one.letter, style.wording.say(one.meaning)) for one in shown)


def error_bars(rows: Sequence[Row], axis: str, style: Style) -> dict[str, Any]:
    """Ranges from disputed values to what the other sources state."""
    reach = [[other.value for other in row.covers.disputed] for row in rows]
    if not any(reach):
        return {}
    up = [max([value - row.value for value in values] + [0]) for row, values in zip(rows, reach, strict=True)]
    down = [max([row.value - value for value in values] + [0]) for row, values in zip(rows, reach, strict=True)]
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


# Sentences -----------------------------------------------------------------------------------------------------------
def unit_of(result: Result, style: Style) -> str:
    """The unit of all rows of a result, in words: the one asked for, else the metric's own; places gained are no ranks."""
    if result.metric.change_of:
        return style.wording.say("Places gained (+) or lost (−)")
    unit = result.question.unit or result.metric.unit
    return style.wording.unit(unit)


def _heard(row: Row, style: Style) -> str:
    """A row's value in words that can be read aloud; of a sum that lacks units or parts so much or more."""
    return style.wording.amount(row.value, "ge", row.unit) if bound(row) else value_of(row, style)


def takeaway(result: Result, rows: Sequence[Row], style: Style) -> str:
    """What a chart says, for those who hear it read: how many figures, the highest and the lowest."""
    title = style.wording.metric(result.metric)
    if not rows:
        return style.wording.say("{metric}: no figure.", metric=title)
    low, high = (pick(rows, key=lambda row: row.value) for pick in (min, max))
    return style.wording.say(
        "{metric}: {n} figures, from {low} ({where_low}) to {high} ({where_high}).",
        metric=title,
        n=style.wording.number(len(rows)),
        low=_heard(low, style),
        where_low=name_of(result, low, style, ()),
        high=_heard(high, style),
        where_high=name_of(result, high, style, ()),
    )
