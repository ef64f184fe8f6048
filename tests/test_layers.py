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
    ("errors", "intake", "disk"),
    ("terms",),
    ("period", "cells", "spelling", "markup", "intake.passage"),
    ("vocabulary",),
    ("breaks", "quotes", "rows", "footnotes", "places", "printing"),
    ("extract.text",),
    ("extract.amounts", "extract.bodies", "extract.lexicon", "extract.periods", "extract.rules"),
    ("extract.marks", "extract.model"),
    ("extract.dating", "extract.subjects"),
    ("extract.writer",),
    ("extract.acts",),
    ("extract.pieces",),
    ("extract.counts",),
    ("extract.shares",),
    ("extract.reader",),
    ("extract",),
    ("figure_checks", "intake.drafts", "intake.spreadsheet", "intake.encodings"),
    (
        *("checks", "intake.as_written", "intake.damage", "intake.placing", "intake.batch_files", "intake.articles"),
        *("intake.comparison", "intake.texts"),
    ),
    ("seeds",),
    ("catalog", "store", "plan", "intake.batches", "intake.tables", "intake.takeover"),
    ("ratios", "stretches"),
    ("statement",),
    ("cell",),
    ("targets", "year_before"),
    ("query", "ranking", "remarks", "sources", "subset", "territory", "wording", "intake.review", "intake.apart"),
    ("listing", "chart.frame", "export", "pivot", "versus", "intake.second_look", "intake.template"),
    ("chart.bars", "chart.breaks", "versus_lines"),
    ("chart.across", "chart.parts", "chart.tiles", "chart.years"),
    ("chart.rankings",),
    ("chart",),
    ("workbook", "profile", "citation", "matrix", "doubts"),
    ("merger", "standing"),
    ("document", "release", "import_command", "extract_command"),
    ("__main__",),
)
DOORS: dict[str, set[str]] = {
    "duckdb": {"store"},
    "plotly": {"chart.frame"},
    "babel": {"wording"},
    "pydantic": {"seeds", "intake.apart"},
    "xlsxwriter": {"workbook", "intake.template"},
    "python_calamine": {"intake.spreadsheet"},
    "pyarrow": {"workbook"},
    "docx": {"document", "footnotes", "intake.articles"},
    "matplotlib": {"document"},
    "pypdf": {"intake.articles"},
    "trafilatura": {"intake.articles"},
    "streamlit": set(),
}
LEVEL = {one: level for level, names in enumerate(LAYERS) for one in names}
MODULES = sorted(path for path in (PROJECT / "metrics").rglob("*.py") if path.parent.name != "metrics" or path.stem != "__init__")


def name(path: Path) -> str:
    """A module as the layers name it: `store`, `chart.frame`; a package by its own name."""
    parts = path.relative_to(PROJECT / "metrics").with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from metrics import chart` names a module, `from metrics.chart import series` something in one
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= inside & {f"metrics.{module}" for module in LEVEL} or {node.module}
    return names


def test_every_module_has_a_layer():
    assert {name(path) for path in MODULES} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_down(path: Path):
    ours = {one.removeprefix("metrics.") for one in imported(path) if one.startswith("metrics.")}
    upward = {one for one in ours if LEVEL[one] >= LEVEL[name(path)]}
    assert not upward, f"{name(path)} imports {upward} of its own layer or above"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_outside_library_has_one_door(path: Path):
    outside = {one.split(".")[0] for one in imported(path)}
    wrong = {library for library, doors in DOORS.items() if library in outside and name(path) not in doors}
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
