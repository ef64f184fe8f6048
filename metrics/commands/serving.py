"""The subcommand that answers other programs: `mcp`."""

from __future__ import annotations

import argparse
from typing import Any

from metrics.commands.printing import add_build
from metrics.errors import PartyMetricsError
from metrics.store.store import Store


def serve(options: argparse.Namespace) -> int:
    """Answer on standard input and output until the client has gone; what is wrong with the data is told before."""
    # installed with the extra of the same name only
    try:
        from metrics.commands.mcp_server import Build, Folder, run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        text = "`mcp` needs the package mcp, which is not installed; install it: {command}"
        raise PartyMetricsError(text, command='.venv/bin/pip install -c constraints.txt -e ".[mcp]"') from error
    if options.build and options.data:
        options.wrong_usage("--build goes without --data: a build holds the figures that it was made of")

    def read(day: str) -> Store:
        store: Store = options.store(argparse.Namespace(**{**vars(options), "as_of": day}))
        return store

    run(Build(options.build) if options.build else Folder(options.folder, bool(options.data), read))
    return 0


def add_parsers(add: Any) -> None:
    """The parser of this subcommand. `add(name, run, words)` makes one with the options that all commands share."""
    command = add("mcp", serve, "answer programs that speak the Model Context Protocol, on standard input and output")
    add_build(command)
