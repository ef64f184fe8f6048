"""One figure on a page: an own component around Plotly.react, which changes a chart in place instead of building it anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from metrics.chart import CONFIG, Picture, plotly_js
from metrics.wording import Wording

STATIC = Path(__file__).resolve().parent.parent / "static"
SCRIPT = "plotly.min.js"

JS = """
const source = () => new URL('app/static/plotly.min.js', document.baseURI).href;
const load = () => (window.partyMetricsPlotly ??= new Promise((done, failed) => {
  const script = document.createElement('script');
  script.src = source();
  script.onload = () => done(window.Plotly);
  script.onerror = failed;
  document.head.append(script);
}));

// On a narrow screen long names are folded, and labels beside points give way: the table below tells the names.
const fold = (name, most = 26) => name.replaceAll('<br>', ' ').split(' ').reduce((lines, word) => {
  const longer = `${lines.at(-1)} ${word}`;
  return lines.length && longer.length <= most ? [...lines.slice(0, -1), longer] : [...lines, word];
}, []).join('<br>');
const letters = (text) => text.replace(/<[^>]*>/g, '').length;
const tiles = (figure) => ({
  data: figure.data.map((trace) => ({ ...trace, constraintext: 'none', textfont: { ...trace.textfont, size: 8 },
    text: trace.text.map((text) => {
      const [name, ...value] = text.split('<br>');
      return [fold(name, 8), ...value].join('<br>');
    }) })),
  layout: { ...figure.layout, uniformtext: { mode: false } },
});
const narrow = (figure, width) => {
  if (figure.tiles) return tiles(figure);
  const data = figure.data.map((trace) =>
    trace.mode === 'markers+text' && !figure.keepText ? { ...trace, mode: 'markers' } : trace);
  const axis = figure.layout.yaxis;
  const yaxis = axis.ticktext
    ? { ...axis, ticktext: axis.ticktext.map((name) => fold(name)), tickfont: { ...axis.tickfont, size: 10 } } : axis;
  const across = figure.layout.xaxis;
  const outside = data.some((trace) => trace.textposition === 'outside');
  const xaxis = { ...across, ...(across.nticks && { nticks: 4 }) };
  // so much of the half that names leave to bars is kept free for the longest number
  const longest = Math.max(0, ...data.flatMap((trace) => trace.textposition === 'outside' ? trace.text.map(letters) : []));
  const room = Math.min(0.65, (longest * 7) / (width / 2));
  const wider = Math.max(1.3, 0.8 / (1 - room));
  if (outside || figure.keepText) xaxis.range = [across.range[0] * 1.15, across.range[1] * (outside ? wider : 1.12)];
  if (across.dtick) xaxis.dtick = Math.max(across.dtick, Math.ceil((across.range[1] - across.range[0]) / 6));
  return { data, layout: { ...figure.layout, xaxis, yaxis } };
};
const fitted = (figure, width) => (width > 600 ? figure : narrow(figure, width));

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const place = parentElement.querySelector('.party-chart');
  place.style.height = data.figure.layout.height + 'px';
  place.setAttribute('role', 'figure');
  place.setAttribute('aria-label', data.alt);
  load().then(async (Plotly) => {
    if (!place.isConnected) return;
    // a name of our own: Plotly falls back to its "en" for what this one leaves out
    const locale = `party-${data.language}`;
    Plotly.register({ moduleType: 'locale', name: locale, dictionary: data.words,
      format: { decimal: data.signs[0], thousands: data.signs[1], grouping: [3], currency: ['', ''] } });
    const figure = fitted(data.figure, place.clientWidth);
    await Plotly.react(place, figure.data, figure.layout, {
      ...data.config,
      locale,
    });
    // the label and the table below tell what the drawing shows
    place.querySelectorAll('.svg-container svg.main-svg').forEach((drawing) => drawing.setAttribute('aria-hidden', 'true'));
    place.dataset.drawn = data.stamp || 'drawn';
    place.removeAllListeners?.('plotly_click');
    place.on?.('plotly_click', (event) => {
      const key = event.points?.[0]?.customdata;
      if (key) setTriggerValue('clicked', key);
    });
  }).catch(() => {
    place.textContent = data.failed;
  });
}
"""
HTML = '<div class="party-chart"></div>\n'
CSS = """
.party-chart { width: 100%; min-width: 0; }
"""


@cache
def serve_plotly() -> None:
    """Put the plotly.js of the plotly package where Streamlit serves files from, unless it is there."""
    source, target = plotly_js(), STATIC / SCRIPT
    if target.exists() and target.stat().st_size == source.stat().st_size:
        return
    STATIC.mkdir(exist_ok=True)
    half_done = target.with_suffix(f".{os.getpid()}")
    shutil.copyfile(source, half_done)
    half_done.replace(target)


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("party_metrics_chart", html=HTML, css=CSS, js=JS, isolate_styles=False)


def plot(picture: Picture, key: str, wording: Wording, stamp: str = "") -> Any:
    """Draw a picture; returns the row key of the mark that the reader has just clicked, if any."""
    serve_plotly()
    words = {
        "Download plot as a PNG": wording.say("Download the picture (PNG)"),
        "Download plot as a png": wording.say("Download the picture (PNG)"),
        "Reset axes": wording.say("Reset the axes"),
    }
    result = _component()(
        key=key,
        data={
            "figure": picture.figure,
            "alt": picture.alt,
            "config": CONFIG,
            "language": wording.language,
            "words": words,
            "signs": picture.figure["layout"]["separators"],
            "failed": wording.say("The chart could not be drawn; the table below holds the same figures."),
            "stamp": stamp,
        },
        on_clicked_change=lambda: None,
    )
    return result.clicked
