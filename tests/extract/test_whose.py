"""Whose a count is: of private firms, of committees that are no more, of guests, of a target. Every sentence is made up."""

from __future__ import annotations

import re

import pytest

from metrics.extract import Known, read
from tests.extract.test_places import found

PRIVATE = ["party_members group=enterprise = 104 2022-12-20", "private_sector_organizations = 9 2022-12-20"]


@pytest.mark.parametrize(
    "sector",
    [
        "Riêng khối doanh nghiệp tư nhân",
        "Ở khu vực ngoài nhà nước,",
        "Trong các doanh nghiệp ngoài khu vực nhà nước",
        "Khu vực kinh tế tư nhân",
        "Tại các doanh nghiệp ngoài quốc doanh,",
    ],
)
@pytest.mark.parametrize("held", ["hiện có", "có", "đã có", "đang có"])
@pytest.mark.parametrize("bodies", ["9 tổ chức đảng", "9 chi bộ", "9 chi bộ cơ sở", "9 tổ chức cơ sở đảng"])
def test_counts_of_a_sector_are_no_counts_of_all(known: Known, sector: str, held: str, bodies: str):
    before = "Đảng bộ tỉnh hiện có 61.250 đảng viên."
    figures = found(known, f"{before} {sector} {held} {bodies} với 104 đảng viên.")
    assert figures == sorted([*PRIVATE, "party_members = 61250 2022-12-20"])
    # what is told of all again is of all
    assert "party_members = 61250 2022-12-20" in found(known, f"{sector} còn ít; toàn tỉnh hiện có 61.250 đảng viên.")


@pytest.mark.parametrize("name", ["Đảng bộ cũ của phường Trường Thi", "Đảng bộ của phường Trường Thi", "Đảng bộ phường Trường Thi"])
@pytest.mark.parametrize("frame", ["{} có 1.014 đảng viên.", "Đảng bộ tỉnh có 61.250 đảng viên, trong đó {} có 1.014 đảng viên."])
def test_a_committee_that_is_no_more_owns_its_members(known: Known, name: str, frame: str):
    assert "party_members = 1014 2022-12-20 @phuong-truong-thi" in found(known, frame.format(name))


@pytest.mark.parametrize("whole", ["310 đại biểu", "hơn 310 đại biểu"])
@pytest.mark.parametrize("parted", [", gồm {}", ", trong đó có {}", " ({})", ", trong đó: {}"])
@pytest.mark.parametrize("guests", ["", " và 60 khách mời", " cùng 60 đại biểu khách mời"])
def test_guests_are_no_delegates(known: Known, whole: str, parted: str, guests: str):
    text = f"Dự Đại hội Đảng bộ tỉnh có {whole}{parted.format(f'250 đại biểu chính thức{guests}')}."
    assert found(known, text) == ["congress_delegates = 250 2022-12-20"]


@pytest.mark.parametrize("parted", [", trong đó có 60 đại biểu khách mời", " (có 60 khách mời)", ", gồm cả 60 khách mời"])
def test_delegates_with_their_guests_are_left(known: Known, parted: str):
    assert found(known, f"Dự Đại hội Đảng bộ tỉnh có 310 đại biểu{parted}.") == []
    assert found(known, "Dự Đại hội Đảng bộ tỉnh có 310 đại biểu và 60 khách mời.") == ["congress_delegates = 310 2022-12-20"]


@pytest.mark.parametrize("reached", ["thực hiện được", "làm được", "đạt được", "đã thực hiện được"])
def test_what_was_reached_of_a_target_was_admitted(known: Known, reached: str):
    target = "Nhiệm kỳ 2020 - 2025, tỉnh được giao kết nạp 700 đảng viên."
    assert "members_admitted = 122 2021" in found(known, f"{target} Năm 2021 {reached} 122 đảng viên.")
    assert found(known, f"Năm 2021 {reached} 122 đảng viên.") == []


@pytest.mark.parametrize("body", ["Toàn Đảng bộ huyện", "Đảng bộ xã", "Toàn quận", "Đảng bộ phường"])
@pytest.mark.parametrize("told", ["hiện có 345 đảng viên", "năm 2021 kết nạp 45 đảng viên"])
def test_a_body_without_its_name_is_not_surely_the_province(body: str, told: str, known: Known):
    (only,) = read(f"{body} {told}.", known, published="2022-07-15", province="nghe-an").figures
    assert only.confidence < 0.9
    (named,) = read(f"Đảng bộ huyện Đô Lương {told}.", known, published="2022-07-15", province="nghe-an").figures
    (province,) = read(f"Đảng bộ tỉnh {told}.", known, published="2022-07-15", province="nghe-an").figures
    assert (named.organization, province.organization) == ("nghe-an.huyen-do-luong", "nghe-an.province-wide")
    assert province.confidence >= 0.9


@pytest.mark.parametrize("joint", [", cùng với đó ", ", đồng thời ", " và ", "; ", ", "])
@pytest.mark.parametrize(
    "verb", ["kiểm tra khi có dấu hiệu vi phạm", "kiểm tra dấu hiệu vi phạm", "đã kiểm tra khi có dấu hiệu vi phạm đối với"]
)
def test_a_second_inspection_has_its_own_cause(known: Known, joint: str, verb: str):
    whole = ["inspected_members = 497 2021", "inspected_organizations = 183 2021"]
    signs = ["violation_inspected_members = 663 2021", "violation_inspected_organizations = 164 2021"]
    said = f"Năm 2021, cấp ủy các cấp kiểm tra 183 tổ chức đảng, 497 đảng viên{joint}{verb} 164 tổ chức đảng và 663 đảng viên."
    told = [re.sub(r" (body|body_level|subject)=\S+", "", one) for one in found(known, said)]
    assert sorted(told) == sorted([*whole, *signs])
    # one cause behind all
    said = "Năm 2021, cấp ủy các cấp kiểm tra 164 tổ chức đảng, 663 đảng viên khi có dấu hiệu vi phạm."
    assert sorted(re.sub(r" (body|body_level|subject)=\S+", "", one) for one in found(known, said)) == signs
