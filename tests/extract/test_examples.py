"""A text without the name of its body is about its province, not about one of those that it names as examples. All made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known, read

LISTS = [
    ", dẫn đầu là Đảng bộ huyện Đô Lương 92 đảng viên.",
    ", trong đó huyện Đô Lương 92 đảng viên.",
    ", riêng huyện Đô Lương 92 đảng viên, huyện Con Cuông 40 đảng viên.",
    ", huyện Đô Lương 92 đảng viên, huyện Con Cuông 40 đảng viên.",
    "; Đảng bộ huyện Đô Lương 92 đảng viên; Đảng bộ huyện Con Cuông 40 đảng viên.",
    ". Một số đơn vị đạt tỷ lệ cao như: Đảng bộ huyện Đô Lương (92/100, đạt 92%), Đảng bộ huyện Con Cuông (40/50, đạt 80%).",
    ". Một số đơn vị đạt cao như Đảng bộ huyện Đô Lương (92 đảng viên).",
    ". Riêng Đảng bộ huyện Đô Lương kết nạp 92 đảng viên.",
    ". Trong đó, Đảng bộ huyện Đô Lương kết nạp 92 đảng viên.",
    ". Tiêu biểu là Đảng bộ huyện Đô Lương kết nạp 92 đảng viên.",
    ". Điển hình như Đảng bộ huyện Đô Lương kết nạp 92 đảng viên.",
]


@pytest.mark.parametrize("listed", LISTS)
@pytest.mark.parametrize("whole", ["kết nạp được 612 đảng viên", "các đảng bộ trực thuộc kết nạp 612 đảng viên"])
def test_an_example_is_not_whom_the_text_is_about(known: Known, whole: str, listed: str):
    figures = read(f"Năm 2022, {whole}{listed}", known, published="2023-02-24", province="nghe-an").figures
    owners = {one.value: one.organization.partition(".")[2] for one in figures if one.indicator == "members_admitted"}
    assert owners[612] == "province-wide"
    assert owners[92] == "huyen-do-luong"
    assert owners.get(40, "huyen-con-cuong") == "huyen-con-cuong"


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ huyện Đô Lương vừa tổng kết. Năm 2022, kết nạp được 612 đảng viên.",
        "Năm 2022, huyện Đô Lương kết nạp được 612 đảng viên.",
        "Kết nạp 612 đảng viên\nNăm 2022, Đảng bộ huyện Đô Lương kết nạp được 612 đảng viên.",
        "Báo Ví dụ - Năm 2022, Huyện ủy Đô Lương lãnh đạo kết nạp 612 đảng viên.",
    ],
)
def test_the_body_that_a_text_tells_of_first_is_whom_it_is_about(known: Known, text: str):
    figures = read(text, known, published="2023-02-24", province="nghe-an").figures
    assert {one.organization for one in figures} == {"nghe-an.huyen-do-luong"}
