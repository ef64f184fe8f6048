"""Every statement of every metric: parses, reads only what the store holds, and takes its values as parameters only."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import sqlglot
from sqlglot import expressions

from metrics.answers.query import metrics_of, understand
from metrics.answers.statement import bodies_asked, evidence_statement, same_period_statement, statement
from metrics.data.seeds import load
from metrics.store.store import Store
from metrics.vocabulary import Question
from tests.folders import SEEDS

STORE = Store.build(load(SEEDS))
TABLES = {name for (name,) in STORE.rows("SELECT table_name FROM duckdb_tables()", {})[1]}
SHAPES: dict[str, dict[str, Any]] = {
    "province and year": {},
    "body and year": {"by": ("organization", "year")},
    "sum of provinces": {"by": ("year",), "kinds": ("agencies_bloc", "agencies_enterprises_bloc")},
    "sum of regions in the 34": {"by": ("region", "year"), "boundary": "34"},
    "latest or sum of years": {"by": ("province",), "years": (2017, 2024), "boundary": "63"},
    "periods": {"by": ("province", "period"), "provinces": ("nghe-an",), "regions": ("bac-trung-bo",)},
}


@cache
def unknown(sql: str) -> set[str]:
    """The tables that a statement reads and neither makes nor finds in the store; most metrics share their SQL."""
    parsed = sqlglot.parse_one(sql, read="duckdb")
    made = {step.alias for step in parsed.find_all(expressions.CTE)}
    return (
        {table.name for table in parsed.find_all(expressions.Table) if isinstance(table.this, expressions.Identifier)}
        - made
        - TABLES
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("metric", metrics_of(STORE))
def test_every_statement_reads_the_store_and_holds_no_value(metric: str, shape: str):
    if metric.endswith("_change") and "year" not in SHAPES[shape].get("by", ("year",)):
        pytest.skip("a change of rank is asked by year only")
    plan = understand(STORE, Question(metric, **SHAPES[shape]))
    for hands_over in (False, True):
        plan = replace(plan, hands_over=hands_over, has_chains=hands_over)
        for sql in (statement(plan), bodies_asked(plan), evidence_statement(plan)):
            assert unknown(sql) == set()
            assert "nghe-an" not in sql
            assert "agencies" not in sql


def test_the_same_period_reads_the_store_too():
    plan = understand(STORE, Question("members_admitted", compare="same_period"))
    assert unknown(same_period_statement(plan)) == set()
    # what it cannot hold is seen
    assert unknown("SELECT * FROM cell JOIN resolved ON true, read_csv('x')") == {"cell"}
