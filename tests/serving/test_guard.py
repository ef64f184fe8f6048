"""Whom the server answers, and what every answer carries."""

from __future__ import annotations

import base64
import hashlib
import socket

import pytest
from starlette.responses import PlainTextResponse

from metrics.serving.guard import HEADERS, POLICY, Guard, policy
from tests.serving.asgi import ask

OPEN = Guard(PlainTextResponse("answer"))


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8501", "LOCALHOST", "127.0.0.1:8501", "[::1]:8501", "192.168.1.20", socket.gethostname()],
)
def test_without_a_setting_it_answers_by_its_own_names_and_numbers(host: str):
    assert ask(OPEN, "/", host=host).body == b"answer"


@pytest.mark.parametrize(
    "host", ["", "evil.example", "localhost.evil.example", "evil.example:8501", "a b", "x@localhost", "[::1", "1.2.3"]
)
def test_by_no_other_name(host: str):
    got = ask(OPEN, "/", host=host)
    assert (got.status, b"server.allowedHosts" in got.body) == (400, True)
    assert got.headers["x-content-type-options"] == "nosniff"


def test_names_that_are_set_are_the_only_ones():
    guard = Guard(PlainTextResponse("answer"), hosts=["figures.example.org", "*.office.example"])
    names = ("figures.example.org", "a.office.example:443", "office.example", "localhost", "192.168.1.20")
    assert [ask(guard, "/", host=name).status for name in names] == [200, 200, 400, 400, 400]
    assert ask(Guard(PlainTextResponse("answer"), hosts=["*"]), "/", host="any.example").status == 200


@pytest.mark.parametrize(
    ("origin", "ours"),
    [
        ("", True),
        ("http://localhost:8501", True),
        ("http://LOCALHOST:8501", True),
        ("https://named.example", True),
        ("http://localhost:9999", False),
        ("https://evil.example", False),
        ("null", False),
        ("http://localhost:8501.evil.example", False),
        ("file://", False),
    ],
)
def test_a_connection_is_taken_from_our_own_pages_only(origin: str, ours: bool):
    guard = Guard(PlainTextResponse("answer"), origins=["https://named.example"])
    assert guard.is_from_us(origin, "localhost:8501") is ours


def test_every_answer_carries_the_headers():
    got = ask(OPEN, "/")
    assert {name: got.headers[name.lower()] for name in HEADERS} == HEADERS
    assert got.headers[POLICY.lower()] == policy()


def test_a_script_within_a_page_runs_only_if_it_is_known():
    known = base64.b64encode(hashlib.sha256(b"let a = 1").digest()).decode()
    parts = dict(part.split(" ", 1) for part in policy(["let a = 1"]).split("; "))
    assert f"'sha256-{known}'" in parts["script-src"]
    assert "unsafe" not in parts["script-src"]
    assert (parts["object-src"], parts["frame-ancestors"], parts["connect-src"]) == ("'none'", "'self'", "'self'")


def test_what_is_closed_is_not_there():
    guard = Guard(PlainTextResponse("answer"), closed=["/_stcore/metrics"])
    assert [ask(guard, path).status for path in ("/_stcore/metrics", "/_stcore/health")] == [404, 200]
