"""The addresses beside the pages, /api/… and the feed: HTTP alone. What asks the data runs beside the server's loop."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from metrics.errors import N_, DataError, Message, PartyMetricsError, QuestionError, RefusedSum
from metrics.files.citation import how_to_cite
from metrics.intake.batches import BatchError, Loaded
from metrics.serving import feed
from metrics.serving.answers import ENDPOINTS, Endpoint
from metrics.serving.asking import FORMATS, LAST, Asked, ParameterError, TooLongAddress, day_of, located, read
from metrics.serving.limits import Rates, Settings
from metrics.serving.writing import as_csv, as_json, json_bytes, refusal
from metrics.store.builds import BuildError
from metrics.store.limit import TookTooLong, TookTooMuchMemory, limited
from metrics.store.store import Store
from metrics.survey.release import reach_of
from metrics.words.languages import DEFAULT, LANGUAGES
from metrics.words.words import Words

# what a server shows, of a day what was known then, of "" what is known now; BatchError or DataError where it cannot be loaded,
# AsOfError where nothing tells of the day
Current = Callable[[str], tuple[Store, Loaded]]
Make = Callable[[Request], Response]

# questions that are answered at the same time, and those that may wait for their turn
AT_ONCE, WAITING = 4, 60
READING = ("GET", "HEAD")
JSON, CSV, ATOM = "application/json", "text/csv", "application/atom+xml"
log = logging.getLogger(__name__)


def routes(current: Current, settings: Settings, base: str = "") -> list[BaseRoute]:
    """The routes of the API and the feed below a base path, as `figures`; `current` gives the data at each request."""
    root = f"/{base.strip('/')}" if base.strip("/") else ""
    server = _Server(current, settings, root)
    made: dict[str, Make] = {f"/api/{name}": partial(server.rows, endpoint) for name, endpoint in ENDPOINTS.items()}
    made |= {"/api": server.index, "/api/openapi.json": server.description, "/feed.atom": server.feed}
    paths: list[BaseRoute] = [Route(f"{root}{path}", _open_to(settings, _Served(server, make))) for path, make in made.items()]
    return [*paths, Mount(f"{root}/api", _open_to(settings, _Served(server, _unknown_path)))]


def _open_to(settings: Settings, app: ASGIApp) -> ASGIApp:
    """The app, for pages of the servers that the settings name as well."""
    if not settings.origins:
        return app
    told = ("ETag", "Link", "Retry-After", "X-Total-Count")
    asked = ("If-None-Match",)
    return CORSMiddleware(app, allow_origins=settings.origins, allow_methods=READING, allow_headers=asked, expose_headers=told)


class _Served:
    """One address, for all methods: the server says itself which it does not take."""

    def __init__(self, server: _Server, make: Make) -> None:
        self.server, self.make = server, make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self.server.respond(Request(scope), self.make)
        await response(scope, receive, send)


class _Server:
    """What all addresses share: the data, the limits, the threads that questions run in."""

    def __init__(self, current: Current, settings: Settings, root: str) -> None:
        self.current, self.settings, self.root = current, settings, root
        self.rates = Rates(settings.rate)
        self.threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="api")
        self.waiting = 0

    async def respond(self, request: Request, make: Make) -> Response:
        """The response of `make`, or why there is none."""
        if request.method not in READING:
            text = N_("{method} is not taken here: figures can only be read. Use GET.")
            return _refused(405, "read_only", Message.of(text, method=request.method[:20]), Allow=", ".join(READING))
        wait = self.rates.wait(request.client.host if request.client else "")
        if wait:
            text = N_("More than {rate} requests in a minute from one address; go on after {seconds} seconds.")
            seconds = str(math.ceil(wait))
            return _refused(429, "too_many", Message.of(text, rate=self.settings.rate, seconds=seconds), Retry_After=seconds)
        if self.waiting >= AT_ONCE + WAITING:
            return _refused(503, "busy", Message.of(N_("Too many questions are waiting; ask again in a moment.")), Retry_After="2")
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, self._made, request, make)
        finally:
            self.waiting -= 1

    def _made(self, request: Request, make: Make) -> Response:
        try:
            return make(request)
        except TooLongAddress as error:
            return _refused(414, "too_long", error.message)
        except ParameterError as error:
            return _refused(400, "parameter", error.message, error.parameter)
        except RefusedSum as error:
            return _refused(422, "refused", error.message)
        except QuestionError as error:
            return _refused(400, "question", error.message)
        except TookTooLong as error:
            return _refused(504, "took_too_long", error.message)
        except TookTooMuchMemory as error:
            return _refused(503, "too_much_memory", error.message)
        except (DataError, BatchError, BuildError):
            text = N_("The data of this server cannot be loaded; whoever keeps it finds the reason with `check`.")
            return _refused(503, "data", Message.of(text), Retry_After="60")
        except PartyMetricsError as error:
            return _refused(400, "question", error.message)
        except Exception:
            log.exception("a request of the API failed")
            return _refused(500, "failed", Message.of(N_("The server failed at this question; its log says why.")))

    # addresses --------------------------------------------------------------------------------------------------------
    def rows(self, endpoint: Endpoint, request: Request) -> Response:
        """The rows of an endpoint, in the form that is asked for, from one place on."""
        query = request.scope["query_string"]
        asked = read(query, endpoint.parameters)
        form = _form(asked, request)
        offset = asked.number("offset", 0, 0, LAST)
        limit = asked.number("limit", self.settings.rows, 1, self.settings.rows)
        store, loaded = located("as_of", lambda: self.current(day_of(asked)))
        tag = _tag(store.state, request.url.path, query, form, self.settings.rows)
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}
        if _knows(request, tag):
            return Response(status_code=304, headers=headers)
        with limited(self.settings.seconds):
            answer = endpoint.answer(store, asked)
        total = len(answer.rows)
        places = range(min(offset, total), min(offset + limit, total))
        following = f"{request.url.path}?{_at(query, places.stop)}" if places.stop < total else ""
        headers |= {"X-Total-Count": str(total)} | ({"Link": f'<{following}>; rel="next"'} if following else {})
        if form == "csv":
            headers |= {"Content-Disposition": f'attachment; filename="{answer.name}.csv"', "X-Blanks": str(len(answer.blanks))}
            return Response(as_csv(answer, places), headers=headers, media_type=CSV)
        told = {"total": total, "offset": offset, "limit": limit, "capped": bool(following), "next": following or None}
        told |= self._about(store, loaded, str(request.url))
        return Response(as_json(answer, places, told), headers=headers, media_type=JSON)

    def index(self, request: Request) -> Response:
        """What there is to ask, and what the answers are made of."""
        read(request.scope["query_string"], ())
        store, loaded = self.current("")
        told = {"openapi": f"{self.root}/api/openapi.json", "feed": f"{self.root}/feed.atom"}
        told |= {name: f"{self.root}/api/{name}" for name in ENDPOINTS}
        return Response(json_bytes({"addresses": told, **self._about(store, loaded, str(request.url))}), media_type=JSON)

    def _about(self, store: Store, loaded: Loaded, link: str) -> dict[str, Any]:
        """What the figures are of, as of which day, and how to cite them."""
        reach = reach_of(store)
        data = {"state": store.state, "published": reach.published, "figures": reach.figures, "sources": reach.sources}
        data |= {"as_of": loaded.as_of or None, "release": loaded.release or None}
        return {"data": data, "cite": {code: how_to_cite(store, Words(code, store.names), link) for code in LANGUAGES}}

    def description(self, request: Request) -> Response:
        """The OpenAPI file, with the base path that this server has."""
        read(request.scope["query_string"], ())
        told = {**openapi(), "servers": [{"url": self.root or "/"}]}
        return self._kept(request, json_bytes(told), JSON)

    def feed(self, request: Request) -> Response:
        """Releases and new figures as an Atom feed."""
        asked = read(request.scope["query_string"], ("lang",))
        language = asked.choice("lang", tuple(LANGUAGES), DEFAULT)
        store, loaded = self.current("")
        site = f"{request.base_url}".rstrip("/") + self.root
        with limited(self.settings.seconds):
            written = feed.atom(store, loaded, Words(language, store.names), site)
        return self._kept(request, written, ATOM)

    def _kept(self, request: Request, body: bytes, kind: str) -> Response:
        """A file that is made quickly: a browser that has it already gets no second copy."""
        headers = {"ETag": _tag(body), "Cache-Control": "no-cache"}
        if _knows(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers, media_type=kind)


def _unknown_path(request: Request) -> Response:
    text = N_("There is no such address; /api lists them.")
    return _refused(404, "address", Message.of(text))


def _refused(status: int, code: str, message: Message, parameter: str = "", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(refusal(code, message, parameter), status, {"Cache-Control": "no-store", **named}, JSON)


# forms and tags -----------------------------------------------------------------------------------------------------------
def _form(asked: Asked, request: Request) -> str:
    """`format`, else what the header Accept puts first; JSON where it says neither."""
    accept = request.headers.get("accept", "")
    first = "csv" if CSV in accept and JSON not in accept.partition(CSV)[0] else "json"
    return asked.choice("format", FORMATS, first)


def _at(query: bytes, offset: int) -> str:
    """A query string that asks for the rows from a place on."""
    pairs = [pair for pair in parse_qsl(query.decode()) if pair[0] != "offset"]
    return urlencode([*pairs, ("offset", str(offset))])


def _tag(*parts: object) -> str:
    """A tag that differs where any of these does, or the program itself."""
    return f'W/"{hashlib.sha256(repr((_program(), *parts)).encode()).hexdigest()[:32]}"'


@cache
def _program() -> str:
    """A hash of what figures are calculated with: the same data may give another answer once a fault is mended."""
    folder = Path(__file__).resolve().parents[1]
    found = hashlib.sha256()
    for path in sorted(path for ending in ("py", "sql", "po") for path in folder.rglob(f"*.{ending}")):
        found.update(path.read_bytes())
    return found.hexdigest()


def _knows(request: Request, tag: str) -> bool:
    """Has the reader this very answer already?"""
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    return tag.removeprefix("W/") in known


@cache
def openapi() -> dict[str, Any]:
    """What the API takes and gives, as OpenAPI 3.1: the one description of it for programs."""
    told: dict[str, Any] = json.loads(files("metrics.serving").joinpath("openapi.json").read_text("utf-8"))
    return told
