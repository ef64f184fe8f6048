"""The subcommand that hands out the whole data set as files: `export`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from metrics.commands.printing import add_build, add_day
from metrics.commands.writing import hand_out
from metrics.store.store import Store
from metrics.survey.listing import Search
from metrics.words.languages import DEFAULT, LANGUAGES
from metrics.words.words import Words

NAME = "party-metrics"
# the codes of `files.formats`, which a test compares
FORMS = ("csv", "excel", "parquet", "sdmx")


def export(options: argparse.Namespace) -> int:
    """Write every figure, ranks and scores included, in one format; files of the same names are replaced together."""
    # what writes files takes a while to load: the other commands do without
    from metrics.files.formats import FORMATS
    from metrics.files.sdmx import sdmx_files

    store: Store = options.store(options)
    if options.format == "sdmx":
        files = sdmx_files(store, Search())
    else:
        form = FORMATS[options.format]
        # a file that leaves its folder still says of which day it is
        name = "-".join(filter(None, (NAME, options.as_of)))
        files = {f"{name}.{form.ending}": form.dataset(store, Words(options.language, store.names), Search(), "")}
    hand_out(options.out, files)
    return 0


def add_parsers(add: Any) -> None:
    """The parser of this subcommand. `add(name, run, words)` makes one with the options that all commands share."""
    command: argparse.ArgumentParser = add("export", export, "write the whole data set as files: CSV, Excel, Parquet or SDMX")
    command.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder for the files; made where it is missing"
    )
    command.add_argument("--format", choices=FORMS, default="csv")
    command.add_argument(
        "--language", choices=tuple(LANGUAGES), default=DEFAULT, help="of names and headings; SDMX has all of them"
    )
    add_build(command)
    add_day(command)
