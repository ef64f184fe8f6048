"""The page and its server alone: no other site frames it, none is asked anything (conftest.py looks at every test for that)."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import foreign, watched
from tests.browser.steps import show

POLICY = "Content Security Policy"


@pytest.fixture
def other_site(tmp_path: Path, app_url: str) -> Iterator[str]:
    """A site of another host, on this computer, whose page has the dashboard in a frame."""
    (tmp_path / "index.html").write_text(f'<iframe src="{app_url}/membership" width="900" height="600"></iframe>', "utf-8")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_another_site_cannot_frame_it(browser: Browser, other_site: str):
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(other_site)
    expect(page.locator("iframe")).to_be_visible()
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in text for text in said)
    assert not page.frames[1].url.startswith("http")
    page.close()


@pytest.fixture(scope="module")
def looked_at(context: BrowserContext, app_log: Path) -> Iterator[tuple[Page, list[str]]]:
    """The page of the data, and the errors that its console tells."""
    said: list[str] = []
    with watched(context, app_log, said) as page:
        show(page, "/data?lang=en")
        assert said == []
        yield page, said
    assert [text for text in said if POLICY not in text] == []


def test_the_page_tells_of_feed_and_api_and_both_answer(looked_at: tuple[Page, list[str]]):
    page, _ = looked_at
    for name, kind in (("API", "application/json"), ("Atom", "application/atom+xml")):
        address = page.get_by_role("link", name=name, exact=True).evaluate("link => link.href")
        assert page.request.get(address).headers["content-type"].startswith(kind)
    assert page.locator("head link[type='application/atom+xml']").count() == 2


def test_a_script_that_is_slipped_into_a_page_does_not_run(looked_at: tuple[Page, list[str]]):
    page, said = looked_at
    page.evaluate("""() => {
        window.slipped = false;
        const script = document.createElement("script");
        script.textContent = "window.slipped = true";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="window.slipped = true">');
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.slipped") is False
    assert len([text for text in said if POLICY in text]) == 2


def test_the_watch_of_all_tests_tells_another_server_from_ours(app_url: str):
    assert [*foreign(f"{app_url}/x"), *foreign("blob:http://localhost/1"), *foreign("data:,x")] == []
    assert [*foreign("https://example.org/x"), *foreign("wss://example.org")] != []
