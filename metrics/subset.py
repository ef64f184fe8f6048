"""Some rows of a Result, as the answer to the question for those alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from metrics.vocabulary import Result


def of_provinces(result: Result, provinces: Sequence[str]) -> Result:
    """The rows of some provinces, as the answer to the question for those alone."""
    return _part(result, "province", provinces, provinces=tuple(provinces))


def of_year(result: Result, year: int) -> Result:
    """The rows of one year, as the answer to the question for that year alone."""
    return _part(result, "year", (year,), years=(year, year))


def most_changed(result: Result, most: int) -> Result:
    """The rows that changed most against the year before, as the answer for their provinces alone."""
    rows = [(number, row) for number, row in enumerate(result.dicts()) if row["change"] is not None]
    rows = sorted(rows, key=lambda one: (-abs(one[1]["change"]), one[0]))[:most]
    return _kept(result, sorted(number for number, _ in rows), provinces=tuple(sorted({row["province"] for _, row in rows})))


def with_target(result: Result) -> Result:
    """The rows whose target is stated."""
    return _kept(result, [number for number, row in enumerate(result.dicts()) if row["previous"]])


def _part(result: Result, column: str, values: Sequence[Any], **asked: Any) -> Result:
    place = result.columns.index(column)
    return _kept(result, [number for number, row in enumerate(result.rows) if row[place] in values], **asked)


def _kept(result: Result, kept: Sequence[int], **asked: Any) -> Result:
    return replace(
        result,
        question=replace(result.question, **asked),
        rows=tuple(result.rows[number] for number in kept),
        observations=tuple(result.observations[number] for number in kept),
    )
