"""Which period a figure has: from its sentence, from the sentences before it, from the date of publication."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from metrics.extract.marks import Mark
from metrics.extract.periods import FLOWS, Stretch, until, with_year
from metrics.vocabulary import FACTS

# what a congress elects is of the term as well as the sizes of which the rules of figures know it
TERM_SIZES = (*(indicator for indicator, known in FACTS.items() if known.of_term), "committee_members_elected")
EVENTS = (
    "organizations_changed",
    "members_transferred_in",
    "members_transferred_out",
    "new_members_trained",
    "candidates_trained",
    "party_badges_awarded",
)
OF_A_DAY = ("congress_delegates", "upper_congress_delegates")
DATED_RATIOS = ("member_share_of_staff", "member_share_of_population", "head_is_secretary_share", "congress_completion")
NONE = Stretch("")
# how many sentences a period holds on beyond doubt
NEAR = 3


class Carried(NamedTuple):
    """The periods that a sentence takes from those before: of flows, and since which sentence; of stocks; the last day."""

    flow: Stretch | None = None
    flow_at: int = -1
    day: Stretch | None = None
    any_day: Stretch | None = None


class Dated(NamedTuple):
    """The period of a figure, how much doubt it leaves, and what is carried after it."""

    stretch: Stretch
    doubt: float
    carried: Carried


class Dating:
    """The periods that a text names: what its sentences share. Nothing in it changes."""

    def __init__(self, published: str, sentences: Sequence[tuple[list[str], Sequence[Mark]]], kinds: dict[str, str]) -> None:
        self.published, self.sentences, self.kinds = published, sentences, kinds
        self.terms = [
            (place, mark.stretch.code)
            for place, (_, marks) in enumerate(sentences)
            for mark in marks
            if mark.stretch and mark.stretch.kind == "term" and mark.stretch.code
        ]
        self.term_places = [place for place, _ in self.terms]

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.published[:4]

    def nearest_term(self, place: int) -> str:
        """The term that the text names nearest to a sentence."""
        after = bisect_left(self.term_places, place)
        near = [self.terms[i] for i in (after - 1, after) if 0 <= i < len(self.terms)]
        return min(near, key=lambda term: abs(term[0] - place))[1] if near else ""

    @cached_property
    def first_year(self) -> str:
        """The year of the first day that the text names, else of publication."""
        days = (
            mark.stretch.code[:4] for _, marks in self.sentences for mark in marks if mark.stretch and mark.stretch.kind == "day"
        )
        return next(filter(None, days), self.year)

    @cached_property
    def about_congress(self) -> bool:
        return any(names_congress(words, marks) for words, marks in self.sentences)

    def enter(self, place: int, carried: Carried) -> Dates:
        """The periods of one sentence, each with its year and its role."""
        words, marks = self.sentences[place]
        here = tuple((mark, self._in_place(words, marks, mark, place, carried)) for mark in marks if mark.stretch is not None)
        return Dates(self, place, words, marks, here)

    def _in_place(self, words: list[str], marks: Sequence[Mark], mark: Mark, place: int, carried: Carried) -> Stretch:
        """The stretch with its year and its role in the sentence."""
        stretch = mark.stretch
        assert stretch is not None
        role = self._role(words, marks, mark, stretch)
        if role == "since":
            stretch, role = replace(stretch, kind="since"), ""
        if stretch.kind == "term" and not stretch.code:
            return replace(stretch, code=self._named_term(role, place), role="")
        year = self.year
        early = year and self.published[5:7] <= "06"
        if stretch.kind == "past" or (
            stretch.kind == "year" and not stretch.code and stretch.role == "end" and "" < self.published[5:7] <= "03"
        ):
            return Stretch("year", str(int(year) - 1) if early else year, role)
        stretch = self._not_ahead(stretch)
        if (
            stretch.kind == "year"
            and not stretch.code
            and role != "start"
            and carried.flow is not None
            and carried.flow.code[:4].isdigit()
        ):
            year = carried.flow.code[:4]
        dated = with_year(stretch, year)
        return dated if dated.role == role else replace(dated, role=role)

    def _role(self, words: list[str], marks: Sequence[Mark], mark: Mark, stretch: Stretch) -> str:
        """How the words before a stretch make it stand in its sentence."""
        before = words[max(0, mark.first - 4) : mark.first]
        last, two = before[-1:], before[-2:]
        if last in (["hoạch"], ["tiêu"], ["quyết"], ["của"], ["giao"]) and stretch.kind == "year" and stretch.role != "end":
            return "plan"
        if last in (["kỳ"], ["với"], ["so"]):
            return "compare"
        if last == ["từ"] and stretch.kind == "year" and stretch.role == "start":
            return "since"
        if last == ["từ"] or two == ["từ", "ngày"]:
            return "from"
        if last in (["đến"], ["hết"], ["cuối"]) or two in (["đến", "ngày"], ["hết", "ngày"]):
            return "end"
        named = next((one for one in reversed(marks) if one.last <= mark.first), None)
        close = named is not None and named.code == "document" and mark.first - named.last <= 2
        if close or (last == ["ngày"] and {"hành", "ký", "định"} & set(before)):
            return "document"
        return stretch.role

    def _not_ahead(self, stretch: Stretch) -> Stretch:
        """A day without a year lies in the year before, where it would be months ahead of publication."""
        if stretch.kind not in ("day", "month") or len(self.published) < 7 or stretch.code[:4] != self.published[:4]:
            return stretch
        ahead = int(stretch.code[5:7]) - int(self.published[5:7])
        return replace(stretch, code=str(int(stretch.code[:4]) - 1) + stretch.code[4:]) if ahead > 2 else stretch

    def _named_term(self, role: str, place: int) -> str:
        """`nhiệm kỳ qua`, `nhiệm kỳ mới`: by the term that the text names nearest to it."""
        near = self.nearest_term(place)
        if not near:
            return ""
        first, last = map(int, near.split("/"))
        return f"{2 * first - last}/{first}" if role == "previous" else near


@dataclass(frozen=True)
class Dates:
    """The periods of one sentence, and which of them a figure has."""

    dating: Dating
    place: int
    words: list[str]
    marks: Sequence[Mark]
    here: tuple[tuple[Mark, Stretch], ...]

    def handed_on(self, carried: Carried) -> Carried:
        """What the next sentence takes over."""
        for _, stretch in self.here:
            carried = self._carry(carried, stretch)
        return carried

    def _carry(self, carried: Carried, stretch: Stretch) -> Carried:
        if stretch.role in ("compare", "plan"):
            return carried
        if stretch.kind in (*FLOWS, "since", "open", "past") and stretch.kind != "term" and stretch.role not in ("start", "end"):
            carried = carried._replace(flow=stretch, flow_at=self.place)
        if stretch.role == "end" and stretch.kind in ("month", "day") and stretch.code:
            carried = carried._replace(flow=until(stretch), flow_at=self.place)
        if stretch.kind in ("day", "month", "now") or (stretch.kind == "year" and stretch.code):
            if stretch.role not in ("document", "from"):
                carried = carried._replace(day=stretch)
            if stretch.kind != "now":
                carried = carried._replace(any_day=stretch)
        return carried

    def period(self, indicator: str, amount: Mark, noun: Mark | None, status: str, carried: Carried) -> Dated:
        """The period of a figure, by what its indicator is and its status."""
        kind = self.dating.kinds.get(indicator, "stock")
        if status == "target" or indicator.endswith("_planned"):
            return self._target(amount, carried)
        if indicator in TERM_SIZES:
            return self._term(amount, carried)
        if status == "in_progress" and kind == "flow" and self.dating.published:
            return Dated(self._as_of(Stretch("now")), 0.0, carried)
        if indicator in OF_A_DAY or kind == "stock" or indicator in DATED_RATIOS:
            return self._stock(amount, noun, carried, event="congress" in indicator)
        return self._flow(amount, indicator, carried)

    def _left(self, amount: Mark) -> list[Stretch]:
        """The stretches before an amount, the nearest first."""
        return [
            stretch
            for mark, stretch in reversed(self.here)
            if mark.last <= amount.first and stretch.role not in ("compare", "plan")
        ]

    def _right(self, amount: Mark) -> list[Stretch]:
        """The stretches after an amount, the nearest first."""
        return [stretch for mark, stretch in self.here if mark.first >= amount.last and stretch.role not in ("compare", "plan")]

    def _as_of(self, stretch: Stretch) -> Stretch:
        """The day that a stretch names, of publication where it means now."""
        if stretch.kind in ("now", "since", "open", "past"):
            return Stretch("as_of", self.dating.published)
        return Stretch("as_of", stretch.code)

    def _stock(self, amount: Mark, noun: Mark | None, carried: Carried, event: bool = False) -> Dated:
        """The day of a stock: named right after it, before it in its sentence, after it; else carried; else that of publication."""
        close = noun.last if noun is not None else amount.last
        for mark, stretch in self.here:
            if mark.first == close and stretch.kind in ("year", "day", "month"):
                return Dated(self._as_of(stretch), 0.0, carried)
        left = self._left(amount)
        found = self._at_that_time(amount, left, carried) or next(
            filter(None, (self._stock_at(stretch, event) for stretch in left)), None
        )
        if found is not None:
            return Dated(*found, carried)
        for stretch in self._right(amount):
            if stretch.kind in ("day", "month", "year", "now") and stretch.role != "document":
                return Dated(self._as_of(stretch), 0.1, carried)
        if carried.day is not None and (carried.day.code or carried.day.kind == "now"):
            return Dated(self._as_of(carried.day), 0.1, carried)
        return Dated(Stretch("as_of", self.dating.published), 0.1, carried)

    def _stock_at(self, stretch: Stretch, event: bool) -> tuple[Stretch, float] | None:
        """What a stretch before a stock in its sentence makes its day."""
        if stretch.kind in ("day", "month", "now"):
            unfit = ("document",) if event else ("document", "from")
            return None if stretch.role in unfit else (self._as_of(stretch), 0.0)
        if stretch.kind in ("year", "since"):
            return self._as_of(stretch), 0.0
        if stretch.kind == "range" and "-" not in stretch.code:
            return replace(stretch, kind="term"), 0.1
        if stretch.kind in ("half_year", "nine_months", "quarter", "range", "open"):
            return Stretch("as_of", self.dating.published), 0.1
        return None

    def _at_that_time(self, amount: Mark, left: list[Stretch], carried: Carried) -> tuple[Stretch, float] | None:
        """`lúc đó`, `buổi đầu`: the day last named, of whatever; `đầu nhiệm kỳ`: the term's first year."""
        for mark, stretch in self.here:
            later = any(
                mark.last <= one.first < amount.first for one, named in self.here if named.kind in ("now", "day", "month", "year")
            )
            if (
                stretch.kind == "term"
                and not later
                and mark.last <= amount.first
                and self.words[mark.first - 1 : mark.first] in (["đầu"], ["vào"])
            ):
                return Stretch("as_of", stretch.code[:4]), 0.0
        if not any(mark.code == "then" and mark.last <= amount.first for mark in self.marks):
            return None
        days = [stretch for stretch in left if stretch.kind in ("day", "month", "year")]
        day = days[0] if days else carried.any_day
        return (self._as_of(day), 0.05) if day is not None else None

    def _flow(self, amount: Mark, indicator: str, carried: Carried) -> Dated:
        """The stretch of a flow: before it in its sentence, after it, carried; a term last; an event has its day."""
        left = self._left(amount)
        days = [stretch for stretch in left if stretch.kind == "day" and stretch.role not in ("document", "end")]
        if days and indicator in EVENTS and not any(stretch.kind in ("half_year", "nine_months", "since") for stretch in left):
            return Dated(self._as_of(days[0]), 0.05, carried)
        spans = [found for stretch in left if stretch.kind != "term" and (found := self._as_flow(stretch)) is not None]
        if spans:
            return Dated(spans[0], 0.15 if self._counts_months(amount) else 0.0, carried)
        after = self._flow_after(amount)
        if after is not None:
            return Dated(after, 0.05, carried)
        term = next((stretch for stretch in left if stretch.kind == "term"), None)
        if term is not None and carried.flow is None:
            return Dated(term, 0.0, carried._replace(flow=term, flow_at=self.place))
        return Dated(*self._carried(indicator, days, carried), carried)

    def _counts_months(self, amount: Mark) -> bool:
        """`…; lũy kế 11 tháng …`: months that are counted, and no period that is read, stand before the amount."""
        if "tháng" not in self.words:
            return False
        last = max((mark.last for mark, _ in self.here if mark.last <= amount.first), default=0)
        return "tháng" in self.words[last : amount.first]

    def _flow_after(self, amount: Mark) -> Stretch | None:
        """A stretch that follows a flow in its sentence, outside brackets."""
        for mark, stretch in self.here:
            fits = mark.first >= amount.last and stretch.kind != "term" and stretch.role not in ("compare", "plan", "end")
            if fits and self.words[mark.first - 1 : mark.first] != ["("]:
                found = self._as_flow(stretch)
                if found is not None:
                    return found
        return None

    def _carried(self, indicator: str, days: list[Stretch], carried: Carried) -> tuple[Stretch, float]:
        """What the sentences before give a flow without a stretch of its own."""
        event = indicator in EVENTS
        if days and (event or carried.flow is None):
            return self._as_of(days[0]), 0.05
        if carried.flow is not None:
            return self._as_flow(carried.flow) or NONE, 0.05 if self.place - carried.flow_at <= NEAR else 0.15
        if carried.day is not None and (event or carried.day.kind == "day"):
            return self._as_of(carried.day), 0.1
        if event and self.dating.published:
            return Stretch("as_of", self.dating.published), 0.1
        return (carried.day, 0.2) if carried.day is not None and carried.day.kind == "year" else (NONE, 0.2)

    def _as_flow(self, stretch: Stretch) -> Stretch | None:
        """The stretch as a flow's, or nothing where it can be none."""
        published = self.dating.published
        if stretch.kind == "since":
            year = stretch.code or self.dating.year
            return Stretch("range", f"{year}-01/{published[:7]}" if year and len(published) >= 7 else "")
        if stretch.kind == "open":
            return Stretch("range", "")
        if stretch.kind in ("month", "day") and stretch.role == "end":
            return until(stretch)
        if stretch.kind == "year" and stretch.role == "start":
            return None
        return stretch if stretch.kind in FLOWS else None

    def _term(self, amount: Mark, carried: Carried) -> Dated:
        """The term of a committee's size: named in its sentence, nearest in the text, begun by the congress that is told of."""
        for stretch in [*self._left(amount), *self._right(amount)]:
            if stretch.kind == "term":
                return Dated(stretch, 0.0, carried)
        for stretch in self._left(amount):
            if stretch.kind in ("day", "month", "year") and not names_congress(self.words, self.marks):
                return Dated(self._as_of(stretch), 0.05, carried)
        near = self.dating.nearest_term(self.place)
        if near:
            return Dated(Stretch("term", near), 0.05, carried)
        year = self.dating.first_year
        if year and int(year) % 5 == 0 and self.dating.about_congress:
            return Dated(Stretch("term", f"{year}/{int(year) + 5}"), 0.1, carried)
        return self._stock(amount, None, carried)

    def _target(self, amount: Mark, carried: Carried) -> Dated:
        """The years of a target."""
        planned = [stretch for mark, stretch in self.here if stretch.role == "plan"]
        for stretch in [*self._left(amount), *planned, *self._right(amount)]:
            if stretch.kind in ("term", "year", "range") and stretch.code:
                return Dated(stretch, 0.0, carried)
        near = self.dating.nearest_term(self.place)
        if near:
            return Dated(Stretch("term", near), 0.05, carried)
        if carried.flow is not None and carried.flow.kind == "year":
            return Dated(carried.flow, 0.1, carried)
        return Dated(NONE, 0.2, carried)


def names_congress(words: list[str], marks: Sequence[Mark]) -> bool:
    """Whether a sentence names a congress."""
    return any(mark.code == "congress" or (mark.code == "event" and words[mark.first] == "đại") for mark in marks)
