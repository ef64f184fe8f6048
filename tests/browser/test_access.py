"""Open to every reader: axe finds nothing serious on any page, in either language and theme; the page names its language."""

from __future__ import annotations

import itertools
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from metrics.words.wording import Wording
from tests.browser.conftest import POLLING, wait_idle
from tests.browser.steps import block, empty_report, opener, paint, settle, turn

# each page, and in which theme its colours are looked at: pages that are made of the same parts take turns
ADDRESSES: dict[str, Literal["light", "dark", "both"]] = {
    "/": "both",
    "/membership?province=nghe-an&province=ha-noi&kind=blocs": "dark",
    "/explore": "dark",
    "/admissions": "dark",
    "/import": "both",
    "/quality": "light",
    "/explore?chart=two&metric=par_index_rank&second=pci_rank": "light",
    "/inspection": "light",
    "/rankings": "dark",
    "/explore?chart=slope&metric=papi_score": "dark",
    "/province": "both",
    "/compare?metric=par_index_score&province=ha-noi&province=tuyen-quang-2025&province=nghe-an&open=compare.sources": "both",
    "/report?block=metric%3Dparty_members%26form%3Dchart&block=metric%3Dpapi_rank": "both",
    "/data": "both",
    "/import?part=table": "both",
}
# what opens below a chart, and below one body's comparison, is alike on every page
OPENED: tuple[tuple[str, str, Literal["light", "dark"]], ...] = (
    ("/membership", "series", "light"),
    ("/inspection", "versus", "dark"),
)
# what a reader cannot do without; minor and moderate findings are Streamlit's own
GRAVE = ("serious", "critical")
# a chart with all that belongs to it
BLOCK = "[class*=st-key-block_]"
# while a page is being run again Streamlit shows what is old paler than it is, and takes a moment to fade it in again
STILL = """() => !document.querySelector("[data-stale=true]") && !document.getAnimations().some(
    (one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity)"""


# what it says is moderate at most, and takes a tenth of the time
UNASKED = {"region": {"enabled": False}}
# axe itself is half a megabyte to read
LOADED = "0"


def grave(page: Page, *rules: str, within: str = "") -> list[Any]:
    """What axe finds serious or critical by all its rules or by some: the rule, the elements, what it says of the first.

    `within` is a part of the page, by its selector.
    """
    settle(page)
    page.wait_for_function(STILL, polling=POLLING)
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {"rules": UNASKED})}
    axe = Axe(LOADED) if page.evaluate("'axe' in window") else Axe()
    found = axe.run(page, context=within, options=options).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found if one["impact"] in GRAVE]


def grave_in_both_themes(page: Page) -> list[Any]:
    """The same of the page as it is, and of its colours in the other theme: nothing else is the theme's."""
    found = grave(page)
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    paint(page, "light" if dark else "dark")
    return found + grave(page, "color-contrast")


# both languages go through the same parts of a page: what one lacks the other lacks
@pytest.mark.parametrize(("address", "language"), list(zip(ADDRESSES, itertools.cycle(("vi", "en")))))
def test_axe_finds_nothing_serious(tour: Page, address: str, language: str):
    theme = ADDRESSES[address]
    both = theme == "both"
    if theme != "both" and tour.url != "about:blank":
        # waits: a page that is being drawn in another theme is not left meanwhile
        paint(tour, theme)
    turn(tour, f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert (grave_in_both_themes if both else grave)(tour) == []
    assert tour.evaluate("document.documentElement.lang") == language
    assert tour.get_by_role("heading", level=1).count() == 1
    empty_report(tour)


def test_rows_of_a_wide_table_on_a_phone_are_open_to_every_reader(tour: Page):
    tour.set_viewport_size({"width": 390, "height": 844})
    try:
        turn(tour, "/data?lang=en&row=2")
        assert grave_in_both_themes(tour) == []
        turn(tour, "/compare?lang=en&kind=province_wide&kind=agencies_bloc")
        assert grave_in_both_themes(tour) == []
        turn(tour, "/data?lang=vi&part=sources")
        assert grave(tour) == []
    finally:
        tour.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize(("address", "key", "theme"), OPENED)
def test_what_opens_below_a_chart_is_open_to_every_reader(tour: Page, address: str, key: str, theme: Literal["light", "dark"]):
    turn(tour, f"{address}?lang=en")
    paint(tour, theme)
    for part in ("Table", Wording("en").say("Where the figures come from")):
        opener(block(tour, key), part).first.click()
        wait_idle(tour)
        assert grave(tour, within=BLOCK) == []


def test_a_reader_without_a_mouse_switches_the_language(tour: Page):
    turn(tour, "/membership?lang=vi")
    tour.get_by_role("radio", name="English").focus()
    tour.keyboard.press("Enter")
    expect(tour.get_by_role("heading", level=1)).to_have_text(Wording("en").say("Membership"))
    wait_idle(tour)
    assert tour.evaluate("document.documentElement.lang") == "en"
    assert "lang=en" in tour.url
