"""Fits how sure the reader is of a figure, on texts whose figures people wrote down, and writes what it learned beside the reader.

    .venv/bin/python -m benchmarks.fit_confidence [FILE.jsonl …] [--known FILE.jsonl …] [--dry]

The files hold one text a line with its figures, as the scoring tool reads them. The rules were written with the texts of `--known`
in view and do better on them than on any other: they help to learn what makes a figure doubtful, but how many are right is taken
from the other files, and from the outcomes kept in benchmarks/outcomes (`benchmarks.outcomes` writes them): what the reader made of
texts before its rules knew them. A text may be among both: its figures of then are judged, those of now are familiar. Prints
calibration, precision and share of what is sure, cross-validated by text: a text is judged by what the others taught. `--dry`
writes nothing.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import os
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

# small matrices: more threads only wait for one another
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import numpy.typing as npt

from benchmarks.labelled import articles
from benchmarks.outcomes import PROJECT, Read, kept, read_of
from metrics.data.seeds import load
from metrics.extract import Known
from metrics.extract.confidence import SURE, may_be_sure, named
from metrics.extract.opinion import Opinion, Seen
from metrics.extract.traits import Traits

DATA = PROJECT / "metrics" / "extract" / "confidence.json"
OUTCOMES = PROJECT / "benchmarks" / "outcomes"
FOLDS, ROUNDS = 10, 5
# of a hundred figures that are called sure, at most so many may be wrong
WRONG_OF_HUNDRED = 6.0
# how strongly weights are held near zero; the smallest loss on texts not learned from wins
PENALTIES = (1.0, 3.0, 10.0)
# a trait that so few figures have teaches nothing
FEWEST = 4
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
FAMILIAR = "familiar"
# what can only make a figure surer, or only less sure: chance must not teach the contrary
SURER = ("sure", "opinion", "opinion_before")
LESS_SURE = (
    *("sentences_back", "rivals_between", "rivals_around", "leftover", "leftover_beside", "strange_before", "strange_after"),
    *("unread_here", "unread", "conflicts", "bare"),
)
# the same for a straight line, which nothing needs to hold
LINE = 1e-3

Array = npt.NDArray[np.float64]
Contexts = dict[str, dict[str, int]]
Cases = npt.NDArray[np.bool_]


class Case(NamedTuple):
    """A figure that the reader found in a text: its traits, whether it is right, whether it is one that must be found.

    `text`: the place of the text's name among all; `familiar`: the rules knew the text.
    """

    text: int
    familiar: bool
    traits: Traits
    right: bool
    wanted: bool


@dataclass(frozen=True)
class Material:
    """What the reader made of the texts."""

    texts: tuple[Read, ...]
    cases: tuple[Case, ...]

    @property
    def judged(self) -> Cases:
        """Which cases tell how good the reader is: those of texts that the rules do not know."""
        own: Cases = np.array([not case.familiar for case in self.cases])
        return own

    @property
    def allowed(self) -> Cases:
        """Those of them that may be called sure."""
        sure: Cases = np.array([may_be_sure(case.traits) for case in self.cases])
        return self.judged & sure

    @property
    def wanted(self) -> int:
        """How many figures of the judged texts must be found."""
        return sum(one.wanted for one in self.texts if not one.familiar)


def folds_of(count: int, seed: int) -> list[int]:
    """The fold of each text."""
    order = list(range(count))
    random.Random(seed).shuffle(order)
    return [order[text] % FOLDS for text in range(count)]


def learned(numbers: Iterable[Seen]) -> Contexts:
    """The second opinion's counts of the contexts in which more than one number was seen."""
    counts: dict[str, Counter[str]] = {}
    for one in numbers:
        for context in (*one.contexts, *one.before):
            counts.setdefault(context, Counter())[one.code] += 1
    return {context: dict(sorted(own.items())) for context, own in sorted(counts.items()) if own.total() > 1}


def gather(texts: Sequence[Read]) -> tuple[Material, Contexts]:
    """What the reader made of the texts, each judged by a second opinion that the others taught; the opinion that all teach."""
    # the same text may have been read twice, now and before the rules knew it
    numbers = {one.name: one.numbers for one in texts}
    places = {name: place for place, name in enumerate(numbers)}
    fold = folds_of(len(places), 0)
    opinions = [
        Opinion(learned(one for name, own in numbers.items() if fold[places[name]] != part for one in own)) for part in range(FOLDS)
    ]
    cases = []
    for text in texts:
        place = places[text.name]
        for verdict, traits, seen in text.outcomes:
            if verdict != "ignored":
                judged = traits._replace(**opinions[fold[place]].judged(seen)._asdict())
                cases.append(Case(place, text.familiar, judged, verdict != "wrong", verdict == "right"))
    return Material(tuple(texts), tuple(cases)), learned(one for own in numbers.values() for one in own)


class Table(NamedTuple):
    """The cases as numbers: a row for each, a column for each name."""

    names: tuple[str, ...]
    rows: Array
    right: Array
    texts: npt.NDArray[np.int64]


def table_of(material: Material) -> Table:
    """Columns of names that enough cases have; the last tells that a text is familiar."""
    told = [dict(named(case.traits)) for case in material.cases]
    counts = Counter(name for one in told for name, value in one.items() if value)
    names = (*sorted(name for name, count in counts.items() if count >= FEWEST), FAMILIAR)
    rows = np.array(
        [
            [*(one.get(name, 0.0) for name in names[:-1]), float(case.familiar)]
            for one, case in zip(told, material.cases, strict=True)
        ]
    )
    return Table(
        names, rows, np.array([float(case.right) for case in material.cases]), np.array([case.text for case in material.cases])
    )


def fit(rows: Array, right: Array, names: Sequence[str], penalty: float) -> tuple[Array, float]:
    """Weights and base of a logistic model; what would have the wrong sign is left out."""
    rows = rows.copy()
    while True:
        weights, base = newton(rows, right, names, penalty)
        bad = [
            place
            for place, name in enumerate(names)
            if (name in SURER and weights[place] < 0) or (name in LESS_SURE and weights[place] > 0)
        ]
        if not bad:
            return weights, base
        rows[:, bad] = 0.0


def newton(rows: Array, right: Array, names: Sequence[str], penalty: float) -> tuple[Array, float]:
    """The same, of whatever sign, by Newton's method; the weights, in units of their spread, are held small."""
    numeric = np.array(["=" not in name and name != FAMILIAR for name in names])
    middle = np.where(numeric, rows.mean(axis=0), 0.0)
    spread = np.where(numeric, np.maximum(rows.std(axis=0), 0.1), 1.0)
    design = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    held = np.array([*(0.1 if name == FAMILIAR else penalty for name in names), 1e-3])
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (right - chance) - held * weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(held)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    own = weights[:-1] / spread
    return own, float(weights[-1] - own @ middle)


def unfamiliar(rows: Array) -> Array:
    """The rows as those of texts that the rules do not know: of such the reader will read."""
    rows = rows.copy()
    rows[:, -1] = 0.0
    return rows


class Round(NamedTuple):
    """A round of cross-validation: the fold of each case, its log-odds as the other folds teach them, before and after the line."""

    fold: npt.NDArray[np.int64]
    raw: Array
    odds: Array


def round_of(table: Table, judged: Cases, penalty: float, seed: int) -> Round:
    fold = np.array(folds_of(int(table.texts.max()) + 1, seed))[table.texts]
    raw, odds = np.zeros(len(table.right)), np.zeros(len(table.right))
    for part in range(FOLDS):
        out = fold == part
        weights, base = fit(table.rows[~out], table.right[~out], table.names, penalty)
        raw[out] = unfamiliar(table.rows[out]) @ weights + base
    for part in range(FOLDS):
        others = judged & (fold != part)
        slope, offset = line_of(raw[others], table.right[others])
        odds[fold == part] = slope * raw[fold == part] + offset
    return Round(fold, raw, odds)


def line_of(odds: Array, right: Array) -> tuple[float, float]:
    """Slope and offset by which foretold log-odds become those of the texts that are judged: the logistic model of them alone."""
    weights, base = fit(odds[:, None], right, ("odds",), LINE)
    return float(weights[0]), base


def loss(odds: Array, right: Array) -> float:
    """The mean logarithmic loss."""
    return float(np.mean(np.logaddexp(0, np.where(right > 0, -odds, odds))))


def threshold_of(odds: Array, right: Array) -> float:
    """The least log-odds from which on no more than the allowed share is wrong.

    How many are wrong is the mean of how many were and how many were foretold to be: few texts alone would show too few of either.
    """
    order = np.argsort(-odds, kind="stable")
    wrong = np.cumsum(1 - right[order] + 1 / (1 + np.exp(odds[order]))) / 2
    fitting = np.flatnonzero(wrong <= np.arange(1, len(order) + 1) * WRONG_OF_HUNDRED / 100)
    if not len(fitting):
        return float(odds.max(initial=0.0)) + 1.0
    last = order[fitting[-1]], order[min(fitting[-1] + 1, len(order) - 1)]
    return float(odds[list(last)].mean())


class Ticked(NamedTuple):
    """What is called sure in a round: how many figures, how many of them right, how many of them that must be found."""

    figures: int
    right: int
    wanted: int


def ticked(material: Material, table: Table, odds: Array, fold: npt.NDArray[np.int64]) -> Ticked:
    """The sure ones of a round, by a threshold that the other folds taught."""
    allowed = material.allowed
    sure = np.zeros(len(odds), dtype=bool)
    for part in range(FOLDS):
        others, own = allowed & (fold != part), allowed & (fold == part)
        sure |= own & (odds >= threshold_of(odds[others], table.right[others]))
    wanted = np.array([case.wanted for case in material.cases])
    return Ticked(int(sure.sum()), int(table.right[sure].sum()), int(wanted[sure].sum()))


def calibration(odds: Array, right: Array) -> list[str]:
    """How many of the figures with a foretold chance are right, by bins of it."""
    chance = 1 / (1 + np.exp(-odds))
    lines = ["   foretold        n   mean   right"]
    for low, high in pairwise(BINS):
        inside = (chance >= low) & ((chance < high) if high < 1 else (chance <= 1))
        if inside.any():
            lines.append(f"{low:.2f} – {high:.2f}  {inside.sum():6}  {chance[inside].mean():.3f}   {right[inside].mean():.3f}")
    return lines


def report(material: Material, table: Table, rounds: Sequence[Round]) -> dict[str, float]:
    """Prints how the rounds came out; what of it the data file tells."""
    mean, judged = np.mean([one.odds for one in rounds], axis=0), material.judged
    right = table.right[judged]
    print(f"cross-validated by text: {len(right)} figures, {int(right.sum())} right, {material.wanted} to be found")
    print("\n".join(calibration(mean[judged], right)))
    sure = [ticked(material, table, mean, one.fold) for one in rounds]
    figures, good, wanted = (float(np.mean([getattr(one, part) for one in sure])) for part in Ticked._fields)
    precision, share = good / max(figures, 1), wanted / material.wanted
    by_round = sorted(one.right / max(one.figures, 1) for one in sure)
    print(
        f"sure: {figures:.0f} figures, precision {precision:.3f} ({by_round[0]:.3f} – {by_round[-1]:.3f}), {share:.3f} of the gold"
    )
    return {"figures": round(figures, 1), "precision": round(precision, 4), "share_of_gold": round(share, 4)}


def by_hand(material: Material, table: Table) -> None:
    """Prints what the rules' own sureness would have called sure."""
    sure = material.judged & np.array([case.traits.sure >= SURE for case in material.cases])
    share = np.array([case.wanted for case in material.cases])[sure].sum() / material.wanted
    precision = table.right[sure].mean()
    print(f"sure by the rules alone: {sure.sum()} figures, precision {precision:.3f}, {share:.3f} of the gold")


class Learned(NamedTuple):
    """A fitted model, and how it did on texts that had not taught it."""

    weights: dict[str, float]
    base: float
    threshold: float
    result: dict[str, float]


def learn(material: Material) -> Learned:
    """Chooses the penalty, cross-validates, prints, and fits on all."""
    table, judged = table_of(material), material.judged
    by_hand(material, table)
    losses = {}
    for penalty in PENALTIES:
        odds = np.mean([round_of(table, judged, penalty, seed).odds for seed in range(2)], axis=0)
        losses[penalty] = loss(odds[judged], table.right[judged])
    print("loss by penalty: " + ", ".join(f"{one:g}: {value:.4f}" for one, value in losses.items()))
    penalty = min(losses, key=lambda one: losses[one])

    rounds = [round_of(table, judged, penalty, seed) for seed in range(ROUNDS)]
    result = report(material, table, rounds)
    odds, allowed = np.mean([one.odds for one in rounds], axis=0), material.allowed
    threshold = threshold_of(odds[allowed], table.right[allowed])
    print(f"threshold: log-odds {threshold:.3f}, a chance of {1 / (1 + math.exp(-threshold)):.3f}, is told as {SURE}")

    weights, base = fit(table.rows, table.right, table.names, penalty)
    slope, offset = line_of(np.mean([one.raw for one in rounds], axis=0)[judged], table.right[judged])
    told = {name: round(slope * float(weight), 4) for name, weight in zip(table.names, weights, strict=True) if name != FAMILIAR}
    return Learned({name: weight for name, weight in told.items() if weight}, slope * base + offset, threshold, result)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path, metavar="FILE.jsonl")
    options.add_argument("--known", nargs="*", type=Path, default=[], metavar="FILE.jsonl")
    options.add_argument(
        "--outcomes", type=Path, default=OUTCOMES, metavar="FOLDER", help="of outcomes, if not benchmarks/outcomes"
    )
    options.add_argument("--to", type=Path, default=DATA, metavar="FILE.json", help="where to write, if not beside the reader")
    options.add_argument("--dry", action="store_true", help="print, but write nothing")
    asked = options.parse_args()
    known = Known.of(load(PROJECT / "seeds"))
    texts = [text for path in sorted(asked.outcomes.glob("*.jsonl")) for text in kept(path)]
    told = [(path, False) for path in asked.files] + [(path, True) for path in asked.known]
    texts += [read_of(one, known) for path, familiar in told for one in articles(path, familiar)]
    material, opinion = gather(texts)
    print(f"{len(texts)} texts, {len(material.cases)} figures")
    learned_of_them = learn(material)
    if not asked.dry:
        write(asked.to, learned_of_them, opinion, material)


def written(told: object) -> str:
    return json.dumps(told, ensure_ascii=False)


def write(path: Path, found: Learned, opinion: Contexts, material: Material) -> None:
    """The data file: a line for each weight and each context of the second opinion."""
    head = {
        "fitted": datetime.date.today().isoformat(),
        "texts": [one.name for one in material.texts if not one.familiar],
        "familiar_texts": [one.name for one in material.texts if one.familiar],
        "figures": len(material.cases),
        "cross_validated": found.result,
        "base": round(found.base, 4),
        "threshold": round(found.threshold, 4),
        "weights": found.weights,
    }
    lines = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    second = ",\n".join(f"  {written(context)}: {written(counts)}" for context, counts in opinion.items())
    path.write_text(f'{lines},\n "opinion": {{\n{second}\n }}\n}}\n', "utf-8")
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
