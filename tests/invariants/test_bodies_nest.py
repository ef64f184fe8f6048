"""Rule 5: organizations nest. Only bodies of one kind, or of kinds of which none contains another, are ever added."""

from __future__ import annotations

import pytest

from tests.second_opinion import agreed, brief, question, refused
from tests.small import data

NESTED = data(
    # the province's 200,000 contain the bloc's 5,000, which contain the school's 60
    "nghe-an.province-wide party_members 2020 200000",
    "nghe-an.agencies-bloc party_members 2020 5000",
    "nghe-an.school-1 party_members 2020 60",
)


def test_several_kinds_are_refused():
    assert refused(NESTED, "party_members")
    assert refused(NESTED, "party_members", by="year")


def test_several_kinds_are_refused_even_if_each_row_would_hold_one():
    # Nghệ An has only the bloc, Hà Tĩnh only the whole province
    seeds = data("nghe-an.agencies-bloc party_members 2020 5000", "ha-tinh.province-wide party_members 2020 90000")
    assert refused(seeds, "party_members", by="province,year")
    assert not refused(seeds, "party_members", by="province,kind,year")
    assert not refused(seeds, "party_members", by="organization,year")
    assert not refused(seeds, "party_members", by="province,year", province="ha-tinh")


def test_a_kind_by_name():
    rows = agreed(NESTED, "party_members", kind="agencies_bloc")
    assert brief(rows, "province", "value", "covers") == [("nghe-an", 5000, "2020")]


def test_by_kind_each_kind_by_itself():
    rows = agreed(NESTED, "party_members", by="province,kind,year")
    assert brief(rows, "kind", "value") == [("agencies_bloc", 5000), ("province_wide", 200000), ("school", 60)]


def test_by_organization_each_body_by_itself():
    rows = agreed(NESTED, "party_members", by="organization,year")
    assert brief(rows, "organization", "value") == [
        ("nghe-an.agencies-bloc", 5000),
        ("nghe-an.province-wide", 200000),
        ("nghe-an.school-1", 60),
    ]


@pytest.mark.parametrize(
    "kinds",
    [
        "province_wide,agencies_bloc",
        "agencies_bloc,school",
        "province_wide,school",
        "district,office",
        "administration,province_wide",
        "administration,agencies_bloc",
    ],
)
def test_nested_kinds_named_together_are_refused(kinds):
    assert refused(NESTED, "party_members", kind=kinds)
    assert refused(NESTED, "party_members", kind=kinds, by="year")


def test_kinds_of_one_tier_may_be_named_together():
    # 5,000 + 3,000 of two blocs, neither of which contains the other
    seeds = data("nghe-an.agencies-bloc party_members 2020 5000", "nghe-an.enterprises-bloc party_members 2020 3000")
    assert refused(seeds, "party_members")
    rows = agreed(seeds, "party_members", kind="agencies_bloc,enterprises_bloc")
    assert brief(rows, "value", "status", "covers", "figures") == [
        (8000, "complete", "2020; kinds: agencies_bloc, enterprises_bloc", 2)
    ]


def test_a_row_of_one_kind_names_no_mix():
    # two kinds named, but each province has one of them
    seeds = data("nghe-an.agencies-bloc party_members 2020 5000", "ha-tinh.agencies-enterprises-bloc party_members 2020 4000")
    rows = agreed(seeds, "party_members", kind="agencies_bloc,agencies_enterprises_bloc")
    assert brief(rows, "province", "value", "covers") == [("ha-tinh", 4000, "2020"), ("nghe-an", 5000, "2020")]


def test_a_sum_over_provinces_names_its_mix():
    # 5,000 + 4,000 of the two kinds of bloc that the pages show together
    seeds = data("nghe-an.agencies-bloc party_members 2020 5000", "ha-tinh.agencies-enterprises-bloc party_members 2020 4000")
    rows = agreed(
        seeds,
        "party_members",
        by="year",
        kind="agencies_bloc,agencies_enterprises_bloc",
        province="nghe-an,ha-tinh",
    )
    assert brief(rows, "value", "status", "covers") == [(9000, "complete", "2020; kinds: agencies_bloc, agencies_enterprises_bloc")]


def test_a_body_is_never_built_from_its_parts():
    # two schools of the bloc are known, the bloc is not: no figure for the bloc or the province
    seeds = data("nghe-an.school-1 party_members 2020 60", "ha-tinh.school-2 party_members 2020 70")
    assert agreed(seeds, "party_members", kind="agencies_bloc") == []
    assert agreed(seeds, "party_members", kind="province_wide") == []


DISTRICTS = data(
    "nghe-an.district-1 party_members 2020 500",
    "nghe-an.district-2 party_members 2020 600",
    "ha-tinh.district-3 party_members 2020 700",
)


def test_two_bodies_of_one_kind_in_one_province_are_never_added():
    # 500 and 600 are not the province's districts, nor is 700 one number with them: the cell is left out
    rows = agreed(DISTRICTS, "party_members", kind="district")
    assert brief(rows, "province", "value") == [("ha-tinh", 700)]


def test_two_bodies_of_one_kind_leave_no_cell_in_a_sum_either():
    assert agreed(DISTRICTS, "party_members", kind="district", by="year") == []


def test_two_bodies_of_one_kind_by_organization():
    rows = agreed(DISTRICTS, "party_members", by="organization,year")
    assert brief(rows, "organization", "value") == [
        ("ha-tinh.district-3", 700),
        ("nghe-an.district-1", 500),
        ("nghe-an.district-2", 600),
    ]


def test_the_reason_of_an_impossible_cell_is_told():
    from metrics.answers.query import ask
    from metrics.store.store import Store

    result = ask(Store.build(DISTRICTS), question("party_members", kind="district"))
    assert len(result.blanks) == 1
    assert "nghe-an" in str(result.blanks[0])


# The agencies bloc ended in August 2019, the agencies and enterprises bloc followed it.
SUCCESSION = (
    "body nghe-an.old agencies_bloc ..2019-08",
    "body nghe-an.new agencies_enterprises_bloc 2019-08..",
)
BLOCS = {"kind": "agencies_bloc,agencies_enterprises_bloc"}


def test_a_stock_of_a_body_and_its_successor_is_not_added():
    # 5,000 in March of the old one, 8,000 in December of the new one: 8,000
    seeds = data(
        *SUCCESSION,
        "nghe-an.old party_members 2019-03-31 5000",
        "nghe-an.new party_members 2019-12-31 8000",
    )
    rows = agreed(seeds, "party_members", **BLOCS)
    assert brief(rows, "year", "value", "covers", "figures") == [(2019, 8000, "2019-12-31", 1)]


def test_a_flow_of_a_body_and_its_successor_tiles_the_year():
    # H1 30 of the old one + H2 50 of the new one
    seeds = data(
        *SUCCESSION,
        "nghe-an.old members_admitted 2019-H1 30",
        "nghe-an.new members_admitted 2019-H2 50",
    )
    rows = agreed(seeds, "members_admitted", **BLOCS)
    assert brief(rows, "year", "value", "status", "covers") == [
        (2019, 80, "complete", "2019-H1; 2019-H2; kinds: agencies_bloc, agencies_enterprises_bloc")
    ]


def test_overlapping_flows_of_a_body_and_its_successor_are_not_added():
    # nine months of the old one, the year of the new one: the later body's year
    seeds = data(
        *SUCCESSION,
        "nghe-an.old members_admitted 2019-H1 30",
        "nghe-an.new members_admitted 2019 90",
    )
    rows = agreed(seeds, "members_admitted", **BLOCS)
    assert brief(rows, "year", "value", "status", "covers") == [(2019, 90, "complete", "2019")]


def test_a_successor_with_unknown_start():
    seeds = data(
        "body nghe-an.old agencies_bloc ..2019-08",
        "body nghe-an.new agencies_enterprises_bloc",
        "nghe-an.old party_members 2019-03-31 5000",
        "nghe-an.new party_members 2019-12-31 8000",
    )
    assert brief(agreed(seeds, "party_members", **BLOCS), "value") == [(8000,)]


def test_two_blocs_side_by_side_are_added():
    # neither ended: 5,000 + 3,000
    seeds = data(
        "nghe-an.agencies-bloc members_admitted 2019 50",
        "nghe-an.agencies-enterprises-bloc members_admitted 2019 30",
    )
    assert brief(agreed(seeds, "members_admitted", **BLOCS), "value", "figures") == [(80, 2)]


def test_other_years_of_a_succession_are_each_body_s_own():
    seeds = data(
        *SUCCESSION,
        "nghe-an.old party_members 2018-12-31 4900",
        "nghe-an.new party_members 2020-12-31 8100",
    )
    assert brief(agreed(seeds, "party_members", **BLOCS), "year", "value") == [(2018, 4900), (2020, 8100)]


def test_without_year_a_succession_shows_the_latest_year():
    # 4,900 in 2018 and 8,100 in 2020 are not two bodies of one time
    seeds = data(
        *SUCCESSION,
        "nghe-an.old party_members 2018-12-31 4900",
        "nghe-an.new party_members 2020-12-31 8100",
    )
    assert brief(agreed(seeds, "party_members", by="province", **BLOCS), "value") == [(8100,)]


def test_an_unknown_kind_is_refused():
    assert refused(NESTED, "party_members", kind="blocs")


def test_refusals_name_the_kinds():
    from metrics.answers.query import ask
    from metrics.errors import RefusedSum
    from metrics.store.store import Store

    with pytest.raises(RefusedSum, match="agencies_bloc, province_wide") as refusal:
        ask(Store.build(NESTED), question("party_members"))
    assert "kind" in str(refusal.value)


TWO_INTO_ONE = (
    "body ha-tinh.agencies-bloc agencies_bloc ..2019-06",
    "body ha-tinh.enterprises-bloc enterprises_bloc ..2019-06",
    "body ha-tinh.agencies-enterprises-bloc agencies_enterprises_bloc 2019-07..",
)
THREE_BLOCS = "agencies_bloc,enterprises_bloc,agencies_enterprises_bloc"


def test_two_blocs_that_end_in_one_both_count():
    # 10 + 5 to June, 20 from July
    seeds = data(
        *TWO_INTO_ONE,
        "ha-tinh.agencies-bloc members_admitted 2019-H1 10",
        "ha-tinh.enterprises-bloc members_admitted 2019-H1 5",
        "ha-tinh.agencies-enterprises-bloc members_admitted 2019-H2 20",
    )
    (row,) = agreed(seeds, "members_admitted", kind=THREE_BLOCS)
    assert (row["value"], row["status"], row["figures"]) == (35, "complete", 3)


def test_two_blocs_that_end_in_one_both_give_way_to_its_later_stock():
    # June 1,000 + 700, December 1,750 of the same members
    seeds = data(
        *TWO_INTO_ONE,
        "ha-tinh.agencies-bloc party_members 2019-06-30 1000",
        "ha-tinh.enterprises-bloc party_members 2019-06-30 700",
        "ha-tinh.agencies-enterprises-bloc party_members 2019-12-31 1750",
    )
    rows = agreed(seeds, "party_members", kind=THREE_BLOCS)
    assert brief(rows, "value", "figures") == [(1750, 1)]


def test_a_shorter_stretch_of_one_of_two_ended_blocs_makes_the_year_partial():
    # 10 to June, 5 to March, 20 from July: the enterprises bloc's second quarter is not known
    seeds = data(
        *TWO_INTO_ONE,
        "ha-tinh.agencies-bloc members_admitted 2019-H1 10",
        "ha-tinh.enterprises-bloc members_admitted 2019-Q1 5",
        "ha-tinh.agencies-enterprises-bloc members_admitted 2019-H2 20",
    )
    rows = agreed(seeds, "members_admitted", kind=THREE_BLOCS)
    assert brief(rows, "value", "status", "figures") == [(35, "partial", 3)]


def test_a_bloc_that_began_years_before_another_ended_does_not_follow_it():
    # two blocs side by side since 2015, of which one ends in 2019: 1,000 + 500 members, 10 + 4 admitted
    seeds = data(
        "body nghe-an.agencies-bloc agencies_bloc ..2019-06",
        "body nghe-an.enterprises-bloc enterprises_bloc 2015-01..",
        "nghe-an.agencies-bloc party_members 2019-06-30 1000",
        "nghe-an.enterprises-bloc party_members 2019-12-31 500",
        "nghe-an.agencies-bloc members_admitted 2019-H1 10",
        "nghe-an.enterprises-bloc members_admitted 2019 4",
    )
    kinds = "agencies_bloc,enterprises_bloc"
    assert brief(agreed(seeds, "party_members", kind=kinds), "value", "figures") == [(1500, 2)]
    assert brief(agreed(seeds, "members_admitted", kind=kinds), "value", "figures") == [(14, 2)]


def test_a_bloc_and_its_successor_may_be_of_one_kind():
    # 30 + 50 of a bloc and its successor, both agencies blocs
    seeds = data(
        "body nghe-an.old agencies_bloc ..2019-06",
        "body nghe-an.new agencies_bloc 2019-07..",
        "nghe-an.old members_admitted 2019-H1 30",
        "nghe-an.new members_admitted 2019-H2 50",
    )
    assert brief(agreed(seeds, "members_admitted", by="province,year"), "value", "status") == [(80, "complete")]


def test_a_stretch_that_overlaps_what_tiles_is_left_out():
    # 10 to June and 20 from July tile; the nine months of the other bloc overlap them
    seeds = data(
        "body ha-tinh.agencies-bloc agencies_bloc ..2019-06",
        "body ha-tinh.enterprises-bloc enterprises_bloc ..2019-09",
        "body ha-tinh.agencies-enterprises-bloc agencies_enterprises_bloc 2019..",
        "ha-tinh.agencies-bloc members_admitted 2019-H1 10",
        "ha-tinh.enterprises-bloc members_admitted 2019-9M 12",
        "ha-tinh.agencies-enterprises-bloc members_admitted 2019-H2 20",
    )
    rows = agreed(seeds, "members_admitted", kind=THREE_BLOCS)
    assert brief(rows, "value", "figures") == [(30, 2)]
