"""The dashboard as a reader uses it: opened by address, filtered, clicked, downloaded."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from metrics.words.wording import Wording
from tests.browser.steps import block, choose, pick, settle, turn

VI = Wording("vi")


@pytest.fixture
def page(tour: Page) -> Page:
    """The page of the file: each test goes to an address in it."""
    return tour


def test_choices_last_are_handed_on_reset_and_give_what_query_prints(
    page: Page, tmp_path: Path, run_cli: Callable[..., subprocess.CompletedProcess[str]]
):
    """One visit to one page: what is chosen in it is the address, in each language, until it is reset and chosen anew."""
    turn(page, "/membership?lang=vi&province=nghe-an&kind=blocs&boundary=63")
    _a_change_of_language_keeps_every_choice(page)
    _buttons_copy_the_link_and_reset_the_filters(page)
    _charts_change_in_place(page, "2017")
    pick(page, VI.say("Provinces and cities"), "nghe an", "ha tinh")
    pick(page, VI.say("Kind of body"), VI.kind("province_wide"))
    settle(page)
    chosen = parse_qs(urlsplit(page.url).query)
    last = chosen["year"][1]
    assert chosen == {"lang": ["vi"], "province": ["nghe-an", "ha-tinh"], "year": ["2017", last], "kind": ["province_wide"]}
    with page.expect_download() as waiting:
        page.locator(".st-key-csv_series").get_by_role("button").first.click()
    target = tmp_path / "series.csv"
    waiting.value.save_as(target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    shown = list(csv.reader(io.StringIO(target.read_text("utf-8-sig"))))
    asked = run_cli(
        *("query", "party_members", "--province", "nghe-an,ha-tinh", "--kind", "province_wide", "--year", f"2017:{last}")
    )
    printed = list(csv.reader(io.StringIO(asked.stdout)))
    assert len(printed) > 1
    assert [row[: len(printed[0])] for row in shown] == printed


def _a_change_of_language_keeps_every_choice(page: Page) -> None:
    page.get_by_role("radio", name="English").click()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Membership")
    assert page.url.endswith("/membership?lang=en&province=nghe-an&kind=blocs&boundary=63")
    page.go_back()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(VI.say("Membership"))
    assert page.url.endswith("/membership?lang=vi&province=nghe-an&kind=blocs&boundary=63")


def _buttons_copy_the_link_and_reset_the_filters(page: Page) -> None:
    page.get_by_role("button", name=VI.say("Copy the link")).click()
    expect(page.get_by_role("button", name=VI.say("Copied"))).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.get_by_role("button", name=VI.say("Reset filters")).click()
    settle(page)
    assert page.url.endswith("/membership?lang=vi")


def _charts_change_in_place(page: Page, year: str) -> None:
    # the chart, and what is drawn in it: to draw all of it anew takes twice as long
    parts = "['.party-chart', '.party-chart .main-svg', '.party-chart .points path'].map((one) => document.querySelector(one))"
    page.evaluate(f"{parts}.forEach((part) => {{ part.mark = 'kept'; }})")
    choose(page, VI.say("From year"), year)
    settle(page)
    assert page.evaluate(f"{parts}.map((part) => part.mark)") == ["kept"] * 3


def test_a_click_on_a_tile_leads_to_a_sentence_with_its_source(page: Page):
    turn(page, "/membership?lang=vi&kind=province_wide&boundary=34")
    block = page.locator(".st-key-block_map")
    tile = block.locator(".points path").first
    tile.scroll_into_view_if_needed()
    tile.click(force=True)
    block.get_by_role("button", name=VI.say("Copy a sentence with its source")).click()
    expect(block.get_by_role("button", name=VI.say("Copied"))).to_be_visible()
    sentence = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(r"Đến .+, Đảng bộ .+ có .+ đảng viên \(.+\)\. https?://\S+( Bản phát hành dữ liệu .+\.)?", sentence)


def test_one_figure_is_told_in_a_sentence_that_leads_to_its_words(page: Page):
    turn(page, "/membership?lang=vi&province=nghe-an&kind=agencies_bloc")
    box = block(page, "series")
    expect(box.locator(".party-chart")).to_have_count(0)
    expect(box.get_by_text("5.164 người").first).to_be_visible()
    box.get_by_text(VI.say("Where the figures come from")).click()
    # the quote of the founding document
    expect(box.get_by_text("5.164 đảng viên").first).to_be_visible()
