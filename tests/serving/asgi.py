"""The API without a server around it: a request goes in, an answer comes out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message

from tests.loops import run


@dataclass(frozen=True)
class Got:
    """An answer: status, headers in small letters, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(app: ASGIApp, target: str, method: str = "GET", client: str = "192.0.2.1", **headers: str) -> Got:
    """What an app answers; `target` may hold a query, headers are written with `_` for `-`."""
    path, _, query = target.partition("?")
    named = {"host": "localhost", **{name.replace("_", "-").lower(): value for name, value in headers.items()}}
    scope = {
        **{"type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": path, "raw_path": path.encode()},
        **{"query_string": query.encode(), "root_path": "", "client": (client, 1), "server": ("localhost", 80)},
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def answer() -> None:
        await app(scope, receive, send)

    run(answer())
    start, *rest = sent
    body = b"".join(message.get("body", b"") for message in rest)
    return Got(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body)
