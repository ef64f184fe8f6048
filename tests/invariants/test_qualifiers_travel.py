"""Rule 9: qualifiers travel with the figures that are added; missing units never change them."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.answers.query import ask
from metrics.store.store import Store
from metrics.vocabulary import Question
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


# What is compared with a figure, and what is calculated from both ----------------------------------------------------------
MARKS = {"eq": "", "gt": ">", "ge": ">=", "lt": "<", "le": "<=", "approx": "~"}


@functools.cache
def compared(value: str, other: str) -> tuple[tuple[str, str], ...]:
    """What is told of a target and of a year before with a qualifier: that of the other figure, and of the difference."""
    marked, against = MARKS[value], MARKS[other]
    text = f"""
    {BLOC} members_admitted 2020 {marked}90
    {BLOC} members_admitted 2020 {against}100 target
    {BLOC} members_admitted 2019 {against}100
    """
    store = Store.build(data(text))
    rows = [
        ask(store, Question("members_admitted", years=(2020, 2020), compare=how)).rows[0]
        for how in ("target", "previous_year", "same_period")
    ]
    completion = ask(store, Question("admission_target_completion", years=(2020, 2020))).rows[0]
    assert rows[0].change_percent == completion.value
    return (*((row.previous_qualifier, row.change_qualifier) for row in rows), ("", completion.qualifier))


@settings(max_examples=12)
@given(st.sampled_from(sorted(MARKS)), st.sampled_from(sorted(MARKS)))
def test_a_target_and_a_year_before_keep_their_qualifier(value: str, other: str):
    *told, (_, completion) = compared(value, other)
    # the share reached has the qualifier that the metric of target completion gives it, whichever way it is asked for
    single = {"gt": "ge", "lt": "le"}
    assert {one for one, _ in told} == {other}
    assert {change for _, change in told} == {single.get(completion, completion)}


@pytest.mark.parametrize(("now", "before", "gained"), [("<=10", "15", "ge"), ("12", "<=15", "le"), ("~9", "15", "approx")])
def test_places_gained_keep_the_qualifiers_of_both_ranks(now: str, before: str, gained: str):
    # 5 places up from 15 to 10, and to 10 or better: 5 or more
    body = "nghe-an.administration"
    store = Store.build(data(f"{body} par_index_rank 2020 {now}", f"{body} par_index_rank 2019 {before}"))
    (change,) = ask(store, Question("par_index_rank_change", years=(2020, 2020))).rows
    (rank,) = ask(store, Question("par_index_rank", years=(2020, 2020), compare="previous_year")).rows
    assert change.qualifier == rank.change_qualifier == gained


def test_a_sum_of_targets_has_the_qualifier_of_their_sum():
    lines = [f"{BLOC} members_admitted 2020 40", f"{OTHER} members_admitted 2020 50"]
    targets = [f"{BLOC} members_admitted 2020 >=50 target", f"{OTHER} members_admitted 2020 50 target"]
    store = Store.build(data(*lines, *targets))
    question = Question("members_admitted", by=("year",), provinces=("nghe-an", "ha-tinh"), compare="target")
    (row,) = ask(store, question).rows
    assert (row.previous, row.previous_qualifier, row.change_percent, row.change_qualifier) == (100, "ge", 90, "le")


def test_what_another_source_states_keeps_its_qualifier():
    text = f"{BLOC} party_members 2020 90 @new:2022\n{BLOC} party_members 2020 >100 @old:2021"
    (row,) = ask(Store.build(data(text)), Question("party_members")).rows
    assert [(one.value, one.qualifier) for one in row.covers.disputed] == [(100, "gt")]
