"""What measures anything at scale must be sound itself: the generated country obeys every check, and a seed gives it again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks import country
from metrics.data.seeds import read
from tests.folders import PROJECT

ROWS = 2_000


def test_the_generated_country_breaks_no_check(tmp_path: Path):
    country.write(ROWS, tmp_path, as_csv=True)
    seeds, problems = read(tmp_path)
    assert not problems
    assert seeds
    states = {(one.status, one.period_type, bool(one.breakdown), one.qualifier != "eq") for one in seeds.observations}
    assert {("reported", "half_year", False, False), ("reported", "as_of", True, False), ("target", "year", False, True)} <= states
    assert {body.kind for body in seeds.organizations} >= {"province_wide", "party_agencies", "peoples_committee"}
    assert {one.source for one in seeds.observations if one.source.endswith("-later")}, "no source disagrees with another"


def test_the_same_seed_gives_the_same_country(tmp_path: Path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        country.write(ROWS, tmp_path / name, seed, as_csv=True)
    first, same, other = ((tmp_path / name / "observations.csv").read_bytes().splitlines() for name in "abc")
    assert sorted(first) == sorted(same) != sorted(other)


def test_parts_are_named_and_told():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--help"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True
    )
    assert "queries: how long questions take" in done.stdout
