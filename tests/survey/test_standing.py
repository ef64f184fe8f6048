"""What waiting figures would change: by the very comparison that tells disputes between sources (rule 7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from metrics.intake.review import blank
from metrics.store.store import Store
from metrics.survey.standing import changes, rank
from tests.small import data

BLOC = "nghe-an.agencies-bloc"
FIGURE = replace(
    blank(), organization=BLOC, indicator="members_admitted", unit="person", value=100.0, period_type="half_year", period="2020-H1"
)


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.build(
        data(
            f"{BLOC} members_admitted 2020-H1 100",
            f"{BLOC} members_admitted 2019 >200",
            f"{BLOC} members_admitted 2018 300 @a:2019",
            f"{BLOC} members_admitted 2018 310 @b:2019",
            f"{BLOC} members_admitted 2017 50 target",
            f"{BLOC} party_members 2021-09 73% group=female",
            "rank PAR 2023 nghe-an 15 86.5",
        )
    )


@pytest.mark.parametrize(
    ("told", "change"),
    [
        ({}, "same"),
        ({"value": 101.0}, "conflict"),
        # the same days, however the period is spelt
        ({"period_type": "range", "period": "2020-01/2020-06"}, "same"),
        ({"period": "2021-H1"}, "new"),
        ({"organization": "nghe-an.office"}, "new"),
        ({"breakdown": "group=female"}, "new"),
        ({"status": "target"}, "new"),
        # a bound that holds with the value is no conflict, nor is rounding
        ({"period_type": "year", "period": "2019", "value": 240.0}, "same"),
        ({"period_type": "year", "period": "2019", "value": 140.0}, "conflict"),
        ({"value": 100.0, "qualifier": "approx"}, "same"),
        # of two that stand, one is in conflict
        ({"period_type": "year", "period": "2018", "value": 300.0}, "conflict"),
        ({"period_type": "year", "period": "2017", "value": 50.0, "status": "target"}, "same"),
        # ranks of the lists are figures of the administration
        (
            {
                **{"organization": "nghe-an.administration", "indicator": "par_index_rank", "unit": "rank"},
                **{"period_type": "year", "period": "2023", "value": 16.0},
            },
            "conflict",
        ),
        ({"period": ""}, "open"),
        ({"organization": ""}, "open"),
        ({"period": "2020-H3"}, "open"),
    ],
)
def test_a_figure_is_compared_with_what_stands_under_its_key(store: Store, told: dict[str, Any], change: str):
    assert changes(store, [replace(FIGURE, **told)]) == [change]


def test_many_at_once_each_at_its_place_and_none_at_all(store: Store):
    assert changes(store, []) == []
    many = [replace(FIGURE, period=""), replace(FIGURE, value=9.0), FIGURE, replace(FIGURE, period="2024-H1")]
    assert changes(store, many) == ["open", "conflict", "same", "new"]


def test_conflicts_come_first_then_what_is_new_the_surest_first():
    told = [("same", 0.9), ("new", 0.5), ("open", 0.9), ("new", 0.8), ("conflict", 0.1)]
    assert sorted(told, key=lambda one: rank(*one)) == [told[4], told[3], told[1], told[0], told[2]]  # type: ignore[arg-type]
