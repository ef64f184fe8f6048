"""The dashboard in a real Chromium: the server, the page, and how to wait for a run to end."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.folders import PROJECT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Suggestions below the browser's address bar are pages that each new tab loads, for half a second of processor time. The rest is
# what Playwright turns off: of two such switches the last one counts.
OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"),
    *("HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying"),
    *("OptimizationHints", "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing fades in or slides: that is drawn frame by frame, without a graphics card.
    "--force-prefers-reduced-motion",
    f"--disable-features={','.join(OFF)}",
)
# What README tells the reader to start.
START = ("streamlit", "run", "dashboard.py")
# who takes messages that a figure is wrong
MAINTAINER = "figures@example.org"
# The script has ended, no chart is still being loaded, nothing moves, and all this for 300 ms: a choice takes a moment to
# reach the server, and what is drawn in the browser comes after the script's end.
IDLE = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    const busy = app?.dataset.testScriptState !== "notRunning" || document.querySelector("[data-testid=stSkeleton]")
        || !document.querySelector("h1");
    const drawn = [document.querySelector("[data-testid=stMainBlockContainer]")?.scrollHeight,
        document.querySelectorAll(".party-chart[data-drawn]").length].join();
    window.idleSince = busy || drawn !== window.idleDrawn ? undefined : (window.idleSince ?? performance.now());
    window.idleDrawn = drawn;
    return window.idleSince !== undefined && performance.now() - window.idleSince > 300;
}"""

# A click beside the filters that a phone shows closes them, and Streamlit keeps that for every later page, wide ones too:
# whether a test of a wide page finds them open would depend on the tests before it.
FILTERS_AS_FIRST_SEEN = """if (location.protocol.startsWith("http")) for (const name of Object.keys(localStorage)) {
    if (name.startsWith("stSidebarCollapsed")) { localStorage.removeItem(name); }
}"""

# milliseconds between two looks; looking at every frame would have the page draw frames
POLLING = 50
# milliseconds; a busy machine is slow, not wrong
expect.set_options(timeout=20_000)


def wait_idle(page: Page, seconds: float = 60) -> None:
    """Wait until the page shows all that its last run made."""
    page.evaluate("window.idleSince = undefined")
    page.wait_for_function(IDLE, timeout=seconds * 1000, polling=POLLING)


def installed() -> str | None:
    """The path of the installed Chromium, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The installed Chromium; without one the browser tests are skipped, or fail where CI asks for it."""
    path = installed()
    if path:
        return path
    reason = f"no Chromium on the search path (looked for {', '.join(NAMES)})"
    if os.environ.get("PARTY_METRICS_REQUIRE_BROWSER"):
        pytest.fail(f"{reason}, and PARTY_METRICS_REQUIRE_BROWSER is set")
    pytest.skip(f"{reason}; install it to run the browser tests")


@pytest.fixture(scope="session")
def app_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the dashboard's server prints: the pages themselves show no error's details."""
    return tmp_path_factory.mktemp("dashboard") / "log.txt"


@pytest.fixture(scope="session")
def app_url(chromium_path: str, app_log: Path) -> Iterator[str]:
    """The running dashboard's address, on a free port of this computer; asks for the browser first."""
    with served(app_log, PARTY_METRICS_MAINTAINER=MAINTAINER) as url:
        yield url


@contextmanager
def served(app_log: Path, base: str = "", folder: Path = PROJECT, **environment: str) -> Iterator[str]:
    """The dashboard's address while it runs, on a free port of this computer; what it prints goes to `app_log`.

    `base` is the path that it is served under, as `/figures`; `folder` the copy of the project that is run.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", *START, "--server.headless=true", f"--server.port={port}", f"--server.baseUrlPath={base}"]
    with app_log.open("wb") as log:
        variables = os.environ | environment
        server = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=variables)
        try:
            started = time.monotonic()
            while not healthy(port, base):
                if server.poll() is not None or time.monotonic() - started > 60:
                    pytest.fail(f"the dashboard did not start:\n{app_log.read_text('utf-8', 'replace')}")
                time.sleep(0.1)
            yield f"http://localhost:{port}{base}"
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def healthy(port: int, base: str = "") -> bool:
    """Whether the server on this port answers."""
    connection = HTTPConnection("localhost", port, timeout=5)
    try:
        connection.request("GET", f"{base}/_stcore/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield browser
        browser.close()


def complaints(message: ConsoleMessage) -> Iterator[str]:
    """A console message if it is an error of ours, with the address it speaks of."""
    address = message.location["url"]
    # Opened at /membership, Streamlit first asks /membership/_stcore/… where its server is, and only then /_stcore/….
    asks_for_server = re.search(r"/[^/]+/_stcore/(health|host-config)$", urlsplit(address).path)
    if message.type == "error" and not asks_for_server:
        yield f"{message.text} {address}"


def foreign(address: str) -> Iterator[str]:
    """An address that a page asks something of, if it is another server's."""
    found = urlsplit(address)
    if found.scheme in ("http", "https", "ws", "wss") and found.hostname != "localhost":
        yield f"asks another server: {address}"


@contextmanager
def reader(browser: Browser, app_url: str, app_log: Path, errors: list[str], **more: Any) -> Iterator[Page]:
    """A fresh browser of a reader in Viet Nam with one page, addresses relative to the dashboard, watched as by `watched`."""
    context = context_of(browser, app_url, **more)
    with watched(context, app_log, errors) as page:
        yield page
    context.close()


def context_of(browser: Browser, app_url: str, **more: Any) -> BrowserContext:
    """What a reader's browser keeps from page to page; it shares nothing with another's."""
    seen = {"accept_downloads": True, "locale": "vi-VN", "viewport": {"width": 1280, "height": 900}, **more}
    context = browser.new_context(base_url=app_url, **seen)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(FILTERS_AS_FIRST_SEEN)
    return context


@contextmanager
def watched(context: BrowserContext, app_log: Path, errors: list[str]) -> Iterator[Page]:
    """A new page. It gathers the console's errors and what is asked of other servers, and fails if the server met an error."""
    with without_an_error(app_log):
        page = listened_to(context, errors)
        yield page
        page.close()


def listened_to(context: BrowserContext, errors: list[str]) -> Page:
    """A new page that gathers the console's errors and what is asked of other servers."""
    page = context.new_page()
    page.on("console", lambda message: errors.extend(complaints(message)))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: errors.extend(foreign(request.url)))
    page.on("websocket", lambda socket: errors.extend(foreign(socket.url)))
    return page


@contextmanager
def without_an_error(app_log: Path) -> Iterator[None]:
    """Fails if the server met an error meanwhile."""
    printed = app_log.stat().st_size
    yield
    log = app_log.read_bytes()[printed:].decode("utf-8", "replace")
    assert "Traceback" not in log, f"the server met an error:\n{log}"


@pytest.fixture(scope="session")
def context(browser: Browser, app_url: str) -> Iterator[BrowserContext]:
    """One reader's browser for the tests that share the dashboard: a fresh one fetches and compiles every script anew."""
    context = context_of(browser, app_url)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, app_log: Path) -> Iterator[Page]:
    """A new page for one test, which fails if the console met an error."""
    errors: list[str] = []
    with watched(context, app_log, errors) as page:
        yield page
    assert errors == []


# the filters are in sight, and nothing is in the report
AS_OPENED = """() => location.pathname !== "/report" && !document.querySelector(".st-key-page_tools a")
    && document.querySelector("[data-testid=stSidebar][data-collapsed=false]") !== null"""


@pytest.fixture(scope="session")
def toured() -> list[tuple[Page, list[str]]]:
    """The page of `tour` that goes from file to file, and its errors; empty where the next file opens one."""
    return []


@pytest.fixture(scope="module")
def tour(
    request: pytest.FixtureRequest, context: BrowserContext, app_log: Path, toured: list[tuple[Page, list[str]]]
) -> Iterator[Page]:
    """One page for the tests that each turn to an address of their own. The next file goes on with it, as what a page has drawn
    before it draws in less than half the time; but not after a failure, or where the page is left otherwise than it was opened."""
    if not toured:
        errors: list[str] = []
        toured.append((listened_to(context, errors), errors))
    page, errors = toured[0]
    failed = request.session.testsfailed
    with without_an_error(app_log):
        yield page
    if errors or request.session.testsfailed > failed or not page.evaluate(AS_OPENED):
        toured.clear()
        page.close()
    assert errors == []


@pytest.fixture(scope="module", params=["light", "dark"])
def themed(request: pytest.FixtureRequest, tour: Page) -> Iterator[Page]:
    """The page of the file in a theme; the reader changes it while the dashboard is open."""
    tour.emulate_media(color_scheme=request.param)
    if tour.url != "about:blank":
        wait_idle(tour)
    yield tour
    tour.emulate_media(color_scheme="light")


@pytest.fixture(scope="module")
def other(browser: Browser, app_url: str, app_log: Path) -> Iterator[Page]:
    """Another reader's page, in a browser that shares nothing with the first one's, to open links in."""
    errors: list[str] = []
    with reader(browser, app_url, app_log, errors) as page:
        yield page
    assert errors == []
