"""Files, folders and .zip files as they are given: every file is there with its bytes, or with the reason why not."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from metrics.errors import PartyMetricsError
from metrics.intake import given as bounds
from metrics.intake.given import Given, GivenError, given_in, unpacked


def pack(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return written.getvalue()


def told(found: list[Given]) -> dict[str, bytes | str]:
    """Each file with its bytes, or with why they are not to be had."""

    def read(one: Given) -> bytes | str:
        try:
            return one.read()
        except PartyMetricsError as error:
            return str(error)

    return {one.name: read(one) for one in found}


def test_a_folder_gives_all_its_files_by_name_and_what_its_packs_hold(tmp_path: Path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "hai.txt").write_bytes(b"2")
    (tmp_path / "a.txt").write_bytes(b"1")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x").write_bytes(b"0")
    (tmp_path / "c.zip").write_bytes(pack({"d/ba.txt": b"3", "__MACOSX/d/._ba.txt": b"0", "d/.DS_Store": b"0"}))
    assert told(given_in([tmp_path])) == {"a.txt": b"1", "b/hai.txt": b"2", "c.zip/d/ba.txt": b"3"}
    assert told(given_in([tmp_path / "a.txt", tmp_path / "c.zip"])) == {"a.txt": b"1", "c.zip/d/ba.txt": b"3"}
    with pytest.raises(GivenError, match="neither a file nor a folder"):
        given_in([tmp_path / "none"])


@pytest.mark.skipif(os.name != "posix", reason="needs names of any bytes")
def test_a_name_that_is_no_text_is_told_by_its_bytes(tmp_path: Path):
    (tmp_path / os.fsdecode(b"tin-\xe0.txt")).write_bytes(b"1")
    assert told(given_in([tmp_path])) == {"tin-\\udce0.txt": b"1"}


def test_a_file_that_cannot_be_opened_or_is_too_large_is_told_when_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.txt").write_bytes(b"1")
    (tmp_path / "large.txt").write_bytes(b"1" * 2_000)
    found = given_in([tmp_path])
    (tmp_path / "a.txt").unlink()
    monkeypatch.setattr(bounds, "MAX_BYTES", 1_000)
    read = told(found)
    assert "a.txt cannot be read" in str(read["a.txt"])
    assert "large.txt is 1 MB; at most" in str(read["large.txt"])


@pytest.mark.parametrize("name", ["../../etc/cron.d/x.txt", "/etc/x.txt", "C:/x.txt", "a/../../x.txt"])
def test_an_entry_that_claims_another_place_is_refused_and_the_others_are_read(name: str):
    found = told(unpacked("tin.zip", pack({name: b"1", "hai.txt": b"2"})))
    assert found.pop("tin.zip/hai.txt") == b"2"
    (reason,) = found.values()
    assert "names a place outside of its .zip" in str(reason)


def test_packs_that_are_too_much_are_refused_before_they_are_unfolded(monkeypatch: pytest.MonkeyPatch):
    bomb = pack({f"{number}.txt": bytes(15_000_000) for number in range(20)})
    assert len(bomb) < 1_000_000
    assert told(unpacked("b.zip", bomb)) == {"b.zip": "b.zip unfolds to 300 MB; at most 200 MB are read. Pack fewer files into it."}
    one = told(unpacked("b.zip", pack({"large.txt": bytes(30_000_000)})))
    assert "b.zip/large.txt is 30 MB; at most 20 MB" in str(one["b.zip/large.txt"])
    monkeypatch.setattr(bounds, "MAX_FILES", 3)
    assert "b.zip holds 4 files" in str(told(unpacked("b.zip", pack(dict.fromkeys("abcd", b"1"))))["b.zip"])


def test_a_pack_in_a_pack_a_locked_or_a_damaged_one_is_told():
    inner = pack({"a.txt": b"1"})
    whole = pack({"in.zip": inner, "a.txt": b"Mot hai ba bon nam sau bay tam"})
    found = told(unpacked("t.zip", whole))
    assert found["t.zip/a.txt"] == b"Mot hai ba bon nam sau bay tam"
    assert "a .zip within a .zip" in str(found["t.zip/in.zip"])
    # the sign of a password in both headers
    locked = bytearray(inner)
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "locked with a password" in str(told(unpacked("t.zip", bytes(locked)))["t.zip/a.txt"])
    assert "packed in a way" in str(told(unpacked("t.zip", pack({"a.txt": b"1"}, zipfile.ZIP_LZMA)))["t.zip/a.txt"])
    assert "damaged" in str(told(unpacked("t.zip", b"PK\x03\x04" + bytes(600)))["t.zip"])
    broken = bytearray(pack({"a.txt": b"Mot hai ba"}, zipfile.ZIP_STORED))
    broken[broken.index(b"Mot")] = 0
    assert "damaged" in str(told(unpacked("t.zip", bytes(broken)))["t.zip/a.txt"])
    assert told(unpacked("t.zip", pack({}))) == {}


def test_a_name_that_windows_wrote_without_saying_its_encoding_is_read():
    data = pack({"tin-bai.txt": b"1"}).replace(b"tin-bai", "tin-bà".encode())
    assert list(told(unpacked("t.zip", data))) == ["t.zip/tin-bà.txt"]


def test_what_is_no_pack_is_given_as_it_is():
    assert told(unpacked("a.txt", b"PK\x03\x04 ...")) == {"a.txt": b"PK\x03\x04 ..."}
    word = pack({"word/document.xml": b"<w/>"})
    assert told(unpacked("a.zip", word)) == {"a.zip": word}
