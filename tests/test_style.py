"""Form, lint and types: one tool for each, with the settings in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("tool", ["ruff format --check --diff", "ruff check", "mypy"])
def test_the_tool_has_nothing_to_say(tool: str, project: Path) -> None:
    # mypy takes its files from pyproject.toml, ruff the folder it stands in.
    done = subprocess.run([sys.executable, "-m", *tool.split()], cwd=project, capture_output=True, encoding="utf-8", timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
