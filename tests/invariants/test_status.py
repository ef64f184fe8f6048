"""Rule 8: only reported figures enter metrics; derived ones only where nothing is reported, marked."""

from __future__ import annotations

import pytest

from tests.second_opinion import agreed, brief, side_by_side
from tests.small import data

BLOC = "nghe-an.agencies-bloc"


EVIDENCE_ONLY = ("target", "planned", "in_progress", "change", "over_target")


@pytest.mark.parametrize("metric", ["members_admitted", "party_members"])
@pytest.mark.parametrize("by", ["province,year", "province,period"])
def test_what_is_not_reported_is_evidence_only(metric, by):
    rows = side_by_side(metric, {status: [f"{metric} 2020 100 {status}"] for status in EVIDENCE_ONLY}, by=by)
    assert rows == {status: [] for status in EVIDENCE_ONLY}


def test_only_the_reported_figure_counts_beside_others():
    cases = {
        status: ["members_admitted 2020 90 @a:2021", f"members_admitted 2020 100 {status} @b:2022"]
        for status in (*EVIDENCE_ONLY, "derived")
    }
    for rows in side_by_side("members_admitted", cases).values():
        assert brief(rows, "value", "status", "sources") == [(90, "complete", "a")]


def test_derived_where_nothing_is_reported_is_marked():
    seeds = data(f"{BLOC} members_admitted 2020 100 derived")
    assert brief(agreed(seeds, "members_admitted"), "value", "status") == [(100, "derived")]


def test_a_planned_half_does_not_tile():
    # H1 40 reported, H2 50 planned: the year is the half
    seeds = data(f"{BLOC} members_admitted 2020-H1 40", f"{BLOC} members_admitted 2020-H2 50 planned")
    assert brief(agreed(seeds, "members_admitted"), "value", "status") == [(40, "partial")]


def test_derived_parts_alone_make_a_total_unless_one_is_derived_itself():
    parts = (f"{BLOC} members_disciplined 2020 5 form=reprimand derived", f"{BLOC} members_disciplined 2020 3 form=warning derived")
    assert brief(agreed(data(*parts), "members_disciplined"), "value", "status") == [(8, "at_least; sum_of_parts; derived")]
    total = f"{BLOC} members_disciplined 2020 9 derived"
    assert brief(agreed(data(*parts, total), "members_disciplined"), "value", "status") == [(9, "derived")]


def test_a_derived_half_does_not_tile_with_a_reported_one():
    seeds = data(f"{BLOC} members_admitted 2020-H1 40", f"{BLOC} members_admitted 2020-H2 50 derived")
    assert brief(agreed(seeds, "members_admitted"), "value", "status") == [(40, "partial")]


def test_a_derived_later_date_does_not_replace_a_reported_one():
    seeds = data(f"{BLOC} party_members 2020-06 5000", f"{BLOC} party_members 2020-12 5100 derived")
    assert brief(agreed(seeds, "party_members"), "value", "covers") == [(5000, "2020-06")]


def test_a_derived_year_does_not_stand_in_for_another_body():
    # Nghệ An derived 100, Hà Tĩnh reported 50: the sum says that a part is derived
    seeds = data(f"{BLOC} members_admitted 2020 100 derived", "ha-tinh.agencies-bloc members_admitted 2020 50")
    rows = agreed(seeds, "members_admitted", by="year", province="nghe-an,ha-tinh")
    assert brief(rows, "value", "status") == [(150, "derived")]


def test_a_derived_percentage_gives_way_to_the_parts():
    # 50 of 63 recomputed 79.365…, derived 79.37 is not shown
    seeds = data(
        f"{BLOC} head_is_secretary 2021-09 50/63",
        f"{BLOC} head_is_secretary_share 2021-09 79.37 derived",
    )
    assert brief(agreed(seeds, "head_is_secretary_share"), "value", "status") == [(79.365079, "complete")]


def test_several_words_stand_in_the_order_of_the_design():
    # H1 by one part, disputed, of one province of two: partial, at_least, sum_of_parts, disputed
    seeds = data(
        f"{BLOC} inspected_members 2020-H1 20 body=committee @old:2021-01",
        f"{BLOC} inspected_members 2020-H1 22 body=committee @new:2021-02",
    )
    rows = agreed(seeds, "inspected_members", by="year", province="nghe-an,ha-tinh")
    assert brief(rows, "value", "status") == [(22, "partial; at_least; sum_of_parts; disputed")]


def test_complete_stands_alone():
    seeds = data(f"{BLOC} members_admitted 2020 90")
    assert brief(agreed(seeds, "members_admitted"), "status") == [("complete",)]


def test_derived_where_what_is_reported_makes_no_year():
    # a reported March alone is no stretch from 1 January; the derived quarter is shown, marked
    seeds = data(f"{BLOC} members_admitted 2019-03 29", f"{BLOC} members_admitted 2019-Q1 100 derived")
    assert brief(agreed(seeds, "members_admitted"), "value", "status", "covers") == [(100, "partial; derived", "2019-Q1")]


def test_a_reported_part_of_the_year_does_not_hide_its_derived_whole():
    # nothing reported reaches from January: the computed 170 stand, marked
    seeds = data(f"{BLOC} members_admitted 2020 170 derived", f"{BLOC} members_admitted 2020-Q3 5")
    assert brief(agreed(seeds, "members_admitted"), "value", "status", "covers") == [(170, "derived", "2020")]
