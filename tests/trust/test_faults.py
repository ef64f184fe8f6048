"""Faults, hundreds of batches, hostile words, names and files, what a server keeps, two servers at once: the short form of
`python -m benchmarks.trust`."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.folders import PROJECT

# faults fork, which they do before anything else has begun threads
PARTS = ("faults", "many", "hostile", "kept", "two")


@pytest.mark.skipif(os.name != "posix", reason="needs fork and limits of a process")
def test_everything_tried_comes_out_as_it_must():
    # in a process of its own: it forks, and other tests have threads; in one, as each reads all that it needs for three seconds
    command = [sys.executable, "-m", "benchmarks.trust", *PARTS, "--tries", "10", "--batches", "20", "100", "--few"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "none came out wrong" in done.stdout
