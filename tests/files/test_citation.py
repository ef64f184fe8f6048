"""A figure handed on: the sentence carries value, limits and source; the message to the maintainer carries the row's key."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from metrics.answers.query import ask, metrics_of
from metrics.chart import Picture
from metrics.data.history import keep
from metrics.files.citation import NAMED, caption, safe_sentence, wrong_figure_mail
from metrics.store.as_of import store_as_of
from metrics.store.store import Store
from metrics.survey.release import holding
from metrics.vocabulary import Question, Result
from metrics.words.words import Words
from tests.small import data, write
from tests.spoken import en


@cache
def store() -> Store:
    return Store.build(data("nghe-an.agencies-bloc members_admitted 2020-H1 >1100 @paper-1:2020-07-19"))


@cache
def result() -> Result:
    return ask(store(), Question("members_admitted", kinds=("agencies_bloc",)))


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
    sentence, *_ = safe_sentence(disputed, Words("vi", disputed.names), found, found.rows[0]).split(" https://")
    assert "5.164 (Báo, tháng 9/2021)" in sentence
    assert "a-1" not in sentence
    assert "b-1" not in sentence


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_sentence_of_the_seeds_holds_a_code_and_each_its_number(language: str, store: Store):
    words = Words(language, store.names)
    slugs = {slug for slug in store.names.sources if not slug.startswith("http")}
    for metric in metrics_of(store):
        found = ask(store, Question(metric, by=("organization", "year")))
        for row in found.rows[:25]:
            sentence, *_ = safe_sentence(store, words, found, row).split(" http")
            assert not slugs & set(re.split(r"[ ,;()]+", sentence)), sentence
            assert words.number(row.value, row.unit) in sentence


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
