"""What was tried: an attack or a fault, how often, how often it came out as it must, and what else is to be told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Tried:
    """One line of the table. `wrong` names the first few tries that came out otherwise."""

    what: str
    tries: int
    right: int
    told: str = ""
    wrong: tuple[str, ...] = ()

    def __str__(self) -> str:
        outcome = f"{self.right} as it must be" if self.right == self.tries else f"{self.tries - self.right} WRONG"
        more = "".join(f"\n    {one}" for one in self.wrong[:3])
        return f"{self.what:58} {self.tries:5} tries  {outcome:20} {self.told}".rstrip() + more


def tried(what: str, outcomes: Iterable[str], told: str = "") -> Tried:
    """A line of outcomes, each empty where it is as it must be."""
    found = list(outcomes)
    wrong = tuple(dict.fromkeys(filter(None, found)))
    return Tried(what, len(found), found.count(""), told, wrong)


def printed(lines: Iterable[Tried]) -> Iterator[Tried]:
    """The lines, each printed once it is known."""
    for line in lines:
        print(line, flush=True)
        yield line
