"""What a list of provinces leaves out is counted and named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.answers.left_out import LeftOut, by_place, left_out, silent
from metrics.answers.pivot import pivot
from metrics.answers.query import ask
from metrics.store.store import Store
from metrics.vocabulary import Boundary, Question
from tests.small import data


def gone(lines: tuple[str, ...], metric: str, boundary: Boundary) -> LeftOut:
    store = Store.build(data(*lines))
    question = by_place(Question(metric, boundary=boundary))
    return left_out(ask(store, question), ask(store, replace(question, boundary="reported")), store)


def test_the_63_leave_out_merged_units():
    lines = (
        "ninh-binh.province-wide party_members 2024-12-31 70000",
        "ninh-binh-2025.province-wide party_members 2025-12-31 190000",
    )
    assert gone(lines, "party_members", "63") == LeftOut(figures=1, merged=("ninh-binh-2025",), shown=1)


def test_the_34_say_at_least_where_a_part_is_silent():
    lines = ("ha-giang.province-wide party_members 2024-12-31 70000",)
    assert gone(lines, "party_members", "34") == LeftOut(incomplete=1, shown=1, lacking=("tuyen-quang-2025",))


def test_the_34_never_take_a_rank_of_the_63():
    lines = ("rank PCI 2023 nghe-an 44", "rank PCI 2023 ha-giang 50")
    assert gone(lines, "pci_rank", "34") == LeftOut(figures=2)


def test_the_34_never_take_a_stated_share_of_a_part():
    lines = ("ha-giang.province-wide party_members 2024-12-31 30% group=female",)
    store = Store.build(data(*lines))
    question = by_place(Question("party_members", boundary="34", breakdown="group=female", unit="percent"))
    left = left_out(ask(store, question), ask(store, replace(question, boundary="reported")), store)
    assert left == LeftOut(figures=1)


@pytest.mark.parametrize("left", [LeftOut(figures=1), LeftOut(incomplete=1)])
def test_figures_that_are_not_shown_and_sums_that_lack_some_are_both_told(left: LeftOut):
    assert left


def test_nothing_is_left_out_of_a_province_that_stayed():
    lines = ("nghe-an.province-wide party_members 2024-12-31 70000",)
    assert not gone(lines, "party_members", "34")
    assert not gone(lines, "party_members", "63")


# Provinces without a figure ----------------------------------------------------------------------------------------------
FIGURES = """
nghe-an.agencies-bloc party_members 2020 5
hue.agencies-bloc party_members 2020 6
hue.agencies-bloc members_admitted 2015/2020 6
ha-giang.province-wide members_admitted 2020 7
"""
ASKED = ("son-la", "nghe-an", "hue", "lang-son")


def without(metric: str, by: tuple[str, ...], provinces: tuple[str, ...] = ASKED, **more: Any) -> tuple[str, ...]:
    store = Store.build(data(FIGURES))
    return silent(ask(store, Question(metric, by, provinces, **more)), store)


@pytest.mark.parametrize("by", [("province", "year"), ("organization", "year"), ("year",), ("kind", "year"), ("region", "year")])
def test_a_province_asked_for_without_a_figure_is_named_however_the_rows_are_told_apart(by: tuple[str, ...]):
    assert without("party_members", by) == ("son-la", "lang-son")
    assert without("party_members", by, ()) == ()


def test_what_stands_for_a_longer_period_is_a_figure_by_period_only():
    assert without("members_admitted", ("province", "period")) == ("son-la", "nghe-an", "lang-son")
    assert without("members_admitted", ("period",), kinds=("agencies_bloc",)) == ("son-la", "nghe-an", "lang-son")
    assert without("members_admitted", ("province", "year"), kinds=("agencies_bloc",)) == ASKED


def test_a_merged_unit_has_the_figures_of_its_predecessors_in_the_34():
    asked = ("tuyen-quang-2025", "gia-lai-2025")
    for by in (("province", "year"), ("organization", "year"), ("year",)):
        assert without("members_admitted", by, asked, boundary="34") == ("gia-lai-2025",)


@pytest.mark.parametrize("by", [("province", "year"), ("year",), ("kind", "year"), ("province", "period")])
def test_bodies_that_are_never_added_are_no_missing_figures(by: tuple[str, ...]):
    schools = "\n".join(f"nghe-an.school-{number} party_members 2020 {number}" for number in (1, 2))
    bodies = "\n".join(f"body nghe-an.school-{number} school" for number in (1, 2))
    store = Store.build(data(f"{bodies}\n{schools}\nhue.school-1 party_members 2020 6\nbody hue.school-1 school"))
    result = ask(store, Question("party_members", by, ("son-la", "nghe-an", "hue"), kinds=("school",)))
    assert result.blanks
    assert silent(result, store) == ("son-la",)


@settings(max_examples=8)
@given(st.sets(st.sampled_from(ASKED)), st.permutations(ASKED))
def test_each_province_asked_for_has_a_row_or_is_named(known: set[str], order: list[str]):
    store = Store.build(data("\n".join(f"{slug}.agencies-bloc party_members 2020 5" for slug in sorted(known))))
    result = ask(store, Question("party_members", provinces=tuple(order)))
    assert silent(result, store) == tuple(slug for slug in order if slug not in known)
    found = pivot(store, result.question, "province", "year")
    assert set(found.rows) == set(order)
