"""Stretches of time in a sentence: dates in all their forms, quarters, half-years, terms, `đến nay`, and what year they mean."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace

from metrics.extract.text import word_set

YEAR = r"(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9]|\s*%)"
SEPARATOR = r"\s?[-/.]\s?"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
COUNTS = {"ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "hai": 2}
# dates that begin with a digit: 12-13/8/2015, 16/7/2020, 8-1957, 2015-2020
DIGIT_DATE = re.compile(
    rf"""(?:(?P<first>[0-9]{{1,2}})\s?(?:-|–|,|và|đến)\s?)?(?P<d>[0-9]{{1,2}}){SEPARATOR}(?P<m>[0-9]{{1,2}})(?:{SEPARATOR}|\s+năm\s+)(?P<y>{YEAR})
    |(?P<m2>[0-9]{{1,2}})\s?[-/]\s?(?P<y2>{YEAR})
    |(?P<from>{YEAR})\s?(?:-|–|—|/|đến\s+năm|đến)\s?(?P<to>{YEAR})
    |(?P<n>[0-9]{{1,2}})\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<y3>{YEAR}))?
    |(?P<n2>[0-9]{{1,2}})\s+tháng\s+(?:của\s+)?năm\s+(?P<y4>{YEAR})
    |(?P<years>[0-9]{{1,2}})\s+năm\s+đầu\s+nhiệm\s+kỳ\s*\(?(?P<of>{YEAR})(?:\s?[-–/]\s?{YEAR})?
    |(?P<open>[0-9]{{1,2}})\s+năm\s+(?:qua|gần\s+đây|trở\s+lại\s+đây|vừa\s+qua)
    |(?P<y6>{YEAR})""",
    re.VERBOSE,
)
# a day and month without its year: only after a word that announces a day
SHORT_DATE = re.compile(
    rf"""(?:(?P<first>[0-9]{{1,2}})\s?(?:-|–|,|và|đến)\s?)?(?P<d>[0-9]{{1,2}}){SEPARATOR}(?P<m>[0-9]{{1,2}})(?![0-9]|{SEPARATOR}[0-9]|\s*%)
    |(?P<d2>[0-9]{{1,2}})\s+tháng\s+(?P<m2>[0-9]{{1,2}})(?:\s*(?:năm\s+|[-/])(?P<y2>{YEAR}))?""",
    re.VERBOSE,
)
WORD_DATE = {
    "năm": re.compile(
        rf"""năm\s+(?P<from>{YEAR})\s*(?:-|–|đến\s+năm|đến)\s*(?:hết\s+)?(?P<to>{YEAR})
        |năm\s+(?P<since>{YEAR})\s+(?:cho\s+)?(?:đến|tới)\s+nay
        |năm\s+(?P<y6>{YEAR})
        |năm\s+(?P<past>qua|vừa\s+qua|trước|ngoái)""",
        re.VERBOSE,
    ),
    "tháng": re.compile(rf"tháng\s+(?P<m2>[0-9]{{1,2}})(?:\s*(?:năm\s+|[-/]\s?)(?P<y2>{YEAR}))?(?!\s*[-/]\s?[0-9])"),
    "quý": re.compile(rf"quý\s+(?P<q>iv|i{{1,3}}|[1-4])(?!\w)(?:\s*(?:năm\s+|[-/]\s?)(?P<y7>{YEAR}))?"),
    "nhiệm": re.compile(
        rf"""nhiệm\s+kỳ\s*\(?\s*(?P<tfrom>{YEAR})\s*[-–—/]\s*(?P<tto>{YEAR}|[0-9]{{2}}(?![0-9]))
        |nhiệm\s+kỳ\s+(?P<past_term>qua|trước|vừa\s+qua)|nhiệm\s+kỳ\s+(?P<this_term>mới|tới|này)""",
        re.VERBOSE,
    ),
    "giai": re.compile(rf"giai\s+đoạn\s*\(?\s*(?P<from>{YEAR})\s*(?:[-–—/]|đến)\s*(?P<to>{YEAR})"),
    "đầu": re.compile(
        rf"""đầu\s+năm(?:\s+(?P<since>{YEAR}))?\s+(?:cho\s+)?(?:đến|tới)\s+(?:nay|thời\s+điểm\s+(?:này|hiện\s+(?:nay|tại)))
        |đầu\s+năm\s+(?P<head>{YEAR})|đầu\s+(?P<bare_head>năm)(?!\s+học)""",
        re.VERBOSE,
    ),
    "cuối": re.compile(
        rf"cuối\s+(?:tháng\s+(?P<m2>[0-9]{{1,2}})\s*[-/]\s*(?P<y2>{YEAR})|(?:năm\s+(?P<tail>{YEAR})|(?P<bare_tail>năm)))"
    ),
    "hiện": re.compile(r"(?P<now>hiện(?:\s+(?:nay|tại|giờ))?)(?!\w)(?!\s+(?:đại|tượng|thực|hành|diện|hữu))"),
    "đến": re.compile(r"(?:đến|tới)\s+(?:thời\s+điểm\s+(?:này|hiện\s+(?:nay|tại))|(?P<now>nay))(?!\w)"),
    "cả": re.compile(rf"cả\s+(?:năm\s+(?P<y6>{YEAR})|(?P<whole>năm))"),
    "trong": re.compile(r"trong\s+(?P<whole>năm)(?=\s*(?:[,;.:)]|$|đã|qua|vừa|toàn|có))"),
    "nửa": re.compile(rf"nửa\s+(?P<n>đầu|cuối|năm)(?:\s+(?:đầu\s+)?năm)?(?:\s+(?P<y3>{YEAR}))?"),
}
NUMBER_MONTHS = re.compile(
    rf"""(?P<word>ba|sáu|chín|bốn|mười|hai|năm)\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<y3>{YEAR}))?
    |(?P<years>hai|ba|bốn)\s+năm\s+đầu\s+nhiệm\s+kỳ\s*\(?(?P<of>{YEAR})(?:\s?[-–/]\s?{YEAR})?
    |(?P<open>hai|ba|bốn|năm|mười)\s+năm\s+(?:qua|gần\s+đây)""",
    re.VERBOSE,
)
# words before a number that announce a day
DAY_BEFORE = word_set("ngày sáng chiều tối trưa đêm hôm dịp từ đến trước hết và tới mùng mồng cuối")
# words one of which, or a digit, stands after the first word of a stretch; those missing here need none
AFTER = {
    "năm": word_set("tháng năm qua vừa trước ngoái"),
    "tháng": word_set(""),
    "quý": word_set("i ii iii iv"),
    "nhiệm": word_set("kỳ"),
    "giai": word_set("đoạn"),
    "đầu": word_set("năm"),
    "cuối": word_set("tháng năm"),
    "đến": word_set("thời nay"),
    "cả": word_set("năm"),
    "trong": word_set("năm"),
    "nửa": word_set("đầu cuối năm"),
} | {word: word_set("tháng năm") for word in COUNTS if word != "năm"}
AFTER_DAY = word_set("- – / . , và đến tháng năm")
# parts of a match that name a stretch by themselves, with its kind and role
NAMED = {
    "past_term": ("term", "previous"),
    "this_term": ("term", ""),
    "open": ("open", ""),
    "since": ("since", ""),
    "head": ("year", "start"),
    "bare_head": ("year", "start"),
    "tail": ("year", "end"),
    "bare_tail": ("year", "end"),
    "past": ("past", ""),
    "whole": ("year", ""),
    "now": ("now", ""),
    "y6": ("year", ""),
}
FLOWS = ("month", "quarter", "half_year", "nine_months", "year", "range", "term")


@dataclass(slots=True, frozen=True)
class Stretch:
    """A period as the words state it. `kind` is one of the contract's, or `now`, `since` (the start of a year until now), `open`.

    `role`, how it stands in its sentence: `end` (until then), `from`, `start` (of a year), `previous` (term), `document` (the day
    of a decision), `plan` (the year of a target), `compare` (only compared with), or nothing.
    """

    kind: str
    code: str = ""
    role: str = ""


def may_begin(word: str, after: str) -> bool:
    """Whether a stretch may begin at a word, by the word after it; rules out most numbers at little cost."""
    if word.isdigit():
        return after in AFTER_DAY if len(word) <= 2 else len(word) == 4 and word[:2] in ("19", "20")
    needed = AFTER.get(word)
    return needed is None or after in needed or "0" <= after[:1] <= "9"


def stretch_at(text: str, start: int, end: int, word: str, before: str, year: str) -> tuple[Stretch, int] | None:
    """The stretch that begins at a place of the folded text and where it ends; `year` serves where days lack one."""
    if word[0].isdigit():
        found = DIGIT_DATE.match(text, start, end)
        if found is None and before in DAY_BEFORE:
            found = SHORT_DATE.match(text, start, end)
            if found is not None and before in ("từ", "đến", "trước", "hết", "và", "tới") and found["m"] and int(found["m"]) > 12:
                return None
    else:
        pattern = WORD_DATE.get(word)
        found = pattern.match(text, start, end) if pattern is not None else None
        if found is None and word in COUNTS:
            found = NUMBER_MONTHS.match(text, start, end)
    if found is None:
        return None
    stretch = _stretch({name: value for name, value in found.groupdict().items() if value}, year)
    return None if stretch is None else (stretch, found.end())


def _stretch(parts: dict[str, str], year: str) -> Stretch | None:
    """The stretch that the named parts of a match mean."""
    return _date(parts, year) if parts.keys() & {"d", "d2", "m", "m2", "m3"} else _span(parts)


def _date(parts: dict[str, str], year: str) -> Stretch | None:
    """A day or a month."""
    year = parts.get("y") or parts.get("y2") or year
    if "d" in parts or "d2" in parts:
        return _day(year, int(parts.get("m") or parts["m2"]), int(parts.get("d") or parts["d2"]))
    month = int(parts["m2"])
    return Stretch("month", f"{year}-{month:02d}" if year else "") if 1 <= month <= 12 else None


def _span(parts: dict[str, str]) -> Stretch | None:
    """Longer stretches: several years, a term, some months, a quarter, a year; or a word for one."""
    if "from" in parts:
        return Stretch("range", f"{parts['from']}/{parts['to']}") if parts["from"] < parts["to"] else None
    if "tfrom" in parts:
        last = parts["tto"] if len(parts["tto"]) == 4 else parts["tfrom"][:2] + parts["tto"]
        return Stretch("term", f"{parts['tfrom']}/{last}") if parts["tfrom"] < last else None
    if "years" in parts:
        count = COUNTS.get(parts["years"]) or int(parts["years"])
        return Stretch("range", f"{int(parts['of']) + 1}/{int(parts['of']) + count}") if count > 1 else None
    if parts.keys() & {"n", "n2", "word"}:
        return _months(parts)
    if "q" in parts:
        return Stretch("quarter", f"{parts.get('y7', '')}-Q{ROMAN[parts['q']]}")
    for name, (kind, role) in NAMED.items():
        if name in parts:
            return Stretch(kind, parts[name] if parts[name].isdigit() and kind != "open" else "", role)
    return Stretch("since") if not parts else None


def _months(parts: dict[str, str]) -> Stretch | None:
    """`6 tháng đầu năm 2019`, `9 tháng năm 2023`, `sáu tháng cuối năm`, `nửa đầu năm`."""
    if "n2" in parts:
        return months(int(parts["n2"]), parts["y4"], False)
    number = parts.get("n", "")
    # `nửa` is half of a year
    count = int(number) if number.isdigit() else COUNTS.get(parts.get("word", ""), 6)
    return months(count, parts.get("y3", ""), "cuối" in (parts.get("half"), number))


def _day(year: str, month: int, day: int) -> Stretch | None:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if not year:
        return Stretch("day", "")
    if day > calendar.monthrange(int(year), month)[1]:
        return None
    return Stretch("day", f"{year}-{month:02d}-{day:02d}")


def months(count: int, year: str, tail: bool) -> Stretch | None:
    """The first (or last) so many months of a year."""
    if not 1 <= count <= 12:
        return None
    if tail:
        return Stretch("half_year", f"{year}-H2") if count == 6 else None
    code = {3: ("quarter", "Q1"), 6: ("half_year", "H1"), 9: ("nine_months", "9M")}.get(count)
    if code:
        return Stretch(code[0], f"{year}-{code[1]}")
    if count == 12:
        return Stretch("year", year)
    return Stretch("range", f"{year}-01/{year}-{count:02d}")


def until(stretch: Stretch) -> Stretch:
    """What a flow `until the end of` a month or day covers: the year so far."""
    if stretch.kind == "month" and stretch.code:
        return months(int(stretch.code[5:]), stretch.code[:4], False) or stretch
    if stretch.kind == "day" and stretch.code:
        year, month, day = stretch.code.split("-")
        if int(day) == calendar.monthrange(int(year), int(month))[1]:
            return months(int(month), year, False) or stretch
        return replace(stretch, kind="range", code=f"{year}-01/{year}-{month}")
    return stretch


def with_year(stretch: Stretch, year: str) -> Stretch:
    """The stretch in that year, where its own words leave the year out; without a code where no year is known."""
    if stretch.code.startswith("-"):
        return replace(stretch, code=(year + stretch.code).replace("/-", f"/{year}-") if year else "")
    if stretch.kind == "year" and not stretch.code:
        return replace(stretch, code=year)
    return stretch
