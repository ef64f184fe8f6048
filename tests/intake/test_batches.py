"""Imported figures: all or none, taken back and brought back, corrected, whole after any crash, the same answers as seeds."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.answers.query import ask
from metrics.data.disk import LOCK, WRITING
from metrics.data.rows import FILES, DataRow, DataTable
from metrics.data.seeds import Seeds, load, tables_of
from metrics.errors import DataError, PartyMetricsError
from metrics.intake.batch_files import ABOUT, STATE, TOLD, _as_accepted, _checksum, keep, packed, stamp, write
from metrics.intake.batches import (
    Batch,
    BatchError,
    Loaded,
    _fitting,
    _Join,
    _joined,
    accept,
    batches,
    beside,
    correct,
    home,
    known_source,
    problems,
    redo,
    same,
    source_slug,
    undo,
    with_batches,
)
from metrics.intake.drafts import ADDED, Draft, row_of
from metrics.intake.into_folder import into_folder
from metrics.intake.log import actions
from metrics.store.store import Store
from metrics.survey.warnings import Checked, look_over
from metrics.vocabulary import Question
from tests import small
from tests.actors import EDITOR
from tests.folders import PROJECT

BLOC = "nghe-an.agencies-bloc"
KNOWN = (f"{BLOC} party_members 2020 5000", f"{BLOC} members_admitted 2020 100", "rank PAR 2023 nghe-an 15 86.5")
NEW = (f"{BLOC} party_members 2021 5164 @news:2021-09-22", f"{BLOC} members_admitted 2021 110 @news:2021-09-22")
KILLS = int(os.environ.get("PARTY_METRICS_KILLS", "12"))


def draft_of(*lines: str, text: str = "") -> Draft:
    """The lines of tests/small.py as a draft; its source beside it, bodies where a line describes them."""
    seeds = small.data(*lines)
    bodies = {line.split()[1] for line in lines if line.startswith("body ")}
    return Draft.of(
        sources=map(cells, seeds.sources),
        organizations=[cells(one) for one in seeds.organizations if one.organization in bodies],
        observations=map(cells, seeds.observations),
        rankings=map(cells, seeds.rankings),
        text=text,
    )


def cells(noun: object) -> dict[str, str]:
    names = [field.name for field in dataclasses.fields(noun)]  # type: ignore[arg-type]
    return {name: small.cell(noun, name) for name in names if name not in ("row", "place", "decimals", "score_decimals")}


def figures(seeds: Seeds) -> set[tuple[object, ...]]:
    """All that the figures say, wherever they stand and however their words were compared."""
    alike: dict[str, Any] = {"row": 0, "place": "", "quote_status": "unverified"}
    return {
        *(dataclasses.astuple(dataclasses.replace(one, **alike)) for one in seeds.observations),
        *(dataclasses.astuple(dataclasses.replace(one, row=0, place="")) for one in seeds.rankings),
    }


def answers(seeds: Seeds) -> list[object]:
    """What a few questions answer."""
    store = Store.build(seeds)
    asked = [
        Question("party_members", kinds=("agencies_bloc",)),
        Question("members_admitted", kinds=("agencies_bloc",)),
        Question("admission_rate", kinds=("agencies_bloc",)),
        Question("par_index_rank"),
    ]
    return [ask(store, question).rows for question in asked]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small.write(small.data(*KNOWN), tmp_path / "data")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The home of imports."""
    return tmp_path / "home" / "imports"


# accepting -----------------------------------------------------------------------------------------------------------
def test_an_accepted_batch_is_there_with_all_that_it_was_given(folder: Path, kept: Path):
    text = "Đến nay, đảng bộ có 5.164 đảng viên.\n"
    batch = accept(kept, folder, dataclasses.replace(draft_of(*NEW, text=text), reader="1.2"), EDITOR)
    (found,) = batches(kept)
    assert found == batch
    assert (found.text, found.reader, found.figures, found.sources, found.kept) == (text, "1.2", 2, ("news",), "accepted")
    assert figures(with_batches(folder, kept).seeds) == figures(small.data(*KNOWN, *NEW))


def test_a_draft_that_was_right_is_checked_again_where_others_came_before_it(folder: Path, kept: Path):
    loaded, draft = with_batches(folder, kept), draft_of(*NEW)
    assert problems(loaded, draft) == ()
    first = accept(kept, folder, draft, EDITOR, right_beside=loaded)
    with pytest.raises(DataError, match="one source states one key once"):
        accept(kept, folder, draft, EDITOR, right_beside=loaded)
    undo(kept, first.batch, EDITOR)
    assert accept(kept, folder, draft, EDITOR, right_beside=loaded).figures == 2


def test_data_are_read_again_once_their_folder_or_a_batch_is_another(folder: Path, kept: Path):
    loaded = with_batches(folder, kept)
    assert loaded.stands(folder, kept)
    assert not loaded.stands(folder, kept.parent)
    assert not with_batches(folder, None).stands(folder, kept)
    batch = accept(kept, folder, draft_of(*NEW), EDITOR)
    assert not loaded.stands(folder, kept)
    with_it = with_batches(folder, kept)
    undo(kept, batch.batch, EDITOR)
    assert not with_it.stands(folder, kept)
    without = with_batches(folder, kept)
    sources = folder / "sources.csv"
    sources.write_bytes(sources.read_bytes())
    assert not without.stands(folder, kept)


def test_answers_are_those_of_a_folder_that_holds_the_same_rows(folder: Path, kept: Path, tmp_path: Path):
    accept(kept, folder, draft_of(*NEW, "rank PAR 2024 nghe-an 27 87.1"), EDITOR)
    written = small.write(small.data(*KNOWN, *NEW, "rank PAR 2024 nghe-an 27 87.1"), tmp_path / "both")
    assert answers(with_batches(folder, kept).seeds) == answers(load(written))


def test_figures_know_the_batch_where_they_stand(folder: Path, kept: Path):
    batch = accept(kept, folder, draft_of(*NEW), EDITOR)
    loaded = with_batches(folder, kept)
    (found,) = [one for one in loaded.seeds.observations if one.value == 5164]
    assert (found.place, found.row) == (f"{batch.batch}/observations.csv", 2)
    row = loaded.row_at(found.place, found.row)
    assert row is not None
    assert row["value"] == "5164"


def test_nothing_is_written_where_one_cell_is_wrong(folder: Path, kept: Path):
    wrong = draft_of(*NEW).rows["observations.csv"]
    draft = Draft.of(
        sources=[cells(one) for one in small.data(*NEW).sources],
        observations=[
            {**wrong[0].cells, "qualifier": "exact"},
            {**wrong[1].cells, "organization": "nghe-an.agency-bloc", "period": ""},
        ],
    )
    with pytest.raises(DataError) as caught:
        accept(kept, folder, draft, EDITOR)
    told = [(one.file, one.line, one.column) for one in caught.value.problems]
    places = [
        ("draft/observations.csv", 2, "qualifier"),
        *[("draft/observations.csv", 3, name) for name in ("organization", "period")],
    ]
    assert told == places
    assert "nghe-an.agencies-bloc" in str(caught.value)
    assert [path.name for path in kept.iterdir()] == [LOCK]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"{BLOC} members_admitted 2020 100", "is the same figure as observations.csv:3 with the same value"),
        (f"{BLOC} members_admitted 2020 200 group=female", "200 is more than the whole, 100 in observations.csv:3"),
        ("nghe-an.agencies-enterprises-bloc party_members 2020 1", "is not in organizations.csv"),
        (f"{BLOC} party_members 2022 12 @fresh:2022-13", "2022-13"),
    ],
)
def test_a_draft_must_pass_together_with_all_that_is_known(folder: Path, line: str, told: str):
    found = problems(with_batches(folder, None), draft_of(line))
    assert [one.message for one in found if told in one.message]


def test_what_the_data_know_already_is_not_written_again(folder: Path, kept: Path):
    batch = accept(kept, folder, draft_of(f"{BLOC} party_members 2019 4900"), EDITOR)
    assert batch.rows["sources.csv"] == ()
    changed = draft_of(f"{BLOC} party_members 2018 4800 @paper:2024-01-01")
    (problem,) = problems(with_batches(folder, kept), changed)
    assert "sources.csv:2 too; a name means one thing" in problem.message


def test_an_empty_draft_is_refused(folder: Path, kept: Path):
    with pytest.raises(DataError, match="holds no figure"):
        accept(kept, folder, Draft.of(text="Không có con số nào."), EDITOR)


def dated(batch: Batch, year: str) -> str:
    """The name of a batch as the clock of another year would have made it, the batch with it."""
    name, made = batch.batch.replace(batch.batch[:4], year, 1), batch.made.replace(batch.made[:4], year, 1)
    shutil.move(batch.folder, batch.folder.with_name(name))
    _told(batch.folder.with_name(name) / ABOUT, batch=name, made=made)
    return name


def test_after_a_batch_dated_2099_the_later_ones_have_their_true_time_and_come_after_it(folder: Path, kept: Path):
    ahead = dated(accept(kept, folder, draft_of(NEW[0]), EDITOR), "2099")
    row = with_batches(folder, kept).row_at(f"{ahead}/observations.csv", 2)
    assert row is not None
    first = correct(kept, folder, row, {"value": "5264", "quote": "có 5.264"}, "misread", EDITOR)
    again = correct(kept, folder, first.rows["observations.csv"][0], {"value": "5265", "quote": "có 5.265"}, "misread", EDITOR)
    # set back a second time
    older = dated(again, "2024")
    row = with_batches(folder, kept).row_at(f"{older}/observations.csv", 2)
    assert row is not None
    last = correct(kept, folder, row, {"value": "5266", "quote": "có 5.266"}, "misread", EDITOR)
    loaded = with_batches(folder, kept)
    assert [one.batch for one in loaded.batches] == [ahead, first.batch, older, last.batch]
    assert loaded.left_out == {}
    assert [one.value for one in loaded.seeds.observations if one.period == "2021"] == [5266]
    assert {one.made[:4] for one in (first, last)} == {one.batch[:4] for one in (first, last)} == {f"{time.gmtime().tm_year}"}
    # what follows one that is not there, or itself, stands by its own name
    shutil.rmtree(kept / ahead)
    _told(first.folder / ABOUT, follows=last.batch)
    assert {one.batch for one in batches(kept)} == {first.batch, older, last.batch}


NAMES = st.lists(st.integers(0, 9), min_size=1, max_size=8)


@given(NAMES)
def test_batches_stand_in_the_order_of_acceptance_whatever_the_clock_said(clock: list[int]):
    accepted: list[Batch] = []
    for number, hour in enumerate(clock):
        name = f"{hour}-{number}"
        late = not all(one.batch < name for one in accepted)
        accepted.append(Batch(name, Path(name), follows=_as_accepted(accepted)[-1].batch if late else ""))
        assert _as_accepted(sorted(accepted, key=lambda one: one.batch)) == tuple(accepted)


def test_a_disk_that_takes_nothing_is_told_and_leaves_nothing(folder: Path, tmp_path: Path):
    taken = tmp_path / "a file"
    taken.write_text("")
    with pytest.raises(BatchError, match="cannot be written"):
        accept(taken, folder, draft_of(*NEW), EDITOR)


def test_eight_at_once_all_succeed(folder: Path, kept: Path):
    drafts = [draft_of(f"{BLOC} party_members 20{number:02} {number}00") for number in range(1, 9)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda draft: accept(kept, folder, draft, EDITOR).batch, drafts))
    assert sorted(made) == [one.batch for one in batches(kept)]
    assert len(with_batches(folder, kept).seeds.observations) == 10


def test_the_same_figures_accepted_twice_at_the_same_moment_count_once(folder: Path, kept: Path):
    # each was checked before the other was there
    for _ in range(2):
        write(kept, draft_of(*NEW), EDITOR)
    loaded = with_batches(folder, kept)
    assert [loaded.state(one) for one in loaded.batches] == ["accepted", "accepted"]
    assert figures(loaded.seeds) == figures(small.data(*KNOWN, *NEW))


def test_a_folder_under_another_name_is_not_the_batch_that_was_written(folder: Path, kept: Path):
    first = accept(kept, folder, draft_of(*NEW), EDITOR)
    shutil.copytree(first.folder, kept / f"{first.batch[:-4]}ffff")
    assert [bool(one.damage) for one in sorted(batches(kept), key=lambda one: one.batch != first.batch)] == [False, True]


# the same twice ------------------------------------------------------------------------------------------------------
def test_the_same_figures_and_the_same_text_are_noticed(folder: Path, kept: Path):
    batch = accept(kept, folder, draft_of(*NEW, text="Một bài"), EDITOR)
    loaded = with_batches(folder, kept)
    for draft in (draft_of(*reversed(NEW)), draft_of(f"{BLOC} party_members 2019 1", text="Một bài")):
        found = same(loaded, draft)
        assert found is not None
        assert found.batch == batch.batch
    assert same(loaded, draft_of(f"{BLOC} party_members 2019 1", text="Bài khác")) is None


def test_a_source_is_known_by_its_address_and_a_new_one_gets_a_slug_of_its_own(folder: Path):
    loaded = with_batches(folder, None)
    known = known_source(loaded, "https://example.org/paper")
    assert known is not None
    assert known.source == "paper"
    assert known_source(loaded, "") is None
    assert source_slug(loaded, "Báo Nghệ An", "2021-09") == "bao-nghe-an-2021-09"
    assert source_slug(loaded, "Paper", "") == "paper-2"


# taking back ---------------------------------------------------------------------------------------------------------
def test_undo_and_redo_change_what_counts_and_delete_nothing(folder: Path, kept: Path):
    batch = accept(kept, folder, draft_of(*NEW, text="Một bài"), EDITOR)
    before, files = answers(with_batches(folder, kept).seeds), sorted(path.name for path in batch.folder.iterdir())
    undo(kept, batch.batch, EDITOR)
    loaded = with_batches(folder, kept)
    assert answers(loaded.seeds) == answers(small.data(*KNOWN))
    assert [loaded.state(one) for one in loaded.batches] == ["undone"]
    redo(kept, folder, batch.batch, EDITOR)
    assert answers(with_batches(folder, kept).seeds) == before
    assert sorted(path.name for path in batch.folder.iterdir()) == sorted([*files, STATE])


def test_a_batch_that_contradicts_what_counts_now_is_not_brought_back(folder: Path, kept: Path):
    first = accept(kept, folder, draft_of("nghe-an.agencies-bloc members_admitted 2021 7 @news:2021"), EDITOR)
    undo(kept, first.batch, EDITOR)
    second = accept(kept, folder, draft_of("nghe-an.agencies-bloc members_admitted 2021 8 @news:2021"), EDITOR)
    with pytest.raises(DataError, match=first.batch):
        redo(kept, folder, first.batch, EDITOR)
    loaded = with_batches(folder, kept)
    assert [(one.batch, loaded.state(one)) for one in loaded.batches] == [(first.batch, "undone"), (second.batch, "accepted")]
    undo(kept, second.batch, EDITOR)
    redo(kept, folder, first.batch, EDITOR)
    assert not with_batches(folder, kept).left_out


def test_what_cannot_be_taken_back_is_told(folder: Path, kept: Path):
    with pytest.raises(BatchError, match="Nothing was imported yet"):
        undo(kept, "2021", EDITOR)
    batch = accept(kept, folder, draft_of(*NEW), EDITOR).batch
    with pytest.raises(BatchError, match=f"Did you mean {batch}"):
        undo(kept, batch[:-1], EDITOR)
    with pytest.raises(BatchError, match="was not taken back"):
        redo(kept, folder, batch, EDITOR)
    undo(kept, batch, EDITOR)
    with pytest.raises(BatchError, match="does not count already"):
        undo(kept, batch, EDITOR)


def test_taking_back_one_batch_leaves_those_whole_that_named_its_source_and_bodies(folder: Path, kept: Path):
    body = "body nghe-an.school-1 school"
    first = accept(kept, folder, draft_of(body, "nghe-an.school-1 party_members 2020 50 @news:2021"), EDITOR)
    rows = draft_of("nghe-an.school-1 party_members 2021 60 @news:2021").rows["observations.csv"]
    accept(kept, folder, Draft.of(observations=[row.cells for row in rows]), EDITOR)
    undo(kept, first.batch, EDITOR)
    loaded = with_batches(folder, kept)
    assert loaded.left_out == {}
    assert [one.value for one in loaded.seeds.observations if one.organization == "nghe-an.school-1"] == [60]


LINES = st.lists(
    st.builds(
        "{} {} {} {}".format,
        st.just(BLOC),
        st.sampled_from(["party_members", "members_admitted"]),
        st.integers(2010, 2019),
        st.integers(1, 9000),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda line: tuple(line.split()[:3]),
)


@given(LINES)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_accept_then_undo_states_what_it_did_before(folder: Path, kept: Path, lines: list[str]):
    named = [f"{line} @news:2021" for line in lines]
    before = with_batches(folder, kept).seeds
    batch = accept(kept, folder, draft_of(*named), EDITOR)
    assert figures(with_batches(folder, kept).seeds) == figures(small.data(*KNOWN, *named))
    undo(kept, batch.batch, EDITOR)
    assert with_batches(folder, kept).seeds == before


# corrections ---------------------------------------------------------------------------------------------------------
def test_a_correction_counts_and_keeps_the_old_figure_with_the_reason(folder: Path, kept: Path):
    batch = accept(kept, folder, draft_of(*NEW), EDITOR)
    old = batch.rows["observations.csv"][0]
    made = correct(kept, folder, old, {"value": "5264", "quote": "có 5.264"}, "misread digit", EDITOR)
    loaded = with_batches(folder, kept)
    (now,) = [one for one in loaded.seeds.observations if one.period == "2021" and one.indicator == "party_members"]
    assert (now.value, now.note) == (5264, "corrected, was 5164: misread digit")
    assert [row["value"] for row in made.replaced] == ["5164"]
    assert made.reason == "misread digit"
    assert batches(kept) == (batch, made)
    again = correct(kept, folder, made.rows["observations.csv"][0], {"value": "5265", "quote": "có 5.265"}, "once more", EDITOR)
    assert [one.value for one in with_batches(folder, kept).seeds.observations if one.period == "2021"] == [110, 5265]
    undo(kept, again.batch, EDITOR)
    undo(kept, made.batch, EDITOR)
    assert figures(with_batches(folder, kept).seeds) == figures(small.data(*KNOWN, *NEW))


def test_a_figure_of_the_data_folder_and_a_rank_can_be_corrected(folder: Path, kept: Path):
    loaded = with_batches(folder, kept)
    rank, members = loaded.row_at("rankings.csv", 2), loaded.row_at("observations.csv", 2)
    assert rank is not None
    assert members is not None
    correct(kept, folder, rank, {"rank": "16"}, "misprint", EDITOR)
    correct(kept, folder, members, {"value": "5001", "quote": "có 5.001"}, "misprint", EDITOR)
    seeds = with_batches(folder, kept).seeds
    assert [(one.rank, one.note) for one in seeds.rankings] == [(16, "corrected, was 15 / 86.5: misprint")]
    assert sorted(one.value for one in seeds.observations) == [100, 5001]


def test_a_correction_needs_a_reason_and_a_change_and_must_fit(folder: Path, kept: Path):
    old = with_batches(folder, kept).row_at("observations.csv", 2)
    assert old is not None
    for changed, reason, told in (
        ({"value": "1"}, " ", "reason"),
        ({"value": "5000"}, "why", "same as before"),
        ({"value": "x"}, "why", "5"),
    ):
        with pytest.raises(PartyMetricsError, match=told):
            correct(kept, folder, old, changed, reason, EDITOR)
    assert batches(kept) == ()


def test_a_correction_of_a_figure_that_is_gone_is_left_out_and_named(folder: Path, kept: Path):
    batch = accept(kept, folder, draft_of(*NEW), EDITOR)
    made = correct(kept, folder, batch.rows["observations.csv"][0], {"value": "5264", "quote": "có 5.264"}, "misread digit", EDITOR)
    undo(kept, batch.batch, EDITOR)
    loaded = with_batches(folder, kept)
    assert figures(loaded.seeds) == figures(small.data(*KNOWN))
    assert list(loaded.left_out) == [made.batch]
    assert "corrects a figure that is not there" in str(loaded.left_out[made.batch][0])


# what does not fit or is broken --------------------------------------------------------------------------------------
def test_a_batch_that_no_longer_fits_is_left_out_alone(folder: Path, kept: Path):
    first = accept(kept, folder, draft_of(NEW[0]), EDITOR)
    second = accept(kept, folder, draft_of(f"{BLOC} members_admitted 2019 90"), EDITOR)
    third = accept(kept, folder, draft_of(f"{BLOC} members_admitted 2018 80"), EDITOR)
    # the project's own data come to state another number under the same key
    small.write(small.data(*KNOWN, f"{BLOC} members_admitted 2019 91"), folder)
    loaded = with_batches(folder, kept)
    assert {one.batch: loaded.state(one) for one in loaded.batches} == {
        first.batch: "accepted",
        second.batch: "left_out",
        third.batch: "accepted",
    }
    (why,) = loaded.left_out[second.batch]
    assert str(why).startswith(
        f"{second.batch}/observations.csv:2: value: is the same figure as observations.csv:4 with another value"
    )
    assert figures(loaded.seeds) == figures(
        small.data(*KNOWN, f"{BLOC} members_admitted 2019 91", NEW[0], f"{BLOC} members_admitted 2018 80")
    )


def test_rows_that_the_folder_has_taken_over_count_once(folder: Path, kept: Path):
    accept(kept, folder, draft_of(*NEW), EDITOR)
    small.write(small.data(*KNOWN, *NEW), folder)
    loaded = with_batches(folder, kept)
    assert loaded.left_out == {}
    assert figures(loaded.seeds) == figures(small.data(*KNOWN, *NEW))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _changed(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"5164", b"9164"))


@pytest.mark.parametrize(
    ("file", "spoil"),
    [
        ("observations.csv", _cut),
        ("observations.csv", _changed),
        ("observations.csv", Path.unlink),
        (ABOUT, _cut),
        (ABOUT, Path.unlink),
        (ABOUT, lambda path: path.write_text(path.read_text("utf-8").replace('"reader": ""', '"reader": "x"'), "utf-8")),
        (ABOUT, lambda path: path.write_text("[]")),
        ("sources.csv", lambda path: path.write_bytes(b"\xff\xfe")),
        ("text.txt", _cut),
        (STATE, lambda path: path.write_text("{")),
    ],
)
def test_a_torn_or_changed_batch_is_named_and_left_out(folder: Path, kept: Path, file: str, spoil):
    torn, whole = accept(kept, folder, draft_of(NEW[0], text="Một bài"), EDITOR), accept(kept, folder, draft_of(NEW[1]), EDITOR)
    spoil(torn.folder / file)
    loaded = with_batches(folder, kept)
    assert {one.batch: loaded.state(one) for one in loaded.batches} == {torn.batch: "damaged", whole.batch: "accepted"}
    (problem,) = loaded.left_out[torn.batch]
    assert problem.file == f"{torn.batch}/{file}"
    assert "take the batch back" in problem.message
    undo(kept, torn.batch, EDITOR)
    assert with_batches(folder, kept).left_out == {}


def _folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe_instead(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _loop_instead(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _told(path: Path, **changes: object) -> None:
    """Other words in batch.json, with the checksum that they must have."""
    about = {**json.loads(path.read_text("utf-8")), **changes}
    path.write_text(json.dumps({**about, "checksum": _checksum(about)}), "utf-8")


ODD: dict[str, Callable[[Path], object]] = {
    "nested": lambda path: path.write_text("[" * 100_000),
    "nested in an object": lambda path: path.write_text('{"a":' + "[" * 100_000),
    "a list": lambda path: path.write_text("[]"),
    "a folder": _folder_instead,
}
if os.name == "posix":
    ODD |= {"a pipe": _pipe_instead, "a loop": _loop_instead}
ODDLY_TOLD: dict[str, Callable[[Path], object]] = {
    "files as a list": lambda path: _told(path, files=["observations.csv"]),
    "files as a number": lambda path: _told(path, files=3),
    "a file of elsewhere": lambda path: _told(path, files={"../../secret": "0"}),
    "a moment that is none": lambda path: _told(path, made="yesterday"),
    "a reason that is none": lambda path: _told(path, reason=["x"]),
    "half a letter": lambda path: _told(path, reader="\ud800", made=1),
}


@pytest.mark.parametrize(
    ("file", "spoil"),
    [pytest.param(ABOUT, spoil, id=f"{odd}-{ABOUT}") for odd, spoil in (ODD | ODDLY_TOLD).items()]
    + [pytest.param(STATE, spoil, id=f"{odd}-{STATE}") for odd, spoil in ODD.items()],
)
def test_a_batch_that_says_odd_things_is_damaged_and_all_others_count(folder: Path, kept: Path, file: str, spoil):
    torn, whole = (write(kept, draft_of(line), EDITOR) for line in NEW)
    keep(torn, "accepted", EDITOR)
    spoil(torn.folder / file)
    loaded = with_batches(folder, kept)
    assert {one.batch: loaded.state(one) for one in loaded.batches} == {torn.batch: "damaged", whole.batch: "accepted"}
    assert [problem.file for problem in loaded.left_out[torn.batch]] == [f"{torn.batch}/{file}"]
    assert stamp(kept)
    assert packed(torn, EDITOR)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*TOLD, "files", "state", ""]), inner, max_size=4),
    max_leaves=8,
)
TOLD_ODDLY = st.dictionaries(
    st.sampled_from([*TOLD, "files", "batch", "more"]),
    JSON | st.dictionaries(st.sampled_from(["observations.csv", "text.txt", "batch.json", "..", ""]), JSON, max_size=2),
    max_size=4,
)


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()) | TOLD_ODDLY)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_stands_in_batch_json_or_state_json_only_that_batch_is_left_out(
    folder: Path, kept: Path, said: bytes | dict[str, Any]
):
    for path in (kept / "2020-01-01-000000-000000-aaaa", kept / "2020-01-02-000000-000000-aaaa"):
        shutil.rmtree(path, ignore_errors=True)
    whole = next((one for one in batches(kept)), None) or accept(kept, folder, draft_of(NEW[1]), EDITOR)
    # as batch.json of one, and as state.json of another; what is JSON with the checksum that it must have
    for name, file in (("2020-01-01-000000-000000-aaaa", ABOUT), ("2020-01-02-000000-000000-aaaa", STATE)):
        shutil.copytree(whole.folder, kept / name)
        _told(kept / name / ABOUT, batch=name)
        if isinstance(said, bytes):
            (kept / name / file).write_bytes(said)
        else:
            _told(kept / name / ABOUT, **{"batch": name, **said})
    loaded = with_batches(folder, kept)
    assert loaded.state(whole) == "accepted"
    assert figures(loaded.seeds) == figures(small.data(*KNOWN, NEW[1]))
    for batch in loaded.batches:
        assert batch.text is not None
        assert packed(batch, EDITOR)


def test_what_only_has_the_name_of_a_batch_is_damaged_and_named(folder: Path, kept: Path):
    whole = accept(kept, folder, draft_of(NEW[1]), EDITOR)
    names = [f"{day}-235959-999999-abcd" for day in ("9999-12-31", "2021-99-99", "2020-01-01", "2020-01-02")]
    for name in names[:3]:
        (kept / name).mkdir()
    (kept / names[3]).write_text("a file")
    if os.name == "posix":
        names.append("2020-01-03-000000-000000-abcd")
        (kept / names[4]).symlink_to(names[4])
    loaded = with_batches(folder, kept)
    assert {one.batch: loaded.state(one) for one in loaded.batches} == {**dict.fromkeys(names, "damaged"), whole.batch: "accepted"}
    assert {one.partition("/")[0] for problems in loaded.left_out.values() for one in [problems[0].file]} == set(names)
    before = stamp(kept)
    later = accept(kept, folder, draft_of(NEW[0]), EDITOR)
    assert later.batch[:4] == whole.batch[:4]
    assert stamp(kept) != before
    for name in names:
        if (kept / name).is_dir():
            undo(kept, name, EDITOR)
        else:
            with pytest.raises(BatchError, match="cannot be written"):
                undo(kept, name, EDITOR)


@pytest.mark.skipif(os.name != "posix", reason="needs a loop of links")
def test_a_home_that_cannot_be_read_is_told(folder: Path, kept: Path):
    kept.parent.mkdir()
    kept.symlink_to(kept.name)
    with pytest.raises(BatchError, match="PARTY_METRICS_HOME"):
        with_batches(folder, kept)


def test_a_wrong_data_folder_is_told_as_ever(folder: Path, kept: Path, tmp_path: Path):
    accept(kept, folder, draft_of(*NEW), EDITOR)
    with (folder / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("paper,nowhere.bloc,party_members,,1,person,,eq,year,2020,reported,1,,\n")
    with pytest.raises(DataError) as caught:
        with_batches(folder, kept)
    assert {problem.file for problem in caught.value.problems} == {"observations.csv"}
    with pytest.raises(DataError, match="is not a folder"):
        with_batches(tmp_path / "none", kept)


def test_the_stamp_changes_with_every_batch_and_its_state(folder: Path, kept: Path):
    stamps = [stamp(kept)]
    batch = accept(kept, folder, draft_of(*NEW), EDITOR)
    stamps.append(stamp(kept))
    undo(kept, batch.batch, EDITOR)
    stamps.append(stamp(kept))
    redo(kept, folder, batch.batch, EDITOR)
    stamps.append(stamp(kept))
    assert len(set(stamps)) == 4
    assert stamp(kept) == stamps[-1]


def test_the_home_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, project: Path):
    monkeypatch.setenv("PARTY_METRICS_HOME", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.delenv("PARTY_METRICS_HOME")
    assert home() == project / "imports"


# a second look -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "check"),
    [
        (f"{BLOC} members_admitted 2020 120 @news:2021", "dispute"),
        (f"{BLOC} party_members 2021 9000 @news:2021", "jump"),
        (f"{BLOC} members_admitted 2020 130 group=female @news:2021", "part"),
        (f"{BLOC} admission_rate 2021 50% @news:2021\n{BLOC} members_admitted 2021 100 @news:2021", ""),
        (f"{BLOC} party_members 2021 5100 @news:2021", ""),
    ],
)
def test_what_is_odd_but_may_stand_is_warned_of(folder: Path, line: str, check: str):
    found = look_over(with_batches(folder, None), draft_of(*line.splitlines())).remarks
    assert [(one.check, one.file, one.line) for one in found] == ([(check, "draft/observations.csv", 2)] if check else [])


def test_a_share_off_its_parts_is_warned_of(tmp_path: Path):
    known = (f"{BLOC} party_members 2021-09 5164/7000",)
    loaded = with_batches(small.write(small.data(*known), tmp_path / "data"), None)
    (found,) = look_over(loaded, draft_of(f"{BLOC} member_share_of_staff 2021-09 80% @news:2021")).remarks
    assert found.check == "share"


def test_remarks_on_what_stood_there_before_are_no_warnings(tmp_path: Path):
    disputed = (*KNOWN, f"{BLOC} members_admitted 2020 120 @other:2021")
    loaded = with_batches(small.write(small.data(*disputed), tmp_path / "data"), None)
    assert look_over(loaded, draft_of(f"{BLOC} party_members 2021 5100 @news:2021")) == Checked()


# into the data folder ------------------------------------------------------------------------------------------------
def lines_of(folder: Path) -> dict[str, list[str]]:
    return {path.name: path.read_text("utf-8").splitlines() for path in folder.glob("*.csv")}


def test_a_batch_taken_into_the_folder_leaves_every_other_line_in_its_place(seeds_dir: Path, tmp_path: Path, kept: Path):
    folder = tmp_path / "data"
    shutil.copytree(seeds_dir, folder)
    before = lines_of(folder)
    draft = draft_of(
        "body nghe-an.school-9 school",
        "nghe-an.school-9 party_members 2021 60 @news:2021",
        "rank PAR 2023 nghe-an 15 86.5 @https://example.org/rank:2024-05",
    )
    batch = accept(kept, folder, draft, EDITOR)
    gained = into_folder(kept, folder, batch.rows, EDITOR, batch.replaced)
    assert gained == {"organizations.csv": 1, "sources.csv": 1, "observations.csv": 1, "rankings.csv": 1}
    after = lines_of(folder)
    for file, lines in after.items():
        new = [line for line in lines if line not in before[file]]
        assert [line for line in lines if line not in new] == before[file]
        assert len(new) == gained.get(file, 0)
    for file in ("organizations.csv", "rankings.csv"):
        assert [line.split(",")[:1] for line in after[file][1:]] == sorted(line.split(",")[:1] for line in after[file][1:])
    assert figures(load(folder)) == figures(with_batches(folder, kept).seeds)
    assert into_folder(kept, folder, batch.rows, EDITOR, batch.replaced) == {}
    assert lines_of(folder) == after


def test_a_correction_taken_into_the_folder_stands_in_the_place_of_the_old_line(folder: Path, kept: Path):
    old = with_batches(folder, kept).row_at("observations.csv", 2)
    assert old is not None
    made = correct(kept, folder, old, {"value": "5001", "quote": "có 5.001"}, "misprint", EDITOR)
    assert into_folder(kept, folder, made.rows, EDITOR, made.replaced) == {"observations.csv": 0}
    assert [one.value for one in load(folder).observations] == [5001, 100]


def test_a_correction_of_whose_rank_it_is_keeps_the_file_sorted(tmp_path: Path, kept: Path):
    ranks = ("rank PAR 2015 da-nang 1", "rank PAR 2015 ha-noi 9", "rank PAR 2015 ho-chi-minh 3", "rank PAR 2015 phu-tho 7")
    folder = small.write(small.data(*ranks), tmp_path / "ranks")
    old = with_batches(folder, kept).row_at("rankings.csv", 4)
    assert old is not None
    made = correct(kept, folder, old, {"province": "dong-nai"}, "another's rank", EDITOR)
    assert into_folder(kept, folder, made.rows, EDITOR, made.replaced) == {"rankings.csv": 0}
    assert [(one.province, one.rank) for one in load(folder).rankings] == [
        ("da-nang", 1),
        ("dong-nai", 3),
        ("ha-noi", 9),
        ("phu-tho", 7),
    ]
    assert with_batches(folder, kept).left_out == {}
    # the value is the same: the note names what was not
    assert load(folder).rankings[1].note == "corrected, was province ho-chi-minh: another's rank"


def test_what_does_not_fit_into_the_folder_changes_no_file(folder: Path, kept: Path):
    before = lines_of(folder)
    with pytest.raises(DataError, match=r"is not in organizations\.csv"):
        into_folder(kept, folder, draft_of("nghe-an.school-1 party_members 2020 1 @news:2021").rows, EDITOR)
    assert lines_of(folder) == before


# many that do not fit -------------------------------------------------------------------------------------------------
SCHOOL = "nghe-an.school-1"
FIGURES_OF_ALL_KINDS = st.builds(
    lambda body, indicator, breakdown, value, period, source: {
        **dict.fromkeys(FILES["observations.csv"], ""),
        "source": source,
        "organization": body,
        "indicator": indicator,
        "breakdown": breakdown,
        "value": str(value),
        "unit": "organization" if indicator.startswith("grassroots") else "person",
        "qualifier": "eq",
        "period_type": "as_of",
        "period": period,
        "status": "reported",
        "quote": str(value),
    },
    st.sampled_from([BLOC] * 6 + [SCHOOL]),
    st.sampled_from(["party_members", "grassroots_organizations", "grassroots_committees", "grassroots_cells"]),
    st.sampled_from([""] * 4 + ["group=female"]),
    st.sampled_from([10, 20, 30]),
    st.sampled_from(["2020-12-31"] * 8 + ["2021-12-31", "2020-13-31"]),
    st.sampled_from(["paper"] * 8 + ["news", "none"]),
)
OTHER_ROWS = st.one_of(
    st.builds(
        lambda slug, parent: (
            "organizations.csv",
            {**cells(small.data(f"body {SCHOOL} school").organizations[-1]), **slug, "parent": parent},
        ),
        st.sampled_from([{"organization": SCHOOL}, {"organization": SCHOOL, "name_vi": "Khác"}, {"organization": "paper"}]),
        st.sampled_from(["", BLOC, SCHOOL, "nghe-an.school-2"]),
    ),
    st.builds(
        lambda slug, url: ("sources.csv", {"source": slug, "publisher": "Báo", "published": "2021", "url": url}),
        st.sampled_from(["paper", "news", "nghe-an"]),
        st.sampled_from(["https://a.example", "https://b.example", ""]),
    ),
    st.builds(
        lambda rank, url: (
            "rankings.csv",
            {**cells(small.data("rank PAR 2023 nghe-an 15 86.5").rankings[0]), "rank": str(rank), "source_url": url},
        ),
        st.sampled_from([3, 15, 99]),
        st.sampled_from(["https://a.example", "https://b.example", ""]),
    ),
)


@st.composite
def batches_of_all_kinds(draw: st.DrawFn) -> list[Batch]:
    """Batches as they may stand on the disk after the data folder has changed: some fit, some do not, some correct others."""
    made: list[Batch] = []
    stated: list[DataRow] = []
    for number in range(draw(st.integers(1, 7))):
        name = f"2021-01-0{number + 1}-000000-000000-aaaa"
        given = [("observations.csv", one) for one in draw(st.lists(FIGURES_OF_ALL_KINDS, max_size=3))]
        given += draw(st.lists(OTHER_ROWS, max_size=2))
        rows = {
            file: tuple(
                row_of(file, one, line, f"{name}/{file}") for line, one in enumerate((one for of, one in given if of == file), 2)
            )
            for file in ADDED
        }
        old = draw(st.lists(st.sampled_from(stated), max_size=1)) if stated else []
        stated += [row for file in ("observations.csv", "rankings.csv") for row in rows[file]]
        made.append(Batch(name, Path(name), rows=rows, replaced=tuple(old)))
    return made


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DataTable]:
    """The tables of a small folder, with a figure of each kind that the batches state."""
    known = (
        f"{BLOC} party_members 2020-12-31 20",
        f"{BLOC} grassroots_organizations 2020-12-31 30",
        "rank PAR 2023 nghe-an 15 86.5",
    )
    return tables_of(small.write(small.data(*known), tmp_path_factory.mktemp("sound")))[0]


@given(batches_of_all_kinds())
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_batches_left_out_are_those_that_the_whole_does_not_check_with(sound: dict[str, DataTable], added: list[Batch]):
    """The plain definition, at the price of a check of everything for each batch."""
    fitting: list[Batch] = []
    left_out = {}
    for batch in added:
        _, _, found = _joined(sound, [*fitting, batch])
        if found:
            left_out[batch.batch] = tuple(found)
        else:
            fitting.append(batch)
    assert _fitting(sound, added) == (fitting, left_out)


@given(batches_of_all_kinds())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_draft_is_refused_for_what_a_check_of_the_whole_tells(sound: dict[str, DataTable], added: list[Batch]):
    """Only what is about the provinces of a draft is looked at: nothing that it made wrong lies elsewhere."""
    *before, last = added
    loaded, draft = beside(Path("data"), None, sound, before), Draft(last.rows, replaced=last.replaced)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Join, "of_provinces", lambda join, draft: join.tables())
        whole = problems(loaded, draft)
    assert problems(loaded, draft) == whole


COMPARED = (
    f"{BLOC} members_admitted 2020 {{value}} @news:2021",
    f"{BLOC} members_admitted 2020 {{value}} @other:2022",
    f"{BLOC} party_members 2021 {{value}}00 @news:2021",
    f"{BLOC} members_admitted 2020 {{value}} group=female @news:2021",
    f"{BLOC} member_share_of_staff 2021-09 {{value}}% @news:2021",
    f"{BLOC} party_members 2021-09 {{value}}/7000 @news:2021",
    "ha-tinh.agencies-bloc party_members 2021 {value}00 @news:2021",
    "ha-tinh.agencies-bloc members_admitted 2021 {value} @news:2021",
    "nghe-an.administration par_index_rank 2023 {value} @news:2021",
    "rank PAR 2023 ha-tinh {value} @http://other/rank:2024-01-01",
)


@pytest.mark.parametrize("lines", [COMPARED, COMPARED[4:6], COMPARED[7:8], COMPARED[8:]])
def test_the_remarks_are_those_that_all_figures_together_bring(wide: Loaded, lines: Sequence[str]):
    """Figures that no remark can be about are not resolved; the numbers of the others are then others."""
    draft = draft_of(*(line.format(value=50) for line in lines))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Join, "of_provinces", lambda join, draft: join.tables())
        patch.setattr("metrics.survey.warnings._remarkable", lambda tables, draft: tables)
        whole = look_over(wide, draft)
    found = look_over(wide, draft)
    assert (found.problems, bool(found.remarks)) == (whole.problems, len(lines) > 1)
    assert [dataclasses.replace(one, observations=()) for one in found.remarks] == [
        dataclasses.replace(one, observations=()) for one in whole.remarks
    ]


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Figures of two provinces, and ranks."""
    known = [*KNOWN, "ha-tinh.agencies-bloc party_members 2020 3000", "ha-tinh.agencies-bloc members_admitted 2020 60"]
    known += [f"{BLOC} members_disciplined 2020 5", "rank PAR 2023 ha-tinh 20 80.5", "body nghe-an.administration administration"]
    return with_batches(small.write(small.data(*known), tmp_path_factory.mktemp("wide") / "data"), None)


def test_many_misfits_take_no_longer_than_their_number(folder: Path, kept: Path):
    lines = [f"{BLOC} members_admitted {1950 + number} 90" for number in range(60)]
    made = [write(kept, draft_of(line), EDITOR) for line in lines]
    small.write(small.data(*KNOWN, *(line.replace(" 90", " 91") for line in lines[::2])), folder)
    before = time.monotonic()
    with_batches(folder, None)
    one = time.monotonic() - before
    loaded = with_batches(folder, kept)
    assert list(loaded.left_out) == [batch.batch for batch in made[::2]]
    # a search for each would check everything two hundred times
    assert time.monotonic() - before < 60 * max(one, 0.05)


# killed --------------------------------------------------------------------------------------------------------------
@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killed_at_any_moment_each_batch_is_whole_or_absent(folder: Path, kept: Path):
    """12 kills; PARTY_METRICS_KILLS=200 for a long run."""
    chance = random.Random(4)
    said: list[str] = []
    for number in range(1, KILLS + 1):
        command = [sys.executable, "-m", "tests.imports_until_killed", str(kept), str(folder), str(number)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", cwd=PROJECT) as process:
            assert process.stdout is not None
            said.append(process.stdout.readline())
            time.sleep(chance.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            said += process.stdout.readlines()
        assert process.returncode == -signal.SIGKILL, said[-1]
    loaded = with_batches(folder, kept)
    assert loaded.left_out == {}
    told = [line.split() for line in said if line.endswith("\n")]
    accepted, undone = ({batch for what, batch in told if what == word} for word in ("accepted", "undone"))
    states = {one.batch: loaded.state(one) for one in loaded.batches}
    assert accepted <= states.keys()
    assert {states[batch] for batch in undone} <= {"undone"}
    # what was killed between the step and its word is there, whole: at most one a kill
    assert len(states.keys() - accepted) + len({batch for batch, state in states.items() if state == "undone"} - undone) <= KILLS
    assert len(accepted) >= KILLS
    # nothing was done without its line; a line without its batch or state is told so, at most one a kill
    log, torn = actions(kept, {one.batch: one.kept for one in loaded.batches})
    assert states.keys() <= {action.batch for action in log if action.what == "accept"}
    assert {batch for batch, state in states.items() if state == "undone"} <= {one.batch for one in log if one.what == "undo"}
    assert sum(not action.done for action in log) + len(torn) <= KILLS
    left = list(kept.glob(f"{WRITING}*"))
    print(
        f"{KILLS} kills: {len(accepted)} accepted and said so, {len(states)} whole, {len(left)} abandoned half-way, unseen by all"
    )


def test_what_a_killed_process_left_is_cleared_later(folder: Path, kept: Path):
    first = accept(kept, folder, draft_of(NEW[0]), EDITOR)
    places = (kept, first.folder, kept / "queue")
    folders, files = ([place / f"{WRITING}{what}" for place in places] for what in ("folder", "file"))
    for path in folders:
        (path / "inside").mkdir(parents=True)
    for path in files:
        path.write_text("half")
    # of long ago, and of a clock that was set back since
    for number, path in enumerate((*folders, *files)):
        os.utime(path, (number % 2 * 4_000_000_000,) * 2)
    new = first.folder / f"{WRITING}new"
    new.write_text("")
    accept(kept, folder, draft_of(NEW[1]), EDITOR)
    assert list(kept.rglob(f"{WRITING}*")) == [new]


def test_loaded_without_a_home_is_the_folder_alone(folder: Path, kept: Path):
    accept(kept, folder, draft_of(*NEW), EDITOR)
    alone: Loaded = with_batches(folder, None)
    assert figures(alone.seeds) == figures(small.data(*KNOWN))
    assert alone.batches == ()
