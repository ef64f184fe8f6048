"""The sizes of committees, their secretaries' deputies, and the delegates whom congresses elect."""

from __future__ import annotations

from itertools import pairwise

from metrics.extract.figures import NO_RULE
from metrics.extract.marks import Mark
from metrics.extract.numbers import Draft, Number, Outcome
from metrics.extract.rules import AWARDS, BY_ACT, COMMITTEE_SIZES, PLAIN, SIZES
from metrics.extract.text import word_set
from metrics.extract.unions import holder, is_union, names_union

# nouns that may stand for the members of a committee
SEATS = ("person", "commissioner", "delegate", "")
# words before `dự` with which a sentence tells who attends
ATTENDING = frozenset({"tham", "về", "cùng", "đến"})
# no committee has more members
LARGEST = 100
# acts that may stand between a committee's name and its size
SEATING = ("elect", "hold", "represent", "found", "congress", "merge")
# words by which persons come into a committee, and all that may stand between the two
SEATED = frozenset({("trúng", "cử"), ("đắc", "cử"), ("tín", "nhiệm"), ("được", "bầu"), ("tham", "gia")})
INTO = word_set("đã được giới thiệu tín nhiệm bầu trúng đắc cử vào tham gia")
PRESENTED = ("giới", "thiệu")
# pairs of words by which persons are proposed, and are no committee yet; by which they are one; words that present one
PROPOSED = frozenset({PRESENTED, ("đề", "cử"), ("ứng", "cử"), ("sách", "bầu"), ("nhân", "sự"), ("quy", "hoạch"), ("ứng", "viên")})
PRESENTS = frozenset({(*PRESENTED, "ban"), (*PRESENTED, "bch"), (*PRESENTED, "ủy")})
CHOSEN = frozenset({("trúng", "cử"), ("đắc", "cử")})
# how many words after persons may tell that they are chosen
NEAR = 8
# how many sentences before may name the congress to which delegates are sent
TOLD_BEFORE = 3
# words with which a clause begins
CLAUSE_STARTS = frozenset(",;:.")
# words between delegates and their congress, persons and their office, deputies and the number of them
TO_CONGRESS = word_set("đi tham về làm đại biểu là chính thức để")
APPOINTED = word_set("được chỉ định bầu giữ chức danh vụ làm là cương vị đảm nhiệm")
DEPUTIES = word_set("gồm có là sẽ với : khối khóa tỉnh thành huyện quận thị ủy đảng bộ được bầu")


def size(number: Number) -> Outcome:
    """The size of a committee: `Ban Chấp hành gồm 27 đồng chí`, `6 ủy viên Ban Thường vụ`, `53 đồng chí vào Ban Chấp hành`."""
    noun = number.noun
    code = noun.code if noun is not None else ""
    if code not in SEATS or (noun is not None and number.passage.after(noun, 2) == ["hiện", "là"]):
        return None
    if code == "commissioner" and _are_disciplined(number):
        return ()
    if code == "commissioner" and noun is not None and _are_some(number, noun):
        return (number.puzzle(noun, NO_RULE),)
    if noun is not None and code in ("person", "commissioner") and are_proposed(number):
        return ()
    if noun is not None and code == "person" and (_come_in_later(number) or number.passage.after(noun, 2) == ["giữ", "chức"]):
        return _into_office(number, code) or ()
    for one in (_delegates, _into_committees, _into_office, _named_after, _named_before, _deputies):
        outcome = one(number, code)
        if outcome and of_a_union(number):
            return ()
        if outcome:
            return outcome
    return None


def of_a_union(number: Number) -> bool:
    """Whether a committee or delegation is none of the Party: by its own name, who is told of before it, whose congress it is."""
    passage = number.passage
    sizes = [one for one in number.marks if one.code in COMMITTEE_SIZES]
    into = (one for one in sizes if one.first >= number.mark.last and one.first - number.mark.last <= len(INTO))
    into = (one for one in into if CLAUSE_STARTS.isdisjoint(passage.between(number.mark, one)))
    for one in (*into, *(one for one in reversed(sizes) if one.last <= number.mark.first)):
        if names_union(passage.words, one.last):
            return True
        if holder(passage.after(one, 3)) == "party":
            return False
    told = holder(passage.words[: number.mark.first])
    if told:
        return told == "union"
    return number.dates.of_a_union or is_union(number.scope.body)


def _come_in_later(number: Number) -> bool:
    """`bầu bổ sung 2 đồng chí vào Ban Thường vụ`: who joins a committee is not all of it."""
    return any(pair == ("bổ", "sung") for pair in pairwise(number.before(6)))


def are_proposed(number: Number) -> bool:
    """`danh sách ứng cử Ban Chấp hành là 54 đồng chí`: those of whom a committee is chosen, by the words since a number."""
    words, mark = number.words, number.mark
    start = max((one.last for one in number.marks[: number.place] if one.amount is not None), default=0)
    starts = (i + 1 for i in range(start, mark.first) if words[i] in CLAUSE_STARTS and words[i + 1] not in ("nhiệm", "khóa"))
    start = max(starts, default=start)
    after = number.passage.after(number.noun or mark, NEAR)
    after = after[: next((i for i, word in enumerate(after) if word in CLAUSE_STARTS), NEAR)]
    return proposes([*words[start : mark.first], "", *after[:3]]) and not chooses(after)


def chooses(words: list[str]) -> bool:
    """Whether words tell of those chosen."""
    return not CHOSEN.isdisjoint(pairwise(words))


def proposes(words: list[str]) -> bool:
    """Whether words tell of persons who are proposed, and not of those chosen; `giới thiệu Ban Chấp hành` presents these."""
    pairs = set(pairwise(words)) - ({PRESENTED} if PRESENTS.intersection(zip(words, words[1:], words[2:], strict=False)) else set())
    return not PROPOSED.isdisjoint(pairs) and not chooses(words)


def _into_office(number: Number, code: str) -> Outcome:
    """`2 đồng chí được bầu giữ chức Phó Bí thư`: these, whatever committee was told of."""
    noun = number.noun
    if code != "person" or noun is None:
        return None
    deputy = next((one for one in number.rest if one.code == "deputy"), None)
    between = number.words[noun.last : deputy.first] if deputy is not None else []
    if deputy is None or not set(between) <= APPOINTED or number.passage.word(deputy.last) == "các":
        return None
    rule = PLAIN["deputy"]
    return (number.figure(rule.indicator, {}, 0.85, noun=noun, rule=rule.name),)


def _deputies(number: Number, code: str) -> Outcome:
    """`số lượng Phó Bí thư Tỉnh ủy gồm 4 đồng chí`."""
    noun, mark = number.noun, number.mark
    before = [one for one in number.marks[: number.place] if one.amount is not None or one.code == "deputy"]
    if code != "person" or noun is None or not before or before[-1].code != "deputy":
        return None
    deputy, between = before[-1], number.passage.between(before[-1], mark)
    named = {number.words[i] for one in number.marks if one.mention for i in range(one.first, one.last)}
    named |= {word for i, word in enumerate(number.words[: mark.first]) if i >= deputy.last and number.passage.capital(i)}
    told = between[-1:] and between[-1] in ("gồm", "có", "là", ":")
    if not told or not set(between) <= DEPUTIES | named or number.passage.word(noun.last) in ("giữ", "là"):
        return None
    rule = PLAIN["deputy"]
    return (number.figure(rule.indicator, {}, 0.85, noun=noun, label=deputy, rule=rule.name),)


def _are_some(number: Number, noun: Mark) -> bool:
    """`25 ủy viên là nữ`: a part of a committee."""
    return any(one.dimension in ("group", "incumbency") and one.first - noun.last <= 1 for one in number.rest)


def _are_disciplined(number: Number) -> bool:
    """`kỷ luật 1.811 đảng viên, trong đó có 4 ủy viên Ban Thường vụ cấp huyện`: some of them, and no committee."""
    head = number.scope.memory.listed
    return head is not None and head.indicator == "members_disciplined" and number.scope.subset


def _size(number: Number, code: str, sure: float, label: Mark | None = None) -> Draft:
    rule = SIZES[code]
    below = "sở" in number.words[: number.mark.first] or "các" in number.words[: number.mark.first]
    if code == "executive_committee_size" and number.amount.value > LARGEST and below:
        # of many committees together
        rule = BY_ACT["elect", "committee_member"]
    return number.figure(rule.indicator, {}, sure, noun=number.noun, label=label, rule=rule.name)


def _delegates(number: Number, code: str) -> Outcome:
    """`bầu 12 đại biểu dự Đại hội cấp trên`, `37 đại biểu dự Đại hội Đảng toàn quốc`; but those at the text's own congress."""
    following = (one for one in number.marks[number.place :] if one.code == "upper_congress_delegates")
    congress = next(following, None)
    at = number.noun.last if number.noun is not None else number.mark.last
    named = congress is not None and not code and congress.first == at and number.passage.word(at) == "đại"
    sent = congress is not None and code == "person" and set(number.words[at : congress.first]) <= TO_CONGRESS
    if congress is None and code == "delegate" and _sent_by_congress(number):
        return (_size(number, "upper_congress_delegates", 0.85),)
    if congress is None or not (code == "delegate" or named or sent):
        return None
    words = number.words[congress.first : congress.last]
    kind = number.owners.main[1]
    own = (kind == "province_wide" and words[-1] in ("tỉnh", "phố")) or (kind == "district" and words[-1] == "huyện")
    elected = number.scope.act == "elect" or any(one.code == "elect" for one in number.rest)
    if sent and not elected:
        return None
    if own and (not elected or "về" in words):
        if not named:
            return None
        delegate = congress._replace(kind="noun", code="delegate", last=congress.first + 2)
        return (number.figure("congress_delegates", {}, 0.85, noun=delegate, rule="delegate-stock"),)
    if not (elected or words[-1] in ("quốc", "xiv", "xiii")):
        return None
    return (_size(number, "upper_congress_delegates", 0.9),)


def _sent_by_congress(number: Number) -> bool:
    """`Đại hội bầu 19 đại biểu chính thức và 2 đại biểu dự khuyết` after the delegation to a higher congress was told of."""
    words = number.words[: number.mark.first]
    elects = number.before(1) == ["bầu"] or number.before(2) in (["bầu", "ra"], ["bầu", "được"])
    if not elects or ("đại", "hội") not in pairwise(words) or any(one.mention is not None for one in number.marks[: number.place]):
        return False
    place = number.dates.place
    told = number.dates.dating.sentences[max(0, place - TOLD_BEFORE) : place]
    return any(mark.code == "upper_congress_delegates" for _, marks in told for mark in marks)


def _into_committees(number: Number, code: str) -> Outcome:
    """`bầu được 4.410 đồng chí vào cấp ủy`, `163 đồng chí trúng cử cấp ủy`."""
    noun = number.noun
    if code != "person" or noun is None:
        return None
    after = number.passage.after(noun, 4)
    into = after[:3] if number.scope.act == "elect" else []
    if into == ["vào", "chi", "ủy"] or (into == ["vào", "cấp", "ủy"] and _of_a_cell(number, noun)):
        return (_size(number, "executive_committee_size", 0.9),)
    if not (into == ["vào", "cấp", "ủy"] or after == ["trúng", "cử", "cấp", "ủy"]):
        return None
    rule = BY_ACT["elect", "committee_member"]
    return (number.figure(rule.indicator, {}, 0.9, noun=noun, rule=rule.name),)


def _of_a_cell(number: Number, noun: Mark) -> bool:
    """`bầu 3 đồng chí vào Cấp ủy Chi bộ`: into the one committee of a cell."""
    return number.passage.after(noun, 5)[3:] == ["chi", "bộ"] or number.scope.body.partition(".")[2].startswith("chi-bo-")


def _named_after(number: Number, code: str) -> Outcome:
    """`6 ủy viên Ban Thường vụ`, `53 đồng chí trúng cử vào Ban Chấp hành`."""
    if code not in ("person", "commissioner") or number.noun is None:
        return None
    at = number.noun.last
    right = next((one for one in number.rest if one.code in COMMITTEE_SIZES and one.first - at <= len(INTO)), None)
    if right is None:
        return None
    between = number.words[at : right.first]
    chosen = set(between) <= INTO and any(pair in SEATED for pair in pairwise(between)) and between[-1] in ("vào", "cử", "gia")
    if not (between in ([], ["vào"]) or chosen):
        return None
    return (_size(number, right.code, 0.95),)


def _named_before(number: Number, code: str) -> Outcome:
    """`Ban Chấp hành gồm 27 đồng chí`, `Ban Thường vụ: 9`."""
    left, mark, words = number.scope.committee, number.mark, number.words
    if left is None or left.code not in SIZES or (code == "delegate" and left.code != "upper_congress_delegates"):
        return None
    attended = words[left.first] in ("dự", "về") and set(words[: left.first]) <= ATTENDING
    if left.code == "upper_congress_delegates" and attended and "elect" not in number.passage.codes:
        # `Tham dự Đại hội Đảng bộ huyện có 250 đại biểu`: its own
        return None
    between = number.passage.between(left, mark)
    cue = next((one for one in number.marks if one.code == "subset" and left.last <= one.first < mark.first), None)
    if cue is not None:
        # a part of the committee
        return (number.puzzle(number.noun, NO_RULE),) if number.noun is not None and code == "commissioner" else None
    inside = [one for one in number.marks if left.last <= one.first < mark.first]
    if len(between) > (24 if between[-1:] == ["gồm"] else 14) or any(
        one.amount or (one.kind == "act" and one.code not in SEATING) or one.code in AWARDS for one in inside
    ):
        return None
    ended = mark.last >= len(words) or words[mark.last] in ",.;)"
    if not code and not (ended and between[-1:] in (["gồm"], ["có"], [":"])):
        return None
    before = number.previous
    if before is not None and before.indicator == "committee_members_elected" and left.code == "standing_committee_size":
        # `bầu cấp ủy 180 đồng chí; Ban Thường vụ 37 đồng chí`: of as many committees
        return ()
    at = number.noun.last if number.noun is not None else mark.last
    if left.code != "upper_congress_delegates" and number.passage.word(at) == "chuyển":
        return None
    return (_size(number, left.code, 0.95 if len(between) <= 6 else 0.9, left),)
