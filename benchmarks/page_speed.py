"""How long a reader waits: from opening a page to its first painted chart, from a changed filter until all charts are repainted.

    .venv/bin/python benchmarks/page_speed.py

Prints three lines of one run: the page with choices that nobody has made before, the same page with choices made before (their
answers are kept), and a page that draws the same charts from canned figures. Ratios mean more than milliseconds on a busy machine.
Needs Chromium. Judges nothing.
"""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
CHANGES = 30
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PAINTED = "() => document.querySelector('.party-chart')?.dataset.drawn"
# notes when Enter is pressed, and each time that a chart has been painted anew: the last one counts
CLOCK = """() => {
    window.start = window.last = undefined;
    window.watch?.disconnect();
    document.addEventListener('keydown', (event) => { if (event.key === 'Enter') window.start ??= performance.now(); }, true);
    const painted = () => requestAnimationFrame(() => { window.last = performance.now(); });
    window.watch = new MutationObserver(painted);
    window.watch.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-drawn'] });
}"""
# nothing was painted for this long, in milliseconds
QUIET = "() => window.start !== undefined && window.last !== undefined && performance.now() - window.last > 700"
CANNED = """
import json
import sys
sys.path.insert(0, {project!r})
import streamlit as st
from metrics.chart import Picture
from metrics.words.wording import Wording
from pages.parts import plot

@st.cache_resource
def canned():
    with open({figures!r}, encoding="utf-8") as file:
        return json.load(file)


def main():
    st.set_page_config(layout="wide")
    with st.sidebar:
        choice = st.selectbox("Từ năm", ["2015", "2018"])
    words = Wording("vi")
    for place, one in enumerate(canned()):
        with st.container(border=True):
            plot.plot(Picture(one["figure"], one["alt"]), f"plot_{{place}}", words, stamp=choice)


if __name__ == "__main__":
    main()
else:
    # the same script of the charts
    app = st.App(__file__, routes=[plot.script_route()])
"""


@contextmanager
def server(script: Path) -> Iterator[str]:
    """A running app on a free port of this computer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true", f"--server.port={port}"]
    # the options of the project, wherever the script stands
    app = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=os.environ)
    try:
        wait_for(port)
        yield f"http://localhost:{port}"
    finally:
        app.terminate()
        app.wait()


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(240):
        try:
            connection = HTTPConnection("localhost", port, timeout=2)
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.25)
    raise TimeoutError("the app did not answer within a minute")


def first_paint(page: Page, address: str) -> float:
    """Milliseconds from asking for the page to its first painted chart."""
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_function(PAINTED)
    return (time.perf_counter() - start) * 1000


def repaint(page: Page, label: str, word: str) -> float:
    """Milliseconds from the key press that changes a choice to the animation frame that shows the last repainted chart."""
    page.get_by_role("combobox", name=label).click()
    page.keyboard.type(word)
    page.wait_for_timeout(150)
    page.evaluate(CLOCK)
    page.keyboard.press("Enter")
    page.wait_for_function(QUIET)
    return float(page.evaluate("window.last - window.start"))


def opening(page: Page, address: str) -> float:
    """Milliseconds to the first painted chart once the server is warm, median of five."""
    first_paint(page, address)
    opened = [first_paint(page, address) for _ in range(5)]
    page.wait_for_timeout(1500)
    return statistics.median(opened)


def changing(page: Page, choices: Sequence[tuple[str, str]]) -> list[float]:
    """The times of a row of choices (the filter's name, what is typed)."""
    return [repaint(page, label, word) for label, word in choices]


def years() -> list[tuple[str, str]]:
    """Choices of years, each of which makes a selection that was not there before."""
    choices: list[tuple[str, str]] = []
    for last in ("2024", "2023", "2022", "2021", "2025"):
        choices += [("Đến năm", last), *(("Từ năm", first) for first in ("2016", "2017", "2018", "2019", "2020"))]
    return choices[:CHANGES]


def figures_of(page: Page) -> list[dict[str, object]]:
    """The figures that a page shows, for the canned page."""
    script = """() => [...document.querySelectorAll('.party-chart')].map((chart) => ({
        figure: { data: chart.data, layout: { ...chart.layout, separators: ',.' } }, alt: chart.getAttribute('aria-label') }))"""
    found: list[dict[str, object]] = page.evaluate(script)
    return found


def report(name: str, changed: list[float]) -> float:
    """Print the median and the 95th percentile; returns the median."""
    changed = sorted(changed)
    middle, slow = statistics.median(changed), changed[round(len(changed) * 0.95) - 1]
    print(f"{name:<44} p50 {middle:5.0f} ms  p95 {slow:5.0f} ms  ({len(changed)} changes)")
    return middle


def with_page(work: Callable[[Page], None]) -> None:
    """Run with a page of a fresh Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        work(browser.new_page(viewport={"width": 1280, "height": 900}, locale="vi-VN"))
        browser.close()


def compare(page: Page) -> None:
    """The membership page beside the same charts canned."""
    with server(PROJECT / "dashboard.py") as ours:
        address = f"{ours}/membership"
        opened = opening(page, address)
        charts = page.locator(".party-chart").count()
        new, again = changing(page, years()), changing(page, years())
        figures = figures_of(page)
    with tempfile.TemporaryDirectory() as folder:
        canned, script = Path(folder, "figures.json"), Path(folder, "canned.py")
        canned.write_text(json.dumps(figures), encoding="utf-8")
        script.write_text(CANNED.format(project=str(PROJECT), figures=str(canned)), encoding="utf-8")
        with server(script) as other:
            canned_opened = opening(page, other)
            same = changing(page, [("Từ năm", "2018"), ("Từ năm", "2015")] * (CHANGES // 2))
    print(f"first painted chart: {opened:.0f} ms, canned {canned_opened:.0f} ms, ratio {opened / canned_opened:.2f}")
    print(f"filter -> all {charts} charts repainted:")
    base = report("canned figures", same)
    for name, changed in (("choices made for the first time", new), ("choices made before", again)):
        print(f"{'':<6}ratio {report(name, changed) / base:.2f}")


if __name__ == "__main__":
    with_page(compare)
