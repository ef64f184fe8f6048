"""A link that is opened before the one before it was drawn: what is shown is what it asks for, and nothing of the other."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from pages.parts.address import DRAWN
from tests.pages.haste import LINKS, Leaving, Link, follow, left_in_haste, otherwise, seen, session

HERE: Link = ("rankings", {"lang": "en", "metric": "papi_rank"})
# what is left in haste
LEFT: dict[str, Link] = {
    "filters of another page": ("province", {"lang": "vi", "province": "nghe-an", "boundary": "34", "kind": "province_wide"}),
    "a choice of the same page": ("rankings", {"lang": "en", "metric": "pci_rank", "year": ["2012", "2014"]}),
    "another day": ("rankings", {"lang": "en", "metric": "papi_rank", "as_of": "2026-11-27"}),
}
# how many looks the filters take, which are drawn first; how often each link is left in them, and later
FILTERS, TIMES = 200, 3


@pytest.fixture
def leaving() -> Iterator[Leaving]:
    with left_in_haste() as made:
        yield made


@pytest.mark.parametrize("left", LEFT)
def test_a_link_left_in_haste_leaves_nothing_behind(left: str, leaving: Leaving):
    app = session()
    alone = seen(follow(app, HERE, leaving))
    follow(app, LEFT[left], leaving)
    whole = leaving.looks
    assert otherwise(seen(app), alone)
    wrong = {}
    chance = random.Random(14)
    for after in (*chance.sample(range(1, FILTERS), TIMES), *chance.sample(range(FILTERS, whole), TIMES)):
        follow(app, LEFT[left], leaving, after)
        if places := otherwise(seen(follow(app, HERE, leaving)), alone):
            wrong[after] = places
    assert not wrong


@pytest.mark.parametrize("page", LINKS)
def test_no_choice_of_a_page_is_left_at_what_another_link_chose(page: str, leaving: Leaving):
    here, left = ((page, choices) for choices in LINKS[page][:2])
    app = session()
    alone = seen(follow(app, here, leaving))
    slots = [one.slot for one in app.session_state[DRAWN].values()]
    assert len(set(slots)) == len(slots), "two choices share a place in the address"
    follow(app, left, leaving)
    # once all is drawn, and at a moment of chance
    wrong = {}
    for after in (leaving.drawn, random.Random(page).randrange(1, leaving.drawn)):
        follow(app, left, leaving, after)
        if places := otherwise(seen(follow(app, here, leaving)), alone):
            wrong[after] = places
    assert not wrong
