"""How wide the columns of a table are: beside one another on a desk where they can be, else what a row is of keeps its place."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from streamlit.elements.table import marshall_table
from streamlit.proto.ArrowData_pb2 import ArrowData

from pages.parts.blocks import NARROW, ROOM, WORD, _styled, widths

COLUMNS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 200), min_size=1, max_size=16)


@given(COLUMNS)
def test_columns_stand_beside_one_another_or_hold_a_word_each(longest: dict[str, int]):
    found = widths(longest)
    assert list(found) == list(longest)
    least = sum(min(letters, WORD) * 0.62 + 1.4 for letters in longest.values())
    assert (sum(found.values()) <= ROOM) == (least <= ROOM)
    # no column gives way where there is room for it
    full = {name: min(letters, NARROW) * 0.62 + 1.4 for name, letters in longest.items()}
    assert found == full or sum(full.values()) > ROOM
    first = next(iter(longest))
    assert found[first] == full[first] or sum(found.values()) <= ROOM


def test_nine_columns_of_a_comparison_with_targets_stand_beside_one_another():
    # body, year, value, target, difference, completion, state, covers, sources: the longest cells of the page of admissions
    letters = dict(zip("abcdefghi", (46, 4, 12, 16, 16, 16, 10, 64, 90), strict=True))
    assert sum(widths(letters).values()) <= ROOM


def test_a_table_has_the_looks_and_texts_that_pandas_would_give_it():
    # Streamlit's own way from a style to the browser, with what pandas makes of it and without
    looks: list[Any] = [{"selector": "td:nth-child(2)", "props": [("min-width", "3.0em"), ("text-align", "right !important")]}]
    frame = pd.DataFrame({"Tỉnh": ["Nghệ An", ""], "2024": ["1.234,5", "\\*\\*"]})
    ours, of_pandas = ArrowData(), ArrowData()
    styled = _styled(frame, "", looks)
    marshall_table(ours, styled, "any")
    marshall_table(of_pandas, frame.style.set_table_styles(looks).set_uuid(styled.uuid), "any")
    assert ours == of_pandas
