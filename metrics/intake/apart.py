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
from metrics.intake.mapping import table
from metrics.intake.mapping.table import Table

# seconds to read what is given at once, and bytes of memory
SECONDS = 20
MEMORY = 2**30
# processes that read at the same time; who comes later waits
SEATS = threading.BoundedSemaphore(4)
# files that one process reads before another takes its place: what libraries keep of each adds up
FILES_OF_A_PROCESS = 200
# what tells a process that its answer was heard
GO_ON = b"\n"
# how much later a process ends by itself if nobody ended it
GRACE = 5
ROOT = Path(__file__).resolve().parents[2]
# not -m: this very package is to be read, wherever the caller stands
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from metrics.intake.apart import answer; answer()"

SLOW = N_("{file} takes more than {seconds} seconds to read. Keep only what states figures, and save it again.")
BROKE = N_("{file} is damaged, or needs more than {memory} MB of memory to read. Keep only what states figures, and save it again.")
FAILED = N_("{file} cannot be read ({error}). Open it and save it again.")

ARTICLE, DRAFT, MESSAGE = TypeAdapter(Article), TypeAdapter(Draft), TypeAdapter(Message)
SHEETS = TypeAdapter(tuple[Table, ...])
Files = Sequence[tuple[str, bytes]]


class FileError(PartyMetricsError):
    """A file is not read; the message says what is wrong with it."""


# here ----------------------------------------------------------------------------------------------------------------
class Desk:
    """A process that reads one file after another, so that many need not wait for as many to start.

    What ends it ends the reading of one file; for the next another is started. Leave it by `with`, and it is ended.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._read = 0

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def read_article(self, file: str, data: bytes, progress: Progress = lambda share: None) -> Article:
        """The article in a file, as `articles.read_article` reads it. FileError where it is not read, or not within the limits."""
        return ARTICLE.validate_json(self._answer("article", [(file, data)], {}, progress))

    def read_tables(self, files: Files, told_of_source: Mapping[str, str]) -> Draft:
        """The draft that files hold together, as `tables.read_tables` reads it. FileError as with an article."""
        return DRAFT.validate_json(self._answer("tables", files, told_of_source, lambda share: None))

    def read_sheets(self, file: str, data: bytes) -> tuple[Table, ...]:
        """The tables of a file in anybody's form, as `mapping.table.tables_of` reads them. FileError as with an article."""
        return SHEETS.validate_json(self._answer("sheets", [(file, data)], {}, lambda share: None))

    def clear(self) -> None:
        """End the process, whatever it is at."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        # what it did not take is lost with it
        with suppress(OSError), process:
            pass

    def _answer(self, reader: str, files: Files, told: Mapping[str, str], progress: Progress) -> bytes:
        """What the process reads in the files, as JSON. It is ended where it does not answer, or breaks."""
        sizes = [(name, len(data)) for name, data in files]
        request = {"reader": reader, "told": dict(told), "files": sizes, "seconds": SECONDS, "memory": MEMORY}
        parts = [json.dumps(request).encode() + b"\n", *(data for _, data in files)]
        names = ", ".join(name for name, _ in files)
        if self._read >= FILES_OF_A_PROCESS:
            self.clear()
        with SEATS:
            heard, late = self._heard(parts, progress)
        self._read += 1
        if heard.startswith(b"read "):
            return heard.removeprefix(b"read ")
        if heard:
            message = MESSAGE.validate_json(heard)
            if message.template == FAILED:
                # a library that broke once may be broken now
                self.clear()
            raise FileError(message.template, **dict(message.values))
        raise FileError(SLOW, file=names, seconds=SECONDS) if late else FileError(BROKE, file=names, memory=MEMORY // 2**20)

    def _heard(self, parts: Sequence[bytes], progress: Progress) -> tuple[bytes, bool]:
        """The line that answers a request (nothing where the process ends without one), and whether the time was up."""
        if self._process is None or self._process.poll() is not None:
            self.clear()
            self._process, self._read = _started(), 0
        else:
            # the sign that the answer before was heard
            parts = [GO_ON, *parts]
        process, late = self._process, threading.Event()
        assert process.stdin
        assert process.stdout
        clock = threading.Timer(SECONDS, _end, (process, late))
        # nobody waits for it where the caller is interrupted before it is called off
        clock.daemon = True
        feeder = threading.Thread(target=_feed, args=(process.stdin, parts), daemon=True)
        clock.start()
        feeder.start()
        heard = b""
        try:
            heard = _heard(process.stdout, progress)
        finally:
            # also where the caller is interrupted
            clock.cancel()
            if not heard:
                self.clear()
            feeder.join()
        return heard, late.is_set()


def read_article(file: str, data: bytes, progress: Progress = lambda share: None) -> Article:
    """The article in one file, by a process of its own: see `Desk.read_article`."""
    with Desk() as desk:
        return desk.read_article(file, data, progress)


def read_tables(files: Iterable[tuple[str, bytes | Path]], told_of_source: Mapping[str, str] | None = None) -> Draft:
    """The draft that files hold together, as `tables.read_tables` reads it. FileError where one is not read, or not within the
    limits; TableError where one is too large to be looked at."""
    whole = [(name, tables.whole(name, data)) for name, data in files]
    with Desk() as desk:
        return desk.read_tables(whole, told_of_source or {})


def read_sheets(file: str, data: bytes | Path) -> tuple[Table, ...]:
    """The tables of a file in anybody's form: see `Desk.read_sheets`; TableError where it is too large to be looked at."""
    with Desk() as desk:
        return desk.read_sheets(file, tables.whole(file, data))


def _started() -> subprocess.Popen[bytes]:
    """A process that waits for requests; without a window on Windows."""
    command = [sys.executable, "-P", "-c", PROGRAM, str(ROOT)]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, creationflags=hidden)


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _feed(stdin: IO[bytes], parts: Iterable[bytes]) -> None:
    """Give the process what it is to read, and leave its input open: it ends by itself once nobody holds the other end."""
    # it ended, or its input was closed: the caller was interrupted before all of it was given
    with suppress(OSError, ValueError):
        for part in parts:
            stdin.write(part)
        stdin.flush()


def _heard(stdout: IO[bytes], progress: Progress) -> bytes:
    """What the process answers, one word and JSON a line: `read …`, or the message of a refusal alone; nothing where it ends."""
    for line in stdout:
        word, _, told = line.partition(b" ")
        if word == b"read" and told.endswith(b"\n"):
            return line
        if word == b"refused":
            return told
        if word == b"progress":
            progress(float(told))
    return b""


# in the process ------------------------------------------------------------------------------------------------------
def answer() -> NoReturn:
    """Read what standard input asks for and say so on standard output, until nobody asks any more; the process ends here."""
    said = os.fdopen(os.dup(1), "wb")
    # what a library prints is no answer
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    while request := json.loads(sys.stdin.buffer.readline() or b"null"):
        faulthandler.dump_traceback_later(request["seconds"] + GRACE, exit=True)
        files = [(name, sys.stdin.buffer.read(size)) for name, size in request["files"]]
        waiting = threading.Thread(target=_wait_for_the_caller, daemon=True)
        waiting.start()
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
        faulthandler.cancel_dump_traceback_later()
        said.flush()
        waiting.join()
    os._exit(0)


def _answered(request: Mapping[str, Any], files: Files, said: IO[bytes]) -> bytes:
    """What the reader that is asked for finds, as JSON; there are three, and no others."""
    if request["reader"] == "tables":
        return DRAFT.dump_json(tables.read_tables(files, request["told"]))

    def progress(share: float) -> None:
        said.write(f"progress {share}\n".encode())
        said.flush()

    ((name, data),) = files
    if request["reader"] == "sheets":
        return SHEETS.dump_json(tuple(table.tables_of(name, data)))
    return ARTICLE.dump_json(articles.read_article(name, data, progress))


def _wait_for_the_caller() -> None:
    """Wait until whoever asked has heard the answer; if the other end of standard input is closed, nobody is there any more."""
    if os.read(0, 1) != GO_ON:
        os._exit(1)


def _limit(seconds: int, memory: int) -> None:
    """No more memory and time than allowed, and no core file, where the system knows such limits."""
    with suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds += int(used.ru_utime + used.ru_stime)
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
