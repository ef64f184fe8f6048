"""Cells of the profile: every state of a rank is seen in it."""

from __future__ import annotations

from metrics.answers.query import ask
from metrics.profile.province import rank_cell
from metrics.store.store import Store
from metrics.vocabulary import Question
from metrics.words.wording import Wording
from tests.small import data


def test_a_rank_shows_that_it_is_computed_or_disputed_or_both():
    seeds = data(
        "rank PAR 2021 hue 7",
        "rank PAR 2022 hue 8 derived",
        "rank PAR 2023 hue 9 @http://one:2024-01",
        "rank PAR 2023 hue 12 @http://two:2024-02",
        "rank PAR 2024 hue 5 derived @http://one:2025-01",
        "rank PAR 2024 hue 6 derived @http://two:2025-02",
    )
    rows = ask(Store.build(seeds), Question("par_index_rank")).rows
    assert [rank_cell(row, Wording("en")) for row in rows] == ["7/63", "8/63*", "12/63†", "6/63*†"]
