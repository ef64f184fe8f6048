"""Batches of imported figures on the disk: written in one atomic step, read with their checksums, taken back without deleting.

A batch is one folder in the home of imports. It is written beside and renamed into place, so it is there whole or not at all, and
nothing in it changes ever after but `state.json`, which says whether it counts.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import re
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from metrics.data import disk
from metrics.data.disk import WRITING
from metrics.data.rows import DataRow, rows_of
from metrics.errors import N_, PartyMetricsError, Problem, listed, nearest
from metrics.intake.actor import Actor
from metrics.intake.drafts import ADDED, FIGURES, Draft, csv_of
from metrics.intake.log import note

DEFAULT_HOME = Path(__file__).resolve().parents[2] / "imports"
ABOUT, STATE, TEXT = "batch.json", "state.json", "text.txt"
REPLACED = {file: f"replaced-{file}" for file in FIGURES}
TOLD = ("made", "reader", "reason", "digest", "text_digest")
# what earlier versions did not tell
TOLD_LATER = ("by", "follows")
NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}-[0-9]{6})-[0-9a-f]{4}")
TIME = "%Y-%m-%d-%H%M%S-%f"
# letters of a day in a moment, and in the name of a batch
DAY = 10
MADE = "%Y-%m-%dT%H:%M:%SZ"
Kept = Literal["accepted", "undone", "in_seeds"]
# whether a batch counted, each with the moment in UTC since when, the first one the oldest
Since = tuple[tuple[str, Kept], ...]
CHANGED = N_("is not what was written: the checksum differs; put the folder back from a copy, or take the batch back")
BUSY = N_("Somebody else is changing {folder} and has not finished; nothing was changed. Try again in a minute.")
NO_BATCH = N_("is no batch that was written here; put its folder back from a copy, or move it out of the folder of imports")


class BatchError(PartyMetricsError):
    """A batch that is not there, not to be changed so, or not to be written; the message says what to do."""


@dataclass(frozen=True)
class Batch:
    """Figures accepted together: `batch` names it by its time, `made` is the moment in UTC.

    `by` is who accepted it, as their actor is named; empty where that was not recorded yet. `replaced` are the figures that it
    corrects, as they stood, and `reason` says why.
    """

    batch: str
    folder: Path
    made: str = ""
    reader: str = ""
    reason: str = ""
    digest: str = ""
    text_digest: str = ""
    rows: Mapping[str, tuple[DataRow, ...]] = field(default_factory=lambda: dict.fromkeys(ADDED, ()))
    replaced: tuple[DataRow, ...] = ()
    kept: Kept = "accepted"
    # what it was before and when that changed, since it was accepted
    since: Since = ()
    # what is wrong with its files; nothing of it counts then
    damage: tuple[Problem, ...] = ()
    by: str = ""
    # the batch accepted before it, where that has a later name: the clock was set back between them
    follows: str = ""

    @property
    def figures(self) -> int:
        """How many observations and ranks it holds."""
        return sum(len(self.rows[file]) for file in FIGURES)

    @property
    def sources(self) -> tuple[str, ...]:
        """The slugs of what its observations cite, the addresses of what its ranks cite."""
        cited = [row["source"] for row in self.rows["observations.csv"]] + [row["source_url"] for row in self.rows["rankings.csv"]]
        return tuple(dict.fromkeys(cited))

    def kept_on(self, day: str, release: str = "") -> Kept | None:
        """Whether it counted at the end of a day, in UTC, beside the data of the `release` in force; None before it was accepted.

        What was taken into the data stands in them from the next release on; until then it counts as a batch.
        """
        found = next(((moment, kept) for moment, kept in reversed(self.since) if moment[:DAY] <= day), None)
        if found and found[1] == "in_seeds" and found[0][:DAY] > release:
            return "accepted"
        return found and found[1]

    @property
    def text(self) -> str:
        """The article that was read; empty where the figures came from a table."""
        path = self.folder / TEXT
        return path.read_bytes().decode() if self.text_digest and path.is_file() else ""


def home() -> Path:
    """Where batches are kept: PARTY_METRICS_HOME, else beside the project."""
    return Path(os.environ.get("PARTY_METRICS_HOME") or DEFAULT_HOME)


# reading batches -----------------------------------------------------------------------------------------------------
def batches(home: Path) -> tuple[Batch, ...]:
    """Every batch of a home in the order of acceptance, oldest first; a torn or changed one with its damage."""
    return _as_accepted([read_batch(folder) for folder in _folders(home)])


def _as_accepted(found: Sequence[Batch]) -> tuple[Batch, ...]:
    """Batches in order of their names, but what follows another comes after it, whatever the clock said."""
    follows = {batch.batch: batch.follows for batch in found}
    # by name: the later names that it comes after, the first one the latest, and its own
    places: dict[str, tuple[str, ...]] = {}
    for name in follows:
        # back to one whose place is known; by other hands one may follow itself, in a circle
        chain = [name]
        while (before := follows[chain[-1]]) in follows and before not in places and before not in chain:
            chain.append(before)
        for one in reversed(chain):
            places[one] = (*(later for later in places.get(follows[one], ()) if later > one), one)
    return tuple(sorted(found, key=lambda batch: places[batch.batch]))


def _folders(home: Path) -> list[Path]:
    """Whatever in a home has the name of a batch, by name, be it a folder or not: what is odd is named, not overlooked."""
    try:
        return sorted(path for path in home.iterdir() if NAME.fullmatch(path.name))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        text = N_(
            "{folder} cannot be read ({error}), and so nothing that was imported. Let PARTY_METRICS_HOME name another folder."
        )
        raise BatchError(text, folder=home, error=error.strerror or error) from error


def stamp(home: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes whenever a batch is added, taken back or touched; cheap to ask for at every run of a page."""
    found = []
    for folder in _folders(home):
        paths = [folder]
        with suppress(OSError):
            paths += folder.iterdir()
        for path in paths:
            with suppress(OSError):
                stat = path.lstat()
                found.append((f"{folder.name}/{path.name}", stat.st_mtime_ns, stat.st_size))
    return tuple(sorted(found))


def read_batch(folder: Path) -> Batch:
    """The batch of a folder; where it is not as it was written, none of its figures but the damage."""
    name = folder.name
    try:
        about = _about(folder)
        rows = {file: _rows(folder, file, file) if file in about["files"] else () for file in ADDED}
        replaced = [row for file, old in REPLACED.items() if old in about["files"] for row in _rows(folder, file, old)]
        made, reader, reason, digest, text_digest = (about[key] for key in TOLD)
        since = _since(folder, made)
        told = (rows, tuple(replaced), since[-1][1], since)
        later = {key: about.get(key, "") for key in TOLD_LATER}
        return Batch(name, folder, made, reader, reason, digest, text_digest, *told, **later)
    except _Damage as damage:
        with suppress(_Damage):
            since = _since(folder, name[:DAY])
            return Batch(name, folder, kept=since[-1][1], since=since, damage=damage.problems)
        return Batch(name, folder, since=((name[:DAY], "accepted"),), damage=damage.problems)


class _Damage(Exception):
    """A batch is not what was written; `problems` says where."""

    def __init__(self, folder: Path, file: str, text: str = CHANGED) -> None:
        self.problems = (Problem.of(f"{folder.name}/{file}" if file else folder.name, 1, "file", text),)


def _bytes(folder: Path, file: str) -> bytes:
    path = folder / file
    try:
        # a pipe or a device would be waited for without end
        if not path.is_file():
            raise _Damage(folder, file)
        return path.read_bytes()
    except OSError as error:
        raise _Damage(folder, file) from error


def _about(folder: Path) -> dict[str, Any]:
    """What `batch.json` says, once every file is found to be as it was written."""
    if not os.path.isdir(folder) or not _is_named(folder.name):
        raise _Damage(folder, "", NO_BATCH)
    about = _json(folder, ABOUT)
    try:
        whole = _well_formed(about) and about["checksum"] == _checksum(about) and about["batch"] == folder.name
    except RecursionError as error:
        raise _Damage(folder, ABOUT) from error
    if not whole:
        raise _Damage(folder, ABOUT)
    for file, digest in about["files"].items():
        data = _bytes(folder, file)
        if hashlib.sha256(data).hexdigest() != digest or (file == TEXT and not _is_text(data)):
            raise _Damage(folder, file)
    return about


def _json(folder: Path, file: str) -> dict[str, Any]:
    """A file that holds one JSON object; Python's parser ends deeply nested ones with a RecursionError."""
    try:
        told = json.loads(_bytes(folder, file))
    except (ValueError, RecursionError) as error:
        raise _Damage(folder, file) from error
    if not isinstance(told, dict):
        raise _Damage(folder, file)
    return told


def _well_formed(about: Mapping[str, Any]) -> bool:
    """Does `batch.json` say all that it must, each of its type, and name only files that a batch may hold?"""
    files = about.get("files")
    return (
        all(isinstance(about.get(key), str) for key in ("batch", "checksum", *TOLD))
        and all(isinstance(about.get(key, ""), str) for key in TOLD_LATER)
        and isinstance(files, dict)
        and files.keys() <= {*ADDED, *REPLACED.values(), TEXT}
        and _is_moment(about["made"], MADE)
    )


def _is_moment(text: str, form: str) -> bool:
    try:
        dt.datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _checksum(about: Mapping[str, Any]) -> str:
    """Of all that `batch.json` says, the checksums of the other files among it."""
    told = {key: value for key, value in about.items() if key != "checksum"}
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def _rows(folder: Path, file: str, name: str) -> tuple[DataRow, ...]:
    table, problems = rows_of(file, _bytes(folder, name))
    if problems:
        raise _Damage(folder, name)
    place = f"{folder.name}/{name}"
    return tuple(DataRow(row.file, row.line, row.cells, place) for row in table.rows)


def _since(folder: Path, made: str) -> Since:
    """What a batch was since it was made. Earlier versions kept the last change alone, and no moment of some."""
    accepted: tuple[str, Kept] = (made, "accepted")
    if not os.path.lexists(folder / STATE):
        return (accepted,)
    told = _json(folder, STATE)
    changes = told.get("before", [])
    if not isinstance(changes, list):
        raise _Damage(folder, STATE)
    return (accepted, *(_turn(folder, one, made) for one in (*changes, told)))


def _turn(folder: Path, told: object, made: str) -> tuple[str, Kept]:
    if not isinstance(told, dict):
        raise _Damage(folder, STATE)
    kept: Kept | None = next((one for one in get_args(Kept) if one == told.get("state")), None)
    moment = told.get("since", made)
    if kept is None or not isinstance(moment, str) or not (moment == made or _is_moment(moment, MADE)):
        raise _Damage(folder, STATE)
    return moment, kept


# writing batches -----------------------------------------------------------------------------------------------------
@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold a home against all others that would change it. BatchError where it cannot be written, or others take too long."""
    with _disk(home), ExitStack() as held:
        home.mkdir(parents=True, exist_ok=True)
        try:
            held.enter_context(disk.locked(home))
        except disk.BusyError as error:
            raise BatchError(BUSY, folder=home) from error
        yield


def write(home: Path, draft: Draft, by: Actor) -> Batch:
    """Write a batch beside, on the same file system, and rename it into place. The caller holds the home alone; NotAllowed."""
    by.must_edit()
    files = {file: csv_of(file, draft.rows[file]) for file in ADDED if draft.rows[file]}
    for file, name in REPLACED.items():
        if old := [row for row in draft.replaced if row.file == file]:
            files[name] = csv_of(file, old)
    if draft.text:
        files[TEXT] = draft.text.encode()
    with _disk(home):
        home.mkdir(parents=True, exist_ok=True)
        disk.clear_abandoned(home)
        moment = dt.datetime.now(dt.UTC)
        name = f"{moment.strftime(TIME)}-{secrets.token_hex(2)}"
        follows = _follows(home, name)
        files[ABOUT] = _told(name, moment, draft, by, files, follows)
        writing = home / f"{WRITING}{name}"
        try:
            writing.mkdir()
            for file, data in files.items():
                disk.write(writing / file, data)
            disk.sync(writing)
            note(home, by, "correct" if draft.replaced else "accept", name)
            writing.rename(home / name)
        except OSError:
            shutil.rmtree(writing, ignore_errors=True)
            raise
        disk.sync(home)
        disk.sync(home.parent)
    return _written(home / name, _utc(moment), draft, by, follows)


def _written(folder: Path, made: str, draft: Draft, by: Actor, follows: str) -> Batch:
    """A batch as it is read from the folder that it was just written to."""
    rows = {file: _as_read(draft.rows[file], folder, file) for file in ADDED}
    replaced = [
        one
        for file, name in REPLACED.items()
        for one in _as_read([row for row in draft.replaced if row.file == file], folder, name)
    ]
    told = (made, draft.reader, draft.reason, draft.digest, draft.text_digest)
    since: Since = ((made, "accepted"),)
    return Batch(folder.name, folder, *told, rows, tuple(replaced), since=since, by=by.name, follows=follows)


def _as_read(rows: Iterable[DataRow], folder: Path, name: str) -> tuple[DataRow, ...]:
    """Rows where they stand once they are written, below the header."""
    place = f"{folder.name}/{name}"
    return tuple(DataRow(row.file, line, row.cells, place) for line, row in enumerate(rows, 2))


def _told(name: str, moment: dt.datetime, draft: Draft, by: Actor, files: Mapping[str, bytes], follows: str) -> bytes:
    about: dict[str, Any] = {
        "batch": name,
        "made": _utc(moment),
        "by": by.name,
        **({"follows": follows} if follows else {}),
        "reader": draft.reader,
        "reason": draft.reason,
        "digest": draft.digest,
        "text_digest": draft.text_digest,
        "files": {file: hashlib.sha256(data).hexdigest() for file, data in files.items()},
    }
    about["checksum"] = _checksum(about)
    return json.dumps(about, ensure_ascii=False, indent=1).encode()


def _utc(moment: dt.datetime) -> str:
    return moment.strftime(MADE)


def _follows(home: Path, name: str) -> str:
    """The batch accepted last, where names do not tell that this one comes after it: the clock was set back since one of them."""
    return "" if all(folder.name < name for folder in _folders(home)) else batches(home)[-1].batch


def _is_named(name: str) -> bool:
    """Does a name hold a moment?"""
    return _is_moment(name.rpartition("-")[0], TIME)


@contextmanager
def _disk(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        text = N_(
            "{folder} cannot be written ({error}); nothing was changed. Free the disk, or let PARTY_METRICS_HOME name a folder."
        )
        raise BatchError(text, folder=home, error=error.strerror or error) from error


# taking back ---------------------------------------------------------------------------------------------------------
def undo(home: Path, name: str, by: Actor) -> Batch:
    """Take a batch back: none of its figures count. Nothing is deleted. BatchError if there is none of this name; NotAllowed."""
    return _change(home, name, by, "undo")


def redo(home: Path, name: str, by: Actor, fits: Callable[[Batch], object] = lambda batch: None) -> Batch:
    """Let a batch count again that was taken back. BatchError if there is none of this name, or if it counts; NotAllowed.

    What `fits` raises leaves all as it is: nothing else changes what counts meanwhile.
    """
    return _change(home, name, by, "redo", fits)


def _change(
    home: Path, name: str, by: Actor, what: Literal["undo", "redo"], fits: Callable[[Batch], object] = lambda batch: None
) -> Batch:
    by.must_edit()
    # a home that is not there is not made for a name that is mistyped
    find(home, name)
    with alone(home):
        batch = find(home, name)
        if what == "undo" and batch.kept != "accepted":
            raise BatchError(N_("Batch {batch} does not count already; nothing was changed."), batch=name)
        if what == "redo" and batch.kept == "accepted":
            raise BatchError(N_("Batch {batch} was not taken back; nothing was changed."), batch=name)
        fits(batch)
        note(home, by, what, name)
        return keep(batch, "undone" if what == "undo" else "accepted", by)


def find(home: Path, name: str) -> Batch:
    """The batch of this name."""
    names = [folder.name for folder in _folders(home)]
    if name not in names:
        accepted = nearest(name, names) or (f" There are: {listed(reversed(names), 5)}." if names else " Nothing was imported yet.")
        raise BatchError(N_("Batch {batch} is not known.{hint}"), batch=name, hint=accepted)
    return read_batch(home / name)


def keep(batch: Batch, kept: Kept, by: Actor) -> Batch:
    """Say in one step whether a batch counts. NotAllowed."""
    by.must_edit()
    told: dict[str, Any] = {"state": kept, "since": _utc(dt.datetime.now(dt.UTC)), "by": by.name}
    # a damaged batch can be taken back too; what it was before is lost then
    if before := [{"state": one, "since": moment} for moment, one in batch.since[1:]]:
        told["before"] = before
    writing = batch.folder / f"{WRITING}{secrets.token_hex(4)}"
    with _disk(batch.folder):
        try:
            disk.write(writing, json.dumps(told).encode())
            writing.replace(batch.folder / STATE)
        except OSError:
            with suppress(OSError):
                writing.unlink()
            raise
        disk.sync(batch.folder)
    return read_batch(batch.folder)


def packed(batch: Batch, by: Actor) -> bytes:
    """All files of a batch in one .zip, its text among them, to be handed on; of a damaged one what can be read. NotAllowed."""
    by.must_edit()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, suppress(NotADirectoryError, FileNotFoundError):
        for path in sorted(batch.folder.iterdir()):
            with suppress(_Damage):
                archive.writestr(f"{batch.batch}/{path.name}", _bytes(batch.folder, path.name))
    return target.getvalue()
