"""The words of a figure that a table states: heading · row · value, each as it stands in its cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from metrics.data.quotes import PARTS
from metrics.intake.mapping.words import key

MOST_WORDS = 12
# headings that a quote can do without
SAYS_LITTLE = frozenset({"so luong", "tong so", "trong do", "ty le", "ty le (%", "ty le %", "gia tri", "chia ra"})


def quote_of(headings: Sequence[str], line: str, name: str, value: str) -> str:
    """The parts that there are, in at most twelve words; the headings that say least go first, then the ends of the others."""
    parts = [*filter(None, (*headings, line, name)), value]
    # of each part how many words it has; a sign stands between two
    lengths = [len(_split(part)) for part in parts]
    while (too_long := sum(lengths) + len(parts) - 1 > MOST_WORDS) and len(headings) > 1:
        least = next((place for place, one in enumerate(headings) if key(one) in SAYS_LITTLE), 0)
        headings = [*headings[:least], *headings[least + 1 :]]
        parts = [*filter(None, (*headings, line, name)), value]
        lengths = [len(_split(part)) for part in parts]
    if not too_long:
        return PARTS.join(parts)
    *others, last = lengths
    kept = _fitting(tuple(others), MOST_WORDS - last - len(others))
    return PARTS.join([*(" ".join(_split(part)[:number]) for part, number in zip(parts, kept, strict=False)), value])


# headings stand in every quote of their columns, names in every quote of their rows
@lru_cache(maxsize=1_000)
def _split(text: str) -> list[str]:
    return text.split()


@lru_cache(maxsize=1_000)
def _fitting(lengths: tuple[int, ...], room: int) -> tuple[int, ...]:
    """How many words of parts of these lengths are kept: as many of each, and what is left to the first."""
    each = max(1, room // max(1, len(lengths)))
    kept = [min(length, each) for length in lengths]
    left = max(0, room - sum(kept))
    for place, length in enumerate(lengths):
        more = min(length - kept[place], left)
        kept[place] += more
        left -= more
    return tuple(kept)
