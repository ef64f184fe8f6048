"""The releases of a data folder, each kept: the first whole, every later one as what differs from the one before it.

`releases/2026-11-27.json.gz` beside the CSV files holds each of them line by line, so that a past state is the folder's own bytes:
figures with their sources and quotes, bodies, provinces, indicators. A file of a release is made of pieces: new lines, or how many
lines of the same file of the release before, from which one on. Nothing that was written is ever changed; each record says which
release it follows and the checksums of both states, so that a torn, edited or missing one is found and named.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import os
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from metrics.data import disk
from metrics.data.rows import FILES, DataTable, rows_of
from metrics.data.seeds import in_order, load
from metrics.errors import N_, DataError, PartyMetricsError, Problem

RELEASES = "releases"
NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.json\.gz")
# what earlier versions wrote at a release: values by key, for comparison alone
VALUES_ALONE = "release.json.gz"
# letters of a checksum that are kept
CHECKSUM = 32
TORN = N_("cannot be read ({error}); take the file from a copy of the data of that release")
EDITED = N_("is not what was written at that release: the checksum differs; take the file from a copy of the data")
MISSING = N_("follows the release of {before}, which is not there; put {file} back")

# the lines of each file of a data folder
Lines = Mapping[str, tuple[str, ...]]
Stamps = tuple[tuple[str, int, int], ...]
# new lines, or [first, number] of lines of the release before
Piece = Sequence[str] | Sequence[int]


class AsOfError(PartyMetricsError):
    """What was known on a day cannot be told; the message says from which day on it can."""


@dataclass(frozen=True)
class Record:
    """A release that is kept: its day and that of the one before it (empty: none), the pieces of its files, both checksums."""

    date: str
    follows: str
    before: str
    after: str
    pieces: Mapping[str, Sequence[Piece]]


# what the first release follows
NOTHING = Record("", "", "", "", {})


# keeping ------------------------------------------------------------------------------------------------------------------
def keep(folder: Path, date: str) -> Path:
    """Keep the data of a folder as the release of a day, `2026-11-27`; the file that was written.

    The same data after the same releases give the same bytes; one kept on the same day is replaced. DataError where the data or an
    earlier record are wrong, AsOfError where a later release is kept, OSError where nothing can be written.
    """
    read = disk.together(folder, FILES) if folder.is_dir() else {}
    load(folder)
    if read != disk.together(folder, FILES):
        raise AsOfError(N_("{folder} changed while it was read; no release was kept. Run it again."), folder=folder)
    earlier = [one for one in releases(folder) if one < date]
    if (last := _last(folder)) > date:
        text = N_("The last release is of {last}; another cannot come before it. Name that day or a later one.")
        raise AsOfError(text, last=last)
    before = lines_of_release(folder, earlier[-1]) if earlier else {}
    # `load` has read them all
    now = {file: tuple(raw.decode().split("\n")) for file, raw in read.items() if isinstance(raw, bytes)}
    told = {
        "released": date,
        "follows": earlier[-1] if earlier else "",
        "before": checksum(before) if earlier else "",
        "after": checksum(now),
        "files": {file: _pieces(before.get(file, ()), now[file]) for file in FILES},
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    path = _path(folder, date)
    path.parent.mkdir(exist_ok=True)
    writing = path.with_name(f"{disk.WRITING}{path.name}")
    writing.unlink(missing_ok=True)
    disk.write(writing, gzip.compress(text.encode(), 9, mtime=0))
    os.replace(writing, path)
    disk.sync(path.parent)
    return path


def checksum(lines: Lines) -> str:
    """Of the bytes of all files, in their order."""
    found = hashlib.sha256()
    for file in FILES:
        found.update("\n".join((file, *lines[file], "")).encode())
    return found.hexdigest()[:CHECKSUM]


def _pieces(before: Sequence[str], now: Sequence[str]) -> list[Piece]:
    """The lines of now as pieces: runs of lines that stood before, and new ones between them."""
    places = {line: place for place, line in reversed(list(enumerate(before)))}
    pieces: list[Piece] = []
    run, new = [0, 0], list[str]()

    def end() -> None:
        if run[1]:
            pieces.append(tuple(run))
        if new:
            pieces.append(tuple(new))

    for line in now:
        if run[1] and sum(run) < len(before) and before[sum(run)] == line:
            run[1] += 1
        elif line in places:
            end()
            run, new = [places[line], 1], []
        else:
            if not new:
                end()
                run = [0, 0]
            new.append(line)
    end()
    return pieces


# reading ------------------------------------------------------------------------------------------------------------------
def releases(folder: Path) -> tuple[str, ...]:
    """The days of the releases that a folder keeps, the first one first."""
    try:
        names = sorted(path.name for path in (folder / RELEASES).iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return tuple(found[1] for name in names if (found := NAME.fullmatch(name)))


def _last(folder: Path) -> str:
    return next(reversed(releases(folder)), "")


def release_on(folder: Path, day: str) -> str:
    """The day of the release in force on a day: the last one up to it.

    AsOfError where none is kept, or where the day lies before the first or is still to come.
    """
    kept = releases(folder)
    if not kept and (folder / VALUES_ALONE).is_file():
        text = N_(
            "Here {file} records the values of the last release alone: what was known on {day} cannot be told from it. "
            "`release` keeps the data as they stand from now on."
        )
        raise AsOfError(text, file=VALUES_ALONE, day=day)
    if not kept:
        text = N_("No release of these data is kept, so that what was known on {day} cannot be told; `release` keeps one.")
        raise AsOfError(text, day=day)
    if day < kept[0]:
        text = N_("{day} is before the first release that is kept, of {first}; name that day or a later one.")
        raise AsOfError(text, day=day, first=kept[0])
    latest = max(kept[-1], dt.datetime.now(dt.UTC).date().isoformat(), dt.date.today().isoformat())
    if day > latest:
        raise AsOfError(N_("{day} is still to come; name a day from {first} to {latest}."), day=day, first=kept[0], latest=latest)
    return [one for one in kept if one <= day][-1]


def tables_of_release(folder: Path, date: str) -> dict[str, DataTable]:
    """The rows of the six files at a release that is kept. DataError where a record is torn, edited or missing."""
    found = {file: rows_of(file, "\n".join(lines).encode()) for file, lines in lines_of_release(folder, date).items()}
    if problems := [problem for _, own in found.values() for problem in own]:
        # the checks of today may be stricter than those of then
        raise DataError(in_order(problems))
    return {file: table for file, (table, _) in found.items()}


def lines_of_release(folder: Path, date: str) -> Lines:
    """The lines of the six files at a release that is kept. DataError where a record is torn, edited or missing."""
    return _put_together(folder, stamps(folder, date))


def stamps(folder: Path, date: str = "") -> Stamps:
    """The days of the releases of a folder, all or up to one, each with what changes when its file does."""
    kept = (one for one in releases(folder) if not date or one <= date)
    return tuple((one, (stat := _path(folder, one).stat()).st_mtime_ns, stat.st_size) for one in kept)


@lru_cache(maxsize=4)
def _put_together(folder: Path, kept: Stamps) -> Lines:
    """The last of these releases."""
    chain: list[Record] = []
    for date, *_ in kept:
        release, last = _read(folder, date), chain[-1] if chain else NOTHING
        if release.follows > last.date:
            file = f"{RELEASES}/{_path(folder, release.follows).name}"
            raise DataError([_problem(folder, date, MISSING, before=release.follows, file=file)])
        if (release.follows, release.before) != (last.date, last.after):
            raise DataError([_problem(folder, date, EDITED)])
        chain.append(release)
    lines: Lines = {}
    try:
        for release in chain:
            lines = _after(lines, release)
        whole = checksum(lines) == chain[-1].after
    except (LookupError, TypeError, ValueError):
        whole = False
    if not whole:
        raise DataError([_problem(folder, _first_edited(chain), EDITED)])
    return lines


def _after(before: Lines, release: Record) -> Lines:
    return {file: _joined(before.get(file, ()), release.pieces[file]) for file in FILES}


def _first_edited(chain: Sequence[Record]) -> str:
    """The day of the first release whose pieces do not give what its checksum says."""
    lines: Lines = {}
    for release in chain:
        try:
            lines = _after(lines, release)
        except (LookupError, TypeError, ValueError):
            return release.date
        if checksum(lines) != release.after:
            return release.date
    return chain[-1].date


def _joined(before: Sequence[str], pieces: Sequence[Piece]) -> tuple[str, ...]:
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece[0], int):
            first, number = map(int, piece)
            lines += before[first : first + number]
        else:
            lines += map(str, piece)
    return tuple(lines)


def _read(folder: Path, date: str) -> Record:
    try:
        told: dict[str, Any] = json.loads(gzip.decompress(_path(folder, date).read_bytes()))
        found = Record(told["released"], told["follows"], told["before"], told["after"], told["files"])
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DataError([_problem(folder, date, TORN, error=type(error).__name__)]) from error
    told_as = (found.date, found.follows, found.before, found.after)
    if not all(isinstance(one, str) for one in told_as) or not isinstance(found.pieces, dict) or found.date != date:
        raise DataError([_problem(folder, date, EDITED)])
    return found


def _problem(folder: Path, date: str, text: str, **values: object) -> Problem:
    return Problem.of(f"{RELEASES}/{_path(folder, date).name}", 1, "file", text, **values)


def _path(folder: Path, date: str) -> Path:
    return folder / RELEASES / f"{date}.json.gz"
