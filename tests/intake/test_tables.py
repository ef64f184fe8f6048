"""CSV and Excel files become drafts: what is certain is read, what is not is named with its cell, and nothing fills the memory."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.data.rows import FILES
from metrics.errors import PartyMetricsError
from metrics.files.template import template_csv, template_xlsx
from metrics.intake.batches import problems, with_batches
from metrics.intake.drafts import Draft
from metrics.intake.spreadsheet import Limits, TableError, letters, sheets
from metrics.intake.tables import read_table, read_tables
from metrics.store.store import Store
from metrics.words.wording import Wording
from metrics.words.words import Words
from tests import small

COLUMNS = FILES["observations.csv"]
CELLS = {
    "source": "paper",
    "organization": "nghe-an.agencies-bloc",
    "indicator": "party_members",
    "value": "5164",
    "unit": "person",
    "qualifier": "eq",
    "period_type": "as_of",
    "period": "2021-09",
    "status": "reported",
    "quote": "có 5.164 đảng viên",
}


def row(**cells: Any) -> list[Any]:
    return [{**CELLS, **cells}.get(column, "") for column in COLUMNS]


def csv_text(*rows: list[str], separator: str = ",", header: tuple[str, ...] = COLUMNS) -> str:
    return "".join(separator.join(cells) + "\n" for cells in [list(header), *rows])


def workbook(*sheets: tuple[str, Callable[[Any, Any], None]]) -> bytes:
    """An .xlsx file; each sheet is drawn by a function of sheet and workbook."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for name, draw in sheets:
        draw(book.add_worksheet(name), book)
    book.close()
    return target.getvalue()


def drawn(*rows: list[Any], first: int = 0) -> Callable[[Any, Any], None]:
    def draw(sheet: Any, book: Any) -> None:
        for line, cells in enumerate([list(COLUMNS), *rows], first):
            for place, cell in enumerate(cells):
                sheet.write(line, place, cell)

    return draw


def stated(draft: Draft, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(one[column] for column in columns) for one in draft.rows["observations.csv"]]


def faults(draft: Draft) -> list[tuple[int, str]]:
    return [(one.line, one.column) for one in draft.faults]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory):
    folder = small.write(small.data("nghe-an.agencies-bloc party_members 2020 5000"), tmp_path_factory.mktemp("data"))
    return with_batches(folder, None)


# CSV -----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "data",
    [
        csv_text(row()).encode(),
        csv_text(row()).encode("utf-8-sig"),
        csv_text(row()).replace("\n", "\r\n").encode(),
        csv_text(row(), separator=";").encode(),
        csv_text(row(), separator="\t").encode("utf-16"),
        ("sep=;\r\n" + csv_text(row(), separator=";")).encode(),
        csv_text(row(quote="có 5.164 đảng viên".replace("đ", "đ"))).encode(),
        csv_text([*reversed(row())], header=COLUMNS[::-1]).encode(),
        csv_text(["", *row()], header=("", *COLUMNS)).encode(),
        (csv_text(row()) + "\n,,,,,,,,,,,,,,\n").encode(),
        csv_text([cell.upper() if place == 99 else f" {cell} " for place, cell in enumerate(row())]).encode(),
    ],
)
def test_a_table_is_read_however_excel_writes_it(loaded, data: bytes):
    draft = read_table("figures.csv", data)
    assert [one.cells for one in draft.rows["observations.csv"]] == [
        dict(zip(COLUMNS, row(), strict=True)) | {"quote_status": "unverified"}
    ]
    assert problems(loaded, draft) == ()


def test_letters_and_their_marks_become_one_character(loaded):
    draft = read_table("figures.csv", csv_text(row(quote="có 5.164 đảng viên")).encode())
    assert stated(draft, "quote") == [("có 5.164 đảng viên",)]


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1258", "Windows-1258"), ("tcvn3", "TCVN3"), ("broken", "not UTF-8"), ("utf-16-le", "no text")]
)
def test_other_encodings_are_named(encoding: str, name: str):
    words = "Đảng bộ có đảng viên mới, tổ chức đã kỷ luật và kiểm tra các tổ chức trong năm"
    if encoding == "tcvn3":
        data = csv_text(row(note="§¶ng bé cã ®¶ng viªn míi, tæ chøc ®· kû luËt vµ kiÓm tra c¸c tæ chøc")).encode(
            "latin-1", "replace"
        )
    elif encoding == "cp1258":
        data = csv_text(row(note=decomposed(words), quote="5164")).encode("cp1258")
    else:
        data = b"\xff\xfd\x80" if encoding == "broken" else csv_text(row(quote="5164")).encode("utf-16-le")
    with pytest.raises(PartyMetricsError, match=name):
        read_table("figures.csv", data)


def decomposed(text: str) -> str:
    """Vietnamese as Windows-1258 writes it: the letter, then the tone."""
    found = ""
    for sign in text:
        try:
            sign.encode("cp1258")
            found += sign
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", sign)
            tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
            found += unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + "".join(tones)
    return found


@pytest.mark.parametrize(
    ("cell", "unit", "read"),
    [("73,8", "percent", "73.8"), ("0,712", "score", "0.712"), ("5.164", "person", "5164"), ("5,164", "person", "5164")],
)
def test_a_number_is_read_where_it_can_be_nothing_else(cell: str, unit: str, read: str):
    draft = read_table("figures.csv", csv_text(row(value=cell, unit=unit), separator=";").encode())
    assert (stated(draft, "value", "note"), draft.faults) == ([(read, "")], ())


def test_a_number_that_may_be_two_is_refused_with_both_and_its_sign():
    draft = read_table("figures.csv", csv_text(row(value="5,164", unit="percent"), separator=";").encode())
    assert faults(draft) == [(2, "value")]
    assert all(word in draft.faults[0].message for word in ("sign ,", "5164", "5.164"))


@pytest.mark.parametrize("cell", ["1.5", "1e3", "51 64", "năm", "+5", "=1+1", "٣", "1,2,3", "5.16", "0.164", "5.164 (a)"])
def test_any_other_number_is_told_by_the_checks_at_its_cell(loaded, cell: str):
    found = problems(loaded, read_table("figures.csv", csv_text(row(value=cell), separator=";").encode()))
    assert ("figures.csv", 2, "value") in [(one.file, one.line, one.column) for one in found]


@pytest.mark.parametrize("cell", ["5\u00a0164", "5\u202f164", "5.164*", "5164 (1)", "5.164¹", "\u00a05164 "])
def test_cells_as_people_write_them_are_accepted(loaded, cell: str):
    draft = read_table("figures.csv", csv_text(row(value=cell), separator=";").encode())
    assert problems(loaded, draft) == ()
    ((value, note),) = stated(draft, "value", "note")
    assert value == "5164"
    assert note == (f"value is written {cell}" if cell[-1] in "*)¹" else "")


def test_a_row_whose_value_is_not_stated_is_left_out_and_told(loaded):
    rows = [row(), row(value="…", period="2022"), row(value="-", period="2023"), row(value="", period="2024", denominator="–")]
    draft = read_table("figures.csv", csv_text(*rows, separator=";").encode())
    assert stated(draft, "value", "denominator") == [("5164", ""), ("", "")]
    assert [str(one) for one in draft.told] == [f"figures.csv:{line}: no value is stated; the row was left out." for line in (3, 4)]
    assert [(one.line, one.column) for one in problems(loaded, draft)] == [(5, "value")]


def test_a_rank_that_is_not_stated_leaves_the_score():
    header = tuple(column for column in FILES["rankings.csv"] if column != "note")
    stated_cells = (
        "DTI",
        "2023",
        "nghe-an",
        "63",
        "-",
        "0,712",
        "reported",
        "reported",
        "https://a.example",
        "Báo",
        "30/6/2024",
        "high",
    )
    draft = read_table("ranks.csv", (";".join(header) + "\n" + ";".join(stated_cells) + "\n").encode())
    (cells,) = [one.cells for one in draft.rows["rankings.csv"]]
    assert [cells[name] for name in ("rank", "rank_status", "score", "score_status", "published")] == [
        "",
        "",
        "0.712",
        "reported",
        "2024-06-30",
    ]


def test_periods_as_people_write_them_are_accepted(loaded):
    written = {"Quý II/2025": "2025-Q2", "quý 2 năm 2024": "2024-Q2"}
    rows = [row(indicator="members_admitted", period_type="quarter", period=period) for period in written]
    draft = read_table("figures.csv", csv_text(*rows, separator=";").encode())
    assert (problems(loaded, draft), stated(draft, "period")) == ((), [(code,) for code in written.values()])


def test_a_period_that_may_be_two_is_refused_with_both_and_its_sign(loaded):
    draft = read_table(
        "figures.csv", csv_text(row(indicator="members_admitted", period_type="", period="2020-2025"), separator=";").encode()
    )
    assert faults(draft) == [(2, "period")]
    assert all(word in draft.faults[0].message for word in ("sign -", "term", "range"))


def test_every_bad_cell_is_told_at_once(loaded):
    rows = [row(organization="nghe-an.agency-bloc"), row(period="2021-13", qualifier="="), row(unit="people", quote="không có số")]
    found = problems(loaded, read_table("figures.csv", csv_text(*rows).encode()))
    assert [(one.line, one.column) for one in found] == [
        (2, "organization"),
        (3, "period"),
        (3, "qualifier"),
        (4, "unit"),
        (4, "quote"),
    ]
    assert "Did you mean nghe-an.agencies-bloc" in found[0].message


def test_what_is_wrong_is_said_in_vietnamese_too(loaded):
    rows = [
        row(organization="nghe-an.agency-bloc", source="", unit="people"),
        row(period="2021-13", qualifier="=", value="5.164,5", line="0"),
        row(period="2021-09/2020", period_type="range", breakdown="group=women", value="-3", quote="một hai " * 9),
        row(breakdown="scope=x;body=both", denominator="7", status="derived"),
        row(source="nobody", unit="percent", value="120"),
        row(period="1850", value="1.5"),
        [*row()[:5], "2.000"],
    ]
    found = problems(loaded, read_table("figures.csv", csv_text(*rows).encode()))
    assert len({one.message for one in found}) > 20
    assert [str(one) for one in found if Wording("vi").problem(one) == one.message] == []
    assert [str(one) for one in found if Wording("en").problem(one) != one.message] == []
    assert "Ý bạn là nghe-an.agencies-bloc?" in Wording("vi").problem(found[0])


def test_a_row_of_other_length_and_an_open_quote_are_told_with_their_lines():
    text = csv_text(row()) + "paper,too,short\n" + csv_text(row()).splitlines()[1] + ",more\n" + 'paper,"open\n'
    draft = read_table("figures.csv", text.encode())
    assert [line for line, _ in faults(draft)] == [5, 3, 4]
    assert draft.figures == 1


def test_cells_of_several_lines_do_not_shift_the_lines_after_them(loaded):
    text = csv_text(row(note='"one\ntwo"'), row(value="x"))
    found = problems(loaded, read_table("figures.csv", text.encode()))
    assert {one.line for one in found} == {4}


def test_missing_and_unknown_columns_are_told_once():
    header = tuple("valeu" if column == "unit" else column for column in COLUMNS if column not in ("note", "period"))
    draft = read_table("figures.csv", csv_text(["x"] * len(header), header=header).encode())
    assert faults(draft) == [(1, "unit"), (1, "period")]
    assert "valeu" in str(draft.told[0])
    with pytest.raises(TableError, match="Did you mean indicator"):
        read_table("figures.csv", csv_text(header=("indicatr", "body")).encode())


def test_a_column_that_stands_twice_is_refused():
    assert faults(read_table("figures.csv", csv_text([*row(), "1"], header=(*COLUMNS, "value")).encode())) == [(1, "value")]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0 old excel", b"\0\0\0", b"<html></html>"])
def test_what_is_no_table_is_refused_in_a_sentence(data: bytes):
    with pytest.raises(PartyMetricsError, match=r"figures\.csv"):
        read_table("figures.csv", data)


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: csv_text(row(note=text)).encode("utf-8", "replace")))
@settings(max_examples=150)
def test_any_bytes_give_a_draft_or_a_sentence(data: bytes):
    with suppress(PartyMetricsError):
        draft = read_table("any.csv", data)
        assert all(set(one.cells) == set(COLUMNS) for one in draft.rows["observations.csv"])


# sources -------------------------------------------------------------------------------------------------------------
def test_rows_may_describe_their_own_source(loaded):
    header = (*COLUMNS, "publisher", "published", "url")
    described = ["Báo Nghệ An", "2021-09", "https://example.org/a"]
    rows = [
        [*row(source="new"), *described],
        [*row(source="", indicator="members_admitted", period_type="year", period="2021"), *described],
    ]
    draft = read_table("figures.csv", csv_text(*rows, header=header).encode())
    assert problems(loaded, draft) == ()
    assert [one["url"] for one in draft.cited] == ["https://example.org/a"] * 2
    (first, second) = stated(draft, "source")
    assert first == ("new",)
    assert second[0].startswith("bao-nghe-an-2021-09-")


def test_a_known_source_that_rows_describe_otherwise_is_told(loaded):
    header = (*COLUMNS, "publisher", "published", "url")
    same = [*row(), "Báo", "2022-01-01", "https://example.org/paper"]
    assert problems(loaded, read_table("figures.csv", csv_text(same, header=header).encode())) == ()
    other = [*row(), "Báo", "2022-01-01", "https://example.org/other"]
    (problem,) = problems(loaded, read_table("figures.csv", csv_text(other, header=header).encode()))
    assert (problem.line, problem.column) == (2, "source")


def test_the_source_of_all_figures_may_be_told_beside_the_file(loaded):
    told = {"publisher": "Báo Nghệ An", "published": "2021", "url": "https://example.org/b"}
    draft = read_tables([("figures.csv", csv_text(row(source="")).encode())], told)
    assert problems(loaded, draft) == ()
    assert draft.cited[0]["publisher"] == "Báo Nghệ An"
    assert read_tables([("figures.csv", csv_text(row()).encode())], told).cited == ()


def test_several_files_make_one_draft(loaded):
    sources = "source,publisher,published,url\nnew,Báo,2021,https://example.org/c\n"
    ranks = (
        "index,year,province,boundary,rank,rank_status,score_status,score,source_url,publisher,confidence\n"
        "PAR,2023,nghe-an,63,15,reported,,,https://example.org/r,Bộ Nội vụ,high\n"
    )
    files = [("figures.csv", csv_text(row(source="new"))), ("sources.csv", sources), ("ranks.csv", ranks)]
    draft = read_tables([(name, text.encode()) for name, text in files])
    assert problems(loaded, draft) == ()
    assert {file: len(rows) for file, rows in draft.rows.items() if rows} == {
        "observations.csv": 1,
        "sources.csv": 1,
        "rankings.csv": 1,
    }


# Excel ---------------------------------------------------------------------------------------------------------------
def test_numbers_dates_and_texts_of_a_workbook_are_read_as_the_contract_writes_them(loaded):
    def draw(sheet: Any, book: Any) -> None:
        drawn(row(), row(period="2021", period_type="year", indicator="members_admitted"))(sheet, book)
        sheet.write_number(1, COLUMNS.index("value"), 5164)
        sheet.write_datetime(1, COLUMNS.index("period"), dt.datetime(2021, 9, 22), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_number(2, COLUMNS.index("period"), 2021)
        sheet.write_number(2, COLUMNS.index("value"), 5164.0)
        sheet.write_number(2, COLUMNS.index("denominator"), 0.1 + 0.2)

    draft = read_table("figures.xlsx", workbook(("Số liệu", draw)))
    assert stated(draft, "value", "period", "denominator") == [("5164", "2021-09-22", ""), ("5164", "2021", "0.3")]


def test_bad_cells_of_a_workbook_are_told_by_their_names(loaded):
    data = workbook(("figures", drawn(row(value="x"), row(period="2021-13"), first=3)))
    found = problems(loaded, read_table("figures.xlsx", data))
    assert [str(one).partition(": ")[0] for one in found] == ["figures.xlsx!figures:5", "figures.xlsx!figures:6"]
    assert [one.column for one in found] == ["value (E5)", "period (J6)"]


def test_what_reads_as_an_empty_cell_but_is_none_is_told(loaded):
    def draw(sheet: Any, book: Any) -> None:
        drawn(row(), row(), row(), row())(sheet, book)
        sheet.write_formula("E2", "=5000+164", None, "")
        sheet.write_formula("E3", "=1/0", None, "#DIV/0!")
        sheet.write_formula("E4", "=5000+164", None, 5164)
        sheet.merge_range("G4:G5", "6000")

    draft = read_table("figures.xlsx", workbook(("figures", draw)))
    told = {str(draft.located(one).column): one.message for one in draft.faults}
    assert sorted(told) == ["denominator (G4)", "value (E2)", "value (E3)"]
    assert "never computed" in told["value (E2)"]
    assert "error" in told["value (E3)"]
    assert "G4:G5" in told["denominator (G4)"]
    assert stated(draft, "value")[2] == ("5164",)


# numbers of percent as Excel keeps them, the format that shows them, and the number that is shown
SHARES = [
    *((0.738, "0.0%", "73.8"), (1, "0%", "100"), (0.0738, "[Red]0.00%", "7.38"), (0.29, "0%", "29"), (73.8, "0.0", "73.8")),
    *((0.9, '0.0"%"', "0.9"), (0.9, "0.0\\%", "0.9"), (73.8, '#,##0.0"%"', "73.8"), (0.5, '0.0 "(%)"', "0.5")),
]


@pytest.mark.parametrize(("number", "pattern", "shown"), SHARES)
def test_a_share_is_the_one_that_excel_shows(loaded, number: float, pattern: str, shown: str):
    def draw(sheet: Any, book: Any) -> None:
        quote = f"có {shown.replace('.', ',')}% là nữ"
        drawn(row(breakdown="group=female", unit="percent", quote=quote))(sheet, book)
        sheet.write_number("E2", number, book.add_format({"num_format": pattern}))

    draft = read_table("figures.xlsx", workbook(("figures", draw)))
    assert stated(draft, "value") == [(shown,)]
    assert problems(loaded, draft) == ()


@pytest.mark.parametrize(("number", "pattern", "shown"), SHARES)
def test_a_score_in_percent_is_the_one_that_excel_shows(number: float, pattern: str, shown: str):
    header = ("index", "year", "province", "boundary", "rank", "rank_status", "score_status", "score", "source_url", "publisher")
    cells = ("PAR", 2023, "nghe-an", "63", "", "", "reported", "", "https://example.org/r", "Bộ Nội vụ", "high")

    def draw(sheet: Any, book: Any) -> None:
        sheet.write_row(0, 0, (*header, "confidence"))
        sheet.write_row(1, 0, cells)
        sheet.write_number("H2", number, book.add_format({"num_format": pattern}))

    (found,) = read_table("ranks.xlsx", workbook(("rankings", draw))).rows["rankings.csv"]
    assert found["score"] == shown
    printed = ",".join([*header, "confidence"]) + "\n" + ";".join(map(str, cells)).replace(";", ",")
    (found,) = read_table("ranks.csv", printed.replace("reported,", f'reported,"{shown.replace(".", ",")}%"').encode()).rows[
        "rankings.csv"
    ]
    assert found["score"] == shown


def test_a_count_that_excel_shows_in_percent_is_refused(loaded):
    def draw(sheet: Any, book: Any) -> None:
        drawn(row())(sheet, book)
        sheet.write_number("E2", 5164, book.add_format({"num_format": "0%"}))

    found = problems(loaded, read_table("figures.xlsx", workbook(("figures", draw))))
    assert [(one.column, "516400%" in one.message) for one in found] == [("value (E2)", True)]


def test_days_that_excel_counts_and_months_that_it_made_days_are_read():
    def draw(sheet: Any, book: Any) -> None:
        rows = [row(period=44461), row(period_type="month", indicator="members_admitted"), row(period="2021", published=1)]
        drawn(*rows)(sheet, book)
        sheet.write_datetime("J3", dt.datetime(2021, 9, 1), book.add_format({"num_format": "mmm-yy"}))

    draft = read_table("figures.xlsx", workbook(("figures", draw)))
    assert (stated(draft, "period"), draft.told) == ([("2021-09-22",), ("2021-09",), ("2021",)], ())


def test_a_date_on_the_first_of_a_month_is_pointed_out():
    def draw(sheet: Any, book: Any) -> None:
        drawn(row())(sheet, book)
        sheet.write_datetime("J2", dt.datetime(2021, 9, 1), book.add_format({"num_format": "mmm-yy"}))

    draft = read_table("figures.xlsx", workbook(("figures", draw)))
    assert stated(draft, "period") == [("2021-09-01",)]
    assert "J2" in str(draft.told[0])


def test_hidden_rows_columns_and_sheets_are_read_and_named():
    def draw(sheet: Any, book: Any) -> None:
        drawn(row(), row(period="2020"))(sheet, book)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("E:E", None, None, {"hidden": True})

    def old(sheet: Any, book: Any) -> None:
        drawn(row(period="2019"))(sheet, book)
        sheet.hide()

    draft = read_table("figures.xlsx", workbook(("figures", draw), ("old", old)))
    assert len(draft.rows["observations.csv"]) == 3
    assert [str(one) for one in draft.told] == [
        "figures.xlsx!figures: these rows are hidden in the file, and are read like all others: 3.",
        "figures.xlsx!figures: these columns are hidden in the file, and are read like all others: E.",
        "figures.xlsx!old is a hidden sheet, and is read like all others.",
    ]


def test_every_sheet_that_is_a_table_is_read_and_others_are_named():
    other = workbook(
        ("figures", drawn(row())), ("more", drawn(row(period="2020"))), ("Ghi chú", lambda sheet, _: sheet.write(0, 0, "x"))
    )
    draft = read_table("figures.xlsx", other)
    assert draft.places == {"figures.xlsx!figures", "figures.xlsx!more"}
    assert [str(one) for one in draft.told] == ["figures.xlsx!Ghi chú is no table of the data and was left out."]
    with pytest.raises(TableError, match="holds no table"):
        read_table("figures.xlsx", workbook(("Ghi chú", lambda sheet, _: sheet.write(0, 0, "x"))))


DAMAGED = {
    "káº¿t náº¡p 5.164 Ä‘áº£ng viÃªn": "encoded twice (UTF-8 opened in another encoding). Write 'kết nạp 5.164 đảng viên'",
    "keát naïp 5.164 ñaûng vieân": "VNI font, not in Unicode. Write 'kết nạp 5.164 đảng viên'",
    "kÕt n¹p 5.164 ®¶ng viªn": "TCVN3 font (.Vn…), not in Unicode. Write 'kết nạp 5.164 đảng viên'",
    "k?t n?p 5.164 ??ng viên": "lost to question marks. Copy the words",
    "kết n\ufffdp 5.164 đảng viên": "lost to \ufffd. Copy the words",
    "có 5.164 \u202eđảng viên": "the invisible letter U+202E RIGHT-TO-LEFT OVERRIDE; remove it",
    "có 5.164\u200b đảng viên": "the invisible letter U+200B ZERO WIDTH SPACE; remove it",
}


@pytest.mark.parametrize(("words", "told"), DAMAGED.items())
@pytest.mark.parametrize("column", ["quote", "note", "publisher"])
def test_words_that_nobody_can_read_are_refused_at_their_cell(loaded, words: str, told: str, column: str):
    described = {"publisher": "Báo", "published": "2021", "url": "https://example.org/d"}
    cells = [*row(source=""), *described.values()]
    header = (*COLUMNS, *described)
    cells[header.index(column)] = words
    for data in (csv_text(cells, header=header).encode(), workbook(("figures", drawn_as(header, cells)))):
        (found,) = problems(loaded, read_table("figures.csv", data))
        assert (found.line, found.column.partition(" ")[0], told in found.message) == (2, column, True)


def drawn_as(header: tuple[str, ...], *rows: list[Any]) -> Callable[[Any, Any], None]:
    def draw(sheet: Any, book: Any) -> None:
        for line, cells in enumerate([header, *rows]):
            sheet.write_row(line, 0, cells)

    return draw


def test_names_of_new_bodies_are_looked_at_too(loaded):
    bodies = "organization,province,level,kind,name_vi,name_en\nnghe-an.x,nghe-an,grassroots,other,Ñaûng boä X,Party\u200b X\n"
    draft = read_tables([("figures.csv", csv_text(row()).encode()), ("bodies.csv", bodies.encode())])
    assert {(one.file, one.column) for one in problems(loaded, draft)} == {("bodies.csv", "name_vi"), ("bodies.csv", "name_en")}


# bounds --------------------------------------------------------------------------------------------------------------
def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "figures.csv"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(TableError, match="200 MB, at most 32 MB"):
        read_table(path.name, path)


@pytest.mark.parametrize("name", ["figures.csv", "figures.xlsx"])
def test_too_many_rows_are_refused(name: str):
    rows = [row()] * 12
    data = csv_text(*rows).encode() if name.endswith("csv") else workbook(("figures", drawn(*rows)))
    assert read_table(name, data, Limits(rows=12)).figures == 12
    with pytest.raises(TableError, match="more than 11 rows"):
        read_table(name, data, Limits(rows=11))


@pytest.mark.parametrize("cell", ["A1048576", "XFD2"])
def test_a_cell_far_out_does_not_fill_the_memory(cell: str):
    def draw(sheet: Any, book: Any) -> None:
        drawn(row())(sheet, book)
        sheet.write(cell, "x")

    with pytest.raises(TableError, match=cell):
        read_table("figures.xlsx", workbook(("figures", draw)))


def test_a_workbook_that_unpacks_to_gigabytes_is_refused():
    target = io.BytesIO(workbook(("figures", drawn(row()))))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b" " * 5_000_000)
    data = target.getvalue()
    assert len(data) < 50_000
    with pytest.raises(TableError, match="unpacks to more than 1 MB"):
        read_table("figures.xlsx", data, Limits(unpacked=2**20))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_broken_workbook_is_refused_in_a_sentence(part: str):
    whole, broken = io.BytesIO(workbook(("figures", drawn(row())))), io.BytesIO()
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(broken, "w") as copy:
        for name in archive.namelist():
            data = archive.read(name)
            copy.writestr(name, data[: len(data) // 2] if name == part else data)
    with pytest.raises(TableError, match=r"figures\.xlsx"):
        read_table("figures.xlsx", broken.getvalue())


# the template --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_is_an_empty_draft_and_explains_every_column(store: Store, language: str):
    draft = read_table("template.xlsx", template_xlsx(store, Words(language, store.names)))
    assert (draft.figures, draft.faults, draft.told) == (0, (), ())


def test_the_header_as_csv_is_an_empty_draft_too():
    assert read_table("template.csv", template_csv()).figures == 0
    assert read_table("template.csv", template_csv("rankings.csv")).faults == ()


# made to do harm -----------------------------------------------------------------------------------------------------
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FIRST = "".join(f'<c r="{letters(place)}1" t="inlineStr"><is><t>{name}</t></is></c>' for place, name in enumerate(COLUMNS, 1))
FAR = {
    "in its quotes": "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "with space": '<row r="1048576"><c  r = "XFD1048576"><v>1</v></c></row>',
    "in small letters": '<row r="2"><c r="xfd2"><v>1</v></c></row>',
    "by its row alone": '<row r="1048576"><c><v>1</v></c></row>',
    "by its place in the row": f'<row r="2">{"<c/>" * 1_001}</row>',
    "of many digits": f'<row r="2"><c r="A{"9" * 5000}"><v>1</v></c></row>',
    "of many letters": f'<row r="2"><c r="{"A" * 5000}2"><v>1</v></c></row>',
    "in a namespace": '<x:row xmlns:x="{MAIN}" r="1048576"><x:c r="A1048576"/></x:row>',
}


def packed(rows: str, sheets: int = 1, before: str = "") -> bytes:
    """An .xlsx file whose sheets are all this part, below the header of a table of figures."""
    named = "".join(f'<sheet name="S{number}" sheetId="{number + 1}" r:id="rId1"/>' for number in range(sheets))
    sheet = f'{before}<worksheet xmlns="{MAIN}"><sheetData><row r="1">{FIRST}</row>{rows}</sheetData></worksheet>'
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(("S", drawn())))) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name == "xl/workbook.xml":
                part = re.sub("<sheets>.*</sheets>", f"<sheets>{named}</sheets>", part)
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else part)
    return target.getvalue()


@pytest.mark.parametrize("far", FAR)
def test_a_cell_far_out_is_refused_however_it_says_where_it_stands(far: str):
    with pytest.raises(TableError, match="at most 20000 rows and 1000 columns"):
        read_table("far.xlsx", packed(FAR[far]))


@pytest.mark.parametrize("cells", ["<c " * 60_000, '<c r="A1">' * 30_000, '<c r="A1"><f>' * 30_000, "<c r='A1' t='e'>" * 30_000])
def test_a_sheet_whose_cells_never_end_is_refused_at_once(cells: str):
    before = time.monotonic()
    with pytest.raises(TableError, match="cannot be read as an Excel file"):
        read_table("freeze.xlsx", packed(f"<row>{cells}"))
    assert time.monotonic() - before < 5


def test_a_sheet_that_declares_entities_and_thousands_of_sheets_are_refused():
    laughs = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(TableError, match="DOCTYPE"):
        read_table("laughs.xlsx", packed('<row r="2"><c r="A2" t="inlineStr"><is><t>&b;</t></is></c></row>', before=laughs))
    with pytest.raises(TableError, match="201 sheets, at most 200"):
        read_table("sheets.xlsx", packed("", sheets=201))


def test_cells_that_do_not_say_where_they_stand_are_found_where_excel_puts_them():
    cells = '<row><c r="B2"><v>1</v></c><c t="e"><v>#REF!</v></c></row><row r="4"><c><f>1+1</f></c></row><row><c t="e"/></row>'
    (sheet,) = sheets("odd.xlsx", packed(cells), Limits())
    assert list(sheet.odd) == [(2, 3), (4, 1), (5, 1)]
