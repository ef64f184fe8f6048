"""Numbers, dates, periods, names and sentences as a reader sees them: every word that the pages and downloads show.

English texts stand in the code, other languages in `locale/<language>/LC_MESSAGES/messages.po`.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Collection, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib.resources import files

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol, parse_decimal

from metrics.errors import N_, Problem
from metrics.vocabulary import (
    DIMENSIONS,
    Mark,
    Metric,
    Row,
    parse_breakdown,
)
from metrics.words import terms
from metrics.words.languages import LANGUAGES, SOURCE, named

# not stated; a dash would mean zero in Viet Nam's statistical tables
NOT_STATED = "…"
# how many decimals are shown at most; counts have some only if they are means
DECIMALS = {"percent": 2, "permille": 2, "score": 4, "rank": 0, "": 4}
DECIMALS_OF_COUNTS = 1
SIGNS = {"percent": "%", "permille": "‰"}
# units whose word follows the number; cases and awards are told by the metric's name
UNITS_SAID = ("person", "organization", "document", "score")
QUALIFIED = {
    "gt": N_("more than {number}"),
    "ge": N_("{number} or more"),
    "lt": N_("less than {number}"),
    "le": N_("at most {number}"),
    "approx": N_("about {number}"),
}
# how dates are written, in the letters of Unicode's date patterns: M and d for digits, MMMM or LLLL for the month's name
PATTERNS = {
    "day": N_("d MMMM y"),
    "day of a year": N_("d MMMM"),
    "day of a month": N_("d"),
    "month": N_("MMMM y"),
    # as a period, not as a date: with the word for month or year where the language wants it
    "month alone": N_("LLLL y"),
    "month of a year": N_("LLLL"),
    "year alone": N_("y"),
}
ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
SHORT_PERIOD = re.compile(r"([0-9]{4})-(?:Q([1-4])|H([12])|9M)")
# the parts of a problem's message that are words: names that were perhaps meant, another line of the same file
HINT, LINE = re.compile(r" Did you mean (.*)\?"), re.compile("line ([0-9]+)")
ACCEPTED, VALUE_OF = re.compile(r" Accepted: (.*)\."), re.compile("Value of (.*)")


class Wording:
    """The words of one language.

    A unit is a code of the data: `percent` and `permille` are values of 0 to 100 or 1,000. A code or slug that has no words or
    name stands as it is: nothing here is refused for it.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.spoken = LANGUAGES.get(language, LANGUAGES[SOURCE])
        self._texts = catalogue(language)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.language == self.language

    def __hash__(self) -> int:
        return hash(self.language)

    # texts of the catalogue ---------------------------------------------------------------------------------------
    def say(self, text: str, /, **values: object) -> str:
        """A text in this language with its {fields} filled in; the English text where the catalogue has no other."""
        found = self._texts.get(text) or text
        return found.format(**values) if values else found

    def plural(self, singular: str, plural: str, number: int) -> str:
        """One of two texts with a {number}, as `{number} figure` and `{number} figures`."""
        return self.say(singular if number == 1 else plural, number=self.number(number))

    # numbers ------------------------------------------------------------------------------------------------------
    def number(self, value: float | None, unit: str | None = None) -> str:
        """A value as shown: 1.234,5 · 73,8%. Counts are whole unless they are means; `…` where nothing is stated."""
        return NOT_STATED if value is None else _written(value, unit or "", self.spoken.locale)

    def read_number(self, text: str) -> float:
        """A number as a reader of this language writes it: 1.234,5. ValueError where it is none, or its separators stand wrong."""
        return float(parse_decimal(text.strip(), self.spoken.locale, strict=True))

    @property
    def separators(self) -> str:
        """The signs for decimals and for thousands, as chart libraries take them: `,.`."""
        return get_decimal_symbol(self.spoken.locale) + get_group_symbol(self.spoken.locale)

    def signed(self, value: float | None, unit: str | None = None) -> str:
        """A difference with its sign: +1.234, -18, 0; `…` where there is none."""
        shown = self.number(value, unit)
        return f"+{shown}" if value and value > 0 and re.search("[1-9]", shown) else shown

    def change(self, value: float | None, unit: str | None = None) -> str:
        """A change of a value in this unit: percentages change by points, ranks by places, + being up; `…` where there is none."""
        if value is None:
            return NOT_STATED
        if unit == "rank":
            places = self.number(abs(value), "rank")
            text = N_("up {places} places") if value > 0 else N_("down {places} places")
            return self.say(text, places=places) if value else self.say("unchanged")
        if unit == "percent":
            change = self.signed(value, unit).removesuffix("%")
            return self.say("{change} percentage points", change=change)
        return self.signed(value, unit)

    def qualified(self, value: float | None, qualifier: str, unit: str | None = None) -> str:
        """A value with its qualifier, without its unit but for %: trên 2.000, khoảng 90%, từ 80% trở lên (rule 9)."""
        return self.bounded(self.number(value, unit), qualifier)

    def amount(self, value: float | None, qualifier: str = "eq", unit: str = "") -> str:
        """A value with its unit where that tells something, inside its qualifier: từ 2.000 người trở lên, hạng 5, 12."""
        if value is None or unit not in (*UNITS_SAID, "rank"):
            return self.qualified(value, qualifier, unit)
        if unit == "rank":
            return self.say("rank {number}", number=self.qualified(value, qualifier, unit))
        name = self._term(terms.ONE, unit) if value == 1 else self.unit(unit)
        return self.bounded(f"{self.number(value, unit)} {name}", qualifier)

    def between(self, value: float, qualifier: str, unit: str, *, signed: bool = False) -> str:
        """What lies between two whole numbers, as both, with its unit or, `signed`, as a difference: 95 đến 96 người."""
        low, high = math.floor(value), math.ceil(value)
        first, last = (self.signed(low), self.signed(high)) if signed else (self.number(low), self.number(high))
        shown = self.say("{low} to {high}", low=first, high=last)
        return self.bounded(shown if signed or unit not in UNITS_SAID else f"{shown} {self.unit(unit)}", qualifier)

    def stated(self, row: Row) -> str:
        """A row's value with its qualifier and its unit: trên 2.000 người, hạng 5; of places gained in a rank tăng 3 bậc."""
        if row.is_gain:
            return self.bounded(self.change(row.value, row.unit), row.qualifier)
        return self.amount(row.value, row.qualifier, row.unit)

    def gain(self, row: Row) -> str:
        """Places gained in a rank as a number with its sign: +3, không quá -2; as `stated`, where there is no room for words."""
        return self.bounded(self.signed(row.value, row.unit), row.qualifier)

    # comparisons: the one home of how a target, the year before and what is calculated from them are written (rule 9) --
    def previous(self, row: Row) -> str:
        """What a row is compared with, the year before or the target, as stated: từ 2.200 trở lên; `…` where there is none."""
        return self.qualified(row.previous, row.previous_qualifier, row.unit)

    def difference(self, row: Row) -> str:
        """The change of a row against what it is compared with: +12, không quá -1.352, tăng 3 bậc; `…` where there is none."""
        return self.bounded(self.change(row.change, row.unit), calculated(row))

    def share(self, row: Row) -> str:
        """The change of a row in percent, of a target the share reached: không quá 38,55%; `…` where there is none."""
        return self.qualified(row.change_percent, calculated(row), "percent")

    def bounded(self, shown: str, qualifier: str) -> str:
        """A number that is written already, with its qualifier."""
        return self.say(QUALIFIED[qualifier], number=shown) if qualifier in QUALIFIED and shown != NOT_STATED else shown

    # dates and periods --------------------------------------------------------------------------------------------
    def date(self, iso: str) -> str:
        """A day, month or year of the data: 19/7/2024, 7/2024, 2024; nothing where none is stated, no date as it stands."""
        dashes = iso.count("-")
        return self._date(iso, ("", "month", "day")[dashes]) if dashes and DAY.fullmatch(iso) else iso

    def period(self, code: str | int, kind: str = "") -> str:
        """A period in words: 6 tháng đầu năm 2024, quý I/2022. `kind` tells a term of years from other ranges of years."""
        code = str(code)
        if "+" in code:
            return " + ".join(self.period(part) for part in code.split("+"))
        if short := SHORT_PERIOD.fullmatch(code):
            return self._short_period(*short.groups())
        first, slash, last = code.partition("/")
        if not DAY.fullmatch(first) or (slash and not DAY.fullmatch(last)):
            return code
        return self._range(first, last, kind) if slash else self._day_or_longer(code)

    def _day_or_longer(self, code: str) -> str:
        return self._date(code, ("year alone", "month alone", "day")[code.count("-")])

    def _short_period(self, year: str, quarter: str | None, half: str | None) -> str:
        if quarter:
            return self.say("Q{quarter} {year}", quarter=quarter, roman=ROMAN[quarter], year=year)
        if half:
            text = N_("first half of {year}") if half == "1" else N_("second half of {year}")
            return self.say(text, year=year)
        return self.say("first nine months of {year}", year=year)

    def _range(self, first: str, last: str, kind: str) -> str:
        dashes = first.count("-")
        if dashes != last.count("-"):
            return self.say("from {first} to {last}", first=self.period(first), last=self.period(last))
        if first == last:
            return self._day_or_longer(first)
        same_year = first[:4] == last[:4]
        if dashes == 0:
            term = kind == "term" or (not kind and _may_be_term(int(first), int(last)))
            text = N_("{first}–{last} term") if term else N_("{first}–{last} period")
            return self.say(text, first=first, last=last)
        if dashes == 1:
            begins = "month of a year" if same_year else "month alone"
        elif first[:7] == last[:7]:
            begins = "day of a month"
        else:
            begins = "day of a year" if same_year else "day"
        return f"{self._date(first, begins)}–{self.date(last)}"

    def _date(self, iso: str, pattern: str) -> str:
        return _dated(iso, self.say(PATTERNS[pattern]), self.spoken.locale)

    def years(self, years: tuple[int, int]) -> str:
        """A span of years, first and last: năm 2019, 2017–2024."""
        first, last = years
        return self.period(first) if first == last else self.say("years {first}–{last}", first=first, last=last)

    def periods(self, periods: Iterable[str]) -> str:
        """Periods and dates in words."""
        return "; ".join(map(self.period, periods))

    # words for codes ----------------------------------------------------------------------------------------------
    def unit(self, code: str) -> str:
        """người, tổ chức, %."""
        return self._term(terms.UNITS, code)

    def kind(self, code: str) -> str:
        """The kind of a body: Khối các cơ quan."""
        return self._term(terms.KINDS, code)

    def topic(self, code: str) -> str:
        """The subject of an indicator: Kết nạp đảng viên for `admission`."""
        return self._term(terms.TOPICS, code)

    def metric_kind(self, code: str) -> str:
        """How a metric is counted: over a period, at a date, as a ratio."""
        return self._term(terms.METRIC_KINDS, code)

    def qualifier(self, code: str) -> str:
        """What `eq`, `gt`, `ge`, `lt`, `le`, `approx` say of a value, for lists to choose from."""
        return self._term(terms.QUALIFIERS, code)

    def period_kind(self, code: str) -> str:
        """The kind of a period, as `half_year`."""
        return self._term(terms.PERIOD_KINDS, code)

    def boundary(self, code: str) -> str:
        """The list of provinces: `63`, `34` or `reported`."""
        return self._term(terms.BOUNDARIES, code)

    def comparison(self, code: str) -> str:
        """What a value is compared with: `previous_year`, `same_period` or `target`."""
        return self._term(terms.COMPARISONS, code)

    def region(self, slug: str) -> str:
        """The name of a region, of the old or the new scheme."""
        return self._term(terms.REGIONS, slug)

    def dimension(self, code: str) -> str:
        """The name of a dimension of breakdowns, as `form`."""
        return self._term(terms.DIMENSIONS, code)

    def value_of(self, dimension: str, value: str) -> str:
        """A value of a breakdown dimension: khiển trách."""
        if dimension == "scope":
            return self.region(value)
        text = terms.VALUES.get((dimension, value))
        return self.say(text) if text else value.replace("_", " ").replace("-", " ")

    def column(self, code: str) -> str:
        """The heading of a column; of a breakdown dimension its name."""
        return self.dimension(code) if code in DIMENSIONS else self._term(terms.COLUMNS, code)

    def comparison_columns(self, is_target: bool) -> dict[str, str]:
        """The headings of what a row is compared with, of the difference and of that in percent; of targets they are others."""
        said = terms.TARGET_COLUMNS if is_target else {name: terms.COLUMNS[name] for name in terms.TARGET_COLUMNS}
        return {name: self.say(text) for name, text in said.items()}

    def status(self, code: str) -> str:
        """The status of an observation: reported, target, …"""
        return self._term(terms.OBSERVATION_STATUSES, code)

    def marks(self, marks: Collection[Mark]) -> str:
        """The marks of a row; the word for a complete one where there is none."""
        labels = [label for label, _ in self.marks_explained(marks)]
        return ", ".join(labels) or self.say(terms.COMPLETE[0])

    def marks_explained(self, marks: Collection[Mark]) -> list[tuple[str, str]]:
        """Each mark of a row as its label and a sentence that explains it."""
        known = [terms.MARKS[mark] for mark in Mark if mark in marks]
        return [(self.say(label), self.say(explanation)) for label, explanation in known]

    def quote_status(self, code: str) -> str:
        """How the words of a figure are known: Nguyên văn; nothing for a figure without words."""
        return self._term(terms.QUOTE_STATUSES, code) if code else ""

    def words_of(self, quote: str, status: str) -> str:
        """The words of a figure: in quotation marks only where they were compared with the text, else with what they are."""
        if status == "verbatim":
            return self.say("“{quote}”", quote=quote)
        return self.say("{known}: {quote}", known=self.quote_status(status), quote=quote)

    def problem(self, problem: Problem) -> str:
        """What is wrong with a cell and how to mend it; codes and cells as they stand."""
        if problem.said is None:
            return problem.message
        return self.say(problem.said.template, **{name: self._told(name, value) for name, value in problem.said.values})

    def _told(self, name: str, value: str) -> str:
        """A value of a message, in words where it is words itself: what it is, a hint, a remedy, a line, the form of a cell."""
        if name == "hint" and (found := HINT.fullmatch(value)):
            return " " + self.say("Did you mean {names}?", names=found[1].replace(" or ", ", "))
        if name == "hint" and (found := ACCEPTED.fullmatch(value)):
            return " " + self.say("Accepted: {names}.", names=found[1])
        if name == "what" and (found := VALUE_OF.fullmatch(value)):
            return self.say("Value of {name}", name=found[1])
        if name == "remedy" and value:
            return " " + self.say(value.strip())
        if name == "place" and (found := LINE.fullmatch(value)):
            return self.say("line {line}", line=found[1])
        return self.say(value) if name in ("form", "what") else value

    def breakdown(self, text: str) -> str:
        """`body=committee;subject=cell` in words, or the word for the total. ValueError where a part is not dimension=value."""
        if not text:
            return self.say("total")
        return "; ".join(self._values(name, [value]) for name, value in parse_breakdown(text).items())

    def _values(self, dimension: str, values: Iterable[str]) -> str:
        return f"{self.dimension(dimension).lower()}: {', '.join(self.value_of(dimension, value) for value in values)}"

    def metric(self, metric: Metric) -> str:
        return named(metric, self.language)

    def definition(self, metric: Metric) -> str:
        return named(metric, self.language, "definition")

    def _term(self, table: Mapping[str, str], code: str) -> str:
        return self.say(table[code]) if code in table else code


# a page writes some thousands of numbers, many of them alike, and Babel takes 0.08 ms for each
@lru_cache(maxsize=20_000)
def _written(value: float, unit: str, locale: str) -> str:
    places = DECIMALS.get(unit, DECIMALS_OF_COUNTS)
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    # + 0: what rounds to zero loses its minus
    return format_decimal(rounded + 0, "#,##0." + "#" * places, locale) + SIGNS.get(unit, "")


# and days and months, 0.1 ms each
@lru_cache(maxsize=20_000)
def _dated(iso: str, pattern: str, locale: str) -> str:
    numbers = [*map(int, iso.split("-")), 1, 1]
    try:
        return format_date(dt.date(*numbers[:3]), pattern, locale)
    except ValueError:
        # not in the calendar: a cell of a batch that does not fit
        return iso


@lru_cache(maxsize=8)
def catalogue(language: str) -> dict[str, str]:
    """The texts of a language by their English source; none where there is no catalogue."""
    file = files("metrics.words").joinpath("locale", language, "LC_MESSAGES", "messages.po")
    if not file.is_file():
        return {}
    with file.open("rb") as opened:
        messages = read_po(opened, locale=language)
    return {str(message.id): str(message.string) for message in messages if message.id and not message.fuzzy}


def calculated(row: Row) -> str:
    """The qualifier of what is calculated from a row and what it is set against.

    Where units or parts are missing from one of the two alone, the true number lies beyond what is calculated from those known.
    """
    found = row.change_qualifier
    lacking, lacked = (Mark.AT_LEAST in marks for marks in (row.marks, row.previous_marks))
    if not found or lacking == lacked:
        return found
    alike, bound = (("eq", "gt", "ge"), "ge") if lacking else (("eq", "lt", "le"), "le")
    return bound if found in alike else "approx"


def _may_be_term(first: int, last: int) -> bool:
    """Party terms run five years from a year that ends in 0 or 5."""
    return last - first == 5 and first % 5 == 0
