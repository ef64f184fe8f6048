"""How a value is written in a csv cell: the one spelling that the command line and every download share."""

from __future__ import annotations

import datetime as dt


def cell_text(value: str | float | dt.date | None) -> str:
    """A cell's text: a point, full precision, no grouping, no `.0` on whole numbers; nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)
