"""The Party's figures beside those of the year before: only what is complete in both, each with its own qualifier (rule 9)."""

from __future__ import annotations

from hypothesis import given, settings

from metrics.answers.query import ask
from metrics.store.store import Store
from metrics.survey.listing import Search
from metrics.survey.year_on_year import YearOnYear, cells, year_on_year
from metrics.vocabulary import Mark, Question
from tests import strategies
from tests.small import data
from tests.spoken import en

LIKE = (strategies.ADMITTED, strategies.MEMBERS, strategies.DISCIPLINED)


def found(*lines: str) -> tuple[Store, tuple[YearOnYear, ...]]:
    store = Store.build(data(*lines))
    return store, year_on_year(store, Search())


def test_two_halves_each_more_than_100_are_200_or_more_and_the_change_is_at_most_the_rest():
    line = "nghe-an.agencies-bloc members_admitted {} {}"
    store, (one,) = found(line.format("2019-H1", ">100"), line.format("2019-H2", ">100"), line.format("2020", "250"))
    said = cells(one, en(store))
    assert (said["previous"], said["value"], said["change"]) == ("200 people or more", "250 people", "at most +50")


def test_a_stock_that_lacks_parts_in_either_year_is_not_set_beside_the_other():
    whole, part = (
        "hue.agencies-bloc grassroots_organizations {} 50",
        "hue.agencies-bloc grassroots_organizations {} 30 subject=committee",
    )
    for first, second in ((whole, part), (part, whole), (part, part)):
        _, told = found(first.format(2019), second.format(2020))
        assert told == ()
    _, told = found(whole.format(2019), whole.format(2020).replace("50", "60"))
    assert [one.row.change for one in told] == [10]


@settings(max_examples=25)
@given(strategies.cases(LIKE))
def test_what_is_compared_is_what_both_years_answer_by_themselves(case: strategies.Case):
    store = Store.build(data(*case.lines))
    for one in year_on_year(store, Search()):
        body, year = one.row["organization"], one.row["year"]
        question = Question(one.metric.metric, ("organization", "year"), (body.partition(".")[0],), years=(year - 1, year))
        rows = {row["year"]: row for row in ask(store, question).rows if row["organization"] == body}
        assert (one.row.value, one.row.qualifier) == (rows[year].value, rows[year].qualifier)
        assert not (one.row.marks | rows[year].marks) & {Mark.PARTIAL, Mark.AT_LEAST}
        if one.before:
            before = rows[year - 1]
            assert (one.row.previous, one.row.previous_qualifier) == (before.value, before.qualifier)
            assert one.row.change == one.row.value - before.value
