"""The SQL that decides which figure counts names no indicator and no dimension: what it knows of them comes from the vocabulary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from metrics.answers.query import ask
from metrics.data.seeds import Seeds, load
from metrics.store import store as making
from metrics.store.engine import connect, fill
from metrics.store.figures import FIGURE, figures
from metrics.store.store import Store, resolve
from metrics.vocabulary import DIMENSIONS, SUMMED_DIMENSIONS, Question
from tests import small
from tests.folders import PROJECT
from tests.spark.asking import lines

CODE = re.sub(r"--.*", "", (PROJECT / "metrics" / "store" / "resolve.sql").read_text(encoding="utf-8"))


def test_no_indicator_and_no_summed_dimension_is_typed_there(seeds_dir: Path):
    typed = set(re.findall(r"'([a-z_]+)'", CODE))
    assert not typed & {one.indicator for one in load(seeds_dir).indicators}
    assert not typed & {code for name in SUMMED_DIMENSIONS for code in (name, *(DIMENSIONS[name] or ()))}


def test_the_dimensions_stand_in_the_order_of_the_vocabulary(seeds_dir: Path):
    rows = Store.build(load(seeds_dir)).rows("SELECT dimension, place, bit FROM dimension ORDER BY place", {})[1]
    assert [row[0] for row in rows] == list(SUMMED_DIMENSIONS)
    assert [(place, bit) for _, place, bit in rows] == [(place, 1 << place - 1) for place in range(1, len(rows) + 1)]


YEAR = "nghe-an.agencies-bloc members_admitted 2018 40"
HALVES = ("nghe-an.agencies-bloc members_admitted 2018-H1 20", "nghe-an.agencies-bloc members_admitted 2018-H2 25 @other")
PARTS = tuple(
    f"nghe-an.agencies-bloc inspected_organizations 2018 {value} body={body}"
    for value, body in ((3, "committee"), (5, "commission"))
)


@pytest.mark.usefixtures("built_anew")
@pytest.mark.parametrize(
    "lines",
    [
        (),
        (YEAR,),
        (YEAR, YEAR.replace("40", "41 @other")),
        (YEAR, *HALVES),
        HALVES,
        PARTS,
        (*PARTS, "nghe-an.agencies-bloc inspected_organizations 2018 8"),
        (YEAR, "nghe-an.agencies-bloc members_admitted 2018 50 target"),
        ("body nghe-an.agencies-bloc agencies_bloc ..2018-08", "body nghe-an.enterprises-bloc enterprises_bloc 2018-09..", YEAR),
        ("rank PAR 2023 nghe-an 15 86.5",),
    ],
)
def test_steps_that_are_left_out_have_no_rows(lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch):
    """A store is the same whether its empty steps are found or left out, for the first time or with the columns that are known."""
    monkeypatch.setattr(making, "_COLUMNS", {})
    seeds = small.data(*lines)
    stores = [Store.build(seeds), Store.build(seeds)]
    monkeypatch.setattr(making, "EMPTY_WITH", {})
    found = _tables(Store.build(seeds))
    assert [_tables(store) for store in stores] == [found, found]


def _tables(store: Store) -> dict[str, object]:
    named = store.rows("SELECT table_name FROM information_schema.tables ORDER BY ALL", {})[1]
    return {name: (store.rows(f"DESCRIBE {name}", {}), store.rows(f"SELECT * FROM {name} ORDER BY ALL", {})) for (name,) in named}


@pytest.mark.usefixtures("built_anew")
def test_few_figures_are_planned_briefly_and_answered_alike(monkeypatch: pytest.MonkeyPatch):
    """What the engine leaves out of its plans changes no answer, and of many figures nothing is left out."""
    seeds = small.data(YEAR, YEAR.replace("40", "41 @other"), *PARTS, *(YEAR.replace("2018", str(year)) for year in (2016, 2017)))
    few = Store.build(seeds)
    monkeypatch.setattr(making, "FEW", 0)
    many = Store.build(seeds)
    assert [bool(_left_out(store)) for store in (few, many)] == [True, False]
    for metric in ("members_admitted", "inspected_organizations"):
        for compare in (None, "previous_year"):
            question = Question(metric, ("province", "year"), compare=compare)
            assert ask(few, question).rows == ask(many, question).rows
    assert _tables(few) == _tables(many)


def _left_out(store: Store) -> str:
    return str(store.rows("SELECT current_setting('disabled_optimizers')", {})[1][0][0])


def test_figures_that_are_resolved_in_parts_give_the_same_tables():
    """Also the same numbers of answers, by which they stand in order."""
    seeds = small.data(*lines())
    whole, parts = _resolved(seeds, None), _resolved(seeds, 60)
    assert parts.keys() == whole.keys()
    for table, rows in whole.items():
        assert parts[table] == rows, table


def test_a_part_in_which_nothing_answers_is_a_part_like_others():
    # agencies blocs, which come first, have nothing but a target
    seeds = small.data(
        "nghe-an.agencies-bloc members_admitted 2021 70 target",
        "nghe-an.province-wide members_admitted 2021 900",
        "nghe-an.province-wide party_members 2021 9000",
    )
    assert _resolved(seeds, 1, 2) == _resolved(seeds, None)


def _resolved(seeds: Seeds, at_once: int | None, parts: int = 4) -> dict[str, list[str]]:
    """The rows of the tables and views, of so many figures at once."""
    with connect() as base:
        fill(base, "figure", FIGURE, figures(seeds.observations))
        resolve(base, seeds, at_once=at_once)
        if at_once:
            assert len(making._parts(base, at_once)) >= parts
        kept = base.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()
        return {name: sorted(map(repr, base.execute(f"SELECT * FROM {name}").fetchall())) for (name,) in kept}
