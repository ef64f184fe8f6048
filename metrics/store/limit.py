"""How much time and memory the questions of one reader may take: what takes more is ended, and nobody else's."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from metrics.errors import N_, PartyMetricsError

# what all questions of a store together may hold, its own tables of some 40 MB among it; a question takes a few
MEMORY = "1GB"
# when the questions of this thread end, as time.monotonic() tells it, and how many seconds they were given
_END: ContextVar[tuple[float, float] | None] = ContextVar("end", default=None)
# an interruption that comes before its statement has begun is lost: it is sent again
AGAIN = 0.05


class TookTooMuch(PartyMetricsError):
    """A question that was ended, as it took more of the server than it may."""


class TookTooLong(TookTooMuch):
    """A question that was interrupted, as it took longer than it may."""

    def __init__(self, seconds: float) -> None:
        text = N_("The question took longer than {seconds} seconds and was ended. Ask for fewer provinces, years or columns.")
        super().__init__(text, seconds=f"{seconds:g}")


class TookTooMuchMemory(TookTooMuch):
    """A question that was ended, as it needed more memory than there is for all."""

    def __init__(self) -> None:
        super().__init__(
            N_("The question needs more memory than the server gives and was ended. Ask for fewer provinces, years or columns.")
        )


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """What this thread asks of stores inside ends with TookTooLong after so many seconds in all, or when a limit around it ends."""
    token = _END.set(min((time.monotonic() + seconds, seconds), _END.get() or (math.inf, seconds)))
    try:
        yield
    finally:
        _END.reset(token)


@contextmanager
def ending(interrupt: Callable[[], None], interruption: type[Exception]) -> Iterator[None]:
    """Call `interrupt` once the time is up, which makes what runs inside raise `interruption`. Raises TookTooLong then."""
    end = _END.get()
    if end is None:
        yield
        return
    moment, seconds = end
    if time.monotonic() >= moment:
        raise TookTooLong(seconds)
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(done, moment, interrupt), daemon=True)
    watch.start()
    try:
        yield
    except interruption as error:
        raise TookTooLong(seconds) from error
    finally:
        done.set()
        watch.join()


def _watch(done: threading.Event, moment: float, interrupt: Callable[[], None]) -> None:
    wait = moment - time.monotonic()
    while not done.wait(max(wait, 0)):
        interrupt()
        wait = AGAIN
