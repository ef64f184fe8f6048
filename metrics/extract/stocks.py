"""What a noun counts to which nothing is done: a rule for each noun, the special ones first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from metrics.extract.acts import Count
from metrics.extract.rules import BY_ACT, PLAIN, WITH_ACTOR, Rule
from metrics.extract.seats import of_a_union
from metrics.extract.status import is_set

# how many words after targets may tell that they are met; the words that do, alone or in pairs, and that tell of the others
TO_MET = 20
CLAUSE_ENDS = frozenset(",;:()")
MET = frozenset({"đạt", "vượt"})
DONE = frozenset({("hoàn", "thành"), ("thực", "hiện"), ("đã", "đạt")})
UNMET = frozenset({("không", "đạt"), ("chưa", "đạt"), ("không", "hoàn"), ("chưa", "hoàn"), ("sẽ", "hoàn"), ("khó", "đạt")})
# members of unions and associations
UNIONS_MEMBERS = frozenset({("đoàn", "viên"), ("hội", "viên")})
RIGHT_BELOW = ["tổ", "chức", "đảng", "trực", "thuộc"]
# kinds of bodies that have no staff of their own
RANKED = ("province_wide", "district")
# kinds of bodies that have no bodies below them but cells
LEAVES = ("office", "school", "hospital", "other")
# first words of a sentence that tell what it is about; what names private firms, and how far it stands from the first
TOPICAL, SECTOR_AT = frozenset({"ở", "tại", "trong", "riêng", "khối", "khu"}), 9
SECTORS = (
    *(("ngoài", "nhà", "nước"), ("ngoài", "khu", "vực", "nhà", "nước"), ("ngoài", "quốc", "doanh")),
    *(("doanh", "nghiệp", "tư", "nhân"), ("kinh", "tế", "tư", "nhân"), ("khu", "vực", "tư", "nhân")),
)
# words before a number that tell how many of a target were reached
REACHING = (["làm", "được"], ["hiện", "được"], ["đạt", "được"])
ALL_CELLS = Rule("all-cells", "", ("cell",), "cells_total").reads(
    "Toàn tỉnh hiện có 5.600 chi bộ.", "cells_total = 5600 2022-12-20"
)
TARGETS_MET = Rule("targets-met", "", ("target_item",), "targets_met").reads(
    "Năm 2021, đạt và vượt 14/16 chỉ tiêu.", "targets_met = 14/16 2021"
)
ON_COMMITTEE = Rule("on-committee", "", (), "members_on_provincial_committee").reads(
    "Có 5 đồng chí hiện là ủy viên Ban Chấp hành Đảng bộ tỉnh.", "members_on_provincial_committee = 5 2022-12-20"
)
ON_STANDING_COMMITTEE = Rule("on-standing-committee", "", (), "members_on_provincial_standing_committee").reads(
    "Có 2 đồng chí hiện là ủy viên Ban Thường vụ Tỉnh ủy.", "members_on_provincial_standing_committee = 2 2022-12-20"
)
BY_DEGREE = Rule("by-degree", "", (), "members_by_degree").reads(
    "Toàn tỉnh hiện có 31 đảng viên có trình độ tiến sĩ.", "members_by_degree degree=doctorate = 31 2022-12-20"
)
BY_THEORY = Rule("by-theory", "", (), "members_by_political_theory").reads(
    "Toàn tỉnh hiện có 320 đảng viên có trình độ cao cấp lý luận chính trị.",
    "members_by_political_theory theory=advanced = 320 2022-12-20",
)
OF_PRIVATE_BODIES = Rule("of-private-bodies", "", ("member",), "party_members", breakdown=(("group", "enterprise"),)).reads(
    "Toàn tỉnh hiện có 120 tổ chức đảng trong doanh nghiệp tư nhân với 2.300 đảng viên.",
    "private_sector_organizations = 120 2022-12-20",
    "party_members group=enterprise = 2300 2022-12-20",
)
SPECIAL = (OF_PRIVATE_BODIES, ALL_CELLS, TARGETS_MET, ON_COMMITTEE, ON_STANDING_COMMITTEE, BY_DEGREE, BY_THEORY)
BY_LEVEL = {"degree": BY_DEGREE, "theory": BY_THEORY}


class Stock(NamedTuple):
    """A rule of a noun to which nothing is done, and the words with which it holds. No rule: nothing is counted."""

    noun: str
    rule: Rule | None
    when: Callable[[Count], bool] = lambda count: True


def stock_of(count: Count) -> Rule | None:
    """The rule of a noun to which nothing is done; occurrences (`lượt`) are none of what there is."""
    if count.number.visits:
        return None
    if count.code == "person":
        return _of_persons(count)
    for stock in BY_NOUN.get(count.code, ()):
        if stock.when(count):
            return stock.rule
    return PLAIN.get(count.code)


def special(count: Count) -> tuple[Rule, dict[str, str]] | None:
    """Members who sit on a committee of the province, or have a degree."""
    ahead = count.after(12)
    if "ủy" in ahead and "viên" in ahead and ("chấp" in ahead or "bch" in ahead or "tỉnh" in ahead):
        return (ON_STANDING_COMMITTEE if "vụ" in ahead and "thường" in ahead else ON_COMMITTEE), {}
    for one in count.rest:
        if one.dimension in BY_LEVEL and one.first - count.noun.last <= 3:
            return BY_LEVEL[one.dimension], {one.dimension: one.code}
    return None


def _of_persons(count: Count) -> Rule | None:
    """`12 đồng chí hiện là ủy viên …`: persons are counted by what they sit on."""
    if "dự" in count.after(7) and "bị" in count.after(8) and "thời" in count.after(6):
        # `3 người còn trong thời gian dự bị`
        return PLAIN["probationary"]
    if _are_members(count):
        return PLAIN["member"]
    ahead = count.after(8)
    found = special(count) if "ủy" in ahead and "viên" in ahead and "hiện" in ahead else None
    return found[0] if found is not None else None


def _are_members(count: Count) -> bool:
    """`Đảng bộ huyện có gần 2.500 đồng chí`: what a Party organization has."""
    place, words = count.number.place, count.words
    body = count.marks[place - 1] if place else None
    if body is None or body.mention is None or body.actor is not None or count.scope.committee is not None:
        return False
    if any(one.dimension == "group" for one in count.marks[:place]):
        # `Tính theo số đảng viên người dân tộc thiểu số, Đảng bộ có 927 người`
        return False
    ended = not count.next_word.isalpha() or count.next_word in ("và", "với")
    party = words[body.first : body.first + 2] in (["đảng", "bộ"], ["chi", "bộ"], ["toàn", "đảng"])
    return party and ended and words[body.last : count.number.mark.first] in (["có"], ["hiện", "có"], ["đã", "có"])


def _kind(count: Count) -> str:
    return count.scope.body_kind


def _of_private_bodies(count: Count) -> bool:
    """`120 tổ chức đảng trong doanh nghiệp … với 2.300 đảng viên`: theirs only."""
    told = [noun for noun in count.scope.nouns[-2:] if noun != "bare_organization"]
    return told[-1:] == ["private"] or _in_private_sector(count) or _bracket_of_private(count) is False


def _bracket_of_private(count: Count) -> bool | None:
    """Whether a count stands in the bracket behind private bodies; False after it: `120 tổ chức … (gồm …), với 897 …`."""
    private = next((one for one in reversed(count.marks[: count.number.place]) if one.code == "private"), None)
    since = count.words[private.last : count.number.mark.first] if private is not None else []
    if since[:1] != ["("]:
        return None
    if ")" not in since:
        return True
    return False if set(since[since.index(")") + 1 :]) <= {",", "với", "có", "gồm"} else None


def _risen_private(count: Count) -> bool:
    """`thành lập 6 tổ chức đảng trong doanh nghiệp …, nâng tổng số lên 98 tổ chức`: as many as there are then."""
    return count.scope.nouns[-1:] == ("private",) and "lên" in count.number.before(1) and "số" in count.number.before(3)


def _part_of_private(count: Count) -> bool:
    return _bracket_of_private(count) is True


def _of_others(count: Count) -> bool:
    """`trong đó có 26 phó bí thư huyện ủy`: some of those to whom something was done, or of many committees."""
    below = ("xã", "chi", "phường", "các", *(("huyện",) if _kind(count) == "province_wide" else ()))
    own = count.words[count.noun.last - 1] == "ủy"
    return (count.scope.subset and not own) or count.next_word in below


def _of_a_union(count: Count) -> bool:
    """`Đại hội Đoàn Khối bầu 3 Phó Bí thư`."""
    return of_a_union(count.number)


def _among_others(count: Count) -> bool:
    """`Công đoàn tỉnh có 12.000 đoàn viên, trong đó 4.500 đảng viên`: those of a union's members who are of the Party."""
    whole = next((one for one in reversed(count.marks[: count.number.place]) if one.amount is not None), None)
    if not count.scope.subset or whole is None or whole.amount is None or whole.amount.percent:
        return False
    if tuple(count.number.passage.after(whole, 2)) in UNIONS_MEMBERS:
        return True
    # `lao động là 3.100 người, trong đó có 140 đảng viên`, of no body that has a staff
    at = count.number.passage.starts[whole.first]
    unread = all(not one.start <= at < one.end for one in count.scope.figures)
    return unread and _kind(count) in RANKED and whole.amount.value > count.number.amount.value


def _in_private_sector(count: Count) -> bool:
    """`Ở khu vực ngoài Nhà nước, Khối có 38 tổ chức đảng`, `Riêng khối doanh nghiệp tư nhân có 9 chi bộ`: of private firms."""
    words = count.words[: count.number.mark.first]
    if words[:1] == [] or words[0] not in TOPICAL or ";" in words:
        return False
    last = next(
        (i + len(one) for i in range(min(len(words), SECTOR_AT)) for one in SECTORS if tuple(words[i : i + len(one)]) == one), 0
    )
    since = words[last:]
    if since[:1] == ["toàn"] and since[2:3] not in ([","], [":"]):
        # `Khối doanh nghiệp ngoài nhà nước toàn tỉnh hiện có …`
        since = since[2:]
    return bool(last) and "toàn" not in since and ("," in since or since[:1] in (["có"], ["hiện"], ["đã"], ["đang"]))


def _of_those_inspected(count: Count) -> bool:
    """`kiểm tra 886 tổ chức đảng. Trong đó, có 784 tổ chức đảng (88,48%) …`: a part of those to whom something was done."""
    whole = count.scope.memory.listed
    acted = whole is not None and (whole.indicator in WITH_ACTOR or whole.indicator == "organizations_changed")
    part = count.scope.subset and whole is not None and whole.unit == "organization" and acted
    return part and whole is not None and count.number.amount.value < whole.value


def _aimed_at(count: Count) -> bool:
    """`chỉ tiêu huyện giao là 7 đảng viên` in a text about admissions."""
    listed, number = count.scope.memory.listed, count.number
    held = any(
        one.code in ("hold", "members_base", "become") for one in number.marks[: number.place] if one.last >= number.mark.first - 9
    )
    return (
        not held
        and count.scope.target
        and count.number.label is None
        and listed is not None
        and listed.indicator == "members_admitted"
    )


def _set_to_admit(count: Count) -> bool:
    """`chỉ tiêu Tỉnh ủy giao là 1.500 đảng viên` where admissions are told of: right before, in the sentence or in the next."""
    if not _set(count):
        return False
    last, dates = count.number.previous or count.scope.memory.last, count.number.dates
    following = dates.dating.sentences[dates.place + 1 : dates.place + 2]
    ahead = any(one.code == "admit" for _, marks in following for one in marks)
    return ahead or "admit" in count.number.passage.codes or (last is not None and last.indicator == "members_admitted")


def _set(count: Count) -> bool:
    """A target that is set is no stock, whatever is to be done."""
    return is_set(count.number)


def _reached(count: Count) -> bool:
    """`Năm 2021 thực hiện được 122 đảng viên` after a target of admissions: so many were admitted."""
    listed = count.scope.memory.listed
    return listed is not None and listed.indicator == "members_admitted" and _is_reached(count)


def _is_reached(count: Count) -> bool:
    """`làm được 122 đảng viên`: what was done, whatever it was, and nobody who is there."""
    return count.number.before(2) in REACHING


def _guests_among(count: Count) -> bool:
    """`310 đại biểu, gồm 250 đại biểu chính thức và 60 khách mời`: guests are among them, and the delegates are told apart."""
    if count.words[count.noun.last - 2 : count.noun.last] == ["chính", "thức"]:
        return False
    place = count.number.passage.next_amount(count.noun.last)
    part = count.marks[place].amount if place is not None else None
    if place is None or part is None or part.percent or part.value >= count.number.amount.value:
        return False
    said = count.words[count.noun.last : count.marks[place].first]
    parted = {"gồm", "đó", ":", "("} & set(said)
    behind = count.words[count.marks[place].last : count.marks[place].last + 4]
    return bool(parted) and (behind == ["đại", "biểu", "chính", "thức"] or ("khách" in behind and "mời" in behind))


def _elsewhere(count: Count) -> bool:
    """Delegates in a text about no congress, or a part of them: the structure of delegates is no figure of ours."""
    named = count.after(2) in (["đương", "nhiên"], ["bầu", "từ"], ["trình", "độ"])
    if count.after(2) in (["được", "chỉ"], ["được", "bầu"]):
        # those besides the ex officio ones; all of them where no others are told of
        named = "đương" in count.words or count.scope.memory.total("congress_delegates") is not None
    # `dự kiến mời khoảng 260 đại biểu`: guests
    invited = "mời" in count.number.before(2)
    # `hơn 300 đại biểu, trong đó có 250 đại biểu chính thức`: the delegates are these
    official = count.words[count.noun.last - 2 : count.noun.last] == ["chính", "thức"]
    part = count.scope.subset and not (official and count.scope.memory.total("congress_delegates") is None)
    return named or invited or part or not _of_the_party(count)


def _of_the_party(count: Count) -> bool:
    """Whether a congress of the Party is told of: not one of the youth union, the front, a trade union."""
    return count.number.dates.dating.about_congress and not count.number.dates.of_a_union


def _met(count: Count) -> bool:
    """`hoàn thành tốt 14/16 chỉ tiêu`, `đạt và vượt 14/16 chỉ tiêu`, `14/16 chỉ tiêu chủ yếu đã đạt và vượt`."""
    number = count.number
    if not number.amount.of:
        return False
    met = any(one.code == "met" for one in count.marks[: number.place]) or number.before(1) in (["đạt"], ["vượt"])
    before, after = number.before(5), count.after(TO_MET)
    stop = max((i + 1 for i, word in enumerate(before) if word in CLAUSE_ENDS), default=0)
    end = next((i for i, word in enumerate(after) if word in CLAUSE_ENDS), len(after))
    near = [*before[stop:], "", *after[:end]]
    if number.passage.word(count.noun.last) in ("về", "thuộc") and not any(word[0].isdigit() or word in ";:(" for word in after):
        # `80/80 chỉ tiêu về kinh tế, quốc phòng, xây dựng Đảng đạt và vượt`
        end = len(after)
        near = [*before[stop:], "", *after]
    done = any(pair in DONE for pair in pairwise(near)) or not MET.isdisjoint(after[:end])
    return (met or done) and not any(pair in UNMET for pair in pairwise(near))


def _in_a_list_of_bodies(count: Count) -> bool:
    """`70 tổ chức cơ sở đảng, gồm 40 đảng bộ …`."""
    listed = count.words[count.number.mark.first - 1] in ("gồm", "có", "đó", "là", "ra", "(")
    return count.scope.nouns[-1:] == ("grassroots",) and listed


def _of_the_province(count: Count) -> bool:
    """`21 đảng bộ` of a province, `21 đảng bộ trực thuộc` of a district."""
    return _kind(count) == "province_wide" or (_kind(count) == "district" and "trực" in count.after(2))


def _of_a_district(count: Count) -> bool:
    """The committees right below a district's or a bloc's are those of grassroots organizations."""
    named = count.words[count.noun.first : count.noun.last]
    return _kind(count) not in ("province_wide", "") and not {"tỉnh", "thành"} & set(named)


def _right_below(count: Count) -> bool:
    """`18 tổ chức đảng trực thuộc` of a province."""
    return _kind(count) == "province_wide" and count.words[count.noun.first : count.noun.last] == RIGHT_BELOW


def _of_a_leaf(count: Count) -> bool:
    cells = any(one.code == "grassroots_cell" for one in count.marks)
    return _kind(count) in LEAVES and not cells


def _both_kinds_follow(count: Count) -> bool:
    """`1.250 chi bộ, gồm 300 chi bộ cơ sở và 950 chi bộ trực thuộc`: all of them."""
    later = {one.code for one in count.marks[count.number.place + 2 :] if one.kind == "noun"}
    return {"grassroots_cell", "subordinate_cell"} <= later


def _more_than_grassroots(count: Count) -> bool:
    """`709 tổ chức cơ sở đảng, 3.207 chi bộ`: more than the grassroots bodies, so that the cells below are among them."""
    last = count.number.previous
    return last is not None and last.indicator == "grassroots_organizations" and count.number.amount.value > last.value


def _under_one_body(count: Count) -> bool:
    """The cells of a single grassroots body, or of its sections."""
    return is_of_a_leaf(count) or count.scope.nouns[-1:] == ("sectional",)


def is_of_a_leaf(count: Count) -> bool:
    """Whether the body spoken of is a single grassroots one, whose cells are subordinate ones."""
    return _kind(count) in (*LEAVES, "enterprise")


def _beside_committees(count: Count) -> bool:
    """`37 đảng bộ và 53 chi bộ trực thuộc` of a district: both stand right below it."""
    named = count.words[count.noun.first : count.noun.last] == ["chi", "bộ", "trực", "thuộc"]
    joined = count.number.before(1) in (["và"], [","]) and count.scope.nouns[-1:] == ("committee",)
    return named and joined and _kind(count) not in (*LEAVES, "enterprise", "province_wide", "")


def _make_up_the_whole(count: Count) -> bool:
    """`46 chi, đảng bộ trực thuộc; trong đó có 14 đảng bộ cơ sở và 32 chi bộ trực thuộc`: with the committees they are all."""
    whole, committees = count.scope.memory.total("grassroots_organizations"), count.number.previous
    if whole is None or committees is None or committees.indicator != "grassroots_committees":
        return False
    return count.number.before(1) in (["và"], [","]) and committees.value + count.number.amount.value == whole.value


def _said_to_be_subordinate(count: Count) -> bool:
    """`trực thuộc các đảng bộ cơ sở là 205 chi bộ`."""
    before = count.words[: count.number.mark.first]
    named = "trực" in before[-8:] or "thuộc" in before[-8:] or "dưới" in before[-12:]
    return before[-1:] in (["là"], ["có"], ["với"]) and named and "cơ" in before[-7:]


def _alone_of_the_province(count: Count) -> bool:
    """`5.600 chi bộ` of a province, where no kind of body was counted before."""
    counted = set(count.scope.nouns) & {"grassroots", "committee", "grassroots_committee"}
    return _kind(count) == "province_wide" and not counted


STOCKS: tuple[Stock, ...] = (
    Stock("member", BY_ACT["admit", "member"], _aimed_at),
    Stock("member", BY_ACT["admit", "member"], _set_to_admit),
    Stock("member", None, _set),
    Stock("member", BY_ACT["admit", "member"], _reached),
    Stock("member", None, _is_reached),
    Stock("member", OF_PRIVATE_BODIES, _of_private_bodies),
    Stock("deputy", None, _of_others),
    Stock("deputy", None, _of_a_union),
    Stock("member", None, _among_others),
    *(Stock(noun, None, _part_of_private) for noun in ("grassroots", "cell", "subordinate_cell", "grassroots_cell", "committee")),
    Stock("bare_organization", PLAIN["private"], _risen_private),
    Stock("organization", PLAIN["private"], _in_private_sector),
    Stock("organization", None, _of_those_inspected),
    Stock("grassroots", PLAIN["private"], _in_private_sector),
    *(Stock(noun, PLAIN["private"], _in_private_sector) for noun in ("cell", "grassroots_cell")),
    Stock("delegate", None, _guests_among),
    Stock("delegate", None, _elsewhere),
    Stock("target_item", TARGETS_MET, _met),
    Stock("grassroots", PLAIN["subordinate_committee"], _right_below),
    Stock("subordinate_committee", PLAIN["grassroots_committee"], _of_a_district),
    Stock("committee", PLAIN["grassroots_committee"], _in_a_list_of_bodies),
    Stock("committee", PLAIN["subordinate_committee"], _of_the_province),
    Stock("committee", None, _of_a_leaf),
    Stock("committee", PLAIN["grassroots_committee"]),
    Stock("subordinate_cell", PLAIN["grassroots_cell"], _beside_committees),
    Stock("subordinate_cell", PLAIN["grassroots_cell"], _make_up_the_whole),
    Stock("cell", ALL_CELLS, _both_kinds_follow),
    Stock("cell", ALL_CELLS, _more_than_grassroots),
    Stock("cell", PLAIN["grassroots_cell"], _make_up_the_whole),
    Stock("cell", PLAIN["subordinate_cell"], _under_one_body),
    Stock("cell", PLAIN["subordinate_cell"], _said_to_be_subordinate),
    Stock("cell", ALL_CELLS, _alone_of_the_province),
    Stock("cell", PLAIN["grassroots_cell"]),
)
BY_NOUN: dict[str, list[Stock]] = {}
for _stock in STOCKS:
    BY_NOUN.setdefault(_stock.noun, []).append(_stock)
