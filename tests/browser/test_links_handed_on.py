"""The links to the dashboard that files and messages hold: each is the address of the view that it was made from.

That an address shows its view in anyone's browser is tested in test_links.py, files of the other pages in test_downloads.py, a
dashboard under a path in test_elsewhere.py.
"""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.steps import TITLES, offered, opener, settle, turn

NORTH = "lang=en&province=nghe-an&province=thanh-hoa"
YEARS = "year=2016&year=2025"
VIEWS = {
    "/rankings": f"?{NORTH}&year=2018&year=2024&metric=par_index_rank&chart_year=2021&sort=lost&open=ranks.table",
    "/compare": f"?{NORTH}&{YEARS}&metric=par_index_score&period=2022&sort=name",
}
# one of each kind: on a chart, on the comparison of one body
KINDS = (r"excel_(?!versus).*", "excel_versus", r"csv_(?!versus).*")
SOURCES = "Where the figures come from"


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
    text = "\n".join(part.decode("utf-8", "ignore") for part in parts)
    return {link.replace("&amp;", "&") for link in re.findall(rf"{host}[^\s\"<>\x00-\x1f]*", text)}


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
