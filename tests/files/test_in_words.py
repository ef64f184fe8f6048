"""Tables in words."""

from __future__ import annotations

import re

from metrics.answers.pivot import pivot
from metrics.data.seeds import load
from metrics.files.in_words import cross_lines
from metrics.store.store import Store
from metrics.vocabulary import Question
from metrics.words.words import Words
from tests.folders import SEEDS


def test_ranks_of_a_cross_table_say_of_how_many():
    """As everywhere: the same rank is another one among 63 and among 34."""
    store = Store.build(load(SEEDS))
    question = Question("pci_rank", provinces=("nghe-an", "quang-ninh"))
    lines = cross_lines(pivot(store, question, "province", "year"), "province", "year", Words("vi", store.names))
    cells = [cell for line in lines for name, cell in line.items() if name.isdigit() and cell]
    assert len(cells) > 20
    assert [cell for cell in cells if not re.fullmatch(r"(\S+ )?\d+/\d\d", cell)] == []


def test_a_cross_table_of_ranks_has_no_line_of_a_total_and_its_latest_year_is_called_so():
    """Over periods too: what stands there is the rank of the latest year, of no years together."""
    store = Store.build(load(SEEDS))
    words = Words("en", store.names)
    for side in ("year", "period"):
        lines = cross_lines(pivot(store, Question("pci_rank", provinces=("nghe-an",)), "province", side), "province", side, words)
        assert [next(iter(line.values())) for line in lines] == ["Nghe An"]
        assert list(lines[0])[1] == "Latest year"
