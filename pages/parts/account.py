"""Who reads a page: what Streamlit says of the server, the request and the sign-in; and the end of a sign-in in every window."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from metrics.intake.actor import SIGN_INS, Actor
from metrics.intake.roles import Server, Visit, actor_of

# the cookie by which Streamlit knows who signed in; a long one comes in pieces
COOKIE = re.compile(r"_streamlit_user(_[0-9]+)?")
SIGN_OUT = "/auth/logout"


def actor() -> Actor:
    """Who asks for the page of this run."""
    found = actor_of(server(), visit(), secrets(), st.user.to_dict(), _digest(st.context.cookies), time.time())
    if found.sign_in:
        SIGN_INS.opened(found.sign_in, found.until)
    return found


def server() -> Server:
    """How this server is set up."""
    option = st.get_option
    # without any it answers by its own names and numbers alone (metrics/serving/guard.py)
    hosts = [*(option("server.allowedHosts") or ()), option("browser.serverAddress") or "localhost"]
    guarded = option("server.enableCORS") and option("server.enableXsrfProtection")
    return Server(
        option("server.address") or "",
        hosts,
        option("server.corsAllowedOrigins") or (),
        open=not guarded,
        headers=bool(option("server.trustedUserHeaders")),
    )


def visit() -> Visit:
    """How the page of this run was asked for. Streamlit names no address of who is at this computer."""
    headers = st.context.headers
    return Visit(st.context.ip_address or "", [(name, value) for name in headers for value in headers.get_all(name)])


def secrets() -> dict[str, Any] | None:
    """What secrets.toml says: {} where there is none, None where it cannot be read."""
    if st.secrets.load_if_toml_exists():
        return st.secrets.to_dict()
    return None if any(Path(path).exists() for path in st.get_option("secrets.files")) else {}


def _digest(cookies: Mapping[str, str]) -> str:
    """What tells a sign-in from every other, and from which it cannot be had again; empty where nobody signed in."""
    parts = sorted((name, value) for name, value in cookies.items() if COOKIE.fullmatch(name))
    return hashlib.sha256(repr(parts).encode()).hexdigest() if parts else ""


class WithSignOut:
    """Middleware: a sign-in that is ended in one window is ended in all of them, which Streamlit would let go on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] == "http" and scope["path"].endswith(SIGN_OUT):
            SIGN_INS.end(_digest(Request(scope).cookies))
        await self.app(scope, receive, send)
