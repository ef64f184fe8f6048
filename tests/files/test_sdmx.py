"""The data set as SDMX: the library of statisticians reads it and finds the figures, codes and names of the data, all listed."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import sdmx

from metrics.data.cells import as_stated, cell_text
from metrics.data.sdmx import BROKEN_DOWN, FIGURES_FILE, KEYS, STRUCTURE_FILE, TIME, TOTAL, obs_status, time_period
from metrics.files.formats import OF_OBSERVATIONS
from metrics.files.sdmx import sdmx_files
from metrics.intake.spreadsheet import Limits, TableError
from metrics.intake.tables import read_table
from metrics.store.store import Store
from metrics.survey.listing import Search, observations
from metrics.vocabulary import write_breakdown
from tests.small import data
from tests.spoken import en, vi

# what SDMX calls an identifier, and how it writes time: Gregorian, reporting periods, a start with a duration
IDENTIFIER = re.compile(r"[A-Za-z0-9_@$\-]+")
NAME_OF_COMPONENT = re.compile(r"[A-Za-z][A-Za-z0-9_\-]*")
TIMES = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-S[12]|-Q[1-4])?|[0-9]{4}-[0-9]{2}-[0-9]{2}/P[0-9]+[YMD]")


class Message:
    """What the library made of both files."""

    def __init__(self, folder: Path) -> None:
        self.structure: Any
        # the library leaves open what it opens itself
        with (folder / STRUCTURE_FILE).open("rb") as told, (folder / FIGURES_FILE).open("rb") as rows:
            self.structure = sdmx.read_sdmx(told, format="XML")
            self.flow = self.structure.dataflow["FIGURES"]
            message: Any = sdmx.read_sdmx(rows, format="CSV", structure=self.flow)
        (self.figures,) = message.data
        self.dimensions = [one.id for one in self.flow.structure.dimensions]
        self.attributes = [one.id for one in self.flow.structure.attributes]

    def rows(self) -> list[dict[str, str]]:
        """Each observation as the library holds it: key, value and attributes by component."""
        return [
            {
                **{name: one.value for name, one in figure.dimension.values.items()},
                "OBS_VALUE": figure.value,
                **{name: one.value for name, one in figure.attached_attribute.items()},
            }
            for figure in self.figures.obs
        ]

    def names(self, listed: str) -> dict[str, dict[str, str]]:
        """The names of the codes of a list, by language."""
        return {code.id: code.name.localizations for code in self.structure.codelist[listed]}


@pytest.fixture(scope="module")
def message(run_cli: Callable[..., CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory) -> Message:
    folder = tmp_path_factory.mktemp("sdmx") / "out"
    done = run_cli("export", "--format", "sdmx", "--out", str(folder))
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == [FIGURES_FILE, STRUCTURE_FILE]
    return Message(folder)


def test_the_library_finds_every_figure_with_its_words_and_source(message: Message, store: Store):
    told = {
        (
            *(row[component] for component in ("SOURCE", "ORGANIZATION", "INDICATOR", "UNIT_MEASURE", "QUALIFIER", "STATEMENT")),
            write_breakdown({name: row[component] for component, name in BROKEN_DOWN.items() if row[component] != TOTAL}),
            *(
                row[component]
                for component in ("PERIOD_KIND", "PERIOD", "OBS_VALUE", "DENOMINATOR", "URL", "PUBLISHER", "PUBLISHED")
            ),
            *(as_stated(row[component]) for component in ("QUOTE", "NOTE")),
        )
        for row in message.rows()
    }
    known = {
        (
            *(one["source"] if "/" not in one["source"] else None, one["organization"].replace(".", "_"), one["indicator"]),
            *(one["unit"], one["qualifier"], one["status"], one["breakdown"], one["period_type"], one["period"]),
            *(cell_text(one["value"]), cell_text(one["denominator"]), one["url"], one["publisher"], one["published"]),
            *(one["quote"], one["note"]),
        )
        for one in observations(store, Search()).dicts()
    }
    # the code of an address stands for it: its row tells the address itself
    assert {(None if row[0].startswith("URL_") else row[0], *row[1:]) for row in told} == known
    assert len(message.figures.obs) == len(observations(store, Search()).rows)


def test_no_two_observations_have_one_key(message: Message):
    keys = Counter(tuple(row[name] for name in message.dimensions) for row in message.rows())
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_code_stands_in_the_list_of_its_component(message: Message):
    rows = message.rows()
    coded = [one for one in (*message.flow.structure.dimensions, *message.flow.structure.attributes) if one.id != TIME]
    lists = {one.id: one.local_representation.enumerated for one in coded}
    unlisted = {
        (name, row[name])
        for name, listed in lists.items()
        if listed is not None
        for row in rows
        if row[name] not in listed.items and not (row[name] == "" and name in message.attributes)
    }
    assert unlisted == set()
    assert [one.id for one in message.flow.structure.dimensions if one.id != TIME and lists[one.id] is None] == []
    assert {row[TIME] for row in rows if not TIMES.fullmatch(row[TIME])} == set()


def test_every_identifier_has_the_form_that_sdmx_asks_for(message: Message):
    codes = {code.id for listed in message.structure.codelist.values() for code in listed}
    assert {code for code in codes if not IDENTIFIER.fullmatch(code)} == set()
    components = {*message.dimensions, *message.attributes, *(one.id for one in message.structure.concept_scheme["CONCEPTS"])}
    assert {one for one in components if not NAME_OF_COMPONENT.fullmatch(one)} == set()


def test_codes_and_concepts_have_names_in_both_languages(message: Message, store: Store):
    nouns = [code for listed in message.structure.codelist.values() for code in (listed, *listed)]
    nouns += list(message.structure.concept_scheme["CONCEPTS"])
    assert {
        str(one) for one in nouns if set(one.name.localizations) != {"vi", "en"} or not all(one.name.localizations.values())
    } == set()
    assert message.names("CL_INDICATOR")["party_members"] == {"vi": "Đảng viên", "en": "Party members"}
    assert message.names("CL_FORM")["warning"] == {"vi": "cảnh cáo", "en": "warning"}
    assert message.names("CL_REF_AREA")["tuyen-quang"] == {
        "vi": vi(store).province("tuyen-quang"),
        "en": en(store).province("tuyen-quang"),
    }
    assert message.names("CL_ORGANIZATION") == {
        one.replace(".", "_"): {"vi": vi(store).organization(one), "en": en(store).organization(one)}
        for one in {row["organization"] for row in observations(store, Search()).dicts()}
    }


def test_the_status_is_of_sdmx_own_list(message: Message):
    listed = message.structure.codelist["CL_OBS_STATUS"]
    assert (listed.maintainer.id, listed.is_partial) == ("SDMX", "true")
    assert {row["OBS_STATUS"] for row in message.rows()} <= set(listed.items)


@pytest.mark.parametrize(
    ("status", "qualifier", "disputed", "code"),
    [
        ("reported", "eq", False, "A"),
        ("reported", "approx", False, "E"),
        ("reported", "ge", True, "E"),
        ("reported", "eq", True, "U"),
        ("in_progress", "eq", False, "P"),
        ("target", "ge", False, "F"),
        ("planned", "eq", False, "F"),
        ("derived", "approx", True, "I"),
        ("change", "eq", False, "A"),
        ("over_target", "eq", False, "A"),
    ],
)
def test_the_status_of_a_figure_in_sdmx(status: str, qualifier: str, disputed: bool, code: str):
    assert obs_status(status, qualifier, disputed) == code


@pytest.mark.parametrize(
    ("kind", "code", "time"),
    [
        ("year", "2017", "2017"),
        ("as_of", "2019", "2019"),
        ("as_of", "2020-08-16", "2020-08-16"),
        ("month", "2018-02", "2018-02"),
        ("quarter", "2022-Q1", "2022-Q1"),
        ("half_year", "2024-H1", "2024-S1"),
        ("nine_months", "2020-9M", "2020-01-01/P9M"),
        ("range", "2020-01/2020-07", "2020-01-01/P7M"),
        ("range", "2015/2020", "2015-01-01/P6Y"),
        ("range", "2016-09-12/2016-09-20", "2016-09-12/P9D"),
        ("term", "2020/2025", "2020-01-01/P6Y"),
    ],
)
def test_periods_are_written_as_sdmx_writes_time(kind: str, code: str, time: str):
    assert time_period(kind, code) == time


def test_figures_that_contradict_one_another_name_each_other():
    store = Store.build(
        data(
            "nghe-an.agencies-bloc party_members 2020 5000 @first:2021-01-10",
            "nghe-an.agencies-bloc party_members 2020 >=5012 @second:2021-03-02",
            "nghe-an.agencies-bloc party_members 2021 5090 @first:2021-01-10",
        )
    )
    rows = rows_of(sdmx_files(store, Search())[FIGURES_FILE])
    told = {(row["SOURCE"], row["PERIOD"]): (row["CONFLICTS"], row["OBS_STATUS"]) for row in rows}
    assert told == {
        ("first", "2020"): ("ge 5012 (second)", "U"),
        ("second", "2020"): ("5000 (first)", "E"),
        ("first", "2021"): ("", "A"),
    }


def rows_of(raw: bytes) -> list[dict[str, str]]:
    head, *rows = [line.split(",") for line in raw.decode().splitlines()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_download_is_both_files_of_what_was_searched(store: Store):
    search = Search(provinces=("nghe-an",), years=(2020, 2021))
    data = OF_OBSERVATIONS["sdmx"].dataset(store, en(store), search, "")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert sorted(archive.namelist()) == [FIGURES_FILE, STRUCTURE_FILE]
        draft = read_table("figures.csv", archive.read(FIGURES_FILE))
    # as it is, it comes in again as well
    assert read_table("sdmx.zip", data).digest == draft.digest
    found = [one for one in observations(store, search).dicts() if "/" not in one["source"]]
    assert draft.figures == len(found) > 0
    assert b"CL_ORGANIZATION" in sdmx_files(store, search)[STRUCTURE_FILE]


def test_sdmx_of_another_structure_is_refused_with_its_name():
    raw = b"STRUCTURE,STRUCTURE_ID,ACTION,FREQ,TIME_PERIOD,OBS_VALUE\r\ndataflow,ECB:EXR(1.0),I,A,2020,1\r\n"
    with pytest.raises(TableError, match=r"exr.csv:2 is SDMX of another structure, 'ECB:EXR\(1.0\)'; only PARTY_METRICS"):
        read_table("exr.csv", raw)


def test_a_row_whose_periods_differ_or_that_lacks_cells_is_told_at_its_place():
    store = Store.build(data("nghe-an.agencies-bloc members_admitted 2020-H1 90"))
    raw = sdmx_files(store, Search())[FIGURES_FILE].decode()
    (fault,) = read_table("f.csv", raw.replace("2020-S1", "2020-S2").encode()).faults
    assert str(fault) == "f.csv:2: period: does not go with TIME_PERIOD '2020-S2'; correct one of them"
    (fault,) = read_table("f.csv", raw.replace(",2020-S1,", ",").encode()).faults
    assert "cells, expected" in str(fault)


def test_every_component_of_a_key_is_a_dimension(message: Message):
    assert message.dimensions == [*KEYS, *BROKEN_DOWN, TIME]


def test_an_archive_whose_figures_never_end_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(FIGURES_FILE, b"0" * 3 * 2**20)
    with pytest.raises(TableError, match="at most 1 MB are read"):
        read_table("sdmx.zip", data.getvalue(), Limits(size=2**20))
