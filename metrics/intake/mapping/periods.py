"""Periods of a table: as its words say them, as a person writes them, and as an indicator takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

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


# a heading of figures added up since January; of figures that are not final
CUMULATIVE = re.compile(r"(?:thuc hien )?(?:luy ke|cong don)\b[: ]*(?:thuc hien )?")
PRELIMINARY = re.compile(r"(?:so bo|uoc(?: (?:tinh|thuc hien|dat))?)\b[: ]*")
MONTHS = re.compile(
    r"(?:(?:tu dau nam )?den (?:het |cuoi )?thang (?P<last>\d{1,2})|(?P<number>\d{1,2}) thang(?: dau nam)?)"
    r"(?:(?: nam |/| )(?P<year>(?:19|20)\d{2}))?"
)
SINCE_JANUARY = re.compile(r"(?:tu dau nam)?(?: ?den nay)?")
BEFORE = re.compile(r"(?<![ (])[ (]*(?:cung ky(?: nam truoc)?|nam truoc)\)?$")
# the last month of what a table is about
LAST_MONTH = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12, "9M": 9}
# of a stretch since January whose end is not told
NO_END = ("cumulative", "")


def is_cumulative(heading: str) -> bool:
    """Whether a heading says that its figures are added up since January."""
    return CUMULATIVE.match(search_key(heading)) is not None


@lru_cache(maxsize=2_000)
def is_preliminary(heading: str) -> bool:
    """Whether a heading says that its figures are not final."""
    return PRELIMINARY.match(search_key(heading)) is not None


def without_cumulative(heading: str) -> str | None:
    """What a cumulative heading says beside its stretch: nothing, or that it is of the year before; None where it says more."""
    words = CUMULATIVE.sub("", search_key(heading), count=1)
    rest = BEFORE.sub("", words)
    known = MONTHS.fullmatch(rest) or SINCE_JANUARY.fullmatch(rest)
    return None if not known else "" if rest == words else "cùng kỳ năm trước"


def since_january(words: Iterable[str], of_all: tuple[str, str]) -> tuple[str, str] | None:
    """The stretch from January that headings tell (`Lũy kế 8 tháng`, `6 tháng 2024`), in the year of the table where they name
    none; None where they tell no such stretch, NO_END where its end is not told: a year alone does not tell it."""
    for one in words:
        text = search_key(one)
        added = CUMULATIVE.match(text)
        rest = BEFORE.sub("", (CUMULATIVE if added else PRELIMINARY).sub("", text, count=1))
        found = MONTHS.fullmatch(rest)
        if found and (added or found["year"]):
            year, month = found["year"] or of_all[1][:4], int(found["last"] or found["number"])
            return _from_january(year, month) if year and 1 <= month <= 12 else NO_END
        if added and SINCE_JANUARY.fullmatch(rest):
            year, _, part = of_all[1].partition("-")
            month = int(part) if of_all[0] == "month" else LAST_MONTH.get(part, 0)
            return _from_january(year, month) if year and month else NO_END
        if added:
            return NO_END
    return None


def _from_january(year: str, month: int) -> tuple[str, str]:
    """The months from January on as the contract calls them."""
    named = {1: ("month", "-01"), 3: ("quarter", "-Q1"), 6: ("half_year", "-H1"), 9: ("nine_months", "-9M"), 12: ("year", "")}
    kind, part = named.get(month, ("range", f"-01/{year}-{month:02d}"))
    return kind, f"{year}{part}"


def tells_a_document(line: str) -> bool:
    """Whether a line above a table names a document, whose day is not that of the figures."""
    return DOCUMENT.search(search_key(line)) is not None


def period_given(text: str) -> tuple[str, str]:
    """The kind and code of a period that a person wrote as a code: 2024, 2024-H1, 2024-06-30. ValueError where it is none."""
    for kind in ("year", "quarter", "half_year", "nine_months", "month", "term", "range", "as_of"):
        if re.fullmatch(PATTERNS[kind], text):
            return ("day" if kind == "as_of" else kind), Period.parse(kind, text).code
    raise ValueError(text)


# a date as programs write it, and the hour that they add to a day
CODED = re.compile(r"((?:19|20)[0-9]{2}-(?:[0-9]{2}(?:-[0-9]{2})?|[QH][1-4]|9M))(?:[T ]00:00(?::00(?:\.0+)?)?)?")
# `Q2/2021`, `9T/2021`, `6 tháng 2021`: parts of a year as tables shorten them
YEAR_BEHIND = r"\s*[-/.]?\s*(?:năm\s*)?(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
# `Q.1 năm 2021` may be a district
SHORT_QUARTER = re.compile(
    rf"\bQ(?=[1-4IV]|\.?\s?[1-4IV]+\s*[-/])\.?\s?(?P<number>[1-4]|I{{1,3}}|IV)(?!\s*năm){YEAR_BEHIND}", re.IGNORECASE
)
SHORT_MONTHS = re.compile(rf"(?<![0-9./-])(?P<number>[1-9]|1[0-2])\s?(?:tháng|T){YEAR_BEHIND}", re.IGNORECASE)
# what names a part of a year, though only the year, or a month, is understood: `2021/06`, `2021Q2`, `Nửa đầu 2021`, `HK1/2021`
PART_OF_YEAR = re.compile(
    r"(?<![0-9])[0-9]{1,2}\s*[-/.]\s*(?:19|20)[0-9]{2}(?![0-9])|"
    r"(?<![0-9])(?:19|20)[0-9]{2}\s*(?:[-/.]\s*[0-9]{1,2}(?![0-9])|[-/.]?\s*[QHST][1-9](?![0-9]))|"
    r"\bQ\.?\s?[1-4](?![0-9])|(?<![0-9])[0-9]{1,2}\s?(?:tháng|T)\b|\bnửa (?:đầu|cuối)|\b(?:half|quarter)\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*[.,]? (?:19|20)[0-9]{2}",
    re.IGNORECASE,
)
LETTERED = re.compile(r"(?!T)[^\W\d_][0-9]{1,2}\s*[-/.]\s*(?:19|20)[0-9]{2}(?![0-9])", re.IGNORECASE)


def period_coded(text: str) -> tuple[str, str] | None:
    """The period of a code: `2021-06-30`, `2021-06`, `2021-Q2`; None where it is none, or there is no such day."""
    found = CODED.fullmatch(text)
    try:
        return period_given(found[1]) if found else None
    except ValueError:
        return None


def spelled_out(text: str) -> str:
    """A text with the parts of years that tables shorten in the words of articles."""
    text = SHORT_QUARTER.sub(r"quý \g<number>/\g<year>", text)
    return SHORT_MONTHS.sub(
        lambda found: f"{'' if found['number'] == '12' else found['number'] + ' tháng đầu '}năm {found['year']}", text
    )


def names_more(text: str, kind: str) -> bool:
    """Whether a text names another stretch than the year, or the month, that is understood of it: nobody may take that for it."""
    if kind == "month":
        return LETTERED.search(text) is not None
    return kind in ("", "year") and PART_OF_YEAR.search(text) is not None


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
        if months := re.fullmatch(r"([0-9]{4})-01/(\1-[0-9]{2})", code):
            return "as_of", months[2]
        year, _, part = code.partition("-")
        return ("as_of", f"{year}-{END_OF[part]}") if part in END_OF else None
    if kind == "day":
        return ("as_of", code) if how == "ratio" else None
    return kind, code
