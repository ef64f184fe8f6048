"""On a phone: names of what is drawn stand at the marks or in a legend, rows of tables tell what each value is, nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import block, settle, stand, turn

# the texts of a chart that are seen, with how far each reaches beyond the chart to the left or right, in pixels
TEXTS = """(chart) => [...chart.querySelectorAll('.textpoint text, .legendtext, .ytick text, .bartext')].map((text) => {
    const [box, all] = [text.getBoundingClientRect(), chart.getBoundingClientRect()];
    return [box.width ? text.textContent.trim() : '', Math.max(all.left - box.left, box.right - all.right)];
}).filter(([text]) => text)"""
NAMED = {
    "/membership?lang=en": ("series", ("Hanoi", "Nghe An")),
    "/rankings?lang=en&province=nghe-an&province=hue": ("small", ("Nghe An", "Hue")),
    "/membership?lang=en&province=nghe-an&province=ha-tinh": ("series", ("Nghe An", "Ha Tinh")),
    "/rankings?lang=en&province=nghe-an": ("ranks", ("Nghe An",)),
    # numbers of many words
    "/admissions?lang=vi": ("target", ("38,55%", "34,78%")),
    "/quality?lang=vi": ("completion", ("38,55%",)),
    # one row below a legend of many lines
    "/inspection?lang=en&province=binh-dinh": ("parts", ("first half of 2020", "reprimand")),
}

# by how many pixels the names of two rows of bars, one below the other, overlap
ROWS = """(chart) => {
    const rows = [...chart.querySelectorAll('.bars').length ? chart.querySelectorAll('.ytick text') : []]
        .map((text) => text.getBoundingClientRect()).sort((one, other) => one.top - other.top);
    return Math.max(0, ...rows.slice(1).map((row, place) => rows[place].bottom - row.top));
}"""
# the labels of the tiles of a map, with how many pixels each is wider and higher than its tile
LABELS = """(chart) => [...chart.querySelectorAll('g.point')].map((point) => {
    const [text, tile] = ['text', 'path'].map((name) => point.querySelector(name).getBoundingClientRect());
    return [point.textContent, text.width ? text.width - tile.width : 999, text.height - tile.height];
})"""
MAPS = {
    "/?lang=en": ("map", 34),
    "/explore?lang=vi&chart=map&metric=party_members&kind=province_wide&chart_year=2020&boundary=63": ("explore", 63),
    "/rankings?lang=en&chart=map&metric=pci_score&chart_year=2022": ("map", 63),
    "/explore?lang=en&chart=map&metric=party_members&kind=province_wide&chart_year=2025&boundary=34": ("explore", 34),
}


@pytest.fixture(scope="module")
def phone(tour: Page) -> Iterator[Page]:
    """The page of the file as narrow as a phone."""
    tour.set_viewport_size({"width": 390, "height": 844})
    yield tour
    tour.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("address", NAMED)
def test_a_chart_keeps_its_names_on_a_phone(phone: Page, address: str):
    key, names = NAMED[address]
    turn(phone, address)
    chart = block(phone, key).locator(".party-chart")
    texts: list[tuple[str, float]] = chart.evaluate(TEXTS)
    for name in names:
        assert any(name in text for text, _ in texts), texts
    assert [text for text, beyond in texts if beyond > 2] == []
    assert chart.evaluate(ROWS) <= 1


def test_the_legend_of_a_single_bar_leaves_it_room(phone: Page):
    """Four entries beside a long name stand one below the other, above the only bar."""
    turn(phone, "/inspection?lang=vi&year=2024")
    figure = phone.locator(".party-chart:visible").last
    assert figure.locator(".legend .traces").count() >= 4
    bars = figure.locator(".barlayer .point path").all()
    assert bars
    assert all((bar.bounding_box() or {"height": 0})["height"] > 10 for bar in bars)


@pytest.mark.parametrize("address", MAPS)
def test_the_words_of_a_tile_stand_within_it(phone: Page, address: str):
    key, provinces = MAPS[address]
    turn(phone, address)
    labels: list[tuple[str, float, float]] = block(phone, key).locator(".party-chart").evaluate(LABELS)
    assert len(labels) == provinces
    assert [one for one in labels if max(one[1:]) > 0] == []


def test_a_row_of_a_table_tells_each_value_behind_its_column_and_prints_as_a_table(phone: Page):
    turn(phone, "/membership?lang=en&kind=province_wide&open=comparison.table")
    table = block(phone, "comparison").get_by_test_id("stTable")
    cells: list[tuple[str, str, bool]] = table.locator("tbody tr").first.evaluate(
        "(row) => [...row.cells].map((cell) => [cell.dataset.column, cell.textContent.trim(), cell.hasAttribute('data-head')])"
    )
    columns = [text.strip() for text in table.locator("thead th").all_text_contents()]
    assert [column for column, _, _ in cells] == columns
    assert [head for _, _, head in cells] == [True, *[False] * (len(columns) - 1)]
    said = table.locator("tbody td").nth(2).evaluate("(cell) => getComputedStyle(cell, '::before').content")
    assert columns[2] in said
    # nothing lies beside the screen, and who hears the page still meets a table
    assert table.evaluate("(place) => [...place.querySelectorAll('*')].every((one) => one.scrollWidth <= innerWidth)")
    wide = "[...document.querySelectorAll('[data-testid=stTable] > div')].filter((box) => box.scrollWidth > box.clientWidth).length"
    assert phone.evaluate(wide) == 0
    assert table.get_by_role("row").count() == len(table.locator("tr").all())
    phone.emulate_media(media="print")
    try:
        assert table.locator("tbody tr").first.evaluate("(row) => getComputedStyle(row).display") == "table-row"
        assert not phone.get_by_test_id("stSidebar").is_visible()
        assert not phone.locator(".party-pictures").first.is_visible()
        assert phone.locator(".party-chart").first.is_visible()
    finally:
        phone.emulate_media(media="screen")


def test_a_table_with_targets_stands_on_a_desk_without_being_pushed(phone: Page):
    phone.set_viewport_size({"width": 1440, "height": 900})
    try:
        turn(phone, "/admissions?lang=en&open=target.table&open=versus.table&open=groups.table")
        tables = phone.locator("[data-testid=stTable] > div")
        assert tables.count() == 3
        assert tables.evaluate_all("(boxes) => boxes.map((box) => box.scrollWidth - box.clientWidth)") == [0, 0, 0]
    finally:
        phone.set_viewport_size({"width": 390, "height": 844})


SIDEWAYS = "(box) => [...box.querySelectorAll('*')].filter((one) => one.scrollWidth > innerWidth).length"
# each wide table, with how its first paragraph begins
WIDE = {
    "/data?lang=en&part=coverage&region=bac-trung-bo": r"Ha Tinh",
    "/data?lang=en&part=checks": r".*; .*; .*",
    "/data?lang=en&part=sources&search=nghe+an": r".*Nghệ An",
    "/data?lang=en&part=dictionary&search=party_members": r"Party members",
    "/data?lang=en&province=nghe-an": r"Nghe An.*; .*; .*",
}


@pytest.mark.parametrize("address", WIDE)
def test_a_wide_table_is_told_in_paragraphs_on_a_phone_and_on_paper(phone: Page, address: str):
    turn(phone, address)
    slips, wide = phone.locator(".party-slips").first, phone.get_by_test_id("stDataFrame").first
    expect(slips).to_be_visible()
    expect(wide).to_be_hidden()
    expect(slips.locator("li").first.locator("button, strong")).to_have_text(re.compile(WIDE[address]))
    assert slips.evaluate(SIDEWAYS) == 0
    phone.set_viewport_size({"width": 1440, "height": 900})
    try:
        expect(wide).to_be_visible()
        expect(slips).to_be_hidden()
        phone.emulate_media(media="print")
        expect(slips).to_be_visible()
        expect(wide).to_be_hidden()
    finally:
        phone.emulate_media(media="screen")
        phone.set_viewport_size({"width": 390, "height": 844})


def test_a_paragraph_of_a_figure_opens_its_words(phone: Page):
    stand(phone, "/data?lang=en&province=nghe-an")
    paragraphs = phone.locator(".party-slips li")
    told = [line for line in paragraphs.nth(1).inner_text().splitlines() if line]
    assert re.search(r"^[^:]*[0-9]", told[1]), "the value stands first"
    paragraphs.nth(1).get_by_role("button").click()
    expect(paragraphs.nth(1).get_by_role("button")).to_have_attribute("aria-pressed", "true")
    settle(phone)
    assert "row=2" in phone.url
    expect(phone.locator(".st-key-figure_chosen")).to_be_in_viewport()


@pytest.mark.parametrize("part", ["article", "table"])
def test_which_files_are_taken_is_read_whole(phone: Page, part: str):
    turn(phone, f"/import?lang=en&part={part}")
    told = phone.get_by_test_id("stFileUploaderDropzoneInstructions").locator("*")
    assert told.evaluate_all("(all) => all.filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth).length") == 0
    assert "20MB" in told.first.inner_text()
