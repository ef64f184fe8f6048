"""The queue of articles: read once, kept whole whatever happens, accepted only through batches."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from metrics.data.seeds import Seeds, load
from metrics.extract import VERSION, Known
from metrics.intake import queue
from metrics.intake.batches import accept, undo, with_batches
from metrics.intake.given import Given, GivenError
from metrics.intake.origin import Papers
from metrics.intake.queue import Accepted, Entry, Hints, entries, find, read_anew, read_into, save, twins
from metrics.vocabulary import Source
from tests.actors import EDITOR
from tests.folders import PROJECT, SEEDS

BODY = "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh Lai Châu"
TEXT = f"Thứ Hai, 22/07/2024\nTrong 6 tháng đầu năm 2024, {BODY} kết nạp 137 đảng viên mới.\nToàn khối hiện có 4.321 đảng viên."
SOURCE = Source("bao-thu", "Báo Thử", "2024-07-22", "", "text.txt", "")


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    return load(SEEDS)


@pytest.fixture(scope="module")
def known(seeds: Seeds) -> Known:
    return Known.of(seeds)


@pytest.fixture(scope="module")
def papers(seeds: Seeds) -> Papers:
    return Papers.of(seeds.sources, seeds.provinces)


def a_file(name: str, data: bytes | str = TEXT) -> Given:
    return Given(name, lambda: data.encode() if isinstance(data, str) else data)


def no_file(name: str) -> Given:
    def read() -> bytes:
        raise GivenError("{file} is not there", file=name)

    return Given(name, read)


@pytest.fixture
def read(tmp_path: Path, known: Known, papers: Papers) -> Any:
    def reading(*given: Given, hints: Hints | None = None, again: bool = False) -> list[tuple[Entry, bool]]:
        return list(read_into(tmp_path, given, known, papers, EDITOR, hints, again))

    return reading


def test_what_was_read_is_not_read_again_under_whatever_name(tmp_path: Path, read: Any):
    ((first, fresh),) = read(a_file("tin.txt"))
    assert fresh
    assert {figure.value for figure in first.figures} == {137.0, 4321.0}
    assert (first.hints.published, first.proposed) == ("2024-07-22", ("published",))
    told = read(a_file("khác.txt"), a_file("tin.txt"), a_file("mới.txt", "Trời đẹp."))
    assert [fresh for _, fresh in told] == [False, False, True]
    found, wrong = entries(tmp_path)
    assert wrong == []
    assert [entry.files for entry in found] == [("tin.txt", "khác.txt"), ("mới.txt",)]
    # what comes back from the disk is what was read
    assert found[0] == told[0][0]
    assert found[0].reading == first.reading


def test_an_interrupted_reading_goes_on_where_it_was(tmp_path: Path, known: Known, papers: Papers):
    files = [a_file(f"{number}.txt", f"{TEXT}\n{number} chi bộ") for number in range(4)]
    begun: Iterator[tuple[Entry, bool]] = read_into(tmp_path, files, known, papers, EDITOR)
    next(begun), next(begun)
    begun.close()  # type: ignore[attr-defined]
    assert [fresh for _, fresh in read_into(tmp_path, files, known, papers, EDITOR)] == [False, False, True, True]


def test_what_cannot_be_read_is_listed_with_why(tmp_path: Path, read: Any):
    told = read(
        a_file("ảnh.png", b"\x89PNG"),
        no_file("mất.txt"),
        a_file("hỏng.txt", "một\nkeát naïp 137 ñaûng vieân"),
        a_file("lạ.md", "# Tin"),
        a_file("không đuôi"),
    )
    whys = [str(entry.problem or "") for entry, _ in told]
    assert ["picture" in whys[0], "not there" in whys[1], "first in line 2" in whys[2], "of a kind" in whys[3], whys[4]] == [
        True
    ] * 4 + [""]
    assert [Accepted({}, {}).state(entry) for entry in entries(tmp_path)[0]] == ["unread"] * 4 + ["waiting"]
    # a file that is there now takes the place of the one that was not; the others are not tried again
    told = read(a_file("ảnh.png", b"\x89PNG"), a_file("mất.txt", "Kết nạp 5 đảng viên năm 2020."))
    assert [fresh for _, fresh in told] == [False, True]
    assert sum("mất.txt" in entry.files for entry in entries(tmp_path)[0]) == 1
    assert [fresh for _, fresh in read(a_file("ảnh.png", b"\x89PNG"), again=True)] == [True]


def test_a_text_that_came_before_is_told(tmp_path: Path, read: Any):
    first, second, _ = (entry for entry, _ in read(a_file("a.txt"), a_file("b.txt", TEXT + "\r\n"), a_file("c.txt", "5 chi bộ")))
    assert twins(entries(tmp_path)[0]) == {second.digest: first}


def test_hints_count_where_a_file_says_nothing(read: Any):
    hints = Hints(publisher="Báo Thử", published="2023", province="nghe-an")
    dated, undated = (entry for entry, _ in read(a_file("a.txt"), a_file("b.txt", "Hiện có 55 đảng viên."), hints=hints))
    assert (dated.hints.published, dated.hints.publisher, dated.proposed) == ("2024-07-22", "Báo Thử", ("published",))
    assert (undated.hints, undated.proposed) == (hints, ())


def test_an_older_reader_is_told_and_read_anew_from_the_text_kept(tmp_path: Path, known: Known, read: Any):
    ((entry, _),) = read(a_file("a.txt"))
    save(tmp_path, replace(entry, reader="0"), EDITOR)
    assert entries(tmp_path)[0][0].older
    assert not read(a_file("a.txt"))[0][1]
    ((anew, fresh),) = read(a_file("a.txt"), again=True)
    assert (fresh, anew.older, anew.added) == (True, False, anew.added)
    # of a shape that nobody understands any more
    path = tmp_path / queue.FOLDER / f"{entry.digest}.json"
    told = json.loads(path.read_text())
    told["reading"] = {"figures": [{"worth": 1}]}
    told["decided"] = {"figures": []}
    path.write_text(json.dumps(told))
    found = find(tmp_path, entry.digest)
    assert found
    assert (found.older, found.figures, found.decided) == (True, (), None)
    assert read_anew(found, known).figures == entry.figures


def test_a_torn_file_of_the_queue_is_named_and_the_others_are_there(tmp_path: Path, read: Any):
    read(a_file("a.txt"), a_file("b.txt", "5 chi bộ"))
    for number, harm in enumerate(["", "{", "[]", "[" * 100_000, '{"reading": null, "decided": null}', "\udcff"]):
        (tmp_path / queue.FOLDER / f"{number}.json").write_text(harm, errors="surrogateescape")
    found, wrong = entries(tmp_path)
    assert (len(found), len(wrong)) == (2, 6)


def test_a_review_goes_on_where_it_was_left(tmp_path: Path, read: Any):
    ((entry, _),) = read(a_file("a.txt"))
    review = entry.review(())
    review.change(0, replace(review.figures[0], value=138.0))
    review.taken.discard(1)
    save(tmp_path, entry.reviewed(review), EDITOR)
    found = find(tmp_path, entry.digest)
    assert found
    again = found.review(())
    assert (again.figures, again.taken, again.changed) == (review.figures, review.taken, review.changed)


def test_a_body_that_the_data_know_by_now_is_new_no_more(read: Any):
    ((entry, _),) = read(a_file("a.txt", "Năm 2020, Đảng bộ Sở Ví dụ tỉnh Nghệ An kết nạp 5 đảng viên mới."))
    (slug,) = entry.review(()).bodies
    assert entry.review((slug,)).bodies == {}


def test_nothing_counts_before_it_is_accepted_and_batches_say_what_was(tmp_path: Path, read: Any):
    ((entry, _),) = read(a_file("a.txt"))
    loaded = with_batches(SEEDS, tmp_path)
    assert loaded.batches == ()
    assert (Accepted.of(loaded).state(entry), Accepted.of(loaded).places(entry)) == ("waiting", frozenset())
    # figure by figure
    review = entry.review(())
    accept(tmp_path, SEEDS, review.draft(SOURCE, VERSION, [1]), EDITOR)
    held = Accepted.of(with_batches(SEEDS, tmp_path))
    assert (held.state(entry), held.places(entry)) == ("waiting", frozenset({1}))
    assert held.state(replace(entry, aside=True)) == "accepted"
    # the rest of the article is of the same source
    assert held.sources[entry.text_digest].source == "bao-thu"
    rest = accept(tmp_path, SEEDS, review.draft(held.sources[entry.text_digest], VERSION, [0]), EDITOR)
    assert Accepted.of(with_batches(SEEDS, tmp_path)).state(entry) == "accepted"
    undo(tmp_path, rest.batch, EDITOR)
    assert Accepted.of(with_batches(SEEDS, tmp_path)).places(entry) == {1}


def test_an_entry_put_aside_or_without_figures_says_so(read: Any):
    entry, empty = (entry for entry, _ in read(a_file("a.txt"), a_file("b.txt", "Trời đẹp.")))
    states = [Accepted({}, {}).state(one) for one in (replace(entry, aside=True), empty, replace(empty, aside=True))]
    assert states == ["aside", "empty", "aside"]


READING = """
import sys
from pathlib import Path
from metrics.data.seeds import load
from metrics.extract import Known
from metrics.intake.actor import operator
from metrics.intake.given import given_in
from metrics.intake.origin import Papers
from metrics.intake.queue import read_into
seeds = load(Path("seeds"))
home, given, papers = Path(sys.argv[1]), given_in([Path(sys.argv[2])]), Papers.of(seeds.sources, ())
for entry, fresh in read_into(home, given, Known.of(seeds), papers, operator()):
    print(entry.files[0], flush=True)
"""


def test_two_readings_of_one_queue_and_one_that_is_killed_leave_it_whole(tmp_path: Path):
    articles, home = tmp_path / "bài", tmp_path / "home"
    articles.mkdir()
    for number in range(30):
        (articles / f"{number:02d}.txt").write_text(f"{TEXT}\n{number} chi bộ", encoding="utf-8")
    command = [sys.executable, "-c", READING, str(home), str(articles)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, encoding="utf-8") as killed:
        assert killed.stdout
        for _ in range(3):
            killed.stdout.readline()
        killed.kill()
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(subprocess.run, command, cwd=PROJECT, check=True, capture_output=True) for _ in range(2)]
        assert [one.result().stdout.count(b"\n") for one in both] == [30, 30]
    found, wrong = entries(home)
    assert (len(found), wrong, {len(entry.figures) for entry in found}) == (30, [], {3})
