"""Whose figures and of which time they are in texts about several places. Every sentence here is made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown

PROVINCE = "nghe-an.province-wide"


def found(known: Known, text: str, organization: str = PROVINCE, published: str = "2022-12-20") -> list[str]:
    reading = read(text, known, published=published, province=organization.partition(".")[0], organization=organization)
    return sorted(shown(one) for one in reading.figures)


@pytest.mark.parametrize(
    "term",
    [
        "Trong một nhiệm kỳ (từ 2015-2020)",
        "Trong nhiệm kỳ (2015–2020)",
        "Trong nhiệm kỳ qua, từ năm 2015 đến 2020",
        "Nhiệm kỳ vừa qua (2015 - 2020)",
        "Trong nhiệm kỳ, từ năm 2015 đến hết năm 2020",
        "Cả nhiệm kỳ (giai đoạn 2015 - 2020)",
    ],
)
def test_the_years_of_a_term_are_a_term(known: Known, term: str):
    reading = read(
        f"{term}, Ủy ban kiểm tra các cấp đã kỷ luật 43 đảng viên. Cấp ủy các cấp khiển trách 12 đảng viên.",
        known,
        published="2020-12-20",
        province="nghe-an",
        organization=PROVINCE,
    )
    assert [(one.value, one.period_type, one.period) for one in reading.figures] == [
        (43, "term", "2015/2020"),
        (12, "term", "2015/2020"),
    ]


def test_years_within_a_term_are_none(known: Known):
    assert found(known, "Trong nhiệm kỳ qua (từ năm 2016 đến 2019), Tỉnh ủy kỷ luật 43 đảng viên.") == [
        "members_disciplined body=committee;body_level=province = 43 2016/2019"
    ]


@pytest.mark.parametrize("city", ["Tại TP.HCM", "Tại TP. Hồ Chí Minh", "Ở thành phố Hồ Chí Minh", "Còn tại TP.HCM"])
@pytest.mark.parametrize("other", ["Tại Hậu Giang", "Ở tỉnh Hậu Giang", "Riêng tại Hậu Giang", "Còn tại Hậu Giang"])
def test_a_paragraph_s_province_owns_what_follows(known: Known, city: str, other: str):
    text = (
        "Năm 2021, tại Nghệ An, Ủy ban kiểm tra các cấp kỷ luật 43 đảng viên.\n\n"
        f"{city}, Ban Thường vụ Thành ủy kiểm tra 5 tổ chức đảng. Cấp ủy các cấp cũng kiểm tra 34 tổ chức đảng.\n\n"
        "Cấp ủy các cấp kỷ luật 9 đảng viên.\n\n"
        f"{other}, Tỉnh ủy kiểm tra 12 đảng viên. Ủy ban kiểm tra các cấp kỷ luật 7 đảng viên.\n\n"
        "Tại Nghệ An, cấp ủy các cấp kỷ luật 6 đảng viên."
    )
    assert found(known, text) == [
        "inspected_members body=committee;body_level=province = 12 2021 @hau-giang.province-wide",
        "inspected_organizations body=committee;body_level=all = 34 2021 @ho-chi-minh.province-wide",
        "inspected_organizations body=committee;body_level=province = 5 2021 @ho-chi-minh.province-wide",
        "members_disciplined body=commission;body_level=all = 43 2021",
        "members_disciplined body=commission;body_level=all = 7 2021 @hau-giang.province-wide",
        "members_disciplined body=committee;body_level=all = 6 2021",
        "members_disciplined body=committee;body_level=all = 9 2021 @ho-chi-minh.province-wide",
    ]


def test_one_paragraph_about_another_province_ends_with_it(known: Known):
    text = (
        "Năm 2021, Ủy ban kiểm tra các cấp kỷ luật 43 đảng viên.\n\nTại Hậu Giang, Tỉnh ủy kiểm tra 12 đảng viên.\n\n"
        "Cấp ủy các cấp kỷ luật 9 đảng viên."
    )
    assert "members_disciplined body=committee;body_level=all = 9 2021" in found(known, text)


REGIONS = (
    *("Khu vực Bắc Trung Bộ", "Vùng Tây Nguyên", "Các tỉnh Tây Nguyên", "Đảng bộ các tỉnh khu vực Tây Bắc", "Toàn vùng"),
    *("Đồng bằng sông Cửu Long", "Các đảng bộ miền Đông Nam Bộ", "Khu vực miền núi của tỉnh", "Vùng biên giới"),
)
TOLD = ("hiện có 250.000 đảng viên", "có 1.200 tổ chức cơ sở đảng", "năm 2021 đã kết nạp 9.500 đảng viên")


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("told", TOLD)
def test_totals_of_a_region_are_none_of_the_province(known: Known, region: str, told: str):
    assert found(known, f"{region} {told}.") == []
    assert found(known, f"Theo báo cáo, {region} {told}.") == []
    own = "party_members = 61250 2022-12-20"
    for mine in ("toàn tỉnh hiện có 61.250 đảng viên", "riêng Đảng bộ tỉnh hiện có 61.250 đảng viên"):
        assert found(known, f"{region} {told}; {mine}.") == [own]


@pytest.mark.parametrize(
    "placed", ["Trong khu vực Tây Bắc, tỉnh", "Đảng bộ tỉnh ở khu vực Tây Nguyên", "Ở vùng Tây Nguyên, toàn tỉnh"]
)
def test_the_region_of_a_province_takes_nothing_from_it(known: Known, placed: str):
    assert found(known, f"{placed} có 61.250 đảng viên.") == ["party_members = 61250 2022-12-20"]
