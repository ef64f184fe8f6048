"""The rows of a statement: which can be answered, and what each tells: qualifier, status, covers, figures, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from metrics.answers.plan import Plan
from metrics.answers.statement import TOLD, Told, statement
from metrics.data.breaks import breaks_between
from metrics.errors import Message, RefusedSum
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.territory import MERGER_YEAR, NEW_LIST
from metrics.vocabulary import Covers, Mark, OtherValue, Row

# what a figure tells of its marks
MARKS = slice(TOLD.index("at_least"), TOLD.index("derived") + 1)
# a bound on a denominator turns round
TURNED = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}


OF_NUMBERS = f"SELECT {', '.join(TOLD)} FROM told SEMI JOIN (SELECT unnest($numbers::BIGINT[]) AS number) USING (number)"


class Addend(NamedTuple):
    """A figure that a cell adds, or that it cannot add as it is `lacking` what it would be added to; see plan.py."""

    figure: Told
    counts_as: str
    chain: str
    year: int
    continued: bool
    # is it counted with its denominators, `wholes`?
    paired: bool
    lacking: bool
    wholes: Sequence[Told]


@dataclass(frozen=True)
class Cell:
    """One row of a statement: its sums, and what it tells of each figure that it adds."""

    row: dict[str, Any]
    addends: list[Addend]
    details: list[Told]
    # a ratio's denominators
    wholes: list[Told]
    # provinces that report
    units: int
    # predecessors of a merged unit that the sum lacks
    missing: frozenset[str]
    # some province lacks a year over which a flow is summed
    gaps: bool
    # merged units whose share is not told, as not all predecessors are known, and the predecessors that are missing
    left_out: Mapping[str, frozenset[str]]

    @property
    def figures(self) -> list[Told]:
        return [*self.details, *self.wholes] if self.wholes else self.details

    @property
    def bodies(self) -> frozenset[str]:
        return frozenset(figure.organization for figure in self.details)

    @property
    def ids(self) -> tuple[int, ...]:
        """The numbers of the observations that it rests on."""
        return _joined([figure.ids for figure in self.figures])

    @property
    def sources(self) -> tuple[str, ...]:
        return _joined([figure.sources for figure in self.figures])

    @property
    def mixes_shares(self) -> bool:
        """Does one of several bodies state a share, which can't be added?"""
        return len(self.addends) > 1 and not all(addend.paired for addend in self.addends)

    @property
    def is_crowded(self) -> bool:
        """Two bodies of one kind in one province, in one year; a body and its successor may be of one kind."""
        if len(self.addends) < 2:
            return False
        bodies = {(one.figure.organization, one.figure.province, one.figure.kind, one.year, one.continued) for one in self.addends}
        return len(bodies) > len({body[1:] for body in bodies})


def _joined(lists: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """Everything that lists hold, once, in its order."""
    return _once(lists[0]) if len(lists) == 1 else tuple(sorted({value for values in lists for value in values}))


def _once(values: Sequence[Any]) -> tuple[Any, ...]:
    """Everything that a list holds, once, in its order."""
    return tuple(values) if len(values) == 1 else tuple(sorted(set(values)))


# finding ------------------------------------------------------------------------------------------------------------------------
def parameters_of(sql: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that a statement names."""
    return {name: parameters[name] for name in dict.fromkeys(re.findall(r"\$([a-z_0-9]+)", sql))}


def cells_of(store: Store, sql: str, plan: Plan) -> list[Cell]:
    """The rows that a statement of the plan finds."""
    names, read = store.rows(sql, parameters_of(sql, plan.parameters))
    if plan.is_lone:
        return [_lone(names, row) for row in read]
    rows = [dict(zip(names, row, strict=True)) for row in read]
    told = told_of(store, _numbers(rows))
    cells = [_cell(store, plan, row, told) for row in rows]
    if plan.pairs_dates and not plan.pairs_only and any(cell.mixes_shares for cell in cells):
        # several bodies are added by their pairs, whatever their latest share
        of_pairs = replace(plan, pairs_only=True)
        pairs = {_key(plan, cell): cell for cell in cells_of(store, statement(of_pairs), of_pairs)}
        cells = [pairs.get(_key(plan, cell), cell) if cell.mixes_shares else cell for cell in cells]
    if plan.question.boundary != "reported" or not plan.question.provinces or not any(cell.missing for cell in cells):
        return cells
    # a predecessor that is not asked for is missing only where it is when nobody is left out
    everywhere = replace(plan, question=replace(plan.question, provinces=()))
    missing = {_key(plan, cell): cell.missing for cell in cells_of(store, statement(everywhere), everywhere)}
    asked = set(plan.question.provinces)
    return [replace(cell, missing=cell.missing & (asked | missing.get(_key(plan, cell), cell.missing))) for cell in cells]


def _lone(names: Sequence[str], row: tuple[Any, ...]) -> Cell:
    """The cell of a row that is one figure: its keys and sums, the unit that it counts as, what is told of it."""
    sums = len(row) - len(TOLD) - 1
    figure = Told._make(row[sums + 1 :])
    of_row = {**NOTHING_ADDED, **dict(zip(names, row[:sums], strict=False))}
    addend = Addend(figure, row[sums], figure.organization, of_row["last_year"], False, False, False, ())
    return Cell(of_row, [addend], [figure], [], 1, frozenset(), False, {})


# what a statement that adds tells of a row beside its sums
NOTHING_ADDED = {"recomputed": False, "expected": None, "missing": ()}


def told_of(store: Store, numbers: Iterable[int]) -> dict[int, Told]:
    """What there is to tell of figures, by their numbers."""
    asked = list(numbers)
    return {row[0]: Told._make(row) for row in store.rows(OF_NUMBERS, {"numbers": asked})[1]} if asked else {}


def _numbers(rows: Iterable[Mapping[str, Any]]) -> Iterator[int]:
    """The numbers of the figures that rows add, and of their denominators."""
    for row in rows:
        for number, *_, wholes in row["addends"]:
            yield number
            yield from wholes or ()


def _key(plan: Plan, cell: Cell) -> tuple[Any, ...]:
    return tuple(cell.row[key] for key in plan.outer_keys)


def _cell(store: Store, plan: Plan, row: dict[str, Any], told: Mapping[int, Told]) -> Cell:
    every = [
        Addend(told[number], counts_as, chain, year, continued, paired, lacking, [told[whole] for whole in wholes or ()])
        for number, counts_as, chain, year, continued, paired, lacking, wholes in row.pop("addends")
    ]
    addends = [addend for addend in every if not addend.lacking]
    of_parts: dict[str, set[str | None]] = {}
    for addend in every if len(addends) < len(every) else ():
        if addend.lacking:
            of_parts.setdefault(addend.counts_as, set()).add(addend.figure.province)
    left_out = {unit: store.predecessors[unit] - provinces for unit, provinces in of_parts.items()}
    units = {(addend.counts_as, addend.year) for addend in addends}
    missing = set(row["missing"])
    if left_out:
        missing = missing.difference(*(store.predecessors[unit] for unit in left_out))
    if plan.sums_years and plan.sums_provinces and plan.question.boundary == "reported" and row["last_year"] >= MERGER_YEAR:
        units, missing = _by_unit(store, addends)
    return Cell(
        row=row,
        addends=addends,
        details=[addend.figure for addend in addends],
        wholes=[whole for addend in addends for whole in addend.wholes],
        units=len({unit for unit, _ in units}),
        missing=frozenset(missing),
        gaps=plan.sums_years and _has_gaps(plan, units),
        left_out=left_out,
    )


def _by_unit(store: Store, addends: Sequence[Addend]) -> tuple[set[tuple[str, int]], set[str]]:
    """A sum that reaches beyond the merger follows the unit: (unit, year) that report, and the predecessors that a year lacks."""
    places = {province.province: province.place for province in store.seeds.provinces}
    stating: dict[tuple[str, int], set[str]] = {}
    for addend in addends:
        province = addend.figure.province or ""
        stating.setdefault((places[province], addend.year), set()).add(province)
    missing = set[str]()
    for (unit, _), provinces in stating.items():
        # beside its predecessors the unit states only how the year went on
        if provinces != {unit}:
            missing |= store.predecessors[unit] - provinces
    return set(stating), missing


def _has_gaps(plan: Plan, units: Iterable[tuple[str, int]]) -> bool:
    """Does any unit lack one of the years over which a flow is summed?"""
    years: dict[str, set[int]] = {}
    for unit, year in units:
        years.setdefault(unit, set()).add(year)
    every = set().union(*years.values())
    first, last = plan.question.years or (min(every), max(every))
    return any(len(found) < last - first + 1 for found in years.values())


class Handover(NamedTuple):
    """Bodies that end, and those that follow each of them; its name is that of the bloc that ends, or of the merged unit."""

    name: str
    older: frozenset[str]
    newer: frozenset[str]


@remembered()
def handovers(store: Store) -> dict[int, tuple[Handover, ...]]:
    """What is handed over in each year."""
    found: dict[tuple[int, str], dict[bool, set[str]]] = {}
    for year, name, body, follows in store.rows("SELECT year, handover, organization, follows FROM handover", {})[1]:
        found.setdefault((year, name), {False: set(), True: set()})[follows].add(body)
    by_year: dict[int, tuple[Handover, ...]] = {}
    for (year, name), bodies in found.items():
        by_year[year] = (*by_year.get(year, ()), Handover(name, frozenset(bodies[False]), frozenset(bodies[True])))
    return by_year


# sifting ------------------------------------------------------------------------------------------------------------------------
def sift(plan: Plan, cells: Iterable[Cell], first_year: int = 0) -> tuple[list[Cell], list[Message]]:
    """Cells that can be answered, and sentences about the others. Raises RefusedSum where a row needs several shares or ranks.

    Cells of the years before `first_year` are only compared with: where they can't be answered nothing is said.
    """
    answered: list[Cell] = []
    blanks: list[Message] = []
    metric = plan.metric.metric
    for cell in cells:
        if first_year and cell.row["key_year"] < first_year:
            if cell.addends and not cell.is_crowded and not _needs_several(plan, cell) and cell.row["value"] is not None:
                answered.append(cell)
            continue
        blanks += _left_out(plan, cell)
        if not cell.addends:
            continue
        if cell.is_crowded:
            blanks.append(
                Message.of(
                    "{metric}, {where}: several bodies of one kind in one province are never added; put organization into --by to "
                    "see each.",
                    metric=metric,
                    where=where(plan, cell),
                )
            )
        elif _needs_several(plan, cell):
            raise RefusedSum(
                "{metric}, {where}: {count} {figures} would have to make one row; ranks, scores and percentages are never added or "
                "averaged. Put province (or organization) into --by.",
                metric=metric,
                where=where(plan, cell),
                count=len(cell.details),
                figures={"rank": "ranks", "score": "scores"}.get(plan.unit, "percentages"),
            )
        elif cell.row["value"] is None:
            blanks.append(Message.of("{metric}, {where}: the denominator is 0.", metric=metric, where=where(plan, cell)))
        else:
            answered.append(cell)
    return answered, [*blanks, *never_rebased(plan)]


def never_rebased(plan: Plan) -> list[Message]:
    """A sentence where the 34-view may lack what is stated of the 63 (rule 10)."""
    if plan.question.boundary != NEW_LIST or not plan.is_single:
        return []
    return [
        Message.of(
            "{metric}: ranks, scores and stated percentages of the 63 are never rebased to the 34; a merged unit is blank "
            "where no source gives its own.",
            metric=plan.metric.metric,
        )
    ]


def _needs_several(plan: Plan, cell: Cell) -> bool:
    """Would several ranks, scores or stated shares have to make one row?"""
    return len(cell.details) > 1 and (plan.is_single or (plan.ratio is not None and not cell.row["recomputed"]))


def _left_out(plan: Plan, cell: Cell) -> list[Message]:
    """Sentences about the merged units that a ratio leaves out."""
    told = []
    for unit, missing in sorted(cell.left_out.items()):
        keys = {name: cell.row[f"key_{name}"] for name in plan.question.by} | {"province": unit}
        told.append(
            Message.of(
                "{metric}, {where}: a merged unit's share is built of all its predecessors; missing: {missing}.",
                metric=plan.metric.metric,
                where=", ".join(f"{name} {value}" for name, value in keys.items()),
                missing=", ".join(sorted(missing)),
            )
        )
    return told


def where(plan: Plan, cell: Cell) -> str:
    """Which cell, for a sentence about it: `province nghe-an, year 2020`."""
    return ", ".join(f"{name} {cell.row[f'key_{name}']}" for name in plan.question.by)


def crowded_of(cells: Iterable[Cell]) -> set[int]:
    """The observations of cells in which several bodies of one kind meet in one province: never added (rule 5)."""
    return {number for cell in cells if cell.is_crowded for number in cell.ids}


# telling ------------------------------------------------------------------------------------------------------------------------
def row_of(plan: Plan, cell: Cell, before: Cell | None = None, **more: Any) -> Row:
    """The row that a cell comes to; `before` is the cell of the year before, where a change is told; `more`: further fields."""
    return Row(
        key={name: cell.row[f"key_{name}"] for name in plan.question.by},
        value=cell.row["value"],
        unit=plan.unit,
        qualifier=qualifier_of(cell),
        marks=marks_of(plan, cell),
        covers=_covers(plan, cell, before),
        sources=cell.sources,
        ids=cell.ids,
        **more,
    )


def qualifier_of(cell: Cell) -> str:
    """What the answer is of which each figure is exact, a bound or about; one figure stays what it is."""
    if len(cell.details) == 1 and not cell.wholes:
        return cell.details[0].qualifier
    return joint_qualifier({*(one.qualifier for one in cell.details), *(turned(one.qualifier) for one in cell.wholes)})


def turned(qualifier: str) -> str:
    """What a share of a whole with this qualifier is: the larger the whole, the smaller the share."""
    return TURNED.get(qualifier, qualifier)


def joint_qualifier(found: Set[str]) -> str:
    """Qualifiers travel (rule 9): what a sum or a quotient is of figures with these qualifiers, those of a whole `turned`."""
    lower, upper = bool(found & {"gt", "ge"}), bool(found & {"lt", "le"})
    if "approx" in found or (lower and upper):
        return "approx"
    if lower:
        return "ge"
    return "le" if upper else "eq"


def _lacks_units(plan: Plan, cell: Cell) -> bool:
    expected = cell.row["expected"]
    return plan.sums_provinces and plan.unit not in ("rank", "score") and expected is not None and cell.units < expected


def marks_of(plan: Plan, cell: Cell) -> frozenset[Mark]:
    """What limits a cell: what its figures carry, the years that it lacks (partial), the units that it lacks (at least)."""
    at_least, *others = map(any, zip(*[figure[MARKS] for figure in cell.figures], strict=True))
    return _marks(
        bool(cell.row["partial"] or cell.gaps), bool(at_least or cell.missing or _lacks_units(plan, cell)), *map(bool, others)
    )


def plain_rows(store: Store, sql: str, plan: Plan) -> list[Row]:
    """The rows of a statement of which each is one figure, compared with nothing: what a cell of it would come to, in a quarter of
    the time."""
    by, keys, unit, ranks = plan.question.by, len(plan.question.by), plan.unit, plan.unit == "rank"
    rows = []
    for row in store.rows(sql, parameters_of(sql, plan.parameters))[1]:
        value, partial, code, qualifier, *marks, narrows, disputes, sources, ids, of_units = row[keys:]
        covers = _covers_codes((code,), of_units if ranks else None)
        if narrows or disputes:
            covers = replace(covers, narrowed_by=_narrowed_by(narrows), disputed=_disputed(disputes))
        key = dict(zip(by, row, strict=False))
        rows.append(Row(key, value, unit, qualifier, _marks(partial, *marks), covers, _once(sources), _once(ids)))
    return rows


@lru_cache
def _marks(partial: bool, at_least: bool, sum_of_parts: bool, disputed: bool, derived: bool) -> frozenset[Mark]:
    """The marks of a figure by what is told of it."""
    given = {
        Mark.PARTIAL: partial,
        Mark.AT_LEAST: at_least,
        Mark.SUM_OF_PARTS: sum_of_parts,
        Mark.DISPUTED: disputed,
        Mark.DERIVED: derived,
    }
    return frozenset(mark for mark, is_given in given.items() if is_given)


def _covers(plan: Plan, cell: Cell, before: Cell | None) -> Covers:
    lacks, figures, periods = _lacks_units(plan, cell), cell.figures, tuple(_codes(plan, cell))
    year = cell.row.get("key_year")
    ranked = [one.details[0].of_units if one and plan.unit == "rank" else None for one in (cell, before)]
    breaks = _breaks_of_method(plan.metric.metric, year) if before and year else ()
    if len(cell.details) == 1 and not (lacks or cell.missing or any(one.narrows or one.disputes for one in figures)):
        return _covers_codes(periods, *ranked, breaks)
    kinds = sorted({str(figure.kind) for figure in cell.details})
    return Covers(
        periods=periods,
        narrowed_by=_narrowed_by(part for figure in figures for part in figure.narrows),
        reporting=cell.units if lacks else None,
        expected=cell.row["expected"] if lacks else None,
        missing=tuple(sorted(cell.missing)),
        kinds=tuple(kinds) if len(kinds) > 1 else (),
        disputed=_disputed(other for figure in figures for other in figure.disputes),
        ranked_units=ranked[0],
        ranked_units_before=ranked[1],
        breaks=breaks,
    )


@lru_cache(4096)
def _covers_codes(
    periods: tuple[str, ...], ranked: int | None = None, before: int | None = None, breaks: tuple[str, ...] = ()
) -> Covers:
    """What nearly all rows cover: a period or two, and little else to tell of them."""
    return Covers(periods=periods, ranked_units=ranked, ranked_units_before=before, breaks=breaks)


@lru_cache
def _breaks_of_method(metric: str, year: int) -> tuple[str, ...]:
    """The codes of changes of method between a year and the one before."""
    return tuple(one.code for one in breaks_between(metric, (), year - 1, year) if one.is_of_method)


def _narrowed_by(parts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Dimension and value of what narrows figures."""
    split = (part.partition("=") for part in sorted(set(parts)))
    return tuple((dimension, value) for dimension, _, value in split)


def _disputed(others: Iterable[Mapping[str, Any]]) -> tuple[OtherValue, ...]:
    """What other sources state, the lowest first."""
    return tuple(OtherValue(*other) for other in sorted({(one["value"], one["source"], one["qualifier"]) for one in others}))


def _codes(plan: Plan, cell: Cell) -> list[str]:
    """Periods and dates used: one body's years joined by `+`, those of several bodies apart."""
    if not plan.sums_years:
        return sorted({figure.code for figure in cell.figures})
    bodies: dict[str, list[str]] = {}
    for addend in sorted(cell.addends, key=lambda addend: addend.year):
        codes = bodies.setdefault(addend.figure.organization, [])
        if addend.figure.code not in codes:
            codes.append(addend.figure.code)
    return sorted({"+".join(codes) for codes in bodies.values()})
