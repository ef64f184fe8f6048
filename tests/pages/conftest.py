"""The project's own data, as every test of the pages looks at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics.data.seeds import load
from metrics.store.store import Store


@pytest.fixture(scope="session")
def store(seeds_dir: Path) -> Store:
    return Store.build(load(seeds_dir))
