"""My report in the browser: added from pages, moved, handed out as Word, Excel and a file that is opened again; a page printed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from metrics.answers.block import Block
from metrics.files import report_file
from metrics.words.wording import Wording
from tests.browser.steps import settle, show, turn
from tests.workbooks import sheets

EN = Wording("en")


@pytest.fixture
def printing(tour: Page) -> Iterator[Page]:
    """A page that is shown as on a screen again."""
    yield tour
    tour.emulate_media(media="screen")


def handed_out(page: Page, key: str) -> bytes:
    """The file of a download."""
    with page.expect_download() as waiting:
        page.locator(f".st-key-{key}").get_by_role("button").click()
    return Path(waiting.value.path()).read_bytes()


def test_a_report_is_gathered_moved_handed_out_and_opened_again(page: Page, tmp_path: Path):
    show(page, "/membership?lang=en&kind=province_wide&year=2015&year=2020")
    page.locator(".st-key-report_series").get_by_role("button").click()
    settle(page)
    show_more = page.locator(".st-key-page_tools").get_by_role("link", name=EN.say("My report ({n})", n=1))
    expect(show_more).to_be_visible()
    document = Document(io.BytesIO(handed_out(page, "word_page")))
    assert document.paragraphs[0].text == EN.say("Membership")
    assert len(document.inline_shapes) >= 2
    page.locator(".st-key-report_comparison").get_by_role("button").click()
    settle(page)
    page.locator(".st-key-page_tools").get_by_role("link").click()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(EN.say("My report"))
    page.get_by_role("button", name=EN.say("Down")).first.click()
    settle(page)
    page.get_by_label(EN.say("Title of the report")).fill("Quarter")
    page.keyboard.press("Enter")
    settle(page)
    address = page.url
    told = handed_out(page, "toml_report")
    report = report_file.read("report.toml", told)
    assert (report.title, report.language) == ("Quarter", "en")
    assert [one.question.years for one in report.blocks] == [(2020, 2020), (2015, 2020)]
    heads = [one.title for one in report.blocks]
    document = Document(io.BytesIO(handed_out(page, "word_report")))
    assert [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"] == heads
    assert list(sheets(handed_out(page, "excel_report")))[:2] == [head[:31].strip() for head in heads]
    # the address gives the same report to another reader, the file as well
    show(page, address)
    expect(page.get_by_role("heading", level=3)).to_have_text(heads)
    swapped = report_file.written(report_file.Report(report.blocks[::-1], "Other", "en"))
    (tmp_path / "other.toml").write_text(swapped, "utf-8")
    page.locator("input[type=file]").set_input_files(tmp_path / "other.toml")
    settle(page)
    expect(page.get_by_role("heading", level=3)).to_have_text(heads[::-1])
    expect(page.get_by_label(EN.say("Title of the report"))).to_have_value("Other")
    assert Block.from_address(report.blocks[0].in_address()) == report.blocks[0]
    # a block that is refused stands in the document with its reason
    refused = '[[block]]\nmetric = "papi_rank"\nby = "year"\nyear = 2019\n\n[[block]]\nmetric = "papi_rank"\nyear = 2019\n'
    (tmp_path / "refused.toml").write_text(refused, "utf-8")
    page.locator("input[type=file]").set_input_files(tmp_path / "refused.toml")
    settle(page)
    document = Document(io.BytesIO(handed_out(page, "word_report")))
    assert any("never added or averaged" in one.text for one in document.paragraphs)
    (tmp_path / "wrong.toml").write_text('[[block]]\nmetric = "papi_rank"\nform = "pie"\n', "utf-8")
    page.locator("input[type=file]").set_input_files(tmp_path / "wrong.toml")
    settle(page)
    expect(page.get_by_text("wrong.toml:3: block 1 form: 'pie' is not one of")).to_be_visible()


def test_a_page_is_printed_without_its_buttons(printing: Page):
    turn(printing, "/admissions?lang=en")
    printing.evaluate("window.print = () => { window.printed = true; }")
    printing.locator(".st-key-print_page").get_by_role("button", name=EN.say("Print / PDF")).click()
    assert printing.evaluate("window.printed")
    printing.emulate_media(media="print")
    expect(printing.locator(".st-key-page_tools")).to_be_hidden()
    expect(printing.get_by_role("heading", level=1)).to_be_visible()
