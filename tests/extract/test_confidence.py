"""How sure a figure is: by the data file, between 0 and 1, never sure without a period, moved by what concerns it alone."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.extract import Known, read
from metrics.extract.confidence import FILE, LEAST, MOST, SURE, Confidence, fitted, may_be_sure, named
from metrics.extract.opinion import Opinion
from metrics.extract.reader import find
from metrics.extract.traits import Traits, traits_of
from tests.folders import PROJECT

HINTS = {"published": "2022-12-20", "province": "nghe-an", "organization": "nghe-an.province-wide"}
TEXT = (
    "Năm 2021, toàn Đảng bộ tỉnh kết nạp 2.345 đảng viên mới, đạt 102,5% kế hoạch; kiểm tra 45 tổ chức đảng và 60 đảng viên "
    "(tăng 12 đảng viên so với năm 2020). Hiện nay, Đảng bộ tỉnh có 63 tổ chức cơ sở đảng, với 5.164 đảng viên."
)
ASIDE = "Bà con trong vùng trồng thêm nhiều cây xanh ven đường. " * 3
PLAIN = Traits(
    rule="admit-members",
    noun="member",
    indicator="members_admitted",
    status="reported",
    size="from-100",
    sure=0.95,
    doubt="",
    labelled=False,
    part=False,
    bare=False,
    origin="clause",
    sentences_back=0,
    source="clause",
    distance=4,
    rivals_between=0,
    rivals_around=0,
    leftover=0,
    leftover_beside=0,
    act="clause",
    before="admit",
    after=".",
    strange_before=0,
    strange_after=0,
    compared_before=0,
    parting_before=False,
    bracket=False,
    party="here",
    first_sentence=False,
    numbers_here=1,
    unread_here=0,
    unread=0,
    conflicts=0,
    opinion=3.0,
    opinion_before=3.0,
    agree="both",
)
TRAITS = st.builds(
    PLAIN._replace,
    sure=st.floats(0.1, 1),
    origin=st.sampled_from(["clause", "sentence", "after", "like", "earlier", "published", "far", "none"]),
    doubt=st.sampled_from(["", "narrowed", "other-body"]),
    leftover=st.integers(0, 400),
    rivals_around=st.integers(0, 400),
    compared_before=st.integers(0, 5),
    bare=st.booleans(),
    conflicts=st.integers(0, 400),
    opinion=st.floats(-20, 20),
)


def confidences(known: Known, text: str, **hints: str) -> list[float]:
    return [one.confidence for one in read(text, known, **HINTS | hints).figures]


def test_the_data_file_is_what_the_reader_uses(known: Known):
    """The weights of the file, multiplied here once more, give what the reader hands out."""
    told: dict[str, Any] = json.loads((PROJECT / "metrics" / "extract" / "confidence.json").read_text("utf-8"))
    found = find(TEXT, known, **HINTS)
    traits = traits_of(found.grounds, found.unread, HINTS["published"], Opinion(told["opinion"]))
    expected = []
    for one in traits:
        odds = told["base"] + sum(told["weights"].get(name, 0.0) * value for name, value in named(one))
        mark, threshold = math.log(9), told["threshold"]
        moved = odds - threshold + mark if odds >= threshold else odds / threshold * mark
        expected.append(min(MOST, 1 / (1 + math.exp(-moved))))
    assert len(expected) >= 6
    assert confidences(known, TEXT) == pytest.approx(expected, abs=0.011)


def test_the_data_file_tells_what_it_was_fitted_on():
    told = json.loads(FILE.read_text("utf-8"))
    assert {"fitted", "texts", "familiar_texts", "figures", "cross_validated", "base", "threshold", "weights", "opinion"} == set(
        told
    )
    assert {name.partition("=")[0] for name in told["weights"]} <= set(Traits._fields)
    assert len(FILE.read_text("utf-8").encode()) < 350_000
    # each text once, and nothing of it but its name
    assert len(told["texts"]) == len(set(told["texts"]))


def test_it_is_the_same_in_every_process():
    program = (
        "from pathlib import Path; from metrics.data.seeds import load; from metrics.extract import Known, read\n"
        f"print([one.confidence for one in read({TEXT!r}, Known.of(load(Path('seeds'))), published='2022-12-20').figures])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=PROJECT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@given(traits=TRAITS)
def test_it_is_between_0_and_1_and_no_figure_without_a_period_is_sure(traits: Traits):
    sure = fitted()[0].sureness(traits)
    assert LEAST <= sure <= MOST
    assert sure < SURE or not (traits.bare or traits.origin in ("none", "far"))


@pytest.mark.parametrize(
    ("origin", "doubt", "back"),
    [("earlier", "far-act", 1), ("like", "new-body", 0), ("clause", "new-body", 0), ("earlier", "", 9), ("earlier", "new-body", 5)],
)
def test_what_labelled_texts_find_right_may_be_sure(origin: str, doubt: str, back: int):
    may = PLAIN._replace(origin=origin, doubt=doubt, sentences_back=back)
    assert may_be_sure(may)
    for never in ({"bare": True}, {"origin": "none"}, {"origin": "far"}, {"doubt": "narrowed"}, {"strange_before": 13}):
        assert not may_be_sure(may._replace(**never))


@given(first=TRAITS, second=TRAITS)
def test_the_surer_model_hands_out_no_less(first: Traits, second: Traits):
    confidence, _ = fitted()
    first, second = (one._replace(bare=False, doubt="", origin="clause") for one in (first, second))
    if confidence.log_odds(first) <= confidence.log_odds(second):
        assert confidence.sureness(first) <= confidence.sureness(second)


@pytest.mark.parametrize(
    ("odds", "sure"), [(0.0, 0.5), (3.0, SURE), (2.999, 0.89), (3.0 + math.log(9), 0.98), (-40.0, LEAST), (40.0, MOST)]
)
def test_the_threshold_is_told_as_sure_and_even_odds_as_even(odds: float, sure: float):
    assert Confidence.of({}, odds, 3.0).sureness(PLAIN) == sure


@pytest.mark.parametrize(
    "text",
    [
        # no period in an undated text
        "Toàn Đảng bộ kết nạp 520 đảng viên, khai trừ 3 đảng viên.",
        # a noun alone
        "Nổi bật ở huyện Đô Lương 120 đảng viên.",
    ],
)
def test_what_lacks_its_period_or_its_verb_is_not_sure(known: Known, text: str):
    found = read(text, known, province="nghe-an").figures
    assert found
    assert max(one.confidence for one in found) < SURE


def test_another_province_is_read_as_surely(known: Known):
    texts = [f"Tỉnh {name}. {TEXT}" for name in ("Nghệ An", "Hà Tĩnh")]
    both = [
        confidences(known, text, province=slug, organization=f"{slug}.province-wide")
        for text, slug in zip(texts, ("nghe-an", "ha-tinh"), strict=True)
    ]
    assert both[0] == both[1]


@pytest.mark.parametrize("changed", [TEXT + " " + ASIDE, TEXT + "\n\n" + ASIDE * 9, ASIDE + TEXT])
def test_what_stands_elsewhere_changes_nothing(known: Known, changed: str):
    assert confidences(known, changed) == confidences(known, TEXT)


def test_another_number_of_the_same_size_is_read_as_surely(known: Known):
    assert confidences(known, TEXT.replace("2.345", "2.719").replace("5.164", "6.080")) == confidences(known, TEXT)


def test_a_second_value_of_the_same_makes_both_less_sure(known: Known):
    one = confidences(known, "Năm 2021, toàn Đảng bộ tỉnh kết nạp 345 đảng viên.")
    both = confidences(
        known, "Năm 2021, toàn Đảng bộ tỉnh kết nạp 345 đảng viên. Năm 2021, toàn Đảng bộ tỉnh kết nạp 412 đảng viên."
    )
    assert len(both) == 2
    assert max(both) < one[0]


def test_a_text_of_another_organization_is_less_sure(known: Known):
    ours, theirs = "Đảng bộ", "khóa mới"
    text = "Nhiệm kỳ 2017 - 2022, Ban Chấp hành {} gồm 25 đồng chí."
    assert odds_of(text.format(theirs), known) < odds_of(text.format(ours), known)


def test_a_body_that_the_data_lack_makes_less_sure(known: Known):
    text = "Tại Đảng bộ {}, năm 2021 kết nạp 8 đảng viên."
    assert odds_of(text.format("xã Nghi Lâm"), known) < odds_of(text.format("Khối các cơ quan tỉnh"), known)


def test_time_words_that_were_not_read_make_less_sure(known: Known):
    whole, rest = (
        "Năm 2021, toàn Đảng bộ tỉnh kết nạp 345 đảng viên.",
        "Giữa năm 2021, lúc sơ kết, toàn Đảng bộ tỉnh kết nạp 345 đảng viên.",
    )
    assert confidences(known, rest)[0] < confidences(known, whole)[0]


@pytest.mark.parametrize("before", ["có 1.206 đảng viên sinh hoạt tại", "hiện có", "gồm", "có 31 đảng viên, với"])
@pytest.mark.parametrize(
    ("body", "organization"), [("xã Đông Sơn", "nghe-an.xa-dong-son"), ("phường Bến Đền", "nghe-an.phuong-ben-den")]
)
def test_cells_of_a_commune_that_may_be_of_either_level_are_never_sure(body: str, organization: str, before: str, known: Known):
    hints = {**HINTS, "organization": organization}
    figures = read(f"Ngày 15/12/2022, Đảng bộ {body} {before} 44 chi bộ trực thuộc.", known, **hints).figures
    assert [one.confidence < SURE for one in figures if one.indicator == "subordinate_cells"] == [True]


def test_cells_whose_committee_is_named_may_be_sure(known: Known):
    text = "Đến ngày 15/12/2022, Đảng bộ tỉnh có 3.106 chi bộ trực thuộc đảng ủy cơ sở."
    assert [one.doubt for one in find(text, known, **HINTS).grounds] == [""]


def traits_in(text: str, known: Known) -> list[Traits]:
    found = find(text, known, **HINTS)
    return list(traits_of(found.grounds, found.unread, HINTS["published"], fitted()[1]))


def odds_of(text: str, known: Known) -> list[float]:
    return [fitted()[0].log_odds(one) for one in traits_in(text, known)]


def origin_of(text: str, known: Known) -> list[str]:
    return [one.origin for one in traits_in(text, known)]


@pytest.mark.parametrize(
    ("first", "origins"),
    [
        ("Từ đầu năm đến nay, toàn tỉnh kết nạp 120 đảng viên", ["clause", "earlier"]),
        ("Đến ngày 15/11, toàn tỉnh kết nạp 120 đảng viên", ["clause", "earlier"]),
        ("Tính đến hết tháng 6, toàn tỉnh kết nạp 120 đảng viên", ["clause", "earlier"]),
        ("Toàn tỉnh kết nạp 120 đảng viên", ["none", "none"]),
    ],
)
def test_where_the_words_of_a_period_stand(first: str, origins: list[str], known: Known):
    assert origin_of(f"{first}. Các cấp ủy đã kiểm tra 45 tổ chức đảng.", known) == origins


def test_a_period_holds_on_while_no_other_is_named(known: Known):
    idle = "Công tác tổ chức được chú trọng, đảng viên tin tưởng. " * 4
    text = "Trong 6 tháng đầu năm 2019, kết nạp 120 đảng viên. {}UBKT Tỉnh ủy đã kiểm tra 45 tổ chức đảng."
    assert origin_of(text.format(idle), known) == ["clause", "earlier"]
    assert origin_of(text.format(f"Mục tiêu của nhiệm kỳ 2020 - 2025 rất cao. {idle}"), known) == ["clause", "far"]


def test_a_headlines_figure_is_judged_where_the_text_dates_it(known: Known):
    text = "Toàn tỉnh kết nạp 120 đảng viên\nTrong 6 tháng đầu năm 2019, toàn tỉnh đã kết nạp 120 đảng viên."
    assert origin_of(text, known) == ["clause"]


@pytest.mark.parametrize(("cells", "bare"), [(332, False), (331, True)])
def test_parts_that_make_up_their_whole_are_told_of_it(cells: int, bare: bool, known: Known):
    text = f"Đến ngày 15/12/2022, Đảng bộ tỉnh có 652 tổ chức cơ sở đảng (320 đảng bộ, {cells} chi bộ cơ sở)."
    found = find(text, known, **HINTS)
    told = traits_of(found.grounds, found.unread, HINTS["published"], fitted()[1])
    assert [one.bare for one in told] == [False, bare, bare]
