"""What was aimed at: the target of a row, of each body, chain and merged unit in it (rules 8, 10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from metrics.answers.cell import Addend, Cell, handovers, joint_qualifier, parameters_of, told_of, turned, where
from metrics.answers.plan import Plan
from metrics.answers.statement import TARGETS, Told
from metrics.errors import Message
from metrics.store.store import Store
from metrics.territory import NEW_LIST
from metrics.vocabulary import Organization, Row


@dataclass(frozen=True)
class Aim:
    """The target of a cell, the figures that state it, and the predecessors of a merged unit that state none."""

    value: float | None
    details: tuple[Told, ...] = ()
    lacking: frozenset[str] = frozenset()

    @property
    def qualifier(self) -> str:
        """What the sum of the targets is of which each is exact, a bound or about; one alone stays what it is (rule 9)."""
        found = {detail.qualifier for detail in self.details}
        return found.pop() if len(self.details) == 1 else joint_qualifier(found)


@dataclass(frozen=True)
class Targets:
    """What the bodies of a store aimed at in each year, for one indicator and unit."""

    # by body, breakdown and year: the value, and the figure that states it
    stated: Mapping[tuple[str, str, int], tuple[float, Told]]
    # by unit of the 34: its own bodies and its predecessors' that have any target
    bodies: Mapping[str, Sequence[Organization]]
    # by merged unit: its predecessors
    predecessors: Mapping[str, frozenset[str]]
    # by body and year: the bodies of its province that ended in that year and that it followed
    ended: Mapping[tuple[str, int], Sequence[Organization]]

    @classmethod
    def of(cls, store: Store, plan: Plan) -> Targets:
        _, rows = store.rows(TARGETS, parameters_of(TARGETS, plan.parameters))
        told = told_of(store, (number for *_, number in rows))
        stated = {(body, breakdown, year): (value, told[number]) for body, breakdown, year, value, number in rows}
        known = {body for body, _, _ in stated}
        organizations = {body.organization: body for body in store.seeds.organizations}
        places = {province.province: province.place for province in store.seeds.provinces}
        bodies: dict[str, list[Organization]] = {}
        for body in organizations.values():
            if body.organization in known:
                bodies.setdefault(places[body.province], []).append(body)
        ended: dict[tuple[str, int], list[Organization]] = {}
        for year, of_year in handovers(store).items():
            for handover in of_year:
                # those of a merged unit have its name
                if bloc := organizations.get(handover.name):
                    for newer in handover.newer:
                        ended.setdefault((newer, year), []).append(bloc)
        return cls(stated, bodies, store.predecessors, ended)

    def of_cell(self, plan: Plan, cell: Cell) -> Aim:
        """The sum of the targets of all bodies, chains and merged units of a cell, if each has one; shares are never added."""
        parties: dict[str, list[Addend]] = {}
        for addend in cell.addends:
            unit = addend.counts_as
            parties.setdefault(unit if unit in self.predecessors else addend.chain, []).append(addend)
        aims = [
            self._of_unit(party, addends) if self._is_unit(plan, party, addends) else self._of_chain(plan, addends)
            for party, addends in parties.items()
        ]
        details = tuple(detail for aim in aims for detail in aim.details)
        lacking = frozenset[str]().union(*(aim.lacking for aim in aims))
        if any(aim.value is None for aim in aims) or (plan.unit in ("percent", "permille") and len(details) > 1):
            return Aim(None, lacking=lacking)
        return Aim(sum(aim.value or 0 for aim in aims), details)

    def _is_unit(self, plan: Plan, party: str, addends: Sequence[Addend]) -> bool:
        """Is it a merged unit as a whole: always in the 34-view, in a sum as reported where the unit itself speaks?"""
        if party not in self.predecessors or not plan.joins_territory:
            return False
        return plan.question.boundary == NEW_LIST or any(addend.figure.province == party for addend in addends)

    def _of_chain(self, plan: Plan, addends: Sequence[Addend]) -> Aim:
        """The targets of the bodies that go on; of one that has none, those of the bodies that it followed in the year."""
        found: list[tuple[float, Told] | None] = []
        for addend in addends:
            if addend.continued:
                continue
            target = self._target(addend.figure.organization, addend)
            ended = self.ended.get((addend.figure.organization, addend.year), ())
            before = [
                self._target(b.organization, addend) for b in ended if not plan.question.kinds or b.kind in plan.question.kinds
            ]
            found += [target] if target or not before else before
        return Aim(None) if None in found else _sum(found)

    def _of_unit(self, unit: str, addends: Sequence[Addend]) -> Aim:
        """A merged unit's own target, else the sum of all its predecessors' (rule 10)."""
        kinds = {addend.figure.kind for addend in addends}
        relatives = [body for body in self.bodies.get(unit, ()) if body.kind in kinds]
        targets = {body: found for body in relatives if (found := self._target(body.organization, addends[0]))}
        if own := [found for body, found in targets.items() if body.province == unit]:
            return _sum(own)
        reporting = {addend.figure.organization for addend in addends if addend.figure.province != unit}
        lacking = self.predecessors[unit] - {body.province for body in targets}
        if lacking or reporting - {body.organization for body in targets}:
            return Aim(None, lacking=lacking if targets else frozenset())
        # what a part of the unit did is not held against what all of it aimed at
        silent = self.predecessors[unit] - {addend.figure.province for addend in addends}
        return Aim(None) if reporting and silent else _sum(list(targets.values()))

    def _target(self, body: str, addend: Addend) -> tuple[float, Told] | None:
        return self.stated.get((body, addend.figure.breakdown, addend.year))


def _sum(found: Sequence[tuple[float, Told] | None]) -> Aim:
    targets = [target for target in found if target]
    return Aim(sum(value for value, _ in targets), tuple(detail for _, detail in targets))


def against_target(row: Row, aim: Aim) -> Row:
    """The row with its target; as it was where no target is known."""
    if aim.value is None:
        return row
    ids = tuple(sorted({one for detail in aim.details for one in detail.ids}))
    sources = tuple(sorted({one for detail in aim.details for one in detail.sources}))
    return held_against(row, aim.value, aim.qualifier, ids, sources)


def held_against(row: Row, target: float, qualifier: str, ids: tuple[int, ...] = (), sources: tuple[str, ...] = ()) -> Row:
    """The row with the target as `previous`, value − target, value ÷ target × 100; `ids` and `sources` state the target, where the
    row does not tell already what does."""
    return replace(
        row,
        previous=target,
        change=row.value - target,
        change_percent=row.value / target * 100 if target else None,
        previous_qualifier=qualifier,
        change_qualifier=joint_qualifier({row.qualifier, turned(qualifier)}),
        previous_ids=ids or row.previous_ids,
        previous_sources=sources or row.previous_sources,
    )


def aimless(plan: Plan, cell: Cell, aim: Aim) -> Message:
    """Why a merged unit's target is blank (rule 10)."""
    return Message.of(
        "{metric}, {where}: the target is blank, as it is built of all predecessors and {missing} has none.",
        metric=plan.metric.metric,
        where=where(plan, cell),
        missing=", ".join(sorted(aim.lacking)),
    )
