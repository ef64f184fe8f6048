"""Many files as they are given: single ones, whole folders, .zip files; each with its name and a way to its bytes, within bounds.

Names only name: nothing of a .zip is ever written to the disk, wherever its entries claim to stand.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath

from metrics.errors import N_, PartyMetricsError
from metrics.intake.articles import MAX_BYTES, TOO_LARGE, kind_of

# files of one .zip, bytes that they may unfold to together, and bytes of the .zip itself
MAX_FILES = 1_000
MAX_UNFOLDED = 200_000_000
MAX_PACKED = 200_000_000
# the two ways of packing that every program writes; others may ask for any memory
PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# what systems put beside the files of a folder
SYSTEM = ("__MACOSX", "Thumbs.db", "desktop.ini")

MANY = N_("{file} holds {files} files; at most {most} are read at once. Pack them into several.")
UNFOLDED = N_("{file} unfolds to {size} MB; at most {most} MB are read. Pack fewer files into it.")
DAMAGED = N_("{file} cannot be opened as a .zip: it is damaged. Pack it again.")
LOCKED = N_("{file} is locked with a password. Pack it without one.")
OTHERWISE = N_("{file} is packed in a way that is not read. Pack it as an ordinary .zip.")
OUTSIDE = N_("{file} names a place outside of its .zip, as no program that packs files does. Give that file by itself.")
WITHIN = N_("{file} is a .zip within a .zip. Give it by itself.")
UNREADABLE = N_("{file} cannot be read: {error}")


class GivenError(PartyMetricsError):
    """A file's bytes are not to be had; the message says why and what to do."""


@dataclass(frozen=True)
class Given:
    """A file to be read: what it is called, and how its bytes are got (GivenError or ArticleError where they are not)."""

    name: str
    read: Callable[[], bytes]


def given_in(paths: Iterable[Path]) -> list[Given]:
    """The files of paths: of a folder all in it, of a .zip all that it holds, in the order of their names. GivenError for none."""
    found: list[Given] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file() and not _hidden(one.relative_to(path).parts))
            found += [one for file in inside for one in _of_path(file.relative_to(path).as_posix(), file)]
        elif path.is_file():
            found += _of_path(path.name, path)
        else:
            raise GivenError(N_("{file} is neither a file nor a folder"), file=path)
    return found


def _of_path(name: str, path: Path) -> list[Given]:
    """A file, or what it holds. A name that is no text is told by its bytes."""
    name = name.encode("utf-8", "backslashreplace").decode()
    with suppress(OSError):
        if path.suffix.lower() == ".zip" and path.stat().st_size <= MAX_PACKED:
            return unpacked(name, path.read_bytes())
    return [_file(name, path)]


def _file(name: str, path: Path) -> Given:
    return Given(name, partial(_bytes, name, path))


def _bytes(name: str, path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise GivenError(TOO_LARGE, file=name, size=-(-size // 1_000_000), most=MAX_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise GivenError(UNREADABLE, file=name, error=error.strerror or error) from error


# .zip ----------------------------------------------------------------------------------------------------------------
def is_pack(name: str, data: bytes) -> bool:
    """Is it a .zip of files, by its name and its bytes? A document of Office is packed too."""
    starts = data.startswith((b"PK\x03\x04", b"PK\x05\x06"))
    return starts and name.lower().endswith(".zip") and kind_of(name, data) in ("zip", "")


def unpacked(name: str, data: bytes) -> list[Given]:
    """What an upload or a file holds: itself, or if it is a .zip its files, each called `pack.zip/folder/file`.

    A .zip that is not opened is given as it is, and its reason is told when it is read.
    """
    if not is_pack(name, data):
        return [Given(name, lambda: data)]
    try:
        pack = zipfile.ZipFile(io.BytesIO(data))
        inside = [one for one in pack.infolist() if not one.is_dir() and not _hidden(PurePosixPath(one.filename).parts)]
    # a file from anywhere may break the library in any way
    except Exception:
        return [Given(name, partial(_refuse, GivenError(DAMAGED, file=name)))]
    size = sum(one.file_size for one in inside)
    if len(inside) > MAX_FILES:
        return [Given(name, partial(_refuse, GivenError(MANY, file=name, files=len(inside), most=MAX_FILES)))]
    if size > MAX_UNFOLDED:
        error = GivenError(UNFOLDED, file=name, size=size // 1_000_000, most=MAX_UNFOLDED // 1_000_000)
        return [Given(name, partial(_refuse, error))]
    return [Given(f"{name}/{_name(one)}", partial(_unfolded, f"{name}/{_name(one)}", pack, one)) for one in inside]


def _refuse(error: GivenError) -> bytes:
    raise error


def _hidden(parts: Iterable[str]) -> bool:
    return any(part in SYSTEM or (part.startswith(".") and part != "..") for part in parts)


def _name(entry: zipfile.ZipInfo) -> str:
    """Its name; one that Windows wrote in UTF-8 without saying so is read as what it is."""
    if not entry.flag_bits & 0x800:
        with suppress(UnicodeError):
            return entry.filename.encode("cp437").decode()
    return entry.filename


def _unfolded(name: str, pack: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    place = PurePosixPath(entry.filename)
    if place.is_absolute() or ".." in place.parts or PureWindowsPath(entry.filename).drive:
        raise GivenError(OUTSIDE, file=name)
    if entry.file_size > MAX_BYTES:
        raise GivenError(TOO_LARGE, file=name, size=-(-entry.file_size // 1_000_000), most=MAX_BYTES // 1_000_000)
    if entry.flag_bits & 0x1:
        raise GivenError(LOCKED, file=name)
    if entry.compress_type not in PACKED_AS:
        raise GivenError(OTHERWISE, file=name)
    try:
        # no more is ever unfolded than is declared
        data = pack.read(entry)
    # a file from anywhere may break the library in any way
    except Exception as error:
        raise GivenError(DAMAGED, file=name) from error
    if is_pack(name, data):
        raise GivenError(WITHIN, file=name)
    return data
