"""Profile → Word document: native tables, charts as pictures, sources in footnotes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from metrics.answers.sources import web_address
from metrics.chart import Picture, bound, key, ranks, series
from metrics.errors import N_
from metrics.files import word
from metrics.files.drawing import Chart, drawing
from metrics.profile.main_figures import MAIN_COLUMNS, main_figure_cells, main_figures, main_figures_note
from metrics.profile.merger import MERGER_EXPLAINED, Merger, MergerLine, figure, line_kinds, merger
from metrics.profile.province import (
    RANKS_EXPLAINED,
    IndexTable,
    Latest,
    Profile,
    Section,
    boundary_note,
    latest_cells,
    rank_table,
    years_note,
)
from metrics.store.store import Store
from metrics.survey.listing import Search, counts
from metrics.vocabulary import Mark, Result
from metrics.words.words import Words

# columns of the table of latest figures: code, width, heading
LATEST = (
    ("metric", 66, N_("Metric")),
    ("value", 33, N_("Value")),
    ("period", 33, N_("Date or period")),
    ("change", 33, N_("Compared")),
)
# of the table of comparisons
MAIN_WIDTHS = {"metric": 34, "value": 29, "period": 25, "last_year": 27, "region": 25, "country": 25}
# of the table of predecessors: the metric's width, the sum's width
PREDECESSORS = (44, 40)
# small charts side by side
SMALL_COLUMNS, SMALL_HEIGHT = 2, 42
# of the table of ranks: the name's width, most years side by side
RANKS = (32, 11)


@dataclass(frozen=True, kw_only=True)
class _Writing(word.Writing):
    """The document of a profile in the making."""

    profile: Profile


def document_bytes(found: Profile, wording: Words, store: Store, link: str = "", today: dt.date | None = None) -> bytes:
    """The profile as a Word document in the language of the wording."""
    making = _Writing(**vars(word.Writing.begun(wording, store)), profile=found)
    day = today or dt.date.today()
    made = wording.date(day.isoformat())
    word.set_up(making, _title(making), wording.province(_slug(making)), made, day)
    _opening(making, link, made, day)
    _main_figures(making)
    for section in found.sections:
        _section(making, section)
    _indexes(making)
    _predecessors(making)
    _state_words(making)
    _reasons(making)
    return making.bytes()


def _title(making: _Writing) -> str:
    return making.say("{name}: figures of the Party organisation", name=making.wording.province(_slug(making)))


def _slug(making: _Writing) -> str:
    return making.profile.province.province


# Text ---------------------------------------------------------------------------------------------------------------------
def _opening(making: _Writing, link: str, made: str, day: dt.date) -> None:
    document, found = making.document, making.profile
    document.add_paragraph(_title(making), style="Title")
    document.add_paragraph(boundary_note(found, making.wording))
    document.add_paragraph(years_note(found, making.wording))
    text = N_(
        "Figures shown: {figures}, of {stated} that sources state; sources cited: {sources}; gathered on {date}. The sources of "
        "each figure stand at the foot of its page."
    )
    number = making.wording.number
    stated = counts(making.store, Search(provinces=(_slug(making),), years=found.years))["figures"]
    counted = {"figures": number(found.figures), "stated": number(stated), "sources": number(len(found.sources)), "date": made}
    document.add_paragraph(making.say(text, **counted))
    if web_address(link):
        paragraph = document.add_paragraph(making.say("This profile in the dashboard:") + " ")
        word.link(paragraph, link, link)
    word.how_to_cite(making, day)


def _main_figures(making: _Writing) -> None:
    """The main figures beside the year before, their region and the country."""
    found = main_figures(making.store, _slug(making), making.profile.years)
    if not found:
        return
    title = making.say("Main figures in comparison")
    word.heading(making, title)
    note = making.document.add_paragraph()
    note.add_run(main_figures_note(found, making.wording)).font.size = word.Pt(10)
    lines = [(one, main_figure_cells(making.profile, one, making.wording)) for one in found]
    columns = [code for code in MAIN_COLUMNS if any(cells[code] for _, cells in lines)]
    headings = [making.say(MAIN_COLUMNS[code]) for code in columns]
    grid = word.table(making.document, headings, word.widened([MAIN_WIDTHS[code] for code in columns]), title)
    body = ""
    for one, cells in lines:
        if cells["organization"] != body:
            body = cells["organization"]
            word.body_row(grid, body)
        sources = {"value": one.one.row.sources, "last_year": one.sources}
        for cell, code in zip(word.row(grid), columns, strict=True):
            word.cite(making, word.fill(cell, cells[code], 9, right=code != "metric"), sources.get(code, ()))


def _section(making: _Writing, section: Section) -> None:
    """One topic: its latest figures as a table, then series as pictures."""
    word.heading(making, making.wording.topic(section.topic))
    _latest_table(making, section.latest)
    for result in section.series:
        picture = series(result, making.style)
        image = drawing([_chart(making, result, picture)], making.wording, word.TEXT_WIDTH, 66)
        word.picture(making, image, picture.alt, _series_title(making, result), word.all_sources([result]), picture.headline)
        word.picture_notes(making, [picture])


def _series_title(making: _Writing, result: Result) -> str:
    kinds = " + ".join(map(making.wording.kind, result.question.kinds))
    metric = making.say("{metric} over the years", metric=making.wording.metric(result.metric))
    return f"{metric} ({kinds})" if kinds else metric


def _indexes(making: _Writing) -> None:
    """Ranks and scores as one table over years, and the ranks as small charts."""
    table = rank_table(making.profile, making.wording)
    if not table.lines:
        return
    document = making.document
    word.heading(making, making.say("Reform rankings"))
    document.add_paragraph(making.say(RANKS_EXPLAINED)).paragraph_format.keep_with_next = True
    most = RANKS[1]
    for first in range(0, len(table.years), most):
        _rank_table(making, table, slice(first, first + most))
    pictures = [(result, ranks(result, making.style)) for result in making.profile.ranks]
    if pictures:
        for result, picture in pictures:
            if picture.headline:
                document.add_paragraph(f"{making.wording.metric(result.metric)}: {picture.headline}", style="List Bullet")
        charts = [_chart(making, result, picture, named=True) for result, picture in pictures]
        image = drawing(charts, making.wording, word.TEXT_WIDTH, SMALL_HEIGHT, SMALL_COLUMNS)
        alt = " ".join(picture.alt for _, picture in pictures)
        title = making.say("Ranks over the years (1 is best; gaps: not stated)")
        word.picture(making, image, alt, title, word.all_sources(making.profile.ranks))
        word.picture_notes(making, [picture for _, picture in pictures], [making.wording.metric(one.metric) for one, _ in pictures])


def _rank_table(making: _Writing, table: IndexTable, shown: slice) -> None:
    """The ranks and scores of some years."""
    years = table.years[shown]
    name_width, most = RANKS
    year_width = (word.TEXT_WIDTH - name_width) / min(len(table.years), most)
    widths = [name_width, *(year_width for _ in years)]
    headings = [making.wording.column("metric"), *map(str, years)]
    grid = word.table(making.document, headings, widths, making.say("Reform rankings"), side=0.7)
    for line in table.lines:
        row = word.row(grid)
        word.fill(row[0], line.name, 9)
        for cell, text, sources in zip(row[1:], line.cells[shown], line.sources[shown], strict=True):
            # scores have up to four decimals
            word.cite(making, word.fill(cell, text, 8 if len(text) < 7 else 7, right=True), sources)


def _predecessors(making: _Writing) -> None:
    """What a merged unit was made of: its predecessors' latest figures side by side."""
    found = merger(making.store, _slug(making), making.profile.years)
    if not found.lines:
        return
    title = making.say("The earlier units")
    word.heading(making, title)
    making.document.add_paragraph(making.say(MERGER_EXPLAINED)).paragraph_format.keep_with_next = True
    metric, together = PREDECESSORS
    widths = [metric, together, *((word.TEXT_WIDTH - metric - together) / len(found.profiles) for _ in found.profiles)]
    places = (making.wording.province(slug) for slug in found.profiles)
    grid = word.table(making.document, [making.say("Metric"), making.say("As one of the 34"), *places], widths, title)
    kinds = ""
    for line in found.lines:
        if line_kinds(line, making.wording) != kinds:
            kinds = line_kinds(line, making.wording)
            word.body_row(grid, kinds)
        _predecessor_row(making, grid, found, line)
    for reason in found.reasons:
        making.document.add_paragraph(making.wording.message(reason), style="List Bullet")


def _predecessor_row(making: _Writing, grid: word.Table, found: Merger, line: MergerLine) -> None:
    row = word.row(grid)
    word.fill(row[0], making.wording.metric(line.metric), 9)
    for cell, stated in zip(row[1:], line.across(found.profiles), strict=True):
        paragraph = word.fill(cell, figure(stated, making.wording), 9, right=True)
        word.cite(making, paragraph, stated.sources if stated else ())


def _state_words(making: _Writing) -> None:
    """What the words of state mean that the tables use."""
    rows = [one.row for section in making.profile.sections for one in section.latest]
    used = frozenset[Mark]().union(*(row.marks for row in rows))
    if used:
        word.heading(making, making.say("What the marks mean"))
        for label, explanation in making.wording.marks_explained(used):
            paragraph = making.document.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{label}: ").italic = True
            paragraph.add_run(explanation)


def _reasons(making: _Writing) -> None:
    """Why questions were not answered."""
    if making.profile.reasons:
        word.heading(making, making.say("Why some cells are blank"))
    for reason in making.profile.reasons:
        making.document.add_paragraph(making.wording.message(reason), style="List Bullet")


# Tables -------------------------------------------------------------------------------------------------------------------
def _latest_table(making: _Writing, latest: Iterable[Latest]) -> None:
    lines = [(one, latest_cells(making.profile, one, making.wording)) for one in latest]
    columns = [column for column in LATEST if any(cells[column[0]] for _, cells in lines)]
    headings = [making.say(heading) for *_, heading in columns]
    grid = word.table(making.document, headings, word.widened([width for _, width, _ in columns]), making.say("Latest figures"))
    body = ""
    for one, cells in lines:
        if cells["organization"] != body:
            body = cells["organization"]
            word.body_row(grid, body)
        row = word.row(grid)
        sources = {"value": one.row.sources, "change": one.sources_compared}
        for place, (code, *_) in enumerate(columns):
            paragraph = word.fill(row[place], cells[code], 10, right=code == "value")
            word.cite(making, paragraph, sources.get(code, ()))
        if cells["status"]:
            word.fill(row[0], cells["status"], 8.5, italic=True, again=True)


# Pictures -----------------------------------------------------------------------------------------------------------------


def _chart(making: _Writing, result: Result, picture: Picture, named: bool = False) -> Chart:
    """A chart whose points have their numbers; with the metric's name above it where several stand together."""
    labels = {
        tuple(key(result, row)): bound(row) + making.wording.qualified(row.value, row.qualifier, row.unit) for row in result.rows
    }
    return Chart(picture, making.wording.metric(result.metric) if named else "", labels)
