"""Everything that a reader can choose stands in the address: no widget is forgotten, and a link gives each the same value."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.address import SHOWN, Drawn
from tests.folders import PROJECT
from tests.pages.steps import figures, open_page, sound

PAGES = PROJECT / "pages"
# Streamlit's widgets that hold a choice, and ours that draw them
CHOICES = {
    *("selectbox", "multiselect", "segmented_control", "pills", "radio", "toggle", "checkbox", "text_input", "text_area"),
    *("slider", "select_slider", "number_input", "date_input", "time_input", "pagination", "data_editor", "file_uploader"),
    *("tabs", "feedback", "color_picker", "one_of", "some_of"),
}
DRAFT = "what is typed of a draft: it is kept until it is accepted, and is no view to hand on"
# where a widget may be drawn otherwise than by pages.parts.address, and why
ELSEWHERE = {
    "parts/address.py": "draws them all",
    "parts/lists.py": "draws the lists",
    "parts/filters.py": "the shared filters, which it writes itself",
    "overview.py": "what is typed into the search, kept by pages.parts.address",
    "province.py": "the province of the shared filters",
    "report.py": "titles and forms of blocks, which stand in the address as whole blocks; a file that brings blocks",
    "imports/article.py": DRAFT,
    "imports/batches.py": DRAFT,
    "imports/bodies.py": DRAFT,
    "imports/details.py": DRAFT,
    "imports/figure.py": DRAFT,
    "imports/for_all.py": DRAFT,
    "imports/many.py": DRAFT,
    "imports/own.py": DRAFT,
    "imports/own_fields.py": DRAFT,
    "imports/review.py": DRAFT,
    "imports/table.py": DRAFT,
}


def drawn_in(path: Path) -> Iterator[str]:
    """The widgets that hold a choice, as a file names them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st" and node.attr in CHOICES:
            yield node.attr
        elif isinstance(node, ast.Name) and node.id in ("one_of", "some_of"):
            yield node.id
        elif isinstance(node, ast.keyword) and node.arg == "on_select" and ast.unparse(node.value) != "'ignore'":
            yield "a table whose rows are chosen"


def test_no_widget_is_drawn_without_the_address():
    found = {path.relative_to(PAGES).as_posix(): set(drawn_in(path)) for path in PAGES.rglob("*.py")}
    drawn = {name: widgets for name, widgets in found.items() if widgets}
    assert {name: widgets for name, widgets in drawn.items() if name not in ELSEWHERE} == {}
    assert set(ELSEWHERE) <= set(drawn), "an exception that nothing needs"


def test_every_list_is_searched_alike():
    for path in PAGES.rglob("*.py"):
        if path.name != "lists.py":
            assert not {"selectbox", "multiselect"} & set(drawn_in(path)), path.name


# A link gives each widget the same value ------------------------------------------------------------------------------
# admissions, inspection: drawn as membership is
STARTS: dict[str, dict[str, Any]] = {
    "overview": {},
    "membership": {"province": "nghe-an", "kind": "province_wide"},
    "quality": {"metric": "members_rated"},
    "rankings": {},
    "province": {"province": ["ha-tinh", "nghe-an"]},
    "compare": {"metric": "par_index_score"},
    "explore": {"chart": "bars"},
    "report": {"block": "metric=papi_rank&form=map"},
    "data": {},
    "import": {"part": "many"},
}


def choices(app: AppTest) -> dict[str, Drawn]:
    found: dict[str, Drawn] = app.session_state[SHOWN]
    return found


def another(one: Drawn) -> Any:
    """A value that a choice does not have yet, and that the address has to tell."""
    if one.texts is None:
        return "xã"
    return next((value for value in reversed(list(one.texts)) if value != one.value and one.written(value)), one.value)


def chosen_throughout(app: AppTest) -> AppTest:
    """Change every choice of a page, also those that appear only then; what the page is about stays."""
    seen: set[str] = set()
    for _ in range(4):
        fresh = {key: one for key, one in choices(app).items() if key not in seen and one.slot[0] not in ("metric", "part")}
        if not fresh:
            break
        seen |= set(fresh)
        for key, one in fresh.items():
            app.session_state[key] = another(one)
        sound(app.run())
    return app


@pytest.mark.parametrize("page", STARTS)
def test_a_link_gives_every_choice_the_same_value(page: str):
    app = chosen_throughout(open_page(page, **STARTS[page]))
    changed = [one for one in choices(app).values() if one.written(one.value)]
    assert changed or page == "import"
    other = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120)
    if page != "overview":
        other.switch_page(f"pages/{page}.py")
    for name in app.query_params:
        other.query_params[name] = app.query_params[name]
    sound(other.run())
    assert {key: one.value for key, one in choices(other).items()} == {key: one.value for key, one in choices(app).items()}
    assert dict(other.query_params) == dict(app.query_params)
    assert not other.toast


def test_a_figure_whose_sources_were_closed_opens_again():
    app = open_page("membership", lang="en", kind="province_wide")
    for _ in range(2):
        app.session_state["show_map"], app.session_state["evidence_map_row"] = "sources", 0
        assert sound(app.run()).query_params["open"] == "map.sources"
        assert app.query_params["figure"].startswith("map.")
        app.session_state["show_map"] = None
        assert not {"open", "figure"} & set(sound(app.run()).query_params)


# What no link should hold ---------------------------------------------------------------------------------------------
BAD = {"lang": "xx", "province": "atlantis", "year": "1700", "kind": "nobody", "boundary": "99"}
# pages where the reader chooses a metric, and what else a page takes
MORE_BAD: dict[str, dict[str, str]] = {
    **{page: {"metric": "nonsense"} for page in ("overview", "membership", "admissions", "inspection", "quality", "rankings")},
    "province": {},
    "compare": {"metric": "nonsense", "period": "1066", "sort": "beauty"},
    "explore": {"metric": "nonsense", "rows": "nonsense", "columns": "nothing"},
    "report": {"block": "nonsense"},
    "data": {"part": "nonsense"},
    "import": {},
}


@pytest.mark.parametrize("page", MORE_BAD)
def test_what_no_link_should_hold_is_named_and_left_out(page: str):
    bad = BAD | MORE_BAD[page]
    app = open_page(page, **bad)
    told = " ".join(one.value for one in app.toast)
    assert [f"{name}={value}" for name, value in bad.items() if f"{name}={value}" not in told] == []
    # the address is the view: nothing of it is left
    assert app.query_params == {"lang": "vi"}
    drawn = figures(app)
    assert bool(drawn) == (page not in ("compare", "report", "data", "import"))
    assert all(one["alt"] for one in drawn.values())


def test_another_page_starts_with_its_own_defaults():
    app = open_page("membership", kind="province_wide", chart_year="2019")
    app.session_state["show_series"] = "table"
    assert sound(app.run()).query_params == {"lang": "vi", "kind": "province_wide", "chart_year": "2019", "open": "series.table"}
    # the browser drops them as it turns the page
    del app.query_params["chart_year"], app.query_params["open"]
    app.switch_page("pages/admissions.py").run()
    assert sound(app).session_state["show_series"] is None


def test_a_year_chosen_by_hand_is_in_the_address_and_in_the_links_of_the_same_run():
    app = open_page("membership", lang="en", kind="province_wide")
    years = choices(app)["chart_year"]
    year = another(years)
    app.selectbox(key="chart_year").set_value(year)
    assert sound(app.run()).query_params["chart_year"] == year
