"""The numbers that a quote states, as newspapers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.quotes import numbers_in


@pytest.mark.parametrize(
    ("quote", "numbers"),
    [
        ("có 2.305 đảng viên", {2305}),
        ("1.234.567,5 điểm", {1234567.5}),
        ("50/63 tổ chức cơ sở đảng", {50, 63}),
        ("275 đồng chí/67,73% tái cử", {275, 67.73}),
        ("từ 180 - 200 đồng chí", {180, 200}),
        ("PAPI đạt 46.6628 điểm", {46.6628}),
        ("01 chi ủy và 03 chi ủy viên.", {1, 3}),
        ("gần 36,8 nghìn đảng viên", {36800}),
        ("trên 5 ngàn người", {5000}),
        ("gần 50 vạn đảng viên", {500_000}),
        ("1,2 triệu lượt", {1_200_000}),
        ("ba đảng viên", {3}),
        ("hai mươi lăm chi bộ", {25}),
        ("mười một đồng chí", {11}),
        ("một trăm linh năm đồng chí", {105}),
        ("một trăm năm mươi đồng chí", {150}),
        ("hai nghìn ba trăm đảng viên", {2300}),
        ("mười năm qua", {10, 5}),
        ("hai, ba chi bộ", {2, 3}),
        ("hàng trăm lượt cá nhân", {100}),
        ("hàng nghìn lượt", {1000}),
        ("hàng chục nghìn lượt", {10_000}),
        ("đạt 95 phần trăm", {95}),
        ("là nghị quyết duy nhất", {1}),
        ("Không có tổ chức yếu kém", {0}),
        ("đảng viên mới", set()),
        ("", set()),
    ],
)
def test_a_quote_states_its_numbers_and_no_others(quote: str, numbers: set[float]) -> None:
    assert numbers_in(quote) == numbers


@given(st.integers(0, 10**9))
def test_a_number_printed_with_points_is_read_back(number: int) -> None:
    assert numbers_in(f"có {number:,} đảng viên".replace(",", ".")) == {number}


@given(st.text(alphabet="0123456789.,/%- ămươitrhbn", max_size=40))
def test_any_words_can_be_read(quote: str) -> None:
    assert all(number >= 0 for number in numbers_in(quote))
