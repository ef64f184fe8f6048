"""The closed lists of codes hang together, and breakdowns are written in one way."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.data.seeds import load
from metrics.vocabulary import (
    BLOCS,
    COMPLETE_VALUES,
    CONTAINED_VALUES,
    DEFAULT_BLOCS,
    DIMENSIONS,
    FACTS,
    KINDS,
    SUMMED_DIMENSIONS,
    TIERS,
    WHOLE_VALUES,
    Facts,
    facts,
    parse_breakdown,
    write_breakdown,
)
from tests.folders import SEEDS

PARTS = st.dictionaries(st.sampled_from(list(DIMENSIONS)), st.from_regex(r"[a-z0-9_-]+", fullmatch=True), max_size=5)


@given(PARTS)
def test_a_breakdown_is_written_in_one_way_and_read_back(parts: dict[str, str]) -> None:
    text = write_breakdown(parts)
    assert parse_breakdown(text) == parts
    assert list(parse_breakdown(text)) == sorted(parts)
    assert write_breakdown(dict(reversed(parts.items()))) == text


def test_dimensions_are_written_in_alphabetical_order() -> None:
    assert write_breakdown({"subject": "cell", "body": "committee"}) == "body=committee;subject=cell"
    assert parse_breakdown("subject=cell;body=committee") == {"body": "committee", "subject": "cell"}
    assert parse_breakdown("") == {}
    assert write_breakdown({}) == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("body", "'body' is not dimension=value"),
        ("body=", "'body=' is not dimension=value"),
        ("=cell", "'=cell' is not dimension=value"),
        ("body=committee;body=commission", "dimension 'body' stands twice"),
    ],
)
def test_what_is_no_breakdown_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        parse_breakdown(text)


def test_a_value_contains_other_values_of_its_own_dimension_and_never_itself() -> None:
    for (dimension, value), contained in CONTAINED_VALUES.items():
        values = DIMENSIONS[dimension]
        assert values is not None
        assert {value, *contained} <= set(values), dimension
        assert value not in contained


def test_what_a_contained_value_contains_is_contained_too() -> None:
    for (dimension, value), contained in CONTAINED_VALUES.items():
        for inner in contained:
            assert set(CONTAINED_VALUES.get((dimension, inner), ())) <= set(contained), (dimension, value, inner)


def test_every_kind_of_body_but_the_administration_has_one_tier() -> None:
    tiers = list(itertools.chain.from_iterable(TIERS))
    assert sorted([*tiers, "administration"]) == sorted(KINDS)


def test_blocs_are_kinds_of_one_tier() -> None:
    assert set(DEFAULT_BLOCS) < set(BLOCS) <= set(TIERS[1])


def test_only_known_dimensions_are_summed() -> None:
    assert set(SUMMED_DIMENSIONS) <= set(DIMENSIONS)
    assert all(DIMENSIONS[dimension] is not None for dimension in SUMMED_DIMENSIONS)


def test_what_makes_up_a_whole_are_values_of_summed_dimensions() -> None:
    complete = [*COMPLETE_VALUES.items(), *(known.complete for known in FACTS.values() if known.complete[0])]
    for dimension, values in complete:
        assert dimension in SUMMED_DIMENSIONS
        assert set(values) <= set(DIMENSIONS[dimension] or ())
    for dimension, value in WHOLE_VALUES.items():
        assert CONTAINED_VALUES[dimension, value] == COMPLETE_VALUES[dimension]
    assert all(set(known.unsummed) <= set(SUMMED_DIMENSIONS) for known in FACTS.values())


def test_facts_are_told_of_indicators_that_the_data_has() -> None:
    assert set(FACTS) <= {one.indicator for one in load(SEEDS).indicators}


def test_an_indicator_without_facts_has_the_defaults() -> None:
    assert facts("an_indicator_of_tomorrow") == Facts()
