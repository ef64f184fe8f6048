"""`report`: a file of blocks becomes a Word document and a workbook, whole or not at all, as a scheduler runs it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from docx import Document

from metrics.__main__ import main
from metrics.answers.query import ask
from metrics.data.history import keep
from metrics.store.as_of import store_as_of
from metrics.store.builds import build, current
from metrics.store.store import Store
from metrics.vocabulary import Question
from metrics.words.wording import Wording
from tests.here import run
from tests.small import data, write
from tests.workbooks import sheets

VI = Wording("vi")
Run = Callable[..., CompletedProcess[str]]
BLOC = "nghe-an.agencies-bloc"
FIVE = ("nghe-an", "ha-tinh", "dak-lak", "kon-tum", "gia-lai")
BODIES = (BLOC, "ha-tinh.agencies-bloc")
LINES = "\n".join(
    (
        *(
            f"{body} members_admitted {year} {year - 1900}"
            for body in (BLOC, "ha-tinh.agencies-bloc")
            for year in range(2018, 2022)
        ),
        "rank PAR 2023 nghe-an 15 86.5",
        "rank PAR 2023 ha-tinh 20 85.5",
        "rank PAR 2022 nghe-an 18",
    )
)
REPORT = """title = "Báo cáo tháng"
language = "vi"

[[block]]
metric = "members_admitted"
form = "chart"
title = "Kết nạp"

[[block]]
metric = "members_admitted"
form = "cross-table"
by = ["province", "year"]
year = "2019:2020"
title = "Kết nạp"

[[block]]
metric = "par_index_rank"
form = "map"
year = 2023

[[block]]
metric = "par_index_rank"
province = ["nghe-an"]
compare = "previous_year"
year = 2023

[[block]]
metric = "party_members"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(data(LINES), tmp_path / "data")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "tháng.toml"
    path.write_text(REPORT, "utf-8")
    return path


def test_a_report_is_made_by_one_command(run_cli: Run, folder: Path, report: Path, tmp_path: Path):
    out = tmp_path / "báo cáo" / "tháng 11"
    done = run_cli("report", str(report), "--out", str(out), "--data", str(folder))
    assert (done.returncode, done.stdout) == (0, "")
    assert [path.name for path in sorted(out.iterdir())] == ["tháng.docx", "tháng.xlsx"]
    assert done.stderr.count("written: ") == 2
    _word(out / "tháng.docx")
    _workbook(out / "tháng.xlsx", folder)
    # the next run puts new files in the place of the old ones
    assert run_cli("report", str(report), "--out", str(out), "--data", str(folder)).returncode == 0
    assert len(list(out.iterdir())) == 2


def _word(path: Path) -> None:
    document = Document(str(path))
    told = [one.text for one in document.paragraphs]
    assert told[0] == "Báo cáo tháng"
    heads = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert heads[:2] == ["Kết nạp", "Kết nạp"]
    assert len(heads) == 5
    # what answers nothing says so
    assert VI.say("No figure answers this selection.") in told
    cross = next(table for table in document.tables if "2019" in [cell.text for cell in table.rows[0].cells])
    assert [[cell.text for cell in row.cells] for row in cross.rows[1:]][1:] == [
        ["Hà Tĩnh", "239", "119", "120"],
        ["Nghệ An", "239", "119", "120"],
    ]
    with zipfile.ZipFile(path) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert len(pictures) == 2
        notes = archive.read("word/footnotes.xml").decode()
    assert "https://example.org/paper" in notes


def _workbook(path: Path, folder: Path) -> None:
    found = sheets(path.read_bytes())
    assert list(found)[:2] == ["Kết nạp", "Kết nạp 2"]
    assert len(found) == 5 + 2
    store = Store.build(data(LINES))
    rows = ask(store, Question("members_admitted")).rows
    first, _, *lines = found["Kết nạp"]
    value = first.index("Giá trị")
    assert [line[value] for line in lines] == [row.value for row in rows]


def test_a_report_of_a_build_is_that_of_its_folder(folder: Path, report: Path, tmp_path: Path):
    build(folder, tmp_path / "builds")
    for name, more in (("folder", ("--data", folder)), ("build", ("--build", tmp_path / "builds"))):
        assert run("report", report, "--out", tmp_path / name, *more).code == 0
    # each names the state of its data in letters of its own
    of_folder = _told(tmp_path / "folder").replace(store_as_of(folder, None)[0].state, "STATE")
    assert _told(tmp_path / "build").replace(current(tmp_path / "builds").name, "STATE") == of_folder
    assert of_folder.count("STATE") == 1
    assert "'239'" in of_folder
    report.write_text(f"as_of = 2026-01-01\n{REPORT}", "utf-8")
    done = run("report", report, "--out", tmp_path / "of-a-day", "--build", tmp_path / "builds")
    assert done.code == 1
    assert done.err.startswith(f"{report}:1: as_of: a build holds what is known now, and no earlier day; leave as_of out")
    assert not (tmp_path / "of-a-day").exists()
    assert run("report", report, "--out", tmp_path / "both", "--build", tmp_path / "builds", "--data", folder).code != 0


def _told(out: Path) -> str:
    """What stands in the tables of the document and in the workbook."""
    document = Document(str(out / "tháng.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return repr((cells, sheets((out / "tháng.xlsx").read_bytes())))


def test_a_wrong_block_is_told_at_its_line_and_nothing_is_written(capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path):
    path, out = tmp_path / "r.toml", tmp_path / "out"
    wrong = REPORT.replace('province = ["nghe-an"]', 'province = ["nghe-ann"]').replace(
        'metric = "party_members"', 'metric = "members"'
    )
    path.write_text(wrong, "utf-8")
    assert main(["report", str(path), "--out", str(out), "--data", str(folder)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith(f"{path}:23: block 4 province: Province 'nghe-ann' is not known. Did you mean nghe-an")
    assert told[1].startswith(f"{path}:28: block 5 metric: Metric 'members' is not known.")
    assert told[2] == f"2 problems in {path}; nothing was written."
    assert not out.exists()


def test_a_refused_sum_is_told_at_its_block(capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path):
    path = tmp_path / "r.toml"
    path.write_text('[[block]]\nby = "year"\nmetric = "par_index_rank"\nyear = 2023\n', "utf-8")
    assert main(["report", str(path), "--out", str(tmp_path / "out"), "--data", str(folder)]) == 1
    assert f"{path}:3: block 1 metric: par_index_rank, year 2023: 2 ranks would have to make one row" in capsys.readouterr().err


ALIKE = "\n".join(
    (
        *(f"{BLOC} members_admitted {when} {value}" for when, value in (("2021", ">100"), ("2022-H1", "40"), ("2021-H1", "55"))),
        "ha-tinh.agencies-bloc members_admitted 2022-H1 30",
        f"{BLOC} party_members 2022-05 5000",
        *(f"rank {index} 2023 {slug} {place}" for index in ("PAR", "PCI") for place, slug in enumerate(FIVE, 1)),
        *(f"rank PAR 2022 {slug} {place + 3}" for place, slug in enumerate(FIVE, 1)),
    )
)
JOINED = """language = "en"
[[block]]
metric = "members_admitted"
form = "comparison"
title = "Half a year"
period = "2022-H1"
sort = "name"
[[block]]
metric = "par_index_rank"
form = "two-metrics"
second = "pci_rank"
[[block]]
metric = "par_index_rank"
form = "two-years"
period = 2023
before = 2022
[[block]]
metric = "members_admitted"
form = "two-years"
[[block]]
metric = "grassroots_organizations"
form = "comparison"
"""


def test_provinces_beside_one_another_two_metrics_and_two_years(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder, path = write(data(ALIKE), tmp_path / "data"), tmp_path / "r.toml"
    path.write_text(JOINED, "utf-8")
    assert main(["report", str(path), "--out", str(tmp_path), "--data", str(folder)]) == 0
    document = Document(io.BytesIO((tmp_path / "r.docx").read_bytes()))
    told = [one.text for one in document.paragraphs]
    assert len(document.inline_shapes) == 2
    grids = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert [row[:2] for row in grids[0][1:]] == [["Ha Tinh", "30"], ["Nghe An", "40"]]
    assert grids[2][0][:4:2] == ["Province or city", "State: 2022"]
    assert next(row[1:4:2] for row in grids[2][1:]) == ["6/63", "3/63"]
    # the title is the reader's; what stands in it is told below
    assert any(text.startswith("Newly admitted members, first half of 2022. Newly") for text in told)
    # a bound of the source stays one; too few provinces make no chart
    assert ["Nghe An", "55", "complete", "40"] in [row[:4] for row in grids[3]]
    assert any("a chart needs 5" in text for text in told)
    assert Wording("en").say("No figure answers this selection.") in told
    found = sheets((tmp_path / "r.xlsx").read_bytes())
    head, _, *lines = found["Half a year"]
    assert [line[head.index("Value")] for line in lines] == [30, 40]
    assert len(found) == 5 + 2
    # of both metrics
    codes = [line[1] for line in found["Data dictionary"]]
    assert {"par_index_rank", "pci_rank", "members_admitted"} <= set(codes)


def test_a_period_an_order_and_a_second_metric_that_the_data_lack_are_told_at_their_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder, path = write(data(ALIKE), tmp_path / "data"), tmp_path / "r.toml"
    wrong = JOINED.replace("2022-H1", "2022-H2").replace("pci_rank", "pci_rang").replace("before = 2022", "before = 2021")
    path.write_text(wrong, "utf-8")
    assert main(["report", str(path), "--out", str(tmp_path / "out"), "--data", str(folder)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0] == (
        f"{path}:6: block 1 period: No figures stand in the period 2022-H2; write one of 2022-H1, 2021, 2021-H1, or leave it out."
    )
    assert told[1].startswith(f"{path}:11: block 2 second: Metric 'pci_rang' is not known. Did you mean pci_rank")
    assert told[2].startswith(f"{path}:16: block 3 before: No figures stand in the period 2021; write one of 2022,")
    assert not (tmp_path / "out").exists()
    path.write_text('[[block]]\nmetric = "members_admitted"\nform = "comparison"\nsort = "rank"\n', "utf-8")
    assert main(["report", str(path), "--out", str(tmp_path / "out"), "--data", str(folder)]) == 1
    assert "r.toml:4: block 1 sort: These figures have no order by rank; write one of name, value" in capsys.readouterr().err


def test_exit_codes_are_those_of_the_other_commands(capsys: pytest.CaptureFixture[str], folder: Path, report: Path, tmp_path: Path):
    assert main(["report", str(tmp_path / "none.toml"), "--out", str(tmp_path), "--data", str(folder)]) == 1
    assert "none.toml:1: file: cannot be read" in capsys.readouterr().err
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, no folder", "utf-8")
    assert main(["report", str(report), "--out", str(blocked), "--data", str(folder)]) == 1
    assert "cannot be written" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["report", str(report), "--data", str(folder)])


def test_a_report_may_show_what_was_known_on_a_day(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    keep(folder, "2026-01-31")
    write(data(LINES.replace("119", "999")), folder)
    path = tmp_path / "r.toml"
    path.write_text('language = "en"\nas_of = 2026-02-01\n[[block]]\nmetric = "members_admitted"\nyear = 2019\n', "utf-8")
    assert main(["report", str(path), "--out", str(tmp_path), "--data", str(folder)]) == 0
    document = Document(io.BytesIO((tmp_path / "r.docx").read_bytes()))
    assert "What was known on 1 February 2026." in [one.text for one in document.paragraphs]
    assert "119 people" in [cell.text for row in document.tables[0].rows for cell in row.cells]
    path.write_text('as_of = 2025-02-01\n[[block]]\nmetric = "members_admitted"\n', "utf-8")
    assert main(["report", str(path), "--out", str(tmp_path), "--data", str(folder)]) == 1
    assert "2025-02-01 is before the first release that is kept" in capsys.readouterr().err
