"""Import: what was imported, newest first: to be looked at, taken back and brought back, downloaded, corrected."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from metrics.data.rows import DataRow
from metrics.data.seeds import reader
from metrics.errors import N_, DataError, PartyMetricsError
from metrics.extract import Figure, Reading
from metrics.files.formats import ZIP
from metrics.intake.batch_files import Batch, home, packed, undo
from metrics.intake.batches import correct, redo
from metrics.intake.review import Review, cells_of, figure_of
from metrics.words.markup import in_markdown
from pages.imports.done import DONE
from pages.imports.figure import begin_editing, figure_form
from pages.imports.publish import publish
from pages.parts import address
from pages.parts.button import pressed, was_pressed
from pages.parts.downloads import download
from pages.parts.evidence import reading_of
from pages.parts.view import View

# batches shown at a time, and figures of one
PAGE, FIGURES_SHOWN = 10, 50
STATES = {
    "accepted": N_("counts"),
    "undone": N_("taken back"),
    "in_seeds": N_("taken into the data folder"),
    "left_out": N_("does not fit the data any more, and is left out"),
    "damaged": N_("damaged, and left out"),
}
# what is said once that is a batch's state
CHANGED = {"undone": N_("Batch {batch} is taken back."), "accepted": N_("Batch {batch} counts again.")}
CORRECTING = "import_correcting"


def show_batches(here: View) -> None:
    """Every batch with its time, source, number of figures and state."""
    if told := st.session_state.pop("import_told", ""):
        st.success(in_markdown(told), icon=":material/check_circle:")
    everything = here.loaded.batches[::-1]
    if not everything:
        st.info(here.say("Nothing was imported yet."), icon=":material/info:")
        return
    pages = -(-len(everything) // PAGE)
    page = address.page("import_batches_page", pages, "batches")
    for batch in everything[(page - 1) * PAGE : page * PAGE]:
        with st.container(border=True, key=f"import_batch_{batch.batch}"):
            _batch(here, batch)


def _batch(here: View, batch: Batch) -> None:
    state = here.loaded.state(batch)
    count = here.wording.plural("{number} figure", "{number} figures", batch.figures)
    st.markdown(f"**{in_markdown(_sources(here, batch))}** · {count} · {here.say(STATES[state])}")
    may_edit = here.actor.hindrance() is None
    by = here.say("by {who}", who=in_markdown(batch.by)) if may_edit and batch.by else ""
    told = (moment(here, batch.made), by, here.say("batch {batch}", batch=in_markdown(batch.batch)))
    st.caption(" · ".join(filter(None, told)))
    if batch.reason:
        st.text(here.say("Correction: {reason}", reason=batch.reason))
    for problem in here.loaded.left_out.get(batch.batch, batch.damage)[:FIGURES_SHOWN]:
        st.text(f"{problem.file}:{problem.line}: {problem.column}: {here.wording.problem(problem)}")
    with st.container(horizontal=True, gap="small"):
        if may_edit:
            _acts(here, batch)
        shown = address.switch(batch.batch, f"import_show_{batch.batch}", here.say("Show its figures"))
    if shown:
        _figures(here, batch, correctable=may_edit and state == "accepted")


def _acts(here: View, batch: Batch) -> None:
    """What an editor may do with a batch."""
    undoing = partial(undo, batch.folder.parent)
    redoing = partial(redo, batch.folder.parent, here.loaded.folder, read=here.loaded.read)
    if batch.kept == "accepted":
        _button(here, batch, N_("Take back"), ":material/undo:", undoing, redoing)
    else:
        _button(here, batch, N_("Bring back"), ":material/redo:", redoing, undoing)
    made = partial(packed, batch, here.actor)
    download(here.say("Download"), made, f"{batch.batch}.zip", f"import_download_{batch.batch}", ZIP)


def _button(here: View, batch: Batch, label: str, icon: str, act: partial[Batch], other: partial[Batch]) -> None:
    """A button that takes a batch back or brings it back. Of the `other` one, pressed where another window had made the page old,
    it is told why nothing is done."""
    if pressed(here.say(label), _key(batch, act), icon=icon):
        _do(here, batch, act)
    elif was_pressed(_key(batch, other)):
        _do(here, batch, other)


def _key(batch: Batch, act: partial[Batch]) -> str:
    return f"import_{act.func.__name__}_{batch.batch}"


def _do(here: View, batch: Batch, act: partial[Batch]) -> None:
    """Change whether a batch counts, and say so once it is on the disk; or why not."""
    try:
        done = act(batch.batch, here.actor)
        publish(here)
    except DataError as error:
        st.error(here.say("The batch contradicts what counts by now; nothing was changed:"), icon=":material/block:")
        for problem in error.problems[:FIGURES_SHOWN]:
            st.text(f"{problem.line}: {problem.column}: {here.wording.problem(problem)}")
        return
    except PartyMetricsError as error:
        st.error(in_markdown(here.wording.message(error.message)), icon=":material/block:")
        return
    st.session_state["import_told"] = here.say(CHANGED[done.kept], batch=batch.batch)
    st.session_state.pop(DONE, None)
    st.rerun()


def _sources(here: View, batch: Batch) -> str:
    """Who published the figures, and when."""
    published = {row["source"]: (row["publisher"], row["published"]) for row in here.loaded.tables["sources.csv"].rows}
    published |= {row["source"]: (row["publisher"], row["published"]) for row in batch.rows["sources.csv"]}
    told = [(published.get(slug) or (slug, "")) for slug in batch.sources]
    names = (", ".join(filter(None, (publisher, here.wording.date(date)))) for publisher, date in told)
    return "; ".join(dict.fromkeys(names)) or here.say("source not known")


def moment(here: View, told: str) -> str:
    """A moment in UTC by this computer's clock; what is none as it stands."""
    try:
        found = dt.datetime.fromisoformat(told).astimezone()
    except (ValueError, OverflowError):
        return told
    return here.say("{time} on {day}", time=f"{found:%H:%M}", day=here.wording.date(f"{found:%Y-%m-%d}"))


# the figures of a batch ---------------------------------------------------------------------------------------------------
def _figures(here: View, batch: Batch, correctable: bool) -> None:
    for row in batch.replaced:
        st.text(here.say("Replaced: {figure}", figure=_told(here, row)))
    rows = batch.rows["observations.csv"]
    for row in rows[:FIGURES_SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.text(_told(here, row), width="stretch")
            if correctable and here.loaded.row_at(row.place, row.line):
                st.button(
                    here.say("Correct"),
                    key=f"import_correct_{batch.batch}_{row.line}",
                    on_click=_begin,
                    args=(row,),
                )
        if st.session_state.get(CORRECTING) == (row.place, row.line):
            _correction(here, row)
    if len(rows) > FIGURES_SHOWN:
        st.caption(here.say("The first {number} rows are shown.", number=here.wording.number(FIGURES_SHOWN)))
    for row in batch.rows["rankings.csv"][:FIGURES_SHOWN]:
        place = here.wording.province(row["province"])
        st.text(" · ".join(filter(None, (row["index"], row["year"], place, row["rank"], row["score"]))))


def _told(here: View, row: DataRow) -> str:
    """A row in words; one that does not fit may hold anything, and stands as its cells do."""
    if reader(row.file).noun(row)[1]:
        return " · ".join(filter(None, row.cells.values()))
    if row.file != "observations.csv":
        return " · ".join(filter(None, (row["index"], row["year"], row["province"], row["rank"], row["score"])))
    figure = figure_of(row.cells)
    cells = {**cells_of(figure), "value": figure.value, "denominator": figure.denominator}
    words = here.wording.words_of(figure.quote, figure.quote_status) if figure.quote else ""
    return f"{reading_of(here.wording, cells)} {words}"


def _begin(row: DataRow) -> None:
    begin_editing(0, figure_of(row.cells))
    st.session_state["import_editing"] = None
    st.session_state[CORRECTING] = (row.place, row.line)


def _correction(here: View, row: DataRow) -> None:
    """The form of a correction: the figure as it should be, and why."""
    with st.container(border=True, key="import_correction"):
        review = Review(Reading((), (), (), ""), [figure_of(row.cells)], set())
        changed = figure_form(here, review, st.session_state.get("import_form") or review.figures[0])
        reason = st.text_input(
            here.say("Reason"), key="import_reason", placeholder=here.say("What the source says, or what was misread")
        )
        with st.container(horizontal=True, gap="small"):
            save = pressed(here.say("Save the correction"), "import_save_correction", type="primary")
            st.button(here.say("Cancel"), key="import_cancel_correction", on_click=partial(st.session_state.pop, CORRECTING, None))
        if save:
            _save(here, row, changed, reason)


def _save(here: View, row: DataRow, changed: Figure | PartyMetricsError, reason: str) -> None:
    try:
        if isinstance(changed, PartyMetricsError):
            raise changed
        cells = {name: cell for name, cell in cells_of(changed).items() if name != "line"}
        done = correct(home(), here.loaded.folder, row, cells, reason, here.actor, here.loaded.read)
        publish(here)
    except DataError as error:
        st.error(here.say("The correction is not possible:"), icon=":material/block:")
        for problem in error.problems:
            st.text(f"{problem.column}: {here.wording.problem(problem)}")
        return
    except PartyMetricsError as error:
        st.error(in_markdown(here.wording.message(error.message)), icon=":material/block:")
        return
    st.session_state.pop(CORRECTING, None)
    st.session_state["import_told"] = here.say("The correction counts, as batch {batch}.", batch=done.batch)
    st.rerun()
