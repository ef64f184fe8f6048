"""A reader's filters let through the same figures wherever they are asked: answers, their evidence, lists."""

from __future__ import annotations

from typing import Any

import pytest

from metrics.answers.query import ask, evidence
from metrics.store.store import Store
from metrics.survey.listing import Search, ids
from metrics.vocabulary import Question
from tests.folders import PROJECT

FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"provinces": ("nghe-an", "tuyen-quang-2025", "ha-giang")},
    {"regions": ("bac-trung-bo", "dong-bang-song-hong")},
    {"kinds": ("agencies_bloc",)},
    {"years": (2019, 2025)},
    {"regions": ("bac-trung-bo",), "kinds": ("province_wide",), "years": (2025, 2025)},
)


@pytest.mark.parametrize("boundary", ["reported", "63", "34"])
@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: "+".join(filters) or "none")
def test_answers_evidence_and_lists_filter_alike(store: Store, boundary: Any, filters: dict[str, Any]):
    question = Question("party_members", by=("organization", "period"), boundary=boundary, **filters)
    listed = ids(store, Search(indicators=("party_members",), boundary=boundary, **filters))
    assert set(evidence(store, question).ids) == listed
    assert {one for row in ask(store, question).rows for one in row.all_ids} <= listed


def test_each_filter_is_written_once():
    files = [*(PROJECT / "metrics").rglob("*.py"), *(PROJECT / "metrics").rglob("*.sql")]
    for condition in ("list_contains($provinces", "list_contains($regions", "list_contains($kinds", "BETWEEN $first AND $last"):
        assert not [path.name for path in files if condition in path.read_text(encoding="utf-8") and path.stem != "selection"]
