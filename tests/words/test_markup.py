"""Names, quotes, notes and publishers are shown letter by letter: no link, no tag, no formatting comes of them."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import chart
from metrics.answers import ranking
from metrics.answers.query import ask
from metrics.chart import Picture, Style
from metrics.store.store import Store
from metrics.vocabulary import Question, Result
from metrics.words.markup import JOINER, from_markdown, from_plotly, in_markdown, in_plotly
from tests.chart.test_chart import PALETTE
from tests.small import data
from tests.spoken import en

LINK = '<a href="https://evil.example/login">Trường</a>'
NAME = f"{LINK} <b>b</b><br>&amp; [x](javascript:alert(1)) **y** $z$ http://evil.example www.evil.example a@evil.example"
# the tags that charts write themselves
OURS = re.compile(r"</?b>|<br>")
LINES = """
nghe-an.agencies-bloc members_admitted 2019 100
nghe-an.agencies-bloc members_admitted 2020 110
nghe-an.agencies-bloc members_admitted 2021 120 @a:2022
nghe-an.agencies-bloc members_admitted 2021 130 @b:2023
nghe-an.agencies-bloc members_admitted 2021 100 target
nghe-an.agencies-bloc members_disciplined 2021 10
nghe-an.agencies-bloc members_disciplined 2021 4 form=warning
ha-tinh.agencies-bloc members_admitted 2021 90
rank PAPI 2022 nghe-an 2 46
rank PAPI 2023 nghe-an 2 46
rank PAPI 2023 ha-tinh 2 46
"""


def hostile() -> Store:
    """A store whose provinces and bodies all bear a name that holds markup."""
    seeds = data(LINES)
    names: Any = {"name_vi": NAME, "name_en": NAME}
    provinces = tuple(dataclasses.replace(one, **names) for one in seeds.provinces)
    bodies = tuple(dataclasses.replace(one, **names) for one in seeds.organizations)
    return Store.build(dataclasses.replace(seeds, provinces=provinces, organizations=bodies))


STORE = hostile()
STYLE = Style(en(STORE), PALETTE)


def pictures() -> Iterator[Picture]:
    """Every chart, of provinces and of bodies."""

    def of(metric: str, *by: str, **more: Any) -> Result:
        return ask(STORE, Question(metric, by, **more))

    for side in ("province", "organization"):
        admitted = of("members_admitted", side, "year")
        yield chart.series(admitted, STYLE)
        yield chart.comparison(admitted, STYLE)
        yield chart.changes(of("members_admitted", side, "year", compare="previous_year"), STYLE)
        yield chart.targets(of("members_admitted", side, "year", compare="target"), STYLE)
        parts, wholes = of("members_disciplined", side, "year", "form"), of("members_disciplined", side, "year")
        yield chart.composition(parts, wholes, "form", STYLE, ("warning",))
        yield chart.composition(parts, admitted, "form", STYLE, ("warning",))
        yield chart.shares(parts, "form", STYLE)
    yield chart.tile_map(of("members_admitted", "province", "year", years=(2021, 2021)), STYLE)
    yield chart.small(of("members_admitted", "organization", "year"))(of("members_admitted", "organization", "year"), STYLE)
    ranks = ranking.together(of("papi_rank", "province", "year"), of("papi_score", "province", "year"))
    shown = ("nghe-an", "ha-tinh", "son-la")
    last = dataclasses.replace(ranks, rows=tuple(row for row in ranks.rows if row["year"] == 2023))
    yield chart.ranks(ranks, STYLE)
    yield chart.bump(shown)(ranks, STYLE)
    yield chart.small_multiples([ranks], shown, STYLE)
    yield chart.ranking(shown)(last, STYLE)
    yield chart.region_ranks(shown)(ranking.by_region(last, STORE.seeds.provinces), STYLE)


def texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from (text for value in part.values() for text in texts(value))
    elif isinstance(part, (list, tuple)):
        yield from (text for value in part for text in texts(value))


def test_no_chart_makes_a_tag_of_a_name():
    told = 0
    for picture in pictures():
        drawn = [OURS.sub("", text) for text in texts(picture.figure)]
        assert not [text for text in drawn if "<" in text]
        # escaped once, not twice: what is read back is the name
        told += sum("<a href" in html.unescape(text) for text in drawn)
        assert "&lt;" not in picture.alt
    assert told > 30


def test_no_note_below_a_chart_makes_markup_of_a_name():
    notes = [note for picture in pictures() for note in picture.notes]
    assert sum("evil.example" in note for note in notes) >= 5
    for note in notes:
        if "evil.example" in note:
            assert "\\<a href" in note
            assert "http://" not in re.sub(r"\\(.)", r"\1", note)


@given(st.text())
def test_plotly_gets_no_tag_and_gives_the_text_back(text: str):
    assert not set("<>") & set(in_plotly(text))
    assert from_plotly(in_plotly(text)) == text


@given(st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp", "Cs"])))
def test_markdown_keeps_every_letter(text: str):
    assert from_markdown(in_markdown(text)) == text.replace(JOINER, "")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("**b** _i_ `c` ~s~", r"\*\*b\*\* \_i\_ \`c\` \~s\~"),
        ("[x](javascript:alert(1))", r"\[x\](javascript\:alert(1))"),
        ("1. không phải danh sách", r"1\. không phải danh sách"),
        ("- 5 đảng viên", r"\- 5 đảng viên"),
        ("1.447 tổ chức", "1.447 tổ chức"),
        ("-5", "-5"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        (":material/home: $x$ | #", r"\:material/home\: \$x\$ \| \#"),
        ("http://evil.example", f"http\\:{JOINER}//evil.example"),
        ("xem www.evil.example", f"xem www{JOINER}.evil.example"),
        ("thu@evil.example", f"thu@{JOINER}evil.example"),
        ("hai\ndòng", "hai dòng"),
    ],
)
def test_signs_of_markdown_lose_their_meaning(text: str, written: str):
    assert in_markdown(text) == written
