"""Where figures stop being comparable from one year to the next: grades, bodies, territory, methods of the indexes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from metrics.errors import N_
from metrics.indexes import INDEXES
from metrics.territory import MERGER_YEAR, goes_on
from metrics.vocabulary import BLOCS, Province


@dataclass(frozen=True)
class Break:
    """Figures up to the year `after` and later ones do not compare."""

    after: int
    # what changed: an index by its code, or `grades`, `blocs`, `provinces`
    what: str
    meaning: str
    # what it breaks: metrics by the beginning of their code, or kinds of body
    metrics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def is_of_method(self) -> bool:
        """Is it counted or rated differently from then on, whoever reports? A line ends here; other breaks are only marked."""
        return bool(self.metrics) and "" not in self.metrics

    @property
    def code(self) -> str:
        """How `covers` names it, with the first year of the new: `PAPI 2018`."""
        return f"{self.what} {self.after + 1}"


RATED = ("grassroots_organizations_rated", "upper_committees_rated", "members_rated")
REFORM = tuple(f"{one.prefix}_" for one in INDEXES)
MERGED = Break(MERGER_YEAR - 1, "provinces", N_("2025-07-01: 63 provinces become 34"), ("",))
BREAKS: tuple[Break, ...] = (
    Break(2017, "grades", N_("from 2018: new grades of quality (Regulation 132)"), RATED),
    Break(2024, "grades", N_("from 2025: grades from a 100-point score (Regulation 366)"), RATED),
    Break(2024, "blocs", N_("2025-02: the bloc committees end"), kinds=BLOCS),
    MERGED,
    *(Break(first - 1, one.code, meaning, (f"{one.prefix}_",)) for one in INDEXES for first, meaning in one.methods),
)
MEANINGS = {one.code: one.meaning for one in BREAKS}


def breaks_between(
    metric: str, kinds: Iterable[str], first: float, last: float, provinces: Iterable[Province] | None = None
) -> list[Break]:
    """The breaks of a metric, asked for bodies of these kinds, that fall between two years; none where `first` is `last`.

    `provinces` are those told, where they are told apart: the merger breaks nothing for one that goes on as it was.
    """
    merges = provinces is None or not all(goes_on(one) for one in provinces)
    return [
        one
        for one in BREAKS
        if first <= one.after < last
        and (merges or one is not MERGED)
        and (any(metric.startswith(start) for start in one.metrics) or set(one.kinds) & set(kinds))
        # the indexes rank the list of their year: the merger is told by n
        and not ("" in one.metrics and metric.startswith(REFORM))
    ]
