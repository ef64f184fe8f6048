"""The numbers that a quote states, as newspapers write them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.data.quotes import numbers_in, stands_in


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


# standing in a text ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("quote", "text", "stands"),
    [
        ("5 đảng viên", "có 5 đảng viên.", True),
        ("5 đảng viên", "có 15 đảng viên.", False),
        ("5 đảng viên", "có 1,5 đảng viên.", False),
        ("234 đảng viên", "có 1.234 đảng viên.", False),
        ("có 5", "có 5,4 điểm", False),
        ("có 5", "có 5, rồi 4", True),
        ("có 5", "có 5.", True),
        ("có 5", "có 52", False),
        ("(2%)", "đạt(2%)", True),
        ("75% kế hoạch", "đạt75% kế hoạch", True),
        ("đảng viên", "đảng viênmới", False),
        ("đảng viên", "Đảng viên", False),
        ("đảng viên", "đảng  \n viên", True),
        ("đảng viên", "đảng\u00a0viên", True),
        ("đảng viên", "đảng - viên", False),
        ("", "đảng viên", False),
        ("đảng viên", "", False),
    ],
)
def test_words_stand_in_a_text_whole_and_as_they_are(quote: str, text: str, stands: bool):
    assert stands_in(quote, text) is stands
    assert stands_in(unicodedata.normalize("NFD", quote), unicodedata.normalize("NFD", text)) is stands


SOME = ["đảng", "viên", "5.164", "(2%)", "kết-nạp", "1,5", "mới,", "Nội."]
WORDS = st.lists(st.sampled_from(SOME), min_size=1, max_size=12)


@given(WORDS, WORDS, WORDS, st.sampled_from([" ", "\n", "  ", "\u00a0"]))
def test_words_cut_out_of_a_text_stand_in_it_whatever_the_spaces(before: list[str], quote: list[str], after: list[str], space: str):
    assert stands_in(" ".join(quote), space.join([*before, *quote, *after]))
