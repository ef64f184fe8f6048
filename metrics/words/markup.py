"""Texts of the data inside markup: shown letter by letter as they are, never as a link, a tag or a sign of formatting."""

from __future__ import annotations

import html
import re

# what Markdown makes links of although nobody marked it: http://…, www.…, …@…
ADDRESS = re.compile(r"(?i)(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=[-\w])")
# no width and no break: it stands only inside an address, which it keeps from being one
JOINER = "\u2060"


def in_markdown(text: str) -> str:
    """A text for Markdown, on one line: signs of markup lose their meaning, addresses are no links."""
    line = ADDRESS.sub(JOINER, " ".join(text.splitlines()))
    line = re.sub(r"([\\`*_\[\]<>$~:#|&])", r"\\\1", line)
    # what begins a list only at the start of a line
    return re.sub(r"^(\s*\d*)([-+.)])(?=[-\s]|$)", r"\1\\\2", line)


def from_markdown(text: str) -> str:
    """The plain text of what `in_markdown` made, and of words set bold around it, for what reads no Markdown."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*\*", "", text)).replace(JOINER, "")


def in_plotly(text: str) -> str:
    """A text for Plotly, which reads tags and entities in names, labels and hovers."""
    return html.escape(text, quote=False)


def from_plotly(text: str) -> str:
    """The plain text of a name that `in_plotly` made, for what reads no tags."""
    return html.unescape(text)
