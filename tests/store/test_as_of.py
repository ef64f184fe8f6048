"""What was known on a day: the very answers that the data gave then, with the imports that counted then."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.__main__ import main
from metrics.answers.query import ask, evidence
from metrics.data.history import AsOfError, keep
from metrics.data.seeds import read
from metrics.errors import PartyMetricsError
from metrics.intake.batch_files import ABOUT, STATE, Batch, _checksum, read_batch, undo
from metrics.intake.batch_files import keep as keep_state
from metrics.intake.batches import accept, correct, with_batches
from metrics.intake.into_folder import into_folder
from metrics.store.as_of import store_as_of
from metrics.store.store import Store
from metrics.survey.release import changes, counted, figures, last_release
from metrics.survey.trail import key_of, sentence, trail
from metrics.vocabulary import Question
from tests.actors import EDITOR
from tests.here import run
from tests.intake.test_batches import draft_of
from tests.small import data, write
from tests.spoken import en, vi
from tests.strategies import Case, cases, questions

BLOC = "nghe-an.agencies-bloc"
MEMBERS = Question("party_members", kinds=("agencies_bloc",))


def told(store: Store, question: Question) -> object:
    """All that a question tells: rows with all that limits them, blanks, evidence with quotes and sources; or the refusal."""
    try:
        found = ask(store, question)
        return found.rows, found.blanks, found.sql, evidence(store, question)
    except PartyMetricsError as error:
        return str(error)


# the data folder ------------------------------------------------------------------------------------------------------------
@st.composite
def histories(draw: st.DrawFn) -> tuple[Case, list[tuple[str, ...]], list[Question]]:
    """States of a data set one after another: lines come, go, change their places, and are stated otherwise."""
    case = draw(cases(shares=True) | cases(merger=True))
    states = []
    for _ in range(draw(st.integers(2, 3))):
        kept = [line for line in draw(st.permutations(case.lines)) if line.startswith("body ") or draw(st.integers(0, 3))]
        value = str(draw(st.integers(1, 30)))
        if draw(st.booleans()) and kept and not kept[0].startswith("body "):
            body, indicator, period, _, *rest = kept[0].split()
            kept[0] = " ".join((body, indicator, period, value, *rest))
        states.append(tuple(kept))
    asked = [draw(questions(case, case.years[0] > 2020)) for _ in range(4)]
    return case, states, asked


def sound(folder: Path, lines: Sequence[str]) -> None:
    """Write those of the lines that make sound data: a release holds no others."""
    while True:
        seeds = data(*lines)
        if not (problems := read(write(seeds, folder))[1]):
            return
        wrong = {problem.line - 2 for problem in problems if problem.file == "observations.csv"}
        stated = [line for line in lines if not line.startswith("body ")]
        lines = [line for line in lines if line not in {stated[place] for place in wrong}] if wrong else lines[:0]


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories())
def test_the_answer_as_of_a_release_is_the_answer_that_the_data_gave_then(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[Case, list[tuple[str, ...]], list[Question]]
):
    _, states, asked = drawn
    folder, then = tmp_path_factory.mktemp("history") / "data", {}
    for month, lines in enumerate(states, start=1):
        sound(folder, lines)
        keep(folder, f"2026-0{month}-28")
        store, _ = store_as_of(folder, None)
        then[f"2026-0{month}-28"] = store.seeds, [told(store, question) for question in asked]
    for day, (seeds, answers) in then.items():
        store, loaded = store_as_of(folder, None, day)
        assert store.seeds == seeds
        assert [told(store, question) for question in asked] == answers
        assert loaded.release == day


def test_words_bodies_provinces_and_indicators_are_those_of_then_too(tmp_path: Path):
    write(data(f"{BLOC} party_members 2020 5000"), tmp_path)
    keep(tmp_path, "2026-01-31")
    before = store_as_of(tmp_path, None)[0]
    for file, old, new in (
        ("indicators.csv", "Party members", "Members of the Party"),
        ("provinces.csv", "Nghệ An", "Nghệ  An mới".replace("  ", " ")),
        ("organizations.csv", BLOC + ",nghe-an", BLOC + ",nghe-an"),
        ("sources.csv", "Báo", "Tạp chí"),
        ("observations.csv", "tổng số có 5.000", "có 5.000"),
    ):
        path = tmp_path / file
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    keep(tmp_path, "2026-02-28")
    past, now = store_as_of(tmp_path, None, "2026-02-27")[0], store_as_of(tmp_path, None)[0]
    assert past.seeds == before.seeds
    assert told(past, MEMBERS) == told(before, MEMBERS) != told(now, MEMBERS)
    assert en(past).metric(past.names.metrics["party_members"]) == "Party members"
    assert en(now).metric(now.names.metrics["party_members"]) == "Members of the Party"


# imports --------------------------------------------------------------------------------------------------------------------
def moved(batch: Batch, moment: str) -> Batch:
    """The batch as if it had been accepted at another moment."""
    name = f"{moment[:10]}-{moment[11:19].replace(':', '')}-000000-{batch.batch[-4:]}"
    about = {**json.loads((batch.folder / ABOUT).read_text("utf-8")), "batch": name, "made": moment}
    (batch.folder / ABOUT).write_text(json.dumps({**about, "checksum": _checksum(about)}), "utf-8")
    batch.folder.rename(batch.folder.with_name(name))
    return read_batch(batch.folder.with_name(name))


def since(batch: Batch, *changes: tuple[str, str]) -> None:
    """What became of a batch, as `undo` and others write it, at these moments."""
    *before, last = [{"state": state, "since": moment} for moment, state in changes]
    (batch.folder / STATE).write_text(json.dumps({**last, "before": before} if before else last), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data with a release of January and one of June, which added a figure."""
    where = write(data(f"{BLOC} party_members 2019 4900"), tmp_path / "data")
    keep(where, "2026-01-31")
    write(data(f"{BLOC} party_members 2019 4900\n{BLOC} party_members 2020 5000"), where)
    keep(where, "2026-06-30")
    return where


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "imports"


def members(folder: Path, home: Path, day: str) -> dict[int, float]:
    store, _ = store_as_of(folder, home, day)
    return {row["year"]: row.value for row in ask(store, MEMBERS).rows}


def test_a_batch_counts_from_the_day_on_which_it_was_accepted(folder: Path, home: Path):
    moved(accept(home, folder, draft_of(f"{BLOC} party_members 2021 5164 @news:2021-09-22"), EDITOR), "2026-03-01T08:00:00Z")
    assert members(folder, home, "2026-02-28") == {2019: 4900}
    assert members(folder, home, "2026-03-01") == {2019: 4900, 2021: 5164}
    assert members(folder, home, "2026-06-30") == {2019: 4900, 2020: 5000, 2021: 5164}
    # the folder alone knows nothing of it
    assert {row["year"] for row in ask(store_as_of(folder, None, "2026-06-30")[0], MEMBERS).rows} == {2019, 2020}


def test_a_batch_that_was_taken_back_counted_until_then_and_again_after_it_was_brought_back(folder: Path, home: Path):
    batch = moved(accept(home, folder, draft_of(f"{BLOC} party_members 2021 5164 @news:2021"), EDITOR), "2026-03-01T08:00:00Z")
    since(batch, ("2026-03-10T08:00:00Z", "undone"), ("2026-03-20T08:00:00Z", "accepted"), ("2026-03-30T08:00:00Z", "undone"))
    counted_on = {day: 2021 in members(folder, home, f"2026-03-{day}") for day in ("01", "09", "10", "19", "20", "29", "30")}
    assert counted_on == {"01": True, "09": True, "10": False, "19": False, "20": True, "29": True, "30": False}
    assert read_batch(batch.folder).kept == "undone"


def test_what_undo_and_redo_write_keeps_every_change(folder: Path, home: Path):
    batch = accept(home, folder, draft_of(f"{BLOC} party_members 2021 5164 @news:2021"), EDITOR)
    undo(home, batch.batch, EDITOR)
    for kept in ("accepted", "undone"):
        keep_state(read_batch(batch.folder), kept, EDITOR)
    assert [kept for _, kept in read_batch(batch.folder).since] == ["accepted", "undone", "accepted", "undone"]
    # what earlier versions wrote: the last change alone
    since(batch, ("2026-03-10T08:00:00Z", "undone"))
    assert read_batch(batch.folder).since == ((batch.made, "accepted"), ("2026-03-10T08:00:00Z", "undone"))
    for wrong in ({"state": "undone", "since": "soon"}, {"state": "undone", "before": {}}, {"state": "undone", "before": [1]}):
        (batch.folder / STATE).write_text(json.dumps(wrong), "utf-8")
        assert read_batch(batch.folder).damage


def test_a_correction_counts_from_its_day_and_is_told_with_its_reason(folder: Path, home: Path):
    old = with_batches(folder, home).row_at("observations.csv", 2)
    assert old
    cells = {"value": "4800", "quote": "có 4.800 đảng viên"}
    correction = moved(correct(home, folder, old, cells, "misread", EDITOR), "2026-07-04T08:00:00Z")
    assert members(folder, home, "2026-07-03")[2019] == 4900
    assert members(folder, home, "2026-07-04")[2019] == 4800
    store, loaded = store_as_of(folder, home)
    key = next(key for key in figures(store) if "2019" in key)
    first, second = trail(store, loaded, key)
    assert (first.when, first.kind, first.now, first.why) == ("2026-01-31", "added", "4900", "release")
    assert dataclasses.astuple(second) == (
        *("2026-07-04T08:00:00Z", "changed", "4900", "4800", "correction"),
        *(correction.batch, "misread"),
    )
    assert (
        sentence(en(store), key, second)
        == f"4 July 2026: 4,800 people instead of 4,900 people (correction {correction.batch}: misread)"
    )
    assert sentence(vi(store), key, first).startswith("31/1/2026: 4.900 người")
    # as of a day before it, the trail ends there
    past, of_then = store_as_of(folder, home, "2026-07-03")
    assert trail(past, of_then, key) == (first,)
    since(correction, ("2026-07-09T08:00:00Z", "undone"))
    store, loaded = store_as_of(folder, home)
    assert [(one.why, one.before, one.now) for one in trail(store, loaded, key)][1:] == [
        ("correction", "4900", "4800"),
        ("undone", "4800", "4900"),
    ]


def test_what_was_taken_into_the_data_counts_once_before_and_after_the_release_that_holds_it(folder: Path, home: Path):
    draft = draft_of(f"{BLOC} party_members 2021 5164 @news:2021")
    batch = moved(accept(home, folder, draft, EDITOR), "2026-07-01T08:00:00Z")
    into_folder(home, folder, batch.rows, EDITOR)
    since(batch, ("2026-07-10T08:00:00Z", "in_seeds"))
    keep(folder, "2026-07-20")
    rows = data_rows(folder, f"{BLOC} party_members 2021 5264 @news:2021")
    into_folder(home, folder, rows, EDITOR, batch.rows["observations.csv"])
    keep(folder, "2026-07-30")
    found = {day: members(folder, home, f"2026-07-{day}").get(2021) for day in ("01", "09", "15", "20", "29", "30")}
    assert found == {"01": 5164, "09": 5164, "15": 5164, "20": 5164, "29": 5164, "30": 5264}
    store, loaded = store_as_of(folder, home)
    key = next(key for key in figures(store) if "2021" in key)
    assert [(one.when[:10], one.why, one.now) for one in trail(store, loaded, key)] == [
        ("2026-07-01", "import", "5164"),
        ("2026-07-30", "release", "5264"),
    ]


def data_rows(folder: Path, line: str) -> Any:
    """The rows of a line that correct a figure whose source the folder describes."""
    rows = dict(draft_of(line).rows)
    return {**rows, "sources.csv": (), "organizations.csv": ()}


# asked by a command ---------------------------------------------------------------------------------------------------------
Told = tuple[int, list[dict[str, str]], str]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """A command in this process: exit code, rows on stdout, what it told."""

    def run(*words: str) -> Told:
        code = main(words)
        done = capsys.readouterr()
        return code, list(csv.DictReader(io.StringIO(done.out))), done.err

    return run


def test_the_commands_answer_as_of_a_day(command: Callable[..., Told], folder: Path):
    asked = ("party_members", "--kind", "agencies_bloc", "--data", str(folder))
    done = run("query", *asked, "--as-of", "2026-02-01")
    assert done.out.splitlines()[1:] == ["nghe-an,2019,4900,person,eq,complete,2019,1,paper"]
    assert done.err == "as of 2026-02-01: the release of 2026-01-31 and 0 batches imported since\n"
    assert [row["value"] for row in command("evidence", *asked, "--as-of", "2026-06-30")[1]] == ["4900", "5000"]
    assert command("sql", *asked, "--as-of", "2026-06-30")[0] == 0
    _, steps, _ = command("evidence", *asked, "--trail")
    assert [(row["when"], row["change"], row["now"], row["why"]) for row in steps] == [
        ("2026-01-31", "added", "4900", "release"),
        ("2026-06-30", "added", "5000", "release"),
    ]
    told = command("changes", "--data", str(folder), "--as-of", "2026-02-01")[2]
    assert told == "since the release of 2026-01-31: 0 changed, 0 removed, 1 added\n"
    for name, words in (("query", asked), ("list", asked[3:]), ("changes", asked[3:])):
        code, rows, told = command(name, *words, "--as-of", "2025-12-31")
        assert (code, rows) == (1, [])
        assert "before the first release that is kept, of 2026-01-31" in told
    with pytest.raises(SystemExit, match="2"):
        command("query", *asked, "--as-of", "31.1.2026")


def test_a_torn_record_stops_the_past_alone(command: Callable[..., Told], folder: Path):
    record = folder / "releases" / "2026-06-30.json.gz"
    record.write_bytes(record.read_bytes()[:100])
    asked = ("party_members", "--kind", "agencies_bloc", "--data", str(folder))
    assert len(command("query", *asked)[1]) == 2
    assert len(command("query", *asked, "--as-of", "2026-05-31")[1]) == 1
    code, rows, told = command("query", *asked, "--as-of", "2026-06-30")
    assert (code, rows) == (1, [])
    assert told.startswith("releases/2026-06-30.json.gz:1: file: cannot be read (EOFError); take the file from a copy")


def test_the_projects_own_data_as_of_their_release(seeds_dir: Path, store: Store):
    last = last_release(seeds_dir)
    assert last
    past, _ = store_as_of(seeds_dir, None, last.date)
    assert counted(changes(past, last)) == {"changed": 0, "removed": 0, "added": 0}
    for question in (MEMBERS, Question("par_index_rank", years=(2020, 2024), compare="previous_year")):
        if not any(counted(changes(store, last)).values()):
            assert told(past, question) == told(store, question)
    row = dict(zip((found := evidence(store, MEMBERS)).columns, found.rows[0], strict=True))
    key = key_of(store, row)
    assert key
    assert trail(store, with_batches(seeds_dir, None), key)[0].why == "release"


def test_a_copy_of_the_data_without_its_releases_tells_nothing_of_the_past(folder: Path):
    shutil.rmtree(folder / "releases")
    with pytest.raises(AsOfError, match="No release of these data is kept"):
        store_as_of(folder, None, "2026-06-30")
