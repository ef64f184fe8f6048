"""How long a reader waits: from opening a page to its first painted chart, from a changed filter until all charts are repainted.

    .venv/bin/python -m benchmarks.page_speed

Prints tables of one run: the page with choices that nobody has made before, and with choices made before (their answers are kept);
the same charts from canned figures; a page without charts; Plotly alone; Dash, where it is installed (the extra `bench`). Then what
is fetched at first, and how long that takes on a slow line. Ratios mean more than milliseconds on a busy machine. Needs Chromium
and, for the server's time, Linux. Judges nothing.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.page_rivals import CANNED, DASH, EMPTY, Figures, dashboard, rival
from benchmarks.trust.load import process

CHANGES = 30
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PAINTED = "() => document.querySelector('.party-chart')?.dataset.drawn"
# notes when Enter is pressed, and each time that something was painted anew: the last one counts
CLOCK = """(watched) => {
    window.start = window.last = undefined;
    window.watch?.disconnect();
    document.addEventListener('keydown', (event) => { if (event.key === 'Enter') window.start ??= performance.now(); }, true);
    const painted = () => requestAnimationFrame(() => { window.last = performance.now(); });
    window.watch = new MutationObserver(painted);
    const charts = { subtree: true, attributes: true, attributeFilter: ['data-drawn'] };
    const words = { subtree: true, childList: true, characterData: true };
    window.watch.observe(watched ? document.querySelector(watched) : document.body, watched ? words : charts);
}"""
# nothing was painted for this long, in milliseconds
QUIET = "() => window.start !== undefined && window.last !== undefined && performance.now() - window.last > 700"
MAIN = "[data-testid=stMain]"
# the charts of a page drawn again by Plotly alone, until the frame after
REACT = """async () => {
    const charts = [...document.querySelectorAll('.party-chart')]
        .map((place) => [place, ...structuredClone([place.data, place.layout])]);
    const start = performance.now();
    for (const [place, data, layout] of charts) await Plotly.react(place, data, layout);
    return new Promise((done) => requestAnimationFrame(() => done(performance.now() - start)));
}"""
# a choice that Dash is told to have been made, until the frame after its last chart
DASH_CHANGE = """(value) => new Promise((done) => {
    const charts = [...document.querySelectorAll('.js-plotly-plot')];
    const left = new Set(charts);
    const start = performance.now();
    for (const chart of charts) chart.once('plotly_afterplot', () => {
        left.delete(chart);
        if (!left.size) requestAnimationFrame(() => done(performance.now() - start));
    });
    dash_clientside.set_props('choice', { value });
})"""


def first_paint(page: Page, address: str) -> float:
    """Milliseconds from asking for the page to its first painted chart."""
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_function(PAINTED)
    return (time.perf_counter() - start) * 1000


def opening(page: Page, address: str) -> float:
    """Milliseconds to the first painted chart once the server is warm, median of five."""
    first_paint(page, address)
    opened = [first_paint(page, address) for _ in range(5)]
    page.wait_for_timeout(1500)
    return statistics.median(opened)


def repaint(page: Page, label: str, word: str, watched: str = "") -> float:
    """Milliseconds from the key press that changes a choice to the animation frame that shows the last repainted chart, or the
    words of the part that is watched."""
    page.get_by_role("combobox", name=label).click()
    page.keyboard.type(word)
    page.wait_for_timeout(150)
    page.evaluate(CLOCK, watched)
    page.keyboard.press("Enter")
    page.wait_for_function(QUIET)
    return float(page.evaluate("window.last - window.start"))


def processor(url: str) -> float | None:
    """Milliseconds of the processor that a server has taken; None where the system does not tell."""
    try:
        told = (process(url) / "stat").read_text("utf-8").rpartition(")")[2].split()
    except (AssertionError, OSError):
        return None
    # in hundredths of a second: of its own, and of the system for it
    return (int(told[11]) + int(told[12])) * 10.0


Measured = tuple[list[float], float | None]


def changing(page: Page, url: str, choices: Sequence[tuple[str, str]], watched: str = "") -> Measured:
    """The times of a row of choices (the filter's name, what is typed), and the server's processor time of one."""
    before = processor(url)
    times = [repaint(page, label, word, watched) for label, word in choices]
    after = processor(url)
    return times, None if before is None or after is None else (after - before) / len(choices)


def years() -> list[tuple[str, str]]:
    """Choices of years, each of which makes a selection that was not there before."""
    choices: list[tuple[str, str]] = []
    for last in ("2024", "2023", "2022", "2021", "2025"):
        choices += [("Đến năm", last), *(("Từ năm", first) for first in ("2016", "2017", "2018", "2019", "2020"))]
    return choices[:CHANGES]


TURNS = [("Từ năm", "2018"), ("Từ năm", "2015")] * (CHANGES // 2)


def figures_of(page: Page) -> Figures:
    """The figures that a page shows, for the canned page."""
    script = """() => [...document.querySelectorAll('.party-chart')].map((chart) => ({
        figure: { data: chart.data, layout: { ...chart.layout, separators: ',.' } }, alt: chart.getAttribute('aria-label') }))"""
    found: Figures = page.evaluate(script)
    return found


def report(measured: dict[str, Measured], base: str) -> None:
    """A line for each: median, 95th percentile, both as multiples of those of `base`, the server's time."""
    middles = {name: statistics.median(times) for name, (times, _) in measured.items()}
    print(f"{'':<40}{'p50':>7}{'p95':>7}{'× p50':>8}{'× p95':>8}{'server':>9}")
    slow = {name: sorted(times)[round(len(times) * 0.95) - 1] for name, (times, _) in measured.items()}
    for name, (_, server) in measured.items():
        ratios = f"{middles[name] / middles[base]:8.2f}{slow[name] / slow[base]:8.2f}"
        print(f"{name:<40}{middles[name]:7.0f}{slow[name]:7.0f}{ratios}{'' if server is None else f'{server:9.1f}'}")


def compare(page: Page) -> None:
    """The membership page beside its rivals."""
    measured: dict[str, Measured] = {}
    with dashboard() as url:
        opened = opening(page, f"{url}/membership")
        measured["choices made for the first time"] = changing(page, url, years())
        measured["choices made before"] = changing(page, url, years())
        figures = figures_of(page)
    with rival(CANNED, figures) as url:
        canned_opened = opening(page, url)
        measured["canned figures"] = changing(page, url, TURNS)
        measured["Plotly.react of them alone"] = [page.evaluate(REACT) for _ in range(CHANGES)], None
    with rival(EMPTY) as url:
        page.goto(url)
        page.get_by_role("combobox", name="Từ năm").wait_for()
        page.wait_for_timeout(1500)
        measured["a page of one choice"] = changing(page, url, TURNS, MAIN)
    if find_spec("dash"):
        with rival(DASH, figures) as url:
            page.goto(url)
            page.wait_for_function("(number) => document.querySelectorAll('.main-svg').length >= number", arg=len(figures))
            page.wait_for_timeout(1500)
            before = processor(url)
            times = [page.evaluate(DASH_CHANGE, word) for _, word in TURNS]
            after = processor(url)
            measured["Dash"] = times, None if before is None or after is None else (after - before) / len(times)
    print(f"first painted chart: {opened:.0f} ms, canned {canned_opened:.0f} ms, ratio {opened / canned_opened:.2f}")
    print(f"\nfilter → all {len(figures)} charts repainted, {CHANGES} changes; milliseconds, multiples of the canned page\n")
    report(measured, "canned figures")


# bits a second and milliseconds
LINES = {"10 Mbit/s, 20 ms": (10_000_000, 20), "1.6 Mbit/s, 150 ms": (1_600_000, 150)}


def fetched(browser: Browser) -> None:
    """What a first visit fetches, and when its first chart is painted, on two slow lines."""
    print("\nfirst visit: kilobytes fetched, seconds to the first chart\n")
    with dashboard() as url:
        # what the server keeps of a first visit is there
        for name, (speed, delay) in {"this computer": (0, 0), **LINES}.items():
            context = browser.new_context(locale="vi-VN", viewport={"width": 390, "height": 844})
            page = context.new_page()
            told = context.new_cdp_session(page)
            told.send("Network.enable")
            sizes: list[float] = []
            told.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
            if speed:
                limits = {"offline": False, "latency": delay, "downloadThroughput": speed / 8, "uploadThroughput": speed / 8}
                told.send("Network.emulateNetworkConditions", limits)
            seconds = first_paint(page, f"{url}/membership") / 1000
            print(f"{name:<24}{sum(sizes) / 1000:7.0f} kB{seconds:7.1f} s")
            context.close()


def with_browser(work: Callable[[Browser], None]) -> None:
    """Run with a fresh Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        work(browser)
        browser.close()


def main(browser: Browser) -> None:
    compare(browser.new_page(viewport={"width": 1280, "height": 900}, locale="vi-VN"))
    fetched(browser)


if __name__ == "__main__":
    with_browser(main)
