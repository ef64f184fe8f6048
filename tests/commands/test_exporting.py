"""The command `export`: every format of the downloads, each file as pages hand it out, replaced together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from metrics.__main__ import main
from metrics.commands.exporting import FORMS
from metrics.data.history import keep
from metrics.files.formats import FORMATS, OF_OBSERVATIONS
from metrics.intake.tables import read_table
from tests import small
from tests.folders import PROJECT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = ("nghe-an.agencies-bloc party_members 2020 >5000", "nghe-an.agencies-bloc members_admitted 2020-H1 90 group=female")
    return small.write(small.data(*lines), tmp_path_factory.mktemp("data"))


def test_it_has_every_format_of_the_downloads():
    assert set(FORMS) == {*FORMATS, *OF_OBSERVATIONS}


@pytest.mark.parametrize("form", FORMS)
def test_what_it_writes_comes_in_again(form: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "new" / "folder"
    for _ in range(2):
        assert main(["export", "--data", str(folder), "--out", str(out), "--format", form]) == 0
    told = capsys.readouterr()
    written = sorted(path for path in out.iterdir() if path.suffix != ".xml")
    assert told.out == ""
    assert [f"written: {path}" in told.err for path in written] == [True]
    assert read_table(written[0].name, written[0]).figures == 2


def test_names_stand_in_the_language_asked_for(folder: Path, tmp_path: Path):
    for language, name in (("vi", "Đảng viên"), ("en", "Party members")):
        assert main(["export", "--data", str(folder), "--out", str(tmp_path), "--language", language]) == 0
        assert name in (tmp_path / "party-metrics.csv").read_text("utf-8-sig")


def test_a_folder_that_cannot_be_written_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "file").write_text("")
    assert main(["export", "--data", str(folder), "--out", str(tmp_path / "file")]) == 1
    assert "cannot be written (File exists); choose another folder with --out." in capsys.readouterr().err


def test_commands_that_write_no_file_load_nothing_that_does():
    heavy = {"docx", "matplotlib", "mcp", "plotly", "pyarrow", "xlsxwriter"}
    program = f"import sys, metrics.__main__; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"


def test_of_a_day_it_writes_what_was_known_then_and_names_the_day(tmp_path: Path):
    data = small.write(small.data("nghe-an.agencies-bloc party_members 2020 5000"), tmp_path / "data")
    keep(data, "2026-01-31")
    small.write(small.data("nghe-an.agencies-bloc party_members 2020 5001"), data)
    assert main(["export", "--data", str(data), "--out", str(tmp_path), "--as-of", "2026-02-15"]) == 0
    assert main(["export", "--data", str(data), "--out", str(tmp_path)]) == 0
    then, now = ((tmp_path / f"party-metrics{day}.csv").read_text("utf-8-sig") for day in ("-2026-02-15", ""))
    assert ("5000" in then, "5001" in then, "5000" in now, "5001" in now) == (True, False, False, True)
