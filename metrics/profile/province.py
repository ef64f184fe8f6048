"""A province's profile: latest figures by topic, series over years, ranks, the sources of all; read by page and document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple, get_args

from metrics.answers.query import ask, metrics_of
from metrics.answers.sources import citations
from metrics.errors import N_, Message, PartyMetricsError
from metrics.indexes import INDEXES
from metrics.period import span_of
from metrics.spelling import sort_key
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.territory import NEW_LIST, OLD_LIST, is_merged, predecessors, region_in
from metrics.vocabulary import (
    DIMENSIONS,
    KINDS,
    Mark,
    Metric,
    Province,
    Question,
    Result,
    Row,
    Source,
    Topic,
    parse_breakdown,
)
from metrics.words.wording import Wording, calculated
from metrics.words.words import Words

Years = tuple[int, int] | None
# years with a figure from which on a body's figures are drawn
DRAWN_FROM = 3
RANKS_EXPLAINED = N_(
    "Ranks of the province's administration, as place/units ranked, by the year measured. A star: computed from scores; a dagger: "
    "sources disagree."
)


@dataclass(frozen=True)
class Latest:
    """The latest figure of one body and one part of a metric, with the target that was set for it, if any."""

    metric: Metric
    # what was asked, and the row of the answer
    question: Question
    row: Row
    target: Row | None = None

    @property
    def sources_compared(self) -> tuple[str, ...]:
        """The sources of the year before and of the target, where the figure is set against them."""
        return tuple(dict.fromkeys(slug for row in (self.row, self.target) if row for slug in row.previous_sources))

    @property
    def parts(self) -> dict[str, str]:
        """The breakdown that the figure is of."""
        return {name: self.row[name] for name in self.question.by if name in DIMENSIONS}


@dataclass(frozen=True)
class Section:
    """What is known on one topic: the latest figures, and those of three and more years as series."""

    topic: Topic
    latest: tuple[Latest, ...]
    series: tuple[Result, ...]


@dataclass(frozen=True)
class Profile:
    """One province as the pages and the document show it; every row comes from a Result."""

    province: Province
    years: Years
    predecessors: tuple[str, ...]
    sections: tuple[Section, ...]
    # ranks and scores over years, of each index that ranks the province
    ranks: tuple[Result, ...]
    scores: tuple[Result, ...]
    # in the order in which they are first cited; a source's number is its place, from 1
    sources: tuple[Source, ...]
    # why questions were not answered
    reasons: tuple[Message, ...] = ()

    @property
    def figures(self) -> int:
        """How many figures the profile shows: the latest ones, ranks and scores."""
        return sum(len(section.latest) for section in self.sections) + sum(len(r.rows) for r in (*self.ranks, *self.scores))

    def numbers(self, sources: Iterable[str]) -> tuple[int, ...]:
        """The numbers of a row's sources in the list of sources."""
        known = _numbers(self.sources)
        return tuple(sorted(known[slug] for slug in sources if slug in known))


@lru_cache(maxsize=16)
def _numbers(sources: tuple[Source, ...]) -> dict[str, int]:
    return {source.source: place for place, source in enumerate(sources, start=1)}


def fullest(store: Store) -> str:
    """The province with most figures; of equals the first in the alphabet of slugs."""
    counted = Counter(_numbers_stated(store))
    counted.update(ranking.province for ranking in store.seeds.rankings)
    return min(counted, key=lambda slug: (-counted[slug], slug), default=store.seeds.provinces[0].province)


def years_stated(store: Store, province: str) -> tuple[int, ...]:
    """The years in which any body of a province has a figure; a term counts as its first year."""
    sql = """SELECT DISTINCT year(CASE WHEN period_type = 'term' THEN start_day ELSE end_day END)
        FROM observation JOIN body USING (organization)
        WHERE NOT ranked AND province = $province AND status IN ('reported', 'derived') ORDER BY ALL"""
    return tuple(year for (year,) in store.rows(sql, {"province": province})[1])


def neighbours(store: Store, province: str, most: int = 6) -> tuple[str, ...]:
    """The provinces of the same region and time with most figures of Party bodies; those without any are left out."""
    provinces = {one.province: one for one in store.seeds.provinces}
    place = provinces[province]
    counted = Counter(_numbers_stated(store))
    alike = [slug for slug, one in provinces.items() if _together(one, place) and slug != province and counted[slug]]
    return tuple(sorted(alike, key=lambda slug: (-counted[slug], slug))[:most])


def _together(one: Province, other: Province) -> bool:
    """Two units of one list in one region of it: of the new list where the other was made by the merger."""
    listed = NEW_LIST if is_merged(other) else OLD_LIST
    return region_in(one, listed) == region_in(other, listed)


@remembered(32)
def profile(store: Store, province: str, years: Years = None) -> Profile:
    """All that is known of a province, a slug of the data, as its sources report it; of the years if given, both included.

    Figures of units merged with it stay with those units (rule 10). What cannot be answered stands in `reasons`; raises nothing.
    """
    place = next(one for one in store.seeds.provinces if one.province == province)
    reasons: list[Message] = []
    sql = """SELECT DISTINCT organization, indicator, unit, stated_breakdown, status FROM observation JOIN body USING (organization)
        WHERE NOT ranked AND province = $province ORDER BY ALL"""
    stated = tuple(Stated(*row) for row in store.rows(sql, {"province": province})[1])
    asked, order = _Asked(store, province, years, stated, reasons), _order(store)
    sections = []
    for topic in get_args(Topic):
        latest = [one for metric in metrics_of(store).values() if metric.topic == topic for one in _latest(asked, metric)]
        if latest:
            sections.append(Section(topic, tuple(sorted(latest, key=order)), tuple(_series(asked, latest))))
    ranks = tuple(_over_years(asked, (index.rank for index in INDEXES)))
    scores = tuple(_over_years(asked, (index.score for index in INDEXES)))
    return Profile(
        province=place,
        years=years,
        predecessors=predecessors(store.seeds.provinces).get(province, ()),
        sections=tuple(sections),
        ranks=ranks,
        scores=scores,
        sources=_cited(store, sections, (*ranks, *scores)),
        reasons=tuple(dict.fromkeys(reasons)),
    )


# asking -------------------------------------------------------------------------------------------------------------------
class Stated(NamedTuple):
    """What a source states, as far as it decides what to ask."""

    organization: str
    indicator: str
    unit: str
    breakdown: str
    status: str


@dataclass(frozen=True)
class _Asked:
    """The questions of one province."""

    store: Store
    province: str
    years: Years
    stated: tuple[Stated, ...]
    reasons: list[Message]
    # answers given so far, by question
    known: dict[Question, Result | None] = field(default_factory=dict)

    def answer(self, metric: str, by: tuple[str, ...], **more: Any) -> Result | None:
        """The answer to a question, or None and the reason kept."""
        question = Question(metric, by=by, provinces=(self.province,), years=self.years, **more)
        if question not in self.known:
            self.known[question] = self._answer(question)
        return self.known[question]

    def _answer(self, question: Question) -> Result | None:
        try:
            found = ask(self.store, question)
        except PartyMetricsError as error:
            self.reasons.append(error.message)
            return None
        self.reasons.extend(found.blanks)
        return found


@remembered()
def _numbers_stated(store: Store) -> dict[str, int]:
    """How many observations there are of the bodies of each province."""
    sql = """SELECT province, count(*) FROM observation JOIN body USING (organization)
        WHERE NOT ranked GROUP BY province ORDER BY ALL"""
    return dict(store.rows(sql, {})[1])


def _latest(asked: _Asked, metric: Metric) -> Iterator[Latest]:
    """The latest figures of a metric: totals first, then the parts that are stated; none twice."""
    if metric.kind in ("rank", "rank_change", "score"):
        return
    needed = {metric.indicator, metric.ratio.numerator} if metric.ratio else {metric.indicator}
    stated = [one for one in asked.stated if one.indicator in needed]
    shown: set[tuple[int, ...]] = set()
    for unit in dict.fromkeys(unit for unit in metric.units if unit == metric.unit or any(one.unit == unit for one in stated)):
        for dimensions in _narrowings(metric, unit, stated):
            for one in _newest(asked, metric, unit, dimensions, stated):
                if one.row.all_ids not in shown:
                    shown.add(one.row.all_ids)
                    yield one


def _narrowings(metric: Metric, unit: str, stated: Iterable[Stated]) -> list[tuple[str, ...]]:
    """The sets of dimensions by which figures in this unit are stated, the total first; of calculations only the own ones."""
    found = [
        one for one in stated if one.status in ("reported", "derived") and (one.indicator != metric.indicator or one.unit == unit)
    ]
    if not found:
        return []
    narrowed = {tuple(parse_breakdown(one.breakdown)) for one in found}
    kept = {one for one in narrowed if set(one) <= set(metric.dimensions)} | {()}
    if metric.ratio and metric.ratio.numerator_breakdown:
        kept = {()}
    return sorted(kept, key=lambda one: (len(one), one))


def _newest(asked: _Asked, metric: Metric, unit: str, dimensions: tuple[str, ...], stated: Iterable[Stated]) -> Iterator[Latest]:
    """The latest year's figure of each body and part; where none enters a year, the figure of the latest period stated."""
    keys = ("organization", *dimensions)
    yearly = asked.answer(metric.metric, (*keys, "year"), unit=unit, compare="previous_year")
    found: dict[tuple[Any, ...], tuple[Row, Result | None]] = {}
    for row in _rows(yearly):
        found[tuple(row[name] for name in keys)] = row, yearly
    if not metric.ratio and not _keys_stated(dimensions, stated) <= set(found):
        periods = asked.answer(metric.metric, (*keys, "period"), unit=unit)
        later = [row for row in _rows(periods) if tuple(row[name] for name in keys) not in found]
        for row in later:
            found[tuple(row[name] for name in keys)] = row, periods
    targets = _targets(asked, metric, unit, keys) if found else {}
    for row, result in found.values():
        if result:
            target = targets.get((*(row[name] for name in keys), row.key.get("year")))
            yield Latest(replace(metric, unit=unit), result.question, row, target)


def _keys_stated(dimensions: tuple[str, ...], stated: Iterable[Stated]) -> set[tuple[str, ...]]:
    """The bodies and parts of which anything is stated."""
    parts = ((one.organization, parse_breakdown(one.breakdown)) for one in stated)
    return {(body, *(part[name] for name in dimensions)) for body, part in parts if set(dimensions) <= set(part)}


def _rows(result: Result | None) -> list[Row]:
    """The rows of an answer, earlier years first, or periods that end earlier; of those that end together the shorter first."""
    if result is None:
        return []
    if "year" in result.question.by:
        return sorted(result.rows, key=lambda row: int(row["year"]))
    spans = {code: span_of(code) for code in {row["period"] for row in result.rows}}
    return sorted(result.rows, key=lambda row: (spans[row["period"]][1], -spans[row["period"]][0].toordinal()))


def _targets(asked: _Asked, metric: Metric, unit: str, keys: tuple[str, ...]) -> dict[tuple[Any, ...], Row]:
    """The rows with a target, where any target is stated at all."""
    targets = ((one.indicator, one.unit) for one in asked.stated if one.status == "target")
    if (metric.indicator, unit) not in targets:
        return {}
    result = asked.answer(metric.metric, (*keys, "year"), unit=unit, compare="target")
    rows = result.rows if result else ()
    return {tuple(row[name] for name in (*keys, "year")): row for row in rows if row.previous is not None}


def _series(asked: _Asked, latest: Iterable[Latest]) -> Iterator[Result]:
    """For each metric and kind of body with enough years the figures over years."""
    kinds = {body.organization: body.kind for body in asked.store.seeds.organizations}
    totals = dict.fromkeys((one.metric.metric, one.metric.unit) for one in latest if not one.parts and "year" in one.question.by)
    for metric, unit in totals:
        result = asked.answer(metric, ("organization", "year"), unit=unit, compare="previous_year")
        counted: Counter[str] = Counter(row["organization"] for row in result.rows) if result else Counter()
        for kind in KINDS:
            if any(number >= DRAWN_FROM and kinds.get(body) == kind for body, number in counted.items()):
                drawn = asked.answer(metric, ("organization", "year"), unit=unit, kinds=(kind,))
                if drawn:
                    yield drawn


def _over_years(asked: _Asked, codes: Iterable[str]) -> Iterator[Result]:
    """Ranks or scores over the years, against the year before; of those that the catalogue holds."""
    for code in codes:
        if code in metrics_of(asked.store):
            result = asked.answer(code, ("province", "year"), compare="previous_year")
            if result and result.rows:
                yield result


def _order(store: Store) -> Any:
    """Wider bodies first; of each its metrics in the order of the catalogue, totals before parts."""
    places = {code: place for place, code in enumerate(metrics_of(store))}
    kinds = {body.organization: (KINDS.index(body.kind), sort_key(body.name_vi)) for body in store.seeds.organizations}
    unknown = (len(KINDS), sort_key(""))

    def key(one: Latest) -> tuple[Any, ...]:
        body = one.row["organization"]
        unit = one.metric.units.index(one.metric.unit) if one.metric.unit in one.metric.units else 0
        return kinds.get(body, unknown), body, places[one.metric.metric], unit, len(one.parts), str(one.parts)

    return key


def _cited(store: Store, sections: Iterable[Section], indexes: Iterable[Result]) -> tuple[Source, ...]:
    """Every source of the profile's figures once, in the order in which they are first cited."""
    cited = [slugs for section in sections for one in section.latest for slugs in (one.row.sources, one.sources_compared)]
    cited += [row.sources for result in indexes for row in result.rows]
    cited += [row.sources for section in sections for result in section.series for row in result.rows]
    return tuple({source.source: source for sources in cited for source in citations(store, sources)}.values())


# saying -------------------------------------------------------------------------------------------------------------------
def boundary_note(found: Profile, wording: Words) -> str:
    """Which list the unit stands in, what it was made of and what became of it."""
    name, words = wording.province(found.province.province), []
    if found.province.successor:
        now = wording.province(found.province.successor)
        text = N_("{name} was one of the 63 until 30 June 2025; since 1 July 2025 it is part of {now}.")
        words.append(wording.say(text, name=name, now=now))
    elif is_merged(found.province):
        parts = ", ".join(wording.province(slug) for slug in found.predecessors)
        words.append(wording.say("{name} is one of the 34 since 1 July 2025, made of {parts}.", name=name, parts=parts))
        words.append(wording.say("What is known of the earlier units stands in a table of its own, and never under its name."))
    else:
        words.append(wording.say("{name} is one of the 63 and, unchanged, one of the 34.", name=name))
    return " ".join(words)


def years_note(found: Profile, wording: Wording) -> str:
    """Which years the profile speaks of."""
    years = wording.years(found.years) if found.years else wording.say("all years")
    return wording.say("Figures of {years}, as their sources state them; empty: not stated.", years=years)


def latest_cells(found: Profile, one: Latest, wording: Words) -> dict[str, str]:
    """One latest figure in words, by code: metric (with its part), organization, value, period, status, change, sources.

    A cell is empty where there is nothing to say; `sources` are references to the profile's list: [1], [3]–[5].
    """
    part = "; ".join(wording.key(name, value) for name, value in one.parts.items())
    metric = wording.metric(one.metric)
    return {
        "metric": f"{metric}: {part}" if part else metric,
        "organization": wording.organization(one.row["organization"]),
        **figure_cells(one.row, wording),
        "change": _compared(one, wording),
        "sources": references(found.numbers((*one.row.sources, *one.sources_compared))),
    }


def figure_cells(row: Row, wording: Words) -> dict[str, str]:
    """What a row states in words: `value` with its qualifier and unit, `period`, and in `status` all that limits it."""
    limits = wording.limits(row.covers, row.unit)
    if row.marks:
        limits.append(wording.marks(row.marks))
    return {
        "value": wording.amount(row.value, row.qualifier, row.unit),
        "period": wording.periods(row.covers.periods) or wording.period(row.key.get("year") or row["period"]),
        "status": "; ".join(limits),
    }


def _compared(one: Latest, wording: Wording) -> str:
    """Against the year before and against the target, where that is right."""
    unit, words = one.row.unit, []
    if one.row.change is not None:
        percent = one.row.change_percent
        text = wording.change(one.row.change, unit)
        if percent is not None and unit not in ("percent", "permille", "rank"):
            text += f" ({wording.signed(percent, 'percent')})"
        text = wording.bounded(text, calculated(one.row))
        words.append(wording.say("{change} on {year}", change=text, year=one.row["year"] - 1))
    if one.target:
        target, share = wording.previous(one.target), wording.share(one.target)
        words.append(wording.say("target {target}: {share} reached", target=target, share=share))
    return "; ".join(words)


def references(numbers: Iterable[int]) -> str:
    """Numbers of sources as they stand in a table: [1], [3]–[5]."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    marks = (f"[{run[0]}]" if len(run) == 1 else f"[{run[0]}]{'–' if len(run) > 2 else ', '}[{run[-1]}]" for run in runs)
    return ", ".join(marks)


class IndexLine(NamedTuple):
    """One index and measure over the years: its name, a cell a year, the sources of each cell, and references to all of them."""

    name: str
    cells: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...]
    references: str


@dataclass(frozen=True)
class IndexTable:
    """Ranks and scores over years: for each index and measure a cell a year, empty where nothing is known."""

    years: tuple[int, ...]
    lines: tuple[IndexLine, ...]


def rank_table(found: Profile, wording: Wording) -> IndexTable:
    """The ranks as r/n and the scores of every index, year by year."""
    results = (*found.ranks, *found.scores)
    years = sorted({row["year"] for result in results for row in result.rows})
    lines: dict[str, IndexLine] = {}
    for result in results:
        rows = {row["year"]: row for row in result.rows}
        cells = tuple(rank_cell(rows[year], wording) if year in rows else "" for year in years)
        sources = tuple(rows[year].sources if year in rows else () for year in years)
        numbers = {number for slugs in sources for number in found.numbers(slugs)}
        lines[result.metric.metric] = IndexLine(wording.metric(result.metric), cells, sources, references(numbers))
    order = [code for index in INDEXES for code in (index.rank, index.score)]
    return IndexTable(tuple(years), tuple(lines[code] for code in order if code in lines))


def rank_cell(row: Row, wording: Wording) -> str:
    """A rank as r/n (rule 4) or a score; a star where it was computed here, a dagger where sources disagree."""
    value = wording.qualified(row.value, row.qualifier, row.unit)
    of = row.covers.ranked_units
    signs = ("*" if Mark.DERIVED in row.marks else "") + ("†" if Mark.DISPUTED in row.marks else "")
    return f"{value}/{of}{signs}" if of and row.unit == "rank" else f"{value}{signs}"
