"""Who inspects, supervises or disciplines, and at which level, as far as the words tell."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.extract.bodies import BLOC_KINDS
from metrics.extract.clauses import Passage
from metrics.extract.committees import CLAUSE_STARTS, Actor
from metrics.extract.marks import JOINING, OBLIQUE, Mark
from metrics.extract.numbers import Number, Spot
from metrics.extract.owners import Owner, Owners
from metrics.extract.rules import BODIES
from metrics.extract.scope import Scope
from metrics.extract.text import word_set

# words before one who acts upon what stands before: 3 tổ chức đảng do UBKT Tỉnh ủy kỷ luật, bị UBKT Tỉnh ủy kỷ luật
PASSIVE = word_set("bị được")
PASSIVES = PASSIVE | word_set("phải nhận")
BY = PASSIVE | word_set("do bởi")
# words before one who is only mentioned: theo kế hoạch của Tỉnh ủy, tham gia với UBKT các cấp
MENTIONED = OBLIQUE | word_set("tại dự gửi trước")
# first words of sentences that go on about who acted in the one before
CONNECTIVES = word_set("theo ngoài đồng trong qua bên cùng cụ")
# words before an act whose subject is left out
SUBJECTLESS = word_set(", đã cũng còn vừa tiến hành tổ chức thực hiện")
# what those do who only tell of others
REPORTING = (["cho", "biết"], ["thông", "tin"], ["thông", "báo"], ["báo", "cáo"], ["vừa", "thông"], ["nêu", ":"])
# words between those to whom something was done and how many they are: in the whole body, `là`, `có`
WITHIN = word_set(
    "trong toàn của ở tại trên địa bàn đảng bộ tỉnh huyện khối thành phố xã phường cả năm qua này là có gồm : tổng số"
)
# words after one whose acts are counted: chương trình kiểm tra của Tỉnh ủy gồm 3 cuộc
HOLDING = word_set("gồm có là đạt")


def goes_on(passage: Passage) -> bool:
    """Whether a sentence goes on about who acted in the one before: it says so, or tells an act and no subject."""
    words = passage.words
    if words[0] == "theo" and "của" in words[1:5]:
        return False
    if words[:2] == ["kết", "quả"] and words[2:3] in ([","], [":"], ["đã"]) and "bị" not in words:
        return True
    if words[:2] == ["đối", "tượng"] and words[2:3] in (["giám"], ["kiểm"], ["là"], ["gồm"]):
        return True
    if words[0] in CONNECTIVES or words[:3] == ["cơ", "quan", "này"] or words[:2] == ["hình", "thức"]:
        return True
    place = next((place for place, mark in enumerate(passage.marks) if mark.kind != "period"), -1)
    if place < 0 or passage.marks[place].kind != "act":
        return False
    last = passage.marks[place - 1].last if place else 0
    return SUBJECTLESS.issuperset(words[last : passage.marks[place].first])


def acts(spot: Spot) -> bool:
    """Whether the one who is named acts: neither mentioned by the way nor disciplined himself."""
    marks, mark, words = spot.passage.marks, spot.mark, spot.passage.words
    at = mark.first - (2 if words[max(0, mark.first - 2) : mark.first] == ["cơ", "quan"] else 0)
    before, last = words[at - 1] if at else "", named_until(spot)
    if (words[last : last + 2] in REPORTING and not _reports_itself(spot, last + 2)) or _is_counted(spot):
        return False
    if words[max(0, at - 2) : at] == ["đối", "với"] and act_follows(spot):
        return True
    if before in MENTIONED:
        return before == "của" and spot.passage.word(last) in HOLDING
    act = marks[spot.place - 1] if spot.place else None
    suffers = act is not None and act.kind in ("act", "slice") and act.last == mark.first
    return not suffers or act_follows(spot)


def is_owner(passage: Passage, mark: Mark) -> bool:
    """`quy chế làm việc của cấp ủy`: one whose something is only told of, who does nothing."""
    return passage.word(mark.first - 1) == "của" and passage.word(mark.last) not in HOLDING


def named_until(spot: Spot) -> int:
    """Where the name of one who acts ends: `Ban Thường vụ Đảng ủy Khối các cơ quan tỉnh` are two marks."""
    last = spot.mark.last
    for one in spot.passage.marks[spot.place + 1 :]:
        if one.mention is None or spot.passage.words[last : one.first] not in ([], ["của"]):
            break
        last = one.last
    return last


def _reports_itself(spot: Spot, last: int) -> bool:
    """`UBKT Tỉnh ủy cho biết trong tháng 1 đã nhận 17 đơn`: no other subject stands before what was done."""
    for one in spot.passage.marks[spot.place + 1 :]:
        if one.first < last:
            continue
        if not {"trong", "đã", "vừa", ",", "cũng"}.issuperset(spot.passage.words[last : one.first]):
            return False
        if one.kind != "period":
            return one.kind == "act"
        last = one.last
    return False


def _is_counted(spot: Spot) -> bool:
    """`12 đảng ủy, ban thường vụ đảng ủy cơ sở và 17 chi bộ`: those of an enumeration, to whom something is done."""
    before, marks = spot.mark_before, spot.passage.marks
    if before is None or before.kind != "noun" or spot.place < 2 or marks[spot.place - 2].amount is None:
        return False
    following = next((one for one in marks[spot.place + 1 :] if one.mention is None and one.actor is None), None)
    joined = spot.passage.between(before, spot.mark) in ([","], ["và"])
    return joined and following is not None and following.amount is not None and spot.passage.words[following.first - 1] == "và"


def act_follows(spot: Spot) -> bool:
    """Whether an act follows with at most two words between."""
    following = spot.passage.marks[spot.place + 1 : spot.place + 2]
    return any(one.kind in ("act", "slice") and one.first - spot.mark.last <= 2 for one in following)


def acts_as_noun(spot: Spot) -> bool:
    """`đảng ủy cơ sở`, a counted noun, where it does something itself: `…, đảng ủy cơ sở 240 đảng viên`."""
    following = next(iter(spot.passage.marks[spot.place + 1 : spot.place + 2]), None)
    if following is None or not acts(spot):
        return False
    if following.code in ("sectional", "cell") and spot.passage.between(spot.mark, following) in ([","], ["và"]):
        # `ban thường vụ huyện ủy, đảng ủy cơ sở, đảng ủy bộ phận đã kiểm tra …`
        return spot.before in CLAUSE_STARTS and act_follows(spot.at(spot.place + 1))
    listed = following.amount is not None and following.first == spot.mark.last and spot.before in CLAUSE_STARTS
    return listed or act_follows(spot)


def acted_on(spot: Spot) -> Scope:
    """What holds after a semicolon: one who acted only upon what stands before it (`do …`) acts no more."""
    actors = [one for one in spot.passage.marks[: spot.place] if one.actor is not None]
    named = actors.pop() if actors else None
    while named is not None and actors and JOINING.issuperset(spot.passage.between(actors[-1], named)):
        named = actors.pop()
    if named is None or not named.first or spot.passage.words[named.first - 1] not in BY:
        return spot.scope
    return spot.scope._replace(actor=None, memory=spot.scope.memory._replace(actor=None))


def acting(number: Number, scope: Scope, doer: Actor | None = None) -> tuple[dict[str, str], Scope]:
    """The breakdown by who acts: named in the sentence, else in those before; and what holds after it."""
    actor = doer or scope.actor or scope.memory.actor
    if actor is None or (doer is None and _nobody_acts(number, scope)):
        return {}, scope
    level = level_of(number.owners, (scope.body, scope.body_kind), actor)
    office = scope.memory.office
    if not level and actor.level == "own" and office is not None and office.body == actor.body:
        # `Ban Thường vụ` after `Ban Thường vụ Tỉnh ủy`
        level = level_of(number.owners, (scope.body, scope.body_kind), office)
    if not level and number.words[:3] in (["ở", "cơ", "sở"], ["tại", "cơ", "sở"]):
        level = "grassroots"
    parts = {"body": actor.body, "body_level": level}
    if scope.memory.actor is not actor and not _of_a_part(number):
        scope = scope._replace(memory=scope.memory._replace(actor=actor))
    return {dimension: value for dimension, value in parts.items() if value}, scope


def _of_a_part(number: Number) -> bool:
    """After `trong đó`: who acts on a part does not go on acting in the next sentence."""
    return any(one.code == "subset" for one in number.marks[: number.place])


def _nobody_acts(number: Number, scope: Scope) -> bool:
    """`…; 5 đảng viên bị kỷ luật`: it is not told by whom, in a clause of its own; or cells act, which have no code."""
    passive = any(
        one.kind in ("act", "slice") and ({number.words[one.first - 1], number.words[one.first]} & PASSIVE) for one in number.rest
    )
    marks = number.marks[: number.place]
    label = number.label
    passive = passive or (
        label is not None and label.code in ("member", *BODIES) and not PASSIVES.isdisjoint(number.words[label.first : label.last])
    )
    if passive:
        since = next((one for one in reversed(marks) if one.actor is not None or one.code == ";"), None)
        return since is None or since.actor is None
    told = next((one for one in reversed(marks) if one.kind == "act"), None)
    if (
        told is not None
        and {number.words[told.first - 1], number.words[told.first]} & {"bị"}
        and WITHIN.issuperset(number.words[told.last : number.mark.first])
    ):
        # `trong số tổ chức đảng bị thi hành kỷ luật có 12 …`
        since = next((one for one in reversed(marks) if one.actor is not None or one.code == ";"), None)
        return since is None or since.actor is None
    act: int = next((place for place in range(len(marks) - 1, 0, -1) if marks[place].kind == "act"), 0)
    return bool(act) and _of_cells(marks[:act], marks[act], number)


def _of_cells(marks: Sequence[Mark], act: Mark, number: Number) -> bool:
    """`các chi bộ kiểm tra 560 đảng viên`, whoever acted before them; but `cấp ủy các cấp và chi bộ` are led by the committees."""
    cells = marks[-1]
    if cells.code != "cell" or act.first - cells.last > 1:
        return False
    before = marks[-2] if len(marks) > 1 else None
    if before is not None and before.amount is not None and before.last == cells.first:
        return False
    return before is None or before.actor is None or not JOINING.issuperset(number.words[before.last : cells.first])


def level_of(owners: Owners, owner: Owner, actor: Actor) -> str:
    """The level of who acts; `Đảng ủy`, `UBKT` alone have that of the body whose figures they are."""
    slug, kind = owner
    if actor.level == "city":
        # that of another province where its figures are told
        unit = owners.gazetteer.provinces.get(slug.partition(".")[0] if kind == "province_wide" else owners.province)
        return "province" if unit is not None and unit.kind == "city" else "district"
    if actor.level == "below":
        return "grassroots" if kind in (*BLOC_KINDS, "district") else "district"
    if actor.level != "own":
        return actor.level
    if kind in BLOC_KINDS:
        return "bloc"
    return {"district": "district", "province_wide": ""}.get(kind, "grassroots")
