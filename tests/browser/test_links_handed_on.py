"""The links to the dashboard that files and messages hold: each opens the view that it was made from, in anyone's browser."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import reader, served
from tests.browser.steps import TITLES, offered, settle, show, turn

NORTH = "lang=en&province=nghe-an&province=thanh-hoa"
YEARS = "year=2016&year=2025"
VIEWS = {
    "/": f"?{NORTH}&year=2017&year=2024&metric=party_members",
    "/membership": f"?{NORTH}&year=2015&year=2025&kind=province_wide&metric=subordinate_committees&chart_year=2015",
    "/admissions": f"?lang=en&province=nghe-an&{YEARS}",
    "/inspection": f"?lang=en&province=ha-tinh&{YEARS}",
    "/quality": f"?lang=en&{YEARS}",
    "/rankings": f"?{NORTH}&year=2018&year=2024&metric=par_index_rank&chart_year=2021&sort=lost&open=ranks.table",
    "/province": f"?lang=en&province=ha-tinh&{YEARS}",
    "/compare": f"?{NORTH}&{YEARS}&metric=par_index_score&period=2022&sort=name",
    "/explore": f"?lang=en&region=dong-bang-song-hong&{YEARS}&metric=members_disciplined&rows=organization",
    "/data": f"?{NORTH}&year=2019&year=2024&metric=party_members",
}
# one of each kind: on a chart, on the comparison of one body, of a profile, of what a search finds, of all the data
KINDS = (
    *(r"excel_(?!versus|profile|data).*", "excel_versus", "word_profile", "excel_profile", "excel_data", "excel_data_all"),
    r"csv_(?!versus).*",
)
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
class Site:
    """The dashboard's address, a page of who hands links on, and one of who opens them in a browser of their own."""

    url: str
    page: Page
    other: Page


@contextmanager
def site_at(base: str, browser: Browser, folder: Path) -> Iterator[Site]:
    """The dashboard with a maintainer's address, under a path of its host."""
    log, errors = folder / "log.txt", list[str]()
    with (
        served(log, base=base, PARTY_METRICS_MAINTAINER="figures@example.org") as url,
        reader(browser, url, log, errors) as page,
        reader(browser, url, log, errors) as other,
    ):
        yield Site(url, page, other)
    assert errors == []


# one fixture for each: pytest sets a fixture up anew for every case of a test that chooses its parameter
@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The dashboard alone on its host."""
    with site_at("", browser, tmp_path_factory.mktemp("dashboard")) as site:
        yield site


@pytest.fixture(scope="module")
def site_under_a_path(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The dashboard beside others on its host."""
    with site_at(BASE, browser, tmp_path_factory.mktemp("dashboard")) as site:
        yield site


def one_of_each(page: Page) -> list[str]:
    """The keys of the downloads in sight, the first of each kind."""
    keys = [key for key in offered(page, "") if page.locator(f".st-key-{key}").is_visible()]
    found = (next((key for key in keys if re.fullmatch(kind, key)), None) for kind in KINDS)
    return [key for key in found if key]


def links_in(name: str, data: bytes, site: str) -> set[str]:
    """The addresses of the dashboard in a file: in the parts of an Excel or Word file, or in a text."""
    parts = [data]
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = [packed.read(part) for part in packed.namelist() if part.endswith((".xml", ".rels"))]
    host = re.escape(f"http://{urlsplit(site).netloc}")
    text = "\n".join(part.decode("utf-8") for part in parts)
    return {link.replace("&amp;", "&") for link in re.findall(rf"{host}[^\s\"<>]*", text)}


def message_link(page: Page, site: str) -> set[str]:
    """The addresses of the dashboard in the message to the maintainer about a chart's first figure."""
    sources = page.get_by_role("button", name="Where the figures come from").first
    sources.click()
    settle(page)
    page.get_by_role("combobox", name="Figure", exact=True).first.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settle(page)
    mail = page.get_by_role("link", name="This figure is wrong").first.get_attribute("href") or ""
    return links_in("message", unquote(mail).encode(), site)


def handed_on(page: Page, site: str) -> dict[str, set[str]]:
    """The links to the dashboard by what holds them: each kind of download, the message to the maintainer."""
    found: dict[str, set[str]] = {}
    for key in one_of_each(page):
        with page.expect_download() as waiting:
            page.locator(f".st-key-{key}").get_by_role("button").first.click()
        found[key] = links_in(waiting.value.suggested_filename, waiting.value.path().read_bytes(), site)
    if page.get_by_role("button", name="Where the figures come from").count():
        found["message"] = message_link(page, site)
    return found


def assert_links_show_the_view(site: Site, path: str) -> None:
    turn(site.page, f"{site.url}{path}{VIEWS[path]}")
    before = site.page.evaluate(SEEN)
    assert before["title"].startswith(TITLES[path])
    found = handed_on(site.page, site.url)
    with_link = {key for key, links in found.items() if links}
    assert with_link == {key for key in found if not key.startswith("csv_")} != set()
    # a file of the page or a message about it: the same address in all of them
    for link in set().union(*found.values()):
        show(site.other, link)
        assert site.other.evaluate(SEEN) == before, link
        assert urlsplit(site.other.url).path == f"{urlsplit(site.url).path}{path}"


@pytest.mark.parametrize("path", VIEWS)
def test_links_in_downloads_and_messages_show_the_view(site: Site, path: str):
    assert_links_show_the_view(site, path)


@pytest.mark.parametrize("path", ["/", "/membership"])
def test_links_of_a_dashboard_under_a_path_show_the_view(site_under_a_path: Site, path: str):
    assert_links_show_the_view(site_under_a_path, path)


def test_the_link_is_that_of_the_page_the_reader_went_to(site_under_a_path: Site):
    site = site_under_a_path
    # the page is turned inside the dashboard: the browser's address follows only after the page is drawn
    turn(site.page, f"{site.url}/membership?{NORTH}")
    site.page.get_by_role("link", name="Province profile").first.click()
    settle(site.page)
    links = set().union(*handed_on(site.page, site.url).values())
    assert {urlsplit(link).path for link in links} == {f"{urlsplit(site.url).path}/province"}
