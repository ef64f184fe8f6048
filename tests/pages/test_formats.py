"""The list of formats: pages offer what it holds, every kind of result can be written in each."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from functools import partial
from typing import Any

import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from metrics.answers import ranking
from metrics.answers.query import ask
from metrics.data.cells import cell_text
from metrics.files.export import cells as written
from metrics.files.formats import CSV, FORMATS
from metrics.profile import comparison
from metrics.profile.pairs import common_periods, drawable, two_metrics
from metrics.profile.versus import fullest, versus
from metrics.store.store import Store
from metrics.survey.listing import Search
from metrics.vocabulary import Question, Result
from metrics.words.wording import Wording
from tests.folders import PROJECT
from tests.spoken import en
from tests.workbooks import sheets

EN = Wording("en")
RANKS = Question("dti_rank", years=(2023, 2024))


def keys(page: str, **parameters: str) -> list[str]:
    """The keys of the downloads that a page offers as it opens."""
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60).run()
    app.switch_page(f"pages/{page}.py")
    app.query_params.update({"lang": "en", **parameters})
    app.run()
    assert [error.value for error in (*app.exception, *app.error)] == []
    return [button.proto.id for button in app.get("download_button")]


@pytest.mark.parametrize(
    ("page", "what"),
    [("membership", ("series", "versus")), ("explore", ("explore",)), ("data", ("data", "data_all")), ("province", ("profile",))],
)
def test_a_format_of_the_list_stands_on_the_pages(page: str, what: tuple[str, ...], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(FORMATS, "lines", replace(CSV, ending="lines", label="Download lines"))
    found = keys(page, province="nghe-an")
    for form in ("csv", "excel", "parquet", "lines"):
        assert [any(key.endswith(f"-{form}_{one}") for key in found) for one in what] == [True] * len(what)
    # SDMX is a form of observations: an answer has none
    of_observations = [one for one in what if one in ("data", "data_all", "profile")]
    assert [one for one in what if any(key.endswith(f"-sdmx_{one}") for key in found)] == of_observations


def test_only_one_file_draws_a_button_for_downloads():
    files = [path for path in (PROJECT / "pages").rglob("*.py") if "download_button" in path.read_text("utf-8")]
    assert [path.name for path in files] == ["downloads.py"]


def cells(code: str, data: bytes) -> tuple[list[str], list[list[Any]]]:
    """Header and rows of a file, cells as text."""
    if code == "excel":
        head, *rows = next(iter(sheets(data).values()))[1:]
    elif code == "csv":
        head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    else:
        table = pq.read_table(io.BytesIO(data))
        head, rows = table.column_names, [list(row.values()) for row in table.to_pylist()]
    return list(head), [
        ["" if cell is None else cell if isinstance(cell, str) else cell_text(cell) for cell in row] for row in rows
    ]


def near(text: str) -> str:
    """A cell as workbooks can hold it: of a number the first 15 digits."""
    return f"{float(text):.15g}" if re.fullmatch(r"-?[0-9]+\.[0-9]+", text) else text


def results(store: Store) -> dict[str, Result]:
    """What pages hand out: an answer, ranks with their scores, changes of rank, a year by region."""
    ranks, scores = ask(store, RANKS), ask(store, replace(RANKS, metric="dti_score"))
    one = replace(RANKS, years=(2023, 2023))
    compared = replace(RANKS, compare="previous_year")
    noted = ranking.together(ask(store, one), ask(store, replace(one, metric="dti_score")))
    return {
        "answer": ask(store, Question("members_admitted", by=("organization", "year"), years=(2019, 2020))),
        "ranks": ranking.together(ranks, scores),
        "changes": ranking.together(ask(store, compared), ask(store, replace(compared, metric="dti_score"))),
        "regions": ranking.by_region(noted, store.seeds.provinces),
        "beside": beside(store),
        "pairs": pairs(store),
    }


def beside(store: Store) -> Result:
    """Provinces of one like period, with targets, numbers per 1,000 members, and one without a figure."""
    answer = partial(ask, store)
    asked = Question("members_admitted", kinds=("province_wide",), provinces=("yen-bai", "dien-bien", "ha-noi"))
    question = comparison.comparable(store, asked)
    period = next(one for one in comparison.like_periods(answer, store, question) if one.code == "2022")
    return comparison.compared(answer, store, question, period)


def pairs(store: Store) -> Result:
    """Ranks of one index against those of another."""
    answer = partial(ask, store)
    first, second = (drawable(store, Question(metric, years=(2023, 2023))) for metric in ("dti_rank", "par_index_rank"))
    return two_metrics(answer, store, first, second, common_periods(answer, store, first, second)[0])


@pytest.mark.parametrize("code", FORMATS)
@pytest.mark.parametrize("kind", ["answer", "ranks", "changes", "regions", "beside", "pairs"])
def test_what_pages_hand_out_is_the_same_in_every_format(store: Store, code: str, kind: str):
    result = results(store)[kind]
    head, rows = cells(code, FORMATS[code].result(result, en(store), store, "http://localhost/"))
    names, told = written(result)
    places = [head.index(name) for name in names]
    assert [[near(row[place]) for place in places] for row in rows] == [[near(cell) for cell in row] for row in told]


@pytest.mark.parametrize("code", FORMATS)
def test_a_comparison_and_a_search_are_the_same_in_every_format(store: Store, code: str):
    question = Question("members_admitted", by=("organization", "year"))
    answer = partial(ask, store)
    chosen = fullest(answer, store, question)
    found = versus(answer, store, question, *chosen) if chosen else None
    assert found
    form = FORMATS[code]
    assert cells(code, form.versus(found, en(store), store, "")) == cells("csv", CSV.versus(found, en(store), store, ""))
    search = Search(provinces=("nghe-an",), years=(2019, 2019))
    columns = ("organization", "indicator", "value", "quote")

    def picked(code: str) -> list[list[Any]]:
        head, rows = cells(code, FORMATS[code].dataset(store, en(store), search, ""))
        return [[row[head.index(name)] for name in columns] for row in rows]

    assert picked(code) == picked("csv") != []
