"""What a reader has filtered by, as SQL: provinces, regions, kinds of body, years and the list of provinces; written here only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from metrics.territory import OLD_LIST, region_sql, stands_in_sql, unit_sql
from metrics.vocabulary import Boundary


class Selection(Protocol):
    """What has filters: a Question, a Search. Empty means no filter."""

    @property
    def provinces(self) -> tuple[str, ...]: ...
    @property
    def regions(self) -> tuple[str, ...]: ...
    @property
    def kinds(self) -> tuple[str, ...]: ...
    @property
    def years(self) -> tuple[int, int] | None: ...
    @property
    def boundary(self) -> Boundary: ...


# the filters that name what they let through; each is a parameter of its name
NAMED = ("provinces", "regions", "kinds")


def conditions(selection: Selection, body: str, year: str, years: str) -> list[str]:
    """The conditions on a row about a body. `body`: the table with its province, place, regions and kind; `year`: the SQL of the
    year in which its region counts; `years`: what `in_year` or `in_period` says of the row."""
    columns = {
        "provinces": unit_sql(selection.boundary, body),
        "regions": region_sql(selection.boundary, body, year),
        "kinds": f"{body}.kind",
    }
    found = named(selection, columns)
    if selection.years:
        found.append(years)
    if selection.boundary == OLD_LIST:
        found.append(stands_in_sql(OLD_LIST, body))
    return found


def named(selection: Selection, columns: Mapping[str, str]) -> list[str]:
    """The conditions of those filters of NAMED that have a column."""
    return [f"list_contains(${name}, {column})" for name, column in columns.items() if getattr(selection, name)]


def in_year(r: str) -> str:
    """The row's year is one of those asked for."""
    return f"{r}.year BETWEEN $first AND $last"


def in_period(r: str, earlier: int = 0) -> str:
    """The row's period overlaps the years asked for, or begins so many years earlier."""
    first = f"$first - {earlier}" if earlier else "$first"
    return f"{r}.end_day >= make_date({first}, 1, 1) AND {r}.start_day <= make_date($last, 12, 31)"


def year_of_period(r: str) -> str:
    """A term stands in its first year, any other period in the year in which it ends."""
    return f"CASE WHEN {r}.period_type = 'term' THEN year({r}.start_day) ELSE year({r}.end_day) END"


def values(selection: Selection) -> dict[str, Any]:
    """The parameters that the conditions name."""
    found: dict[str, Any] = {name: list(getattr(selection, name)) for name in NAMED if getattr(selection, name)}
    if selection.years:
        found |= {"first": selection.years[0], "last": selection.years[1]}
    return found
