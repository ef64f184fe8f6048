"""What functions of a store gave, kept in the store itself: it goes when the store goes, so that no old figures stay alive."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

if TYPE_CHECKING:
    from metrics.store.store import Store

P = ParamSpec("P")
T = TypeVar("T")
Function = Callable[Concatenate["Store", P], T]


class Same(Generic[T]):
    """An argument that is equal to itself alone, for what is too large to compare, or cannot be; it stays as long as its answer."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def remembered(most: int = 1) -> Callable[[Function[P, T]], Function[P, T]]:
    """Ask a function of a store and hashable arguments once for each; of more than `most` answers the longest unused are dropped.

    Threads may ask at once; then one of them may compute what another just did. What raises is asked again.
    """

    def decorate(function: Function[P, T]) -> Function[P, T]:
        @wraps(function)
        def asked(store: Store, /, *args: P.args, **more: P.kwargs) -> T:
            known: OrderedDict[object, T] = store.memory.setdefault(function, OrderedDict())
            key = (args, tuple(sorted(more.items())))
            try:
                known.move_to_end(key)
                return known[key]
            except KeyError:
                answer = known[key] = function(store, *args, **more)
            while len(known) > most:
                known.popitem(last=False)
            return answer

        return asked

    return decorate
