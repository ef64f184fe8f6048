"""What the whole country costs: reading, checking, resolving and asking, against the engine's own reading and sorting, in one run.

    python -m benchmarks.scale --rows 250000 --rows 1000000

Each part in a process of its own, so that its peak of memory is its own. Processor time is told: it means more than time by the
clock where others use the machine too.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from metrics.answers.query import ask
from metrics.intake.actor import operator
from metrics.intake.batch_files import alone, write
from metrics.intake.drafts import Draft
from metrics.store import builds, large
from metrics.store.engine import Connection, connect
from metrics.store.store import Store
from metrics.store.text import figure_rows
from metrics.vocabulary import Question

SIZES = (250_000, 1_000_000)
QUESTIONS = {
    "stock by province, year": Question("party_members", kinds=("province_wide",)),
    "flow by year": Question("members_admitted", by=("year",), kinds=("province_wide",)),
    "flow in the 34": Question("members_disciplined", boundary="34", kinds=("province_wide",)),
    "ratio by province, year": Question("member_share_of_staff", kinds=("province_wide",)),
    "stock by organization": Question("party_members", by=("organization", "year"), kinds=("school",), years=(2020, 2024)),
    "with the year before": Question("members_admitted", kinds=("province_wide",), compare="previous_year"),
}
NOTHING = "SELECT province, year, sum(value) FROM resolved WHERE indicator = 'none' AND best GROUP BY ALL ORDER BY ALL"
REPEATS = 9
# rows of a batch, and how far apart in the file the figures stand that it repeats
BATCH, APART = 1000, 97


def seconds(run: Callable[[], object]) -> float:
    """Of the processor, all threads together."""
    begin = time.process_time()
    run()
    return time.process_time() - begin


def memory() -> float:
    """The most that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(part: str, data: Path, out: Path) -> dict[str, float]:
    """One part of the work, in this process alone."""
    found: dict[str, float] = {}
    if part == "sort":
        found["seconds"] = seconds(lambda: _sort(connect(), data))
    elif part == "file":
        file = out.with_name("sorted.duckdb")
        base = connect(file, memory_limit=f"{builds.MEMORY:g}GB", threads=os.cpu_count() or 1, temp_directory=f"{out}-spill")
        found["seconds"] = seconds(lambda: _sort(base, data))
    elif part == "check":
        found["seconds"] = seconds(lambda: large.load(connect(), data))
    elif part == "build":
        found["seconds"] = seconds(lambda: builds.build(data, out))
        found["figures"], found["size"] = (one := builds.current(out)).figures, one.size / 1e6
    elif part == "import":
        home, ways = _imported(data, out.with_name("imports")), list[builds.Way]()
        begin = time.perf_counter()
        found["seconds"] = seconds(lambda: builds.build(data, out, home, ways.append))
        found["clock"] = time.perf_counter() - begin
        if ways != ["next"]:
            raise AssertionError(ways)
    else:
        begin = time.perf_counter()
        store = builds.open_build(builds.current(out))
        found["seconds"] = time.perf_counter() - begin
        found["nothing"] = _median(lambda: store.rows(NOTHING, {}))
        found |= {name: _median(_asked(store, question)) for name, question in QUESTIONS.items()}
    return found | {"memory": memory()}


def _sort(base: Connection, data: Path) -> None:
    """Read the figures and write them as one table, sorted, with all their columns."""
    source, order = f"read_parquet('{data / 'observations.parquet'}')", "indicator, breakdown, period, organization"
    base.execute(f"CREATE TABLE sorted AS SELECT * FROM {source} ORDER BY {order}")
    base.close()


def _imported(data: Path, home: Path) -> Path:
    """A home of imports in which another source states a thousand of the figures again."""
    with connect() as base:
        rows = figure_rows(base, data, range(2, 2 + BATCH * APART, APART))
    cited = {"source": "import", "publisher": "Báo", "published": "2026-01-01", "url": "https://example.org/import"}
    draft = Draft.of(sources=[cited], observations=[{**row.cells, "source": "import"} for row in rows])
    with alone(home):
        write(home, draft, operator())
    return home


def _asked(store: Store, question: Question) -> Callable[[], object]:
    return lambda: ask(store, question)


def _median(run: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    return sorted(seconds(run) for _ in range(REPEATS))[REPEATS // 2] * 1000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, action="append", help="about how many figures; may be repeated")
    parser.add_argument("--part", nargs=3, metavar=("PART", "DATA", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        part, data, out = options.part
        print(json.dumps(measure(part, Path(data), Path(out))))
        return 0
    for rows in options.rows or SIZES:
        with tempfile.TemporaryDirectory(prefix="country-") as folder:
            data, out = Path(folder, "data"), Path(folder, "builds")
            # in a process of its own too: what starts another hands it the peak of its memory on
            subprocess.run([sys.executable, "-m", "benchmarks.country", f"--rows={rows}", f"--out={data}"], check=True)
            _tell({part: _apart(part, data, out) for part in ("sort", "file", "check", "build", "ask", "import")})
    return 0


def _apart(part: str, data: Path, out: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.scale", "--part", part, str(data), str(out)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _tell(found: dict[str, dict[str, float]]) -> None:
    number, sort = found["build"]["figures"], found["sort"]["seconds"]
    print(f"\n{number:,} figures; a build of {found['build']['size']:,.0f} MB, opened in {found['ask']['seconds'] * 1000:.0f} ms")
    words = {
        "sort": "the engine reads and sorts them",
        "file": "and writes them to a file",
        "check": "read and checked",
        "build": "read, checked, resolved, written",
    }
    for part, told in words.items():
        took, held = found[part]["seconds"], found[part]["memory"]
        each = f"{took / number * 1e6:5.1f} µs and {held / number * 1e6:6,.0f} bytes a figure"
        ratios = f"{took / sort:5.1f} x {took / found['file']['seconds']:5.1f} x written"
        print(f"{told:34} {took:7.1f} s of processor  {ratios}  {held:7,.0f} MB at most  {each}")
    took, clock, held = (found["import"][name] for name in ("seconds", "clock", "memory"))
    told = f"a batch of {BATCH:,} into the next build"
    print(f"{told:34} {took:7.1f} s of processor  {clock:6.1f} s by the clock  {held:,.0f} MB at most")
    for name in ("nothing", *QUESTIONS):
        took = found["ask"][name]
        print(f"{name:34} {took:7.1f} ms  {took / found['ask']['nothing']:5.1f} x a query that finds nothing")


if __name__ == "__main__":
    sys.exit(main())
