"""Runs the tests of changed lines, each change in a fork of one process that has imported the project and collected its tests.

A change within functions is put into those that are there; one of what runs at import needs a process that imports anew, and is
told so. The file is changed as well, for what a test starts, and for SQL, which is read when it is asked.
"""

from __future__ import annotations

import functools
import gc
import os
import resource
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

import pytest

# what came of a change; `AT_IMPORT` is not known yet
NOTICED, SURVIVED, AT_IMPORT = "noticed", "survived", "at import"
# how much of the processor tests may take: seconds, and so many times what they took when nothing was changed; by the clock, where
# other programs run or a test waits, so many times that
SECONDS, TIMES, WAITING = 60, 5, 5
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

    def __init__(self, jobs: Iterable[Job], tell: Callable[[Job, str, str], None]) -> None:
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
                found = [item for name in job.tests for item in items.get(name, ())]
                ask = functools.partial(_ask, session, found, job, before, live)
                self.tell(job, *asked_apart(job, ask))
        return True


def _ask(session: pytest.Session, items: Sequence[pytest.Item], job: Job, before: str, live: Live, says: int) -> None:
    """In the fork, which ends with it: exit 0 where all tests pass, 1 where one fails, 2 where the change cannot be put in."""
    if job.path.suffix == ".py" and not swapped(compiled(job.path, before), compiled(job.path, job.text), live):
        os._exit(2)
    # where no test is known there is none to fail
    for item, after in zip(items, [*items[1:], None], strict=False):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.testsfailed:
            os.write(says, item.nodeid.encode())
            os._exit(1)
    os._exit(0)


class Failing:
    """The first test that fails, or the first file that cannot be collected."""

    by = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """What came of a test."""
        self.by = self.by or (report.nodeid if report.failed else "")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """What came of a file."""
        self.by = self.by or (report.nodeid if report.failed else "")


def asked_apart(job: Job, ask: Callable[[int], None]) -> tuple[str, str]:
    """What came of a job in a process of its own, and the test that noticed, which `ask` writes to the file that it is given."""
    hears, says = os.pipe()
    seconds = SECONDS + TIMES * job.seconds
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        ask(says)
    os.close(says)
    # what a test has started may still hold the other end
    os.set_blocking(hears, False)
    came, by = outcome(child, WAITING * seconds), ""
    with suppress(BlockingIOError):
        by = os.read(hears, 4096).decode()
    os.close(hears)
    return came, by


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
            code = os.waitstatus_to_exitcode(status)
            # killed by its limit or by a fault of the engine; any other end is of the process that asks, and tells nothing
            return NOTICED if code == 1 or code < 0 else SURVIVED if code == 0 else AT_IMPORT
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
