"""Import: what was just accepted, and where it can be seen."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from metrics.errors import N_
from metrics.intake.batch_files import Batch
from pages.imports.publish import is_published
from pages.parts.topic import TOPICS
from pages.parts.view import PAGES as FOLDER
from pages.parts.view import View

DONE = "import_done"
# what is kept of an import under way, beside the widgets of the review
WORK = (
    "import_review",
    "import_read_from",
    "import_editing",
    "import_checked",
    "import_checked_rest",
    "import_file",
    "import_proposed",
    "import_table_file",
    "own_mapping",
    "own_read",
    "own_before",
    "own_article",
)
FIELDS = ("import_text", "import_publisher", "import_published", "import_url")
# the pages that show topics
TITLES = {
    "membership": N_("Membership"),
    "admissions": N_("Admissions"),
    "inspection": N_("Inspection and discipline"),
    "quality": N_("Quality and targets"),
    "rankings": N_("Reform rankings"),
}
PAGES = {topic: page for page, topics in TOPICS.items() for topic in topics}


def remember(batch: Batch) -> None:
    """Keep what was accepted for the next run of the page."""
    st.session_state[DONE] = batch.batch


def forget() -> None:
    """Clear the page for the next article: the work is done, and on the disk."""
    for name in WORK:
        st.session_state.pop(name, None)
    st.session_state["import_clear"] = True
    st.session_state["import_turn"] = st.session_state.get("import_turn", 0) + 1


def show_done(here: View) -> None:
    """Say what was accepted, and lead to it. Empties the fields of the last article, which only works before they are drawn."""
    if st.session_state.pop("import_clear", False):
        for field in FIELDS:
            st.session_state[field] = ""
    done = st.session_state.get(DONE)
    batch = next((one for one in here.loaded.batches if one.batch == done), None)
    if batch is None:
        return
    count = here.wording.plural("{number} figure is accepted", "{number} figures are accepted", batch.figures)
    saved = here.say("and saved as batch {batch}.", batch=batch.batch)
    shown = here.say("The dashboard shows them already, in every window.") if is_published() else ""
    st.success(f"{count} {saved} {shown}".rstrip(), icon=":material/check_circle:")
    seen_at = {"lang": here.wording.language, **_view_of(here, batch)}
    with st.container(horizontal=True, gap="small"):
        for file in _pages_of(here, batch):
            label = here.say("See it under {page}", page=here.say(TITLES[file]))
            st.page_link(FOLDER / f"{file}.py", label=label, query_params=seen_at, icon=":material/arrow_forward:")


def _view_of(here: View, batch: Batch) -> dict[str, str]:
    """The filters under which a batch's figures stand out: their province and kind of body, where they share one."""
    bodies = here.loaded.tables["organizations.csv"].by_key()
    about = [bodies[row["organization"]] for row in batch.rows["observations.csv"] if row["organization"] in bodies]
    shared = {name: {body[name] for body in about} for name in ("province", "kind")}
    return {name: values.pop() for name, values in shared.items() if len(values) == 1}


def _pages_of(here: View, batch: Batch) -> list[str]:
    """The topic pages on which the batch's figures appear, that with most of them first."""
    pages = {one.indicator: PAGES[one.topic] for one in here.store.seeds.indicators}
    counted = Counter(pages[row["indicator"]] for row in batch.rows["observations.csv"] if row["indicator"] in pages)
    counted.update(PAGES["reform"] for _ in batch.rows["rankings.csv"])
    return [page for page, _ in counted.most_common(3)]
