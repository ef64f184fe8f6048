"""A link that is opened before the one before it was drawn: what is shown is what it asks for, and nothing of the other."""

from __future__ import annotations

import random
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import ScriptRunner, StopException
from streamlit.testing.v1 import AppTest

from tests.folders import PROJECT
from tests.pages.steps import figures, sound

Link = tuple[str, dict[str, Any]]
HERE: Link = ("rankings", {"lang": "en", "metric": "papi_rank"})
# what is left in haste
LEFT: dict[str, Link] = {
    "filters of another page": ("province", {"lang": "vi", "province": "nghe-an", "boundary": "34", "kind": "province_wide"}),
    "a choice of the same page": ("rankings", {"lang": "en", "metric": "pci_rank", "year": ["2012", "2014"]}),
    "another day": ("rankings", {"lang": "en", "metric": "papi_rank", "as_of": "2026-11-27"}),
}
# how many looks the filters take, which are drawn first; how often each link is left in them, and later
FILTERS, TIMES = 200, 7


class Leaving:
    """Ends a run after so many looks at what else the reader wishes, as a click on another link ends it; 0: never."""

    def __init__(self) -> None:
        self.after = self.looks = 0

    def look(self) -> None:
        self.looks += 1
        if self.looks == self.after:
            raise StopException


@pytest.fixture
def leaving(monkeypatch: pytest.MonkeyPatch) -> Leaving:
    made, look = Leaving(), ScriptRunner._maybe_handle_execution_control_request

    def looking(runner: ScriptRunner) -> None:
        if runner._execing:
            made.look()
        look(runner)

    monkeypatch.setattr(ScriptRunner, "_maybe_handle_execution_control_request", looking)
    return made


def follow(app: AppTest, link: Link, leaving: Leaving, after: int = 0) -> AppTest:
    """A link to a page, as back and forward open it in a session that goes on; left `after` so many looks."""
    app.switch_page(f"pages/{link[0]}.py")
    app.query_params.clear()
    for name, value in link[1].items():
        app.query_params[name] = value
    # AppTest runs a page without the entry at first, which a server does with nothing left from before
    if "view" in app.session_state:
        del app.session_state["view"]
    leaving.looks, leaving.after = 0, after
    return app.run()


def seen(app: AppTest) -> tuple[dict[str, Any], dict[str, Any]]:
    """The address and the figures."""
    return dict(app.query_params), {key: figure["figure"]["data"] for key, figure in figures(sound(app)).items()}


@pytest.mark.parametrize("left", LEFT)
def test_a_link_left_in_haste_leaves_nothing_behind(left: str, leaving: Leaving):
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120)
    alone = seen(follow(app, HERE, leaving))
    follow(app, LEFT[left], leaving)
    whole = leaving.looks
    assert seen(app) != alone
    wrong = {}
    chance = random.Random(14)
    for after in (*chance.sample(range(1, FILTERS), TIMES), *chance.sample(range(FILTERS, whole), TIMES)):
        follow(app, LEFT[left], leaving, after)
        if (now := seen(follow(app, HERE, leaving))) != alone:
            wrong[after] = now[0]
    assert not wrong
