"""Ranks read as ranks: of how many, tied with whom, published or computed here, beside the score, in the order of a region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from metrics.errors import N_
from metrics.indexes import BY_RANK
from metrics.territory import list_of, region_in, units_of
from metrics.vocabulary import Boundary, Covers, Mark, Province, Result, Row

# what a rank has of any row
OF_A_ROW = tuple(field.name for field in fields(Row))
# how a rank came about: the code of downloads, and what a reader is told
PUBLISHED, ORDER, COMPUTED = "published", "order_of_scores", "computed"
ORIGINS = {
    PUBLISHED: N_("published"),
    ORDER: N_("computed here: the order of the published scores"),
    COMPUTED: N_("computed here from other published figures"),
}


def score_of(metric: str) -> str:
    """The code of the score that a rank orders: papi_score."""
    return metric.removesuffix("_rank") + "_score"


def exist(boundary: Boundary, year: int) -> int:
    """How many provinces there were to be ranked in that year, in the list of the boundary (rule 4: r of n, not of all)."""
    return units_of(list_of(boundary, year), year)


def origin(metric: str, marks: frozenset[Mark]) -> str:
    """How a rank with these marks came about: PUBLISHED, ORDER or COMPUTED."""
    if Mark.DERIVED not in marks:
        return PUBLISHED
    index = BY_RANK.get(metric)
    return ORDER if index and index.ranks_are_order else COMPUTED


@dataclass(frozen=True, slots=True)
class RankRow(Row):
    """A rank with what is known about it; of a province of which only the score is known, or nothing, `value` is None."""

    value: float | None  # type: ignore[assignment]
    origin: str = ""
    # provinces that hold the same rank
    tied_with: tuple[str, ...] = ()
    # how many ranks of the year are known here, and how many units there were to be ranked
    known: int | None = None
    exist: int | None = None
    score: Row | None = None
    # of `by_region`: the place among the ranked members of the region, how many those are, and how many members it has
    region: str = ""
    region_place: int | None = None
    region_ranked: int = 0
    region_members: int = 0

    @classmethod
    def of(cls, row: Row, **more: Any) -> RankRow:
        """A row of an answer about ranks, with what is known about it."""
        return cls(**{name: getattr(row, name) for name in OF_A_ROW}, **more)

    @classmethod
    def without_rank(cls, province: str, year: int, **more: Any) -> RankRow:
        """The row of a province whose rank is not known."""
        sources = more.pop("sources", ())
        key = {"province": province, "year": year}
        return cls(key, None, "rank", "", frozenset(), Covers(), sources, (), **more)

    @property
    def has_value(self) -> bool:
        return self.value is not None

    @property
    def all_ids(self) -> tuple[int, ...]:
        """Every observation behind the rank; behind the score where only that is known."""
        if self.value is None:
            return self.score.all_ids if self.score else ()
        return tuple(sorted({*self.ids, *self.previous_ids}))


@dataclass(frozen=True)
class RankTable(Result):
    """The ranks of an answer by province and year, noted; with scores and places in regions where they were added."""

    rows: tuple[RankRow, ...]
    has_scores: bool = False
    has_regions: bool = False


def noted(ranks: Result) -> RankTable:
    """The ranks of all provinces, and how each came about, who shares it, how many are known here, how many units exist."""
    alike: dict[tuple[int, float], list[str]] = {}
    for row in ranks.rows:
        alike.setdefault((row["year"], row.value), []).append(row["province"])
    known = Counter(row["year"] for row in ranks.rows)
    units = {year: exist(ranks.question.boundary, year) for year in known}
    rows = [
        RankRow.of(
            row,
            origin=origin(ranks.question.metric, row.marks),
            tied_with=tuple(slug for slug in alike[row["year"], row.value] if slug != row["province"]),
            known=known[row["year"]],
            exist=units[row["year"]],
        )
        for row in ranks.rows
    ]
    return RankTable(ranks.question, ranks.metric, tuple(rows), ranks.blanks, ranks.sql, ranks.parameters)


def together(ranks: Result, scores: Result) -> RankTable:
    """The ranks of all provinces, noted, with the score of the same index and year; a row without a rank where only it is known."""
    table = noted(ranks)
    found = {(row["province"], row["year"]): row for row in scores.rows}
    rows = [replace(row, score=found.pop((row["province"], row["year"]), None)) for row in table.rows]
    known = {row["year"]: row.known for row in table.rows}
    for (province, year), score in found.items():
        units = exist(ranks.question.boundary, year)
        rows.append(RankRow.without_rank(province, year, sources=score.sources, known=known.get(year, 0), exist=units, score=score))
    rows.sort(key=lambda row: (row["province"], row["year"]))
    return replace(table, rows=tuple(rows), has_scores=True)


# Provinces to show --------------------------------------------------------------------------------------------------------
def most_ranked(result: Result, most: int) -> tuple[str, ...]:
    """At most `most` provinces, those with most ranks first; of equals the one whose last rank is best."""
    rows = sorted((row for row in result.rows if row.has_value), key=lambda row: int(row["year"]))
    counted = Counter(row["province"] for row in rows)
    latest = {row["province"]: row.value for row in rows}
    return tuple(sorted(counted, key=lambda slug: (-counted[slug], latest[slug], slug))[:most])


def span(results: Iterable[Result]) -> tuple[int, int] | None:
    """The first and the last year that any of the results has a row for; none where there is no row."""
    years = [row["year"] for result in results for row in result.rows]
    return (min(years), max(years)) if years else None


def shared(ranks: Iterable[float | None]) -> set[float]:
    """The ranks that are held more than once."""
    counted = Counter(rank for rank in ranks if rank is not None)
    return {rank for rank, times in counted.items() if times > 1}


# Regions ------------------------------------------------------------------------------------------------------------------
def region_of(province: Province, boundary: Boundary, year: int) -> str:
    """The region of a province in the list of that year; nothing where the list does not hold it."""
    return region_in(province, list_of(boundary, year))


def by_region(ranks: RankTable, provinces: Sequence[Province]) -> RankTable:
    """One year's ranks in the order inside each region, of how many ranked and of how many members.

    Every province of the list has a row; one without a rank has neither value nor place. The order is computed here, among
    the ranks that are known; equal ranks share a place.
    """
    (year,) = {row["year"] for row in ranks.rows}
    members: dict[str, list[str]] = {}
    for one in provinces:
        members.setdefault(region_of(one, ranks.question.boundary, year), []).append(one.province)
    found = {row["province"]: row for row in ranks.rows}
    rows: list[RankRow] = []
    for region in sorted(filter(None, members)):
        inside = [found.get(slug) or RankRow.without_rank(slug, year) for slug in members[region]]
        values = sorted(row.value for row in inside if row.value is not None)
        for row in sorted(inside, key=_ranked_first):
            place = None if row.value is None else values.index(row.value) + 1
            there = replace(row, region=region, region_place=place, region_ranked=len(values), region_members=len(inside))
            rows.append(there)
    return replace(ranks, rows=tuple(rows), has_regions=True)


def _ranked_first(row: RankRow) -> tuple[bool, float, str]:
    return not row.has_value, row.value or 0, row["province"]


@dataclass(frozen=True)
class Region:
    """One region in one year's ranking: members with a rank, best first, and those without one."""

    region: str
    ranked: tuple[RankRow, ...]
    unranked: tuple[RankRow, ...]

    @property
    def members(self) -> tuple[RankRow, ...]:
        return (*self.ranked, *self.unranked)


def regions(placed: RankTable) -> tuple[Region, ...]:
    """The regions of `by_region`; the one whose best province is ranked best first, those without any rank last."""
    inside: dict[str, list[RankRow]] = {}
    for row in placed.rows:
        inside.setdefault(row.region, []).append(row)
    found = [_region(slug, rows) for slug, rows in inside.items()]
    return tuple(sorted(found, key=_best_first))


def _region(slug: str, rows: Sequence[RankRow]) -> Region:
    return Region(slug, tuple(row for row in rows if row.has_value), tuple(row for row in rows if not row.has_value))


def _best_first(one: Region) -> tuple[bool, float, str]:
    best = one.ranked[0].value if one.ranked else None
    return best is None, best or 0, one.region


# Changes ------------------------------------------------------------------------------------------------------------------
ORDERS = {
    "gained": N_("Places gained"),
    "lost": N_("Places lost"),
    "rank": N_("Rank now"),
    "name": N_("Name"),
}


A = TypeVar("A", bound=Row)


def changed(rows: Iterable[A], order: str, names: Sequence[str], first: Sequence[str] = ()) -> list[A]:
    """The rows ranked in both years in an order of ORDERS, the chosen provinces first; `names`: the alphabet's order."""

    def place(row: A) -> float:
        if order == "name":
            return names.index(row["province"])
        change = row.change or 0
        return {"gained": -change, "lost": change, "rank": row.value}[order]

    both = [row for row in rows if row.change is not None]
    return sorted(both, key=lambda row: (row["province"] not in first, place(row), row.value, row["province"]))


def uncompared(both: Result, before: Result, provinces: Iterable[str]) -> dict[tuple[int, ...], tuple[str, ...]]:
    """Of these provinces those whose change is not told, by the years in which their rank is known: of the two one, none or both.

    `both` are the ranks of a year compared with the year before, `before` those of the year before.
    """
    told = {row["province"] for row in both.rows if row.change is not None}
    years: dict[str, tuple[int, ...]] = {}
    for row in (*before.rows, *both.rows):
        if row.has_value:
            years[row["province"]] = (*years.get(row["province"], ()), row["year"])
    found: dict[tuple[int, ...], tuple[str, ...]] = {}
    for slug in provinces:
        if slug not in told:
            known = years.get(slug, ())
            found[known] = (*found.get(known, ()), slug)
    return found
