"""The subcommand `extract`: an article's figures on standard output, what was not understood on standard error."""

from __future__ import annotations

import argparse
import dataclasses
import re
import sys
from pathlib import Path
from typing import Any

from metrics.commands.printing import add_form, narrate, print_rows
from metrics.data.places import Places, places
from metrics.data.seeds import load
from metrics.errors import QuestionError
from metrics.extract import Figure, Known, Reading, read
from metrics.intake.apart import read_article
from metrics.intake.articles import KINDS, ArticleError, kind_of
from metrics.intake.damage import unreadable_lines
from metrics.intake.encodings import EncodingError, decoded, older
from metrics.period import date_span

COLUMNS = ("source", *(field.name for field in dataclasses.fields(Figure)))
WORD = "[a-z0-9]+(?:-[a-z0-9]+)*"
SLUGS = {"province": (WORD, "nghe-an"), "organization": (rf"{WORD}\.{WORD}", "nghe-an.agencies-bloc")}


def extract(options: argparse.Namespace) -> int:
    """Read one article; its figures as rows, and beside them what a person should look at."""
    known = Known.of(load(options.folder))
    options.province = _province(places(known.provinces), options.province, options.published)
    for hint, (pattern, example) in SLUGS.items():
        slug = getattr(options, hint)
        if slug and not re.fullmatch(pattern, slug):
            raise QuestionError("--{hint}: {slug!r} is not a slug; write it like {example}", hint=hint, slug=slug, example=example)
    text = _text(options.file)
    for problem in unreadable_lines("-" if options.file == "-" else Path(options.file).name, text):
        narrate(problem)
    for hint, slugs in (
        ("province", {one.province for one in known.provinces}),
        ("organization", {one.organization for one in known.organizations}),
    ):
        slug = getattr(options, hint)
        if slug and slug not in slugs:
            narrate(f"--{hint}: the data lacks {slug}; used as given")
    reading = read(text, known, published=options.published, province=options.province, organization=options.organization)
    print_rows(options.format, COLUMNS, [("", *dataclasses.astuple(figure)) for figure in reading.figures])
    _tell(reading)
    return 0


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
        return read_article(name if name.lower().endswith(f".{kind}") else f"{name}.{kind}", data).text
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


def add_parser(add: Any) -> None:
    """The parser of this subcommand. `add(name, run, words)` makes one with the options that all commands share."""
    command = add("extract", extract, "the figures of an article: FILE, or - for standard input")
    command.add_argument(
        "file", metavar="FILE", help="a text in UTF-8, a saved page (.html), a .docx or a .pdf; - for standard input"
    )
    command.add_argument("--published", type=_published, default="", metavar="DATE", help="when it appeared: date, month or year")
    command.add_argument("--province", default="", metavar="PROVINCE", help="the province that it is about: its slug, name or code")
    command.add_argument("--organization", default="", metavar="SLUG", help="the body that it is about")
    add_form(command)
