"""Attacks and faults against what is installed, in a table: what was tried, how often, what came of it.

    .venv/bin/python -m benchmarks.trust [faults|many|hostile|haste|kept|two|mutation|load] …

Without a part, all of them but `mutation`, which needs packages of its own. `--tries` (200) is how often a process is killed during
each action, and a share of it how often anything else is tried. Exit 1 if anything came out otherwise than it must. Needs a system
with fork; nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.trust.faults import faults
from benchmarks.trust.haste import haste
from benchmarks.trust.hostile import attacks
from benchmarks.trust.kept import kept
from benchmarks.trust.load import load
from benchmarks.trust.many import many
from benchmarks.trust.mutation import mutation
from benchmarks.trust.table import Tried, printed
from benchmarks.trust.two import two

PARTS: dict[str, Callable[[argparse.Namespace], Iterator[Tried]]] = {
    "faults": lambda chosen: faults(chosen.tries),
    "many": lambda chosen: many(chosen.batches),
    "hostile": lambda chosen: attacks(chosen.few),
    "haste": lambda chosen: haste(max(1, chosen.tries // 20)),
    "kept": lambda chosen: kept(max(1, chosen.tries // 10), max(1, chosen.tries // 25)),
    "two": lambda chosen: two(max(1, chosen.tries // 10), chosen.few),
    "load": lambda chosen: load(chosen.sessions, min(chosen.minutes, 10), chosen.thinks),
    "mutation": lambda chosen: mutation(chosen.changes, chosen.minutes, chosen.keep),
}


def main() -> int:
    """Try the parts that are asked for."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.trust", description=__doc__)
    options.add_argument("part", nargs="*", choices=[*PARTS, []], help="all of them where none is named")
    options.add_argument("--tries", type=int, default=200)
    options.add_argument("--batches", type=int, nargs="+", default=[50, 100, 500], help="how many, for `many`")
    options.add_argument("--few", action="store_true", help="a short form of `hostile` and `two`")
    options.add_argument("--changes", type=int, default=400, help="changed lines of Python in `mutation`")
    options.add_argument("--keep", type=Path, help="a folder where `mutation` keeps what is known, and goes on later")
    options.add_argument("--minutes", type=float, default=600, help="at most, for `mutation` and for `load`, which ends after ten")
    options.add_argument("--sessions", type=int, default=50, help="for `load`")
    options.add_argument("--thinks", type=float, default=5, help="seconds between two questions of a session of `load`")
    chosen = options.parse_args()
    lines = [line for part in chosen.part or (one for one in PARTS if one != "mutation") for line in printed(PARTS[part](chosen))]
    wrong = sum(line.right < line.tries for line in lines)
    print(f"{len(lines)} attacks and faults, {sum(line.tries for line in lines)} tries; {wrong or 'none'} came out wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
