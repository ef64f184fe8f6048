"""How sure the rules are of a figure, and their named doubts: two of the traits by which its confidence is learned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from metrics.extract.bodies import SLUG_KINDS
from metrics.extract.clauses import Passage
from metrics.extract.marks import Mark
from metrics.extract.numbers import Draft
from metrics.extract.rules import WITH_ACTOR
from metrics.extract.scope import Scope
from metrics.extract.text import word_set

# bodies of which it is known that committees stand between them and their cells
RANKED = ("province_wide", "district")
# words from an act to a count, beyond which it may not be the act's any more
FAR = 35
# a figure with a doubt is at most this sure
DOUBTFUL = 0.85
LEAST = 0.1
# words after a noun that lead to where the counted are
WHEREABOUTS = word_set("thuộc do chuyển của tại ở từ đến gồm về trong")
# words after a counted noun that do not narrow it
ENDING = word_set(
    "và với bằng bị được mới thì đạt vào so đã do để trực sinh cùng còn tham dự chiếm toàn hoàn đại kể vi làm hết tỉnh sau"
)


# units below the province, and words before several of them
BELOW = word_set("huyện quận xã phường")
LISTS = (["các"], ["những"], ["mỗi"])


class Filled(NamedTuple):
    """A draft with its breakdown and what holds for it, its actor and its body filled in."""

    draft: Draft
    parts: dict[str, str]
    scope: Scope


def confidence(draft: Draft, doubt: str, undated: float) -> float:
    """How sure the rules are of a figure, `undated`: by how much its period leaves a doubt."""
    most = draft.like.confidence if draft.like is not None else 1.0
    if doubt:
        most = min(most, DOUBTFUL)
    return round(max(LEAST, min(draft.sure - undated, most)), 2)


def doubt_of(filled: Filled) -> str:
    """The name of the first doubt, nothing where there is none."""
    for name, doubt in DOUBTS.items():
        if doubt(filled):
            return name
    return ""


def _good_or_better(filled: Filled) -> bool:
    """`80% hoàn thành tốt nhiệm vụ`: perhaps together with those above."""
    return filled.parts.get("grade") == "good"


def _actor_of_before(filled: Filled) -> bool:
    """The actor is taken from a sentence before."""
    acting = filled.draft.indicator in WITH_ACTOR and filled.parts.get("body", "") != ""
    return acting and filled.scope.actor is None and filled.draft.like is None


def _new_body(filled: Filled) -> bool:
    """A body that the data lacks, and no kind of body that each province has."""
    scope, owners = filled.scope, filled.draft.number.owners
    return scope.body != owners.main[0] and scope.body in owners.added and scope.body_kind not in SLUG_KINDS


def _narrowed(filled: Filled) -> bool:
    """Words that are not understood narrow the noun."""
    noun = filled.draft.noun
    after = noun is not None and noun.kind == "noun" and noun.first >= filled.draft.number.mark.last
    return after and noun is not None and not is_complete(filled.draft.number.passage, noun)


def _far_act(filled: Filled) -> bool:
    """The act stands far before the number."""
    scope = filled.scope
    return bool(scope.act) and filled.draft.number.mark.first - scope.act_at > FAR


def _either_level(filled: Filled) -> bool:
    """`Đảng bộ xã hiện có 44 chi bộ trực thuộc`: its own cells, or those below its committees; only their body's rank tells."""
    noun, passage = filled.draft.noun, filled.draft.number.passage
    open_ended = noun is not None and noun.code == "subordinate_cell" and passage.word(noun.last - 1) == "thuộc"
    return open_ended and filled.draft.indicator == "subordinate_cells" and filled.scope.body_kind not in RANKED


def _other_body(filled: Filled) -> bool:
    """The sentence names another body before a figure that is taken for the main body's: `Tại Đảng bộ xã …`."""
    number = filled.draft.number
    placed, main, first = number.passage.placed, number.owners.main[0], number.mark.first
    if not placed or filled.scope.body != main:
        return False
    return any(number.owners.of(mention)[0] not in ("", main) for last, mention in placed if last <= first)


def _unnamed_body(filled: Filled) -> bool:
    """`Toàn Đảng bộ huyện có 45 …` where no district is named: not of the province that the figure is given to."""
    number = filled.draft.number
    if not filled.scope.body and number.owners.main[0]:
        return True
    if filled.scope.body_kind != "province_wide" or filled.scope.body != number.owners.main[0]:
        return False
    words = number.words[: number.mark.first]
    below = (i for i in range(1, len(words)) if words[i] in BELOW and words[i - 1] in ("toàn", "bộ"))
    return any(not number.passage.capital(i + 1) and words[i - 3 : i - 2] not in LISTS for i in below)


DOUBTS: Mapping[str, Callable[[Filled], bool]] = {
    "good-or-better": _good_or_better,
    "actor-of-before": _actor_of_before,
    "new-body": _new_body,
    "narrowed": _narrowed,
    "far-act": _far_act,
    "other-body": _other_body,
    "unnamed-body": _unnamed_body,
    "either-level": _either_level,
}


def is_complete(passage: Passage, noun: Mark) -> bool:
    """Whether nothing that is not understood narrows a noun: a closing word or a mark follows it."""
    after = passage.word(noun.last)
    if after in ENDING or not after.isalpha():
        return True
    if after in ("trong", "ở", "của") and passage.word(noun.last + 1) in ("tỉnh", "huyện", "toàn", "thành"):
        return True
    if after in WHEREABOUTS:
        return any((one.amount or one.mention) and 1 <= one.first - noun.last <= 3 for one in passage.marks)
    return any(
        # those who study are some of them
        (one.first == noun.last and one.kind != "noun" and one.code != "train")
        or (one.first == noun.last + 1 and one.kind in ("period", "slice"))
        for one in passage.marks
    )
