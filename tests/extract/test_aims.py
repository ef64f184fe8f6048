"""Headings of what is aimed at: what stands under them is a target, what stands around them is not. Every sentence is made up."""

from __future__ import annotations

from itertools import permutations

import pytest

from metrics.extract import Known
from tests.extract.test_places import found

DONE = "Năm 2022, toàn huyện đã kết nạp 104 đảng viên."
DONE_READ = "members_admitted = 104 2022"
ITEMS = {
    "Kết nạp từ 120 đảng viên trở lên": "members_admitted = 120 ge target 2023",
    "Trên 95% đảng viên được xếp loại hoàn thành tốt nhiệm vụ trở lên": "members_rated grade=good_or_better = 95% gt target 2023",
    "Kiểm tra 12 tổ chức đảng và 9 đảng viên": "inspected_organizations = 12 planned 2023|inspected_members = 9 planned 2023",
}
HEADINGS = [
    "II. NHIỆM VỤ NĂM 2023",
    "II- Phương hướng, nhiệm vụ năm 2023",
    "Phương hướng, nhiệm vụ trọng tâm năm 2023",
    "B. MỤC TIÊU, NHIỆM VỤ NĂM 2023",
    "Phần thứ hai: Phương hướng, nhiệm vụ năm 2023",
    "* Một số chỉ tiêu năm 2023:",
    "Các chỉ tiêu chủ yếu năm 2023:",
    "Huyện ủy đề ra các chỉ tiêu cho năm 2023 như sau:",
]


def wanted(items: tuple[str, ...], *others: str) -> list[str]:
    return sorted([*(one for item in items for one in ITEMS[item].split("|")), *others])


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("item", ["- {};", "+ {}.", "{n}. {}", "{n}) {}", "• {}"])
def test_what_stands_under_a_heading_of_aims_is_a_target(known: Known, heading: str, item: str):
    for order in permutations(ITEMS):
        lines = "\n".join(item.format(one, n=n) for n, one in enumerate(order, 1))
        assert found(known, f"{DONE}\n{heading}\n{lines}") == wanted(order, DONE_READ)


@pytest.mark.parametrize("heading", HEADINGS[:5])
def test_sentences_under_the_heading_of_a_section_are_targets_too(known: Known, heading: str):
    for order in permutations(ITEMS):
        assert found(known, f"{DONE}\n{heading}\n{'; '.join(order)}.") == wanted(order, DONE_READ)
        assert found(known, f"{DONE}\n{heading}\n{'. '.join(order)}.") == wanted(order, DONE_READ)


@pytest.mark.parametrize(
    "after",
    [
        "III. KẾT QUẢ KHÁC\nNăm 2022, xóa tên 7 đảng viên.",
        "Trước đó, năm 2022 toàn huyện đã xóa tên 7 đảng viên.",
        "Tại hội nghị, Huyện ủy cho biết năm 2022 xóa tên 7 đảng viên.",
    ],
)
def test_what_is_told_after_the_section_is_no_target(known: Known, after: str):
    item = next(iter(ITEMS))
    figures = found(known, f"{DONE}\nII. NHIỆM VỤ NĂM 2023\n- {item}.\n{after}")
    assert figures == wanted((item,), DONE_READ, "members_struck_off = 7 2022")


@pytest.mark.parametrize(
    "heading",
    [
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2022",
        "Tình hình thực hiện nhiệm vụ năm 2022",
        "Kết quả các chỉ tiêu năm 2022:",
        "Các chỉ tiêu đã đạt năm 2022:",
        "Hoàn thành các chỉ tiêu năm 2022",
    ],
)
def test_headings_of_results_set_no_target(known: Known, heading: str):
    (figure,) = found(known, f"Báo cáo của Huyện ủy.\n{heading}\n- Kết nạp 104 đảng viên.")
    assert figure.removesuffix(" 2022") == "members_admitted = 104"


def test_a_title_sets_no_target(known: Known):
    text = "Nhiệm vụ trọng tâm trong công tác xây dựng Đảng\nNăm 2022, toàn huyện kết nạp 104 đảng viên."
    assert found(known, text) == [DONE_READ]


@pytest.mark.parametrize("article", ["Điều 1. ", "1. ", "I. ", ""])
@pytest.mark.parametrize("term", ["trong cả nhiệm kỳ", "cả nhiệm kỳ 2020 - 2025"])
def test_a_congress_aims_at_the_term_that_begins(known: Known, article: str, term: str):
    text = (
        "Đại hội Đảng bộ tỉnh nhiệm kỳ 2020 - 2025 họp ngày 15/10/2020, có 350 đại biểu chính thức.\n"
        f"{article}Các chỉ tiêu về xây dựng Đảng đến năm 2025:\n"
        "a) Hằng năm kết nạp đảng viên mới đạt từ 3% trở lên so với tổng số đảng viên;\n"
        f"b) Kết nạp 700 đảng viên {term};\n"
        "c) Hằng năm, trên 90% đảng viên và tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên."
    )
    assert found(known, text, published="2020-10-16") == [
        "admission_rate = 3% ge target 2020/2025",
        "congress_delegates = 350 2020-10-15",
        "grassroots_organizations_rated grade=good_or_better = 90% gt target 2020/2025",
        "members_admitted = 700 target 2020/2025",
        "members_rated grade=good_or_better = 90% gt target 2020/2025",
    ]


SOME_AIMS = {
    "kết nạp 75 đảng viên trở lên": "members_admitted = 75 ge target 2023",
    "hằng năm trên 90% đảng viên hoàn thành tốt nhiệm vụ": "members_rated grade=good = 90% gt target 2023",
    "thành lập 4 chi bộ": "organizations_changed event=founded;subject=cell = 4 target 2023",
}


@pytest.mark.parametrize("sets", ["đề ra 12 chỉ tiêu", "đặt ra 9 chỉ tiêu chủ yếu", "xác định 15 chỉ tiêu"])
@pytest.mark.parametrize("some", [", trong đó: ", ", trong đó ", ". Trong đó, "])
@pytest.mark.parametrize("first", SOME_AIMS)
def test_some_of_the_targets_that_are_counted_are_targets(known: Known, sets: str, some: str, first: str):
    items = [first, *(one for one in SOME_AIMS if one != first)]
    text = f"Năm 2023, Đảng bộ tỉnh {sets}{some}{'; '.join(items)}."
    assert found(known, text) == sorted(SOME_AIMS.values())


@pytest.mark.parametrize(
    "told",
    [
        "Năm 2022, Đảng bộ tỉnh đã hoàn thành 12 chỉ tiêu đề ra, trong đó kết nạp 104 đảng viên.",
        "Năm 2022, Đảng bộ tỉnh đề ra 12 chỉ tiêu, đã đạt và vượt cả 12, trong đó kết nạp 104 đảng viên.",
        "Năm 2022, Đảng bộ tỉnh đề ra 12 chỉ tiêu và đã hoàn thành. Trong đó, kết nạp 104 đảng viên.",
    ],
)
def test_what_came_of_counted_targets_is_reported(known: Known, told: str):
    assert found(known, told) == [DONE_READ]


@pytest.mark.parametrize("until", ["Từ nay đến cuối năm 2022", "Năm 2022", "Trong năm 2022"])
@pytest.mark.parametrize("who", ["huyện", "Đảng bộ tỉnh", "toàn tỉnh"])
@pytest.mark.parametrize("end", ["", " mới hoàn thành chỉ tiêu đề ra", " nữa"])
def test_what_a_body_has_to_do_is_a_target(known: Known, until: str, who: str, end: str):
    assert [one.removesuffix(" 2022") for one in found(known, f"{until}, {who} phải kết nạp trên 150 đảng viên{end}.")] == [
        "members_admitted = 150 gt target"
    ]


@pytest.mark.parametrize("borne", ["phải thi hành kỷ luật", "phải khiển trách", "phải kiểm tra"])
def test_what_is_borne_is_reported(known: Known, borne: str):
    (figure,) = found(known, f"Năm 2022, toàn tỉnh {borne} 15 đảng viên.")
    assert "target" not in figure


@pytest.mark.parametrize("term", ["Nhiệm kỳ tới", "Trong nhiệm kỳ tới", "Nhiệm kỳ mới"])
@pytest.mark.parametrize("aims", ["phấn đấu kết nạp 75 đảng viên", "Đảng bộ đề ra 12 chỉ tiêu, trong đó: kết nạp 75 đảng viên"])
@pytest.mark.parametrize("before", ["", "Nhiệm kỳ 2015 - 2020, Đảng bộ kết nạp được 71 đảng viên.\n"])
def test_the_coming_term_is_the_one_that_the_congress_begins(known: Known, term: str, aims: str, before: str):
    text = f"Đảng bộ tỉnh tổ chức Đại hội đại biểu nhiệm kỳ 2020 - 2025.\n{before}{term}, {aims}."
    done = ["members_admitted = 71 2015/2020"] if before else []
    assert found(known, text, published="2020-10-16") == [*done, "members_admitted = 75 target 2020/2025"]


def test_a_part_of_what_is_borne_is_reported_too(known: Known):
    figures = found(known, "Năm 2022, toàn tỉnh có 12 đảng viên phải kiểm tra, trong đó có 3 cấp ủy viên.")
    assert figures == ["inspected_members = 12 2022", "inspected_members member_rank=committee_member = 3 2022"]


SET_BY = [
    "chỉ tiêu Tỉnh ủy giao",
    "kế hoạch Tỉnh ủy giao",
    "chỉ tiêu tỉnh giao",
    "chỉ tiêu được giao",
    "chỉ tiêu được Ban Thường vụ Tỉnh ủy giao",
]
SET_AS = ["là 1.500 đảng viên", ": 1.500 đảng viên", "1.500 đảng viên"]
ADMITTED = "Sáu tháng đầu năm{}, toàn tỉnh đã kết nạp 712 đảng viên"


@pytest.mark.parametrize("named", SET_BY)
@pytest.mark.parametrize("tie", SET_AS)
def test_a_target_that_is_set_is_of_the_act_that_is_told_of(known: Known, named: str, tie: str):
    aim = f"{named} {tie}".replace(" :", ":")
    gold = ["members_admitted = 1500 target 2022", "members_admitted = 712 2022-H1"]
    for text in (
        f"Chúng ta bước vào năm 2022 với {aim}. {ADMITTED.format('')}.",
        f"Năm 2022, {aim}. {ADMITTED.format('')}.",
        f"{ADMITTED.format(' 2022')}. Cả năm 2022, {aim}.",
        f"{ADMITTED.format(' 2022')}; {aim} cho cả năm 2022.",
    ):
        assert found(known, text) == gold, text


@pytest.mark.parametrize("named", SET_BY)
@pytest.mark.parametrize("tie", SET_AS)
@pytest.mark.parametrize("opening", ["Năm 2022, ", "Bước vào năm 2022 với ", "Đảng bộ tỉnh có 29.874 đảng viên. So với "])
def test_a_target_of_no_act_that_is_told_of_counts_no_members(known: Known, named: str, tie: str, opening: str):
    figures = found(known, f"{opening}{named} {tie}.".replace(" :", ":"))
    assert not any("1500" in one for one in figures)


@pytest.mark.parametrize("held", ["hiện có 1.500 đảng viên", "có 1.500 đảng viên", "với 1.500 đảng viên"])
def test_members_who_are_there_are_no_target(known: Known, held: str):
    figures = found(known, f"Năm 2022, hoàn thành chỉ tiêu Tỉnh ủy giao, Đảng bộ huyện {held}.")
    assert not any("target" in one for one in figures)
    assert any(one.startswith("party_members") and "1500" in one for one in figures)


AIMED = [
    "Đại hội đề ra mục tiêu đến năm 2015: kết nạp 1.500 đảng viên trở lên; mỗi năm khai trừ dưới 5 đảng viên.",
    "Đại hội đề ra 12 chỉ tiêu.",
    "Đại hội xác định phấn đấu kết nạp 1.500 đảng viên.",
]
ELECTED = [
    ("Ban Chấp hành Đảng bộ tỉnh khóa mới gồm 49 đồng chí", "executive_committee_size = 49 2010/2015"),
    ("Ban Thường vụ 15 đồng chí", "standing_committee_size = 15 2010/2015"),
    ("Ủy ban Kiểm tra 9 đồng chí", "inspection_commission_size = 9 2010/2015"),
]


@pytest.mark.parametrize("aims", AIMED)
@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
@pytest.mark.parametrize("elects", ["Đại hội bầu", "Đại hội bầu ra", "Các đại biểu bầu"])
def test_whom_a_congress_elects_after_its_aims_is_reported(known: Known, aims: str, between: str, elects: str):
    opening = "Đại hội đại biểu Đảng bộ tỉnh nhiệm kỳ 2010 - 2015 họp ngày 4/8/2010."
    for order in permutations(ELECTED):
        text = f"{opening} {aims}{between}{elects} {'; '.join(one for one, _ in order)}."
        figures = found(known, text, published="2010-08-06")
        assert sorted(one for one in figures if "_size" in one) == sorted(one for _, one in order), text


@pytest.mark.parametrize("told", ["khai trừ 7 đảng viên", "xóa tên 7 đảng viên", "trao Huy hiệu Đảng cho 7 đảng viên"])
def test_named_aims_end_with_their_paragraph(known: Known, told: str):
    aims = "Năm 2023, toàn tỉnh phấn đấu kết nạp 75 đảng viên."
    rest = "Năm 2022, Đảng bộ thành lập 4 chi bộ; khen thưởng nhiều tập thể"
    within, beyond = (found(known, f"{aims}{between}{rest}; {told}.") for between in (" ", "\n\n"))
    assert [one for one in beyond if "target" in one] == ["members_admitted = 75 target 2023"]
    assert len(within) == len(beyond) == 3


@pytest.mark.parametrize("many", ["đó là những chỉ tiêu mà", "đây là các chỉ tiêu", "trên là những chỉ tiêu"])
@pytest.mark.parametrize("led", ["Hằng năm, ", "Mỗi năm, "])
def test_what_is_called_targets_at_the_end_was_aimed_at(known: Known, many: str, led: str):
    text = (
        f"{led}90% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên; kết nạp 1.200 đảng viên - {many} Nghị quyết Đại hội "
        "nhiệm kỳ 2020 - 2025 đề ra."
    )
    assert found(known, text) == [
        "grassroots_organizations_rated grade=good_or_better = 90% target 2020/2025",
        "members_admitted = 1200 target 2020/2025",
    ]


@pytest.mark.parametrize("when", ["", " trong năm 2023", " trong nhiệm kỳ 2020 - 2025"])
def test_what_is_a_target_whenever_it_is_for_was_not_done(known: Known, when: str):
    (line,) = found(known, f"Kết nạp 6.000 đảng viên{when} là chỉ tiêu mà Đại hội đề ra.")
    assert line.startswith("members_admitted = 6000 target")


@pytest.mark.parametrize("expected", ["dự kiến cả năm kết nạp", "dự kiến cả năm sẽ kết nạp", "dự kiến cả năm phát triển được"])
def test_what_is_expected_of_the_year_is_planned_for_it(known: Known, expected: str):
    text = f"6 tháng đầu năm 2022, toàn tỉnh kết nạp 640 đảng viên; {expected} 1.250 đảng viên."
    assert found(known, text) == ["members_admitted = 1250 planned 2022", "members_admitted = 640 2022-H1"]
    text = "6 tháng đầu năm 2022, toàn tỉnh kết nạp 640 đảng viên, đạt 51,2% dự kiến cả năm."
    assert found(known, text) == ["admission_target_completion = 51.2% 2022-H1", "members_admitted = 640 2022-H1"]


@pytest.mark.parametrize("target", ["kế hoạch giao 1.200 đảng viên", "chỉ tiêu giao 1.200 đảng viên", "chỉ tiêu 1.200 đảng viên"])
def test_what_has_risen_is_the_count_and_not_the_target_in_brackets(known: Known, target: str):
    text = f"9 tháng năm 2022, kết nạp 1.037 đảng viên, đạt 86,4% kế hoạch ({target}), tăng 112 đảng viên so với cùng kỳ."
    assert "members_admitted = 112 change 2022-9M" in found(known, text)


@pytest.mark.parametrize("joint", [", tặng", "; tặng", ", trao", " và tặng"])
def test_an_award_that_follows_is_given_to_the_next(known: Known, joint: str):
    text = f"Năm 2022, tặng Bằng khen cho 17 tổ chức đảng và 22 đảng viên{joint} Cờ thi đua cho 8 đảng bộ."
    assert found(known, text) == ["emulation_flags = 8 2022", "merit_certificates = 17 2022", "merit_certificates = 22 2022"]
    text = "Năm 2022, 17 tập thể được tặng Bằng khen, 8 tập thể được tặng Cờ thi đua."
    assert found(known, text) == ["emulation_flags = 8 2022", "merit_certificates = 17 2022"]


@pytest.mark.parametrize("plan", ["kế hoạch năm", "chỉ tiêu cả năm", "chỉ tiêu năm"])
@pytest.mark.parametrize("target", ["kế hoạch giao 1.200 đảng viên", "chỉ tiêu 1.200", "1.200 đảng viên"])
@pytest.mark.parametrize(("done", "period"), [("9 tháng năm 2022", "2022-9M"), ("Quý I/2022", "2022-Q1")])
def test_the_plan_of_the_year_in_brackets_is_of_that_year(known: Known, done: str, period: str, plan: str, target: str):
    figures = found(known, f"{done}, kết nạp 1.037 đảng viên, đạt 86,4% {plan} ({target}).")
    assert figures == [
        f"admission_target_completion = 86.4% {period}",
        f"members_admitted = 1037 {period}",
        "members_admitted = 1200 target 2022",
    ]


@pytest.mark.parametrize("plan", ["kế hoạch năm", "chỉ tiêu năm"])
def test_a_target_behind_the_bracket_is_not_of_the_year(known: Known, plan: str):
    text = f"Quý I/2022, kết nạp 37 đảng viên, đạt 86% {plan} (giao từ đầu năm), phấn đấu cả nhiệm kỳ kết nạp 600 đảng viên."
    assert "members_admitted = 600 target 2022" not in found(known, text)
