"""Any text gives figures or none: no exception, quotes where they are said to be, in time that grows with the text."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.extract import Known, Reading, read
from metrics.extract.lexicon import ACTS, CUES, NOUNS, SLICES, expand
from metrics.extract.records import NAMING, WAYS
from metrics.period import Period
from metrics.vocabulary import DIMENSIONS, parse_breakdown
from tests.folders import PROJECT
from tests.growth import grows_with

SENTENCE = (
    "Năm 2020, Đảng bộ Khối kết nạp 12 đảng viên mới, đạt 80% kế hoạch; thi hành kỷ luật 3 đảng viên (khiển trách 2, cảnh cáo 1). "
)
PHRASES = [expand(patterns[0])[0] for table in (NOUNS, ACTS, CUES, SLICES) for patterns in table.values()]
PIECES = st.sampled_from(
    [
        *PHRASES,
        "12",
        "3.456",
        "25,7%",
        "63/64",
        "180 - 200",
        "năm",
        "hai",
        "năm 2019",
        "6 tháng đầu năm",
        "đến nay",
        "16.7",
        "nhiệm kỳ 2015-2020",
        "29/2",
        "tháng 2",
        "quý IV",
        "20/5/1987 - 20/5/2012",
        "từ đầu năm",
        "đến hết",
        "khi mới thành lập",
        "lúc đó",
        *list(",.;:()/-%–…\n"),
        "trên",
        "từ",
        "trở lên",
        "tăng",
        "giảm",
        "Đảng bộ Sở Y tế",
        "huyện Đô Lương",
        "và",
        "là",
        "có",
        "của",
        "về",
    ]
)


def hold(reading: Reading, known: Known) -> None:
    """What must hold of any reading."""
    assert unicodedata.is_normalized("NFC", reading.text)
    for figure in reading.figures:
        assert reading.text[figure.start : figure.end] == figure.quote
        assert 1 <= len(figure.quote.split()) <= 12
        assert 0 < figure.confidence <= 1
        assert figure.indicator in known.units
        assert figure.unit in (known.units[figure.indicator], "percent")
        assert set(parse_breakdown(figure.breakdown)) <= set(DIMENSIONS)
        if figure.period:
            Period.parse(figure.period_type, figure.period)
    for one in reading.unread:
        assert reading.text[one.start : one.end] == one.text


@given(text=st.text(max_size=400), published=st.sampled_from(["", "2020", "2021-09", "2018-07-12"]))
def test_any_signs(known: Known, text: str, published: str):
    hold(read(text, known, published=published), known)


@settings(max_examples=300)
@given(
    pieces=st.lists(PIECES, max_size=60),
    organization=st.sampled_from(["", "nghe-an.agencies-bloc", "ha-giang.van-phong-tinh-uy", "a.b"]),
)
def test_any_order_of_the_field_s_own_words(known: Known, pieces: list[str], organization: str):
    hold(read(" ".join(pieces), known, published="2020-07-15", organization=organization), known)


@pytest.mark.parametrize("text", ["Năm 2021, có 118 đảng bộ trực thuộc Tỉnh ủy", "Toàn tỉnh có 115 đảng viên; 6"])
def test_a_text_may_end_within_a_sentence(known: Known, text: str):
    assert read(text, known, published="2022-12-20").figures


def test_the_example_of_each_rule_may_be_cut_off_at_any_word(known: Known):
    for one in (*NAMING, *WAYS):
        words = one.example.split(" ")
        for last in range(1, len(words)):
            hold(read(" ".join(words[:last]), known, published="2022-12-20", province="nghe-an"), known)


@given(data=st.binary(max_size=600))
def test_any_bytes_read_as_text(known: Known, data: bytes):
    hold(read(data.decode("utf-8", "surrogateescape"), known), known)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\ufeff",
        "😀 12 😀 đảng viên",
        "١٢ đảng viên",
        "\u202eđảng viên 12\u202c",
        "\ud800 kết nạp 5 đảng viên",
        "İ 12 đảng viên",
        "\x00 12 \x00",
        # more than a number of a computer holds
        f"Năm 2020 kết nạp {'1.234' + '.567' * 120} đảng viên.",
        f"PAR Index năm 2020 đạt {'1' * 400},5 điểm, xếp {'9' * 400}/63.",
    ],
)
def test_odd_texts(known: Known, text: str):
    hold(read(text, known), known)


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(". ", ".\r\n"),
        lambda text: text.replace("kỷ luật", "kỷ luật".upper()),
        lambda text: "\ufeff" + text,
    ],
    ids=["decomposed", "windows line ends", "capitals", "byte-order mark"],
)
def test_spelling_changes_no_figure(known: Known, changed):
    def values(text: str) -> list[tuple[str, str, float, str]]:
        return [(one.indicator, one.breakdown, one.value, one.period) for one in read(text, known, published="2021-01").figures]

    assert len(values(SENTENCE)) == 5
    assert values(changed(SENTENCE)) == values(SENTENCE)


def test_the_old_placement_of_tones(known: Known):
    texts = [f"{body} ban kiểm tra các cấp kiểm tra 12 tổ chức đảng" for body in ("Uỷ", "Ủy")]
    first, second = (read(text, known, published="2021-01").figures for text in texts)
    assert [one.breakdown for one in first] == ["body=commission;body_level=all"] == [one.breakdown for one in second]


@pytest.mark.parametrize(
    "part",
    [
        SENTENCE,
        SENTENCE.strip(" .") + " ",
        "12 đảng viên, ",
        "((((",
        "1.2.3.4.5",
        "đảng bộ ",
        "6 tháng đầu năm ",
        "a",
        "1",
        "năm ",
        "1, 2, ",
        "(năm 2020 có 12 đảng viên ",
    ],
)
def test_time_grows_with_the_text(known: Known, part: str):
    """A quadratic reader would take sixty-four times as long for eight times the text."""

    def reading(length: int) -> None:
        read((part * (length // len(part) + 1))[:length], known, published="2021-01", province="nghe-an")

    assert grows_with(reading, 8_000, 64_000)


def test_reading_twice_gives_the_same(known: Known):
    assert read(SENTENCE * 20, known) == read(SENTENCE * 20, known)


def test_the_reader_loads_no_engine_no_chart_and_no_table():
    program = (
        "import sys, metrics.extract; print(sorted({'duckdb', 'plotly', 'streamlit', 'pandas', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
