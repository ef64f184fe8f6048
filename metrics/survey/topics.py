"""What of a topic is reported most, and what a page opens on: metric, index, kind of body, grade, year.

A page opens on what is newest among that of which enough is known. Enough are ENOUGH figures, each whole: of a full year (or held
at a date), and no sum from which units or parts are missing. So neither an older figure nor one of a part of a year changes what
a page opens on; only where nothing has enough it opens on what has most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import TypeVar

from metrics.answers.query import metrics_of
from metrics.indexes import BY_CODE, INDEXES
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.territory import list_of
from metrics.vocabulary import DEFAULT_BLOCS, KINDS, Boundary, Mark, Row

# of the kinds the one that holds all others
WIDEST = ("province_wide",)
# whole figures that are enough to open on
ENOUGH = 5
# the grades in the order in which a page opens on them
GRADES = ("excellent", "good_or_better", "good", "clean_and_strong", "exemplary", "completed", "rated", "failed")
# what is offered: grades, years
T = TypeVar("T", bound=Hashable)


@remembered()
def reported(store: Store) -> Counter[str]:
    """How many figures of each indicator are reported, or derived where nothing is; ranks and scores are among them."""
    sql = """SELECT indicator, count(*) FROM observation WHERE NOT ranked AND status IN ('reported', 'derived')
        GROUP BY indicator ORDER BY min(id)"""
    counted: Counter[str] = Counter(dict(store.rows(sql, {})[1]))
    for ranking in store.seeds.rankings:
        index = BY_CODE[ranking.index]
        counted.update({index.rank: ranking.rank is not None, index.score: ranking.score is not None})
    return counted


def metrics_on(store: Store, topics: Collection[str]) -> tuple[str, ...]:
    """The metrics of these topics, the most reported first; of equals in the order of the catalogue.

    A calculation that no source states comes last. The change of a rank is left out: it is shown beside its rank.
    """
    counted = reported(store)
    found = [one.metric for one in metrics_of(store).values() if one.topic in topics and not one.change_of]
    return tuple(sorted(found, key=lambda code: -counted[code]))


def fullest_rank(store: Store, boundary: Boundary, year: int | None = None) -> str:
    """The rank of which most provinces are known, in one year or in all, in the list that the boundary means; "" of none."""
    counted = Counter(
        one.index
        for one in store.seeds.rankings
        if one.rank is not None and one.boundary == list_of(boundary, one.year) and year in (None, one.year)
    )
    return BY_CODE[counted.most_common(1)[0][0]].rank if counted else ""


def opening_rank(store: Store, boundary: Boundary) -> str:
    """The index that the page of rankings opens on: in the order of INDEXES, the first with enough ranks of the newest year.

    Where none has enough: the one of which most are known. "" of none.
    """
    known = Counter(
        (one.index, one.year) for one in store.seeds.rankings if one.rank and one.boundary == list_of(boundary, one.year)
    )
    newest = max((year for _, year in known), default=0)
    enough = (one.rank for one in INDEXES if known[one.code, newest] >= ENOUGH)
    return next(enough, "") or fullest_rank(store, boundary)


# What is opened on ------------------------------------------------------------------------------------------------------
def is_whole(row: Row) -> bool:
    """Is a figure of all of its period and of all units? A part of a year is none to open on where a full year is known."""
    return row.has_value and not row.marks & {Mark.PARTIAL, Mark.AT_LEAST}


def opening_year(rows: Iterable[Row]) -> int | None:
    """The newest year with enough whole figures; else the one with most whole ones, else with most of any, the newest of equals."""
    counted = _counted(rows, lambda row: int(row["year"]))
    enough = [year for year, (whole, _) in counted.items() if whole >= ENOUGH]
    return max(enough, default=None) or max(counted, key=lambda year: (counted[year], year), default=None)


def opening_kinds(rows: Sequence[Row]) -> tuple[str, ...]:
    """The kinds of body to open on, of rows by kind, province and year: those with the newest year of which they state enough.

    Agencies blocs count together with agencies-and-enterprises blocs. Of so few provinces that no kind can have enough: the kind
    of which most of them have a figure, of equals the province-wide one, which holds the others. Else, where no kind has enough in
    any year: the kind with most whole figures, else with most of any. Of equals the first in a fixed order. () where there is no
    row.
    """
    order: list[tuple[str, ...]] = [(kind,) for kind in KINDS if kind not in DEFAULT_BLOCS]
    order.insert(1, DEFAULT_BLOCS)
    together = {kind: kinds for kinds in order for kind in kinds}
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        alike.setdefault(together[row["kind"]], []).append(row)

    is_few = len({row["province"] for row in rows}) < ENOUGH

    def rank(kinds: tuple[str, ...]) -> tuple[int, tuple[int, bool], tuple[int, int], int]:
        counted = _counted(alike[kinds], lambda row: int(row["year"]))
        newest = max((year for year, (whole, _) in counted.items() if whole >= ENOUGH), default=0)
        every = sum(whole for whole, _ in counted.values()), len(alike[kinds])
        widest = (len({row["province"] for row in alike[kinds]}), kinds == WIDEST) if is_few else (0, False)
        return newest, widest, every, -order.index(kinds)

    return max(alike, key=rank, default=())


def opening_grade(rows: Iterable[Row]) -> str:
    """The grade to open on, of rows by grade: the first of GRADES with enough whole figures, else with most; "" of none.

    The last one, which is of those that failed, only where no other is known.
    """
    counted = _counted(rows, lambda row: str(row["grade"]))
    known = [grade for grade in GRADES if grade in counted]
    offered = [grade for grade in known if grade != GRADES[-1]] or known
    enough = (grade for grade in offered if counted[grade][0] >= ENOUGH)
    return next(enough, "") or max(offered, key=lambda grade: (counted[grade], -offered.index(grade)), default="")


def _counted(rows: Iterable[Row], side: Callable[[Row], T]) -> dict[T, tuple[int, int]]:
    """How many whole figures, and how many of any, each value of a side has."""
    whole, every = Counter[T](), Counter[T]()
    for row in rows:
        every[side(row)] += row.has_value
        whole[side(row)] += is_whole(row)
    return {value: (whole[value], every[value]) for value in every}
