"""What of a topic is reported most: the order in which pages offer metrics and indexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from metrics.answers.query import metrics_of
from metrics.indexes import BY_CODE
from metrics.store.store import Store
from metrics.territory import list_of
from metrics.vocabulary import Boundary


def reported(store: Store) -> Counter[str]:
    """How many figures of each indicator are reported, or derived where nothing is; ranks and scores are among them."""
    counted = Counter(one.indicator for one in store.seeds.observations if one.status in ("reported", "derived"))
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
