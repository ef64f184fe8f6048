"""Answers as tables of words: what a page shows below a chart, and what stands in documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from metrics.answers.left_out import silent
from metrics.answers.pivot import TIMES, Pivot, Totals
from metrics.answers.shares import Of, Shares
from metrics.answers.sources import citations
from metrics.chart import letters
from metrics.errors import N_
from metrics.spelling import sort_key
from metrics.store.store import Store
from metrics.vocabulary import Metric, Result, Row
from metrics.words.wording import NOT_STATED
from metrics.words.words import Words

# a line by heading
Line = dict[str, str]
# of a cross-table: the sign of what is refused; notes of shares, by what they are of
REFUSED = "⊘"
SHARES_OF: dict[Of, str] = {
    "row": N_("Each figure in percent of the total of its row."),
    "column": N_("Each figure in percent of the total of its column."),
    "total": N_("Each figure in percent of the whole table."),
}
TOTALS = {
    "summed": N_("All years together"),
    "latest": N_("Latest year"),
    "other": N_("Together"),
}


# The rows of an answer -----------------------------------------------------------------------------------------------
def lines_of(result: Result, wording: Words, store: Store) -> list[Line]:
    """A result's rows in words, in dictionary order of names, later years first.

    Last the provinces that were chosen and have no figure, a line each, where the rows are told apart by place.
    """
    rows = sorted(result.rows, key=lambda row: _order(wording, result, row))
    return [*(_cells(row, result, wording, store) for row in rows), *_missing(result, wording, store)]


def _order(wording: Words, result: Result, row: Row) -> list[Any]:
    names = [sort_key(wording.key(name, row[name])) for name in result.question.by if name != "year"]
    return [*names, -row.key.get("year", 0)]


def _cells(row: Row, result: Result, words: Words, store: Store) -> Line:
    unit = row.unit
    cells = {words.column(name): words.key(name, row[name]) for name in result.question.by}
    cells[words.column("value")] = words.stated(row)
    if result.question.compare:
        headings = words.comparison_columns(result.question.compare == "target")
        cells[headings["previous"]] = words.previous(row)
        cells[headings["change"]] = words.difference(row)
        if unit != "rank":
            cells[headings["change_percent"]] = words.share(row)
    cells[words.column("status")] = words.marks(row.marks) if row.has_value else ""
    cells[words.column("covers")] = words.covers(row.covers, unit)
    cells[words.column("sources")] = published_by(row.all_sources, words, store)
    return cells


def _missing(result: Result, words: Words, store: Store) -> list[Line]:
    side = next((name for name in ("province", "organization") if name in result.question.by), "")
    told = {words.column("value"): NOT_STATED, words.column("status"): words.say(N_("no figure is known"))}
    return [{words.column(side): words.province(slug), **told} for slug in silent(result, store) if side]


def published_by(sources: Iterable[str], wording: Words, store: Store) -> str:
    """Who published a row's figures, and when."""
    cited = citations(store, sources)
    names = (", ".join(filter(None, (one.publisher, wording.date(one.published)))) for one in cited)
    return "; ".join(dict.fromkeys(names))


# The cross-table -----------------------------------------------------------------------------------------------------
def cross_lines(found: Pivot, rows: str, columns: str, wording: Words, told: Shares | None = None) -> list[Line]:
    """The pivot as rows of words; the totals come first, as the table may be longer and wider than the screen.

    With shares these stand in place of the figures; the totals that they are of stay figures.
    """

    def shown(key: tuple[Any, Any]) -> str:
        row = found.cells.get(key)
        return _share(wording, told, key, row) if told else _cell(wording, row)

    metric = found.result.metric
    names = in_order(wording, columns, found.columns)
    head, together = wording.column(rows), total_name(wording, metric, columns)
    table = [
        {
            head: row_name,
            **({together: _total(wording, found.row_totals, key)} if found.row_totals.is_told else {}),
            **{name: shown((key, column)) for column, name in names.items()},
        }
        for key, row_name in in_order(wording, rows, found.rows).items()
    ]
    if not found.column_totals.is_told:
        return table
    first = {name: _total(wording, found.column_totals, column) for column, name in names.items()}
    return [{head: total_name(wording, metric, rows), **({together: ""} if found.row_totals.is_told else {}), **first}, *table]


def refusals_of(found: Pivot, wording: Words) -> list[str]:
    """Why a total is not given, each with the sign that stands in its place."""
    refused = (totals.refused for totals in (found.row_totals, found.column_totals))
    return [f"{REFUSED} {wording.message(reason)}" for reason in refused if reason]


def unshared(found: Pivot, rows: str, columns: str, told: Shares, wording: Words) -> list[str]:
    """Why rows, columns or all of the table have no shares: each reason once, with what it is about, after the sign for it."""
    about: dict[str, list[str]] = {}
    side, keys = (rows, found.rows) if told.of == "row" else (columns, found.columns)
    for key, name in in_order(wording, side, keys).items():
        if key in told.refused:
            about.setdefault(wording.message(told.refused[key]), []).append(name)
    reasons = [wording.message(told.refused_all)] if told.refused_all else []
    reasons += [wording.say("{names}: {reason}", names=", ".join(names), reason=reason) for reason, names in about.items()]
    return [f"{REFUSED} {reason}" for reason in reasons]


def all_rows(found: Pivot) -> list[Row]:
    """Every figure of a pivot, totals among them."""
    return [*found.cells.values(), *found.row_totals.rows.values(), *found.column_totals.rows.values()]


def total_name(wording: Words, metric: Metric, side: str) -> str:
    """What a total over a side is: over years a flow is summed, of anything else the latest stands."""
    if side not in TIMES:
        return wording.say(TOTALS["other"])
    return wording.say(TOTALS["summed" if metric.kind == "flow" else "latest"])


def in_order(wording: Words, side: str, keys: tuple[Any, ...]) -> dict[Any, str]:
    """The keys of a side with their names: places and bodies as a dictionary orders them, years and periods as they are."""
    names = {key: wording.key(side, key) for key in keys}
    if side in ("year", "period"):
        return names
    return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1])))


def _cell(wording: Words, row: Row | None) -> str:
    """A figure with its qualifier and the marks of its state; nothing where nothing is stated."""
    if row is None:
        return ""
    if row.is_gain:
        value = wording.gain(row)
    else:
        of = f"/{row.covers.ranked_units}" if row.covers.ranked_units else ""
        value = wording.qualified(row.value, row.qualifier, row.unit) + of
    return f"{letters(row.marks)} {value}".lstrip()


def _share(wording: Words, told: Shares, key: tuple[Any, Any], row: Row | None) -> str:
    """What a figure is of a total, in percent, with the marks of its state, or the sign that it is refused."""
    if row is None:
        return ""
    found = told.cells.get(key)
    return REFUSED if found is None else f"{letters(row.marks)} {wording.number(found, 'percent')}".lstrip()


def _total(wording: Words, totals: Totals, key: Any) -> str:
    """A total, or the sign that it is refused."""
    return REFUSED if totals.refused else _cell(wording, totals.rows.get(key))
