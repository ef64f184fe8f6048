"""Whose words a row rests on: its sources, their addresses, and the columns that cite them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from metrics.store.store import Store
from metrics.vocabulary import Source

# what follows the columns of a result: the sources, in the order of `sources`
CITED = ("publishers", "published", "links")


def citations(store: Store, sources: Iterable[str]) -> list[Source]:
    """The sources of these slugs, in their order; a row of the rankings is cited by its address."""
    known = store.names.sources
    return [known.get(slug) or Source(slug, "", "", slug, "", "") for slug in sources]


def web_address(text: str) -> str:
    """An address that a reader may follow: http or https only, else nothing."""
    return text if re.match(r"https?://", text, re.IGNORECASE) else ""


def cited(store: Store, sources: Iterable[str]) -> list[str]:
    """Publishers, dates and links of a row's sources, as they stand below CITED."""
    found = citations(store, sources)
    told = ([one.publisher for one in found], [one.published for one in found], [web_address(one.url) for one in found])
    # one entry a source, also an empty one, so that the three columns and `sources` stay side by side
    return ["; ".join(column) if any(column) else "" for column in told]
