"""What the reader makes of generated texts, class by class of wordings that are easily misread.

    .venv/bin/python -m benchmarks.reader_classes [--texts N] [--class NUMBER …] [--failures N]

Prints for each class: texts, core precision, recall and F1, full F1, and the share and precision of the figures handed out as sure;
then for each change of a text that should leave its figures as they were, how many texts it does. With `--failures`, also the
shortest texts of each class that were misread, with what was meant and what was read, and the texts that a change misled.
Judges nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from metrics.data.seeds import load
from metrics.extract import Figure, Known, read
from tests.extract.generated.changes import HARMLESS, OTHERS, holds, pairs, paragraphs_swapped
from tests.extract.generated.corpus import CLASSES, articles
from tests.extract.generated.gold import Article, Gold, Score, compared, full
from tests.folders import SEEDS

TEXTS = 400


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--texts", type=int, default=TEXTS, help="texts of each class")
    arguments.add_argument(
        "--class", dest="classes", nargs="*", choices=[one.partition(" ")[0] for one in CLASSES], help="only these"
    )
    arguments.add_argument("--failures", type=int, default=0, help="print so many of the shortest misread texts of each class")
    options = arguments.parse_args()
    known = Known.of(load(SEEDS))
    total, texts = Score(), []
    misread: dict[str, list[tuple[Article, tuple[Figure, ...]]]] = {}
    print("class          texts  core P     R    F1  full F1  sure share  precision")
    for name in CLASSES:
        if options.classes and name.partition(" ")[0] not in options.classes:
            continue
        score = Score()
        made = articles(name, options.texts)
        texts += made
        for article in made:
            found = read(article.text, known, **article.hints).figures
            total.add(found, article.figures)
            if not score.add(found, article.figures):
                misread.setdefault(name, []).append((article, found))
        print(line(name, score))
    print(line("all", total))
    print("\nchange               texts   kept")
    misled = {}
    for change, outcomes in changed(texts, known):
        print(f"{change:20} {len(outcomes):5}  {sum(outcomes.values()) / max(1, len(outcomes)):.3f}")
        misled[change] = [name for name, held in outcomes.items() if not held]
    if options.failures:
        for name, cases in misread.items():
            print(f"\n== {name}: {len(cases)} texts misread")
            for article, found in sorted(cases, key=lambda case: len(case[0].text))[: options.failures]:
                print(shown(article, found))
        print("\n== changes that mislead")
        for change, names in misled.items():
            print(f"{change}: {len(names)}: {', '.join(names[:5])}")


def changed(texts: list[Article], known: Known) -> Iterator[tuple[str, dict[str, bool]]]:
    """Each change with whether the figures of each text stayed as they should."""
    for change in HARMLESS:
        yield change.__name__, {one.name: holds(change, one, known) for one in texts}
    for true in OTHERS:
        yield true.__name__, {one.name: true(one, known) for one in texts}
    yield "paragraphs_swapped", {f"{a.name} {b.name}": paragraphs_swapped(a, b, known) for a, b in pairs(texts)}


def line(name: str, score: Score) -> str:
    rates = (score.of("core", "wrong"), score.of("core", "missed"), score.f1("core"))
    return (
        f"{name:14} {score.texts:5}   {rates[0]:.3f} {rates[1]:.3f} {rates[2]:.3f}    {score.f1('full'):.3f}       "
        f"{score.sure_share:.3f}      {score.sure_precision:.3f}"
    )


def shown(article: Article, found: tuple[Figure, ...]) -> str:
    """The text, then `-` what was meant and not read, `+` what was read and not meant."""
    outcome = compared(found, article.figures, full)
    lines = [f"\n{article.name} (published {article.published or '–'}, {article.organization})", f"  {article.text}"]
    lines += [f"  - {slots(one)}" for one in outcome.missed]
    lines += [f"  + {slots(one)} (confidence {one.confidence:.2f}, rule {one.rule})" for one in outcome.wrong]
    return "\n".join(lines)


def slots(one: Figure | Gold) -> str:
    """What a figure states, without what is plain."""
    number = f"{one.value:g}" if one.denominator is None else f"{one.value:g}/{one.denominator:g}"
    plain = ("eq", "reported")
    parts = (one.indicator, number, one.unit, one.period_type, one.period or "?", one.status, one.qualifier, one.breakdown)
    return " ".join([*(part for part in parts if part and part not in plain), f"@{one.organization}"])


if __name__ == "__main__":
    main()
