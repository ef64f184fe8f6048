"""Rows that add others up, held against the sum of those rows: what agrees is told, and what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from metrics.data.cells import cell_text
from metrics.errors import N_, Message

AGREES = N_("{place}: {name} was left out; it is the sum of its rows ({number} numbers compared).")
DIFFERS = N_("{place}: {name} ({cell}) is {stated}, but its rows add up to {sum}. Look at both before you accept.")


@dataclass
class Totals:
    """The numbers of a table's columns in the order of its rows, those of its sums among them."""

    place: str
    # how the cell of a row and column is called
    cell: Callable[[int, int], str]
    # by column: kind of row (empty of a place), row, name, value
    _columns: dict[int, list[tuple[str, int, str, float]]] = field(default_factory=dict)

    def add(self, kind: str, column: int, row: int, name: str, value: float) -> None:
        """A number of a row: `total`, `region`, or nothing for the row of a place."""
        self._columns.setdefault(column, []).append((kind, row, name, value))

    def messages(self) -> list[Message]:
        """What the sums say, each wrong one with its cell."""
        agree: dict[str, int] = {}
        told = []
        for column, rows in self._columns.items():
            for name, row, stated, sums in _compared(rows):
                if any(abs(stated - one) < 0.5 for one in sums):
                    agree[name] = agree.get(name, 0) + 1
                else:
                    text = {"place": self.place, "name": name, "cell": self.cell(row, column)}
                    told.append(Message.of(DIFFERS, **text, stated=cell_text(stated), sum=cell_text(sums[0])))
        return [*(Message.of(AGREES, place=self.place, name=name, number=number) for name, number in agree.items()), *told]


def _compared(rows: list[tuple[str, int, str, float]]) -> Iterator[tuple[str, int, float, list[float]]]:
    """Each sum with what it may be the sum of: all rows, those up to the next sum or those since the one before."""
    places = [place for place, (kind, *_) in enumerate(rows) if kind]
    bounds = dict(zip(places, pairwise([-1, *places, len(rows)]), strict=False))
    whole = sum(value for kind, _, _, value in rows if not kind)
    after = dict(pairwise([*places, len(rows)]))
    for place in places:
        kind, row, name, stated = rows[place]
        before = sum(value for _, _, _, value in rows[bounds[place][0] + 1 : place])
        below = sum(value for _, _, _, value in rows[place + 1 : after[place]])
        near = [below, before] if below else [before]
        if not any(one[0] == "" for one in rows):
            continue
        yield name, row, stated, [whole, *near] if kind == "total" else [*near]
