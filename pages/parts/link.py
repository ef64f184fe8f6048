"""A link within the dashboard: a page, and what stands in its address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import uuid4

import streamlit as st

from pages.parts.filters import day_shown

Parameters = dict[str, str | Sequence[str]]
# The browser goes there as it does at back and forward: `st.switch_page` would leave a step between, of this page with the other's
# choices. A step is taken once, however often the element is drawn.
GO = """
const taken = new Set();
export default function ({ data }) {
  if (taken.has(data.step)) return;
  taken.add(data.step);
  history.pushState({}, "", `${location.pathname.replace(/[/]+$/, "")}/${data.address}`);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}
"""


@dataclass(frozen=True)
class Link:
    """A page, by the name of its file, and what stands in its address."""

    page: str
    parameters: Parameters

    def draw(self, label: str | None = None, icon: str | None = None, width: Literal["content", "stretch"] = "content") -> None:
        """A link that the reader can follow with mouse, finger or key, within the open dashboard; at first it names the page."""
        st.page_link(f"pages/{self.page}.py", label=label, icon=icon, query_params=self._given(), width=width)

    def follow(self) -> None:
        """Lead the reader from the overview, whose address is the root of all others, there now."""
        pairs = [(name, one) for name, value in self._given().items() for one in ((value,) if isinstance(value, str) else value)]
        _component()(key="go", data={"address": f"{self.page}?{urlencode(pairs)}", "step": uuid4().hex})

    def _given(self) -> Parameters:
        """What is not empty, and the day whose knowledge is shown."""
        return {name: value for name, value in (*self.parameters.items(), ("as_of", day_shown())) if value}


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("party_metrics_go", html="<span></span>", js=GO)
