"""Without a mouse: the keys reach every mark of every kind of chart, say its words, open its sources, and go on from there."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from matplotlib.image import imread
from playwright.sync_api import Locator, Page, expect

from metrics.words.wording import Wording
from tests.browser.conftest import POLLING
from tests.browser.steps import QUOTED, block, settle, show, stand

EN = Wording("en")
# both maps and bars of the 34, where many provinces have a figure and some have none
MEMBERS = "/membership?lang=en&kind=province_wide&boundary=34"
# what is drawn, and the block of such a chart
WALKS = {"scatter": "series", "bar": "comparison", "tile map": "map"}
# the element that has the focus, also inside a component's own tree
FOCUSED = (
    "() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at; }"
)
GROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


def press(page: Page, chart: Locator, key: str) -> str:
    """Press a key and give what the chart then says."""
    page.keyboard.press(key)
    words: str = chart.locator("..").get_by_role("status").inner_text()
    return words


def hovered(chart: Locator) -> str:
    """The lines of the hover label, joined as they are said; waits for the label."""
    label = chart.locator(".hoverlayer .hovertext")
    expect(label).to_have_count(1)
    lines = label.locator(".nums tspan.line").all()
    return "; ".join(line.text_content() or "" for line in lines) if lines else label.locator(".nums").text_content() or ""


def over(ring: Locator, label: Locator) -> bool:
    """Does the ring stand beside what the label points at?"""
    one, other = ring.bounding_box(), label.bounding_box()
    assert one
    assert other
    across = max(one["x"] - other["x"] - other["width"], other["x"] - one["x"] - one["width"])
    down = max(one["y"] - other["y"] - other["height"], other["y"] - one["y"] - one["height"])
    return max(across, down) < 25


@pytest.mark.parametrize("kind", WALKS)
def test_the_keys_reach_every_mark(tour: Page, kind: str):
    stand(tour, MEMBERS)
    chart = block(tour, WALKS[kind]).locator(".party-chart")
    chart.focus()
    first = press(tour, chart, "Home")
    expect(chart.locator(".hoverlayer .hovertext")).to_have_count(1)
    ring = chart.locator("..").locator(".party-ring")
    expect(ring).to_be_visible()
    assert first
    assert hovered(chart) == first
    assert over(ring, chart.locator(".hoverlayer .hovertext"))
    met = [first]
    while (words := press(tour, chart, "ArrowRight")) != met[-1]:
        met.append(words)
    assert press(tour, chart, "End") == met[-1]
    # every mark that has words to show is met once
    assert sorted(met) == sorted(chart.evaluate(WORDS))
    assert press(tour, chart, "ArrowLeft") == met[-2]
    assert press(tour, chart, "Escape") == ""
    expect(ring).to_be_hidden()
    expect(chart.locator(".hoverlayer .hovertext")).to_have_count(0)


# what the chart's marks would show when pointed at, without markup
WORDS = """(chart) => chart.data.filter((trace) => trace.hoverinfo !== "skip").flatMap((trace) => trace.z
    ? trace.hovertext.flatMap((row, line) => row.filter((_, column) => trace.z[line][column] != null))
    : trace.hovertext).map((text) => text.replace(/<br>/g, "; ").replace(/<[^>]*>/g, ""))"""


def test_up_and_down_stay_in_the_column(tour: Page):
    stand(tour, MEMBERS)
    chart = block(tour, "map").locator(".party-chart")
    ring = chart.locator("..").locator(".party-ring")
    chart.focus()
    press(tour, chart, "Home")
    left, words = ring.evaluate("(ring) => ring.style.left"), {press(tour, chart, "ArrowDown") for _ in range(3)}
    assert len(words) == 3
    assert ring.evaluate("(ring) => ring.style.left") == left


def test_the_chosen_mark_opens_its_sources(tour: Page):
    stand(tour, MEMBERS)
    box = block(tour, "map")
    chart = box.locator(".party-chart")
    chart.focus()
    words = press(tour, chart, "Home")
    nobody = EN.say("no figure is known")
    while nobody not in words:
        words = press(tour, chart, "ArrowRight")
    for key in ("Enter", " "):
        tour.keyboard.press(key)
        settle(tour)
        # a tile without a figure is told, and leads nowhere
        expect(box.get_by_role("combobox", name="Figure")).to_have_count(0)
    while nobody in words:
        words = press(tour, chart, "ArrowRight")
    for key in ("Enter", " "):
        tour.keyboard.press(key)
        settle(tour)
        there_and_back(tour, chart, words)


def there_and_back(page: Page, chart: Locator, words: str) -> None:
    """The sources of a tile are in view and have the keys; closed, they lead back to the tile, and a reader goes on from it."""
    panel = page.locator(".st-key-sources_map")
    (number,) = re.findall(r"[\d,]+", words.split("; ")[1])
    expect(panel.get_by_text(f"{number} Party members, ").first).to_be_visible()
    expect(block(page, "map").get_by_text(QUOTED).first).to_be_visible()
    expect(panel).to_be_focused()
    page.wait_for_function(
        "() => { const { top } = document.querySelector('.st-key-sources_map').getBoundingClientRect();"
        " return top >= 0 && top < innerHeight / 2; }",
        polling=POLLING,
    )
    panel.get_by_role("button", name=EN.say("Close the sources")).press("Enter")
    settle(page)
    expect(panel).to_have_count(0)
    expect(chart).to_be_focused()
    expect(chart.locator("..").locator(".party-ring")).to_be_visible()
    assert press(page, chart, "ArrowRight") != words
    assert press(page, chart, "ArrowLeft") == words


def luminance(colour: str) -> float:
    """The relative luminance of `rgb(r, g, b)`, as WCAG defines it."""
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_focus_is_seen_and_explained(themed: Page):
    stand(themed, MEMBERS)
    chart = themed.locator(".party-chart").first
    themed.get_by_role("combobox", name=EN.say("Metric")).focus()
    while not chart.evaluate("(chart) => chart === document.activeElement"):
        themed.keyboard.press("Tab")
    line = chart.evaluate("(chart) => ['Style', 'Width', 'Color'].map((part) => getComputedStyle(chart)[`outline${part}`])")
    assert line[:2] == ["solid", "2px"]
    assert contrast(line[2], themed.evaluate(GROUND)) >= 3
    hint = themed.locator(".party-hint").first
    expect(hint).to_be_visible()
    expect(chart).to_have_accessible_description(hint.inner_text())
    press(themed, chart, "ArrowRight")
    colours = (
        chart.locator("..")
        .locator(".party-ring")
        .evaluate("(ring) => { const style = getComputedStyle(ring); return [style.borderTopColor, style.outlineColor]; }")
    )
    assert contrast(*colours) >= 7


def test_a_chart_fills_the_screen_and_is_taken_along_as_a_picture(themed: Page):
    stand(themed, MEMBERS)
    chart = block(themed, "series").locator(".party-chart")
    before: Any = chart.bounding_box()
    files = {}
    for form in ("png", "svg"):
        with themed.expect_download() as waiting:
            block(themed, "series").get_by_role("button", name=EN.say(f"Picture ({form.upper()})")).click()
        assert waiting.value.suggested_filename.startswith("party_members-by-province-year")
        files[form] = waiting.value.path()
    drawing = ElementTree.parse(files["svg"]).getroot()
    texts = " ".join("".join(one.itertext()) for one in drawing.iter("{http://www.w3.org/2000/svg}text"))
    # what the picture shows, whose figures, when and where it was taken
    for said in (
        "Party members by province",
        "Sources: ",
        "more, listed",
        f"Taken on {EN.date(dt.date.today().isoformat())}",
        "kind=province_wide",
    ):
        assert said in texts
    picture = imread(files["png"], "png")
    assert picture.shape[1] == 2000
    chart.hover()
    # its ground is that of the theme: light letters are lost on white paper
    corner = tuple(round(float(part) * 255) for part in picture[1, 1, :3])
    assert f"rgb{corner}" == themed.evaluate(GROUND)
    chart.get_by_role("button", name=EN.say("Full screen")).press("Enter")
    expect(themed.locator(".party-frame:fullscreen")).to_have_count(1)
    themed.wait_for_function("(height) => document.querySelector('.party-chart').clientHeight > height", arg=before["height"])
    themed.evaluate("document.exitFullscreen()")
    themed.wait_for_function("(height) => document.querySelector('.party-chart').clientHeight === height", arg=before["height"])


def test_from_the_first_key_to_a_download_by_keys_alone(page: Page):
    show(page, "/membership?lang=en&kind=province_wide&province=nghe-an&province=ha-tinh")

    def tab_to(what: str, selector: str, name: str = "") -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            at: Any = page.evaluate_handle(FOCUSED).as_element()
            if at and at.evaluate(
                "(at, [selector, name]) => at.matches(selector) && (at.getAttribute('aria-label') || at.innerText).includes(name)",
                [selector, name],
            ):
                return
        pytest.fail(f"{what} is not reached by Tab")

    tab_to("a filter", "input", EN.say("From year"))
    page.keyboard.type("2019")
    page.keyboard.press("Enter")
    settle(page)
    assert "year=2019" in page.url
    tab_to("a chart", ".party-chart")
    box = block(page, "series")
    words = press(page, box.locator(".party-chart"), "End")
    page.keyboard.press("Enter")
    settle(page)
    expect(box.get_by_text(words.split("; ")[1]).first).to_be_visible()
    tab_to("a download", "button", EN.say("Download CSV"))
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.startswith("party_members-by-province-year")
    tab_to("the sentence", "button", EN.say("Copy a sentence with its source"))
    page.keyboard.press("Enter")
    page.wait_for_function("async (text) => (await navigator.clipboard.readText()).includes(text)", arg=" Party members, ")


def test_nothing_is_focused_twice(tour: Page):
    stand(tour, MEMBERS)
    chart = block(tour, "series").locator(".party-chart")
    chart.focus()
    tour.keyboard.press("Tab")
    names = []
    while chart.evaluate("(chart) => chart.contains(document.activeElement)"):
        names.append(tour.evaluate("document.activeElement.getAttribute('aria-label')"))
        tour.keyboard.press("Tab")
    assert names == [EN.say("Full screen")]
