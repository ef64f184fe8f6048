"""Files from anywhere, read in a process of their own with limits of time and memory: one that is made to do harm, or that breaks
its library, ends that process and nothing else, and the server answers everybody else meanwhile.

Memory is limited where the system can (not on Windows); time and unfolded size always are.
"""

from __future__ import annotations

import faulthandler
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NoReturn

from pydantic import TypeAdapter

from metrics.errors import N_, Message, PartyMetricsError
from metrics.intake import articles, tables
from metrics.intake.articles import Article, Progress
from metrics.intake.drafts import Draft

# seconds to read what is given at once, and bytes of memory
SECONDS = 20
MEMORY = 2**30
# processes that read at the same time; who comes later waits
SEATS = threading.BoundedSemaphore(4)
# how much later a process ends by itself if nobody ended it
GRACE = 5
ROOT = Path(__file__).resolve().parents[2]
# not -m: this very package is to be read, wherever the caller stands
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from metrics.intake.apart import answer; answer()"

SLOW = N_("{file} takes more than {seconds} seconds to read. Keep only what states figures, and save it again.")
BROKE = N_("{file} is damaged, or needs more than {memory} MB of memory to read. Keep only what states figures, and save it again.")
FAILED = N_("{file} cannot be read ({error}). Open it and save it again.")

ARTICLE, DRAFT, MESSAGE = TypeAdapter(Article), TypeAdapter(Draft), TypeAdapter(Message)
Files = Sequence[tuple[str, bytes]]


class FileError(PartyMetricsError):
    """A file is not read; the message says what is wrong with it."""


# here ----------------------------------------------------------------------------------------------------------------
def read_article(file: str, data: bytes, progress: Progress = lambda share: None) -> Article:
    """The article in a file, as `articles.read_article` reads it. FileError where it is not read, or not within the limits."""
    return ARTICLE.validate_json(_read("article", [(file, data)], {}, progress))


def read_tables(files: Iterable[tuple[str, bytes | Path]], told_of_source: Mapping[str, str] | None = None) -> Draft:
    """The draft that files hold together, as `tables.read_tables` reads it. FileError where one is not read, or not within the
    limits; TableError where one is too large to be looked at."""
    whole = [(name, tables.whole(name, data)) for name, data in files]
    return DRAFT.validate_json(_read("tables", whole, told_of_source or {}, lambda share: None))


def _read(reader: str, files: Files, told: Mapping[str, str], progress: Progress) -> bytes:
    """What a process of its own reads in the files, as JSON."""
    sizes = [(name, len(data)) for name, data in files]
    request = {"reader": reader, "told": dict(told), "files": sizes, "seconds": SECONDS, "memory": MEMORY}
    parts = [json.dumps(request).encode() + b"\n", *(data for _, data in files)]
    command = [sys.executable, "-P", "-c", PROGRAM, str(ROOT)]
    late = threading.Event()
    # no window on Windows
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with SEATS, subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, creationflags=hidden) as process:
        assert process.stdin
        assert process.stdout
        clock = threading.Timer(SECONDS, _end, (process, late))
        feeder = threading.Thread(target=_feed, args=(process.stdin, parts), daemon=True)
        clock.start()
        feeder.start()
        try:
            found = _heard(process.stdout, progress)
        finally:
            # also where the caller is interrupted
            clock.cancel()
            process.kill()
            feeder.join()
            # what the process did not take is lost with it
            with suppress(OSError):
                process.stdin.close()
    if found is not None:
        return found
    names = ", ".join(name for name, _ in files)
    if late.is_set():
        raise FileError(SLOW, file=names, seconds=SECONDS)
    raise FileError(BROKE, file=names, memory=MEMORY // 2**20)


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _feed(stdin: IO[bytes], parts: Iterable[bytes]) -> None:
    """Give the process what it is to read, and leave its input open: it ends by itself once nobody holds the other end."""
    with suppress(OSError):
        for part in parts:
            stdin.write(part)
        stdin.flush()


def _heard(stdout: IO[bytes], progress: Progress) -> bytes | None:
    """What the process answers, one word and JSON a line; None where it ends without an answer. FileError where it refuses."""
    for line in stdout:
        word, _, told = line.partition(b" ")
        if word == b"read" and told.endswith(b"\n"):
            return told
        if word == b"refused":
            message = MESSAGE.validate_json(told)
            raise FileError(message.template, **dict(message.values))
        if word == b"progress":
            progress(float(told))
    return None


# in the process ------------------------------------------------------------------------------------------------------
def answer() -> NoReturn:
    """Read what standard input asks for, and say so on standard output; the process ends here."""
    said = os.fdopen(os.dup(1), "wb")
    # what a library prints is no answer
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    request = json.loads(sys.stdin.buffer.readline() or b"null") or os._exit(1)
    faulthandler.dump_traceback_later(request["seconds"] + GRACE, exit=True)
    files = [(name, sys.stdin.buffer.read(size)) for name, size in request["files"]]
    threading.Thread(target=_end_with_the_caller, daemon=True).start()
    _limit(request["seconds"], request["memory"])
    try:
        said.write(b"read " + _answered(request, files, said) + b"\n")
    except PartyMetricsError as error:
        said.write(b"refused " + MESSAGE.dump_json(error.message) + b"\n")
    except MemoryError:
        os._exit(1)
    # a file from anywhere may break its reader in any way
    except Exception as error:
        message = Message.of(FAILED, file=", ".join(name for name, _ in files), error=type(error).__name__)
        said.write(b"refused " + MESSAGE.dump_json(message) + b"\n")
    said.flush()
    os._exit(0)


def _answered(request: Mapping[str, Any], files: Files, said: IO[bytes]) -> bytes:
    """What the reader that is asked for finds, as JSON; there are two, and no others."""
    if request["reader"] == "tables":
        return DRAFT.dump_json(tables.read_tables(files, request["told"]))

    def progress(share: float) -> None:
        said.write(f"progress {share}\n".encode())
        said.flush()

    ((name, data),) = files
    return ARTICLE.dump_json(articles.read_article(name, data, progress))


def _end_with_the_caller() -> None:
    """Wait until the other end of standard input is closed: whoever asked is gone."""
    if not os.read(0, 1):
        os._exit(1)


def _limit(seconds: int, memory: int) -> None:
    """No more memory and time than allowed, and no core file, where the system knows such limits."""
    with suppress(ImportError):
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_DATA, memory),
            (resource.RLIMIT_CPU, seconds + GRACE),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(kind)[1]
            # some systems know a limit and do not take it
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
