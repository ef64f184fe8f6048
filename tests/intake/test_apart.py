"""Files are read in a process of their own: it reads what the readers read, and whatever a file does ends that process only."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import docx
import pytest

from metrics.data.rows import FILES
from metrics.errors import PartyMetricsError
from metrics.intake import apart, articles, tables
from metrics.intake.apart import FileError
from tests.intake.test_articles import a_pdf

TEXT = "Đảng bộ Khối kết nạp 35 đảng viên mới.\nThi hành kỷ luật 02 tổ chức."
HEADER = ",".join(FILES["observations.csv"])
ROW = "paper,nghe-an.agencies-bloc,party_members,,5164,person,,eq,as_of,2021-09,reported,có 5.164,,"
TABLE = f'{HEADER}\n{ROW},\n,,,,"5,164",percent,,,,,,,,,\n'
# a page whose one element has so many attributes that the parser takes minutes for them
SLOW_PAGE = ("<p " + " ".join(f"a{number}=1" for number in range(200_000)) + ">Năm 2021 kết nạp 5 đảng viên</p>").encode()
posix = pytest.mark.skipif(os.name != "posix", reason="needs signals and limits of memory")


def a_document(change: Callable[[bytes], bytes] = lambda part: part) -> bytes:
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.add_table(1, 1).cell(0, 0).text = "a"
    whole, changed = io.BytesIO(), io.BytesIO()
    document.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == "word/document.xml" else old.read(name))
    return changed.getvalue()


def readings() -> set[tuple[int, int]]:
    """The readings at work on this computer, each with the process that asked for it."""
    listed = subprocess.run(
        ["ps", "-Aww", "-opid=", "-oppid=", "-ostat=", "-oargs="], capture_output=True, encoding="utf-8", check=True
    )
    lines = [line.split(maxsplit=3) for line in listed.stdout.splitlines()]
    return {(int(one[0]), int(one[1])) for one in lines if "intake.apart import answer" in one[-1] and one[2][0] != "Z"}


def ours() -> list[int]:
    return [reading for reading, caller in readings() if caller == os.getpid()]


# the same as in this process -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("file", "data"), [("tin.txt", TEXT.encode()), ("tin.docx", a_document())])
def test_an_article_is_what_its_reader_reads(file: str, data: bytes):
    assert apart.read_article(file, data) == articles.read_article(file, data)


def test_tables_are_the_draft_that_their_reader_makes(tmp_path: Path):
    path = tmp_path / "số liệu.csv"
    path.write_text(TABLE, encoding="utf-8")
    sources = b"source,publisher,published\npaper,B\xc3\xa1o,2021\n"
    given: list[tuple[str, bytes | Path]] = [(path.name, path), ("sources.csv", sources)]
    told = {"publisher": "Đài", "published": "2021", "url": ""}
    draft = apart.read_tables(given, told)
    assert draft == tables.read_tables(given, told)
    assert draft.faults
    assert [list(row.cells) for row in draft.rows["observations.csv"]] == [list(FILES["observations.csv"])] * 2


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("tin.docx", b"PK\x03\x04"),
        ("tin.png", b"\x89PNG"),
        ("tin.txt", b" "),
        ("tin.txt", "đảng viên của tỉnh".encode("cp1258", "replace")),
    ],
)
def test_a_refusal_is_that_of_the_reader_with_its_values_apart(file: str, data: bytes):
    with pytest.raises(PartyMetricsError) as here:
        articles.read_article(file, data)
    with pytest.raises(FileError) as there:
        apart.read_article(file, data)
    assert there.value.message == here.value.message


def test_progress_is_told_as_it_goes():
    shares: list[float] = []
    apart.read_article("tin.pdf", a_pdf("một"), shares.append)
    assert shares == [1.0]


def test_a_table_that_is_not_there_or_too_large_is_told_before_anything_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(PartyMetricsError, match="cannot be read"):
        apart.read_tables([("none.csv", tmp_path / "none.csv")])
    with pytest.raises(PartyMetricsError, match="33 MB"):
        apart.read_tables([("large.csv", bytes(33 * 2**20))])


# limits --------------------------------------------------------------------------------------------------------------
@posix
def test_a_file_that_takes_too_long_is_told_and_others_are_answered_meanwhile(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "SECONDS", 3)
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(apart.read_article, "tin.html", SLOW_PAGE)
        until(ours)
        waits, last = [], time.monotonic()
        while not slow.done():
            time.sleep(0.01)
            waits.append(time.monotonic() - last)
            last += waits[-1]
        with pytest.raises(FileError, match=r"tin\.html takes more than 3 seconds"):
            slow.result()
    # the parser holds the one lock of its own process, not of this one
    assert max(waits) < 1
    assert 2 < sum(waits) < 8
    assert ours() == []


@posix
def test_a_file_that_needs_too_much_memory_is_told(monkeypatch: pytest.MonkeyPatch):
    heavy = TEXT.encode() * 200_000
    monkeypatch.setattr(apart, "MEMORY", 2**27)
    with pytest.raises(FileError, match=r"tin\.txt is damaged, or needs more than 128 MB"):
        apart.read_article("tin.txt", heavy)


@posix
@pytest.mark.parametrize("name", ["SIGABRT", "SIGSEGV", "SIGKILL"])
def test_whatever_ends_the_process_is_told(monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setattr(apart, "PROGRAM", f"import os, signal; os.kill(os.getpid(), signal.{name})")
    with pytest.raises(FileError, match=r"a\.csv, b\.csv is damaged, or needs more"):
        apart.read_tables([("a.csv", b"x" * 2**20), ("b.csv", b"")])
    assert ours() == []


@posix
def test_an_interrupted_reading_leaves_no_process(monkeypatch: pytest.MonkeyPatch):
    def interrupted(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apart.read_article("tin.pdf", a_pdf("một"), interrupted)
    assert ours() == []


@posix
def test_an_interruption_before_the_process_was_given_all_is_silent(monkeypatch: pytest.MonkeyPatch):
    feed = apart._feed

    def late(stdin: IO[bytes], parts: Iterable[bytes]) -> None:
        until(lambda: stdin.closed)
        feed(stdin, parts)

    def interrupted(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(apart, "_feed", late)
    monkeypatch.setattr(apart, "_heard", interrupted)
    # what a thread does not catch fails the test
    with pytest.raises(KeyboardInterrupt):
        apart.read_article("tin.txt", TEXT.encode())
    assert ours() == []


@posix
def test_a_reading_ends_when_its_caller_is_killed():
    program = (
        "from metrics.intake.apart import read_article; from tests.intake.test_apart import SLOW_PAGE; "
        "read_article('t.html', SLOW_PAGE)"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=apart.ROOT) as caller:
        (reading,) = until(lambda: [one for one, by in readings() if by == caller.pid])
        caller.send_signal(signal.SIGKILL)
    until(lambda: all(one != reading for one, _ in readings()))


def until(true: Callable[[], Any]) -> Any:
    """What is found once it is true; on a busy machine that takes some seconds."""
    for _ in range(200):
        if found := true():
            return found
        time.sleep(0.05)
    pytest.fail("it never came true")


def test_readings_at_the_same_time_wait_for_a_seat(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "SEATS", threading.BoundedSemaphore(1))
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda number: apart.read_article(f"{number}.txt", b"5 %d" % number).text, range(3)))
    assert found == ["5 0", "5 1", "5 2"]


# many, one after another ---------------------------------------------------------------------------------------------
def test_one_process_reads_one_file_after_another(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "FILES_OF_A_PROCESS", 3)
    with apart.Desk() as desk:
        texts, processes = [], set()
        for number in range(4):
            texts.append(desk.read_article(f"{number}.txt", b"5 %d" % number).text)
            processes.update(ours())
        with pytest.raises(FileError, match="is a picture"):
            desk.read_article("tin.png", b"\x89PNG")
        assert desk.read_article("tin.pdf", a_pdf("một")).text == "một"
    assert texts == ["5 0", "5 1", "5 2", "5 3"]
    assert len(processes) == 2
    assert ours() == []


@posix
@pytest.mark.parametrize("harm", [SLOW_PAGE, b"<p>"])
def test_a_file_that_ends_the_process_ends_its_own_reading_only(monkeypatch: pytest.MonkeyPatch, harm: bytes):
    monkeypatch.setattr(apart, "SECONDS", 3)
    with apart.Desk() as desk:
        desk.read_article("1.txt", b"5 1")
        if harm == SLOW_PAGE:
            with pytest.raises(FileError, match=r"tin\.html takes more than 3 seconds"):
                desk.read_article("tin.html", harm)
        else:
            # ended from outside, between two files
            (process,) = ours()
            os.kill(process, signal.SIGKILL)
            until(lambda: not ours())
        assert desk.read_article("2.txt", b"5 2").text == "5 2"
    assert ours() == []


# files made to do harm -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("span", [3_000_000, 2_000_000_000])
def test_a_cell_that_says_to_span_billions_is_one_cell(span: int):
    data = a_document(lambda part: part.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="%d"/>' % span, 1))
    assert apart.read_article("tin.docx", data).text == f"{TEXT}\na"


def test_a_document_of_much_text_is_refused_before_it_is_parsed():
    data = a_document(lambda part: part.replace(b"<w:tbl>", b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1_000_000 + b"<w:tbl>", 1))
    with pytest.raises(FileError, match="unfolds to 34 MB; at most 32 MB"):
        apart.read_article("tin.docx", data)


def test_a_document_that_declares_entities_is_refused():
    entity = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document'
    data = a_document(lambda part: part.replace(b"<w:document", entity, 1).replace("Đảng".encode(), b"&x;"))
    with pytest.raises(FileError, match="damaged"):
        apart.read_article("tin.docx", data)
