"""Without Spark, or without Java, one sentence says what to install."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from metrics.store import spark_builds
from metrics.store.builds import BuildError
from metrics.store.store import Store
from tests.here import run


def test_without_the_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.delitem(sys.modules, "metrics.store.spark", raising=False)
    with pytest.raises(BuildError, match=r'pip install -c constraints.txt -e "\.\[spark\]"'):
        spark_builds.build(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_without_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setitem(sys.modules, "metrics.store.spark", SimpleNamespace(is_here=lambda: True))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(BuildError, match="Java 17"):
        spark_builds.build(tmp_path, tmp_path / "out")


def test_a_folder_without_a_build(tmp_path: Path):
    with pytest.raises(BuildError, match="build --engine spark --data DIR"):
        spark_builds.current(tmp_path)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("query", "party_members", "--engine", "spark"), "name its folder by --build"),
        (("build", "--out", "builds", "--tables", "s3a://somewhere"), "--tables goes with --engine spark"),
    ],
)
def test_options_that_do_not_go_together(words: tuple[str, ...], message: str):
    told = run(*words)
    assert told.code == 2
    assert message in told.err


def test_a_build_holds_every_table_that_questions_are_asked_of(store: Store):
    rows = store.rows("SELECT table_name FROM duckdb_tables() WHERE NOT temporary", {})[1]
    assert {name for (name,) in rows} == set(spark_builds.TABLES)
