"""How many provinces a search finds: 63 or 34, never both lists added up."""

from __future__ import annotations

import itertools

import pytest

from metrics import chart
from metrics.answers.query import ask
from metrics.store.store import Store
from metrics.survey.listing import Search, behind, counts, list_of
from metrics.vocabulary import Boundary, Question
from metrics.words.words import Words
from tests.chart.test_chart import PALETTE, with_scores
from tests.small import data, provinces

BOUNDARIES: tuple[Boundary, ...] = ("reported", "63", "34")
SPANS = (None, (2005, 2024), (2015, 2026), (2025, 2026))


@pytest.mark.parametrize(("boundary", "years"), list(itertools.product(BOUNDARIES, SPANS)))
def test_a_search_counts_the_provinces_of_one_list(store: Store, boundary: Boundary, years: tuple[int, int] | None):
    search = Search(boundary=boundary, years=years)
    listed = "63" if boundary == "63" or (boundary == "reported" and years == (2005, 2024)) else "34"
    assert list_of(search) == listed
    assert 0 < counts(store, search)["provinces"] <= int(listed)


def test_a_merged_unit_and_its_predecessors_are_one_of_the_34():
    lines = """
    ha-giang.agencies-bloc party_members 2020 100
    tuyen-quang.agencies-bloc party_members 2020 100
    tuyen-quang-2025.province-wide party_members 2025 300
    nghe-an.agencies-bloc party_members 2020 100
    """
    small = Store.build(data(lines))
    assert counts(small, Search())["provinces"] == 2
    assert counts(small, Search(years=(2015, 2024)))["provinces"] == 3
    assert counts(small, Search(boundary="63"))["provinces"] == 3


def test_ranks_of_both_lists_are_told_as_those_of_one():
    every = [one for one in provinces() if one.valid_from != "2025-07-01"]
    merged = [one for one in provinces() if one.valid_from == "2025-07-01" or not one.valid_to]
    lines = [f"rank DTI 2023 {one.province} {rank} 0.5" for rank, one in enumerate(every, 1)]
    lines += [f"rank DTI 2025 {one.province} {rank} 0.5 boundary=34" for rank, one in enumerate(merged, 1)]
    result, style = with_scores("\n".join(lines), "dti_rank")
    assert len({row["province"] for row in result.rows}) == 86
    assert "ranks of 34 provinces" in chart.bump([])(result, chart.Style(Words("en", style.wording.names), PALETTE)).alt


def test_behind_a_comparison_stand_the_figures_of_both_years():
    small = Store.build(
        data(
            "hue.province-wide members_admitted 2019 90",
            "hue.province-wide members_admitted 2020 100",
            "hue.province-wide members_admitted 2020-H1 40",
        )
    )
    result = ask(small, Question("members_admitted", years=(2020, 2020), compare="previous_year"))
    counted, others = behind(small, result, result.rows[0])
    assert sorted(row["value"] for row in counted.dicts()) == [90, 100]
    assert [row["value"] for row in others.dicts()] == [40]
