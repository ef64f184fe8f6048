"""The time of what is given on a feast, risen in some months, chosen by a congress. Every sentence here is made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known
from tests.extract.test_places import found

DISTRICT = "nghe-an.huyen-do-luong"


@pytest.mark.parametrize(
    "said",
    ["kết nạp trong 9 tháng lên 40", "mới kết nạp 9 tháng lên 40", "kết nạp trong 9 tháng là 40", "kết nạp 9 tháng đầu năm lên 40"],
)
def test_a_total_of_nine_months_is_of_no_quarter(known: Known, said: str):
    text = f"Trong quý III năm 2022, toàn tỉnh kết nạp được 25 đảng viên, nâng tổng số đảng viên {said} đảng viên."
    assert found(known, text) == ["members_admitted = 25 2022-Q3", "members_admitted = 40 2022-9M"]


@pytest.mark.parametrize("part", ["riêng trong quý III", "riêng quý III", "trong đó quý III"])
def test_a_quarter_told_apart_is_not_that_of_the_whole(known: Known, part: str):
    text = f"9 tháng năm 2022, các cấp ủy quan tâm kết nạp. Kết quả, toàn tỉnh kết nạp 92 đảng viên, {part} kết nạp 56 đảng viên."
    assert found(known, text) == ["members_admitted = 56 2022-Q3", "members_admitted = 92 2022-9M"]


@pytest.mark.parametrize(
    ("feast", "day"),
    [
        ("75 năm Quốc khánh (2/9/1945 - 2/9/2020)", "2020-09-02"),
        ("103 năm Cách mạng tháng Mười Nga (7/11/1917 - 7/11/2020)", "2020-11-07"),
        ("90 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2020)", "2020-02-03"),
    ],
)
def test_badges_of_a_feast_have_its_day(known: Known, feast: str, day: str):
    text = (
        f"Nhân kỷ niệm {feast}, các đảng bộ tổ chức lễ trao Huy hiệu Đảng.\n\n"
        "Toàn tỉnh có 414 đảng viên được trao tặng Huy hiệu Đảng.\n\n"
        "Các nơi có nhiều đảng viên được tặng Huy hiệu Đảng đợt này là thành phố Vinh 103 đảng viên, huyện Đô Lương 59 đảng viên."
    )
    assert found(known, text, published="") == [
        f"party_badges_awarded = 103 {day} @tp-vinh",
        f"party_badges_awarded = 414 {day}",
        f"party_badges_awarded = 59 {day} @huyen-do-luong",
    ]
    # a ceremony of its own day is told of
    text = f"Sáng 16/1, Huyện ủy họp mặt kỷ niệm {feast}. Tại buổi lễ, Huyện ủy trao Huy hiệu Đảng cho 24 đảng viên."
    assert found(known, text, DISTRICT, "2020-01-16") == ["party_badges_awarded = 24 2020-01-16 @huyen-do-luong"]


@pytest.mark.parametrize("feast", ["Chào mừng Quốc khánh (2/9) năm nay", "Mừng Quốc khánh (2/9)"])
def test_a_feast_in_brackets_is_the_day_of_badges(known: Known, feast: str):
    text = f"{feast}, Đảng bộ huyện Đô Lương có 84 đảng viên được nhận Huy hiệu Đảng."
    assert found(known, text, DISTRICT, "2017-09-08") == ["party_badges_awarded = 84 2017-09-02 @huyen-do-luong"]


def test_a_whole_province_is_the_one_that_is_named(known: Known):
    text = "Dịp 2/9/2020, toàn tỉnh có 446 đảng viên được tặng Huy hiệu Đảng; "
    text += "toàn tỉnh Hà Tĩnh cũng có 312 đảng viên được tặng Huy hiệu Đảng."
    assert found(known, text) == [
        "party_badges_awarded = 312 2020-09-02 @ha-tinh.province-wide",
        "party_badges_awarded = 446 2020-09-02",
    ]


@pytest.mark.parametrize("raised", ["nâng tổng số đảng viên trong Đảng bộ huyện lên", "đưa tổng số đảng viên toàn huyện lên"])
def test_what_members_rose_to_is_of_today(known: Known, raised: str):
    text = f"Năm qua, Huyện ủy quan tâm kết nạp đảng viên. Kết quả, đã kết nạp 208 quần chúng vào Đảng, {raised} 8.575 đảng viên."
    assert found(known, text, DISTRICT, "2019-01-05") == [
        "members_admitted = 208 2018 @huyen-do-luong",
        "party_members = 8575 2019-01-05 @huyen-do-luong",
    ]


@pytest.mark.parametrize("chosen", ["bầu Ban Chấp hành khóa X gồm 11 đồng chí", "bầu 11 đồng chí vào Ban Chấp hành khóa X"])
def test_what_a_congress_chose_is_of_its_term(known: Known, chosen: str):
    text = (
        "Đảng bộ huyện Đô Lương tổ chức đại hội lần thứ X, nhiệm kỳ 2020 - 2025.\n\nNhiệm kỳ 2015 - 2020, kinh tế phát triển.\n\n"
        f"Đại hội đã {chosen}."
    )
    assert found(known, text, DISTRICT, "2020-05") == ["executive_committee_size = 11 2020/2025 @huyen-do-luong"]


@pytest.mark.parametrize("setter", ["Ban Thường vụ Tỉnh ủy", "Tỉnh ủy"])
def test_what_one_body_sets_another_is_a_target(known: Known, setter: str):
    text = f"Năm 2022, {setter} giao Đảng ủy Khối các cơ quan tỉnh kết nạp 120 đảng viên trở lên."
    assert found(known, text, "nghe-an.agencies-bloc") == ["members_admitted = 120 ge target 2022 @agencies-bloc"]


def test_the_first_number_of_a_fraction_is_done(known: Known):
    text = "Năm 2021, nhiều chỉ tiêu đạt cao như tỷ lệ xã đạt chuẩn 83,2%; phát triển đảng viên mới 93/65 đảng viên."
    assert "members_admitted = 93/65 2021" in found(known, text)


def test_what_members_rose_to_is_no_target(known: Known):
    text = "Trong năm 2021, theo chỉ tiêu các chi bộ phát triển được 79/206 đảng viên, nâng tổng số đảng viên toàn huyện là 4.266."
    figures = found(known, text, DISTRICT)
    assert [one.split(" ", 1)[0] for one in figures if "target" in one] == []
    assert any(one.startswith("party_members = 4266") for one in figures)
