"""A page's own choices in the address, beside the shared filters: codes as values, nothing for a default."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import streamlit as st

from metrics.words.words import Words
from pages.parts.filters import warnings

# what this run chose, until it is written
CHOSEN = "address_chosen"


def choose(name: str, key: str, accepted: Collection[str] | None, default: str, draw: Callable[[], Any]) -> str:
    """The value of the parameter `name`, chosen with the widget `key` that `draw` draws. `accepted`: None for any text.

    What the address newly says (a link, back, forward) goes into the widget; what is not accepted is left out and named once.
    A widget at its default stays there when another choice brings another default.
    """
    asked = st.query_params.get(name, "")
    by_hand = st.session_state.get(key) != st.session_state.get(f"address_{name}_shown")
    followed = key in st.session_state and st.session_state.get(f"address_{name}") == asked and (by_hand or asked)
    value = st.session_state.get(key, default) if followed else asked or default
    if accepted is not None and value not in accepted:
        if not followed:
            st.session_state["bad_parameters"] = [*st.session_state.get("bad_parameters", ()), f"{name}={value}"]
        value = default
    st.session_state[key] = value
    chosen = draw()
    # a browser may send anything
    chosen = str(chosen or "") if accepted is None or chosen in accepted else default
    st.session_state[f"address_{name}_shown"] = chosen
    st.session_state.setdefault(CHOSEN, {})[name] = "" if chosen == default else chosen
    return chosen


def write(wording: Words) -> None:
    """Bring the address up to date at one stroke, so that one step back undoes one choice; name what it should not have held."""
    chosen: dict[str, str] = st.session_state.pop(CHOSEN, {})
    for name, value in chosen.items():
        st.session_state[f"address_{name}"] = value
    before = {name: st.query_params.get_all(name) for name in st.query_params}
    after = {name: values for name, values in before.items() if name not in chosen}
    after |= {name: [value] for name, value in chosen.items() if value}
    if after != before:
        st.query_params.from_dict(after)
    warnings(wording)


def pick(parameter: str, key: str, label: str, everything: str, names: dict[str, str]) -> str:
    """One of the codes that have names, or the empty string for all of them."""
    codes = ["", *names]
    draw = partial(st.selectbox, label, codes, format_func=lambda code: names.get(code, everything), key=key)
    return choose(parameter, key, codes, "", draw)


def segments(parameter: str, key: str, label: str, names: dict[str, str], hidden: bool = False) -> str:
    """One of a few codes, all of them in sight, at first the first; `hidden`: the label is for screen readers alone."""
    draw = partial(
        st.segmented_control,
        label,
        list(names),
        format_func=lambda code: names.get(code, code),
        key=key,
        label_visibility="collapsed" if hidden else "visible",
        required=True,
    )
    return choose(parameter, key, names, next(iter(names)), draw)


def words(key: str, label: str, placeholder: str, help: str | None = None) -> str:
    """Words to look for, as `search`; on a page of several parts they go along from one to another."""
    return choose(
        "search", key, None, "", partial(st.text_input, label, key=key, type="search", placeholder=placeholder, help=help)
    )
