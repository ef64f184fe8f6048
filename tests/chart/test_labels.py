"""What stands at a mark and below a chart: a bound once, few numbers at their points, names that do not meet, a time told once."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import chart
from metrics.answers.query import ask
from metrics.answers.ranking import noted
from metrics.chart import Style
from metrics.store.store import Store
from metrics.vocabulary import Covers, Question, Result, Row
from metrics.words.wording import Wording
from tests.chart.test_chart import PALETTE
from tests.small import data
from tests.spoken import en, vi

EN = Wording("en")


@pytest.mark.parametrize(("value", "label"), [("3000", "≥ 3,000"), (">3000", "more than 3,000")])
def test_a_bound_is_written_once(value: str, label: str):
    # of one province of 63: at least; "more than" of its own says it already
    store = Store.build(data(f"nghe-an.province-wide party_members 2019 {value}"))
    result = ask(store, Question("party_members", by=("year",), kinds=("province_wide",)))
    texts: list[Any] = [trace["text"] for trace in chart.comparison(result, Style(en(store), PALETTE)).figure["data"]]
    assert [text for (text,) in texts] == [label]


@pytest.mark.parametrize(("ranks", "is_told"), [((1, 2, 3), False), ((1, 2, 4), True)])
def test_how_many_ranks_are_known_is_told_where_it_is_not_all(ranks: tuple[int, ...], is_told: bool):
    lines = (f"rank PAPI 2023 {slug} {rank}" for slug, rank in zip(("nghe-an", "ha-tinh", "hue"), ranks, strict=True))
    store = Store.build(data(*lines))
    result = noted(ask(store, Question("papi_rank")))
    notes = " ".join(chart.bump(["nghe-an"])(result, Style(en(store), PALETTE)).notes)
    assert ("How many ranks are known here: 2023: 3/4." in notes) is is_told
    assert ("How many ranks are known here" in notes) is is_told


# Over years -----------------------------------------------------------------------------------------------------------
def series(*lines: str, language: str = "en") -> chart.Picture:
    store = Store.build(data(*lines))
    words = en(store) if language == "en" else vi(store)
    return chart.series(ask(store, Question("party_members", kinds=("province_wide",))), Style(words, PALETTE))


def members(slug: str, year: int, value: int | str) -> str:
    return f"{slug}.province-wide party_members {year} {value}"


def test_few_points_have_their_numbers_also_on_a_narrow_screen():
    picture = series(members("nghe-an", 2019, 5000), members("ha-noi", 2019, ">3000"), members("ha-noi", 2020, 3100))
    points = [trace for trace in picture.figure["data"] if "text" in trace]
    assert sorted(text for trace in points for text in trace["text"]) == ["3,100", "5,000", "more than 3,000"]
    assert [one.get("text") for one in picture.figure["narrowText"]] == [trace.get("text") for trace in picture.figure["data"]]
    # two of one year stand above and below
    assert {trace["textposition"][0] for trace in points} == {"top right", "bottom right"}


OLD = ("nghe-an", "ha-noi", "son-la", "can-tho", "hue", "lai-chau", "phu-tho", "ha-tinh", "cao-bang", "lang-son")
figures_known = st.lists(
    st.tuples(st.sampled_from(OLD), st.integers(2015, 2024), st.integers(1, 5000)),
    min_size=12,
    max_size=40,
    unique_by=lambda one: one[:2],
)


KNOWN = Store.build(data())


@given(figures_known)
def test_names_on_a_narrow_screen_neither_meet_nor_leave_it(known: list[tuple[str, int, int]]):
    rows = [
        Row({"province": slug, "year": year}, value, "person", "eq", frozenset(), Covers(periods=(str(year),)), (), ())
        for slug, year, value in known
    ]
    result = Result(Question("party_members"), KNOWN.names.metrics["party_members"], tuple(rows))
    picture = chart.series(result, Style(en(KNOWN), PALETTE))
    if "narrowText" not in picture.figure or len({slug for slug, *_ in known}) < 9:
        return
    top, last = max(value for *_, value in known), max(year for _, year, _ in known)
    placed = []
    for trace, labels in zip(picture.figure["data"], picture.figure["narrowText"], strict=False):
        for year, value, text, side in zip(
            trace["x"], trace["y"], labels.get("text", ()), labels.get("textposition", ()), strict=False
        ):
            if text:
                placed.append((*((year - 4, year) if side == "middle left" else (year, year + 4)), value / top * 322))
    assert placed
    assert all(end <= last + 2 for _, end, _ in placed)
    for one, other in itertools.combinations(placed, 2):
        apart = one[0] > other[1] or other[0] > one[1]
        assert apart or abs(one[2] - other[2]) >= 17


def test_names_neither_meet_on_an_axis_of_many_years():
    rows = [
        Row({"province": slug, "year": year}, 100 + place, "person", "eq", frozenset(), Covers(periods=(str(year),)), (), ())
        for place, slug in enumerate(OLD)
        for year in (1950, 2015, 2020, 2024)
    ]
    picture = chart.series(
        Result(Question("party_members"), KNOWN.names.metrics["party_members"], tuple(rows)), Style(en(KNOWN), PALETTE)
    )
    named = [
        (year, value)
        for trace in picture.figure["data"]
        for year, value, text in zip(trace["x"], trace["y"], trace["text"], strict=True)
        if text
    ]
    assert len(named) > 3
    # in 74 years on some 1,000 pixels a name is seven years wide
    for (year, value), (other, beside) in itertools.combinations(named, 2):
        assert abs(year - other) >= 7 or abs(value - beside) / 109 * 322 >= 17


# The time of a name ---------------------------------------------------------------------------------------------------
def names(picture: chart.Picture) -> str:
    return " ".join(str(text) for text in picture.figure["layout"]["yaxis"].get("ticktext", ()))


@pytest.mark.parametrize(
    ("lines", "named", "note"),
    [
        ((("phu-tho-2025", 2025), ("nghe-an", 2025)), "Phú Thọ", "Tên là của tỉnh, thành phố từ 7/2025."),
        ((("phu-tho", 2024), ("nghe-an", 2024)), "Phú Thọ", "Tên là của tỉnh, thành phố trước 7/2025."),
        ((("nghe-an", 2025), ("hue", 2025)), "Nghệ An", ""),
        (
            (("phu-tho", 2025), ("phu-tho-2025", 2025), ("nghe-an", 2025)),
            "Phú Thọ (từ 7/2025)",
            "Tên không ghi thời gian là của tỉnh, thành phố trước 7/2025.",
        ),
    ],
)
def test_the_time_of_names_is_told_once_where_that_is_enough(lines: tuple[tuple[str, int], ...], named: str, note: str):
    store = Store.build(data(*(members(slug, year, 100 + place) for place, (slug, year) in enumerate(lines))))
    picture = chart.comparison(ask(store, Question("party_members", kinds=("province_wide",))), Style(vi(store), PALETTE))
    assert named in names(picture)
    assert names(picture).count("7/2025") == named.count("7/2025")
    assert picture.notes == ((note,) if note else ())


def test_on_an_axis_of_years_the_place_tells_which_of_two_units_is_meant():
    lines = [members(slug, 2020, 100 + place) for place, slug in enumerate(OLD)]
    picture = series(*lines, members("phu-tho-2025", 2025, 900), language="vi")
    points = [trace for trace in picture.figure["data"] if "hovertext" in trace]
    told = [(year, text) for trace in points for year, text in zip(trace["x"], trace["hovertext"], strict=True)]
    assert sorted(year for year, text in told if text.startswith("<b>Phú Thọ · ")) == [2020, 2025]
    assert picture.notes == (
        "Tên đến năm 2024 là của tỉnh, thành phố trước 7/2025, từ năm 2025 là của tỉnh, thành phố sau sắp xếp.",
    )
    # an earlier unit's figure of 2025 would be taken for one of the new unit
    mixed = series(
        *lines, members("phu-tho-2025", 2025, 900), members("vinh-phuc", 2025, 9), members("dong-nai", 2025, 8), language="vi"
    )
    assert any("(từ 7/2025)" in text for trace in mixed.figure["data"] for text in trace.get("hovertext", ()))


@pytest.mark.parametrize("number", [9, len(OLD)])
def test_many_series_are_few_traces_that_tell_whose_each_point_is(number: int):
    # one is disputed in one year, and all have three years in a row
    slugs = OLD[:number]
    lines = [members(slug, year, 100 * place + year) for place, slug in enumerate(slugs, 1) for year in (2020, 2021, 2022)]
    picture = series(*lines, f"{members(slugs[0], 2021, 90)} @other:2022-12-31")
    strokes, ranges, points = picture.figure["data"][:3]
    assert len(picture.figure["data"]) <= 4
    assert strokes["x"] == [2020, 2021, 2022, None] * number
    # nobody else's point has a range
    assert (ranges["x"], len(ranges["error_y"]["array"])) == ([2021], 1)
    assert [len(points[name]) for name in ("x", "y", "customdata", "hovertext", "text")] == [3 * number] * 5
    series_of = {tuple(key[:1]): place for key, place in zip(points["customdata"], points["meta"]["series"], strict=True)}
    assert sorted(series_of.values()) == list(range(number))
    assert points["meta"]["series"] == sorted(points["meta"]["series"])
