"""Rule 3: ratios are recomputed from both parts where these are known; percentages are never averaged, added or tiled."""

from __future__ import annotations

import pytest

from tests.second_opinion import agreed, brief, product, question, refused
from tests.small import data

BLOC = "nghe-an.agencies-bloc"
OTHER = "ha-tinh.agencies-bloc"


def test_a_ratio_is_recomputed_from_its_parts():
    # 50 of 63 = 79.365079… %, although 79 % is stated
    seeds = data(
        f"{BLOC} head_is_secretary 2021-09 50",
        f"{BLOC} grassroots_organizations 2021-09 63",
        f"{BLOC} head_is_secretary_share 2021-09 79",
    )
    rows = agreed(seeds, "head_is_secretary_share")
    assert brief(rows, "year", "value", "unit", "status", "figures") == [(2021, 79.365079, "percent", "complete", 2)]


def test_a_stated_percentage_stands_alone_where_a_part_is_unknown():
    seeds = data(f"{BLOC} head_is_secretary 2021-09 50", f"{BLOC} head_is_secretary_share 2021-09 79")
    assert brief(agreed(seeds, "head_is_secretary_share"), "value", "figures") == [(79, 1)]


def test_parts_of_different_bodies_make_no_ratio():
    seeds = data(f"{BLOC} head_is_secretary 2021-09 50", f"{OTHER} grassroots_organizations 2021-09 63")
    assert agreed(seeds, "head_is_secretary_share") == []


def test_parts_of_different_years_make_no_ratio():
    seeds = data(f"{BLOC} head_is_secretary 2021-09 50", f"{BLOC} grassroots_organizations 2020-09 63")
    assert agreed(seeds, "head_is_secretary_share") == []


def test_the_ratio_of_a_sum_is_not_the_mean_of_ratios():
    # 50/100 = 50 % and 10/10 = 100 %: together 60/110 = 54.545454… %, not 75 %
    seeds = data(
        f"{BLOC} head_is_secretary 2021-09 50",
        f"{BLOC} grassroots_organizations 2021-09 100",
        f"{OTHER} head_is_secretary 2021-09 10",
        f"{OTHER} grassroots_organizations 2021-09 10",
    )
    rows = agreed(seeds, "head_is_secretary_share", by="year", province="nghe-an,ha-tinh")
    assert brief(rows, "year", "value", "figures") == [(2021, 54.545455, 4)]


def test_several_bodies_are_added_by_their_pairs_whatever_shares_are_stated_later():
    # 50/100 and 90/100 are 70 %; the 60 % of December cannot be added to them
    seeds = data(
        *(f"{BLOC} head_is_secretary 2021-06 50", f"{BLOC} grassroots_organizations 2021-06 100"),
        *(f"{OTHER} head_is_secretary 2021-06 90", f"{OTHER} grassroots_organizations 2021-06 100"),
        f"{BLOC} head_is_secretary_share 2021-12 60",
    )
    rows = agreed(seeds, "head_is_secretary_share", by="year", province="nghe-an,ha-tinh")
    assert brief(rows, "year", "value", "figures") == [(2021, 70, 4)]


def test_several_stated_percentages_in_one_row_are_refused():
    seeds = data(f"{BLOC} head_is_secretary_share 2021-09 50", f"{OTHER} head_is_secretary_share 2021-09 100")
    assert refused(seeds, "head_is_secretary_share", by="year")
    assert not refused(seeds, "head_is_secretary_share", by="province,year")


def test_several_stated_shares_of_a_count_are_refused():
    seeds = data(
        f"{BLOC} party_members 2021-09 40% group=female",
        f"{OTHER} party_members 2021-09 50% group=female",
    )
    assert refused(seeds, "party_members", by="year", unit="percent", breakdown="group=female")
    rows = agreed(seeds, "party_members", unit="percent", breakdown="group=female")
    assert brief(rows, "province", "value", "unit") == [("ha-tinh", 50, "percent"), ("nghe-an", 40, "percent")]


def test_counts_and_stated_shares_never_mix():
    # 2,000 women are a count, 40 % a share: each only in its own unit
    seeds = data(
        f"{BLOC} party_members 2020-09 2000 group=female",
        f"{BLOC} party_members 2021-09 40% group=female",
    )
    rows = agreed(seeds, "party_members", breakdown="group=female")
    assert brief(rows, "year", "value", "unit") == [(2020, 2000, "person")]
    rows = agreed(seeds, "party_members", breakdown="group=female", unit="percent")
    assert brief(rows, "year", "value", "unit") == [(2021, 40, "percent")]


def test_a_share_is_no_total_of_its_parts():
    # 40 % and 30 % of two groups are not 70 % of the members
    seeds = data(
        f"{BLOC} party_members 2021-09 40% group=female",
        f"{BLOC} party_members 2021-09 30% group=ethnic_minority",
    )
    assert agreed(seeds, "party_members", unit="percent") == []


SHARES = [
    # shares are not tiled: H1 and H2 do not make a year
    pytest.param(["2020-H1 40", "2020-H2 50"], [(40, "partial", "2020-H1")], id="never tiled"),
    pytest.param(["2020-H1 40", "2020 45"], [(45, "complete", "2020")], id="the full year's"),
    pytest.param(["2020-H1 40", "as_of:2020-09-30 42"], [(42, "partial", "2020-09-30")], id="the dated, if later"),
    pytest.param(["2020-9M 44", "as_of:2020-03-31 39"], [(44, "partial", "2020-9M")], id="the year-to-date, if later"),
    pytest.param(["2020-Q3 44"], [], id="a lone later period"),
]


@pytest.mark.parametrize(("figures", "expected"), SHARES)
def test_the_stated_share_of_a_year(figures, expected):
    rows = agreed(
        data(*(f"{BLOC} members_admitted {f}% group=female" for f in figures)),
        "members_admitted",
        unit="percent",
        breakdown="group=female",
    )
    assert brief(rows, "value", "status", "covers") == expected


def test_the_denominator_of_a_flow_is_the_stock_of_the_same_year():
    # 12 disciplined in 2020 ÷ 4,000 members in 2020 × 1,000 = 3; 2019's 3,000 would give 4
    seeds = data(
        f"{BLOC} members_disciplined 2020 12",
        f"{BLOC} party_members 2019-12-31 3000",
        f"{BLOC} party_members 2020-12-31 4000",
    )
    rows = agreed(seeds, "members_disciplined_per_1000")
    assert brief(rows, "year", "value", "unit") == [(2020, 3, "permille")]


def test_the_admission_rate_is_on_the_end_of_the_previous_year():
    # 100 admitted in 2020 ÷ 5,000 members at the end of 2019 = 2 %; 2020's 8,000 would give 1.25 %
    seeds = data(
        f"{BLOC} members_admitted 2020 100",
        f"{BLOC} party_members 2019-12-31 5000",
        f"{BLOC} party_members 2020-12-31 8000",
    )
    assert brief(agreed(seeds, "admission_rate"), "year", "value") == [(2020, 2)]


def test_the_second_number_serves_where_the_denominator_is_not_stated():
    # 50/63
    rows = agreed(data(f"{BLOC} head_is_secretary 2021-09 50/63"), "head_is_secretary_share")
    assert brief(rows, "value", "figures") == [(79.365079, 1)]


def test_the_stated_denominator_comes_before_the_second_number():
    # 50 ÷ the 64 stated for themselves, not ÷ 63
    seeds = data(f"{BLOC} head_is_secretary 2021-09 50/63", f"{BLOC} grassroots_organizations 2021-09 64")
    assert brief(agreed(seeds, "head_is_secretary_share"), "value") == [(78.125,)]


def test_members_per_grassroots_organization():
    # 5,000 members in 50 organizations
    seeds = data(f"{BLOC} party_members 2021-09 5000", f"{BLOC} grassroots_organizations 2021-12 50")
    rows = agreed(seeds, "members_per_grassroots_organization")
    assert brief(rows, "value", "unit") == [(100, "person")]


def test_re_elected_share_of_a_term():
    # 275 re-elected of 275 + 131 = 406: 67.7339… %
    seeds = data(
        f"{BLOC} committee_members_elected term:2020/2025 275 incumbency=re_elected",
        f"{BLOC} committee_members_elected term:2020/2025 131 incumbency=first_time",
    )
    rows = agreed(seeds, "re_elected_share", by="province,period")
    assert brief(rows, "period", "value") == [("2020/2025", 67.73399)]


def test_qualification_share():
    # 1,200 with a master's degree of 4,800 members
    seeds = data(f"{BLOC} members_by_degree 2020 1200 degree=master", f"{BLOC} party_members 2020 4800")
    rows = agreed(seeds, "members_by_degree_share", by="province,year,degree")
    assert brief(rows, "degree", "value") == [("master", 25)]
    rows = agreed(seeds, "members_by_degree_share", breakdown="degree=master")
    assert brief(rows, "value") == [(25,)]


def test_target_completion_is_recomputed():
    # 129 of a target of 115 = 112.17 %
    seeds = data(f"{BLOC} members_admitted 2017 129", f"{BLOC} members_admitted 2017 115 target")
    rows = agreed(seeds, "admission_target_completion")
    assert brief(rows, "year", "value") == [(2017, 112.173913)]


def test_a_ratio_of_a_partial_flow_is_partial():
    # 6 in the first half ÷ 3,000 = 2 per 1,000 so far
    seeds = data(f"{BLOC} members_disciplined 2020-H1 6", f"{BLOC} party_members 2020-12-31 3000")
    assert brief(agreed(seeds, "members_disciplined_per_1000"), "value", "status") == [(2, "partial")]


def test_an_unknown_unit_is_refused():
    seeds = data(f"{BLOC} party_members 2021-09 40")
    assert refused(seeds, "party_members", unit="organization")
    assert refused(data("rank PAR 2023 nghe-an 15"), "par_index_rank", unit="percent")


def test_nothing_is_divided_by_zero():
    # none of no organizations: no row
    seeds = data(f"{BLOC} congresses_held 2020 0", f"{BLOC} grassroots_organizations 2020 0")
    assert agreed(seeds, "congress_completion") == []


def test_the_denominator_of_the_same_date_comes_before_the_latest_of_the_year():
    # 50 of the 100 of June, not of the 125 of December
    seeds = data(
        f"{BLOC} head_is_secretary 2020-06 50",
        f"{BLOC} grassroots_organizations 2020-06 100",
        f"{BLOC} grassroots_organizations 2020-12 125",
    )
    assert brief(agreed(seeds, "head_is_secretary_share"), "value", "covers") == [(50, "2020-06")]


def test_a_term_s_admissions_are_not_divided_by_a_yearly_target():
    # 500 in five years of 550 for the term: 90.9 %; a yearly 550 is another thing
    term = f"{BLOC} members_admitted term:2020/2025"
    asked = {"by": "province,period"}
    rows = agreed(data(f"{term} 500", f"{term} 550 target"), "admission_target_completion", **asked)
    assert brief(rows, "period", "value") == [("2020/2025", 90.909091)]
    assert agreed(data(f"{term} 500", f"{term} 550 target note=yearly"), "admission_target_completion", **asked) == []


def test_the_admission_rate_of_several_years_is_on_the_members_before_them():
    # 50 in 2018 and 2019 ÷ 2,000 at the end of 2017 = 2.5 %
    seeds = data(
        f"{BLOC} members_admitted range:2018/2019 50",
        f"{BLOC} party_members 2017 2000",
        f"{BLOC} party_members 2018 1000",
    )
    assert brief(agreed(seeds, "admission_rate", by="province,period"), "period", "value") == [("2018/2019", 2.5)]


def test_a_figure_that_is_in_both_parts_counts_once():
    # 275 stands above and below the line: two figures, not three
    seeds = data(
        f"{BLOC} committee_members_elected term:2020/2025 275 incumbency=re_elected",
        f"{BLOC} committee_members_elected term:2020/2025 131 incumbency=first_time",
    )
    assert brief(agreed(seeds, "re_elected_share", by="province,period"), "figures") == [(2,)]


def test_a_part_is_not_divided_by_itself():
    # 40 re-elected of an unknown number: no share, and never 100 %
    seeds = data(f"{BLOC} committee_members_elected 2020 40 incumbency=re_elected")
    assert agreed(seeds, "re_elected_share") == []
    assert agreed(seeds, "re_elected_share", by="province,period") == []
    # 40 of 40 + 60
    seeds = data(
        f"{BLOC} committee_members_elected 2020 40 incumbency=re_elected",
        f"{BLOC} committee_members_elected 2020 60 incumbency=first_time",
    )
    assert brief(agreed(seeds, "re_elected_share"), "value") == [(40,)]


def test_the_latest_date_at_which_both_parts_are_known_answers():
    # 722 in 20 organizations on 12 February: 36.1; the 1,363 of the 28th belong to another number of organizations
    seeds = data(
        f"{BLOC} party_members 2025-02-12 722",
        f"{BLOC} party_members 2025-02-28 1363",
        f"{BLOC} grassroots_organizations 2025-02-12 20",
    )
    rows = agreed(seeds, "members_per_grassroots_organization")
    assert brief(rows, "value", "covers", "figures") == [(36.1, "2025-02-12", 2)]


DATED = [
    # the share of December is later than the pair of June
    pytest.param(
        ["head_is_secretary 2020-06 50", "grassroots_organizations 2020-06 100", "head_is_secretary_share 2020-12 80"], 80
    ),
    # the pair of December is later than the share of June
    pytest.param(
        ["head_is_secretary 2020-12 50", "grassroots_organizations 2020-12 100", "head_is_secretary_share 2020-06 80"], 50
    ),
    # on one date the pair wins
    pytest.param(
        ["head_is_secretary 2020-06 50", "grassroots_organizations 2020-06 100", "head_is_secretary_share 2020-06 51"], 50
    ),
    # 40 of 80 in March, 50/100 in June: the row's own second number is a pair too
    pytest.param(["head_is_secretary 2020-03 40", "grassroots_organizations 2020-03 80", "head_is_secretary 2020-06 60/100"], 60),
    # neither a pair nor a share: 50 in June with the 100 of March, the latest not after it, not with the 125 of September
    pytest.param(
        [
            "head_is_secretary 2020-06 50",
            "grassroots_organizations 2020-02 200",
            "grassroots_organizations 2020-03 100",
            "grassroots_organizations 2020-09 125",
        ],
        50,
    ),
    # none before: the first after
    pytest.param(
        ["head_is_secretary 2020-06 50", "grassroots_organizations 2020-09 125", "grassroots_organizations 2020-12 100"], 40
    ),
    # a share is known: unlike dates are not divided
    pytest.param(
        ["head_is_secretary 2020-06 50", "grassroots_organizations 2020-12 125", "head_is_secretary_share 2020-03 80"], 80
    ),
]


@pytest.mark.parametrize(("figures", "expected"), DATED)
def test_which_date_of_the_year_a_ratio_of_stocks_has(figures, expected):
    rows = agreed(data(*(f"{BLOC} {figure}" for figure in figures)), "head_is_secretary_share")
    assert brief(rows, "value") == [(expected,)]


CONGRESSES = [
    # 50 of March over 100 of December is no share of any date; 100 % is stated
    pytest.param(
        ["congresses_held 2020-03-31 50", "grassroots_organizations 2020-12-31 100", "congress_completion 2020-12-31 100"], 100
    ),
    pytest.param(
        ["congresses_held 2020 1364", "grassroots_organizations 2020-08-03 2166", "congress_completion 2020-08-30 100"], 100
    ),
    # no share is stated: no row
    pytest.param(["congresses_held 2020-03-31 50", "grassroots_organizations 2020-12-31 100"], None),
    # one date, two sources: no row; one source: 50 of 80; 50/80 in one statement
    pytest.param(["congresses_held 2020-06 50 @one:2021", "grassroots_organizations 2020-06 80 @two:2021"], None),
    pytest.param(["congresses_held 2020-06 50 @one:2021", "grassroots_organizations 2020-06 80 @one:2021"], 62.5),
    pytest.param(["congresses_held 2020-06 50/80 @one:2021", "grassroots_organizations 2020-06 100 @two:2021"], 62.5),
    # what is told in one breath stands before another count of the same source
    pytest.param(["congresses_held 2020-06 50/80 @one:2021", "grassroots_organizations 2020-06 100 @one:2021"], 62.5),
]


@pytest.mark.parametrize(("figures", "expected"), CONGRESSES)
def test_congresses_are_divided_within_one_statement_only(figures, expected):
    seeds = data(*(f"{BLOC} {figure}" for figure in figures))
    rows = agreed(seeds, "congress_completion")
    assert brief(rows, "value") == ([] if expected is None else [(expected,)])
    # so it is of each period by itself
    of_periods = agreed(seeds, "congress_completion", by="province,period")
    assert {row["value"] for row in of_periods} == ({expected} if expected else set())


def test_a_flow_over_a_handover_is_divided_by_the_later_body_s_stock():
    # 10 to June and 20 from July: of the 1,500 members that the new bloc has in December, 20 in a thousand
    seeds = data(
        "body nghe-an.old agencies_bloc ..2018-06",
        "body nghe-an.new agencies_enterprises_bloc 2018-07..",
        *("nghe-an.old members_disciplined 2018-H1 10", "nghe-an.old party_members 2018-03-31 1000"),
        *("nghe-an.new members_disciplined 2018-H2 20", "nghe-an.new party_members 2018-12-31 1500"),
    )
    rows = agreed(seeds, "members_disciplined_per_1000", kind="agencies_bloc,agencies_enterprises_bloc")
    assert brief(rows, "value", "status", "figures") == [(20, "complete", 3)]


def test_a_year_s_ratio_over_a_handover_is_not_given_up_for_a_half_year_s():
    # the new bloc's members are unknown: the year of 1,000 members is whole, the half year's 10 in a thousand is not asked for
    seeds = data(
        "body nghe-an.old agencies_bloc ..2018-06",
        "body nghe-an.new agencies_enterprises_bloc 2018-07..",
        *("nghe-an.old members_disciplined 2018-H1 10", "nghe-an.old party_members 2018-03-31 1000"),
        *("nghe-an.new members_disciplined 2018-H2 12", "nghe-an.new members_disciplined 2018 30"),
    )
    (row,) = product(seeds, question("members_disciplined_per_1000", kind="agencies_bloc,agencies_enterprises_bloc"))
    assert (row["year"], row["status"]) == (2018, "complete")
    assert row["value"] > 10


def test_a_denominator_of_another_date_is_the_latest_before_not_the_nearest():
    # in September of the 100 of March, though October's 80 are nearer
    seeds = data(
        f"{BLOC} head_is_secretary 2021-09-30 50",
        f"{BLOC} grassroots_organizations 2021-03-31 100",
        f"{BLOC} grassroots_organizations 2021-10-31 80",
    )
    assert brief(agreed(seeds, "head_is_secretary_share"), "value", "status") == [(50, "complete")]


@pytest.mark.parametrize(("period", "status"), [("2021-H1", "partial"), ("2021-06-30", "complete"), ("2021", "complete")])
def test_a_share_of_a_half_year_is_partial_and_one_of_a_date_is_not(period: str, status: str):
    rows = agreed(data(f"{BLOC} head_is_secretary_share {period} 79"), "head_is_secretary_share")
    assert brief(rows, "value", "status", "covers") == [(79, status, period)]


def test_a_share_of_the_whole_year_comes_before_that_of_its_last_day():
    seeds = data(f"{BLOC} party_members year:2020 43% group=female", f"{BLOC} party_members 2020-12-31 44% group=female")
    rows = agreed(seeds, "party_members", unit="percent", breakdown="group=female")
    assert brief(rows, "value", "covers") == [(43, "2020")]


@pytest.mark.parametrize(("period", "expected"), [("2020-H1", [(43, "partial")]), ("2020-H2", [])])
def test_a_share_of_a_stock_counts_from_january_on(period: str, expected: list[tuple[int, str]]):
    rows = agreed(
        data(f"{BLOC} party_members {period} 43% group=female"), "party_members", unit="percent", breakdown="group=female"
    )
    assert brief(rows, "value", "status") == expected


def test_a_denominator_is_one_beside_another_target():
    seeds = data(f"{BLOC} head_is_secretary 2021-09 45/50", f"{BLOC} head_is_secretary 2021 48 target")
    assert brief(agreed(seeds, "head_is_secretary_share"), "value") == [(90,)]


def test_what_was_aimed_at_is_no_denominator():
    # 50 of 60 are 83.333333… %; 50 where 60 was the target are no share of anything
    assert brief(agreed(data(f"{BLOC} head_is_secretary 2021 50/60"), "head_is_secretary_share"), "value") == [(83.333333,)]
    aimed = data(f"{BLOC} head_is_secretary 2021 50/60", f"{BLOC} head_is_secretary 2021 60 target")
    assert agreed(aimed, "head_is_secretary_share") == []


TWO_BLOCS = (
    "body nghe-an.agencies-bloc agencies_bloc ..2019-06-30",
    "body nghe-an.enterprises-bloc enterprises_bloc ..2019-06-30",
    "body nghe-an.agencies-enterprises-bloc agencies_enterprises_bloc 2019-07-01..",
)
JOINT = "nghe-an.agencies-enterprises-bloc"


@pytest.mark.parametrize(
    ("metric", "whole", "share"),
    [("admission_rate", "party_members 2018-12 1000", 1), ("admission_target_completion", "members_admitted 2019 20 target", 50)],
)
def test_a_body_goes_on_in_a_share_only_from_all_that_ended_into_it(metric: str, whole: str, share: float):
    # 10 + 30 would be of both blocs, the denominator of one: what that one had itself stands
    seeds = data(*TWO_BLOCS, f"{BLOC} members_admitted 2019-H1 10", f"{JOINT} members_admitted 2019-H2 30", f"{BLOC} {whole}")
    asked = {"by": "province,year", "kind": "agencies_bloc,enterprises_bloc,agencies_enterprises_bloc"}
    assert brief(agreed(seeds, metric, **asked), "value", "status") == [(share, "partial")]
    (row,) = agreed(seeds, "members_admitted", **asked)
    assert row["value"] == 40


def test_a_body_goes_on_in_a_share_from_two_that_ended_into_it():
    # (10 + 20 + 30) of 1,000 + 2,000
    parts = [f"nghe-an.{bloc} members_admitted 2019-H1 {n}" for bloc, n in (("agencies-bloc", 10), ("enterprises-bloc", 20))]
    members = [f"nghe-an.{bloc} party_members 2018-12 {n}" for bloc, n in (("agencies-bloc", 1000), ("enterprises-bloc", 2000))]
    seeds = data(*TWO_BLOCS, *parts, *members, f"{JOINT} members_admitted 2019-H2 30")
    rows = agreed(seeds, "admission_rate", by="province,year", kind="agencies_bloc,enterprises_bloc,agencies_enterprises_bloc")
    assert brief(rows, "value", "status") == [(2, "complete")]


@pytest.mark.parametrize(("period", "covers"), [("2020", "2020; 2020-12-31"), ("2020-06", "2020-06; 2020-12-31")])
def test_what_happens_in_a_period_is_divided_by_the_year_s_stock(period, covers):
    # 11 of the 1,100 of 31 December, the latest of the year, and not of the 1,000 that are dated by the same letters
    seeds = data(
        f"{BLOC} members_disciplined {period} 11",
        f"{BLOC} party_members {period} 1000",
        f"{BLOC} party_members 2020-12-31 1100",
    )
    assert brief(agreed(seeds, "members_disciplined_per_1000", by="province,period"), "value", "covers") == [(10, covers)]


def test_a_term_s_figure_is_divided_by_the_term_s_own_stock():
    term = "term:2020/2025"
    seeds = data(f"{BLOC} members_disciplined {term} 11", f"{BLOC} party_members {term} 1100", f"{BLOC} party_members 2020 1000")
    rows = agreed(seeds, "members_disciplined_per_1000", by="province,period")
    assert brief(rows, "period", "value") == [("2020/2025", 10)]


@pytest.mark.parametrize("metric", ["head_is_secretary_share", "organizations_admitting_share"])
def test_no_share_is_built_of_the_shares_of_parts(metric):
    assert agreed(data(f"{BLOC} {metric} 2020-12-31 79% subject=cell"), metric) == []


@pytest.mark.parametrize("by", ["province,year", "province,period"])
def test_a_total_built_of_the_numerator_does_not_hide_the_whole_that_it_states(by):
    # 25 of 34 were re-elected; the "total" of 25 is those themselves
    seeds = data(f"{BLOC} committee_members_elected 2020-H1 25/34 incumbency=re_elected")
    assert brief(agreed(seeds, "re_elected_share", by=by), "value") == [(73.529412,)]
