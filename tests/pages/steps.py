"""What a reader does with a page, run by Streamlit's AppTest: opens it as a link does, looks at what is drawn."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.folders import PROJECT


def open_page(page: str, **parameters: Any) -> AppTest:
    """A page as a link opens it, without an error."""
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120)
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
    for name, value in parameters.items():
        app.query_params[name] = value
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    """The page once more, if it met no error and tells none."""
    assert [error.value for error in app.exception] == []
    assert [error.value for error in app.error] == []
    return app


def figures(app: AppTest) -> dict[str, dict[str, Any]]:
    """The figures of a page by the key of their chart."""
    found = {}
    for element in app.get("bidi_component"):
        _, plot, key = element.proto.id.rpartition("-plot_")
        if plot:
            found[key] = json.loads(element.proto.bytes)
    return found
