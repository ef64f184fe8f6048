"""What reports tell in short: parts of members, grades, targets in brackets. Every sentence is made up."""

from __future__ import annotations

from itertools import permutations

import pytest

from metrics.extract import Known
from tests.extract.test_places import found

GRADES = {"hoàn thành xuất sắc": "excellent", "hoàn thành tốt": "good", "hoàn thành": "completed", "không hoàn thành": "failed"}
BODIES, MEMBERS = "grassroots_organizations_rated", "members_rated"


@pytest.mark.parametrize(
    "whole", ["có 4.512 đảng viên", "tổng số đảng viên là 4.512 đồng chí", "có 63 tổ chức cơ sở đảng với 4.512 đảng viên"]
)
@pytest.mark.parametrize(
    "parts",
    [
        ", trong đó dự bị 121 đồng chí",
        ", trong đó có 121 đảng viên dự bị",
        " (dự bị 121)",
        " (chính thức 4.391, dự bị 121)",
        " (4.391 chính thức, 121 dự bị)",
        ", gồm chính thức 4.391, dự bị: 121",
        ", trong đó dự bị là 121 đồng chí, chính thức là 4.391 đồng chí",
    ],
)
def test_probationary_members_are_told_in_short(known: Known, whole: str, parts: str):
    figures = [one for one in found(known, f"Hiện nay, toàn tỉnh {whole}{parts}.") if "grassroots" not in one]
    assert figures == ["party_members = 4512 2022-12-20", "probationary_members = 121 2022-12-20"]


def test_who_are_made_full_or_learn_are_no_part_of_the_members(known: Known):
    assert "probationary_members" not in str(found(known, "Hiện nay có 4.512 đảng viên. Thời gian dự bị 12 tháng."))
    text = "Hiện nay có 4.512 đảng viên; trong năm chuyển chính thức 97 đồng chí."
    assert "probationary_members_made_full = 97 2022" in found(known, text)


@pytest.mark.parametrize("order", list(permutations(GRADES)))
@pytest.mark.parametrize(("noun", "indicator"), [("tổ chức cơ sở đảng", BODIES), ("đảng viên", MEMBERS)])
@pytest.mark.parametrize("unit", ["", "%"])
def test_grades_may_be_told_in_short_in_any_order(known: Known, order: tuple[str, ...], noun: str, indicator: str, unit: str):
    if "tốt" not in order[0] and "xuất" not in order[0]:
        # the first is told in full
        order = (f"{order[0]} nhiệm vụ", *order[1:])
    numbers = dict(zip(order, (12, 33, 5, 4), strict=True))
    text = f"Năm 2021, xếp loại {noun}: {', '.join(f'{name} {number}{unit}' for name, number in numbers.items())}."
    wanted = [f"{indicator} grade={GRADES[name.removesuffix(' nhiệm vụ')]} = {n}{unit} 2021" for name, n in numbers.items()]
    assert found(known, text) == sorted(wanted)


@pytest.mark.parametrize(
    "target",
    [
        "(chỉ tiêu 115)",
        "(chỉ tiêu giao 115)",
        "(chỉ tiêu được giao là 115)",
        "(kế hoạch 115)",
        "(kế hoạch: 115)",
        "(chỉ tiêu cả năm 115)",
        "/chỉ tiêu 115",
        "/kế hoạch 115",
    ],
)
@pytest.mark.parametrize("rest", ["", ", đạt 102,6%", "; xóa tên 4 đảng viên"])
def test_a_target_stands_beside_what_was_reached(known: Known, target: str, rest: str):
    figures = found(known, f"Năm 2021, kết nạp 118 đảng viên {target}{rest}.".replace(" /", "/"))
    assert [one for one in figures if "admitted" in one] == ["members_admitted = 115 target 2021", "members_admitted = 118 2021"]
    assert "members_admitted = 115 target 2021" not in found(known, "Năm 2021, kết nạp 118 đảng viên theo Kế hoạch 115.")


@pytest.mark.parametrize("seat", ["Ban Chấp hành", "Ban Thường vụ"])
@pytest.mark.parametrize("person", ["nhân sự", "đồng chí", "người", "thành viên"])
def test_persons_of_a_committee_have_many_names(known: Known, seat: str, person: str):
    code = "executive" if "hành" in seat else "standing"
    assert found(known, f"{seat} Đảng bộ tỉnh nhiệm kỳ 2020 - 2025 gồm 52 {person}.") == [f"{code}_committee_size = 52 2020/2025"]
    assert found(known, f"Hội nghị giới thiệu 60 {person} để bầu vào {seat} nhiệm kỳ 2020 - 2025.") == []
