"""A sixth index is one row of the table of indexes and its ranks: shown on a copy of the project that gains nothing else."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from metrics.data.seeds import load
from metrics.indexes import INDEXES
from tests.few import few_figures
from tests.folders import PROJECT

ROW = """INDEXES: tuple[Index, ...] = (
    Index(
        code="PGI",
        prefix="pgi",
        name_vi="xanh cấp tỉnh (PGI)",
        name_en="PGI",
        highest_score=80,
        blurb="PGI: how green firms find the province (VCCI).",
        phrases=("(chỉ số |) (pgi|xanh cấp tỉnh)",),
    ),
"""
RANKS = """PGI,2022,nghe-an,63,40,14.5,reported,reported,https://example.org/pgi-2022,VCCI,2023-04-11,high,
PGI,2023,nghe-an,63,21,22.75,reported,reported,https://example.org/pgi-2023,VCCI,2024-05-09,high,
PGI,2023,ha-tinh,63,5,,reported,,https://example.org/pgi-2023,VCCI,2024-05-09,high,
"""
ARTICLE = "Năm 2023, chỉ số xanh cấp tỉnh (PGI) của tỉnh Nghệ An xếp thứ 21/63 tỉnh, thành phố."
# beyond what the index may score
WRONG = "PGI,2023,hue,63,7,80.5,reported,reported,https://example.org/pgi-2023,VCCI,2024-05-09,high,\n"
# what the commands and the pages of the copy tell of the index; it runs there, in one process of its own
LOOK = """
import json, sys
from streamlit.testing.v1 import AppTest
from tests.here import run

def keys(app):
    return [one.proto.id.rpartition("-plot_")[2] for one in app.get("bidi_component") if "-plot_" in one.proto.id]

def seen(page, **parameters):
    app = AppTest.from_file("dashboard.py", default_timeout=60)
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
    app.query_params.update({"lang": "en", **parameters})
    app.run()
    assert not app.exception, [one.value for one in app.exception]
    cells = [cell for one in app.table for cell in one.value.astype(str).to_numpy().ravel()]
    chosen = {one.label: list(one.options) for one in app.selectbox}
    return {"charts": keys(app), "said": [one.value for one in app.caption], "cells": cells, "choices": chosen}

print(json.dumps({
    "list": run("list"),
    "query": run("query", "pgi_rank", "--compare", "previous_year", "--province", "nghe-an"),
    "check": run("check"),
    "wrong": run("check", "--data", "wrong"),
    "extract": run("extract", "-", "--province", "nghe-an", data=sys.stdin.buffer.read()),
    "rankings": seen("rankings", metric="pgi_rank", province="nghe-an"),
    "explore": seen("explore", metric="pgi_score"),
    "province": seen("province", province="nghe-an"),
    "overview": seen("overview"),
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of the project with a part of its data tells that has one more row in the table of indexes, and three ranks."""
    folder = tmp_path_factory.mktemp("sixth")
    for name in ("metrics", "pages", ".streamlit"):
        shutil.copytree(PROJECT / name, folder / name)
    few_figures(folder / "seeds")
    shutil.copy(PROJECT / "dashboard.py", folder)
    table = folder / "metrics" / "indexes.py"
    text = table.read_text("utf-8")
    table.write_text(text.replace("INDEXES: tuple[Index, ...] = (\n", ROW), "utf-8")
    (folder / "look.py").write_text(LOOK, "utf-8")
    ranks = folder / "seeds" / "rankings.csv"
    ranks.write_text(ranks.read_text("utf-8") + RANKS, "utf-8")
    shutil.copytree(folder / "seeds", folder / "wrong")
    (folder / "wrong" / "rankings.csv").write_text(ranks.read_text("utf-8") + WRONG, "utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": f"{folder}{os.pathsep}{PROJECT}",
        "PARTY_METRICS_HOME": str(folder / "imports"),
    }
    done = subprocess.run(
        [sys.executable, "look.py"],
        cwd=folder,
        env=environment,
        input=ARTICLE,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def rows(told: dict[str, Any], command: str) -> list[dict[str, str]]:
    """What a command printed; its exit code is 0."""
    code, out, *_ = told[command]
    assert code == 0, told[command]
    return list(csv.DictReader(io.StringIO(out)))


def test_its_metrics_are_listed_and_asked_for(told: dict[str, Any]):
    listed = {row["metric"]: row for row in rows(told, "list")}
    assert listed["pgi_rank"]["name_vi"] == "Xếp hạng xanh cấp tỉnh (PGI)"
    assert [listed[code]["topic"] for code in ("pgi_rank", "pgi_rank_change", "pgi_score")] == ["reform"] * 3
    assert [(row["year"], row["value"], row["covers"], row["change"]) for row in rows(told, "query")] == [
        ("2022", "40", "2022; of 63", ""),
        ("2023", "21", "2023; of 63", "19"),
    ]


def test_its_ranks_and_scores_are_checked(told: dict[str, Any]):
    assert told["check"][:2] == [0, ""]
    _, out, *_ = told["wrong"]
    assert out.splitlines()[0].endswith("score: 80.5 is outside the scale of PGI, 0 to 80")


def test_an_article_that_states_its_rank_is_read(told: dict[str, Any]):
    (found,) = rows(told, "extract")
    assert [found[column] for column in ("organization", "indicator", "value", "unit", "denominator", "period")] == [
        *("nghe-an.administration", "pgi_rank", "21", "rank", "63", "2023"),
    ]


def test_its_ranks_stand_on_the_pages(told: dict[str, Any]):
    rankings = told["rankings"]
    assert {"ranks", "small"} <= set(rankings["charts"])
    assert "PGI rank" in rankings["choices"]["Metric"]
    assert "PGI: how green firms find the province (VCCI)." in rankings["said"]
    assert "PGI score" in told["explore"]["choices"]["Metric"]
    assert "22.75" in " ".join(told["explore"]["cells"])
    assert {"PGI rank", "21/63"} <= set(told["province"]["cells"])
    assert "PGI rank" in told["overview"]["choices"]["On the map"]


def test_the_table_and_the_project_s_own_indicators_name_an_index_alike(seeds_dir: Path):
    named = {one.indicator: (one.name_vi, one.name_en) for one in load(seeds_dir).indicators}
    for one in INDEXES:
        assert named[one.rank] == (f"Xếp hạng {one.name_vi}", f"{one.name_en} rank")
        assert named[one.score] == (f"Điểm {one.name_vi}", f"{one.name_en} score")
