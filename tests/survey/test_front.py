"""What stands on the front page beside the news: a figure for each topic, what is known of each province, the year before."""

from __future__ import annotations

from functools import cache

import pytest

from metrics.answers.subset import answer
from metrics.store.store import Store
from metrics.survey.front import front_figure, newest
from metrics.survey.known import known
from metrics.survey.listing import Search, coverage
from metrics.survey.year_on_year import cells, table, year_on_year
from metrics.vocabulary import Mark
from tests.small import data
from tests.spoken import vi


@cache
def store() -> Store:
    return Store.build(
        data(
            """
            nghe-an.province-wide party_members 2019 190000
            nghe-an.province-wide party_members 2020 ~195000
            ha-tinh.province-wide party_members 2020 100000
            ha-tinh.agencies-bloc party_members 2021 5000
            ha-giang.province-wide party_members 2020 70000
            tuyen-quang-2025.province-wide grassroots_organizations 2025-10 700
            nghe-an.agencies-bloc members_disciplined 2024 3
            nghe-an.agencies-bloc members_disciplined 2020 20 form=reprimand
            nghe-an.agencies-bloc members_disciplined 2020 30 form=warning
            hue.agencies-bloc grassroots_organizations_rated 2023 35% grade=excellent
            hue.agencies-bloc grassroots_organizations_rated 2023 20% grade=good
            rank PAR 2024 ha-giang 40
            rank PAR 2024 nghe-an 2
            rank PAR 2023 nghe-an 15
            """
        )
    )


# a figure for each topic ----------------------------------------------------------------------------------------------------
def test_the_newest_whole_figure_of_the_widest_body_stands_for_a_topic():
    one = newest(store(), Search(years=(2015, 2020)), "party_members", ask=answer)
    assert one
    # known in two years, so that there is something to draw; nothing is added
    assert (one.row["organization"], one.row.value, one.row.qualifier, one.among) == ("nghe-an.province-wide", 195000, "approx", 3)
    assert [row["year"] for row in one.result.rows] == [2019, 2020]
    assert {row["organization"] for row in one.others.rows} == {"ha-tinh.province-wide", "ha-giang.province-wide"}
    assert one.result.question.kinds == ("province_wide",)


def test_a_newer_figure_of_a_narrower_body_wins_over_an_old_one():
    one = front_figure(store(), Search(), "membership", answer)
    assert one
    assert one.row["organization"] == "ha-tinh.agencies-bloc"


def test_neither_a_sum_nor_a_count_of_a_few_persons_is_put_forward():
    # 3 disciplined may be persons that everybody knows; reprimands and warnings are parts of a total that nobody states
    assert front_figure(store(), Search(), "inspection", answer) is None


def test_a_share_is_told_as_stated_with_its_grade():
    one = front_figure(store(), Search(), "quality", answer)
    assert one
    assert (one.row.value, one.row.unit, one.result.question.breakdown) == (35, "percent", "grade=excellent")


def test_of_ranks_the_best_of_the_newest_year_of_how_many():
    one = front_figure(store(), Search(kinds=("province_wide",)), "reform", answer)
    assert one
    assert (one.row["province"], one.row.value, one.row.covers.ranked_units) == ("nghe-an", 2, 63)
    assert [row.value for row in one.result.rows] == [15, 2]


def test_what_the_filters_leave_out_does_not_stand_for_a_topic():
    assert front_figure(store(), Search(provinces=("hue",)), "membership", answer) is None
    assert newest(store(), Search(), "no_such_metric", ask=answer) is None


# what is known --------------------------------------------------------------------------------------------------------------
def test_a_unit_of_the_34_is_known_by_its_own_figures_and_those_of_its_predecessors_save_their_ranks():
    found = {row["province"]: row.value for row in known(store(), Search(years=(2015, 2025))).rows}
    assert found == {"nghe-an": 3, "ha-tinh": 1, "tuyen-quang-2025": 2, "hue": 1}


def test_before_the_merger_each_unit_has_its_own_number():
    result = known(store(), Search(years=(2015, 2024)))
    found = {row["province"]: row.value for row in result.rows}
    assert found == {"nghe-an": 3, "ha-tinh": 1, "ha-giang": 2, "hue": 1}
    assert result.question.boundary == "63"
    # what nothing is known of has no row: missing is not zero
    assert 0 not in found.values()


@pytest.mark.parametrize("boundary", ["63", "34"])
def test_what_is_known_of_a_province_is_known_in_some_year(store: Store, boundary: str):
    search = Search(boundary=boundary, years=(2015, 2026))  # type: ignore[arg-type]
    by_year = coverage(store, search)
    for row in known(store, search).rows:
        years = [number for (province, _), number in by_year.known.items() if province == row["province"]]
        assert max(years) <= row.value <= sum(years)


# the year before ------------------------------------------------------------------------------------------------------------
def test_the_year_before_keeps_its_qualifier():
    lines = """
    dien-bien.province-wide party_members 2022 >45000
    dien-bien.province-wide party_members 2023 46000
    dien-bien.province-wide members_admitted 2022 1944
    dien-bien.province-wide members_admitted 2023-H1 900
    """
    small = Store.build(data(lines))
    (one,) = year_on_year(small, Search(), answer)
    said = cells(one, vi(small))
    assert (said["previous"], said["value"]) == ("trên 45.000 người", "46.000 người")
    # rule 9: from more than 45,000 to 46,000 it is at most 1,000
    assert (said["change"], said["change_percent"]) == ("không quá +1.000", "không quá 2,22%")
    columns, rows = table([one], vi(small))
    line = dict(zip(columns, rows[0], strict=True))
    assert (line["previous_qualifier"], line["change_qualifier"]) == ("gt", "le")


def test_every_change_of_the_projects_own_data_is_of_two_stated_years(store: Store):
    found = year_on_year(store, Search(years=(2015, 2026)), answer)
    assert len(found) > 5
    for one in found:
        assert one.row.change == one.row.value - (one.row.previous or 0)
        assert not one.row.marks & {Mark.PARTIAL, Mark.AT_LEAST}
