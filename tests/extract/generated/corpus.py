"""The classes of wordings, each with its generator."""

from __future__ import annotations

from collections.abc import Callable

from tests.extract.generated import acts, ellipsis, levels, lists, mixed, nouns, periods, persons, shares, statuses, turns
from tests.extract.generated.gold import Article

CLASSES: dict[str, Callable[[int], Article]] = {
    "1 lists": lists.article,
    "2 periods": periods.article,
    "3 acts": acts.article,
    "4 shares": shares.article,
    "5 ellipsis": ellipsis.article,
    "6 statuses": statuses.article,
    "7 nouns": nouns.unknown,
    "8 kinds": nouns.wrong,
    "9 levels": levels.article,
    "10 turns": turns.article,
    "11 persons": persons.article,
    "mixed": mixed.article,
}


def articles(name: str, count: int) -> list[Article]:
    """The first so many texts of a class: the same ones every time."""
    return [CLASSES[name](seed) for seed in range(count)]
