"""Every page, run by Streamlit's AppTest: as it opens, with empty choices, without figures, with the 34, refused."""

from __future__ import annotations

import ast
import html
import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ElementTree

from metrics.answers import subset
from metrics.answers.query import ask
from metrics.files.export import records
from metrics.store.store import Store
from metrics.vocabulary import DIMENSIONS, Question
from metrics.words.wording import Wording
from pages.parts.filters import years_known
from tests.folders import PROJECT
from tests.pages.steps import figures, open_page, sound

VI = Wording("vi")
REFUSED = "⊘"
# pages and how many charts each shows as it opens
CHARTS = {"overview": 5, "membership": 4, "admissions": 4, "inspection": 4, "quality": 3, "rankings": 4, "explore": 1}
# boxes with one figure or two, which are told in words and a table
FEW = {"membership": 1, "quality": 1}
TOPICS = [page for page in CHARTS if page != "overview"]


def traces(app: AppTest) -> list[dict[str, Any]]:
    return [trace for drawn in figures(app).values() for trace in drawn["figure"]["data"]]


# Whatever state is left -----------------------------------------------------------------------------------------------
WIDGETS = ("filter_lang", "filter_province", "filter_region", "filter_kind", "filter_from", "filter_to", "filter_boundary")


@pytest.mark.parametrize("lost", [*((name,) for name in WIDGETS), WIDGETS], ids=lambda lost: lost[0] if len(lost) == 1 else "all")
def test_a_filter_whose_state_was_lost_is_taken_from_the_address(lost: tuple[str, ...]):
    # quick clicks end a run before its widgets are drawn: the next one finds any of them without a value
    app = open_page("membership", lang="en", province="nghe-an", kind="province_wide", year=["2016", "2020"], boundary="63")
    before, address = {name: app.session_state[name] for name in WIDGETS}, dict(app.query_params)
    for name in lost:
        del app.session_state[name]
    # the browser tells nothing of widgets that it did not get
    app._tree = ElementTree()
    app._tree._runner = app
    app.run()
    sound(app)
    assert {name: app.session_state[name] for name in WIDGETS} == before
    assert dict(app.query_params) == address


def test_no_page_assumes_that_a_widget_has_state():
    # a reading by [] fails where a run was ended before the widget was drawn; [] may only write
    for path in (PROJECT / "pages").rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        read = [node for node in nodes if isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Load, ast.Del))]
        assert not [node.lineno for node in read if ast.unparse(node.value) == "st.session_state"], path.name


def test_what_a_table_lacks_is_blank():
    # Streamlit writes None, in English, where a table is not told what else stands for what is not stated
    for path in (PROJECT / "pages").rglob("*.py"):
        calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        tables = [node for node in calls if ast.unparse(node.func) == "st.dataframe"]
        assert all("placeholder" in {one.arg for one in table.keywords} for table in tables), path.name


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
        app.session_state[f"show_{'small_par_index_rank' if key == 'small' else key}"] = "table"
    # Explore shows its pivot as well
    assert len(sound(app.run()).table) == len(keys) + (page == "explore") + FEW.get(page, 0)
    app.session_state[f"show_{keys[0]}"] = "sources"
    assert len(sound(app.run()).selectbox) > 0


def test_the_pages_show_what_is_asked_of_them(store: Store):
    app = open_page("membership", kind="province_wide", year=["2020", "2020"])
    rows = records(ask(store, Question("party_members", kinds=("province_wide",), years=(2020, 2020))))
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


# Languages -----------------------------------------------------------------------------------------------------------
# letters that only Vietnamese writes
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]")


def interface(app: AppTest) -> list[str]:
    """What a page says of itself: titles, captions, labels, headings of tables, texts of charts; no words of sources."""
    said = [one.value for kind in (app.title, app.subheader, app.header, app.caption, app.info, app.warning) for one in kind]
    for widgets in (app.selectbox, app.multiselect, app.radio, app.text_input, app.button, app.toggle):
        said += [one.label for one in widgets]
    said += [option for one in app.selectbox if one.key != "data_source" for option in one.options]
    said += [option for one in app.multiselect for option in one.options]
    said += [column for one in (*app.table, *app.dataframe) for column in map(str, one.value.columns)]
    for drawn in figures(app).values():
        said += [drawn["alt"], json.dumps(drawn["figure"], ensure_ascii=False)]
    return said


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", [*CHARTS, "province", "data"])
def test_every_page_speaks_the_language_of_its_address(page: str, language: str, store: Store):
    app = open_page(page, lang=language)
    assert app.query_params["lang"] == language
    # who published a figure is called by the name it has
    publishers = sorted({source.publisher for source in store.names.sources.values()} - {""}, key=len, reverse=True)
    named = re.compile("|".join(map(re.escape, publishers)))
    vietnamese = [text for text in interface(app) if VIETNAMESE.search(named.sub("", html.unescape(text)))]
    assert bool(vietnamese) == (language == "vi"), vietnamese[:3]


@pytest.mark.parametrize(("locale", "language"), [("en-GB", "en"), ("vi-VN", "vi"), ("fr-FR", "vi"), (None, "vi")])
def test_without_an_address_the_browser_chooses_the_language(locale: str | None, language: str):
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    app.context["locale"] = locale
    assert sound(app.run()).title[0].value == Wording(language).say("Overview")
    assert app.query_params == {"lang": language}


def test_a_language_that_we_do_not_speak_is_told_and_left_out():
    app = open_page("membership", lang="fr")
    assert "lang=fr" in app.toast[0].value
    assert app.query_params == {"lang": "vi"}


def test_numbers_and_periods_follow_the_language():
    cells = ""
    for page in ("membership", "admissions"):
        app = open_page(page, lang="en")
        app.session_state["show_series"] = "table"
        cells += " ".join(map(str, sound(app.run()).table[0].value.to_numpy().ravel()))
    assert re.search(r"\d,\d{3} people", cells)
    assert not re.search(r"\d\.\d{3}\b", cells)
    assert "first half of" in cells


def test_the_choices_outlive_a_change_of_language():
    app = open_page("membership", province="nghe-an", kind="province_wide", metric="party_members", lang="vi")
    app.button_group(key="filter_lang").set_value("en")
    sound(app.run())
    assert app.query_params == {"lang": "en", "province": "nghe-an", "kind": "province_wide"}


def test_one_button_takes_every_filter_back():
    app = open_page("membership", province="nghe-an", kind="province_wide", boundary="63", year=["2017", "2020"], lang="en")
    app.button(key="reset_filters").click()
    sound(app.run())
    assert app.query_params == {"lang": "en"}


# Explore -------------------------------------------------------------------------------------------------------------
def test_explore_refuses_a_wrong_total_and_says_why():
    app = open_page("explore", metric="party_members", rows="year", columns="kind")
    assert REFUSED in app.table[0].value.iloc[1].tolist()
    assert any(one.value.startswith(REFUSED) for one in app.caption)


def test_explore_speaks_of_no_total_of_ranks():
    app = open_page("explore", metric="dti_rank")
    assert REFUSED not in app.table[0].value.to_numpy().ravel().tolist()
    assert not any(one.value.startswith(REFUSED) for one in app.caption)


def test_explore_gives_totals_that_are_right(store: Store):
    app = open_page("explore", metric="members_admitted", kind="agencies_bloc", lang="en")
    head, *lines = app.table[0].value.to_dict("records")
    question = Question("members_admitted", by=("year",), kinds=("agencies_bloc",), years=(2015, years_known(store)[-1]))
    totals = {str(row["year"]): row["value"] for row in records(ask(store, question))}
    shown = {year: float(re.sub(r"[^0-9.]", "", text)) for year, text in head.items() if year in totals}
    assert shown == totals
    assert lines


@pytest.mark.parametrize(("metric", "side"), [("members_disciplined", "form"), ("members_admitted", "group")])
def test_explore_takes_a_breakdown_as_a_side(metric: str, side: str):
    app = open_page("explore", metric=metric)
    app.selectbox(key="explore_rows").set_value("organization")
    app.selectbox(key="explore_columns").set_value(side)
    sound(app.run())
    values = {VI.value_of(side, value) for value in DIMENSIONS[side] or ()}
    assert values & set(app.table[0].value.columns)
    assert figures(app)["explore"]["figure"]["data"]


# Handing on ----------------------------------------------------------------------------------------------------------
def test_a_figure_can_be_handed_on_and_its_error_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PARTY_METRICS_MAINTAINER", "data@example.org")
    app = open_page("membership", province="nghe-an", kind="agencies_bloc", lang="en")
    app.session_state["show_series"] = "sources"
    app.session_state["evidence_series_row"] = 0
    sound(app.run())
    told = {json.loads(one.proto.json).get("text") for one in app.get("bidi_component") if one.proto.json}
    sentence = next(text for text in told if text)
    assert "Nghe An" in sentence
    assert "(Báo Nghệ An, September 2021). Data release of " in sentence
    (link,) = [one.proto.url for one in app.get("link_button") if one.proto.url.startswith("mailto:")]
    assert link.startswith("mailto:data@example.org?subject=")
    for part in ("party_members", "nghe-an", "agencies_bloc"):
        assert part in unquote(link)


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


def test_an_empty_answer_to_two_filters_names_what_is_known_without_both():
    app = open_page("membership", province="lai-chau", kind="school", year=["2016", "2016"])
    told = app.info[0].value
    assert VI.kind("province_wide") in told
    assert "2015" in told


def test_what_is_known_nearby_names_nothing_that_is_missing():
    # Phú Thọ since July 2025 states members admitted, but no target beside them
    told = open_page("admissions", province="phu-tho-2025").info[0].value
    missing, *known = told.split("\n- ")[1:]
    name = "Phú Thọ (từ 7/2025)"
    assert name in missing
    assert known
    assert not any(name in line or VI.kind("province_wide") in line for line in known)


def test_a_province_that_is_not_of_the_34_says_where_it_is_now():
    told = open_page("membership", province="ha-giang", boundary="34").info[0].value
    assert "Tuyên Quang" in told


@pytest.mark.parametrize("page", CHARTS)
def test_the_34_are_shown_without_those_before(page: str, store: Store):
    gone = {province.province for province in store.seeds.provinces if province.valid_to}
    app = open_page(page, boundary="34")
    keys = [key for figure in figures(app).values() for trace in figure["figure"]["data"] for key in trace.get("customdata", ())]
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
    assert {"/" in text for text in texts} == {True}


def test_the_change_of_rank_counts_places_gained(store: Store):
    app = open_page("rankings", metric="papi_rank")
    bars = figures(app)["changes"]["figure"]["data"][0]
    year = bars["customdata"][0][1]
    question = Question("papi_rank", years=(year, year), compare="previous_year")
    changed = {row["province"]: row["change"] for row in records(ask(store, question))}
    drawn = {key[0]: value for key, value in zip(bars["customdata"], bars["x"], strict=True)}
    assert len(drawn) > 1
    assert drawn == {province: changed[province] for province in drawn}
    # those that changed most
    assert min(map(abs, drawn.values())) >= max(abs(changed[one] or 0) for one in changed if one not in drawn)


# Questions -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", CHARTS)
def test_no_question_is_asked_twice(page: str, monkeypatch: pytest.MonkeyPatch):
    from pages.parts.view import current_build, open_data

    open_data(current_build())[0].memory.clear()
    questions: list[Question] = []

    def counted(store: Store, question: Question) -> Any:
        questions.append(question)
        return ask(store, question)

    monkeypatch.setattr(subset, "ask", counted)
    open_page(page)
    assert len(questions) == len(set(questions))


def test_the_address_takes_a_name_that_means_one_unit_and_tells_one_that_means_two(store: Store):
    app = open_page("membership", province=["Nghe An", "46", "TP.HCM"])
    assert app.sidebar.multiselect(key="filter_province").value == ["nghe-an", "hue"]
    assert any("ho-chi-minh, ho-chi-minh-2025" in toast.value for toast in app.toast)
