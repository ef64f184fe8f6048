"""`python -m metrics extract`: rows of the contract's columns on standard output, the rest on standard error."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest
import xlsxwriter

from tests.here import Told, run

COLUMNS = (
    "source,organization,indicator,breakdown,value,unit,denominator,qualifier,period_type,period,status,quote,line,note,"
    "quote_status,start,end,confidence,rule"
)
TEXT = "Năm 2020, Đảng bộ Khối kết nạp 5.164 đảng viên, bằng 80,5% kế hoạch. Có 406 đảng viên giữ chức vụ lãnh đạo."
HINTS = ("--published", "2021-01", "--province", "nghe-an", "--organization", "nghe-an.agencies-bloc")


def extract(*words: object, data: bytes = b"") -> Told:
    return run("extract", *words, data=data)


def test_it_is_a_program_of_its_own(project: Path):
    """What the other tests ask in this process, from outside: bytes in, bytes in UTF-8 out, and the exit code."""
    command = [sys.executable, "-m", "metrics", "extract", "-", *HINTS]
    done = subprocess.run(command, cwd=project, input=TEXT.encode(), capture_output=True, check=False)
    told = extract("-", *HINTS, data=TEXT.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, told.out.encode(), told.err.encode())
    assert b"\r" not in done.stdout


def test_rows_in_the_columns_of_the_contract():
    done = extract("-", *HINTS, data=TEXT.encode())
    assert done.code == 0
    rows = list(csv.reader(io.StringIO(done.out)))
    assert ",".join(rows[0]) == COLUMNS
    assert rows[1][1:11] == [
        "nghe-an.agencies-bloc",
        "members_admitted",
        "",
        "5164",
        "person",
        "",
        "eq",
        "year",
        "2020",
        "reported",
    ]
    assert rows[2][4:6] == ["80.5", "percent"]
    assert "406 đảng viên" in done.err


def test_a_file_as_json(tmp_path: Path):
    article = tmp_path / "bài báo.txt"
    article.write_bytes(b"\xef\xbb\xbf" + TEXT.replace(". ", ".\r\n").encode())
    done = extract(article, *HINTS, "--format", "json")
    assert [row["value"] for row in json.loads(done.out)] == [5164, 80.5]


def test_a_hint_that_the_data_lacks_is_used_as_given():
    done = extract("-", "--province", "ha-tay", "--organization", "ha-tay.agencies-bloc", data=TEXT.encode())
    assert done.code == 0
    assert "ha-tay.agencies-bloc" in done.out
    assert done.err.count("the data lacks") == 2


def test_a_malformed_slug_or_a_missing_file_is_wrong():
    for arguments in (("-", "--province", "Nghệ Ann"), ("-", "--organization", "nghe-an"), ("no-such-file.txt",)):
        done = extract(*arguments)
        assert (done.code, done.out) == (1, "")
        assert done.err.count("\n") == 1


def test_a_malformed_date_is_wrong_usage():
    assert extract("-", "--published", "21.9.2021").code == 2


def test_bytes_that_are_no_text_give_no_figure_and_no_traceback():
    for data in (b"", bytes(range(256)) * 8, b"\xff\xfe\x00", TEXT.encode()[:-1] + b"\xe1\xbb"):
        done = extract("-", data=data)
        assert done.code == 0
        assert "Traceback" not in done.err
        assert done.out.startswith("source,")


def test_an_older_encoding_is_named():
    done = extract("-", data="Năm 2020, Đảng bộ Khối đã kết nạp 5 đảng viên mới, kỷ luật 2 đảng viên".encode("cp1258", "ignore"))
    assert done.code in (0, 1)
    assert "Traceback" not in done.err


WORDS = "Năm 2024, toàn tỉnh kết nạp 3.411 đảng viên mới."


def a_document() -> bytes:
    document = docx.Document()
    document.add_paragraph(WORDS)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def a_workbook() -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet().write(0, 0, WORDS)
    return written.getvalue()


def extracted(folder: Path, name: str, data: bytes) -> Told:
    (folder / name).write_bytes(data)
    return extract(folder / name, "--province", "nghe-an")


@pytest.mark.parametrize("name", ["tin.docx", "tin.txt", "tin"])
def test_a_document_is_read_whatever_it_is_called(tmp_path: Path, name: str):
    done = extracted(tmp_path, name, a_document())
    assert (done.code, ",3411,person," in done.out) == (0, True)


def test_a_page_is_read_without_its_marks_and_menus(tmp_path: Path):
    page = f"<!doctype html><html><head><style>p {{width: 35%}}</style></head><body><p>{WORDS}</p></body></html>".encode()
    for name in ("tin.html", "tin"):
        done = extracted(tmp_path, name, page)
        assert (done.code, done.out.count("\n"), ",3411,person," in done.out) == (0, 2, True)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("tin.xlsx", a_workbook(), "is a table"),
        ("tin.txt", a_workbook(), "is a table"),
        ("tin.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "Word document of the old form"),
        ("tin.txt", b"\x89PNG\r\n\x1a\n" + bytes(600), "is a picture"),
        ("tin.pdf", b"\xff\xd8\xff\xe0" + bytes(600), "is a picture"),
        ("tin.docx", b"PK\x03\x04" + bytes(600), "damaged"),
    ],
)
def test_what_is_no_article_is_called_by_what_it_is(tmp_path: Path, name: str, data: bytes, told: str):
    done = extracted(tmp_path, name, data)
    assert (done.code, done.out, told in done.err) == (1, "", True)
