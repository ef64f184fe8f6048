"""Texts whose figures people wrote down, and which figures of the reader agree with them, by the core rules of the scoring tool."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from metrics.extract import Figure

Gold = dict[str, Any]
HINTS = ("published", "province", "organization")


@dataclass(frozen=True)
class Article:
    """A labelled text; `familiar`: the rules were written with it in view, so that they do better on it than on others."""

    name: str
    text: str
    hints: dict[str, str]
    figures: tuple[Gold, ...]
    familiar: bool

    @property
    def wanted(self) -> int:
        """How many figures must be found."""
        return sum(not one.get("optional") for one in self.figures)


def articles(path: Path, familiar: bool) -> list[Article]:
    """The texts of a file with one JSON object a line; `file` names one that stands apart, in the folder `seeds` beside its own."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            told = json.loads(line)
            text = told.get("text") or (path.parent.parent / "seeds" / told["file"]).read_text("utf-8")
            hints = {hint: str(told.get(hint) or "") for hint in HINTS}
            found.append(Article(told["id"], text, hints, tuple(told["figures"]), familiar))
    return found


def verdicts(figures: Sequence[Figure], gold: Sequence[Gold]) -> list[Gold | bool | None]:
    """For each figure the one written down that it agrees with; False where it is wrong; None where it counts neither way."""
    found: list[Gold | bool | None] = [False] * len(figures)
    left = list(gold)
    for equal in (_fully, _core):
        for optional in (False, True):
            for place, figure in enumerate(figures):
                if found[place] is False:
                    hit = next((one for one in left if bool(one.get("optional")) == optional and equal(figure, one)), None)
                    if hit is not None:
                        left.remove(hit)
                        found[place] = hit
    return [None if one is False and _passing(figure, gold) else one for one, figure in zip(found, figures, strict=True)]


def _number(value: Any) -> float | None:
    return None if value in ("", None) else round(float(value), 6)


def _core(figure: Figure, gold: Gold) -> bool:
    """Indicator, value, unit, status and period agree."""
    return (
        figure.indicator == gold.get("indicator")
        and _number(figure.value) == _number(gold.get("value"))
        and figure.unit == (gold.get("unit") or "")
        and figure.status == (gold.get("status") or "reported")
        and _same_period(figure, gold)
    )


def _same_period(figure: Figure, gold: Gold) -> bool:
    period = str(gold.get("period") or "")
    if not figure.period and not period:
        return True
    if figure.period_type != gold.get("period_type"):
        return False
    if figure.period_type == "as_of" and figure.period and period:
        return figure.period.startswith(period) or period.startswith(figure.period)
    return figure.period == period


def _fully(figure: Figure, gold: Gold) -> bool:
    """The rest agrees too: which of two equal ones is paired first."""
    return (
        _core(figure, gold)
        and (figure.organization == gold["organization"] if gold.get("organization") else True)
        and {*figure.breakdown.split(";")} == {*(gold.get("breakdown") or "").split(";")}
        and figure.qualifier == (gold.get("qualifier") or "eq")
        and _number(figure.denominator) == _number(gold.get("denominator"))
    )


def _passing(figure: Figure, gold: Sequence[Gold]) -> bool:
    """Whether the figure stands over the words of an optional one with its indicator and value."""
    return any(
        one.get("optional")
        and one.get("indicator") == figure.indicator
        and _number(one.get("value")) == _number(figure.value)
        and (str(one.get("quote") or "") in figure.quote or figure.quote in str(one.get("quote") or ""))
        for one in gold
    )
