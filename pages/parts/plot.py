"""One figure on a page: an own component around Plotly.react, which changes a chart in place; plot.js is its browser side."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.responses import FileResponse
from starlette.routing import Route

from metrics.chart import CONFIG, Picture, Style, plotly_js
from metrics.files.citation import Caption
from metrics.store.memory import Same, remembered
from metrics.store.store import Store
from metrics.vocabulary import Result
from metrics.words.wording import Wording

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


# A drawing -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Drawn:
    """A picture as the browser is told it; of the figure itself, many times as large in memory, only this text is kept."""

    picture: Picture
    figure: bytes
    is_empty: bool


def written(picture: Picture) -> Drawn:
    """A picture whose figure is written as the browser reads it."""
    return Drawn(replace(picture, figure={}), _text(picture.figure), not picture.figure["data"])


def drawn(store: Store, result: Result, draw: Callable[[Any, Style], Picture], style: Style) -> Drawn:
    """The picture of an answer, drawn once for all readers; what a page makes anew for each run is drawn in each."""
    lasts = isinstance(draw, Drawing) or "<" not in getattr(draw, "__qualname__", "<")
    return _drawn(store, Same(result), draw, style) if lasts else written(draw(result, style))


@dataclass(frozen=True)
class Drawing:
    """A way of drawing that is told more than the answer: `draw(result, *more, style)`."""

    draw: Callable[..., Picture]
    more: tuple[Any, ...]

    def __call__(self, result: Result, style: Style) -> Picture:
        return self.draw(result, *self.more, style)


@remembered(256)
def _drawn(_store: Store, answer: Same[Result], draw: Callable[[Any, Style], Picture], style: Style) -> Drawn:
    return written(draw(answer.value, style))


def _text(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def plot(one: Drawn, key: str, wording: Wording, stamp: str = "", caption: Caption | None = None) -> Any:
    """Draw a picture; returns the row key of the mark that the reader has just clicked, if any.

    With a caption the picture is offered as a file, PNG and SVG, that carries it.
    """
    data = {
        "script": SCRIPT,
        "key": key,
        "alt": one.picture.alt,
        "kind": wording.say("chart"),
        "hint": wording.say("Arrow keys go from figure to figure, Enter opens the sources, Esc leaves."),
        "caption": caption and asdict(caption),
        "pictures": {"png": wording.say("Picture (PNG)"), "svg": wording.say("Picture (SVG)")},
        "fullScreen": wording.say("Full screen"),
        "config": CONFIG,
        "language": wording.language,
        "words": {"Reset axes": wording.say("Reset the axes")},
        "signs": wording.separators,
        "failed": wording.say("The chart could not be drawn; the table below holds the same figures."),
        "stamp": stamp,
    }
    # as bytes: of anything else Streamlit writes a text twice in each run
    whole = b'{"figure":%b,%b' % (one.figure, _text(data)[1:])
    result = _component()(key=key, data=whole, on_clicked_change=lambda: None)
    return result.clicked
