"""One body's comparisons: each rule on a few lines of figures, what holds for any figures, and the strip on the pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import cycle
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.answers.query import ask
from metrics.files.workbook import versus_excel
from metrics.profile.versus import Blank, LastYear, Per1000, Place, Target, Versus, choices, completion_said, fullest, versus
from metrics.profile.versus_lines import columns, lines, reason, rows, shown
from metrics.store.store import Store
from metrics.vocabulary import Question, Result
from metrics.words.wording import Wording
from tests.pages.steps import open_page, sound
from tests.small import data
from tests.spoken import en, vi

VI, EN = Wording("vi"), Wording("en")
BLOCS = ("agencies_bloc", "agencies_enterprises_bloc")


def compared(lines: str, metric: str = "members_admitted", body: str = "nghe-an", year: int = 2020, **more: Any) -> Versus:
    """The comparisons of a body in a data set of these lines."""
    store = Store.build(data(lines))
    question = Question(metric, kinds=more.pop("kinds", ("agencies_bloc",)), **more)
    found = versus(lambda asked: ask(store, asked), store, question, body, year)
    assert found is not None
    return found


def admitted(*figures: str) -> str:
    """`nghe-an 2020 100` as a line of members admitted by the agencies bloc."""
    return "\n".join("{}.agencies-bloc members_admitted {}".format(*one.split(" ", 1)) for one in figures)


PROVINCES = ("dak-lak", "dak-nong", "kon-tum", "gia-lai", "lam-dong")


@cache
def empty() -> Store:
    return Store.build(data(""))


def why(found: Blank | Any) -> str:
    assert isinstance(found, Blank)
    return reason(found, en(empty()))


# The same period last year -----------------------------------------------------------------------------------------------
def test_difference_percent_and_index_are_three_numbers_with_names_of_their_own():
    found = compared(admitted("nghe-an 2019 120", "nghe-an 2020 129"))
    one = found.last_year
    assert isinstance(one, LastYear)
    assert one.difference == 9
    assert one.percent == pytest.approx(7.5)
    assert one.index == pytest.approx(107.5)
    assert (one.periods_before, one.periods) == (("2019",), ("2020",))
    told = {line.measure: shown(line, en(empty())) for line in lines(found) if line.comparison == "last_year"}
    assert told == {"value": "129 people", "before": "120 people", "difference": "+9", "percent": "+7.5%", "index": "107.5"}


def test_a_part_of_a_year_meets_the_same_part():
    one = compared(admitted("nghe-an 2019 300", "nghe-an 2019-H1 100", "nghe-an 2020-H1 80")).last_year
    assert isinstance(one, LastYear)
    assert (one.now, one.before, one.index) == (80, 100, 80)
    assert (one.periods_before, one.periods) == (("2019-H1",), ("2020-H1",))


def test_a_whole_year_beside_a_part_only_is_compared_by_that_part():
    found = compared(admitted("nghe-an 2019-H1 100", "nghe-an 2020-H1 80", "nghe-an 2020 200"))
    assert (found.latest.value, found.latest.periods) == (200, ("2020",))
    assert isinstance(found.last_year, LastYear)
    assert (found.last_year.now, found.last_year.periods, found.last_year.periods_before) == (80, ("2020-H1",), ("2019-H1",))


@pytest.mark.parametrize("figures", [("2019 300", "2020-H1 80"), ("2019-H1 100", "2020 200"), ("2019-Q1 40", "2020-H1 80")])
def test_a_part_is_never_compared_with_a_whole(figures: tuple[str, ...]):
    found = compared(admitted(*(f"nghe-an {one}" for one in figures)))
    assert "a part is never compared with a whole" in why(found.last_year)


def test_without_a_figure_of_the_year_before_there_is_no_comparison():
    assert "No figure of 2019 is stated." in why(compared(admitted("nghe-an 2020 80", "nghe-an 2018 70")).last_year)


def test_from_nothing_there_is_a_difference_but_no_percent_and_no_index():
    one = compared(admitted("nghe-an 2019 0", "nghe-an 2020 8")).last_year
    assert isinstance(one, LastYear)
    assert (one.difference, one.percent, one.index) == (8, None, None)


def test_a_share_differs_by_points():
    text = "nghe-an.agencies-bloc members_rated 2019 17% grade=good\nnghe-an.agencies-bloc members_rated 2020 18% grade=good"
    one = compared(text, "members_rated", breakdown="grade=good", unit="percent").last_year
    assert isinstance(one, LastYear)
    assert (one.difference, one.percent, one.index) == (1, None, None)


def test_stocks_meet_whatever_their_dates_and_name_them():
    text = "nghe-an.agencies-bloc party_members 2019-12-31 5000\nnghe-an.agencies-bloc party_members 2020-06-30 5100"
    one = compared(text, "party_members").last_year
    assert isinstance(one, LastYear)
    assert (one.periods_before, one.periods, one.index) == (("2019-12-31",), ("2020-06-30",), 102)


def test_what_is_calculated_from_a_bound_is_one():
    found = compared(admitted("nghe-an 2019 >100", "nghe-an 2020 130"))
    told = {line.measure: shown(line, en(empty())) for line in lines(found) if line.comparison == "last_year"}
    assert told["before"] == "more than 100 people"
    assert (told["difference"], told["percent"], told["index"]) == ("at most +30", "at most +30%", "at most 130")


def test_a_sum_that_lacks_units_is_not_compared():
    body = "ha-giang.province-wide party_members {} {}\ntuyen-quang.province-wide party_members {} {}"
    text = body.format("2019", 1000, "2019", 2000) + "\nha-giang.province-wide party_members 2020 1100"
    found = compared(text, "party_members", "tuyen-quang-2025", kinds=("province_wide",), boundary="34")
    assert "Units are missing" in why(found.last_year)
    assert (place(found.country).reported, place(found.country).left_out) == (1, 0)


def test_the_same_part_of_a_sum_that_lacks_units_is_not_compared():
    # Hà Giang's half year beside its own: not the unit's, though it is the same part
    text = "ha-giang.province-wide members_admitted {} {}"
    lines = (
        text.format("2019-H1", 100),
        text.format("2020-H1", 110),
        text.replace("ha-giang", "tuyen-quang").format("2019-H1", 50),
    )
    found = compared("\n".join(lines), "members_admitted", "tuyen-quang-2025", kinds=("province_wide",), boundary="34")
    assert "Units are missing" in why(found.last_year)


def test_a_merged_unit_has_no_year_before():
    text = "tuyen-quang-2025.province-wide party_members 2025-12-31 90000"
    found = compared(text, "party_members", "tuyen-quang-2025", 2025, kinds=("province_wide",))
    assert "exists since 1 July 2025" in why(found.last_year)


# The target --------------------------------------------------------------------------------------------------------------
def test_twelve_percent_over_the_target_is_112_percent_of_it():
    one = compared(admitted("nghe-an 2020 112", "nghe-an 2020 100 target")).target
    assert isinstance(one, Target)
    assert (one.value, one.target, one.difference) == (112, 100, 12)
    assert one.completion == pytest.approx(112)
    assert one.above == pytest.approx(12)


def test_a_target_keeps_its_qualifier_and_so_does_its_completion():
    found = compared(admitted("nghe-an 2020 848", "nghe-an 2020 >=2200 target"))
    told = {line.measure: shown(line, en(empty())) for line in lines(found) if line.comparison == "target"}
    assert told["target"] == "2,200 people or more"
    assert (told["completion"], told["difference"]) == ("at most 38.55%", "at most -1,352")


def test_a_sum_that_lacks_units_reaches_its_target_at_least_so_far():
    text = (
        "nghe-an.agencies-bloc members_disciplined 2020 5 body=committee\nnghe-an.agencies-bloc members_disciplined 2020 8 target"
    )
    found = compared(text, "members_disciplined")
    told = {line.measure: shown(line, en(empty())) for line in lines(found) if line.comparison == "target"}
    assert (told["value"], told["completion"]) == ("5 people", "62.5% or more")


def test_below_the_target_nothing_is_above_it():
    one = compared(admitted("nghe-an 2020-H1 35", "nghe-an 2020 100 target")).target
    assert isinstance(one, Target)
    assert (one.completion, one.above, one.is_part) == (35, None, True)


def test_a_share_above_its_target_is_above_by_points_only():
    text = "nghe-an.agencies-bloc admission_rate 2020 3.3%\nnghe-an.agencies-bloc admission_rate 2020 3% target"
    one = compared(text, "admission_rate").target
    assert isinstance(one, Target)
    assert one.difference == pytest.approx(0.3)
    assert one.above is None


def test_what_a_source_says_of_the_target_is_read_and_no_figure():
    found = compared(admitted("nghe-an 2020 129", "nghe-an 2020 12% over_target", "nghe-an 2020 18 over_target @other:2021"))
    assert "No target of 2020 is stated." in why(found.target)
    assert [completion_said(found.metric, one) for one in found.excess] == [112, None]


def test_what_is_said_of_another_body_s_target_is_not_said_of_this_one():
    lines = admitted("nghe-an 2020 129", "ha-tinh 2020 50", "ha-tinh 2020 12% over_target")
    assert compared(lines).excess == ()
    assert len(compared(lines, body="ha-tinh").excess) == 1


# Region and country ------------------------------------------------------------------------------------------------------
def place(found: Place | Blank) -> Place:
    assert isinstance(found, Place)
    return found


@pytest.mark.parametrize(("day", "exist"), [("2025-06-30", 63), ("2025-07-01", 34)])
def test_on_the_day_of_the_merger_the_34_are_counted(day: str, exist: int):
    text = f"nghe-an.agencies-bloc party_members {day} 5000"
    assert place(compared(text, "party_members", year=2025).country).exist == exist


# six of the 14 of one region of the 63, two of others
NORTH = ("cao-bang", "bac-kan", "ha-giang", "lang-son", "son-la", "yen-bai")
AROUND = (*NORTH, "ha-noi", "hue")


def all_admitted(*provinces: str, period: str = "2020") -> str:
    """10 admitted in the first of these provinces, 20 in the second, and so on."""
    return admitted(*(f"{one} {period} {number}0" for number, one in enumerate(provinces, start=1)))


def test_medians_are_of_others_and_name_how_many_report_of_how_many():
    found = compared(all_admitted(*AROUND), body="yen-bai")
    region, country = place(found.region), place(found.country)
    # 10 … 50 of the region's others; 70 and 80 of the country's too; its own 60 is in neither
    assert (region.median, region.entering, region.reported, region.exist) == (30, 5, 6, 14)
    assert (country.region, country.median, country.entering, country.reported, country.exist) == ("", 40, 7, 8, 63)
    assert (region.difference, country.difference) == (30, 20)


def test_there_are_no_halves_of_what_is_counted():
    def country(*others: str) -> dict[str, str]:
        found = compared(all_admitted(*others) + "\n" + admitted("hue 2020 31", "ha-noi 2020 80"), body="ha-noi")
        return {line.measure: shown(line, EN) for line in lines(found) if line.comparison == "country"}

    # of seven there is a middle one, 31; of 10, 20, 30, 31, 40 and 50 there are two
    assert country(*NORTH) == {"median": "31 people", "difference": "+49"}
    assert country(*NORTH[:5]) == {"median": "30 to 31 people", "difference": "+49 to +50"}


def test_a_share_or_a_mean_between_two_others_is_a_number():
    shares = "\n".join(
        f"{one}.agencies-bloc party_members 2020 {number}% group=female" for number, one in enumerate(AROUND[:7], 30)
    )
    found = compared(shares, "party_members", AROUND[6], unit="percent", breakdown="group=female")
    told = {line.measure: shown(line, EN) for line in lines(found) if line.comparison == "country"}
    assert told == {"median": "32.5%", "difference": "+3.5 percentage points"}


def test_four_others_have_no_median():
    found = compared(all_admitted(*AROUND[:5]), body="son-la")
    assert (place(found.country).median, place(found.country).entering, place(found.country).reported) == (None, 4, 5)
    told = [line for line in lines(found) if line.comparison == "country"]
    assert [why(line.blank) for line in told] == ["A median takes the exact figures of five others or more."]


def test_only_the_same_stretch_enters_a_median():
    others = ("ha-tinh 2020 500", "ha-tinh 2020-H1 45", "ha-noi 2020-01/2020-06 50", "lai-chau 2020-Q1 7")
    alike = all_admitted("cao-bang", "bac-kan", "ha-giang", period="2020-H1")
    country = place(compared(f"{alike}\n{admitted('nghe-an 2020-H1 999', *others)}").country)
    # Hà Tĩnh states six months beside its year, Hà Nội writes them otherwise, Lai Châu states three months
    assert (country.median, country.entering, country.periods) == (30, 5, ("2020-H1",))


DATES = ("2020-06-30", "2020-12", "2020-12-31", "2020", "2020-09-30")


def disciplined(provinces: Sequence[str], stretch: str, number: int) -> str:
    """So many disciplined in a stretch, of 1,000 members, whose date is another one in each province."""
    told = [f"{one}.agencies-bloc members_disciplined {code} {number}" for one in provinces for code in stretch.split("+")]
    members = [f"{one}.agencies-bloc party_members {date} 1000" for one, date in zip(provinces, cycle(DATES))]
    return "\n".join((*told, *members))


@pytest.mark.parametrize("short", ["2020-H1", "2020-Q1", "2020-01", "2020-01/2020-05", "2020-Q1+2020-Q2"])
def test_a_share_of_a_part_of_the_year_meets_the_same_part_whenever_its_members_were_counted(short: str):
    longer, shorter = AROUND[:6], (*AROUND[6:], *PROVINCES[:3])
    store = Store.build(data(disciplined(longer, "2020-9M", 30), disciplined(shorter, short, 10)))
    question = Question("members_disciplined_per_1000", kinds=("agencies_bloc",))
    for body in (*longer, *shorter):
        found = versus(lambda asked: ask(store, asked), store, question, body, 2020)
        assert found is not None
        country = place(found.country)
        assert (country.entering, country.median) == ((5, 30) if body in longer else (4, None))


def test_bounds_and_incomplete_sums_stay_out_and_are_counted():
    text = all_admitted("cao-bang", "bac-kan", "ha-giang", "lang-son") + "\n"
    country = place(compared(text + admitted("nghe-an 2020 40", "ha-tinh 2020 >900", "ha-noi 2020 ~50")).country)
    assert (country.median, country.reported, country.entering, country.left_out) == (30, 7, 5, 1)
    assert (country.qualifier, country.difference_qualifier) == ("approx", "approx")
    # of the two that decide on discipline only one is stated
    sums = "\n".join(f"{one}.agencies-bloc members_disciplined 2020 5 body=committee" for one in ("son-la", "nghe-an", "ha-noi"))
    country = place(compared(sums, "members_disciplined").country)
    assert (country.median, country.reported, country.left_out) == (None, 3, 2)


def test_an_own_bound_is_not_set_against_the_median():
    country = place(compared(all_admitted(*AROUND[:5]) + "\n" + admitted("nghe-an 2020 >40")).country)
    assert (country.median, country.difference) == (30, None)


def members(day: str, *provinces: str) -> str:
    return "\n".join(f"{one}.province-wide party_members {day} {number}000" for number, one in enumerate(provinces, start=1))


@pytest.mark.parametrize(
    ("day", "year", "body", "listed", "exist"),
    [
        ("2024-12-31", 2024, "nghe-an", "63", 63),
        ("2025-06-30", 2025, "nghe-an", "63", 63),
        ("2025-12-31", 2025, "nghe-an", "34", 34),
        ("2025-12-31", 2025, "dak-lak-2025", "34", 34),
        ("2025-03-31", 2025, "dak-nong", "63", 63),
    ],
)
def test_a_figure_stands_in_the_list_of_its_day(day: str, year: int, body: str, listed: str, exist: int):
    others = ("ha-noi", "son-la", "cao-bang", "lang-son", "hue")
    found = compared(members(day, body, *others), "party_members", body, year, kinds=("province_wide",))
    country = place(found.country)
    assert (country.boundary, country.exist, country.median) == (listed, exist, 4000)


def test_the_34_count_merged_units_by_their_region():
    text = members("2020", "gia-lai", "binh-dinh", "dak-lak", "phu-yen", "nghe-an", "ha-noi", "hue", "son-la", "lang-son")
    found = compared(text, "party_members", "gia-lai-2025", kinds=("province_wide",), boundary="34")
    country = place(found.country)
    assert (country.boundary, country.exist, country.reported) == ("34", 34, 7)
    assert country.median == median([7000, 5000, 6000, 7000, 8000, 9000])


@settings(max_examples=6)
@given(st.sampled_from(["par_index_rank", "par_index_score", "par_index_rank_change"]), st.permutations(range(1, 6)))
def test_no_median_is_made_of_ranks_or_scores_however_many_are_known(metric: str, order: list[int]):
    numbered = zip(PROVINCES, order, strict=True)
    text = "\n".join(f"rank PAR {year} {one} {rank} {90 - rank}.5" for one, rank in numbered for year in (2022, 2023))
    found = compared(text, metric, "dak-lak", 2023, kinds=())
    assert why(found.region) == why(found.country)
    assert "no median" in why(found.region)
    assert not {"median", "difference"} & {line.measure for line in lines(found) if line.comparison in ("region", "country")}


def test_ranks_have_no_median():
    text = "\n".join(f"rank PAR 2023 {one} {number}" for number, one in enumerate(("nghe-an", "ha-noi", "son-la"), 1))
    found = compared(text + "\nrank PAR 2022 nghe-an 5", "par_index_rank", "nghe-an", 2023, kinds=())
    assert "no median" in why(found.country)
    assert isinstance(found.last_year, LastYear)
    assert (found.last_year.difference, found.last_year.percent, found.last_year.index) == (4, None, None)


def test_an_organization_stands_among_those_of_its_kind():
    text = admitted("nghe-an 2020 40", "ha-noi 2020 20", "son-la 2020 30") + "\nnghe-an.province-wide members_admitted 2020 900"
    by = ("organization", "year")
    found = compared(text, body="nghe-an.agencies-bloc", kinds=(), by=by)
    assert (place(found.country).median, place(found.country).reported) == (None, 3)
    others = all_admitted(*AROUND) + "\n" + text
    assert place(compared(others, body="nghe-an.agencies-bloc", kinds=(), by=by).country).median is not None
    school = compared("nghe-an.school-1 members_admitted 2020 4", body="nghe-an.school-1", kinds=(), by=by)
    assert "several bodies of the kind School" in why(school.region)


# Members -----------------------------------------------------------------------------------------------------------------
def test_for_each_1000_members_of_the_same_body():
    text = "nghe-an.agencies-bloc members_disciplined 2020 16\nnghe-an.agencies-bloc party_members 2020-12-31 8000"
    found = compared(text + "\nnghe-an.province-wide party_members 2020 200000", "members_disciplined")
    assert isinstance(found.per_1000, Per1000)
    assert (found.per_1000.value, found.per_1000.members.value) == (2, 8000)
    store = Store.build(data(text))
    (metric,) = ask(store, Question("members_disciplined_per_1000", kinds=("agencies_bloc",))).rows
    assert metric.value == found.per_1000.value


def test_members_stated_as_a_bound_stay_one_and_turn_what_is_calculated():
    text = "nghe-an.agencies-bloc members_disciplined 2020 16\nnghe-an.agencies-bloc party_members 2020-12-31 >8000"
    told = {
        one.measure: shown(one, en(empty())) for one in lines(compared(text, "members_disciplined")) if "per_1000" in one.comparison
    }
    assert (told["members"], told["value"]) == ("more than 8,000 people", "at most 2‰")


def test_members_of_another_body_are_no_denominator():
    text = admitted("nghe-an 2020 16") + "\nnghe-an.agencies-enterprises-bloc party_members 2020-12-31 8000"
    assert "not stated" in why(compared(text, kinds=BLOCS).per_1000)


@pytest.mark.parametrize("metric", ["party_members", "organizations_disciplined", "admission_rate"])
def test_only_people_counted_over_a_period_are_set_against_members(metric: str):
    figure = "3%" if metric == "admission_rate" else "3"
    assert compared(f"nghe-an.agencies-bloc {metric} 2020 {figure}", metric).per_1000 is None


# Choosing ----------------------------------------------------------------------------------------------------------------
def test_at_first_the_body_with_most_comparisons_in_the_newest_year():
    text = admitted("nghe-an 2019 1", "nghe-an 2020 2", "ha-noi 2021-H1 3", "lai-chau 2020 4")
    store = Store.build(data(text))
    question = Question("members_admitted", kinds=("agencies_bloc",))
    assert fullest(lambda asked: ask(store, asked), store, question) == ("nghe-an", 2020)
    assert choices(lambda asked: ask(store, asked), question)["nghe-an"] == (2020, 2019)


def test_a_body_without_a_figure_in_the_year_has_no_comparisons():
    store = Store.build(data(admitted("nghe-an 2020 2")))
    question = Question("members_admitted", kinds=("agencies_bloc",))
    assert versus(lambda asked: ask(store, asked), store, question, "nghe-an", 2019) is None


def test_another_body_and_year_ask_nothing_new():
    store = Store.build(data(admitted("nghe-an 2019 1", "nghe-an 2020-H1 2", "ha-noi 2020 3", "son-la 2019-H1 4")))
    known: dict[Question, Result] = {}

    def answer(question: Question) -> Result:
        if question not in known:
            known[question] = ask(store, question)
        return known[question]

    question = Question("members_admitted", kinds=("agencies_bloc",))
    versus(answer, store, question, "nghe-an", 2020)
    asked = len(known)
    versus(answer, store, question, "son-la", 2019)
    versus(answer, store, question, "ha-noi", 2020)
    assert asked <= 4
    assert len(known) == asked


# Any figures -------------------------------------------------------------------------------------------------------------


# each example builds a store
@settings(max_examples=6)
@given(st.lists(st.integers(1, 10_000), min_size=6, max_size=6), st.integers(2, 9))
def test_a_median_lies_among_its_figures_and_grows_with_them(values: list[int], factor: int):
    def of(scale: int) -> Place:
        figures = zip(NORTH, values, strict=True)
        return place(compared(admitted(*(f"{one} 2020 {value * scale}" for one, value in figures)), body="cao-bang").region)

    others = values[1:]
    assert min(others) <= (of(1).median or 0) <= max(others)
    assert of(factor).median == (of(1).median or 0) * factor


@settings(max_examples=4)
@given(st.integers(1, 10_000), st.sampled_from(["", "~", ">"]), st.integers(1, 10_000))
def test_neither_its_own_figure_nor_one_from_elsewhere_changes_a_median(own: int, mark: str, elsewhere: int):
    def medians(*more: str) -> tuple[float | None, float | None]:
        found = compared(all_admitted(*NORTH[1:], "ha-noi") + "\n" + admitted(*more), body="cao-bang")
        return place(found.region).median, place(found.country).median

    assert medians(f"cao-bang 2020 {mark}{own}") == medians("cao-bang 2020 1") == (30, 35)
    # of another region; and of the same region, but of another year, of a part of the year, of another kind of body
    assert medians("cao-bang 2020 1", f"hue 2020 {elsewhere}")[0] == 30
    unlike = (f"tuyen-quang 2021 {elsewhere}", f"tuyen-quang 2020-H1 {elsewhere}")
    assert medians("cao-bang 2020 1", *unlike) == (30, 35)


@settings(max_examples=6)
@given(st.integers(1, 100_000), st.integers(0, 100_000))
def test_difference_percent_and_index_tell_the_same(before: int, now: int):
    one = compared(admitted(f"nghe-an 2019 {before}", f"nghe-an 2020 {now}")).last_year
    assert isinstance(one, LastYear)
    assert one.percent is not None
    assert one.index == pytest.approx(100 + one.percent)
    assert one.before + one.difference == one.now


# Downloads ---------------------------------------------------------------------------------------------------------------
def test_the_downloads_hold_every_number_with_codes_names_and_sources():
    text = all_admitted("dak-lak", "dak-nong", "gia-lai", "hue", "lam-dong") + "\n" + admitted("kon-tum 2020 60", "kon-tum 2019 50")
    store = Store.build(data(text))
    found = compared(text, body="kon-tum")
    told = [dict(zip(columns(found), row, strict=True)) for row in rows(found, vi(store), store)]
    values = {(row["comparison"], row["measure"]): row["value"] for row in told}
    assert values["last_year", "index"] == 120
    assert values["country", "median"] == 30
    assert {(row["reported"], row["entering"], row["exist"]) for row in told if row["comparison"] == "country"} == {(6, 5, 63)}
    assert values["target", ""] is None
    assert all(row["reason"] for row in told if row["value"] is None)
    assert {row["province_name"] for row in told} == {"Kon Tum"}
    assert all(row["sources"] == "paper" for row in told if row["comparison"] in ("latest", "last_year"))
    assert versus_excel(found, vi(store), store)[:2] == b"PK"


# Pages -------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", ["membership", "admissions", "inspection", "quality"])
def test_each_topic_page_opens_with_the_comparisons(page: str, language: str):
    app = open_page(page, lang=language)
    words = Wording(language)
    assert any(words.say("{metric}: in one look", metric="") in one.value for one in app.subheader)
    assert app.selectbox(key="versus_body").value
    app.session_state["show_versus"] = "table"
    told = sound(app.run()).table[0].value
    assert words.say("Versus the same period last year") in told[words.say("Compared with")].tolist()


def test_a_link_names_the_body_and_the_year():
    app = open_page("admissions", kind="province_wide", body="yen-bai", body_year="2022", lang="en")
    assert (app.selectbox(key="versus_body").value, app.selectbox(key="versus_year").value) == ("yen-bai", "2022")
    app.session_state["show_versus"] = "sources"
    sound(app.run())
    assert app.selectbox(key="versus_sources").value == "latest"


def test_the_first_province_chosen_is_compared():
    app = open_page("admissions", province=["nghe-an"], kind="agencies_bloc")
    assert app.selectbox(key="versus_body").value == "nghe-an"
    assert "body" not in app.query_params


def test_over_the_target_is_explained_on_the_page():
    app = open_page("admissions", kind="agencies_bloc", body="ninh-thuan", body_year="2017", lang="en")
    told = " ".join(one.value for one in app.caption)
    assert "that is 112% of the target" in told


def test_what_is_over_the_target_is_told_with_what_is_counted():
    app = open_page("admissions", kind="agencies_bloc", body="hai-duong", body_year="2021", lang="vi")
    assert "vượt chỉ tiêu 18 đảng viên mới kết nạp" in " ".join(one.value for one in app.caption)
