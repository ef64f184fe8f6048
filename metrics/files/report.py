"""Blocks and pages → one Word document or one workbook: charts, tables, sources, when it was made and where it is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from metrics import chart
from metrics.answers.block import Block
from metrics.answers.pivot import pivot
from metrics.answers.query import ask
from metrics.answers.ranking import noted
from metrics.answers.sources import web_address
from metrics.answers.subset import of_year
from metrics.chart import Picture, Style
from metrics.errors import N_
from metrics.files import word
from metrics.files.drawing import LIGHT, Chart, drawing
from metrics.files.in_words import Line, all_rows, cross_lines, lines_of, refusals_of
from metrics.store.store import Store
from metrics.survey.topics import opening_year
from metrics.vocabulary import Result
from metrics.words.markup import from_markdown
from metrics.words.words import Words

# a longer table is left to the workbook; more columns than fit on the paper stand in parts
LONGEST, WIDEST = 120, 7
# widths of columns by their longest text, in letters
LEAST, MOST = 6, 40
SMALL = 8.0


@dataclass(frozen=True)
class Part:
    """What a block shows, on a page or in a report: title, what was asked, chart, table, notes; whose sources are cited."""

    title: str
    asked: str = ""
    result: Result | None = None
    picture: Picture | None = None
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    # text that stands above it on a page
    lead: str = ""


# A block's answer ----------------------------------------------------------------------------------------------------
def part_of(store: Store, wording: Words, block: Block) -> Part:
    """The answer to a block in its form. Raises QuestionError and RefusedSum as `ask` does."""
    question = block.placed(store)
    style = Style(wording, LIGHT)
    if block.form == "cross-table":
        rows, columns = question.by
        found = pivot(store, question, rows, columns)
        marks = " · ".join(f"{letter} {meaning}" for letter, meaning in chart.legend_of(all_rows(found), style))
        notes = (*filter(None, [marks]), *refusals_of(found, wording))
        return _part(block, found.result, wording, lines=tuple(cross_lines(found, rows, columns, wording)), notes=notes)
    result = ask(store, question)
    lines = tuple(lines_of(result, wording, store))
    if block.form == "table" or not result.rows:
        return _part(block, result, wording, lines=lines)
    shown, picture = _drawn(block, result, style)
    return _part(block, shown, wording, picture=picture, lines=tuple(lines_of(shown, wording, store)))


def _part(
    block: Block,
    result: Result,
    wording: Words,
    picture: Picture | None = None,
    lines: tuple[Line, ...] = (),
    notes: Iterable[str] = (),
) -> Part:
    title = block.title or wording.metric(result.metric)
    blanks = (wording.message(reason) for reason in result.blanks)
    nothing = () if result.rows else (wording.say("No figure answers this selection."),)
    return Part(title, wording.question(result.question, result.metric), result, picture, lines, (*nothing, *notes, *blanks))


def _drawn(block: Block, result: Result, style: Style) -> tuple[Result, Picture]:
    """The chart that fits: a map of one year; lines over several years; else the ranks of one year in order, or bars."""
    by, years = result.question.by, {row["year"] for row in result.rows if "year" in row.key}
    if block.form == "map":
        year = opening_year(result.rows) if years else None
        shown = of_year(result, year) if year else result
        return shown, chart.tile_map(shown, style)
    if len(years) > 1:
        return result, (chart.ranks if result.metric.unit == "rank" else chart.series)(result, style)
    if result.metric.unit == "rank" and set(by) == {"province", "year"}:
        return result, chart.ranking()(noted(result), style)
    return result, chart.comparison(result, style)


# Word ----------------------------------------------------------------------------------------------------------------
def word_bytes(
    title: str,
    parts: Sequence[Part],
    wording: Words,
    store: Store,
    told: Iterable[str] = (),
    link: str = "",
    today: dt.date | None = None,
) -> bytes:
    """Parts as a Word document: below the title what is `told` of all of them, the day, and the link to the view, if any."""
    making = word.Writing.begun(wording, store)
    day = today or dt.date.today()
    made = wording.date(day.isoformat())
    word.set_up(making, title, title, made, day)
    document = making.document
    document.add_paragraph(title, style="Title")
    for text in (*told, making.say("Made on {date}", date=made)):
        document.add_paragraph(text)
    if web_address(link):
        paragraph = document.add_paragraph(making.say("This view in the dashboard:") + " ")
        word.link(paragraph, link, link)
    for part in parts:
        _write(making, part)
    return making.bytes()


def _write(making: word.Writing, part: Part) -> None:
    word.heading(making, part.title)
    for text in filter(None, (part.lead, part.asked)):
        making.document.add_paragraph(text)
    sources = word.all_sources([part.result]) if part.result else ()
    if part.picture and part.picture.figure["data"]:
        image = drawing([Chart(part.picture)], making.wording, word.TEXT_WIDTH)
        word.picture(making, image, part.picture.alt, part.title, () if part.lines else sources, part.picture.headline)
        word.picture_notes(making, [_plain(part.picture)])
    if part.lines:
        _table(making, part)
    for note in part.notes:
        making.document.add_paragraph(note, style="List Bullet")
    if sources and part.lines:
        paragraph = making.document.add_paragraph(making.say("Sources:") + " ")
        word.cite(making, paragraph, sources)


def _plain(picture: Picture) -> Picture:
    """The picture with notes that hold no signs of Markdown."""
    return replace(picture, notes=tuple(map(from_markdown, picture.notes)))


def _table(making: word.Writing, part: Part) -> None:
    """The table of a part, its columns in parts of the paper's width; a very long one is named, not printed."""
    if len(part.lines) > LONGEST:
        text = N_("The table of {n} rows is left to the workbook, as it would fill many pages.")
        making.document.add_paragraph(making.say(text, n=making.wording.number(len(part.lines))))
        return
    columns = [name for name in dict.fromkeys(name for line in part.lines for name in line)]
    columns = [name for name in columns if any(line.get(name) for line in part.lines)]
    first, others = columns[0], columns[1:] or [""]
    for start in range(0, len(others), WIDEST):
        shown = [first, *filter(None, others[start : start + WIDEST])]
        lengths = [max([len(name), *(len(line.get(name, "")) for line in part.lines)]) for name in shown]
        shares = [min(max(length, LEAST), MOST) for length in lengths]
        widths = [word.TEXT_WIDTH * share / sum(shares) for share in shares]
        grid = word.table(making.document, shown, widths, part.title, side=1.0)
        for line in part.lines:
            for cell, name in zip(word.row(grid), shown, strict=True):
                word.fill(cell, line.get(name, ""), SMALL, right=name != first and _is_number(line.get(name, "")))
        making.document.add_paragraph()


def _is_number(text: str) -> bool:
    """Does a cell begin with a digit, or with a sign and a digit?"""
    return text[:1].isdigit() or text[1:2].isdigit()
