"""What is told by the way: another year, another body, a threshold, those who are still to meet. Every sentence is made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known
from tests.extract.test_places import found

DISTRICT = "nghe-an.huyen-do-luong"
GOVERNMENT = "nghe-an.administration"


@pytest.mark.parametrize(
    "aside",
    [
        "Sau 1 năm tụt hạng (đứng thứ 41 năm 2018), tỉnh đã trở lại nhóm đầu.",
        "Như vậy, so với lần trước (xếp thứ 41 vào năm 2018), tỉnh tiến bộ rõ.",
        "Tỉnh tiến bộ rõ (năm 2018 xếp thứ 41).",
    ],
)
@pytest.mark.parametrize(("index", "code"), [("PAPI", "papi"), ("PAR INDEX", "par_index")])
def test_a_year_told_in_brackets_is_not_gone_on_about(known: Known, aside: str, index: str, code: str):
    score = "44,21" if code == "papi" else "84,21"
    text = (
        f"Chỉ số {index} năm 2019, tỉnh Nghệ An xếp thứ 7/63.\n\n{aside}\n\n"
        f"Theo bảng xếp hạng cả nước, tỉnh Hà Tĩnh dẫn đầu với {score} điểm."
    )
    figures = found(known, text, GOVERNMENT, "2020-05-04")
    assert f"{code}_score = {score.replace(',', '.')} 2019 @ha-tinh.administration" in figures
    assert f"{code}_rank = 1 2019 @ha-tinh.administration" in figures


@pytest.mark.parametrize("over", ["12,5%", "gần 9%"])
@pytest.mark.parametrize("act", ["kết nạp vượt", "phát triển đảng viên vượt"])
def test_an_excess_is_of_the_body_named_before_it(known: Known, over: str, act: str):
    text = f"Năm 2021, toàn tỉnh kết nạp được 1.320 đảng viên, đạt 71% kế hoạch; trong đó, huyện Đô Lương {act} {over}."
    figures = [one for one in found(known, text) if "over_target" in one]
    assert len(figures) == 1
    assert figures[0].endswith("over_target 2021 @huyen-do-luong")


@pytest.mark.parametrize("reached", ["đạt từ 80% trở lên", "đạt trên 80%", "đạt 80% trở lên"])
@pytest.mark.parametrize("bodies", ["3 đảng bộ cấp huyện", "3 đảng bộ trực thuộc", "3 chi bộ"])
def test_bodies_that_reach_a_share_lead_a_list_of_completions(known: Known, reached: str, bodies: str):
    text = (
        f"Năm 2021, toàn tỉnh kết nạp được 1.320 đảng viên, đạt 71% chỉ tiêu kế hoạch. Có {bodies} kết nạp đảng viên {reached} "
        "(huyện Đô Lương đạt 94,2%, huyện Yên Thành đạt 86%, thành phố Vinh đạt 81%)."
    )
    figures = found(known, text)
    assert [one for one in figures if "admitting" in one] == []
    assert [one for one in figures if "@" in one] == [
        "admission_target_completion = 81% 2021 @tp-vinh",
        "admission_target_completion = 86% 2021 @huyen-yen-thanh",
        "admission_target_completion = 94.2% 2021 @huyen-do-luong",
    ]


@pytest.mark.parametrize(("committees", "cells"), [(11, 25), (20, 3)])
@pytest.mark.parametrize("whole", ["Chi, Đảng bộ trực thuộc", "tổ chức cơ sở đảng"])
@pytest.mark.parametrize("noun", ["đảng bộ cơ sở", "đảng bộ"])
def test_cells_that_make_up_the_whole_with_committees_are_grassroots_ones(
    known: Known, committees: int, cells: int, whole: str, noun: str
):
    text = f"Đảng bộ huyện hiện có {committees + cells} {whole}, gồm {committees} {noun} và {cells} chi bộ trực thuộc."
    assert f"grassroots_cells = {cells} 2022-12-20 @huyen-do-luong" in found(known, text, DISTRICT)
    # more of them than there are bodies stand below the committees
    text = f"Đảng bộ huyện hiện có {committees + cells} {whole}, gồm {committees} đảng bộ cơ sở và 310 chi bộ trực thuộc."
    assert "subordinate_cells = 310 2022-12-20 @huyen-do-luong" in found(known, text, DISTRICT)


@pytest.mark.parametrize("aim", ["phấn đấu đến năm 2025", "mục tiêu đến cuối nhiệm kỳ (năm 2025)"])
@pytest.mark.parametrize("share", ["hằng năm có trên 85% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên"])
@pytest.mark.parametrize("behind", [True, False])
def test_a_yearly_aim_until_a_term_ends_is_of_the_term(known: Known, aim: str, share: str, behind: bool):
    share = f"{share.removeprefix('hằng năm ')} hằng năm" if behind else share
    text = f"Đại hội Đảng bộ huyện nhiệm kỳ 2020 - 2025 diễn ra ngày 7/8/2020.\n\nĐại hội đề ra chỉ tiêu: {aim}, {share}."
    assert found(known, text, DISTRICT, "2020-08-08") == [
        "grassroots_organizations_rated grade=good_or_better = 85% gt target 2020/2025 @huyen-do-luong"
    ]
