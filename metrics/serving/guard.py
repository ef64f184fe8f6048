"""What every answer of the server carries, and whom it answers at all: headers, hosts, origins. Plain ASGI around all of it."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
import socket
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit sets style attributes and style sheets from its scripts; components of our own come as scripts in blobs
PARTS = {
    "default-src": "'self'",
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "media-src": "'self'",
    "worker-src": "'self'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # addresses hold what a reader looks at: no other site is told
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb")
    ),
}
POLICY = "Content-Security-Policy"


def policy(inline: Iterable[str] = ()) -> str:
    """The content security policy of a page that holds these scripts within itself."""
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline]
    parts = {**PARTS, "script-src": " ".join((PARTS["script-src"], *(f"'sha256-{one}'" for one in hashes)))}
    return "; ".join(f"{name} {sources}" for name, sources in parts.items())


class Guard:
    """Refuses hosts and origins that are not ours, closes what is not for readers, and puts HEADERS on every answer.

    `hosts` are the names that the server answers to, `*.example.org` for all below one; without any: this computer's own names,
    and whatever is no name but the number of an address. `closed` are paths that answer 404.
    """

    def __init__(
        self, app: ASGIApp, hosts: Collection[str] = (), origins: Collection[str] = (), closed: Collection[str] = ()
    ) -> None:
        self.app = app
        self.hosts = [host.strip().lower().rstrip(".") for host in hosts]
        self.own = {"localhost", *_own_names()}
        self.origins = {_host(urlsplit(origin).netloc) for origin in origins}
        self.closed = set(closed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        through = _Carrying(send).send if scope["type"] == "http" else send
        headers = Headers(scope=scope)
        if not self.is_ours(headers.get("host", "")):
            await self._refuse(scope, receive, through, 400, "This server does not answer to that name; see server.allowedHosts.\n")
        elif scope["type"] == "websocket" and not self.is_from_us(headers.get("origin", ""), headers.get("host", "")):
            await self._refuse(scope, receive, through, 403, "")
        elif scope["path"] in self.closed:
            await self._refuse(scope, receive, through, 404, "Not found\n")
        else:
            await self.app(scope, receive, through)

    def is_ours(self, host: str) -> bool:
        """Is this the name of this server? A site of another name may lead to its address, and must not read what it says."""
        name = _host(host)
        if not name:
            return False
        if self.hosts:
            return any(one in ("*", name) or (one.startswith("*.") and name.endswith(one[1:])) for one in self.hosts)
        return name in self.own or _is_number(name)

    def is_from_us(self, origin: str, host: str) -> bool:
        """Was a connection opened by a page of ours? A program that is no browser names no origin."""
        if not origin:
            return True
        netloc = urlsplit(origin).netloc if _host(urlsplit(origin).netloc) else ""
        return bool(netloc) and (netloc.lower() == host.lower() or _host(netloc) in self.origins)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, status: int, text: str) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(text, status)(scope, receive, send)


class _Carrying:
    """An answer on its way out: what it does not say of itself is said here."""

    def __init__(self, send: Send) -> None:
        self.through = send

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault(POLICY, policy())
            message = {**message, "headers": headers.raw}
        await self.through(message)


def _host(text: str) -> str:
    """The name in a header Host, without port, in small letters; nothing where it is none."""
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[0-9A-Za-z_.-]+)(?::[0-9]{1,5})?", text)
    return found[1].lower().rstrip(".") if found else ""


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _own_names() -> set[str]:
    """What other computers of the same network call this one."""
    name = socket.gethostname().lower()
    return {name, name.partition(".")[0], f"{name.partition('.')[0]}.local"} - {"", ".local"}
