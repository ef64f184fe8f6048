"""Who gets in: raw websocket clients try to be the editor of a running dashboard. Prints each attack, its tries, what came of it.

python -m benchmarks.roles [TRIES]

A server whose editors sign in, with the cookie's secret known here, so that every cookie but the wrong ones is as Streamlit makes
it; and one for this computer alone. TRIES (20) is how often an attack that has chance in it is made, with a fixed seed. Exit 1 if
an attack made an editor or changed a batch, or a control did not.
"""

from __future__ import annotations

import http.client
import json
import random
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string  # noqa: E402
from websockets.exceptions import WebSocketException  # noqa: E402
from websockets.sync.client import ClientConnection, connect  # noqa: E402

from metrics.intake.batch_files import batches  # noqa: E402
from metrics.intake.batches import accept  # noqa: E402
from metrics.intake.drafts import Draft  # noqa: E402
from tests import small  # noqa: E402
from tests.actors import EDITOR  # noqa: E402
from tests.browser.conftest import served  # noqa: E402
from tests.browser.test_roles import CONFIGURED, COOKIE, SECRET  # noqa: E402
from tests.imports_until_killed import FIGURE  # noqa: E402

HEADERS = (
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Real-IP",
    "Forwarded",
    "Via",
    "X-Client-IP",
    "CF-Connecting-IP",
    "True-Client-IP",
)
CHANCE = random.Random(14)
# what begins the name of what must succeed
CONTROL = "control: "


class Visit:
    """A session of the page of imports, by a client that sends what it likes."""

    def __init__(self, connection: ClientConnection) -> None:
        self.socket = connection

    def run(self, press: str = "") -> list[str]:
        """The ids of the buttons that a run of the page draws; `press` is the id of one that is pressed, drawn or not."""
        asked = BackMsg()
        asked.rerun_script.page_name = "import"
        asked.rerun_script.query_string = "lang=en&part=batches"
        if press:
            pressed = asked.rerun_script.widget_states.widgets.add()
            pressed.id, pressed.trigger_value = press, True
        self.socket.send(asked.SerializeToString())
        drawn, wait = list[str](), 60.0
        while True:
            message = ForwardMsg()
            try:
                message.ParseFromString(self.socket.recv(wait))
            except TimeoutError:
                return drawn
            if message.WhichOneof("type") == "delta" and message.delta.new_element.HasField("button"):
                drawn.append(message.delta.new_element.button.id)
            # a run may be followed by another at once
            wait = {"script_finished": 0.5, "new_session": 60.0}.get(message.WhichOneof("type") or "", wait)


@contextmanager
def visiting(url: str, cookies: str = "", origin: str | None = "", host: str = "", **headers: str) -> Iterator[Visit]:
    """A visit with these cookies and headers; it says that a page of `origin`, else the server's own, asked for it."""
    address, token = urlsplit(url), generate_xsrf_token_string()
    with connect(
        f"ws://{host or address.netloc}/_stcore/stream",
        sock=socket.create_connection((address.hostname, address.port)),
        origin=url if origin == "" else origin,  # type: ignore[arg-type]
        subprotocols=["streamlit", token],  # type: ignore[list-item]
        additional_headers={"Cookie": f"_streamlit_xsrf={token}{cookies}", **headers},
        max_size=None,
        proxy=None,
    ) as connection:
        yield Visit(connection)


def edits(drawn: Iterable[str]) -> bool:
    """Did the page offer to change a batch?"""
    return any("-import_undo_" in one or "-import_redo_" in one for one in drawn)


def became(url: str, **told: Any) -> bool:
    """Was a visitor taken for an editor?"""
    try:
        with visiting(url, **told) as visit:
            return edits(visit.run())
    except (WebSocketException, OSError):
        return False


# attacks ------------------------------------------------------------------------------------------------------------------
Attack = tuple[str, int, Callable[[], bool]]


def signed(user: dict[str, Any], secret: str = SECRET, name: str = COOKIE) -> str:
    return f"; {COOKIE}={create_signed_value(secret, name, json.dumps(user)).decode()}"


def flipped(cookie: str) -> str:
    # the last letter has bits that say nothing
    place = CHANCE.randrange(len(COOKIE) + 3, len(cookie) - 1)
    return cookie[:place] + ("A" if cookie[place] != "A" else "B") + cookie[place + 1 :]


def signing_in(url: str, user: dict[str, Any], tries: int) -> Iterator[Attack]:
    """At a server whose editors sign in."""

    def told(**changed: Any) -> Callable[[], bool]:
        return lambda: became(url, cookies=signed(user | changed))

    yield f"{CONTROL}an editor's cookie", 1, lambda: became(url, cookies=signed(user))
    yield "no cookie", 1, lambda: became(url)
    yield "a letter of the cookie changed", tries, lambda: became(url, cookies=flipped(signed(user)))
    yield "another secret", 1, lambda: became(url, cookies=signed(user, "another secret"))
    yield "a cookie of another name", 1, lambda: became(url, cookies=signed(user, name="_streamlit_xsrf"))
    yield "another origin in the cookie", 1, told(origin="http://evil.example")
    yield "another origin of the page", 1, lambda: became(url, cookies=signed(user), origin="http://evil.example")
    yield "no origin of the page", 1, lambda: became(url, cookies=signed(user), origin=None)
    yield "grown old", tries, lambda: became(url, cookies=signed(user | {"iat": user["iat"] - CHANCE.uniform(8, 1000) * 3600}))
    yield "from the future", 1, told(iat=user["iat"] + 3600)
    yield "no time", 1, told(iat=None)
    yield "for another application", 1, told(aud="another")
    yield "for another, presented by this one", 1, told(aud="another", azp="figures")
    yield "of another provider", 1, told(provider="another")
    yield "an address that is not verified", 1, told(email_verified=False)
    yield "an address that is verified in words", 1, told(email_verified="true")
    yield "another's address", 1, told(email="reader@example.org")
    yield "signed in, in words", 1, told(is_logged_in="true")


def at_home(url: str, tries: int) -> Iterator[Attack]:
    """At a server for its own computer alone."""
    yield f"{CONTROL}this computer's browser", 1, lambda: became(url)
    for name in HEADERS:
        yield f"header {name}", tries, lambda name=name: became(url, **{CHANCE.choice((name, name.lower())): "127.0.0.1"})  # type: ignore[misc]
    yield "no origin", 1, lambda: became(url, origin=None)
    for origin in ("http://evil.example", "null", "http://localhost", "http://127.0.0.1:1"):
        yield f"origin {origin}", 1, lambda origin=origin: became(url, origin=origin)  # type: ignore[misc]
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example"):
        yield f"host {host}", 1, lambda host=host: became(url, host=host, origin=f"http://{host}")  # type: ignore[misc]


def pressing(url: str, home: Path, user: dict[str, Any]) -> Iterator[Attack]:
    """A button is pressed that was not drawn, or is drawn no more: whether that changed the batch."""
    with visiting(url, cookies=signed(user)) as visit:
        (button,) = [one for one in visit.run() if "-import_undo_" in one]

    def changed(cookies: str, between: Callable[[], object] = lambda: None) -> bool:
        with visiting(url, cookies=cookies) as visit:
            visit.run()
            between()
            visit.run(button)
        return [one.kept for one in batches(home)] != ["accepted"]

    def sign_out(cookies: str) -> None:
        address = urlsplit(url)
        asking = http.client.HTTPConnection(address.hostname or "", address.port or 0)
        asking.request("GET", "/auth/logout", headers={"Cookie": cookies.removeprefix("; ")})
        asking.getresponse().read()

    out = signed(user | {"nonce": "signed out"})
    yield "a press without an account", 1, lambda: changed("")
    yield "a press by a reader", 1, lambda: changed(signed(user | {"email": "reader@example.org"}))
    yield "a press after signing out elsewhere", 1, lambda: changed(out, lambda: sign_out(out))
    yield "the cookie again after signing out", 1, lambda: became(url, cookies=out)
    yield f"{CONTROL}a press by an editor", 1, lambda: changed(signed(user))


# all of it ----------------------------------------------------------------------------------------------------------------
def made(attacks: Iterable[Attack]) -> int:
    """Make the attacks and print each; how many came out as they must not."""
    wrong = 0
    for name, tries, attack in attacks:
        wanted = name.startswith(CONTROL)
        right = sum(attack() == wanted for _ in range(tries))
        outcome = f"{right} {'let in' if wanted else 'refused'}"
        print(f"{name:40} {tries:4} tries  {outcome:12}{'WRONG' * (right < tries)}".rstrip(), flush=True)
        wrong += tries - right
    return wrong


def main() -> int:
    """All attacks, and controls that must succeed."""
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        folder = small.write(small.data("nghe-an.agencies-bloc party_members 2020 5000"), top / "data")
        cells = {**FIGURE, "value": "4", "period": "2019-12-31", "quote": "4 đảng viên"}
        accept(top / "imports", folder, Draft.of(observations=[cells]), EDITOR)
        (top / ".streamlit").mkdir()
        where = {"PARTY_METRICS_HOME": str(top / "imports"), "PARTY_METRICS_DATA": str(folder)}
        with served(top / "plain.txt", "", PROJECT, HOME=str(top / "nobody"), **where) as url:
            became(url)
            wrong = made(at_home(url, tries))
        (top / ".streamlit" / "secrets.toml").write_text(CONFIGURED.format(secret=SECRET, provider="http://localhost:1"), "utf-8")
        with served(top / "sign_in.txt", "", PROJECT, HOME=str(top), **where) as url:
            user = {
                "is_logged_in": True,
                "provider": "default",
                "iss": "http://localhost:1",
                "sub": "7",
                "aud": "figures",
                "iat": int(time.time()),
                "email": "editor@example.org",
                "email_verified": True,
                "origin": url,
            }
            became(url)
            wrong += made(signing_in(url, user, tries))
            wrong += made(pressing(url, top / "imports", user))
    print("every attack was refused" if not wrong else f"{wrong} WRONG")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
