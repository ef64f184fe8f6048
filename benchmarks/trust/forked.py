"""Runs the tests of changed lines, each change in a fork of one process that has imported the project and collected its tests.

A change within functions is put into those that are there; one of what runs at import needs a process that imports anew, and is
told so. The file is changed as well, for what a test starts, and for SQL, which is read when it is asked.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

import pytest

# what came of a change; `AT_IMPORT` is not known yet
NOTICED, SURVIVED, AT_IMPORT = "noticed", "survived", "at import"
# how long tests may take: seconds, and so many times what they took when nothing was changed and no other program ran
SECONDS, TIMES = 60, 5
Live = dict[tuple[str, str, int], list[FunctionType]]


class Job(NamedTuple):
    """A file of the copy, what it shall say, the tests to ask in turn, and the seconds that they take."""

    name: str
    path: Path
    text: str
    tests: Sequence[str]
    seconds: float


class Asking:
    """In the place of running the tests that were collected: the jobs, each in a fork."""

    def __init__(self, jobs: Iterable[Job], tell: Callable[[Job, str], None]) -> None:
        self.jobs, self.tell = jobs, tell

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Ask the tests of each job, and tell what came of it."""
        items: dict[str, list[pytest.Item]] = defaultdict(list)
        for item in session.items:
            items[item.nodeid].append(item)
            items[item.nodeid.partition("::")[0]].append(item)
        live = functions()
        gc.freeze()
        for job in self.jobs:
            with changed(job.path, job.text) as before:
                child = os.fork()
                if not child:
                    _ask(session, [item for name in job.tests for item in items.get(name, ())], job, before, live)
                self.tell(job, outcome(child, SECONDS + TIMES * job.seconds))
        return True


def _ask(session: pytest.Session, items: Sequence[pytest.Item], job: Job, before: str, live: Live) -> None:
    """In the fork, which ends with it: exit 0 where all tests pass, 1 where one fails, 2 where the change cannot be put in."""
    os.setpgid(0, 0)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    if job.path.suffix == ".py" and not swapped(compiled(job.path, before), compiled(job.path, job.text), live):
        os._exit(2)
    for item, after in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.testsfailed:
            os._exit(1)
    os._exit(0)


@contextmanager
def changed(path: Path, text: str) -> Iterator[str]:
    """A file that says something else for a while; gives what it said."""
    before = path.read_text("utf-8")
    path.write_text(text, "utf-8")
    try:
        yield before
    finally:
        path.write_text(before, "utf-8")


def outcome(child: int, seconds: float) -> str:
    """What a process tells that asks tests; whoever hangs is noticed by whoever waits for it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return {0: SURVIVED, 2: AT_IMPORT}.get(os.waitstatus_to_exitcode(status), NOTICED)
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return NOTICED


# functions that are there ------------------------------------------------------------------------------------------------
def functions() -> Live:
    """All functions that there are, by where their code stands."""
    found: Live = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            found[_place(one.__code__)].append(one)
    return found


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def compiled(path: Path, text: str) -> CodeType:
    """A module's code, as an import makes it."""
    return compile(text, str(path), "exec", dont_inherit=True)


def swapped(old: CodeType, new: CodeType, live: Live) -> bool:
    """Give the functions that are there the changed code; False where what runs at import is changed, and nobody holds it."""
    if old == new:
        return True
    found, pairs = live.get(_place(old), []), list(zip(_inner(old), _inner(new), strict=False))
    try:
        for one in found:
            one.__code__ = new
    except ValueError:
        return False
    # a function holds the pieces in it, but for those that it has made functions of already
    within = [swapped(before, after, live) for before, after in pairs]
    return bool(found) or (_own(old) == _own(new) and all(within))


def _inner(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def _own(code: CodeType) -> tuple[object, ...]:
    """What a piece of code does, without the pieces in it and without its lines."""
    values = [type(one) if isinstance(one, CodeType) else (type(one), repr(one)) for one in code.co_consts]
    names = code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars
    return code.co_code, values, names, code.co_flags, code.co_argcount, code.co_kwonlyargcount, code.co_exceptiontable
