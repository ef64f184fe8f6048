"""What the server does beside drawing pages: whom it answers, what it puts around every answer, the API and the feed."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute

from metrics.serving.guard import Guard
from metrics.serving.limits import Settings
from metrics.serving.routes import routes as beside
from pages.parts.account import WithSignOut
from pages.parts.shell import WithScript
from pages.parts.view import served

# counters of the server: how many sessions, how much memory
COUNTERS = "_stcore/metrics"


def routes() -> list[BaseRoute]:
    """The API and the feed, of the figures that the pages show."""
    return beside(served, Settings.of_environment(), _base())


def middleware() -> list[Middleware]:
    """What each request goes through before Streamlit sees it, outermost first."""
    closed = () if Settings.of_environment().counters else (f"/{_base()}/{COUNTERS}".replace("//", "/"),)
    hosts, origins = st.get_option("server.allowedHosts"), st.get_option("server.corsAllowedOrigins")
    return [
        Middleware(Guard, hosts=hosts or (), origins=origins or (), closed=closed),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        Middleware(WithScript),
        Middleware(WithSignOut),
    ]


def _base() -> str:
    return str(st.get_option("server.baseUrlPath") or "").strip("/")
