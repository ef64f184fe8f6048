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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from metrics.data import disk
from metrics.data.rows import FILES, NOUNS
from metrics.data.seeds import Seeds, load, reader
from metrics.errors import N_, PartyMetricsError
from metrics.store import large
from metrics.store.engine import Connection, EngineError, InUse, OtherEngine, connect, fill, lock, version
from metrics.store.figures import FIGURE, figures
from metrics.store.store import Store, resolve
from metrics.store.text import FIGURES, parquet_of

# what a build holds and how; raised when either changes, so that no reader takes an old one for a new one
FORM = 3
POINTER = "current.json"
ENDING = ".duckdb"
# letters that name a build
NAME = 12
# how many times the bytes of its data a build takes, at least: Parquet is packed closer than what is asked
ROOM = {".csv": 3, ".parquet": 12}
# gigabytes that the engine may take for the figures; what is more it keeps on the disk
MEMORY = "3GB"

NO_BUILD = N_("{folder} holds no build. Make one: python -m metrics build --data DIR --out {folder}")
TORN = N_("{file} is not as it was written ({error}); make it again: python -m metrics build --data DIR --out {folder}")
OTHER_VERSION = N_(
    "{file} was made by another version ({made}, here {here}); make it again: python -m metrics build --data DIR --out {folder}"
)
NO_SPACE = N_("The disk of {folder} is full: about {need} are needed, {free} are free; no build was made. Free it and build again.")
CHANGED = N_("{folder} changed while it was read; no build was made. Run it again.")
FAILED = N_("No build was made: {error}. What was published before stays.")


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
def build(data: Path, out: Path) -> Published:
    """Publish the figures of a data folder; where the same data are published already nothing is made anew.

    DataError with every problem of the data, BuildError where nothing can be written. Old builds that nobody reads are removed.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with disk.locked(out):
            disk.clear_abandoned(out)
            seen = large.stamps(data)
            found = _sound(out, name := name_of(data, f"{FORM} {version()}")) or _make(data, out, name, seen)
            _publish(out, found)
            _remove_old(out, found)
            return found
    except OSError as error:
        raise _told(out, data, error.strerror or str(error), error.errno == errno.ENOSPC) from error


def name_of(data: Path, maker: str) -> str:
    """What names a build: the bytes of the files that it is made of, and what makes it."""
    told = hashlib.sha256(maker.encode())
    for path in _files(data):
        told.update(f"\n{path.name}\n".encode())
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                told.update(piece)
    return told.hexdigest()[:NAME]


def _files(data: Path) -> Iterator[Path]:
    return (path for file in FILES for path in (data / file, parquet_of(data, file)) if path.is_file())


def _make(data: Path, out: Path, name: str, seen: list[tuple[str, int, int]]) -> Published:
    if shutil.disk_usage(out).free < _need(data):
        raise _told(out, data, "", full=True)
    writing = out / f"{disk.WRITING}{secrets.token_hex(4)}"
    writing.mkdir()
    try:
        path = writing / f"{name}{ENDING}"
        number = _fill(data, path)
        if seen != large.stamps(data):
            raise BuildError(CHANGED, folder=data)
        found = Published(out / path.name, FORM, version(), path.stat().st_size, number)
        with path.open("r+b") as file:
            os.fsync(file.fileno())
        path.replace(found.path)
        disk.sync(out)
        return found
    except EngineError as error:
        raise _told(out, data, str(error).splitlines()[0], "No space left" in str(error)) from error
    finally:
        shutil.rmtree(writing, ignore_errors=True)


def _told(out: Path, data: Path, error: str, full: bool) -> BuildError:
    if not full:
        return BuildError(FAILED, error=error)
    return BuildError(NO_SPACE, folder=out, need=_size(_need(data)), free=_size(shutil.disk_usage(out).free))


def _need(data: Path) -> int:
    return sum(ROOM[path.suffix] * path.stat().st_size for path in _files(data))


def _size(number: int) -> str:
    return f"{number / 1e6:,.1f} MB"


def _fill(data: Path, path: Path) -> int:
    """Write the file of a build; the number of its figures."""
    base = connect(path, memory_limit=MEMORY, threads=os.cpu_count() or 1, temp_directory=str(path.parent / "spill"))
    try:
        if large.is_large(data):
            seeds = large.load(base, data)
        else:
            seeds = load(data)
            fill(base, "figure", FIGURE, figures(seeds.observations))
        resolve(base, seeds)
        keep_nouns(base, seeds)
        number = base.execute("SELECT count(*) FROM observation WHERE NOT ranked").fetchall()[0][0]
        base.execute("CHECKPOINT")
        return int(number)
    finally:
        base.close()


def keep_nouns(base: Connection | OtherEngine, seeds: Seeds) -> None:
    """Put everything but the figures into tables of the build."""
    for file in NOUNS:
        if file != FIGURES:
            nouns = getattr(seeds, file.removesuffix(".csv"))
            fill(base, _table(file), _types(file), [[getattr(one, name) for name in _types(file)] for one in nouns])


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


def _sound(out: Path, name: str) -> Published | None:
    """The build of that name, if it is the one that is published and whole."""
    try:
        found = current(out)
        opened = connect(found.path, read_only=True) if found.name == name else None
    except (BuildError, EngineError):
        return None
    if opened:
        opened.close()
    return found if opened else None


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


def nouns_kept(base: Connection | OtherEngine) -> Seeds:
    """What `keep_nouns` put there; the figures stay in the engine."""
    nouns = {file.removesuffix(".csv"): _read(base, file) for file in NOUNS if file != FIGURES}
    return Seeds(**nouns, observations=())


def _read(base: Connection | OtherEngine, file: str) -> tuple[Any, ...]:
    return tuple(NOUNS[file](*row) for row in base.execute(f"SELECT * FROM {_table(file)}").fetchall())


def _table(file: str) -> str:
    return f"noun_{file.removesuffix('.csv')}"


def _types(file: str) -> dict[str, str]:
    """The fields of a file's nouns, with the type of each in the engine."""
    kinds = {field.name: str(reader(file).types[field.name]) for field in fields(NOUNS[file])}
    return {name: "DOUBLE" if "float" in kind else "INTEGER" if "int" in kind else "VARCHAR" for name, kind in kinds.items()}
