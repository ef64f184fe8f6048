"""From a number to its words on every page: a click on a mark, or the choice of a row, shows what the source states."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from metrics.data.seeds import Seeds, load
from metrics.words.wording import Wording
from tests.browser.steps import QUOTED, block, click_mark, settle, turn

EN = Wording("en")
# an address, and a chart on it
CHARTS = {
    "/membership?lang=en&province=dien-bien&kind=province_wide": "series",
    "/admissions?lang=en": "comparison",
    "/inspection?lang=en": "parts",
    "/quality?lang=en": "series",
    "/explore?lang=en&kind=province_wide": "explore",
}
# the words of the first mark there, of the first of four years
FIRST = {next(iter(CHARTS)): "gần 42.000 Đảng viên"}
RANKS = {"/rankings?lang=en&province=da-nang": "ranks", "/province?lang=en&province=ha-noi": "ranks_0"}


@pytest.fixture(scope="module")
def seeds(seeds_dir: Path) -> Seeds:
    return load(seeds_dir)


def words_of(seeds: Seeds) -> set[str]:
    """The words of every source, as the pages quote them."""
    return {EN.words_of(one.quote, one.quote_status) for one in seeds.observations}


def quoted(box: Locator, words: set[str]) -> list[str]:
    """The texts shown in a box that are words of a source."""
    expect(box.get_by_text(QUOTED).first).to_be_visible()
    return [text for text in box.get_by_test_id("stText").all_inner_texts() if text in words]


@pytest.mark.parametrize("address", CHARTS)
def test_a_click_on_a_mark_shows_the_words(tour: Page, seeds: Seeds, address: str):
    turn(tour, address)
    box = block(tour, CHARTS[address])
    click_mark(tour, box.locator(".party-chart .points path"))
    found = quoted(box, words_of(seeds))
    assert any(FIRST.get(address, "") in text for text in found)
    expect(box.get_by_role("button", name=EN.say("Copy a sentence with its source"))).to_be_visible()


@pytest.mark.parametrize("address", RANKS)
def test_a_click_on_a_rank_leads_to_its_publication(tour: Page, seeds: Seeds, address: str):
    turn(tour, address)
    if tour.get_by_text(EN.say("Open all parts")).count():
        tour.get_by_text(EN.say("Open all parts")).click()
        settle(tour)
    box = block(tour, RANKS[address])
    click_mark(tour, box.locator(".party-chart .points path"))
    link = box.get_by_role("link", name=EN.say("Open the source")).first
    expect(link).to_be_visible()
    assert link.get_attribute("href") in {one.source_url for one in seeds.rankings} | {one.url for one in seeds.sources}
    expect(box.get_by_role("button", name=EN.say("Copy a sentence with its source"))).to_be_visible()


def test_a_row_chosen_among_all_figures_shows_its_words(tour: Page, seeds: Seeds):
    turn(tour, "/data?lang=en&province=nghe-an")
    table = tour.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    # the box at the left of the first row below the heading
    table.click(position={"x": 18, "y": 52})
    settle(tour)
    assert quoted(tour.get_by_test_id("stMain"), words_of(seeds))
