"""The tile map: every province has its own tile, what is not known is hatched, the first of a ranking is the darkest."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from metrics.answers.query import ask
from metrics.chart import Palette, Style
from metrics.chart.tiles import TILES_34, TILES_63, layout_for, tile_map
from metrics.data.seeds import load
from metrics.store.store import Store
from metrics.territory import MERGER
from metrics.vocabulary import Boundary, Question
from metrics.words.words import Words
from tests.small import data

PALETTE = Palette(
    "#000000", "#555555", "#cccccc", "#ffffff", ("#0000ff",), ("#eeeeff", "#ccccff", "#aaaaff", "#8888ff"), ("#ff8800",)
)


def picture(store: Store, question: Question, language: str = "en") -> Any:
    return tile_map(ask(store, question), Style(Words(language, store.names), PALETTE))


def test_both_layouts_hold_every_province_once(seeds_dir: Path):
    provinces = load(seeds_dir).provinces
    of_63 = {one.province for one in provinces if one.valid_from != MERGER}
    of_34 = {one.province for one in provinces if not one.valid_to}
    assert (set(TILES_63), set(TILES_34)) == (of_63, of_34)
    assert (len(of_63), len(of_34)) == (63, 34)


@pytest.mark.parametrize("layout", [TILES_63, TILES_34], ids=["63", "34"])
def test_no_two_provinces_stand_on_one_place(layout: dict[str, tuple[int, int]]):
    assert len(set(layout.values())) == len(layout)


@cache
def store() -> Store:
    return Store.build(
        data(
            "nghe-an.province-wide party_members 2019 5000",
            "ha-giang.province-wide party_members 2019 >3000",
            "rank DTI 2023 nghe-an 25 0.6",
            "rank DTI 2023 ha-giang 40 0.5",
        )
    )


MEMBERS = Question("party_members", kinds=("province_wide",), years=(2019, 2019))


def test_what_is_not_known_is_hatched_and_has_no_colour():
    drawn = picture(store(), MEMBERS)
    known, missing = drawn.figure["data"]
    assert sorted(known["marker"]["color"]) == [3000, 5000]
    assert "pattern" not in known["marker"]
    assert len(missing["x"]) == 61
    assert missing["marker"]["color"] == "rgba(0,0,0,0)"
    assert missing["marker"]["pattern"]["shape"]
    assert "customdata" not in missing
    assert "61 of 63" in drawn.alt
    assert "61 of 63" in drawn.notes[0]


def test_a_tile_tells_name_and_qualified_value_and_leads_to_its_row():
    known = picture(store(), MEMBERS).figure["data"][0]
    labels = dict(zip((key[0] for key in known["customdata"]), known["text"], strict=True))
    assert labels["nghe-an"].endswith("<br>5,000")
    assert labels["ha-giang"].endswith("<br>> 3,000")
    assert ["nghe-an", 2019] in known["customdata"]


def test_a_map_says_of_how_many_provinces_it_knows_and_what_its_colours_mean():
    drawn = picture(store(), MEMBERS)
    assert drawn.headline == "Known for 2 of 63 provinces and cities, 2019"
    marker = drawn.figure["data"][0]["marker"]
    assert marker["showscale"] is True
    assert marker["colorbar"]["ticktext"] == ["3,000", "4,000", "5,000"]
    assert picture(store(), Question("dti_rank", years=(2023, 2023))).figure["data"][0]["marker"]["colorbar"]["ticktext"] == [
        "25",
        "40",
    ]


def test_the_middle_of_whole_numbers_is_one():
    figures = ("nghe-an.province-wide party_members 2019 3", "ha-tinh.province-wide party_members 2019 8")
    marker = picture(Store.build(data(*figures)), MEMBERS).figure["data"][0]["marker"]
    assert (marker["colorbar"]["ticktext"], marker["colorbar"]["tickvals"]) == (["3", "6", "8"], [3, 6, 8])


@pytest.mark.parametrize(("question", "reverse"), [(MEMBERS, False), (Question("dti_rank", years=(2023, 2023)), True)])
def test_the_first_of_a_ranking_is_the_darkest(question: Question, reverse: bool):
    assert picture(store(), question).figure["data"][0]["marker"]["reversescale"] is reverse


def test_units_of_both_lists_stand_before_the_merger_on_the_map_of_the_63():
    # Nghệ An and Huế went on unchanged: their figures alone say nothing of a list
    store = Store.build(data("nghe-an.province-wide party_members 2019 5000", "hue.province-wide party_members 2019 4000"))
    assert layout_for(ask(store, MEMBERS)) is TILES_63


@pytest.mark.parametrize(("boundary", "year", "tiles"), [("63", 2019, 63), ("34", 2025, 34), ("reported", 2019, 63)])
def test_the_layout_is_that_of_the_list_asked_for(boundary: Boundary, year: int, tiles: int):
    question = Question("party_members", kinds=("province_wide",), years=(year, year), boundary=boundary)
    assert len(layout_for(ask(store(), question))) == tiles


def test_as_reported_after_the_merger_the_34_are_laid_out(store: Store):
    question = Question("party_members", kinds=("province_wide",), years=(2025, 2025))
    assert layout_for(ask(store, question)) is TILES_34
