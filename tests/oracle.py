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
from metrics.period import Period, date_span
from metrics.seeds import Seeds
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
STATUS_WORDS = ("partial", "at_least", "sum_of_parts", "disputed", "derived")
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
    keys: dict[tuple[str, Period, Breakdown], list[Observation]] = {}
    for figure in seeds.observations:
        if (figure.indicator, figure.unit, figure.status) == (want.indicator, want.unit, status) and figure.period:
            parts = {d: v for d, v in parse_breakdown(figure.breakdown).items() if d not in want.ignored}
            key = (figure.organization, Period.parse(figure.period_type, figure.period), frozenset(parts.items()))
            keys.setdefault(key, []).append(figure)
    stated: dict[tuple[str, Period], dict[Breakdown, Amount]] = {}
    for (body, period, breakdown), figures in keys.items():
        stated.setdefault((body, period), {})[breakdown] = settle(figures, published)
    result: dict[str, dict[Period, Amount]] = {}
    counted = next(i.unit for i in seeds.indicators if i.indicator == want.indicator) == want.unit
    for (body, period), by_breakdown in stated.items():
        amount = matching(want, by_breakdown, kinds[body], built=counted)
        if amount:
            result.setdefault(body, {})[period] = amount
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


# Rule 10 and Readings, "Bodies and places" -------------------------------------------------------------------------


@dataclass
class Places:
    """Provinces of both lists, their bodies, and who follows whom."""

    seeds: Seeds
    boundary: str
    bodies: dict[str, Organization] = field(default_factory=dict)

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

    def region(self, province: str, day: dt.date) -> str:
        """Readings: the 11 unchanged units have the old region before 2025-07-01 and the new one after."""
        row = self.provinces[province]
        new = self.boundary == "34" or (self.boundary == "reported" and day >= MERGER)
        return row.region34 if new and row.region34 else row.region

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


def joint_tile(ledger: Ledger, first: Tile, later: str, year: int) -> Tile:
    """The longest tile that goes on from `first` with periods of the body `later`."""
    pieces = {p: a for p, a in ledger.reported.get(later, {}).items() if p.start > first.end}
    head = Period("range", "", dt.date(year, 1, 1), first.end)
    tiles = [t for t in tilings({head: first.pieces[0][1], **pieces}, year) if t.pieces[0][0] is head]
    best = min(tiles, key=lambda t: (-t.end.toordinal(), *t.order))
    return Tile((*first.pieces, *best.pieces[1:]))


def with_successors(places: Places, ledger: Ledger, bodies: Iterable[str], year: int) -> dict[str, Amount]:
    """The bodies' years, where a body that ended inside the year and its successor are not counted twice."""
    bodies = list(bodies)
    amounts = {body: amount for body in bodies if (amount := ledger.year(body, year))}
    for earlier, later in itertools.permutations(bodies, 2):
        if not (places.ended_in(earlier, year) and places.follows(earlier, later)) or earlier not in amounts:
            continue
        if ledger.kind == "flow":
            own = amounts.get(later)
            joints = [joint_tile(ledger, t, later, year) for t in ledger.stretches(earlier, year).values()]
            joints = [t for t in joints if len({b for _, a in t.pieces for b in a.bodies}) > 1]
            joint = min(joints, key=lambda t: (-t.end.toordinal(), *t.order), default=None)
            if joint and (not own or joint.end > own.end):
                amounts[later] = joint.amount()
                del amounts[earlier]
            elif own:
                del amounts[earlier]
        elif ledger.kind == "stock" and later in amounts:
            del amounts[earlier if amounts[later].end >= amounts[earlier].end else later]
    return amounts


def merged_flow(places: Places, ledger: Ledger, unit: str, bodies: list[str], year: int) -> Amount | None:
    """Rule 10 for a flow: the longest stretch that all predecessors state, else the longest that anyone states."""
    own_bodies = [b for b in bodies if places.bodies[b].province == unit]
    own = list(with_successors(places, ledger, own_bodies, year).values())
    check_one_of_a_kind(places, [b for b in own_bodies if ledger.year(b, year)])
    best_own = add(own) if own else None
    if year > MERGER.year:
        return best_own
    stated: dict[str, dict[dt.date, Amount]] = {}
    for province in places.predecessors[unit]:
        there = [b for b in bodies if places.bodies[b].province == province and ledger.year(b, year)]
        check_one_of_a_kind(places, there)
        by_body = [{day: t.amount() for day, t in ledger.stretches(b, year).items()} for b in there]
        days = set.intersection(*(set(days) for days in by_body)) if by_body else set()
        if days:
            stated[province] = {day: add([b[day] for b in by_body]) for day in days}
    if not stated:
        return best_own
    shared = set.intersection(*(set(days) for days in stated.values()))
    if len(stated) == len(places.predecessors[unit]) and shared:
        day = max(shared)
    else:
        day = max(day for days in stated.values() for day in days)
    missing = frozenset(p for p in places.predecessors[unit] if day not in stated.get(p, {}))
    amount = add([days[day] for days in stated.values() if day in days])
    if year == MERGER.year and day == MERGER - ONE_DAY:
        # Readings: in 2025 the predecessors' H1 and the unit's own H2 tile
        for body in own_bodies:
            rest = joint_tile(ledger, Tile(((Period("range", "", dt.date(year, 1, 1), day), amount),)), body, year)
            if len(rest.pieces) > 1:
                amount = replace(amount, words=amount.words - {"partial"})
                amount = Tile(((rest.pieces[0][0], amount), *rest.pieces[1:])).amount()
                day = rest.end
    if missing:
        amount = replace(say(amount, "at_least"), missing=missing)
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
        own_bodies = [b for b in bodies if places.bodies[b].province == unit]
        if unit in result:
            for province in there:
                del result[province]
        elif ledger.kind == "flow" and there and own_bodies:
            ready = [p for p in there if result[p].end == MERGER - ONE_DAY]
            if ready:
                amount = add([result[p] for p in ready])
                amount = replace(amount, words=amount.words - {"partial"})
                head = Tile(((Period("range", "", dt.date(year, 1, 1), amount.end), amount),))
                joints = [joint_tile(ledger, head, body, year) for body in own_bodies]
                joint = max(joints, key=lambda t: t.end)
                if len(joint.pieces) > 1:
                    for province in ready:
                        del result[province]
                    result[unit] = joint.amount()
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
    """The second number of `50/63` as a denominator."""
    if not top.base:
        return None
    return replace(top, value=top.base, qualifiers=("eq",), spans=(), base=None)


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

    def in_region(self, place: str, day: dt.date) -> bool:
        return not self.question.regions or self.places.region(place, day) in self.question.regions

    # keys

    def group_of(self, body: str) -> tuple[tuple[str, str], ...]:
        """The part of a row's key that is known of the body alone (its region depends on the date too)."""
        row = self.places.bodies[body]
        values = {"province": self.places.place(body), "organization": body, "kind": row.kind}
        return tuple((column, values[column]) for column in self.question.by if column in values)

    # how many provinces report

    def reporting(self, places: Iterable[str], year: int, region: str) -> tuple[int, int] | None:
        """Readings: n of the N provinces in the selection, whatever the kind."""
        if {"province", "organization"} & set(self.question.by):
            return None
        which = self.places.list_of(year)
        day = dt.date(year, 12, 31) if year >= MERGER.year else dt.date(year, 1, 1)
        asked = {self.now(p, which) for p in self.question.provinces}
        chosen = {
            p
            for p in self.places.provinces
            if self.places.in_list(p, which)
            and (not asked or p in asked)
            and (not region or self.places.region(p, day) == region)
            and (not self.question.regions or self.places.region(p, day) in self.question.regions)
        }
        return len({self.now(p, which) for p in places}), len(chosen)

    def now(self, province: str, which: str) -> str:
        return self.places.provinces[province].successor or province if which == "34" else province

    def with_reporting(self, amount: Amount, places: Iterable[str], year: int, region: str) -> Amount:
        reporting = self.reporting(places, year, region)
        if reporting and reporting[0] < reporting[1]:
            return replace(say(amount, "at_least"), reporting=reporting)
        return amount

    # rows

    def rows(self) -> list[dict[str, Any]]:
        if self.metric.unit in ("rank", "score") or self.metric.change_of:
            return RankAsker(self.seeds, self.question, self.metric, self.places).rows()
        found: list[dict[str, Any]] = []
        answers = [self.answer(fixed) for fixed in self.slices()]
        present = {kind for answer in answers for kind in answer.present}
        check_kinds(self.question, present)
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
        self.bodies = asker.chosen_bodies(self.known_bodies())
        self.present = self.kinds_present()

    def ledgers(self) -> list[Ledger]:
        return [self.own] if self.own else []

    def known_bodies(self) -> set[str]:
        return {body for ledger in self.ledgers() for body in ledger.bodies()}

    def body_answers(self, body: str) -> bool:
        """Whether the body has anything to say to the question: only then does its kind count (rule 5)."""
        assert self.own
        place = self.places.place(body)
        if "period" in self.question.by:
            found = [(p, self.own.period(body, p.code)) for p in self.periods()]
            ends = [min(p.end, dt.date(p.start.year, 12, 31)) for p, amount in found if amount]
            return any(self.asker.in_region(place, end) for end in ends)
        years = [y for y in self.asker.years(self.ledgers()) if self.own.speaks_in(body, y)]
        return any(self.asker.in_region(place, day) for y in years for day in (dt.date(y, 1, 1), dt.date(y, 12, 31)))

    def kinds_present(self) -> set[str]:
        return {self.places.bodies[b].kind for b in self.bodies if self.body_answers(b)}

    def periods(self) -> list[Period]:
        """Readings: with `period`, a period is shown if it overlaps the years asked for."""
        assert self.own
        first, last = self.question.years or (0, 9999)
        return sorted((p for p in self.own.periods() if p.end.year >= first and p.start.year <= last), key=str)

    # one row

    def group_year(self, bodies: list[str], year: int, region: str) -> dict[str, Amount]:
        """The amounts of one year, place by place."""
        assert self.own
        return self.by_place(self.own, bodies, year, region)

    def asked_for(self, place: str, day: dt.date, region: str) -> bool:
        """Whether a figure of that day belongs into a row of this region, if any, and into the regions asked for."""
        return self.asker.in_region(place, day) and region in ("", self.places.region(place, day))

    def by_place(self, ledger: Ledger, bodies: list[str], year: int, region: str) -> dict[str, Amount]:
        result = {}
        for place in dict.fromkeys(self.places.place(b) for b in bodies):
            there = [b for b in bodies if self.places.place(b) == place]
            try:
                amount = place_year(self.places, ledger, place, there, year, "organization" in self.question.by)
            except Blank:
                # a place of another region does not spoil the row
                if any(self.asked_for(place, day, region) for day in (dt.date(year, 1, 1), dt.date(year, 12, 31))):
                    raise
                continue
            # a term stands in the year of the row, wherever it ends
            if amount and self.asked_for(place, min(amount.end, dt.date(year, 12, 31)), region):
                result[place] = amount
        result = without_double_units(self.places, ledger, result, bodies, year)
        return self.naming_missing(result, year)

    def naming_missing(self, amounts: Mapping[str, Amount], year: int) -> dict[str, Amount]:
        """In a sum as reported of 2025, a predecessor that is silent beside another of its unit is missing."""
        places, asked = self.places, self.question.provinces
        named = dict(amounts)
        if places.list_of(year) == "63" or places.boundary == "34" or {"province", "organization"} & set(self.question.by):
            return named
        for unit, before in places.predecessors.items():
            silent = [p for p in before if p not in amounts and (not asked or p in asked)]
            for province in before:
                if province in named and unit not in named and silent:
                    named[province] = replace(say(named[province], "at_least"), missing=frozenset(silent))
        return named

    def speaking(self, amounts: dict[str, Amount]) -> dict[str, Amount]:
        """Of the places' amounts those that the row is made of."""
        return amounts

    def one_number(self, amounts: Mapping[str, Amount]) -> Amount:
        assert self.own
        if self.own.kind == "share" and len(amounts) > 1:
            raise Refused("several percentages")
        return add(amounts.values())

    def year_amount(self, bodies: list[str], year: int, region: str) -> Amount | None:
        amounts = self.group_year(bodies, year, region)
        if not amounts:
            return None
        return self.asker.with_reporting(self.one_number(amounts), amounts, year, region)

    def whole_amount(self, bodies: list[str], region: str) -> Amount | None:
        """Without year or period: a stock's latest, a flow's sum over the years asked for."""
        assert self.own
        years = self.asker.years(self.ledgers())
        if self.own.kind != "flow":
            return self.latest(bodies, region, years)
        found = {year: amount for year in years if (amount := self.year_amount(bodies, year, region))}
        return self.sum_over_years(bodies, region, found) if found else None

    def latest(self, bodies: list[str], region: str, years: Iterable[int]) -> Amount | None:
        """The latest year in which any body reports; the years before it are not looked at."""
        amounts = (self.year_amount(bodies, year, region) for year in sorted(years, reverse=True))
        return next((amount for amount in amounts if amount), None)

    def sum_over_years(self, bodies: list[str], region: str, found: Mapping[int, Amount]) -> Amount:
        by_place: dict[str, dict[int, Amount]] = {}
        for year in found:
            for place, amount in self.group_year(bodies, year, region).items():
                by_place.setdefault(place, {})[year] = amount
        first, last = self.question.years or (min(found), max(found))
        sums = []
        for years in by_place.values():
            amount = add([years[y] for y in sorted(years)])
            if len(amount.bodies) == 1:
                amount = replace(amount, spans=("+".join(amount.spans),))
            # Readings: a flow's sum over years with gaps is partial
            sums.append(amount if set(years) >= set(range(first, last + 1)) else say(amount, "partial"))
        return self.asker.with_reporting(add(sums), by_place, max(found), region)

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

    def period_amount(self, bodies: list[str], code: str, region: str) -> Amount | None:
        amounts: dict[str, Amount] = {}
        for place in dict.fromkeys(self.places.place(b) for b in bodies):
            amount = self.period_place([b for b in bodies if self.places.place(b) == place], code)
            # like N, the region is that of the period's first year
            if not amount or not self.asked_for(place, min(amount.end, dt.date(int(code[:4]), 12, 31)), region):
                continue
            merged = self.places.boundary == "34" and "organization" not in self.question.by
            before = self.places.predecessors.get(place, []) if merged else []
            known = {self.places.bodies[b].province for b in amount.bodies}
            missing = frozenset(p for p in before if p not in known and place not in known)
            amounts[place] = replace(say(amount, "at_least"), missing=missing) if missing else amount
        if not amounts:
            return None
        amounts = self.naming_missing(self.speaking(amounts), int(code[:4]))
        return self.asker.with_reporting(self.one_number(amounts), amounts, int(code[:4]), region)

    # all rows

    def regions(self) -> list[str]:
        if "region" not in self.question.by:
            return [""]
        return sorted({r for p in self.asker.seeds.provinces for r in (p.region, p.region34) if r})

    def rows(self) -> list[dict[str, Any]]:
        groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for body in self.bodies:
            groups.setdefault(self.asker.group_of(body), []).append(body)
        result = []
        for (group, bodies), region in itertools.product(groups.items(), self.regions()):
            key = dict(group) | ({"region": region} if region else {}) | dict(self.fixed)
            for time, find in self.times(bodies, region):
                try:
                    amount = find()
                except Blank as reason:
                    self.asker.blanks.append(str(reason))
                    continue
                if amount:
                    result.append(self.row(key | time, amount, bodies, region))
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
        previous: float | None = None
        if compare == "target":
            previous = self.target(amount, key["year"])
        elif compare == "same_period" and self.compares_stretches():
            amount, previous = self.same_period(amount, bodies, key["year"], region)
        elif compare:
            previous = self.previous(amount, bodies, key["year"], region)
        row |= written(amount, self.asker.unit(), self.kinds_in(amount))
        if compare:
            row |= compared(amount.value, previous, compare)
        return row

    def kinds_in(self, amount: Amount) -> set[str]:
        return {self.places.bodies[b].kind for b in amount.bodies}

    # comparisons

    def compares_stretches(self) -> bool:
        assert self.own
        return self.own.kind == "flow"

    def never_blank(self) -> bool:
        assert self.own
        return self.own.kind == "stock"

    def previous(self, amount: Amount, bodies: list[str], year: int, region: str) -> float | None:
        """Readings: blank where either is partial or at least (stocks never)."""
        try:
            before = self.year_amount(bodies, year - 1, region)
        except Blank:
            return None
        if not before or (not self.never_blank() and {"partial", "at_least"} & (amount.words | before.words)):
            return None
        if self.own and self.own.kind == "share" and before.bodies != amount.bodies:
            # one body's percentage is not compared with another's
            return None
        return before.value

    def same_period(self, amount: Amount, bodies: list[str], year: int, region: str) -> tuple[Amount, float | None]:
        """The longest stretch that both years state; several bodies all use one."""
        assert self.own
        there = sorted(amount.bodies)
        shared: set[tuple[int, int]] | None = None
        for body in there:
            now = {(d.month, d.day) for d in self.own.stretches(body, year)}
            before = {(d.month, d.day) for d in self.own.stretches(body, year - 1)}
            # the end of February is the end of February
            shared = now & before if shared is None else shared & now & before
        if not shared:
            return amount, None
        month, day = max(shared)
        this = [self.own.stretches(b, year)[dt.date(year, month, day)].amount() for b in there]
        last = [self.own.stretches(b, year - 1)[dt.date(year - 1, month, day)].amount() for b in there]
        now_amount = add(this)
        if "at_least" in amount.words and amount.reporting:
            now_amount = replace(say(now_amount, "at_least"), reporting=amount.reporting)
        return now_amount, add(last).value

    def target(self, amount: Amount, year: int) -> float | None:
        """Readings: blank in a sum if any body lacks one."""
        targets = [self.target_of(body, self.asker.metric.indicator, self.asker.unit(), year) for body in amount.bodies]
        known = [target.value for target in targets if target]
        return sum(known) if len(known) == len(targets) else None

    def target_of(self, body: str, indicator: str, unit: str, year: int) -> Amount | None:
        """Readings: the year's target, else a term's whose note says yearly; the lower bound of a range."""
        asked = parse_breakdown(self.question.breakdown) | dict(self.fixed)
        published = {s.source: s.published for s in self.asker.seeds.sources}
        stock = any(i.indicator == indicator and i.kind == "stock" for i in self.asker.seeds.indicators)
        found: dict[tuple[int, int], list[Observation]] = {}
        for figure in self.asker.seeds.observations:
            parts = parse_breakdown(figure.breakdown)
            if "set_by" not in asked:
                parts.pop("set_by", None)
            if (figure.organization, figure.indicator, figure.unit, figure.status) != (body, indicator, unit, "target"):
                continue
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
        # the sums of which a place's ratio is made
        self.parts: dict[str, tuple[Amount, Amount]] = {}
        super().__init__(asker, fixed, own)

    def ledgers(self) -> list[Ledger]:
        return [ledger for ledger in (self.own, self.top) if ledger]

    def body_answers(self, body: str) -> bool:
        if "period" in self.question.by:
            return any(self.period_of(body, p.code) for p in self.periods())
        years = self.asker.years(self.ledgers())
        speaks = [y for y in years if self.top.speaks_in(body, y) and self.bottom_of(body, y)]
        return bool(speaks) or any(self.own and self.own.year(body, y) for y in years)

    def has_parts(self, body: str, year: int) -> bool:
        return self.top.year(body, year) is not None and self.bottom_of(body, year) is not None

    def bottom_of(self, body: str, year: int) -> Amount | None:
        """The denominator of one body; where its indicator is not stated, the numerator's own second number."""
        if self.ratio.denominator_is_target:
            return self.target_of(body, self.ratio.denominator, self.bottom.want.unit, year)
        top = self.top.year(body, year)
        if top and self.top.kind == "stock" and not self.ratio.denominator_year:
            # the same date before the latest of the year
            same = [self.bottom.period(body, span) for span in top.spans]
            if same and same[0]:
                return same[0]
        stated = self.bottom.year(body, year + self.ratio.denominator_year)
        return base_of(top) if top and not stated and self.same_unit else stated

    def group_year(self, bodies: list[str], year: int, region: str) -> dict[str, Amount]:
        ready = [b for b in bodies if self.has_parts(b, year)]
        tops = self.by_place(self.top, ready, year, region)
        bottoms = self.by_place(Denominators(self, year), ready, year, region)
        result = {}
        self.parts = {}
        for place in tops:
            if place in bottoms and (amount := divide(tops[place], bottoms[place], self.ratio.scale)):
                result[place] = amount
                self.parts[place] = (tops[place], bottoms[place])
        if not result and self.own:
            return self.by_place(self.own, bodies, year, region)
        return result

    def one_number(self, amounts: Mapping[str, Amount]) -> Amount:
        if len(amounts) == 1:
            return next(iter(amounts.values()))
        if not set(amounts) <= set(self.parts):
            raise Refused("several percentages")
        # what was said of the places (a missing predecessor) stays said
        top = add([replace(self.parts[p][0], words=a.words, missing=a.missing) for p, a in amounts.items()])
        bottom = add([self.parts[p][1] for p in amounts])
        amount = divide(top, bottom, self.ratio.scale)
        assert amount
        return amount

    def whole_amount(self, bodies: list[str], region: str) -> Amount | None:
        return self.latest(bodies, region, self.asker.years(self.ledgers()))

    def periods(self) -> list[Period]:
        first, last = self.question.years or (0, 9999)
        known = {p for ledger in self.ledgers() for p in ledger.periods()}
        return sorted((p for p in known if p.end.year >= first and p.start.year <= last), key=str)

    def period_bottom(self, body: str, code: str, top: Amount) -> Amount | None:
        """The denominator of a period as stated: of the same period, or the stock or target of its year."""
        first, last = int(code[:4]), top.end.year
        if self.ratio.denominator_is_target:
            if first == last:
                return self.target_of(body, self.ratio.denominator, self.bottom.want.unit, first)
            return self.term_target(body, code)
        if self.top.kind == "flow" and self.bottom.kind == "stock":
            # of a period of several years only the members before its beginning are one number
            if first == last or self.ratio.denominator_year:
                stated = self.bottom.year(body, first + self.ratio.denominator_year)
            else:
                stated = None
        else:
            stated = self.bottom.period(body, code)
        return base_of(top) if not stated and self.same_unit else stated

    def term_target(self, body: str, code: str) -> Amount | None:
        """A target for the whole term, not one for each of its years."""
        seeds = self.asker.seeds
        yearless = tuple(o for o in seeds.observations if "yearly" not in o.note)
        want = replace(self.bottom.want, ignored=() if "set_by" in dict(self.bottom.want.fixed) else ("set_by",))
        found = pages(replace(seeds, observations=yearless), want, "target").get(body, {})
        return next((amount for period, amount in found.items() if period.code == code), None)

    def period_parts(self, body: str, code: str) -> tuple[Amount, Amount] | None:
        top = self.top.period(body, code)
        bottom = self.period_bottom(body, code, top) if top else None
        return (top, bottom) if top and bottom and bottom.value else None

    def period_of(self, body: str, code: str) -> Amount | None:
        parts = self.period_parts(body, code)
        if parts:
            return divide(*parts, self.ratio.scale)
        return self.own.period(body, code) if self.own else None

    def period_place(self, bodies: list[str], code: str) -> Amount | None:
        parts = {b: p for b in bodies if (p := self.period_parts(b, code))}
        check_one_of_a_kind(self.places, parts)
        if parts:
            both = add([top for top, _ in parts.values()]), add([bottom for _, bottom in parts.values()])
            self.parts[self.places.place(bodies[0])] = both
            return divide(*both, self.ratio.scale)
        stated = {b: a for b in bodies if self.own and (a := self.own.period(b, code)) and not self.is_carried(b)}
        check_one_of_a_kind(self.places, stated)
        if len(stated) > 1:
            raise Refused("several percentages")
        return next(iter(stated.values()), None)

    def speaking(self, amounts: dict[str, Amount]) -> dict[str, Amount]:
        """Where some places' parts are known, percentages that others merely state are left out."""
        return {p: a for p, a in amounts.items() if p in self.parts} or amounts

    def period_amount(self, bodies: list[str], code: str, region: str) -> Amount | None:
        self.parts = {}
        return super().period_amount(bodies, code, region)

    def compares_stretches(self) -> bool:
        return False

    def never_blank(self) -> bool:
        return False


class Denominators(Ledger):
    """The denominators of one year's numerators, as if they were a stock of that year."""

    def __init__(self, answer: RatioAnswer, year: int) -> None:
        bottom = answer.bottom
        super().__init__(bottom.want, "stock", False, bottom.reported, bottom.derived)
        self.answer, self.of_year = answer, year

    def year(self, body: str, year: int) -> Amount | None:
        return self.answer.bottom_of(body, self.of_year)


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
        "status": "; ".join(word for word in STATUS_WORDS if word in amount.words) or "complete",
        "covers": "; ".join(covers),
        "figures": len(amount.figures),
        "sources": ";".join(sorted(amount.sources)),
    }


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
        self.index = {"par": "PAR", "sipas": "SIPAS", "dti": "DTI", "papi": "PAPI", "pci": "PCI"}[self.code.split("_")[0]]

    def ranked(self, year: int, boundary: str) -> int:
        """How many were ranked: 63, 64 while Hà Tây was there, fewer for PCI 2005 and PAPI."""
        rows = [r for r in self.seeds.rankings if (r.index, r.year, r.boundary) == (self.index, year, boundary)]
        if self.index == "PAPI" or (self.index, year) == ("PCI", 2005):
            return max(r.rank or 0 for r in rows)
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
                found.append((self.observation(r.source_url, year, float(value), status, decimals), r.published))
        published = {s.source: s.published for s in self.seeds.sources}
        for o in self.seeds.observations:
            if (o.indicator, o.breakdown, o.period_type, o.period) != (self.code, breakdown, "year", str(year)):
                continue
            here = self.places.bodies[o.organization].province == province
            if here and o.status in ("reported", "derived") and boundary == ("34" if o.denominator == 34 else "63"):
                found.append((o, published[o.source]))
        return [pair for pair in found if not breakdown or pair[0].breakdown]

    def observation(self, source: str, year: int, value: float, status: str, decimals: int) -> Observation:
        return Observation(
            source=source,
            organization="",
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
        groups: dict[tuple[Any, ...], list[tuple[dict[str, Any] | None, int]]] = {}
        for year, province in itertools.product(sorted(y for y in years if first <= y <= last), self.places.provinces):
            if question.provinces and province not in question.provinces:
                continue
            amount = self.amount(year, province)
            if not amount or not self.places.shown(province):
                continue
            region = self.places.region(province, dt.date(year, 12, 31))
            if question.regions and region not in question.regions:
                continue
            values: dict[str, Any] = {"province": province, "year": year, "period": str(year), "region": region}
            key = tuple(values[column] for column in question.by)
            groups.setdefault(key, []).append((self.row(values, amount, year, province), year))
        if not {"year", "period"} & set(question.by):
            # like a stock's: the latest
            groups = {key: [row for row in rows if row[1] == max(y for _, y in rows)] for key, rows in groups.items()}
        if any(len(rows) > 1 for rows in groups.values()):
            raise Refused("several ranks or scores")
        found = [groups[key][0][0] for key in sorted(groups)]
        return [row for row in found if row]

    def row(self, values: dict[str, Any], amount: Amount, year: int, province: str) -> dict[str, Any] | None:
        if self.metric.change_of:
            before = self.amount(year - 1, province)
            if not before:
                return None
            gained = before.value - amount.value
            amount = replace(add([before, amount]), value=gained)
        row = {column: values[column] for column in self.question.by}
        row |= written(amount, "rank" if self.is_rank else "score", set())
        if self.is_rank and not self.question.breakdown:
            tail = f"of {self.ranked(year, self.places.list_of(year))}"
            row["covers"] = f"{row['covers']}; {tail}"
        if self.question.compare in ("previous_year", "same_period"):
            before = self.amount(year - 1, province)
            row |= compared(amount.value, before.value if before else None, self.question.compare)
            if self.is_rank and before:
                row |= {"change": before.value - amount.value, "change_percent": None}
        return row


def oracle(seeds: Seeds, question: Question) -> list[dict[str, Any]]:
    """The rows that the design asks for, as dicts. Refused where it asks for a refusal."""
    return Asker(seeds, question).rows()
