"""Of what a sentence tells: which time is only compared with, who only owns something, which members a number leaves out.

Every sentence is made up.
"""

from __future__ import annotations

from itertools import product

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown


def found(known: Known, text: str, published: str = "2018-10-08", province: str = "nghe-an") -> list[str]:
    reading = read(text, known, published=published, province=province, organization=f"{province}.province-wide")
    return [shown(one) for one in reading.figures]


@pytest.mark.parametrize(
    ("base", "rise"),
    list(
        product(
            ("so với tổng số đảng viên cuối năm 2017", "so tổng số đảng viên đầu năm 2017", "so với số đảng viên năm 2017"),
            ("nâng tổng số đảng viên lên 5.120 đồng chí", "nâng tổng số đảng viên của tỉnh lên 5.120 người"),
        )
    ),
)
def test_the_time_of_the_base_of_a_share_dates_nothing_else(base: str, rise: str, known: Known):
    text = f"Từ đầu năm 2018 đến nay, toàn tỉnh kết nạp 120 đảng viên, đạt 2,4% {base}, {rise} (trong đó có 1.204 đảng viên nữ)."
    assert found(known, text)[::2] == ["members_admitted = 120 2018-01/2018-10", "party_members = 5120 2018-10-08"]
    assert found(known, text)[3] == "party_members group=female = 1204 2018-10-08"


@pytest.mark.parametrize("part", ["Cuối", "Giữa", "Đầu"])
def test_part_of_a_year_and_the_quarter_after_it_have_no_dates(part: str, known: Known):
    (only,) = read(f"{part} năm 2017 và quý I/2018, kết nạp 64 đảng viên.", known, published="2018-10-08").figures
    assert (only.period_type, only.period, only.confidence < 0.9) == ("range", "", True)
    (only,) = read("Năm 2017 và quý I/2018, kết nạp 64 đảng viên.", known, published="2018-10-08").figures
    assert only.period == "2017-01/2018-03"


@pytest.mark.parametrize("published", ["", "2018-10-08"])
@pytest.mark.parametrize("aim", ["Trong nhiệm kỳ 2015 - 2020, chỉ tiêu kết nạp là 600 đảng viên. ", ""])
def test_since_the_beginning_of_a_term_is_not_the_whole_of_it(aim: str, published: str, known: Known):
    text = f"{aim}Từ đầu nhiệm kỳ đến nay, Đảng bộ huyện đã kết nạp 463 đảng viên, đạt 77,2% nghị quyết."
    told = read(text, known, published=published, province="nghe-an").figures[-2:]
    assert [(one.value, one.period_type, one.period, one.confidence < 0.9) for one in told] == [
        (463, "range", "", True),
        (77.2, "range", "", True),
    ]


def test_the_year_of_the_line_over_a_text_is_no_day_of_what_there_is(known: Known):
    text = "{}\nHuyện có 47 tổ chức cơ sở đảng trực thuộc. Trong năm, cũng kiểm tra 12 đảng viên."
    over = "Năm 2016, huyện kết nạp 300 đảng viên mới"
    assert found(known, text.format(over), "2017-02-16")[1:] == [
        "grassroots_organizations = 47 2017-02-16",
        "inspected_members = 12 2016",
    ]


SPLITS = ("vi phạm", "đi làm ăn xa", "nghỉ hưu", "mắc sai phạm", "tham gia dân quân", "vắng mặt")
WHOLES = (
    "",
    " hiện nay",
    " toàn huyện",
    " của toàn tỉnh Lâm Đồng",
    " đang sinh hoạt",
    " tính đến cuối năm 2017",
    " trong toàn Đảng bộ",
)


@pytest.mark.parametrize("which", SPLITS)
def test_words_after_the_label_say_which_members_are_told(which: str, known: Known):
    reading = read(f"Số đảng viên {which} là 134 người.", known, published="2018-10-08", province="nghe-an")
    assert (list(reading.figures), len(reading.unread)) == ([], 1)


@pytest.mark.parametrize("whole", WHOLES)
def test_words_after_the_label_that_say_where_and_when_leave_none_out(whole: str, known: Known):
    assert [one.split(" = ")[0] for one in found(known, f"Số đảng viên{whole} là 134 người.")] == ["party_members"]


@pytest.mark.parametrize("act", ["kiểm tra", "giám sát", "kiểm tra, giám sát"])
def test_what_was_found_is_not_how_many_were_inspected(act: str, known: Known):
    whole = f"Năm 2017, cấp ủy các cấp {act} 91 tổ chức đảng."
    told = f"{whole} Qua {act}, có 30 tổ chức đảng chưa thực hiện tốt nội dung, 2 đảng viên vi phạm quy chế làm việc."
    assert found(known, told) == found(known, whole)
    assert len(found(known, f"Năm 2017, qua {act} 91 tổ chức đảng, đã kỷ luật 2 đảng viên.")) == 2


@pytest.mark.parametrize("owned", ["quy chế làm việc của cấp ủy, tổ chức đảng", "chương trình công tác của Huyện ủy"])
def test_one_whose_rules_are_told_of_does_nothing(owned: str, known: Known):
    text = f"Công tác năm 2017 được chú trọng. Nội dung tập trung vào {owned}. Qua đó, đã kỷ luật 29 tổ chức đảng."
    assert found(known, text) == ["organizations_disciplined = 29 2017"]


def test_who_of_two_acts_in_the_next_sentence_is_open(known: Known):
    one, other = "cấp ủy cấp huyện kiểm tra 45 tổ chức đảng", "cấp ủy cơ sở kiểm tra 56 tổ chức đảng"
    acted = "Năm 2017, {}. Qua đó, đã kỷ luật 7 đảng viên."
    assert found(known, acted.format(f"{one}; {other}"))[2] == "members_disciplined = 7 2017"
    assert found(known, acted.format(one))[1] == "members_disciplined body=committee;body_level=district = 7 2017"


@pytest.mark.parametrize("rank", ["Thành ủy viên", "Huyện ủy viên", "Tỉnh ủy viên", "Đảng ủy viên"])
def test_those_who_sit_on_a_committee_are_its_members(rank: str, known: Known):
    (only,) = found(known, f"Năm 2017, đã thi hành kỷ luật 3 {rank}.")
    assert only == "members_disciplined member_rank=committee_member = 3 2017"


def test_members_of_the_youth_unions_age_are_a_group(known: Known):
    text = "Năm 2017, kết nạp 40 đảng viên, trong đó 35 đảng viên trong độ tuổi đoàn thanh niên."
    assert found(known, text)[1] == "members_admitted group=youth_union = 35 2017"


def test_grassroots_organizations_of_private_firms_are_founded_as_such(known: Known):
    text = "Năm 2017, thành lập 7 {} trong các doanh nghiệp ngoài Nhà nước."
    assert found(known, text.format("tổ chức cơ sở đảng")) == [
        "organizations_changed event=founded;subject=grassroots_organization = 7 2017"
    ]
    assert found(known, text.format("tổ chức đảng")) == ["organizations_changed event=founded;subject=other = 7 2017"]


RATED_BY = ("đã đánh giá", "đánh giá chất lượng", "đã đánh giá, xếp loại chất lượng đối với", "phân tích chất lượng", "xếp loại")
PARTS = (
    ", trong đó trong sạch vững mạnh 54,83%",
    ", trong đó: hoàn thành xuất sắc nhiệm vụ: 15,2%, hoàn thành tốt nhiệm vụ: 80%",
    ", gồm hoàn thành tốt nhiệm vụ 80%",
    "; bao gồm hoàn thành xuất sắc nhiệm vụ 12%",
    ", trong đó 12% hoàn thành xuất sắc nhiệm vụ",
    ", hoàn thành tốt nhiệm vụ chiếm 80%",
    ": hoàn thành tốt nhiệm vụ đạt tỷ lệ 80%",
)


@pytest.mark.parametrize(("act", "part"), list(product(RATED_BY, PARTS)))
@pytest.mark.parametrize(
    ("whole", "indicator"), [("755 tổ chức cơ sở đảng", "grassroots_organizations"), ("45.120 đảng viên", "members")]
)
def test_the_grade_of_a_part_is_not_that_of_all_who_were_rated(act: str, part: str, whole: str, indicator: str, known: Known):
    first, *parts = found(known, f"Năm 2017, {act} {whole}{part}.")
    assert first == f"{indicator}_rated grade=rated = {whole.split()[0].replace('.', '')} 2017"
    assert len(parts) == part.count("%")
    assert not any("rated =" in one.split("grade=")[1] for one in parts)


def test_bodies_of_each_grade_follow_their_labels(known: Known):
    text = "Năm 2017, đánh giá 755 tổ chức cơ sở đảng, gồm: {} 120 tổ chức, {} 500 tổ chức, {} 135 tổ chức."
    grades = ("hoàn thành xuất sắc nhiệm vụ", "hoàn thành tốt nhiệm vụ", "hoàn thành nhiệm vụ")
    rated = "grassroots_organizations_rated grade={} = {} 2017"
    assert found(known, text.format(*grades)) == [
        rated.format(*one) for one in (("rated", 755), ("excellent", 120), ("good", 500), ("completed", 135))
    ]


@pytest.mark.parametrize("said", ["", " đạt", " được xếp loại", " được đánh giá"])
def test_a_grade_right_behind_bodies_is_theirs_whatever_share_they_are(said: str, known: Known):
    text = f"Năm 2017, có 414 tổ chức cơ sở đảng{said} hoàn thành tốt nhiệm vụ, chiếm 54,83%."
    assert found(known, text)[0] == "grassroots_organizations_rated grade=good = 414 2017"


@pytest.mark.parametrize("when", ["", " năm 2017", " trong năm 2017"])
@pytest.mark.parametrize("joint", ["và", "cùng", ","])
def test_both_of_two_that_were_rated_are(when: str, joint: str, known: Known):
    text = f"Năm 2017, đã hoàn thành việc đánh giá chất lượng{when} ở 117/120 tổ chức cơ sở đảng {joint} 11.917 đảng viên."
    assert found(known, text.replace(" ,", ",")) == [
        "grassroots_organizations_rated grade=rated = 117/120 2017",
        "members_rated grade=rated = 11917 2017",
    ]


@pytest.mark.parametrize(
    "act", ["sáp nhập 7 đảng bộ", "giải thể 7 đảng bộ", "chuyển giao 7 đảng bộ", "sáp nhập, chuyển giao 7 đảng bộ"]
)
@pytest.mark.parametrize("left", ["còn", "giảm từ 59 xuống còn", "giảm từ 59 đảng bộ xuống còn", "giảm từ 59 xuống"])
def test_those_who_are_left_are_there_and_were_not_merged(act: str, left: str, known: Known):
    _, *rest = found(known, f"Năm 2017, {act}, {left} 52 đảng bộ trực thuộc Tỉnh ủy.")
    assert rest == ["subordinate_committees = 52 2017"]


@pytest.mark.parametrize("noun", ["tổ chức đảng", "đảng viên"])
@pytest.mark.parametrize("act", ["kiểm tra", "giám sát"])
def test_nobody_named_acts_on_the_whole_that_a_label_tells_in_the_passive(noun: str, act: str, known: Known):
    unit = "tổ chức" if noun == "tổ chức đảng" else "đồng chí"
    whole = f"Tổng số {noun} được {act} là 73 {unit}, trong đó cấp ủy cơ sở {act} 67 {unit}."
    _, whole, part = found(known, f"Năm 2017, Ban Thường vụ Huyện ủy kiểm tra 12 chi bộ. {whole}")
    assert (whole.split()[1], part.split()[1]) == ("=", "body=committee;body_level=grassroots")


def test_badges_of_the_next_clause_are_none_of_the_members_before_it(known: Known):
    text = "Năm 2017, Đảng bộ được kiện toàn với 41 tổ chức cơ sở đảng và 1.100 đảng viên; {} 12 đảng viên."
    for given in ("tổ chức trao tặng Huy hiệu Đảng cho", "trao Huy hiệu Đảng tặng", "tặng Huy hiệu Đảng cho"):
        assert found(known, text.format(given)) == [
            "grassroots_organizations = 41 2017",
            "party_members = 1100 2017",
            "party_badges_awarded = 12 2017",
        ]


@pytest.mark.parametrize(
    "met", ["Hội nghị tổng kết công tác Đảng năm 2017", "Hội nghị tổng kết năm 2017, triển khai nhiệm vụ năm 2018"]
)
def test_a_year_that_a_meeting_reviews_is_no_day_of_what_there_is(met: str, known: Known):
    text = f"Đồng chí Bí thư dự {met}. Kết quả, kết nạp 32 đảng viên. Đảng bộ được kiện toàn với 41 tổ chức cơ sở đảng."
    assert found(known, text, "2018-01-08") == ["members_admitted = 32 2017", "grassroots_organizations = 41 2018-01-08"]


@pytest.mark.parametrize("held", ["có", "gồm"])
def test_the_committee_of_a_cell_is_elected_as_one(held: str, known: Known):
    text = f"Đại hội Chi bộ thôn Trung Đông nhiệm kỳ 2017-2020 đề ra nhiệm vụ và bầu cấp ủy {held} 5 đồng chí."
    (only,) = read(text, known, organization="quang-nam.chi-bo-thon-trung-dong", province="quang-nam").figures
    assert (only.indicator, only.value, only.period) == ("executive_committee_size", 5, "2017/2020")
    # of a district, nobody says how many committees they sit on
    assert found(known, f"Năm 2017, Đại hội bầu cấp ủy {held} 5 đồng chí.") == []


def test_some_of_the_committees_right_below_the_province_met_as_they_did(known: Known):
    text = (
        "Đến ngày 2/8/2018, 22 đảng bộ trực thuộc Tỉnh ủy tổ chức xong đại hội. Theo đó, 20 {} tổ chức đại hội trong tháng 7/2018."
    )
    assert found(known, text.format("đảng bộ"))[1] == "upper_congresses_held = 20 2018-07"
    assert found(known, text.format("đảng bộ cơ sở"))[1] == "congresses_held subject=committee = 20 2018-07"
