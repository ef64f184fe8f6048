"""What is new, in sentences made of figures by rules: one rule a sentence, each with the figure that it tells and its sources.

Only reported figures of bodies and provinces make news: no plan, no target, nothing derived, no count that may tell of a single
person. A sentence keeps the qualifier of its figure, tells what limits it, and neither praises nor blames. The filters narrow what
is told; they change no number.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from metrics.answers.query import Ask, ask, metrics_of
from metrics.errors import N_, PartyMetricsError
from metrics.indexes import BY_RANK
from metrics.period import DAY, Period, span_of
from metrics.store.memory import remembered
from metrics.store.store import OF_NUMBERS, Store
from metrics.survey.front import FEW, is_fit, newest, newest_rank, published, width
from metrics.survey.listing import Search, ids
from metrics.survey.remarks import JUMP, Remark, found
from metrics.survey.year_on_year import YearOnYear, year_on_year
from metrics.territory import MERGER, OLD_LIST, is_merged, list_of
from metrics.vocabulary import Covers, Mark, Metric, Observation, OtherValue, Question, Row, parse_breakdown
from metrics.words.words import Words

# a change of fewer than these, before and now, is large in percent alone
HANDFUL = 20
# changes of so many years, up to the newest, are looked at: few figures may be compared at all
RECENT = 3


@dataclass(frozen=True)
class News:
    """What one rule found: the figure told, of which body or province and metric."""

    rule: str
    metric: Metric
    # an organization; of a rank the province
    body: str
    row: Row
    breakdown: str = ""
    # out of how many whole figures of its year, or changes since a year, this one was chosen; 1 of a change that another equals
    among: int = 0
    since: int = 0
    # the rows of the provinces that share the rank
    tied: tuple[Row, ...] = ()
    # of a rank: the other list of its index and year, if there is one, and who is best there
    other_list: str = ""
    best_there: tuple[Row, ...] = ()
    # the other statements of a dispute
    others: tuple[Observation, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of all that is told."""
        rows = (self.row, *self.tied, *self.best_there)
        return tuple(dict.fromkeys(slug for row in rows for slug in row.all_sources))


@dataclass(frozen=True)
class Rule:
    """What makes one sentence: its code, the heading above it, how the figure is found and how it is said."""

    code: str
    title: str
    find: Callable[[Store, Search, Ask], News | None]
    say: Callable[[Words, News], str]


@remembered(32)
def news(store: Store, search: Search, ask: Ask = ask) -> tuple[News, ...]:
    """What each of RULES finds in the selection, in their order; `ask` may remember. Of `search` its filters alone count."""
    return tuple(one for rule in RULES if (one := rule.find(store, search, ask)))


def sentence(wording: Words, one: News) -> str:
    """The news in words, with the qualifier of its figure and what limits it."""
    rule = next(rule for rule in RULES if rule.code == one.rule)
    return rule.say(wording, one)


def title(wording: Words, one: News) -> str:
    """What the news is of, in a word or two."""
    return wording.say(next(rule.title for rule in RULES if rule.code == one.rule))


# admissions -----------------------------------------------------------------------------------------------------------------
def _newest_admissions(store: Store, search: Search, ask: Ask) -> News | None:
    """The newest full year of admissions, of the widest body that states it."""
    one = newest(store, search, "members_admitted", ask=ask)
    return News("admissions", one.result.metric, one.row["organization"], one.row, among=one.among) if one else None


def _say_admissions(wording: Words, one: News) -> str:
    text = N_("{body} admitted {value} new members in {year}{limits}.")
    value = wording.qualified(one.row.value, one.row.qualifier, one.row.unit)
    return wording.say(
        text, body=wording.organization(one.body), value=value, year=one.row["year"], limits=_limits(wording, one.row)
    )


# changes --------------------------------------------------------------------------------------------------------------------
def _largest_change(store: Store, search: Search, ask: Ask) -> News | None:
    """The largest change of the newest years, in percent, among those that may be told without reserve; of equals the newest."""
    compared = [one for one in year_on_year(store, search, ask) if _is_honest(one)]
    newest = max((one.row["year"] for one in compared), default=0)
    recent = [one for one in compared if one.row["year"] > newest - RECENT]
    if not recent:
        return None
    recent.sort(key=lambda one: (one.row["organization"], one.metric.metric))
    best = min(recent, key=lambda one: (-_extent(one.row), -one.row["year"]))
    since = min(one.row["year"] for one in recent)
    equals = sum(_extent(one.row) == _extent(best.row) for one in recent)
    among = len(recent) if equals == 1 else 1
    return News("change", best.metric, best.row["organization"], best.row, among=among, since=since)


def _extent(row: Row) -> float:
    """How much a figure changed in percent, up or down."""
    return abs(row.change_percent or 0)


def _is_honest(one: YearOnYear) -> bool:
    """Two exact figures without any mark, no handful, no break between them; a jump of a stock is for the checker (remarks)."""
    row, before = one.row, one.before
    if before is None or not row.change or row.marks or before.marks or {row.qualifier, row.previous_qualifier} != {"eq"}:
        return False
    low, high = sorted((row.value, before.value))
    jumps = one.metric.kind == "stock" and high > low * JUMP
    return low >= HANDFUL and not row.covers.breaks and not jumps


def _say_change(wording: Words, one: News) -> str:
    row = one.row
    several = N_(
        "{body}, {metric}: {value} in {year}, {previous} in {before} ({change}; {percent}). Of {n} changes since {since} that may "
        "be compared it is the largest in percent."
    )
    alone = N_("{body}, {metric}: {value} in {year}, {previous} in {before} ({change}; {percent}).")
    return wording.say(
        several if one.among > 1 else alone,
        body=wording.organization(one.body),
        metric=_metric(wording, one),
        value=wording.amount(row.value, row.qualifier, row.unit),
        year=row["year"],
        previous=wording.amount(row.previous, "eq", row.unit),
        before=row["year"] - 1,
        change=wording.change(row.change, row.unit),
        percent=wording.signed(row.change_percent, "percent"),
        n=wording.number(one.among),
        since=one.since,
    )


# ranks ----------------------------------------------------------------------------------------------------------------------
def _newest_rank(store: Store, search: Search, ask: Ask) -> News | None:
    """The best rank of the newest index; and of its other list, as a rank of 63 and one of 34 do not compare."""
    one = newest_rank(store, search, ask)
    if one is None:
        return None
    year, index = one.row["year"], BY_RANK[one.result.metric.metric].code
    here = list_of(search.boundary, year)
    lists = {one.boundary for one in store.seeds.rankings if (one.index, one.year) == (index, year)} - {here}
    other = next(iter(lists), None)
    there = other and replace(one.result.question, provinces=search.provinces, years=(year, year), boundary=other)
    best = _best_of(store, there, ask) if there else ()
    return News("rank", one.result.metric, one.row["province"], one.row, "", one.among, 0, one.tied, other or "", best)


def _best_of(store: Store, question: Question, ask: Ask) -> tuple[Row, ...]:
    """The best reported rank that a question finds, of all who share it."""
    try:
        rows = [row for row in ask(store, question).rows if is_fit(row)]
    except PartyMetricsError:
        return ()
    return tuple(row for row in rows if row.value == min(one.value for one in rows))


def _say_rank(wording: Words, one: News) -> str:
    text = N_("{provinces}: {rank} in {metric}, {year}{limits}.")
    told = wording.say(
        text,
        provinces=_all_of(wording, (one.row, *one.tied)),
        rank=_rank(wording, one.row),
        metric=_metric(wording, one),
        year=wording.period(one.row["year"]),
        limits="" if one.tied else _limits(wording, one.row),
    )
    if not one.other_list:
        return told
    text = N_("That year has a list of the {list} too; ranks of the two lists do not compare.")
    if one.best_there:
        text = N_("In the list of the {list} of that year: {provinces}, {rank}; ranks of the two lists do not compare.")
    there = one.best_there
    rank = _rank(wording, there[0]) + (_limits(wording, there[0]) if len(there) == 1 else "") if there else ""
    return f"{told} {wording.say(text, list=one.other_list, provinces=_all_of(wording, there), rank=rank)}"


def _all_of(wording: Words, rows: Sequence[Row]) -> str:
    """The provinces that hold one rank; of several each with what limits it."""
    limits = [_limits(wording, row) if len(rows) > 1 else "" for row in rows]
    return ", ".join(wording.province(row["province"]) + limit for row, limit in zip(rows, limits, strict=True))


def _rank(wording: Words, row: Row) -> str:
    """A rank of how many: rank 3/63."""
    rank, of = wording.number(row.value, "rank"), row.covers.ranked_units
    return wording.say("rank {number}", number=f"{rank}/{of}" if of else rank)


# new provinces --------------------------------------------------------------------------------------------------------------
def _first_total(store: Store, search: Search, ask: Ask) -> News | None:
    """The first number of members that a province made by the merger states; of several provinces the one that states it last."""
    merged = [one.province for one in store.seeds.provinces if is_merged(one)]
    chosen = tuple(slug for slug in merged if slug in search.provinces) if search.provinces else ()
    if search.boundary == OLD_LIST or (search.provinces and not chosen) or (search.kinds and "province_wide" not in search.kinds):
        return None
    # as reported and of all years: a sum of predecessors is no total of the new unit, and the first of some years no first
    question = Question("party_members", ("organization", "period"), chosen, search.regions, ("province_wide",))
    try:
        result = ask(store, question)
    except PartyMetricsError:
        return None
    firsts: dict[str, Row] = {}
    for row in sorted(result.rows, key=lambda row: (_ends(row), row["organization"])):
        if row["organization"].partition(".")[0] in merged and is_fit(row) and re.fullmatch(DAY, row["period"]):
            firsts.setdefault(row["organization"], row)
    first, last = search.years or (0, 9999)
    known = [row for row in firsts.values() if first <= int(row["period"][:4]) <= last]
    if not known:
        return None
    best = max(known, key=lambda row: (_ends(row), published(store, row), row["organization"]))
    return News("first_total", result.metric, best["organization"], best, among=len(known))


def _ends(row: Row) -> str:
    """The last day of a date, month or year; nothing of another period."""
    code = row["period"]
    return span_of(code)[1].isoformat() if re.fullmatch(DAY, code) else ""


def _say_first_total(wording: Words, one: News) -> str:
    text = N_("{body}: {value} ({period}), the first total of members seen here since it was formed in {month}{limits}.")
    return wording.say(
        text,
        body=wording.organization(one.body),
        value=wording.amount(one.row.value, one.row.qualifier, one.row.unit),
        period=wording.period(one.row["period"]),
        month=wording.date(MERGER[:7]),
        limits=_limits(wording, one.row),
    )


# disputes -------------------------------------------------------------------------------------------------------------------
def _newest_dispute(store: Store, search: Search, ask: Ask) -> News | None:
    """The dispute between sources about the newest period, of the widest body; ranks and scores have their own page."""
    passing = ids(store, search)
    disputes = [one for one in found(store, ("dispute",)) if passing.intersection(one.observations)]
    numbers = sorted({number for remark in disputes for number in remark.observations})
    stated = store.stated(OF_NUMBERS, {"ids": numbers})
    told = [one for one in (_disputed(store, remark, stated) for remark in disputes) if one]
    told.sort(key=lambda one: (one.body, one.metric.metric, one.breakdown, one.row["period"]))
    told.sort(key=lambda one: published(store, one.row), reverse=True)
    return min(told, key=lambda one: (-_last_day(one).toordinal(), width(store, one.body)), default=None)


def _disputed(store: Store, remark: Remark, stated: Mapping[int, Observation]) -> News | None:
    """A dispute as news, if it is about what was reported of a Party body, and not of a few persons or of a term."""
    if not stated.keys() >= set(remark.observations):
        # a row of the rankings
        return None
    counts, *others = (stated[number] for number in remark.observations)
    fit = counts.status == "reported" and counts.period_type != "term" and counts.unit not in ("rank", "score")
    if not fit or (counts.unit == "person" and min(one.value for one in (counts, *others)) < FEW):
        return None
    row = Row(
        key={"organization": counts.organization, "period": counts.period},
        value=counts.value,
        unit=counts.unit,
        qualifier=counts.qualifier,
        marks=frozenset({Mark.DISPUTED}),
        covers=Covers(periods=(counts.period,), disputed=tuple(OtherValue(one.value, one.source) for one in others)),
        sources=tuple(dict.fromkeys(one.source for one in (counts, *others))),
        ids=remark.observations,
    )
    metric = metrics_of(store)[remark.indicator]
    return News("dispute", metric, remark.organization, row, remark.breakdown, others=tuple(others))


def _last_day(one: News) -> dt.date:
    return Period.parse(one.others[0].period_type, one.others[0].period).end


def _say_dispute(wording: Words, one: News) -> str:
    text = N_("{body}, {metric}, {period}: sources disagree. {value} counts here; also stated: {others}.")
    return wording.say(
        text,
        body=wording.organization(one.body),
        metric=_metric(wording, one),
        period=wording.periods(one.row.covers.periods),
        value=wording.amount(one.row.value, one.row.qualifier, one.row.unit),
        others=", ".join(wording.amount(other.value, other.qualifier, other.unit) for other in one.others),
    )


# saying ---------------------------------------------------------------------------------------------------------------------
def _metric(wording: Words, one: News) -> str:
    return wording.of_part(wording.metric(one.metric), parse_breakdown(one.breakdown))


def _limits(wording: Words, row: Row) -> str:
    """What limits a figure, in brackets; the other values of a dispute without the codes of their sources."""
    others = ", ".join(wording.number(other.value, row.unit) for other in row.covers.disputed)
    said = wording.limits(replace(row.covers, disputed=(), ranked_units=None), row.unit)
    said += [wording.say("sources disagree; also stated: {others}", others=others)] if others else []
    return f" ({'; '.join(said)})" if said else ""


RULES = (
    Rule("admissions", N_("Admissions"), _newest_admissions, _say_admissions),
    Rule("first_total", N_("A new province"), _first_total, _say_first_total),
    Rule("change", N_("Against the year before"), _largest_change, _say_change),
    Rule("rank", N_("Reform rankings"), _newest_rank, _say_rank),
    Rule("dispute", N_("Sources disagree"), _newest_dispute, _say_dispute),
)
