"""The like stretch of another year, and this year's beside another's. Every sentence is made up."""

from __future__ import annotations

from itertools import product

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown

# a stretch of 2023, and how the same one of 2022 is written
STRETCHES = {
    "6 tháng đầu năm 2023": ("2023-H1", "2022-H1"),
    "Quý I/2023": ("2023-Q1", "2022-Q1"),
    "9 tháng năm 2023": ("2023-9M", "2022-9M"),
    "4 tháng đầu năm 2023": ("2023-01/2023-04", "2022-01/2022-04"),
    "Tháng 5/2023": ("2023-05", "2022-05"),
    "Từ đầu năm 2023 đến nay": ("2023-01/2023-11", "2022-01/2022-11"),
    "Năm 2023": ("2023", "2022"),
}
BEFORE = ("; cùng kỳ năm 2022 {}", ", trong khi cùng kỳ năm trước {}", " (cùng kỳ năm 2022 {})", ". Cùng kỳ năm ngoái {}")


def found(known: Known, text: str, published: str = "2023-11-20") -> list[str]:
    reading = read(text, known, published=published, province="nghe-an", organization="nghe-an.province-wide")
    return [shown(one) for one in reading.figures]


@pytest.mark.parametrize(("stretch", "before"), list(product(STRETCHES, BEFORE)))
def test_the_like_stretch_of_the_year_before(stretch: str, before: str, known: Known):
    text = f"{stretch}, toàn tỉnh kết nạp 120 đảng viên{before.format('kết nạp 98 đảng viên')}."
    now, then = STRETCHES[stretch]
    assert found(known, text) == [f"members_admitted = 120 {now}", f"members_admitted = 98 {then}"]


@pytest.mark.parametrize("compared", ["so với cùng kỳ năm trước", "so cùng kỳ năm 2022", "bằng 95% cùng kỳ năm 2022"])
def test_what_is_only_compared_with_dates_nothing(compared: str, known: Known):
    text = f"6 tháng đầu năm 2023, toàn tỉnh kết nạp 120 đảng viên, tăng {compared}, kiểm tra 12 tổ chức đảng."
    assert found(known, text)[-1] == "inspected_organizations = 12 2023-H1"


def test_what_follows_the_bracket_is_of_what_stands_before_it(known: Known):
    text = "6 tháng đầu năm 2023, kết nạp 1.120 đảng viên (cùng kỳ năm 2022: 980 đảng viên), đạt 48% kế hoạch năm."
    assert found(known, text) == [
        "members_admitted = 1120 2023-H1",
        "members_admitted = 980 2022-H1",
        "admission_target_completion = 48% 2023-H1",
    ]


@pytest.mark.parametrize(
    ("stretch", "period"),
    [
        ("quý I năm nay", "2023-Q1"),
        ("6 tháng đầu năm nay", "2023-H1"),
        ("5 tháng đầu năm nay", "2023-01/2023-05"),
        ("tháng 3 năm nay", "2023-03"),
    ],
)
def test_this_year_is_that_of_publication_whatever_year_stands_before(stretch: str, period: str, known: Known):
    text = f"Năm 2022 kết nạp 150 đảng viên; {stretch} kết nạp 40 đảng viên."
    assert found(known, text)[1] == f"members_admitted = 40 {period}"


@pytest.mark.parametrize(("moved", "places"), [("lên một bậc", 1), ("tăng hai bậc", 2), ("tụt ba hạng", -3), ("giảm năm bậc", -5)])
def test_places_in_words(moved: str, places: int, known: Known):
    text = f"Năm 2022, PAR Index của Nghệ An xếp thứ 12, {moved} so với năm 2021."
    assert found(known, text)[1] == f"par_index_rank = {places} change 2022 @administration"


@pytest.mark.parametrize(
    ("joined", "period"),
    [
        ("Quý IV năm 2021 và quý I năm 2022", "2021-10/2022-03"),
        ("Quý I và quý II năm 2022", "2022-H1"),
        ("6 tháng cuối năm 2021 và 6 tháng đầu năm 2022", "2021-07/2022-06"),
        ("Tháng 12/2021 và tháng 1/2022", "2021-12/2022-01"),
        # two of which neither is meant alone
        ("Quý I và quý III năm 2022", ""),
        ("Tháng 3 và tháng 6 năm 2022", ""),
        ("Quý I năm 2021 và quý I năm 2022", ""),
    ],
)
def test_two_stretches_together(joined: str, period: str, known: Known):
    (only,) = read(f"{joined}, kết nạp 40 đảng viên.", known, published="2023-11-20", province="nghe-an").figures
    assert (only.period, only.confidence < 0.9) == (period, period == "")


def test_a_part_of_a_year_has_its_part_of_the_target(known: Known):
    text = "Năm 2023, phấn đấu kết nạp 5.500 đảng viên, trong đó quý I kết nạp 800 đảng viên."
    assert found(known, text) == ["members_admitted = 5500 target 2023", "members_admitted = 800 target 2023-Q1"]


@pytest.mark.parametrize("act", ["kiểm tra", "giám sát"])
def test_a_difference_is_of_those_who_are_named_with_what_befell_them(act: str, known: Known):
    text = (
        f"Năm 2022, {act} 231 đảng viên, 98 tổ chức đảng; so với năm 2021, số đảng viên được {act} tăng 4%, tổ chức đảng giảm 2%."
    )
    verb = {"kiểm tra": "inspected", "giám sát": "supervised"}[act]
    assert found(known, text)[2:] == [f"{verb}_members = 4% change 2022", f"{verb}_organizations = -2% change 2022"]


def test_the_exemplary_among_the_clean_and_strong(known: Known):
    text = "Năm 2022, 72,5% TCCSĐ đạt trong sạch, vững mạnh (trong đó 15,2% tiêu biểu)."
    rated = "grassroots_organizations_rated grade"
    assert found(known, text) == [f"{rated}=clean_and_strong = 72.5% 2022", f"{rated}=exemplary = 15.2% 2022"]


@pytest.mark.parametrize("when", ["năm 2021", "trong năm 2021", "6 tháng đầu năm 2021"])
@pytest.mark.parametrize("led", ["Trong tổng số", "Trong số", "Có"])
def test_members_of_whom_it_is_said_when_they_were_admitted(known: Known, led: str, when: str):
    figures = found(known, f"{led} 1.012 đảng viên kết nạp {when}, có 71,3% là người dân tộc thiểu số; 48,2% là nữ.")
    assert {one.split(" ")[0] for one in figures} == {"members_admitted"}
    assert len(figures) == 3


@pytest.mark.parametrize("sector", ["Khối doanh nghiệp ngoài nhà nước toàn tỉnh", "Ở khu vực ngoài nhà nước, tỉnh"])
def test_private_bodies_of_the_whole_province(known: Known, sector: str):
    assert found(known, f"{sector} hiện có 62 tổ chức đảng với 1.108 đảng viên.") == [
        "private_sector_organizations = 62 2023-11-20",
        "party_members group=enterprise = 1108 2023-11-20",
    ]


@pytest.mark.parametrize("head", ["thủ trưởng", "người đứng đầu", "thủ trưởng cơ quan, đơn vị"])
@pytest.mark.parametrize("also", ["kiêm bí thư cấp ủy", "đồng thời là bí thư", "kiêm bí thư"])
def test_a_head_who_is_secretary_as_a_secretary_who_is_head(known: Known, head: str, also: str):
    read_so = ["head_is_secretary = 48/55 2023-11-20", "head_is_secretary_share = 87.3%/55 2023-11-20"]
    assert found(known, f"Có 48/55 tổ chức cơ sở đảng có {head} {also}, chiếm 87,3%.") == read_so
    assert found(known, f"{head.capitalize()} {also} có ở 48/55 tổ chức cơ sở đảng, chiếm 87,3%.") == read_so
