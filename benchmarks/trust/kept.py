"""What the server keeps of figures that another import has replaced: nothing, whatever pages its sessions have seen and left."""

from __future__ import annotations

import itertools
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from benchmarks.trust import counted
from benchmarks.trust.load import ADDRESSES, Reader, draft, process
from benchmarks.trust.table import Tried, tried
from metrics.intake.batches import accept
from tests.actors import EDITOR
from tests.browser import conftest
from tests.folders import PROJECT, SEEDS

# every page
PAGES = {**dict(ADDRESSES), **dict.fromkeys(("", "compare", "report", "data", "import"), "lang=en")}
# seconds in which what a run has used is let go once the run is over
ENDS = 5.0


def alive(url: str, file: Path) -> int:
    """How many stores the server holds; those of a run that is ending are waited for."""
    until, number = time.monotonic() + ENDS, 0
    while number != 1 and time.monotonic() < until:
        file.unlink(missing_ok=True)
        os.kill(int(process(url).name), signal.SIGUSR1)
        while not file.exists():
            time.sleep(0.01)
        number = int(file.read_text("utf-8"))
    return number


def kept(imports: int, sessions: int) -> Iterator[Tried]:
    """Sessions open every page; then so many imports, after each of which every session opens one page more."""
    with tempfile.TemporaryDirectory() as name:
        home, file = Path(name) / "imports", Path(name) / "alive"
        told = {"PARTY_METRICS_HOME": str(home), counted.FILE: str(file)}
        with (
            patch.object(conftest, "START", (counted.__name__, "run", "dashboard.py")),
            conftest.served(Path(name) / "log.txt", "", PROJECT, **told) as url,
        ):
            readers, pages = [Reader(url) for _ in range(sessions)], itertools.cycle(PAGES.items())
            for reader in readers:
                for page in PAGES.items():
                    reader.ask(*page)
            found = [alive(url, file)]
            for number in range(imports):
                accept(home, SEEDS, draft(0, number), EDITOR)
                for reader in readers:
                    reader.ask(*next(pages))
                found.append(alive(url, file))
    outcomes = ["" if number == 1 else f"{number} stores after {turn} imports" for turn, number in enumerate(found)]
    yield tried(f"{sessions} sessions go from page to page: stores alive", outcomes)
