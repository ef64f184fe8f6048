"""Nouns → DuckDB: builds the tables that questions are asked of."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from metrics.data.names import Names
from metrics.data.seeds import Seeds, load
from metrics.errors import DataError
from metrics.indexes import INDEXES
from metrics.period import date_span
from metrics.store.engine import (
    Connection,
    Interrupted,
    OtherEngine,
    Statement,
    TooLittleMemory,
    columns_of,
    connect,
    drop,
    fill,
    lock,
    one_select,
    plan_briefly,
    plan_in_full,
    run,
    statements_of,
)
from metrics.store.figures import (
    FIGURE,
    PERIOD,
    RANKED,
    REDUCED,
    SOURCE,
    administration,
    figures,
    periods,
    ranked,
    reduced,
    sources,
)
from metrics.store.large import changed, is_large, stamps
from metrics.store.large import load as load_large
from metrics.store.limit import MEMORY, TookTooMuchMemory, Turns, ending
from metrics.territory import (
    LAST_DAY_BEFORE,
    MERGER_YEAR,
    NEW_LIST,
    OLD_LIST,
    list_by_length_sql,
    list_sql,
    predecessors,
    region_in,
    stands_in,
    units_sql,
)
from metrics.vocabulary import (
    BLOCS,
    COMPLETE_VALUES,
    CONTAINED_VALUES,
    DIMENSIONS,
    KINDS,
    SETTER,
    SUMMED_DIMENSIONS,
    WHOLE_VALUES,
    Indicator,
    Observation,
    Organization,
    Province,
    facts,
    parse_breakdown,
    write_breakdown,
)

# an observation as its noun has it
STATED = """source, organization, indicator, stated_breakdown AS breakdown, value, unit, denominator, qualifier, period_type,
    period, status, quote, line, note, quote_status, decimals, row,
    CASE WHEN file = 'observations.csv' THEN '' ELSE file END AS place"""
# a condition on the table `observation`: those of the numbers in $ids
OF_NUMBERS = "list_contains($ids::INTEGER[], id)"
# dimensions that a part of a sum must not carry (rule 6)
UNUSABLE = {"visits", "member_rank"}
# of so many figures, ranks and bodies questions too are answered sooner when they are planned briefly
FEW = 1_000
# the tables that provinces, bodies and indicators make, whatever is stated of them
NOUNS = ("province", "body", "indicator", "dimension", "handover", "succession", "unit", "merger")
# bits of a narrowing: what may be summed first, so that the mask tells how a part is narrowed
BITS = {name: 1 << place for place, name in enumerate((*SUMMED_DIMENSIONS, *sorted(set(DIMENSIONS) - set(SUMMED_DIMENSIONS))))}


class Store:
    """The figures of one data folder, resolved, in a DuckDB that can no longer be changed: in memory, or in the file of a build.

    Safe to share between threads: every question runs on a cursor of its own.
    """

    def __init__(self, base: Connection | OtherEngine, seeds: Seeds, name: str = "") -> None:
        self._base = base
        self._turns = Turns()
        self._name = name
        self.seeds = seeds
        self.names = Names.of(seeds.provinces, seeds.organizations, seeds.indicators, seeds.sources, seeds.rankings)
        # by function: what it gave for which arguments (`remembered`)
        self.memory: dict[Any, Any] = {}
        # each merged unit with the provinces that it was made of
        self.predecessors = {unit: frozenset(parts) for unit, parts in predecessors(seeds.provinces).items()}

    @classmethod
    def build(cls, seeds: Seeds) -> Store:
        """Resolve the figures of `seeds` (checked already) into tables; takes well under a second for thousands of them."""
        # a question too large for it ends by itself; nothing is put on the disk meanwhile
        base = connect(memory_limit=MEMORY, temp_directory="")
        # what only the making of the tables needs goes with its cursor
        with base.cursor() as making:
            plan_briefly(making)
            fill(making, "figure", FIGURE, figures(seeds.observations))
            resolve(making, seeds)
        if len(seeds.observations) + len(seeds.rankings) + len(seeds.organizations) > FEW:
            plan_in_full(base)
        lock(base)
        return cls(base, seeds)

    @classmethod
    def of_folder(cls, folder: Path) -> Store:
        """The store of a data folder of any size: of a large one the figures never stand in Python, and `seeds` lack them.

        DataError with every problem of the folder if there is any.
        """
        if not is_large(folder):
            return cls.build(load(folder))
        base, seen = connect(), stamps(folder)
        with base.cursor() as making:
            seeds = load_large(making, folder)
            resolve(making, seeds)
        # figures are read from the file once more while they are resolved
        if problems := changed(folder, seen):
            raise DataError(problems)
        lock(base)
        return cls(base, seeds)

    @cached_property
    def state(self) -> str:
        """Twelve letters that name the data: the same figures, sources and names have the same, whatever server holds them."""
        if self._name:
            return self._name
        told = repr(self.seeds)
        if not self.seeds.observations:
            told += str(self.rows("SELECT bit_xor(hash(o)) FROM observation o", {})[1])
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    @cached_property
    def breakdowns(self) -> tuple[str, ...]:
        """Every breakdown that an observation states, as it is written."""
        stated = self.rows("SELECT DISTINCT stated_breakdown FROM observation WHERE NOT ranked ORDER BY ALL", {})[1]
        return tuple(text for (text,) in stated)

    def rows(self, sql: str, parameters: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and all rows of a query; values travel as parameters only. ValueError where it is not one SELECT: nothing
        else reaches the tables that all share. TookTooLong where the time is up (`limited`), TookTooMuchMemory."""
        statement = one_select(sql)
        try:
            return self._rows(statement, parameters)
        except TooLittleMemory:
            # another may have held it all
            with self._turns.alone():
                try:
                    return self._rows(statement, parameters)
                except TooLittleMemory as error:
                    raise TookTooMuchMemory from error

    def _rows(self, statement: Statement, parameters: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        with self._turns.running(), self._base.cursor() as cursor, ending(cursor.interrupt, Interrupted):
            cursor.execute(statement, parameters)
            names = [column[0] for column in cursor.description or ()]
            return names, cursor.fetchall()

    def stated(self, where: str, parameters: dict[str, Any]) -> dict[int, Observation]:
        """By number the observations for which an SQL condition on the table `observation` holds; no ranks of the rankings."""
        names, rows = self.rows(f"SELECT id, {STATED} FROM observation WHERE NOT ranked AND {where} ORDER BY id", parameters)
        return {number: Observation(**dict(zip(names[1:], row, strict=True))) for number, *row in rows}


def resolve(base: Connection | OtherEngine, seeds: Seeds, at_once: int | None = None) -> None:
    """Make the tables that questions are asked of: of `figure`, which is there, and of the nouns that it names. More figures than
    `at_once` are resolved in parts."""
    fill_nouns(base, seeds)
    resolve_figures(base, seeds, at_once=at_once)


def fill_nouns(base: Connection | OtherEngine, seeds: Seeds) -> None:
    """Make the tables NOUNS, of provinces, bodies and indicators alone."""
    provinces = {province.province: province for province in seeds.provinces}
    bodies = {body.organization: body for body in seeds.organizations}
    for ranking in seeds.rankings:
        bodies.setdefault(administration(ranking.province), _implied_administration(provinces[ranking.province]))
    handovers = _handovers(bodies.values(), provinces)
    fill(base, "province", dict.fromkeys(PROVINCE, "VARCHAR"), [_province(province) for province in seeds.provinces])
    fill(base, "body", BODY, _bodies(bodies.values(), provinces))
    fill(base, "indicator", INDICATOR, _indicators(seeds.indicators))
    fill(base, "dimension", DIMENSION, _dimensions())
    fill(base, "handover", HANDOVER, [row for handover in handovers for row in handover.rows()])
    fill(base, "succession", SUCCESSION, _successions(handovers, bodies))
    fill(base, "unit", dict.fromkeys(("scheme", "unit", "province", "region"), "VARCHAR"), _units(provinces))
    fill(base, "merger", {"unit": "VARCHAR", "predecessors": "INTEGER", "merged_in": "INTEGER"}, _mergers(provinces))


def resolve_figures(base: Connection | OtherEngine, seeds: Seeds, ranks: str = "true", at_once: int | None = None) -> None:
    """The same where the tables of the nouns are there; `ranks`: a condition on the ranks of the rankings that are resolved too."""
    fill(base, "source", SOURCE, sources(seeds.sources))
    fill(base, "ranked", RANKED, ranked(seeds.rankings))
    if ranks != "true":
        run(base, f"DELETE FROM ranked WHERE NOT ({ranks})")
    both = "(SELECT {0} FROM figure UNION SELECT {0} FROM ranked) ORDER BY ALL"
    fill(base, "period", PERIOD, periods(run(base, f"SELECT * FROM {both.format('period_type, period')}").fetchall()))
    stated = run(base, f"SELECT * FROM {both.format('breakdown')}").fetchall()
    fill(base, "reduced", REDUCED, reduced(text for (text,) in stated))
    listed = {"list": list_sql("reported", "TRY_CAST(f.period AS INTEGER)"), "ranked": list_by_length_sql("f.denominator")}
    _run(base, "figures.sql", **listed, old=f"'{OLD_LIST}'", new=f"'{NEW_LIST}'", units=_units_of_rank())
    drop(base, "figure")
    run(base, "DROP TABLE ranked; DROP TABLE source; DROP TABLE period; DROP TABLE reduced")
    fill_breakdowns(base)
    _resolve(base, at_once)


def _units_of_rank() -> str:
    """SQL for n of a rank that is stated without it: the length of its list, of an index that left units out unknown."""
    year = "TRY_CAST(o.period AS INTEGER)"
    left_out = [
        f"o.indicator = '{index.rank}' AND {year} BETWEEN {index.left_units_out.start} AND {index.left_units_out.stop - 1}"
        for index in INDEXES
        if index.left_units_out
    ]
    return f"CASE WHEN {' OR '.join(left_out)} THEN NULL ELSE {units_sql('o.boundary', year)} END"


# steps of resolve.sql that have no row where others have none: of few figures it takes longer to plan them than all the rest
EMPTY_WITH = {
    "met": "rival",
    "contender": "met",
    "outdone": "contender",
    "disputed": "contender",
    "part_alone": "narrowing WHERE mask > 0",
    "candidate": "contested",
    "part": "candidate",
    "built_total": "part",
    "chosen": "candidate",
    "party": "many_a_year",
    "piece": "party",
    "tiling": "piece",
    "put_together": "tiling WHERE parts > 1",
    "handed_over": "handover",
    "target": "observation WHERE status = 'target'",
}
# the columns of these steps, once they were made
_COLUMNS: dict[str, str] = {}
MADE = re.compile(r"^(?P<kind>CREATE (?:TEMP )?TABLE) (?P<name>\w+) AS", re.MULTILINE)
TEMPORARY = "CREATE TEMP TABLE"
# where in resolve.sql the steps begin that are taken part by part, and those that look at all parts together
OF_PARTS, OF_ALL = "-- Rules 7 and 8", "CREATE VIEW stated"
# stretches of kinds and indicators, in the order of answers: no step of a part looks beyond a body and an indicator. What is stated
# of one indicator by one kind is never parted
PARTS = """
WITH counted AS (
    SELECT kind_number AS kind, number AS indicator, count(*) AS figures
    FROM (SELECT organization, indicator FROM observation) JOIN (SELECT organization, kind_number FROM body) USING (organization)
        JOIN (SELECT indicator, number FROM indicator) USING (indicator)
    GROUP BY ALL
), summed AS (
    SELECT *, (sum(figures) OVER in_order - 1) // $at_once AS part, row_number() OVER in_order AS place FROM counted
    WINDOW in_order AS (ORDER BY kind, indicator)
)
SELECT min(kind) AS first_kind, max(kind) AS last_kind, arg_min(indicator, place) AS first, arg_max(indicator, place) AS last
FROM summed GROUP BY part ORDER BY part"""
OF_PART = (
    "b.kind_number BETWEEN {0} AND {1} AND (b.kind_number > {0} OR i.number >= {2}) AND (b.kind_number < {1} OR i.number <= {3})"
)


def _resolve(base: Connection | OtherEngine, at_once: int | None) -> None:
    """Run resolve.sql."""
    text = files("metrics.store").joinpath("resolve.sql").read_text(encoding="utf-8")
    if not isinstance(base, Connection):
        run(base, text.replace("$at_hand", "true").replace("$before", "0"))
        return
    begin, end = text.index(OF_PARTS), text.index(OF_ALL)
    run(base, text[:begin])
    for place, at_hand in enumerate(_parts(base, at_once)):
        before = base.execute("SELECT count(*) FROM answering").fetchall()[0][0] if place else 0
        _make(base, text[begin:end].replace("$at_hand", at_hand).replace("$before", str(before)), more=place > 0)
    _make(base, text[end:], more=False)


def _parts(base: Connection, at_once: int | None) -> list[str]:
    """What tells the parts in which figures are resolved, of about so many each: memory holds a step whatever their number."""
    if not at_once or run(base, "SELECT count(*) FROM observation").fetchall()[0][0] <= at_once:
        return ["true"]
    parts = run(base, PARTS, {"at_once": at_once}).fetchall()
    return [OF_PART.format(*part) for part in parts]


def _make(base: Connection, text: str, more: bool) -> None:
    """Run steps; what must be empty is made so without finding it out. `more`: of a part that is not the first, whose rows come to
    those of the tables that stay, and in the place of those that are temporary."""
    if more:
        base.execute("".join(f"DROP TABLE {made['name']};" for made in MADE.finditer(text) if made["kind"] == TEMPORARY))
    for statement in statements_of(text):
        made = MADE.search(statement.query)
        if made is None:
            # the views of the steps are there from the first part on
            if not more:
                base.execute(statement)
            continue
        name = made["name"]
        empty = name in EMPTY_WITH and not _is_there(base, EMPTY_WITH[name])
        if more and made["kind"] != TEMPORARY:
            if not empty:
                base.execute(MADE.sub(f"INSERT INTO {name}", statement.query, count=1))
        elif empty and name in _COLUMNS:
            run(base, f"{made['kind']} {name} ({_COLUMNS[name]})")
        else:
            base.execute(statement)
        if empty and name not in _COLUMNS:
            described = base.execute(f"DESCRIBE {name}").fetchall()
            _COLUMNS[name] = columns_of({column: kind for column, kind, *_ in described})


def _is_there(base: Connection, rows: str) -> bool:
    return bool(run(base, f"SELECT 1 FROM {rows} LIMIT 1").fetchall())


def fill_breakdowns(base: Connection | OtherEngine) -> None:
    """Make the tables of the breakdowns that are stated: `narrowing`, `containing`, `breakdown`."""
    stated = run(base, "SELECT breakdown, bool_or(all_levels) FROM observation GROUP BY breakdown ORDER BY breakdown").fetchall()
    narrowings = _narrowings((text, levels) for text, any_all in stated for levels in ((False, True) if any_all else (False,)))
    fill(base, "narrowing", NARROWING, narrowings)
    fill(base, "containing", {"whole": "VARCHAR", "part": "VARCHAR"}, _containings([text for text, _ in stated]))
    fill(base, "breakdown", BREAKDOWN, _breakdowns(narrowings))


def statement_of(made: str) -> str:
    """The statement of resolve.sql that makes a table or view, as `VIEW told`."""
    text = files("metrics.store").joinpath("resolve.sql").read_text(encoding="utf-8")
    return text[text.index(f"CREATE {made} ") :].partition(";")[0]


def _run(base: Connection | OtherEngine, file: str, **parts: str) -> None:
    """Run the statements of a file, with SQL in the places that it leaves open."""
    text = files("metrics.store").joinpath(file).read_text(encoding="utf-8")
    for name, part in parts.items():
        text = text.replace(f"${name}", part)
    run(base, text)


T = TypeVar("T", str, tuple[str, str])


def _numbered(names: Iterable[T]) -> dict[T, int]:
    """A number for each name, in the order of names: what stands together by its number does so by its name."""
    return {name: number for number, name in enumerate(sorted(set(names)), 1)}


# Provinces and bodies ------------------------------------------------------------------------------------------------------------
PROVINCE = ("province", "region", "region34", "valid_from", "valid_to", "successor", "place")
BODY = {
    "organization": "VARCHAR",
    # in the order of provinces and names, and of the kinds: numbers are sorted and compared sooner than texts
    "number": "INTEGER",
    "kind_number": "INTEGER",
    "province": "VARCHAR",
    "kind": "VARCHAR",
    # the unit of the 34 that the body's territory belongs to
    "place": "VARCHAR",
    "region63": "VARCHAR",
    "region34": "VARCHAR",
}
# in which year a body hands over, on its last day, or `follows` those that do, in the handover of that name
HANDOVER = {"handover": "VARCHAR", "year": "INTEGER", "organization": "VARCHAR", "follows": "BOOLEAN", "last_day": "DATE"}
SUCCESSION = {"year": "INTEGER", "organization": "VARCHAR", "chain": "VARCHAR", "lineage": "VARCHAR", "ends": "BOOLEAN"}


@dataclass(frozen=True)
class Handover:
    """Bodies that end, and those that follow each of them. Told by its bodies, not by pairs of them: a merger may have thousands of
    each. Its name is that of the bloc that ends, or of the merged unit."""

    name: str
    year: int
    # the bodies that end, each with its last day
    older: Mapping[str, dt.date]
    newer: Sequence[str]

    def rows(self) -> list[list[Any]]:
        """HANDOVER of its bodies."""
        ends = [[self.name, self.year, body, False, last_day] for body, last_day in self.older.items()]
        return ends + [[self.name, self.year, body, True, None] for body in self.newer]


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


def _bodies(bodies: Collection[Organization], provinces: dict[str, Province]) -> list[list[Any]]:
    kinds = _numbered(KINDS)
    numbers = _numbered((body.province, body.organization) for body in bodies)
    rows: list[list[Any]] = []
    for body in bodies:
        province = provinces[body.province]
        short = (numbers[body.province, body.organization], kinds[body.kind])
        where = (province.place, province.region, _region34(province, provinces))
        rows.append([body.organization, *short, body.province, body.kind, *where])
    return rows


def _implied_administration(province: Province) -> Organization:
    """A ranking is about the province's administration, whether or not the list of organizations names it."""
    slug = administration(province.province)
    name = f"UBND {province.name_vi}", f"Administration of {province.name_en}"
    return Organization(
        slug, province.province, "administration", "administration", *name, "", province.valid_from, province.valid_to, ""
    )


def _handovers(bodies: Iterable[Organization], provinces: dict[str, Province]) -> list[Handover]:
    """A bloc hands over to its successors of the same province, all bodies of a merged unit's predecessors to all of its own."""
    by_province: dict[str, list[Organization]] = {}
    for body in bodies:
        by_province.setdefault(body.province, []).append(body)
    found: list[Handover] = []
    merged: dict[str, dict[str, dt.date]] = {}
    for province, own in by_province.items():
        for older in own:
            if older.kind in BLOCS and older.valid_to:
                newer = [body.organization for body in own if body != older and _succeeds(body, older)]
                last_day = date_span(older.valid_to)[1]
                found.append(Handover(older.organization, last_day.year, {older.organization: last_day}, newer))
        if unit := provinces[province].successor:
            ends = {body.organization: date_span(body.valid_to)[1] if body.valid_to else LAST_DAY_BEFORE for body in own}
            merged.setdefault(unit, {}).update(ends)
    for unit, older_bodies in merged.items():
        newer = [body.organization for body in by_province.get(unit, ())]
        found.append(Handover(unit, MERGER_YEAR, older_bodies, newer))
    return [handover for handover in found if handover.newer]


def _successions(handovers: Iterable[Handover], bodies: Mapping[str, Organization]) -> list[list[Any]]:
    """(year, body, chain, lineage, ends) for the bodies of one province that hand over to one another.

    Bodies of one `chain` hand over in that year and tile it together; those of one `lineage` do in that year or in the year before,
    and count as one where the two years are compared. `ends` is null for a body that neither ends nor follows in that year.
    """
    edges: dict[int, list[tuple[str, str]]] = {}
    for handover in handovers:
        # the bodies of a merged unit's predecessors stand in other provinces
        if handover.name in bodies:
            edges.setdefault(handover.year, []).extend((handover.name, newer) for newer in handover.newer)
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
    "number": "INTEGER",
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
    numbers = _numbered(known)
    rows: list[list[Any]] = []
    for one in known.values():
        own = facts(one.indicator)
        numerator = known.get(one.numerator)
        of_flow = one.kind == "flow" or (
            one.kind == "ratio" and (own.of_flow or (numerator is not None and numerator.kind == "flow"))
        )
        unsummed = [SUMMED_DIMENSIONS.index(name) + 1 for name in own.unsummed]
        texts = (numbers[one.indicator], one.indicator, one.kind, one.unit, one.numerator, one.denominator, one.topic)
        rows.append([*texts, own.of_term, of_flow, unsummed, own.complete[0], list(own.complete[1])])
    return rows


# Breakdowns ----------------------------------------------------------------------------------------------------------------------
NARROWING = {
    "breakdown": "VARCHAR",
    # of a figure that names all levels of a province-wide body, which narrows nothing: it answers where these are asked for too
    "all_levels": "BOOLEAN",
    "target": "VARCHAR",
    "target_number": "INTEGER",
    "mask": "INTEGER",
    "part_names": "VARCHAR[]",
    "unusable": "BOOLEAN",
    # is it narrowed by nothing but who set a target?
    "by_setter": "BOOLEAN",
    # for each summed dimension, in their order, the value that narrows
    "parts": "VARCHAR[]",
}
BREAKDOWN = {"breakdown": "VARCHAR", "number": "INTEGER", "dimensions": "VARCHAR", **dict.fromkeys(DIMENSIONS, "VARCHAR")}
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


def _narrowings(stated: Iterable[tuple[str, bool]]) -> list[list[Any]]:
    """Each breakdown, with or without all levels, beside every wider one that contains it, with what narrows it there."""
    rows: list[list[Any]] = []
    for breakdown, all_levels in stated:
        parts = parse_breakdown(breakdown)
        for size in range(len(parts) + 1):
            for kept in itertools.combinations(parts.items(), size):
                target = dict(kept)
                extra = {name: value for name, value in parts.items() if name not in target}
                told = [
                    sum(BITS[name] for name in extra),
                    [f"{name}={value}" for name, value in extra.items()],
                    bool(UNUSABLE & set(extra)),
                    set(extra) == {SETTER},
                    [extra.get(name) for name in SUMMED_DIMENSIONS],
                ]
                targets = [target, {**target, "body_level": "all"}] if all_levels else [target]
                rows += [[breakdown, all_levels, write_breakdown(one), *told] for one in targets]
    numbers = _numbered(row[2] for row in rows)
    return [[*row[:3], numbers[row[2]], *row[3:]] for row in rows]


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
    for number, text in sorted({(row[3], row[2]) for row in narrowings}):
        parts = parse_breakdown(text)
        rows.append([text, number, ";".join(parts), *(parts.get(name) for name in DIMENSIONS)])
    return rows
