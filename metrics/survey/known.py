"""How many metrics are known of each province, as an answer that a map can draw."""

from __future__ import annotations

from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.survey.listing import Search, indicators_known, list_of
from metrics.vocabulary import Covers, Metric, Question, Result, Row

KNOWN = Metric(
    metric="metrics_known",
    topic="organization",
    name_vi="Số chỉ tiêu có số liệu",
    name_en="Metrics with a figure",
    unit="",
    kind="stock",
    better="neutral",
    definition_vi="Số chỉ tiêu có ít nhất một số liệu dùng được cho một năm trong phạm vi đã chọn.",
    definition_en="Metrics with at least one figure that stands for a year of the selection.",
    indicator="",
)


@remembered(32)
def known(store: Store, search: Search) -> Result:
    """The number of metrics known of each unit of `list_of` the search; a unit of which none is known has no row, never 0."""
    rows = tuple(
        Row({"province": unit}, number, KNOWN.unit, "eq", frozenset(), Covers(), (), ())
        for unit, number in indicators_known(store, search).items()
    )
    return Result(Question(KNOWN.metric, ("province",), years=search.years, boundary=list_of(search)), KNOWN, rows)
