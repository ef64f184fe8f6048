"""The subcommand that publishes data for many readers: `build`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from metrics.commands.printing import add_engine, narrate
from metrics.intake import batches
from metrics.store import builds, spark_builds

# what is told of each way in which a build comes about
WAYS: dict[builds.Way, str] = {
    "stands": "as it stood there",
    "next": "the last one with what batches changed",
    "anew": "made anew",
}


def build(options: argparse.Namespace) -> int:
    """Resolve a data folder once into a file that any number of readers open; the last one stays where anything is wrong."""
    home = options.imports or (None if options.data else batches.home())
    if options.engine == "spark":
        kept = spark_builds.build(options.folder, options.out, options.tables, home)
        for line in kept.left_out:
            narrate(line)
        narrate(f"published: {kept.figures:,} figures in {kept.tables}")
        return 0
    if options.tables:
        options.wrong_usage("--tables goes with --engine spark")
    ways: list[builds.Way] = []
    found = builds.build(options.folder, options.out, home, ways.append, options.memory)
    for line in builds.left_out(found):
        narrate(line)
    narrate(f"published: {found.figures:,} figures in {found.path}, {found.size / 1e6:,.1f} MB; {WAYS[ways[0]]}")
    return 0


def _gigabytes(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError
    return number


def add_parsers(add: Any) -> None:
    """The parser of this subcommand. `add(name, run, words)` makes one with the options that all commands share."""
    command = add("build", build, "resolve the data once into a file for many readers")
    add_engine(command, "what resolves the data, and answers from them later")
    command.add_argument(
        "--tables", default="", metavar="ADDRESS", help="where Spark keeps the tables, if not in the folder of builds"
    )
    command.add_argument(
        "--imports", type=Path, metavar="DIR", help="with --data: count what was imported into this folder beside the data"
    )
    command.add_argument(
        "--memory",
        type=_gigabytes,
        default=builds.MEMORY,
        metavar="GB",
        help="what DuckDB may take for the figures, where more is kept on the disk (default: %(default)g)",
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder of builds; made where it is missing")
