"""What topic pages open on: newest of what is known enough; no older figure and none of a part of a year changes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.answers.query import ask
from metrics.profile.versus import fullest
from metrics.store.store import Store
from metrics.survey.topics import ENOUGH, GRADES, opening_grade, opening_kinds, opening_rank, opening_year
from metrics.vocabulary import DEFAULT_BLOCS, DIMENSIONS, Covers, Mark, Question, Result, Row
from tests.small import data

YEARS = (2018, 2019, 2020, 2021)
PLACES = ("nghe-an", "ha-noi", "son-la", "ha-tinh", "hue", "lai-chau", "can-tho")
KINDS = ("province_wide", "agencies_bloc", "agencies_enterprises_bloc", "school")
PARTS = (frozenset({Mark.PARTIAL}), frozenset({Mark.AT_LEAST}), frozenset({Mark.PARTIAL, Mark.AT_LEAST}))


def row(year: int, marks: frozenset[Mark] = frozenset(), **key: str) -> Row:
    return Row({**key, "year": year}, 1, "person", "eq", marks, Covers(), (), ())


def rows_of(year: int, number: int, kind: str = "province_wide") -> list[Row]:
    return [row(year, kind=kind, province=place) for place in PLACES[:number]]


older_or_partial = st.lists(
    st.one_of(
        st.builds(row, st.sampled_from(YEARS[:-1]), kind=st.sampled_from(KINDS), province=st.sampled_from(PLACES)),
        st.builds(
            row,
            st.sampled_from((*YEARS, 2022)),
            st.sampled_from(PARTS),
            kind=st.sampled_from(KINDS),
            province=st.sampled_from(PLACES),
        ),
    ),
    max_size=30,
)


# Years and kinds ------------------------------------------------------------------------------------------------------
@given(older_or_partial, st.randoms())
def test_no_older_figure_and_none_of_a_part_changes_the_year_or_the_kinds(more: list[Row], random):
    enough = rows_of(2021, ENOUGH)
    rows = [*enough, *more]
    random.shuffle(rows)
    assert opening_year(rows) == opening_year(enough) == 2021
    assert opening_kinds(rows) == opening_kinds(enough) == ("province_wide",)


def test_too_few_figures_of_a_newer_year_are_not_enough():
    assert opening_year([*rows_of(2020, ENOUGH), *rows_of(2021, ENOUGH - 1)]) == 2020
    kinds = [*rows_of(2020, ENOUGH), *rows_of(2021, ENOUGH - 1, "school")]
    assert opening_kinds(kinds) == ("province_wide",)


def test_where_nothing_has_enough_most_is_opened_whole_figures_first():
    partial = [row(2021, PARTS[0], kind="school", province=place) for place in PLACES]
    assert opening_year([*rows_of(2019, 2), *partial]) == 2019
    assert opening_kinds([*rows_of(2019, 2), *partial]) == ("province_wide",)
    assert opening_year(partial) == 2021
    assert opening_year([*rows_of(2019, 2), *rows_of(2020, 2)]) == 2020
    assert (opening_year([]), opening_kinds([])) == (None, ())


def test_agencies_blocs_count_together_with_agencies_and_enterprises_blocs():
    blocs = [*rows_of(2020, 2, "agencies_bloc"), *rows_of(2020, ENOUGH - 2, "agencies_enterprises_bloc")]
    assert opening_kinds([*rows_of(2019, ENOUGH), *blocs]) == DEFAULT_BLOCS


def test_of_few_provinces_the_province_wide_bodies_go_first_where_as_many_state_a_figure():
    part = row(2024, PARTS[0], kind="province_wide", province="nghe-an")
    whole = [row(year, kind="agencies_bloc", province="nghe-an") for year in YEARS]
    assert opening_kinds([*whole, part]) == ("province_wide",)
    # of two provinces one states no more than its bloc's
    assert opening_kinds([*whole, part, row(2020, kind="agencies_bloc", province="hue")]) == DEFAULT_BLOCS


# Bodies ---------------------------------------------------------------------------------------------------------------
STORE = Store.build(data())
ASKED = Question("members_admitted", kinds=("agencies_bloc",))
part_or_older = st.tuples(
    st.sampled_from(PLACES),
    st.one_of(
        st.tuples(st.sampled_from(YEARS[:-1]), st.just("")),
        st.tuples(st.sampled_from((*YEARS, 2022)), st.sampled_from(("H1", "Q1", "9M"))),
    ),
)


def figure(place: str, year: int, part: str) -> Row:
    """A figure of a full year, or of a part of one."""
    marks = frozenset({Mark.PARTIAL} if part else ())
    covers = Covers(periods=(f"{year}-{part}" if part else str(year),))
    return Row({"province": place, "year": year}, 5, "person", "eq", marks, covers, (), ())


@given(st.lists(part_or_older, max_size=12))
def test_no_older_figure_and_none_of_a_part_changes_the_year_that_is_opened(more: list[tuple[str, tuple[int, str]]]):
    # a place has one figure a year
    rows = {("nghe-an", 2021): figure("nghe-an", 2021, "")}
    for place, (year, part) in more:
        rows.setdefault((place, year), figure(place, year, part))
    result = Result(ASKED, STORE.names.metrics["members_admitted"], tuple(rows.values()))
    assert fullest(lambda question: replace(result, question=question), STORE, ASKED) == ("nghe-an", 2021)


def opened(*lines: str) -> tuple[str, int] | None:
    store = Store.build(data(*lines))
    return fullest(lambda asked: ask(store, asked), store, ASKED)


def admitted(place: str, period: str, value: str = "5") -> str:
    return f"{place}.agencies-bloc members_admitted {period} {value}"


def test_a_full_year_goes_before_a_later_part_and_a_newer_year_before_more_comparisons():
    assert opened(admitted("nghe-an", "2019"), admitted("ha-noi", "2021-9M")) == ("nghe-an", 2019)
    compared = [admitted("nghe-an", "2019"), admitted("nghe-an", "2020"), admitted("nghe-an", "2020", "9 target")]
    assert opened(*compared, admitted("ha-noi", "2021")) == ("ha-noi", 2021)
    # in the newest year the one with most comparisons
    assert opened(*compared, admitted("ha-noi", "2020")) == ("nghe-an", 2020)
    assert opened(admitted("nghe-an", "2020-H1"), admitted("ha-noi", "2021-Q1")) == ("ha-noi", 2021)


# Grades and indexes ---------------------------------------------------------------------------------------------------
def test_the_grades_are_those_of_the_data_and_failed_is_the_last():
    assert sorted(GRADES) == sorted(DIMENSIONS["grade"] or ())
    assert GRADES[-1] == "failed"


@pytest.mark.parametrize(
    ("known", "grade"),
    [
        ({"failed": 9, "good": 1}, "good"),
        ({"failed": 2}, "failed"),
        ({"completed": ENOUGH, "good": ENOUGH, "excellent": ENOUGH - 1}, "good"),
        ({"clean_and_strong": 3, "excellent": 1, "failed": 3}, "clean_and_strong"),
        ({}, ""),
    ],
)
def test_the_best_grade_of_which_enough_is_known_is_opened(known: dict[str, int], grade: str):
    assert opening_grade([row(2020, grade=one) for one, number in known.items() for _ in range(number)]) == grade


def ranks(index: str, year: int, number: int, boundary: str = "63") -> list[str]:
    return [f"rank {index} {year} {place} {rank} boundary={boundary}" for rank, place in enumerate(PLACES[:number], 1)]


def test_the_first_index_with_enough_ranks_of_the_newest_year_is_opened():
    store = Store.build(data(*ranks("PAR", 2024, ENOUGH), *ranks("PAPI", 2024, 7), *ranks("DTI", 2023, 7)))
    assert opening_rank(store, "63") == "par_index_rank"
    # too few, or none of the newest year
    assert opening_rank(Store.build(data(*ranks("PAR", 2024, ENOUGH - 1), *ranks("PAPI", 2024, 7))), "63") == "papi_rank"
    assert opening_rank(Store.build(data(*ranks("PAR", 2023, 7), *ranks("PCI", 2024, 6))), "63") == "pci_rank"
    few = Store.build(data(*ranks("PAR", 2024, 1), *ranks("PAPI", 2023, 2)))
    assert (opening_rank(few, "63"), opening_rank(few, "34")) == ("papi_rank", "")
