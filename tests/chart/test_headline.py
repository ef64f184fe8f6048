"""Headlines: each number stands in the rows, their order does not matter, nobody is named who is not there, nothing unsure said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import chart
from metrics.answers import ranking
from metrics.answers.query import ask
from metrics.answers.subset import of_provinces
from metrics.chart import Style, headline
from metrics.store.store import Store
from metrics.vocabulary import Covers, Mark, OtherValue, Question, Result, Row
from tests.chart.test_chart import PALETTE
from tests.small import data
from tests.spoken import en, vi

STORE = Store.build(data())
STYLES = {"vi": Style(vi(STORE), PALETTE), "en": Style(en(STORE), PALETTE)}
# names that hold no digit and are no part of each other
PLACES = ("nghe-an", "ha-noi", "son-la", "can-tho", "hue", "lai-chau", "phu-tho-2025")
METRICS = {
    code: STORE.names.metrics[code]
    for code in ("members_admitted", "party_members", "admission_rate", "papi_rank", "par_index_rank")
}
UNSURE = (Mark.PARTIAL, Mark.AT_LEAST, Mark.DISPUTED)


# Generated results ----------------------------------------------------------------------------------------------------
@st.composite
def rows_of(draw: Any, metric: str, years: Sequence[int]) -> tuple[Row, ...]:
    """Rows of some provinces and years, each in any state, with small numbers so that ties and near values occur."""
    unit = METRICS[metric].unit
    keys = draw(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(years)), min_size=1, max_size=9, unique=True))
    rows = []
    for province, year in keys:
        value = draw(st.integers(1, 9))
        marks = draw(st.sets(st.sampled_from(list(Mark)), max_size=2)) if draw(st.booleans()) else set()
        units = draw(st.sampled_from((61, 63, 63))) if unit == "rank" else None
        others = (OtherValue(draw(st.integers(1, 9)), "paper"),) if Mark.DISPUTED in marks else ()
        qualifier = "eq" if unit == "rank" else draw(st.sampled_from(("eq", "eq", "eq", "approx", "gt", "ge", "lt", "le")))
        periods = (f"{year}-H1",) if Mark.PARTIAL in marks else (str(year),)
        covers = Covers(periods=periods, disputed=others, ranked_units=units)
        rows.append(Row({"province": province, "year": year}, value, unit, qualifier, frozenset(marks), covers, (), ()))
    return tuple(rows)


@st.composite
def results(draw: Any) -> Result:
    metric = draw(st.sampled_from(sorted(METRICS)))
    years = draw(st.sampled_from(((2020,), (2020, 2021, 2022), (2016, 2018, 2019, 2024, 2025))))
    question = Question(metric, ("province", "year"), kinds=("province_wide",))
    rows = draw(rows_of(metric, years))
    if draw(st.booleans()):
        changes = draw(st.lists(st.integers(-5, 5), min_size=len(rows), max_size=len(rows)))
        rows = tuple(replace(row, previous=row.value, change=change) for row, change in zip(rows, changes, strict=True))
        question = replace(question, compare="previous_year")
    return Result(question, METRICS[metric], rows)


def headlines(result: Result, style: Style) -> dict[str, str]:
    """Every headline that charts make of a result."""
    groups = [[row for row in result.rows if row["province"] == slug] for slug in sorted({row["province"] for row in result.rows})]
    return {
        "most": headline.most(result, style),
        "best": headline.best_known(result, style) if result.metric.unit == "rank" else "",
        "news": headline.rank_news(result, style) if result.metric.unit == "rank" else "",
        "years": headline.over_years(result, groups, style),
        "map": headline.on_map(result, 63, style),
        "changes": headline.largest_changes(result, style),
        **{f"course {place}": headline.course(result, group, style) for place, group in enumerate(groups)},
    }


def in_rows(result: Result, style: Style) -> set[str]:
    """Every number that rows hold, as the language writes it, with how many they are."""
    numbers = [style.wording.number(row.value, row.unit) for row in result.rows]
    numbers += [style.wording.signed(row.change) for row in result.rows if row.change is not None]
    numbers += [str(row.covers.ranked_units) for row in result.rows]
    numbers += [str(row["year"] - back) for row in result.rows for back in (0, 1)]
    names = " ".join(style.province(row["province"]) for row in result.rows)
    return {part for text in (*numbers, names, "63", "6") for part in re.findall(r"\d+", text)} | {
        str(number) for number in range(1, len(result.rows) + 1)
    }


@given(results(), st.sampled_from(sorted(STYLES)))
def test_every_number_in_a_headline_stands_in_the_rows(result: Result, language: str):
    style = STYLES[language]
    known = in_rows(result, style)
    for name, said in headlines(result, style).items():
        assert set(re.findall(r"\d+", said)) <= known, (name, said)


@given(results(), st.randoms(), st.sampled_from(sorted(STYLES)))
def test_the_order_of_rows_changes_nothing(result: Result, random, language: str):
    rows = list(result.rows)
    random.shuffle(rows)
    assert headlines(replace(result, rows=tuple(rows)), STYLES[language]) == headlines(result, STYLES[language])


@given(results(), st.sampled_from(sorted(STYLES)))
def test_nobody_is_named_who_is_not_in_the_rows(result: Result, language: str):
    style = STYLES[language]
    there = {row["province"] for row in result.rows}
    for said in headlines(result, style).values():
        assert [slug for slug in PLACES if slug not in there and style.province(slug) in said] == []


@given(results(), st.sampled_from(sorted(STYLES)))
def test_an_unsure_row_is_never_called_first_or_most_without_saying_so(result: Result, language: str):
    style = STYLES[language]
    found = headlines(result, style)
    for name in ("most", "best", "news", "changes"):
        for row in result.rows:
            named = style.province(row["province"]) in found[name]
            alone = [one for one in result.rows if one["province"] == row["province"]] == [row]
            if named and alone and name in ("most", "best", "news"):
                assert all(style.wording.marks({mark}) in found[name] for mark in row.marks & {Mark.DISPUTED})
    if found["most"] and result.metric.unit != "rank":
        top = max(result.rows, key=lambda row: row.value)
        assert not top.marks & {Mark.PARTIAL, Mark.AT_LEAST}
        assert style.wording.qualified(top.value, top.qualifier, top.unit) in found["most"]


@given(results(), st.sampled_from(sorted(STYLES)))
def test_a_rise_or_fall_is_told_of_years_without_a_gap_a_break_or_an_unsure_figure(result: Result, language: str):
    style = STYLES[language]
    for slug in {row["province"] for row in result.rows}:
        group = sorted((row for row in result.rows if row["province"] == slug), key=lambda row: row["year"])
        said = headline.course(result, group, style)
        years = [row for row in group if str(row["year"]) in said]
        if len(years) < 2 or said == headline._newest(result, group[-1], style):
            continue
        first, last = years[0], years[-1]
        between = [row for row in group if first["year"] <= row["year"] <= last["year"]]
        assert last is group[-1]
        assert [row["year"] for row in between] == list(range(first["year"], last["year"] + 1))
        assert not any(row.marks & set(UNSURE) for row in between)
        assert len({row.covers.ranked_units for row in between}) == 1
        assert not chart.breaks.breaks_for(result, style, first["year"], last["year"])
        assert first.value != last.value or "stays" in said or "giữ nguyên" in said


# By hand --------------------------------------------------------------------------------------------------------------
def asked(lines: str, metric: str, language: str = "vi", **filters: Any) -> tuple[Result, Style]:
    store = Store.build(data(lines))
    return ask(store, Question(metric, **filters)), Style((vi if language == "vi" else en)(store), PALETTE)


ADMITTED = """
nghe-an.province-wide members_admitted 2020 900
ha-noi.province-wide members_admitted 2020 700
son-la.province-wide members_admitted 2020 300
"""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "Nghệ An nhiều nhất trong 3 nơi có số liệu ở đây, năm 2020: 900 người"),
        # six months of a fourth may become more: it does not compare
        (
            "hue.province-wide members_admitted 2020-H1 100",
            "Nghệ An nhiều nhất trong 3 nơi so sánh được, năm 2020: 900 người; 1 nơi khác không so được: chưa đủ kỳ",
        ),
        # six months of a fourth are more already, yet it is not called the most
        ("hue.province-wide members_admitted 2020-H1 1000", ""),
        # about 600 may be 1,000
        ("hue.province-wide members_admitted 2020 ~600", ""),
        ("hue.province-wide members_admitted 2020 ~200", "Nghệ An nhiều nhất trong 4 nơi có số liệu ở đây, năm 2020: 900 người"),
        (
            "hue.province-wide members_admitted 2020 >1000",
            "Huế nhiều nhất trong 4 nơi có số liệu ở đây, năm 2020: trên 1.000 người",
        ),
        (
            "hue.province-wide members_admitted 2020 >800",
            "Nghệ An nhiều nhất trong 3 nơi so sánh được, năm 2020: 900 người; 1 nơi khác không so được: nêu “trên”, “trở lên”",
        ),
        ("nghe-an.province-wide members_admitted 2020 650 @old:2021", ""),
        (
            "nghe-an.province-wide members_admitted 2020 750 @old:2021",
            "Nghệ An nhiều nhất trong 3 nơi có số liệu ở đây, năm 2020: 900 người (các nguồn nêu khác nhau)",
        ),
    ],
)
def test_the_most_of_a_year_is_told_where_it_is_sure(more: str, said: str):
    result, style = asked(ADMITTED + more, "members_admitted", kinds=("province_wide",))
    assert chart.comparison(result, style).headline == said


def test_how_one_series_went():
    lines = "\n".join(f"nghe-an.province-wide members_admitted {year} {year - 1000}" for year in (2016, 2018, 2019, 2020))
    assert chart.series(*asked(lines, "members_admitted")).headline == "Nghệ An tăng từ 1.018 người (2018) lên 1.020 người (2020)"
    english = chart.series(*asked(lines, "members_admitted", "en"))
    assert english.headline == "Nghe An rises from 1,018 (2018) to 1,020 (2020)".replace(" (", " people (")
    assert english.scope == "years 2016–2020"
    half = chart.series(*asked("nghe-an.province-wide members_admitted 2020-H1 7", "members_admitted"))
    assert half.headline == "Nghệ An, 6 tháng đầu năm 2020: 7 người (chưa đủ kỳ)"


RANKS = """
rank DTI 2023 ha-noi 1
rank DTI 2023 hue 2
rank DTI 2024 hue 1
rank DTI 2024 ha-noi 4
rank DTI 2024 nghe-an 2
"""


def test_who_leads_an_index_and_where_the_former_first_is():
    result, style = asked(RANKS, "dti_rank")
    assert (
        chart.bump(["hue", "ha-noi"])(ranking.noted(result), style).headline
        == "Huế đứng đầu DTI năm 2024, hạng 1/63; Hà Nội tụt từ 1 xuống 4"
    )
    assert chart.bump(["ha-noi"])(ranking.noted(result), style).headline == "Hà Nội tụt từ hạng 1/63 (2023) xuống hạng 4/63 (2024)"
    # a new method between the two years: no drop is told
    par = RANKS.replace("DTI", "PAR")
    result, style = asked(par, "par_index_rank", "en")
    assert chart.bump(["hue", "ha-noi"])(ranking.noted(result), style).headline == "Hue leads PAR 2024, rank 1/63"
    assert chart.bump(["ha-noi"])(ranking.noted(result), style).headline == "Hanoi, 2024: rank 4/63"


def test_ranks_computed_here_make_no_headline():
    lines = "\n".join(
        f"rank PAPI {year} hue {rank} {45 - rank} derived\nrank PAPI {year} nghe-an 3 9 derived"
        for year, rank in ((2023, 2), (2024, 1))
    )
    result, style = asked(lines, "papi_rank")
    one, _ = asked(lines, "papi_rank", provinces=("hue",))
    changed, _ = asked(lines, "papi_rank", years=(2024, 2024), compare="previous_year")
    assert chart.ranks(one, style).headline == chart.bump([])(ranking.noted(result), style).headline == ""
    assert chart.changes(changed, style).headline == headline.best_known(changed, style) == headline.most(changed, style) == ""


@given(results(), st.sampled_from(sorted(STYLES)))
def test_no_computed_rank_is_put_forward(result: Result, language: str):
    computed = replace(result, rows=tuple(replace(row, marks=row.marks | {Mark.DERIVED}) for row in result.rows))
    if result.metric.unit == "rank":
        said = headlines(computed, STYLES[language])
        assert {name for name, text in said.items() if text} <= {"map"}


def test_the_best_known_ranks_of_a_year_leave_out_a_shared_place_that_has_no_room():
    ranks = {"hue": 1, "ha-noi": 2, "nghe-an": 2, "son-la": 2}
    lines = "\n".join(f"rank PCI 2022 {slug} {rank} {75 - rank}" for slug, rank in ranks.items())
    result, style = asked(lines, "pci_rank")
    # the second rank is held by three, of which only two had room
    assert headline.best_known(result, style) == "PCI năm 2022: Huế 1/63"
    assert headline.most(result, style) == "Huế đứng đầu PCI năm 2022, hạng 1/63"


def test_the_largest_changes_are_told_where_they_compare():
    result, style = asked(RANKS, "dti_rank", years=(2024, 2024), compare="previous_year")
    told = "Huế lên nhiều bậc nhất (+1); Hà Nội tụt nhiều bậc nhất (-3), 2023–2024, trong 2 nơi có hạng cả hai năm"
    assert chart.changes(result, style).headline == told
    # fewer bars than changes: the two of which it was found stay two
    assert chart.changes(result, style, 1).headline == told
    # all of a list ranked in both years need no number
    covers = Covers(ranked_units=2, ranked_units_before=2)
    every = replace(result, rows=tuple(replace(row, covers=covers) for row in result.rows if row.change is not None))
    assert chart.changes(every, style).headline.endswith(", 2023–2024")


def test_no_computed_rank_of_the_year_before_makes_a_headline():
    computed = RANKS.replace("2023 hue 2", "2023 hue 2 derived").replace("2023 ha-noi 1", "2023 ha-noi 1 derived")
    compared, style = asked(computed, "dti_rank", years=(2024, 2024), compare="previous_year")
    assert chart.changes(compared, style).headline == ""
    both, _ = asked(computed, "dti_rank")
    assert "tụt" not in chart.bump(["hue", "ha-noi"])(ranking.noted(both), style).headline
    assert chart.ranks(of_provinces(both, ["hue"]), style).headline == "Huế, 2024: hạng 1/63"
    # nor what was gained since then
    gained, _ = asked(computed, "dti_rank_change")
    assert {chart.comparison(gained, style).headline, chart.series(of_provinces(gained, ["hue"]), style).headline} == {""}


def test_a_disputed_year_before_makes_no_headline_of_changes():
    disputed = RANKS + "rank DTI 2023 hue 9 @http://other:2024-01-01"
    compared, style = asked(disputed, "dti_rank", years=(2024, 2024), compare="previous_year")
    assert chart.changes(compared, style).headline == ""


@pytest.mark.parametrize(("before", "now"), [(">1000", "1500"), ("<=1000", "1500"), ("~1000", "1500"), ("1000", ">1500")])
def test_a_bound_or_about_in_either_year_makes_no_headline_of_changes(before: str, now: str):
    lines = """
    nghe-an.agencies-bloc party_members 2019 {}
    nghe-an.agencies-bloc party_members 2020 {}
    ha-tinh.agencies-bloc party_members 2019 1000
    ha-tinh.agencies-bloc party_members 2020 1100
    """
    filters: dict[str, Any] = {"kinds": ("agencies_bloc",), "years": (2020, 2020), "compare": "previous_year"}
    # 1,500 after more than 1,000 is at most 500 more, and may be fewer than 100
    assert chart.changes(*asked(lines.format(before, now), "party_members", **filters)).headline == ""
    exact = chart.changes(*asked(lines.format(1000, 1500), "party_members", "en", **filters)).headline
    assert exact == "Nghe An rises most (+500), 2019–2020, of the 2 known in both years"


@pytest.mark.parametrize(
    ("other", "leads", "best"),
    [
        # who leads, or which three are best, hangs on whose word is true
        ("hue 30", "", ""),
        ("son-la 1", "", ""),
        # the three are the same, whatever the order
        ("hue 5", "", "DTI 2024: Hue 1/63, Nghe An 2/63, Hanoi 4/63 (sources disagree)"),
        ("son-la 3", "Hue leads DTI 2024, rank 1/63", ""),
        # whichever is true of the third, and of one far behind, the three are the same
        ("nghe-an 3", "Hue leads DTI 2024, rank 1/63", "DTI 2024: Hue 1/63, Nghe An 2/63, Hanoi 4/63 (sources disagree)"),
        ("son-la 30", "Hue leads DTI 2024, rank 1/63", "DTI 2024: Hue 1/63, Nghe An 2/63, Hanoi 4/63"),
    ],
)
def test_a_dispute_that_may_change_who_is_best_makes_no_headline(other: str, leads: str, best: str):
    lines = RANKS + f"rank DTI 2024 son-la 20\nrank DTI 2024 {other} @http://other:2023-01-01"
    result, style = asked(lines, "dti_rank", "en", years=(2024, 2024))
    assert headline.most(result, style) == leads
    assert headline.best_known(result, style) == best


@given(results(), st.data())
def test_no_ranks_named_as_best_would_be_others_if_another_source_were_right(result: Result, drawing: Any):
    if result.metric.unit != "rank":
        return
    # the same ranks with one of what is stated of each in the place of the one that counts, and nothing disputed
    rows = tuple(
        replace(
            row,
            value=drawing.draw(st.sampled_from([row.value, *(other.value for other in row.covers.disputed)])),
            covers=replace(row.covers, disputed=()),
            marks=row.marks - {Mark.DISPUTED},
        )
        for row in result.rows
    )
    style, true = STYLES["en"], replace(result, rows=rows)
    named = [slug for slug in PLACES if style.province(slug) in headline.best_known(result, style)]
    if named:
        others = [row.value for row in rows if row["province"] not in named]
        assert max(row.value for row in rows if row["province"] in named) < min(others, default=99)
    if said := headline.most(result, style):
        assert headline.most(true, style).partition(" (")[0] == said.partition(" (")[0]


def test_changes_over_a_break_make_no_claim_and_name_it():
    result, style = asked(RANKS.replace("DTI", "PAR"), "par_index_rank", years=(2024, 2024), compare="previous_year")
    picture = chart.changes(result, style)
    assert picture.headline == ""
    broken = "Giữa hai năm này số liệu không còn so sánh được: PAR Index: bộ tiêu chí mới từ 2024."
    assert broken in picture.alt
    assert chart.methods_between(result, 2023, 2024, style) == (broken,)


def test_units_of_both_lists_and_bodies_of_several_kinds_have_no_most():
    both = (
        ADMITTED.replace("2020", "2025")
        + "phu-tho.province-wide members_admitted 2025 10\nphu-tho-2025.province-wide members_admitted 2025 20"
    )
    assert chart.comparison(*asked(both, "members_admitted")).headline == ""
    kinds = ADMITTED + "nghe-an.school-1 members_admitted 2020 4"
    assert chart.comparison(*asked(kinds, "members_admitted", by=("organization", "year"))).headline == ""
