"""The subcommand that answers other programs: `mcp`."""

from __future__ import annotations

import argparse
from typing import Any

from metrics.errors import PartyMetricsError


def serve(options: argparse.Namespace) -> int:
    """Answer on standard input and output until the client has gone; what is wrong with the data is told before."""
    # installed with the extra of the same name only
    try:
        from metrics.commands.mcp_server import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        text = "`mcp` needs the package mcp, which is not installed; install it: {command}"
        raise PartyMetricsError(text, command='.venv/bin/pip install -c constraints.txt -e ".[mcp]"') from error
    run(options.folder, bool(options.data), lambda day: options.store(argparse.Namespace(**{**vars(options), "as_of": day})))
    return 0


def add_parsers(add: Any) -> None:
    """The parser of this subcommand. `add(name, run, words)` makes one with the options that all commands share."""
    add("mcp", serve, "answer programs that speak the Model Context Protocol, on standard input and output")
