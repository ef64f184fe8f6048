"""Ranks read as ranks: of how many, tied with whom, published or computed here, beside the score, in the order of a region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from metrics.answers.plan import MERGER_YEAR
from metrics.errors import N_
from metrics.indexes import BY_RANK
from metrics.vocabulary import MERGER, Boundary, Province, Result

Row = dict[str, Any]

# how a rank came about: the code of downloads, and what a reader is told
PUBLISHED, ORDER, COMPUTED = "published", "order_of_scores", "computed"
ORIGINS = {
    PUBLISHED: N_("published"),
    ORDER: N_("computed here: the order of the published scores"),
    COMPUTED: N_("computed here from other published figures"),
}
# what `noted` and `together` add to the columns of ranks, what is added where the year before is compared with, and what by regions
NOTED = ("origin", "tied_with", "known", "exist")
SCORED = ("score", "score_status")
BEFORE = ("previous_score",)
PLACED = ("region", "region_place", "region_ranked", "region_members")
# Hà Tây was the 64th until August 2008
LAST_OF_64 = 2008


def score_of(metric: str) -> str:
    """The code of the score that a rank orders: papi_score."""
    return metric.removesuffix("_rank") + "_score"


def list_of(boundary: Boundary, year: int) -> Boundary:
    """The list that a year's ranks are read in: as reported, the 34 since the year of the merger."""
    if boundary == "reported":
        return "34" if year >= MERGER_YEAR else "63"
    return boundary


def exist(boundary: Boundary, year: int) -> int:
    """How many provinces there were to be ranked."""
    if list_of(boundary, year) == "34":
        return 34
    return 64 if year <= LAST_OF_64 else 63


def origin(metric: str, status: str) -> str:
    """How a rank of this status came about: PUBLISHED, ORDER or COMPUTED."""
    if "derived" not in status.split(";"):
        return PUBLISHED
    index = BY_RANK.get(metric)
    return ORDER if index and index.ranks_are_order else COMPUTED


def noted(ranks: Result) -> Result:
    """The ranks of all provinces with NOTED: how each came about, who shares it, how many are known here, how many units exist."""
    alike: dict[tuple[int, float], list[str]] = {}
    for row in ranks.dicts():
        alike.setdefault((row["year"], row["value"]), []).append(row["province"])
    known = Counter(row["year"] for row in ranks.dicts())
    added = []
    for row in ranks.dicts():
        others = (slug for slug in alike[row["year"], row["value"]] if slug != row["province"])
        units = exist(ranks.question.boundary, row["year"])
        added.append((origin(ranks.question.metric, row["status"]), ";".join(others), known[row["year"]], units))
    return _wider(ranks, NOTED, added)


def together(ranks: Result, scores: Result) -> Result:
    """The ranks of all provinces, noted, with the score of the same index and year; a row without a rank where only it is known."""
    ranks = noted(ranks)
    found = {(row["province"], row["year"]): row for row in scores.dicts()}
    named = (*SCORED, *BEFORE) if "previous" in ranks.columns else SCORED
    added = [_score(found.pop((row["province"], row["year"]), None), named) for row in ranks.dicts()]
    wider = _wider(ranks, named, added)
    alone = tuple(_unranked(wider, row) for row in found.values())
    behind = dict(zip(((row["province"], row["year"]) for row in scores.dicts()), scores.observations, strict=True))
    rows = [*zip(wider.rows, wider.observations, strict=True), *zip(alone, (behind[key] for key in found), strict=True)]
    rows.sort(key=lambda one: one[0][:2])
    return replace(wider, rows=tuple(row for row, _ in rows), observations=tuple(ids for _, ids in rows))


def _score(row: Row | None, named: Sequence[str]) -> tuple[Any, ...]:
    """The cells of `named` for a score, or empty ones."""
    cells = {"score": row["value"], "score_status": row["status"], "previous_score": row.get("previous")} if row else {}
    return tuple(cells.get(name, "" if name == "score_status" else None) for name in named)


def _unranked(ranks: Result, score: Row) -> tuple[Any, ...]:
    """The row of a province of which only the score is known."""
    known = {(row["year"]): row["known"] for row in ranks.dicts()}
    cells = {
        **{"province": score["province"], "year": score["year"], "unit": "rank", "figures": 0, "sources": score["sources"]},
        **{"known": known.get(score["year"], 0), "exist": exist(ranks.question.boundary, score["year"])},
        **dict(zip((*SCORED, *BEFORE), _score(score, (*SCORED, *BEFORE)), strict=True)),
    }
    return _cells(ranks.columns, cells)


def _cells(columns: Sequence[str], cells: Row) -> tuple[Any, ...]:
    """A row without a rank: nothing where a number would stand, an empty text elsewhere."""
    numbers = ("value", "previous", "change", "change_percent", "score", "previous_score", "region_place")
    return tuple(cells.get(name, None if name in numbers else "") for name in columns)


def _wider(result: Result, columns: Sequence[str], added: Iterable[tuple[Any, ...]]) -> Result:
    rows = tuple((*row, *more) for row, more in zip(result.rows, added, strict=True))
    return replace(result, columns=(*result.columns, *columns), rows=rows)


# Provinces to show --------------------------------------------------------------------------------------------------------
def most_ranked(result: Result, most: int) -> tuple[str, ...]:
    """The provinces with most ranks; of equals the ones ranked best last."""
    rows = sorted((row for row in result.dicts() if row["value"] is not None), key=lambda row: row["year"])
    counted = Counter(row["province"] for row in rows)
    latest = {row["province"]: row["value"] for row in rows}
    return tuple(sorted(counted, key=lambda slug: (-counted[slug], latest[slug], slug))[:most])


def span(results: Iterable[Result]) -> tuple[int, int] | None:
    """The first and the last year that any of the results has a row for; none where there is no row."""
    years = [row["year"] for result in results for row in result.dicts()]
    return (min(years), max(years)) if years else None


def shared(rows: Iterable[Row], column: str = "value") -> set[float]:
    """The ranks that two and more rows of one year hold."""
    counted = Counter(row[column] for row in rows if row[column] is not None)
    return {rank for rank, times in counted.items() if times > 1}


# Regions ------------------------------------------------------------------------------------------------------------------
def region_of(province: Province, boundary: Boundary, year: int) -> str:
    """The region of a province in the list of that year; nothing where the list does not hold it."""
    if list_of(boundary, year) == "34":
        return "" if province.valid_to else province.region34 or province.region
    return "" if province.valid_from == MERGER else province.region


def by_region(ranks: Result, provinces: Sequence[Province]) -> Result:
    """One year's ranks with PLACED: the order inside the region, of how many ranked and of how many members.

    Every province of the list has a row; one without a rank has neither value nor place. The order is computed here, among
    the ranks that are known; equal ranks share a place.
    """
    (year,) = {row["year"] for row in ranks.dicts()}
    where = {one.province: region_of(one, ranks.question.boundary, year) for one in provinces}
    members: dict[str, list[str]] = {}
    for slug, region in where.items():
        members.setdefault(region, []).append(slug)
    found = {row["province"]: row for row in ranks.dicts()}
    behind = dict(zip(found, ranks.observations, strict=True))
    rows: list[tuple[tuple[Any, ...], tuple[int, ...]]] = []
    columns = (*ranks.columns, *PLACED)
    for region in sorted(filter(None, members)):
        inside = [found.get(slug, {"province": slug, "year": year, "unit": "rank", "figures": 0}) for slug in members[region]]
        values = sorted(row["value"] for row in inside if row.get("value") is not None)
        inside.sort(key=lambda row: (row.get("value") is None, row.get("value"), row["province"]))
        for row in inside:
            place = None if row.get("value") is None else values.index(row["value"]) + 1
            cells = dict(zip(PLACED, (region, place, len(values), len(inside)), strict=True))
            rows.append((_cells(columns, {**row, **cells}), behind.get(row["province"], ())))
    return replace(ranks, columns=columns, rows=tuple(row for row, _ in rows), observations=tuple(ids for _, ids in rows))


@dataclass(frozen=True)
class Region:
    """One region in one year's ranking: members with a rank, best first, and those without one."""

    region: str
    ranked: tuple[Row, ...]
    unranked: tuple[Row, ...]

    @property
    def members(self) -> tuple[Row, ...]:
        return (*self.ranked, *self.unranked)


def regions(placed: Result) -> tuple[Region, ...]:
    """The regions of `by_region`; the one whose best province is ranked best first, those without any rank last."""
    inside: dict[str, list[Row]] = {}
    for row in placed.dicts():
        inside.setdefault(row["region"], []).append(row)
    found = [_region(slug, rows) for slug, rows in inside.items()]
    return tuple(sorted(found, key=lambda one: (not one.ranked, one.ranked[0]["value"] if one.ranked else 0, one.region)))


def _region(slug: str, rows: Sequence[Row]) -> Region:
    ranked = tuple(row for row in rows if row["value"] is not None)
    return Region(slug, ranked, tuple(row for row in rows if row["value"] is None))


# Changes ------------------------------------------------------------------------------------------------------------------
ORDERS = {
    "gained": N_("Places gained"),
    "lost": N_("Places lost"),
    "rank": N_("Rank now"),
    "name": N_("Name"),
}


def changed(result: Result, order: str, names: Sequence[str], first: Sequence[str] = ()) -> list[Row]:
    """The rows ranked in both years in an order of ORDERS, the chosen provinces first; `names`: the alphabet's order."""

    def place(row: Row) -> float:
        if order == "name":
            return names.index(row["province"])
        return {"gained": -row["change"], "lost": row["change"], "rank": row["value"]}[order]  # type: ignore[no-any-return]

    rows = [row for row in result.dicts() if row["change"] is not None]
    return sorted(rows, key=lambda row: (row["province"] not in first, place(row), row["value"], row["province"]))
