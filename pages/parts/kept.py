"""The blocks of the reader's report: kept while the dashboard is open, added from any page."""

from __future__ import annotations

import streamlit as st

from metrics.answers.block import Block
from pages.parts.view import View

# where they are kept, each as an address writes it
KEPT = "report_blocks"
# so many an address can hold
MOST = 30


def blocks_kept() -> tuple[str, ...]:
    """The blocks of the report, as an address writes them."""
    return tuple(st.session_state.get(KEPT, ()))


def keep_blocks(blocks: tuple[str, ...]) -> None:
    """Make these the blocks of the report."""
    st.session_state[KEPT] = blocks[:MOST]


def add_button(here: View, block: Block, key: str) -> None:
    """A button that adds a block to the report."""
    full = len(blocks_kept()) >= MOST
    st.button(
        here.say("Add to the report"),
        key=f"report_{key}",
        icon=":material/playlist_add:",
        on_click=_add,
        args=(block.in_address(), here.say("Added to “My report”.")),
        disabled=full,
        help=here.say("The report holds {n} blocks, as many as it can.", n=MOST) if full else None,
    )


def _add(block: str, told: str) -> None:
    keep_blocks((*blocks_kept(), block))
    st.toast(told, icon=":material/playlist_add_check:")
