"""What Streamlit's own page lacks: its words in the page's language, lists searched without accents, a way to the filters.

shell.js is the browser's side. It is put into the page before Streamlit's own scripts, and told on every run what to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from metrics.answers.query import metrics_of
from metrics.errors import N_
from metrics.serving.feed import autodiscovery
from metrics.serving.guard import POLICY, policy
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.words.languages import LANGUAGES
from metrics.words.words import Words

HERE = Path(__file__).resolve().parent
# each style sheet with where it holds: rules for paper in a sheet of the screen would slow every change of a page
SHEETS = {"paper.css": "print", "phone.css": "screen and (max-width: 640px)"}
STYLES = "".join(f'<style media="{where}">{(HERE / name).read_text("utf-8")}</style>' for name, where in SHEETS.items())
SCRIPT = f"<script>{(HERE / 'shell.js').read_text('utf-8')}</script>{STYLES}"
# What a browser says of the page that it kept, which may be one without the script or with an older one, and how it may be packed:
# the page comes whole and plain to where the script is put in.
AS_IT_LIES = (b"if-none-match", b"if-modified-since", b"accept-encoding")
# Streamlit's own words, each as it writes it; {name} stands for whatever is there
SAID = (
    # the page
    N_("Skip to main content"),
    N_("Sidebar"),
    N_("Expand sidebar"),
    N_("Collapse sidebar"),
    N_("App pages"),
    N_("View {number} more"),
    N_("View less"),
    N_("Main menu"),
    N_("Theme"),
    N_("System"),
    N_("Light"),
    N_("Dark"),
    N_("Print"),
    N_("Record screen"),
    N_("Rerun"),
    N_("Running..."),
    N_("Stop"),
    N_("Made with Streamlit v"),
    N_("Copy version to clipboard"),
    N_("Close"),
    N_("Dismiss"),
    N_("view more"),
    N_("view less"),
    N_("Page not found"),
    N_("The page that you have requested does not seem to exist. Running the app's main page."),
    N_(
        "You have requested page /{page}, but no corresponding file was found in the app's pages/ directory. "
        "Running the app's main page."
    ),
    N_("Connection error"),
    N_("Connecting"),
    # lists and fields
    N_("No results"),
    N_("No options to select"),
    N_("Choose an option"),
    N_("Choose options"),
    N_("Open"),
    N_("Clear all"),
    N_("Clear value"),
    N_("Clear entry"),
    N_("Selected values"),
    N_("Remove {name}"),
    N_("{number} option available."),
    N_("{number} options available."),
    N_("{name}, selected"),
    N_("Help"),
    N_("Help for {name}"),
    N_("Press Enter to apply"),
    N_("Press {keys}+Enter to apply"),
    N_("Pagination"),
    N_("Previous page"),
    N_("Next page"),
    N_("Page {number}"),
    # files
    N_("file upload"),
    N_("Upload"),
    N_("Add files"),
    N_("Drag and drop a file here"),
    N_("Drag and drop files here"),
    N_("{size} per file"),
    N_("Cancel upload of {name}"),
    N_("Click to retry upload"),
    N_("Upload failed"),
    N_("File must be {size} or smaller."),
    N_("{type} files are not allowed."),
    N_("Only one file is allowed."),
    N_("Unexpected error. Please try again."),
    N_("Download failed"),
    # tables
    N_("Scrollable table"),
    N_("Fullscreen"),
    N_("Fullscreen: {name}"),
    N_("Close fullscreen"),
    N_("Close fullscreen: {name}"),
    N_("Search"),
    N_("Search: {name}"),
    N_("Close Search"),
    N_("Previous Result"),
    N_("Next Result"),
    N_("Type to search"),
    N_("{number} result"),
    N_("{number} results"),
    N_("Download as CSV"),
    N_("Download as CSV: {name}"),
    N_("Show/hide columns"),
    N_("Show/hide columns: {name}"),
    N_("Clear selection"),
    N_("Clear selection: {name}"),
    N_("Dataframe column menu"),
    N_("Sort ascending"),
    N_("Sort descending"),
    N_("Statistics"),
    N_("Format"),
    N_("Autosize"),
    N_("Pin column"),
    N_("Unpin column"),
    N_("Hide column"),
    N_("Copy column name"),
    N_("Select all"),
    N_("Automatic"),
    N_("Localized"),
    N_("Plain"),
    N_("Compact"),
    N_("Percent"),
    N_("Scientific"),
    N_("Accounting"),
    N_("Dollar"),
    N_("Yen"),
    N_("Distinct"),
    N_("Empty"),
    N_("Minimum"),
    N_("Maximum"),
    N_("Average"),
    N_("Median"),
    N_("Standard deviation"),
    N_("Sum"),
    N_("Minimum length"),
    N_("Maximum length"),
    N_("Average length"),
    N_("Based on sample"),
)
HTML = '<button type="button" class="party-filters"></button><span class="party-ground"></span><span class="party-drawn"></span>'
# The button stands in the head line of the page, beside Streamlit's own that opens the side, and only where that is closed
CSS = """
.party-ground, .party-drawn, .st-key-shell_words { display: none; }
.party-ground { background: var(--st-background-color); }
.st-key-shell { position: fixed; top: 0.6rem; left: 3.6rem; width: auto; z-index: 999991; }
.party-filters {
  font: 600 0.875rem/1.6 var(--st-font); color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius, var(--st-base-radius));
  min-height: 2.4rem; padding: 0.2rem 0.75rem; cursor: pointer;
}
.party-filters:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
.st-key-shell:not([data-beside]) { display: none; }
@media (min-width: 769px) { .st-key-shell { display: none; } }
/* which files are taken is read, not cut */
[data-testid="stFileUploaderDropzoneInstructions"] * { white-space: normal !important; overflow: visible !important; }
@media print { .st-key-shell { display: none !important; } }
"""
SPEAK = """
export default function ({ data }) {
  const speech = new TextDecoder().decode(data);
  if (window.partyMetrics && window.partyMetrics.spoken !== speech) {
    window.partyMetrics.speak(JSON.parse(speech));
    window.partyMetrics.spoken = speech;
  }
}
"""
JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector('.party-filters');
  button.textContent = data.label;
  button.onclick = () => {
    document.querySelector('[data-testid=stExpandSidebarButton]')?.click();
    requestAnimationFrame(() => {
      // the field itself would bring up a keyboard over the filters
      const first = document.querySelector('.st-key-filter_province');
      if (!first) return;
      first.tabIndex = -1;
      first.scrollIntoView({ block: 'center', behavior: 'instant' });
      first.focus({ preventScroll: true });
    });
  };
  // Streamlit draws its own in a theme as soon as the system changes to it; ours is drawn by the server, in colours that it chose.
  const [ground, drawn] = ['.party-ground', '.party-drawn'].map((name) => parentElement.querySelector(name));
  drawn.style.background = data.background;
  const colour = (element) => getComputedStyle(element).backgroundColor;
  if (colour(ground) === colour(drawn)) window.partyMetricsTheme = undefined;
  else if (window.partyMetricsTheme !== colour(ground)) {
    window.partyMetricsTheme = colour(ground);
    setTriggerValue('theme', colour(ground));
  }
}
"""


class WithScript:
    """Puts shell.js and the links of the feed into the page that Streamlit sends, before its own scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        headers = [pair for pair in scope["headers"] if pair[0] not in AS_IT_LIES]
        await self.app({**scope, "headers": headers, "extensions": {}}, receive, _Altered(send).send)


class _Altered:
    """An answer on its way to the browser; a page is held until all of it is there."""

    def __init__(self, send: Send) -> None:
        self.through = send
        self.start: Message | None = None
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and Headers(raw=message["headers"]).get("content-type", "").startswith(
            "text/html"
        ):
            self.start = message
        elif self.start is None:
            await self.through(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._page()

    async def _page(self) -> None:
        assert self.start is not None
        body, allowed = _with_script(self.body)
        headers = MutableHeaders(raw=list(self.start["headers"]))
        del headers["etag"], headers["last-modified"]
        headers[POLICY] = allowed
        headers["content-length"] = str(len(body))
        await self.through({**self.start, "headers": headers.raw})
        await self.through({"type": "http.response.body", "body": body})


@lru_cache(maxsize=4)
def _with_script(page: bytes) -> tuple[bytes, str]:
    """Streamlit's page with ours in it, and the policy that lets the scripts of both run, and no other within a page."""
    text = page.decode().replace("<head>", f"<head>{SCRIPT}{autodiscovery(str(st.get_option('server.baseUrlPath') or ''))}", 1)
    return text.encode(), policy(re.findall(r"<script>(.*?)</script>", text, re.DOTALL))


@remembered(len(LANGUAGES))
def other_names(store: Store, wording: Words) -> dict[str, list[str]]:
    """What else the names in lists are called: provinces by their other names and codes, metrics by their code and phrases."""
    found: dict[str, list[str]] = {}
    for one in store.seeds.provinces:
        found[wording.province(one.province)] = [one.name_vi, one.name_en, *one.aliases.split(";"), one.iso.partition("-")[2]]
    for body in store.seeds.organizations:
        found[wording.organization(body.organization)] = [body.name_vi, body.name_en, *body.aliases.split(";")]
    phrases = {one.indicator: one.phrases.split(";") for one in store.seeds.indicators}
    for code, metric in metrics_of(store).items():
        found[wording.metric(metric)] = [code, *phrases.get(code, ())]
    return {name: [other for other in dict.fromkeys(others) if other and other != name] for name, others in found.items()}


def streamlit_words(wording: Words) -> dict[str, str]:
    """Streamlit's own words with what stands for them in a language; those that stay as they are left out."""
    said = {text: wording.say(text) for text in SAID}
    return {text: own for text, own in said.items() if own != text}


@remembered(len(LANGUAGES))
def _speech(store: Store, wording: Words) -> bytes:
    """What shell.js says in a language, as the browser is told it."""
    told = {"language": wording.language, "words": streamlit_words(wording), "names": other_names(store, wording)}
    return json.dumps(told, ensure_ascii=False).encode()


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("party_metrics_shell", html=HTML, css=CSS, js=JS, isolate_styles=False)


@cache
def _speaker() -> Callable[..., Any]:
    return st.components.v2.component("party_metrics_words", html="<span></span>", js=SPEAK)


def draw(store: Store, wording: Words, filters: int, background: str) -> None:
    """Tell the browser what to say, and offer the way to the filters on a narrow screen; `filters` is how many are on.

    `background` is that of the theme that this run draws in; the page is drawn anew where the reader sees another.
    """
    # apart from what changes with each choice: what is the same in every run of a language is sent once
    with st.container(key="shell_words"):
        _speaker()(key="shell_speech", data=_speech(store, wording))
    with st.container(key="shell"):
        _component()(
            key="shell_frame",
            data={
                "label": wording.say("Filters ({number})", number=filters) if filters else wording.say("Filters"),
                "background": background,
            },
            on_theme_change=lambda: None,
        )
