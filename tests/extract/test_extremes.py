"""Counts of more than the text's body, of single places, of the largest and the least; plans. Every sentence is made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known
from tests.extract.test_places import found

OWN = "party_members = 198000 2022-12-20"


@pytest.mark.parametrize("whole", ["Cả nước", "Toàn quốc", "Toàn Đảng", "Hiện nay, cả nước", "Tính chung ba tỉnh Bắc Trung Bộ,"])
@pytest.mark.parametrize("told", ["có 5,3 triệu đảng viên", "hiện có 5.300.000 đảng viên; năm 2021 kết nạp 142.000 đảng viên"])
@pytest.mark.parametrize("own", ["Tỉnh Nghệ An hiện có 198.000 đảng viên.", "Đảng bộ tỉnh hiện có 198.000 đảng viên."])
def test_counts_of_the_country_are_none_of_the_province(known: Known, whole: str, told: str, own: str):
    assert found(known, f"{whole} {told}. {own}") == [OWN]
    assert found(known, f"{whole} {told}; {own[0].lower()}{own[1:]}") == [OWN]
    assert found(known, f"{own} {whole} {told}.") == [OWN]


def test_the_whole_party_organization_is_its_own(known: Known):
    assert found(known, "Toàn Đảng bộ hiện có 198.000 đảng viên, đứng thứ 3 cả nước.") == [OWN]


@pytest.mark.parametrize(
    "told",
    [
        "14 thôn có dưới 3 đảng viên",
        "6 bản chỉ có 2 đảng viên",
        "chi bộ đông nhất có 87 đảng viên, ít nhất 3 đảng viên",
        "chi bộ ít nhất có 3 đảng viên",
        "trung bình mỗi chi bộ có 23 đảng viên",
    ],
)
@pytest.mark.parametrize(
    "frame", ["{}.", "Đảng bộ tỉnh hiện có 198.000 đảng viên; {}.", "Đảng bộ tỉnh hiện có 198.000 đảng viên. {}."]
)
def test_members_of_single_places_are_no_members_of_all(known: Known, told: str, frame: str):
    text = frame.format(told if "; {" in frame else told[0].upper() + told[1:])
    assert found(known, text) == ([OWN] if "198.000" in frame else [])


@pytest.mark.parametrize("missed", ["còn thiếu 55 người", "thiếu 55 đảng viên", "hụt 55 đảng viên"])
def test_who_is_missing_was_not_admitted(known: Known, missed: str):
    figures = found(known, f"Năm 2021, toàn tỉnh kết nạp 1.945 đảng viên, so với chỉ tiêu {missed}.")
    assert figures == ["members_admitted = 1945 2021"]


@pytest.mark.parametrize("plan", ["Kế hoạch năm 2023, ", "Theo kế hoạch năm 2023, ", "Chương trình kiểm tra, giám sát năm 2023: "])
@pytest.mark.parametrize("act", [("kiểm tra", "inspected"), ("giám sát", "supervised")])
def test_a_plan_at_the_head_of_a_sentence_plans(known: Known, plan: str, act: tuple[str, str]):
    who = "body=commission;body_level=province"
    text = f"{plan}Ủy ban Kiểm tra Tỉnh ủy {act[0]} 6 tổ chức đảng."
    assert found(known, text) == [f"{act[1]}_organizations {who} = 6 planned 2023"]


@pytest.mark.parametrize("so_far", ["lũy kế từ đầu năm", "từ đầu năm đến nay", "cả năm 2022"])
def test_the_time_of_the_clause_behind_a_semicolon_is_its_own(known: Known, so_far: str):
    text = (
        f"Quý III/2022, toàn tỉnh kết nạp 31 đảng viên. Cũng trong quý, kiểm tra 4 tổ chức đảng; {so_far} kiểm tra 12 tổ chức đảng."
    )
    assert "inspected_organizations = 4 2022-Q3" in found(known, text)
