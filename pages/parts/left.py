"""What a session keeps of pages that its reader left: nothing."""

from __future__ import annotations

from contextlib import suppress

from streamlit.runtime.scriptrunner import get_script_run_ctx


def let_go() -> None:
    """At the end of a run: forget the widgets that it has not drawn.

    Streamlit forgets their values, but keeps what each of them calls until the session ends; that holds the figures of the run that
    drew it, for every page that was left those of another import.
    """
    context = get_script_run_ctx()
    # no public way leads there; an inner name that another version lacks costs memory alone
    with suppress(AttributeError):
        state = context.session_state  # type: ignore[union-attr]
        # a run that another has followed ends here
        state._yield_callback()
        known = state._state._new_widget_state.widget_metadata
        drawn = context.shared.widget_ids_this_run.snapshot()  # type: ignore[union-attr]
        for name in set(known) - drawn:
            # what a component sends is kept under a name of its own, which holds the component's
            if not any(one in name for one in drawn):
                known.pop(name, None)
