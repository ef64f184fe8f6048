"""What names are looked up in: the provinces, bodies, metrics and sources of one data folder by their codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from metrics.catalog import catalog
from metrics.vocabulary import Indicator, Metric, Organization, Province, Ranking, Source


@dataclass(frozen=True, eq=False)
class Names:
    """Provinces, bodies, metrics and sources by their codes, and the names that two provinces bear.

    The source of a rank or score has no slug: it stands by its address.
    """

    provinces: dict[str, Province]
    organizations: dict[str, Organization]
    metrics: dict[str, Metric]
    sources: dict[str, Source]
    shared: frozenset[str]

    @classmethod
    def of(
        cls,
        provinces: Iterable[Province],
        organizations: Iterable[Organization],
        indicators: tuple[Indicator, ...],
        sources: Iterable[Source],
        rankings: Iterable[Ranking],
    ) -> Names:
        """The names of checked nouns."""
        by_slug = {province.province: province for province in provinces}
        counted = Counter(province.name_vi for province in by_slug.values())
        return cls(
            by_slug,
            {body.organization: body for body in organizations},
            catalog(indicators),
            _addresses(rankings) | {source.source: source for source in sources},
            frozenset(name for name, times in counted.items() if times > 1),
        )


def _addresses(rankings: Iterable[Ranking]) -> dict[str, Source]:
    """The sources of the rankings by their address; the newest where an address was read twice."""
    ranked = sorted(rankings, key=lambda ranking: ranking.published)
    return {one.source_url: Source(one.source_url, one.publisher, one.published, one.source_url, "", "") for one in ranked}
