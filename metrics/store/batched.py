"""Accepted batches joined to the figures of a data folder that stand in the engine, whatever their number.

Of the folder's figures only those are read that a batch can repeat, contradict or correct (`met`); batches are joined to these by
the same code, and with the same messages, as to a folder in memory.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from metrics.data.figure_checks import STATED_TOGETHER
from metrics.data.rows import DataRow, DataTable
from metrics.data.seeds import Seeds
from metrics.errors import Problem
from metrics.intake.batches import Batch, Met, Reading, beside, met, whole
from metrics.store.engine import Connection, connect, drop, fill
from metrics.store.figures import FIGURE, Rows, figure
from metrics.store.large import is_large, small_tables
from metrics.store.text import FIGURES, figure_rows, figures_of

SHARED = ", ".join(STATED_TOGETHER)


@dataclass(frozen=True)
class Joined:
    """What is the case with the batches beside a folder: its nouns with theirs, the figures of theirs that count, the lines of the
    folder's figures that they correct, and why others are left out."""

    seeds: Seeds
    figures: Rows
    corrected: frozenset[int]
    left_out: Mapping[str, tuple[Problem, ...]]


def joined(base: Connection, folder: Path, found: Sequence[Batch], standing: str, last: int) -> Joined:
    """Batches, oldest first, joined to a folder that is sound, whose figures are the rows of `standing`, numbered up to `last`.

    DataError where the folder is not sound.
    """
    counting = [batch for batch in found if batch.kept == "accepted" and not batch.damage]
    own = _near(base, folder, met(counting), standing)
    loaded = beside(folder, None, own, found)
    kept = {row.line for row in loaded.tables[FIGURES].rows if not _is_imported(row.place)}
    before = first_numbers(found, last)
    figures = [
        figure(before[one.place.partition("/")[0]] + one.row - 1, one)
        for one in loaded.seeds.observations
        if _is_imported(one.place)
    ]
    return Joined(loaded.seeds, figures, frozenset(row.line for row in own[FIGURES].rows) - kept, loaded.left_out)


def _near(base: Connection, folder: Path, near: Collection[Met], standing: str) -> dict[str, DataTable]:
    """The rows of a sound folder, of its figures those alone that are near, by the lines that the rows of `standing` tell."""
    fill(base, "met", dict.fromkeys(STATED_TOGETHER, "VARCHAR"), sorted(near))
    lines = {line for (line,) in base.execute(f'SELECT "row" FROM {standing} SEMI JOIN met USING ({SHARED})').fetchall()}
    base.execute("DROP TABLE met")
    own = small_tables(base, folder)
    # each of the folder's sources has a figure there
    own[FIGURES] = DataTable(FIGURES, figure_rows(base, folder, lines), own["sources.csv"].keys)
    return own


def near_alone(folder: Path, near: Collection[Met]) -> tuple[dict[str, DataTable], list[Problem]]:
    """The rows of a large folder that was found sound, of its figures those alone that are near."""
    with connect() as base:
        return _near(base, folder, near, f'(SELECT nr AS "row", {SHARED} FROM ({figures_of(folder)}))'), []


def reading(folder: Path) -> Reading:
    """How a folder is read that figures are added to: of a large one only what they can meet."""
    return near_alone if is_large(folder) else whole


def figure_at(folder: Path, file: str, line: int) -> DataRow | None:
    """The row of the figures of a large folder in a line of a file, if it stands there."""
    with connect() as base:
        rows = figure_rows(base, folder, {line}) if line > 1 else []
    return next((row for row in rows if (row.place or row.file) == file), None)


def join_into(base: Connection, folder: Path, found: Sequence[Batch], seeds: Seeds, name: str) -> Seeds:
    """Join batches to the figures of a sound folder in the table `figure`, and to its nouns, which are given back with theirs.

    The figures that they correct go to the table `corrected`, so that they can be brought back; `made_of` tells the folder, and the
    last number of a figure of it.
    """
    made_of = 'CREATE TABLE made_of AS SELECT $name AS folder, coalesce(max(id), 0)::INTEGER AS "last" FROM figure'
    base.execute(made_of, {"name": name})
    now = joined(base, folder, found, "figure", last_of(base, "made_of")) if found else Joined(seeds, [], frozenset(), {})
    lines = {"lines": sorted(now.corrected)}
    base.execute('CREATE TABLE corrected AS SELECT * FROM figure WHERE list_contains($lines::INTEGER[], "row")', lines)
    if now.figures or now.corrected:
        fill(base, "imported", FIGURE, now.figures)
        base.execute("CREATE TABLE joined AS SELECT * FROM figure ANTI JOIN corrected USING (id) UNION ALL SELECT * FROM imported")
        drop(base, "figure")
        base.execute("ALTER TABLE joined RENAME TO figure; DROP TABLE imported")
    tell_left_out(base, now)
    return now.seeds


def last_of(base: Connection, made_of: str) -> int:
    """The last number of a figure of the folder that a build was made of."""
    return int(base.execute(f'SELECT "last" FROM {made_of}').fetchall()[0][0])


def tell_left_out(base: Connection, now: Joined) -> None:
    """Put into the table `left_out` which batches do not count, and why."""
    told = [(batch, str(problem)) for batch, problems in now.left_out.items() for problem in problems]
    fill(base, "left_out", {"batch": "VARCHAR", "told": "VARCHAR"}, told)


def first_numbers(found: Sequence[Batch], last: int) -> dict[str, int]:
    """By batch the number before that of its first figure; all have theirs, so that one that is taken back moves no other."""
    before = {}
    for batch in found:
        before[batch.batch] = last
        last += len(batch.rows[FIGURES])
    return before


def _is_imported(place: str) -> bool:
    """Does a row stand in a batch? Its place is that of a file in the batch's folder."""
    return "/" in place
