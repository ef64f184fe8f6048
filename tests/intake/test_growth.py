"""A hostile cell or text holds nobody up: the time grows as its length does (more: `python -m benchmarks.patterns --calls`)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from metrics.intake.articles import PAGE_ROW
from metrics.intake.as_written import period_written
from metrics.intake.damage import damage
from metrics.intake.mapping.amounts import is_number
from metrics.intake.mapping.periods import without_cumulative
from metrics.intake.mapping.words import bare, mark_of
from tests.growth import grows_with

# what is read, at a length, and two lengths: few signs where the time doubled with each further one
HOSTILE: dict[str, tuple[Callable[[int], object], int, int]] = {
    "a number and its footnote marks": (lambda length: is_number("1" + "*" * length + "x!"), 12, 24),
    "a name and its footnote marks": (lambda length: mark_of("a" + "*" * length + "x"), 12, 24),
    "a name of signs": (lambda length: bare("a" + "*" * length + "x"), 500, 8_000),
    "a heading of brackets": (lambda length: without_cumulative("lũy kế " + "(" * length + "x"), 2_000, 32_000),
    "one long word of a text": (lambda length: damage("? " + "a" * length), 2_000, 32_000),
    "a quarter and spaces": (lambda length: period_written("", "quý 1" + " " * length + "x"), 2_000, 32_000),
    "a half-year and spaces": (lambda length: period_written("", "6 tháng đầu" + " " * length + "x"), 2_000, 32_000),
    "nine months and spaces": (lambda length: period_written("", "9 tháng" + " " * length + "x"), 2_000, 32_000),
    "a row of blanks in a page": (lambda length: PAGE_ROW.sub("", "| x" + " " * length + "x"), 2_000, 32_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_length(name: str):
    assert grows_with(*HOSTILE[name])


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Nghệ An (1)", "(1)"),
        ("Nghệ An *", "*"),
        ("Nghệ An** *", "*"),
        ("Nghệ An(*)**", "(*)**"),
        ("Nghệ An¹²", "¹²"),
        ("Nghệ An ** x", ""),
        ("(a)*", "*"),
    ],
)
def test_the_mark_behind_a_name_is_whole(name: str, mark: str):
    assert mark_of(name) == mark
    assert bare(name) == name.removesuffix(mark).strip()


@pytest.mark.parametrize("text", ["a ?b www.x.vn/?q=a?b c", "?=?a", "x=?a?b\n?c", "http://a.vn/?b ?c ?d"])
def test_question_marks_of_an_address_are_no_lost_letters(text: str):
    without = " ".join(word for word in text.split() if not any(sign in word for sign in ("://", "www.", "=")))
    assert damage(text) == damage(without)
