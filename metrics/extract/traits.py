"""What tells how likely a figure is right: how its number, noun and period stand to one another and to the rest of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from metrics.extract.dating import NEAR, Dates
from metrics.extract.figures import Ground
from metrics.extract.marks import Mark
from metrics.extract.model import Figure, Unread
from metrics.extract.opinion import Opinion, class_of, contexts_of
from metrics.extract.periods import Stretch
from metrics.extract.rules import STOCKS
from metrics.extract.stocks import SPECIAL
from metrics.extract.text import word_set

# words that tell time; where no stretch of time was read of them, a period may have been misread
TIME = word_set(
    "năm tháng quý ngày tuần đầu giữa cuối trung thượng hạ lúc khi thuở hồi buổi trước sau từ đến tới hết nay kỳ nhiệm giai đoạn "
    "mới thời điểm sơ vừa qua hằng hàng mỗi kể"
)
# words of comparisons
COMPARED = word_set("so cùng tăng giảm vượt hơn thêm ít")
# words by one of which a clause says that somebody has so many
STATING = word_set("có gồm với còn là hiện tổng số đạt quản lãnh đã được thành lập toàn sinh hoạt")
# what ends the stretch of words that speaks about a number
SIGNS = frozenset(";()[]:")
TELLING = TIME | COMPARED | STATING | SIGNS
# the rules that read a noun to which nothing is done
STOCK_RULES = frozenset(rule.name for rule in (*STOCKS, *SPECIAL))
# so many sentences before its own a period that competes with a figure's is looked for
AROUND = 2
# a comparison stands at most so many words before its number
CLOSE = 5


class Traits(NamedTuple):
    """What is known of a figure besides its columns. A word is one of a few, a number counts words, marks or sentences.

    `doubt`: the first of the rules' doubts, `sure`: how sure they are; `origin`: where the words of the period stand, so many
    sentences back; `rivals_between`: periods between these words and the number, `rivals_around`: others in the sentences before;
    `leftover`: time words of the sentence of which no period was read, and how many of them beside one that was; `bare`: a noun to
    which nothing is done, in words that do not say that somebody has so many; `opinion`: how far the second opinion agrees.
    """

    rule: str
    noun: str
    status: str
    doubt: str
    sure: float
    origin: str
    sentences_back: int
    rivals_between: int
    rivals_around: int
    leftover: int
    leftover_beside: int
    compared_before: int
    unread_here: int
    first_sentence: bool
    part: bool
    bare: bool
    opinion: float


class Text(NamedTuple):
    """What all figures of a text share: when it was published, the second opinion, where its numbers stand that were not read."""

    published: str
    opinion: Opinion
    unread: list[int]


class Here(NamedTuple):
    """What the figures of a sentence share: its periods, the places of its words in order, the periods of the sentences before."""

    dates: Dates
    leftover: int
    beside: int
    compared: list[int]
    stating: list[int]
    signs: list[int]
    unread: int
    around: set[str]


def traits_of(grounds: Sequence[Ground], unread: Sequence[Unread], published: str, opinion: Opinion) -> Iterator[Traits]:
    """The traits of each figure of a text, in order."""
    text = Text(published, opinion, [one.start for one in unread])
    here: Here | None = None
    for ground in grounds:
        if here is None or here.dates is not ground.draft.number.dates:
            here = _here(ground, text)
        yield _traits(ground, here, text)


def _here(ground: Ground, text: Text) -> Here:
    passage, dates = ground.draft.number.passage, ground.draft.number.dates
    compared, stating, signs, leftover, beside = [], [], [], 0, 0
    read = {at for mark in passage.marks if mark.stretch or mark.amount for at in range(mark.first, mark.last)}
    edges = {at for mark, _ in dates.here for at in (mark.first - 2, mark.first - 1, mark.last, mark.last + 1)}
    for at, word in enumerate(passage.words):
        if word not in TELLING:
            continue
        if word in TIME and at not in read:
            leftover += 1
            beside += at in edges
        if word in COMPARED:
            compared.append(at)
        if word in STATING:
            stating.append(at)
        elif word in SIGNS:
            signs.append(at)
    around = {code for codes in dates.dating.codes[max(0, dates.place - AROUND) : dates.place] for code in codes}
    unread = bisect_left(text.unread, passage.ends[-1]) - bisect_left(text.unread, passage.starts[0]) if text.unread else 0
    return Here(dates, leftover, beside, compared, stating, signs, unread, around)


def _between(places: list[int], first: int, last: int) -> int:
    """How many of the places lie from one token to before another."""
    return bisect_left(places, last) - bisect_left(places, first) if places else 0


def _traits(ground: Ground, here: Here, text: Text) -> Traits:
    figure, draft, doubt = ground
    number, noun = draft.number, draft.noun
    mark = number.mark
    at = mark.first
    origin, chosen, back = _origin(ground, here, text.published)
    low, high = (at, at) if chosen is None else (chosen.last, at) if chosen.last <= at else (mark.last, chosen.first)
    sign = bisect_left(here.signs, at)
    since = here.signs[sign - 1] if sign else 0
    contexts = contexts_of(number.passage, number.place, mark)
    return Traits(
        draft.rule,
        noun.code if noun is not None else "",
        figure.status,
        doubt,
        figure.confidence,
        origin,
        back,
        len([one for one, _ in here.dates.here if low <= one.first < high]) if low < high else 0,
        len([code for code in here.around if not _same(code, figure.period)]) if here.around else 0,
        here.leftover,
        here.beside,
        _between(here.compared, at - CLOSE, at),
        here.unread,
        here.dates.place == 0,
        draft.like is not None or draft.scope.subset,
        draft.rule in STOCK_RULES and draft.label is None and not _between(here.stating, since, at),
        text.opinion.of(contexts, class_of(figure.indicator, figure.unit, figure.status)),
    )


def _origin(ground: Ground, here: Here, published: str) -> tuple[str, Mark | None, int]:
    """Where the words of a figure's period stand: the kind of place, their mark in its own sentence, how many sentences back."""
    figure, draft, _ = ground
    if not figure.period:
        return "none", None, 0
    at = draft.number.mark.first
    found: Mark | None = None
    for one, stretch in here.dates.here:
        if found is not None and one.last > at:
            break
        if _names(stretch, figure, published):
            found = one
    if found is not None:
        if found.last > at:
            return "after", found, 0
        return "sentence" if ";" in draft.number.words[found.last : at] else "clause", found, 0
    if draft.like is not None:
        return "like", None, 0
    codes, place = here.dates.dating.codes, here.dates.place
    for back in range(1, min(NEAR, place) + 1):
        if any(_same(code.strip("-"), figure.period) for code in codes[place - back]):
            return "earlier", None, back
    return "published" if figure.period == published else "far", None, 0


def _names(stretch: Stretch, figure: Figure, published: str) -> bool:
    """Whether a figure's period may come from a stretch of its sentence."""
    if stretch.kind in ("now", "open", "since", "past"):
        return published != "" and published[:7] in figure.period
    return _same(stretch.code, figure.period)


def _same(code: str, period: str) -> bool:
    """Whether one names the other or a part of it."""
    return code != "" and (code in period or (period != "" and period in code))
