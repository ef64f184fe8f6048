"""Pictures of every page for looking at: set PARTY_METRICS_SCREENSHOTS to a folder. They are not compared by pixel."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import reader
from tests.browser.steps import TITLES, settle, show

FOLDER = os.environ.get("PARTY_METRICS_SCREENSHOTS", "")
# beside each page as it opens: little is known, nothing is known, what is chosen is drawn
MORE = {
    "membership-nothing": "/membership?province=lai-chau&year=2016&kind=school",
    "province-nothing": "/province?province=lai-chau&year=2016",
    "membership-34": "/membership?kind=province_wide&boundary=34",
    "rankings-chosen": "/rankings?province=nghe-an&province=ha-tinh&metric=par_index_rank",
    "refused": "/explore?metric=members_admitted&kind=province_wide&kind=agencies_bloc",
}
VIEWS = {(address.strip("/") or "overview"): address for address in TITLES} | MORE
# the page scrolls inside the window: the window is made as high as all that is in it; a closed sidebar is out of sight
HEIGHT = """() => Math.max(...["stMain", "stSidebarContent"].map((name) => {
    const box = document.querySelector(`[data-testid=${name}]`);
    return box && box.clientWidth > 100 && box.getBoundingClientRect().left >= 0 ? box.scrollHeight : 0;
}))"""


@pytest.mark.skipif(not FOLDER, reason="PARTY_METRICS_SCREENSHOTS names no folder for the pictures")
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pictures_of_every_page(browser: Browser, app_url: str, app_log: Path, width: int, theme: str, language: str):
    errors: list[str] = []
    window = {"width": width, "height": 900}
    with reader(browser, app_url, app_log, errors, color_scheme=theme, viewport=window) as page:
        for name, address in VIEWS.items():
            show(page, f"{address}{'&' if '?' in address else '?'}lang={language}")
            page.set_viewport_size({"width": width, "height": page.evaluate(HEIGHT)})
            settle(page)
            path = Path(FOLDER) / f"{name}-{width}-{theme}-{language}.png"
            page.screenshot(path=path)
            assert path.stat().st_size > 10_000
            page.set_viewport_size({"width": width, "height": 900})
    assert errors == []
