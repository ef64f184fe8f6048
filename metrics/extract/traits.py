"""What tells how likely a figure is right: how its number, noun and period stand to one another and to the rest of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from metrics.extract.dating import LEFT_OUT, NEAR, UNTIL, Dates
from metrics.extract.figures import Ground
from metrics.extract.marks import Mark
from metrics.extract.model import Figure, Unread
from metrics.extract.numbers import Draft, Number
from metrics.extract.opinion import Opinion, Seen, class_of, contexts_before, contexts_of
from metrics.extract.periods import Stretch, last_month
from metrics.extract.rules import STOCKS
from metrics.extract.stocks import SPECIAL
from metrics.extract.text import word_set

# words that tell time; where no stretch of time was read of them, a period may have been misread
TIME = word_set(
    "năm tháng quý ngày tuần đầu giữa cuối trung thượng hạ lúc khi thuở hồi buổi trước sau từ đến tới hết nay kỳ nhiệm giai đoạn "
    "mới thời điểm sơ vừa qua hằng hàng mỗi kể"
)
PARTY = "đảng"
# words of comparisons
COMPARED = word_set("so cùng tăng giảm vượt hơn thêm ít")
# words by one of which a clause says that somebody has so many
STATING = word_set("có gồm với còn là hiện tổng số đạt quản lãnh đã được thành lập toàn sinh hoạt diện dự")
# what ends the stretch of words that speaks about a number
SIGNS = frozenset(";()[]:")
# words that tell nothing of a number beside them
PLAIN = word_set(
    "và với có là của các đã được trong cho tại ở toàn hiện còn gồm đạt lên từ đến tới số tổng này đó cả trên để theo một những "
    "cùng nay thì mà bị khi do về vào tỉnh đảng bộ viên ủy thành phố huyện thị xã"
)
# words that may lead to a part of what was told
PARTING = word_set("trong riêng gồm còn ngoài đó bao lại khác nữa thêm")
TELLING = TIME | COMPARED | STATING | SIGNS | PARTING
# the rules that read a noun to which nothing is done
STOCK_RULES = frozenset(rule.name for rule in (*STOCKS, *SPECIAL))
# so many sentences before its own a period that competes with a figure's is looked for
AROUND = 2
# a comparison, and what may lead to a part, stands at most so many words before its number
CLOSE = 5
# words that are not understood are looked for so many words after a number
RIGHT_AFTER = 4
# two counts that make up a third
PARTS, WHOLE = ("grassroots_committees", "grassroots_cells"), "grassroots_organizations"
# a period that no other has come between holds on for so many sentences
FARTHEST = 12
# the least value of each size
SIZES = (2, 10, 100, 1000, 10000)


class Traits(NamedTuple):
    """What is known of a figure besides its columns. A word is one of a few, a number counts words, marks or sentences.

    Its slots: `rule`, `noun`, `indicator`, `status`; `size`: how many digits its value has; `sure`: how sure the rules are;
    `doubt`: the first of their doubts; `labelled`: a label before it tells what it counts; `part`: it is read as a part of another;
    `bare`: a noun to which nothing is done, in words that do not say that somebody has so many.

    Its period: `origin`: where the words of it stand, so many sentences back; `source`, `distance`: how it was chosen (`Dated`);
    `rivals_between`: periods between its words and the number, `rivals_around`: others in the sentences before; `leftover`: time
    words of the sentence of which no period was read, and how many of them beside one that was.

    Its words: `act`: whether the act stands in its clause; `before`, `after`: what stands beside it; `strange_before`,
    `strange_after`: words near it that are not understood; `compared_before`, `parting_before`: words of comparisons, of parts;
    `bracket`: it stands in brackets; `party`: whether its sentence or that before speaks of the Party, not of another organization;
    `first_sentence`; `numbers_here`, `unread_here`, `unread`: numbers of its sentence, those that were not read, those of the whole
    text; `conflicts`: other values that the text has for the same.

    The second opinion (`Judged`), which labelled texts taught: `opinion`, `opinion_before`, `agree`.
    """

    rule: str
    noun: str
    indicator: str
    status: str
    size: str
    sure: float
    doubt: str
    labelled: bool
    part: bool
    bare: bool
    origin: str
    sentences_back: int
    source: str
    distance: int
    rivals_between: int
    rivals_around: int
    leftover: int
    leftover_beside: int
    act: str
    before: str
    after: str
    strange_before: int
    strange_after: int
    compared_before: int
    parting_before: bool
    bracket: bool
    party: str
    first_sentence: bool
    numbers_here: int
    unread_here: int
    unread: int
    conflicts: int
    opinion: float
    opinion_before: float
    agree: str


# what tells which figures of a text are values of the same
Cell = tuple[str, ...]


class Text(NamedTuple):
    """What all figures of a text share: when it was published, the second opinion, where its numbers stand that were not read.

    And the values of each cell.
    """

    published: str
    opinion: Opinion
    unread: list[int]
    values: dict[Cell, set[float]]


class Here(NamedTuple):
    """What the figures of a sentence share: its periods, the places of its words in order, the periods of the sentences before."""

    dates: Dates
    leftover: int
    beside: int
    compared: list[int]
    stating: list[int]
    signs: list[int]
    strange: list[int]
    parting: list[int]
    party: str
    numbers: int
    unread: int
    around: set[str]


def traits_of(grounds: Sequence[Ground], unread: Sequence[Unread], published: str, opinion: Opinion) -> Iterator[Traits]:
    """The traits of each figure of a text, in order."""
    values: dict[Cell, set[float]] = {}
    for ground in grounds:
        values.setdefault(_cell(ground.figure), set()).add(ground.figure.value)
    text = Text(published, opinion, [one.start for one in unread], values)
    here: Here | None = None
    for ground in grounds:
        if here is None or here.dates is not ground.draft.number.dates:
            here = _here(ground, text)
        yield _traits(ground, here, text)


def seen_of(ground: Ground) -> Seen:
    """The number of a figure as the second opinion sees it."""
    figure, number = ground.figure, ground.draft.number
    place = number.passage, number.place, number.mark
    return Seen(class_of(figure.indicator, figure.unit, figure.status), contexts_of(*place), contexts_before(*place))


def _cell(figure: Figure) -> Cell:
    parts = figure.organization, figure.indicator, figure.breakdown, figure.unit, figure.status
    return (*parts, figure.period_type, figure.period)


def _here(ground: Ground, text: Text) -> Here:
    passage, dates = ground.draft.number.passage, ground.draft.number.dates
    compared, stating, signs, leftover, beside = [], [], [], 0, 0
    strange, parting = [], []
    taken = {at for mark in passage.marks for at in range(mark.first, mark.last)}
    read = {at for mark in passage.marks if mark.stretch or mark.amount for at in range(mark.first, mark.last)}
    edges = {at for mark, _ in dates.here for at in (mark.first - 2, mark.first - 1, mark.last, mark.last + 1)}
    for at, word in enumerate(passage.words):
        if word not in PLAIN and at not in taken and word.isalpha():
            strange.append(at)
        if word not in TELLING:
            continue
        if word in TIME and at not in read:
            leftover += 1
            beside += at in edges
        if word in COMPARED:
            compared.append(at)
        if word in PARTING:
            parting.append(at)
        if word in STATING:
            stating.append(at)
        elif word in SIGNS:
            signs.append(at)
    around = {code for codes in dates.dating.codes[max(0, dates.place - AROUND) : dates.place] for code in codes}
    place, sentences = dates.place, dates.dating.sentences
    party = "here" if PARTY in passage.words else "before" if place and PARTY in sentences[place - 1][0] else "nowhere"
    numbers = sum(mark.amount is not None for mark in passage.marks)
    unread = bisect_left(text.unread, passage.ends[-1]) - bisect_left(text.unread, passage.starts[0]) if text.unread else 0
    return Here(dates, leftover, beside, compared, stating, signs, strange, parting, party, numbers, unread, around)


def _between(places: list[int], first: int, last: int) -> int:
    """How many of the places lie from one token to before another."""
    return bisect_left(places, last) - bisect_left(places, first) if places else 0


def _traits(ground: Ground, here: Here, text: Text) -> Traits:
    figure, draft, doubt, dated = ground
    number, noun, scope = draft.number, draft.noun, draft.scope
    mark, words = number.mark, number.words
    at = mark.first
    origin, chosen, back = _origin(ground, here, text.published)
    low, high = (at, at) if chosen is None else (chosen.last, at) if chosen.last <= at else (mark.last, chosen.first)
    sign = bisect_left(here.signs, at)
    since = here.signs[sign - 1] if sign else 0
    before = number.marks[number.place - 1] if number.place else None
    end = max(mark.last, noun.last) if noun is not None else mark.last
    closing = bisect_left(here.signs, end)
    until = here.signs[closing] if closing < len(here.signs) else len(words)
    return Traits(
        draft.rule,
        noun.code if noun is not None else "",
        figure.indicator,
        figure.status,
        f"from-{next((size for size in reversed(SIZES) if abs(figure.value) >= size), 0)}",
        figure.confidence,
        doubt,
        draft.label is not None,
        draft.like is not None or scope.subset,
        _is_bare(draft, here, since) and not _adds_up(figure, text),
        origin,
        back,
        dated.source,
        max(0, dated.distance),
        len([one for one, _ in here.dates.here if low <= one.first < high]) if low < high else 0,
        len([code for code in here.around if not _same(code, figure.period)]) if here.around else 0,
        here.leftover,
        here.beside,
        "none" if not scope.act else "carried" if scope.act_at < 0 else "clause" if scope.act_at >= since else "sentence",
        (before.code or before.kind) if before is not None else "",
        _after(number, end),
        _between(here.strange, max(since, before.last) if before is not None else since, at),
        _between(here.strange, end, min(end + RIGHT_AFTER, until)),
        _between(here.compared, at - CLOSE, at),
        _between(here.parting, at - CLOSE, at) > 0,
        sign > 0 and words[since] == "(",
        here.party,
        here.dates.place == 0,
        here.numbers,
        here.unread,
        len(text.unread),
        len(text.values[_cell(figure)]) - 1,
        *text.opinion.judged(seen_of(ground)),
    )


def _is_bare(draft: Draft, here: Here, since: int) -> bool:
    """Whether no words since a token say that somebody has what a stock counts."""
    return draft.rule in STOCK_RULES and draft.label is None and not _between(here.stating, since, draft.number.mark.first)


def _adds_up(figure: Figure, text: Text) -> bool:
    """`652 tổ chức cơ sở đảng (320 đảng bộ, 332 chi bộ cơ sở)`: whether the parts that a text tells make up its whole."""
    organization, indicator, *rest = _cell(figure)
    if indicator not in PARTS:
        return False
    committees, cells, wholes = (text.values.get((organization, code, *rest), set()) for code in (*PARTS, WHOLE))
    return any(one + other in wholes for one in committees for other in cells)


def _after(number: Number, end: int) -> str:
    """What follows a number and its noun: a sign, the kind of a mark, a word that tells nothing or is not understood."""
    word = number.passage.word(end)
    if not word.isalpha():
        return word if word in SIGNS or word in ("", ",", ".", "%") else "sign"
    following = next((one.kind for one in number.rest if one.first == end), None)
    return following or ("plain" if word in PLAIN else "strange")


def _origin(ground: Ground, here: Here, published: str) -> tuple[str, Mark | None, int]:
    """Where the words of a figure's period stand: the kind of place, their mark in its own sentence, how many sentences back."""
    figure, draft, _, _ = ground
    if not figure.period:
        return "none", None, 0
    at = draft.number.mark.first
    found: Mark | None = None
    for one, stretch in here.dates.here:
        if found is not None and one.last > at:
            break
        if _told_by(stretch, figure, published):
            found = one
    if found is not None:
        if found.last > at:
            return "after", found, 0
        return "sentence" if ";" in draft.number.words[found.last : at] else "clause", found, 0
    if draft.like is not None:
        return "like", None, 0
    sentences, place = here.dates.dating.sentences, here.dates.place
    for back in range(1, min(FARTHEST, place) + 1):
        told = [mark.stretch for mark in sentences[place - back][1] if mark.stretch is not None]
        if any(_told_by(one, figure, published) for one in told):
            return "earlier", None, back
        if back >= NEAR and any(one.code and one.role not in LEFT_OUT for one in told):
            break
    return "published" if figure.period == published else "far", None, 0


def _told_by(stretch: Stretch, figure: Figure, published: str) -> bool:
    """Whether a figure may have its period from a stretch of a sentence before."""
    if _names(replace(stretch, code=stretch.code.strip("-")), figure, published):
        return True
    if (
        stretch.role not in UNTIL
        or not (stretch.code and figure.period)
        or stretch.kind not in ("day", "month", "quarter", "half_year")
    ):
        return False
    # `đến ngày 17/9 đã kết nạp 71`, `tính đến hết quý I/2013 có 787`
    own_year = stretch.code[:1] == "-" or stretch.code[:4] in figure.period
    return own_year and last_month(Stretch(figure.period_type, figure.period)) == last_month(stretch)


def _names(stretch: Stretch, figure: Figure, published: str) -> bool:
    """Whether a figure's period may come from a stretch of its sentence."""
    if stretch.kind in ("now", "open", "since", "past"):
        return published != "" and published[:7] in figure.period
    return _same(stretch.code, figure.period)


def _same(code: str, period: str) -> bool:
    """Whether one names the other or a part of it."""
    return code != "" and (code in period or (period != "" and period in code))
