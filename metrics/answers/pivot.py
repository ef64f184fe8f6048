"""A result turned into rows and columns; totals are answers of their own, and a sum that would be wrong is refused there too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from metrics.answers.left_out import rowless
from metrics.answers.query import Ask, ask
from metrics.errors import Message, PartyMetricsError
from metrics.store.store import Store
from metrics.vocabulary import Question, Result, Row


@dataclass(frozen=True)
class Totals:
    """The totals along one side, by the key of the row or column they stand in; or why there are none."""

    rows: dict[Any, Row]
    refused: Message | None = None


@dataclass(frozen=True)
class Pivot:
    """The answer to a question as a table of two sides: `cells` by (row key, column key)."""

    result: Result
    rows: tuple[Any, ...]
    columns: tuple[Any, ...]
    cells: dict[tuple[Any, Any], Row]
    # over the columns, one for each row; and over the rows, one for each column
    row_totals: Totals
    column_totals: Totals


def pivot(store: Store, question: Question, rows: str, columns: str, ask: Ask = ask) -> Pivot:
    """Answer by `rows` and `columns`, and by each alone for the totals. Raises QuestionError and RefusedSum like `ask`.

    Without `year` a flow is summed over the years and of a stock the latest year stands: what a total over years can honestly say.
    A province that the question names has its row, or column, also where it has no number. `ask` may remember answers.
    """
    result = ask(store, replace(question, by=(rows, columns)))
    cells = {(row[rows], row[columns]): row for row in result.rows}
    missing = rowless(result, store)
    sides = [
        {cell[place] for cell in cells} | set(missing if side == "province" else ()) for place, side in enumerate((rows, columns))
    ]
    return Pivot(
        result=result,
        rows=tuple(sorted(sides[0], key=_order)),
        columns=tuple(sorted(sides[1], key=_order)),
        cells=cells,
        row_totals=_totals(store, question, rows, ask),
        column_totals=_totals(store, question, columns, ask),
    )


def _order(key: Any) -> tuple[bool, Any]:
    """Years by number, everything else by its code."""
    return isinstance(key, str), key


def _totals(store: Store, question: Question, side: str, ask: Ask) -> Totals:
    try:
        return Totals({row[side]: row for row in ask(store, replace(question, by=(side,))).rows})
    except PartyMetricsError as error:
        return Totals({}, error.message)
