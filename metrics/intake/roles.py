"""Who is an editor: a server for this computer alone has its one user as editor; any other one needs accounts that sign in.

Whatever is not plainly so makes a reader: what is not said, what cannot be read, what may have come through a proxy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from metrics.errors import N_, Message, PartyMetricsError
from metrics.intake.actor import EXPIRED, Actor

LOOPBACK = ("localhost", "127.0.0.1", "::1")
LOCAL = Actor("local", "editor")
# what only proxies add to a request; a browser that opens a websocket sends nothing that begins with X-
FORWARDING = ("forwarded", "via", "client-ip", "true-client-ip", "fastly-client-ip", "fly-client-ip", "remote-addr")
FORWARDING_BEGINS = ("x-", "cf-", "proxy-")
# how long a sign-in counts where the configuration does not say it, at most, and how far two clocks may be apart
HOURS, MOST_HOURS = 8.0, 24.0 * 7
APART = 300
NAMES, LONGEST = ("editors", "claim", "values", "hours"), 60

ADDRESS = Message.of(
    N_("Import is off: this server answers other computers too, and no sign-in for editors is set up. docs/roles.md tells how.")
)
NAMED = Message.of(
    N_("Import is off: this server answers under other names too, and no sign-in for editors is set up. docs/roles.md tells how.")
)
PEER = Message.of(
    N_("Import is off: you are at another computer than the server, and no sign-in for editors is set up. docs/roles.md tells how.")
)
HOST = Message.of(
    N_("Import is off: the page was not opened at localhost, and no sign-in for editors is set up. docs/roles.md tells how.")
)
PROXY = Message.of(
    N_("Import is off: the page came through a proxy, and no sign-in for editors is set up. docs/roles.md tells how.")
)
HEADERS = Message.of(
    N_("Import is off: this server lets a request say who asks. Take server.trustedUserHeaders out of its options.")
)
UNREADABLE = Message.of(N_("Import is off: secrets.toml cannot be read. Mend it and start the server again."))
SECTION = N_("Import is off: [roles] in secrets.toml is no section with lines of its own.")
UNKNOWN = N_("Import is off: [roles] in secrets.toml has {name}; it may have {names}.")
CLAIM = N_("Import is off: [roles] in secrets.toml needs claim, a text, together with values, a list of texts.")
TIME = N_("Import is off: hours of [roles] in secrets.toml is {hours}; write a number above 0, at most {most}.")
EDITORS = N_(
    "Import is off: [roles.editors] in secrets.toml needs a line for each editor: an e-mail address = a name of at most "
    "{most} letters."
)
SIGN_IN = Message.of(N_("Import is for editors. Sign in with an account that is one."))
NO_EDITOR = Message.of(N_("Your account may read everything, but is no editor. Whoever runs this server names the editors."))
UNVERIFIED = Message.of(N_("Your account's e-mail address is not verified by who signed you in, so it makes you no editor."))
OTHER_AUDIENCE = Message.of(N_("Your sign-in was made for another application, and does not count here. Sign in again."))


class RolesError(PartyMetricsError):
    """The configuration of roles cannot be used; the message says what of it."""


@dataclass(frozen=True)
class Server:
    """How the server is set up, as far as it tells who can reach it.

    `hosts` and `origins` are the names and addresses that it is told to answer under, `open` whether it lets any address in.
    `headers`: does it let headers say who asks?
    """

    address: str
    hosts: Sequence[str] = ()
    origins: Sequence[str] = ()
    open: bool = False
    headers: bool = False

    def hindrance(self) -> Message | None:
        """Why it is not for this computer alone; None where it is."""
        if self.headers:
            return HEADERS
        if self.address not in LOOPBACK:
            return ADDRESS
        names = [*self.hosts, *(urlsplit(origin if "//" in origin else f"//{origin}").hostname or "" for origin in self.origins)]
        return NAMED if self.open or any(name.lower().rstrip(".") not in LOOPBACK for name in names) else None


@dataclass(frozen=True)
class Visit:
    """How a page was asked for: the address of who is at the other end, empty for this computer, and the request's headers."""

    peer: str
    headers: Sequence[tuple[str, str]] = ()

    def _all(self, name: str) -> list[str]:
        return [value for one, value in self.headers if one.lower() == name]

    def hindrance(self) -> Message | None:
        """Why it may not be this computer's user; None where nothing speaks against it."""
        if self.peer:
            return PEER
        if any(name.lower() in FORWARDING or name.lower().startswith(FORWARDING_BEGINS) for name, _ in self.headers):
            return PROXY
        hosts, origins = self._all("host"), self._all("origin")
        if len(hosts) != 1 or _host(f"//{hosts[0]}") not in LOOPBACK:
            return HOST
        # every browser says which page opened the websocket
        return None if len(origins) == 1 and origins[0].partition("//")[2] == hosts[0] else HOST


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


@dataclass(frozen=True)
class Roles:
    """Who is an editor once signed in: accounts by verified e-mail, each with the name that is recorded, or a claim's values.

    `clients` are the names under which the providers know this application, by provider; `hours` is how long a sign-in counts.
    """

    clients: Mapping[str, str]
    editors: Mapping[str, str] = field(default_factory=dict)
    claim: str = ""
    values: frozenset[str] = frozenset()
    hours: float = HOURS

    @classmethod
    def of(cls, auth: Mapping[str, Any], told: Any) -> Roles:
        """From the sections `auth` and `roles` of secrets.toml. RolesError with what of them cannot be used."""
        named = {name: section for name, section in auth.items() if isinstance(section, Mapping) and "client_id" in section}
        clients = {
            name: str(section["client_id"]) for name, section in (named | {"default": auth}).items() if "client_id" in section
        }
        told = {} if told is None else told
        if not isinstance(told, Mapping):
            raise RolesError(SECTION)
        if other := sorted(set(told) - set(NAMES)):
            raise RolesError(UNKNOWN, name=other[0], names=", ".join(NAMES))
        claim, values = told.get("claim", ""), told.get("values", [])
        if not isinstance(claim, str) or not _are_texts(values) or bool(claim) != bool(values):
            raise RolesError(CLAIM)
        hours = told.get("hours", HOURS)
        if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= MOST_HOURS:
            raise RolesError(TIME, hours=hours, most=MOST_HOURS)
        return cls(clients, _editors(told.get("editors", {})), claim, frozenset(values), float(hours))

    def actor(self, user: Mapping[str, Any], sign_in: str, now: float) -> Actor:
        """Who signed in, as the claims of their sign-in say (`user`); `sign_in` is its digest, `now` in seconds since 1970."""
        subject, issuer, issued = user.get("sub"), user.get("iss"), user.get("iat")
        if user.get("is_logged_in") is not True or not (isinstance(subject, str) and isinstance(issuer, str) and sign_in):
            return Actor("", why=SIGN_IN)
        audience = user.get("aud")
        client = self.clients.get(str(user.get("provider")))
        if client is None or client not in (audience if isinstance(audience, list) else [audience]):
            return Actor("", why=OTHER_AUDIENCE)
        until = issued + self.hours * 3600 if isinstance(issued, int | float) and issued <= now + APART else 0.0
        if now >= until:
            return Actor("", why=EXPIRED)
        name, why = self._editor(user, hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()[:10])
        return Actor(name, "editor", sign_in=sign_in, until=until) if name else Actor("", why=why, sign_in=sign_in, until=until)

    def _editor(self, user: Mapping[str, Any], digest: str) -> tuple[str, Message]:
        """The name of an editor, else the empty string and why the account is none."""
        found = user.get(self.claim) if self.claim else None
        if self.values.intersection(one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str)):
            return f"account-{digest}", NO_EDITOR
        name = self.editors.get(str(user.get("email", "")).casefold(), "")
        # an address that nobody has verified may be anybody's
        return (name, NO_EDITOR) if not name or user.get("email_verified") is True else ("", UNVERIFIED)


def _are_texts(told: Any) -> bool:
    return isinstance(told, list) and all(isinstance(one, str) and one for one in told)


def _editors(told: Any) -> dict[str, str]:
    """The accounts by e-mail, in one way of writing."""
    if not isinstance(told, Mapping) or not all("@" in mail and _is_name(name) for mail, name in told.items()):
        raise RolesError(EDITORS, most=LONGEST)
    return {mail.casefold(): name for mail, name in told.items()}


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and name == name.strip() and name.isprintable() and 0 < len(name) <= LONGEST


def actor_of(
    server: Server, visit: Visit, secrets: Mapping[str, Any] | None, user: Mapping[str, Any], sign_in: str, now: float
) -> Actor:
    """Who opened a page. `secrets` is what secrets.toml says, {} where there is none, None where it cannot be read."""
    if secrets is None or not isinstance(secrets.get("auth", {}), Mapping):
        return Actor("", why=UNREADABLE)
    if "auth" not in secrets:
        why = server.hindrance() or visit.hindrance()
        return Actor("", why=why) if why else LOCAL
    if server.headers:
        return Actor("", why=HEADERS)
    try:
        return Roles.of(secrets["auth"], secrets.get("roles")).actor(user, sign_in, now)
    except RolesError as error:
        return Actor("", why=error.message)


def providers(auth: Mapping[str, Any]) -> Iterable[str]:
    """The providers that one can sign in with, by the names that the configuration gives them; `default` for its own."""
    named = [name for name, section in auth.items() if isinstance(section, Mapping) and "server_metadata_url" in section]
    return (["default"] if "server_metadata_url" in auth else []) + named
