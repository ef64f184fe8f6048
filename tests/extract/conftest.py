"""The reader with the project's own data, as every test of it uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics.data.seeds import load
from metrics.extract import Known


@pytest.fixture(scope="session")
def known(seeds_dir: Path) -> Known:
    return Known.of(load(seeds_dir))
