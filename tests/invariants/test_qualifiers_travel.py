"""Rule 9: qualifiers travel with the figures that are added; missing units never change them."""

from __future__ import annotations

import functools

import pytest

from tests.second_opinion import Row, agreed, brief, side_by_side
from tests.small import data

BLOC, OTHER = "nghe-an.agencies-bloc", "ha-tinh.agencies-bloc"

SUMS = [
    ("40", "50", "eq"),
    (">40", "50", "ge"),
    (">=40", "50", "ge"),
    (">40", ">=50", "ge"),
    ("<40", "50", "le"),
    ("<=40", "50", "le"),
    ("<40", "<=50", "le"),
    ("~40", "50", "approx"),
    ("~40", ">50", "approx"),
    ("~40", "<=50", "approx"),
    (">40", "<50", "approx"),
    (">=40", "<=50", "approx"),
]


NAMES = [f"{first} + {second}" for first, second, _ in SUMS]


@functools.cache
def halves() -> dict[str, list[Row]]:
    cases = {
        name: [f"members_admitted 2020-H1 {first}", f"members_admitted 2020-H2 {second}"]
        for name, (first, second, _) in zip(NAMES, SUMS, strict=True)
    }
    return side_by_side("members_admitted", cases)


@pytest.mark.parametrize("number", range(len(SUMS)), ids=NAMES)
def test_qualifier_of_two_halves(number):
    # 40 + 50 in two halves of one body
    rows = halves()[NAMES[number]]
    assert brief(rows, "value", "qualifier", "status") == [(90, SUMS[number][2], "complete")]


def test_qualifier_of_two_bodies():
    # each pair in a year of its own: 40 of one body + 50 of the other
    lines = []
    for year, (first, second, _) in enumerate(SUMS, start=2000):
        lines += [f"{BLOC} party_members {year} {first}", f"{OTHER} party_members {year} {second}"]
    rows = agreed(data(*lines), "party_members", by="year", province="nghe-an,ha-tinh")
    expected = [(90, qualifier, "complete") for _, _, qualifier in SUMS]
    assert brief(rows, "value", "qualifier", "status") == expected


def test_one_figure_keeps_its_qualifier():
    marks = {"eq": "", "gt": ">", "ge": ">=", "lt": "<", "le": "<=", "approx": "~"}
    cases = {qualifier: [f"party_members 2020 {mark}40"] for qualifier, mark in marks.items()}
    for qualifier, rows in side_by_side("party_members", cases).items():
        assert brief(rows, "value", "qualifier", "status") == [(40, qualifier, "complete")]


def test_missing_units_change_the_status_not_the_qualifier():
    # one of two reports exactly 40: at least is a matter of status
    seeds = data(f"{BLOC} party_members 2020 40")
    rows = agreed(seeds, "party_members", by="year", province="nghe-an,ha-tinh")
    assert brief(rows, "value", "qualifier", "status") == [(40, "eq", "at_least")]


def test_a_bound_changes_the_qualifier_not_the_status():
    seeds = data(f"{BLOC} party_members 2020 >=40", f"{OTHER} party_members 2020 50")
    rows = agreed(seeds, "party_members", by="year", province="nghe-an,ha-tinh")
    assert brief(rows, "qualifier", "status") == [("ge", "complete")]


def test_a_missing_part_changes_the_status_not_the_qualifier():
    seeds = data(f"{BLOC} inspected_members 2020 30 body=committee")
    assert brief(agreed(seeds, "inspected_members"), "qualifier", "status") == [("eq", "at_least; sum_of_parts")]


def test_only_the_figures_added_speak():
    # H1 is approximate, but the stated year is exact
    seeds = data(f"{BLOC} members_admitted 2020-H1 ~40", f"{BLOC} members_admitted 2020 90")
    assert brief(agreed(seeds, "members_admitted"), "qualifier") == [("eq",)]


RATIOS = [
    # more than 50 of 100: more than 50 %; 50 of more than 100: less than 50 %
    (">50", "100", "ge"),
    (">=50", "100", "ge"),
    ("<50", "100", "le"),
    ("50", ">100", "le"),
    ("50", ">=100", "le"),
    ("50", "<100", "ge"),
    ("50", "<=100", "ge"),
    ("~50", "100", "approx"),
    ("50", "~100", "approx"),
    # a lower bound over a lower bound says nothing of either side
    (">50", ">100", "approx"),
    (">50", "<100", "ge"),
    ("<=50", ">=100", "le"),
]


PAIRS = [f"{numerator} / {denominator}" for numerator, denominator, _ in RATIOS]


@functools.cache
def ratios() -> dict[str, list[Row]]:
    cases = {
        name: [f"head_is_secretary 2020 {numerator}", f"grassroots_organizations 2020 {denominator}"]
        for name, (numerator, denominator, _) in zip(PAIRS, RATIOS, strict=True)
    }
    return side_by_side("head_is_secretary_share", cases)


@pytest.mark.parametrize("number", range(len(RATIOS)), ids=PAIRS)
def test_a_bound_on_a_denominator_turns_round(number):
    assert brief(ratios()[PAIRS[number]], "value", "qualifier") == [(50, RATIOS[number][2])]
