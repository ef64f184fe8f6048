"""Which tests run each line of the project, and how long each test takes: one run of tests under coverage.

    .venv/bin/python -m benchmarks.trust.noting FOLDER TESTS…

A store that several tests share is built in the first of them, and what SQL says no coverage sees: whose store a test asks, and
which views, is noted beside.
"""

from __future__ import annotations

import functools
import gc
import importlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

# what the lines that build a store are noted under, before the test that was the first to need it
BUILDING = "build "
# functions that keep what they gave: of these rooms they start each test without it, so that its lines are seen to run
FORGETTING = ("metrics.answers", "metrics.period")
# seconds for the tests of a file that are not noted
A_FILE = 60.0


class Noting:
    """Notes for each line the tests that run it, for each test its seconds; a test that fails is none to ask."""

    def __init__(self, coverage: Any) -> None:
        self.coverage, self.test = coverage, ""
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()
        # by test: the tests that built its stores, the files of views that it asks of
        self.built: defaultdict[str, set[str]] = defaultdict(set)
        self.views: defaultdict[str, set[str]] = defaultdict(set)
        self.forgetful: list[Any] = []

    def pytest_collection_finish(self) -> None:
        """Look on where a store is built and asked, before anything keeps those functions."""
        kept = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
        self.forgetful = [one for one in kept if str(one.__module__).startswith(FORGETTING)]
        from metrics.answers import stretches
        from metrics.store.store import Store

        build, rows, views = Store.build.__func__, Store.rows, stretches.views  # type: ignore[attr-defined]

        def building(cls: type[Store], seeds: Any) -> Store:
            self.coverage.switch_context(BUILDING + self.test)
            store: Any = build(cls, seeds)
            self.coverage.switch_context(self.test)
            store.built_by = self.test
            return store  # type: ignore[no-any-return]

        def asking(store: Any, *asked: Any) -> Any:
            self.built[self.test].add(getattr(store, "built_by", ""))
            return rows(store, *asked)

        def viewing(name: str) -> Any:
            self.views[self.test].add(name)
            return views(name)

        told: Any = Store
        told.build, told.rows = classmethod(building), asking
        stretches.views = viewing  # type: ignore[assignment]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """A test with all that it sets up."""
        for one in self.forgetful:
            one.cache_clear()
        self.test = item.nodeid
        self.coverage.switch_context(self.test)
        before = time.process_time()
        result = yield
        self.seconds[self.test] = time.process_time() - before
        self.test = ""
        self.coverage.switch_context("")
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """What came of it."""
        if not report.passed:
            self.failed.add(report.nodeid)


def note(folder: Path, tests: list[str]) -> None:
    """Run the tests; `folder` gets `coverage` and `tests.json`."""
    coverage: Any = importlib.import_module("coverage")
    watching = coverage.Coverage(data_file=str(folder / "coverage"), source=["metrics"], config_file=False)
    noting = Noting(watching)
    watching.start()
    pytest.main(["-n", "0", "-q", "-p", "no:cacheprovider", *tests], plugins=[noting])
    watching.stop()
    watching.save()
    sound = {name: seconds for name, seconds in noting.seconds.items() if name not in noting.failed}
    told = {
        name: {"seconds": seconds, "built": sorted(noting.built[name]), "views": sorted(noting.views[name])}
        for name, seconds in sound.items()
    }
    (folder / "tests.json").write_text(json.dumps(told, indent=0), "utf-8")


class Notes:
    """What a run noted: which tests run a line, or ask a file of SQL; the quickest first."""

    def __init__(self, folder: Path) -> None:
        coverage: Any = importlib.import_module("coverage")
        self.tests: dict[str, Any] = json.loads((folder / "tests.json").read_text("utf-8"))
        self.data = coverage.CoverageData(str(folder / "coverage"))
        self.data.read()
        self.files = {name.rpartition("/metrics/")[2]: name for name in self.data.measured_files()}
        # by test: those that ask a store that it built
        self.users: defaultdict[str, set[str]] = defaultdict(set)
        for name, told in self.tests.items():
            for builder in told["built"]:
                self.users[builder].add(name)

    def of_line(self, module: str, line: int) -> set[str]:
        """The tests that run a line of a module; none of one that runs at import alone."""
        return self._of(self._lines(module).get(line, ()))

    def of_module(self, module: str) -> set[str]:
        """The tests that run any line of a module."""
        return self._of({one for contexts in self._lines(module).values() for one in contexts})

    def of_sql(self, room: str, views: str) -> set[str]:
        """The tests that ask a file of SQL: views of that name, or what every store is built by."""
        return {name for name, told in self.tests.items() if (told["built"] if room == "store" else views in told["views"])}

    def seconds(self, tests: Iterable[str]) -> float:
        """What tests take together; of a whole file a guess."""
        return float(sum(self.tests[one]["seconds"] if one in self.tests else A_FILE for one in tests))

    def in_order(self, tests: Iterable[str], first: int, most: float) -> list[str]:
        """The quickest tests `first`, then the others, file by file, as many as fit into `most` seconds."""
        ordered = sorted(tests, key=lambda one: (self.tests[one]["seconds"], one))
        rest: defaultdict[str, list[str]] = defaultdict(list)
        for one in ordered[first:]:
            rest[one.partition("::")[0]].append(one)
        found, left = sorted(ordered[:first]), most
        for names in sorted(rest.values(), key=self.seconds):
            for one in names:
                left -= self.tests[one]["seconds"]
                if left < 0:
                    return found
                found.append(one)
        return found

    @functools.lru_cache(maxsize=64)  # noqa: B019
    def _lines(self, module: str) -> dict[int, list[str]]:
        return self.data.contexts_by_lineno(self.files[module]) if module in self.files else {}

    def _of(self, contexts: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for one in contexts:
            found |= self.users[one.removeprefix(BUILDING)] if one.startswith(BUILDING) else {one}
        return found & set(self.tests)


if __name__ == "__main__":
    note(Path(sys.argv[1]), sys.argv[2:])
