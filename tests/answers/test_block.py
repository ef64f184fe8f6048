"""A block of a report is written in one way: what a page, an address or a file writes is read as the same block."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.answers.block import BY, FORMS, JOINED, KEYS, OF_FORMS, Block, BlockError
from metrics.errors import DataError
from metrics.files.report_file import Report, read, written
from metrics.store.store import Store
from metrics.vocabulary import Question
from tests.folders import PROJECT
from tests.small import data

SLUGS = st.lists(st.sampled_from(("nghe-an", "ha-tinh", "tuyen-quang-2025", "agencies_bloc")), unique=True, max_size=3).map(tuple)
TITLES = st.text(max_size=20).map(str.strip)
YEARS = (
    st.none() | st.tuples(st.integers(1930, 2000), st.integers(2001, 2100)) | st.integers(1930, 2100).map(lambda one: (one, one))
)
MORE: dict[str, st.SearchStrategy[Any]] = {
    "period": st.sampled_from(("", "2024", "2024-H1")),
    "before": st.sampled_from(("", "2020")),
    "second": st.sampled_from(("members_admitted", "papi_rank")),
    "second_kind": SLUGS,
    "sort": st.sampled_from(("", "value", "name")),
}


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    form = draw(st.sampled_from(FORMS))
    by = draw(st.sampled_from((("province", "year"), ("year", "province"), ("form", "year"), ("province",))))
    if (form == "cross-table" and len(by) != 2) or form == "map":
        by = ("province", "year")
    joined = form in JOINED
    told = {key: draw(values) for key, values in MORE.items() if form in OF_FORMS[key]}
    question = Question(
        metric=draw(st.sampled_from(("party_members", "par_index_rank"))),
        by=BY if joined else by,
        provinces=draw(SLUGS),
        regions=draw(SLUGS),
        kinds=draw(SLUGS),
        years=draw(YEARS),
        boundary=draw(st.sampled_from(("reported", "63", "34"))),
        breakdown=draw(st.sampled_from(("", "body=committee;subject=cell", "form=warning"))),
        unit=draw(st.sampled_from(("", "percent"))),
        compare=None if joined else draw(st.sampled_from((None, "previous_year", "same_period", "target"))),
    )
    return Block(question, form, draw(TITLES), second_kinds=told.pop("second_kind", ()), **told)


@given(blocks())
def test_what_stands_in_an_address_is_read_as_the_same_block(block: Block):
    assert Block.from_address(block.in_address()) == block
    assert Block.read(block.written()) == block
    assert Block.read({key: list(one) if isinstance(one, tuple) else one for key, one in block.written().items()}) == block


@given(
    st.lists(blocks(), min_size=1, max_size=4).map(tuple),
    TITLES,
    st.sampled_from(("vi", "en")),
    st.sampled_from(("", "2026-11-27")),
)
def test_what_is_written_into_a_file_is_read_as_the_same_report(found: tuple[Block, ...], title: str, language: str, day: str):
    report = Report(found, title, language, day)
    assert read("r.toml", written(report).encode()) == report
    assert set(tomllib.loads(written(report))) <= {"title", "language", "as_of", "block"}


def test_a_block_in_an_address_is_short_and_legible():
    block = Block(Question("party_members", kinds=("agencies_bloc",), years=(2020, 2024)), "chart")
    assert block.in_address() == "metric=party_members&form=chart&kind=agencies_bloc&year=2020:2024"


@pytest.mark.parametrize(
    ("told", "key", "message"),
    [
        ({}, "metric", "a block needs its metric; `list` shows them all"),
        ({"metrics": "x"}, "metrics", "'metrics' is not one of metric, form, title"),
        ({"metric": 3}, "metric", "3 is not a text in quotes"),
        ({"metric": "a", "year": "2024:2020"}, "year", "'2024:2020' is not a year or a range of years; write 2019 or 2017:2024"),
        ({"metric": "a", "year": True}, "year", "True is not a year"),
        ({"metric": "a", "kind": [1]}, "kind", "[1] is not a text or a list of texts"),
        ({"metric": "a", "form": "pie"}, "form", "'pie' is not one of table, chart, map, cross-table"),
        (
            {"metric": "a", "period": 2024},
            "period",
            "period is not told of the form table; leave it out, or write one of comparison",
        ),
        ({"metric": "a", "form": "two-years", "sort": "name"}, "sort", "sort is not told of the form two-years"),
        (
            {"metric": "a", "form": "comparison", "by": "kind,year"},
            "by",
            "a block of the form comparison has a row for each province",
        ),
        ({"metric": "a", "form": "two-years", "compare": "target"}, "compare", "a block of the form two-years has a row for each"),
        ({"metric": "a", "form": "two-metrics"}, "second", "two metrics need a second one that is another"),
        ({"metric": "a", "form": "two-metrics", "second": "a"}, "second", "two metrics need a second one that is another"),
        ({"metric": "a", "form": "comparison", "sort": "size"}, "sort", "'size' is not one of value, per_1000"),
        ({"metric": "a", "form": "comparison", "period": True}, "period", "True is not a text in quotes"),
        ({"metric": "a", "boundary": "64"}, "boundary", "'64' is not one of 63, 34, reported"),
        ({"metric": "a", "form": "cross-table", "by": ["year"]}, "by", "a cross-table stands by two columns"),
        ({"metric": "a", "form": "map", "by": ["region", "year"]}, "by", "a map needs province among its columns"),
    ],
)
def test_what_is_wrong_is_told_with_its_key_and_what_to_write(told: dict[str, Any], key: str, message: str):
    with pytest.raises(BlockError) as caught:
        Block.read(told)
    assert caught.value.key == key
    assert str(caught.value).startswith(message)


@given(blocks())
def test_a_block_is_read_in_every_form_that_it_offers(block: Block):
    assert block.form in block.forms()
    for form in block.forms():
        shown = block.shown_as(form)
        assert Block.from_address(shown.in_address()) == shown
        assert (shown.question, shown.form, shown.title) == (block.question, form, block.title)


def test_every_key_is_told_by_the_docs():
    text = (PROJECT / "docs" / "reports.md").read_text("utf-8")
    assert [key for key in KEYS if f"| `{key}` |" not in text] == []
    assert [form for form in FORMS if f"`{form}`" not in text] == []


def test_provinces_may_be_named_in_words():
    store = Store.build(data("nghe-an.agencies-bloc party_members 2020 5000"))
    block = Block.read({"metric": "party_members", "province": ["Nghệ An", "nghe-an", "42"]})
    assert block.placed(store).provinces == ("nghe-an", "ha-tinh")


FAULTS = """title = "Tháng 11"
language = "fr"

[[block]]
metric = "party_members"
year = "2020-2024"

[[block]]
form = "chart"

[[ block ]]
metric = "party_members"
# a remark
"kinds" = ["agencies_bloc"]
"""


def test_every_fault_of_a_file_is_told_at_its_line():
    with pytest.raises(DataError) as caught:
        read("thang.toml", FAULTS.encode())
    assert [(one.line, one.column) for one in caught.value.problems] == [
        (2, "language"),
        (6, "block 1 year"),
        (8, "block 2 metric"),
        (14, "block 3 kinds"),
    ]
    assert str(caught.value).splitlines()[1].startswith("thang.toml:6: block 1 year: '2020-2024' is not a year")


@pytest.mark.parametrize(
    ("raw", "line", "words"),
    [
        (b'title = "a"\nlanguage = vi\n', 2, "is no TOML"),
        (b'title = "B\xe1o"\n', 1, "is not UTF-8"),
        (b'title = "a"\n', 1, "holds no block; begin each with a line [[block]]"),
        (b'title = "a"\nblock = "x"\n', 2, "holds no block"),
        (b'as_of = "soon"\n[[block]]\nmetric = "a"\n', 1, "'soon' is not a day"),
        (b'[[block]]\nmetric = "a"\n' * 101, 201, "holds 101 blocks; write at most 100"),
        (b"a = " + b"[" * 5000, 1, "is no TOML"),
    ],
)
def test_a_file_that_is_no_report_says_why_and_where(raw: bytes, line: int, words: str):
    with pytest.raises(DataError) as caught:
        read("r.toml", raw)
    (problem,) = caught.value.problems
    assert problem.line == line
    assert words in problem.message


def test_a_day_may_be_written_with_or_without_quotes():
    for day in (b"2026-11-27", b'"2026-11-27"'):
        assert read("r.toml", b"as_of = " + day + b'\n[[block]]\nmetric = "a"\n').as_of == "2026-11-27"
