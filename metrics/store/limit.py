"""How much time and memory the questions of one reader may take: what takes more is ended, and nobody else's."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from metrics.errors import N_, PartyMetricsError

# what all questions of a store together may hold, its own tables of some 40 MB among it; a question takes a few
MEMORY = "1GB"
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
    """What is asked of stores inside ends with TookTooLong after so many seconds in all, or when a limit around it ends."""
    around = _LIMIT.get()
    if around and around.moment <= time.monotonic() + seconds:
        yield
        return
    limit = _Limit(seconds)
    token = _LIMIT.set(limit)
    try:
        yield
    finally:
        _LIMIT.reset(token)
        limit.end()


@contextmanager
def ending(interrupt: Callable[[], None], interruption: type[Exception]) -> Iterator[None]:
    """Call `interrupt` once the time is up, which makes what runs inside raise `interruption`. Raises TookTooLong then."""
    limit = _LIMIT.get()
    if limit is None:
        yield
        return
    if time.monotonic() >= limit.moment:
        raise TookTooLong(limit.seconds)
    limit.begin(interrupt)
    try:
        yield
    except interruption as error:
        raise TookTooLong(limit.seconds) from error
    finally:
        limit.leave(interrupt)


class Turns:
    """Whose questions of a store run, and who is asked anew because memory was scarce: one after the other."""

    def __init__(self) -> None:
        self._scarce = threading.Lock()
        self._ended = threading.Condition()
        self._running: set[object] = set()

    @contextmanager
    def running(self) -> Iterator[None]:
        """While a question runs."""
        turn = object()
        with self._ended:
            self._running.add(turn)
        try:
            yield
        finally:
            with self._ended:
                self._running.remove(turn)
                self._ended.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Asked anew: after all that ran at that moment, as any of them may have held the memory, and alone among those asked anew.
        Waits no longer than the reader's time lasts."""
        with self._scarce:
            limit = _LIMIT.get()
            with self._ended:
                before = set(self._running)
                left = None if limit is None else max(limit.moment - time.monotonic(), 0)
                self._ended.wait_for(lambda: before.isdisjoint(self._running), left)
            yield


class _Limit:
    """When the questions of a reader end, and one thread that watches all their statements, from the first on."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.moment = seconds, time.monotonic() + seconds
        self._changing = threading.Lock()
        self._running: list[Callable[[], None]] = []
        self._done = threading.Event()
        self._watch: threading.Thread | None = None

    def begin(self, interrupt: Callable[[], None]) -> None:
        with self._changing:
            self._running.append(interrupt)
            if self._watch is None:
                self._watch = threading.Thread(target=self._interrupts, daemon=True)
                self._watch.start()

    def leave(self, interrupt: Callable[[], None]) -> None:
        with self._changing:
            self._running.remove(interrupt)

    def end(self) -> None:
        self._done.set()
        if self._watch:
            self._watch.join()

    def _interrupts(self) -> None:
        wait = self.moment - time.monotonic()
        while not self._done.wait(max(wait, 0)):
            with self._changing:
                for interrupt in self._running:
                    interrupt()
            wait = AGAIN


# that of this thread
_LIMIT: ContextVar[_Limit | None] = ContextVar("limit", default=None)
