"""Evidence says "yes" of exactly the figures that an answer is made of, and of every other one why not."""

from __future__ import annotations

import pytest

from tests.second_opinion import agreed_evidence
from tests.small import data

BLOC = "nghe-an.agencies-bloc"


def told(seeds, metric: str, **asked: str) -> list[tuple[str, float, str]]:
    """Period, value and `used` of every figure, in the order of the periods."""
    return sorted((row["period"], row["value"], row["used"]) for row in agreed_evidence(seeds, metric, **asked))


def test_of_bodies_that_are_never_added_none_is_used():
    seeds = data(
        "body nghe-an.d1 district",
        "body nghe-an.d2 district",
        "nghe-an.d1 party_members 2020-12-31 10",
        "nghe-an.d2 party_members 2020-12-31 11",
    )
    reasons = [used for _, _, used in told(seeds, "party_members", kind="district")]
    assert len(reasons) == 2
    assert all(reason.startswith("no: several bodies of one kind") for reason in reasons)
    # told apart, each is an answer
    asked = {"kind": "district", "by": "organization,year"}
    assert [used for _, _, used in told(seeds, "party_members", **asked)] == ["yes", "yes"]


def test_a_lone_later_period_enters_no_year():
    seeds = data(f"{BLOC} members_admitted 2020-Q3 5", f"{BLOC} members_admitted 2020-H2 9")
    assert told(seeds, "members_admitted") == [
        ("2020-H2", 9, "no: its period enters no year"),
        ("2020-Q3", 5, "no: its period enters no year"),
    ]
    assert [used for _, _, used in told(seeds, "members_admitted", by="province,period")] == ["yes", "yes"]


def test_a_comparison_uses_what_it_compares():
    # of 2020 the half year answers, since 2019 has only that
    seeds = data(
        f"{BLOC} members_admitted 2020-H1 50",
        f"{BLOC} members_admitted 2020-9M 70",
        f"{BLOC} members_admitted 2019-H1 40",
    )
    used = {period: used for period, _, used in told(seeds, "members_admitted", year="2020", compare="same_period")}
    assert (used["2019-H1"], used["2020-H1"]) == ("yes", "yes")
    assert used["2020-9M"].startswith("no: ")
    # without a comparison the nine months answer
    used = {period: used for period, _, used in told(seeds, "members_admitted", year="2020")}
    assert used["2020-9M"] == "yes"
    assert used["2020-H1"].startswith("no: ")


def test_the_target_that_a_value_is_held_against_is_used():
    seeds = data(
        f"{BLOC} members_admitted 2020 110",
        f"{BLOC} members_admitted 2020 100 target",
        f"{BLOC} members_admitted 2019 90 target",
    )
    told_of = {(period, value): used for period, value, used in told(seeds, "members_admitted", compare="target")}
    assert (told_of["2020", 110], told_of["2020", 100]) == ("yes", "yes")
    assert told_of["2019", 90].startswith("no: ")
    assert dict((value, used) for _, value, used in told(seeds, "members_admitted"))[100].startswith("no: ")


def test_a_stock_that_divides_nothing_is_not_used():
    # the unit's 2,500 of December divide; the predecessors' 1,000 of June do not
    seeds = data(
        "ha-giang.province-wide members_disciplined 2025-H1 10",
        "tuyen-quang.province-wide members_disciplined 2025-H1 20",
        "tuyen-quang-2025.province-wide members_disciplined 2025-H2 20",
        "ha-giang.province-wide party_members 2025-06-30 1000",
        "tuyen-quang.province-wide party_members 2025-06-30 1000",
        "tuyen-quang-2025.province-wide party_members 2025-12-31 2500",
    )
    told_of = told(seeds, "members_disciplined_per_1000", boundary="34")
    assert sorted(value for _, value, used in told_of if used == "yes") == [10, 20, 20, 2500]


@pytest.mark.parametrize("asked", [{}, {"by": "province", "compare": "target"}])
def test_of_a_refused_question_nothing_is_used(asked):
    seeds = data("nghe-an.province-wide party_members 2020 1000", f"{BLOC} party_members 2020 100")
    found = told(seeds, "party_members", **asked)
    assert len(found) == 2
    assert all(used.startswith("no: the question is refused (") for _, _, used in found)


def test_a_share_is_no_evidence_of_a_count():
    seeds = data(
        f"{BLOC} party_members 2020 1000",
        f"{BLOC} party_members 2020 400 group=female",
        f"{BLOC} party_members 2020 40% group=female",
    )
    used = {value: used for _, value, used in told(seeds, "party_members", breakdown="group=female")}
    assert used == {400: "yes", 40: "no: another unit"}
    # and where the shares are asked for, only they are listed
    assert told(seeds, "party_members", breakdown="group=female", unit="percent") == [("2020", 40, "yes")]
    assert [value for _, value, _ in told(seeds, "party_members", unit="percent")] == [40]


def test_the_stocks_of_the_year_before_are_listed_with_the_rate_that_divides_by_them():
    # 50 admitted in 2020 of the 1,000 at the end of 2019
    seeds = data(
        f"{BLOC} members_admitted 2020 50",
        f"{BLOC} party_members 2019-12-31 1000",
        f"{BLOC} party_members 2019-06-30 900",
        f"{BLOC} party_members 2018-12-31 800",
    )
    assert told(seeds, "admission_rate", year="2020") == [
        ("2019-06-30", 900, "no: another figure of the year counts"),
        ("2019-12-31", 1000, "yes"),
        ("2020", 50, "yes"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "told_of"),
    [
        ("2018-03-31", "2018-12-31", {1000: "no: nghe-an.new counts", 1500: "yes"}),
        # what the body that ended states of the year is of its last day at most
        ("2018", "2018-08-31", {1000: "no: nghe-an.new counts", 1500: "yes"}),
    ],
)
def test_of_a_body_and_its_successor_the_one_that_counts_is_named(old: str, new: str, told_of: dict[int, str]):
    seeds = data(
        "body nghe-an.old agencies_bloc ..2018-06",
        "body nghe-an.new agencies_enterprises_bloc 2018-07..",
        f"nghe-an.old party_members {old} 1000",
        f"nghe-an.new party_members {new} 1500",
    )
    found = told(seeds, "party_members", kind="agencies_bloc,agencies_enterprises_bloc")
    assert {value: used for _, value, used in found} == told_of


def test_without_years_a_later_year_counts():
    seeds = data(f"{BLOC} party_members 2019 900", f"{BLOC} party_members 2020 1000")
    assert told(seeds, "party_members", by="province") == [("2019", 900, "no: a later year counts"), ("2020", 1000, "yes")]


def test_why_a_predecessor_s_figure_is_none_of_the_unit_s():
    seeds = data(
        "ha-giang.province-wide head_is_secretary 2020-06-30 5",
        "ha-giang.province-wide grassroots_organizations 2020-06-30 10",
        "ha-giang.province-wide party_members 2020 40% group=female",
    )
    reasons = {used for _, _, used in told(seeds, "head_is_secretary_share", boundary="34")}
    assert reasons == {"no: a predecessor of the merged unit is missing"}
    share = told(seeds, "party_members", boundary="34", breakdown="group=female", unit="percent")
    assert share == [("2020", 40, "no: ranks, scores and shares are never rebased")]
