"""Pages run without a browser are opened by the one user of this computer: AppTest sends no request that could say so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from metrics.intake.roles import Visit
from pages.parts import account

AT_HOME = Visit("", [("Host", "localhost:8501"), ("Origin", "http://localhost:8501")])


@pytest.fixture(scope="session", autouse=True)
def opened_at_home() -> Iterator[None]:
    """Every page is asked for as a browser at this computer asks. What is installed is looked through once, as a server does, and
    not for each AppTest anew: a third of a second."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(account, "visit", lambda: AT_HOME)
        changed.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield
