"""How a value is written in a csv cell: the one spelling that the command line and every download share."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

# a spreadsheet takes a cell that begins so for a formula
DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")


def cell_text(value: str | float | dt.date | None) -> str:
    """A cell's text: a point, full precision, no grouping, no exponent, no `.0` on whole numbers; nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    text = str(value)
    # of a number below a ten thousandth Python writes an exponent
    return format(Decimal(text), "f") if isinstance(value, float) and "e" in text else text


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def as_stated(text: str) -> str:
    """The text that was made harmless, as it was before."""
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text
