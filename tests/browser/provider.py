"""A provider of OpenID Connect on this computer, with the accounts of tests/browser/test_roles.py; run in a process of its own.

python -m tests.browser.provider PORT
"""

from __future__ import annotations

import os
import sys

import flask
from oidc_provider_mock import User, app

USERS = {
    "editor": {"email": "editor@example.org", "email_verified": True},
    "reader": {"email": "reader@example.org", "email_verified": True},
    # its tokens are for another application
    "elsewhere": {"email": "editor@example.org", "email_verified": True, "aud": "another"},
}


def plain(response: flask.Response) -> flask.Response:
    """A page without the style that it fetches from elsewhere."""
    if response.mimetype == "text/html":
        response.set_data(response.get_data().replace(b"https://cdn.jsdelivr.net/", b"data:,"))
    return response


def main() -> None:
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    provider = app(user_claims=[User(sub=sub, claims=claims) for sub, claims in USERS.items()])

    provider.after_request(plain)
    provider.run("localhost", int(sys.argv[1]), debug=False, use_reloader=False)


if __name__ == "__main__":
    main()
