"""Counts told by the way, which are no counts of a body: of the largest and the least, of single places, of who is missing."""

from __future__ import annotations

from itertools import pairwise

from metrics.extract.acts import Count
from metrics.extract.parts import with_college

# words before `nhất`, alone and with it; places whose members are told one by one
EXTREMES = frozenset({"đông", "ít", "nhiều", "lớn", "nhỏ", "cao", "thấp"})
EXTREME_PAIRS = frozenset((one, "nhất") for one in EXTREMES)
PLACES_COUNTED = frozenset({"thôn", "bản", "xóm", "buôn", "làng", "ấp", "khóm"})
# how many words stand between persons and their degree
TO_DEGREE = 4
# signs behind which a degree is another's
BREAKS = frozenset(",;(")


def told_aside(count: Count) -> bool:
    """Whether a count is told by the way only."""
    missing = count.number.before(1) in (["thiếu"], ["hụt"])
    return missing or _of_the_founded(count) or _is_extreme(count) or _of_each_place(count) or _with_college(count)


def _of_the_founded(count: Count) -> bool:
    """`thành lập 4 chi bộ doanh nghiệp với 21 đảng viên`: how many those have that were counted as founded."""
    founded = count.number.previous
    if count.code != "member" or founded is None or founded.indicator != "organizations_changed":
        return False
    since = count.number.passage.words_since(founded.end, count.number.mark)
    return "event=founded" in founded.breakdown and since[-1:] in (["với"], ["có"], ["gồm"]) and not {";", ",", "nâng"} & set(since)


def _is_extreme(count: Count) -> bool:
    """`chi bộ đông nhất có 87 đảng viên, ít nhất 3 đảng viên`: the largest and the least of many, which are no counts of all."""
    words = count.words[: count.number.mark.first]
    held = words[:-1] if words[-1:] in (["có"], ["là"]) else words
    generic = len(held) > 2 and held[-1] == "nhất" and held[-2] in EXTREMES and (*held[-4:-2],) in (("chi", "bộ"), ("đảng", "bộ"))
    least = count.number.amount.qualifier == "ge" and any(pair in EXTREME_PAIRS for pair in pairwise(words))
    return generic or (least and count.number.before(1) == [","])


def _of_each_place(count: Count) -> bool:
    """`14 thôn có dưới 3 đảng viên`: how many each of those places has."""
    place = count.number.place - 1
    words, first = count.words, count.number.mark.first
    if place < 0 or words[first - 1] != "có" or count.scope.body_kind == "":
        return False
    before = [i for i in range(max(0, first - 4), first) if words[i] in PLACES_COUNTED]
    return bool(before) and before[0] > 0 and words[before[0] - 1][0].isdigit()


def _with_college(count: Count) -> bool:
    """`23 người có trình độ đại học, cao đẳng`: of two degrees together."""
    degree = next((one for one in count.rest if one.dimension == "degree" and one.first - count.noun.last <= TO_DEGREE), None)
    return degree is not None and BREAKS.isdisjoint(count.until(degree)) and with_college(count.words, degree)
