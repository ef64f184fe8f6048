"""My report: blocks from any page, in the reader's order and words, in the address; and each page as one document."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from metrics.answers.block import Block
from metrics.data.seeds import load
from metrics.files.parts import Part, part_of
from metrics.files.report import word_bytes
from metrics.store.store import Store
from metrics.vocabulary import Question
from metrics.words.markup import in_markdown
from metrics.words.wording import Wording
from pages.parts import paper
from pages.parts.view import View
from tests.pages.steps import figures, open_page, sound
from tests.spoken import en

EN = Wording("en")
RANKS = Block(Question("papi_rank", years=(2019, 2020)), "chart", "Ranks, 100% & more")
SCORES = Block(Question("papi_score", provinces=("nghe-an",)), "table")


def report(*blocks: Block, **more: str) -> AppTest:
    return open_page("report", lang="en", block=[one.in_address() for one in blocks], **more)


def press(app: AppTest, label: str, place: int = 0) -> AppTest:
    return sound([one for one in app.button if one.label == EN.say(label)][place].click().run())


def blocks(app: AppTest) -> list[Block]:
    found = app.query_params.get("block", [])
    return [Block.from_address(one) for one in ([found] if isinstance(found, str) else found)]


def test_a_link_brings_the_blocks_and_what_is_none_is_named():
    app = open_page("report", lang="en", block=[RANKS.in_address(), "nonsense", SCORES.in_address()])
    assert len(app.subheader) == 2
    assert blocks(app) == [RANKS, SCORES]
    assert any("nonsense" in one.value for one in app.toast)


def test_each_block_shows_what_stands_in_the_file(store: Store):
    app = report(RANKS, SCORES, Block(Question("papi_score", years=(2020, 2020)), "table"), SCORES)
    assert len(figures(app)) == 1
    lines = part_of(store, en(store), SCORES).lines
    assert app.table[0].value.iloc[0].tolist() == list(lines[0].values())
    # of a long table the first rows, of a fourth block nothing until it is opened
    assert [len(one.value) for one in app.table] == [12, 12]
    assert any("The first 12 rows are shown." in one.value for one in app.caption)


def test_blocks_are_moved_renamed_shown_otherwise_and_removed():
    app = press(report(RANKS, SCORES), "Down")
    assert blocks(app) == [SCORES, RANKS]
    app = press(app, "Up", 1)
    assert blocks(app) == [RANKS, SCORES]
    titles = [one for one in app.text_input if one.label == EN.say("Title")]
    app = sound(titles[1].set_value("Scores").run())
    assert blocks(app)[1].title == "Scores"
    forms = [one for one in app.selectbox if one.label == EN.say("Shown as")]
    app = sound(forms[1].select("cross-table").run())
    assert blocks(app)[1].form == "cross-table"
    app = press(app, "Remove")
    assert [one.title for one in blocks(app)] == ["Scores"]


def test_a_block_is_added_from_a_page_and_waits_on_the_report():
    app = open_page("membership", lang="en", kind="province_wide", year=["2015", "2020"])
    press(app, "Add to the report")
    press(app, "Add to the report", 1)
    sound(app.switch_page("pages/report.py").run())
    first, second = blocks(app)
    assert (first.question.metric, first.question.years, first.form) == ("party_members", (2015, 2020), "chart")
    assert second.question.years == (2020, 2020)
    # what was added is what the page showed
    shown = [one.value for one in app.caption]
    assert any("2015–2020" in one for one in shown)


def test_a_cross_table_and_a_map_are_added_as_such():
    app = open_page("explore", lang="en", metric="papi_rank", rows="province", columns="year", chart="map")
    for place in range(len([one for one in app.button if one.label == EN.say("Add to the report")])):
        press(app, "Add to the report", place)
    sound(app.switch_page("pages/report.py").run())
    assert {one.form for one in blocks(app)} == {"map", "cross-table"}


@pytest.mark.parametrize(
    ("page", "choice", "form"),
    [
        ("compare", {"metric": "party_members", "sort": "name", "kind": "province_wide"}, "comparison"),
        ("compare", {"metric": "papi_score", "province": ["nghe-an", "ha-tinh", "dak-lak"]}, "comparison"),
        ("explore", {"metric": "par_index_rank", "second": "pci_rank", "chart": "two", "period": "2022"}, "two-metrics"),
        (
            "explore",
            {"metric": "papi_score", "chart": "slope", "rows": "year", "columns": "province", "years": "2017~2019"},
            "two-years",
        ),
    ],
)
def test_what_is_made_of_several_answers_is_the_same_in_the_report(page: str, choice: dict[str, Any], form: str, store: Store):
    app = open_page(page, lang="en", **choice)
    drawn = figures(app)
    table, name = app.table[0].value, app.subheader[0].value
    sound(app.button(key=f"report_{page}").click().run())
    sound(app.switch_page("pages/report.py").run())
    (block,) = blocks(app)
    assert block.form == form
    assert not app.warning
    part = part_of(store, en(store), block)
    assert len(part.lines) > 2
    if form == "comparison":
        assert [list(map(in_markdown, line.values())) for line in part.lines] == table.values.tolist()
        assert block.title == name
    else:
        (shown,) = figures(app).values()
        assert shown["figure"]["data"] == drawn["explore"]["figure"]["data"]
        assert len(part.lines) == len({line[EN.column("province")] for line in part.lines}) >= 10
    # another form keeps the question; the period belongs to this form alone
    if form != "two-metrics":
        app = sound(next(one for one in app.selectbox if one.label == EN.say("Shown as")).select("table").run())
        assert blocks(app) == [Block(block.question, "table", block.title)]


def test_a_refused_block_says_why_and_the_others_are_made():
    refused = Block(Question("papi_rank", by=("year",), years=(2019, 2019)))
    app = report(refused, SCORES)
    assert any("never added or averaged" in one.value for one in app.warning)
    assert len(app.get("download_button")) == 3
    assert len(report(refused).get("download_button")) == 1


def test_an_empty_report_says_how_to_fill_it():
    app = open_page("report", lang="en")
    assert any("The report is empty." in one.value for one in app.info)
    assert not app.get("download_button")


# A page as one document ---------------------------------------------------------------------------------------------------
@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Part]:
    """The parts of the document of the page that is opened."""
    found: list[Part] = []
    tools = paper.tools

    def kept(here: View, page: str, title: str) -> None:
        found[:] = [one() for one in here.drawn]
        tools(here, page, title)

    monkeypatch.setattr(paper, "tools", kept)
    return found


@pytest.mark.parametrize("page", ["overview", "membership", "rankings", "compare", "explore"])
def test_a_page_is_one_document_with_its_charts_tables_and_sources(page: str, drawn: list[Part], store: Store):
    app = open_page(page, lang="en")
    assert any(one.proto.label == EN.say("This page as Word") for one in app.get("download_button")) == bool(drawn)
    pictures = [part for part in drawn if part.picture]
    assert len(pictures) == len(figures(app))
    assert all(part.title for part in drawn)
    document = Document(io.BytesIO(word_bytes("Page", drawn, en(store), store, link="http://localhost/x?lang=en")))
    heads = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert heads == [part.title for part in drawn]
    assert len(document.inline_shapes) == len(pictures)
    assert any("http://localhost/x?lang=en" in one.text for one in document.paragraphs)
    assert not any("**" in one.text or "\\" in one.text for one in document.paragraphs)


@pytest.mark.parametrize(
    ("block", "traces"),
    [
        # a line for each of a few; thin lines, some of which stand out, of many
        (Block(Question("papi_rank", provinces=("nghe-an", "ha-tinh")), "chart"), "a few"),
        (Block(Question("papi_rank"), "chart"), "many"),
        (Block(Question("papi_rank", years=(2019, 2019)), "chart"), "one year"),
        (Block(Question("papi_rank", years=(2019, 2021)), "map"), "tiles"),
    ],
)
def test_a_chart_fits_what_is_asked(block: Block, traces: str, store: Store):
    picture = part_of(store, en(store), block).picture
    assert picture
    found = picture.figure
    kinds = {
        "tiles": "tiles" in found,
        "one year": "keepText" in found,
        "many": any(trace.get("opacity", 1) < 1 for trace in found["data"]),
    }
    assert [kind for kind, is_so in kinds.items() if is_so] == ([] if traces == "a few" else [traces])


def test_a_block_asks_what_query_asks(seeds_dir: Path):
    store = Store.build(load(seeds_dir))
    part = part_of(store, en(store), RANKS)
    assert part.result
    assert part.result.question == RANKS.question
    assert len(part.lines) == len(part.result.rows)
