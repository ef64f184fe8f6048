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


SHARING = [
    "Trong đó, Đô Lương 45, Yên Thành và Con Cuông cùng 31, Quỳ Châu 20.",
    "Trong đó, huyện Đô Lương 45, huyện Yên Thành và Con Cuông cùng kết nạp 31 đảng viên, huyện Quỳ Châu 20.",
    "Trong đó, huyện Đô Lương 45, huyện Yên Thành và huyện Con Cuông đều kết nạp 31 đảng viên, huyện Quỳ Châu 20.",
]


@pytest.mark.parametrize("items", SHARING)
def test_a_number_shared_is_that_of_each(known: Known, items: str):
    shares = {"huyen-do-luong": 45, "huyen-yen-thanh": 31, "huyen-con-cuong": 31, "huyen-quy-chau": 20}
    gold = ["members_admitted = 957 2019", *(f"members_admitted = {count} 2019 @{body}" for body, count in shares.items())]
    assert found(known, f"{ADMITTED} {items}") == sorted(gold)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (f"{ADMITTED} Kế hoạch năm 2020 là 500 đảng viên.", ["members_admitted = 500 target 2020", "members_admitted = 957 2019"]),
        ("Năm 2019, kết nạp 7.979/8.000 - 8.500 đảng viên.", ["members_admitted = 7979 2019"]),
        ("Đồng chí là một trong 4 đảng viên của Đảng bộ được nhận Huy hiệu Đảng.", []),
        ("Năm 2019, chuyển sinh hoạt đảng đi, đến cho 185 đảng viên.", []),
        ("Năm 2019, chuyển sinh hoạt đảng cho 185 lượt đảng viên đi - đến.", []),
        ("Năm 2019, chuyển sinh hoạt đảng đi cho 90 đảng viên.", ["members_transferred_out = 90 2019"]),
        (
            "Ngày 19/5/2020, có 41 đảng viên được nhận Huy hiệu Đảng 80, 60, 55 và 30 năm tuổi Đảng.",
            ["party_badges_awarded = 41 2020-05-19"],
        ),
        (
            "Ngày 19/5/2020, trao Huy hiệu Đảng 50, 45, 40, 30 năm tuổi Đảng cho 25 đảng viên.",
            ["party_badges_awarded = 25 2020-05-19"],
        ),
        (
            "Đến nay, huyện Yên Thành có 12/12 đảng bộ, huyện Đô Lương có 25/30 đảng bộ hoàn thành đại hội.",
            ["congresses_held subject=committee = 25/30 2020-10-20 @huyen-do-luong"],
        ),
        (
            "Hiện nay có 709 tổ chức cơ sở đảng, 3.207 chi bộ.",
            ["cells_total = 3207 2020-10-20", "grassroots_organizations = 709 2020-10-20"],
        ),
        (
            "Đến ngày 4/6/2020, có 340/680 tổ chức cơ sở đảng đã đại hội. Đại hội đúng thời gian theo Kế hoạch số 65-KH/TU, "
            "như Đảng bộ huyện Đô Lương đạt 93,75% số tổ chức cơ sở đảng đã đại hội.",
            ["congress_completion = 93.75% 2020-06-04 @huyen-do-luong", "congresses_held = 340/680 2020-06-04"],
        ),
    ],
)
def test_no_plan_range_or_age_is_what_there_is(known: Known, text: str, figures: list[str]):
    assert found(known, text) == figures


MOVED = [
    "22 tổ chức cơ sở đảng và 388 đảng viên trực thuộc Đảng ủy Khối đã được chuyển về Thành ủy Vinh",
    "22 tổ chức cơ sở đảng và 388 đảng viên được bàn giao về Đảng bộ thành phố Vinh",
    "22 tổ chức cơ sở đảng và 388 đảng viên được chuyển giao về trực thuộc Thành ủy Vinh",
    "Thành ủy Vinh tiếp nhận 22 tổ chức cơ sở đảng và 388 đảng viên",
]


@pytest.mark.parametrize("moved", MOVED)
def test_those_passed_on_are_received(known: Known, moved: str):
    assert found(known, f"Ngày 28/3/2019, {moved}.") == [
        "members_transferred_in = 388 2019-03-28 @tp-vinh",
        "organizations_changed event=transferred_in;subject=grassroots_organization = 22 2019-03-28 @tp-vinh",
    ]


def test_members_of_several_forms_have_no_one_form(known: Known):
    text = "Năm 2020, kỷ luật bằng hình thức khiển trách 1 tổ chức đảng và 64 đảng viên (khiển trách 56, cảnh cáo 8)."
    assert found(known, text) == [
        "members_disciplined = 64 2020",
        "members_disciplined form=reprimand = 56 2020",
        "members_disciplined form=warning = 8 2020",
        "organizations_disciplined form=reprimand = 1 2020",
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Năm 2021, công nhận đảng viên chính thức và phát thẻ đảng viên cho 75 đồng chí.",
            ["probationary_members_made_full = 75 2021"],
        ),
        (
            "Năm 2021, chuyển chính thức cho 75 đồng chí, phát thẻ đảng viên cho 80 đồng chí.",
            ["probationary_members_made_full = 75 2021"],
        ),
        (
            "Năm 2021, mở 2 lớp bồi dưỡng đảng viên mới cho 147 đồng chí, 1 lớp trung cấp lý luận chính trị cho 80 cán bộ.",
            ["new_members_trained = 147 2021"],
        ),
    ],
)
def test_each_act_and_class_keeps_its_own(known: Known, text: str, figures: list[str]):
    assert found(known, text) == figures
