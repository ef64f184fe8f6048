"""Results and evidence → files to download: CSV that Excel opens as it is, with codes first, then names and sources."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from metrics.answers.pivot import Pivot, Totals
from metrics.answers.ranking import RankRow, RankTable
from metrics.answers.shares import Shares
from metrics.answers.sources import CITED, cited
from metrics.data.cells import cell_text, harmless
from metrics.profile import versus_lines
from metrics.profile.comparison import Comparison, LikeRow
from metrics.profile.pairs import Pair, PairTable
from metrics.profile.versus import Versus
from metrics.spelling import search_key
from metrics.store.store import Store
from metrics.survey.listing import Search, observations
from metrics.vocabulary import Covers, Mark, Question, Result, Row
from metrics.words.words import Words

# Excel reads a file as UTF-8 only if it begins with this mark
ENCODING = "utf-8-sig"
# names that follow the columns of an observation
SAID = ("organization_name", "indicator_name", "breakdown_name", "period_name", "unit_name", "status_name")


# what the columns of a row hold after its key, where years or targets are compared, and in tables of ranks
ANSWER: dict[str, Callable[[Row], Any]] = {
    "value": lambda row: row.value,
    "unit": lambda row: row.unit,
    "qualifier": lambda row: row.qualifier,
    "status": lambda row: status_text(row.marks) if row.has_value else "",
    "covers": lambda row: covers_text(row.covers),
    "figures": lambda row: len(row.ids),
    "sources": lambda row: ";".join(row.sources),
}
COMPARED: dict[str, Callable[[Row], Any]] = {
    "previous": lambda row: row.previous,
    "change": lambda row: row.change,
    "change_percent": lambda row: row.change_percent,
}
# downloads alone hold what `query` has no column for: rule 9 of the figure compared with, and of what is calculated from both; and
# who states the figure compared with
BOUNDED: dict[str, Callable[[Row], Any]] = {
    "previous_qualifier": lambda row: row.previous_qualifier,
    "change_qualifier": lambda row: row.change_qualifier,
    "previous_sources": lambda row: ";".join(row.previous_sources),
}
NOTED: dict[str, Callable[[RankRow], Any]] = {
    "origin": lambda row: row.origin,
    "tied_with": lambda row: ";".join(row.tied_with),
    "known": lambda row: row.known,
    "exist": lambda row: row.exist,
}
SCORED: dict[str, Callable[[RankRow], Any]] = {
    "score": lambda row: row.score.value if row.score else None,
    "score_status": lambda row: status_text(row.score.marks) if row.score else "",
}
BEFORE: dict[str, Callable[[RankRow], Any]] = {"previous_score": lambda row: row.score.previous if row.score else None}
# of provinces beside one another in one period: per 1,000 members, the rank that goes with a score, what is stated instead
MEMBERS: dict[str, Callable[[LikeRow], Any]] = {
    "per_1000": lambda row: row.per_1000.value if row.per_1000 else None,
    "per_1000_qualifier": lambda row: row.per_1000.qualifier if row.per_1000 else "",
    "members": lambda row: row.members.value if row.members else None,
}
RANKED: dict[str, Callable[[LikeRow], Any]] = {
    "rank": lambda row: row.rank.value if row.rank else None,
    "ranked_units": lambda row: row.rank.covers.ranked_units if row.rank else None,
}
INSTEAD: dict[str, Callable[[LikeRow], Any]] = {"instead": lambda row: "; ".join(row.instead)}
# the second figure of a pair
SECOND: dict[str, Callable[[Pair], Any]] = {
    "second_value": lambda row: row.second.value,
    "second_unit": lambda row: row.second.unit,
    "second_qualifier": lambda row: row.second.qualifier,
    "second_status": lambda row: status_text(row.second.marks),
    "second_covers": lambda row: covers_text(row.second.covers),
}
# columns that hold what is said of a number
QUALIFIERS = ("qualifier", "previous_qualifier", "change_qualifier", "per_1000_qualifier", "second_qualifier")
PLACED: dict[str, Callable[[RankRow], Any]] = {
    "region": lambda row: row.region,
    "region_place": lambda row: row.region_place,
    "region_ranked": lambda row: row.region_ranked,
    "region_members": lambda row: row.region_members,
}


# How an answer is written: here alone for csv, workbooks and the terminal -----------------------------------------------------
def status_text(marks: frozenset[Mark]) -> str:
    """The marks of a row as its `status` writes them: `partial;derived`; `complete` where there is none."""
    return ";".join(mark for mark in Mark if mark in marks) or "complete"


def covers_text(covers: Covers) -> str:
    """What a row covers as its `covers` writes it: `2024-H1; form=warning; 5 of 63; missing: a, b; disputed: 188 (x); of 63`."""
    parts = [*covers.periods, *(f"{dimension}={value}" for dimension, value in covers.narrowed_by)]
    if covers.expected is not None:
        parts.append(f"{covers.reporting} of {covers.expected}")
    if covers.missing:
        parts.append(f"missing: {', '.join(covers.missing)}")
    if covers.kinds:
        parts.append(f"kinds: {', '.join(covers.kinds)}")
    if covers.disputed:
        parts.append(f"disputed: {', '.join(sorted(f'{cell_text(one.value)} ({one.source})' for one in covers.disputed))}")
    lengths = (covers.ranked_units_before, covers.ranked_units)
    parts += dict.fromkeys(f"of {length}" for length in lengths if length is not None)
    parts += [f"break: {code}" for code in covers.breaks]
    return "; ".join(parts)


def columns(result: Result) -> tuple[str, ...]:
    """The columns of an answer: those asked by, those of every answer, those of the comparison and of ranks."""
    return (*result.question.by, *_readers(result))


def records(result: Result) -> list[dict[str, Any]]:
    """The rows of an answer as cells by column, the key first: numbers as such, what is not known None, the rest text."""
    return [record(result, row) for row in result.rows]


def record(result: Result, row: Row) -> dict[str, Any]:
    """A row of an answer as cells by column."""
    return {**row.key, **{name: read(row) for name, read in _readers(result).items()}}


def _readers(result: Result) -> dict[str, Callable[[Any], Any]]:
    """How each column after the key is read from a row."""
    found: dict[str, Callable[[Any], Any]] = {**ANSWER, **(COMPARED if is_compared(result) else {})}
    if isinstance(result, RankTable):
        found |= NOTED
        if result.has_scores:
            found |= {**SCORED, **(BEFORE if result.question.compare else {})}
        if result.has_regions:
            found |= PLACED
    if isinstance(result, Comparison):
        found |= {**(MEMBERS if result.has_members else {}), **(RANKED if result.has_ranks else {})}
        found |= {} if all(row.has_value for row in result.rows) else INSTEAD
    if isinstance(result, PairTable):
        found |= SECOND
    return found


def is_compared(result: Result) -> bool:
    """Is each row set against the year before or a target?"""
    return bool(result.question.compare) or (isinstance(result, Comparison) and result.has_targets)


def is_against_target(result: Result) -> bool:
    """Is what rows are set against a target?"""
    return is_compared(result) and result.question.compare in (None, "target")


def bounded(result: Result, row: Row) -> dict[str, Any]:
    """What a download tells of a row's comparison beside the columns of `query`; nothing where nothing is compared."""
    return {name: read(row) for name, read in BOUNDED.items()} if is_compared(result) else {}


def cells(result: Result) -> tuple[tuple[str, ...], list[list[str]]]:
    """Header and rows of a result as text, the way `query` prints them: a point, full precision, nothing for what is not known."""
    return columns(result), [[cell_text(cell) for cell in row.values()] for row in records(result)]


def csv_bytes(result: Result, wording: Words, store: Store) -> bytes:
    """The rows of a result: the columns of `query`, those of BOUNDED, names in the chosen language, the rows' sources."""
    named, names = _names(result, wording)
    rows = [
        [*record(result, row).values(), *bounded(result, row).values(), *labels, *cited(store, row.sources)]
        for row, labels in zip(result.rows, names, strict=True)
    ]
    compared = BOUNDED if is_compared(result) else ()
    return _written((*columns(result), *compared, *named, *CITED), rows)


def pivot_grid(found: Pivot, rows: str, columns: str, told: Shares | None = None) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The pivot as it stands, in codes: value, qualifier and status for each column, the totals first; `refused` where one is.

    With shares a column follows these three, `2020_percent_of_row`; the first heading says of what they are.
    """
    ends = ("", "_qualifier", "_status", *([f"_percent_of_{told.of}"] if told else []))
    of = f", percent of {told.of}" if told else ""
    totals = ("total", "total_qualifier", "total_status") if found.row_totals.is_told else ()
    header = (f"{rows} by {columns}{of}", *totals, *(f"{key}{end}" for key in found.columns for end in ends))
    blank = [""] if told else []

    def total_of(key: Any) -> tuple[Any, ...]:
        return _total(found.row_totals, key) if totals else ()

    lines = [
        (key, *total_of(key), *(part for column in found.columns for part in _cell(found, told, (key, column))))
        for key in found.rows
    ]
    if not found.column_totals.is_told:
        return header, lines
    figures = (part for key in found.columns for part in (*_total(found.column_totals, key), *blank))
    return header, [("total", *("" for _ in totals), *figures), *lines]


def _cell(found: Pivot, told: Shares | None, key: tuple[Any, Any]) -> tuple[Any, ...]:
    """The value of a cell, its status and, with shares, what it is of the total."""
    row = found.cells.get(key)
    if told is None:
        return _told(row)
    return (*_told(row), told.cells.get(key, "refused") if row else "")


def _total(totals: Totals, key: Any) -> tuple[Any, str, str]:
    return ("", "", "refused") if totals.refused else _told(totals.rows.get(key))


def _told(row: Row | None) -> tuple[Any, str, str]:
    return (row.value, row.qualifier, status_text(row.marks)) if row else ("", "", "")


def evidence_csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Any]], wording: Words | None = None) -> bytes:
    """Observations with their words and sources, in the columns given; with words, names follow."""
    if wording is None:
        return _written(columns, rows)
    named = [(*row, *_said(dict(zip(columns, row, strict=True)), wording).values()) for row in rows]
    return _written((*columns, *SAID), named)


def dataset_csv(store: Store, wording: Words, search: Search | None = None) -> bytes:
    """All observations, ranks and scores included, or those that a search finds: publisher, date and link of each, then names."""
    found = observations(store, search or Search())
    return evidence_csv_bytes(found.columns, found.rows, wording)


def versus_csv(found: Versus, wording: Words, store: Store) -> bytes:
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


def _names(result: Result, wording: Words) -> tuple[list[str], list[list[str]]]:
    """Columns of names and, row by row, what stands in them."""
    keyed = [column for column in result.question.by if column != "year"]
    named = [f"{column}_name" for column in keyed]
    rows = []
    for row in result.rows:
        names = [wording.key(column, row[column]) for column in keyed]
        status, unit = wording.marks(row.marks) if row.has_value else "", wording.unit(row.unit)
        covers = wording.covers(row.covers, row.unit)
        rows.append([*names, result.metric.metric, wording.metric(result.metric), unit, status, covers])
    return [*named, "metric", "metric_name", "unit_name", "status_name", "covers_name"], rows


def _said(row: dict[str, Any], wording: Words) -> dict[str, str]:
    """What an observation is about, in the order of SAID."""
    said = (
        wording.organization(row["organization"]),
        wording.metric(wording.names.metrics[row["indicator"]]),
        wording.part_stated(row["breakdown"], row["indicator"]),
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
