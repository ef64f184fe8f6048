"""Buttons whose press is not lost when the run that follows it begins anew."""

from __future__ import annotations

from typing import Any

import streamlit as st

# the keys of the buttons whose press no one has taken yet
PRESSED = "pressed"


def pressed(label: str, key: str, **look: Any) -> bool:
    """A button, and whether it was pressed. A press counts until this is reached, where `st.button` forgets it with its run."""
    st.button(label, key=key, on_click=_press, args=(key,), **look)
    return was_pressed(key)


def was_pressed(key: str) -> bool:
    """Whether a button was pressed that the page has no more: another window has changed what it was drawn for."""
    presses: set[str] = st.session_state.get(PRESSED, set())
    was = key in presses
    presses.discard(key)
    return was


def forget_presses() -> None:
    """At the end of a whole run: a press that no button took is none for a later one, which may be drawn for something else."""
    # known by one name: to look through the state for several, Streamlit copies all of it
    st.session_state.pop(PRESSED, None)


def _press(key: str) -> None:
    st.session_state.setdefault(PRESSED, set()).add(key)
