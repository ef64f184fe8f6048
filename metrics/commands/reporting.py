"""The subcommand that makes a report of a file of blocks: `report`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from metrics.answers.block import Block
from metrics.commands.printing import add_build, narrate
from metrics.commands.writing import hand_out
from metrics.errors import N_, DataError, Message, PartyMetricsError, Problem
from metrics.files.report_file import Places, Report, read
from metrics.store.store import Store
from metrics.words.words import Words

if TYPE_CHECKING:
    from metrics.files.parts import Part

OF_NOW = N_("a build holds what is known now, and no earlier day; leave as_of out, or make the report without --build")


def make_report(options: argparse.Namespace) -> int:
    """Answer every block, then write the Word document and the workbook; nothing is written where one block is refused."""
    try:
        files = _files_of(options)
    except DataError as error:
        narrate(f"{error}\n{len(error.problems)} problems in {options.file}; nothing was written.")
        return 1
    hand_out(options.out, files)
    return 0


def _files_of(options: argparse.Namespace) -> dict[str, bytes]:
    # what draws and writes files takes a while to load: the other commands do without
    from metrics.files.parts import part_of

    name, raw = str(options.file), _read(options.file)
    report = read(name, raw)
    places = Places(name, raw.decode("utf-8-sig"))
    if options.build and report.as_of:
        raise DataError([places.problem(None, "as_of", Message.of(OF_NOW))])
    # the day that other commands have as an option
    options.as_of = report.as_of
    store: Store = options.store(options)
    words = Words(report.language, store.names)
    parts: list[Part] = []
    problems: list[Problem] = []
    for number, block in enumerate(report.blocks):
        try:
            parts.append(part_of(store, words, block))
        except PartyMetricsError as error:
            problems.append(places.problem(number, _key_of(block, error), error.message))
    if problems:
        raise DataError(problems)
    return _files(options, report, parts, words, store)


def _key_of(block: Block, error: PartyMetricsError) -> str:
    """The key that a refused block is told at: the first one whose value the message names, else the metric."""
    said = dict(error.message.values)
    word = next((said[name] for name in ("word", "unit", "name") if name in said), "")
    values = {key: (value,) if isinstance(value, str) else value for key, value in block.written().items()}
    return next((key for key, told in values.items() if word and word in told), "metric")


def _files(options: argparse.Namespace, report: Report, parts: list[Part], words: Words, store: Store) -> dict[str, bytes]:
    from metrics.files.report import word_bytes
    from metrics.files.workbook import report_excel

    title = report.title or words.say("Report")
    told = told_of(words, report.as_of)
    answers = [(part.title, part.result) for part in parts if part.result]
    stem = Path(options.file).stem
    return {
        f"{stem}.docx": word_bytes(title, parts, words, store, told),
        f"{stem}.xlsx": report_excel(answers, words, store, [(title, " ".join(told))]),
    }


def told_of(words: Words, as_of: str) -> tuple[str, ...]:
    """What a report says of its data: the day whose knowledge it shows, where that is past."""
    return (words.say("What was known on {day}.", day=words.date(as_of)),) if as_of else ()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        text = N_("cannot be read ({error}); name a report file, as docs/reports.md describes it")
        raise DataError([Problem.of(str(path), 1, "file", text, error=error.strerror or error)]) from error


def add_parsers(add: Any) -> None:
    """The parser of the subcommand. `add(name, run, words)` makes one with the options that all commands share."""
    command = add("report", make_report, "make a Word document and a workbook of the blocks of a file")
    command.add_argument("file", type=Path, metavar="FILE.toml", help="the blocks, as docs/reports.md describes them")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder of both files; made if missing")
    add_build(command)
