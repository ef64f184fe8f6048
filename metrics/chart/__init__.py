"""Result → Plotly figure, as plain dicts: one template, one set of marks, one list of breaks."""

from metrics.chart.across import changes, comparison, targets
from metrics.chart.breaks import methods_between
from metrics.chart.frame import (
    COMPLETE,
    CONFIG,
    FORMS,
    Palette,
    Picture,
    Style,
    bound,
    forms,
    hover,
    key,
    label,
    layout,
    legend_of,
    letters,
    plotly_js,
    takeaway,
)
from metrics.chart.pairs import scatter, slope
from metrics.chart.parts import composition, shares
from metrics.chart.rankings import bump, how_known, ranking, region_ranks, small_multiples
from metrics.chart.small import small
from metrics.chart.tiles import tile_map
from metrics.chart.years import ranks, series, year_lines

__all__ = [
    "COMPLETE",
    "CONFIG",
    "FORMS",
    "Palette",
    "Picture",
    "Style",
    "bound",
    "bump",
    "changes",
    "comparison",
    "composition",
    "forms",
    "hover",
    "how_known",
    "key",
    "label",
    "layout",
    "legend_of",
    "letters",
    "methods_between",
    "plotly_js",
    "ranking",
    "ranks",
    "region_ranks",
    "scatter",
    "series",
    "shares",
    "slope",
    "small",
    "small_multiples",
    "takeaway",
    "targets",
    "tile_map",
    "year_lines",
]
