"""What is done is done by an editor alone, one at a time, and stands in the log before it is done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from metrics.data import disk
from metrics.data.rows import DataRow
from metrics.data.seeds import load
from metrics.errors import DataError
from metrics.extract import Known
from metrics.intake import batch_files
from metrics.intake.actor import NotAllowed
from metrics.intake.batch_files import Batch, BatchError, alone, batches, keep, packed, redo, undo, write
from metrics.intake.batches import accept, correct, with_batches
from metrics.intake.drafts import Draft
from metrics.intake.into_folder import into_folder
from metrics.intake.log import FILE, Action, actions
from metrics.intake.origin import Papers
from metrics.intake.queue import Entry, read_into, remove, save
from tests import small
from tests.actors import EDITOR, READER
from tests.folders import PROJECT
from tests.imports_until_killed import FIGURE

KNOWN = "nghe-an.agencies-bloc party_members 2020 5000"


def figure(value: int, period: str = "1931-01-01") -> Draft:
    cells = {**FIGURE, "value": str(value), "period": period, "quote": f"{value} đảng viên"}
    return Draft.of(observations=[cells], text=f"{value} đảng viên")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small.write(small.data(KNOWN), tmp_path / "data")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "imports"


def logged(home: Path) -> list[tuple[str, str, str, bool]]:
    found, wrong = actions(home, {batch.batch: batch.kept for batch in batches(home)})
    assert wrong == []
    return [(one.who, one.what, one.batch, one.done) for one in found]


def contents(*folders: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()}


# who ----------------------------------------------------------------------------------------------------------------------
DONE: dict[str, Callable[[Path, Path, Batch, DataRow], object]] = {
    "accept": lambda home, folder, batch, row: accept(home, folder, figure(2, "1932-01-01"), READER),
    "correct": lambda home, folder, batch, row: correct(home, folder, row, {"value": "3"}, "misread", READER),
    "write": lambda home, folder, batch, row: write(home, figure(2, "1932-01-01"), READER),
    "undo": lambda home, folder, batch, row: undo(home, batch.batch, READER),
    "redo": lambda home, folder, batch, row: redo(home, batch.batch, READER),
    "keep": lambda home, folder, batch, row: keep(batch, "in_seeds", READER),
    "into_folder": lambda home, folder, batch, row: into_folder(home, folder, batch.rows, READER),
    "packed": lambda home, folder, batch, row: packed(batch, READER),
    "queue.save": lambda home, folder, batch, row: save(home, Entry("0" * 64, ("a.txt",), ""), READER),
    "queue.remove": lambda home, folder, batch, row: remove(home, "1" * 64, READER),
    "queue.read_into": lambda home, folder, batch, row: next(read_into(home, [], Known((), (), ()), Papers.of((), ()), READER)),
}


@pytest.mark.parametrize("what", DONE)
def test_a_reader_changes_nothing_whoever_calls(what: str, folder: Path, kept: Path):
    batch = accept(kept, folder, figure(1), EDITOR)
    save(kept, Entry("1" * 64, ("b.txt",), ""), EDITOR)
    row = batch.rows["observations.csv"][0]
    before = contents(folder, kept)
    with pytest.raises(NotAllowed, match="not import"):
        DONE[what](kept, folder, batch, row)
    assert contents(folder, kept) == before


def test_no_page_makes_an_editor_of_its_own():
    """Pages hand on who reads them; only the command line is whoever runs it."""
    for path in (PROJECT / "pages").rglob("*.py"):
        text = path.read_text("utf-8")
        assert not any(word in text for word in ("operator(", "Actor(", "LOCAL", '"editor"')), path


def test_a_batch_and_its_state_record_who(folder: Path, kept: Path):
    batch = accept(kept, folder, figure(1), EDITOR)
    undo(kept, batch.batch, EDITOR)
    assert batches(kept)[0].by == json.loads((batch.folder / "state.json").read_text())["by"] == "tester"
    # what older versions wrote says nothing of it
    about = json.loads((batch.folder / "batch.json").read_text("utf-8"))
    del about["by"], about["checksum"]
    about["checksum"] = batch_files._checksum(about)
    (batch.folder / "batch.json").write_text(json.dumps(about), "utf-8")
    assert [(one.by, one.damage) for one in batches(kept)] == [("", ())]


# the log ------------------------------------------------------------------------------------------------------------------
def test_every_action_has_its_line(folder: Path, kept: Path):
    assert actions(kept, {}) == ([], [])
    batch = accept(kept, folder, figure(1), EDITOR).batch
    undo(kept, batch, EDITOR)
    redo(kept, batch, EDITOR)
    row = with_batches(folder, kept).row_at(f"{batch}/observations.csv", 2)
    assert row is not None
    corrected = correct(kept, folder, row, {"value": "2", "quote": "2 đảng viên", "quote_status": "unverified"}, "misread", EDITOR)
    into_folder(kept, folder, corrected.rows, EDITOR, batch=corrected.batch)
    whats = [("accept", batch), ("undo", batch), ("redo", batch), ("correct", corrected.batch), ("into_folder", corrected.batch)]
    assert logged(kept) == [("tester", what, of, True) for what, of in whats]
    # what is refused is no action
    with pytest.raises(BatchError):
        redo(kept, batch, EDITOR)
    with pytest.raises(DataError):
        accept(kept, folder, figure(-1), EDITOR)
    assert len(logged(kept)) == 5


def test_a_torn_line_is_named_and_the_next_action_begins_anew(folder: Path, kept: Path):
    first = accept(kept, folder, figure(1), EDITOR).batch
    with (kept / FILE).open("ab") as file:
        file.write(b'{"when": "2026-01-01T00:00:00Z", "who": "tester", "wha')
    found, wrong = actions(kept, {first: "accepted"})
    assert ([one.batch for one in found], [str(one) for one in wrong]) == (
        [first],
        [f"{FILE}:2: is no whole line of the log; what was done then may be missing from it"],
    )
    undo(kept, first, EDITOR)
    found, wrong = actions(kept, {first: "undone"})
    assert ([one.what for one in found], len(wrong)) == (["accept", "undo"], 1)


@pytest.mark.parametrize(
    "line", [b"[]", b"{}", b"[" * 100_000, b'{"when": 1, "who": "", "what": "accept", "batch": ""}', b"\xff", b"null"]
)
def test_what_is_no_line_of_the_log_is_named(line: bytes, tmp_path: Path):
    (tmp_path / FILE).write_bytes(line + b"\n")
    found, wrong = actions(tmp_path, {})
    assert (found, len(wrong)) == ([], 1)


def test_what_was_interrupted_after_its_line_is_told_so(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch):
    batch = accept(kept, folder, figure(1), EDITOR)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    # only what comes after the line
    monkeypatch.setattr(Path, "rename", full)
    monkeypatch.setattr(Path, "replace", full)
    for act in (lambda: accept(kept, folder, figure(2, "1932-01-01"), EDITOR), lambda: undo(kept, batch.batch, EDITOR)):
        with pytest.raises(BatchError, match="No space left"):
            act()
    monkeypatch.undo()
    assert [one.kept for one in batches(kept)] == ["accepted"]
    assert [(what, done) for _, what, _, done in logged(kept)] == [("accept", True), ("accept", False), ("undo", False)]
    assert not [path for path in kept.rglob(f"{disk.WRITING}*")]
    undo(kept, batch.batch, EDITOR)
    assert logged(kept)[-1][1:] == ("undo", batch.batch, True)


def test_nothing_is_done_that_the_log_cannot_hold(folder: Path, kept: Path):
    batch = accept(kept, folder, figure(1), EDITOR)
    (kept / FILE).unlink()
    (kept / FILE).mkdir()
    before = contents(folder, kept)
    for act in (
        lambda: accept(kept, folder, figure(2, "1932-01-01"), EDITOR),
        lambda: undo(kept, batch.batch, EDITOR),
        lambda: into_folder(kept, folder, figure(2, "1932-01-01").rows, EDITOR),
    ):
        with pytest.raises(BatchError, match="nothing was changed"):
            act()
    assert contents(folder, kept) == before


def test_a_line_that_does_not_fit_on_the_disk_leaves_none(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch):
    batch = accept(kept, folder, figure(1), EDITOR)
    before = (kept / FILE).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BatchError, match="No space left"):
        undo(kept, batch.batch, EDITOR)
    monkeypatch.undo()
    assert (kept / FILE).read_bytes() == before


def test_actions_are_compared_with_what_stands(tmp_path: Path):
    def line(what: str, batch: str = "a") -> bytes:
        return json.dumps({"when": "", "who": "", "what": what, "batch": batch}).encode() + b"\n"

    def done(text: bytes, **kept: str) -> list[bool]:
        (tmp_path / FILE).write_bytes(text)
        return [one.done for one in actions(tmp_path, kept)[0]]

    assert done(line("accept") + line("undo") + line("redo"), a="accepted") == [True, True, True]
    assert done(line("accept") + line("undo") + line("redo"), a="undone") == [True, True, False]
    assert done(line("accept") + line("undo"), a="in_seeds") == [True, True]
    assert done(line("accept") + line("into_folder", "")) == [False, True]


# one at a time ------------------------------------------------------------------------------------------------------------
def test_of_two_that_state_one_thing_otherwise_at_once_the_later_is_refused(folder: Path, kept: Path):
    def accepted(value: int) -> str:
        try:
            return accept(kept, folder, figure(value), EDITOR).batch
        except DataError:
            return ""

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(accepted, range(1, 5)))
    assert [bool(one) for one in made].count(True) == 1
    assert with_batches(folder, kept).left_out == {}
    assert len(logged(kept)) == 1


HOLD = """
import sys
from pathlib import Path
from metrics.data import disk
with disk.locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_lock_of_a_process_that_is_killed_is_gone_with_it(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch):
    batch = accept(kept, folder, figure(1), EDITOR)
    monkeypatch.setattr(disk, "WAIT", 0.1)
    command = [sys.executable, "-c", HOLD, str(kept)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(BatchError, match="Somebody else is changing"):
            undo(kept, batch.batch, EDITOR)
        assert len(logged(kept)) == 1
        other.kill()
    assert undo(kept, batch.batch, EDITOR).kept == "undone"


def test_threads_wait_for_one_another(kept: Path):
    inside, most, guard = [0], [0], threading.Lock()

    def enter(_: int) -> None:
        with alone(kept):
            with guard:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            with guard:
                inside[0] -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(enter, range(40)))
    assert most == [1]


def test_the_data_are_whole_whatever_was_logged(folder: Path, kept: Path):
    """The log is told, never asked: without it, and with rubbish in it, batches count as before."""
    accept(kept, folder, figure(1), EDITOR)
    before = with_batches(folder, kept).seeds
    (kept / FILE).write_bytes(b"\x00" * 100)
    assert with_batches(folder, kept).seeds == before
    (kept / FILE).unlink()
    assert with_batches(folder, kept).seeds == before
    assert load(folder) != before
    assert actions(kept, {}) == ([], [])
    assert Action("", "", "accept", "").done
