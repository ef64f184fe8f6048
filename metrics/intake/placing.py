"""Provinces of a draft as people name them → slugs; where a name may be two units, the row's own date decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from metrics.data.places import TWO_UNITS, Places, places
from metrics.data.rows import Row, dates
from metrics.errors import Problem, listed
from metrics.intake.drafts import Draft
from metrics.vocabulary import MERGER, Province

LAST_DAY_BEFORE = "2025-06-30"
FIRST, LAST = "0001-01-01", "9999-12-31"


def with_slugs(draft: Draft, provinces: Iterable[Province]) -> Draft:
    """The draft with slugs in the place of names, aliases and codes of provinces; a name that stays open is a fault of its cell.

    A word that means no unit stays as it is: the checks of the data name it.
    """
    named = places(tuple(provinces))
    faults = list(draft.faults)
    rows = {file: tuple(_placed(row, named, faults) for row in draft.rows[file]) for file in ("organizations.csv", "rankings.csv")}
    return replace(draft.with_rows(rows), faults=tuple(faults))


def _placed(row: Row, named: Places, faults: list[Problem]) -> Row:
    word = row["province"]
    units = named.meant(word)
    if len(units) > 1:
        units = named.on(word, *_span(row, units)) or units
    if len(units) > 1:
        faults.append(row.problem("province", TWO_UNITS, word=word, units=listed(units)))
    return replace(row, cells={**row.cells, "province": units[0]}) if units else row


def _span(row: Row, units: tuple[str, ...]) -> tuple[str, str]:
    """The first and last day on which the unit must have existed, ISO dates."""
    if row.file == "rankings.csv":
        # the list that was ranked says more than the year
        before = row["boundary"] == "63" or (row["boundary"] != "34" and row["year"] < MERGER[:4])
        return (LAST_DAY_BEFORE, LAST_DAY_BEFORE) if before else (MERGER, MERGER)
    prefix = row["organization"].partition(".")[0]
    founded, ended = dates(row["valid_from"]), dates(row["valid_to"])
    if ended and ended[1].isoformat() <= LAST_DAY_BEFORE:
        return FIRST, LAST_DAY_BEFORE
    if (founded and founded[0].isoformat() >= MERGER) or (prefix in units and prefix.endswith(MERGER[:4])):
        return MERGER, LAST
    return (FIRST, LAST_DAY_BEFORE) if prefix in units else (FIRST, LAST)
