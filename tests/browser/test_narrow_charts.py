"""Charts on a phone: the names of what is drawn stand at the marks or in a legend, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.steps import block, settle, show

# the texts of a chart that are seen, with how far each reaches beyond the chart to the left or right, in pixels
TEXTS = """(chart) => [...chart.querySelectorAll('.textpoint text, .legendtext, .ytick text, .bartext')].map((text) => {
    const [box, all] = [text.getBoundingClientRect(), chart.getBoundingClientRect()];
    return [text.textContent.trim(), Math.max(all.left - box.left, box.right - all.right)];
}).filter(([text]) => text)"""
NAMED = {
    "/membership?lang=en": ("series", ("Hanoi", "Nghe An")),
    "/membership?lang=en&province=nghe-an&province=ha-tinh": ("series", ("Nghe An", "Ha Tinh")),
    "/rankings?lang=en&province=nghe-an&province=hue": ("small", ("Nghe An", "Hue")),
    "/rankings?lang=en&province=nghe-an": ("ranks", ("Nghe An",)),
}


@pytest.fixture(scope="module")
def phone(tour: Page) -> Iterator[Page]:
    """The page of the file as narrow as a phone."""
    tour.set_viewport_size({"width": 390, "height": 844})
    yield tour
    tour.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("address", NAMED)
def test_a_chart_keeps_its_names_on_a_phone(phone: Page, address: str):
    key, names = NAMED[address]
    show(phone, address)
    settle(phone)
    chart = block(phone, key).locator(".party-chart")
    texts: list[tuple[str, float]] = chart.evaluate(TEXTS)
    for name in names:
        assert any(name in text for text, _ in texts), texts
    assert [text for text, beyond in texts if beyond > 2] == []
