"""A text with the figures that it states, and how what a reader found is compared with them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from metrics.extract import Figure
from tests.folders import SEEDS


def _column(name: str, column: str) -> dict[str, str]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return {row[name.removesuffix("s")]: row[column] for row in csv.DictReader(lines)}


UNITS = _column("indicators", "unit")
# bodies that the data knows: theirs is the slug that must agree, of others the province
KNOWN = frozenset(_column("organizations", "level"))


@dataclass(frozen=True)
class Gold:
    """A figure as the text means it, in the data contract's columns; an optional one counts neither way."""

    organization: str
    indicator: str
    value: float
    unit: str
    period_type: str
    period: str
    status: str = "reported"
    breakdown: str = ""
    qualifier: str = "eq"
    denominator: float | None = None
    optional: bool = False


@dataclass(frozen=True)
class Article:
    """A generated text, what is known of where it appeared, and its figures in the order of the text."""

    name: str
    text: str
    published: str
    province: str
    organization: str
    figures: tuple[Gold, ...]

    @property
    def hints(self) -> dict[str, str]:
        return {"published": self.published, "province": self.province, "organization": self.organization}


def same_period(found: Figure, gold: Gold) -> bool:
    if not found.period and not gold.period:
        return True
    if found.period_type != gold.period_type:
        return False
    if gold.period_type == "as_of" and found.period and gold.period:
        return found.period.startswith(gold.period) or gold.period.startswith(found.period)
    return found.period == gold.period


def core(found: Figure, gold: Gold) -> bool:
    """Indicator, value, unit, status and period agree."""
    return (found.indicator, round(found.value, 6), found.unit, found.status) == (
        gold.indicator,
        round(gold.value, 6),
        gold.unit,
        gold.status,
    ) and same_period(found, gold)


def same_body(found: str, gold: str) -> bool:
    return found == gold if gold in KNOWN else found.partition(".")[0] == gold.partition(".")[0]


def full(found: Figure, gold: Gold) -> bool:
    """All slots agree; of a body that the data does not know, its province."""
    return (
        core(found, gold)
        and same_body(found.organization, gold.organization)
        and set(found.breakdown.split(";")) == set(gold.breakdown.split(";"))
        and found.qualifier == gold.qualifier
        and found.denominator == gold.denominator
    )


Agrees = Callable[[Figure, Gold], bool]


@dataclass(frozen=True)
class Outcome:
    """What a reading got right, read wrongly (nothing in the text means it) and missed."""

    pairs: tuple[tuple[Figure, Gold], ...]
    wrong: tuple[Figure, ...]
    missed: tuple[Gold, ...]


def compared(found: Sequence[Figure], gold: Sequence[Gold], agrees: Agrees) -> Outcome:
    """Pairs one to one: full agreements first, compulsory figures before optional ones."""
    pairs: list[tuple[Figure, Gold]] = []
    extra, left = list(found), list(gold)
    for test in dict.fromkeys((full, agrees)):
        for optional in (False, True):
            for one in list(extra):
                hit = next((wanted for wanted in left if wanted.optional == optional and test(one, wanted)), None)
                if hit is not None:
                    left.remove(hit)
                    extra.remove(one)
                    pairs.append((one, hit))
    return Outcome(tuple(pairs), tuple(extra), tuple(one for one in left if not one.optional))


# from here on a figure is handed out as sure
SURE = 0.9


@dataclass
class Score:
    """Counts over many texts, and what follows from them."""

    texts: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, found: Sequence[Figure], gold: Sequence[Gold]) -> bool:
        """Counts one text; whether all its figures agree in full."""
        self.texts += 1
        whole = compared(found, gold, full)
        plain = compared(found, gold, core)
        for kind, outcome in (("core", plain), ("full", whole)):
            right = sum(not one.optional for _, one in outcome.pairs)
            self.counts.update({f"{kind} right": right, f"{kind} wrong": len(outcome.wrong), f"{kind} missed": len(outcome.missed)})
        self.counts["sure"] += sum(one.confidence >= SURE for one in found)
        self.counts["sure wrong"] += sum(one.confidence >= SURE for one in plain.wrong)
        self.counts["sure gold"] += sum(one.confidence >= SURE and not wanted.optional for one, wanted in plain.pairs)
        return not (whole.wrong or whole.missed)

    def of(self, kind: str, other: str) -> float:
        """Right of `kind` among right and `other` (wrong: precision; missed: recall)."""
        return self.counts[f"{kind} right"] / max(1, self.counts[f"{kind} right"] + self.counts[f"{kind} {other}"])

    def f1(self, kind: str) -> float:
        right = 2 * self.counts[f"{kind} right"]
        return right / max(1, right + self.counts[f"{kind} wrong"] + self.counts[f"{kind} missed"])

    @property
    def sure_share(self) -> float:
        """Sure and right, of all that should be found."""
        return self.counts["sure gold"] / max(1, self.counts["core right"] + self.counts["core missed"])

    @property
    def sure_precision(self) -> float:
        return 1 - self.counts["sure wrong"] / max(1, self.counts["sure"])
