"""Counts: an amount with its noun or label becomes the figure that a rule names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from metrics.extract.actors import BY, acting
from metrics.extract.acts import Count, act_of
from metrics.extract.committees import Actor
from metrics.extract.constructions import construction, first
from metrics.extract.doubts import WHEREABOUTS, is_complete
from metrics.extract.figures import NO_RULE, PARTLY, parts_of
from metrics.extract.grades import BODIES_RATED, MEMBERS_RATED, grade_after, grade_of
from metrics.extract.marks import Mark
from metrics.extract.numbers import Draft, Number, Outcome, Puzzle, glued
from metrics.extract.owners import Owner
from metrics.extract.parts import group_of, listed_bodies, size, slice_of
from metrics.extract.rules import (
    BODIES,
    BY_ACT,
    CONGRESSES,
    INSPECTIONS,
    LISTED_ACTS,
    PERSONS,
    PLAIN,
    PROCEDURES,
    SLICED,
    SUBJECTS,
    WITH_ACTOR,
    Rule,
)
from metrics.extract.scope import Scope
from metrics.extract.stocks import special, stock_of
from metrics.extract.text import word_set

# words that narrow the noun before them in a way of their own
NARROWING = word_set(
    "xã phường thị ngành khác cùng khối được giữ có là đủ nhận thuộc chuyển đang tham vi không chưa lập khu doanh do cơ ngoài"
)
# stocks that words after their noun may narrow to a part
NARROWED = ("party_members", "grassroots_committees", "grassroots_cells")
BREAKS = frozenset(",;(")
LEVELS: Mapping[str, str] = {"tỉnh": "province", "huyện": "district"}


def count_of(number: Number) -> Outcome:
    """What a count gives; what stands beside a counted noun and is not understood is listed."""
    noun, label = number.noun, number.label
    if noun is not None and noun.kind == "slice":
        return slice_of(number._replace(piece=noun))
    if label is not None and label.kind == "slice":
        return slice_of(number._replace(piece=label))
    outcome = size(number)
    if outcome is None:
        outcome = _narrowed_by_slice(number)
    # a part of nothing that was counted is listed, and the noun is read nevertheless
    if outcome and not isinstance(outcome[0], Puzzle):
        return outcome
    whole = _with_noun(number)
    return (*outcome, *(whole or ())) if outcome else whole


def _with_noun(number: Number) -> Outcome:
    noun, label = number.noun, number.label
    if noun is not None:
        generic = noun.code == "person" and label is not None and label.code in PERSONS
        return counted(Count.of(number, noun, label.code if generic and label is not None else noun.code))
    if label is not None and label.kind == "noun":
        return counted(Count.of(number, label, label.code))
    return first((listed_acts, listed_bodies), number)


def _narrowed_by_slice(number: Number) -> Outcome:
    """`131 đồng chí tham gia lần đầu`, `735 là nữ`: the slice after a noun that says little, or after none."""
    noun, label = number.noun, number.label
    if noun is None and number.rest and number.rest[0].dimension == "form" and number.rest[0].first == number.mark.last:
        return slice_of(number._replace(noun=number.rest[0], piece=number.rest[0]))
    if noun is not None and (noun.code != "person" or (label is not None and label.kind == "noun")):
        return None
    if noun is None and (label is not None or not number.scope.figures):
        return None
    at = noun.last if noun is not None else number.mark.last
    dimensions = ("incumbency", "degree", "theory", "group") if noun is not None else ("group",)
    piece = next((one for one in number.rest if one.dimension in dimensions and one.first - at <= 4), None)
    if piece is None or (BREAKS | {"."}) & set(number.words[at : piece.first]):
        return None
    if noun is not None:
        return slice_of(number._replace(piece=piece))
    return group_of(number._replace(noun=piece, piece=piece))


@construction("listed-acts", "Năm 2021, xóa tên 90, cho rút 10.", "members_struck_off = 90 2021", "members_resigned = 10 2021")
def listed_acts(number: Number) -> Outcome:
    """`xóa tên 90, cho rút 10`: the act is the number's label."""
    label = number.label
    if label is None or label.last != number.mark.first or label.code not in LISTED_ACTS:
        return None
    return (number.figure(BY_ACT[label.code, "member"].indicator, {}, 0.8, label=label),)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A count whose rule is found: what the words around it narrow it by, and how sure that is."""

    count: Count
    rule: Rule
    parts: dict[str, str]
    sure: float
    # what holds after the count
    after: Scope


def counted(count: Count) -> Outcome:
    """What a number of a counted noun gives: by what is done to it, else as a stock."""
    outcome = same_congresses(count) if count.scope.same else None
    if outcome is not None:
        return _followed_by(outcome, count.scope._replace(same=False))
    act = act_of(count)
    rule, sure = _done_to(count, act.code), act.sure
    if rule is None and act.code not in ("train", "conclude"):
        rule, sure = stock_of(count), sure - (0.1 if act.code else 0.0)
    after = count.scope._replace(same=False, nouns=(*count.scope.nouns, count.code))
    if rule is None:
        return _followed_by(first((another_period, not_counted), count), after)
    parts = _breakdown(count, rule)
    doer = _doer(count) if rule.indicator in WITH_ACTOR else None
    if doer is not None:
        parts.pop("body_level", None)
        acted, acted_in = acting(count.number, after, doer)
        parts, after = parts | acted, after._replace(memory=acted_in.memory)
    if act.form:
        parts["form"] = act.form
    return first(DONE if rule.act else HELD, Ruled(count, rule, _slices_after(count, rule) | parts, sure, after))


def _followed_by(outcome: Outcome, scope: Scope) -> Outcome:
    """The outcome, with what holds after it."""
    return None if outcome is None else tuple(one._replace(scope=scope) for one in outcome)


def _doer(count: Count) -> Actor | None:
    """`… do UBKT các cấp kiểm tra`: who acts, named after the count."""
    return next((one.actor for one in count.rest if one.actor and count.words[one.first - 1] in BY), None)


@construction(
    "same-congresses",
    "Có 63 đảng bộ cơ sở đã đại hội; con số này ở chi bộ là 12 chi bộ.",
    "congresses_held subject=committee = 63 2022-12-20",
    "congresses_held subject=committee = 12 2022-12-20",
)
def same_congresses(count: Count) -> Outcome:
    """`… tổ chức đại hội; con số này của … là 12 chi bộ`: congresses again."""
    same, scope = count.scope.memory.last, count.scope
    if not scope.same or same is None or same.indicator not in CONGRESSES or count.code not in BODIES:
        return None
    return (count.number.figure(same.indicator, parts_of(same), 0.8, noun=count.noun),)


@construction(
    "another-period",
    "Số đảng viên mới kết nạp năm 2021 là 1.500 đồng chí, năm 2020 là 1.420 đồng chí.",
    "members_admitted = 1500 2021",
    "members_admitted = 1420 2020",
)
def another_period(count: Count) -> Outcome:
    """`… năm 2021 là 1.500 đồng chí, năm 2020 là 1.420 đồng chí`: a further period of the same count."""
    like, passage = count.number.previous, count.number.passage
    period = next((one for one in reversed(count.marks[: count.number.place]) if one.kind != "cue"), None)
    if count.code != "person" or period is None or period.stretch is None or not glued(passage, period, count.number.mark):
        return None
    if like is None or like.unit != "person" or like.status != "reported":
        return None
    return (count.number.figure(like.indicator, parts_of(like), 0.8, noun=count.noun),)


def not_counted(count: Count) -> Outcome:
    return (count.number.puzzle(count.noun, NO_RULE),)


def _done_to(count: Count, act: str) -> Rule | None:
    """The rule of an act on a noun."""
    code, number = count.code, count.number
    if code == "delegate" and not number.dates.dating.about_congress:
        return None
    if act == "attend":
        return PLAIN["delegate"]
    if act in ("found", "merge", "dissolve") and number.words[number.mark.first - 1 : number.mark.first] in (["với"], ["có"]):
        return None
    if act in ("congress", "pilot") and _is_partitive(number):
        return None
    rule = BY_ACT.get((act, code)) if act else None
    if rule is None and code == "learner" and count.scope.act == "train":
        return _learners(number)
    return PLAIN[code] if rule is None and act and code in ("session", "supervision_session") else rule


def _is_partitive(number: Number) -> bool:
    """`trong số 16 đảng bộ`: the whole, not those to which something is done."""
    return number.before(2) in (["trong", "số"], ["trong", "tổng"], ["tổng", "số"])


def _learners(number: Number) -> Rule | None:
    """What a class's learners are: by those whom the sentence says it is for."""
    codes = {mark.code for mark in number.marks if mark.kind == "noun"}
    if codes & {"new_member", "probationary"}:
        return BY_ACT["train", "new_member"]
    return BY_ACT["train", "candidate"] if "candidate" in codes or "đối" in number.words else None


def _breakdown(count: Count, rule: Rule) -> dict[str, str]:
    """What the noun and the words around it narrow the count by."""
    parts, code = dict(rule.breakdown) | _subject(count, rule), count.code
    if code == "committee_member" and rule.indicator in WITH_ACTOR:
        parts["member_rank"] = "committee_member"
    if count.number.visits and rule.act in (*INSPECTIONS, "award_certificate", "commend", "receive", "settle"):
        parts["visits"] = "yes"
    if count.scope.thematic and rule.act in ("inspect", "inspect_supervise"):
        parts["activity"] = "thematic"
    if code == "session" and any(one.code == "violation" for one in count.rest):
        parts["activity"] = "signs_of_violation"
    level = _level_after(count)
    if level and rule.indicator in PROCEDURES:
        parts["body_level"] = level
    elif level and rule.indicator in WITH_ACTOR:
        parts |= {"body": "", "body_level": level}
    return parts


def _subject(count: Count, rule: Rule) -> dict[str, str]:
    """The breakdown by which bodies are counted."""
    code = count.code
    if code == "bare_organization" and rule.act in INSPECTIONS and _lists_more(count):
        return {"subject": "other"}
    if rule.indicator == "organizations_changed" and code in ("organization", "bare_organization"):
        return {"subject": "grassroots_organization"}
    all_of_them = rule.indicator in (*CONGRESSES, "organizations_admitting") and code == "grassroots"
    if rule.subject and code in SUBJECTS and not all_of_them:
        return {"subject": SUBJECTS[code]}
    return {}


def _lists_more(count: Count) -> bool:
    """Whether a further number of bodies follows at once: `1 tổ chức, 01 đảng bộ bộ phận và …`."""
    after = [one for one in count.marks if one.first >= count.noun.last][:2]
    return len(after) == 2 and after[0].amount is not None and after[0].first - count.noun.last <= 1 and after[1].code in BODIES


def _level_after(count: Count) -> str:
    """`807 thủ tục (577 TH cấp tỉnh)`, `3 tổ chức đảng ở cấp huyện`: the level of what is counted."""
    at = count.noun.last + (count.next_word == "ở")
    passage = count.number.passage
    return LEVELS.get(passage.word(at + 1), "") if passage.word(at) == "cấp" else ""


def _slices_after(count: Count, rule: Rule) -> dict[str, str]:
    """The slices that belong to the noun before them, with no number of their own; of each dimension the last."""
    found = {}
    for one in count.rest:
        if one.kind != "slice" or one.dimension not in SLICED.get(rule.indicator, ()) or one.first - count.noun.last > 4:
            continue
        own = _has_number(count.number, one) or _one_of_several(count.number, one) or BREAKS & set(count.until(one))
        if not own and not (one.dimension == "group" and count.code == "youth"):
            found[one.dimension] = one.code
    return found


def _one_of_several(number: Number, piece: Mark) -> bool:
    """Whether a form is one of several: `bằng hình thức khiển trách, cảnh cáo`."""
    following = next((one for one in number.marks if one.first >= piece.last), None)
    return following is not None and following.dimension == piece.dimension == "form" and following.first <= piece.last + 1


def _has_number(number: Number, label: Mark) -> bool:
    """Whether a number of its own follows a label: `(khiển trách 3, cảnh cáo 2)`."""
    following = next((one for one in number.marks if one.first >= label.last and one.code != "("), None)
    if following is None or following.amount is None:
        return False
    between = number.passage.between(label, following)
    return between in ([], [":"], ["là"]) or (between == ["("] and not following.amount.percent)


def _rated_by(code: str) -> str:
    if code in PERSONS:
        return MEMBERS_RATED
    return "upper_committees_rated" if code == "upper_committee" else BODIES_RATED


@construction(
    "rated",
    "Năm 2021, có 48 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ.",
    "grassroots_organizations_rated grade=excellent = 48 2021",
)
def rated(ruled: Ruled) -> Outcome:
    """`48 tổ chức đạt trong sạch, vững mạnh`."""
    count = ruled.count
    grade = grade_after(count.number.passage, count.code, count.noun, count.rest)
    return None if grade is None else (_whole(replace(ruled, parts={"grade": grade}), _rated_by(count.code)),)


@construction(
    "rated-before",
    "Năm 2021, hoàn thành tốt nhiệm vụ là 107 tổ chức cơ sở đảng.",
    "grassroots_organizations_rated grade=good = 107 2021",
)
def rated_before(ruled: Ruled) -> Outcome:
    """`hoàn thành tốt nhiệm vụ là 107 tổ chức`."""
    count, passage = ruled.count, ruled.count.number.passage
    before = next((one for one in reversed(count.marks[: count.number.place]) if one.kind != "cue"), None)
    if before is None or before.dimension != "grade" or not glued(passage, before, count.number.mark):
        return None
    return (_whole(replace(ruled, parts={"grade": grade_of(passage, before)}), _rated_by(count.code)),)


def partly_counted(ruled: Ruled) -> Outcome:
    """A noun that its words narrow: members by their seat or degree, else listed as not understood."""
    if not _is_narrowed(ruled):
        return None
    found = special(ruled.count)
    if found is None:
        return (ruled.count.number.puzzle(ruled.count.noun, PARTLY, ruled.after),)
    return as_ruled(replace(ruled, rule=found[0], parts=found[1]))


def finance_inspected(ruled: Ruled) -> Outcome:
    """`kiểm tra 12 tổ chức đảng về tài chính đảng`."""
    inspected = ruled.rule.act in (*INSPECTIONS, "duty") and ruled.count.code in BODIES
    if not inspected or not any(one.code == "finance" for one in ruled.count.rest):
        return None
    return as_ruled(replace(ruled, rule=BY_ACT["finance", ruled.count.code], parts={}))


def as_ruled(ruled: Ruled) -> Outcome:
    """What the rule says, of the body that the noun tells; a body that takes over what another hands over receives it."""
    count, rule, parts = ruled.count, ruled.rule, ruled.parts
    owner, owners = None, count.number.owners
    below = count.scope.body_kind not in ("province_wide", "district")
    if rule.indicator == "subordinate_committees" and below and owners.province:
        owner = owners.add(f"{owners.province}.province-wide", ""), "province_wide"
    taker = _taker(ruled)
    if taker is not None:
        owner, rule = taker, BY_ACT["receive", count.code]
        parts = parts | dict(rule.breakdown)
    base = _staff_after(count)
    return (
        count.number.figure(
            rule.indicator, parts, ruled.sure, noun=count.noun, denominator=base, owner=owner, rule=rule.name, scope=ruled.after
        ),
    )


# counts to which something is done, and stocks, which may be rated
DONE = (partly_counted, finance_inspected, as_ruled)
HELD = (rated, rated_before, partly_counted, as_ruled)


def _whole(ruled: Ruled, indicator: str) -> Draft:
    """A count of the indicator in place of the rule's."""
    count = ruled.count
    base = _staff_after(count)
    return count.number.figure(indicator, ruled.parts, ruled.sure, noun=count.noun, denominator=base, scope=ruled.after)


def _is_narrowed(ruled: Ruled) -> bool:
    """Whether the words after the noun narrow it in a way of their own."""
    count, rule, after = ruled.count, ruled.rule, ruled.count.next_word
    if rule.indicator == "organizations_changed":
        return count.code in ("committee", "cell") and after in NARROWING - {"thuộc", "có", "là"}
    if rule.indicator not in NARROWED or _slices_after(count, rule) or _is_represented(count) or _is_placed(count):
        return False
    behind = count.noun.first >= count.number.mark.last
    if rule.indicator == "party_members" and behind and not is_complete(count.number.passage, count.noun):
        return True
    if after == "cùng":
        return count.after(2) == ["cùng", "tên"]
    return after in NARROWING or count.after(2) == ["hiện", "là"]


def _is_represented(count: Count) -> bool:
    """`đại diện cho 2.900 đảng viên tham dự`: all its members, whatever follows."""
    mark = count.number.mark
    return any(one.code in ("represent", "hold") and 0 <= mark.first - one.last <= 1 for one in count.marks)


def _is_placed(count: Count) -> bool:
    """`đảng viên thuộc 44 tổ chức …` tells where they are, and narrows nothing."""
    following = next((one for one in count.marks if one.first >= count.noun.last and one.amount is not None), None)
    return (
        count.next_word in WHEREABOUTS
        and following is not None
        and following.first - count.noun.last <= 3
        and count.number.passage.word(following.last) not in ("tuổi", "năm")
    )


def _taker(ruled: Ruled) -> Owner | None:
    """The body in `27 tổ chức cơ sở đảng về Thành ủy …`."""
    count, owners = ruled.count, ruled.count.number.owners
    body = next((one for one in count.rest if one.mention is not None), None)
    if ruled.rule.act != "send" or ruled.rule.indicator != "organizations_changed" or body is None or body.mention is None:
        return None
    if count.until(body) not in (["về"], ["cho"], ["sang"]):
        return None
    owner = owners.of(body.mention)
    return owner if owner[0] and owner[0] != owners.main[0] else None


def _staff_after(count: Count) -> float | None:
    """The base in `5.164 đảng viên/7.000 công chức`."""
    after = count.following()
    if after is None or after.amount is None or after.amount.percent:
        return None
    return after.amount.value if after.first == count.noun.last + 1 and count.next_word == "/" else None
