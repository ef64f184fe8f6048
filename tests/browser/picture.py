"""The picture in README: `python -m tests.browser.picture` draws docs/dashboard.png anew."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, NAMES, installed, reader, served
from tests.browser.steps import show
from tests.folders import PROJECT

PICTURE = PROJECT / "docs" / "dashboard.png"
# gaps, a break of method and a rank computed here are in sight
ADDRESS = "/rankings?lang=en&province=nghe-an&province=ha-tinh"
WINDOW = {"width": 1440, "height": 1000}


def main() -> None:
    """Open the ranks of two provinces in English, in the light theme, and keep what the window shows."""
    chromium = installed()
    if chromium is None:
        sys.exit(f"no Chromium on the search path (looked for {', '.join(NAMES)}); install it")
    errors: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        log = Path(folder) / "log.txt"
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        # what was imported on this computer stays out of the picture
        with (
            served(log, PARTY_METRICS_HOME=str(Path(folder) / "imports")) as url,
            reader(browser, url, log, errors, color_scheme="light", viewport=WINDOW) as page,
        ):
            show(page, ADDRESS)
            page.screenshot(path=PICTURE)
        browser.close()
    if errors:
        sys.exit("\n".join(errors))
    print(f"{PICTURE.relative_to(PROJECT)}: {PICTURE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
