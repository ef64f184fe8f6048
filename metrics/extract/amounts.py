"""Amounts: numbers as newspapers write them, number words, shares, fractions, ranges, and the words that bound them."""

from __future__ import annotations

import re
from typing import NamedTuple

from metrics.extract.text import word_set
from metrics.extract.values import replaced_often

GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
MOST_DIGITS = 9
# the signs of a grouped number, or of one with decimals: what is longer is no figure, and no number that a computer holds
MOST_SIGNS = 20
DECIMAL = re.compile(r"[0-9]{1,9},[0-9]{1,6}")
POINTED = re.compile(r"[0-9]{1,3}\.[0-9]{1,2}|0\.[0-9]{1,6}")
GROUPED_BY_COMMA = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
THOUSANDS = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "vạn": 1e4}
# a word of so many letters that clings to a number is what it counts: 11quần chúng, 01đảng viên; shorter ones make a name: 4a, 3h
SHORTEST_NOUN = 4
# but for those that begin a noun: 3.004tổ chức đảng
SHORT_NOUNS = frozenset({("tổ", "chức"), ("chi", "bộ"), ("cá", "nhân"), ("cấp", "ủy"), ("học", "viên"), ("tập", "thể")})
MONEY = frozenset({"đồng", "tỷ", "tỉ", "usd", "đô", "vnđ"})
UNITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
TENS = {"mười": 10, "mươi": 10}
# the word `năm` is a year after these
YEAR_BEFORE = word_set("trong cả mỗi hằng hàng từng một nửa đầu cuối giữa qua hết sang mấy nhiều các những theo suốt")
HUNDREDS = {"chục": 10.0, "trăm": 100.0, "nghìn": 1000.0, "ngàn": 1000.0, "vạn": 10000.0}
DASHES = frozenset("-–—")
# words after `điểm` with which it is a place
NOT_SCORES = (["cầu"], ["bỏ"], ["trường"], ["du"], ["tiếp"], ["sáng"])
# words after a number that may make it a percentage, a fraction or a range
EXTENDING = frozenset({"%", "phần", "/", "đến", "trong", "trên", *DASHES})
# words before a number that bound it, the longest first
BOUNDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("trên", "dưới"), "approx"),
    (("không", "quá"), "le"),
    (("không", "dưới"), "ge"),
    (("không", "vượt", "quá"), "le"),
    (("ít", "nhất"), "ge"),
    (("tối", "thiểu"), "ge"),
    (("tối", "đa"), "le"),
    (("xấp", "xỉ"), "approx"),
    (("ước", "khoảng"), "approx"),
    (("gần", "bằng"), "approx"),
    (("trên",), "gt"),
    (("hơn",), "gt"),
    (("gần",), "approx"),
    (("khoảng",), "approx"),
    (("chừng",), "approx"),
    (("độ",), "approx"),
    (("dưới",), "lt"),
)
BY_LAST_WORD: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _words, _qualifier in sorted(BOUNDS, key=lambda bound: -len(bound[0])):
    BY_LAST_WORD.setdefault(_words[-1], []).append((_words, _qualifier))


@replaced_often
class Amount(NamedTuple):
    """A number in a sentence: tokens `first` (its bound included) to `last`, its value and what bounds it."""

    first: int
    number: int
    last: int
    value: float
    percent: bool = False
    qualifier: str = "eq"
    # the upper end of `180 - 200`, the second number of `50/63`
    high: float | None = None
    of: float | None = None


def value_of(word: str) -> float | None:
    """`5.164`, `4055`, `25,7`, `01` as a number; None for what is none (a date, a version)."""
    if word.isdigit() and word.isascii():
        return float(word) if len(word) <= MOST_DIGITS else None
    if len(word) > MOST_SIGNS:
        return None
    if GROUPED.fullmatch(word):
        return float(word.replace(".", "").replace(",", "."))
    if DECIMAL.fullmatch(word):
        return float(word.replace(",", "."))
    if GROUPED_BY_COMMA.fullmatch(word):
        return float(word.replace(",", ""))
    if POINTED.fullmatch(word):
        return float(word)
    return None


def amount_at(words: list[str], starts: list[int], ends: list[int], i: int) -> Amount | None:
    """The amount whose number is the token at `i`, with its percent sign, fraction or range; None if it is none."""
    count = len(words)
    value = value_of(words[i])
    if value is None:
        return None
    clings = i + 1 < count and starts[i + 1] == ends[i] and words[i + 1][0].isalpha()
    if clings and len(words[i + 1]) < SHORTEST_NOUN and tuple(words[i + 1 : i + 3]) not in SHORT_NOUNS:
        return None
    last = i + 1
    if last < count and words[last] in THOUSANDS:
        if last + 1 < count and words[last + 1] in MONEY and words[last + 2 : last + 3] != ["chí"]:
            return None
        value *= THOUSANDS[words[last]]
        last += 1
    found = _extended(Amount(i, i, last, value), words)
    if words[i].endswith(".0") and not found.percent and words[last : last + 1] != ["điểm"]:
        # a version: 3.0
        return None
    if not found.percent and found.of is None and value != int(value):
        # persons and bodies are counted in whole numbers: 1,234 is a thousand and more
        whole = GROUPED_BY_COMMA.fullmatch(words[i]) and words[last - 1] not in THOUSANDS and not _is_score(words, i, last)
        if not whole:
            # a point is that of a day or a version, but for what a score has
            scored = words[last : last + 1] == ["điểm"] or words[i].startswith("0.")
            return found if scored or POINTED.fullmatch(words[i]) is None else None
        found = found._replace(value=float(words[i].replace(",", "")))
    return _bounded(found, words)


def _is_score(words: list[str], i: int, last: int) -> bool:
    """`44,396 điểm`, `tổng điểm 48,811`: of an index; not `1,200 điểm cầu`."""
    after = words[last : last + 2]
    return (after[:1] == ["điểm"] and after[1:] not in NOT_SCORES) or "điểm" in words[max(0, i - 2) : i]


def _extended(found: Amount, words: list[str]) -> Amount:
    """With its percent sign, the second number of a fraction, or the upper end of a range."""
    last, count = found.last, len(words)
    if last >= count or words[last] not in EXTENDING:
        return found
    if words[last] == "%":
        found = found._replace(percent=True, last=last + 1)
    elif words[last] == "phần" and words[last + 1 : last + 2] == ["trăm"]:
        found = found._replace(percent=True, last=last + 2)
    elif words[last] == "/" and last + 1 < count and (second := value_of(words[last + 1])) is not None:
        after = words[last + 2] if last + 2 < count else ""
        if after not in ("/", "%"):
            found = found._replace(of=second, last=last + 2)
            upper = value_of(words[last + 3]) if after in DASHES and last + 3 < count else None
            if upper is not None and upper > second and words[last + 4 : last + 5] != ["/"]:
                # `7.979/8.000 - 8.500`: of a target that is a range
                found = found._replace(of=None, last=last + 4)
    elif words[last] in ("trong", "trên") and (second := _of_all(words, last)) is not None:
        found = found._replace(of=second, last=last + 4)
    elif words[last] in DASHES or (words[last] == "đến" and found.number and words[found.number - 1] == "từ"):
        second = value_of(words[last + 1]) if last + 1 < count else None
        if second is not None and second > found.value:
            percent = words[last + 2 : last + 3] == ["%"]
            found = found._replace(high=second, percent=percent, last=last + 2 + percent)
    if found.percent and found.last < count and words[found.last] in DASHES and found.high is None:
        second = value_of(words[found.last + 1]) if found.last + 2 < count else None
        if second is not None and second > found.value and words[found.last + 2] == "%":
            found = found._replace(high=second, last=found.last + 3)
    return found


def _of_all(words: list[str], at: int) -> float | None:
    """The second number of `660 trong tổng số 690`, `92 trên tổng số 121`."""
    if words[at + 1 : at + 3] != ["tổng", "số"] or at + 3 >= len(words):
        return None
    return value_of(words[at + 3])


def _bounded(found: Amount, words: list[str]) -> Amount:
    """With the qualifier that the words before the number give."""
    i = found.number
    if not i:
        return found
    if words[max(0, i - 2) : i] in (["cấp", "trên"], ["cấp", "dưới"]):
        # `dự Đại hội cấp trên 4 đồng chí`
        return found
    for bound, qualifier in BY_LAST_WORD.get(words[i - 1], ()):
        if tuple(words[max(0, i - len(bound)) : i]) == bound:
            return found._replace(first=i - len(bound), qualifier=qualifier)
    return found._replace(first=i - 1) if words[i - 1] == "từ" and found.high is not None else found


def words_at(words: list[str], i: int) -> Amount | None:
    """A number in words at `i` (`năm đồng chí`, `mười hai`, `hàng trăm`); the caller sees to it that something counted follows."""
    word = words[i]
    if word == "hàng" and i + 1 < len(words) and words[i + 1] in HUNDREDS:
        return Amount(i, i, i + 2, HUNDREDS[words[i + 1]], qualifier="approx")
    if word not in UNITS and word != "mười":
        return None
    if word == "năm" and i and words[i - 1] in YEAR_BEFORE:
        return None
    value, last = float(UNITS.get(word, 10)), i + 1
    if word == "mười" and last < len(words) and words[last] in UNITS:
        value, last = value + UNITS[words[last]], last + 1
    elif last < len(words) and words[last] == "mươi":
        value, last = value * 10, last + 1
        if last < len(words) and words[last] in UNITS:
            value, last = value + UNITS[words[last]], last + 1
    return _bounded(Amount(i, i, last, value), words)
