"""Data that were broken while the server runs: pages go on with the last sound ones, say what is wrong, notice the mending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from metrics.store.store import Store
from pages.parts.view import current_build, open_data, served
from tests.folders import PROJECT
from tests.small import data, write

BLOC = "nghe-an.agencies-bloc"
KNOWN = (f"{BLOC} party_members 2020-12-31 5000", f"{BLOC} party_members 2021-12-31 5100", f"{BLOC} members_admitted 2021 110")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARTY_METRICS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PARTY_METRICS_HOME", str(tmp_path / "home"))
    return write(data(*KNOWN), tmp_path / "data")


def membership() -> AppTest:
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120)
    app.query_params["lang"] = "en"
    return app.switch_page("pages/membership.py").run()


def said(app: AppTest) -> str:
    return " ".join(one.value for one in (*app.error, *app.info, *app.warning, *app.markdown))


def _folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _more(line: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(f"{path.read_text('utf-8')}{line}\n", "utf-8")


BROKEN: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-40]),
    "empty": lambda path: path.write_bytes(b""),
    "gone": Path.unlink,
    "a folder": _folder_instead,
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00" * 9),
    "NUL": lambda path: path.write_bytes(path.read_bytes().replace(b"5000", b"50\x0000")),
    "another header": lambda path: path.write_text(path.read_text("utf-8").replace("indicator", "metric", 1), "utf-8"),
    "an open quote": _more('paper,"nghe-an'),
    "nobody's figure": _more("paper,nowhere.bloc,party_members,,1,person,,eq,year,2020,reported,1,,"),
    "a huge cell": _more("x" * 5_000_000),
    "a thousand wrong lines": _more("x,y,z\n" * 1000),
    "no number": lambda path: path.write_text(path.read_text("utf-8").replace("5000", "five"), "utf-8"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_the_last_sound_figures_stay_and_what_is_wrong_is_told(folder: Path, how: str):
    store, _ = open_data(current_build())
    sound = (folder / "observations.csv").read_bytes()
    BROKEN[how](folder / "observations.csv")
    assert open_data(current_build())[0] is served("")[0] is store
    if how in ("cut", "gone", "a thousand wrong lines"):
        app = membership()
        assert [one.value for one in app.exception] == []
        (told,) = [one.value for one in app.error]
        assert "cannot be loaded" in told
        assert "observations" in told
        assert str(folder) not in told
        assert len(told) < 3000
        assert "5,100 Party members" in said(app)
    if (folder / "observations.csv").is_dir():
        (folder / "observations.csv").rmdir()
    (folder / "observations.csv").write_bytes(sound)
    write(data(*KNOWN, f"{BLOC} party_members 2022-12-31 5200"), folder)
    assert len(open_data(current_build())[0].seeds.observations) == 4
    if how == "cut":
        assert [one.value for one in app.run().error] == []


def test_data_that_were_never_sound_are_told_without_their_place(folder: Path):
    (folder / "sources.csv").unlink()
    app = membership()
    (told,) = [one.value for one in app.error]
    assert "sources" in told
    assert str(folder.parent) not in told
    write(data(*KNOWN), folder)
    assert [one.value for one in app.run().error] == []
    assert "5,100 Party members" in said(app)


def test_a_question_too_large_for_the_memory_is_told_on_the_page(folder: Path, monkeypatch: pytest.MonkeyPatch):
    app = membership()
    open_data(current_build())[0].memory.clear()
    asked = Store._rows

    def too_large(store: Store, statement: duckdb.Statement, parameters: dict[str, object]) -> object:
        if "member" in str(parameters):
            raise duckdb.OutOfMemoryException("Out of Memory Error")
        return asked(store, statement, parameters)

    monkeypatch.setattr(Store, "_rows", too_large)
    app.run()
    assert [one.value for one in app.exception] == []
    assert "needs more memory than the server gives" in said(app)
    monkeypatch.undo()
