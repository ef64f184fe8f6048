"""Import beside a build: what was imported beside the data that it was made of, and the next build after each change of that."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from metrics.errors import DataError, PartyMetricsError
from metrics.intake.batch_files import home, stamp
from metrics.intake.batches import Loaded, with_batches
from metrics.store.batched import reading
from metrics.store.builds import OTHER_DATA, BuildError, build_next, current, folder_of, names
from metrics.store.large import stamps
from metrics.words.markup import in_markdown
from pages.imports.details import complain
from pages.parts.button import pressed
from pages.parts.view import Build, View, builds_folder, data_folder, names_data, without_place

# why the last change of this reader is in no build yet
WHY = "import_unpublished"


@dataclass(frozen=True)
class _Beside:
    """Data with what was imported beside them; the names of their folder, and of the build that holds all of it."""

    loaded: Loaded
    folder: str
    name: str


def beside_build(here: View) -> View:
    """The view with the data that its build was made of and what was imported beside them. Where they are not at hand, the page
    ends with what to do; where the build lacks something of it, that is told. Without a build nothing changes."""
    if builds_folder() is None:
        return here
    try:
        found = _beside(_state())
    except DataError as error:
        st.error("\n".join(f"- {in_markdown(here.wording.problem(one))}" for one in error.problems))
        st.stop()
    except PartyMetricsError as error:
        complain(here, error)
        st.stop()
    is_of_folder = found is not None and found.folder == folder_of(here.store)
    if found is None or not (is_of_folder or names_data()):
        told = here.say(
            "Nothing is imported here: the figures shown were not made of the folder {folder}. Let PARTY_METRICS_DATA name the "
            "folder that they were made of. What was imported before is kept.",
            folder=in_markdown(data_folder().name),
        )
        st.info(told, icon=":material/block:")
        st.stop()
    if _lacks(found):
        _tell(here, is_of_folder)
    return replace(here, loaded=found.loaded)


def publish(here: View) -> None:
    """Where a build is shown, make the next one of it after a change that is on the disk; if that cannot be, keep why."""
    folder, why = builds_folder(), None
    if folder is None:
        return
    try:
        build_next(data_folder(), folder, home(), here.actor)
    except PartyMetricsError as error:
        why = error
    # not before: the run may end wherever it touches what is Streamlit's
    st.session_state[WHY] = why


def is_published() -> bool:
    """Do the figures that all pages show hold everything that was imported?"""
    found = _beside(_state()) if builds_folder() else None
    return found is None or not _lacks(found)


def _state() -> Build:
    return Build(data_folder(), home(), tuple(stamps(data_folder())), stamp(home()), ())


@st.cache_resource(max_entries=1, show_spinner=False)
def _beside(state: Build) -> _Beside | None:
    """None where no data are at hand."""
    if not state.files:
        return None
    folder, name = names(state.folder, state.home)
    return _Beside(with_batches(state.folder, state.home, read=reading(state.folder)), folder, name)


def _lacks(found: _Beside) -> bool:
    try:
        folder = builds_folder()
        return folder is not None and current(folder).name != found.name
    except BuildError:
        return True


def _tell(here: View, is_of_folder: bool) -> None:
    """Say that something is in no build yet, why, and let an editor try again where that may help."""
    why: PartyMetricsError | None = st.session_state.get(WHY)
    if not is_of_folder:
        why = BuildError(OTHER_DATA, folder=data_folder())
    told = [
        here.say(
            "The figures shown are not those of the data as they stand now. What was imported or taken back since is kept, and "
            "counts in the next build."
        )
    ]
    if why:
        said = here.wording.problem(why.problems[0]) if isinstance(why, DataError) else here.wording.message(why.message)
        for folder in filter(None, (builds_folder(), data_folder(), home())):
            said = without_place(said, folder)
        told.append(in_markdown(said))
    st.warning("\n\n".join(told), icon=":material/pending:")
    may = is_of_folder and here.actor.hindrance() is None
    if may and pressed(here.say("Make the next build"), "import_build", icon=":material/published_with_changes:"):
        with st.spinner(here.say("Building …")):
            publish(here)
        st.rerun()
