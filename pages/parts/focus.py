"""Leads the reader, with eyes and keys, to what has just been opened, and back to where that was."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import uuid4

import streamlit as st

# where to, as CSS selectors of which the first that is on the page counts; kept until the page is drawn
PLACE = "lead_to"
# what is drawn may come later than this script; a step is taken once, however often the element is drawn
JS = """
const taken = new Set();
const go = (selectors, tries) => {
  const place = selectors.map((one) => document.querySelector(one)).find(Boolean);
  if (!place) {
    if (tries) setTimeout(() => go(selectors, tries - 1), 100);
    return;
  }
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
  place.style.scrollMarginTop = '4.5rem';
  place.focus({ preventScroll: true });
  const quick = matchMedia('(prefers-reduced-motion: reduce)').matches;
  place.scrollIntoView({ block: 'start', behavior: quick ? 'auto' : 'smooth' });
};
export default function ({ data }) {
  if (taken.has(data.step)) return;
  taken.add(data.step);
  go(data.selectors, 50);
}
"""


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("party_metrics_focus", html="<span></span>", js=JS)


def lead_to(*selectors: str) -> None:
    """When the page is drawn, lead the reader to the first of these that is on it."""
    st.session_state[PLACE] = selectors


def arrive() -> None:
    """After the page is drawn: lead the reader to where something was opened or closed."""
    if selectors := st.session_state.pop(PLACE, ()):
        _component()(key="lead", data={"selectors": list(selectors), "step": uuid4().hex})
