"""Fits how sure the reader is of a figure, on texts whose figures people wrote down, and writes what it learned beside the reader.

    .venv/bin/python -m benchmarks.fit_confidence [FILE.jsonl …] [--known FILE.jsonl …] [--dry]

The files hold one text a line with its figures, as the scoring tool reads them. The rules were written with the texts of `--known`
in view and do better on them than on any other: they help to learn what makes a figure doubtful, but how many are right is taken
from the other files, and from the outcomes kept in benchmarks/outcomes (`benchmarks.outcomes` writes them): what the reader made of
texts before its rules knew them. A text may be among both: its figures of then are judged, those of now are familiar. Prints
calibration, precision and share of what is sure, cross-validated by look: the texts of a file, which were read on one day and are
alike, are judged by what the other files taught; where there is one file only, by text. `--dry` writes nothing.

    .venv/bin/python -m benchmarks.fit_confidence --threshold [--dry]

leaves the weights and sets only from which log-odds on a figure is sure, by the outcomes of texts that taught the weights nothing.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import os
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
from metrics.extract.confidence import SURE, SURE_ODDS, Confidence, may_be_sure, named
from metrics.extract.opinion import Opinion, Seen
from metrics.extract.traits import Traits

DATA = PROJECT / "metrics" / "extract" / "confidence.json"
OUTCOMES = PROJECT / "benchmarks" / "outcomes"
FOLDS, ROUNDS = 10, 5
# of a hundred figures that are called sure, at most so many may be wrong
WRONG_OF_HUNDRED = 9.0
# the same of texts that were read after the weights were fitted; fewer, as nothing else holds the threshold
WRONG_OF_NEW = 2.0
# how strongly weights are held near zero; the smallest loss on texts not learned from wins
PENALTIES = (10.0, 30.0, 100.0)
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
    # of each text name in order, the look that it was first read in; nothing for one that no look had
    looks: tuple[str, ...]

    @property
    def by_look(self) -> bool:
        return len({*filter(None, self.looks)}) > 1

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


def folds_of(looks: Sequence[str], seed: int) -> list[int]:
    """The fold of each text: that of its look, if there are several; the others are dealt out."""
    order = list(range(len(looks)))
    random.Random(seed).shuffle(order)
    names = sorted({*filter(None, looks)})
    if len(names) < 2:
        return [place % FOLDS for place in order]
    return [names.index(look) if look else len(names) + place % FOLDS for look, place in zip(looks, order, strict=True)]


def learned(numbers: Iterable[Seen]) -> Contexts:
    """The second opinion's counts of the contexts in which more than one number was seen."""
    counts: dict[str, Counter[str]] = {}
    for one in numbers:
        for context in (*one.contexts, *one.before):
            counts.setdefault(context, Counter())[one.code] += 1
    return {context: dict(sorted(own.items())) for context, own in sorted(counts.items()) if own.total() > 1}


def gather(by_look: Mapping[str, Sequence[Read]]) -> tuple[Material, Contexts]:
    """What the reader made of the texts, each judged by a second opinion that the others taught; the opinion that all teach."""
    texts = [one for own in by_look.values() for one in own]
    look_of = {one.name: look for look, own in by_look.items() for one in own if not one.familiar}
    # the same text may have been read twice, now and before the rules knew it
    numbers = {one.name: one.numbers for one in texts}
    places = {name: place for place, name in enumerate(numbers)}
    looks = tuple(look_of.get(name, "") for name in places)
    fold = folds_of(looks, 0)
    opinions = [
        Opinion(learned(one for name, own in numbers.items() if fold[places[name]] != part for one in own))
        for part in range(max(fold, default=0) + 1)
    ]
    cases = []
    for text in texts:
        place = places[text.name]
        for verdict, traits, seen in text.outcomes:
            if verdict != "ignored":
                judged = traits._replace(**opinions[fold[place]].judged(seen)._asdict())
                cases.append(Case(place, text.familiar, judged, verdict != "wrong", verdict == "right"))
    return Material(tuple(texts), tuple(cases), looks), learned(one for own in numbers.values() for one in own)


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


def round_of(material: Material, table: Table, penalty: float, seed: int) -> Round:
    judged = material.judged
    fold = np.array(folds_of(material.looks, seed))[table.texts]
    raw, odds = np.zeros(len(table.right)), np.zeros(len(table.right))
    parts = [int(part) for part in np.unique(fold[judged])]
    for part in parts:
        out = fold == part
        weights, base = fit(table.rows[~out], table.right[~out], table.names, penalty)
        raw[out] = unfamiliar(table.rows[out]) @ weights + base
    for part in parts:
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


def sure_of(material: Material, table: Table, odds: Array, fold: npt.NDArray[np.int64]) -> Cases:
    """The sure ones of a round, by a threshold that the other folds taught."""
    allowed = material.allowed
    sure = np.zeros(len(odds), dtype=bool)
    for part in np.unique(fold[allowed]):
        others, own = allowed & (fold != part), allowed & (fold == part)
        sure |= own & (odds >= threshold_of(odds[others], table.right[others]))
    return sure


def ticked(material: Material, table: Table, sure: Cases) -> Ticked:
    wanted = np.array([case.wanted for case in material.cases])
    return Ticked(int(sure.sum()), int(table.right[sure].sum()), int(wanted[sure].sum()))


def of_looks(material: Material, table: Table, sure: Cases) -> list[str]:
    """What is called sure in each look, by what the others taught."""
    names = {text: place for place, text in enumerate(dict.fromkeys(one.name for one in material.texts))}
    looks = np.array(material.looks)
    lines = ["   look                 sure   right   of the gold"]
    for look in sorted({*filter(None, looks)}):
        own = ticked(material, table, sure & material.judged & (looks[table.texts] == look))
        wanted = sum(one.wanted for one in material.texts if not one.familiar and looks[names[one.name]] == look)
        lines.append(f"   {look:18} {own.figures:6}   {own.right / max(own.figures, 1):.3f}   {own.wanted / max(wanted, 1):.3f}")
    return lines


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
    way = "look" if material.by_look else "text"
    print(f"cross-validated by {way}: {len(right)} figures, {int(right.sum())} right, {material.wanted} to be found")
    print("\n".join(calibration(mean[judged], right)))
    if material.by_look:
        print("\n".join(of_looks(material, table, sure_of(material, table, mean, rounds[0].fold))))
    sure = [ticked(material, table, sure_of(material, table, mean, one.fold)) for one in rounds]
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
        odds = np.mean([round_of(material, table, penalty, seed).odds for seed in range(1 if material.by_look else 2)], axis=0)
        losses[penalty] = loss(odds[judged], table.right[judged])
    print("loss by penalty: " + ", ".join(f"{one:g}: {value:.4f}" for one, value in losses.items()))
    penalty = min(losses, key=lambda one: losses[one])

    # looks cannot be dealt out in other ways
    rounds = [round_of(material, table, penalty, seed) for seed in range(1 if material.by_look else ROUNDS)]
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
    options.add_argument("--threshold", action="store_true", help="set the threshold only, by outcomes that taught nothing")
    options.add_argument("--dry", action="store_true", help="print, but write nothing")
    asked = options.parse_args()
    if asked.threshold:
        set_threshold(asked.outcomes, asked.to, dry=asked.dry)
        return
    known = Known.of(load(PROJECT / "seeds"))
    texts: dict[str, list[Read]] = {path.stem: kept(path) for path in sorted(asked.outcomes.glob("*.jsonl"))}
    told = [(path, False) for path in asked.files] + [(path, True) for path in asked.known]
    for path, familiar in told:
        texts[str(path)] = [read_of(one, known) for one in articles(path, familiar)]
    material, opinion = gather(texts)
    print(f"{len(material.texts)} texts, {len(material.cases)} figures")
    learned_of_them = learn(material)
    if not asked.dry:
        write(asked.to, learned_of_them, opinion, material)


class Stand(NamedTuple):
    """A figure of a text that taught the weights nothing: its log-odds, whether it is right, whether it must be found."""

    odds: float
    right: bool
    wanted: bool


def cut_of(stands: Iterable[Stand]) -> float:
    """The least log-odds from which on no more than the allowed share of the new texts' figures is wrong."""
    order = sorted(stands, key=lambda one: -one.odds)
    wrong, cut = 0, order[0].odds + 1 if order else SURE_ODDS
    for place, one in enumerate(order, 1):
        wrong += not one.right
        # of equally likely ones all are sure or none
        is_last = place == len(order) or order[place].odds < one.odds
        if is_last and wrong <= place * WRONG_OF_NEW / 100:
            cut = one.odds
    return cut


def told_of(stands: Sequence[Stand], cut: float, wanted: int) -> dict[str, float]:
    """What is called sure from a threshold on, as the data file tells it."""
    sure = [one for one in stands if one.odds >= cut]
    right, found = sum(one.right for one in sure), sum(one.wanted for one in sure)
    return {
        "figures": len(sure),
        "precision": round(right / max(len(sure), 1), 4),
        "share_of_gold": round(found / max(wanted, 1), 4),
    }


def set_threshold(outcomes: Path, path: Path, *, dry: bool) -> None:
    """Sets the threshold by the looks that taught the weights nothing; prints each, by what the others would set as well."""
    told = json.loads(path.read_text("utf-8"))
    confidence, opinion = Confidence.of(told["weights"], told["base"], told["threshold"]), Opinion(told["opinion"])
    stands: dict[str, list[Stand]] = {}
    wanted: Counter[str] = Counter()
    for file in sorted(outcomes.glob("*.jsonl")):
        for text in kept(file):
            if text.name in told["texts"]:
                continue
            wanted[file.stem] += text.wanted
            for verdict, plain, seen in text.outcomes:
                traits = plain._replace(**opinion.judged(seen)._asdict())
                if verdict != "ignored" and may_be_sure(traits):
                    stand = Stand(confidence.log_odds(traits), verdict != "wrong", verdict == "right")
                    stands.setdefault(file.stem, []).append(stand)
    if not stands:
        raise SystemExit("the weights were fitted on all of these outcomes: the threshold needs texts that taught them nothing")
    everything = [one for own in stands.values() for one in own]
    cut = math.floor(cut_of(everything) * 10_000) / 10_000
    print(f"threshold {told['threshold']}, now {cut}\nfigures, right, of the gold: before; by the other looks; now")
    for look, own in stands.items():
        others = cut_of(one for name, those in stands.items() if name != look for one in those)
        parts = [told_of(own, one, wanted[look]) for one in (told["threshold"], others, cut)]
        print(f"   {look:18}" + "; ".join(" ".join(f"{value:g}" for value in part.values()) for part in parts))
    before, now = (told_of(everything, one, wanted.total()) for one in (told["threshold"], cut))
    print(f"all before: {before}\nall now: {now}")
    if not dry:
        head = f' "threshold": {written(told["threshold"])},'
        path.write_text(path.read_text("utf-8").replace(head, f' "threshold": {written(cut)},', 1), "utf-8")


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
    }
    lines = [f' "{name}": {written(value)}' for name, value in head.items()]
    for name, inside in (("weights", found.weights), ("opinion", opinion)):
        own = ",\n".join(f"  {written(one)}: {written(told)}" for one, told in inside.items())
        lines.append(f' "{name}": {{\n{own}\n }}')
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
