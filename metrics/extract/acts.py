"""What is done to a counted noun: told by the words after it, shared with the count after it, or in force; or nothing, a stock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Generic, NamedTuple, ParamSpec

from metrics.extract.actors import BY
from metrics.extract.marks import Mark
from metrics.extract.numbers import Number
from metrics.extract.rules import AWARDS, BODIES, BY_ACT, PERSONS
from metrics.extract.scope import Scope

# words right before a congress that is prepared or written about, not held: `chuẩn bị …`, `Kế hoạch …`, `đề án nhân sự cho …`
AHEAD = frozenset({"về", "cho", "bị", "hoạch", "dẫn", "án", "thị", "trình"})
# words between bodies and what they do
SUBJECTS_GO_ON = frozenset({"xã", "phường", "thị", "trấn", ",", "đều", "đã", "cùng", "huyện"})
# words before those who attend a congress
ATTENDING = frozenset({("tham", "dự"), ("có", "mặt"), ("tham", "gia")})
# acts of which collectives and individuals may be the object, where they are not honoured; how many words before them
SUFFERED = frozenset({"discipline", "violation", "inspect", "supervise", "inspect_supervise"})
NEAR = 7
JOINED = frozenset({"và", ",", "cùng", "với"})
# words between several counts and the one cause of all
BEFORE_CAUSE = frozenset({"và", ",", "cùng", "khi", "có", "do", "vì"})
# words between a form and how many suffer it
TO_THOSE = frozenset({"", "đối với", "đối với :", ":", "cho"})
STOPPING = frozenset(",;:")
# those who may attend a class whatever was told before
TAUGHT = frozenset({"cadre", "staff", "person"})
# words right behind those who move, and the act that tells which way
MOVING: Mapping[tuple[str, ...], str] = {("chuyển", "đi"): "send", ("chuyển", "đến"): "receive"}
# words behind `về` that name the body to which they move
TO_ANOTHER = (["trực"], ["đảng"], ["sinh"], ["huyện"], ["thành"], ["thị"])
# words between those who were on probation and what they become, and acts that make them so
BECOMING = frozenset({"thành", "là", "lên", "chuyển thành", "trở thành"})
FIT = frozenset({"đủ", "điều", "kiện", "tiêu", "chuẩn", "được", "để"})
MAKING_FULL = frozenset({"recognize", "send", "make_full"})
# acts that a passive voice after the noun does not make its own
ACTIVE_ONLY = ("found", "merge", "elect", "train")


class Count(NamedTuple):
    """A number of a counted noun, and what the noun counts (its code, or that of a label that says more)."""

    number: Number
    noun: Mark
    code: str
    # of the number: what holds there, the words and marks of its sentence, the marks after the noun up to the next amount
    scope: Scope
    words: list[str]
    marks: Sequence[Mark]
    rest: Sequence[Mark]

    @classmethod
    def of(cls, number: Number, noun: Mark, code: str) -> Count:
        return cls(number, noun, code, number.scope, number.passage.words, number.passage.marks, number.rest)

    @property
    def next_word(self) -> str:
        """The word after the noun."""
        return self.number.passage.word(self.noun.last)

    def after(self, count: int) -> list[str]:
        """So many words after the noun."""
        return self.number.passage.after(self.noun, count)

    def until(self, mark: Mark) -> list[str]:
        """The words between the noun and a mark."""
        return self.words[self.noun.last : mark.first]

    def following(self) -> Mark | None:
        """The first mark after the noun."""
        # what stands before a number stands before the noun after it as well
        start = self.number.place if self.noun.first >= self.number.mark.last else 0
        return next((one for one in self.marks[start:] if one.first >= self.noun.last), None)


class Act(NamedTuple):
    """What is done to a count, what the act's words narrow it by, how sure that is, and the name of the way that tells it."""

    code: str
    form: str = ""
    sure: float = 0.9
    way: str = ""


P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Way(Generic[P]):
    """A way in which words tell what is done to a count. `find` answers the act, None where it is not told in this way.

    `example` is a sentence of ours and `gives` its figures, as `rules.Rule` has them.
    """

    name: str
    example: str
    gives: tuple[str, ...]
    find: Callable[P, Act | None]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Act | None:
        act = self.find(*args, **kwargs)
        return None if act is None else act._replace(way=self.name)


def way(name: str, example: str, *gives: str) -> Callable[[Callable[P, Act | None]], Way[P]]:
    """Makes a way of the function that finds the act."""

    def record(find: Callable[P, Act | None]) -> Way[P]:
        return Way(name, example, gives, find)

    return record


def act_of(count: Count) -> Act:
    """What is done to a counted noun, by the first of the ways that finds it."""
    act = _as_delegates(count) or _congresses(count) or _moves(count) or _told_after(count)
    act = act or next(filter(None, (one(count) for one in LATER)), None)
    if act is not None and act.code in SUFFERED - {"discipline"} and _is_finding(count):
        # `cho thấy có 5 tổ chức đảng chưa thực hiện tốt nội dung được kiểm tra`
        return Act("conclude")
    if act is None and _is_done_otherwise(count):
        return Act("conclude")
    return act if act is not None else _in_force(count)


@way(
    "as-delegates",
    "Dự Đại hội Đảng bộ tỉnh có 450 đảng viên đại diện cho 61.250 đảng viên.",
    "congress_delegates = 450 2022-12-20",
    "party_members = 61250 2022-12-20",
)
def _as_delegates(count: Count) -> Act | None:
    """`45 đảng viên là đại biểu`, `45 đảng viên đại diện cho …`: they attend."""
    named = count.after(3) in (["làm", "đại", "biểu"], ["là", "đại", "biểu"])
    stand = any(one.code == "represent" and one.first == count.noun.last for one in count.rest)
    if named or (stand and count.code in ("member", "person")):
        return Act("attend")
    if count.code not in ("member", "full_member") or not count.number.dates.dating.about_congress:
        return None
    apart = any(one.code == "represent" and count.until(one) == [","] for one in count.rest)
    met = apart or (count.number.before(1) == ["của"] and tuple(count.number.before(3)[:2]) in ATTENDING) or _attend_it(count)
    return Act("attend", sure=0.85) if met else None


@way(
    "congresses",
    "Năm 2022, toàn tỉnh hoàn thành 364 đại hội tổ chức cơ sở đảng và 52 đại hội đảng bộ cấp trên cơ sở.",
    "congresses_held = 364 2022",
    "upper_congresses_held = 52 2022",
)
def _congresses(count: Count) -> Act | None:
    """`152 đại hội đảng bộ cấp trên cơ sở`: so many congresses are so many bodies that met."""
    between = count.words[count.number.mark.last : count.noun.first]
    return Act("congress") if between[:2] == ["đại", "hội"] and count.code in BODIES else None


@way(
    "moves",
    "Năm 2021, chuyển sinh hoạt đảng 89 đảng viên, trong đó có 63 đảng viên chuyển đi và 26 đảng viên chuyển đến.",
    "members_transferred_out = 63 2021",
    "members_transferred_in = 26 2021",
)
def _moves(count: Count) -> Act | None:
    """`63 đảng viên chuyển đi và 26 đảng viên chuyển đến`: which way, of those whose moves are told of."""
    told = MOVING.get(tuple(count.after(2))) if count.code in ("member", "person") else None
    if told is None and count.code == "member" and count.next_word == "về" and count.after(2)[1:] in TO_ANOTHER:
        # `chuyển giao Chi bộ X gồm 28 đảng viên về trực thuộc Đảng ủy Y`
        moved = [one for one in count.marks[: count.number.place] if one.code in ("send", "receive", ";")]
        return Act(moved[-1].code, sure=0.85) if moved and moved[-1].code != ";" else None
    return Act(told) if told is not None and count.scope.act in ("send", "receive") else None


def _attend_it(count: Count) -> bool:
    """`Tham dự Đại hội có 237 đảng viên chính thức`: a congress is attended, by these first of all."""
    words = count.words[: count.number.mark.first]
    at = next((i for i in range(len(words) - 2) if words[i] == "dự" and words[i + 1 : i + 3] == ["đại", "hội"]), -1)
    first = all(one.amount is None for one in count.marks[: count.number.place])
    return 0 <= at <= 1 and first and words[-1:] in (["có"], ["gồm"])


def _told_after(count: Count) -> Act | None:
    """By the first mark after the noun that tells it."""
    if count.noun.last <= count.number.mark.first and {"bị", "được"} & set(count.words[count.noun.first : count.noun.last]):
        # `số đảng viên được kiểm tra là 512, được giám sát là 40`: its label tells it
        return None
    for mark in (*count.rest, *_past_bracket(count)):
        if mark.kind == "act" and {"chưa", "không"} & set(count.words[max(count.noun.last, mark.first - 3) : mark.first]):
            # what is not done
            return Act("conclude")
        for one in BY_MARK.get(mark.kind, ()):
            act = one(count, mark)
            if act is not None:
                return act
    return None


@way(
    "shared",
    "Năm 2021, 5 tổ chức đảng và 370 đảng viên bị thi hành kỷ luật.",
    "organizations_disciplined = 5 2021",
    "members_disciplined = 370 2021",
)
def _shared(count: Count) -> Act | None:
    """`5 tổ chức đảng và 370 đảng viên … bị thi hành kỷ luật`: one passive act for two counts."""
    passage = count.number.passage
    at = _after_bracket(count)
    if passage.word(at) not in ("và", "cùng", ",", "với"):
        return None
    place = passage.next_amount(at)
    if place is None or count.words[at : count.marks[place].first] not in (["và"], ["cùng"], ["cùng", "với"], ["với"], [","]):
        return None
    for mark in passage.until_next(place):
        award = AWARDS.get(mark.code, "")
        if (award, count.code) in BY_ACT and {"được", "nhận"} & set(count.words[count.marks[place].last : mark.first]):
            # `3 tập thể và 7 cá nhân được Tỉnh ủy tặng Bằng khen`
            return Act(award)
        if mark.dimension == "form" and _is_shared_form(count, mark, place):
            return Act("discipline", mark.code)
        if mark.kind != "act":
            continue
        if mark.code == "violation" and count.scope.act == "inspect" and not _begins_anew(count, mark):
            return Act(mark.code)
        if mark.code in ("congress", "pilot") and count.code in BODIES and _near_end(count, mark, place):
            return Act(mark.code)
        if {"bị", "được", "phải"} & {count.words[mark.first - 1], count.words[mark.first]} and (mark.code, count.code) in BY_ACT:
            # `…, qua đó phải thi hành kỷ luật 11`: another clause
            return Act(mark.code) if "," not in count.words[count.marks[place].last : mark.first] else None
    return None


def _is_shared_form(count: Count, form: Mark, place: int) -> bool:
    """`2 đảng ủy và 1 chi bộ bị khiển trách`: the form that befell those of the number at `place` and these."""
    suffered = {"bị", "phải"} & set(count.words[max(0, form.first - 3) : form.first])
    return bool(suffered) and ("discipline", count.code) in BY_ACT and _near_end(count, form, place)


def _near_end(count: Count, mark: Mark, place: int) -> bool:
    """Whether an act follows the noun of the number at `place` at once."""
    noun = next((one for one in count.marks[place + 1 :] if one.kind == "noun"), None)
    return noun is not None and 0 <= mark.first - noun.last <= (1 if mark.kind == "act" else 3)


def _said_elsewhere(count: Count, mark: Mark) -> bool:
    """Whether a body stands between bodies and an act, which may be its: `do sáp nhập hai đảng bộ …, Đảng bộ X tổ chức đại hội`."""
    return any(one.kind in ("period", "act") and count.noun.last <= one.first < mark.first for one in count.marks)


def _after_bracket(count: Count) -> int:
    """The token after the noun, and after a bracket that stands right behind it."""
    at, words = count.noun.last, count.words
    if count.next_word != "(" or ")" not in words[at:]:
        return at
    return words.index(")", at) + 1


def _past_bracket(count: Count) -> list[Mark]:
    """The marks after a bracket that counts parts: `4 đảng viên (3 ở Đô Lương, 1 ở Yên Thành) bị khai trừ`."""
    end = _after_bracket(count)
    parts = any(one.amount is not None and count.noun.last <= one.first < end for one in count.marks)
    beyond = (one for one in count.marks if one.first >= end) if parts else ()
    return list(takewhile(lambda one: one.amount is None and one.code != ";", beyond))


def _owns_the_counted(count: Count) -> bool:
    """`421 tổ chức cơ sở đảng trực thuộc 12 đảng bộ … hoàn thành đại hội`: the 12 are whose those are that met."""
    return count.number.before(1) == ["thuộc"]


@way(
    "met-beyond",
    "Đến nay có 421/421 tổ chức cơ sở đảng thuộc 12 đảng bộ cấp trên cơ sở hoàn thành đại hội.",
    "congresses_held = 421/421 2022-12-20",
)
def _met_beyond(count: Count) -> Act | None:
    """`421/421 tổ chức cơ sở đảng trực thuộc 12 đảng bộ … (168 đảng bộ, 253 chi bộ) hoàn thành đại hội`: beyond whose they are."""
    if count.code not in BODIES or "congress" not in count.number.passage.codes or _owns_the_counted(count):
        return None
    if _listed_to_the_last(count):
        return Act("congress")
    at, words = count.noun.last, count.words
    at -= words[at - 2 : at] == ["trực", "thuộc"]
    at += words[at : at + 1] == ["trực"]
    owned = count.number.passage.word(at) == "thuộc"
    if owned:
        owner = next((one for one in count.marks if one.kind in ("noun", "body") and one.first > at), None)
        numbered = any(one.amount is not None and one.first == at + 1 for one in count.marks)
        if owner is None or not numbered or owner.first > at + 2:
            return None
        at = owner.last
    if count.number.passage.word(at) == "(" and ")" in words[at:]:
        at = words.index(")", at) + 1
    elif not owned:
        return None
    met = any(one.code == "congress" and 0 <= one.first - at <= 1 for one in count.marks)
    return Act("congress") if met else None


def _listed_to_the_last(count: Count) -> bool:
    """`90 tổ chức cơ sở đảng, gồm 34 đảng bộ xã; 7 đảng bộ …; 49 chi bộ … đã hoàn thành đại hội`: its parts add up to it."""
    led = count.after(3)[1:] in (["bao", "gồm"], ["trong", "đó"]) or count.after(2)[1:] == ["gồm"]
    if count.next_word != "," or not led:
        return False
    met = next((one for one in count.marks if one.kind == "act" and one.first >= count.noun.last), None)
    if met is None or met.code != "congress":
        return False
    parts = [one.amount for one in count.marks if one.amount is not None and count.noun.last <= one.first < met.first]
    return len(parts) > 1 and sum(part.value for part in parts) == count.number.amount.value


@way("honoured", "Năm 2021, toàn tỉnh có 56 tập thể tiêu biểu.", "commended_collectives = 56 2021")
def _honoured(count: Count) -> Act | None:
    """`56 tập thể`, `112 cá nhân`: they are honoured, in whatever words."""
    if count.code not in ("collective", "individual") or count.scope.act.startswith("award"):
        return None
    if count.scope.act == "conclude":
        return Act("conclude")
    if (count.scope.act, count.code) in BY_ACT and (count.scope.act not in SUFFERED or _suffer(count)):
        return Act(count.scope.act)
    ahead = [one.code for one in count.marks if one.kind == "act" and one.first >= count.noun.last]
    # `niềm tự hào của 4 cá nhân`: it is theirs, and nobody honours them
    done = "conclude" if "conclude" in ahead or count.number.before(1) == ["của"] else "commend"
    return Act(next((act for act in ahead if (act, count.code) in BY_ACT and act not in SUFFERED), done))


def _suffer(count: Count) -> bool:
    """`kỷ luật 3 tập thể và 6 cá nhân`: the act stands right before the number, or before that which it is joined to."""
    last, at = count.number.previous, count.number.mark.first
    if last is not None and set(count.number.passage.words_since(last.end, count.number.mark)) <= JOINED:
        return last.indicator.endswith(("_disciplined", "inspected_organizations", "supervised_organizations"))
    return at - count.scope.act_at <= NEAR and STOPPING.isdisjoint(count.words[count.scope.act_at : at])


def _is_denied(count: Count) -> bool:
    """`số đảng viên chưa bị kỷ luật là 12 đồng chí`: what did not befall them."""
    at = count.scope.act_at
    if at < 1 or count.scope.act not in SUFFERED | {"admit"}:
        return False
    at -= count.words[at] not in ("bị", "được")
    return count.words[at] in ("bị", "được") and count.words[at - 1] in ("chưa", "không")


def _is_pending(count: Count) -> bool:
    """`kỷ luật 18 đảng viên, còn 2 đảng viên đang xem xét`: what nobody has decided yet."""
    return count.after(3) in (["đang", "xem", "xét"], ["đang", "được", "xem"], ["tiếp", "tục", "xem"], ["chờ", "xem", "xét"])


def _in_force(count: Count) -> Act:
    """The act that the words before the number have set, with its form."""
    if _is_denied(count) or _is_pending(count):
        return Act("conclude")
    led = count.words[count.noun.last - 2 : count.noun.last] == ["vào", "đảng"] and "đưa" in count.number.before(3)
    if count.code == "candidate" and led:
        # `đưa gần 640 quần chúng vào Đảng`
        return Act("admit")
    if count.number.before(2) in (["xong", "ở"], ["xong", "tại"]) and count.code in BODIES and _of_congresses(count):
        # `đại hội cấp cơ sở đã xong ở 423 tổ chức cơ sở đảng`
        return Act("congress", sure=0.85)
    taking_part = count.number.before(3) == ["tham", "gia", "của"]
    if count.scope.act == "conclude" and (taking_part or count.number.before(1) in (["ở"], ["tại"])):
        # `việc kiểm điểm được tiến hành ở 57 tổ chức cơ sở đảng`
        return Act("", sure=0.85)
    if count.code in (*BODIES, "private") and _are_developed(count):
        return Act("found", sure=0.85)
    if count.code == "letter" and count.number.before(1) == ["lưu"]:
        # kept, not settled
        return Act("conclude")
    if _are_found_guilty(count) or _is_finding(count):
        return Act("conclude")
    if count.scope.act == "congress" and count.code in BODIES and _send_delegates(count):
        return Act("", sure=0.85)
    if count.scope.act == "admit" and count.code in TAUGHT and _are_taught(count):
        return Act("train")
    # bodies admit, and are not admitted
    act = "" if count.scope.act == "admit" and count.code in ("learner", "delegate", *BODIES) else count.scope.act
    form = count.scope.form if act == "discipline" and count.scope.form and not _form_is_spent(count) else ""
    return Act(act, form, 0.95)


def _send_delegates(count: Count) -> bool:
    """`340 đại biểu từ 68 đảng bộ trực thuộc`: whose delegates those are."""
    sent = count.number.previous
    return sent is not None and sent.indicator == "congress_delegates" and count.number.before(1) in (["từ"], ["của"], ["thuộc"])


def _are_taught(count: Count) -> bool:
    """`Đi đôi với công tác phát triển đảng, … mở lớp trung cấp cho 85 cán bộ`: a class stands between the act and those counted."""
    between = [one for one in count.marks[: count.number.place] if one.first > count.scope.act_at]
    return any(one.code in ("class", "train") for one in between)


def _are_developed(count: Count) -> bool:
    """`phát triển được 17 tổ chức đảng, gồm 4 tổ chức cơ sở đảng và 13 chi bộ`: they are founded, and so are those listed."""
    before = count.number.previous
    if count.scope.act != "admit" and not (count.scope.subset and count.scope.act == "" and before is not None):
        return False
    if before is not None:
        return before.indicator == "organizations_changed" and "event=founded" in before.breakdown
    words = count.words[count.scope.act_at : count.number.mark.first]
    return words[:2] == ["phát", "triển"] and set(words[2:]) <= {"được", "mới", "thêm"}


def _are_found_guilty(count: Count) -> bool:
    """`kết luận … và 95 đảng viên có vi phạm, phải thi hành kỷ luật 37 đảng viên`: of whom so many are disciplined."""
    if count.after(3) != ["có", "vi", "phạm"] or count.scope.act != "discipline":
        return False
    done = next((one for one in count.marks if one.first >= count.noun.last and one.code == "discipline"), None)
    told = any(pair == ("kết", "luận") for pair in pairwise(count.words[: count.number.mark.first]))
    return told and done is not None and _number_follows(count, done)


def _is_finding(count: Count) -> bool:
    """`Việc kiểm tra cho thấy, có 5 tổ chức đảng … chưa thực hiện tốt`: what came to light, of those to whom it was done."""
    if count.scope.act not in SUFFERED - {"discipline"}:
        return False
    since = count.words[count.scope.act_at : count.number.mark.first]
    return ("cho", "thấy") in pairwise(since) and ";" not in since


def _is_done_otherwise(count: Count) -> bool:
    """`… học lớp cảm tình Đảng; 1.154 đoàn viên được giới thiệu`: done to those of a clause of its own, and none of ours."""
    told = next((one for one in count.rest if one.kind == "act"), None)
    parted = max((one.first for one in count.marks[: count.number.place] if one.code == ";"), default=-1)
    if told is None or told.code != "conclude" or count.scope.act_at >= parted:
        return False
    return count.until(told) in (["được"], ["đã", "được"], ["bị"])


def _of_congresses(count: Count) -> bool:
    """Whether the words before a number speak of congresses."""
    return any(count.words[one.first] == "đại" for one in count.marks[: count.number.place] if one.code in ("event", "congress"))


def _form_is_spent(count: Count) -> bool:
    """`3 tổ chức đảng bằng hình thức khiển trách; 45 đảng viên …`: the form belongs to what stands before it."""
    marks, noun = count.marks, count.noun
    place = max((i for i, one in enumerate(marks) if one.dimension == "form" and one.last <= noun.first), default=0)
    closed = any(one.code == ";" for one in marks[place:] if one.first < noun.first)
    counted = any(one.amount is not None for one in marks[:place])
    if " ".join(count.words[marks[place].last : count.number.mark.first]) in TO_THOSE:
        # `kỷ luật bằng hình thức khiển trách 111 đảng viên`
        return False
    return counted and (closed or count.words[marks[place].first - 1] == "thức")


@way(
    "cause-of-several",
    "Năm 2021, kiểm tra 3 tổ chức đảng, 8 đảng viên khi có dấu hiệu vi phạm.",
    "violation_inspected_organizations = 3 2021",
    "violation_inspected_members = 8 2021",
)
def _cause_of_several(count: Count) -> Act | None:
    """`kiểm tra 3 tổ chức, 8 đảng viên (có 5 cấp ủy viên) khi có dấu hiệu vi phạm`: one cause behind all, or before them."""
    if count.scope.act != "inspect" or ("violation", count.code) not in BY_ACT or "violation" not in count.number.passage.codes:
        return None
    causes = [one for one in count.marks if one.code == "violation"]
    behind = next((one for one in causes if one.first >= count.noun.last), None)
    if behind is not None and not _begins_anew(count, behind) and _outside_brackets(count, behind.first) <= BEFORE_CAUSE:
        return Act("violation")
    before = next((one for one in causes if one.last <= count.scope.act_at), None)
    led = before is not None and {"khi", "qua"} & set(count.words[max(0, before.first - 2) : before.first + 2])
    told = count.words[before.last : count.number.mark.first] if before is not None else []
    return Act("violation") if led and told[:1] == [","] and not {";", "kết"} & set(told) else None


def _outside_brackets(count: Count, end: int) -> set[str]:
    """The words from a noun to a token that stand in no bracket and are no further counts."""
    counted = {i for one in count.marks if one.amount or one.kind == "noun" for i in range(one.first, one.last)}
    found: set[str] = set()
    depth = 0
    for i in range(count.noun.last, end):
        word = count.words[i]
        depth += (word == "(") - (word == ")")
        if not depth and word != ")" and i not in counted:
            found.add(word)
    return found


# tried where no word right after the noun tells it
LATER: tuple[Way[[Count]], ...] = (_met_beyond, _cause_of_several, _shared, _honoured)


@way("award", "Năm 2021, có 12 tập thể nhận Bằng khen.", "merit_certificates = 12 2021")
def _award(count: Count, mark: Mark) -> Act | None:
    """`12 tập thể nhận bằng khen`."""
    act, until = AWARDS.get(mark.code), count.until(mark)
    if count.number.before(1) == ["cho"]:
        return None
    if count.scope.act in AWARDS.values() and not {",", "và"}.isdisjoint(until) and {"được", "nhận"}.isdisjoint(until):
        # `tặng Bằng khen cho 17 tập thể và 22 cá nhân, tặng Cờ cho 8 tập thể`: what is given to the next
        return None
    return Act(act) if act is not None and (act, count.code) in BY_ACT else None


@way(
    "made-full",
    "Năm 2021, công nhận 95 đảng viên dự bị thành đảng viên chính thức.",
    "probationary_members_made_full = 95 2021",
)
def _made_full(count: Count, mark: Mark) -> Act | None:
    """`công nhận 95 đảng viên dự bị thành đảng viên chính thức`, `chuyển 95 đảng viên dự bị lên chính thức`: what they become."""
    become = mark.code == "full_member" and " ".join(count.until(mark)) in BECOMING
    # `công nhận 95 đảng viên dự bị đủ điều kiện chuyển chính thức`
    fit = mark.code == "make_full" and count.scope.act == "recognize" and FIT.issuperset(count.until(mark))
    become = become or fit
    return Act("make_full", sure=0.95) if become and count.scope.act in MAKING_FULL and count.code in PERSONS else None


@way("form", "Năm 2021, có 12 đảng viên bị khiển trách.", "members_disciplined form=reprimand = 12 2021")
def _form(count: Count, mark: Mark) -> Act | None:
    """`12 đảng viên bị khiển trách`."""
    return Act("discipline", mark.code, 0.95) if mark.dimension == "form" and _is_passive(count, mark) else None


@way("joins", "Năm 2021, có 12 quần chúng ưu tú đứng vào hàng ngũ của Đảng.", "members_admitted = 12 2021")
def _joins(count: Count, mark: Mark) -> Act | None:
    """`12 quần chúng vào Đảng`."""
    who = count.code in ("candidate", "person", "youth", "cadre")
    met = mark.code == "admit" and who and count.words[mark.first] in ("vào", "đứng", "trở")
    return Act("admit", sure=0.95) if met else None


@way(
    "newly-admitted",
    "Trong số 1.012 đảng viên kết nạp năm 2021, có 480 nữ.",
    "members_admitted = 1012 2021",
    "members_admitted group=female = 480 2021",
)
def _newly_admitted(count: Count, mark: Mark) -> Act | None:
    """`1.012 đảng viên kết nạp năm 2021`, `45 đảng viên mới kết nạp`: those who were admitted, whatever was said before."""
    words, last = count.words, mark.last
    met = mark.code == "admit" and count.code == "member" and words[mark.first] == "kết" and mark.first == count.noun.last
    timed = any(one.stretch is not None and 0 <= one.first - last <= 2 for one in count.marks)
    return Act("admit", sure=0.95) if met and timed and not _number_follows(count, mark) else None


@way("meets", "Đến nay có 63 đảng bộ cơ sở đã đại hội.", "congresses_held subject=committee = 63 2022-12-20")
def _meets(count: Count, mark: Mark) -> Act | None:
    """`63 đảng bộ tổ chức đại hội`, `5 chi bộ làm điểm`, `350 chi bộ có bí thư kiêm thủ trưởng`."""
    if (
        count.code not in BODIES
        or _owns_the_counted(count)
        or (mark.code == "pilot" and "bầu" in _past_congress(count.words, mark.last))
    ):
        return None
    if mark.code == "head":
        return Act(mark.code) if _is_near(count, mark) else None
    if mark.code == "congress" and (count.words[mark.first - 1] in AHEAD or _of_their_cells(count, mark)):
        return Act("conclude")
    if (
        mark.code == "congress"
        and "hội" not in count.words[mark.first : mark.last]
        and not count.number.dates.dating.about_congress
    ):
        return None
    return Act(mark.code, sure=0.95) if mark.code in ("congress", "pilot") and not _said_elsewhere(count, mark) else None


def _of_their_cells(count: Count, mark: Mark) -> bool:
    """`12 đảng bộ tổ chức xong đại hội chi bộ trực thuộc`: those below them met."""
    at = mark.last + 2 * (count.words[mark.last : mark.last + 2] == ["đại", "hội"])
    following = next((one for one in count.marks if one.first >= at), None)
    cells = following is not None and following.first - at <= 1 and following.code in ("cell", "subordinate_cell")
    return cells and count.code not in ("cell", "subordinate_cell", "grassroots_cell")


def _past_congress(words: list[str], at: int) -> list[str]:
    """The word at a token, past `đại hội`: `thí điểm bầu trực tiếp`, `thí điểm đại hội bầu trực tiếp`."""
    at += 2 * (words[at : at + 2] == ["đại", "hội"]) or words[at : at + 1] == ["đh"]
    return words[at : at + 1]


@way("admits", "Năm 2021, có 48 chi bộ trực thuộc kết nạp được đảng viên.", "organizations_admitting subject=cell = 48 2021")
def _admits(count: Count, mark: Mark) -> Act | None:
    """`12 chi bộ kết nạp đảng viên`: bodies that admit."""
    if mark.code != "admit" or count.code not in BODIES:
        return None
    near = _is_near(count, mark) or set(count.until(mark)) <= SUBJECTS_GO_ON
    met = near and not _number_follows(count, mark)
    aimed = any(one.code in ("target", "plan", "target_item") and one.first > mark.last for one in count.marks)
    if met and aimed and {"đạt", "vượt"} & set(count.words[mark.last : mark.last + 6]):
        return Act("")
    return Act(mark.code, sure=0.85) if met else None


@way(
    "leaves",
    "Năm 2021, cho 4 đảng viên ra khỏi Đảng; 2 đảng viên xin ra khỏi Đảng.",
    "members_resigned = 4 2021",
    "members_resigned = 2 2021",
)
def _leaves(count: Count, mark: Mark) -> Act | None:
    """`4 đảng viên ra khỏi Đảng`; `cho 4 đảng viên ra khỏi Đảng`: at their own wish."""
    met = mark.code in ("put_out", "resign") and count.code in (*PERSONS, "case") and _is_near(count, mark)
    if not met or {"và", ","} & set(count.until(mark)):
        return None
    beside = next((one for one in count.rest if one.kind == "act" and one.first >= mark.last), None)
    if beside is not None and count.words[mark.last : beside.first] in (["và"], ["và", "bị"], [",", "bị"], ["hoặc", "bị"]):
        # `303 đảng viên xin ra khỏi Đảng và bị xóa tên`: these and those together
        return Act("conclude")
    return Act("resign" if _given(count) else mark.code)


@way("attends", "Năm 2021, 65 đảng viên mới hoàn thành lớp bồi dưỡng lý luận chính trị.", "new_members_trained = 65 2021")
def _attends(count: Count, mark: Mark) -> Act | None:
    """`65 đảng viên mới hoàn thành lớp bồi dưỡng`: those who learn."""
    met = mark.code == "train" and (mark.code, count.code) in BY_ACT
    return Act("train") if met and {"hoàn", "dự", "tham", "theo"} & set(count.until(mark)) else None


@way("suffers", "Năm 2021, có 45 đảng viên bị kỷ luật.", "members_disciplined = 45 2021")
def _suffers(count: Count, mark: Mark) -> Act | None:
    """`45 đảng viên bị kỷ luật`: the act after the noun in the passive."""
    if (mark.code, count.code) not in BY_ACT or mark.code in ACTIVE_ONLY:
        return None
    if mark.code == "receive" and any(_is_award(one) and one.first <= mark.last + 1 for one in count.rest):
        return None
    return Act(mark.code) if _is_passive(count, mark) else None


def _is_award(mark: Mark) -> bool:
    """`Bằng khen`, `Huy hiệu Đảng`, `các Huy hiệu 30, 40 năm`."""
    return mark.code in AWARDS or mark.code in AWARDS.values()


@way("for-cause", "Năm 2021, kiểm tra 80 đảng viên khi có dấu hiệu vi phạm.", "violation_inspected_members = 80 2021")
def _for_cause(count: Count, mark: Mark) -> Act | None:
    """`kiểm tra 80 đảng viên khi có dấu hiệu vi phạm`: the cause stands after the count."""
    met = mark.code == "violation" and count.scope.act == "inspect" and not {"phát", "phải"} & set(count.until(mark))
    return Act(mark.code) if met and not _begins_anew(count, mark) else None


def _begins_anew(count: Count, cause: Mark) -> bool:
    """`kiểm tra 3 tổ chức, cùng với đó kiểm tra khi có dấu hiệu vi phạm 2`: the cause has an inspection of its own."""
    words = count.words[count.noun.last : cause.last]
    verbs = (i for i in range(len(words) - 1) if words[i : i + 2] == ["kiểm", "tra"])
    return any(not {"được", "bị"} & set(words[max(0, i - 2) : i]) for i in verbs)


@way(
    "reminded",
    "Năm 2021, kiểm tra 9 chi bộ, trong đó 3 tổ chức bị nhắc nhở.",
    "inspected_organizations subject=cell = 9 2021",
)
def _reminded(count: Count, mark: Mark) -> Act | None:
    """`30 tổ chức bị nhắc nhở`: what befalls them is none of ours."""
    near = mark.first - count.noun.last <= 3 and "bị" in count.until(mark)
    # `chỉ đạo 8 tổ chức cơ sở đảng tiến hành kiểm điểm`: what they are told to do
    near = near or (mark.first - count.noun.last <= 2 and count.number.before(2) in (["chỉ", "đạo"], ["yêu", "cầu"]))
    return Act("conclude") if mark.code == "conclude" and (near or count.words[mark.first] == "bị") else None


# by the kind of the mark that tells the act
BY_MARK: Mapping[str, tuple[Way[[Count, Mark]], ...]] = {
    "noun": (_award, _made_full),
    "slice": (_form,),
    "act": (_made_full, _joins, _newly_admitted, _meets, _admits, _leaves, _attends, _suffers, _for_cause, _reminded),
}


def _is_near(count: Count, mark: Mark) -> bool:
    return mark.first - count.noun.last <= 2


def _number_follows(count: Count, mark: Mark) -> bool:
    following = next((one for one in count.marks if one.first >= mark.last), None)
    return following is not None and following.amount is not None and following.first <= mark.last + 1


def _is_passive(count: Count, mark: Mark) -> bool:
    """`bị`, `được` between the noun and an act (`dự bị` is none)."""
    words = count.words
    if _has_agent(count, mark):
        return True
    between = words[max(count.noun.last, mark.first - 5) : mark.first]
    between = between[len(between) - between[::-1].index(",") :] if "," in between else between
    suffered = "bị" in between and (between.index("bị") == 0 or between[between.index("bị") - 1] != "dự")
    forced = (between[-1:] == ["phải"] or between[-2:] in (["phải", "chịu"], ["phải", "nhận"])) and not _number_follows(count, mark)
    by_one = any(one.actor and one.last == mark.first and words[one.first - 1] in BY for one in count.rest)
    return suffered or forced or by_one or "được" in between or words[mark.first] in ("bị", "được")


def _has_agent(count: Count, mark: Mark) -> bool:
    """`58 đảng viên ở Đà Nẵng đã bị cấp ủy các cấp và chi bộ thi hành kỷ luật`: who did it stands between `bị` and the act."""
    words, first = count.words, count.noun.last
    at = next((i for i in range(mark.first - 1, first - 1, -1) if words[i] in ("bị", "được") and words[i - 1] != "dự"), None)
    if at is None:
        return False
    agents = [one for one in count.marks if at < one.first < mark.first]
    return bool(agents) and all(one.actor or one.mention or one.code in ("cell", "committee") for one in agents)


def _given(count: Count) -> bool:
    """`cho 5 đảng viên ra khỏi Đảng`: at their own wish."""
    amount = next((one for one in reversed(count.marks) if one.amount is not None and one.first < count.noun.first), None)
    return amount is not None and count.words[max(0, amount.first - 1)] == "cho"
