"""The page of data and sources, and the panel that leads from a figure to its words, run by Streamlit's AppTest."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from metrics.answers.query import ask, metrics_of
from metrics.data.history import VALUES_ALONE, keep
from metrics.spelling import search_key
from metrics.store.store import Store
from metrics.survey import listing
from metrics.survey.coverage import metric_coverage
from metrics.survey.findings import findings
from metrics.survey.listing import Search
from metrics.survey.release import last_release, reach_of
from metrics.vocabulary import Question
from metrics.words.wording import Wording
from tests.folders import PROJECT
from tests.pages import steps
from tests.pages.steps import sound
from tests.small import data, write
from tests.spoken import vi

open_page = partial(steps.open_page, "data")
VI = Wording("vi")
FOUNDING = ("seed-000", "seed-001", "seed-002", "seed-003", "seed-004")


def part(app: AppTest, code: str) -> AppTest:
    app.session_state["data_part"] = code
    return sound(app.run())


def address(app: AppTest) -> dict[str, Any]:
    """The page's own parameters: all but the language."""
    return {name: values for name, values in app.query_params.items() if name != "lang"}


def metric(app: AppTest, label: str) -> int:
    found = {one.label: one.value for one in app.metric}
    return int(found[VI.say(label)].replace(".", ""))


def shown(app: AppTest) -> pd.DataFrame:
    frame: pd.DataFrame = app.dataframe[0].value
    return frame


# figures ------------------------------------------------------------------------------------------------------------------
def test_opens_with_figures_and_their_words():
    app = open_page()
    assert app.title[0].value == "Dữ liệu và nguồn"
    assert metric(app, "Figures") > 3000
    frame = shown(app)
    assert len(frame) == listing.PAGE
    columns = {VI.column(name) for name in ("organization", "indicator", "period", "value", "quote", "publisher", "url", "line")}
    assert columns <= set(frame)
    assert frame[VI.column("quote")].str.len().max() > 10


def test_filters_narrow_the_figures_and_the_download(store: Store):
    app = open_page(province="nghe-an")
    expected = listing.counts(store, Search(provinces=("nghe-an",), years=(2015, 2026)))["figures"]
    assert metric(app, "Figures") == expected
    assert any(f"{expected} số liệu" in one.value for one in app.caption)
    assert any(one.proto.id.endswith("-csv_data") for one in app.get("download_button"))


def test_a_search_needs_no_accents(store: Store):
    app = open_page()
    app.text_input(key="data_words").set_value("ky luat khien trach")
    sound(app.run())
    assert metric(app, "Figures") == listing.counts(store, Search("kỷ luật, khiển trách", years=(2015, 2026)))["figures"]
    assert metric(app, "Figures") > 0


@pytest.mark.parametrize("source", FOUNDING)
def test_every_figure_of_a_founding_document_is_there_with_its_words_and_line(store: Store, source: str):
    app = open_page()
    app.selectbox(key="data_source").set_value(source)
    sound(app.run())
    stated = [one for one in store.seeds.observations if one.source == source]
    assert metric(app, "Figures") == len(stated)
    assert len(stated) <= listing.PAGE
    found = set(zip(shown(app)[VI.column("quote")], shown(app)[VI.column("line")], strict=True))
    assert found == {(one.quote, one.line) for one in stated}


def test_indicator_and_kind_of_statement(store: Store):
    app = open_page()
    app.selectbox(key="data_indicator").set_value("members_admitted")
    app.selectbox(key="data_status").set_value("target")
    sound(app.run())
    search = Search(indicators=("members_admitted",), statuses=("target",), years=(2015, 2026))
    assert metric(app, "Figures") == listing.counts(store, search)["figures"] > 0
    assert set(shown(app)[VI.column("status")]) == {"chỉ tiêu đề ra"}


def test_pages_of_the_list():
    app = open_page(province="nghe-an")
    first = shown(app)
    pagination = app.get("pagination")
    assert len(pagination) == 1
    assert len(first) == listing.PAGE


def test_nothing_found_says_what_there_is_nearby():
    app = open_page()
    app.text_input(key="data_words").set_value("zzzz không có gì")
    sound(app.run())
    assert app.info[0].value == "Không có số liệu nào cho lựa chọn này."
    assert any(one.proto.label.startswith("Nếu bỏ từ tìm kiếm thì có ") for one in app.get("page_link"))
    assert not app.dataframe


def test_a_province_without_figures_of_a_kind():
    app = open_page(province="ha-noi", kind="hospital")
    assert app.info[0].value == "Không có số liệu nào cho lựa chọn này."
    (way,) = (one.proto for one in app.get("page_link") if one.proto.label.startswith("Nếu lấy mọi loại đảng bộ, cơ quan thì có "))
    # the province stays chosen
    wider = open_page(**parse_qs(way.query_string))
    assert way.label == VI.say("For all kinds of body there are {number}.", number=VI.number(metric(wider, "Figures")))
    assert "province=ha-noi" in way.query_string


# the other parts ----------------------------------------------------------------------------------------------------------
def test_only_the_open_part_is_drawn():
    app = open_page()
    assert len(app.dataframe) == 1
    assert not [one for one in app.text_input if one.key == "data_dictionary_words"]


def test_coverage_counts_indicators_and_leaves_gaps_empty(store: Store):
    app = part(open_page(region="bac-trung-bo", boundary="34"), "coverage")
    frame = shown(app)
    assert list(frame[VI.column("province")]) == ["Hà Tĩnh", "Huế", "Nghệ An", "Quảng Trị (từ 7/2025)", "Thanh Hóa"]
    expected = listing.coverage(store, Search(regions=("bac-trung-bo",), boundary="34", years=(2015, 2026))).known
    row = frame[frame[VI.column("province")] == "Nghệ An"].iloc[0]
    assert row["2024"] == expected["nghe-an", 2024] > 5
    assert not frame.drop(columns=VI.column("province")).eq(0).any().any()


def test_figures_against_the_year_before_with_their_qualifiers():
    app = open_page(part="compared", province="dien-bien", kind="province_wide", year=["2022", "2023"])
    (table,) = (one.value for one in app.table)
    assert list(table[VI.column("year")]) == ["2023", "2022"]
    assert list(table[VI.column("previous")]) == ["trên 45.000 người", "khoảng 42.000 người"]
    assert any("data_compared_csv" in one.proto.id for one in app.get("download_button"))
    none = open_page(part="compared", province="ha-noi", year=["2016", "2016"])
    assert none.info[0].value == VI.say("No figure of this selection can be compared with the year before.")


def test_coverage_of_a_choice_without_figures():
    app = part(open_page(province="ha-noi", kind="hospital"), "coverage")
    assert app.info[0].value == "Không có số liệu nào cho lựa chọn này."


def test_coverage_of_one_indicator_shows_every_province_of_the_selection(store: Store):
    link = {"part": "coverage", "metric": "members_admitted", "region": "bac-trung-bo", "boundary": "34", "year": ["2019", "2024"]}
    app = open_page(**link)
    frame = shown(app)
    assert list(frame[VI.column("province")]) == ["Hà Tĩnh", "Huế", "Nghệ An", "Quảng Trị (từ 7/2025)", "Thanh Hóa"]
    search = Search(regions=("bac-trung-bo",), boundary="34", years=(2019, 2024))
    states = metric_coverage(store, search, metrics_of(store)["members_admitted"]).states
    missing = (frame.drop(columns=VI.column("province")) == "…").sum().sum()
    assert missing == sum(state == "not_reported" for state in states.values()) > 10
    legend = next(one.value for one in app.caption if "**…**" in one.value)
    assert f"**…** chưa có số liệu ({missing})" in legend
    assert any("data_matrix_csv" in one.proto.id for one in app.get("download_button"))


def test_sources_with_links(store: Store):
    app = part(open_page(), "sources")
    sources = shown(app)
    assert len(sources) >= 350
    assert not set(FOUNDING) & set(sources.to_numpy().ravel())
    links = sources[VI.column("url")].dropna()
    assert links.str.match(r"https?://").all()
    app.text_input(key="data_source_words").set_value("bao ninh thuan")
    sound(app.run())
    found = shown(app)
    assert 0 < len(found) < 40
    assert found[VI.column("publisher")].map(search_key).str.contains("ninh thuan").any()


def test_disputes_and_checks_with_their_figures(store: Store):
    app = part(open_page(), "checks")
    remarks, figures = (one.value for one in app.dataframe)
    said = list(remarks[VI.say("What disagrees")])
    assert f"Lấy số 118 người; nguồn khác nêu: 188 ({vi(store).source('north-008')})." in said
    assert "Nguồn nêu 73%, nhưng 5.164 trên 7.000 là 73,77%." in said
    assert all(re.fullmatch(r"(observations|rankings)\.csv:\d+", place) for place in remarks[VI.say("File and line")])
    # the figures of the first row stand below, with their words and links
    first = findings(store, Search(years=(2015, 2026)))[0]
    stated = {store.seeds.observations[number - 1] for number in first.observations}
    publishers = {store.names.sources[one.source].publisher for one in stated}
    assert publishers == set(figures[VI.column("publisher")])
    assert {one.quote for one in stated} == set(figures[VI.column("quote")])
    none = part(open_page(province="ha-noi"), "checks")
    assert not none.dataframe
    assert "0 lưu ý" in [text.value for text in none.text]
    everywhere = VI.number(len(findings(store, Search())))
    assert f"Bộ lọc bỏ ra ngoài {everywhere} mục nữa." in [one.value for one in none.caption]


def test_the_page_counts_how_the_words_are_known(store: Store):
    found = listing.counts(store, Search(provinces=("nghe-an",), years=(2015, 2026)))
    told = next(one.value for one in open_page(province="nghe-an").caption if "nguyên văn" in one.value)
    assert f"{VI.number(found['verbatim'])} nguyên văn" in told
    assert f"{VI.number(found['unverified'])} chưa đối chiếu" in told
    assert found["verbatim"] > 0


# what changed -------------------------------------------------------------------------------------------------------------
def test_the_page_says_how_far_the_data_reach_and_that_nothing_changed(seeds_dir: Path, store: Store):
    told = next(one.value for one in open_page().caption if one.value.startswith("Số liệu cập nhật đến"))
    reach, last = reach_of(store), last_release(seeds_dir)
    assert VI.date(reach.published) in told
    assert VI.number(reach.figures) in told
    assert last
    assert VI.date(last.date) in told


def test_what_changed_since_the_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = "nghe-an.agencies-bloc party_members 2020 5000\nha-giang.agencies-bloc party_members 2020 900"
    now = "nghe-an.agencies-bloc party_members 2020 5100\nhue.province-wide party_members 2021 90000"
    keep(write(data(before), tmp_path), "2026-01-31")
    monkeypatch.setenv("PARTY_METRICS_DATA", str(write(data(now), tmp_path)))
    app = open_page(part="changes")
    assert "Từ bản phát hành ngày 31/1/2026: thêm 1 số liệu, sửa 1, bỏ 1." in [one.value for one in app.markdown]
    frame = shown(app)
    was, then = frame[VI.say("Value at the release")], frame[VI.say("Value now")]
    assert list(zip(was, then, strict=True)) == [("5.000 người", "5.100 người"), ("900 người", ""), ("", "90.000 người")]
    assert list(shown(open_page(part="changes", change="added"))[VI.say("Value now")]) == ["90.000 người"]
    narrow = open_page(part="changes", province="ha-giang")
    assert list(shown(narrow)[VI.say("Value at the release")]) == ["900 người"]
    assert "Bộ lọc bỏ ra ngoài 2 mục nữa." in [one.value for one in narrow.caption]
    assert list(shown(open_page(part="changes", search="ha giang"))[VI.say("Value at the release")]) == ["900 người"]


def test_a_folder_without_a_release_says_so_and_a_torn_record_stops_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write(data("nghe-an.agencies-bloc party_members 2020 5000"), tmp_path)
    monkeypatch.setenv("PARTY_METRICS_DATA", str(folder))
    app = open_page()
    assert len(shown(app)) == 1
    assert any("Chưa ghi lại lần phát hành nào" in one.value for one in app.caption)
    (folder / VALUES_ALONE).write_bytes(b"torn")
    app = open_page()
    assert len(shown(app)) == 1
    assert any("Không đọc được bản ghi" in one.value for one in app.caption)
    assert "release.json.gz" in part(app, "changes").warning[0].value


# the address --------------------------------------------------------------------------------------------------------------
def test_a_link_opens_the_part_with_its_words_and_choices(store: Store):
    app = open_page(search="đảng viên", source="seed-002", metric="party_members", status="reported")
    search = Search("đảng viên", sources=("seed-002",), indicators=("party_members",), statuses=("reported",))
    assert metric(app, "Figures") == listing.counts(store, search)["figures"] > 0
    assert address(app) == {
        "search": "đảng viên",
        "source": "seed-002",
        "metric": "party_members",
        "status": "reported",
    }


def test_choices_are_written_and_defaults_are_not():
    app = open_page()
    assert address(app) == {}
    app.selectbox(key="data_indicator").set_value("party_members")
    assert address(sound(app.run())) == {"metric": "party_members"}
    app.selectbox(key="data_indicator").set_value("")
    assert address(sound(app.run())) == {}
    assert address(part(app, "dictionary")) == {"part": "dictionary"}


def test_back_and_forward_are_followed():
    app = part(open_page(), "coverage")
    del app.query_params["part"]
    assert app.run().session_state["data_part"] == "figures"
    app.query_params["part"] = "coverage"
    app.query_params["count"] = "partial"
    sound(app.run())
    assert (app.session_state["data_part"], app.session_state["data_counted"]) == ("coverage", "partial")
    assert address(app) == {"part": "coverage", "count": "partial"}


def test_what_the_address_should_not_hold_is_left_out_and_named_once():
    app = open_page(part="nonsense", metric="no_such", status="target")
    assert address(app) == {"status": "target"}
    told = [one.value for one in app.toast]
    assert any("part=nonsense, metric=no_such" in text.replace("\\", "") for text in told)
    assert not sound(app.run()).toast


def test_another_language_keeps_part_words_and_choices():
    app = open_page(part="dictionary", search="khai tru")
    app.session_state["filter_lang"] = "en"
    sound(app.run())
    assert app.session_state["data_part"] == "dictionary"
    assert app.text_input(key="data_dictionary_words").value == "khai tru"
    assert app.query_params == {"lang": "en", "part": "dictionary", "search": "khai tru"}


def test_the_dictionary_defines_every_metric(store: Store):
    app = part(open_page(), "dictionary")
    metrics, parts = (one.value for one in app.dataframe)
    assert set(metrics[VI.say("Code")]) == set(metrics_of(store))
    assert metrics[VI.column("definition")].str.len().min() > 5
    assert "form=expulsion" in set(parts[VI.say("Code")])
    app.text_input(key="data_dictionary_words").set_value("khai tru")
    sound(app.run())
    assert "form=expulsion" in set(app.dataframe[-1].value[VI.say("Code")])


def test_a_dictionary_search_without_a_find():
    app = part(open_page(), "dictionary")
    app.text_input(key="data_dictionary_words").set_value("zzzz")
    sound(app.run())
    assert [text.value for text in app.text].count("Không tìm thấy.") == 2


# listing ------------------------------------------------------------------------------------------------------------------
def test_a_phrase_is_looked_for_before_its_words(store: Store):
    rows = listing.observations(store, Search("da nang")).dicts()
    assert rows
    texts = [f"{vi(store).organization(row['organization'])} {row['quote']} {row['publisher']} {row['note']}" for row in rows]
    assert all(
        "da-nang" in row["organization"] or "da nang" in search_key(text.replace("-", " "))
        for row, text in zip(rows, texts, strict=True)
    )


def test_words_that_never_stand_together_are_looked_for_one_by_one(store: Store):
    found = listing.counts(store, Search("cảnh cáo nghe an"))["figures"]
    assert found == listing.counts(store, Search("Nghệ An, cảnh cáo"))["figures"] > 0


@pytest.mark.parametrize("words", ["Đà Nẵng", "da nang", "DA  NANG", "đa nẵng"])
def test_accents_and_capitals_do_not_matter(store: Store, words: str):
    assert listing.counts(store, Search(words)) == listing.counts(store, Search("Đà Nẵng"))


@pytest.mark.parametrize("words", ["'; DROP TABLE observation; --", "%", "_", "$ids", "\\", "\x00", "“”"])
def test_signs_in_a_search_do_no_harm(store: Store, words: str):
    listing.observations(store, Search(words))
    assert listing.counts(store, Search())["figures"] > 5000


def test_pages_hold_every_figure_once(store: Store):
    search = Search(provinces=("nghe-an",))
    everything = listing.observations(store, search).rows
    paged = [row for places in listing.pages_of(len(everything)) for row in listing.observations(store, search, places).rows]
    assert tuple(paged) == everything
    assert len(everything) == listing.counts(store, search)["figures"]
    assert listing.pages_of(0) == ()


def test_all_observations_and_ranks_are_listed(store: Store):
    seeds = store.seeds
    ranks = sum((one.rank is not None) + (one.score is not None) for one in seeds.rankings)
    assert listing.counts(store, Search())["figures"] == len(seeds.observations) + ranks


def test_merged_units_and_their_predecessors(store: Store):
    def provinces(search: Search) -> set[str]:
        return {row["organization"].partition(".")[0] for row in listing.observations(store, search).dicts()}

    assert provinces(Search(provinces=("ninh-binh",))) == {"ninh-binh"}
    assert provinces(Search(provinces=("ninh-binh-2025",))) == {"ninh-binh-2025"}
    merged = provinces(Search(provinces=("ninh-binh-2025",), boundary="34"))
    assert {"ninh-binh", "ninh-binh-2025", "nam-dinh", "ha-nam"} >= merged > {"ninh-binh"}
    assert provinces(Search(provinces=("ninh-binh-2025",), boundary="63")) == set()


def test_coverage_tells_partial_disputed_and_derived_apart():
    # two indicators of 2020: admissions of the first half only, members stated in full and disputed; 2021 derived only
    lines = """
    nghe-an.agencies-bloc members_admitted 2020-H1 100
    nghe-an.agencies-bloc party_members 2020-12-31 5000
    nghe-an.agencies-bloc party_members 2020-12-31 5100 @other:2022-02
    nghe-an.agencies-bloc party_members 2021-12-31 5200 derived
    """
    known = listing.coverage(Store.build(data(*lines.strip().splitlines())), Search())
    first, second = ("nghe-an", 2020), ("nghe-an", 2021)
    assert known.known == {first: 2, second: 1}
    assert (known.partial[first], known.disputed[first], known.derived[first]) == (1, 1, 0)
    assert (known.partial[second], known.disputed[second], known.derived[second]) == (0, 0, 1)


def test_sources_count_their_figures(store: Store):
    rows = {row["source"]: row for row in listing.sources(store).dicts()}
    assert rows["seed-002"]["figures"] == sum(one.source == "seed-002" for one in store.seeds.observations)
    assert rows["seed-002"]["file"]
    assert {source.source for source in store.seeds.sources} <= set(rows)


# behind a figure ----------------------------------------------------------------------------------------------------------
def test_what_a_figure_is_made_of_and_what_does_not_count(store: Store):
    question = Question("members_admitted", provinces=("hai-duong",), kinds=("agencies_bloc",), years=(2015, 2024))
    result = ask(store, question)
    row = next(one for one in result.rows if one["year"] == 2021)
    counted, others = listing.behind(store, result, row)
    assert [(one["value"], one["source"]) for one in counted.dicts()] == [(118.0, "more-n-001")]
    assert (188.0, "north-008") in [(one["value"], one["source"]) for one in others.dicts()]
    assert all(one["used"] != "yes" for one in others.dicts())


def test_the_parts_of_a_ratio_stand_behind_it_whatever_their_year(store: Store):
    result = ask(store, Question("admission_rate", by=("organization", "year")))
    for one in result.rows[:30]:
        counted, _ = listing.behind(store, result, one)
        assert len(counted.rows) == len(one.all_ids) >= 1
        assert {row["organization"] for row in counted.dicts()} == {one["organization"]}


@pytest.mark.parametrize(
    "question",
    [
        Question("party_members", by=("region", "year"), kinds=("province_wide",)),
        Question("members_disciplined", by=("form", "kind", "year")),
        Question("members_admitted", by=("organization", "period")),
        Question("party_members", by=("year",), kinds=("province_wide",), boundary="34"),
        Question("par_index_rank_change"),
        Question("members_admitted", by=("organization", "year"), compare="same_period"),
    ],
    ids=lambda question: f"{question.metric} by {','.join(question.by)}",
)
def test_every_row_finds_all_that_it_is_made_of(store: Store, question: Question):
    result = ask(store, question)
    assert result.rows
    for row in result.rows[:: max(1, len(result.rows) // 6)]:
        counted, others = listing.behind(store, result, row)
        assert len(counted.rows) == len(row.all_ids)
        assert not set(counted.rows) & set(others.rows)


# the panel ----------------------------------------------------------------------------------------------------------------
def panel() -> None:
    """A page that holds nothing but the panel, over a few lines of data."""
    import streamlit as st

    from metrics.store.store import Store
    from metrics.vocabulary import Question
    from pages.parts.evidence import show_evidence
    from tests import small
    from tests.spoken import vi

    store = Store.build(small.data(*st.session_state["lines"].strip().splitlines()))
    by = tuple(st.session_state["by"])
    show_evidence(store, vi(store), Question(st.session_state["metric"], by=by), "here")


Panel = Callable[..., AppTest]


@pytest.fixture
def run_panel() -> Panel:
    def run(lines: str, metric: str = "party_members", by: tuple[str, ...] = ("province", "year")) -> AppTest:
        app = AppTest.from_function(panel, default_timeout=60)
        app.session_state["lines"], app.session_state["metric"], app.session_state["by"] = lines, metric, list(by)
        return sound(app.run())

    return run


MEMBERS = """
nghe-an.agencies-bloc party_members 2021-09 5164 @paper-a:2021-09
nghe-an.agencies-bloc party_members 2021-09 5100 @paper-b:2021-10
nghe-an.agencies-bloc party_members 2022-12-31 5200 @paper-b:2023-01
"""


def test_the_panel_opens_with_all_figures_of_the_view(run_panel: Panel):
    app = run_panel(MEMBERS)
    assert app.selectbox[0].options[0] == "Tất cả số liệu đang xem"
    assert len(app.selectbox[0].options) == 3
    frame = app.dataframe[0].value
    assert sorted(frame[VI.column("used")]) == ["có", "có", "không: lấy số của Báo, tháng 1/2023"]


def test_a_figure_shows_its_words_and_the_other_side_of_a_dispute(run_panel: Panel):
    app = run_panel(MEMBERS)
    app.selectbox[0].select_index(1)
    sound(app.run())
    texts = [text.value for text in app.text]
    assert texts[0].startswith(
        "Đến tháng 9/2021, nghe-an.agencies-bloc có 5.100 đảng viên (nguồn khác nêu: 5.164 (Báo, tháng 9/2021)"
    )
    assert any(text.startswith("các nguồn nêu khác nhau: ") for text in texts)
    assert any(text.endswith("Đảng viên; tháng 9/2021: 5.100 người") for text in texts)
    assert list(app.dataframe[0].value[VI.column("used")]) == ["không: lấy số của Báo, tháng 1/2023"]
    assert list(app.dataframe[0].value[VI.column("value")]) == ["5.164 người"]


def test_a_refused_question_says_why(run_panel: Panel):
    app = run_panel(MEMBERS + "nghe-an.province-wide party_members 2021-09 190000", by=("year",))
    assert "không cộng lại" in app.info[0].value


def test_a_question_without_figures_says_so(run_panel: Panel):
    app = run_panel(MEMBERS, metric="members_admitted")
    assert app.info[0].value == "Không nguồn nào nêu số liệu cho lựa chọn này."


def test_untrusted_words_are_shown_as_they_are_and_bad_links_are_dropped(run_panel: Panel, monkeypatch: pytest.MonkeyPatch):
    from dataclasses import replace

    from tests import small

    quote = '<script>alert(1)</script> **5164** [x](javascript:alert(1)) =HYPERLINK("http://x")'
    original = small.data

    def poisoned(*lines: str) -> Any:
        seeds = original(*lines)
        return replace(
            seeds,
            observations=tuple(replace(one, quote=quote, quote_status="verbatim", note=quote) for one in seeds.observations),
            sources=tuple(replace(one, publisher=quote, url="javascript:alert(1)") for one in seeds.sources),
        )

    monkeypatch.setattr(small, "data", poisoned)
    app = run_panel(MEMBERS)
    frame = app.dataframe[0].value
    assert set(frame[VI.column("quote")]) == {quote}
    assert frame[VI.column("url")].isna().all()
    app.selectbox[0].select_index(2)
    sound(app.run())
    assert f"“{quote}”" in [text.value for text in app.text]
    assert not app.get("link_button")
    assert not [one for one in app.markdown if "alert" in one.value]


def test_the_evidence_download_holds_what_is_listed(store: Store):
    from metrics.answers.query import evidence
    from metrics.files.export import evidence_csv_bytes

    found = evidence(store, Question("party_members", provinces=("nghe-an",)))
    header, *rows = csv.reader(io.StringIO(evidence_csv_bytes(found.columns, found.rows).decode("utf-8-sig"), newline=""))
    assert tuple(header) == found.columns
    assert len(rows) == len(found.rows)


def test_no_link_column_points_anywhere_but_the_web():
    app = open_page()
    config = json.loads(app.dataframe[0].proto.columns)
    assert config[VI.column("url")]["type_config"]["type"] == "link"
    assert shown(app)[VI.column("url")].dropna().str.match(r"https?://").all()


def test_the_page_says_how_to_cite_the_data_and_leads_programs_to_the_api(store: Store):
    app = open_page(lang="en")
    told = [text.value for text in (*app.caption, *app.markdown)]
    assert any(one.startswith("How to cite: Party organisation metrics") and store.state in one for one in told)
    assert any("[API](api)" in one and "[Atom](feed.atom?lang=en)" in one for one in told)


def test_data_that_cannot_be_loaded_are_told_without_where_they_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write(data("nghe-an.agencies-bloc members_admitted 2018 110"), tmp_path / "figures")
    (folder / "sources.csv").unlink()
    monkeypatch.setenv("PARTY_METRICS_DATA", str(folder))
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60).run()
    (error,) = app.error
    assert "sources.csv" in error.value
    assert "figures" in error.value
    assert str(tmp_path) not in error.value
