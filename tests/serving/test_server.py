"""The API of a running server: it answers what the command line prints, changes after an import, lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from metrics.__main__ import main
from metrics.intake.batch_files import batches
from metrics.intake.batches import with_batches
from metrics.serving.guard import HEADERS
from metrics.store.store import Store
from tests.browser.conftest import served
from tests.folders import PROJECT, SEEDS
from tests.serving.asgi import Got
from tests.serving.questions import address, arguments, questions
from tests.test_docs import API, as_pattern, blocks

# in full by `python -m benchmarks.api`
ASKED = 12
NEW = """organization,indicator,value,unit,qualifier,period_type,period,status,quote,publisher,published,url
nghe-an.agencies-bloc,members_admitted,1.234,person,eq,year,2015,reported,kết nạp 1.234 đảng viên,Báo Ví dụ,2016-01-05,https://example.org/a
"""
WEBSOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec_WebSocket_Protocol": "streamlit",
}


def get(url: str, target: str, method: str = "GET", **headers: str) -> Got:
    where = urlsplit(url)
    connection = HTTPConnection(where.hostname or "", where.port, timeout=60)
    try:
        connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Got(response.status, named, response.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def imports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home") / "imports"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, imports: Path) -> Iterator[str]:
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with served(log, PARTY_METRICS_HOME=str(imports), PARTY_METRICS_API_RATE="0") as url:
        yield url
    assert "Traceback" not in log.read_text("utf-8")


def printed(words: list[str]) -> tuple[int, str, str]:
    """What a command prints: exit code, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    return code, out.getvalue(), err.getvalue()


# the same answers ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def one_store(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line asks the store of the tests, which holds the same data: nothing is read or built for each question."""
    whole = with_batches(SEEDS, None)
    monkeypatch.setattr("metrics.__main__._store", lambda options: (store, whole))


@pytest.mark.usefixtures("one_store")
def test_it_answers_what_the_command_line_prints(server: str, store: Store):
    refused = 0
    for asked in questions(store, ASKED, seed=14):
        for command in ("query", "evidence"):
            code, out, err = printed([command, *arguments(asked)])
            csv = get(server, f"/api/{command}?{address(asked)}&format=csv")
            told = get(server, f"/api/{command}?{address(asked)}")
            refused += bool(code)
            if code:
                assert (csv.status, told.status) in ((400, 400), (422, 422)), asked
            else:
                assert csv.text == out, asked
                rows = json.loads(printed([command, *arguments(asked), "--format", "json"])[1])
                assert told.json["rows"] == rows, asked
                assert len(told.json["blanks"]) == len(err.splitlines()), asked
    assert 0 < refused < ASKED


def examples() -> list[tuple[str, str]]:
    """The address and the shown answer of each example in docs/api.md."""
    found = [step.partition("\n") for block in blocks(API, "console") for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(command.removeprefix("curl 'http://localhost:8501").removesuffix("'"), shown) for command, _, shown in found]


@pytest.mark.parametrize(("target", "shown"), examples(), ids=[target for target, _ in examples()])
def test_the_examples_of_the_docs_are_answered_so(server: str, target: str, shown: str):
    got = get(server, target).text
    assert re.fullmatch(as_pattern(shown), got), got


@pytest.mark.parametrize(
    "path", ["/api", "/api/query?metric=papi_rank&year=2020", "/api/openapi.json", "/feed.atom", "/api/nothing"]
)
def test_head_tells_what_get_would(server: str, path: str):
    head, whole = get(server, path, "HEAD"), get(server, path)
    assert (head.status, head.text) == (whole.status, "")
    for name in ("content-type", "content-length", "etag"):
        assert head.headers.get(name) == whole.headers.get(name)


# changes ------------------------------------------------------------------------------------------------------------------
def test_after_an_import_the_answer_is_another(server: str, imports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PARTY_METRICS_HOME", str(imports))
    target = "/api/query?metric=members_admitted&province=nghe-an&kind=agencies_bloc&year=2015&format=csv"
    before, feed = get(server, target), get(server, "/feed.atom?lang=en")
    assert get(server, target, If_None_Match=before.headers["etag"]).status == 304
    (tmp_path / "figures.csv").write_text(NEW, "utf-8")
    assert main(["import", str(tmp_path / "figures.csv")]) == 0
    (batch,) = (one.batch for one in batches(imports))
    after = get(server, target, If_None_Match=before.headers["etag"])
    assert (after.status, "1234" in after.text, "1234" in before.text) == (200, True, False)
    assert get(server, "/feed.atom?lang=en").text != feed.text
    assert main(["undo", batch]) == 0
    again = get(server, target)
    assert (again.text, again.headers["etag"]) == (before.text, before.headers["etag"])


# whom it answers ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/", "/membership", "/api/provinces", "/_stcore/health", "/static/nothing.js", "/nowhere"])
def test_every_answer_carries_the_headers_and_goes_to_our_own_names_only(server: str, path: str):
    got = get(server, path)
    assert {name: got.headers.get(name.lower()) for name in HEADERS} == HEADERS
    assert "'unsafe" not in got.headers["content-security-policy"].partition("style-src")[0]
    assert get(server, path, Host="evil.example").status == 400


def test_the_page_allows_its_own_scripts_alone_and_tells_of_the_feed(server: str):
    page = get(server, "/", Accept="text/html")
    scripts = re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL)
    allowed = re.findall(r"'sha256-([^']+)'", page.headers["content-security-policy"])
    assert [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts] == allowed
    assert len(scripts) == 2
    for target in re.findall(r'<link rel="alternate"[^>]* href="([^"]+)"', page.text):
        assert get(server, target).headers["content-type"].startswith("application/atom+xml")


def upgraded(server: str, **headers: str) -> int:
    """The status of the server's answer to a browser that opens a websocket."""
    return get(server, "/_stcore/stream", **{**WEBSOCKET, **headers}).status


def test_a_websocket_is_opened_by_our_own_pages_only(server: str):
    assert upgraded(server, Origin=server) == 101
    assert upgraded(server, Origin="https://evil.example") == 403
    assert upgraded(server, Origin="https://evil.example", Host="evil.example") == 403
    assert upgraded(server, Origin="null") == 403


def test_counters_are_closed_and_files_need_a_token(server: str):
    assert get(server, "/_stcore/metrics").status == 404
    assert get(server, "/_stcore/upload_file/session/file", "PUT").status == 403
    assert "access-control-allow-origin" not in get(server, "/_stcore/health", Origin="https://evil.example").headers


@pytest.mark.parametrize(
    "target",
    [
        "/api/query?metric=papi_rank&province=%00",
        "/api/query?metric=" + "a" * 20_000,
        "/api/..%2f..%2fetc/passwd",
        "/api//etc/passwd",
        "/api/query/../../seeds/sources.csv",
        "/component/../../etc/passwd",
        "/_stcore/bidi-components/x/../../dashboard.py",
        "/media/%2e%2e%2f%2e%2e%2fdashboard.py",
    ],
)
def test_nothing_that_is_sent_brings_a_path_of_the_machine(server: str, target: str):
    got = get(server, target)
    assert got.status in (400, 404, 414)
    assert str(PROJECT) not in got.text
    assert "Traceback" not in got.text


# behind a proxy -----------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server below a path, under a name of its own, as a proxy on the same computer reaches it."""
    settings = {"STREAMLIT_SERVER_ALLOWED_HOSTS": "figures.example.org localhost", "PARTY_METRICS_API_RATE": "2"}
    with served(tmp_path_factory.mktemp("proxied") / "log.txt", "/our/data", PROJECT, **settings) as url:
        yield url


def test_behind_a_proxy_it_answers_under_its_own_name_and_counts_readers_apart(proxied: str):
    def asked(target: str, reader: str, host: str = "figures.example.org") -> Got:
        return get(proxied, f"/our/data{target}", Host=host, X_Forwarded_For=reader, X_Forwarded_Proto="https")

    assert [asked("/api/provinces", "203.0.113.7").status for _ in range(3)] == [200, 200, 429]
    assert asked("/api/provinces", "203.0.113.8").status == 200
    assert asked("/api/provinces", "203.0.113.9", "127.0.0.1").status == 400
    assert 'href="https://figures.example.org/our/data/feed.atom?lang=en"' in asked("/feed.atom?lang=en", "203.0.113.9").text
    assert asked("/_stcore/metrics", "203.0.113.9").status == 404
    own = {**WEBSOCKET, "Host": "figures.example.org", "Origin": "https://figures.example.org"}
    assert get(proxied, "/our/data/_stcore/stream", **own).status == 101
    assert get(proxied, "/our/data/_stcore/stream", **{**own, "Origin": "http://localhost"}).status == 403
