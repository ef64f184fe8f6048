"""How long questions take, as ratios against the plainest query over the same resolved figures, in one run.

    python benchmarks/queries.py

Prints only; a noisy machine moves the milliseconds, much less the ratios.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from metrics.answers.query import ask, metrics_of, understand  # noqa: E402
from metrics.data.seeds import load  # noqa: E402
from metrics.errors import PartyMetricsError  # noqa: E402
from metrics.store.store import Store  # noqa: E402
from metrics.vocabulary import Question  # noqa: E402

PLAIN = """SELECT province, year, sum(value) AS value FROM resolved
WHERE indicator = $indicator AND unit = $unit AND breakdown = '' AND best GROUP BY ALL ORDER BY ALL"""
PLAIN_VALUES = {"indicator": "party_members", "unit": "person"}
NOTHING = {"indicator": "no_such_indicator", "unit": "person"}
REPEATS = 15


def milliseconds(run: Callable[[], object], repeats: int = REPEATS) -> float:
    """The median of several runs."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        run()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def main() -> None:
    begin = time.perf_counter()
    seeds = load(PROJECT / "seeds")
    read = time.perf_counter()
    store = Store.build(seeds)
    built = time.perf_counter()
    print(f"seeds read and checked {(read - begin) * 1000:.0f} ms, resolved {(built - read) * 1000:.0f} ms")

    plain = milliseconds(lambda: store.rows(PLAIN, PLAIN_VALUES), 50)
    empty = milliseconds(lambda: store.rows(PLAIN, NOTHING), 50)
    print(f"the plainest sum by province and year {plain:.2f} ms; the same finding nothing {empty:.2f} ms\n")
    wide = ("province_wide",)
    shapes = {
        "stock by province, year": Question("party_members", kinds=wide),
        "flow by province, year": Question("members_admitted", kinds=wide),
        "flow by year, all provinces": Question("members_admitted", by=("year",), kinds=wide),
        "stock in the 34": Question("party_members", boundary="34", kinds=wide),
        "flow in the 34": Question("members_disciplined", boundary="34", kinds=wide),
        "flow by form": Question("members_disciplined", by=("province", "year", "form"), kinds=wide),
        "ratio by body, year": Question("member_share_of_staff", by=("organization", "year")),
        "rank by province, year": Question("pci_rank"),
        "flow, same period": Question("members_admitted", compare="same_period", kinds=wide),
        "flow against target": Question("members_admitted", by=("organization", "year"), compare="target"),
    }
    for name, question in shapes.items():
        took = milliseconds(partial(ask, store, question))
        rows = len(ask(store, question).rows)
        print(f"{name:30} {took:7.1f} ms  {took / plain:5.1f} x the plainest  {rows:5} rows")
    compiled = milliseconds(lambda: understand(store, shapes["flow in the 34"]), 200)
    print(f"{'understanding a question':30} {compiled:7.2f} ms")

    slowest = max((slowest_of(store, metric), metric) for metric in metrics_of(store))
    print(f"\nslowest of {len(metrics_of(store))} metrics by body and year: {slowest[1]}, {slowest[0]:.1f} ms")


def slowest_of(store: Store, metric: str) -> float:
    try:
        return milliseconds(lambda: ask(store, Question(metric, by=("organization", "year"))), 3)
    except PartyMetricsError:
        return 0.0


if __name__ == "__main__":
    main()
