"""Lists under a head: a count (or a share) with its total, then bodies with numbers of their own, in this sentence or the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from metrics.extract.bodies import Mention
from metrics.extract.clauses import Passage
from metrics.extract.constructions import construction
from metrics.extract.figures import parts_of
from metrics.extract.marks import Mark
from metrics.extract.model import Figure
from metrics.extract.numbers import Draft, Number, Outcome, Puzzle
from metrics.extract.owners import Owner
from metrics.extract.rules import BODIES, BY_ACT, CONGRESSES, LISTED_ACTS, LISTED_BODIES, OF_EACH_PERIOD, PERSONS, PLAIN, SHARED
from metrics.extract.scope import Scope
from metrics.extract.text import word_set

# words between a body's name and its number in a list; those of the second set need a word that announces a list
BARE = word_set("( : , được đạt là - – chỉ mới cũng")
HOLDING = word_set("có cùng đều với gồm mỗi nơi đơn vị đảng bộ xã huyện địa phương")
ANNOUNCED = BARE | HOLDING
# breakdowns that tell who acted, and narrow no count
WHOLE = frozenset({"body", "body_level", "activity", "subject"})
COUNTED = {"person": (*PERSONS, "case"), "organization": (*BODIES, "unit"), "award": ("collective", "individual", "person")}
# kinds of areas whose names may stand bare after the first of them, and how many words a name has
AREAS_OF_ITEMS, LONGEST_NAME = ("huyen", "tp", "tx", "xa", "phuong", "thi"), 4
# kinds of bodies that have areas below them
AREAS_BELOW = ("province_wide", "district")
# how many words stand between a number and the list that it announces
LONGEST_LEAD = 8
# how many sentences after its head a list goes on
NEAR = 1
# and how many where its items add up to no more than the head
FAR, ITEMS_AT_LEAST = 4, 3
# words that tell that something else is counted than before, and how often more than the first a body in turn has at most
ELSE, MOST_MORE = word_set("hiện nay tổng toàn cả"), 4
# shares of those that have met
COMPLETED = tuple(SHARED[one] for one in CONGRESSES if one in SHARED)
# what opens a sentence that names what is counted before its bodies: `Về số đảng viên bị xóa tên, huyện A có 5 người`
TOPICAL = (["về"], ["xét", "về"], ["tính", "theo"], ["xét", "theo"], ["tính", "về"], ["riêng", "về"])
MEMBERS = frozenset({"member", "members_base", "new_member"})
# words before a body that take it out of a list
ASIDE = word_set("thuộc của với so do từ cho")
# words that tell that numbers stand in the order of their bodies, the last of each; that several bodies have one number
IN_ORDER = frozenset({"lượt", "ứng"})
EACH = frozenset({"đều", "cùng", "mỗi"})


def is_head(figure: Figure) -> bool:
    """Whether a count may have items: it is a total."""
    told = WHOLE | {"violation"} if figure.rule == "discipline-members" else WHOLE
    return figure.unit in COUNTED and figure.status in ("reported", "target", "planned") and parts_of(figure).keys() <= told


def is_ratio(figure: Figure) -> bool:
    """Whether a share may have items."""
    return figure.unit == "percent" and figure.status == "reported"


def head_here(number: Number, head: Figure) -> Figure | None:
    """The head of the list in which a number stands: the count that announces it (`35 đảng viên là nữ, gồm: …`), if one does.

    None where what announces it was not understood: then its items are none of the head before.
    """
    marks, words = number.marks[: number.place], number.words
    told = next((one for one in reversed(marks) if one.amount is not None and announces(number, one)), None)
    if head.unit != "person" or told is None or told.amount is None or told.amount.value == head.value:
        return head
    counted = any(one.kind == "noun" and one.first == told.last and one.code in PERSONS for one in marks)
    if not counted and words[told.last] not in (",", ":", "gồm", "trong"):
        # `có 3 đơn vị vượt chỉ tiêu, gồm: …`: so many bodies
        return head
    parts = [one for one in number.scope.figures if one.value == told.amount.value]
    return parts[-1] if parts and not told.amount.percent and words[told.last] != "(" else None


def reached_by(passage: Passage, bodies: Mark) -> Mark | None:
    """The least share in `8 đảng bộ kết nạp đảng viên đạt từ 80% trở lên (…)`: no count of those who admit, but a list's lead."""
    place = passage.next_amount(bodies.last)
    least = passage.marks[place] if place is not None else None
    if least is None or least.amount is None or not least.amount.percent:
        return None
    said = passage.between(bodies, least)
    admit = any(one.code == "admit" and bodies.last <= one.first < least.first for one in passage.marks)
    told = admit and not {",", ";", "("} & set(said) and "đạt" in said
    above = least.amount.qualifier in ("gt", "ge") or ("trở", "lên") in pairwise(passage.words[least.last : least.last + 4])
    return least if told and above else None


def announces(number: Number, mark: Mark) -> bool:
    """Whether a list follows a number: `35/957, gồm:`, `35 đồng chí, trong đó:`."""
    end = next((one.first for one in number.marks if one.first >= mark.last and (one.mention or one.amount)), len(number.words))
    said = number.words[mark.last : end]
    at = next((i for i, word in enumerate(said) if word in (":", "gồm")), -1)
    return 0 <= at <= LONGEST_LEAD and not {";", "("} & set(said[:at])


@construction(
    "item-of-list",
    "Năm 2021, Đảng bộ tỉnh kết nạp 905 đảng viên. Kết quả nổi bật ở huyện Đô Lương 120 đảng viên, thị xã Cửa Lò (77 đảng viên).",
    "members_admitted = 905 2021",
    "members_admitted = 120 2021 @huyen-do-luong",
    "members_admitted = 77 2021 @tx-cua-lo",
)
def item_of_list(number: Number) -> Outcome:
    """`huyện Chư Sê 120 đảng viên` after a count of the whole: the same of that body."""
    head = number.scope.memory.listed
    if head is None or (number.noun is not None and number.noun.code not in COUNTED[head.unit]):
        return None
    body = _body_before(number)
    if body is not None and not _goes_on(number, body):
        return None
    owner = _owner(number, body) if body is not None else _by_bare_name(number)
    if owner is None or owner[0] == head.organization:
        return None
    nearest = head_here(number, head)
    if nearest is None:
        return ()
    head = nearest
    sure = 0.95 if _is_announced(number) else 0.8
    draft = number.figure(head.indicator, _shared(head), sure, noun=number.noun, like=head, owner=owner, status=head.status)
    return (draft._replace(scope=number.scope.owned_by(owner)),)


def _by_bare_name(number: Number) -> Owner | None:
    """`huyện Cam Lộ 41, Vĩnh Linh 33 và Hướng Hóa 32`: bare names after an item that names its kind of area."""
    previous, passage = number.previous, number.passage
    if previous is None or previous.rule != "item-of-list" or number.amount.percent:
        return None
    area = previous.organization.partition(".")[2].partition("-")[0]
    last = number.mark.first
    while last and passage.words[last - 1] in ("có", "với", "(", ":"):
        last -= 1
    first = last
    while first and last - first < LONGEST_NAME and passage.capital(first - 1) and passage.words[first - 1].isalpha():
        first -= 1
    if first == last or area not in AREAS_OF_ITEMS or passage.word(first - 1) not in (",", "và", ";"):
        return None
    return number.owners.listed(passage.said(first, last))


@construction(
    "ratio-of-item",
    "Năm 2021, kết nạp 350 đảng viên, đạt 70% kế hoạch. Cao nhất là huyện Đô Lương (91,2%), huyện Yên Thành 84,6%.",
    "members_admitted = 350 2021",
    "admission_target_completion = 70% 2021",
    "admission_target_completion = 91.2% 2021 @huyen-do-luong",
    "admission_target_completion = 84.6% 2021 @huyen-yen-thanh",
)
def ratio_of_item(number: Number) -> Outcome:
    """`Nhanh nhất là huyện Đắk Hà (91,2%)`: the share of the head, of that body."""
    body = _body_before(number)
    owner = _owner(number, body) if body is not None else None
    if body is None or owner is None:
        return None
    if _of_admissions(number):
        draft = number.figure("admission_target_completion", {}, 0.85, owner=owner)
        return (draft._replace(scope=number.scope.owned_by(owner)),)
    headless = number.scope.memory.ratio is None and number.scope.memory.listed is None
    return _share_of_item(number, owner) if headless or _goes_on(number, body) else None


@construction(
    "ratio-by-name",
    "Đến nay, 63/64 tổ chức cơ sở đảng đã tổ chức đại hội, trong đó: Đô Lương 95%, Yên Thành 92%.",
    "congresses_held = 63/64 2022-12-20",
    "congress_completion = 95% 2022-12-20 @huyen-do-luong",
    "congress_completion = 92% 2022-12-20 @huyen-yen-thanh",
)
def ratio_by_name(number: Number) -> Outcome:
    """`hoàn thành đại hội cấp cơ sở: Đô Lương 95%, Yên Thành 92%`: the shares of bodies that bare names tell, of congresses."""
    if not number.dates.dating.about_congress:
        return None
    owner, share = _by_name_alone(number), _shared_by(number)
    return _share_of_item(number, owner) if owner is not None and share is not None and share[0] in COMPLETED else None


def _share_of_item(number: Number, owner: Owner) -> Outcome:
    """The share of which a list tells, of the body of its item."""
    share = _shared_by(number)
    if share is None:
        return None
    indicator, parts, like = share
    if owner[0] == (like.organization if like is not None else number.owners.main[0]):
        return None
    sure = 0.9 if _is_announced(number) else 0.8
    draft = number.figure(indicator, parts, sure, like=like, owner=owner, unit="percent", status="reported")
    return (draft._replace(scope=number.scope.owned_by(owner)),)


def _shared_by(number: Number) -> tuple[str, dict[str, str], Figure | None] | None:
    """The share of which a list's items tell: that of the head, of the bodies that the head counts, or of congresses told of."""
    memory = number.scope.memory
    if memory.ratio is not None:
        return memory.ratio.indicator, parts_of(memory.ratio), memory.ratio
    head = memory.listed
    if head is not None and head.status == "reported" and head.indicator in CONGRESSES:
        # of pilot congresses no share is told, but of all those that they lead
        share = SHARED.get(head.indicator)
        return share or "congress_completion", parts_of(head) if share else {}, head
    told = number.scope.act == "congress" and number.words[number.scope.act_at :]
    if told and ["cơ", "sở"] in ([*pair] for pair in pairwise(told[: told.index(":")] if ":" in told else [])):
        return "congress_completion", {}, None
    return None


def _by_name_alone(number: Number) -> Owner | None:
    """`hoàn thành đại hội: Đô Lương 95%, Yên Thành 92%`: bare names, the first right after a colon."""
    previous, passage, last = number.previous, number.passage, number.mark.first
    while last and passage.words[last - 1] in BARE - {":", ","}:
        last -= 1
    first = last
    while first and last - first < LONGEST_NAME and passage.capital(first - 1) and passage.words[first - 1].isalpha():
        first -= 1
    goes_on = previous is not None and previous.rule == ratio_by_name.name and passage.word(first - 1) in (",", "và", ";")
    opens = passage.word(first - 1) == ":" and number.owners.main[1] in AREAS_BELOW
    return number.owners.listed(passage.said(first, last)) if first < last and (opens or goes_on) else None


@construction(
    "ratio-beside-item",
    "Năm 2021, kết nạp 350 đảng viên, đạt 70% kế hoạch. Cao nhất là huyện Đô Lương 120 đảng viên (118%).",
    "members_admitted = 350 2021",
    "admission_target_completion = 70% 2021",
    "members_admitted = 120 2021 @huyen-do-luong",
    "admission_target_completion = 118% 2021 @huyen-do-luong",
)
def ratio_beside_item(number: Number) -> Outcome:
    """`huyện Chư Sê 120 đảng viên (118%)`: the share of the head beside an item's count."""
    ratio, previous = number.scope.memory.ratio, number.previous
    if ratio is None or previous is None or previous.rule != item_of_list.name or number.noun is not None:
        return None
    if not set(number.passage.words_since(previous.end, number.mark)) <= BARE:
        return None
    return (number.figure(ratio.indicator, parts_of(ratio), 0.9, like=previous, unit="percent"),)


@construction(
    "respectively",
    "Năm 2021, kết nạp 479 đảng viên; huyện Đô Lương, huyện Yên Thành và thị xã Cửa Lò lần lượt có 121, 94 và 9 đảng viên.",
    "members_admitted = 479 2021",
    "members_admitted = 121 2021 @huyen-do-luong",
    "members_admitted = 94 2021 @huyen-yen-thanh",
    "members_admitted = 9 2021 @tx-cua-lo",
)
def respectively(number: Number) -> Outcome:
    """`huyện A, huyện B lần lượt có 121 và 94 đảng viên`: the numbers in the order of the bodies."""
    head, words, marks = number.scope.memory.listed, number.words, number.marks
    if head is None or number.amount.percent or IN_ORDER.isdisjoint(number.passage.has):
        return None
    at = next((i for i in range(number.mark.first - 1) if words[i : i + 2] in (["lần", "lượt"], ["tương", "ứng"])), None)
    if at is None:
        return None
    bodies = [one for one in marks if one.mention is not None and one.last <= at]
    numbers = [one for one in marks if one.amount is not None and one.first > at]
    if len(bodies) < len(numbers) or number.mark not in numbers or any(one.kind == "act" and one.first > at for one in marks):
        return None
    body = bodies[len(bodies) - len(numbers) + numbers.index(number.mark)]
    owner = _owner(number, body)
    if owner is None:
        return None
    return (number.figure(head.indicator, _shared(head), 0.8, noun=number.noun, like=head, owner=owner, status=head.status),)


ITEMS = (
    respectively.name,
    item_of_list.name,
    ratio_of_item.name,
    ratio_by_name.name,
    ratio_beside_item.name,
    LISTED_BODIES,
    OF_EACH_PERIOD,
)


def each_of(draft: Draft) -> tuple[Draft, ...]:
    """The draft of each of the bodies that share a number: `huyện Tuy An và huyện Phú Hòa đều kết nạp 31 đảng viên`."""
    owners = _sharing(draft.number)
    return tuple(draft._replace(owner=owner) for owner in owners) if len(owners) > 1 else (draft,)


def _sharing(number: Number) -> list[Owner]:
    """The bodies joined before a number of which it is said `đều`, `cùng`, or before a share, which each of them has."""
    marks, words = number.marks, number.words
    if not (number.amount.percent or not EACH.isdisjoint(number.passage.has)):
        return []
    at = next((i for i in range(number.place - 1, -1, -1) if marks[i].mention is not None), None)
    if at is None or any(one.amount is not None for one in marks[at : number.place]):
        return []
    last, names = _names_joined(number, marks[at].last)
    after = [word for word in words[last : last + 3] if word not in (",", "(")]
    if names and after[:1] not in (["đều"], ["cùng"]):
        return []
    if not (number.amount.percent or after[:1] in (["đều"], ["cùng"], ["mỗi"])) or after[:2] in (["cùng", "kỳ"], ["cùng", "với"]):
        return []
    bodies = [marks[at]]
    while at and marks[at - 1].mention is not None and words[marks[at - 1].last : marks[at].first] in ([","], ["và"], [",", "và"]):
        at -= 1
        bodies.append(marks[at])
    owners = [number.owners.of(one.mention) for one in reversed(bodies) if one.mention is not None]
    area = next((one.mention.area for one in bodies if one.mention is not None), "")
    owners += [number.owners.named(Mention("area", name, area)) if area else number.owners.listed(name) for name in names]
    return [owner for owner in owners if owner[0]]


def _names_joined(number: Number, i: int) -> tuple[int, list[str]]:
    """The bare names that follow a body (`huyện A và B, C`), and where they end."""
    passage, names = number.passage, []
    while passage.word(i) in (",", "và"):
        last = i + 1
        while passage.capital(last) and passage.word(last).isalpha():
            last += 1
        if last == i + 1 or last > i + 1 + LONGEST_NAME or any(one.mention and one.first == i + 1 for one in number.marks):
            break
        names.append(passage.said(i + 1, last))
        i = last
    return i, names


def _of_admissions(number: Number) -> bool:
    """`các đảng bộ kết nạp vượt chỉ tiêu gồm có:`: words before a list that tell which share its items have."""
    codes = {one.code for one in number.marks[: number.place]}
    return "admit" in codes and bool(codes & {"target", "target_item", "plan"})


def _body_before(number: Number) -> Mark | None:
    """The body right before a number, with nothing between them but words that lists have there."""
    marks, words = number.marks, number.words
    at = next((i for i in range(number.place - 1, -1, -1) if not _is_small(number, marks[i])), None)
    if at is None or marks[at].mention is None:
        return None
    between = set(words[marks[at].last : number.mark.first])
    before = words[marks[at].first - 1] if marks[at].first else ""
    if before in ("thuộc", "về") and any(one.code == "continue" and marks[at].first - one.last <= 2 for one in marks[:at]):
        # `cao nhất thuộc về …`
        before = ""
    allowed = between <= BARE or (between <= ANNOUNCED and (_is_announced(number) or _is_in_turn(number)))
    return marks[at] if allowed and ";" not in between and before not in ASIDE else None


def _is_small(number: Number, mark: Mark) -> bool:
    """Whether a mark between a body and its number says nothing: brackets, `tiếp đến`, `mỗi đơn vị`."""
    each = mark.kind == "noun" and mark.first > 0 and number.words[mark.first - 1] == "mỗi"
    return each or mark.kind in ("stop", "cue", "committee")


def _goes_on(number: Number, body: Mark) -> bool:
    """Whether the list of the head reaches to a body: the head stands near, and no act of another kind stands between them."""
    scope = number.scope
    since = number.dates.place - scope.memory.listed_at
    if since > NEAR and not (since <= FAR and _adds_up(number)):
        return False
    start = max((one.last for one in number.marks if one.amount is not None and one.last <= body.first), default=0)
    head = scope.memory.listed
    # `63 chi bộ hoàn thành đại hội, trong đó huyện A 27`: what was done to the head itself
    own = {act for (act, _), rule in BY_ACT.items() if head is not None and scope.subset and rule.indicator == head.indicator}
    announced = scope.subset or ":" in number.words[start : body.first]
    if announced and scope.memory.ratio is not None and scope.memory.ratio.indicator in SHARED.values():
        own |= {act for (act, _), rule in BY_ACT.items() if SHARED.get(rule.indicator) == scope.memory.ratio.indicator}
    return not any(
        one.kind == "act" and one.code not in ("hold", "receive", *own) and start <= one.first < body.first for one in number.marks
    )


def _is_announced(number: Number) -> bool:
    """`dẫn đầu là`, `cụ thể:`, `trong đó`: words before a number that announce a list."""
    cued = any(one.code in ("continue", "subset") for one in number.marks[: number.place]) or number.words[0] == "riêng"
    cued = cued or (number.previous is not None and number.previous.rule == item_of_list.name)
    return cued or ":" in number.words[: number.mark.first] or _adds_up(number)


def _is_in_turn(number: Number) -> bool:
    """`huyện A kết nạp 120 đảng viên, huyện B có 80 đảng viên`: after an act on so many, told of the first body only."""
    head, previous, noun = number.scope.memory.listed, number.previous, number.noun
    if head is None or previous is None or previous.indicator != head.indicator or head.unit != "person":
        return False
    if number.article.known.kinds.get(head.indicator) != "flow" or number.amount.value > MOST_MORE * head.value:
        return False
    last = noun.last if noun is not None else number.mark.last
    bare = not any(one.kind in ("act", "slice") and one.first - last <= LONGEST_NAME for one in number.rest)
    return bare and ELSE.isdisjoint(number.passage.words_since(previous.end, number.mark))


@construction(
    "under-a-topic",
    "Về số đảng viên bị xóa tên năm 2021, huyện Đô Lương có 12 người, huyện Yên Thành có 9 người.",
    "members_struck_off = 12 2021 @huyen-do-luong",
    "members_struck_off = 9 2021 @huyen-yen-thanh",
)
def under_a_topic(number: Number) -> Outcome:
    """`Về số đảng viên bị xóa tên, huyện A có 12 người`: what is counted is told at the head of the sentence."""
    words, marks, noun = number.words, number.marks, number.noun
    if noun is None or noun.code not in ("person", "member") or "," not in words[: number.mark.first]:
        return None
    cut = words.index(",")
    leads = [0, words.index("-") + 1] if "-" in words[:cut] else [0]
    opened = any(words[at : at + len(opening)] == opening for at in leads for opening in TOPICAL)
    if not opened or "có" not in number.before(2):
        return None
    topic = [one for one in marks if one.last <= cut]
    if any(one.amount is not None or one.mention is not None for one in topic):
        return None
    if any(one.kind in ("act", "slice") for one in number.rest) or any(
        one.kind == "act" and one.code != "hold" for one in marks[len(topic) : number.place]
    ):
        return None
    acts = {"admit" if one.code == "new_member" else one.code for one in topic if one.kind == "act" or one.code == "new_member"}
    groups = {one.code for one in topic if one.dimension == "group"}
    if len(acts) + len(groups) != 1 or not any(one.code in (*LISTED_ACTS, *MEMBERS) for one in topic):
        return None
    rule = BY_ACT.get((acts.pop(), "member")) if acts else PLAIN["member"]
    if rule is None or (groups and rule is not PLAIN["member"]):
        return None
    parts = {**dict(rule.breakdown), **({"group": groups.pop()} if groups else {})}
    return (number.figure(rule.indicator, parts, 0.8, noun=noun),)


def _adds_up(number: Number) -> bool:
    """Whether a sentence lists bodies with numbers that add up to no more than the head: `xã A có 10 đảng viên, xã B 8 …`."""
    head, marks = number.scope.memory.listed, number.marks
    if head is None:
        return False
    items = [
        later.amount.value
        for one, later in pairwise(marks)
        if one.mention is not None and later.amount is not None and not later.amount.percent and later.first - one.last <= 1
    ]
    return len(items) >= ITEMS_AT_LEAST and sum(items) <= head.value


def _owner(number: Number, body: Mark) -> Owner | None:
    assert body.mention is not None
    owner = number.owners.of(body.mention)
    return owner if owner[0] else None


def _shared(head: Figure) -> dict[str, str]:
    """What the items of a count have of its breakdown: not who acted, which is the item's body itself."""
    return {dimension: value for dimension, value in parts_of(head).items() if dimension not in ("body", "body_level")}


def each_of_all(outcome: Sequence[Draft | Puzzle]) -> Iterator[Draft | Puzzle]:
    """What a rule made of a number, once for each of the bodies that share it."""
    for one in outcome:
        yield from each_of(one) if isinstance(one, Draft) else (one,)


def listed(scope: Scope, figure: Figure, place: int) -> Scope:
    """What holds after a figure of the sentence at `place`: it is the head of items to come, or an item of the head before."""
    memory = scope.memory
    if figure.rule in ITEMS:
        return scope._replace(memory=memory._replace(listed_at=place))
    if is_head(figure):
        if not scope.subset:
            totals = (*[one for one in memory.totals if one.indicator != figure.indicator], figure)
            return scope._replace(memory=memory._replace(totals=totals, listed=figure, ratio=None, listed_at=place))
        if memory.listed is None or memory.listed.indicator != figure.indicator:
            return scope._replace(memory=memory._replace(listed=figure, ratio=None, listed_at=place))
    if is_ratio(figure):
        return scope._replace(memory=memory._replace(ratio=figure, listed_at=place))
    return scope
