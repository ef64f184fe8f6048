"""Comparisons: with the year before, the same stretch of it, the target. A comparison that would mislead is left blank."""

from __future__ import annotations

import pytest

from metrics.answers.query import ask
from tests.second_opinion import agreed, brief, built, question, refused
from tests.small import data

BLOC, OTHER = "nghe-an.agencies-bloc", "ha-tinh.agencies-bloc"
BOTH = {"by": "year", "province": "nghe-an,ha-tinh"}


def compared(seeds, metric: str, compare: str, *columns: str, **asked: str) -> list[tuple[object, ...]]:
    rows = agreed(seeds, metric, compare=compare, **asked)
    return brief(rows, *(columns or ("year", "value", "previous", "change", "change_percent")))


def test_previous_year():
    # 100 → 120: +20, 20 %
    seeds = data(f"{BLOC} members_admitted 2019 100", f"{BLOC} members_admitted 2020 120")
    assert compared(seeds, "members_admitted", "previous_year") == [
        (2019, 100, None, None, None),
        (2020, 120, 100, 20, 20),
    ]


def test_years_outside_the_question_are_used_to_compare_with():
    seeds = data(f"{BLOC} members_admitted 2019 100", f"{BLOC} members_admitted 2020 120")
    assert compared(seeds, "members_admitted", "previous_year", year="2020") == [(2020, 120, 100, 20, 20)]


def test_the_year_before_last_is_not_the_previous_year():
    seeds = data(f"{BLOC} members_admitted 2018 100", f"{BLOC} members_admitted 2020 120")
    assert compared(seeds, "members_admitted", "previous_year", year="2020") == [(2020, 120, None, None, None)]


@pytest.mark.parametrize(("this", "last"), [("2020-H1", "2019"), ("2020", "2019-H1"), ("2020-H1", "2019-H1")])
def test_previous_year_is_blank_where_either_is_partial(this, last):
    seeds = data(f"{BLOC} members_admitted {last} 100", f"{BLOC} members_admitted {this} 120")
    assert compared(seeds, "members_admitted", "previous_year", year="2020") == [(2020, 120, None, None, None)]


def test_previous_year_is_blank_where_a_sum_lacks_a_province():
    # 2019: one of two; 2020: both
    seeds = data(f"{BLOC} members_admitted 2019 100", f"{BLOC} members_admitted 2020 120", f"{OTHER} members_admitted 2020 80")
    assert compared(seeds, "members_admitted", "previous_year", year="2020", **BOTH) == [(2020, 200, None, None, None)]


def test_stocks_are_always_compared():
    # 5,000 in June 2019, 5,500 in March 2020
    seeds = data(f"{BLOC} party_members 2019-06 5000", f"{BLOC} party_members 2020-03 5500")
    assert compared(seeds, "party_members", "previous_year", year="2020") == [(2020, 5500, 5000, 500, 10)]


def test_a_sum_of_parts_and_a_dispute_do_not_blank_a_comparison():
    seeds = data(
        f"{BLOC} inspected_members 2019 40 body=committee",
        f"{BLOC} inspected_members 2019 60 body=commission",
        f"{BLOC} inspected_members 2020 110 @old:2021",
        f"{BLOC} inspected_members 2020 125 @new:2022",
    )
    assert compared(seeds, "inspected_members", "previous_year", year="2020") == [(2020, 125, 100, 25, 25)]


def test_same_period_is_the_longest_stretch_that_both_years_state():
    # 2019: H1 40, year 100; 2020: Q1 20, H1 50: the half years, 50 against 40
    seeds = data(
        f"{BLOC} members_admitted 2019-H1 40",
        f"{BLOC} members_admitted 2019 100",
        f"{BLOC} members_admitted 2020-Q1 20",
        f"{BLOC} members_admitted 2020-H1 50",
    )
    assert compared(seeds, "members_admitted", "same_period", "value", "previous", "change_percent", "covers", year="2020") == [
        (50, 40, 25, "2020-H1")
    ]


def test_same_period_may_be_shorter_than_what_the_year_has():
    # 2019: H1 40; 2020: H1 50, year 120: value is the half's 50, not the year's 120
    seeds = data(
        f"{BLOC} members_admitted 2019-H1 40",
        f"{BLOC} members_admitted 2020-H1 50",
        f"{BLOC} members_admitted 2020 120",
    )
    assert compared(seeds, "members_admitted", "same_period", "value", "previous", "status", "covers", year="2020") == [
        (50, 40, "partial", "2020-H1")
    ]


def test_same_period_of_one_body_may_be_shorter_too():
    # 2019: H1 40; 2020: H1 50, year 120, by organization
    seeds = data(
        f"{BLOC} members_admitted 2019-H1 40",
        f"{BLOC} members_admitted 2020-H1 50",
        f"{BLOC} members_admitted 2020 120",
    )
    question = {"year": "2020", "by": "organization,year"}
    assert compared(seeds, "members_admitted", "same_period", "value", "previous", "covers", **question) == [(50, 40, "2020-H1")]


def test_same_period_may_be_tiled():
    # 2019: Q1 15 + Q2 25 = 40; 2020: H1 50
    seeds = data(
        f"{BLOC} members_admitted 2019-Q1 15",
        f"{BLOC} members_admitted 2019-Q2 25",
        f"{BLOC} members_admitted 2020-H1 50",
    )
    assert compared(seeds, "members_admitted", "same_period", "value", "previous", year="2020") == [(50, 40)]


def test_same_period_of_whole_years():
    seeds = data(f"{BLOC} members_admitted 2019 100", f"{BLOC} members_admitted 2020 120")
    assert compared(seeds, "members_admitted", "same_period", year="2020") == [(2020, 120, 100, 20, 20)]


def test_same_period_of_several_bodies_is_one_stretch():
    # Nghệ An states H1 and the year of both years, Hà Tĩnh only H1: all use H1: 50 + 35 against 40 + 30
    seeds = data(
        f"{BLOC} members_admitted 2019-H1 40",
        f"{BLOC} members_admitted 2019 100",
        f"{BLOC} members_admitted 2020-H1 50",
        f"{BLOC} members_admitted 2020 120",
        f"{OTHER} members_admitted 2019-H1 30",
        f"{OTHER} members_admitted 2020-H1 35",
    )
    assert compared(seeds, "members_admitted", "same_period", "value", "previous", year="2020", **BOTH) == [(85, 70)]


def test_same_period_of_a_stock_is_the_year_before():
    seeds = data(f"{BLOC} party_members 2019-06 5000", f"{BLOC} party_members 2020-03 5500")
    assert compared(seeds, "party_members", "same_period", year="2020") == [(2020, 5500, 5000, 500, 10)]


def test_target():
    # 129 of 115: +14, 112.17 %
    seeds = data(f"{BLOC} members_admitted 2017 129", f"{BLOC} members_admitted 2017 115 target")
    assert compared(seeds, "members_admitted", "target") == [(2017, 129, 115, 14, 112.173913)]


def test_a_target_of_zero_adds_nothing():
    # 100 + 50 of 80 + 0
    other = "ha-tinh.agencies-bloc"
    figures = [f"{BLOC} members_admitted 2017 100", f"{other} members_admitted 2017 50"]
    targets = [f"{BLOC} members_admitted 2017 80 target", f"{other} members_admitted 2017 0 target"]
    asked = question("members_admitted", by="year", kind="agencies_bloc", compare="target")
    (row,) = ask(built(data(*figures, *targets)), asked).rows
    assert (row.value, row.previous, row.change) == (150, 80, 70)


def test_a_partial_value_is_compared_with_the_target_of_the_year():
    # 30 in six months of 120: 25 %
    seeds = data(f"{BLOC} members_admitted 2020-H1 30", f"{BLOC} members_admitted 2020 120 target")
    assert compared(seeds, "members_admitted", "target", "value", "previous", "change", "change_percent", "status") == [
        (30, 120, -90, 25, "partial")
    ]


def test_no_target_no_comparison():
    seeds = data(f"{BLOC} members_admitted 2020 30", f"{BLOC} members_admitted 2019 120 target")
    assert compared(seeds, "members_admitted", "target") == [(2020, 30, None, None, None)]


def test_a_target_for_a_day_is_the_year_s_where_it_ends_the_year_or_is_of_what_is_held():
    def aimed(what: str, value: str, day: str) -> object:
        lines = (f"{BLOC} {what} as_of:2020-12-31 90{value}", f"{BLOC} {what} year:2020 90{value}")
        seeds = data(lines[what == "members_admitted"], f"{BLOC} {what} as_of:{day} 100{value} target")
        ((target,),) = compared(seeds, what, "target", "previous", unit="percent" if value else "")
        return target

    # of what happens, more may happen after the day
    assert aimed("members_admitted", "", "2020-06-30") is None
    assert aimed("members_admitted", "%", "2020-06-30") is None
    assert aimed("organizations_admitting_share", "%", "2020-06-30") is None
    assert aimed("party_members", "", "2020-06-30") == 100
    assert aimed("head_is_secretary_share", "%", "2020-06-30") == 100
    for what, value in (("members_admitted", ""), ("organizations_admitting_share", "%"), ("party_members", "")):
        assert aimed(what, value, "2020-12-31") == aimed(what, value, "2020") == 100


def test_a_term_s_target_counts_where_it_is_yearly():
    seeds = data(f"{BLOC} members_admitted 2021 110", f"{BLOC} members_admitted term:2020/2025 100 target note=yearly")
    assert compared(seeds, "members_admitted", "target") == [(2021, 110, 100, 10, 110)]
    # a target for the whole term is none of a year
    seeds = data(f"{BLOC} members_admitted 2021 110", f"{BLOC} members_admitted term:2020/2025 500 target")
    assert compared(seeds, "members_admitted", "target") == [(2021, 110, None, None, None)]


def test_the_year_s_target_comes_before_the_term_s():
    seeds = data(
        f"{BLOC} members_admitted 2021 110",
        f"{BLOC} members_admitted term:2020/2025 100 target note=yearly",
        f"{BLOC} members_admitted 2021 88 target",
    )
    assert compared(seeds, "members_admitted", "target") == [(2021, 110, 88, 22, 125)]


def test_the_lower_bound_of_a_target_range():
    # 180 to 200
    seeds = data(
        f"{BLOC} members_admitted 2021 198",
        f"{BLOC} members_admitted 2021 >=180 target",
        f"{BLOC} members_admitted 2021 <=200 target",
    )
    assert compared(seeds, "members_admitted", "target") == [(2021, 198, 180, 18, 110)]


def test_who_set_a_target_is_ignored_unless_asked_for():
    seeds = data(f"{BLOC} members_admitted 2021 110", f"{BLOC} members_admitted 2021 100 target set_by=province")
    assert compared(seeds, "members_admitted", "target") == [(2021, 110, 100, 10, 110)]


def test_the_target_of_a_sum_is_blank_if_any_body_lacks_one():
    figures = (
        f"{BLOC} members_admitted 2020 110",
        f"{OTHER} members_admitted 2020 90",
        f"{BLOC} members_admitted 2020 100 target",
    )
    assert compared(data(*figures), "members_admitted", "target", **BOTH) == [(2020, 200, None, None, None)]
    # both targets known: 100 + 60; 200 of 160
    seeds = data(*figures, f"{OTHER} members_admitted 2020 60 target")
    assert compared(seeds, "members_admitted", "target", **BOTH) == [(2020, 200, 160, 40, 125)]


def test_the_target_of_a_share():
    # 84 % good or better against a yearly 80 %
    seeds = data(
        f"{BLOC} grassroots_organizations_rated 2021 84% grade=good_or_better",
        f"{BLOC} grassroots_organizations_rated term:2020/2025 >=80% grade=good_or_better target note=yearly",
    )
    rows = compared(seeds, "grassroots_organizations_rated", "target", unit="percent", breakdown="grade=good_or_better")
    assert rows == [(2021, 84, 80, 4, 105)]


@pytest.mark.parametrize("compare", ["previous_year", "same_period", "target"])
def test_a_comparison_without_years_is_refused(compare):
    seeds = data(f"{BLOC} members_admitted 2019 100", f"{BLOC} members_admitted 2020 120")
    assert refused(seeds, "members_admitted", by="province", compare=compare)


def test_from_zero_there_is_no_percentage():
    seeds = data(f"{BLOC} members_disciplined 2019 0", f"{BLOC} members_disciplined 2020 4")
    assert compared(seeds, "members_disciplined", "previous_year", year="2020") == [(2020, 4, 0, 4, None)]


def test_ratios_are_compared_by_their_own_years():
    # 50 of 100 = 50 %, then 66 of 110 = 60 %: +10 points, 20 %
    seeds = data(
        f"{BLOC} head_is_secretary 2019 50",
        f"{BLOC} grassroots_organizations 2019 100",
        f"{BLOC} head_is_secretary 2020 66",
        f"{BLOC} grassroots_organizations 2020 110",
    )
    assert compared(seeds, "head_is_secretary_share", "previous_year", year="2020") == [(2020, 60, 50, 10, 20)]


def test_a_ratio_of_which_a_part_is_missing_is_not_compared():
    # 2020 knows the heads of the cells alone: at least, so blank
    seeds = data(
        f"{BLOC} head_is_secretary 2019 50",
        f"{BLOC} grassroots_organizations 2019 100",
        f"{BLOC} head_is_secretary 2020 66 subject=cell",
        f"{BLOC} grassroots_organizations 2020 110",
    )
    assert compared(seeds, "head_is_secretary_share", "previous_year", year="2020") == [(2020, 60, None, None, None)]


def test_one_body_s_percentage_is_not_compared_with_another_s():
    # Nghệ An's 50 % of 2020 is not the year before of Hà Tĩnh's 60 % of 2021
    seeds = data(f"{BLOC} party_members 2020 50% group=female", f"{OTHER} party_members 2021 60% group=female")
    rows = compared(
        seeds,
        "party_members",
        "previous_year",
        "value",
        "previous",
        "covers",
        unit="percent",
        breakdown="group=female",
        by="year",
        year="2021",
    )
    assert rows == [(60, None, "2021; 1 of 63")]


def test_one_province_s_rank_is_not_compared_with_another_s():
    seeds = data("rank PAR 2022 ha-tinh 19", "rank PAR 2023 nghe-an 8")
    rows = compared(seeds, "par_index_rank", "previous_year", "value", "previous", "change", by="year", year="2023")
    assert rows == [(8, None, None)]


def test_ranks_that_make_no_row_are_not_compared_with_either():
    # 19 and 30 in 2022 are two ranks, whose sum 49 is none
    seeds = data("rank PAR 2022 ha-tinh 19", "rank PAR 2022 nghe-an 30", "rank PAR 2023 ha-tinh 8")
    asked = question("par_index_rank", by="year", year="2023", compare="previous_year")
    assert [(row.value, row.previous, row.change) for row in ask(built(seeds), asked).rows] == [(8, None, None)]


def test_a_change_of_method_is_told_of_the_two_years_that_it_lies_between():
    # grades are new in 2018: it is not what 2017 was, and 2019 is what 2018 was
    seeds = data(*(f"{BLOC} grassroots_organizations_rated {year} 40 grade=good" for year in (2017, 2018, 2019)))
    asked = question("grassroots_organizations_rated", compare="previous_year", breakdown="grade=good")
    assert [row.covers.breaks for row in ask(built(seeds), asked).rows] == [(), ("grades 2018",), ()]


OLD_BLOC, NEW_BLOC = "hue.agencies-bloc", "hue.agencies-enterprises-bloc"
# Huế's agencies bloc ended in June 2018, the agencies and enterprises bloc followed it
HANDOVER = (f"body {OLD_BLOC} agencies_bloc ..2018-06", f"body {NEW_BLOC} agencies_enterprises_bloc 2018-07..")
BLOCS = "agencies_bloc,agencies_enterprises_bloc"
HG, TQ, UNIT = "ha-giang.province-wide", "tuyen-quang.province-wide", "tuyen-quang-2025.province-wide"


@pytest.mark.parametrize("year", ["", "2019", "2018:2019", "2019:2030"])
def test_a_handover_in_the_year_before_is_counted_once_whatever_years_are_asked(year):
    # 1,000 in June became the 1,500 of December: 1,600 is +100, 6.666… %, not −900
    seeds = data(
        *HANDOVER,
        f"{OLD_BLOC} party_members 2018-06-30 1000",
        f"{NEW_BLOC} party_members 2018-12-31 1500",
        f"{NEW_BLOC} party_members 2019-12-31 1600",
    )
    rows = compared(seeds, "party_members", "previous_year", kind=BLOCS, year=year)
    assert rows[-1] == (2019, 1600, 1500, 100, 6.666667)


@pytest.mark.parametrize("year", ["", "2026"])
def test_the_merger_in_the_year_before_is_counted_once_whatever_years_are_asked(year):
    # 70,000 + 58,000 in June became the unit's 129,000 of September: 131,000 is +2,000, 1.550387… %
    seeds = data(
        f"{HG} party_members 2025-06-30 70000",
        f"{TQ} party_members 2025-05-31 58000",
        f"{UNIT} party_members 2025-09-01 129000",
        f"{UNIT} party_members 2026-01-31 131000",
    )
    rows = compared(seeds, "party_members", "previous_year", boundary="34", year=year)
    assert rows[-1] == (2026, 131000, 129000, 2000, 1.550388)


def test_the_two_halves_of_a_handover_are_the_year_before():
    # 10 in the old bloc's half, 15 in the new one's: 30 is 5 more than 25
    seeds = data(
        *HANDOVER,
        f"{OLD_BLOC} members_admitted 2018-H1 10",
        f"{NEW_BLOC} members_admitted 2018-H2 15",
        f"{NEW_BLOC} members_admitted 2019 30",
    )
    for year in ("", "2019"):
        rows = compared(seeds, "members_admitted", "previous_year", kind=BLOCS, year=year)
        assert rows[-1] == (2019, 30, 25, 5, 20)


def test_same_period_over_a_handover_is_the_whole_year_where_both_are_known():
    # 2018 is 10 + 15, 2019 is 30: the years, not the halves 10 and 12
    seeds = data(
        *HANDOVER,
        f"{OLD_BLOC} members_admitted 2018-H1 10",
        f"{NEW_BLOC} members_admitted 2018-H2 15",
        f"{NEW_BLOC} members_admitted 2019-H1 12",
        f"{NEW_BLOC} members_admitted 2019 30",
    )
    for year in ("", "2019"):
        rows = compared(seeds, "members_admitted", "same_period", kind=BLOCS, year=year)
        assert rows[-1] == (2019, 30, 25, 5, 20)


def test_same_period_of_a_bloc_and_its_successor():
    # the old bloc's half of 10 against the new one's of 12
    seeds = data(
        *HANDOVER,
        f"{OLD_BLOC} members_admitted 2018-H1 10",
        f"{NEW_BLOC} members_admitted 2019-H1 12",
    )
    rows = compared(seeds, "members_admitted", "same_period", kind=BLOCS, year="2019")
    assert rows == [(2019, 12, 10, 2, 20)]


def test_same_period_of_a_merged_unit_compares_the_same_predecessors():
    # 2022: 100 + 200; 2023: 110 + ?: Hà Giang's 110 against its own 100, never against 300
    seeds = data(
        f"{HG} members_admitted 2022-H1 100",
        f"{TQ} members_admitted 2022-H1 200",
        f"{HG} members_admitted 2023-H1 110",
    )
    asked = {"boundary": "34", "year": "2023"}
    columns = ("value", "previous", "change", "status", "covers")
    assert compared(seeds, "members_admitted", "same_period", *columns, **asked) == [
        (110, 100, 10, "partial; at_least", "2023-H1; missing: tuyen-quang")
    ]


def test_same_period_where_one_body_is_silent_compares_the_others():
    # Hà Tĩnh states nothing of 2019: Nghệ An's 50 against 40, Hà Tĩnh missing
    seeds = data(
        f"{BLOC} members_admitted 2019-H1 40",
        f"{BLOC} members_admitted 2020-H1 50",
        f"{OTHER} members_admitted 2020-H1 35",
    )
    columns = ("value", "previous", "status", "covers")
    assert compared(seeds, "members_admitted", "same_period", *columns, year="2020", **BOTH) == [
        (50, 40, "partial; at_least", "2020-H1; 1 of 2; missing: ha-tinh")
    ]


@pytest.mark.parametrize(("years", "word"), [((2019, 2020), "members_admitted"), ((2020, 2019), "party_members")])
def test_why_a_sum_over_unlike_bodies_is_not_compared_is_said(years: tuple[int, int], word: str):
    # both in one of the years, Nghệ An alone in the other, whichever comes first
    both, one = years
    seeds = data(f"{BLOC} {word} {both} 40", f"{OTHER} {word} {both} 35", f"{BLOC} {word} {one} 50")
    asked = question(word, by="year", year="2020", compare="previous_year", kind="agencies_bloc")
    (blank,) = ask(built(seeds), asked).blanks
    assert str(blank).endswith("year 2020: not compared, as not the same bodies report in both years in full.")


def test_a_sum_is_compared_with_the_year_before_only_where_the_same_units_report():
    # 2019: Nghệ An 5,000; 2020: 5,500 + Hà Tĩnh 4,000: not +4,500
    seeds = data(
        f"{BLOC} party_members 2019-12-31 5000",
        f"{BLOC} party_members 2020-12-31 5500",
        f"{OTHER} party_members 2020-12-31 4000",
    )
    assert compared(seeds, "party_members", "previous_year", year="2020", by="year") == [(2020, 9500, None, None, None)]
    seeds = data(f"{BLOC} party_members 2019-12-31 5000", f"{BLOC} party_members 2020-12-31 5500")
    assert compared(seeds, "party_members", "previous_year", year="2020", by="year") == [(2020, 5500, 5000, 500, 10)]


def test_a_merged_unit_is_compared_only_with_all_its_predecessors():
    # 2024: Hà Giang 70,000 alone: 129,000 of both is not 59,000 more
    figures = (f"{HG} party_members 2024-12-31 70000", f"{UNIT} party_members 2025-12-31 129000")
    asked = {"boundary": "34", "year": "2025"}
    assert compared(data(*figures), "party_members", "previous_year", **asked) == [(2025, 129000, None, None, None)]
    # with Tuyên Quang's 57,000: 129,000 against 127,000
    seeds = data(*figures, f"{TQ} party_members 2024-12-31 57000")
    assert compared(seeds, "party_members", "previous_year", **asked) == [(2025, 129000, 127000, 2000, 1.574803)]


@pytest.mark.parametrize(
    "more",
    ["body ha-giang.a-school school", "body tuyen-quang-2025.a-school school", "rank PAR 2023 ha-giang 15 86.5"],
)
def test_bodies_of_which_nothing_is_asked_take_no_part_in_a_merger(more):
    # 129,000 against 127,000, whatever other bodies the predecessors had; the province's administration is known by its rank
    figures = (
        f"{HG} party_members 2024-12-31 70000",
        f"{TQ} party_members 2024-12-31 57000",
        f"{UNIT} party_members 2025-12-31 129000",
    )
    seeds = data(*figures, more)
    for asked in ({"boundary": "34"}, {"by": "year"}):
        rows = compared(seeds, "party_members", "previous_year", kind="province_wide", year="2025", **asked)
        assert rows == [(2025, 129000, 127000, 2000, 1.574803)]


def test_a_region_of_2025_is_compared_with_the_same_provinces_of_2024():
    # Nghệ An alone of what is bac-trung-bo since 2025; in 2024 it stood in another region's list
    seeds = data(
        "nghe-an.province-wide party_members 2024-12-31 200000",
        "nghe-an.province-wide party_members 2025-12-31 204000",
    )
    for asked in ({"region": "bac-trung-bo"}, {"by": "region,year", "year": "2025"}):
        rows = compared(seeds, "party_members", "previous_year", **asked)
        assert rows == [(2025, 204000, 200000, 4000, 2)]


def test_the_year_before_is_of_the_kind_that_is_asked_for():
    # 2018 knows the province (900) and its bloc (100); 2019 the province: 1,000 is 100 more than 900, not the same as 900 + 100
    seeds = data(
        "nghe-an.province-wide party_members 2018-12-31 900",
        f"{BLOC} party_members 2018-12-31 100",
        "nghe-an.province-wide party_members 2019-12-31 1000",
    )
    rows = compared(seeds, "party_members", "previous_year", year="2019", kind="province_wide")
    assert rows == [(2019, 1000, 900, 100, 11.111111)]
    assert compared(seeds, "party_members", "previous_year", year="2019") == rows


TARGETS = (
    f"{UNIT} members_admitted 2025 1000 target",
    f"{HG} members_admitted 2025 300 target",
    f"{TQ} members_admitted 2025 500 target",
)
HALVES = (
    f"{HG} members_admitted 2025-H1 100",
    f"{TQ} members_admitted 2025-H1 200",
    f"{UNIT} members_admitted 2025-H2 300",
)


def test_a_merged_unit_s_own_target_is_not_added_to_its_predecessors():
    # 600 of the unit's own 1,000, not of 1,800
    seeds = data(*HALVES, *TARGETS)
    assert compared(seeds, "members_admitted", "target", boundary="34") == [(2025, 600, 1000, -400, 60)]
    assert compared(seeds, "members_admitted", "target", by="year") == [(2025, 600, 1000, -400, 60)]
    assert brief(agreed(seeds, "admission_target_completion", boundary="34"), "value", "figures") == [(60, 4)]


def test_without_a_target_of_its_own_a_merged_unit_has_its_predecessors():
    # 600 of 300 + 500
    seeds = data(*HALVES, *TARGETS[1:])
    assert compared(seeds, "members_admitted", "target", boundary="34") == [(2025, 600, 800, -200, 75)]


def test_a_target_of_some_predecessors_is_none_of_the_unit():
    # Hà Giang's 100 is no target of Hà Giang and Tuyên Quang
    figures = (f"{HG} members_admitted 2024 90", f"{HG} members_admitted 2024 100 target")
    assert compared(data(*figures), "members_admitted", "target", boundary="34") == [(2024, 90, None, None, None)]
    seeds = data(*figures, f"{TQ} members_admitted 2024 60")
    assert compared(seeds, "members_admitted", "target", boundary="34") == [(2024, 150, None, None, None)]
    assert agreed(seeds, "admission_target_completion", boundary="34") == []


def test_a_target_on_both_sides_of_a_handover_counts_once():
    # the new bloc took over in July with a target of 24 for the year, the old one's 20 is part of it
    seeds = data(
        *HANDOVER,
        f"{OLD_BLOC} members_admitted 2018-H1 10",
        f"{NEW_BLOC} members_admitted 2018-H2 8",
        f"{OLD_BLOC} members_admitted 2018 20 target",
        f"{NEW_BLOC} members_admitted 2018 24 target",
    )
    assert compared(seeds, "members_admitted", "target", kind=BLOCS) == [(2018, 18, 24, -6, 75)]


@pytest.mark.parametrize(("lower", "upper"), [("2020", "2021"), ("2021", "2020"), ("2021", "2021")])
def test_the_lower_bound_of_a_target_range_whichever_was_published_last(lower, upper):
    # at least 180 and at most 200: 198 has reached 110 % of it
    seeds = data(
        f"{BLOC} members_admitted 2021 198",
        f"{BLOC} members_admitted 2021 <=200 target @upper:{upper}",
        f"{BLOC} members_admitted 2021 >=180 target @lower:{lower}",
    )
    assert compared(seeds, "members_admitted", "target") == [(2021, 198, 180, 18, 110)]


def test_a_bloc_that_followed_two_is_not_compared_with_one_of_them():
    # 2019: the bloc that followed two has 1,750; 2018: one of the two had 1,000
    seeds = data(
        "body ha-tinh.agencies-bloc agencies_bloc ..2019-06",
        "body ha-tinh.enterprises-bloc enterprises_bloc ..2019-06",
        "body ha-tinh.agencies-enterprises-bloc agencies_enterprises_bloc 2019-07..",
        "ha-tinh.agencies-bloc party_members 2018-12-31 1000",
        "ha-tinh.agencies-enterprises-bloc party_members 2019-12-31 1750",
    )
    asked = {"year": "2019", "kind": "agencies_bloc,enterprises_bloc,agencies_enterprises_bloc"}
    assert compared(seeds, "party_members", "previous_year", **asked) == [(2019, 1750, None, None, None)]


def test_same_period_of_a_bloc_that_followed_two_is_not_that_of_one_of_them():
    # of the year before the half of one of the two is known: 16 to June is not 6 more than its 10
    known = (
        "body ha-tinh.agencies-bloc agencies_bloc ..2019-06",
        "body ha-tinh.enterprises-bloc enterprises_bloc ..2019-06",
        "body ha-tinh.agencies-enterprises-bloc agencies_enterprises_bloc 2019-07..",
        "ha-tinh.agencies-bloc members_admitted 2019-H1 10",
        "ha-tinh.agencies-enterprises-bloc members_admitted 2020-H1 16",
    )
    asked = {"year": "2020", "kind": "agencies_bloc,enterprises_bloc,agencies_enterprises_bloc"}
    assert compared(data(*known), "members_admitted", "same_period", **asked) == [(2020, 16, None, None, None)]
    # with the other's 5 it is 1 more than both
    seeds = data(*known, "ha-tinh.enterprises-bloc members_admitted 2019-H1 5")
    assert compared(seeds, "members_admitted", "same_period", **asked) == [(2020, 16, 15, 1, 6.666667)]


def test_a_sum_that_lacks_a_body_of_the_year_before_is_not_compared():
    # 2019: 5,000 + 4,000; 2020: Nghệ An's 5,500 alone: not 3,500 less
    seeds = data(
        f"{BLOC} party_members 2019-12-31 5000",
        f"{OTHER} party_members 2019-12-31 4000",
        f"{BLOC} party_members 2020-12-31 5500",
    )
    assert compared(seeds, "party_members", "previous_year", year="2020", by="year") == [(2020, 5500, None, None, None)]


def test_ratios_of_unlike_stretches_are_not_compared():
    # nine months of 2020 are not compared with the half of 2019
    seeds = data(
        *(f"{BLOC} members_disciplined 2019-H1 10", f"{BLOC} party_members 2019-12-31 1000"),
        *(f"{BLOC} members_disciplined 2020-9M 20", f"{BLOC} party_members 2020-12-31 1000"),
    )
    rows = compared(seeds, "members_disciplined_per_1000", "same_period", year="2020")
    assert rows == [(2020, 20, None, None, None)]


def test_what_one_predecessor_did_is_not_held_against_what_both_aimed_at():
    # Hà Giang's 90 is not 60 % of 100 + 50
    seeds = data(
        f"{HG} members_admitted 2024 90",
        f"{HG} members_admitted 2024 100 target",
        f"{TQ} members_admitted 2024 50 target",
    )
    assert compared(seeds, "members_admitted", "target", boundary="34") == [(2024, 90, None, None, None)]


def test_targets_that_are_shares_are_never_added():
    # 50 and 90 of 100 are 70 %; 80 % and 85 % are no target of 165 %
    seeds = data(
        *(f"{BLOC} head_is_secretary 2020 50", f"{BLOC} grassroots_organizations 2020 100"),
        *(f"{OTHER} head_is_secretary 2020 90", f"{OTHER} grassroots_organizations 2020 100"),
        f"{BLOC} head_is_secretary_share 2020 80 target",
        f"{OTHER} head_is_secretary_share 2020 85 target",
    )
    assert compared(seeds, "head_is_secretary_share", "target", by="year") == [(2020, 70, None, None, None)]


def test_the_target_of_an_ended_bloc_of_another_kind_is_not_taken_over():
    # the agencies bloc's 20 is no target of the kind that is asked for
    seeds = data(*HANDOVER, f"{NEW_BLOC} members_admitted 2018 18", f"{OLD_BLOC} members_admitted 2018 20 target")
    assert compared(seeds, "members_admitted", "target", kind="agencies_enterprises_bloc") == [(2018, 18, None, None, None)]


def test_what_a_body_without_a_target_did_is_not_held_against_the_others():
    # 10 + 5 + 10 against the 20 + 20 of two bodies of three
    seeds = data(
        *("ha-giang.agencies-bloc members_admitted 2020 10", "ha-giang.agencies-bloc members_admitted 2020 20 target"),
        "ha-giang.enterprises-bloc members_admitted 2020 5",
        *("tuyen-quang.agencies-bloc members_admitted 2020 10", "tuyen-quang.agencies-bloc members_admitted 2020 20 target"),
    )
    asked = {"boundary": "34", "kind": "agencies_bloc,enterprises_bloc"}
    assert compared(seeds, "members_admitted", "target", **asked) == [(2020, 25, None, None, None)]


def test_same_period_over_a_handover_takes_the_stretch_that_ends_alike():
    # nine months: 20 against 10 + 5, not against the 10 + 12 of the whole year
    seeds = data(
        *HANDOVER,
        f"{OLD_BLOC} members_admitted 2018-H1 10",
        f"{NEW_BLOC} members_admitted 2018-Q3 5",
        f"{NEW_BLOC} members_admitted 2018-H2 12",
        f"{NEW_BLOC} members_admitted 2019-9M 20",
    )
    rows = compared(seeds, "members_admitted", "same_period", kind=BLOCS, year="2019")
    assert rows == [(2019, 20, 15, 5, 33.333333)]


def test_same_period_of_a_merged_unit_goes_on_from_its_predecessors():
    # 10 + 20 to June and the unit's 30 to September against the 25 + 40 of nine months; another province changes nothing
    seeds = data(
        *(f"{HG} members_admitted 2024-9M 25", f"{TQ} members_admitted 2024-9M 40"),
        *(f"{HG} members_admitted 2025-H1 10", f"{TQ} members_admitted 2025-H1 20", f"{UNIT} members_admitted 2025-Q3 30"),
        *("nghe-an.province-wide members_admitted 2024-9M 5", "nghe-an.province-wide members_admitted 2025-9M 6"),
    )
    rows = agreed(seeds, "members_admitted", compare="same_period", boundary="34", year="2025")
    assert brief(rows, "province", "value", "previous", "status") == [
        ("nghe-an", 6, 5, "partial"),
        ("tuyen-quang-2025", 60, 65, "partial"),
    ]


def test_same_period_of_a_merged_unit_goes_on_as_far_as_the_year_before():
    # the unit states its third quarter and its second half: nine months are held against the 25 + 40 of nine months
    seeds = data(
        *(f"{HG} members_admitted 2024-9M 25", f"{TQ} members_admitted 2024-9M 40"),
        *(f"{HG} members_admitted 2025-H1 10", f"{TQ} members_admitted 2025-H1 20"),
        *(f"{UNIT} members_admitted 2025-Q3 30", f"{UNIT} members_admitted 2025-H2 60"),
    )
    columns = ("value", "previous", "status", "covers")
    asked = {"boundary": "34", "year": "2025"}
    assert compared(seeds, "members_admitted", "same_period", *columns, **asked) == [(60, 65, "partial", "2025-H1; 2025-Q3")]
    assert compared(seeds, "members_admitted", "same_period", *columns, by="year", year="2025")[0][:2] == (60, 65)


def test_same_period_of_a_merged_unit_goes_on_from_the_longest_stretch_of_its_predecessors():
    # 10 + 20 to June and 30 from July; not 4 + 5 to March and the unit's 31 + 30 from April
    seeds = data(
        *(f"{HG} members_admitted 2024-9M 25", f"{TQ} members_admitted 2024-9M 40"),
        *(f"{HG} members_admitted 2025-Q1 4", f"{TQ} members_admitted 2025-Q1 5"),
        *(f"{HG} members_admitted 2025-H1 10", f"{TQ} members_admitted 2025-H1 20"),
        *(f"{UNIT} members_admitted 2025-Q2 31", f"{UNIT} members_admitted 2025-Q3 30"),
    )
    columns = ("value", "previous", "covers")
    rows = compared(seeds, "members_admitted", "same_period", *columns, boundary="34", year="2025")
    assert rows == [(60, 65, "2025-H1; 2025-Q3")]


def test_same_period_of_a_merged_unit_is_longer_than_what_it_states_itself():
    # 30 + 20 + 60 are the year, as are 40 + 50 before; the unit's own nine months of 80 are shorter
    seeds = data(
        *(f"{HG} members_admitted 2024 40", f"{TQ} members_admitted 2024 50"),
        *(f"{HG} members_admitted 2024-9M 25", f"{TQ} members_admitted 2024-9M 40"),
        *(f"{HG} members_admitted 2025-H1 30", f"{TQ} members_admitted 2025-H1 20"),
        *(f"{UNIT} members_admitted 2025-H2 60", f"{UNIT} members_admitted 2025-9M 80"),
    )
    assert compared(seeds, "members_admitted", "same_period", boundary="34", year="2025") == [(2025, 110, 90, 20, 22.222222)]


def test_same_period_of_a_merged_unit_counts_its_predecessors_once():
    # the unit's 82 to June against its predecessors' 30 + 40, who are not counted once more
    seeds = data(
        *(f"{HG} members_admitted 2024-H1 30", f"{TQ} members_admitted 2024-H1 40"),
        *(f"{HG} members_admitted 2025-H1 35", f"{TQ} members_admitted 2025-H1 45"),
        f"{UNIT} members_admitted 2025-H1 82",
    )
    asked = {"by": "year", "year": "2025", "province": "ha-giang,tuyen-quang,tuyen-quang-2025"}
    columns = ("value", "previous", "status", "covers")
    rows = compared(seeds, "members_admitted", "same_period", *columns, **asked)
    assert rows == [(82, 70, "partial", "2025-H1")]
    asked = {"boundary": "34", "year": "2025"}
    assert compared(seeds, "members_admitted", "same_period", *columns, **asked) == rows


@pytest.mark.parametrize("by", ["province,year", "organization,year"])
def test_predecessors_targets_are_none_of_the_unit_s_as_reported(by):
    # only the 34-view puts 100 + 60 in the place of what the unit aimed at
    seeds = data(
        f"{UNIT} members_admitted 2025 50", f"{HG} members_admitted 2025 100 target", f"{TQ} members_admitted 2025 60 target"
    )
    assert compared(seeds, "members_admitted", "target", by=by) == [(2025, 50, None, None, None)]
    assert compared(seeds, "members_admitted", "target", boundary="34") == [(2025, 50, 160, -110, 31.25)]


def test_a_body_that_falls_silent_beside_one_that_is_succeeded_blanks_the_comparison():
    # Huế's 1,000 became 1,500; Hà Tĩnh's 700 of 2017 have no figure in 2018: 1,500 is not held against 1,700
    seeds = data(
        *HANDOVER,
        f"{OLD_BLOC} party_members 2017-12-31 1000",
        f"{NEW_BLOC} party_members 2018-12-31 1500",
        f"{OTHER} party_members 2017-12-31 700",
    )
    asked = {"by": "year", "province": "hue,ha-tinh", "kind": BLOCS, "year": "2018"}
    assert compared(seeds, "party_members", "previous_year", "value", "previous", **asked) == [(1500, None)]


def test_only_ranks_are_told_not_to_be_subtracted():
    # members of 2025 beside those of 2024 are no ranks of 34 and of 63
    seeds = data(f"{BLOC} party_members 2024-12-31 5000", f"{BLOC} party_members 2025-12-31 5100")
    result = ask(built(seeds), question("party_members", compare="previous_year", year="2025"))
    assert ([row.change for row in result.rows], result.blanks) == ([100], ())


@pytest.mark.parametrize("compare", ["previous_year", "same_period"])
@pytest.mark.parametrize("asked", [{"by": "year"}, {"by": "year", "province": "ha-giang"}, {"by": "province,year"}])
def test_a_predecessor_is_compared_with_itself_though_another_is_silent(compare, asked):
    # Hà Giang's 5,000 of 2024 and 5,100 of June 2025: +100, whether or not a row names that Tuyên Quang states nothing
    seeds = data(f"{HG} party_members 2024-12-31 5000", f"{HG} party_members 2025-06-30 5100")
    rows = compared(seeds, "party_members", compare, "value", "previous", "change", year="2025", **asked)
    assert rows == [(5100, 5000, 100)]


def test_the_first_quarter_of_a_predecessor_is_compared_beside_the_unit_s_year():
    # Hà Giang's first quarters are what both years state: 10 after 6; of the unit Tuyên Quang's part is missing, and only that
    seeds = data(
        f"{HG} members_admitted 2024-Q1 6",
        f"{HG} members_admitted 2025-Q1 10",
        f"{UNIT} members_admitted 2025 50",
        f"{BLOC} members_admitted 2024-Q1 20",
    )
    columns = ("value", "previous", "covers")
    for asked in ({"by": "year"}, {"by": "year", "boundary": "34"}):
        rows = compared(seeds, "members_admitted", "same_period", *columns, kind="province_wide", year="2025", **asked)
        assert rows == [(10, 6, "2025-Q1; 1 of 34; missing: tuyen-quang")]


def test_a_merged_unit_that_is_not_compared_is_missing_under_its_predecessors_names():
    # Nghệ An's 20 after 15; of Tuyên Quang's territory nothing is known of both years
    seeds = data(
        f"{UNIT} members_admitted 2025 50",
        f"{HG} members_admitted 2025-H1 9",
        "nghe-an.province-wide members_admitted 2024-Q1 15",
        "nghe-an.province-wide members_admitted 2025-Q1 20",
    )
    rows = compared(seeds, "members_admitted", "same_period", "value", "previous", "covers", by="year", year="2025")
    assert rows == [(20, 15, "2025-Q1; 1 of 34; missing: ha-giang, tuyen-quang")]
