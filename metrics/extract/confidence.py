"""How sure a figure is: what labelled texts taught about figures with its traits. The weights are a data file."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, get_type_hints

from metrics.extract.opinion import Opinion
from metrics.extract.traits import Traits

# from here on a figure is called sure
SURE = 0.9
SURE_ODDS = math.log(SURE / (1 - SURE))
# what may not be called sure is at most this sure; where the period of such a figure stands: nowhere, in no sentence near by
UNSURE = 0.85
UNTOLD = ("none", "far")
# never sure: what stands behind more words that nothing explains
STRANGE = 12
# doubts of the rules that no other trait removes: words that are not understood, another body or one without its name, a grade
# that may hold two, cells of which the text does not tell how far below they are
NEVER = ("narrowed", "other-body", "unnamed-body", "good-or-better", "either-level")
LEAST, MOST = 0.01, 0.99
# traits that count nothing
NUMBERS = frozenset(trait for trait, kind in get_type_hints(Traits).items() if kind is float)
# counts are weighed by their logarithms, from here on all alike
MANY = 40
LOGARITHMS = tuple(math.log1p(count) for count in range(MANY + 1))
FILE = files("metrics.extract") / "confidence.json"


class Confidence(NamedTuple):
    """A logistic model of whether a figure is right, and the log-odds from which on a figure is sure.

    By the place of a trait: the weights of its words; the weights of a count of 0, 1, …; the weight of another number.
    """

    base: float
    threshold: float
    words: tuple[tuple[int, Mapping[str, float]], ...]
    counts: tuple[tuple[int, tuple[float, ...]], ...]
    numbers: tuple[tuple[int, float], ...]

    @classmethod
    def of(cls, weights: Mapping[str, float], base: float, threshold: float) -> Confidence:
        """`weights`: of `trait` for a number, of `trait=word` for a word."""
        words: dict[int, dict[str, float]] = {}
        counts, numbers = [], []
        for name, weight in weights.items():
            trait, is_word, word = name.partition("=")
            place = Traits._fields.index(trait)
            if is_word:
                words.setdefault(place, {})[word] = weight
            elif trait in NUMBERS:
                numbers.append((place, weight))
            else:
                counts.append((place, tuple(weight * one for one in LOGARITHMS)))
        return cls(base, threshold, tuple(words.items()), tuple(counts), tuple(numbers))

    def log_odds(self, traits: Traits) -> float:
        """The logarithm of how many times as likely the figure is right as wrong."""
        told: tuple[Any, ...] = traits
        total = self.base
        for place, words in self.words:
            total += words.get(told[place], 0.0)
        for place, counts in self.counts:
            count = told[place]
            if count:
                total += counts[count if count < MANY else MANY]
        for place, weight in self.numbers:
            total += weight * told[place]
        return total

    def sureness(self, traits: Traits) -> float:
        """Between 0 and 1, at least SURE from the threshold on: the log-odds, stretched below it so that even odds stay even."""
        odds = self.log_odds(traits)
        moved = (
            SURE_ODDS + odds - self.threshold
            if odds >= self.threshold or self.threshold <= 0
            else odds * SURE_ODDS / self.threshold
        )
        sure = math.floor(100 / (1 + math.exp(-max(-20.0, min(20.0, moved)))) + 1e-9) / 100
        return max(LEAST, min(MOST if may_be_sure(traits) else UNSURE, sure))


def may_be_sure(traits: Traits) -> bool:
    """Whether a figure may be called sure: its period is told, more than a noun tells what it counts, nothing narrows it."""
    if traits.strange_before > STRANGE or traits.bare:
        return False
    return traits.origin not in UNTOLD and traits.doubt not in NEVER


def named(traits: Traits) -> Iterator[tuple[str, float]]:
    """The traits as names and numbers, as the weights name them."""
    told: tuple[Any, ...] = traits
    for trait, value in zip(Traits._fields, told, strict=True):
        if isinstance(value, str):
            yield f"{trait}={value}", 1.0
        else:
            yield trait, float(value) if trait in NUMBERS else LOGARITHMS[min(value, MANY)]


@cache
def fitted() -> tuple[Confidence, Opinion]:
    """What the data file beside this module holds."""
    told = json.loads(FILE.read_text("utf-8"))
    return Confidence.of(told["weights"], told["base"], told["threshold"]), Opinion(told["opinion"])
