"""Rules 1, 2, 3, 6: what a body states of a year: tiled flows, dated stocks, shares."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from metrics.data.seeds import Seeds
from metrics.period import Period
from metrics.vocabulary import Observation, facts, parse_breakdown
from tests.oracle.amounts import ONE_DAY, Amount, add, say
from tests.oracle.breakdowns import Breakdown, total
from tests.oracle.conflicts import settle


@dataclass(frozen=True)
class Want:
    """Which figures of an indicator a question reads: their unit, the part asked for, and of that part the total."""

    indicator: str
    unit: str
    fixed: Breakdown = frozenset()
    ignored: tuple[str, ...] = ()


def matching(want: Want, figures: Mapping[Breakdown, Amount], kind: str, built: bool) -> Amount | None:
    rest = {b - want.fixed: a for b, a in figures.items() if want.fixed <= b}
    return total(rest, want.indicator, kind) if built else rest.get(frozenset())


Days = tuple[dt.date, dt.date, str]


def days_of(figure: Observation) -> Days:
    """Rule 7: one key are the same days, however they are spelt; of dates as precise as each other."""
    period = Period.parse(figure.period_type, figure.period)
    return period.start, period.end, period.code if period.kind in ("as_of", "term") else ""


def pages(seeds: Seeds, want: Want, status: str) -> dict[str, dict[Period, Amount]]:
    """For each body, each period for which something is stated, and the amount that rules 6 and 7 leave of it."""
    published = {s.source: s.published for s in seeds.sources}
    kinds = {o.organization: o.kind for o in seeds.organizations}
    aims = {(o.organization, o.value) for o in seeds.observations if (o.indicator, o.status) == (want.indicator, "target")}
    keys: dict[tuple[str, Days, Breakdown], list[Observation]] = {}
    for figure in seeds.observations:
        if (figure.indicator, figure.unit, figure.status) == (want.indicator, want.unit, status) and figure.period:
            parts = {d: v for d, v in parse_breakdown(figure.breakdown).items() if d not in want.ignored}
            key = (figure.organization, days_of(figure), frozenset(parts.items()))
            keys.setdefault(key, []).append(figure)
    stated: dict[tuple[str, Days], dict[Breakdown, Amount]] = {}
    for (body, days, breakdown), figures in keys.items():
        amount = settle(figures, published)
        # Readings: `50/60` divides by 60 unless that is what was aimed at
        stated.setdefault((body, days), {})[breakdown] = replace(amount, base=None) if (body, amount.base) in aims else amount
    result: dict[str, dict[Period, Amount]] = {}
    # Rule 3: shares are never added, whatever dimension tells them apart
    counted = any(i.unit == want.unit and i.kind in ("flow", "stock") for i in seeds.indicators if i.indicator == want.indicator)
    for (body, _), by_breakdown in stated.items():
        if found := matching(want, by_breakdown, kinds[body], built=counted):
            first = next(f for f in seeds.observations if f in found.figures)
            result.setdefault(body, {})[Period.parse(first.period_type, first.period)] = replace(found, spans=(first.period,))
    return result


@dataclass(frozen=True)
class Tile:
    """Disjoint periods that fill a stretch from 1 January without a hole."""

    pieces: tuple[tuple[Period, Amount], ...]

    @property
    def end(self) -> dt.date:
        return self.pieces[-1][0].end

    @property
    def order(self) -> tuple[Any, ...]:
        """Less is better among tiles of equal length: stated totals, then few parts, then as rule 1 lists them."""
        names = tuple(period.code[5:] for period, _ in self.pieces)
        listed = [("H1", "H2"), ("Q1", "Q2", "Q3", "Q4"), ("H1", "Q3", "Q4"), ("9M", "Q4")]
        place = listed.index(names) if names in listed else len(listed)
        exact = tuple(-period.precision for period, _ in self.pieces)
        return (not all(a.is_total for _, a in self.pieces), len(self.pieces), place, names, exact)

    def amount(self) -> Amount:
        whole = (self.end.month, self.end.day) == (12, 31)
        amount = add([a for _, a in self.pieces])
        spans: dict[frozenset[str], list[str]] = {}
        for _, a in self.pieces:
            spans.setdefault(a.bodies, []).extend(a.spans)
        # the periods of one body are joined by +
        joined = [["+".join(own)] if len(bodies) == 1 else own for bodies, own in spans.items()]
        amount = replace(amount, spans=tuple(itertools.chain(*joined)))
        return amount if whole else say(amount, "partial")


def usable_pieces(pieces: Mapping[Period, Amount], year: int) -> list[tuple[Period, Amount]]:
    """Rule 1: of ranges only those that begin in January enter a year; terms and single days never do."""
    return [
        (period, amount)
        for period, amount in pieces.items()
        if period.start.year == period.end.year == year
        and period.kind not in ("as_of", "term")
        and (period.kind != "range" or period.is_year_to_date())
    ]


def tilings(pieces: Mapping[Period, Amount], year: int) -> list[Tile]:
    """Every way to fill a stretch from 1 January of the year (rule 1)."""
    usable = usable_pieces(pieces, year)
    found = [Tile((piece,)) for piece in usable if piece[0].is_year_to_date()]
    for tile in found:
        for period, amount in usable:
            if period.start == tile.end + ONE_DAY:
                found.append(Tile((*tile.pieces, (period, amount))))
    return found


def stretches(pieces: Mapping[Period, Amount], year: int) -> dict[dt.date, Tile]:
    """The best tile for every day to which the year is stated or tiled."""
    best: dict[dt.date, Tile] = {}
    for tile in tilings(pieces, year):
        if tile.end not in best or tile.order < best[tile.end].order:
            best[tile.end] = tile
    return best


def date_order(period: Period) -> tuple[Any, ...]:
    """Rule 2: the more precise of two dates inside the same month or year, else the later end."""
    return (period.precision > 1, period.end.month if period.precision > 1 else 0, period.precision, period.end)


def stock_of_year(pieces: Mapping[Period, Amount], year: int, indicator: str) -> Amount | None:
    """The latest figure inside the year; a stated total beats a later sum of parts (Readings)."""
    dated = {p: a for p, a in pieces.items() if p.kind != "term" and p.start.year == p.end.year == year}
    terms = {p: a for p, a in pieces.items() if p.kind == "term" and p.start.year == year and facts(indicator).of_term}
    for group in (dated, terms):
        for totals in (True, False):
            candidates = [p for p, a in group.items() if a.is_total == totals]
            if candidates:
                return group[max(candidates, key=date_order)]
    return None


def share_of_year(pieces: Mapping[Period, Amount], year: int, is_flow: bool) -> Amount | None:
    """Readings: a stated share is the full year's, else the later of the dated and the year-to-date one; never tiled."""
    inside = {p: a for p, a in pieces.items() if p.start.year == p.end.year == year and p.kind != "term"}
    full = [p for p in inside if p.is_year_to_date() and (p.end.month, p.end.day) == (12, 31)]
    # what is told of a flow at the end of the year is of all of it
    full = full or [p for p in inside if is_flow and p.kind == "as_of" and (p.end.month, p.end.day) == (12, 31)]
    if full:
        return inside[min(full, key=lambda p: p.kind != "year")]
    usable = [p for p in inside if p.kind == "as_of" or p.is_year_to_date()]
    if not usable:
        return None
    chosen = max(usable, key=date_order)
    # a stock's share of a day is whole; of a flow only the year up to that day is covered
    return inside[chosen] if chosen.kind == "as_of" and not is_flow else say(inside[chosen], "partial")


@dataclass
class Ledger:
    """All pages of one indicator for one question, and the calculations of one body on them."""

    want: Want
    kind: str  # flow, stock or share
    is_flow: bool
    reported: dict[str, dict[Period, Amount]]
    derived: dict[str, dict[Period, Amount]]

    def pieces(self, body: str, year: int) -> dict[Period, Amount]:
        """Rule 8: what is reported; where nothing is reported for the year, what is derived."""
        reported = self.reported.get(body, {})
        return reported if self.value(reported, year) else self.derived.get(body, {})

    def value(self, pieces: Mapping[Period, Amount], year: int) -> Amount | None:
        if self.kind == "stock":
            return stock_of_year(pieces, year, self.want.indicator)
        if self.kind == "share":
            return share_of_year(pieces, year, self.is_flow)
        tiles = stretches(pieces, year)
        return tiles[max(tiles)].amount() if tiles else None

    def year(self, body: str, year: int) -> Amount | None:
        return self.value(self.pieces(body, year), year)

    def speaks_in(self, body: str, year: int) -> bool:
        """Whether the body has a figure inside the year, were it a lone later period."""
        stated = self.reported.get(body, {}) | self.derived.get(body, {})
        if self.kind == "flow" and usable_pieces(stated, year):
            return True
        return self.year(body, year) is not None

    def stretches(self, body: str, year: int) -> dict[dt.date, Tile]:
        return stretches(self.pieces(body, year), year)

    def period(self, body: str, code: str) -> Amount | None:
        for pages_ in (self.reported, self.derived):
            found = [a for p, a in pages_.get(body, {}).items() if p.code == code]
            if found:
                return found[0]
        return None

    def bodies(self) -> set[str]:
        return set(self.reported) | set(self.derived)

    def years(self) -> set[int]:
        return {y for pages_ in (self.reported, self.derived) for ps in pages_.values() for p in ps for y in p.years}

    def periods(self) -> set[Period]:
        return {p for pages_ in (self.reported, self.derived) for ps in pages_.values() for p in ps}


def counts_what_happens(seeds: Seeds, indicator: str) -> bool:
    """A flow, or a share of one: stated of a day, it covers the year up to it."""
    known = {i.indicator: i for i in seeds.indicators}
    counted = known.get(known[indicator].numerator, known[indicator])
    return counted.kind == "flow" or facts(indicator).of_flow


def open_ledger(seeds: Seeds, want: Want) -> Ledger:
    indicator = next(i for i in seeds.indicators if i.indicator == want.indicator)
    kind = indicator.kind if want.unit == indicator.unit and indicator.kind in ("flow", "stock") else "share"
    is_flow = counts_what_happens(seeds, want.indicator)
    return Ledger(want, kind, is_flow, pages(seeds, want, "reported"), pages(seeds, want, "derived"))


Stretches = dict[dt.date, Amount]


def month_day(day: dt.date) -> tuple[int, int]:
    """The end of a stretch in any year: the last of February is the last of February."""
    return day.month, 31 if (day + ONE_DAY).day == 1 else day.day
