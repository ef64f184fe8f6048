"""Counts: an amount with its noun or label becomes the figure that a rule names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from metrics.extract.actors import BY, acting
from metrics.extract.acts import MOVING, Act, Count, act_of
from metrics.extract.asides import told_aside
from metrics.extract.clauses import Passage
from metrics.extract.committees import Actor
from metrics.extract.constructions import construction, first
from metrics.extract.doubts import WHEREABOUTS, is_complete
from metrics.extract.figures import NO_RULE, PARTLY, parts_of
from metrics.extract.grades import BODIES_RATED, MEMBERS_RATED, assessed, grade_after, grade_of, rated_by_label, shared_grade
from metrics.extract.lists import item_of_list, reached_by, respectively, under_a_topic
from metrics.extract.marks import Mark
from metrics.extract.model import Figure
from metrics.extract.numbers import RISEN, Draft, Number, Outcome, Puzzle, glued, rises_from
from metrics.extract.owners import Owner
from metrics.extract.parts import (
    group_of,
    is_about_bodies,
    listed_bodies,
    listed_with_noun,
    of_the_admitted,
    slice_of,
    violation_of,
    with_college,
)
from metrics.extract.rules import (
    BODIES,
    BY_ACT,
    CONGRESSES,
    INSPECTIONS,
    LISTED_ACTS,
    OF_EACH_PERIOD,
    PERSONS,
    PLAIN,
    PROCEDURES,
    SLICED,
    SUBJECTS,
    WITH_ACTOR,
    Rule,
)
from metrics.extract.scope import Scope
from metrics.extract.seats import size
from metrics.extract.shorthand import bare_grade, standing_of_members
from metrics.extract.stocks import RIGHT_BELOW, is_of_a_leaf, special, stock_of
from metrics.extract.text import word_set
from metrics.extract.topics import of_many_provinces
from metrics.extract.unions import holder, is_youth_union, names_union
from metrics.territory import MERGER

# words that narrow the noun before them in a way of their own
NARROWING = word_set(
    "xã phường thị ngành khác cùng khối được giữ có là đủ nhận thuộc chuyển đang tham vi không chưa lập khu doanh do cơ ngoài"
)
# stocks that words after their noun may narrow to a part
NARROWED = ("party_members", "grassroots_committees", "grassroots_cells")
# words between the disciplined, or their number, and the form of discipline that they suffer
SUFFERING = word_set("đã bị được phải chịu nhận thi hành xử lý kỷ luật đảng bằng với hình thức mức ở các cùng")
# words between persons and the group that they are
BEING = word_set("là người còn đang thuộc có trình độ ,")
# what `n cuộc` counts, by the act before it
SESSIONS = {"inspect": PLAIN["session"], "supervise": PLAIN["supervision_session"]}
# words after a stock of bodies that do not narrow it
ALONE = word_set("tham dự về và với cùng gồm bao sinh trực chiếm so tăng giảm hiện nhưng đang trên nằm như thì là")
# words before a stock
HELD_BEFORE = word_set(
    "có gồm với là còn lên xuống thành đến tới số được đạt quản lý hiện toàn từ cả trên của nâng bằng tổng đủ "
    "ở tại thuộc trong ra đó đang vẹn thảy chừng"
)
# words between a period and the number of it
TELLING = word_set("là : , có đạt con số này được chỉ")
# nouns of what a unit counts, whatever was done to them; how near behind them an act is theirs
OF_UNIT: Mapping[str, frozenset[str]] = {
    "person": frozenset({"member", "new_member", "person", "case"}),
    "organization": frozenset({"organization", "bare_organization", "grassroots"}),
}
SUFFERED_AT = 4
# what those are of whom no noun is told again, and the words between two of their acts
UNIT_NOUNS: Mapping[str, str] = {"person": "member", "organization": "organization"}
SAID_AGAIN = word_set(", ; và số đã bị được còn các trong đó gồm")
# words between an act and how many of a target it reached
REACHED = word_set("được đạt đã là : số thêm mới")
# words between a target's name and the number of it
AIMED_AT = word_set("là : được giao đề ra cả năm trên tỉnh huyện cấp")
# words between the disciplined and what they did
FOR_WHAT = word_set("vi phạm do vì về có hành đã")
# words between who acts and the act
DOING = word_set("cũng đã trực thuộc huyện ủy đảng cơ sở thành")
# how many words before a number may name what rises to it
LONGEST_RISE = 10
# the central bodies, as a clause begins with them
CENTRE = (("trung", "ương"), ("bộ", "chính", "trị"), ("ban", "bí", "thư"), ("ban", "chấp", "hành", "trung", "ương"))
# words of what those are taught who are sent
TEACHING = frozenset({"học", "đào", "dưỡng", "huấn", "lớp", "trình", "cấp", "sĩ", "sỹ"})
GIVING = frozenset({"trao", "tặng", "nhận"})
# words of badges: of `huy hiệu`, of `tuổi đảng`
BADGES = frozenset({"hiệu", "tuổi"})
# those who attend a class, and for whom it is then
ATTENDING: Mapping[str, str] = {
    "probationary": "new_member",
    "new_member": "new_member",
    "member": "new_member",
    "candidate": "candidate",
}
# the numbers of years that badges have
YEARS_OF_BADGES = frozenset(map(str, range(30, 95, 5)))
# those who learn, and words of the marks that they got
# first words of the committees whose members have a name of their own
COMMITTEES = word_set("tỉnh thành huyện quận thị đảng")
# words between `số đảng viên` and their number that leave none of them out
OF_ALL = word_set(
    "là có đạt lên còn tăng giảm đến tới hiện nay gồm tổng số của toàn cả trong ở tại trên địa bàn thuộc trực đang sinh hoạt đã "
    "được nâng với khoảng gần hơn mới chỉ vẫn tính cho thời điểm này đảng bộ tỉnh huyện thành phố thị xã khối chi quận phường "
    "đơn vị cuối đầu năm từ thêm khi lập lúc cũng tổ chức xuống bằng con"
)
# kinds of times over which something is done
STRETCHES = frozenset({"year", "half_year", "nine_months", "quarter", "range"})
# words between bodies and that they admit members
ADMITTING = word_set("chưa không có đã được đảng trực thuộc")
TRAINED, GRADED = ("candidates_trained", "new_members_trained"), word_set("đạt loại giỏi khá được xếp")
# marks that tell of a class
CLASSES = frozenset({"train", "class"})
# and that members stand behind
REPRESENTING = frozenset({"represent", "hold"})
BREAKS = frozenset(",;(")
CLAUSE_ENDS = frozenset(",;:()")
# first words between a count and its base
BASED = frozenset({"/", "trong", "trên"})
# words of a class for those who are to join
BEFORE_ADMISSION = frozenset({("kết", "nạp"), ("về", "đảng"), ("vào", "đảng"), ("cảm", "tình"), ("tượng", "đảng")})
# words with which documents are set out to be drawn up
SETTING_OUT = word_set("xác dự sẽ kế chương phấn tới")
# how many words after those who move tell which way
TO_AND_FRO = 3
LEVELS: Mapping[str, str] = {"tỉnh": "province", "huyện": "district"}


def count_of(number: Number) -> Outcome:
    """What a count gives; what stands beside a counted noun and is not understood is listed."""
    noun, label = number.noun, number.label
    if noun is not None and of_many_provinces(number):
        return (number.puzzle(noun, NO_RULE),)
    if noun is not None and noun.kind == "slice":
        return slice_of(number._replace(piece=noun))
    if label is not None and label.kind == "slice":
        return slice_of(number._replace(piece=label))
    tried = (
        size,
        raised_to,
        bare_target,
        admitted_of_target,
        of_each_period,
        _narrowed_by_slice,
        on_committee,
        under_a_topic,
        respectively,
        item_of_list,
        listed_with_noun,
        standing_of_members,
        bare_grade,
        further_actor,
    )
    outcome = first(tried, number)
    # a part of nothing that was counted is listed, and the noun is read nevertheless
    if outcome and not isinstance(outcome[0], Puzzle):
        return outcome
    whole = _with_noun(number)
    return (*outcome, *(whole or ())) if outcome else whole


def _with_noun(number: Number) -> Outcome:
    noun, label = number.noun, number.label
    if noun is not None:
        if noun.code in ("bare_organization", "unit") and label is not None:
            return counted(Count.of(number, noun, label.code))
        generic = noun.code in ("person", "member") and label is not None and label.code in PERSONS
        return counted(Count.of(number, noun, label.code if generic and label is not None else noun.code))
    if label is not None and label.kind == "noun":
        return admitting_by_label(number) or counted(Count.of(number, label, label.code))
    return first((act_as_label, further_act, further_period, same_elsewhere, listed_bodies), number)


def _bodies_that_admit(number: Number) -> Mark | None:
    """The bodies in `số chi bộ (chưa) kết nạp được đảng viên là 87`: they are counted, not those whom they admit."""
    label = number.label
    if label is None or label.code not in PERSONS or label.last > number.mark.first:
        return None
    before = [one for one in number.marks[: number.place] if one.first < label.first and one.kind != "cue"]
    act = before[-1] if before else None
    bodies = before[-2] if len(before) > 1 else None
    if act is None or bodies is None or act.code != "admit" or act.last != label.first or bodies.code not in BODIES:
        return None
    named = number.words[max(0, bodies.first - 1) : bodies.first] in (["số"], ["lệ"])
    return bodies if named and ADMITTING.issuperset(number.words[bodies.last : act.first]) else None


@construction(
    "admitting-by-label",
    "Năm 2021, số chi bộ kết nạp được đảng viên là 87/611.",
    "organizations_admitting subject=cell = 87/611 2021",
)
def admitting_by_label(number: Number) -> Outcome:
    """`số chi bộ kết nạp được đảng viên là 87/611`; those that admitted nobody have no place in the catalogue."""
    bodies, label = _bodies_that_admit(number), number.label
    if bodies is None or label is None:
        return None
    rule = BY_ACT.get(("admit", bodies.code))
    if rule is None or not {"chưa", "không"}.isdisjoint(number.words[bodies.last : label.first]):
        return (number.puzzle(label, NO_RULE),)
    parts = {"subject": SUBJECTS[bodies.code]} if bodies.code in SUBJECTS and bodies.code != "grassroots" else {}
    return (number.figure(rule.indicator, parts, 0.85, noun=bodies, label=label),)


def _narrowed_by_slice(number: Number) -> Outcome:
    """`131 đồng chí tham gia lần đầu`, `735 là nữ`: the slice after a noun that says little, or after none."""
    noun, label = number.noun, number.label
    if noun is None and number.rest and number.rest[0].dimension == "form":
        form = number.rest[0]
        if set(number.words[number.mark.last : form.first]) <= SUFFERING:
            return slice_of(number._replace(noun=_topic(number) or form, piece=form))
    if noun is not None and noun.code == "case" and number.passage.after(noun, 2) == ["vi", "phạm"]:
        return _of_violation(number) or (number.puzzle(noun, NO_RULE),)
    if noun is not None and noun.code == "member" and label is None:
        return _of_group(number)
    if noun is not None and (noun.code != "person" or (label is not None and label.kind == "noun")):
        return None
    if noun is None and (label is not None or not number.scope.figures):
        return None
    at = noun.last if noun is not None else number.mark.last
    if noun is not None and number.words[at : at + 3] in (["trong", "số", "đó"], ["trong", "số", "này"], ["trong", "đó"]):
        at += 2 if number.words[at + 1] == "đó" else 3
    dimensions = ("incumbency", "degree", "theory", "group") if noun is not None else ("group",)
    piece = next((one for one in number.rest if one.dimension in dimensions and one.first - at <= 4), None)
    if piece is None or (BREAKS | {"."}) & set(number.words[at : piece.first]):
        return None
    if noun is not None:
        return slice_of(number._replace(piece=piece))
    return group_of(number._replace(noun=piece, piece=piece))


def _topic(number: Number) -> Mark | None:
    """The noun that a sentence is about: `Riêng các tổ chức đảng, có 7 phải nhận hình thức khiển trách`."""
    marks = number.marks[: number.place]
    return next(
        (
            one
            for i, one in enumerate(marks)
            if one.kind == "noun" and one.code in (*PERSONS, *BODIES) and not (i and marks[i - 1].amount is not None)
        ),
        None,
    )


def about_degrees(number: Number) -> bool:
    """`Về chuyên môn, có 10 đảng viên trình độ đại học`: a sentence opens with what it is about."""
    words = number.words[: number.mark.first]
    return words[:1] in (["về"], ["xét"], ["theo"]) and not {"chuyên", "trình"}.isdisjoint(words[:6])


def _of_group(number: Number) -> Outcome:
    """`1.214 đảng viên còn sinh hoạt Đoàn` after a count of members: a group of them."""
    assert number.noun is not None
    at, words = number.noun.last, number.words
    head = number.scope.memory.listed
    if head is not None and head.indicator == "members_admitted":
        degree = next((one for one in number.rest if one.dimension == "degree" and set(words[at : one.first]) <= BEING), None)
        told = degree is not None and (number.scope.subset or (about_degrees(number) and of_the_admitted(number, degree)))
        if told and degree is not None and not _has_number(number, degree) and not with_college(words, degree):
            return (
                number.figure(head.indicator, {"degree": degree.code}, 0.85, noun=number.noun, like=head, rule="admit-members"),
            )
    piece = next((one for one in number.rest if one.dimension == "group" and set(words[at : one.first]) <= BEING), None)
    now = any(one.stretch is not None and one.stretch.kind == "now" for one in number.marks[: number.place])
    if piece is not None and now and not number.scope.subset and not number.scope.figures and number.scope.act == "":
        # `Hiện có 611 đảng viên đang sinh hoạt Đoàn`: of all members, whatever was counted before
        return (number.figure("party_members", {"group": piece.code}, 0.85, noun=number.noun, rule="group-of-members"),)
    headed = piece is not None and not _has_number(number, piece) and (number.scope.subset or number.scope.memory.admitted)
    return group_of(number._replace(piece=piece)) if headed and number.scope.act != "admit" else None


@construction(
    "on-a-committee",
    "Năm 2021, kỷ luật 96 đảng viên, trong đó 41 trường hợp giữ cương vị cấp ủy viên.",
    "members_disciplined = 96 2021",
    "members_disciplined member_rank=committee_member = 41 2021",
)
def on_committee(number: Number) -> Outcome:
    """`trong đó 41 trường hợp là cấp ủy viên`, `cấp ủy viên có 21 đồng chí` after a count of members to whom something is done."""
    noun, head, label = number.noun, number.scope.memory.listed, number.label
    if noun is None or head is None or noun.code not in ("person", "case", "member", "committee_member"):
        return None
    if _of_one_committee(number, noun):
        return None
    told = number.previous
    if told is not None and told.unit == "person" and told.indicator in WITH_ACTOR and told.indicator != head.indicator:
        # what was counted just now, though it is no total
        head = told
    beside = told is not None and told == head and noun.code == "committee_member" and number.amount.value < head.value
    beside = beside and number.passage.words_since(head.end, number.mark) in ([",", "có"], ["(", "có"], [",", "gồm"])
    if head.unit != "person" or head.indicator not in WITH_ACTOR or not (number.scope.subset or beside):
        return None
    led = label is not None and label.code == "committee_member"
    if not (led or noun.code == "committee_member" or _leads(number, noun)):
        return None
    parts = parts_of(head) | {"member_rank": "committee_member"}
    return (number.figure(head.indicator, parts, 0.85, noun=noun, label=label, like=head),)


def _of_one_committee(number: Number, noun: Mark) -> bool:
    """`trong đó có 4 ủy viên Ban Thường vụ, 22 huyện ủy viên`: those of one committee, beside which others may be told of."""
    parted = max((one.first for one in number.marks[: number.place] if one.code == "subset"), default=-1)
    named = number.words[noun.last - 3 : noun.last]
    return named[1:] == ["ủy", "viên"] and named[0] in COMMITTEES and number.scope.act_at < parted


def _leads(number: Number, noun: Mark, *seats: str) -> bool:
    """Whether persons are said to sit on a committee: `là cấp ủy viên`, `giữ cương vị bí thư`; on one of some seats."""
    words = number.words[noun.last : noun.last + 6]
    stop = next((i for i, word in enumerate(words) if word in ",;()."), len(words))
    said = " ".join(words[:stop])
    return said.startswith(("là ", "giữ ", "đang giữ ")) and any(seat in said for seat in seats or ("cấp ủy", "bí thư", "ủy viên"))


def _is_disciplined(number: Number) -> bool:
    """Whether the count before is of disciplined members."""
    last = number.scope.memory.last
    return last is not None and last.indicator == "members_disciplined"


def _of_violation(number: Number) -> Outcome:
    """`3 trường hợp vi phạm những điều đảng viên không được làm` after a count of the disciplined."""
    assert number.noun is not None
    if not _is_disciplined(number):
        return None
    piece = next((one for one in number.rest if one.dimension == "violation" and one.first - number.noun.last <= 4), None)
    return None if piece is None else slice_of(number._replace(piece=piece))


@construction(
    "act-as-label",
    "Năm 2021, kỷ luật 28 đảng viên, trong đó Ban Thường vụ Tỉnh ủy kỷ luật 1, cấp ủy cơ sở kỷ luật 27; xóa tên 90.",
    "members_disciplined = 28 2021",
    "members_disciplined body=committee;body_level=province = 1 2021",
    "members_disciplined body=committee;body_level=grassroots = 27 2021",
    "members_struck_off = 90 2021",
)
def act_as_label(number: Number) -> Outcome:
    """`xóa tên 90, cho rút 10`: members; `…, đảng ủy cơ sở thi hành kỷ luật 18`: the act of the count before, and so its noun."""
    label, last = number.label, number.scope.memory.last
    if label is None or label.kind != "act" or label.last != number.mark.first:
        return None
    if label.code == "admit" and number.after(2) == ["cơ", "sở"]:
        # `phát triển mới 1.846 cơ sở thương mại`
        return ()
    if label.code in LISTED_ACTS:
        return (number.figure(BY_ACT[label.code, "member"].indicator, {}, 0.8, label=label),)
    counted = {rule.indicator for (act, _), rule in BY_ACT.items() if act == label.code}
    if last is None or last.indicator not in counted or label.code.startswith("award"):
        return None
    return (number.figure(last.indicator, {}, 0.8, label=label),)


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
    act = act_of(count)
    passed = passed_over(count)
    if passed is not None:
        return _followed_by(passed, count.scope)
    if act.code == "inspect" and (count.scope.subset or count.words[:2] == ["đặc", "biệt"]) and _of_violations(count):
        act = act._replace(code="violation")
    rule, sure = None if act.code == "plan_documents" and not _sets_out(count) else _done_to(count, act.code), act.sure
    if rule is not None and ((rule.act == "discipline" and _by_cells(count)) or _by_a_union(count, rule)):
        return _followed_by(not_counted(count), count.scope)
    if _is_age_of_badges(count.number):
        return ()
    if _of_years(count) or _ever_given(count, rule) or (rule is not None and rule.act == "award_badge" and _of_badges_told(count)):
        return (count.number.puzzle(count.noun, PARTLY),)
    towards = act.code == "settle" and count.number.before(2) == ["đối", "với"]
    if rule is None and act.code not in ("train", "conclude") and not towards and not _is_object(count, act):
        rule, sure = stock_of(count), sure - (0.1 if act.code else 0.0)
    if rule is None and count.code == "youth":
        return _followed_by((), count.scope)
    after = count.scope._replace(same=False, nouns=(*count.scope.nouns, count.code))
    if rule is None:
        return _followed_by(first((another_period, rated_too, not_counted), count), after)
    parts = _breakdown(count, rule)
    doer = _doer(count) if rule.indicator in WITH_ACTOR else None
    if doer is not None:
        parts.pop("body_level", None)
        acted, acted_in = acting(count.number, after, doer)
        parts, after = parts | acted, after._replace(memory=acted_in.memory)
    sliced = _slices_after(count, rule)
    if act.form and "form" not in sliced and not _is_split_by_form(count):
        # a form that stands right after its count beats the one before, which is of another: `3 đảng viên khai trừ, 1 …`
        parts["form"] = act.form
    outcome = first(DONE if rule.act else HELD, Ruled(count, rule, sliced | parts, min(sure, rule.most), after))
    if outcome and act.way != "moves" and _is_part_of_itself(count, outcome):
        return _followed_by(not_counted(count), after)
    return outcome and tuple(one._replace(way=act.way) if isinstance(one, Draft) else one for one in outcome)


def _is_object(count: Count, act: Act) -> bool:
    """`xử lý 23 đảng viên`: something is done to them that no rule counts, and so they are no stock."""
    before = count.marks[count.number.place - 1] if count.number.place else None
    if count.code not in ("member", "new_member", "staff", *BODIES) or act.code == "elect":
        return False
    done = before is not None and before.kind == "act" and before.last == count.number.mark.first
    return done and before is not None and before.code == act.code


def _of_violations(count: Count) -> bool:
    """`kiểm tra dấu hiệu vi phạm 4 tổ chức …; trong đó UBKT Tỉnh ủy kiểm tra 3 tổ chức`: a part of those."""
    whole = count.scope.memory.listed if count.scope.subset else count.scope.memory.last
    if whole is None or not whole.indicator.startswith("violation_inspected"):
        return False
    return count.scope.subset or count.number.amount.value <= whole.value


def passed_over(count: Count) -> Outcome:
    """What counts nothing of ours: norms, other collectives, `1 trong 3 đảng bộ`, and what was told before (`12 chi bộ này`)."""
    next_word = count.next_word
    if told_aside(count) or _is_where_it_began(count) or _is_sent_elsewhere(count):
        return not_counted(count)
    per = count.number.passage.word(count.noun.last + 1) if next_word == "/" else ""
    if per.isalpha() and per not in ("chỉ", "kế", "mục"):
        # a norm: 2 - 3 đảng viên/xã
        return not_counted(count)
    if count.code == "collective" and count.after(3) in ([",", "cá", "nhân"], ["và", "cá", "nhân"]):
        return not_counted(count)
    if count.code == "bare_organization" and next_word in ("công", "đoàn", "hội", "xã", "chính", "phụ", "mặt"):
        return not_counted(count)
    last = count.number.previous
    of_all = count.number.before(2) == ["tổng", "số"] and next_word != "theo"
    if of_all and last is not None and last.denominator == count.number.amount.value:
        # `mười đảng viên trong tổng số 16 đảng viên`: told with those
        return ()
    if _one_of(count.number) and (next_word not in WHEREABOUTS or count.code in PERSONS):
        return ()
    within = " ".join(count.after(7))
    moved = count.words[count.scope.act_at : count.number.mark.first]
    inside = any(pair == ("nội", "bộ") for pair in pairwise(moved)) and ";" not in moved
    if count.scope.act in ("send", "receive") and (inside or (within.startswith("chuyển") and "nội bộ" in within)):
        # they stay in the body
        return not_counted(count)
    if count.scope.act == "send" and tuple(count.after(2)) not in MOVING and _both_ways(count):
        return not_counted(count)
    if count.code in BODIES and (count.number.before(1) == ["còn"] or count.words[0] == "còn") and _not_yet(count):
        return not_counted(count)
    if count.code == "member" and count.scope.act == "" and count.after(4)[1:] == ["năm", "tuổi", "đảng"]:
        # `Đảng bộ huyện có 1 đảng viên 70 năm tuổi Đảng`
        return not_counted(count)
    if count.code in BODIES and reached_by(count.number.passage, count.noun) is not None:
        return not_counted(count)
    told = next_word == "này" or (next_word in ("nói", "kể") and count.after(2)[1:] == ["trên"])
    return () if told else None


def _is_sent_elsewhere(count: Count) -> bool:
    """`cử 45 đảng viên tham gia đoàn công tác`: nobody is taught."""
    return count.scope.act == "send_to_training" and TEACHING.isdisjoint(count.number.passage.has)


def _is_where_it_began(count: Count) -> bool:
    """`giảm từ 59 đảng bộ xuống còn 52`: as many as there were, of a time that nobody tells."""
    rises = count.number.before(2) in (["giảm", "từ"], ["tăng", "từ"])
    return rises and not rises_from(count.number.passage, count.number.place) and not RISEN.isdisjoint(count.after(2))


def _not_yet(count: Count) -> bool:
    """`còn 51 chi bộ trực thuộc 10 đảng bộ chưa tổ chức đại hội`: what they have not done yet."""
    ahead = count.words[count.noun.last :]
    if count.words[0] == "còn" or ahead[:2] in ([",", "gồm"], [",", "trong"]) or ahead[:1] == ["("]:
        # `còn 106 chi bộ, gồm 100 chi bộ thuộc …, chưa tổ chức đại hội`
        return any(ahead[i] == "chưa" and "hội" in ahead[i : i + 6] for i in range(len(ahead)))
    return "chưa" in ahead[: next((i for i, word in enumerate(ahead) if word in CLAUSE_ENDS), len(ahead))]


def _both_ways(count: Count) -> bool:
    """`chuyển sinh hoạt đảng đi, đến cho 185 đảng viên`: those who left and those who came together.

    Or who they are follows: `… cho 89 đảng viên, trong đó 63 chuyển đi, 26 chuyển đến`.
    """
    ahead = count.words[count.noun.last :]
    start = 1 if ahead[:3] == [";", "trong", "đó"] else 0
    ahead = ahead[: ahead.index(";", start)] if ";" in ahead[start:] else ahead
    if MOVING.keys() <= set(pairwise(ahead)) and tuple(count.words[count.scope.act_at :][:2]) not in MOVING:
        return True
    after = count.after(TO_AND_FRO)
    # `chuyển đi 63 đồng chí, chuyển đến 26`: another act begins
    said = {*count.words[count.scope.act_at : count.number.mark.first], *(after if "chuyển" not in after[1:] else ())}
    return {"đi", "đến"} <= said


def _is_part_of_itself(count: Count, outcome: tuple[Draft | Puzzle, ...]) -> bool:
    """`137 đảng viên, trong đó có 132 đảng viên dự bị`: a part that nothing known tells apart is not the whole again."""
    draft, whole = outcome[0], count.scope.memory.listed
    if not isinstance(draft, Draft):
        return False
    if draft.noun is not None and draft.noun.code == "letter":
        whole = next((one for one in reversed(count.scope.figures) if one.indicator == draft.indicator), None)
    if whole is None:
        return False
    passage, mark = count.number.passage, count.number.mark
    if not (count.scope.subset or not {"gồm", ":", "("}.isdisjoint(passage.has)):
        return False
    since = passage.words_since(whole.end, mark)
    if not (count.scope.subset or "gồm" in since or ":" in since or since[-2:] == ["(", "có"]):
        return False
    if any(one.stretch is not None and passage.starts[one.first] >= whole.end and one.last <= mark.first for one in count.marks):
        # of another time
        return False
    if draft.indicator == "party_members" and whole.indicator == "members_admitted" and count.scope.subset:
        return draft.number.amount.value < whole.value
    if draft.indicator == "party_badges_awarded" and _posthumous_too(passage.text, whole) and "truy" not in passage.has:
        # those of them who are alive
        return False
    same = draft.indicator == whole.indicator and (draft.owner or (count.scope.body,))[0] == whole.organization
    told = draft.indicator in WITH_ACTOR and not (acting(count.number, count.scope)[0].items() <= parts_of(whole).items())
    return same and not told and draft.parts.items() <= parts_of(whole).items() and draft.number.amount.value < whole.value


def _posthumous_too(text: str, whole: Figure) -> bool:
    """`110 đảng viên được tặng và truy tặng Huy hiệu Đảng`: whether a count of badges holds posthumous ones."""
    return "truy tặng" in text[whole.end : text.find(".", whole.end)].lower()


def _by_cells(count: Count) -> bool:
    """`chi bộ 326 đảng viên`, `các chi bộ kỷ luật 29 trường hợp`: what cells do has no place in the catalogue."""
    marks, at = count.marks, count.number.place - 1
    if at >= 0 and (marks[at].kind == "act" or marks[at].dimension == "form"):
        at -= 1
    if at < 0 or marks[at].code not in ("cell", "subordinate_cell"):
        return False
    if at and (marks[at - 1].amount is not None or marks[at - 1].actor is not None):
        # so many cells; or cells beside committees
        return False
    following = marks[at + 1].first if at + 1 < len(marks) else count.number.mark.first
    return set(count.words[marks[at].last : following]) <= DOING


def _by_a_union(count: Count, rule: Rule) -> bool:
    """`Ủy ban Kiểm tra Công đoàn tỉnh kiểm tra 45 tổ chức`: what no committee of the Party does, or one of the Centre."""
    if rule.indicator not in WITH_ACTOR:
        return False
    before = count.marks[: count.number.place]
    doer = next((one for one in reversed(before) if one.actor is not None), None)
    if doer is not None:
        return names_union(count.words, doer.last) or count.words[doer.last : doer.last + 2] == ["trung", "ương"]
    if _by_the_centre(count):
        return True
    first = max((one.last for one in before if one.code == ";"), default=0)
    clause = count.words[first : max(first, count.scope.act_at)]
    return holder(clause) == "union" or ("hđnd" in clause and not {"đảng", "đoàn"} & {*clause})


def _by_the_centre(count: Count) -> bool:
    """`Năm 2021, Bộ Chính trị kỷ luật 6 đảng viên`: what a central body does, where a clause begins with it."""
    words = count.words[: max(0, count.scope.act_at)]
    starts = (i for i in range(len(words)) if i == 0 or words[i - 1] == ",")
    return ";" not in words and any(tuple(words[i : i + len(one)]) == one for i in starts for one in CENTRE)


def _of_years(count: Count) -> bool:
    """`Huy hiệu 40 năm cho 3 đảng viên`, `3 đảng viên được truy tặng`: badges of one number of years are no total."""
    if not (count.scope.act == "award_badge" or not BADGES.isdisjoint(count.number.passage.has)):
        return False
    marks, place = count.marks, count.number.place
    first = max((one.last for one in marks[:place] if one.amount is not None or one.code == ";"), default=0)
    # what leads to a list of parts is none of the whole's
    ends = (one.first for one in marks[place + 1 :] if one.amount is not None or one.code in (";", "subset"))
    last = min(ends, default=len(count.words))
    last = next((i for i in range(count.noun.last, last) if count.words[i] in (":", "gồm")), last)
    if count.number.before(1) == ["cho"]:
        # what is given stands before the number, and what follows is of the next
        last = count.number.mark.first
    words = count.words[first:last]
    before = count.scope.memory.last
    total_told = before is not None and before.indicator == "party_badges_awarded" and before.organization == count.scope.body
    if not (total_told or count.scope.subset or _posthumous(words)) and _of_several_years(count, words):
        return False
    return (_badge_years(words) and (total_told or _badge_years(count.words) > 1)) or _posthumous(words)


def _ever_given(count: Count, rule: Rule | None) -> bool:
    """`toàn tỉnh đã có 18.230 lượt đảng viên được tặng Huy hiệu Đảng`: all that were ever given, and no time is named."""
    if rule is None or rule.act != "award_badge" or not count.number.visits or count.number.before(2) != ["đã", "có"]:
        return False
    return not count.number.dates.here


def _is_split_by_form(count: Count) -> bool:
    """`khiển trách … 76 đảng viên (khiển trách 56, cảnh cáo 8)`: of several forms, whatever was told before."""
    if count.next_word != "(":
        return False
    end = next((i for i in range(count.noun.last, len(count.words)) if count.words[i] == ")"), len(count.words))
    return len({one.code for one in count.marks if one.dimension == "form" and count.noun.last <= one.first < end}) > 1


def _is_age_of_badges(number: Number) -> bool:
    """`Huy hiệu Đảng 80, 60 và 50 năm tuổi Đảng`: years that badges have, and no count of them."""
    if BADGES.isdisjoint(number.passage.has) or f"{number.amount.value:g}" not in YEARS_OF_BADGES:
        return False
    ahead = number.words[number.mark.last :]
    end = next((i for i, word in enumerate(ahead) if not (word[0].isdigit() or word in (",", "và", "năm"))), len(ahead))
    return ahead[end : end + 1] == ["tuổi"]


def _of_badges_told(count: Count) -> bool:
    """`…, phần lớn (23 người) thuộc các mốc 30 năm`, `3 người 45 năm`: parts of the badges that were told of."""
    before, number = count.scope.memory.last, count.number
    if before is None or before.indicator != "party_badges_awarded" or count.code != "person":
        return False
    return before.value > number.amount.value and before.organization == count.scope.body


def _of_several_years(count: Count, words: list[str]) -> bool:
    """`Huy hiệu 60 năm, 50 năm và 30 năm cho 74 đồng chí`: all of them, not those of one number of years."""
    at = next((i for i, word in enumerate(words) if word == count.words[count.number.mark.first]), len(words))
    told = words[:at] if count.number.before(1) == ["cho"] else words[at:]
    return "hiệu" in told and len(YEARS_OF_BADGES.intersection(told)) > 1


def _posthumous(words: list[str]) -> bool:
    """`20 đảng viên được truy tặng`, but not `tặng và truy tặng`."""
    return "truy" in words and any(
        words[i : i + 2] == ["truy", "tặng"] and "tặng" not in words[max(0, i - 2) : i] for i in range(len(words))
    )


def _badge_years(words: list[str]) -> int:
    """How many times words name badges of a number of years: `Huy hiệu 40 năm`, `40 năm tuổi Đảng`."""
    return sum(
        words[i - 1].isdigit()
        and (words[i : i + 2] in (["tuổi", "đảng"], ["năm", "tuổi"]) or (words[i] == "năm" and "hiệu" in words[max(0, i - 4) : i]))
        for i in range(1, len(words))
    )


def _followed_by(outcome: Outcome, scope: Scope) -> Outcome:
    """The outcome, with what holds after it."""
    return None if outcome is None else tuple(one._replace(scope=scope) for one in outcome)


def _doer(count: Count) -> Actor | None:
    """`… do UBKT các cấp kiểm tra`: who acts, named after the count."""
    return next((one.actor for one in count.rest if one.actor and count.words[one.first - 1] in BY), None)


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
    if period is not None and period.code == "(":
        period = next((one for one in reversed(count.marks[: count.number.place - 1]) if one.kind != "cue"), None)
    if period is None or period.stretch is None or not glued(passage, period, count.number.mark):
        return None
    unit = {"person": "person", "bare_organization": "organization"}.get(count.code, "")
    if not unit or like is None or like.unit != unit or like.status not in ("reported", "change"):
        return None
    if like.status == "change":
        like = replace(like, status="reported")
    return (count.number.figure(like.indicator, parts_of(like), 0.8, noun=count.noun),)


@construction(
    "further-period",
    "Năm 2021, kết nạp 681 đảng viên, năm 2022 là 724; năm 2020: 655.",
    "members_admitted = 681 2021",
    "members_admitted = 724 2022",
    "members_admitted = 655 2020",
)
def further_period(number: Number) -> Outcome:
    """`năm 2023: 2.153`, `con số này năm 2010 là 1.628`: the same count of another period, without its noun."""
    like = number.previous or (number.scope.memory.last if number.scope.same else None)
    if (
        number.noun is not None
        or like is None
        or like.unit == "percent"
        or like.status != "reported"
        or number.amount.of is not None
    ):
        return None
    alike = number.marks[number.place - 1] if number.place else None
    period = next((one for one in reversed(number.marks[: number.place]) if one.kind != "cue"), None)
    if alike is not None and _is_like_stretch(number, alike):
        # `kết nạp 214 đảng viên (cùng kỳ 187)`
        period = alike
    elif period is None or period.stretch is None:
        return None
    if not set(number.passage.between(period, number.mark)) <= TELLING or number.passage.word(number.mark.last).isalpha():
        return None
    return (number.figure(like.indicator, parts_of(like), 0.8),)


def _is_like_stretch(number: Number, mark: Mark) -> bool:
    """`(cùng kỳ`, `; cùng kỳ năm trước`: the like stretch of the year before, of which a count follows."""
    named = mark.code == "compare" and number.words[mark.first : mark.first + 2] == ["cùng", "kỳ"]
    return named and number.words[mark.first - 1] in ("(", ",") and not number.amount.percent


@construction(
    "further-actor",
    "Năm 2021, thi hành kỷ luật: Ban Thường vụ Tỉnh ủy 3 đảng viên, ban thường vụ các huyện ủy 21, đảng ủy cơ sở 88.",
    "members_disciplined body=committee;body_level=province = 3 2021",
    "members_disciplined body=committee;body_level=district = 21 2021",
    "members_disciplined body=committee;body_level=grassroots = 88 2021",
)
def further_actor(number: Number) -> Outcome:
    """`…, các huyện ủy 21, đảng ủy cơ sở: 88` after a count: as many of the same, by another who acts."""
    doer, like = number.marks[number.place - 1] if number.place else None, number.previous
    if number.noun is not None or doer is None or doer.actor is None or like is None or number.amount.of is not None:
        return None
    if like.indicator not in WITH_ACTOR or like.status == "change" or (doer.kind == "noun" and "body" not in like.breakdown):
        return None
    if number.passage.between(doer, number.mark) not in ([], [":"], ["là"]):
        return None
    since, after = number.passage.words_since(like.end, doer), number.passage.word(number.mark.last)
    if not SAID_AGAIN.issuperset(since[1:] if since[:1] in ([":"], ["("]) else since) or (
        after.isalpha() and after not in SAID_AGAIN
    ):
        return None
    parts = {dimension: value for dimension, value in parts_of(like).items() if not dimension.startswith("body")}
    return (number.figure(like.indicator, parts, 0.8, scope=number.scope._replace(actor=doer.actor)),)


@construction(
    "further-act",
    "Năm 2021, số đảng viên được kiểm tra là 512, được giám sát là 40, bị kỷ luật: 3.",
    "inspected_members = 512 2021",
    "supervised_members = 40 2021",
    "members_disciplined = 3 2021",
)
def further_act(number: Number) -> Outcome:
    """`…, được giám sát là 40` after a count: as many of the same noun, to whom something else was done."""
    act, like = number.marks[number.place - 1] if number.place else None, number.previous
    if number.noun is not None or act is None or like is None or number.amount.of is not None:
        return None
    if act.kind != "act" or not number.passage.between(act, number.mark) or not glued(number.passage, act, number.mark):
        return None
    passive = {"bị", "được"} & {number.words[act.first - 1], number.words[act.first]}
    since = number.passage.words_since(like.end, act)
    rule = BY_ACT.get((act.code, UNIT_NOUNS.get(like.unit, "")))
    after = number.passage.word(number.mark.last)
    if not passive or rule is None or not SAID_AGAIN.issuperset(since) or (after.isalpha() and after not in SAID_AGAIN):
        return None
    return (number.figure(rule.indicator, dict(rule.breakdown), 0.8),)


@construction(
    OF_EACH_PERIOD,
    "Năm 2021, xóa tên 46 đảng viên. Trong đó, quý I/2021 là 21 đảng viên; quý II/2021 có 25 đảng viên.",
    "members_struck_off = 46 2021",
    "members_struck_off = 21 2021-Q1",
    "members_struck_off = 25 2021-Q2",
)
def of_each_period(number: Number) -> Outcome:
    """`xóa tên 1.141 đảng viên. Trong đó, năm 2016 là 195 đảng viên; …`: what was done to all of them, by its times."""
    noun, whole = number.noun, number.scope.memory.listed
    if (
        noun is None
        or whole is None
        or whole.status != "reported"
        or not OF_UNIT.get(whole.unit, frozenset()).issuperset([noun.code])
    ):
        return None
    if number.article.known.kinds.get(whole.indicator) != "flow" or number.amount.value >= whole.value or number.amount.of:
        return None
    period = next((one for one in reversed(number.marks[: number.place]) if one.kind != "cue"), None)
    if period is None or period.stretch is None or not period.stretch.code:
        return None
    if not set(number.passage.between(period, number.mark)) <= TELLING | {"có"}:
        return None
    before = number.marks[: number.place]
    led = number.scope.subset or any(one.code == "continue" for one in before) or ":" in number.words[: number.mark.first]
    led = led or (number.previous is not None and number.previous.rule == OF_EACH_PERIOD)
    own = {"hold", *(act for (act, _), rule in BY_ACT.items() if rule.indicator == whole.indicator)}
    later = any(one.kind == "act" and one.first - noun.last <= SUFFERED_AT for one in number.rest)
    if not led or later or any(one.kind == "act" and one.code not in own for one in before):
        return None
    return (number.figure(whole.indicator, parts_of(whole), 0.9, noun=noun),)


@construction(
    "admitted-of-target",
    "Năm 2021, kết nạp được 821/1.450 chỉ tiêu (đạt 56,6%).",
    "members_admitted = 821/1450 2021",
    "admission_target_completion = 56.6% 2021",
)
def admitted_of_target(number: Number) -> Outcome:
    """`kết nạp được 821/1.450 chỉ tiêu`: so many of those who were to be admitted."""
    noun = number.noun
    if noun is None or noun.code != "target_item" or number.amount.of is None or number.scope.act != "admit":
        return None
    act = next((one for one in reversed(number.marks[: number.place]) if one.kind == "act"), None)
    if act is None or not set(number.passage.between(act, number.mark)) <= REACHED:
        return None
    before = number.marks[: number.marks.index(act)]
    start = max((one.last for one in before if one.amount is not None or one.code == ";"), default=0)
    firms = ("doanh", "nghiệp") in pairwise(number.words[start : act.first])
    parts = {"group": "enterprise"} if firms else {}
    return (number.figure("members_admitted", parts, 0.9, noun=noun, status="reported"),)


@construction(
    "raised-to",
    "Năm 2021, kết nạp 5 đảng viên, nâng tổng số lên 120.",
    "members_admitted = 5 2021",
    "party_members = 120 2021",
)
def raised_to(number: Number) -> Outcome:
    """`kết nạp 5 đảng viên, nâng tổng số lên 20`: the members that there are then."""
    like, before = number.previous, number.before(LONGEST_RISE)
    if like is None or like.indicator != "members_admitted" or before[-1:] != ["lên"]:
        return None
    named = number.label is None or number.label.code not in PERSONS
    risen = next((before[i:] for i in range(len(before) - 1) if named and before[i : i + 2] == ["tổng", "số"]), before[-4:])
    if "số" not in risen or not CLAUSE_ENDS.isdisjoint(risen):
        return None
    if like.value >= number.amount.value or (number.noun is not None and number.noun.code != "person"):
        return None
    return (number.figure("party_members", {}, 0.8, noun=number.noun),)


@construction(
    "bare-target",
    "Năm 2021, tỉnh được giao 14, kết nạp 19 đảng viên. Năm 2020, kết nạp 24 đảng viên, trong khi chỉ tiêu là 30.",
    "members_admitted = 14 target 2021",
    "members_admitted = 19 2021",
    "members_admitted = 24 2020",
    "members_admitted = 30 target 2020",
)
def bare_target(number: Number) -> Outcome:
    """`được giao 14, kết nạp 19 đảng viên`, `chỉ tiêu là 250`: a target without its noun, where admissions are told of."""
    if number.noun is not None or number.amount.percent or number.amount.of is not None:
        return None
    aim = next((one for one in reversed(number.marks[: number.place]) if one.kind != "period"), None)
    if aim is None or number.passage.word(number.mark.last).isalpha():
        return None
    # without a bracket or a stroke before it, `kế hoạch 115` is a document's name
    beside = aim.code == "plan" and number.words[max(0, aim.first - 1) : aim.first] in (["("], ["/"])
    if not (aim.code in ("target", "target_item") or beside) or not AIMED_AT.issuperset(number.passage.between(aim, number.mark)):
        return None
    last = number.previous or number.scope.memory.last
    told = last is not None and last.indicator == "members_admitted"
    if not (told or "admit" in number.passage.codes):
        return None
    draft = number.figure("members_admitted", {}, 0.8, status="target")
    return (draft._replace(scope=number.scope._replace(target=False)),)


@construction(
    "same-elsewhere",
    "Toàn tỉnh hiện có 61.250 đảng viên. Ở Hà Tĩnh, con số này là 97.140.",
    "party_members = 61250 2022-12-20",
    "party_members = 97140 2022-12-20 @ha-tinh.province-wide",
)
def same_elsewhere(number: Number) -> Outcome:
    """`Ở Hà Tĩnh, con số này là 97.140`: the same count of another body, without its noun."""
    like = number.previous or number.scope.memory.last
    if like is None or like.unit == "percent" or like.status != "reported" or number.amount.of is not None:
        return None
    said = next((one for one in reversed(number.marks[: number.place]) if one.code == "same"), None)
    if said is None or not set(number.passage.between(said, number.mark)) <= TELLING or number.scope.body == like.organization:
        return None
    if number.passage.word(number.mark.last).isalpha() and number.passage.word(number.mark.last) not in ("và", "còn"):
        return None
    owner = number.scope.body, number.scope.body_kind
    return (number.figure(like.indicator, parts_of(like), 0.8, like=like, owner=owner),)


def not_counted(count: Count) -> Outcome:
    return (count.number.puzzle(count.noun, NO_RULE),)


def _done_to(count: Count, act: str) -> Rule | None:
    """The rule of an act on a noun."""
    code, number = count.code, count.number
    if code == "delegate" and not (number.dates.dating.about_congress and not number.dates.of_a_union):
        return None
    if act == "handle" and code == "letter":
        received = any(one.indicator == "denunciations_received" for one in count.scope.figures)
        act = "receive" if "tiếp" in number.words[: number.mark.first] and not received else "settle"
    if act == "handle":
        before = count.scope.memory.last
        # or the forms tell it: `xử lý 23 đảng viên, phần lớn là khiển trách`
        told = "kỷ" in number.words[: number.mark.first] or any(one.dimension == "form" for one in number.marks)
        act = "discipline" if told or (before is not None and before.indicator.endswith("_disciplined")) else act
    if act == "attend":
        return PLAIN["delegate"]
    if act == "send_to_training" and code == "member" and _to_a_class_of_new_ones(number):
        return BY_ACT["train", "new_member"]
    if act in ("found", "merge", "dissolve") and _is_of_the_founded(number):
        return None
    if act in ("congress", "pilot") and _is_partitive(number):
        return None
    if code == "bare_session":
        return SESSIONS.get(act)
    last = count.scope.memory.last
    of_badges = act == "receive" and code == "person" and last is not None and last.indicator == "party_badges_awarded"
    if act in ("", "receive") and code in ("member", "person") and (of_badges or _is_given_badges(count)):
        act = "award_badge"
    code = "" if _of_one_committee(number, count.noun) else _said_otherwise(count, act)
    rule = BY_ACT.get((act, code)) if act else None
    if rule is None and code in ("learner", "staff", "cadre", "person") and _is_taught(count):
        return _learners(number)
    if rule is None and code in ATTENDING and _goes_to_class(count):
        return BY_ACT["train", ATTENDING[code]]
    return PLAIN[code] if rule is None and act and code in ("session", "supervision_session") else rule


def _sets_out(count: Count) -> bool:
    """`xác định xây dựng 4 nghị quyết`, not `đã ban hành 12 nghị quyết`: documents that a programme sets out to draw up."""
    at, words = count.scope.act_at, count.words
    if "đã" in words[max(0, at - 2) : at]:
        return False
    aimed = count.scope.planned or count.scope.target or words[at] == "xây"
    return aimed or not SETTING_OUT.isdisjoint(words[: count.number.mark.first])


def _said_otherwise(count: Count, act: str) -> str:
    """What a noun means under an act: bodies by `trường hợp` in a sentence about them; subordinate cells by those of one body."""
    if act == "discipline" and count.code == "case" and is_about_bodies(count.number):
        return "organization"
    if count.code == "deputy" and (act, "committee_member") in BY_ACT and act in INSPECTIONS and not count.scope.subset:
        # `giám sát 2 tổ chức đảng và 1 phó bí thư đảng ủy cơ sở`
        return "committee_member"
    if act == "congress" and count.code == "committee" and (_right_below_the_province(count) or _some_of_those_above(count)):
        return "subordinate_committee"
    below = is_of_a_leaf(count) or _congress_of_subordinate(count)
    return "subordinate_cell" if act == "congress" and count.code == "cell" and below else count.code


def _right_below_the_province(count: Count) -> bool:
    """`129/130 đảng bộ xã, phường đã tổ chức đại hội`: since the districts ended, they stand right below the province."""
    told = count.scope.body_kind == "province_wide" and count.next_word in ("xã", "phường", "đặc")
    return told and count.number.dates.dating.published >= MERGER


def _some_of_those_above(count: Count) -> bool:
    """`22 đảng bộ trực thuộc Tỉnh ủy tổ chức xong đại hội. Theo đó, 20 đảng bộ …`: some of those told of right before."""
    last, number = count.scope.memory.last, count.number
    before = last is not None and last.indicator == "upper_congresses_held" and last.unit == "organization"
    alone = count.next_word not in ("cơ", "xã", "phường", "bộ") and count.words[count.noun.first : count.noun.last] == [
        "đảng",
        "bộ",
    ]
    return before and last is not None and alone and number.amount.value <= last.value


def _congress_of_subordinate(count: Count) -> bool:
    """`tổ chức đại hội chi bộ trực thuộc … tại 1.725 chi bộ`: those of which the congresses are."""
    number = count.number
    before = next((one for one in reversed(number.marks[: number.place]) if one.kind == "noun"), None)
    if before is None or before.code != "subordinate_cell" or number.before(1) not in (["tại"], ["ở"]):
        return False
    return number.words[before.first - 2 : before.first] == ["đại", "hội"]


def _is_of_the_founded(number: Number) -> bool:
    """What those founded have, not `thành lập 17 tổ chức đảng, trong đó có 4 …`; or are made of: `Đảng bộ Khối, gồm 32 chi bộ`."""
    if number.before(1) in (["với"], ["có"]) and number.before(3)[:2] != ["trong", "đó"]:
        return True
    before = number.marks[: number.place]
    named = next((one for act, one in pairwise(before) if act.code == "found" and one.mention is not None), None)
    if named is None or any(one.amount is not None and one.first < named.first for one in before):
        return False
    since = number.words[named.last : number.mark.first]
    return "gồm" in since and ";" not in since


def _is_given_badges(count: Count) -> bool:
    """`phường Vỹ Dạ có 24 đảng viên được nhận`, `… đủ tiêu chuẩn`, `trao tặng cho 102 đảng viên`, where badges are told of."""
    number = count.number
    if number.dates.place - count.scope.memory.badges_at > 1:
        return False
    ahead = count.after(4)
    beside = {*number.before(3), *(ahead[: ahead.index(";")] if ";" in ahead else ahead)}
    if count.after(2) in (["đủ", "tiêu"], ["đủ", "điều"]) and count.after(4)[2:] != ["kiện", "kết"]:
        return True
    return not GIVING.isdisjoint(beside) or ("hiệu" in number.before(4) and "đảng" in number.before(3))


def _is_taught(count: Count) -> bool:
    """Whether a sentence tells of a class that those counted attend."""
    taught = any(one.code in ("train", "class") for one in count.marks[: count.number.place]) or "lớp" in count.words
    ahead = count.after(14)
    pupils = {i for i in range(len(ahead) - 1) if ahead[i : i + 2] in (["học", "sinh"], ["học", "viên"])}
    attending = any(word in ("học", "dự", "tham") and i not in pupils for i, word in enumerate(ahead))
    if count.code == "learner" and count.number.scope.memory.taught and not count.scope.subset:
        # of the class that the sentence before tells of; marks they got are of parts of them
        first = all(count.scope.memory.total(code) is None for code in TRAINED) or count.words.count("lớp") > 1
        return first and GRADED.isdisjoint(count.after(3))
    return count.scope.act == "train" or (taught and (count.code == "learner" or attending))


def _goes_to_class(count: Count) -> bool:
    """`33 đảng viên dự bị … sẽ học`, `Học viên là 161 đảng viên dự bị`, `Lớp có 90 quần chúng`, where their class was told of."""
    number, taught = count.number, count.scope.memory.taught
    if taught != ATTENDING[count.code]:
        return False
    before = number.before(4)
    led = any(before[i : i + 2] in (["học", "viên"], ["lớp", "có"], ["lớp", "học"]) for i in range(len(before)))
    learns = [word for word in count.after(14) if word in ("học", "lớp", ";", ".")]
    return led or learns[:1] in (["học"], ["lớp"])


def _one_of(number: Number) -> bool:
    """`1 trong 3 Đảng bộ được chọn`: how many there are is told by the way."""
    one, among = [*["", ""], *number.before(2)][-2:]
    return among == "trong" and one in ("1", "một", "01")


def _to_a_class_of_new_ones(number: Number) -> bool:
    """`cử 4 đảng viên học lớp đảng viên mới`."""
    codes = {one.code for one in number.rest}
    return bool(codes & {"new_member", "probationary"}) and not CLASSES.isdisjoint(codes)


def _is_partitive(number: Number) -> bool:
    """`trong số 16 đảng bộ`: the whole, not those to which something is done, as `với tổng số 634 chi bộ` are."""
    if number.before(3)[:1] == ["với"]:
        return False
    return number.before(2) in (["trong", "số"], ["trong", "tổng"], ["tổng", "số"])


def _learners(number: Number) -> Rule | None:
    """What a class's learners are: by those whom the sentence says it is for."""
    words, first = number.words, max((one.last for one in number.marks[: number.place] if one.amount is not None), default=0)
    ends = [0, *(i for i, word in enumerate(words) if word == ";"), len(words)]
    begin = max(end for end in ends if end <= number.mark.first)
    end = min(end for end in ends if end > number.mark.first)
    own = _taught(number.marks, words, begin, end) if len(ends) > 2 else ""
    if own:
        return BY_ACT["train", own]
    if words.count("lớp") > 1:
        # several classes, each with its learners: the one named since the number before
        own = _taught(number.marks, words, first, number.mark.first)
        another = not own and any(one.dimension == "theory" and first <= one.first < number.mark.first for one in number.marks)
        return None if another else BY_ACT.get(("train", own or number.scope.memory.taught))
    taught = _taught(number.marks, words, 0, len(words)) or ("candidate" if "đối" in words else "")
    return BY_ACT.get(("train", taught or number.scope.memory.taught))


def _taught(marks: Sequence[Mark], words: list[str], first: int, last: int) -> str:
    """Whom the class is for that the words between two tokens name."""
    codes = {one.code for one in marks if one.kind == "noun" and first <= one.first < last}
    if codes & {"new_member", "probationary"}:
        return "new_member"
    return "candidate" if "candidate" in codes or _before_admission(words[first:last]) else ""


def taught_in(passage: Passage) -> str:
    """Whom the class is for of which a sentence tells, `several` where it tells of classes for both; nothing where of none."""
    if CLASSES.isdisjoint(passage.codes):
        return ""
    words = passage.words
    starts = [i for i, word in enumerate(words) if word == "lớp"]
    if len(starts) > 1:
        each = {_taught(passage.marks, words, *ends) for ends in pairwise([*starts, len(words)])} - {""}
        if len(each) > 1:
            return "several"
    return _taught(passage.marks, words, 0, len(words))


def _before_admission(words: list[str]) -> bool:
    """Whether a class is one for those who are to join: `lớp bồi dưỡng kết nạp Đảng`, `nhận thức về Đảng`, `vào Đảng`."""
    return any(pair in BEFORE_ADMISSION for pair in pairwise(words))


def _breakdown(count: Count, rule: Rule) -> dict[str, str]:
    """What the noun and the words around it narrow the count by."""
    parts, code = dict(rule.breakdown) | _subject(count, rule), count.code
    if rule.indicator in WITH_ACTOR and (
        code in ("committee_member", "deputy") or (code == "person" and _leads(count.number, count.noun, "bí thư"))
    ):
        parts["member_rank"] = "committee_member"
    if count.number.visits and rule.act in (*INSPECTIONS, "award_certificate", "commend", "receive", "settle"):
        parts["visits"] = "yes"
    if count.scope.thematic and rule.act in ("inspect", "inspect_supervise"):
        parts["activity"] = "thematic"
    if code == "session" and any(one.code == "violation" for one in count.rest):
        parts["activity"] = "signs_of_violation"
    if rule.indicator in ("members_admitted", "candidates_trained") and code in ("person", "candidate", "member"):
        parts |= {"group": "youth_union"} if is_youth_union(count.number.owners.main[0]) else {}
    violation = _for_violation(count) if rule.indicator == "members_disciplined" else ""
    parts |= {"violation": violation} if violation else {}
    if rule.indicator == "members_disciplined" and count.scope.subset and not violation:
        parts |= violation_of(count.number, rule.indicator)
    level = _level_after(count)
    if level and rule.indicator in PROCEDURES:
        parts["body_level"] = level
    elif level and rule.indicator in WITH_ACTOR:
        parts |= {"body": "", "body_level": level}
    return parts


def _for_violation(count: Count) -> str:
    """`212 đảng viên vi phạm chính sách dân số bị kỷ luật`, `số đảng viên vi phạm … là 212 người`: the one thing told."""
    told = [one for one in count.marks if one.dimension == "violation"]
    direct = [one for one in told if one.first >= count.noun.last and set(count.until(one)) <= FOR_WHAT]
    if direct and not _has_number(count.number, direct[0]) and not any(0 <= one.first - direct[0].last <= 1 for one in told):
        # `3 đảng viên sinh con thứ 4`, `4 đảng viên do vi phạm chính sách dân số`
        return direct[0].code
    if len({one.code for one in told}) != 1 or count.words[told[0].first - 2 : told[0].first] != ["vi", "phạm"]:
        return ""
    whose = next((one for one in count.marks if one.last == told[0].first - 2), None)
    members = whose is not None and whose.code in ("member", "members_base")
    own = whose is count.noun or (whose is not None and whose.last <= count.number.mark.first and not count.scope.figures)
    return told[0].code if members and own else ""


def _subject(count: Count, rule: Rule) -> dict[str, str]:
    """The breakdown by which bodies are counted."""
    code = count.code
    if code == "bare_organization" and rule.act in INSPECTIONS and _lists_more(count):
        return {"subject": "other"}
    if rule.indicator == "organizations_changed" and code in ("organization", "bare_organization"):
        return {"subject": "other"}
    named = count.words[count.noun.first : count.noun.last]
    if named == RIGHT_BELOW and count.after(2) in (["tỉnh", "ủy"], ["thành", "ủy"]):
        # of any kind
        return {}
    if rule.name == "found-private" and "sở" in named:
        return {"subject": "grassroots_organization"}
    if rule.act == "found" and named[:3] == ["tổ", "chức", "đảng"] and "sở" not in named:
        # `thành lập 3 tổ chức đảng trực thuộc đảng ủy cơ sở`
        return {"subject": "other"}
    all_of_them = rule.indicator in (*CONGRESSES, "organizations_admitting", "finance_inspected_organizations")
    all_of_them = all_of_them and code == "grassroots"
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
        if one.kind != "slice" or one.dimension not in SLICED.get(rule.indicator, ()):
            continue
        suffered = one.dimension == "form" and set(_past_what_they_did(count, one)) <= SUFFERING
        if one.first - count.noun.last > 4 and not suffered:
            continue
        own = _has_number(count.number, one) or _one_of_several(count.number, one) or BREAKS & set(count.until(one))
        if not own:
            found[one.dimension] = one.code
    return found


def _past_what_they_did(count: Count, form: Mark) -> list[str]:
    """The words between the disciplined and a form, without what they did: `3 đảng viên sinh con thứ 4 bị kỷ luật …`."""
    did = next((one for one in count.rest if one.dimension == "violation" and one.first == count.noun.last), None)
    return count.words[(did or count.noun).last : form.first]


def _one_of_several(number: Number, piece: Mark) -> bool:
    """Whether a form is one of several: `bằng hình thức khiển trách, cảnh cáo`."""
    following = next((one for one in number.marks if one.first >= piece.last), None)
    joined = following is not None and following.dimension == piece.dimension == "form" and following.first <= piece.last + 1
    return joined and following is not None and not _has_number(number, following)


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
    if grade is None and count.code in (*BODIES, *PERSONS):
        grade = shared_grade(count.number.passage, count.noun)
    if (
        grade is None
        and count.code in (*BODIES, *PERSONS)
        and (assessed(count.number.passage, count.number.mark) or _rated_with(count))
    ):
        grade = "rated"
    if grade is not None and count.code in ("subordinate_cell", "cell"):
        return (count.number.puzzle(count.noun, NO_RULE, ruled.after),)
    return None if grade is None else (_whole(replace(ruled, parts={"grade": grade}), _rated_by(count.code)),)


def _rated_with(count: Count) -> bool:
    """`đánh giá 117 tổ chức cơ sở đảng và 11.917 đảng viên`: the second of two that were rated."""
    first = count.number.previous
    if first is None or parts_of(first).get("grade") != "rated":
        return False
    return count.number.passage.words_since(first.end, count.number.mark) in (["và"], ["cùng"], [","], ["cùng", "với"], [",", "và"])


@construction(
    "rated-too",
    "Năm 2021, có 48 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ; 12 tổ chức hoàn thành tốt nhiệm vụ.",
    "grassroots_organizations_rated grade=excellent = 48 2021",
    "grassroots_organizations_rated grade=good = 12 2021",
)
def rated_too(count: Count) -> Outcome:
    """`…; 45 tổ chức hoàn thành tốt nhiệm vụ` after a count of rated bodies: more of them."""
    rated = {"bare_organization": BODIES_RATED, "unit": BODIES_RATED, "person": MEMBERS_RATED}.get(count.code, "")
    if not rated or (count.scope.memory.rated != rated and not _of_those_assessed(count, rated)):
        return None
    code = "bare_organization" if count.code == "unit" else count.code
    grade = grade_after(count.number.passage, code, count.noun, count.rest) or _grade_before(count)
    return None if grade is None else (count.number.figure(rated, {"grade": grade}, 0.85, noun=count.noun),)


def _of_those_assessed(count: Count, rated: str) -> bool:
    """`Trong 2.310 đảng viên được đánh giá, có 231 đồng chí hoàn thành xuất sắc`: those whom the sentence tells of first."""
    words = count.words[: count.number.mark.first]
    assessed = any(pair in (("đánh", "giá"), ("xếp", "loại")) for pair in pairwise(words))
    return assessed and rated_by_label(count.number, count.number.mark, None)[0] == rated


@construction(
    "rated-before",
    "Năm 2021, hoàn thành tốt nhiệm vụ là 107 tổ chức cơ sở đảng.",
    "grassroots_organizations_rated grade=good = 107 2021",
)
def rated_before(ruled: Ruled) -> Outcome:
    """`hoàn thành tốt nhiệm vụ là 107 tổ chức`."""
    count = ruled.count
    if count.code == "target_item":
        # `hoàn thành tốt 23/23 chỉ tiêu`
        return None
    grade = _grade_before(count)
    return None if grade is None else (_whole(replace(ruled, parts={"grade": grade}), _rated_by(count.code)),)


def _grade_before(count: Count) -> str | None:
    """The grade that stands before a number as its label."""
    passage = count.number.passage
    before = next((one for one in reversed(count.marks[: count.number.place]) if one.kind != "cue"), None)
    if before is None or before.dimension != "grade" or not glued(passage, before, count.number.mark):
        return None
    return grade_of(passage, before)


def partly_counted(ruled: Ruled) -> Outcome:
    """A noun that its words narrow: members by their seat or degree, else listed as not understood."""
    if not _is_narrowed(ruled):
        return None
    found = special(ruled.count)
    if found is None:
        return (ruled.count.number.puzzle(ruled.count.noun, PARTLY, ruled.after),)
    return as_ruled(replace(ruled, rule=found[0], parts=found[1]))


def inspected_in(ruled: Ruled) -> Outcome:
    """`kiểm tra 12 tổ chức đảng về tài chính đảng`, `… thực hiện nhiệm vụ kiểm tra, giám sát`: what is inspected in bodies."""
    if ruled.rule.act not in ("inspect", "duty") or ruled.count.code not in BODIES:
        return None
    content = next((one.code for one in ruled.count.rest if one.code in ("finance", "duty")), "")
    if not content or content == ruled.rule.act:
        return None
    return as_ruled(replace(ruled, rule=BY_ACT[content, ruled.count.code], parts=_acted(ruled.parts)))


def _acted(parts: dict[str, str]) -> dict[str, str]:
    """Of a breakdown, who acted."""
    return {dimension: value for dimension, value in parts.items() if dimension in ("body", "body_level")}


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
    if taker is None and rule.act in ("send", "receive") and count.code == "member" and count.after(2)[:1] == ["về"]:
        # `chuyển giao Chi bộ X gồm 28 đảng viên về …`: told of the one who sends them, not of the cell that moves
        owner = owners.main if owners.main[0] else None
    base = _staff_after(count)
    if rule.indicator == "congress_delegates" and count.number.amount.of is not None:
        # of `298/299 đại biểu dự`, all that were summoned
        amount = count.number.amount
        all_of_them = count.number._replace(
            mark=count.number.mark._replace(amount=amount._replace(value=amount.of or 0.0, of=None))
        )
        count = count._replace(number=all_of_them)
    return (
        count.number.figure(
            rule.indicator, parts, ruled.sure, noun=count.noun, denominator=base, owner=owner, rule=rule.name, scope=ruled.after
        ),
    )


# counts to which something is done, and stocks, which may be rated
DONE = (partly_counted, inspected_in, as_ruled)
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
        merged = rule.act in ("merge", "receive", "send")
        return merged and count.code in ("committee", "cell") and after in NARROWING - {"thuộc", "có", "là"}
    if not rule.act and count.code in BODIES and not (_stands_alone(count) and _is_held(count)):
        return True
    if not rule.act and count.code in BODIES and count.number.amount.of is not None:
        # `12/12 đảng bộ`: to which something is done that is not understood
        return True
    if not rule.act and count.code == "member" and count.number.amount.of is not None and "dự" in count.words[: count.noun.first]:
        # `Dự Đại hội có lãnh đạo tỉnh và 76/82 đảng viên`: how many of them came
        return True
    stands = rule.indicator == "congress_delegates"
    if not rule.act and count.code in ("member", "probationary") and not stands and not _is_held(count):
        return True
    if rule.indicator == "party_members" and (not _names_all(count) or _of_a_stretch(count)):
        return True
    if rule.indicator not in NARROWED or _slices_after(count, rule) or _is_represented(count) or _is_placed(count):
        return False
    behind = count.noun.first >= count.number.mark.last
    if not behind or _staff_after(count) is not None or count.after(2) in (["đang", "sinh"], ["đang", "công"], ["tham", "gia"]):
        # `38.000 đảng viên tham gia học tập` are some of them
        return count.after(3)[2:] == ["học"]
    if rule.indicator == "party_members" and not is_complete(count.number.passage, count.noun):
        return True
    if after == "đã" and count.number.before(1) == ["có"]:
        # `có 38.120 đảng viên đã cài đặt …`: those who did
        return not any(0 < one.first - count.noun.last <= 2 for one in count.number.rest)
    if after == "cùng":
        return count.after(2) == ["cùng", "tên"]
    return after in NARROWING or count.after(2) == ["hiện", "là"]


def _of_a_stretch(count: Count) -> bool:
    """`Năm 2022, kết nạp 1.127 đảng viên. Năm 2023 được 1.360 đảng viên`: those of a year, where admissions are told of."""
    number = count.number
    if number.before(1) not in (["đạt"], ["được"]) or number.label is not None or number.scope.memory.admitted is None:
        return False
    at = number.mark.first - 1
    times = (one for mark, one in number.dates.here if mark.last == at)
    return any(one.kind in STRETCHES and one.code != "" and one.role in ("", "plan") for one in times)


def _names_all(count: Count) -> bool:
    """`số đảng viên của Đảng bộ hiện nay là 640`; in `số đảng viên vi phạm là 64`, the words between say which of them are told."""
    number, label = count.number, count.number.label
    if label is None or label.kind != "noun":
        return True
    known = {at for one in number.marks for at in range(one.first, one.last) if one.kind in ("period", "body", "actor", "cue")}
    between = range(label.last, number.mark.first)
    told = (at for at in between if at not in known and not number.passage.capital(at))
    return all(number.words[at] in OF_ALL or not number.words[at].isalpha() for at in told)


def _stands_alone(count: Count) -> bool:
    """Whether a stock of bodies ends with its noun: no words that say what they did, or which of them they are, follow."""
    if count.noun.first < count.number.mark.last:
        return True
    passage = count.number.passage
    after = passage.word(_past_place(count))
    if after in ALONE or not after.isalpha():
        return True
    if count.code == "subordinate_committee" and (count.after(2) in (["đã", "về"], ["vừa", "về"])):
        # `đại biểu của 49 đảng bộ trực thuộc tỉnh đã về dự`
        return True
    if (count.code == "subordinate_committee" and count.after(2)[-1:] in (["bầu"], ["cử"])) or after in ("bầu", "cử"):
        # `12 đảng bộ trực thuộc Tỉnh ủy đã bầu 349 đại biểu`
        return True
    if after in WHEREABOUTS or after == "có":
        return any((one.amount or one.mention or one.stretch) and 1 <= one.first - count.noun.last <= 3 for one in passage.marks)
    return any(one.first == count.noun.last and one.kind in ("period", "body", "actor") for one in passage.marks)


def _past_place(count: Count) -> int:
    """The token after the noun, and after the name of the province whose committee it ends with: `trực thuộc Tỉnh ủy Nghệ An`."""
    at, passage = count.noun.last, count.number.passage
    if count.words[at - 1] != "ủy" or not passage.capital(at):
        return at
    found = count.number.article.known.gazetteer.province_at(count.words, at)
    return found[1] if found is not None else at


def _is_held(count: Count) -> bool:
    """Whether the words before a number say that so many there are, or the number goes on with a list of stocks."""
    number = count.number
    before, named = number.before(1), number.marks[number.place - 1] if number.place else None
    if rises_from(number.passage, number.place):
        return True
    dateline = before in (["-"], ["–"]) and not number.place
    if dateline or (before == ["do"] and count.code == "subordinate_committee"):
        return True
    if before == ["("] and number.place > 1:
        named = number.marks[number.place - 2]
    if named is not None and (named.mention is not None or named.code in ("represent", "hold")):
        return True
    kinds = number.article.known.kinds
    flow = number.previous is not None and kinds.get(number.previous.indicator) == "flow"
    if before == ["của"] and number.previous is None:
        return False
    if flow and before and before[0] in ("ở", "tại", "thuộc", "trong", "của"):
        return False
    if not before or before[0] in HELD_BEFORE or count.noun.first < number.mark.first or number.label is not None:
        return True
    previous = number.previous
    joined = before[0] in (",", ";", "và", "(", ":", "-", "cùng")
    return joined and previous is not None and previous.period_type in ("as_of", "term")


def _is_represented(count: Count) -> bool:
    """`đại diện cho 2.900 đảng viên tham dự`: all its members, whatever follows."""
    mark = count.number.mark
    if REPRESENTING.isdisjoint(count.number.passage.codes):
        return False
    return any(one.code in REPRESENTING and 0 <= mark.first - one.last <= 1 for one in count.marks)


def _is_placed(count: Count) -> bool:
    """`đảng viên thuộc 44 tổ chức …` tells where they are, and narrows nothing."""
    if count.next_word not in WHEREABOUTS:
        return False
    following = next((one for one in count.marks if one.first >= count.noun.last and one.amount is not None), None)
    return (
        following is not None
        and following.first - count.noun.last <= 3
        and count.number.passage.word(following.last) not in ("tuổi", "năm")
    )


def _taker(ruled: Ruled) -> Owner | None:
    """The body in `27 tổ chức cơ sở đảng về Thành ủy …`, `bàn giao về Đảng bộ Khối: 27 tổ chức cơ sở đảng`."""
    count, owners, words = ruled.count, ruled.count.number.owners, ruled.count.words
    if ruled.rule.act != "send":
        return None
    given = _given_to(count)
    if given is not None:
        return given
    if ruled.rule.indicator != "organizations_changed":
        return None
    place = count.number.place
    before = [one for one in count.marks[max(0, place - 1) : place] if words[one.last : count.number.mark.first] in ([], [":"])]
    body = next((one for one in (*before, *count.rest) if one.mention is not None), None)
    if body is None or body.mention is None or words[body.first - 1] not in ("về", "cho", "sang"):
        return None
    if body in count.rest and body.first != count.noun.last + 1:
        return None
    owner = owners.of(body.mention)
    return owner if owner[0] and owner[0] != owners.main[0] else None


def _given_to(count: Count) -> Owner | None:
    """`22 chi bộ và 388 đảng viên … đã được chuyển về Thành ủy Vinh`: the body to which they are passed on."""
    words, first = count.words, count.noun.last
    sent = next((one.first for one in count.marks if one.code == "send" and one.first >= first), None)
    if sent is None or words[sent - 1] != "được" or {";", "."} & set(words[first:sent]):
        return None
    bodies = [one for one in count.marks if one.mention is not None and one.first > sent]
    to = next((one for one in bodies if "về" in words[max(sent, one.first - 3) : one.first]), None)
    owner = count.number.owners.of(to.mention) if to is not None and to.mention is not None else None
    return owner if owner is not None and owner[0] else None


def _staff_after(count: Count) -> float | None:
    """The base in `5.164 đảng viên/7.000 công chức`."""
    if count.next_word not in BASED:
        return None
    after = count.following()
    if count.after(3) in (["trong", "tổng", "số"], ["trên", "tổng", "số"]):
        after = next((one for one in count.marks if one.first >= count.noun.last + 3), None)
    if after is None or after.amount is None or after.amount.percent:
        return None
    if count.number.passage.words[after.last : after.last + 2] == ["doanh", "nghiệp"]:
        # `2.894 đảng viên trong tổng số trên 5.800 doanh nghiệp`: of no persons
        return None
    if count.until(after) in (["trong", "tổng", "số"], ["trên", "tổng", "số"]):
        return after.amount.value
    return after.amount.value if after.first == count.noun.last + 1 and count.next_word == "/" else None
