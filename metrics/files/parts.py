"""Blocks and what pages draw → parts of a document: title, chart, table of words, notes, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from metrics import chart
from metrics.answers.block import JOINED, Block
from metrics.answers.pivot import pivot
from metrics.answers.query import ask
from metrics.answers.ranking import RankTable, most_ranked, noted
from metrics.answers.subset import of_year
from metrics.chart import Palette, Picture, Style
from metrics.files.in_words import Line, all_rows, cross_lines, lines_of, refusals_of
from metrics.files.side_by_side import (
    asked_of,
    comparison_lines,
    comparison_notes,
    comparison_ordered,
    pair_lines,
    title_of,
    too_few,
    when_of,
)
from metrics.profile.comparison import VALUE, Comparison
from metrics.profile.of_block import joined
from metrics.profile.pairs import ENOUGH, PairTable
from metrics.store.store import Store
from metrics.survey.topics import opening_year
from metrics.vocabulary import Result
from metrics.words.words import Words

R = TypeVar("R", bound=Result)
# of more provinces than this the ranks are thin lines, some of which stand out
APART, HIGHLIGHTED = 8, 6
# the colours of the light theme in .streamlit/config.toml, for paper; a test compares both
LIGHT = Palette(
    text="#0f1620",
    muted="#566070",
    line="#c5ccd6",
    background="#ffffff",
    categories=(
        *("#005ac6", "#d27828", "#518b6d", "#a272a2", "#0d97e3"),
        *("#7c5727", "#613683", "#464953", "#59261b", "#8b985a"),
    ),
    sequence=(
        *("#e6eff9", "#cbdff2", "#abcde9", "#86b6de", "#619dd1"),
        *("#4084c2", "#256cb0", "#125499", "#083f7c", "#052b5a"),
    ),
    diverging=(
        *("#7f3b08", "#b35806", "#e08214", "#fdb863", "#fee0b6"),
        *("#d1e5f0", "#92c5de", "#4393c3", "#2166ac", "#053061"),
    ),
)


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
def part_of(store: Store, wording: Words, block: Block, palette: Palette = LIGHT) -> Part:
    """The answer to a block in its form, in the colours of paper or others. Raises QuestionError and RefusedSum as `ask` does."""
    question = block.placed(store)
    style = Style(wording, palette)
    if block.form == "cross-table":
        rows, columns = question.by
        found = pivot(store, question, rows, columns)
        marks = " · ".join(f"{letter} {meaning}" for letter, meaning in chart.legend_of(all_rows(found), style))
        notes = (*filter(None, [marks]), *refusals_of(found, wording))
        return _part(block, found.result, wording, lines=tuple(cross_lines(found, rows, columns, wording)), notes=notes)
    if block.form in JOINED:
        return _joined_part(block, store, style)
    result = ask(store, question)
    lines = tuple(lines_of(result, wording, store))
    if block.form == "table" or not result.rows:
        return _part(block, result, wording, lines=lines)
    shown, picture = _drawn(block, result, style)
    return _part(block, shown, wording, picture=picture, lines=tuple(lines_of(shown, wording, store)))


def _joined_part(block: Block, store: Store, style: Style) -> Part:
    """Provinces beside one another, or with two figures each: with their chart where enough have both."""
    found, words = joined(store, block), style.wording
    shown = replace(block, title=block.title or title_of(found, words))
    if isinstance(found, Comparison):
        found = comparison_ordered(found, block.sort or VALUE, words)
        lines, notes = comparison_lines(found, style, store), comparison_notes(found, words)
        part = _part(shown, found, words, lines=tuple(lines), notes=notes)
    elif isinstance(found, PairTable):
        is_drawn = len(found.rows) >= ENOUGH
        draw = chart.scatter if found.second_metric else chart.slope
        notes = [] if is_drawn else [too_few(len(found.rows), when_of(found, words), words)]
        picture = draw(found, style) if is_drawn else None
        part = _part(shown, found, words, picture, tuple(pair_lines(found, style, store)), notes)
    else:
        return _part(shown, found, words)
    return replace(part, asked=asked_of(found, shown.title, words))


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
    years = {row["year"] for row in result.rows if "year" in row.key}
    in_order = result.metric.kind == "rank" and set(result.question.by) == {"province", "year"}
    if block.form == "map":
        year = opening_year(result.rows) if years else None
        shown = of_year(result, year) if year else result
        return shown, chart.tile_map(shown, style)
    if in_order and len({row["province"] for row in result.rows}) > APART and len(years) > 1:
        ranks = noted(result)
        return result, chart.bump(most_ranked(ranks, HIGHLIGHTED))(ranks, style)
    if len(years) > 1:
        return result, chart.year_lines(result, style)
    if in_order:
        return result, chart.ranking()(noted(result), style)
    return result, chart.comparison(result, style)


# What a page draws ---------------------------------------------------------------------------------------------------
def drawn_part(
    title: str,
    lead: str,
    result: R,
    draw: Callable[[R, Style], Picture] | None,
    wording: Words,
    store: Store,
    notes: Iterable[str] = (),
) -> Part:
    """What a page shows of an answer, drawn anew in the colours of paper; its table where one figure a row is the whole of it."""
    picture = draw(result, Style(wording, LIGHT)) if draw else None
    stated = replace(result, rows=tuple(row for row in result.rows if row.has_value))
    lines = tuple(lines_of(stated, wording, store)) if type(result) in (Result, RankTable) else ()
    asked = wording.question(result.question, result.metric)
    return Part(title, asked, result, picture, lines, tuple(notes), lead)


def picture_part(title: str, draw: Callable[[R, Style], Picture], result: R, wording: Words) -> Part:
    """A chart that a page draws without what belongs to one answer alone: its picture in the colours of paper, and its sources."""
    return Part(title, result=result, picture=draw(result, Style(wording, LIGHT)))
