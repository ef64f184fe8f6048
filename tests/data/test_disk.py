"""Files of a folder that are replaced together: a reader finds all as before or all new, whatever was killed, whenever it looks."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from metrics.data.disk import DECIDED, WRITING, finish, replace_together
from metrics.data.seeds import load, read
from metrics.intake.batch_files import BatchError
from metrics.intake.into_folder import into_folder
from tests import small
from tests.actors import EDITOR
from tests.folders import PROJECT
from tests.into_folder_until_killed import rows

KILLS = int(os.environ.get("PARTY_METRICS_KILLS", "12"))
KNOWN = ("nghe-an.agencies-bloc party_members 2020 5000", "rank PAR 2023 nghe-an 15 86.5")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small.write(small.data(*KNOWN), tmp_path / "data")


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") if path.is_file() else "a folder" for path in folder.iterdir()}


def counted(folder: Path) -> set[int]:
    """How many bodies, sources, figures and ranks a folder has gained; one number where all its files are of the same step."""
    seeds, known = load(folder), small.data(*KNOWN)
    files = ("organizations", "sources", "observations", "rankings")
    return {len(getattr(seeds, file)) - len(getattr(known, file)) for file in files}


def test_files_are_replaced_and_nothing_else_is_left(folder: Path):
    before = contents(folder)
    replace_together(folder, {"sources.csv": b"a", "rankings.csv": b"b"})
    assert contents(folder) == {**before, "sources.csv": "a", "rankings.csv": "b"}


def test_what_was_decided_is_finished_by_whoever_reads_next(folder: Path):
    given = {file: [row] for file, row in rows(1).items()}
    copy = shutil.copytree(folder, folder.parent / "copy")
    into_folder(folder.parent / "imports", copy, given, EDITOR)
    # killed after the step, with one file in its place
    (folder / DECIDED).mkdir()
    for file in ("sources.csv", "observations.csv", "rankings.csv"):
        shutil.copy(copy / file, folder / DECIDED)
    shutil.copy(copy / "organizations.csv", folder)
    assert load(folder) == load(copy)
    assert contents(folder) == contents(copy)
    finish(folder)
    assert contents(folder) == contents(copy)


def test_what_was_not_decided_counts_for_nothing_and_is_cleared_later(folder: Path):
    before = load(folder)
    left = folder / f"{WRITING}aaaa"
    left.mkdir()
    (left / "sources.csv").write_text("torn")
    assert load(folder) == before
    os.utime(left, (0, 0))
    replace_together(folder, {})
    assert not left.exists()


def test_a_folder_that_takes_nothing_is_told_and_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch):
    before = contents(folder)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BatchError, match="No space left on device"):
        into_folder(folder.parent / "imports", folder, {file: [row] for file, row in rows(1).items()}, EDITOR)
    monkeypatch.undo()
    assert contents(folder) == before


def test_what_is_decided_and_cannot_be_put_in_place_is_a_problem_of_the_folder(folder: Path):
    (folder / DECIDED).write_text("no folder")
    seeds, problems = read(folder)
    assert seeds is None
    assert "was not finished" in problems[0].message


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killed_at_any_moment_all_files_are_of_the_same_step(folder: Path):
    """12 kills; PARTY_METRICS_KILLS=200 for a long run. The folder is read all the while, too."""
    chance = random.Random(8)
    said = 0
    for _ in range(KILLS):
        command = [sys.executable, "-m", "tests.into_folder_until_killed", str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", cwd=PROJECT) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline()]
            assert len(counted(folder)) == 1
            time.sleep(chance.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            lines += process.stdout.readlines()
        assert process.returncode == -signal.SIGKILL, lines
        said = int([line for line in lines if line.endswith("\n")][-1]) - 1
        (gained,) = counted(folder)
        # what was killed between the step and its word is there, whole
        assert said <= gained <= said + 1
    print(f"{KILLS} kills, {said} steps said, {2 * KILLS} readings, each of one step")
