"""One body's figure against others: the same stretch of the year before, its target, its region and the country, its members.

`versus` makes everything of Results. Give it a function that remembers answers: it asks the same few questions, over all
provinces at once, whatever body and year is wanted. What cannot be compared is a `Blank` with its reason.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, Literal

from metrics.answers.cell import joint_qualifier, turned
from metrics.answers.query import metrics_of
from metrics.errors import N_, Message, PartyMetricsError
from metrics.period import DAY, Period, span_of
from metrics.store.memory import remembered
from metrics.store.store import OF_NUMBERS, Store
from metrics.territory import MERGER_YEAR, NEW_LIST, OLD_LIST, is_merged, list_on, region_in, stands_in
from metrics.vocabulary import (
    COUNTS,
    DEFAULT_BLOCS,
    SETTER,
    Boundary,
    Mark,
    Metric,
    Observation,
    Province,
    ProvinceList,
    Question,
    Result,
    Row,
    parse_breakdown,
)

Answer = Callable[[Question], Result]
# fewer other bodies than these have no median worth the name
FEWEST = 5
# kinds of which a province has one body; agencies blocs stand with agencies-and-enterprises blocs, as on the pages
ONE_A_PROVINCE = (
    ("province_wide",),
    DEFAULT_BLOCS,
    ("enterprises_bloc",),
    ("party_agencies",),
    ("peoples_committee",),
    ("administration",),
)
# units whose values differ by points or places: a percentage of them, or an index, would be taken for something else
IN_POINTS = ("percent", "permille", "score", "rank")
# what people counted over a period are set against the members of the same body
COUNTED_AMONG_MEMBERS = ("admission", "discipline", "inspection")


# What is found ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Blank:
    """A comparison that is not made, and why; `versus_lines.reason` says it in words."""

    message: Message


@dataclass(frozen=True)
class Measured:
    """A row of an answer: how much, of which stretch, and the observations behind it (numbers as in `Evidence.ids`)."""

    value: float
    unit: str
    qualifier: str
    marks: frozenset[Mark]
    sources: tuple[str, ...]
    ids: tuple[int, ...]
    # codes as in `Covers.periods`; of a whole year that is counted, the year
    periods: tuple[str, ...]
    # "" for a whole year and for what is held at a date; else the day up to which a part of the year runs: 06-30
    until: str

    @property
    def is_bound(self) -> bool:
        """The true number may be far from the value: more than, less than, or units are missing."""
        return self.qualifier not in ("eq", "approx") or Mark.AT_LEAST in self.marks

    @property
    def reach(self) -> str:
        """The qualifier that what is calculated from it starts from: a sum that lacks units is a lower bound."""
        return reach(self.qualifier, self.marks)


@dataclass(frozen=True)
class LastYear:
    """Against the same stretch of the year before. `now` need not be the latest figure: a year may stand beside six months only."""

    unit: str
    now: float
    before: float
    periods: tuple[str, ...]
    periods_before: tuple[str, ...]
    # now − before; of shares in percentage points, of ranks the places gained
    difference: float
    # difference ÷ before × 100 (0 = unchanged), and now ÷ before × 100 (100 = unchanged); None of shares, ranks, scores, and of 0
    percent: float | None
    index: float | None
    # what the sources say of the two figures, and what is calculated from figures with these qualifiers
    qualifier: str
    qualifier_before: str
    change_qualifier: str
    # of now, and of before
    sources: tuple[str, ...]
    sources_before: tuple[str, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Target:
    """Against the target of the year, which is the whole year's also where the value is of a part of it."""

    unit: str
    value: float
    target: float
    periods: tuple[str, ...]
    # value − target
    difference: float
    # value ÷ target × 100: 112 is what "12% over the target" means; None where the target is 0
    completion: float | None
    # completion − 100 where the target is exceeded; None of shares, whose distance from the target is in points
    above: float | None
    is_part: bool
    # of the value, of the target, and of what is calculated from the two
    qualifier: str
    target_qualifier: str
    change_qualifier: str
    # of the value, and of the target
    sources: tuple[str, ...]
    target_sources: tuple[str, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Place:
    """The median of the other bodies of the same kind that report the same stretch, in the body's region or everywhere."""

    # "" is the whole country
    region: str
    # the list of provinces of that time
    boundary: ProvinceList
    unit: str
    periods: tuple[str, ...]
    # None where fewer than FEWEST figures can enter it
    median: float | None
    # own value − median
    difference: float | None
    # provinces that report, the body's own among them, of those that exist
    reported: int
    exist: int
    # of the others: those that enter the median; bounds and incomplete sums do not
    entering: int
    left_out: int
    # of the median, and of the difference from it
    qualifier: str
    difference_qualifier: str
    ids: tuple[int, ...]
    # of persons or bodies, that are counted: the median lies between two whole numbers, and so does the difference
    is_between: bool = False


@dataclass(frozen=True)
class Per1000:
    """For each 1,000 members of the same body: value ÷ members in the same year × 1,000, and the medians of such numbers."""

    value: float
    periods: tuple[str, ...]
    members: Measured
    qualifier: str
    region: Place | Blank
    country: Place | Blank
    sources: tuple[str, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Versus:
    """A body's figure of a year with all its comparisons."""

    metric: Metric
    # by ("province", "year") or ("organization", "year"), of all provinces and years
    question: Question
    body: str
    province: Province
    year: int
    latest: Measured
    last_year: LastYear | Blank
    target: Target | Blank
    region: Place | Blank
    country: Place | Blank
    # None where it makes no sense: stocks, shares, organisations
    per_1000: Per1000 | Blank | None
    # what sources themselves say of the target: over it by 12 %, by 18 people
    excess: tuple[Observation, ...]
    # for each comparison, by its code, the question whose figures it is made of: what shows the evidence takes it
    questions: dict[str, Question]

    @property
    def ids(self) -> frozenset[int]:
        """The observations behind all of it."""
        parts = (self.latest, self.last_year, self.target, self.region, self.country, self.per_1000)
        told = [part for part in parts if part is not None and not isinstance(part, Blank)]
        if isinstance(self.per_1000, Per1000):
            told += [one for one in (self.per_1000.region, self.per_1000.country) if isinstance(one, Place)]
        return frozenset(number for part in told for number in part.ids)


def versus(answer: Answer, store: Store, question: Question, body: str, year: int) -> Versus | None:
    """The comparisons of one body (a province's or an organization's slug, as `question.by` says) in one year.

    `question` is by ("province", "year"), with kinds of one level, or by ("organization", "year"); its provinces, regions and years
    are not looked at. `answer` is `ask` of a store, best one that remembers. None where the body has no figure in that year.
    Raises QuestionError and RefusedSum as `ask` does for the question itself.
    """
    question = everywhere(question)
    own = _figures(answer(question)).get((body, year))
    if own is None:
        return None
    case = _Case(answer, store, question, body, year, own)
    peers = _peers(case)
    region, per_1000 = _in_region(case, own, peers), _per_1000(case, peers)
    return Versus(
        metric=case.metric,
        question=question,
        body=body,
        province=case.province,
        year=year,
        latest=own,
        last_year=_last_year(case),
        target=_target(case),
        region=region,
        country=_place(case, "", own, peers),
        per_1000=per_1000,
        excess=_excess(case),
        questions=_questions(case, region, isinstance(per_1000, Per1000)),
    )


def choices(answer: Answer, question: Question) -> dict[str, tuple[int, ...]]:
    """The bodies that a question's own answer names, each with its years, the latest first."""
    column = question.by[0]
    years: dict[str, set[int]] = {}
    for row in answer(replace(question, compare=None)).rows:
        years.setdefault(row[column], set()).add(row["year"])
    return {body: tuple(sorted(each, reverse=True)) for body, each in years.items()}


def fullest(answer: Answer, store: Store, question: Question) -> tuple[str, int] | None:
    """The body and year to open on among those that a question's own answer names: the newest year with a figure that is whole.

    A full year, or what is held at a date, goes before any part of a year, and a sum of all units before one that misses some;
    then the newest year, then the most comparisons in it, exact figures, the first by its slug. A figure of a part of a year never
    changes what is opened where a full year is known, an older figure never the year.
    """
    offered = [(body, year) for body, years in choices(answer, question).items() for year in years]
    pool = _figures(answer(everywhere(question)))
    alike = Counter((year, one.until) for (_, year), one in pool.items() if not one.is_bound)
    targets = _compared(answer, everywhere(question), "target") if _has_target(store, question) else {}

    def place(key: tuple[str, int]) -> tuple[bool, int, int, bool, str]:
        own, before = pool[key], pool.get((key[0], key[1] - 1))
        same = before is not None and before.until == own.until
        aimed = key in targets and targets[key].previous is not None
        others = alike[key[1], own.until] - (not own.is_bound)
        comparisons = same + aimed + (others >= FEWEST)
        return bool(own.until) or Mark.AT_LEAST in own.marks, -key[1], -comparisons, own.is_bound, key[0]

    return min(offered, key=place, default=None)


def everywhere(question: Question) -> Question:
    """The same question of all provinces and years, without a comparison: what is asked of the store, whatever the filters."""
    return replace(question, provinces=(), regions=(), years=None, compare=None)


# Reading answers ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Case:
    """What one body's comparisons are made of."""

    answer: Answer
    store: Store
    question: Question
    body: str
    year: int
    own: Measured

    @property
    def metric(self) -> Metric:
        return metrics_of(self.store)[self.question.metric]

    @property
    def column(self) -> str:
        return self.question.by[0]

    @property
    def province(self) -> Province:
        bodies = {one.organization: one.province for one in self.store.seeds.organizations}
        slug = self.body if self.column == "province" else bodies.get(self.body) or self.body.partition(".")[0]
        return next(one for one in self.store.seeds.provinces if one.province == slug)

    @property
    def kind(self) -> str:
        """The kind of the organization asked about."""
        return next((one.kind for one in self.store.seeds.organizations if one.organization == self.body), "administration")


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row.key.values())


def _figures(result: Result) -> dict[tuple[Any, ...], Measured]:
    """The rows of an answer by their key."""
    return {_key(row): measured(result.metric, row) for row in result.rows}


def measured(metric: Metric, row: Row) -> Measured:
    """A row of an answer by ("province" or "organization", "year" or "period") as comparisons take it."""
    is_part = metric.kind != "stock" and ("period" in row.key or Mark.PARTIAL in row.marks)
    whole = metric.kind == "flow" and not is_part
    counted = _counted_over(metric, row) if is_part else ()
    return Measured(
        value=row.value,
        unit=row.unit,
        qualifier=row.qualifier,
        marks=row.marks,
        sources=row.sources,
        ids=row.all_ids,
        periods=(str(row["year"]),) if whole else row.covers.periods,
        until=f"{max(span_of(code)[1] for code in counted):%m-%d}" if counted else "",
    )


def _counted_over(metric: Metric, row: Row) -> tuple[str, ...]:
    """The codes of the stretch that a part of a year is of: of a share that of its counts, not the date of what they are of."""
    codes = row.covers.periods
    if metric.kind == "flow":
        return codes
    if "period" in row.key:
        return (row["period"],)
    stretches = [code for code in codes if not re.fullmatch(DAY, code)]
    if not stretches:
        # a month of counts beside a date; a date may be a whole year, a part of one is none
        stretches = [code for code in codes if code != str(row["year"]) and _runs_from_january(code, row["year"])]
    return tuple(stretches) or codes


def _runs_from_january(code: str, year: int) -> bool:
    """Does a stated period run from the first of January, inside this year?"""
    first, last = span_of(code)
    return first == dt.date(year, 1, 1) and last.year == year


def _compared(answer: Answer, question: Question, how: Literal["same_period", "target"]) -> dict[tuple[Any, ...], Row]:
    """The rows of a comparison by their key."""
    return {_key(row): row for row in answer(replace(question, compare=how)).rows}


def observations_behind(store: Store, ids: Iterable[int]) -> list[Observation]:
    """The observations of these numbers; ranks and scores of the rankings come after them and are left out."""
    return list(_of_numbers(store, frozenset(ids)))


@remembered(64)
def _of_numbers(store: Store, ids: frozenset[int]) -> tuple[Observation, ...]:
    return tuple(store.stated(OF_NUMBERS, {"ids": sorted(ids)}).values())


def reach(qualifier: str, marks: frozenset[Mark]) -> str:
    """The qualifier that what is calculated from a figure starts from: a sum that lacks units is a lower bound."""
    return joint_qualifier({qualifier, "ge"}) if Mark.AT_LEAST in marks else qualifier


def _asked(answer: Answer, question: Question) -> dict[tuple[Any, ...], Measured]:
    """The rows of an answer by their key; none where it is refused."""
    try:
        return _figures(answer(question))
    except PartyMetricsError:
        return {}


# The year before ----------------------------------------------------------------------------------------------------------
def _last_year(case: _Case) -> LastYear | Blank:
    before = _figures(case.answer(case.question)).get((case.body, case.year - 1))
    if before is None:
        return _nothing_before(case)
    row = _compared(case.answer, case.question, "same_period").get((case.body, case.year))
    if row is None or row.previous is None or row.change is None:
        return _not_the_same(case, before)
    now = measured(case.metric, row)
    same = before.value == row.previous and before.until == now.until
    periods_before = before.periods if same else _a_year_earlier(now.periods, case.year)
    if Mark.AT_LEAST in now.marks | (before.marks if same else frozenset()):
        text = N_("Units are missing from the sum of {period} or of {before}: their difference would mislead.")
        return Blank(_of_periods(text, now.periods, periods_before))
    counted = now.unit not in IN_POINTS
    return LastYear(
        unit=now.unit,
        now=now.value,
        before=row.previous,
        periods=now.periods,
        periods_before=periods_before,
        difference=row.change,
        percent=row.change_percent if counted else None,
        index=now.value / row.previous * 100 if counted and row.previous else None,
        qualifier=now.qualifier,
        qualifier_before=row.previous_qualifier,
        change_qualifier=row.change_qualifier,
        sources=row.sources,
        sources_before=row.previous_sources,
        ids=now.ids,
    )


def _of_periods(template: str, now: tuple[str, ...], before: tuple[str, ...]) -> Message:
    """A reason that names two stretches, by their codes."""
    return Message.of(template, period="; ".join(now), before="; ".join(before))


def _nothing_before(case: _Case) -> Blank:
    if is_merged(case.province) and case.question.boundary != NEW_LIST and case.year <= MERGER_YEAR:
        text = N_("The unit exists since 1 July 2025. The provinces as of the 34 add up the earlier units.")
        return Blank(Message.of(text))
    return Blank(Message.of("No figure of {before} is stated.", before=case.year - 1))


def _not_the_same(case: _Case, before: Measured) -> Blank:
    own = case.own
    if Mark.AT_LEAST in own.marks | before.marks:
        text = N_("Units are missing from the sum of {period} or of {before}: their difference would mislead.")
    elif own.unit == "rank" and own.until == before.until:
        text = N_("{period} and {before} are of different lists.")
    else:
        text = N_("Stated are {period} and {before}, no stretch that both years have: a part is never compared with a whole.")
    return Blank(_of_periods(text, own.periods, before.periods))


def _a_year_earlier(periods: tuple[str, ...], year: int) -> tuple[str, ...]:
    return tuple(re.sub(rf"\b{year}\b", str(year - 1), code) for code in periods)


# The target ---------------------------------------------------------------------------------------------------------------
@remembered(64)
def _has_target(store: Store, question: Question) -> bool:
    """Is any target stated for the metric, in this unit? A question saved where not."""
    metric = metrics_of(store)[question.metric]
    unit = question.unit or metric.unit
    sql = "SELECT 1 FROM observation WHERE status = 'target' AND indicator = $indicator AND unit = $unit LIMIT 1"
    return bool(store.rows(sql, {"indicator": metric.indicator, "unit": unit})[1])


def _target(case: _Case) -> Target | Blank:
    rows = _compared(case.answer, case.question, "target") if _has_target(case.store, case.question) else {}
    row = rows.get((case.body, case.year))
    if row is None or row.previous is None or row.change is None:
        return Blank(Message.of("No target of {year} is stated.", year=case.year))
    completion, in_points = row.change_percent, row.unit in IN_POINTS
    return Target(
        unit=row.unit,
        value=row.value,
        target=row.previous,
        periods=case.own.periods,
        difference=row.change,
        completion=completion,
        above=None if in_points or completion is None or completion <= 100 else completion - 100,
        is_part=bool(case.own.until),
        qualifier=row.qualifier,
        target_qualifier=row.previous_qualifier,
        change_qualifier=reach(row.change_qualifier, row.marks),
        sources=row.sources,
        target_sources=row.previous_sources,
        ids=row.all_ids,
    )


def _excess(case: _Case) -> tuple[Observation, ...]:
    """What sources say outright: by how much the body exceeded its target in that year, in percent or in people."""
    bodies = {one.organization for one in observations_behind(case.store, case.own.ids)}
    asked = parse_breakdown(case.question.breakdown)
    stated = case.store.stated("status = 'over_target' AND indicator = $indicator", {"indicator": case.metric.indicator})
    return tuple(
        one
        for one in stated.values()
        if one.organization in bodies
        and {**parse_breakdown(one.breakdown), SETTER: ""} == {**asked, SETTER: ""}
        and _is_of_year(one, case.year)
    )


def _is_of_year(one: Observation, year: int) -> bool:
    period = Period.parse(one.period_type, one.period)
    return period.within_one_year() and period.end.year == year


def completion_said(metric: Metric, one: Observation) -> float | None:
    """What "12% over the target" comes to, 112; None where the source speaks of people, or of a share (points or percent?)."""
    return 100 + one.value if one.unit == "percent" and metric.unit not in IN_POINTS else None


# Region and country -------------------------------------------------------------------------------------------------------
def _peers(case: _Case) -> dict[str, Measured] | Blank:
    """The bodies of the same kind that report the same stretch, by province; the body itself among them."""
    if case.own.unit in ("rank", "score"):
        # those known are mostly the best ones
        return Blank(Message.of("Ranks and scores are known of some provinces only, the best mostly: no median is made of them."))
    question = _by_province(case, case.question)
    if question is None:
        return Blank(Message.of("A province has several bodies of the kind {kinds}: no median is made of them.", kinds=case.kind))
    own = case.own
    found = {key[0]: one for key, one in _asked(case.answer, question).items() if key[1] == case.year and one.until == own.until}
    if own.until and case.metric.kind == "flow":
        found = _of_stretch(case, question) | found
    return found | {case.province.province: own}


def _by_province(case: _Case, question: Question) -> Question | None:
    """The question with a row for each province; None where provinces have several such bodies."""
    if case.column == "province":
        return question
    kinds = next((kinds for kinds in ONE_A_PROVINCE if case.kind in kinds), None)
    return kinds and replace(question, by=("province", "year"), kinds=kinds, boundary="reported")


def _of_stretch(case: _Case, question: Question) -> dict[str, Measured]:
    """Bodies that state the same part of the year beside a longer one."""
    stated = _asked(case.answer, replace(question, by=("province", "period"))).items()
    return {key[0]: one for key, one in stated if one.until == case.own.until and _runs_from_january(key[1], case.year)}


def _in_region(case: _Case, own: Measured, peers: Mapping[str, Measured] | Blank) -> Place | Blank:
    listed = _list(case)
    return _place(case, region_in(case.province, listed), own, peers)


def _list(case: _Case) -> ProvinceList:
    """The provinces to count: those of the boundary asked for, else the list in force at the end of the stretch.

    A unit that is not in that list is set beside its own.
    """
    listed: Boundary = case.question.boundary
    if listed == "reported" or case.column == "organization":
        codes = case.own.periods
        last = dt.date.fromisoformat(f"{case.year}-{case.own.until or '12-31'}")
        ends = max(span_of(code)[1] for code in codes) if case.metric.kind == "stock" and codes else last
        listed = list_on(ends)
    if stands_in(case.province, listed):
        return listed
    return NEW_LIST if is_merged(case.province) else OLD_LIST


def _place(case: _Case, region: str, own: Measured, peers: Mapping[str, Measured] | Blank) -> Place | Blank:
    """The median of the peers in a region, or in the country, without the body itself."""
    if isinstance(peers, Blank):
        return peers
    listed = _list(case)
    every = [one for one in case.store.seeds.provinces if stands_in(one, listed)]
    there = {one.province for one in every if not region or region_in(one, listed) == region}
    reporting = {slug: one for slug, one in peers.items() if slug in there}
    others = [one for slug, one in reporting.items() if slug != case.province.province]
    entering = [one for one in others if not one.is_bound]
    middle = median(one.value for one in entering) if len(entering) >= FEWEST else None
    qualifier = joint_qualifier({one.qualifier for one in entering})
    return Place(
        region=region,
        boundary=listed,
        unit=own.unit,
        periods=own.periods if own.until or case.metric.kind == "flow" else (str(case.year),),
        median=middle,
        difference=None if middle is None or own.is_bound else own.value - middle,
        reported=len(reporting),
        exist=len(there),
        entering=len(entering),
        left_out=len(others) - len(entering),
        qualifier=qualifier,
        difference_qualifier=joint_qualifier({own.qualifier, qualifier}),
        ids=tuple(sorted({number for one in entering for number in one.ids})),
        is_between=bool(middle and middle % 1) and case.metric.kind in COUNTS and own.unit not in IN_POINTS,
    )


# Members ------------------------------------------------------------------------------------------------------------------
def _per_1000(case: _Case, peers: Mapping[str, Measured] | Blank) -> Per1000 | Blank | None:
    """People counted over a period, for each 1,000 members of the same body in the same year."""
    metric = case.metric
    if not counted_among_members(metric, case.own.unit):
        return None
    question = replace(case.question, metric="party_members", breakdown="", unit="")
    members = _asked(case.answer, question).get((case.body, case.year))
    own = per_members(case.store, case.own, members)
    if members is None or own is None:
        return Blank(Message.of("The members of the same body in {year} are not stated.", year=case.year))
    rates = _rates(case, question, peers, own)
    return Per1000(
        value=own.value,
        periods=own.periods,
        members=members,
        qualifier=own.qualifier,
        region=_in_region(case, own, rates),
        country=_place(case, "", own, rates),
        sources=own.sources,
        ids=own.ids,
    )


def counted_among_members(metric: Metric, unit: str) -> bool:
    """Are people counted over a period, so that a number for each 1,000 members makes sense? Not so of stocks and shares."""
    return metric.kind == "flow" and unit == "person" and metric.topic in COUNTED_AMONG_MEMBERS


def _rates(case: _Case, question: Question, peers: Mapping[str, Measured] | Blank, own: Measured) -> dict[str, Measured] | Blank:
    """The numbers for each 1,000 members of the bodies whose members are known, by province."""
    by_province = _by_province(case, question)
    if isinstance(peers, Blank) or by_province is None:
        return peers if isinstance(peers, Blank) else {}
    members = _asked(case.answer, by_province)
    found = {slug: rate for slug, one in peers.items() if (rate := per_members(case.store, one, members.get((slug, case.year))))}
    return found | {case.province.province: own}


def per_members(store: Store, counted: Measured, members: Measured | None) -> Measured | None:
    """Counted ÷ members × 1,000, where both are of the same bodies."""
    if members is None or not members.value or bodies_behind(store, counted.ids) != bodies_behind(store, members.ids):
        return None
    bound = counted.is_bound or members.is_bound
    return replace(
        counted,
        value=counted.value / members.value * 1000,
        unit="permille",
        qualifier=joint_qualifier({counted.reach, turned(members.reach)}),
        marks=frozenset({Mark.AT_LEAST}) if bound else counted.marks,
        sources=tuple(sorted({*counted.sources, *members.sources})),
        ids=tuple(sorted({*counted.ids, *members.ids})),
    )


def bodies_behind(store: Store, ids: Iterable[int]) -> set[str]:
    """The bodies whose observations these are (numbers as in `Evidence.ids`); of ranks and scores none."""
    return {one.organization for one in observations_behind(store, ids)}


# Evidence -----------------------------------------------------------------------------------------------------------------
def _questions(case: _Case, region: Place | Blank, has_members: bool) -> dict[str, Question]:
    """For each comparison that may be made the question that its figures answer, as narrow as questions can be."""
    year = (case.year, case.year)
    kinds = case.question.kinds if case.column == "province" else (case.kind,)
    own = replace(case.question, provinces=(case.province.province,), kinds=kinds, years=year)
    found = {
        "latest": own,
        "last_year": replace(own, years=(case.year - 1, case.year)),
        "target": replace(own, compare="target"),
    }
    if (peers := _by_province(case, case.question)) and isinstance(region, Place):
        by = ("province", "period") if case.own.until and case.metric.kind == "flow" else peers.by
        country = replace(peers, by=by, years=year)
        found |= {"region": replace(country, regions=(region.region,)), "country": country}
    if has_members:
        found["per_1000"] = replace(own, metric="party_members", breakdown="", unit="")
    return found
