"""Provinces beside one another in one like period: the figure, per 1,000 members, the share of the target, the rank of how many.

A like period is a whole year, or nine months, a half, a quarter or a month of one that sources state: a part of a year never
stands among whole ones. All is made of answers, so that a row does not change with what else is asked for. Give these functions
one that remembers answers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

from metrics.answers.block import SORTS
from metrics.answers.left_out import silent
from metrics.answers.query import metrics_of
from metrics.answers.targets import held_against
from metrics.errors import PartyMetricsError, RefusedSum
from metrics.indexes import INDEXES
from metrics.period import MONTHS, span_of
from metrics.profile.versus import (
    ONE_A_PROVINCE,
    Answer,
    Measured,
    bodies_behind,
    counted_among_members,
    measured,
    per_members,
    reach,
)
from metrics.store.store import Store
from metrics.territory import list_on, region_in, stands_in
from metrics.vocabulary import Covers, Mark, Province, ProvinceList, Question, Result, Row

# the stretches that a table may stand for, as the end of their codes; "" is the whole year
STRETCHES = ("", "9M", "H1", "H2", "Q1", "Q2", "Q3", "Q4", *(f"{month:02d}" for month in range(1, 13)))
LIKE = re.compile(rf"([0-9]{{4}})(?:-({'|'.join(filter(None, STRETCHES))}))?")
RANKED = ("rank", "score")


# What is found ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class LikePeriod:
    """A like period by its code (2024, 2024-H1), and how many provinces state it of how many that are asked for and exist."""

    code: str
    stated: int
    exist: int

    @property
    def year(self) -> int:
        return int(self.code[:4])

    @property
    def stretch(self) -> str:
        """Which part of its year it is, one of STRETCHES."""
        return self.code[5:]


@dataclass(frozen=True, slots=True)
class LikeRow(Row):
    """One province's or body's figure of the period, with what it is set against; of one that states none `value` is None.

    `previous` is the target of the year, `change_percent` the share of it that is reached, with what limits the figure.
    """

    value: float | None  # type: ignore[assignment]
    # for each 1,000 members of the same body; the members themselves
    per_1000: Measured | None = None
    members: Measured | None = None
    # of a score: the rank of the same index and year
    rank: Row | None = None
    # of one that does not state the period: what it states of the same year instead, as codes; was it a province of that time?
    instead: tuple[str, ...] = ()
    is_listed: bool = True

    @classmethod
    def of(cls, row: Row, **more: Any) -> LikeRow:
        """A row of an answer, with what it is set against."""
        return cls(**{**{field.name: getattr(row, field.name) for field in fields(Row)}, **more})

    @property
    def has_value(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class Joined(Result):
    """Rows that are made of several answers; `parts` are those, with the rows alone that stand in it: its evidence is theirs."""

    parts: tuple[Result, ...] = ()


@dataclass(frozen=True)
class Comparison(Joined):
    """The rows of one like period, those without a figure last; which numbers beside the value any of them has."""

    rows: tuple[LikeRow, ...]
    period: LikePeriod = LikePeriod("", 0, 0)
    has_members: bool = False
    has_targets: bool = False
    has_ranks: bool = False
    # rows of provinces of the other list, before or since the merger: they are not among those counted
    elsewhere: int = 0


# The question -------------------------------------------------------------------------------------------------------------
def comparable(store: Store, question: Question) -> Question:
    """The question with a row for each province and year; for each body where a province has several of the kind.

    Raises RefusedSum where bodies of several kinds would stand beside one another (rule 5), and of what compares two years already.
    """
    metric = metrics_of(store)[question.metric]
    if metric.change_of:
        raise RefusedSum("{metric} is a comparison already; compare {rank} instead.", metric=metric.metric, rank=metric.change_of)
    if metric.unit in RANKED:
        # always about the province's administration
        return replace(question, by=("province", "year"), kinds=(), compare=None)
    one_a_province = any(set(question.kinds) <= set(kinds) for kinds in ONE_A_PROVINCE)
    if len(question.kinds) > 1 and not one_a_province:
        raise RefusedSum(
            "Bodies of the kinds {kinds} do not stand beside one another: choose one kind.", kinds=", ".join(question.kinds)
        )
    return replace(question, by=("province" if one_a_province else "organization", "year"), compare=None)


def stated_by_period(question: Question) -> Question:
    """The same of the periods as they are stated."""
    return replace(question, by=(question.by[0], "period"))


def _asked(answer: Answer, question: Question) -> Result | None:
    """An answer; none where it is refused."""
    try:
        return answer(question)
    except PartyMetricsError:
        return None


# Parts -----------------------------------------------------------------------------------------------------------------
def parts_stated(answer: Answer, store: Store, question: Question) -> dict[str, int]:
    """What of a metric is stated, and by how many provinces: "" is the total, each part a breakdown along one dimension.

    In the order of the metric's dimensions, the total first; `question` is one that `comparable` gives, without a breakdown.
    """
    places: dict[str, set[str]] = {}
    side = question.by[0]
    for dimension in ("", *metrics_of(store)[question.metric].dimensions):
        for asked in (question, stated_by_period(question)):
            result = _asked(answer, replace(asked, by=(*asked.by, dimension)) if dimension else asked)
            for row in result.rows if result else ():
                part = f"{dimension}={row[dimension]}" if dimension else ""
                places.setdefault(part, set()).add(place_of(row, side))
    return {part: len(found) for part, found in places.items()}


# Like periods -------------------------------------------------------------------------------------------------------------
def like_periods(answer: Answer, store: Store, question: Question) -> tuple[LikePeriod, ...]:
    """The periods that one province or more states, the newest first, the longest of a year first.

    `question` is one that `comparable` gives; its filters say whose periods. Raises QuestionError and RefusedSum as `ask` does.
    """
    sides: dict[str, set[str]] = {}
    side = question.by[0]
    for row in answer(question).rows:
        if Mark.PARTIAL not in row.marks:
            sides.setdefault(str(row["year"]), set()).add(place_of(row, side))
    for code, row in _parts(answer, store, question):
        sides.setdefault(code, set()).add(place_of(row, side))
    found = [_counted(store, question, code, places) for code, places in sides.items()]
    return tuple(sorted(found, key=lambda one: (-one.year, STRETCHES.index(one.stretch))))


def place_of(row: Row, side: str) -> str:
    """The province of a row."""
    return str(row[side]).partition(".")[0]


def _parts(answer: Answer, store: Store, question: Question) -> Iterable[tuple[str, Row]]:
    """What is stated of parts of years that may stand beside one another, with their codes; stocks and ranks have none."""
    if metrics_of(store)[question.metric].kind not in ("flow", "ratio"):
        return
    result = _asked(answer, stated_by_period(question))
    if result is None:
        return
    for row in result.rows:
        found = LIKE.fullmatch(row["period"])
        # of a share a month is the date at which it stood
        fits = found and found[2] and (found[2] in MONTHS or result.metric.kind == "flow")
        if fits and Mark.PARTIAL not in row.marks:
            yield row["period"], row


def fullest_period(periods: Sequence[LikePeriod]) -> LikePeriod | None:
    """The period that the largest share of the provinces states; of equals the newest, then the longest."""
    return max(periods, key=lambda one: Fraction(one.stated, max(one.exist, 1)), default=None)


def _counted(store: Store, question: Question, code: str, told: set[str]) -> LikePeriod:
    """How many of the provinces asked for state a period: those of the list in force at its end, or of the list asked for."""
    asked = {one.province for one in _provinces(store, question, code)}
    return LikePeriod(code, len(told & asked), len(asked))


def _provinces(store: Store, question: Question, code: str) -> list[Province]:
    """The provinces asked for that stand in the list of the period."""
    listed = list_at(question, code)
    return [
        one
        for one in store.seeds.provinces
        if stands_in(one, listed)
        and (not question.provinces or one.province in question.provinces)
        and (not question.regions or region_in(one, listed) in question.regions)
    ]


def list_at(question: Question, code: str) -> ProvinceList:
    """The list of provinces in which a period's figures are counted."""
    if question.boundary != "reported":
        return question.boundary
    return list_on(span_of(code)[1] if code else dt.date.max)


# The table ----------------------------------------------------------------------------------------------------------------
def compared(answer: Answer, store: Store, question: Question, period: LikePeriod) -> Comparison:
    """The provinces, or bodies, that state the period, in the order of their slugs; then those asked for that do not.

    `question` is one that `comparable` gives. Raises QuestionError and RefusedSum as `ask` does.
    """
    question = replace(question, years=(period.year, period.year))
    result = figures_in(answer, question, period)
    side = question.by[0]
    members, ranks = _members(answer, result, question), _ranks(answer, store, question)
    targets = _targets(answer, question)
    rows = [_row(store, result, row, side, targets, members, ranks) for row in result.rows]
    places = {one.province for one in _provinces(store, question, period.code)}
    missing = [_without_figure(answer, store, question, period, slug) for slug in silent(result, store)]
    rated, ranked = ({row[side] for row in rows if row.per_1000}, {row[side] for row in rows if row.rank})
    plain = {field.name: getattr(result, field.name) for field in fields(Result) if field.name != "rows"}
    # of the rows with what they are held against, so that a target is evidence of its row
    parts = (replace(result, rows=tuple(rows)), _rows_of(members, side, rated), _rows_of(ranks, side, ranked))
    return Comparison(
        **plain,
        rows=(*rows, *missing),
        parts=tuple(one for one in parts if one and one.rows),
        period=period,
        has_members=bool(rated),
        has_targets=any(row.previous is not None for row in rows),
        has_ranks=bool(ranked),
        elsewhere=len({place_of(row, side) for row in rows} - places),
    )


def figures_in(answer: Answer, question: Question, period: LikePeriod) -> Result:
    """The figures of one like period alone: of a year those that cover it, of a part those that sources state for it.

    `question` is one that `comparable` gives. Raises QuestionError and RefusedSum as `ask` does.
    """
    question = replace(question, years=(period.year, period.year))
    if not period.stretch:
        whole = answer(question)
        return replace(whole, rows=tuple(row for row in whole.rows if Mark.PARTIAL not in row.marks))
    stated = answer(stated_by_period(question))
    rows = [row for row in stated.rows if row["period"] == period.code and Mark.PARTIAL not in row.marks]
    return replace(stated, rows=tuple(rows))


def _row(
    store: Store,
    result: Result,
    row: Row,
    side: str,
    targets: Mapping[Any, Row],
    members: Result | None,
    ranks: Result | None,
) -> LikeRow:
    target, rank = targets.get(row[side]), _by_side(ranks, side).get(row[side])
    held = _against(store, row, target)
    own, counted = _by_side(members, side).get(row[side]), measured(result.metric, row)
    base = measured(members.metric, own) if members and own else None
    rate = per_members(store, counted, base)
    return LikeRow.of(held, per_1000=rate, members=base if rate else None, rank=rank)


def _rows_of(result: Result | None, side: str, whose: Collection[Any]) -> Result | None:
    """The rows of an answer that stand beside those of the table."""
    return result and replace(result, rows=tuple(row for row in result.rows if row[side] in whose))


def _by_side(result: Result | None, side: str) -> dict[Any, Row]:
    return {row[side]: row for row in result.rows} if result else {}


def _against(store: Store, row: Row, target: Row | None) -> Row:
    """The row with the target of its year, where that is one of the same bodies."""
    if target is None or target.previous is None or bodies_behind(store, row.ids) != bodies_behind(store, target.ids):
        return row
    cited = replace(row, previous_ids=target.previous_ids, previous_sources=target.previous_sources)
    held = held_against(cited, target.previous, target.previous_qualifier)
    return replace(held, change_qualifier=reach(held.change_qualifier, held.marks))


def _targets(answer: Answer, question: Question) -> dict[Any, Row]:
    """The rows of the year with their targets, by whose they are."""
    return _by_side(_asked(answer, replace(question, compare="target")), question.by[0])


def _members(answer: Answer, result: Result, question: Question) -> Result | None:
    """The members of the same bodies in the same year, where the figures are set against them."""
    if not counted_among_members(result.metric, question.unit or result.metric.unit):
        return None
    return _asked(answer, replace(question, metric="party_members", breakdown="", unit=""))


def _ranks(answer: Answer, store: Store, question: Question) -> Result | None:
    """The ranks of the index whose scores are asked for."""
    ranks = {f"{one.prefix}_score": f"{one.prefix}_rank" for one in INDEXES}
    metric = ranks.get(question.metric, "")
    return _asked(answer, replace(question, metric=metric)) if metric in metrics_of(store) else None


def _without_figure(answer: Answer, store: Store, question: Question, period: LikePeriod, province: str) -> LikeRow:
    """The row of a province that was asked for and does not state the period."""
    side, metric = question.by[0], metrics_of(store)[question.metric]
    stated = [code for row in answer(question).rows if place_of(row, side) == province for code in row.covers.periods]
    other = _asked(answer, stated_by_period(question)) if metric.kind in ("flow", "ratio") else None
    stated += [row["period"] for row in (other.rows if other else ()) if place_of(row, side) == province]
    when: dict[str, Any] = {"period": period.code} if period.stretch else {"year": period.year}
    return LikeRow(
        key={side: province, **when},
        value=None,
        unit=question.unit or metric.unit,
        qualifier="",
        marks=frozenset(),
        covers=Covers(),
        sources=(),
        ids=(),
        instead=tuple(sorted(set(stated))),
        is_listed=stands_in(store.names.provinces[province], list_at(question, period.code)),
    )


# The order ----------------------------------------------------------------------------------------------------------------
# the numbers that rows can be ordered by; what is stated of a province without one comes last
VALUE, PER_1000, COMPLETION, RANK, NAME = SORTS
ORDERED: dict[str, Callable[[LikeRow], float | None]] = {
    VALUE: lambda row: row.value,
    PER_1000: lambda row: row.per_1000.value if row.per_1000 else None,
    COMPLETION: lambda row: row.change_percent,
    RANK: lambda row: row.rank.value if row.rank else None,
}


def orders(found: Comparison) -> tuple[str, ...]:
    """The columns that rows can be ordered by, of ORDERED."""
    offered = {PER_1000: found.has_members, COMPLETION: found.has_targets, RANK: found.has_ranks}
    return VALUE, *(code for code, is_there in offered.items() if is_there)


def in_order(found: Comparison, column: str, name: Callable[[LikeRow], Any]) -> Comparison:
    """The rows by one of ORDERED, the highest first, of ranks the best; by `name` where equal, or for any other column."""
    best_is_low = column == RANK or (column == VALUE and found.metric.unit == "rank")

    def place(row: LikeRow) -> tuple[bool, bool, float, Any]:
        number = ORDERED[column](row) if column in ORDERED else None
        return not row.has_value, number is None, (number or 0) * (1 if best_is_low else -1), name(row)

    return replace(found, rows=tuple(sorted(found.rows, key=place)))
