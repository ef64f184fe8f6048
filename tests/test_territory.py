"""The territory has one home: no other file types its dates, its lists or how many units they have."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from metrics.data.seeds import load
from metrics.territory import (
    LAST_DAY_BEFORE,
    MERGER_DAY,
    NEW_LIST,
    OLD_LIST,
    UNITS,
    is_merged,
    list_of,
    list_on,
    predecessors,
    region_in,
    stands_in,
    unit_in,
    units_of,
    units_ranked,
)
from metrics.vocabulary import Boundary, ProvinceList
from tests.folders import PROJECT, SEEDS

NUMBERS = {2006, 2008, 2024, 2025, 63, 34, 64}
# a number or year alone, the days of the merger, or a list named in SQL
TEXT = re.compile(r"(?:2006|2008|2024|2025|63|34|64)|2025-0[67](?:-\d\d)?|-2025|(?s:.*)'(?:63|34|64)'(?s:.*)")
# what is no territory: (file, the line that types it)
ELSE = {
    # methods of indexes and of ratings that changed with a year
    ("metrics/data/breaks.py", 'Break(2024, "grades"'),
    ("metrics/data/breaks.py", 'Break(2024, "blocs"'),
    ("metrics/indexes.py", '(2024, N_("PAR Index'),
    ("metrics/indexes.py", "left_units_out=range("),
    # examples of how periods are written
    ("metrics/intake/review.py", '"year": "2024",'),
    # bytes, widths and pixels
    ("metrics/intake/articles.py", "data[:64]"),
    ("metrics/files/document.py", "MAIN_WIDTHS ="),
    ("metrics/files/template.py", 'N_("Code"), 34)'),
    ("metrics/chart/frame.py", "BAR, TOP, BOTTOM, SERIES ="),
    # the types: what a question and a file may say
    ("metrics/vocabulary.py", "ProvinceList = Literal["),
    ("metrics/vocabulary.py", "Boundary = Literal["),
    # the words for them
    ("metrics/words/terms.py", '"63": N_('),
    ("metrics/words/terms.py", '"34": N_('),
}
HOME = PROJECT / "metrics" / "territory.py"
SOURCES = sorted({*(PROJECT / "metrics").rglob("*.py"), *(PROJECT / "pages").rglob("*.py"), PROJECT / "dashboard.py"} - {HOME})


def typed(path: Path) -> Iterator[str]:
    """The lines of a file that type the territory."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    nodes = list(ast.walk(ast.parse(text)))
    # how many answers are remembered
    sizes = {id(node.value) for node in nodes if isinstance(node, ast.keyword) and node.arg == "maxsize"}
    sizes |= {
        id(node.args[0]) for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "remembered" and node.args
    }
    for node in nodes:
        if (
            isinstance(node, ast.Constant)
            and id(node) not in sizes
            and (
                (type(node.value) in (int, float) and node.value in NUMBERS)
                or (isinstance(node.value, str) and TEXT.fullmatch(node.value))
            )
        ):
            yield lines[node.lineno - 1].strip()


def test_no_other_file_types_the_territory():
    found = {(path.relative_to(PROJECT).as_posix(), line) for path in SOURCES for line in typed(path)}
    wrong = {(file, line) for file, line in found if not any(file == where and part in line for where, part in ELSE)}
    assert not wrong, "take it from metrics/territory.py"


def test_no_sql_types_the_territory():
    for path in (PROJECT / "metrics").rglob("*.sql"):
        code = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
        assert not re.findall(r"\b(?:2006|2008|2024|2025|63|34|64)\b", code), path.name


def test_every_exception_is_still_there():
    used = {(file, part) for file, part in ELSE if any(part in line for line in typed(PROJECT / file))}
    assert used == ELSE


def test_the_types_name_the_two_lists():
    assert set(get_args(ProvinceList)) == {OLD_LIST, NEW_LIST} == set(UNITS)
    assert set(get_args(Boundary)) == {OLD_LIST, NEW_LIST, "reported"}


@pytest.mark.parametrize(
    ("boundary", "year", "listed", "units", "ranked"),
    [
        ("reported", 2005, OLD_LIST, 64, 63),
        ("reported", 2006, OLD_LIST, 64, 64),
        (OLD_LIST, 2008, OLD_LIST, 64, 64),
        ("reported", 2009, OLD_LIST, 63, 63),
        ("reported", 2024, OLD_LIST, 63, 63),
        ("reported", 2025, NEW_LIST, 34, 34),
        (OLD_LIST, 2025, OLD_LIST, 63, 63),
        (NEW_LIST, 2007, NEW_LIST, 34, 34),
    ],
)
def test_each_year_has_its_list(boundary: Boundary, year: int, listed: ProvinceList, units: int, ranked: int):
    assert list_of(boundary, year) == listed
    assert (units_of(listed, year), units_ranked(listed, year)) == (units, ranked)


def test_the_merger_is_between_two_days():
    assert (dt.date(2025, 6, 30), dt.date(2025, 7, 1)) == (LAST_DAY_BEFORE, MERGER_DAY)
    assert (list_on(LAST_DAY_BEFORE), list_on(MERGER_DAY)) == (OLD_LIST, NEW_LIST)


def test_each_list_has_its_units_and_each_unit_its_region():
    provinces = load(SEEDS).provinces
    by_slug = {one.province: one for one in provinces}
    parts = predecessors(provinces)
    for listed in (OLD_LIST, NEW_LIST):
        assert sum(stands_in(one, listed) for one in provinces) == UNITS[listed]
        assert all(bool(region_in(one, listed)) == stands_in(one, listed) for one in provinces)
    assert set(parts) == {one.province for one in provinces if is_merged(one)}
    assert sorted(slug for slugs in parts.values() for slug in slugs) == sorted(
        one.province for one in provinces if not stands_in(one, NEW_LIST)
    )
    assert all(stands_in(by_slug[unit_in(one, NEW_LIST)], NEW_LIST) for one in provinces)
    assert unit_in(by_slug["ha-giang"], NEW_LIST) == "tuyen-quang-2025"
    assert unit_in(by_slug["ha-giang"], "reported") == unit_in(by_slug["ha-giang"], OLD_LIST) == "ha-giang"
