"""What has risen or fallen from one number to another, each with its time. Every sentence is made up."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.extract import Known, read
from tests.extract.shown import shown

SUBJECTS = {
    "Tổng số đảng viên": "party_members = {}{}",
    "Số đảng viên của Đảng bộ tỉnh": "party_members = {}{}",
    "Số chi bộ": "cells_total = {}{}",
    "Số đảng viên mới kết nạp": "members_admitted = {}{}",
    "Số đảng viên bị kỷ luật": "members_disciplined = {}{}",
    "Tỷ lệ tổ chức cơ sở đảng trong sạch, vững mạnh": "grassroots_organizations_rated grade=clean_and_strong = {}{}",
}
TIMES = (" (năm {})", " năm {}", " vào năm {}")
COURSES = (("tăng từ", "lên"), ("giảm từ", "xuống còn"))


def found(known: Known, text: str, published: str = "2022-12-20") -> list[str]:
    reading = read(text, known, published=published, province="nghe-an", organization="nghe-an.province-wide")
    return [shown(one) for one in reading.figures]


@pytest.mark.parametrize(("subject", "time", "course"), list(product(SUBJECTS, TIMES, COURSES)))
def test_both_ends_have_their_times(subject: str, time: str, course: tuple[str, str], known: Known):
    sign = "%" if subject.startswith("Tỷ lệ") else ""
    first, last = f"61{sign}{time.format(2015)}", f"78{sign}{time.format(2020)}"
    ends = [f"{SUBJECTS[subject].format(value, sign)} {year}" for value, year in ((61, 2015), (78, 2020))]
    assert found(known, f"{subject} {course[0]} {first} {course[1]} {last}.") == ends


@given(st.lists(st.integers(100, 9000), min_size=2, max_size=5, unique=True), st.sampled_from(TIMES))
@settings(max_examples=40)
def test_a_series_of_years_gives_one_figure_each(known: Known, values: list[int], time: str):
    told = [f"{value} đồng chí{time.format(2010 + place)}" for place, value in enumerate(values)]
    text = f"Số đảng viên tăng từ {told[0]} lên {', '.join(told[1:])}."
    assert found(known, text) == [f"party_members = {value} {2010 + place}" for place, value in enumerate(values)]


@pytest.mark.parametrize(
    "text",
    [
        "Số đảng viên tăng từ 4.012 đồng chí đầu nhiệm kỳ lên 5.120 đồng chí.",
        "Số đảng viên tăng từ 4.012 đồng chí lên 5.120 đồng chí.",
    ],
)
def test_an_end_without_a_time_is_no_figure_of_today(text: str, known: Known):
    assert "party_members = 4012 2022-12-20" not in found(known, text)


def test_members_that_a_body_grew_from_were_not_admitted(known: Known):
    text = "Đảng bộ phát triển từ 255 đảng viên năm 2015 lên 284 đảng viên vào năm 2020."
    assert found(known, text) == ["party_members = 255 2015", "party_members = 284 2020"]
    assert found(known, "Năm 2020, Đảng bộ phát triển 255 đảng viên.") == ["members_admitted = 255 2020"]
