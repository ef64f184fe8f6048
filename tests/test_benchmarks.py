"""What measures anything at scale must be sound itself: the generated country obeys every check, and a seed gives it again."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import duckdb

from benchmarks import country
from benchmarks.compare import HAND, alike, is_plain, key_of, values_of, written
from benchmarks.rivals import ASKED, FLAT, WAYS, flatten
from metrics.answers.query import ask
from metrics.data.seeds import read
from metrics.store.large import load
from metrics.store.store import Store
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


def test_every_kind_of_grassroots_organization_states_its_members(tmp_path: Path):
    """Of a country without them, questions by organization measure nothing."""
    country.write(33_000, tmp_path, most_years=1)
    base = duckdb.connect()
    seeds = load(base, tmp_path)
    told = "SELECT DISTINCT organization FROM figure WHERE indicator = 'party_members' AND breakdown = '' AND unit = 'person'"
    stating = {organization for (organization,) in base.execute(told).fetchall()}
    kinds = Counter(body.kind for body in seeds.organizations if body.organization in stating)
    assert kinds.keys() >= {"province_wide", "agencies_bloc", "district", "office", "school", "hospital", "enterprise", "other"}
    assert kinds["school"] > 50
    assert {body.parent for body in seeds.organizations if body.level == "grassroots"} <= {
        b.organization for b in seeds.organizations
    }


def test_the_same_seed_gives_the_same_country(tmp_path: Path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        country.write(ROWS, tmp_path / name, seed, as_csv=True)
    first, same, other = ((tmp_path / name / "observations.csv").read_bytes().splitlines() for name in "abc")
    assert sorted(first) == sorted(same) != sorted(other)


def test_answers_by_hand_are_alike_and_ours_where_nothing_is_to_be_decided(tmp_path: Path):
    country.write(8_000, tmp_path / "data")
    flatten(tmp_path / "data", tmp_path / FLAT)
    store = Store.of_folder(tmp_path / "data")
    ways = {name: way(tmp_path) for name, way in WAYS.items() if name != "Polars" or find_spec("polars")}
    for name, asked in ASKED.items():
        answers = {way: written(one.answer(asked)) for way, one in ways.items()}
        hand = answers[HAND]
        assert [way for way, answer in answers.items() if not alike(answer, hand)] == [], name
        rows = ask(store, asked.question).rows
        assert rows or "school" in name
        plain = {key_of(asked, row): values_of(asked, row) for row in rows if is_plain(asked, row)}
        assert alike({key: hand.get(key, ()) for key in plain}, plain), name


def test_parts_are_named_and_told():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--help"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True
    )
    assert "queries: how long questions take" in done.stdout
