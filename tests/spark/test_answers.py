"""Each metric by each column: Spark answers with the rows, reasons and refusals of DuckDB.

By chance, but always the same, some of all questions; SPARK_QUESTIONS=2000 asks every one.
"""

from __future__ import annotations

import os

import pytest

from metrics.answers.query import evidence
from metrics.data.seeds import Seeds
from metrics.store.store import Store
from tests.spark.asking import answered, chosen, differences

NUMBER = int(os.environ.get("SPARK_QUESTIONS", "60"))


@pytest.mark.parametrize("place", range(NUMBER))
def test_a_question_about_the_seeds(store: Store, seeds_on_spark: Store, place: int):
    compare(store, seeds_on_spark, place)


@pytest.mark.parametrize("place", range(NUMBER))
def test_a_question_about_generated_data(generated: Seeds, generated_on_spark: Store, place: int):
    compare(Store.build(generated), generated_on_spark, place)


def compare(of_duckdb: Store, of_spark: Store, place: int) -> None:
    questions = chosen(of_duckdb, NUMBER)
    if place >= len(questions):
        pytest.skip("there are no more questions")
    question, expected = questions[place]
    found = differences(expected, answered(of_spark, question))
    assert not found, f"{question}\n" + "\n".join(found)


@pytest.mark.parametrize("place", range(4))
def test_the_evidence_of_an_answer(generated: Seeds, generated_on_spark: Store, place: int):
    of_duckdb = Store.build(generated)
    question = [asked for asked, answer in chosen(of_duckdb, NUMBER) if not isinstance(answer, str) and answer[1]][place * 10]
    expected, found = evidence(of_duckdb, question), evidence(generated_on_spark, question)
    assert found.rows == expected.rows
    assert expected.rows
