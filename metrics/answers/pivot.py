"""A result turned into rows and columns; totals are answers of their own, and a sum that would be wrong is refused there too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from metrics.answers.left_out import rowless
from metrics.answers.query import Ask, ask
from metrics.errors import Message, PartyMetricsError
from metrics.store.store import Store
from metrics.vocabulary import Question, Result, Row

# what is never added, by unit and by kind, as `terms.NEVER_ADDED` calls it
NEVER_ADDED = {"rank": "ranks", "score": "scores", "percent": "percentages", "permille": "percentages"}
# along these no figures are added together: the latest stands, or what a flow sums to
TIMES = ("year", "period")


@dataclass(frozen=True)
class Totals:
    """The totals along one side, by the key of the row or column they stand in; or why there are none.

    Of what is never added, as ranks, there is no total to speak of but over time: `is_told` is False.
    """

    rows: dict[Any, Row]
    refused: Message | None = None
    is_told: bool = True


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
        row_totals=_totals(store, result, rows, columns, ask),
        column_totals=_totals(store, result, columns, rows, ask),
    )


def _order(key: Any) -> tuple[bool, Any]:
    """Years by number, everything else by its code."""
    return isinstance(key, str), key


def _totals(store: Store, result: Result, side: str, over: str, ask: Ask) -> Totals:
    """The totals of the keys of one side, over the other."""
    question, metric = result.question, result.metric
    # a ratio is made anew of its parts
    if over not in TIMES and metric.kind != "ratio" and (question.unit or metric.unit) in NEVER_ADDED:
        return Totals({}, is_told=False)
    # of places gained since the year before there is none over years
    if over in TIMES and metric.change_of:
        return Totals({}, is_told=False)
    try:
        return Totals({row[side]: row for row in ask(store, replace(question, by=(side,))).rows})
    except PartyMetricsError as error:
        return Totals({}, error.message)
