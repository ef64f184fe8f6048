"""The links to the dashboard that files and messages hold: each is the address of the view that it was made from.

That an address shows its view in anyone's browser is tested in test_links.py; here it is tried for a dashboard under a path.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import MAINTAINER, reader, served
from tests.browser.steps import TITLES, offered, opener, settle, show, turn

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


SOURCES = "Where the figures come from"
# a base that ends like a page's name must not be taken for the page; under it, the pages of each form are enough
BASE = "/our-data"


@pytest.fixture(scope="module")
def under_a_path(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str]]:
    """A page of the dashboard beside others on its host, and the dashboard's address."""
    log, errors = tmp_path_factory.mktemp("dashboard") / "log.txt", list[str]()
    with (
        served(log, base=BASE, PARTY_METRICS_MAINTAINER=MAINTAINER) as url,
        reader(browser, url, log, errors) as page,
    ):
        yield page, url
    assert errors == []


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
    opener(page, SOURCES).first.click()
    settle(page)
    page.get_by_role("combobox", name="Figure", exact=True).first.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settle(page)
    mail = page.get_by_role("link", name="This figure is wrong").first.get_attribute("href") or ""
    return links_in("message", unquote(mail).encode(), site)


def assert_links_are_the_address(page: Page, site: str) -> None:
    """Of each kind of download, and of the message to the maintainer."""
    for key in one_of_each(page):
        with page.expect_download() as waiting:
            page.locator(f".st-key-{key}").get_by_role("button").first.click()
        links = links_in(waiting.value.suggested_filename, waiting.value.path().read_bytes(), site)
        assert links == (set() if key.startswith("csv_") else {page.url}), key
    if opener(page, SOURCES).count():
        assert message_link(page, site) == {page.url}


@pytest.mark.parametrize("path", VIEWS)
def test_links_in_downloads_and_messages_are_the_address_of_the_view(tour: Page, app_url: str, path: str):
    turn(tour, f"{path}{VIEWS[path]}")
    assert tour.title().startswith(TITLES[path])
    assert_links_are_the_address(tour, app_url)


@pytest.mark.parametrize("path", ["/", "/membership"])
def test_links_of_a_dashboard_under_a_path_show_the_view(under_a_path: tuple[Page, str], other: Page, path: str):
    page, url = under_a_path
    turn(page, f"{url}{path}{VIEWS[path]}")
    before = page.evaluate(SEEN)
    assert_links_are_the_address(page, url)
    show(other, f"{url}{path}{VIEWS[path]}")
    assert other.evaluate(SEEN) == before
    assert urlsplit(other.url).path == f"{BASE}{path}"


def test_the_link_is_that_of_the_page_the_reader_went_to(under_a_path: tuple[Page, str]):
    page, url = under_a_path
    # the page is turned inside the dashboard: the browser's address follows only after the page is drawn
    turn(page, f"{url}/membership?{NORTH}")
    page.get_by_role("link", name="Province profile").first.click()
    settle(page)
    assert urlsplit(page.url).path == f"{BASE}/province"
    assert_links_are_the_address(page, url)
