"""What stands at a mark and below a chart: a bound once, and how many ranks are known only where it is not all."""

from __future__ import annotations

from typing import Any

import pytest

from metrics import chart
from metrics.answers.query import ask
from metrics.answers.ranking import noted
from metrics.chart import Style
from metrics.store.store import Store
from metrics.vocabulary import Question
from metrics.words.wording import Wording
from tests.chart.test_chart import PALETTE
from tests.small import data
from tests.spoken import en

EN = Wording("en")


@pytest.mark.parametrize(("value", "label"), [("3000", "≥ 3,000"), (">3000", "more than 3,000")])
def test_a_bound_is_written_once(value: str, label: str):
    # of one province of 63: at least; "more than" of its own says it already
    store = Store.build(data(f"nghe-an.province-wide party_members 2019 {value}"))
    result = ask(store, Question("party_members", by=("year",), kinds=("province_wide",)))
    texts: list[Any] = [trace["text"] for trace in chart.comparison(result, Style(en(store), PALETTE)).figure["data"]]
    assert [text for (text,) in texts] == [label]


@pytest.mark.parametrize(("ranks", "is_told"), [((1, 2, 3), False), ((1, 2, 4), True)])
def test_how_many_ranks_are_known_is_told_where_it_is_not_all(ranks: tuple[int, ...], is_told: bool):
    lines = (f"rank PAPI 2023 {slug} {rank}" for slug, rank in zip(("nghe-an", "ha-tinh", "hue"), ranks, strict=True))
    store = Store.build(data(*lines))
    result = noted(ask(store, Question("papi_rank")))
    notes = " ".join(chart.bump(["nghe-an"])(result, Style(en(store), PALETTE)).notes)
    assert ("How many ranks are known here: 2023: 3/4." in notes) is is_told
    assert ("How many ranks are known here" in notes) is is_told
