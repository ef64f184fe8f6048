"""Rule 11: what is not stated is no row, never zero; a sum says how many report."""

from __future__ import annotations

import pytest

from tests.second_opinion import agreed, brief, refused
from tests.small import data

BLOC, OTHER = "nghe-an.agencies-bloc", "ha-tinh.agencies-bloc"


def test_no_row_where_nothing_is_stated():
    seeds = data(f"{BLOC} members_admitted 2018 40", f"{BLOC} members_admitted 2020 50")
    assert brief(agreed(seeds, "members_admitted"), "year", "value") == [(2018, 40), (2020, 50)]


def test_a_stated_zero_is_a_figure():
    seeds = data(f"{BLOC} members_disciplined 2020 0", f"{OTHER} members_disciplined 2020 4")
    assert brief(agreed(seeds, "members_disciplined"), "province", "value") == [("ha-tinh", 4), ("nghe-an", 0)]
    rows = agreed(seeds, "members_disciplined", by="year", province="nghe-an,ha-tinh")
    assert brief(rows, "value", "status", "figures") == [(4, "complete", 2)]


def test_a_metric_without_figures_has_no_rows():
    assert agreed(data(f"{BLOC} members_admitted 2020 50"), "party_members") == []


def test_years_without_figures_have_no_rows():
    assert agreed(data(f"{BLOC} members_admitted 2020 50"), "members_admitted", year="2015:2019") == []


def test_all_provinces_are_the_selection_where_none_is_named():
    # 1 of the 63
    rows = agreed(data(f"{BLOC} members_admitted 2020 50"), "members_admitted", by="year")
    assert brief(rows, "value", "status", "covers") == [(50, "at_least", "2020; 1 of 63")]


def test_from_2025_the_34_are_the_selection():
    rows = agreed(data("nghe-an.province-wide party_members 2026 200000"), "party_members", by="year")
    assert brief(rows, "value", "covers") == [(200000, "2026; 1 of 34")]


def test_n_counts_provinces_whatever_the_kind():
    # two kinds of bloc in two provinces of three
    seeds = data(
        f"{BLOC} members_admitted 2020 50",
        "ha-tinh.agencies-enterprises-bloc members_admitted 2020 40",
        "hue.province-wide members_admitted 2020 900",
    )
    rows = agreed(
        seeds,
        "members_admitted",
        by="year",
        kind="agencies_bloc,agencies_enterprises_bloc",
        province="nghe-an,ha-tinh,hue",
    )
    assert brief(rows, "value", "status", "covers") == [
        (90, "at_least", "2020; 2 of 3; kinds: agencies_bloc, agencies_enterprises_bloc")
    ]


def test_n_is_not_printed_where_all_report():
    seeds = data(f"{BLOC} members_admitted 2020 50", f"{OTHER} members_admitted 2020 40")
    rows = agreed(seeds, "members_admitted", by="year", province="nghe-an,ha-tinh")
    assert brief(rows, "status", "covers") == [("complete", "2020")]


def test_two_bodies_of_a_province_count_once():
    # two blocs of one province, none of the other: 1 of 2
    seeds = data(f"{BLOC} members_admitted 2020 50", "nghe-an.enterprises-bloc members_admitted 2020 40")
    rows = agreed(seeds, "members_admitted", by="year", kind="agencies_bloc,enterprises_bloc", province="nghe-an,ha-tinh")
    assert brief(rows, "value", "covers") == [(90, "2020; 1 of 2; kinds: agencies_bloc, enterprises_bloc")]


def test_each_year_counts_its_own():
    # 2019: both; 2020: one of two
    seeds = data(
        f"{BLOC} members_admitted 2019 50",
        f"{OTHER} members_admitted 2019 40",
        f"{BLOC} members_admitted 2020 60",
    )
    rows = agreed(seeds, "members_admitted", by="year", province="nghe-an,ha-tinh")
    assert brief(rows, "year", "value", "status", "covers") == [
        (2019, 90, "complete", "2019"),
        (2020, 60, "at_least", "2020; 1 of 2"),
    ]


def test_by_kind_each_row_says_how_many_report():
    seeds = data(f"{BLOC} members_admitted 2020 50", "ha-tinh.province-wide members_admitted 2020 900")
    rows = agreed(seeds, "members_admitted", by="kind,year", province="nghe-an,ha-tinh")
    assert brief(rows, "kind", "value", "covers") == [
        ("agencies_bloc", 50, "2020; 1 of 2"),
        ("province_wide", 900, "2020; 1 of 2"),
    ]


def test_unlike_stretches_of_two_provinces():
    # the year 50 + nine months 30: the sum is partial and names both
    seeds = data(f"{BLOC} members_admitted 2020 50", f"{OTHER} members_admitted 2020-9M 30")
    rows = agreed(seeds, "members_admitted", by="year", province="nghe-an,ha-tinh")
    assert brief(rows, "value", "status", "covers") == [(80, "partial", "2020; 2020-9M")]


@pytest.mark.parametrize(
    "asked",
    [
        {"province": "nghe-on"},
        {"region": "bac-bo"},
        {"kind": "bloc"},
        {"by": "province,years"},
        {"breakdown": "grade=good"},
        {"unit": "person"},
    ],
)
def test_unknown_names_are_refused_not_answered_with_nothing(asked):
    seeds = data(f"{BLOC} grassroots_organizations 2020 50")
    assert refused(seeds, "grassroots_organizations", **asked)


def test_an_unknown_metric_is_refused():
    assert refused(data(f"{BLOC} members_admitted 2020 50"), "members_admited")


def test_years_asked_for_of_which_nothing_is_known_make_a_sum_partial():
    # 10 + 20 of 2018 and 2019; of 2017 and 2020 nothing is known
    seeds = data("nghe-an.agencies-bloc members_admitted 2018 10", "nghe-an.agencies-bloc members_admitted 2019 20")
    for by, years, status in (
        ("province", "2017:2020", "partial"),
        ("province", "2018:2019", "complete"),
        ("kind", "2018:2020", "partial"),
    ):
        rows = agreed(seeds, "members_admitted", by=by, year=years, province="nghe-an")
        assert brief(rows, "value", "status") == [(30, status)]
