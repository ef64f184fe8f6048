"""Charts of ranks: all provinces over the years with some highlighted, all indexes small, one year with its scores, the regions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from metrics.answers.ranking import ORIGINS, RankRow, RankTable, Region, origin, regions
from metrics.chart.bars import named_rows, places_of
from metrics.chart.breaks import break_lines, breaks_for
from metrics.chart.frame import (
    BOTTOM,
    COMPLETE,
    FORMS,
    TOP,
    Picture,
    Style,
    Trace,
    dated_once,
    entries,
    entry,
    form,
    forms,
    key,
    layout,
    outlines,
    rank_of,
    takeaway,
)
from metrics.chart.headline import best_known, rank_news, scope
from metrics.chart.years import LABEL_GAP, as_one, lines_through, years_axis
from metrics.data.breaks import Break
from metrics.errors import N_
from metrics.indexes import BY_RANK
from metrics.territory import OLD_LIST, UNITS, list_of
from metrics.vocabulary import Covers, Mark, Row
from metrics.words.languages import named
from metrics.words.markup import in_markdown, in_plotly

# pixels
BUMP, SMALL, ROW, REGION_ROW = 560, 210, 20, 46
# of small plots: how many side by side, and the room for the legend above all and the name above each
COLUMNS, LEGEND, TITLE = 2, 40, 44
# the gutter right of the last year, for names
GUTTER = 150
# how strong the provinces are drawn that are not highlighted
PALE_LINE, PALE_MARK = 0.3, 0.45


# What is told of a rank -------------------------------------------------------------------------------------------------
def rank_label(row: RankRow, style: Style) -> str:
    """A rank at its mark: 18/63; =15/63 where another province holds it too."""
    units = row.covers.ranked_units
    tie = "=" if row.tied_with else ""
    return tie + rank_of(row, style) + (f"/{units}" if units else "")


def of_how_many(row: RankRow, style: Style) -> str:
    """Rank 3 of 12 ranked (63 exist); without the bracket where all were ranked."""
    rank, units = rank_of(row, style), row.covers.ranked_units
    if units == row.exist:
        return style.wording.say("rank {rank} of {n}", rank=rank, n=units)
    return style.wording.say("rank {rank} of {n} ranked ({exist} exist)", rank=rank, n=units, exist=row.exist)


def tied(row: RankRow, style: Style) -> str:
    """Who holds the same rank; nothing where nobody does."""
    names = ", ".join(map(style.province, row.tied_with))
    return style.wording.say("tied with {names}", names=names) if names else ""


def how_known(metric: str, marks: frozenset[Mark], style: Style) -> str:
    """Published, or computed here and of what."""
    return style.wording.say(ORIGINS[origin(metric, marks)])


def rank_hover(result: RankTable, row: RankRow, style: Style) -> str:
    """What a rank tells when pointed at: whose, of how many, tied, published or computed, its score, what is disputed."""
    metric = result.question.metric
    others = row.marks - {Mark.DERIVED}
    lines = [
        f"<b>{in_plotly(style.province(row['province']))} · {row['year']}</b>",
        of_how_many(row, style),
        in_plotly(tied(row, style)),
        how_known(metric, row.marks, style),
        style.wording.marks(others) if others else "",
        in_plotly(style.wording.covers(Covers(disputed=row.covers.disputed), "rank")),
        score_words(row, style) if result.has_scores else "",
    ]
    return "<br>".join(filter(None, lines))


def score_words(row: RankRow, style: Style) -> str:
    """The score beside a rank, with its state; that none is known where the question was asked."""
    if row.score is None:
        return style.wording.say("no score was seen")
    text = style.wording.say("score {score}", score=style.wording.qualified(row.score.value, row.score.qualifier, "score"))
    return f"{text} ({style.wording.marks(row.score.marks)})" if row.score.marks else text


def rank_legend(metric: str, rows: Iterable[RankRow], style: Style) -> tuple[tuple[str, str], ...]:
    """The letters and meanings of the marks: which ranks are published, which computed here; silent where all are published."""
    used = {one for row in rows for one in forms(row.marks)}
    own = {COMPLETE: N_("rank published"), FORMS[Mark.DERIVED]: N_("rank {origin}")}
    computed = how_known(metric, frozenset({Mark.DERIVED}), style)
    told = tuple(
        (one.letter, style.wording.say(own.get(one, one.meaning), origin=computed))
        for one in (COMPLETE, *reversed(FORMS.values()))
        if one in used
    )
    return () if used == {COMPLETE} else told


# Over the years ---------------------------------------------------------------------------------------------------------
def bump(shown: Sequence[str]) -> Callable[[RankTable, Style], Picture]:
    """The chart of all provinces' ranks over years with those of `shown` highlighted."""
    return lambda result, style: _bump(result, style, shown)


def _bump(result: RankTable, style: Style, shown: Sequence[str]) -> Picture:
    rows = ranked(result)
    groups = _by_province(rows)
    colours = colours_of(shown, style)
    years = [row["year"] for row in rows]
    breaks = breaks_for(result, style, min(years, default=0), max(years, default=0))
    lines, meanings = break_lines(breaks, style)
    last = _last(rows)
    # the highlighted first, so that keys reach them first; zorder puts them on top
    traces: list[Trace] = []
    for slug, colour in colours.items():
        if slug in groups:
            traces += _stroke(result, groups[slug], breaks, style, colour, 3)
    traces += _pale(result, {slug: group for slug, group in groups.items() if slug not in colours}, breaks, style)
    if ends := {slug: groups[slug][-1] for slug in colours if slug in groups}:
        traces.append(_end_labels(ends, colours, (min(years), max(years)), last, style))
    figure = {
        "data": traces,
        "layout": layout(
            style,
            BUMP,
            **lines,
            margin={"r": GUTTER if ends else 12},
            xaxis=years_axis(years, False),
            yaxis=_rank_axis(last, style),
            legend={"y": 0, "yanchor": "bottom"},
        ),
        "narrow": {"showlegend": bool(ends), "margin": {"l": 8, "r": 12, "t": TOP, "b": BOTTOM, "pad": 4}},
    }
    legend = rank_legend(result.question.metric, rows, style)
    notes = _latest_of(shown, groups, style)
    alt = _bump_takeaway(result, groups, shown, style)
    said = {"headline": rank_news(result, dated_once(rows, style)[0], shown), "scope": scope(result, style)}
    return Picture(figure, alt, legend, meanings, notes, **said)


def ranked(result: RankTable) -> list[RankRow]:
    """The rows whose rank is known."""
    return [row for row in result.rows if row.has_value]


def _by_province(rows: Iterable[RankRow]) -> dict[str, list[RankRow]]:
    groups: dict[str, list[RankRow]] = {}
    for row in sorted(rows, key=lambda row: (row["province"], row["year"])):
        groups.setdefault(row["province"], []).append(row)
    return groups


def colours_of(shown: Sequence[str], style: Style) -> dict[str, str]:
    """One colour a highlighted province, the same in every chart of the page."""
    palette = style.palette.categories
    return {slug: palette[place % len(palette)] for place, slug in enumerate(shown)}


def _last(rows: Iterable[RankRow]) -> int:
    return int(max([row.covers.ranked_units or row.value or 0 for row in rows], default=UNITS[OLD_LIST]))


def _rank_axis(last: int, style: Style, step: int = 10) -> dict[str, Any]:
    """Ranks from 1 on top."""
    return {
        "range": [last + 1.5, -0.5],
        "autorange": False,
        "tickvals": [1, *range(step, last + 1, step)],
        "tickformat": "d",
        "title": {"text": style.wording.say("Rank (1 is best)")},
    }


def _stroke(
    result: RankTable, group: Sequence[RankRow], breaks: Sequence[Break], style: Style, colour: str, width: int
) -> list[Trace]:
    """One highlighted province: its lines, its marks, and its entry in the legend, which would else show the first mark's form."""
    slug = group[0]["province"]
    together = {"legendgroup": slug, "showlegend": False}
    lines = [
        {**trace, **together, "line": {"color": colour, "width": width}, "zorder": 2}
        for trace in lines_through(group, breaks, colour, "y")
    ]
    points = {**_marks(result, group, style, colour, width + 6), **together, "zorder": 3}
    return [*lines, points, *outlines(points, _marks_of(group)), _entry(slug, colour, style)]


def _entry(slug: str, colour: str, style: Style) -> Trace:
    """A province's entry in the legend."""
    return entry(in_plotly(plain_name(slug, style)), colour, slug)


def _marks_of(rows: Iterable[Row]) -> list[frozenset[Mark]]:
    return [row.marks for row in rows]


def _marks(result: RankTable, group: Sequence[RankRow], style: Style, colour: str, size: int) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row["year"] for row in group],
        "y": [row.value for row in group],
        "marker": {
            "color": colour,
            "size": size,
            "symbol": [form(row.marks).symbol for row in group],
            "line": {"width": 0},
        },
        "customdata": [key(result, row) for row in group],
        "hovertext": [rank_hover(result, row, style) for row in group],
        "hoverinfo": "text",
        "connectgaps": False,
        "cliponaxis": False,
    }


def _pale(result: RankTable, groups: Mapping[str, Sequence[RankRow]], breaks: Sequence[Break], style: Style) -> list[Trace]:
    """Everyone else: one trace for the lines and one for the marks, however many provinces there are."""
    colour = style.palette.muted
    strokes = [trace for group in groups.values() for trace in lines_through(group, breaks, colour, "y")]
    rows = sorted((row for group in groups.values() for row in group), key=lambda row: (row["year"], row.value))
    if not rows:
        return []
    points = _marks(result, rows, style, colour, 5) | {"opacity": PALE_MARK, "showlegend": False}
    joined = [as_one(strokes) | {"line": {"color": colour, "width": 1}, "opacity": PALE_LINE}] if strokes else []
    return [*joined, points, *outlines(points, _marks_of(rows))]


def _end_labels(ends: Mapping[str, RankRow], colours: Mapping[str, str], years: tuple[int, int], last: int, style: Style) -> Trace:
    """Names and ranks in the gutter, each beside its line's end or as near to it as there is room."""
    order = sorted(ends, key=lambda slug: (ends[slug].value or 0, slug))
    gap = LABEL_GAP * (last + 2) / (BUMP - TOP - BOTTOM)
    heights = apart([ends[slug].value or 0 for slug in order], gap, last + 1)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [years[1] + 0.03 * (years[1] - years[0] + 1)] * len(order),
        "y": heights,
        "text": [_end_label(ends[slug], years[1], style) for slug in order],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": [colours[slug] for slug in order]},
        "marker": {"opacity": 0, "size": 1},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "connectgaps": False,
    }


def _end_label(row: RankRow, last_year: int, style: Style) -> str:
    ended = f" ({row['year']})" if row["year"] != last_year else ""
    return f"{in_plotly(plain_name(row['province'], style))} {rank_label(row, style)}{ended}"


def plain_name(slug: str, style: Style) -> str:
    """A province's name without the years of its life: a ranking is of one list."""
    return named(style.wording.names.provinces[slug], style.wording.language)


def apart(heights: Sequence[float], gap: float, last: float) -> list[float]:
    """Heights in rising order moved until each is `gap` from the next and none is beyond `last`."""
    moved: list[float] = []
    for height in heights:
        moved.append(max(height, moved[-1] + gap) if moved else height)
    for place in range(len(moved) - 1, -1, -1):
        moved[place] = min(moved[place], last - gap * (len(moved) - 1 - place))
    return moved


def _latest_of(shown: Sequence[str], groups: Mapping[str, Sequence[RankRow]], style: Style) -> tuple[str, ...]:
    """The latest rank of each highlighted province, of how many, and how many of these ranks are known here."""
    latest = [groups[slug][-1] for slug in shown if slug in groups]
    lines = [style.wording.say("Latest ranks: {ranks}.", ranks="; ".join(_latest(latest, style)))] if latest else []
    if gone := _gone(shown, groups, style):
        lines.append(in_markdown(gone))
    return (*lines, *_known(latest, style))


def _gone(shown: Sequence[str], ranked: Container[str], style: Style, year: int | None = None) -> str:
    """Which of the highlighted provinces have no rank in these years, or in this one; nothing where all have."""
    names = ", ".join(style.province(slug) for slug in shown if slug not in ranked)
    text = N_("No rank was seen in {year}: {names}.") if year else N_("No rank was seen in these years: {names}.")
    return style.wording.say(text, names=names, year=year) if names else ""


def _latest(rows: Sequence[RankRow], style: Style) -> Iterator[str]:
    """The ranks of each year together, with of how many they are."""
    for year, units, there in sorted({(row["year"], row.covers.ranked_units, row.exist) for row in rows}, reverse=True):
        alike = [row for row in rows if (row["year"], row.covers.ranked_units) == (year, units)]
        names = (in_markdown(plain_name(row["province"], style)) for row in alike)
        ranks = ", ".join(f"**{name}** {rank_label(row, style).split('/')[0]}" for name, row in zip(names, alike, strict=True))
        text = N_("{year}, of {n}: {ranks}") if units == there else N_("{year}, of {n} ranked ({exist} exist): {ranks}")
        yield style.wording.say(text, year=year, n=units, exist=there, ranks=ranks)


def _known(rows: Sequence[RankRow], style: Style) -> tuple[str, ...]:
    """For the years of these rows: of how many units ranked the rank is known here; silent where it is of all."""
    years = {row["year"]: row for row in rows if (row.known or 0) < (row.covers.ranked_units or 0)}
    said = [f"{year}: {years[year].known}/{years[year].covers.ranked_units}" for year in sorted(years, reverse=True)]
    return (style.wording.say("How many ranks are known here: {years}.", years="; ".join(said)),) if said else ()


def _bump_takeaway(result: RankTable, groups: Mapping[str, Sequence[RankRow]], shown: Sequence[str], style: Style) -> str:
    title = style.wording.metric(result.metric)
    gone = _gone(shown, groups, style)
    if not groups:
        return f"{style.wording.say('{metric}: no figure.', metric=title)} {gone}".rstrip()
    units = style.wording.number(_units(result, groups, style))
    alt = style.wording.say("{metric}: ranks of {n} provinces over the years.", metric=title, n=units)
    return " ".join(filter(None, [alt, *(_course(groups[slug], style) for slug in shown if slug in groups), gone]))


def _units(result: RankTable, groups: Mapping[str, Sequence[RankRow]], style: Style) -> int:
    """How many provinces are ranked, in the list of the last year: of the 34 a merged unit and its predecessors are one."""
    last = max(row["year"] for group in groups.values() for row in group)
    if list_of(result.question.boundary, last) == OLD_LIST:
        return len(groups)
    provinces = style.wording.names.provinces
    return len({provinces[slug].place for slug in groups})


def _course(group: Sequence[RankRow], style: Style) -> str:
    """How a province's rank went: Nghệ An from rank 30 of 63 (2015) to rank 18 of 63 (2024)."""
    first, last = group[0], group[-1]
    name = style.province(first["province"])
    if first is last:
        return style.wording.say("{name}: {rank} ({year}).", name=name, rank=of_how_many(last, style), year=last["year"])
    return style.wording.say(
        "{name}: from {first} ({first_year}) to {last} ({last_year}).",
        name=name,
        first=of_how_many(first, style),
        first_year=first["year"],
        last=of_how_many(last, style),
        last_year=last["year"],
    )


def small_multiples(indexes: Sequence[RankTable], shown: Sequence[str], style: Style) -> Picture:
    """Several indexes for the provinces shown as one figure with one legend: a plot each, on one axis of years.

    An index that ranks none of them has no plot. The keys of the marks begin with the metric: [metric, province, year].
    """
    everyone = [{slug: group for slug, group in _by_province(ranked(one)).items() if slug in shown} for one in indexes]
    plots = [_Small(one, groups) for one, groups in zip(indexes, everyone, strict=True) if groups]
    years = [row["year"] for plot in plots for group in plot.groups.values() for row in group]
    span = min(years, default=0), max(years, default=0)
    traces: list[Trace] = []
    settings: dict[str, Any] = {"shapes": [], "annotations": []}
    narrow: dict[str, Any] = {"height": SMALL * len(plots) + LEGEND}
    meanings: list[tuple[str, str]] = []
    for place, plot in enumerate(plots):
        number = str(place + 1) if place else ""
        wide, alone = (_cell(place, len(plots), columns) for columns in (COLUMNS, 1))
        drawn_breaks, told = _breaks_of(plot, number, span, style)
        traces += [{**one, "xaxis": f"x{number}", "yaxis": f"y{number}"} for one in _strokes_of(plot, span, shown, style)]
        settings |= _axes_of(plot.result, number, span, wide, style)
        settings |= {name: [*settings[name], *marks] for name, marks in drawn_breaks.items()}
        narrow |= {f"{axis}axis{number}": {"domain": domain} for axis, domain in zip("xy", alone, strict=True)}
        meanings += told
    known = {slug for plot in plots for slug in plot.groups}
    traces += [_entry(slug, colour, style) for slug, colour in colours_of(shown, style).items() if slug in known]
    legend = {"y": 1, "yanchor": "top", "font": {"size": 12}}
    height = SMALL * -(-len(plots) // COLUMNS) + LEGEND
    figure = {"data": traces, "layout": layout(style, height, showlegend=True, legend=legend, **settings), "narrow": narrow}
    marks = dict.fromkeys(one for plot in plots for one in rank_legend(plot.metric, plot.rows, style))
    alt = " ".join(_bump_takeaway(plot.result, plot.groups, shown, style) for plot in plots)
    return Picture(figure, alt, tuple(marks), tuple(meanings), _silent(indexes, everyone, shown, style))


@dataclass(frozen=True)
class _Small:
    """One plot of several: an index with the ranks of those shown."""

    result: RankTable
    groups: dict[str, list[RankRow]]

    @property
    def metric(self) -> str:
        return self.result.question.metric

    @property
    def rows(self) -> list[RankRow]:
        return [row for group in self.groups.values() for row in group]


def _strokes_of(plot: _Small, years: tuple[int, int], shown: Sequence[str], style: Style) -> list[Trace]:
    """The lines and marks of one plot; the figure has one legend for all."""
    breaks = breaks_for(plot.result, style, *years)
    traces: list[Trace] = []
    for slug, colour in colours_of(shown, style).items():
        if slug in plot.groups:
            # without the entry in the legend
            traces += _stroke(plot.result, plot.groups[slug], breaks, style, colour, 2)[:-1]
    # Lines before marks: what has a layer of its own is cut at the axes, and so low a plot has no room above rank 1.
    traces.sort(key=lambda trace: trace["zorder"])
    return [{**_keyed(trace, plot.metric), "zorder": 0} for trace in traces]


def _keyed(trace: Trace, metric: str) -> Trace:
    """A trace whose marks' keys begin with the metric."""
    return {**trace, "customdata": [[metric, *one] for one in trace["customdata"]]} if "customdata" in trace else trace


def _breaks_of(
    plot: _Small, number: str, years: tuple[int, int], style: Style
) -> tuple[dict[str, list[dict[str, Any]]], list[tuple[str, str]]]:
    """The breaks of one plot, with its name above it; and what their numbers mean."""
    lines, told = break_lines(breaks_for(plot.result, style, *years), style)
    name = BY_RANK[plot.metric].code
    here = {"xref": f"x{number}", "yref": f"y{number} domain"}
    title = {
        **{"text": f"<b>{in_plotly(name)}</b>", "xref": f"x{number} domain", "yref": f"y{number} domain"},
        **{"x": 0, "y": 1, "yshift": 18, "xanchor": "left", "yanchor": "bottom", "showarrow": False},
        "font": {"size": 13, "color": style.palette.text},
    }
    drawn_breaks = {name: [{**one, **here} for one in marks] for name, marks in lines.items()}
    return {**drawn_breaks, "annotations": [*drawn_breaks["annotations"], title]}, [(f"{name} {sign}", what) for sign, what in told]


def _silent(indexes: Sequence[RankTable], groups: Iterable[Collection[str]], shown: Sequence[str], style: Style) -> tuple[str, ...]:
    """Of which of the provinces shown an index has no rank."""
    said = []
    for result, known in zip(indexes, groups, strict=True):
        if gone := [plain_name(slug, style) for slug in shown if slug not in known]:
            said.append(f"{BY_RANK[result.question.metric].code} ({', '.join(gone)})")
    text = N_("No rank was seen in these years: {names}.")
    return (style.wording.say(text, names=in_markdown("; ".join(said))),) if said else ()


def _cell(place: int, of: int, columns: int) -> tuple[list[float], list[float]]:
    """The part of a figure, across and upwards, in which a plot stands; the legend stands above all of them."""
    down, lines = place // columns, -(-of // columns)
    whole = SMALL * lines + LEGEND - BOTTOM
    width = 1 / columns
    left = place % columns * width
    above, below = (LEGEND + SMALL * down + TITLE) / whole, (LEGEND + SMALL * (down + 1) - BOTTOM) / whole
    return [left + (0.02 if left else 0), left + width - (0.02 if left + width < 1 else 0)], [max(0, 1 - below), 1 - above]


def _axes_of(
    result: RankTable, number: str, years: tuple[int, int], domains: tuple[list[float], list[float]], style: Style
) -> dict[str, Any]:
    """Both axes of one plot of several."""
    base = layout(style, 0)
    across, upright = domains
    upwards = _rank_axis(_last(ranked(result)), style, 20) | {"title": {"text": ""}}
    return {
        f"xaxis{number}": base["xaxis"] | years_axis(list(years), False) | {"domain": across, "anchor": f"y{number}"},
        f"yaxis{number}": base["yaxis"] | upwards | {"domain": upright, "anchor": f"x{number}"},
    }


# One year ---------------------------------------------------------------------------------------------------------------
def ranking(shown: Sequence[str] = ()) -> Callable[[RankTable, Style], Picture]:
    """The chart of one year's ranking with those of `shown` highlighted."""
    return lambda result, style: _ranking(result, style, shown)


def _ranking(result: RankTable, style: Style, shown: Sequence[str]) -> Picture:
    """A dot a province, the first on top, with its place of n; beside it, where asked for, the score, and what was not seen."""
    rows = sorted(result.rows, key=lambda row: _downwards(result, row))
    ranked = [row for row in rows if row.value is not None]
    scored = result.has_scores
    colours = colours_of(shown, style)
    names = [_bold(in_plotly(plain_name(row["province"], style)), row["province"] in colours) for row in rows]
    last = _last(ranked)
    dots = _rank_dots(result, ranked, colours, style)
    traces = [dots, *outlines(dots, _marks_of(ranked))]
    axes: dict[str, Any] = {
        "xaxis": {
            "range": [0, last * (1.4 if scored else 1.12)],
            "tickvals": [1, *range(20 if scored else 10, last + 1, 20 if scored else 10)],
            "side": "top",
            "title": {"text": style.wording.say("Rank (1 is best)")},
            **({"domain": [0, 0.5]} if scored else {}),
        }
    }
    if scored:
        scores = [row for row in rows if row.score]
        dots = _score_dots(result, scores, colours, style)
        traces += [dots, *outlines(dots, _marks_of(row.score for row in scores if row.score)), *_not_seen(result, rows, style)]
        axes["xaxis2"] = layout(style, 0)["xaxis"] | _score_axis(rows, style)
    figure = {
        "data": [trace for trace in traces if trace["y"]],
        "layout": layout(
            style,
            len(rows) * ROW + 70,
            margin={"t": 48, "b": 12, "r": 20},
            **axes,
            yaxis=named_rows(list(zip(places_of(result, rows), names, strict=True)), style),
        ),
        "keepText": True,
    }
    legend = rank_legend(result.question.metric, ranked, style)
    gone = _gone(shown, {row["province"] for row in filter(_is_seen, rows)}, style, _year_of(rows))
    alt = " ".join(filter(None, (_ranking_takeaway(result, ranked, style), gone)))
    notes = (*_year_notes(rows, ranked, shown, style), *filter(None, [in_markdown(gone)]))
    said = {"headline": best_known(result, dated_once(ranked, style)[0]), "scope": scope(result, style)}
    return Picture(figure, alt, legend, (), notes, **said)


def _is_seen(row: RankRow) -> bool:
    """Is the rank of the row known, or the score?"""
    return row.has_value or row.score is not None


def _year_of(rows: Iterable[RankRow]) -> int | None:
    """The one year that all rows are of."""
    return next((int(row["year"]) for row in rows), None)


def _downwards(result: RankTable, row: RankRow) -> tuple[bool, float, str]:
    """The last first, as a category axis grows upwards; what has no rank stands below, by its score."""
    if row.value is None:
        return False, row.score.value if row.score else 0, str(key(result, row))
    return True, -row.value, str(key(result, row))


def _bold(name: str, strong: bool) -> str:
    return f"<b>{name}</b>" if strong else name


def _colours(rows: Iterable[RankRow], colours: Mapping[str, str], style: Style) -> list[str]:
    """The highlighted in their colours; the others muted, or all in one colour where nothing is highlighted."""
    other = style.palette.muted if colours else style.palette.categories[0]
    return [colours.get(row["province"], other) for row in rows]


def _rank_dots(result: RankTable, rows: Sequence[RankRow], colours: Mapping[str, str], style: Style) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row.value for row in rows],
        "y": places_of(result, rows),
        "text": [f"  {rank_label(row, style)}" for row in rows],
        "textposition": "middle right",
        "textfont": {"size": 11, "color": style.palette.text},
        "cliponaxis": False,
        "marker": {
            "color": _colours(rows, colours, style),
            "size": 9,
            "symbol": [form(row.marks).symbol for row in rows],
        },
        # a stem from the first place to the dot leads the eye to the name
        "error_x": {
            **{"type": "data", "symmetric": False, "array": [0] * len(rows), "arrayminus": [r.value for r in rows]},
            **{"thickness": 1, "width": 0, "color": style.palette.line},
        },
        "customdata": [key(result, row) for row in rows],
        "hovertext": [rank_hover(result, row, style) for row in rows],
        "hoverinfo": "text",
    }


def _score_dots(result: RankTable, rows: Sequence[RankRow], colours: Mapping[str, str], style: Style) -> Trace:
    """The scores on an axis of their own; their keys end in `score`, so that a click opens the score's source."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "xaxis": "x2",
        "x": [row.score.value for row in rows if row.score],
        "y": places_of(result, rows),
        "text": [f"  {style.wording.qualified(row.score.value, row.score.qualifier, 'score')}" for row in rows if row.score],
        "textposition": "middle right",
        "textfont": {"size": 11, "color": style.palette.text},
        "cliponaxis": False,
        "marker": {
            "color": _colours(rows, colours, style),
            "size": 9,
            "symbol": [form(row.score.marks).symbol for row in rows if row.score],
        },
        "customdata": [[*key(result, row), "score"] for row in rows],
        "hovertext": [_score_hover(row, style) for row in rows],
        "hoverinfo": "text",
    }


def _score_hover(row: RankRow, style: Style) -> str:
    return f"<b>{in_plotly(style.province(row['province']))} · {row['year']}</b><br>{_rank_and_score(row, style)}"


def _score_axis(rows: Sequence[RankRow], style: Style) -> dict[str, Any]:
    """Scores stand far from zero and close together: the axis is as wide as they are, with room for the numbers."""
    scores = [row.score.value for row in rows if row.score]
    low, high = min(scores, default=0), max(scores, default=1)
    wide = (high - low) or 1
    return {
        "domain": [0.56, 1],
        "anchor": "y",
        "side": "top",
        "range": [low - wide * 0.12, high + wide * 0.6],
        "nticks": 4,
        "title": {"text": style.wording.say("Score"), "font": {"color": style.palette.muted, "size": 12}},
    }


def _not_seen(result: RankTable, rows: Sequence[RankRow], style: Style) -> list[Trace]:
    """Words where a rank or a score would stand."""
    axis = _score_axis(rows, style)
    missing = {
        "x": (0, [row for row in rows if row.value is None], N_("no rank was seen")),
        "x2": (axis["range"][0], [row for row in rows if not row.score], N_("no score was seen")),
    }
    return [
        {
            "type": "scatter",
            "mode": "text",
            "xaxis": across,
            "x": [place] * len(blank),
            "y": places_of(result, blank),
            "text": [style.wording.say(text)] * len(blank),
            "textposition": "middle right",
            "textfont": {"size": 11, "color": style.palette.muted},
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
        for across, (place, blank, text) in missing.items()
    ]


def _rank_and_score(row: RankRow, style: Style) -> str:
    rank = of_how_many(row, style) if row.value is not None else style.wording.say("no rank was seen")
    return f"{rank}, {score_words(row, style)}"


def _ranking_takeaway(result: RankTable, ranked: Sequence[RankRow], style: Style) -> str:
    if not ranked:
        return takeaway(result, ranked, style)
    first, last = ranked[-1], ranked[0]
    return style.wording.say(
        "{metric} {year}: {n} ranks known, from {first} ({rank}) to {last} ({last_rank}).",
        metric=style.wording.metric(result.metric),
        year=first["year"],
        n=style.wording.number(len(ranked)),
        first=style.province(first["province"]),
        rank=of_how_many(first, style),
        last=style.province(last["province"]),
        last_rank=of_how_many(last, style),
    )


def _year_notes(rows: Sequence[RankRow], ranked: Sequence[RankRow], shown: Sequence[str], style: Style) -> tuple[str, ...]:
    """What is known of the year: of how many, whose ranks are tied, what was seen of one only."""
    chosen = [row for slug in shown for row in rows if row["province"] == slug and _is_seen(row)]
    said = (f"**{in_markdown(plain_name(row['province'], style))}**: {_rank_and_score(row, style)}" for row in chosen)
    notes = [" · ".join(said) + "."] if chosen else []
    if units := ranked[0].covers.ranked_units if ranked else None:
        text = N_("Of {n} ranked, {known} ranks are known here; {exist} provinces and cities exist.")
        notes.append(style.wording.say(text, known=len(ranked), n=units, exist=ranked[0].exist))
    pairs = {tuple(sorted([row["province"], *row.tied_with])): row for row in ranked if row.tied_with}
    for slugs, row in pairs.items():
        names = in_markdown(", ".join(style.province(slug) for slug in slugs))
        notes.append(style.wording.say("Tied (=) at {rank}: {names}.", rank=int(row.value or 0), names=names))
    return tuple(notes)


# Regions ----------------------------------------------------------------------------------------------------------------
def region_ranks(shown: Sequence[str]) -> Callable[[RankTable, Style], Picture]:
    """The chart of one year's ranks by region, a dot a member, with those of `shown` highlighted."""
    return lambda result, style: _region_ranks(result, style, shown)


def _region_ranks(result: RankTable, style: Style, shown: Sequence[str]) -> Picture:
    found = [one for one in regions(result) if one.ranked]
    colours = colours_of(shown, style)
    rows = [row for one in found for row in one.ranked]
    last = _last(rows)
    names = [(one.region, region_name(one, style)) for one in reversed(found)]
    others = [row for row in rows if row["province"] not in colours]
    dots = _region_dots(result, others, style.palette.muted, 9, style)
    traces = [dots, *outlines(dots, _marks_of(others))]
    for slug, colour in colours.items():
        own = [row for row in rows if row["province"] == slug]
        named = {"name": f"{in_plotly(plain_name(slug, style))} {rank_label(own[0], style)}", "showlegend": True} if own else {}
        dots = _region_dots(result, own, colour, 14, style) | named
        traces += [dots, *outlines(dots, _marks_of(own))]
    axis = {"range": [0, last + 1], "tickvals": [1, *range(10, last + 1, 10)], "side": "top"}
    dots_drawn = [trace for trace in traces if trace["x"]]
    figure = {
        "data": [*dots_drawn, *entries(dots_drawn)],
        "layout": layout(
            style,
            len(found) * REGION_ROW + 110,
            margin={"t": 48, "b": 8},
            showlegend=True,
            legend={"y": 0, "yanchor": "bottom"},
            xaxis=axis | {"title": {"text": style.wording.say("Rank (1 is best)")}},
            yaxis=named_rows(names, style),
        ),
    }
    gone = _gone(shown, {row["province"] for row in rows}, style, _year_of(result.rows))
    alt = " ".join(filter(None, (_region_takeaway(found, style), gone)))
    notes = tuple(filter(None, [in_markdown(gone)]))
    return Picture(figure, alt, rank_legend(result.question.metric, rows, style), notes=notes)


def _region_dots(result: RankTable, rows: Sequence[RankRow], colour: str, size: int, style: Style) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row in rows],
        "y": [row.region for row in rows],
        "marker": {"color": colour, "size": size, "symbol": [form(row.marks).symbol for row in rows]},
        "customdata": [key(result, row) for row in rows],
        "hovertext": [f"{rank_hover(result, row, style)}<br>{region_place(row, style)}" for row in rows],
        "hoverinfo": "text",
        "showlegend": False,
        "cliponaxis": False,
    }


def region_name(region: Region, style: Style) -> str:
    """A region with how many of its members have a rank: Tây Nguyên (5/5)."""
    return f"{style.wording.region(region.region)} ({len(region.ranked)}/{len(region.members)})"


def region_place(row: RankRow, style: Style) -> str:
    """The place in the region: 2 of 5 with a known rank (14 members), computed here."""
    return style.wording.say(
        "order in the region (computed here): {place} of {n} with a known rank ({members} members)",
        place=row.region_place,
        n=row.region_ranked,
        members=row.region_members,
    )


def _region_takeaway(found: Sequence[Region], style: Style) -> str:
    said = [
        style.wording.say(
            "{region}: best {name}, {rank}",
            region=region_name(one, style),
            name=style.province(one.ranked[0]["province"]),
            rank=of_how_many(one.ranked[0], style),
        )
        for one in found
    ]
    return "; ".join(said) + "." if said else style.wording.say("No rank is known in any region.")
