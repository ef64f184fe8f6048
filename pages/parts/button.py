"""Buttons whose press is not lost when the run that follows it begins anew."""

from __future__ import annotations

from typing import Any

import streamlit as st


def pressed(label: str, key: str, **look: Any) -> bool:
    """A button, and whether it was pressed. A press counts until this is reached, where `st.button` forgets it with its run."""
    st.button(label, key=key, on_click=_press, args=(key,), **look)
    return bool(st.session_state.pop(f"pressed_{key}", False))


def _press(key: str) -> None:
    st.session_state[f"pressed_{key}"] = True
