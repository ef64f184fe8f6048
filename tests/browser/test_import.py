"""From a pasted article to its bar in a chart, and back: in one window that works and another that only looks on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from metrics.intake.batch_files import batches
from metrics.words.wording import Wording
from tests.browser.conftest import context_of, healthy, served, watched
from tests.browser.steps import block, choose, settle, show, turn
from tests.browser.test_access import grave, grave_in_both_themes
from tests.intake import own_tables as own
from tests.intake.test_apart import SLOW_PAGE
from tests.intake.test_given import pack

EN, VI = Wording("en"), Wording("vi")
BODY = "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh Lai Châu"
# no source of the seeds states these
ARTICLE = f"""Tin xây dựng Đảng <script>document.title = "x"</script>

Năm 2023, {BODY} đã kết nạp 137 đảng viên mới.
Toàn khối trao 45 suất quà; {BODY} có 12 tổ chức đảng hoàn thành."""
CHART = "/admissions?lang=en&province=lai-chau&kind=agencies_enterprises_bloc&year=2023&year=2023"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("batches") / "home"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("importing") / "log.txt"


@pytest.fixture(scope="module")
def own_app(chromium_path: str, home: Path, log: Path, few: Path) -> Iterator[str]:
    """A dashboard with a home of imports of its own; its data are read and checked with each import."""
    with served(log, PARTY_METRICS_HOME=str(home), PARTY_METRICS_DATA=str(few)) as url:
        yield url


@pytest.fixture(scope="module")
def own_context(browser: Browser, own_app: str) -> Iterator[BrowserContext]:
    context = context_of(browser, own_app)
    yield context
    context.close()


@pytest.fixture(scope="module")
def page(own_context: BrowserContext, log: Path) -> Iterator[Page]:
    """The window that works: each test goes to an address in it."""
    errors: list[str] = []
    with watched(own_context, log, errors) as page:
        yield page
    assert errors == []


@pytest.fixture(scope="module")
def other(own_context: BrowserContext, log: Path) -> Iterator[Page]:
    """Another window beside it."""
    errors: list[str] = []
    with watched(own_context, log, errors) as page:
        yield page
    assert errors == []


def read_article(page: Page, language: str = "en", article: str = ARTICLE) -> None:
    """Paste an article with its source and have it read, by the keyboard alone."""
    turn(page, f"/import?lang={language}")
    page.locator(".st-key-import_text textarea").fill(article)
    for name, text in (("publisher", "Báo Thử Nghiệm"), ("published", "5/1/2024")):
        page.locator(f".st-key-import_{name} input").fill(text)
        page.keyboard.press("Tab")
        settle(page)
    page.locator(".st-key-import_read button").focus()
    page.keyboard.press("Enter")
    page.locator(".party-article").wait_for()
    settle(page)


def widths(page: Page) -> Iterator[int]:
    """A narrow and a wide screen, one after another."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        yield width


def charts(page: Page) -> str:
    """The figures that the charts of a page tell a reader who cannot see them."""
    return " ".join(page.locator(".party-chart").evaluate_all("charts => charts.map((one) => one.innerText + one.outerHTML)"))


def test_from_a_pasted_article_to_its_bar_and_back(page: Page, other: Page, home: Path):
    show(other, CHART)
    assert "137" not in charts(other)

    read_article(page)
    marked = page.locator(".party-article mark.taken").first
    expect(marked).to_contain_text("137 đảng viên mới")
    assert '<script>document.title = "x"</script>' in page.locator(".party-article").inner_text()
    page.locator(".st-key-import_accept button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("saved as batch", timeout=30_000)
    (batch,) = batches(home)
    assert "137" in [row["value"] for row in batch.rows["observations.csv"]]

    # the window that looks on shows it by itself
    expect(block(other, "series")).to_contain_text("137", timeout=30_000)
    settle(other)

    turn(page, "/import?lang=en&part=batches")
    page.get_by_role("button", name=EN.say("Take back")).click()
    expect(page.get_by_test_id("stAlert").first).to_contain_text("is taken back", timeout=30_000)
    expect(other.locator(".stApp, [data-testid=stApp]").first).not_to_contain_text("137", timeout=30_000)
    page.get_by_role("button", name=EN.say("Bring back")).click()
    expect(block(other, "series")).to_contain_text("137", timeout=30_000)
    page.get_by_role("button", name=EN.say("Take back")).click()
    settle(page)


def test_from_many_files_to_the_figure_of_one_on_its_page(page: Page, home: Path):
    """On a phone: files and a .zip are read into the queue, an article of it is opened and accepted, and its figure is drawn."""
    article = f"Thứ Sáu, 05/01/2024\nBáo Lai Châu\n{ARTICLE.replace('2023', '2021').replace('137', '143')}"
    files: list[FilePayload] = [
        {"name": "một.txt", "mimeType": "text/plain", "buffer": article.encode()},
        {"name": "gói.zip", "mimeType": "application/zip", "buffer": pack({"hai.txt": "Trời đẹp.".encode(), "../ba.txt": b"x"})},
        {"name": "ảnh.png", "mimeType": "image/png", "buffer": b"\x89PNG"},
    ]
    page.set_viewport_size({"width": 390, "height": 900})
    turn(page, "/import?lang=en&part=many")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
    settle(page)
    page.locator(".st-key-queue_read button").click()
    expect(page.get_by_test_id("stAlert").first).to_contain_text("2 articles read", timeout=30_000)
    settle(page)
    for group in ("Without figures (1)", "Not read (2)"):
        expect(page.get_by_text(group)).to_be_visible()
    assert grave(page) == []
    page.get_by_role("button", name=EN.say("Review"), exact=True).click()
    expect(page.locator(".party-article mark.taken").first).to_contain_text("143 đảng viên mới")
    settle(page)
    assert grave(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    before = len(batches(home))
    page.locator(".st-key-import_accept button").click()
    expect(page.get_by_test_id("stAlert").first).to_contain_text("saved as batch", timeout=30_000)
    assert len(batches(home)) == before + 1
    expect(page.get_by_text(EN.say("No article waits."))).to_be_visible()
    turn(page, CHART.replace("2023", "2021"))
    expect(block(page, "series")).to_contain_text("143")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_what_is_half_typed_outlives_an_import_in_another_window(page: Page, other: Page, home: Path):
    turn(page, "/import?lang=en")
    page.locator(".st-key-import_text textarea").press_sequentially("Đang gõ dở")
    read_article(other, article=ARTICLE.replace("2023", "2022").replace("137", "141"))
    other.locator(".st-key-import_accept button").click()
    expect(other.get_by_test_id("stAlert").first).to_contain_text("saved as batch", timeout=30_000)
    page.wait_for_timeout(4_000)
    expect(page.locator(".st-key-import_text textarea")).to_have_value("Đang gõ dở")


def test_the_review_is_open_to_every_reader(page: Page):
    read_article(page, "vi")
    page.locator(".st-key-import_change_0 button").click()
    # each width in one of the themes, the narrow one of the review and the wide one of the batches in both
    for width in widths(page):
        assert (grave_in_both_themes if width == 390 else grave)(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
        assert VI.say("will be accepted") in page.locator(".party-legend").inner_text(), width
    turn(page, "/import?lang=vi&part=batches")
    for width in widths(page):
        assert (grave if width == 390 else grave_in_both_themes)(page) == [], width


def test_while_a_hostile_file_is_read_the_server_answers_others(page: Page, other: Page, own_app: str):
    # in a session of its own: the article of another test may be under review
    show(page, "/import?lang=en")
    file: FilePayload = {"name": "tin.html", "mimeType": "text/html", "buffer": SLOW_PAGE}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([file])
    reading = page.get_by_text(EN.say("Reading {file} …", file="tin.html"))
    expect(reading).to_be_visible()
    assert healthy(urlsplit(own_app).port or 0)
    turn(other, CHART)
    expect(other.locator("h1")).to_be_visible()
    # the file is read all the while
    assert reading.is_visible()
    expect(page.get_by_test_id("stAlert").first).to_contain_text("takes more than 20 seconds", timeout=40_000)


def test_a_table_with_two_heading_rows_is_asked_about_accepted_and_stands_on_its_page(page: Page):
    rows: list[list[object]] = [
        ["Tỉnh", "Kết nạp đảng viên mới", ""],
        ["", 2022, 2023],
        ["Lai Châu", 1201, 1312],
        ["Sơn La", 2101, 2202],
    ]
    data = own.workbook({"Sheet1": rows}, merged={"Sheet1": ["B1:C1"]})
    turn(page, "/import?lang=en&part=table")
    given = FilePayload(name="own.xlsx", mimeType="application/octet-stream", buffer=data)
    page.locator("[data-testid=stFileUploader] input").first.set_input_files(given)
    expect(page.get_by_text("3 questions are open:")).to_be_visible()
    settle(page)
    for label, text in (("Publisher", "Báo Thử"), ("Date of publication", "1/2024")):
        page.get_by_label(EN.say(label), exact=True).fill(text)
        page.keyboard.press("Tab")
        settle(page)
    choose(page, EN.say("Body of each province"), EN.kind("province_wide"))
    expect(page.get_by_text(EN.say("Nothing is open."))).to_be_visible()
    page.locator(".st-key-import_accept").get_by_role("button").click()
    settle(page)
    turn(page, "/admissions?lang=en&province=lai-chau&kind=province_wide&year=2023&year=2023&metric=members_admitted")
    expect(page.get_by_test_id("stMain").get_by_text("1,312").first).to_be_visible()
