"""Every page, run by Streamlit's AppTest: as it opens, with empty choices, without figures, with the 34, refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from metrics.query import ask
from metrics.seeds import load
from metrics.store import Store
from metrics.vocabulary import Question
from metrics.wording import Wording
from pages.filters import typed_provinces, years_known

PROJECT = Path(__file__).resolve().parent.parent
VI = Wording("vi")
# pages and how many charts each shows as it opens
CHARTS = {"overview": 2, "membership": 5, "admissions": 5, "inspection": 4, "quality": 5, "rankings": 4, "explore": 1}
TOPICS = [page for page in CHARTS if page != "overview"]


@pytest.fixture(scope="module")
def store(seeds_dir: Path) -> Store:
    return Store.build(load(seeds_dir))


def open_page(page: str, **parameters: Any) -> AppTest:
    """A page as a link opens it, without an error."""
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
    return sound(app)


def sound(app: AppTest) -> AppTest:
    assert [error.value for error in app.exception] == []
    assert [error.value for error in app.error] == []
    return app


def figures(app: AppTest) -> dict[str, dict[str, Any]]:
    """The figures of a page by the key of their chart."""
    found = {}
    for element in app.get("bidi_component"):
        _, plot, key = element.proto.id.rpartition("-plot_")
        if plot:
            found[key] = json.loads(element.proto.json)
    return found


def traces(app: AppTest) -> list[dict[str, Any]]:
    return [trace for drawn in figures(app).values() for trace in drawn["figure"]["data"]]


# As they open --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", CHARTS)
def test_a_page_opens_with_figures(page: str):
    app = open_page(page)
    drawn = figures(app)
    assert len(drawn) == CHARTS[page]
    assert all(one["figure"]["data"] and one["alt"] for one in drawn.values())
    assert not app.warning


@pytest.mark.parametrize("page", CHARTS)
def test_nothing_is_drawn_as_zero_or_through_a_gap(page: str):
    app = open_page(page)
    text = json.dumps([drawn["figure"] for drawn in figures(app).values()])
    assert "NaN" not in text
    for trace in traces(app):
        assert trace.get("connectgaps") in (None, False)


@pytest.mark.parametrize("page", TOPICS)
def test_every_chart_has_a_table_a_download_and_its_sources(page: str):
    app = open_page(page)
    keys = list(figures(app))
    assert len(app.get("download_button")) >= len(keys)
    for key in keys:
        app.session_state[f"show_{key}"] = "table"
    # Explore shows its pivot as well
    assert len(sound(app.run()).table) == len(keys) + (page == "explore")
    app.session_state[f"show_{keys[0]}"] = "sources"
    assert len(sound(app.run()).selectbox) > 0


def test_the_pages_show_what_is_asked_of_them(store: Store):
    app = open_page("membership", kind="province_wide", year=["2020", "2020"])
    rows = ask(store, Question("party_members", kinds=("province_wide",), years=(2020, 2020))).dicts()
    points = [trace for trace in figures(app)["series"]["figure"]["data"] if "markers" in trace["mode"]]
    drawn = {(*key, value) for trace in points for key, value in zip(trace["customdata"], trace["y"], strict=True)}
    assert drawn == {(row["province"], row["year"], row["value"]) for row in rows}


def test_a_table_holds_the_rows_of_its_chart():
    app = open_page("membership", kind="province_wide")
    app.session_state["show_comparison"] = "table"
    frame = sound(app.run()).table[0].value
    bars = figures(app)["comparison"]["figure"]["data"][0]
    assert len(frame) == len(bars["x"])
    assert VI.column("sources") in frame


# Choices -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", TOPICS)
def test_an_emptied_choice_is_no_filter(page: str):
    app = open_page(page, province="", region="", kind="", year="", boundary="")
    assert figures(app).keys() == figures(open_page(page)).keys()


@pytest.mark.parametrize("page", CHARTS)
def test_a_selection_without_figures_says_so(page: str):
    # no figure of Điện Biên is of 1950
    app = open_page(page, province="dien-bien", year=["1950", "1950"])
    assert figures(app) == {}
    assert any(VI.say("No figure is known for this selection.") in one.value for one in app.info)


def test_an_empty_answer_names_what_is_known_nearby():
    app = open_page("membership", province="dien-bien", kind="province_wide", year=["2016", "2019"])
    told = app.info[0].value
    # Điện Biên states its members in 2022 and later
    assert "2022" in told


def test_a_province_that_is_not_of_the_34_says_where_it_is_now():
    told = open_page("membership", province="ha-giang", boundary="34").info[0].value
    assert "Tuyên Quang" in told


@pytest.mark.parametrize("page", CHARTS)
def test_the_34_are_shown_without_those_before(page: str, store: Store):
    gone = {province.province for province in store.seeds.provinces if province.valid_to}
    app = open_page(page, boundary="34")
    drawn = [figure for name, figure in figures(app).items() if name != "coverage"]
    keys = [key for figure in drawn for trace in figure["figure"]["data"] for key in trace.get("customdata", ())]
    assert figures(app)
    assert not {key[0] for key in keys} & gone


def test_a_refused_question_is_a_sentence():
    app = open_page("membership", kind=["province_wide", "agencies_bloc"])
    assert len(app.warning) == 1
    assert "không cộng" in app.warning[0].value


def test_blocs_is_a_name_for_both_kinds():
    app = open_page("membership", kind="blocs")
    assert any("Khối các cơ quan và doanh nghiệp" in one.value for one in app.caption)


def test_what_the_address_should_not_hold_is_told_and_left_out():
    app = open_page("membership", province=["nowhere", "nghe-an"], boundary="35", year="abc")
    assert "nowhere" in app.toast[0].value
    assert app.query_params == {"lang": "vi", "province": "nghe-an"}


def test_a_choice_is_written_into_the_address():
    app = open_page("membership")
    app.sidebar.multiselect(key="filter_province").set_value(["nghe-an"])
    app.sidebar.selectbox(key="filter_from").set_value(2017)
    sound(app.run())
    last = str(app.sidebar.selectbox(key="filter_to").value)
    assert app.query_params == {"lang": "vi", "province": "nghe-an", "year": ["2017", last]}


def test_the_metric_stands_in_the_address():
    app = open_page("membership", metric="grassroots_organizations")
    assert app.selectbox(key="metric_party_members").value == "grassroots_organizations"
    app.selectbox(key="metric_party_members").set_value("party_members")
    assert "metric" not in sound(app.run()).query_params


@pytest.mark.parametrize("typed", ["da nang", "Đà Nẵng", "DA NANG", "đà n"])
def test_provinces_are_found_without_accents(store: Store, typed: str):
    known, unknown = typed_provinces(store, VI, [typed])
    assert set(known) == {"da-nang", "da-nang-2025"}
    assert unknown == []


def test_an_unknown_province_is_named(store: Store):
    assert typed_provinces(store, VI, ["Atlantis"]) == ([], ["Atlantis"])


def test_old_years_are_offered_and_not_drawn_at_first(store: Store):
    app = open_page("membership")
    assert 1954 in years_known(store)
    assert app.sidebar.selectbox(key="filter_from").value == 2015


# Rankings ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("metric", ["par_index_rank", "sipas_rank", "dti_rank", "papi_rank", "pci_rank"])
def test_ranks_stand_upside_down_with_breaks_marked(metric: str):
    app = open_page("rankings", metric=metric)
    layout = figures(app)["ranks"]["figure"]["layout"]
    first, last = layout["yaxis"]["range"]
    assert first > last
    assert layout["shapes"] or metric == "pci_rank"
    texts = figures(app)["ranking"]["figure"]["data"][0]["text"]
    assert all("/" in text for text in texts)


def test_the_change_of_rank_counts_places_gained(store: Store):
    app = open_page("rankings", metric="papi_rank")
    bars = figures(app)["changes"]["figure"]["data"][0]
    year = bars["customdata"][0][1]
    question = Question("papi_rank", years=(year, year), compare="previous_year")
    changed = {row["province"]: row["change"] for row in ask(store, question).dicts()}
    assert {key[0]: value for key, value in zip(bars["customdata"], bars["x"], strict=True)} == {
        province: change for province, change in changed.items() if change is not None
    }


# Questions -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", CHARTS)
def test_no_question_is_asked_twice(page: str, monkeypatch: pytest.MonkeyPatch):
    from pages import shared

    shared.answer.cache_clear()
    questions: list[Question] = []

    def counted(store: Store, question: Question) -> Any:
        questions.append(question)
        return ask(store, question)

    monkeypatch.setattr(shared, "ask", counted)
    open_page(page)
    assert len(questions) == len(set(questions))
