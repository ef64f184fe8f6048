"""One session of a real Spark on this computer for all tests of this folder, which are skipped where it cannot start.

The plain `pytest` leaves the folder out (pyproject.toml): `python -m pytest -n 0 tests/spark`.
"""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from metrics.data.seeds import Seeds
from metrics.store.engine import fill
from metrics.store.figures import FIGURE, figures
from metrics.store.spark_builds import VIEWS
from metrics.store.store import Store, resolve, statement_of
from tests.small import data
from tests.spark.asking import lines

# small data are computed sooner by Spark's interpreter than by code that it compiles first
SMALL = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.showConsoleProgress": "false",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The library leaves sockets open to the Java beside it."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(
                pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
            )


@pytest.fixture(scope="session")
def spark() -> ModuleType:
    """The module that asks Spark."""
    pytest.importorskip("pyspark", reason='needs Spark: pip install -c constraints.txt -e ".[spark]"')
    if not shutil.which("java"):
        pytest.skip("needs Java 17")
    return importlib.import_module("metrics.store.spark")


@pytest.fixture(scope="session")
def session(spark: ModuleType) -> Any:
    found = spark.session(**SMALL)
    yield found
    found.stop()


@pytest.fixture(scope="session")
def generated() -> Seeds:
    return data(*lines())


@pytest.fixture(scope="session")
def generated_on_spark(spark: ModuleType, session: Any, generated: Seeds, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return on_spark(spark, session, generated, tmp_path_factory.mktemp("generated"))


@pytest.fixture(scope="session")
def seeds_on_spark(spark: ModuleType, session: Any, store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return on_spark(spark, session, store.seeds, tmp_path_factory.mktemp("seeds"))


def on_spark(spark: ModuleType, session: Any, seeds: Seeds, folder: Path) -> Store:
    """A store of these figures that Spark resolves and answers; two in one process do not see each other's tables."""
    own = session.newSession()
    base = spark.Spark(own, str(folder))
    fill(base, "figure", FIGURE, figures(seeds.observations))
    resolve(base, seeds)
    for table in ("answering", "target", "body", "breakdown", "succession", "handover"):
        own.catalog.cacheTable(table)
    for view in VIEWS:
        base.execute(statement_of(f"VIEW {view}"))
    return Store(base, seeds)
