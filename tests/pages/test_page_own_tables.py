"""The page of imports with tables in anybody's own form: shown as they are, asked about, accepted, kept for the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from metrics.data.rows import FILES
from metrics.data.seeds import load
from metrics.intake.batch_files import batches
from metrics.intake.batches import Loaded
from metrics.intake.batches import _joined_with as joined_with
from metrics.intake.drafts import Draft
from metrics.intake.mapping.kept import proposed, written
from metrics.intake.mapping.propose import Catalogue
from metrics.intake.mapping.table import tables_of
from tests.folders import PROJECT, SEEDS
from tests.intake import own_tables as own

pytestmark = pytest.mark.usefixtures("beside_few")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of imports, empty."""
    monkeypatch.setenv("PARTY_METRICS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def opened(part: str) -> AppTest:
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    app.switch_page("pages/import.py")
    app.query_params["lang"], app.query_params["part"] = "en", part
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    assert [error.value for error in app.exception] == []
    return app


def choose(app: AppTest, label: str, value: Any) -> AppTest:
    next(one for one in app.selectbox if one.label == label).set_value(value)
    return sound(app.run())


def told(app: AppTest) -> str:
    return "\n".join(one.value for one in (*app.warning, *app.info, *app.success, *app.caption))


def uploaded(name: str, data: bytes) -> AppTest:
    app = opened("table")
    app.file_uploader[0].upload(name, data)
    return sound(app.run())


def described(app: AppTest, published: str = "1/2025") -> AppTest:
    app.text_input(key="import_table_publisher").set_value("Báo Thử")
    app.text_input(key="import_table_published").set_value(published)
    return sound(app.run())


def test_a_table_of_years_goes_in_once_its_questions_are_answered(home: Path):
    app = uploaded("wide.csv", own.WIDE.encode())
    assert "4 questions are open" in told(app)
    assert app.button(key="import_accept").disabled
    described(app)
    choose(app, "What is counted", "party_members")
    choose(app, "Body of each province", "province_wide")
    assert "Nothing is open." in told(app)
    assert "Tổng cộng was left out; it is the sum of its rows" in told(app)
    app.button(key="import_accept").click()
    sound(app.run())
    (batch,) = batches(home)
    assert len(batch.rows["observations.csv"]) == 10
    # the next file of this shape asks for its date alone
    again = uploaded("next.csv", own.WIDE.replace("2021;2022;2023;2024", "2015;2016;2017;2018").encode())
    assert "Tables of this shape were read before" in told(again)
    assert "1 question is open" in told(again)


def test_what_was_checked_when_it_was_shown_is_not_checked_again_when_it_is_accepted(home: Path, monkeypatch: pytest.MonkeyPatch):
    checked: list[int] = []

    def counted(loaded: Loaded, draft: Draft) -> Any:
        checked.append(draft.figures)
        return found_by(loaded, draft)

    found_by = joined_with
    monkeypatch.setattr("metrics.intake.batches._joined_with", counted)
    rows: list[list[Any]] = [["Đơn vị", "Tổng số đảng viên"], ["Đảng bộ xã Thử Một", 1234], ["Đảng bộ xã Thử Hai", 2345]]
    app = described(uploaded("b.xlsx", own.workbook({"2023": rows})), published="2/7/2024")
    choose(app, "One body for all, or that others belong to", "nghe-an.province-wide")
    app.button(key="import_accept").click()
    sound(app.run())
    assert batches(home)[0].figures == 2
    assert checked == [2]


def test_figures_are_shown_in_words_before_they_count(home: Path):
    rows: list[list[Any]] = [["Đơn vị", "Tổng số đảng viên"], ["Đảng bộ xã Thử Một", 1234], ["Đảng bộ xã Thử Hai", 2345]]
    app = described(uploaded("b.xlsx", own.workbook({"2023": rows})), published="2/7/2024")
    choose(app, "One body for all, or that others belong to", "nghe-an.province-wide")
    row = app.dataframe[-1].value.to_dict("records")[0]
    said = {
        "Source": "Báo Thử, published on 2 July 2024",
        "Body": "Đảng bộ xã Thử Một",
        "Indicator": "Party members",
        "Breakdown": "total",
        "Period": "2023",
        "Kind of period": "as of a date",
        "Value": "1,234",
        "Unit": "people",
        "State": "reported",
    }
    assert row | said == row


def test_a_cell_that_means_nothing_is_shown_as_it_was_typed(home: Path):
    typed = {
        "organization": "nghe-an.nothing",
        "indicator": "party_member",
        "breakdown": "female",
        "value": "1_234",
        "unit": "person",
    }
    cells = {column: typed.get(column, "") for column in FILES["observations.csv"]} | {"period": "2023-H3", "status": "reported"}
    app = uploaded("draft.csv", "\n".join((",".join(cells), ",".join(cells.values()))).encode())
    row = app.dataframe[-1].value.to_dict("records")[0]
    shown = ("nghe-an.nothing", "party_member", "female", "1_234", "2023-H3", "people")
    assert tuple(row[column] for column in ("Body", "Indicator", "Breakdown", "Value", "Period", "Unit")) == shown


def test_sheets_with_the_same_headings_are_answered_once(home: Path):
    def rows(year: int, *above: str) -> list[list[Any]]:
        return [*([one] for one in above), ["Tỉnh", "Số lượng"], ["Nghệ An", year + 1], ["Hà Tĩnh", year + 2], ["Hà Nội", year + 3]]

    sheets = {str(year): rows(year, *("Phụ lục", "Biểu số 2")[: year - 2021]) for year in (2021, 2022, 2023)}
    sheets["DTI 2023"] = [["Chỉ số DTI năm 2023"], *([*row] for row in rows(0))]
    app = described(uploaded("b.xlsx", own.workbook(sheets)))
    choose(app, "What is counted", "party_members")
    choose(app, "Body of each province", "province_wide")
    assert "4 questions are open" in told(app)
    (others,) = [one.value for one in app.multiselect if one.label == "Other sheets with these headings"]
    # another index is left out by itself, and stays so
    assert others == ["2022", "2023"]
    sound(app.button(key="own_alike").click().run())
    assert "Nothing is open." in told(app)
    assert not [one for one in app.button if one.key == "own_alike"]
    app.button(key="import_accept").click()
    sound(app.run())
    (batch,) = batches(home)
    stated = {(row["indicator"], row["period"], row["value"]) for row in batch.rows["observations.csv"]}
    assert stated == {("party_members", str(year), str(year + more)) for year in (2021, 2022, 2023) for more in (1, 2, 3)}


def test_a_name_that_nobody_knows_is_chosen_or_its_row_left_out(home: Path):
    data = own.WIDE.replace("Nghệ An", "Hà Tây").encode()
    app = described(uploaded("wide.csv", data))
    choose(app, "What is counted", "party_members")
    choose(app, "Body of each province", "province_wide")
    assert "'Hà Tây' (B2) is no unit or body that is known" in told(app)
    choose(app, "Whom “Hà Tây” means", "-")
    assert "Nothing is open." in told(app)
    assert "6 figures read" in [one.value for one in app.text]


def test_what_a_column_holds_can_be_changed(home: Path):
    app = described(uploaded("wide.csv", own.WIDE.encode()))
    choose(app, "What is counted", "party_members")
    choose(app, "Body of each province", "province_wide")
    choose(app, "Column to change", "F")
    choose(app, "Holds", "nothing")
    assert "8 figures read" in [one.value for one in app.text]


def test_a_workbook_of_the_old_form_is_told_how_to_be_saved(home: Path):
    app = uploaded("cũ.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert "Save it as .xlsx" in app.error[0].value


def test_the_tables_of_an_article_are_read_by_the_same_mapping(home: Path):
    rows = [["TT", "Chỉ tiêu", "Kỳ này", "Cùng kỳ năm trước"], ["1", "Kết nạp đảng viên mới", "1.234", "1.111"]]
    text = "BIỂU SỐ LIỆU CỦA ĐẢNG BỘ TỈNH NGHỆ AN 6 THÁNG ĐẦU NĂM 2024\n" + "\n".join(" | ".join(row) for row in rows)
    app = opened("article")
    app.text_area(key="import_text").set_value(text)
    app.text_input(key="import_publisher").set_value("Báo Thử")
    app.text_input(key="import_published").set_value("2/7/2024")
    sound(app.run())
    app.toggle(key="import_by_tables").set_value(True)
    sound(app.run())
    assert "Nothing is open." in told(app)
    app.button(key="import_accept").click()
    sound(app.run())
    (batch,) = batches(home)
    assert batch.text == text
    assert {(row["value"], row["period"], row["quote_status"]) for row in batch.rows["observations.csv"]} == {
        ("1234", "2024-H1", "cell"),
        ("1111", "2023-H1", "cell"),
    }


def test_a_mapping_that_somebody_else_kept_is_taken_and_a_wrong_one_refused(home: Path):
    app = described(uploaded("wide.csv", own.WIDE.encode()))
    shape = mapping_of_table("wide.csv", own.WIDE)
    wrong = shape.replace('bodies = ""', 'bodies = "blocs"')
    app.file_uploader(key="own_mapping_file").upload("wrong.toml", wrong.encode())
    sound(app.run())
    assert "wrong.toml\\: sheet\\: bodies\\: 'blocs' is not one of" in "\n".join(one.value for one in app.error)
    other = mapping_of_table("other.csv", own.WIDE.replace("Tỉnh/thành phố", "Tỉnh").replace("STT;", "TT;"))
    app.file_uploader(key="own_mapping_file").upload("other.toml", other.encode())
    sound(app.run())
    assert "its headings differ from those of the mapping" in "\n".join(one.value for one in app.error)
    assert "questions are open" in told(app)
    right = shape.replace('bodies = ""', 'bodies = "province_wide"').replace('indicator = ""', 'indicator = "party_members"', 1)
    app.file_uploader(key="own_mapping_file").upload("right.toml", right.encode())
    sound(app.run())
    assert [one.value for one in app.error] == []
    assert "Nothing is open." in told(app)
    assert not app.button(key="import_accept").disabled


def mapping_of_table(name: str, text: str) -> str:
    """The mapping that is proposed for a table, as a file."""
    catalogue = Catalogue.of(load(SEEDS))
    return written(proposed(tables_of(name, text.encode()), catalogue))
