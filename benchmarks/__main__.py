"""Every measurement that needs no file of its own, one after another, or those that are named: tables with ratios.

    python -m benchmarks [part …]

Milliseconds of a busy machine mean little: compare what stands in one run. Nothing is judged.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# in the order in which they run
PARTS = {
    "scale": "what reading, checking, resolving and asking costs for many figures",
    "compare": "the same questions in SQL by hand, pandas, Polars and SQLite: times and answers",
    "queries": "how long questions take, against the plainest query over the same figures",
    "page_speed": "from a changed filter until all charts are repainted, in a real browser; what a first visit fetches",
    "page_sessions": "how many readers one process serves, and what memory they take",
    "api": "the server's answers and times against those of the command line",
    "reader_speed": "articles read in a second",
    "many_articles": "many articles into the queue",
    "reader_classes": "what the reader makes of generated texts",
    "patterns": "how the reader's time grows with hostile texts",
    "roles": "who gets in without signing in",
}
LIBRARIES = ("duckdb", "pandas", "pyarrow", "streamlit", "plotly")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=(__doc__ or "").partition("\n")[0],
        epilog="; ".join(f"{part}: {words}" for part, words in PARTS.items()),
    )
    parser.add_argument("parts", nargs="*", choices=PARTS, metavar="part", help=f"of {', '.join(PARTS)}; all where none is named")
    parts = parser.parse_args().parts or list(PARTS)
    print(machine(), flush=True)
    failed = []
    for part in parts:
        print(f"\n## {part}: {PARTS[part]}\n", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{part}"], cwd=PROJECT, check=False).returncode:
            failed.append(part)
    if failed:
        print(f"\nended with an error: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def machine() -> str:
    """The versions and the machine that figures were measured with."""
    versions = ", ".join(f"{library} {version(library)}" for library in LIBRARIES)
    return f"Python {platform.python_version()}, {versions}; {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main())
