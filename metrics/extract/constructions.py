"""A construction: one way in which sentences state a figure, with an example, and the tables in which constructions are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from metrics.extract.numbers import Draft, Outcome

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Construction(Generic[T]):
    """A way to state a figure. `read` answers what it makes of a number, None where the number is not stated in this way.

    `example` is a sentence of ours and `gives` its figures, as `rules.Rule` has them.
    """

    name: str
    example: str
    gives: tuple[str, ...]
    read: Callable[[T], Outcome]

    def __call__(self, number: T) -> Outcome:
        outcome = self.read(number)
        if not outcome:
            return outcome
        return tuple(one._replace(rule=self.name) if isinstance(one, Draft) and not one.rule else one for one in outcome)


def construction(name: str, example: str, *gives: str) -> Callable[[Callable[[T], Outcome]], Construction[T]]:
    """Makes a construction of the function that reads it."""

    def record(read: Callable[[T], Outcome]) -> Construction[T]:
        return Construction(name, example, gives, read)

    return record


def first(constructions: Iterable[Callable[[T], Outcome]], number: T) -> Outcome:
    """What the first construction that reads a number makes of it."""
    for one in constructions:
        outcome = one(number)
        if outcome is not None:
            return outcome
    return None
