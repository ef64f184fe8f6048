"""Remarks: what loads but deserves a second look."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.data.seeds import load
from metrics.intake.drafts import row_of
from metrics.store.store import Store
from metrics.survey.remarks import OFFICES, TITLES, may_be_told_by_words, remarks
from tests.folders import SEEDS
from tests.small import data


def said(*lines: str) -> list[str]:
    return [remark.message for remark in remarks(Store.build(data(*lines)))]


def test_a_dispute_names_both_values():
    found = said(
        "nghe-an.agencies-bloc members_admitted 2020 118 @a:2021", "nghe-an.agencies-bloc members_admitted 2020 188 @b:2020"
    )
    assert len(found) == 1
    assert "118 counts, also stated: 188 (b)" in found[0]


def test_a_share_off_its_recomputation_is_remarked_beyond_rounding_only():
    # 5164 of 7000 is 73.77
    parts = ("nghe-an.agencies-bloc party_members 2021-09 5164", "nghe-an.agencies-bloc staff_total 2021-09 7000")
    assert said(*parts, "nghe-an.agencies-bloc member_share_of_staff 2021-09 73.8%") == []
    found = said(*parts, "nghe-an.agencies-bloc member_share_of_staff 2021-09 73%")
    assert len(found) == 1
    assert "stated 73, but 5164 of 7000 is 73.77" in found[0]


def test_the_admission_rate_is_of_the_members_of_the_year_before():
    # 30 of the 1,000 of 2019 are 3.0 %; of the 900 of 2020 they would be 3.3 %
    body = "nghe-an.agencies-bloc"
    stocks = (f"{body} party_members year:2019 1000", f"{body} party_members year:2020 900")
    assert said(*stocks, f"{body} members_admitted 2020 30", f"{body} admission_rate year:2020 3.0%") == []


def test_a_jump_of_a_stock_is_remarked_and_a_slow_growth_is_not():
    body = "nghe-an.agencies-bloc party_members"
    assert said(f"{body} 2019 5000", f"{body} 2020 5600") == []
    assert len(said(f"{body} 2019 5000", f"{body} 2020 7600")) == 1
    assert said(f"{body} 2010 5000", f"{body} 2020 7600") == []


def test_a_jump_is_of_two_years_at_most_and_of_more_than_a_handful():
    body = "nghe-an.agencies-bloc party_members"
    # two years apart and three; 20 more and 19, each more than half as many again
    assert len(said(f"{body} 2018 5000", f"{body} 2020 7600")) == 1
    assert said(f"{body} 2017 5000", f"{body} 2020 7600") == []
    assert len(said(f"{body} 2019 30", f"{body} 2020 50")) == 1
    assert said(f"{body} 2019 30", f"{body} 2020 49") == []


def test_a_quote_of_one_or_two_words_is_remarked():
    seeds = data("nghe-an.agencies-bloc members_rated 2020 15% grade=excellent", "rank PAR 2023 nghe-an 15")
    for quote, remarked in (("(15%)", True), ("đạt 15%", True), ("xuất sắc đạt 15%", False)):
        observations = tuple(replace(one, quote=quote) for one in seeds.observations)
        found = [one.message for one in remarks(Store.build(replace(seeds, observations=observations)))]
        assert [f"do not show what is counted: {quote}" in one for one in found] == [True] * remarked


# Persons --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "words",
    [
        "đồng chí Lò Thị Mẫu cùng 12 đảng viên",
        "Đ/c Trần Mẫu kết nạp 12 đảng viên",
        "ông Mẫu Văn Mẫu: 12 đảng viên",
        "Bí thư Tỉnh ủy Nguyễn Mẫu: kết nạp 12",
        "Chủ tịch Phạm Mẫu nêu 12 đảng viên",
        "PGS. Mẫu Thị Mẫu, 12 đảng viên",
        "thượng tá Đỗ Mẫu: 12 đảng viên",
    ],
)
def test_a_name_behind_a_title_is_told(words: str):
    assert ["a person seems to be named" in one for one in said_of(words)] == [True]


@pytest.mark.parametrize(
    "words",
    [
        "Bí thư Tỉnh ủy Hà Giang trao 12 huy hiệu",
        "đồng chí Phó Bí thư và 12 đảng viên",
        "12 đồng chí tại Hà Nội",
        "Đảng bộ Lê Chân kết nạp 12 đảng viên",
        "Trường Chính trị Nguyễn Mẫu mở 12 lớp",
        "12 đồng chí Ủy viên Ban Thường vụ",
    ],
)
def test_offices_places_and_schools_are_no_persons(words: str):
    assert said_of(words) == []


def said_of(words: str) -> list[str]:
    seeds = data("nghe-an.agencies-bloc members_admitted 2020 12")
    observations = tuple(replace(one, quote=words) for one in seeds.observations)
    return [one.message for one in remarks(Store.build(replace(seeds, observations=observations)))]


def test_no_person_is_named_in_the_data():
    """Neither in words nor in notes: the product holds published aggregates only."""
    assert [one for one in remarks(Store.build(load(SEEDS))) if "a person seems" in one.message] == []


@given(st.from_regex(re.compile(f"{TITLES}|{OFFICES}"), fullmatch=True), st.sampled_from(["", "(", "² ", "1."]), st.booleans())
def test_a_figure_whose_words_may_name_a_person_is_looked_at(title: str, before: str, in_note: bool):
    words = f"{before}{title} Nguyễn Văn"
    quote, note = ("tổng số có 5", words) if in_note else (words, "")
    assert may_be_told_by_words(row_of("observations.csv", {"quote": quote, "note": note}, 2, ""))
    assert not may_be_told_by_words(row_of("observations.csv", {"quote": "tổng số có 5"}, 2, ""))
