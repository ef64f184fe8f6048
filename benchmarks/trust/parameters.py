"""Hostile texts wherever a question may hold one: each parameter of the API and of the pages, each option of the command line.

SQL, numbers out of range, words of the wrong type, markup, paths, templates, letters that nobody sees, texts without end. What
comes is an answer or a refusal in words, at once, and nothing of the machine; the figures stay what they were.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote_from_bytes

from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from benchmarks.trust.table import Tried, tried
from metrics.__main__ import main
from metrics.intake.batches import Loaded
from metrics.serving.answers import ENDPOINTS
from metrics.serving.limits import Settings
from metrics.serving.routes import routes
from metrics.store.as_of import store_as_of
from metrics.store.store import Store
from tests.folders import PROJECT, SEEDS
from tests.here import kept
from tests.pages.haste import LINKS
from tests.pages.haste import session as opened
from tests.serving.asgi import ask as fetch

EVIL = "evil.example"
TEXTS = (
    # SQL
    *("' OR 1=1 --", "x'; DROP TABLE observation; --", "1) UNION SELECT * FROM read_csv('/etc/passwd') --", "$kinds", '"figure"'),
    *("; ATTACH '/tmp/x' AS y; --", "COPY figure TO '/tmp/x'", "*", "%", "_", "1; SELECT 1", "nghe-an' AND '1'='1", "/* */", "\\'"),
    # out of range, of another type
    *(
        "-1",
        "0",
        "1e309",
        "NaN",
        "inf",
        "9" * 4000,
        "2019:1",
        "0001:9999",
        "99999",
        "2019-13-41",
        "true",
        "[]",
        "{}",
        "null",
        "1.5",
    ),
    # markup
    *(
        "<script>window.PWNED=1</script>",
        f"[x](javascript:PWNED()) ![y](http://{EVIL}/y.png)",
        "<b>EVIL</b><br>%{x}<extra></extra>",
    ),
    *(f"https://{EVIL}", "javascript:alert(1)", "data:text/html,x", ":material/block: $$z$$ `c`", '"><img src=x onerror=PWNED=1>'),
    # places
    *("../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\x", "C:\\x", "CON", "~"),
    # templates, patterns, letters
    *(
        "%s{0}{metric}{evil!r}",
        "${x}",
        "(a+)+$",
        "[" * 50,
        "\\1",
        "\x00",
        "\x1b[31m",
        "\u202egnirts",
        "\ufdd0",
        "\ue000",
        "％ｓ",
        "Đ" * 999,
    ),
    *(",,,,", ";;=;=", "=", "&&&", "~", "a~b~c~d", ".", "x." * 200, "\r\nSet-Cookie: a=b", "\u2028", "😀" * 300),
)
# bytes that are no letters, in an address
BYTES = (b"\xff\xfe", b"\xed\xa0\x80", b"\x80", b"\xc0\xaf")
# what a page reads of an address
OF_PAGES = (
    *(
        "lang",
        "province",
        "region",
        "year",
        "kind",
        "boundary",
        "as_of",
        "metric",
        "body",
        "body_year",
        "chart_year",
        "open",
        "figure",
    ),
    *("grade", "sort", "index", "listed", "profile", "rows", "columns", "period", "second", "years", "share", "breakdown", "unit"),
    *("chart", "part", "block", "title", "search", "source", "status", "of", "count", "page", "row", "group", "change", "nothing"),
)
# options of the command line that take a word
OF_COMMANDS = {
    "query": ("--by", "--province", "--region", "--kind", "--year", "--boundary", "--breakdown", "--unit", "--compare", "--as-of"),
    "evidence": ("--province", "--kind", "--year", "--breakdown"),
    "sql": ("--by", "--breakdown"),
    "list": ("--format",),
    "export": ("--as-of",),
}
FEW_PAGES = ("rankings", "explore", "data")
# seconds of the processor, whatever else it does, after which an answer is none
AT_ONCE = 10.0
OF_THE_MACHINE = ("Traceback", str(PROJECT), "site-packages", "root:x:")
# markup of a text in what Streamlit draws as Markdown or HTML
ALIVE = re.compile(
    r"(?<!\\)<(?:script|img|extra|b>EVIL)|(?<!\\)\]\((?:<?javascript|<?data|<?http://evil)|(?<!\\)!\[y", re.IGNORECASE
)


def parameters(few: bool) -> Iterator[Tried]:
    """All of them; `few`: of some parameters some texts."""
    yield from of_api(3 if few else len(TEXTS))
    yield from of_commands(["query"] if few else list(OF_COMMANDS), 1 if few else 15)
    yield from of_pages(FEW_PAGES if few else tuple(LINKS), 1 if few else 12)


def _some(number: int, *seed: str) -> list[str]:
    return random.Random(repr(seed)).sample(TEXTS, min(number, len(TEXTS)))


def _told(text: str) -> str:
    return next((f"tells {one!r}" for one in OF_THE_MACHINE if one in text), "")


# the API --------------------------------------------------------------------------------------------------------------------
def of_api(number: int) -> Iterator[Tried]:
    """Each parameter of each address, by words and by bytes; then addresses that are too long."""
    store, loaded = kept(SEEDS, None, "")
    before = _figures(store)
    app = Starlette(routes=routes(lambda day: (store, loaded), Settings(rate=0)))
    for path, endpoint in ENDPOINTS.items():
        names = [*endpoint.parameters, "nothing"]
        asked = [(name, text.encode()) for name in names for text in _some(number, path, name)]
        asked += [(name, text) for name in names for text in BYTES]
        yield tried(f"hostile parameters of /api/{path}", (_api(app, path, name, text) for name, text in asked))
    longest = [f"/api/query?metric={'x' * size}" for size in (9_000, 100_000, 1_000_000)]
    longest += [f"/api/query?{'province=a&' * times}metric=papi_rank" for times in (300, 100_000)]
    yield tried("queries of the API without end", (_answered(app, target) for target in longest))
    yield tried("figures after that", ["" if _figures(store) == before else "others"])


def _figures(store: Store) -> object:
    return store.rows("SELECT count(*), bit_xor(hash(o)) FROM observation o", {})


def _api(app: Starlette, path: str, name: str, text: bytes) -> str:
    first = {"metric": "papi_rank", "province": "nghe-an"} if path in ("query", "evidence") else {}
    pairs = {**{key: value.encode() for key, value in first.items()}, name: text}
    return _answered(app, f"/api/{path}?" + "&".join(f"{key}={quote_from_bytes(value)}" for key, value in pairs.items()))


def _answered(app: Starlette, target: str) -> str:
    before = time.process_time()
    got = fetch(app, target)
    took = time.process_time() - before
    if got.status not in (200, 400, 404, 414, 422):
        return f"{target[:80]} answers {got.status}"
    if took > AT_ONCE:
        return f"{target[:80]} took {took:.0f} s"
    body = got.body.decode("utf-8", "replace")
    if any("\n" in value or "\r" in value for value in got.headers.values()):
        return f"{target[:80]} writes a header"
    return _told(body) and f"{target[:80]} {_told(body)}"


# the command line -------------------------------------------------------------------------------------------------------------
def of_commands(commands: Sequence[str], number: int) -> Iterator[Tried]:
    """Each option, and the metric; the project's own data are read once."""
    with patch("metrics.__main__.store_as_of", _read_once):
        yield from _of_commands(commands, number)


def _read_once(folder: Path, home: Path | None, day: str) -> tuple[Store, Loaded]:
    return (kept if folder == SEEDS else store_as_of)(folder, home, day)


def _of_commands(commands: Sequence[str], number: int) -> Iterator[Tried]:
    for command in commands:
        options = OF_COMMANDS[command]
        first = ["party_members"] if command in ("query", "evidence", "sql") else []
        asked = [[command, *first, f"{option}={text}"] for option in options for text in _some(number, command, option)]
        asked += [[command, text] for text in _some(number, command)]
        yield tried(f"hostile options of {command}", map(_command, asked))


def _command(words: list[str]) -> str:
    out, said = io.StringIO(), io.StringIO()
    before = time.process_time()
    with tempfile.TemporaryDirectory() as here, contextlib.chdir(here):
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(out):
            try:
                code = main(words)
            except SystemExit as error:
                code = int(error.code or 0)
            except Exception as error:
                return f"{' '.join(words)[:80]}: {type(error).__name__}: {str(error)[:100]}"
        written = os.listdir(here)
    took = time.process_time() - before
    if code not in (0, 1, 2) or took > AT_ONCE or (written and words[0] != "export"):
        return f"{' '.join(words)[:80]} ends with {code} after {took:.0f} s, {written}"
    told = "Traceback" in said.getvalue() or "root:x:" in out.getvalue()
    return f"{' '.join(words)[:80]}: {said.getvalue()[:80]}" if told else ""


# the pages ------------------------------------------------------------------------------------------------------------------
def of_pages(pages: Sequence[str], runs: int) -> Iterator[Tried]:
    """Each page with hostile texts in every parameter at once, so often; what it says of them is text."""
    with tempfile.TemporaryDirectory() as home, patch.dict(os.environ, PARTY_METRICS_HOME=home):
        for page in pages:
            yield tried(f"{page}: hostile texts in {len(OF_PAGES)} parameters", (_page(page, run) for run in range(runs)))


def _page(page: str, run: int) -> str:
    chance = random.Random(f"{page} {run}")
    app = opened()
    app.switch_page(f"pages/{page}.py")
    for name in OF_PAGES:
        # a metric, part or drawing that is known lets the rest of the page be drawn
        if name in ("metric", "part", "chart") and chance.randrange(2):
            continue
        app.query_params[name] = chance.sample(TEXTS, chance.randint(1, 3))
    before = time.process_time()
    app.run()
    took = time.process_time() - before
    if app.exception:
        return f"run {run}: {app.exception[0].message[:200]}"
    return next(
        (f"run {run}: {wrong}" for wrong in map(_drawn, _bodies(app)) if wrong), "" if took < 6 * AT_ONCE else f"{took:.0f} s"
    )


def _bodies(app: AppTest) -> Iterator[str]:
    """What a page hands over to be drawn as Markdown or HTML."""
    kinds: tuple[Any, ...] = (app.markdown, app.caption, app.subheader, app.title, app.info, app.warning, app.error, app.toast)
    for elements in kinds:
        yield from (str(one.value) for one in elements)
    yield from (str(one.proto.body) for one in app.get("html"))


def _drawn(body: str) -> str:
    found = ALIVE.search(body)
    return f"drawn: {body[max(0, found.start() - 20) : found.end() + 40]!r}" if found else _told(body)
