"""The pages show what a folder of builds publishes, and say so where something cannot be done with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.answers.subset import answer
from metrics.store.builds import POINTER, build
from metrics.vocabulary import Question
from pages.parts.view import served
from tests.folders import PROJECT
from tests.pages.steps import figures, open_page, sound
from tests.small import data, write

BLOC = "nghe-an.agencies-bloc"


@pytest.fixture(autouse=True)
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three years of a bloc; and nothing that another variable names."""
    folder = write(data("\n".join(f"{BLOC} party_members {year} {year - 1000}" for year in range(2018, 2021))), tmp_path / "data")
    build(folder, tmp_path / "builds")
    monkeypatch.setenv("PARTY_METRICS_BUILD", str(tmp_path / "builds"))
    monkeypatch.setenv("PARTY_METRICS_DATA", str(tmp_path / "none"))
    return tmp_path / "builds"


def values(app: AppTest) -> list[float]:
    return [y for trace in figures(app)["series"]["figure"]["data"] if trace["mode"] != "lines" for y in trace["y"]]


def test_the_figures_of_a_build_are_drawn_and_those_of_the_next_one_once_it_is_published(published: Path, tmp_path: Path):
    app = open_page("membership", lang="en", metric="party_members")
    assert values(app) == [1018, 1019, 1020]
    later = "\n".join(f"{BLOC} party_members {year} {year - 2000}" for year in range(2018, 2021))
    build(write(data(later), tmp_path / "data"), published)
    assert values(sound(app.run())) == [18, 19, 20]


@pytest.mark.parametrize("page", ["overview", "data", "province", "rankings", "explore", "compare"])
def test_every_kind_of_page_draws_from_a_build(page: str):
    sound(open_page(page, lang="en"))


def spoilt(published: Path, **facts: object) -> str:
    """Write other facts about the build into its pointer; what stood there."""
    pointer = published / POINTER
    before = pointer.read_text(encoding="utf-8")
    pointer.write_text(json.dumps({**json.loads(before), **facts}), encoding="utf-8")
    return before


def test_a_build_that_cannot_be_opened_is_told_without_where_it_lies(published: Path):
    spoilt(published, size=1)
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120).run()
    assert len(app.error) == 1
    assert "is not as it was written" in app.error[0].value
    assert str(published.parent) not in app.error[0].value


@pytest.mark.parametrize("how", ["torn", "of another version", "gone"])
def test_the_last_good_build_stays_on_the_pages_until_the_next_one(published: Path, how: str):
    app = open_page("membership", lang="vi", metric="party_members")
    if how == "gone":
        before = spoilt(published)
        (published / POINTER).unlink()
    else:
        before = spoilt(published, **({"size": 1} if how == "torn" else {"engine": "0.1"}))
    app.run()
    assert not app.exception
    assert values(app) == [1018, 1019, 1020]
    (told,) = app.error
    assert "Không đọc được dữ liệu trên đĩa" in told.value
    assert str(published.parent) not in told.value
    # the API goes on with it too
    assert [row.value for row in answer(served("")[0], Question("party_members", by=("year",))).rows] == [1018, 1019, 1020]
    (published / POINTER).write_text(before, encoding="utf-8")
    assert values(sound(app.run())) == [1018, 1019, 1020]
    assert not app.error
