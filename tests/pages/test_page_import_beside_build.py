"""The page Import where the pages show a build: each change is on the disk first, then in the next build, made the short way."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.intake.actor import Actor
from metrics.intake.batch_files import batches
from metrics.store import large
from metrics.store.builds import FORM, POINTER, build, current, names
from metrics.words.markup import from_markdown
from pages.parts import account
from tests import small
from tests.pages.steps import figures, open_page
from tests.pages.test_page_import import click, field, opened, sound, table
from tests.store.test_next_build import tables

BODY = "lai-chau.province-wide"
LINES = [f"{BODY} members_admitted {year} {year - 1990}" for year in (2021, 2022, 2023)]
LACKS = "The figures shown are not those of the data as they stand now. What was imported or taken back since is kept"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder and its build, which is named by what the folder holds, wherever it lies."""
    folder = tmp_path_factory.mktemp("made")
    build(small.write(small.data(*LINES), folder / "data"), folder / "builds")
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is read as a large one, what is imported beside it, and its builds, which the pages show."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(large, "LARGE", 0)
    for name, folder in (("DATA", "data"), ("HOME", "imports"), ("BUILD", "builds")):
        monkeypatch.setenv(f"PARTY_METRICS_{name}", str(tmp_path / folder))
    return tmp_path


def given(value: str = "137", lang: str = "en", **more: str) -> AppTest:
    """The page once a table of one figure is read."""
    app = opened(part="table", lang=lang)
    app.file_uploader[0].upload("bang.csv", table(value=value, quote=f"kết nạp {value} đảng viên", **more), "text/csv")
    return sound(app.run())


def values(page: str = "admissions") -> list[float]:
    """The figures that a page draws of the body."""
    drawn = figures(open_page(page, lang="en", province="lai-chau", kind="province_wide", metric="members_admitted"))
    return [y for trace in drawn["series"]["figure"]["data"] if trace["mode"] != "lines" for y in trace["y"]]


def warned(app: AppTest) -> str:
    return from_markdown(" ".join(one.value for one in app.warning))


def published(place: Path) -> bool:
    """Is what counts in the build that is shown?"""
    return current(place / "builds").name == names(place / "data", place / "imports")[1]


def test_what_an_editor_does_is_on_the_pages_and_in_the_next_build(place: Path):
    app = click(given(), "import_accept")
    (batch,) = batches(place / "imports")
    assert "The dashboard shows them already" in app.success[0].value
    assert not app.warning
    assert values() == [31, 32, 33, 137]
    assert published(place)
    app = click(opened(part="batches"), f"import_undo_{batch.batch}")
    assert "is taken back" in app.success[0].value
    assert values() == [31, 32, 33]
    assert published(place)
    click(opened(part="batches"), f"import_redo_{batch.batch}")
    assert values() == [31, 32, 33, 137]
    app = opened(part="batches")
    app.toggle(key=f"import_show_{batch.batch}").set_value(True)
    sound(app.run())
    click(app, f"import_correct_{batch.batch}_2")
    field(app, "Value").set_value("173")
    field(app, "Its words in the text").set_value("kết nạp 173 đảng viên")
    app.text_input(key="import_reason").set_value("misread")
    sound(app.run())
    click(app, "import_save_correction")
    assert values() == [31, 32, 33, 173]
    assert published(place)
    assert tables(current(place / "builds")) == tables(build(place / "data", place / "anew", place / "imports"))


def test_what_the_folder_contradicts_is_told_before_it_is_accepted(place: Path):
    """Of a large folder only what the figure meets is read."""
    app = given("34", source="paper", period="2023", publisher="", url="")
    assert "one source states one key once" in " ".join(one.value for one in app.text)
    assert app.button(key="import_accept").disabled


def unwritable(place: Path) -> Callable[[], None]:
    lock = place / "builds" / ".lock"
    lock.unlink()
    lock.mkdir()
    return lock.rmdir


def of_another_form(place: Path) -> Callable[[], None]:
    pointer = place / "builds" / POINTER
    before = pointer.read_text("utf-8")
    pointer.write_text(before.replace(f'"form": {FORM}', f'"form": {FORM - 1}'), "utf-8")

    def mend() -> None:
        pointer.write_text(before, "utf-8")

    return mend


def full(place: Path) -> Callable[[], None]:
    resource = pytest.importorskip("resource", reason="Windows bounds no file")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    return partial(resource.setrlimit, resource.RLIMIT_FSIZE, before)


@contextmanager
def spoilt(place: Path, how: Callable[[Path], Callable[[], None]]) -> Iterator[None]:
    mend = how(place)
    try:
        yield
    finally:
        mend()


@pytest.mark.parametrize(
    ("how", "language", "why"),
    [
        (unwritable, "en", "No build was made: Is a directory."),
        (unwritable, "vi", "Chưa tạo được bản dựng"),
        (of_another_form, "en", "was made by another version"),
        (full, "en", "No build was made: File too large."),
    ],
)
def test_what_fails_is_told_and_what_was_accepted_counts_once_it_is_mended(
    place: Path, how: Callable[[Path], Callable[[], None]], language: str, why: str
):
    app = given(lang=language)
    with spoilt(place, how):
        click(app, "import_accept")
        assert len(batches(place / "imports")) == 1
        assert why in warned(app)
        assert str(place) not in warned(app)
        assert app.success[0].value.endswith(f"{batches(place / 'imports')[0].batch}.")
    app = opened(part="batches")
    assert LACKS in warned(app)
    click(app, "import_build")
    assert not app.warning
    assert values() == [31, 32, 33, 137]
    assert published(place)


def test_other_data_ask_for_a_whole_build_and_nothing_is_lost(place: Path):
    """They change while the page stands open; no whole build is made in the page's thread."""
    app, before = given(), current(place / "builds")
    small.write(small.data(*LINES, f"{BODY} members_admitted 2020 30"), place / "data")
    click(app, "import_accept")
    assert len(batches(place / "imports")) == 1
    assert current(place / "builds") == before
    assert LACKS in warned(app)
    assert "not made of data as it is now, so all has to be built anew: python -m metrics build" in warned(app)
    assert "import_build" not in [one.key for one in app.button]
    build(place / "data", place / "builds", place / "imports")
    assert values() == [30, 31, 32, 33, 137]
    assert not opened(part="batches").warning


def test_a_build_of_other_data_than_the_projects_own_takes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("PARTY_METRICS_DATA")
    (told,) = opened().info
    assert "were not made of the folder seeds. Let PARTY_METRICS_DATA name the folder" in told.value
    monkeypatch.setenv("PARTY_METRICS_DATA", "none")
    (told,) = opened().info
    assert "were not made of the folder none" in told.value


def test_who_reads_sees_what_was_imported_and_makes_no_build(place: Path, monkeypatch: pytest.MonkeyPatch):
    with spoilt(place, unwritable):
        click(given(), "import_accept")
    monkeypatch.setattr(account, "actor", lambda: Actor("anybody"))
    app = opened()
    assert LACKS in warned(app)
    assert "batch" in " ".join(one.value for one in app.caption)
    assert not [one.key for one in app.button if str(one.key).startswith("import_")]
