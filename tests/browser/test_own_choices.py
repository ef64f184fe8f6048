"""A page's own choices in the address: links, back and forward, another language, another page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from metrics.words.wording import Wording
from tests.browser.steps import choose, settle, turn

VI, EN = Wording("vi"), Wording("en")


@pytest.fixture
def page(tour: Page) -> Page:
    """The page of the file: each test goes to an address in it."""
    return tour


def says(page: Page, address: str) -> bool:
    """Does the browser show this address, in whatever order of its parameters?"""
    shown, wanted = urlsplit(page.url), urlsplit(address)
    return shown.path == wanted.path and sorted(parse_qsl(shown.query)) == sorted(parse_qsl(wanted.query))


def test_parts_of_the_data_page_are_followed_back_and_forward(page: Page):
    turn(page, "/data?lang=vi")
    page.get_by_role("radio", name=VI.say("Coverage")).click()
    settle(page)
    choose(page, VI.say("Indicator"), "Đảng viên mới kết nạp")
    assert says(page, "/data?lang=vi&part=coverage&metric=members_admitted")
    page.get_by_role("radio", name=VI.say("Dictionary")).click()
    settle(page)
    assert says(page, "/data?lang=vi&metric=members_admitted&part=dictionary")
    page.go_back()
    settle(page)
    expect(page.get_by_role("radio", name=VI.say("Coverage"))).to_be_checked()
    expect(page.get_by_text(VI.say("not reported"))).to_be_visible()
    page.go_forward()
    settle(page)
    expect(page.get_by_role("radio", name=VI.say("Dictionary"))).to_be_checked()


def test_another_language_keeps_them_and_another_page_drops_them(page: Page):
    turn(page, "/data?lang=vi&province=nghe-an&part=coverage&metric=members_admitted")
    page.get_by_role("radio", name="English").click()
    settle(page)
    assert says(page, "/data?lang=en&province=nghe-an&part=coverage&metric=members_admitted")
    expect(page.get_by_text(EN.say("not reported"))).to_be_visible()
    page.get_by_role("link", name=EN.say("Membership"), exact=True).click()
    page.wait_for_url("**/membership?**")
    settle(page)
    assert says(page, "/membership?lang=en&province=nghe-an")
    page.get_by_role("link", name=EN.say("Data and sources"), exact=True).click()
    page.wait_for_url("**/data?**")
    settle(page)
    assert says(page, "/data?lang=en&province=nghe-an")
    expect(page.get_by_role("radio", name=EN.say("Figures"))).to_be_checked()


def test_a_link_to_explore_gives_the_same_table(page: Page):
    link = "/explore?lang=vi&kind=agencies_bloc&metric=members_disciplined&rows=form&chart=bars"
    turn(page, link)
    assert says(page, link)
    expect(page.get_by_role("radio", name=VI.say("Bars"))).to_be_checked()
    choose(page, VI.say("Rows"), VI.column("kind"))
    assert "rows=kind" in page.url
    page.go_back()
    settle(page)
    assert says(page, link)
    expect(page.get_by_role("columnheader", name=VI.dimension("form"))).to_be_visible()
