"""Cells of the profile: every state of a rank is seen in it."""

from __future__ import annotations

from metrics.answers.query import ask
from metrics.profile.province import profile, rank_cell
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


def test_three_years_are_drawn_and_two_are_not():
    def drawn(*years: int) -> int:
        store = Store.build(data(*(f"hue.province-wide party_members {year} 1000" for year in years)))
        return sum(len(section.series) for section in profile(store, "hue").sections)

    assert (drawn(2020, 2021), drawn(2019, 2020, 2021)) == (0, 1)


def test_a_year_without_a_target_shows_none():
    lines = ("hue.province-wide members_admitted 2019 90", "hue.province-wide members_admitted 2019 100 target")

    def targets(*more: str) -> list[float | None]:
        (section,) = profile(Store.build(data(*lines, *more)), "hue").sections
        (latest,) = (one for one in section.latest if one.metric.metric == "members_admitted")
        return [latest.target.previous] if latest.target else []

    assert targets() == [100]
    # the target of 2019 is none of 2020
    assert targets("hue.province-wide members_admitted 2020 95") == []
