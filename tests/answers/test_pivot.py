"""The pivot: cells are the answer's rows, totals are answers of their own or are refused with the reason."""

from __future__ import annotations

from functools import cache

import pytest

from metrics.answers.pivot import pivot
from metrics.errors import RefusedSum
from metrics.store.store import Store
from metrics.vocabulary import Mark, Question
from tests.small import data

# two blocs, two years
#              2019   2020
#   nghe-an     100    110
#   ha-giang     30     -


@cache
def flows() -> Store:
    return Store.build(
        data(
            "nghe-an.agencies-bloc members_admitted 2019 100",
            "nghe-an.agencies-bloc members_admitted 2020 110",
            "ha-giang.agencies-bloc members_admitted 2019 30",
        )
    )


def test_cells_and_totals_of_a_flow():
    found = pivot(flows(), Question("members_admitted"), "province", "year")
    assert found.rows == ("ha-giang", "nghe-an")
    assert found.columns == (2019, 2020)
    assert {key: row.value for key, row in found.cells.items()} == {
        ("ha-giang", 2019): 30,
        ("nghe-an", 2019): 100,
        ("nghe-an", 2020): 110,
    }
    # 100 + 110 over the years of one bloc; 100 + 30 over the blocs of one year
    assert found.row_totals.rows["nghe-an"].value == 210
    assert found.column_totals.rows[2019].value == 130
    assert Mark.AT_LEAST in found.column_totals.rows[2019].marks


def test_a_missing_cell_is_no_cell_and_its_total_says_partial():
    found = pivot(flows(), Question("members_admitted", years=(2019, 2020)), "province", "year")
    assert ("ha-giang", 2020) not in found.cells
    assert Mark.PARTIAL in found.row_totals.rows["ha-giang"].marks


def test_a_stock_is_not_summed_over_years():
    store = Store.build(data("nghe-an.agencies-bloc party_members 2019 5000", "nghe-an.agencies-bloc party_members 2020 5100"))
    assert pivot(store, Question("party_members"), "province", "year").row_totals.rows["nghe-an"].value == 5100


@pytest.mark.parametrize("metric", ["dti_rank", "dti_score", "dti_rank_change"])
def test_of_ranks_and_scores_no_total_over_provinces_is_spoken_of(metric: str):
    store = Store.build(data(*(f"rank DTI {year} nghe-an {25 - year % 2} 0.6" for year in (2022, 2023)), "rank DTI 2023 hue 4 0.9"))
    # of one province alone neither: its rank is no total
    for provinces in ((), ("nghe-an",)):
        found = pivot(store, Question(metric, provinces=provinces), "province", "year")
        assert ("nghe-an", 2023) in found.cells
        assert not found.column_totals.is_told
        turned = pivot(store, Question(metric, provinces=provinces), "year", "province")
        assert not turned.row_totals.is_told
    # over years the latest rank or score stands, of places gained since the year before none
    assert found.row_totals.is_told == (metric != "dti_rank_change")


def test_of_a_stated_percentage_no_total_is_spoken_of():
    rated = "agencies-bloc members_rated 2023 {}% grade=excellent"
    store = Store.build(data(f"nghe-an.{rated.format(60)}", f"ha-giang.{rated.format(70)}"))
    question = Question("members_rated", breakdown="grade=excellent", unit="percent")
    assert not pivot(store, question, "province", "year").column_totals.is_told


def test_a_question_that_is_refused_has_no_pivot():
    store = Store.build(data("nghe-an.agencies-bloc party_members 2019 5", "nghe-an.province-wide party_members 2019 900"))
    with pytest.raises(RefusedSum):
        pivot(store, Question("party_members"), "province", "year")
