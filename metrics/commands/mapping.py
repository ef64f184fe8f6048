"""`import --propose-map` and `import --map`: a table in anybody's own form, read as a mapping says."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from metrics.commands.printing import narrate
from metrics.data.seeds import Seeds
from metrics.intake import batches
from metrics.intake.batches import Loaded
from metrics.intake.drafts import Draft
from metrics.intake.mapping.figures import Read, read
from metrics.intake.mapping.kept import fitted, keep, proposed, read_map, was_kept, written
from metrics.intake.mapping.model import MapError, Mapping, Question
from metrics.intake.mapping.periods import period_given
from metrics.intake.mapping.propose import Catalogue
from metrics.intake.mapping.table import Table
from metrics.intake.review import date_typed

# rows from which on the progress is told
MANY_ROWS = 2_000


Tables = tuple[Table, ...]


def propose_map(options: argparse.Namespace, loaded: Loaded, tables: Tables) -> int:
    """Write how a file seems to be read, and tell what a person must answer in it."""
    catalogue = Catalogue.of(loaded.seeds)
    mapping = _told(options, proposed(tables, catalogue, batches.home()))
    if was_kept(tables, catalogue, batches.home()):
        narrate("tables of this shape were read before: what was decided then is proposed")
    text = written(mapping)
    if options.propose_map == "-":
        sys.stdout.write(text)
    else:
        _write(Path(options.propose_map), text)
    found = read(tables, mapping, catalogue, loaded.seeds.sources)
    for message in found.draft.told:
        narrate(message)
    for problem in found.draft.faults:
        narrate(problem)
    _ask(found, options.propose_map)
    narrate(f"{found.draft.figures} figures would be read; {len(found.questions)} questions are open in {options.propose_map}")
    return 0


class Mapped(NamedTuple):
    """What a mapping makes of a file: the draft, and what is kept for the next file of its shape."""

    draft: Draft
    mapping: Mapping
    tables: Tables

    def keep_for_next(self, seeds: Seeds) -> None:
        """Keep a mapping whose figures were accepted for the next file of its shape."""
        keep(batches.home(), self.mapping, self.tables, Catalogue.of(seeds))


def mapped(options: argparse.Namespace, loaded: Loaded, tables: Tables) -> Mapped:
    """The draft of a file as its mapping reads it. MapError where questions are open, each told."""
    catalogue = Catalogue.of(loaded.seeds)
    mapping = _told(options, fitted(read_map(Path(options.map), catalogue), tables, catalogue))
    if mapping.digest != read_map(Path(options.map), catalogue).digest:
        narrate(
            "the mapping was made for another file of this shape: what it says of date, address and periods does not count here"
        )
    rows = sum(len(table.rows) for table in tables)
    found = read(tables, mapping, catalogue, loaded.seeds.sources, _progress if rows >= MANY_ROWS else lambda share: None)
    for message in found.draft.told:
        narrate(message)
    if found.questions:
        _ask(found, options.map)
        text = "{number} questions are open; answer them in {file} and nothing else is needed. Nothing was imported."
        raise MapError(text, number=len(found.questions), file=options.map)
    return Mapped(found.draft, mapping, tables)


def _told(options: argparse.Namespace, mapping: Mapping) -> Mapping:
    """The mapping with what the options say of source and period."""
    told = {name: getattr(options, name) for name in ("publisher", "published", "url") if getattr(options, name)}
    if "published" in told:
        told["published"] = date_typed(told["published"])
    if options.period:
        try:
            period_given(options.period)
        except ValueError:
            options.wrong_usage(f"{options.period!r} is no period; write 2024, 2024-H1, 2024-Q2, 2024-06 or 2024-06-30")
        told["sheets"] = tuple(replace(sheet, period=options.period) for sheet in mapping.sheets)
    return replace(mapping, **told)


def _ask(found: Read, file: str) -> None:
    for question in found.questions:
        narrate(f"{file}: {_where(question)}: {question.text}")
        if question.accepted:
            narrate(f"    such as {', '.join(question.accepted)}")


def _where(question: Question) -> str:
    if question.key in ("publisher", "published", "url"):
        return f"[source] {question.key}"
    about = f' "{question.about}"' if question.about else ""
    return f"[[sheet]] {question.sheet or 'the only one'}: {question.key}{about}"


def _progress(share: float) -> None:
    """A line that is written over, for a person who waits at a terminal."""
    if sys.stderr.isatty():
        print(f"\r{share:4.0%}", end="" if share < 1 else "\n", file=sys.stderr, flush=True)


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise MapError("{file} is there already and is left as it is; name another file for the mapping", file=path) from error
    except OSError as error:
        raise MapError("{file} cannot be written ({error})", file=path, error=error.strerror or error) from error
