"""The Party's figures beside those of the year before, where both years may be compared (rule 12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from metrics.answers.query import Ask, ask, metrics_of
from metrics.errors import PartyMetricsError
from metrics.store.store import Store
from metrics.survey.listing import Search
from metrics.vocabulary import Mark, Metric, Question, Row
from metrics.words.words import Words

# the Party's figures whose years may be compared
COMPARED = ("party_members", "grassroots_organizations", "members_admitted", "members_disciplined")


@dataclass(frozen=True)
class YearOnYear:
    """A body's figure with its change on the year before, and that year's own row.

    `before` is None where what is compared is not the figure that the body has for that year by itself.
    """

    metric: Metric
    row: Row
    before: Row | None


def year_on_year(store: Store, search: Search, ask: Ask = ask) -> tuple[YearOnYear, ...]:
    """Every figure of COMPARED that may be compared with the year before, both complete; `ask` may remember."""
    return tuple(one for code in COMPARED if code in metrics_of(store) for one in _compared(store, search, code, ask))


def _compared(store: Store, search: Search, metric: str, ask: Ask) -> list[YearOnYear]:
    """The figures of one metric; none where the question is refused."""
    first, last = search.years or (None, None)
    question = Question(
        metric, ("organization", "year"), search.provinces, search.regions, search.kinds, search.years, search.boundary
    )
    try:
        found = ask(store, replace(question, compare="previous_year"))
        # where the regions follow the list, a body may have stood in another one the year before
        earlier = ask(store, replace(question, regions=(), years=(first - 1, last) if first and last else None))
    except PartyMetricsError:
        return []
    stated = {(row["organization"], row["year"]): row for row in earlier.rows}
    return [
        YearOnYear(found.metric, row, _before(row, stated.get((row["organization"], row["year"] - 1))))
        for row in found.rows
        # of a stock an answer compares what lacks parts too
        if row.change is not None and Mark.AT_LEAST not in row.marks | row.previous_marks
    ]


def _before(row: Row, stated: Row | None) -> Row | None:
    return stated if stated and stated.value == row.previous else None


def cells(one: YearOnYear, wording: Words) -> dict[str, str]:
    """A line in words, by the codes of columns; the year before and the change with their own qualifiers (rule 9)."""
    row = one.row
    return {
        "organization": wording.organization(row["organization"]),
        "metric": wording.metric(one.metric),
        "year": wording.key("year", row["year"]),
        "previous": wording.amount(row.previous, row.previous_qualifier, row.unit),
        "value": wording.amount(row.value, row.qualifier, row.unit),
        "change": wording.difference(row),
        "change_percent": wording.share(row),
    }


def table(found: Iterable[YearOnYear], wording: Words) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Columns, and a figure in a row: codes and values in full, then names."""
    columns = (
        *("organization", "metric", "year", "previous", "previous_qualifier", "value", "qualifier", "unit"),
        *("change", "change_percent", "change_qualifier", "sources", "organization_name", "metric_name"),
    )
    rows = [
        (
            *(one.row["organization"], one.metric.metric, one.row["year"]),
            *(one.row.previous, one.row.previous_qualifier, one.row.value, one.row.qualifier, one.row.unit),
            *(one.row.change, one.row.change_percent, one.row.change_qualifier, ";".join(one.row.all_sources)),
            *(wording.organization(one.row["organization"]), wording.metric(one.metric)),
        )
        for one in found
    ]
    return columns, rows
