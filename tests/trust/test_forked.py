"""How a changed line is put into functions that are there: in all of them, and not where it runs at import."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.trust.forked import AT_IMPORT, NOTICED, SURVIVED, compiled, functions, outcome, swapped

MODULE = """
from functools import lru_cache
BOUNDS = [bound + 1 for bound in (1, 2)]
def within(value, bounds=BOUNDS):
    return any(value < bound for bound in bounds)
class Body:
    kind = "bloc"
    def method(self): return 1
    @property
    def shown(self): return 2
@lru_cache
def kept(): return 3
def made():
    def inner(): return 4
    return inner
ready = made()
by_name = {"five": lambda: 5}
def told():
    return [within(1), Body().method(), Body().shown, kept(), ready(), by_name["five"]()]
"""
AS_IT_IS = [True, 1, 2, 3, 4, 5]


def changed(tmp_path: Path, before: str, after: str) -> tuple[bool, list[object]]:
    path, module = tmp_path / "module.py", ModuleType("module")
    exec(compiled(path, MODULE), module.__dict__)  # noqa: S102
    put = swapped(compiled(path, MODULE), compiled(path, MODULE.replace(before, after)), functions())
    return put, module.told()


@pytest.mark.parametrize(
    ("before", "place"),
    [("value < bound", 0), ("return 1", 1), ("return 2", 2), ("return 3", 3), ("return 4", 4), ("lambda: 5", 5)],
)
def test_what_stands_in_functions_is_put_into_them(tmp_path: Path, before: str, place: int):
    after = before.replace("<", ">") if "<" in before else before[:-1] + "9"
    put, told = changed(tmp_path, before, after)
    assert put
    assert told == [{0: False}.get(one, 9) if one == place else value for one, value in enumerate(AS_IT_IS)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("bound + 1", "bound + 2"),
        ("bounds=BOUNDS", "bounds=()"),
        ('"bloc"', '"district"'),
        ("    @property\n", ""),
        ("@lru_cache\n", ""),
    ],
)
def test_what_runs_at_import_is_not_and_is_told(tmp_path: Path, before: str, after: str):
    assert changed(tmp_path, before, after) == (False, AS_IT_IS)


@pytest.mark.parametrize(("code", "came"), [("0", SURVIVED), ("1", NOTICED), ("2", AT_IMPORT), ("3", AT_IMPORT)])
def test_a_process_that_ends_by_itself_for_another_reason_has_noticed_nothing(code: str, came: str):
    child = os.posix_spawn(sys.executable, [sys.executable, "-SIc", f"raise SystemExit({code})"], os.environ)
    assert outcome(child, 60) == came


def test_a_process_that_does_not_end_is_noticed():
    child = os.posix_spawn(sys.executable, [sys.executable, "-SIc", "while True: pass"], os.environ, setpgroup=0)
    assert outcome(child, 0.2) == NOTICED
