"""What sources state → the table `observation`: the same statement for nouns and for the rows of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from metrics.indexes import BY_CODE
from metrics.period import Period, date_span
from metrics.territory import units_ranked
from metrics.vocabulary import Observation, ProvinceList, Ranking, Source, parse_breakdown, write_breakdown

# a figure as it is stated; its number tells its place among all
FIGURE = {
    "id": "INTEGER",
    **dict.fromkeys(("source", "organization", "indicator", "breakdown"), "VARCHAR"),
    "value": "DOUBLE",
    "unit": "VARCHAR",
    "denominator": "DOUBLE",
    **dict.fromkeys(("qualifier", "period_type", "period", "status", "quote"), "VARCHAR"),
    "line": "INTEGER",
    "note": "VARCHAR",
    "quote_status": "VARCHAR",
    "decimals": "INTEGER",
    "place": "VARCHAR",
    "row": "INTEGER",
}
# all but the number
NAMES = tuple(FIGURE)[1:]
CELLS = attrgetter(*NAMES)
# a rank or score of the rankings: it stands by its own address
RANKED = {name: kind for name, kind in FIGURE.items() if name != "place"} | {
    "of_units": "INTEGER",
    "boundary": "VARCHAR",
    "url": "VARCHAR",
    "publisher": "VARCHAR",
    "published": "VARCHAR",
    "file": "VARCHAR",
    "published_day": "DATE",
}
SOURCE = {**dict.fromkeys(("source", "url", "publisher", "published"), "VARCHAR"), "published_day": "DATE"}
PERIOD = {"period_type": "VARCHAR", "period": "VARCHAR", "start_day": "DATE", "end_day": "DATE", "precision": "INTEGER"}
REDUCED = {"stated": "VARCHAR", "province_wide": "BOOLEAN", "breakdown": "VARCHAR", "all_levels": "BOOLEAN"}

Rows = list[list[Any]]
# the number of the first rank: those of figures stay below, however many are imported, and come first
FIRST_RANK = 1 << 30


def figures(observations: Iterable[Observation]) -> Rows:
    """FIGURE of nouns, numbered from 1."""
    return [figure(number, one) for number, one in enumerate(observations, 1)]


def figure(number: int, one: Observation) -> list[Any]:
    """FIGURE of a noun."""
    return [number, *CELLS(one)]


def ranked(rankings: Iterable[Ranking]) -> Rows:
    """RANKED of the rankings, numbered from FIRST_RANK: each row as a rank, a score or both."""
    rankings = tuple(rankings)
    units = _units_ranked(rankings)
    rows: Rows = []
    for ranking in rankings:
        index = BY_CODE[ranking.index]
        for unit, code, value, status, decimals in (
            ("rank", index.rank, ranking.rank, ranking.rank_status, 0),
            ("score", index.score, ranking.score, ranking.score_status, ranking.score_decimals),
        ):
            if value is None:
                continue
            told = "derived" if status == "derived" else "reported"
            of_units = units[ranking.index, ranking.year, ranking.boundary] if unit == "rank" else None
            rows.append(
                [
                    *(
                        FIRST_RANK + len(rows),
                        ranking.source_url,
                        administration(ranking.province),
                        code,
                        "",
                        float(value),
                        unit,
                        None,
                    ),
                    *("eq", "year", str(ranking.year), told, "", None, ranking.note, "", decimals, ranking.row, of_units),
                    *(ranking.boundary, ranking.source_url, ranking.publisher, ranking.published),
                    *(ranking.place or "rankings.csv", first_day(ranking.published)),
                ]
            )
    return rows


def administration(province: str) -> str:
    """The slug of a province's administration."""
    return f"{province}.administration"


def sources(known: Iterable[Source]) -> Rows:
    return [[one.source, one.url, one.publisher, one.published, first_day(one.published)] for one in known]


def first_day(date: str) -> dt.date | None:
    """A partial date of publication counts as its first day (rule 7)."""
    return date_span(date)[0] if date else None


def periods(codes: Iterable[tuple[str, str]]) -> Rows:
    """PERIOD of kinds and codes."""
    read = [Period.parse(kind, code) for kind, code in codes]
    return [[one.kind, one.code, one.start, one.end, one.precision] for one in read]


def reduced(breakdowns: Iterable[str]) -> Rows:
    """REDUCED: each breakdown for a province-wide body, and for any other."""
    return [[stated, wide, *narrowed(stated, wide)] for stated in breakdowns for wide in (True, False)]


def narrowed(breakdown: str, province_wide: bool) -> tuple[str, bool]:
    """What a breakdown narrows, and whether it names all levels of a province-wide body, which narrows nothing."""
    parts = parse_breakdown(breakdown)
    all_levels = province_wide and parts.get("body_level") == "all"
    if all_levels:
        del parts["body_level"]
    return write_breakdown(parts), all_levels


def _units_ranked(rankings: Iterable[Ranking]) -> dict[tuple[str, int, ProvinceList], int]:
    """n of *r of n*: the list's length; where an index left units out, the number of those that it ranked."""
    counted: dict[tuple[str, int, ProvinceList], list[int]] = {}
    for ranking in rankings:
        key = ranking.index, ranking.year, ranking.boundary
        counted.setdefault(key, []).extend([ranking.rank] if ranking.rank else [])
    units = {}
    for (index, year, boundary), ranks in counted.items():
        if year in BY_CODE[index].left_units_out:
            units[index, year, boundary] = max(len(ranks), *ranks, 0)
        else:
            units[index, year, boundary] = units_ranked(boundary, year)
    return units
