"""Generated texts, whose figures are known because the texts were made from them: what the reader makes of each class of wordings.

The figures must also stay as they were where a text changes in what means nothing. `python -m benchmarks.reader_classes` measures
more texts of each class and prints those that were misread.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from metrics.extract import Known
from tests.extract.generated.changes import HARMLESS, OTHERS, figures_of, holds, pairs, paragraphs_swapped
from tests.extract.generated.corpus import CLASSES, articles
from tests.extract.generated.gold import Article, Score

TEXTS = 40
CHANGED = 8
# core and full F1, and the precision of what is sure, as measured on these texts (of the last at most 0.97, the bar for unseen
# texts): no change may fall below
FLOORS = {
    "1 lists": (0.95, 0.95, 0.98),
    "2 periods": (0.97, 0.97, 0.98),
    "3 acts": (0.96, 0.96, 0.97),
    "4 shares": (0.97, 0.97, 0.98),
    "5 ellipsis": (0.96, 0.96, 0.98),
    "6 statuses": (0.98, 0.98, 0.98),
    "7 nouns": (0.9, 0.87, 0.98),
    "8 kinds": (0.98, 0.98, 0.98),
    "9 levels": (0.98, 0.98, 0.98),
    "10 turns": (0.98, 0.98, 0.98),
    "11 persons": (0.98, 0.98, 0.97),
    "mixed": (0.94, 0.94, 0.96),
}
# the share of texts that hold, where not all do as they should: no change may fall below
KEPT = {"named_body": 0.98, "dashes": 0.92, "quotes": 0.98, "printed dashes": 0.95, "printed quotes": 0.95}


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_of_wordings_is_read_as_well_as_before(name: str, known: Known):
    score = Score()
    for article in articles(name, TEXTS):
        score.add(figures_of(article, known), article.figures)
    measured = (score.f1("core"), score.f1("full"), score.sure_precision)
    assert all(now >= floor for now, floor in zip(measured, FLOORS[name], strict=True)), measured


def generated() -> list[Article]:
    return [article for name in CLASSES for article in articles(name, CHANGED)]


def printed(shared: Path) -> list[Article]:
    """Some of the newspapers' texts, without their figures."""
    lines = (shared / "articles" / "articles.jsonl").read_text("utf-8").splitlines()[::5]
    rows = [json.loads(line) for line in lines]
    return [
        Article(row["id"], row["text"], row.get("published") or "", row["province"], row["organization"], figures=())
        for row in rows
    ]


def assert_kept(name: str, outcomes: dict[str, bool]) -> None:
    share = sum(outcomes.values()) / len(outcomes)
    assert share >= KEPT.get(name, 1.0), (share, [text for text, held in outcomes.items() if not held])


@pytest.mark.parametrize("change", HARMLESS)
def test_a_harmless_change_leaves_the_figures(change: Callable[[str, Random], str], known: Known):
    assert_kept(change.__name__, {one.name: holds(change, one, known) for one in generated()})


@pytest.mark.parametrize("true", OTHERS)
def test_what_comes_later_or_changes_one_number_leaves_the_other_figures(true: Callable[[Article, Known], bool], known: Known):
    assert_kept(true.__name__, {one.name: true(one, known) for one in generated()})


def test_paragraphs_with_body_and_period_may_change_places(known: Known):
    found = {f"{a.name} {b.name}": paragraphs_swapped(a, b, known) for a, b in pairs(generated())}
    assert_kept("paragraphs_swapped", found)


@pytest.mark.parametrize("change", HARMLESS)
def test_a_harmless_change_of_a_newspapers_text_leaves_the_figures(
    change: Callable[[str, Random], str], known: Known, shared: Path
):
    assert_kept(f"printed {change.__name__}", {one.name: holds(change, one, known) for one in printed(shared)})


@pytest.mark.parametrize("true", OTHERS)
def test_what_comes_later_in_a_newspapers_text_leaves_the_other_figures(
    true: Callable[[Article, Known], bool], known: Known, shared: Path
):
    assert_kept(f"printed {true.__name__}", {one.name: true(one, known) for one in printed(shared)})
