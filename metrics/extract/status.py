"""The status of a figure: reported, a target, planned, in progress."""

from __future__ import annotations

from itertools import pairwise

from metrics.extract.dating import DATELINE, TERM_SIZES
from metrics.extract.marks import Mark
from metrics.extract.numbers import Draft, Number
from metrics.extract.rules import WITH_ACTOR

# a clause that begins with one of these words tells what came of a target
CLAUSE, RESULT = frozenset((",", ";", "và", "nhưng")), ("kết quả", "thực hiện", "đã ", "đến nay", "đến thời", "hiện nay")

# words between a target's name and its number
NAMED = frozenset(("cả", "năm", "là", "được", "giao", "của"))
# between a target and the number of it: what ends or goes past the name of the target
APART = frozenset(",;()")
# signs that end a clause
ENDS = frozenset(",;:()")
# those whom a congress sends are chosen already, whenever they will go
CHOSEN = "upper_congress_delegates"
# what tells of a rise
RISES = (("nâng", "tổng"), ("đưa", "tổng"))
# words between what is told and the targets that it is
SUMMING = frozenset((one, "là", many) for one in ("đó", "đây", "trên") for many in ("những", "các"))
# words of what is still aimed at
AHEAD = frozenset(("phấn", "sẽ"))
# cues of what is aimed at
AIMS = ("target", "target_item", "plan", "planned")


def status_of(draft: Draft) -> str:
    """The status that the words before a number announce."""
    scope = draft.scope
    if draft.indicator.endswith("_planned"):
        return "planned"
    if draft.noun is not None and draft.number.passage.word(draft.noun.last) == "sẽ" and draft.indicator != CHOSEN:
        return "planned"
    if draft.indicator == "subordinate_committees" and draft.number.before(1) == ["do"]:
        # `356 đại biểu do 73 đảng bộ trực thuộc Tỉnh ủy cử đi`: they are there
        return "reported"
    if draft.indicator == "congress_delegates" and draft.number.dates.dating.is_coming:
        return "planned"
    if draft.indicator in TERM_SIZES and draft.number.dates.dating.is_coming and _at_the_congress(draft.number):
        return "planned"
    if draft.indicator == "party_members" and draft.scope.planned and _stood_for(draft.number):
        return "reported"
    if draft.indicator in WITH_ACTOR and (draft.number.passage.aimed or _by_document(draft.number)):
        # what is to be inspected is planned
        return "planned"
    if (scope.target and not _achieved(draft.number)) or _by_plan(draft) or _assigned(draft.number) or is_set(draft.number):
        return "target"
    if (scope.planned and not _achieved(draft.number)) or _by_document(draft.number):
        return "planned"
    return "in_progress" if scope.in_progress else "reported"


def _at_the_congress(number: Number) -> bool:
    """`57 ủy viên Ban Chấp hành được công bố tại đại hội`: what a congress is to decide."""
    words = number.words
    ahead = any(words[i : i + 3] == ["tại", "đại", "hội"] for i in range(number.mark.last, len(words)))
    return ahead and "đã" not in words


def _stood_for(number: Number) -> bool:
    """`Đại hội sẽ có 498 đại biểu, đại diện cho 119.396 đảng viên`: members there are already, whenever their delegates meet."""
    before = next((one for one in reversed(number.marks[: number.place]) if one.kind == "act"), None)
    return before is not None and before.code == "represent" and number.mark.first - before.last <= 1


def _by_document(number: Number) -> bool:
    """`Kế hoạch số 12 giao … tổ chức 4 cuộc kiểm tra`: a plan is the sentence's subject, and nothing is told as done."""
    if "plan" not in number.passage.codes:
        return False
    plan = next((one for one in number.marks if one.code == "plan" and (one.first <= 2 or _opens(number, one))), None)
    if plan is None or plan.last > number.mark.first:
        return False
    if _heads_a_plan(number, plan):
        return True
    words = set(number.words[plan.last : number.mark.first])
    return bool(words & {"giao", "sẽ", "định", "yêu", "gồm"}) and "đã" not in words


def _heads_a_plan(number: Number, plan: Mark) -> bool:
    """`Kế hoạch năm 2023, Ủy ban Kiểm tra Tỉnh ủy kiểm tra 6 tổ chức`: of a year that is not over, and nothing is told as done."""
    words, year = number.words, next((one for one in number.marks if one.first >= plan.last and one.stretch is not None), None)
    if year is None or year.stretch is None or number.words[year.last : year.last + 1] not in ([","], [":"]):
        return False
    ahead = year.stretch.kind == "year" and year.stretch.code >= (number.dates.dating.year or "9999")
    return ahead and year.first - plan.last <= 1 and "đã" not in words and "kết" not in words[: plan.last]


def _opens(number: Number, mark: Mark) -> bool:
    """Whether a mark stands right after a newspaper's name at the head of a text."""
    return mark.first <= DATELINE and number.words[mark.first - 1] in ("-", "–")


def _assigned(number: Number) -> bool:
    """`Tỉnh ủy giao Đảng ủy Khối kết nạp 120 đảng viên`: one body sets another what to do."""
    words = number.words[: number.mark.first]
    at = max((i for i, word in enumerate(words) if word == "giao" and words[i - 1] not in ("được", "bàn", "chuyển")), default=0)
    if not at or not ENDS.isdisjoint(words[at:]) or "đã" in words[at:]:
        return False
    bodies = [one for one in number.marks[: number.place] if one.mention is not None or one.actor is not None]
    return any(one.last == at for one in bodies) and any(one.first == at + 1 for one in bodies)


def is_set(number: Number) -> bool:
    """`chỉ tiêu Tỉnh ủy giao là 1.500 đảng viên`, `chỉ tiêu được giao: 1.500`: how many a target is, whoever set it."""
    before = number.marks[: number.place]
    aim = next((one for one in reversed(before) if one.code in ("target_item", "plan")), None)
    since = number.passage.between(aim, number.mark) if aim is not None else []
    named = since[:-1] if since[-1:] in (["là"], [":"]) else since
    if aim is None or named[-1:] != ["giao"] or number.amount.percent or not APART.isdisjoint(since):
        return False
    return not any(one.kind == "act" and one.first >= aim.last for one in before)


def _by_plan(draft: Draft) -> bool:
    """`200 đảng viên mới theo kế hoạch`: the plan stands after the count."""
    noun = draft.noun
    if draft.number.amount.of is not None:
        # `821/1.450 đảng viên theo chỉ tiêu`: of the target, so many are there
        return False
    if noun is not None and (_called_target(draft.number) or _named_target(draft.number)):
        return True
    return (
        noun is not None
        and draft.number.passage.word(noun.last) == "theo"
        and draft.number.passage.after(noun, 2) in (["theo", "kế"], ["theo", "chỉ"])
    )


def _named_target(number: Number) -> bool:
    """`bằng 59% chỉ tiêu cả năm là 277 đảng viên`."""
    aim = next((one for one in reversed(number.marks[: number.place]) if one.kind != "period"), None)
    between = number.passage.between(aim, number.mark) if aim is not None and aim.code == "target_item" else []
    return between[-1:] == ["là"] and all(word in NAMED or word.isdigit() for word in between)


def _called_target(number: Number) -> bool:
    """`kết nạp 200 đảng viên: đó là mục tiêu của …`, `… là chỉ tiêu mà Huyện ủy đề ra`."""
    if "tiêu" not in number.passage.has:
        return False
    if _among_targets(number):
        return True
    ahead = [one for one in number.marks[number.place + 1 :] if one.amount is not None or one.code in ("target", "target_item")]
    aim = ahead[0] if ahead else None
    if aim is None or aim.amount is not None or number.words[aim.first - 1] != "là":
        return False
    named = number.words[aim.first - 2] in ("viên", "đó", "đây", "chí")
    return named or any(one.stretch is not None and one.last == aim.first - 1 for one in number.marks)


def _among_targets(number: Number) -> bool:
    """`90% …; mỗi năm kết nạp 3% - đó là những chỉ tiêu mà Đại hội đề ra`: all that stands before them."""
    words, last = number.words, number.mark.last
    aims = (one.first for one in number.marks if one.code == "target_item" and one.first > last)
    return any(tuple(words[first - 3 : first]) in SUMMING for first in aims)


def _achieved(number: Number) -> bool:
    """Whether the words since the target tell a result: `chỉ tiêu … ; kết quả đã kết nạp …`, `…, thực hiện …`."""
    words, mark = number.words, number.mark
    aims = (one.last for one in number.marks if one.code in AIMS and one.last <= mark.first)
    since = words[max(aims, default=0) : mark.first]
    amount = number.amount
    if AHEAD.isdisjoint(words[: mark.first]):
        if amount.of is not None and not amount.percent:
            # `chỉ tiêu đạt cao: … phát triển 8.793/6.500 đảng viên`: so many of those that were aimed at
            return True
        if any(pair in RISES for pair in pairwise(since)) and words[mark.first - 1] in ("lên", "là"):
            return True
    if any(since[i] in CLAUSE and " ".join(since[i + 1 : i + 3]).startswith(RESULT) for i in range(len(since) - 1)):
        return True
    return "đã" in since and any(sign in since[: since.index("đã")] for sign in CLAUSE)
