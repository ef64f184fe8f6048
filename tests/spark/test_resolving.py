"""Each table that DuckDB resolves, Spark resolves to the same rows."""

from __future__ import annotations

from typing import Any

import pytest

from metrics.data.seeds import Seeds
from metrics.store.spark_builds import TABLES, VIEWS
from metrics.store.store import Store


def rows(store: Store, table: str) -> list[str]:
    """All rows of a table in an order of their own; lists in theirs. Numbers of rows grow in both, but not alike."""
    names, found = store.rows(f"SELECT * FROM {table}", {})
    return sorted(repr([(name, plain(value)) for name, value in zip(names, row, strict=True) if name != "number"]) for row in found)


def plain(value: Any) -> Any:
    """Structs and lists, which each engine gives in its own types, as tuples."""
    if isinstance(value, dict):
        return tuple(map(plain, value.values()))
    return tuple(map(plain, value)) if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("table", [*TABLES, *VIEWS])
def test_a_table_of_the_seeds(store: Store, seeds_on_spark: Store, table: str):
    assert rows(seeds_on_spark, table) == rows(store, table)


@pytest.mark.parametrize("table", [*TABLES, *VIEWS])
def test_a_table_of_generated_data(generated: Seeds, generated_on_spark: Store, table: str):
    found = rows(Store.build(generated), table)
    assert rows(generated_on_spark, table) == found
    # a data set of every rule: no table of it is empty
    assert found


def test_no_number_stands_twice(generated_on_spark: Store):
    _, ((told, numbers),) = generated_on_spark.rows("SELECT count(*), count(DISTINCT number) FROM told", {})
    assert told == numbers
