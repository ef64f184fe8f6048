"""The same questions asked of the product, of SQL by hand over the best layout, of pandas, Polars and SQLite: times and answers.

    python -m benchmarks.compare --seeds --rows 1000000 --rows 10000000

Each way in a process of its own. Processor time is told, of all threads together; the median of nine. The answers by hand must be
alike, and be the product's wherever it rests on one whole, undisputed figure; how many others differ is told. Polars needs the
extra `bench`. Exit 1 where answers differ that must not.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.rivals import ASKED, FLAT, WAYS, Answer, Asked, flatten
from benchmarks.scale import NOTHING, memory, seconds
from metrics.answers.query import ask, understand
from metrics.store import builds
from metrics.store.store import Store
from metrics.vocabulary import Row
from tests.folders import SEEDS

SIZES = (1_000_000,)
OURS, HAND = "the product", "SQL by hand"
REPEATS = 9
# values by hand are sums of doubles in another order
SAME = 1e-9


def median(run: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    return sorted(seconds(run) for _ in range(REPEATS))[REPEATS // 2] * 1000


# a way, in this process alone ---------------------------------------------------------------------------------------------
def measure(way: str, folder: Path) -> dict[str, Any]:
    """What a way costs and answers, over the flat table or the build in a folder."""
    if way == FLAT:
        flatten(data if (data := folder / "data").exists() else SEEDS, folder / FLAT)
        return {}
    if way == OURS:
        return _of_product(folder)
    opened = time.process_time()
    one = WAYS[way](folder)
    found: dict[str, Any] = {"opened": time.process_time() - opened}
    found["took"] = {name: median(lambda asked=asked: one.answer(asked)) for name, asked in ASKED.items()}  # type: ignore[misc]
    found["answers"] = {name: list(written(one.answer(asked)).items()) for name, asked in ASKED.items()}
    return found | {"memory": memory()}


def _of_product(folder: Path) -> dict[str, Any]:
    opened = time.process_time()
    store = _Watched(builds.open_build(builds.current(folder / "builds")))
    found: dict[str, Any] = {"opened": time.process_time() - opened, "took": {}, "engine": {}, "answers": {}, "plain": {}}
    found["nothing"] = median(lambda: store.it.rows(NOTHING, {}))
    for name, asked in ASKED.items():
        result = ask(store.it, asked.question)
        found["took"][name] = median(lambda asked=asked: ask(store.it, asked.question))  # type: ignore[misc]
        found["engine"][name] = store.median_of(asked)
        found["answers"][name] = [(key_of(asked, row), values_of(asked, row)) for row in result.rows]
        found["plain"][name] = [list(key_of(asked, row)) for row in result.rows if is_plain(asked, row)]
    found["understood"] = median(lambda: understand(store.it, next(iter(ASKED.values())).question))
    return found | {"memory": memory()}


class _Watched:
    """A store that tells how long the engine took of a question: its statements, with all rows as Python's values."""

    def __init__(self, store: Store) -> None:
        self.it, self._rows, self._took = store, store.rows, 0.0
        store.rows = self._timed  # type: ignore[method-assign]

    def _timed(self, sql: str, parameters: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        begin = time.process_time()
        found = self._rows(sql, parameters)
        self._took += time.process_time() - begin
        return found

    def median_of(self, asked: Asked) -> float:
        took = []
        for _ in range(REPEATS):
            self._took = 0.0
            ask(self.it, asked.question)
            took.append(self._took * 1000)
        return sorted(took)[REPEATS // 2]


def key_of(asked: Asked, row: Row) -> tuple[Any, ...]:
    # the 34-view calls a unit's place its province
    return tuple(row["province" if name == "place" else name] for name in asked.by)


def values_of(asked: Asked, row: Row) -> tuple[float | None, ...]:
    return (row.value, row.previous) if asked.before else (row.value,)


def is_plain(asked: Asked, row: Row) -> bool:
    """Does it rest on what one source states of a year or a date, not of a stretch, with nothing else to tell?"""
    alone = len(row.all_sources) == len(row.covers.periods) == 1 and not row.marks | row.previous_marks
    # a share that is stated is not recomputed
    return alone and not set("+/") & set(row.covers.periods[0]) and len(row.ids) == (2 if asked.whole else 1)


def written(answer: Answer) -> Answer:
    """An answer in the values that all ways can write: years are whole numbers, what is no number is nothing."""
    return {
        tuple(int(cell) if isinstance(cell, float) else cell for cell in key): tuple(
            None if value is None or math.isnan(value) else value for value in values
        )
        for key, values in answer.items()
    }


# all ways -----------------------------------------------------------------------------------------------------------------
def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, action="append", default=[], help="about how many figures; may be repeated")
    parser.add_argument("--seeds", action="store_true", help="also the project's own figures")
    parser.add_argument("--part", nargs=2, metavar=("WAY", "DIR"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        print(json.dumps(measure(options.part[0], Path(options.part[1]))))
        return 0
    wrong = 0
    asked_for = options.seeds or options.rows
    for rows in ([0] if options.seeds or not asked_for else []) + (options.rows or ([] if asked_for else list(SIZES))):
        with tempfile.TemporaryDirectory(prefix="compare-") as name:
            wrong += compare(rows, Path(name))
    return 1 if wrong else 0


def compare(rows: int, folder: Path) -> int:
    """Print the tables of a size, 0 for the project's own figures; how many answers are wrong."""
    data = folder / "data" if rows else SEEDS
    if rows:
        subprocess.run([sys.executable, "-m", "benchmarks.country", f"--rows={rows}", f"--out={data}"], check=True)
    # what starts another hands it the peak of its memory on: this process holds nothing
    build = [sys.executable, "-m", "metrics", "build", "--data", str(data), "--out", str(folder / "builds")]
    subprocess.run(build, check=True)
    _apart(FLAT, folder)
    ways = [OURS, *(way for way in WAYS if way != "Polars" or find_spec("polars"))]
    found = {way: _apart(way, folder) for way in ways}
    _tell(found)
    return _tell_answers(found)


def _apart(way: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.compare", "--part", way, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _tell(found: Mapping[str, Mapping[str, Any]]) -> None:
    ours = found[OURS]
    print(f"\n{'ms of the processor':36} {'rows':>6} " + " ".join(f"{way:>12}" for way in found) + "   engine's part   x nothing")
    for name in ASKED:
        times = " ".join(f"{one['took'][name]:12.1f}" for one in found.values())
        took, nothing = ours["took"][name], ours["nothing"]
        print(f"{name:36} {len(ours['answers'][name]):6} {times} {ours['engine'][name]:15.1f} {took / nothing:11.1f}")
        print(f"{'  the product is':43} " + " ".join(f"{took / one['took'][name]:11.2f}x" for one in found.values()))
    for word, unit in (("opened", "s"), ("memory", "MB")):
        print(f"{word + ', ' + unit:43} " + " ".join(f"{one[word]:12,.1f}" for one in found.values()))
    print(f"a query that finds nothing {ours['nothing']:.2f} ms; a question is understood in {ours['understood']:.2f} ms")


def _tell_answers(found: Mapping[str, Mapping[str, Any]]) -> int:
    """Print where the answers are not the product's; how many are wrong."""
    wrong = 0
    print(f"\n{'answers by hand':36} {'rows':>6} {'as ours':>8} {'others':>7} {'lacking':>8} {'beyond':>7}   wrong")
    for name in ASKED:
        answers = {way: {tuple(key): tuple(values) for key, values in one["answers"][name]} for way, one in found.items()}
        ours, hand = answers.pop(OURS), answers[HAND]
        unlike = sum(not alike(hand, other) for other in answers.values())
        other = {key for key in hand.keys() & ours.keys() if not close(hand[key], ours[key])}
        bad = {key for key in map(tuple, found[OURS]["plain"][name]) if key in other or key not in hand}
        wrong += len(bad) + unlike
        same = len(hand.keys() & ours.keys()) - len(other)
        counts = f"{same:8} {len(other):7} {len(ours.keys() - hand.keys()):8} {len(hand.keys() - ours.keys()):7}"
        told = f"{len(bad)} of {len(found[OURS]['plain'][name])} plain ones" + f", {unlike} of the ways" * (unlike > 0)
        print(f"{name:36} {len(hand):6} {counts}   {told}")
    return wrong


def alike(one: Answer, other: Answer) -> bool:
    return one.keys() == other.keys() and all(close(one[key], other[key]) for key in one)


def close(one: tuple[float | None, ...], other: tuple[float | None, ...]) -> bool:
    """Nothing beside nothing, or numbers but for the order in which they were added."""
    return len(one) == len(other) and all(
        a is b or (a is not None and b is not None and math.isclose(a, b, rel_tol=SAME)) for a, b in zip(one, other, strict=True)
    )


if __name__ == "__main__":
    sys.exit(main())
