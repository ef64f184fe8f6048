"""Result → Plotly figure, as plain dicts: one template, one set of marks, one list of breaks."""

from metrics.chart.across import changes, comparison, coverage, targets
from metrics.chart.frame import (
    CONFIG,
    MARKS,
    Palette,
    Picture,
    Style,
    bound,
    hover,
    key,
    layout,
    legend_of,
    letters,
    marks,
    plotly_js,
    takeaway,
)
from metrics.chart.parts import composition, shares
from metrics.chart.rankings import bump, how_known, methods_between, ranking, region_ranks, small_ranks
from metrics.chart.tiles import tile_map
from metrics.chart.years import ranks, series

__all__ = [
    "CONFIG",
    "MARKS",
    "Palette",
    "Picture",
    "Style",
    "bound",
    "bump",
    "changes",
    "comparison",
    "composition",
    "coverage",
    "hover",
    "how_known",
    "key",
    "layout",
    "legend_of",
    "letters",
    "marks",
    "methods_between",
    "plotly_js",
    "ranking",
    "ranks",
    "region_ranks",
    "series",
    "shares",
    "small_ranks",
    "takeaway",
    "targets",
    "tile_map",
]
