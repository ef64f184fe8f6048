"""Hundreds of batches: what a start, a look at the disk and a page cost must grow as their number does, and no faster."""

from __future__ import annotations

import datetime as dt
import math
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from unittest.mock import patch

from benchmarks.trust.table import Tried
from metrics.intake.batch_files import alone, stamp, write
from metrics.intake.batches import accept, undo, with_batches
from metrics.intake.drafts import Draft
from metrics.store.store import Store
from tests import small
from tests.actors import EDITOR
from tests.imports_until_killed import FIGURE

# a cost that grows as the number does has 1, with its square 2; a busy computer's clock is not exact
STEEPEST = 1.3
KNOWN = ("nghe-an.agencies-bloc party_members 2020 5000",)
# figures of one batch
FIGURES = 10


def draft(number: int) -> Draft:
    """Figures of ten days that no other batch has, with a text."""
    days = (dt.date(1931, 1, 1) + dt.timedelta(days=FIGURES * number + one) for one in range(FIGURES))
    rows = [{**FIGURE, "value": str(number + 1), "period": day.isoformat(), "quote": f"{number + 1} đảng viên"} for day in days]
    return Draft.of(observations=rows, text=f"{number + 1} đảng viên, số {number}. " * 50)


def seconds(work: Callable[[], object]) -> float:
    """The best of three, of this process alone; of what takes a millisecond or two, of thirty."""
    found: list[float] = []
    while len(found) < 3 or (sum(found) < 0.05 and len(found) < 30):
        before = time.process_time()
        work()
        found.append(time.process_time() - before)
    return min(found)


def costs(home: Path, folder: Path, number: int) -> dict[str, float]:
    """What is paid with so many batches in a home."""
    loaded = with_batches(folder, home)
    if len(loaded.batches) != number or loaded.left_out:
        raise AssertionError(f"{len(loaded.batches)} batches, left out {loaded.left_out}")
    next_one = count(3000)

    def accepted() -> None:
        undo(home, accept(home, folder, draft(next(next_one)), EDITOR).batch, EDITOR)

    found = {
        "read and checked": seconds(lambda: with_batches(folder, home)),
        "the store": seconds(lambda: Store.build(loaded.seeds)),
        "looked at (each run, every 3 s)": seconds(lambda: stamp(home)),
        "a page": page_seconds(home, folder),
        "accept and take back": seconds(accepted),
    }
    return found


def page_seconds(home: Path, folder: Path) -> float:
    """A run of the page of imports once the data are loaded."""
    from streamlit.testing.v1 import AppTest

    with patch.dict(os.environ, PARTY_METRICS_DATA=str(folder), PARTY_METRICS_HOME=str(home)):
        app = AppTest.from_file(str(Path(__file__).resolve().parents[2] / "dashboard.py"), default_timeout=300)
        app.switch_page("pages/import.py").run()
        if app.exception:
            raise AssertionError(app.exception[0].value)
        return seconds(app.run)


def many(numbers: Sequence[int]) -> Iterator[Tried]:
    """The costs at each number, and how they grow between the first and the last."""
    with tempfile.TemporaryDirectory() as name:
        home, folder = Path(name) / "imports", small.write(small.data(*KNOWN), Path(name) / "data")
        found: list[dict[str, float]] = []
        written = 0
        for number in numbers:
            with alone(home):
                for one in range(written, number):
                    write(home, draft(one), EDITOR)
            found.append(costs(home, folder, number))
            # those that were tried and taken back
            written = number
            for batch in list(with_batches(folder, home).batches)[number:]:
                for path in batch.folder.iterdir():
                    path.unlink()
                batch.folder.rmdir()
        for what in found[0]:
            times = [one[what] for one in found]
            grows = math.log(max(times[-1], 1e-4) / max(times[0], 1e-4), numbers[-1] / numbers[0])
            told = ", ".join(f"{time_ * 1000:.0f} ms" for time_ in times)
            wrong = () if grows <= STEEPEST else (f"exponent {grows:.2f}",)
            at = "/".join(map(str, numbers))
            yield Tried(f"{at} batches: {what}", len(numbers), len(numbers) * (not wrong), f"{told}; exponent {grows:.2f}", wrong)
