"""Several processes over one build, behind nginx as docs/scale.md has it: a browser stays with one, and outlives its end."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from metrics.words.wording import Wording
from tests import small
from tests.browser.conftest import context_of, served, wait_idle
from tests.browser.proxies import CONFIGURED, NGINX, free_port, wait_for
from tests.browser.steps import choose, show
from tests.folders import PROJECT
from tests.here import run

pytestmark = pytest.mark.skipif(not NGINX, reason="nginx is not installed")
EN = Wording("en")


@contextmanager
def before(servers: list[int], folder: Path) -> Iterator[str]:
    """The address of nginx before the servers at these ports, with the lines of docs/scale.md; it tells which of them answered."""
    (text,) = re.findall(r"^```nginx\n(map .*?)^```$", (PROJECT / "docs" / "scale.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    port = free_port()
    for documented, ours in zip(("8501", "8502"), servers, strict=True):
        text = text.replace(f"localhost:{documented}", f"127.0.0.1:{ours}")
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port}; add_header X-Answered $upstream_addr;")
    head, _, tail = CONFIGURED.partition("  server {{")
    (folder / "nginx.conf").write_text(head.format(folder=folder) + text + "}", "utf-8")
    assert tail
    with subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")]) as server:
        try:
            wait_for(port, server)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()


def asked(url: str, seat: str = "") -> tuple[str, str]:
    """Which process answers whoever has this seat, and the seat that it is given."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request("GET", "/_stcore/health", headers={"Cookie": f"seat={seat}"} if seat else {})
    answer = connection.getresponse()
    given = re.search("seat=([0-9a-f]+)", " ".join(answer.headers.get_all("Set-Cookie") or ()))
    told = answer.headers["X-Answered"].rpartition(", ")[2]
    connection.close()
    return told, given[1] if given else ""


def test_a_browser_stays_with_one_of_several_processes_and_outlives_its_end(browser: Browser, tmp_path: Path):
    known = (f"nghe-an.agencies-bloc party_members {year}-12-31 {3 * year}" for year in range(2016, 2023))
    folder = small.write(small.data(*known), tmp_path / "data")
    assert run("build", "--data", str(folder), "--out", str(tmp_path / "builds")).code == 0
    builds = str(tmp_path / "builds")
    with ExitStack() as running:
        each = [running.enter_context(ExitStack()) for _ in range(2)]
        urls = [
            one.enter_context(served(tmp_path / f"{place}.txt", PARTY_METRICS_BUILD=builds, STREAMLIT_SERVER_COOKIE_SECRET="ours"))
            for place, one in enumerate(each)
        ]
        ports = [urlsplit(url).port or 0 for url in urls]
        url = running.enter_context(before(ports, tmp_path))

        # each is given a seat once; a seat is always that of the same process, and both have some
        seats = [asked(url) for _ in range(24)]
        assert all(given for _, given in seats)
        assert len({answered for answered, _ in seats}) == 2
        for answered, given in seats:
            assert asked(url, given) == (answered, "")

        context = context_of(browser, url)
        page = context.new_page()
        show(page, "/membership?lang=en&province=nghe-an")
        choose(page, EN.say("From year"), "2019")
        said, address = page.get_by_test_id("stMain").inner_text(), page.url
        assert "year=2019" in address
        seat = next(one["value"] for one in context.cookies() if one["name"] == "seat")
        (at,) = [place for place, port in enumerate(ports) if asked(url, seat)[0].endswith(f":{port}")]

        # its process ends: the other has the page
        each[at].close()
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=60_000)
        wait_idle(page)
        assert page.url == address
        assert page.get_by_test_id("stMain").inner_text() == said
        choose(page, EN.say("From year"), "2020")
        assert page.url == address.replace("2019", "2020")
        assert asked(url, seat)[0].endswith(f":{ports[1 - at]}")
        context.close()
