"""Results and evidence → files to download: CSV that Excel opens as it is, with codes first, then names and sources."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from metrics.answers.sources import CITED, cited
from metrics.data.cells import cell_text, harmless
from metrics.profile import versus_lines
from metrics.profile.versus import Versus
from metrics.spelling import search_key
from metrics.store.store import Store
from metrics.survey.listing import Search, observations
from metrics.vocabulary import Question, Result
from metrics.words.wording import Wording, names_of

# Excel reads a file as UTF-8 only if it begins with this mark
ENCODING = "utf-8-sig"
# names that follow the columns of an observation
SAID = ("organization_name", "indicator_name", "breakdown_name", "period_name", "unit_name", "status_name")


def cells(result: Result) -> tuple[tuple[str, ...], list[list[str]]]:
    """Header and rows of a result as text, the way `query` prints them: a point, full precision, nothing for what is not known."""
    return result.columns, [[cell_text(cell) for cell in row] for row in result.rows]


def csv_bytes(result: Result, wording: Wording, store: Store) -> bytes:
    """The rows of a result: the columns of `query`, then names in the chosen language, then their sources."""
    named, names = _names(result, wording, store)
    rows = [
        [*row, *labels, *cited(store, dict(zip(result.columns, row, strict=True))["sources"])]
        for row, labels in zip(result.rows, names, strict=True)
    ]
    return _written((*result.columns, *named, *CITED), rows)


def evidence_csv_bytes(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], wording: Wording | None = None, store: Store | None = None
) -> bytes:
    """Observations with their words and sources, in the columns given; with a language and the store, names follow."""
    if wording is None or store is None:
        return _written(columns, rows)
    named = [(*row, *_said(dict(zip(columns, row, strict=True)), wording, store).values()) for row in rows]
    return _written((*columns, *SAID), named)


def dataset_csv(store: Store, wording: Wording, search: Search | None = None) -> bytes:
    """All observations, ranks and scores included, or those that a search finds: publisher, date and link of each, then names."""
    found = observations(store, search or Search())
    return evidence_csv_bytes(found.columns, found.rows, wording, store)


def versus_csv(found: Versus, wording: Wording, store: Store) -> bytes:
    """The comparisons of a body, a line a number."""
    return evidence_csv_bytes(versus_lines.columns(found), versus_lines.rows(found, wording, store))


def file_name(question: Question, ending: str = "csv") -> str:
    """A name for a download, of letters that every system takes: party_members-by-province-year-nghe-an-2017-2024.csv."""
    parts = [question.metric, "by", *question.by, *_some(question.provinces), *_some(question.regions), *_some(question.kinds)]
    if question.breakdown:
        parts.append(question.breakdown)
    if question.years:
        parts.extend(map(str, question.years))
    if question.boundary != "reported":
        parts.append(question.boundary)
    parts.extend(filter(None, (question.unit, question.compare)))
    plain = re.sub(r"[^a-z0-9_]+", "-", search_key("-".join(parts)))
    return f"{plain.strip('-')[:100].strip('-')}.{ending}"


def _names(result: Result, wording: Wording, store: Store) -> tuple[list[str], list[list[str]]]:
    """Columns of names and, row by row, what stands in them."""
    keyed = [column for column in result.question.by if column != "year"]
    named = [f"{column}_name" for column in keyed]
    rows = []
    for row in result.dicts():
        names = [wording.key(store, column, row[column]) for column in keyed]
        status, unit = wording.status(row["status"]), wording.unit(row["unit"])
        covers = wording.covers(row["covers"], store, row["unit"])
        rows.append([*names, result.metric.metric, wording.metric(result.metric), unit, status, covers])
    return [*named, "metric", "metric_name", "unit_name", "status_name", "covers_name"], rows


def _said(row: dict[str, Any], wording: Wording, store: Store) -> dict[str, str]:
    """What an observation is about, in the order of SAID."""
    said = (
        wording.organization(store, row["organization"]),
        wording.metric(names_of(store).metrics[row["indicator"]]),
        wording.breakdown(row["breakdown"]),
        wording.period(row["period"], row["period_type"]),
        wording.unit(row["unit"]),
        wording.status(row["status"]),
    )
    return dict(zip(SAID, said, strict=True))


def _some(chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Up to three of the values chosen, else their number."""
    return chosen if len(chosen) <= 3 else (str(len(chosen)),)


def _written(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV file: numbers stay numbers, texts are made harmless, quoted where RFC 4180 asks for it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode(ENCODING)
