"""Who acts. Whatever changes or hands out what was imported is given an actor, and asks it first: no button decides that."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from typing import Literal

from metrics.errors import N_, Message, PartyMetricsError

Role = Literal["reader", "editor"]
EXPIRED = Message.of(N_("Your sign-in has ended after its time. Sign in again to import."))
SIGNED_OUT = Message.of(N_("You have signed out, here or in another window. Sign in again to import."))
READS = Message.of(N_("You may read everything here, but not import."))


class NotAllowed(PartyMetricsError):
    """Who asks may not do this; nothing was changed. The message says why, and what would make it possible."""


class SignIns:
    """The sign-ins that opened a page of this process, and those of them that were ended by signing out. Threads may share it.

    Only a sign-in that opened a page can be ended, so that nobody fills the memory by signing out what never was.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # by its digest, until when each would count, and whether it was ended
        self._until: dict[str, tuple[float, bool]] = {}

    def opened(self, sign_in: str, until: float) -> None:
        """A page was opened with this sign-in, which counts until then (seconds since 1970)."""
        with self._lock:
            if sign_in not in self._until:
                now = time.time()
                self._until = {one: told for one, told in self._until.items() if told[0] > now}
                self._until[sign_in] = (until, False)

    def end(self, sign_in: str) -> None:
        """Its owner signed out: whatever window was opened with it may not edit any more."""
        with self._lock:
            if sign_in in self._until:
                self._until[sign_in] = (self._until[sign_in][0], True)

    def ended(self, sign_in: str) -> bool:
        """Was it ended?"""
        with self._lock:
            return self._until.get(sign_in, (0.0, False))[1]


SIGN_INS = SignIns()


@dataclass(frozen=True)
class Actor:
    """Somebody with a role: `name` is what batches and the log record, `why` says to a reader why they are no editor.

    Of an editor who signed in, `sign_in` is the digest of the sign-in and `until` when it ends, in seconds since 1970.
    """

    name: str
    role: Role = "reader"
    why: Message = READS
    sign_in: str = ""
    until: float = float("inf")

    def hindrance(self) -> Message | None:
        """Why they may not edit at this moment; None if they may."""
        if self.role != "editor":
            return self.why
        if self.sign_in and SIGN_INS.ended(self.sign_in):
            return SIGNED_OUT
        return EXPIRED if time.time() >= self.until else None

    def must_edit(self) -> None:
        """NotAllowed where they may not edit."""
        if why := self.hindrance():
            raise NotAllowed(why.template, **dict(why.values))


def operator() -> Actor:
    """Whoever runs a command: the operating system has let them write in the folder, and names them by a number."""
    return Actor(f"uid-{os.getuid()}" if hasattr(os, "getuid") else "command line", "editor")
