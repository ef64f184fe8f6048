"""Topic pages offer the metrics of their topics: each indicator on one, the most reported first, a new one without code."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from metrics.data.seeds import load
from metrics.indexes import INDEXES
from metrics.store.store import Store
from metrics.survey.topics import fullest_rank, metrics_on
from metrics.vocabulary import Indicator, Topic
from metrics.words.wording import Wording
from pages.parts.topic import TOPICS
from tests.folders import PROJECT
from tests.pages.steps import figures
from tests.small import data

EN = Wording("en")


@pytest.fixture(scope="module")
def indicators(seeds_dir: Path) -> tuple[Indicator, ...]:
    return load(seeds_dir).indicators


def open_page(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60).run()
    app.switch_page(f"pages/{page}.py")
    app.query_params.update({"lang": "en", **parameters})
    app.run()
    assert [error.value for error in (*app.exception, *app.error)] == []
    return app


def offered(app: AppTest) -> list[str]:
    return next(list(one.options) for one in app.selectbox if one.label == EN.say("Metric"))


def test_every_topic_stands_on_one_page():
    assert sorted(topic for topics in TOPICS.values() for topic in topics) == sorted(get_args(Topic))


@pytest.mark.parametrize("page", TOPICS)
def test_an_indicator_stands_on_the_page_of_its_topic(page: str, indicators: tuple[Indicator, ...]):
    names = offered(open_page(page))
    scores = {one.score for one in INDEXES}
    own = {one.name_en for one in indicators if one.topic in TOPICS[page] and one.indicator not in scores}
    others = {one.name_en for one in indicators if one.topic not in TOPICS[page]}
    assert own <= set(names)
    assert not others & set(names)
    assert len(names) == len(set(names))


def test_scores_stand_beside_the_ranks_of_their_index():
    app = open_page("rankings", metric="par_index_rank")
    assert "par_index_rank" in [one.value for one in app.selectbox]
    assert "**The scores by themselves**" in [one.value for one in app.markdown]


def test_the_most_reported_comes_first_and_what_is_only_calculated_last():
    bloc = "nghe-an.agencies-bloc"
    store = Store.build(
        data(f"{bloc} members_resigned 2020 3", f"{bloc} members_resigned 2021 4", f"{bloc} members_admitted 2020 100")
    )
    assert metrics_on(store, ("admission",))[:2] == ("members_resigned", "members_admitted")
    assert metrics_on(store, ("congress",))[-1] == "re_elected_share"
    # a target is no report
    store = Store.build(data(f"{bloc} members_admitted 2020 9 target", f"{bloc} members_resigned 2020 3"))
    assert metrics_on(store, ("admission",))[0] == "members_resigned"


def test_the_index_with_most_ranks_in_a_list_comes_first():
    ranks = ("rank DTI 2024 nghe-an 25 boundary=34", "rank PAR 2023 nghe-an 15", "rank PAR 2023 hue 2", "rank DTI 2023 hue 9")
    store = Store.build(data(*ranks))
    assert fullest_rank(store, "63") == "par_index_rank"
    assert fullest_rank(store, "34") == "dti_rank"
    assert fullest_rank(store, "reported", 2024) == ""
    assert fullest_rank(Store.build(data()), "63") == ""


def test_a_new_indicator_needs_its_row_only(tmp_path: Path, seeds_dir: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(seeds_dir, tmp_path / "data")
    with (tmp_path / "data" / "indicators.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("model_cells,award,Chi bộ kiểu mẫu,Model cells,organization,stock,,,,more,,Số chi bộ kiểu mẫu.,Model cells.,\n")
    monkeypatch.setenv("PARTY_METRICS_DATA", str(tmp_path / "data"))
    app = open_page("quality", metric="model_cells")
    assert "Model cells" in offered(app)
    assert app.query_params["metric"] == "model_cells"


def test_where_only_parts_are_stated_the_page_leads_to_them():
    app = open_page("membership", metric="members_by_degree")
    links = [one.proto for one in app.get("page_link")]
    told = EN.say("Stated in parts only: see them by “{dimension}” under Explore", dimension=EN.dimension("degree"))
    (link,) = [one for one in links if one.label == told]
    assert "rows=degree" in link.query_string
    assert "metric=members_by_degree" in link.query_string


def test_a_target_keeps_its_qualifier_in_the_table_and_on_the_card():
    app = open_page("admissions", province="hai-duong", kind="province_wide", body_year="2024")
    app.session_state["show_target"] = "table"
    app.session_state["show_versus"] = "table"
    app.run()
    cells = [str(cell) for table in app.table for cell in table.value.to_numpy().flatten()]
    assert {"2,200 or more", "2,200 people or more", "at most 38.55%"} <= set(cells)


def test_a_province_chosen_without_a_figure_is_named_in_caption_alternative_text_and_table():
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    app.switch_page("pages/membership.py")
    app.query_params.update({"lang": "en", "province": ["dien-bien", "bac-lieu"], "kind": "province_wide"})
    app.session_state["show_series"] = "table"
    app.run()
    told = "No figure is known here of: Bac Lieu."
    assert sum(told in one.value.replace("\\", "") for one in app.caption) >= 3
    assert told in figures(app)["series"]["alt"]
    last = app.table[0].value.astype(str).iloc[-1]
    assert (last.iloc[0], last[EN.column("value")]) == ("Bac Lieu", "…")


def test_the_sources_of_a_target_are_those_of_the_row_that_has_it():
    # of the years of the province one has a target: its sentence, and no other, is what is copied
    app = open_page("admissions", lang="vi", province="hai-duong", open="target.sources")
    told = [one.value for one in app.text]
    assert any("848 đảng viên mới kết nạp; chỉ tiêu năm 2024: từ 2.200 trở lên (đạt không quá 38,55%)" in text for text in told)
    rows = app.selectbox(key="evidence_target_row")
    assert len(rows.options) == 2
    assert rows.value == 0
