"""Every download, opened: what stands in it is, cell by cell, what `query` answers to the question that its name tells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyarrow.parquet as pq
import pytest
from docx import Document
from playwright.sync_api import Page

from metrics.answers.query import ask, metrics_of
from metrics.files.export import columns, file_name, records
from metrics.files.formats import FORMATS
from metrics.profile.province import latest_cells, profile
from metrics.store.store import Store
from metrics.survey.listing import Search, coverage, observations
from metrics.vocabulary import DIMENSIONS, KINDS, Question
from metrics.words.wording import Wording
from tests.browser.steps import offered, stand, turn
from tests.browser.test_links_handed_on import links_in
from tests.spoken import en
from tests.workbooks import sheets

EN = Wording("en")
YEARS = "year=2016&year=2025"
NORTH = "province=nghe-an&province=ha-tinh"
# pages with charts, with so few filters that the names of their files hold the whole question
LINKS = (
    f"/?lang=en&{YEARS}&boundary=34&metric=party_members",
    f"/membership?lang=en&{NORTH}&{YEARS}&kind=province_wide",
    f"/admissions?lang=en&province=nghe-an&{YEARS}",
    f"/inspection?lang=en&province=ha-tinh&{YEARS}",
    f"/quality?lang=en&{YEARS}",
    f"/rankings?lang=en&{NORTH}&year=2020&year=2024",
    f"/explore?lang=en&{YEARS}&kind=province_wide&boundary=34",
)
Cells = list[list[Any]]


def download(page: Page, key: str) -> tuple[str, bytes]:
    """Click a download; the file's name and what is in it. All but plain tables hold one link, the address of the view."""
    with page.expect_download() as waiting:
        page.locator(f".st-key-{key}").get_by_role("button").first.click()
    name, data = waiting.value.suggested_filename, waiting.value.path().read_bytes()
    assert links_in(name, data, page.url) == (set() if name.endswith(".csv") else {page.url}), key
    return name, data


def any_of(words: Any) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def question_of(store: Store, name: str, cells: Cells) -> Question:
    """The question that a file's name tells: metric, columns, filters, part, years, boundary, unit, comparison.

    Of many provinces it tells the number only; which they are stands in the file.
    """
    metrics, seeds = metrics_of(store), store.seeds
    parts = {f"{name}-{value}": f"{name}={value}" for name, values in DIMENSIONS.items() for value in values or ()}
    regions = {slug for one in seeds.provinces for slug in (one.region, one.region34) if slug}
    units = {unit for one in metrics.values() for unit in one.units}
    sides = ("province", "organization", "kind", "region", "year", "period", *DIMENSIONS)
    found = re.fullmatch(
        rf"(?P<metric>{any_of(metrics)})-by(?P<by>(-(?:{any_of(sides)}))+)(-(?P<many>\d{{1,2}}))?"
        rf"(?P<provinces>(-(?:{any_of(one.province for one in seeds.provinces)}))*)(?P<regions>(-(?:{any_of(regions)}))*)"
        rf"(?P<kinds>(-(?:{any_of(KINDS)}))*)(-(?P<breakdown>{any_of(parts)}))?(-(?P<first>\d{{4}})-(?P<last>\d{{4}}))?"
        rf"(-(?P<boundary>63|34))?(-(?P<unit>{any_of(units)}))?(-(?P<compare>previous_year|same_period|target))?",
        name.rpartition(".")[0],
    )
    assert found, f"the name {name} does not tell its question"

    def several(part: str, words: Any) -> tuple[str, ...]:
        return tuple(re.findall(rf"-({any_of(words)})(?=-|$)", found[part] or ""))

    provinces = several("provinces", [one.province for one in seeds.provinces])
    if found["many"]:
        place = cells[0].index("province")
        provinces = tuple(dict.fromkeys(row[place] for row in cells[1:]))
    boundary: Any = found["boundary"] or "reported"
    compare: Any = found["compare"]
    question = Question(
        found["metric"],
        several("by", sides),
        provinces,
        several("regions", regions),
        several("kinds", KINDS),
        (int(found["first"]), int(found["last"])) if found["first"] else None,
        boundary,
        parts.get(found["breakdown"], ""),
        found["unit"] or "",
        compare,
    )
    assert file_name(question, name.rpartition(".")[2]) == name
    return question


def as_text(cell: Any) -> str:
    """A cell as it is told apart in any file: nothing for what is empty, numbers in one form."""
    if cell is None or cell == "":
        return ""
    return f"{float(cell):.12g}" if isinstance(cell, int | float) else str(cell)


def numbers(text: str) -> str:
    """A cell of a csv file in the form of `as_text`."""
    return f"{float(text):.12g}" if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text) else text


def csv_cells(data: bytes) -> Cells:
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes a file without this sign for another alphabet"
    return [[numbers(cell) for cell in row] for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))]


def excel_cells(data: bytes) -> Cells:
    """The first sheet from the codes of its columns on."""
    rows = next(iter(sheets(data).values()))[1:]
    return [[read(cell) for cell in row] for row in rows]


def read(cell: Any) -> str:
    """A typed cell in the form of `as_text`, dates as they are written in the data."""
    return cell.isoformat() if hasattr(cell, "isoformat") else numbers(as_text(cell))


def held_against(cells: Cells, columns: Any, rows: Any) -> None:
    """Do the columns of a file hold these rows, in their order, and no other?"""
    places = [cells[0].index(name) for name in columns]
    shown = [[row[place] for place in places] for row in cells[1:]]
    assert shown == [[numbers(as_text(cell)) for cell in row] for row in rows]


def held_against_query(store: Store, cells: Cells, question: Question) -> None:
    """Are the rows of a file those of `query`? Ranks stand together with the scores, by region, also where one of both is known."""
    result = ask(store, question)
    assert result.rows
    if "score" not in cells[0]:
        held_against(cells, columns(result), [tuple(row.values()) for row in records(result)])
        return
    head, rows = cells[0], cells[1:]
    value, score = head.index("value"), head.index("score")
    places = [head.index(name) for name in question.by]
    ranked = sorted((row for row in rows if row[value]), key=lambda row: [row[place] for place in places])
    held_against([head, *ranked], columns(result), [tuple(row.values()) for row in records(result)])
    scores = ask(store, replace(question, metric=question.metric.replace("_rank", "_score")))
    keyed = {tuple(as_text(row[name]) for name in question.by): as_text(row["value"]) for row in records(scores)}
    assert {tuple(row[place] for place in places): row[score] for row in rows if row[score]} == keyed


@pytest.mark.parametrize("address", LINKS, ids=lambda address: address.partition("?")[0])
def test_the_downloads_of_a_chart_are_what_query_answers(tour: Page, store: Store, address: str):
    turn(tour, address)
    charts = [key.removeprefix("csv_") for key in offered(tour, "csv_") if key != "csv_versus"]
    assert charts
    for key in charts:
        name, data = download(tour, f"csv_{key}")
        cells = csv_cells(data)
        question = question_of(store, name, cells)
        held_against_query(store, cells, question)
        name, data = download(tour, f"excel_{key}")
        cells = excel_cells(data)
        assert question_of(store, name, cells) == question
        held_against_query(store, cells, question)
        name, data = download(tour, f"parquet_{key}")
        cells = parquet_cells(data)
        assert question_of(store, name, cells) == question
        held_against_query(store, cells, question)
    if "csv_versus" in offered(tour, "csv_"):
        comparison_of_one_body(tour, store)


def comparison_of_one_body(page: Page, store: Store) -> None:
    """Both files of the comparison are the same; they begin with the figure that `query` gives for the body and year."""
    name, data = download(page, "csv_versus")
    told = re.fullmatch(r"versus-(.+)-(\d{4})-([a-z].*)", name)
    assert told
    body, year, rest = told.groups()
    cells = csv_cells(data)
    question = question_of(store, rest, cells)
    (own,) = [row for row in records(ask(store, question)) if (row[question.by[0]], row["year"]) == (body, int(year))]
    assert cells[1][cells[0].index("value")] == as_text(own["value"])
    assert excel_cells(download(page, "excel_versus")[1]) == cells


def test_what_is_known_is_what_the_coverage_counts(tour: Page, store: Store):
    turn(tour, f"/data?lang=en&{NORTH}&{YEARS}&part=coverage&of=party")
    name, data = download(tour, "data_coverage_csv")
    assert name == "coverage.csv"
    party = tuple(one.indicator for one in store.seeds.indicators if one.topic != "reform")
    found = coverage(store, Search(provinces=("nghe-an", "ha-tinh"), years=(2016, 2025), indicators=party))
    rows = [
        (slug, year, known, *(part[slug, year] for part in (found.partial, found.disputed, found.derived)))
        for (slug, year), known in found.known.items()
    ]
    held_against(csv_cells(data), ("province", "year", "indicators", "partial", "disputed", "derived"), rows)


def parquet_cells(data: bytes) -> Cells:
    table = pq.read_table(io.BytesIO(data))
    return [table.column_names, *([read(cell) for cell in row.values()] for row in table.to_pylist())]


@pytest.mark.parametrize(("code", "cells"), [("csv", csv_cells), ("excel", excel_cells), ("parquet", parquet_cells)])
def test_the_whole_data_set_is_every_observation(tour: Page, store: Store, code: str, cells: Callable[[bytes], Cells]):
    stand(tour, "/data?lang=en&province=nghe-an")
    name, data = download(tour, f"{code}_data_all")
    assert name == f"party-metrics.{FORMATS[code].ending}"
    everything = observations(store, Search())
    exact = ("source", "organization", "indicator", "breakdown", "value", "unit", "period", "status", "quote")
    rows = [[row[name] for name in exact] for row in everything.dicts()]
    held_against(cells(data), exact, rows)


def test_the_figures_found_are_those_downloaded(tour: Page, store: Store):
    turn(tour, "/data?lang=en&province=nghe-an&year=2019&year=2021")
    _, data = download(tour, "csv_data")
    found = observations(store, Search(provinces=("nghe-an",), years=(2019, 2021)))
    held_against(csv_cells(data), found.columns, found.rows)
    download(tour, "excel_data")


def test_the_profile_as_word_and_excel_is_that_of_the_page(tour: Page, store: Store):
    turn(tour, f"/province?lang=en&province=ha-tinh&{YEARS}")
    name, data = download(tour, "word_profile")
    assert name == "party-metrics-ha-tinh.docx"
    written = {tuple(cell.text for cell in row.cells) for table in Document(io.BytesIO(data)).tables for row in table.rows}
    said = {cell for row in written for cell in row}
    found = profile(store, "ha-tinh", (2016, 2025))
    for section in found.sections:
        for one in section.latest:
            assert one.row in ask(store, one.question).rows
            assert latest_cells(found, one, en(store))["value"] in said
    name, data = download(tour, "excel_profile")
    assert name == "party-metrics-ha-tinh.xlsx"
    behind = observations(store, Search(provinces=("ha-tinh",), years=(2016, 2025)))
    held_against(
        excel_cells(data),
        ("organization", "indicator", "value", "period", "quote"),
        [[row[name] for name in ("organization", "indicator", "value", "period", "quote")] for row in behind.dicts()],
    )
