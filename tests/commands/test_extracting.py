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

COLUMNS = (
    "source,organization,indicator,breakdown,value,unit,denominator,qualifier,period_type,period,status,quote,line,note,"
    "quote_status,start,end,confidence,rule"
)
TEXT = "Năm 2020, Đảng bộ Khối kết nạp 5.164 đảng viên, bằng 80,5% kế hoạch. Có 406 đảng viên giữ chức vụ lãnh đạo."
HINTS = ("--published", "2021-01", "--province", "nghe-an", "--organization", "nghe-an.agencies-bloc")


def run(project: Path, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "metrics", "extract", *arguments]
    return subprocess.run(command, cwd=project, input=data, capture_output=True, check=False)


def test_rows_in_the_columns_of_the_contract(project: Path):
    done = run(project, "-", *HINTS, data=TEXT.encode())
    assert done.returncode == 0
    rows = list(csv.reader(io.StringIO(done.stdout.decode("utf-8"))))
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
    assert "406 đảng viên" in done.stderr.decode("utf-8")
    assert b"\r" not in done.stdout


def test_a_file_as_json(project: Path, tmp_path: Path):
    article = tmp_path / "bài báo.txt"
    article.write_bytes(b"\xef\xbb\xbf" + TEXT.replace(". ", ".\r\n").encode())
    done = run(project, str(article), *HINTS, "--format", "json")
    assert [row["value"] for row in json.loads(done.stdout)] == [5164, 80.5]


def test_a_hint_that_the_data_lacks_is_used_as_given(project: Path):
    done = run(project, "-", "--province", "ha-tay", "--organization", "ha-tay.agencies-bloc", data=TEXT.encode())
    assert done.returncode == 0
    assert b"ha-tay.agencies-bloc" in done.stdout
    assert done.stderr.count(b"the data lacks") == 2


def test_a_malformed_slug_or_a_missing_file_is_wrong(project: Path):
    for arguments in (("-", "--province", "Nghệ Ann"), ("-", "--organization", "nghe-an"), ("no-such-file.txt",)):
        done = run(project, *arguments)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.decode().count("\n") == 1


def test_a_malformed_date_is_wrong_usage(project: Path):
    assert run(project, "-", "--published", "21.9.2021").returncode == 2


def test_bytes_that_are_no_text_give_no_figure_and_no_traceback(project: Path):
    for data in (b"", bytes(range(256)) * 8, b"\xff\xfe\x00", TEXT.encode()[:-1] + b"\xe1\xbb"):
        done = run(project, "-", data=data)
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr
        assert done.stdout.startswith(b"source,")


def test_an_older_encoding_is_named(project: Path):
    done = run(
        project, "-", data="Năm 2020, Đảng bộ Khối đã kết nạp 5 đảng viên mới, kỷ luật 2 đảng viên".encode("cp1258", "ignore")
    )
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr


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


def extracted(project: Path, folder: Path, name: str, data: bytes) -> subprocess.CompletedProcess[bytes]:
    (folder / name).write_bytes(data)
    return run(project, str(folder / name), "--province", "nghe-an")


@pytest.mark.parametrize("name", ["tin.docx", "tin.txt", "tin"])
def test_a_document_is_read_whatever_it_is_called(project: Path, tmp_path: Path, name: str):
    done = extracted(project, tmp_path, name, a_document())
    assert (done.returncode, b",3411,person," in done.stdout) == (0, True)


def test_a_page_is_read_without_its_marks_and_menus(project: Path, tmp_path: Path):
    page = f"<!doctype html><html><head><style>p {{width: 35%}}</style></head><body><p>{WORDS}</p></body></html>".encode()
    for name in ("tin.html", "tin"):
        done = extracted(project, tmp_path, name, page)
        assert (done.returncode, done.stdout.count(b"\n"), b",3411,person," in done.stdout) == (0, 2, True)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("tin.xlsx", a_workbook(), b"is a table"),
        ("tin.txt", a_workbook(), b"is a table"),
        ("tin.doc", b"\xd0\xcf\x11\xe0" + bytes(600), b"Word document of the old form"),
        ("tin.txt", b"\x89PNG\r\n\x1a\n" + bytes(600), b"is a picture"),
        ("tin.pdf", b"\xff\xd8\xff\xe0" + bytes(600), b"is a picture"),
        ("tin.docx", b"PK\x03\x04" + bytes(600), b"damaged"),
    ],
)
def test_what_is_no_article_is_called_by_what_it_is(project: Path, tmp_path: Path, name: str, data: bytes, told: bytes):
    done = extracted(project, tmp_path, name, data)
    assert (done.returncode, done.stdout, told in done.stderr) == (1, b"", True)
