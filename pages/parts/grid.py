"""Wide tables of texts: a grid that is pushed sideways on a desk, a small paragraph for each row on a phone and on paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import address

HTML = '<div class="party-slips" hidden></div>'
CSS = """
.party-slips { font: 400 1rem/1.5 var(--st-font); color: var(--st-text-color); }
.party-slips[hidden] { display: none; }
.party-slips ul { list-style: none; margin: 0; padding: 0; }
.party-slips li {
  margin: 0; padding: 0.5rem 0; border-bottom: 1px solid var(--st-border-color); overflow-wrap: anywhere; break-inside: avoid;
}
.party-slips :is(button, strong) { font: inherit; font-weight: 600; color: inherit; text-align: left; }
.party-slips button {
  display: block; width: 100%; padding: 0; border: none; background: none; color: var(--st-link-color); cursor: pointer;
}
.party-slips button[aria-pressed="true"] { text-decoration: underline; text-underline-offset: 0.2em; }
.party-slips :is(button, a, [tabindex]):focus-visible { outline: 2px solid var(--st-link-color); outline-offset: 2px; }
.party-slips p { margin: 0; font-size: 0.875rem; }
.party-slips a { color: var(--st-link-color); }
@media screen { .party-slips .long { max-height: 70vh; overflow-y: auto; } }
"""
# A desk is spared what only a phone and paper show.
JS = """
const SHOWN = matchMedia("(max-width: 640px), print");
const MANY = 30;
export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".party-slips");
  const made = (name, text = "") => Object.assign(document.createElement(name), { textContent: text });
  const said = (cells, at) => (cells[at] === "" ? [] : [[at, cells[at]]]);
  const slip = (cells, number) => {
    const name = data.head.map((at) => cells[at]).filter(Boolean).join("; ");
    const head = made(data.choose ? "button" : "strong", name);
    if (data.choose) {
      head.type = "button";
      head.ariaPressed = String(number === data.chosen);
      head.onclick = () => setTriggerValue("picked", number);
    }
    const line = made("p");
    const parts = data.value === null ? [] : said(cells, data.value).map(([, text]) => made("span", text));
    for (const at of data.rest) parts.push(...said(cells, at).map(([, text]) => made("span", `${data.columns[at]}: ${text}`)));
    if (data.link !== null && cells[data.link]) {
      parts.push(Object.assign(made("a", data.open), { href: cells[data.link], target: "_blank", rel: "noopener noreferrer" }));
    }
    parts.forEach((part, nth) => line.append(...(nth ? [" · "] : []), part));
    const row = made("li");
    row.append(head, line);
    return row;
  };
  const draw = () => {
    place.hidden = !SHOWN.matches;
    if (place.hidden) return place.replaceChildren();
    const list = made("ul");
    list.append(...data.rows.map(slip));
    const box = made("div");
    if (data.rows.length > MANY) Object.assign(box, { className: "long", tabIndex: 0, role: "region" });
    (data.rows.length > MANY ? box : list).ariaLabel = data.alt;
    box.append(list);
    place.replaceChildren(box);
  };
  if (place.drawn) SHOWN.removeEventListener("change", place.drawn);
  place.drawn = draw;
  SHOWN.addEventListener("change", draw);
  draw();
  return () => SHOWN.removeEventListener("change", place.drawn);
}
"""


@dataclass(frozen=True)
class Slips:
    """How a table's rows become paragraphs, by the names of its columns: `head` says what a row is of, first and in bold.

    Then its `value` without the name of its column, and each other cell behind its own; what is in `apart` is told elsewhere.
    A `link` is offered as `open`.
    """

    head: tuple[str, ...]
    value: str = ""
    apart: Collection[str] = ()
    link: str = ""
    open: str = ""


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("party_metrics_slips", html=HTML, css=CSS, js=JS, isolate_styles=False)


def grid(frame: pd.DataFrame, key: str, slips: Slips, alt: str, **look: Any) -> None:
    """A table, every text as it is and never as markup; `alt` says what it holds."""
    with st.container(key=f"wide_{key}"):
        st.dataframe(frame, hide_index=True, key=key, placeholder="", alt=alt, **look)
    _slips(frame, key, slips, alt)


def choosable(frame: pd.DataFrame, key: str, of: Hashable, slips: Slips, alt: str, **look: Any) -> int | None:
    """A table, and the place of the row chosen in it, as `address.table` keeps it."""
    with st.container(key=f"wide_{key}"):
        chosen = address.table(frame, key, of, alt=alt, **look)
    _slips(frame, key, slips, alt, choose=True, chosen=chosen)
    return chosen


def _slips(frame: pd.DataFrame, key: str, slips: Slips, alt: str, choose: bool = False, chosen: int | None = None) -> None:
    """The rows as paragraphs, drawn by the browser where they are shown."""
    columns = [str(name) for name in frame]
    told = {*slips.head, slips.value, slips.link, *slips.apart}
    # a key may hold the name of a file's sheet, and that two underscores, which Streamlit keeps for itself
    name = f"slips-{key.encode().hex()}"

    def pick() -> None:
        number = getattr(st.session_state.get(name), "picked", None)
        # a browser may send anything
        if isinstance(number, int) and 0 <= number < len(frame):
            address.choose_row(number)

    _component()(
        key=name,
        data={
            "columns": columns,
            "rows": [["" if pd.isna(cell) else str(cell) for cell in row] for row in frame.itertuples(index=False, name=None)],
            "head": [columns.index(one) for one in slips.head],
            "value": columns.index(slips.value) if slips.value else None,
            "rest": [place for place, one in enumerate(columns) if one not in told],
            "link": columns.index(slips.link) if slips.link else None,
            "open": slips.open,
            "alt": alt,
            "choose": choose,
            "chosen": chosen,
        },
        on_picked_change=pick,
    )
