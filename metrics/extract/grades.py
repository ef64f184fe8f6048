"""Grades of the yearly assessment: which one words name, and whether bodies or members got it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from metrics.extract.clauses import Passage
from metrics.extract.marks import Mark
from metrics.extract.numbers import Number
from metrics.extract.rules import BODIES, PERSONS

# signs that end what is told of a noun
ENDS = frozenset(",;.):")
# words before a grade that is that of a part, and between it and its number
PARTING, COUNTED = frozenset({",", ";", ":", "(", "gồm", "đó"}), frozenset({":", "là", "có", "chiếm", "đạt", "được", "tỷ", "lệ"})
# words that say that bodies or members are rated, and those between them and their number
ASSESSING = frozenset({("đánh", "giá"), ("xếp", "loại"), ("phân", "loại"), ("phân", "tích")})
ASSESSED = frozenset({"là", "chất", "lượng", "đối", "với", "được", "cho", "tổng", "số", "ở", "tại", "trong"})
# words of what happened in several years one after another
YEAR_AFTER_YEAR = frozenset({("năm", "liền"), ("năm", "liên"), ("liên", "tục"), ("nhiều", "năm"), ("năm", "nào")})
BODIES_RATED, MEMBERS_RATED = "grassroots_organizations_rated", "members_rated"


def grade_of(passage: Passage, mark: Mark) -> str:
    """The grade that a mark names: `hoàn thành tốt` may include `xuất sắc`, `trong sạch` may go on `tiêu biểu`."""
    if mark.code == "good":
        if passage.after(mark, 2) == ["trở", "lên"]:
            return "good_or_better"
        beside = [one for one in passage.marks if one.code == "excellent"]
        joined = ([","], ["và"], ["hoặc"], ["nhiệm", "vụ", ","], ["nhiệm", "vụ", "và"])
        if any(passage.words[mark.last : one.first] in joined for one in beside) or any(
            passage.words[one.last : mark.first] in joined for one in beside
        ):
            return "good_or_better"
        later = {one.code for one in passage.marks if one.first > mark.last}
        if {"subset", "excellent"} <= later:
            return "good_or_better"
    if mark.code == "excellent":
        # `60 tổ chức hoàn thành xuất sắc và hoàn thành tốt nhiệm vụ`
        good = next((one for one in passage.marks if one.first >= mark.last), None)
        both = good is not None and passage.between(mark, good) in (["và"], ["hoặc"], ["nhiệm", "vụ", "và"])
        if both and good is not None and good.code == "good" and not _is_counted(passage, good):
            return "good_or_better"
    if mark.code == "clean_and_strong" and passage.word(mark.last) == "tiêu":
        return "exemplary"
    return mark.code


def _is_counted(passage: Passage, grade: Mark) -> bool:
    """`hoàn thành xuất sắc và hoàn thành tốt nhiệm vụ là 15 và 80`: whether numbers follow a grade, as they may one for each."""
    place = passage.next_amount(grade.last)
    return place is not None and passage.marks[place].first - grade.last <= 3


def grade_after(passage: Passage, code: str, noun: Mark, rest: Sequence[Mark]) -> str | None:
    """The grade that the words after a noun name."""
    if code not in PERSONS and code not in BODIES and code != "staff":
        return None
    said = passage.after(noun, 4)
    if said[:3] == ["được", "đánh", "giá"] and ENDS.issuperset(said[3:]) and all(one.first != noun.last for one in rest):
        # `148.310 đảng viên được đánh giá, trong đó …`
        return "rated"
    far = 24 if "đều" in passage.after(noun, 24) else 9
    own = [one for one in rest if one.dimension == "grade" and not _is_of_a_part(passage, noun, one)]
    own = [one for one in own if not _is_of_the_body(passage, code, noun, one)]
    graded = [one for one in own if one.first - noun.last <= far]
    # `được đánh giá, xếp loại` alone tells no more than that they were rated
    named = next((one for one in own if one.code != "rated"), None)
    if graded and graded[0].code == "rated" and named is not None and named.first - graded[0].last <= 4:
        graded = [named]
    return next((grade_of(passage, one) for one in graded), None)


def _is_of_a_part(passage: Passage, noun: Mark, grade: Mark) -> bool:
    """`755 tổ chức, trong đó trong sạch vững mạnh 54,83%`: a grade that begins a clause and has a number of its own behind it."""
    place = passage.next_amount(grade.last)
    if place is None or not COUNTED.issuperset(passage.between(grade, passage.marks[place])):
        return False
    return not PARTING.isdisjoint(passage.between(noun, grade))


def _is_of_the_body(passage: Passage, code: str, noun: Mark, grade: Mark) -> bool:
    """`Chi bộ có 41 đảng viên, 3 năm liền hoàn thành tốt nhiệm vụ`: what the body that has them was rated year after year."""
    said = passage.between(noun, grade)
    return code in PERSONS and said[:1] == [","] and any(pair in YEAR_AFTER_YEAR for pair in pairwise(said))


def assessed(passage: Passage, mark: Mark) -> bool:
    """`đánh giá, xếp loại chất lượng 755 tổ chức cơ sở đảng`: whether the words right before a number say that so many were."""
    at = mark.first
    ends = {one.last: one.first for one in passage.marks if one.kind == "period"}
    while at and (passage.words[at - 1] in ASSESSED or at in ends):
        at = ends.get(at, at - 1)
    return tuple(passage.words[at - 2 : at]) in ASSESSING if at > 1 else False


def shared_grade(passage: Passage, noun: Mark) -> str | None:
    """`trên 90% tổ chức và trên 90% đảng viên … hoàn thành tốt`, `3 đảng bộ, 12 chi bộ hoàn thành …`: one grade for two numbers."""
    place = passage.next_amount(noun.last)
    if place is None or passage.between(noun, passage.marks[place]) not in (["và"], ["cùng"], [","]):
        return None
    following = passage.until_next(place)
    second = next((one for one in following if one.kind == "noun"), None)
    if second is None or second.first != passage.marks[place].last:
        return None
    return grade_after(passage, second.code, second, following)


def rated_by_label(number: Number, before: Mark, noun: Mark | None) -> tuple[str, float]:
    """Which indicator a grade belongs to: by the noun, else by what the words before it name; and how sure that is."""
    if noun is not None and noun.code in PERSONS:
        return MEMBERS_RATED, 0.9
    for one in reversed(number.marks):
        if one.last <= before.first and (one.code == "members_base" or (one.kind == "noun" and one.code in (*PERSONS, *BODIES))):
            cells = any(other.code == "subordinate_cell" and other.last <= one.first for other in number.marks)
            if one.code == "subordinate_cell" or (one.code == "cell" and cells):
                return "", 0.0
            return BODIES_RATED if one.code in BODIES else MEMBERS_RATED, 0.9
    rated = number.scope.memory.rated
    return (rated, 0.75) if rated else (BODIES_RATED, 0.6)
