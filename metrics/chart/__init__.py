"""Result → Plotly figure, as plain dicts: one template, one set of marks, one list of breaks."""

from metrics.chart.across import changes, comparison, coverage, ranking, targets
from metrics.chart.frame import CONFIG, MARKS, Palette, Picture, Style, hover, key, layout, legend_of, mark, plotly_js, takeaway
from metrics.chart.parts import composition, shares
from metrics.chart.tiles import tile_map
from metrics.chart.years import ranks, series

__all__ = [
    "CONFIG",
    "MARKS",
    "Palette",
    "Picture",
    "Style",
    "changes",
    "comparison",
    "composition",
    "coverage",
    "hover",
    "key",
    "layout",
    "legend_of",
    "mark",
    "plotly_js",
    "ranking",
    "ranks",
    "series",
    "shares",
    "takeaway",
    "targets",
    "tile_map",
]
