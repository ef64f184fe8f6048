"""The page Import for who may only read, run by Streamlit's AppTest: the server's real options, a sign-in that AppTest seeds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.testing.v1 import AppTest

from metrics.intake import roles
from metrics.intake.batches import accept
from metrics.intake.drafts import Draft
from metrics.words.markup import from_markdown
from pages.parts import account
from tests import small
from tests.actors import EDITOR
from tests.folders import PROJECT
from tests.imports_until_killed import FIGURE

AUTH = """
[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "a secret of this test"
client_id = "figures"
client_secret = "x"
server_metadata_url = "http://localhost:1/.well-known/openid-configuration"
"""


@pytest.fixture
def imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small.write(small.data("nghe-an.agencies-bloc party_members 2020 5000"), tmp_path / "data")
    cells = {**FIGURE, "value": "4", "period": "2019-12-31", "quote": "4 đảng viên"}
    accept(tmp_path / "imports", folder, Draft.of(observations=[cells]), EDITOR)
    monkeypatch.setenv("PARTY_METRICS_HOME", str(tmp_path / "imports"))
    monkeypatch.setenv("PARTY_METRICS_DATA", str(folder))
    return tmp_path / "imports"


@pytest.fixture
def options() -> Iterator[dict[str, Any]]:
    """Options of the server for a test, as the command line would set them."""
    before = {name: config.get_option(name) for name in ("server.address", "server.allowedHosts", "secrets.files")}
    yield before
    for name, value in before.items():
        config.set_option(name, value)
    secrets_singleton._reset()


def opened(**user: Any) -> AppTest:
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    app.user = user
    app.switch_page("pages/import.py")
    app.query_params["lang"] = "en"
    app.run()
    assert [error.value for error in app.exception] == []
    return app


def told(app: AppTest) -> list[str]:
    return [from_markdown(one.value) for one in app.info]


def assert_reads_only(app: AppTest) -> None:
    """Nothing on the page changes anything or names a folder of the server or a person, and what was imported is there."""
    keys = {str(one.key) for one in app.button if str(one.key).startswith(("import_", "queue_"))}
    assert keys <= {"import_sign_out", "import_sign_in_default"}
    assert not app.get("download_button")
    assert not app.get("file_uploader")
    lines = " ".join(one.value for one in app.caption)
    assert "batch" in lines
    assert "in the folder" not in lines
    assert "tester" not in lines


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [("server.address", "0.0.0.0", roles.ADDRESS), ("server.allowedHosts", ["figures.example.org"], roles.NAMED)],
)
@pytest.mark.usefixtures("imports")
def test_a_server_for_others_without_a_sign_in_says_why_import_is_off(name: str, value: Any, why: Any, options: dict[str, Any]):
    config.set_option(name, value)
    app = opened()
    assert told(app) == [str(why)]
    assert "docs/roles.md" in str(why)
    assert_reads_only(app)


@pytest.mark.usefixtures("imports")
def test_a_file_of_secrets_that_is_broken_is_no_missing_one(options: dict[str, Any], tmp_path: Path):
    (tmp_path / "secrets.toml").write_text("[auth\n", "utf-8")
    config.set_option("secrets.files", [str(tmp_path / "secrets.toml")])
    secrets_singleton._reset()
    app = opened()
    assert told(app) == [str(roles.UNREADABLE)]
    assert_reads_only(app)


@pytest.mark.usefixtures("imports")
def test_who_signs_in_reads_until_named(options: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "secrets.toml").write_text(AUTH, "utf-8")
    config.set_option("secrets.files", [str(tmp_path / "secrets.toml")])
    secrets_singleton._reset()
    monkeypatch.setattr(account, "_digest", lambda _: "a sign-in")
    claims = {"iss": "https://id.example", "sub": "7", "aud": "figures", "iat": time.time(), "provider": "default"}
    user = {**claims, "email": "editor@example.org", "email_verified": True}
    assert told(opened(is_logged_in=False)) == [str(roles.SIGN_IN)]
    app = opened(is_logged_in=True, **user)
    assert told(app) == [str(roles.NO_EDITOR)]
    assert_reads_only(app)
    # [roles] is read when the server starts
    (tmp_path / "secrets.toml").write_text(f'{AUTH}[roles.editors]\n"editor@example.org" = "editor <1>"\n', "utf-8")
    secrets_singleton._reset()
    app = opened(is_logged_in=True, **user)
    assert told(app) == []
    assert app.caption[0].value == r"You import as editor \<1\>."
