"""Periods of a table: as its words say them, as a person writes them, and as an indicator takes them."""

from __future__ import annotations

import re

from metrics.extract.model import Known
from metrics.indexes import INDEXES, Index
from metrics.intake.mapping.model import SAME
from metrics.period import PATTERNS, Period
from metrics.spelling import search_key
from metrics.vocabulary import facts

# ranks and scores of the yearly indexes by their codes
MEASURES: dict[str, tuple[Index, str]] = {
    code: (one, kind) for one in INDEXES for code, kind in ((one.rank, "rank"), (one.score, "score"))
}
END_OF = {"Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12", "H1": "06", "H2": "12", "9M": "09"}


# lines above a table that bear the day of a document, or its number
DOCUMENT = re.compile(
    r"^\W*(?:kem theo|ban hanh|so[: ]*\d)|^\W*ngay \d|, (?:ngay )?\d{1,2}\b|"
    r"\b(?:quyet dinh|cong van|bao cao|thong bao|ke hoach) so\b"
)


def tells_a_document(line: str) -> bool:
    """Whether a line above a table names a document, whose day is not that of the figures."""
    return DOCUMENT.search(search_key(line)) is not None


def period_given(text: str) -> tuple[str, str]:
    """The kind and code of a period that a person wrote as a code: 2024, 2024-H1, 2024-06-30. ValueError where it is none."""
    for kind in ("year", "quarter", "half_year", "nine_months", "month", "term", "range", "as_of"):
        if re.fullmatch(PATTERNS[kind], text):
            return ("day" if kind == "as_of" else kind), Period.parse(kind, text).code
    raise ValueError(text)


def earlier(kind: str, code: str, which: str) -> str:
    """The code of the same period of the year before, or of the period before."""
    if which == SAME or kind in ("year", "range", "term", "nine_months", "day"):
        return re.sub(r"\b[0-9]{4}\b", lambda one: str(int(one[0]) - 1), code)
    year, _, part = code.partition("-")
    if kind == "month":
        return f"{year}-{int(part) - 1:02d}" if int(part) > 1 else f"{int(year) - 1}-12"
    sign, number = part[0], int(part[1])
    last = {"Q": 4, "H": 2}[sign]
    return f"{year}-{sign}{number - 1}" if number > 1 else f"{int(year) - 1}-{sign}{last}"


def dated(kind: str, code: str, indicator: str, known: Known) -> tuple[str, str] | None:
    """A stretch of time as the period of an indicator: of a stock the day, month or year at whose end it is held; of a flow the
    stretch itself, for which a day alone is none."""
    if not code or code.startswith("-"):
        return None
    how = known.kinds.get(indicator, "")
    if indicator in MEASURES:
        return ("year", code) if kind == "year" else None
    if facts(indicator).of_term and kind in ("term", "range"):
        return "term", code
    if how == "stock":
        if kind in ("day", "month", "year"):
            return "as_of", code
        year, _, part = code.partition("-")
        return ("as_of", f"{year}-{END_OF[part]}") if part in END_OF else None
    if kind == "day":
        return ("as_of", code) if how == "ratio" else None
    return kind, code
