"""What stands against a draft before it is accepted: problems forbid it, remarks deserve a second look, and a person decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter

from metrics.data.figure_checks import TOGETHER, Context, parts_above_wholes
from metrics.data.rows import DataRow, DataTable, number
from metrics.data.seeds import nouns_of
from metrics.errors import Problem
from metrics.intake.batches import Loaded, joined
from metrics.intake.drafts import Draft
from metrics.store.figures import administration
from metrics.store.store import Store
from metrics.survey.remarks import Remark, found, may_be_told_by_words
from metrics.vocabulary import COUNTS

Tables = Mapping[str, DataTable]


@dataclass(frozen=True)
class Checked:
    """What stands against a draft: what makes it impossible, and what is odd."""

    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()


def look_over(loaded: Loaded, draft: Draft) -> Checked:
    """The problems of a draft as `batches.problems` finds them, or else the remarks that its figures would bring: disputes,
    shares off their recomputation, jumps, parts above wholes; each at the draft's first figure that it is about.
    """
    tables, problems = joined(loaded, draft)
    return Checked(problems) if problems else Checked(remarks=_remarks(loaded, draft, tables))


def _remarks(loaded: Loaded, draft: Draft, tables: Tables) -> tuple[Remark, ...]:
    store = Store.build(nouns_of(_remarkable(tables, draft)))
    ours, figures = draft.places, store.rows("SELECT id, file, row FROM observation", {})[1]
    theirs = {number: (file, line) for number, file, line in figures if file in ours}
    return (*_placed(found(store), theirs), *_parts(loaded, draft, ours))


def _remarkable(tables: Tables, draft: Draft) -> Tables:
    """The figures that a remark about the draft may be about: of thousands of bodies with a few counts each it saves most of the
    time to resolve them."""
    bodies = {row["organization"] for row in draft.rows["observations.csv"]}
    bodies |= {administration(row["province"]) for row in draft.rows["rankings.csv"]}
    counts = {row["indicator"] for row in tables["indicators.csv"].rows if row["kind"] in COUNTS}
    figures = [row for row in tables["observations.csv"].rows if row.cells["organization"] in bodies]
    stated = Counter(map(itemgetter("organization", "indicator"), (row.cells for row in figures)))
    # a count is compared with others of its body; a share, a rank or a score with what may be no figure
    compared = {body for (body, indicator), number in stated.items() if number > 1 or indicator not in counts}
    rankings = [row for row in tables["rankings.csv"].rows if administration(row["province"]) in bodies]
    compared |= {administration(row["province"]) for row in rankings}
    figures = [row for row in figures if row.cells["organization"] in compared or may_be_told_by_words(row)]
    named = {row["organization"] for row in figures}
    organizations = [row for row in tables["organizations.csv"].rows if row["organization"] in named]
    kept = {"observations.csv": figures, "rankings.csv": rankings, "organizations.csv": organizations}
    return {file: replace(table, rows=kept.get(file, table.rows)) for file, table in tables.items()}


def _placed(remarks: Iterable[Remark], places: Mapping[int, tuple[str, int]]) -> Iterator[Remark]:
    """The remarks about figures at these places, put there."""
    for remark in remarks:
        if about := sorted(places.keys() & set(remark.observations)):
            file, line = places[about[0]]
            yield replace(remark, file=file, line=line)


def _parts(loaded: Loaded, draft: Draft, ours: frozenset[str]) -> Iterator[Remark]:
    """Parts above wholes that another source states; within one source that is impossible, and told as such."""
    rows = draft.rows["observations.csv"]
    key = itemgetter(*TOGETHER)
    keys = {key(row.cells) for row in rows}
    near = [row for row in loaded.tables["observations.csv"].rows if key(row.cells) in keys]
    context = Context.of(loaded.tables)
    for part, whole in parts_above_wholes([*near, *rows], context, TOGETHER):
        if part["source"] != whole["source"] and not ours.isdisjoint((part.place, whole.place)):
            yield _part(part, whole)


def _part(part: DataRow, whole: DataRow) -> Remark:
    described = {column: part[column] for column in ("organization", "indicator", "breakdown", "unit", "period", "qualifier")}
    more = {"whole": number(whole["value"]), "whole_qualifier": whole["qualifier"], "source": whole["source"]}
    place = {"file": part.place or part.file, "line": part.line, "value": number(part["value"])}
    return Remark(check="part", observations=(), more=more, **described, **place)  # type: ignore[arg-type]
