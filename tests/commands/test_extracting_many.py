"""`extract` of a folder, several files or a .zip: each file is told on standard error, the figures of all are one table."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from metrics.intake.batch_files import batches
from metrics.intake.queue import entries
from tests import here
from tests.commands.test_extracting import COLUMNS

TEXT = "Năm {year}, Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh Lai Châu kết nạp {value} đảng viên mới."


def run(project: Path, home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "metrics", "extract", *map(str, arguments)]
    environment = os.environ | {"PARTY_METRICS_HOME": str(home)}
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False)


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("queue") / "home"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles") / "bài báo"
    (folder / "trong").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT.format(year=2019, value=137), encoding="utf-8")
    page = f"<html><body><p>{TEXT.format(year=2021, value=141)}</p></body></html>"
    (folder / "trong" / "b.html").write_text(page, encoding="utf-8")
    (folder / "c.txt").write_text(TEXT.format(year=2019, value=137) + "\n", encoding="utf-8")
    (folder / "ảnh.png").write_bytes(b"\x89PNG\r\n")
    with zipfile.ZipFile(folder / "gói.zip", "w") as pack:
        pack.writestr("d.txt", "Trời đẹp.")
        pack.writestr("../e.txt", "x")
    return folder


def test_a_folder_is_read_into_the_queue_and_again_only_what_is_new(project: Path, home: Path, folder: Path):
    done = run(project, home, folder)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == f"file,change,{COLUMNS}"
    assert {(row["file"], row["change"], row["value"], row["period"]) for row in rows(done)} == {
        ("a.txt", "new", "137", "2019"),
        ("c.txt", "new", "137", "2019"),
        ("trong/b.html", "new", "141", "2021"),
    }
    for told in (
        "1 of 6: a.txt: 1 figures, 0 numbers not understood",
        "gói.zip/d.txt: 0 figures",
        "gói.zip/../e.txt names a place outside",
        "ảnh.png is a picture",
        "c.txt: the same text as a.txt",
        "6 articles: 6 looked at now, 0 read before; 2 not read",
    ):
        assert told in done.stderr
    assert len(entries(home)[0]) == 6
    assert batches(home) == ()

    (folder / "mới.txt").write_text(TEXT.format(year=2018, value=99), encoding="utf-8")
    again = run(project, home, folder, "--format", "json")
    assert "a.txt: 1 figures, 0 numbers not understood, read before" in again.stderr
    assert "mới.txt: 1 figures, 0 numbers not understood\n" in again.stderr
    assert '"file": "mới.txt"' in again.stdout
    assert len(entries(home)[0]) == 7


def test_several_files_or_a_pack_and_hints_for_those_that_say_nothing(project: Path, tmp_path: Path, folder: Path):
    (tmp_path / "x.txt").write_text("Toàn tỉnh hiện có 5.432 đảng viên.", encoding="utf-8")
    done = run(
        project, tmp_path / "home", tmp_path / "x.txt", folder / "gói.zip", "--published", "2024-01-05", "--province", "nghe-an"
    )
    assert [(row["file"], row["organization"], row["period"]) for row in rows(done)] == [
        ("x.txt", "nghe-an.province-wide", "2024-01-05")
    ]


def test_what_is_wrong_ends_before_anything_is_read(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    home = tmp_path / "home"
    monkeypatch.setenv("PARTY_METRICS_HOME", str(home))
    (tmp_path / "ảnh.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    missing = here.run("extract", tmp_path / "x.txt", tmp_path / "none.txt")
    assert (missing.code, missing.out) == (1, "")
    assert "neither a file nor a folder" in missing.err
    assert not home.exists()
    assert here.run("extract", tmp_path / "x.txt", "-").code == 2
    assert here.run("extract", tmp_path / "x.txt", "--again").code == 2
    # nothing at all could be read
    (tmp_path / "x.txt").unlink()
    assert run(project, home, tmp_path).returncode == 1
    home.joinpath("queue").chmod(0o500)
    (tmp_path / "blocked").write_text("")
    unwritable = run(project, tmp_path / "blocked", tmp_path)
    assert (unwritable.returncode, "Traceback" in unwritable.stderr) == (1, False)
    assert "PARTY_METRICS_HOME" in unwritable.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_an_interrupted_reading_says_how_to_go_on(project: Path, tmp_path: Path):
    for number in range(2000):
        (tmp_path / f"{number:04d}.txt").write_text(TEXT.format(year=2019, value=number), encoding="utf-8")
    command = [sys.executable, "-m", "metrics", "extract", str(tmp_path)]
    environment = os.environ | {"PARTY_METRICS_HOME": str(tmp_path / "home")}
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, encoding="utf-8") as reading:
        assert reading.stderr
        assert "1 of 2000" in reading.stderr.readline()
        reading.send_signal(signal.SIGINT)
        told = reading.stderr.read()
    assert "the same command goes on" in told
    assert "Traceback" not in told
    assert reading.returncode == 1
