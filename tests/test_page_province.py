"""The province profile and the downloads of the pages, run by Streamlit's AppTest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from metrics.profile import fullest, latest_cells, profile
from metrics.seeds import load
from metrics.store import Store
from metrics.wording import Wording

PROJECT = Path(__file__).resolve().parent.parent
VI = Wording("vi")
YEARS = (2015, 2026)


@pytest.fixture(scope="module")
def store(seeds_dir: Path) -> Store:
    return Store.build(load(seeds_dir))


def open_page(page: str = "province", **parameters: Any) -> AppTest:
    """A page as a link opens it, without an error."""
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(f"pages/{page}.py")
    for name, value in parameters.items():
        app.query_params[name] = value
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    assert [error.value for error in app.exception] == []
    assert [error.value for error in app.error] == []
    return app


def keys(app: AppTest) -> list[str]:
    return [button.proto.id for button in app.get("download_button")]


def test_opens_on_the_province_with_most_figures(store: Store):
    app = open_page()
    assert app.subheader[0].value == VI.province(store, fullest(store)) == "Nghệ An"
    assert [one.value for one in app.header][-2:] == ["Xếp hạng cải cách", "Nguồn"]
    assert any("nơi có nhiều số liệu nhất" in caption.value for caption in app.caption)


def test_shows_every_latest_figure(store: Store):
    app = open_page(province="nghe-an")
    found = profile(store, "nghe-an", YEARS)
    for section, table in zip(found.sections, app.table, strict=False):
        frame = table.value
        assert len(frame) == len(section.latest)
        cells = [latest_cells(found, one, VI, store) for one in section.latest]
        assert list(frame["Giá trị"]) == [one["value"] for one in cells]
        assert list(frame["Đảng bộ, cơ quan"]) == [one["organization"] for one in cells]


def test_downloads_word_and_excel():
    found = keys(open_page(province="nghe-an"))
    assert any("profile_word" in key for key in found)
    assert any("profile_excel" in key for key in found)


def test_prints_without_what_only_a_screen_needs():
    html = [one.proto.body for one in open_page(province="dien-bien").get("html")]
    assert any("@media print" in text and "size: A4" in text and "stSidebar" in text for text in html)


def test_a_figure_leads_to_its_words():
    app = open_page(province="nghe-an")
    app.selectbox(key="profile_organization").set_value(0)
    sound(app.run())
    assert any("“" in text.value for text in app.text)


def test_one_of_several_provinces_can_be_chosen(store: Store):
    app = open_page(province=["ha-noi", "dien-bien"])
    box = app.selectbox(key="profile_province")
    assert list(box.options) == ["Hà Nội", "Điện Biên"]
    box.set_value("dien-bien")
    assert sound(app.run()).subheader[0].value == "Điện Biên"


@pytest.mark.parametrize("slug", ["ninh-binh", "ninh-binh-2025"])
def test_namesakes_are_told_apart(store: Store, slug: str):
    app = open_page(province=slug)
    assert app.subheader[0].value == VI.province(store, slug)
    bodies = {body for table in app.table for body in table.value.get("Đảng bộ, cơ quan", [])}
    known = {VI.organization(store, one.organization) for one in store.seeds.organizations if one.province == slug}
    assert bodies <= known
    assert bool(bodies) == (slug == "ninh-binh-2025")


def test_filters_that_do_not_count_are_named():
    app = open_page(province="nghe-an", kind="agencies_bloc", boundary="34")
    assert any("chỉ dùng tỉnh, thành phố và năm" in caption.value for caption in app.caption)


def test_years_without_figures_say_so():
    app = open_page(province="dien-bien", year=["1950", "1950"])
    assert app.info[0].value == VI.say("No figure is known for this selection.")
    assert not any("profile_word" in key for key in keys(app))


def test_the_whole_data_set_in_three_forms():
    found = keys(open_page("data", province="nghe-an"))
    assert [form for form in ("csv", "xlsx", "parquet") if any(f"data_all_{form}" in key for key in found)] == [
        *("csv", "xlsx", "parquet")
    ]


def test_every_chart_offers_excel_beside_csv():
    found = keys(open_page("membership"))
    charts = {key.rpartition("-csv_")[2] for key in found if "-csv_" in key}
    assert charts
    assert charts == {key.rpartition("-excel_")[2] for key in found if "-excel_" in key}
