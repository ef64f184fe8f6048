"""Cells of the profile: every state of a rank is seen in it."""

from __future__ import annotations

from itertools import permutations

from metrics.answers.query import ask
from metrics.period import span_of
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


LONE = ("2024-Q2", "2024-Q3", "2024-12", "2024-H2", "2024-07/2024-10", "2024-06-15", "2024-Q4", "2024-04/2024-09")


def test_of_periods_that_enter_no_year_the_one_that_ends_last_is_the_latest():
    pairs = {f"hue.school-{number}": pair for number, pair in enumerate(permutations(LONE, 2), 1)}
    lines = [f"{body} members_admitted {code} 10" for body, pair in pairs.items() for code in pair]
    (section,) = profile(Store.build(data(*lines)), "hue").sections
    found = {one.row["organization"]: one.row["period"] for one in section.latest}
    # of two that end together the longer one tells more
    places = {code: (span_of(code)[1], -span_of(code)[0].toordinal()) for code in LONE}
    assert found == {body: max(pair, key=lambda code: places[code]) for body, pair in pairs.items()}
