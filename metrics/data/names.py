"""What names are looked up in: the provinces, bodies and metrics of one data folder by their codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from metrics.catalog import catalog
from metrics.vocabulary import Indicator, Metric, Organization, Province


@dataclass(frozen=True, eq=False)
class Names:
    """Provinces, bodies and metrics by their codes, and the names that two provinces bear."""

    provinces: dict[str, Province]
    organizations: dict[str, Organization]
    metrics: dict[str, Metric]
    shared: frozenset[str]

    @classmethod
    def of(cls, provinces: Iterable[Province], organizations: Iterable[Organization], indicators: tuple[Indicator, ...]) -> Names:
        """The names of checked nouns."""
        by_slug = {province.province: province for province in provinces}
        counted = Counter(province.name_vi for province in by_slug.values())
        return cls(
            by_slug,
            {body.organization: body for body in organizations},
            catalog(indicators),
            frozenset(name for name, times in counted.items() if times > 1),
        )
