"""How far an act, a cause and a list reach: over several counts, brackets and bodies. Every sentence here is made up."""

from __future__ import annotations

import itertools

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown

CAUSES = ["khi có dấu hiệu vi phạm", "có dấu hiệu vi phạm"]
COUNTS = {
    "3 tổ chức đảng, 8 đảng viên": [],
    "3 tổ chức đảng và 8 đảng viên": [],
    "3 tổ chức đảng, 8 đảng viên (trong đó có 5 cấp ủy viên)": [
        "violation_inspected_members member_rank=committee_member = 5 2020"
    ],
    "3 tổ chức đảng (gồm 2 chi bộ), 8 đảng viên": ["violation_inspected_organizations subject=cell = 2 2020"],
}
BOTH = ["violation_inspected_members = 8 2020", "violation_inspected_organizations = 3 2020"]


def found(known: Known, text: str) -> list[str]:
    reading = read(text, known, published="2020-10-20", province="nghe-an", organization="nghe-an.province-wide")
    return sorted(shown(one) for one in reading.figures)


@pytest.mark.parametrize(("counts", "cause"), list(itertools.product(COUNTS, CAUSES)))
def test_a_cause_behind_several_counts_is_that_of_all(known: Known, counts: str, cause: str):
    gold = sorted([*BOTH, *COUNTS[counts]])
    assert found(known, f"Năm 2020, kiểm tra {counts} {cause}.") == gold
    assert found(known, f"Năm 2020, kiểm tra {counts} {cause}; giám sát 12 chi bộ.") == sorted(
        [*gold, "supervised_organizations subject=cell = 12 2020"]
    )


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Năm 2020, khi có dấu hiệu vi phạm, đã kiểm tra 3 tổ chức đảng, 8 đảng viên.", BOTH),
        (
            "Năm 2020, kiểm tra 13 đảng viên, giám sát 4 đảng viên có dấu hiệu vi phạm.",
            ["inspected_members = 13 2020", "supervised_members = 4 2020"],
        ),
        (
            "Năm 2020, kiểm tra 40 tổ chức đảng; kiểm tra 3 tổ chức đảng có dấu hiệu vi phạm.",
            ["inspected_organizations = 40 2020", "violation_inspected_organizations = 3 2020"],
        ),
        ("Năm 2020, qua kiểm tra 40 tổ chức đảng, phát hiện có dấu hiệu vi phạm.", ["inspected_organizations = 40 2020"]),
    ],
)
def test_a_cause_reaches_no_further_than_its_act(known: Known, text: str, figures: list[str]):
    assert found(known, text) == figures


HEADS = [
    "Đến ngày 22/6, toàn tỉnh hoàn thành đại hội cấp cơ sở với tổng số 634/640 tổ chức cơ sở đảng.",
    "Đến ngày 22/6, có 634/640 tổ chức cơ sở đảng đã tổ chức đại hội.",
    "Đến ngày 22/6, có 634/640 đảng bộ, chi bộ cơ sở hoàn thành đại hội.",
]
MET = [
    "congresses_held = 16/17 2020-06-22 @huyen-con-cuong",
    "congresses_held = 27/30 2020-06-22 @huyen-do-luong",
    "congresses_held = 46/47 2020-06-22 @huyen-yen-thanh",
    "congresses_held = 634/640 2020-06-22",
]
LISTS = [
    " Trong đó: Đô Lương 27/30, Yên Thành 46/47, Con Cuông 16/17.",
    " Tỷ lệ của các đơn vị còn lại như sau: Đô Lương 27/30, Yên Thành 46/47 và Con Cuông 16/17.",
    " Huyện Đô Lương 27/30, huyện Yên Thành 46/47, huyện Con Cuông 16/17.",
]


@pytest.mark.parametrize(("head", "items"), list(itertools.product(HEADS, LISTS)))
def test_bodies_under_congresses_held_have_theirs(known: Known, head: str, items: str):
    assert found(known, head + items) == MET


@pytest.mark.parametrize("head", HEADS[1:])
def test_what_befell_the_head_befell_its_parts(known: Known, head: str):
    text = head.removesuffix(".") + ", trong đó huyện Đô Lương 27/30 (90%), huyện Yên Thành 46/47."
    assert found(known, text) == ["congress_completion = 90%/30 2020-06-22 @huyen-do-luong", *MET[1:]]
    text = "Năm 2019, có 370 đảng viên bị kỷ luật, trong đó huyện Đô Lương 27, huyện Yên Thành 46 đảng viên."
    assert found(known, text) == [
        "members_disciplined = 27 2019 @huyen-do-luong",
        "members_disciplined = 370 2019",
        "members_disciplined = 46 2019 @huyen-yen-thanh",
    ]


ADMITTED = "Năm 2019, toàn tỉnh kết nạp 957 đảng viên."
BODIES = {"huyen-do-luong": 121, "huyen-yen-thanh": 120, "huyen-con-cuong": 93}


@pytest.mark.parametrize(
    "items", ["Đô Lương 121 đảng viên, Yên Thành 120, Con Cuông 93", "Đô Lương 121, Yên Thành 120, Con Cuông 93"]
)
def test_an_item_may_say_again_what_is_counted(known: Known, items: str):
    gold = ["members_admitted = 957 2019", *(f"members_admitted = {count} 2019 @{body}" for body, count in BODIES.items())]
    assert found(known, f"{ADMITTED} Trong đó, {items}.") == sorted(gold)


@pytest.mark.parametrize(
    ("part", "group"),
    [
        ("đảng viên là đoàn viên 35/957", "youth_union"),
        ("có 35 đảng viên là nữ", "female"),
        ("đảng viên lớp Cánh Đồng Mới 35/957", ""),
        ("có 35 đảng viên là trí thức", ""),
    ],
)
def test_a_list_under_a_part_is_of_that_part(known: Known, part: str, group: str):
    text = f"{ADMITTED} Trong đó, {part}, gồm: Đô Lương 12, Yên Thành 11, Con Cuông 9, Công an 3."
    items = [one for one in found(known, text) if "@" in one]
    named = {one.rpartition("@")[2] for one in items if f"group={group} " in one}
    assert named == ({*BODIES, "cong-an"} if group else set())
    assert len(items) == len(named)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Năm 2020, Đảng bộ hoàn thành tốt 24/27 chỉ tiêu.", ["targets_met = 24/27 2020"]),
        ("Năm 2020, có 24/27 chỉ tiêu chủ yếu đã đạt và vượt.", ["targets_met = 24/27 2020"]),
        ("Năm 2020, 24/27 chỉ tiêu kinh tế - xã hội hoàn thành; 3/27 chỉ tiêu không đạt.", ["targets_met = 24/27 2020"]),
        ("Có 24/27 chỉ tiêu chủ yếu đạt và vượt trong nhiệm kỳ 2015 - 2020.", ["targets_met = 24/27 2015/2020"]),
        ("Năm 2020, có 2/20 chỉ tiêu chưa hoàn thành.", []),
        ("Năm 2021, phấn đấu hoàn thành 20/20 chỉ tiêu.", ["targets_met = 20/20 target 2021"]),
    ],
)
def test_targets_are_met_in_whatever_words(known: Known, text: str, figures: list[str]):
    assert found(known, text) == figures
