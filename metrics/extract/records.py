"""Every rule of the reader by its name: what acts and nouns count, the constructions, the ways in which acts are told."""

from __future__ import annotations

from typing import Any

from metrics.extract import acts, changes, counts, lists, parts, ranks, shares, shorthand
from metrics.extract.acts import Way
from metrics.extract.constructions import Construction
from metrics.extract.rules import RULES, SEATS, STOCKS, Rule
from metrics.extract.stocks import SPECIAL

# each once, although a module may import another's
CONSTRUCTIONS: tuple[Construction[Any], ...] = tuple(
    dict.fromkeys(
        one
        for module in (changes, counts, lists, parts, shorthand, shares, ranks)
        for one in vars(module).values()
        if isinstance(one, Construction)
    )
)
# the rules that name figures: each figure has the name of one of them
NAMING: tuple[Rule | Construction[Any], ...] = (*RULES, *STOCKS, *SEATS, *SPECIAL, *CONSTRUCTIONS)
WAYS: tuple[Way[...], ...] = tuple(one for one in vars(acts).values() if isinstance(one, Way))
