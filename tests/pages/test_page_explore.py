"""Explore: sides, values and drawing in the address; the pivot to download; the SQL of exactly the question shown."""

from __future__ import annotations

import io
from functools import partial
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from metrics.answers.pivot import Pivot, pivot
from metrics.answers.shares import shares
from metrics.files.export import pivot_grid
from metrics.files.workbook import pivot_excel
from metrics.spelling import sort_key
from metrics.store.store import Store
from metrics.vocabulary import Question
from metrics.words.wording import Wording
from tests.pages import steps
from tests.pages.steps import figures, sound
from tests.small import data
from tests.spoken import vi

open_page = partial(steps.open_page, "explore")
VI = Wording("vi")


def own(app: AppTest) -> dict[str, Any]:
    return {name: app.query_params[name] for name in ("metric", "rows", "columns", "unit", "chart") if name in app.query_params}


def drawn(app: AppTest) -> dict[str, Any]:
    figure: dict[str, Any] = figures(app)["explore"]["figure"]
    return figure


def test_a_link_gives_sides_values_and_drawing():
    link = {"metric": "grassroots_organizations_rated", "rows": "grade", "columns": "organization", "unit": "percent"}
    app = open_page(**link)
    assert own(app) == link
    assert next(iter(app.table[0].value.columns)) == VI.dimension("grade")
    assert "%" in "".join(app.table[0].value.astype(str).to_numpy().ravel())


def test_defaults_are_not_written_and_a_choice_is():
    app = open_page()
    assert own(app) == {}
    app.selectbox(key="explore_rows").set_value("kind")
    assert own(sound(app.run())) == {"rows": "kind"}
    # what stands in the rows cannot stand in the columns as well: the other default takes its place, and is not written
    app.selectbox(key="explore_rows").set_value("year")
    assert own(sound(app.run())) == {"rows": "year"}
    assert app.selectbox(key="explore_columns").value == "province"


def test_what_a_metric_does_not_have_is_left_out_and_named():
    app = open_page(metric="members_admitted", rows="grade", unit="case", chart="pie")
    assert own(app) == {"metric": "members_admitted"}
    assert any("rows=grade, unit=case, chart=pie" in one.value for one in app.toast)


def test_another_metric_takes_back_what_it_does_not_have_without_a_notice():
    app = open_page(metric="members_disciplined", rows="form")
    app.selectbox(key="metric_subordinate_committees").set_value("party_members")
    sound(app.run())
    assert own(app) == {}
    assert not app.toast


@pytest.mark.parametrize("chart", ["bars", "map"])
def test_bars_and_map_stand_for_one_year(chart: str):
    app = open_page(metric="pci_rank", chart=chart)
    years = {key[1] for trace in drawn(app)["data"] for key in trace.get("customdata") or () if key}
    assert len(years) == 1
    assert years == {int(app.selectbox(key="chart_year").value or 0)}


def test_the_sql_is_that_of_the_question_shown():
    app = open_page(province="nghe-an", year=["2019", "2021"])
    app.toggle(key="explore_sql").set_value(True)
    code = sound(app.run()).code[0].value
    assert "-- $provinces = ['nghe-an']" in code
    assert "-- $first = 2019" in code


def test_names_stand_in_dictionary_order():
    names = list(open_page(metric="pci_rank", boundary="63").table[0].value.iloc[:, 0])
    assert len(names) == 63
    assert names == sorted(names, key=sort_key)


# the pivot to download ------------------------------------------------------------------------------------------------
def test_the_grid_holds_values_states_and_refusals():
    #              2019   2020-H1
    #   nghe-an    >100    60
    #   ha-giang     30    -
    bloc = "agencies-bloc members_admitted"
    store = Store.build(data(f"nghe-an.{bloc} 2019 >100", f"nghe-an.{bloc} 2020-H1 60", f"ha-giang.{bloc} 2019 30"))
    found = pivot(store, Question("members_admitted", years=(2019, 2020)), "province", "year")
    header, rows = pivot_grid(found, "province", "year")
    parts = [f"{column}{end}" for column in ("total", "2019", "2020") for end in ("", "_qualifier", "_status")]
    assert header == ("province by year", *parts)
    assert rows[0][:7] == ("total", "", "", "", 130, "ge", "at_least")
    assert rows[1] == ("ha-giang", 30, "eq", "partial", 30, "eq", "complete", "", "", "")
    # rule 9: a bound stays one
    assert rows[2][4:] == (100, "gt", "complete", 60, "eq", "partial")
    ranks = Store.build(data("rank DTI 2023 nghe-an 25", "rank DTI 2023 ha-giang 40"))
    _, rows = pivot_grid(pivot(ranks, Question("dti_rank"), "province", "year"), "province", "year")
    assert [row[0] for row in rows] == ["ha-giang", "nghe-an"]
    nested = Store.build(data(f"nghe-an.{bloc} 2019 5", "hue.province-wide members_admitted 2019 900"))
    _, rows = pivot_grid(pivot(nested, Question("members_admitted"), "province", "kind"), "province", "kind")
    assert rows[0] == ("total", "", "", "", 5, "eq", "at_least", 900, "eq", "at_least")
    assert rows[1][:4] == ("hue", "", "", "refused")


def admitted() -> tuple[Store, Pivot]:
    """Two blocs; in 2021 one of them states nothing."""
    bloc = "agencies-bloc members_admitted"
    figures = (f"nghe-an.{bloc} 2020 110", f"ha-tinh.{bloc} 2020 90", f"nghe-an.{bloc} 2021 50")
    store = Store.build(data(*figures))
    return store, pivot(store, Question("members_admitted", provinces=("ha-tinh", "nghe-an")), "province", "year")


def test_shares_to_download_say_of_what_they_are():
    store, found = admitted()
    told = shares(store, found, "province", "year", "column")
    header, rows = pivot_grid(found, "province", "year", told)
    assert (header[0], header[4:8]) == (
        "province by year, percent of column",
        ("2020", "2020_qualifier", "2020_status", "2020_percent_of_column"),
    )
    assert rows[1][4:] == (90, "eq", "complete", 45, "", "", "", "")
    assert rows[2][8:] == (50, "eq", "complete", "refused")
    book = CalamineWorkbook.from_filelike(io.BytesIO(pivot_excel(found, ("province", "year"), told, vi(store), store)))
    head, _, first, second = book.get_sheet_by_index(0).to_python()
    assert head[5:9] == ["2020", "2020: độ chính xác", "2020: tình trạng", "2020: % của cột"]
    assert (first[0], first[5], first[8]) == ("Hà Tĩnh", 90, 45)
    assert (second[0], second[9], second[12]) == ("Nghệ An", 50, "⊘")
    notes: dict[Any, Any] = {row[0]: row[1] for row in book.get_sheet_by_index(1).to_python()}
    assert notes["⊘ 2021"] == "chưa có số liệu: Hà Tĩnh"
    assert notes["Tỷ trọng"] == "Mỗi số liệu tính bằng phần trăm tổng của cột."


def test_shares_stand_in_the_address_and_in_the_table():
    link = {"metric": "members_admitted", "kind": "province_wide", "province": ["yen-bai", "dien-bien"], "year": ["2019", "2024"]}
    app = open_page(**link, share="row")
    assert app.query_params["share"] == "row"
    table = app.table[0].value
    cells = [text for text in table.iloc[1:, 2:].astype(str).to_numpy().ravel() if text]
    assert cells
    assert all("%" in text or text == "⊘" for text in cells)
    assert any("⊘" in one.value for one in app.caption)
