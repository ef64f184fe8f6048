"""The command line: `python -m metrics check`, `list`, `query`, `sql`, `evidence`, `extract`, `import`, `undo` and more.

Data on stdout, narration on stderr. Exit 0 done, 1 the data or the question is wrong, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from metrics.commands.printing import tell_left_out
from metrics.errors import DataError, PartyMetricsError
from metrics.intake import batches
from metrics.store import builds, large, spark_builds
from metrics.store.as_of import store_as_of
from metrics.store.store import Store

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
WRONG = 1
Command = Callable[[argparse.Namespace], int]
# the module of each command, loaded when it is asked for: what one needs may take a third of another's start
MODULES = {
    **dict.fromkeys(("check", "list", "query", "sql", "evidence", "changes", "release"), "asking"),
    "build": "building",
    **dict.fromkeys(("import", "imports", "undo", "redo", "correct"), "importing"),
    "extract": "extracting",
    "report": "reporting",
    "export": "exporting",
    "mcp": "serving",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # half a character of a file's name is shown as \\udc..
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    words = sys.argv[1:] if arguments is None else arguments
    options = _parser(words).parse_args(words)
    options.folder = options.data or SEEDS
    options.as_of = vars(options).get("as_of") or ""
    try:
        return int(options.run(options))
    except DataError as error:
        print(f"{error}\n{len(error.problems)} problems in {options.folder}; nothing was loaded.", file=sys.stderr)
    except PartyMetricsError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        # the reader of the pipe has seen enough
        sys.stderr.close()
        return 0
    return WRONG


# commands ------------------------------------------------------------------------------------------------------------------------
def _store(options: argparse.Namespace) -> tuple[Store, batches.Loaded]:
    """The store of now or of a day that was asked for."""
    return _open(options, options.as_of)


def _store_alone(options: argparse.Namespace) -> Store:
    """The store of the data asked for, however many figures they are."""
    if vars(options).get("build"):
        if options.data or options.as_of:
            options.wrong_usage("--build goes without --data and --as-of: a build holds the figures that it was made of")
        if vars(options).get("engine") == "spark":
            return spark_builds.open_build(spark_builds.current(options.build))
        return builds.open_build(builds.current(options.build))
    if vars(options).get("engine") == "spark":
        options.wrong_usage("--engine spark answers from a build: name its folder by --build")
    if options.data and not options.as_of and large.is_large(options.folder):
        return Store.of_folder(options.folder)
    return _store(options)[0]


def _open(options: argparse.Namespace, day: str) -> tuple[Store, batches.Loaded]:
    """The store of a day, or of now; what it is made of is told of a past one."""
    store, loaded = store_as_of(options.folder, None if options.data else batches.home(), day)
    tell_left_out(loaded)
    if loaded.as_of:
        counting = sum(loaded.state(batch) == "accepted" for batch in loaded.batches)
        print(f"as of {loaded.as_of}: the release of {loaded.release} and {counting} batches imported since", file=sys.stderr)
    return store, loaded


# options -------------------------------------------------------------------------------------------------------------------------
def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of what is asked for: of one command where the first word names it, else of all."""
    parser = argparse.ArgumentParser(prog="python -m metrics", description="Party-organization metrics of Viet Nam's provinces.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, run: Command, about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        command.set_defaults(run=run, open=_open, store=_store_alone, wrong_usage=command.error)
        command.add_argument(
            "--data", type=Path, metavar="DIR", help="a folder of CSV files instead of seeds/ and what was imported"
        )
        return command

    asked = words[0] if words else ""
    for module in [MODULES[asked]] if asked in MODULES else dict.fromkeys(MODULES.values()):
        importlib.import_module(f"metrics.commands.{module}").add_parsers(add)
    return parser


def _in_utf8() -> None:
    """Start anew in Python's UTF-8 mode where the locale knows no accents (LC_ALL=C): files could not be opened or named."""
    if sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606  # itself, anew


if __name__ == "__main__":
    _in_utf8()
    # a command makes rows by the ten thousand that live until it ends: looking for garbage among them is a fifth of its time
    gc.set_threshold(1_000_000)
    sys.exit(main())
