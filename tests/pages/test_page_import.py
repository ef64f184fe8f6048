"""The page Import, run by Streamlit's AppTest: an article is read, reviewed, accepted, shown, taken back, corrected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from metrics.data.rows import FILES
from metrics.intake.batch_files import batches, write
from metrics.intake.drafts import Draft
from metrics.words.wording import Wording
from tests.actors import EDITOR
from tests.folders import PROJECT
from tests.pages.steps import figures

pytestmark = pytest.mark.usefixtures("beside_few")
EN = Wording("en")
# no source of the seeds speaks of this body in this half-year
TEXT = """Tin hoạt động <b>đậm</b>

Trong 6 tháng đầu năm 2024, Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh Lai Châu đã kết nạp 137 đảng viên mới.
Toàn Đảng bộ Khối hiện có 4.321 đảng viên."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of imports for a test that accepts; the others share an empty one."""
    monkeypatch.setenv("PARTY_METRICS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def opened(page: str = "import", **parameters: Any) -> AppTest:
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    app.switch_page(f"pages/{page}.py")
    for name, value in ({"lang": "en"} | parameters).items():
        app.query_params[name] = value
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    assert [error.value for error in app.exception] == []
    return app


def reviewed(text: str = TEXT, publisher: str = "Báo Thử Nghiệm", published: str = "2/7/2024") -> AppTest:
    """The page once a text is read."""
    app = opened()
    app.text_area(key="import_text").set_value(text)
    app.text_input(key="import_publisher").set_value(publisher)
    app.text_input(key="import_published").set_value(published)
    sound(app.run())
    return click(app, "import_read")


def click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return sound(app.run())


def test_lines_that_nobody_can_read_are_named_and_not_read():
    app = reviewed(f"{TEXT}\nkeát naïp 137 ñaûng vieân\n®¶ng viªn cña tæ chøc\nkết nạp 5\u202e đảng viên")
    assert app.error[0].value == "The text cannot be read as it stands; mend these lines above."
    told = [text.value for text in app.text if text.value.startswith("line ")]
    assert [line.partition(":")[0] for line in told] == ["line 5", "line 6", "line 7"]
    assert "Write 'kết nạp 137 đảng viên'" in told[0]
    assert "TCVN3" in told[1]
    assert "U+202E" in told[2]
    assert "import_review" not in app.session_state


def field(app: AppTest, label: str) -> Any:
    """The field of the open form under this label."""
    return next(
        one for one in (*app.text_input, *app.selectbox, *app.multiselect) if one.label == label and "import_form" in str(one.key)
    )


def ticked(app: AppTest) -> dict[str, bool]:
    """Each figure's line and whether it is taken."""
    return {one.label: one.value for one in app.checkbox}


def article(app: AppTest) -> str:
    return str(next(one.proto.body for one in app.get("html") if "party-article" in one.proto.body and "<mark" in one.proto.body))


def points(app: AppTest) -> str:
    """All that the charts of a page draw, and what is told where figures are too few for a chart."""
    drawn = json.dumps([one["figure"] for one in figures(app).values()])
    return drawn + " ".join(one.value for one in app.markdown)


# from the article to the chart ----------------------------------------------------------------------------------------
def test_an_article_is_read_reviewed_accepted_shown_and_taken_back(home: Path):
    app = reviewed()
    assert [label for label, taken in ticked(app).items() if taken and "137 people" in label]
    assert batches(home) == ()
    click(app, "import_accept")
    (batch,) = batches(home)
    assert batch.text == TEXT
    assert {row["value"] for row in batch.rows["observations.csv"]} == {"137", "4321"}
    assert batch.batch in app.success[0].value
    assert app.text_area(key="import_text").value == ""

    view = {"province": "lai-chau", "kind": "agencies_enterprises_bloc", "year": ["2024", "2024"]}
    assert "137" in points(opened("admissions", **view))
    click(opened(part="batches"), f"import_undo_{batch.batch}")
    assert "137" not in points(opened("admissions", **view))
    click(opened(part="batches"), f"import_redo_{batch.batch}")
    assert "137" in points(opened("admissions", **view))


def test_the_words_are_shown_in_their_sentence(home: Path):
    click(reviewed(), "import_accept")
    app = opened("admissions", province="lai-chau", kind="agencies_enterprises_bloc")
    app.session_state["show_series"] = "sources"
    app.session_state["evidence_series_row"] = 0
    sound(app.run())
    shown = " ".join(one.proto.body for one in app.get("html"))
    assert "Trong 6 tháng đầu năm 2024" in shown
    assert "137 đảng viên mới</mark>" in shown


# the review -----------------------------------------------------------------------------------------------------------
def test_the_text_is_escaped_and_its_figures_marked():
    shown = article(reviewed())
    assert "&lt;b&gt;đậm&lt;/b&gt;" in shown
    assert '<mark class="taken"><sup>1</sup>137 đảng viên mới</mark>' in shown


def test_a_figure_without_a_period_waits_until_it_has_one(home: Path):
    app = reviewed("Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh Lai Châu kết nạp 137 đảng viên.", published="")
    (box,) = app.checkbox
    assert (box.value, box.disabled) == (False, True)
    assert any("give its period first" in one.value for one in app.caption)
    assert app.button(key="import_accept").disabled
    click(app, "import_change_0")
    field(app, "Kind of period").set_value("year")
    field(app, EN.column("period")).set_value("2024")
    sound(app.run())
    click(app, "import_save")
    assert list(ticked(app).values()) == [True]
    click(app, "import_accept")
    (row,) = batches(home)[0].rows["observations.csv"]
    assert row["period"] == "2024"
    assert "period inferred" in row["note"]


def test_a_figure_is_changed_and_wrong_input_is_told(home: Path):
    app = click(reviewed(), "import_change_0")
    field(app, "Value").set_value("mười")
    sound(app.run())
    click(app, "import_save")
    assert "is not a number" in app.error[0].value
    field(app, "Value").set_value("138")
    sound(app.run())
    click(app, "import_save")
    # its words state another number: told beside it, and not to be accepted
    assert any("does not contain 138" in one.value.replace("\\", "") for one in app.caption)
    assert app.button(key="import_accept").disabled
    app.checkbox[0].uncheck()
    sound(app.run())
    click(app, "import_accept")
    assert [row["value"] for row in batches(home)[0].rows["observations.csv"]] == ["4321"]


def test_a_figure_is_added_by_hand(home: Path):
    app = click(click(reviewed(f"{TEXT}\nCó 3 tập thể được khen."), "import_take_none"), "import_add")
    field(app, "What is counted").set_value("members_admitted")
    sound(app.run())
    for label, value in (("Value", "3"), (EN.column("period"), "2023"), ("Its words in the text", "3 tập thể")):
        field(app, label).set_value(value)
    field(app, "Body that it is about").set_value("lai-chau.agencies-enterprises-bloc")
    sound(app.run())
    click(app, "import_save")
    click(app, "import_accept")
    (row,) = batches(home)[0].rows["observations.csv"]
    assert (row["value"], row["period"], row["quote"], row["line"]) == ("3", "2023", "3 tập thể", "5")


def test_nothing_is_accepted_without_a_publisher():
    app = reviewed(publisher="")
    assert app.button(key="import_accept").disabled
    assert any("publisher" in one.value for one in app.caption)


def test_what_changes_after_the_reading_asks_for_another():
    app = reviewed()
    app.text_input(key="import_published").set_value("2/1/2025")
    assert any("Read again" in one.value for one in sound(app.run()).warning)
    assert not any("Read again" in one.value for one in click(app, "import_read").warning)


def test_the_same_text_is_noticed(home: Path):
    click(reviewed(), "import_accept")
    assert any("imported before" in one.value for one in reviewed().warning)


def test_a_dispute_with_known_figures_is_told_before_accepting(home: Path):
    click(reviewed(), "import_accept")
    app = reviewed(TEXT.replace("137", "144"), published="3/7/2024")
    told = [one.value for one in (*app.caption, *app.text)]
    assert any("144" in text and "137" in text for text in told)


def test_a_text_without_figures_says_so():
    assert any("No figure" in one.value for one in reviewed("Trời hôm nay đẹp.").info)


# files ----------------------------------------------------------------------------------------------------------------
PAGE = f"""<html><head><meta property="og:site_name" content="Báo Mẫu"><meta property="og:url" content="https://bao.example/1">
<meta property="article:published_time" content="2024-07-02"></head><body><article><h1>Tin</h1><p>{TEXT.splitlines()[2]}</p>
<p>Đây là một đoạn văn khác của bài viết, không nêu số liệu nào.</p></article></body></html>"""


def test_a_file_fills_the_text_and_its_source():
    app = opened()
    app.file_uploader[0].upload("tin.html", PAGE.encode(), "text/html")
    sound(app.run())
    assert "137 đảng viên" in str(app.text_area(key="import_text").value)
    found = [app.text_input(key=f"import_{name}").value for name in ("publisher", "published", "url")]
    assert found == ["Báo Mẫu", "2024-07-02", "https://bao.example/1"]


def test_what_a_pasted_text_says_of_its_source_is_proposed_and_can_be_changed():
    app = opened()
    app.text_area(key="import_text").set_value(f"Thứ Hai, 22/07/2019\n(NTO) {TEXT}")
    app.text_input(key="import_publisher").set_value("Báo Của Tôi")
    sound(app.run())
    found = [app.text_input(key=f"import_{name}").value for name in ("publisher", "published")]
    assert found == ["Báo Của Tôi", "2019-07-22"]
    assert any("Proposed by the file or the text: Date of publication" in one.value for one in app.caption)
    app.text_input(key="import_published").set_value("")
    sound(app.run())
    assert app.text_input(key="import_published").value == ""
    assert not any("Proposed" in one.value for one in app.caption)


def test_a_file_that_is_not_read_is_told_and_changes_nothing():
    app = opened()
    app.file_uploader[0].upload("tin.pdf", b"%PDF-1.7 nothing", "application/pdf")
    sound(app.run())
    assert "damaged" in app.error[0].value
    assert app.text_area(key="import_text").value == ""


def table(**more: str) -> bytes:
    cells = {
        "source": "bang-thu",
        "organization": "lai-chau.province-wide",
        "indicator": "members_admitted",
        "value": "137",
        "unit": "person",
        "qualifier": "eq",
        "period_type": "year",
        "period": "2024",
        "status": "reported",
        "quote": "kết nạp 137 đảng viên",
        "publisher": "Báo Mẫu",
        "url": "https://bao.example/1",
    } | more
    columns = [*FILES["observations.csv"], "publisher", "url"]
    return "\n".join([",".join(columns), ",".join(cells.get(column, "") for column in columns)]).encode()


def test_a_table_is_read_and_accepted(home: Path):
    app = opened(part="table")
    app.file_uploader[0].upload("bang.csv", table(), "text/csv")
    sound(app.run())
    click(app, "import_accept")
    assert [row["value"] for row in batches(home)[0].rows["observations.csv"]] == ["137"]


def test_a_wrong_cell_of_a_table_is_told_with_its_place(nothing_imported: Path):
    app = opened(part="table")
    app.file_uploader[0].upload("bang.csv", table(indicator="members_admited"), "text/csv")
    sound(app.run())
    told = " ".join(one.value for one in app.text)
    assert "bang.csv:2: indicator" in told
    assert "members_admitted" in told
    assert app.button(key="import_accept").disabled
    assert batches(nothing_imported) == ()


# batches --------------------------------------------------------------------------------------------------------------
def test_an_accepted_figure_is_corrected_with_a_reason(home: Path):
    click(reviewed(f"{TEXT}\nSố đúng là 173."), "import_accept")
    (batch,) = batches(home)
    app = opened(part="batches")
    app.toggle(key=f"import_show_{batch.batch}").set_value(True)
    sound(app.run())
    row = next(row for row in batch.rows["observations.csv"] if row["value"] == "137")
    click(app, f"import_correct_{batch.batch}_{row.line}")
    field(app, "Value").set_value("173")
    field(app, "Its words in the text").set_value("Số đúng là 173")
    sound(app.run())
    click(app, "import_save_correction")
    assert "reason" in app.error[0].value
    app.text_input(key="import_reason").set_value("the paper put it right")
    sound(app.run())
    click(app, "import_save_correction")
    _, correction = batches(home)
    assert correction.reason == "the paper put it right"
    assert [row["value"] for row in correction.replaced] == ["137"]
    drawn = points(opened("admissions", province="lai-chau", kind="agencies_enterprises_bloc", year=["2024", "2024"]))
    assert "173" in drawn
    assert "137" not in drawn


def test_batches_that_cannot_count_are_shown_with_the_reason(home: Path):
    """Whatever they hold, the page stands, and they can be looked at and taken back."""
    cells = {
        "source": "bao",
        "organization": "nowhere.bloc",
        "indicator": "no_code",
        "value": "x",
        "period": "2021-99",
        "line": "y",
    }
    told = {"source": "bao", "publisher": "Báo", "published": "2021-99-99"}
    typed = {"value": "1", "unit": "person", "qualifier": "eq", "status": "reported", "period_type": "year", "breakdown": "a=b=c;"}
    misfit = write(home, Draft.of(sources=[told], observations=[cells, cells | typed | {"line": ""}]), EDITOR)
    (home / "9999-12-31-235959-999999-abcd").mkdir()
    (home / "2020-01-01-000000-000000-abcd").write_text("a file")
    app = opened(part="batches")
    app.toggle(key=f"import_show_{misfit.batch}").set_value(True)
    sound(app.run())
    texts = " ".join(one.value for one in app.text)
    assert all(word in texts for word in ("no_code · x · 2021-99", "is not in organizations.csv", "is no batch that was written"))
    click(app, f"import_undo_{misfit.batch}")
    assert [one.kept for one in batches(home)].count("undone") == 1


def test_a_press_on_a_page_that_another_window_has_made_old_is_told_and_does_nothing_later(home: Path):
    click(reviewed(), "import_accept")
    (batch,) = batches(home)
    here, other = opened(part="batches"), opened(part="batches")
    click(other, f"import_undo_{batch.batch}")
    click(here, f"import_undo_{batch.batch}")
    assert "does not count already" in here.error[0].value
    click(other, f"import_redo_{batch.batch}")
    sound(here.run())
    assert [one.kept for one in batches(home)] == ["accepted"]


def test_a_press_that_no_button_took_is_none_for_a_later_run(home: Path):
    click(reviewed(), "import_accept")
    (batch,) = batches(home)
    app = opened(part="batches")
    app.session_state["pressed"] = {f"import_undo_{batch.batch}"}
    app.query_params["part"] = "table"
    sound(app.run())
    app.query_params["part"] = "batches"
    sound(app.run())
    assert [one.kept for one in batches(home)] == ["accepted"]


def test_what_forbids_a_draft_by_now_is_told_once(home: Path):
    here, other = opened(part="table"), opened(part="table")
    for app, value in ((here, "137"), (other, "138")):
        app.file_uploader[0].upload("bang.csv", table(value=value, quote=f"kết nạp {value} đảng viên"), "text/csv")
        sound(app.run())
    click(other, "import_accept")
    click(here, "import_accept")
    assert " ".join(one.value for one in here.text).count("one source states one key once") == 1
    assert len(batches(home)) == 1


def test_nothing_imported_says_so():
    assert any("Nothing was imported" in one.value for one in opened(part="batches").info)


def test_the_page_speaks_vietnamese():
    app = opened(lang="vi")
    assert app.title[0].value == "Nhập số liệu"
    assert app.button(key="import_read").label == "Đọc số liệu"
