"""Rule 2: stocks. The latest figure inside the period, its date shown; never summed over time."""

from __future__ import annotations

import functools

import pytest

from tests.second_opinion import Row, agreed, brief, side_by_side
from tests.small import data

BLOC = "nghe-an.agencies-bloc"


def members(*figures: str, **asked: str) -> list[tuple[object, ...]]:
    rows = agreed(data(*(f"{BLOC} party_members {figure}" for figure in figures)), "party_members", **asked)
    return brief(rows, *asked.get("by", "province,year").split(","), "value", "status", "covers")


LATEST: dict[str, tuple[list[str], int, str]] = {
    "the later day": (
        ["2019-03-31 100", "2019-12-31 110"],
        110,
        "2019-12-31",
    ),
    # 2019-06 = 2019-06-30, later than 15 May
    "a month ends on its last day": (
        ["2019-05-15 100", "2019-06 110"],
        110,
        "2019-06",
    ),
    # inside one month the more precise date wins, though June 30 is later than June 15
    "the day inside the month": (
        ["2019-06 110", "2019-06-15 105"],
        105,
        "2019-06-15",
    ),
    # inside one year the more precise date wins over the bare year
    "the day inside the year": (
        ["2019 120", "2019-03-31 100"],
        100,
        "2019-03-31",
    ),
    "the month inside the year": (
        ["2019 120", "2019-03 100"],
        100,
        "2019-03",
    ),
    # different months: the later end, precise or not
    "a later day after a month": (
        ["2019-06 110", "2019-07-01 90"],
        90,
        "2019-07-01",
    ),
    "month, day and bare year": (
        ["2019-03-31 100", "2019-06 110", "2019 120"],
        110,
        "2019-06",
    ),
    "a bare year alone": (
        ["2019 120"],
        120,
        "2019",
    ),
}


@functools.cache
def latest() -> dict[str, list[Row]]:
    cases = {name: [f"party_members {figure}" for figure in case[0]] for name, case in LATEST.items()}
    return side_by_side("party_members", cases)


@pytest.mark.parametrize("name", LATEST)
def test_stock_of_a_year(name):
    _, value, covers = LATEST[name]
    assert brief(latest()[name], "year", "value", "status", "covers") == [(2019, value, "complete", covers)]


def test_the_latest_date_wins_although_another_source_was_published_later():
    # the figure of June, told in 2022, does not replace that of December, told in 2020
    assert members("2019-12-31 110 @early:2020", "2019-06-30 100 @late:2022") == [("nghe-an", 2019, 110, "complete", "2019-12-31")]


def test_years_are_not_carried_on():
    # nothing is stated of 2018: no row for it, and 2017's figure does not stand in
    assert members("2017-12-31 90", "2019-12-31 110") == [
        ("nghe-an", 2017, 90, "complete", "2017-12-31"),
        ("nghe-an", 2019, 110, "complete", "2019-12-31"),
    ]


def test_without_year_the_latest_not_the_sum():
    # 90 and 110 on two dates are one body twice: 110, never 200
    assert members("2017-12-31 90", "2019-12-31 110", by="province") == [("nghe-an", 110, "complete", "2019-12-31")]


def test_without_year_the_latest_of_the_years_asked_for():
    figures = ["2017-12-31 90", "2018-06 95", "2019-12-31 110"]
    assert members(*figures, by="province", year="2016:2018") == [("nghe-an", 95, "complete", "2018-06")]


def test_several_bodies_without_year_stand_in_the_latest_year_in_which_any_reports():
    # 2019: only Nghệ An 110; Hà Tĩnh's 70 of 2018 is another year, so Hà Tĩnh is missing: 1 of 2
    seeds = data(
        "nghe-an.agencies-bloc party_members 2018-12-31 100",
        "nghe-an.agencies-bloc party_members 2019-12-31 110",
        "ha-tinh.agencies-bloc party_members 2018-12-31 70",
    )
    rows = agreed(seeds, "party_members", by="kind", province="nghe-an,ha-tinh")
    assert brief(rows, "kind", "value", "status", "covers") == [("agencies_bloc", 110, "at_least", "2019-12-31; 1 of 2")]


def test_dates_of_several_bodies_are_all_shown():
    # 100 in June and 70 in December of one year
    seeds = data(
        "nghe-an.agencies-bloc party_members 2018-06-30 100",
        "ha-tinh.agencies-bloc party_members 2018-12-31 70",
    )
    (row,) = agreed(seeds, "party_members", by="year", province="nghe-an,ha-tinh")
    assert row["value"] == 170
    assert row["status"] == "complete"
    assert sorted(row["covers"].split("; ")) == ["2018-06-30", "2018-12-31"]


def test_a_term_stock_stands_in_the_first_year_of_the_term():
    # a committee of 51 for 2020/2025 stands in 2020 and names the term
    seeds = data(f"{BLOC} executive_committee_size term:2020/2025 51")
    rows = agreed(seeds, "executive_committee_size")
    assert brief(rows, "year", "value", "status", "covers") == [(2020, 51, "complete", "2020/2025")]


@pytest.mark.parametrize("date", ["2020-08-16", "2020-08", "2020"])
def test_a_stated_date_of_that_year_wins_over_the_term(date):
    seeds = data(
        f"{BLOC} executive_committee_size term:2020/2025 51",
        f"{BLOC} executive_committee_size as_of:{date} 49",
    )
    rows = agreed(seeds, "executive_committee_size")
    assert brief(rows, "year", "value", "covers") == [(2020, 49, date)]


@pytest.mark.parametrize(
    "indicator",
    ["executive_committee_size", "standing_committee_size", "inspection_commission_size", "deputy_secretaries"],
)
def test_sizes_of_committees_are_term_stocks(indicator):
    rows = agreed(data(f"{BLOC} {indicator} term:2015/2020 9"), indicator)
    assert brief(rows, "year", "value") == [(2015, 9)]


@pytest.mark.parametrize("indicator", ["congresses_held", "party_members", "congress_delegates"])
def test_other_term_stocks_only_by_period(indicator):
    seeds = data(f"{BLOC} {indicator} term:2020/2025 91")
    assert agreed(seeds, indicator) == []
    assert brief(agreed(seeds, indicator, by="province,period"), "period", "value") == [("2020/2025", 91)]


def test_a_stated_total_of_the_year_beats_a_later_sum_of_parts():
    # total 100 in March; in June only committees 60 and cells 45 are stated
    seeds = data(
        f"{BLOC} congresses_held 2020-03-31 100",
        f"{BLOC} congresses_held 2020-06-30 60 subject=committee",
        f"{BLOC} congresses_held 2020-06-30 45 subject=cell",
    )
    rows = agreed(seeds, "congresses_held")
    assert brief(rows, "value", "status", "covers") == [(100, "complete", "2020-03-31")]


def test_stocks_by_period_as_stated():
    assert members("2019-06 100", "2019-12-31 110", by="province,period") == [
        ("nghe-an", "2019-06", 100, "complete", "2019-06"),
        ("nghe-an", "2019-12-31", 110, "complete", "2019-12-31"),
    ]


UNIT, PREDECESSOR = "tuyen-quang-2025.province-wide", "ha-giang.province-wide"


@pytest.mark.parametrize(
    ("indicator", "before", "after"),
    [("party_members", "2025", "2025-10"), ("executive_committee_size", "term:2025/2030", "2025-12-31")],
)
@pytest.mark.parametrize("asked", [{"boundary": "34"}, {"by": "year"}])
def test_what_an_ended_body_states_of_its_last_year_is_of_no_later_day(indicator, before, after, asked):
    # Hà Giang ended on 2025-06-30: its 5,000 "of 2025" are older than the 9,000 of the unit that it became part of
    seeds = data(f"{PREDECESSOR} {indicator} {before} 5000", f"{UNIT} {indicator} {after} 9000")
    assert brief(agreed(seeds, indicator, year="2025", **asked), "value") == [(9000,)]


def test_a_bloc_s_figure_of_the_year_in_which_it_ended_gives_way_to_its_successor_s():
    seeds = data(
        "body nghe-an.agencies-bloc agencies_bloc ..2019-06",
        "body nghe-an.agencies-enterprises-bloc agencies_enterprises_bloc 2019-07..",
        f"{BLOC} party_members 2019 5000",
        "nghe-an.agencies-enterprises-bloc party_members 2019-10 6000",
    )
    rows = agreed(seeds, "party_members", kind="agencies_bloc,agencies_enterprises_bloc")
    assert brief(rows, "value", "covers") == [(6000, "2019-10")]
