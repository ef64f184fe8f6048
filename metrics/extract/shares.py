"""Percentages: shares of slices and nouns, completions of targets, excesses, rates, differences in percent."""

from __future__ import annotations

from itertools import pairwise

from metrics.extract.acts import AHEAD
from metrics.extract.changes import change, risen
from metrics.extract.constructions import construction, first
from metrics.extract.figures import NO_RULE, parts_of
from metrics.extract.grades import BODIES_RATED, MEMBERS_RATED, grade_after, grade_of, rated_by_label, shared_grade
from metrics.extract.lists import ratio_beside_item, ratio_by_name, ratio_of_item, reached_by
from metrics.extract.marks import Mark
from metrics.extract.model import Figure
from metrics.extract.numbers import GLUE, Number, Outcome, Spot, as_member, label_before, rises_from
from metrics.extract.owners import Owner
from metrics.extract.parts import with_college
from metrics.extract.rules import BODIES, BY_ACT, BY_DIMENSION, OF_EACH_PERIOD, OVER_TARGET, PERSONS, SHARED, SLICED, SUBJECTS
from metrics.extract.shorthand import bare_grade
from metrics.extract.text import word_set

TARGETS = ("plan", "target", "target_item", "resolution")
# words after those counted with which they do something themselves
DOING = word_set("tham sử được có sống dùng đạt biết")
# dimensions whose values are slices of a count, so that a share beside them is the slice's
SLICES = frozenset({"group", "grade", "form", "degree", "theory", "incumbency", "member_rank", "violation"})
# no body admits more of its members in a year, in percent
HIGHEST_RATE = 25
# words between a share and the noun that it is one of
OF_ALL = word_set("trong trên tổng số các")
# first words of bodies that are only counted; words between a name and its share
UNITS_COUNTED = word_set("đơn địa đảng chi tổ huyện xã phường thị nơi quận cơ")
FEW = word_set("hai ba bốn năm sáu bảy tám chín mười nhiều một")
TO_A_NAME = word_set("( : đạt chỉ mới được là với có - –")
# what begins a clause; codes of marks with which it is about members; words that go on about what was told; how many others make
# a subject
CLAUSE_BREAKS = frozenset(",;:(")
ABOUT_MEMBERS = frozenset({"admit", "new_member", "member", "members_base", "target_item", "plan", "target", "candidate", "same"})
GOING_ON = GLUE | word_set(
    "kết quả này đó như vậy tính cả tổng cộng toàn tỉnh huyện thành phố xã so vượt mức cao thấp về công tác theo cụ thể việc thực "
    "hiện của năm qua trong ước cuối hết khối ngành thì và bình quân chung khoảng xấp xỉ hơn gần trên cũng nhưng mà nên vì do"
)
SUBJECT = 2
# bodies that a clause with a word of its own is about
OF_BODIES = frozenset({"cell", "subordinate_cell", "organization", "grassroots"})
# the least of a year's target that is ever told as completed, in percent
LOWEST_COMPLETION = 12
# words between a share and a degree
LEVEL = word_set("đạt có là trình độ")
# words between a share and its grade
RATING = word_set("trở lên là đạt được đánh giá xếp phân loại chất lượng mức danh hiệu")
# words with which those are named who live somewhere; between bodies and the sector that they are in
PEOPLE = frozenset({"phụ", "đồng", "người"})
SECTORS = word_set("trong ở tại các thuộc loại hình khối khu vực")


def share_at(spot: Spot) -> Number:
    """A percentage with the noun right after it and the label before it."""
    rest, mark = spot.passage.until_next(spot.place), spot.mark
    at = mark.last + 2 * (spot.passage.after(mark, 2) == ["trở", "lên"])
    start = at
    while spot.passage.word(at) in OF_ALL and at - start < len(OF_ALL):
        at += 1
    # `81% trở lên tổ chức cơ sở đảng`
    rest = [one for one in rest if one.first >= start]
    follow = next((one for one in rest if one.first >= at or (one.kind == "noun" and one.last > at)), None)
    counted = follow is not None and follow.first <= at and follow.kind == "noun" and follow.code not in TARGETS
    return Number(*spot, follow if counted else None, rest, label=label_before(spot))


def share_of(number: Number) -> Outcome:
    """What a percentage gives, tried in the order of what binds it most; one that nothing binds is no figure."""
    return first(SHARES, number) or ()


def _before(number: Number) -> set[str]:
    return set(number.before(4))


def _figure_before(number: Number) -> Figure | None:
    """The figure that a share may be a share of: the one before it in its sentence, else the last count of persons."""
    previous = number.previous
    if previous is not None and previous.status == "target" and ")" in number.passage.words_since(previous.end, number.mark):
        # `320 đảng viên, đạt 106% chỉ tiêu (300 đảng viên), bằng 4% …`: of what stands before the bracket
        previous = next(
            (one for one in reversed(number.scope.figures) if one.status != "target" and one.unit == "person"), previous
        )
    if previous is not None and previous.rule == OF_EACH_PERIOD and ")" in number.passage.words_since(previous.end, number.mark):
        # `1.120 đảng viên (cùng kỳ năm 2022: 980 đảng viên), đạt 48% kế hoạch`
        previous = next((one for one in reversed(number.scope.figures) if one.rule != OF_EACH_PERIOD), previous)
    return previous or number.scope.memory.head


def _is_admitted(figure: Figure | None) -> bool:
    return figure is not None and figure.indicator == "members_admitted"


def _target(number: Number) -> Mark | None:
    """The target right after a percentage."""
    named = next((one for one in number.rest if one.code in TARGETS and one.first - number.mark.last <= 3), None)
    return named if named is not None and {"(", ","}.isdisjoint(number.passage.between(number.mark, named)) else None


def share_beside(number: Number, figure: Figure) -> Outcome:
    """The share beside a count: of a slice the same slice in percent, of congresses held their completion."""
    if figure.rule == "admitted-of-target":
        return (
            number.figure(
                "admission_target_completion", parts_of(figure), 0.9, like=figure, status="reported", rule="target-completion"
            ),
        )
    return first((share_of_bodies, share_of_slice), number._replace(of=figure))


@construction(
    "share-of-bodies",
    "Đã có 1.120/1.250 chi bộ trực thuộc tổ chức xong đại hội, đạt 89,6%.",
    "cell_congresses_held = 1120/1250 2022-12-20",
    "cell_congresses_held = 89.6%/1250 2022-12-20",
)
def share_of_bodies(number: Number) -> Outcome:
    figure = number.of
    if figure is None or figure.indicator not in SHARED:
        return None
    draft = number.figure(
        SHARED[figure.indicator], parts_of(figure), 0.9, like=figure, unit="percent", denominator=figure.denominator
    )
    return (draft,)


@construction(
    "share-of-slice",
    "Năm 2021, có 48 tổ chức cơ sở đảng (20%) hoàn thành xuất sắc nhiệm vụ.",
    "grassroots_organizations_rated grade=excellent = 48 2021",
    "grassroots_organizations_rated grade=excellent = 20% 2021",
)
def share_of_slice(number: Number) -> Outcome:
    figure = number.of
    if figure is None or figure.unit == "percent" or not SLICES & parts_of(figure).keys():
        return None
    return (number.figure(figure.indicator, parts_of(figure), 0.9, like=figure, unit="percent"),)


def congress_count_at(spot: Spot) -> Spot | None:
    """The fraction in `100% (152/152) đảng bộ … hoàn thành đại hội`: a count, and the percentage before it is its share."""
    marks, at = spot.passage.marks, spot.place + 2
    if spot.passage.word(spot.mark.last) != "(" or at + 2 >= len(marks):
        return None
    fraction, noun = marks[at], marks[at + 2]
    if fraction.amount is None or fraction.amount.of is None or fraction.first != spot.mark.last + 1:
        return None
    return spot.at(at) if noun.kind == "noun" and noun.first == fraction.last + 1 else None


def change_of_count(number: Number) -> Outcome:
    """`tăng 12% so với cùng kỳ`: a difference, whatever stands after it."""
    if number.noun is None:
        return change(number)
    outcome = change(number)
    return change(number._replace(noun=None)) if outcome == () else outcome


@construction(
    "over-target",
    "Năm 2021, kết nạp 350 đảng viên, vượt 12% chỉ tiêu.",
    "members_admitted = 350 2021",
    "members_admitted = 12% over_target 2021",
)
def over_target(number: Number) -> Outcome:
    """`vượt 12% chỉ tiêu tỉnh giao`; of the body that is named since the count: `trong đó, huyện A kết nạp vượt 12%`."""
    previous = _figure_before(number)
    if previous is not None and previous.indicator == "admission_target_completion":
        # `đạt 71% kế hoạch; trong đó, huyện A kết nạp vượt 12%`: of the count that this is a share of
        previous = number.scope.memory.head
    before = number.before(5)
    higher = any(before[i : i + 2] in (["cao", "hơn"], ["nhiều", "hơn"]) for i in range(3)) and before[-1] in ("tiêu", "hoạch")
    if "vượt" not in _before(number) and not higher:
        return None
    if previous is None or previous.indicator not in OVER_TARGET:
        return ()
    parts = parts_of(previous)
    if "tỉnh" in number.after(6) and _target(number) is not None and _is_admitted(previous) and not parts:
        parts["set_by"] = "province"
    owner = _named_since(number, previous)
    return (number.figure(previous.indicator, parts, 0.9, like=previous, owner=owner, unit="percent", status="over_target"),)


def _named_since(number: Number, previous: Figure | None) -> Owner | None:
    """The body that owns what follows, where it is named since the figure of which a share is told."""
    scope, starts = number.scope, number.passage.starts
    if previous is None or not scope.body or scope.body == previous.organization:
        return None
    named = any(one.mention is not None and starts[one.first] >= previous.end for one in number.marks[: number.place])
    return (scope.body, scope.body_kind) if named else None


def reached_by_some(number: Number) -> Outcome:
    """`8 đảng bộ kết nạp đảng viên đạt từ 80% trở lên`: what each of so many bodies reached at least is no figure of ours."""
    bodies = next((one for one in reversed(number.marks[: number.place]) if one.kind == "noun" and one.code in BODIES), None)
    return () if bodies is not None and reached_by(number.passage, bodies) == number.mark else None


def reached_by_each_of_some(number: Number) -> Outcome:
    """`hai đơn vị đạt dưới 40%`, `8 đảng bộ đạt từ 90% kế hoạch`: what each of so many bodies reached, none of which is named."""
    words, end = number.words, number.mark.first
    counted = next((one for one in reversed(number.marks[: number.place]) if one.amount is not None), None)
    start = max((i + 1 for i in range(end) if words[i] in CLAUSE_BREAKS), default=0)
    if words[start : start + 1] and words[start] in FEW and words[start + 1] in UNITS_COUNTED and "đạt" in words[start:end]:
        # `ba huyện đạt trên 60%`: a number that no noun of ours follows
        return ()
    if counted is None or counted.amount is None or counted.amount.percent or counted.amount.of is not None:
        return None
    said = words[counted.last : end]
    if not CLAUSE_BREAKS.isdisjoint(said) or "đạt" not in said or said[0] not in UNITS_COUNTED:
        return None
    read = number.previous is not None and number.previous.end > number.passage.starts[counted.first]
    return None if read else ()


def of_a_bare_name(number: Number) -> Outcome:
    """`Gò Công Đông 31%`, `Tân Phước đạt 9% kế hoạch`: of a body whose bare name is not known, and not of the text's own."""
    at, passage = number.mark.first - 1, number.passage
    while at > 0 and passage.words[at] in TO_A_NAME:
        at -= 1
    name = at >= 1 and passage.capital(at) and passage.capital(at - 1) and passage.words[at].isalpha()
    named = any(one.first <= at < one.last for one in number.marks)
    if not name or named or number.article.owners.gazetteer.province_at(passage.words, at - 1) is not None:
        return None
    return ()


def of_another_period(number: Number) -> Outcome:
    """`bằng 98% cùng kỳ`: a share of another period's figure is none of ours."""
    after = number.after(6)
    return () if "cùng" in after[:4] and "kỳ" in after[:5] else None


def _base(number: Number, codes: tuple[str, ...]) -> Mark | None:
    base = next((one for one in number.rest if one.code in codes and one.first - number.mark.last <= 4), None)
    return base if base is None or "," not in number.passage.between(number.mark, base) else None


@construction(
    "share-of-population",
    "Toàn tỉnh hiện có 61.250 đảng viên, chiếm hơn 5% dân số.",
    "party_members = 61250 2022-12-20",
    "member_share_of_population = 5% gt 2022-12-20",
)
def share_of_population(number: Number) -> Outcome:
    """`chiếm hơn 11% dân số`."""
    base, previous = _base(number, ("members_base", "population")), number.previous
    of_members = (previous is not None and previous.indicator == "party_members") or any(
        one.code in ("member", "members_base") for one in number.marks[: number.place]
    )
    if base is None or base.code != "population" or not of_members:
        return None
    return (number.figure("member_share_of_population", {}, 0.9),)


@construction(
    "admission-rate",
    "Năm 2021, kết nạp 350 đảng viên, đạt 2,98% so với tổng số đảng viên.",
    "members_admitted = 350 2021",
    "admission_rate = 2.98% 2021",
)
def admission_rate(number: Number) -> Outcome:
    """`2,98% so với tổng số đảng viên`."""
    base, previous = _base(number, ("members_base", "population")), _figure_before(number)
    admitted = _is_admitted(previous)
    aimed = number.scope.act == "admit" or number.scope.target
    aimed = aimed or any(one.code == "new_member" and one.last <= number.mark.first for one in number.marks)
    if base is None or not (admitted or aimed) or (number.label is not None and number.label.dimension == "grade"):
        return None
    if number.passage.word(base.last) in DOING:
        # `95% dân số tham gia bảo hiểm y tế`: of what people do, not of whom is admitted
        return None
    return (number.figure("admission_rate", {}, 0.95, noun=base, like=previous if admitted else None),)


@construction(
    "share-of-staff",
    "Hiện nay có 7.000 đảng viên, chiếm 74% tổng số cán bộ, công chức, viên chức.",
    "party_members = 7000 2022-12-20",
    "member_share_of_staff = 74% 2022-12-20",
)
def share_of_staff(number: Number) -> Outcome:
    """`với 7.000 đảng viên, chiếm 74% tổng số cán bộ, công chức`, `số đảng viên chiếm 74% trong các cơ quan`."""
    near = (one for one in number.rest[:3] if one.code in ("staff", "staff_base") and one.first - number.mark.last <= 4)
    staff = next(near, None)
    previous = _figure_before(number)
    of_members = previous is not None and previous.indicator == "party_members"
    before = number.marks[number.place - 1] if number.place else None
    if before is not None and before.code == "share" and number.place > 1:
        before = number.marks[number.place - 2]
    labelled = any(one is not None and one.code in ("member", "members_base") for one in (number.label, before))
    if staff is None or not (of_members or labelled) or "chiếm" not in _before(number):
        return None
    return (number.figure("member_share_of_staff", {}, 0.9, noun=staff, like=None if labelled else previous),)


@construction(
    "rated-share",
    "Năm 2021, có 93% tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ.",
    "grassroots_organizations_rated grade=excellent = 93% 2021",
)
def rated_share(number: Number) -> Outcome:
    """`93% TCCSĐ đạt trong sạch, vững mạnh`."""
    noun, rest = number.noun, number.rest
    if noun is None and rest and rest[0].code == "members_base" and rest[0].first == number.mark.last:
        noun = as_member(rest[0])
    if noun is None:
        return None
    grade = grade_after(number.passage, noun.code, noun, rest) or shared_grade(number.passage, noun)
    if grade is None:
        return None
    cells = any(one.code == "subordinate_cell" and one.last <= number.mark.first for one in number.marks)
    if noun.code in ("subordinate_cell", "cell") or (noun.code == "bare_organization" and cells):
        return (number.puzzle(noun, NO_RULE),)
    indicator = MEMBERS_RATED if noun.code in (*PERSONS, "staff") else BODIES_RATED
    draft = number.figure(indicator, {"grade": grade}, 0.95, noun=noun, unit="percent")
    joined = _joined_to(number, noun)
    if joined is None:
        return (draft,)
    # `trên 90% tổ chức cơ sở đảng và đảng viên`: of both
    other = MEMBERS_RATED if indicator == BODIES_RATED else BODIES_RATED
    return draft, draft._replace(indicator=other, noun=joined)


def _joined_to(number: Number, noun: Mark) -> Mark | None:
    """The members joined to the bodies that a share counts, or the other way round, with no number of their own."""
    following = next((one for one in number.rest if one.first >= noun.last), None)
    if following is None or number.words[noun.last : following.first] not in (["và"], [","], ["cùng"]):
        return None
    kinds = (BODIES, PERSONS) if noun.code in BODIES else (PERSONS, BODIES)
    return following if noun.code in kinds[0] and following.code in kinds[1] else None


@construction(
    "dossiers", "Năm 2021, 100% hồ sơ được xử lý điện tử.", "dossiers_processed_electronically = 100% 2021 @administration"
)
def dossiers(number: Number) -> Outcome:
    """`100% hồ sơ được xử lý điện tử`."""
    noun = number.noun
    if noun is None or noun.code != "dossier" or "điện" not in number.passage.after(noun, 8):
        return None
    return (number.figure("dossiers_processed_electronically", {}, 0.9, noun=noun),)


@construction("group-of-noun", "Năm 2021, có 63% đảng viên mới là nữ.", "members_admitted group=female = 63% 2021")
def group_of_noun(number: Number) -> Outcome:
    """`63% đảng viên mới là đoàn viên`."""
    noun = number.noun
    if noun is None or noun.code not in ("new_member", "member"):
        return None
    group = next((one for one in number.rest if one.dimension == "group" and one.first - noun.last <= 2), None)
    if group is None:
        return None
    head = number.scope.memory.listed
    of_admitted = number.scope.subset and head is not None and head.indicator == "members_admitted"
    admitted = noun.code == "new_member" or number.scope.act == "admit" or of_admitted
    indicator = "members_admitted" if admitted else "party_members"
    like = head if of_admitted else None
    return (number.figure(indicator, {"group": group.code}, 0.9, noun=noun, unit="percent", like=like),)


@construction(
    "degree-of-noun",
    "Hiện nay, có 65% đảng viên có trình độ đại học. Năm 2021, có 75% đảng viên mới có trình độ đại học.",
    "members_by_degree degree=university = 65% 2022-12-20",
    "members_admitted degree=university = 75% 2021",
)
def degree_of_noun(number: Number) -> Outcome:
    """`65% đảng viên có trình độ đại học trở lên`."""
    noun = number.noun
    if noun is None or noun.code not in ("new_member", "member"):
        return None
    level = next((one for one in number.rest if one.dimension in BY_DIMENSION and one.first - noun.last <= 3), None)
    if level is None or not LEVEL.issuperset(number.words[noun.last : level.first]):
        return None
    if with_college(number.words, level):
        return (number.puzzle(noun, NO_RULE),)
    head = number.scope.memory.listed
    of_admitted = number.scope.subset and head is not None and head.indicator == "members_admitted"
    if noun.code == "new_member" or of_admitted:
        if level.dimension != "degree":
            return None
        like = head if of_admitted else None
        return (number.figure("members_admitted", {"degree": level.code}, 0.85, noun=noun, unit="percent", like=like),)
    return (number.figure(BY_DIMENSION[level.dimension], {level.dimension: level.code}, 0.85, noun=noun, unit="percent"),)


@construction(
    "bodies-that-act",
    "Đến nay, 100% chi bộ trực thuộc đã hoàn thành đại hội. Năm 2021, có 85% chi bộ kết nạp được đảng viên. "
    "Đến nay, 62% tổ chức cơ sở đảng có bí thư đồng thời là thủ trưởng.",
    "cell_congresses_held = 100% 2022-12-20",
    "organizations_admitting_share = 85% 2021",
    "head_is_secretary_share = 62% 2022-12-20",
)
def bodies_that_act(number: Number) -> Outcome:
    """`100% tổ chức cơ sở đảng đã hoàn thành đại hội`, `85% chi bộ kết nạp được đảng viên`: what share of bodies act."""
    noun = number.noun
    if noun is None or noun.code not in BODIES:
        return None
    rest, base = number.rest, None
    if number.passage.after(noun, 3) in (["trong", "tổng", "số"], ["trên", "tổng", "số"]):
        # `99,8% số chi bộ trong tổng số 5.587 chi bộ trực thuộc đảng ủy cơ sở hoàn thành đại hội`
        place = number.passage.next_amount(noun.last)
        whole = number.marks[place].amount if place is not None else None
        if place is not None and whole is not None:
            rest, base = number.passage.until_next(place), whole.value
            noun = next((one for one in rest if one.kind == "noun" and one.code in BODIES), noun)
    told = number.scope.memory.last
    if (
        noun.code == "cell"
        and number.passage.word(noun.last) == "này"
        and told is not None
        and told.indicator == "subordinate_cells"
    ):
        # `có 241 chi bộ trực thuộc. Trên 50% số chi bộ này …`
        noun = noun._replace(code="subordinate_cell")
    # `hoàn thành triển khai các văn bản về tổ chức đại hội`: what is written about is not done
    acts = [one.code for one in rest if one.kind == "act" and not (one.first and number.words[one.first - 1] in AHEAD)]
    acts = acts or _acts_shared(number, noun)
    act = acts[0] if acts[:1] in (["congress"], ["head"]) else "admit"
    if act not in acts:
        return None
    rule = BY_ACT.get((act, noun.code))
    if rule is None:
        return None
    indicator = SHARED[rule.indicator]
    named = indicator == "congress_completion" and noun.code in SUBJECTS and noun.code != "grassroots"
    parts = {"subject": SUBJECTS[noun.code]} if named else {}
    return (number.figure(indicator, parts, 0.85, noun=number.noun, unit="percent", denominator=base),)


def _acts_shared(number: Number, noun: Mark) -> list[str]:
    """`100% chi bộ và 95% đảng bộ cơ sở đã hoàn thành đại hội`: what those of the number that is joined to this one do."""
    passage = number.passage
    place = passage.next_amount(noun.last)
    if place is None or passage.between(noun, passage.marks[place]) not in (["và"], ["cùng"], [","]):
        return []
    return [one.code for one in passage.until_next(place) if one.kind == "act"]


@construction(
    "tasks-share",
    "Năm 2021, có 95% tổ chức cơ sở đảng lãnh đạo hoàn thành các chỉ tiêu.",
    "organizations_completing_tasks_share = 95% 2021",
)
def tasks_share(number: Number) -> Outcome:
    """`95% chi, đảng bộ lãnh đạo hoàn thành nhiệm vụ`."""
    noun = number.noun
    if noun is None or noun.code not in BODIES:
        return None
    if "lãnh" not in number.passage.after(noun, 3) or "hoàn" not in number.passage.after(noun, 8):
        return None
    return (number.figure("organizations_completing_tasks_share", {}, 0.85, noun=noun),)


@construction(
    "share-of-those",
    "Năm 2021, kết nạp 152 đảng viên, trong đó 76 đảng viên là đoàn viên, bằng 50% tổng số đảng viên mới kết nạp.",
    "members_admitted = 152 2021",
    "members_admitted group=youth_union = 76 2021",
    "members_admitted group=youth_union = 50% 2021",
)
def share_of_those(number: Number) -> Outcome:
    """`76 đảng viên mới là đoàn viên, bằng 50% tổng số đảng viên mới`: what share of all the part before it is."""
    noun, part = number.noun, number.previous
    if noun is None or part is None or part.status != "reported" or part.unit != "person" or not parts_of(part):
        return None
    whole = {"members_admitted": ("new_member", "member"), "party_members": ("member",)}.get(part.indicator, ())
    of_all = number.passage.word(number.mark.last) in ("tổng", "số")
    if noun.code not in whole or number.before(1) not in (["bằng"], ["chiếm"]) or not of_all:
        return None
    return (number.figure(part.indicator, parts_of(part), 0.85, noun=noun, like=part, unit="percent"),)


def no_share(number: Number) -> Outcome:
    """A share of a noun that no rule reads."""
    return (number.puzzle(number.noun, NO_RULE),) if number.noun is not None else None


def completion_of_slice(number: Number) -> Outcome:
    """`hoàn thành xuất sắc 8.900 đảng viên, đạt 15,6%`: the share of a grade or of bodies."""
    previous = _figure_before(number)
    if previous is None or not {"đạt", "bằng", "chiếm", "đương"} & _before(number) or _target(number) is not None:
        return None
    if number.label is not None and number.label.dimension in SLICES:
        return None
    return share_beside(number, previous) if _has_share(previous) else None


def _aim_before(number: Number) -> Mark | None:
    """The target before a percentage: `So với kế hoạch đề ra, tỉnh đạt 130%`."""
    aims = (
        one
        for one in number.marks[: number.place]
        if one.code in TARGETS and number.words[one.first - 2 : one.first] == ["so", "với"]
    )
    aim = next(aims, None)
    if (
        aim is None
        or number.before(1) != ["đạt"]
        or any(one.amount and aim.first < one.first < number.mark.first for one in number.marks)
    ):
        return None
    return aim


def _is_rate(number: Number) -> bool:
    """`tỷ lệ kết nạp đảng viên đạt 8,7%`, `… so với tổng số đảng viên`: the admission rate is spoken of."""
    words, marks = number.words[: number.mark.first], number.marks[: number.place]
    named = any(
        one.code in ("admit", "new_member") and {"tỷ", "tỉ"} & set(words[max(0, one.first - 5) : one.first]) and "lệ" in words
        for one in marks
    )
    based = any(one.code == "members_base" and words[max(0, one.first - 3) : one.first][-2:] == ["so", "với"] for one in marks)
    return named or based


@construction(
    "admission-rate-by-name",
    "Năm 2021, kết nạp 227 đảng viên, tỷ lệ kết nạp đảng viên mới đạt 8,7%.",
    "members_admitted = 227 2021",
    "admission_rate = 8.7% 2021",
)
def admission_rate_by_name(number: Number) -> Outcome:
    """`tỷ lệ kết nạp đảng viên mới đạt 8,7%`."""
    if not _is_rate(number) or _target(number) is not None or number.noun is not None or number.amount.value > HIGHEST_RATE:
        return None
    if number.label is not None and number.label.dimension:
        return None
    previous = number.previous
    like = previous if _is_admitted(previous) else None
    return (number.figure("admission_rate", {}, 0.85, like=like),)


def _has_share(figure: Figure) -> bool:
    return figure.indicator in SHARED or bool(SLICES & parts_of(figure).keys())


def _has_own_subject(number: Number) -> bool:
    """`Tỷ lệ người dân tham gia bảo hiểm đạt 93%`, `thu ngân sách đạt 98% dự toán`: a share of what its clause begins with."""
    words, mark = number.words, number.mark
    start = max((i + 1 for i in range(mark.first) if words[i] in CLAUSE_BREAKS), default=0)
    inside = [one for one in number.marks if start <= one.first < mark.first]
    if any(one.amount is not None or one.mention is not None or one.code in ABOUT_MEMBERS for one in inside):
        return False
    taken = {at for one in inside for at in range(one.first, one.last)}
    untold = [i for i in range(start, mark.first) if i not in taken and words[i] not in GOING_ON]
    # `số xóm có chi bộ đạt 100%`
    bodies = sum(one.kind == "noun" and one.code in OF_BODIES for one in inside) if untold else 0
    return len(untold) + bodies >= SUBJECT


def _of_several_groups(number: Number) -> bool:
    """`tỷ lệ đảng viên nữ, đảng viên có trình độ đại học đạt trên 50%`: a share of groups, none of the year's target."""
    since = max((one.last for one in number.marks[: number.place] if one.amount is not None or one.code == ";"), default=0)
    words = number.words[since : number.mark.first]
    named = any(pair in (("tỷ", "lệ"), ("tỉ", "lệ")) for pair in pairwise(words))
    return named and any(one.dimension in SLICES for one in number.marks[: number.place] if one.first >= since)


def _of_what_is_no_noun(number: Number) -> bool:
    """`phát triển mới 1.846 cơ sở thương mại (100,2% Nghị quyết)`: a count right before the bracket, of what is none of ours."""
    counted = next((one for one in reversed(number.marks[: number.place]) if one.amount is not None), None)
    if counted is None or number.before(1) != ["("] or counted.last == number.mark.first - 1:
        return False
    noun = any(one.kind in ("noun", "slice") and one.first == counted.last for one in number.marks)
    between = number.passage.between(counted, number.mark)
    return not noun and between[0].isalpha() and not {",", ";"} & set(between)


@construction(
    "target-completion",
    "Năm 2021, kết nạp 350 đảng viên, đạt 102% chỉ tiêu.",
    "members_admitted = 350 2021",
    "admission_target_completion = 102% 2021",
)
def target_completion(number: Number) -> Outcome:
    """`đạt 35,34% chỉ tiêu năm`, and `đạt 83%` right after a number of admissions; of other targets no figure."""
    previous, target = _figure_before(number), _target(number)
    if target is None and previous is not None and _has_share(previous) and {"đạt", "bằng", "chiếm"} & _before(number):
        return None
    admitted = _is_admitted(previous)
    if "mình" in number.after(6):
        # `các huyện A, B đạt trên 100% kế hoạch của mình`
        return ()
    if ("chiếm" in number.before(3) and "đạt" not in number.before(3)) or rises_from(number.passage, number.place):
        return None
    if target is None and _is_rate(number) and number.amount.value <= HIGHEST_RATE:
        return None
    target = target or _aim_before(number)
    if _has_own_subject(number) or _of_what_is_no_noun(number):
        return ()
    if target is None and not (admitted and {"đạt", "bằng"} & set(number.before(3))):
        return None
    if target is None and _of_several_groups(number):
        return ()
    completed = previous is not None and previous.indicator == "admission_target_completion"
    if not (admitted or completed or number.scope.act == "admit"):
        return ()
    if target is None and previous is not None and previous.period_type == "year" and number.amount.value <= LOWEST_COMPLETION:
        # so little of a year's target is completed by nobody: of all members
        return (number.figure("admission_rate", {}, 0.75, like=previous),)
    parts = parts_of(previous) if admitted and previous is not None else {}
    parts.pop("set_by", None)
    sure = 0.95 if target is not None else 0.9
    status = "planned" if previous is not None and previous.status == "planned" else "reported"
    owner = _named_since(number, previous)
    return (number.figure("admission_target_completion", parts, sure, like=previous, owner=owner, status=status),)


@construction(
    "group-share",
    "Năm 2021, kết nạp 1.250 đảng viên, trong đó nữ chiếm 55%.",
    "members_admitted = 1250 2021",
    "members_admitted group=female = 55% 2021",
)
def group_share(number: Number) -> Outcome:
    """`nữ chiếm 55%`, `12% là nữ`: a group's share of the members counted before it, or of the new members."""
    label, memory, words = number.label, number.scope.memory, number.words
    after = (one for one in number.rest if one.dimension == "group" and words[number.mark.last : one.first] in ([], ["là"]))
    group = next(after, label)
    if group is None or group.dimension != "group":
        return None
    if _of_the_people(number, group) or _sector_of_bodies(number, group):
        return ()
    ends = [one.last for one in number.marks if one.code == ";" and one.last <= number.mark.first]
    begin = max(ends, default=0)
    new = any(begin <= one.first and one.last <= number.mark.first and one.code == "new_member" for one in number.marks)
    head = memory.admitted if new and memory.admitted else _figure_before(number)
    indicator = "members_admitted" if new else ""
    if head is not None and not new:
        indicator = head.indicator
    if "group" not in SLICED.get(indicator, ()):
        if not {"đảng", "đv"} & set(words[max(0, group.first - 2) : group.last]):
            return ()
        # `hơn 66% đảng viên là người dân tộc thiểu số`
        indicator, head = "party_members", None
    return (number.figure(indicator, {"group": group.code}, 0.85, unit="percent", like=head, label=label),)


def _of_the_people(number: Number, group: Mark) -> bool:
    """`100% phụ nữ trong độ tuổi`, `95% đồng bào Khmer có nhà ở`: of those who live there, where no members are told of."""
    of_all = group.first == number.mark.last and number.words[group.first] in PEOPLE
    return of_all and not number.scope.subset and number.previous is None


def _sector_of_bodies(number: Number, group: Mark) -> bool:
    """`tổ chức cơ sở đảng trong doanh nghiệp chiếm 8,5%`: a sector of bodies, not a group of members."""
    bodies = next((one for one in reversed(number.marks[: number.place]) if one.last <= group.first), None)
    if bodies is None or bodies.code not in BODIES or group.code != "enterprise":
        return False
    return SECTORS.issuperset(number.words[bodies.last : group.first])


@construction(
    "grade-share",
    "Năm 2021, xếp loại đảng viên: hoàn thành xuất sắc nhiệm vụ chiếm 16,2%.",
    "members_rated grade=excellent = 16.2% 2021",
)
def grade_share(number: Number) -> Outcome:
    """`hoàn thành tốt nhiệm vụ chiếm 79%`, `79% hoàn thành tốt nhiệm vụ`."""
    words, last = number.words, number.mark.last
    after = (one for one in number.rest if one.dimension == "grade" and one.code != "rated")
    grade = next((one for one in after if set(words[last : one.first]) <= RATING), None) or number.label
    if grade is None or grade.dimension != "grade":
        return None
    indicator, sure = rated_by_label(number, grade, None)
    if not indicator:
        return ()
    return (number.figure(indicator, {"grade": grade_of(number.passage, grade)}, sure, unit="percent", label=grade),)


@construction(
    "level-share",
    "Hiện nay có 6.100 đảng viên; đại học chiếm 69%. Năm 2021, kết nạp 40 đảng viên, trong đó trình độ đại học chiếm 75%.",
    "party_members = 6100 2022-12-20",
    "members_by_degree degree=university = 69% 2022-12-20",
    "members_admitted = 40 2021",
    "members_admitted degree=university = 75% 2021",
)
def level_share(number: Number) -> Outcome:
    """`đại học chiếm 69%`: members by degree or by political theory, or those admitted by degree."""
    label, scope = number.label, number.scope
    after = number.rest[0] if number.rest else None
    if label is None and after is not None and set(number.words[number.mark.last : after.first]) <= LEVEL:
        label = after
    if label is None or label.dimension not in BY_DIMENSION:
        return None
    if with_college(number.words, label):
        return (number.puzzle(label, NO_RULE),)
    parts, head = {label.dimension: label.code}, scope.memory.head
    admitted = any(one.indicator == "members_admitted" and not one.breakdown for one in scope.figures)
    if not scope.figures and label.dimension == "degree" and any(one.code == "new_member" for one in number.marks[: number.place]):
        # of new members whose number the sentence does not tell
        return (number.figure("members_admitted", parts, 0.8, unit="percent", like=scope.memory.admitted, label=label),)
    if admitted and scope.subset and label.dimension == "degree":
        return (number.figure("members_admitted", parts, 0.85, unit="percent", like=scope.memory.admitted, label=label),)
    if head is not None and head.indicator == "committee_members_elected":
        return (number.puzzle(label, NO_RULE),)
    return (number.figure(BY_DIMENSION[label.dimension], parts, 0.9, unit="percent", label=label),)


@construction(
    "violation-share",
    "Năm 2021, kỷ luật 102 đảng viên, do vi phạm phẩm chất đạo đức, lối sống (22,5%), thiếu trách nhiệm (12,7%).",
    "members_disciplined = 102 2021",
    "members_disciplined violation=ethics_lifestyle = 22.5% 2021",
    "members_disciplined violation=irresponsibility = 12.7% 2021",
)
def violation_share(number: Number) -> Outcome:
    """`thiếu tinh thần trách nhiệm (12,74%)` after a count of the disciplined."""
    label, last = number.label, number.scope.memory.last
    if label is None or label.dimension != "violation" or last is None or last.indicator != "members_disciplined":
        return None
    return (number.figure(last.indicator, {"violation": label.code}, 0.85, like=last, unit="percent", label=label),)


def share_of_figure(number: Number) -> Outcome:
    """`… (chiếm 62%)`: the share of the figure before."""
    if number.previous is None or not {"chiếm", "(", "lệ", "đương"} & _before(number):
        return None
    return share_beside(number, number.previous)


SHARES = (
    risen,
    change_of_count,
    over_target,
    reached_by_some,
    of_another_period,
    share_of_population,
    rated_share,
    bare_grade,
    admission_rate,
    share_of_staff,
    dossiers,
    group_of_noun,
    degree_of_noun,
    bodies_that_act,
    tasks_share,
    share_of_those,
    no_share,
    ratio_by_name,
    of_a_bare_name,
    reached_by_each_of_some,
    completion_of_slice,
    ratio_beside_item,
    target_completion,
    admission_rate_by_name,
    ratio_of_item,
    group_share,
    grade_share,
    level_share,
    violation_share,
    share_of_figure,
)
