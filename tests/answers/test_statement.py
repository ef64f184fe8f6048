"""Every statement of every metric: one query over the store's own tables, which takes its values as parameters only."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from metrics.answers.cell import parameters_of
from metrics.answers.query import ask, metrics_of, understand
from metrics.answers.statement import bodies_asked, evidence_statement, same_period_statement, statement
from metrics.answers.stretches import views
from metrics.catalog import catalog
from metrics.data.seeds import load
from metrics.store.store import Store
from metrics.vocabulary import DIMENSIONS, Question
from tests.folders import PROJECT, SEEDS

SHAPES: dict[str, dict[str, Any]] = {
    "province and year": {},
    "body and year": {"by": ("organization", "year")},
    "sum of provinces": {"by": ("year",), "kinds": ("agencies_bloc", "agencies_enterprises_bloc")},
    "sum of regions in the 34": {"by": ("region", "year"), "boundary": "34"},
    "latest or sum of years": {"by": ("province",), "years": (2017, 2024), "boundary": "63"},
    "periods": {"by": ("province", "period"), "provinces": ("nghe-an",), "regions": ("bac-trung-bo",)},
}


@pytest.fixture(scope="module")
def tables(store: Store) -> set[str]:
    sql = "SELECT table_name FROM duckdb_tables() UNION SELECT view_name FROM duckdb_views()"
    return {name for (name,) in store.rows(sql, {})[1]}


@cache
def tables_read(sql: str) -> set[str]:
    """The tables that a query reads, beside its own steps. Most metrics share their SQL: each text is parsed once."""
    (query,) = sqlglot.parse(sql, read="duckdb")
    assert isinstance(query, exp.Query), f"no query: {sql}"
    return {table.name for table in query.find_all(exp.Table)} - {step.alias for step in query.find_all(exp.CTE)}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("metric", catalog(load(SEEDS).indicators))
def test_every_statement_reads_known_tables_and_holds_no_value(store: Store, tables: set[str], metric: str, shape: str):
    if metric.endswith("_change") and "year" not in SHAPES[shape].get("by", ("year",)):
        pytest.skip("a change of rank is asked by year only")
    plan = understand(store, Question(metric, **SHAPES[shape]))
    for hands_over in (False, True):
        plan = replace(plan, hands_over=hands_over, has_chains=hands_over)
        for sql in (statement(plan), bodies_asked(plan), evidence_statement(plan)):
            assert set() < tables_read(sql) <= tables
            assert "nghe-an" not in sql
            assert "agencies" not in sql


def test_the_same_period_reads_known_tables(store: Store, tables: set[str]):
    plan = understand(store, Question("members_admitted", compare="same_period"))
    assert tables_read(same_period_statement(plan)) <= tables


@pytest.mark.parametrize("path", sorted((PROJECT / "metrics" / "answers").glob("*.sql")), ids=lambda path: path.stem)
def test_each_passage_is_sql_that_opens_in_an_editor(path: Path):
    parsed = [one for one in sqlglot.parse(path.read_text(encoding="utf-8"), read="duckdb") if one]
    assert [one.this.name for one in parsed if isinstance(one, exp.Create)] == list(views(path.stem))


@pytest.mark.parametrize("compare", [None, "previous_year", "same_period", "target"])
@pytest.mark.parametrize("boundary", ["reported", "34"])
def test_the_sql_that_is_shown_runs_as_it_stands(store: Store, boundary: Any, compare: Any):
    """`sql METRIC` prints it for readers who want to run it: each of its statements, with its values."""
    result = ask(store, Question("members_admitted", kinds=("agencies_bloc",), by=("year",), boundary=boundary, compare=compare))
    for sql in filter(str.strip, result.sql.split(";\n\n")):
        assert "value" in store.rows(sql, parameters_of(sql, result.parameters))[0]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_a_question_by_any_dimension_runs(store: Store, dimension: str):
    """`group` is a word of SQL too."""
    for metric in metrics_of(store).values():
        if dimension in metric.dimensions:
            for compare in (None, "same_period"):
                ask(store, Question(metric.metric, by=("organization", "year", dimension), compare=compare))
            break
