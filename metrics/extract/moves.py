"""How the marks of a sentence move what holds in it: bodies, actors, acts, cues. One move for each kind of mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from metrics.extract.bodies import BLOC_KINDS
from metrics.extract.marks import Actor
from metrics.extract.numbers import Spot
from metrics.extract.rules import AWARDS, INSPECTIONS
from metrics.extract.scope import Scope
from metrics.extract.text import word_set

Move = Callable[[Spot], Scope]
# words after which a body is only mentioned and owns no figures
SUBJECTLESS = word_set("thuộc về của từ do vào sang cho theo bởi đối với tại giúp tham mưu trong")
# words after a body that make it the owner of what follows
OWNING = ("có", "hiện", "gồm", "với", "(", ":", "đã", "được", "đạt", "còn", "kết", "cũng", "quản", "chỉ", "tiền")
# words before a number that say that it is held
HOLDING = frozenset({"có", "gồm", "còn", "quản"})
# words before those that make sure of it
HELD = ("sẽ", "hiện", "tỉnh", "bộ", "khối", "chỉ", "vẫn")
# words before a target's name that make it the base of a percentage
BASES = ("%", "với", "đạt", "vượt", "bằng", "thành", "nhóm", "nq")


def move_body(spot: Spot) -> Scope:
    """A body owns the figures after it, unless it is only mentioned: `trực thuộc …`, `của …`, `Đại hội …`."""
    scope, mark = spot.scope, spot.mark
    if mark.mention is None:
        return scope
    slug, kind = spot.owners.of(mark.mention)
    foreign = slug != spot.owners.main[0]
    named = spot.mark_before
    inside = named is not None and named.kind in ("actor", "committee") and named.last >= mark.first - 1
    if not slug or (inside and foreign):
        return scope
    if foreign and spot.before in SUBJECTLESS:
        taker = spot.before in ("về", "sang") and _counts_at_once(spot)
        return scope._replace(body=slug, body_kind=kind, received=True) if taker else scope
    if foreign and (spot.before == "hội" or not _is_subject(spot)):
        return scope._replace(actor=mark.actor or scope.actor)
    actor = scope.actor
    if mark.actor is not None and not inside:
        actor = mark.actor
    leads = kind in (*BLOC_KINDS, "district") and spot.passage.words[mark.first : mark.first + 2] == ["đảng", "ủy"]
    if leads and not inside:
        actor = Actor("committee", "bloc" if kind in BLOC_KINDS else "district")
    received = scope.received and slug == scope.body
    return scope._replace(actor=actor, body=slug, body_kind=kind, received=received)


def _counts_at_once(spot: Spot) -> bool:
    """Whether a number follows a body with nothing or a colon between them."""
    following = spot.passage.marks[spot.place + 1 : spot.place + 2]
    return bool(following and following[0].amount) and spot.passage.between(spot.mark, following[0]) in ([], [":"], ["là"])


def _is_subject(spot: Spot) -> bool:
    """A named body owns the figures after it where an act or a holding verb follows, or its number stands in brackets."""
    if spot.passage.word(spot.mark.last) in OWNING:
        return True
    following = spot.passage.marks[spot.place + 1 : spot.place + 2]
    return any(one.kind in ("act", "amount", "period") and one.first <= spot.mark.last + 1 for one in following)


def move_actor(spot: Spot) -> Scope:
    committee = spot.mark if spot.mark.code else spot.scope.committee
    return spot.scope._replace(actor=spot.mark.actor, committee=committee)


def move_committee(spot: Spot) -> Scope:
    return spot.scope._replace(committee=spot.mark)


def move_act(spot: Spot) -> Scope:
    """An act is done to what follows; one who only stands for others (`đại diện`, `quản lý`) does nothing to them."""
    scope, mark = spot.scope, spot.mark
    stands = mark.code in ("represent", "hold")
    act = "" if stands else mark.code
    goes_on = mark.code in (*INSPECTIONS, "discipline", "settle")
    return scope._replace(
        act=act,
        act_at=mark.first,
        form=scope.form if stands else "",
        last_act=act,
        thematic="chuyên" in spot.passage.words[mark.first : mark.last],
        in_progress=scope.in_progress and goes_on,
    )


def move_slice(spot: Spot) -> Scope:
    """A form of discipline is an act too."""
    scope, mark = spot.scope, spot.mark
    if mark.dimension != "form":
        return scope
    if scope.act == "discipline":
        return scope._replace(form=mark.code)
    return scope._replace(form=mark.code, act="discipline", act_at=mark.first)


def move_noun(spot: Spot) -> Scope:
    """Nouns that do something to what follows: findings, awards, targets, sessions."""
    scope, mark = spot.scope, spot.mark
    if mark.code == "conclusion":
        return scope._replace(act="conclude", act_at=mark.first)
    if mark.code in AWARDS and spot.before not in ("nhận", "được"):
        return scope._replace(act=AWARDS[mark.code], act_at=mark.first)
    if mark.code == "target_item":
        return move_target(spot)
    if mark.code in ("session", "supervision_session") and spot.before not in ("các", "những"):
        phrase = spot.passage.words[mark.first : mark.last + 1]
        return scope._replace(act=_act_of_session(phrase), act_at=mark.first, thematic="chuyên" in phrase)
    return scope


def _act_of_session(phrase: list[str]) -> str:
    if "giám" in phrase:
        return "inspect_supervise" if "kiểm" in phrase else "supervise"
    return "inspect"


def move_target(spot: Spot) -> Scope:
    """`được giao`, `phấn đấu`, `chỉ tiêu …`: what follows is a target, unless the word is the base of a percentage."""
    mark, words, before = spot.mark, spot.passage.words, spot.before
    after = words[mark.last : mark.last + 1]
    if words[mark.first : mark.first + 2] == ["đề", "ra"] and not set(after) & {":", "là", "hằng", "hàng", "kết"}:
        return spot.scope
    named = spot.mark_before
    counted = named is not None and named.amount is not None
    set_before = named is not None and named.code in ("target", "target_item", "plan") and named.last == mark.first
    if set_before and words[mark.first] in ("được", "đề", "đặt") and not spot.scope.target:
        return spot.scope
    if before in BASES or (counted and before != "xác"):
        return spot.scope
    if mark.code == "plan" and before not in ("đặt", "giao", "nhận", "theo") and not _plans(spot):
        return spot.scope
    return spot.scope._replace(target=True)


def _plans(spot: Spot) -> bool:
    """`kế hoạch năm 2016 phát triển 200 đảng viên`: what a plan wants done follows it, with no more than its year between."""
    last = spot.mark.last
    for one in spot.passage.marks[spot.place + 1 :]:
        if one.first > last:
            return False
        if one.kind != "period":
            return one.kind == "act" and one.code != "hold"
        last = one.last
    return False


def move_norm(spot: Spot) -> Scope:
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


CUES: Mapping[str, Move] = {
    "target": move_target,
    "plan": move_target,
    "planned": lambda spot: spot.scope._replace(planned=True),
    "running": lambda spot: spot.scope._replace(in_progress=True),
    "subset": lambda spot: spot.scope._replace(subset=True),
    "same": lambda spot: spot.scope._replace(same=True),
    "norm": move_norm,
    "yearly": move_yearly,
    "continue": move_continue,
    "members_base": move_members_base,
}


def move_cue(spot: Spot) -> Scope:
    move = CUES.get(spot.mark.code)
    return move(spot) if move is not None else spot.scope


def move_stop(spot: Spot) -> Scope:
    """A semicolon ends a list."""
    return spot.scope._replace(subset=False, committee=None) if spot.mark.code == ";" else spot.scope


MOVES: Mapping[str, Move] = {
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
    """What holds inside a bracket: all that holds around it; after `chỉ tiêu (` it holds the target."""
    marks = spot.passage.marks
    named = [one for one in marks[max(0, spot.place - 2) : spot.place] if one.code in ("target_item", "plan")]
    aimed = bool(named) and spot.mark.first - named[0].last <= 3
    return spot.scope._replace(target=spot.scope.target or aimed)


def held(spot: Spot) -> Scope:
    """`Đảng bộ Khối có …`, `hiện có …`: the number after it is held, nothing is done to it."""
    scope, words = spot.scope, spot.passage.words
    i = spot.mark.first - 1
    while i > 0 and words[i] in ("tổng", "số", "được", "tới"):
        i -= 1
    if i < 1 or words[i] not in HOLDING:
        return scope
    owner = next((one for one in reversed(spot.passage.marks) if one.last <= i), None)
    owned = owner is not None and owner.last >= i - 1 and owner.kind in ("body", "period") and owner.first > scope.act_at
    if not (owned or words[i - 1] in HELD or (words[i - 1] == "đã" and scope.act_at < 0)):
        return scope
    if scope.act not in ("", "elect") and words[i - 1] != "đó":
        scope = scope._replace(act="", form="")
    if words[i - 1] != "sẽ" and owner is not None and owner.kind == "body":
        scope = scope._replace(target=False)
    return scope
