"""The subcommand that publishes data for many readers: `build`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from metrics.commands.printing import narrate
from metrics.store import builds


def build(options: argparse.Namespace) -> int:
    """Resolve a data folder once into a file that any number of readers open; the last one stays where anything is wrong."""
    found = builds.build(options.folder, options.out)
    narrate(f"published: {found.figures:,} figures in {found.path}, {found.size / 1e6:,.1f} MB")
    return 0


def add_parsers(add: Any) -> None:
    """The parser of this subcommand. `add(name, run, words)` makes one with the options that all commands share."""
    command = add("build", build, "resolve the data once into a file for many readers")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder of builds; made where it is missing")
