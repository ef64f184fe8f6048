"""Commands run in this process: what `python -m metrics …` gives, without starting Python and loading the data anew each time."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import metrics.__main__
from metrics.data.history import stamps
from metrics.intake.batch_files import stamp
from metrics.intake.batches import Loaded
from metrics.store.as_of import store_as_of
from metrics.store.store import Store


class Told(NamedTuple):
    """What a command gives: its exit code, standard output and error, and both as a terminal shows them."""

    code: int
    out: str
    err: str
    shown: str


class Both(io.StringIO):
    """Writes to another stream as well, so that the order of lines is that of a terminal."""

    def __init__(self, other: io.StringIO) -> None:
        super().__init__()
        self.other = other

    def write(self, text: str) -> int:
        self.other.write(text)
        return super().write(text)


def run(*words: object, data: bytes = b"") -> Told:
    """One command with these words, and with this on its standard input."""
    shown = io.StringIO()
    out, err = Both(shown), Both(shown)
    given = mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
    with redirect_stdout(out), redirect_stderr(err), given:
        try:
            code = metrics.__main__.main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
    return Told(code, out.getvalue(), err.getvalue(), shown.getvalue())


_made: dict[object, tuple[Store, Loaded]] = {}


def kept(folder: Path, home: Path | None, day: str) -> tuple[Store, Loaded]:
    """What `store_as_of` makes of a folder and a home, once as long as no file of them changes."""
    files = [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.glob("*.csv"))]
    state = (folder, home, day, *stamps(folder), *files, *(stamp(home) if home else ()))
    if state not in _made:
        if len(_made) >= 4:
            _made.clear()
        _made[state] = store_as_of(folder, home, day)
    return _made[state]
