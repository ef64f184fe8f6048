"""An amount that was understood becomes a figure: its period, status, bound, words and places."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from metrics.errors import N_, Message
from metrics.extract.amounts import Amount
from metrics.extract.bodies import BLOC_KINDS, SLUG_KINDS
from metrics.extract.dating import Dating
from metrics.extract.marks import Actor, Mark
from metrics.extract.model import Figure, Known, Unread
from metrics.extract.periods import Stretch
from metrics.extract.rules import PROCEDURES, WITH_ACTOR, Rule
from metrics.extract.subjects import Subjects
from metrics.extract.text import Sentence, word_set
from metrics.vocabulary import parse_breakdown, write_breakdown

NO_RULE = N_("A number beside a counted noun, but no rule says what it counts.")
PARTLY = N_("The words after the noun narrow it in a way that the catalogue does not know.")
QUOTE_WORDS = 12
# words from an act to a count, beyond which it may not be the act's any more
FAR = 35
# words after a noun that lead to where the counted are
WHEREABOUTS = word_set("thuộc do chuyển của tại ở từ đến gồm về")
# words after a counted noun that do not narrow it
ENDING = word_set(
    "và với bằng bị được mới thì đạt vào so đã do để trực sinh cùng còn tham dự chiếm toàn hoàn đại kể vi làm hết tỉnh sau"
)
# words that may stand between a label and its number
GLUE = word_set(
    "là có gồm chiếm đạt lên còn hiện được với cũng chỉ đều tổng số nay : - – = đã ở mức ( khóa mới khoá tương "
    "đương đến cả từ lâm thời định sau đó đảng bộ viên tỷ lệ trên hơn gần khoảng bằng"
)

# a clause that begins with one of these words tells what came of a target
CLAUSE, RESULT = frozenset(",;"), ("kết quả", "thực hiện", "đã ", "đến nay")


@dataclass(slots=True)
class Scope:
    """What holds at a place in a sentence: whose figures, who acts, what is done, and what the words announce."""

    body: str
    body_kind: str
    act: str = ""
    act_at: int = -1
    actor: Actor | None = None
    form: str = ""
    target: bool = False
    planned: bool = False
    running: bool = False
    norm: bool = False
    subset: bool = False
    index: str = ""
    committee: Mark | None = None
    yearly: bool = False
    thematic: bool = False
    received: bool = False
    same: bool = False
    outside: list[tuple[Actor | None, str, int, str, str, str, bool]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)


class Writer(Subjects):
    """The figures of one text, and what its sentences have told so far."""

    dating: Dating
    sentence: Sentence
    marks: list[Mark]

    def __init__(self, text: str, known: Known, published: str, province: str, organization: str) -> None:
        super().__init__(known, published, province, organization)
        self.text = text
        self.figures: list[Figure] = []
        self.unread: list[Unread] = []
        self.head: Figure | None = None
        self.last_admitted: Figure | None = None
        self.last_actor: Actor | None = None
        self.line, self.counted = 1, 0

    # the figure -------------------------------------------------------------------------------------------------------------------
    def _emit(
        self,
        scope: Scope,
        mark: Mark,
        noun: Mark | None,
        rule: Rule,
        parts: dict[str, str],
        sure: float,
        *,
        label: Mark | None = None,
        like: Figure | None = None,
        unit: str = "",
        status: str = "",
        denominator: float | None = None,
    ) -> Figure:
        amount = mark.amount
        assert amount is not None
        parts, indicator = dict(parts), rule.indicator
        if indicator in WITH_ACTOR and "body" not in parts and not self._cells_act(mark):
            parts |= self._acting(scope)
        status = status or self._status(scope, indicator, mark)
        if like is not None and status in ("reported", "over_target", "change"):
            stretch, doubt = Stretch(like.period_type, like.period), 0.0
        else:
            stretch, doubt = self.dating.period(indicator, self.known, mark, status, noun)
        if indicator in PROCEDURES or indicator.endswith(("_rank", "_score")):
            self._to_administration(scope)
        organization = like.organization if like is not None and rule.name != "listed-bodies" else scope.body
        first, last = self._quoted(mark, noun, label)
        start, end = self.sentence.starts[first], self.sentence.ends[last - 1]
        high = amount.high
        figure = Figure(
            organization=organization,
            indicator=indicator,
            breakdown=write_breakdown({dimension: value for dimension, value in parts.items() if value}),
            value=amount.value,
            unit=unit or self.known.units.get(indicator, ""),
            denominator=denominator if denominator is not None else amount.of,
            qualifier="ge" if high is not None else self._qualifier(amount, noun),
            period_type=stretch.kind,
            period=stretch.code,
            status=status,
            quote=self.text[start:end],
            line=self.line,
            note="yearly" if scope.yearly and status == "target" else "",
            # cut out of the text as they stand
            quote_status="verbatim",
            start=start,
            end=end,
            confidence=round(max(0.1, min(sure - doubt, self._bound_of(scope, mark, noun, rule, parts, like))), 2),
            rule=rule.name,
        )
        self._keep(scope, figure, high)
        return figure

    def _bound_of(
        self, scope: Scope, mark: Mark, noun: Mark | None, rule: Rule, parts: dict[str, str], like: Figure | None
    ) -> float:
        """How sure a figure can be at most: below 0.9 where its body, actor, grade or what narrows its noun is not beyond doubt."""
        most = like.confidence if like is not None else 1.0
        doubtful = (
            parts.get("grade") == "good"
            or (rule.indicator in WITH_ACTOR and scope.actor is None and "body" in parts and parts["body"] != "" and like is None)
            or (scope.body != self.main and scope.body in self.bodies and scope.body_kind not in SLUG_KINDS)
            or (noun is not None and noun.kind == "noun" and noun.first >= mark.last and not self._complete(noun))
            or (scope.act and mark.first - scope.act_at > FAR)
            or (scope.body == self.main and self._other_body_before(mark))
        )
        return min(most, 0.85) if doubtful else most

    def _cells_act(self, mark: Mark) -> bool:
        """`…; các chi bộ kiểm tra 560 đảng viên`: the act before the amount is the cells', whoever acted before them."""
        act = next(
            (i for i in range(len(self.marks) - 1, 0, -1) if self.marks[i].kind == "act" and self.marks[i].last <= mark.first), 0
        )
        cells = self.marks[act - 1]
        return (
            act > 0
            and cells.code == "cell"
            and self.sentence.words[cells.first - 1] == "các"
            and self.marks[act].first == cells.last
        )

    def _other_body_before(self, mark: Mark) -> bool:
        """Whether the sentence names another body before a figure that is taken for the main body's: `Tại Đảng bộ xã …`."""
        words = self.sentence.words
        bodies = (one for one in self.marks if one.last <= mark.first and one.mention is not None and one.first)
        placed = (one.mention for one in bodies if words[one.first - 1] in ("tại", "ở", "riêng", "như"))
        return any(self._body(mention)[0] not in ("", self.main) for mention in placed if mention is not None)

    def _complete(self, noun: Mark) -> bool:
        """Whether nothing that is not understood narrows a noun: a closing word or a mark follows it."""
        words = self.sentence.words
        if noun.last >= len(words) or words[noun.last] in ENDING or not words[noun.last].isalpha():
            return True
        if words[noun.last] in WHEREABOUTS:
            return any((one.amount or one.mention) and 1 <= one.first - noun.last <= 3 for one in self.marks)
        return any(
            (one.first == noun.last and one.kind != "noun") or (one.first == noun.last + 1 and one.kind in ("period", "slice"))
            for one in self.marks
        )

    def _keep(self, scope: Scope, figure: Figure, high: float | None) -> None:
        self.figures.append(figure)
        scope.figures.append(figure)
        if high is not None:
            self.figures.append(replace(figure, value=high, qualifier="le"))
        if figure.indicator == "members_admitted" and not figure.breakdown:
            self.last_admitted = figure
        if figure.unit == "person" and not figure.breakdown:
            self.head = figure

    def _status(self, scope: Scope, indicator: str, mark: Mark) -> str:
        if indicator.endswith("_planned"):
            return "planned"
        return (
            "target"
            if scope.target and not self._achieved(mark)
            else "planned"
            if scope.planned
            else "in_progress"
            if scope.running
            else "reported"
        )

    def _achieved(self, mark: Mark) -> bool:
        """Whether the words since the target tell a result: `chỉ tiêu … ; kết quả đã kết nạp …`, `…, thực hiện …`."""
        words = self.sentence.words
        aims = (one.last for one in self.marks if one.code in ("target", "target_item", "plan") and one.last <= mark.first)
        since = words[max(aims, default=0) : mark.first]
        return any(since[i] in CLAUSE and " ".join(since[i + 1 : i + 3]).startswith(RESULT) for i in range(len(since) - 1))

    def _qualifier(self, amount: Amount, noun: Mark | None) -> str:
        """The bound before the number, or `trở lên` after its noun."""
        tail = self.sentence.words[amount.last : (noun.last if noun else amount.last) + 4]
        return "ge" if any(tail[i : i + 2] == ["trở", "lên"] for i in range(len(tail))) else amount.qualifier

    def _acting(self, scope: Scope) -> dict[str, str]:
        """Who acts, and at which level, as far as the words tell."""
        actor = scope.actor
        if actor is None:
            actor = self.last_actor
        if actor is None:
            return {}
        self.last_actor = actor
        level = actor.level
        if level == "city":
            unit = self.gazetteer.provinces.get(self.province)
            level = "province" if unit is not None and unit.kind == "city" else "district"
        if level == "own" or (not level and actor.body == "commission" and scope.body_kind in BLOC_KINDS):
            level = (
                "bloc"
                if scope.body_kind in BLOC_KINDS
                else "grassroots"
                if scope.body_kind not in ("province_wide", "district")
                else ""
            )
        return {"body": actor.body} | ({"body_level": level} if level else {})

    def _quoted(self, mark: Mark, noun: Mark | None, label: Mark | None) -> tuple[int, int]:
        """The tokens to quote: the number with its noun or label, at most twelve words, none of them a name."""
        first, last = mark.first, mark.last
        if noun is not None and noun.first >= mark.last:
            last = noun.last
        before = label if label is not None and label.last <= mark.first else noun
        if before is not None and before.first < first and self._glued(before, mark):
            first = before.first
        return (first, last) if last - first <= QUOTE_WORDS else (mark.first, mark.last)

    def _glued(self, label: Mark, mark: Mark) -> bool:
        """Whether only small words stand between a label and its number."""
        return all(word in GLUE for word in self.sentence.words[label.last : mark.first])

    def _not_understood(self, mark: Mark, noun: Mark, reason: str) -> None:
        """Lists a number beside a counted noun that no rule reads."""
        first, last = self._quoted(mark, noun, None)
        start, end = self.sentence.starts[first], self.sentence.ends[last - 1]
        self.unread.append(Unread(start, end, self.text[start:end], Message(reason)))

    def _to_administration(self, scope: Scope) -> None:
        """What follows is about the province's government."""
        if self.province:
            scope.body = self._add(f"{self.province}.{SLUG_KINDS['administration']}", "")
            scope.body_kind = "administration"

    def _until_next(self, place: int) -> list[Mark]:
        """The marks after an amount up to the next amount or semicolon."""
        found = []
        for mark in self.marks[place + 1 :]:
            if mark.amount is not None or (mark.kind == "stop" and mark.code == ";"):
                break
            found.append(mark)
        return found


def parts_of(figure: Figure) -> dict[str, str]:
    """The breakdown of a figure by its dimensions."""
    return parse_breakdown(figure.breakdown)
