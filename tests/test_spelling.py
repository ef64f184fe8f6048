"""Vietnamese letters: what only looks like Đ counts as Đ, in names, searches, orders and the reader."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.extract.text import fold
from metrics.spelling import LOOK_LIKE_D, search_key, sort_key, with_d


@pytest.mark.parametrize(("like", "meant"), LOOK_LIKE_D.items())
def test_a_letter_that_looks_like_d_counts_as_one(like: str, meant: str):
    assert search_key(f"{like}ảng viên") == search_key(f"{meant}ảng viên") == "dang vien"
    assert sort_key(f"{like}à Nẵng")[:2] == sort_key(f"{meant}à Nẵng")[:2]
    assert fold(f"{like}ảng viên") == "đảng viên"


@given(st.text())
def test_a_search_key_of_words_is_that_of_the_whole_text(text: str):
    letters = unicodedata.normalize("NFD", with_d(text).casefold()).replace("đ", "d")
    plain = unicodedata.normalize("NFC", "".join(one for one in letters if not unicodedata.combining(one)))
    assert search_key(text) == " ".join(plain.split())


@given(st.text())
def test_the_text_keeps_its_length_and_all_other_letters(text: str):
    assert [b for a, b in zip(text, with_d(text), strict=True) if a not in LOOK_LIKE_D] == [a for a in text if a not in LOOK_LIKE_D]
