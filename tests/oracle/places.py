"""Rules 5 and 10, Readings "Bodies and places": who follows whom, the 63 and the 34, units and their predecessors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from metrics.data.seeds import Seeds
from metrics.period import Period, date_span
from metrics.vocabulary import Organization
from tests.oracle.amounts import MERGER, ONE_DAY, Amount, Refused, add, say
from tests.oracle.years import Ledger, Tile, tilings


@dataclass
class Places:
    """Provinces of both lists, their bodies, and who follows whom."""

    seeds: Seeds
    boundary: str
    bodies: dict[str, Organization] = field(default_factory=dict)
    known_roots: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bodies = {o.organization: o for o in self.seeds.organizations}
        self.provinces = {p.province: p for p in self.seeds.provinces}
        self.predecessors: dict[str, list[str]] = {}
        for p in self.seeds.provinces:
            if p.successor:
                self.predecessors.setdefault(p.successor, []).append(p.province)

    def list_of(self, year: int) -> str:
        if self.boundary == "reported":
            return "63" if year < MERGER.year else "34"
        return self.boundary

    def in_list(self, province: str, which: str) -> bool:
        row = self.provinces[province]
        return not row.valid_from if which == "63" else not row.valid_to

    def shown(self, province: str) -> bool:
        """Whether a row may stand under this province in the boundary asked for."""
        return self.boundary == "reported" or self.in_list(province, self.boundary)

    def place(self, body: str) -> str:
        """The province under which a body's figures stand: in the 34-view a predecessor's unit."""
        province = self.provinces[self.bodies[body].province]
        return province.successor or province.province if self.boundary == "34" else province.province

    def region(self, province: str, year: int) -> str:
        """Settled: from 2025 the regions are those of the 34, for every body of either list."""
        row = self.provinces[province]
        if self.boundary == "63" or (self.boundary == "reported" and year < MERGER.year):
            return row.region
        row = self.provinces[row.successor or province]
        return row.region34 or row.region

    def now(self, province: str) -> str:
        """The unit of the 34 that the province belongs to since the merger."""
        return self.provinces[province].successor or province

    def follows(self, earlier: str, later: str) -> bool:
        """Readings: same province, begins when the other ends (or with unknown start) and ends later."""
        one, two = self.bodies[earlier], self.bodies[later]
        if earlier == later or one.province != two.province or not one.valid_to:
            return False
        if "bloc" not in one.kind or "bloc" not in two.kind:
            return False
        first, last = date_span(one.valid_to)
        if two.valid_from:
            begins = date_span(two.valid_from)
            if begins[0] > last + ONE_DAY or begins[1] < first:
                return False
        return not two.valid_to or date_span(two.valid_to)[1] > last

    def roots(self, body: str) -> frozenset[str]:
        """The bodies that a body goes back to: a bloc and its successors count as one."""
        if body not in self.known_roots:
            province = self.bodies[body].province
            before = [b for b, o in self.bodies.items() if o.province == province and self.follows(b, body)]
            self.known_roots[body] = frozenset().union(*map(self.roots, before)) if before else frozenset([body])
        return self.known_roots[body]

    def units(self, bodies: Iterable[str]) -> dict[str, set[str]]:
        """The provinces of the 63 that the bodies speak of, each with the roots of its bodies; of a merged unit all, rootless."""
        found: dict[str, set[str]] = {}
        for body in bodies:
            province = self.bodies[body].province
            before = self.predecessors.get(province, [])
            for leaf in before or [province]:
                found.setdefault(leaf, set()).update(() if before else self.roots(body))
        for body in bodies:
            for leaf in self.predecessors.get(self.bodies[body].province, []):
                found[leaf] = set()
        return found

    def same_units(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether two sets of bodies speak of the same units: a bloc and its successors, a unit and all its predecessors."""
        mine, theirs = self.units(some), self.units(others)
        return set(mine) == set(theirs) and all(mine[p] == theirs[p] or not mine[p] or not theirs[p] for p in mine)

    def last_day(self, body: str, day: dt.date) -> dt.date:
        """The day, or the body's last one: what it states of the year in which it ended is of no later day."""
        until = self.bodies[body].valid_to
        return min(day, date_span(until)[1]) if until else day

    def ended_in(self, body: str, year: int) -> bool:
        until = self.bodies[body].valid_to
        return bool(until) and date_span(until)[1].year == year


class Blank(Exception):
    """One cell cannot be answered; the others can."""


def check_one_of_a_kind(places: Places, bodies: Iterable[str]) -> None:
    """Readings: two bodies of one kind in one province are never added."""
    seen: set[tuple[str, str]] = set()
    for body in bodies:
        row = places.bodies[body]
        if (row.province, row.kind) in seen:
            raise Blank(f"several {row.kind} in {row.province}")
        seen.add((row.province, row.kind))


def joint_tiles(ledger: Ledger, first: Tile, later: str, year: int) -> dict[dt.date, Tile]:
    """The tiles that go on from `first` with periods of the body `later`, the best for each day that they reach."""
    pieces = {p: a for p, a in ledger.reported.get(later, {}).items() if p.start > first.end}
    head = Period("range", "", dt.date(year, 1, 1), first.end)
    found: dict[dt.date, Tile] = {}
    for tile in tilings({head: first.pieces[0][1], **pieces}, year):
        if tile.pieces[0][0] is head and len(tile.pieces) > 1 and (tile.end not in found or tile.order < found[tile.end].order):
            found[tile.end] = tile
    return {end: Tile((*first.pieces, *tile.pieces[1:])) for end, tile in found.items()}


def ended_before(places: Places, later: str, bodies: Iterable[str], year: int) -> list[str]:
    """The bodies that ended inside the year and that `later` follows."""
    return [b for b in bodies if places.ended_in(b, year) and places.follows(b, later)]


def joined(ledger: Ledger, ended: Iterable[str], later: str, year: int, only_whole: bool = False) -> dict[dt.date, Amount]:
    """What bodies that ended inside the year and their successor state together, for each day that they reach.

    Settled: several handovers into one body all count. Who stops before the successor's first period leaves a hole: partial.
    """
    before = {body: tiles for body in ended if (tiles := ledger.stretches(body, year))}
    found: dict[dt.date, tuple[tuple[Any, ...], Amount]] = {}
    for body, tiles in before.items():
        for first in tiles.values():
            for day, tile in joint_tiles(ledger, first, later, year).items():
                amounts, whole = [tile.amount()], True
                for other in before:
                    fitting = [end for end in before[other] if end <= first.end]
                    if other != body and fitting:
                        amount = before[other][max(fitting)].amount()
                        whole = whole and max(fitting) == first.end
                        amounts.append(replace(amount, words=amount.words - {"partial"}))
                if only_whole and not whole:
                    continue
                amount = add(amounts) if whole else say(add(amounts), "partial")
                order = (-len(amounts), not whole, *tile.order)
                if day not in found or order < found[day][0]:
                    found[day] = order, amount
    return {day: amount for day, (_, amount) in found.items()}


def with_successors(places: Places, ledger: Ledger, bodies: Iterable[str], year: int) -> dict[str, Amount]:
    """The bodies' years, where a body that ended inside the year and its successor are not counted twice."""
    bodies = list(bodies)
    amounts = {body: amount for body in bodies if (amount := ledger.year(body, year))}
    for later in bodies:
        ended = ended_before(places, later, [b for b in bodies if b in amounts and b != later], year)
        if not ended:
            continue
        own = amounts.get(later)
        if ledger.kind == "flow":
            together = joined(ledger, ended, later, year)
            day = max(together, default=dt.date.min)
            if together and (not own or day > own.end):
                amounts[later] = together[day]
            elif not own:
                continue
        elif ledger.kind != "stock" or not own:
            continue
        elif own.end < max(places.last_day(b, amounts[b].end) for b in ended):
            ended = [later]
        for body in ended:
            del amounts[body]
    return amounts


def place_stretches(places: Places, ledger: Ledger, bodies: Iterable[str], year: int) -> dict[dt.date, Amount]:
    """What all bodies of one province together state, for every day to which the year is stated or tiled by each of them."""
    bodies = list(bodies)
    chains: dict[str, dict[dt.date, Amount]] = {}
    for body in bodies:
        days = {day: tile.amount() for day, tile in ledger.stretches(body, year).items()}
        if days:
            chains[body] = days
    for later in bodies:
        ended = ended_before(places, later, [b for b in bodies if b in chains and b != later], year)
        if ended:
            shared = set.intersection(*(set(chains[b]) for b in ended))
            alone = {day: add([chains[b][day] for b in ended]) for day in shared}
            chains[later] = alone | joined(ledger, ended, later, year, only_whole=True) | chains.get(later, {})
            for body in ended:
                del chains[body]
    check_one_of_a_kind(places, chains)
    if not chains:
        return {}
    shared = set.intersection(*(set(days) for days in chains.values()))
    return {day: add([days[day] for days in chains.values()]) for day in shared}


def of_province(places: Places, bodies: Iterable[str], province: str) -> list[str]:
    return [b for b in bodies if places.bodies[b].province == province]


def unit_stretches(places: Places, ledger: Ledger, unit: str, bodies: list[str], year: int) -> dict[dt.date, Amount]:
    """What a merged unit as a whole states: itself, or all its predecessors, who in 2025 tile with its second half."""
    own_bodies = of_province(places, bodies, unit)
    own = place_stretches(places, ledger, own_bodies, year)
    if year > MERGER.year:
        return own
    before = [place_stretches(places, ledger, of_province(places, bodies, p), year) for p in places.predecessors[unit]]
    shared = set.intersection(*(set(days) for days in before))
    whole = {day: add([days[day] for days in before]) for day in shared}
    half = whole.get(MERGER - ONE_DAY)
    for body in own_bodies if half and year == MERGER.year else ():
        assert half
        whole |= continued(ledger, half, body, year)
    return whole | own


def continued(ledger: Ledger, half: Amount, body: str, year: int) -> dict[dt.date, Amount]:
    """The predecessors' first half, then what the unit's body states of the second."""
    whole = replace(half, words=half.words - {"partial"})
    head = Tile(((Period("range", "", dt.date(year, 1, 1), MERGER - ONE_DAY), whole),))
    return {day: tile.amount() for day, tile in joint_tiles(ledger, head, body, year).items()}


def merged_flow(places: Places, ledger: Ledger, unit: str, bodies: list[str], year: int) -> Amount | None:
    """Rule 10 for a flow: the longest stretch that all predecessors state, else the longest that anyone states."""
    own_bodies = of_province(places, bodies, unit)
    own = with_successors(places, ledger, own_bodies, year)
    check_one_of_a_kind(places, own)
    best_own = add(own.values()) if own else None
    if year > MERGER.year:
        return best_own
    before = {p: place_stretches(places, ledger, of_province(places, bodies, p), year) for p in places.predecessors[unit]}
    stated = {province: days for province, days in before.items() if days}
    if not stated:
        return best_own
    shared = set.intersection(*(set(days) for days in before.values()))
    day = max(shared) if shared else max(day for days in stated.values() for day in days)
    missing = frozenset(p for p in before if day not in before[p])
    amount = add([days[day] for days in stated.values() if day in days])
    if year == MERGER.year and day == MERGER - ONE_DAY:
        for body in own_bodies:
            tiled = continued(ledger, amount, body, year)
            if tiled and max(tiled) > day:
                day = max(tiled)
                amount = tiled[day]
    if missing:
        amount = replace(say(amount, "at_least"), missing=missing)
    # Settled: the longer one answers
    return best_own if best_own and best_own.end >= day else amount


def merged_stock(places: Places, ledger: Ledger, unit: str, bodies: list[str], year: int) -> Amount | None:
    """Rule 10 for a stock: the unit's own figure, else the sum of its predecessors in the same year."""
    own = [b for b in bodies if places.bodies[b].province == unit]
    amounts = with_successors(places, ledger, own, year)
    check_one_of_a_kind(places, amounts)
    if amounts:
        return add(amounts.values())
    if year > MERGER.year:
        return None
    parts: list[Amount] = []
    missing: set[str] = set()
    for province in places.predecessors[unit]:
        there = [b for b in bodies if places.bodies[b].province == province]
        amounts = with_successors(places, ledger, there, year)
        check_one_of_a_kind(places, amounts)
        parts.extend(amounts.values())
        if not amounts:
            missing.add(province)
    if not parts:
        return None
    amount = add(parts)
    return replace(say(amount, "at_least"), missing=frozenset(missing)) if missing else amount


def place_year(places: Places, ledger: Ledger, place: str, bodies: list[str], year: int, one_body: bool) -> Amount | None:
    """The amount of all these bodies of one province (in the 34-view: unit) in one year."""
    if places.boundary == "34" and place in places.predecessors and not one_body:
        if ledger.kind == "share":
            amounts = {b: a for b in bodies if (a := ledger.year(b, year))}
            return sole(places, place, amounts)
        merged = merged_flow if ledger.kind == "flow" else merged_stock
        return merged(places, ledger, place, bodies, year)
    amounts = with_successors(places, ledger, bodies, year)
    if ledger.kind == "share":
        return sole(places, place, amounts)
    check_one_of_a_kind(places, amounts)
    return add(amounts.values()) if amounts else None


def sole(places: Places, place: str, amounts: Mapping[str, Amount]) -> Amount | None:
    """A stated share stands under a merged unit only where it is about that unit."""
    own = {b: a for b, a in amounts.items() if places.bodies[b].province == place}
    check_one_of_a_kind(places, own)
    if len(own) > 1:
        raise Refused("several percentages")
    return next(iter(own.values()), None)


def without_double_units(
    places: Places, ledger: Ledger, by_place: dict[str, Amount], bodies: list[str], year: int
) -> dict[str, Amount]:
    """Readings: in one sum a merged unit and its predecessors are not counted twice; their periods tile a year."""
    result = dict(by_place)
    if year != MERGER.year or places.boundary != "reported" or ledger.kind == "share":
        return result
    for unit, before in places.predecessors.items():
        there = [p for p in before if p in result]
        ready = [p for p in there if result[p].end == MERGER - ONE_DAY]
        own = result.get(unit)
        tiled: dict[dt.date, Amount] = {}
        if ledger.kind == "flow" and ready:
            half = add([result[p] for p in ready])
            for body in of_province(places, bodies, unit):
                tiled |= continued(ledger, half, body, year)
        if tiled and (not own or max(tiled) > own.end):
            result[unit] = tiled[max(tiled)]
            there = ready
        elif not own:
            continue
        for province in there:
            del result[province]
    return result
