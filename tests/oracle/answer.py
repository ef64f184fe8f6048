"""The rows of a flow, a stock or a stated share, and their comparisons (rules 10 to 12)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from metrics.period import Period
from metrics.vocabulary import Observation, parse_breakdown
from tests.oracle.amounts import MERGER, Amount, Refused, add, combined_qualifier, say
from tests.oracle.breakdowns import Breakdown
from tests.oracle.conflicts import settle
from tests.oracle.places import (
    Blank,
    check_one_of_a_kind,
    ended_before,
    of_province,
    place_stretches,
    place_year,
    unit_stretches,
    without_double_units,
)
from tests.oracle.years import Ledger, Stretches, counts_what_happens, month_day

if TYPE_CHECKING:
    from tests.oracle.question import Asker


class Answer:
    """The rows for one slice of a flow, a stock or a stated share."""

    def __init__(self, asker: Asker, fixed: Breakdown, own: Ledger | None) -> None:
        self.asker, self.fixed, self.own = asker, fixed, own
        self.question, self.places = asker.question, asker.places
        self.one_body = "organization" in self.question.by
        # whether a row may hold several provinces
        self.is_sum = not {"province", "organization"} & set(self.question.by)
        self.bodies = asker.chosen_bodies(self.known_bodies())
        self.present = {self.places.bodies[b].kind for b in self.bodies if self.body_answers(b)}

    def ledgers(self) -> list[Ledger]:
        return [self.own] if self.own else []

    def known_bodies(self) -> set[str]:
        return {body for ledger in self.ledgers() for body in ledger.bodies()}

    def speaks_in(self, body: str, year: int) -> bool:
        assert self.own
        return self.own.speaks_in(body, year)

    def body_answers(self, body: str) -> bool:
        """Whether the body has anything to say to the question: only then does its kind count (rule 5)."""
        place = self.places.place(body)
        if "period" in self.question.by:
            years = [int(p.code[:4]) for p in self.periods() if self.speaks_of(body, p.code)]
        else:
            years = [y for y in self.asker.years(self.ledgers()) if self.speaks_in(body, y)]
        return any(self.asker.in_region(place, year) for year in years)

    def speaks_of(self, body: str, code: str) -> bool:
        """Whether a row of a period has something of this body."""
        return self.period_place([body], code) is not None

    def periods(self) -> list[Period]:
        """Readings: with `period`, a period is shown if it overlaps the years asked for."""
        first, last = self.question.years or (0, 9999)
        known = {p for ledger in self.ledgers() for p in ledger.periods()}
        return sorted((p for p in known if p.end.year >= first and p.start.year <= last), key=str)

    # one year of one place

    def grouped(self, bodies: Iterable[str], year: int) -> dict[str, list[str]]:
        """The bodies of each place that has an amount of its own in that year."""
        groups: dict[str, list[str]] = {}
        for body in bodies:
            groups.setdefault(self.places.place(body), []).append(body)
        return groups

    def place_amount(self, place: str, bodies: list[str], year: int) -> Amount | None:
        assert self.own
        return place_year(self.places, self.own, place, bodies, year, self.one_body)

    def everyone(self, province: str, bodies: Iterable[str]) -> list[str]:
        """The bodies of a province that would stand beside these, were it asked for."""
        kinds = {self.places.bodies[b].kind for b in bodies} if "kind" in self.question.by else set(self.question.kinds)
        # while it is found out which kinds speak, none does yet
        kinds = kinds or self.asker.present or {self.places.bodies[b].kind for b in bodies}
        return [b for b, o in self.places.bodies.items() if o.province == province and o.kind in kinds]

    # one row of a year

    def asked_for(self, place: str, year: int, region: str) -> bool:
        """Whether a place belongs, in the list of that year, into a row of this region and into the regions asked for."""
        return self.asker.in_region(place, year) and region in ("", self.places.region(place, year))

    def group_year(self, bodies: list[str], year: int, region: str, at: int = 0) -> dict[str, Amount]:
        """The amounts of one year, place by place; the regions are those of the year `at` of the row."""
        result = {}
        for place, there in self.grouped(bodies, year).items():
            # a place of another region does not spoil the row
            if self.asked_for(place, at or year, region) and (amount := self.place_amount(place, there, year)):
                result[place] = amount
        result = self.without_double(result, bodies, year)
        return self.naming_missing(result, bodies, year, lambda place, them: self.place_amount(place, them, year))

    def without_double(self, amounts: dict[str, Amount], bodies: list[str], year: int) -> dict[str, Amount]:
        assert self.own
        return without_double_units(self.places, self.own, amounts, bodies, year)

    def naming_missing(
        self, amounts: Mapping[str, Amount], bodies: list[str], year: int, find: Callable[[str, list[str]], Amount | None]
    ) -> dict[str, Amount]:
        """Settled: a unit of whose predecessors some are silent, asked for or not, is at least what the others state."""
        named, places = dict(amounts), self.places
        if not self.is_sum or places.boundary != "reported" or year < MERGER.year:
            return named

        def states(place: str) -> bool:
            try:
                return find(place, self.everyone(place, bodies)) is not None
            except Blank:
                return True

        for unit, before in places.predecessors.items():
            shown = [place for place in (unit, *before) if place in named]
            speaking = {places.bodies[b].province for place in shown for b in named[place].bodies}
            if not speaking or speaking == {unit}:
                continue
            # what the unit states makes up for a predecessor that is not asked for, not for one that is
            made_up_for = unit not in speaking and states(unit)
            wanted = before if not made_up_for else [p for p in before if p in self.question.provinces]
            silent = frozenset(p for p in wanted if p not in speaking and not states(p))
            for place in shown if silent else ():
                named[place] = replace(say(named[place], "at_least"), missing=silent)
        return named

    def speaking(self, amounts: dict[str, Amount]) -> dict[str, Amount]:
        """Of the places' amounts those that the row is made of."""
        return amounts

    def one_number(self, amounts: Mapping[str, Amount]) -> Amount:
        assert self.own
        if self.own.kind == "share" and len(amounts) > 1:
            raise Refused("several percentages")
        return add(amounts.values())

    def year_amount(self, bodies: list[str], year: int, region: str, at: int = 0) -> Amount | None:
        amounts = self.speaking(self.group_year(bodies, year, region, at))
        if not amounts:
            return None
        return self.asker.with_reporting(self.one_number(amounts), amounts, year, region, at)

    def whole_amount(self, bodies: list[str], region: str) -> Amount | None:
        """Without year or period: a stock's latest, a flow's sum over the years asked for."""
        assert self.own
        years = self.asker.years(self.ledgers())
        if self.own.kind != "flow":
            return self.latest(bodies, region, years)
        at = self.last_year() if region or self.question.regions else 0
        found = {year: amounts for year in years if (amounts := self.group_year(bodies, year, region, at))}
        return self.sum_over_years(bodies, region, found, at) if found else None

    def last_year(self) -> int:
        """Regions of a sum are those of its last year: the last one asked for, else the last of which any body has an amount."""
        assert self.own
        if self.question.years:
            return self.question.years[1]
        return max((y for b in self.known_bodies() for y in self.own.years() if self.own.year(b, y)), default=0)

    def latest(self, bodies: list[str], region: str, years: Iterable[int]) -> Amount | None:
        """The latest year in which any body reports; the years before it are not looked at."""
        amounts = (self.year_amount(bodies, year, region) for year in sorted(years, reverse=True))
        return next((amount for amount in amounts if amount), None)

    def sum_over_years(self, bodies: list[str], region: str, found: Mapping[int, dict[str, Amount]], at: int) -> Amount:
        """A flow's sum; Settled: one over 2024 and 2025 follows the unit. Where regions are asked for, `at` is its last year."""
        last_year = at or max(found)
        follows = self.is_sum and self.places.boundary == "reported" and last_year >= MERGER.year
        by_place: dict[str, dict[int, dict[str, Amount]]] = {}
        for year, amounts in found.items():
            for place, amount in amounts.items():
                key = self.places.now(place) if follows else place
                by_place.setdefault(key, {}).setdefault(year, {})[place] = amount
        first, last = self.question.years or (min(found), max(found))
        sums = []
        for place, years in by_place.items():
            amount = add([a for y in sorted(years) for a in years[y].values()])
            amount = replace(amount, spans=spans_of(amount))
            silent = frozenset(
                p
                for year, there in years.items()
                if follows and year < MERGER.year
                for p in self.places.predecessors.get(place, [])
                if p not in there and not self.place_amount(p, self.everyone(p, bodies), year)
            )
            if silent:
                amount = replace(say(amount, "at_least"), missing=amount.missing | silent)
            # Readings: a flow's sum over years with gaps is partial
            sums.append(amount if set(years) >= set(range(first, last + 1)) else say(amount, "partial"))
        return self.asker.with_reporting(add(sums), by_place, last_year, region)

    # one row of a period

    def is_carried(self, body: str) -> bool:
        """Whether the 34-view shows the body's figures under another province: never a stated share."""
        return not self.one_body and self.places.place(body) != self.places.bodies[body].province

    def period_place(self, bodies: list[str], code: str) -> Amount | None:
        """The amount of a period as stated, of all these bodies of one place."""
        assert self.own
        amounts = {b: a for b in bodies if (a := self.own.period(b, code))}
        if self.own.kind == "share":
            amounts = {b: a for b, a in amounts.items() if not self.is_carried(b)}
        check_one_of_a_kind(self.places, amounts)
        if self.own.kind == "share" and len(amounts) > 1:
            raise Refused("several percentages")
        return add(amounts.values()) if amounts else None

    def silent_predecessors(self, place: str, amount: Amount) -> frozenset[str]:
        """In the 34-view: the predecessors of which a figure built from the others knows nothing."""
        before = self.places.predecessors.get(place, []) if self.places.boundary == "34" and not self.one_body else []
        known = {self.places.bodies[b].province for b in amount.bodies}
        return frozenset(p for p in before if p not in known and place not in known)

    def period_amount(self, bodies: list[str], code: str, region: str) -> Amount | None:
        amounts: dict[str, Amount] = {}
        # like N, the region is that of the period's first year
        year = int(code[:4])
        for place, there in self.grouped(bodies, 0).items():
            if not self.asked_for(place, year, region):
                continue
            if amount := self.period_place(there, code):
                missing = self.silent_predecessors(place, amount)
                amounts[place] = replace(say(amount, "at_least"), missing=missing) if missing else amount
        if not amounts:
            return None
        amounts = self.speaking(amounts)
        amounts = self.naming_missing(amounts, bodies, year, lambda _, them: self.period_place(them, code))
        return self.asker.with_reporting(self.one_number(amounts), amounts, year, region)

    # all rows

    def regions(self) -> list[str]:
        if "region" not in self.question.by:
            return [""]
        return sorted({r for p in self.asker.seeds.provinces for r in (p.region, p.region34) if r})

    def rows(self) -> list[dict[str, Any]]:
        groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
        told_apart = {"kind", "organization"} & set(self.question.by) or self.question.kinds
        for body in self.bodies:
            # the kinds of the years asked for are those of the years compared with
            if told_apart or self.places.bodies[body].kind in self.asker.present:
                groups.setdefault(self.asker.group_of(body), []).append(body)
        result = []
        for (group, bodies), region in itertools.product(groups.items(), self.regions()):
            key = dict(group) | ({"region": region} if region else {}) | dict(self.fixed)
            for time, find in self.times(bodies, region):
                try:
                    amount = find()
                    if amount:
                        result.append(self.row(key | time, amount, bodies, region))
                except Blank as reason:
                    self.asker.blanks.append(str(reason))
        return result

    def times(self, bodies: list[str], region: str) -> list[tuple[dict[str, Any], Callable[[], Amount | None]]]:
        by = self.question.by
        if "period" in by:
            codes = dict.fromkeys(p.code for p in self.periods())
            return [({"period": c}, lambda c=c: self.period_amount(bodies, c, region)) for c in codes]  # type: ignore[misc]
        if "year" in by:
            years = self.asker.years(self.ledgers())
            return [({"year": y}, lambda y=y: self.year_amount(bodies, y, region)) for y in years]  # type: ignore[misc]
        return [({}, lambda: self.whole_amount(bodies, region))]

    def row(self, key: dict[str, Any], amount: Amount, bodies: list[str], region: str) -> dict[str, Any]:
        row = {column: key[column] for column in self.question.by}
        compare = self.question.compare
        against: Amount | None = None
        if compare == "target":
            against = self.target(bodies, key["year"], region)
        elif compare == "same_period" and self.compares_stretches():
            amount, against = self.same_period(amount, bodies, key["year"], region)
        elif compare:
            against = self.previous(amount, bodies, key["year"], region)
        row |= written(amount, self.asker.unit(), {self.places.bodies[b].kind for b in amount.bodies})
        if compare:
            row |= compared(amount.value, against.value if against else None, compare)
            if against and compare != "target":
                row["covers"] = "; ".join([row["covers"], *broken(self.asker.metric.indicator, key["year"])])
        self.asker.used |= amount.figures | (against.figures if against else frozenset())
        return row

    # comparisons

    def compares_stretches(self) -> bool:
        assert self.own
        return self.own.kind == "flow"

    def never_blank(self) -> bool:
        assert self.own
        return self.own.kind == "stock"

    def previous(self, amount: Amount, bodies: list[str], year: int, region: str) -> Amount | None:
        """Readings: blank where either is partial or at least (stocks never); Settled: blank unless the same units report."""
        try:
            before = self.year_amount(bodies, year - 1, region, at=year)
        except Blank:
            return None
        if not before or (not self.never_blank() and {"partial", "at_least"} & (amount.words | before.words)):
            return None
        return before if self.places.same_units(amount.bodies, before.bodies) else None

    def comparable_stretches(self, place: str, bodies: list[str], year: int) -> list[tuple[frozenset[str], Stretches, Stretches]]:
        """What each unit of a place states of this year and of the last, those units named; a whole merged unit first."""
        assert self.own
        own, places = self.own, self.places
        if place in places.predecessors and not self.one_body and (places.boundary == "34" or self.is_sum):
            there = [b for b in bodies if places.now(places.bodies[b].province) == place]
            before = places.predecessors[place]
            this, last = (unit_stretches(places, own, place, there, y) for y in (year, year - 1))
            found = [(frozenset(before if year <= MERGER.year else [place]), this, last)]
            for province in before:
                this, last = (place_stretches(places, own, of_province(places, there, province), y) for y in (year, year - 1))
                found.append((frozenset([province]), this, last))
            return found
        chains: dict[frozenset[str], list[str]] = {}
        for body in [b for b in bodies if places.place(b) == place]:
            roots, chain = places.roots(body), [body]
            for other in [other for other in chains if other & roots]:
                roots |= other
                chain += chains.pop(other)
            chains[roots] = chain
        one = frozenset([place])
        return [
            (one, place_stretches(places, own, chain, year), place_stretches(places, own, chain, year - 1))
            for chain in chains.values()
            if any(own.speaks_in(body, year) for body in chain)
        ]

    def same_period(self, amount: Amount, bodies: list[str], year: int, region: str) -> tuple[Amount, Amount | None]:
        """Settled: the longest stretch that all units state in both years, else the one that most of them do."""
        shown = self.group_year(bodies, year, region)
        tables = {place: self.comparable_stretches(place, bodies, year) for place in shown}
        names = {place: self.unit_names(place, tables[place]) for place in shown}
        days = {month_day(day) for table in tables.values() for _, this, _ in table for day in this}
        best: tuple[tuple[Any, ...], dict[str, tuple[Amount, Amount]], set[str]] | None = None
        for day in days:
            both: dict[str, tuple[Amount, Amount]] = {}
            silent: set[str] = set()
            count = 0
            for place, table in tables.items():
                units, lacking = self.at_day(table, day, whole=len(names[place]))
                if units:
                    both[place] = add([now for now, _ in units]), add([before for _, before in units])
                count += len(names[place]) - len(lacking)
                silent |= {names[place][i] for i in lacking}
            order = (not silent, 0 if not silent else count, day)
            if both and (best is None or order > best[0]):
                best = order, both, silent
        if best is None:
            return amount, None
        _, both, silent = best
        current = {place: now for place, (now, _) in both.items()}
        current = self.naming_missing(current, bodies, year, lambda place, them: self.place_amount(place, them, year))
        total = add(current.values())
        if silent:
            total = replace(say(total, "at_least"), missing=total.missing | silent)
        total = self.asker.with_reporting(total, current, year, region)
        earlier = add([before for _, before in both.values()])
        # a bloc that followed two is no longer either of them
        return (total, earlier) if self.places.same_units(total.bodies, earlier.bodies) else (amount, None)

    def unit_names(self, place: str, table: list[tuple[frozenset[str], Stretches, Stretches]]) -> list[str]:
        """The units that a place has in a comparison: its predecessors, or itself once for each chain of bodies."""
        if len(table) > 1 and table[0][0] != table[1][0] and len(table[0][0]) > 1:
            return sorted(table[0][0])
        return [place] * (1 if len(table) > 1 and table[0][0] != table[1][0] else len(table))

    def at_day(
        self, table: list[tuple[frozenset[str], Stretches, Stretches]], day: tuple[int, int], whole: int
    ) -> tuple[list[tuple[Amount, Amount]], list[int]]:
        """The units that state the stretch in both years, and the places in the list of names of those that do not."""

        def found(this: Stretches, last: Stretches) -> tuple[Amount, Amount] | None:
            now = [a for d, a in this.items() if month_day(d) == day]
            before = [a for d, a in last.items() if month_day(d) == day]
            return (now[0], before[0]) if now and before else None

        is_merged = len(table) > 1 and table[0][0] != table[1][0]
        if is_merged and (pair := found(table[0][1], table[0][2])):
            return [pair], []
        rest = sorted(table[1:], key=lambda row: sorted(row[0])) if is_merged else table
        pairs = [found(this, last) for _, this, last in rest]
        lacking = [i for i, pair in enumerate(pairs) if not pair] if len(pairs) == whole else list(range(whole))
        return [pair for pair in pairs if pair], lacking

    # targets

    def target(self, bodies: list[str], year: int, region: str) -> Amount | None:
        """Readings: blank in a sum if any body lacks one."""
        indicator, unit = self.asker.metric.indicator, self.asker.unit()
        shown = self.speaking(self.group_year(bodies, year, region))
        targets = [self.place_target(place, amount, bodies, year, indicator, unit) for place, amount in shown.items()]
        known = [target for target in targets if target]
        if len(known) < len(targets) or (len(known) > 1 and not self.counts(indicator, unit)):
            return None
        return add(known)

    def counts(self, indicator: str, unit: str) -> bool:
        """Whether numbers of this unit may be added: no percentages are."""
        return any(i.indicator == indicator and i.unit == unit and i.kind in ("flow", "stock") for i in self.asker.seeds.indicators)

    def place_target(self, place: str, value: Amount, bodies: Iterable[str], year: int, indicator: str, unit: str) -> Amount | None:
        """Settled: a merged unit's own target stands alone; else it needs those of all its predecessors."""
        places = self.places
        speaking = {places.bodies[b].province for b in value.bodies}
        if place not in places.predecessors or self.one_body:
            return self.bodies_target(sorted(value.bodies), value, year, indicator, unit)
        provinces = [place]
        own = self.bodies_target(self.everyone(place, bodies), value, year, indicator, unit)
        if places.boundary == "34" or place in speaking:
            if own or year > MERGER.year or value.missing or not (places.boundary == "34" or self.is_sum):
                return own
            provinces = places.predecessors[place]
        else:
            provinces = sorted(speaking)
        targets = [self.bodies_target(self.everyone(p, bodies), value, year, indicator, unit) for p in provinces]
        known = [target for target in targets if target]
        if len(known) < len(targets) or (len(known) > 1 and not self.counts(indicator, unit)):
            return None
        return add(known)

    def bodies_target(self, bodies: list[str], value: Amount, year: int, indicator: str, unit: str) -> Amount | None:
        """The target of one province's bodies: a year's target is counted once on both sides of a handover."""
        stated = {b: t for b in self.places.bodies if (t := self.target_of(b, indicator, unit, year))}
        speaking = [b for b in bodies if b in value.bodies] or [b for b in bodies if b in stated]
        last = [b for b in speaking if not any(b in ended_before(self.places, other, speaking, year) for other in speaking)]
        targets: list[Amount] = []
        for body in last:
            province = of_province(self.places, self.places.bodies, self.places.bodies[body].province)
            before = ended_before(self.places, body, [] if self.one_body else province, year)
            before = [b for b in before if not self.question.kinds or self.places.bodies[b].kind in self.question.kinds]
            if body in stated:
                targets.append(stated[body])
            elif before and all(b in stated for b in before):
                targets.extend(stated[b] for b in before)
            else:
                return None
        return add(targets) if targets and (len(targets) == 1 or self.counts(indicator, unit)) else None

    def target_of(self, body: str, indicator: str, unit: str, year: int) -> Amount | None:
        """Readings: the year's target, else a term's whose note says yearly; the lower bound of a range."""
        asked = parse_breakdown(self.question.breakdown) | dict(self.fixed)
        published = {s.source: s.published for s in self.asker.seeds.sources}
        flow = counts_what_happens(self.asker.seeds, indicator)
        found: dict[tuple[int, int], list[Observation]] = {}
        for figure in self.asker.seeds.observations:
            if (figure.organization, figure.indicator, figure.unit, figure.status) != (body, indicator, unit, "target"):
                continue
            parts = parse_breakdown(figure.breakdown)
            if "set_by" not in asked:
                parts.pop("set_by", None)
            if parts != asked or not figure.period:
                continue
            period = Period.parse(figure.period_type, figure.period)
            is_day = period.kind == "as_of"
            whole_year = (is_day or period.start == dt.date(year, 1, 1)) and period.end == dt.date(year, 12, 31)
            if whole_year or (is_day and not flow and period.end.year == year):
                found.setdefault((0, 0), []).append(figure)
            elif period.kind == "term" and year in period.years and "yearly" in figure.note:
                found.setdefault((1, -period.start.year), []).append(figure)
        if not found:
            return None
        figures = found[min(found)]
        return settle([f for f in figures if f.qualifier != "le"] or figures, published)


def spans_of(amount: Amount) -> tuple[str, ...]:
    """The periods of a sum over years, those of one body joined."""
    codes: dict[str, dict[str, None]] = {}
    for figure in sorted(amount.figures, key=lambda f: (f.organization, Period.parse(f.period_type, f.period).start)):  # type: ignore[attr-defined]
        codes.setdefault(figure.organization, {})[figure.period] = None  # type: ignore[attr-defined]
    return tuple(dict.fromkeys("+".join(own) for own in codes.values()))


def written(amount: Amount, unit: str, kinds: set[str]) -> dict[str, Any]:
    """The columns that every row carries."""
    covers = [*amount.spans, *sorted(amount.narrows)]
    if amount.reporting:
        covers.append(f"{amount.reporting[0]} of {amount.reporting[1]}")
    if amount.missing:
        covers.append("missing: " + ", ".join(sorted(amount.missing)))
    if len(kinds) > 1:
        covers.append("kinds: " + ", ".join(sorted(kinds)))
    if amount.disputes:
        covers.append("disputed: " + ", ".join(sorted(amount.disputes)))
    return {
        "value": amount.value,
        "unit": unit,
        "qualifier": combined_qualifier(amount.qualifiers),
        "status": ";".join(sorted(amount.words)) or "complete",
        "covers": "; ".join(covers),
        "figures": len(amount.figures),
        "sources": ";".join(sorted(amount.sources)),
    }


# Rule 12: the first years of new grades and of new methods of the indexes
BREAKS = {
    "grades": (2018, 2025),
    "PAR": (2016, 2021, 2022, 2024),
    "SIPAS": (2022,),
    "DTI": (2021, 2022),
    "PAPI": (2018,),
    "PCI": (2009, 2013, 2017, 2021),
}


RATED = ("grassroots_organizations_rated", "upper_committees_rated", "members_rated")


def broken(metric: str, year: int) -> list[str]:
    """The break between a year and the year before, as covers tell it of a change."""
    what = "grades" if metric in RATED else metric.split("_")[0].upper()
    return [f"break: {what} {year}"] if year in BREAKS.get(what, ()) else []


def compared(value: float, previous: float | None, compare: str) -> dict[str, Any]:
    """Design, `--compare`: the completion for a target, else the change in percent of the previous value."""
    if previous is None:
        return {"previous": None, "change": None, "change_percent": None}
    change = value - previous
    percent = None
    if previous:
        percent = value / previous * 100 if compare == "target" else change / previous * 100
    return {"previous": previous, "change": change, "change_percent": percent}
