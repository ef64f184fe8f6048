"""A figure handed on: the sentence carries value, limits and source; the message to the maintainer carries the row's key."""

from __future__ import annotations

from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest

from metrics.answers.query import ask
from metrics.files.citation import safe_sentence, wrong_figure_mail
from metrics.store.store import Store
from metrics.vocabulary import Question, Result
from metrics.words.words import Words
from tests.small import data
from tests.spoken import en


@cache
def store() -> Store:
    return Store.build(data("nghe-an.agencies-bloc members_admitted 2020-H1 >1100 @paper-1:2020-07-19"))


@cache
def result() -> Result:
    return ask(store(), Question("members_admitted", kinds=("agencies_bloc",)))


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("vi", ("Nghệ An", "trên 1.100 người", "6 tháng đầu năm 2020", "Nguồn: ", "19/7/2020")),
        ("en", ("Nghe An", "more than 1,100 people", "first half of 2020", "Source: ", "19 July 2020")),
    ],
)
def test_a_sentence_carries_value_limits_and_source(language: str, parts: tuple[str, ...]):
    sentence = safe_sentence(store(), Words(language, store().names), result(), result().rows[0])
    assert [part for part in parts if part not in sentence] == []
    assert "\n" not in sentence


def test_a_message_names_the_row_by_its_key():
    link = "http://localhost:8501/admissions?lang=en&kind=agencies_bloc"
    mail = wrong_figure_mail(en(store()), result(), result().rows[0], "data@example.org", link)
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


def test_an_address_cannot_add_to_the_message():
    mail = wrong_figure_mail(en(store()), result(), result().rows[0], "a@example.org?bcc=b@example.org", "")
    assert parse_qs(urlsplit(mail).query).keys() == {"subject", "body"}
