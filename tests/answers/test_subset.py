"""Rows taken from a wider answer are the answer to the narrower question, whatever was asked."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from metrics.answers.query import ask
from metrics.answers.subset import most_changed, narrowed, widest
from metrics.errors import PartyMetricsError
from metrics.store.store import Store
from metrics.vocabulary import Question, Result
from tests.answers.test_properties import examples
from tests.second_opinion import built
from tests.small import data
from tests.strategies import Case, cases, questions, rank_cases, rank_questions


def answered(store: Store, question: Question) -> Result | None:
    try:
        return ask(store, question)
    except PartyMetricsError:
        return None


def agrees(store: Store, question: Question) -> None:
    wide = answered(store, widest(question))
    narrow = narrowed(wide, question, store) if wide and widest(question) != question else None
    if narrow:
        asked = ask(store, question)
        assert narrow == replace(asked, sql=narrow.sql, parameters=narrow.parameters)


@examples(10)
@given(cases(shares=True), st.data())
def test_a_narrower_question_is_answered_by_some_rows_of_the_widest(case: Case, draw: st.DataObject):
    store = built(data(*case.lines))
    for _ in range(6):
        agrees(store, draw.draw(questions(case)))


@examples(10)
@given(cases(merger=True, shares=True), st.data())
def test_a_narrower_question_around_the_merger(case: Case, draw: st.DataObject):
    store = built(data(*case.lines))
    for _ in range(6):
        agrees(store, draw.draw(questions(case, merger=True)))


@examples(10)
@given(rank_cases(), st.data())
def test_a_narrower_question_about_ranks(case: Case, draw: st.DataObject):
    store = built(data(*case.lines))
    for _ in range(6):
        agrees(store, draw.draw(rank_questions(case)))


def test_what_one_row_cannot_tell_is_asked_as_it_stands():
    asked = [Question("x", by=("year",)), Question("x", by=("region", "year")), Question("x", by=("province", "period"))]
    asked.append(Question("x", by=("province",)))
    for question in asked:
        question = replace(question, provinces=("nghe-an",), years=(2015, 2016))
        assert widest(question) == question


def test_two_schools_of_one_province_are_told_by_the_narrow_question_alone():
    """The reason for a blank cell names a province: that of another must not be told."""
    store = built(data("nghe-an.school-a party_members 2020-12-31 3", "nghe-an.school-b party_members 2020-12-31 4"))
    wide = ask(store, Question("party_members"))
    assert wide.blanks
    assert narrowed(wide, Question("party_members", provinces=("ha-tinh",)), store) is None


def test_the_most_changed_are_those_that_rose_or_fell_by_most():
    changes = {"nghe-an": -40, "ha-tinh": 5, "hue": 12, "son-la": 0}
    lines = [
        f"{slug}.agencies-bloc party_members {year} {100 + more}"
        for slug in changes
        for year, more in ((2019, 0), (2020, changes[slug]))
    ]
    result = ask(built(data(*lines)), Question("party_members", years=(2020, 2020), compare="previous_year"))
    for most, kept in ((1, {"nghe-an"}), (2, {"nghe-an", "hue"}), (4, {"nghe-an", "ha-tinh", "hue"})):
        assert {row["province"] for row in most_changed(result, most).rows} == kept
