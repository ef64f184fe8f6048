"""A question checked, refused or cut into answers (rule 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from metrics.catalog import catalog
from metrics.data.seeds import Seeds
from metrics.vocabulary import DIMENSIONS, TIERS, Metric, Question, parse_breakdown
from tests.oracle.amounts import MERGER, Amount, Refused, say
from tests.oracle.answer import Answer
from tests.oracle.breakdowns import Breakdown
from tests.oracle.places import Places
from tests.oracle.ranks import RankAsker
from tests.oracle.ratio import RatioAnswer
from tests.oracle.years import Ledger, Want, open_ledger


def find_metric(seeds: Seeds, code: str) -> Metric:
    """The record that says what the metric is: from the product's catalog."""
    metrics = catalog(seeds.indicators)
    if code not in metrics:
        raise Refused(f"{code} is not known")
    return metrics[code]


def check_words(seeds: Seeds, metric: Metric, question: Question) -> None:
    """Names that do not exist are refused."""
    provinces = {p.province for p in seeds.provinces}
    regions = {r for p in seeds.provinces for r in (p.region, p.region34) if r}
    columns = {"province", "organization", "kind", "region", "year", "period", *metric.dimensions}
    kinds = {k for tier in TIERS for k in tier} | {"administration"}
    for asked, known in (
        (question.provinces, provinces),
        (question.regions, regions),
        (question.kinds, kinds),
        (question.by, columns),
        (parse_breakdown(question.breakdown), metric.dimensions),
        ((question.unit,) if question.unit else (), {metric.unit, *metric.units}),
    ):
        for word in asked:
            if word not in known:
                raise Refused(f"{word} is not known")
    for dimension, value in parse_breakdown(question.breakdown).items():
        values: Iterable[str] | None = DIMENSIONS[dimension]
        if values is None:
            values = {parse_breakdown(o.breakdown).get(dimension, "") for o in seeds.observations}
        if value not in values:
            raise Refused(f"{dimension} has no value {value}")
    if not question.by:
        raise Refused("no columns to answer by")
    if question.compare and "year" not in question.by:
        raise Refused("a comparison needs years")


def tier_of(kind: str) -> int:
    return next((i for i, tier in enumerate(TIERS) if kind in tier), -1)


def check_kinds(question: Question, present: set[str]) -> None:
    """Rule 5: several kinds are refused unless told apart, or named together where none contains another."""
    if {"kind", "organization"} & set(question.by):
        return
    if question.kinds:
        if len({tier_of(k) for k in question.kinds}) > 1:
            raise Refused("nested kinds named together")
    elif len(present) > 1:
        raise Refused(f"several kinds: {present}")


class Asker:
    """One question being answered."""

    def __init__(self, seeds: Seeds, question: Question) -> None:
        self.seeds, self.question = seeds, question
        self.metric = find_metric(seeds, question.metric)
        check_words(seeds, self.metric, question)
        self.places = Places(seeds, question.boundary)
        self.indicator = next((i for i in seeds.indicators if i.indicator == self.metric.indicator), None)
        self.dimensions = [column for column in question.by if column in DIMENSIONS]
        self.blanks: list[str] = []
        # the kinds that have something to say, and the figures that enter the answer
        self.present: set[str] = set()
        self.used: set[object] = set()

    # which figures

    def slices(self) -> list[Breakdown]:
        """The values of the dimensions asked `by`, in every combination that some figure has."""
        if not self.dimensions:
            return [frozenset()]
        codes = {self.metric.indicator, self.metric.ratio.numerator if self.metric.ratio else ""}
        found = set()
        for figure in self.seeds.observations:
            parts = parse_breakdown(figure.breakdown)
            if figure.indicator in codes and all(d in parts for d in self.dimensions):
                found.add(frozenset((d, parts[d]) for d in self.dimensions))
        return sorted(found, key=sorted)

    def want(self, fixed: Breakdown, indicator: str, unit: str) -> Want:
        asked = parse_breakdown(self.question.breakdown) | dict(fixed)
        if self.metric.ratio and indicator == self.metric.indicator == self.metric.ratio.numerator:
            asked |= parse_breakdown(self.metric.ratio.numerator_breakdown)
        return Want(indicator, unit, frozenset(asked.items()))

    def unit(self) -> str:
        return self.question.unit or self.metric.unit

    def chosen_bodies(self, known: Iterable[str]) -> list[str]:
        """The bodies of the places and kinds asked for."""
        question, places = self.question, self.places
        chosen = []
        for body in sorted(known):
            row = places.bodies[body]
            place = places.place(body)
            if question.provinces and place not in question.provinces:
                continue
            if question.kinds and row.kind not in question.kinds:
                continue
            if places.shown(place):
                chosen.append(body)
        return chosen

    def years(self, ledgers: Iterable[Ledger]) -> list[int]:
        known = {year for ledger in ledgers for year in ledger.years()}
        if self.question.years:
            first, last = self.question.years
            return [y for y in sorted(known) if first <= y <= last]
        return sorted(known)

    def in_region(self, place: str, year: int) -> bool:
        return not self.question.regions or self.places.region(place, year) in self.question.regions

    # keys

    def group_of(self, body: str) -> tuple[tuple[str, str], ...]:
        """The part of a row's key that is known of the body alone (its region depends on the date too)."""
        row = self.places.bodies[body]
        values = {"province": self.places.place(body), "organization": body, "kind": row.kind}
        return tuple((column, values[column]) for column in self.question.by if column in values)

    # how many provinces report

    def reporting(self, places: Iterable[str], year: int, region: str, at: int) -> tuple[int, int] | None:
        """Readings: n of the N provinces of the year's list in the selection, whatever the kind; regions as in the year `at`."""
        if {"province", "organization"} & set(self.question.by):
            return None
        which = self.places.list_of(year)
        now = self.places.now if which == "34" else str
        asked = {now(p) for p in self.question.provinces}
        chosen = {
            p
            for p in self.places.provinces
            if self.places.in_list(p, which)
            and (not asked or p in asked)
            and (not region or self.places.region(p, at) == region)
            and self.in_region(p, at)
        }
        if not chosen and which == "63" and self.places.boundary == "reported":
            # the region of a unit of the 34, which has a figure of a year before
            return self.reporting(places, MERGER.year, region, MERGER.year)
        return len({now(p) for p in places}), len(chosen)

    def with_reporting(self, amount: Amount, places: Iterable[str], year: int, region: str, at: int = 0) -> Amount:
        reporting = self.reporting(places, year, region, at or year)
        if reporting and reporting[0] < reporting[1]:
            return replace(say(amount, "at_least"), reporting=reporting)
        return amount

    # rows

    def rows(self) -> list[dict[str, Any]]:
        if self.metric.unit in ("rank", "score") or self.metric.change_of:
            ranks = RankAsker(self.seeds, self.question, self.metric, self.places)
            found = ranks.rows()
            self.used |= ranks.used
            return found
        found = []
        answers = [self.answer(fixed) for fixed in self.slices()]
        self.present = {kind for answer in answers for kind in answer.present}
        check_kinds(self.question, self.present)
        for answer in answers:
            found.extend(answer.rows())
        columns = list(self.question.by)
        return sorted(found, key=lambda row: [row[column] for column in columns])

    def answer(self, fixed: Breakdown) -> Answer:
        ratio = self.metric.ratio
        own = open_ledger(self.seeds, self.want(fixed, self.metric.indicator, self.unit())) if self.indicator else None
        if not ratio or self.unit() != self.metric.unit:
            assert own
            return Answer(self, fixed, own)
        return RatioAnswer(self, fixed, own, ratio)
