"""Results and observations → Excel workbooks and Parquet files. The only module that writes with xlsxwriter and with pyarrow."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from metrics.answers.left_out import silent
from metrics.answers.pivot import Pivot, Totals
from metrics.answers.query import evidence, metrics_of
from metrics.answers.shares import Of, Shares
from metrics.answers.sources import CITED, cited, web_address
from metrics.data.cells import cell_text
from metrics.errors import N_
from metrics.files.citation import how_to_cite
from metrics.files.export import BOUNDED, QUALIFIERS, bounded, columns, is_against_target, is_compared, record
from metrics.files.in_words import REFUSED, SHARES_OF, total_name
from metrics.period import Period
from metrics.profile import versus_lines
from metrics.profile.comparison import Joined
from metrics.profile.pairs import Pair, PairTable
from metrics.profile.versus import Versus, everywhere
from metrics.store.store import Store
from metrics.survey.listing import COLUMNS, Search, observations, sources
from metrics.vocabulary import DIMENSIONS, Metric, Result, Row, parse_breakdown
from metrics.words import terms
from metrics.words.words import Words

Cells = dict[str, Any]

# columns of codes; a column of words, `…_name`, follows each
CODED = (
    *("province", "organization", "kind", "region", "period", "indicator", "breakdown", "unit", *QUALIFIERS, "status"),
    *("covers", "period_type", "quote_status", "used", "metric", "second_unit", "second_status", "second_covers", *DIMENSIONS),
)
WHOLE = ("year", "figures", "line", "first_year", "last_year")
# whole numbers of rankings and of comparisons: how many units, and places among them
UNITS_COUNTED = (
    "known",
    "ranked_units",
    "exist",
    "region_place",
    "region_ranked",
    "region_members",
    "reported",
    "entering",
    "left_out",
)
SCORES = ("score", "previous_score")
NUMBERS = ("value", "denominator", "previous", "change", "change_percent", "per_1000", "members", "rank", "second_value", *SCORES)
DATES = ("start", "end", "made")
# texts that are whole dates, but for some that are a month, a year or several dates
STATED_DATES = ("published", "period")
LINKS = ("url", "links")
# what a column holds, where its heading does not say it
EXPLAINED = {
    "value": N_("the number stated, or calculated as the metric's definition says; empty: not stated, never zero"),
    "qualifier": N_("what the source says of the number: exact, a bound, or about"),
    "covers": N_("the dates and periods used, what narrows the figure, and which units are missing"),
    "figures": N_("how many stated figures the value was made of"),
    "sources": N_("the sources of these figures; publishers, dates and links follow in the same order"),
    "previous": N_("the figure that the value is compared with"),
    "change": N_("the value minus the figure compared with; of ranks, places gained"),
    "change_qualifier": N_("what change and change_percent are of a value and a figure compared with of their accuracy"),
    "change_percent": N_("the change as a share of the figure compared with; of targets, the share reached"),
    "breakdown": N_("the part of the total that the figure is about; empty: the total"),
    "denominator": N_("the second number of “50/63”, or the base of a share, where stated"),
    "period": N_("the period as its source states it; its first and last day follow"),
    "status": N_("reported, or a target, a plan, a change, derived …; only what is reported enters the metrics"),
    "quote": N_("the words of the source that state the figure; `quote_status` says how far they were compared"),
    "quote_status": N_(
        "verbatim: compared letter by letter with the text; cell: heading, row and value of a table; unverified: not compared"
    ),
    "line": N_("the line of the source's text, where known"),
    "origin": N_(
        "published: a source states the rank; order_of_scores: computed here from the published scores; computed: worked "
        "out here from other published figures"
    ),
    "tied_with": N_("the provinces that hold the same rank"),
    "used": N_("whether the figure enters the table of data, and if not, why"),
}
HEADINGS = {
    "start": N_("First day"),
    "end": N_("Last day"),
    "publishers": N_("Publisher"),
    "links": N_("Link"),
    "figures_stated": N_("Figures"),
    "first_year": N_("First year"),
    "last_year": N_("Last year"),
    "part": N_("Part"),
    "code": N_("Code"),
    "name": N_("Name"),
    "counted": N_("How it is counted"),
    "definition": N_("Definition"),
    "file": N_("File"),
}
# of a cross-table: headings of shares, by what they are of
SHARED: dict[Of, str] = {
    "row": N_("{name}: % of the row"),
    "column": N_("{name}: % of the column"),
    "total": N_("{name}: % of the whole table"),
}
# more rows than this are written row by row instead of being kept
MANY = 20_000
# Excel's limits: letters of a cell and of a link
LONGEST, LONGEST_LINK = 32_767, 2_079
LONGEST_NAME = 31
WIDEST, NARROWEST = 48, 9
# Excel knows no day before this year
FIRST_YEAR = 1900
SIGNS = {"percent": '"%"', "permille": '"‰"'}


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, the codes of its columns, their headings in words, and the rows."""

    name: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> Iterator[Cells]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


# Files --------------------------------------------------------------------------------------------------------------------
def excel_bytes(result: Result, wording: Words, store: Store, link: str = "", today: dt.date | None = None) -> bytes:
    """A view as an Excel workbook: its rows, the dictionary, the words of the sources, and notes on what was asked."""
    data, stated = result_table(result, wording, store), evidence_table(result, wording, store)
    tables = (
        data,
        _dictionary((data, stated), _metrics(result), wording),
        stated,
    )
    return _written(tables, _view_notes(result, wording, store, link, today), wording)


def versus_excel(found: Versus, wording: Words, store: Store, link: str = "", today: dt.date | None = None) -> bytes:
    """The comparisons of a body as an Excel workbook: a line a number, the words of all sources behind them, and notes."""
    data = _versus_table(found, wording, store)
    asked = [everywhere(found.questions[name]) for name in ("latest", "per_1000") if name in found.questions]
    behind: dict[int, Cells] = {}
    for question in asked:
        every = evidence(store, replace(question, by=found.question.by, kinds=(), breakdown="", unit=""))
        told = zip(every.ids, every.rows, strict=True)
        behind |= {number: dict(zip(every.columns, row, strict=True)) for number, row in told if number in found.ids}
    stated = _observation_table(wording.say("Sources"), behind.values(), (), wording)
    notes = [
        (wording.say("Question"), wording.say("One body's figure against others: {metric}", metric=wording.metric(found.metric))),
        (wording.say("Definition"), wording.definition(found.metric)),
        *_made(store, wording, link, today),
    ]
    return _written((data, _dictionary((data, stated), [found.metric], wording), stated), notes, wording)


def pivot_excel(
    found: Pivot,
    sides: tuple[str, str],
    told: Shares | None,
    wording: Words,
    store: Store,
    link: str = "",
    today: dt.date | None = None,
) -> bytes:
    """A cross-table, its `sides` rows and columns, as an Excel workbook: figures, with shares beside them where they are asked for.

    What is refused has a sign in its place; the notes say why.
    """
    notes = _pivot_notes(found, sides, told, wording, store, link, today)
    return _written((_pivot_table(found, sides, told, wording),), notes, wording)


def dataset_excel(
    store: Store, wording: Words, search: Search | None = None, link: str = "", today: dt.date | None = None
) -> bytes:
    """All observations, or those that a search finds, as an Excel workbook with dictionary, sources and notes."""
    data = dataset_table(store, wording, search)
    listed = _source_table(store, wording)
    tables = (data, _dictionary((data, listed), list(metrics_of(store).values()), wording), listed)
    return _written(tables, _dataset_notes(data, store, wording, link, today), wording)


def report_excel(
    answers: Sequence[tuple[str, Result]],
    wording: Words,
    store: Store,
    told: Sequence[tuple[str, str]],
    today: dt.date | None = None,
) -> bytes:
    """The answers of a report, each with its title, as a workbook: a sheet an answer, then the dictionary and notes."""
    tables, names = [], set[str]()
    for title, result in answers:
        table = result_table(result, wording, store)
        tables.append(replace(table, name=_sheet_name(title, names)))
    metrics = list(dict.fromkeys(metric for _, result in answers for metric in _metrics(result)))
    dictionary = _dictionary(tables, metrics, wording)
    notes: list[tuple[str, Any]] = [*told, *_made(store, wording, "", today)]
    for title, result in answers:
        notes.append((title, wording.question(result.question, result.metric)))
        notes += [(wording.say("Why some cells are blank"), wording.message(blank)) for blank in result.blanks]
    return _written((*tables, replace(dictionary, name=_sheet_name(dictionary.name, names))), notes, wording)


def _metrics(result: Result) -> list[Metric]:
    """The metrics whose figures stand in the rows of an answer."""
    second = result.second_metric if isinstance(result, PairTable) else None
    return [result.metric, *([second] if second else [])]


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes for a sheet: at most 31 letters, none of its signs, told apart whatever their case."""
    plain = re.sub(r"[\[\]:*?/\\]+", " ", title).strip(" '")[:LONGEST_NAME].strip(" '") or "-"
    name, number = plain, 1
    while name.lower() in taken or name.lower() == "history":
        number += 1
        name = f"{plain[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.lower())
    return name


def parquet_bytes(result: Result, wording: Words, store: Store, link: str = "") -> bytes:
    """The rows of a result as a Parquet file with typed columns."""
    return _parquet(result_table(result, wording, store), how_to_cite(store, wording, link))


def versus_parquet(found: Versus, wording: Words, store: Store, link: str = "") -> bytes:
    """The comparisons of a body as a Parquet file, a row a number."""
    return _parquet(_versus_table(found, wording, store), how_to_cite(store, wording, link))


def dataset_parquet(store: Store, wording: Words, search: Search | None = None, link: str = "") -> bytes:
    """All observations, ranks and scores included, or those that a search finds, as a Parquet file: a row each."""
    return _parquet(dataset_table(store, wording, search), how_to_cite(store, wording, link))


# Tables -------------------------------------------------------------------------------------------------------------------
def result_table(result: Result, wording: Words, store: Store) -> Sheet:
    """The rows of a result: the columns of `query` in their order, after each code its words, then metric and sources."""
    headings = wording.comparison_columns(is_against_target(result))
    compared = BOUNDED if is_compared(result) else ()
    rows = []
    for row in result.rows:
        told = {
            "status_name": wording.marks(row.marks) if row.has_value else "",
            "covers_name": wording.covers(row.covers, row.unit),
        }
        if isinstance(row, Pair):
            second = row.second
            told |= {
                "second_status_name": wording.marks(second.marks),
                "second_covers_name": wording.covers(second.covers, second.unit),
            }
        sources = dict(zip(CITED, cited(store, row.sources), strict=True))
        rows.append({**record(result, row), **bounded(result, row), **told, **sources, "metric": result.metric.metric})
    return _table(wording.say("Data"), (*columns(result), *compared, "metric", *CITED), rows, wording, headings)


def _pivot_table(found: Pivot, sides: tuple[str, str], told: Shares | None, wording: Words) -> Sheet:
    """The totals first, then a row for each row of the pivot; for each of its columns figure, accuracy, state and share."""
    rows, columns = sides
    metric = found.result.metric
    together = [total_name(wording, metric, columns)] if found.row_totals.is_told else []
    names = {key: wording.key(columns, key) for key in found.columns}
    ends = [N_("{name}: accuracy"), N_("{name}: state"), *([SHARED[told.of]] if told else [])]
    codes = ("value", "qualifier_name", "status_name", *(["share_percent"] if told else []))
    headings = [text for name in (*together, *names.values()) for text in (name, *(wording.say(end, name=name) for end in ends))]
    blank = [None] if told else []

    def cells(row: Row | None, refused: bool = False) -> list[Any]:
        if row is None:
            return [REFUSED if refused else None, "", ""]
        return [row.value, wording.qualifier(row.qualifier), wording.marks(row.marks)]

    def of_total(key: tuple[Any, Any]) -> list[Any]:
        return [told.cells.get(key, REFUSED) if key in found.cells else None] if told else []

    def total(totals: Totals, key: Any) -> list[Any]:
        return [*cells(totals.rows.get(key), bool(totals.refused)), *blank]

    lines = []
    if found.column_totals.is_told:
        empty = [*cells(None), *blank] if together else []
        figures = [cell for key in names for cell in total(found.column_totals, key)]
        lines.append([total_name(wording, metric, rows), *empty, *figures])
    for row in found.rows:
        figures = [cell for key in names for cell in (*cells(found.cells.get((row, key))), *of_total((row, key)))]
        lines.append([wording.key(rows, row), *(total(found.row_totals, row) if together else []), *figures])
    return Sheet(
        wording.say("Data"),
        (rows, *codes * (len(names) + len(together))),
        (wording.column(rows), *headings),
        tuple(map(tuple, lines)),
    )


def _versus_table(found: Versus, wording: Words, store: Store) -> Sheet:
    headings = versus_lines.headings(found, wording)
    return Sheet(wording.say("Data"), versus_lines.columns(found), headings, tuple(versus_lines.rows(found, wording, store)))


def dataset_table(store: Store, wording: Words, search: Search | None = None) -> Sheet:
    """Observations with their words and sources, ranks and scores among them, newest first."""
    found = observations(store, search or Search())
    return _observation_table(wording.say("Data"), found.dicts(), (), wording)


def evidence_table(result: Result, wording: Words, store: Store) -> Sheet:
    """The observations behind a result's rows with their words, then those about the same that do not count, with the reason."""
    question = result.question
    behind = {number for row in result.rows for number in row.all_ids}
    parts = result.parts if isinstance(result, Joined) else (result,)
    counted = [one for part in parts for one in _counted(part, store)]
    asked = evidence(store, question)
    others = [
        dict(zip(asked.columns, row, strict=True))
        for row, number in zip(asked.rows, asked.ids, strict=True)
        if number not in behind
    ]
    return _observation_table(wording.say("Sources"), [*counted, *others], ("used",), wording)


def _counted(result: Result, store: Store) -> list[Cells]:
    """The observations behind a result's rows, as cells by column."""
    # parts of a sum are narrower than what was asked for, those of a ratio have other units and years
    wider = evidence(store, replace(result.question, years=None, breakdown="", unit=""))
    behind = {number for row in result.rows for number in row.all_ids}
    return [
        {**dict(zip(wider.columns, row, strict=True)), "used": "yes"}
        for row, number in zip(wider.rows, wider.ids, strict=True)
        if number in behind
    ]


def _observation_table(name: str, rows: Iterable[Cells], first: tuple[str, ...], wording: Words) -> Sheet:
    columns = [*first, "province", *COLUMNS]
    columns[columns.index("status") : columns.index("status")] = ["start", "end"]
    bodies = wording.names.organizations
    placed = []
    for row in rows:
        body = bodies.get(row["organization"])
        start, end = _days(row["period_type"], row["period"])
        province = body.province if body else row["organization"].partition(".")[0]
        placed.append({**row, "province": province, "start": start, "end": end})
    return _table(name, columns, placed, wording)


def _days(kind: str, code: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a period; none where the source is undated."""
    if not code:
        return None, None
    period = Period.parse(kind, code)
    return period.start, period.end


def _source_table(store: Store, wording: Words) -> Sheet:
    """Every publication, with how many figures it states and for which years."""
    found = sources(store)
    columns = tuple("figures_stated" if name == "figures" else name for name in found.columns)
    return Sheet(wording.say("Sources"), columns, tuple(_heading(name, columns, wording) for name in columns), found.rows)


def _table(
    name: str,
    codes: Sequence[str],
    rows: Iterable[Cells],
    wording: Words,
    headings: dict[str, str] | None = None,
) -> Sheet:
    """A table of these columns, a column of words after each column of codes."""
    columns: list[str] = []
    for code in codes:
        columns += [code, f"{code}_name"] if code in CODED else [code]
    words = _namer(wording)
    named = [code for code in codes if code in CODED]
    # a row may bring words of its own: those of an answer are made of more than the code
    filled = ({f"{code}_name": words(code, row) for code in named if f"{code}_name" not in row} | row for row in rows)
    told = {name: _heading(name, columns, wording) for name in columns} | (headings or {})
    cells = tuple(tuple(row[column] for column in columns) for row in filled)
    return Sheet(name, tuple(columns), tuple(told[column] for column in columns), cells)


def _namer(wording: Words) -> Callable[[str, Cells], str]:
    """Gives the words for a row's code; the same code is put into words once."""
    known: dict[tuple[Any, ...], str] = {}

    def words(code: str, row: Cells) -> str:
        key = (code, row[code], row.get("unit"), row.get("period_type"))
        if key not in known:
            known[key] = _name(code, row, wording)
        return known[key]

    return words


def _name(code: str, row: Cells, wording: Words) -> str:
    """The words for a code, in the chosen language."""
    value = row[code]
    if code in ("indicator", "metric"):
        return wording.metric(wording.names.metrics[value])
    if code == "period":
        return wording.period(value, row.get("period_type", ""))
    said: dict[str, Callable[[str], str]] = {
        "period_type": wording.period_kind,
        "unit": wording.unit,
        **dict.fromkeys(QUALIFIERS, wording.qualifier),
        "second_unit": wording.unit,
        "status": wording.status,
        "breakdown": wording.breakdown,
        "quote_status": wording.quote_status,
        "used": wording.used,
    }
    return said[code](value) if code in said else wording.key(code, value)


def _heading(column: str, columns: Sequence[str], wording: Words) -> str:
    """A column's heading: the words' column bears the name, the codes' says that it holds codes."""
    code = column.removesuffix("_name")
    words = wording.say(HEADINGS[code]) if code in HEADINGS else wording.column(code)
    return wording.say("{name} (code)", name=words) if f"{column}_name" in columns else words


# What a workbook explains -------------------------------------------------------------------------------------------------
def _dictionary(tables: Sequence[Sheet], metrics: Sequence[Metric], wording: Words) -> Sheet:
    """The metrics, the values of their breakdowns and the columns of the tables, each with its code and what it means.

    The codes of columns stand here alone: a sheet has one heading, so that a pivot over it works. An import finds them here.
    """
    columns = ("part", "code", "name", "unit", "counted", "definition")
    rows: list[tuple[str, ...]] = [
        (
            *(wording.say("Metrics"), one.metric, wording.metric(one), wording.unit(one.unit), wording.metric_kind(one.kind)),
            wording.definition(one),
        )
        for one in metrics
    ]
    dimensions = dict.fromkeys(name for metric in metrics for name in metric.dimensions)
    for name in dimensions:
        for value in _values(name, tables[0]):
            code = f"{name}={value}"
            rows.append((wording.say("Breakdowns"), code, wording.value_of(name, value), "", "", wording.dimension(name)))
    for table in tables:
        part = f"{wording.say('Columns')}: {table.name}"
        rows += [
            (part, column, heading, "", "", wording.say(EXPLAINED.get(column, "")))
            for column, heading in zip(table.columns, table.headings, strict=True)
        ]
    headings = tuple(_heading(name, columns, wording) for name in columns)
    return Sheet(wording.say("Data dictionary"), columns, headings, tuple(rows))


def _values(dimension: str, data: Sheet) -> Sequence[str]:
    """The values of a dimension: the closed list, or those that occur."""
    listed = DIMENSIONS[dimension]
    if listed is not None:
        return listed
    found = {row.get(dimension) or parse_breakdown(row.get("breakdown") or "").get(dimension, "") for row in data.dicts()}
    return sorted(found - {""})


def _view_notes(result: Result, wording: Words, store: Store, link: str, today: dt.date | None) -> list[tuple[str, Any]]:
    """What was asked, with which filters, when and where; why cells are blank; what the marks mean."""
    say, question = wording.say, result.question
    notes: list[tuple[str, Any]] = [
        (say("Question"), wording.question(question, result.metric)),
        (say("Definition"), wording.definition(result.metric)),
        (wording.column("province"), ", ".join(wording.province(slug) for slug in question.provinces) or say("All")),
        (wording.column("region"), ", ".join(map(wording.region, question.regions)) or say("All")),
        (wording.column("kind"), ", ".join(map(wording.kind, question.kinds)) or say("All")),
        (wording.column("breakdown"), wording.breakdown(question.breakdown)),
        (say("Years"), wording.years(question.years) if question.years else say("All")),
        (say("Provinces as of"), wording.boundary(question.boundary)),
        (say("Compared"), wording.comparison(question.compare) if question.compare else ""),
        *_made(store, wording, link, today),
    ]
    if missing := wording.without_figure(silent(result, store)):
        notes.append((say("Provinces without a figure"), missing))
    notes += [(say("Why some cells are blank"), wording.message(blank)) for blank in result.blanks]
    return [*notes, *_legend(wording, {"complete": terms.COMPLETE} | {str(mark): said for mark, said in terms.MARKS.items()})]


def _pivot_notes(
    found: Pivot, sides: tuple[str, str], told: Shares | None, wording: Words, store: Store, link: str, today: dt.date | None
) -> list[tuple[str, Any]]:
    """What was asked, what the shares are of, and why totals and shares are refused."""
    question, metric = found.result.question, found.result.metric
    notes: list[tuple[str, Any]] = [
        (wording.say("Question"), wording.question(question, metric)),
        (wording.say("Definition"), wording.definition(metric)),
        *_made(store, wording, link, today),
    ]
    reasons = [totals.refused for totals in (found.row_totals, found.column_totals) if totals.refused]
    if told:
        notes.append((wording.say("Shares"), wording.say(SHARES_OF[told.of])))
        reasons += [told.refused_all] if told.refused_all else []
    notes += [(REFUSED, wording.message(reason)) for reason in dict.fromkeys(reasons)]
    side = sides[0] if told and told.of == "row" else sides[1]
    named = told.refused.items() if told else ()
    return [*notes, *((f"{REFUSED} {wording.key(side, key)}", wording.message(reason)) for key, reason in named)]


def _dataset_notes(data: Sheet, store: Store, wording: Words, link: str, today: dt.date | None) -> list[tuple[str, Any]]:
    """What the workbook holds, when it was made, and what the marks mean."""
    about = wording.say("Every figure as its source states it, with its words; ranks and scores of the indexes among them.")
    number = wording.plural("{number} figure of sources", "{number} figures of sources", len(data.rows))
    statuses = {code: (label, "") for code, label in terms.OBSERVATION_STATUSES.items()}
    return [(wording.say("Data"), f"{about} {number}."), *_made(store, wording, link, today), *_legend(wording, statuses)]


def _made(store: Store, wording: Words, link: str, today: dt.date | None) -> list[tuple[str, Any]]:
    return [
        (wording.say("Made on"), today or dt.date.today()),
        (wording.say("Link of the view"), web_address(link)),
        (wording.say("How to cite"), how_to_cite(store, wording, link, today)),
        (wording.say("Empty cells"), wording.say("An empty cell means that no source found so far states a figure, not zero.")),
    ]


def _legend(wording: Words, statuses: Mapping[str, tuple[str, str]]) -> list[tuple[str, Any]]:
    """The words of state and of accuracy, each with its code."""
    state, accuracy = wording.column("status"), wording.column("qualifier")
    lines = [
        (state, ": ".join(filter(None, (f"{wording.say(label)} ({code})", wording.say(meaning) if meaning else ""))))
        for code, (label, meaning) in statuses.items()
    ]
    return [*lines, *((accuracy, f"{wording.say(label)} ({code})") for code, label in terms.QUALIFIERS.items())]


# Excel --------------------------------------------------------------------------------------------------------------------
class _Book:
    """A workbook in the making: its formats, each made once, and how cells of each kind are written."""

    def __init__(self, target: io.BytesIO, wording: Words, many: bool) -> None:
        self.wording = wording
        self.book = xlsxwriter.Workbook(
            target,
            {
                "constant_memory": many,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": wording.spoken.excel_day,
            },
        )
        self.book.set_properties({"title": wording.say("Party organisation metrics")})
        self.heading = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6EFF9", "bottom": 1})
        self.wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.label = self.book.add_format({"bold": True, "valign": "top"})
        self._formats: dict[str, Format] = {}

    def format(self, pattern: str) -> Format:
        """The format of numbers or dates with this pattern."""
        if pattern not in self._formats:
            self._formats[pattern] = self.book.add_format({"num_format": pattern, "align": "right"})
        return self._formats[pattern]

    def day(self) -> Format:
        return self.format(self.wording.spoken.excel_day)

    def write(self, sheet: Worksheet, place: tuple[int, int], column: str, value: Any, unit: str = "") -> None:
        """One cell: a number, a day, a link or a text that stays a text; what is not stated stays empty."""
        if value is None or value == "":
            return
        if isinstance(value, int | float):
            sheet.write_number(*place, value, self.format(_pattern(column, value, unit)))
            return
        day = _whole_date(value) if isinstance(value, str) and column in STATED_DATES else value
        if isinstance(day, dt.date) and day.year >= FIRST_YEAR:
            sheet.write_datetime(*place, day, self.day())
        elif column in LINKS and web_address(value) and len(value) <= LONGEST_LINK and "; " not in value:
            sheet.write_url(*place, value, string=value[:LONGEST])
        else:
            sheet.write_string(*place, str(value)[:LONGEST])


def _written(tables: Sequence[Sheet], notes: Sequence[tuple[str, Any]], wording: Words) -> bytes:
    target = io.BytesIO()
    making = _Book(target, wording, many=max(len(table.rows) for table in tables) > MANY)
    for place, table in enumerate(tables):
        _write_table(making, table, frozen=2 if place == 0 else 0)
    _write_notes(making, wording.say("Notes"), notes)
    making.book.close()
    return target.getvalue()


def _write_table(making: _Book, table: Sheet, frozen: int) -> None:
    """A sheet with one heading row; it stays in sight and can be filtered by."""
    sheet = making.book.add_worksheet(table.name)
    for place, width in enumerate(_widths(table)):
        sheet.set_column(place, place, width)
    for place, text in enumerate(table.headings):
        sheet.write_string(0, place, text, making.heading)
    unit = table.columns.index("unit") if "unit" in table.columns else None
    for number, row_cells in enumerate(table.rows, start=1):
        of = row_cells[unit] if unit is not None else ""
        for place, (column, cell) in enumerate(zip(table.columns, row_cells, strict=True)):
            making.write(sheet, (number, place), column, cell, of)
    last = max(len(table.rows), 1)
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xlsxwriter.utility.xl_rowcol_to_cell(last, len(table.columns) - 1)}"})
    _for_print(sheet)
    sheet.repeat_rows(0)


def _write_notes(making: _Book, name: str, notes: Sequence[tuple[str, Any]]) -> None:
    sheet = making.book.add_worksheet(name)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100, making.wrapped)
    for row, (label, value) in enumerate(notes):
        sheet.write_string(row, 0, label, making.label)
        if isinstance(value, dt.date):
            sheet.write_datetime(row, 1, value, making.book.add_format({"num_format": making.day().num_format, "align": "left"}))
        elif web_address(value) and len(value) <= LONGEST_LINK:
            sheet.write_url(row, 1, value, string=value)
        elif value:
            sheet.write_string(row, 1, value[:LONGEST], making.wrapped)
    _for_print(sheet)


def _for_print(sheet: Worksheet) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _widths(table: Sheet) -> list[int]:
    """How wide each column is: as its longest cell, within limits; headings may be folded."""
    widths = []
    for place, (column, heading) in enumerate(zip(table.columns, table.headings, strict=True)):
        longest = max((len(cell_text(row[place])) for row in table.rows), default=0)
        widths.append(min(max(longest + 2, len(column) + 2, len(heading) // 2, NARROWEST), WIDEST))
    return widths


def _pattern(column: str, value: float, unit: str) -> str:
    """How a number is shown; a percent sign follows it, the number itself is not changed."""
    if column in WHOLE or (unit == "rank" and column not in SCORES):
        return "0"
    decimals = len(repr(float(value)).partition(".")[2]) if value != int(value) else 0
    of_column = {
        **dict.fromkeys(("change_percent", "share_percent"), SIGNS["percent"]),
        **dict.fromkeys(("value", "previous"), SIGNS.get(unit, "")),
    }
    sign = of_column.get(column, "")
    return "#,##0" + ("." + "0" * min(decimals, 4) if decimals else "") + sign


def _whole_date(text: str) -> dt.date | None:
    """A day that is stated in full, else nothing."""
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


# Parquet ------------------------------------------------------------------------------------------------------------------
def _parquet(table: Sheet, cite: str) -> bytes:
    """A table as typed columns; what is not stated is null, the breakdown of a total is the empty text.

    How to cite it stands in the file's own notes, as `cite`.
    """
    schema = pa.schema([(name, _type(name)) for name in table.columns], metadata={"cite": cite})
    columns = [
        pa.array([_stated(name, row[place]) for row in table.rows], schema.field(name).type)
        for place, name in enumerate(table.columns)
    ]
    target = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), target, compression="zstd")
    return target.getvalue()


def _type(column: str) -> pa.DataType:
    if column in NUMBERS:
        return pa.float64()
    if column in (*WHOLE, *UNITS_COUNTED):
        return pa.int32()
    return pa.date32() if column in DATES else pa.string()


def _stated(column: str, value: Any) -> Any:
    return None if value == "" and column != "breakdown" else value
