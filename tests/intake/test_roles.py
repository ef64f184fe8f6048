"""Who is an editor: nothing but a plain visit at this computer, or an account that is named, with a sign-in that counts."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.errors import Message
from metrics.intake import actor, roles
from metrics.intake.actor import SIGN_INS, Actor, NotAllowed, SignIns
from metrics.intake.roles import LOCAL, Server, Visit, actor_of, providers
from tests.folders import PROJECT

SERVER = Server("localhost", ("localhost", "127.0.0.1"))
HOST = ("Host", "localhost:8501")
VISIT = Visit("", [HOST, ("Origin", "http://localhost:8501"), ("User-Agent", "Browser"), ("Sec-WebSocket-Key", "x")])
NOW = 1_800_000_000.0
AUTH = {"client_id": "figures", "server_metadata_url": "https://id.example/.well-known/openid-configuration"}
ROLES = {"editors": {"Editor@Example.org": "editor 1"}, "claim": "groups", "values": ["figures-editors"], "hours": 8}
USER: dict[str, Any] = {
    "is_logged_in": True,
    "provider": "default",
    "iss": "https://id.example",
    "sub": "7",
    "aud": "figures",
    "iat": NOW - 60,
    "email": "editor@example.org",
    "email_verified": True,
}


# without a sign-in --------------------------------------------------------------------------------------------------------
def local(server: Server = SERVER, visit: Visit = VISIT) -> Actor:
    return actor_of(server, visit, {}, {}, "", NOW)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_the_one_user_of_this_computer_is_editor(host: str):
    visit = Visit("", [("host", f"{host}:8501"), ("origin", f"http://{host}:8501")])
    assert local(visit=visit) == LOCAL
    LOCAL.must_edit()


@pytest.mark.parametrize(
    ("server", "why"),
    [
        (Server(""), roles.ADDRESS),
        (Server("0.0.0.0"), roles.ADDRESS),
        (Server("unix:///run/figures"), roles.ADDRESS),
        (Server("localhost.example.org"), roles.ADDRESS),
        (Server("localhost", ("localhost", "figures.office.example")), roles.NAMED),
        (Server("localhost", ("*",)), roles.NAMED),
        (Server("localhost", origins=("https://figures.office.example",)), roles.NAMED),
        (Server("localhost", origins=("figures.office.example",)), roles.NAMED),
        (Server("localhost", open=True), roles.NAMED),
        (Server("localhost", headers=True), roles.HEADERS),
    ],
)
def test_a_server_that_others_may_reach_has_readers_only(server: Server, why: Message):
    assert local(server).hindrance() == why


@pytest.mark.parametrize(
    ("visit", "why"),
    [
        (Visit("192.0.2.7", VISIT.headers), roles.PEER),
        (Visit("127.0.0.2", VISIT.headers), roles.PEER),
        (Visit("", [("Host", "figures.office.example"), ("Origin", "http://figures.office.example")]), roles.HOST),
        (Visit("", [("Host", "localhost.example.org"), ("Origin", "http://localhost.example.org")]), roles.HOST),
        (Visit("", [("Host", "127.0.0.1.example.org"), ("Origin", "http://127.0.0.1.example.org")]), roles.HOST),
        (Visit("", [("Host", "[::1"), ("Origin", "http://[::1")]), roles.HOST),
        (Visit("", [HOST, ("Origin", "http://evil.example")]), roles.HOST),
        (Visit("", [HOST, ("Origin", "null")]), roles.HOST),
        (Visit("", [HOST]), roles.HOST),
        (Visit("", [*VISIT.headers, ("Host", "evil.example")]), roles.HOST),
        (Visit("", []), roles.HOST),
    ],
)
def test_whoever_is_not_plainly_at_this_computer_reads(visit: Visit, why: Message):
    assert local(visit=visit).hindrance() == why


@given(
    name=st.sampled_from(
        [
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Real-IP",
            "Forwarded",
            "Via",
            "X-Client-IP",
            "CF-Connecting-IP",
            "True-Client-IP",
        ]
    ),
    upper=st.booleans(),
    value=st.sampled_from(["", "127.0.0.1", "::1", "localhost", "for=127.0.0.1"]),
    at=st.integers(0, 4),
)
def test_whatever_a_proxy_adds_makes_a_reader(name: str, upper: bool, value: str, at: int):
    headers = list(VISIT.headers)
    headers.insert(at, (name.upper() if upper else name.lower(), value))
    assert local(visit=Visit("", headers)).hindrance() == roles.PROXY


# with one -----------------------------------------------------------------------------------------------------------------
def signed_in(secrets: Mapping[str, Any] | None = None, sign_in: str = "a", **claims: Any) -> Actor:
    user = {name: value for name, value in (USER | claims).items() if value is not None}
    return actor_of(SERVER, VISIT, {"auth": AUTH, "roles": ROLES} if secrets is None else secrets, user, sign_in, NOW)


def test_accounts_that_are_named_are_editors_under_the_name_that_is_given_to_them():
    found = signed_in()
    assert (found.name, found.role, found.until) == ("editor 1", "editor", NOW - 60 + 8 * 3600)
    assert signed_in(aud=["figures", "another"]).role == "editor"


@pytest.mark.parametrize("groups", ["figures-editors", ["others", "figures-editors"]])
def test_a_claim_makes_editors_whose_name_tells_nobody_who_they_are(groups: object):
    one, other = (signed_in(groups=groups, sub=sub, email="somebody@example.org") for sub in ("8", "9"))
    assert one.role == other.role == "editor"
    assert one.name != other.name
    assert one.name.startswith("account-")
    assert "somebody" not in one.name


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"is_logged_in": None}, roles.SIGN_IN),
        ({"is_logged_in": "true"}, roles.SIGN_IN),
        ({"sub": None}, roles.SIGN_IN),
        ({"sign_in": ""}, roles.SIGN_IN),
        ({"email": "reader@example.org"}, roles.NO_EDITOR),
        ({"email": None}, roles.NO_EDITOR),
        ({"email": ["editor@example.org"]}, roles.NO_EDITOR),
        ({"groups": ["Figures-Editors", 1, None]}, None),
        ({"email": "x@example.org", "groups": ["Figures-Editors", 1, None]}, roles.NO_EDITOR),
        ({"email": "x@example.org", "groups": {"figures-editors": True}}, roles.NO_EDITOR),
        ({"email_verified": None}, roles.UNVERIFIED),
        ({"email_verified": False}, roles.UNVERIFIED),
        ({"email_verified": "true"}, roles.UNVERIFIED),
        ({"aud": "another"}, roles.OTHER_AUDIENCE),
        ({"aud": None}, roles.OTHER_AUDIENCE),
        # Authlib lets this one pass
        ({"aud": "another", "azp": "figures"}, roles.OTHER_AUDIENCE),
        ({"provider": "another"}, roles.OTHER_AUDIENCE),
        ({"iat": NOW - 8 * 3600}, actor.EXPIRED),
        ({"iat": NOW + 3600}, actor.EXPIRED),
        ({"iat": None}, actor.EXPIRED),
        ({"iat": "1800000000"}, actor.EXPIRED),
        ({"iat": float("nan")}, actor.EXPIRED),
    ],
)
def test_no_other_sign_in_makes_an_editor(claims: dict[str, Any], why: Message | None):
    assert signed_in(**claims).hindrance() == why


def test_where_accounts_sign_in_nobody_is_editor_without():
    assert actor_of(SERVER, VISIT, {"auth": AUTH, "roles": ROLES}, {}, "", NOW).hindrance() == roles.SIGN_IN
    assert signed_in({"auth": AUTH}).hindrance() == roles.NO_EDITOR
    headers = Server("localhost", headers=True)
    assert actor_of(headers, VISIT, {"auth": AUTH, "roles": ROLES}, USER, "a", NOW).hindrance() == roles.HEADERS


@pytest.mark.parametrize(
    ("told", "template"),
    [
        ([], roles.SECTION),
        ({"editor": {}}, roles.UNKNOWN),
        ({"claim": "groups"}, roles.CLAIM),
        ({"values": ["a"]}, roles.CLAIM),
        ({"claim": "groups", "values": "figures-editors"}, roles.CLAIM),
        ({"claim": "groups", "values": [""]}, roles.CLAIM),
        ({"hours": 0}, roles.TIME),
        ({"hours": True}, roles.TIME),
        ({"hours": 1000}, roles.TIME),
        ({"hours": "8"}, roles.TIME),
        ({"editors": ["editor@example.org"]}, roles.EDITORS),
        ({"editors": {"editor": "editor 1"}}, roles.EDITORS),
        ({"editors": {"editor@example.org": ""}}, roles.EDITORS),
        ({"editors": {"editor@example.org": "a\nb"}}, roles.EDITORS),
        ({"editors": {"editor@example.org": 1}}, roles.EDITORS),
    ],
)
def test_a_configuration_that_is_wrong_makes_no_editor_and_is_told(told: Any, template: str):
    why = signed_in({"auth": AUTH, "roles": told}).hindrance()
    assert why is not None
    assert why.template == template
    assert str(why)


def test_secrets_that_cannot_be_read_make_no_editor():
    assert actor_of(SERVER, VISIT, None, USER, "a", NOW).hindrance() == roles.UNREADABLE
    assert actor_of(SERVER, VISIT, {"auth": "x"}, USER, "a", NOW).hindrance() == roles.UNREADABLE


def test_each_provider_knows_this_application_by_its_own_name():
    auth = {"cookie_secret": "x", "one": AUTH, "two": AUTH | {"client_id": "numbers"}}
    secrets = {"auth": auth, "roles": ROLES}
    assert list(providers(auth)) == ["one", "two"]
    assert list(providers(AUTH)) == ["default"]
    assert signed_in(secrets, provider="two", aud="numbers").role == "editor"
    assert signed_in(secrets, provider="two", aud="figures").hindrance() == roles.OTHER_AUDIENCE
    assert signed_in(secrets).hindrance() == roles.OTHER_AUDIENCE


# while it lasts -----------------------------------------------------------------------------------------------------------
def test_an_editor_is_one_only_as_long_as_the_sign_in_counts():
    now = time.time()
    Actor("editor 1", "editor", until=now + 100).must_edit()
    with pytest.raises(NotAllowed, match="ended after its time"):
        Actor("editor 1", "editor", until=now - 1).must_edit()
    mine, other = (Actor("editor 1", "editor", sign_in=name, until=now + 100) for name in ("mine", "other"))
    for one in (mine, other):
        SIGN_INS.opened(one.sign_in, one.until)
    SIGN_INS.end("mine")
    # the window that is still open opens another page with it
    SIGN_INS.opened("mine", now + 100)
    other.must_edit()
    with pytest.raises(NotAllowed, match="signed out"):
        mine.must_edit()


def test_nobody_fills_the_memory_by_signing_out():
    known = SignIns()
    for number in range(1000):
        known.end(f"never opened {number}")
    for number in range(1000):
        known.opened(f"long ago {number}", 1.0)
    assert len(known._until) == 1


# docs/roles.md ------------------------------------------------------------------------------------------------------------
def test_the_example_of_the_documentation_does_what_it_says():
    text = (PROJECT / "docs" / "roles.md").read_text("utf-8")
    (block,) = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    secrets = tomllib.loads(block)
    assert signed_in(secrets, email="Somebody@office.example").name == "editor 1"
    assert signed_in(secrets, email="x@office.example", groups=["figures-editors"]).role == "editor"
    assert signed_in(secrets, iat=NOW - 8 * 3600 + 1).hindrance() == roles.NO_EDITOR
    told = {line.split()[0] for line in re.findall(r"^\| (`.+?) \|", text, re.MULTILINE)}
    assert {"`[roles.editors]`", "`claim`,", "`hours`"} <= told
