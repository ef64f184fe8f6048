"""The command that fits the confidence: it judges as the scoring tool does, and writes what the reader can load."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tomllib
from dataclasses import asdict
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fit_confidence import WRONG_OF_NEW, Stand, cut_of
from benchmarks.labelled import articles, verdicts
from benchmarks.outcomes import keep, kept, read_of
from metrics.extract import Known, read
from metrics.extract.confidence import Confidence
from tests.folders import PROJECT


def gold(value: float, **other: Any) -> dict[str, Any]:
    """A figure as people write it down."""
    plain = {"indicator": "members_admitted", "unit": "person", "status": "reported", "period_type": "year", "period": "2021"}
    return {**plain, "value": value, "breakdown": "", "qualifier": "eq", "denominator": "", "quote": f"{value} đảng viên", **other}


def test_what_is_right_wrong_or_neither(known: Known):
    text = "Năm 2021, Đảng bộ tỉnh kết nạp 12 đảng viên. Năm 2020 kết nạp 15 đảng viên. Năm 2019 kết nạp 18 đảng viên."
    found = read(text, known, published="2022-01-20", province="nghe-an").figures
    right, passing = gold(12), gold(15, optional=True, period="2018")
    assert verdicts(found, [right, passing]) == [right, None, False]


def test_one_of_two_equal_ones_counts_once(known: Known):
    (figure,) = read("Năm 2021 kết nạp 12 đảng viên.", known, province="nghe-an").figures
    assert [bool(one) for one in verdicts([figure, figure], [gold(12)])] == [True, False]


def test_the_scoring_tool_judges_alike(known: Known, shared: Path):
    spec = importlib.util.spec_from_file_location("score_extraction", shared / "tools" / "score_extraction.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    for article in [one for name in ("seeds", "invented") for one in articles(shared / "articles" / f"{name}.jsonl", True)]:
        figures = read(article.text, known, **article.hints).figures
        found = [asdict(one) for one in figures]
        pairs, extra, _ = tool.match(found, list(article.figures), tool.core_equal)
        neither = sum(tool.is_noise(one, article.figures) for one in extra)
        told = verdicts(figures, article.figures)
        assert (sum(bool(one) for one in told), told.count(None)) == (len(pairs), neither), article.name


def labelled(path: Path, years: range) -> Path:
    """Texts with figures that the reader reads, every third time not as they were written down."""
    lines = []
    for year in years:
        text = (
            f"Năm {year}, Đảng bộ tỉnh kết nạp 1{year % 10} đảng viên. Từ giữa năm {year} đến nay kết nạp 3{year % 10} đảng viên."
        )
        figures = [gold(10 + year % 10, period=str(year))]
        figures += [gold(30 + year % 10, period=f"{year}")] if year % 3 else []
        told = {"id": f"text-{year}", "published": f"{year}-12-20", "province": "nghe-an", "text": text, "figures": figures}
        lines.append(json.dumps(told, ensure_ascii=False))
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_the_command_prints_the_calibration_and_writes_what_the_reader_loads(tmp_path: Path):
    new, old = labelled(tmp_path / "new.jsonl", range(1990, 2021)), labelled(tmp_path / "old.jsonl", range(1970, 1980))
    command = [
        sys.executable,
        "-m",
        "benchmarks.fit_confidence",
        str(new),
        "--known",
        str(old),
        "--outcomes",
        str(tmp_path / "none"),
        "--to",
        str(tmp_path / "told.json"),
    ]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "41 texts, 82 figures" in done.stdout
    for words in ("cross-validated by text", "foretold", "sure: ", "of the gold", "is told as 0.9"):
        assert words in done.stdout
    told = json.loads((tmp_path / "told.json").read_text("utf-8"))
    assert (len(told["texts"]), len(told["familiar_texts"])) == (31, 10)
    # the first sentence's figures are right, those since the middle of a year wrong
    assert told["weights"]["first_sentence"] > 0
    assert Confidence.of(told["weights"], told["base"], told["threshold"]).counts


def fitted_on(outcomes: Path, *files: Path) -> str:
    """What the fit prints about the texts of some files and the outcomes in a folder."""
    command = [sys.executable, "-m", "benchmarks.fit_confidence", *map(str, files), "--outcomes", str(outcomes), "--dry"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_outcomes_teach_what_their_texts_did_and_hold_no_word_of_them(known: Known, tmp_path: Path):
    texts = labelled(tmp_path / "new.jsonl", range(1990, 2021))
    file = tmp_path / "looks" / "first.jsonl"
    keep(file, [read_of(one, known) for one in articles(texts, familiar=False)])
    assert fitted_on(file.parent) == fitted_on(tmp_path / "none", texts)
    assert "kết nạp" in texts.read_text("utf-8")
    assert "nạp" not in file.read_text("utf-8")


def command(*words: object) -> subprocess.CompletedProcess[str]:
    told = [sys.executable, "-m", "benchmarks.fit_confidence", *map(str, words)]
    return subprocess.run(told, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)


def test_the_threshold_alone_is_set_by_looks_that_taught_the_weights_nothing(known: Known, tmp_path: Path):
    looks, told = tmp_path / "looks", tmp_path / "told.json"
    for name, years in (("first", range(1990, 2005)), ("second", range(2005, 2020))):
        texts = articles(labelled(tmp_path / f"{name}.jsonl", years), familiar=False)
        keep(looks / f"{name}.jsonl", [read_of(one, known) for one in texts])
    assert command("--outcomes", looks, "--to", told).returncode == 0
    fitted = told.read_text("utf-8")

    refused = command("--threshold", "--outcomes", looks, "--to", told)
    assert refused.returncode != 0
    assert "texts that taught them nothing" in refused.stderr

    texts = articles(labelled(tmp_path / "third.jsonl", range(2020, 2026)), familiar=False)
    keep(looks / "third.jsonl", [read_of(one, known) for one in texts])
    dry = command("--threshold", "--dry", "--outcomes", looks, "--to", told)
    assert "third" in dry.stdout
    assert "first" not in dry.stdout
    assert told.read_text("utf-8") == fitted
    assert command("--threshold", "--outcomes", looks, "--to", told).returncode == 0
    before, after = json.loads(fitted), json.loads(told.read_text("utf-8"))
    assert after.pop("threshold") != before.pop("threshold")
    assert after == before


@given(st.lists(st.tuples(st.floats(-5, 5), st.booleans()), max_size=120))
def test_from_the_threshold_on_no_more_are_wrong_than_allowed(drawn: list[tuple[float, bool]]):
    stands = [Stand(odds, right, right) for odds, right in drawn]
    sure = [one.right for one in stands if one.odds >= cut_of(stands)]
    assert 100 * sure.count(False) <= WRONG_OF_NEW * len(sure)


def test_outcomes_without_a_trait_are_refused_by_its_name(known: Known, tmp_path: Path):
    file = tmp_path / "first.jsonl"
    keep(file, [read_of(one, known) for one in articles(labelled(tmp_path / "new.jsonl", range(2000, 2002)), familiar=False)])
    file.write_text(file.read_text("utf-8").replace('"conflicts"', '"other"'), "utf-8")
    with pytest.raises(SystemExit, match=r"first\.jsonl lacks the trait conflicts"):
        kept(file)


def test_what_is_installed_brings_every_file_that_the_program_reads():
    told = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]
    patterns = [f"{package.replace('.', '/')}/{pattern.replace('**', '*')}" for package, own in told.items() for pattern in own]
    files = [path.relative_to(PROJECT).as_posix() for path in (PROJECT / "metrics").rglob("*") if path.is_file()]
    left = [one for one in files if not one.endswith((".py", ".pyc")) and not any(fnmatch(one, pattern) for pattern in patterns)]
    assert "metrics/extract/confidence.json" in files
    assert left == []
