"""The store: locked once loaded, safe between threads, the same whatever the order of rows."""

from __future__ import annotations

import dataclasses
import time
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from metrics.answers.query import ask
from metrics.data.seeds import Seeds
from metrics.store.engine import Connection, OtherEngine, connect, fill
from metrics.store.store import Store, contains, resolve
from metrics.vocabulary import Question
from tests.small import data
from tests.strategies import AFTER, BEFORE


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('seeds/provinces.csv')",
        "COPY resolved TO 'stolen.csv'",
        "ATTACH 'other.db'",
        "INSTALL excel",
        "SET enable_external_access = true",
        "SELECT * FROM store",
    ],
)
def test_a_loaded_store_reaches_nothing_outside(store: Store, sql: str):
    with pytest.raises((duckdb.Error, ValueError)):
        store.rows(sql, {})


def memory_of_tables(base: Connection | OtherEngine) -> int:
    """Bytes, those of temporary tables too."""
    return int(base.execute("SELECT memory_usage_bytes FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'").fetchall()[0][0])


@pytest.mark.usefixtures("built_anew")
def test_what_only_its_making_needed_takes_no_memory(monkeypatch: pytest.MonkeyPatch):
    meanwhile = []

    def watched(base: Connection, seeds: Seeds) -> None:
        resolve(base, seeds)
        meanwhile.append(memory_of_tables(base))

    monkeypatch.setattr("metrics.store.store.resolve", watched)
    store = Store.build(data("nghe-an.agencies-bloc party_members 2020 100"))
    assert memory_of_tables(store._base) < meanwhile[0]


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE observation",
        "SELECT 1; DROP TABLE observation",
        "DELETE FROM observation",
        "UPDATE observation SET value = 0 RETURNING *",
        "INSERT INTO observation SELECT * FROM observation",
        "CREATE TABLE other AS SELECT 1",
        "CREATE TEMP TABLE observation AS SELECT 1",
        "ALTER TABLE observation DROP COLUMN quote",
        "ATTACH ':memory:' AS other",
        "PRAGMA memory_limit = '1KB'",
        "CALL pragma_version()",
        "CHECKPOINT",
        "BEGIN",
        "PREPARE one AS SELECT 1",
        "EXPORT DATABASE 'stolen'",
        "EXPLAIN ANALYZE DELETE FROM observation",
        "",
        ";",
    ],
)
def test_nothing_but_one_select_reaches_the_tables(store: Store, sql: str):
    count = store.rows("SELECT count(*), sum(value) FROM observation", {})
    with pytest.raises((duckdb.Error, ValueError)):
        store.rows(sql, {})
    assert store.rows("SELECT count(*), sum(value) FROM observation", {}) == count


def test_eight_threads_get_their_own_answers(store: Store):
    questions = [Question("papi_score", years=(year, year)) for year in range(2011, 2025)]
    alone = [ask(store, question).rows for question in questions]
    assert all(alone)
    with ThreadPoolExecutor(8) as pool:
        for _ in range(4):
            assert [result.rows for result in pool.map(lambda question: ask(store, question), questions)] == alone


def test_a_value_cannot_become_sql(store: Store):
    sql = "SELECT count(*) FROM province WHERE province = $province"
    assert store.rows(sql, {"province": "x' OR '1'='1"})[1] == [(0,)]


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        ({}, {"body": "committee"}, True),
        ({"body": "both"}, {"body": "committee"}, True),
        ({"body": "committee"}, {"body": "both"}, False),
        ({"body_level": "two_levels"}, {"body_level": "bloc", "subject": "cell"}, True),
        ({"body_level": "two_levels"}, {"body_level": "district"}, False),
        ({"body_level": "all"}, {"body_level": "two_levels"}, True),
        ({"grade": "good_or_better"}, {"grade": "excellent"}, True),
        ({"grade": "good"}, {"grade": "excellent"}, False),
        ({"body": "committee"}, {"subject": "cell"}, False),
        ({"body": "committee"}, {"body": "committee"}, False),
    ],
)
def test_which_breakdowns_contain_which(whole: dict[str, str], part: dict[str, str], expected: bool):
    assert contains(whole, part) is expected


def test_a_figure_comes_back_as_it_was_stated_with_the_file_that_states_it():
    seeds = data(
        "nghe-an.agencies-bloc party_members 2020 ~5200 @a:2021-04", "hue.agencies-bloc party_members 2020 40.5% group=female"
    )
    one, other = seeds.observations
    seeds = dataclasses.replace(seeds, observations=(one, dataclasses.replace(other, place="batch.csv")))
    assert tuple(Store.build(seeds).stated("true", {}).values()) == seeds.observations


def test_an_empty_folder_of_figures_answers_with_no_rows():
    assert ask(Store.build(data()), Question("party_members")).rows == ()


def test_thousands_of_bodies_that_follow_a_bloc_take_no_longer_each_than_a_few():
    bodies = "\n".join(f"body nghe-an.cell-{number} other" for number in range(4_000))
    seeds = data(f"body nghe-an.agencies-bloc agencies_bloc ..2019-08\n{bodies}\nnghe-an.agencies-bloc party_members 2018 5")
    before = time.process_time()
    store = Store.build(seeds)
    assert time.process_time() - before < 3
    chains = store.rows("SELECT DISTINCT chain FROM succession WHERE year = 2019", {})[1]
    assert chains == [("nghe-an.agencies-bloc",)]


def test_bodies_on_both_sides_of_a_merger_are_told_and_not_paired():
    def told(number: int) -> int:
        bodies = (f"body {place}.cell-{one} other" for place in (*BEFORE, AFTER) for one in range(number))
        return int(Store.build(data(*bodies)).rows("SELECT count(*) FROM handover", {})[1][0][0])

    assert told(20) == 2 * told(10)


def test_questions_of_many_figures_or_bodies_are_planned_in_full(store: Store):
    bodies = (f"body nghe-an.cell-{number} other" for number in range(1_000))
    few_of_many = Store.build(data(*bodies, "nghe-an.agencies-bloc party_members 2020 7000"))
    for one in (store, few_of_many):
        assert one.rows("SELECT current_setting('disabled_optimizers')", {})[1] == [("",)]


def test_what_may_answer_stands_by_the_names_that_are_asked_for(store: Store):
    """A question of one kind and indicator then reads a few stretches of the table."""
    rows = store.rows("SELECT kind, indicator, breakdown FROM answering ORDER BY number", {})[1]
    assert rows == sorted(rows)
    assert len({row[1] for row in rows}) > 50


@pytest.mark.parametrize("rows", [[(1,), (2, 3)], [(1, 2), (3,)], [(1, 2, 3), (4, 5)]])
def test_a_row_with_a_cell_too_many_or_too_few_is_never_cut(rows: list[tuple[int, ...]]):
    with pytest.raises(ValueError, match=r"argument|shorter|longer"):
        fill(connect(), "cut", {"first": "INTEGER", "second": "INTEGER"}, rows)
