"""What is told by the way: another year, another body, a threshold, those who are still to meet. Every sentence is made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known
from tests.extract.test_places import found

DISTRICT = "nghe-an.huyen-do-luong"
GOVERNMENT = "nghe-an.administration"


@pytest.mark.parametrize(
    "aside",
    [
        "Sau 1 năm tụt hạng (đứng thứ 41 năm 2018), tỉnh đã trở lại nhóm đầu.",
        "Như vậy, so với lần trước (xếp thứ 41 vào năm 2018), tỉnh tiến bộ rõ.",
        "Tỉnh tiến bộ rõ (năm 2018 xếp thứ 41).",
    ],
)
@pytest.mark.parametrize(("index", "code"), [("PAPI", "papi"), ("PAR INDEX", "par_index")])
def test_a_year_told_in_brackets_is_not_gone_on_about(known: Known, aside: str, index: str, code: str):
    score = "44,21" if code == "papi" else "84,21"
    text = (
        f"Chỉ số {index} năm 2019, tỉnh Nghệ An xếp thứ 7/63.\n\n{aside}\n\n"
        f"Theo bảng xếp hạng cả nước, tỉnh Hà Tĩnh dẫn đầu với {score} điểm."
    )
    figures = found(known, text, GOVERNMENT, "2020-05-04")
    assert f"{code}_score = {score.replace(',', '.')} 2019 @ha-tinh.administration" in figures
    assert f"{code}_rank = 1 2019 @ha-tinh.administration" in figures


@pytest.mark.parametrize("over", ["12,5%", "gần 9%"])
@pytest.mark.parametrize("act", ["kết nạp vượt", "phát triển đảng viên vượt"])
def test_an_excess_is_of_the_body_named_before_it(known: Known, over: str, act: str):
    text = f"Năm 2021, toàn tỉnh kết nạp được 1.320 đảng viên, đạt 71% kế hoạch; trong đó, huyện Đô Lương {act} {over}."
    figures = [one for one in found(known, text) if "over_target" in one]
    assert len(figures) == 1
    assert figures[0].endswith("over_target 2021 @huyen-do-luong")


@pytest.mark.parametrize("reached", ["đạt từ 80% trở lên", "đạt trên 80%", "đạt 80% trở lên"])
@pytest.mark.parametrize("bodies", ["3 đảng bộ cấp huyện", "3 đảng bộ trực thuộc", "3 chi bộ"])
def test_bodies_that_reach_a_share_lead_a_list_of_completions(known: Known, reached: str, bodies: str):
    text = (
        f"Năm 2021, toàn tỉnh kết nạp được 1.320 đảng viên, đạt 71% chỉ tiêu kế hoạch. Có {bodies} kết nạp đảng viên {reached} "
        "(huyện Đô Lương đạt 94,2%, huyện Yên Thành đạt 86%, thành phố Vinh đạt 81%)."
    )
    figures = found(known, text)
    assert [one for one in figures if "admitting" in one] == []
    assert [one for one in figures if "@" in one] == [
        "admission_target_completion = 81% 2021 @tp-vinh",
        "admission_target_completion = 86% 2021 @huyen-yen-thanh",
        "admission_target_completion = 94.2% 2021 @huyen-do-luong",
    ]


@pytest.mark.parametrize(("committees", "cells"), [(11, 25), (20, 3)])
@pytest.mark.parametrize("whole", ["Chi, Đảng bộ trực thuộc", "tổ chức cơ sở đảng"])
@pytest.mark.parametrize("noun", ["đảng bộ cơ sở", "đảng bộ"])
def test_cells_that_make_up_the_whole_with_committees_are_grassroots_ones(
    known: Known, committees: int, cells: int, whole: str, noun: str
):
    text = f"Đảng bộ huyện hiện có {committees + cells} {whole}, gồm {committees} {noun} và {cells} chi bộ trực thuộc."
    assert f"grassroots_cells = {cells} 2022-12-20 @huyen-do-luong" in found(known, text, DISTRICT)
    # more of them than there are bodies stand below the committees
    text = f"Đảng bộ huyện hiện có {committees + cells} {whole}, gồm {committees} đảng bộ cơ sở và 310 chi bộ trực thuộc."
    assert "subordinate_cells = 310 2022-12-20 @huyen-do-luong" in found(known, text, DISTRICT)


@pytest.mark.parametrize("aim", ["phấn đấu đến năm 2025", "mục tiêu đến cuối nhiệm kỳ (năm 2025)"])
@pytest.mark.parametrize("share", ["hằng năm có trên 85% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên"])
@pytest.mark.parametrize("behind", [True, False])
def test_a_yearly_aim_until_a_term_ends_is_of_the_term(known: Known, aim: str, share: str, behind: bool):
    share = f"{share.removeprefix('hằng năm ')} hằng năm" if behind else share
    text = f"Đại hội Đảng bộ huyện nhiệm kỳ 2020 - 2025 diễn ra ngày 7/8/2020.\n\nĐại hội đề ra chỉ tiêu: {aim}, {share}."
    assert found(known, text, DISTRICT, "2020-08-08") == [
        "grassroots_organizations_rated grade=good_or_better = 85% gt target 2020/2025 @huyen-do-luong"
    ]


@pytest.mark.parametrize("compared", ["Ban Chấp hành khóa XVIII, nhiệm kỳ 2015-2020", "Ban Chấp hành nhiệm kỳ trước (2015 - 2020)"])
@pytest.mark.parametrize("sign", ["giảm", "tăng"])
def test_the_term_that_one_is_compared_with_is_not_its_own(known: Known, compared: str, sign: str):
    text = (
        "Chiều 21/10, Đại hội Đảng bộ tỉnh bầu Ban Chấp hành khóa XIX, nhiệm kỳ 2020-2025.\n\n"
        f"Ban Chấp hành khóa XIX có 49 người, {sign} 2 người so với {compared}."
    )
    change = {"giảm": "-2", "tăng": "2"}[sign]
    assert found(known, text, published="2020-10-21") == [
        f"executive_committee_size = {change} change 2020/2025",
        "executive_committee_size = 49 2020/2025",
    ]


@pytest.mark.parametrize(
    ("spelled", "figures"),
    [
        (
            "Trong nhiệm kì 2010 - 2015, Tỉnh ủy kỉ luật 4 đảng viên.",
            "members_disciplined body=committee;body_level=province = 4 2010/2015",
        ),
        ("Quí I/2021, toàn tỉnh kết nạp 40 đảng viên.", "members_admitted = 40 2021-Q1"),
    ],
)
def test_words_are_known_in_either_spelling(known: Known, spelled: str, figures: str):
    assert found(known, spelled) == [figures]


DAYS = ("từ ngày 8 - 10.10", "từ ngày 8 đến 10.10", "từ ngày 8 - 10/10", "trong 3 ngày (từ 8 đến 10-10-2020)")


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("meets", ["diễn ra", "sẽ diễn ra"])
def test_delegates_of_a_coming_congress_are_planned_and_their_members_are_there(known: Known, days: str, meets: str):
    text = (
        f"Theo Ban Tổ chức, Đại hội Đảng bộ tỉnh {meets} {days}, với 348 đại biểu chính thức, đại diện cho 94.120 đảng viên.\n\n"
        "Về nhân sự, 57 ủy viên Ban Chấp hành và 15 ủy viên Ban Thường vụ nhiệm kỳ 2020 - 2025 được công bố tại đại hội."
    )
    assert found(known, text, published="2020-10-01") == [
        "congress_delegates = 348 planned 2020-10-10",
        "executive_committee_size = 57 planned 2020/2025",
        "party_members = 94120 2020-10-01",
        "standing_committee_size = 15 planned 2020/2025",
    ]


@pytest.mark.parametrize("days", ["từ ngày 29-9 đến 1-10-2020", "từ ngày 29/9 đến ngày 1/10/2020", "từ ngày 29-9 đến 1-10"])
def test_a_congress_that_opens_today_has_met(known: Known, days: str):
    text = f"Đại hội Đảng bộ tỉnh lần thứ XIX diễn ra {days}, với 449 đại biểu, đại diện cho 137.040 đảng viên."
    assert found(known, text, published="2020-09-29") == [
        "congress_delegates = 449 2020-10-01",
        "party_members = 137040 2020-09-29",
    ]
    assert found(known, text, published="2020-09-27")[0] == "congress_delegates = 449 planned 2020-10-01"


REPRESENTED = "với 449 đại biểu, đại diện cho 137.040 đảng viên thuộc 118 đảng bộ trực thuộc Tỉnh ủy"


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        # while it meets: nobody can tell how many there are on a day to come
        (f"Sáng 26/9, Đại hội Đảng bộ tỉnh khai mạc, {REPRESENTED}. Đại hội diễn ra đến ngày 28/9.", "2020-09-26", "28 26"),
        (f"Đại hội Đảng bộ tỉnh diễn ra từ ngày 25 đến 27/9, {REPRESENTED}.", "2020-09-26", "27 26"),
        (f"Đại hội Đảng bộ tỉnh diễn ra trong 2 ngày 29 và 30/9, {REPRESENTED}.", "2020-09-29", "30 29"),
        # once it is over
        (f"Ngày 26/9, Đại hội Đảng bộ tỉnh khai mạc, {REPRESENTED}. Đại hội bế mạc ngày 27/9.", "2020-09-28", "27 27"),
        (f"Đại hội Đảng bộ tỉnh diễn ra từ ngày 25 đến 27/9, {REPRESENTED}.", "2020-09-27", "27 27"),
        (f"Ngày 28/9, Đại hội Đảng bộ tỉnh khai mạc, {REPRESENTED}.", "2020-09-28", "28 28"),
    ],
)
def test_members_of_a_congress_that_still_meets_are_of_publication(known: Known, text: str, published: str, days: str):
    last, today = days.split()
    assert found(known, text, published=published) == [
        f"congress_delegates = 449 2020-09-{last}",
        f"party_members = 137040 2020-09-{today}",
        f"subordinate_committees = 118 2020-09-{today}",
    ]


@pytest.mark.parametrize(
    "opened", ["đã khai mạc trọng thể", "đã chính thức khai mạc", "đã diễn ra phiên trù bị", "tiến hành phiên trù bị"]
)
@pytest.mark.parametrize("goes_on", ["sẽ diễn ra đến hết ngày 28/10", "sẽ được tiếp tục đến ngày 28/10"])
def test_a_congress_that_has_opened_is_not_coming_however_long_it_will_last(known: Known, opened: str, goes_on: str):
    text = f"Sáng 27/10, Đại hội Đảng bộ tỉnh {opened}.\n\nTham dự có 349 đại biểu chính thức.\n\nĐại hội {goes_on}."
    assert found(known, text, published="2020-10-27") == ["congress_delegates = 349 2020-10-28"]


@pytest.mark.parametrize("told", ["tổ chức họp báo về", "họp báo thông tin về", "tổ chức gặp mặt báo chí trước"])
@pytest.mark.parametrize("days", ["trong thời gian từ ngày 18/9 đến ngày 19/9", "trong 2 ngày 18 và 19/9", "từ ngày 18 - 19/9"])
def test_the_day_of_a_press_conference_is_no_day_of_the_congress(known: Known, told: str, days: str):
    text = (
        f"Ngày 15/9, Tỉnh ủy {told} Đại hội Đảng bộ tỉnh.\n\nĐại hội được triệu tập {days}.\n\n"
        "Tham dự Đại hội có 350 đại biểu chính thức, đại diện cho 31.200 đảng viên."
    )
    assert found(known, text, published="2020-09-15") == [
        "congress_delegates = 350 planned 2020-09-19",
        "party_members = 31200 2020-09-15",
    ]


@pytest.mark.parametrize("elects", ["bầu 19 đại biểu chính thức và 2 đại biểu dự khuyết", "bầu ra 19 đại biểu chính thức"])
def test_whom_a_congress_elects_after_its_delegation_was_told_of_are_sent(known: Known, elects: str):
    text = (
        "Đại hội Đảng bộ tỉnh lần thứ XIX tiến hành bầu Đoàn đại biểu dự Đại hội đại biểu toàn quốc lần thứ XIII.\n\n"
        f"Bằng hình thức bỏ phiếu kín, Đại hội {elects}."
    )
    assert found(known, text, published="2020-10-22") == ["upper_congress_delegates = 19 2020-10-22"]


@pytest.mark.parametrize(
    "form", ["kỷ luật bằng hình thức khiển trách 111 đảng viên", "thi hành hình thức khiển trách đối với 111 đảng viên"]
)
@pytest.mark.parametrize("rank", [", trong đó có 16 ủy viên các cấp", ", có 16 ủy viên các cấp", ", có 16 cấp ủy viên"])
def test_a_form_right_before_the_disciplined_is_theirs(known: Known, form: str, rank: str):
    text = f"Năm 2021, cấp ủy các cấp thi hành kỷ luật 133 đảng viên{rank}; {form}, cảnh cáo 15 và khai trừ 7 đảng viên."
    acted = "members_disciplined body=committee;body_level=all"
    assert found(known, text) == sorted(
        [
            f"{acted} = 133 2021",
            f"{acted};member_rank=committee_member = 16 2021",
            f"{acted};form=reprimand = 111 2021",
            f"{acted};form=warning = 15 2021",
            f"{acted};form=expulsion = 7 2021",
        ]
    )


@pytest.mark.parametrize(
    "found_so", ["5 tổ chức đảng và 74 đảng viên chưa làm tốt", "5 tổ chức đảng chưa làm tốt nội dung được kiểm tra"]
)
@pytest.mark.parametrize("act", ["kiểm tra", "giám sát"])
@pytest.mark.parametrize("shows", ["Việc {} cho thấy, có", "Kết quả {} cho thấy", "Qua {} cho thấy có"])
def test_what_an_inspection_shows_is_no_inspection(known: Known, act: str, shows: str, found_so: str):
    text = f"Năm 2021, đảng ủy các cấp đã {act} 573 tổ chức đảng. {shows.format(act)} {found_so}."
    code = {"kiểm tra": "inspected", "giám sát": "supervised"}[act]
    assert found(known, text) == [f"{code}_organizations body=committee;body_level=all = 573 2021"]


@pytest.mark.parametrize("both", ["xin ra khỏi Đảng và bị xóa tên", "xin ra khỏi Đảng, bị xóa tên"])
@pytest.mark.parametrize("noun", ["trường hợp", "đảng viên"])
@pytest.mark.parametrize("turned", [False, True])
def test_those_who_left_are_told_apart_from_those_struck_off(known: Known, both: str, noun: str, turned: bool):
    parts = [f"112 {noun} xin ra khỏi Đảng", f"191 {noun} bị xóa tên"]
    text = f"Năm 2021, có 303 đảng viên {both}. Cụ thể, có {' và '.join(parts[::-1] if turned else parts)}."
    assert found(known, text) == ["members_resigned = 112 2021", "members_struck_off = 191 2021"]


@pytest.mark.parametrize("count", [106, 1106])
def test_the_parts_of_those_still_to_meet_have_not_met(known: Known, count: int):
    text = (
        "Tính đến ngày 28/2/2022, toàn tỉnh đã có 2.896/3.002 chi bộ trực thuộc tổ chức đại hội. "
        f"Còn {count} chi bộ, gồm 100 chi bộ trực thuộc Đảng ủy Khối và 6 chi bộ trực thuộc Đảng ủy Công an, chưa tổ chức đại hội."
    )
    assert found(known, text) == ["cell_congresses_held = 2896/3002 2022-02-28"]


@pytest.mark.parametrize("whose", ["của chi bộ", "toàn Đảng bộ", "của Đảng bộ hiện nay"])
@pytest.mark.parametrize("rises", ["nâng", "đưa", "phát triển"])
def test_members_rise_to_a_total_whoever_s_it_is(known: Known, whose: str, rises: str):
    text = f"Ngày 13/8/2022, Đảng bộ kết nạp 2 quần chúng, {rises} tổng số đảng viên {whose} lên 26 đồng chí."
    assert "party_members = 26 2022-08-13" in [one.replace("2022-12-20", "2022-08-13") for one in found(known, text)]


@pytest.mark.parametrize("sector", ["thuộc loại hình doanh nghiệp tư nhân", "trong các doanh nghiệp ngoài nhà nước"])
def test_bodies_of_a_kind_of_firm_are_of_the_private_sector(known: Known, sector: str):
    text = f"Toàn tỉnh hiện có 48 tổ chức đảng {sector}, với 1.227 đảng viên trong tổng số 5.800 doanh nghiệp."
    assert found(known, text) == [
        "party_members group=enterprise = 1227 2022-12-20",
        "private_sector_organizations = 48 2022-12-20",
    ]


@pytest.mark.parametrize("fit", ["đủ tiêu chuẩn", "đủ điều kiện"])
@pytest.mark.parametrize("who", ["toàn tỉnh", "Đảng bộ tỉnh"])
def test_members_fit_for_badges_are_counted_where_badges_are_told_of(known: Known, fit: str, who: str):
    text = f"Trao Huy hiệu Đảng đợt 3-2-2021, {who} có 289 đảng viên {fit}."
    assert found(known, text, published="2021-01-26") == ["party_badges_awarded = 289 2021-02-03"]
    # and nowhere else
    assert found(known, f"{who.capitalize()} có 289 đảng viên {fit} dự thi.", published="2021-01-26") == []


@pytest.mark.parametrize("appoints", ["quyết định chỉ định", "đã chỉ định", "công bố quyết định chỉ định"])
def test_whom_higher_bodies_appoint_nobody_elected(known: Known, appoints: str):
    parts = "trong đó có 60 người tái cử, 5 người lần đầu tham gia"
    text = f"Bộ Chính trị {appoints} Ban Chấp hành Đảng bộ tỉnh, nhiệm kỳ 2020 - 2025 có 65 người, {parts}."
    assert found(known, text, published="2020-10-20") == ["executive_committee_size = 65 2020/2025"]


@pytest.mark.parametrize("does", ["tham gia bảo hiểm y tế", "được dùng nước sạch", "sử dụng điện", "có thẻ bảo hiểm", "biết chữ"])
def test_a_share_of_people_who_do_something_is_no_rate_of_admission(known: Known, does: str):
    text = f"Nhiệm kỳ tới, phấn đấu kết nạp 40 đảng viên; 94,5% dân số {does}."
    assert [one for one in found(known, text, published="2020-10-20") if "rate" in one] == []


@pytest.mark.parametrize("goes", ["sẽ tham dự", "sẽ dự", "tham dự"])
def test_whom_a_congress_sends_are_chosen_whenever_they_will_go(known: Known, goes: str):
    text = f"Có 37 đại biểu {goes} Đại hội Đảng toàn quốc lần thứ XIV."
    assert found(known, text, published="2020-10-20") == ["upper_congress_delegates = 37 2020-10-20"]


@pytest.mark.parametrize(
    ("day", "stretch", "period"),
    [
        ("31/3/2020", "quý I/2020", "2020-03-31"),
        ("30/6/2020", "6 tháng đầu năm 2020", "2020-06-30"),
        ("30/9/2020", "9 tháng đầu năm 2020", "2020-09-30"),
        # another day than that on which the stretch ends
        ("15/5/2020", "quý I/2020", "2020-10-20"),
    ],
)
def test_what_members_rose_to_in_a_stretch_is_of_the_day_that_ends_it(known: Known, day: str, stretch: str, period: str):
    risen = "kết nạp 178 đảng viên mới, nâng tổng số lên 47.174 đảng viên"
    text = f"Đến {day}, toàn tỉnh có 18 đảng bộ trực thuộc. Trong {stretch}, {risen}."
    assert f"party_members = 47174 {period}" in found(known, text, published="2020-10-20")


def test_a_day_told_before_a_stretch_without_its_year_dates_what_it_can(known: Known):
    text = "Đến ngày 15/10/2020, có 18 đảng bộ trực thuộc. Quý vừa qua, nâng tổng số lên 47.174 đảng viên."
    assert [one for one in found(known, text, published="2020-10-20") if one.startswith("party_members = 47174")]


@pytest.mark.parametrize("days", ["từ ngày 9 - 11.10.2020", "từ ngày 9 đến ngày 11/10/2020", "vào các ngày 9, 10, 11/10"])
def test_the_days_that_a_press_conference_tells_are_the_congresss(known: Known, days: str):
    told = f"Ngày 2.10, tại buổi họp báo về Đại hội Đảng bộ tỉnh, Tỉnh ủy cho biết đại hội diễn ra {days}."
    text = f"{told}\n\nDự đại hội có 498 đại biểu."
    assert found(known, text, published="2020-10-02") == ["congress_delegates = 498 planned 2020-10-11"]


@pytest.mark.parametrize("noun", ["cá nhân", "tập thể"])
@pytest.mark.parametrize("theirs", ["niềm tự hào của", "vinh dự, tự hào của", "sự nỗ lực của", "kết quả phấn đấu của"])
def test_what_is_theirs_honours_nobody(known: Known, noun: str, theirs: str):
    assert found(known, f"Năm 2021, toàn tỉnh kết nạp 120 đảng viên. Đây là {theirs} 4 {noun}.") == ["members_admitted = 120 2021"]


@pytest.mark.parametrize("done", ["biểu dương thành tích của", "khen thưởng", "tuyên dương"])
def test_who_is_praised_is_honoured(known: Known, done: str):
    assert found(known, f"Năm 2021, Tỉnh ủy {done} 4 cá nhân.") == ["commended_individuals = 4 2021"]
