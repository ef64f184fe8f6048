"""Rule 7: two sources, one key. Values that cannot both hold are a dispute: the newest published wins, both are shown."""

from __future__ import annotations

import functools

import pytest

from tests.second_opinion import Row, agreed, brief, side_by_side
from tests.small import data

BLOC = "nghe-an.agencies-bloc"


def settled(rows: list[Row]) -> tuple[object, ...]:
    """Value, qualifier, status and what `covers` says of the dispute; of one figure of two sources."""
    ((value, qualifier, status),) = brief(rows, "value", "qualifier", "status")
    assert rows[0]["figures"] == 1
    disputed = [part for part in rows[0]["covers"].split("; ") if part.startswith("disputed: ")]
    # both sources are named, whichever won
    assert rows[0]["sources"].count(";") == 1
    return value, qualifier, status, *disputed


CASES: dict[str, tuple[list[str], tuple[object, ...]]] = {
    "one value, two sources": (
        ["188 @may:2021-05", "188 @june:2021-06"],
        (188, "eq", "complete"),
    ),
    "two eq counts: the newest published": (
        ["188 @may:2021-05", "190 @june:2021-06"],
        (190, "eq", "disputed", "disputed: 188 (may)"),
    ),
    "the order of the file does not matter": (
        ["190 @june:2021-06", "188 @may:2021-05"],
        (190, "eq", "disputed", "disputed: 188 (may)"),
    ),
    # 2021 counts as 2021-01-01, before 2021-05
    "a bare year counts as its first day": (
        ["188 @may:2021-05", "190 @bare:2021"],
        (188, "eq", "disputed", "disputed: 190 (bare)"),
    ),
    # 2021-05 counts as 2021-05-01, before 2021-05-02
    "a month counts as its first day": (
        ["188 @may:2021-05", "190 @day:2021-05-02"],
        (190, "eq", "disputed", "disputed: 188 (may)"),
    ),
    "no date counts as oldest": (
        ["188 @undated:undated", "190 @old:1999"],
        (190, "eq", "disputed", "disputed: 188 (undated)"),
    ),
    "of equal dates the first in the file": (
        ["188 @may:2021-05", "190 @may2:2021-05"],
        (188, "eq", "disputed", "disputed: 190 (may2)"),
    ),
    # more than 180 contains 188
    "a bound that holds": (
        [">180 @june:2021-06", "188 @may:2021-05"],
        (188, "eq", "complete"),
    ),
    "at least the value": (
        [">=188 @june:2021-06", "188 @may:2021-05"],
        (188, "eq", "complete"),
    ),
    "at most the value": (
        ["<=188 @june:2021-06", "188 @may:2021-05"],
        (188, "eq", "complete"),
    ),
    # more than 188 excludes 188; fewer than 188 too
    "a strict bound excludes its end": (
        [">188 @june:2021-06", "188 @may:2021-05"],
        (188, "gt", "disputed", "disputed: 188 (may)"),
    ),
    "a strict upper bound excludes its end": (
        ["<188 @may:2021-05", "188 @june:2021-06"],
        (188, "eq", "disputed", "disputed: 188 (may)"),
    ),
    "a bound that cannot hold": (
        [">200 @june:2021-06", "188 @may:2021-05"],
        (200, "gt", "disputed", "disputed: 188 (may)"),
    ),
    # 5,164 rounds to 5,200 (hundreds)
    "approx is a rounding": (
        ["~5200 @june:2021-06", "5164 @may:2021-05"],
        (5164, "eq", "complete"),
    ),
    "approx that is no rounding": (
        ["~5300 @june:2021-06", "5164 @may:2021-05"],
        (5300, "approx", "disputed", "disputed: 5164 (may)"),
    ),
    # about none is no rounding to tens
    "approx of zero": (
        ["~0 @june:2021-06", "4 @may:2021-05"],
        (0, "approx", "disputed", "disputed: 4 (may)"),
    ),
    # counts are not rounded silently: 5,200 and 5,164 without "about" cannot both hold
    "two different eq counts, one round": (
        ["5200 @june:2021-06", "5164 @may:2021-05"],
        (5200, "eq", "disputed", "disputed: 5164 (may)"),
    ),
    # 5,149 rounds to 5,100
    "approx that is almost a rounding": (
        ["~5200 @june:2021-06", "5149 @may:2021-05"],
        (5200, "approx", "disputed", "disputed: 5149 (may)"),
    ),
    # about 2,000, a rounding to thousands, may be anything from 1,500 to 2,500
    "at least what a rounding may be": (
        ["~2000 @may:2021-05", ">=2300 @june:2021-06"],
        (2000, "approx", "complete"),
    ),
    "more than a rounding's middle": (
        ["~2000 @may:2021-05", ">2300 @june:2021-06"],
        (2000, "approx", "complete"),
    ),
    "fewer than a rounding's middle": (
        ["~2000 @may:2021-05", "<1600 @june:2021-06"],
        (2000, "approx", "complete"),
    ),
    "at most a rounding's least": (
        ["<=1500 @june:2021-06", "~2000 @may:2021-05"],
        (2000, "approx", "complete"),
    ),
    # of two bounds that hold together the tighter says more
    "the tighter bound": (
        [">150 @june:2021-06", ">180 @may:2021-05"],
        (180, "gt", "complete"),
    ),
    "the bound without its end is tighter": (
        [">=180 @june:2021-06", ">180 @may:2021-05"],
        (180, "gt", "complete"),
    ),
    "the upper bound without its end is tighter": (
        ["<=180 @june:2021-06", "<180 @may:2021-05"],
        (180, "lt", "complete"),
    ),
    # neither says more than the other
    "a lower and an upper bound": (
        [">150 @may:2021-05", "<200 @june:2021-06"],
        (200, "lt", "complete"),
    ),
    # both hold of 200 alone, and of nothing where one excludes it
    "at least and at most one value": (
        [">=200 @may:2021-05", "<=200 @june:2021-06"],
        (200, "le", "complete"),
    ),
    "at most and at least one value": (
        ["<=200 @may:2021-05", ">=200 @june:2021-06"],
        (200, "ge", "complete"),
    ),
    "at least a value and fewer than it": (
        [">=200 @may:2021-05", "<200 @june:2021-06"],
        (200, "lt", "disputed", "disputed: 200 (may)"),
    ),
    "an upper and a lower bound": (
        ["<200 @may:2021-05", ">150 @june:2021-06"],
        (150, "gt", "complete"),
    ),
}


@functools.cache
def counts() -> dict[str, list[Row]]:
    cases = {name: [f"party_members 2020 {figure}" for figure in case[0]] for name, case in CASES.items()}
    return side_by_side("party_members", cases)


@pytest.mark.parametrize("name", CASES)
def test_one_key_two_sources(name):
    assert settled(counts()[name]) == CASES[name][1]


def test_the_newest_against_two():
    # 188 twice, 190 newest: 190; both others are named
    figures = ["188 @a:2021-04", "188 @b:2021-05", "190 @c:2021-06"]
    (row,) = agreed(data(*(f"{BLOC} party_members 2020 {figure}" for figure in figures)), "party_members")
    assert (row["value"], row["status"], sorted(row["sources"].split(";"))) == (190, "disputed", ["a", "b", "c"])
    assert "188 (a)" in row["covers"]
    assert "188 (b)" in row["covers"]


SHARES: dict[str, tuple[list[str], tuple[object, ...]]] = {
    # 73.77 rounds to 74
    "a rounding": (
        ["74% @new:2021-06", "73.77% @old:2021-05"],
        (73.77, "eq", "complete"),
    ),
    # 73.77 rounds to 74, not to 73
    "no rounding": (
        ["73% @new:2021-06", "73.77% @old:2021-05"],
        (73, "eq", "disputed", "disputed: 73.77 (old)"),
    ),
    "as many decimals, other value": (
        ["73.7% @new:2021-06", "73.8% @old:2021-05"],
        (73.7, "eq", "disputed", "disputed: 73.8 (old)"),
    ),
}


@functools.cache
def shares() -> dict[str, list[Row]]:
    cases = {name: [f"party_members 2020 {f} group=female" for f in case[0]] for name, case in SHARES.items()}
    return side_by_side("party_members", cases, unit="percent", breakdown="group=female")


@pytest.mark.parametrize("name", SHARES)
def test_shares_stated_with_fewer_decimals(name):
    assert settled(shares()[name]) == SHARES[name][1]


def test_different_dates_are_no_dispute():
    # 5,000 in June and 5,100 in December are two keys
    seeds = data(f"{BLOC} party_members 2020-06 5000 @a:2021", f"{BLOC} party_members 2020-12 5100 @b:2022")
    assert brief(agreed(seeds, "party_members"), "value", "status", "sources") == [(5100, "complete", "b")]


def test_a_dispute_about_a_part_marks_the_sum():
    # H1: 40 against 42, the newer 42; + H2 50 = 92
    seeds = data(
        f"{BLOC} members_admitted 2020-H1 40 @old:2021-01",
        f"{BLOC} members_admitted 2020-H1 42 @new:2021-02",
        f"{BLOC} members_admitted 2020-H2 50 @new:2021-02",
    )
    (row,) = agreed(seeds, "members_admitted")
    assert (row["value"], row["status"], row["figures"]) == (92, "disputed", 2)
    assert row["covers"] == "2020-H1+2020-H2; disputed: 40 (old)"


def test_a_dispute_about_an_unused_figure_marks_nothing():
    # H1 is disputed, but the year is stated
    seeds = data(
        f"{BLOC} members_admitted 2020-H1 40 @old:2021-01",
        f"{BLOC} members_admitted 2020-H1 42 @new:2021-02",
        f"{BLOC} members_admitted 2020 90 @new:2021-02",
    )
    assert brief(agreed(seeds, "members_admitted"), "value", "status") == [(90, "complete")]


def test_bodies_do_not_dispute():
    seeds = data(f"{BLOC} party_members 2020 5000 @a:2021", "ha-tinh.agencies-bloc party_members 2020 4000 @b:2022")
    assert {row["status"] for row in agreed(seeds, "party_members")} == {"complete"}


def test_statuses_do_not_dispute():
    # a target of 100 and 90 reported are not two opinions on one number
    seeds = data(f"{BLOC} members_admitted 2020 90 @a:2021", f"{BLOC} members_admitted 2020 100 target @b:2020")
    assert brief(agreed(seeds, "members_admitted"), "value", "status") == [(90, "complete")]


@pytest.mark.parametrize("bound", [">5000", "<5000"])
@pytest.mark.parametrize(("first", "second"), [("2021", "2022"), ("2022", "2021")])
def test_more_than_a_number_and_the_number_itself_are_a_dispute(bound: str, first: str, second: str):
    seeds = data(f"{BLOC} party_members 2020 {bound} @one:{first}", f"{BLOC} party_members 2020 5000 @two:{second}")
    (row,) = agreed(seeds, "party_members")
    assert (row["value"], row["status"]) == (5000, "disputed")
