"""What the reader made of labelled texts, figure by figure, kept so that its confidence can be fitted anew after its rules changed.

    .venv/bin/python -m benchmarks.outcomes TEXTS.jsonl … --to benchmarks/outcomes/NAME.jsonl

Write it while the rules have not seen the texts: whoever looks at the errors mends them, and from then on the texts tell no longer
how often the reader errs on new ones. A line for each text: its name, how many of its figures must be found, each figure with its
traits and whether it was right, and how the second opinion sees each number. No word of the text is in it.

A trait that is thought of later is added so: `git worktree add --detach OLD TAG`, where TAG is the reader as it was (`first-look`);
into OLD copy `metrics/extract/traits.py`, `opinion.py`, `confidence.py` and `benchmarks/` as they are now, and hand on in
`figures.py` (`Ground`) what the traits ask; run the command there, on the same texts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.labelled import Article, articles, verdicts
from metrics.data.seeds import load
from metrics.extract import Known
from metrics.extract.opinion import NOTHING, Judged, Opinion, Seen, class_of, contexts_before, contexts_of
from metrics.extract.reader import Found, find
from metrics.extract.traits import Traits, seen_of, traits_of

PROJECT = Path(__file__).resolve().parent.parent
# what the second opinion tells is told anew at each fit, by what the other texts teach
UNTAUGHT = Opinion({})
OWN = tuple(trait for trait in Traits._fields if trait not in Judged._fields)


class Outcome(NamedTuple):
    """A figure: `right`, `optional` (right, but it need not be found), `wrong` or `ignored` (it counts neither way).

    Its traits without those of the second opinion, and how that sees its number.
    """

    verdict: str
    traits: Traits
    seen: Seen


class Read(NamedTuple):
    """What the reader made of a text.

    `familiar`: its rules knew the text. `wanted`: how many figures must be found. `numbers`: all numbers, and what they are.
    """

    name: str
    familiar: bool
    wanted: int
    outcomes: tuple[Outcome, ...]
    numbers: tuple[Seen, ...]


def read_of(article: Article, known: Known) -> Read:
    """What the reader makes of a text now."""
    found = find(article.text, known, **article.hints)
    told = verdicts([ground.figure for ground in found.grounds], article.figures)
    traits = traits_of(found.grounds, found.unread, article.hints["published"], UNTAUGHT)
    outcomes = (
        Outcome(_verdict(verdict), trait, seen_of(ground))
        for verdict, trait, ground in zip(told, traits, found.grounds, strict=True)
    )
    return Read(article.name, article.familiar, article.wanted, tuple(outcomes), tuple(_numbers(found, article)))


def _verdict(told: dict[str, Any] | bool | None) -> str:
    if not isinstance(told, dict):
        return "ignored" if told is None else "wrong"
    return "optional" if told.get("optional") else "right"


def _numbers(found: Found, article: Article) -> list[Seen]:
    """The numbers of a text as the second opinion sees them, and what people wrote down that they are."""
    spans = []
    for gold in article.figures:
        quote = str(gold.get("quote") or "\0")
        start = found.text.find(quote)
        code = class_of(gold["indicator"], gold.get("unit") or "", gold.get("status") or "reported")
        spans.append((start, start + len(quote), abs(float(gold["value"])), code))
    seen = []
    for passage in found.passages:
        for place, mark in enumerate(passage.marks):
            if mark.amount is None:
                continue
            first, last = passage.starts[mark.first], passage.ends[mark.last - 1]
            values = {abs(mark.amount.value), mark.amount.of, mark.amount.high}
            # a quote may begin after the bound of its number
            codes = (code for start, end, value, code in spans if 0 <= start < last and first < end and value in values)
            seen.append(Seen(next(codes, NOTHING), contexts_of(passage, place, mark), contexts_before(passage, place, mark)))
    return seen


def kept(path: Path) -> list[Read]:
    """The texts of a file of outcomes, as texts that the rules do not know. An error tells a trait that the file lacks."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        told = json.loads(line)
        outcomes = []
        for verdict, traits, seen in told["outcomes"]:
            lacking = [trait for trait in OWN if trait not in traits]
            if lacking:
                raise SystemExit(
                    f"{path.name} lacks the trait {lacking[0]}: write it again with the reader of its day ({__name__})"
                )
            own = {trait: traits[trait] for trait in OWN}
            outcomes.append(Outcome(verdict, Traits(**own, **UNTAUGHT.judged(Seen("", [], []))._asdict()), Seen(*seen)))
        numbers = tuple(Seen(*one) for one in told["numbers"])
        found.append(Read(told["text"], False, told["wanted"], tuple(outcomes), numbers))
    return found


def keep(path: Path, texts: Sequence[Read]) -> None:
    """Writes a file of outcomes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = []
    for one in texts:
        outcomes = [[verdict, {trait: getattr(traits, trait) for trait in OWN}, seen] for verdict, traits, seen in one.outcomes]
        told = {"text": one.name, "wanted": one.wanted, "outcomes": outcomes, "numbers": one.numbers}
        lines.append(json.dumps(told, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), "utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="+", type=Path, metavar="TEXTS.jsonl")
    options.add_argument("--to", type=Path, required=True, metavar="OUTCOMES.jsonl")
    asked = options.parse_args()
    known = Known.of(load(PROJECT / "seeds"))
    texts = [read_of(one, known) for path in asked.files for one in articles(path, familiar=False)]
    keep(asked.to, texts)
    print(f"{asked.to.name}: {len(texts)} texts, {sum(len(one.outcomes) for one in texts)} figures")


if __name__ == "__main__":
    main()
