"""Processes of our own that are limited, killed, or run at once; each is a fork, so that hundreds take seconds."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Work = Callable[[], Any]


def _forked(work: Callable[[int], object]) -> tuple[int, int]:
    """A child that works and ends; its id, and where what it writes is read."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        work(writing)
    except BaseException:
        os.write(writing, json.dumps(["failed", traceback.format_exc()[-2000:]]).encode())
    finally:
        # nothing of the parent is flushed or closed twice
        os._exit(0)


def _told(reading: int) -> bytes:
    with os.fdopen(reading, "rb") as file:
        return file.read()


def at_once(works: Sequence[Work], before: Work = lambda: None) -> list[Any]:
    """What each work gives, as JSON, or `["failed", why]`: each in a process of its own, all at once; `before` comes first."""

    def working(work: Work) -> Callable[[int], object]:
        def do(writing: int) -> None:
            before()
            os.write(writing, json.dumps(work()).encode())

        return do

    children = [_forked(working(work)) for work in works]
    found = []
    for child, reading in children:
        told = _told(reading)
        os.waitpid(child, 0)
        found.append(json.loads(told) if told else ["failed", "killed"])
    return found


def alone(work: Work, before: Work = lambda: None) -> Any:
    """What a work gives in a process of its own, that `before` has limited."""
    return at_once([work], before)[0]


def killed(work: Callable[[Callable[[str], None]], object], until: str, wait: float) -> list[str]:
    """What a work has said until it was killed: `wait` seconds after it said `until`, or once it ended."""

    def do(writing: int) -> None:
        def say(text: str) -> None:
            os.write(writing, f"{text}\n".encode())

        try:
            work(say)
        except Exception as error:
            os.write(writing, f"failed: {error}\n".encode())

    child, reading = _forked(do)
    said = b""
    while f"{until}\n".encode() not in said and (more := os.read(reading, 1)):
        said += more
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    said += _told(reading)
    os.waitpid(child, 0)
    return said.decode().split("\n")[:-1]


def file_limit(size: int) -> None:
    """Let this process write no file beyond a size: the disk is full there."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def nobody() -> None:
    """Go on as a user who may write nothing, where tests run as one who may."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def left(*folders: Path) -> list[str]:
    """Files that something half-written has left behind."""
    return [path.name for folder in folders for path in folder.rglob(".writing-*")]


CHANCE = random.Random(14)
