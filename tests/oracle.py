"""The second opinion: the rules of adding of the design, in plain loops, read from its text alone.

Slow and simple on purpose. It shares with the product only the nouns (vocabulary), the calendar (period) and the records
that say what a metric is (catalog); every rule of adding is written again here. "Rule n" is a rule of the design,
"Readings" its chapter "Readings settled".
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from metrics.catalog import catalog
from metrics.data.seeds import Seeds
from metrics.period import Period, date_span
from metrics.vocabulary import (
    CONTAINED_VALUES,
    DIMENSIONS,
    TERM_STOCKS,
    TIERS,
    Metric,
    Observation,
    Organization,
    Question,
    Ratio,
    parse_breakdown,
)

MERGER = dt.date(2025, 7, 1)
ONE_DAY = dt.timedelta(days=1)


class Refused(Exception):
    """The question must not be answered."""


@dataclass(frozen=True)
class Amount:
    """A number with everything that a row says of it, of one body or of several."""

    value: float
    qualifiers: tuple[str, ...]
    words: frozenset[str]
    spans: tuple[str, ...]
    end: dt.date
    precision: int
    narrows: frozenset[str] = frozenset()
    disputes: frozenset[str] = frozenset()
    # the rows of the files that were added
    figures: frozenset[object] = frozenset()
    sources: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    # the second number of `50/63`, where one figure alone makes the amount
    base: float | None = None
    # provinces without which a sum of several provinces would have been larger: (those that report, all)
    reporting: tuple[int, int] | None = None
    # of a ratio: numerator and denominator, by which it may enter a sum of several bodies
    parts: tuple[Amount, Amount] | None = None

    @property
    def is_total(self) -> bool:
        return "sum_of_parts" not in self.words


def combined_qualifier(qualifiers: Iterable[str]) -> str:
    """Rule 9: what a number is called whose figures carry these qualifiers."""
    stated = list(qualifiers)
    if len(stated) == 1:
        return stated[0]
    kinds = set(stated)
    lower, upper = kinds & {"gt", "ge"}, kinds & {"lt", "le"}
    if "approx" in kinds or (lower and upper):
        return "approx"
    return "ge" if lower else "le" if upper else "eq"


def add(amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts, and what is said of any of them said of it."""
    parts = list(amounts)
    if len(parts) == 1:
        return parts[0]
    spans = list(dict.fromkeys(span for part in parts for span in part.spans))
    return Amount(
        value=sum(part.value for part in parts),
        qualifiers=tuple(q for part in parts for q in part.qualifiers),
        words=frozenset().union(*(part.words for part in parts)),
        spans=tuple(spans),
        end=max(part.end for part in parts),
        precision=min(part.precision for part in parts),
        narrows=frozenset().union(*(part.narrows for part in parts)),
        disputes=frozenset().union(*(part.disputes for part in parts)),
        figures=frozenset().union(*(part.figures for part in parts)),
        sources=frozenset().union(*(part.sources for part in parts)),
        bodies=frozenset().union(*(part.bodies for part in parts)),
        missing=frozenset().union(*(part.missing for part in parts)),
    )


def say(amount: Amount, *words: str) -> Amount:
    return replace(amount, words=amount.words | set(words))


# Rule 7: conflict --------------------------------------------------------------------------------------------------


def number_text(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def rounding_step(figure: Observation) -> float:
    """What a rounded value was rounded to: 26 000 to thousands, 73.5 to tenths."""
    if figure.decimals:
        return 10.0**-figure.decimals
    if figure.unit in ("percent", "permille") or not figure.value:
        return 1.0
    step = 1
    while figure.value % (step * 10) == 0:
        step *= 10
    return float(step)


def possible_values(figure: Observation) -> tuple[float, float, bool]:
    """Lowest and highest value that the figure leaves open, and whether these ends are excluded."""
    half = rounding_step(figure) / 2 + 1e-9
    return {
        "eq": (figure.value, figure.value, False),
        "approx": (figure.value - half, figure.value + half, False),
        "gt": (figure.value, float("inf"), True),
        "ge": (figure.value, float("inf"), False),
        "lt": (float("-inf"), figure.value, True),
        "le": (float("-inf"), figure.value, False),
    }[figure.qualifier]


def is_rounding(coarse: Observation, fine: Observation) -> bool:
    """A share stated with fewer decimals to which the other one rounds (Readings: counts never do)."""
    return (
        coarse.qualifier == fine.qualifier == "eq"
        and coarse.unit in ("percent", "permille", "score")
        and coarse.decimals < fine.decimals
        and abs(coarse.value - fine.value) <= 0.5 * 10.0**-coarse.decimals + 1e-9
    )


def can_both_hold(one: Observation, other: Observation) -> bool:
    if is_rounding(one, other) or is_rounding(other, one):
        return True
    (low, high, open_), (low2, high2, open2) = possible_values(one), possible_values(other)
    bottom, top = max(low, low2), min(high, high2)
    if bottom < top:
        return True
    return bottom == top and not (open_ and bottom in (low, high)) and not (open2 and bottom in (low2, high2))


def is_more_exact(one: Observation, other: Observation) -> bool:
    """Whether `one` says more than `other`, which it does not contradict."""
    order = {"eq": 0, "approx": 1, "gt": 2, "ge": 2, "lt": 2, "le": 2}
    mine, theirs = order[one.qualifier], order[other.qualifier]
    if mine != theirs:
        return mine < theirs
    if mine == 0:
        return is_rounding(other, one)
    if mine == 1:
        return rounding_step(one) < rounding_step(other)
    if {one.qualifier, other.qualifier} <= {"gt", "ge"}:
        return one.value > other.value or (one.value == other.value and (one.qualifier, other.qualifier) == ("gt", "ge"))
    if {one.qualifier, other.qualifier} <= {"lt", "le"}:
        return one.value < other.value or (one.value == other.value and (one.qualifier, other.qualifier) == ("lt", "le"))
    return False


def settle(figures: list[Observation], published: Mapping[str, str]) -> Amount:
    """One amount from all that is stated under one key: the more exact, then the newest, then the first in the file."""

    def age(figure: Observation) -> tuple[dt.date, int]:
        date = published.get(figure.source, "")
        return (date_span(date)[0] if date else dt.date.min, -figures.index(figure))

    standing = [f for f in figures if not any(can_both_hold(f, g) and is_more_exact(g, f) for g in figures)]
    winner = max(standing, key=age)
    against = [f for f in figures if not can_both_hold(f, winner)]
    period = Period.parse(winner.period_type, winner.period)
    return Amount(
        value=winner.value,
        qualifiers=(winner.qualifier,),
        words=frozenset(["disputed"] if against else []) | ({"derived"} if winner.status == "derived" else set()),
        spans=(winner.period,),
        end=period.end,
        precision=period.precision,
        disputes=frozenset(f"{number_text(f.value)} ({f.source})" for f in against),
        figures=frozenset([winner]),
        sources=frozenset(f.source for f in figures),
        bodies=frozenset([winner.organization]),
        base=winner.denominator,
    )


# Rule 6: breakdowns nest -------------------------------------------------------------------------------------------

Breakdown = frozenset[tuple[str, str]]


def contains(whole: Breakdown, part: Breakdown) -> bool:
    """A figure with fewer dimensions, or with a value that includes the other's, contains it."""
    narrower = dict(part)
    return whole != part and all(
        dimension in narrower
        and (narrower[dimension] == value or narrower[dimension] in CONTAINED_VALUES.get((dimension, value), ()))
        for dimension, value in whole
    )


def exclude_one_another(one: Breakdown, other: Breakdown) -> bool:
    """Readings: only form, incumbency and subject tell figures of one value apart."""
    mine, theirs = dict(one), dict(other)
    return any(mine.get(d, "") != theirs.get(d, "") for d in ("form", "incumbency", "subject") if d in mine and d in theirs)


def largest_disjoint(figures: Mapping[Breakdown, Amount]) -> list[Breakdown]:
    """The figures, each excluding every other, that come to most: of overlapping ones the largest counts."""
    best: list[Breakdown] = []
    ordered = sorted(figures, key=sorted)
    for size in range(1, len(ordered) + 1):
        for choice in itertools.combinations(ordered, size):
            if all(exclude_one_another(a, b) for a, b in itertools.combinations(choice, 2)) and (
                not best or sum(figures[b].value for b in choice) > sum(figures[b].value for b in best)
            ):
                best = list(choice)
    return best


def whole_set(indicator: str, dimension: str) -> list[set[str]]:
    """The values of a dimension that together are everything."""
    if dimension == "body":
        return [{"both"}, {"committee", "commission"}]
    if dimension == "incumbency":
        return [{"re_elected", "first_time"}]
    if dimension == "form" and indicator == "organizations_disciplined":
        return [{"reprimand", "warning", "dissolution"}]
    if dimension == "form":
        return [{"reprimand", "warning", "removal", "expulsion"}]
    return []


def total(figures: Mapping[Breakdown, Amount], indicator: str, kind: str) -> Amount | None:
    """The total of one body and period: as stated, else built along the first of four dimensions that occurs."""
    plain: dict[Breakdown, Amount] = {}
    for breakdown in sorted(figures, key=len):
        # Readings: body_level=all of a province-wide body does not narrow
        short = breakdown - {("body_level", "all")} if kind == "province_wide" else breakdown
        plain.setdefault(short, figures[breakdown])
    if frozenset() in plain:
        return plain[frozenset()]
    parts = {b: a for b, a in plain.items() if not {"visits", "member_rank"} & set(dict(b))}
    for dimension in ("body", "form", "incumbency", "subject"):
        if dimension == "subject" and indicator == "organizations_changed":
            continue
        along = {b: a for b, a in parts.items() if dimension in dict(b)}
        if along:
            return built_along(dimension, along, indicator)
    return None


def built_along(dimension: str, along: Mapping[Breakdown, Amount], indicator: str) -> Amount:
    least_narrowed = {b: a for b, a in along.items() if not any(contains(other, b) for other in along)}
    chosen: dict[str, list[Breakdown]] = {}
    for value in sorted({dict(b)[dimension] for b in along}):
        own = {b: a for b, a in least_narrowed.items() if dict(b)[dimension] == value}
        if own:
            chosen[value] = largest_disjoint(own)
    if dimension == "body" and "both" in chosen and len(chosen) > 1:
        others = [b for value in chosen if value != "both" for b in chosen[value]]
        extra = {d for b in chosen["both"] for d in dict(b)} - {d for b in others for d in dict(b)}
        chosen = {v: bs for v, bs in chosen.items() if (v != "both" if extra else v == "both")}
    used = [b for bs in chosen.values() for b in bs]
    # Rule 6: at least, unless the parts are all there un-narrowed
    bare = {v for v, bs in chosen.items() if [set(dict(b)) for b in bs] == [{dimension}]}
    all_there = bare == set(chosen) and any(needed <= bare for needed in whole_set(indicator, dimension))
    amount = add([along[b] for b in used])
    pairs = frozenset(f"{d}={v}" for b in used for d, v in b)
    amount = replace(amount, narrows=amount.narrows | pairs, base=None)
    return say(amount, "sum_of_parts") if all_there else say(amount, "sum_of_parts", "at_least")


# What is asked of the observations ---------------------------------------------------------------------------------


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


def pages(seeds: Seeds, want: Want, status: str) -> dict[str, dict[Period, Amount]]:
    """For each body, each period for which something is stated, and the amount that rules 6 and 7 leave of it."""
    published = {s.source: s.published for s in seeds.sources}
    kinds = {o.organization: o.kind for o in seeds.organizations}
    aims = {(o.organization, o.value) for o in seeds.observations if (o.indicator, o.status) == (want.indicator, "target")}
    keys: dict[tuple[str, Period, Breakdown], list[Observation]] = {}
    for figure in seeds.observations:
        if (figure.indicator, figure.unit, figure.status) == (want.indicator, want.unit, status) and figure.period:
            parts = {d: v for d, v in parse_breakdown(figure.breakdown).items() if d not in want.ignored}
            key = (figure.organization, Period.parse(figure.period_type, figure.period), frozenset(parts.items()))
            keys.setdefault(key, []).append(figure)
    stated: dict[tuple[str, Period], dict[Breakdown, Amount]] = {}
    for (body, period, breakdown), figures in keys.items():
        amount = settle(figures, published)
        # Readings: `50/60` divides by 60 unless that is what was aimed at
        stated.setdefault((body, period), {})[breakdown] = replace(amount, base=None) if (body, amount.base) in aims else amount
    result: dict[str, dict[Period, Amount]] = {}
    counted = next(i.unit for i in seeds.indicators if i.indicator == want.indicator) == want.unit
    for (body, period), by_breakdown in stated.items():
        if found := matching(want, by_breakdown, kinds[body], built=counted):
            result.setdefault(body, {})[period] = found
    return result


# Rules 1, 2 and 3: a body's year -----------------------------------------------------------------------------------


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
    terms = {p: a for p, a in pieces.items() if p.kind == "term" and p.start.year == year and indicator in TERM_STOCKS}
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


def open_ledger(seeds: Seeds, want: Want) -> Ledger:
    indicator = next(i for i in seeds.indicators if i.indicator == want.indicator)
    kind = indicator.kind if want.unit == indicator.unit and indicator.kind in ("flow", "stock") else "share"
    return Ledger(want, kind, indicator.kind == "flow", pages(seeds, want, "reported"), pages(seeds, want, "derived"))


Stretches = dict[dt.date, Amount]


def month_day(day: dt.date) -> tuple[int, int]:
    """The end of a stretch in any year: the last of February is the last of February."""
    return day.month, 31 if (day + ONE_DAY).day == 1 else day.day


# Rule 10 and Readings, "Bodies and places" -------------------------------------------------------------------------


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
        elif own.end < max(amounts[b].end for b in ended):
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


# Rule 3: ratios ----------------------------------------------------------------------------------------------------

TURNED = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}


def divide(top: Amount, bottom: Amount, scale: float) -> Amount | None:
    """Numerator ÷ denominator; a bound on the denominator turns round (Readings)."""
    if not bottom.value:
        return None
    both = add([top, replace(bottom, qualifiers=tuple(TURNED.get(q, q) for q in bottom.qualifiers))])
    return replace(both, value=top.value / bottom.value * scale, bodies=top.bodies, end=top.end)


def base_of(top: Amount) -> Amount | None:
    """The second number of `50/63` as a denominator; the qualifier speaks of the first."""
    if not top.base:
        return None
    return replace(top, value=top.base, qualifiers=(), spans=(), base=None)


# The question ------------------------------------------------------------------------------------------------------


def find_metric(seeds: Seeds, code: str) -> Metric:
    """The record that says what the metric is: from the product's catalog."""
    metrics = catalog(seeds.indicators)
    if code not in metrics:
        raise Refused(f"{code} is not known")
    return metrics[code]


def check_words(seeds: Seeds, metric: Metric, question: Question) -> None:
    """Names that do not exist are refused."""
    provinces = {p.province for p in seeds.provinces}
    regions = {r for p in seeds.provinces for r in (p.region, p.region34) if r}
    columns = {"province", "organization", "kind", "region", "year", "period", *metric.dimensions}
    kinds = {k for tier in TIERS for k in tier} | {"administration"}
    for asked, known in (
        (question.provinces, provinces),
        (question.regions, regions),
        (question.kinds, kinds),
        (question.by, columns),
        (parse_breakdown(question.breakdown), metric.dimensions),
        ((question.unit,) if question.unit else (), {metric.unit, *metric.units}),
    ):
        for word in asked:
            if word not in known:
                raise Refused(f"{word} is not known")
    for dimension, value in parse_breakdown(question.breakdown).items():
        values: Iterable[str] | None = DIMENSIONS[dimension]
        if values is None:
            values = {parse_breakdown(o.breakdown).get(dimension, "") for o in seeds.observations}
        if value not in values:
            raise Refused(f"{dimension} has no value {value}")
    if not question.by:
        raise Refused("no columns to answer by")
    if question.compare and "year" not in question.by:
        raise Refused("a comparison needs years")


def tier_of(kind: str) -> int:
    return next((i for i, tier in enumerate(TIERS) if kind in tier), -1)


def check_kinds(question: Question, present: set[str]) -> None:
    """Rule 5: several kinds are refused unless told apart, or named together where none contains another."""
    if {"kind", "organization"} & set(question.by):
        return
    if question.kinds:
        if len({tier_of(k) for k in question.kinds}) > 1:
            raise Refused("nested kinds named together")
    elif len(present) > 1:
        raise Refused(f"several kinds: {present}")


class Asker:
    """One question being answered."""

    def __init__(self, seeds: Seeds, question: Question) -> None:
        self.seeds, self.question = seeds, question
        self.metric = find_metric(seeds, question.metric)
        check_words(seeds, self.metric, question)
        self.places = Places(seeds, question.boundary)
        self.indicator = next((i for i in seeds.indicators if i.indicator == self.metric.indicator), None)
        self.dimensions = [column for column in question.by if column in DIMENSIONS]
        self.blanks: list[str] = []
        # the kinds that have something to say, and the figures that enter the answer
        self.present: set[str] = set()
        self.used: set[object] = set()

    # which figures

    def slices(self) -> list[Breakdown]:
        """The values of the dimensions asked `by`, in every combination that some figure has."""
        if not self.dimensions:
            return [frozenset()]
        codes = {self.metric.indicator, self.metric.ratio.numerator if self.metric.ratio else ""}
        found = set()
        for figure in self.seeds.observations:
            parts = parse_breakdown(figure.breakdown)
            if figure.indicator in codes and all(d in parts for d in self.dimensions):
                found.add(frozenset((d, parts[d]) for d in self.dimensions))
        return sorted(found, key=sorted)

    def want(self, fixed: Breakdown, indicator: str, unit: str) -> Want:
        asked = parse_breakdown(self.question.breakdown) | dict(fixed)
        if self.metric.ratio and indicator == self.metric.indicator == self.metric.ratio.numerator:
            asked |= parse_breakdown(self.metric.ratio.numerator_breakdown)
        return Want(indicator, unit, frozenset(asked.items()))

    def unit(self) -> str:
        return self.question.unit or self.metric.unit

    def chosen_bodies(self, known: Iterable[str]) -> list[str]:
        """The bodies of the places and kinds asked for."""
        question, places = self.question, self.places
        chosen = []
        for body in sorted(known):
            row = places.bodies[body]
            place = places.place(body)
            if question.provinces and place not in question.provinces:
                continue
            if question.kinds and row.kind not in question.kinds:
                continue
            if places.shown(place):
                chosen.append(body)
        return chosen

    def years(self, ledgers: Iterable[Ledger]) -> list[int]:
        known = {year for ledger in ledgers for year in ledger.years()}
        if self.question.years:
            first, last = self.question.years
            return [y for y in sorted(known) if first <= y <= last]
        return sorted(known)

    def in_region(self, place: str, year: int) -> bool:
        return not self.question.regions or self.places.region(place, year) in self.question.regions

    # keys

    def group_of(self, body: str) -> tuple[tuple[str, str], ...]:
        """The part of a row's key that is known of the body alone (its region depends on the date too)."""
        row = self.places.bodies[body]
        values = {"province": self.places.place(body), "organization": body, "kind": row.kind}
        return tuple((column, values[column]) for column in self.question.by if column in values)

    # how many provinces report

    def reporting(self, places: Iterable[str], year: int, region: str, at: int) -> tuple[int, int] | None:
        """Readings: n of the N provinces of the year's list in the selection, whatever the kind; regions as in the year `at`."""
        if {"province", "organization"} & set(self.question.by):
            return None
        which = self.places.list_of(year)
        now = self.places.now if which == "34" else str
        asked = {now(p) for p in self.question.provinces}
        chosen = {
            p
            for p in self.places.provinces
            if self.places.in_list(p, which)
            and (not asked or p in asked)
            and (not region or self.places.region(p, at) == region)
            and self.in_region(p, at)
        }
        return len({now(p) for p in places}), len(chosen)

    def with_reporting(self, amount: Amount, places: Iterable[str], year: int, region: str, at: int = 0) -> Amount:
        reporting = self.reporting(places, year, region, at or year)
        if reporting and reporting[0] < reporting[1]:
            return replace(say(amount, "at_least"), reporting=reporting)
        return amount

    # rows

    def rows(self) -> list[dict[str, Any]]:
        if self.metric.unit in ("rank", "score") or self.metric.change_of:
            ranks = RankAsker(self.seeds, self.question, self.metric, self.places)
            found = ranks.rows()
            self.used |= ranks.used
            return found
        found = []
        answers = [self.answer(fixed) for fixed in self.slices()]
        self.present = {kind for answer in answers for kind in answer.present}
        check_kinds(self.question, self.present)
        for answer in answers:
            found.extend(answer.rows())
        columns = list(self.question.by)
        return sorted(found, key=lambda row: [row[column] for column in columns])

    def answer(self, fixed: Breakdown) -> Answer:
        ratio = self.metric.ratio
        own = open_ledger(self.seeds, self.want(fixed, self.metric.indicator, self.unit())) if self.indicator else None
        if not ratio or self.unit() != self.metric.unit:
            assert own
            return Answer(self, fixed, own)
        return RatioAnswer(self, fixed, own, ratio)


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
            years = [int(p.code[:4]) for p in self.periods() if self.period_place([body], p.code)]
        else:
            years = [y for y in self.asker.years(self.ledgers()) if self.speaks_in(body, y)]
        return any(self.asker.in_region(place, year) for year in years)

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
        kinds = kinds or self.asker.present
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
            if not speaking or speaking == {unit} or (unit not in speaking and states(unit)):
                continue
            silent = frozenset(p for p in before if p not in speaking and not states(p))
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
        found = {year: amounts for year in years if (amounts := self.group_year(bodies, year, region))}
        return self.sum_over_years(bodies, region, found) if found else None

    def latest(self, bodies: list[str], region: str, years: Iterable[int]) -> Amount | None:
        """The latest year in which any body reports; the years before it are not looked at."""
        amounts = (self.year_amount(bodies, year, region) for year in sorted(years, reverse=True))
        return next((amount for amount in amounts if amount), None)

    def sum_over_years(self, bodies: list[str], region: str, found: Mapping[int, dict[str, Amount]]) -> Amount:
        """A flow's sum; Settled: one over 2024 and 2025 follows the unit."""
        follows = self.is_sum and self.places.boundary == "reported" and max(found) >= MERGER.year
        by_place: dict[str, dict[int, dict[str, Amount]]] = {}
        for year, amounts in found.items():
            for place, amount in amounts.items():
                key = self.places.now(place) if follows else place
                by_place.setdefault(key, {}).setdefault(year, {})[place] = amount
        first, last = self.question.years or (min(found), max(found))
        sums = []
        for place, years in by_place.items():
            amount = add([a for y in sorted(years) for a in years[y].values()])
            if len(amount.bodies) == 1:
                amount = replace(amount, spans=("+".join(amount.spans),))
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
        return self.asker.with_reporting(add(sums), by_place, max(found), region)

    # one row of a period

    def is_carried(self, body: str) -> bool:
        """Whether the 34-view shows the body's figures under another province: never a stated share."""
        return self.places.place(body) != self.places.bodies[body].province

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
        stock = any(i.indicator == indicator and i.kind == "stock" for i in self.asker.seeds.indicators)
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
            whole_year = period.start == dt.date(year, 1, 1) and period.end == dt.date(year, 12, 31)
            if whole_year or (stock and period.kind == "as_of" and period.end.year == year):
                found.setdefault((0, 0), []).append(figure)
            elif period.kind == "term" and year in period.years and "yearly" in figure.note:
                found.setdefault((1, -period.start.year), []).append(figure)
        if not found:
            return None
        figures = found[min(found)]
        return settle([f for f in figures if f.qualifier != "le"] or figures, published)


class RatioAnswer(Answer):
    """The rows of a ratio: recomputed where both of its parts are known, else the stated percentage alone (rule 3)."""

    def __init__(self, asker: Asker, fixed: Breakdown, own: Ledger | None, ratio: Ratio) -> None:
        self.ratio = ratio
        units = {i.indicator: i.unit for i in asker.seeds.indicators}
        top = asker.want(fixed, ratio.numerator, units[ratio.numerator])
        self.top = open_ledger(asker.seeds, top)
        asked = parse_breakdown(asker.question.breakdown) | dict(fixed)
        kept = frozenset((d, v) for d, v in asked.items() if d not in ratio.narrows_numerator)
        bottom = Want(ratio.denominator, units[ratio.denominator], kept)
        self.bottom = open_ledger(asker.seeds, bottom)
        self.same_unit = units[ratio.numerator] == units[ratio.denominator]
        # both are of one date or of one stretch
        self.is_paired = self.top.kind == self.bottom.kind and not ratio.denominator_year and not ratio.denominator_is_target
        self.of_one_statement = asker.metric.metric == "congress_completion"
        super().__init__(asker, fixed, own)

    def ledgers(self) -> list[Ledger]:
        return [ledger for ledger in (self.own, self.top) if ledger]

    def known_bodies(self) -> set[str]:
        return super().known_bodies() | self.bottom.bodies()

    def speaks_in(self, body: str, year: int) -> bool:
        if self.is_paired:
            return self.answer_of(body, year) is not None
        parts = self.top.speaks_in(body, year) and self.bottom_of(body, year)
        return bool(parts) or bool(self.own and self.own.year(body, year))

    # the parts of one body

    def is_whole(self, top: Amount, bottom: Amount) -> bool:
        """Settled: a total built from the numerator itself is a denominator only where every part is stated."""
        built_of_itself = self.ratio.numerator == self.ratio.denominator and not self.ratio.denominator_is_target
        return bool(bottom.value) and not (built_of_itself and "at_least" in bottom.words)

    def bottom_at(self, top: Amount, stated: Amount | None) -> Amount | None:
        """The denominator at the numerator's own date."""
        base = base_of(top) if self.same_unit else None
        if not self.of_one_statement:
            return stated or base
        if base or not stated:
            return base
        sources = {f.source for f in top.figures | stated.figures}  # type: ignore[attr-defined]
        return stated if len(sources) == 1 else None

    def dated_pairs(self, body: str, year: int, derived: bool) -> dict[tuple[Any, ...], tuple[Amount, Amount]]:
        """The pairs of two stocks of one date, or of two flows over one stretch, by what makes one come before another."""
        tops, bottoms = (
            (ledger.derived.get(body, {}) if derived else {}) | ledger.reported.get(body, {}) for ledger in (self.top, self.bottom)
        )
        found: dict[tuple[Any, ...], tuple[Amount, Amount]] = {}
        if self.top.kind == "flow":
            above, below = stretches(tops, year), stretches(bottoms, year)
            for day in above:
                top, stated = above[day].amount(), below[day].amount() if day in below else None
                if (bottom := self.bottom_at(top, stated)) and self.is_whole(top, bottom):
                    found[(day, True)] = top, bottom
            return found
        by_code = {p.code: a for p, a in bottoms.items()}
        for period, top in tops.items():
            if period.kind == "term" or not period.start.year == period.end.year == year:
                continue
            if (bottom := self.bottom_at(top, by_code.get(period.code))) and self.is_whole(top, bottom):
                found[(top.is_total and bottom.is_total, *date_order(period), True)] = top, bottom
        return found

    def dated_shares(self, body: str, year: int, derived: bool) -> dict[tuple[Any, ...], Amount]:
        if not self.own:
            return {}
        stated = (self.own.derived.get(body, {}) if derived else {}) | self.own.reported.get(body, {})
        if self.top.kind == "flow":
            share = share_of_year(stated, year, True)
            return {(dt.date.min, False): share} if share else {}
        found = {}
        for period, share in stated.items():
            if period.kind == "term" or not period.start.year == period.end.year == year:
                continue
            if period.kind == "as_of":
                found[(True, *date_order(period), False)] = share
            elif period.is_year_to_date():
                is_full = (period.end.month, period.end.day) == (12, 31)
                order = (True, 12, 9, period.end) if is_full else date_order(period)
                found[(True, *order, False)] = share if is_full else say(share, "partial")
        return found

    def pair_of(self, body: str, year: int) -> tuple[Amount, Amount] | None:
        """The latest pair of one date; where no share is known either, the numerator with the nearest denominator."""
        for derived in (False, True):
            pairs = self.dated_pairs(body, year, derived)
            if pairs:
                return pairs[max(pairs)]
        if self.top.kind == "flow" or self.of_one_statement or self.dated_shares(body, year, True):
            return None
        top = self.top.year(body, year)
        pieces = self.bottom.pieces(body, year)
        if not top:
            return None
        for totals in (True, False):
            dated = {p: a for p, a in pieces.items() if p.kind != "term" and p.start.year == p.end.year == year}
            dated = {p: a for p, a in dated.items() if a.is_total == totals}
            before = [p for p in dated if p.end <= top.end]
            if dated:
                bottom = dated[max(before, key=date_order) if before else min(dated, key=lambda p: (p.end, -p.precision))]
                return (top, bottom) if self.is_whole(top, bottom) else None
        return None

    def answer_of(self, body: str, year: int) -> Amount | None:
        """Settled: the latest date at which a pair or a stated share is known; on one date the pair wins."""
        pair = self.pair_of(body, year)
        for derived in (False, True):
            pairs, shares = self.dated_pairs(body, year, derived), self.dated_shares(body, year, derived)
            if pairs or shares:
                best = max([*pairs, *shares])
                return self.quotient(*pairs[best]) if best in pairs else replace(shares[best], parts=pair)
        return self.quotient(*pair) if pair else None

    def quotient(self, top: Amount, bottom: Amount) -> Amount | None:
        amount = divide(top, bottom, self.ratio.scale)
        return replace(amount, parts=(top, bottom)) if amount else None

    def bottom_of(self, body: str, year: int) -> Amount | None:
        """The denominator of one body; where its indicator is not stated, the numerator's own second number."""
        if self.ratio.denominator_is_target:
            return self.target_of(body, self.ratio.denominator, self.bottom.want.unit, year)
        stated = self.bottom.year(body, year + self.ratio.denominator_year)
        top = self.top.year(body, year)
        return base_of(top) if top and not stated and self.same_unit and not self.ratio.denominator_year else stated

    # the parts of several bodies of one place

    def gather(self, ledger: Ledger, place: str, bodies: list[str], year: int) -> Amount | None:
        """One amount of these bodies, none twice."""
        if self.places.boundary == "34" or self.one_body:
            return place_year(self.places, ledger, place, bodies, year, self.one_body)
        amounts = {}
        for province in dict.fromkeys(self.places.bodies[b].province for b in bodies):
            there = of_province(self.places, bodies, province)
            if amount := place_year(self.places, ledger, province, there, year, False):
                amounts[province] = amount
        amounts = without_double_units(self.places, ledger, amounts, bodies, year)
        return add(amounts.values()) if amounts else None

    def matched(
        self,
        place: str,
        bodies: list[str],
        year: int,
        find_top: Callable[[list[str]], Amount | None],
        each_its_own: bool = False,
    ) -> tuple[Amount, Amount] | None:
        """Numerator and denominator of the same units: of all, else (or first) of the bodies that have both themselves."""

        def both(chosen: list[str]) -> tuple[Amount, Amount] | None:
            top = find_top(chosen)
            if not top:
                return None
            if self.ratio.denominator_is_target:
                bottom = self.place_target(place, top, chosen, year, self.ratio.denominator, self.bottom.want.unit)
            else:
                # Settled: a tiled flow is divided by the unit's latest stock; one of the predecessors alone by theirs
                own = of_province(self.places, chosen, place) if place in self.places.predecessors else []
                tiled = not own or top.bodies & set(own) or self.ratio.denominator_year
                of = chosen if tiled else [b for b in chosen if b not in own]
                bottom = self.gather(Bottoms(self), place, of, year + self.ratio.denominator_year)
            if not bottom or not bottom.value or top.missing or bottom.missing or self.silent_predecessors(place, top):
                return None
            if not self.ratio.denominator_is_target and not self.places.same_units(top.bodies, bottom.bodies):
                return None
            return top, bottom

        ready = [b for b in bodies if find_top([b]) and self.bottom_of(b, year)]
        own = of_province(self.places, bodies, place)
        if each_its_own and (found := both(ready)):
            return found
        try:
            found = both(bodies)
        except Blank:
            found = None
        return found or both(ready) or (both(own) if place in self.places.predecessors else None)

    def grouped(self, bodies: Iterable[str], year: int) -> dict[str, list[str]]:
        """In a sum from 2025 on a unit and its predecessors are one place."""
        if not self.is_sum or self.places.boundary != "reported" or year < MERGER.year:
            return super().grouped(bodies, year)
        groups: dict[str, list[str]] = {}
        for body in bodies:
            groups.setdefault(self.places.now(self.places.bodies[body].province), []).append(body)
        return groups

    def without_double(self, amounts: dict[str, Amount], bodies: list[str], year: int) -> dict[str, Amount]:
        return amounts

    def place_amount(self, place: str, bodies: list[str], year: int) -> Amount | None:
        if self.is_paired:
            return self.paired_place(place, bodies, year)
        parts = self.matched(place, bodies, year, lambda chosen: self.gather(self.top, place, chosen, year))
        if parts:
            return self.quotient(*parts)
        if not self.own:
            return None
        if self.places.boundary == "34" or self.one_body:
            return place_year(self.places, self.own, place, bodies, year, self.one_body)
        provinces = dict.fromkeys(self.places.bodies[b].province for b in bodies)
        there = {p: of_province(self.places, bodies, p) for p in provinces}
        return self.only([a for p in there if (a := place_year(self.places, self.own, p, there[p], year, False))])

    def paired_place(self, place: str, bodies: list[str], year: int) -> Amount | None:
        """The bodies' own answers; those of a merged unit's predecessors are rebuilt where it has none itself."""
        before = self.places.predecessors.get(place, [])
        if not before or self.one_body:
            return self.together(bodies, year)
        own = self.together(of_province(self.places, bodies, place), year)
        if year > MERGER.year or (own and (self.places.boundary == "34" or own.parts)):
            return own
        found = [a for p in before if (a := self.together(of_province(self.places, bodies, p), year))]
        parts = [a.parts for a in found if a.parts]
        if self.places.boundary == "34":
            return self.quotient(*self.added(parts)) if len(parts) == len(before) else None
        return self.only([*found, *([own] if own else [])])

    def only(self, answers: list[Amount]) -> Amount | None:
        """One answer of several: by the parts of those that have them; several percentages are none."""
        if len(answers) < 2:
            return answers[0] if answers else None
        parts = [a.parts for a in answers if a.parts]
        if not parts:
            raise Refused("several percentages")
        return self.quotient(*self.added(parts))

    def added(self, parts: Iterable[tuple[Amount, Amount]]) -> tuple[Amount, Amount]:
        pairs = list(parts)
        return add([top for top, _ in pairs]), add([bottom for _, bottom in pairs])

    def together(self, bodies: list[str], year: int) -> Amount | None:
        """One answer of the bodies of one province."""
        answers = with_successors(self.places, Answers(self), bodies, year)
        if len(answers) > 1 and any(a.parts for a in answers.values()):
            answers = {b: a for b, a in answers.items() if a.parts}
        check_one_of_a_kind(self.places, answers)
        return self.only(list(answers.values()))

    # rows

    def speaking(self, amounts: dict[str, Amount]) -> dict[str, Amount]:
        """Where some places' parts are known, percentages that others merely state are left out."""
        if len(amounts) < 2 or not any(a.parts for a in amounts.values()):
            return amounts
        result = {}
        for place, amount in amounts.items():
            if amount.parts and (quotient := self.quotient(*amount.parts)):
                result[place] = replace(quotient, words=quotient.words | (amount.words & {"at_least"}), missing=amount.missing)
        return result

    def one_number(self, amounts: Mapping[str, Amount]) -> Amount:
        if len(amounts) == 1:
            return next(iter(amounts.values()))
        if not all(a.parts for a in amounts.values()):
            raise Refused("several percentages")
        top, bottom = self.added([a.parts for a in amounts.values() if a.parts])
        # what was said of the places (a missing predecessor) stays said
        words = frozenset().union(*(a.words for a in amounts.values()))
        top = replace(top, words=words, missing=frozenset().union(*(a.missing for a in amounts.values())))
        amount = self.quotient(top, bottom)
        assert amount
        return amount

    def whole_amount(self, bodies: list[str], region: str) -> Amount | None:
        return self.latest(bodies, region, self.asker.years(self.ledgers()))

    # periods as stated

    def term_target(self, body: str, code: str) -> Amount | None:
        """A target for the whole term, not one for each of its years."""
        seeds = self.asker.seeds
        yearless = tuple(o for o in seeds.observations if "yearly" not in o.note)
        want = replace(self.bottom.want, ignored=() if "set_by" in dict(self.bottom.want.fixed) else ("set_by",))
        found = pages(replace(seeds, observations=yearless), want, "target").get(body, {})
        return next((amount for period, amount in found.items() if period.code == code), None)

    def period_pair(self, body: str, code: str) -> tuple[Amount, Amount] | None:
        """Both parts of one period of one body."""
        top = self.top.period(body, code)
        if not top:
            return None
        stated = self.term_target(body, code) if self.ratio.denominator_is_target else self.bottom.period(body, code)
        bottom = stated if self.ratio.denominator_is_target else self.bottom_at(top, stated)
        return (top, bottom) if bottom and self.is_whole(top, bottom) else None

    def period_parts(self, place: str, bodies: list[str], code: str) -> tuple[Amount, Amount] | None:
        tops = {b: top for b in bodies if (top := self.top.period(b, code))}
        first = int(code[:4])
        one_year = all(top.end.year == first for top in tops.values())
        if tops and not self.is_paired and (one_year or self.ratio.denominator_year):

            def find_top(chosen: list[str]) -> Amount | None:
                there = {b: tops[b] for b in chosen if b in tops}
                check_one_of_a_kind(self.places, there)
                return add(there.values()) if there else None

            # a period is one body's: its own denominator comes before its successor's
            return self.matched(place, bodies, first, find_top, each_its_own=True)
        pairs = {b: pair for b in bodies if (pair := self.period_pair(b, code))}
        if not tops or not pairs or not (self.is_paired or self.ratio.denominator_is_target):
            # of a period of several years only the members before its beginning are one number
            pairs = {}
            if not self.is_paired and self.same_unit and not self.ratio.denominator_is_target:
                pairs = {b: (top, base) for b, top in tops.items() if (base := base_of(top))}
        check_one_of_a_kind(self.places, pairs)
        if not pairs:
            return None
        top, bottom = self.added(pairs.values())
        return None if self.silent_predecessors(place, top) else (top, bottom)

    def period_place(self, bodies: list[str], code: str) -> Amount | None:
        place = self.places.place(bodies[0]) if bodies else ""
        if parts := self.period_parts(place, bodies, code):
            return self.quotient(*parts)
        return super().period_place(bodies, code) if self.own else None

    def compares_stretches(self) -> bool:
        return False

    def never_blank(self) -> bool:
        return False


class Bottoms(Ledger):
    """The denominators of one year's numerators, as a stock."""

    def __init__(self, answer: RatioAnswer) -> None:
        bottom = answer.bottom
        super().__init__(bottom.want, "stock", False, bottom.reported, bottom.derived)
        self.answer = answer

    def year(self, body: str, year: int) -> Amount | None:
        return self.answer.bottom_of(body, year - self.answer.ratio.denominator_year)


class Answers(Ledger):
    """Each body's own answer, of which the later of a bloc and its successor counts."""

    def __init__(self, answer: RatioAnswer) -> None:
        top = answer.top
        super().__init__(top.want, "stock" if top.kind == "stock" else "pair", False, top.reported, top.derived)
        self.answer = answer

    def year(self, body: str, year: int) -> Amount | None:
        return self.answer.answer_of(body, year)


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


# Rule 4: ranks and scores ------------------------------------------------------------------------------------------


class RankAsker:
    """Ranks and scores: read as they are, never added, never carried over to the other list of provinces."""

    def __init__(self, seeds: Seeds, question: Question, metric: Metric, places: Places) -> None:
        self.seeds, self.question, self.metric, self.places = seeds, question, metric, places
        self.code = metric.change_of or metric.indicator
        self.is_rank = self.code.endswith("_rank")
        self.used: set[object] = set()
        self.index = {"par": "PAR", "sipas": "SIPAS", "dti": "DTI", "papi": "PAPI", "pci": "PCI"}[self.code.split("_")[0]]

    def ranked(self, year: int, boundary: str) -> int:
        """How many were ranked: 63, 64 while Hà Tây was there, fewer for PCI 2005 and PAPI."""
        rows = [r for r in self.seeds.rankings if (r.index, r.year, r.boundary) == (self.index, year, boundary)]
        if self.index == "PAPI" or (self.index, year) == ("PCI", 2005):
            return max((r.rank or 0 for r in rows), default=0)
        if boundary == "34":
            return 34
        return 64 if 2006 <= year <= 2008 else 63

    def figures(self, year: int, province: str, breakdown: str) -> list[tuple[Observation, str]]:
        """All that is stated of one province's rank or score, as observations, with the dates of publication."""
        found = []
        boundary = self.places.list_of(year)
        for r in self.seeds.rankings:
            value = r.rank if self.is_rank else r.score
            if (r.index, r.year, r.province, r.boundary) == (self.index, year, province, boundary) and value is not None:
                status = r.rank_status if self.is_rank else r.score_status
                decimals = 0 if self.is_rank else r.score_decimals
                found.append((self.observation(r.source_url, province, year, float(value), status, decimals), r.published))
        published = {s.source: s.published for s in self.seeds.sources}
        for o in self.seeds.observations:
            if (o.indicator, o.breakdown, o.period_type, o.period) != (self.code, breakdown, "year", str(year)):
                continue
            here = self.places.bodies[o.organization].province == province
            if here and o.status in ("reported", "derived") and boundary == ("34" if o.denominator == 34 else "63"):
                found.append((o, published[o.source]))
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
            key = tuple(values[column] for column in question.by)
            groups.setdefault(key, []).append((values, amount, year, province))
        if not {"year", "period"} & set(question.by):
            # like a stock's: the latest
            groups = {key: [cell for cell in cells if cell[2] == max(c[2] for c in cells)] for key, cells in groups.items()}
        if any(len(cells) > 1 for cells in groups.values()):
            raise Refused("several ranks or scores")
        found = [self.row(*groups[key][0]) for key in sorted(groups)]
        return [row for row in found if row]

    def are_alike(self, year: int) -> bool:
        """Settled: ranks of two years are subtracted within one list, of lengths that differ by no more than 10 %."""
        lists = [self.places.list_of(y) for y in (year - 1, year)]
        lengths = [self.ranked(y, which) for y, which in zip((year - 1, year), lists, strict=True)]
        return lists[0] == lists[1] and abs(lengths[0] - lengths[1]) <= max(lengths) / 10

    def row(self, values: dict[str, Any], amount: Amount, year: int, province: str) -> dict[str, Any] | None:
        compare = self.question.compare
        before = self.amount(year - 1, province) if self.metric.change_of or compare in ("previous_year", "same_period") else None
        changes = bool(before) and (not self.is_rank or self.are_alike(year))
        value = amount.value
        if self.metric.change_of:
            if not before or not changes:
                return None
            value = before.value - amount.value
            amount = add([before, amount])
        row = {column: values[column] for column in self.question.by}
        row |= written(replace(amount, value=value), "rank" if self.is_rank else "score", set())
        if self.is_rank and not self.question.breakdown:
            years = (year - 1, year) if changes else (year,)
            tails = dict.fromkeys(f"of {self.ranked(y, self.places.list_of(y))}" for y in years)
            row["covers"] = "; ".join([row["covers"], *tails])
        if changes:
            row["covers"] = "; ".join([row["covers"], *broken(self.code, year)])
        if compare:
            row |= compared(value, before.value if before else None, compare)
            if self.is_rank and before:
                row |= {"change": before.value - value if changes else None, "change_percent": None}
        self.used |= amount.figures | (before.figures if before else frozenset())
        return row


def oracle(seeds: Seeds, question: Question) -> list[dict[str, Any]]:
    """The rows that the design asks for, as dicts. Refused where it asks for a refusal."""
    return Asker(seeds, question).rows()


def used_figures(seeds: Seeds, question: Question) -> set[Observation]:
    """The figures that enter a value, a previous value, a target or a denominator. Refused where nothing does."""
    asker = Asker(seeds, question)
    asker.rows()
    return {figure for figure in asker.used if isinstance(figure, Observation)}
