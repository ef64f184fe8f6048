"""What a question leaves out changes no answer: sums where each row is one figure, and successors where no body hands over."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from functools import partial
from typing import get_args

import pytest

from metrics.answers import query
from metrics.answers.plan import Plan
from metrics.answers.query import HandedOver, ask, understand
from metrics.errors import PartyMetricsError, RefusedSum
from metrics.store.store import Store
from metrics.vocabulary import Boundary, Comparison, Mark, Question
from tests import small

METRICS = ("party_members", "members_admitted", "members_disciplined", "inspected_organizations", "members_rated", "admission_rate")
KINDS = ((), ("province_wide",), ("agencies_bloc",), ("agencies_enterprises_bloc",), ("agencies_bloc", "enterprises_bloc"))
BYS = (
    ("province", "year"),
    ("organization", "year"),
    ("year", "province", "kind"),
    ("region", "year"),
    ("organization", "form", "year"),
    ("organization",),
    ("organization", "year", "period"),
)
COMPARED: tuple[Comparison | None, ...] = (None, None, "previous_year", "same_period", "target")
NUMBER = 150


def questions(store: Store) -> list[Question]:
    """By chance; of those that cannot be asked none."""
    metrics = [metric for metric in METRICS if metric in query.metrics_of(store)]
    every = list(itertools.product(metrics, BYS, KINDS, get_args(Boundary), COMPARED, ((), ("nghe-an", "nghe-an-2025", "ha-tinh"))))
    # few of those by chance are of ranks, and have rows
    found = [
        Question(metric, boundary=boundary, compare=compare)
        for metric in ("papi_rank", "par_index_score")
        for boundary in get_args(Boundary)
        for compare in (None, "previous_year", "target")
    ]
    for metric, by, kinds, boundary, compare, provinces in random.Random(10).sample(every, NUMBER):
        asked = Question(metric, by=by, kinds=kinds, boundary=boundary, compare=compare, provinces=provinces)
        try:
            understand(store, asked)
        except PartyMetricsError:
            continue
        found.append(asked)
    return found


def answers(store: Store, asked: Sequence[Question]) -> list[object]:
    told: list[object] = []
    for one in asked:
        try:
            told.append((result := ask(store, one)).rows + result.blanks)
        except PartyMetricsError as error:
            told.append(str(error))
    return told


@pytest.fixture(scope="module")
def told(store: Store) -> tuple[list[Question], list[object]]:
    """Questions and their answers."""
    asked = questions(store)
    return asked, answers(store, asked)


def test_one_figure_a_row_is_told_as_a_sum_of_one(
    store: Store, told: tuple[list[Question], list[object]], monkeypatch: pytest.MonkeyPatch
):
    asked, short = told
    answered = [one for one, answer in zip(asked, short, strict=True) if answer and not isinstance(answer, str)]
    lone = [result for result in map(partial(ask, store), answered) if result.sql.startswith("SELECT")]
    assert 0 < len(lone) < len(answered)
    plain = [row for result in lone if not result.question.compare for row in result.rows]
    assert {mark for row in plain for mark in row.marks} == set(Mark)
    for part in ("narrowed_by", "disputed", "ranked_units"):
        assert any(getattr(row.covers, part) for row in plain), part
    monkeypatch.setattr(Plan, "is_lone", False)
    assert answers(store, asked) == short


def test_steps_for_bodies_that_hand_over_change_nothing_where_none_does(
    store: Store, told: tuple[list[Question], list[object]], monkeypatch: pytest.MonkeyPatch
):
    asked, short = told
    assert {one.chained for one in query.handed_over(store)} == {False, True}
    monkeypatch.setattr(HandedOver, "meets", lambda one, plan: True)
    assert answers(store, asked) == short


def test_ranks_of_two_bodies_in_one_province_are_refused_still():
    ranked = [f"nghe-an.{body} par_index_rank 2023 {place}" for place, body in enumerate(("administration", "agencies-bloc"), 3)]
    with pytest.raises(RefusedSum, match="2 ranks would have to make one row"):
        ask(Store.build(small.data(*ranked)), Question("par_index_rank"))
