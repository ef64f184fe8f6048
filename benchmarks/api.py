"""Random questions, asked of a running server and on the command line: the same answers, and how long each takes.

    python -m benchmarks.api --number 200 --seed 1

Starts a server of its own on this computer and ends it. Exit 1 where an answer differs.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import metrics.__main__ as command_line
from metrics.store.as_of import store_as_of
from tests.browser.conftest import served
from tests.folders import SEEDS
from tests.serving.questions import address, arguments, questions


def printed(words: list[str]) -> tuple[int, str, int, float]:
    """Of a command: exit code, standard output, lines on standard error, milliseconds."""
    out, err, begun = io.StringIO(), io.StringIO(), time.perf_counter()
    with redirect_stdout(out), redirect_stderr(err):
        code = command_line.main(words)
    return code, out.getvalue(), len(err.getvalue().splitlines()), (time.perf_counter() - begun) * 1000


def got(connection: HTTPConnection, target: str) -> tuple[int, bytes, float]:
    """Of an address: status, body, milliseconds."""
    begun = time.perf_counter()
    connection.request("GET", target)
    response = connection.getresponse()
    return response.status, response.read(), (time.perf_counter() - begun) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    built = store_as_of(SEEDS, None)
    store, _ = built
    command_line._store = lambda options: built
    differing, refused, rows, sizes = [], 0, 0, []
    times: dict[str, list[float]] = {"csv of the server": [], "json of the server": [], "in this process": []}
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "log.txt", PARTY_METRICS_HOME=f"{folder}/imports", PARTY_METRICS_API_RATE="0") as url,
    ):
        where = urlsplit(url)
        connection = HTTPConnection(where.hostname or "", where.port, timeout=60)
        got(connection, "/api")
        for asked in questions(store, options.number, options.seed):
            code, out, reasons, took = printed(["query", *arguments(asked)])
            status, csv, csv_took = got(connection, f"/api/query?{address(asked)}&format=csv")
            _, told, json_took = got(connection, f"/api/query?{address(asked)}")
            for name, one in zip(times, (csv_took, json_took, took), strict=True):
                times[name].append(one)
            refused += bool(code)
            sizes.append(len(told))
            same = status in (400, 422) if code else csv.decode() == out and len(json.loads(told)["blanks"]) == reasons
            rows += 0 if code else out.count("\n") - 1
            if not same:
                differing.append(f"{asked}: {status}")
    print(f"{options.number} questions: {refused} refused by both, {rows} rows, {len(differing)} differ", *differing, sep="\n")
    for name, taken in times.items():
        cuts = quantiles(taken, n=20)
        print(f"{name:20} p50 {cuts[9]:6.1f} ms   p95 {cuts[18]:6.1f} ms")
    print(f"size of an answer in JSON: p50 {quantiles(sizes, n=2)[0]:.0f}, largest {max(sizes)} bytes")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
