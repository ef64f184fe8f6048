"""What the reader makes of generated texts, class by class of wordings that are easily misread.

    .venv/bin/python -m benchmarks.reader_classes [--texts N] [--class NAME …] [--failures N]

Prints for each class: texts, core precision, recall and F1, full F1, and the share and precision of the figures handed out as sure.
With `--failures`, also the shortest texts of each class that were misread, with what was meant and what was read. Judges nothing.
"""

from __future__ import annotations

import argparse

from metrics.data.seeds import load
from metrics.extract import Figure, Known, read
from tests.extract.generated.corpus import CLASSES, articles
from tests.extract.generated.gold import Article, Gold, Score, compared, core
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
    total = Score()
    misread: dict[str, list[tuple[Article, tuple[Figure, ...]]]] = {}
    print("class          texts  core P     R    F1  full F1  sure share  precision")
    for name in CLASSES:
        if options.classes and name.partition(" ")[0] not in options.classes:
            continue
        score = Score()
        for article in articles(name, options.texts):
            found = read(article.text, known, **article.hints).figures
            total.add(found, article.figures)
            if not score.add(found, article.figures):
                misread.setdefault(name, []).append((article, found))
        print(line(name, score))
    print(line("all", total))
    if options.failures:
        for name, cases in misread.items():
            print(f"\n== {name}: {len(cases)} texts misread")
            for article, found in sorted(cases, key=lambda case: len(case[0].text))[: options.failures]:
                print(shown(article, found))


def line(name: str, score: Score) -> str:
    rates = (score.of("core", "wrong"), score.of("core", "missed"), score.f1("core"))
    return (
        f"{name:14} {score.texts:5}   {rates[0]:.3f} {rates[1]:.3f} {rates[2]:.3f}    {score.f1('full'):.3f}       "
        f"{score.sure_share:.3f}      {score.sure_precision:.3f}"
    )


def shown(article: Article, found: tuple[Figure, ...]) -> str:
    """The text, then `-` what was meant and not read, `+` what was read and not meant."""
    outcome = compared(found, article.figures, core)
    lines = [f"\n{article.name} (published {article.published or '–'}, {article.organization})", f"  {article.text}"]
    lines += [f"  - {slots(one)}" for one in outcome.missed]
    lines += [f"  + {slots(one)} (confidence {one.confidence:.2f}, rule {one.rule})" for one in outcome.wrong]
    return "\n".join(lines)


def slots(one: Figure | Gold) -> str:
    return " ".join(
        part
        for part in (one.indicator, f"{one.value:g}", one.unit, one.period_type, one.period or "?", one.status, one.breakdown)
        if part
    )


if __name__ == "__main__":
    main()
