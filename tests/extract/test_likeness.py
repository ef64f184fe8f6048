"""What looks like one thing and is another: dates, acts, parts and wholes. Every sentence here is made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown

PROVINCE, BLOC = "nghe-an.province-wide", "nghe-an.agencies-bloc"


def found(known: Known, text: str, organization: str = PROVINCE, published: str = "2022-12-20") -> list[str]:
    reading = read(text, known, published=published, province="nghe-an", organization=organization)
    return sorted(shown(one) for one in reading.figures)


@pytest.mark.parametrize("act", ["công nhận", "xét công nhận", "chuyển"])
@pytest.mark.parametrize("become", ["thành", "là", "lên"])
def test_those_who_become_full_members_stand_between_the_act_and_what_they_become(known: Known, act: str, become: str):
    text = f"Năm 2021, {act} 62 đảng viên dự bị {become} đảng viên chính thức; nâng số đảng viên lên 1.026 đồng chí."
    assert "probationary_members_made_full = 62 2021" in found(known, text)


@pytest.mark.parametrize("number", ["10-12", "10 - 12", "từ 10-12", "từ 10 – 12", "từ 10 đến 12"])
@pytest.mark.parametrize("noun", ["đảng viên mới", "đảng viên", "quần chúng ưu tú vào Đảng"])
def test_two_numbers_before_what_they_count_are_no_day(known: Known, number: str, noun: str):
    assert found(known, f"Năm 2023, Đảng bộ phấn đấu kết nạp {number} {noun}.") == [
        "members_admitted = 10 ge target 2023",
        "members_admitted = 12 le target 2023",
    ]


@pytest.mark.parametrize("other", ["hành chính", "về chính quyền", "về mặt chính quyền", "đoàn thể"])
def test_what_the_state_or_a_union_punishes_is_no_discipline_of_the_party(known: Known, other: str):
    own = ["members_disciplined = 12 2021"]
    assert found(known, f"Năm 2021, thi hành kỷ luật 12 đảng viên; kỷ luật {other} 5 đảng viên.") == own
    assert found(known, f"Năm 2021, thi hành kỷ luật 12 đảng viên; 5 đảng viên bị xử lý kỷ luật {other}.") == own


@pytest.mark.parametrize("law", ["xử lý pháp luật", "xử lý hình sự", "xử lý hành chính", "khởi tố"])
def test_what_the_law_does_is_no_suspension(known: Known, law: str):
    text = f"Năm 2021, có 11 đảng viên bị đình chỉ sinh hoạt đảng, 6 đảng viên bị {law}."
    assert found(known, text) == ["members_suspended = 11 2021"]


def test_a_difference_of_a_part_is_none_of_the_whole(known: Known):
    whole = "Nhiệm kỳ 2020 - 2025, Ban Chấp hành gồm 47 đồng chí"
    assert found(known, f"{whole}, trong đó có 6 đồng chí nữ, tăng 2 đồng chí.") == ["executive_committee_size = 47 2020/2025"]
    assert found(known, f"{whole}, tăng 2 đồng chí so với khóa trước.") == [
        "executive_committee_size = 2 change 2020/2025",
        "executive_committee_size = 47 2020/2025",
    ]


@pytest.mark.parametrize("base", ["so với tổng số đảng viên", "trên tổng số đảng viên toàn huyện", "so với toàn Đảng bộ"])
def test_a_rise_over_all_members_is_no_difference_from_another_year(known: Known, base: str):
    assert found(known, f"Năm 2021, kết nạp 64 đảng viên, tăng 2,9% {base}.") == ["members_admitted = 64 2021"]


@pytest.mark.parametrize(
    "feasts", ["đợt 3/2; 19/5; 2/9 và 7/11", "các đợt 3/2, 19/5, 2/9", "đợt 3-2, 19-5 và 2-9", "dịp 3/2 và 2/9"]
)
def test_badges_of_several_feasts_are_the_years(known: Known, feasts: str):
    text = f"Năm 2021, trao Huy hiệu Đảng {feasts} cho 284 đảng viên."
    assert found(known, text) == ["party_badges_awarded = 284 2021"]


@pytest.mark.parametrize("how", ["đồng loạt", "lần lượt", "đồng thời", ""])
def test_those_left_meet_in_the_month_told_after_what_went_before(known: Known, how: str):
    text = f"Sau đại hội điểm ngày 20/7/2022, 7 chi bộ cơ sở còn lại đã tổ chức {how} đại hội trong tháng 8/2022."
    assert found(known, text) == ["congresses_held subject=cell = 7 2022-08"]


def test_the_cells_of_a_single_body_are_subordinate_ones(known: Known):
    text = "Đến nay, 8/8 chi bộ đã tổ chức thành công đại hội."
    assert found(known, text, "nghe-an.so-y-te") == ["cell_congresses_held = 8/8 2022-12-20 @so-y-te"]
    assert found(known, text, BLOC) == ["congresses_held subject=cell = 8/8 2022-12-20 @agencies-bloc"]


@pytest.mark.parametrize("parts", ["34 đảng bộ xã, thị trấn; 7 đảng bộ cơ quan; 49 chi bộ", "41 đảng bộ và 49 chi bộ"])
@pytest.mark.parametrize("led", ["bao gồm", "gồm"])
def test_what_adds_up_to_a_total_meets_with_it(known: Known, parts: str, led: str):
    text = f"Đến ngày 13/5/2020, cả 90 tổ chức cơ sở đảng, {led} {parts}, đã hoàn thành đại hội."
    assert "congresses_held = 90 2020-05-13" in found(known, text)


def test_whose_delegates_come_have_not_met(known: Known):
    text = "Tỉnh ủy chuẩn bị tổ chức Đại hội Đảng bộ tỉnh; chỉ định 340 đại biểu từ 68 đảng bộ trực thuộc dự đại hội."
    assert found(known, text) == ["congress_delegates = 340 2022-12-20", "subordinate_committees = 68 2022-12-20"]
    text = "Dự Đại hội Đảng bộ Sở Nội vụ có lãnh đạo tỉnh và 76/82 đảng viên trong toàn Đảng bộ."
    assert found(known, text) == []


@pytest.mark.parametrize("made_of", ["gồm 12 đảng bộ cơ sở và 30 chi bộ cơ sở", "bao gồm 12 đảng bộ cơ sở, 30 chi bộ cơ sở"])
def test_what_a_founded_body_is_made_of_is_there_and_not_founded(known: Known, made_of: str):
    text = f"Tỉnh ủy ban hành Quyết định số 34-QĐ/TU, ngày 04/6/2001, thành lập Đảng bộ Khối các cơ quan tỉnh, {made_of}."
    assert found(known, text, BLOC) == [
        "grassroots_cells = 30 2001-06-04 @agencies-bloc",
        "grassroots_committees = 12 2001-06-04 @agencies-bloc",
    ]


@pytest.mark.parametrize("who", ["cán bộ chủ chốt", "cán bộ trong nguồn quy hoạch", "đồng chí"])
def test_those_in_a_class_are_not_admitted(known: Known, who: str):
    text = f"Đi đôi với công tác phát triển đảng, trong năm 2021 đã mở lớp trung cấp lý luận chính trị cho 85 {who}."
    assert found(known, text) == []


def test_the_first_class_of_a_year_is_on_its_day(known: Known):
    text = "Sáng 1/2/2022, bế giảng lớp bồi dưỡng nhận thức về Đảng đợt 1/2022. Lớp có 90 học viên ưu tú."
    assert found(known, text) == ["candidates_trained = 90 2022-02-01"]


def test_a_day_takes_the_year_with_which_the_text_names_it(known: Known):
    text = "Ngày 7/4, bế giảng lớp bồi dưỡng kết nạp Đảng cho 19 quần chúng ưu tú. Lớp học từ ngày 3/4/2021 đến ngày 7/4/2021."
    assert found(known, text, published="") == ["candidates_trained = 19 2021-04-07"]


def test_one_for_whom_another_speaks_owns_nothing(known: Known):
    text = (
        "Tại xã Diễn Kỷ, thay mặt Ban Thường vụ Tỉnh ủy, Phó Bí thư Tỉnh ủy trao Huy hiệu Đảng và tặng hoa chúc mừng 21 đảng viên "
        "đang sinh hoạt tại các chi bộ vinh dự được nhận các Huy hiệu 30, 40 và 60 năm tuổi Đảng."
    )
    assert found(known, text) == ["party_badges_awarded = 21 2022-12-20 @xa-dien-ky"]


def test_a_score_beside_the_index_named_again_is_of_the_year_it_is_about(known: Known):
    text = "Tỉnh xếp hạng chuyển đổi số năm 2021 thứ 38/63, tăng 10 bậc so với năm 2020 (giá trị DTI chung đạt 0,6735)."
    assert "dti_score = 0.6735 2021 @administration" in found(known, text)


def test_a_term_that_goes_on_is_told_of_until_today(known: Known):
    text = "Đại hội đặt chỉ tiêu trong nhiệm kỳ 2020 - 2025 kết nạp 40 đảng viên, nhưng đến nay đã kết nạp được 42 đảng viên."
    assert found(known, text) == ["members_admitted = 40 target 2020/2025", "members_admitted = 42 2020-01/2022-12"]


@pytest.mark.parametrize("named", ["nghị quyết năm 2021", "Kết quả thực hiện nghị quyết năm 2021", "Thực hiện kế hoạch năm 2021"])
@pytest.mark.parametrize("met", ["17/20 chỉ tiêu đạt và vượt", "đạt và vượt 17/20 chỉ tiêu", "17/20 chỉ tiêu hoàn thành"])
def test_targets_that_are_met_are_of_the_year_that_set_them(known: Known, named: str, met: str):
    assert found(known, f"{named}: {met}.") == ["targets_met = 17/20 2021"]


SHARES = ["congress_completion = 92% 2022-12-20 @huyen-yen-thanh", "congress_completion = 95% 2022-12-20 @huyen-do-luong"]


@pytest.mark.parametrize(
    ("head", "own"),
    [
        ("Đến nay, nhiều huyện hoàn thành đại hội cấp cơ sở:", []),
        ("Đến nay, có 63/64 tổ chức cơ sở đảng đã đại hội, trong đó:", ["congresses_held = 63/64 2022-12-20"]),
        ("Đến nay, có 93,75% tổ chức cơ sở đảng đã đại hội; cụ thể:", ["congress_completion = 93.75% 2022-12-20"]),
    ],
)
@pytest.mark.parametrize(
    "items",
    [
        "Đô Lương 95%, Yên Thành 92%",
        "Đô Lương (95%) và Yên Thành (92%)",
        "Đô Lương đạt 95%; Yên Thành đạt 92%",
        "huyện Đô Lương 95%, huyện Yên Thành 92%",
    ],
)
def test_shares_of_congresses_are_read_by_the_names_before_them(known: Known, head: str, own: list[str], items: str):
    assert found(known, f"{head} {items}.") == sorted([*own, *SHARES])


def test_names_with_shares_are_no_congresses_under_another_head(known: Known):
    text = "Đại hội Đảng bộ tỉnh họp bàn. Năm 2021, kết nạp 350 đảng viên, đạt 70% kế hoạch. Cụ thể: Đô Lương 91%, Yên Thành 84%."
    assert found(known, text) == ["admission_target_completion = 70% 2021", "members_admitted = 350 2021"]


@pytest.mark.parametrize("head", ["Tỷ lệ (%)", "Tỷ lệ", "Tỉ lệ %"])
def test_a_bare_share_beside_a_count_in_a_table_is_told_as_left(known: Known, head: str):
    table = f"Kết nạp đảng viên năm 2021\nĐơn vị\tSố kết nạp\t{head}\nHuyện Đô Lương\t120\t12,5\nHuyện Yên Thành\t98\t10,1"
    reading = read(table, known, published="2022-12-20", province="nghe-an", organization=PROVINCE)
    assert sorted(shown(one) for one in reading.figures) == [
        "members_admitted = 120 2021 @huyen-do-luong",
        "members_admitted = 98 2021 @huyen-yen-thanh",
    ]
    assert [dict(one.reason.values)["left"] for one in reading.unread] == ["2"]


@pytest.mark.parametrize("year", ["Năm 2021", "Trong năm 2021", "Năm 2020"])
@pytest.mark.parametrize("feast", ["đợt 19/5", "dịp 2/9", "đợt 3-2"])
def test_a_feast_is_of_the_year_told_before_it(known: Known, year: str, feast: str):
    (one,) = found(known, f"{year}, trao Huy hiệu Đảng {feast} cho 40 đảng viên.")
    assert f"= 40 {year[-4:]}-" in one


@pytest.mark.parametrize("part", ["784 tổ chức đảng (đạt 88,48%) thực hiện tốt", "784 tổ chức đảng có ưu điểm", "9 tổ chức đảng"])
def test_a_part_of_those_inspected_is_not_all_there_are(known: Known, part: str):
    text = f"Năm 2021, Ủy ban kiểm tra các cấp kiểm tra 886 tổ chức đảng. Trong đó, có {part}."
    assert "grassroots_organizations" not in " ".join(found(known, text))


@pytest.mark.parametrize("what", ["bầu trực tiếp bí thư", "đại hội bầu trực tiếp bí thư", "ĐH bầu trực tiếp bí thư"])
def test_a_trial_of_direct_election_is_no_pilot_congress(known: Known, what: str):
    assert found(known, f"Tháng 7/2020, Tỉnh ủy thống nhất chọn 3 đảng bộ cơ sở thí điểm {what}.") == []
