"""The data files become nouns, and every error in them is told: where it stands, what is wrong, how to mend it."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tempfile
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from metrics.data.checks import _cell, check_cells
from metrics.data.figure_checks import FIGURE_RULES, STATED_TOGETHER, Context, parts_above_wholes, wholes
from metrics.data.rows import FILES, DataRow, DataTable, characters, rows_of
from metrics.data.seeds import DECIMALS, Seeds, load, read, reader, tables_of
from metrics.errors import DataError, Problem
from metrics.intake.drafts import csv_of
from tests.folders import PROJECT, SEEDS
from tests.planted import Copy, Plant, little_copy, plants

PLANTS = plants()


def told(problems: list[Problem]) -> str:
    return "\n".join(map(str, problems))


@pytest.fixture(scope="module")
def little() -> Copy:
    return little_copy(SEEDS)


# The seeds -----------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def seeds() -> Seeds:
    return load(SEEDS)


def test_the_seeds_hold_no_problem() -> None:
    found, problems = read(SEEDS)
    assert told(problems) == ""
    assert found is not None


def test_every_row_of_every_file_becomes_a_noun_in_the_order_of_the_file(seeds: Seeds) -> None:
    for file, columns in FILES.items():
        with (SEEDS / file).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        nouns = getattr(seeds, file.removesuffix(".csv"))
        assert len(nouns) == len(rows) > 0
        for noun, row in zip(nouns, rows, strict=True):
            for column in columns:
                cell, value = row[column], getattr(noun, column)
                assert value == (float(cell) if isinstance(value, int | float) else cell or type(value)()), (file, row)


def test_a_number_that_is_not_stated_is_none_and_never_zero(seeds: Seeds) -> None:
    assert any(observation.denominator is None for observation in seeds.observations)
    assert all(observation.denominator != 0 for observation in seeds.observations)
    assert any(ranking.rank is None for ranking in seeds.rankings)
    assert any(ranking.score is None for ranking in seeds.rankings)
    assert any(observation.value == 0 for observation in seeds.observations)


def test_figures_and_ranks_know_the_line_where_they_stand(seeds: Seeds) -> None:
    observations = (SEEDS / "observations.csv").read_text(encoding="utf-8").splitlines()
    for observation in seeds.observations:
        assert observations[observation.row - 1].startswith(f"{observation.source},{observation.organization},")
    rankings = (SEEDS / "rankings.csv").read_text(encoding="utf-8").splitlines()
    for ranking in seeds.rankings:
        assert rankings[ranking.row - 1].startswith(f"{ranking.index},{ranking.year},{ranking.province},")


def test_decimals_are_kept_as_written(tmp_path: Path) -> None:
    copy = Copy(SEEDS)
    share = copy.find("observations.csv", {"source": "seed-001", "value": "67.73"})
    share.change("observations.csv", {"value": "67.70", "quote": "275 đồng chí/67,70% tái cử"})
    score = copy.find("rankings.csv", {"index": "PAR", "year": "2023", "province": "quang-ninh"})
    score.change("rankings.csv", {"score": "92.180"})
    found = load(copy.write(tmp_path / "data"))
    assert [(o.value, o.decimals) for o in found.observations if o.value == 67.7] == [(67.7, 2)]
    assert [(r.score, r.score_decimals) for r in found.rankings if r.score == 92.18] == [(92.18, 3)]


def test_a_yearly_target_of_a_term_says_so_in_its_note(seeds: Seeds) -> None:
    terms = [o for o in seeds.observations if o.status == "target" and o.period_type == "term"]
    yearly = [o for o in terms if re.search(r"each year|a year|per year|/năm|hằng năm|hàng năm|mỗi năm", o.note + o.quote)]
    assert yearly
    assert [o.row for o in yearly if not o.note.startswith("yearly")] == []


def test_the_note_on_the_data_names_every_file_and_column() -> None:
    text = (PROJECT / "docs" / "data.md").read_text(encoding="utf-8")
    for file, columns in FILES.items():
        section = text.split(f"## {file}", 1)[1].split("\n## ", 1)[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(columns), file


def test_reading_the_seeds_needs_no_database_and_no_dashboard() -> None:
    script = "import sys, metrics.data.seeds; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=SEEDS.parent, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert {"duckdb", "numpy", "pandas", "plotly", "streamlit"} & set(done.stdout.split()) == set()


# Planted errors ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("plant", PLANTS, ids=[plant.what for plant in PLANTS])
def test_a_planted_error_is_told_where_it_stands(plant: Plant, little: Copy, tmp_path: Path) -> None:
    copy = deepcopy(little)
    _, line = plant.into(copy)
    found, problems = read(copy.write(tmp_path / "data"))
    place = f"{plant.file}:{copy.number(plant.file, line)}: {plant.column}: "
    assert [problem for problem in problems if str(problem).startswith(place) and plant.message in problem.message], (
        f"expected {place}…{plant.message}, told:\n{told(problems)}"
    )
    assert found is None


def test_errors_planted_together_are_all_told_at_once_and_nothing_else(tmp_path: Path) -> None:
    copy = Copy(SEEDS)
    lines = [(plant, *plant.into(copy)) for plant in PLANTS]
    _, problems = read(copy.write(tmp_path / "data"))
    missed = []
    touched = {("provinces.csv", 1)}
    for plant, changed, line in lines:
        number = copy.number(plant.file, line)
        touched |= {(plant.file, number), (plant.file, copy.number(plant.file, changed))}
        place = (plant.file, number, plant.column)
        if not any((p.file, p.line, p.column) == place and plant.message in p.message for p in problems):
            missed.append(plant.what)
    assert missed == []
    assert told([problem for problem in problems if (problem.file, problem.line) not in touched]) == ""


def test_problems_are_told_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    copy = Copy(SEEDS)
    for plant in PLANTS:
        plant.into(copy)
    _, problems = read(copy.write(tmp_path / "data"))
    places = [(list(FILES).index(problem.file), problem.line) for problem in problems]
    assert places == sorted(places)
    assert len(set(problems)) == len(problems)


def test_loading_wrong_data_raises_one_error_that_tells_every_problem(tmp_path: Path) -> None:
    copy = Copy(SEEDS)
    for plant in PLANTS[:3]:
        plant.into(copy)
    folder = copy.write(tmp_path / "data")
    with pytest.raises(DataError) as raised:
        load(folder)
    assert list(raised.value.problems) == read(folder)[1]
    assert str(raised.value).count("\n") == len(raised.value.problems) - 1


# Files that are no data files ----------------------------------------------------------------------------------------
def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    found, problems = read(tmp_path / "nowhere")
    assert found is None
    assert [(problem.file, problem.column) for problem in problems] == [(str(tmp_path / "nowhere"), "folder")]


def test_each_missing_file_is_told_and_what_refers_to_it_is_not(tmp_path: Path) -> None:
    folder = Copy(SEEDS).write(tmp_path / "data")
    for file in ("organizations.csv", "provinces.csv"):
        (folder / file).unlink()
    _, problems = read(folder)
    assert [(p.file, p.line, p.message[:10]) for p in problems] == [
        ("provinces.csv", 1, "is missing"),
        ("organizations.csv", 1, "is missing"),
    ]


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    folder = Copy(SEEDS).write(tmp_path / "data")
    (folder / "rankings.csv").unlink()
    (folder / "rankings.csv").mkdir()
    assert told(read(folder)[1]).startswith("rankings.csv:1: file: cannot be read: ")


@pytest.mark.parametrize(
    ("header", "column", "message"),
    [
        ("source,publisher,publishd,url,file,note", "publishd", "Did you mean published"),
        ("source,publisher,publishd,url,file,note", "published", "is missing"),
        ("source,publisher,url,file,note", "published", "is missing"),
        ("source,publisher,published,url,file,note,more", "more", "is no column of this file"),
        ("source,publisher,published,url,file,note,note", "note", "stands 2 times"),
        ("publisher,source,published,url,file,note", "file", "another order"),
        ("", "file", "is empty"),
    ],
)
def test_a_wrong_header_is_told(header: str, column: str, message: str) -> None:
    _, problems = rows_of("sources.csv", f"{header}\n".encode())
    assert [p for p in problems if (p.line, p.column) == (1, column) and message in p.message], told(problems)
    assert all("source,publisher,published,url,file,note" in p.message or "Did you mean" in p.message for p in problems)


def test_a_file_of_another_encoding_is_told() -> None:
    utf16 = (SEEDS / "sources.csv").read_text(encoding="utf-8").encode("utf-16")
    assert told(rows_of("sources.csv", utf16)[1]) == "sources.csv:1: file: is UTF-16; save it as UTF-8"


def test_a_quote_mark_never_closed_spoils_its_own_line_only() -> None:
    header = ",".join(FILES["sources.csv"])
    table, problems = rows_of("sources.csv", f'{header}\na,"Báo,2020,,x,\nb,Báo,2021,,x,\n'.encode())
    assert [row["source"] for row in table.rows] == ["b"]
    assert [problem.line for problem in problems] == [2]


# Any bytes at all ----------------------------------------------------------------------------------------------------
def assert_read_or_told(copy: Copy, file: str, raw: bytes) -> None:
    """Reading ends in seeds or in problems that have a place, never in a traceback."""
    with tempfile.TemporaryDirectory() as folder:
        copy.write(Path(folder))
        (Path(folder) / file).write_bytes(raw)
        found, problems = read(Path(folder))
    assert (found is None) == bool(problems)
    assert all(problem.file in FILES and problem.line >= 1 and problem.column for problem in problems), told(problems)


def test_the_little_folder_is_right(little: Copy, tmp_path: Path) -> None:
    assert told(read(little.write(tmp_path / "little"))[1]) == ""


@settings(deadline=None, max_examples=50, derandomize=True)
@example(file="provinces.csv", raw=b",", place=0.0, header=True)
@given(file=st.sampled_from(list(FILES)), raw=st.binary(max_size=400), place=st.floats(0, 1), header=st.booleans())
def test_any_bytes_in_a_file_are_read_or_told(little: Copy, file: str, raw: bytes, place: float, header: bool) -> None:
    before = b"".join(line.raw + b"\n" for line in little.lines[file])
    cut = int(place * len(before)) if header else 0
    assert_read_or_told(little, file, before[:cut] + raw + before[cut:])


CELLS = st.text(max_size=40) | st.sampled_from(
    ["", "0", "-1", "1e9", "nan", "9" * 400, "1.5", "2020-02-30", "2025-07-01", "nghe-an", "a=b;c=d", ";", "=1", "eq"]
)


@settings(deadline=None, derandomize=True)
@given(data=st.data(), cell=CELLS)
def test_any_cell_is_read_or_told(little: Copy, data: st.DataObject, cell: str) -> None:
    file = data.draw(st.sampled_from(list(FILES)))
    lines = little.lines[file]
    number = data.draw(st.integers(1, len(lines) - 1))
    column = data.draw(st.sampled_from(FILES[file]))
    cells = {**lines[number].cells(file), column: cell}
    line = ",".join('"' + text.replace('"', '""') + '"' for text in cells.values()).encode("utf-8", "surrogatepass")
    raw = [line if place == number else other.raw for place, other in enumerate(lines)]
    assert_read_or_told(little, file, b"".join(part + b"\n" for part in raw))


# what is looked at once for many -------------------------------------------------------------------------------------
ROWS = {file: table.rows for file, table in tables_of(SEEDS)[0].items()}
CONTEXT = Context.of(tables_of(SEEDS)[0])
WRONG = st.sampled_from(
    ["", "0", "00", "-1", "12.5", "1e3", "x", "a b", "2020-13", "đảng\u200bviên", "Nghệ An", "percent", "nan", ";", "reported"]
)


@st.composite
def planted(draw: st.DrawFn, file: str) -> list[DataRow]:
    """Some rows of a file, with a few cells that may be wrong."""
    rows = draw(st.lists(st.sampled_from(ROWS[file]), min_size=1, max_size=12))
    rows = [replace(row, line=line) for line, row in enumerate(rows, 2)]
    for _ in range(draw(st.integers(0, 4))):
        place, column = draw(st.integers(0, len(rows) - 1)), draw(st.sampled_from(FILES[file]))
        rows[place] = replace(rows[place], cells={**rows[place].cells, column: draw(WRONG)})
    return rows


@pytest.mark.parametrize("file", FILES)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_noun_is_what_its_types_make_of_it(file: str, data: st.DataObject):
    for row in data.draw(planted(file)):
        one = reader(file)
        values = {**row.cells, **{number.column: number.value(row[number.column]) for number in one.numbers}}
        values |= {"row": row.line, "place": row.place}
        values |= {name: len(row.cells.get(column, "").partition(".")[2]) for name, column in DECIMALS}
        try:
            made = one.adapter.validate_python(values)
        except ValidationError:
            made = None
        noun, problems = one.noun(row)
        assert (noun, bool(problems)) == (made, made is None)
        assert list(one.problems(DataTable(file, [row], None))) == problems
        assert repr(noun) == repr(made)


@pytest.mark.parametrize("file", FILES)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_cells_that_are_alike_are_judged_alike(file: str, data: st.DataObject):
    rows = data.draw(planted(file))
    each = [problem for column in FILES[file] for row in rows for problem in _cell(row, column, row[column])]
    assert list(check_cells(DataTable(file, rows, None).different, rows)) == each


@given(planted("observations.csv"))
@settings(max_examples=40, deadline=None)
def test_figures_that_a_rule_takes_for_alike_are_judged_alike(rows: list[DataRow]):
    for rule in FIGURE_RULES:
        assert list(rule.judged(rows, CONTEXT)) == [problem for row in rows for problem in rule.judge(row, CONTEXT)]


COUNTED_ONCE = ("members_admitted", "party_members", "probationary_members", "members_disciplined")
SLICES = st.tuples(st.sampled_from(COUNTED_ONCE), st.sampled_from(["", "form=warning", "form=warning;incumbency=former", "x"]))


@given(st.lists(st.tuples(SLICES, st.sampled_from("ab"), st.integers(1, 9), st.sampled_from(["reported", "target"])), max_size=9))
@example([(("party_members", ""), "a", 2, "reported"), (("probationary_members", ""), "a", 3, "reported")])
@settings(max_examples=60, deadline=None)
def test_parts_above_wholes_are_those_of_all_pairs(told: list[tuple[tuple[str, str], str, int, str]]):
    sound = next(row for row in ROWS["observations.csv"] if row["unit"] == "person" and row["qualifier"] == "eq")
    rows = [
        replace(sound, line=line, cells={**sound.cells, **dict(zip(("indicator", "breakdown"), what, strict=True)), **given})
        for line, (what, source, value, status) in enumerate(told, 2)
        for given in ({"source": source, "value": str(value), "status": status},)
    ]
    pairs = {
        (part.line, whole.line)
        for part in rows
        for whole in rows
        if all(part[column] == whole[column] for column in STATED_TOGETHER)
        and part["status"] == "reported"
        and (whole["indicator"], whole["breakdown"]) in wholes((part["indicator"], part["breakdown"]), CONTEXT)
        and int(part["value"]) > int(whole["value"])
    }
    assert {(part.line, whole.line) for part, whole in parts_above_wholes(rows, CONTEXT)} == pairs


@given(
    planted("sources.csv"),
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from([" Báo", "Báo ", "Ba\u0301o", "Báo\u00a0", " "])), max_size=3),
)
@settings(max_examples=40, deadline=None)
def test_characters_are_told_of_each_cell_that_holds_them(rows: list[DataRow], odd: list[tuple[int, str]]):
    for place, cell in odd:
        rows[place % len(rows)] = replace(rows[place % len(rows)], cells={**rows[place % len(rows)].cells, "publisher": cell})
    table, problems = rows_of("sources.csv", csv_of("sources.csv", rows))
    assert problems == [problem for row in table.rows for column in row.cells for problem in characters(row, column)]
