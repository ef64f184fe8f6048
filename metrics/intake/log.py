"""The log of actions: who did what when to which batch, a JSON object a line, each written before the action itself.

So nothing is done that the log does not hold; an action that was interrupted is a line without its batch or state, and told so.
Lines are only added. A line that a full disk or a killed process left torn is named, and the next one begins anew below it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from metrics.errors import N_, Message
from metrics.intake.actor import Actor

FILE = "actions.jsonl"
What = Literal["accept", "correct", "undo", "redo", "into_folder"]
# the state in which an action leaves its batch
LEAVES = {"undo": "undone", "redo": "accepted"}
TORN = N_("{file}:{line}: is no whole line of the log; what was done then may be missing from it")


@dataclass(frozen=True)
class Action:
    """One line of the log: `when` in UTC, `who` as the actor is named. `done` is False where nothing of it is found."""

    when: str
    who: str
    what: What
    batch: str
    done: bool = True


def note(home: Path, by: Actor, what: What, batch: str) -> None:
    """Add a line, on the disk when this returns. The caller holds the home alone. OSError, and no line, where it cannot be."""
    told = {"when": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "who": by.name, "what": what, "batch": batch}
    with (home / FILE).open("a+b") as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
        torn = size and file.read(1) != b"\n"
        try:
            file.write((b"\n" if torn else b"") + json.dumps(told, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(size)
            raise


def actions(home: Path, kept: Mapping[str, str]) -> tuple[list[Action], list[Message]]:
    """The log, oldest line first, and which lines are not whole. `kept` is the state of each batch that is there.

    OSError where it cannot be read; nothing where nothing was done yet.
    """
    found, wrong = [], []
    try:
        lines = (home / FILE).read_bytes().split(b"\n")
    except FileNotFoundError:
        return [], []
    for number, line in enumerate(lines, 1):
        if line:
            action = _action(line)
            if action is None:
                wrong.append(Message.of(TORN, file=FILE, line=number))
            else:
                found.append(action)
    return _compared(found, kept), wrong


def _action(line: bytes) -> Action | None:
    with suppress(ValueError, KeyError, TypeError, RecursionError):
        told = json.loads(line)
        cells = [told[name] for name in ("when", "who", "what", "batch")]
        if all(isinstance(cell, str) for cell in cells) and cells[2] in get_args(What):
            return Action(*cells)
    return None


def _compared(found: Iterable[Action], kept: Mapping[str, str]) -> list[Action]:
    """The actions, each compared with what stands: a batch that was accepted is there, its last change of state is its state."""
    told, seen = [], set()
    for action in reversed(list(found)):
        done = True
        if action.what in ("accept", "correct"):
            done = action.batch in kept
        elif action.what in LEAVES and action.batch not in seen:
            done = kept.get(action.batch) in (LEAVES[action.what], "in_seeds")
            seen.add(action.batch)
        told.append(replace(action, done=done))
    return told[::-1]
