"""One figure on a page: an own component around Plotly.react, which changes a chart in place; plot.js is its browser side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.responses import FileResponse
from starlette.routing import Route

from metrics.chart import CONFIG, Picture, plotly_js
from metrics.files.citation import Caption
from metrics.words.words import Words

HERE = Path(__file__).resolve().parent
# the version in its name: browsers keep it for good
SCRIPT = f"plotly-{version('plotly')}.min.js"
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}

HTML = """
<div class="party-frame">
  <div class="party-chart"></div>
  <div class="party-ring" hidden></div>
  <div class="party-pictures" hidden>
    <button type="button" data-form="png"></button><button type="button" data-form="svg"></button>
  </div>
  <span class="party-hint"></span>
  <span class="party-said" role="status"></span>
</div>
"""
# The ring is light on dark and dark on light at once, so that it shows on a mark of any colour.
CSS = """
.party-frame { position: relative; width: 100%; min-width: 0; }
.party-frame:fullscreen { background: var(--st-background-color); padding: 16px; overflow: auto; }
.party-chart { width: 100%; min-width: 0; }
.party-chart:focus-visible { outline: 2px solid var(--st-link-color); outline-offset: 2px; }
.party-frame .party-chart .plotly .modebar-btn:focus-visible { outline: 2px solid var(--st-link-color); }
.party-ring {
  position: absolute; pointer-events: none; box-sizing: border-box; border-radius: 4px;
  border: 2px solid var(--st-text-color); outline: 2px solid var(--st-background-color);
}
.party-pictures { display: flex; justify-content: flex-end; gap: 4px; }
.party-pictures[hidden] { display: none; }
.party-pictures button {
  font: 400 0.8rem/1.5 var(--st-font); color: var(--st-text-color); background: none; border: none; cursor: pointer;
  padding: 2px 6px; text-decoration: underline; text-underline-offset: 0.2em;
}
.party-pictures button:focus-visible { outline: 2px solid var(--st-link-color); }
@media print { .party-pictures { display: none; } }
.party-hint, .party-said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.party-chart:focus-visible ~ .party-hint {
  width: auto; height: auto; clip-path: none; right: 0; top: 100%; z-index: 1; padding: 2px 8px; font-size: 0.8rem;
  color: var(--st-text-color); background: var(--st-background-color); border: 1px solid var(--st-border-color);
}
"""


def script_route() -> Route:
    """Where the server hands out plotly.js, as it lies in its package: nothing is written beside the project."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return Route(f"/{base}/{SCRIPT}" if base else f"/{SCRIPT}", _script)


def _script(_: object) -> FileResponse:
    return FileResponse(plotly_js(), media_type="text/javascript", headers=KEPT)


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("party_metrics_chart", html=HTML, css=CSS, js=_script_of_charts(), isolate_styles=False)


def _script_of_charts() -> str:
    return "".join((HERE / name).read_text("utf-8") for name in ("picture.js", "plot.js"))


def plot(picture: Picture, key: str, wording: Words, stamp: str = "", caption: Caption | None = None) -> Any:
    """Draw a picture; returns the row key of the mark that the reader has just clicked, if any.

    With a caption the picture is offered as a file, PNG and SVG, that carries it.
    """
    result = _component()(
        key=key,
        data={
            "script": SCRIPT,
            "figure": picture.figure,
            "key": key,
            "alt": picture.alt,
            "kind": wording.say("chart"),
            "hint": wording.say("Arrow keys go from figure to figure, Enter opens the sources, Esc leaves."),
            "caption": caption and asdict(caption),
            "pictures": {"png": wording.say("Picture (PNG)"), "svg": wording.say("Picture (SVG)")},
            "fullScreen": wording.say("Full screen"),
            "config": CONFIG,
            "language": wording.language,
            "words": {"Reset axes": wording.say("Reset the axes")},
            "signs": picture.figure["layout"]["separators"],
            "failed": wording.say("The chart could not be drawn; the table below holds the same figures."),
            "stamp": stamp,
        },
        on_clicked_change=lambda: None,
    )
    return result.clicked
