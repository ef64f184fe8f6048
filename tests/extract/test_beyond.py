"""Counts told of beyond a bracket, a congress ahead, a day, the whole before them. Every sentence here is made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown

PROVINCE, DISTRICT = "nghe-an.province-wide", "nghe-an.huyen-do-luong"


def found(known: Known, text: str, organization: str = PROVINCE, published: str = "2022-12-20") -> list[str]:
    reading = read(text, known, published=published, province="nghe-an", organization=organization)
    return sorted(shown(one) for one in reading.figures)


@pytest.mark.parametrize("parts", ["9 ở Đô Lương, 5 ở Yên Thành", "9 nam, 5 nữ", "9 đảng viên ở xã và 5 đảng viên ở cơ quan"])
@pytest.mark.parametrize(
    ("suffered", "counted"),
    [
        ("bị xóa tên", "members_struck_off"),
        ("bị thi hành kỷ luật", "members_disciplined"),
        ("bị khai trừ", "members_disciplined form=expulsion"),
        ("được kết nạp", "members_admitted"),
    ],
)
def test_what_befalls_those_counted_stands_beyond_their_bracket(known: Known, parts: str, suffered: str, counted: str):
    figures = found(known, f"Năm 2021, có 14 đảng viên ({parts}) {suffered}.")
    assert f"{counted} = 14 2021" in figures
    assert not [one for one in figures if one.startswith("party_members")]


@pytest.mark.parametrize(
    "ahead",
    [
        "đã hoàn thành quán triệt Chỉ thị 35 về tổ chức Đại hội Đảng bộ các cấp",
        "đã ban hành kế hoạch tổ chức đại hội",
        "đang chuẩn bị tổ chức đại hội",
        "đã xây dựng đề án nhân sự cho tổ chức đại hội",
        "đã có hướng dẫn tổ chức đại hội",
    ],
)
@pytest.mark.parametrize("bodies", ["12/15 đảng bộ cấp trên cơ sở", "20/25 đảng bộ trực thuộc", "40 chi bộ"])
def test_bodies_that_prepare_a_congress_have_not_met(known: Known, bodies: str, ahead: str):
    assert found(known, f"Đến nay, có {bodies} {ahead}.") == []


@pytest.mark.parametrize(
    "days",
    ["(từ 19/12 - 20/12)", "(19/12 - 20/12)", "(19/12-20/12)", "(19 - 20/12)", "(từ 19/12 đến 20/12)", "từ ngày 19/12 – 20/12"],
)
@pytest.mark.parametrize("number", ["2", "hai"])
def test_a_congress_of_two_days_is_of_the_second(known: Known, number: str, days: str):
    text = "Sáng ngày 19/12, Đại hội đại biểu Đảng bộ tỉnh khai mạc. Dự Đại hội có 445 đại biểu đại diện cho 61.250 đảng viên. "
    assert found(known, f"{text}Đại hội Đảng bộ tỉnh diễn ra trong {number} ngày {days}.") == [
        "congress_delegates = 445 2022-12-20",
        "party_members = 61250 2022-12-20",
    ]
