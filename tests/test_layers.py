"""The shape of the house: every module has a layer, imports point down, each outside library has one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.folders import PROJECT

# a room imports only rooms that stand below it here; the ground files import nothing above them
ROOMS = ("commands", "serving", "files", "chart", "profile", "survey", "answers", "store", "intake", "words", "extract", "data")
GROUND = ("territory", "indexes", "catalog", "vocabulary", "period", "errors", "spelling")
DOORS: dict[str, set[str]] = {
    "duckdb": {"store.engine"},
    "pyspark": {"store.spark"},
    "sqlglot": {"store.dialect"},
    "plotly": {"chart.frame"},
    "babel": {"words.wording"},
    "pydantic": {"data.seeds", "intake.apart", "intake.queue"},
    "xlsxwriter": {"files.workbook", "files.template"},
    "python_calamine": {"intake.spreadsheet"},
    "pyarrow": {"files.workbook", "intake.parquet", "store.spark"},
    "docx": {"files.word", "files.footnotes", "intake.articles"},
    "matplotlib": {"files.drawing"},
    "pypdf": {"intake.articles"},
    "trafilatura": {"intake.articles"},
    "starlette": {"serving.guard", "serving.routes"},
    "mcp": {"commands.mcp_server"},
    "streamlit": set(),
}
LEVEL = {room: level for level, room in enumerate(("__main__", *ROOMS))} | dict.fromkeys(GROUND, len(ROOMS) + 1)
MODULES = sorted(path for path in (PROJECT / "metrics").rglob("*.py") if path.parent.name != "metrics" or path.stem != "__init__")


def name(path: Path) -> str:
    """A module as the rooms name it: `store.store`, `period`; a package by its own name."""
    parts = path.relative_to(PROJECT / "metrics").with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


NAMES = {f"metrics.{name(module)}" for module in MODULES}


@cache
def imported(path: Path) -> frozenset[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from metrics.survey import findings` names a module, `from metrics.chart import series` something in one
            names |= {f"{node.module}.{alias.name}" for alias in node.names} & NAMES or {node.module}
    return frozenset(names)


def test_every_module_stands_in_a_room():
    assert {name(path).split(".")[0] for path in MODULES} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_room_imports_only_rooms_below_it(path: Path):
    own = name(path).split(".")[0]
    rooms = {one.split(".")[1] for one in imported(path) if one.startswith("metrics.")} - {own}
    above = {room for room in rooms if LEVEL[room] < LEVEL[own]}
    assert not above, f"{name(path)} imports rooms above its own: {above}"


def test_no_module_imports_itself_by_way_of_others():
    """No circle, inside a room either: each module can be understood after those that it imports."""
    needs = {name(path): {one.removeprefix("metrics.") for one in imported(path) if one.startswith("metrics.")} for path in MODULES}
    left = dict(needs)
    while free := [module for module, others in left.items() if not (others - {module}) & set(left)]:
        for module in free:
            del left[module]
    assert not left, f"these import one another: {sorted(left)}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_outside_library_has_one_door(path: Path):
    outside = {one.split(".")[0] for one in imported(path)}
    wrong = {library for library, doors in DOORS.items() if library in outside and name(path) not in doors}
    assert not wrong


@pytest.mark.parametrize("path", sorted([*(PROJECT / "pages").rglob("*.py"), PROJECT / "dashboard.py"]), ids=lambda path: path.stem)
def test_pages_hold_no_sql_and_reach_no_engine(path: Path):
    outside = {name.split(".")[0] for name in imported(path)}
    assert not outside & {"duckdb", "plotly", "pydantic"}
    text = path.read_text(encoding="utf-8")
    assert "SELECT " not in text
    # a store's tables are asked by `ask` and `listing` only
    called = [
        node.func.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    assert "rows" not in called


def test_reading_the_seeds_loads_no_engine_and_no_chart():
    """What the article reader will need must stay light: looked at in a fresh process, not in the syntax."""
    program = "import sys, metrics.data.seeds; print(sorted({'duckdb', 'plotly', 'streamlit', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
