"""Degrees and groups of those admitted, in sentences of their own; plans that go on. Every sentence is made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known
from tests.extract.test_places import found

HEAD = "Năm 2022, toàn tỉnh kết nạp 41 đảng viên"
HEAD_READ = "members_admitted = 41 2022"


@pytest.mark.parametrize("between", ["", " Trong đó, có 10 đảng viên nữ.", " Công tác này được quan tâm."])
@pytest.mark.parametrize(
    "told",
    [
        "Về chuyên môn, có 12 đảng viên trình độ đại học, 3 thạc sĩ.",
        "Về trình độ: 12 đồng chí có trình độ đại học, 3 đồng chí là thạc sĩ.",
        "Xét về trình độ chuyên môn, đại học có 12 đồng chí, thạc sĩ 3.",
        "Theo trình độ: thạc sĩ 3, đại học 12, cao đẳng 9.",
    ],
)
def test_degrees_after_those_admitted_are_theirs(known: Known, between: str, told: str):
    figures = [one for one in found(known, f"{HEAD}.{between} {told}") if "group" not in one]
    assert figures == [HEAD_READ, "members_admitted degree=master = 3 2022", "members_admitted degree=university = 12 2022"]


def test_degrees_of_all_members_stay_theirs(known: Known):
    text = f"{HEAD}, nâng tổng số lên 620 đảng viên, trong đó 320 đồng chí có trình độ đại học."
    assert "members_by_degree degree=university = 320 2022" in found(known, text)
    # no part of those admitted is larger than they are
    assert "members_by_degree degree=university = 320 2022" in found(known, f"{HEAD}. Về trình độ, đại học có 320 đồng chí.")


@pytest.mark.parametrize("degrees", ["đại học, cao đẳng", "cao đẳng, đại học", "cao đẳng và đại học", "đại học hoặc cao đẳng"])
@pytest.mark.parametrize(
    "told",
    [
        ", trong đó 23 người có trình độ {}",
        ", trong đó 23 đảng viên trình độ {}",
        ". Trong đó, trình độ {} chiếm 56,1%",
        "; 56,1% có trình độ {}",
    ],
)
def test_two_degrees_together_are_none_of_the_catalogue(known: Known, degrees: str, told: str):
    assert found(known, f"{HEAD}{told.format(degrees)}.") == [HEAD_READ]


@pytest.mark.parametrize(
    ("part", "group"), [("là đoàn viên", "youth_union"), ("nữ", "female"), ("là người dân tộc thiểu số", "ethnic_minority")]
)
@pytest.mark.parametrize("share", ["bằng 50% tổng số đảng viên mới kết nạp", "chiếm 50% số đảng viên mới", "chiếm 50%"])
def test_a_share_of_all_is_that_of_the_part_before_it(known: Known, part: str, group: str, share: str):
    assert found(known, f"{HEAD}, trong đó 20 đảng viên {part}, {share}.") == sorted(
        [HEAD_READ, f"members_admitted group={group} = 20 2022", f"members_admitted group={group} = 50% 2022"]
    )


@pytest.mark.parametrize("quarter", ["Quý I/2023", "Quý II/2023", "Quý III/2023"])
@pytest.mark.parametrize("between", ["", "Đây là việc hệ trọng của các cấp ủy.\n"])
def test_a_plan_goes_on(known: Known, quarter: str, between: str):
    text = (
        "Tỉnh ủy ban hành kế hoạch kiểm tra, giám sát năm 2023.\n"
        f"{quarter}, Tỉnh ủy sẽ tổ chức một cuộc giám sát.\n{between}Tỉnh ủy cũng sẽ kiểm tra 10 tổ chức đảng. "
        "Đối tượng kiểm tra gồm 4 đảng viên."
    )
    when, who = f"2023-Q{quarter.count('I')}", "body=committee;body_level=province"
    assert found(known, text) == sorted(
        [
            f"inspected_members {who} = 4 planned {when}",
            f"inspected_organizations {who} = 10 planned {when}",
            f"supervision_sessions {who} = 1 planned {when}",
        ]
    )


RATED = {
    "148.310 đảng viên": "members_rated grade={} = {} 2021",
    "600 tổ chức cơ sở đảng": "grassroots_organizations_rated grade={} = {} 2021",
}


@pytest.mark.parametrize("noun", RATED)
@pytest.mark.parametrize("lead", ["", "có ", "qua kiểm điểm, ", "qua kiểm điểm, có "])
@pytest.mark.parametrize("rated", ["được đánh giá", "được đánh giá, xếp loại"])
def test_all_who_were_rated_stand_before_those_of_a_grade(known: Known, noun: str, lead: str, rated: str):
    number, _, name = noun.partition(" ")
    value = number.replace(".", "")
    wanted = [RATED[noun].format("excellent", 120), RATED[noun].format("rated", value)]
    text = f"Năm 2021, {lead}{noun} {rated}, trong đó 120 {name} hoàn thành xuất sắc nhiệm vụ."
    assert found(known, text) == wanted
    assert found(known, f"Năm 2021, {lead}{noun} {rated}.") == wanted[1:]


@pytest.mark.parametrize("noun", RATED)
def test_a_grade_tells_more_than_that_they_were_rated(known: Known, noun: str):
    (figure,) = found(known, f"Năm 2021, có {noun} được đánh giá hoàn thành tốt nhiệm vụ.")
    assert "grade=good " in figure


def test_those_who_are_criticised_are_not_rated(known: Known):
    assert found(known, "Năm 2021, qua kiểm điểm 12 đảng viên, kết nạp 41 đảng viên.") == ["members_admitted = 41 2021"]
