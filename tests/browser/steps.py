"""What a reader does in the browser, and how a test waits for it."""

from __future__ import annotations

import re
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from metrics.words.wording import Wording
from tests.browser.conftest import POLLING, wait_idle

DRAWN = """() => [...document.querySelectorAll(".party-chart")]
    .every((chart) => chart.dataset.drawn && chart.querySelector(".main-svg"))"""
# what the page is drawn on, and what its charts were drawn on
DRAWN_IN = """(theme) => {
    const [ground, drawn] = [".party-ground", ".party-drawn"]
        .map((name) => getComputedStyle(document.querySelector(name)).backgroundColor);
    return ground === drawn && (ground === "rgb(255, 255, 255)") === (theme === "light");
}"""
# what the words of a source begin with: a quotation mark, or what is known of them
QUOTED = re.compile("“|" + re.escape(Wording("en").quote_status("unverified")))
# as the browser does at back and forward; gives the title of the page that the reader leaves
TURN = """(address) => {
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    return document.querySelector("h1").innerText;
}"""
TURNED = "(before) => (document.querySelector('h1')?.innerText ?? before) !== before"
# in the middle of the window, and at the same place in three pictures one after the other: what stands above it may still grow
STILL = """async (mark) => {
    mark.scrollIntoView({ block: "center", behavior: "instant" });
    for (let same = 0, last; same < 3; ) {
        const { x, y } = mark.getBoundingClientRect();
        same = last?.x === x && last.y === y ? same + 1 : 0;
        last = { x, y };
        await new Promise(requestAnimationFrame);
    }
}"""
# every page of the dashboard, by its address, and its title
TITLES = {
    "/": "Overview",
    "/membership": "Membership",
    "/admissions": "Admissions",
    "/inspection": "Inspection and discipline",
    "/quality": "Quality and targets",
    "/rankings": "Reform rankings",
    "/province": "Province profile",
    "/compare": "Compare",
    "/explore": "Explore",
    "/report": "My report",
    "/data": "Data and sources",
    "/import": "Import",
}


def show(page: Page, address: str) -> None:
    """Open an address and wait until all of it is drawn."""
    page.goto(address)
    settle(page)


def turn(page: Page, address: str) -> None:
    """Go to another page within the open dashboard, at half the cost of opening its address, which must say the language.

    What else was chosen in a page it forgets only when the reader leaves it: the page in sight is come back to from another.
    """
    if page.url == "about:blank":
        show(page, address)
        return
    path = urlsplit(address).path
    if path == urlsplit(page.url).path:
        _turn(page, "/import" if path != "/import" else "/data")
    _turn(page, address)


def stand(page: Page, address: str) -> None:
    """Be at an address, for tests that leave it as it is: the page in sight may be it."""
    if not page.url.endswith(address):
        turn(page, address)


def _turn(page: Page, address: str) -> None:
    page.wait_for_function(TURNED, arg=page.evaluate(TURN, address), polling=POLLING)
    settle(page)


def empty_report(page: Page) -> None:
    """Take out of the report in sight what an address put in: it would stay with the reader, on every page."""
    removing = page.locator("[class*=st-key-report_remove_] button")
    while removing.count():
        removing.first.click()
        settle(page)


def paint(page: Page, theme: Literal["light", "dark"]) -> None:
    """Change the theme of the reader's computer, and wait until the page is drawn in it."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(DRAWN_IN, arg=theme, polling=POLLING)
    settle(page)


def opener(place: Page | Locator, name: str) -> Locator:
    """What opens a part below a chart: one of its choices, or a button of its own."""
    return place.get_by_role("radio", name=name).or_(place.get_by_role("button", name=name))


def settle(page: Page) -> None:
    """Wait until the last run has ended and every chart is drawn."""
    wait_idle(page)
    page.wait_for_function(DRAWN, polling=POLLING)


def pick(page: Page, label: str, *words: str) -> None:
    """Type each of the words into a multiple choice and take what it offers."""
    for word in words:
        page.get_by_role("combobox", name=label).click()
        _take_first(page, word)
    page.keyboard.press("Escape")


def choose(page: Page, label: str, word: str) -> None:
    """Take an option of a single choice."""
    page.get_by_role("combobox", name=label, exact=True).click()
    _take_first(page, word)


def _take_first(page: Page, word: str) -> None:
    """Type into the open list and take the first that it offers; a busy browser opens it late, and a key before that is lost."""
    page.keyboard.type(word)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    settle(page)


def block(page: Page, key: str) -> Locator:
    """The box of a chart with all that belongs to it."""
    return page.locator(f".st-key-block_{key}")


def offered(page: Page, start: str) -> list[str]:
    """The keys of the downloads on a page that begin with a word."""
    found: list[str] = page.evaluate(
        """(start) => [...document.querySelectorAll("[data-testid=stDownloadButton]")]
            .map((button) => [...button.closest("[class*=st-key-]").classList].find((name) => name.startsWith("st-key-")).slice(7))
            .filter((key) => key.startsWith(start))""",
        start,
    )
    return found


def click_mark(page: Page, marks: Locator) -> None:
    """Point at the first mark and click it, as a mouse does, once it stays where it is."""
    mark = marks.first
    mark.evaluate(STILL)
    box: Any = mark.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
    page.locator(".hoverlayer .hovertext").first.wait_for()
    page.mouse.down()
    page.mouse.up()
    settle(page)
