"""The subcommands that add figures to the data: `import`, `imports`, `undo`, `redo`, `correct`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from metrics.commands.printing import add_form, narrate, print_rows, tell_left_out
from metrics.data.rows import FILES, DataRow
from metrics.errors import DataError, Message, Problem
from metrics.intake import batches
from metrics.intake.actor import operator
from metrics.intake.apart import read_sheets, read_tables
from metrics.intake.batch_files import keep, read_batch
from metrics.intake.batches import Batch, BatchError, Loaded
from metrics.intake.comparison import NOT_COMPARED
from metrics.intake.drafts import ADDED, DRAFT, FIGURES, Draft
from metrics.intake.into_folder import into_folder
from metrics.intake.mapping.table import Table
from metrics.intake.placing import with_slugs
from metrics.intake.tables import OF_SOURCE
from metrics.intake.texts import texts_in
from metrics.store.batched import figure_at, reading
from metrics.survey.warnings import look_over

COLUMNS = ("batch", "made", "reader", "figures", "source", "state", "reason", "by")
PLACE = re.compile(r"(.+\.(?:csv|parquet)):([0-9]{1,9})")


# import --------------------------------------------------------------------------------------------------------------------------
def import_files(options: argparse.Namespace) -> int:
    """Check files, then keep their figures as one batch; with --dry-run only say what would be added."""
    if options.quotes_compared and not options.into_seeds:
        options.wrong_usage("--quotes-compared goes with --into-seeds only: it is the maintainer's word; --texts DIR compares")
    if options.period and not (options.map or options.propose_map):
        options.wrong_usage("--period goes with --map or --propose-map: in a table of the data each row names its own")
    if (options.map or options.propose_map) and (options.into_seeds or options.texts):
        options.wrong_usage("--map and --propose-map go with neither --into-seeds nor --texts: accept the figures first")
    if options.into_seeds:
        return _into_seeds(options)
    home = batches.home()
    tables = _tables_meanwhile(options) if options.map or options.propose_map else None
    loaded = batches.with_batches(options.folder, home, read=reading(options.folder))
    by_map = None
    if tables:
        # the words of tables take a fifth of a second to load
        from metrics.commands.mapping import mapped, propose_map

        if options.propose_map:
            return propose_map(options, loaded, tables.result())
        by_map = mapped(options, loaded, tables.result())
    draft = by_map.draft if by_map else _draft(options, loaded)
    loaded = batches.meeting(loaded, draft)
    if not options.again:
        _refuse_twice(loaded, draft)
    if not _fits(loaded, draft, options.files):
        return 1
    added = _counted(draft.rows)
    if options.dry_run:
        narrate(f"would add {added}; nothing was written")
        return 0
    try:
        batch = batches.accept(home, options.folder, draft, operator(), loaded.read, right_beside=loaded)
    except DataError as error:
        # what another process accepted meanwhile contradicts it
        _tell(error.problems)
        narrate(f"{len(error.problems)} problems; nothing was imported")
        return 1
    if by_map:
        by_map.keep_for_next(loaded.seeds)
    narrate(f"accepted as batch {batch.batch}: {added}; `undo {batch.batch}` takes it back")
    return 0


def _tables_meanwhile(options: argparse.Namespace) -> Future[tuple[Table, ...]]:
    """The tables of a file in a form of its own, which another process begins to read while the caller loads the data."""
    if len(options.files) > 1:
        options.wrong_usage("--map and --propose-map take one FILE at a time")
    path = Path(options.files[0])
    return ThreadPoolExecutor(1).submit(read_sheets, path.name, path)


def _draft(options: argparse.Namespace, loaded: Loaded) -> Draft:
    """What the files hold, each quote compared with its text where that is at hand."""
    told = {column: getattr(options, column) or "" for column in OF_SOURCE}
    draft = read_tables([(path.name, path) for path in map(Path, options.files)], told)
    draft = _worded(options, loaded, draft, options.quotes_compared)
    for message in draft.told:
        narrate(message)
    return with_slugs(draft, loaded.seeds.provinces)


def _worded(options: argparse.Namespace, loaded: Loaded, draft: Draft, trusted: bool) -> Draft:
    """The draft with each quote compared with its text, where --texts or a batch holds one."""
    if options.texts:
        sources = [*loaded.tables["sources.csv"].rows, *draft.rows["sources.csv"]]
        draft = replace(draft, texts=texts_in(options.texts, sources))
    return batches.words_compared(loaded, draft, trusted)


def _counted(rows: Mapping[str, Sequence[DataRow]]) -> str:
    return ", ".join(f"{len(rows[file])} to {file}" for file in ADDED if rows[file]) or "nothing"


def _refuse_twice(loaded: Loaded, draft: Draft) -> None:
    batch = batches.same(loaded, draft)
    if batch and batch.kept == "undone":
        text = (
            "these figures were imported as {batch} and taken back; `redo {batch}` lets them count again, --again imports them anew"
        )
        raise BatchError(text, batch=batch.batch)
    if batch:
        text = "these figures were imported already, as {batch} of {made}; `undo {batch}` takes them back"
        raise BatchError(text, batch=batch.batch, made=batch.made)


def _fits(loaded: Loaded, draft: Draft, files: Sequence[str]) -> bool:
    """Tell every problem of what the files hold, or else what deserves a look."""
    found = look_over(loaded, draft)
    # a draft without a row stands in no file
    names = ", ".join(Path(one).name for one in files)
    _tell(replace(one, file=names) if one.file == DRAFT else one for one in found.problems)
    if found.problems:
        narrate(f"{len(found.problems)} problems; nothing was imported")
        if any(" is not in " in problem.message for problem in found.problems):
            narrate(
                "A new source or body is described in a second file (or sheet) with the columns of sources.csv or organizations.csv"
            )
            narrate("that is imported with the figures; for one source, --publisher, --published and --url do as well.")
        return False
    for remark in found.remarks:
        narrate(f"warning: {remark.file}:{remark.line}: {remark}")
    return True


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        narrate(problem)


def _into_seeds(options: argparse.Namespace) -> int:
    """Take a batch, or files, into the files of the data folder itself."""
    names = options.files
    loaded = batches.with_batches(options.folder, None)
    if len(names) > 1 or Path(names[0]).is_file():
        draft = _draft(options, loaded)
        if not _fits(loaded, draft, names):
            return 1
        draft = batches.described(options.folder, draft)
        batch = None
    else:
        path = Path(names[0])
        batch = read_batch(path) if path.is_dir() else batches.find(batches.home(), names[0])
        if batch.damage:
            raise DataError(batch.damage)
        # what a batch says of its quotes was compared when it was accepted
        draft = _worded(options, loaded, Draft(batch.rows, batch.text, replaced=batch.replaced), trusted=True)
        if draft.faults:
            raise DataError(draft.faults)
    if options.dry_run:
        narrate(f"would write {_counted(draft.rows)} into {options.folder}; nothing was written")
        return 0
    named = batch.batch if batch else ""
    gained = into_folder(batches.home(), options.folder, draft.rows, operator(), draft.replaced, named)
    # what another folder got still counts beside the project's own
    if batch and batch.folder.parent == batches.home() and not options.data:
        keep(batch, "in_seeds", operator())
    told = ", ".join(f"{file} +{number}" for file, number in gained.items()) or "every row stood there already"
    narrate(f"taken into {options.folder}: {told}")
    return 0


# list, take back, correct --------------------------------------------------------------------------------------------------------
def list_imports(options: argparse.Namespace) -> int:
    """Every batch, oldest first, with its state; what is wrong with one on stderr."""
    loaded = batches.with_batches(options.folder, batches.home(), read=reading(options.folder))
    rows = [
        (one.batch, one.made, one.reader, one.figures, ";".join(one.sources), loaded.state(one), one.reason, one.by)
        for one in loaded.batches
    ]
    print_rows(options.format, COLUMNS, rows)
    for problems in loaded.left_out.values():
        _tell(problems)
    return 0


def undo(options: argparse.Namespace) -> int:
    """Take a batch back."""
    batch = batches.undo(batches.home(), options.batch, operator())
    narrate(f"taken back: {batch.batch}, {batch.figures} figures; `redo {batch.batch}` lets them count again")
    return _tell_left_out(options.folder, batch)


def redo(options: argparse.Namespace) -> int:
    """Let a batch count again that was taken back."""
    try:
        batch = batches.redo(batches.home(), options.folder, options.batch, operator(), reading(options.folder))
    except DataError as error:
        _tell(error.problems)
        narrate(f"{len(error.problems)} problems; nothing was changed")
        return 1
    narrate(f"counts again: {batch.batch}, {batch.figures} figures; `undo {batch.batch}` takes them back")
    return _tell_left_out(options.folder, batch)


def _tell_left_out(folder: Path, changed: Batch) -> int:
    tell_left_out(batches.with_batches(folder, changed.folder.parent, read=reading(folder)))
    return 0


def correct(options: argparse.Namespace) -> int:
    """Put a corrected figure in the place of one that counts; the old one is kept with the reason."""
    found = PLACE.fullmatch(options.figure)
    read = reading(options.folder)
    old = _row_at(options.folder, read, found[1], int(found[2])) if found else None
    if old and old.file not in FIGURES:
        text = "{place} is no figure; `correct` changes rows of {files}, and what a source or body is called only its maintainer"
        raise BatchError(text, place=options.figure, files=" and ".join(FIGURES))
    if old is None:
        raise BatchError("{place!r} is no figure that counts; write FILE:LINE as in BATCH/observations.csv:3", place=options.figure)
    if odd := next((cell for cell in options.cells if cell.find("=") < 1), None):
        options.wrong_usage(f"{odd!r} does not say what a column holds; write COLUMN=VALUE, as value=1234")
    cells = dict(cell.partition("=")[::2] for cell in options.cells)
    if wrong := sorted(cells.keys() - set(FILES[old.file])):
        raise BatchError("{column!r} is no column of {file}; write column=value", column=wrong[0], file=old.file)
    try:
        batch = batches.correct(batches.home(), options.folder, old, cells, options.reason, operator(), read)
    except DataError as error:
        # of the correction, or of the data that it would stand in
        _tell(_at(options.figure, one) for one in error.problems)
        narrate(f"{len(error.problems)} problems; nothing was corrected")
        return 1
    narrate(f"corrected as batch {batch.batch}; `undo {batch.batch}` brings the old figure back")
    for row in batch.rows["observations.csv"]:
        if row["quote_status"] != cells.get("quote_status", row["quote_status"]):
            narrate(Message.of(NOT_COMPARED, number=1))
    return 0


def _at(place: str, problem: Problem) -> Problem:
    """A problem of the row that a person corrects, at the place that they named."""
    if not problem.file.startswith(f"{DRAFT}/"):
        return problem
    file, _, line = place.rpartition(":")
    return replace(problem, file=file, line=int(line))


def _row_at(folder: Path, read: batches.Reading, place: str, line: int) -> DataRow | None:
    """The row of a figure that counts, by its file and line."""
    loaded = batches.with_batches(folder, batches.home(), read=read)
    if read is batches.whole or "/" in place:
        return loaded.row_at(place, line)
    row = figure_at(folder, place, line)
    # but for those that were corrected already
    corrected = {old.stated for one in loaded.batches if loaded.state(one) == "accepted" for old in one.replaced}
    return None if row is None or row.stated in corrected else row


# options -------------------------------------------------------------------------------------------------------------------------
def add_parsers(add: Any) -> None:
    """The parsers of these subcommands. `add(name, run, words)` makes one with the options that all commands share."""
    command = add("import", import_files, "add the figures of CSV or Excel files as one batch, all or none")
    command.add_argument("files", nargs="+", metavar="FILE", help="tables in the columns of the data; several make one batch")
    command.add_argument("--dry-run", action="store_true", help="check, and say what would be added; write nothing")
    command.add_argument("--again", action="store_true", help="import figures that were imported and taken back")
    command.add_argument("--map", metavar="MAP.toml", help="a table in its own form, read as this mapping says")
    command.add_argument(
        "--propose-map", metavar="MAP.toml", help="write how FILE seems to be read, to be looked at and changed; or -"
    )
    command.add_argument(
        "--period", metavar="PERIOD", help="with --map: the period of the whole table, where it names none: 2024-H1"
    )
    command.add_argument(
        "--into-seeds", action="store_true", help="for the maintainer: write FILES, or a BATCH, into the data folder"
    )
    command.add_argument(
        "--texts",
        type=Path,
        metavar="DIR",
        help="compare the quotes with these texts: <source>.txt, or .jsonl with source and text",
    )
    command.add_argument(
        "--quotes-compared",
        action="store_true",
        help="with --into-seeds: keep quote_status as the files say, as the quotes were compared with their pages",
    )
    for column, words in zip(OF_SOURCE, ("who published", "date, month or year", "web address"), strict=True):
        command.add_argument(f"--{column}", metavar="TEXT", help=f"of the source of figures that name none: {words}")
    command = add("imports", list_imports, "the batches that were imported, with their state")
    add_form(command)
    for name, run, words in (
        ("undo", undo, "take a batch back; nothing is deleted"),
        ("redo", redo, "let a batch count again that was taken back"),
    ):
        add(name, run, words).add_argument("batch", metavar="BATCH", help="as `imports` lists it")
    command = add("correct", correct, "put a corrected figure in the place of one; the old one is kept with the reason")
    command.add_argument("figure", metavar="FILE:LINE", help="where it stands: BATCH/observations.csv:3, or observations.csv:3")
    command.add_argument("cells", nargs="+", metavar="COLUMN=VALUE", help="what changes")
    command.add_argument("--reason", required=True, metavar="TEXT", help="why")
