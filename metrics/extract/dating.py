"""Which period a figure has: from its sentence, from the sentences before it, from the date of publication."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile
from typing import NamedTuple

from metrics.extract.marks import Mark
from metrics.extract.moments import count_at
from metrics.extract.periods import FLOWS, Stretch, last_month, until, with_year
from metrics.extract.rules import CONGRESSES
from metrics.extract.text import word_set
from metrics.extract.unions import holder, names_union
from metrics.extract.values import replaced_often
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
# what a class or a ceremony is about, on its day, whatever year is told besides
OF_AN_EVENT = ("new_members_trained", "candidates_trained", "party_badges_awarded")
OF_A_DAY = ("congress_delegates", "upper_congress_delegates")
DATED_RATIOS = ("member_share_of_staff", "member_share_of_population", "head_is_secretary_share", "congress_completion")
# what a conference gives
AWARDED = ("commended_collectives", "commended_individuals", "emulation_flags", "merit_certificates", "labour_orders")
# words of a sentence that tell of a ceremony
CEREMONY = frozenset({"lễ", "dịp", "buổi"})
# words of a sentence that tell of the conference itself
OCCASION = frozenset({"dịp", "lễ", "nghị"})
OCCASIONS = frozenset({("tại", "hội"), ("tại", "đại"), ("tại", "buổi"), ("tại", "lễ"), ("dịp", "này"), ("đợt", "này")})
EVENT = frozenset({"lễ", "nghị", "hội", "họp", "mặt"})
# with which a sentence begins that tells the parts of what the one before told
PARTING = frozenset({("trong", "đó"), ("cụ", "thể"), ("trong", "số")})
# words of a sentence that tells of a founding
FOUNDING = frozenset({"lập", "nhập", "nhất"})
NONE = Stretch("")
# words before the day of a feast that is no day of what is told
WAVES = frozenset({"đợt", "dịp", "niệm", "mừng"})
# words and signs between feasts that are listed
LISTING = frozenset({*",;/-.", "và", "các", "ngày"})
# roles of stretches that are no period of a figure
LEFT_OUT = ("compare", "plan", "around", "jubilee", "feast")
UNTIL = ("end", "by")
# parts of a term
OF_TERM = ("start", "middle", "end")
# words before `cùng kỳ` with which it tells when something was done, and does not compare
ALIKE_AFTER = frozenset({"(", ",", ";", ":", "và", "còn", "khi", "nếu", "."})
# words before a term, or its first, with which it tells when something was done
TERM_BEFORE = frozenset({"trong", "cả", "suốt", ";", ":", "riêng"})
# words that begin what a conference looks back on, words with which its term is another thing's, and how long its name is at most
REVIEWING, NOT_REVIEWED, LONGEST_TOPIC = frozenset({("tổng", "kết"), ("sơ", "kết")}), word_set("hội quyết triển hướng kế bầu"), 20
AIMING = frozenset({"phấn", "sẽ", "kiến"})
# words that tell a result; a rise from what was; what a time compared with had
RESULTS = frozenset({"đã", "quả", "được"})
RISING = frozenset({"từ"})
STATING = frozenset({"là", "có", "đạt", "nạp"})
CLAUSE_BREAKS = frozenset(",;:()")
UNFIT = (*LEFT_OUT, "document", "founded")
CLAUSE_ENDS = frozenset(";()")
# words between a count and the stretch that it has for itself
ATTACHING = frozenset({"trong", "của", "vào", "ở", "từ"})
# names of plans, and what they do, with which the years that follow are theirs
PLANS = frozenset({("kế", "hoạch"), ("chương", "trình"), ("mục", "tiêu"), ("chỉ", "tiêu"), ("phấn", "đấu")})
SETTING = frozenset({"giao", "đề", "đặt", "định", "đấu", "kiến"})
# time words, each with the words of which one follows where it tells a time by itself
TIME_WORDS: dict[str, frozenset[str]] = {
    "năm": frozenset(),
    "tháng": word_set("này qua trước sau tiếp đầu cuối thực triển"),
    "quý": word_set("này trước đầu cuối i ii iii iv"),
    "ngày": word_set("này trước"),
    "tuần": word_set("này qua tháng trước"),
    "kỳ": word_set("trước qua này năm"),
    "giai": word_set("đoạn"),
    "thời": word_set("kỳ điểm"),
    "thuở": frozenset(),
    "thập": word_set("kỷ niên"),
    "trước": word_set("đó đây kia khi sắp sáp hợp"),
}
# first words of what bodies go through: `trước khi sắp xếp`, `trước sáp nhập`
REARRANGED = word_set("khi sắp sáp hợp")
# what a congress does on its first day; whom its days are told before it
OPENING, PRESS = frozenset({("khai", "mạc"), ("diễn", "ra")}), frozenset({("họp", "báo"), ("báo", "chí")})
OF_EVENTS = (["tổ"], ["diễn"], ["khai"])
# so many months or years, by the kind of the stretch that they may be
AS_LONG = {
    "year": (["một", "năm"], ["1", "năm"]),
    "half_year": (["6", "tháng"], ["sáu", "tháng"]),
    "nine_months": (["9", "tháng"], ["chín", "tháng"]),
    "quarter": (["3", "tháng"], ["ba", "tháng"]),
}
# words before `năm` with which it is no time of its own
YEARLY = frozenset({"hằng", "hàng", "mỗi", "thứ", "bình", "hoạch", "tiêu"})
# a stretch of months
OF_MONTHS = re.compile(r"[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}")
# what follows `đại hội` where it is another meeting than one of the Party's; how near before it who holds it is told
OTHERS = frozenset({("thi", "đua"), ("cổ", "đông"), ("thành", "viên"), ("cháu", "ngoan"), ("thể", "dục"), ("thể", "thao")})
HOLDER = 16
# how much doubt time words leave that were not understood
LEFT_OVER = 0.15
# how many tokens a newspaper's name at the head of a text may take
DATELINE = 8
# pairs of words of a meeting that looks back upon a year
MEETINGS = frozenset({("hội", "nghị"), ("tổng", "kết")})
# how many tokens before the days of a jubilee its name may stand
JUBILEE_NAME = 12
# how many sentences further on the stretch may stand of which a sentence tells
AHEAD = 2
# how many sentences a period holds on beyond doubt
NEAR = 3
# how many months ahead of publication a day without a year may lie
MONTHS_AHEAD = 2
# how many days before or after publication a congress that is told of may meet
NEAR_DAYS = 45
# how many words lead to a time that heads a clause
LONGEST_HEAD = 2
CHANGED = "organizations_changed"
# how many words before a number may say that something has risen from it
LONGEST_RISE = 6
# how many days a class lasts at most, and a congress
LONGEST_CLASS, LONGEST_CONGRESS = 45, 7


@replaced_often
class Carried(NamedTuple):
    """The periods that a sentence takes from those before: of flows, of stocks, the last day, the last year; and since when."""

    flow: Stretch | None = None
    flow_at: int = -1
    # the years of the plan last told of
    aim: Stretch | None = None
    aim_at: int = -1
    day: Stretch | None = None
    day_at: int = -1
    any_day: Stretch | None = None
    # the day that stocks without one of their own were last of: a founding's, `lúc đó`
    past: Stretch | None = None
    past_at: int = -1
    # the day last named, whatever year is named after it
    event: Stretch | None = None
    event_at: int = -1
    # the day of the conference or feast that is told of
    occasion: Stretch | None = None
    year: str = ""
    year_at: int = -1


@replaced_often
class Dated(NamedTuple):
    """The period of a figure, how much doubt it leaves, what is carried after it, and how it came to be chosen.

    `source`: `clause` (no semicolon or bracket stands between), `sentence`, `earlier` (a sentence before), `founding` (the body's,
    named elsewhere), `term` (the nearest that the text names), `publication`, `figure` (that of another figure), or nothing.
    `distance`: from an earlier sentence, how many back; in its own, how many tokens lie between.
    """

    stretch: Stretch
    doubt: float
    carried: Carried
    source: str = ""
    distance: int = 0


class Dating:
    """The periods that a text names: what its sentences share. Nothing in it changes."""

    def __init__(
        self,
        published: str,
        sentences: Sequence[tuple[list[str], Sequence[Mark]]],
        kinds: dict[str, str],
        aimed: frozenset[int] = frozenset(),
    ) -> None:
        self.published, self.sentences, self.kinds = published, sentences, kinds
        # the sentences under a heading of aims
        self.aimed = aimed
        self.terms: list[tuple[int, str]] = []
        self.foundings: list[tuple[int, Stretch]] = []
        self.jubilee = ""
        # the codes of the stretches that each sentence names
        self.codes = [[mark.stretch.code for mark in marks if mark.stretch is not None] for _, marks in sentences]
        for place, (words, marks) in enumerate(sentences):
            for mark in marks:
                stretch = mark.stretch
                if stretch is None or not stretch.code:
                    continue
                if stretch.kind in ("term", "open") and stretch.role != "compare":
                    self.terms.append((place, stretch.code))
                elif stretch.role == "jubilee":
                    first, _, last = stretch.code.partition("/")
                    if self.jubilee and "lập" not in words[max(0, mark.first - JUBILEE_NAME) : mark.first]:
                        # of something else than a body
                        continue
                    self.foundings.append((place, Stretch("day", first)))
                    self.jubilee = last
                elif stretch.role == "founded" and stretch.code[0] != "-":
                    self.foundings.append((place, stretch))
        # whether the text names a day whose year only that of its publication tells: `chiều 9/3`
        self.names_day = any(
            mark.stretch is not None and mark.stretch.kind == "day" and mark.stretch.code[:1] == "-"
            for _, marks in sentences
            for mark in marks
        )
        self.term_places = [place for place, _ in self.terms]

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.published[:4]

    def is_recent(self, day: Stretch) -> bool:
        """Whether a day lies in the month before publication, as that of an event that is told of does."""
        if len(self.published) < 10 or not day.code:
            return False
        ago = dt.date.fromisoformat(self.published) - dt.date.fromisoformat(day.code)
        return dt.timedelta(0) <= ago <= dt.timedelta(31)

    def in_its_year(self, founding: Stretch) -> bool:
        """Whether a founding lies in the year before publication."""
        if len(self.published) < 10 or len(founding.code) < 7:
            return False
        ago = int(self.published[:4]) * 12 + int(self.published[5:7]) - int(founding.code[:4]) * 12 - int(founding.code[5:7])
        return 0 <= ago <= 12

    @property
    def today(self) -> Stretch:
        """What `hiện nay` means: the day of publication; of an undated text its event's or jubilee's, if it names no other day."""
        return Stretch("as_of", self.published or ("" if self.names_day else self.jubilee or self._only_day))

    @cached_property
    def _only_day(self) -> str:
        """The day on which what an undated text tells of took place: its first sentence names it, and no other is named."""
        days = {
            mark.stretch.code
            for _, marks in self.sentences
            for mark in marks
            if mark.stretch is not None and mark.stretch.kind == "day" and mark.stretch.role not in UNFIT
        }
        opened = any(code in days for code in self.codes[0]) if self.codes else False
        words = self.sentences[0][0] if opened else []
        held = not EVENT.isdisjoint(words) and FOUNDING.isdisjoint(words)
        return days.pop() if held and len(days) == 1 else ""

    def nearest_term(self, place: int) -> str:
        """The term that the text names nearest to a sentence."""
        after = bisect_left(self.term_places, place)
        near = [self.terms[i] for i in (after - 1, after) if 0 <= i < len(self.terms)]
        return min(near, key=lambda term: abs(term[0] - place))[1] if near else ""

    def founding(self, place: int) -> Stretch | None:
        """The day of the founding last named at a sentence, else first named after it."""
        after = bisect_right(self.foundings, place, key=lambda founding: founding[0])
        return self.foundings[max(0, after - 1)][1] if self.foundings else None

    def flow_ahead(self, place: int) -> Stretch | None:
        """The stretch that the next sentences name, with its year: what one before them may be told of."""
        named = (
            one
            for words, marks in self.sentences[place + 1 : place + 1 + AHEAD]
            for mark in marks
            if AIMING.isdisjoint(words)
            and (one := mark.stretch) is not None
            and one.kind in FLOWS
            and one.kind != "term"
            and one.role not in UNFIT
        )
        return next((one for one in named if one.code[:1].isdigit() and one.role in ("", *UNTIL)), None)

    @cached_property
    def first_year(self) -> str:
        """The year of the first day that the text names, else of publication."""
        days = (
            mark.stretch.code[:4] for _, marks in self.sentences for mark in marks if mark.stretch and mark.stretch.kind == "day"
        )
        return next((year for year in days if year[:1] > "0"), self.year)

    @cached_property
    def _of_congress(self) -> list[tuple[list[str], Sequence[Mark]]]:
        """The sentences that name a congress."""
        return [(words, marks) for words, marks in self.sentences if names_congress(words, marks)]

    @property
    def about_congress(self) -> bool:
        return bool(self._of_congress)

    @cached_property
    def of_unions(self) -> list[tuple[int, bool]]:
        """The sentences that say whose congress is told of, and whether it is one of a union, the front or the like."""
        found = []
        for place, (words, marks) in enumerate(self.sentences):
            if names_congress(words, marks):
                whose = _whose_congress(words)
                if whose:
                    found.append((place, whose == "union"))
        return found

    @cached_property
    def meeting(self) -> tuple[str, str] | None:
        """The first and last day of the congress that the text tells of, where it names days of it near its publication."""
        days = sorted(
            self.year + mark.stretch.code if mark.stretch.code.startswith("-") and self.year else mark.stretch.code
            for words, marks in self._of_congress
            for mark in marks
            if mark.stretch is not None and mark.stretch.kind == "day" and mark.stretch.role not in ("document", "founded")
            if not _tells_the_press(words[mark.last :])
        )
        spans = [
            one.code.split("/")
            for _, marks in self._of_congress
            for mark in marks
            if mark.stretch is not None and _some_days(one := self._in_its_year(mark.stretch))
        ]
        days = sorted({*days, *(day for span in spans for day in span)})
        if len(self.published) == 10:
            today = dt.date.fromisoformat(self.published)
            days = [day for day in days if day[:1] > "0" and abs(dt.date.fromisoformat(day) - today) <= dt.timedelta(NEAR_DAYS)]
        firsts = self._first_days(days)
        if firsts:
            # what is told besides of days before it, a press conference, is no part of it
            days = [day for day in days if day >= min(firsts)]
        days = sorted({*days, *firsts})
        begun = [min(span) for span in spans if days and max(span) == days[-1]]
        near = [day for day in days if day[:1] > "0" and (day[:7] == days[-1][:7] or day in begun)]
        return (near[0], near[-1]) if near else None

    def _in_its_year(self, stretch: Stretch) -> Stretch:
        """A range of days without a year, in that of publication, if it has them."""
        first, _, last = stretch.code.partition("/")
        if stretch.kind != "range" or not (first[:1] == last[:1] == "-" and self.year) or first > last:
            return stretch
        days = self.year + first, self.year + last
        try:
            for day in days:
                dt.date.fromisoformat(day)
        except ValueError:
            # months, or 29/2 of another year
            return stretch
        return replace(stretch, code="/".join(days))

    def _first_days(self, days: list[str]) -> list[str]:
        """The first days of congresses that last several: `từ ngày 14 đến 16/10/2020`, of which a mark holds the last."""
        found = []
        for words, marks in self._of_congress:
            for mark in marks:
                if mark.stretch is None or mark.stretch.kind != "day":
                    continue
                last = next((day for day in days if len(day) == 10 and day.endswith(mark.stretch.code[-5:])), "")
                told = [int(word) for word in words[max(0, mark.first - 3) : mark.last] if word.isdigit() and len(word) <= 2]
                first = next((day for day in told if last and 0 < day < int(last[8:]) <= day + LONGEST_CONGRESS), 0)
                if first:
                    found.append(f"{last[:8]}{first:02d}")
        return found

    @cached_property
    def is_coming(self) -> bool:
        """Whether the congress was still to meet when the text appeared."""
        if not self.published:
            return any(will_meet(words) for words, _ in self._of_congress[:1])
        announced = any(will_meet(words) for words, _ in self._of_congress)
        if self.meeting is None or len(self.published) != 10 or self.published > self.meeting[0]:
            return False
        if self.published == self.meeting[0] and any(_has_opened(words) for words, _ in self._of_congress):
            return False
        return announced or self.published < self.meeting[0]

    @cached_property
    def congress_term(self) -> str:
        """The term of the congress that the text is about: that in whose first year it meets, else the last of those named."""
        terms = sorted({code for _, code in self.terms})
        year = self.year or self.first_year
        begun = [code for code in terms if code[:4] == year]
        if begun or terms:
            return begun[0] if begun else terms[-1]
        return f"{year}/{int(year) + 5}" if year and int(year) % 5 == 0 and self._meets else ""

    @property
    def _meets(self) -> bool:
        """Whether a congress itself is named, not only `nhiệm kỳ Đại hội XIII`, `Nghị quyết Đại hội`."""
        return any(
            mark.code in ("congress", "event") and words[mark.first - 1 : mark.first] not in (["kỳ"], ["quyết"])
            for words, marks in self._of_congress
            for mark in marks
            if mark.code == "congress" or words[mark.first] == "đại"
        )

    @cached_property
    def term_before(self) -> str:
        """`nhiệm kỳ qua`: the term before the congress's; of a text about no congress the term that is over."""
        term = self.congress_term
        if not term:
            return ""
        first, last = map(int, term.split("/"))
        over = not self.about_congress and self.year and last <= int(self.year)
        if over:
            return term
        return next((code for _, code in self.terms if code.endswith(f"/{first}")), f"{2 * first - last}/{first}")

    def enter(self, place: int, carried: Carried) -> Dates:
        """The periods of one sentence, each with its year and its role."""
        words, marks = self.sentences[place]
        here: list[tuple[Mark, Stretch]] = []
        for mark in marks:
            if mark.stretch is not None:
                here.append((mark, self._in_place(words, mark, mark.stretch, place, carried, here)))
        return Dates(self, place, words, marks, tuple(here))

    def _in_place(
        self, words: list[str], mark: Mark, stretch: Stretch, place: int, carried: Carried, here: list[tuple[Mark, Stretch]]
    ) -> Stretch:
        """The stretch with its year and its role in the sentence."""
        marks = self.sentences[place][1]
        if stretch.kind == "term" and not stretch.code:
            return replace(
                stretch, code=self._named_term(stretch.role, place), role=stretch.role if stretch.role in OF_TERM else ""
            )
        if stretch.kind == "past" or (
            stretch.kind == "year" and not stretch.code and stretch.role == "end" and "" < self.published[5:7] <= "03"
        ):
            if not self.year and stretch.role != "previous" and carried.year:
                # of an undated text: the year that it was telling of
                return Stretch("year", carried.year, stretch.role)
            return self._month_past() if stretch.role == "month" else self._year_past(stretch)
        if stretch.role == "named":
            # told for want of another time only
            days = [one.stretch for one in marks if one.stretch is not None and one.stretch.kind == "day"]
            dated = any(not one.role for one in days) or (carried.day is not None and carried.day.kind == "day")
            return replace(stretch, role="around" if dated or "vừa" in words else "")
        if stretch.role == "from" and stretch.kind in ("day", "month") and any(one.code in ("merge", "found") for one in marks):
            # `từ ngày 1/7/2020, hai đảng bộ khối sáp nhập thành …`: the day of what is founded so
            stretch = replace(stretch, role="")
        if not stretch.role and stretch.kind in ("day", "month", "year") and _of_what_went_before(words, marks, mark):
            return replace(stretch, role="around")
        if stretch.role == "document" and stretch.kind == "day" and _founds(words, marks, mark):
            # `ban hành Nghị quyết số 34, ngày 4/6/1976, thành lập …`
            stretch = replace(stretch, role="")
        if stretch.kind == "year" and stretch.role != "plan" and _in_a_plan(words, mark):
            stretch = replace(stretch, role="plan")
        if stretch.code[:1] > "0" or not (stretch.code or stretch.kind in ("year", "this")):
            return stretch
        if self.year and words[mark.last - 2 : mark.last] == ["năm", "nay"] and stretch.code:
            # `năm 2022 kết nạp 150, quý I năm nay 40`
            return with_year(stretch, self.year)
        told = _year_of(here[-1][1]) if here and here[-1][1].kind == "year" else ""
        if told and stretch.kind == "day" and not WAVES.isdisjoint(words[max(0, mark.first - 1) : mark.first + 1]):
            # `năm 2021, trao tặng Huy hiệu Đảng đợt 19/5`
            return with_year(stretch, told)
        return self._not_ahead(with_year(stretch, self._year_for(stretch, place, carried, here)))

    def _month_past(self) -> Stretch:
        """`tháng trước`: the month before that of publication."""
        if len(self.published) < 7:
            return Stretch("month")
        year, month = int(self.published[:4]), int(self.published[5:7])
        return Stretch("month", f"{year - (month == 1)}-{(month - 2) % 12 + 1:02}")

    def _year_past(self, stretch: Stretch) -> Stretch:
        """`năm qua`: of a text of the first half of a year, the year before; `năm trước` always."""
        year = self.year
        before = year and (stretch.role == "previous" or self.published[5:7] <= "06")
        return Stretch("year", str(int(year) - 1) if before else year, "" if stretch.role == "previous" else stretch.role)

    def _year_for(self, stretch: Stretch, place: int, carried: Carried, here: list[tuple[Mark, Stretch]]) -> str:
        """The year of a stretch that names none: last named in its sentence, before it, in the text; of publication."""
        if stretch.kind == "this" or (stretch.kind == "year" and stretch.role == "start"):
            return self.year or carried.year
        own = next((year for _, one in reversed(here) if (year := _year_of(one))), "")
        of_last = carried.flow is not None and carried.flow.kind == "year" and place - carried.flow_at == 1
        if not own and of_last and tuple(self.sentences[place][0][:2]) in PARTING:
            # `Năm 2021, xóa tên 46 đảng viên. Trong đó, quý I là 21 …`
            own = carried.flow.code[:4] if carried.flow is not None else ""
        if own and stretch.kind != "day":
            return own
        flow = carried.flow.code[:4] if carried.flow is not None else ""
        if stretch.kind == "year":
            return flow if flow.isdigit() else self.year
        if not self.year:
            told = own or self._year_beside(place, stretch)
            return told or (self._year_of_day(stretch) if stretch.kind == "day" else carried.year)
        if stretch.kind in ("day", "month") or last_month(stretch) <= int(self.published[5:7] or 12):
            return self.year
        if self._is_coming(stretch):
            return self.year
        # not over yet when the text appeared
        return carried.year if "" < carried.year < self.year else str(int(self.year) - 1)

    def _is_coming(self, stretch: Stretch) -> bool:
        """`từ ngày 30/10 đến 01/11` in a text of the same autumn: a few days ahead, of no other year."""
        dated = self._in_its_year(stretch)
        if len(self.published) < 7 or dated is stretch or not _some_days(dated):
            return False
        return int(dated.code[5:7]) - int(self.published[5:7]) <= MONTHS_AHEAD

    def _year_beside(self, place: int, stretch: Stretch) -> str:
        """The year named later in a sentence (a plan's as well), else with the same months elsewhere: `9 tháng đầu năm 2018`."""
        beside = (one for mark in self.sentences[place][1] if (one := mark.stretch) is not None)
        named = next((year for one in beside if one.role not in UNTIL and (year := _year_of(one))), "")
        return named or ("" if stretch.kind in ("day", "month", "year") else self._years_of_months.get(stretch.code, ""))

    def _year_of_day(self, day: Stretch) -> str:
        """The year with which the text names a day elsewhere, if it names it with one only: `ngày 7/4 … từ ngày 3 - 7/4/2023`."""
        named = {code.partition("/")[2] or code for codes in self.codes for code in codes}
        years = {code[:4] for code in named if len(code) == 10 and code.endswith(day.code)}
        return years.pop() if len(years) == 1 else ""

    @cached_property
    def _years_of_months(self) -> dict[str, str]:
        """The year with which the text names months, by their code without it."""
        return {
            one.code[4:]: one.code[:4]
            for _, marks in reversed(self.sentences)
            for mark in marks
            if (one := mark.stretch) is not None and one.kind in FLOWS and one.code[:1] > "0" and one.role not in UNFIT
        }

    def _not_ahead(self, stretch: Stretch) -> Stretch:
        """A day without a year lies in the year before, where it would be months ahead of publication."""
        if stretch.kind not in ("day", "month") or len(self.published) < 7 or stretch.code[:4] != self.published[:4]:
            return stretch
        ahead = int(stretch.code[5:7]) - int(self.published[5:7])
        return replace(stretch, code=str(int(stretch.code[:4]) - 1) + stretch.code[4:]) if ahead > MONTHS_AHEAD else stretch

    def _named_term(self, role: str, place: int) -> str:
        """`nhiệm kỳ qua`, `nhiệm kỳ mới`: by the terms that the text names."""
        if role == "bare" and place in self.aimed and self.congress_term:
            # `trong cả nhiệm kỳ`, where a congress sets aims
            return self.congress_term
        if role == "next" and self.about_congress:
            # a congress aims at the term that it begins
            return self.congress_term
        past = role == "previous" or (role == "bare" and self.about_congress)
        return self.term_before if past else self.nearest_term(place)


def _year_of(stretch: Stretch) -> str:
    """The year that a stretch names for what follows it without one."""
    dateless = ("compare", "founded", "document", "around", "named", "feast")
    if stretch.kind in ("term", "open", "founding", "now", "then") or stretch.role in dateless:
        return ""
    year = stretch.code.split("/")[-1][:4]
    return year if year.isdigit() else ""


def _some_days(stretch: Stretch) -> bool:
    """`từ ngày 04/8/2015 đến ngày 06/8/2015`: the days of a meeting or class, no longer stretch."""
    first, _, last = stretch.code.partition("/")
    if stretch.kind != "range" or len(first) != 10 or len(last) != 10:
        return False
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days <= LONGEST_CLASS


def _of_what_went_before(words: list[str], marks: Sequence[Mark], mark: Mark) -> bool:
    """`Sau đại hội điểm ngày 20/7, các chi bộ … trong tháng 8`: told at the head of a sentence that names its own time later."""
    if words[0] != "sau" or "," not in words[mark.last :]:
        return False
    end = words.index(",", mark.last)
    later = any(
        one.stretch is not None and one.stretch.kind in ("day", "month", "year", "now") and one.first > end for one in marks
    )
    return later and "," not in words[: mark.first]


def _founds(words: list[str], marks: Sequence[Mark], day: Mark) -> bool:
    """Whether a document of a day is that by which a named body is founded: the act follows the day at once, and the body it."""
    founded = (
        act.last for act, body in pairwise(marks) if act.code == "found" and body.mention is not None and act.first >= day.last
    )
    return any(words[day.last : last - 2] in ([], [","], ["về", "việc"], ["về"], ["của"]) for last in founded)


def _in_a_plan(words: list[str], mark: Mark) -> bool:
    """`Kế hoạch … giao … trong năm 2022`: the year that a plan speaks of."""
    return tuple(words[:2]) in PLANS and not SETTING.isdisjoint(words[2 : mark.first]) and "đã" not in words[: mark.first]


@dataclass(frozen=True)
class Dates:
    """The periods of one sentence, and which of them a figure has."""

    dating: Dating
    place: int
    words: list[str]
    marks: Sequence[Mark]
    here: tuple[tuple[Mark, Stretch], ...]

    @cached_property
    def of_a_union(self) -> bool:
        """Whether the congress last told of is none of the Party."""
        told = bisect_right(self.dating.of_unions, self.place, key=lambda one: one[0])
        return told > 0 and self.dating.of_unions[told - 1][1]

    def handed_on(self, carried: Carried) -> Carried:
        """What the next sentence takes over."""
        for mark, stretch in self.here:
            carried = self._carry(carried, mark, stretch)
        if carried.past is not None and self._leaves_the_past:
            carried = carried._replace(past=None)
        return carried

    @property
    def _leaves_the_past(self) -> bool:
        """Whether the sentence tells of another time than a founding or `lúc đó`."""
        told = [one for _, one in self.here if one.code or one.kind == "now"]
        past = any(one.kind in ("founding", "then") or one.role == "founded" for _, one in self.here)
        return any(one.kind == "now" for one in told) or (bool(told) and not past)

    @cached_property
    def _only_aims(self) -> bool:
        """Whether the sentence tells only what is to come: its year is no year of results."""
        aims = any(mark.code == "planned" or self.words[mark.first] == "phấn" for mark in self.marks if mark.kind == "cue")
        return aims and RESULTS.isdisjoint(self.words)

    def _carry(self, carried: Carried, mark: Mark, stretch: Stretch) -> Carried:
        year = (
            stretch.code.split("/")[-1][:4]
            if stretch.kind not in ("term", "open") and stretch.role not in ("compare", "founded", "feast")
            else ""
        )
        if year.isdigit() and stretch.kind != "founding" and (stretch.role != "document" or not carried.year):
            carried = carried._replace(year=year, year_at=self.place)
        if stretch.kind == "year" and stretch.code and (stretch.role == "plan" or self._only_aims):
            return carried._replace(aim=stretch, aim_at=self.place)
        if stretch.role == "feast":
            told = self.dating.published or (carried.event is not None and self.place - carried.event_at <= NEAR)
            return carried if told else carried._replace(event=replace(stretch, role=""), event_at=self.place)
        if stretch.role in UNFIT or stretch.kind in ("founding", "then"):
            return carried if stretch.role not in ("founded", "document") else carried._replace(any_day=stretch)
        vague = carried.flow is not None and (
            stretch.role == "vague" or (stretch.kind == "open" and self._is_as_long(mark, carried.flow))
        )
        lasting = stretch.kind in (*FLOWS, "since", "open", "past") and not vague
        lasting = lasting and (stretch.kind != "term" or self._is_adverb(mark, stretch) or self._is_reviewed_term(mark, stretch))
        if lasting and stretch.role not in ("start", "middle", *UNTIL):
            carried = carried._replace(flow=stretch, flow_at=self.place)
        if stretch.role in UNTIL and stretch.kind in ("month", "day", "quarter", "half_year"):
            carried = carried._replace(flow=self._as_flow(stretch), flow_at=self.place)
        if stretch.kind in ("day", "month", "now") or (stretch.kind == "year" and stretch.code):
            if stretch.role not in ("from", "last") and not (self._of_a_wave(mark) and self._had_day(carried)):
                carried = carried._replace(day=stretch, day_at=self.place)
            if stretch.kind != "now":
                carried = carried._replace(any_day=stretch)
            if stretch.kind == "day" and not stretch.role and not (self._of_a_wave(mark) and self.place == carried.event_at):
                carried = carried._replace(event=stretch, event_at=self.place)
            if stretch.kind == "day" and not stretch.role and self.dating.is_recent(stretch) and not EVENT.isdisjoint(self.words):
                carried = carried._replace(occasion=stretch)
        return carried

    def _is_as_long(self, mark: Mark, flow: Stretch | None) -> bool:
        """Whether so many months or years may be those of the stretch that is told of."""
        if flow is None or flow.kind == "term":
            return flow is not None
        said = self.words[mark.first : mark.last]
        years = [int(year) for year in flow.code.split("/") if len(year) == 4]
        if flow.kind == "range" and len(years) == 2:
            # `10 năm qua` of `giai đoạn 2009 - 2019`
            lasts = (years[1] - years[0], years[1] - years[0] + 1)
            return any(count_at(said, i)[0] in lasts and said[count_at(said, i)[1] :][:1] == ["năm"] for i in range(2))
        return any(said[i : i + 2] in AS_LONG.get(flow.kind, ()) for i in range(2))

    def _of_a_wave(self, mark: Mark) -> bool:
        """`đợt 3-2`, `dịp 2/9`: the feast for which something is given, on whatever day."""
        before = self.words[mark.first - 1 : mark.first] + self.words[mark.first : mark.first + 1]
        return not WAVES.isdisjoint(before)

    def _had_day(self, carried: Carried) -> bool:
        """Whether the day of an event was told shortly before."""
        return carried.day is not None and carried.day.kind == "day" and self.place - carried.day_at <= 1

    def period(self, indicator: str, amount: Mark, noun: Mark | None, status: str, carried: Carried) -> Dated:
        """The period of a figure, by what its indicator is and its status; and what speaks for and against it."""
        dated = self._period(indicator, amount, noun, status, carried)
        if not self._loose:
            return dated
        leftover, before = self._leftover(amount, noun, dated)
        if before and dated.source in ("sentence", "earlier", *(("publication",) if self._of_a_time_before(amount) else ())):
            # `trước đó`, `những tháng tiếp theo`: of another time than the sentences before
            dated = dated._replace(stretch=replace(dated.stretch, code=""))
        return dated._replace(doubt=max(dated.doubt, LEFT_OVER)) if leftover else dated

    def _of_a_time_before(self, amount: Mark) -> bool:
        """`Trước sắp xếp, Đảng bộ tỉnh có 556 tổ chức`: what there was before the bodies were rearranged."""
        words = self.words
        told = (at for at in self._loose if words[at] == "trước" and at < amount.first)
        return "nay" not in words[: amount.first] and any(words[at + 1] in REARRANGED or words[at + 1] == "đây" for at in told)

    def _period(self, indicator: str, amount: Mark, noun: Mark | None, status: str, carried: Carried) -> Dated:
        kind = self.dating.kinds.get(indicator, "stock")
        if status == "target" or indicator.endswith("_planned") or (status == "planned" and kind == "flow"):
            return self._target(amount, carried, planned=status == "planned" and not indicator.endswith("_planned"))
        if indicator in TERM_SIZES:
            return self._term(amount, carried)
        if status == "in_progress" and kind == "flow" and self.dating.published:
            return Dated(self._as_of(Stretch("now"), carried), 0.0, carried, "publication")
        if indicator in OF_A_DAY or kind == "stock" or indicator in DATED_RATIOS:
            dated = self._stock(amount, noun, carried)
            dated = self._met_within(dated) if indicator in CONGRESSES else dated
            return self._at_the_congress(indicator, amount, dated)
        dated = self._flow(amount, noun, indicator, carried)
        if status != "reported" or not (dated.stretch.kind == "year" and dated.stretch.code > self.dating.published[:4] > ""):
            return dated
        # `phấn đấu đến năm 2025 kết nạp 1.000, đến nay đã kết nạp 890`: nothing was done in the year of an aim that is to come
        aimed = any(mark.code in ("target", "target_item", "plan") and mark.first < amount.first for mark in self.marks)
        return dated._replace(stretch=Stretch("range"), source="") if aimed else dated

    def _met_within(self, dated: Dated) -> Dated:
        """`7 chi bộ tổ chức đại hội trong tháng 8/2022`: those that met in a month, not those that had met by then."""
        for mark, stretch in self.here:
            within = stretch.kind in ("month", "quarter") and "trong" in self.words[max(0, mark.first - 1) : mark.first + 1]
            if within and stretch.code == dated.stretch.code and not stretch.role:
                return dated._replace(stretch=stretch)
            # `từ tháng 5 đến tháng 8 năm 2022, 18 chi bộ … đã tổ chức đại hội`
            alone = all(one is stretch or one.kind == "term" for _, one in self.here)
            alone = alone and dated.stretch.code in ("", self.dating.published)
            if alone and stretch.kind == "range" and OF_MONTHS.fullmatch(stretch.code):
                return dated._replace(stretch=stretch)
        return dated

    @cached_property
    def _brackets(self) -> dict[int, tuple[int, int, bool]]:
        """The bracket in which each stretch stands: its first and last token, and whether it holds numbers.

        One that nothing closes reaches to the end.
        """
        if "(" not in self.words:
            return {}
        numbers = {mark.first for mark in self.marks if mark.amount}
        stretches = {mark.first for mark, _ in self.here}
        found: dict[int, tuple[int, int, bool]] = {}
        opened: list[tuple[int, list[int], bool]] = []
        for at, word in enumerate([*self.words, *")" * self.words.count("(")]):
            if word == "(":
                opened.append((at, [], False))
            elif word == ")" and opened:
                first, inside, counts = opened.pop()
                found |= dict.fromkeys(inside, (first, at, counts))
            elif opened and at in stretches:
                opened[-1][1].append(at)
            elif opened and at in numbers:
                opened[-1] = (*opened[-1][:2], True)
        return found

    def _hidden(self, mark: Mark, amount: Mark) -> bool:
        """Whether a mark stands in a bracket with numbers of its own, in which the amount does not stand."""
        first, last, counts = self._brackets.get(mark.first, (0, 0, False))
        return last > 0 and not first < amount.first < last and (counts or mark.first > amount.first)

    def _near(self, mark: Mark, amount: Mark) -> str:
        """Whether a mark stands in the clause of an amount, or only in its sentence."""
        left, right = sorted((mark.last, amount.first)) if mark.last <= amount.first else (amount.last, mark.first)
        return "clause" if CLAUSE_ENDS.isdisjoint(self.words[left:right]) else "sentence"

    def _from(self, mark: Mark, amount: Mark, stretch: Stretch, doubt: float, carried: Carried) -> Dated:
        """The period that a mark of the sentence gives."""
        distance = amount.first - mark.last if mark.last <= amount.first else mark.first - amount.last
        return Dated(stretch, doubt, carried, self._near(mark, amount), distance)

    def _left(self, amount: Mark) -> list[tuple[Mark, Stretch]]:
        """The stretches before an amount, the nearest first, those in brackets elsewhere last."""
        found = [(mark, one) for mark, one in reversed(self.here) if mark.last <= amount.first and one.role not in LEFT_OUT]
        return sorted(found, key=lambda pair: self._hidden(pair[0], amount)) if self._brackets else found

    def _right(self, amount: Mark) -> list[tuple[Mark, Stretch]]:
        """The stretches after an amount, the nearest first."""
        return [(mark, one) for mark, one in self.here if mark.first >= amount.last and one.role not in LEFT_OUT]

    def _attached(self, amount: Mark, noun: Mark | None) -> tuple[Mark, Stretch] | None:
        """The stretch that stands right after an amount and its noun: `9 tập thể của năm 2014`, `640 đảng viên thuở mới lập`."""
        if not self.here or self.here[-1][0].first < amount.last:
            return None
        close = max(noun.last, amount.last) if noun is not None else amount.last
        for mark, stretch in self.here:
            alone = self.words[close : close + 1] == ["("] and self.words[mark.last : mark.last + 1] == [")"]
            if mark.first == close or (mark.first == close + 1 and (alone or self.words[close] in ATTACHING)):
                return (mark, stretch) if stretch.role not in (*LEFT_OUT, "document") else None
        return None

    def _today(self, carried: Carried) -> Stretch:
        """What `hiện nay`, `đến nay` mean: the printed day of the event that is told of, else of publication."""
        return self.dating.today if carried.occasion is None else Stretch("as_of", carried.occasion.code)

    def _as_of(self, stretch: Stretch, carried: Carried) -> Stretch:
        """The day that a stretch names, of publication where it means now."""
        if stretch.kind in ("now", "since", "open", "past"):
            return self._today(carried)
        first, _, last = stretch.code.partition("/")
        if _some_days(stretch):
            return Stretch("as_of", last)
        # of a jubilee, the founding
        return Stretch("as_of", first if stretch.kind == "founding" else stretch.code)

    def _stock(self, amount: Mark, noun: Mark | None, carried: Carried) -> Dated:
        """The day of a stock: named right after it, before it in its sentence, after it; else carried; else that of publication."""
        attached = self._attached(amount, noun) or self._attached_to_all(amount)
        for mark, stretch in [*filter(None, [attached]), *self._left(amount)]:
            if mark.first > amount.first and stretch.kind == "since" and self._was_then(mark, amount):
                return self._from(mark, amount, Stretch("as_of", stretch.code), 0.1, carried)
            if stretch.kind in ("founding", "then"):
                if self._has_grown(mark, amount):
                    return self._from(mark, amount, self._today(carried), 0.1, carried)
                return self._in_the_past(mark, stretch, amount, carried)
            if stretch.role == "founded" and self.dating.in_its_year(stretch) and self._told_of_now(mark, amount):
                return self._from(mark, amount, self._today(carried), 0.1, carried)
            if mark.first < amount.first or (stretch.kind in ("year", "day", "month") and stretch.role != "founded"):
                found = self._stock_at(mark, stretch, carried)
                if found is not None:
                    return self._from(mark, amount, *found, carried)
        return self._stock_before(amount, carried)

    def _was_then(self, mark: Mark, amount: Mark) -> bool:
        """`từ 28 đảng viên năm 1930 đến nay có 67.412`: how many there were where the stretch begins, for it has two ends."""
        led = self.words[max(0, amount.first - LONGEST_RISE) : amount.first]
        rises = "từ" in led and CLAUSE_ENDS.isdisjoint(led[led.index("từ") :])
        return rises and any(one.amount is not None and one.first >= mark.last for one in self.marks)

    def _told_of_now(self, mark: Mark, amount: Mark) -> bool:
        """`được thành lập ngày 10/7/2025, Đảng bộ có 37 đảng viên`: a clause of its own tells what it has."""
        between = self.words[mark.last : amount.first]
        return between[:1] == [","] and "có" in between[2:8] and not {"khi", "lúc", "ban", "đầu"} & set(between)

    def _has_grown(self, mark: Mark, amount: Mark) -> bool:
        """`từ 7 chi bộ khi mới ra đời, Đảng bộ lớn mạnh lên 82 tổ chức`: what follows the growth is of today."""
        return any(
            one.code == "hold" and mark.last <= one.first < amount.first and self.words[one.last - 1] == "lên" for one in self.marks
        )

    def _attached_to_all(self, amount: Mark) -> tuple[Mark, Stretch] | None:
        """A founding that stands after several counts: `từ 21 chi bộ cơ sở với 985 đảng viên lúc mới thành lập`."""
        after = next(((mark, one) for mark, one in self.here if mark.first >= amount.last), None)
        rising = after is not None and after[1].kind == "since" and self.words[amount.first - 1 : amount.first] == ["từ"]
        if after is None or not (rising or after[1].kind in ("founding", "then")):
            return None
        if any(one.kind == "now" and mark.last <= amount.first for mark, one in self.here):
            return None
        between = self.words[amount.last : after[0].first]
        counted = sum(one.amount is not None and amount.last <= one.first < after[0].first for one in self.marks)
        return after if counted and CLAUSE_ENDS.isdisjoint(between) and not {"đã", "hiện", "đến"} & set(between) else None

    def _at_the_congress(self, indicator: str, amount: Mark, dated: Dated) -> Dated:
        """Who meets at a congress, and whom they stand for, is of its last day; these, until it is over, of publication."""
        meeting = self.dating.meeting
        if indicator in OF_A_DAY and dated.source == "earlier" and 0 < len(dated.stretch.code) < len("2020-10-20"):
            # what was told before is of another time than the congress
            dated = dated._replace(stretch=self.dating.today, source="publication")
        if meeting is None or not (indicator in OF_A_DAY or self._is_represented(amount)):
            return dated
        chosen = dated.stretch.code
        if not (meeting[0] <= chosen <= meeting[1] or dated.source == "publication" or chosen == self.dating.published):
            return dated
        if indicator not in OF_A_DAY and (self.dating.is_coming or "" < self.dating.published < meeting[1]):
            # nobody counted them on a day to come
            return dated._replace(stretch=self.dating.today)
        return dated._replace(stretch=Stretch("as_of", meeting[1]))

    def _is_represented(self, amount: Mark) -> bool:
        """Whether delegates stand for what is counted: `346 đại biểu đại diện cho 29.000 đảng viên thuộc 118 đảng bộ`."""
        before = {mark.code for mark in self.marks if mark.first < amount.first}
        return "delegate" in before and "represent" in before

    def _stock_before(self, amount: Mark, carried: Carried) -> Dated:
        """The day of a stock that no words before it tell: after it in its sentence, carried, of publication."""
        for mark, stretch in self._right(amount):
            if stretch.kind in ("founding", "then"):
                return self._in_the_past(mark, stretch, amount, carried)
            if stretch.kind == "now" and self.words[mark.first] in ("đến", "tới", "cho"):
                # `từ 18 chi bộ, …, đến nay`: of another day than now
                if RISING.intersection(self.words[: amount.first]):
                    return Dated(Stretch("as_of", ""), 0.25, carried)
                break
            if self._opens_clause(mark, amount):
                break
            if stretch.kind in ("day", "month", "year", "now") and stretch.role != "document":
                return self._from(mark, amount, self._as_of(stretch, carried), 0.1, carried)
        if carried.past is not None and not self.here and self.place - carried.past_at <= 1:
            return Dated(carried.past, 0.15, carried._replace(past_at=self.place), "earlier", self.place - carried.past_at)
        later = self.words[0] == "sau" and not self.here and self.dating.published
        in_a_year = carried.day is not None and carried.day.kind == "year" and self.dating.published != ""
        if in_a_year and (self._raised(amount) or self._only_reviewed(carried.day_at)):
            return Dated(self._today(carried), 0.1, carried, "publication")
        if carried.day is not None and (carried.day.code or carried.day.kind == "now") and not later:
            return Dated(self._as_of(carried.day, carried), 0.1, carried, "earlier", self.place - carried.day_at)
        return Dated(self._today(carried), 0.1, carried, "publication")

    def _only_reviewed(self, place: int) -> bool:
        """Whether a year is only that of what is told, and not of what there is, by the sentence that names it.

        `Năm 2016, huyện kết nạp 300 đảng viên` over a text, `… dự Hội nghị tổng kết công tác Đảng năm 2025`.
        """
        words, marks = self.dating.sentences[place]
        title = place == 0 < self.place and words[-1] not in (".", ":")
        meeting = MEETINGS.issubset(pairwise(words)) and not any(one.amount is not None for one in marks)
        return title or (meeting and place < self.place)

    def _opens_clause(self, mark: Mark, amount: Mark) -> bool:
        """`có 5.678 đảng viên, năm 2021 kết nạp 120`: whether a time after a stock is that of what is told next."""
        between = self.words[amount.last : mark.first]
        if ";" in between:
            return True
        following = next((one for one in self.marks if one.first >= mark.last), None)
        told = following is not None and following.kind == "act" and following.code != "hold" and following.first - mark.last <= 2
        return between[-1:] == [","] and told

    def _heads_next(self, mark: Mark, amount: Mark) -> bool:
        """`kiểm tra 4 tổ chức; lũy kế từ đầu năm kiểm tra 12`: a time at the head of the clause after a semicolon."""
        between = self.words[amount.last : mark.first]
        return ";" in between and between[::-1].index(";") <= LONGEST_HEAD

    def _raised(self, amount: Mark) -> bool:
        """`nâng tổng số đảng viên lên 8.575`: what there is now, whatever year was told of before."""
        before = self.words[max(0, amount.first - LONGEST_TOPIC) : amount.first]
        rises = ("nâng", "tổng"), ("đưa", "tổng")
        return before[-1:] in (["lên"], ["là"]) and any(pair in rises for pair in pairwise(before))

    def _stock_at(self, mark: Mark, stretch: Stretch, carried: Carried) -> tuple[Stretch, float] | None:
        """What a stretch before a stock in its sentence makes its day."""
        if stretch.kind in ("day", "month", "now"):
            return None if stretch.role in ("document", "from") else (self._as_of(stretch, carried), 0.0)
        if stretch.kind in ("year", "since"):
            return self._as_of(stretch, carried), 0.0
        if stretch.kind == "term" and (stretch.role == "start" or self.words[mark.first - 1 : mark.first] == ["vào"]):
            return Stretch("as_of", stretch.code[:4]), 0.0 if stretch.code else 0.2
        if stretch.kind == "term" and stretch.role in ("end", "middle"):
            return Stretch("as_of", stretch.code[5:] if stretch.role == "end" else ""), 0.15
        if stretch.kind == "range" and "-" not in stretch.code:
            return replace(stretch, kind="term"), 0.1
        if _some_days(stretch):
            return self._as_of(stretch, carried), 0.0
        if stretch.kind in ("half_year", "nine_months", "quarter") and stretch.role in UNTIL and stretch.code:
            return Stretch("as_of", f"{stretch.code[:4]}-{last_month(stretch):02d}"), 0.05
        day = carried.day.code if carried.day is not None and carried.day.kind == "day" else ""
        parts_of_year = stretch.kind in ("half_year", "nine_months", "quarter") and stretch.code != ""
        if parts_of_year and day[:7] == f"{stretch.code[:4]}-{last_month(stretch):02d}":
            # `Đến 31/3/2021, … Trong quý I/2021 kết nạp 178 đảng viên, nâng tổng số lên 47.174`: of the day on which both end
            return Stretch("as_of", day), 0.05
        if stretch.kind in ("half_year", "nine_months", "quarter", "range", "open"):
            return self._today(carried), 0.1
        return None

    def _in_the_past(self, mark: Mark, stretch: Stretch, amount: Mark, carried: Carried) -> Dated:
        """`lúc đó`, `buổi đầu`: the day last named, of whatever; `khi mới thành lập`: the day of the founding."""
        dated = self._day_past(mark, stretch, amount, carried)
        return (
            dated._replace(carried=dated.carried._replace(past=dated.stretch, past_at=self.place)) if dated.stretch.code else dated
        )

    def _day_past(self, mark: Mark, stretch: Stretch, amount: Mark, carried: Carried) -> Dated:
        if stretch.code:
            return self._from(mark, amount, self._as_of(stretch, carried), 0.0, carried)
        days = [one for at, one in self.here if at.last <= amount.first and one.kind in ("day", "month", "year") and one.code]
        days = [one for one in days if one.role == "founded" or stretch.kind == "then"] or days
        if days:
            return self._from(mark, amount, self._as_of(days[-1], carried), 0.05, carried)
        founding = self.dating.founding(self.place) if stretch.kind == "founding" else None
        if founding is not None:
            return Dated(self._as_of(founding, carried), 0.05, carried, "founding")
        if carried.any_day is not None:
            return Dated(self._as_of(carried.any_day, carried), 0.05, carried, "earlier")
        return Dated(Stretch("as_of", ""), 0.2, carried)

    def _flow(self, amount: Mark, noun: Mark | None, indicator: str, carried: Carried) -> Dated:
        """The stretch of a flow: right after it, before it, after it, carried; a term last. An event has its day."""
        attached = self._attached(amount, noun)
        told = self._as_flow(attached[1]) if attached is not None else None
        if attached is not None and told is not None and (told.code or told.kind == "range"):
            return self._from(attached[0], amount, told, 0.0, carried)
        compared = self._same_of_another_year(amount, carried) or self._is_compared(amount, carried)
        if compared is not None:
            return compared
        left = self._without_feasts(self._left(amount), amount, carried)
        days = [pair for pair in left if pair[1].kind == "day" and pair[1].role not in ("document", "founded", *UNTIL)]
        own_days = [pair for pair in days if self.words[pair[0].first - 1] not in WAVES]
        days = own_days or days
        if days and indicator in EVENTS and not any(one.kind in ("half_year", "nine_months", "since") for _, one in left):
            return self._from(days[0][0], amount, self._as_of(days[0][1], carried), 0.05, carried)
        told_before = self._feast(indicator, carried) or self._told_before(
            indicator, self._own_first(left, amount), amount, carried
        )
        if told_before is not None:
            return told_before
        plan = self._of_the_plan(amount, indicator == "targets_met")
        if plan is not None:
            return self._from(*plan[:1], amount, replace(plan[1], role=""), 0.1, carried)
        for mark, stretch in self._right(amount):
            of_term = stretch.kind == "term" and not self._is_adverb(mark, stretch)
            found = self._as_flow_of(indicator, stretch) if not of_term and stretch.role not in UNTIL else None
            if self._begins_another(amount, mark, carried) or self._heads_next(mark, amount):
                continue
            if found is not None and not self._hidden(mark, amount) and not self._other_counts(amount, mark, carried):
                return self._from(mark, amount, found, 0.05, carried)
        if self._yearly is not None and self._yearly.last <= amount.first:
            term_before = self.dating.term_before if self.dating.about_congress else ""
            return Dated(
                Stretch("term", term_before) if term_before else Stretch("year"), 0.15, carried, "term" if term_before else ""
            )
        term = next((pair for pair in left if pair[1].kind == "term" and pair[1].role not in OF_TERM), None)
        if term is not None and carried.flow is None:
            return self._from(*term[:1], amount, term[1], 0.0, carried._replace(flow=term[1], flow_at=self.place))
        if not days and carried.flow is None and indicator == "members_admitted":
            # `2 quần chúng được kết nạp chiều 21/8/2024`
            days = [pair for pair in self._right(amount) if pair[1].kind == "day" and pair[1].role in ("", "last")]
        return self._carried(indicator, days, carried)

    def _without_feasts(self, left: list[tuple[Mark, Stretch]], amount: Mark, carried: Carried) -> list[tuple[Mark, Stretch]]:
        """`trong năm, trao tặng Huy hiệu Đảng đợt 3/2; 19/5 và 2/9`: the stretches without several feasts that share a number."""
        wave = next((at for at in range(amount.first - 1, -1, -1) if self.words[at] in WAVES), None)
        if wave is None:
            return left
        listed = list(takewhile(lambda word: word in LISTING or word.isdigit(), self.words[wave + 1 : amount.first]))
        if sum(word in ("/", "-", ".") for word in listed) < 2:
            return left
        rest = [pair for pair in left if not wave <= pair[0].first <= wave + len(listed)]
        lasting = any(one.kind in FLOWS and one.kind != "day" and one.code for _, one in rest) or carried.flow is not None
        return rest if lasting else left

    def _told_before(self, indicator: str, stretches: list[tuple[Mark, Stretch]], amount: Mark, carried: Carried) -> Dated | None:
        """The first stretch of those before a flow that can be its."""
        for mark, stretch in stretches:
            found = self._as_flow_of(indicator, stretch) if stretch.kind != "term" or self._is_adverb(mark, stretch) else None
            lasting = carried.flow is not None and carried.flow.kind in ("term", "range") and carried.flow.code != ""
            if found is not None and found.kind == "term" and not found.code and lasting:
                found = carried.flow
            since = carried.flow is not None and carried.flow.kind == "term" and self.words[mark.last - 1] == "nay"
            if stretch.kind == "open" and not since and self._is_as_long(mark, carried.flow):
                # `qua 5 năm` of the term that is told of, `một năm qua` of its year
                found = carried.flow
            if found is not None:
                found = self._until_today(mark, self._of_each_year(mark, found, amount), amount)
                return self._from(mark, amount, found, 0.15 if stretch.role in ("bare", "from") else 0.0, carried)
        return None

    def _until_today(self, mark: Mark, stretch: Stretch, amount: Mark) -> Stretch:
        """`chỉ tiêu trong nhiệm kỳ 2020 - 2025 là 40, đến nay đã kết nạp 42`: of a term that goes on, what is over."""
        published = self.dating.published
        if stretch.kind != "term" or len(published) < 7 or not stretch.code[:4] <= published[:4] <= stretch.code[5:]:
            return stretch
        now = next((at for at, one in self.here if one.kind == "now" and mark.last <= at.first < amount.first), None)
        done = now is not None and self.words[now.first] in ("đến", "tới") and "đã" in self.words[now.last : amount.first]
        return Stretch("range", f"{stretch.code[:4]}-01/{published[:7]}") if done else stretch

    def _of_the_plan(self, amount: Mark, met: bool) -> tuple[Mark, Stretch] | None:
        """The year of a plan of which a sentence tells what became: `kế hoạch năm 2016 phát triển 200, kết quả là 250`.

        `met`: whether the count is of what a plan aims at: `thực hiện nghị quyết năm 2022: 17/20 chỉ tiêu hoàn thành`.
        """
        if not (met or "quả" in self.words) or len(self.here) != 1 or self.here[0][1].role != "plan":
            return None
        mark, stretch = self.here[0]
        told = met or "quả" in self.words[mark.last : amount.first]
        return (mark, stretch) if stretch.kind == "year" and stretch.code and told and mark.last <= amount.first else None

    def _of_each_year(self, mark: Mark, stretch: Stretch, amount: Mark) -> Stretch:
        """`Các năm 2019, 2020 và 2021, lần lượt kết nạp 120, 130 và 145 đảng viên`: the year in whose place a number stands."""
        first, _, last = stretch.code.partition("/")
        if stretch.kind != "range" or not last or "-" in stretch.code or "lượt" not in self.words[mark.last : amount.first]:
            return stretch
        told = [one for one in self.marks if one.amount is not None and not one.amount.percent and one.first >= mark.last]
        place = next((i for i, one in enumerate(told) if one.first == amount.first), -1)
        if place < 0 or len(told) != int(last) - int(first) + 1:
            return stretch
        return Stretch("year", str(int(first) + place))

    @cached_property
    def _yearly(self) -> Mark | None:
        """The first words that say `each year`."""
        return next((mark for mark in self.marks if mark.code == "yearly"), None)

    def _is_adverb(self, mark: Mark, stretch: Stretch) -> bool:
        """Whether a term tells when something was done (`Nhiệm kỳ 2015 - 2020, …`), not which congress or committee is meant."""
        if stretch.role in OF_TERM or not (stretch.code or self.words[mark.first] == "trong"):
            return False
        # after `(VOV) -`
        opens = mark.first <= DATELINE and self.words[mark.first - 1] in ("-", "–")
        return mark.first == 0 or opens or self.words[mark.first] in TERM_BEFORE or self.words[mark.first - 1] in TERM_BEFORE

    def _is_reviewed_term(self, mark: Mark, stretch: Stretch) -> bool:
        """`hội nghị tổng kết công tác kiểm tra, giám sát nhiệm kỳ 2015 - 2020`: what is told besides is of that term."""
        if not stretch.code or stretch.role in OF_TERM:
            return False
        pairs = ((i, tuple(self.words[i - 1 : i + 1])) for i in range(1, mark.first))
        meets = ("hội", "nghị") in pairwise(self.words[: mark.first])
        at = max((i for i, pair in pairs if pair in REVIEWING or (meets and pair == ("đánh", "giá"))), default=-1)
        between = self.words[at + 1 : mark.first]
        return at > 0 and len(between) <= LONGEST_TOPIC and NOT_REVIEWED.isdisjoint(between)

    def _is_compared(self, amount: Mark, carried: Carried) -> Dated | None:
        """`(cùng kỳ năm 2019 là 110 đảng viên)`: a count of the time that another is compared with."""
        before = [(mark, stretch) for mark, stretch in self.here if mark.last <= amount.first]
        if not before or before[-1][1].role != "compare":
            return None
        between = self.words[before[-1][0].last : amount.first]
        stated = len(between) <= 8 and not STATING.isdisjoint(between) and CLAUSE_BREAKS.isdisjoint(between)
        return Dated(NONE, 0.25, carried) if stated else None

    def _same_of_another_year(self, amount: Mark, carried: Carried) -> Dated | None:
        """`6 tháng đầu năm 2023 kết nạp 120, trong khi cùng kỳ năm trước kết nạp 98`: the like stretch of the year that is told."""
        words = self.words
        at = next((i for i in range(amount.first - 2, -1, -1) if words[i : i + 2] == ["cùng", "kỳ"]), -1)
        if at < 0 or (at and words[at - 1] not in ALIKE_AFTER) or ";" in words[at : amount.first]:
            return None
        between = [(mark, one) for mark, one in self.here if at < mark.last and mark.first < amount.first]
        if any(one.role != "compare" and one.kind != "past" for _, one in between) or self._leaves_bracket(at, amount):
            return None
        told = next((one for mark, one in reversed(self.here) if mark.last <= at and one.role not in UNFIT), carried.flow)
        flow = self._as_flow(told) if told is not None else None
        years = {one[:4] for one in flow.code.split("/")} if flow is not None and flow.kind not in ("term", "day") else set()
        if flow is None or len(years) != 1 or not (own := years.pop()).isdigit():
            return Dated(NONE, 0.25, carried)
        named = next((one.code for _, one in between if one.kind == "year" and one.role == "compare" and one.code), "")
        year = named or str(int(own) - 1)
        return Dated(replace(flow, code=flow.code.replace(own, year), role=""), 0.1, carried, "sentence", amount.first - at)

    def _leaves_bracket(self, at: int, amount: Mark) -> bool:
        """Whether a bracket that was opened before a token is closed between it and an amount."""
        between = self.words[at : amount.first]
        return between.count(")") > between.count("(")

    def _own_first(self, left: list[tuple[Mark, Stretch]], amount: Mark) -> list[tuple[Mark, Stretch]]:
        """The stretches before an amount; where its own clause has none before it, those after it in the clause come first."""
        if self.here[-1:] and self.here[-1][0].first < amount.first:
            return left
        if ";" not in self.words or (left and self._near(left[0][0], amount) == "clause"):
            return left
        later = next((one.first for one in self.marks if one.amount and one.first >= amount.last), len(self.words))
        own = (pair for pair in self._right(amount) if pair[0].first < later and self._near(pair[0], amount) == "clause")
        return [*(pair for pair in own if pair[1].kind in FLOWS and pair[1].code), *left]

    def _begins_another(self, amount: Mark, mark: Mark, carried: Carried) -> bool:
        """Whether a stretch after an amount is of what follows: `141 đảng viên, cụ thể năm 2019 có 25`."""
        cued = any(one.code in ("subset", "continue") and 0 <= mark.first - one.last <= 1 for one in self.marks)
        cued = cued or "riêng" in self.words[max(0, mark.first - 2) : mark.first + 1]
        told = carried.flow is not None and self.place - carried.flow_at <= 1
        return cued or (told and self.words[amount.last : mark.first].count(",") > 1)

    def _other_counts(self, amount: Mark, mark: Mark, carried: Carried) -> bool:
        """Whether other counts stand between an amount and a stretch after it, while one is carried from just before."""
        if carried.flow is None or not carried.flow.code or self.place - carried.flow_at > NEAR:
            return False
        return any(one.amount and not one.amount.percent for one in self.marks if amount.last <= one.first < mark.first)

    def _carried(self, indicator: str, days: list[tuple[Mark, Stretch]], carried: Carried) -> Dated:
        """What the sentences before give a flow without a stretch of its own."""
        event = indicator in EVENTS
        occasion = indicator in AWARDED and not OCCASION.isdisjoint(self.words)
        if days and (event or occasion or carried.flow is None):
            return Dated(self._as_of(days[0][1], carried), 0.05, carried, "sentence")
        given = indicator in (*AWARDED, "party_badges_awarded") and self._on_the_occasion and not self.here
        if given and carried.event is not None and carried.event.kind == "day" and self.place - carried.event_at <= NEAR:
            # `Sáng 18/5, … sơ kết 2 năm thực hiện …. Nhân dịp này, …`: on that day, whatever is looked back on
            return Dated(self._as_of(carried.event, carried), 0.1, carried, "earlier", self.place - carried.event_at)
        at = self.place - carried.flow_at
        if indicator in AWARDED and not self.dating.published and not self.here and self._on_the_occasion:
            # no day is known, and what was told before is of other times
            told = carried.event if carried.event is not None and self.place - carried.event_at <= NEAR else Stretch("")
            return Dated(self._as_of(told, carried), 0.15, carried)
        awarded = indicator in AWARDED and self.dating.published
        if awarded and (carried.flow is None or not carried.flow.code or occasion):
            return Dated(self._today(carried), 0.1, carried, "publication")
        whole_year = carried.flow is not None and carried.flow.kind == "year" and carried.event_at >= carried.flow_at
        whole_year = whole_year and not self._is_reviewed(carried.flow_at)
        if indicator in OF_AN_EVENT and whole_year and carried.event is not None:
            return Dated(self._as_of(carried.event, carried), 0.1, carried, "earlier", self.place - carried.event_at)
        if carried.flow is not None:
            until_now = carried.flow.kind == "year" and any(
                one.kind == "now" and self.words[mark.first] != "hiện" for mark, one in self.here
            )
            doubt = 0.05 if at <= NEAR and not until_now else 0.15
            return Dated(self._as_flow_of(indicator, carried.flow) or NONE, doubt, carried, "earlier", at)
        if carried.day is not None and (event or carried.day.kind == "day"):
            return Dated(self._as_of(carried.day, carried), 0.1, carried, "earlier", self.place - carried.day_at)
        # members are admitted on a day where a feast or a ceremony is told of
        admitted = indicator == "members_admitted" and not CEREMONY.isdisjoint(self.words)
        if (event or admitted) and self.dating.published:
            return Dated(Stretch("as_of", self.dating.published), 0.1 if event else 0.2, carried, "publication")
        if carried.day is not None and carried.day.kind == "year":
            return Dated(carried.day, 0.2, carried, "earlier", self.place - carried.day_at)
        after_compared = self._year_after_compared
        if after_compared:
            return Dated(Stretch("year", after_compared), 0.15, carried, "sentence")
        ahead = None if self.here else self.dating.flow_ahead(self.place)
        return Dated(NONE if ahead is None else ahead, 0.2, carried, "term" if ahead is not None else "")

    def _feast(self, indicator: str, carried: Carried) -> Dated | None:
        """`Nhân kỷ niệm 75 năm Quốc khánh (2/9/1945 - 2/9/2020), …`: of an undated text, badges are given on its day."""
        if indicator != "party_badges_awarded":
            return None
        published = self.dating.published
        told = {one.code for _, one in self.here if one.role not in UNFIT and one.code}
        own = next((one for _, one in reversed(self.here) if one.role == "feast"), None)
        if own is not None and told <= {own.code[:4]} and own.code <= (published or own.code):
            return Dated(self._as_of(own, carried), 0.05, carried, "sentence")
        since = self.place - carried.event_at
        if told or published or carried.event is None or since > NEAR or carried.event_at <= carried.flow_at:
            return None
        return Dated(self._as_of(carried.event, carried), 0.1, carried, "earlier", since)

    @property
    def _year_after_compared(self) -> str:
        """`(tăng 18% so với năm 2020)` where no other time is told: that of the year after it, unless it was not over yet."""
        years = {stretch.code for _, stretch in self.here if stretch.kind == "year" and stretch.role == "compare"}
        if len(years) != 1 or len(years) != len({stretch.code for _, stretch in self.here}) or "kỳ" in self.words:
            return ""
        (year,) = years
        following = str(int(year) + 1) if year.isdigit() else ""
        return following if following and (following < self.dating.year or not self.dating.year) else ""

    @property
    def _on_the_occasion(self) -> bool:
        """`Tại hội nghị, …`, `Nhân dịp này, …`, `Dịp này, …` at the head of a sentence."""
        head = self.words[:5]
        return any(tuple(head[i : i + 2]) in OCCASIONS for i in range(len(head) - 1))

    def _is_reviewed(self, place: int) -> bool:
        """Whether a sentence tells of a conference that reviews its year: `Hội nghị tổng kết … năm 2021`."""
        words = self.dating.sentences[place][0]
        return any(words[i] == "kết" and words[i - 1] in ("tổng", "sơ") for i in range(1, len(words)))

    def _as_flow_of(self, indicator: str, stretch: Stretch) -> Stretch | None:
        """The stretch as that of a flow of an indicator: of the few days over which an event runs, the last."""
        if indicator in EVENTS and indicator != CHANGED and _some_days(stretch):
            return Stretch("as_of", stretch.code.partition("/")[2])
        return self._as_flow(stretch)

    def _as_flow(self, stretch: Stretch) -> Stretch | None:
        """The stretch as a flow's, or nothing where it can be none."""
        published = self.dating.published
        if stretch.kind == "since":
            start = stretch.code or self.dating.year
            start += "-01" if len(start) == 4 else ""
            known = start and len(published) >= 7 and start <= published
            return Stretch("range", f"{start}/{published[: max(7, len(start))]}" if known else "")
        if stretch.kind == "open":
            return Stretch("range", "")
        if stretch.kind in ("month", "day", "quarter", "half_year") and stretch.role in UNTIL:
            return until(stretch) if stretch.code else Stretch("range", "")
        if (stretch.kind == "year" and stretch.role in ("start", "middle")) or stretch.role in ("founded", "document"):
            return None
        return stretch if stretch.kind in FLOWS else None

    def _leftover(self, amount: Mark, noun: Mark | None, dated: Dated) -> tuple[bool, bool]:
        """Whether time words stand near a number that no expression took, and whether some stand before it.

        Near: since its period, or since its clause began, to right after it.
        """
        first = max((at + 1 for at in range(amount.first) if self.words[at] in CLAUSE_ENDS), default=0)
        if dated.source == "clause":
            before = [mark.last for mark, _ in self.here if mark.last <= amount.first]
            first = max(first, before[-1] if before else 0)
        last = (noun.last if noun is not None and noun.first >= amount.last else amount.last) + 3
        near = [at for at in self._loose if first <= at < last and not amount.first <= at < amount.last]
        untold = [self.words[at] for at in near if at < amount.first]
        # `thời điểm tổ chức đại hội`: that of something else
        event = any(self.words[at : at + 2] == ["thời", "điểm"] and self.words[at + 2 : at + 3] in OF_EVENTS for at in near)
        return bool(near), untold not in ([], ["thời"]) or event

    @cached_property
    def _loose(self) -> tuple[int, ...]:
        """The places of time words that belong to no mark."""
        words = self.words
        places = [at for at, word in enumerate(words) if word in TIME_WORDS and _tells_time(words, at)]
        if not places:
            return ()
        taken = {at for mark in self.marks for at in range(mark.first, mark.last)}
        return tuple(at for at in places if at not in taken)

    def _term(self, amount: Mark, carried: Carried) -> Dated:
        """The term of a committee's size: named in its sentence, nearest in the text, begun by the congress that is told of."""
        for mark, stretch in [*self._left(amount), *self._right(amount)]:
            if stretch.kind == "term":
                return self._from(mark, amount, stretch, 0.0, carried)
        near = self.dating.nearest_term(self.place)
        congress = self.dating.congress_term
        if "bầu" in self.words and near and near == self.dating.term_before and near[5:] == congress[:4]:
            # what the congress has chosen, though the term that is over was told of last
            near = congress
        chosen = names_congress(self.words, self.marks) or (near != "" and "bầu" in self.words)
        for mark, stretch in self._left(amount):
            if stretch.kind in ("day", "month", "year") and not chosen:
                return self._from(mark, amount, self._as_of(stretch, carried), 0.05, carried)
        if near:
            return Dated(Stretch("term", near), 0.05, carried, "term")
        year = self.dating.first_year
        if year and int(year) % 5 == 0 and self.dating.about_congress:
            return Dated(Stretch("term", f"{year}/{int(year) + 5}"), 0.1, carried, "publication")
        return self._stock(amount, None, carried)

    def _target(self, amount: Mark, carried: Carried, planned: bool = False) -> Dated:
        """The years of a target; what is planned may be of any stretch."""
        kinds = FLOWS if planned else ("term", "year", "range")
        fit = [pair for pair in self.here if pair[1].role == "plan" or pair[1].role not in LEFT_OUT]
        before = [pair for pair in reversed(fit) if pair[0].last <= amount.first]
        if before and before[0][1].kind == "term" and not before[0][1].code:
            mark, term = before[0]
            if self._near(mark, amount) == "clause" or self.words[mark.last : amount.first] == ["("]:
                # `phấn đấu cả nhiệm kỳ kết nạp 9.000`: of a term that the text does not name, and of no year of it
                return self._from(mark, amount, term, 0.2, carried)
        for mark, stretch in [*before, *(pair for pair in fit if pair[0].first >= amount.last)]:
            parted = stretch.kind in FLOWS and any(one.code == "subset" and 0 <= mark.first - one.last <= 1 for one in self.marks)
            if (stretch.kind in kinds or parted) and stretch.code:
                return self._from(mark, amount, self._until_its_end(stretch), 0.0, carried)
        near = self.dating.nearest_term(self.place)
        part = self._part_of_plan(carried) if planned else None
        if part is not None:
            return Dated(part, 0.1, carried, "earlier", self.place - carried.flow_at)
        if carried.aim is not None and carried.aim.kind == "year" and self.place - carried.aim_at <= 1:
            return Dated(self._until_its_end(carried.aim), 0.05, carried, "earlier", self.place - carried.aim_at)
        if near and not planned:
            return Dated(Stretch("term", near), 0.05, carried, "term")
        aims = sorted(((carried.aim_at, carried.aim), (carried.flow_at, carried.flow)), key=lambda one: -one[0])
        for at, aim in aims:
            if aim is not None and aim.kind in ("year", "range") and aim.code:
                return Dated(aim, 0.1, carried, "earlier", self.place - at)
        return Dated(NONE, 0.2, carried)

    def _part_of_plan(self, carried: Carried) -> Stretch | None:
        """`Quý II, … sẽ kiểm tra …. Cũng sẽ giám sát …`: the months of a plan last told of, if no other time was since."""
        flow = carried.flow
        if flow is None or flow.kind not in ("month", "quarter", "half_year", "nine_months") or not flow.code[:1].isdigit():
            return None
        recent = 0 <= self.place - carried.flow_at <= NEAR and carried.flow_at >= carried.aim_at
        return flow if recent and not self.here else None

    def _until_its_end(self, stretch: Stretch) -> Stretch:
        """`đến năm 2030, hằng năm có trên 90% …` of a congress whose term ends then: what is aimed at in each year of the term."""
        term = self.dating.congress_term if self._yearly is not None and self.dating.about_congress else ""
        return Stretch("term", term) if stretch.kind == "year" and term.endswith(f"/{stretch.code}") else stretch


def _tells_time(words: list[str], at: int) -> bool:
    """Whether a time word tells a time here: no age, no jubilee, no `ngày càng`."""
    after, before = words[at + 1] if at + 1 < len(words) else "", words[at - 1] if at else ""
    needed = TIME_WORDS[words[at]]
    if needed and after not in needed and not (words[at] in ("ngày", "tháng", "quý") and after[:1].isdigit()):
        return False
    if words[at] == "năm":
        named = not {"niệm", "hiệu"}.isdisjoint(words[max(0, at - 4) : at]) or "tuổi" in words[at : at + 5]
        return not (named or before in YEARLY or after in ("tù", "công", "dự", "liền", "thứ"))
    if words[at] == "trước":
        if after in REARRANGED:
            return words[at + 1 + (after == "khi") :][:1] in (["sắp"], ["sáp"], ["hợp"])
        return at == 0 or before == ","
    return before not in ("hằng", "hàng", "đồng", "kịp", "trước")


def _whose_congress(words: list[str]) -> str:
    """Whose congress is told of: `party`, else `union` (of youth, workers, the front …), or nothing."""
    found = ""
    for i in range(len(words) - 1):
        if words[i : i + 2] != ["đại", "hội"] and words[i] != "đh":
            continue
        at = i + (1 if words[i] == "đh" else 2)
        at += 2 * (words[at : at + 2] == ["đại", "biểu"])
        at += words[at : at + 1] == ["("]
        after, before = words[at : at + 2], words[max(0, i - HOLDER) : i]
        if names_union(words, at) or tuple(after) in OTHERS:
            found = "union"
            continue
        if after[:1] in (["đảng"], ["chi"]) or (after[:1] == ["toàn"] and "đảng" in words):
            return "party"
        held = holder(before)
        if held == "party":
            return held
        found = held or found
    return found


def will_meet(words: list[str]) -> bool:
    """`Đại hội … sẽ diễn ra`, `sẽ khai mạc`, `sẽ được tổ chức`."""
    return any(one == "sẽ" and after in ("diễn", "khai", "được") for one, after in pairwise(words))


def _has_opened(words: list[str]) -> bool:
    """`Đại hội … đã khai mạc`, `đã diễn ra phiên trù bị`, `tiến hành phiên trù bị`."""
    opens = any(
        pair in OPENING and not {"đã", "chính"}.isdisjoint(words[max(0, at - 3) : at]) for at, pair in enumerate(pairwise(words))
    )
    return "sẽ" not in words and (opens or any(pair == ("hành", "phiên") for pair in pairwise(words)))


def _tells_the_press(words: list[str]) -> bool:
    """`Ngày 15/9, Tỉnh ủy tổ chức họp báo về Đại hội`: its day is not the congress's."""
    return any(pair in PRESS for pair in pairwise(words))


def names_congress(words: list[str], marks: Sequence[Mark]) -> bool:
    """Whether a sentence names a congress."""
    return any(
        mark.code in ("congress", "upper_congress_delegates") or (mark.code == "event" and words[mark.first] in ("đại", "đh"))
        for mark in marks
    )
