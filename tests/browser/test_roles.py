"""Who may import, end to end: a provider of OpenID Connect and proxies on this computer, signed in, out and not at all."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value

from metrics.intake.batch_files import batches
from metrics.intake.batches import accept
from metrics.intake.drafts import Draft
from metrics.intake.log import actions
from tests import small
from tests.actors import EDITOR
from tests.browser.conftest import complaints, context_of, served
from tests.browser.proxies import NGINX, free_port, nginx, plain, wait_for
from tests.browser.steps import settle, show
from tests.folders import PROJECT
from tests.imports_until_killed import FIGURE

COOKIE, SECRET = "_streamlit_user", "a secret of this test, long enough to sign with"
# the client's own secret is anything to this provider
CONFIGURED = """
[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "{secret}"
client_id = "figures"
client_secret = "of the client"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[roles.editors]
"Editor@example.org" = "editor 1"
"""
READS = "Import is for editors. Sign in with an account that is one."
TABLE = "organization,indicator,value,unit,qualifier,period_type,period,status,quote,publisher,published,url\n"
ROW = "nghe-an.agencies-bloc,party_members,5164,person,eq,as_of,2021-06-30,reported,có 5.164 đảng viên,Báo Thử,2021-07-01,https://example.org/1\n"


# the server, its provider, and a window -----------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider of OpenID Connect in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "tests.browser.provider", str(port)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port, server)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("roles")


@pytest.fixture(scope="module")
def imports(home: Path) -> Path:
    """A home of imports with one batch, of a small data folder."""
    folder = small.write(small.data("nghe-an.agencies-bloc party_members 2020 5000"), home / "data")
    cells = {**FIGURE, "value": "4000", "period": "2019-12-31", "quote": "4.000 đảng viên"}
    accept(home / "imports", folder, Draft.of(observations=[cells], text="Có 4.000 đảng viên."), EDITOR)
    return home / "imports"


@pytest.fixture(scope="module")
def log(home: Path) -> Path:
    return home / "log.txt"


@pytest.fixture(scope="module")
def own_app(chromium_path: str, provider: str, home: Path, imports: Path, log: Path) -> Iterator[str]:
    """A dashboard whose editors sign in."""
    (home / ".streamlit").mkdir()
    (home / ".streamlit" / "secrets.toml").write_text(CONFIGURED.format(secret=SECRET, provider=provider), "utf-8")
    with served(log, HOME=str(home), PARTY_METRICS_HOME=str(imports), PARTY_METRICS_DATA=str(home / "data")) as url:
        yield url


@pytest.fixture(scope="module")
def own_context(browser: Browser, own_app: str) -> Iterator[BrowserContext]:
    context = context_of(browser, own_app)
    yield context
    context.close()


@pytest.fixture(scope="module")
def window(own_context: BrowserContext, own_app: str, log: Path) -> Iterator[Page]:
    page, errors = own_context.new_page(), list[str]()
    page.on("console", lambda message: errors.extend(one for one in complaints(message) if own_app in one))
    yield page
    page.close()
    assert errors == []
    # Streamlit tells the log, and no reader, why it refused a token
    text = log.read_text("utf-8", "replace")
    assert text.count("Traceback") == text.count("OAuth token exchange failed for provider")


@pytest.fixture
def page(own_context: BrowserContext, window: Page) -> Page:
    """The window, with nobody signed in."""
    own_context.clear_cookies()
    return window


@pytest.fixture(scope="module")
def editors(own_context: BrowserContext, window: Page) -> list[Any]:
    """The cookies of an editor who signed in, for tests that do not sign out."""
    own_context.clear_cookies()
    sign_in(window, "editor")
    return list(own_context.cookies())


def sign_in(page: Page, who: str, address: str = "/import?lang=en") -> None:
    """Sign in as the page of imports offers it, and come to an address."""
    show(page, "/import?lang=en")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name=who, exact=True).click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/" and "code=" not in url)
    show(page, address)


def offers(page: Page) -> dict[str, int]:
    """What of the page changes something or gives a text away."""
    parts = ("stFileUploader", "stTextArea", "stDownloadButton")
    found = {part: page.get_by_test_id(part).count() for part in parts}
    return found | {name: page.get_by_role("button", name=name).count() for name in ("Take back", "Accept", "Read")}


def expect_reader(page: Page, why: str) -> None:
    expect(page.get_by_text(why)).to_be_visible()
    expect(page.get_by_text("1 figure ·").first).to_be_visible()
    assert set(offers(page).values()) == {0}


# allowed and refused ------------------------------------------------------------------------------------------------------
def test_without_an_account_one_reads(page: Page, imports: Path):
    show(page, "/import?lang=en&part=log")
    expect_reader(page, READS)
    expect(page.get_by_text("tester")).to_have_count(0)


def test_an_editor_signs_in_imports_and_is_recorded(own_context: BrowserContext, editors: list[Any], page: Page, imports: Path):
    own_context.add_cookies(editors)
    show(page, "/import?lang=en&part=table")
    expect(page.get_by_text("You import as editor 1.")).to_be_visible()
    table = FilePayload(name="figures.csv", mimeType="text/csv", buffer=(TABLE + ROW).encode())
    page.locator("input[type=file]").set_input_files([table])
    page.get_by_role("button", name="Accept 1 figure").click()
    expect(page.get_by_text("1 figure is accepted")).to_be_visible()
    newest = batches(imports)[-1]
    assert newest.by == "editor 1"
    found, wrong = actions(imports, {one.batch: one.kept for one in batches(imports)})
    assert ([(one.who, one.what) for one in found], wrong) == ([("tester", "accept"), ("editor 1", "accept")], [])
    assert "example.org" not in "".join(path.read_text("utf-8") for path in imports.rglob("*.json*"))
    page.get_by_text("Log", exact=True).click()
    settle(page)
    expect(page.get_by_role("table").get_by_text("editor 1")).to_be_visible()


def test_an_account_that_is_no_editor_reads(page: Page):
    sign_in(page, "reader")
    expect_reader(page, "Your account may read everything, but is no editor.")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


# sign-ins that do not count -----------------------------------------------------------------------------------------------
def test_a_token_for_another_application_signs_nobody_in(own_context: BrowserContext, page: Page):
    sign_in(page, "elsewhere")
    expect_reader(page, READS)
    assert not [one for one in own_context.cookies() if one["name"].startswith(COOKIE)]


def test_a_cookie_that_was_changed_grown_old_or_made_for_another_application_does_not_count(
    own_context: BrowserContext, own_app: str, editors: list[Any], page: Page
):
    (cookie,) = [one for one in editors if one["name"] == COOKIE]
    signed = cookie["value"].strip('"')
    told = json.loads(decode_signed_value(SECRET, COOKIE, signed) or b"")

    def made(**changed: Any) -> str:
        return create_signed_value(SECRET, COOKIE, json.dumps(told | changed)).decode()

    for value, why in (
        (signed[:40] + ("A" if signed[40] != "A" else "B") + signed[41:], READS),
        (made(iat=told["iat"] - 8 * 3600), "Your sign-in has ended after its time."),
        (made(aud="another", azp="figures"), "Your sign-in was made for another application"),
    ):
        own_context.add_cookies([{"name": COOKIE, "value": value, "url": own_app}])
        show(page, "/import?lang=en")
        expect_reader(page, why)


def test_who_signs_out_in_one_window_is_signed_out_in_the_other(page: Page, own_context: BrowserContext, imports: Path):
    sign_in(page, "editor", "/import?lang=en&part=batches")
    button = page.get_by_role("button", name="Take back").first
    expect(button).to_be_visible()
    kept = [one.kept for one in batches(imports)]
    other = own_context.new_page()
    show(other, "/import?lang=en")
    other.get_by_role("button", name="Sign out").click()
    # the provider asks once more
    other.wait_for_url("**/oauth2/end_session**")
    other.close()
    button.click()
    settle(page)
    expect_reader(page, "You have signed out, here or in another window.")
    assert [one.kept for one in batches(imports)] == kept


# without a sign-in: at this computer, or not ------------------------------------------------------------------------------
KINDS = [pytest.param("nginx", marks=pytest.mark.skipif(not NGINX, reason="nginx is not installed")), "plain"]


def test_through_a_proxy_on_the_same_computer_one_reads(app_url: str, browser: Browser, tmp_path: Path):
    """Through one of them; what each header tells: tests/intake/test_roles.py."""
    behind = urlsplit(app_url).port or 0
    with nginx(behind, True, tmp_path) if NGINX else plain(behind, True) as url:
        context = context_of(browser, url)
        page = context.new_page()
        show(page, "/import?lang=en")
        expect(page.get_by_text("Import is off: the page came through a proxy")).to_be_visible()
        assert set(offers(page).values()) == {0}
        context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_proxy_that_hides_itself_opens_no_page(kind: str, app_url: str, tmp_path: Path):
    """The browser names another origin than the host that the proxy makes of it: the server takes no websocket."""
    behind = urlsplit(app_url).port or 0
    with nginx(behind, False, tmp_path) if kind == "nginx" else plain(behind, False) as url:
        assert handshake(url, url) == handshake(app_url, "http://elsewhere.example") == 403
        assert handshake(app_url, app_url) == 101


def handshake(url: str, origin: str) -> int:
    """What the server answers to a page of this origin that opens its websocket at a URL."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=20)
    asked = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    connection.request("GET", "/_stcore/stream", headers={**asked, "Origin": origin})
    status = connection.getresponse().status
    connection.close()
    return status
