"""Counts told by the way, which are no counts of a body: of the largest and the least, of single places, of who is missing.

What is required or supposed, or told of some that have no name, counts nothing either.
"""

from __future__ import annotations

from itertools import pairwise

from metrics.extract.acts import Count
from metrics.extract.parts import with_college
from metrics.extract.text import word_set

# words before `nhất`, alone and with it; places whose members are told one by one
EXTREMES = frozenset({"đông", "ít", "nhiều", "lớn", "nhỏ", "cao", "thấp"})
EXTREME_PAIRS = frozenset((one, "nhất") for one in EXTREMES)
PLACES_COUNTED = frozenset({"thôn", "bản", "xóm", "buôn", "làng", "ấp", "khóm"})
# how many words stand between persons and their degree
TO_DEGREE = 4
# signs behind which a degree is another's
BREAKS = frozenset(",;(")
# words that say that what follows must be, and those between them and a number
REQUIRING, REQUIRED = (["phải", "có"], ["cần", "có"]), frozenset({"từ", "đủ", "được"})
# words with which what is supposed begins; and between it and what would then be
SUPPOSING, THEN = frozenset({("nếu",), ("giả", "sử"), ("khi", "có"), ("nơi", "nào")}), "thì"
# what ends a clause in which some are told of
ENDS = frozenset({",", ";", ":", ".", "(", ")"})
# words before those that are some of many, and what they are
SOME = ("có", "có những", "có một", "một số", "một vài", "nhiều", "không ít", "nhiều nhất")
SOMEWHERE = ("nơi", "chi bộ", "đảng bộ", "đơn vị", "địa phương", "xã", "phường", "huyện", "thôn", "bản", "ấp", "cơ sở")
SOME_PLACES = frozenset(tuple(f"{some} {place}".split()) for some in SOME for place in SOMEWHERE) | {("nơi", "thì"), ("nơi", "chỉ")}
LONGEST_SOME = max(map(len, SOME_PLACES))
# first words of teams and gatherings, and of what is none
TEAMS = frozenset({"tổ", "đội", "đoàn", "nhóm"})
NO_TEAMS = frozenset({("tổ", "chức"), ("đoàn", "viên"), ("đoàn", "kết"), ("đoàn", "thể")})
# words between a sentence's first and those
LEADING = word_set("và nhưng song tuy nhiên thậm chí vẫn còn trong đó cá biệt")


def told_aside(count: Count) -> bool:
    """Whether a count is told by the way only."""
    missing = count.number.before(1) in (["thiếu"], ["hụt"])
    told = missing or _of_the_founded(count) or _is_extreme(count) or _of_each_place(count) or _with_college(count)
    return told or _is_required(count) or _is_supposed(count) or _is_bound(count) or _of_some(count)


def _is_required(count: Count) -> bool:
    """`chi bộ phải có ít nhất 3 đảng viên`: what is asked of each."""
    words, at = count.words, count.number.mark.first
    while at and words[at - 1] in REQUIRED:
        at -= 1
    return words[max(0, at - 2) : at] in REQUIRING


def _is_supposed(count: Count) -> bool:
    """`Nếu mỗi chi bộ kết nạp thêm 1 đảng viên thì toàn tỉnh có …`; `Nếu năm 2015 có 50 thì nay có 70` compares."""
    words = count.words
    if THEN not in count.number.passage.has or any(one.stretch is not None for one in count.marks):
        return False
    then = words.index(THEN)
    return any(tuple(words[: len(one)]) == one for one in SUPPOSING) and (then > count.noun.first or words[0] in ("nếu", "giả"))


def _is_bound(count: Count) -> bool:
    """`Chi bộ có từ 9 đảng viên trở lên được bầu chi ủy`, `nơi có dưới 3 đảng viên`: nobody tells so how many he has."""
    if count.code not in ("member", "full_member") or count.scope.act or count.scope.target or count.scope.planned:
        return False
    words, first = count.words, count.number.mark.first
    return count.after(2) == ["trở", "lên"] or words[first] == "dưới"


def _of_some(count: Count) -> bool:
    """`có nơi 5 năm mới kết nạp được 1 đảng viên`, `tổ công tác có 12 đảng viên`: of some that have no name, or of a team."""
    words, first = count.words, count.number.mark.first
    start = next((at + 1 for at in range(first - 1, -1, -1) if words[at] in ENDS), 0)
    while start < first and words[start] in LEADING:
        start += 1
    led = any(tuple(words[start : start + length]) in SOME_PLACES for length in range(2, LONGEST_SOME + 1))
    named = any(one.mention is not None or one.amount is not None for one in count.marks if start <= one.first < first)
    team = start + 1 < first and words[start] in TEAMS and tuple(words[start : start + 2]) not in NO_TEAMS
    held = count.scope.act == "" and words[first - 1] in ("có", "gồm")
    return (led or (team and held)) and not named


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
