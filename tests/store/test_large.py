"""Rows that stay in the engine are judged as rows in memory are: the same problems at the same places, the same figures."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks import country
from metrics.data.figure_checks import QUOTES, Context
from metrics.data.rows import FILES, DataRow
from metrics.data.seeds import Seeds, load, read
from metrics.errors import DataError, Problem
from metrics.store import large
from metrics.store.engine import Connection, connect, fill
from metrics.store.sifting import CELLS, QUOTED, Sifting
from metrics.store.store import Store, resolve
from tests import small
from tests.folders import SEEDS
from tests.planted import Copy, little_copy, plants

FIGURES = "observations.csv"
COLUMNS = FILES[FIGURES]
# cells that some rule or other is about
NASTY = (
    *("", " ", "x", "-5", "0", "00", "012", "1e3", "inf", "7.50", "101", "64", "1.234", "0000000000", "Đà Nẵng", "Đa\u0300 Nẵng"),
    *("có\u200b 5", "hai mươi lăm", "1,5 triệu", "1.234 NGHÌN người", "12,5%", "(64) tổ chức", "5 nghìn", "một hai " * 7, "x  y"),
    *("derived", "target", "ge", "body=committee", "body=both", "subject=cell;body=both", "violation=A", "2019", "2024-H3"),
    *("2019-02-30", "2026-06", "grassroots_cells", "grassroots_organizations", "nghe-an.agencies-bloc", "tuyen-quang-2025.x"),
)


def by_engine(folder: Path) -> list[Problem]:
    return large.read(connect(), folder)[1]


def write_parquet(path: Path, sql: str) -> None:
    """Write the rows of a query; they may come from the same file."""
    written = path.with_name("written.parquet")
    duckdb.execute(f"COPY ({sql}) TO '{written}' (FORMAT parquet)")
    written.replace(path)


def as_parquet(folder: Path, *files: str) -> None:
    """Write files of a folder anew as Parquet, every cell as text, nothing for an empty one."""
    for file in files:
        path = folder / file
        told = f"read_csv('{path}', all_varchar = true, delim = ',', quote = '\"', header = true, nullstr = '')"
        write_parquet(path.with_suffix(".parquet"), f"SELECT * FROM {told}")
        path.unlink()


@pytest.fixture(scope="module")
def little() -> Copy:
    copy = little_copy(SEEDS)
    copy.keep("rankings.csv", lambda cells: False)
    return copy


def test_every_planted_error_is_told_in_the_same_words_at_the_same_place(tmp_path: Path):
    copy = little_copy(SEEDS)
    for plant in plants():
        plant.into(copy)
    folder = copy.write(tmp_path / "planted")
    problems = read(folder)[1]
    assert len(problems) > len(plants()) / 2
    assert by_engine(folder) == problems


@settings(max_examples=int(os.environ.get("PROPERTY_EXAMPLES", 10)))
@given(
    changes=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, len(COLUMNS) - 1), st.integers(0, 10_000), st.booleans()), max_size=6
    ),
    doubled=st.lists(st.integers(0, 10_000), max_size=2),
)
@example([(0, COLUMNS.index("source"), NASTY.index(""), False), (0, COLUMNS.index("organization"), NASTY.index(""), False)], [])
@example(
    [
        (0, COLUMNS.index("quote"), NASTY.index("1.234 NGHÌN người"), False),
        (0, COLUMNS.index("value"), NASTY.index("1.234"), False),
    ],
    [],
)
def test_any_wrong_cells_are_told_alike(little: Copy, changes: list[tuple[int, int, int, bool]], doubled: list[int]):
    """Cells become nasty ones, or those of another row, which fit the column; rows are told twice."""
    lines = little.lines[FIGURES]
    rows = [line.cells(FIGURES) for line in lines[1:]]
    rows += [dict(rows[number % len(rows)]) for number in doubled]
    sound = [dict(row) for row in rows]
    for number, place, other, from_row in changes:
        column = COLUMNS[place]
        rows[number % len(rows)][column] = sound[other % len(sound)][column] if from_row else NASTY[other % len(NASTY)]
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    with tempfile.TemporaryDirectory() as name:
        folder = little.write(Path(name))
        (folder / FIGURES).write_text(text.getvalue(), encoding="utf-8", newline="")
        problems = read(folder)[1]
        assert by_engine(folder) == problems
        as_parquet(folder, FIGURES)
        found = by_engine(folder)
    told = [(one.file.replace(".parquet", ".csv"), one.line, one.column, one.message.replace(".parquet", ".csv")) for one in found]
    assert told == [(one.file, one.line, one.column, one.message) for one in problems]


def rows_in(store: Store, table: str) -> list[str]:
    names, rows = store.rows(f"SELECT * EXCLUDE (file) FROM {table}" if table == "observation" else f"SELECT * FROM {table}", {})
    return [repr(names), *sorted(map(repr, rows))]


@pytest.mark.parametrize("files", [(), tuple(FILES)], ids=["CSV", "Parquet"])
def test_the_figures_are_those_of_a_folder_in_memory(tmp_path: Path, files: tuple[str, ...]):
    folder = Copy(SEEDS).write(tmp_path / "data")
    expected = Store.build(load(folder))
    as_parquet(folder, *files)
    base = connect()
    seeds = large.load(base, folder)
    resolve(base, seeds)
    store = Store(base, seeds)
    for table in ("observation", "body", "handover", "containing", "disputed", "stated", "resolved", "outdone", "target"):
        assert rows_in(store, table) == rows_in(expected, table), table
    placed = {name: getattr(store.seeds, name) for name in ("provinces", "organizations", "indicators", "sources")}
    assert placed == {name: getattr(expected.seeds, name) for name in placed}
    assert store.stated("id = 7", {})[7].quote == expected.seeds.observations[6].quote


def test_a_line_with_a_quotation_mark_within_a_cell_is_read_as_in_memory(tmp_path: Path):
    folder = small.write(small.data("nghe-an.agencies-bloc party_members 2020 7000 note=said"), tmp_path / "data")
    path = folder / FIGURES
    path.write_text(path.read_text("utf-8").replace("said", 'as "said"'), "utf-8")
    base = connect()
    large.load(base, folder)
    told = base.execute("SELECT organization, value, note, quote FROM figure").fetchall()
    assert told == [(one.organization, one.value, one.note, one.quote) for one in load(folder).observations]
    assert told[0][2] == 'as "said"'


def test_a_typed_country_is_read_from_parquet(tmp_path: Path):
    country.write(2_000, tmp_path / "a")
    country.write(2_000, tmp_path / "b", as_csv=True)
    assert large.is_large(tmp_path / "a")
    assert not large.is_large(tmp_path / "b")
    assert by_engine(tmp_path / "a") == read(tmp_path / "b")[1] == []
    sum_ = "SELECT count(*), sum(value), count(DISTINCT quote) FROM observation"
    assert Store.of_folder(tmp_path / "a").rows(sum_, {}) == Store.build(load(tmp_path / "b")).rows(sum_, {})


def test_what_changes_while_it_is_read_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Another file takes its place after the rows were checked: these may not stand for the unchecked ones."""
    folder = Copy(SEEDS).write(tmp_path / "data")
    as_parquet(folder, FIGURES)
    path, sifted = folder / "observations.parquet", Sifting.problems

    def replaced(self: Sifting, context: Context) -> list[Problem]:
        found = sifted(self, context)
        write_parquet(path, f"SELECT * REPLACE ('7' AS value) FROM '{path}'")
        return found

    monkeypatch.setattr(Sifting, "problems", replaced)
    with pytest.raises(DataError, match="changed while it was read; nothing was loaded"):
        Store.of_folder(folder)


def test_what_changes_while_it_is_resolved_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Figures as Parquet are read once more then."""
    folder = Copy(SEEDS).write(tmp_path / "data")
    as_parquet(folder, FIGURES)
    path = folder / "observations.parquet"

    def replaced(base: Connection, seeds: Seeds) -> None:
        write_parquet(path, f"SELECT * REPLACE ('7' AS value) FROM '{path}'")
        resolve(base, seeds)

    monkeypatch.setattr("metrics.store.store.resolve", replaced)
    with pytest.raises(DataError, match="changed while it was read; nothing was loaded"):
        Store.of_folder(folder)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-50]), "cannot be read as Parquet"),
        (
            lambda path: write_parquet(path, f"SELECT * EXCLUDE (quote) FROM '{path}'"),
            "quote: this column is missing",
        ),
        (lambda path: write_parquet(path, f"SELECT *, 1 AS more FROM '{path}'"), "more: is no column of this file"),
        (lambda path: path.with_suffix(".csv").write_text("x"), "stands beside observations.csv; keep one of the two"),
    ],
    ids=["torn", "a column less", "a column more", "twice"],
)
def test_a_wrong_parquet_file_is_told(tmp_path: Path, spoil, words: str):
    folder = Copy(SEEDS).write(tmp_path / "data")
    as_parquet(folder, FIGURES)
    spoil(folder / "observations.parquet")
    with pytest.raises(DataError, match=r"observations\.parquet:1: ") as error:
        Store.of_folder(folder)
    assert words in str(error.value)


def test_other_figures_in_the_engine_are_another_state(tmp_path: Path):
    states = []
    for place, value in enumerate((7000, 7001, 7000)):
        folder = small.write(small.data(f"nghe-an.agencies-bloc party_members 2020 {value}"), tmp_path / str(place))
        as_parquet(folder, FIGURES)
        states.append(Store.of_folder(folder).state)
    first, other, again = states
    assert first == again != other


def test_a_quote_that_is_let_through_states_the_value():
    """Whatever stands beside the number: what the engine finds right has no problem, and what is usual it finds right."""
    numbers = ("15", "1.5", "1,5", "1.500", "1.5,15", "15,", "15.", "0,5", "015", "1.50", "15%", "(15)", "2024", "12.34")
    quotes = [f"có {a}{between}{b} người" for a in numbers for b in numbers for between in (" ", " nghìn ", " trên ", " / ", ",")]
    quotes += ["", "không", f"{'từ ' * 11}15", f"{'từ ' * 12}15", "15\u00a0người", "15  người", "ba vạn 15", "số 15"]
    usual = [("có 15 người", "15"), ("có 1.500 người", "1500"), ("có 0,5 %", "0.5"), ("năm 2024 có 15 người", "15")]
    values = ("15", "1.5", "1500", "0.5", "-15", "15000", "1e1", "2024", "")
    cells = [(quote, value) for quote in quotes for value in values] + usual
    with connect() as base:
        fill(base, "cell", {"quote": "VARCHAR", "value": "VARCHAR"}, cells)
        right = set(base.execute(f"SELECT quote, value FROM {CELLS} WHERE {QUOTED}").fetchall())
    told = {"status": "reported", "quote_status": ""}
    rows = [DataRow(FIGURES, 2, {"quote": quote, "value": value, **told}) for quote, value in right]
    assert list(QUOTES.judged(rows, Context({}, {}, {}, {}, {}, frozenset()))) == []
    assert right.issuperset(usual)
