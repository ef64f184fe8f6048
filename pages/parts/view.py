"""What every page works with: the store, the words, the filters, and the answers to questions."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from metrics.answers.query import metrics_of
from metrics.answers.subset import answer
from metrics.chart import Palette, Style
from metrics.data.history import AsOfError, Stamps, stamps
from metrics.errors import N_, DataError, Message, PartyMetricsError, Problem
from metrics.files.parts import Part
from metrics.intake.actor import Actor
from metrics.intake.batch_files import BatchError, home, stamp
from metrics.intake.batches import Loaded
from metrics.serving.limits import Settings
from metrics.store.as_of import Known, known_on, store_as_of, store_of_build
from metrics.store.builds import BuildError, Published, current
from metrics.store.limit import TookTooMuch, limited
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.vocabulary import Metric, Question, Result, Row
from metrics.words.languages import LANGUAGES
from metrics.words.markup import in_markdown
from metrics.words.words import Words
from pages.parts import account
from pages.parts.filters import Filters, day_shown, show_now

PAGES = Path(__file__).resolve().parents[1]
SEEDS = PAGES.parent / "seeds"


@dataclass(frozen=True)
class View:
    """What a page works with: the data, the language, the reader's choices, the look of charts."""

    store: Store
    wording: Words
    filters: Filters
    style: Style
    # the data folder and the batches imported beside it, of which the store is made
    loaded: Loaded
    # who reads, and whether they may import
    actor: Actor
    # sentences that stand on the page already
    told: set[str] = field(default_factory=set)
    # what is drawn on the page, made for paper when it is asked for; and the place for the buttons that hand the page on
    drawn: list[Callable[[], Part]] = field(default_factory=list)
    places: list[DeltaGenerator] = field(default_factory=list)

    def say(self, text: str, /, **values: object) -> str:
        """A text in the chosen language."""
        return self.wording.say(text, **values)

    def metric(self, code: str) -> Metric:
        """A metric of the catalog."""
        return metrics_of(self.store)[code]


# The data ------------------------------------------------------------------------------------------------------------
# problems of data that were changed for the worse, told at once
PROBLEMS_TOLD = 5
# how often an open page looks whether figures were imported or taken back
LOOK_EVERY = "3s"


@dataclass(frozen=True)
class Build:
    """What the figures shown are made of: a data folder and the home of imports, each with its state."""

    folder: Path
    home: Path
    files: tuple[tuple[str, int, int], ...]
    batches: tuple[tuple[str, int, int], ...]
    releases: Stamps
    # what is shown instead, where PARTY_METRICS_BUILD names a folder of builds; or why it cannot be
    published: Published | Message | None = None


@dataclass
class _Standing:
    """What stands of a folder and a home: the last state of them that could be shown, and one that cannot be, with why."""

    sound: tuple[Store, Loaded] | None = None
    # what that was loaded of
    build: Build | None = None
    broken: Build | None = None
    problems: tuple[Problem, ...] = ()
    # held by the one run that loads a state
    lock: threading.Lock = field(default_factory=threading.Lock)


@st.cache_resource(max_entries=1, show_spinner=False)
def _standing(folder: Path, home: Path) -> _Standing:
    return _Standing()


@st.cache_resource(max_entries=1, show_spinner=False)
def _data(build: Build) -> tuple[Store, Loaded]:
    """One store for a state of the data, shared by all sessions."""
    if isinstance(build.published, Message):
        raise BuildError(build.published.template, **dict(build.published.values))
    if build.published:
        return store_of_build(build.published)
    return store_as_of(build.folder, build.home)


def _now(build: Build) -> tuple[Store, Loaded]:
    """The figures of now. DataError or BuildError where they cannot be shown; of data that is found out once.

    Whoever waits for another to load them takes what stands on the disk after that: of several imports in a row all who wait load
    the last alone.
    """
    standing = _standing(build.folder, build.home)
    if not standing.lock.acquire(blocking=False):
        standing.lock.acquire()
        with suppress(BatchError):
            build = _build_now()
    try:
        if standing.broken == build:
            raise DataError(standing.problems)
        if standing.sound and standing.build == build:
            return standing.sound
        try:
            standing.sound, standing.build = _data(build), build
        except DataError as error:
            standing.broken, standing.problems = build, error.problems
            raise
        return standing.sound
    finally:
        standing.lock.release()


def _past(build: Build, day: str) -> tuple[Store, Loaded]:
    """The store of what was known on a day, shared by all sessions and by all days with the same knowledge."""
    store, loaded = _past_of(build, _known(build, day), day)
    return store, replace(loaded, as_of=day)


@st.cache_data(max_entries=200, show_spinner=False)
def _known(build: Build, day: str) -> Known:
    return known_on(build.folder, build.home, day)


@st.cache_resource(max_entries=2, show_spinner=False)
def _past_of(build: Build, known: Known, _day: str) -> tuple[Store, Loaded]:
    """Few are kept, each is as large as that of now; the first day that asks for one makes it."""
    return store_as_of(build.folder, build.home, _day)


def data_folder() -> Path:
    """The folder whose figures are shown, or that the build shown was made of: PARTY_METRICS_DATA, else the project's own."""
    return Path(os.environ.get("PARTY_METRICS_DATA") or SEEDS)


def names_data() -> bool:
    """Does PARTY_METRICS_DATA name the folder?"""
    return bool(os.environ.get("PARTY_METRICS_DATA"))


def builds_folder() -> Path | None:
    """The folder of builds whose published one is shown instead, PARTY_METRICS_BUILD."""
    published = os.environ.get("PARTY_METRICS_BUILD")
    return Path(published) if published else None


def current_build() -> Build:
    """The data as they stand on the disk now; a home of imports that cannot be read stops the page with the reason."""
    try:
        return _build_now()
    except BatchError as error:
        st.error(without_place(str(error), home()), icon=":material/block:")
        keep_up(None)
        st.stop()


def _build_now() -> Build:
    if published := builds_folder():
        found: Published | Message
        try:
            found = current(published)
        except BuildError as error:
            found = error.message
        return Build(published, home(), (), (), (), found)
    folder, imports = data_folder(), home()
    files = []
    for path in sorted(folder.glob("*.csv")):
        # gone since its name was read, as an editor that saves replaces it
        with suppress(FileNotFoundError):
            stat = path.stat()
            files.append((path.name, stat.st_mtime_ns, stat.st_size))
    return Build(folder, imports, tuple(files), stamp(imports), stamps(folder))


def served(day: str) -> tuple[Store, Loaded]:
    """The figures for what draws no page: as they stand on the disk now, of a day what was known then.

    While the data cannot be loaded, the last that could be. BatchError, BuildError or DataError where there are none, AsOfError
    where nothing tells of the day.
    """
    build = _build_now()
    if day:
        return _past(build, day)
    try:
        return _now(build)
    except (DataError, BuildError):
        if sound := _standing(build.folder, build.home).sound:
            return sound
        raise


def open_data(build: Build, day: str = "") -> tuple[Store, Loaded]:
    """The figures of a state of the data. Where a file is wrong, the last that could be shown, and `prepare` says what is wrong;
    where there are none, every problem stops the page until they are mended.

    Of a day what was known then; where that cannot be told, the figures of now, and `prepare` says why.
    """
    for key in ("no_past", "broken"):
        st.session_state.pop(key, None)
    if day:
        try:
            return _past(build, day)
        except (AsOfError, DataError) as error:
            st.session_state["no_past"] = error
    try:
        return _now(build)
    except (DataError, BuildError) as error:
        if sound := _standing(build.folder, build.home).sound:
            st.session_state["broken"] = error
            return sound
        problems = error.problems if isinstance(error, DataError) else (error,)
        told = (without_place(str(problem), build.folder) for problem in problems)
        st.error("\n".join(f"- {in_markdown(one)}" for one in told))
        keep_up(build)
        st.stop()


def without_place(text: str, folder: Path) -> str:
    """What is wrong with a folder, without where it lies on the server: readers are told that too."""
    return text.replace(str(folder), folder.name)


def shown_data() -> tuple[Store, Loaded]:
    """The figures that this run shows."""
    return open_data(current_build(), day_shown())


def texts_of(source: str) -> list[str]:
    """The texts of a source that are kept with the batches imported from it."""
    _, loaded = shown_data()
    cited = [batch for batch in loaded.batches if source in batch.sources and loaded.state(batch) == "accepted"]
    return [batch.text for batch in cited if batch.text]


@st.fragment(run_every=LOOK_EVERY)
def keep_up(drawn: Build | None, tell: Callable[[], None] | None = None) -> None:
    """Draw the page anew as soon as figures were imported or taken back, in whatever window, or what was wrong is mended.

    `tell` says what became of what was asked for meanwhile.
    """
    if tell:
        tell()
    try:
        now = _build_now()
    except BatchError:
        now = None
    if now != drawn:
        st.rerun()


@remembered(len(LANGUAGES))
def words(store: Store, language: str) -> Words:
    """The words of a language with the names of the data."""
    return Words(language, store.names)


@dataclass(frozen=True)
class Refused:
    """A question that is not answered, and why, in a sentence; the refusal itself, where near ones can be told from it."""

    reason: str
    refusal: tuple[Message, Question] | None = None


def asked(here: View, question: Question) -> Result | Refused:
    """The answer, or a readable refusal in its place."""
    try:
        return answer(here.store, question)
    except PartyMetricsError as error:
        return Refused(here.wording.message(error.message), (error.message, question))


def in_time(here: View, run: Callable[[], None]) -> None:
    """Run a page; where its questions take too much, what is drawn stands, and a sentence says so. Others wait for nobody."""
    try:
        with limited(Settings.of_environment().page_seconds):
            run()
    except TookTooMuch as error:
        st.warning(in_markdown(here.wording.message(error.message)), icon=":material/block:")


def rows_of(result: Result | Refused) -> tuple[Row, ...]:
    """The rows of an answer; none of a refusal."""
    return result.rows if isinstance(result, Result) else ()


# The view ------------------------------------------------------------------------------------------------------------
def palette() -> Palette:
    """The colours of the theme that the reader sees."""
    theme = "dark" if st.context.theme.type == "dark" else "light"

    def option(name: str) -> Any:
        return st.get_option(f"theme.{theme}.{name}") or st.get_option(f"theme.{name}")

    text, line = option("textColor"), option("borderColor")
    return Palette(
        text=text,
        muted={"light": "#566070", "dark": "#aab3bf"}[theme],
        line=line,
        background=option("backgroundColor"),
        categories=tuple(option("chartCategoricalColors")),
        sequence=tuple(option("chartSequentialColors")),
        diverging=tuple(option("chartDivergingColors")),
    )


def prepare(store: Store, loaded: Loaded, wording: Words, filters: Filters) -> View:
    """Keep what the page of this run works with, and give it; name the batches that are missing from all figures."""
    here = View(store, wording, filters, Style(wording, palette()), loaded, account.actor())
    st.session_state["view"] = here
    _tell_broken(wording, loaded)
    _tell_day(wording, loaded)
    for batch, problems in loaded.left_out.items():
        text = N_("The imported figures {batch} are left out everywhere, as they do not fit: {problem}")
        st.warning(wording.say(text, batch=in_markdown(batch), problem=in_markdown(wording.problem(problems[0]))))
    return here


def _tell_broken(wording: Words, loaded: Loaded) -> None:
    """Say on top that the data on the disk are wrong, where, and that older ones are shown."""
    error: DataError | BuildError | None = st.session_state.pop("broken", None)
    if error is None:
        return
    lead = N_("The data on the disk cannot be loaded. Shown is what was known before; once they are mended, they are shown here.")
    problems = error.problems if isinstance(error, DataError) else ()
    told = [f"{one.file}:{one.line}: {one.column}: {wording.problem(one)}" for one in problems[:PROBLEMS_TOLD]]
    if isinstance(error, BuildError):
        told.append(wording.message(error.message))
    elif more := len(problems) - len(told):
        told.append(wording.plural("and {number} more problem", "and {number} more problems", more))
    lines = "\n".join(f"- {in_markdown(without_place(one, loaded.folder))}" for one in told)
    with st.container(key="broken_told"):
        st.error(f"**{wording.say(lead)}**\n{lines}", icon=":material/warning:")


def _tell_day(wording: Words, loaded: Loaded) -> None:
    """Say on top that a past state is shown, and which; or why the one asked for cannot be."""
    if loaded.as_of:
        counting = sum(loaded.state(batch) == "accepted" for batch in loaded.batches)
        text = N_("Shown is what was known on {day}: the data release of {release}{imports}. Figures found since are not here.")
        imports = wording.plural(" and {number} import", " and {number} imports", counting) if counting else ""
        days = {"day": wording.date(loaded.as_of), "release": wording.date(loaded.release)}
        with st.container(key="as_of_told"):
            st.warning(f"**{wording.say(text, **days, imports=imports)}**", icon=":material/history:")
            st.button(wording.say("Show what is known now"), key="show_now", on_click=show_now)
    elif error := st.session_state.pop("no_past", None):
        told = (
            [wording.problem(one) for one in error.problems] if isinstance(error, DataError) else [wording.message(error.message)]
        )
        text = without_place(" ".join((*told, wording.say("Shown is what is known now."))), loaded.folder)
        st.warning(in_markdown(text), icon=":material/history:")


def view() -> View:
    """What the page works with; made by the entry script just before the page runs, and taken once."""
    if "view" not in st.session_state:
        _through_the_entry()
    found: View = st.session_state.pop("view")
    return found


def _through_the_entry() -> None:
    """A server's very first request, if it is for a page, runs that page alone: a folder named pages makes Streamlit do so
    until a script has called st.navigation. Call it, and run again through the entry."""
    files = sorted(PAGES.glob("*.py"))
    st.navigation([st.Page(_nothing, default=True), *(st.Page(file) for file in files)], position="hidden")
    st.rerun()


def _nothing() -> None:
    """The page that stands for the entry until it runs."""


def heading(here: View, title: str, lead: str) -> None:
    """A page's title and what it is about."""
    st.title(title, anchor=False)
    st.markdown(lead)
    here.places.append(st.container(horizontal=True, vertical_alignment="center", gap="small", key="page_tools"))
