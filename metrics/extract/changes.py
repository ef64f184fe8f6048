"""Differences from another period: of which count, in which direction."""

from __future__ import annotations

from metrics.extract.constructions import construction
from metrics.extract.figures import NO_RULE, parts_of
from metrics.extract.marks import Mark
from metrics.extract.model import Figure
from metrics.extract.numbers import RISEN, Number, Outcome, as_member, rises_from, time_after
from metrics.extract.rules import BODIES, BY_ACT, PERSONS, PLAIN
from metrics.extract.text import word_set

# words between two numbers of what has risen from one to the other
RISEN_BY = RISEN | frozenset("(),") | frozenset({"và", "rồi", "tăng", "vào", "của", "ở", "trong"})
# words that tell a difference, and its sign
SIGNS = {"tăng": 1.0, "giảm": -1.0}
# words before `hơn` that make it a difference
MORE = {"nhiều": 1.0, "cao": 1.0, "ít": -1.0, "thấp": -1.0}
# words between the sign and a difference: `tăng so với cùng kỳ năm trước 1 đơn`, `nhiều hơn năm 2020 là 21 người`
COMPARING = word_set("so với cùng kỳ năm trước ngoái hơn của thời điểm tháng quý đầu là nhiệm")
# how many of them at most
LONGEST_COMPARISON = 12
# first words of a sentence that goes on about the count before it
STARTING = word_set("so tăng giảm như cao")
# of which two counts are told at one: members and bodies
UNIT_OF = {"person": "organization", "organization": "person"}
# words before what was done to those of whom a difference is told
SUFFERED = frozenset({"được", "bị"})
# words between numbers that share what is said before the first
JOINING = frozenset({"và", ",", "/", "-"})


# words of what is over a target, and of who set it, between the target and the number
# words after a share of all that there are
OF_ALL = (["so", "với", "tổng"], ["so", "với", "toàn"], ["trên", "tổng", "số"], ["so", "tổng", "số"])
OVER = frozenset({"vượt", "hơn"})
SET = word_set("được giao đề ra đặt")


@construction(
    "over-target-by",
    "Năm 2021, kết nạp 164 đảng viên, vượt chỉ tiêu 14 đảng viên.",
    "members_admitted = 164 2021",
    "members_admitted = 14 over_target 2021",
)
def over_target_by(number: Number) -> Outcome:
    """`vượt chỉ tiêu 14 đảng viên`, `vượt 14 đảng viên so với kế hoạch`: by how many the count before it is over its target."""
    if OVER.isdisjoint(number.passage.has):
        return None
    previous = number.previous
    if not _over_target(number.before(12)) or number.amount.percent or number.amount.of is not None:
        return None
    if previous is None or (number.noun is not None and not _fits(previous, number.noun)):
        return None
    if previous.status == "over_target" and _of_another_time(number, previous):
        # `năm 2021 cũng vượt 3 đảng viên`
        return (number.figure(previous.indicator, parts_of(previous), 0.8, noun=number.noun, status="over_target"),)
    if previous.status != "reported":
        return None
    return (number.figure(previous.indicator, parts_of(previous), 0.85, noun=number.noun, like=previous, status="over_target"),)


def _of_another_time(number: Number, previous: Figure) -> bool:
    """Whether a stretch of time stands between a figure and a number after it."""
    return any(
        number.passage.starts[mark.first] >= previous.end and mark.last <= number.mark.first for mark, _ in number.dates.here
    )


def _over_target(before: list[str]) -> bool:
    """`vượt`, `vượt chỉ tiêu`, `nhiều hơn kế hoạch được giao` right before a number."""
    if before[-1:] == ["vượt"]:
        return True
    set_by_one = before[-1:] in (["giao"], ["ra"]) and "vượt" in before
    while before and before[-1] in SET:
        before = before[:-1]
    if set_by_one:
        # `vượt chỉ tiêu Ban Thường vụ Tỉnh ủy giao`
        since = before[len(before) - before[::-1].index("vượt") :]
        return since[:2] in (["chỉ", "tiêu"], ["kế", "hoạch"])
    aimed = before[-2:] in (["chỉ", "tiêu"], ["kế", "hoạch"], ["mục", "tiêu"])
    return aimed and ("vượt" in before[-4:-2] or before[-4:-2] in (["nhiều", "hơn"], ["cao", "hơn"]))


@construction(
    "change",
    "Năm 2021, kết nạp 350 đảng viên, tăng 40 đảng viên so với năm 2020.",
    "members_admitted = 350 2021",
    "members_admitted = 40 change 2021",
)
def change(number: Number) -> Outcome:
    """`giảm 18 đảng viên so cùng kỳ`: a signed difference of what was counted before it."""
    told = number.previous if _tells_again(number) else None
    sign = sign_of(number) if told is None else -1.0 if told.value < 0 else 1.0
    if not sign:
        return None
    if number.amount.percent and number.after(3) in OF_ALL:
        # `tăng 4,4% so với tổng số đảng viên`: no difference from another time
        return (number.puzzle(number.mark, NO_RULE),)
    if told is None and _of_an_unread_part(number):
        return (number.puzzle(number.noun or number.mark, NO_RULE),)
    counted = told or _share_before(number) or _changed(number)
    if counted is None:
        return () if number.noun is None else (number.puzzle(number.noun, NO_RULE),)
    unit = "percent" if number.amount.percent else counted.unit
    difference = number.signed(sign)
    if number.before(1) and number.before(1)[0] in MORE:
        difference = difference.exactly()
    # of a sentence before: whether it is that count which has changed is not sure
    sure = 0.85 if number.scope.figures else 0.7
    parts = parts_of(counted)
    return (difference.figure(counted.indicator, parts, sure, noun=number.noun, like=counted, unit=unit, status="change"),)


@construction(
    "risen",
    "Số đảng viên tăng từ 4.012 (năm 2015) lên 5.120 (năm 2020).",
    "party_members = 4012 2015",
    "party_members = 5120 2020",
)
def risen(number: Number) -> Outcome:
    """`tăng từ 4.012 (năm 2015) lên 5.120 (năm 2020), 5.240 (năm 2021)`: the further ones, each with its time."""
    like, passage = number.previous, number.passage
    start = next((place for place in range(number.place - 1, -1, -1) if passage.marks[place].amount is not None), None)
    if like is None or start is None or not (like.rule == "risen" or rises_from(passage, start)):
        return None
    if (like.unit == "percent") != number.amount.percent or (number.noun is not None and not _fits(like, number.noun)):
        return None
    known = {at for one in passage.marks[start : number.place] for at in range(one.first, one.last)}
    between = [passage.words[at] for at in range(passage.marks[start].last, number.mark.first) if at not in known]
    if not RISEN_BY.issuperset(between):
        return None
    if time_after(passage, number.place) is None:
        return (number.puzzle(number.noun or number.mark, NO_RULE),)
    return (number.figure(like.indicator, parts_of(like), 0.9, noun=number.noun, unit=like.unit),)


def _of_an_unread_part(number: Number) -> bool:
    """`47 đồng chí, trong đó có 4 đồng chí người Khmer, tăng 1 đồng chí`: a difference of a part that no rule reads."""
    if not number.scope.subset or number.amount.percent:
        return False
    counts = [one for one in number.marks[: number.place] if one.amount is not None and not one.amount.percent]
    figures = number.scope.figures
    if not counts or not figures:
        return False
    at = number.passage.starts[counts[-1].first]
    parted = any(
        one.code == "subset" and number.passage.starts[one.first] >= figures[-1].end for one in number.marks[: number.place]
    )
    return parted and at >= figures[-1].end


def _share_before(number: Number) -> Figure | None:
    """`đánh giá 755 tổ chức, trong đó trong sạch, vững mạnh chiếm 54,83% (tăng 9,28%)`: the share right before, of a part."""
    share = number.previous
    if share is None or not number.amount.percent or number.noun is not None or share.unit != "percent":
        return None
    whole = next(
        (one for one in reversed(number.scope.figures) if one.indicator == share.indicator and one.unit != "percent"), None
    )
    since = number.passage.words_since(share.end, number.mark)
    if whole is None or share.status != "reported" or not {")", ";"}.isdisjoint(since) or _joined_after(number):
        return None
    return share


def _tells_again(number: Number) -> bool:
    """`tăng 356 đồng chí (23,7%)`: the difference before it in percent."""
    last = number.previous
    return last is not None and last.status == "change" and number.amount.percent and number.before(1) == ["("]


def sign_of(number: Number) -> float:
    """+1 after `tăng`, -1 after `giảm`, which the numbers joined to it share; 0 where nothing tells a difference."""
    before = number.before(3)
    if rises_from(number.passage, number.place):
        return 0.0
    if before[-1:] in (["lên"], ["xuống"], ["còn"], ["đến"], ["thành"], ["lệ"]):
        return 0.0
    if before[-1:] == ["từ"] and not RISEN.isdisjoint(number.passage.after(number.noun or number.mark, 2)):
        # `giảm từ 59 xuống còn 52`: where it began
        return 0.0
    if not SIGNS.keys().isdisjoint(number.passage.has):
        for word in reversed(before[-2:]):
            if word in SIGNS:
                return SIGNS[word]
    compared = _compared_with(number)
    if compared:
        return compared
    more = MORE.get(before[-1], 0.0) if before else 0.0
    if more and number.amount.qualifier == "gt" and (before[-2:-1] in (["("], [","], ["và"]) or _is_compared(number)):
        return more
    previous = number.previous
    if previous is None or previous.status != "change":
        return 0.0
    joined = JOINING.issuperset(number.passage.words_since(previous.end, number.mark))
    joined = joined and (previous.unit == "percent") == number.amount.percent
    return (1.0 if previous.value >= 0 else -1.0) if joined else 0.0


def _compared_with(number: Number) -> float:
    """The sign of `nhiều hơn cùng kỳ năm trước 21 người`, `ít hơn năm 2020 là 21 người`; 0 where nothing is compared so."""
    words, at = number.words, number.mark.first
    ends = {mark.last: mark.first for mark in number.marks[: number.place] if mark.stretch is not None or mark.code == "compare"}
    start = max(0, at - LONGEST_COMPARISON)
    while at > start and (at in ends or words[at - 1] in COMPARING):
        at = ends.get(at, at - 1)
    if at == number.mark.first or at <= 0:
        return 0.0
    if words[at] == "hơn" and words[at - 1] in (",", "("):
        # `kết nạp 148 đảng viên, hơn năm trước 21 đồng chí`
        return 1.0
    than = "hơn" in words[at : number.mark.first] or words[at - 1] in SIGNS or words[at - 1] == "kém"
    return {**SIGNS, **MORE, "kém": -1.0}.get(words[at - 1], 0.0) if than else 0.0


def _is_compared(number: Number) -> bool:
    """Whether a comparison stands in the clause: `nhiều hơn 38 đảng viên so với cùng kỳ`, `so với cùng kỳ nhiều hơn 38`."""
    return any(one.code == "compare" and _in_its_clause(number, one) for one in number.marks)


def _in_its_clause(number: Number, mark: Mark) -> bool:
    """Whether a mark follows a number, or stands before it with no comma between."""
    return mark.first >= number.mark.last or not {",", ";", "("} & set(number.words[mark.last : number.mark.first])


def _changed(number: Number) -> Figure | None:
    """The count that has changed: the last of the noun that the difference has, else the one in its place, else the last."""
    # those of ranks and scores are read with them
    unfit = ("percent", "rank", "score")
    counted = [one for one in number.scope.figures if one.status in ("reported", "target") and one.unit not in unfit]
    noun = number.noun or _noun_before(number)
    if any(one.status == "reported" for one in counted):
        counted = [one for one in counted if one.status == "reported" or not _in_bracket_before(number, one)]
    if not counted:
        return _changed_since(number, noun)
    if noun is not None and noun.code not in ("person", "case"):
        fitting = [one for one in reversed(counted) if _fits(one, noun)]
        # of a count and its parts, the count
        fitting.sort(key=lambda one: "member_rank=" in one.breakdown or "form=" in one.breakdown)
        exact = (one for one in fitting if noun.code in PLAIN and one.indicator == PLAIN[noun.code].indicator)
        return next(exact, fitting[0] if fitting else None)
    told = 0
    for one in reversed(number.scope.figures):
        if one.status != "change":
            break
        told += 1
    ahead = _joined_after(number)
    if told + 1 + ahead > 1 and len(counted) >= told + 1 + ahead:
        return counted[len(counted) - (told + 1 + ahead) + told]
    return counted[-1]


def _in_bracket_before(number: Number, figure: Figure) -> bool:
    """`… 86% kế hoạch (chỉ tiêu 1.200 đảng viên), tăng 112`: whether a figure's bracket is closed before a number."""
    since = number.passage.words_since(figure.end, number.mark)
    return ")" in since and "(" not in since[: since.index(")")]


def _changed_since(number: Number, noun: Mark | None) -> Figure | None:
    """The count of the sentence before that has changed: `kỷ luật 412 đảng viên, 9 tổ chức đảng. So với năm trước, …`."""
    memory = number.scope.memory
    goes_on = number.words[0] in STARTING or number.words[:3] in (["kết", "quả", "này"], ["con", "số", "này"])
    last = number.previous or (memory.last if goes_on else None)
    if last is not None and last.status == "change" and last.rule == "change":
        # what has changed, not by how much
        last = memory.total(last.indicator)
    if last is None or last.unit in ("rank", "score"):
        return None
    if "form=" in last.breakdown:
        # the whole has changed, of which the forms were told
        last = memory.total(last.indicator) or last
    if noun is not None and noun.code in ("person", "case"):
        noun = _noun_before(number) or noun
    # told at one with it
    beside = [one for one in reversed(memory.totals) if (one.period, one.organization) == (last.period, last.organization)]
    done = next((one for one in reversed(number.marks[: number.place]) if one.kind == "act"), None)
    rule = BY_ACT.get((done.code, noun.code)) if done is not None and noun is not None and done.first >= noun.last else None
    if rule is not None:
        # `số tổ chức đảng được kiểm tra tăng 6%`, whatever was told of last
        return next((one for one in (*beside, last) if one.indicator == rule.indicator), None)
    if noun is None or _fits(last, noun) or (number.noun is None and noun.code in ("person", "case")):
        return last
    return next((one for one in beside if _fits(one, noun) and one.unit == UNIT_OF.get(last.unit)), None)


def _noun_before(number: Number) -> Mark | None:
    """The noun before the words of a difference: `đảng viên ít hơn 11,5%, tổ chức tăng 14,5%`."""
    before = [one for one in number.marks[: number.place] if one.code not in ("up", "down")]
    end = number.mark.first
    act = before[-1] if before and before[-1].kind == "act" else None
    if act is not None and end - act.last <= 1 and not SUFFERED.isdisjoint(number.words[act.first - 1 : act.first + 1]):
        # `số đảng viên được kiểm tra tăng 4%`
        end = before.pop().first
    noun = before[-1] if before else None
    if noun is not None and noun.code == "members_base":
        noun = as_member(noun)
    if noun is None or noun.kind != "noun" or end - noun.last > 2:
        return None
    counted = any(one.amount is not None and one.last == noun.first for one in number.marks)
    return None if counted else noun


def _joined_after(number: Number) -> int:
    """How many numbers follow a difference, joined to it and without a noun of their own."""
    marks, count = number.marks, 0
    last = number.mark
    for place in range(number.place + 1, len(marks)):
        mark = marks[place]
        if mark.amount is None:
            if mark.kind == "noun":
                break
            continue
        if not set(number.passage.between(last, mark)) <= JOINING | SIGNS.keys():
            break
        count, last = count + 1, mark
    return count


def _fits(figure: Figure, noun: Mark) -> bool:
    """Whether a noun can be that of a count."""
    if noun.code in PERSONS:
        return figure.unit in ("person", "award")
    if noun.code in (*BODIES, "unit"):
        return figure.unit == "organization"
    return figure.unit not in ("person", "organization") or noun.code == "case"
