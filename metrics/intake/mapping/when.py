"""Of which period the figures of a table are: by their column, their row, the sheet as a person says or its title."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.extract.meanings import in_year
from metrics.extract.model import Known
from metrics.intake.mapping.model import PREVIOUS, SAME, Column, SheetMap
from metrics.intake.mapping.periods import NO_END, dated, earlier, period_given, since_january, tells_a_document
from metrics.intake.mapping.propose import period_told

# a kind and a code as words state them; `day` is a kind of its own
Stated = tuple[str, str]


class When:
    """The periods of one table. `title`: the lines above it, `sheet.period` and the sheet's name count for all."""

    def __init__(self, sheet: SheetMap, title: Sequence[str], name: str, known: Known) -> None:
        self.known = known
        self.of_all = self._of_all(sheet.period, (*reversed(title), name))
        self._dated: dict[tuple[str, str, str], Stated | None] = {}
        self._told: dict[str, Stated] = {}

    def _of_all(self, given: str, lines: Sequence[str]) -> Stated:
        if given:
            return period_given(given)
        for line in lines:
            told = period_told([line], self.known) if line and not tells_a_document(line) else ("", "")
            if told[1] and not told[1].startswith("-"):
                return told
        return "", ""

    def of_column(self, column: Column, words: Sequence[str]) -> Stated | None:
        """The period of a column as a person or its heading says; None where that of all counts."""
        told = since_january(words, self.of_all) or period_told(words, self.known)
        if told == NO_END:
            return period_given(column.period) if column.period not in ("", SAME, PREVIOUS) else NO_END
        if column.period in (SAME, PREVIOUS):
            kind, code = told if told[1] and not told[1].startswith("-") else self.of_all
            return (kind, earlier(kind, code, column.period)) if code else ("", "")
        if column.period:
            return period_given(column.period)
        kind, code = told
        if code.startswith("-"):
            year = self.of_all[1][:4]
            return (kind, in_year(kind, code, year)) if year else ("", "")
        return told if code else None

    def of_cell(self, text: str, indicator: str) -> Stated | None:
        """The period that a cell names, for an indicator, in the contract's words; None where it names none."""
        if text not in self._told:
            self._told[text] = period_told([text], self.known)
        return self._of(self._told[text], indicator)

    def of_figure(self, column: Column, stated: Stated | None, indicator: str) -> Stated | None:
        """The period of a column's figures of an indicator; a day in its heading that is no period of a flow does not count."""
        found = self._of(self.of_all if stated is None else stated, indicator)
        fallen_back = found is None and stated not in (None, NO_END) and not column.period
        return self._of(self.of_all, indicator) if fallen_back else found

    def _of(self, stated: Stated, indicator: str) -> Stated | None:
        asked = (*stated, indicator)
        if asked not in self._dated:
            self._dated[asked] = dated(*stated, indicator, self.known)
        return self._dated[asked]
