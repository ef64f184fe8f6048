"""A build answers as its folder does; it is published whole or not at all, and readers go on with what they opened."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import country
from metrics.answers.query import ask, evidence
from metrics.data.disk import WRITING
from metrics.errors import DataError, PartyMetricsError
from metrics.period import year_span
from metrics.store.builds import FORM, POINTER, BuildError, build, current, open_build
from metrics.store.engine import EngineError, connect
from metrics.store.store import Store
from metrics.vocabulary import Boundary, Question
from tests.folders import PROJECT, SEEDS
from tests.here import run
from tests.planted import Copy
from tests.serving.questions import Options, questions

QUESTIONS = 40


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("builds")
    build(SEEDS, folder)
    return folder


@pytest.fixture(scope="module")
def country_built(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A country of several kinds of body, under provinces that merge."""
    folder = tmp_path_factory.mktemp("country")
    country.write(12_000, folder / "data")
    return open_build(build(folder / "data", folder / "builds"))


def little_data(folder: Path, value: str = "5164") -> Path:
    """A data folder of one source; of another value it makes another build."""
    copy = Copy(SEEDS)
    copy.keep("sources.csv", lambda cells: cells["source"] == "seed-000")
    copy.keep("observations.csv", lambda cells: cells["source"] == "seed-000")
    copy.keep("rankings.csv", lambda cells: False)
    row = copy.find("observations.csv", {"indicator": "party_members", "period": "2021-09"})
    row.change("observations.csv", {"value": value, "quote": f"{value} đảng viên"})
    return copy.write(folder)


def question(options: Options) -> Question:
    words = {name: tuple(filter(None, options.get(name, "").split(","))) for name in ("province", "region", "kind")}
    return Question(
        options["metric"],
        by=tuple(dict.fromkeys(options.get("by", "province,year").split(","))),
        provinces=words["province"],
        regions=words["region"],
        kinds=words["kind"],
        years=year_span(options["year"]) if "year" in options else None,
        boundary=options.get("boundary", "reported"),  # type: ignore[arg-type]
        unit=options.get("unit", ""),
        compare=options.get("compare"),  # type: ignore[arg-type]
    )


def answered(store: Store, asked: Question) -> object:
    try:
        found, behind = ask(store, asked), evidence(store, asked)
        return found.rows, found.blanks, behind.columns, behind.rows
    except PartyMetricsError as error:
        return str(error)


def test_a_build_answers_every_question_as_its_folder(store: Store, built: Path):
    opened = open_build(current(built))
    seen = set()
    for options in questions(store, QUESTIONS, seed=13):
        asked = question(options)
        answer = answered(store, asked)
        assert answered(opened, asked) == answer, options
        seen.add(type(answer))
    assert seen == {str, tuple}
    assert opened.seeds.organizations == store.seeds.organizations
    assert opened.seeds.rankings == store.seeds.rankings
    assert opened.stated("status = 'target'", {}) == store.stated("status = 'target'", {})


@pytest.mark.parametrize("boundary", ["reported", "63", "34"])
def test_fewer_provinces_and_years_have_the_same_rows(country_built: Store, boundary: Boundary):
    """Where rows stand in the file, and which of them are read, changes none of them."""
    store = country_built
    for metric in ("party_members", "members_admitted", "members_disciplined", "member_share_of_staff"):
        asked = Question(metric, kinds=("province_wide",), boundary=boundary)
        rows = ask(store, asked).rows
        places = sorted({row["province"] for row in rows})[::12]
        assert len(places) > 1
        for place in places:
            own = tuple(row for row in rows if row["province"] == place)
            assert ask(store, replace(asked, provinces=(place,))).rows == own
            year = own[len(own) // 2]["year"]
            narrow = replace(asked, provinces=(place,), years=(year, year))
            assert ask(store, narrow).rows == tuple(row for row in own if row["year"] == year)


def test_the_same_data_are_not_built_twice(tmp_path: Path):
    data, out = little_data(tmp_path / "data"), tmp_path / "out"
    first = build(data, out)
    written = first.path.stat().st_mtime_ns
    assert build(data, out) == first
    assert first.path.stat().st_mtime_ns == written
    assert {path.name for path in out.iterdir()} == {first.path.name, POINTER, ".lock"}
    # nor where a server reads them
    opened = open_build(first)
    assert build(data, out) == first
    assert first.path.stat().st_mtime_ns == written
    assert opened.seeds.organizations


def test_a_build_is_opened_again_where_it_is_open_already(built: Path):
    """As where a batch is taken back, and the build of before is that of now."""
    stores = [open_build(current(built)) for _ in range(2)]
    for store in stores:
        assert store.stated("indicator = 'party_members'", {})
        with pytest.raises(EngineError, match="disabled"):
            store.rows("SELECT * FROM read_csv('pyproject.toml')", {})


def test_old_builds_go_when_nobody_reads_them(tmp_path: Path):
    data, out = tmp_path / "data", tmp_path / "out"
    first = build(little_data(data), out)
    reads = """import sys; from pathlib import Path; from metrics.store.builds import current, open_build
store = open_build(current(Path(sys.argv[1]))); print("open", flush=True); sys.stdin.read(1)
print(store.rows("SELECT max(value) FROM observation WHERE indicator = 'party_members'", {})[1][0][0])"""
    command = [sys.executable, "-c", reads, str(out)]
    reader = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    assert reader.stdout
    assert reader.stdout.readline() == "open\n"
    here = open_build(first)
    second = build(little_data(data, "5165"), out)
    assert current(out) == second != first
    assert first.path.exists(), "taken from under its readers"
    assert reader.communicate("x", timeout=60)[0] == "5164.0\n"
    assert here.stated("indicator = 'party_members' AND value = 5164", {})
    del here
    third = build(little_data(data, "5166"), out)
    assert sorted(path.name for path in out.glob("*.duckdb")) == [third.path.name]


def test_what_fails_leaves_the_last_build(tmp_path: Path):
    data, out = tmp_path / "data", tmp_path / "out"
    first = build(little_data(data), out)
    with pytest.raises(DataError, match="is not a plain decimal number"):
        build(little_data(data, "5,164"), out)
    assert current(out) == first
    assert not list(out.glob(f"{WRITING}*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows bounds no file")
def test_a_full_disk_is_told_and_leaves_the_last_build(tmp_path: Path):
    data, out = tmp_path / "data", tmp_path / "out"
    first = build(little_data(data), out)
    little_data(data, "5165")
    bounded = """import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
from metrics.__main__ import main; sys.exit(main(sys.argv[1:]))"""
    command = [sys.executable, "-c", bounded, "build", "--data", str(data), "--out", str(out)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("No build was made: ")
    assert "Traceback" not in done.stderr
    assert current(out) == first
    assert not list(out.glob(f"{WRITING}*"))


def test_too_little_memory_is_told_with_the_remedy_and_leaves_the_last_build(tmp_path: Path):
    data, out = tmp_path / "data", tmp_path / "out"
    first = build(little_data(data), out)
    little_data(data, "5165")
    told = run("build", "--data", data, "--out", out, "--memory", "0.004")
    assert (told.code, told.out) == (1, "")
    assert "more than the 0.004 GB" in told.err
    assert "--memory 0.008" in told.err
    assert current(out) == first
    assert not list(out.glob(f"{WRITING}*"))
    assert run("build", "--data", data, "--out", out, "--memory", "0").code == 2
    assert run("build", "--data", data, "--out", out, "--memory", "0.5").code == 0
    assert current(out) != first


def spoiled(built: Path, folder: Path, **told: object) -> Path:
    """A copy of a folder of builds whose pointer says something else."""
    shutil.copytree(built, folder)
    pointer = folder / POINTER
    pointer.write_text(json.dumps({**json.loads(pointer.read_text(encoding="utf-8")), **told}), encoding="utf-8")
    return folder


def test_wrong_builds_are_told_with_the_remedy(built: Path, tmp_path: Path):
    with pytest.raises(BuildError, match=r"holds no build. Make one: python -m metrics build"):
        current(tmp_path)
    with pytest.raises(BuildError, match=rf"made by another version .form {FORM} of DuckDB 0.1, here form {FORM} of DuckDB"):
        current(spoiled(built, tmp_path / "other", engine="0.1"))
    with pytest.raises(BuildError, match=r"not as it was written .No such file or directory"):
        current(spoiled(built, tmp_path / "gone", file="gone.duckdb"))
    (cut := spoiled(built, tmp_path / "cut")).joinpath(POINTER).write_text('{"file": ')
    with pytest.raises(BuildError, match=r"current.json is not as it was written"):
        current(cut)
    torn = spoiled(built, tmp_path / "torn")
    path = current(torn).path
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(BuildError, match=r"not as it was written .* bytes"):
        current(torn)
    path.write_bytes(b"\0" * current(built).size)
    with pytest.raises(BuildError, match=r"not as it was written .*make it again"):
        open_build(current(torn))
    # a file of the engine that holds none of our tables: the first of its lines says so
    path.unlink()
    connect(path).close()
    with pytest.raises(BuildError, match=r"not as it was written .*Table with name \w+ does not exist"):
        open_build(dataclasses.replace(current(built), path=path))
    path.unlink()
    # the next build mends it
    assert build(SEEDS, torn).path == path
    assert open_build(current(torn)).seeds.sources


@pytest.mark.usefixtures("stores_kept")
def test_the_command_line_answers_from_a_build(built: Path, tmp_path: Path):
    asked = ("party_members", "--kind", "agencies_bloc", "--year", "2021")
    for command in ("query", "evidence", "sql"):
        told = run(command, *asked, "--build", built)
        assert told.code == 0, told.err
        assert told.out == run(command, *asked, "--data", SEEDS).out
    assert run("list", "--build", built).out == run("list", "--data", SEEDS).out
    told = run("query", *asked, "--build", tmp_path)
    assert (told.code, told.out) == (1, "")
    assert "holds no build. Make one: python -m metrics build --data DIR" in told.err


@pytest.mark.parametrize("more", [("--as-of", "2026-01-01"), ("--data", "seeds")])
@pytest.mark.parametrize("command", ["query", "sql", "evidence"])
def test_a_build_is_asked_for_no_other_state_of_the_data(built: Path, command: str, more: tuple[str, str]):
    """It holds one; the figures of another would be told in its name."""
    told = run(command, "party_members", "--build", built, *more)
    assert (told.code, told.out) == (2, "")
    assert "--build goes without" in told.err
