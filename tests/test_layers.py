"""The shape of the house: every module has a layer, imports point down, each outside library has one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
# a module may import those of lower layers only
LAYERS = (
    ("errors",),
    ("period", "cells"),
    ("vocabulary",),
    ("terms", "quotes", "rows"),
    ("figure_checks",),
    ("checks",),
    ("seeds",),
    ("catalog", "store", "statement"),
    ("query", "remarks", "wording"),
    ("listing", "chart", "export", "pivot"),
    ("workbook", "profile", "tiles", "citation"),
    ("document",),
    ("__main__",),
)
DOORS: dict[str, set[str]] = {
    "duckdb": {"store"},
    "plotly": {"chart"},
    "babel": {"wording"},
    "pydantic": {"seeds"},
    "xlsxwriter": {"workbook"},
    "pyarrow": {"workbook"},
    "docx": {"document"},
    "matplotlib": {"document"},
    "streamlit": set(),
}
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = sorted(path for path in (PROJECT / "metrics").glob("*.py") if path.stem != "__init__")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_every_module_has_a_layer():
    assert {path.stem for path in MODULES} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_imports_point_down(path: Path):
    ours = {name.removeprefix("metrics.") for name in imported(path) if name.startswith("metrics.")}
    upward = {name for name in ours if LEVEL[name] >= LEVEL[path.stem]}
    assert not upward, f"{path.stem} imports {upward} of its own layer or above"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_each_outside_library_has_one_door(path: Path):
    outside = {name.split(".")[0] for name in imported(path)}
    wrong = {library for library, doors in DOORS.items() if library in outside and path.stem not in doors}
    assert not wrong


@pytest.mark.parametrize("path", sorted([*(PROJECT / "pages").glob("*.py"), PROJECT / "dashboard.py"]), ids=lambda path: path.stem)
def test_pages_hold_no_sql_and_reach_no_engine(path: Path):
    outside = {name.split(".")[0] for name in imported(path)}
    assert not outside & {"duckdb", "plotly", "pydantic"}
    text = path.read_text(encoding="utf-8")
    assert "SELECT " not in text
    assert ".rows(" not in text.replace("result.rows(", "")


def test_reading_the_seeds_loads_no_engine_and_no_chart():
    """What the article reader will need must stay light: looked at in a fresh process, not in the syntax."""
    program = "import sys, metrics.seeds; print(sorted({'duckdb', 'plotly', 'streamlit', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
