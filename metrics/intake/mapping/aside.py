"""What is not read of a table, or read all the same though it is hidden: each named, so that nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from metrics.data.rows import shown
from metrics.errors import N_, Message, Problem
from metrics.intake.damage import Damage, damage
from metrics.intake.mapping.model import Column
from metrics.intake.mapping.periods import is_preliminary
from metrics.intake.mapping.propose import JOINT
from metrics.intake.mapping.table import Table
from metrics.intake.spreadsheet import hidden_told, letters, some
from metrics.spelling import invisible

LEFT = {
    "rows": N_("{place}: these rows are left out, as they add up, average or group others: {names}."),
    "lines": N_("{place}: these lines say nothing that the catalogue counts and are left out: {names}."),
    "bodies": N_("{place}: these bodies are new and will be added with their figures: {names}."),
    "units": N_("{place}: these units are not understood, and their numbers are read as what the lines count: {names}."),
    "nameless": N_("{place}: rows without a name are left out: {names}."),
}
PRELIMINARY = N_(
    "{place}: these columns are not final and are left out; say that they hold figures if they are to be kept: {columns}."
)
COLUMNS = N_("{place}: these columns hold nothing that is read: {columns}.")
TAKEN_ONCE = N_("{place}: {number} numbers stand twice alike and are taken once.")
UNSEEN = N_("{cell} holds the invisible letter {sign}; remove it")


@dataclass
class Aside:
    """What was met in one table beside its figures. `twice`: numbers that only repeat others."""

    table: Table
    twice: int = 0
    _left: dict[str, dict[str, None]] = field(default_factory=dict)

    def leave(self, kind: str, name: str) -> None:
        """Name what is left out, or new: a key of LEFT."""
        self._left.setdefault(kind, {})[name] = None

    def messages(self, columns: Sequence[Column]) -> list[Message]:
        """All of it in sentences; `columns`: those with numbers that are not read."""
        table, place = self.table, self.table.place
        found = [Message.of(LEFT[kind], place=place, names=some([*names])) for kind, names in self._left.items()]
        early = [one for one in columns if any(map(is_preliminary, one.heading.split(JOINT)))]
        for text, left in ((COLUMNS, [one for one in columns if one not in early]), (PRELIMINARY, early)):
            if left:
                found.append(Message.of(text, place=place, columns=some([f"{one.column} ({one.heading})" for one in left])))
        found += hidden_told(place, table.hidden_lines, table.hidden_columns, table.hidden, (len(table.rows), table.width))
        return found + ([Message.of(TAKEN_ONCE, place=place, number=self.twice)] if self.twice else [])


def once(messages: Iterable[Message]) -> tuple[Message, ...]:
    """What is said alike of several sheets, once with all their names."""
    places: dict[Message, list[str]] = {}
    for one in messages:
        values = dict(one.values)
        place = values.pop("place", "")
        places.setdefault(Message.of(one.template, **values), []).append(place)
    return tuple(_placed(one, found) for one, found in places.items())


def _placed(message: Message, places: Sequence[str]) -> Message:
    file, _, sheet = places[0].partition("!")
    if not file:
        return message
    sheets = [sheet, *(place.partition("!")[2] for place in places[1:])]
    return Message.of(message.template, place=f"{file}!{some(sheets)}" if sheet else file, **dict(message.values))


def unreadable(
    table: Table, looked_at: Callable[[int], Sequence[int]], is_name: Callable[[int], bool]
) -> Iterator[tuple[str, Problem]]:
    """Every text that nobody can read, with its cell: none may become the words of a figure. `looked_at`: in which columns the
    cells of a row say something of figures; `is_name`: whether a column names places, in which nobody asks a question."""
    seen = set()
    for row, texts in enumerate(table.texts):
        for column in looked_at(row):
            text = texts[column]
            if not text or text in seen:
                continue
            seen.add(text)
            found = damage(text) or (Damage("question marks") if is_name(column) and "?" in text else None)
            sign = invisible(text)
            if found or sign:
                said = found.message(text) if found else Message.of(UNSEEN, cell=shown(text), sign=f"U+{ord(sign):04X}")
                yield text, Problem.of(table.place, table.lines[row], letters(column + 1), said)
