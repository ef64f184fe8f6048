"""Lists of what the data holds: observations that a search finds, how much is known, sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_args

from metrics.answers.query import evidence
from metrics.answers.selection import conditions, in_period, in_year, named, values, year_of_period
from metrics.spelling import search_key
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.territory import MERGER_YEAR, list_sql, stands_in_sql, unit_sql
from metrics.territory import list_of as list_in_force
from metrics.vocabulary import (
    DIMENSIONS,
    Boundary,
    ProvinceList,
    Question,
    QuoteStatus,
    Result,
    Row,
    parse_breakdown,
    write_breakdown,
)
from metrics.words.languages import LANGUAGES, every_name
from metrics.words.words import Words

# what stands in a listed observation, after the data contract; `publisher` and `published` are its source's
COLUMNS = (
    *("source", "organization", "indicator", "breakdown", "value", "unit", "denominator", "qualifier", "period_type"),
    *("period", "status", "quote", "line", "note", "quote_status", "url", "publisher", "published"),
)
# rows of one page of a listing
PAGE = 50


@dataclass(frozen=True)
class Search:
    """Which observations are wanted, by slugs and codes; empty means no filter. Words are looked for without accents.

    `years` are the first and the last; with `boundary` "34" `provinces` are units of the 34 (rule 10).
    """

    words: str = ""
    provinces: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    boundary: Boundary = "reported"
    indicators: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """Rows of one kind, in the order of `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> list[dict[str, Any]]:
        """A dict a row, by `columns`."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Coverage:
    """How many indicators each province has a yearly figure for: all, and those partial, disputed or derived only.

    The numbers stand by (province, year); a pair that is not there has none. `years` and `provinces` are those with any.
    """

    years: tuple[int, ...]
    provinces: tuple[str, ...]
    known: dict[tuple[str, int], int]
    partial: dict[tuple[str, int], int]
    disputed: dict[tuple[str, int], int]
    derived: dict[tuple[str, int], int]


def pages_of(rows: int) -> tuple[range, ...]:
    """The places of so many rows, from 0, `PAGE` of them on a page."""
    return tuple(range(first, min(first + PAGE, rows)) for first in range(0, rows, PAGE))


def observations(store: Store, search: Search, places: range | None = None, more: tuple[str, ...] = ()) -> Listing:
    """The observations that a search finds, newest period first: all, or those at these places, from 0; rows by `COLUMNS`.

    `breakdown` stands as its source states it; `published` and `url` are those of the source. `more`: what the store knows beside.
    """
    where, parameters = _found(store, search)
    names = (*COLUMNS, *more)
    columns = ", ".join("o.stated_breakdown AS breakdown" if name == "breakdown" else f"o.{name}" for name in names)
    page = "" if places is None else "\nLIMIT $limit OFFSET $offset"
    parameters |= {} if places is None else {"limit": len(places), "offset": places.start}
    sql = f"""SELECT {columns}
FROM observation o JOIN body b USING (organization)
WHERE {where}
ORDER BY o.end_day DESC, o.organization, o.indicator, o.id{page}"""
    return Listing(names, tuple(store.rows(sql, parameters)[1]))


def ids(store: Store, search: Search) -> set[int]:
    """The numbers of the observations that a search finds, as `Evidence.ids` has them."""
    where, parameters = _found(store, search)
    return {
        row[0]
        for row in store.rows(f"SELECT o.id FROM observation o JOIN body b USING (organization) WHERE {where}", parameters)[1]
    }


def numbered(store: Store, numbers: Sequence[int]) -> Listing:
    """The observations of these numbers, in their order, rows by `COLUMNS`; a number that no observation has is left out."""
    columns = ", ".join("stated_breakdown AS breakdown" if name == "breakdown" else name for name in COLUMNS)
    sql = f"SELECT {columns} FROM observation WHERE list_contains($ids, id) ORDER BY list_position($ids, id)"
    return Listing(COLUMNS, tuple(store.rows(sql, {"ids": list(numbers)})[1]))


def list_of(search: Search) -> ProvinceList:
    """The list of provinces that a search's places are counted in: the one asked for, else that in force in its last year."""
    return list_in_force(search.boundary, search.years[1] if search.years else MERGER_YEAR)


def counts(store: Store, search: Search) -> dict[str, int]:
    """Numbers of figures, sources, publishers, bodies, provinces and indicators that a search finds, and of each quote_status.

    The one count of figures and sources: a figure is an observation, a rank or a score; a source states at least one of them, and
    is a row of sources.csv or, of ranks and scores, an address.
    Keys: figures, sources, publishers, organizations, provinces, indicators, then each `QuoteStatus`.
    Provinces are units of one list, `list_of` the search: of the 34 a merged unit and its predecessors are one.
    """
    where, parameters = _found(store, search)
    listed = list_of(search)
    states = ", ".join(f"count(*) FILTER (o.quote_status = '{state}') AS {state}" for state in get_args(QuoteStatus))
    names, rows = store.rows(
        f"""SELECT count(*) AS figures, count(DISTINCT o.source) AS sources,
    count(DISTINCT nullif(o.publisher, '')) AS publishers, count(DISTINCT o.organization) AS organizations,
    count(DISTINCT {unit_sql(listed, "b")}) FILTER ({stands_in_sql(listed, "b")}) AS provinces,
    count(DISTINCT o.indicator) AS indicators,
    {states}
FROM observation o JOIN body b USING (organization)
WHERE {where}""",
        parameters,
    )
    return dict(zip(names, rows[0], strict=True))


def coverage(store: Store, search: Search) -> Coverage:
    """How much is known for each province and year: indicators with a figure that stands for the year."""
    found, parameters = _of_years(search)
    _, rows = store.rows(
        f"""WITH told AS (
    SELECT {unit_sql(search.boundary, "b")} AS province, r.year, r.indicator, bool_and(r.partial) AS partial,
        bool_or(r.disputed) AS disputed, bool_and(r.derived) AS derived
    FROM resolved r JOIN body b USING (organization)
    WHERE {" AND ".join(found)}
    GROUP BY ALL
)
SELECT province, year, count(*), count(*) FILTER (partial), count(*) FILTER (disputed), count(*) FILTER (derived)
FROM told GROUP BY ALL ORDER BY province, year""",
        parameters,
    )
    by_count: list[dict[tuple[str, int], int]] = [{(row[0], row[1]): row[place] for row in rows} for place in range(2, 6)]
    years = tuple(sorted({row[1] for row in rows}))
    return Coverage(years, tuple(dict.fromkeys(row[0] for row in rows)), *by_count)


def indicators_known(store: Store, search: Search) -> dict[str, int]:
    """How many indicators have a figure that stands for one of the years, by unit of `list_of` the search; without any, no unit.

    Of a unit of the 34 what its predecessors state counts as well, save their ranks and scores, which say nothing of it.
    """
    listed = list_of(search)
    unit = unit_sql(listed, "b")
    found, parameters = _of_years(search)
    of_unit = [stands_in_sql(listed, "b"), f"(r.boundary = '' OR b.province = {unit})"]
    _, rows = store.rows(
        f"""SELECT {unit} AS unit, count(DISTINCT r.indicator) AS known
FROM resolved r JOIN body b USING (organization)
WHERE {" AND ".join([*found, *of_unit])}
GROUP BY ALL ORDER BY ALL""",
        parameters,
    )
    return dict(rows)


def _of_years(search: Search) -> tuple[list[str], dict[str, Any]]:
    """The conditions of a search on the figures `resolved r` that stand for a year, and their parameters."""
    found, parameters = _filters(search, "r.year", in_year("r"), {"indicators": "r.indicator"})
    # a rank of the 63 says nothing of the 34
    return ["r.best", f"r.boundary IN ('', {list_sql(search.boundary, 'r.year')})", *found], parameters


def sources(store: Store) -> Listing:
    """Every publication with the number of its figures and the years that they speak of; most figures first.

    Columns: those of sources.csv, figures, first_year, last_year; the years are None where it has no figure. The source of a
    rank is its address, with all publishers that were named for it. One row a source: those that have figures are as many as
    `counts` tells.
    """
    columns = ("source", "publisher", "published", "url", "file", "note", "figures", "first_year", "last_year")
    _, rows = store.rows(
        """SELECT source, string_agg(DISTINCT publisher, '; ' ORDER BY publisher), max(published), min(url), count(*),
    min(year(start_day)), max(year(end_day))
FROM observation GROUP BY source ORDER BY count(*) DESC, source""",
        {},
    )
    known = {source.source: source for source in store.seeds.sources}
    listed = [
        (source, publisher, published, url, *_described(known, source), *numbers)
        for source, publisher, published, url, *numbers in rows
    ]
    unused = [source for source in known.values() if source.source not in {row[0] for row in rows}]
    listed += [(s.source, s.publisher, s.published, s.url, s.file, s.note, 0, None, None) for s in unused]
    return Listing(columns, tuple(listed))


def having(lines: Sequence[Mapping[str, Any]], columns: Iterable[str], words: str) -> list[int]:
    """The places, from 0, of the lines in whose columns every word occurs, accents left aside. KeyError if one lacks a column."""
    looked_for = search_key(words).split()
    names = list(columns)
    texts = (search_key(" ".join(str(line[name]) for name in names)) for line in lines)
    return [place for place, text in enumerate(texts) if all(word in text for word in looked_for)]


def behind(store: Store, result: Result, row: Row) -> tuple[Listing, Listing]:
    """The observations that a row of a result is made of, and those about the same cell that do not count, with the reason.

    `row` is its place in `result.rows`; the columns of both are those of `Evidence`.
    """
    question, bodies, periods = _cell_of(result, row)
    ids = set(row.all_ids)
    # parts of a sum are narrower than what was asked for, those of a ratio have other units and years
    everything = evidence(store, replace(question, years=None, breakdown="", unit=""))
    counted = [one for one, number in zip(everything.rows, everything.ids, strict=True) if number in ids]
    found = evidence(store, question)
    organization, period = found.columns.index("organization"), found.columns.index("period")
    others = [
        one
        for one, number in zip(found.rows, found.ids, strict=True)
        if number not in ids and (not bodies or one[organization] in bodies) and (not periods or one[period] in periods)
    ]
    return Listing(everything.columns, tuple(counted)), Listing(found.columns, tuple(others))


def _cell_of(result: Result, row: Row) -> tuple[Question, set[str], set[str]]:
    """The question for one row alone, and the body and the period that it cannot name."""
    cell = row.key
    question = replace(result.question, compare=None)
    parts = {name: cell[name] for name in question.by if name in DIMENSIONS}
    question = replace(
        question,
        provinces=(cell["province"],) if cell.get("province") else question.provinces,
        regions=(cell["region"],) if cell.get("region") else question.regions,
        kinds=(cell["kind"],) if cell.get("kind") else question.kinds,
        years=(cell["year"], cell["year"]) if "year" in cell else question.years,
        breakdown=write_breakdown({**parse_breakdown(question.breakdown), **parts}),
    )
    bodies = {cell["organization"]} if "organization" in cell else set()
    return question, bodies, {cell["period"]} if "period" in cell else set()


# finding ------------------------------------------------------------------------------------------------------------------
def _found(store: Store, search: Search) -> tuple[str, dict[str, Any]]:
    """The condition of a search on `observation o` and `body b`, and its parameters."""
    own = {"indicators": "o.indicator", "sources": "o.source", "statuses": "o.status"}
    found, parameters = _filters(search, year_of_period("o"), in_period("o"), own)
    if words := _plain(search.words).split():
        found.append("list_contains($ids, o.id)")
        parameters["ids"] = _with_words(store, words)
    return " AND ".join(found) or "true", parameters


def _filters(search: Search, year: str, years: str, more: Mapping[str, str]) -> tuple[list[str], dict[str, Any]]:
    """The conditions of a search on figures and the bodies `b` that they are about, and their parameters.

    `year` and `years`: see `conditions`; `more`: the columns of the filters that questions do not have.
    """
    values_of_more = {name: list(getattr(search, name)) for name in more if getattr(search, name)}
    return [*conditions(search, "b", year, years), *named(search, more)], {**values(search), **values_of_more}


def _described(known: dict[str, Any], slug: str) -> tuple[str, str]:
    source = known.get(slug)
    return (source.file, source.note) if source else ("", "")


def _plain(text: str) -> str:
    """Words only, without accents and signs, a blank around each."""
    return " ".join(("", *re.findall(r"\w+", search_key(text).replace("_", " ")), ""))


def _with_words(store: Store, words: list[str]) -> list[int]:
    """The observations in which the words stand together, the last perhaps unfinished; else those that have each of them."""
    texts = _texts(store)
    together = f" {' '.join(words)}"
    found = [identity for identity, text in texts if together in text]
    return found or [identity for identity, text in texts if all(f" {word} " in text for word in words)]


@remembered()
def _texts(store: Store) -> tuple[tuple[int, str], ...]:
    """Every observation's number and all that a search may find it by, without accents."""
    _, rows = store.rows(
        """SELECT o.id, o.organization, o.indicator, o.stated_breakdown, o.source, o.quote, o.note, o.publisher
FROM observation o ORDER BY o.id""",
        {},
    )
    names = _searchable_names(store)
    plain = cache(_plain)
    return tuple(
        (
            identity,
            "|".join((*names(organization, indicator, breakdown), *map(plain, texts), plain(source if "/" not in source else ""))),
        )
        for identity, organization, indicator, breakdown, source, *texts in rows
    )


def _searchable_names(store: Store) -> Callable[[str, str, str], tuple[str, ...]]:
    """A function that names a body, its province, an indicator and a breakdown in every language, without accents."""
    wordings = [Words(language, store.names) for language in LANGUAGES]
    provinces = {p.province: (*every_name(p), p.aliases) for p in store.seeds.provinces}
    bodies = {b.organization: (*every_name(b), b.aliases) for b in store.seeds.organizations}
    indicators = {i.indicator: (*every_name(i), i.phrases) for i in store.seeds.indicators}

    @cache
    def body(slug: str) -> str:
        names = bodies.get(slug) or tuple(wording.organization(slug) for wording in wordings)
        return "|".join(map(_plain, (slug, *names, *provinces.get(slug.partition(".")[0], ()))))

    @cache
    def indicator(code: str) -> str:
        return "|".join(map(_plain, (code, *indicators[code])))

    @cache
    def breakdown(text: str) -> str:
        return _plain(" ".join(wording.breakdown(text) for wording in wordings)) if text else ""

    return lambda slug, code, text: (body(slug), indicator(code), breakdown(text))
