"""The subcommand `extract`: figures of articles on standard output, what was not understood on standard error."""

from __future__ import annotations

import argparse
import dataclasses
import re
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from metrics.commands.printing import add_form, narrate, print_rows
from metrics.data.places import Places, places
from metrics.data.seeds import load
from metrics.errors import QuestionError
from metrics.extract import Figure, Known, Reading, read
from metrics.intake import batches
from metrics.intake.actor import operator
from metrics.intake.apart import read_article
from metrics.intake.articles import KINDS, ArticleError, kind_of, named_by_kind
from metrics.intake.damage import unreadable_lines
from metrics.intake.encodings import EncodingError, decoded, older
from metrics.intake.given import given_in, is_pack
from metrics.intake.origin import Papers
from metrics.intake.queue import Entry, Hints, read_into, twins
from metrics.period import date_span
from metrics.store.store import Store
from metrics.survey.standing import changes, rank

COLUMNS = ("source", *(field.name for field in dataclasses.fields(Figure)))
# of many: the file, and what the figure would change
MANY = ("file", "change", *COLUMNS)
WORD = "[a-z0-9]+(?:-[a-z0-9]+)*"
SLUGS = {"province": (WORD, "nghe-an"), "organization": (rf"{WORD}\.{WORD}", "nghe-an.agencies-bloc")}


def extract(options: argparse.Namespace) -> int:
    """Read one article; its figures as rows, and beside them what a person should look at. Many go into the queue."""
    if len(options.files) > 1 or _holds_many(options.files[0]):
        if "-" in options.files:
            options.wrong_usage("- is standard input, one article by itself")
        return extract_many(options)
    if options.again:
        options.wrong_usage("--again goes with many files, a folder or a .zip")
    (options.file,) = options.files
    known = Known.of(load(options.folder))
    _take_hints(options, known)
    text = _text(options.file)
    for problem in unreadable_lines("-" if options.file == "-" else Path(options.file).name, text):
        narrate(problem)
    _tell_hints(options, known)
    reading = read(text, known, published=options.published, province=options.province, organization=options.organization)
    print_rows(options.format, COLUMNS, [("", *dataclasses.astuple(figure)) for figure in reading.figures])
    _tell(reading)
    return 0


def _holds_many(name: str) -> bool:
    """Is it a folder, or a .zip of files?"""
    path = Path(name)
    return name != "-" and (
        path.is_dir() or (path.suffix.lower() == ".zip" and path.is_file() and is_pack(name, path.read_bytes()))
    )


def extract_many(options: argparse.Namespace) -> int:
    """Read files into the queue, telling of each; the figures of all as rows, by what they would change, the surest first."""
    home = batches.home()
    loaded = batches.with_batches(options.folder, None if options.data else home)
    known = Known.of(loaded.seeds)
    _take_hints(options, known)
    _tell_hints(options, known)
    hints = Hints(published=options.published, province=options.province, organization=options.organization)
    given = given_in(map(Path, options.files))
    papers = Papers.of(loaded.seeds.sources, known.provinces)
    read_now = read_into(home, given, known, papers, operator(), hints, options.again)
    found: dict[str, Entry] = {}
    fresh = 0
    try:
        for number, (one, (entry, new)) in enumerate(zip(given, read_now, strict=True), 1):
            narrate(f"{number} of {len(given)}: {one.name}: {_told(entry, new)}")
            found[entry.digest] = entry
            fresh += new
    except KeyboardInterrupt:
        narrate(f"interrupted after {len(found)} of {len(given)}; what was read is in the queue, and the same command goes on")
        return 1
    _print_queue(options.format, found.values(), Store.build(loaded.seeds))
    _tell_queue(found.values(), fresh)
    return 1 if found and all(entry.problem for entry in found.values()) else 0


def _told(entry: Entry, new: bool) -> str:
    if entry.problem:
        return str(entry.problem)
    unread = len(entry.reading.unread) if entry.reading else 0
    return f"{len(entry.figures)} figures, {unread} numbers not understood" + ("" if new else ", read before")


def _print_queue(form: str, found: Iterable[Entry], store: Store) -> None:
    figures = [(entry.files[0], figure) for entry in found for figure in entry.figures]
    changed = changes(store, [figure for _, figure in figures])
    rows = [(file, change, figure) for (file, figure), change in zip(figures, changed, strict=True)]
    rows.sort(key=lambda row: rank(row[1], row[2].confidence))
    print_rows(form, MANY, [(file, change, "", *dataclasses.astuple(figure)) for file, change, figure in rows])


def _tell_queue(found: Collection[Entry], fresh: int) -> None:
    for digest, other in twins(found).items():
        (entry,) = (one for one in found if one.digest == digest)
        narrate(f"{entry.files[0]}: the same text as {other.files[0]}")
    older = sum(entry.older for entry in found)
    if older:
        narrate(f"{older} were read by another version of the reader; --again reads them anew, and begins their review anew")
    unread = sum(entry.problem is not None for entry in found)
    narrate(f"{len(found)} articles: {fresh} looked at now, {len(found) - fresh} read before; {unread} not read")
    narrate("They wait in the queue of the page Import; nothing counts before it is accepted there.")


def _take_hints(options: argparse.Namespace, known: Known) -> None:
    """The hints as slugs. QuestionError for one that is malformed."""
    options.province = _province(places(known.provinces), options.province, options.published)
    for hint, (pattern, example) in SLUGS.items():
        slug = getattr(options, hint)
        if slug and not re.fullmatch(pattern, slug):
            raise QuestionError("--{hint}: {slug!r} is not a slug; write it like {example}", hint=hint, slug=slug, example=example)


def _tell_hints(options: argparse.Namespace, known: Known) -> None:
    """Name the hints that the data lack."""
    for hint, slugs in (
        ("province", {one.province for one in known.provinces}),
        ("organization", {one.organization for one in known.organizations}),
    ):
        slug = getattr(options, hint)
        if slug and slug not in slugs:
            narrate(f"--{hint}: the data lacks {slug}; used as given")


def _province(named: Places, word: str, published: str) -> str:
    """The slug of the unit that a word means when the article appeared; a word that means none stays as it is."""
    units = named.meant(word)
    if len(units) > 1 and published:
        units = named.on(word, *(day.isoformat() for day in date_span(published)))
    if len(units) == 1:
        return units[0]
    return named.slug(word) if named.meant(word) else word


def _text(file: str) -> str:
    """The article of a file or of standard input: of a page, a document or a PDF as the Import page reads it, else its text."""
    if file == "-":
        data, name = sys.stdin.buffer.read(), "standard input"
    else:
        path = Path(file)
        if not path.is_file():
            raise QuestionError("{file} is not a file; name an article, or - for standard input", file=file)
        data, name = path.read_bytes(), path.name
    kind = kind_of("" if file == "-" else name, data)
    if kind in KINDS:
        raise ArticleError(KINDS[kind], file=name)
    if kind in ("html", "htm", "docx", "pdf"):
        # what its bytes say counts, whatever its name
        return read_article(named_by_kind(name, data), data).text
    return _plain_text(name, data)


def _plain_text(name: str, data: bytes) -> str:
    """A text as it stands. Bytes that are no text give � for each; an older encoding is refused by name."""
    try:
        return decoded(name, data)
    except EncodingError:
        if older(data):
            raise
        narrate(f"{name} is not UTF-8; what cannot be read stands as \ufffd")
        return data.decode("utf-8", "replace")


def _tell(reading: Reading) -> None:
    for body in reading.bodies:
        narrate(f"new body: {body.organization} ({body.name_vi})")
    for one in reading.unread:
        narrate(f"not understood, {one.start}-{one.end}: {one.text!r}: {one.reason}")
    narrate(f"{len(reading.figures)} figures, {len(reading.unread)} numbers not understood, {len(reading.bodies)} new bodies")


def _published(text: str) -> str:
    """A date, month or year, or nothing."""
    try:
        if text:
            date_span(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def add_parsers(add: Any) -> None:
    """The parser of this subcommand. `add(name, run, words)` makes one with the options that all commands share."""
    command = add("extract", extract, "the figures of an article, or of many, which go into the queue of the page Import")
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a text in UTF-8, a saved page (.html), a .docx or a .pdf; - for standard input; several, a folder, a .zip",
    )
    command.add_argument(
        "--again", action="store_true", help="of many: read anew what another version of the reader read, and what was not read"
    )
    command.add_argument("--published", type=_published, default="", metavar="DATE", help="when it appeared: date, month or year")
    command.add_argument("--province", default="", metavar="PROVINCE", help="the province that it is about: its slug, name or code")
    command.add_argument("--organization", default="", metavar="SLUG", help="the body that it is about")
    add_form(command)
