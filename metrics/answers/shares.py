"""Each figure of a cross-table in percent of its row, its column or the whole: only where that total is the sum of what is shown.

A total is an answer of its own (`pivot`). Shares are told of a line, a row or a column, whose every cell is stated, exact and of a
like stretch, and whose total is what these cells add up to; else why not. Of the whole where they are of every row and column.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from metrics.answers.pivot import NEVER_ADDED, Pivot, Totals
from metrics.data.cells import cell_text
from metrics.errors import N_, Message
from metrics.store.store import Store
from metrics.territory import list_of, stands_in
from metrics.vocabulary import DIMENSIONS, SUMMED_DIMENSIONS, Mark, Row, facts

Of = Literal["row", "column", "total"]
OFS: tuple[Of, ...] = get_args(Of)


@dataclass(frozen=True)
class Shares:
    """Percentages by (row key, column key), where they are right; and why there are none, by the key of the row or column.

    Of the whole table one reason stands for all, as `refused_all`: there are no shares then.
    """

    of: Of
    cells: Mapping[tuple[Any, Any], float]
    refused: Mapping[Any, Message]
    refused_all: Message | None = None


@dataclass(frozen=True)
class _Line:
    """A row or a column: the side along which its cells are added, their keys there, the cells, the total."""

    along: str
    keys: Sequence[Any]
    cells: Mapping[Any, Row]
    total: Row | None


def shares(store: Store, found: Pivot, rows: str, columns: str, of: Of) -> Shares:
    """The shares of a pivot whose sides are `rows` and `columns`."""
    by_row = _Side(store, found, rows, columns, lengthwise=True)
    by_column = _Side(store, found, rows, columns, lengthwise=False)
    if of != "total":
        side = by_row if of == "row" else by_column
        return Shares(of, side.shares(), side.refused, side.refused_all)
    reasons = [one for one in (by_row.refused_all, by_column.refused_all) if one]
    reasons += [*by_row.refused.values(), *by_column.refused.values()]
    if reasons:
        return Shares(of, {}, {}, reasons[0])
    whole = sum(row.value for row in found.cells.values())
    return Shares(of, {key: row.value / whole * 100 for key, row in found.cells.items()}, {})


class _Side:
    """All rows of a pivot, or all columns, each with why no share can be told of it."""

    def __init__(self, store: Store, found: Pivot, rows: str, columns: str, lengthwise: bool) -> None:
        self._store, self._question, self._lengthwise = store, found.result.question, lengthwise
        self._found = found
        self._along, self._across = (columns, rows) if lengthwise else (rows, columns)
        self._totals: Totals = found.row_totals if lengthwise else found.column_totals
        keys = found.rows if lengthwise else found.columns
        self.refused_all = _never(found, self._along) or self._totals.refused
        reasons = {} if self.refused_all else {key: self._reason(key) for key in keys}
        self.refused = {key: reason for key, reason in reasons.items() if reason}
        self._right = {key for key, reason in reasons.items() if reason is None}

    def shares(self) -> dict[tuple[Any, Any], float]:
        return {
            key: row.value / self._totals.rows[self._line_of(key)].value * 100
            for key, row in self._found.cells.items()
            if self._line_of(key) in self._right
        }

    def _line_of(self, cell: tuple[Any, Any]) -> Any:
        return cell[0 if self._lengthwise else 1]

    def _reason(self, key: Any) -> Message | None:
        """Why no share can be told of the line of this key."""
        place = 1 if self._lengthwise else 0
        cells = {cell[place]: row for cell, row in self._found.cells.items() if self._line_of(cell) == key}
        keys = [one for one in (self._found.columns if self._lengthwise else self._found.rows) if self._can_be(key, one)]
        line = _Line(self._along, keys, cells, self._totals.rows.get(key))
        return next(_reasons(line), None)

    def _can_be(self, key: Any, other: Any) -> bool:
        """Can there be a figure in the cell of a line? A province is missing only in years that it was a unit of the list in."""
        told = {self._across: key, self._along: other}
        province = self._store.names.provinces.get(told.get("province", ""))
        if province is None or "year" not in told:
            return True
        return stands_in(province, list_of(self._question.boundary, told["year"]))


def _never(found: Pivot, along: str) -> Message | None:
    """Why nothing can be a share of a total along a side, whatever the figures are."""
    metric = found.result.metric
    unit = found.result.question.unit or metric.unit
    if unit in NEVER_ADDED or metric.kind not in ("flow", "stock"):
        text = N_("{figures} are never added, so there is no total that they could be a share of.")
        return Message.of(text, figures=NEVER_ADDED.get(unit, "percentages"))
    if along == "period":
        return Message.of(N_("Periods contain one another: a half-year is no part of a sum that holds its year as well."))
    if along == "year" and metric.kind == "stock":
        return Message.of(N_("What is held at a date is never added over the years, so no year is a share of them."))
    if along in DIMENSIONS and (along not in SUMMED_DIMENSIONS or along in facts(metric.indicator).unsummed):
        return Message.of(N_("The parts may overlap or not be all of them, so that their sum is no total."))
    return None


def _reasons(line: _Line) -> Iterator[Message]:
    """What stands against shares of a line, the plainest first."""
    missing = [key for key in line.keys if key not in line.cells]
    if missing:
        yield Message.of(N_("not stated: {where}"), where=", ".join(f"{line.along} {key}" for key in missing))
    if line.total is None:
        yield Message.of(N_("no total is known"))
        return
    rows = [*line.cells.values(), line.total]
    if any(Mark.AT_LEAST in row.marks for row in rows):
        yield Message.of(N_("units or parts are missing from the total"))
    if any(Mark.PARTIAL in row.marks for row in rows) and (line.along == "year" or len({row.covers.periods for row in rows}) > 1):
        yield Message.of(N_("the figures are of unlike parts of the year"))
    if any(row.qualifier != "eq" for row in rows):
        yield Message.of(N_("a bound, or “about”, is among the figures, and would make the share another"))
    added = sum(row.value for row in line.cells.values())
    if not math.isclose(added, line.total.value, rel_tol=1e-9, abs_tol=1e-9):
        text = N_("the figures add up to {added}, and not to the total")
        yield Message.of(text, added=cell_text(added))
    if not line.total.value:
        yield Message.of(N_("the total is zero"))
