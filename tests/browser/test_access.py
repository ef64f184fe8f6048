"""Open to every reader: axe finds nothing serious on any page, in either language and theme; the page names its language."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from metrics.words.wording import Wording
from tests.browser.conftest import wait_idle
from tests.browser.steps import settle, turn

ADDRESSES = (
    "/",
    "/membership?province=nghe-an&province=ha-noi&kind=blocs",
    "/admissions",
    "/inspection",
    "/quality",
    "/rankings",
    "/province",
    "/explore",
    "/explore?chart=two&metric=par_index_rank&second=pci_rank",
    "/explore?chart=slope&metric=papi_score",
    "/compare?metric=par_index_score&province=ha-noi&province=tuyen-quang-2025&province=nghe-an&open=compare.sources",
    "/report?block=metric%3Dparty_members%26form%3Dchart&block=metric%3Dpapi_rank",
    "/import",
    "/data",
    "/import?part=table",
)
# what a reader cannot do without; minor and moderate findings are Streamlit's own
GRAVE = ("serious", "critical")
# while a page is being run again Streamlit shows what is old paler than it is, and takes a moment to fade it in again
STILL = """() => !document.querySelector("[data-stale=true]") && !document.getAnimations().some(
    (one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity)"""


def grave(page: Page) -> list[Any]:
    """What axe finds serious or critical: the rule, the elements, what it says of the first."""
    settle(page)
    page.wait_for_function(STILL)
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found if one["impact"] in GRAVE]


# colours are the theme's and words the language's: what one pair has wrong in either, the other shows as well
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("themed", "language"), [("light", "vi"), ("dark", "en")], indirect=["themed"])
def test_axe_finds_nothing_serious(themed: Page, address: str, language: str):
    turn(themed, f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert grave(themed) == []
    assert themed.evaluate("document.documentElement.lang") == language
    assert themed.get_by_role("heading", level=1).count() == 1


def test_rows_of_a_wide_table_on_a_phone_are_open_to_every_reader(themed: Page):
    themed.set_viewport_size({"width": 390, "height": 844})
    try:
        for address in (
            "/data?lang=en&row=2",
            "/data?lang=vi&part=sources",
            "/compare?lang=en&kind=province_wide&kind=agencies_bloc",
        ):
            turn(themed, address)
            assert grave(themed) == []
    finally:
        themed.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("address", ["/membership", "/rankings"])
def test_what_opens_below_a_chart_is_open_to_every_reader(themed: Page, address: str):
    turn(themed, f"{address}?lang=en")
    words = Wording("en")
    block = themed.locator("[class*=st-key-block_]").first
    for part in ("Table", words.say("Where the figures come from")):
        block.get_by_role("button", name=part).or_(block.get_by_role("radio", name=part)).first.click()
        wait_idle(themed)
        assert grave(themed) == []


def test_a_reader_without_a_mouse_switches_the_language(themed: Page):
    turn(themed, "/membership?lang=vi")
    themed.get_by_role("radio", name="English").focus()
    themed.keyboard.press("Enter")
    expect(themed.get_by_role("heading", level=1)).to_have_text(Wording("en").say("Membership"))
    wait_idle(themed)
    assert themed.evaluate("document.documentElement.lang") == "en"
    assert "lang=en" in themed.url
