"""Faults, hundreds of batches, hostile words, names and files, what a server keeps, two servers at once: the short form of
`python -m benchmarks.trust`."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.folders import PROJECT


@pytest.mark.skipif(os.name != "posix", reason="needs fork and limits of a process")
@pytest.mark.parametrize(
    "part",
    [
        ("faults", "--tries", "6"),
        ("many", "--batches", "20", "100"),
        ("hostile", "--few"),
        ("kept", "--tries", "10"),
        ("two", "--tries", "10", "--few"),
    ],
    ids=lambda part: part[0],
)
def test_everything_tried_comes_out_as_it_must(part: tuple[str, ...]):
    # in a process of its own: it forks, and other tests have threads
    command = [sys.executable, "-m", "benchmarks.trust", *part]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "none came out wrong" in done.stdout
