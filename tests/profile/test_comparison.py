"""Provinces beside one another in one like period: each rule on a few lines of figures, what holds for any figures, the page."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.answers.query import ask
from metrics.errors import RefusedSum
from metrics.files.export import columns, records
from metrics.profile.comparison import (
    Comparison,
    comparable,
    compared,
    fullest_period,
    in_order,
    like_periods,
    orders,
    parts_stated,
)
from metrics.store.store import Store
from metrics.vocabulary import Mark, Question, Row
from tests.pages.steps import open_page, sound
from tests.small import data

PROVINCES = ("nghe-an", "ha-tinh", "dak-lak", "kon-tum", "gia-lai")
BLOC = ("agencies_bloc",)


def admitted(*figures: str) -> str:
    """`nghe-an 2020 100` as a line of members admitted by the agencies bloc."""
    return "\n".join("{}.agencies-bloc members_admitted {}".format(*one.split(" ", 1)) for one in figures)


def members(*figures: str) -> str:
    return "\n".join("{}.agencies-bloc party_members {}".format(*one.split(" ", 1)) for one in figures)


def table(lines: str, period: str = "", metric: str = "members_admitted", **more: Any) -> Comparison:
    """The comparison of a data set of these lines in a period, or in the one that it opens on."""
    store = Store.build(data(lines))
    answer = partial(ask, store)
    question = comparable(store, Question(metric, **{"kinds": BLOC, **more}))
    periods = like_periods(answer, store, question)
    chosen = next((one for one in periods if one.code == period), None) if period else fullest_period(periods)
    assert chosen
    return compared(answer, store, question, chosen)


def told(found: Comparison) -> dict[str, float | None]:
    return {row[found.question.by[0]]: row.value for row in found.rows}


# The period ---------------------------------------------------------------------------------------------------------------
def test_it_opens_on_the_period_that_most_provinces_state_the_newest_of_equals():
    lines = admitted("nghe-an 2019 9", "ha-tinh 2019 8", "nghe-an 2021-H1 4", "ha-tinh 2021-H1 3", "nghe-an 2022 7")
    found = table(lines)
    assert (found.period.code, found.period.stated, found.period.exist) == ("2021-H1", 2, 63)
    assert told(found) == {"ha-tinh": 3, "nghe-an": 4}


def test_the_share_of_the_provinces_counts_not_their_number():
    lines = "\n".join(f"{slug}.province-wide party_members 2020 10" for slug in ("nghe-an", "ha-tinh", "dak-nong"))
    newer = "\n".join(f"{slug}.province-wide party_members 2025-10 10" for slug in ("nghe-an", "ha-tinh"))
    found = table(f"{lines}\n{newer}", metric="party_members", kinds=("province_wide",))
    assert (found.period.code, found.period.stated, found.period.exist) == ("2025", 2, 34)


def test_a_part_never_stands_among_full_years():
    lines = admitted("nghe-an 2021 100", "ha-tinh 2021-H1 60", "dak-lak 2021-9M 70", "kon-tum 2021-Q1 5", "kon-tum 2021-Q2 6")
    assert told(table(lines, "2021")) == {"nghe-an": 100}
    assert told(table(lines, "2021-H1")) == {"ha-tinh": 60}
    store = Store.build(data(lines))
    question = comparable(store, Question("members_admitted", kinds=BLOC))
    assert [one.code for one in like_periods(partial(ask, store), store, question)] == [
        *("2021", "2021-9M", "2021-H1", "2021-Q1", "2021-Q2")
    ]


def test_months_stand_beside_months_and_a_dated_share_is_no_month():
    lines = admitted("nghe-an 2021-03 10", "ha-tinh 2021-03 20", "ha-tinh 2021-Q1 60", "dak-lak 2021-03-15 1")
    found = table(lines, "2021-03")
    assert (told(found), found.period.stretch, found.period.exist) == ({"ha-tinh": 20, "nghe-an": 10}, "03", 63)
    shares = "nghe-an.agencies-bloc members_admitted 2021-03 30% group=female"
    store = Store.build(data(f"{lines}\n{shares}"))
    ratio = comparable(store, Question("head_is_secretary", kinds=BLOC))
    dated = Store.build(data("nghe-an.agencies-bloc head_is_secretary 2021-09 50/63"))
    assert [one.code for one in like_periods(partial(ask, dated), dated, ratio)] == ["2021"]


def test_parts_stated_are_told_with_how_many_state_them():
    lines = admitted("nghe-an 2021 100", "nghe-an 2021 40 group=female", "ha-tinh 2021-H1 9 group=female", "hue 2021 5 group=rural")
    store = Store.build(data(lines))
    question = comparable(store, Question("members_admitted", kinds=BLOC))
    assert parts_stated(partial(ask, store), store, question) == {"": 1, "group=female": 2, "group=rural": 1}
    women = replace(question, breakdown="group=female")
    assert [one.code for one in like_periods(partial(ask, store), store, women)] == ["2021", "2021-H1"]
    found = compared(partial(ask, store), store, women, like_periods(partial(ask, store), store, women)[0])
    assert told(found) == {"nghe-an": 40}


def test_a_year_is_also_what_its_parts_tile():
    found = table(admitted("nghe-an 2021-H1 40", "nghe-an 2021-H2 50", "ha-tinh 2021 70"), "2021")
    assert told(found) == {"ha-tinh": 70, "nghe-an": 90}


# What stands beside the figure --------------------------------------------------------------------------------------------
def test_per_1000_members_takes_the_members_of_the_same_body():
    lines = admitted("nghe-an 2021 100", "ha-tinh 2021 50", "dak-lak 2021 20") + "\n" + members("nghe-an 2021 >5000")
    found = table(lines + "\nha-tinh.province-wide party_members 2021 90000")
    rates = {row["province"]: row.per_1000 for row in found.rows}
    assert rates["nghe-an"] is not None
    assert (rates["nghe-an"].value, rates["nghe-an"].qualifier) == (20, "le")
    assert rates["ha-tinh"] is rates["dak-lak"] is None


@pytest.mark.parametrize(
    ("metric", "lines"),
    [("party_members", members("nghe-an 2021 5000")), ("members_disciplined", "nghe-an.agencies-bloc members_disciplined 2021 9%")],
)
def test_stocks_and_shares_have_no_number_per_1000(metric: str, lines: str):
    unit = "percent" if "%" in lines else ""
    assert not table(f"{lines}\n{members('nghe-an 2021 5000')}" if unit else lines, metric=metric, unit=unit).has_members


def test_the_target_is_the_whole_years_and_its_qualifier_travels():
    lines = admitted("nghe-an 2021-H1 50", "nghe-an 2021 120", "nghe-an 2021 >=200 target", "ha-tinh 2021-H1 10")
    half, year = table(lines, "2021-H1"), table(lines, "2021")
    row = next(row for row in half.rows if row["province"] == "nghe-an")
    assert (row.previous, row.previous_qualifier, row.change_percent, row.change_qualifier) == (200, "ge", 25, "le")
    assert [row.change_percent for row in year.rows] == [60]
    assert next(row for row in half.rows if row["province"] == "ha-tinh").previous is None


def test_a_score_has_its_rank_and_a_count_has_none():
    lines = "rank PAR 2023 nghe-an 15 86.5\nrank PAR 2023 ha-tinh - 80"
    found = table(lines, metric="par_index_score")
    ranks = {row["province"]: row.rank for row in found.rows}
    assert ranks["nghe-an"] is not None
    assert (ranks["nghe-an"].value, ranks["nghe-an"].covers.ranked_units, ranks["ha-tinh"]) == (15, 63, None)
    counts = table(admitted("nghe-an 2021 100"))
    assert not counts.has_ranks
    assert orders(counts) == ("value",)


# Who stands in it ---------------------------------------------------------------------------------------------------------
def test_a_province_asked_for_without_a_figure_has_a_row_that_says_what_it_states():
    lines = admitted("nghe-an 2021 100", "ha-tinh 2021-H1 60")
    found = table(lines, "2021", provinces=("ha-tinh", "nghe-an", "dak-lak", "tuyen-quang-2025"))
    assert told(found) == {"nghe-an": 100, "ha-tinh": None, "dak-lak": None, "tuyen-quang-2025": None}
    assert [row.instead for row in found.rows] == [(), ("2021-H1",), (), ()]
    assert [row.is_listed for row in found.rows] == [True, True, True, False]
    assert (found.period.stated, found.period.exist) == (1, 3)
    # in the downloads too, as what is not known
    assert [cells["value"] for cells in records(found)] == [100, None, None, None]
    assert records(found)[1]["instead"] == "2021-H1"


def test_kinds_that_contain_one_another_or_overlap_never_stand_beside_one_another():
    store = Store.build(data(admitted("nghe-an 2021 100")))
    for kinds in (("province_wide", "agencies_bloc"), ("agencies_bloc", "enterprises_bloc"), ("school", "hospital")):
        with pytest.raises(RefusedSum):
            comparable(store, Question("members_admitted", kinds=kinds))


def test_places_gained_are_a_comparison_already():
    store = Store.build(data("rank PAR 2022 nghe-an 15\nrank PAR 2023 nghe-an 12"))
    with pytest.raises(RefusedSum, match="compare par_index_rank instead"):
        comparable(store, Question("par_index_rank_change"))


def test_bodies_of_which_a_province_has_several_stand_each_alone():
    text = "nghe-an.district-1 party_members 2021 500\nnghe-an.district-2 party_members 2021 700"
    found = table(text, metric="party_members", kinds=("district",))
    assert told(found) == {"nghe-an.district-1": 500, "nghe-an.district-2": 700}
    assert (found.period.stated, found.period.exist) == (1, 63)


def test_a_row_without_the_number_comes_last_and_ranks_begin_with_the_best():
    lines = admitted(
        "nghe-an 2021 100", "ha-tinh 2021 300", "dak-lak 2021 200", "dak-lak 2021 400 target", "nghe-an 2021 50 target"
    )
    found = table(lines, provinces=("nghe-an", "ha-tinh", "dak-lak", "kon-tum"))

    def order(column: str, of: Comparison = found) -> list[str]:
        return [row["province"] for row in in_order(of, column, lambda row: row["province"]).rows]

    assert order("value") == ["ha-tinh", "dak-lak", "nghe-an", "kon-tum"]
    assert order("completion") == ["nghe-an", "dak-lak", "ha-tinh", "kon-tum"]
    assert order("name") == ["dak-lak", "ha-tinh", "nghe-an", "kon-tum"]
    ranks = table("rank PAR 2023 nghe-an 15 86.5\nrank PAR 2023 ha-tinh 3 88", metric="par_index_rank")
    assert order("value", ranks) == ["ha-tinh", "nghe-an"]


# For any figures ----------------------------------------------------------------------------------------------------------
PERIODS = ("2021", "2021-H1", "2021-H2", "2021-9M", "2021-Q1", "2020", "2020-H1")
lines_of_figures = st.dictionaries(
    st.tuples(st.sampled_from(PROVINCES), st.sampled_from(PERIODS), st.sampled_from(("", " target"))),
    st.tuples(st.sampled_from(("", ">", "~")), st.integers(1, 900)),
    min_size=1,
    max_size=14,
)
lines_of_members = st.dictionaries(st.sampled_from(PROVINCES), st.integers(1000, 9000), max_size=4)


def written(figures: dict[tuple[str, str, str], tuple[str, int]], counted: dict[str, int]) -> list[str]:
    found = [admitted(f"{slug} {period} {mark}{value}{kind}") for (slug, period, kind), (mark, value) in figures.items()]
    return found + [members(f"{slug} 2021 {value}") for slug, value in counted.items()]


def seen(row: Any) -> tuple[Any, ...]:
    """All of a row but the numbers of its observations."""
    rate = row.per_1000 and (row.per_1000.value, row.per_1000.qualifier)
    aimed = (row.previous, row.previous_qualifier, row.change, row.change_percent, row.change_qualifier)
    return (*row.key.items(), row.value, row.qualifier, row.marks, row.covers, aimed, rate)


def all_tables(lines: list[str], **more: Any) -> dict[str, list[tuple[Any, ...]]]:
    """The rows with a figure of every like period of a data set."""
    store = Store.build(data(*lines))
    answer, question = partial(ask, store), comparable(store, Question("members_admitted", kinds=BLOC, **more))
    periods = like_periods(answer, store, question)
    return {one.code: [seen(row) for row in compared(answer, store, question, one).rows if row.has_value] for one in periods}


@given(lines_of_figures, lines_of_members, st.randoms(use_true_random=False))
@settings(max_examples=6)
def test_rows_depend_on_their_own_province_alone_and_not_on_the_order_of_the_data(
    figures: dict[tuple[str, str, str], tuple[str, int]], counted: dict[str, int], chance: random.Random
):
    lines = written(figures, counted)
    found = all_tables(lines)
    assert all_tables(chance.sample(lines, len(lines))) == found
    # one more province, with a figure of each period, adds rows and changes none
    wider = all_tables([*lines, *(admitted(f"lam-dong {period} 77") for period in PERIODS), members("lam-dong 2021 5000")])
    others = {code: [row for row in rows if ("province", "lam-dong") not in row] for code, rows in wider.items()}
    assert {code: rows for code, rows in others.items() if rows} == found
    # a filter leaves rows out and changes none
    for chosen in ({"provinces": PROVINCES[:2]}, {"regions": ("tay-nguyen",)}, {"years": (2021, 2021)}):
        narrower = all_tables(lines, **chosen)
        assert all(set(rows) <= set(found[code]) for code, rows in narrower.items())
        if "provinces" in chosen:
            own = {code: [row for row in rows if row[0][1] in PROVINCES[:2]] for code, rows in found.items()}
            assert {code: rows for code, rows in own.items() if rows} == narrower


@given(lines_of_figures, lines_of_members)
@settings(max_examples=8)
def test_a_table_holds_what_query_answers_for_the_same_question(
    figures: dict[tuple[str, str, str], tuple[str, int]], counted: dict[str, int]
):
    store = Store.build(data(*written(figures, counted)))
    answer, question = partial(ask, store), comparable(store, Question("members_admitted", kinds=BLOC))
    periods = like_periods(answer, store, question)
    by_year, by_period = (ask(store, replace(question, by=("province", when))).rows for when in ("year", "period"))

    def plain(row: Row) -> tuple[Any, ...]:
        return (row["province"], row.value, row.unit, row.qualifier, row.marks, row.covers, row.sources, row.ids)

    for one in periods:
        rows = [plain(row) for row in compared(answer, store, question, one).rows]
        if one.stretch:
            assert rows == [plain(row) for row in by_period if row["period"] == one.code]
        else:
            assert rows == [plain(row) for row in by_year if row["year"] == one.year and Mark.PARTIAL not in row.marks]
    whole = {str(row["year"]) for row in by_year if Mark.PARTIAL not in row.marks}
    parts = {row["period"] for row in by_period if "-" in row["period"]}
    assert {one.code for one in periods} == whole | parts


# The page -----------------------------------------------------------------------------------------------------------------
def test_the_page_opens_with_rows_and_keeps_its_choices_in_the_address():
    app = open_page("compare", lang="en")
    assert len(app.table[0].value) > 20
    assert app.selectbox(key="compare_period").value == "2025"
    assert "2020: 35 of 63 provinces and cities state it" in app.selectbox(key="compare_period").options
    app.selectbox(key="compare_period").set_value("2020")
    assert sound(app.run()).query_params["period"] == "2020"
    other = open_page("compare", lang="en", period="2020", sort="name", province=["nghe-an", "dak-nong"])
    names = list(other.table[0].value.iloc[:, 0])
    assert set(names) == {"Nghe An", "Dak Nong"}
    assert other.query_params["sort"] == "name"


def test_a_part_is_chosen_and_opened_on_where_no_total_is_stated():
    app = open_page("compare", lang="en", metric="members_disciplined", kind="province_wide", breakdown="form=warning")
    assert app.selectbox(key="compare_part").value == "form=warning"
    assert "form of discipline" in app.subheader[0].value
    rated = open_page("compare", lang="en", metric="members_rated", unit="percent")
    assert "grade=" in str(rated.selectbox(key="compare_part").value)
    assert "breakdown" not in rated.query_params
    assert len(rated.table[0].value)


def test_the_evidence_is_that_of_the_rows_shown():
    app = open_page("compare", lang="en", metric="par_index_score", period="2023", open="compare.sources")
    shown = app.selectbox(key="evidence_compare_row").options
    # one of them is the whole view
    assert len(shown) == len(app.table[0].value) + 1
    ranks = app.selectbox(key="evidence_compare_par_index_rank_row").options
    assert 1 < len(ranks) <= len(shown)


def test_columns_of_downloads_are_there_only_where_a_row_has_them():
    found = table(admitted("nghe-an 2021 100"))
    assert not {"per_1000", "previous", "rank", "instead"} & set(columns(found))
    lines = admitted("nghe-an 2021 100", "nghe-an 2021 200 target") + "\n" + members("nghe-an 2021 5000")
    cells = records(table(lines))[0]
    assert (cells["per_1000"], cells["members"], cells["previous"], cells["change_percent"]) == (20, 5000, 200, 50)
