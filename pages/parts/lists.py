"""Lists to choose from: what is typed is looked for in the names, at the beginning of each word; shell.js leaves accents out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st


def one_of(label: str, options: Sequence[Any], **look: Any) -> Any:
    """One of the options."""
    return st.selectbox(label, options, filter_mode="contains", **look)


def some_of(label: str, options: Sequence[Any], **look: Any) -> Any:
    """Any number of the options."""
    return st.multiselect(label, options, filter_mode="contains", select_all=False, **look)
