"""The territory: the list of provinces in force in a year, its units, where each stands, and what the merger made of them.

The one home of the merger's date and of the two lists, in Python and as the SQL text that the store and the answers take from here.
A list is named by how many units it has: that of the 63 before the merger, that of the 34 since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from metrics.vocabulary import Boundary, Province, ProvinceList

MERGER = "2025-07-01"
MERGER_DAY = dt.date.fromisoformat(MERGER)
MERGER_YEAR = MERGER_DAY.year
LAST_DAY_BEFORE = MERGER_DAY - dt.timedelta(days=1)
OLD_LIST: ProvinceList = "63"
NEW_LIST: ProvinceList = "34"
UNITS: dict[str, int] = {OLD_LIST: 63, NEW_LIST: 34}
# the day by which a unit is known to be of a list
DAYS: dict[str, dt.date] = {OLD_LIST: LAST_DAY_BEFORE, NEW_LIST: MERGER_DAY}
# Hà Tây was the 64th until August 2008; the ranks of these years are of 64
UNITS_WITH_HA_TAY = 64
FIRST_RANKED_WITH_HA_TAY, LAST_WITH_HA_TAY = 2006, 2008


# lists ---------------------------------------------------------------------------------------------------------------------------
def list_of(boundary: Boundary, year: int) -> ProvinceList:
    """The list that a year's figures are read in: the one asked for; as reported, the new one since the year of the merger."""
    if boundary == "reported":
        return NEW_LIST if year >= MERGER_YEAR else OLD_LIST
    return boundary


def list_on(day: dt.date) -> ProvinceList:
    """The list in force on a day."""
    return OLD_LIST if day < MERGER_DAY else NEW_LIST


def units_of(listed: ProvinceList, year: int) -> int:
    """How many units a list had in a year."""
    return UNITS_WITH_HA_TAY if listed == OLD_LIST and year <= LAST_WITH_HA_TAY else UNITS[listed]


def units_ranked(listed: ProvinceList, year: int) -> int:
    """Of how many a rank of the whole list is, where the index does not say it itself."""
    return units_of(listed, year) if year >= FIRST_RANKED_WITH_HA_TAY else UNITS[listed]


# units ---------------------------------------------------------------------------------------------------------------------------
def is_merged(province: Province) -> bool:
    """Was the unit made by the merger?"""
    return province.valid_from == MERGER


def stands_in(province: Province, listed: ProvinceList) -> bool:
    """Is it a unit of the list?"""
    return not is_merged(province) if listed == OLD_LIST else not province.successor


def goes_on(province: Province) -> bool:
    """Is it a unit of both lists, which the merger left as it was?"""
    return stands_in(province, OLD_LIST) and stands_in(province, NEW_LIST)


def region_in(province: Province, listed: ProvinceList) -> str:
    """The region of a unit in a list; nothing where the list does not hold it."""
    if not stands_in(province, listed):
        return ""
    return province.region if listed == OLD_LIST else province.region34 or province.region


def unit_in(province: Province, boundary: Boundary) -> str:
    """The unit as which a province's figures are shown: in the new list the one that it became part of."""
    return province.place if boundary == NEW_LIST else province.province


def predecessors(provinces: Iterable[Province]) -> dict[str, tuple[str, ...]]:
    """Each merged unit with the provinces that it was made of, in their order."""
    found: dict[str, tuple[str, ...]] = {}
    for one in provinces:
        if one.successor:
            found[one.successor] = (*found.get(one.successor, ()), one.province)
    return found


# as SQL; `r`: a table with the columns province, place, region63, region34; `year`: the SQL of a year -----------------------------
def in_force_sql(year: str, before: str, since: str) -> str:
    """What holds of a year: `before` up to the one before the merger, else `since`."""
    return f"CASE WHEN {year} < {MERGER_YEAR} THEN {before} ELSE {since} END"


def list_sql(boundary: Boundary, year: str) -> str:
    """The list that a year's figures are read in."""
    return in_force_sql(year, f"'{OLD_LIST}'", f"'{NEW_LIST}'") if boundary == "reported" else f"'{boundary}'"


def list_by_length_sql(units: str) -> str:
    """The list that has so many units, null where none has."""
    old = f"{UNITS[OLD_LIST]}, {UNITS_WITH_HA_TAY}"
    return f"CASE WHEN {units} = {UNITS[NEW_LIST]} THEN '{NEW_LIST}' WHEN {units} IN ({old}) THEN '{OLD_LIST}' END"


def units_sql(listed: str, year: str) -> str:
    """Of how many a rank of the whole list is, as `units_ranked`."""
    with_ha_tay = f"{year} BETWEEN {FIRST_RANKED_WITH_HA_TAY} AND {LAST_WITH_HA_TAY}"
    old, new = UNITS[OLD_LIST], UNITS[NEW_LIST]
    return f"CASE WHEN {listed} = '{NEW_LIST}' THEN {new} WHEN {with_ha_tay} THEN {UNITS_WITH_HA_TAY} ELSE {old} END"


def region_sql(boundary: Boundary, r: str, year: str) -> str:
    """The region of a body in a year: from 2025 on that of the 34, whichever list the body is of (rule 10)."""
    if boundary == "reported":
        return in_force_sql(year, f"{r}.region{OLD_LIST}", f"{r}.region{NEW_LIST}")
    return f"{r}.region{boundary}"


def unit_sql(boundary: Boundary, r: str) -> str:
    """The unit as which a body's province is shown: in the new list the one that it became part of."""
    return f"{r}.place" if boundary == NEW_LIST else f"{r}.province"


def stands_in_sql(listed: ProvinceList, r: str) -> str:
    """Is the province of a body a unit of the list? Of the new list, its predecessors' bodies count with the unit."""
    return f"{r}.province IN (SELECT province FROM unit WHERE scheme = '{listed}')"
