"""Every statement of every metric: parses, keeps to the portable subset, and takes its values as parameters only."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import sqlglot

from metrics.answers.query import metrics_of, understand
from metrics.answers.statement import bodies_asked, evidence_statement, same_period_statement, statement
from metrics.data.seeds import load
from metrics.store.store import Store
from metrics.vocabulary import Question
from tests.folders import SEEDS

STORE = Store.build(load(SEEDS))
SHAPES: dict[str, dict[str, Any]] = {
    "province and year": {},
    "body and year": {"by": ("organization", "year")},
    "sum of provinces": {"by": ("year",), "kinds": ("agencies_bloc", "agencies_enterprises_bloc")},
    "sum of regions in the 34": {"by": ("region", "year"), "boundary": "34"},
    "latest or sum of years": {"by": ("province",), "years": (2017, 2024), "boundary": "63"},
    "periods": {"by": ("province", "period"), "provinces": ("nghe-an",), "regions": ("bac-trung-bo",)},
}


@cache
def on_spark(sql: str) -> str:
    """Most metrics share their SQL, the values being parameters: each text is transpiled once."""
    return sqlglot.transpile(sql, read="duckdb", write="spark")[0]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("metric", metrics_of(STORE))
def test_every_statement_is_portable_sql(metric: str, shape: str):
    """Transpiled to Spark, where the same metrics are to run once they outgrow one machine."""
    if metric.endswith("_change") and "year" not in SHAPES[shape].get("by", ("year",)):
        pytest.skip("a change of rank is asked by year only")
    plan = understand(STORE, Question(metric, **SHAPES[shape]))
    for hands_over in (False, True):
        plan = replace(plan, hands_over=hands_over, has_chains=hands_over)
        for sql in (statement(plan), bodies_asked(plan), evidence_statement(plan)):
            assert "FROM " in on_spark(sql)
            assert "nghe-an" not in sql
            assert "agencies" not in sql


def test_the_same_period_is_portable_too():
    plan = understand(STORE, Question("members_admitted", compare="same_period"))
    assert "FROM " in on_spark(same_period_statement(plan))
