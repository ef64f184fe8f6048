"""Parts of counts: forms, grades, groups, degrees, lists of bodies, and zeros."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from metrics.extract.amounts import Amount
from metrics.extract.constructions import construction, first
from metrics.extract.figures import NO_RULE, QUOTE_WORDS, parts_of
from metrics.extract.grades import BODIES_RATED, MEMBERS_RATED, grade_of, rated_by_label
from metrics.extract.lists import EACH, announces, head_here
from metrics.extract.marks import Mark
from metrics.extract.model import Figure
from metrics.extract.numbers import Number, Outcome, Spot
from metrics.extract.rules import BODIES, BY_ACT, BY_DIMENSION, LISTED_BODIES, PERSONS, SLICED
from metrics.extract.seats import proposes
from metrics.extract.unions import holder

# how many words the name of an item has; how many items a list has at least, each of which one of these ends
LONGEST_NAME = 5
ITEMS_AT_LEAST, ITEM_ENDS = 3, (";", ",", ".", ")", "và")
# how many sentences after those admitted their degrees are told
NEAR_HEAD = 2


def slice_of(number: Number) -> Outcome:
    """A number of a slice: `nữ 359 đồng chí`, `khiển trách 28`, `31 tiến sĩ`; always read or no figure."""
    noun = number.noun
    if noun is not None and noun is number.piece and noun.code == "enterprise" and number.words[noun.first] == "doanh":
        # enterprises, not their members
        return (number.puzzle(noun, NO_RULE),)
    apart = noun is not None and noun is not number.piece and noun.kind == "noun"
    if apart and noun is not None and noun.code not in (*PERSONS, *BODIES, "staff", "case"):
        return ()
    return first(SLICES, number)


def _piece(number: Number) -> Mark:
    assert number.piece is not None
    return number.piece


def _label(number: Number) -> Mark | None:
    """The slice as the number's label, where it is not its noun."""
    return number.piece if number.piece is not number.noun else None


@construction(
    "violations",
    "Năm 2021, kỷ luật 45 đảng viên, do vi phạm: đạo đức lối sống 12, chính sách dân số 9.",
    "members_disciplined = 45 2021",
    "members_disciplined violation=ethics_lifestyle = 12 2021",
    "members_disciplined violation=population_policy = 9 2021",
)
def violations(number: Number) -> Outcome:
    """Members disciplined by what they did."""
    piece = _piece(number)
    if piece.dimension != "violation":
        return None
    last = number.scope.memory.last
    told = last is not None and last.indicator == "members_disciplined"
    if not told and number.scope.act != "discipline" and "phạm" not in number.words[: number.mark.first]:
        return (number.puzzle(piece, NO_RULE),)
    parts = {"violation": piece.code}
    return (number.figure("members_disciplined", parts, 0.9, noun=number.noun, label=_label(number)),)


# what counts those who were disciplined, and words that tell that they are the Party's
DISCIPLINED = ("members_disciplined", "organizations_disciplined")
OF_PARTY_DISCIPLINE = frozenset({"đảng", "kỷ", "chi", "đv"})
# those who have degrees and are no members
STAFF = frozenset({("cán", "bộ"), ("công", "chức"), ("viên", "chức"), ("giảng", "viên"), ("giáo", "viên"), ("lao", "động")})
# whom others discipline, and of whom the Party does
OTHERS = frozenset({("công", "chức"), ("viên", "chức"), ("hội", "viên"), ("học", "sinh"), ("sinh", "viên"), ("lao", "động")})
OF_THE_PARTY = frozenset({("đảng", "viên"), ("tổ", "chức"), ("cấp", "ủy"), ("chi", "bộ")})
# words that open a sentence with what it is about
OPENING = frozenset({"về", "riêng", "đối", "với"})


@construction(
    "forms",
    "Năm 2021, kỷ luật 52 đảng viên, gồm: khiển trách 30, cảnh cáo 22.",
    "members_disciplined = 52 2021",
    "members_disciplined form=reprimand = 30 2021",
    "members_disciplined form=warning = 22 2021",
)
def forms(number: Number) -> Outcome:
    """Members or bodies disciplined in a form; bodies only where the form can befall them and they were counted last."""
    piece = _piece(number)
    if piece.dimension != "form":
        return None
    if _by_others(number):
        return (number.puzzle(piece, NO_RULE),)
    code = number.noun.code if number.noun is not None and number.noun is not piece else ""
    rule = BY_ACT.get(("discipline", code)) if code not in ("case", "person") else None
    if rule is None:
        last = next((one.indicator for one in reversed(number.scope.figures) if one.indicator.endswith("_disciplined")), "")
        befall = piece.code in ("reprimand", "warning")
        bodies = piece.code == "dissolution" or (befall and (last.startswith("org") or is_about_bodies(number)))
        rule = BY_ACT["discipline", "organization" if bodies else "member"]
    parts, total = {"form": piece.code}, number.scope.memory.total(rule.indicator)
    head = number.previous
    if head is not None and head.indicator == rule.indicator == "organizations_disciplined" and number.noun is None:
        parts |= {dimension: value for dimension, value in parts_of(head).items() if dimension == "subject"}
    listed = all(one.indicator == rule.indicator and "form=" in one.breakdown for one in number.scope.figures)
    if total is not None and number.scope.actor is None and listed:
        # in a sentence of their own, the forms are those of the total
        parts |= {dimension: value for dimension, value in parts_of(total).items() if dimension in ("body", "body_level")}
    return (
        number.figure(rule.indicator, violation_of(number, rule.indicator) | parts, 0.95, noun=number.noun, label=_label(number)),
    )


def _by_others(number: Number) -> bool:
    """`Công an tỉnh … cảnh cáo 214 trường hợp`, `kỷ luật 8 công chức, gồm khiển trách 5`: whom no body of the Party disciplines."""
    passage, memory = number.passage, number.scope.memory
    told = any(one.indicator in DISCIPLINED for one in number.scope.figures)
    pairs = {*pairwise(passage.words[: number.mark.first])}
    if not told and not OTHERS.isdisjoint(pairs) and OF_THE_PARTY.isdisjoint(pairs):
        return number.noun is None or number.noun.code not in ("member", *BODIES)
    if "phạt" in passage.words[: number.mark.first]:
        return True
    spoken = any(memory.total(one) is not None for one in DISCIPLINED) or number.scope.actor is not None or memory.actor is not None
    return not (spoken or told or not OF_PARTY_DISCIPLINE.isdisjoint(passage.has))


def violation_of(number: Number, indicator: str) -> dict[str, str]:
    """What those did of whom a part is told: `kỷ luật 12 đảng viên vi phạm chính sách dân số, gồm khiển trách 8, cảnh cáo 4`."""
    whole = number.scope.memory.total(indicator)
    near = whole is not None and number.dates.place - number.scope.memory.listed_at <= 1
    if whole is None or not near or number.amount.value > whole.value:
        return {}
    return {dimension: value for dimension, value in parts_of(whole).items() if dimension == "violation"}


def is_about_bodies(number: Number) -> bool:
    """`Về tổ chức đảng, khiển trách 4`, `Riêng các tổ chức đảng, …`: a sentence opens with the bodies that it is about."""
    topic = next((one for one in number.marks if one.kind == "noun"), None)
    if topic is None or topic.code not in BODIES or topic.first > 3 or topic.last > number.mark.first:
        return False
    return number.words[0] in OPENING and number.passage.word(topic.last) in (",", ":")


@construction(
    "rated-list",
    "Năm 2021, xếp loại đảng viên: hoàn thành xuất sắc nhiệm vụ 8.400 đồng chí.",
    "members_rated grade=excellent = 8400 2021",
)
def rated_list(number: Number) -> Outcome:
    piece = _piece(number)
    if piece.dimension != "grade":
        return None
    indicator, sure = rated_by_label(number, number.mark, number.noun)
    if not indicator:
        return (number.puzzle(piece, NO_RULE),)
    parts = {"grade": grade_of(number.passage, piece)}
    return (number.figure(indicator, parts, min(sure, 0.85), noun=number.noun, label=_label(number)),)


@construction(
    "level-list",
    "Về lý luận chính trị: cao cấp 320, trung cấp 560.",
    "members_by_political_theory theory=advanced = 320 2022-12-20",
    "members_by_political_theory theory=intermediate = 560 2022-12-20",
)
def level_list(number: Number) -> Outcome:
    """Members by degree or by political theory, or those sent to get it."""
    piece = _piece(number)
    if piece.dimension not in BY_DIMENSION:
        return None
    head = number.scope.memory.head
    if with_college(number.words, piece):
        return (number.puzzle(piece, NO_RULE),)
    delegates = any(one.code == "delegate" for one in number.marks) or (
        number.scope.memory.last is not None and number.scope.memory.last.indicator == "congress_delegates"
    )
    if (
        delegates
        or _of_staff(number)
        or proposes(number.words)
        or (head is not None and head.indicator == "committee_members_elected")
    ):
        return (number.puzzle(piece, NO_RULE),)
    sent = number.scope.act == "send_to_training"
    if not sent and of_the_admitted(number, piece):
        return (number.figure("members_admitted", {"degree": piece.code}, 0.85, noun=number.noun, label=_label(number), like=head),)
    indicator = "people_sent_to_training" if sent else BY_DIMENSION[piece.dimension]
    return (number.figure(indicator, {piece.dimension: piece.code}, 0.9, noun=number.noun, label=_label(number)),)


@construction(
    "elected-list",
    "Nhiệm kỳ 2020 - 2025, bầu 1.450 cấp ủy viên, trong đó tái cử 980 đồng chí.",
    "committee_members_elected = 1450 2020/2025",
    "committee_members_elected incumbency=re_elected = 980 2020/2025",
)
def elected_list(number: Number) -> Outcome:
    piece = _piece(number)
    if piece.dimension != "incumbency":
        return None
    if number.previous is None and (number.dates.place - number.scope.memory.proposed_at == 1 or proposes(number.words)):
        # of those who were proposed
        return ()
    if _appoints(number.words[: number.mark.first]):
        return (number.puzzle(piece, NO_RULE),)
    parts = {"incumbency": piece.code}
    return (number.figure("committee_members_elected", parts, 0.9, noun=number.noun, label=_label(number)),)


def _of_staff(number: Number) -> bool:
    """`Cán bộ của Sở: 45 người có trình độ thạc sĩ`: a sentence about staff or teachers, in which nobody speaks of members."""
    pairs = {*pairwise(number.words[: number.mark.first])}
    return not STAFF.isdisjoint(pairs) and ("đảng", "viên") not in pairs and not number.scope.figures


def with_college(words: Sequence[str], degree: Mark) -> bool:
    """`trình độ đại học, cao đẳng`, `cao đẳng, đại học`: a degree together with a lower one, of which the catalogue has no code."""
    if degree.dimension != "degree":
        return False
    before, after = list(words[max(0, degree.first - 3) : degree.first]), list(words[degree.last : degree.last + 4])
    behind = after[:1] in ([","], ["và"], ["/"], ["hoặc"], ["-"]) and after[1:3] == ["cao", "đẳng"]
    # `10 đại học, cao đẳng 9`: with a number of its own
    counted = any(word[0].isdigit() for word in words[degree.last + 3 : degree.last + 6])
    ahead = before[:2] == ["cao", "đẳng"] and before[2:] in ([","], ["và"], ["/"], ["hoặc"], ["-"])
    return (behind and not counted) or ahead


def of_the_admitted(number: Number, degree: Mark) -> bool:
    """Whether a degree is told of those admitted, who were counted last, and of no more of them than there are."""
    memory = number.scope.memory
    head = memory.head
    if head is None or head.indicator != "members_admitted" or degree.dimension != "degree" or head.status != "reported":
        return False
    near = number.dates.place - memory.listed_at <= NEAR_HEAD
    own = any(one.indicator == "party_members" for one in number.scope.figures)
    return near and not own and number.amount.value <= head.value


def _appoints(words: Sequence[str]) -> bool:
    """`chỉ định Ban Chấp hành có 65 người, trong đó 60 người tái cử`: nobody was elected."""
    return "bầu" not in words and any(pair == ("chỉ", "định") for pair in pairwise(words))


def _has_groups(figure: Figure | None) -> bool:
    return figure is not None and "group" in SLICED.get(figure.indicator, ())


def _head(number: Number) -> Figure | None:
    """The count whose groups may follow: of this sentence, else of those before."""
    head = next((one for one in reversed(number.scope.figures) if _has_groups(one)), number.scope.memory.head)
    return head if _has_groups(head) else None


@construction(
    "group-of-admitted",
    "Số đảng viên mới kết nạp năm 2021 là 350 đồng chí, trong đó có 120 nữ.",
    "members_admitted = 350 2021",
    "members_admitted group=female = 120 2021",
)
def group_of_admitted(number: Number) -> Outcome:
    """A group of the new members, where the words before the number speak of them."""
    head, figures = number.scope.memory.admitted, number.scope.figures
    spoken = any(
        one.last <= number.mark.first and (one.code == "new_member" or (one.code == "admit" and not figures))
        for one in number.marks
    )
    last = number.previous
    if head is None and any(one.code == "new_member" and one.last <= number.mark.first for one in number.marks[: number.place]):
        # of new members whose number is not told
        parts = {"group": _piece(number).code}
        return (number.figure("members_admitted", parts, 0.85, noun=number.noun, label=_label(number)),)
    if not spoken or head is None or (last is not None and last.indicator == "party_members"):
        return None
    parts = {"group": _piece(number).code}
    return (number.figure(head.indicator, parts, 0.9, noun=number.noun, label=_label(number), like=head),)


@construction("group-of-members", "Hiện nay có 2.745 đảng viên nữ.", "party_members group=female = 2745 2022-12-20")
def group_of_members(number: Number) -> Outcome:
    """`120 đảng viên nữ` where nothing was counted before."""
    piece = _piece(number)
    admitted = next((one for one in number.rest if one.code == "admit"), None)
    joins = admitted is not None and number.words[admitted.first] in ("vào", "đứng") and admitted.first - piece.last <= 3
    if admitted is not None and (joins or {"được"} & set(number.words[piece.last : admitted.last])):
        return (number.figure("members_admitted", {"group": piece.code}, 0.85, noun=number.noun, label=_label(number)),)
    taught = next((one for one in number.rest if one.code == "train"), None)
    if taught is not None and {"qua", "dự", "hoàn", "học", "tham"} & set(number.words[piece.last : taught.first]):
        return (number.figure("candidates_trained", {"group": piece.code}, 0.85, noun=number.noun, label=_label(number)),)
    named = {"đảng", "đv"} & set(number.words[piece.first : piece.last]) and piece.code != "youth_union"
    if not named or number.scope.act == "admit" or _head(number) is not None:
        return None
    return (number.figure("party_members", {"group": piece.code}, 0.85, noun=number.noun, label=_label(number)),)


@construction(
    "admitted-of-group",
    "Năm 2020, kết nạp 45 nữ. Toàn tỉnh hiện có 6.100 đảng viên. Năm 2021, kết nạp 40 đoàn viên.",
    "members_admitted group=female = 45 2020",
    "party_members = 6100 2022-12-20",
    "members_admitted = 40 2021",
)
def admitted_of_group(number: Number) -> Outcome:
    """`kết nạp 12 người dân tộc thiểu số`, `kết nạp 40 đoàn viên`: those admitted, not a part of what was counted before."""
    scope, piece, head = number.scope, _piece(number), _head(number)
    if scope.act != "admit" or (head is not None and (scope.subset or scope.figures)):
        return None
    if piece.code == "youth_union" and (number.passage.word(piece.last) in ("mới", "công") or _into_a_union(number, piece)):
        # `kết nạp 4.567 đoàn viên mới`
        return (number.puzzle(piece, NO_RULE),)
    parts = {} if piece.code == "youth_union" and head is not None else {"group": piece.code}
    return (number.figure("members_admitted", parts, 0.8, noun=number.noun, label=_label(number)),)


def _into_a_union(number: Number, piece: Mark) -> bool:
    """`Đoàn khối kết nạp 350 đoàn viên`: those whom a union admits, where the Party is not named."""
    words = number.words
    named = {*words[max(0, number.scope.act_at) : number.mark.first], *number.passage.after(piece, 3)}
    return "đảng" not in named and holder(words[: number.mark.first]) == "union"


def no_group(number: Number) -> Outcome:
    """A group of nothing that was counted, or of the members of a trade union."""
    words = number.words[: number.mark.first]
    if "lđlđ" in words or any(words[i : i + 2] in (["công", "đoàn"], ["liên", "đoàn"]) for i in range(len(words))):
        return (number.puzzle(_piece(number), NO_RULE),)
    return (number.puzzle(_piece(number), NO_RULE),) if _head(number) is None else None


@construction(
    "group-of-count",
    "Toàn tỉnh hiện có 61.250 đảng viên, trong đó có 20.400 nữ.",
    "party_members = 61250 2022-12-20",
    "party_members group=female = 20400 2022-12-20",
)
def group_of_count(number: Number) -> Outcome:
    """A group of the members that were counted before it."""
    head = _head(number)
    assert head is not None
    wholes = [one for one in (*number.scope.figures, number.scope.memory.head) if one is not None and not one.breakdown]
    whole = max((one.value for one in wholes if one.indicator == head.indicator and one.status == head.status), default=0.0)
    if 0 < whole < number.amount.value:
        # no group is larger than the whole
        return (number.puzzle(_piece(number), NO_RULE),)
    parts = {"group": _piece(number).code}
    return (number.figure(head.indicator, parts, 0.9, noun=number.noun, label=_label(number), like=head),)


def group_of(number: Number) -> Outcome:
    """A number of a group; always read or listed. The members of a trade union are no group of ours."""
    words = number.words[: number.mark.first]
    union = "lđlđ" in words or any(words[i : i + 2] in (["công", "đoàn"], ["liên", "đoàn"]) for i in range(len(words)))
    if union and _piece(number).code == "youth_union":
        return (number.puzzle(_piece(number), NO_RULE),)
    return first(GROUPS, number)


GROUPS = (group_of_admitted, group_of_members, admitted_of_group, no_group, group_of_count)
SLICES = (violations, forms, rated_list, level_list, elected_list, *GROUPS)


@construction(
    LISTED_BODIES,
    "Năm 2021, kết nạp 350 đảng viên. Cụ thể: Đô Lương 120; Yên Thành 130; Con Cuông 100.",
    "members_admitted = 350 2021",
    "members_admitted = 120 2021 @huyen-do-luong",
    "members_admitted = 130 2021 @huyen-yen-thanh",
    "members_admitted = 100 2021 @huyen-con-cuong",
)
def listed_bodies(number: Number) -> Outcome:
    """`Chỉ tiêu của các đảng bộ: TP. Tam Kỳ 150; Hội An 110; …`: a list of names and numbers."""
    owners, head, place, marks = number.owners, _listed_of(number), number.place, number.marks
    if head is None or not _ends_item(number, number.mark) or announces(number, number.mark):
        return None
    if sum(one.amount is not None and _ends_item(number, one) for one in marks) < ITEMS_AT_LEAST:
        return None
    name = "" if {"hiệu", "tuổi"} & set(number.before(8)) else _name_before(number)
    if not name or not name[0].isupper() or not owners.province:
        return None
    nearest = head_here(number, head)
    if nearest is None:
        return ()
    before = marks[place - 1] if place else None
    area = before.mention if before is not None and before.kind == "body" and before.last == number.mark.first else None
    owner = owners.named(area) if area is not None and area.kind == "area" else owners.listed(name)
    several = name.removesuffix(f" {number.before(1)[0]}").split(" và ")
    shared = len(several) > 1 and number.before(1)[0] in EACH
    all_owners = [owners.listed(one) for one in several] if shared else [owner]
    scope = number.scope._replace(body=owner[0], body_kind=owner[1])
    parts = parts_of(nearest) if nearest is not head else {}
    draft = number.figure(nearest.indicator, parts, 0.9, noun=number.noun, like=nearest)
    return tuple(draft._replace(owner=one, scope=scope) for one in all_owners)


def listed_with_noun(number: Number) -> Outcome:
    """`Trong đó, Đô Lương 121 đảng viên, Yên Thành 120, …`: an item of such a list that says what is counted."""
    noun, passage = number.noun, number.passage
    if noun is None or noun.code not in ("member", "new_member", "person") or noun.first != number.mark.last:
        return None
    first = number.mark.first
    while first and passage.capital(first - 1) and passage.words[first - 1].isalpha():
        first -= 1
    led = first and (passage.words[first - 1] in (",", ":", ";", "-") or passage.words[first - 2 : first] == ["trong", "đó"])
    return listed_bodies(number) if led and first < number.mark.first and number.scope.subset else None


def _listed_of(number: Number) -> Figure | None:
    """The count of which a list may tell: of persons; of bodies that met, where its numbers are fractions like the head's."""
    head, amount = number.scope.memory.listed, number.amount
    met = head is not None and head.unit == "organization" and head.denominator is not None and amount.of is not None
    if not met or head is None:
        return number.scope.memory.head
    return head if (amount.of or 0) <= (head.denominator or 0) else None


def _ends_item(number: Number, mark: Mark) -> bool:
    words, at = number.words, mark.last
    noun = next((one for one in number.marks if one.kind == "noun" and one.first == at and one.code in PERSONS), None)
    at = noun.last if noun is not None else at
    return at >= len(words) or words[at] in ITEM_ENDS


def _name_before(number: Number) -> str:
    """The words of an item before its number, as they are written."""
    words, last = number.words, number.mark.first
    longest = LONGEST_NAME if words[last - 1] not in EACH else 2 * LONGEST_NAME + 1
    at = last
    while at and words[at - 1] not in ";:," and last - at < longest:
        at -= 1
    while at < last and not number.passage.capital(at):
        at += 1
    return number.passage.said(at, last) if at < last else ""


def zero(spot: Spot) -> Outcome:
    """`không có tổ chức nào yếu kém`: a zero, where what there is none of has a grade, a form, or an act that it suffers."""
    words, mark = spot.passage.words, spot.mark
    behind = spot.passage.marks[spot.place + 1 :]
    noun = next((one for one in behind if one.kind == "noun"), None)
    if noun is None or noun.first != mark.last or noun.code not in (*PERSONS, *BODIES):
        return None
    ahead = [one for one in behind if one.first - noun.last <= 6]
    piece = next((one for one in ahead if one.dimension in ("grade", "form")), None)
    suffered = (
        one for one in ahead if (one.code, noun.code) in BY_ACT and {words[one.first - 1], words[one.first]} & {"bị", "được"}
    )
    last = piece or next(suffered, None)
    # `không chi bộ nào có đảng viên không hoàn thành`: the grade is the members'
    if last is None or any(one.amount or one.kind == "noun" for one in ahead if noun.last <= one.first < last.first):
        return None
    none = Mark("amount", mark.first, mark.last, amount=Amount(mark.first, mark.first, mark.last, 0.0))
    # what is too long to quote is quoted without its end
    end = last.last if last.last - mark.first <= QUOTE_WORDS else noun.last + (words[noun.last] == "nào")
    number = Number(*spot._replace(mark=none), noun._replace(last=end), (), piece=last)
    return none_of(number)


@construction(
    "none",
    "Năm 2021, không có đảng viên không hoàn thành nhiệm vụ; không có tổ chức đảng bị giải tán; không có đảng viên bị xóa tên.",
    "members_rated grade=failed = 0 2021",
    "organizations_disciplined form=dissolution = 0 2021",
    "members_struck_off = 0 2021",
)
def none_of(number: Number) -> Outcome:
    """`không có đảng viên không hoàn thành nhiệm vụ`, `không có tổ chức đảng bị giải tán`, `không có đảng viên bị xóa tên`."""
    noun, piece = number.noun, _piece(number)
    assert noun is not None
    if piece.dimension == "grade":
        indicator = MEMBERS_RATED if noun.code in PERSONS else BODIES_RATED
        return (number.figure(indicator, {"grade": grade_of(number.passage, piece)}, 0.9, noun=noun),)
    if piece.dimension == "form":
        return (number.figure(BY_ACT["discipline", noun.code].indicator, {"form": piece.code}, 0.9, noun=noun),)
    return (number.figure(BY_ACT[piece.code, noun.code].indicator, {}, 0.9, noun=noun),)
