"""What a text says of its own publication: proposed where one reading only is possible, else left open."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.data.seeds import load
from metrics.intake.articles import read_article
from metrics.intake.origin import Origin, Papers, origin_of
from metrics.vocabulary import Source

BODY = "Sáng 20/7/2018, Đảng ủy Khối kết nạp 35 đảng viên mới.\nNăm 2018 có 12 chi bộ."


@pytest.fixture(scope="module")
def papers(seeds_dir: Path) -> Papers:
    return Papers.of((Source("a", "Báo Mẫu", "2019", "https://www.bao.example/1", "", ""),), load(seeds_dir).provinces)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thứ Hai, 22/07/2019", "2019-07-22"),
        ("Thứ hai, ngày 22 tháng 7 năm 2019, 08:15 GMT+7", "2019-07-22"),
        ("Chủ nhật, 21-7-2019 | 8h05", "2019-07-21"),
        ("Đăng ngày 22.7.2019 lúc 08:15", "2019-07-22"),
        ("(22/07/2019)", "2019-07-22"),
        ("Đăng 22/7/2019 - Cập nhật 25/7/2019", "2019-07-22"),
        ("Cập nhật: 25/7/2019", "2019-07-25"),
        ("Thứ Hai, 32/07/2019", ""),
        ("Thứ Hai, 22/07", ""),
        ("Ngày 22/7/2019, hội nghị khai mạc", ""),
        ("Từ 1/7/2019 đến 22/7/2019", ""),
        ("022/07/20190", ""),
    ],
)
def test_a_line_that_is_a_date_and_nothing_else_is_the_day_of_publication(papers: Papers, line: str, day: str):
    assert origin_of(f"Tin hoạt động\n{line}\n{BODY}", papers).published == day
    assert origin_of(f"{BODY}\n{line}", papers).published == day


@pytest.mark.parametrize(
    ("start", "publisher"),
    [
        ("(NTO) Sáng 22/7, ", "Báo Ninh Thuận"),
        ("NTO - Sáng 22/7, ", "Báo Ninh Thuận"),
        ("(QBĐT) - ", "Báo Quảng Bình"),
        ("(BVLO) ", "Báo Vĩnh Long"),
        ("Nguồn: Báo Nghệ An\n", "Báo Nghệ An"),
        ("Báo Nghệ An, ngày 22/7/2019\n", "Báo Nghệ An"),
        # Đồng Nai, Đà Nẵng, Đắk Nông
        ("(ĐN) - ", ""),
        ("(VP) ", "Báo Vĩnh Phúc"),
        ("VP - ", ""),
        ("Theo (NTO) thì ", ""),
    ],
)
def test_the_sign_or_name_of_one_paper_is_its_publisher(papers: Papers, start: str, publisher: str):
    assert origin_of(f"Tin\n{start}{BODY}", papers).publisher == publisher


def test_a_known_link_names_its_publisher(papers: Papers):
    told = origin_of(f"{BODY}\nNguồn: https://bao.example/tin.html", papers)
    assert told == Origin("Báo Mẫu", "", "https://bao.example/tin.html")
    # the bare host is what a page without a name is called
    assert origin_of(BODY, papers, Origin("bao.example", "", "https://bao.example/2")).publisher == "Báo Mẫu"
    assert origin_of(BODY, papers, Origin("khac.example", "", "https://khac.example/2")).publisher == "khac.example"


@given(st.text(alphabet="Thứ Hai, 22/07/2019\n(NTO)-Đăngcậpnhật: https://", max_size=200))
def test_whatever_a_text_holds_it_is_looked_at_in_no_time(papers: Papers, text: str):
    found = origin_of(text * 50, papers)
    assert found.published == "" or len(found.published) == 10


def page(head: str, before: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{before}<article><h1>Tin</h1><p>{BODY}</p></article></body></html>".encode()


def test_a_page_gives_the_day_of_publication_not_of_a_later_change():
    marks = (
        '<meta property="article:modified_time" content="2020-01-05T08:00:00+07:00">'
        '<meta property="article:published_time" content="2019-07-22T08:00:00+07:00">'
    )
    assert read_article("tin.html", page(marks)).published == "2019-07-22"
    marks = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Tin",'
        '"dateModified":"2020-02-02","datePublished":"2019-07-22T07:00:00+07:00","publisher":{"@type":"Organization",'
        '"name":"Báo Ninh Thuận"},"mainEntityOfPage":{"@type":"WebPage","@id":"https://bao.example/a"}}</script>'
    )
    found = read_article("tin.html", page(marks))
    assert (found.publisher, found.published, found.url) == ("Báo Ninh Thuận", "2019-07-22", "https://bao.example/a")
    found = read_article("tin.html", page('<link rel="canonical" href="https://bao.example/2.html">'))
    assert found.url == "https://bao.example/2.html"


@pytest.mark.parametrize(
    ("before", "day"),
    [
        ("<div>Thứ Hai, 22/07/2019, 08:15 GMT+7</div>", "2019-07-22"),
        # the day on which the page was saved stands in its head
        ("<div>Thứ Sáu, 27/11/2026</div>", ""),
        ("<div>Thứ Sáu, 27/11/2026 10:00</div><div>22/07/2019 08:15</div>", ""),
    ],
)
def test_a_day_beside_the_article_is_taken_where_it_has_a_time_and_is_the_only_one(before: str, day: str):
    assert read_article("tin.html", page("", before)).published == day
