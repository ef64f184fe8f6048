"""The command line of imports: data on stdout, narration on stderr, exit 0 done, 1 wrong, 2 usage; answers as those of seeds."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from metrics.__main__ import main
from metrics.data.rows import FILES
from metrics.data.seeds import load
from metrics.intake.batches import accept, batches
from metrics.intake.into_folder import into_folder
from metrics.intake.tables import read_table
from tests.actors import EDITOR

pytestmark = pytest.mark.usefixtures("stores_kept", "beside_few")
ROW = "seed-000,nghe-an.agencies-bloc,party_members,,4900,person,,eq,as_of,2019-12-31,reported,có 4.900 đảng viên,9,,"
HEADER = ",".join(FILES["observations.csv"])
ASKED = ("query", "party_members", "--province", "nghe-an", "--kind", "agencies_bloc")
Told = tuple[int, str, str]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of imports, empty."""
    monkeypatch.setenv("PARTY_METRICS_HOME", str(tmp_path / "imports"))
    return tmp_path / "imports"


@pytest.fixture
def run(kept: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """A command in this process: exit code, stdout, stderr."""

    def command(*arguments: object) -> Told:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return written(tmp_path / "figures.csv", ROW)


def written(path: Path, *rows: str) -> Path:
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def years(out: str) -> dict[str, str]:
    return {row["year"]: row["value"] for row in csv.DictReader(io.StringIO(out))}


def test_import_list_undo_redo(run: Callable[..., Told], table: Path, kept: Path):
    assert run("import", table)[:2] == (0, "")
    (batch,) = batches(kept)
    assert years(run(*ASKED)[1])["2019"] == "4900"
    code, out, _ = run("imports")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (code, row) == (
        0,
        {
            "batch": batch.batch,
            "made": batch.made,
            "reader": "",
            "figures": "1",
            "source": "seed-000",
            "state": "accepted",
            "reason": "",
            "by": batch.by,
        },
    )
    assert json.loads(run("imports", "--format", "json")[1])[0]["figures"] == 1
    code, out, err = run("undo", batch.batch)
    assert (code, out) == (0, "")
    assert f"redo {batch.batch}" in err
    assert "2019" not in years(run(*ASKED)[1])
    assert run("redo", batch.batch)[0] == 0
    assert years(run(*ASKED)[1])["2019"] == "4900"


def test_answers_are_those_of_seeds_that_hold_the_rows(run: Callable[..., Told], table: Path, few: Path, tmp_path: Path):
    shutil.copytree(few, tmp_path / "seeds")
    into_folder(tmp_path / "home", tmp_path / "seeds", read_table(table.name, table).rows, EDITOR)
    assert run("import", table)[0] == 0
    for asked in (ASKED, ("query", "party_members", "--by", "kind,year"), ("evidence", "party_members", "--province", "nghe-an")):
        ours, theirs = run(*asked)[1].splitlines(), run(*asked, "--data", tmp_path / "seeds")[1].splitlines()
        assert sorted(ours) == sorted(theirs)


def test_a_folder_that_is_named_is_read_alone(run: Callable[..., Told], table: Path, seeds_dir: Path):
    run("import", table)
    assert "2019" not in years(run(*ASKED, "--data", seeds_dir)[1])


def test_a_dry_run_says_what_would_be_added_and_warns_and_writes_nothing(run: Callable[..., Told], tmp_path: Path, kept: Path):
    path = written(tmp_path / "figures.csv", ROW.replace("4900", "9900").replace("4.900", "9.900"))
    code, out, err = run("import", path, "--dry-run")
    assert (code, out) == (0, "")
    assert "would add 1 to observations.csv" in err
    assert "warning: figures.csv:2: jump: nghe-an.agencies-bloc" in err
    assert not kept.exists()


def test_a_file_named_like_one_of_the_data_is_not_taken_for_it(run: Callable[..., Told], tmp_path: Path):
    file = written(tmp_path / "observations.csv", ROW.replace("2019-12-31", "2021-09-30"))
    code, _, err = run("import", file, "--dry-run")
    places = [line.removeprefix("warning: ").split(": ")[0] for line in err.splitlines() if line.startswith("warning: ")]
    # what is odd among the figures that are there already is not told of the file's
    assert (code, set(places)) == (0, set())
    written(file, ROW.replace("reported", "reportd"))
    assert "draft/observations.csv:2: status" in run("import", file, "--dry-run")[2]


def test_every_problem_is_told_and_nothing_is_imported(run: Callable[..., Told], tmp_path: Path, kept: Path):
    path = written(
        tmp_path / "figures.csv", ROW, ROW.replace("seed-000", "news"), ROW.replace("person", "people").replace("2019-", "2018-")
    )
    code, out, err = run("import", path)
    assert (code, out) == (1, "")
    assert "figures.csv:3: source: 'news' is not in sources.csv" in err
    assert "figures.csv:4: unit: 'people' is not one of" in err
    assert "--publisher" in err
    assert not kept.exists()


def test_a_new_source_is_told_by_options_or_by_a_second_file(run: Callable[..., Told], tmp_path: Path):
    path = written(tmp_path / "figures.csv", ROW.replace("seed-000", ""))
    source = ("--publisher", "Báo Nghệ An", "--published", "2020-01", "--url", "https://example.org/a")
    assert run("import", path, *source)[0] == 0
    second = written(tmp_path / "more.csv", ROW.replace("seed-000", "news").replace("2019-", "2018-"))
    sources = tmp_path / "sources.csv"
    sources.write_text("source,publisher,published,url,file,note\nnews,Báo,2019,https://example.org/b,,\n", encoding="utf-8")
    assert run("import", second, sources)[0] == 0
    rows = list(csv.DictReader(io.StringIO(run("evidence", "party_members", "--province", "nghe-an")[1])))
    assert {row["url"] for row in rows} >= {"https://example.org/a", "https://example.org/b"}


def test_the_same_file_twice_is_refused_with_the_batch(run: Callable[..., Told], table: Path, kept: Path):
    run("import", table)
    (batch,) = batches(kept)
    code, _, err = run("import", table)
    assert code == 1
    assert f"imported already, as {batch.batch}" in err
    run("undo", batch.batch)
    code, _, err = run("import", table)
    assert code == 1
    assert f"redo {batch.batch}" in err
    assert run("import", table, "--again")[0] == 0
    assert len(batches(kept)) == 2


def test_a_batch_that_contradicts_a_later_one_is_not_brought_back(
    run: Callable[..., Told], table: Path, tmp_path: Path, kept: Path
):
    run("import", table)
    (batch,) = batches(kept)
    run("undo", batch.batch)
    assert run("import", written(tmp_path / "newer.csv", ROW.replace("4900", "4901").replace("4.900", "4.901")))[0] == 0
    before = run(*ASKED)
    code, out, err = run("redo", batch.batch)
    assert (code, out) == (1, "")
    assert err.startswith(f"{batch.batch}/observations.csv:2: ")
    assert err.endswith("1 problems; nothing was changed\n")
    assert run(*ASKED) == before


def test_an_unknown_batch_is_told_with_the_nearest(run: Callable[..., Told], table: Path, kept: Path):
    run("import", table)
    (batch,) = batches(kept)
    for command in ("undo", "redo"):
        code, out, err = run(command, batch.batch[:-1])
        assert (code, out) == (1, "")
        assert batch.batch in err


def test_a_figure_is_corrected_by_its_place(run: Callable[..., Told], table: Path, kept: Path):
    run("import", table)
    (batch,) = batches(kept)
    place = f"{batch.batch}/observations.csv:2"
    code, _, err = run("correct", place, "value=4901", "quote=có 4.901 đảng viên", "--reason", "misread")
    assert code == 0, err
    assert years(run(*ASKED)[1])["2019"] == "4901"
    for wrong, told in ((f"{place}9", "is no figure that counts"), ("nowhere", "is no figure that counts")):
        code, _, err = run("correct", wrong, "value=1", "--reason", "misread")
        assert code == 1
        assert told in err
    code, _, err = run("correct", "observations.csv:2", "worth=1", "--reason", "misread")
    assert (code, "worth" in err) == (1, True)


def test_what_is_accepted_meanwhile_and_contradicts_a_file_is_told_as_what_is_wrong_with_it(
    run: Callable[..., Told], table: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = written(tmp_path / "other.csv", ROW.replace("4900", "4905").replace("4.900", "4.905"))

    def later(*words: Any, **named: Any) -> Any:
        monkeypatch.setattr("metrics.intake.batches.accept", accept)
        assert run("import", other)[0] == 0
        return accept(*words, **named)

    monkeypatch.setattr("metrics.intake.batches.accept", later)
    code, _, err = run("import", table)
    assert code == 1
    assert "is the same figure as" in err
    assert err.splitlines()[-1] == "1 problems; nothing was imported"
    assert len(batches(kept)) == 1


def test_a_file_without_a_row_is_named(run: Callable[..., Told], kept: Path, tmp_path: Path):
    code, _, err = run("import", written(tmp_path / "empty.csv"))
    assert (code, err) == (1, "empty.csv:1: file: holds no figure; add rows below the header\n1 problems; nothing was imported\n")


def test_what_is_wrong_with_a_correction_is_told_at_the_figure_and_nothing_is_changed(
    run: Callable[..., Told], table: Path, kept: Path
):
    run("import", table)
    (batch,) = batches(kept)
    place = f"{batch.batch}/observations.csv:2"
    code, out, err = run("correct", place, "value=4.901", "--reason", "misread")
    assert (code, out) == (1, "")
    assert f"{place}: value: 4.901 is not a whole number" in err
    assert err.splitlines()[-1] == "2 problems; nothing was corrected"
    for cell in ("value", "4901", "=4901"):
        with pytest.raises(SystemExit) as ended:
            run("correct", place, cell, "--reason", "misread")
        assert ended.value.code == 2
    assert len(batches(kept)) == 1


def test_only_figures_are_corrected(run: Callable[..., Told], kept: Path, tmp_path: Path):
    body = dict.fromkeys(FILES["organizations.csv"], "") | {"organization": "nghe-an.school-9", "province": "nghe-an"}
    body |= {"level": "grassroots", "kind": "school", "name_vi": "Trường", "name_en": "School"}
    bodies = tmp_path / "bodies.csv"
    bodies.write_text(f"{','.join(body)}\n{','.join(body.values())}\n", encoding="utf-8")
    cells = ROW.replace("seed-000", "").replace("nghe-an.agencies-bloc", "nghe-an.school-9")
    code, _, err = run(
        "import", written(tmp_path / "figures.csv", cells), bodies, "--publisher", "Báo", "--url", "https://a.example"
    )
    assert code == 0, err
    (batch,) = batches(kept)
    for place in ("sources.csv:2", f"{batch.batch}/organizations.csv:2", f"observations.csv:{'9' * 5000}"):
        code, out, err = run("correct", place, "note=Khác", "--reason", "misread")
        assert (code, out) == (1, "")
        assert "is no figure" in err
        assert place[-9:] in err
    assert len(batches(kept)) == 1


def test_a_batch_goes_into_the_seeds_and_they_pass_check(
    run: Callable[..., Told], table: Path, seeds_dir: Path, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "seeds"
    shutil.copytree(seeds_dir, folder)
    run("import", table)
    (batch,) = batches(kept)
    assert "would write 1 to observations.csv" in run("import", "--into-seeds", batch.batch, "--data", folder, "--dry-run")[2]
    code, _, err = run("import", "--into-seeds", batch.batch, "--data", folder)
    assert (code, "observations.csv +1" in err) == (0, True)
    assert run("check", "--data", folder)[0] == 0
    assert len(load(folder).observations) == len(load(seeds_dir).observations) + 1
    assert "every row stood there already" in run("import", "--into-seeds", batch.batch, "--data", folder)[2]
    # it still counts beside the project's own data, which did not get it
    assert "in_seeds" not in run("imports")[1]
    monkeypatch.setattr("metrics.__main__.SEEDS", folder)
    assert "every row stood there already" in run("import", "--into-seeds", batch.batch)[2]
    assert "in_seeds" in run("imports")[1]
    other = written(tmp_path / "other.csv", ROW.replace("2019-", "2018-"))
    assert run("import", "--into-seeds", other, "--data", folder)[0] == 0
    assert len(load(folder).observations) == len(load(seeds_dir).observations) + 2


def test_a_batch_that_is_broken_is_named_by_every_command(run: Callable[..., Told], table: Path, kept: Path):
    run("import", table)
    (batch,) = batches(kept)
    (batch.folder / "observations.csv").write_text("torn", encoding="utf-8")
    code, out, err = run(*ASKED)
    assert (code, "2019" in years(out)) == (0, False)
    assert f"batch {batch.batch} is left out" in err
    code, out, err = run("imports")
    assert (code, "damaged" in out, "checksum" in err) == (0, True, True)
    code, out, _ = run("check")
    assert (code, f"{batch.batch}/observations.csv:1: file:" in out) == (1, True)


@pytest.mark.parametrize("arguments", [["import"], ["undo"], ["import", "x.csv", "--dry"], ["correct", "a:1", "value=1"]])
def test_wrong_usage_is_2(run: Callable[..., Told], arguments: list[str]):
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2


def test_a_file_that_is_not_there_or_no_table_is_1(run: Callable[..., Told], tmp_path: Path):
    (tmp_path / "note.csv").write_text("Một ghi chú\n", encoding="utf-8")
    for path, told in ((tmp_path / "none.csv", "cannot be read"), (tmp_path / "note.csv", "holds no table")):
        code, out, err = run("import", path)
        assert (code, out, told in err) == (1, "", True)


def test_two_processes_at_once_both_succeed(kept: Path, tmp_path: Path):
    paths = [written(tmp_path / f"{year}.csv", ROW.replace("2019-", f"{year}-")) for year in (2017, 2018)]
    commands = [[sys.executable, "-m", "metrics", "import", str(path)] for path in paths]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") for command in commands]
    done = [CompletedProcess(one.args, one.wait(), "", one.communicate()[1]) for one in running]
    assert [(one.returncode, "accepted as batch" in one.stderr) for one in done] == [(0, True), (0, True)]
    assert [batch.figures for batch in batches(kept)] == [1, 1]
