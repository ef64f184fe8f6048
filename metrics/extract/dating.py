"""Which period a figure has: from its sentence, from the sentences before it, from the date of publication."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from metrics.extract.marks import Mark
from metrics.extract.model import Known
from metrics.extract.periods import FLOWS, Stretch, until, with_year

TERM_SIZES = (
    "executive_committee_size",
    "standing_committee_size",
    "inspection_commission_size",
    "deputy_secretaries",
    "committee_members_elected",
)
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


class Dating:
    """The periods of one text, sentence by sentence."""

    def __init__(self, published: str, sentences: Sequence[tuple[list[str], list[Mark]]]) -> None:
        self.published = published
        self.sentences = sentences
        self.place = -1
        self.flow: Stretch | None = None
        self.day: Stretch | None = None
        self.any_day: Stretch | None = None
        self.flow_at = -1
        self.terms = [
            (place, mark.stretch.code)
            for place, (_, marks) in enumerate(sentences)
            for mark in marks
            if mark.stretch and mark.stretch.kind == "term" and mark.stretch.code
        ]
        self.term_places = [place for place, _ in self.terms]
        self.here: list[tuple[Mark, Stretch]] = []

    def enter(self, place: int) -> None:
        """Go on to a sentence: what the one before it said is carried."""
        for _, stretch in self.here:
            self._carry(stretch)
        self.place = place
        words, marks = self.sentences[place]
        self.here = [(mark, self._in_place(words, marks, mark)) for mark in marks if mark.stretch is not None]

    def _carry(self, stretch: Stretch) -> None:
        if stretch.role in ("compare", "plan"):
            return
        if stretch.kind in (*FLOWS, "since", "open", "past") and stretch.kind != "term" and stretch.role not in ("start", "end"):
            self.flow, self.flow_at = stretch, self.place
        if stretch.role == "end" and stretch.kind in ("month", "day") and stretch.code:
            self.flow, self.flow_at = until(stretch), self.place
        if stretch.kind in ("day", "month", "now") or (stretch.kind == "year" and stretch.code):
            if stretch.role not in ("document", "from"):
                self.day = stretch
            self.any_day = stretch if stretch.kind != "now" else self.any_day

    def _in_place(self, words: list[str], marks: list[Mark], mark: Mark) -> Stretch:
        """The stretch with its year and its role in the sentence."""
        stretch = mark.stretch
        assert stretch is not None
        role = self._role(words, marks, mark, stretch)
        if role == "since":
            stretch, role = replace(stretch, kind="since"), ""
        if stretch.kind == "term" and not stretch.code:
            return replace(stretch, code=self._named_term(role), role="")
        year = self.published[:4]
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
            and self.flow is not None
            and self.flow.code[:4].isdigit()
        ):
            year = self.flow.code[:4]
        return replace(with_year(stretch, year), role=role)

    def _role(self, words: list[str], marks: list[Mark], mark: Mark, stretch: Stretch) -> str:
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

    def _named_term(self, role: str) -> str:
        """`nhiệm kỳ qua`, `nhiệm kỳ mới`: by the term that the text names nearest to it."""
        near = self._nearest_term()
        if not near:
            return ""
        first, last = map(int, near.split("/"))
        return f"{2 * first - last}/{first}" if role == "previous" else near

    def _nearest_term(self) -> str:
        """The term that the text names nearest to this sentence."""
        after = bisect_left(self.term_places, self.place)
        near = [self.terms[i] for i in (after - 1, after) if 0 <= i < len(self.terms)]
        return min(near, key=lambda term: abs(term[0] - self.place))[1] if near else ""

    def _year(self) -> str:
        return self.published[:4]

    # ------------------------------------------------------------------------------------------------------------------------------
    def period(self, indicator: str, known: Known, amount: Mark, status: str, noun: Mark | None) -> tuple[Stretch, float]:
        """The period of a figure, and how much doubt that leaves."""
        kind = known.kinds.get(indicator, "stock")
        if status == "target" or indicator.endswith("_planned"):
            return self._target(amount)
        if indicator in TERM_SIZES:
            return self._term(amount)
        if indicator.endswith(("_rank", "_score")):
            return self._year_of_index(amount)
        if status == "in_progress" and kind == "flow" and self.published:
            return self._as_of(Stretch("now")), 0.0
        if indicator in OF_A_DAY or kind == "stock" or indicator in DATED_RATIOS:
            return self._stock(amount, noun, "congress" in indicator)
        return self._flow(amount, indicator)

    def _left(self, amount: Mark) -> list[Stretch]:
        return [
            stretch
            for mark, stretch in reversed(self.here)
            if mark.last <= amount.first and stretch.role not in ("compare", "plan")
        ]

    def _right(self, amount: Mark) -> list[Stretch]:
        return [stretch for mark, stretch in self.here if mark.first >= amount.last and stretch.role not in ("compare", "plan")]

    def _as_of(self, stretch: Stretch) -> Stretch:
        if stretch.kind in ("now", "since", "open", "past"):
            return Stretch("as_of", self.published)
        return Stretch("as_of", stretch.code)

    def _stock(self, amount: Mark, noun: Mark | None, event: bool = False) -> tuple[Stretch, float]:
        """The day of a stock: named right after it, before it in its sentence, after it; else carried; else that of publication."""
        close = noun.last if noun is not None else amount.last
        for mark, stretch in self.here:
            if mark.first == close and stretch.kind in ("year", "day", "month"):
                return self._as_of(stretch), 0.0
        left = self._left(amount)
        found = self._at_that_time(amount, left) or next(filter(None, (self._stock_at(stretch, event) for stretch in left)), None)
        if found is not None:
            return found
        for stretch in self._right(amount):
            if stretch.kind in ("day", "month", "year", "now") and stretch.role != "document":
                return self._as_of(stretch), 0.1
        if self.day is not None and (self.day.code or self.day.kind == "now"):
            return self._as_of(self.day), 0.1
        return Stretch("as_of", self.published), 0.1

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
            return Stretch("as_of", self.published), 0.1
        return None

    def _at_that_time(self, amount: Mark, left: list[Stretch]) -> tuple[Stretch, float] | None:
        """`lúc đó`, `buổi đầu`: the day last named, of whatever; `đầu nhiệm kỳ`: the term's first year."""
        words, marks = self.sentences[self.place]
        for mark, stretch in self.here:
            later = any(
                mark.last <= one.first < amount.first for one, named in self.here if named.kind in ("now", "day", "month", "year")
            )
            if (
                stretch.kind == "term"
                and not later
                and mark.last <= amount.first
                and words[mark.first - 1 : mark.first] in (["đầu"], ["vào"])
            ):
                return Stretch("as_of", stretch.code[:4]), 0.0
        if not any(mark.code == "then" and mark.last <= amount.first for mark in marks):
            return None
        days = [stretch for stretch in left if stretch.kind in ("day", "month", "year")]
        day = days[0] if days else self.any_day
        return (self._as_of(day), 0.05) if day is not None else None

    def _flow(self, amount: Mark, indicator: str) -> tuple[Stretch, float]:
        """The stretch of a flow: before it in its sentence, after it, carried; a term last; an event has its day."""
        left = self._left(amount)
        days = [stretch for stretch in left if stretch.kind == "day" and stretch.role not in ("document", "end")]
        if days and indicator in EVENTS and not any(stretch.kind in ("half_year", "nine_months", "since") for stretch in left):
            return self._as_of(days[0]), 0.05
        spans = [found for stretch in left if stretch.kind != "term" and (found := self._as_flow(stretch)) is not None]
        if spans:
            return spans[0], 0.15 if self._counts_months(amount) else 0.0
        after = self._flow_after(amount)
        if after is not None:
            return after, 0.05
        if self.flow is None:
            term = next((stretch for stretch in left if stretch.kind == "term"), None)
            if term is not None:
                self.flow, self.flow_at = term, self.place
                return term, 0.0
        return self._carried(indicator, days)

    def _counts_months(self, amount: Mark) -> bool:
        """`…; lũy kế 11 tháng …`: months that are counted, and no period that is read, stand before the amount."""
        words = self.sentences[self.place][0]
        last = max((mark.last for mark, _ in self.here if mark.last <= amount.first), default=0)
        return "tháng" in words[last : amount.first]

    def _flow_after(self, amount: Mark) -> Stretch | None:
        """A stretch that follows a flow in its sentence, outside brackets."""
        words = self.sentences[self.place][0]
        for mark, stretch in self.here:
            fits = mark.first >= amount.last and stretch.kind != "term" and stretch.role not in ("compare", "plan", "end")
            if fits and words[mark.first - 1 : mark.first] != ["("]:
                found = self._as_flow(stretch)
                if found is not None:
                    return found
        return None

    def _carried(self, indicator: str, days: list[Stretch]) -> tuple[Stretch, float]:
        """What the sentences before give a flow without a stretch of its own."""
        event = indicator in EVENTS
        if days and (event or self.flow is None):
            return self._as_of(days[0]), 0.05
        if self.flow is not None:
            return self._as_flow(self.flow) or NONE, 0.05 if self.place - self.flow_at <= NEAR else 0.15
        if self.day is not None and (event or self.day.kind == "day"):
            return self._as_of(self.day), 0.1
        if event and self.published:
            return Stretch("as_of", self.published), 0.1
        return (self.day, 0.2) if self.day is not None and self.day.kind == "year" else (NONE, 0.2)

    def _as_flow(self, stretch: Stretch) -> Stretch | None:
        if stretch.kind == "since":
            year = stretch.code or self._year()
            code = f"{year}-01/{self.published[:7]}" if year and len(self.published) >= 7 else ""
            return Stretch("range", code)
        if stretch.kind == "open":
            return Stretch("range", "")
        if stretch.kind in ("month", "day") and stretch.role == "end":
            return until(stretch)
        if stretch.kind == "year" and stretch.role == "start":
            return None
        if stretch.kind in FLOWS:
            return stretch
        return None

    def _term(self, amount: Mark) -> tuple[Stretch, float]:
        for stretch in [*self._left(amount), *self._right(amount)]:
            if stretch.kind == "term":
                return stretch, 0.0
        for stretch in self._left(amount):
            if stretch.kind in ("day", "month", "year") and not self._congress():
                return self._as_of(stretch), 0.05
        near = self._nearest_term()
        if near:
            return Stretch("term", near), 0.05
        year = self._first_year
        if year and int(year) % 5 == 0 and self.about_congress:
            return Stretch("term", f"{year}/{int(year) + 5}"), 0.1
        return self._stock(amount, None)

    @cached_property
    def _first_year(self) -> str:
        """The year of the first day that the text names, else of publication."""
        days = (
            mark.stretch.code[:4] for _, marks in self.sentences for mark in marks if mark.stretch and mark.stretch.kind == "day"
        )
        return next(filter(None, days), self._year())

    @cached_property
    def about_congress(self) -> bool:
        return any(self._names_congress(words, marks) for words, marks in self.sentences)

    def _congress(self) -> bool:
        return self._names_congress(*self.sentences[self.place])

    @staticmethod
    def _names_congress(words: list[str], marks: list[Mark]) -> bool:
        return any(mark.code == "congress" or (mark.code == "event" and words[mark.first] == "đại") for mark in marks)

    def _target(self, amount: Mark) -> tuple[Stretch, float]:
        planned = [stretch for mark, stretch in self.here if stretch.role == "plan"]
        for stretch in [*self._left(amount), *planned, *self._right(amount)]:
            if stretch.kind in ("term", "year", "range") and stretch.code:
                return stretch, 0.0
        near = self._nearest_term()
        if near:
            return Stretch("term", near), 0.05
        if self.flow is not None and self.flow.kind == "year":
            return self.flow, 0.1
        return NONE, 0.2

    def _year_of_index(self, amount: Mark) -> tuple[Stretch, float]:
        for stretch in self._left(amount):
            if stretch.kind == "year" and stretch.code:
                return stretch, 0.0
        if self.flow is not None and self.flow.kind == "year":
            return self.flow, 0.1
        return NONE, 0.1
