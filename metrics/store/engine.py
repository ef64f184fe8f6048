"""The one import of duckdb: how a connection is opened, and what it raises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import duckdb

Connection = duckdb.DuckDBPyConnection
EngineError = duckdb.Error
Interrupted = duckdb.InterruptException
TooLittleMemory = duckdb.OutOfMemoryException
Statement = duckdb.Statement


class InUse(EngineError):
    """Somebody else has the file open in a way that keeps this one out."""


LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    # tables and answers are small: what its caller's thread does alone costs less than sharing it out
    "threads": 1,
}


def connect(path: Path | None = None, read_only: bool = False, **more: str | int) -> Connection:
    """A connection to a file, or to memory; `more`: settings of the engine. EngineError where the file cannot be opened."""
    try:
        return duckdb.connect(str(path or ":memory:"), read_only, config={**LOCKED, **more})
    except (duckdb.IOException, duckdb.ConnectionException) as error:
        if "lock" in str(error) or "configuration" in str(error):
            raise InUse(str(error)) from error
        raise


def version() -> str:
    """What wrote a file: another version may not read it."""
    return str(duckdb.__version__)


@lru_cache(maxsize=512)
def statements_of(sql: str) -> tuple[Statement, ...]:
    """The statements that a text holds, read once: reading takes up to half a millisecond for a thousand letters, and the same
    texts are asked of every store. EngineError where it cannot be read."""
    return tuple(duckdb.extract_statements(sql))


def run(base: Connection | OtherEngine, sql: str, parameters: Mapping[str, Any] | None = None) -> Connection | OtherEngine:
    """Run the statements of a text, read once, with the parameters of the only one; what the last gives can be fetched."""
    for statement in statements_of(sql):
        base.execute(statement, parameters)
    return base


def one_select(sql: str) -> Statement:
    """The one SELECT that a text holds. ValueError where it holds anything else, EngineError where it cannot be read."""
    statements = statements_of(sql)
    if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
        raise ValueError("a store is asked by one SELECT at a time")
    return statements[0]


# of all that the engine does to answer sooner, what a few figures gain by
WORTH_PLANNING = ("filter_pushdown", "deliminator", "unused_columns")


def plan_briefly(base: Connection) -> None:
    """Plan statements without what pays for many rows only: of a few figures planning takes longer than all the rest."""
    base.execute(f"SET disabled_optimizers = '{_not_worth_planning()}'")


def plan_in_full(base: Connection) -> None:
    """Plan statements as the engine does of itself."""
    base.execute("RESET disabled_optimizers")


@cache
def _not_worth_planning() -> str:
    names = "SELECT string_agg(name, ',') FROM duckdb_optimizers() WHERE NOT list_contains($kept, name)"
    with connect() as base:
        return str(base.execute(names, {"kept": list(WORTH_PLANNING)}).fetchall()[0][0])


def drop(base: Connection | OtherEngine, name: str) -> None:
    """Drop what has this name, a table or a view."""
    try:
        run(base, f"DROP TABLE {name}")
    except duckdb.CatalogException:
        run(base, f"DROP VIEW {name}")


def lock(base: Connection) -> None:
    """From now on it reads and writes nothing outside, and its settings stay."""
    # a file that is open here already shares its settings
    if not run(base, "SELECT current_setting('lock_configuration')").fetchall()[0][0]:
        run(base, "SET enable_external_access = false; SET lock_configuration = true")


class OtherEngine(Protocol):
    """What a store asks of an engine that is not DuckDB, in DuckDB's words: metrics/store/spark.py."""

    def execute(self, statement: str | Statement, parameters: Mapping[str, Any] | None = None) -> Self: ...
    def fill(self, name: str, types: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None: ...
    def fetchall(self) -> list[tuple[Any, ...]]: ...
    @property
    def description(self) -> list[tuple[str, ...]]: ...
    def cursor(self) -> Self: ...
    def interrupt(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


def fill(base: Connection | OtherEngine, name: str, types: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
    """Create a table of these columns and rows; one statement, so that thousands of rows load in milliseconds."""
    if not isinstance(base, Connection):
        base.fill(name, types, rows)
        return
    if not rows:
        run(base, f"CREATE TABLE {name} ({columns_of(types)})")
        return
    columns = ", ".join(f"unnest(${column}::{kind}[]) AS {column}" for column, kind in types.items())
    run(base, f"CREATE TABLE {name} AS SELECT {columns}", dict(zip(types, map(list, zip(*rows, strict=True)), strict=True)))


def columns_of(types: Mapping[str, str]) -> str:
    """Columns as a table is made with them."""
    return ", ".join(f'"{column}" {kind}' for column, kind in types.items())
