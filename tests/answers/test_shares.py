"""Percent of row, of column, of the whole: 100 in all where it is shown, refused with the reason where the total is not right."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.answers.pivot import Pivot, pivot
from metrics.answers.shares import OFS, Of, Shares, shares
from metrics.errors import PartyMetricsError
from metrics.store.store import Store
from metrics.vocabulary import Mark, Question
from tests.small import data
from tests.strategies import Case, cases

BLOCS = ("agencies_bloc",)


def asked(
    *lines: str, metric: str = "members_admitted", rows: str = "province", columns: str = "year", of: Of = "column", **more: object
) -> Shares:
    store = Store.build(data(*lines))
    found = pivot(store, Question(metric, **more), rows, columns)  # type: ignore[arg-type]
    return shares(store, found, rows, columns, of)


#              2019   2020
#   ha-tinh      30     90
#   nghe-an      90    110
TWO = (
    "ha-tinh.agencies-bloc members_admitted 2019 30",
    "ha-tinh.agencies-bloc members_admitted 2020 90",
    "nghe-an.agencies-bloc members_admitted 2019 90",
    "nghe-an.agencies-bloc members_admitted 2020 110",
)
BOTH = ("ha-tinh", "nghe-an")


def test_of_its_column_its_row_and_the_whole():
    column = asked(*TWO, of="column", provinces=BOTH)
    found = {("ha-tinh", 2019): 25, ("nghe-an", 2019): 75, ("ha-tinh", 2020): 45, ("nghe-an", 2020): 55}
    assert column.cells == pytest.approx(found)
    row = asked(*TWO, of="row", provinces=BOTH)
    assert row.cells["ha-tinh", 2019] == 25
    assert row.cells["nghe-an", 2020] == pytest.approx(55)
    whole = asked(*TWO, of="total", provinces=BOTH)
    # of 320
    assert whole.cells == {
        ("ha-tinh", 2019): 9.375,
        ("ha-tinh", 2020): 28.125,
        ("nghe-an", 2019): 28.125,
        ("nghe-an", 2020): 34.375,
    }
    assert [one.refused_all for one in (column, row, whole)] == [None] * 3


def test_where_provinces_are_silent_nothing_is_a_share_of_all():
    """Of all 63 only two report: what they have together is no total of the country."""
    found = asked(*TWO, of="column")
    assert (found.cells, {str(reason) for reason in found.refused.values()}) == ({}, {"units or parts are missing from the total"})
    assert asked(*TWO, of="row").cells["ha-tinh", 2019] == 25
    assert "missing" in str(asked(*TWO, of="total").refused_all)


def test_a_missing_cell_refuses_its_row_and_its_column_alone():
    lines = (*TWO, "nghe-an.agencies-bloc members_admitted 2021 100")
    column, row = asked(*lines, of="column", provinces=BOTH), asked(*lines, of="row", provinces=BOTH)
    assert {key: str(reason) for key, reason in column.refused.items()} == {2021: "not stated: province ha-tinh"}
    assert {key: str(reason) for key, reason in row.refused.items()} == {"ha-tinh": "not stated: year 2021"}
    assert column.cells.keys() == {(province, year) for province in BOTH for year in (2019, 2020)}
    assert row.cells["nghe-an", 2021] == pytest.approx(100 / 3)
    assert asked(*lines, of="total", provinces=BOTH).cells == {}


def test_a_province_that_did_not_exist_yet_is_not_missing():
    lines = (
        "tuyen-quang-2025.province-wide members_admitted 2026 200",
        "nghe-an.province-wide members_admitted 2026 300",
        "nghe-an.province-wide members_admitted 2024 300",
    )
    found = asked(*lines, of="column", provinces=("nghe-an", "tuyen-quang-2025"))
    assert found.cells["tuyen-quang-2025", 2026] == 40
    assert 2024 not in found.refused


@pytest.mark.parametrize(
    ("lines", "metric", "more", "of", "said"),
    [
        (("rank DTI 2023 nghe-an 25 0.6", "rank DTI 2023 ha-tinh 40 0.5"), "dti_rank", {}, "column", "ranks are never added"),
        (("rank DTI 2023 nghe-an 25 0.6", "rank DTI 2023 ha-tinh 40 0.5"), "dti_score", {}, "row", "scores are never added"),
        (("nghe-an.agencies-bloc head_is_secretary_share 2021-09 73%",), "head_is_secretary_share", {}, "total", "percentages are"),
        (
            ("nghe-an.agencies-bloc members_admitted 2021 73% group=female",),
            *("members_admitted", {"breakdown": "group=female", "unit": "percent"}, "row", "percentages are never added"),
        ),
        (
            ("nghe-an.agencies-bloc party_members 2019 5", "nghe-an.agencies-bloc party_members 2020 6"),
            "party_members",
            {},
            "row",
            "held at a date",
        ),
    ],
)
def test_what_is_never_added_has_no_shares(lines: tuple[str, ...], metric: str, more: dict[str, str], of: Of, said: str):
    found = asked(*lines, metric=metric, of=of, **more)
    assert found.cells == {}
    assert said in str(found.refused_all)


def test_a_stock_has_shares_of_the_provinces_of_one_year():
    lines = ("nghe-an.agencies-bloc party_members 2019-06 75", "ha-tinh.agencies-bloc party_members 2019-12-31 25")
    assert asked(*lines, metric="party_members", provinces=BOTH).cells == {("nghe-an", 2019): 75, ("ha-tinh", 2019): 25}


def test_half_a_year_beside_a_year_is_refused_and_like_halves_are_not():
    half = "nghe-an.agencies-bloc members_admitted 2020-H1 75"
    mixed = asked(half, "ha-tinh.agencies-bloc members_admitted 2020 25", provinces=BOTH)
    assert (mixed.cells, str(mixed.refused[2020])) == ({}, "the figures are of unlike parts of the year")
    like = asked(half, "ha-tinh.agencies-bloc members_admitted 2020-H1 25", provinces=BOTH)
    assert like.cells["nghe-an", 2020] == 75
    over_years = asked(half, "nghe-an.agencies-bloc members_admitted 2021 25", of="row", provinces=("nghe-an",))
    assert over_years.cells == {}


@pytest.mark.parametrize("value", [">75", "~75", "<=75"])
def test_a_bound_makes_no_share(value: str):
    found = asked(
        f"nghe-an.agencies-bloc members_admitted 2020 {value}", "ha-tinh.agencies-bloc members_admitted 2020 25", provinces=BOTH
    )
    assert (found.cells, "a bound" in str(found.refused[2020])) == ({}, True)


def test_periods_and_parts_that_overlap_are_refused():
    lines = ("nghe-an.agencies-bloc members_admitted 2020-H1 40", "nghe-an.agencies-bloc members_admitted 2020 100")
    assert "half-year is no part" in str(asked(*lines, rows="period", columns="province", of="column").refused_all)
    women = (
        "nghe-an.agencies-bloc members_admitted 2020 40 group=female",
        "nghe-an.agencies-bloc members_admitted 2020 60 group=student",
    )
    assert "may overlap" in str(asked(*women, rows="group", columns="year", of="column").refused_all)


FORMS = ("reprimand", "warning", "removal", "expulsion")


def test_parts_that_are_all_have_shares_and_others_are_refused():
    lines = [
        f"nghe-an.agencies-bloc members_disciplined 2020 {number} form={form}"
        for form, number in zip(FORMS, (5, 3, 1, 1), strict=True)
    ]
    shown = {"metric": "members_disciplined", "rows": "form", "columns": "year", "of": "column"}
    assert asked(*lines, provinces=("nghe-an",), **shown).cells["reprimand", 2020] == 50  # type: ignore[arg-type]
    # expulsion is not stated: the total may be more
    few = asked(*lines[:3], provinces=("nghe-an",), **shown)  # type: ignore[arg-type]
    assert "missing from the total" in str(few.refused[2020])
    # the stated total is more than its parts
    more = asked(*lines, "nghe-an.agencies-bloc members_disciplined 2020 12", provinces=("nghe-an",), **shown)  # type: ignore[arg-type]
    assert str(more.refused[2020]) == "the figures add up to 10, and not to the total"


def test_kinds_that_contain_one_another_keep_the_reason_of_their_total():
    lines = ("nghe-an.agencies-bloc members_admitted 2020 40", "nghe-an.province-wide members_admitted 2020 100")
    found = asked(*lines, rows="kind", columns="year", of="column")
    assert "contain one another" in str(found.refused_all)


def test_a_total_of_zero_has_no_shares():
    assert str(asked("nghe-an.agencies-bloc members_admitted 2020 0", provinces=("nghe-an",)).refused[2020]) == "the total is zero"


# generated ---------------------------------------------------------------------------------------------------------------------
SIDES = (
    ("province", "year"),
    ("year", "province"),
    ("organization", "year"),
    ("kind", "year"),
    ("region", "year"),
    ("period", "province"),
)


def right(found: Pivot, told: Shares) -> None:
    """What every table of shares keeps, whatever the data are."""
    lines: dict[object, list[float]] = {}
    for (row, column), share in told.cells.items():
        assert 0 <= share <= 100 + 1e-9
        lines.setdefault({"row": row, "column": column, "total": None}[told.of], []).append(share)
    for line, parts in lines.items():
        assert math.isclose(sum(parts), 100, rel_tol=1e-9), (told.of, line, parts)
    shown = [found.cells[key] for key in told.cells]
    assert all(row.qualifier == "eq" and Mark.AT_LEAST not in row.marks for row in shown)
    assert found.result.metric.kind in ("flow", "stock") or not shown
    # of each line there are shares, or a reason
    keys = {"row": found.rows, "column": found.columns, "total": (None,)}[told.of]
    if told.refused_all:
        assert not told.cells
        assert not told.refused
    elif found.cells:
        assert set(keys) == set(lines) | set(told.refused)


@settings(max_examples=15)
@given(case=cases(), draw=st.data())
def test_shares_are_a_hundred_in_all_or_refused(case: Case, draw: st.DataObject):
    provinces = tuple(sorted({body.split(".")[0] for body in case.bodies}))
    rows, columns = draw.draw(st.sampled_from((*SIDES, *((name, "year") for name in case.subject.by))))
    question = Question(
        draw.draw(st.sampled_from(case.subject.metrics)), provinces=provinces, kinds=draw.draw(st.sampled_from(((), BLOCS)))
    )
    store = Store.build(data(*case.lines))
    try:
        found = pivot(store, question, rows, columns)
    except PartyMetricsError:
        return
    for of in OFS:
        right(found, shares(store, found, rows, columns, of))


# a cell of a table: nothing, a full year, its first half, a bound
CELL = st.sampled_from(("", "", "{} 1{}", "{} 1{}", "{} 1{}", "{} 1{}", "{}-H1 1{}", "{} >1{}"))
TABLE = st.fixed_dictionaries({(province, year): st.tuples(CELL, st.integers(0, 9)) for province in BOTH for year in (2019, 2020)})


@settings(max_examples=20)
@given(table=TABLE)
def test_shares_are_those_worked_out_by_hand(table: dict[tuple[str, int], tuple[str, int]]):
    """Of two provinces in two years: a line has shares where it holds full years alone, or in one year the first halves alone."""
    stated = {key: form.format(key[1], number) for key, (form, number) in table.items() if form}
    if not stated:
        return
    store = Store.build(data(*(f"{province}.agencies-bloc members_admitted {told}" for (province, _), told in stated.items())))
    found = pivot(store, Question("members_admitted", provinces=BOTH), "province", "year")
    forms = {key: form for key, (form, _) in table.items()}
    for of, place in (("row", 0), ("column", 1)):
        told = shares(store, found, "province", "year", of)  # type: ignore[arg-type]
        expected: dict[tuple[str, int], float] = {}
        for line in {key[place] for key in stated}:
            keys = [key for key in table if key[place] == line and key[1] in {year for _, year in stated}]
            kinds = {forms[key] for key in keys}
            if kinds == {"{} 1{}"} or (of == "column" and kinds == {"{}-H1 1{}"}):
                whole = sum(10 + table[key][1] for key in keys)
                expected |= {key: (10 + table[key][1]) / whole * 100 for key in keys}
        assert told.cells == pytest.approx(expected)
