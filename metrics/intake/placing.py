"""Provinces of a draft as people name them → slugs; where a name may be two units, the row's own date decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from metrics.data.places import TWO_UNITS, Places, places
from metrics.data.rows import DataRow, dates
from metrics.errors import Problem, listed
from metrics.intake.drafts import Draft
from metrics.territory import LAST_DAY_BEFORE, MERGER, MERGER_YEAR, NEW_LIST, OLD_LIST
from metrics.vocabulary import Province

# the first and the last day that there is, and the last of the old units
BEGINNING, END, LAST = "0001-01-01", "9999-12-31", LAST_DAY_BEFORE.isoformat()


def with_slugs(draft: Draft, provinces: Iterable[Province]) -> Draft:
    """The draft with slugs in the place of names, aliases and codes of provinces; a name that stays open is a fault of its cell.

    A word that means no unit stays as it is: the checks of the data name it.
    """
    named = places(tuple(provinces))
    faults = list(draft.faults)
    rows = {file: tuple(_placed(row, named, faults) for row in draft.rows[file]) for file in ("organizations.csv", "rankings.csv")}
    return replace(draft.with_rows(rows), faults=tuple(faults))


def _placed(row: DataRow, named: Places, faults: list[Problem]) -> DataRow:
    word = row["province"]
    units = named.meant(word)
    if len(units) > 1:
        units = named.on(word, *_span(row, units)) or units
    if len(units) > 1:
        faults.append(row.problem("province", TWO_UNITS, word=word, units=listed(units)))
    return replace(row, cells={**row.cells, "province": units[0]}) if units else row


def _span(row: DataRow, units: tuple[str, ...]) -> tuple[str, str]:
    """The first and last day on which the unit must have existed, ISO dates."""
    if row.file == "rankings.csv":
        # the list that was ranked says more than the year
        before = row["boundary"] == OLD_LIST or (row["boundary"] != NEW_LIST and row["year"] < str(MERGER_YEAR))
        return (LAST, LAST) if before else (MERGER, MERGER)
    prefix = row["organization"].partition(".")[0]
    founded, ended = dates(row["valid_from"]), dates(row["valid_to"])
    if ended and ended[1].isoformat() <= LAST:
        return BEGINNING, LAST
    if (founded and founded[0].isoformat() >= MERGER) or (prefix in units and prefix.endswith(str(MERGER_YEAR))):
        return MERGER, END
    return (BEGINNING, LAST) if prefix in units else (BEGINNING, END)
