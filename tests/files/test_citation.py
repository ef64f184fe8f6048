"""A figure handed on: the sentence carries value, limits and source; the message to the maintainer carries the row's key."""

from __future__ import annotations

import io
import itertools
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyarrow.parquet as pq
import pytest
from docx import Document

from metrics.answers.query import ask, metrics_of
from metrics.chart import Picture
from metrics.data.history import keep
from metrics.files.citation import NAMED, caption, how_to_cite, safe_sentence, wrong_figure_mail
from metrics.files.document import document_bytes
from metrics.files.formats import FORMATS
from metrics.profile.province import profile
from metrics.store.as_of import store_as_of
from metrics.store.store import Store
from metrics.survey.listing import Search
from metrics.survey.release import holding
from metrics.vocabulary import Comparison, Question, Result
from metrics.words.words import Words
from tests.small import data, write
from tests.spoken import en
from tests.workbooks import sheets


@cache
def store() -> Store:
    return Store.build(data("nghe-an.agencies-bloc members_admitted 2020-H1 >1100 @paper-1:2020-07-19"))


@cache
def result() -> Result:
    return ask(store(), Question("members_admitted", kinds=("agencies_bloc",)))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_file_that_has_a_place_for_it_says_how_to_cite_the_data(language: str):
    words, link = Words(language, store().names), "http://localhost:8501/membership"
    cite = how_to_cite(store(), words, link)
    assert store().state in cite
    assert link in cite
    made = [FORMATS["excel"].result(result(), words, store(), link), FORMATS["excel"].dataset(store(), words, Search(), link)]
    for workbook in made:
        assert [words.say("How to cite"), cite] in list(sheets(workbook).values())[-1]
    made = [FORMATS["parquet"].result(result(), words, store(), link), FORMATS["parquet"].dataset(store(), words, Search(), link)]
    for table in made:
        assert pq.read_schema(io.BytesIO(table)).metadata[b"cite"].decode() == cite
    document = Document(io.BytesIO(document_bytes(profile(store(), "nghe-an"), words, store())))
    assert f"{words.say('How to cite')}: {how_to_cite(store(), words)}" in [one.text for one in document.paragraphs]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (
            "vi",
            "6 tháng đầu năm 2020, {body} có trên 1.100 đảng viên mới kết nạp (Báo, ngày 19/7/2020). https://example.org/paper-1",
        ),
        (
            "en",
            "{body}: more than 1,100 newly admitted members, first half of 2020 (Báo, published on 19 July 2020). "
            "https://example.org/paper-1",
        ),
    ],
)
def test_a_sentence_reads_as_one_with_body_limits_and_source(language: str, wanted: str):
    words = Words(language, store().names)
    body = words.organization("nghe-an.agencies-bloc")
    told = wanted.format(body=body)
    assert safe_sentence(store(), words, result(), result().rows[0]) == told[:1].upper() + told[1:]


def test_a_sentence_names_the_release_that_answers_so():
    words = Words("en", store().names)
    told = safe_sentence(store(), words, result(), result().rows[0], "2026-11-27")
    assert told.endswith("https://example.org/paper-1 Data release of 27 November 2026.")


def test_a_release_answers_so_as_long_as_no_figure_of_the_metric_changes(tmp_path: Path):
    lines = "nghe-an.agencies-bloc party_members 2021 5164\nnghe-an.agencies-bloc members_admitted 2021 100"
    folder = write(data(lines), tmp_path)
    known, loaded = store_as_of(folder, None)
    members, rate = known.names.metrics["party_members"], known.names.metrics["admission_rate"]
    assert holding(known, loaded, members) == ""
    keep(folder, "2026-01-31")
    assert holding(known, loaded, members) == holding(known, loaded, rate) == "2026-01-31"
    write(data(lines.replace("2021 100", "2021 101")), folder)
    known, loaded = store_as_of(folder, None)
    assert (holding(known, loaded, members), holding(known, loaded, rate)) == ("2026-01-31", "")


def test_a_dispute_is_told_by_who_published_the_other_value():
    lines = ("party_members 2021-09 5164 @a-1:2021-09", "party_members 2021-09 5100 @b-1:2021-10")
    disputed = Store.build(data(*(f"nghe-an.agencies-bloc {line}" for line in lines)))
    found = ask(disputed, Question("party_members", kinds=("agencies_bloc",)))
    words = Words("vi", disputed.names)
    body = words.organization("nghe-an.agencies-bloc")
    # the other value once, with who published it, and that source once
    assert safe_sentence(disputed, words, found, found.rows[0]) == (
        f"Đến tháng 9/2021, {body} có 5.100 đảng viên (nguồn khác nêu: 5.164 (Báo, tháng 9/2021)) (Báo, tháng 10/2021). "
        "https://example.org/a-1 https://example.org/b-1"
    )


# what is compared stands in the sentence ------------------------------------------------------------------------------
FIGURES = (
    "nghe-an.agencies-bloc members_admitted 2023 1900 @y-1:2024-01-05",
    "nghe-an.agencies-bloc members_admitted 2024 2090 @y-2:2025-01-05",
    "nghe-an.agencies-bloc members_admitted 2024 >=2200 target @t-1:2024-02-01",
    "nghe-an.agencies-bloc party_members 2023 50% group=female @y-1:2024-01-05",
    "nghe-an.agencies-bloc party_members 2024 52% group=female @y-2:2025-01-05",
    "nghe-an.agencies-bloc party_members 2024 >=55% group=female target @t-1:2024-02-01",
    "rank PAR 2023 nghe-an 15 86.5 @http://paper/1:2024-04",
    "rank PAR 2024 nghe-an 12 87.5 @http://paper/2:2025-04",
)
WOMEN = {"unit": "percent", "breakdown": "group=female"}


@pytest.mark.parametrize(
    ("metric", "compare", "more", "wanted"),
    [
        ("members_admitted", "target", {}, "; chỉ tiêu năm 2024: từ 2.200 trở lên (đạt không quá 95%)"),
        ("members_admitted", "previous_year", {}, "; năm trước: 1.900 (+190; +10%)"),
        ("members_admitted", "same_period", {}, "; cùng kỳ năm trước: 1.900 (+190; +10%)"),
        # of a share of a share no one is told
        ("party_members", "target", WOMEN, "; chỉ tiêu năm 2024: từ 55% trở lên"),
        ("party_members", "previous_year", WOMEN, "; năm trước: 50% (+2 điểm phần trăm)"),
        ("par_index_rank", "previous_year", {}, "; năm trước: 15/63 (tăng 3 bậc)"),
    ],
)
def test_a_sentence_tells_what_its_figure_is_set_against(metric: str, compare: Comparison, more: dict[str, Any], wanted: str):
    compared = Store.build(data(*FIGURES))
    kinds = () if metric == "par_index_rank" else ("agencies_bloc",)
    found = ask(compared, Question(metric, kinds=kinds, years=(2024, 2024), compare=compare, **more))
    sentence = safe_sentence(compared, Words("vi", compared.names), found, found.rows[0])
    assert f"{wanted} (" in sentence
    # and who stated it
    assert compare != "target" or "https://example.org/t-1" in sentence


def test_a_year_without_a_target_tells_of_none():
    compared = Store.build(data(*FIGURES))
    found = ask(compared, Question("members_admitted", kinds=("agencies_bloc",), years=(2023, 2023), compare="target"))
    assert "chỉ tiêu" not in safe_sentence(compared, Words("vi", compared.names), found, found.rows[0])


def test_no_sentence_of_the_seeds_holds_a_code_and_each_its_number(store: Store):
    languages = [Words(language, store.names) for language in ("vi", "en")]
    slugs = {slug for slug in store.names.sources if not slug.startswith("http")}
    for metric in metrics_of(store):
        found = ask(store, Question(metric, by=("organization", "year")))
        for words, row in itertools.product(languages, found.rows[:25]):
            sentence, *_ = safe_sentence(store, words, found, row).split(" http")
            assert not slugs & set(re.split(r"[ ,;()]+", sentence)), sentence
            # places gained are told in words: down 3 places
            assert (words.stated(row) if row.is_gain else words.number(row.value, row.unit)) in sentence


def test_a_message_names_the_row_by_its_key():
    link = "http://localhost:8501/admissions?lang=en&kind=agencies_bloc"
    mail = wrong_figure_mail(store(), en(store()), result(), result().rows[0], "data@example.org", link)
    address = urlsplit(mail)
    assert (address.scheme, address.path) == ("mailto", "data@example.org")
    lines = parse_qs(address.query)["body"][0].split("\r\n")
    for line in (
        "metric: members_admitted",
        "province: nghe-an",
        "year: 2020",
        "kind: agencies_bloc",
        "value: 1100",
        "sources: paper-1",
    ):
        assert line in lines
    assert lines[-1] == link


def test_a_picture_carries_marks_breaks_sources_and_where_it_was_taken(store: Store):
    words, link = Words("vi", store.names), "http://localhost:8501/membership?kind=province_wide"
    found = ask(store, Question("party_members", kinds=("province_wide",), boundary="34"))
    picture = Picture({}, "", legend=(("○", "chưa đủ kỳ"),), breaks=(("①", "1/7/2025"),), notes=("Một lưu ý",))
    told = caption(store, words, found, picture, link)
    sources = {slug for row in found.rows for slug in row.sources}
    assert told.title == "Đảng viên"
    assert "34 tỉnh, thành phố" in told.subtitle
    assert told.lines[0] == "○ chưa đủ kỳ"
    assert told.lines[1].endswith("① 1/7/2025")
    assert told.lines[2] == "Một lưu ý"
    assert told.lines[3].count(";") == NAMED - 1
    assert f"và {len({words.source(slug) for slug in sources}) - NAMED} nguồn khác" in told.lines[3]
    assert told.lines[4].endswith(link)
    assert told.name.startswith("party_members-by-province-year")


def test_an_address_cannot_add_to_the_message():
    mail = wrong_figure_mail(store(), en(store()), result(), result().rows[0], "a@example.org?bcc=b@example.org", "")
    assert parse_qs(urlsplit(mail).query).keys() == {"subject", "body"}
