"""The one import of pyspark: Spark asked as DuckDB is, so that a Store stands on either.

Each statement is one of DuckDB's; `dialect` says it in Spark's words. A table that stays is Parquet in a folder, which may be an
address that Spark writes to; passing ones are kept in Spark's memory and on its disks. What reads itself (WITH RECURSIVE) is found
round by round.
"""

from __future__ import annotations

import itertools
import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyspark
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

from metrics.store import dialect

# what Spark raises where it cannot do what it is asked, Java's own errors among it
Failed = (PySparkException, Py4JError)
# where the session is, if not on this computer: sc://host or the address of a cluster
ADDRESS = "PARTY_METRICS_SPARK"
HERE = "local[*]"
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    # what overflows or cannot be read is an error, as in DuckDB
    "spark.sql.ansi.enabled": "true",
    # Spark 4.1 fails on some unions of steps with it (NoSuchElementException in rewriteConstraints), and plans long over it
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.driver.memory": "3g",
}
TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
    "INTEGER[]": pa.list_(pa.int32()),
    "VARCHAR[]": pa.list_(pa.string()),
}
# rounds after which what reads itself is not going to end
MOST_ROUNDS = 400
# of what stands for a moment only, in whatever thread
NUMBERS = itertools.count()


def version() -> str:
    """What wrote a build: another version may read it otherwise."""
    return str(pyspark.__version__)


def is_here() -> bool:
    """Does Spark run on this computer, and in this process?"""
    return not os.environ.get(ADDRESS, HERE).startswith("sc://")


def session(**more: str) -> SparkSession:
    """The session of this process; `more`: settings of Spark beside our own."""
    where = os.environ.get(ADDRESS, HERE)
    maker = SparkSession.builder.appName("party-metrics")
    maker = maker.master(where) if is_here() else maker.remote(where)
    for name, value in {**SETTINGS, **more}.items():
        maker = maker.config(name, value)
    found = maker.getOrCreate()
    # it would write each failure to standard error as well, with all of Java's stack
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
    if is_here():
        found.sparkContext.setLogLevel("ERROR")
    return found


class Spark:
    """A connection as the store uses DuckDB's: statements, parameters, rows. Its tables stand in `folder`."""

    def __init__(self, spark: SparkSession, folder: str) -> None:
        self._spark, self._folder = spark, folder
        self._macros: dict[str, dialect.Macro] = {}
        # tables that were filled and stand in memory
        self._filled: dict[str, DataFrame] = {}
        self._columns: dict[str, Sequence[str]] = {}
        self._found: DataFrame | None = None

    # as a connection of DuckDB ----------------------------------------------------------------------------------------------------
    def execute(self, statement: Any, parameters: Mapping[str, Any] | None = None) -> Spark:
        """Run the statements of a text, or one that DuckDB has read; `fetchall` gives the rows of the last."""
        for one in dialect.statements(statement if isinstance(statement, str) else statement.query):
            self._run(one, parameters or {})
        return self

    @property
    def description(self) -> list[tuple[str, ...]]:
        return [(name,) for name in self._found.columns] if self._found is not None else []

    def fetchall(self) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._found.collect()] if self._found is not None else []

    def cursor(self) -> Spark:
        """Another for one question, over the same tables."""
        other = Spark(self._spark, self._folder)
        other._macros, other._columns = self._macros, self._columns
        return other

    def interrupt(self) -> None:
        self._spark.interruptAll()

    def __enter__(self) -> Spark:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._found = None

    def fill(self, name: str, types: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
        """Create a table of these columns and rows."""
        values: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else ([] for _ in types)
        columns = {
            column: pa.array(given, TYPES[kind]) for (column, kind), given in zip(types.items(), map(list, values), strict=True)
        }
        self._filled[name] = self._spark.createDataFrame(pa.table(columns))
        self._show(name, self._filled[name])

    # tables -----------------------------------------------------------------------------------------------------------------------
    def keep_filled(self) -> None:
        """Write the tables that were filled, and are still there, beside the others."""
        for name, found in self._filled.items():
            self._write(name, found)

    def open(self, names: Iterable[str]) -> None:
        """Read tables that stand in the folder."""
        for name in names:
            self.read(name, f"{self._folder}/{name}")

    def read(self, name: str, path: str) -> None:
        """Read a table from Parquet anywhere that Spark reads."""
        self._show(name, self._spark.read.parquet(path))

    def _write(self, name: str, found: DataFrame) -> None:
        found.write.mode("overwrite").parquet(f"{self._folder}/{name}")
        self.read(name, f"{self._folder}/{name}")

    def _show(self, name: str, found: DataFrame) -> None:
        found.createOrReplaceTempView(name)
        self._columns[name] = tuple(found.columns)

    # statements -------------------------------------------------------------------------------------------------------------------
    def _run(self, statement: dialect.Statement, parameters: Mapping[str, Any]) -> None:
        if statement.macro:
            self._macros[statement.name] = statement.macro
        elif statement.query is None:
            self._drop([statement.name])
        elif statement.kind == "query":
            self._found = self._ask(statement.query, parameters)
        else:
            self._make(statement.kind, statement.name, statement.query, parameters)

    def _make(self, kind: str, name: str, query: dialect.Query, parameters: Mapping[str, Any]) -> None:
        """Make a table or a view of what a query finds."""
        recursive = []
        while recursion := dialect.recursion_of(query):
            self._recur(recursion, parameters)
            recursive.append(recursion.name)
        found = self._ask(query, parameters)
        if kind == "view":
            self._show(name, found)
        elif kind == "passing table":
            self._show(name, found.localCheckpoint())
        else:
            self._write(name, found)
        self._drop(recursive)

    def _recur(self, recursion: dialect.Recursion, parameters: Mapping[str, Any]) -> None:
        """Show all rows that a step finds that reads itself: each round reads what the round before it found."""
        name, query = recursion.name, recursion.first
        names: Sequence[str] = ()
        rounds: list[DataFrame] = []
        for _ in range(MOST_ROUNDS):
            found = self._ask(query.copy(), parameters)
            names = names or found.columns
            kept = found.toDF(*names).localCheckpoint()
            if kept.isEmpty():
                break
            rounds.append(kept)
            self._show(name, kept)
            query = recursion.further
        else:
            raise RecursionError(name)
        whole = rounds[0] if rounds else kept
        for one in rounds[1:]:
            whole = whole.unionByName(one)
        self._show(name, whole)

    def _ask(self, query: dialect.Query, parameters: Mapping[str, Any]) -> DataFrame:
        """What a query finds; steps that it reads often are found first, and once."""
        passing = []
        while step := dialect.step_read_often(query, name := f"step_{next(NUMBERS)}"):
            self._show(name, self._sql(step, parameters).localCheckpoint())
            passing.append(name)
        found = self._sql(query, parameters)
        self._drop(passing)
        return found

    def _sql(self, query: dialect.Query, parameters: Mapping[str, Any]) -> DataFrame:
        text = dialect.spark_sql(query, self._columns, self._macros)
        return self._spark.sql(text, args=dict(parameters))

    def _drop(self, names: Iterable[str]) -> None:
        for name in names:
            self._spark.catalog.dropTempView(name)
            del self._columns[name]
            self._filled.pop(name, None)
