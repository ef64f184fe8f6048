"""Imported figures joined to a data folder: accepted all or none, corrected; what does not fit is left out, and named."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import Literal

from metrics.data import disk
from metrics.data.checks import RANKED_ONCE
from metrics.data.figure_checks import KEY, STATED_TOGETHER
from metrics.data.history import release_on, tables_of_release
from metrics.data.index_metrics import with_index_metrics
from metrics.data.rows import FILES, NAMED, DataRow, DataTable, shown
from metrics.data.seeds import Seeds, in_order, problems_of, seeds_of, tables_of
from metrics.errors import N_, DataError, Problem
from metrics.intake import batch_files
from metrics.intake.actor import Actor
from metrics.intake.batch_files import Batch, BatchError, alone, batches, find, home, undo, write
from metrics.intake.comparison import compared
from metrics.intake.damage import unreadable_cells
from metrics.intake.drafts import ADDED, DRAFT, Cells, Draft, row_of
from metrics.spelling import search_key
from metrics.vocabulary import Source

__all__ = [
    "Batch",
    "BatchError",
    "Loaded",
    "Reading",
    "accept",
    "batches",
    "beside",
    "correct",
    "described",
    "find",
    "home",
    "meeting",
    "met",
    "problems",
    "redo",
    "same",
    "undo",
    "whole",
    "with_batches",
    "words_compared",
]

OBSERVATIONS = "observations.csv"
# the columns that figures share which can contradict each other
BETWEEN = {OBSERVATIONS: STATED_TOGETHER, "rankings.csv": RANKED_ONCE}
# the column that tells the province of a figure or rank
ABOUT = {OBSERVATIONS: "organization", "rankings.csv": "province"}
# the column of the names that figures refer to
NAMES = {"organizations.csv": "organization", "sources.csv": "source", "indicators.csv": "indicator"}
NAMED_BY_DRAFTS = ("organizations.csv", "sources.csv")
# the cells of figures in the columns STATED_TOGETHER, and what gives the rows of a folder that have them
Met = tuple[str, ...]
Reading = Callable[[Path, Collection[Met]], tuple[Mapping[str, DataTable], list[Problem]]]
State = Literal["accepted", "undone", "in_seeds", "left_out", "damaged"]


# a data folder with its batches --------------------------------------------------------------------------------------
def whole(folder: Path, near: Collection[Met]) -> tuple[dict[str, DataTable], list[Problem]]:
    """All rows of a data folder, whatever is near."""
    return tables_of(folder)


@dataclass(frozen=True)
class Loaded:
    """A data folder with the batches that were accepted beside it. What does not fit is left out, and named."""

    folder: Path
    home: Path | None
    seeds: Seeds
    batches: tuple[Batch, ...]
    left_out: Mapping[str, tuple[Problem, ...]]
    # the rows of the folder alone, and with those of its batches
    own: Mapping[str, DataTable]
    tables: Mapping[str, DataTable]
    # the day whose knowledge they are, and the release in force on it; empty: now
    as_of: str = ""
    release: str = ""
    # how the folder was read: some leave out figures that nothing was known to meet
    read: Reading = whole
    # what the folder and the batches were before they were read; nothing where nobody looked
    seen: tuple[object, ...] = ()

    def stands(self, folder: Path, home: Path) -> bool:
        """Whether these surely are the data of a folder and a home as they are now."""
        return bool(self.seen) and not self.as_of and self.seen == _seen(folder, home)

    def state(self, batch: Batch) -> State:
        """Whether a batch counts, and if not, why."""
        if batch.kept != "accepted":
            return batch.kept
        if batch.damage:
            return "damaged"
        return "left_out" if batch.batch in self.left_out else "accepted"

    def row_at(self, place: str, line: int) -> DataRow | None:
        """The row of a figure that counts, by the file and line that evidence gives."""
        file = _file(place)
        rows = self.tables[file].rows if file in self.tables else ()
        return next((row for row in rows if (row.place or row.file) == place and row.line == line), None)


def _seen(folder: Path, home: Path | None) -> tuple[object, ...]:
    state = disk.state(folder)
    return (folder, state, home, batch_files.stamp(home)) if state and home else ()


def _file(place: str) -> str:
    return place.rpartition("/")[2]


def with_batches(folder: Path, home: Path | None, as_of: str = "", read: Reading = whole, draft: Draft | None = None) -> Loaded:
    """A data folder and what was imported beside it; without a home the folder alone. DataError where that itself is wrong.

    `read` may leave out figures of the folder that neither a batch nor the draft can meet. With a day they are as they were known
    at its end, in UTC: the data of the last release up to it, and the batches that counted then. AsOfError where that cannot be
    told.
    """
    release = release_on(folder, as_of) if as_of else ""
    seen = _seen(folder, home)
    found = batches(home) if home else ()
    near = met((*found, draft) if draft else found)
    own, problems = (tables_of_release(folder, release), list[Problem]()) if release else read(folder, near)
    if problems:
        raise DataError(in_order([*problems, *(seeds_of(own)[1] if own else ())]))
    if as_of:
        found = tuple(replace(batch, kept=kept) for batch in found if (kept := batch.kept_on(as_of, release)))
    return replace(beside(folder, home, own, found), as_of=as_of, release=release, read=read, seen=seen)


def meeting(loaded: Loaded, draft: Draft) -> Loaded:
    """The same data with every figure of the folder that a draft can meet."""
    return loaded if loaded.read is whole else with_batches(loaded.folder, loaded.home, read=loaded.read, draft=draft)


def beside(folder: Path, home: Path | None, own: Mapping[str, DataTable], found: Sequence[Batch]) -> Loaded:
    """Batches joined to the rows of a data folder, which are sound; of its figures those are enough that the batches can meet
    (`met`). DataError where the folder itself is wrong."""
    left_out = {batch.batch: batch.damage for batch in found if batch.damage and batch.kept == "accepted"}
    fitting = [batch for batch in found if batch.kept == "accepted" and not batch.damage]
    seeds, tables, problems = _joined(own, fitting)
    if problems:
        fitting, misfits = _fitting(own, fitting)
        left_out |= misfits
        seeds, tables, problems = _joined(own, fitting)
    if seeds is None:
        raise DataError(problems)
    return Loaded(folder, home, seeds, tuple(found), left_out, own, tables)


def met(found: Iterable[Batch | Draft]) -> set[Met]:
    """What figures have in the columns STATED_TOGETHER that batches or drafts can repeat, contradict or correct."""
    rows = (row for one in found for row in (*one.rows[OBSERVATIONS], *one.replaced) if row.file == OBSERVATIONS)
    return {tuple(row[column] for column in STATED_TOGETHER) for row in rows}


def _fitting(own: Mapping[str, DataTable], added: Sequence[Batch]) -> tuple[list[Batch], dict[str, tuple[Problem, ...]]]:
    """The batches that count where not all can, and why the others do not: oldest first, each counts if the whole then still
    checks. DataError where the folder itself is wrong.

    Of a whole that is sound only what lies around the batch needs a look, so that many misfits take no longer than one.
    """
    if problems := _joined(own, ())[2]:
        raise DataError(problems)
    join, fitting, left_out = _Join(own), [], {}
    for batch in added:
        with_it = join.copy()
        with_it.add(batch)
        if problems := [*with_it.problems, *problems_of(with_it.around(batch))]:
            left_out[batch.batch] = tuple(problems)
        else:
            join = with_it
            fitting.append(batch)
    return fitting, left_out


def _joined(own: Mapping[str, DataTable], added: Sequence[Batch]) -> tuple[Seeds | None, dict[str, DataTable], list[Problem]]:
    """The tables with the rows of batches after their own. A row that stands there already, cell by cell, is not repeated."""
    join = _Join(own)
    for batch in added:
        join.add(batch)
    tables = join.tables()
    seeds, problems = seeds_of(tables)
    return (None if join.problems else seeds), tables, [*join.problems, *problems]


class _Join:
    """Rows of batches put after those of a data folder."""

    def __init__(self, tables: Mapping[str, DataTable]) -> None:
        self._tables = tables
        self._rows = {file: list(table.rows) for file, table in tables.items()}
        self._held = {file: {row.stated for row in table.rows} for file, table in tables.items() if file in ADDED}
        self.problems: list[Problem] = []

    def holds(self, row: DataRow) -> bool:
        return row.stated in self._held[row.file]

    def add(self, batch: Batch) -> None:
        done = all(self.holds(row) for file in ADDED for row in batch.rows[file])
        for row in batch.replaced:
            if self.holds(row) or not done:
                self.remove(row)
        for file in ADDED:
            self.extend(row for row in batch.rows[file] if not self.holds(row))

    def extend(self, rows: Iterable[DataRow]) -> None:
        for row in rows:
            self._rows[row.file].append(row)
            self._held[row.file].add(row.stated)

    def put_last(self, rows: Iterable[DataRow]) -> None:
        """Rows with which none is compared any more."""
        for row in rows:
            self._rows[row.file].append(row)

    def remove(self, row: DataRow) -> None:
        if not self.holds(row):
            text = N_("corrects a figure that is not there (any more): {cells}; take the correction back")
            self.problems.append(row.problem("row", text, cells=",".join(filter(None, row.stated))))
        self._held[row.file].discard(row.stated)
        self._rows[row.file] = [other for other in self._rows[row.file] if other.stated != row.stated]

    def copy(self) -> _Join:
        """The same rows, to be tried with others."""
        other = _Join({})
        other._tables = self._tables
        other._rows = {file: list(rows) for file, rows in self._rows.items()}
        other._held = {file: set(held) for file, held in self._held.items()}
        return other

    def around(self, batch: Batch) -> dict[str, DataTable]:
        """The tables with those rows only that a batch, which is among them, can have made wrong, and what these name."""
        tables, changed = self.tables(), _changed(batch)
        figures = {file: _sharing(tables[file].rows, changed[file], columns) for file, columns in BETWEEN.items()}
        return _with_named(tables, changed, figures, NAMES)

    def of_provinces(self, draft: Draft) -> dict[str, DataTable]:
        """The tables with the figures of those provinces only that a draft, which is among them, is about, and what these name: all
        that it can have made wrong, and all that it can be compared with."""
        tables, changed = self.tables(), _changed(draft)
        provinces = {_province(one) for file, column in ABOUT.items() for one in _cells(changed[file], column)}
        figures = {}
        for file, column in ABOUT.items():
            near = {one for one in _cells(tables[file].rows, column) if _province(one) in provinces}
            figures[file] = [row for row in tables[file].rows if row.cells[column] in near]
        # a ratio is compared with indicators that no figure names
        return _with_named(tables, changed, figures, {file: NAMES[file] for file in NAMED_BY_DRAFTS})

    def tables(self) -> dict[str, DataTable]:
        tables = {
            file: DataTable(file, rows, (self._tables[file].keys or frozenset()) | _cells(rows, FILES[file][0]) - {""})
            for file, rows in self._rows.items()
        }
        # of all ranks: what `around` takes out of them may not hold an index whose indicators its figures name
        return with_index_metrics(tables)


def _changed(added: Batch | Draft) -> dict[str, list[DataRow]]:
    """The rows that a batch or draft adds or takes out."""
    return {file: [*added.rows[file], *(row for row in added.replaced if row.file == file)] for file in ADDED}


def _cells(rows: Iterable[DataRow], column: str) -> set[str]:
    return {row.cells[column] for row in rows}


def _province(name: str) -> str:
    """The province of a body, or itself."""
    return name.partition(".")[0]


def _with_named(
    tables: Mapping[str, DataTable],
    changed: Mapping[str, Sequence[DataRow]],
    figures: Mapping[str, Sequence[DataRow]],
    columns: Mapping[str, str],
) -> dict[str, DataTable]:
    """The tables with these figures, and of the files in `columns` only what they or the changed rows name."""
    names = _cells(changed["organizations.csv"], "organization") | _cells(changed["organizations.csv"], "parent")
    names |= _cells(changed["sources.csv"], "source")
    names.update(*map(itemgetter(*NAMES.values()), (row.cells for row in figures[OBSERVATIONS])))
    named = {file: [row for row in tables[file].rows if row[column] in names] for file, column in columns.items()}
    return {file: replace(table, rows=({**figures, **named}).get(file, table.rows)) for file, table in tables.items()}


def _sharing(rows: Iterable[DataRow], changed: Iterable[DataRow], columns: Sequence[str]) -> list[DataRow]:
    """The rows that have the cells of these columns in common with one of the changed."""
    shared = {tuple(row[column] for column in columns) for row in changed}
    first = {key[0] for key in shared}
    return [row for row in rows if row[columns[0]] in first and tuple(row[column] for column in columns) in shared]


# drafts --------------------------------------------------------------------------------------------------------------
def problems(loaded: Loaded, draft: Draft) -> tuple[Problem, ...]:
    """What makes a draft impossible, each at its cell, by the very checks that the data folder must pass; nothing if it fits."""
    return joined(loaded, draft)[1]


def joined(loaded: Loaded, draft: Draft) -> tuple[Mapping[str, DataTable], tuple[Problem, ...]]:
    """The rows of the draft's provinces as they would be with it, and what makes it impossible."""
    return _joined_with(loaded, words_compared(loaded, draft))


def _joined_with(loaded: Loaded, draft: Draft) -> tuple[Mapping[str, DataTable], tuple[Problem, ...]]:
    """As `joined`, of a draft whose words were compared. What it does not touch was found sound when it was loaded."""
    faults = list(draft.faults)
    if not draft.figures and not faults:
        place = min(draft.places, default=DRAFT)
        faults = [Problem.of(place, 1, "file", N_("holds no figure; add rows below the header"))]
    draft, unlike = _with_cited(loaded, draft)
    join = _Join(loaded.tables)
    for row in draft.replaced:
        join.remove(row)
    for file in ADDED:
        if file in NAMED:
            # a source or a body may be told again in the same words
            join.extend(row for row in draft.rows[file] if not join.holds(row))
        else:
            join.put_last(draft.rows[file])
    tables = join.of_provinces(draft)
    damaged = [problem for file in ADDED for problem in unreadable_cells(draft.rows[file])]
    told = [*faults, *unlike, *damaged, *join.problems, *problems_of(tables)]
    return tables, tuple(draft.located(problem) for problem in in_order(told))


def words_compared(loaded: Loaded, draft: Draft, trusted: bool = False) -> Draft:
    """The draft with its quotes compared with the texts at hand, those of the articles that were imported among them."""
    counting = [batch for batch in loaded.batches if loaded.state(batch) in ("accepted", "in_seeds")]
    sources = {row["source"] for row in draft.rows["observations.csv"]}
    known = {source: [batch.text for batch in counting if source in batch.sources and batch.text] for source in sources}
    return compared(draft, known, trusted)


def _with_cited(loaded: Loaded, draft: Draft) -> tuple[Draft, list[Problem]]:
    """The draft with the sources that only its figures' own rows describe, and where they describe a known one otherwise."""
    added, unlike = [], []
    known = loaded.tables["sources.csv"].by_key() | {row["source"]: row for row in draft.rows["sources.csv"]}
    for row in draft.cited:
        other = known.setdefault(row["source"], row)
        if other is row:
            added.append(row)
        for column in ("publisher", "published", "url"):
            if row[column] and row[column] != other[column]:
                text = N_("{source} is known with {known}, here it has {here}; name another source")
                unlike.append(
                    row.problem("source", text, source=row["source"], known=shown(other[column]), here=shown(row[column]))
                )
    return draft.with_rows({"sources.csv": (*draft.rows["sources.csv"], *added)}), unlike


def same(loaded: Loaded, draft: Draft) -> Batch | None:
    """The batch that states the same figures or holds the same text: one that counts, else one that was taken back."""
    alike = [
        batch
        for batch in loaded.batches
        if (draft.digest and batch.digest == draft.digest) or (draft.text_digest and batch.text_digest == draft.text_digest)
    ]
    return min(alike, key=lambda batch: batch.kept == "undone", default=None)


def known_source(loaded: Loaded, url: str) -> Source | None:
    """The source that has this address, if the data know one."""
    return next((source for source in loaded.seeds.sources if url and source.url == url), None)


def source_slug(loaded: Loaded, publisher: str, published: str) -> str:
    """A slug for a new source that nothing else has: `bao-nghe-an-2021-09-22`."""
    words = re.findall("[a-z0-9]+", f"{search_key(publisher)} {published}")
    slug = "-".join(words) or "source"
    taken = {name for file in NAMED for name in loaded.tables[file].keys or ()}
    return next(name for name in (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))) if name not in taken)


# accepting -----------------------------------------------------------------------------------------------------------
def accept(home: Path, folder: Path, draft: Draft, by: Actor, read: Reading = whole, right_beside: Loaded | None = None) -> Batch:
    """Keep a draft as a batch. DataError with every problem, and then nothing is written; BatchError where nothing can be;
    NotAllowed.

    When this returns, the batch is on the disk. Of two that state one thing at once the later is checked against the earlier.
    `right_beside`: the data beside which this draft was found right; it is checked again where they are others by now.
    """
    by.must_edit()
    with alone(home):
        still = right_beside if right_beside and right_beside.stands(folder, home) else None
        loaded = still or with_batches(folder, home, read=read, draft=draft)
        draft = words_compared(loaded, draft)
        is_right = still or (right_beside and right_beside.tables == loaded.tables)
        if not is_right and (found := _joined_with(loaded, draft)[1]):
            raise DataError(found)
        return write(home, _standing_alone(loaded, _with_cited(loaded, draft)[0]), by)


def redo(home: Path, folder: Path, name: str, by: Actor, read: Reading = whole) -> Batch:
    """Let a batch count again that was taken back. DataError where it contradicts what counts by now, and then nothing is changed;
    BatchError if there is none of this name, or if it counts; NotAllowed."""

    def fits(batch: Batch) -> None:
        loaded = with_batches(folder, home, read=read)
        counting = [one for one in loaded.batches if loaded.state(one) == "accepted"]
        # of a damaged one it is told what is damaged, wherever it is listed
        found = [] if batch.damage else _joined(loaded.own, [*counting, batch])[2]
        if found:
            raise DataError(in_order(found))

    return batch_files.redo(home, name, by, fits)


def correct(home: Path, folder: Path, old: DataRow, cells: Cells, reason: str, by: Actor, read: Reading = whole) -> Batch:
    """Put another figure in the place of one that counts, as a batch of its own. The old one is kept in it, with the reason.
    NotAllowed."""
    if not reason.strip():
        raise BatchError(N_("A correction needs its reason: what the source says, or what was misread."))
    place = "observations.csv" if old.file == "observations.csv" else "rankings.csv"
    note = "; ".join(filter(None, (cells.get("note", old["note"]), f"corrected, was {_was(old, cells)}: {reason.strip()}")))
    new = row_of(place, {**old.cells, **cells, "note": note}, 2, f"{DRAFT}/{place}")
    if {**new.cells, "note": ""} == {**old.cells, "note": ""}:
        raise BatchError(N_("The corrected figure is the same as before; change what is wrong in it."))
    draft = Draft({**dict.fromkeys(ADDED, ()), place: (new,)}, replaced=(old,), reason=reason.strip())
    return accept(home, folder, draft, by, read)


def _was(old: DataRow, cells: Cells) -> str:
    """What a correction changes, as it was: the value, or else what the figure is about."""
    changed = {column for column, cell in cells.items() if cell != old[column]}
    if changed.intersection(("value", "denominator", "rank", "score")):
        return _value(old)
    about = KEY if old.file == "observations.csv" else ("index", "year", "province", "boundary")
    return ", ".join(f"{column} {old[column]}" for column in about if column in changed) or _value(old)


def _value(row: DataRow) -> str:
    if row.file == "observations.csv":
        return row["value"] + (f"/{row['denominator']}" if row["denominator"] else "")
    return " / ".join(filter(None, (row["rank"], row["score"])))


def described(folder: Path, draft: Draft) -> Draft:
    """The draft with every source that it names and the folder does not describe."""
    loaded = with_batches(folder, None)
    return _standing_alone(loaded, _with_cited(loaded, draft)[0])


def _standing_alone(loaded: Loaded, draft: Draft) -> Draft:
    """The draft with the sources and bodies of other batches that it names, so that taking those back leaves it whole; and
    without those that the data folder itself describes."""
    sources = {row["source"] for row in draft.rows["observations.csv"]}
    bodies = [row["organization"] for row in draft.rows["observations.csv"]]
    bodies += [row["organization"] for row in draft.rows["organizations.csv"]]
    described = loaded.tables["organizations.csv"].by_key() | {row["organization"]: row for row in draft.rows["organizations.csv"]}
    named: dict[str, DataRow] = {}
    while bodies:
        slug = bodies.pop()
        if slug in described and slug not in named:
            named[slug] = described[slug]
            bodies.append(described[slug]["parent"])
    cited = loaded.tables["sources.csv"].by_key() | {row["source"]: row for row in draft.rows["sources.csv"]}
    rows = {
        "organizations.csv": tuple(row for slug, row in sorted(named.items()) if not _names(loaded.own["organizations.csv"], slug)),
        "sources.csv": tuple(row for slug, row in cited.items() if slug in sources and not _names(loaded.own["sources.csv"], slug)),
    }
    return draft.with_rows(rows)


def _names(table: DataTable, name: str) -> bool:
    return name in (table.keys or ())
