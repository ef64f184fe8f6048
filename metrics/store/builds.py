"""Data resolved once, kept as a file of the engine: made beside, published in one step, opened by any number of readers.

A folder of builds holds `<name>.duckdb`, named by what went into it, and `current.json`, which names the one that is shown. A
reader goes on with the file that it opened; no other ever gets its name. What fails leaves the last one as it was.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from metrics.data import disk
from metrics.data.rows import FILES
from metrics.data.seeds import Seeds, load
from metrics.errors import N_, PartyMetricsError
from metrics.intake.actor import Actor
from metrics.intake.batch_files import ABOUT, Batch, batches
from metrics.store import large
from metrics.store.batched import first_numbers, join_into
from metrics.store.engine import Connection, EngineError, InUse, TooLittleMemory, connect, fill, lock, version
from metrics.store.figures import FIGURE, figures
from metrics.store.next_build import follow
from metrics.store.nouns import keep_nouns, nouns_kept
from metrics.store.store import Store, resolve
from metrics.store.text import parquet_of

# what a build holds and how; raised when either changes, so that no reader takes an old one for a new one
FORM = 7
# how a build came about: it was there, was made of the last one and what batches changed, or anew of the folder
Way = Literal["stands", "next", "anew"]
# what makes a build, a part of its name
MAKER = f"{FORM} {version()}"
POINTER = "current.json"
ENDING = ".duckdb"
# letters that name a build
NAME = 12
# how many times the bytes of its data a build takes, at least: Parquet is packed closer than what is asked
ROOM = {".csv": 3, ".parquet": 12}
# gigabytes that the engine may take for the figures; what is more it keeps on the disk, as far as a step can do without
MEMORY = 3.0
# figures that a gigabyte holds while they are resolved; more are in parts
AT_ONCE = 1_000_000

NO_BUILD = N_("{folder} holds no build. Make one: python -m metrics build --data DIR --out {folder}")
TORN = N_("{file} is not as it was written ({error}); make it again: python -m metrics build --data DIR --out {folder}")
OTHER_VERSION = N_(
    "{file} was made by another version ({made}, here {here}); make it again: python -m metrics build --data DIR --out {folder}"
)
NO_SPACE = N_("The disk of {folder} is full: about {need} are needed, {free} are free; no build was made. Free it and build again.")
NO_MEMORY = N_(
    "A step needs more than the {memory} GB that the engine may take; no build was made. Give it more: "
    "python -m metrics build --memory {more} …"
)
CHANGED = N_("{folder} changed while it was read; no build was made. Run it again.")
FAILED = N_("No build was made: {error}. What was published before stays.")
BUSY = N_("Somebody else is building into {folder} and has not finished; no build was made. Try again in a minute.")
OTHER_DATA = N_(
    "The last build was not made of {folder} as it is now, so all has to be built anew: "
    "python -m metrics build --data DIR --imports DIR --out DIR"
)


class BuildError(PartyMetricsError):
    """A build cannot be made or opened; the message says why and what to do."""


@dataclass(frozen=True)
class Published:
    """A build that readers open."""

    path: Path
    form: int
    engine: str
    size: int
    figures: int

    @property
    def name(self) -> str:
        return self.path.stem


# making -------------------------------------------------------------------------------------------------------------------
def build(
    data: Path,
    out: Path,
    home: Path | None = None,
    tell: Callable[[Way], object] = lambda way: None,
    memory: float = MEMORY,
) -> Published:
    """Publish the figures of a data folder, with those of the batches that were accepted in a home; `tell` hears the way, `memory`
    is what the engine may take, in GB.

    Where the same data are published already nothing is made. Where they differ from the last build by batches only, what these
    change is put into a copy of it; all else is made anew. DataError with every problem of the data, BuildError where nothing can
    be written. Old builds that nobody reads are removed.
    """
    found, way = _published(data, out, home, memory=memory)
    tell(way)
    return found


def build_next(data: Path, out: Path, home: Path, by: Actor) -> Published:
    """Publish what batches change in the last build, as `build` does, but never make all anew: that is left to who has the time.

    BuildError where all has to be made anew, or nothing can be written, with what to do; DataError; NotAllowed.
    """
    by.must_edit()
    return _published(data, out, home, anew=False)[0]


def _published(data: Path, out: Path, home: Path | None, anew: bool = True, memory: float = MEMORY) -> tuple[Published, Way]:
    """The build that is published in the end, and how it came about."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with disk.locked(out):
            disk.clear_abandoned(out)
            making = _Making.of(data, out, home, anew, memory)
            found = making.published() or making.make()
            _publish(out, found)
            _remove_old(out, found)
            return found, making.way
    except disk.BusyError as error:
        raise BuildError(BUSY, folder=out) from error
    except OSError as error:
        raise _told(out, _need(data, out, anew), error.strerror or str(error), error.errno == errno.ENOSPC) from error


def names(data: Path, home: Path) -> tuple[str, str]:
    """What names a folder as it is now, and the build of it and of what counts beside it."""
    folder = name_of(data, MAKER)
    return folder, name_with(folder, batches(home))


def folder_of(store: Store) -> str:
    """What names the folder that a build was made of."""
    return str(store.rows("SELECT folder FROM made_of", {})[1][0][0])


def name_of(data: Path, maker: str) -> str:
    """What names a build of a folder: the bytes of the files that it is made of, and what makes it."""
    told = hashlib.sha256(maker.encode())
    for path in _files(data):
        told.update(f"\n{path.name}\n".encode())
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                told.update(piece)
    return told.hexdigest()[:NAME]


def _files(data: Path) -> Iterator[Path]:
    return (path for file in FILES for path in (data / file, parquet_of(data, file)) if path.is_file())


def name_with(name: str, found: Sequence[Batch]) -> str:
    """What names a build of a folder of that name and the batches beside it."""
    told, before = hashlib.sha256(name.encode()), first_numbers(found, 0)
    counting = [one for one in found if one.kept == "accepted" and not one.damage]
    for one in counting:
        # it holds the checksums of the batch's other files
        told.update(f"\n{one.batch} {before[one.batch]}\n".encode() + (one.folder / ABOUT).read_bytes())
    return told.hexdigest()[:NAME] if counting else name


@dataclass
class _Making:
    """A build of a folder, named by its bytes, and of the batches beside it; `seen` tells the folder from what it becomes."""

    data: Path
    out: Path
    batches: tuple[Batch, ...]
    seen: list[tuple[str, int, int]]
    folder: str
    name: str
    # may all be made anew?
    anew: bool
    # gigabytes
    memory: float
    way: Way = "anew"

    @classmethod
    def of(cls, data: Path, out: Path, home: Path | None, anew: bool, memory: float) -> _Making:
        seen, folder, found = large.stamps(data), name_of(data, MAKER), batches(home) if home else ()
        return cls(data, out, found, seen, folder, name_with(folder, found), anew, memory)

    def published(self) -> Published | None:
        """The build of that name, if it is the one that is published and whole."""
        try:
            found = current(self.out)
            opened = connect(found.path, read_only=True) if found.name == self.name else None
        except (BuildError, EngineError):
            return None
        if not opened:
            return None
        opened.close()
        self.way = "stands"
        return found

    def make(self) -> Published:
        """Write it beside, then give it its name."""
        writing = self.out / f"{disk.WRITING}{secrets.token_hex(4)}"
        writing.mkdir()
        try:
            path = writing / f"{self.name}{ENDING}"
            number = (self._follow(path) or self._fill(path)) if self.anew else self._next(path)
            if self.seen != large.stamps(self.data):
                raise BuildError(CHANGED, folder=self.data)
            found = Published(self.out / path.name, FORM, version(), path.stat().st_size, number)
            with path.open("r+b") as file:
                os.fsync(file.fileno())
            path.replace(found.path)
            disk.sync(self.out)
            return found
        except TooLittleMemory as error:
            raise BuildError(NO_MEMORY, memory=f"{self.memory:g}", more=f"{2 * self.memory:g}") from error
        except EngineError as error:
            need = _need(self.data, self.out, self.anew)
            raise _told(self.out, need, str(error).splitlines()[0], "No space left" in str(error)) from error
        finally:
            shutil.rmtree(writing, ignore_errors=True)

    def _follow(self, path: Path) -> int | None:
        """As `_next`; None where that cannot be."""
        try:
            return self._next(path)
        except (BuildError, EngineError):
            # whatever is wrong with it, the folder itself is there
            path.unlink(missing_ok=True)
            return None

    def _next(self, path: Path) -> int:
        """Write the file as the last one with what batches change; the number of its figures. BuildError or EngineError where the
        last one is of another folder, or not whole."""
        last = current(self.out)
        with connect(last.path, read_only=True) as opened:
            if opened.execute("SELECT folder FROM made_of").fetchall() != [(self.folder,)]:
                raise BuildError(OTHER_DATA, folder=self.data)
        shutil.copyfile(last.path, path)
        with self._connected(path.parent) as base:
            number = follow(base, path, self.data, self.batches)
        self.way = "next"
        return number

    def _fill(self, path: Path) -> int:
        """Write the file of all that is stated; the number of its figures."""
        need = _need(self.data, self.out)
        if shutil.disk_usage(self.out).free < need:
            raise _told(self.out, need, "", full=True)
        base = self._connected(path.parent, path)
        try:
            seeds = put_figures(base, self.data)
            seeds = join_into(base, self.data, self.batches, seeds, self.folder)
            resolve(base, seeds, at_once=max(1, int(self.memory * AT_ONCE)))
            keep_nouns(base, seeds)
            number = base.execute("SELECT count(*) FROM observation WHERE NOT ranked").fetchall()[0][0]
            base.execute("CHECKPOINT")
            return int(number)
        finally:
            base.close()

    def _connected(self, writing: Path, path: Path | None = None) -> Connection:
        """A connection that may take much, to a file or to memory."""
        spill = str(writing / "spill")
        return connect(path, memory_limit=f"{self.memory:g}GB", threads=os.cpu_count() or 1, temp_directory=spill)


def put_figures(base: Connection, data: Path) -> Seeds:
    """Put the figures of a folder into the table `figure`; its nouns."""
    if large.is_large(data):
        return large.load(base, data)
    seeds = load(data)
    fill(base, "figure", FIGURE, figures(seeds.observations))
    return seeds


def _told(out: Path, need: int, error: str, full: bool) -> BuildError:
    if not full:
        return BuildError(FAILED, error=error)
    return BuildError(NO_SPACE, folder=out, need=_size(need), free=_size(shutil.disk_usage(out).free))


def _need(data: Path, out: Path, anew: bool = True) -> int:
    """Bytes that a build takes, at least: one that is not made anew those of the last one."""
    if anew:
        return sum(ROOM[path.suffix] * path.stat().st_size for path in _files(data))
    return max((path.stat().st_size for path in out.glob(f"*{ENDING}")), default=0)


def _size(number: int) -> str:
    return f"{number / 1e6:,.1f} MB"


def _publish(out: Path, found: Published) -> None:
    told = {"file": found.path.name, "form": found.form, "engine": found.engine, "size": found.size, "figures": found.figures}
    point(out, POINTER, told)


def point(out: Path, pointer: str, told: Mapping[str, Any]) -> None:
    """Write the file that names a build, in one step."""
    writing = out / f"{disk.WRITING}{pointer}"
    writing.unlink(missing_ok=True)
    disk.write(writing, json.dumps(told, indent=1).encode())
    writing.replace(out / pointer)
    disk.sync(out)


def _remove_old(out: Path, found: Published) -> None:
    """Remove the builds that nobody has open; the others go with a later build."""
    for path in out.glob(f"*{ENDING}"):
        if path == found.path:
            continue
        try:
            # whoever reads a file keeps others from writing it
            connect(path).close()
        except InUse:
            continue
        except EngineError:
            # torn, or of another version
            pass
        path.unlink(missing_ok=True)


# reading ------------------------------------------------------------------------------------------------------------------
def current(folder: Path) -> Published:
    """The build that a folder of builds publishes. BuildError where there is none, or where it cannot be opened here."""
    try:
        told = json.loads((folder / POINTER).read_bytes())
        found = Published(folder / told["file"], int(told["form"]), str(told["engine"]), int(told["size"]), int(told["figures"]))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BuildError(NO_BUILD, folder=folder) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BuildError(TORN, file=POINTER, error=type(error).__name__, folder=folder) from error
    if (found.form, found.engine) != (FORM, version()):
        made, here = (f"form {form} of DuckDB {engine}" for form, engine in ((found.form, found.engine), (FORM, version())))
        raise BuildError(OTHER_VERSION, file=found.path.name, made=made, here=here, folder=folder)
    try:
        size = found.path.stat().st_size
    except OSError as error:
        raise BuildError(TORN, file=found.path.name, error=error.strerror or str(error), folder=folder) from error
    if size != found.size:
        raise BuildError(TORN, file=found.path.name, error=f"{size} of {found.size} bytes", folder=folder)
    return found


def open_build(found: Published) -> Store:
    """A store that reads a build. BuildError where its file is torn."""
    try:
        base = connect(found.path, read_only=True)
        seeds = nouns_kept(base)
    except EngineError as error:
        words = str(error).splitlines()[0]
        raise BuildError(TORN, file=found.path.name, error=words, folder=found.path.parent) from error
    lock(base)
    return Store(base, seeds, found.name)


def left_out(found: Published) -> tuple[str, ...]:
    """Which batches do not count in a build, and why, a line each."""
    with connect(found.path, read_only=True) as base:
        return left_out_of(base)


def left_out_of(base: Connection) -> tuple[str, ...]:
    """The same of what `join_into` put into the table `left_out`."""
    told = base.execute("SELECT batch, min(told), count(*) - 1 FROM left_out GROUP BY batch ORDER BY batch").fetchall()
    more = {batch: f" (and {number} more problems)" if number else "" for batch, _, number in told}
    return tuple(f"batch {batch} is left out: {why}{more[batch]}" for batch, why, _ in told)
