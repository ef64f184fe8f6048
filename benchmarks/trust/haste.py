"""Links that are left before they were drawn, page by page: the next one shows what it shows to a session that opens it first."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from unittest.mock import patch

from benchmarks.trust.table import Tried, tried
from tests.pages.haste import LINKS, Leaving, Link, follow, left_in_haste, otherwise, seen, session

SEED = 14


def haste(moments: int) -> Iterator[Tried]:
    """Each pair of a page's links, and each link after one of the next page, left at so many of its moments at most."""
    pages = list(LINKS)
    with (
        tempfile.TemporaryDirectory() as home,
        patch.dict(os.environ, PARTY_METRICS_HOME=home),
        left_in_haste(every=True) as leaving,
    ):
        for place, page in enumerate(pages):
            beyond = pages[(place + 1) % len(pages)]
            links: list[Link] = [(page, choices) for choices in LINKS[page]]
            pairs = [(here, left) for here in links for left in (*links, (beyond, LINKS[beyond][-1])) if left != here]
            outcomes = [wrong for here, left in pairs for wrong in _left(here, left, leaving, moments)]
            yield tried(f"{page}: links left in haste, {len(pairs)} pairs", outcomes)


def _left(here: Link, left: Link, leaving: Leaving, moments: int) -> Iterator[str]:
    """What is wrong with a link after another was left, at each moment; a session that shows something wrong is given up."""
    alone = seen(follow(session(), here, leaving))
    app = follow(session(), here, leaving)
    follow(app, left, leaving)
    every = leaving.moments
    for after in random.Random(f"{SEED} {here} {left}").sample(every, min(moments, len(every))):
        follow(app, left, leaving, after)
        places = otherwise(seen(follow(app, here, leaving)), alone)
        yield f"{here} after {left}, left at {after}: {', '.join(places[:3])}" if places else ""
        if places:
            app = follow(session(), here, leaving)
