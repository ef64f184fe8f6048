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
from metrics.intake.batch_files import alone, write
from metrics.intake.batches import accept
from metrics.store import builds, spark_builds
from metrics.store.builds import BuildError
from metrics.store.store import Store
from tests.actors import EDITOR
from tests.folders import SEEDS
from tests.here import run
from tests.intake.test_batches import draft_of
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


def test_what_was_imported_beside_the_data_counts_as_in_a_build_of_duckdb(published: Path, little: Path, tmp_path: Path):
    home, body = tmp_path / "imports", "nghe-an.agencies-bloc"
    stated = [f"{body} party_members 2023-12 5200 @paper:2024-01", f"{body} party_members 2024-12 5300 @paper:2024-01"]
    for line in stated:
        accept(home, little, draft_of(line), EDITOR)
    with alone(home):
        # the same key of the same source again, by another number: unchecked, so that the build finds it
        write(home, draft_of(stated[0].replace("5200", "5201")), EDITOR)
    by_duckdb = builds.build(little, tmp_path / "duckdb", home)
    done = run("build", "--engine", "spark", "--data", little, "--imports", home, "--out", tmp_path / "spark")
    assert done.code == 0, done.err
    told = builds.left_out(by_duckdb)
    assert len(told) == 1
    assert done.err.splitlines()[:1] == list(told)
    expected = run(*ASKED, "--build", tmp_path / "duckdb")
    found = run(*ASKED, "--engine", "spark", "--build", tmp_path / "spark")
    assert (found.code, found.out) == (0, expected.out), found.err
    assert "5200" in found.out
    # what was published without them has another name
    assert spark_builds.current(tmp_path / "spark").name != spark_builds.current(published).name
    assert spark_builds.current(tmp_path / "spark").left_out == told


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
    seeds, _ = spark_builds.hand_over(folder, base, str(tmp_path / "figure.parquet"))
    expected = Store.of_folder(little).rows("SELECT value, unit, period, quote FROM observation ORDER BY id", {})[1]
    assert base.execute("SELECT value, unit, period, quote FROM figure ORDER BY id").fetchall() == expected
    assert seeds.provinces
    assert expected
