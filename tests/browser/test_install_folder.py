"""The project in a folder that can't be written, as in a hardened container or under Program Files."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import reader, served
from tests.browser.steps import show
from tests.folders import PROJECT

PARTS = ("dashboard.py", "metrics", "pages", "seeds", ".streamlit/config.toml")


def copy(target: Path) -> None:
    for part in PARTS:
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        if (PROJECT / part).is_dir():
            shutil.copytree(PROJECT / part, target / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(PROJECT / part, target / part)


def state(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_charts_are_drawn_and_nothing_is_written_into_the_install_folder(browser: Browser, tmp_path: Path):
    # where tests run as root the permissions hold nobody back: that all stays as it was says the same
    folder, log = tmp_path / "read-only", tmp_path / "log.txt"
    copy(folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = state(folder)
    errors: list[str] = []
    try:
        with served(log, folder=folder, PYTHONPATH=str(folder), PYTHONDONTWRITEBYTECODE="1") as url:
            with reader(browser, url, log, errors) as page:
                show(page, "/admissions?lang=en")
                assert page.locator(".party-chart").count()
                assert page.get_by_test_id("stException").count() == 0
            printed = log.read_text("utf-8")
        assert state(folder) == before
    finally:
        for path in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
            path.chmod(0o755)
    assert errors == []
    # the server says its address, and warns of nothing
    assert "arning" not in printed
    assert "static" not in printed
