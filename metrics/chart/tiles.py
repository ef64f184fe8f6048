"""A tile map: one equal tile a province, laid out like the country, so that small provinces are as visible as large ones.

No border is drawn. A tile without a figure is hatched, never coloured as zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from metrics.chart.frame import Picture, Style, hover, key, layout, legend_of, letters, takeaway, unit_of
from metrics.chart.headline import on_map, scope
from metrics.errors import N_
from metrics.territory import MERGER_YEAR, NEW_LIST
from metrics.vocabulary import Mark, Result, Row
from metrics.words.markup import in_markdown, in_plotly

# rows from north to south, columns from west to east; a dot is an empty place
LAYOUT_63 = """
.             .           .             ha-giang     cao-bang     .           .           .
.             lai-chau    lao-cai       tuyen-quang  bac-kan      lang-son    .           .
dien-bien     .           yen-bai       phu-tho      thai-nguyen  bac-giang   quang-ninh  .
.             son-la      .             vinh-phuc    ha-noi       bac-ninh    hai-duong   hai-phong
.             .           .             hoa-binh     ha-nam       hung-yen    thai-binh   .
.             .           .             .            ninh-binh    nam-dinh    .           .
.             .           .             thanh-hoa    .            .           .           .
.             .           .             nghe-an      .            .           .           .
.             .           .             .            ha-tinh      .           .           .
.             .           .             .            quang-binh   .           .           .
.             .           .             .            .            quang-tri   .           .
.             .           .             .            .            hue         da-nang     .
.             .           .             .            .            .           quang-nam   .
.             .           .             .            .            kon-tum     quang-ngai  .
.             .           .             .            .            gia-lai     binh-dinh   .
.             .           .             .            .            dak-lak     phu-yen     .
.             .           .             binh-phuoc   dak-nong     lam-dong    khanh-hoa   .
.             .           tay-ninh      binh-duong   dong-nai     binh-thuan  ninh-thuan  .
an-giang      dong-thap   long-an       ho-chi-minh  ba-ria-vung-tau  .       .           .
kien-giang    can-tho     vinh-long     tien-giang   .            .           .           .
.             hau-giang   tra-vinh      ben-tre      .            .           .           .
ca-mau        bac-lieu    soc-trang     .            .            .           .           .
"""
LAYOUT_34 = """
.             .               .                  .                 cao-bang          .                .
.             lai-chau        lao-cai-2025       tuyen-quang-2025  thai-nguyen-2025  lang-son         .
.             dien-bien       son-la             phu-tho-2025      ha-noi            bac-ninh-2025    quang-ninh
.             .               .                  .                 ninh-binh-2025    hung-yen-2025    hai-phong-2025
.             .               .                  thanh-hoa         .                 .                .
.             .               .                  nghe-an           .                 .                .
.             .               .                  .                 ha-tinh           .                .
.             .               .                  .                 quang-tri-2025    .                .
.             .               .                  .                 .                 hue              .
.             .               .                  .                 .                 da-nang-2025     .
.             .               .                  .                 .                 .                quang-ngai-2025
.             .               .                  .                 .                 .                gia-lai-2025
.             .               .                  .                 .                 .                dak-lak-2025
.             .               .                  .                 .                 lam-dong-2025    khanh-hoa-2025
.             .               tay-ninh-2025      ho-chi-minh-2025  dong-nai-2025     .                .
.             an-giang-2025   dong-thap-2025     vinh-long-2025    .                 .                .
.             ca-mau-2025     can-tho-2025       .                 .                 .                .
"""


def _places(layout: str) -> dict[str, tuple[int, int]]:
    rows = layout.strip().splitlines()
    return {slug: (column, row) for row, line in enumerate(rows) for column, slug in enumerate(line.split()) if slug != "."}


# province → (column, row)
TILES_63 = _places(LAYOUT_63)
TILES_34 = _places(LAYOUT_34)

# pixels of a row of tiles: two lines of words, three on a narrow screen
TILE = 40
SIDE = 0.94
SIGNS = {"gt": "> ", "ge": "≥ ", "lt": "< ", "le": "≤ ", "approx": "≈ "}


def tile_map(result: Result, style: Style) -> Picture:
    """The provinces of a result by province, for one year: on the layout of the list that its figures are of."""
    places = layout_for(result)
    everyone = {row["province"]: row for row in result.rows if row.has_value}
    rows = {slug: row for slug, row in everyone.items() if slug in places}
    found = list(rows.values())
    known = [slug for slug in places if slug in rows]
    missing = [slug for slug in places if slug not in rows]
    traces = [_known(result, rows, known, places, style), _missing(missing, places, style)]
    count = max(row for _, row in places.values()) + 1
    first, last = (pick(column for column, _ in places.values()) for pick in (min, max))
    figure = {
        "data": [trace for trace in traces if trace["x"]],
        "layout": layout(
            style,
            count * TILE + 30,
            margin={"t": 10, "b": 10, "l": 4, "r": 4},
            xaxis={"visible": False, "range": [first - 0.5, last + 0.5]},
            yaxis={"visible": False, "range": [count - 0.03, -0.03]},
            barmode="overlay",
            uniformtext={"mode": "hide", "minsize": 7},
        ),
        "tiles": True,
    }
    hatched = style.wording.say("Hatched: no figure is known ({n} of {all})", n=len(missing), all=len(places))
    alt = f"{takeaway(result, found, style)} {hatched}."
    left_out = [row for slug, row in everyone.items() if slug not in places]
    notes = [*([hatched] if missing else []), *([_left_out(left_out, style)] if left_out else [])]
    said = {"headline": on_map(replace(result, rows=tuple(found)), len(places), style), "scope": scope(result, style)}
    return Picture(figure, alt, legend_of(found, style), (), tuple(notes), **said)


def _left_out(rows: list[Row], style: Style) -> str:
    """The figures that have no tile, as their unit is of the other list."""
    said = (in_markdown(f"{style.province(row['province'])} {style.wording.stated(row)}") for row in rows)
    return style.wording.say("Not on this map, being of the other list of provinces: {figures}", figures="; ".join(said))


def layout_for(result: Result) -> Mapping[str, tuple[int, int]]:
    """The tiles of the 63 or of the 34, (column, row) by slug: as asked, else of the list that most of the figures are of."""
    if result.question.boundary != "reported":
        return TILES_34 if result.question.boundary == NEW_LIST else TILES_63
    found = {row["province"] for row in result.rows}
    new, old = len(found & set(TILES_34)), len(found & set(TILES_63))
    merged = result.question.years is not None and result.question.years[0] >= MERGER_YEAR
    return TILES_34 if new > old or (merged and new == old) else TILES_63


def _tiles(slugs: list[str], places: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    """Equal bars standing in the rows of the layout: bars can be hatched, fields of a heat map cannot."""
    return {
        "type": "bar",
        "x": [places[slug][0] for slug in slugs],
        "y": [SIDE] * len(slugs),
        "base": [places[slug][1] for slug in slugs],
        "width": SIDE,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "hoverinfo": "text",
    }


def _known(
    result: Result, rows: Mapping[str, Row], slugs: list[str], places: Mapping[str, tuple[int, int]], style: Style
) -> dict[str, Any]:
    values = [rows[slug].value for slug in slugs]
    # the first of a ranking is as dark as the highest of a count
    scale = [[place / 3, colour] for place, colour in enumerate(style.palette.sequence[:4])]
    return {
        **_tiles(slugs, places),
        "text": [_label(rows[slug], slug, style) for slug in slugs],
        "hovertext": [hover(result, rows[slug], style) for slug in slugs],
        "customdata": [key(result, rows[slug]) for slug in slugs],
        "textfont": {"size": 12, "color": style.palette.text},
        "marker": {
            "color": values,
            "colorscale": scale,
            "reversescale": result.metric.kind == "rank",
            "showscale": len(set(values)) > 1,
            "colorbar": _colour_legend(result, values, style),
        },
    }


def _colour_legend(result: Result, values: Sequence[float], style: Style) -> dict[str, Any]:
    """What the colours mean, in the empty place west of the long coast: the lowest, the middle and the highest value."""
    low, high = min(values, default=0), max(values, default=0)
    middle = (low + high) / 2
    # no half person
    middle = round(middle) if all(value == int(value) for value in values) else middle
    ticks = sorted({low, high} if result.metric.kind == "rank" else {low, middle, high})
    return {
        **{"orientation": "v", "x": 0.02, "xanchor": "left", "y": 0.42, "yanchor": "middle"},
        **{"len": 0.26, "thickness": 12, "outlinewidth": 0, "tickfont": {"size": 12, "color": style.palette.text}},
        "title": {"text": unit_of(result, style), "side": "top", "font": {"size": 12, "color": style.palette.muted}},
        "tickvals": ticks,
        "ticktext": [style.wording.number(value, result.question.unit or result.metric.unit) for value in ticks],
    }


def _missing(slugs: list[str], places: Mapping[str, tuple[int, int]], style: Style) -> dict[str, Any]:
    nothing = style.wording.say(N_("no figure is known"))
    return {
        **_tiles(slugs, places),
        "text": [_short(slug, style) for slug in slugs],
        "hovertext": [f"{in_plotly(style.province(slug))}: {nothing}" for slug in slugs],
        "textfont": {"size": 12, "color": style.palette.muted},
        "marker": {
            "color": "rgba(0,0,0,0)",
            "line": {"color": style.palette.line, "width": 1},
            "pattern": {"shape": "/", "fgcolor": style.palette.line, "size": 7, "solidity": 0.15},
        },
    }


def _label(row: Row, slug: str, style: Style) -> str:
    """The name over the value; the marks of a figure that is not complete stand before it."""
    value = f"{letters(row.marks)} {_value(row, style)}".lstrip()
    return f"{_short(slug, style)}<br>{value}"


def _value(row: Row, style: Style) -> str:
    """The value with the sign of its qualifier: a tile has no room for words."""
    if row.is_gain:
        return SIGNS.get(row.qualifier, "") + style.wording.signed(row.value, row.unit)
    bound = "ge" if Mark.AT_LEAST in row.marks and row.qualifier == "eq" else row.qualifier
    return SIGNS.get(bound, "") + style.wording.number(row.value, row.unit)


def _short(slug: str, style: Style) -> str:
    """A province's name without the years of its life: the whole map is of one list."""
    return (
        in_plotly(style.province(slug).split(" (")[0]).replace("Bà Rịa - Vũng Tàu", "BR-VT").replace("Ba Ria - Vung Tau", "BR-VT")
    )
