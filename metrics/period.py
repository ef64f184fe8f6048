"""Periods of figures: the eight kinds, how they are written, what they cover and how they compare."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from metrics.errors import N_, Message

DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
PATTERNS = {
    "as_of": DAY,
    "month": r"[0-9]{4}-[0-9]{2}",
    "quarter": r"[0-9]{4}-Q[1-4]",
    "half_year": r"[0-9]{4}-H[12]",
    "nine_months": r"[0-9]{4}-9M",
    "year": r"[0-9]{4}",
    "range": f"{DAY}/{DAY}",
    "term": r"[0-9]{4}/[0-9]{4}",
}
FORMS = {
    "as_of": "2019, 2019-06 or 2019-06-30",
    "month": "2018-02",
    "quarter": "2022-Q1",
    "half_year": "2024-H1",
    "nine_months": "2020-9M",
    "year": "2017",
    "range": "2020-01/2020-07",
    "term": "2020/2025",
}
# first and last month of the shorter periods of a year
MONTHS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12), "9M": (1, 9)}


@lru_cache(maxsize=4096)
def date_span(text: str) -> tuple[dt.date, dt.date]:
    """First and last day of a date, a month or a year: `2019-06` is 1 to 30 June 2019. ValueError if it is none."""
    if not re.fullmatch(DAY, text):
        raise ValueError(Message.of(N_("{text} is not a date, month or year; write 2019-06-30, 2019-06 or 2019"), text=repr(text)))
    numbers = [int(part) for part in text.split("-")]
    try:
        if len(numbers) == 3:
            day = dt.date(*numbers)
            return day, day
        year = numbers[0]
        first, last = (numbers[1], numbers[1]) if len(numbers) == 2 else (1, 12)
        return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
    except ValueError as error:
        raise ValueError(Message.of(N_("{text} is not in the calendar"), text=repr(text))) from error


def span_of(code: str) -> tuple[dt.date, dt.date]:
    """First and last day of a period by its code alone, of whichever kind, or of several joined by `+`."""
    spans = [_span_of_one(part) for part in re.split(r"[+/]", code)]
    return spans[0][0], spans[-1][1]


def _span_of_one(code: str) -> tuple[dt.date, dt.date]:
    year, _, part = code.partition("-")
    if part not in MONTHS:
        return date_span(code)
    first, last = MONTHS[part]
    return date_span(f"{year}-{first:02d}")[0], date_span(f"{year}-{last:02d}")[1]


def is_day(text: object) -> bool:
    """Is it a day as the data and addresses write one, 2026-11-22?"""
    try:
        return dt.date.fromisoformat(str(text)).isoformat() == str(text)
    except ValueError:
        return False


def year_span(text: str) -> tuple[int, int]:
    """First and last year of `2019` or `2017:2024`. ValueError if it is neither."""
    found = re.fullmatch(r"([0-9]{4})(?::([0-9]{4}))?", text)
    if not found:
        raise ValueError(Message.of(N_("{text} is not a year or a range of years; write 2019 or 2017:2024"), text=repr(text)))
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise ValueError(Message.of(N_("{text} ends before it begins; write {turned}"), text=repr(text), turned=f"{last}:{first}"))
    return first, last


@dataclass(frozen=True)
class Period:
    """A stretch of time as a source states it: its kind, its code, the first and the last day that it covers."""

    kind: str
    code: str
    start: dt.date
    end: dt.date

    @staticmethod
    def parse(kind: str, code: str) -> Period:
        """Read a code of the data contract, e.g. ("half_year", "2024-H1"). ValueError says what form is expected."""
        return _parsed(kind, code)

    @property
    def precision(self) -> int:
        """How exactly the end is known: 1 the year, 2 the month, 3 the day. A term or year ends on no stated day."""
        if self.kind in ("year", "term"):
            return 1
        if self.kind in ("quarter", "half_year", "nine_months", "month"):
            return 2
        return self.code.split("/")[-1].count("-") + 1

    @property
    def years(self) -> range:
        """The calendar years that the period touches."""
        return range(self.start.year, self.end.year + 1)

    def within_one_year(self) -> bool:
        return self.start.year == self.end.year

    def is_year_to_date(self) -> bool:
        """Begins in January and ends in the same year; the year itself and a range such as 2020-01/2020-07 included."""
        return self.kind not in ("as_of", "term") and self.within_one_year() and self.start.month == 1


# thousands of figures are of few periods
@lru_cache(maxsize=4096)
def _parsed(kind: str, code: str) -> Period:
    if kind not in PATTERNS:
        raise ValueError(f"{kind!r} is not a kind of period; one of {', '.join(PATTERNS)}")
    if not re.fullmatch(PATTERNS[kind], code):
        raise ValueError(
            Message.of(N_("{code} is not a {kind}; write it like {form}"), code=repr(code), kind=kind, form=FORMS[kind])
        )
    if "/" in code:
        first, last = code.split("/")
        start, end = date_span(first)[0], date_span(last)[1]
    elif kind in ("quarter", "half_year", "nine_months"):
        months = MONTHS[code[5:]]
        start, end = date_span(f"{code[:4]}-{months[0]:02d}")[0], date_span(f"{code[:4]}-{months[1]:02d}")[1]
    else:
        start, end = date_span(code)
    if start > end:
        raise ValueError(Message.of(N_("{code} ends before it begins"), code=repr(code)))
    return Period(kind, code, start, end)
