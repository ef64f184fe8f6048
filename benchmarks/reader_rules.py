"""How many texts each rule of the reader serves: a rule that serves a single one may be tuned to its sentence.

    .venv/bin/python -m benchmarks.reader_rules FILE.jsonl …

The files hold one text a line with its figures, as the scoring tool reads them. Prints for each rule that names figures, then for
each way in which acts are told, in how many texts it reads a figure, and how many of its figures are right and wrong by the core
rules; those that count neither way are left out. Then which rules and ways serve one text, and which, or none. Judges nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.labelled import Article, articles, verdicts
from metrics.data.seeds import load
from metrics.extract import Known
from metrics.extract.reader import find
from metrics.extract.records import NAMING, WAYS

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@dataclass(slots=True)
class Served:
    """The texts in which a rule reads a figure, and how many of its figures are right and wrong."""

    texts: dict[str, None] = field(default_factory=dict)
    right: int = 0
    wrong: int = 0


def served(texts: Sequence[Article], known: Known) -> dict[str, Served]:
    """What each rule and each way serves, by its name."""
    found = {one.name: Served() for one in (*NAMING, *WAYS)}
    for article in texts:
        grounds = find(article.text, known, **article.hints).grounds
        judged = verdicts([ground.figure for ground in grounds], article.figures)
        for ground, verdict in zip(grounds, judged, strict=True):
            for name in filter(None, (ground.figure.rule, ground.draft.way)):
                own = found[name]
                own.texts[article.name] = None
                own.right += bool(verdict)
                own.wrong += verdict is False
    return found


def table(title: str, names: Iterable[str], found: dict[str, Served]) -> Iterator[str]:
    """A line for each name, those that serve most texts first."""
    yield f"{title:31} texts  right  wrong"
    for name in sorted(names, key=lambda one: -len(found[one].texts)):
        own = found[name]
        yield f"{name:30} {len(own.texts):6} {own.right:6} {own.wrong:6}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    texts = [one for path in options.parse_args().files for one in articles(path, False)]
    found = served(texts, Known.of(load(SEEDS)))
    print(f"{len(texts)} texts\n")
    print(*table("rule", (one.name for one in NAMING), found), sep="\n")
    print("", *table("way of telling an act", (one.name for one in WAYS), found), sep="\n")
    for count, title in ((1, "serve one text"), (0, "serve none")):
        few = {name: own for name, own in found.items() if len(own.texts) == count}
        print(f"\n{title}: {len(few)}")
        print(*(" ".join(["  ", name, *own.texts]) for name, own in few.items()), sep="\n")


if __name__ == "__main__":
    main()
