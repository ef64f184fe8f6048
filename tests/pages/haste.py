"""A run that a click ends before all is drawn: the moments at which it may end, and what a page shows after it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import ScriptRunner, StopException
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from pages.parts import address
from tests.folders import PROJECT
from tests.pages.steps import sound

Link = tuple[str, dict[str, Any]]
# widgets by what the reader sees of them: the browser is told more, which says how often they were drawn
CHOSEN = {"selectbox", "multiselect", "radio", "button_group", "toggle", "text_input"}
TABLES = {"table", "dataframe"}
# addresses between which a reader goes to and fro, by page
LINKS: dict[str, tuple[dict[str, Any], ...]] = {
    "overview": (
        {"lang": "vi", "metric": "party_members", "province": "nghe-an", "open": "profiles.list"},
        {"lang": "en"},
        {"lang": "en", "metric": "members_admitted", "chart_year": "2019", "year": ["2017", "2020"], "search": "nghe"},
    ),
    "membership": (
        {"lang": "en", "province": "thanh-hoa"},
        {"lang": "en", "province": "ha-noi", "open": ["series.table", "versus.sources"]},
        {"lang": "en", "open": "series.sources"},
        {"lang": "en", "metric": "grassroots_organizations", "open": ["series.sources", "versus.table"]},
        {"lang": "en"},
    ),
    "admissions": (
        {"lang": "vi", "year": ["2018", "2020"]},
        {"lang": "vi", "body": "nghe-an", "body_year": "2022", "chart_year": "2022", "open": "comparison.table"},
        {"lang": "vi", "metric": "members_admitted", "kind": "province_wide"},
    ),
    "inspection": (
        {"lang": "vi", "province": "quang-ninh", "metric": "members_disciplined", "open": "series.sources"},
        {"lang": "vi", "province": "nghe-an"},
        {"lang": "vi", "open": ["series.sources", "versus.sources"]},
    ),
    "quality": (
        {"lang": "en"},
        {"lang": "en", "metric": "members_rated", "grade": "good"},
        {"lang": "en", "province": "ha-tinh", "open": "series.sources"},
    ),
    "rankings": (
        {"lang": "en", "metric": "papi_rank"},
        {"lang": "en", "metric": "pci_rank", "chart": "regions", "chart_year": "2019", "listed": "tay-nguyen"},
        {"lang": "en", "sort": "lost", "index": "sipas_rank", "open": ["changes.table", "small_sipas_rank.table"]},
    ),
    "province": (
        {"lang": "vi", "province": ["ha-tinh", "ha-noi"]},
        {"lang": "vi", "province": ["ha-tinh", "ha-noi"], "profile": "ha-noi", "open": "part_membership.no"},
        {"lang": "en", "province": "quang-ninh", "open": "all.yes"},
    ),
    "compare": (
        {"lang": "en"},
        {"lang": "en", "metric": "members_disciplined", "breakdown": "form=warning", "sort": "name"},
        {"lang": "en", "metric": "members_admitted", "period": "2022-H1", "open": "compare.sources"},
    ),
    "explore": (
        {"lang": "vi", "metric": "party_members"},
        {"lang": "vi", "metric": "members_disciplined", "rows": "form", "share": "column", "open": "sql.yes"},
        {"lang": "vi", "chart": "two", "metric": "par_index_rank", "second": "pci_rank"},
        {"lang": "vi", "chart": "slope", "metric": "papi_score"},
        {"lang": "vi", "metric": "members_rated", "unit": "percent", "chart": "bars"},
    ),
    # what was added to the report stays where an address holds none
    "report": (
        {"lang": "en", "block": "metric=papi_rank&form=table"},
        {"lang": "en", "block": "metric=party_members&form=chart", "title": "Reform"},
    ),
    "data": (
        {"lang": "en"},
        {"lang": "en", "page": "3", "row": "2"},
        {"lang": "en", "search": "nghe an", "status": "target"},
        {"lang": "en", "part": "coverage", "of": "party", "count": "disputed"},
        {"lang": "en", "part": "changes", "change": "added"},
        {"lang": "en", "part": "dictionary", "search": "dang vien"},
    ),
    "import": ({"lang": "en"}, {"lang": "en", "part": "batches"}, {"lang": "en", "part": "table"}, {"lang": "en", "part": "many"}),
}


class Leaving:
    """Ends a run after so many looks at what else the reader wishes, as a click on another link ends it; 0: never.

    Of a whole run it tells the looks before all is drawn; to who wants `every` moment, those at which a session holds something
    else than at the one before.
    """

    def __init__(self, every: bool = False) -> None:
        self.every = every
        self.after = self.looks = self.drawn = 0
        self.moments: list[int] = []
        self._held = ""

    def look(self, runner: ScriptRunner) -> None:
        self.looks += 1
        if self.every and not self.after:
            held = _held(runner)
            if held != self._held:
                self.moments.append(self.looks)
                self._held = held
        if self.looks == self.after:
            raise StopException


def _held(runner: ScriptRunner) -> str:
    """What a session holds, as far as a later run may go by it."""
    state = runner._session_state._state
    found = {**state._old_state, **state._new_session_state}
    return repr(sorted((key, repr(value)) for key, value in found.items() if isinstance(value, str | int | tuple | list | dict)))


@contextmanager
def left_in_haste(every: bool = False) -> Iterator[Leaving]:
    """Runs can be ended, by what is given."""
    made, look, end = Leaving(every), ScriptRunner._maybe_handle_execution_control_request, address.end

    def looking(runner: ScriptRunner) -> None:
        if runner._execing:
            made.look(runner)
        look(runner)

    def ending() -> None:
        made.drawn = made.looks
        end()

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(address, "end", ending)
        changed.setattr(ScriptRunner, "_maybe_handle_execution_control_request", looking)
        yield made


def session() -> AppTest:
    """A session of a reader who has opened nothing."""
    return AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120)


def follow(app: AppTest, link: Link, leaving: Leaving, after: int = 0) -> AppTest:
    """A link to a page, as back and forward open it in a session that goes on; left `after` so many looks."""
    app.switch_page(f"pages/{link[0]}.py")
    app.query_params.clear()
    for name, value in link[1].items():
        app.query_params[name] = value
    # AppTest runs a page without the entry at first, which a server does with nothing left from before
    if "view" in app.session_state:
        del app.session_state["view"]
    leaving.looks, leaving.after, leaving.moments = 0, after, []
    return app.run()


def seen(app: AppTest) -> dict[str, str]:
    """All that a reader sees, by its place; and the address."""
    found = {"address": repr(dict(app.query_params))}
    for place, one in [*_elements(sound(app).main, "page"), *_elements(app.sidebar, "side")]:
        if one.type in CHOSEN:
            found[place] = repr((one.label, getattr(one, "options", ""), one.value))
        elif one.type in TABLES:
            found[place] = one.value.to_csv()
        elif one.type == "page_link" and one.proto.page == "report":
            # what was added to the report stays, and the link to it stands where there is any
            continue
        elif one.type == "bidi_component":
            if one.proto.id.endswith("-lead"):
                # nothing to see, and no step either where the place that it leads to is on another page
                continue
            told = json.loads(one.proto.bytes) if "-plot_" in one.proto.id else {}
            found[place] = json.dumps(told.get("figure", {}).get("data"))
        elif one.type not in ("download_button", "button"):
            found[place] = one.proto.SerializeToString(deterministic=True).hex()
    return found


def _elements(block: Block, place: str) -> Iterator[tuple[str, Any]]:
    for number, one in block.children.items():
        if isinstance(one, Block):
            yield from _elements(one, f"{place}.{number}")
        else:
            yield f"{place}.{number} {one.type}", one


def otherwise(now: dict[str, str], alone: dict[str, str]) -> list[str]:
    """The places of what is shown otherwise."""
    return [place for place in {**alone, **now} if now.get(place) != alone.get(place)]
