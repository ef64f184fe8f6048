"""`import --propose-map` and `import --map`: a table in its own form goes in without a change to the file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from metrics.__main__ import main
from metrics.intake.batches import batches
from tests.intake import own_tables as own

pytestmark = pytest.mark.usefixtures("stores_kept", "beside_few")
SOURCE = ("--publisher", "Báo Thử", "--published", "1/2025")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of imports, empty."""
    monkeypatch.setenv("PARTY_METRICS_HOME", str(tmp_path / "imports"))
    return tmp_path / "imports"


@pytest.fixture
def run(kept: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """A command in this process: exit code, stdout, stderr."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_table_goes_in_by_a_mapping_that_a_person_completes(run: Callable[..., tuple[int, str, str]], kept: Path, tmp_path: Path):
    file, path = written(tmp_path / "wide.csv", own.WIDE), tmp_path / "map.toml"
    code, _, err = run("import", file, "--propose-map", path)
    assert (code, "4 questions are open" in err) == (0, True)
    assert "[[sheet]] the only one: indicator: wide.csv: what do the numbers count?" in err
    code, _, err = run("import", file, "--map", path)
    assert (code, "4 questions are open" in err, batches(kept)) == (1, True, ())
    text = path.read_text("utf-8").replace('indicator = ""', 'indicator = "party_members"', 1)
    written(path, text.replace('bodies = ""', 'bodies = "province_wide"'))
    code, _, err = run("import", file, "--map", path, *SOURCE, "--dry-run")
    assert (code, "would add 10 to observations.csv" in err, batches(kept)) == (0, True, ())
    code, _, err = run("import", file, "--map", path, *SOURCE)
    assert code == 0
    (batch,) = batches(kept)
    assert {row["quote_status"] for row in batch.rows["observations.csv"]} == {"cell"}
    asked = ("query", "party_members", "--province", "nghe-an", "--kind", "province_wide", "--year", "2021:2024")
    assert [line.split(",")[1:3] for line in run(*asked)[1].splitlines()[1:]][:1] == [["2021", "3012"]]
    # the next file of this shape asks only for its own date
    other = written(tmp_path / "next.csv", own.WIDE.replace("2021;2022;2023;2024", "2015;2016;2017;2018"))
    code, _, err = run("import", other, "--propose-map", tmp_path / "next.toml")
    assert "tables of this shape were read before" in err
    assert "1 questions are open" in err
    assert tomllib.loads((tmp_path / "next.toml").read_text("utf-8"))["sheet"][0]["indicator"] == "party_members"


def test_a_mapping_is_never_written_over_and_goes_to_standard_output_too(run: Callable[..., tuple[int, str, str]], tmp_path: Path):
    file, path = written(tmp_path / "wide.csv", own.WIDE), written(tmp_path / "map.toml", "mine")
    code, _, err = run("import", file, "--propose-map", path)
    assert (code, "is there already" in err, path.read_text("utf-8")) == (1, True, "mine")
    code, out, _ = run("import", file, "--propose-map", "-")
    assert (code, tomllib.loads(out)["file"]) == (0, "wide.csv")


def test_a_mapping_of_another_table_names_the_heading_that_differs(run: Callable[..., tuple[int, str, str]], tmp_path: Path):
    file, path = written(tmp_path / "wide.csv", own.WIDE), tmp_path / "map.toml"
    run("import", file, "--propose-map", path)
    other = written(tmp_path / "other.csv", own.WIDE.replace("Tỉnh/thành phố", "Đơn vị"))
    code, _, err = run("import", other, "--map", path)
    assert code == 1
    assert "other.csv: its headings differ from those of the mapping: 'Đơn vị', there 'Tỉnh/thành phố'" in err


@pytest.mark.parametrize(
    "words",
    [
        ("a.csv", "b.csv", "--map", "m.toml"),
        ("a.csv", "--period", "2024"),
        ("a.csv", "--map", "m.toml", "--into-seeds"),
        ("a.csv", "--map", "m.toml", "--texts", "texts"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(words: tuple[str, ...], kept: Path):
    with pytest.raises(SystemExit) as end:
        main(["import", *words])
    assert end.value.code == 2


def test_tables_of_a_word_document_are_read_by_the_same_mapping(run: Callable[..., tuple[int, str, str]], tmp_path: Path):
    import docx

    document = docx.Document()
    document.add_paragraph("Kết nạp đảng viên của Đảng bộ tỉnh Nghệ An 6 tháng đầu năm 2024")
    rows = [["TT", "Chỉ tiêu", "Kỳ này", "Cùng kỳ năm trước"], ["1", "Kết nạp đảng viên mới", "1.234", "1.111"]]
    table = document.add_table(len(rows), 4)
    for line, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.cell(line, column).text = cell
    document.save(str(tmp_path / "a.docx"))
    code, out, err = run("import", tmp_path / "a.docx", "--propose-map", "-", *SOURCE)
    assert (code, "2 figures would be read; 0 questions" in err) == (0, True)
    code, _, err = run("import", tmp_path / "a.docx", "--map", written(tmp_path / "m.toml", out), *SOURCE, "--dry-run")
    assert (code, "would add 2 to observations.csv" in err) == (0, True)
