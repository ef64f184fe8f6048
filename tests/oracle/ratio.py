"""The rows of a ratio (rule 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from metrics.vocabulary import Ratio, parse_breakdown
from tests.oracle.amounts import MERGER, Amount, Refused, add, base_of, divide, say
from tests.oracle.answer import Answer
from tests.oracle.breakdowns import Breakdown
from tests.oracle.places import (
    Blank,
    check_one_of_a_kind,
    ended_before,
    of_province,
    place_year,
    with_successors,
    without_double_units,
)
from tests.oracle.years import Ledger, Want, date_order, open_ledger, pages, share_of_year, stretches

if TYPE_CHECKING:
    from tests.oracle.question import Asker


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
        # of a total that is built of the numerator itself the row's own second number is not yet told
        if stated and not self.is_whole(top, stated):
            stated = None
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
        self, place: str, bodies: list[str], year: int, find_top: Callable[[list[str]], Amount | None]
    ) -> tuple[Amount, Amount] | None:
        """Numerator and denominator of the same units: of all, else of the bodies that have both themselves."""
        own = of_province(self.places, bodies, place) if place in self.places.predecessors else []

        def both(chosen: list[str]) -> tuple[Amount, Amount] | None:
            top = find_top(chosen)
            if not top or self.goes_on_from_some(place, top, year):
                return None
            if self.ratio.denominator_is_target:
                bottom = self.place_target(place, top, chosen, year, self.ratio.denominator, self.bottom.want.unit)
            else:
                # Settled: a tiled flow is divided by the unit's latest stock; one of the predecessors alone by theirs
                tiled = not set(own) & set(chosen) or top.bodies & set(own) or self.ratio.denominator_year
                of = chosen if tiled else [b for b in chosen if b not in own]
                if self.ratio.denominator_year and place not in self.places.predecessors:
                    # who ended in the year before has no members at its end
                    of = [b for b in of if not self.places.ended_in(b, year + self.ratio.denominator_year)]
                bottom = self.gather(Bottoms(self), place, of, year + self.ratio.denominator_year)
            if not bottom or not bottom.value or top.missing or bottom.missing or self.silent_predecessors(place, top):
                return None
            if not self.ratio.denominator_is_target and not self.places.same_units(top.bodies, bottom.bodies):
                return None
            return top, bottom

        try:
            found = both(bodies)
        except Blank:
            found = None
        ready = [b for b in bodies if find_top([b]) and self.bottom_of(b, year)]
        return found or both(ready) or (both(own) if own else None)

    def goes_on_from_some(self, place: str, top: Amount, year: int) -> bool:
        """Of a flow that others began who ended: whether one of them is silent, whose part what follows would lack."""
        before = set(self.places.predecessors.get(place, []))
        known = {self.places.bodies[b].province for b in top.bodies}
        if place in known and before & known and not before <= known:
            return True
        for body in top.bodies:
            province = of_province(self.places, self.places.bodies, self.places.bodies[body].province)
            ended = set(ended_before(self.places, body, province, year))
            if ended & top.bodies and not ended <= top.bodies:
                return True
        return False

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
        if year > MERGER.year or own:
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

            # a period's figure is divided by what the body itself states; in the 34-view a merged unit's stock is its predecessors'
            ready = [b for b in tops if self.bottom_of(b, first)]
            own = set(of_province(self.places, bodies, place)) if place in self.places.predecessors else set()
            rebuilt = set(tops) <= own and self.places.boundary == "34" and not self.ratio.denominator_is_target
            # the target that the unit itself states stands alone, also over what its predecessors did
            aims = self.ratio.denominator_is_target and any(self.bottom_of(b, first) for b in self.everyone(place, bodies))
            if aims and self.places.boundary == "34" and place in self.places.predecessors:
                return self.matched(place, list(tops), first, find_top)
            return self.matched(place, bodies if rebuilt else ready, first, find_top)
        pairs = {b: pair for b in bodies if (pair := self.period_pair(b, code))}
        check_one_of_a_kind(self.places, pairs)
        if not pairs:
            return None
        top, bottom = self.added(pairs.values())
        return None if self.silent_predecessors(place, top) else (top, bottom)

    def speaks_of(self, body: str, code: str) -> bool:
        there = [b for b in self.bodies if self.places.place(b) == self.places.place(body)]
        alike = [b for b in there if self.places.bodies[b].kind == self.places.bodies[body].kind]
        own = self.top.period(body, code) or (self.own and self.own.period(body, code))
        return bool(own) and self.period_place(alike, code) is not None

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
