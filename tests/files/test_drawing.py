"""Charts on paper: what only they do; what a chart tells is tested with the pages."""

from __future__ import annotations

from metrics.answers.block import Block
from metrics.files.drawing import Chart, drawing
from metrics.files.parts import part_of
from metrics.store.store import Store
from metrics.vocabulary import Question
from tests.spoken import en

PNG = b"\x89PNG"


def test_places_lost_are_drawn_below_zero(store: Store):
    question = Question("par_index_rank_change", by=("province", "year"), years=(2023, 2023))
    part = part_of(store, en(store), Block(question, "chart"))
    assert part.picture
    # places gained are no ranks: bars from zero, to the left for those lost
    (bars,) = part.picture.figure["data"]
    assert bars["type"] == "bar"
    assert part.picture.figure["layout"]["xaxis"]["range"][0] < min(bars["x"]) < 0
    assert drawing([Chart(part.picture)], en(store), 160).startswith(PNG)
