"""Rule 4: ranks and scores."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

from metrics.data.seeds import Seeds
from metrics.vocabulary import Metric, Observation, Question
from tests.oracle.amounts import MERGER, Amount, Refused, add
from tests.oracle.answer import broken, compared, written
from tests.oracle.conflicts import settle
from tests.oracle.places import Places


class RankAsker:
    """Ranks and scores: read as they are, never added, never carried over to the other list of provinces."""

    def __init__(self, seeds: Seeds, question: Question, metric: Metric, places: Places) -> None:
        self.seeds, self.question, self.metric, self.places = seeds, question, metric, places
        self.code = metric.change_of or metric.indicator
        self.is_rank = self.code.endswith("_rank")
        self.used: set[object] = set()
        self.index = {"par": "PAR", "sipas": "SIPAS", "dti": "DTI", "papi": "PAPI", "pci": "PCI"}[self.code.split("_")[0]]

    def ranked(self, year: int, boundary: str) -> int:
        """How many were ranked: 63, 64 while Hà Tây was there, fewer for PCI 2005 and PAPI (several may share the last rank)."""
        rows = [r for r in self.seeds.rankings if (r.index, r.year, r.boundary) == (self.index, year, boundary)]
        if self.index == "PAPI" or (self.index, year) == ("PCI", 2005):
            ranks = [r.rank for r in rows if r.rank]
            return max([len(ranks), *ranks])
        if boundary == "34":
            return 34
        return 64 if 2006 <= year <= 2008 else 63

    def list_of(self, figure: Observation, year: int) -> str:
        """Rule 4: the list that an article's figure is of: as it says, else the only one that holds the province, or the year's."""
        province = self.places.provinces[self.places.bodies[figure.organization].province]
        if self.is_rank and not figure.breakdown and figure.denominator in (34, 63, 64):
            return "34" if figure.denominator == 34 else "63"
        if province.valid_from or province.valid_to:
            return "63" if province.valid_to else "34"
        return "63" if year < MERGER.year else "34"

    def units_of(self, amount: Amount, year: int) -> int:
        """n of a rank: as an article says, else as many as were ranked."""
        if amount.base or self.question.breakdown:
            return int(amount.base or 0)
        is_of_table = all(f.source.startswith("http") for f in amount.figures)  # type: ignore[attr-defined]
        left_out = self.index == "PAPI" or (self.index, year) == ("PCI", 2005)
        return self.ranked(year, self.places.list_of(year)) if is_of_table or not left_out else 0

    def figures(self, year: int, province: str, breakdown: str) -> list[tuple[Observation, str]]:
        """All that is stated of one province's rank or score, with the dates of publication, in the order of the files."""
        found = []
        boundary = self.places.list_of(year)
        published = {s.source: s.published for s in self.seeds.sources}
        for o in self.seeds.observations:
            if (o.indicator, o.breakdown, o.period_type, o.period) != (self.code, breakdown, "year", str(year)):
                continue
            here = self.places.bodies[o.organization].province == province
            if here and o.status in ("reported", "derived") and boundary == self.list_of(o, year):
                found.append((o, published[o.source]))
        for r in self.seeds.rankings:
            value = r.rank if self.is_rank else r.score
            if (r.index, r.year, r.province, r.boundary) == (self.index, year, province, boundary) and value is not None:
                status = r.rank_status if self.is_rank else r.score_status
                decimals = 0 if self.is_rank else r.score_decimals
                found.append((self.observation(r.source_url, province, year, float(value), status, decimals), r.published))
        return [pair for pair in found if not breakdown or pair[0].breakdown]

    def observation(self, source: str, province: str, year: int, value: float, status: str, decimals: int) -> Observation:
        return Observation(
            source=source,
            organization=f"{province}.administration",
            indicator=self.code,
            breakdown="",
            value=value,
            unit="rank" if self.is_rank else "score",
            denominator=None,
            qualifier="eq",
            period_type="year",
            period=str(year),
            status="derived" if status == "derived" else "reported",
            quote="",
            line=None,
            note="",
            decimals=decimals,
        )

    def amount(self, year: int, province: str) -> Amount | None:
        figures = self.figures(year, province, self.question.breakdown)
        for status in ("reported", "derived"):
            pairs = [(o, date) for o, date in figures if o.status == status]
            if pairs:
                return settle([o for o, _ in pairs], {o.source: date for o, date in pairs})
        return None

    def rows(self) -> list[dict[str, Any]]:
        question = self.question
        if self.metric.change_of and ("year" not in question.by or question.compare):
            raise Refused("a change is a comparison between years already")
        first, last = question.years or (0, 9999)
        years = {r.year for r in self.seeds.rankings}
        years |= {int(o.period) for o in self.seeds.observations if o.indicator == self.code and o.period_type == "year"}
        groups: dict[tuple[Any, ...], list[tuple[dict[str, Any], Amount, int, str]]] = {}
        for year, province in itertools.product(sorted(y for y in years if first <= y <= last), self.places.provinces):
            if question.provinces and province not in question.provinces:
                continue
            amount = self.amount(year, province)
            if not amount or not self.places.shown(province):
                continue
            region = self.places.region(province, year)
            if question.regions and region not in question.regions:
                continue
            values: dict[str, Any] = {"province": province, "year": year, "period": str(year), "region": region}
            values |= {"organization": f"{province}.administration", "kind": "administration"}
            key = tuple(values[column] for column in question.by)
            groups.setdefault(key, []).append((values, amount, year, province))
        if not {"year", "period"} & set(question.by):
            # like a stock's: the latest
            groups = {key: [cell for cell in cells if cell[2] == max(c[2] for c in cells)] for key, cells in groups.items()}
        if any(len(cells) > 1 for cells in groups.values()):
            raise Refused("several ranks or scores")
        found = [self.row(*groups[key][0]) for key in sorted(groups)]
        return [row for row in found if row]

    def are_alike(self, year: int, lengths: list[int]) -> bool:
        """Settled: ranks of two years are subtracted within one list, of lengths that differ by no more than 10 %."""
        lists = [self.places.list_of(y) for y in (year - 1, year)]
        alike = not all(lengths) or abs(lengths[0] - lengths[1]) <= max(lengths) / 10
        return lists[0] == lists[1] and alike

    def are_several(self, values: dict[str, Any], year: int) -> bool:
        """Whether a row that names no province would hold the ranks of several in that year, of which none is its value."""
        question = self.question
        there = [p for p in self.places.provinces if not question.provinces or p in question.provinces]
        regions = {values["region"]} if "region" in question.by else set(question.regions)
        there = [p for p in there if self.places.shown(p) and (not regions or self.places.region(p, year) in regions)]
        return "province" not in question.by and sum(self.amount(year, p) is not None for p in there) > 1

    def row(self, values: dict[str, Any], amount: Amount, year: int, province: str) -> dict[str, Any] | None:
        compare = self.question.compare
        before = self.amount(year - 1, province) if self.metric.change_of or compare in ("previous_year", "same_period") else None
        if before and self.are_several(values, year - 1):
            before = None
        told = [self.units_of(one, y) if one else 0 for one, y in ((before, year - 1), (amount, year))]
        changes = bool(before) and (not self.is_rank or self.are_alike(year, told))
        value = amount.value
        if self.metric.change_of:
            if not before or not changes:
                return None
            value = before.value - amount.value
            amount = add([before, amount])
        row = {column: values[column] for column in self.question.by}
        row |= written(replace(amount, value=value), "rank" if self.is_rank else "score", set())
        if self.is_rank:
            lengths = dict.fromkeys(filter(None, (*((told[0],) if changes else ()), told[1])))
            row["covers"] = "; ".join([row["covers"], *(f"of {length}" for length in lengths)])
        if changes:
            row["covers"] = "; ".join([row["covers"], *broken(self.code, year)])
        if compare:
            row |= compared(value, before.value if before else None, compare)
            if self.is_rank and before:
                row |= {"change": before.value - value if changes else None, "change_percent": None}
        self.used |= amount.figures | (before.figures if before else frozenset())
        return row
