"""A number where it stands: its noun or label, the words around it, and what a rule makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from metrics.extract.amounts import Amount
from metrics.extract.clauses import Passage
from metrics.extract.dating import Dates
from metrics.extract.marks import Mark
from metrics.extract.model import Figure, Known
from metrics.extract.owners import Owner, Owners
from metrics.extract.periods import Stretch
from metrics.extract.rules import BODIES, PERSONS
from metrics.extract.scope import Scope
from metrics.extract.text import word_set
from metrics.extract.values import replaced_often

# words that may stand between a label and its number
GLUE = word_set(
    "là có gồm chiếm đạt lên còn hiện được với cũng chỉ đều tổng số nay : - – = đã ở mức ( khóa mới khoá tương "
    "đương đến con cả từ lâm thời định sau đó đảng bộ viên tỷ lệ trên hơn gần khoảng bằng"
)
# words after a number that stands after its label, apart from punctuation and generic nouns
CLOSING = word_set("trường trở và cùng đồng người đ so trong còn thành ủy tổ đảng chi tccsđ nhưng tổng")
# how many words stand between a label and its number, besides the names of bodies
FARTHEST = 9
# words between the disciplined and what befalls them
SUFFERING = word_set("vi phạm bị phải chịu nhận hình thức đến mức xử lý")
# words between those counted and the act that befell them
BEFALLING = word_set("đã mà vi phạm phải bị được")
# words between a label and the body that has it
OWNING = word_set("của trong thuộc trên địa bàn ở tại")
# words before the first and before the second of two numbers of what has risen or fallen, each with its time
RISING, RISEN = word_set("tăng giảm nâng triển lên xuống"), word_set("lên xuống còn đến tới")
# and whose they are
WHOSE = word_set("của toàn tỉnh huyện thành phố khối đảng bộ")
# words before what a count has risen or fallen to
REACHING = word_set("đạt lên còn xuống")


@dataclass(frozen=True, slots=True)
class Article:
    """What every sentence of a text shares: what the reader knows, and the bodies that the text names."""

    known: Known
    owners: Owners


@replaced_often
class Spot(NamedTuple):
    """A mark where it stands, and what holds there."""

    article: Article
    passage: Passage
    dates: Dates
    scope: Scope
    place: int
    mark: Mark

    @property
    def owners(self) -> Owners:
        return self.article.owners

    @property
    def before(self) -> str:
        """The word before the mark."""
        return self.passage.words[self.mark.first - 1] if self.mark.first else ""

    @property
    def mark_before(self) -> Mark | None:
        return self.passage.marks[self.place - 1] if self.place else None

    def under(self, scope: Scope) -> Spot:
        """The same mark under another scope."""
        return self if scope is self.scope else self._replace(scope=scope)

    def at(self, place: int) -> Spot:
        """Another mark of the sentence under the same scope."""
        return self._replace(place=place, mark=self.passage.marks[place])


@replaced_often
class Number(NamedTuple):
    """A number to be read: its noun, the label before it, the marks that follow, and what it is a part or a share of.

    `visits`: occurrences are counted (`lượt`); `paired`: the place of a share that stands beside a count; `piece`: the slice that
    it counts; `of`: the figure whose share it is.
    """

    article: Article
    passage: Passage
    dates: Dates
    scope: Scope
    place: int
    mark: Mark
    noun: Mark | None
    rest: Sequence[Mark]
    visits: bool = False
    paired: int | None = None
    label: Mark | None = None
    piece: Mark | None = None
    of: Figure | None = None

    @property
    def owners(self) -> Owners:
        return self.article.owners

    @property
    def words(self) -> list[str]:
        return self.passage.words

    @property
    def marks(self) -> Sequence[Mark]:
        return self.passage.marks

    @property
    def amount(self) -> Amount:
        amount = self.mark.amount
        assert amount is not None
        return amount

    @property
    def previous(self) -> Figure | None:
        """The figure before it in its sentence."""
        return self.scope.figures[-1] if self.scope.figures else None

    def before(self, count: int) -> list[str]:
        """So many words before it."""
        first = self.mark.first
        return self.passage.words[max(0, first - count) : first]

    def after(self, count: int) -> list[str]:
        """So many words after it."""
        return self.passage.after(self.mark, count)

    def signed(self, sign: float) -> Number:
        """The number with a sign."""
        amount = self.amount
        return self._replace(mark=self.mark._replace(amount=amount._replace(value=sign * amount.value)))

    def exactly(self) -> Number:
        """The number without its bound."""
        return self._replace(mark=self.mark._replace(amount=self.amount._replace(qualifier="eq")))

    def figure(
        self,
        indicator: str,
        parts: dict[str, str],
        sure: float,
        *,
        noun: Mark | None = None,
        label: Mark | None = None,
        like: Figure | None = None,
        unit: str = "",
        status: str = "",
        denominator: float | None = None,
        owner: Owner | None = None,
        period: Stretch | None = None,
        rule: str = "",
        scope: Scope | None = None,
    ) -> Draft:
        """A figure that is read here, by the construction that is tried unless another rule is named."""
        slots = (noun, label, like, unit, status, denominator, owner, period)
        return Draft(self, scope or self.scope, rule, indicator, parts, sure, *slots)

    def puzzle(self, noun: Mark, reason: str, scope: Scope | None = None) -> Puzzle:
        """What is listed of a number that no rule reads."""
        return Puzzle(self, scope or self.scope, noun, reason)


@replaced_often
class Draft(NamedTuple):
    """A figure that a rule has read, before its other slots (actor, status, period, body) are filled.

    `scope`: what holds for it and after it; `like`: the figure whose period and body it takes; `owner` and `period`: those that the
    words at the number tell, where they are not the scope's; `way`: the name of that in which its act is told.
    """

    number: Number
    scope: Scope
    rule: str
    indicator: str
    parts: dict[str, str]
    sure: float
    noun: Mark | None = None
    label: Mark | None = None
    like: Figure | None = None
    unit: str = ""
    status: str = ""
    denominator: float | None = None
    owner: Owner | None = None
    period: Stretch | None = None
    way: str = ""


class Puzzle(NamedTuple):
    """A number beside a counted noun that no rule reads, and why; `scope`: what holds after it."""

    number: Number
    scope: Scope
    noun: Mark
    reason: str


# what a rule makes of a number: figures, puzzles, nothing (understood as no figure); None: the rule does not read it
Outcome = tuple[Draft | Puzzle, ...] | None


def number_at(spot: Spot) -> Number:
    """A count with what follows it: the noun right after it, or after a share that stands between in brackets."""
    words, marks, mark = spot.passage.words, spot.passage.marks, spot.mark
    amount = mark.amount
    assert amount is not None
    at, follow, paired = amount.last, spot.place + 1, None
    if at < len(words) and words[at] in "(=":
        paired = _share_in_brackets(spot, at)
        if paired is not None:
            at, follow = marks[paired].last, paired + 1
            if at < len(words) and words[at] == ")":
                at, follow = at + 1, follow + 1
    if amount.of is not None and spot.passage.word(at) == "số":
        at += 1
    if words[at : at + 2] == ["đại", "hội"] and at + 2 < len(words):
        # `152 Đại hội Đảng bộ cấp trên cơ sở`: those who meet
        at += 2 + 2 * (words[at + 2 : at + 4] == ["đại", "biểu"])
        follow = next((place for place in range(follow, len(marks)) if marks[place].first >= at), len(marks))
    visits = spot.passage.word(at) == "lượt"
    at += visits
    if visits and words[at : at + 2] == ["đối", "với"]:
        # `kiểm tra 92 lượt đối với các chi bộ`
        at += 2 + (spot.passage.word(at + 2) in ("các", "những"))
    if at + 1 < len(words) and words[at] == "là" and _group_follows(marks, follow, at + 1):
        at += 1
    noun = _counted_at(marks[follow : follow + 2], at)
    visits = visits or (noun is not None and words[noun.first] == "lượt")
    if noun is None:
        noun = _noun_of_next(spot, at)
    series = _last_of_series(spot) if noun is None and "lượt" in spot.passage.has else None
    if series is not None:
        last, counted = series
        rest = [one for one in spot.passage.until_next(last) if one.first >= counted.last]
        return Number(*spot, counted._replace(first=at, last=at), rest, visits, label=label_of(spot, counted))
    share = paired if paired is not None else _share_after(spot, noun.last if noun else amount.last)
    rest = spot.passage.until_next(spot.place if share is None or noun is None else share)
    if noun is not None:
        rest = [one for one in rest if one.first >= noun.last]
        rest += _past_their_bodies(spot, noun)
    return Number(*spot, noun, rest, visits, share, label_of(spot, noun))


def _past_their_bodies(spot: Spot, noun: Mark) -> list[Mark]:
    """The marks after the bodies of persons: `1.878 đảng viên thuộc 13 đảng bộ được tặng Huy hiệu Đảng`."""
    passage = spot.passage
    if noun.code not in PERSONS or passage.word(noun.last) not in ("thuộc", "của", "từ", "ở", "tại"):
        return []
    place = passage.next_amount(noun.last)
    if place is None or place + 1 >= len(passage.marks) or passage.marks[place].first > noun.last + 2:
        return []
    bodies = passage.marks[place + 1]
    counted = bodies.code in BODIES and bodies.first == passage.marks[place].last
    return [one for one in passage.until_next(place) if one.first >= bodies.last] if counted else []


def _noun_of_next(spot: Spot, at: int) -> Mark | None:
    """The noun of the next number in `kiểm tra 98, giám sát 46 đảng viên`, at the end of this one: only acts tell them apart."""
    marks, act = spot.passage.marks, spot.mark_before
    if act is None or act.kind != "act" or act.last != spot.mark.first:
        return None
    ahead = marks[spot.place + 1 : spot.place + 4]
    if len(ahead) < 3 or (ahead[0].kind, ahead[1].kind, ahead[2].kind) != ("act", "amount", "noun"):
        return None
    joined = spot.passage.words[at : ahead[0].first] in ([","], ["và"], [",", "và"])
    near = ahead[1].first == ahead[0].last and ahead[2].first == ahead[1].last and ahead[0].code != act.code
    return ahead[2]._replace(first=at, last=at) if joined and near else None


def _last_of_series(spot: Spot) -> tuple[int, Mark] | None:
    """The last number of `lần lượt có 9, 17 và 12 đảng viên`, and the noun that all of them count."""
    words, marks, place = spot.passage.words, spot.passage.marks, spot.place
    if not any(words[i : i + 2] == ["lần", "lượt"] for i in range(spot.mark.first)):
        return None
    while place + 1 < len(marks) and marks[place + 1].amount is not None:
        if words[marks[place].last : marks[place + 1].first] not in ([","], ["và"], [",", "và"]):
            return None
        place += 1
    noun = _counted_at(marks[place + 1 : place + 3], marks[place].last)
    return (place, noun) if place > spot.place and noun is not None and noun.kind == "noun" else None


def _share_in_brackets(spot: Spot, at: int) -> int | None:
    """The place of a percentage that a bracket right after a count holds."""
    marks = spot.passage.marks
    ahead = range(spot.place + 1, min(spot.place + 4, len(marks)))
    share = next((place for place in ahead if marks[place].amount), None)
    if share is None:
        return None
    amount = marks[share].amount
    return share if amount is not None and amount.percent and marks[share].first <= at + 2 else None


def _counted_at(marks: Sequence[Mark], at: int) -> Mark | None:
    """The counted noun, or the slice that stands for one, that begins at a token."""
    for mark in marks:
        if mark.first == at and (
            mark.kind == "noun" or (mark.kind in ("slice", "index") and mark.dimension in ("group", "degree", "theory", "grade"))
        ):
            return mark
        if mark.first > at:
            return None
    return None


def _group_follows(marks: Sequence[Mark], follow: int, at: int) -> bool:
    return any(mark.first == at and mark.dimension == "group" for mark in marks[follow : follow + 2])


def _share_after(spot: Spot, at: int) -> int | None:
    """The percentage that follows a count as `/67,73%`, `(6,29%)`, `= 10,9%`, `, chiếm 62,62%`."""
    words, marks = spot.passage.words, spot.passage.marks
    for place in range(spot.place + 1, len(marks)):
        amount = marks[place].amount
        if marks[place].first > at + 3:
            return None
        if amount is None:
            continue
        between = words[at : marks[place].first]
        near = amount.percent and 0 < len(between) <= 3 and between[0] in ("/", "(", "=", "tương")
        if {"tăng", "giảm", "vượt", "hơn"} & set(between):
            return None
        return place if near and (between[0] == "(" or not {"đạt", "bằng"} & set(between)) else None
    return None


def label_of(spot: Spot, noun: Mark | None) -> Mark | None:
    """The label before an amount without a noun, or with one that says little (`đồng chí`)."""
    if noun is not None and noun.code not in ("person", "commissioner", "member", "case", "bare_organization", "unit"):
        return None
    label = label_before(spot)
    if noun is not None and noun.code in ("bare_organization", "unit"):
        return label if label is not None and label.code in ("private", *BODIES) else None
    if label is None or noun is None or noun.code != "member":
        return label
    if label.code == "new_member":
        return label
    bracketed = label.dimension == "form" and spot.passage.between(label, spot.mark) == ["("]
    return label if bracketed or (label.dimension in ("degree", "theory") and label.last == spot.mark.first) else None


def label_before(spot: Spot) -> Mark | None:
    """The label that an amount without a noun belongs to: `khiển trách 28`, `Đảng bộ cơ sở: 558`."""
    words, marks, mark = spot.passage.words, spot.passage.marks, spot.mark
    rises = rises_from(spot.passage, spot.place)
    after = "" if rises else _after(words, mark.last)
    start, end = _past_rise(spot, mark.first - 2 * rises)
    skipped = False
    for at in range(start - 1, -1, -1):
        label = marks[at]
        if label.amount is not None:
            return None
        if label.code == "members_base":
            named = sum(one.last - one.first for one in marks[at + 1 : spot.place] if one.mention is not None)
            near = mark.first - label.last - named <= FARTHEST and not {"miễn", "chưa", "tuổi"} & set(
                words[label.last : mark.first]
            )
            return as_member(label) if near else None
        if after.isalpha() and after not in CLOSING:
            return None
        if label.kind in ("body", "period") or label.code == "or_more":
            if all(word in GLUE for word in words[_name_end(spot, label) : end]):
                end, skipped = label.first, True
            continue
        if label.kind in ("stop", "cue") or (label.kind == "act" and label.code in ("hold", "represent")):
            continue
        if label.code == "committee" and at > 1 and marks[at - 2].code == "hold" and marks[at - 1].code == "member":
            # `nâng tổng số đảng viên Đảng bộ huyện lên 1.694 đồng chí`: whose they are
            if not all(word in GLUE or word in WHOSE for word in words[label.last : end]):
                return None
            end = label.first
            continue
        if label.kind == "noun" and at and marks[at - 1].amount is not None and marks[at - 1].last == label.first:
            return None
        held = at > 0 and marks[at - 1].code == "hold" and marks[at - 1].last == label.first
        between = words[label.last : end]
        if not all(word in GLUE or (skipped and word in OWNING) or (held and word in WHOSE) for word in between):
            return None
        return _sufferer(spot.at(at)) or label
    return None


def risen_by(spot: Spot, place: int) -> bool:
    """`số đảng viên mới tăng 6,2%, đạt 1.978`: whether the number at `place` is the percentage by which a count rose to this."""
    marks, words = spot.passage.marks, spot.passage.words
    rise, share = marks[place - 1] if place else None, marks[place]
    if rise is None or rise.code not in ("up", "down") or rise.last != share.first or share.amount is None:
        return False
    if not share.amount.percent or words[spot.mark.first - 1] not in REACHING:
        return False
    known = {at for one in marks[place + 1 : spot.place] for at in range(one.first, one.last) if one.kind in ("period", "cue")}
    between = [words[at] for at in range(share.last, spot.mark.first - 1) if at not in known]
    return between == [","]


def _past_rise(spot: Spot, end: int) -> tuple[int, int]:
    """The mark and the token before which a number's label stands, which is before the percentage by which it rose."""
    marks = spot.passage.marks
    place = next((at for at in range(spot.place - 1, -1, -1) if marks[at].amount is not None), None)
    if place is None or not risen_by(spot, place):
        return spot.place, end
    return place - 1, marks[place - 1].first


def risen_to(spot: Spot) -> Spot | None:
    """The count in `số đảng viên mới tăng 6,2%, đạt 1.978 đồng chí`, to which a label rose by this percentage."""
    place = spot.passage.next_amount(spot.mark.last)
    if place is None:
        return None
    count = spot.at(place)
    amount = count.mark.amount
    if amount is None or amount.percent or amount.of is not None or not risen_by(count, spot.place):
        return None
    label = label_before(count)
    return count if label is not None and label.last <= spot.mark.first else None


def rises_from(passage: Passage, place: int) -> bool:
    """`tăng từ 4.012 đồng chí (năm 2015) lên 5.120`: whether a number is the first of two that have their times after them."""
    words, mark = passage.words, passage.marks[place]
    if mark.first < 2 or words[mark.first - 1] != "từ" or words[mark.first - 2] not in RISING:
        return False
    time = time_after(passage, place)
    return time is not None and not RISEN.isdisjoint(words[time.last : time.last + 3])


def time_after(passage: Passage, place: int) -> Mark | None:
    """The time that stands right after a number and its noun: `5.120 đồng chí (năm 2020)`."""
    marks = passage.marks[place + 1 : place + 4]
    at = passage.marks[place].last
    if marks and marks[0].kind in ("noun", "slice") and marks[0].first == at:
        at = marks[0].last
    time = next((one for one in marks if one.stretch is not None and (one.stretch.code or one.stretch.kind == "now")), None)
    near = time is not None and passage.words[at : time.first] in ([], ["("], ["vào"], ["của"], ["ở"], ["trong"])
    return time if near else None


def _name_end(spot: Spot, body: Mark) -> int:
    """Where a body's name ends, with that of its province: `toàn tỉnh An Giang`."""
    found = spot.owners.gazetteer.province_at(spot.passage.words, body.last) if body.mention is not None else None
    return found[1] if found is not None and spot.passage.capital(body.last) else body.last


def _after(words: list[str], at: int) -> str:
    """The word after an amount; a stop where no other noun follows: `tổ chức đảng ngoài nhà nước là 38 cơ sở`, `… 38 đơn vị`."""
    if at >= len(words) or (words[at : at + 2] == ["cơ", "sở"] and words[at + 2 : at + 3] != ["đảng"]):
        return "."
    if words[at : at + 2] == ["đơn", "vị"] and not any(word.isalpha() for word in words[at + 2 : at + 3]):
        return "."
    return words[at]


def as_member(label: Mark) -> Mark:
    """`số đảng viên` as the noun that it names."""
    return label._replace(kind="noun", code="member")


def _sufferer(spot: Spot) -> Mark | None:
    """`số đảng viên được kiểm tra là 1.200`: the noun before a passive act is the label, the act included."""
    words, act, noun = spot.passage.words, spot.mark, spot.mark_before
    if noun is not None and noun.code == "members_base":
        noun = as_member(noun)
    if act.kind == "act" and noun is not None and noun.code == "receive" and spot.place > 1:
        # `số đảng viên vi phạm phải nhận hình thức kỷ luật là 51`
        members = spot.passage.marks[spot.place - 2]
        suffers = SUFFERING.issuperset(words[members.last : act.first])
        return as_member(members)._replace(last=act.last) if members.code in ("members_base", "member") and suffers else None
    if act.kind != "act" or noun is None or noun.kind != "noun" or noun.code not in (*PERSONS, *BODIES):
        return None
    said = words[noun.last : act.first]
    passive = (said[-1:] in (["được"], ["bị"]) or words[act.first] == "bị") and BEFALLING.issuperset(said)
    first = spot.passage.marks[spot.place - 2] if spot.place > 1 else None
    counted = first is not None and first.amount is not None and first.last == noun.first
    return noun._replace(last=act.last) if passive and not counted else None


def glued(passage: Passage, label: Mark, mark: Mark) -> bool:
    """Whether only small words stand between a label and its number."""
    return all(word in GLUE for word in passage.between(label, mark))
