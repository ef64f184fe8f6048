"""Imported names, quotes, notes and publishers that hold markup: every page shows them as text, and nothing comes of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import reader, served
from tests.browser.steps import opener, settle, show, turn
from tests.small import data, write

EVIL = "evil.example"
MARKUP = (
    f'<a href="https://{EVIL}/login">Vinh</a><img src=x onerror=window.PWNED=1> <b>b</b>'
    f" [x](http://{EVIL}) http://{EVIL} www.{EVIL} a@{EVIL}"
)
LINES = """
nghe-an.first members_admitted 2021 9
nghe-an.first members_admitted 2022 10
nghe-an.first members_admitted 2023 12
nghe-an.second members_admitted 2022 11
nghe-an.second members_admitted 2023 13
nghe-an.first party_members 2022-12-31 100
nghe-an.first party_members 2023-12-31 110
nghe-an.second party_members 2023-12-31 120
rank PAPI 2022 nghe-an 2 46
rank PAPI 2023 nghe-an 2 46
"""
VIEWS = (
    "/membership?kind=other",
    "/explore?metric=members_admitted&rows=organization&columns=year&kind=other&chart=lines",
    "/admissions?kind=other",
    "/explore?metric=members_admitted&rows=organization&columns=year&kind=other&chart=bars",
    "/data?province=nghe-an",
    "/province?province=nghe-an",
    "/data?part=sources",
    "/",
)
# what would have come of it: a live link, a picture, letters in bold that nobody of us made bold, a script that ran
MADE = f"""() => [
    ...[...document.querySelectorAll("a")].filter((link) => ["href", "xlink:href"].some((name) =>
        (link.getAttribute(name) ?? "").includes("{EVIL}"))).map((link) => link.outerHTML),
    ...[...document.querySelectorAll("img[src=x], [onerror]")].map((picture) => picture.outerHTML),
    ...(window.PWNED ? ["a script ran"] : []),
]"""


@pytest.fixture(scope="module")
def hostile(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The dashboard over a folder whose bodies, publishers, notes and quotes hold markup; what the server prints."""
    folder = tmp_path_factory.mktemp("hostile")
    seeds = data(LINES)
    names: Any = {"name_vi": MARKUP, "name_en": MARKUP}
    bodies = tuple(dataclasses.replace(one, **names) for one in seeds.organizations)
    sources = tuple(dataclasses.replace(one, publisher=MARKUP, note=MARKUP) for one in seeds.sources)
    stated = tuple(dataclasses.replace(one, note=MARKUP, quote=f"{one.quote} {MARKUP[:60]}") for one in seeds.observations)
    write(dataclasses.replace(seeds, organizations=bodies, sources=sources, observations=stated), folder / "data")
    log = folder / "log.txt"
    with served(log, PARTY_METRICS_DATA=str(folder / "data")) as url:
        yield url, log


def nothing_came_of_it(page: Page) -> None:
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.evaluate(MADE) == []


@pytest.fixture(scope="module")
def page(browser: Browser, hostile: tuple[str, Path]) -> Iterator[Page]:
    """One page for all addresses, whose console stays empty."""
    errors: list[str] = []
    with reader(browser, *hostile, errors) as page:
        yield page
    assert errors == []


def test_no_page_makes_a_link_or_a_tag_of_a_name(page: Page):
    seen = opened = 0
    for address in VIEWS:
        turn(page, f"{address}&lang=en" if "?" in address else f"{address}?lang=en")
        nothing_came_of_it(page)
        seen += page.locator("body").inner_text().count("<a href=")
        for name in ("Table", "Where the figures come from"):
            for one in opener(page, name).all()[:2]:
                one.click()
                settle(page)
                nothing_came_of_it(page)
                opened += 1
                seen += page.locator("body").inner_text().count("<a href=")
    # the names were there to be made something of
    assert seen > 20
    assert opened > len(VIEWS)


def test_what_an_address_should_not_hold_is_named_as_text(page: Page):
    show(page, f"/membership?lang=en&province=www.{EVIL}&year=http://{EVIL}&metric=[x](http://{EVIL})")
    expect(page.get_by_test_id("stToast").first).to_contain_text(EVIL)
    nothing_came_of_it(page)
