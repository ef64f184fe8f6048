"""A quote in its sentence, and a text cut at its marks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.intake.passage import REACH, Highlight, Passage, pieces, sentence_around

TEXT = "Năm 2023 có 5.164 đảng viên. Trong đó, kết nạp 35 đảng viên (31.12). Hết!\nDòng hai: kết nạp 35 đảng viên"


@pytest.mark.parametrize(
    ("quote", "line", "passage"),
    [
        ("5.164 đảng viên", 1, Passage("Năm 2023 có ", "5.164 đảng viên", ".")),
        ("kết nạp 35 đảng viên", 1, Passage("Trong đó, ", "kết nạp 35 đảng viên", " (31.12).")),
        ("kết nạp 35 đảng viên", 2, Passage("Dòng hai: ", "kết nạp 35 đảng viên", "")),
        ("kết nạp 35 đảng viên", None, Passage("Trong đó, ", "kết nạp 35 đảng viên", " (31.12).")),
        ("Hết", 9, Passage("", "Hết", "!")),
        ("không có", 1, None),
        ("", 1, None),
    ],
)
def test_the_sentence_of_a_quote(quote: str, line: int | None, passage: Passage | None):
    assert sentence_around(TEXT, quote, line) == passage


def test_a_quote_is_found_whatever_the_form_of_its_letters():
    found = sentence_around(TEXT, unicodedata.normalize("NFD", "Hết"))
    assert found
    assert found.quote == "Hết"


def test_a_text_without_sentences_is_cut():
    found = sentence_around(f"{'a ' * 1000}35 đảng viên {'b ' * 1000}", "35 đảng viên")
    assert found
    assert found.before.startswith("…")
    assert found.after.endswith("…")
    assert len(found.before) <= REACH + 1
    assert len(found.after) <= REACH + 1


MARKS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=8)


@given(st.text(min_size=40, max_size=40), MARKS)
def test_pieces_are_the_text_and_each_letter_lies_under_its_marks(text: str, spans: list[tuple[int, int]]):
    marks = [Highlight(start, start + length, str(number), "taken") for number, (start, length) in enumerate(spans)]
    found = pieces(text, marks)
    assert "".join(piece.text for piece in found) == text
    place = 0
    for piece in found:
        for letter in range(place, place + len(piece.text)):
            assert set(piece.marks) == {mark for mark in marks if mark.start <= letter < mark.end}
        assert set(piece.begins) == {mark for mark in marks if mark.start == place and piece.text}
        place += len(piece.text)
