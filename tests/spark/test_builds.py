"""`build` and `query` with `--engine spark`: published by a pointer, the same answers, one sentence where something is missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import csv, parquet

from metrics.data.rows import FILES
from metrics.store import spark_builds
from metrics.store.builds import BuildError
from metrics.store.store import Store
from tests.folders import SEEDS
from tests.here import run
from tests.planted import Copy

COLUMNS = FILES["observations.csv"]
ASKED = ("query", "party_members", "--kind", "agencies_bloc")


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of one source."""
    copy = Copy(SEEDS)
    for file in ("sources.csv", "observations.csv"):
        copy.keep(file, lambda cells: cells["source"] == "seed-000")
    copy.keep("rankings.csv", lambda cells: False)
    return copy.write(tmp_path_factory.mktemp("little"))


@pytest.fixture(scope="module")
def published(session: Any, little: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of builds that was moved since it was written."""
    folder = tmp_path_factory.mktemp("builds")
    done = run("build", "--engine", "spark", "--data", little, "--out", folder / "before")
    assert done.code == 0, done.err
    assert "published: " in done.err
    return (folder / "before").rename(folder / "after")


def test_a_build_answers_as_its_folder_does(published: Path, little: Path):
    expected = run(*ASKED, "--data", little)
    found = run(*ASKED, "--engine", "spark", "--build", published)
    assert (found.code, found.out) == (0, expected.out), found.err
    assert len(found.out.splitlines()) > 1


def test_the_same_data_are_not_resolved_anew(published: Path, little: Path):
    seen = {path: path.stat().st_mtime_ns for path in published.rglob("*.parquet")}
    again = spark_builds.build(little, published)
    assert again == spark_builds.current(published)
    assert {path: path.stat().st_mtime_ns for path in published.rglob("*.parquet")} == seen
    assert seen


def test_a_build_of_another_version_is_told(published: Path, tmp_path: Path):
    told = json.loads((published / spark_builds.POINTER).read_text("utf-8")) | {"engine": "3.5.0"}
    (tmp_path / spark_builds.POINTER).write_text(json.dumps(told), "utf-8")
    with pytest.raises(BuildError, match=rf"form {spark_builds.FORM} of Spark 3\.5\.0"):
        spark_builds.current(tmp_path)


def test_tables_that_are_gone_are_told_in_one_line(published: Path, tmp_path: Path):
    told = json.loads((published / spark_builds.POINTER).read_text("utf-8")) | {"tables": str(tmp_path / "gone.spark")}
    (tmp_path / spark_builds.POINTER).write_text(json.dumps(told), "utf-8")
    done = run(*ASKED, "--engine", "spark", "--build", tmp_path)
    assert done.code == 1
    assert "gone.spark" in done.err
    assert len(done.err.splitlines()) == 1


def test_figures_that_duckdb_has_checked_reach_spark(spark: ModuleType, session: Any, little: Path, tmp_path: Path):
    """A large folder: its figures are read and checked in DuckDB's columns, and never stand in Python."""
    folder = tmp_path / "large"
    shutil.copytree(little, folder)
    told = csv.read_csv(
        folder / "observations.csv", convert_options=csv.ConvertOptions(column_types=dict.fromkeys(COLUMNS, pa.string()))
    )
    parquet.write_table(told, folder / "observations.parquet")
    (folder / "observations.csv").unlink()
    base = spark.Spark(session.newSession(), str(tmp_path))
    seeds = spark_builds.checked(folder, base, str(tmp_path / "figure.parquet"))
    expected = Store.of_folder(little).rows("SELECT value, unit, period, quote FROM observation ORDER BY id", {})[1]
    assert base.execute("SELECT value, unit, period, quote FROM figure ORDER BY id").fetchall() == expected
    assert seeds.provinces
    assert expected
