"""Buttons whose press is not lost when the run that follows it begins anew."""

from __future__ import annotations

from typing import Any

import streamlit as st

# what a press is kept under, before the button's key
PRESSED = "pressed_"


def pressed(label: str, key: str, **look: Any) -> bool:
    """A button, and whether it was pressed. A press counts until this is reached, where `st.button` forgets it with its run."""
    st.button(label, key=key, on_click=_press, args=(key,), **look)
    return was_pressed(key)


def was_pressed(key: str) -> bool:
    """Whether a button was pressed that the page has no more: another window has changed what it was drawn for."""
    return bool(st.session_state.pop(f"{PRESSED}{key}", False))


def forget_presses() -> None:
    """At the end of a whole run: a press that no button took is none for a later one, which may be drawn for something else."""
    for name in [name for name in st.session_state if str(name).startswith(PRESSED)]:
        st.session_state.pop(name, None)


def _press(key: str) -> None:
    st.session_state[f"{PRESSED}{key}"] = True
