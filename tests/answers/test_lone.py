"""What a question leaves out changes no answer: sums where each row is one figure, and successors where no body hands over."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import get_args

import pytest

from metrics.answers import query
from metrics.answers.plan import Plan
from metrics.answers.query import HandedOver, ask, understand
from metrics.errors import PartyMetricsError
from metrics.store.store import Store
from metrics.vocabulary import Boundary, Comparison, Question

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
    found = []
    for metric, by, kinds, boundary, compare, provinces in random.Random(9).sample(every, NUMBER):
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


def test_one_figure_a_row_is_told_as_a_sum_of_one(store: Store, monkeypatch: pytest.MonkeyPatch):
    asked = questions(store)
    short = answers(store, asked)
    lone = [ask(store, one).sql for one, answer in zip(asked, short, strict=True) if answer and not isinstance(answer, str)]
    assert {sql.startswith("SELECT") for sql in lone} == {False, True}
    monkeypatch.setattr(Plan, "is_lone", False)
    assert answers(store, asked) == short


def test_steps_for_bodies_that_hand_over_change_nothing_where_none_does(store: Store, monkeypatch: pytest.MonkeyPatch):
    asked = questions(store)
    short = answers(store, asked)
    assert {one.chained for one in query.handed_over(store)} == {False, True}
    monkeypatch.setattr(HandedOver, "meets", lambda one, plan: True)
    assert answers(store, asked) == short
