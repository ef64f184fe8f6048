"""Where figures stop being comparable on an axis of years: grades, bodies, territory, index methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from metrics.chart.frame import Style
from metrics.terms import N_
from metrics.vocabulary import Result


@dataclass(frozen=True)
class Break:
    """Figures up to the year `after` and later ones do not compare."""

    after: int
    meaning: str
    # what it breaks: metrics by the beginning of their code, or kinds of body
    metrics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    # lines are cut here, not only marked
    cuts: bool = False


RATED = ("grassroots_organizations_rated", "upper_committees_rated", "members_rated")
BLOC_KINDS = ("agencies_bloc", "agencies_enterprises_bloc", "enterprises_bloc")
BREAKS: tuple[Break, ...] = (
    Break(2017, N_("from 2018: new grades of quality (Regulation 132)"), RATED, cuts=True),
    Break(2024, N_("from 2025: grades from a 100-point score (Regulation 366)"), RATED, cuts=True),
    Break(2024, N_("2025-02: the bloc committees end"), kinds=BLOC_KINDS),
    Break(2024, N_("2025-07-01: 63 provinces become 34"), ("",)),
    Break(2015, N_("PAR Index: new criteria from 2016"), ("par_index_",)),
    Break(2020, N_("PAR Index: new criteria from 2021 (Decision 1150)"), ("par_index_",)),
    Break(2021, N_("PAR Index: new criteria from 2022 (Decision 876)"), ("par_index_",)),
    Break(2023, N_("PAR Index: new criteria from 2024"), ("par_index_",)),
    Break(2021, N_("SIPAS: wider scope from 2022"), ("sipas_",)),
    Break(2020, N_("DTI: nine main indexes from 2021"), ("dti_",)),
    Break(2021, N_("DTI: eight main indexes from 2022"), ("dti_",)),
    Break(2017, N_("PAPI: eight dimensions from 2018"), ("papi_",)),
    Break(2008, N_("PCI: recalibrated in 2009"), ("pci_",)),
    Break(2012, N_("PCI: recalibrated in 2013"), ("pci_",)),
    Break(2016, N_("PCI: recalibrated in 2017"), ("pci_",)),
    Break(2020, N_("PCI: recalibrated in 2021"), ("pci_",)),
)
CIRCLED = "①②③④⑤⑥⑦⑧⑨"
REFORM = ("par_index_", "sipas_", "dti_", "papi_", "pci_")


def breaks_for(result: Result, first: float, last: float) -> list[Break]:
    """The breaks that fall between two years of a result's time axis."""
    metric = result.question.metric
    return [
        one
        for one in BREAKS
        if first <= one.after < last
        and (any(metric.startswith(start) for start in one.metrics) or set(one.kinds) & set(result.question.kinds))
        and not ("" in one.metrics and metric.startswith(REFORM))
    ]


def break_lines(breaks: Sequence[Break], style: Style) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """Thin dotted lines with a number on top, and what each number means."""
    places = sorted({one.after for one in breaks})
    numbers = dict(zip(places, CIRCLED, strict=False))
    shapes = [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": place + 0.5,
            "x1": place + 0.5,
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": {"dash": "dot", "width": 1.2, "color": style.palette.muted},
        }
        for place in numbers
    ]
    labels = [
        {
            "x": place + 0.5,
            "y": 1,
            "xref": "x",
            "yref": "paper",
            "yanchor": "bottom",
            "text": number,
            "showarrow": False,
            "font": {"size": 14, "color": style.palette.muted},
        }
        for place, number in numbers.items()
    ]
    meanings = tuple(
        (number, "; ".join(style.wording.say(one.meaning) for one in breaks if one.after == place))
        for place, number in numbers.items()
    )
    return {"shapes": shapes, "annotations": labels}, meanings
