"""Provinces with two figures each: what stands on both sides is alike, and a line joins only what compares."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import chart
from metrics.answers.query import ask
from metrics.chart import Palette, Style
from metrics.errors import RefusedSum
from metrics.files.export import records
from metrics.files.workbook import evidence_table
from metrics.profile.comparison import LikePeriod
from metrics.profile.pairs import PairTable, common_periods, drawable, two_metrics, two_years, year_pairs
from metrics.store.store import Store
from metrics.vocabulary import Mark, Question
from tests.pages.steps import figures, open_page, sound
from tests.small import data
from tests.spoken import en

BLOC = ("agencies_bloc",)
PROVINCES = ("nghe-an", "ha-tinh", "dak-lak", "kon-tum", "gia-lai")
PALETTE = Palette("#000", "#555", "#ccc", "#fff", ("#1f77b4", "#ff7f0e"), ("#fff", "#000"), ("#00f",) * 7)


def built(*lines: str) -> Store:
    return Store.build(data(*lines))


def question(store: Store, metric: str, **more: Any) -> Question:
    return drawable(store, Question(metric, **{"kinds": BLOC, **more}))


def metrics(store: Store, first: str, second: str, code: str, **more: Any) -> PairTable:
    one, other = (question(store, metric, **more) for metric in (first, second))
    return two_metrics(partial(ask, store), store, one, other, LikePeriod(code, 0, 0))


def years(store: Store, metric: str, earlier: str, later: str, **more: Any) -> PairTable:
    asked = question(store, metric, **more)
    answer = partial(ask, store)
    two = next(one for one in year_pairs(answer, store, asked) if (one.earlier.code, one.later.code) == (earlier, later))
    return two_years(answer, store, asked, two)


def why(table: PairTable) -> dict[str, str]:
    return {row["province"]: row.apart.template if row.apart else "" for row in table.rows}


def figure(code: str, *lines: str) -> list[str]:
    return [f"{line.split()[0]}.agencies-bloc {code} {line.partition(' ')[2]}" for line in lines]


# Two metrics ---------------------------------------------------------------------------------------------------------------
def test_two_metrics_meet_in_one_like_period_and_who_lacks_one_is_named_with_it():
    store = built(
        *figure("members_admitted", "nghe-an 2021 100", "ha-tinh 2021-H1 40", "dak-lak 2021 70", "kon-tum 2020 7"),
        *figure("party_members", "nghe-an 2021 5000", "ha-tinh 2021 3000", "kon-tum 2021 900"),
    )
    asked = ("nghe-an", "ha-tinh", "dak-lak", "gia-lai")
    table = metrics(store, "members_admitted", "party_members", "2021", provinces=asked)
    assert [(row["province"], row.value, row.second.value) for row in table.rows] == [("nghe-an", 100, 5000)]
    assert table.lacking == (("ha-tinh", "first"), ("dak-lak", "second"), ("gia-lai", "both"))
    one, other = (question(store, metric) for metric in ("members_admitted", "party_members"))
    periods = common_periods(partial(ask, store), store, one, other)
    assert [(one.code, one.stated) for one in periods] == [("2021", 1)]


def test_ranks_are_turned_so_that_the_best_stands_at_the_far_end():
    lines = [f"rank PAR 2023 {slug} {place}\nrank PCI 2023 {slug} {place + 5}" for place, slug in enumerate(PROVINCES, 1)]
    store = built(*lines)
    table = metrics(store, "par_index_rank", "pci_rank", "2023")
    picture = chart.scatter(table, Style(en(store), PALETTE))
    for axis in ("xaxis", "yaxis"):
        low, high = picture.figure["layout"][axis]["range"]
        assert low > 60 > 1 > high
        assert "1 is best" in picture.figure["layout"][axis]["title"]["text"]
    assert sum("lower rank is better" in note for note in picture.notes) == 2
    points = picture.figure["data"][0]
    assert sorted(map(tuple, points["customdata"])) == sorted((slug, 2023) for slug in PROVINCES)
    # counts grow to the right
    counts = built(
        *figure("members_admitted", *(f"{slug} 2021 9" for slug in PROVINCES)), *figure("party_members", "nghe-an 2021 9")
    )
    axes = chart.scatter(metrics(counts, "members_admitted", "party_members", "2021"), Style(en(counts), PALETTE)).figure["layout"]
    assert axes["xaxis"]["range"][0] < axes["xaxis"]["range"][1]


def test_downloads_hold_both_figures_with_their_qualifiers_and_the_words_of_both():
    store = built(*figure("members_admitted", "nghe-an 2021 >100"), *figure("party_members", "nghe-an 2021 ~5000 @other:2022-02"))
    table = metrics(store, "members_admitted", "party_members", "2021")
    cells = records(table)[0]
    assert (cells["value"], cells["qualifier"], cells["second_value"], cells["second_qualifier"]) == (100, "gt", 5000, "approx")
    assert cells["sources"] == "paper;other"
    stated = evidence_table(table, en(store), store)
    assert {row["indicator"] for row in stated.dicts() if row["used"] == "yes"} == {"members_admitted", "party_members"}


def test_bodies_of_which_a_province_has_several_are_no_points_of_provinces():
    store = built("nghe-an.district-1 party_members 2021 500")
    with pytest.raises(RefusedSum):
        question(store, "party_members", kinds=("district",))


# Two years -----------------------------------------------------------------------------------------------------------------
def test_a_year_meets_a_year_and_a_half_year_a_half_year():
    store = built(*figure("members_admitted", "nghe-an 2020 90", "nghe-an 2021-H1 50", "nghe-an 2022-H1 60", "ha-tinh 2020-H1 9"))
    pairs = year_pairs(partial(ask, store), store, question(store, "members_admitted"))
    assert [(two.earlier.code, two.later.code, two.both) for two in pairs] == [("2021-H1", "2022-H1", 1)]


def test_a_line_joins_one_body_only():
    store = built(
        "body nghe-an.agencies-bloc agencies_bloc ..2019-12-31",
        "body nghe-an.agencies-enterprises-bloc agencies_enterprises_bloc 2020-01-01..",
        "nghe-an.agencies-bloc party_members 2019 5000",
        "nghe-an.agencies-enterprises-bloc party_members 2020 9000",
        "ha-tinh.agencies-bloc party_members 2019 400\nha-tinh.agencies-bloc party_members 2020 500",
    )
    table = years(store, "party_members", "2019", "2020", kinds=("agencies_bloc", "agencies_enterprises_bloc"))
    assert why(table) == {"ha-tinh": "", "nghe-an": "not of the same body in both years"}
    picture = chart.slope(table, Style(en(store), PALETTE))
    assert {trace["name"]: "lines" in trace["mode"] for trace in picture.figure["data"]} == {"Ha Tinh": True, "Nghe An": False}
    assert any("Nghe An" in note and "same body" in note for note in picture.notes)


def test_no_line_crosses_a_change_of_method_or_lists_of_unlike_length():
    lines = [f"rank PAR {year} {slug} {year - 2015}" for year in (2020, 2021, 2022, 2023) for slug in PROVINCES]
    store = built(*lines, *(f"rank PAR 2025 {slug} 5 boundary=34" for slug in PROVINCES))
    assert all("Decision 1150" in reason for reason in why(years(store, "par_index_rank", "2020", "2021")).values())
    assert set(why(years(store, "par_index_rank", "2022", "2023")).values()) == {""}
    # nghe-an goes on, but of 34 it has another place
    assert why(years(store, "par_index_rank", "2023", "2025"))["nghe-an"] == "ranks of unlike lists"
    assert year_pairs(partial(ask, store), store, question(store, "par_index_rank"))[0].earlier.code == "2022"


def test_no_line_crosses_the_merger_but_for_units_that_go_on():
    wide = "{}.province-wide party_members {} 100"
    units = (("ha-giang", 2024), ("tuyen-quang", 2024), ("tuyen-quang-2025", 2025), ("nghe-an", 2024), ("nghe-an", 2025))
    store = built(*(wide.format(*one) for one in units))
    reported = years(store, "party_members", "2024", "2025", kinds=("province_wide",))
    assert why(reported) == {"nghe-an": ""}
    rebuilt = years(store, "party_members", "2024", "2025", kinds=("province_wide",), boundary="34")
    assert why(rebuilt) == {"nghe-an": "", "tuyen-quang-2025": "not of the same body in both years"}


def test_ranks_have_1_on_top_and_both_ends_lead_to_their_figures():
    store = built(
        *(f"rank PAR {year} {slug} {place + year - 2021}" for year in (2021, 2022) for place, slug in enumerate(PROVINCES, 1))
    )
    picture = chart.slope(years(store, "par_index_rank", "2021", "2022"), Style(en(store), PALETTE))
    low, high = picture.figure["layout"]["yaxis"]["range"]
    assert low > high
    keys = {tuple(key) for trace in picture.figure["data"] for key in trace["customdata"]}
    assert keys == {(slug, year) for slug in PROVINCES for year in (2021, 2022)}
    assert all(trace["connectgaps"] is False for trace in picture.figure["data"])


# For any figures ------------------------------------------------------------------------------------------------------------
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(PROVINCES), st.sampled_from(("2020", "2021", "2020-H1", "2021-H1", "2021-Q1"))),
        st.integers(1, 900),
        min_size=2,
        max_size=12,
    ),
    st.integers(1, 99),
)
@settings(max_examples=12)
def test_pairs_are_figures_of_query_and_no_other_province_changes_them(stated: dict[tuple[str, str], int], more: int):
    lines = figure("members_admitted", *(f"{slug} {period} {value}" for (slug, period), value in stated.items()))

    def found(*further: str) -> dict[tuple[str, str, str], tuple[float, float, str]]:
        store = built(*lines, *further)
        asked = question(store, "members_admitted")
        pairs = year_pairs(partial(ask, store), store, asked)
        tables = [two_years(partial(ask, store), store, asked, two) for two in pairs]
        return {
            (row["province"], table.before, table.period): (row.second.value, row.value, str(row.apart))
            for table in tables
            for row in table.rows
        }

    store = built(*lines)
    by_period = {
        (row["province"], row["period"]): row for row in ask(store, Question("members_admitted", ("province", "period"))).rows
    }
    by_year = {(row["province"], str(row["year"])): row for row in ask(store, Question("members_admitted")).rows}
    answered = {key: row.value for key, row in {**by_period, **by_year}.items() if Mark.PARTIAL not in row.marks}
    pairs = found()
    for (slug, before, period), (first, last, _) in pairs.items():
        assert (first, last) == (answered[slug, before], answered[slug, period])
        assert before[4:] == period[4:]
    wider = found(*figure("members_admitted", *(f"lam-dong {year} {more}" for year in (2020, 2021))))
    assert {key: value for key, value in wider.items() if key[0] != "lam-dong"} == pairs


# The page -----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("choice", "name", "value"),
    [
        ({"chart": "two", "metric": "par_index_rank", "second": "pci_rank"}, "period", "2023"),
        ({"chart": "slope"}, "years", "2017~2019"),
    ],
)
def test_the_charts_of_explore_keep_their_choices_and_show_both_evidences(choice: dict[str, str], name: str, value: str):
    asked = {"lang": "en", "metric": "papi_score", **choice, name: value, "open": "explore.sources"}
    app = open_page("explore", **asked)
    assert {key: app.query_params[key] for key in asked} == asked
    points = [key for trace in figures(app)["explore"]["figure"]["data"] for key in trace.get("customdata", ())]
    assert len(points) >= 10
    boxes = [box for box in app.selectbox if box.key and box.key.startswith("evidence_explore")]
    assert len(boxes) == (2 if choice["chart"] == "two" else 1)
    app.session_state["show_explore"] = "table"
    assert len(sound(app.run()).table[0].value) >= 10


def test_ranks_beside_a_figure_of_the_party_say_whose_it_is():
    app = open_page("explore", lang="en", chart="two", metric="par_index_rank", second="party_members")
    assert figures(app)["explore"]["figure"]["data"]
    assert [one.value for one in app.warning] == []
    assert sum("Province-wide Party organisation" in one.value for one in app.caption) >= 1


def test_too_few_provinces_are_told_in_place_of_a_chart():
    app = open_page("explore", lang="en", chart="two", metric="members_admitted", second="members_disciplined")
    assert "explore" not in figures(app)
    assert any("a chart needs 5" in one.value or "No province has both" in one.value for one in app.info)
