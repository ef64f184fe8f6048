"""Targets with their terms, what stood before a merger, shares of bodies that are only counted, places told bare.

Every sentence is made up.
"""

from __future__ import annotations

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown


def found(known: Known, text: str, published: str = "2024-11-05", province: str = "nghe-an") -> list[str]:
    reading = read(text, known, published=published, province=province, organization=f"{province}.province-wide")
    return [shown(one) for one in reading.figures]


@pytest.mark.parametrize("aim", ["mục tiêu", "chỉ tiêu", "kế hoạch"])
def test_a_target_in_a_bracket_is_of_the_term_that_is_named_only_so(aim: str, known: Known):
    done = f"Từ 2020 đến hết tháng 5/2023, tỉnh kết nạp 9.640 đảng viên, đạt 68,8% {aim} cả nhiệm kỳ (14.000 đảng viên)."
    assert found(known, f"{done} Nữ chiếm 45,2%.", "2023-06-28") == [
        "members_admitted = 9640 2020-01/2023-05",
        "admission_target_completion = 68.8% 2020-01/2023-05",
        "members_admitted = 14000 target",
        "members_admitted group=female = 45.2% 2020-01/2023-05",
    ]


def test_an_aim_of_the_whole_term_has_no_year(known: Known):
    text = "Năm 2022, kết nạp 1.500 đảng viên, đạt 86% chỉ tiêu cả năm, phấn đấu cả nhiệm kỳ kết nạp 6.000 đảng viên."
    assert found(known, text, "2022-11-05")[-1] == "members_admitted = 6000 target"


@pytest.mark.parametrize("whose", ["", " của tỉnh", " của Đảng bộ tỉnh Nghệ An"])
@pytest.mark.parametrize("act", ["kết nạp", "phát triển"])
def test_what_a_plan_of_a_year_is_is_aimed_at(whose: str, act: str, known: Known):
    assert found(known, f"Kế hoạch năm 2021{whose} là {act} 1.300 đảng viên.", "2021-07-20") == [
        "members_admitted = 1300 target 2021"
    ]


@pytest.mark.parametrize("before", ["Trước sắp xếp,", "Trước khi sáp nhập,", "Trước khi hợp nhất,", "Trước đây,"])
def test_what_there_was_before_a_merger_is_of_no_day(before: str, known: Known):
    assert found(known, f"{before} Đảng bộ tỉnh có 556 tổ chức cơ sở đảng.") == ["grassroots_organizations = 556"]


def test_what_there_was_before_a_merger_has_the_day_that_is_named(known: Known):
    text = "Trước khi hợp nhất, đến ngày 30/4/2024, Đảng bộ tỉnh có 556 tổ chức cơ sở đảng."
    assert found(known, text) == ["grassroots_organizations = 556 2024-04-30"]


@pytest.mark.parametrize("led", ["Từ", "Đảng bộ tỉnh từ chỗ có"])
def test_where_a_rise_began_is_of_the_year_where_the_stretch_begins(led: str, known: Known):
    assert found(known, f"{led} 28 đảng viên năm 1930 đến nay đã có 67.412 đảng viên.") == [
        "party_members = 28 1930",
        "party_members = 67412 2024-11-05",
    ]


ADMITTED = "Năm 2023, tỉnh kết nạp 405 đảng viên, bằng 57,8% kế hoạch."


@pytest.mark.parametrize(
    "more",
    [
        "Có 3 đơn vị đạt 100% kế hoạch.",
        "12 đảng bộ đạt 100% chỉ tiêu.",
        "Ba huyện đạt trên 60%.",
        "Toàn tỉnh có 8 đảng bộ trực thuộc đạt từ 90% kế hoạch trở lên.",
        "Số xóm có chi bộ đạt 100%.",
        "Số bản có chi bộ đạt 99,2%.",
        "Cao nhất là Tân Phước Đông đạt 91% kế hoạch.",
        "Ước thực hiện cả năm 2024 đạt 1.360 đảng viên.",
        "Năm 2024 được 1.360 đảng viên.",
        "Số chi bộ chưa kết nạp được đảng viên là 87.",
        "Số tổ chức cơ sở đảng không kết nạp được đảng viên là 87/611.",
    ],
)
def test_what_is_not_of_the_whole_is_no_figure_of_it(more: str, known: Known):
    assert found(known, f"{ADMITTED} {more}") == found(known, ADMITTED)


def test_bodies_that_admitted_are_counted_by_their_label(known: Known):
    text = "Năm 2023, số chi bộ kết nạp được đảng viên là 524/611."
    assert found(known, text) == ["organizations_admitting subject=cell = 524/611 2023"]


@pytest.mark.parametrize(("year", "status"), [("2024", "planned "), ("2023", "")])
def test_what_is_estimated_of_a_year_that_is_not_over_is_planned(year: str, status: str, known: Known):
    assert found(known, f"Ước đến hết năm {year}, tỉnh kết nạp được 1.360 đảng viên.") == [
        f"members_admitted = 1360 {status}{year}"
    ]


def test_a_committee_that_is_asked_does_not_act(known: Known):
    text = "Năm 2023, UBKT Tỉnh ủy đề nghị Ban Thường vụ Tỉnh ủy khai trừ 2 đảng viên; {} cảnh cáo 3 đảng viên."
    acted = "members_disciplined body=commission;body_level=province;form=warning = 3 2023"
    assert found(known, text.format("tự mình quyết định")) == [acted]
    assert found(known, text.format("trực tiếp quyết định")) == [acted]


@pytest.mark.parametrize(
    ("label", "code", "fall"),
    [("số đảng viên mới", "members_admitted", "tăng"), ("số đảng viên bị kỷ luật", "members_disciplined", "giảm")],
)
@pytest.mark.parametrize("compared", ["", " so với cùng kỳ"])
def test_what_a_label_rose_to_is_its_count(label: str, code: str, fall: str, compared: str, known: Known):
    text = f"9 tháng đầu năm 2024, {label} {fall} 6,2%{compared}, còn 98 đồng chí."
    sign = "-" if fall == "giảm" else ""
    assert found(known, text) == [f"{code} = 98 2024-9M", f"{code} = {sign}6.2% change 2024-9M"]


def test_a_result_that_is_higher_is_a_change(known: Known):
    told = found(known, "Năm 2023, tỉnh kết nạp 405 đảng viên. Kết quả này cao hơn năm 2022 là 84 đảng viên.")
    assert told[1:] == ["members_admitted = 84 change 2023"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hạng PCI 2021 của Nghệ An là 41.", ["pci_rank = 41 2021 @administration"]),
        ("Thứ hạng PCI năm 2021 của tỉnh Nghệ An là 41/63.", ["pci_rank = 41/63 2021 @administration"]),
        ("Vị trí PAPI 2021 của Nghệ An: 25.", ["papi_rank = 25 2021 @administration"]),
        ("SIPAS 2021 xếp 44, tụt 9 bậc.", ["sipas_rank = 44 2021 @administration", "sipas_rank = -9 change 2021 @administration"]),
        (
            "Chỉ số PCI năm 2021 xếp thứ 41, thấp hơn 2 bậc so với năm trước.",
            ["pci_rank = 41 2021 @administration", "pci_rank = -2 change 2021 @administration"],
        ),
        (
            "Chỉ số PCI năm 2021 xếp thứ 41, thấp hơn năm 2020 là 3 bậc.",
            ["pci_rank = 41 2021 @administration", "pci_rank = -3 change 2021 @administration"],
        ),
        ("Chỉ số PCI năm 2021 xếp thứ 41, thấp hơn Sơn La 2 bậc.", ["pci_rank = 41 2021 @administration"]),
    ],
)
def test_a_bare_place_and_how_it_differs_from_the_year_before(text: str, told: list[str], known: Known):
    assert found(known, text, "2022-05-04") == told


def test_a_list_of_34_is_of_the_units_after_the_merger(known: Known):
    text = "Theo DTI năm 2024 cho 34 tỉnh, thành, Hà Nội đứng đầu với 0,8241; Hải Phòng 0,7857."
    reading = read(text, known, published="2025-10-22")
    assert reading.figures[-1].organization == "hai-phong-2025.administration"


def test_bodies_merged_within_weeks_are_of_that_stretch(known: Known):
    text = "Từ ngày 1/7 đến 31/7, các đảng bộ xã đã sáp nhập 412 chi bộ."
    (only,) = read(text, known, published="2025-08-12", province="phu-tho-2025").figures
    assert (only.period_type, only.period) == ("range", "2025-07-01/2025-07-31")


def test_badges_that_were_ever_given_are_of_no_day(known: Known):
    text = (
        "Ngày 19/5/2023, tỉnh trao Huy hiệu Đảng cho 412 đồng chí. Toàn tỉnh đã có 18.230 lượt đảng viên được tặng Huy hiệu Đảng."
    )
    assert found(known, text, "2023-05-22") == ["party_badges_awarded = 412 2023-05-19"]
