"""The same thing in other words and orders: each way in which newspapers say it gives the same figures.

Every sentence here is made of parts written for these tests, and so are its numbers.
"""

from __future__ import annotations

from itertools import product

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown

PUBLISHED = "2022-12-20"


def found(known: Known, text: str, published: str = PUBLISHED, organization: str = "nghe-an.province-wide") -> list[str]:
    reading = read(text, known, published=published, province="nghe-an", organization=organization)
    return sorted(shown(one) for one in reading.figures)


def assert_reads(known: Known, text: str, *figures: str, published: str = PUBLISHED) -> None:
    assert found(known, text, published) == sorted(figures), text


# forms of discipline after their numbers, or before them

FORMS = {"expulsion": "khai trừ ra khỏi Đảng", "warning": "cảnh cáo", "reprimand": "khiển trách"}
AFTER = ("{n} trường hợp {form}", "{n} đồng chí bị {form}", "{n} {form}", "{n} đảng viên {form}")
BEFORE = ("{form} {n} trường hợp", "{form} {n}", "{form}: {n} đồng chí")
AROUND = (" ({})", ", trong đó {}", ", gồm {}", "; trong đó: {}")


@pytest.mark.parametrize(("one", "around"), list(product((*AFTER, *BEFORE), AROUND)))
def test_a_form_goes_with_its_own_number_on_whichever_side_it_stands(one: str, around: str, known: Known):
    numbers = {"expulsion": 3, "warning": 1, "reprimand": 42}
    listed = ", ".join(one.format(n=numbers[form], form=words) for form, words in FORMS.items())
    assert_reads(
        known,
        f"Năm 2021, toàn tỉnh thi hành kỷ luật 46 đảng viên{around.format(listed)}.",
        "members_disciplined = 46 2021",
        *(f"members_disciplined form={form} = {n} 2021" for form, n in numbers.items()),
    )


def test_the_year_of_an_examination_is_no_period_of_those_who_cheated_at_it(known: Known):
    text = "Ngày 4/9/2022, tỉnh kỷ luật 46 đảng viên vì sai phạm trong {} năm 2018."
    for contest in ("kỳ thi THPT quốc gia", "cuộc thi tuyển viên chức", "hội thi tay nghề"):
        assert_reads(known, text.format(contest), "members_disciplined = 46 2022-09-04")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Năm 2021, toàn tỉnh xử lý kỷ luật {n} cá nhân.", ["members_disciplined = 6 2021"]),
        ("Năm 2021, toàn tỉnh có {n} trường hợp cán bộ, đảng viên vi phạm phải xử lý kỷ luật.", ["members_disciplined = 6 2021"]),
        ("Năm 2021, {n} cựu cán bộ bị khai trừ Đảng.", ["members_disciplined form=expulsion = 6 2021"]),
        (
            "Năm 2021, kiểm tra dấu hiệu vi phạm của 4 tổ chức đảng và {n} cá nhân.",
            ["violation_inspected_organizations = 4 2021", "violation_inspected_members = 6 2021"],
        ),
        (
            "Năm 2021, thi hành kỷ luật 2 tập thể và {n} cá nhân.",
            ["organizations_disciplined = 2 2021", "members_disciplined = 6 2021"],
        ),
        (
            "Tại hội nghị tổng kết công tác kỷ luật đảng năm 2021, 2 tập thể và {n} cá nhân nhận giấy khen.",
            ["commended_collectives = 2 2021", "commended_individuals = 6 2021"],
        ),
    ],
)
def test_those_who_suffer_are_not_honoured(text: str, figures: list[str], known: Known):
    assert_reads(known, text.format(n=6), *figures)


# congresses: who meets, when, whose

ATTENDED = (
    "{day}, Đại hội Đảng bộ huyện Đô Lương diễn ra với sự tham dự của {n} {who}.",
    "{day}, Đại hội Đảng bộ huyện Đô Lương khai mạc với sự có mặt của {n} {who} cùng lãnh đạo Tỉnh ủy.",
    "{day}, Đảng bộ huyện Đô Lương tổ chức Đại hội đại biểu. Tham dự Đại hội có {n} {who}.",
    "{day}, Đảng bộ huyện Đô Lương tổ chức Đại hội đại biểu. Cùng dự có lãnh đạo tỉnh, cùng {n} đại biểu chính thức được chỉ định.",
    "{day}, lãnh đạo Tỉnh ủy và {n} đảng viên, đại diện cho các tổ chức cơ sở đảng, dự Đại hội Đảng bộ huyện Đô Lương.",
)
WHO = ("đại biểu", "đại biểu chính thức", "đảng viên", "đảng viên chính thức")
DAYS = {
    "Ngày 21/8/2022": "2022-08-21",
    "Trong hai ngày 20/8 và 21/8": "2022-08-21",
    "Trong 2 ngày 20.8 và 21.8": "2022-08-21",
    "Ngày 20-8 và ngày 21-8-2022": "2022-08-21",
    "Trong ngày 20 và 21-8-2022": "2022-08-21",
    "Trong 03 ngày, 19, 20 và 21/8/2022": "2022-08-21",
    "Ngày 31/7 và 1/8/2022": "2022-08-01",
}


@pytest.mark.parametrize(("text", "who"), list(product(ATTENDED, WHO)))
def test_those_who_attend_a_congress_are_its_delegates(text: str, who: str, known: Known):
    for day, date in DAYS.items():
        said = text.format(day=day, n=237, who=who)
        assert [one.partition(" @")[0] for one in found(known, said)] == [f"congress_delegates = 237 {date}"], said


@pytest.mark.parametrize(
    "congress",
    [
        "Đại hội đại biểu Đoàn TNCS Hồ Chí Minh tỉnh",
        "Đại hội Mặt trận Tổ quốc tỉnh",
        "Đại hội Công đoàn tỉnh",
        "Đại hội đại biểu Hội Nông dân tỉnh",
        "Đại hội thi đua yêu nước tỉnh",
        "Đại hội cổ đông công ty",
    ],
)
def test_a_congress_of_others_than_the_party_has_no_delegates_of_ours(congress: str, known: Known):
    assert_reads(known, f"Ngày 8/1/2022, {congress} khai mạc. Dự Đại hội có 120 đại biểu.")
    # one of the Party that is told of after it has
    text = f"Sau {congress}, ngày 9/2/2022, Đảng bộ huyện Đô Lương tổ chức Đại hội Đảng bộ với 150 đại biểu."
    assert "congress_delegates = 150 2022-02-09 @huyen-do-luong" in found(known, text)


@pytest.mark.parametrize("held", ["hoàn thành", "tổ chức xong", "đã tiến hành"])
def test_congresses_are_counted_by_those_who_meet(held: str, known: Known):
    assert_reads(
        known,
        f"Năm 2021, toàn tỉnh {held} 364 Đại hội tổ chức cơ sở Đảng và 52 Đại hội Đảng bộ cấp trên cơ sở.",
        "congresses_held = 364 2021",
        "upper_congresses_held = 52 2021",
    )


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Đến ngày 30/6/2022, đã có 421/421 tổ chức cơ sở đảng trực thuộc 12 đảng bộ cấp trên cơ sở hoàn thành đại hội.",
            ["congresses_held = 421/421 2022-06-30"],
        ),
        (
            "Đến ngày 30/6/2022, đã có 421 tổ chức cơ sở đảng (168 đảng bộ, 253 chi bộ cơ sở) hoàn thành đại hội.",
            [
                "congresses_held = 421 2022-06-30",
                "congresses_held subject=committee = 168 2022-06-30",
                "congresses_held subject=cell = 253 2022-06-30",
            ],
        ),
        ("Đây là 1 trong 3 Đảng bộ được chọn tổ chức đại hội điểm.", []),
        ("Đây là một trong 684 tổ chức cơ sở đảng của Đảng bộ tỉnh.", ["grassroots_organizations = 684 2022-12-20"]),
    ],
)
def test_those_who_have_met(text: str, figures: list[str], known: Known):
    assert_reads(known, text, *figures)


# badges: of which day, and how many

CEREMONIES = {
    "Ngày 30/1, Đảng ủy xã tổ chức lễ trao Huy hiệu Đảng đợt 3/2 cho các đảng viên.": "2022-01-30",
    "Ngày 29 và 30-1, Đảng ủy xã trao Huy hiệu Đảng dịp 3-2.": "2022-01-30",
    "Sáng 30/1, Đảng ủy xã họp mặt kỷ niệm 92 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2022) và trao Huy hiệu Đảng.": "2022-01-30",
    "Ngày 30-1, Đảng ủy xã trao Huy hiệu Đảng, họp mặt mừng Xuân Nhâm Dần 2022.": "2022-01-30",
    "Ngày 30-1, Đảng ủy xã trao Huy hiệu Đảng, chúc Tết Nguyên đán năm 2022.": "2022-01-30",
    "Ngày 30-1, Đảng ủy xã trao Huy hiệu Đảng và phát động thi đua thực hiện nhiệm vụ năm 2022.": "2022-01-30",
    "Đợt 3/2/2022, Đảng ủy xã trao Huy hiệu Đảng.": "2022-02-03",
    "Nhân kỷ niệm 77 năm Cách mạng Tháng Tám, Đảng ủy xã trao Huy hiệu Đảng.": PUBLISHED,
}
GIVEN = (
    "Đảng ủy đã trao Huy hiệu Đảng cho 36 đảng viên.",
    "Đảng bộ xã có 36 đảng viên được nhận Huy hiệu.",
    "Đảng bộ xã có 36 đảng viên được nhận.",
    "Đảng ủy xã trao tặng cho 36 đảng viên.",
    "Đảng ủy đã trao Huy hiệu 60 năm, 50 năm và 30 năm tuổi Đảng cho 36 đảng viên.",
    "Đảng ủy đã trao Huy hiệu 30, 40, 50 năm tuổi Đảng cho 36 đồng chí.",
    "Có 36 đảng viên được trao Huy hiệu 60 năm, 50 năm và 30 năm tuổi Đảng.",
    "Có 36 đảng viên thuộc 12 chi bộ được tặng Huy hiệu Đảng.",
)
PARTS = (
    "",
    " Trong đó có 6 đồng chí nhận Huy hiệu 60 năm tuổi Đảng, 30 đồng chí nhận Huy hiệu 50 năm, 45 năm và 30 năm tuổi Đảng.",
    " Trong đó, 6 đảng viên được trao Huy hiệu 60 năm tuổi Đảng và truy tặng Huy hiệu 30 năm tuổi Đảng cho 1 đồng chí.",
)


@pytest.mark.parametrize(("given", "parts"), list(product(GIVEN, PARTS)))
def test_badges_are_of_the_day_they_are_given_and_their_parts_no_totals(given: str, parts: str, known: Known):
    for ceremony, day in CEREMONIES.items():
        told = found(known, f"{ceremony} {given}{parts}")
        assert [one for one in told if "12 " not in one] == [f"party_badges_awarded = 36 {day}"], (ceremony, given, parts)


# classes: of which day, and for whom

CLASSES = {
    "Sáng 20/1, Trung tâm khai mạc lớp bồi dưỡng nhận thức về Đảng khóa I, năm 2022.": "candidates_trained = {} 2022-01-20",
    "Ngày 20-1, xã mở lớp bồi dưỡng đối tượng kết nạp Đảng đợt II năm 2022.": "candidates_trained = {} 2022-01-20",
    "Ngày 20/1, tỉnh bế giảng lớp bồi dưỡng lý luận chính trị dành cho đảng viên mới khóa IV năm 2022.": (
        "new_members_trained = {} 2022-01-20"
    ),
    "Lớp bồi dưỡng dành cho đảng viên mới được mở từ ngày 9/10 đến 30/10.": "new_members_trained = {} 2022-10-30",
}
LEARNERS = (
    "Lớp học có 66 học viên.",
    "Tham gia lớp học có 66 học viên.",
    "Dự lễ có lãnh đạo huyện và 66 học viên.",
    "Lớp có 66 học viên. Kết quả, 100% học viên đạt yêu cầu, trong đó 3 học viên đạt loại giỏi, 42 học viên loại khá.",
)


@pytest.mark.parametrize("learners", LEARNERS)
def test_a_class_is_of_its_day_and_its_learners_are_those_it_is_for(learners: str, known: Known):
    for told, figure in CLASSES.items():
        assert_reads(known, f"{told} {learners}", figure.format(66))


@pytest.mark.parametrize(
    "opening",
    ["Ngày 20/1/2022, Trung tâm bế giảng lớp nhận thức về Đảng và lớp dành cho đảng viên mới. Hai lớp có 78 học viên.", ""],
)
@pytest.mark.parametrize("holding", ["gồm", "có", "với"])
def test_each_of_several_classes_has_its_own_learners(opening: str, holding: str, known: Known):
    text = (
        f"{opening} Ngày 20/1/2022, lớp nhận thức về Đảng {holding} 45 học viên, lớp dành cho đảng viên mới {holding} 33 học viên."
    )
    assert_reads(known, text.strip(), "candidates_trained = 45 2022-01-20", "new_members_trained = 33 2022-01-20")


def test_members_sent_to_a_class_for_new_ones_are_new(known: Known):
    text = "Năm 2021, đảng bộ cử 6 quần chúng ưu tú học lớp đối tượng kết nạp đảng, cử 4 đảng viên học lớp đảng viên mới."
    assert_reads(known, text, "candidates_trained = 6 2021", "new_members_trained = 4 2021")


# a review of a year is held in the next

REVIEWS = (
    "Chiều 8/1, Đảng bộ tổ chức Hội nghị tổng kết công tác xây dựng Đảng năm 2021, triển khai nhiệm vụ năm 2022.",
    "Hội nghị tổng kết công tác năm 2021, phương hướng, nhiệm vụ năm 2022 diễn ra ngày 8/1.",
    "Huyện ủy họp đánh giá kết quả thực hiện nhiệm vụ năm 2021 và đề ra nhiệm vụ năm 2022.",
)
TOLD = (
    ("Trong năm, đã kết nạp 45 đảng viên.", "members_admitted = 45 2021"),
    ("Đảng bộ đã kết nạp được 45 đảng viên.", "members_admitted = 45 2021"),
    ("Đảng ủy tổ chức lớp bồi dưỡng nhận thức về Đảng cho 45 quần chúng.", "candidates_trained = 45 2021"),
    ("Có 45 đảng viên bị thi hành kỷ luật.", "members_disciplined = 45 2021"),
)


@pytest.mark.parametrize("review", REVIEWS)
def test_a_review_tells_of_the_year_reviewed(review: str, known: Known):
    for told, figure in TOLD:
        assert_reads(known, f"{review} {told}", figure)


# indexes: what a score was and is, whose it is, what is nobody's


def moved(code: str, before: str, after: str, of: str = "") -> list[str]:
    return [f"{code} = {before}{of} 2020 @administration", f"{code} = {after}{of} 2021 @administration"]


@pytest.mark.parametrize("index", ["SIPAS", "PAR INDEX"])
@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("tăng từ {}% lên {}%", "81.82", "84.4"),
        ("giảm từ {}% xuống {}%", "84.4", "81.82"),
        ("tăng từ {} điểm lên {} điểm", "81.82", "84.4"),
        ("từ {}% còn {}%", "84.4", "81.82"),
    ],
)
def test_from_and_to_are_scores_of_two_years_and_no_difference(index: str, words: str, before: str, after: str, known: Known):
    code = {"SIPAS": "sipas_score", "PAR INDEX": "par_index_score"}[index]
    said = words.format(before.replace(".", ","), after.replace(".", ","))
    for text in (
        f"So với năm 2020, chỉ số {index} năm 2021 của tỉnh {said}.",
        f"Riêng tỉnh Nghệ An, so với năm 2020, {index} 2021 {said}, nhưng còn thấp.",
    ):
        assert_reads(known, text, *moved(code, before, after))


@pytest.mark.parametrize(
    "words", ["từ {}/63 xuống {}/63", "từ {}/63 lên {}/63 tỉnh, thành phố", "từ vị trí {}/63 xuống {}/63 tỉnh"]
)
def test_ranks_from_and_to(words: str, known: Known):
    text = f"So với năm 2020, chỉ số PCI năm 2021 của tỉnh thay đổi, thứ hạng {words.format(51, 36)}."
    assert_reads(known, text, *moved("pci_rank", "51", "36", "/63"))


@pytest.mark.parametrize("score", ["đạt 44,396 điểm", "với tổng điểm 44,396", "với số điểm 44,396 điểm", "đạt tổng điểm là 44,396"])
def test_a_score_with_three_decimals_is_no_thousand(score: str, known: Known):
    assert_reads(known, f"Năm 2021, chỉ số PAPI của tỉnh {score}.", "papi_score = 44.396 2021 @administration")


def test_thousands_of_what_is_no_score_stay_thousands(known: Known):
    assert_reads(known, "Năm 2021, toàn tỉnh có 12,345 đảng viên.", "party_members = 12345 2021")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "PAR INDEX năm 2021 của tỉnh tăng 2,54%, đạt 85,11%.",
            ["par_index_score = 2.54 change 2021 @administration", "par_index_score = 85.11 2021 @administration"],
        ),
        (
            "Chỉ số SIPAS năm 2021: đứng thứ 2 tỉnh Thái Nguyên đạt 90,29%; thứ 3 tỉnh Hải Dương đạt 90,23%.",
            [
                "sipas_rank = 2 2021 @thai-nguyen.administration",
                "sipas_score = 90.29 2021 @thai-nguyen.administration",
                "sipas_rank = 3 2021 @hai-duong.administration",
                "sipas_score = 90.23 2021 @hai-duong.administration",
            ],
        ),
        ("Dẫn đầu PAR Index 2021 là TP. Hải Phòng.", ["par_index_rank = 1 2021 @hai-phong.administration"]),
        (
            "Theo PAPI 2021, Hà Nội và Thành phố Hồ Chí Minh lần lượt đạt 43,96 điểm (nhóm cao) và 41,77 điểm (nhóm thấp).",
            ["papi_score = 43.96 2021 @ha-noi.administration", "papi_score = 41.77 2021 @ho-chi-minh.administration"],
        ),
        (
            "Theo PAPI 2021, Hà Nội, Hải Phòng và Đà Nẵng lần lượt đạt 43,96 điểm; 42,1 điểm và 41,77 điểm.",
            [
                "papi_score = 43.96 2021 @ha-noi.administration",
                "papi_score = 42.1 2021 @hai-phong.administration",
                "papi_score = 41.77 2021 @da-nang.administration",
            ],
        ),
        (
            "Với 68,12 điểm, PCI Hậu Giang năm 2021 tăng 26 bậc.",
            ["pci_score = 68.12 2021 @hau-giang.administration", "pci_rank = 26 change 2021 @hau-giang.administration"],
        ),
        ("Theo DTI 2021, tỉnh vươn lên vị trí thứ 6 trong bảng xếp hạng 63 tỉnh.", ["dti_rank = 6/63 2021 @administration"]),
        # nobody's, a ministry's, a neighbourhood's
        ("Giá trị trung bình PAR INDEX năm 2021 của các tỉnh đạt 86,98%, cao hơn 2,19% so với năm 2020.", []),
        ("Theo DTI 2021, Bộ Tài chính đứng đầu. Bộ này dẫn đầu bảng xếp hạng chuyển đổi số của các bộ, ngành.", []),
        ("Về PCI năm 2021. So với các tỉnh khu vực Bắc Trung Bộ và Tây Nguyên, Nghệ An xếp thứ 2 sau Thanh Hóa.", []),
        ("Năm 2021, PCI của tỉnh thuộc Top 10. Chỉ số PAPI đứng trong số 16 tỉnh có điểm cao nhất.", []),
    ],
)
def test_whose_a_standing_is(text: str, figures: list[str], known: Known):
    assert_reads(known, text, *figures)


# ratings: shares of all of them, one grade for several counts


@pytest.mark.parametrize("of_all", ["", "số ", "tổng số ", "trong tổng số ", "trên tổng số ", "các "])
@pytest.mark.parametrize(
    ("grade", "words"), [("good", "hoàn thành tốt nhiệm vụ"), ("clean_and_strong", "đạt trong sạch vững mạnh")]
)
def test_a_share_of_all_bodies(of_all: str, grade: str, words: str, known: Known):
    text = f"Năm 2021, Đảng bộ có 51,6% {of_all}tổ chức cơ sở đảng {words}."
    assert_reads(known, text, f"grassroots_organizations_rated grade={grade} = 51.6% 2021")


@pytest.mark.parametrize("joint", [" và ", " cùng ", ", "])
@pytest.mark.parametrize("opening", ["có ", "qua đánh giá, có ", "trong đó có "])
def test_several_counts_share_a_grade(joint: str, opening: str, known: Known):
    assert_reads(
        known,
        f"Năm 2021, {opening}3 tổ chức cơ sở đảng{joint}250 đảng viên hoàn thành xuất sắc nhiệm vụ.",
        "grassroots_organizations_rated grade=excellent = 3 2021",
        "members_rated grade=excellent = 250 2021",
    )


# targets that go on into the next sentence, or behind a norm

AIMS = (
    "Năm 2023, Huyện ủy phấn đấu giữ vững danh hiệu trong sạch, vững mạnh. Trong đó có {}.",
    "Năm 2023, Đảng bộ phấn đấu kết nạp đủ đảng viên; thu nhập bình quân 60 triệu đồng; {}.",
    "Đại hội xác định các chỉ tiêu phấn đấu đến năm 2023. Thu nhập bình quân 60 triệu đồng; tạo việc làm cho nhiều lao động; {}.",
)
AIMED = {
    "kết nạp 300 đảng viên": "members_admitted = 300 target",
    "90% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ": "grassroots_organizations_rated grade=good = 90% target",
    "không có tổ chức cơ sở đảng yếu kém": "grassroots_organizations_rated grade=failed = 0 target",
}


@pytest.mark.parametrize(("text", "said"), list(product(AIMS, AIMED)))
def test_a_target_goes_on(text: str, said: str, known: Known):
    told = found(known, text.format(said))
    assert [one.removesuffix(" 2023") for one in told] == [AIMED[said]], (text, said)


@pytest.mark.parametrize("told", ["Năm 2022, đã kết nạp 300 đảng viên.", "Dịp này, Huyện ủy kết nạp 300 đảng viên; trao quà."])
def test_what_is_done_after_a_target_is_none(told: str, known: Known):
    text = f"Năm 2023, Huyện ủy phấn đấu giữ vững danh hiệu trong sạch, vững mạnh. {told}"
    assert [one for one in found(known, text) if "target" in one] == []


# shares of something else than the count before them


@pytest.mark.parametrize(
    "other",
    [
        "Tỷ lệ người dân tham gia bảo hiểm y tế đạt 93,64%.",
        "Thu ngân sách trên địa bàn đạt 102% dự toán.",
        "Sản lượng lương thực cả năm đạt 98% kế hoạch.",
        "Tỷ lệ hộ nghèo giảm còn 3%, tỷ lệ dân số dùng nước sạch đạt 98%.",
    ],
)
@pytest.mark.parametrize("between", [" ", " Kinh tế có bước phát triển. "])
def test_a_share_of_another_matter_completes_no_target_of_admissions(other: str, between: str, known: Known):
    assert_reads(known, f"Năm 2021, kết nạp 61 đảng viên mới.{between}{other}", "members_admitted = 61 2021")


@pytest.mark.parametrize(
    "said", ["Kết quả đạt 98% kế hoạch.", "So với chỉ tiêu, đạt 98%.", "Như vậy, toàn huyện đạt 98% chỉ tiêu."]
)
def test_a_sentence_that_goes_on_completes_the_target(said: str, known: Known):
    assert_reads(
        known,
        f"Năm 2021, kết nạp 61 đảng viên mới. {said}",
        "members_admitted = 61 2021",
        "admission_target_completion = 98% 2021",
    )


def test_shares_of_the_admitted(known: Known):
    assert_reads(
        known,
        "Năm 2021, kết nạp 420 đảng viên, nâng tổng số lên 9.000 đảng viên. Trong đó đã kết nạp được hơn 11% đảng viên là đồng bào "
        "các tôn giáo; gần 3% đảng viên là người dân tộc thiểu số.",
        "members_admitted = 420 2021",
        "party_members = 9000 2021",
        "members_admitted group=religious = 11% gt 2021",
        "members_admitted group=ethnic_minority = 3% approx 2021",
    )


def test_a_version_counts_nothing(known: Known):
    assert_reads(known, "Năm 2021, tỉnh chuẩn hóa cơ sở dữ liệu đảng viên 3.0.")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # a committee by whose leave something is given has no size
        (
            "Ngày 3/2/2022, thừa ủy quyền của Ban Thường vụ Tỉnh ủy, đồng chí Phó Bí thư trao Huy hiệu Đảng cho 23 đồng chí.",
            ["party_badges_awarded = 23 2022-02-03"],
        ),
        (
            "Năm 2021, Ban Thường vụ Tỉnh ủy đã tặng Bằng khen cho 12 đồng chí.",
            ["merit_certificates = 12 2021"],
        ),
        # letters of each kind are parts of those received
        (
            "Năm 2021, tiếp nhận 45 đơn thư, trong đó có 12 đơn tố cáo, 20 đơn kiến nghị.",
            ["denunciations_received = 45 2021"],
        ),
        # bodies named by `tổ chức` alone are rated as those before them
        (
            "Năm 2021, có 12 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ; 45 tổ chức hoàn thành tốt nhiệm vụ.",
            ["grassroots_organizations_rated grade=excellent = 12 2021", "grassroots_organizations_rated grade=good = 45 2021"],
        ),
        # two shares that do the same
        (
            "Đến nay, 100% chi bộ trực thuộc và 95% đảng bộ cơ sở đã hoàn thành đại hội.",
            ["cell_congresses_held = 100% 2022-12-20", "congress_completion subject=committee = 95% 2022-12-20"],
        ),
        # groups of those admitted are none of all members
        ("Năm 2021, kết nạp 45 đảng viên nữ.", ["members_admitted group=female = 45 2021"]),
        ("Năm 2021, kết nạp 34 đảng viên là người có đạo.", ["members_admitted group=religious = 34 2021"]),
        (
            "Năm 2021, trong số đảng viên mới kết nạp có 56 đảng viên nữ; 23 đảng viên là người dân tộc thiểu số.",
            ["members_admitted group=female = 56 2021", "members_admitted group=ethnic_minority = 23 2021"],
        ),
        ("Hiện nay, toàn tỉnh có 45 đảng viên nữ.", ["party_members group=female = 45 2022-12-20"]),
        # targets that are met
        ("Nhiệm kỳ 2015 - 2020, Đảng bộ có 15/18 chỉ tiêu đạt và vượt.", ["targets_met = 15/18 2015/2020"]),
        # ranks
        (
            "PAPI năm 2022 nằm trong nhóm trung bình cao; PCI đạt 66,6 điểm, xếp thứ 23.",
            ["pci_score = 66.6 2022 @administration", "pci_rank = 23 2022 @administration"],
        ),
        ("Trong khu vực Bắc Trung Bộ, Nghệ An xếp thứ 2/6 tỉnh về PCI năm 2022.", []),
    ],
)
def test_what_is_counted(text: str, figures: list[str], known: Known):
    assert_reads(known, text, *figures)


# what numbers stand beside a series, a comparison, a target


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Các năm 2019, 2020 và 2021, toàn huyện lần lượt kết nạp 120, 130 và 145 đảng viên.",
            ["members_admitted = 120 2019", "members_admitted = 130 2020", "members_admitted = 145 2021"],
        ),
        (
            "Từ năm 2019 đến năm 2021, lần lượt có 9, 17 và 12 đảng viên bị xóa tên.",
            ["members_struck_off = 9 2019", "members_struck_off = 17 2020", "members_struck_off = 12 2021"],
        ),
        (
            "Năm 2019 và 2020, PCI của tỉnh cùng xếp hạng 59.",
            ["pci_rank = 59 2019 @administration", "pci_rank = 59 2020 @administration"],
        ),
        (
            "Năm 2021, tỉ lệ đảng viên không hoàn thành nhiệm vụ là 0,33%, so với Nghị quyết là dưới 0,4%.",
            ["members_rated grade=failed = 0.33% 2021"],
        ),
        (
            "Năm 2021, giám sát 631 tổ chức đảng, tăng 18%, và 751 đảng viên, tăng 12,6%.",
            [
                "supervised_organizations = 631 2021",
                "supervised_organizations = 18% change 2021",
                "supervised_members = 751 2021",
                "supervised_members = 12.6% change 2021",
            ],
        ),
        (
            "Thực hiện mục tiêu, nhiệm vụ năm 2021, tỉnh đã kết nạp 402 đảng viên, nâng tổng số đảng viên lên 8.267 đảng viên.",
            ["members_admitted = 402 2021", "party_members = 8267 2021"],
        ),
        ("Năm 2021, kết nạp 358 đảng viên mới, đạt tỷ lệ 7,61%.", ["members_admitted = 358 2021", "admission_rate = 7.61% 2021"]),
        (
            "Năm 2021, kiểm tra dấu hiệu vi phạm 4 tổ chức đảng; trong đó UBKT Tỉnh ủy kiểm tra 3 tổ chức đảng.",
            [
                "violation_inspected_organizations = 4 2021",
                "violation_inspected_organizations body=commission;body_level=province = 3 2021",
            ],
        ),
        (
            "Năm 2021, UBKT các cấp kiểm tra dấu hiệu vi phạm 4 tổ chức đảng và 28 đảng viên; "
            "trong đó UBKT Tỉnh ủy kiểm tra 3 tổ chức đảng và 16 đảng viên.",
            [
                "violation_inspected_organizations body=commission;body_level=all = 4 2021",
                "violation_inspected_members body=commission;body_level=all = 28 2021",
                "violation_inspected_organizations body=commission;body_level=province = 3 2021",
                "violation_inspected_members body=commission;body_level=province = 16 2021",
            ],
        ),
        (
            "Ban Chấp hành Đảng bộ tỉnh nhiệm kỳ 2020-2025 gồm 54 người. Trong đó, Bộ Chính trị chuẩn y 3 Phó bí thư Tỉnh ủy.",
            ["executive_committee_size = 54 2020/2025", "deputy_secretaries = 3 2020/2025"],
        ),
        ("Hải Phòng đứng thứ 2/63 về PAR Index năm 2021 với kết quả 91,81%.", None),
    ],
)
def test_numbers_beside_others(text: str, figures: list[str] | None, known: Known):
    if figures is None:
        figures = ["par_index_rank = 2/63 2021 @hai-phong.administration", "par_index_score = 91.81 2021 @hai-phong.administration"]
    assert_reads(known, text, *figures)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Theo chương trình năm 2022, tối ngày 11/12/2022, xã khai giảng lớp đối tượng kết nạp Đảng cho 75 học viên.",
            ["candidates_trained = 75 2022-12-11"],
        ),
        (
            "Sáng 16/3, Trung tâm khai giảng lớp bồi dưỡng nhận thức về Đảng năm 2022. Tham gia lớp có 97 học viên.",
            ["candidates_trained = 97 2022-03-16"],
        ),
        (
            "Ngày 10/9, Đảng ủy mở lớp bồi dưỡng lý luận chính trị cho đảng viên mới. Học viên là 161 đảng viên dự bị.",
            ["new_members_trained = 161 2022-09-10"],
        ),
        (
            "Năm 2021, mở 3 lớp bồi dưỡng kết nạp đảng cho 188 học viên; 83 đảng viên dự bị được công nhận chính thức.",
            ["candidates_trained = 188 2021", "probationary_members_made_full = 83 2021"],
        ),
        ("Chi bộ trường tổ chức lễ kết nạp Đảng cho 10 sinh viên ưu tú.", ["members_admitted group=student = 10 2022-12-20"]),
    ],
)
def test_classes_and_admissions_have_their_day(text: str, figures: list[str], known: Known):
    assert_reads(known, text, *figures)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # persons and bodies rated in a row, each grade with its count
        (
            "Năm 2021, về đảng viên: 134 đồng chí hoàn thành xuất sắc nhiệm vụ, 543 đồng chí hoàn thành tốt nhiệm vụ, "
            "28 đồng chí không hoàn thành nhiệm vụ.",
            [
                "members_rated grade=excellent = 134 2021",
                "members_rated grade=good = 543 2021",
                "members_rated grade=failed = 28 2021",
            ],
        ),
        # `ngay từ đầu năm`: when something began
        (
            "6 tháng đầu năm 2022, tỉnh thi hành kỷ luật 24 đảng viên. Ngay từ đầu năm 2022, cấp ủy đã xây dựng kế hoạch. "
            "Có 12 tổ chức đảng bị kỷ luật.",
            ["members_disciplined = 24 2022-H1", "organizations_disciplined = 12 2022-H1"],
        ),
        # `năm qua` before the Party's name
        ("Năm 2021 đã khép lại. Trong năm qua Đảng bộ đã kết nạp 15 đảng viên.", ["members_admitted = 15 2022"]),
        (
            "Năm 2021, UBKT các cấp kiểm tra 7 tổ chức đảng khi có dấu hiệu vi phạm. Đặc biệt, UBKT Tỉnh ủy kiểm tra 5 tổ chức.",
            [
                "violation_inspected_organizations body=commission;body_level=all = 7 2021",
                "violation_inspected_organizations body=commission;body_level=province = 5 2021",
            ],
        ),
    ],
)
def test_what_goes_on(text: str, figures: list[str], known: Known):
    assert_reads(known, text, *figures)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Dự kiến năm 2022 huyện sẽ kết nạp 274 đảng viên, đạt 100% kế hoạch.",
            ["members_admitted = 274 planned 2022", "admission_target_completion = 100% planned 2022"],
        ),
        (
            "Năm 2021, về kỷ luật, cấp ủy xử lý 3 tổ chức đảng, 18 đảng viên.",
            ["organizations_disciplined body=committee = 3 2021", "members_disciplined body=committee = 18 2021"],
        ),
        (
            "Năm 2021, đã kiểm tra 910 tổ chức đảng; 30 tổ chức đảng bị nhắc nhở.",
            ["inspected_organizations = 910 2021"],
        ),
        (
            "Năm 2021, kết nạp 162 đảng viên. Hiện có 611 đảng viên đang tham gia sinh hoạt Đoàn.",
            ["members_admitted = 162 2021", "party_members group=youth_union = 611 2022-12-20"],
        ),
    ],
)
def test_a_figure_is_of_its_own_clause(text: str, figures: list[str], known: Known):
    assert_reads(known, text, *figures)


# letters that only look like Đ, and what newspapers shorten


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        (
            "ÐH Ðại biểu Ðảng bộ huyện khai mạc ngày 12.8 với 210 ÐB chính thức.",
            "Đại hội đại biểu Đảng bộ huyện khai mạc ngày 12/8 với 210 đại biểu chính thức.",
        ),
        ("Dự ĐH Đảng bộ huyện có 250 đại biểu.", "Dự Đại hội Đảng bộ huyện có 250 đại biểu."),
        ("Đến nay, 45 chi bộ đã tổ chức xong ĐH.", "Đến nay, 45 chi bộ đã tổ chức xong đại hội."),
        ("Ðảng bộ P.Hưng Bình có 1.250 ĐV.", "Đảng bộ phường Hưng Bình có 1.250 đảng viên."),
        ("Đảng bộ TX. Cửa Lò có 38 TCCSÐ.", "Đảng bộ thị xã Cửa Lò có 38 tổ chức cơ sở đảng."),
        ("Năm 2021, H.Đô Lương kết nạp 12 ÐV mới.", "Năm 2021, huyện Đô Lương kết nạp 12 đảng viên mới."),
    ],
)
def test_what_is_shortened_reads_like_the_whole(short: str, whole: str, known: Known):
    assert found(known, short) == found(known, whole) != []


@pytest.mark.parametrize("whose", ["huyện", "tỉnh", "thành phố", "xã"])
@pytest.mark.parametrize("opening", ["Dự", "Tham dự", "Về dự"])
def test_delegates_who_attend_are_none_of_an_upper_congress(opening: str, whose: str, known: Known):
    assert_reads(
        known,
        f"{opening} Đại hội Đảng bộ {whose} có 250 đại biểu chính thức đại diện cho 4.500 đảng viên.",
        "congress_delegates = 250 2022-12-20",
        "party_members = 4500 2022-12-20",
    )
    text = f"Đại hội bầu đoàn đại biểu dự Đại hội Đảng bộ {whose} gồm 18 đại biểu."
    assert whose == "xã" or found(known, text) == ["upper_congress_delegates = 18 2022-12-20"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "PCI năm 2022 của tỉnh xếp hạng 23/63 (năm 2021 xếp hạng 30/63), đứng thứ 3 vùng Bắc Trung Bộ.",
            [
                "pci_rank = 23/63 2022 @administration",
                "pci_rank = 30/63 2021 @administration",
                "pci_rank scope=bac-trung-bo = 3 2022 @administration",
            ],
        ),
        (
            "DTI năm 2022 của tỉnh đứng thứ 21; chính quyền số đứng thứ 15, kinh tế số đứng thứ 25.",
            ["dti_rank = 21 2022 @administration"],
        ),
    ],
)
def test_brackets_and_pillars(text: str, figures: list[str], known: Known):
    assert_reads(known, text, *figures)


@pytest.mark.parametrize(
    "text",
    [
        "Chi bộ trực thuộc các đảng ủy cơ sở 12 hoàn thành nhiệm vụ.",
        "Có 12 chi bộ cơ sở với 98 đảng viên 20/5/1987 - 20/5/2012.",
    ],
)
def test_odd_orders_give_figures_of_the_catalogue_or_none(text: str, known: Known):
    reading = read(text, known, published=PUBLISHED, province="nghe-an", organization="nghe-an.province-wide")
    assert all(one.indicator in known.units and "/" not in one.period for one in reading.figures)


@pytest.mark.parametrize("who", ["đoàn viên mới", "đoàn viên công đoàn", "hội viên mới"])
def test_who_joins_a_union_is_not_admitted_to_the_party(who: str, known: Known):
    assert_reads(known, f"Năm 2021, các cấp bộ Đoàn kết nạp 4.567 {who}.")


# what a conference looks back on and what it sets out, and stretches made of several


@pytest.mark.parametrize("review", ["tổng kết công tác kiểm tra, giám sát", "sơ kết công tác xây dựng Đảng", "tổng kết công tác"])
@pytest.mark.parametrize("told", ["Theo đó,", "Trong 5 năm,", "Kết quả,"])
def test_a_term_that_a_conference_reviews_is_that_of_its_figures(review: str, told: str, known: Known):
    assert_reads(
        known,
        f"Chiều 13/5, Tỉnh ủy tổ chức hội nghị {review} nhiệm kỳ 2015 - 2020, triển khai nhiệm vụ nhiệm kỳ 2020 - 2025. "
        f"{told} cấp ủy các cấp kiểm tra 315 tổ chức đảng và 1.208 đảng viên.",
        "inspected_members body=committee;body_level=all = 1208 2015/2020",
        "inspected_organizations body=committee;body_level=all = 315 2015/2020",
        published="2020-05-14",
    )


@pytest.mark.parametrize(
    "tasks", ["triển khai nhiệm vụ", "phương hướng, nhiệm vụ", "triển khai nhiệm vụ trọng tâm", "đề ra nhiệm vụ"]
)
@pytest.mark.parametrize(
    ("past", "ahead", "period"),
    [
        ("6 tháng đầu năm", "6 tháng cuối năm 2022", "2022-H1"),
        ("9 tháng đầu năm", "3 tháng cuối năm 2022", "2022-9M"),
        ("năm 2021", "năm 2022", "2021"),
    ],
)
def test_what_is_still_to_be_done_dates_no_result(tasks: str, past: str, ahead: str, period: str, known: Known):
    text = f"Tỉnh ủy tổ chức hội nghị sơ kết công tác xây dựng Đảng {past} và {tasks} {ahead}. Toàn tỉnh đã kết nạp 55 đảng viên."
    assert_reads(known, text, f"members_admitted = 55 {period}", published="")


@pytest.mark.parametrize("campaign", ["phát động thi đua năm 2022", "phát động phong trào thi đua yêu nước năm 2022"])
def test_the_year_of_a_campaign_that_opens_dates_no_result(campaign: str, known: Known):
    text = f"Thành ủy tổng kết công tác xây dựng Đảng năm 2021 và {campaign}. Toàn tỉnh đã kết nạp 55 đảng viên."
    assert_reads(known, text, "members_admitted = 55 2021", published="2021-12-29")


@pytest.mark.parametrize(
    ("time", "period"),
    [
        ("2 năm 2020, 2021 và quý I/2022", "2020-01/2022-03"),
        ("hai năm 2020 - 2021 và 6 tháng đầu năm 2022", "2020-01/2022-06"),
        ("các năm 2019, 2020, 2021 và 9 tháng đầu năm 2022", "2019-01/2022-09"),
    ],
)
def test_years_and_the_months_after_them_are_one_stretch(time: str, period: str, known: Known):
    assert_reads(known, f"Trong {time}, toàn tỉnh kết nạp 1.250 đảng viên.", f"members_admitted = 1250 {period}")


@pytest.mark.parametrize("past", ["Trong 10 năm qua", "Qua 10 năm", "Sau 10 năm triển khai"])
def test_so_many_years_are_those_of_the_stage_that_was_named(past: str, known: Known):
    text = f"Thành ủy tổng kết 10 năm thực hiện Chỉ thị số 12, giai đoạn 2009 - 2019. {past}, toàn tỉnh đã kết nạp 251 đảng viên."
    assert_reads(known, text, "members_admitted = 251 2009/2019", published="2019-09-16")


@pytest.mark.parametrize("occasion", ["Tại hội nghị", "Nhân dịp này", "Dịp này", "Tại buổi lễ"])
def test_what_is_given_at_an_undated_meeting_is_of_no_earlier_year(occasion: str, known: Known):
    text = f"Năm 2018, 2019 và 2020, toàn tỉnh đạt nhiều kết quả. {occasion}, 5 tập thể và 7 cá nhân được khen thưởng."
    assert_reads(known, text, "commended_collectives = 5", "commended_individuals = 7", published="")


# what is done, to how many of those who are told of


@pytest.mark.parametrize("who", ["Đ/c đảng viên", "đồng chí đảng viên", "đồng chí là đảng viên", "đảng viên"])
@pytest.mark.parametrize("others", ["đồng chí", "đ/c", "đảng viên"])
def test_comrades_who_are_members_are_rated_like_members(who: str, others: str, known: Known):
    assert_reads(
        known,
        f"Năm 2021, toàn huyện có 12 {who} hoàn thành xuất sắc nhiệm vụ, bằng 10,1%; 81 {others} hoàn thành tốt nhiệm vụ.",
        "members_rated grade=excellent = 12 2021",
        "members_rated grade=excellent = 10.1% 2021",
        "members_rated grade=good = 81 2021",
    )


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("kết nạp được tổng số 105 đảng viên", ["members_admitted = 105 2021"]),
        ("kiểm tra tổng số 31 tổ chức đảng", ["inspected_organizations = 31 2021"]),
        ("thi hành kỷ luật tổng số 64 đảng viên", ["members_disciplined = 64 2021"]),
        ("kết nạp 105 đảng viên, nâng tổng số lên 1.250 đảng viên", ["members_admitted = 105 2021", "party_members = 1250 2021"]),
        ("xóa tên 7 đảng viên và cho ra 3 đảng viên", ["members_struck_off = 7 2021", "members_resigned = 3 2021"]),
        ("cho ra đời 3 chi bộ", ["organizations_changed event=founded;subject=cell = 3 2021"]),
        ("giải quyết tố cáo đảng viên, khiếu nại kỷ luật Đảng 37 trường hợp", []),
        ("giải quyết khiếu nại về việc thi hành kỷ luật 4 đảng viên", []),
        ("có khoảng 250 đảng viên bị xem xét thi hành kỷ luật", []),
        ("đề nghị thi hành kỷ luật 4 đảng viên", []),
        ("xem xét, thi hành kỷ luật 28 đảng viên", ["members_disciplined = 28 2021"]),
        ("kiểm tra và kết luận 11/19 tổ chức đảng cấp dưới", ["inspected_organizations = 11/19 2021"]),
        ("kiểm tra và ra thông báo kết luận đối với 9 chi bộ", ["inspected_organizations subject=cell = 9 2021"]),
        (
            "có 60/72 tổ chức đảng hoàn thành xuất sắc và hoàn thành tốt nhiệm vụ",
            ["grassroots_organizations_rated grade=good_or_better = 60/72 2021"],
        ),
        ("đạt và vượt 17 trong tổng số 19 mục tiêu chủ yếu", ["targets_met = 17/19 2021"]),
        ("đạt và vượt 17/19 chỉ tiêu, mục tiêu", ["targets_met = 17/19 2021"]),
    ],
)
def test_an_act_tells_what_its_number_counts(text: str, figures: list[str], known: Known):
    assert_reads(known, f"Năm 2021, {text}.", *figures)


@pytest.mark.parametrize("verb", ["phát triển được", "phát triển", "phát triển mới"])
@pytest.mark.parametrize(
    "listed", [", gồm 4 tổ chức cơ sở đảng và 13 chi bộ trực thuộc", ", trong đó có 4 tổ chức cơ sở đảng và 13 chi bộ"]
)
def test_bodies_that_are_developed_are_founded(verb: str, listed: str, known: Known):
    assert_reads(
        known,
        f"Trong năm 2021, toàn tỉnh {verb} 17 tổ chức đảng{listed}.",
        "organizations_changed event=founded;subject=other = 17 2021",
        "organizations_changed event=founded;subject=grassroots_organization = 4 2021",
        "organizations_changed event=founded;subject=cell = 13 2021",
    )


@pytest.mark.parametrize(
    "told", ["không đạt mục tiêu kết nạp {}", "hoàn thành chỉ tiêu kết nạp {}", "chưa hoàn thành mục tiêu phát triển {}"]
)
def test_how_many_were_aimed_at_is_a_target_whether_it_was_met_or_not(told: str, known: Known):
    assert_reads(known, f"Năm 2021, tỉnh {told.format('1.850 đảng viên')}.", "members_admitted = 1850 target 2021")
    text = "Năm 2021, tỉnh hoàn thành chỉ tiêu, kết nạp được 1.850 đảng viên."
    assert_reads(known, text, "members_admitted = 1850 2021")


@pytest.mark.parametrize("sets", ["đề ra chương trình", "xây dựng kế hoạch", "ban hành chương trình"])
@pytest.mark.parametrize(
    ("act", "indicator"), [("kiểm tra", "inspected"), ("giám sát", "supervised"), ("kiểm tra, giám sát", "inspected_or_supervised")]
)
def test_who_is_to_be_inspected_is_planned(sets: str, act: str, indicator: str, known: Known):
    assert_reads(
        known,
        f"Năm 2021, Tỉnh ủy {sets} {act} đối với 12 tổ chức đảng.",
        f"{indicator}_organizations body=committee;body_level=province = 12 planned 2021",
    )


def test_those_found_guilty_are_not_yet_disciplined(known: Known):
    assert_reads(
        known,
        "Năm 2021, qua kiểm tra, kết luận 33 tổ chức đảng có vi phạm, phải thi hành kỷ luật 3 tổ chức đảng và 95 đảng viên "
        "có vi phạm, phải thi hành kỷ luật 37 đảng viên.",
        "organizations_disciplined = 3 2021",
        "members_disciplined = 37 2021",
    )


@pytest.mark.parametrize("pilot", ["tổ chức đại hội điểm", "tiến hành đại hội thí điểm", "đại hội điểm"])
def test_bodies_chosen_to_meet_first_are_pilots(pilot: str, known: Known):
    assert_reads(
        known,
        f"Đến nay, 23/26 tổ chức cơ sở đảng được chọn {pilot} đã tổ chức đại hội.",
        "pilot_congresses_held = 23/26 2022-12-20",
    )


@pytest.mark.parametrize("which", ["huyện, thị, thành ủy và đảng ủy trực thuộc", "huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy"])
@pytest.mark.parametrize("spelt", ["cơ sở", "cơ sơ"])
def test_committees_below_a_province_are_counted_by_whichever_names(which: str, spelt: str, known: Known):
    assert_reads(
        known,
        f"Đảng bộ tỉnh có 15 {which}, gồm 687 tổ chức {spelt} đảng với 47.601 đảng viên.",
        "subordinate_committees = 15 2022-12-20",
        "grassroots_organizations = 687 2022-12-20",
        "party_members = 47601 2022-12-20",
    )


def test_a_committee_of_the_assembly_is_none_of_the_party(known: Known):
    assert_reads(known, "Theo Nghị quyết ngày 10/1/2020 của Ủy ban Thường vụ Quốc hội, nhập 3.947 người của xã Tân Sơn.")


@pytest.mark.parametrize("who", ["2 đơn vị", "2 tổ chức"])
def test_units_beside_bodies_are_rated_like_them(who: str, known: Known):
    assert_reads(
        known,
        f"Năm 2021, có 6 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ và {who} không hoàn thành nhiệm vụ.",
        "grassroots_organizations_rated grade=excellent = 6 2021",
        "grassroots_organizations_rated grade=failed = 2 2021",
    )


def test_some_of_those_founded_are_founded_too(known: Known):
    assert_reads(
        known,
        "Năm 2021, thành lập mới 17 tổ chức đảng, trong đó có 4 tổ chức cơ sở đảng và 13 chi bộ.",
        "organizations_changed event=founded;subject=other = 17 2021",
        "organizations_changed event=founded;subject=grassroots_organization = 4 2021",
        "organizations_changed event=founded;subject=cell = 13 2021",
    )


# whose part, level or place a number tells


@pytest.mark.parametrize(
    "whose", ["số đảng viên mới kết nạp", "số đảng viên mới", "đảng viên mới kết nạp", "tổng số đảng viên mới"]
)
@pytest.mark.parametrize(("who", "group"), [("nữ", "female"), ("đoàn viên thanh niên", "youth_union")])
def test_a_share_of_the_new_members_is_of_a_group_of_them(whose: str, who: str, group: str, known: Known):
    assert_reads(
        known,
        f"Năm 2021, toàn tỉnh kết nạp 51 đảng viên. 66,7% {whose} là {who}.",
        "members_admitted = 51 2021",
        f"members_admitted group={group} = 66.7% 2021",
    )


def test_a_share_of_several_groups_completes_no_target(known: Known):
    text = "Năm 2021, toàn tỉnh kết nạp 261 đảng viên; trong đó, tỷ lệ đảng viên nữ, đảng viên có trình độ đại học đạt trên 50%."
    assert not any("target" in one for one in found(known, text))


@pytest.mark.parametrize("gained", ["vượt 45 thứ hạng", "vượt lên 45 bậc", "tăng 45 bậc", "vượt 45 hạng"])
def test_places_gained_are_of_the_year_told_of_not_of_that_compared_with(gained: str, known: Known):
    text = f"Chỉ số PAPI năm 2021 vừa được công bố. Tỉnh có chỉ số PAPI {gained} so với năm 2020 (xếp thứ 63)."
    assert "papi_rank = 45 change 2021 @administration" in found(known, text)


def test_the_third_place_belongs_to_a_province(known: Known):
    assert_reads(
        known,
        "Năm 2021, Thừa Thiên Huế dẫn đầu bảng xếp hạng PAPI với 48,059 điểm; thứ ba thuộc về tỉnh Thanh Hóa với 47,102 điểm.",
        "papi_rank = 1 2021 @hue.administration",
        "papi_score = 48.059 2021 @hue.administration",
        "papi_rank = 3 2021 @thanh-hoa.administration",
        "papi_score = 47.102 2021 @thanh-hoa.administration",
    )


@pytest.mark.parametrize("seats", ["37 đồng chí", "gồm 37 đồng chí", ": 37 đồng chí"])
def test_the_seats_of_many_committees_are_the_size_of_none(seats: str, known: Known):
    text = f"Kết quả đại hội nhiệm kỳ 2020 - 2025 của các đảng bộ cơ sở: Bầu Ban Chấp hành 180 đồng chí; Ban Thường vụ {seats}."
    assert_reads(known, text, "committee_members_elected = 180 2020/2025")


def test_disciplined_commissioners_are_no_committee(known: Known):
    text = "Năm 2021, thi hành kỷ luật 181 đảng viên, trong đó có 4 ủy viên Ban Thường vụ cấp huyện, 22 huyện ủy viên."
    assert_reads(known, text, "members_disciplined = 181 2021")


@pytest.mark.parametrize("beside", ["và 53 chi bộ trực thuộc", ", 53 chi bộ trực thuộc"])
def test_cells_beside_committees_stand_right_below_a_district(beside: str, known: Known):
    text = f"Đảng bộ thành phố Vinh có 37 đảng bộ {beside}, với 287 chi bộ trực thuộc đảng bộ cơ sở.".replace(" ,", ",")
    assert_reads(
        known,
        text,
        "grassroots_committees = 37 2022-12-20 @tp-vinh",
        "grassroots_cells = 53 2022-12-20 @tp-vinh",
        "subordinate_cells = 287 2022-12-20 @tp-vinh",
    )


@pytest.mark.parametrize(
    ("who", "level"),
    [
        ("Ban Thường vụ cấp huyện, đảng ủy cơ sở, đảng ủy bộ phận", "all"),
        ("Ban Thường vụ cấp huyện, đảng ủy cơ sở", "all"),
        ("Ban Thường vụ Thành ủy Vinh, Huyện ủy các huyện Đô Lương, Yên Thành", "district"),
    ],
)
def test_committees_of_a_list_have_the_level_of_all_of_them(who: str, level: str, known: Known):
    text = f"Năm 2021, {who} đã kiểm tra 157 tổ chức đảng."
    assert_reads(known, text, f"inspected_organizations body=committee;body_level={level} = 157 2021")


@pytest.mark.parametrize("letters", ["đơn tố cáo", "đơn, thư tố cáo, kiến nghị, phản ánh", "đơn khiếu nại, kiến nghị"])
def test_levels_in_brackets_are_of_the_commissions_around_them(letters: str, known: Known):
    assert_reads(
        known,
        f"Năm 2021, ủy ban kiểm tra các cấp đã tiếp nhận 176 lượt {letters} (cấp tỉnh: 80 lượt đơn; cấp huyện: 96 lượt đơn).",
        "denunciations_received body=commission;body_level=all;visits=yes = 176 2021",
        "denunciations_received body=commission;body_level=province;visits=yes = 80 2021",
        "denunciations_received body=commission;body_level=district;visits=yes = 96 2021",
    )


@pytest.mark.parametrize("towards", ["đối với các chi bộ", "đối với chi bộ", "chi bộ"])
def test_occurrences_are_counted_with_their_bodies(towards: str, known: Known):
    text = f"Năm 2021, đã kiểm tra, giám sát 92 lượt {towards}."
    assert_reads(known, text, "inspected_or_supervised_organizations subject=cell;visits=yes = 92 2021")


def test_some_on_a_committee_are_of_those_counted_just_before(known: Known):
    assert_reads(
        known,
        "Năm 2021, thi hành kỷ luật 179 đảng viên. Trong năm, cấp ủy các cấp đã kiểm tra 3.621 lượt đảng viên, "
        "trong đó có 2.412 đảng viên là cấp ủy viên các cấp.",
        "members_disciplined = 179 2021",
        "inspected_members body=committee;body_level=all;visits=yes = 3621 2021",
        "inspected_members body=committee;body_level=all;member_rank=committee_member;visits=yes = 2412 2021",
    )


def test_those_whom_a_denunciation_is_about_are_no_stock(known: Known):
    assert_reads(known, "Năm 2021, giải quyết tố cáo đối với 5 đảng viên.")


@pytest.mark.parametrize("whose", ["Tỉnh ủy", "Thành ủy"])
def test_bodies_right_below_a_province_may_be_of_any_kind(whose: str, known: Known):
    text = f"Năm 2021, giám sát 11 tổ chức đảng trực thuộc {whose}; kiểm tra 9 tổ chức cơ sở đảng trực thuộc."
    assert_reads(
        known,
        text,
        "supervised_organizations = 11 2021",
        "inspected_organizations subject=grassroots_organization = 9 2021",
    )


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("Hội nghị đánh giá tình hình 6 tháng đầu năm, bàn giải pháp thực hiện nhiệm vụ 6 tháng cuối năm 2022", "2022-H1"),
        ("Hội nghị sơ kết 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2022", "2022-H1"),
        ("Hội nghị sơ kết công tác 9 tháng và triển khai nhiệm vụ quý IV năm 2022", "2022-9M"),
        ("Hội nghị đánh giá kết quả thực hiện nhiệm vụ 6 tháng cuối năm 2021", "2021-H2"),
        ("Hội nghị đánh giá kết quả công tác xây dựng Đảng nhiệm kỳ 2015 - 2020", "2015/2020"),
    ],
)
def test_the_end_of_a_year_is_ahead_unless_its_results_are_told_of(head: str, period: str, known: Known):
    assert_reads(known, f"{head}. Toàn tỉnh kết nạp 55 đảng viên.", f"members_admitted = 55 {period}", published="")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("có 212 đảng viên vi phạm chính sách dân số bị kỷ luật", ["members_disciplined violation=population_policy = 212 2021"]),
        (
            "số đảng viên vi phạm chính sách dân số bị kỷ luật là 212 người",
            ["members_disciplined violation=population_policy = 212 2021"],
        ),
        ("đã phát triển 3 tổ chức đảng ngoài khu vực nhà nước", ["organizations_changed event=founded;subject=other = 3 2021"]),
        ("đề nghị Ban Thường vụ xem xét, thi hành kỷ luật 2 đảng viên", []),
        ("đề nghị cấp trên thi hành kỷ luật 2 đảng viên", []),
        ("kỷ luật 4 đảng viên và chỉ đạo 8 tổ chức cơ sở đảng tiến hành kiểm điểm", ["members_disciplined = 4 2021"]),
        ("giám sát chuyên đề và kết luận đối với 8 tổ chức đảng", ["supervised_organizations = 8 2021"]),
    ],
)
def test_what_narrows_or_turns_an_act(text: str, figures: list[str], known: Known):
    assert_reads(known, f"Năm 2021, {text}.", *figures)


def test_results_go_on_about_who_acted_and_letters_kept_are_not_settled(known: Known):
    assert_reads(
        known,
        "Năm 2021, UBKT các cấp tiếp nhận 176 lượt đơn tố cáo. Kết quả, đã giải quyết 126 lượt đơn, lưu 50 lượt đơn.",
        "denunciations_received body=commission;body_level=all;visits=yes = 176 2021",
        "denunciations_resolved body=commission;body_level=all;visits=yes = 126 2021",
    )


# none of what has a grade: told as a zero, whatever the bodies are called, and not of those that have members of that grade

BODIES = ("chi bộ", "đảng bộ cơ sở", "tổ chức đảng", "tổ chức cơ sở đảng")
RATED_SO = ("không hoàn thành nhiệm vụ", "bị xếp loại không hoàn thành nhiệm vụ", "xếp loại không hoàn thành nhiệm vụ")


@pytest.mark.parametrize(("none", "body", "rated"), list(product(("không", "không có"), BODIES, RATED_SO)))
def test_none_of_the_bodies_has_the_grade(none: str, body: str, rated: str, known: Known):
    text = f"Năm 2021, {none} {body} nào {rated}."
    assert found(known, text) == ["grassroots_organizations_rated grade=failed = 0 2021"], text
    (figure,) = read(text, known, published="2022-01-20", province="nghe-an").figures
    assert figure.quote.startswith(f"{none} {body}")


@pytest.mark.parametrize("body", BODIES)
def test_bodies_without_such_members_are_not_rated(body: str, known: Known):
    assert found(known, f"Năm 2021, không {body} nào có đảng viên không hoàn thành nhiệm vụ.") == []
