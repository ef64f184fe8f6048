"""What the product hands out can be given back: every figure is known already, or stands in an empty folder as it stood."""

from __future__ import annotations

import dataclasses
import itertools
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.data.cells import as_stated, cell_text
from metrics.data.rows import FILES
from metrics.data.sdmx import FIGURES_FILE
from metrics.data.seeds import Seeds, nouns_of
from metrics.files.export import evidence_csv_bytes
from metrics.files.sdmx import sdmx_files
from metrics.files.workbook import dataset_excel, dataset_parquet
from metrics.intake.batches import Loaded, joined, with_batches
from metrics.intake.drafts import tidy_cell
from metrics.intake.tables import read_table, read_tables
from metrics.store.store import Store
from metrics.survey.listing import Search, observations
from metrics.vocabulary import Observation
from tests import small
from tests.spoken import en, vi
from tests.strategies import cases

Download = Callable[[Store], bytes]


def csv_of(store: Store) -> bytes:
    found = observations(store, Search())
    return evidence_csv_bytes(found.columns, found.rows, vi(store))


DOWNLOADS: dict[str, Download] = {
    "figures.csv": csv_of,
    "figures-vi.xlsx": lambda store: dataset_excel(store, vi(store)),
    "figures-en.xlsx": lambda store: dataset_excel(store, en(store)),
    "figures.parquet": lambda store: dataset_parquet(store, vi(store)),
    "sdmx.csv": lambda store: sdmx_files(store, Search())[FIGURES_FILE],
}


@cache
def handed_out(name: str, store: Store) -> bytes:
    """A download of the project's own data, which two tests give back."""
    return DOWNLOADS[name](store)


@pytest.fixture(scope="module")
def loaded(seeds_dir: Path) -> Loaded:
    return with_batches(seeds_dir, None)


@pytest.fixture(scope="module")
def store(loaded: Loaded) -> Store:
    return Store.build(loaded.seeds)


def figure(observation: Observation) -> tuple[object, ...]:
    """A figure without where it stands, with how many decimals it was written, which a spreadsheet's number can't hold, and whether
    its words were compared: a claim that comes without the text is not taken over."""
    plain = dataclasses.replace(observation, row=0, place="", decimals=0, quote_status="unverified")
    return dataclasses.astuple(plain)


# reading a workbook takes seconds: each language once
@pytest.mark.parametrize("name", [name for name in DOWNLOADS if name != "figures-en.xlsx"])
def test_every_figure_of_a_download_is_known_already(store: Store, loaded: Loaded, name: str):
    draft = read_table(name, handed_out(name, store))
    found = joined(loaded, draft)[1]
    assert draft.figures == len(loaded.seeds.observations)
    assert len({(one.file, one.line) for one in found}) == draft.figures
    assert {one.message.partition(" as ")[0] for one in found} == {"is the same figure"}
    assert all("with the same value" in one.message for one in found)


@pytest.mark.parametrize("name", [name for name in DOWNLOADS if name != "figures-vi.xlsx"])
def test_in_an_empty_folder_a_download_is_what_it_was(store: Store, loaded: Loaded, tmp_path: Path, name: str):
    for file in FILES:
        shutil.copy(loaded.folder / file, tmp_path / file)
    for file in ("observations.csv", "sources.csv"):
        (tmp_path / file).write_text(",".join(FILES[file]) + "\n", "utf-8")
    # a workbook has a sheet of the sources; elsewhere the founding documents, which have no address, are known by their list alone
    beside = [] if name.endswith(".xlsx") else [("sources.csv", loaded.folder / "sources.csv")]
    tables, found = joined(with_batches(tmp_path, None), read_tables([(name, handed_out(name, store)), *beside]))
    assert found == ()
    seeds = nouns_of(tables)
    assert {observation.quote_status for observation in seeds.observations} == {"unverified"}
    assert sorted(map(figure, seeds.observations), key=repr) == sorted(map(figure, loaded.seeds.observations), key=repr)
    assert sources(seeds) == sources(loaded.seeds)


def sources(seeds: Seeds) -> set[tuple[object, ...]]:
    return {dataclasses.astuple(source) for source in seeds.sources}


def test_ranks_among_the_figures_are_told(store: Store):
    (told,) = (one for one in read_table("figures.csv", handed_out("figures.csv", store)).told if "rankings" in str(one))
    assert f"{len(observations(store, Search()).rows) - len(store.seeds.observations)} rows" in str(told)


# generated figures ------------------------------------------------------------------------------------------------------------
# what ends lines, cells and quotations, what a spreadsheet takes for a formula, and letters of two bytes and of four
LETTERS = "ađỷ1 .,;|'\"“”\n\r\t=+-@<>&\u2028\u0301𝛼"


@st.composite
def seeds_with_words(draw: st.DrawFn) -> Seeds:
    """Figures of every form, with words and notes that a file may break at."""
    seeds = small.data(*draw(cases()).lines)
    told = [draw(st.text(LETTERS, max_size=12)) for _ in range(6)]
    words = itertools.cycle([text for text in told if as_stated(tidy_cell(text)) == tidy_cell(text)] or [""])
    worded = [dataclasses.replace(one, quote=f"{next(words)}{one.quote}", note=next(words)) for one in seeds.observations]
    return dataclasses.replace(seeds, observations=tuple(worded))


def cells_of(observation: Observation) -> dict[str, str]:
    """A figure as a row of the data has it: cells in one line, in NFC."""
    return {column: tidy_cell(cell_text(getattr(observation, column))) for column in FILES["observations.csv"]}


@settings(max_examples=15)
@given(seeds=seeds_with_words())
def test_generated_figures_come_in_again_as_they_went_out(seeds: Seeds):
    store = Store.build(seeds)
    for name in ("figures.csv", "figures-vi.xlsx", "figures.parquet", "sdmx.csv"):
        draft = read_table(name, DOWNLOADS[name](store))
        assert draft.faults == ()
        found = [dict(row.cells) for row in draft.rows["observations.csv"]]
        assert sorted(found, key=repr) == sorted(map(cells_of, seeds.observations), key=repr), name
