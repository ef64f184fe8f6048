"""The second opinion: the rules of adding of the design, in plain loops, read from its text alone.

Slow and simple on purpose. It shares with the product only the nouns (vocabulary), the calendar (period) and the records
that say what a metric is (catalog); every rule of adding is written again here. "Rule n" is a rule of the design,
"Readings" its chapter "Readings settled".
"""

from __future__ import annotations

from typing import Any

from metrics.data.seeds import Seeds
from metrics.vocabulary import Observation, Question
from tests.oracle.amounts import Refused
from tests.oracle.question import Asker

__all__ = ["Refused", "oracle", "used_figures"]


def oracle(seeds: Seeds, question: Question) -> list[dict[str, Any]]:
    """The rows that the design asks for, as dicts. Refused where it asks for a refusal."""
    return Asker(seeds, question).rows()


def used_figures(seeds: Seeds, question: Question) -> set[Observation]:
    """The figures that enter a value, a previous value, a target or a denominator. Refused where nothing does."""
    asker = Asker(seeds, question)
    asker.rows()
    return {figure for figure in asker.used if isinstance(figure, Observation)}
