"""Charts that are kept for the next reader: each is that of its own answer, words, colours and data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from metrics import chart
from metrics.answers.subset import answer, answer_of_year, of_year, with_target
from metrics.chart import Picture, Style
from metrics.files.parts import LIGHT
from metrics.store.store import Store
from metrics.vocabulary import Question, Result
from metrics.words.words import Words
from pages.parts.plot import Drawing, Drawn, drawn, written
from tests.small import data

FIGURES = """
nghe-an.province-wide members_admitted 2021 {}
nghe-an.province-wide members_admitted 2022 {}
nghe-an.province-wide members_admitted 2022 1800 target
ha-tinh.province-wide members_admitted 2021 {}
ha-tinh.province-wide members_admitted 2022 {}
nghe-an.province-wide party_members 2021-09 73% group=female
ha-tinh.province-wide party_members 2021-09 61% group=female
"""


@cache
def store(number: int) -> Store:
    """Two that differ in one figure."""
    return Store.build(data(FIGURES.format(1500, 1600, 900, 950 + number)))


ADMITTED = Question("members_admitted", by=("province", "year"), kinds=("province_wide",))
QUESTIONS = (
    ADMITTED,
    replace(ADMITTED, years=(2022, 2022)),
    replace(ADMITTED, provinces=("nghe-an",)),
    replace(ADMITTED, by=("organization", "year"), compare="target"),
    Question("party_members", by=("organization", "year", "group"), kinds=("province_wide",), unit="percent"),
)


def all_but_last(result: Result, style: Style) -> Picture:
    """A way of drawing of a page, that draws less than the others."""
    return chart.comparison(replace(result, rows=result.rows[:-1]), style)


# the same question may be answered by more or fewer rows
PARTS: Sequence[Any] = (lambda found: found, with_target, lambda found: of_year(found, 2022))
WAYS: Sequence[Any] = (
    chart.series,
    chart.comparison,
    Drawing(chart.shares, ("group",)),
    Drawing(chart.shares, ("year",)),
    all_but_last,
    lambda result, style: chart.comparison(replace(result, rows=result.rows[1:]), style),
)
COLOURS = (LIGHT, replace(LIGHT, text="#ffffff"))
asks = st.tuples(*map(st.sampled_from, ((0, 1), QUESTIONS, PARTS, WAYS, ("vi", "en"), COLOURS)))


def made(way: Callable[[], Drawn]) -> Drawn | None:
    """What is drawn; nothing of an answer that has no column of those that the way needs."""
    try:
        return way()
    except KeyError:
        return None


@given(st.lists(asks, min_size=4, max_size=8))
def test_a_chart_that_is_kept_is_the_one_that_would_be_drawn(asked: Sequence[Any]):
    for number, question, part, draw, language, palette in (*asked, *asked):
        result = part(answer(store(number), question))
        style = Style(Words(language, store(number).names), palette)
        kept = made(partial(drawn, store(number), result, draw, style))
        assert kept == made(lambda result=result, draw=draw, style=style: written(draw(result, style)))  # type: ignore[misc]


def test_a_chart_is_drawn_once_for_whoever_asks_the_same():
    style = Style(Words("en", store(0).names), LIGHT)
    kept = drawn(store(0), answer_of_year(store(0), ADMITTED, 2022), chart.comparison, style)
    # another reader's words are made anew
    others = replace(style, wording=Words("en", store(0).names))
    assert kept is drawn(store(0), answer_of_year(store(0), ADMITTED, 2022), chart.comparison, others)
    assert kept == written(chart.comparison(of_year(answer(store(0), ADMITTED), 2022), style))
