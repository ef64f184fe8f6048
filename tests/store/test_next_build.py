"""A build that follows the last one, by what batches changed, holds what one that is made anew of all holds, table by table."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from benchmarks import country
from metrics.answers.query import ask
from metrics.data import disk
from metrics.data.disk import WRITING
from metrics.errors import DataError
from metrics.intake.actor import Actor, NotAllowed
from metrics.intake.batch_files import Batch, BatchError, alone, batches, undo, write
from metrics.intake.batches import accept, correct, redo, with_batches
from metrics.intake.drafts import Draft, csv_of
from metrics.store import builds, large
from metrics.store.as_of import store_as_of
from metrics.store.batched import reading
from metrics.store.builds import FORM, POINTER, BuildError, Published, Way, build, build_next, current, left_out, names, open_build
from metrics.store.engine import EngineError, connect
from metrics.store.text import figure_rows
from metrics.vocabulary import Boundary, Question, Row
from tests import small
from tests.actors import EDITOR
from tests.here import Told, run
from tests.intake.test_batches import draft_of
from tests.strategies import AFTER, BEFORE, SUBJECTS, SUCCESSION, flow_periods, lives, stock_periods, within_succession

# `PARTY_METRICS_WALKS=40 python -m pytest -n 0 tests/store/test_next_build.py` walks further
WALKS = int(os.environ.get("PARTY_METRICS_WALKS", "1"))
# how often something at random is tried until it is accepted
TRIES = 50
SOURCES = ("@jan:2022-01-05", "@feb:2022-02", "@late:2023-03-01")
BODIES = (
    "nghe-an.agencies-bloc",
    "nghe-an.agencies-enterprises-bloc",
    *(f"{place}.province-wide" for place in ("nghe-an", "ha-tinh", *BEFORE, AFTER)),
)
KNOWN = (
    *SUCCESSION,
    *(f"body {body} province_wide" for body in BODIES[2:]),
    "nghe-an.agencies-bloc members_admitted 2018 40 @jan:2022-01-05",
    "nghe-an.agencies-bloc members_admitted 2019-H1 20 @jan:2022-01-05",
    "nghe-an.agencies-enterprises-bloc members_admitted 2019-H2 21 @jan:2022-01-05",
    "nghe-an.province-wide party_members 2018-12-31 5000 @jan:2022-01-05",
    "nghe-an.administration par_index_rank 2023 16/63 @feb:2022-02",
    "ha-giang.province-wide members_admitted 2024 15 @late:2023-03-01",
    "nghe-an.province-wide congresses_held 2018-12-31 40/60 @jan:2022-01-05",
    "rank PAR 2023 nghe-an 15 86.5",
    "rank PAR 2023 ha-tinh 16 86.1",
    "rank PAPI 2021 ha-giang 50 40.1",
)
ADMITTED = "ha-tinh.province-wide members_admitted 2018"


def tables(found: Published) -> dict[str, list[str]]:
    """The rows of every table of a build, but the numbers that only tell rows apart; in order where it is that of a file."""
    with connect(found.path, read_only=True) as base:
        names = [name for (name,) in base.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        rows = {}
        for name in names:
            columns = [f'"{column}"' for column, *_ in base.execute(f"DESCRIBE {name}").fetchall() if column != "number"]
            rows[name] = base.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall()
        numbers = "SELECT count(*), count(DISTINCT number) FROM told"
        ((every, different),) = base.execute(numbers).fetchall()
        assert every == different
    return {
        table: [repr(row) for row in own] if table.startswith("noun_") else sorted(map(repr, own)) for table, own in rows.items()
    }


class Walk:
    """A folder, a home of imports and a folder of builds that goes on from build to build."""

    def __init__(self, place: Path, chance: random.Random) -> None:
        self.place, self.chance = place, chance
        self.folder, self.home, self.out = small.write(small.data(*KNOWN), place / "data"), place / "imports", place / "builds"
        self.number = 0
        self.built("anew")

    def built(self, *accepted: Way) -> Published:
        """The next build, by a way that it may come about; if that is short, it is compared with one that is made anew."""
        ways: list[Way] = []
        found = build(self.folder, self.out, self.home, ways.append)
        assert ways[0] in accepted
        self.number += 1
        if ways[0] == "anew":
            return found
        anew = build(self.folder, self.place / f"anew-{self.number}", self.home)
        assert anew.name == found.name
        assert anew.figures == found.figures
        expected, stated = tables(anew), tables(found)
        assert stated.keys() == expected.keys()
        for table, rows in expected.items():
            assert stated[table] == rows, table
        return found

    def answers_as_in_memory(self) -> None:
        """A build states, answers and leaves out what the dashboard does that reads the same folder and home."""
        opened, (store, loaded) = open_build(self.built("stands")), store_as_of(self.folder, self.home)
        assert sorted(map(repr, opened.stated("true", {}).values())) == sorted(map(repr, store.stated("true", {}).values()))
        for metric in ("members_admitted", "party_members", "par_index_rank"):
            for boundary in get_args(Boundary):
                question = Question(metric, by=("province", "kind", "year"), boundary=boundary)
                assert [told(row) for row in ask(opened, question).rows] == [told(row) for row in ask(store, question).rows]
        named = [line.split()[1] for line in left_out(current(self.out))]
        assert named == sorted(loaded.left_out)

    # what may be done, each until it is accepted ----------------------------------------------------------------------
    def line(self) -> str:
        """A figure at random."""
        pick = self.chance.choice
        while True:
            subject, body = pick(SUBJECTS), pick(BODIES)
            indicator = pick((subject.indicator, *subject.beside))
            own = indicator == subject.indicator
            code = pick([*(stock_periods if subject.is_stock or not own else flow_periods)(pick((2018, 2019, 2024, 2025)))])
            if lives(body, code) and within_succession([f"{body} {indicator} {code}"]):
                break
        unit = "%" if indicator.endswith("_share") else ""
        status = pick(("", "", "", "derived note=added", "target"))
        value = f"{pick(('', '', '', '>=', '<=', '~'))}{self.chance.randint(1, 30)}{unit}"
        return f"{body} {indicator} {code} {value} {pick(subject.breakdowns) if own else ''} {status} {pick(SOURCES)}"

    def figures(self) -> Batch:
        return accept(self.home, self.folder, draft_of(*(self.line() for _ in range(self.chance.randint(1, 4)))), EDITOR)

    def new_source(self) -> Batch:
        lines = [line.rpartition("@")[0] + f"@new-{self.number}:2024-05" for line in (self.line(), self.line())]
        return accept(self.home, self.folder, draft_of(*lines), EDITOR)

    def new_body(self) -> Batch:
        """One that follows the bloc which ended, so that figures of others are handed over."""
        slug = f"nghe-an.party-agencies-{self.number}"
        lines = (f"body {slug} party_agencies 2019-07..", f"{slug} members_admitted 2019-H2 {self.number + 1} {SOURCES[0]}")
        return accept(self.home, self.folder, draft_of(*lines), EDITOR)

    def of_merged(self) -> Batch:
        """Of a unit that was merged, and of one of its predecessors."""
        value = self.chance.randint(10, 90)
        lines = (f"{AFTER}.province-wide members_admitted 2025-H2 {value} {SOURCES[2]}", self.line())
        return accept(
            self.home, self.folder, draft_of(*lines, f"{BEFORE[0]}.province-wide members_admitted 2025-H1 {value}"), EDITOR
        )

    def ranks(self) -> Batch:
        index, year = self.chance.choice((("PAR", 2023), ("PAR", 2024), ("DTI", 2023), ("PAPI", 2021)))
        province = self.chance.choice(("nghe-an", "ha-tinh", "ha-giang"))
        return accept(self.home, self.folder, draft_of(f"rank {index} {year} {province} {self.chance.randint(1, 60)} 80.5"), EDITOR)

    def unchecked(self) -> Batch:
        """What may contradict what stands, or repeat it, and is left out then."""
        with alone(self.home):
            return write(self.home, draft_of(f"{ADMITTED} {self.chance.randint(7, 8)} {SOURCES[0]}"), EDITOR)

    def corrected(self) -> Batch:
        rows = with_batches(self.folder, self.home).tables["observations.csv"].rows
        old, value = self.chance.choice(rows), self.chance.randint(1, 60)
        cells = self.chance.choice(({"value": str(value), "quote": f"tổng số có {value}"}, {"organization": BODIES[3]}))
        return correct(self.home, self.folder, old, cells, "misread", EDITOR)

    def taken_back(self) -> Batch:
        return undo(self.home, self._one("accepted"), EDITOR)

    def brought_back(self) -> Batch:
        return redo(self.home, self.folder, self._one("undone"), EDITOR)

    def _one(self, kept: str) -> str:
        names = [batch.batch for batch in batches(self.home) if batch.kept == kept]
        if not names:
            raise DataError([])
        return self.chance.choice(names)


def told(row: Row) -> Row:
    """A row but for the numbers of the figures that it rests on, which are others in a build."""
    return replace(row, ids=(), previous_ids=())


STEPS: tuple[Callable[[Walk], Batch], ...] = (
    *(Walk.figures, Walk.corrected, Walk.unchecked, Walk.new_source, Walk.of_merged, Walk.corrected),
    *(Walk.taken_back, Walk.unchecked, Walk.new_body, Walk.ranks, Walk.taken_back, Walk.brought_back),
)


def accepted(walk: Walk, step: Callable[[Walk], Batch]) -> bool:
    with suppress(DataError, BatchError):
        step(walk)
        return True
    return False


@pytest.mark.parametrize("seed", range(WALKS))
def test_what_follows_the_last_build_is_what_is_made_anew(tmp_path: Path, seed: int):
    walk = Walk(tmp_path, random.Random(seed))
    steps = list(STEPS)
    if seed:
        walk.chance.shuffle(steps)
    done: list[bool] = []
    for step in steps:
        done.append(any(accepted(walk, step) for _ in range(TRIES)))
        # in the suite of every two steps together
        if done[-1] and (seed or len(done) % 2 == 0):
            # what is taken back at once leaves the last as it was
            walk.built("next", "stands")
    assert all(done) or seed
    walk.answers_as_in_memory()
    # without the batches, the folder alone
    alone_again = build(walk.folder, walk.out)
    assert tables(alone_again) == tables(build(walk.folder, tmp_path / "alone"))


def test_terms_and_targets_count_in_other_years_than_their_own(tmp_path: Path):
    """A term's target in each of its years, its figure in the first; and what is measured against one, 40 of 60, is no share."""
    walk, body = Walk(tmp_path, random.Random(3)), "nghe-an.province-wide"
    first = (
        f"{body} members_admitted term:2018/2023 50 target note=yearly",
        f"{body} congresses_held year:2024 60 target",
        f"{body} executive_committee_size term:2020/2025 51",
    )
    then = (f"{body} members_admitted 2020 41", f"{body} executive_committee_size term:2020/2025 53 @late:2023-03-01")
    for lines in (first, then):
        accept(walk.home, walk.folder, draft_of(*lines), EDITOR)
        walk.built("next")


def test_where_bodies_hand_over_is_told_of_what_is_stated_now(tmp_path: Path):
    """Of a body in the year of its merger: told once however many of its figures are stated, not at all without one."""
    walk, body = Walk(tmp_path, random.Random(4)), f"{BEFORE[0]}.province-wide"
    two = [
        accept(walk.home, walk.folder, draft_of(f"{body} members_disciplined {code} 7"), EDITOR) for code in ("2025-H1", "2025-Q1")
    ]
    told_of = "SELECT count(*) FROM handed_over WHERE indicator = 'members_disciplined' AND kind = 'province_wide'"
    assert open_build(walk.built("next")).rows(told_of, {})[1] == [(1,)]
    for batch, told in zip(two, (1, 0), strict=True):
        undo(walk.home, batch.batch, EDITOR)
        assert open_build(walk.built("next")).rows(told_of, {})[1] == [(told,)]


@pytest.mark.parametrize(("kind", "published"), [("school", "2023-01"), ("hospital", "2024-05")])
def test_a_figure_whose_source_or_body_is_described_otherwise_is_told_so(tmp_path: Path, kind: str, published: str):
    """It stands in a batch that describes neither; the one that did is taken back, and another does."""
    walk, body = Walk(tmp_path, random.Random(3)), "ha-tinh.house"
    figure = draft_of(f"{body} party_members 2018-12-31 31 @x:2024-05").with_rows({"sources.csv": (), "organizations.csv": ()})
    with alone(walk.home):
        first = write(walk.home, draft_of(f"body {body} school", f"{body} party_members 2019-12-31 30 @x:2024-05"), EDITOR)
        write(walk.home, figure, EDITOR)
    build(walk.folder, walk.out, walk.home)
    undo(walk.home, first.batch, EDITOR)
    with alone(walk.home):
        write(walk.home, draft_of(f"body {body} {kind}", f"{body} party_members 2020-12-31 32 @x:{published}"), EDITOR)
    assert left_out(walk.built("next")) == ()


def imported(folder: Path, home: Path, lines: range) -> Batch:
    """A batch in which another source states figures of a Parquet folder again, and the first of them is corrected."""
    with connect() as base:
        rows = figure_rows(base, folder, lines)
    cited = {"source": "later", "publisher": "Báo", "published": "2026-01-01", "url": "https://example.org/later"}
    draft = Draft.of(
        sources=[cited],
        observations=[*({**row.cells, "source": "later"} for row in rows), {**rows[0].cells, "note": "corrected"}],
    )
    with alone(home):
        return write(home, replace(draft, replaced=(rows[0],), reason="misread"), EDITOR)


def unranked(folder: Path, rows: int, as_csv: bool = False) -> int:
    """A country without rankings, which take longer than so few figures; how many figures it has."""
    number = country.write(rows, folder, as_csv=as_csv)
    header = (folder / "rankings.csv").read_text("utf-8").partition("\n")[0]
    (folder / "rankings.csv").write_text(f"{header}\n", "utf-8")
    return number


def test_figures_in_parquet_are_joined_and_corrected_too(tmp_path: Path):
    folder, home, ways = tmp_path / "data", tmp_path / "imports", list[Way]()
    number = unranked(folder, 700)
    build(folder, tmp_path / "builds", home, ways.append)
    batch = imported(folder, home, range(2, 300, 15))
    found = build(folder, tmp_path / "builds", home, ways.append)
    assert left_out(found) == ()
    assert found.figures == number + batch.figures - 1
    assert tables(found) == tables(build(folder, tmp_path / "anew", home))
    undo(home, batch.batch, EDITOR)
    found = build(folder, tmp_path / "builds", home, ways.append)
    assert ways == ["anew", "next", "next"]
    assert tables(found) == tables(build(folder, tmp_path / "before"))


def spoilt(walk: Walk, how: str) -> None:
    """Something after which the last build cannot be gone on from."""
    path, pointer = current(walk.out).path, walk.out / POINTER
    if how == "other data":
        row = f"nghe-an.province-wide party_members 2017-12-31 4000 {SOURCES[0]}"
        small.write(small.data(*KNOWN, row), walk.folder)
    elif how == "another form":
        pointer.write_text(pointer.read_text("utf-8").replace(f'"form": {FORM}', f'"form": {FORM - 1}'), "utf-8")
    else:
        path.write_bytes(bytes(path.stat().st_size))


@pytest.mark.parametrize("how", ["other data", "another form", "torn"])
def test_what_cannot_be_gone_on_from_is_made_anew(tmp_path: Path, how: str):
    walk = Walk(tmp_path, random.Random(3))
    walk.of_merged()
    spoilt(walk, how)
    walk.built("anew")


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("other data", "was not made of .*data as it is now, so all has to be built anew: python -m metrics build"),
        ("another form", "was made by another version .*make it again: python -m metrics build"),
        ("torn", "No build was made: "),
    ],
)
def test_what_would_have_to_be_made_anew_is_left_to_the_command(tmp_path: Path, how: str, why: str):
    walk = Walk(tmp_path, random.Random(3))
    walk.of_merged()
    spoilt(walk, how)
    before = (walk.out / POINTER).read_bytes()
    with pytest.raises(BuildError, match=why):
        build_next(walk.folder, walk.out, walk.home, EDITOR)
    assert (walk.out / POINTER).read_bytes() == before
    assert not list(walk.out.glob(f"{WRITING}*"))


def test_a_build_that_another_is_making_is_waited_for_and_then_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    walk = Walk(tmp_path, random.Random(3))
    monkeypatch.setattr(disk, "WAIT", 0.05)
    with disk.locked(walk.out), pytest.raises(BuildError, match=r"Somebody else is building into .*builds and has not finished"):
        build_next(walk.folder, walk.out, walk.home, EDITOR)


def test_only_an_editor_makes_the_next_build(tmp_path: Path):
    walk = Walk(tmp_path, random.Random(3))
    walk.of_merged()
    before = current(walk.out)
    with pytest.raises(NotAllowed):
        build_next(walk.folder, walk.out, walk.home, Actor("anybody"))
    assert current(walk.out) == before


def test_editors_and_a_command_at_once_leave_a_build_of_all_that_they_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Each takes its figures in and makes the next build, in a process that has the first one open, as a server has."""
    monkeypatch.setattr(large, "LARGE", 0)
    walk = Walk(tmp_path, random.Random(3))
    opened, failed = open_build(current(walk.out)), list[BaseException]()

    def edits(editor: int) -> None:
        try:
            draft = draft_of(f"ha-tinh.province-wide party_members 2018-12-31 {editor}00 @editor-{editor}:2024-05")
            batch = accept(walk.home, walk.folder, draft, EDITOR, reading(walk.folder))
            build_next(walk.folder, walk.out, walk.home, EDITOR)
            if editor == 3:
                undo(walk.home, batch.batch, EDITOR)
                build_next(walk.folder, walk.out, walk.home, EDITOR)
        except BaseException as error:
            failed.append(error)

    def builds_all() -> None:
        try:
            build(walk.folder, walk.out, walk.home)
        except BaseException as error:
            failed.append(error)

    threads = [*(threading.Thread(target=edits, args=(editor,)) for editor in (1, 2, 3)), threading.Thread(target=builds_all)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert opened.rows("SELECT count(*) FROM observation", {})[1]
    found = current(walk.out)
    assert found.name == names(walk.folder, walk.home)[1]
    assert tables(found) == tables(build(walk.folder, tmp_path / "anew", walk.home))
    told = open_build(found).stated("organization = 'ha-tinh.province-wide' AND file <> ''", {})
    assert sorted(one.value for one in told.values() if one.source.startswith("editor-")) == [100, 200]


def test_what_fails_on_the_short_way_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    walk = Walk(tmp_path, random.Random(3))
    walk.of_merged()

    def fails(*_: object) -> None:
        raise EngineError("a page of the last build cannot be read")

    monkeypatch.setattr(builds, "follow", fails)
    walk.built("anew")
    assert not list(walk.out.glob(f"{WRITING}*"))


def test_the_command_tells_the_way_and_what_is_left_out(tmp_path: Path):
    walk = Walk(tmp_path, random.Random(3))
    words = ("build", "--data", walk.folder, "--imports", walk.home, "--out", walk.out)
    assert run(*words).err.endswith("MB; as it stood there\n")
    batch = walk.of_merged()
    assert run(*words).err.endswith("MB; the last one with what batches changed\n")
    (batch.folder / "observations.csv").write_text("torn", "utf-8")
    assert f"batch {batch.batch} is left out: {batch.batch}/observations.csv:1: file: is not what was written" in run(*words).err
    assert run("build", "--data", walk.folder, "--out", tmp_path / "other").err.endswith("MB; made anew\n")


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_figures_are_imported_beside_a_large_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str):
    """What contradicts a figure of it is found, one of it is corrected; of its figures only those near are read."""
    folder, home, out, given = (tmp_path / name for name in ("data", "imports", "builds", "given.csv"))
    unranked(folder, 700, as_csv=kind == "csv")
    monkeypatch.setenv("PARTY_METRICS_HOME", str(home))
    monkeypatch.setattr(large, "LARGE", 0)
    with connect() as base:
        row, other = figure_rows(base, folder, {2, 90})
    monkeypatch.setattr("metrics.intake.batches.tables_of", lambda folder: pytest.fail("read whole"))

    def done(command: str, *words: object) -> Told:
        return run(command, "--data", folder, *words)

    given.write_bytes(csv_of("observations.csv", [row]))
    told = done("import", given)
    assert told.code == 1
    assert f"is the same figure as observations.{kind}:2 with the same value" in told.err
    given.write_bytes(csv_of("observations.csv", [replace(other, cells={**other.cells, "source": ""})]))
    told = done("import", given, "--publisher", "Báo", "--published", "2026-01-01", "--url", "https://example.org/later")
    assert told.code == 0, told.err
    cells = ("value=17", "quote=tổng số có 17", "qualifier=eq", "denominator=")
    told = done("correct", f"observations.{kind}:2", *cells, "--reason", "misread")
    assert told.code == 0, told.err
    assert "is no figure that counts" in done("correct", f"observations.{kind}:2", *cells, "--reason", "misread").err
    batch = batches(home)[-1]
    assert [row.line for row in batch.replaced] == [2]
    assert done("undo", batch.batch).code == 0
    assert done("redo", batch.batch).code == 0
    assert done("imports").out.count(",accepted,") == 2
    assert left_out(build(folder, out, home)) == ()
