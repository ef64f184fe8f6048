"""The search of the front page: an exact name first, accents and capitals left aside, the same order whatever the data's order."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.data.places import spelling
from metrics.spelling import search_key
from metrics.store.store import Store
from metrics.survey.listing import Search, counts
from metrics.survey.suggestions import KINDS, MOST, find
from tests.small import data
from tests.spoken import en, vi

LINES = """
nghe-an.agencies-bloc party_members 2020 5000
nghe-an.agencies-bloc members_admitted 2020 100
ha-noi.province-wide party_members 2020 400000
tuyen-quang.province-wide party_members 2020 50000
tuyen-quang-2025.province-wide party_members 2025-10 136000
quang-ninh.school-1 members_admitted 2019 12
quang-ninh.school-2 members_admitted 2019 13
rank PAR 2023 nghe-an 15
"""


@cache
def small() -> Store:
    return Store.build(data(LINES))


def said(text: str, store: Store | None = None) -> list[tuple[str, str]]:
    store = store or small()
    return [(one.kind, one.code) for one in find(store, vi(store), text)]


@pytest.mark.parametrize("typed", ["Nghệ An", "nghe an", "NGHE AN", "nghean", "  nghệ   an ", "tỉnh Nghệ An", "nghe-an", "40"])
def test_an_exact_name_stands_first(typed: str):
    assert said(typed)[0] == ("province", "nghe-an")


@pytest.mark.parametrize("typed", ["nghệ an kết nạp", "ket nap nghe an 2020", "members admitted Nghệ An", "40 new members"])
def test_a_province_and_a_metric_typed_together_lead_to_its_figures(typed: str):
    store = small()
    first = find(store, vi(store), typed)[0]
    assert (first.kind, first.code, first.province, first.figures) == ("metric", "members_admitted", "nghe-an", 1)
    assert "Nghệ An" in first.name


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hanoi", ("province", "ha-noi")),
        ("nghe", ("province", "nghe-an")),
        ("đảng viên", ("metric", "party_members")),
        ("cchc", ("metric", "par_index_rank")),
        ("new members", ("metric", "members_admitted")),
        ("bao", ("publisher", "Báo")),
        ("quang-ninh.school-1", ("body", "quang-ninh.school-1")),
    ],
)
def test_every_kind_is_found(typed: str, first: tuple[str, str]):
    assert first in said(typed)[:3]


def test_of_two_units_of_one_name_that_of_today_comes_first():
    assert said("tuyen quang")[:2] == [("province", "tuyen-quang-2025"), ("province", "tuyen-quang")]


def test_several_matches_are_shown_to_choose_from():
    found = [code for kind, code in said("quang") if kind == "province"]
    assert len(found) == MOST
    assert "tuyen-quang-2025" not in found[:1]


def test_words_lead_to_as_many_figures_as_are_told():
    (words,) = [one for one in find(small(), vi(small()), "ket nap") if one.kind == "words"]
    assert words.figures == counts(small(), Search(words="ket nap"))["figures"] == 3


@pytest.mark.parametrize("typed", ["", "   ", "-", "…", "🙂", "zzzz"])
def test_what_means_nothing_suggests_nothing(typed: str):
    assert find(small(), vi(small()), typed) == ()


def test_names_are_those_of_the_language():
    assert find(small(), en(small()), "ha noi")[0].name == "Hanoi"
    assert find(small(), vi(small()), "ha noi")[0].name == "Hà Nội"


def test_only_what_has_figures_is_suggested_save_provinces():
    metrics = {code for kind, code in said("to chuc") if kind == "metric"}
    assert "inspected_organizations" not in metrics
    assert ("province", "can-tho") in said("can tho")


NAMES = [one.name_vi for one in small().seeds.provinces] + [one.name_vi for one in small().seeds.indicators]


@settings(max_examples=50)
@given(st.sampled_from(NAMES), st.integers(1, 40), st.randoms(use_true_random=False))
def test_accents_and_capitals_change_nothing(name: str, letters: int, chance: random.Random):
    typed = name[:letters]
    mixed = "".join(chance.choice((sign.upper(), sign.lower())) for sign in typed)
    found = said(typed)
    for other in (search_key(typed), mixed, typed.upper(), f" {typed} "):
        alike = said(other)
        assert [one for one in alike if one[0] != "words"] == [one for one in found if one[0] != "words"]


@given(st.sampled_from([one.province for one in small().seeds.provinces]), st.sampled_from(["vi", "en"]))
def test_the_whole_name_of_a_province_leads_to_it_first(slug: str, language: str):
    words = vi(small()) if language == "vi" else en(small())
    province = small().names.provinces[slug]
    name = province.name_vi if language == "vi" else province.name_en
    alike = {one.province for one in small().seeds.provinces if spelling(one.name_vi) == spelling(province.name_vi)}
    found = find(small(), words, name)
    assert {one.code for one in found[: len(alike)]} == alike


@given(st.text(max_size=30))
def test_whatever_is_typed_the_order_holds(typed: str):
    found = find(small(), vi(small()), typed)
    assert found == find(small(), vi(small()), typed)
    assert all(one.kind in KINDS for one in found)
    assert len({(one.kind, one.code) for one in found}) == len(found)
    assert [one.kind for one in found].count("words") <= 1
    assert all(one.kind != "words" for one in found[:-1])


# each example resolves the data anew
@settings(max_examples=10)
@given(st.permutations(LINES.strip().splitlines()), st.sampled_from(["quang", "nghe", "t", "dang vien", "school", "ha"]))
def test_the_order_of_the_data_changes_nothing(lines: list[str], typed: str):
    seeds = data(*lines)
    shuffled = replace(seeds, provinces=seeds.provinces[::-1], organizations=seeds.organizations[::-1])
    assert said(typed, Store.build(shuffled)) == said(typed)
