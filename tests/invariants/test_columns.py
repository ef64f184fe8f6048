"""What a row carries, in which order (design: command line; Readings, "Columns")."""

from __future__ import annotations

from metrics.answers.query import ask
from metrics.files.export import columns, records
from metrics.store.store import Store
from tests.second_opinion import agreed, question
from tests.small import data

BLOC = "nghe-an.agencies-bloc"
SEEDS = data(
    f"{BLOC} inspected_members 2020-H1 20 body=committee @old:2021-01",
    f"{BLOC} inspected_members 2020-H1 22 body=committee @new:2021-02",
    f"{BLOC} inspected_members 2020-Q3 9 @new:2021-02",
    "ha-tinh.agencies-enterprises-bloc inspected_members 2020 70",
)
TAIL = ("value", "unit", "qualifier", "status", "covers", "figures", "sources")


def columns_of(metric: str = "inspected_members", **asked: str) -> tuple[str, ...]:
    asked.setdefault("kind", "agencies_bloc,agencies_enterprises_bloc")
    return columns(ask(Store.build(SEEDS), question(metric, **asked)))


def test_the_columns():
    assert columns_of() == ("province", "year", *TAIL)
    assert columns_of(by="year,province,kind") == ("year", "province", "kind", *TAIL)
    assert columns_of(compare="previous_year") == ("province", "year", *TAIL, "previous", "change", "change_percent")


def test_covers_stands_in_the_order_of_the_design():
    # H1 22 (disputed: 20) + Q3 9 of one bloc, 70 of the other; Huế is silent: 2 of 3
    (row,) = agreed(
        SEEDS,
        "inspected_members",
        by="year",
        kind="agencies_bloc,agencies_enterprises_bloc",
        province="nghe-an,ha-tinh,hue",
    )
    assert row["value"] == 101
    statements = row["covers"].split("; ")
    assert set(statements[:2]) == {"2020", "2020-H1+2020-Q3"}
    assert statements[2:] == [
        "body=committee",
        "2 of 3",
        "kinds: agencies_bloc, agencies_enterprises_bloc",
        "disputed: 20 (old)",
    ]


def test_figures_counts_what_was_added_and_sources_name_the_others_too():
    (row,) = agreed(SEEDS, "inspected_members", province="nghe-an")
    # H1 and Q3 were added; the older 20 was not
    assert row["figures"] == 2
    assert sorted(row["sources"].split(";")) == ["new", "old"]


def test_rows_are_sorted_by_their_key():
    seeds = data(*(f"{p}.agencies-bloc members_admitted {y} 5" for p in ("nghe-an", "ha-tinh", "hue") for y in (2020, 2018, 2019)))
    rows = agreed(seeds, "members_admitted")
    keys = [(row["province"], row["year"]) for row in rows]
    assert keys == sorted(keys)
    rows = agreed(seeds, "members_admitted", by="year,province")
    keys = [(row["year"], row["province"]) for row in rows]
    assert keys == sorted(keys)


def test_words_of_status_are_joined_by_semicolons():
    (row,) = records(ask(Store.build(SEEDS), question("inspected_members", province="nghe-an")))
    assert row["status"] == "partial;at_least;sum_of_parts;disputed"


def test_a_year_is_a_number():
    assert {type(row["year"]) for row in agreed(SEEDS, "inspected_members", province="nghe-an")} == {int}
