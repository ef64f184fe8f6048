"""What Streamlit's page lacks: its words in the page's language, lists without accents, the way to the filters, the theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from metrics.words.wording import Wording
from tests.browser.conftest import watched
from tests.browser.steps import TITLES, choose, paint, settle, show, stand, turn

VI, EN = Wording("vi"), Wording("en")
# whatever a page says: its texts, and what is said of its parts
SAID = """() => {
    const said = [];
    const walk = (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        for (let node = walker.currentNode; node; node = walker.nextNode()) {
            if (node.nodeType === Node.TEXT_NODE) {
                if (!node.parentElement?.closest("style, script, noscript, [translate=no]")) said.push(node.data.trim());
            } else {
                for (const name of ["aria-label", "aria-roledescription", "aria-description", "title", "placeholder", "alt"]) {
                    said.push(node.getAttribute?.(name) ?? "");
                }
                if (node.shadowRoot) walk(node.shadowRoot);
            }
        }
    };
    walk(document.body);
    return [...new Set(said)].filter(Boolean);
}"""
# what Streamlit, its table and its menu say in English, as a reader would meet it
ENGLISH = re.compile(
    r"\b(Add|Add files|Browse|Choose an? option|Choose options?|Clear|Close|Collapse|Columns?|Compact|Copy|Dark|Dismiss|Download|"
    r"Drag|Expand|Files?|Format|Fullscreen|Help|Hide|Light|Main menu|More|Next|No results|Open|Options? available|Page|Pagination|"
    r"Per file|Pin|Press Enter|Previous|Print|Record|Remove|Rerun|Running|Scrollable|Search|Select|Selected|Show|Sidebar|Skip to|"
    r"Sort|Stop|System|Theme|Type to|Upload|View)\b",
    re.IGNORECASE,
)
# names, and words of sources
OURS = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]|https?:|^[a-z_]+(=[a-z_]+)?$|^\[\d+\]", re.IGNORECASE
)


PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
FILTERS = "lang=vi&province=nghe-an&province=thanh-hoa&year=2017&year=2024&kind=province_wide&boundary=63"


def english(page: Page) -> list[str]:
    return [text for text in page.evaluate(SAID) if ENGLISH.search(text) and not OURS.search(text)]


@pytest.fixture(scope="module")
def phone(browser: Browser, app_url: str, app_log: Path) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=app_url, locale="vi-VN", viewport=PHONE, has_touch=True)
    yield context
    context.close()


@pytest.fixture(scope="module")
def reading(phone: BrowserContext, app_log: Path) -> Iterator[Page]:
    """A page on a screen that is touched, as wide as a desk until a test makes it narrow."""
    with watched(phone, app_log, []) as page:
        page.set_viewport_size(DESK)
        yield page


@pytest.mark.parametrize("address", TITLES)
def test_a_page_keeps_the_filters_and_says_nothing_of_streamlits_in_english(reading: Page, app_url: str, address: str):
    if not reading.url.endswith(FILTERS):
        show(reading, f"/?{FILTERS}")
    title = VI.say(TITLES[address])
    reading.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()
    expect(reading.get_by_role("heading", level=1)).to_have_text(title)
    settle(reading)
    assert reading.url == f"{app_url}{address}?{FILTERS}"
    assert english(reading) == []
    # the same page on a phone: what is folded up there
    reading.set_viewport_size(PHONE)
    settle(reading)
    assert english(reading) == []
    reading.set_viewport_size(DESK)


def test_what_opens_says_nothing_in_english(tour: Page):
    turn(tour, "/data?lang=vi")
    field = tour.get_by_role("combobox", name=VI.say("Provinces and cities"))
    field.click()
    tour.keyboard.type("zzz")
    expect(tour.get_by_role("listbox").get_by_text(VI.say("No results"))).to_be_visible()
    assert english(tour) == []
    tour.keyboard.press("Escape")
    tour.keyboard.press("Escape")
    tour.get_by_role("button", name=VI.say("Main menu")).click()
    expect(tour.get_by_role("menu")).to_be_visible()
    assert english(tour) == []
    tour.keyboard.press("Escape")
    tour.get_by_test_id("stDataFrame").first.hover()
    tour.get_by_test_id("stElementToolbar").first.get_by_role("button", name=re.compile(f"^{VI.say('Search')}")).click()
    expect(tour.get_by_placeholder(VI.say("Type to search"))).to_be_visible()
    assert english(tour) == []
    tour.get_by_role("radio", name="English").click()
    settle(tour)
    # another language takes Streamlit's own words back
    expect(tour.get_by_role("button", name="Main menu")).to_be_visible()
    expect(tour.get_by_role("link", name="Skip to main content")).to_have_count(1)


def test_a_page_that_is_not_there_is_told_in_vietnamese(context: BrowserContext, app_log: Path):
    # Streamlit complains in the console as well
    with watched(context, app_log, []) as page:
        page.goto("/nowhere")
        expect(page.get_by_text(VI.say("Page not found"))).to_be_visible()
        settle(page)
        assert english(page) == []


# Lists ---------------------------------------------------------------------------------------------------------------
QUANG = ["Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Tuyên Quang"]


def found(page: Page, list_: str, typed: str) -> list[str]:
    """What a list offers for what is typed, without when a unit existed."""
    page.locator(f".st-key-{list_} input").click()
    page.keyboard.type(typed)
    page.wait_for_timeout(200)
    names = page.get_by_role("option").all_inner_texts()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    return list(dict.fromkeys(name.partition(" (")[0] for name in names if name != VI.say("No results")))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("nghe", ["Nghệ An"]),
        ("Nghệ", ["Nghệ An"]),
        ("quang", QUANG),
        ("ha noi", ["Hà Nội"]),
        ("hanoi", ["Hà Nội"]),
        ("HN", ["Hà Nội"]),
        ("tphcm", ["Hồ Chí Minh"]),
        ("da nang", ["Đà Nẵng"]),
        ("ð", []),
        ("Atlantis", []),
    ],
)
def test_a_province_is_found_as_it_is_typed(tour: Page, typed: str, names: list[str]):
    stand(tour, "/membership?lang=vi")
    assert found(tour, "filter_province", typed) == names


@pytest.mark.parametrize(
    ("address", "list_", "typed", "name"),
    [
        ("/membership?lang=vi", "metric_party_members", "chi bo co so", "Chi bộ cơ sở"),
        ("/membership?lang=vi", "versus_body", "thanh hoa", "Thanh Hóa"),
        ("/membership?lang=vi", "filter_region", "tay nguyen", "Tây Nguyên"),
        ("/data?lang=vi", "data_indicator", "members_admitted", "Đảng viên mới kết nạp"),
        ("/data?lang=vi", "data_indicator", "moi ket nap", "Đảng viên mới kết nạp"),
        ("/?lang=vi", "overview_metric", "papi", "Xếp hạng PAPI"),
        ("/import?lang=vi", "import_province", "dac lac", "Đắk Lắk"),
    ],
)
def test_every_list_is_searched_without_accents(tour: Page, address: str, list_: str, typed: str, name: str):
    stand(tour, address)
    assert any(one.startswith(name) for one in found(tour, list_, typed))


def test_the_browser_has_its_own_small_letters_but_while_a_list_is_typed_in(tour: Page):
    its_own = "String.prototype.toLowerCase.toString().includes('native code') && 'ĐÀ'.toLowerCase() === 'đà'"
    stand(tour, "/import?lang=vi")
    assert tour.evaluate("document.activeElement.blur(), " + its_own)
    found(tour, "import_province", "nghe")
    assert tour.evaluate("document.activeElement.blur(), " + its_own)


def test_a_name_is_taken_once_and_another_page_keeps_it(tour: Page):
    turn(tour, "/membership?lang=vi")
    for _ in range(2):
        tour.get_by_role("combobox", name=VI.say("Provinces and cities")).click()
        tour.keyboard.type("nghe")
        tour.keyboard.press("Enter")
        settle(tour)
    # what is typed goes, then the list
    tour.keyboard.press("Escape")
    tour.keyboard.press("Escape")
    assert tour.locator(".st-key-filter_province [data-tag]").all_inner_texts() == ["Nghệ An"]
    assert tour.url.endswith("/membership?lang=vi&province=nghe-an")


# History -------------------------------------------------------------------------------------------------------------
def test_one_act_is_one_step_back(page: Page):
    # a page of its own: a browser keeps 50 steps, and `tour` has taken more
    show(page, "/inspection?lang=vi&province=nghe-an")
    steps = page.evaluate("history.length")
    addresses = [page.url]
    for title in ("Compare", "Data and sources"):
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=VI.say(title), exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(VI.say(title))
        settle(page)
        addresses.append(page.url)
    page.get_by_role("radio", name=VI.say("Coverage")).click()
    settle(page)
    addresses.append(page.url)
    assert page.evaluate("history.length") - steps == len(addresses) - 1
    for address in reversed(addresses[:-1]):
        page.go_back()
        settle(page)
        assert page.url == address


def test_the_year_of_a_chart_goes_back_too(tour: Page):
    turn(tour, "/membership?lang=vi&kind=province_wide")
    before = tour.locator(".st-key-chart_year input").input_value()
    tiles = tour.locator(".st-key-block_map").count()
    choose(tour, VI.say("Year compared"), "2016")
    assert "chart_year=2016" in tour.url
    tour.go_back()
    settle(tour)
    assert "chart_year=" not in tour.url
    assert tour.locator(".st-key-chart_year input").input_value() == before
    assert tour.locator(".st-key-block_map").count() == tiles


# The phone, the theme ------------------------------------------------------------------------------------------------
def test_a_button_on_the_phone_says_how_many_filters_are_on_and_opens_them(phone: BrowserContext, app_log: Path):
    with watched(phone, app_log, []) as page:
        show(page, "/inspection?lang=vi&province=nghe-an&boundary=63")
        button = page.get_by_role("button", name=VI.say("Filters ({number})", number=2), exact=True)
        field = page.get_by_role("combobox", name=VI.say("Provinces and cities"))
        expect(field).not_to_be_in_viewport()
        button.click()
        expect(field).to_be_in_viewport()
        expect(button).to_be_hidden()
        # a page that is chosen in the menu is seen: nothing lies over it
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=VI.say("Compare"), exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(VI.say("Compare"))
        settle(page)
        expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
        expect(button).to_be_visible()
        turn(page, "/inspection?lang=en")
        expect(page.get_by_role("button", name="Filters", exact=True)).to_be_visible()


def test_no_such_button_stands_where_the_filters_are_in_sight(tour: Page):
    turn(tour, "/membership?lang=vi&province=nghe-an")
    expect(tour.locator(".party-filters")).to_be_hidden()


def test_a_change_of_theme_draws_the_page_anew(tour: Page):
    turn(tour, "/explore?lang=vi")
    letters = "getComputedStyle(document.querySelector('.party-chart .xtick text, .party-chart .ytick text')).fill"
    light = tour.evaluate(letters)
    paint(tour, "dark")
    dark = tour.evaluate(letters)
    paint(tour, "light")
    assert tour.evaluate(letters) == light != dark
