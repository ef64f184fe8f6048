"""How many readers one process serves: reruns a second with many sessions that never wait, memory of a session, memory over reruns.

    .venv/bin/python -m benchmarks.page_sessions [--reruns 10000]

Each session is a websocket as a browser opens it. Measured in one run: the page of membership, whose filters change at each rerun
and whose answers are kept; its charts from canned figures; the same drawn by st.plotly_chart, with what Streamlit does of itself; a
page of one choice. Needs Linux, and Chromium once, for the figures. The sessions share the processors with the server.
"""

from __future__ import annotations

import argparse
import statistics
import threading
import time
from collections.abc import Callable, Sequence

from playwright.sync_api import Browser

from benchmarks.page_rivals import AT_FIRST, CANNED, EMPTY, UNSET, Figures, dashboard, rival
from benchmarks.page_speed import figures_of, first_paint, processor, with_browser
from benchmarks.trust.load import Reader, memory

SECONDS = 20
Addresses = Sequence[tuple[str, str]]
OURS = [("membership", f"lang=vi&year={first}&year={last}") for first in range(2015, 2020) for last in range(2020, 2026)]
ALONE = [("", "")]


def hammered(url: str, addresses: Addresses, sessions: int) -> tuple[list[float], float | None]:
    """Seconds of each rerun while all sessions ask one after the other, and the server's milliseconds of the processor for one."""
    readers = [Reader(url) for _ in range(sessions)]
    for reader in readers:
        asked(reader, addresses[0])
    found: list[float] = []
    before, end = processor(url), time.monotonic() + SECONDS

    def work(reader: Reader, number: int) -> None:
        turn = number
        while time.monotonic() < end:
            found.append(asked(reader, addresses[turn % len(addresses)]))
            turn += 1

    threads = [threading.Thread(target=work, args=(reader, number)) for number, reader in enumerate(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = processor(url)
    for reader in readers:
        reader.socket.close()
    return found, None if before is None or after is None else (after - before) / len(found)


def asked(reader: Reader, address: tuple[str, str]) -> float:
    """Ask for an address and read all of the answer; the seconds that it took."""
    start = time.perf_counter()
    reader.begin(*address)
    reader.answered()
    return time.perf_counter() - start


def report(name: str, url: str, addresses: Addresses) -> None:
    """Reruns a second of 20 and 50 sessions, and what a session holds."""
    reader = Reader(url)
    for address in addresses:
        asked(reader, address)
    alone = memory(url)
    for sessions in (20, 50):
        times, server = hammered(url, addresses, sessions)
        slow = sorted(times)[round(len(times) * 0.95) - 1]
        told = f"{len(times) / SECONDS:8.1f}{statistics.median(times) * 1000:8.0f}{slow * 1000:8.0f}"
        print(f"{name:<40}{sessions:>9}{told}{'' if server is None else f'{server:9.1f}'}", flush=True)
    opened = [Reader(url) for _ in range(50)]
    for one in opened:
        asked(one, addresses[0])
    print(f"{'':<40}{(memory(url) - alone) / 50:9.2f} MB a session, of 50 that stay open", flush=True)


def lasting(url: str, reruns: int) -> None:
    """The memory of the server after each tenth of many reruns of one session."""
    reader, told = Reader(url), list[float]()
    for number in range(reruns):
        asked(reader, OURS[number % len(OURS)])
        if (number + 1) % max(1, reruns // 10) == 0:
            told.append(memory(url))
    print(f"\nmemory over {reruns} reruns, MB: {', '.join(f'{one:.0f}' for one in told)}")


def compare(figures: Figures, reruns: int) -> None:
    print(f"{'':<40}{'sessions':>9}{'a second':>8}{'p50':>8}{'p95':>8}{'server':>9}")
    with dashboard() as url:
        report("membership, answers kept", url, OURS)
        lasting(url, reruns)
    rivals: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("canned figures", CANNED, {}),
        ("st.plotly_chart, Streamlit's settings", AT_FIRST, UNSET),
        ("a page of one choice", EMPTY, {}),
    )
    for name, script, settings in rivals:
        with rival(script, figures, **settings) as url:
            report(name, url, ALONE)


def measure(reruns: int) -> Callable[[Browser], None]:
    def work(browser: Browser) -> None:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="vi-VN")
        with dashboard() as url:
            first_paint(page, f"{url}/membership")
            page.wait_for_timeout(2000)
            figures = figures_of(page)
        page.close()
        compare(figures, reruns)

    return work


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page_sessions", description=__doc__)
    parser.add_argument("--reruns", type=int, default=1000, help="of one session, for the memory over time")
    with_browser(measure(parser.parse_args().reruns))
