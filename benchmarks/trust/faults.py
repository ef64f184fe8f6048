"""Faults: killed at any moment, a full disk, folders that cannot be written, batches damaged by other hands, two at once."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.trust.processes import CHANCE, alone, at_once, file_limit, killed, left, nobody
from benchmarks.trust.table import Tried, tried
from metrics.data import disk
from metrics.data.seeds import load
from metrics.errors import DataError, PartyMetricsError
from metrics.intake import batch_files
from metrics.intake.batch_files import Batch, batches
from metrics.intake.batches import accept, correct, redo, undo, with_batches
from metrics.intake.drafts import Draft
from metrics.intake.into_folder import into_folder
from metrics.intake.log import actions
from metrics.intake.queue import Entry, entries, save
from metrics.store import builds
from metrics.store.as_of import store_as_of
from tests import small
from tests.actors import EDITOR
from tests.imports_until_killed import FIGURE

KNOWN = ("nghe-an.agencies-bloc party_members 2020 5000", "nghe-an.agencies-bloc members_admitted 2020 100")
# longer than any action takes, in seconds
AT_MOST = 0.05
# longer than a small build takes that follows another
LONGEST_BUILD = 0.5


@contextmanager
def places() -> Iterator[tuple[Path, Path]]:
    """A home of imports and a data folder, where any user may look."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        top.chmod(0o755)
        yield top / "imports", small.write(small.data(*KNOWN), top / "data")


def figure(value: int, day: str = "1931-01-01", text: str = "") -> Draft:
    cells = {**FIGURE, "value": str(value), "period": day, "quote": f"{value} đảng viên"}
    return Draft.of(observations=[cells], text=text or f"{value} đảng viên. " * 500)


def first(home: Path, folder: Path, value: int = 1) -> Batch:
    return accept(home, folder, figure(value), EDITOR)


def corrected(home: Path, folder: Path) -> Batch:
    """The one imported figure corrected, to the next number."""
    loaded = with_batches(folder, home)
    now = next(one for one in loaded.seeds.observations if one.place)
    row = loaded.row_at(now.place, now.row)
    if row is None:
        raise AssertionError(now.place)
    return correct(home, folder, row, changed_to(int(now.value) + 1), "misread", EDITOR)


def changed_to(value: int) -> dict[str, str]:
    return {"value": str(value), "quote": f"{value} đảng viên", "quote_status": "unverified"}


def state(home: Path, folder: Path) -> dict[str, Any]:
    """What counts; AssertionError where anything is torn, half-way or left out."""
    loaded = with_batches(folder, home)
    if loaded.left_out:
        raise AssertionError(str(loaded.left_out))
    return {
        "values": sorted(one.value for one in loaded.seeds.observations),
        "kept": {one.batch: one.kept for one in loaded.batches},
    }


# killed -------------------------------------------------------------------------------------------------------------------
def _acting(home: Path, folder: Path, what: str) -> Callable[[Callable[[str], None]], object]:
    """An action done again and again, each told before and after it is done."""

    def work(say: Callable[[str], None]) -> None:
        for number in range(1000):
            if what == "import":
                say("to import")
                day = f"{CHANCE.randrange(1935, 1985)}-01-{number % 28 + 1:02}"
                with suppress(DataError):
                    say(f"done {accept(home, folder, figure(number + 10, day), EDITOR).batch} accepted")
            elif what == "correction":
                say("to correction")
                say(f"done {corrected(home, folder).batch} accepted")
            else:
                batch = batches(home)[0]
                if batch.kept == "accepted":
                    say("to undo")
                    undo(home, batch.batch, EDITOR)
                else:
                    say("to redo")
                    redo(home, folder, batch.batch, EDITOR)
                say(f"done {batch.batch} {'undone' if batch.kept == 'accepted' else 'accepted'}")

    return work


def killed_while(what: str, tries: int) -> Tried:
    """kill -9 while something is done: what was called done is there, what was not is whole or absent."""

    def one(home: Path, folder: Path) -> str:
        # of an earlier try one action may be half said: it starts from what stands
        before = {one.batch: one.kept for one in batches(home)}
        said = killed(_acting(home, folder, what), f"to {what}", CHANCE.uniform(0, AT_MOST))
        if failed := [text for text in said if not text.startswith(("to ", "done "))]:
            return f"{what}: {failed[0]}"
        told = before | {name: kept for _, name, kept in (text.split() for text in said if text.startswith("done "))}
        now = state(home, folder)["kept"]
        if missing := told.keys() - now.keys():
            return f"{what}: lost {missing}"
        if len(now.keys() - told.keys()) + sum(told[name] != now[name] for name in told) > 1:
            return f"{what}: {told} became {now}"
        log, torn = actions(home, now)
        if not now.keys() <= {action.batch for action in log} or len(torn) > 1:
            return f"{what}: the log lacks a batch"
        return ""

    outcomes = []
    with places() as (home, folder):
        first(home, folder)
        for number in range(tries):
            outcomes.append(_sound(lambda: one(home, folder)))
            if number % 25 == 24:
                # many batches make each try slow, and say no more
                shutil.rmtree(home)
                first(home, folder)
    return tried(f"kill -9 during {what}", outcomes)


def killed_at_start(tries: int) -> Tried:
    """kill -9 while a server loads a folder into which an import was decided, and not yet put: all files old, or all new."""

    def one() -> str:
        with places() as (home, folder):
            made = first(home, folder)
            old = load(folder)
            # decided upon, as a killed import leaves it
            with patch.object(disk, "finish"):
                into_folder(home, folder, made.rows, EDITOR)
            if not (folder / disk.DECIDED).is_dir():
                return "nothing was decided upon"

            def start(say: Callable[[str], None]) -> None:
                say("to start")
                store_as_of(folder, home)

            killed(start, "to start", CHANCE.uniform(0, 0.1))
            store, _ = store_as_of(folder, home)
            if len(store.seeds.observations) != len(old.observations) + 1 or len(load(folder).observations) != 3:
                return "a mixture was loaded"
            return f"left {left(folder, home)}" if left(folder, home) else ""

    return tried("kill -9 during start, an import half-way into the data", (_sound(one) for _ in range(tries)))


def killed_while_building(tries: int) -> Tried:
    """kill -9 while batches go into a build: the last one stays whole, and the next states what counts by then."""

    def one(home: Path, folder: Path, out: Path) -> str:
        def work(say: Callable[[str], None]) -> None:
            for number in range(len(batches(home)), 1000):
                day = dt.date(1931, 1, 1) + dt.timedelta(number)
                accept(home, folder, figure(number + 10, day.isoformat()), EDITOR)
                say("to build")
                builds.build(folder, out, home)

        before = _stated(out)
        said = killed(work, "to build", CHANCE.uniform(0, LONGEST_BUILD))
        if failed := [text for text in said if text.startswith("failed")]:
            return failed[0]
        if lost := set(before) - set(_stated(out)):
            return f"lost {lost}"
        builds.build(folder, out, home)
        counts = state(home, folder)["values"]
        return "" if _stated(out) == counts else f"{_stated(out)} are not {counts}"

    with places() as (home, folder):
        first(home, folder)
        builds.build(folder, out := home.with_name("builds"), home)
        return tried("kill -9 while a build is made", [_sound(lambda: one(home, folder, out)) for _ in range(tries)])


def _stated(out: Path) -> list[float]:
    return sorted(one.value for one in builds.open_build(builds.current(out)).stated("true", {}).values())


def _sound(one: Callable[[], str]) -> str:
    try:
        return one()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# a full disk --------------------------------------------------------------------------------------------------------------
Act = Callable[[Path, Path, str], object]
ACTS: dict[str, Act] = {
    "import": lambda home, folder, name: accept(home, folder, figure(7, "1932-01-01"), EDITOR),
    "correction": lambda home, folder, name: corrected(home, folder),
    "into the seeds": lambda home, folder, name: into_folder(home, folder, batches(home)[0].rows, EDITOR),
    "the queue": lambda home, folder, name: save(home, Entry("0" * 64, ("a.txt",), "", text="x" * 9000), EDITOR),
    "undo": lambda home, folder, name: undo(home, name, EDITOR),
}


def _refused(act: Act, home: Path, folder: Path, name: str) -> Callable[[], str]:
    """Do something that may be impossible: the sentence that is told, or nothing where it was done."""

    def work() -> str:
        try:
            act(home, folder, name)
        except PartyMetricsError as error:
            return str(error)
        return ""

    return work


def _seen(home: Path, folder: Path) -> str:
    return repr((state(home, folder), sorted(str(one) for one in entries(home)[0]), (folder / "observations.csv").read_bytes()))


def full(what: str, sizes: Iterator[int]) -> Tried:
    """An action on a disk that takes so many bytes of a file: done, or told in a sentence, and all as it was."""

    def one(size: int) -> str:
        with places() as (home, folder):
            name = first(home, folder).batch
            before = _seen(home, folder)
            told = alone(_refused(ACTS[what], home, folder, name), lambda: file_limit(size))
            if not isinstance(told, str):
                return f"{size} bytes: {told[1]}"
            if left(home, folder):
                return f"{size} bytes: left {left(home, folder)}"
            if told and ("cannot be written" not in told or _seen(home, folder) != before):
                return f"{size} bytes: {told}"
            ends = _seen(home, folder) != before
            return "" if told or ends else f"{size} bytes: nothing was done, and nothing told"

    return tried(f"disk full during {what}", [_sound(lambda size=size: one(size)) for size in sizes])  # type: ignore[misc]


def full_memory_disk(tries: int) -> Tried | None:
    """A disk in memory that is filled but for a few thousand bytes; None where none may be mounted."""
    with tempfile.TemporaryDirectory() as name:
        mount, unmount = shutil.which("mount"), shutil.which("umount")
        if not mount or not unmount:
            return None
        if subprocess.run([mount, "-t", "tmpfs", "-o", "size=1m", "none", name], capture_output=True).returncode:
            return None
        try:
            outcomes = [_sound(lambda: _on_full_disk(Path(name))) for _ in range(tries)]
        finally:
            subprocess.run([unmount, name], check=True)
    return tried("disk full (a small tmpfs), all actions", outcomes)


def _on_full_disk(top: Path) -> str:
    for path in top.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    home, folder = top / "imports", small.write(small.data(*KNOWN), top / "data")
    name = first(home, folder).batch
    before = _seen(home, folder)
    with (top / "filling").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 512):
            pass
    size = (top / "filling").stat().st_size - 4096 * CHANCE.randrange(5)
    os.truncate(top / "filling", max(size, 0))
    for what, act in ACTS.items():
        told = alone(_refused(act, home, folder, name))
        if not isinstance(told, str) or (told and "cannot be written" not in told):
            return f"{what}: {told}"
        if left(home, folder) or (told and _seen(home, folder) != before):
            return f"{what}: left {left(home, folder)}"
        before = _seen(home, folder)
    return ""


# folders that cannot be written -------------------------------------------------------------------------------------------
def read_only() -> Tried:
    """By a user who may not write: all can be read and answered, each action is told, nothing is changed."""

    def one(what: str, where: str) -> str:
        with places() as (home, folder):
            name = first(home, folder).batch
            before = _seen(home, folder)
            for top in {"imports": [home], "data": [folder], "both": [home, folder]}[where]:
                for path in (top, *top.rglob("*")):
                    path.chmod(0o555 if path.is_dir() else 0o444)
            for top in {"imports": [folder], "data": [home], "both": []}[where]:
                for path in (top, *top.rglob("*")):
                    path.chmod(0o777 if path.is_dir() else 0o666)
            seen = alone(lambda: _seen(home, folder), nobody)
            told = alone(_refused(ACTS[what], home, folder, name), nobody)
            after = _seen(home, folder)
            if seen != before:
                return f"{what}, {where}: {seen}"
            written = where == "both" or (where == "imports") or (what == "into the seeds")
            if not isinstance(told, str) or (written and ("cannot be written" not in told or after != before)):
                return f"{what}, {where}: {told}"
            return ""

    cases = [(what, where) for what in ACTS for where in ("imports", "data", "both")]
    return tried("folders that cannot be written", (_sound(lambda case=case: one(*case)) for case in cases))  # type: ignore[misc]


# damaged by other hands ---------------------------------------------------------------------------------------------------
def _cut(data: bytes) -> bytes:
    return data[: CHANCE.randrange(len(data))]


def _flipped(data: bytes) -> bytes:
    place = CHANCE.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << CHANCE.randrange(8)]) + data[place + 1 :]


def _edited(data: bytes) -> bytes:
    digits = [place for place, sign in enumerate(data) if 48 <= sign <= 57]
    place = CHANCE.choice(digits) if digits else 0
    return data[:place] + bytes([48 + (data[place] - 47) % 10]) + data[place + 1 :]


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "cut": _cut,
    "with a bit changed": _flipped,
    "with a digit edited": _edited,
    "with more behind": lambda data: data + b"x,y\n",
    "filled with zeros": lambda data: bytes(len(data)),
}


def spoilt(how: str, tries: int) -> Tried:
    """A file of a batch changed: the batch is left out and named, or states what it did; all others count."""

    def one() -> str:
        with places() as (home, folder):
            torn, whole = first(home, folder), accept(home, folder, figure(3, "1933-01-01"), EDITOR)
            undo(home, torn.batch, EDITOR)
            redo(home, folder, torn.batch, EDITOR)
            path = CHANCE.choice(sorted(torn.folder.iterdir()))
            data = path.read_bytes()
            new = SPOILT[how](data)
            path.write_bytes(new)
            loaded = with_batches(folder, home)
            values = sorted(one.value for one in loaded.seeds.observations)
            if loaded.state(whole) != "accepted" or values not in ([3, 100, 5000], [1, 3, 100, 5000]):
                return f"{path.name} {how}: {values}"
            named = torn.batch in loaded.left_out and torn.batch in str(loaded.left_out[torn.batch][0])
            # what only the order of its state says may be read otherwise, and stays what it was
            if not named and path.name != "state.json" and new != data:
                return f"{path.name} {how} was not noticed"
            undo(home, torn.batch, EDITOR)
            return "" if with_batches(folder, home).left_out == {} else f"{path.name} {how}: cannot be taken back"

    return tried(f"a batch {how}", (_sound(one) for _ in range(tries)))


# two at once --------------------------------------------------------------------------------------------------------------
def at_one_moment(what: str, tries: int, processes: int = 4) -> Tried:
    """Several processes state one thing otherwise: one is accepted, the others are told at once, nothing is left out."""

    def act(home: Path, folder: Path, value: int) -> Callable[[], str]:
        row = with_batches(folder, home).row_at(f"{batches(home)[0].batch}/observations.csv", 2)

        def work() -> str:
            try:
                if what == "imports":
                    accept(home, folder, figure(value, "1932-01-01"), EDITOR)
                elif row is not None:
                    correct(home, folder, row, changed_to(value), "misread", EDITOR)
            except DataError as error:
                return str(error)
            return ""

        return work

    def one() -> str:
        with places() as (home, folder):
            first(home, folder)
            told = at_once([act(home, folder, value) for value in range(11, 11 + processes)])
            if [one for one in told if not isinstance(one, str)] or told.count("") != 1:
                return str(told)
            state(home, folder)
            return "" if len(batches(home)) == 2 else f"{len(batches(home))} batches"

    return tried(f"{processes} {what} of one figure at once", (_sound(one) for _ in range(tries)))


def _serving(home: Path, folder: Path, seed: int, acts: int) -> Callable[[], list[list[str]]]:
    """What one of several servers is asked for, at chance; what became of each: done with the batch's name, or refused and why."""

    def work() -> list[list[str]]:
        chance, told = random.Random(seed), list[list[str]]()
        for number in range(acts):
            # of few days and batches: the servers get at the same ones
            what, name = chance.choice(("made", "undo", "redo", "corrected")), chance.choice(batches(home)).batch
            try:
                if what == "made":
                    name = accept(home, folder, figure(seed * 100 + number, f"1940-01-0{chance.randrange(1, 5)}"), EDITOR).batch
                elif what == "corrected":
                    name = corrected(home, folder).batch
                elif what == "undo":
                    undo(home, name, EDITOR)
                else:
                    redo(home, folder, name, EDITOR)
                told.append([what, name])
            except PartyMetricsError as error:
                told.append(["refused", str(error)])
            except StopIteration:
                told.append(["refused", "nothing is left that could be corrected"])
        return told

    return work


def _unlike_told(home: Path, folder: Path, told: list[list[str]]) -> str:
    """What stands otherwise than the servers said, and why that is wrong; empty where nothing is."""
    now = {batch.batch: batch.kept for batch in batches(home)}
    made = {name for what, name in told if what in ("made", "corrected")}
    if made != now.keys():
        return f"made {sorted(made)}, there are {sorted(now)}"
    taken_back = {name for what, name in told if what == "undo"}
    if lost := [name for name, kept in now.items() if kept != "accepted" and name not in taken_back]:
        return f"taken back by nobody: {lost}"
    log, torn = actions(home, now)
    if torn or not now.keys() <= {action.batch for action in log}:
        return f"the log lacks a batch, or is torn: {torn}"
    left_out = with_batches(folder, home).left_out
    if left_out and not taken_back:
        return f"left out though nothing was taken back: {left_out}"
    # what leans on a batch that was taken back, or was stated anew meanwhile, is named; taken back, it hinders nothing
    for name in left_out:
        undo(home, name, EDITOR)
    return f"left out: {still}" if (still := with_batches(folder, home).left_out) else ""


def servers_at_once(tries: int, servers: int = 2, acts: int = 8) -> Tried:
    """Several servers on one folder import, take back, bring back and correct: nothing is lost, what is refused is so in words."""

    def one(seed: int) -> str:
        with places() as (home, folder):
            begun = first(home, folder).batch
            found = at_once([_serving(home, folder, seed * servers + number, acts) for number in range(servers)])
            if failed := [each for each in found if each[0] == "failed"]:
                return str(failed)
            return _unlike_told(home, folder, [["made", begun], *(told for each in found for told in each)])

    outcomes = [_sound(lambda seed=seed: one(seed)) for seed in range(tries)]  # type: ignore[misc]
    return tried(f"{servers} servers on one folder, {acts} actions each at once", outcomes)


def dated_2099(tries: int) -> Tried:
    """The clock goes back and forth by years between imports and corrections: each counts, in the order of acceptance."""

    class Clock(dt.datetime):
        year_now = 2026

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            real = dt.datetime.now(tz)
            return cls(cls.year_now, 3, 1, real.hour, real.minute, real.second, real.microsecond, tz)

    class Times:
        """The module datetime with a clock of ours."""

        datetime, timedelta, UTC, MAXYEAR = Clock, dt.timedelta, dt.UTC, dt.MAXYEAR

    def one() -> str:
        with places() as (home, folder):
            made = []
            with patch.object(batch_files, "dt", Times):
                for number in range(6):
                    Clock.year_now = CHANCE.choice((1999, 2024, 2026, 2099))
                    made.append((first(home, folder) if not number else corrected(home, folder)).batch)
                    if made[-1][:4] != str(Clock.year_now):
                        return f"{made[-1]} of {Clock.year_now}"
            if state(home, folder)["values"] != [6, 100, 5000]:
                return str(state(home, folder))
            return "" if [one.batch for one in batches(home)] == made else "another order"

    return tried("the clock set back and ahead between six acceptances", (_sound(one) for _ in range(tries)))


# all of it ----------------------------------------------------------------------------------------------------------------
def faults(tries: int) -> Iterator[Tried]:
    """Every fault; `tries` how often a process is killed during each action."""
    few = max(1, tries // 4)
    for what in ("import", "undo", "redo", "correction"):
        yield killed_while(what, tries)
    yield killed_at_start(tries)
    yield killed_while_building(tries)
    for what in ACTS:
        yield full(what, iter(sorted({0, *(CHANCE.randrange(12_000) for _ in range(few))})))
    if of_memory := full_memory_disk(few):
        yield of_memory
    yield read_only()
    for how in SPOILT:
        yield spoilt(how, tries)
    for what in ("imports", "corrections"):
        yield at_one_moment(what, few)
    yield servers_at_once(max(4, few))
    yield dated_2099(few)
