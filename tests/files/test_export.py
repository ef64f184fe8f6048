"""Downloads: CSV that opens in Excel as it is, with the very cells of `query`, and with nothing that runs as a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import chart
from metrics.answers.query import ask, evidence
from metrics.answers.ranking import together
from metrics.answers.sources import citations, web_address
from metrics.data.cells import as_stated, cell_text, harmless
from metrics.data.rows import NUMBER
from metrics.files import export
from metrics.files.document import document_bytes
from metrics.files.export import (
    cells,
    columns,
    csv_bytes,
    evidence_csv_bytes,
    file_name,
)
from metrics.profile.province import latest_cells, profile, rank_table
from metrics.store.store import Store
from metrics.vocabulary import Question, Result, Source
from metrics.words.wording import Wording
from tests.chart.test_chart import PALETTE
from tests.files.questions import QUESTIONS
from tests.here import run
from tests.spoken import en, vi

VI = Wording("vi")
BOM = b"\xef\xbb\xbf"
DANGEROUS = "=+-@\t\r\n＝＋－＠"


def read(data: bytes) -> tuple[list[str], list[list[str]]]:
    assert data.startswith(BOM)
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    assert all(len(row) == len(header) for row in rows)
    return header, rows


@given(st.integers(-(10**12), 10**12), st.integers(0, 10))
def test_a_number_is_written_in_plain_digits_however_small(digits: int, decimals: int):
    value = digits / 10**decimals
    assert NUMBER.fullmatch(cell_text(value)) or len(cell_text(value).partition(".")[2]) > 10
    assert "e" not in cell_text(value)
    assert float(cell_text(value)) == value


@pytest.mark.parametrize(
    ("value", "text"), [(0.00005, "0.00005"), (-1e-10, "-0.0000000001"), (2 / 10**7, "0.0000002"), (1e22, f"{10**22}")]
)
def test_small_and_large_numbers_have_no_exponent(value: float, text: str):
    assert cell_text(value) == text


def arguments(question: Question) -> list[str]:
    """The question as a reader types it."""
    options = {
        "--by": ",".join(question.by),
        "--province": ",".join(question.provinces),
        "--kind": ",".join(question.kinds),
        "--year": "{}:{}".format(*question.years) if question.years else "",
        "--boundary": question.boundary,
        "--breakdown": question.breakdown,
        "--unit": question.unit,
        "--compare": question.compare or "",
    }
    return ["query", question.metric, *(word for name, value in options.items() if value for word in (name, value))]


# the cells of `query` -----------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("stores_kept")
@pytest.mark.parametrize("question", QUESTIONS, ids=file_name)
def test_a_download_begins_with_the_cells_that_query_prints(store: Store, question: Question):
    result = ask(store, question)
    printed = list(csv.reader(io.StringIO(run(*arguments(question)).out)))
    header, rows = read(csv_bytes(result, vi(store), store))
    width = len(columns(result))
    assert [header[:width], *(row[:width] for row in rows)] == printed
    assert [list(cells(result)[0]), *cells(result)[1]] == printed


@pytest.mark.parametrize("question", QUESTIONS, ids=file_name)
def test_names_and_sources_follow(store: Store, question: Question):
    result = ask(store, question)
    header, rows = read(csv_bytes(result, vi(store), store))
    named = [f"{name}_name" for name in question.by if name != "year"]
    told = ["metric", "metric_name", "unit_name", "status_name", "covers_name", "publishers", "published", "links"]
    # what `query` has no column for: what a target is, exact or a bound, and who states it
    compared = ["previous_qualifier", "change_qualifier", "previous_sources"] if question.compare else []
    assert header[len(columns(result)) :] == [*compared, *named, *told]
    assert len(set(header)) == len(header)
    assert len(rows) == len(result.rows)


def test_a_row_in_full(store: Store):
    question = Question("party_members", kinds=("agencies_bloc",), provinces=("nghe-an",), years=(2021, 2021))
    header, rows = read(csv_bytes(ask(store, question), vi(store), store))
    assert [dict(zip(header, row, strict=True)) for row in rows] == [
        {
            "province": "nghe-an",
            "year": "2021",
            "value": "5164",
            "unit": "person",
            "qualifier": "eq",
            "status": "complete",
            "covers": "2021-09",
            "figures": "1",
            "sources": "seed-000",
            "province_name": "Nghệ An",
            "metric": "party_members",
            "metric_name": "Đảng viên",
            "unit_name": "người",
            "status_name": "đầy đủ",
            "covers_name": "tháng 9/2021",
            "publishers": "Báo Nghệ An",
            "published": "2021-09",
            "links": "",
        }
    ]


def test_names_come_in_the_language_asked_for(store: Store):
    question = Question("party_members", kinds=("province_wide",), provinces=("ninh-binh-2025",))
    header, rows = read(csv_bytes(ask(store, question), en(store), store))
    row = dict(zip(header, rows[0], strict=True))
    assert row["province_name"] == "Ninh Binh (since July 2025)"
    assert row["metric_name"] == "Party members"


def test_an_answer_without_rows_is_a_header(store: Store):
    header, rows = read(csv_bytes(ask(store, QUESTIONS[-1]), vi(store), store))
    assert header[:2] == ["province", "year"]
    assert rows == []


def test_exactly_the_rows_given(store: Store):
    result = ask(store, QUESTIONS[0])
    some = replace(result, rows=result.rows[3:5])
    assert read(csv_bytes(some, vi(store), store))[1] == read(csv_bytes(result, vi(store), store))[1][3:5]


def test_lines_end_as_rfc_4180_says(store: Store):
    data = csv_bytes(ask(store, QUESTIONS[0]), vi(store), store)
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


# numbers ------------------------------------------------------------------------------------------------------------------
def written(value: Any) -> str:
    return read(evidence_csv_bytes(("value", "after"), [(value, "x")]))[1][0][0]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_stay_numbers_in_full_precision(value: float):
    assert float(written(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(5164.0, "5164"), (25.7, "25.7"), (-18.0, "-18"), (-0.5, "-0.5"), (None, ""), (3, "3"), (1234567.0, "1234567")],
)
def test_how_numbers_are_written(value: Any, text: str):
    assert written(value) == text


# texts --------------------------------------------------------------------------------------------------------------------
@given(st.text())
def test_no_text_begins_like_a_formula_and_none_is_lost(text: str):
    cell = written(text)
    assert not cell.startswith(tuple(DANGEROUS))
    assert cell == (f"'{text}" if text[:1] and text[0] in DANGEROUS else text)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+84 912",
        "-18",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        '=HYPERLINK("http://example.org","x")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_dangerous_texts_get_an_apostrophe(text: str):
    assert written(text) == f"'{text}"
    assert harmless(text) == f"'{text}"
    assert as_stated(harmless(text)) == text


@pytest.mark.parametrize("text", ["", "5.164 đảng viên", "a=1", "'quoted'", '"quoted", with comma', "two\nlines", "ab\r\ncd"])
def test_other_texts_stay_as_they_are(text: str):
    assert written(text) == text


@given(st.lists(st.tuples(st.text(), st.one_of(st.none(), st.integers(), st.text())), max_size=5))
def test_rows_come_back_from_any_csv_reader(rows: Sequence[tuple[str, Any]]):
    _, found = read(evidence_csv_bytes(("a", "b"), rows))
    assert found == [[harmless(a), harmless(b) if isinstance(b, str) else "" if b is None else str(b)] for a, b in rows]


def test_a_dangerous_name_in_the_data_is_made_harmless_in_names_and_sources(store: Store):
    result = ask(store, QUESTIONS[0])
    header, rows = read(csv_bytes(replace(result, rows=(replace(result.rows[0], sources=("=1+1",)),)), vi(store), store))
    assert dict(zip(header, rows[0], strict=True))["sources"] == "'=1+1"


# evidence -----------------------------------------------------------------------------------------------------------------
def test_evidence_has_words_source_and_whether_it_counts(store: Store):
    found = evidence(store, Question("party_members", provinces=("nghe-an",)))
    header, rows = read(evidence_csv_bytes(found.columns, found.rows))
    assert {"quote", "line", "publisher", "published", "url", "used"} <= set(header)
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    assert len(lines) == len(found.rows)
    founding = next(line for line in lines if line["source"] == "seed-000" and line["value"] == "812")
    assert founding["quote"] == "26 chi bộ, 812 đảng viên"
    assert founding["publisher"] == "Báo Nghệ An"


def test_evidence_is_named_where_a_language_is_given(store: Store):
    found = evidence(store, Question("party_members", provinces=("nghe-an",)))
    header, rows = read(evidence_csv_bytes(found.columns, found.rows, vi(store)))
    assert header[: len(found.columns)] == list(found.columns)
    line = next(dict(zip(header, row, strict=True)) for row in rows if row[0] == "seed-000" and "812" in row)
    assert line["organization_name"] == "Đảng bộ Khối các cơ quan tỉnh Nghệ An"
    assert (line["indicator_name"], line["breakdown_name"], line["unit_name"]) == ("Đảng viên", "tổng số", "người")
    assert (line["period_name"], line["status_name"]) == ("22/9/1954", "đã công bố")
    # a rank is no total
    ranks = evidence(store, Question("pci_rank", provinces=("nghe-an",), years=(2023, 2023)))
    header, rows = read(evidence_csv_bytes(ranks.columns, ranks.rows, vi(store)))
    assert {row[header.index("breakdown_name")] for row in rows} == {""}


def test_publishers_dates_and_links_stand_in_the_order_of_the_sources(store: Store):
    result = ask(store, QUESTIONS[1])
    header, rows = read(csv_bytes(result, vi(store), store))
    assert rows
    for row in (dict(zip(header, row, strict=True)) for row in rows):
        many = len(row["sources"].split(";"))
        assert all(row[name] == "" or len(row[name].split("; ")) == many for name in ("publishers", "published", "links"))


def test_sources_are_cited_in_the_order_of_the_row(store: Store):
    assert [source.source for source in citations(store, ("seed-003", "seed-000"))] == ["seed-003", "seed-000"]
    assert citations(store, ()) == []
    assert citations(store, ("unknown",)) == [Source("unknown", "", "", "unknown", "", "")]


def test_rankings_are_cited_by_their_address(store: Store):
    result = ask(store, Question("par_index_rank", provinces=("cao-bang",), years=(2024, 2024)))
    header, rows = read(csv_bytes(result, vi(store), store))
    row = dict(zip(header, rows[0], strict=True))
    assert row["links"] == row["sources"]
    assert row["links"].startswith("http")
    assert row["publishers"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://baonghean.vn/a", "https://baonghean.vn/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//example.org", ""),
        (" https://example.org", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_links(text: str, address: str):
    assert web_address(text) == address


# file names ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("question", "name"),
    [
        (Question("party_members"), "party_members-by-province-year.csv"),
        (
            Question("party_members", provinces=("nghe-an",), years=(2017, 2024), boundary="34"),
            "party_members-by-province-year-nghe-an-2017-2024-34.csv",
        ),
        (
            Question("members_disciplined", breakdown="body=committee;form=warning", compare="previous_year"),
            "members_disciplined-by-province-year-body-committee-form-warning-previous_year.csv",
        ),
        (Question("party_members", provinces=("a", "b", "c", "d")), "party_members-by-province-year-4.csv"),
    ],
)
def test_file_names(question: Question, name: str):
    assert file_name(question) == name


@given(st.text(min_size=1), st.text(), st.lists(st.text(), max_size=5))
def test_a_file_name_is_safe_on_every_system(metric: str, breakdown: str, provinces: list[str]):
    name = file_name(Question(metric, breakdown=breakdown, provinces=tuple(provinces)), "xlsx")
    assert re.fullmatch(r"[a-z0-9_-]{1,100}\.xlsx", name)
    assert not name.startswith("-")


def test_a_result_has_one_kind_of_row(store: Store):
    result: Result = ask(store, QUESTIONS[0])
    assert {len(row) for row in cells(result)[1]} == {len(columns(result))}


def test_the_text_of_covers_and_status_is_read_by_nobody(store: Store, monkeypatch: pytest.MonkeyPatch):
    """Written otherwise, files with columns of codes change and nothing else: no chart, no sentence, no profile, no document."""

    def everything() -> tuple[bytes, list[object]]:
        ranks = ask(store, Question("par_index_rank", years=(2021, 2022), compare="previous_year"))
        disputed = ask(store, Question("members_admitted", kinds=("agencies_bloc",)))
        table = together(ranks, ask(store, Question("par_index_score", years=(2021, 2022), compare="previous_year")))
        found = profile(store, "nghe-an", (2020, 2024))
        said = [vi(store).sentence(result, row) for result in (ranks, disputed) for row in result.rows]
        drawn = [chart.bump(("nghe-an",))(table, style).figure, chart.series(disputed, style).figure]
        cells = [latest_cells(found, one, vi(store)) for section in found.sections for one in section.latest]
        document = document_bytes(found, vi(store), store, "", dt.date(2026, 1, 1))
        with zipfile.ZipFile(io.BytesIO(document)) as packed:
            texts = [packed.read(name) for name in ("word/document.xml", "word/footnotes.xml")]
        return csv_bytes(disputed, vi(store), store), [said, drawn, cells, rank_table(found, VI), texts]

    style = chart.Style(vi(store), PALETTE)
    csv_before, rest_before = everything()
    monkeypatch.setattr(export, "covers_text", lambda covers: "of 63; missing: x")
    monkeypatch.setattr(export, "status_text", lambda marks: "derived")
    store.memory.clear()
    csv_after, rest_after = everything()
    assert csv_after != csv_before
    assert rest_after == rest_before
