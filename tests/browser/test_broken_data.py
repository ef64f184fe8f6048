"""Data that are broken and mended while a reader looks on: the page says so by itself, and goes on by itself."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import reader, served, watched
from tests.browser.steps import show
from tests.small import data, write

BLOC = "nghe-an.agencies-bloc"
KNOWN = (f"{BLOC} party_members 2020-12-31 5000", f"{BLOC} party_members 2021-12-31 5100")


def rows(page: Page) -> object:
    return page.request.get("/api/query?metric=party_members&kind=agencies_bloc").json()["rows"]


def test_a_page_tells_of_broken_data_and_of_their_mending_without_a_reload(browser: Browser, tmp_path: Path):
    folder, log, errors = write(data(*KNOWN), tmp_path / "secret-place"), tmp_path / "log.txt", list[str]()
    file = folder / "observations.csv"
    sound = file.read_bytes()

    with (
        served(log, PARTY_METRICS_DATA=str(folder), PARTY_METRICS_HOME=str(tmp_path / "imports")) as url,
        reader(browser, url, log, errors) as page,
    ):
        # never sound yet: nothing but what is wrong, until it is mended
        file.write_bytes(sound[:-30])
        page.goto("/membership?lang=en")
        expect(page.get_by_test_id("stAlert")).to_contain_text("observations.csv:")
        file.write_bytes(sound)
        expect(page.get_by_text("5,100 Party members")).to_be_visible()
        expect(page.get_by_test_id("stAlert").filter(has_text="observations.csv")).to_have_count(0)
        before = rows(page)
        # broken under the reader's eyes: the figures stay
        file.write_bytes(sound.replace(b"5100", b"fifty"))
        told = page.get_by_test_id("stAlert").filter(has_text="cannot be loaded")
        expect(told).to_contain_text("observations.csv:3")
        expect(page.get_by_text("5,100 Party members")).to_be_visible()
        assert "secret-place" not in page.content()
        assert rows(page) == before
        # another reader who comes meanwhile sees the same
        with watched(page.context, log, errors) as other:
            show(other, "/membership?lang=vi")
            expect(other.get_by_test_id("stAlert").first).to_contain_text("Không đọc được dữ liệu")
            expect(other.get_by_text("5.100").first).to_be_visible()
        file.write_bytes(sound.replace(b"5100", b"5200").replace(b"5.100", b"5.200"))
        expect(page.get_by_text("5,200 Party members")).to_be_visible()
        expect(told).to_have_count(0)
        assert rows(page) != before
    assert errors == []
