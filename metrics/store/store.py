"""Nouns → DuckDB: builds the tables that questions are asked of. The only import of duckdb."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import threading
from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib.resources import files
from typing import Any

import duckdb

from metrics.data.cells import cell_text
from metrics.data.names import Names
from metrics.data.seeds import Seeds
from metrics.indexes import BY_CODE
from metrics.period import Period, date_span
from metrics.store.limit import MEMORY, TookTooMuchMemory, ending
from metrics.territory import MERGER_YEAR, NEW_LIST, OLD_LIST, list_of, predecessors, region_in, stands_in, units_ranked
from metrics.vocabulary import (
    BLOCS,
    COMPLETE_VALUES,
    CONTAINED_VALUES,
    DIMENSIONS,
    SETTER,
    SUMMED_DIMENSIONS,
    WHOLE_VALUES,
    Indicator,
    Observation,
    Organization,
    Province,
    ProvinceList,
    Ranking,
    facts,
    parse_breakdown,
    write_breakdown,
)

LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    # tables and answers are small: what its caller's thread does alone costs less than sharing it out
    "threads": 1,
    # a question too large for it ends by itself; nothing is put on the disk meanwhile
    "memory_limit": MEMORY,
    "temp_directory": "",
}
# dimensions that a part of a sum must not carry (rule 6)
UNUSABLE = {"visits", "member_rank"}
# bits of a narrowing: what may be summed first, so that the mask tells how a part is narrowed
BITS = {name: 1 << place for place, name in enumerate((*SUMMED_DIMENSIONS, *sorted(set(DIMENSIONS) - set(SUMMED_DIMENSIONS))))}

Table = dict[str, tuple[str, list[Any]]]


class Store:
    """The figures of one data folder, resolved, in an in-memory DuckDB that can no longer be changed.

    Safe to share between threads: every question runs on a cursor of its own.
    """

    def __init__(self, base: duckdb.DuckDBPyConnection, seeds: Seeds) -> None:
        self._base = base
        # held by a question that found too little memory
        self._scarce = threading.Lock()
        self.seeds = seeds
        self.names = Names.of(seeds.provinces, seeds.organizations, seeds.indicators, seeds.sources, seeds.rankings)
        # by function: what it gave for which arguments (`remembered`)
        self.memory: dict[Any, Any] = {}
        # each merged unit with the provinces that it was made of
        self.predecessors = {unit: frozenset(parts) for unit, parts in predecessors(seeds.provinces).items()}

    @classmethod
    def build(cls, seeds: Seeds) -> Store:
        """Resolve the figures of `seeds` (checked already) into tables; takes well under a second for thousands of them."""
        base = duckdb.connect(":memory:", config=LOCKED)
        for name, table in _tables(seeds).items():
            _fill(base, name, table)
        base.execute(files("metrics.store").joinpath("resolve.sql").read_text(encoding="utf-8"))
        base.execute("SET enable_external_access = false")
        base.execute("SET lock_configuration = true")
        return cls(base, seeds)

    @cached_property
    def state(self) -> str:
        """Twelve letters that name the data: the same figures, sources and names have the same, whatever server holds them."""
        return hashlib.sha256(repr(self.seeds).encode()).hexdigest()[:12]

    def rows(self, sql: str, parameters: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and all rows of a query; values travel as parameters only. ValueError where it is not one SELECT: nothing
        else reaches the tables that all share. TookTooLong where the time is up (`limited`), TookTooMuchMemory."""
        statements = duckdb.extract_statements(sql)
        if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
            raise ValueError("a store is asked by one SELECT at a time")
        try:
            return self._rows(statements[0], parameters)
        except duckdb.OutOfMemoryException:
            # another may have held it all: whoever finds too little is answered anew, one after the other
            with self._scarce:
                try:
                    return self._rows(statements[0], parameters)
                except duckdb.OutOfMemoryException as error:
                    raise TookTooMuchMemory from error

    def _rows(self, statement: duckdb.Statement, parameters: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        with self._base.cursor() as cursor, ending(cursor.interrupt, duckdb.InterruptException):
            cursor.execute(statement, parameters)
            names = [column[0] for column in cursor.description or ()]
            return names, cursor.fetchall()


def _fill(base: duckdb.DuckDBPyConnection, name: str, table: Table) -> None:
    """Create a table from columns; one statement, so that thousands of rows load in milliseconds."""
    columns = ", ".join(f"unnest(${column}::{kind}[]) AS {column}" for column, (kind, _) in table.items())
    base.execute(f"CREATE TABLE {name} AS SELECT {columns}", {column: values for column, (_, values) in table.items()})


def _columns(types: dict[str, str], rows: Sequence[Sequence[Any]]) -> Table:
    values = zip(*rows, strict=True) if rows else ([] for _ in types)
    return {name: (kind, list(column)) for (name, kind), column in zip(types.items(), values, strict=True)}


def _tables(seeds: Seeds) -> dict[str, Table]:
    provinces = {province.province: province for province in seeds.provinces}
    bodies = {body.organization: body for body in seeds.organizations}
    for ranking in seeds.rankings:
        bodies.setdefault(administration(ranking.province), _implied_administration(provinces[ranking.province]))
    observations = _observations(seeds, bodies)
    breakdown = list(OBSERVATION).index("breakdown")
    breakdowns = sorted({row[breakdown] for row in observations})
    targets = _narrowings(breakdowns)
    handovers = _handovers(bodies.values(), provinces)
    return {
        "province": _columns(dict.fromkeys(PROVINCE, "VARCHAR"), [_province(province) for province in seeds.provinces]),
        "body": _columns(BODY, [_body(body, provinces) for body in bodies.values()]),
        "indicator": _columns(INDICATOR, _indicators(seeds.indicators)),
        "observation": _columns(OBSERVATION, observations),
        "dimension": _columns(DIMENSION, _dimensions()),
        "narrowing": _columns(NARROWING, targets),
        "containing": _columns({"whole": "VARCHAR", "part": "VARCHAR"}, _containings(breakdowns)),
        "breakdown": _columns(
            {"breakdown": "VARCHAR", "dimensions": "VARCHAR", **dict.fromkeys(DIMENSIONS, "VARCHAR")}, _breakdowns(targets)
        ),
        "handover": _columns({"older": "VARCHAR", "newer": "VARCHAR", "year": "INTEGER"}, handovers),
        "succession": _columns(SUCCESSION, _successions(handovers, bodies)),
        "unit": _columns({"scheme": "VARCHAR", "unit": "VARCHAR", "province": "VARCHAR", "region": "VARCHAR"}, _units(provinces)),
        "merger": _columns({"unit": "VARCHAR", "predecessors": "INTEGER", "merged_in": "INTEGER"}, _mergers(provinces)),
    }


# Provinces and bodies ------------------------------------------------------------------------------------------------------------
PROVINCE = ("province", "region", "region34", "valid_from", "valid_to", "successor", "place")
BODY = {
    "organization": "VARCHAR",
    "province": "VARCHAR",
    "kind": "VARCHAR",
    # the unit of the 34 that the body's territory belongs to
    "place": "VARCHAR",
    "region63": "VARCHAR",
    "region34": "VARCHAR",
}
SUCCESSION = {"year": "INTEGER", "organization": "VARCHAR", "chain": "VARCHAR", "lineage": "VARCHAR", "ends": "BOOLEAN"}


def _province(province: Province) -> list[str]:
    return [getattr(province, name) for name in PROVINCE]


def _region34(province: Province, provinces: dict[str, Province]) -> str:
    """The region in the new list: the unit's own, or its successor's."""
    return region_in(provinces[province.place], NEW_LIST)


def _units(provinces: dict[str, Province]) -> list[list[str]]:
    """Who counts in *n of N*: each of the old list, and each of the new one under its own name and its predecessors'."""
    old = [[OLD_LIST, p.province, p.province, p.region] for p in provinces.values() if stands_in(p, OLD_LIST)]
    return old + [[NEW_LIST, p.place, p.province, _region34(p, provinces)] for p in provinces.values()]


def _mergers(provinces: dict[str, Province]) -> list[list[Any]]:
    """Each merged unit with the number of provinces that it was made of, and the year."""
    return [[unit, len(parts), MERGER_YEAR] for unit, parts in predecessors(provinces.values()).items()]


def _body(body: Organization, provinces: dict[str, Province]) -> list[Any]:
    province = provinces[body.province]
    return [body.organization, body.province, body.kind, province.place, province.region, _region34(province, provinces)]


def administration(province: str) -> str:
    """The slug of a province's administration."""
    return f"{province}.administration"


def _implied_administration(province: Province) -> Organization:
    """A ranking is about the province's administration, whether or not the list of organizations names it."""
    slug = administration(province.province)
    name = f"UBND {province.name_vi}", f"Administration of {province.name_en}"
    return Organization(
        slug, province.province, "administration", "administration", *name, "", province.valid_from, province.valid_to, ""
    )


def _handovers(bodies: Iterable[Organization], provinces: dict[str, Province]) -> list[list[Any]]:
    """(older body, newer body, year): a bloc and its successor of the same province, a merged unit's body and its predecessors'."""
    by_province: dict[str, list[Organization]] = {}
    for body in bodies:
        by_province.setdefault(body.province, []).append(body)
    found: list[list[Any]] = []
    for province, own in by_province.items():
        for older in own:
            if older.kind in BLOCS and older.valid_to:
                year = date_span(older.valid_to)[1].year
                found += [
                    [older.organization, newer.organization, year] for newer in own if newer != older and _succeeds(newer, older)
                ]
        merged = by_province.get(provinces[province].successor, [])
        found += [[older.organization, newer.organization, MERGER_YEAR] for older in own for newer in merged]
    return found


def _successions(handovers: Sequence[Sequence[Any]], bodies: dict[str, Organization]) -> list[list[Any]]:
    """(year, body, chain, lineage, ends) for the bodies of one province that hand over to one another.

    Bodies of one `chain` hand over in that year and tile it together; those of one `lineage` do in that year or in the year before,
    and count as one where the two years are compared. `ends` is null for a body that neither ends nor follows in that year.
    """
    edges: dict[int, list[tuple[str, str]]] = {}
    for older, newer, year in handovers:
        if bodies[older].province == bodies[newer].province:
            edges.setdefault(year, []).append((older, newer))
    rows: list[list[Any]] = []
    for year in sorted({*edges, *(year + 1 for year in edges)}):
        of_year = edges.get(year, [])
        chains = _joined(of_year)
        older = {one for one, _ in of_year}
        lineages = _joined([*of_year, *edges.get(year - 1, [])])
        rows += [
            [year, body, chains.get(body), lineage, body in older if body in chains else None] for body, lineage in lineages.items()
        ]
    return rows


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each name with the first of all names that pairs join it to."""
    before: dict[str, str] = {}

    def first(name: str) -> str:
        while before.setdefault(name, name) != name:
            # ways are halved as they are walked: a province may have thousands of bodies
            before[name] = name = before[before[name]]
        return name

    for a, b in pairs:
        one, other = sorted((first(a), first(b)))
        before[other] = one
    return {name: first(name) for name in before}


def _succeeds(newer: Organization, older: Organization) -> bool:
    """Begins when the older ends (partial dates: may begin), or with unknown start, and ends later."""
    ends = date_span(older.valid_to)
    later = not newer.valid_to or date_span(newer.valid_to)[1] > ends[1]
    if not newer.valid_from:
        return later
    begins = date_span(newer.valid_from)
    return later and begins[0] <= ends[1] + dt.timedelta(days=1) and begins[1] >= ends[0]


# Indicators ----------------------------------------------------------------------------------------------------------------------
INDICATOR = {
    **dict.fromkeys(("indicator", "kind", "unit", "numerator", "denominator", "topic"), "VARCHAR"),
    "of_term": "BOOLEAN",
    # is it counted over a period, or a share of what is?
    "of_flow": "BOOLEAN",
    # the places of the summed dimensions along which it is never added
    "unsummed": "INTEGER[]",
    # the dimension whose values together are the whole, and these values
    "complete_along": "VARCHAR",
    "complete_values": "VARCHAR[]",
}


def _indicators(indicators: Iterable[Indicator]) -> list[list[Any]]:
    known = {one.indicator: one for one in indicators}
    rows: list[list[Any]] = []
    for one in known.values():
        own = facts(one.indicator)
        numerator = known.get(one.numerator)
        of_flow = one.kind == "flow" or (
            one.kind == "ratio" and (own.of_flow or (numerator is not None and numerator.kind == "flow"))
        )
        unsummed = [SUMMED_DIMENSIONS.index(name) + 1 for name in own.unsummed]
        texts = (one.indicator, one.kind, one.unit, one.numerator, one.denominator, one.topic)
        rows.append([*texts, own.of_term, of_flow, unsummed, own.complete[0], list(own.complete[1])])
    return rows


# Figures -------------------------------------------------------------------------------------------------------------------------
OBSERVATION = {
    "id": "INTEGER",
    "source": "VARCHAR",
    "organization": "VARCHAR",
    "indicator": "VARCHAR",
    "stated_breakdown": "VARCHAR",
    "breakdown": "VARCHAR",
    "all_levels": "BOOLEAN",
    "value": "DOUBLE",
    "value_text": "VARCHAR",
    "grain": "DOUBLE",
    "unit": "VARCHAR",
    "denominator": "DOUBLE",
    "base": "DOUBLE",
    "of_units": "INTEGER",
    "boundary": "VARCHAR",
    "qualifier": "VARCHAR",
    "period_type": "VARCHAR",
    "period": "VARCHAR",
    "start_day": "DATE",
    "end_day": "DATE",
    "precision": "INTEGER",
    "status": "VARCHAR",
    "quote": "VARCHAR",
    "line": "INTEGER",
    "note": "VARCHAR",
    "quote_status": "VARCHAR",
    "url": "VARCHAR",
    "publisher": "VARCHAR",
    "published": "VARCHAR",
    "file": "VARCHAR",
    "row": "INTEGER",
    "published_day": "DATE",
}


def _observations(seeds: Seeds, bodies: dict[str, Organization]) -> list[list[Any]]:
    sources = {source.source: source for source in seeds.sources}
    targets = {(o.organization, o.indicator, o.value) for o in seeds.observations if o.status == "target"}
    ranked = _units_ranked(seeds.rankings)
    rows: list[list[Any]] = []
    for observation in seeds.observations:
        source = sources[observation.source]
        known = observation.period_type == "year" and observation.indicator.endswith(("_rank", "_score"))
        base = observation.denominator
        if (observation.organization, observation.indicator, base) in targets:
            base = None
        of_units = int(observation.denominator) if observation.unit == "rank" and observation.denominator else None
        boundary = list_of("reported", int(observation.period)) if known else ""
        row = _figure(len(rows) + 1, observation, bodies[observation.organization].kind == "province_wide")
        place = observation.place or "observations.csv", observation.row, _first_day(source.published)
        rows.append([*row[:12], base, of_units, boundary, *row[12:], source.url, source.publisher, source.published, *place])
    for ranking in seeds.rankings:
        for observation in _rank_and_score(ranking):
            of_units = ranked[ranking.index, ranking.year, ranking.boundary] if observation.unit == "rank" else None
            row = _figure(len(rows) + 1, observation, False)
            published = (
                ranking.source_url,
                ranking.publisher,
                ranking.published,
                ranking.place or "rankings.csv",
                ranking.row,
                _first_day(ranking.published),
            )
            rows.append([*row[:12], None, of_units, ranking.boundary, *row[12:], *published])
    return rows


def _first_day(date: str) -> dt.date | None:
    """A partial date of publication counts as its first day (rule 7)."""
    return date_span(date)[0] if date else None


def _figure(identity: int, observation: Observation, province_wide: bool) -> list[Any]:
    """A figure's columns up to its note, with its period read and its breakdown reduced to what narrows."""
    period = Period.parse(observation.period_type, observation.period)
    parts = parse_breakdown(observation.breakdown)
    all_levels = province_wide and parts.get("body_level") == "all"
    if all_levels:
        del parts["body_level"]
    return [
        *(identity, observation.source, observation.organization, observation.indicator),
        *(observation.breakdown, write_breakdown(parts), all_levels),
        *(observation.value, cell_text(observation.value), _grain(observation), observation.unit, observation.denominator),
        *(observation.qualifier, observation.period_type, observation.period, period.start, period.end, period.precision),
        *(observation.status, observation.quote, observation.line, observation.note),
        # words that are none have no state
        observation.quote_status if observation.quote else "",
    ]


def figure_columns(observation: Observation, province_wide: bool) -> dict[str, Any]:
    """The columns of the table `observation` that a figure fills by itself, without its source's and its list's."""
    names = [name for name in OBSERVATION if name not in ("base", "of_units", "boundary")]
    return dict(zip(names, _figure(0, observation, province_wide), strict=False))


def _rank_and_score(ranking: Ranking) -> Iterable[Observation]:
    """A row of the rankings as figures of `…_rank` and `…_score`, cited by its address."""
    index = BY_CODE[ranking.index]
    organization = administration(ranking.province)
    for unit, code, value, status, decimals in (
        ("rank", index.rank, ranking.rank, ranking.rank_status, 0),
        ("score", index.score, ranking.score, ranking.score_status, ranking.score_decimals),
    ):
        if value is not None:
            yield Observation(
                source=ranking.source_url,
                organization=organization,
                indicator=code,
                breakdown="",
                value=float(value),
                unit=unit,  # type: ignore[arg-type]
                denominator=None,
                qualifier="eq",
                period_type="year",
                period=str(ranking.year),
                status="derived" if status == "derived" else "reported",
                quote="",
                line=None,
                note=ranking.note,
                decimals=decimals,
            )


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


def _grain(observation: Observation) -> float:
    """To what a value is rounded (rule 7): counts not at all, shares and scores to the last decimal, `approx` to the last digit."""
    if observation.qualifier == "eq" and observation.unit not in ("percent", "permille", "score"):
        return 0.0
    if observation.decimals or observation.qualifier != "approx" or not observation.value:
        return float(10.0**-observation.decimals)
    digits = cell_text(observation.value)
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


# Breakdowns ----------------------------------------------------------------------------------------------------------------------
NARROWING = {
    "breakdown": "VARCHAR",
    "target": "VARCHAR",
    "target_all_levels": "VARCHAR",
    "mask": "INTEGER",
    "part_names": "VARCHAR[]",
    "unusable": "BOOLEAN",
    # is it narrowed by nothing but who set a target?
    "by_setter": "BOOLEAN",
    # for each summed dimension, in their order, the value that narrows
    "parts": "VARCHAR[]",
}
DIMENSION = {
    "dimension": "VARCHAR",
    "place": "INTEGER",
    "bit": "INTEGER",
    # the value that wins over the sum of the others
    "whole_value": "VARCHAR",
    # the values that together are the whole
    "complete_values": "VARCHAR[]",
}


def _dimensions() -> list[list[Any]]:
    """The dimensions along which totals are built: the first that occurs, so their order counts (rule 6)."""
    return [
        [name, place, BITS[name], WHOLE_VALUES.get(name), list(COMPLETE_VALUES[name]) if name in COMPLETE_VALUES else None]
        for place, name in enumerate(SUMMED_DIMENSIONS, start=1)
    ]


def _narrowings(breakdowns: Iterable[str]) -> list[list[Any]]:
    """Each breakdown beside every wider one that contains it, with what narrows it there."""
    rows: list[list[Any]] = []
    for breakdown in breakdowns:
        parts = parse_breakdown(breakdown)
        for size in range(len(parts) + 1):
            for kept in itertools.combinations(parts.items(), size):
                target = dict(kept)
                extra = {name: value for name, value in parts.items() if name not in target}
                rows.append(
                    [
                        breakdown,
                        write_breakdown(target),
                        write_breakdown({**target, "body_level": "all"}),
                        sum(BITS[name] for name in extra),
                        [f"{name}={value}" for name, value in extra.items()],
                        bool(UNUSABLE & set(extra)),
                        set(extra) == {SETTER},
                        [extra.get(name) for name in SUMMED_DIMENSIONS],
                    ]
                )
    return rows


def contains(whole: dict[str, str], part: dict[str, str]) -> bool:
    """Does a figure broken down as `whole` contain one broken down as `part` (rule 6)? Fewer dimensions, or wider values."""
    return whole != part and all(
        name in part and (part[name] == value or part[name] in CONTAINED_VALUES.get((name, value), ()))
        for name, value in whole.items()
    )


def _containings(breakdowns: Sequence[str]) -> list[list[Any]]:
    parsed = {breakdown: parse_breakdown(breakdown) for breakdown in breakdowns}
    return [[a, b] for a, b in itertools.permutations(breakdowns, 2) if contains(parsed[a], parsed[b])]


def _breakdowns(narrowings: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Every breakdown that can be asked for, with its dimensions as columns."""
    rows = []
    for text in sorted({target for row in narrowings for target in row[1:3]}):
        parts = parse_breakdown(text)
        rows.append([text, ";".join(parts), *(parts.get(name) for name in DIMENSIONS)])
    return rows
