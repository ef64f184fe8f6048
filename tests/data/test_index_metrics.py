"""Indexes that a folder ranks without defining them: named by the table of indexes; what the folder defines stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics.answers.query import ask
from metrics.data.seeds import load, read
from metrics.indexes import INDEXES
from metrics.intake.batches import with_batches
from metrics.store.store import Store
from metrics.vocabulary import Question
from tests import small

RANKS = ("rank PAPI 2023 nghe-an 12 44.1", "nghe-an.administration papi_rank 2021 30")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with ranks of PAPI and SIPAS whose indicators.csv knows SIPAS alone, by a name of its own."""
    folder = small.write(small.data(*RANKS, "rank SIPAS 2023 nghe-an 9"), tmp_path / "data")
    lines = (folder / "indicators.csv").read_text("utf-8").splitlines(keepends=True)
    others = tuple(f"{code}," for one in INDEXES if one.code != "SIPAS" for code in (one.rank, one.score))
    kept = [line.replace("SIPAS rank", "Satisfaction") for line in lines if not line.startswith(others)]
    (folder / "indicators.csv").write_text("".join(kept), "utf-8")
    return folder


def test_an_index_is_named_by_the_table_where_the_folder_does_not(folder: Path):
    named = {one.indicator: one.name_en for one in load(folder).indicators if one.topic == "reform"}
    # of indexes that nobody ranks here there is nothing
    assert named == {
        "sipas_rank": "Satisfaction",
        "sipas_score": "SIPAS score",
        "papi_rank": "PAPI rank",
        "papi_score": "PAPI score",
    }
    rows = ask(Store.build(load(folder)), Question("papi_score")).rows
    assert [(row["province"], row["year"], row.value) for row in rows] == [("nghe-an", 2023, 44.1)]


def test_figures_and_what_is_imported_may_name_such_an_index(folder: Path):
    assert read(folder)[1] == []
    assert {"papi_rank", "papi_score"} <= (with_batches(folder, None).tables["indicators.csv"].keys or frozenset())


def test_an_index_that_the_table_does_not_hold_is_refused(folder: Path):
    text = (folder / "rankings.csv").read_text("utf-8")
    (folder / "rankings.csv").write_text(text.replace("PAPI,", "PAPY,", 1), "utf-8")
    problems = [str(one) for one in read(folder)[1] if one.column == "index"]
    assert problems == ["rankings.csv:2: index: 'PAPY' is not one of PAR, SIPAS, DTI, PAPI, PCI. Did you mean PAPI?"]
