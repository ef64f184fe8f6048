"""The dashboard installed elsewhere: in a folder that can't be written, as in a hardened container, and under a path."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import MAINTAINER, reader, served
from tests.browser.steps import settle, show, turn
from tests.browser.test_links_handed_on import NORTH, assert_links_are_the_address
from tests.folders import PROJECT

# what an installed copy holds
PARTS = ("dashboard.py", "metrics", "pages", "seeds", ".streamlit/config.toml")
VIEWS = {
    "/": f"?{NORTH}&year=2017&year=2024&metric=party_members",
    "/membership": f"?{NORTH}&year=2015&year=2025&kind=province_wide&metric=subordinate_committees&chart_year=2015",
}
# the page and what is chosen in it; Streamlit counts its elements in some labels
SEEN = """() => ({
    title: document.title,
    filters: document.querySelector("[data-testid=stSidebarUserContent]").innerText,
    chosen: [...document.querySelectorAll("input")]
        .map((field) => ["radio", "checkbox"].includes(field.type) ? field.checked : field.value),
})"""
# a base that ends like a page's name must not be taken for the page; under it, the pages of each form are enough
BASE = "/our-data"


@dataclass(frozen=True)
class Elsewhere:
    """An installed dashboard: a page of it, its address, its folder and what that held before it ran, what its server prints."""

    page: Page
    url: str
    folder: Path
    before: dict[str, int]
    log: Path


def copy(target: Path) -> None:
    for part in PARTS:
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        if (PROJECT / part).is_dir():
            shutil.copytree(PROJECT / part, target / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(PROJECT / part, target / part)


def state(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def elsewhere(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    # where tests run as root the permissions hold nobody back: that all stays as it was says the same
    place = tmp_path_factory.mktemp("elsewhere")
    folder, log, errors = place / "read-only", place / "log.txt", list[str]()
    copy(folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = state(folder)
    more = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "PARTY_METRICS_MAINTAINER": MAINTAINER}
    try:
        with served(log, BASE, folder, **more) as url, reader(browser, url, log, errors) as page:
            yield Elsewhere(page, url, folder, before, log)
    finally:
        for path in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
            path.chmod(0o755)
    assert errors == []


def test_charts_are_drawn_and_nothing_is_written_into_the_install_folder(elsewhere: Elsewhere):
    page = elsewhere.page
    turn(page, f"{elsewhere.url}/admissions?lang=en")
    assert page.locator(".party-chart").count()
    assert page.get_by_test_id("stException").count() == 0
    assert state(elsewhere.folder) == elsewhere.before
    # the server says its address, and warns of nothing
    printed = elsewhere.log.read_text("utf-8")
    assert "arning" not in printed
    assert "static" not in printed


@pytest.mark.parametrize("path", VIEWS)
def test_links_of_a_dashboard_under_a_path_show_the_view(elsewhere: Elsewhere, other: Page, path: str):
    page, address = elsewhere.page, f"{elsewhere.url}{path}{VIEWS[path]}"
    turn(page, address)
    before = page.evaluate(SEEN)
    assert_links_are_the_address(page, elsewhere.url)
    show(other, address)
    assert other.evaluate(SEEN) == before
    assert urlsplit(other.url).path == f"{BASE}{path}"


def test_the_link_is_that_of_the_page_the_reader_went_to(elsewhere: Elsewhere):
    page = elsewhere.page
    # the page is turned inside the dashboard: the browser's address follows only after the page is drawn
    turn(page, f"{elsewhere.url}/membership?{NORTH}")
    page.get_by_role("link", name="Explore").first.click()
    settle(page)
    assert urlsplit(page.url).path == f"{BASE}/explore"
    assert_links_are_the_address(page, elsewhere.url)
