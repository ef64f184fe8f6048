"""Bodies below the one that a text is about, told of without a name: their figures are theirs, and whose they are stays open."""

from __future__ import annotations

import pytest

from metrics.extract import Known, read

LOWER = [
    "Đảng bộ nhà trường",
    "Đảng bộ trường",
    "Đảng bộ Bệnh viện",
    "Đảng bộ Công ty",
    "Đảng bộ xã",
    "Đảng bộ huyện",
    "Đảng bộ cơ quan",
]
CELLS = ["Chi bộ", "Chi bộ thôn", "Chi bộ khối phố", "Hiện nay, chi bộ"]


def owners(known: Known, text: str) -> dict[float, str]:
    figures = read(text, known, published="2024-03-22", province="nghe-an").figures
    return {one.value: one.organization.partition(".")[2] for one in figures}


@pytest.mark.parametrize("body", LOWER)
def test_a_body_without_a_name_is_not_the_province(known: Known, body: str):
    text = f"{body} hiện có 214 đảng viên. Năm 2023, kết nạp 12 đảng viên. Toàn tỉnh hiện có 45.000 đảng viên."
    assert owners(known, text) == {214: "", 12: "", 45000: "province-wide"}
    assert all(one.confidence < 0.9 for one in read(text, known, province="nghe-an").figures if not one.organization)


@pytest.mark.parametrize("body", CELLS)
def test_a_cell_without_a_name_is_not_the_province(known: Known, body: str):
    assert owners(known, f"{body} hiện có 32 đảng viên, trong đó có 3 đảng viên dự bị.") == {32: "", 3: ""}
    assert owners(known, f"Toàn tỉnh có 45.000 đảng viên. {body} có 32 đảng viên.") == {45000: "province-wide", 32: ""}


@pytest.mark.parametrize("body", ["Các đảng bộ huyện", "Các chi bộ", "Những chi bộ"])
def test_several_together_are_the_body_above(known: Known, body: str):
    assert owners(known, f"{body} hiện có 2.140 đảng viên.") in ({2140: "province-wide"}, {})
    assert owners(known, f"Năm 2023, {body.lower()} kết nạp 140 đảng viên.") == {140: "province-wide"}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Trường Đại học Hoa Lư hiện có hơn 5.600 sinh viên. Đảng bộ nhà trường có 214 đảng viên.", "truong-dai-hoc-hoa-lu"),
        ("Đảng bộ Trường Đại học Hoa Lư họp. Năm 2021, Đảng bộ nhà trường có 214 đảng viên.", "truong-dai-hoc-hoa-lu"),
        ("Đảng bộ huyện Đô Lương họp. Năm 2021, Đảng bộ huyện có 214 đảng viên.", "huyen-do-luong"),
        ("Đảng bộ xã Nam Sơn họp. Chi bộ thôn 5 dẫn đầu. Đảng bộ xã có 214 đảng viên.", "xa-nam-son"),
        ("Chi bộ Cơ động hiện có 214 đảng viên.", "chi-bo-co-dong"),
    ],
)
def test_a_body_named_before_is_meant(known: Known, text: str, slug: str):
    assert owners(known, text)[214] == slug


@pytest.mark.parametrize("body", ["Đảng bộ xã", "Đảng bộ nhà trường"])
def test_nor_is_it_the_district(known: Known, body: str):
    text = f"Đảng bộ huyện Đô Lương có 6.120 đảng viên. {body} có 214 đảng viên."
    assert owners(known, text) == {6120: "huyen-do-luong", 214: ""}


def test_its_cells_are_those_below_a_grassroots_committee(known: Known):
    figures = read("Đảng bộ nhà trường có 11 chi bộ.", known, published="2024-03-22", province="nghe-an").figures
    assert [one.indicator for one in figures] == ["subordinate_cells"]


@pytest.mark.parametrize("grade", ["hoàn thành tốt nhiệm vụ", "hoàn thành xuất sắc nhiệm vụ", "trong sạch, vững mạnh"])
@pytest.mark.parametrize("years", ["3 năm liền", "nhiều năm", "5 năm liên tục", "năm nào cũng", "liên tục"])
def test_a_body_that_is_rated_year_after_year_has_so_many_members(known: Known, years: str, grade: str):
    figures = read(
        f"Đảng bộ xã Nam Sơn có 241 đảng viên, {years} {grade}.", known, published="2024-03-22", province="nghe-an"
    ).figures
    assert [(one.indicator, one.value, one.unit) for one in figures] == [("party_members", 241, "person")]
