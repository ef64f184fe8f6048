"""Import: who may go on, and why not; signing in and out."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitAuthError

from metrics.intake.roles import providers
from metrics.words.markup import in_markdown
from pages.parts import account
from pages.parts.button import pressed
from pages.parts.view import View


def may_import(here: View) -> bool:
    """Whether the reader is an editor; whoever is not is told why, and how to become one."""
    why = here.actor.hindrance()
    auth = (account.secrets() or {}).get("auth")
    if why:
        st.info(in_markdown(here.wording.message(why)), icon=":material/lock:")
    if not isinstance(auth, dict):
        return why is None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if why:
            _sign_in(here, list(providers(auth)))
        else:
            st.caption(here.say("You import as {name}.", name=in_markdown(here.actor.name)))
        if st.user.get("is_logged_in") and pressed(here.say("Sign out"), "import_sign_out", icon=":material/logout:"):
            st.logout()
    return why is None


def _sign_in(here: View, names: list[str]) -> None:
    """A button for each provider. Its name is asked for only where there are several."""
    for name in names:
        label = here.say("Sign in") if len(names) == 1 else here.say("Sign in with {name}", name=in_markdown(name))
        if pressed(label, f"import_sign_in_{name}", type="primary", icon=":material/login:"):
            try:
                st.login(name)
            except StreamlitAuthError as error:
                told = here.say("Signing in is not possible: {error}", error=str(error))
                st.error(in_markdown(told), icon=":material/block:")
