"""The subcommands that ask the data and look at them: `check`, `list`, `query`, `sql`, `evidence`, `changes`, `release`."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from metrics.answers.query import ask, evidence, metrics_of
from metrics.commands.printing import add_build, add_day, add_engine, add_form, day, print_rows
from metrics.data import history
from metrics.data.places import places
from metrics.data.rows import DataTable
from metrics.data.seeds import load, read, tables_of
from metrics.errors import DataError, PartyMetricsError
from metrics.files.export import columns, records
from metrics.intake import batches
from metrics.intake.comparison import Found, each_found
from metrics.intake.texts import texts_in
from metrics.period import year_span
from metrics.store import large
from metrics.store.store import Store
from metrics.survey import release, trail
from metrics.survey.remarks import remarks
from metrics.vocabulary import Boundary, Comparison, Question

WRONG = 1


def check(options: argparse.Namespace) -> int:
    if options.format and not options.quotes:
        options.wrong_usage("--format goes with --quotes")
    if options.data and large.is_large(options.folder):
        return _told(options, *_large(options))
    seeds, problems = read(options.folder)
    tables: Mapping[str, DataTable] = tables_of(options.folder)[0] if options.quotes else {}
    if seeds and not options.data:
        loaded = _loaded(options)
        seeds, problems, tables = loaded.seeds, [problem for found in loaded.left_out.values() for problem in found], loaded.tables
    if options.quotes and tables:
        _compare_quotes(options, tables)
    return _told(options, problems, remarks(Store.build(seeds)) if seeds else [])


def _told(options: argparse.Namespace, problems: Sequence[object], found: Sequence[object]) -> int:
    for problem in problems:
        # with --quotes the standard output is one table
        print(problem, file=sys.stderr if options.quotes else sys.stdout)
    for remark in found:
        print(remark, file=sys.stderr)
    print(f"{len(problems)} problems, {len(found)} remarks", file=sys.stderr)
    return WRONG if problems else 0


def _large(options: argparse.Namespace) -> tuple[Sequence[object], Sequence[object]]:
    """The problems or the remarks of a folder whose figures stay in the engine."""
    if options.quotes:
        options.wrong_usage("--quotes reads figures as CSV, in a folder that is not large")
    try:
        return (), remarks(Store.of_folder(options.folder))
    except DataError as error:
        return error.problems, ()


def _compare_quotes(options: argparse.Namespace, tables: Mapping[str, DataTable]) -> None:
    """A row for each figure: does its quote stand in a text of its source?"""
    texts = texts_in(options.quotes, tables["sources.csv"].rows)
    for source in sorted(texts.keys() - tables["sources.csv"].by_key().keys()):
        print(f"{options.quotes}: a text of {source}, which is no source of the data", file=sys.stderr)
    found = list(each_found(tables["observations.csv"].rows, texts))
    columns = ("file", "line", "source", "quote_status", "found", "quote")
    print_rows(
        options.format or "csv",
        columns,
        [(row.place or row.file, row.line, row["source"], row["quote_status"], standing, row["quote"]) for row, standing in found],
    )
    numbers = Counter(standing for _, standing in found)
    print(", ".join(f"{numbers[one]} {one}" for one in get_args(Found)), file=sys.stderr)


def list_metrics(options: argparse.Namespace) -> int:
    metrics = metrics_of(options.store(options))
    columns = ("metric", "name_vi", "name_en", "kind", "unit", "topic")
    print_rows(options.format, columns, [tuple(getattr(metric, column) for column in columns) for metric in metrics.values()])
    return 0


def query(options: argparse.Namespace) -> int:
    store = options.store(options)
    result = ask(store, _question(store, options))
    for blank in result.blanks:
        print(blank, file=sys.stderr)
    print_rows(options.format, columns(result), [tuple(row.values()) for row in records(result)])
    return 0


def sql(options: argparse.Namespace) -> int:
    store = options.store(options)
    result = ask(store, _question(store, options))
    print(result.sql)
    for name, value in result.parameters.items():
        print(f"-- ${name} = {value!r}")
    return 0


def show_evidence(options: argparse.Namespace) -> int:
    if not options.trail:
        store = options.store(options)
        found = evidence(store, _question(store, options))
        print_rows(options.format, found.columns, found.rows)
        return 0
    if options.build:
        options.wrong_usage("--trail needs the data and what was imported, which a build does not hold")
    store, loaded = options.open(options, options.as_of)
    found = evidence(store, _question(store, options))
    keys = (trail.key_of(store, dict(zip(found.columns, row, strict=True))) for row in found.rows)
    steps = [line for key in keys if key for line in trail.rows(key, trail.trail(store, loaded, key))]
    print_rows(options.format, trail.COLUMNS, steps)
    return 0


def show_changes(options: argparse.Namespace) -> int:
    """What differs between the release in force on a day, or the last one, and the figures as they stand now."""
    if options.as_of:
        # a day before all of them is wrong, not without changes
        history.release_on(options.folder, options.as_of)
    last = release.last_release(options.folder, options.as_of)
    store, _ = options.open(options, "")
    found = release.changes(store, last) if last else []
    print_rows(options.format, ("change", *release.KEY, "before", "now"), [(c.kind, *c.key, c.before, c.now) for c in found])
    _tell_changes(last, found)
    return 0


def write_release(options: argparse.Namespace) -> int:
    store, last = Store.build(load(options.folder)), release.last_release(options.folder)
    if last:
        _tell_changes(last, release.changes(store, last))
    try:
        written = history.keep(options.folder, options.date)
    except OSError as error:
        text = "{folder} cannot be written ({error}); no release was kept. Mend that and run it again."
        raise PartyMetricsError(text, folder=options.folder, error=error.strerror or error) from error
    size = written.stat().st_size
    print(f"release of {options.date} recorded: {len(release.figures(store))} figures in {written}, {size} bytes", file=sys.stderr)
    return 0


def _tell_changes(last: release.Release | None, found: Sequence[release.Change]) -> None:
    numbers = ", ".join(f"{number} {kind}" for kind, number in release.counted(found).items())
    print(f"since the release of {last.date}: {numbers}" if last else "no release is recorded", file=sys.stderr)


def _loaded(options: argparse.Namespace) -> batches.Loaded:
    """The project's data with what was imported, or the folder asked for alone."""
    return batches.with_batches(options.folder, None if options.data else batches.home())


def _question(store: Store, options: argparse.Namespace) -> Question:
    named = places(store.seeds.provinces)
    return Question(
        metric=options.metric,
        by=_flat(options.by) or ("province", "year"),
        provinces=tuple(dict.fromkeys(map(named.slug, _flat(options.province)))),
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


# options -------------------------------------------------------------------------------------------------------------------------
def add_parsers(add: Any) -> None:
    """The parsers of these subcommands. `add(name, run, words)` makes one with the options that all commands share."""
    for name, run, about in (
        ("check", check, "validate every file of the data, all problems at once"),
        ("list", list_metrics, "the metrics: code, names, kind, unit, topic"),
        ("query", query, "a metric by province, year or another column"),
        ("sql", sql, "the SQL that `query` would run"),
        ("evidence", show_evidence, "every observation that matches, with its words and source"),
        ("changes", show_changes, "what differs from the last release, or from that of a day: figures added, changed, removed"),
        ("release", write_release, "keep the data as they stand as those of a release"),
    ):
        command = add(name, run, about)
        if name == "release":
            command.add_argument("--date", type=day, default=dt.date.today().isoformat(), metavar="DAY", help="2026-11-22; today")
        if name == "check":
            command.add_argument(
                "--quotes",
                type=Path,
                metavar="DIR",
                help="print whether each quote stands in the texts of DIR: <source>.txt, or .jsonl with source and text",
            )
        if name not in ("sql", "release"):
            add_form(command, default="" if name == "check" else "csv")
        if name in ("query", "sql", "evidence"):
            _add_question(command)
            add_engine(command, "what the build was made for, and answers")
        if name == "evidence":
            command.add_argument("--trail", action="store_true", help="instead, what became of each: values, when and why")
        if name in ("list", "query", "sql", "evidence"):
            add_build(command)
        if name in ("list", "query", "sql", "evidence", "changes"):
            add_day(command)


def _add_question(command: argparse.ArgumentParser) -> None:
    command.add_argument("metric", metavar="METRIC", help="a code that `list` shows")
    lists: dict[str, Any] = {"action": "append", "type": _words, "metavar": "WORD[,WORD…]"}
    command.add_argument("--by", help="province, organization, kind, region, year, period or a breakdown dimension", **lists)
    filters = lists | {"type": _names}
    command.add_argument("--province", help="provinces: slugs, names, aliases or codes; accents may be left out", **filters)
    command.add_argument("--region", help="slugs of regions", **filters)
    command.add_argument("--kind", help="kinds of body", **filters)
    command.add_argument("--year", type=_years, metavar="YEAR[:YEAR]", help="2019 or 2017:2024")
    command.add_argument(
        "--boundary", choices=get_args(Boundary), default="reported", help="the 63 provinces, the 34, or as reported"
    )
    command.add_argument("--breakdown", action="append", metavar="dim=value;…", help="exactly that part instead of the total")
    command.add_argument("--unit", metavar="UNIT", help="percent: the stated shares of a count")
    command.add_argument(
        "--compare", choices=get_args(Comparison), help="with the year before, the same period of it, or the target"
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _names(text: str) -> tuple[str, ...]:
    """What a filter names. ArgumentTypeError for nothing: of a script whose variable is empty it would be everything."""
    words = _words(text)
    if not words:
        raise argparse.ArgumentTypeError(f"{text!r} names nothing; leave the option out to ask about all")
    return words


def _years(text: str) -> tuple[int, int]:
    try:
        return year_span(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
