"""Files that last: on the disk before anything is said of them, and several of a folder replaced in one step."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# a folder that is being written; one that stays was left by a process that was killed
WRITING = ".writing-"
ABANDONED_AFTER = 24 * 3600
# files that are whole and decided upon, on their way to their places in the folder around
DECIDED = ".decided"
# how often files that change while they are read are read again
READ_AT_MOST = 20
# the file by which one process at a time changes a folder, and how many seconds the others wait for it
LOCK = ".lock"
WAIT = 60


def write(path: Path, data: bytes) -> None:
    """Write a new file; it is on the disk when this returns."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """Make the names in a folder last; Windows does so by itself, and opens no folder."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def clear_abandoned(folder: Path) -> None:
    """Remove what a killed process left half-written in a folder and in those within, long after any could still be at it."""
    now = time.time()
    for path in (*folder.glob(f"{WRITING}*"), *folder.glob(f"*/{WRITING}*")):
        with suppress(OSError):
            # of tomorrow is what was written before the clock was set back
            if abs(now - path.lstat().st_mtime) > ABANDONED_AFTER:
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


# one at a time --------------------------------------------------------------------------------------------------------
class BusyError(OSError):
    """Another process or thread has held the lock of a folder for too long."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder against other processes and threads. The system lets go of it with the process that holds it, however that
    ends. Not to be held twice by one thread. BusyError after a minute; OSError where the folder cannot be written."""
    with (folder / LOCK).open("ab") as file:
        until = time.monotonic() + WAIT
        while not _take(file):
            if time.monotonic() > until:
                raise BusyError
            time.sleep(0.01)
        try:
            yield
        finally:
            _let_go(file)


def _take(file: IO[bytes]) -> bool:
    """Take the lock of an open file if nobody has it."""
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _let_go(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)


# several files in one step -------------------------------------------------------------------------------------------
def replace_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace several files of a folder: whoever reads them after `finish`, whatever was killed, finds all as before or all new.

    The step is the one in which their folder gets its name. OSError where they cannot be written; nothing is replaced then, or all
    of them are by the next `finish`.
    """
    finish(folder)
    clear_abandoned(folder)
    writing = folder / f"{WRITING}{secrets.token_hex(4)}"
    writing.mkdir()
    try:
        for name, data in files.items():
            write(writing / name, data)
        sync(writing)
        writing.rename(folder / DECIDED)
    except OSError:
        shutil.rmtree(writing, ignore_errors=True)
        raise
    sync(folder)
    finish(folder)


def finish(folder: Path) -> None:
    """Put files that were decided upon in their places. Any process may do so, several at once too. OSError where they can't be."""
    decided = folder / DECIDED
    with suppress(FileNotFoundError):
        for path in sorted(decided.iterdir()):
            with suppress(FileNotFoundError):
                path.replace(folder / path.name)
        sync(folder)
        # not empty where others have been decided upon meanwhile
        with suppress(OSError):
            decided.rmdir()


def together(folder: Path, names: Iterable[str]) -> dict[str, bytes | OSError]:
    """The bytes of files of a folder, or why each cannot be read, all of one state: what was decided upon is finished first, and
    what changes while it is read is read again. OSError where it cannot be finished."""
    names = tuple(names)
    for _ in range(READ_AT_MOST):
        finish(folder)
        before = _state(folder, names)
        found = {name: _bytes(folder / name) for name in names}
        if before and before == _state(folder, names):
            break
    return found


def state(folder: Path) -> tuple[object, ...]:
    """What differs once anything in a folder is another; nothing where it cannot be told, or will be."""
    try:
        return _state(folder, sorted(path.name for path in folder.iterdir()))
    except (OSError, ValueError):
        return ()


def _bytes(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error


def _state(folder: Path, names: Iterable[str]) -> tuple[object, ...]:
    """What differs once one of the files is another; nothing where some are decided upon and not in their places."""
    return () if os.path.lexists(folder / DECIDED) else tuple(map(_stamp, (folder / name for name in names)))


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        stat = path.stat()
    except OSError:
        return ()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
