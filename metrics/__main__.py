"""The command line: `python -m metrics check | list | query | sql | evidence | changes | release`.

Data on stdout, narration on stderr. Exit 0 done, 1 the data or the question is wrong, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

from metrics import release
from metrics.cells import cell_text
from metrics.errors import DataError, PartyMetricsError
from metrics.query import ask, evidence, metrics_of
from metrics.remarks import remarks
from metrics.seeds import load, read
from metrics.store import Store
from metrics.vocabulary import Boundary, Comparison, Question

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
WRONG, USAGE = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except DataError as error:
        print(f"{error}\n{len(error.problems)} problems in {options.data}; nothing was loaded.", file=sys.stderr)
    except PartyMetricsError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        # the reader of the pipe has seen enough
        sys.stderr.close()
        return 0
    return WRONG


# commands ------------------------------------------------------------------------------------------------------------------------
def check(options: argparse.Namespace) -> int:
    seeds, problems = read(options.data)
    for problem in problems:
        print(problem)
    found = remarks(Store.build(seeds)) if seeds and not problems else []
    for remark in found:
        print(remark, file=sys.stderr)
    print(f"{len(problems)} problems, {len(found)} remarks", file=sys.stderr)
    return WRONG if problems else 0


def list_metrics(options: argparse.Namespace) -> int:
    metrics = metrics_of(_store(options))
    columns = ("metric", "name_vi", "name_en", "kind", "unit", "topic")
    _print(options.format, columns, [tuple(getattr(metric, column) for column in columns) for metric in metrics.values()])
    return 0


def query(options: argparse.Namespace) -> int:
    result = ask(_store(options), _question(options))
    for blank in result.blanks:
        print(blank, file=sys.stderr)
    _print(options.format, result.columns, result.rows)
    return 0


def sql(options: argparse.Namespace) -> int:
    result = ask(_store(options), _question(options))
    print(result.sql)
    for name, value in result.parameters.items():
        print(f"-- ${name} = {value!r}")
    return 0


def show_evidence(options: argparse.Namespace) -> int:
    found = evidence(_store(options), _question(options))
    _print(options.format, found.columns, found.rows)
    return 0


def show_changes(options: argparse.Namespace) -> int:
    last = release.last_release(options.data)
    found = release.changes(_store(options), last) if last else []
    _print(options.format, ("change", *release.KEY, "before", "now"), [(c.kind, *c.key, c.before, c.now) for c in found])
    _tell_changes(last, found)
    return 0


def write_release(options: argparse.Namespace) -> int:
    store, last = _store(options), release.last_release(options.data)
    if last:
        _tell_changes(last, release.changes(store, last))
    written = release.record(store, options.data, options.date)
    print(f"release of {written.date} recorded: {len(written.figures)} figures in {options.data / release.RECORD}", file=sys.stderr)
    return 0


def _tell_changes(last: release.Release | None, found: Sequence[release.Change]) -> None:
    numbers = ", ".join(f"{number} {kind}" for kind, number in release.counted(found).items())
    print(f"since the release of {last.date}: {numbers}" if last else "no release is recorded", file=sys.stderr)


def _store(options: argparse.Namespace) -> Store:
    return Store.build(load(options.data))


def _question(options: argparse.Namespace) -> Question:
    return Question(
        metric=options.metric,
        by=_flat(options.by) or ("province", "year"),
        provinces=_flat(options.province),
        regions=_flat(options.region),
        kinds=_flat(options.kind),
        years=options.year,
        boundary=options.boundary,
        breakdown=";".join(options.breakdown or ()),
        unit=options.unit or "",
        compare=options.compare,
    )


def _flat(lists: Iterable[tuple[str, ...]] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in lists or () for word in words))


# printing ------------------------------------------------------------------------------------------------------------------------
def _print(form: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    if form == "json":
        print(json.dumps([dict(zip(columns, map(_plain, row), strict=True)) for row in rows], ensure_ascii=False, indent=1))
        return
    texts = [[cell_text(cell) for cell in row] for row in rows]
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(texts)
        return
    widths = [max(map(len, column)) for column in zip(columns, *texts, strict=True)]
    for line in (columns, ["-" * width for width in widths], *texts):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _plain(value: Any) -> Any:
    """Whole numbers as such, so that JSON reads 5164 and not 5164.0."""
    return int(value) if isinstance(value, float) and value == int(value) else value


# options -------------------------------------------------------------------------------------------------------------------------
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write 2026-11-22") from error


def _years(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})(?::(\d{4}))?", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is not a year or a range of years; write 2019 or 2017:2024")
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise argparse.ArgumentTypeError(f"{text!r} ends before it begins; write {last}:{first}")
    return first, last


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m metrics", description="Party-organization metrics of Viet Nam's provinces.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run, words in (
        ("check", check, "validate every file of the data, all problems at once"),
        ("list", list_metrics, "the metrics: code, names, kind, unit, topic"),
        ("query", query, "a metric by province, year or another column"),
        ("sql", sql, "the SQL that `query` would run"),
        ("evidence", show_evidence, "every observation that matches, with its words and source"),
        ("changes", show_changes, "what differs from the last release: figures added, changed, removed"),
        ("release", write_release, "record the figures as they stand as those of a release"),
    ):
        command = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
        command.set_defaults(run=run)
        command.add_argument("--data", type=Path, default=SEEDS, metavar="DIR", help="a folder of CSV files instead of seeds/")
        if name == "release":
            command.add_argument("--date", type=_day, default=dt.date.today().isoformat(), metavar="DAY", help="2026-11-22; today")
        if name not in ("check", "sql", "release"):
            command.add_argument("--format", choices=("csv", "json", "table"), default="csv")
        if name in ("query", "sql", "evidence"):
            _add_question(command)
    return parser


def _add_question(command: argparse.ArgumentParser) -> None:
    command.add_argument("metric", metavar="METRIC", help="a code that `list` shows")
    lists: dict[str, Any] = {"action": "append", "type": _words, "metavar": "WORD[,WORD…]"}
    command.add_argument("--by", help="province, organization, kind, region, year, period or a breakdown dimension", **lists)
    command.add_argument("--province", help="slugs of provinces", **lists)
    command.add_argument("--region", help="slugs of regions", **lists)
    command.add_argument("--kind", help="kinds of body", **lists)
    command.add_argument("--year", type=_years, metavar="YEAR[:YEAR]", help="2019 or 2017:2024")
    command.add_argument(
        "--boundary", choices=get_args(Boundary), default="reported", help="the 63 provinces, the 34, or as reported"
    )
    command.add_argument("--breakdown", action="append", metavar="dim=value;…", help="exactly that part instead of the total")
    command.add_argument("--unit", metavar="UNIT", help="percent: the stated shares of a count")
    command.add_argument(
        "--compare", choices=get_args(Comparison), help="with the year before, the same period of it, or the target"
    )


if __name__ == "__main__":
    sys.exit(main())
