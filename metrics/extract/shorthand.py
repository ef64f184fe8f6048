"""What reports tell in short, without the noun or the name that was told before: `dự bị 121 đồng chí`, `hoàn thành 5`."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.extract.constructions import construction
from metrics.extract.figures import parts_of
from metrics.extract.numbers import Number, Outcome
from metrics.extract.text import word_set

# how members are told apart who are not told to be members
STANDINGS: Mapping[tuple[str, ...], str] = {("dự", "bị"): "probationary_members", ("chính", "thức"): ""}
# what may stand between such a name and its number, or between the count before and what is told of its parts
NAMING = word_set("có là : gồm còn")
PARTING = word_set("trong đó ( , ; : gồm có và")
# grades by their last words, where a grade was told before
GRADES: Mapping[tuple[str, ...], str] = {
    ("không", "hoàn", "thành"): "failed",
    ("hoàn", "thành"): "completed",
    ("xuất", "sắc"): "excellent",
    ("tốt",): "good",
    ("tiêu", "biểu"): "exemplary",
}
# what may follow a bare grade
ENDS = frozenset({",", ";", ".", ")", "(", "và", ""})


@construction(
    "standing-of-members",
    "Hiện nay có 4.512 đảng viên, trong đó chính thức 4.391, dự bị 121 đồng chí.",
    "party_members = 4512 2022-12-20",
    "probationary_members = 121 2022-12-20",
)
def standing_of_members(number: Number) -> Outcome:
    """`4.512 đảng viên (4.391 chính thức, 121 dự bị)`: how many of them are probationary; those who are not are left out."""
    counted = (one for one in reversed(number.scope.figures) if one.indicator == "party_members" and not one.breakdown)
    whole = next(counted, None)
    if whole is None or number.amount.percent or number.amount.of is not None:
        return None
    if (number.noun is not None and number.noun.code != "person") or number.amount.value >= whole.value:
        return None
    code = _standing(number)
    if code is None:
        return None
    return (number.figure(code, {}, 0.85, noun=number.noun, like=whole),) if code else ()


def _standing(number: Number) -> str | None:
    """The indicator of what the words before a number, or right after it, name; nothing for full members."""
    before = number.before(3)
    while before and before[-1] in NAMING:
        before = before[:-1]
    named = STANDINGS.get((*["", ""], *before)[-2:])
    # `đảng viên dự bị` is a noun and has its number in front
    own = before[-3:-2] != ["viên"] and named is not None
    if own:
        return named
    # a text may end here
    *behind, end = (*number.after(3), "", "", "")[:3]
    return STANDINGS.get(tuple(behind)) if number.noun is None and end in ENDS else None


@construction(
    "bare-grade",
    "Năm 2021, 9 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ, 33 hoàn thành tốt, hoàn thành 5, không hoàn thành 1.",
    "grassroots_organizations_rated grade=excellent = 9 2021",
    "grassroots_organizations_rated grade=good = 33 2021",
    "grassroots_organizations_rated grade=completed = 5 2021",
    "grassroots_organizations_rated grade=failed = 1 2021",
)
def bare_grade(number: Number) -> Outcome:
    """`…, hoàn thành 5`, `395 hoàn thành, 16 không hoàn thành`: grades in short, after one told in full."""
    rated = number.previous
    if rated is None or not rated.indicator.endswith("_rated") or number.amount.of is not None:
        return None
    if number.noun is not None and number.noun.code not in ("person", "bare_organization"):
        return None
    grade = _grade(number)
    if grade == "exemplary" and "clean_and_strong" not in rated.breakdown:
        return None
    if not grade or f"grade={grade}" in rated.breakdown or number.amount.percent != (rated.unit == "percent"):
        return None
    parts = parts_of(rated) | {"grade": grade}
    return (number.figure(rated.indicator, parts, 0.8, noun=number.noun, like=rated, unit=rated.unit),)


def _grade(number: Number) -> str:
    """The grade right before a number, else right after it and its noun."""
    before = number.before(4)
    while before and before[-1] in NAMING:
        before = before[:-1]
    for words, grade in GRADES.items():
        led = before[: len(before) - len(words)][-1:]
        if tuple(before[-len(words) :]) == words and (not led or led[0] in PARTING):
            return grade
    at = number.noun.last if number.noun is not None else number.mark.last
    for words, grade in GRADES.items():
        after = number.words[at : at + len(words)]
        if tuple(after) == words and number.passage.word(at + len(words)) in ENDS:
            return grade
    return ""
