"""Counts told of beyond a bracket, a congress ahead, a day, the whole before them. Every sentence here is made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown

PROVINCE, DISTRICT = "nghe-an.province-wide", "nghe-an.huyen-do-luong"


def found(known: Known, text: str, organization: str = PROVINCE, published: str = "2022-12-20") -> list[str]:
    reading = read(text, known, published=published, province="nghe-an", organization=organization)
    return sorted(shown(one) for one in reading.figures)


@pytest.mark.parametrize("parts", ["9 ở Đô Lương, 5 ở Yên Thành", "9 nam, 5 nữ", "9 đảng viên ở xã và 5 đảng viên ở cơ quan"])
@pytest.mark.parametrize(
    ("suffered", "counted"),
    [
        ("bị xóa tên", "members_struck_off"),
        ("bị thi hành kỷ luật", "members_disciplined"),
        ("bị khai trừ", "members_disciplined form=expulsion"),
        ("được kết nạp", "members_admitted"),
    ],
)
def test_what_befalls_those_counted_stands_beyond_their_bracket(known: Known, parts: str, suffered: str, counted: str):
    figures = found(known, f"Năm 2021, có 14 đảng viên ({parts}) {suffered}.")
    assert f"{counted} = 14 2021" in figures
    assert not [one for one in figures if one.startswith("party_members")]


@pytest.mark.parametrize(
    "ahead",
    [
        "đã hoàn thành quán triệt Chỉ thị 35 về tổ chức Đại hội Đảng bộ các cấp",
        "đã ban hành kế hoạch tổ chức đại hội",
        "đang chuẩn bị tổ chức đại hội",
        "đã xây dựng đề án nhân sự cho tổ chức đại hội",
        "đã có hướng dẫn tổ chức đại hội",
    ],
)
@pytest.mark.parametrize("bodies", ["12/15 đảng bộ cấp trên cơ sở", "20/25 đảng bộ trực thuộc", "40 chi bộ"])
def test_bodies_that_prepare_a_congress_have_not_met(known: Known, bodies: str, ahead: str):
    assert found(known, f"Đến nay, có {bodies} {ahead}.") == []


@pytest.mark.parametrize(
    "days",
    ["(từ 19/12 - 20/12)", "(19/12 - 20/12)", "(19/12-20/12)", "(19 - 20/12)", "(từ 19/12 đến 20/12)", "từ ngày 19/12 – 20/12"],
)
@pytest.mark.parametrize("number", ["2", "hai"])
def test_a_congress_of_two_days_is_of_the_second(known: Known, number: str, days: str):
    text = "Sáng ngày 19/12, Đại hội đại biểu Đảng bộ tỉnh khai mạc. Dự Đại hội có 445 đại biểu đại diện cho 61.250 đảng viên. "
    assert found(known, f"{text}Đại hội Đảng bộ tỉnh diễn ra trong {number} ngày {days}.") == [
        "congress_delegates = 445 2022-12-20",
        "party_members = 61250 2022-12-20",
    ]


@pytest.mark.parametrize("people", ["phụ nữ trong độ tuổi", "đồng bào dân tộc thiểu số", "người dân tộc thiểu số nghèo"])
def test_a_share_of_the_people_is_none_of_the_members(known: Known, people: str):
    text = f"Chi bộ có 19 đảng viên. Hằng năm, 100% trẻ em đến trường, 100% {people} được chăm lo."
    assert found(known, text) == ["party_members = 19 2022-12-20"]
    assert "party_members group=female = 55% 2022-12-20" in found(known, "Toàn tỉnh có 6.100 đảng viên, trong đó 55% nữ.")


@pytest.mark.parametrize("bodies", ["loại hình TCCSĐ trong doanh nghiệp", "tổ chức cơ sở đảng ở các doanh nghiệp"])
def test_a_sector_of_bodies_is_no_group_of_members(known: Known, bodies: str):
    text = f"Đảng bộ tỉnh hiện có 944 tổ chức cơ sở đảng, 88.695 đảng viên. Trong đó, {bodies} chiếm 8,5%."
    assert found(known, text) == ["grassroots_organizations = 944 2022-12-20", "party_members = 88695 2022-12-20"]


@pytest.mark.parametrize("state", ["đang hoạt động", "đang công tác", "đang làm việc"])
def test_what_is_there_is_not_in_progress(known: Known, state: str):
    text = f"Nhiều người {state}, toàn tỉnh có 65 tổ chức đảng trong các doanh nghiệp ngoài nhà nước"
    parts = "gồm 21 tổ chức cơ sở đảng và 44 chi bộ trực thuộc"
    own = ["party_members group=enterprise = 897 2022-12-20", "private_sector_organizations = 65 2022-12-20"]
    assert found(known, f"{text} ({parts}), với 897 đảng viên.") == own


@pytest.mark.parametrize("told", ["tổ chức đại hội", "tổ chức thành công đại hội"])
def test_the_cells_of_which_the_congresses_are_meet(known: Known, told: str):
    text = f"Đến ngày 11/2/2022, các huyện ủy đã {told} chi bộ trực thuộc Đảng ủy cơ sở tại 1.725/4.130 chi bộ."
    assert found(known, text) == ["cell_congresses_held = 1725/4130 2022-02-11"]


@pytest.mark.parametrize("term", ["", " nhiệm kỳ 2022 - 2025"])
def test_those_met_from_month_to_month_are_of_these_months(known: Known, term: str):
    text = f"Từ tháng 5 đến tháng 8 năm 2022, 18 chi bộ trực thuộc Đảng bộ Sở đã tổ chức thành công Đại hội Chi bộ{term}."
    for published in ("2022-12-20", ""):
        assert found(known, text, published=published) == ["cell_congresses_held = 18 2022-05/2022-08"]


@pytest.mark.parametrize("owner", ["Huyện ủy", "Thị ủy", "Thành ủy"])
def test_cells_right_below_a_district_are_grassroots_cells(known: Known, owner: str):
    text = f"Đảng bộ hiện có 39 chi bộ trực thuộc {owner} và 175 chi bộ trực thuộc đảng bộ cơ sở."
    expected = ["grassroots_cells = 39 2022-12-20", "subordinate_cells = 175 2022-12-20"]
    assert [one.removesuffix(" @huyen-do-luong") for one in found(known, text, DISTRICT)] == expected


def test_words_for_known_acts_grades_offices_and_congresses(known: Known):
    assert found(known, "Năm 2021, đã nạp mới 150 đảng viên, trong đó có 60 nữ.") == [
        "members_admitted = 150 2021",
        "members_admitted group=female = 60 2021",
    ]
    text = "Năm 2021, có 22 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ, chỉ 1 tổ chức cơ sở đảng xếp loại yếu."
    assert "grassroots_organizations_rated grade=failed = 1 2021" in found(known, text)
    text = "Đại hội nhiệm kỳ 2020 - 2025 bầu Bí thư; Phó Bí thư Đảng ủy khối là hai đồng chí."
    assert found(known, text) == ["deputy_secretaries = 2 2020/2025"]
    text = "Đại hội bầu đoàn đại biểu đi dự ĐH cấp trên gồm 6 đại biểu chính thức."
    assert found(known, text) == ["upper_congress_delegates = 6 2022-12-20"]


@pytest.mark.parametrize("act", ["kiểm tra", "giám sát"])
def test_a_deputy_secretary_who_is_inspected_is_one_of_a_committee(known: Known, act: str):
    counted = {"kiểm tra": "inspected", "giám sát": "supervised"}[act]
    figures = found(known, f"Năm 2021, UBKT Huyện ủy {act} 2 tổ chức đảng và 1 phó bí thư đảng ủy cơ sở.")
    assert any(one.startswith(f"{counted}_members") and "member_rank=committee_member = 1 2021" in one for one in figures)
    assert not [one for one in figures if one.startswith("deputy")]


def test_members_move_the_way_that_stands_behind_them(known: Known):
    text = "Quý I/2021, chuyển sinh hoạt cho 89 đảng viên, trong đó có 63 đảng viên chuyển đi và 12 đảng viên chuyển đến, "
    assert found(known, f"{text}14 đảng viên chuyển sinh hoạt trong nội bộ Đảng bộ.") == [
        "members_transferred_in = 12 2021-Q1",
        "members_transferred_out = 63 2021-Q1",
    ]


@pytest.mark.parametrize("share", ["trên 50%", "có trên 50%"])
def test_a_share_of_the_cells_just_told_of_is_of_their_kind(known: Known, share: str):
    text = f"Thị ủy có 241 chi bộ trực thuộc đảng bộ cơ sở. Đến nay, đã {share} số chi bộ này tổ chức thành công Đại hội."
    assert "cell_congresses_held = 50% gt 2022-12-20" in found(known, text)


@pytest.mark.parametrize("change", ["giảm nhẹ từ 41,71 (2021) xuống 41,56 (2022)", "tăng từ 41,71 (2021) lên 41,96 (2022)"])
def test_a_mean_that_rises_or_falls_is_no_score(known: Known, change: str):
    assert found(known, f"Điểm số PAPI trung bình các tỉnh (làm tròn số) {change}.") == []


@pytest.mark.parametrize("looks_back", ["hội nghị sơ kết Kết luận số 01", "lễ sơ kết 2 năm thực hiện Kết luận số 01"])
@pytest.mark.parametrize("occasion", ["Nhân dịp này", "Dịp này", "Tại hội nghị"])
def test_what_is_given_on_an_occasion_is_of_its_day(known: Known, looks_back: str, occasion: str):
    text = f"Sáng 18/5, Đảng ủy Khối tổ chức {looks_back}. {occasion}"
    for done, counted in {"trao Huy hiệu Đảng cho 10 đảng viên": "party_badges", "khen thưởng 88 tập thể": "commended"}.items():
        figures = found(known, f"{text}, đã {done}.", "nghe-an.agencies-bloc", "2022-05-20")
        assert len(figures) == 1
        assert figures[0].startswith(counted)
        assert " 2022-05-18" in figures[0]


@pytest.mark.parametrize("letters", ["đơn tố cáo", "đơn tố cáo, kiến nghị", "đơn thư"])
def test_letters_in_a_bracket_are_some_of_those_before_it(known: Known, letters: str):
    assert found(known, f"Năm 2021, tiếp nhận 7 {letters} (có 4 đơn giấu tên).") == ["denunciations_received = 7 2021"]


# how a count is held together with what stands in brackets beside it: each figure with the words that state it
BESIDE = {
    "Năm 2021, toàn Đảng bộ kết nạp 60 (50%) đảng viên nữ.": {
        "members_admitted group=female = 60 2021": "60 (50%) đảng viên nữ",
        "members_admitted group=female = 50% 2021": "50%",
    },
    "Đến nay, tỉnh có 91/1447 (= 6,29%) đảng bộ, chi bộ cơ sở tổ chức xong đại hội.": {
        "congresses_held = 91/1447 2022-12-20": "91/1447",
        "congress_completion = 6.29%/1447 2022-12-20": "6,29%",
    },
    "Năm 2021, kết nạp 113 đảng viên, trong đó có 52 đồng chí là đoàn viên (46%), 51 là dân tộc thiểu số (45,1%).": {
        "members_admitted = 113 2021": "113 đảng viên",
        "members_admitted group=youth_union = 52 2021": "52 đồng chí",
        "members_admitted group=youth_union = 46% 2021": "đoàn viên (46%",
        "members_admitted group=ethnic_minority = 51 2021": "51 là dân tộc thiểu số",
        "members_admitted group=ethnic_minority = 45.1% 2021": "45,1%",
    },
    "Năm 2021, đã khai trừ ra khỏi Đảng 6 đảng viên và cảnh cáo 9 đảng viên.": {
        "members_disciplined form=expulsion = 6 2021": "6 đảng viên",
        "members_disciplined form=warning = 9 2021": "9 đảng viên",
    },
    "Năm 2021, thi hành kỷ luật 9 đảng viên (khiển trách 6, cảnh cáo 3).": {
        "members_disciplined = 9 2021": "9 đảng viên",
        "members_disciplined form=reprimand = 6 2021": "khiển trách 6",
        "members_disciplined form=warning = 3 2021": "cảnh cáo 3",
    },
}


@pytest.mark.parametrize(("text", "figures"), BESIDE.items())
def test_a_count_holds_what_stands_in_brackets_beside_it(known: Known, text: str, figures: dict[str, str]):
    reading = read(text, known, published="2022-12-20", province="nghe-an", organization=PROVINCE)
    assert {shown(one): one.quote for one in reading.figures} == figures


WHOLES = ["41 tổ chức cơ sở đảng", "41 chi, đảng bộ cơ sở"]


@pytest.mark.parametrize("whole", WHOLES)
@pytest.mark.parametrize("parts", [" (18 đảng bộ, 23 chi bộ)", " (18 đảng bộ và 23 chi bộ)", ", gồm 18 đảng bộ và 23 chi bộ"])
@pytest.mark.parametrize("who", ["Đảng bộ Công an tỉnh", "Đảng bộ tỉnh", "Đảng bộ huyện Đô Lương"])
def test_cells_that_make_up_the_grassroots_bodies_are_such(known: Known, whole: str, parts: str, who: str):
    figures = {one.partition(" @")[0] for one in found(known, f"{who} hiện có {whole}{parts}, với 1.690 đảng viên.")}
    assert {"grassroots_committees = 18 2022-12-20", "grassroots_cells = 23 2022-12-20"} <= figures
    assert not any(one.startswith("subordinate_cells") for one in figures)


def test_cells_below_the_grassroots_bodies_stay_subordinate(known: Known):
    text = "Đảng bộ Công an tỉnh hiện có 18 đảng bộ cơ sở, 105 chi bộ trực thuộc."
    assert any(one.startswith("subordinate_cells = 105") for one in found(known, text))


@pytest.mark.parametrize(
    "move", ["chuyển sinh hoạt đảng cho", "giới thiệu chuyển sinh hoạt cho", "làm thủ tục chuyển sinh hoạt đảng"]
)
@pytest.mark.parametrize("led", [", trong đó có ", "; trong đó ", " (", ", gồm "])
@pytest.mark.parametrize("frames", ["{} {} chuyển {}", "chuyển {2} {0} {1}"])
@pytest.mark.parametrize("noun", ["đảng viên", "đồng chí"])
@pytest.mark.parametrize("first", ["đi", "đến"])
def test_those_who_moved_either_way_are_told_apart(known: Known, move: str, led: str, frames: str, noun: str, first: str):
    numbers = {"đi": 63, "đến": 26}
    ways = [first, *({"đi", "đến"} - {first})]
    parts = ", ".join(frames.format(numbers[way], noun, way) for way in ways)
    text = f"Năm 2021, {move} 89 đảng viên{led}{parts}{')' if '(' in led else ''}."
    assert found(known, text) == ["members_transferred_in = 26 2021", "members_transferred_out = 63 2021"]


@pytest.mark.parametrize("noun", ["đảng viên", "đồng chí"])
def test_the_act_tells_which_way_they_moved(known: Known, noun: str):
    text = f"Năm 2021, chuyển đi 63 {noun}, chuyển đến 26 {noun}."
    assert found(known, text) == ["members_transferred_in = 26 2021", "members_transferred_out = 63 2021"]


BODY_STOCKS = {
    "chi bộ trực thuộc": "subordinate_cells",
    "tổ chức cơ sở đảng": "grassroots_organizations",
    "đảng bộ cơ sở": "grassroots_committees",
}


@pytest.mark.parametrize("noun", BODY_STOCKS)
@pytest.mark.parametrize("frame", ["nâng tổng số {} lên 19 đơn vị", "tổng số {} là 19 đơn vị", "đưa tổng số {} lên 19 đơn vị"])
@pytest.mark.parametrize("end", [".", "; kết nạp 29 đảng viên."])
def test_units_are_what_the_words_before_them_name(known: Known, noun: str, frame: str, end: str):
    figures = found(known, f"Hiện nay, {frame.format(noun)}{end}")
    assert f"{BODY_STOCKS[noun]} = 19 2022-12-20" in figures


def test_units_of_another_kind_are_no_bodies(known: Known):
    assert found(known, "Tổng số tổ chức cơ sở đảng ở 19 đơn vị sự nghiệp.") == []
