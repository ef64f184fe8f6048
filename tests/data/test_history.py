"""Releases that are kept: a past state is the folder's own bytes, small, and what is torn, edited or missing is named."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.data.history import (
    RELEASES,
    VALUES_ALONE,
    AsOfError,
    _joined,
    _pieces,
    keep,
    lines_of_release,
    release_on,
    releases,
    tables_of_release,
)
from metrics.data.rows import FILES
from metrics.errors import DataError
from tests.small import data, write

BLOC = "nghe-an.agencies-bloc"
FIRST = f"{BLOC} party_members 2019 4900\n{BLOC} party_members 2020 5000\nrank PAR 2023 nghe-an 15 86.5"
SECOND = f"{BLOC} party_members 2019 4900\n{BLOC} party_members 2020 5100 @news:2021\nrank PAR 2023 nghe-an 15 86.5"
THIRD = f"{BLOC} party_members 2020 5100 @news:2021\nrank PAR 2023 nghe-an 15 86.5\nrank PAR 2024 nghe-an 20"
STATES = {"2026-01-31": FIRST, "2026-02-28": SECOND, "2026-03-31": THIRD}


def folder_bytes(folder: Path) -> dict[str, bytes]:
    return {file: (folder / file).read_bytes() for file in FILES}


def released(folder: Path) -> dict[str, dict[str, bytes]]:
    """Three states of a folder, each kept; the bytes of each by its day."""
    told = {}
    for day, lines in STATES.items():
        write(data(lines), folder)
        keep(folder, day)
        told[day] = folder_bytes(folder)
    return told


def records(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / RELEASES).iterdir())}


def test_each_release_gives_back_the_bytes_that_the_folder_had(tmp_path: Path):
    told = released(tmp_path)
    assert releases(tmp_path) == tuple(told)
    for day, files in told.items():
        lines = lines_of_release(tmp_path, day)
        assert {file: "\n".join(lines[file]).encode() for file in FILES} == files
        assert len(tables_of_release(tmp_path, day)["observations.csv"].rows) == files["observations.csv"].count(b"\n") - 1


LINES = st.lists(st.sampled_from("abcdefg"), max_size=12) | st.lists(st.text(max_size=2), max_size=6)


@given(LINES, LINES)
def test_any_file_is_put_together_again_from_that_before_it(before: Sequence[str], now: Sequence[str]):
    """Lines that moved, that stand twice, empty ones and none at all."""
    assert _joined(before, json.loads(json.dumps(_pieces(before, now)))) == tuple(now)


def test_the_same_data_give_the_same_bytes_and_the_same_day_is_kept_once(tmp_path: Path):
    released(tmp_path / "a")
    released(tmp_path / "b")
    assert records(tmp_path / "a") == records(tmp_path / "b")
    write(data(SECOND), tmp_path / "a")
    keep(tmp_path / "a", "2026-03-31")
    assert len(records(tmp_path / "a")) == 3
    keep(write(data(THIRD), tmp_path / "a"), "2026-03-31")
    assert records(tmp_path / "a") == records(tmp_path / "b")


def test_a_later_release_costs_what_differs(tmp_path: Path):
    released(tmp_path)
    first, *later = map(len, records(tmp_path).values())
    assert first > 10_000
    assert all(size < 700 for size in later)


def test_no_release_comes_before_the_last_one_nor_holds_wrong_data(tmp_path: Path):
    released(tmp_path)
    before = records(tmp_path)
    with pytest.raises(AsOfError, match="last release is of 2026-03-31"):
        keep(tmp_path, "2026-03-30")
    path = tmp_path / "observations.csv"
    path.write_text(path.read_text("utf-8").replace("5100,person", "many,person"), "utf-8")
    with pytest.raises(DataError, match=r"observations\.csv:2: value"):
        keep(tmp_path, "2026-04-30")
    assert records(tmp_path) == before


def test_the_release_in_force_on_a_day(tmp_path: Path):
    with pytest.raises(AsOfError, match="No release of these data is kept"):
        release_on(write(data(FIRST), tmp_path), "2026-01-31")
    (tmp_path / VALUES_ALONE).write_bytes(b"")
    with pytest.raises(AsOfError, match=r"release\.json\.gz records the values of the last release alone"):
        release_on(tmp_path, "2026-01-31")
    released(tmp_path)
    asked = ("2026-01-31", "2026-02-27", "2026-02-28", "2026-04-01")
    assert [release_on(tmp_path, day) for day in asked] == ["2026-01-31", "2026-01-31", "2026-02-28", "2026-03-31"]
    with pytest.raises(AsOfError, match="2026-01-30 is before the first release that is kept, of 2026-01-31"):
        release_on(tmp_path, "2026-01-30")
    with pytest.raises(AsOfError, match="9999-01-01 is still to come"):
        release_on(tmp_path, "9999-01-01")


# damage -------------------------------------------------------------------------------------------------------------------
def told_otherwise(path: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Another record that is whole as a file."""
    told = json.loads(gzip.decompress(path.read_bytes()))
    change(told)
    path.write_bytes(gzip.compress(json.dumps(told).encode()))


def _another_value(told: dict[str, object]) -> None:
    text = json.dumps(told["files"]).replace(",5100,", ",5200,")
    told["files"] = json.loads(text)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "half of it": lambda path: path.write_bytes(path.read_bytes()[:200]),
    "nothing": lambda path: path.write_bytes(b""),
    "no JSON": lambda path: path.write_bytes(gzip.compress(b"{")),
    "a list": lambda path: path.write_bytes(gzip.compress(b"[]")),
    "nested": lambda path: path.write_bytes(gzip.compress(b"[" * 100_000)),
    "another value": lambda path: told_otherwise(path, _another_value),
    "another day": lambda path: told_otherwise(path, lambda told: told.update(released="2026-02-27")),
    "another release before it": lambda path: told_otherwise(path, lambda told: told.update(before="0" * 32)),
    "a file left out": lambda path: told_otherwise(path, lambda told: told.update(files={})),
    "a piece of nothing": lambda path: told_otherwise(path, lambda told: told.update(files={key: [[]] for key in FILES})),
    "a number too many": lambda path: told_otherwise(path, lambda told: told.update(files={key: [[1, 2, 3]] for key in FILES})),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_torn_or_edited_record_is_named_and_earlier_releases_still_answer(tmp_path: Path, damage: Callable[[Path], object]):
    told = released(tmp_path)
    damage(tmp_path / RELEASES / "2026-02-28.json.gz")
    for day in ("2026-02-28", "2026-03-31"):
        with pytest.raises(DataError, match=r"^releases/2026-02-28\.json\.gz:1: file: (cannot be read|is not what was written)"):
            lines_of_release(tmp_path, day)
    lines = lines_of_release(tmp_path, "2026-01-31")
    assert "\n".join(lines["observations.csv"]).encode() == told["2026-01-31"]["observations.csv"]


def test_a_release_that_is_missing_is_named_by_the_one_that_follows_it(tmp_path: Path):
    released(tmp_path)
    (tmp_path / RELEASES / "2026-02-28.json.gz").unlink()
    message = r"releases/2026-03-31\.json\.gz:1: file: follows the release of 2026-02-28, which is not there"
    with pytest.raises(DataError, match=message):
        lines_of_release(tmp_path, "2026-03-31")
    # a release that came in from elsewhere is no link of the chain
    released(tmp_path / "other")
    (tmp_path / "other" / RELEASES / "2026-02-28.json.gz").rename(tmp_path / RELEASES / "2026-02-27.json.gz")
    with pytest.raises(DataError, match=r"releases/2026-02-27\.json\.gz:1: file: is not what was written"):
        lines_of_release(tmp_path, "2026-02-28")
