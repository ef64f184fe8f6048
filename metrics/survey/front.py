"""One figure that may stand for a topic: the newest whole one, of one body that is named; nothing is added for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from metrics.answers.query import Ask, ask, metrics_of
from metrics.answers.sources import citations
from metrics.errors import PartyMetricsError
from metrics.indexes import INDEXES
from metrics.store.store import Store
from metrics.survey.listing import Search
from metrics.vocabulary import KINDS, Mark, Question, Result, Row, Topic

# a figure with one of these is no whole, reported one
UNFIT = frozenset({Mark.PARTIAL, Mark.AT_LEAST, Mark.SUM_OF_PARTS, Mark.DERIVED})
# a count of fewer persons may tell of a single one: it is never put forward
FEW = 10
# what may stand for a topic, as metric, breakdown and unit; the first that is known does
FRONT: dict[Topic, tuple[tuple[str, str, str], ...]] = {
    "membership": (("party_members", "", ""), ("grassroots_organizations", "", "")),
    "admission": (("members_admitted", "", ""),),
    "inspection": (
        ("members_disciplined", "", ""),
        ("inspected_organizations", "", ""),
        ("supervised_organizations", "", ""),
        ("organizations_disciplined", "", ""),
    ),
    "quality": (
        ("grassroots_organizations_rated", "grade=excellent", "percent"),
        ("grassroots_organizations_rated", "grade=good_or_better", "percent"),
        ("members_rated", "grade=excellent", "percent"),
        ("members_rated", "grade=good_or_better", "percent"),
    ),
}


@dataclass(frozen=True)
class FrontFigure:
    """The newest whole figure of one body (or the best rank of the newest year), and what stands beside it."""

    row: Row
    # all of this body or province over the years, as the answer to the question for it alone; `row` is one of its rows
    result: Result
    # the whole figures of the other bodies of its kind, as an answer of their own
    others: Result
    # how many bodies have a whole figure of that year, this one too
    among: int
    # the rows of the provinces that share the rank
    tied: tuple[Row, ...] = ()


def front_figure(store: Store, search: Search, topic: Topic, ask: Ask = ask) -> FrontFigure | None:
    """What stands for a topic in the selection; `ask` may remember. Of `search` its filters alone count."""
    if topic == "reform":
        return newest_rank(store, search, ask)
    return next(filter(None, (newest(store, search, *parts, ask=ask) for parts in FRONT[topic])), None)


def newest_rank(store: Store, search: Search, ask: Ask = ask) -> FrontFigure | None:
    """The best rank of the index whose newest year is the latest, of several the one with most ranks; computed ranks left out.

    Ranks are of the province's administration, whatever kinds of body the search names.
    """
    of_all = replace(search, kinds=())
    found = [one for index in INDEXES if (one := newest(store, of_all, index.rank, ask=ask))]
    return max(found, key=lambda one: (one.row["year"], one.among), default=None)


def newest(store: Store, search: Search, metric: str, breakdown: str = "", unit: str = "", ask: Ask = ask) -> FrontFigure | None:
    """The newest whole figure of a metric: of its year that of the widest kind of body, the body known in most years, the newest
    publication; of ranks the best. None where the metric is unknown, the question refused or nothing whole known."""
    if metric not in metrics_of(store):
        return None
    side = "province" if metrics_of(store)[metric].unit == "rank" else "organization"
    filters = (search.provinces, search.regions, search.kinds, search.years, search.boundary)
    try:
        result = ask(store, Question(metric, (side, "year"), *filters, breakdown, unit))
    except PartyMetricsError:
        return None
    rows = [row for row in result.rows if is_fit(row)]
    if not rows:
        return None
    best = _leading(store, rows, side)
    alike = [row for row in rows if row["year"] == best["year"]]
    shared = (row for row in alike if side == "province" and row.value == best.value and row is not best)
    beside = [row for row in rows if row[side] != best[side] and width(store, row[side]) == width(store, best[side])]
    alone = _alone(store, result, side, best[side])
    tied = tuple(sorted(shared, key=lambda row: str(row[side])))
    return FrontFigure(best, alone, replace(result, rows=tuple(beside)), len(alike), tied)


def is_fit(row: Row) -> bool:
    """May a figure be put forward? It is whole, reported and not of a few persons."""
    return not row.marks & UNFIT and not (row.unit == "person" and row.value < FEW)


def _leading(store: Store, rows: Iterable[Row], side: str) -> Row:
    """The row that leads; what all else leaves open is settled by the slug."""
    ordered = sorted(rows, key=lambda row: str(row[side]))
    if side == "province":
        return min(ordered, key=lambda row: (-row["year"], row.value))
    years = Counter(row[side] for row in ordered)
    ordered.sort(key=lambda row: published(store, row), reverse=True)
    return min(ordered, key=lambda row: (-row["year"], width(store, row[side]), -years[row[side]]))


def width(store: Store, body: str) -> int:
    """Orders bodies by their kind, the widest first; of a province its administration is meant."""
    known = store.names.organizations.get(body)
    return KINDS.index(known.kind if known else "administration")


def published(store: Store, row: Row) -> str:
    """The newest date of publication among a row's sources; nothing where none is stated."""
    return max((one.published for one in citations(store, row.sources)), default="")


def _alone(store: Store, result: Result, side: str, key: str) -> Result:
    """The rows of one body or province, as the answer to the question for it."""
    kept = tuple(row for row in result.rows if row[side] == key)
    body = store.names.organizations.get(key)
    kinds = (body.kind,) if body and side == "organization" else result.question.kinds
    return replace(result, question=replace(result.question, provinces=(key.partition(".")[0],), kinds=kinds), rows=kept)
