"""A link is the view: in another browser it shows the same; it goes back and forward; what it should not hold is left out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from metrics.words.wording import Wording
from tests.browser.conftest import POLLING
from tests.browser.steps import TITLES, choose, empty_report, settle, show, turn

EN, VI = Wording("en"), Wording("vi")
NORTH = "province=nghe-an&province=thanh-hoa"
LINKS = {
    "/": f"/?lang=en&{NORTH}&year=2017&year=2024&metric=party_members&chart_year=2019",
    "/membership": f"/membership?lang=vi&{NORTH}&year=2015&year=2025&kind=province_wide&metric=subordinate_committees"
    "&chart_year=2015&open=series.sources&figure=series.nghe-an~2015",
    "/admissions": "/admissions?lang=en"
    "&region=bac-trung-bo&region=tay-nguyen&year=2016&year=2025&kind=blocs&boundary=63&metric=candidates_trained",
    "/inspection": "/inspection?lang=vi&province=ha-tinh&province=ha-noi&year=2016&year=2022&metric=inspected_members",
    "/quality": f"/quality?lang=en&{NORTH}&year=2015&year=2025&metric=members_rated",
    "/rankings": "/rankings?lang=vi&province=da-nang&province=quang-ninh&year=2018&year=2024&metric=sipas_rank"
    "&chart_year=2021&sort=lost&listed=tay-nguyen",
    "/province": "/province?lang=en&province=ha-tinh&year=2016&year=2025",
    "/compare": "/compare?lang=en"
    "&province=nghe-an&province=ha-noi&metric=par_index_score&period=2022&sort=rank&open=compare.sources",
    "/explore": "/explore?lang=vi"
    "&region=dong-bang-song-hong&year=2018&year=2025&metric=members_disciplined&rows=organization&columns=form",
    "/report": f"/report?lang=vi&{NORTH}&title=Qu%C3%BD&block=metric%3Dparty_members%26form%3Dchart%26kind%3Dprovince_wide",
    "/data": f"/data?lang=en&{NORTH}&year=2019&year=2024&metric=party_members&search=nghe+an",
    "/import": f"/import?lang=en&{NORTH}&part=batches",
}
# all that a reader sees and has chosen; a table that is drawn on a canvas tells its cells beside it
VIEW = """() => ({
    title: document.title,
    page: document.querySelector("[data-testid=stMain]").innerText,
    filters: document.querySelector("[data-testid=stSidebarUserContent]").innerText,
    chosen: [...document.querySelectorAll("input, textarea")]
        .map((field) => ["radio", "checkbox"].includes(field.type) ? field.checked : field.value),
    charts: [...document.querySelectorAll(".party-chart")].map((chart) => chart.getAttribute("aria-label")),
    cells: [...document.querySelectorAll("[data-testid=stDataFrame] [role=grid]")].map((table) => table.textContent),
})"""
# what else stands in the address of a page with parts of its own
PARTS = (
    f"/data?lang=vi&{NORTH}&part=coverage&count=partial",
    "/data?lang=en&part=dictionary&search=ky+luat",
    "/explore?lang=en&kind=province_wide&metric=grassroots_organizations_rated&rows=organization&columns=grade&unit=percent",
)
# drawn as another of them is: within a dashboard that is open already their links are told apart well enough
ALIKE = ("/admissions", "/inspection", "/quality", *PARTS[1:])
# every other page: tests/pages/test_choices.py
BAD = {
    "/": {"lang": "xx", "province": "atlantis", "year": "1700", "kind": "nobody", "boundary": "99"},
    "/compare": {"lang": "xx", "metric": "nonsense", "period": "1066", "sort": "beauty"},
}


def view(page: Page) -> Any:
    """All that the page shows; the cells of a canvas table are told a moment after it is drawn."""
    page.wait_for_function(
        "[...document.querySelectorAll('[data-testid=stDataFrame]')].every((table) => table.querySelector('[role=gridcell]'))"
    )
    return page.evaluate(VIEW)


def copied(page: Page, words: Wording) -> str:
    """The link that the page's own button copies."""
    page.get_by_role("button", name=words.say("Copy the link")).click()
    expect(page.get_by_role("button", name=words.say("Copied"))).to_be_visible()
    expect(page.get_by_role("button", name=words.say("Copy the link"))).to_be_visible()
    link: str = page.evaluate("navigator.clipboard.readText()")
    return link


# the report last: its blocks stay with the reader
@pytest.mark.parametrize("address", sorted([*TITLES, *PARTS], key=lambda address: address == "/report"))
def test_a_link_gives_the_same_view_in_another_browser(tour: Page, other: Page, app_url: str, address: str):
    link = LINKS.get(address, address)
    words = EN if "lang=en" in link else VI
    turn(tour, link)
    assert tour.url == app_url + link
    expect(tour.get_by_test_id("stToast")).to_have_count(0)
    before = view(tour)
    link = copied(tour, words)
    assert link == tour.url
    assert before["title"] == f"{words.say(TITLES[address.partition('?')[0]])} · {words.say('Party organisation metrics')}"
    (turn if address in ALIKE else show)(other, link)
    assert view(other) == before
    assert other.url == link
    expect(other.get_by_test_id("stToast")).to_have_count(0)


@pytest.mark.parametrize("address", BAD)
def test_what_no_link_should_hold_is_named_and_left_out(other: Page, address: str):
    show(other, f"{address}?{urlencode(BAD[address])}")
    for name, value in BAD[address].items():
        expect(other.get_by_test_id("stToast").filter(has_text=f"{name}={value}")).not_to_have_count(0)
    # the address is the view: nothing of it is left
    assert urlsplit(other.url).query == "lang=vi"
    expect(other.get_by_role("heading", level=1)).to_have_text(VI.say(TITLES[address]))
    expect(other).to_have_title(f"{VI.say(TITLES[address])} · {VI.say('Party organisation metrics')}")
    expect(other.get_by_test_id("stException")).to_have_count(0)


def test_back_and_forward_go_through_the_views(tour: Page):
    turn(tour, LINKS["/membership"])
    views = [view(tour)]
    urls = [tour.url]
    choose(tour, VI.say("From year"), "2019")
    views.append(view(tour))
    urls.append(tour.url)
    choose(tour, VI.say("Metric"), "Chi bộ cơ sở")
    views.append(view(tour))
    urls.append(tour.url)
    assert len(set(urls)) == len(urls)
    for step, place in ((tour.go_back, 1), (tour.go_back, 0), (tour.go_forward, 1), (tour.go_forward, 2)):
        step()
        # a step may take a busy server a moment, in which the page is still
        tour.wait_for_function(
            "(text) => document.querySelector('[data-testid=stMain]').innerText === text", arg=views[place]["page"], polling=POLLING
        )
        settle(tour)
        assert tour.url == urls[place]
        assert view(tour) == views[place]


def test_the_blocks_of_a_report_outlive_a_step_back_to_a_page_and_forward(tour: Page, app_url: str):
    turn(tour, LINKS["/inspection"])
    turn(tour, LINKS["/report"])
    for step, address, told in (
        (tour.go_back, "/inspection", 1),
        (tour.go_forward, "/report", 0),
        (tour.go_back, "/inspection", 1),
    ):
        step()
        settle(tour)
        expect(tour.get_by_role("heading", level=1)).to_have_text(VI.say(TITLES[address]))
        expect(tour.get_by_role("link", name=VI.say("My report ({n})", n=1))).to_have_count(told)
    turn(tour, LINKS["/report"])
    expect(tour.locator("[class*=st-key-report_block_]")).to_have_count(1)
    empty_report(tour)
    turn(tour, LINKS["/inspection"])
