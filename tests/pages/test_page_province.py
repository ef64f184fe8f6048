"""The province profile and the downloads of the pages, run by Streamlit's AppTest."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from metrics.profile.main_figures import main_figures
from metrics.profile.merger import merger
from metrics.profile.province import fullest, latest_cells, neighbours, profile
from metrics.store.store import Store
from metrics.words.wording import Wording
from pages.parts.address import SHOWN
from pages.parts.shell import SCRIPT
from tests.pages.steps import open_page, sound
from tests.spoken import vi

VI = Wording("vi")
YEARS = (2015, 2026)


def keys(app: AppTest) -> list[str]:
    return [button.proto.id for button in app.get("download_button")]


def test_opens_on_the_province_with_most_figures(store: Store):
    app = open_page("province")
    assert app.subheader[0].value == vi(store).province(fullest(store)) == "Nghệ An"
    labels = [one.label for one in app.expander]
    assert labels[0].startswith("**Số liệu chính trong so sánh**")
    assert labels[-2].startswith("**Xếp hạng cải cách**")
    assert labels[-1] == "**Nguồn**"
    assert any("nơi có nhiều số liệu nhất" in caption.value for caption in app.caption)


def test_shows_every_latest_figure_below_its_body(store: Store):
    app = open_page("province", province="nghe-an")
    found = profile(store, "nghe-an", YEARS)
    comparison, *tables = (table.value for table in app.table)
    assert len(values(comparison)) == len(main_figures(store, "nghe-an", YEARS))
    assert len(tables) == len(found.sections) + 1
    for section, frame in zip(found.sections, tables, strict=False):
        cells = [latest_cells(found, one, vi(store)) for one in section.latest]
        assert values(frame) == [one["value"] for one in cells]
        heads = [name for name, value in zip(frame["Chỉ tiêu thống kê"], frame["Giá trị"], strict=True) if not value]
        assert heads == list(dict.fromkeys(one["organization"] for one in cells))


def values(frame: Any) -> list[str]:
    """The values of a table, without the lines that name a body."""
    return [value for value in frame["Giá trị"] if value]


def test_the_first_topics_are_open_and_the_others_closed(store: Store):
    app = open_page("province", province="nghe-an")
    assert [one.proto.expanded for one in app.expander] == [True, True, *(False for _ in app.expander[2:])]
    app.toggle(key="profile_all").set_value(True)
    assert all(one.proto.expanded for one in sound(app.run()).expander)


def test_downloads_word_and_excel():
    found = keys(open_page("province", province="nghe-an"))
    assert any("word_profile" in key for key in found)
    assert any("excel_profile" in key for key in found)


def test_prints_without_what_only_a_screen_needs():
    text = SCRIPT
    for part in ('media="print"', "size: A4", "stSidebar", "details::details-content", "stExpanderDetails"):
        assert part in text


def test_a_province_chosen_on_the_page_is_the_one_of_the_address(store: Store):
    app = open_page("province")
    app.selectbox(key="profile_choice").set_value("dien-bien")
    assert sound(app.run()).subheader[0].value == "Điện Biên"
    assert app.query_params["province"] == "dien-bien"


def links(app: AppTest) -> list[tuple[str, str]]:
    """The names of the profiles that the page leads to, with their addresses."""
    return [(link.proto.label, link.proto.query_string) for link in app.get("page_link")]


def test_a_merged_unit_shows_its_predecessors_and_leads_to_them(store: Store):
    app = open_page("province", province="ninh-binh-2025")
    names = ["Hà Nam", "Nam Định", "Ninh Bình (trước 7/2025)"]
    frame = next(table.value for table in app.table if names[0] in table.value)
    assert list(frame)[1:] == ["Gộp theo 34 tỉnh, thành phố", *names]
    metrics = [VI.metric(line.metric) for line in merger(store, "ninh-binh-2025", YEARS).lines]
    assert [name for name in frame["Chỉ tiêu thống kê"] if name in metrics] == metrics
    assert [label for label, _ in links(app)] == [f"Hồ sơ {name}" for name in names]
    assert all("lang=vi" in query for _, query in links(app))


def test_a_former_province_leads_to_what_it_became():
    app = open_page("province", province="ha-giang")
    assert any("từ ngày 1/7/2025 thuộc Tuyên Quang (từ 7/2025)" in text.value for text in app.markdown)
    assert [(label, "province=tuyen-quang-2025" in query) for label, query in links(app)] == [
        ("Hồ sơ Tuyên Quang (từ 7/2025)", True)
    ]


def test_a_province_without_figures_names_its_neighbours(store: Store):
    known = {one.organization.partition(".")[0] for one in store.seeds.observations}
    empty = next(one for one in store.seeds.provinces if one.valid_to and one.province not in known)
    app = open_page("province", province=empty.province)
    name = vi(store).province(empty.province)
    assert app.info[0].value.startswith(f"Chưa có số liệu nào về tổ chức đảng của {name}")
    near = [slug for _, query in links(app) for slug in [query.partition("province=")[2].partition("&")[0]]]
    assert near == [empty.successor, *neighbours(store, empty.province)]


def test_figures_of_other_years_are_named():
    assert "1997" in open_page("province", province="vinh-phuc").info[0].value


def test_a_figure_leads_to_its_words(store: Store):
    app = open_page("province", province="nghe-an")
    app.selectbox(key="profile_organization").set_value(0)
    sound(app.run())
    words = {VI.words_of(one.quote, one.quote_status) for one in store.seeds.observations}
    assert words.intersection(text.value for text in app.text)


def test_one_of_several_provinces_can_be_chosen(store: Store):
    app = open_page("province", province=["ha-noi", "dien-bien"])
    box = app.selectbox(key="profile_province")
    assert list(box.options) == ["Hà Nội", "Điện Biên"]
    box.set_value("dien-bien")
    assert sound(app.run()).subheader[0].value == "Điện Biên"


@pytest.mark.parametrize("slug", ["ninh-binh", "ninh-binh-2025"])
def test_namesakes_are_told_apart(store: Store, slug: str):
    app = open_page("province", province=slug)
    assert app.subheader[0].value == vi(store).province(slug)
    frames = [table.value for table in app.table if {"Giá trị", "Chỉ tiêu thống kê"} <= set(table.value)]
    bodies = {
        name for frame in frames for name, value in zip(frame["Chỉ tiêu thống kê"], frame["Giá trị"], strict=True) if not value
    }
    known = {vi(store).organization(one.organization) for one in store.seeds.organizations if one.province == slug}
    assert bodies <= known
    assert bool(bodies) == (slug == "ninh-binh-2025")


def test_filters_that_do_not_count_are_named():
    app = open_page("province", province="nghe-an", kind="agencies_bloc", boundary="34")
    assert any("chỉ dùng tỉnh, thành phố và năm" in caption.value for caption in app.caption)


def test_years_without_figures_say_so():
    app = open_page("province", province="dien-bien", year=["1950", "1950"])
    assert app.info[0].value.startswith("Chưa có số liệu nào về tổ chức đảng của Điện Biên trong năm 1950")
    assert not any("word_profile" in key for key in keys(app))


def test_every_chart_offers_excel_beside_csv():
    found = keys(open_page("membership"))
    charts = {key.rpartition("-csv_")[2] for key in found if "-csv_" in key}
    assert charts
    assert charts == {key.rpartition("-excel_")[2] for key in found if "-excel_" in key}


def test_a_part_that_is_opened_or_closed_is_in_the_address():
    app = open_page("province", province="nghe-an")
    opened = {key: one.default for key, one in app.session_state[SHOWN].items() if key.startswith("part_")}
    closed = next(key for key, default in opened.items() if default == "no")
    first = next(iter(opened))
    app.session_state[closed], app.session_state[first] = True, False
    told = sorted(sound(app.run()).query_params["open"])
    assert told == sorted([f"{closed}.yes", f"{first}.no"])
    other = open_page("province", province="nghe-an", open=told)
    assert [one.proto.expanded for one in other.expander] == [one.proto.expanded for one in app.expander]
    assert (other.session_state[closed], other.session_state[first]) == (True, False)
