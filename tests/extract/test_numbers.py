"""A number beside its noun, its label, its share: what is read of both, and what is left. Every sentence is made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown

# what an article says, and each figure that is read of it
SAID: dict[str, list[str]] = {
    # a share of those who are something
    "Năm 2021, kết nạp 113 đảng viên, trong đó 51 là dân tộc thiểu số (45,1%).": [
        "members_admitted = 113 2021",
        "members_admitted group=ethnic_minority = 51 2021",
        "members_admitted group=ethnic_minority = 45.1% 2021",
    ],
    # a share in brackets between a count and its noun; right behind both
    "Năm 2021, toàn Đảng bộ kết nạp 60 (50%) đảng viên nữ.": [
        "members_admitted group=female = 60 2021",
        "members_admitted group=female = 50% 2021",
    ],
    "Năm 2021, có 120 đảng viên = 10,9% hoàn thành xuất sắc nhiệm vụ.": [
        "members_rated grade=excellent = 120 2021",
        "members_rated grade=excellent = 10.9% 2021",
    ],
    "Năm 2021, 784 tổ chức đảng (đạt 88,48%) hoàn thành tốt nhiệm vụ.": [
        "grassroots_organizations_rated grade=good = 784 2021",
        "grassroots_organizations_rated grade=good = 88.48% 2021",
    ],
    # what comes one after another is no series of numbers
    "Trong 5 ngày, lớp học lần lượt nghiên cứu 5 chuyên đề.": [],
    # who meets at a congress names whose it is
    "Đến nay, có 364 đại hội tổ chức cơ sở đảng và 52 đại hội đảng bộ cấp trên cơ sở.": [
        "congresses_held = 364 2022-12-20",
        "upper_congresses_held = 52 2022-12-20",
    ],
    "Đến nay, có 364 đại hội đại biểu đảng bộ cấp trên cơ sở hoàn thành.": ["upper_congresses_held = 364 2022-12-20"],
    # whom a label counts, with what befell them
    "Năm 2021, số đảng viên vi phạm phải nhận hình thức kỷ luật là 51.": ["members_disciplined = 51 2021"],
    "Năm 2021, số đảng viên đã được kiểm tra là 1.200.": ["inspected_members = 1200 2021"],
    "Năm 2021, số tổ chức đảng được kiểm tra là 350, số đảng viên được kiểm tra là 1.200.": [
        "inspected_organizations = 350 2021",
        "inspected_members = 1200 2021",
    ],
    "Trong đó, hiện nay Đảng bộ có 40 đảng viên.": ["party_members = 40 2022-12-20"],
    "Năm 2021, kỷ luật 52 đảng viên với các hình thức khiển trách (30 đảng viên), cảnh cáo (22 đảng viên).": [
        "members_disciplined = 52 2021",
        "members_disciplined form=reprimand = 30 2021",
        "members_disciplined form=warning = 22 2021",
    ],
    "Nâng tổng số đảng viên của tỉnh lên 5.120 người.": ["party_members = 5120 2022-12-20"],
    "Tổ chức đảng ngoài nhà nước là 38 cơ sở.": ["private_sector_organizations = 38 2022-12-20"],
    # the class at the head of a sentence tells whom it taught
    "Lớp có 144 đảng viên dự bị.": ["new_members_trained = 144 2022-12-20"],
    # how many more is no count of all
    "Tăng 45 đảng viên.": [],
    # the noun of one number is no label of the next
    "Đảng bộ tỉnh có 20 đảng bộ cấp trên trực tiếp cơ sở (8 Đảng bộ huyện, 1 thị xã).": [
        "upper_grassroots_committees = 20 2022-12-20"
    ],
    # a number right after whom it counted is none of the same
    "Năm 2021, 12 tổ chức đảng được giám sát (3).": ["supervised_organizations = 12 2021"],
}


def found(known: Known, text: str) -> list[str]:
    return [
        shown(one)
        for one in read(text, known, published="2022-12-20", province="nghe-an", organization="nghe-an.province-wide").figures
    ]


@pytest.mark.parametrize("text", SAID)
def test_what_a_number_counts(known: Known, text: str):
    assert found(known, text) == SAID[text]


def test_those_of_whom_bodies_are_told_are_disciplined(known: Known):
    assert "members_disciplined = 49 2021" in found(known, "Năm 2021, có 49 đảng viên của 26 chi bộ bị kỷ luật.")


def test_those_who_left_are_no_members(known: Known):
    assert not any(one.startswith("party_members") for one in found(known, "Số đảng viên bị xóa tên, huyện A có 12 người."))
