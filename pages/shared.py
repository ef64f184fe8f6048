"""What every page works with: the store, the words, the filters, and the answers to questions."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from metrics.chart import Palette, Style
from metrics.errors import DataError, PartyMetricsError, RefusedSum
from metrics.query import ask, metrics_of, understand
from metrics.seeds import load
from metrics.store import Store
from metrics.subset import narrowed, widest
from metrics.vocabulary import Metric, Question, Result
from metrics.wording import Wording
from pages.filters import Filters

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@dataclass(frozen=True)
class View:
    """What a page works with: the data, the language, the reader's choices, the look of charts."""

    store: Store
    wording: Wording
    filters: Filters
    style: Style
    # sentences that stand on the page already
    told: set[str] = field(default_factory=set)

    def say(self, text: str, **values: object) -> str:
        """A text in the chosen language."""
        return self.wording.say(text, **values)

    def metric(self, code: str) -> Metric:
        """A metric of the catalog."""
        return metrics_of(self.store)[code]


# The data ------------------------------------------------------------------------------------------------------------
@st.cache_resource(max_entries=2, show_spinner=False)
def _store(folder: str, build: tuple[tuple[str, int, int], ...]) -> Store:
    """One store for a state of a data folder, shared by all sessions."""
    return Store.build(load(Path(folder)))


def data_folder() -> Path:
    """The folder whose figures are shown: PARTY_METRICS_DATA, else the project's own."""
    return Path(os.environ.get("PARTY_METRICS_DATA") or SEEDS)


def open_store(folder: Path | None = None) -> Store:
    """The store of a data folder as it stands now; a wrong file stops the page with every problem in it."""
    folder = folder or data_folder()
    stats = [(path.name, path.stat()) for path in sorted(folder.glob("*.csv"))]
    try:
        return _store(str(folder), tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats))
    except DataError as error:
        st.error("\n".join(f"- {problem}" for problem in error.problems))
        st.stop()


@lru_cache(maxsize=256)
def answer(store: Store, question: Question) -> Result:
    """The answer to a question, from that to the widest one. Raises QuestionError and RefusedSum as `ask` does."""
    understand(store, question)
    wider = widest(question)
    if wider != question:
        with suppress(RefusedSum):
            if narrow := narrowed(_asked(store, wider), question, store):
                return narrow
    return _asked(store, question)


@lru_cache(maxsize=256)
def _asked(store: Store, question: Question) -> Result:
    """Each question is asked once, whoever reads."""
    return ask(store, question)


@lru_cache(maxsize=4)
def words(language: str) -> Wording:
    """The words of a language, read once."""
    return Wording(language)


@dataclass(frozen=True)
class Refused:
    """A question that is not answered, and why, in a sentence."""

    reason: str


def asked(here: View, question: Question) -> Result | Refused:
    """The answer, or a readable refusal in its place."""
    try:
        return answer(here.store, question)
    except PartyMetricsError as error:
        return Refused(here.wording.refusal(here.store, question, error))


def rows_of(result: Result | Refused) -> list[dict[str, Any]]:
    """The rows of an answer; none of a refusal."""
    return result.dicts() if isinstance(result, Result) else []


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


def prepare(store: Store, wording: Wording, filters: Filters) -> None:
    """Keep what the page of this run works with."""
    st.session_state["view"] = View(store, wording, filters, Style(wording, store, palette()))


def view() -> View:
    """What the page works with; made by the entry script just before the page runs, and taken once."""
    if "view" not in st.session_state:
        _through_the_entry()
    found: View = st.session_state.pop("view")
    return found


def _through_the_entry() -> None:
    """A server's very first request, if it is for a page, runs that page alone: a folder named pages makes Streamlit do so
    until a script has called st.navigation. Call it, and run again through the entry."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    st.navigation([st.Page(_nothing, default=True), *(st.Page(file) for file in files)], position="hidden")
    st.rerun()


def _nothing() -> None:
    """The page that stands for the entry until it runs."""


def heading(here: View, title: str, lead: str) -> None:
    """A page's title and what it is about."""
    st.title(title, anchor=False)
    st.markdown(lead)
