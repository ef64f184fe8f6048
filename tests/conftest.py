"""Fixtures that every test may use: the project's folders, the command line; in which order tests run."""

from __future__ import annotations

import functools
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from metrics.data.seeds import load
from metrics.store.store import Store
from tests.few import few_figures
from tests.folders import PROJECT
from tests.here import kept

# A slow computer is no failure. The same examples at every run: a change is judged by what it changed. PROPERTY_EXAMPLES looks
# further, at random.
settings.register_profile("patient", deadline=None, derandomize="PROPERTY_EXAMPLES" not in os.environ)
settings.load_profile("patient")


# What tests keep grows to a gigabyte, and looking all of it over for rings of objects takes a twentieth of their time.
gc.set_threshold(20_000, 50, 100)

# each a minute and more: a process that got one of them last would work on while the others have nothing left to do
LONG = tuple(PROJECT / "tests" / name for name in ("answers/test_properties.py", "test_style.py", "pages"))


def pytest_xdist_auto_num_workers() -> int:
    """One process more than processors: a test of a page waits half of its time."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config: pytest.Config) -> None:
    """Of several processes each begins to read the tests at another place, and keeps what it compiled, where Python is told to keep
    nothing too: by the time it comes to the files of the others, they have compiled them."""
    if not hasattr(config, "workerinput") or [Path(one).resolve() for one in config.args] != [PROJECT / "tests"]:
        return
    sys.dont_write_bytecode = False
    tests = PROJECT / "tests"
    files = [str(path) for path in sorted(tests.rglob("test_*.py")) if not path.is_relative_to(tests / "spark")]
    number, of = int(config.workerinput["workerid"].removeprefix("gw")), int(config.workerinput["workercount"])
    start = len(files) * (number % of) // of
    config.args = files[start:] + files[:start]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what lies in tests/browser and put it after the quicker rest; several processes go through both side by side, so that
    seldom two browsers are at work, what is long first."""
    browser = PROJECT / "tests" / "browser"
    for item in items:
        if item.path.is_relative_to(browser):
            item.add_marker("browser")
    if not hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.path.is_relative_to(browser))
        return
    # the same order in each process, wherever it began to read
    files = sorted({item.path for item in items})
    long_first = sorted(
        files, key=lambda path: next((place for place, long in enumerate(LONG) if path.is_relative_to(long)), len(LONG))
    )
    turn: dict[Path, float] = {}
    for in_browser, share in ((True, 0.8), (False, 1.0)):
        own = [path for path in long_first if path.is_relative_to(browser) == in_browser]
        turn |= {path: share * place / len(own) for place, path in enumerate(own)}
    items.sort(key=lambda item: turn[item.path])


@pytest.fixture(scope="session", autouse=True)
def nothing_imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What was imported on this computer stays out of the tests: they and all that they start have an empty home of imports."""
    home = tmp_path_factory.mktemp("imports")
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("PARTY_METRICS_HOME", str(home))
        yield home


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Two hundred programs are started: each would compile the project anew, a third of its time, where Python is told to keep
    nothing compiled."""
    with pytest.MonkeyPatch.context() as changed:
        changed.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def built_once() -> Iterator[None]:
    """Of equal data one store is built while it is among the last few: a store can't be changed."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(Store, "build", functools.lru_cache(maxsize=16)(Store.build))
        yield


@pytest.fixture
def built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The opposite, for a test of what a store holds in memory."""
    monkeypatch.setattr(Store, "build", Store.build.__wrapped__)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's top folder."""
    return PROJECT


@pytest.fixture(scope="session")
def seeds_dir() -> Path:
    """The project's own data."""
    return PROJECT / "seeds"


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a part of the project's own data."""
    return few_figures(tmp_path_factory.mktemp("few"))


@pytest.fixture
def beside_few(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and commands of this process show `few` where no other folder is named: it is read and checked with each import."""
    monkeypatch.setenv("PARTY_METRICS_DATA", str(few))
    monkeypatch.setattr("metrics.__main__.SEEDS", few)


@pytest.fixture(scope="session")
def store(seeds_dir: Path) -> Store:
    """The project's own data, resolved once for all tests that ask it: a store can't be changed."""
    return Store.build(load(seeds_dir))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material beside the project, which a clone alone does not have."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder shared beside the project")
    return folder


@pytest.fixture(scope="session")
def run_cli() -> Callable[..., subprocess.CompletedProcess[str]]:
    """`python -m metrics …` as a reader runs it; `data` becomes `--data`. Output must be UTF-8 whatever the system."""

    def run(*args: str, data: Path | str | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "metrics", *args, *(("--data", str(data)) if data else ())]
        return subprocess.run(command, cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=120)

    return run


@pytest.fixture
def stores_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands in this process share what the first of them made of the data, as long as no file changes."""
    monkeypatch.setattr("metrics.__main__.store_as_of", kept)
