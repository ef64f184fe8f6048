"""Many sessions at once on this computer: each answer compared with that of a single reader; latency and memory over time.

Each session is a websocket as a browser opens it. It asks for an address, waits as a reader does, and asks for the next, as back
and forward do; now and then it leaves in the midst of another's run, by a click or with the connection, and comes back to its own
session. Two more import a figure and take it back.
"""

from __future__ import annotations

import json
import os
import random
import re
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.sync.client import ClientConnection, connect

from benchmarks.trust.table import Tried, tried
from metrics.intake.batches import accept, undo
from metrics.intake.drafts import Draft
from tests.actors import EDITOR
from tests.browser.conftest import served
from tests.folders import PROJECT, SEEDS
from tests.imports_until_killed import FIGURE

ADDRESSES = (
    *(("membership", f"lang=en&province={one}") for one in ("nghe-an", "ha-noi", "thanh-hoa", "dong-thap")),
    *(("admissions", f"lang=vi&year=2018&year={year}") for year in (2020, 2022, 2024)),
    *(("rankings", f"lang=en&metric={metric}") for metric in ("par_index_rank", "papi_rank", "pci_rank")),
    *(("inspection", f"lang=vi&province={one}") for one in ("nghe-an", "quang-ninh")),
    ("quality", "lang=en"),
    ("explore", "lang=vi&metric=party_members"),
    ("province", "lang=vi&province=nghe-an"),
)
# what is compared beside the figures
WORDS = ("markdown", "heading", "metric", "alert")
# what is said of an answer that the page itself has ended
LATE = "took too long, and says so"
# one in so many asks leaves in the midst, and comes back
LEAVES = 6
# seconds between two answers and the next question
THINKS = 5.0
# seconds from one import to the next of each who imports
BETWEEN_IMPORTS = 30.0
# seconds after which a reader asks again whether the server has said all
AGAIN = 5.0
# seconds that a session waits for a busy server
PATIENT = 120.0
# seconds between two looks at the memory
EVERY = 5


class Reader:
    """A session that asks for addresses; it can leave, and come back to what it was."""

    def __init__(self, url: str) -> None:
        self.url, self.session, self.asked, self.token = url, "", 0, generate_xsrf_token_string()
        self.socket = self._connected()

    def _connected(self) -> ClientConnection:
        address = urlsplit(self.url)
        told: Any = {"origin": self.url, "subprotocols": [one for one in ("streamlit", self.token, self.session) if one]}
        opened: ClientConnection = connect(
            f"ws://{address.netloc}/_stcore/stream",
            sock=socket.create_connection((address.hostname or "", address.port or 0)),
            additional_headers={"Cookie": f"_streamlit_xsrf={self.token}"},
            max_size=None,
            open_timeout=PATIENT,
            proxy=None,
            **told,
        )
        return opened

    def ask(self, page: str, query: str) -> tuple[str, ...]:
        """What a page draws: its figures and the words of its sentences, each as the browser is told it."""
        self._catch_up()
        self.begin(page, query)
        drawn: dict[str, str] = {}
        for message in self.answered():
            element = message.delta.new_element
            if element.HasField("exception"):
                raise AssertionError(element.exception.message)
            component = element.bidi_component
            if "plot_" in component.id and component.bytes:
                figure = json.dumps(json.loads(component.bytes)["figure"]["data"], sort_keys=True)
                drawn[re.sub(r"^.*-plot_", "", component.id)] = figure
            elif element.WhichOneof("type") in WORDS:
                name = "_".join(map(str, (element.WhichOneof("type"), *message.metadata.delta_path)))
                drawn[name] = element.SerializeToString(deterministic=True).hex()
        return tuple(f"{name} {figure}" for name, figure in sorted(drawn.items()))

    def answered(self) -> list[ForwardMsg]:
        """What the next whole run draws."""
        # what is left of a run that was asked for earlier is no answer
        drawn, begun = list[ForwardMsg](), False
        while True:
            message = self._told()
            kind = message.WhichOneof("type")
            if kind == "new_session":
                drawn, begun = [], True
                self.session = message.new_session.initialize.session_id or self.session
            elif kind == "delta":
                drawn.append(message)
            elif begun and kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return drawn

    def _told(self, seconds: float = PATIENT) -> ForwardMsg:
        message = ForwardMsg()
        message.ParseFromString(self.socket.recv(seconds))
        return message

    def _catch_up(self) -> None:
        """Read whatever the server has said up to now: until it answers something that it answers at once."""
        self.asked += 1
        now = BackMsg()
        now.file_urls_request.request_id = str(self.asked)
        self.socket.send(now.SerializeToString())
        asked_again = 0
        while True:
            try:
                message = self._told(AGAIN)
            except TimeoutError:
                # what a connection that is given up was sent, or a part of a page that runs by itself drops, is not answered
                asked_again += 1
                if asked_again * AGAIN > PATIENT:
                    raise
                self.socket.send(now.SerializeToString())
                continue
            if message.file_urls_response.response_id == str(self.asked):
                return
            if message.WhichOneof("type") == "new_session":
                # a run that starts drops what was not sent yet, an answer too
                self.socket.send(now.SerializeToString())

    def begin(self, page: str, query: str) -> None:
        """Ask, and wait for no answer."""
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
        self.socket.send(asked.SerializeToString())

    def leave_and_return(self, page: str, query: str) -> None:
        """Close the connection while a run goes on, and open it anew as the same session."""
        self.begin(page, query)
        self.socket.close()
        self.socket = self._connected()


def process(url: str) -> Path:
    """The folder of the server's process below /proc, by its port."""
    port = f"--server.port={urlsplit(url).port}"
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if port in path.read_text("utf-8").split("\0"):
                return path.parent
    raise AssertionError(f"no server at {url}")


def memory(url: str) -> float:
    """Megabytes that the server holds."""
    status = (process(url) / "status").read_text("utf-8")
    return int((re.search(r"VmRSS:\s+(\d+)", status) or [0, 0])[1]) / 1024


Answers = dict[tuple[str, str], tuple[str, ...]]


def differs(address: tuple[str, str], answer: tuple[str, ...], alone: tuple[str, ...]) -> str:
    """What is answered otherwise than to a single reader; of a page that took too long, and says so, only part is drawn."""
    more = [one.partition(" ")[0] for one in answer if one not in alone]
    fewer = [one.partition(" ")[0] for one in alone if one not in answer]
    if fewer and more and all(name.startswith("alert_") for name in more):
        return LATE
    return f"{address} is answered otherwise: {', '.join(more)} for {', '.join(fewer)}" if more or fewer else ""


def reading(url: str, number: int, alone: Answers, until: float, thinks: float) -> list[tuple[float, str]]:
    """What a session is answered that goes from address to address: the seconds of each, and what is wrong."""
    chance, reader = random.Random(number), Reader(url)
    found = []
    time.sleep(chance.uniform(0, thinks))
    while time.monotonic() < until:
        address, other = chance.choice(ADDRESSES), chance.choice(ADDRESSES)
        before = time.monotonic()
        try:
            if chance.randrange(LEAVES) == 0:
                # from none to all of the other's run
                (reader.leave_and_return if chance.randrange(2) else reader.begin)(*other)
                time.sleep(chance.uniform(0, 0.3))
            wrong = differs(address, reader.ask(*address), alone[address])
        except Exception as error:
            wrong, reader = f"{address}: {type(error).__name__}: {error}", Reader(url)
        found.append((time.monotonic() - before, wrong))
        time.sleep(thinks)
    return found


def draft(number: int, turn: int) -> Draft:
    """The figure of a source of who imports, of a day that each of its turns has for itself."""
    source = {"source": f"paper-{number}", "publisher": "Báo", "url": f"https://example.org/{number}"}
    day = f"{1961 + number}-{turn % 12 + 1:02}-{turn // 12 % 28 + 1:02}"
    cells = {**FIGURE, "source": f"paper-{number}", "value": "7", "period": day, "quote": "7 đảng viên"}
    return Draft.of(observations=[cells], sources=[source])


def importing(home: Path, number: int, until: float) -> list[str]:
    """Imports of a figure, each taken back at once: what is wrong with each."""
    found: list[str] = []
    while time.monotonic() < until:
        try:
            undo(home, accept(home, SEEDS, draft(number, len(found)), EDITOR).batch, EDITOR)
            found.append("")
        except Exception as error:
            found.append(f"{type(error).__name__}: {error}")
        time.sleep(BETWEEN_IMPORTS)
    return found


def load(sessions: int, minutes: float, thinks: float = THINKS) -> Iterator[Tried]:
    """So many sessions for so many minutes; stops by itself."""
    with tempfile.TemporaryDirectory() as name:
        home, log = Path(name) / "imports", Path(name) / "log.txt"
        with served(log, "", PROJECT, PARTY_METRICS_HOME=str(home)) as url:
            alone = {address: Reader(url).ask(*address) for address in ADDRESSES}
            if sum(map(bool, alone.values())) < len(ADDRESSES) / 2:
                raise AssertionError("most addresses draw nothing")
            start, until = memory(url), time.monotonic() + 60 * minutes
            held, done = list[float](), threading.Event()

            def watch() -> None:
                while not done.wait(EVERY):
                    held.append(memory(url))

            with ThreadPoolExecutor(sessions + 3) as pool:
                pool.submit(watch)
                imports = [pool.submit(importing, home, number, until) for number in range(2)]
                readers = [pool.submit(reading, url, number, alone, until, thinks) for number in range(sessions)]
                answers = [answer for reader in readers for answer in reader.result()]
                imported = [outcome for each in imports for outcome in each.result()]
                done.set()
            end = memory(url)
        times = sorted(seconds for seconds, _ in answers) or [0.0]
        p50, p95, p99 = (times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.95, 0.99))
        late = sum(wrong == LATE for _, wrong in answers)
        told = f"p50 {p50:.2f} s, p95 {p95:.2f} s, p99 {p99:.2f} s; {late} ended by a page's limit; load {os.getloadavg()[0]:.1f}"
        yield tried(
            f"{sessions} sessions for {minutes:g} min: answers as a single reader's",
            (wrong for _, wrong in answers if wrong != LATE),
            told,
        )
        yield tried("imports and their taking back meanwhile", imported)
        outcome = "the server met an error" if "Traceback" in log.read_text("utf-8", "replace") else ""
        # the slope of the later half: what is fetched and compiled once is in memory by then
        later = held[len(held) // 2 :]
        slope = statistics.linear_regression(range(len(later)), later).slope * 60 / EVERY if len(later) > 1 else 0.0
        yield tried("the server's log and memory", [outcome], f"{start:.0f} → {end:.0f} MB, later {slope:+.1f} MB a minute")
