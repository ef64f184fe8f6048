"""The front page in a browser: what is typed becomes suggestions, keys lead to the place; from a tile it is one step back home."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from metrics.words.wording import Wording
from tests.browser.steps import block, settle, turn
from tests.browser.test_access import grave

EN = Wording("en")


@pytest.fixture
def page(tour: Page) -> Page:
    """The page of the file: each test comes to the front page in it."""
    return tour


def test_what_is_typed_becomes_suggestions_that_the_keys_reach(page: Page):
    turn(page, "/?lang=en")
    page.get_by_label(EN.say("Search")).first.click()
    page.keyboard.type("tuyen qu")
    first = page.locator(".st-key-suggestions").get_by_role("link").first
    expect(first).to_contain_text("Tuyen Quang (since July 2025)")
    expect(page.locator("p[role=status]")).to_contain_text("suggestions")
    assert grave(page) == []
    while not first.evaluate("(link) => link === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(EN.say("Province profile"))
    settle(page)
    assert page.url.endswith("/province?lang=en&province=tuyen-quang-2025")


def test_enter_opens_the_first_suggestion_and_one_step_back_has_the_search_again(page: Page):
    typed = "Điện Biên"
    turn(page, "/?lang=en")
    field = page.get_by_label(EN.say("Search")).first
    field.click()
    # at once: the suggestions to the last letter are still to come
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(EN.say("Province profile"))
    settle(page)
    assert page.url.endswith("/province?lang=en&province=dien-bien")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(EN.say("Overview"))
    settle(page)
    assert parse_qs(urlsplit(page.url).query) == {"lang": ["en"], "search": [typed]}
    expect(field).to_have_value(typed)
    expect(page.locator(".st-key-suggestions").get_by_role("link").first).to_contain_text("Dien Bien")
    # all of the typing was one step
    page.go_back()
    settle(page)
    assert "search" not in page.url
    expect(field).to_have_value("")


def test_a_tile_leads_to_the_profile_and_one_step_back_home(page: Page):
    turn(page, "/?lang=en&boundary=34")
    home = page.url
    block(page, "map").locator(".party-chart").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(EN.say("Province profile"))
    settle(page)
    assert "province=cao-bang" in page.url
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(EN.say("Overview"))
    settle(page)
    assert page.url == home
