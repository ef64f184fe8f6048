"""The queue of articles that were read and wait for their review: one file of JSON each, beside the batches.

Nothing in it counts. An article is its file's bytes: given again, under whatever name, it is not read again. Each file of the queue
is written beside and put in its place in one step, so that several readings and reviews at once leave no torn one; of two that
write the same article the last counts. What was accepted is not kept here but found in the batches, which hold the text.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from metrics.data import disk
from metrics.data.disk import WRITING
from metrics.data.figure_checks import KEY
from metrics.errors import N_, Message, PartyMetricsError
from metrics.extract import VERSION, Figure, Known, Reading, read
from metrics.intake.actor import Actor
from metrics.intake.apart import Desk
from metrics.intake.articles import named_by_kind
from metrics.intake.batches import Loaded
from metrics.intake.damage import unreadable_lines
from metrics.intake.drafts import tidy
from metrics.intake.given import Given
from metrics.intake.origin import Origin, Papers, origin_of
from metrics.intake.review import Review, key_of
from metrics.vocabulary import Organization, Source

FOLDER = "queue"
# the columns of a source that a file or its text may say
OF_SOURCE = ("publisher", "published", "url")
LINES = N_(
    "{file} holds letters that nobody can read, first in line {line}: they were lost, or typed for an old font. Copy the text from "
    "its source again, or mend it under “An article”."
)
CHANGED = N_("this file of the queue is not what was written, and is left alone: {file}")
State = Literal["unread", "accepted", "aside", "empty", "waiting"]


class QueueError(PartyMetricsError):
    """The queue cannot be read or written; the message says where and what to do."""


@dataclass(frozen=True)
class Hints:
    """What a person says of a text: of its source, and of the province and body that it is about."""

    publisher: str = ""
    published: str = ""
    url: str = ""
    province: str = ""
    organization: str = ""


@dataclass(frozen=True)
class Decided:
    """What the reviewer has decided so far: the figures as they stand now, those taken and changed by place, the new bodies."""

    figures: tuple[Figure, ...]
    taken: tuple[int, ...]
    changed: tuple[int, ...]
    bodies: tuple[Organization, ...]


@dataclass(frozen=True)
class Entry:
    """An article of the queue. `digest` names it: of its file's bytes, or of the file's name where these were not to be had.

    `hints` hold what is said of it now, `proposed` which of them come from the file and no person has looked at. `problem` says why
    it was not read. `reader` is the version that read it; `reading` is None where another reader's cannot be understood any more.
    """

    digest: str
    files: tuple[str, ...]
    added: str
    text: str = ""
    hints: Hints = Hints()
    proposed: tuple[str, ...] = ()
    reader: str = ""
    problem: Message | None = None
    aside: bool = False
    reading: Reading | None = field(default=None, compare=False)
    decided: Decided | None = None

    @property
    def text_digest(self) -> str:
        """As a batch that holds this text has it; empty where there is none."""
        return hashlib.sha256(tidy(self.text).encode()).hexdigest() if self.text else ""

    @property
    def older(self) -> bool:
        """Was it read by another version of the reader than that of today?"""
        return self.problem is None and (self.reader != VERSION or self.reading is None)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures as they stand now."""
        return self.decided.figures if self.decided else self.reading.figures if self.reading else ()

    def told(self, hints: Hints) -> Entry:
        """The entry with what a person says of it; what is as it was proposed stays proposed."""
        proposed = tuple(column for column in self.proposed if getattr(hints, column) == getattr(self.hints, column))
        return replace(self, hints=hints, proposed=proposed)

    def review(self, known: Iterable[str]) -> Review:
        """The review where it was left, or a new one. Bodies that the data know by now (`known`) are new no more."""
        known = set(known)
        reading = self.reading or Reading((), (), (), self.text)
        if self.decided is None:
            review = Review.begin(reading)
        else:
            told = self.decided
            bodies = {body.organization: body for body in told.bodies}
            review = Review(reading, list(told.figures), set(told.taken), set(told.changed), bodies)
        review.bodies = {slug: body for slug, body in review.bodies.items() if slug not in known}
        return review

    def reviewed(self, review: Review) -> Entry:
        """The entry with what the reviewer has decided."""
        taken, changed = tuple(sorted(review.taken)), tuple(sorted(review.changed))
        decided = Decided(tuple(review.figures), taken, changed, tuple(review.bodies.values()))
        return replace(self, decided=decided)


# on the disk ---------------------------------------------------------------------------------------------------------
# readings and decisions are kept as they are, and looked at apart: those of another version may be of another shape
ENTRY, READING, DECIDED = TypeAdapter(Entry), TypeAdapter(Reading), TypeAdapter(Decided)
APART: dict[str, TypeAdapter[Any]] = {"reading": READING, "decided": DECIDED}


def entries(home: Path) -> tuple[list[Entry], list[Message]]:
    """All of the queue as it was added, and what is there and cannot be read. QueueError where the folder cannot be."""
    found, wrong = [], []
    folder = home / FOLDER
    try:
        paths = sorted(folder.glob("*.json"))
    except OSError as error:
        raise QueueError(N_("{folder} cannot be read: {error}"), folder=folder, error=error.strerror or error) from error
    for path in paths:
        try:
            found.append(_entry(path.read_bytes()))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, TypeError, RecursionError):
            wrong.append(Message.of(CHANGED, file=path))
    return sorted(found, key=lambda entry: (entry.added, entry.digest)), wrong


def _entry(data: bytes) -> Entry:
    told = json.loads(data)
    apart: dict[str, Any] = {}
    for name, adapter in APART.items():
        kept = told.pop(name)
        # of another version of the reader: to be read anew
        with suppress(ValidationError):
            apart[name] = None if kept is None else adapter.validate_python(kept, strict=False)
    if "reading" not in apart:
        apart = {}
    return replace(ENTRY.validate_python(told), **apart)


def stamp(home: Path) -> tuple[tuple[str, int], ...]:
    """What changes whenever the queue does; cheap to ask for."""
    found = []
    for path in (home / FOLDER).glob("*.json"):
        with suppress(OSError):
            found.append((path.name, path.stat().st_mtime_ns))
    return tuple(sorted(found))


def save(home: Path, entry: Entry, by: Actor) -> None:
    """Put an entry in its place in one step. QueueError where it cannot be written; what stood there stays. NotAllowed."""
    by.must_edit()
    folder = home / FOLDER
    told = ENTRY.dump_python(replace(entry, reading=None, decided=None), mode="json")
    told |= {"reading": entry.reading and READING.dump_python(entry.reading, mode="json")}
    told |= {"decided": entry.decided and DECIDED.dump_python(entry.decided, mode="json")}
    writing = folder / f"{WRITING}{secrets.token_hex(8)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        disk.write(writing, json.dumps(told).encode())
        writing.replace(_path(home, entry.digest))
    except OSError as error:
        with suppress(OSError):
            writing.unlink()
        text = N_("{folder} cannot be written ({error}). Free the disk, or let PARTY_METRICS_HOME name a folder.")
        raise QueueError(text, folder=folder, error=error.strerror or error) from error


def remove(home: Path, digest: str, by: Actor) -> None:
    """Take an entry out of the queue; nothing where it is not there. NotAllowed."""
    by.must_edit()
    with suppress(OSError):
        _path(home, digest).unlink()


def find(home: Path, digest: str) -> Entry | None:
    """The entry of this digest, if the queue holds it as it was written."""
    with suppress(OSError, ValueError, TypeError, RecursionError):
        return _entry(_path(home, digest).read_bytes())
    return None


def _path(home: Path, digest: str) -> Path:
    return home / FOLDER / f"{digest}.json"


# reading into it -----------------------------------------------------------------------------------------------------
def read_into(
    home: Path,
    given: Iterable[Given],
    known: Known,
    papers: Papers,
    by: Actor,
    hints: Hints | None = None,
    again: bool = False,
) -> Iterator[tuple[Entry, bool]]:
    """Read files into the queue, one after another: the entry of each, and whether it was read now or before.

    Each is on the disk when it is told, so that an interrupted reading goes on where it was. `hints` count where a file says
    nothing itself. What could not be read is an entry too, with its reason. `again`: what another version of the reader read, and
    what could not be read, is read anew. QueueError where the queue cannot be written; NotAllowed.
    """
    by.must_edit()
    disk.clear_abandoned(home / FOLDER)
    with Desk() as desk:
        for one in given:
            yield _read_one(home, one, _Reader(desk, known, papers, hints or Hints(), by), again)


@dataclass(frozen=True)
class _Reader:
    """What a reading needs beside the file."""

    desk: Desk
    known: Known
    papers: Papers
    hints: Hints
    by: Actor


def _read_one(home: Path, given: Given, reader: _Reader, again: bool) -> tuple[Entry, bool]:
    nameless = _digest(given.name.encode())
    try:
        data = given.read()
    except PartyMetricsError as error:
        entry = Entry(nameless, (given.name,), _now(), problem=error.message)
        save(home, entry, reader.by)
        return entry, True
    # what was not to be had under this name is now
    remove(home, nameless, reader.by)
    digest = _digest(data)
    before = find(home, digest)
    files = tuple(dict.fromkeys((*(before.files if before else ()), given.name)))
    if before and not (again and (before.older or before.problem)):
        if files != before.files:
            before = replace(before, files=files)
            save(home, before, reader.by)
        return before, False
    entry = replace(_read_file(given.name, data, reader), digest=digest, files=files)
    save(home, replace(entry, added=before.added) if before else entry, reader.by)
    return entry, True


def _read_file(name: str, data: bytes, reader: _Reader) -> Entry:
    try:
        article = reader.desk.read_article(named_by_kind(name, data), data)
    except PartyMetricsError as error:
        return Entry("", (), _now(), problem=error.message)
    if wrong := next(unreadable_lines(name, article.text), None):
        return Entry("", (), _now(), problem=Message.of(LINES, file=name, line=wrong.line))
    found = origin_of(article.text, reader.papers, Origin(article.publisher, article.published, article.url))
    proposed = tuple(column for column in OF_SOURCE if getattr(found, column))
    hints = replace(reader.hints, **{column: getattr(found, column) for column in proposed})
    return read_anew(Entry("", (), _now(), text=article.text, hints=hints, proposed=proposed), reader.known)


def read_anew(entry: Entry, known: Known, hints: Hints | None = None) -> Entry:
    """An entry with its text read by today's reader, and what is said of it (`hints`); what was decided of it is gone."""
    entry = entry.told(hints or entry.hints)
    told = entry.hints
    reading = read(entry.text, known, published=told.published, province=told.province, organization=told.organization)
    return replace(entry, text=reading.text, reader=VERSION, reading=reading, decided=None, aside=False)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat()


# what stands of it ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Accepted:
    """What the batches hold of the queue's texts: nothing else says what was accepted."""

    # by the text's digest, the keys of its figures and their sources
    figures: Mapping[str, frozenset[tuple[str, ...]]]
    sources: Mapping[str, Source]

    @classmethod
    def of(cls, loaded: Loaded) -> Accepted:
        """Of the batches that count."""
        figures: dict[str, set[tuple[str, ...]]] = {}
        sources: dict[str, Source] = {}
        known = {one.source: one for one in loaded.seeds.sources}
        for batch in loaded.batches:
            if batch.text_digest and loaded.state(batch) in ("accepted", "in_seeds"):
                for row in batch.rows["observations.csv"]:
                    figures.setdefault(batch.text_digest, set()).add(tuple(row[column] for column in KEY if column != "source"))
                    if row["source"] in known:
                        sources[batch.text_digest] = known[row["source"]]
        return cls({digest: frozenset(keys) for digest, keys in figures.items()}, sources)

    def places(self, entry: Entry) -> frozenset[int]:
        """The places of the entry's figures that were accepted."""
        keys = self.figures.get(entry.text_digest, frozenset())
        return frozenset(place for place, figure in enumerate(entry.figures) if key_of(figure) in keys) if keys else frozenset()

    def state(self, entry: Entry) -> State:
        """Where an entry stands: not read, waiting, without figures, or done: accepted or put aside."""
        if entry.problem:
            return "unread"
        accepted = self.places(entry)
        if accepted and (entry.aside or len(accepted) == len(entry.figures)):
            return "accepted"
        if entry.aside:
            return "aside"
        return "waiting" if entry.figures else "empty"


def twins(queue: Iterable[Entry]) -> dict[str, Entry]:
    """Of each entry whose text another brought before it, by digest: that other."""
    first: dict[str, Entry] = {}
    found = {}
    for entry in queue:
        if entry.text:
            other = first.setdefault(entry.text_digest, entry)
            if other is not entry:
                found[entry.digest] = other
    return found
