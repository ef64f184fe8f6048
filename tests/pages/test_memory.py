"""What was computed from figures goes when the figures go: importing all day leaves one store in memory."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.answers.subset import answer
from metrics.intake.batch_files import home
from metrics.intake.batches import accept
from metrics.profile.main_figures import main_figures
from metrics.profile.merger import merger
from metrics.store.store import Store
from metrics.survey.listing import Search, observations
from metrics.vocabulary import Question
from pages.parts.view import current_build, open_data
from tests.actors import EDITOR
from tests.folders import PROJECT
from tests.intake.test_batches import draft_of
from tests.small import data, write

BLOC = "nghe-an.agencies-bloc"
IMPORTS = 6


@pytest.mark.usefixtures("built_anew")
def test_after_imports_one_store_is_alive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write(data(f"{BLOC} party_members 2000 5000"), tmp_path / "data")
    monkeypatch.setenv("PARTY_METRICS_DATA", str(folder))
    monkeypatch.setenv("PARTY_METRICS_HOME", str(tmp_path / "home"))
    stores: list[weakref.ref[Store]] = []
    for year in range(2001, 2001 + IMPORTS):
        accept(home(), folder, draft_of(f"{BLOC} party_members {year}-12-31 {year} @news-{year}:{year}-12-31"), EDITOR)
        store, _ = open_data(current_build())
        rows = answer(store, Question("party_members", kinds=("agencies_bloc",), years=(year, year))).rows
        assert [row.value for row in rows] == [year]
        assert main_figures(store, "nghe-an")
        merger(store, "ninh-binh-2025")
        observations(store, Search("dang vien"))
        if year in (2002, 2004):
            app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
            app.run()
            app.switch_page("pages/membership.py").run()
            assert not app.exception
            del app
        stores.append(weakref.ref(store))
        del store, rows
    gc.collect()
    alive = [place for place, store in enumerate(stores) if store() is not None]
    assert alive == [IMPORTS - 1]
