"""Rule 6: breakdowns nest. The stated total wins; else a total is built along one dimension, and says so."""

from __future__ import annotations

import functools

import pytest

from tests.second_opinion import Row, agreed, brief, refused, side_by_side
from tests.small import data, provinces

BLOC = "nghe-an.agencies-bloc"
WHOLE = "nghe-an.province-wide"


def totals(indicator: str, *figures: str, body: str = BLOC, **asked: str) -> list[tuple[object, ...]]:
    """Value, status and the parts named in `covers` of the year 2020; a figure is `value breakdown` or a bare value."""
    return parts_of(agreed(data(*(f"{body} {indicator} 2020 {figure}" for figure in figures)), indicator, **asked))


def parts_of(rows: list[Row]) -> list[tuple[object, ...]]:
    values = brief(rows, "value", "status")
    return [(*value, sorted(row["covers"].split("; ")[1:])) for value, row in zip(values, rows, strict=True)]


INSPECTED: dict[str, tuple[list[str], int, str, list[str]]] = {
    # the stated 70, not 30 + 20
    "the stated total wins": (
        ["70", "30 body=committee", "20 body=commission"],
        70,
        "complete",
        [],
    ),
    # 30 + 20: both bodies, un-narrowed
    "committee and commission": (
        ["30 body=committee", "20 body=commission"],
        50,
        "sum_of_parts",
        ["body=commission", "body=committee"],
    ),
    "one known part": (
        ["30 body=committee"],
        30,
        "at_least; sum_of_parts",
        ["body=committee"],
    ),
    # both 55 wins over 30 + 20
    "both wins": (
        ["55 body=both", "30 body=committee", "20 body=commission"],
        55,
        "sum_of_parts",
        ["body=both"],
    ),
    # both is narrowed by a dimension that committee and commission are not: 30 + 20
    "both, narrowed, does not win": (
        ["15 body=both;subject=cell", "30 body=committee", "20 body=commission"],
        50,
        "sum_of_parts",
        ["body=commission", "body=committee"],
    ),
    # all are narrowed by it: both 15
    "both, narrowed like its parts, wins": (
        ["15 body=both;subject=cell", "9 body=committee;subject=cell", "8 body=commission;subject=cell"],
        15,
        "at_least; sum_of_parts",
        ["body=both", "subject=cell"],
    ),
    # 30 contains its 12 cells: least narrowed
    "a part of a part is left out": (
        ["30 body=committee", "12 body=committee;subject=cell", "20 body=commission"],
        50,
        "sum_of_parts",
        ["body=commission", "body=committee"],
    ),
    # 12 cells + 5 sectional committees exclude one another: 17; + 20
    "figures of one value that exclude one another are added": (
        ["12 body=committee;subject=cell", "5 body=committee;subject=sectional_committee", "20 body=commission"],
        37,
        "at_least; sum_of_parts",
        ["body=commission", "body=committee", "subject=cell", "subject=sectional_committee"],
    ),
    # bloc 12 and grassroots 9 differ only in body_level: the larger; + 20
    "levels are never added: the largest counts": (
        ["12 body=committee;body_level=bloc", "9 body=committee;body_level=grassroots", "20 body=commission"],
        32,
        "at_least; sum_of_parts",
        ["body=commission", "body=committee", "body_level=bloc"],
    ),
    # two_levels 25 contains bloc and grassroots
    "two levels contain bloc and grassroots": (
        [
            "25 body=committee;body_level=two_levels",
            "12 body=committee;body_level=bloc",
            "13 body=committee;body_level=grassroots",
        ],
        25,
        "at_least; sum_of_parts",
        ["body=committee", "body_level=two_levels"],
    ),
    "all contains every level": (
        ["40 body=committee;body_level=all", "25 body=committee;body_level=two_levels"],
        40,
        "at_least; sum_of_parts",
        ["body=committee", "body_level=all"],
    ),
    # cells by the bloc 12 + committees by the grassroots 5: they exclude one another in subject
    "exclusive subjects are added though levels differ": (
        ["12 body=committee;body_level=bloc;subject=cell", "5 body=committee;body_level=grassroots;subject=committee"],
        17,
        "at_least; sum_of_parts",
        ["body=committee", "body_level=bloc", "body_level=grassroots", "subject=cell", "subject=committee"],
    ),
    # regular 12 and thematic 9 differ only in activity: the larger
    "activities are never added: the largest counts": (
        ["12 activity=regular;body=committee", "9 activity=thematic;body=committee"],
        12,
        "at_least; sum_of_parts",
        ["activity=regular", "body=committee"],
    ),
    # along body only: the 99 cells without a body are no further addend
    "along one dimension only": (
        ["30 body=committee", "20 body=commission", "99 subject=cell"],
        50,
        "sum_of_parts",
        ["body=commission", "body=committee"],
    ),
    # no body: along subject, 12 + 30
    "along subject, never known to be all": (
        ["12 subject=cell", "30 subject=grassroots_organization"],
        42,
        "at_least; sum_of_parts",
        ["subject=cell", "subject=grassroots_organization"],
    ),
}


@functools.cache
def inspected() -> dict[str, list[Row]]:
    cases = {name: [f"inspected_organizations 2020 {f}" for f in case[0]] for name, case in INSPECTED.items()}
    return side_by_side("inspected_organizations", cases)


@pytest.mark.parametrize("name", INSPECTED)
def test_total_of_organizations_inspected(name):
    assert parts_of(inspected()[name]) == [INSPECTED[name][1:]]


DISCIPLINED: dict[str, tuple[list[str], int | None, str, list[str]]] = {
    # 5 + 3 + 2 + 1: the four forms for members
    "all forms": (
        ["5 form=reprimand", "3 form=warning", "2 form=removal", "1 form=expulsion"],
        11,
        "sum_of_parts",
        ["form=expulsion", "form=removal", "form=reprimand", "form=warning"],
    ),
    "two forms": (
        ["5 form=reprimand", "3 form=warning"],
        8,
        "at_least; sum_of_parts",
        ["form=reprimand", "form=warning"],
    ),
    # body comes before form: committee 6, not 5 + 3 + 2 + 1
    "body before form": (
        ["5 form=reprimand", "3 form=warning", "2 form=removal", "1 form=expulsion", "6 body=committee"],
        6,
        "at_least; sum_of_parts",
        ["body=committee"],
    ),
    # the committee's forms 5 + 3 exclude one another; the commission's 4
    "forms inside a body are added": (
        ["5 body=committee;form=reprimand", "3 body=committee;form=warning", "4 body=commission"],
        12,
        "at_least; sum_of_parts",
        ["body=commission", "body=committee", "form=reprimand", "form=warning"],
    ),
    # reprimands by the bloc 5, by the grassroots 4 (the larger: 5); warnings by the grassroots 3
    "exclusive forms are added, levels of one form are not": (
        [
            "5 body=committee;body_level=bloc;form=reprimand",
            "4 body=committee;body_level=grassroots;form=reprimand",
            "3 body=committee;body_level=grassroots;form=warning",
        ],
        8,
        "at_least; sum_of_parts",
        ["body=committee", "body_level=bloc", "body_level=grassroots", "form=reprimand", "form=warning"],
    ),
    # cấp ủy viên are a subset, never a part
    "committee members are no part": (
        ["4 body=committee;member_rank=committee_member"],
        None,
        "",
        [],
    ),
    "committee members are no addend": (
        ["9 body=commission", "4 body=committee;member_rank=committee_member"],
        9,
        "at_least; sum_of_parts",
        ["body=commission"],
    ),
    "violations overlap": (
        ["7 violation=corruption", "6 violation=irresponsibility"],
        None,
        "",
        [],
    ),
}


@functools.cache
def disciplined() -> dict[str, list[Row]]:
    cases = {name: [f"members_disciplined 2020 {f}" for f in case[0]] for name, case in DISCIPLINED.items()}
    return side_by_side("members_disciplined", cases)


@pytest.mark.parametrize("name", DISCIPLINED)
def test_total_of_members_disciplined(name):
    _, *expected = DISCIPLINED[name]
    assert parts_of(disciplined()[name]) == ([] if expected[0] is None else [tuple(expected)])


def test_complete_forms_of_organizations():
    # organizations are reprimanded, warned or dissolved: 3 + 2 + 1
    figures = ["3 form=reprimand", "2 form=warning", "1 form=dissolution"]
    assert totals("organizations_disciplined", *figures) == [
        (6, "sum_of_parts", ["form=dissolution", "form=reprimand", "form=warning"])
    ]


def test_re_elected_and_first_time_are_all():
    # 275 + 131 = 406
    figures = ["275 incumbency=re_elected", "131 incumbency=first_time"]
    assert totals("committee_members_elected", *figures) == [
        (406, "sum_of_parts", ["incumbency=first_time", "incumbency=re_elected"])
    ]


NO_TOTAL = [
    ("grassroots_organizations_rated", ["40 grade=good", "10 grade=excellent"]),
    ("members_by_degree", ["100 degree=master", "5 degree=doctorate"]),
    ("members_by_political_theory", ["100 theory=advanced", "50 theory=intermediate"]),
    ("party_members", ["2000 group=female", "100 group=religious"]),
    ("inspected_members", ["12 member_rank=committee_member"]),
    ("inspected_members", ["12 activity=regular", "9 activity=thematic"]),
    ("inspected_members", ["12 body_level=bloc", "9 body_level=grassroots"]),
    ("organizations_changed", ["3 event=founded;subject=cell", "2 event=dissolved;subject=cell"]),
    ("inspected_members", ["12 visits=yes"]),
    ("inspected_members", ["12 body=committee;visits=yes"]),
    ("members_admitted", ["12 set_by=province", "9 set_by=bloc"]),
]


def test_what_is_never_summed_has_no_total():
    # each case in a province of its own; no answer for any of them
    lines = [
        f"{place.province}.agencies-bloc {indicator} 2020 {figure}"
        for place, (indicator, figures) in zip(provinces(), NO_TOTAL, strict=False)
        for figure in figures
    ]
    seeds = data(*lines)
    for indicator in {indicator for indicator, _ in NO_TOTAL}:
        assert agreed(seeds, indicator) == []


def test_a_stated_total_beside_what_is_never_summed():
    assert totals("party_members", "5000", "2000 group=female") == [(5000, "complete", [])]


def test_trong_do_is_no_addend():
    # 100 admitted, of which 60 women and 70 youth: 100
    figures = ["100", "60 group=female", "70 group=youth_union"]
    assert totals("members_admitted", *figures) == [(100, "complete", [])]


def test_all_levels_of_a_province_wide_body_do_not_narrow():
    # the province's "các cấp" are the whole province
    figures = ["30 body=committee;body_level=all", "20 body=commission;body_level=all"]
    assert totals("inspected_members", *figures, body=WHOLE) == [(50, "sum_of_parts", ["body=commission", "body=committee"])]
    # a bloc's are narrower than the bloc's own total might be
    assert totals("inspected_members", *figures, body=BLOC) == [
        (50, "at_least; sum_of_parts", ["body=commission", "body=committee", "body_level=all"])
    ]


def test_a_part_may_carry_a_dimension_that_is_never_summed():
    assert totals("inspected_members", "30 body=committee;body_level=bloc") == [
        (30, "at_least; sum_of_parts", ["body=committee", "body_level=bloc"])
    ]


def test_breakdown_asks_for_exactly_that_part():
    figures = ["30 body=committee", "12 body=committee;body_level=bloc"]
    assert [r[0] for r in totals("inspected_members", *figures, breakdown="body=committee")] == [30]
    assert [r[0] for r in totals("inspected_members", *figures, breakdown="body=committee;body_level=bloc")] == [12]
    assert totals("inspected_members", *figures, breakdown="body=commission") == []


def test_a_part_is_answered_like_the_total():
    # the committee's 12 reprimands and 3 warnings: 15, at least
    figures = ["12 body=committee;form=reprimand", "3 body=committee;form=warning"]
    assert totals("members_disciplined", *figures, breakdown="body=committee") == [
        (15, "at_least; sum_of_parts", ["form=reprimand", "form=warning"])
    ]


def test_breakdown_may_name_its_dimensions_in_any_order():
    figures = ["12 body=committee;form=reprimand"]
    assert len(totals("members_disciplined", *figures, breakdown="form=reprimand;body=committee")) == 1


def test_by_a_dimension_fixes_its_value():
    # committee 30; commission 5 + 3 by form; 99 without a body gives no row
    seeds = data(
        f"{BLOC} members_disciplined 2020 99",
        f"{BLOC} members_disciplined 2020 30 body=committee",
        f"{BLOC} members_disciplined 2020 5 body=commission;form=reprimand",
        f"{BLOC} members_disciplined 2020 3 body=commission;form=warning",
    )
    rows = agreed(seeds, "members_disciplined", by="province,year,body")
    assert brief(rows, "body", "value", "status") == [
        ("commission", 8, "at_least; sum_of_parts"),
        ("committee", 30, "complete"),
    ]


def test_by_a_dimension_that_is_never_summed():
    seeds = data(
        f"{BLOC} grassroots_organizations_rated 2020 50",
        f"{BLOC} grassroots_organizations_rated 2020 40 grade=good",
        f"{BLOC} grassroots_organizations_rated 2020 10 grade=excellent",
        f"{BLOC} grassroots_organizations_rated 2020 50 grade=good_or_better",
    )
    rows = agreed(seeds, "grassroots_organizations_rated", by="year,grade", province="nghe-an")
    assert brief(rows, "grade", "value") == [("excellent", 10), ("good", 40), ("good_or_better", 50)]


def test_by_a_dimension_over_periods():
    # committee: 10 + 20 of the halves; commission: H1 only
    seeds = data(
        f"{BLOC} inspected_members 2020-H1 10 body=committee",
        f"{BLOC} inspected_members 2020-H2 20 body=committee",
        f"{BLOC} inspected_members 2020-H1 7 body=commission",
    )
    rows = agreed(seeds, "inspected_members", by="year,body", province="nghe-an")
    assert brief(rows, "body", "value", "status", "covers") == [
        ("commission", 7, "partial", "2020-H1"),
        ("committee", 30, "complete", "2020-H1+2020-H2"),
    ]


def test_a_dimension_that_the_metric_lacks_is_refused():
    seeds = data(f"{BLOC} party_members 2020 5000")
    assert refused(seeds, "party_members", by="year,body")
    assert refused(seeds, "party_members", breakdown="body=committee")
    assert refused(seeds, "party_members", breakdown="group=men")


def test_organizations_and_members_never_add():
    # 12 organizations and 30 members inspected are two metrics
    seeds = data(f"{BLOC} inspected_organizations 2020 12", f"{BLOC} inspected_members 2020 30")
    assert brief(agreed(seeds, "inspected_organizations"), "value", "unit") == [(12, "organization")]
    assert brief(agreed(seeds, "inspected_members"), "value", "unit") == [(30, "person")]


@pytest.mark.parametrize(("bloc", "grassroots"), [(5, 8), (8, 5)])
def test_of_figures_that_overlap_the_larger_counts(bloc, grassroots):
    # two levels of one committee may be the same inspections: 8, never 5 and never 13
    seeds = data(
        f"nghe-an.agencies-bloc inspected_organizations 2020 {bloc} body=committee;body_level=bloc",
        f"nghe-an.agencies-bloc inspected_organizations 2020 {grassroots} body=committee;body_level=grassroots",
    )
    assert brief(agreed(seeds, "inspected_organizations"), "value", "figures") == [(8, 1)]


def test_parts_of_a_part_never_stand_for_it():
    # the committee's 30 are stated; 20 cells and 15 sectional committees of it, which do not fit into them, change nothing
    seeds = data(
        "nghe-an.agencies-bloc inspected_organizations 2020 30 body=committee",
        "nghe-an.agencies-bloc inspected_organizations 2020 20 body=committee;subject=cell",
        "nghe-an.agencies-bloc inspected_organizations 2020 15 body=committee;subject=sectional_committee",
    )
    assert brief(agreed(seeds, "inspected_organizations"), "value", "covers") == [(30, "2020; body=committee")]
