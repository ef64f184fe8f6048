"""Cells as people write them → the data contract's spelling: read where one meaning only is possible, else left for the checks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from metrics.data.rows import NUMBER, shown
from metrics.errors import N_, Message
from metrics.period import PATTERNS
from metrics.vocabulary import facts

# what tables write where nothing is stated
NOT_STATED = frozenset({"-", "–", "—", "…", "..."})
# 5.312* · 5.312(1) · 5.312¹: a mark that leads to a footnote
FOOTNOTE = re.compile(r"(.*[0-9%‰])\s?((?:\*|\([0-9]{1,2}\)|[¹²³⁰⁴-⁹†‡])+)")
# digits in groups of three, all parted by one sign
GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:([ .,])[0-9]{3})(?:\1[0-9]{3})*")
GROUPED_DECIMAL = re.compile(r"(-?[1-9][0-9]{0,2}(?:([ .,])[0-9]{3})(?:\2[0-9]{3})*)(?!\2)[.,]([0-9]+)")
DECIMAL_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)")
# a score of an index may be printed as a share of the best one
SIGNS = {"percent": "%", "permille": "‰", "score": "%"}
TWO_NUMBERS = N_(
    "the sign {sign} in {cell} may part thousands ({whole}) or decimals ({decimal}); write {whole}, or {decimal}0 where decimals "
    "are meant"
)
TWO_PERIODS = N_("the sign {sign} in {cell} may mean a term or a range; write term or range as period_type")


@dataclass(frozen=True)
class Written:
    """A cell in the spelling of the contract; the footnote mark that it had; the doubt where it may mean two things."""

    text: str
    mark: str = ""
    doubt: Message | None = None


# numbers -------------------------------------------------------------------------------------------------------------
def number_written(cell: str, unit: str = "", whole: bool = False) -> Written:
    """A number, of a unit of the contract or none. `whole`: it counts what has no fractions, so that a sign parts thousands."""
    if NUMBER.fullmatch(cell) and not (whole and GROUPED.fullmatch(cell)):
        return Written(cell)
    body, mark = _without_mark(cell)
    body = body.replace("\u2212", "-")
    if sign := SIGNS.get(unit):
        body = body.removesuffix(sign).rstrip()
    read = _plain(body, whole)
    if NUMBER.fullmatch(read.text):
        return Written(read.text, mark, read.doubt)
    return Written(cell)


def _without_mark(cell: str) -> tuple[str, str]:
    found = FOOTNOTE.fullmatch(cell)
    return (found[1], found[2]) if found else (cell, "")


def _plain(body: str, whole: bool) -> Written:
    """Digits without what parts their groups, and a point for decimals."""
    if found := GROUPED.fullmatch(body):
        digits = re.sub("[ .,]", "", body)
        decimal = body.replace(",", ".")
        if whole or found[1] == " " or body.count(found[1]) > 1:
            return Written(digits)
        if found[1] == ".":
            return Written(body)
        return Written(digits, doubt=Message.of(TWO_NUMBERS, sign=found[1], cell=shown(body), whole=digits, decimal=decimal))
    if found := GROUPED_DECIMAL.fullmatch(body):
        return Written(re.sub("[ .,]", "", found[1]) + f".{found[3]}")
    if found := DECIMAL_COMMA.fullmatch(body):
        return Written(f"{found[1]}.{found[2]}")
    return Written(body)


def whole_written(cell: str) -> Written:
    """A number of a column that holds whole numbers only: a line, a year, a rank. Excel may write 2024.0."""
    read = number_written(cell, whole=True)
    return Written(re.sub(r"\.0+$", "", read.text), read.mark, read.doubt)


# dates ---------------------------------------------------------------------------------------------------------------
DAY_FIRST = re.compile(r"(?:(?:([0-9]{1,2})\s*[/.-]\s*)?([0-9]{1,2})\s*[/.-]\s*)?([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
YEAR_WITH_FRACTION = re.compile(r"([0-9]{4})[.,]0")
# days since the last of 1899, as Excel counts them; of 1930 to 2100
SERIAL = re.compile(r"[1-7][0-9]{4}")
EXCEL_DAY_0 = dt.date(1899, 12, 30)


def date_of(text: str) -> str:
    """`2/7/2024`, `7/2024`, `2024`, `2024-7-2` as an ISO date, month or year; nothing where it is none. ValueError: no such day."""
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    else:
        return ""
    dt.date(int(year), int(month or 1), int(day or 1))
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def date_written(cell: str, spreadsheet: bool = False) -> str:
    """A date, month or year; `spreadsheet`: a number may be a day as Excel counts them. What is no date stays as it is."""
    if found := YEAR_WITH_FRACTION.fullmatch(cell):
        return found[1]
    if spreadsheet and SERIAL.fullmatch(cell):
        return (EXCEL_DAY_0 + dt.timedelta(days=int(cell))).isoformat()
    try:
        return date_of(cell) or cell
    except ValueError:
        return cell


# periods -------------------------------------------------------------------------------------------------------------
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
# what a cell holds of spaces is taken once: nothing behind it is tried with fewer of them
YEAR = r"\s*+(?:[/-]|,?\s*+năm)?\s*+([0-9]{4})"
# what is written, which kinds it may be, and its code; the first kind where none is told
FORMS: tuple[tuple[re.Pattern[str], tuple[str, ...], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(rf"(?:quý|q\.?)\s*([1-4]|i{{1,3}}|iv){YEAR}", re.IGNORECASE),
        ("quarter",),
        lambda found: f"{found[2]}-Q{ROMAN.get(found[1].lower(), found[1])}",
    ),
    (
        re.compile(rf"(?:6|sáu) tháng (đầu|cuối){YEAR}", re.IGNORECASE),
        ("half_year",),
        lambda found: f"{found[2]}-H{1 if found[1].lower() == 'đầu' else 2}",
    ),
    (re.compile(rf"(?:9|chín) tháng(?: đầu)?{YEAR}", re.IGNORECASE), ("nine_months",), lambda found: f"{found[1]}-9M"),
    (re.compile(r"nhiệm kỳ ([0-9]{4})\s*[-–—/]\s*([0-9]{4})", re.IGNORECASE), ("term",), lambda found: f"{found[1]}/{found[2]}"),
    (re.compile(r"giai đoạn ([0-9]{4})\s*[-–—/]\s*([0-9]{4})", re.IGNORECASE), ("range",), lambda found: f"{found[1]}/{found[2]}"),
)
TWO_YEARS = re.compile(r"([0-9]{4})\s*([-–—/])\s*([0-9]{4})")
WORDS_BEFORE = {"month": "tháng", "as_of": "tháng", "year": "năm"}


def period_written(kind: str, cell: str, indicator: str = "", spreadsheet: bool = False) -> tuple[str, Written]:
    """The kind and the code of a period. An empty kind is filled in where the cell can be of one kind only.

    A code of the contract stays as it is; so does what no single period is: the checks name it.
    """
    if kind in PATTERNS and re.fullmatch(PATTERNS[kind], cell):
        return kind, Written(cell)
    for form, kinds, code in FORMS:
        if (found := form.fullmatch(cell)) and kind in ("", *kinds):
            return kinds[0], Written(code(found))
    if found := TWO_YEARS.fullmatch(cell):
        return _two_years(kind, cell, found, indicator)
    if kind in WORDS_BEFORE:
        bare = re.sub(rf"^{WORDS_BEFORE[kind]}\s+", "", cell, flags=re.IGNORECASE)
        day = date_written(re.sub(r"\s+năm\s+", "/", bare, flags=re.IGNORECASE), spreadsheet)
        if kind == "month" and spreadsheet and day.endswith("-01") and day.count("-") == 2:
            # Excel makes the first day of a typed month
            day = day.removesuffix("-01")
        if re.fullmatch(PATTERNS[kind], day):
            return kind, Written(day)
    return kind, Written(cell)


def _two_years(kind: str, cell: str, found: re.Match[str], indicator: str) -> tuple[str, Written]:
    code = f"{found[1]}/{found[3]}"
    if kind in ("term", "range"):
        return kind, Written(code)
    if kind:
        return kind, Written(cell)
    if facts(indicator).of_term:
        return "term", Written(code)
    return kind, Written(cell, doubt=Message.of(TWO_PERIODS, sign=found[2], cell=shown(cell)))
