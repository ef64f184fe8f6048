"""Rule 10: 63 provinces until 2025-06-30, 34 units from 2025-07-01.

Hà Giang and Tuyên Quang became Tuyên Quang (2025); Quảng Bình and Quảng Trị became Quảng Trị (2025); Cần Thơ, Hậu Giang and
Sóc Trăng became Cần Thơ (2025); Nghệ An and Hà Tĩnh went on unchanged.
"""

from __future__ import annotations

import pytest

from tests.second_opinion import agreed, brief, refused
from tests.small import data

HG, TQ, UNIT = "ha-giang.province-wide", "tuyen-quang.province-wide", "tuyen-quang-2025.province-wide"
CT, HU, ST = "can-tho.province-wide", "hau-giang.province-wide", "soc-trang.province-wide"


def unit_rows(seeds, metric: str = "members_admitted", **asked: str) -> list[tuple[object, ...]]:
    rows = agreed(seeds, metric, boundary="34", **asked)
    return brief(rows, "province", "year", "value", "status", "covers")


def test_a_flow_of_a_merged_unit_is_the_sum_of_all_its_predecessors():
    # 100 + 200 in 2020
    seeds = data(f"{HG} members_admitted 2020 100", f"{TQ} members_admitted 2020 200")
    assert unit_rows(seeds) == [("tuyen-quang-2025", 2020, 300, "complete", "2020")]


def test_a_list_of_provinces_that_was_read_from_an_address_is_the_same_list():
    # the halves that both state, 100 + 200, whatever object the text "34" is
    seeds = data(f"{HG} members_admitted 2020-H1 100", f"{HG} members_admitted 2020 250", f"{TQ} members_admitted 2020-H1 200")
    rows = agreed(seeds, "members_admitted", boundary="".join(("3", "4")))
    assert brief(rows, "province", "value", "status") == [("tuyen-quang-2025", 300, "partial")]


def test_a_missing_predecessor_is_named():
    # 100 + ?
    seeds = data(f"{HG} members_admitted 2020 100")
    assert unit_rows(seeds) == [("tuyen-quang-2025", 2020, 100, "at_least", "2020; missing: tuyen-quang")]


def test_a_sum_of_years_beyond_the_merger_names_what_each_year_lacks():
    # of the unit that follows tuyen-quang, 2024 lacks ha-giang; nghe-an is its own unit in both years
    own = "nghe-an.province-wide"
    seeds = data(f"{TQ} members_admitted 2024 10", f"{own} members_admitted 2024 4", f"{own} members_admitted 2025 5")
    (row,) = agreed(seeds, "members_admitted", by="kind", year="2024:2025")
    assert row["value"] == 19
    assert "2 of 34; missing: ha-giang" in row["covers"]
    (row,) = agreed(seeds, "members_admitted", by="kind", year="2024")
    assert "2 of 63" in row["covers"]
    assert "missing" not in row["covers"]


def test_several_missing_predecessors_are_named():
    seeds = data(f"{HU} members_admitted 2020 100")
    assert unit_rows(seeds) == [("can-tho-2025", 2020, 100, "at_least", "2020; missing: can-tho, soc-trang")]


def test_a_stock_of_a_merged_unit_is_the_sum_of_the_same_year():
    # June 1,000 + December 2,000, both of 2020
    seeds = data(f"{HG} party_members 2020-06-30 1000", f"{TQ} party_members 2020-12-31 2000")
    (row,) = agreed(seeds, "party_members", boundary="34")
    assert (row["province"], row["value"], row["status"], row["figures"]) == ("tuyen-quang-2025", 3000, "complete", 2)
    assert sorted(row["covers"].split("; ")) == ["2020-06-30", "2020-12-31"]


def test_stocks_of_different_years_are_not_added():
    seeds = data(f"{HG} party_members 2019 1000", f"{TQ} party_members 2020 2000")
    assert unit_rows(seeds, "party_members") == [
        ("tuyen-quang-2025", 2019, 1000, "at_least", "2019; missing: tuyen-quang"),
        ("tuyen-quang-2025", 2020, 2000, "at_least", "2020; missing: ha-giang"),
    ]


def test_the_longest_stretch_that_all_predecessors_state():
    # Hà Giang: H1 40, year 100; Tuyên Quang: H1 50: both state H1: 90, partial
    seeds = data(f"{HG} members_admitted 2020-H1 40", f"{HG} members_admitted 2020 100", f"{TQ} members_admitted 2020-H1 50")
    assert unit_rows(seeds) == [("tuyen-quang-2025", 2020, 90, "partial", "2020-H1")]


def test_a_stretch_may_be_tiled():
    # Tuyên Quang's Q1 20 + Q2 30 are its first half
    seeds = data(
        f"{HG} members_admitted 2020-H1 40",
        f"{TQ} members_admitted 2020-Q1 20",
        f"{TQ} members_admitted 2020-Q2 30",
    )
    (row,) = agreed(seeds, "members_admitted", boundary="34")
    assert (row["value"], row["status"], row["figures"]) == (90, "partial", 3)


def test_no_shared_stretch_the_longest_that_anyone_states():
    # Hà Giang the year 100, Tuyên Quang only H1 50: no stretch is shared; 100, Tuyên Quang missing
    seeds = data(f"{HG} members_admitted 2020 100", f"{TQ} members_admitted 2020-H1 50")
    assert unit_rows(seeds) == [("tuyen-quang-2025", 2020, 100, "at_least", "2020; missing: tuyen-quang")]


def test_with_one_missing_the_longest_that_anyone_states():
    # Cần Thơ 9M 90, Hậu Giang H1 50, Sóc Trăng nothing: 90, the other two missing
    seeds = data(f"{CT} members_admitted 2020-9M 90", f"{HU} members_admitted 2020-H1 50")
    assert unit_rows(seeds) == [("can-tho-2025", 2020, 90, "partial; at_least", "2020-9M; missing: hau-giang, soc-trang")]


def test_in_2025_the_predecessors_first_half_and_the_unit_s_second_half_tile():
    # 40 + 50 to June, 120 from July
    seeds = data(
        f"{HG} members_admitted 2025-H1 40",
        f"{TQ} members_admitted 2025-H1 50",
        f"{UNIT} members_admitted 2025-H2 120",
    )
    (row,) = agreed(seeds, "members_admitted", boundary="34")
    assert (row["province"], row["value"], row["status"], row["figures"]) == ("tuyen-quang-2025", 210, "complete", 3)
    assert row["covers"].split("; ") == ["2025-H1", "2025-H2"]


def test_a_figure_of_the_unit_itself_is_its_own():
    # 2026 and the members at the end of 2025
    seeds = data(f"{UNIT} members_admitted 2026 300", f"{HG} members_admitted 2024 100", f"{TQ} members_admitted 2024 90")
    assert unit_rows(seeds) == [
        ("tuyen-quang-2025", 2024, 190, "complete", "2024"),
        ("tuyen-quang-2025", 2026, 300, "complete", "2026"),
    ]


def test_a_stock_of_2025_is_the_unit_s_own_where_it_is_stated():
    # in March 1,000 + 2,000 of the two, in December 3,100 of the one
    seeds = data(
        f"{HG} party_members 2025-03-31 1000",
        f"{TQ} party_members 2025-03-31 2000",
        f"{UNIT} party_members 2025-12-31 3100",
    )
    assert unit_rows(seeds, "party_members") == [("tuyen-quang-2025", 2025, 3100, "complete", "2025-12-31")]


def test_as_reported_each_stands_under_its_own_name():
    seeds = data(
        f"{HG} party_members 2025-03-31 1000",
        f"{TQ} party_members 2025-03-31 2000",
        f"{UNIT} party_members 2025-12-31 3100",
    )
    assert brief(agreed(seeds, "party_members"), "province", "value") == [
        ("ha-giang", 1000),
        ("tuyen-quang", 2000),
        ("tuyen-quang-2025", 3100),
    ]


def test_a_figure_of_a_merged_unit_never_stands_under_its_namesake():
    seeds = data(f"{UNIT} party_members 2025-12-31 3100")
    assert agreed(seeds, "party_members", province="tuyen-quang") == []
    assert agreed(seeds, "party_members", boundary="63") == []


def test_a_figure_of_the_namesake_never_stands_alone_as_the_unit():
    seeds = data(f"{TQ} party_members 2020 2000")
    rows = agreed(seeds, "party_members", boundary="34", province="tuyen-quang-2025")
    assert brief(rows, "value", "status") == [(2000, "at_least")]


def test_in_one_sum_a_unit_and_its_predecessors_are_not_counted_twice():
    # March 1,000 + 2,000, December 3,100 of the same members: 3,100
    seeds = data(
        f"{HG} party_members 2025-03-31 1000",
        f"{TQ} party_members 2025-03-31 2000",
        f"{UNIT} party_members 2025-12-31 3100",
    )
    rows = agreed(seeds, "party_members", by="year")
    assert brief(rows, "year", "value", "covers") == [(2025, 3100, "2025-12-31; 1 of 34")]


def test_in_one_sum_overlapping_flows_are_the_later_body_s():
    # H1 40 + 50, and the unit's own 2025 with 210
    seeds = data(
        f"{HG} members_admitted 2025-H1 40",
        f"{TQ} members_admitted 2025-H1 50",
        f"{UNIT} members_admitted 2025 210",
    )
    rows = agreed(seeds, "members_admitted", by="year")
    assert brief(rows, "value", "figures") == [(210, 1)]


def test_in_one_sum_disjoint_flows_tile():
    # 40 + 50 + 120
    seeds = data(
        f"{HG} members_admitted 2025-H1 40",
        f"{TQ} members_admitted 2025-H1 50",
        f"{UNIT} members_admitted 2025-H2 120",
    )
    rows = agreed(seeds, "members_admitted", by="year")
    assert brief(rows, "value", "figures") == [(210, 3)]


def test_predecessors_count_as_their_successor_from_2025():
    # two predecessors of one unit report in 2025: 1 of 34
    seeds = data(f"{HG} members_admitted 2025-H1 40", f"{TQ} members_admitted 2025-H1 50")
    (row,) = agreed(seeds, "members_admitted", by="year")
    assert row["value"] == 90
    assert row["covers"] == "2025-H1; 1 of 34"


def test_unchanged_units_stand_in_both_lists():
    seeds = data("nghe-an.province-wide party_members 2020 200000")
    for boundary in ("63", "34", "reported"):
        assert brief(agreed(seeds, "party_members", boundary=boundary), "province", "value") == [("nghe-an", 200000)]


def test_sum_over_the_34():
    # the unit's 300 and Nghệ An's 400 in 2020: 2 of 34
    seeds = data(
        f"{HG} members_admitted 2020 100",
        f"{TQ} members_admitted 2020 200",
        "nghe-an.province-wide members_admitted 2020 400",
    )
    (row,) = agreed(seeds, "members_admitted", by="year", boundary="34", province="tuyen-quang-2025,nghe-an")
    assert (row["value"], row["status"]) == (700, "complete")


def test_a_province_outside_the_boundary_is_an_empty_answer():
    seeds = data(f"{HG} party_members 2020 1000", f"{UNIT} party_members 2026 3100")
    assert agreed(seeds, "party_members", boundary="34", province="ha-giang") == []
    assert agreed(seeds, "party_members", boundary="63", province="tuyen-quang-2025") == []


def test_ratios_of_a_merged_unit_are_rebuilt_from_parts():
    # (50 + 10) of (100 + 10) = 54.545454… %
    seeds = data(
        f"{HG} head_is_secretary 2020 50",
        f"{HG} grassroots_organizations 2020 100",
        f"{TQ} head_is_secretary 2020 10",
        f"{TQ} grassroots_organizations 2020 10",
    )
    rows = agreed(seeds, "head_is_secretary_share", boundary="34")
    assert brief(rows, "province", "value") == [("tuyen-quang-2025", 54.545455)]


@pytest.mark.parametrize("metric", ["par_index_rank", "par_index_score"])
def test_ranks_and_scores_of_predecessors_give_the_unit_none(metric):
    seeds = data("rank PAR 2023 ha-giang 50 80", "rank PAR 2023 tuyen-quang 40 82")
    assert agreed(seeds, metric, boundary="34") == []


def test_regions_of_unchanged_units_change_with_the_list():
    # Nghệ An: bac-trung-bo-va-duyen-hai-mien-trung to June 2025, bac-trung-bo since
    seeds = data(
        "nghe-an.province-wide party_members 2024-12-31 200000",
        "nghe-an.province-wide party_members 2026-12-31 210000",
    )
    rows = agreed(seeds, "party_members", by="region,year")
    assert brief(rows, "region", "year", "value") == [
        ("bac-trung-bo", 2026, 210000),
        ("bac-trung-bo-va-duyen-hai-mien-trung", 2024, 200000),
    ]
    assert brief(agreed(seeds, "party_members", region="bac-trung-bo"), "year") == [(2026,)]
    rows = agreed(seeds, "party_members", by="region,year", boundary="34")
    assert {row["region"] for row in rows} == {"bac-trung-bo"}
    rows = agreed(seeds, "party_members", by="region,year", boundary="63")
    assert {row["region"] for row in rows} == {"bac-trung-bo-va-duyen-hai-mien-trung"}


def test_a_sum_of_years_stands_in_the_region_of_its_last_year():
    # 4 + 5 of 2023 and 2024, whatever region the province stands in later
    own = "nghe-an.province-wide"
    seeds = data(*(f"{own} members_admitted {year} {value}" for year, value in ((2023, 4), (2024, 5), (2026, 6))))
    rows = agreed(seeds, "members_admitted", by="region", year="2023:2024")
    assert brief(rows, "region", "value") == [("bac-trung-bo-va-duyen-hai-mien-trung", 9)]


def test_a_sum_of_years_tells_how_many_units_its_regions_have():
    """Also where a region has no figure of the last year, whose regions are meant: one of five units is not complete."""
    seeds = data("nghe-an.province-wide members_admitted 2023 5", "tuyen-quang-2025.province-wide members_admitted 2025 7")
    of_34 = [
        ("bac-trung-bo", 5, "at_least", "2023; 1 of 5"),
        ("trung-du-va-mien-nui-phia-bac", 7, "at_least", "2025; 1 of 9"),
    ]
    assert brief(agreed(seeds, "members_admitted", by="region"), "region", "value", "status", "covers") == of_34
    for region, *own in of_34:
        row = agreed(seeds, "members_admitted", by="kind", region=region)
        assert brief(row, "value", "status", "covers") == [tuple(own)]
    # where it alone is asked for nobody else is expected
    row = agreed(seeds, "members_admitted", by="region", year="2023:2025", province="nghe-an")
    assert brief(row, "region", "covers") == [("bac-trung-bo", "2023")]


@pytest.mark.parametrize(
    "other",
    [
        # neither enters a sum of this: one goes on from a half that nobody states, one is of some of them
        "tuyen-quang-2025.province-wide members_admitted 2025-H2 1",
        "tuyen-quang-2025.province-wide members_admitted 2025 1 group=female",
        "tuyen-quang-2025.province-wide party_members 2025 100",
        "tuyen-quang-2025.province-wide members_admitted 2025 1 target",
    ],
)
def test_what_enters_no_sum_does_not_say_whose_regions_are_meant(other: str):
    seeds = data("nghe-an.province-wide members_admitted 2023 5", other)
    rows = agreed(seeds, "members_admitted", by="region")
    assert brief(rows, "region", "covers") == [("bac-trung-bo-va-duyen-hai-mien-trung", "2023; 1 of 14")]


def test_a_sum_of_years_names_the_predecessor_whose_half_is_not_known():
    """As the sum of that year does: the unit's own second half does not stand for what one of its parts did in the first."""
    seeds = data(
        "tuyen-quang.province-wide members_admitted 2025-H1 4",
        "tuyen-quang-2025.province-wide members_admitted 2025-H2 5",
        "tuyen-quang-2025.province-wide members_admitted 2026 6",
    )
    covers = "2025-H1; 2025-H2; 1 of 34; missing: ha-giang"
    assert brief(agreed(seeds, "members_admitted", by="kind", year="2025"), "value", "covers") == [(9, covers)]
    ((value, status, told),) = brief(agreed(seeds, "members_admitted", by="kind"), "value", "status", "covers")
    assert (value, status) == (15, "at_least")
    assert told.endswith("1 of 34; missing: ha-giang")


@pytest.mark.parametrize("by", ["kind", "year", "kind,year"])
@pytest.mark.parametrize("province", ["tuyen-quang-2025,tuyen-quang", "tuyen-quang"])
def test_a_filter_does_not_complete_a_sum(by: str, province: str):
    """Where only some of a unit's predecessors are asked for, what the unit says of the second half tells nothing of the first."""
    seeds = data(
        "tuyen-quang.province-wide members_admitted 2025-H1 4", "tuyen-quang-2025.province-wide members_admitted 2025-H2 5"
    )
    ((status, covers),) = brief(agreed(seeds, "members_admitted", by=by, province=province), "status", "covers")
    assert "at_least" in status
    assert covers.endswith("missing: ha-giang")
    # where the other states it too, or the unit all of the year, nobody is missing
    for more in ("ha-giang.province-wide members_admitted 2025-H1 3", "tuyen-quang-2025.province-wide members_admitted 2025 12"):
        known = data(
            "tuyen-quang.province-wide members_admitted 2025-H1 4",
            "tuyen-quang-2025.province-wide members_admitted 2025-H2 5",
            more,
        )
        rows = agreed(known, "members_admitted", by=by, province=province)
        assert all("missing" not in row["covers"] for row in rows)


def test_a_term_s_region_is_that_of_its_first_year():
    # the committee of 2020/2025 stands in 2020, when Nghệ An was in the region of 14 provinces
    seeds = data("nghe-an.province-wide executive_committee_size term:2020/2025 51")
    rows = agreed(seeds, "executive_committee_size", by="region,year")
    assert brief(rows, "region", "year", "status", "covers") == [
        ("bac-trung-bo-va-duyen-hai-mien-trung", 2020, "at_least", "2020/2025; 1 of 14")
    ]


@pytest.mark.parametrize(
    ("by", "region"), [("region,year", ""), ("kind,region", ""), ("kind,year", "bac-trung-bo"), ("kind", "bac-trung-bo")]
)
def test_a_unit_of_the_34_is_not_all_of_its_region_in_the_first_year_of_its_term(by: str, region: str):
    # the list of 2020 does not hold the region of the unit, which has five of them
    seeds = data("quang-tri-2025.province-wide executive_committee_size term:2020/2025 51")
    rows = agreed(seeds, "executive_committee_size", by=by, **({"region": region} if region else {}))
    assert brief(rows, "value", "status", "covers") == [(51, "at_least", "2020/2025; 1 of 5")]


def test_a_region_is_the_sum_of_its_provinces():
    # 14 provinces in the region of the 63-scheme; two report
    seeds = data(
        "nghe-an.province-wide party_members 2020 200000",
        "hue.province-wide party_members 2020 50000",
        "ha-noi.province-wide party_members 2020 400000",
    )
    rows = agreed(seeds, "party_members", by="region,year", year="2020")
    assert brief(rows, "region", "value", "status", "covers") == [
        ("bac-trung-bo-va-duyen-hai-mien-trung", 250000, "at_least", "2020; 2 of 14"),
        ("dong-bang-song-hong", 400000, "at_least", "2020; 1 of 11"),
    ]


def test_kinds_of_bloc_may_differ_between_predecessors():
    # an agencies bloc 50 and an agencies and enterprises bloc 60
    seeds = data(
        "ha-giang.agencies-bloc members_admitted 2020 50", "tuyen-quang.agencies-enterprises-bloc members_admitted 2020 60"
    )
    rows = unit_rows(seeds, kind="agencies_bloc,agencies_enterprises_bloc")
    assert rows == [("tuyen-quang-2025", 2020, 110, "complete", "2020; kinds: agencies_bloc, agencies_enterprises_bloc")]
    # the kind that only one of them has leaves the other missing
    assert unit_rows(seeds, kind="agencies_bloc") == [("tuyen-quang-2025", 2020, 50, "at_least", "2020; missing: tuyen-quang")]
    assert refused(seeds, "members_admitted", boundary="34")


def test_the_latest_figure_of_a_unit_lacks_no_predecessor():
    # 2026 is the unit's own; that Hà Giang is silent in 2024 does not matter to it
    seeds = data(f"{UNIT} party_members 2026 120", f"{TQ} party_members 2024-12-31 100")
    rows = agreed(seeds, "party_members", by="province", boundary="34")
    assert brief(rows, "value", "status", "covers") == [(120, "complete", "2026")]


@pytest.mark.parametrize("province", ["ha-giang", "ha-giang,tuyen-quang", "tuyen-quang-2025,ha-giang"])
def test_a_predecessor_that_is_not_asked_for_can_be_missing_too(province):
    # a unit of the 34 reports where it, or both of its predecessors do
    seeds = data(f"{HG} party_members 2025-03-31 1000")
    rows = agreed(seeds, "party_members", by="year", province=province)
    assert brief(rows, "value", "status", "covers") == [(1000, "at_least", "2025-03-31; missing: tuyen-quang")]
    seeds = data(f"{HG} party_members 2025-03-31 1000", f"{TQ} party_members 2025-03-31 900")
    rows = agreed(seeds, "party_members", by="year", province="ha-giang")
    assert brief(rows, "value", "status", "covers") == [(1000, "complete", "2025-03-31")]


def test_what_the_unit_states_makes_up_only_for_a_predecessor_that_is_not_asked_for():
    seeds = data(f"{HG} party_members 2025-03-31 1000", f"{UNIT} party_members 2025-12-31 3000")

    def told(asked: str) -> list[tuple[object, ...]]:
        return brief(agreed(seeds, "party_members", by="year", province=asked), "value", "status", "covers")

    assert told("ha-giang") == [(1000, "complete", "2025-03-31")]
    assert told("ha-giang,tuyen-quang") == [(1000, "at_least", "2025-03-31; missing: tuyen-quang")]


# what the predecessors did, and what they and the unit aimed at
AIMED = [
    f"{HG} members_admitted 2025-H1 21",
    f"{TQ} members_admitted 2025-H1 8",
    f"{HG} members_admitted 2025 12 target",
    f"{TQ} members_admitted 2025 11 target",
    f"{UNIT} members_admitted 2025 15 target",
]


@pytest.mark.parametrize("by", ["province,year", "year", "kind,year"])
def test_what_the_predecessors_did_is_held_against_the_units_own_target(by):
    # 21 + 8 of 15, whatever the predecessors aimed at; with the 9 of the second half 38 of 15
    for more, done in (((), 29), ((f"{UNIT} members_admitted 2025-H2 9",), 38)):
        seeds = data(*AIMED, *more)
        (share,) = agreed(seeds, "admission_target_completion", by=by, boundary="34")
        (row,) = agreed(seeds, "members_admitted", by=by, boundary="34", compare="target")
        assert [share["value"], row["change_percent"]] == pytest.approx([done / 15 * 100] * 2)
    # of one of them alone it tells nothing
    assert agreed(data(*AIMED[:1], *AIMED[2:]), "admission_target_completion", by=by, boundary="34") == []


@pytest.mark.parametrize("by", ["province,period", "period", "kind,period"])
def test_a_period_of_the_predecessors_is_held_against_the_units_own_target(by):
    # 21 + 8 of 15, and the unit's own 9
    seeds = data(*AIMED, f"{UNIT} members_admitted 2025-H2 9")
    shares = agreed(seeds, "admission_target_completion", by=by, boundary="34")
    assert [(row["period"], row["value"]) for row in shares] == [
        ("2025-H1", pytest.approx(29 / 15 * 100)),
        ("2025-H2", pytest.approx(60)),
    ]
    # where the unit states none, those of its predecessors are added
    (share,) = agreed(data(*AIMED[:4]), "admission_target_completion", by=by, boundary="34")
    assert share["value"] == pytest.approx(29 / 23 * 100)


def test_several_targets_of_a_unit_are_added_before_anything_is_held_against_them():
    # 21 + 8 of 15 + 5
    schools = ("ha-giang.school-1", "tuyen-quang.school-1", "tuyen-quang-2025.school-1", "tuyen-quang-2025.school-2")
    told = ("2025-H1 21", "2025-H1 8", "2025 15 target", "2025 5 target")
    seeds = data(*(f"{body} members_admitted {one}" for body, one in zip(schools, told, strict=True)))
    (row,) = agreed(seeds, "admission_target_completion", by="province,year", boundary="34", kind="school")
    assert (row["value"], row["figures"]) == (145, 4)


def test_a_share_that_the_unit_states_stands_before_one_made_of_a_predecessor_alone():
    # of ha-giang 40 of 50 in June, of the unit 79 percent in December
    seeds = data(
        f"{HG} head_is_secretary 2025-06-30 40",
        f"{HG} grassroots_organizations 2025-06-30 50",
        f"{UNIT} head_is_secretary_share 2025-12-31 79%",
    )
    rows = agreed(seeds, "head_is_secretary_share", by="year")
    assert brief(rows, "value", "covers") == [(79, "2025-12-31; 1 of 34")]


def test_a_year_that_unit_and_predecessors_tile_comes_before_the_unit_s_shorter_stretch():
    # 30 + 20 to June and 60 from July are the year's 110; the unit's own nine months are 80
    seeds = data(
        f"{HG} members_admitted 2025-H1 30",
        f"{TQ} members_admitted 2025-H1 20",
        f"{UNIT} members_admitted 2025-H2 60",
        f"{UNIT} members_admitted 2025-9M 80",
    )
    assert unit_rows(seeds) == [("tuyen-quang-2025", 2025, 110, "complete", "2025-H1; 2025-H2")]
    rows = agreed(seeds, "members_admitted", by="year")
    assert brief(rows, "value", "figures") == [(110, 3)]


def test_a_ratio_of_some_predecessors_is_none_of_the_unit():
    # 5 of Hà Giang's 10 are no lower bound of the share in Hà Giang and Tuyên Quang
    seeds = data(f"{HG} head_is_secretary 2020-06-30 5", f"{HG} grassroots_organizations 2020-06-30 10")
    assert agreed(seeds, "head_is_secretary_share", boundary="34") == []
    seeds = data(f"{HG} congresses_held 2020-06-30 5", f"{HG} grassroots_organizations 2020-06-30 10")
    assert agreed(seeds, "congress_completion", boundary="34") == []
    assert agreed(seeds, "congress_completion", boundary="34", by="province,period") == []
    assert brief(agreed(seeds, "congress_completion"), "province", "value") == [("ha-giang", 50)]


def test_a_merged_unit_s_ratio_of_its_first_year_is_on_its_own_latest_stock():
    # 10 + 20 to June and 20 from July are 50; of the unit's 2,500 in December, 20 in a thousand
    seeds = data(
        f"{HG} members_disciplined 2025-H1 10",
        f"{TQ} members_disciplined 2025-H1 20",
        f"{UNIT} members_disciplined 2025-H2 20",
        f"{HG} party_members 2025-06-30 1000",
        f"{TQ} party_members 2025-06-30 1000",
        f"{UNIT} party_members 2025-12-31 2500",
    )
    (row,) = agreed(seeds, "members_disciplined_per_1000", boundary="34")
    assert (row["year"], row["value"], row["status"], row["figures"]) == (2025, 20, "complete", 4)
    assert sorted(row["covers"].split("; ")) == ["2025-12-31", "2025-H1", "2025-H2"]


def test_the_admission_rate_of_a_merged_unit_is_on_its_predecessors_members():
    # 30 + 20 + 60 in 2025 of 1,200 + 1,000 at the end of 2024: 5 %
    figures = (
        f"{HG} members_admitted 2025-H1 30",
        f"{TQ} members_admitted 2025-H1 20",
        f"{UNIT} members_admitted 2025-H2 60",
        f"{HG} party_members 2024-12-31 1200",
    )
    asked = {"boundary": "34", "year": "2025"}
    seeds = data(*figures, f"{TQ} party_members 2024-12-31 1000")
    assert brief(agreed(seeds, "admission_rate", **asked), "province", "value", "status") == [("tuyen-quang-2025", 5, "complete")]
    # Tuyên Quang's members are not known: no rate
    assert agreed(data(*figures), "admission_rate", **asked) == []


def test_a_sum_over_the_merger_follows_the_unit():
    # 2024: 100 + 200; 2025: 350 of the unit: both years are whole
    seeds = data(
        f"{HG} members_admitted 2024 100",
        f"{TQ} members_admitted 2024 200",
        f"{UNIT} members_admitted 2025 350",
    )
    asked = {"province": "ha-giang,tuyen-quang,tuyen-quang-2025", "year": "2024:2025"}
    rows = agreed(seeds, "members_admitted", by="kind", **asked)
    assert brief(rows, "value", "status", "covers") == [(650, "complete", "2024; 2025")]


def test_from_2025_an_old_province_stands_in_its_unit_s_region():
    # Đắk Lắk became a unit with Phú Yên, in a region of 6
    seeds = data("dak-lak.province-wide party_members 2025-05-31 90000")
    region = "duyen-hai-nam-trung-bo-va-tay-nguyen"
    rows = agreed(seeds, "party_members", by="region,year")
    assert brief(rows, "region", "value", "status", "covers") == [
        (region, 90000, "at_least", "2025-05-31; 1 of 6; missing: phu-yen")
    ]
    assert brief(agreed(seeds, "party_members", region=region), "province", "value") == [("dak-lak", 90000)]
    assert agreed(seeds, "party_members", region="tay-nguyen") == []
    # a year before it stood in the highlands, in a list of 5
    seeds = data("dak-lak.province-wide party_members 2024-12-31 90000")
    rows = agreed(seeds, "party_members", by="region,year")
    assert brief(rows, "region", "covers") == [("tay-nguyen", "2024-12-31; 1 of 5")]


def test_a_term_of_2025_stands_in_the_list_of_the_34():
    # the committee of 2025/2030 stands at the end of 2025
    seeds = data("nghe-an.province-wide executive_committee_size term:2025/2030 65")
    rows = agreed(seeds, "executive_committee_size", by="region,year")
    assert brief(rows, "region", "year", "status", "covers") == [("bac-trung-bo", 2025, "at_least", "2025/2030; 1 of 5")]


def test_a_unit_s_own_year_comes_before_what_tiles_it():
    # the unit's own year of 90 comes before 10 + 20 + 70
    seeds = data(
        f"{HG} members_admitted 2025-H1 10",
        f"{TQ} members_admitted 2025-H1 20",
        f"{UNIT} members_admitted 2025-H2 70",
        f"{UNIT} members_admitted 2025 90",
    )
    assert brief(agreed(seeds, "members_admitted", boundary="34"), "value", "figures") == [(90, 1)]


def test_two_bodies_of_one_predecessor_are_not_all_predecessors():
    # two blocs of Hà Giang are not all predecessors of the unit: Tuyên Quang's members are not known
    seeds = data(
        "body ha-giang.old agencies_bloc ..2024-06",
        "body ha-giang.new agencies_bloc 2024-07..2025-06",
        "ha-giang.old party_members 2024-03-31 500",
        "ha-giang.new party_members 2024-12-31 600",
        "tuyen-quang-2025.agencies-bloc members_admitted 2025 33",
    )
    assert agreed(seeds, "admission_rate", boundary="34", year="2025") == []


def test_a_share_that_is_stated_stays_where_another_unit_lacks_a_predecessor():
    # Hà Giang's 5 of 10 is no share of its unit; Nghệ An's 80 % is stated
    seeds = data(
        f"{HG} organizations_admitting 2024 5",
        f"{HG} grassroots_organizations 2024-12-31 10",
        "nghe-an.province-wide organizations_admitting_share 2024 80",
    )
    rows = agreed(seeds, "organizations_admitting_share", by="year", boundary="34")
    assert brief(rows, "value", "covers") == [(80, "2024; 1 of 34")]


@pytest.mark.parametrize("boundary", ["reported", "34"])
def test_the_ratio_of_a_body_needs_no_other_province(boundary: str):
    # 10 of 1,000: a body's own, whatever is known of the other predecessor
    seeds = data(f"{TQ} party_members 2023-12-31 1000", f"{TQ} members_admitted 2024 10")
    rows = agreed(seeds, "admission_rate", by="organization,year", boundary=boundary)
    assert brief(rows, "organization", "year", "value", "status") == [(TQ, 2024, 1, "complete")]


def first_year(*more: str, of: tuple[str, ...] = (HG, TQ)) -> list[str]:
    """What the predecessors admitted in the first half of 2025 (10, then 20), the unit in the second (30), and its target."""
    halves = [
        f"{body} members_admitted 2025-H1 {admitted}" for body, admitted in zip((HG, TQ), (10, 20), strict=True) if body in of
    ]
    return [*halves, f"{UNIT} members_admitted 2025-H2 30", f"{UNIT} members_admitted 2025 50 target", *more]


@pytest.mark.parametrize("boundary", ["reported", "34"])
@pytest.mark.parametrize("kind", ["", "province_wide"])
def test_what_predecessors_and_unit_tile_is_held_against_the_units_target(boundary: str, kind: str):
    # 10 + 20 + 30 of 50, whether or not the only kind is named
    rows = agreed(data(*first_year()), "admission_target_completion", by="year", boundary=boundary, kind=kind)
    assert [(row["year"], row["value"]) for row in rows] == [(2025, 120)]


@pytest.mark.parametrize("by", ["year", "province,year", "region,year"])
def test_a_unit_goes_on_in_a_share_only_from_all_predecessors(by: str):
    # 20 + 30 of 50 would lack what ha-giang admitted; 30 of 50 is no year
    seeds = data(*first_year(f"{TQ} members_admitted 2025 40 target", of=(TQ,)))
    assert agreed(seeds, "admission_target_completion", by=by, boundary="34") == []


def test_a_unit_does_not_go_on_in_a_sum_of_shares_from_some_predecessors():
    # 20 of the 1,000 that tuyen-quang had; not 20 + 30 of them
    seeds = data(*first_year(f"{TQ} party_members 2024-12 1000", f"{HG} party_members 2024-12 1000", of=(TQ,)))
    (row,) = agreed(seeds, "admission_rate", by="year")
    assert (row["value"], row["status"]) == (2, "partial;at_least")
    assert "missing: ha-giang" in row["covers"]


def test_a_year_that_the_unit_completes_is_whole_in_a_comparison_of_like_stretches():
    # 10 + 20 + 30 in 2025, 40 + 50 in 2024
    seeds = data(*first_year(f"{HG} members_admitted 2024 40", f"{TQ} members_admitted 2024 50"))
    row = agreed(seeds, "members_admitted", by="province,year", boundary="34", compare="same_period")[-1]
    assert (row["year"], row["value"], row["status"], row["previous"]) == (2025, 60, "complete", 90)


@pytest.mark.parametrize("boundary", ["reported", "34"])
def test_a_half_year_of_a_unit_is_held_against_its_own_target(boundary: str):
    # 30 of 50; in the 34-view 10 + 20 of them too
    rows = agreed(data(*first_year()), "admission_target_completion", by="province,period", boundary=boundary)
    before = [("tuyen-quang-2025", "2025-H1", 60)] if boundary == "34" else []
    assert brief(rows, "province", "period", "value") == [*before, ("tuyen-quang-2025", "2025-H2", 60)]


@pytest.mark.parametrize("boundary", ["reported", "34"])
def test_what_a_unit_completed_is_held_against_the_targets_of_all_its_predecessors(boundary: str):
    # 10 + 20 + 30 against 40 + 60; of one target alone nothing is told
    lines = [line for line in first_year() if not line.endswith("target")]
    targets = [f"{HG} members_admitted 2025 40 target", f"{TQ} members_admitted 2025 60 target"]
    (row,) = agreed(data(*lines, *targets), "members_admitted", by="year", boundary=boundary, compare="target")
    assert (row["value"], row["previous"], row["change_percent"]) == (60, 100, 60)
    (row,) = agreed(data(*lines, *targets), "admission_target_completion", by="year", boundary=boundary)
    assert row["value"] == 60
    (row,) = agreed(data(*lines, targets[0]), "members_admitted", by="year", boundary=boundary, compare="target")
    assert (row["value"], row["previous"]) == (60, None)


def of_a_sum(*lines: str, **asked: str) -> list[tuple[object, ...]]:
    rows = agreed(data(*lines), "members_admitted", by="year", year="2025", **asked)
    return brief(rows, "value", "status", "covers")


UNLIKE = ("hoa-binh.province-wide members_admitted 2025-H1 19", "vinh-phuc.province-wide members_admitted 2025-Q1 16")


@pytest.mark.parametrize(
    "elsewhere",
    [
        (),
        ("phu-tho-2025.province-wide members_admitted 2026 90",),
        ("thai-nguyen-2025.province-wide members_admitted 2026 90", "bac-kan.province-wide members_admitted 2024 7"),
    ],
)
def test_predecessors_stand_in_a_sum_as_reported_with_what_each_states(elsewhere):
    # Hòa Bình's half-year and Vĩnh Phúc's quarter: 35, whatever is known of their unit, or of another one, in another year
    assert of_a_sum(*UNLIKE, *elsewhere) == [(35, "partial; at_least", "2025-H1; 2025-Q1; 1 of 34; missing: phu-tho")]


def test_beside_those_whose_half_a_unit_continues_a_predecessor_stands_with_its_quarter():
    # 19 in Hòa Bình's first half + 100 in the unit's second + 16 in Vĩnh Phúc's first quarter
    (row,) = agreed(data(*UNLIKE, "phu-tho-2025.province-wide members_admitted 2025-H2 100"), "members_admitted", by="year")
    assert (row["value"], row["figures"]) == (135, 3)
    assert {"partial", "at_least"} == set(row["status"].split(";"))


def test_in_the_34_view_predecessors_stand_only_with_a_stretch_that_is_alike():
    assert of_a_sum(*UNLIKE, boundary="34") == [(19, "partial; at_least", "2025-H1; 1 of 34; missing: phu-tho, vinh-phuc")]
