"""A part of the project's own data: what is asked of a change need not be read beside all figures each time."""

from __future__ import annotations

from pathlib import Path

from tests.folders import SEEDS
from tests.planted import Copy

# Nghệ An, which articles and tables of the tests speak of, and a merged unit with what it was merged from
PROVINCES = ("nghe-an", "ninh-binh", "ha-nam", "nam-dinh", "ninh-binh-2025")
YEARS = ("2023", "2024", "2025")


def few_figures(folder: Path) -> Path:
    """A folder of data with the project's provinces, bodies and indicators, the figures of `PROVINCES`, the ranks of `YEARS`."""
    copy = Copy(SEEDS)
    copy.keep("observations.csv", lambda cells: cells["organization"].split(".")[0] in PROVINCES)
    sources = {cells["source"] for _, cells in copy.rows["observations.csv"]}
    copy.keep("sources.csv", lambda cells: cells["source"] in sources)
    copy.keep("rankings.csv", lambda cells: cells["year"] in YEARS)
    return copy.write(folder)
