"""Provinces with two figures each, to be drawn against one another: of two metrics in one like period, of one metric in two years.

What stands on both sides is alike: bodies of one kind, whole years beside whole years, a half year beside a half year. Between two
years a line joins only what is the same: one body, or one list of ranks, counted alike, without a break between (rule 12).
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, fields, replace
from itertools import combinations

from metrics.answers.year_before import of_like_lists
from metrics.data.breaks import breaks_between
from metrics.errors import N_, Message, RefusedSum
from metrics.profile.comparison import (
    RANKED,
    STRETCHES,
    Joined,
    LikePeriod,
    comparable,
    figures_in,
    like_periods,
    place_of,
)
from metrics.profile.versus import Answer, bodies_behind
from metrics.store.store import Store
from metrics.territory import unit_in
from metrics.vocabulary import Boundary, Mark, Metric, Question, Result, Row

# fewer provinces than these with both figures make no chart
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Pair(Row):
    """A province's figure with `other`, its second one: of another metric, or of an earlier year. The sources are those of both."""

    other: Row | None = None
    # of two years: why no line may join the two
    apart: Message | None = None

    @property
    def second(self) -> Row:
        """The second figure, which every pair has."""
        assert self.other is not None
        return self.other


# what a province that is asked for lacks: its first figure, its second one, or both
FIRST, SECOND, BOTH = "first", "second", "both"


@dataclass(frozen=True)
class PairTable(Joined):
    """The provinces that have both figures, and those asked for that lack one or both, each with FIRST, SECOND or BOTH."""

    rows: tuple[Pair, ...]
    # of two metrics the one period of both; of two years that of the later figures, and of the earlier ones, the second
    period: str = ""
    before: str = ""
    second_metric: Metric | None = None
    lacking: tuple[tuple[str, str], ...] = ()


def drawable(store: Store, question: Question) -> Question:
    """The question with a row for each province and year.

    Raises RefusedSum where a province has several such bodies, or where kinds mix.
    """
    question = comparable(store, question)
    if question.by[0] != "province":
        raise RefusedSum(
            "A province has several bodies of the kind {kinds}: they are no points or lines of provinces.", kinds=question.kinds[0]
        )
    return question


# Two metrics --------------------------------------------------------------------------------------------------------------
def common_periods(answer: Answer, store: Store, first: Question, second: Question) -> tuple[LikePeriod, ...]:
    """The like periods that both questions' figures have, as `like_periods` orders them; `stated` counts provinces with both."""
    offered = {one.code for one in like_periods(answer, store, second)}
    found = []
    for one in like_periods(answer, store, first):
        if one.code in offered:
            both = set(_told(answer, first, one)) & set(_told(answer, second, one))
            found.append(replace(one, stated=len(both)))
    return tuple(found)


def two_metrics(answer: Answer, store: Store, first: Question, second: Question, period: LikePeriod) -> PairTable:
    """The figures of two metrics in one like period, province by province. Both questions are such as `drawable` gives."""
    one, other = (figures_in(answer, question, period) for question in (first, second))
    table = _table(one, other, first.provinces, first.boundary, store)
    rows = [row["province"] for row in table.rows]
    parts = tuple(replace(part, rows=tuple(row for row in part.rows if row["province"] in rows)) for part in (one, other))
    return replace(table, period=period.code, second_metric=other.metric, parts=parts)


# Two years ----------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class TwoYears:
    """Two like periods of unlike years, and how many provinces have a figure in both."""

    later: LikePeriod
    earlier: LikePeriod
    both: int


def year_pairs(answer: Answer, store: Store, question: Question) -> tuple[TwoYears, ...]:
    """Every two years whose same stretch a province states in both, the best to open on first.

    Those with enough provinces and no break of method between go first, then those with most provinces, the newest, the nearest.
    """
    periods = like_periods(answer, store, question)
    told = {one.code: set(_told(answer, question, one)) for one in periods}
    found = [
        TwoYears(later, earlier, len(told[later.code] & told[earlier.code]))
        for later, earlier in combinations(periods, 2)
        if later.stretch == earlier.stretch and told[later.code] & told[earlier.code]
    ]

    def place(two: TwoYears) -> tuple[bool, int, int, int, int]:
        # of no province, so that the merger, which breaks some alone, does not count
        broken = breaks_between(question.metric, question.kinds, two.earlier.year, two.later.year, ())
        good = two.both >= ENOUGH and not broken
        return not good, -two.both, -two.later.year, -two.earlier.year, STRETCHES.index(two.later.stretch)

    return tuple(sorted(found, key=place))


def two_years(answer: Answer, store: Store, question: Question, two: TwoYears) -> PairTable:
    """The figures of one metric in two years, province by province, each with why no line may join them, where none may."""
    now, before = (figures_in(answer, question, one) for one in (two.later, two.earlier))
    table = _table(now, before, question.provinces, question.boundary, store)
    rows = [replace(row, previous_ids=row.second.ids, apart=_apart(store, question, two, row)) for row in table.rows]
    asked = replace(now.question, years=(two.earlier.year, two.later.year))
    drawn = {row["province"] for row in rows}
    both = tuple(row for row in (*before.rows, *now.rows) if row["province"] in drawn)
    parts = (replace(now, question=asked, rows=both),)
    return replace(table, question=asked, rows=tuple(rows), period=two.later.code, before=two.earlier.code, parts=parts)


def _apart(store: Store, question: Question, two: TwoYears, row: Pair) -> Message | None:
    """Why two years' figures of a province are not joined (rules 10 to 12); None where they compare."""
    before = row.second
    if Mark.AT_LEAST in row.marks | before.marks:
        return Message.of(N_("units are missing from a sum"))
    if bodies_behind(store, row.ids) != bodies_behind(store, before.ids) and row.unit not in RANKED:
        return Message.of(N_("not of the same body in both years"))
    if not of_like_lists(row.covers.ranked_units, before.covers.ranked_units):
        return Message.of(N_("ranks of unlike lists"))
    place = store.names.provinces[place_of(row, "province")]
    breaks = breaks_between(question.metric, question.kinds, two.earlier.year, two.later.year, [place])
    return Message.of(breaks[0].meaning) if breaks else None


# Both ---------------------------------------------------------------------------------------------------------------------
def _told(answer: Answer, question: Question, period: LikePeriod) -> dict[str, Row]:
    """The figures of a like period by province."""
    return _by_province(figures_in(answer, question, period))


def _by_province(result: Result) -> dict[str, Row]:
    return {row["province"]: row for row in result.rows}


def _table(result: Result, second: Result, asked: Sequence[str], boundary: Boundary, store: Store) -> PairTable:
    told, others = _by_province(result), _by_province(second)
    rows = [_pair(row, others[slug]) for slug, row in told.items() if slug in others]
    units = {slug: unit_in(store.names.provinces[slug], boundary) for slug in asked}
    lacking = [(slug, _lack(unit, told, others)) for slug, unit in units.items() if unit not in told or unit not in others]
    plain = {field.name: getattr(result, field.name) for field in fields(Result) if field.name != "rows"}
    return PairTable(**plain, rows=tuple(rows), lacking=tuple(lacking))


def _lack(unit: str, told: Container[str], others: Container[str]) -> str:
    if unit not in told and unit not in others:
        return BOTH
    return FIRST if unit not in told else SECOND


def _pair(row: Row, other: Row) -> Pair:
    plain = {field.name: getattr(row, field.name) for field in fields(Row) if field.name != "sources"}
    return Pair(**plain, sources=tuple(dict.fromkeys((*row.sources, *other.sources))), other=other)
