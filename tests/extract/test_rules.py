"""Each rule of the reader reads its own example: the figures that it says, and by the rule itself."""

from __future__ import annotations

from typing import Any

import pytest

from metrics.extract import Known, Reading, read
from metrics.extract.acts import Way
from metrics.extract.constructions import Construction
from metrics.extract.records import NAMING, WAYS
from metrics.extract.rules import Rule
from tests.extract.shown import shown


def reading(known: Known, text: str) -> Reading:
    return read(text, known, published="2022-12-20", province="nghe-an", organization="nghe-an.province-wide")


@pytest.mark.parametrize("rule", NAMING, ids=lambda rule: rule.name)
def test_a_rule_reads_its_example(known: Known, rule: Rule | Construction[Any]):
    figures = reading(known, rule.example).figures
    assert [shown(figure) for figure in figures] == list(rule.gives)
    assert rule.name in {figure.rule for figure in figures}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_way_to_tell_an_act_is_read_in_its_example(known: Known, way: Way[...]):
    assert [shown(figure) for figure in reading(known, way.example).figures] == list(way.gives) != []


def test_each_rule_has_a_name_of_its_own():
    names = [rule.name for rule in (*NAMING, *WAYS)]
    assert sorted(set(names)) == sorted(names)


def test_every_figure_names_a_rule_that_is_known(known: Known):
    examples = " ".join(rule.example for rule in (*NAMING, *WAYS))
    figures = reading(known, examples).figures
    assert len(figures) > len(NAMING)
    assert {figure.rule for figure in figures} <= {rule.name for rule in NAMING}
