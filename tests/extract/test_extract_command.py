"""`python -m metrics extract`: rows of the contract's columns on standard output, the rest on standard error."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

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
    for arguments in (("-", "--province", "Nghệ An"), ("-", "--organization", "nghe-an"), ("no-such-file.txt",)):
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
