"""Rule 1: flows. Year-to-date figures nest and are never added to each other; only disjoint periods tile a year.

A failure here means a wrong number without an error.
"""

from __future__ import annotations

import functools

import pytest

from tests.second_opinion import Row, agreed, brief, side_by_side
from tests.small import data

BLOC = "nghe-an.agencies-bloc members_admitted"


def agreed_admissions(*figures: str, **asked: str) -> list[tuple[object, ...]]:
    rows = agreed(data(*(f"{BLOC} {figure}" for figure in figures)), "members_admitted", **asked)
    return brief(rows, *asked.get("by", "province,year").split(","), "value", "status", "covers")


# Each case: what the body states, and what its year 2020 then is.
YEARS: dict[str, tuple[list[str], int, str, str]] = {
    "the full year as stated": (
        ["2020 100"],
        100,
        "complete",
        "2020",
    ),
    # H1 40 lies inside the year's 100: never 140
    "a half inside the stated year": (
        ["2020 100", "2020-H1 40"],
        100,
        "complete",
        "2020",
    ),
    # the stated 100 stands although the halves give 40 + 50 = 90
    "stated year before its halves": (
        ["2020 100", "2020-H1 40", "2020-H2 50"],
        100,
        "complete",
        "2020",
    ),
    # 40 + 50
    "two halves tile the year": (
        ["2020-H1 40", "2020-H2 50"],
        90,
        "complete",
        "2020-H1+2020-H2",
    ),
    # 10 + 20 + 30 + 40
    "four quarters tile the year": (
        ["2020-Q1 10", "2020-Q2 20", "2020-Q3 30", "2020-Q4 40"],
        100,
        "complete",
        "2020-Q1+2020-Q2+2020-Q3+2020-Q4",
    ),
    # 35 + 30 + 40
    "H1, Q3, Q4": (
        ["2020-H1 35", "2020-Q3 30", "2020-Q4 40"],
        105,
        "complete",
        "2020-H1+2020-Q3+2020-Q4",
    ),
    # 70 + 40; Q1, H1 lie inside 9M
    "9M and Q4": (
        ["2020-Q1 10", "2020-H1 35", "2020-9M 70", "2020-Q4 40"],
        110,
        "complete",
        "2020-9M+2020-Q4",
    ),
    # H1 + H2 = 35 + 60 in two parts, not the quarters' 10 + 20 + 30 + 40 in four
    "fewest parts first": (
        ["2020-Q1 10", "2020-Q2 20", "2020-Q3 30", "2020-Q4 40", "2020-H1 35", "2020-H2 60"],
        95,
        "complete",
        "2020-H1+2020-H2",
    ),
    # Q1 ⊂ H1 ⊂ 9M: the longest is 70, never 10 + 35 + 70
    "nested year-to-date figures": (
        ["2020-Q1 10", "2020-H1 35", "2020-9M 70"],
        70,
        "partial",
        "2020-9M",
    ),
    # 35 + 30: nine months
    "the longest tiled stretch": (
        ["2020-H1 35", "2020-Q3 30"],
        65,
        "partial",
        "2020-H1+2020-Q3",
    ),
    # 10 + 20 tile no more than the stated half: the half, one part, counts
    "a stated stretch before its tiles": (
        ["2020-Q1 10", "2020-Q2 20", "2020-H1 35"],
        35,
        "partial",
        "2020-H1",
    ),
    # Q4 does not touch H1
    "a hole ends the stretch": (
        ["2020-H1 35", "2020-Q4 40"],
        35,
        "partial",
        "2020-H1",
    ),
    # 1 + 2 + … + 12
    "twelve months": (
        [f"2020-{month:02d} {month}" for month in range(1, 13)],
        78,
        "complete",
        "+".join(f"2020-{month:02d}" for month in range(1, 13)),
    ),
    "months up to a hole": (
        ["2020-01 5", "2020-02 6", "2020-04 7"],
        11,
        "partial",
        "2020-01+2020-02",
    ),
    # a range that begins in January is year-to-date like 9M
    "January to July": (
        ["2020-01/2020-07 44", "2020-H1 35"],
        44,
        "partial",
        "2020-01/2020-07",
    ),
    "a January range by days": (
        ["2020-01-01/2020-04-03 12"],
        12,
        "partial",
        "2020-01-01/2020-04-03",
    ),
    # 44 + 6 + 7 + 8 + 9 + 10
    "a January range begins a tiling": (
        ["2020-01/2020-07 44", "2020-08 6", "2020-09 7", "2020-10 8", "2020-11 9", "2020-12 10"],
        84,
        "complete",
        "2020-01/2020-07+2020-08+2020-09+2020-10+2020-11+2020-12",
    ),
    # ranges that begin later never enter a year
    "a July to December range": (
        ["2020-H1 35", "2020-07/2020-12 60"],
        35,
        "partial",
        "2020-H1",
    ),
    "a July to September range": (
        ["2020-H1 35", "2020-07/2020-09 30"],
        35,
        "partial",
        "2020-H1",
    ),
}


NO_YEAR: dict[str, tuple[list[str]]] = {
    "only Q3": (["2020-Q3 30"],),
    "only H2": (["2020-H2 60"],),
    "without the first quarter": (["2020-Q2 20", "2020-H2 60"],),
    "a term": (["term:2020/2025 900"],),
    "a range of years": (["range:2018/2020 300"],),
    "a range from March": (["2020-03/2020-08 30"],),
    "one day's event": (["2020-02-03 5"],),
    "a range over New Year": (["2019-12/2020-06 30"],),
}


@functools.cache
def years() -> dict[str, list[Row]]:
    return side_by_side("members_admitted", {name: stated(case[0]) for name, case in (YEARS | NO_YEAR).items()})


@functools.cache
def periods() -> dict[str, list[Row]]:
    cases = {name: stated(figures) for name, (figures,) in NO_YEAR.items()}
    return side_by_side("members_admitted", cases, by="province,period")


def stated(figures: list[str]) -> list[str]:
    return [f"members_admitted {figure}" for figure in figures]


@pytest.mark.parametrize("name", YEARS)
def test_year_of_a_flow(name):
    _, value, status, covers = YEARS[name]
    assert brief(years()[name], "year", "value", "status", "covers") == [(2020, value, status, covers)]


@pytest.mark.parametrize("name", NO_YEAR)
def test_what_never_enters_a_year(name):
    assert years()[name] == []


@pytest.mark.parametrize("name", NO_YEAR)
def test_by_period_shows_what_never_enters_a_year(name):
    figures = [figure.split() for figure in NO_YEAR[name][0]]
    expected = sorted((code.split(":")[-1], int(value)) for code, value in figures)
    assert brief(periods()[name], "period", "value") == expected


def test_by_period_shows_every_period_as_stated():
    # Q1 10, H1 35, year 100, each by itself
    assert agreed_admissions("2020-Q1 10", "2020-H1 35", "2020 100", by="province,period", province="nghe-an") == [
        ("nghe-an", "2020", 100, "complete", "2020"),
        ("nghe-an", "2020-H1", 35, "complete", "2020-H1"),
        ("nghe-an", "2020-Q1", 10, "complete", "2020-Q1"),
    ]


def test_a_period_is_shown_if_it_overlaps_the_years_asked_for():
    # 2018/2020 and 2020/2025 touch 2020, 2019 does not
    figures = ["range:2018/2020 300", "term:2020/2025 900", "2019 50", "2020 60"]
    rows = agreed_admissions(*figures, by="province,period", year="2020")
    assert [(code, value) for _, code, value, *_ in rows] == [("2018/2020", 300), ("2020", 60), ("2020/2025", 900)]


def test_periods_of_different_bodies_do_not_tile():
    # Nghệ An states H1, Hà Tĩnh H2: neither is the other's year; H2 alone is no year
    seeds = data(
        "nghe-an.agencies-bloc members_admitted 2020-H1 40",
        "ha-tinh.agencies-bloc members_admitted 2020-H2 50",
    )
    assert brief(agreed(seeds, "members_admitted"), "province", "value", "status") == [("nghe-an", 40, "partial")]


def test_stated_totals_win_among_equal_stretches():
    # H1 by parts: committee 20 + commission 30 = 50; Q1 + Q2 as stated: 25 + 27 = 52. Equal stretches: the stated ones.
    seeds = data(
        "nghe-an.agencies-bloc inspected_members 2020-H1 20 body=committee",
        "nghe-an.agencies-bloc inspected_members 2020-H1 30 body=commission",
        "nghe-an.agencies-bloc inspected_members 2020-Q1 25",
        "nghe-an.agencies-bloc inspected_members 2020-Q2 27",
    )
    rows = agreed(seeds, "inspected_members")
    assert brief(rows, "value", "status", "covers") == [(52, "partial", "2020-Q1+2020-Q2")]


def test_parts_are_added_per_stated_period_before_periods_are():
    # H1: 20 + 30 = 50 by parts; H2: 60 stated; the year 110
    seeds = data(
        "nghe-an.agencies-bloc inspected_members 2020-H1 20 body=committee",
        "nghe-an.agencies-bloc inspected_members 2020-H1 30 body=commission",
        "nghe-an.agencies-bloc inspected_members 2020-H2 60",
    )
    assert brief(agreed(seeds, "inspected_members"), "value", "status", "figures") == [(110, "sum_of_parts", 3)]


def test_parts_of_different_periods_are_not_one_total():
    # committee states H1, commission the year: the year of the parts is the commission's alone, at least
    seeds = data(
        "nghe-an.agencies-bloc inspected_members 2020-H1 20 body=committee",
        "nghe-an.agencies-bloc inspected_members 2020 30 body=commission",
    )
    assert brief(agreed(seeds, "inspected_members"), "value", "status") == [(30, "at_least; sum_of_parts")]


def test_a_longer_stretch_of_parts_beats_a_shorter_stated_total():
    # H1 stated 35; the year by parts 40 + 50: the year is longer
    seeds = data(
        "nghe-an.agencies-bloc inspected_members 2020-H1 35",
        "nghe-an.agencies-bloc inspected_members 2020 40 body=committee",
        "nghe-an.agencies-bloc inspected_members 2020 50 body=commission",
    )
    assert brief(agreed(seeds, "inspected_members"), "value", "status") == [(90, "sum_of_parts")]


def test_sum_over_the_years_asked_for():
    # 10 + 20 + (15 + 16): three whole years
    figures = ["2018 10", "2019 20", "2020-H1 15", "2020-H2 16"]
    assert agreed_admissions(*figures, by="province", year="2018:2020") == [
        ("nghe-an", 61, "complete", "2018+2019+2020-H1+2020-H2")
    ]


def test_sum_over_years_with_a_gap_is_partial():
    # 2018 and 2020 known, 2019 not: 10 + 30 cover two years of three
    assert agreed_admissions("2018 10", "2020 30", by="province", year="2018:2020") == [("nghe-an", 40, "partial", "2018+2020")]


def test_sum_over_years_with_a_part_of_a_year_is_partial():
    # 10 + the first half of 2019
    assert agreed_admissions("2018 10", "2019-H1 5", by="province", year="2018:2019") == [
        ("nghe-an", 15, "partial", "2018+2019-H1")
    ]


def test_sum_over_years_leaves_out_terms_and_events():
    # the term's 900 and the day's 5 are no years
    figures = ["2018 10", "2019 20", "term:2015/2020 900", "2019-02-03 5"]
    assert agreed_admissions(*figures, by="province", year="2018:2019") == [("nghe-an", 30, "complete", "2018+2019")]


@pytest.mark.parametrize(("halves", "others"), [((10, 20), (18, 7)), ((10, 10), (18, 7))])
def test_two_halves_come_before_nine_months_and_a_quarter(halves, others):
    # the year is H1 + H2, whatever nine months and the last quarter come to
    seeds = data(
        f"nghe-an.agencies-bloc members_admitted 2020-9M {others[0]}",
        f"nghe-an.agencies-bloc members_admitted 2020-Q4 {others[1]}",
        f"nghe-an.agencies-bloc members_admitted 2020-H1 {halves[0]}",
        f"nghe-an.agencies-bloc members_admitted 2020-H2 {halves[1]}",
    )
    assert brief(agreed(seeds, "members_admitted"), "value", "covers") == [(sum(halves), "2020-H1+2020-H2")]
