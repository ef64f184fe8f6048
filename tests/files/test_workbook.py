"""Excel and Parquet: read back by other libraries, every cell is that of `query`; nothing runs as a formula, nothing is zero."""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from metrics.answers.query import ask, metrics_of
from metrics.data.seeds import load
from metrics.files import workbook
from metrics.files.export import columns, csv_bytes, file_name, records
from metrics.files.workbook import dataset_excel, dataset_parquet, dataset_table, evidence_table, excel_bytes, parquet_bytes
from metrics.store.store import Store
from metrics.survey.listing import Search, observations
from metrics.vocabulary import Question, Result
from metrics.words.wording import Wording
from metrics.words.words import Words
from tests.files.questions import QUESTIONS
from tests.spoken import vi
from tests.workbooks import DICTIONARIES, sheets

VI, EN = Wording("vi"), Wording("en")
TODAY = dt.date(2026, 11, 22)
LINK = "http://localhost:8501/membership?province=nghe-an"
Rows = list[dict[str, Any]]


@functools.cache
def written(store: Store, question: Question, language: str = "vi") -> bytes:
    """A view as Excel: many tests look at the same."""
    return excel_bytes(ask(store, question), Words(language, store.names), store)


@pytest.fixture(scope="module")
def whole(store: Store) -> bytes:
    return dataset_excel(store, vi(store), link=LINK, today=TODAY)


@pytest.fixture(scope="module")
def small_store(few: Path) -> Store:
    """A part of the project's own data."""
    return Store.build(load(few))


def rows(sheet: list[list[Any]]) -> Rows:
    """The rows below heading and codes, by the columns' codes."""
    return [dict(zip(sheet[1], row, strict=True)) for row in sheet[2:]]


def plain(cell: Any) -> Any:
    """A cell as `query` has it: dates as text, nothing for what is empty; fourteen digits of a number survive the file."""
    if isinstance(cell, float):
        return float(f"{cell:.14G}")
    return cell.isoformat() if isinstance(cell, dt.date) else None if cell == "" else cell


# a view -------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("question", QUESTIONS, ids=file_name)
def test_every_cell_is_that_of_query(store: Store, question: Question):
    result = ask(store, question)
    data = rows(sheets(written(store, question))["Số liệu"])
    assert [[plain(row[name]) for name in columns(result)] for row in data] == [
        [plain(cell) for cell in row.values()] for row in records(result)
    ]


@pytest.mark.parametrize("question", QUESTIONS, ids=file_name)
def test_numbers_are_numbers_and_what_is_not_stated_is_empty(store: Store, question: Question):
    result = ask(store, question)
    for stated, row in zip(records(result), rows(sheets(written(store, question))["Số liệu"]), strict=True):
        for name, cell in stated.items():
            assert (row[name] == "") == (cell is None or cell == "")
            assert isinstance(row[name], float) == isinstance(cell, int | float)


@pytest.mark.parametrize("question", QUESTIONS, ids=file_name)
def test_the_same_names_and_sources_as_in_the_csv(store: Store, question: Question):
    result = ask(store, question)
    lines = csv_bytes(result, vi(store), store).decode("utf-8-sig").splitlines()
    sheet = sheets(written(store, question))["Số liệu"]
    assert len(sheet) - 2 == len(lines) - 1
    columns = set(sheet[1])
    assert set(lines[0].split(",")) <= columns


def test_vietnamese_headings_stand_above_the_codes(store: Store):
    sheet = sheets(written(store, QUESTIONS[0]))["Số liệu"]
    heads = dict(zip(sheet[1], sheet[0], strict=True))
    assert heads["province_name"] == "Tỉnh, thành phố"
    assert heads["province"] == "Tỉnh, thành phố (mã)"
    assert (heads["year"], heads["value"], heads["covers_name"]) == ("Năm", "Giá trị", VI.column("covers"))
    assert "" not in sheet[0]
    nghe_an = next(row for row in rows(sheet) if row["province"] == "nghe-an")
    assert nghe_an["province_name"] == "Nghệ An"
    assert nghe_an["unit_name"] == "người"


@pytest.mark.parametrize("question", QUESTIONS, ids=file_name)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_pivot_over_a_sheet_works(store: Store, question: Question, language: str):
    book = CalamineWorkbook.from_filelike(io.BytesIO(written(store, question, language)))
    for name in book.sheet_names[:-1]:
        heading, *body = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert "" not in heading
        assert len(set(heading)) == len(heading)
        columns = dict(zip(heading, zip(*body, strict=True), strict=True)) if body else {}
        # a column of numbers holds numbers and nothing else
        values = columns.get(Wording(language).column("value"), ())
        assert name in DICTIONARIES or all(isinstance(cell, float) or cell == "" for cell in values)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_heading_stands_for_one_column_of_its_sheet(store: Store, small_store: Store, whole: bytes, language: str):
    every = whole if language == "vi" else dataset_excel(small_store, Words(language, small_store.names))
    words = Wording(language)
    for data in (written(store, QUESTIONS[4], language), every):
        listed = [row for row in rows(sheets(data)[DICTIONARIES[language == "en"]]) if row["part"].startswith(words.say("Columns"))]
        assert (
            len({(row["part"], row["name"]) for row in listed})
            == len({(row["part"], row["code"]) for row in listed})
            == len(listed)
        )


def test_a_province_asked_for_without_a_figure_is_named_in_the_notes(store: Store):
    result = ask(store, Question("party_members", provinces=("nghe-an", "bac-lieu"), years=(2021, 2021), kinds=("agencies_bloc",)))
    assert {row["province"] for row in result.rows} == {"nghe-an"}
    notes = dict(row[:2] for row in sheets(excel_bytes(result, vi(store), store))[VI.say("Notes")])
    assert notes[VI.say("Provinces without a figure")] == "Ở đây chưa có số liệu của: Bạc Liêu."


def test_a_comparison_with_targets_is_headed_as_one(store: Store):
    sheet = sheets(written(store, QUESTIONS[4]))["Số liệu"]
    heads = dict(zip(sheet[1], sheet[0], strict=True))
    assert (heads["previous"], heads["change_percent"]) == ("Chỉ tiêu đề ra", "Tỷ lệ đạt")
    told = {(row["previous_qualifier"], row["previous_qualifier_name"]) for row in rows(sheet) if row["previous"]}
    assert {("ge", VI.qualifier("ge")), ("eq", VI.qualifier("eq"))} <= told


def test_english_where_english_is_asked_for(store: Store):
    book = sheets(written(store, QUESTIONS[0], "en"))
    assert list(book) == ["Data", "Data dictionary", "Sources", "Notes"]
    assert rows(book["Data"])[0]["metric_name"] == "Party members"


@pytest.mark.parametrize("question", QUESTIONS, ids=file_name)
def test_the_sheet_of_sources_holds_the_words_behind_every_row(store: Store, question: Question):
    result = ask(store, question)
    listed = rows(sheets(written(store, question))["Nguồn"])
    behind = {number for row in result.rows for number in row.all_ids}
    assert sum(row["used"] == "yes" for row in listed) >= len(behind)
    assert behind or not result.rows
    cited = {slug for row in result.rows for slug in row.sources}
    assert cited <= {row["source"] for row in listed}
    assert all(row["quote"] or row["source"].startswith("http") for row in listed if row["used"] == "yes")


def test_what_does_not_count_says_why(store: Store):
    result = ask(store, Question("members_admitted", provinces=("hai-duong",), kinds=("agencies_bloc",), years=(2021, 2021)))
    table = evidence_table(result, vi(store), store)
    other = next(row for row in table.dicts() if row["source"] == "north-008")
    assert other["used"] != "yes"
    assert other["used_name"].startswith("không: ")


def test_notes_say_what_was_asked_when_and_where(store: Store):
    question = Question("party_members", provinces=("nghe-an",), kinds=("province_wide",), years=(2015, 2025), boundary="34")
    result = ask(store, question)
    notes = {str(row[0]): row[1] for row in sheets(excel_bytes(result, vi(store), store, LINK, TODAY))["Ghi chú"]}
    assert notes["Câu hỏi"] == vi(store).question(question, result.metric)
    assert notes["Lập ngày"] == TODAY
    assert notes["Đường dẫn"] == LINK
    assert notes["Tỉnh, thành phố"] == "Nghệ An"
    assert "không phải bằng 0" in notes["Ô trống"]
    book = sheets(excel_bytes(result, vi(store), store, "javascript:alert(1)", TODAY))
    assert "javascript" not in str(book["Ghi chú"])


def test_notes_explain_every_word_of_state_and_accuracy(store: Store):
    text = str(sheets(written(store, QUESTIONS[0]))["Ghi chú"])
    assert all(f"({code})" in text for code in ("complete", "partial", "at_least", "disputed", "derived", "eq", "ge", "approx"))


def test_reasons_of_blanks_are_told(store: Store):
    result = ask(store, Question("par_index_rank", boundary="34", years=(2024, 2025)))
    assert result.blanks
    text = str(sheets(excel_bytes(result, vi(store), store))["Ghi chú"])
    assert vi(store).message(result.blanks[0]) in text


def test_the_dictionary_defines_the_metric_its_parts_and_the_columns(store: Store):
    result = ask(store, Question("members_disciplined", by=("form", "kind", "year")))
    listed = {row["code"]: row for row in rows(sheets(excel_bytes(result, vi(store), store))["Từ điển"])}
    assert listed["members_disciplined"]["definition"] == VI.definition(result.metric)
    assert listed["form=expulsion"]["name"] == "khai trừ"
    assert set(columns(result)) <= set(listed)


# dangerous and odd texts --------------------------------------------------------------------------------------------------
def with_source(result: Result, text: str) -> Result:
    return replace(result, rows=(replace(result.rows[0], sources=(text,), ids=()),))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+84 912",
        "-18",
        "@SUM(A1)",
        "\t=1",
        "＝1+1",
        '=HYPERLINK("http://example.org","x")',
        "=cmd|' /C calc'!A0",
        "{=1+1}",
        "Đảng bộ \U0001f600 đã",
        "<a href='x'>&amp;</a>",
    ],
)
def test_texts_stay_texts_letter_for_letter(store: Store, text: str):
    data = excel_bytes(with_source(ask(store, QUESTIONS[0]), text), vi(store), store)
    assert rows(sheets(data)["Số liệu"])[0]["sources"] == text
    assert b"<f>" not in b"".join(parts(data))


def parts(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return [packed.read(name) for name in packed.namelist() if name.endswith(".xml")]


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_keeps_its_value_whatever_its_format(value: float):
    for unit in ("person", "percent", "rank", ""):
        pattern = workbook._pattern("value", value, unit)
        assert re.fullmatch(r'(#,##)?0(\.0{1,4})?("[%‰]")?', pattern)


@pytest.mark.parametrize(
    ("column", "value", "unit", "pattern"),
    [
        ("year", 2024, "person", "0"),
        ("value", 5164.0, "person", "#,##0"),
        ("value", 73.77, "percent", '#,##0.00"%"'),
        ("value", 5.0, "rank", "0"),
        ("value", 43.0699, "score", "#,##0.0000"),
        ("change", -1.5, "percent", "#,##0.0"),
        ("change_percent", 102.0, "person", '#,##0"%"'),
    ],
)
def test_formats_by_unit(column: str, value: float, unit: str, pattern: str):
    assert workbook._pattern(column, value, unit) == pattern


# the whole data set -------------------------------------------------------------------------------------------------------
def test_the_whole_data_set_holds_every_observation_and_rank(store: Store, whole: bytes):
    found = observations(store, Search())
    data = rows(sheets(whole)["Số liệu"])
    assert len(data) == len(found.rows)
    for stated, row in zip(found.dicts(), data, strict=True):
        assert {name: plain(row[name]) for name in found.columns} == {name: plain(cell) for name, cell in stated.items()}


def test_whole_dates_are_dates_and_partial_ones_texts(whole: bytes):
    data = rows(sheets(whole)["Số liệu"])
    for row in data:
        assert isinstance(row["published"], dt.date) == bool(re.fullmatch(r"\d{4}-\d\d-\d\d", str(row["published"])))
        assert isinstance(row["start"], dt.date)
        assert row["start"] <= row["end"]
    assert {type(row["published"]) for row in data} == {dt.date, str}


def test_the_whole_data_set_names_provinces_and_bodies(whole: bytes):
    data = rows(sheets(whole)["Số liệu"])
    merged = next(row for row in data if row["province"] == "ninh-binh-2025")
    assert merged["province_name"] == "Ninh Bình (từ 7/2025)"
    assert {"Đảng bộ Khối các cơ quan tỉnh Nghệ An", "Đảng bộ thành phố Hà Nội"} <= {row["organization_name"] for row in data}


def test_every_metric_and_source_is_listed(store: Store, whole: bytes):
    book = sheets(whole)
    assert set(metrics_of(store)) <= {row["code"] for row in rows(book["Từ điển"])}
    assert {source.source for source in store.seeds.sources} <= {row["source"] for row in rows(book["Nguồn"])}


def test_many_rows_are_written_alike(small_store: Store, monkeypatch: pytest.MonkeyPatch):
    few = dataset_excel(small_store, vi(small_store), link=LINK, today=TODAY)
    monkeypatch.setattr(workbook, "MANY", 10)
    assert sheets(dataset_excel(small_store, vi(small_store), link=LINK, today=TODAY)) == sheets(few)


def test_headings_stay_in_sight_and_rows_can_be_filtered(store: Store):
    xml = b"".join(parts(written(store, QUESTIONS[0]))).decode()
    assert xml.count('ySplit="1"') == 3
    assert xml.count("<autoFilter") == 3
    assert xml.count("<hyperlink ") > 10


def test_a_search_narrows_the_workbook(store: Store):
    search = Search(provinces=("nghe-an",))
    data = rows(sheets(dataset_excel(store, vi(store), search))["Số liệu"])
    assert len(data) == len(observations(store, search).rows)
    assert {row["province"] for row in data} == {"nghe-an"}


# parquet ------------------------------------------------------------------------------------------------------------------
def test_parquet_holds_every_observation_with_types(store: Store):
    table = pq.read_table(io.BytesIO(dataset_parquet(store, vi(store))))
    found = observations(store, Search())
    assert table.num_rows == len(found.rows)
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["value"], types["line"], types["start"], types["quote"]) == ("double", "int32", "date32[day]", "string")
    for stated, row in zip(found.dicts(), table.to_pylist(), strict=True):
        assert {name: row[name] or None for name in found.columns} == {name: cell or None for name, cell in stated.items()}
        assert row["value"] == stated["value"]
    assert {"publisher", "published", "url"} <= set(types)
    assert None not in table.column("breakdown").to_pylist()


@pytest.mark.parametrize("question", QUESTIONS, ids=file_name)
def test_parquet_of_a_view_has_the_cells_of_query(store: Store, question: Question):
    result = ask(store, question)
    table = pq.read_table(io.BytesIO(parquet_bytes(result, vi(store), store)))
    found = [[plain(row[name]) for name in columns(result)] for row in table.to_pylist()]
    assert found == [[plain(cell) for cell in row.values()] for row in records(result)]


def test_the_files_of_one_table_agree(store: Store, whole: bytes):
    table = dataset_table(store, vi(store))
    parquet = pq.read_table(io.BytesIO(dataset_parquet(store, vi(store))))
    assert list(table.columns) == parquet.schema.names == sheets(whole)["Số liệu"][1]
