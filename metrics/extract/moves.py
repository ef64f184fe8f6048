"""How the marks of a sentence move what holds in it: bodies, actors, acts, cues. One move for each kind of mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from metrics.extract.actors import REPORTING, act_follows, acted_on, acts, acts_as_noun, goes_on
from metrics.extract.bodies import AREA_KINDS, AREAS, BLOC_KINDS, SHORT_AREAS, UPPER_KINDS, kind_of_name, slugify
from metrics.extract.clauses import PLACING, Passage
from metrics.extract.committees import CLAUSE_STARTS, TOLD, Actor
from metrics.extract.marks import Mark
from metrics.extract.numbers import Spot
from metrics.extract.owners import Owner, Owners
from metrics.extract.periods import of_results
from metrics.extract.rules import AWARDS, INSPECTIONS
from metrics.extract.scope import Scope
from metrics.extract.status import AIMS
from metrics.extract.text import word_set

Move = Callable[[Spot], Scope]
# words after which a body is only mentioned and owns no figures
SUBJECTLESS = word_set("thuộc về của từ do vào sang cho theo bởi đối với tại giúp tham mưu trong")
# of a mention that names no body of its own
NOBODY: Owner = ("", "")
# words before bodies that are several
SEVERAL = (["các"], ["những"], ["mỗi"], ["từng"], ["một"], ["nhiều"])
# kinds of grassroots bodies that a bloc is none of
NAMED_KINDS = ("school", "hospital", "enterprise")
# words between a cell and what it has, by which it is told which one it is: `Chi bộ thôn 5 hiện có`
LONGEST_SORT = 4
# how many words a label has at most
LONGEST_LABEL = 6
# words after a body that make it the owner of what follows
OWNING = ("có", "hiện", "gồm", "với", ":", "đã", "được", "đạt", "còn", "kết", "cũng", "quản", "chỉ", "tiền")
# words after a body at which its own figures begin
TELLING = ("có", "hiện", "gồm", "với", ":")
# first words of a body's Party organization, or of an area: offices by themselves do much that is not theirs
OF_THE_PARTY = frozenset({"đảng", "chi", *AREAS, *SHORT_AREAS})
# words with which a sentence may begin before the body that it tells of
FIRST_IN_SENTENCE = word_set(", tại ở riêng còn cả")
# what stands before the body that it is the committee of
OFFICES = ("", "executive_committee_size", "standing_committee_size", "inspection_commission_size")
# words between a body and the one that it is part of
BELOW = (["thuộc"], ["trực", "thuộc"])
# what a province's committee does itself, and owns the figures of
DONE_BY_COMMITTEES = (*INSPECTIONS, "discipline", "found", "dissolve", "admit", "suspend")
# words before a number that say that it is held
HOLDING = frozenset({"có", "gồm", "còn", "quản", "với"})
# acts that make bodies, which may then be told of
ORGANIZING = ("merge", "found", "receive", "send")
# acts after which fewer are left
REARRANGING = frozenset({"merge", "send", "dissolve", "receive"})
# and how many words before `xuống` may tell from how many
FALLEN = 8
# acts that may go on
ONGOING = frozenset({*INSPECTIONS, "discipline", "settle"})
# words before those that make sure of it
HELD = ("sẽ", "hiện", "tỉnh", "bộ", "khối", "chỉ", "vẫn", "giờ", "nay")
# words of the central bodies, as a list names them
CENTRAL = word_set("ban chấp hành trung ương bộ chính trị bí thư , và ubkt ủy kiểm tra tỉnh")
# words between a plan and the sessions that it holds
CARRYING_OUT = word_set("thực hiện tổ chức tiến hành")
# words between an act and those whom a plan names
TOWARDS = word_set("đối với theo chuyên đề")
# words that tell what became of targets
TOLD_OF_AIMS = word_set("đạt vượt thành đã kết")
# what one does that asks another to act
ASKING = frozenset({("đề", "nghị"), ("kiến", "nghị"), ("tham", "mưu"), ("đã", "đề"), ("báo", "cáo"), ("đã", "tham")})
# acts that bodies have to do; others have to be borne: `phải thi hành kỷ luật`, `có 12 đảng viên phải kiểm tra`
OWED = frozenset({"admit", "make_full", "found", "train"})
# words before a target's name that make it the base of a percentage
BASES = ("%", "với", "đạt", "vượt", "bằng", "thành", "nhóm", "nq")


def move_body(spot: Spot) -> Scope:
    """A body owns the figures after it, unless it is only mentioned: `trực thuộc …`, `của …`, `Đại hội …`."""
    scope, mark = spot.scope, spot.mark
    if mark.mention is None or _is_stood_for(spot):
        return scope
    office = _office_before(spot)
    named = spot if office is None else spot.at(spot.place - 1)
    owner = _whole(spot) if mark.mention.kind == "whole" else spot.owners.of(mark.mention)
    if owner == NOBODY:
        owner = unnamed(spot.passage, mark, spot.owners, scope.body)
    scope = _owned(spot, named, owner)
    actor = None if office is not None else mark.actor or _leading(spot, owner[1])
    if actor is None and office is None and mark.actor is None and act_follows(spot) and acts(spot):
        return scope._replace(actor=None, memory=scope.memory._replace(actor=None))
    return scope._replace(actor=actor) if actor is not None and acts(spot) else scope


def _is_stood_for(spot: Spot) -> bool:
    """`thay mặt Ban Thường vụ Thành ủy, …`: one only for whom another speaks."""
    before = spot.mark_before
    return before is not None and before.code == "represent" and before.last == spot.mark.first


def unnamed(passage: Passage, mark: Mark, owners: Owners, told: str) -> Owner:
    """`Đảng bộ nhà trường`, `Đảng bộ huyện` in a text about the province that names none: its kind, no slug.

    `told`: the body that is told of, which may be the one. Where a person said which body a text is about, it is meant.
    """
    if owners.given:
        return NOBODY
    mention, main = mark.mention, owners.main[1]
    place = owners.gazetteer.provinces.get(told.removesuffix(".province-wide"))
    if mention is not None and mention.area == "tp" and place is not None and place.kind == "city":
        # `Ở TP.HCM, Thành ủy …`
        return NOBODY
    if mention is None or mention.kind not in ("area", "common") or passage.words[mark.first - 1 : mark.first] in SEVERAL:
        return NOBODY
    sort = mention.area or slugify(mention.name)
    kind = "district" if mention.area in AREA_KINDS else kind_of_name(f"{sort}-")
    below = main == "province_wide" or (main == "district" and kind != "district") or (main in BLOC_KINDS and kind in NAMED_KINDS)
    return ("", kind) if below and not told.partition(".")[2].startswith(f"{sort}-") else NOBODY


def topic_of(passage: Passage, owners: Owners, topic: tuple[Owner, int] | None) -> tuple[Owner, int] | None:
    """The body that a sentence tells of from its first words, if it names no other; and the line on which it stands."""
    named = [mark for mark in passage.marks if mark.mention is not None]
    bodies = {owners.of(mark.mention) for mark in named if mark.mention is not None} - {NOBODY}
    if not bodies and named:
        told = topic[0][0] if topic is not None else ""
        bodies = {unnamed(passage, named[0], owners, told)} - {NOBODY}
    if not bodies:
        # it goes on about the one before
        return topic
    if len(bodies) != 1:
        return None
    (owner,) = bodies
    if owner == owners.main or (owner[1] in UPPER_KINDS and owners.main[1] in UPPER_KINDS):
        return None
    first = named[0]
    starts = next((mark.last for mark in reversed(passage.marks) if mark.kind == "period" and mark.last <= first.first), 0)
    led = passage.words[starts : first.first]
    begins = len(led) <= 1 and FIRST_IN_SENTENCE.issuperset(led)
    return (owner, passage.line) if begins else None


def carried_topic(passage: Passage, topic: tuple[Owner, int] | None) -> Owner | None:
    """The body of the sentence before, for one that goes on in the same paragraph, or that says `Đảng bộ huyện` of it."""
    if topic is None:
        return None
    named = next((mark.mention for mark in passage.marks if mark.mention is not None), None)
    if named is not None and (named.kind == "common" or (named.kind == "area" and not named.name)):
        sort = slugify(named.name) or named.area
        return topic[0] if topic[0][0].partition(".")[2].startswith(f"{sort}-") else None
    return topic[0] if topic[1] == passage.line and goes_on(passage) else None


def _owned(spot: Spot, named: Spot, owner: Owner) -> Scope:
    """Whose figures follow; `named`: where the name begins, with an office before it."""
    scope, (slug, kind) = spot.scope, owner
    if owner == NOBODY:
        return scope
    if slug == spot.owners.main[0]:
        mention = spot.mark.mention
        own = mention is None or mention.kind not in ("province_wide", "area") or bool(mention.places or mention.name)
        if not own and kind == scope.body_kind and slug != scope.body:
            # `Ở Quảng Ninh, Tỉnh ủy …`, `Tại TP.HCM, Thành ủy …`: of the province spoken of
            return scope
        return scope if _modifies(named) else scope._replace(body=slug, body_kind=kind)
    if named.before in SUBJECTLESS and not _is_topic(named, kind):
        taker = named.before in ("về", "sang") and _counts_at_once(spot)
        return scope._replace(body=slug, body_kind=kind) if taker else scope
    if named.before == "hội" or _is_object(named, spot) or not (_is_topic(named, kind) or _is_subject(spot, kind)):
        return scope
    return scope._replace(body=slug, body_kind=kind)


def _office_before(spot: Spot) -> Mark | None:
    """The committee in `UBKT Đảng ủy Khối các cơ quan tỉnh`, `Ban Chấp hành Đảng bộ huyện Đô Lương`."""
    before = spot.mark_before
    if before is None or before.kind not in ("actor", "committee") or before.code not in OFFICES:
        return None
    return before if spot.passage.between(before, spot.mark) in ([], ["của"]) else None


def _leading(spot: Spot, kind: str) -> Actor | None:
    """`Đảng ủy Khối`, `Đảng ủy Sở Y tế`: the committee of a body, by the body's level."""
    if spot.passage.words[spot.mark.first : spot.mark.first + 2] != ["đảng", "ủy"]:
        return None
    if kind in BLOC_KINDS:
        return Actor("committee", "bloc")
    level = {"district": "district", "province_wide": "province", "party_agencies": "", "peoples_committee": ""}
    return Actor("committee", level.get(kind, "grassroots" if kind else "own"))


def _whole(spot: Spot) -> Owner:
    """`toàn Đảng bộ`: that of the body spoken of, if it has others below it, else the one that the text is about."""
    scope = spot.scope
    return (scope.body, scope.body_kind) if scope.body_kind in UPPER_KINDS else spot.owners.main


def _modifies(named: Spot) -> bool:
    """`xã Tân Sơn thuộc Đảng bộ huyện`: it only tells where another is."""
    before = named.mark_before
    close = before is not None and before.mention is not None and named.mark.first - before.last <= 2
    return close and named.before in ("thuộc", "của")


def _is_object(named: Spot, spot: Spot) -> bool:
    """`Tiếp nhận Đảng bộ Chi nhánh … và 123 đảng viên`: something is done to it, and nothing told of it."""
    act = named.mark_before
    done = act is not None and act.kind == "act" and act.last == named.mark.first
    return done and spot.passage.word(spot.mark.last) not in TELLING and not _brackets_number(spot)


def _brackets_number(spot: Spot) -> bool:
    """`huyện Chư Sê (120 đảng viên)`."""
    following = spot.passage.marks[spot.place + 1 : spot.place + 3]
    bracket = len(following) == 2 and following[0].code == "(" and following[1].amount is not None
    return bracket and following[1].first <= following[0].last + 2


def _is_topic(named: Spot, kind: str) -> bool:
    """`Tại Đảng bộ Công an tỉnh, …`, `Riêng Thành ủy Vinh …`: what follows is told of it."""
    words, at = named.passage.words, named.mark.first - 1
    if at < 0 or words[at] not in PLACING or kind == "province_wide" or (named.mark.actor is not None and words[at] != "riêng"):
        return False
    return at == 0 or words[at - 1] in CLAUSE_STARTS


def _counts_at_once(spot: Spot) -> bool:
    """Whether a number follows a body with nothing or a colon between them."""
    following = spot.passage.marks[spot.place + 1 : spot.place + 2]
    return bool(following and following[0].amount) and spot.passage.between(spot.mark, following[0]) in ([], [":"], ["là"])


def _begins(passage: Passage, mark: Mark, last: int) -> bool:
    """Whether a clause begins with a body, of which something is told: `Chi bộ Cơ động trao quyết định …`."""
    before, after = passage.words[mark.first - 1] if mark.first else "", passage.words[last : last + 2]
    alone = passage.words[mark.first] not in OF_THE_PARTY
    told = not alone and after != [] and after[0].isalpha() and after[0] not in ("và", "cùng") and after not in REPORTING
    return before in CLAUSE_STARTS and told


def _is_subject(spot: Spot, kind: str) -> bool:
    """A named body owns the figures after it where an act or a holding verb follows, or its number stands in brackets."""
    mark = spot.mark
    last, following = mark.last, next(iter(spot.passage.marks[spot.place + 1 :]), None)
    if following is not None and following.mention is not None and spot.passage.between(mark, following) in BELOW:
        # `xã Minh Lộc thuộc Đảng bộ huyện …`
        last, following = following.last, next(iter(spot.passage.marks[spot.place + 2 :]), None)
    if mark.actor is not None and mark.mention is not None and mark.mention.kind == "province_wide":
        # the province's committee does much in others' texts: founds them, appoints, rewards
        near = spot.passage.marks[spot.place + 1 : spot.place + 3]
        return any(one.code in DONE_BY_COMMITTEES and one.first - last <= 3 for one in near)
    below = kind not in UPPER_KINDS or spot.owners.main[1] == "province_wide"
    begins = below and _begins(spot.passage, mark, last)
    if begins or spot.passage.word(last) in OWNING or _brackets_number(spot):
        return True
    if following is None or following.first > last + 1:
        return False
    if following.amount is not None:
        return spot.passage.words[last : following.first] not in (["và"], [","])
    return following.kind in ("act", "period")


def move_actor(spot: Spot) -> Scope:
    """Who acts; a committee that leads a body owns what follows as the body does."""
    scope = move_body(spot)
    committee = spot.mark if spot.mark.code else scope.committee
    if spot.before == "bầu" and _is_of_a_cell(spot):
        committee = spot.mark._replace(code="executive_committee_size")
    actor = spot.mark.actor if acts(spot) else scope.actor
    if actor is not None and actor.level == TOLD:
        actor = scope.memory.commission or scope.actor
    if actor is not None and not actor.body and scope.actor is not None and "(" in spot.passage.words[: spot.mark.first]:
        # `UBKT các cấp tiếp nhận 176 đơn (cấp tỉnh: 80 đơn; cấp huyện: 96 đơn)`
        actor = actor._replace(body=scope.actor.body)
    return scope._replace(actor=actor, committee=committee)


def _is_of_a_cell(spot: Spot) -> bool:
    """`bầu cấp ủy chi bộ gồm 3 đồng chí`, or only `cấp ủy` where a cell is told of, which has one."""
    words, mark = spot.passage.words, spot.mark
    if words[mark.first : mark.last + 2] == ["cấp", "ủy", "chi", "bộ"]:
        return True
    cell = any(body.partition(".")[2].startswith("chi-bo-") for body in (spot.scope.body, spot.owners.main[0]))
    return cell and words[mark.first : mark.last] == ["cấp", "ủy"]


def move_committee(spot: Spot) -> Scope:
    """A committee that others appoint is of the body that the text is about."""
    scope = spot.scope._replace(committee=spot.mark)
    appointed = spot.passage.words[max(0, spot.mark.first - 2) : spot.mark.first] == ["chỉ", "định"]
    return scope.owned_by(spot.owners.main) if appointed and spot.owners.main[0] else scope


def move_act(spot: Spot) -> Scope:
    """An act is done to what follows; one who only stands for others (`đại diện`, `quản lý`) does nothing to them."""
    scope, mark = spot.scope, spot.mark
    if scope.act == "conclude" and _asked_of_another(spot):
        return scope
    if _totals(spot) or _names_letters(spot) or _done_besides(spot) or _is_review(spot):
        return scope
    if _leads_to_findings(spot):
        return scope._replace(act="conclude", act_at=mark.first, last_act="conclude")
    stands = mark.code in ("represent", "hold")
    act = "" if stands else mark.code
    goes_on, set_out = mark.code in ONGOING, _sets_out(spot, mark.first)
    owed = spot.before == "phải" and mark.code in OWED
    return scope._replace(
        act=act,
        act_at=mark.first,
        form=scope.form if stands else "",
        last_act=scope.last_act if stands else act,
        thematic="chuyên" in spot.passage.words[mark.first : mark.last],
        in_progress=scope.in_progress and goes_on,
        planned=scope.planned or set_out,
        target=owed or (scope.target and not set_out),
        aimed=owed or scope.aimed,
    )


def _totals(spot: Spot) -> bool:
    """`kết nạp được tổng số 100 đảng viên`, `đại hội … với tổng số 634 chi bộ`: of those to whom it is done."""
    done, mark = spot.mark_before, spot.mark
    total = spot.passage.words[mark.first : mark.last] == ["tổng", "số"]
    if total and spot.before == "với" and spot.scope.act in ("congress", "send", "receive"):
        return True
    return total and done is not None and done.kind == "act" and done.code != "hold" and done.last == mark.first


def _done_besides(spot: Spot) -> bool:
    """`công nhận chính thức và phát thẻ đảng viên cho 75 đồng chí`: done to the same persons, and none of ours."""
    done = spot.mark_before
    return spot.mark.code == "conclude" and spot.before == "và" and done is not None and done.code == "make_full"


def _is_review(spot: Spot) -> bool:
    """`Qua kiểm điểm, 148.310 đảng viên được đánh giá`: the yearly review by which all are rated; nobody is criticised."""
    words, last = spot.passage.words, spot.mark.last
    review = words[spot.mark.first : spot.mark.first + 2] == ["kiểm", "điểm"] and spot.before in ("qua", "sau")
    return review and not any(one.amount is not None and one.first == last for one in spot.passage.marks[spot.place + 1 :][:1])


def _leads_to_findings(spot: Spot) -> bool:
    """`Qua kiểm tra, giám sát, có 30 tổ chức đảng chưa thực hiện tốt …`: what was found, not how many were inspected."""
    words, mark = spot.passage.words, spot.mark
    told = next((one for one in spot.passage.marks[spot.place + 1 :] if one.kind != "period"), None)
    found = told is not None and told.amount is not None and {"có", "còn"} & set(words[mark.last : told.first])
    return bool(found) and mark.code in INSPECTIONS and spot.before == "qua" and words[mark.last] == ","


def _names_letters(spot: Spot) -> bool:
    """`176 đơn tố cáo, kiến nghị, phản ánh`: what letters are called, not what is done."""
    words, at = spot.passage.words, spot.mark.first
    kinds = words[at : spot.mark.last] == ["kiến", "nghị"] and words[at - 1] in (",", "và")
    return kinds and words[max(0, at - 3) : at - 1] in (["tố", "cáo"], ["khiếu", "nại"], ["phản", "ánh"])


def _asked_of_another(spot: Spot) -> bool:
    """`đề nghị Ban Bí thư thi hành kỷ luật 1 cán bộ`: it is not done by whom the figures are."""
    before = reversed(spot.passage.marks[: spot.place])
    asked = next((one for one in before if one.kind not in ("actor", "body", "committee")), None)
    if asked is None or asked.kind != "act" or spot.passage.words[asked.first : asked.last] != ["đề", "nghị"]:
        return False
    between = spot.passage.between(asked, spot.mark)
    if between[-3:] == ["xem", "xét", ","]:
        between = between[:-1]
    named = [one for one in spot.passage.marks[: spot.place] if one.first >= asked.last]
    if named and named[-1].last == spot.mark.first and all(one.actor is not None or one.kind == "committee" for one in named):
        # `đề nghị Bộ Chính trị, Ban Bí thư thi hành kỷ luật …`
        return True
    if between and CENTRAL.issuperset(between):
        return True
    return 0 < len(between) <= 8 and not {",", ";", "và"} & set(between)


def move_slice(spot: Spot) -> Scope:
    """A form of discipline is an act too."""
    scope, mark = spot.scope, spot.mark
    if mark.dimension != "form" or (scope.act == "conclude" and _asked_of_another(spot)):
        return scope
    if scope.act == "discipline":
        return scope._replace(form=mark.code)
    return scope._replace(form=mark.code, act="discipline", act_at=mark.first)


def move_noun(spot: Spot) -> Scope:
    """Nouns that do something to what follows: findings, awards, targets, sessions."""
    scope, mark = spot.scope, spot.mark
    if mark.code == "cell" and _is_a_cell_of_its_own(spot):
        return scope._replace(body="", body_kind="other")
    if mark.actor is not None and acts_as_noun(spot):
        scope = scope._replace(actor=mark.actor)
    if mark.code == "conclusion":
        return scope._replace(act="conclude", act_at=mark.first)
    counted = any(one.amount is not None for one in spot.passage.marks[: spot.place])
    if mark.code in AWARDS and (spot.before not in ("nhận", "được") or (scope.act == "receive" and not counted)):
        return scope._replace(act=AWARDS[mark.code], act_at=mark.first)
    if mark.code == "target_item":
        return move_target(spot)
    if mark.code == "cell_committee" and spot.passage.words[mark.first] == "chi":
        counted = spot.mark_before is not None and spot.mark_before.amount is not None
        return scope if counted else scope._replace(committee=mark._replace(code="executive_committee_size"))
    if mark.code in ("session", "supervision_session") and spot.before not in ("các", "những"):
        phrase = spot.passage.words[mark.first : mark.last + 1]
        act = _act_of_session(phrase)
        return scope._replace(act=act, act_at=mark.first, last_act=act, thematic="chuyên" in phrase)
    return scope


def _is_a_cell_of_its_own(spot: Spot) -> bool:
    """`Chi bộ thôn hiện có 32 đảng viên` in a text about those above it: its own members, whichever cell it is."""
    words, mark, before = spot.passage.words, spot.mark, spot.mark_before
    if spot.owners.given or spot.owners.main[1] not in ("province_wide", "district", *BLOC_KINDS):
        return False
    dated = before is not None and before.kind == "period" and words[before.last : mark.first] in ([], [","])
    begins = mark.first == 0 or words[mark.first - 1] in (";", "-", "+") or dated
    last = mark.last
    while last < min(len(words), mark.last + LONGEST_SORT) and words[last] not in HOLDING and words[last] not in (",", ";", "hiện"):
        last += 1
    following = next((one for one in spot.passage.marks[spot.place + 1 :] if one.first > last), None)
    held = spot.passage.word(last) in ("hiện", "có", "gồm") and following is not None and following.amount is not None
    return begins and held and following is not None and following.first - last <= 3


def _act_of_session(phrase: list[str]) -> str:
    if "giám" in phrase:
        return "inspect_supervise" if "kiểm" in phrase else "supervise"
    return "inspect"


def move_target(spot: Spot) -> Scope:
    """`được giao`, `phấn đấu`, `chỉ tiêu …`: what follows is a target, unless the word is the base of a percentage."""
    mark, words, before = spot.mark, spot.passage.words, spot.before
    after = words[mark.last : mark.last + 1]
    if mark.code in ("plan", "target_item", "target") and of_results(words, mark.first):
        return spot.scope
    if words[mark.first : mark.first + 2] == ["đề", "ra"] and not set(after) & {":", "là", "hằng", "hàng", "kết"}:
        return spot.scope
    named = spot.mark_before
    counted = named is not None and named.amount is not None
    set_before = named is not None and named.code in ("target", "target_item", "plan") and named.last == mark.first
    if set_before and words[mark.first] in ("được", "đề", "đặt") and not spot.scope.target:
        return spot.scope
    based = before in BASES and not spot.passage.capital(mark.first - 1) and not _of_so_many(spot)
    if based or (counted and before != "xác"):
        # `đề ra 5 chỉ tiêu`: what follows the sentence are they
        led = set(words[max(0, mark.first - 4) : mark.first])
        sets = counted and mark.code == "target_item" and {"đề", "đặt", "định"} & led
        if counted and mark.code == "target_item" and (_lists_them(spot) or (sets and _names_some(spot))):
            return spot.scope._replace(target=True, aimed=True)
        return spot.scope._replace(aimed=True) if sets else spot.scope
    if mark.code == "plan" and before == "theo" and after == ["số"]:
        # `đúng thời gian theo Kế hoạch số 65`: a document's name
        return spot.scope
    if mark.code == "plan" and _counts_what_is_planned(spot):
        return spot.scope._replace(planned=True)
    if mark.code == "plan" and words[mark.first + 2 : mark.first + 4] == ["kiểm", "tra"] and _sets_out(spot, mark.first + 2):
        act = "inspect_supervise" if "giám" in words[mark.first : mark.last] else "inspect"
        return spot.scope._replace(planned=True, act=act, act_at=mark.first + 2, last_act=act)
    if mark.code == "plan" and before not in ("đặt", "giao", "nhận", "theo") and not _plans(spot):
        return spot.scope
    return spot.scope._replace(target=True, aimed=True)


def _lists_them(spot: Spot) -> bool:
    """`đề ra 4 chỉ tiêu về xây dựng Đảng: mỗi năm kết nạp 60 đảng viên; …`: the targets follow the colon, nothing came of them."""
    ahead = spot.passage.words[spot.mark.last :]
    if ":" not in ahead:
        return False
    name = ahead[: ahead.index(":")]
    told = TOLD_OF_AIMS & {*name, *spot.passage.words[max(0, spot.mark.first - 6) : spot.mark.first]}
    return not told and not {",", ";"} & set(name) and not any(word[0].isdigit() for word in name)


def _names_some(spot: Spot) -> bool:
    """`đề ra 12 chỉ tiêu, trong đó: kết nạp 75 đảng viên; …`: some of the targets follow, nothing came of them."""
    ahead = spot.passage.marks[spot.place + 1 :]
    subset = next((one for one in ahead if one.code == "subset"), None)
    if subset is None or not TOLD_OF_AIMS.isdisjoint(spot.passage.between(spot.mark, subset)):
        return False
    opening = subset.last + (spot.passage.word(subset.last) in (":", ","))
    following = next((one for one in ahead if one.first >= subset.last and one.kind != "stop"), None)
    named = following is not None and following.first == opening and (following.kind == "act" or following.code == "yearly")
    return named and not any(one.amount is not None and one.first < subset.first for one in ahead)


def _counts_what_is_planned(spot: Spot) -> bool:
    """`xây dựng kế hoạch 6 cuộc kiểm tra`: sessions that a plan holds."""
    marks, place = spot.passage.marks, spot.passage.next_amount(spot.mark.last)
    if place is None or place + 1 == len(marks) or not CARRYING_OUT.issuperset(spot.passage.between(spot.mark, marks[place])):
        return False
    return marks[place + 1].code in ("session", "supervision_session") and spot.before in ("dựng", "hành", "lên", "có")


def _sets_out(spot: Spot, at: int) -> bool:
    """`đề ra chương trình giám sát đối với 11 tổ chức đảng`: who is to be inspected; `at`: where the act begins."""
    words, last = spot.passage.words, spot.mark.last
    if words[max(0, at - 2) : at] not in (["chương", "trình"], ["kế", "hoạch"]):
        return False
    place = spot.passage.next_amount(last)
    counted = place is not None and set(words[last : spot.passage.marks[place].first]) <= TOWARDS
    return counted and words[max(0, at - 4) : at - 2] in (["đề", "ra"], ["xây", "dựng"], ["ban", "hành"])


def _of_so_many(spot: Spot) -> bool:
    """`không đạt mục tiêu kết nạp 2.200 đảng viên`, `hoàn thành chỉ tiêu kết nạp 120 đảng viên`: how many were aimed at."""
    mark, ahead = spot.mark, spot.passage.marks[spot.place + 1 : spot.place + 3]
    if len(ahead) < 2 or spot.before not in ("đạt", "thành") or any(one.amount for one in spot.passage.marks[: spot.place]):
        return False
    done, number = ahead
    aimed = done.code == "admit" and done.first == mark.last and "được" not in spot.passage.words[done.first : done.last]
    return aimed and number.amount is not None and number.first - done.last <= 1


def _plans(spot: Spot) -> bool:
    """`kế hoạch năm 2016 phát triển 200 đảng viên`, `… là 200 đảng viên`: no more than its year stands between."""
    last, whose, words = spot.mark.last, False, spot.passage.words
    for one, noun in pairwise([*spot.passage.marks[spot.place + 1 :], spot.mark]):
        between = words[last : one.first]
        if one.amount is not None and not one.amount.percent and between in (["là"], [":"]):
            # `kế hoạch năm 2021: 17/20 chỉ tiêu hoàn thành` tells what became of it
            return noun.code != "target_item"
        if between == ["của"] and one.kind in ("body", "actor"):
            # `kế hoạch năm 2021 của Đảng bộ tỉnh là kết nạp …`
            last, whose = one.last, True
            continue
        named = between in (["là"], [":"]) or between[:1] + between[2:] == ["của", "là"]
        if one.first > last and not (named and one.kind == "act"):
            return False
        if one.kind != "period":
            return one.kind == "act" and one.code != "hold" and (named or not whose)
        last = one.last
    return False


def move_norm(spot: Spot) -> Scope:
    """`mỗi …`: what follows is a norm; `huyện A, huyện B (mỗi nơi 4 đảng viên)` gives each its own."""
    named = spot.mark_before
    if named is not None and named.code == "(":
        named = spot.passage.marks[spot.place - 2] if spot.place > 1 else None
    if named is not None and named.mention is not None and spot.passage.words[spot.mark.first] == "mỗi":
        return spot.scope
    return spot.scope._replace(norm=True)


def move_yearly(spot: Spot) -> Scope:
    """`hằng năm`: of each year; `bình quân hằng năm` is a norm besides."""
    norm = spot.passage.words[spot.mark.first] == "bình"
    return spot.scope._replace(yearly=True, norm=spot.scope.norm or norm)


def move_continue(spot: Spot) -> Scope:
    """`dẫn đầu`, `tiếp đến`: the act of the sentence before goes on."""
    scope = spot.scope
    return scope if scope.act else scope._replace(act=scope.last_act, act_at=spot.mark.first)


def move_members_base(spot: Spot) -> Scope:
    """`số đảng viên …`: nothing is done to them, unless they are the base of the number before."""
    based = spot.before == "%" or (spot.mark_before is not None and spot.mark_before.amount is not None)
    return spot.scope if based else spot.scope._replace(act="")


# what goes on and is no act of ours
STATES = frozenset({("hoạt", "động"), ("sinh", "hoạt"), ("công", "tác"), ("làm", "việc"), ("học", "tập"), ("sinh", "sống")})


def move_running(spot: Spot) -> Scope:
    """`đang tiến hành`; but `doanh nghiệp đang hoạt động` only are there, and so is what a body `đang có`."""
    after = spot.passage.after(spot.mark, 2)
    state = tuple(after) in STATES or after[:1] in (["có"], ["quản"])
    return spot.scope if state else spot.scope._replace(in_progress=True)


def move_estimated(spot: Spot) -> Scope:
    """`ước cả năm 2024 kết nạp 1.360 đảng viên`: not there yet, where the time named next is not over by publication."""
    following = next(iter(spot.passage.marks[spot.place + 1 :]), None)
    if following is None or following.stretch is None or following.first != spot.mark.last:
        return spot.scope
    published = spot.dates.dating.published
    time = next((one for mark, one in spot.dates.here if mark is following), following.stretch)
    ahead = published != "" and time.kind == "year" and time.role != "start" and time.code[:4] == published[:4]
    return spot.scope._replace(planned=True) if ahead else spot.scope


CUES: Mapping[str, Move] = {
    "target": move_target,
    "plan": move_target,
    "planned": lambda spot: spot.scope._replace(planned=True, target=False),
    "estimated": move_estimated,
    "running": move_running,
    "subset": lambda spot: spot.scope._replace(subset=True),
    "same": lambda spot: move_continue(spot)._replace(same=True),
    "norm": move_norm,
    "yearly": move_yearly,
    "continue": move_continue,
    "members_base": move_members_base,
}


def move_cue(spot: Spot) -> Scope:
    move = CUES.get(spot.mark.code)
    return move(spot) if move is not None else spot.scope


# words that tell what is over, of which no target tells
DONE = word_set("đã qua vừa được bị quả nay")


def sets_aims(passage: Passage) -> bool:
    """`Năm 2026, … phấn đấu …`, `xác định các chỉ tiêu phấn đấu …`, `đề ra 12 chỉ tiêu`: a sentence that tells what is aimed at."""
    if "phấn" in passage.has:
        return any(one.code == "target" and passage.words[one.first] == "phấn" for one in passage.marks if one.kind == "cue")
    return _sets_so_many(passage)


def _sets_so_many(passage: Passage) -> bool:
    """`Đại hội đề ra 12 chỉ tiêu nhiệm kỳ 2025 - 2030`: so many targets and nothing else, with nothing of what came of them."""
    marks = [one for one in passage.marks if one.kind != "period"]
    counted = [place for place, one in enumerate(marks) if one.amount is not None]
    if len(counted) != 1 or not TOLD_OF_AIMS.isdisjoint(passage.has) or counted[0] + 1 == len(marks):
        return False
    number, noun = marks[counted[0] : counted[0] + 2]
    led = set(passage.words[max(0, number.first - 3) : number.first])
    return noun.code == "target_item" and noun.first == number.last and not {"đề", "đặt", "định"}.isdisjoint(led)


def goes_on_aiming(passage: Passage, *, anew: bool) -> bool:
    """Whether a sentence goes on with the aims of the one before: `Trong đó có 50% …`, or a list that tells nothing done.

    `anew`: it begins a paragraph, and the aims were named in the one before.
    """
    if passage.words[:2] == ["trong", "đó"]:
        return "đã" not in passage.has
    if "elect" in passage.codes or (anew and not _is_item(passage)):
        # `Đại hội bầu Ban Chấp hành gồm 39 đồng chí; Ban Thường vụ …`
        return False
    return passage.words.count(";") > 1 and DONE.isdisjoint(passage.has)


def _is_item(passage: Passage) -> bool:
    """`- Kết nạp …`, `a) Kết nạp …`, or the rest of a sentence that a line break parts."""
    first, ended = passage.words[0], passage.text[: passage.starts[0]].rstrip().endswith(".")
    return not ended or not first.isalpha() or len(first) == 1


def move_stop(spot: Spot) -> Scope:
    """A semicolon ends a list, and a target where what follows is past."""
    if spot.mark.code != ";":
        return spot.scope
    scope = acted_on(spot)._replace(subset=False, committee=None, norm=False)
    asking = _who_asks(spot)
    scope = scope if asking is None else scope._replace(actor=asking)
    if _labels_another(spot):
        scope = scope._replace(act="conclude", form="")
    aimed = scope.target or scope.planned
    return scope._replace(target=False, planned=False) if aimed and (_is_past(spot) or _is_held_now(spot)) else scope


def _who_asks(spot: Spot) -> Actor | None:
    """`UBKT Tỉnh ủy đề nghị Ban Thường vụ …; tự mình quyết định cảnh cáo 3`: who asks another, and then acts alone."""
    words, last = spot.passage.words, spot.mark.last
    last += 2 * (words[last : last + 2] == ["đồng", "thời"])
    if words[last : last + 1] != ["tự"] and words[last : last + 2] != ["trực", "tiếp"]:
        return None
    asks = (one for one in spot.passage.marks[: spot.place] if one.actor is not None)
    return next((one.actor for one in asks if tuple(words[one.last : one.last + 2]) in ASKING), None)


def _labels_another(spot: Spot) -> bool:
    """`xóa tên: 21 đồng chí; từ trần: 96 đồng chí`: a label of its own that nothing here means, up to a colon and its number."""
    following = next(iter(spot.passage.marks[spot.place + 1 :]), None)
    if following is None or following.amount is None:
        return False
    label = spot.passage.words[spot.mark.last : following.first]
    return label[-1:] == [":"] and 1 < len(label) <= LONGEST_LABEL and all(word.isalpha() for word in label[:-1])


def _is_held_now(spot: Spot) -> bool:
    """`sẽ kết nạp 3 người nữa; hiện toàn xã có 15 chi bộ`: what follows is there."""
    ahead: list[Mark] = []
    for mark in spot.passage.marks[spot.place + 1 :]:
        ahead.append(mark)
        if mark.amount is not None or mark.code in (";", *AIMS):
            break
    if not ahead or ahead[-1].amount is None or any(one.kind == "act" for one in ahead):
        return False
    said = spot.passage.words[spot.mark.last : ahead[-1].first]
    return any(one.stretch is not None and one.stretch.kind == "now" for one in ahead) and "có" in said


def _is_past(spot: Spot) -> bool:
    """`phấn đấu kết nạp 400 đảng viên năm 2017; riêng năm 2016 kết nạp 557`: what follows was done in a year that is over."""
    ahead: list[Mark] = []
    for mark in spot.passage.marks[spot.place + 1 :]:
        if mark.amount is not None or mark.code in (";", *AIMS):
            break
        ahead.append(mark)
    years = [int(one.stretch.code[:4]) for one in ahead if one.stretch is not None and one.stretch.code[:4].isdigit()]
    before = [one.stretch.code[:4] for one in spot.passage.marks[: spot.place] if one.stretch is not None]
    present = spot.dates.dating.published[:4] or max((one for one in before if one.isdigit()), default="")
    acts = any(one.kind == "act" for one in ahead)
    return acts and len(years) == 1 and present.isdigit() and years[0] < int(present)


def move_name(spot: Spot) -> Scope:
    """`thu nhập bình quân 60 triệu đồng`: what is measured is the number that a norm announces."""
    return spot.scope._replace(norm=False) if spot.mark.code == "measure" else spot.scope


MOVES: Mapping[str, Move] = {
    "name": move_name,
    "body": move_body,
    "actor": move_actor,
    "committee": move_committee,
    "act": move_act,
    "slice": move_slice,
    "cue": move_cue,
    "noun": move_noun,
    "stop": move_stop,
}


def moved(spot: Spot) -> Scope:
    """What holds after a mark that moves it."""
    return MOVES[spot.mark.kind](spot)


def opened(spot: Spot) -> Scope:
    """What holds inside a bracket: all that holds around it; after `chỉ tiêu (`, `mục tiêu cả nhiệm kỳ (` it holds the target."""
    marks = spot.passage.marks
    place = spot.place
    while place and marks[place - 1].kind == "period":
        place -= 1
    named = [one for one in marks[max(0, place - 2) : place] if _names_a_target(spot, one)]
    timed = [at for one in marks[place : spot.place] for at in range(one.first, one.last)]
    aimed = bool(named) and spot.mark.first - named[0].last - len(timed) <= 3
    return spot.scope._replace(target=spot.scope.target or aimed)


def _names_a_target(spot: Spot, mark: Mark) -> bool:
    """Whether a mark before a bracket is a target's name: `chỉ tiêu`, `kế hoạch`, `mục tiêu`, no verb as `phấn đấu`."""
    return mark.code in ("target_item", "plan", "resolution") or spot.passage.words[mark.first : mark.last] == ["mục", "tiêu"]


def _is_left(spot: Spot, i: int) -> bool:
    """`sáp nhập 7 đảng bộ, còn 52 đảng bộ`, `… giảm từ 59 xuống còn 52`: as many as there are then; `i`: the word that says so."""
    words = spot.passage.words
    counted = any(one.amount is not None for one in spot.passage.marks[: spot.place])
    fallen = words[i] == "xuống" and "từ" in words[max(0, i - FALLEN) : i]
    return counted and (fallen or (words[i] == "còn" and words[i - 1] in (",", "xuống", "chỉ", "(", ";")))


def held(spot: Spot) -> Scope:
    """`Đảng bộ Khối có …`, `hiện có …`: the number after it is held, nothing is done to it."""
    scope, words = spot.scope, spot.passage.words
    i = spot.mark.first - 1
    while i > 0 and words[i] in ("tổng", "số", "được", "tới"):
        i -= 1
    if i > 0 and scope.act in REARRANGING and _is_left(spot, i):
        return scope._replace(act="", form="")
    if i < 1 or words[i] not in HOLDING:
        return scope
    owner = next((one for one in reversed(spot.passage.marks) if one.last <= i), None)
    if words[i] == "với" and (owner is None or owner.kind != "body" or scope.act not in ORGANIZING):
        return scope
    now = any(one.stretch is not None and one.stretch.kind == "now" and scope.act_at < one.first < i for one in spot.passage.marks)
    if now and words[i] in ("có", "còn"):
        # `mỗi năm kết nạp từ 2 đến 3 người, đến nay chi bộ đã có 28 đảng viên`
        return scope._replace(act="", form="")
    owned = owner is not None and owner.last >= i - 1 and owner.kind in ("body", "period") and owner.first > scope.act_at
    if not (owned or (words[i] != "với" and words[i - 1] in HELD) or (words[i - 1] == "đã" and scope.act_at < 0)):
        return scope
    if scope.act not in ("", "elect") and words[i - 1] != "đó":
        scope = scope._replace(act="", form="")
    if words[i - 1] != "sẽ" and owner is not None and owner.kind == "body":
        since = max((one.last for one in spot.passage.marks if one.code == "planned" and one.last <= i), default=0)
        scope = scope._replace(target=False, planned=scope.planned and ";" not in words[since:i])
    return scope
