"""Wordings of newer texts: occasions, terms and comparisons as periods; series, fractions and parts. Every sentence is made up."""

from __future__ import annotations

from itertools import product

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown


def found(known: Known, text: str, published: str = "2022-12-20", organization: str = "nghe-an.province-wide") -> list[str]:
    reading = read(text, known, published=published, province="nghe-an", organization=organization)
    return sorted(shown(one) for one in reading.figures)


COMPARED = ("so với năm 2020", "so năm 2020")


@pytest.mark.parametrize(("compared", "published"), list(product(COMPARED, ("2022-01", "2022-01-28", ""))))
def test_a_year_compared_with_tells_the_one_after_it(compared: str, published: str, known: Known):
    text = f"UBKT các cấp đã kiểm tra 305 tổ chức đảng và 898 đảng viên (tăng 18% tổ chức đảng và 15% đảng viên {compared})."
    acted = "body=commission;body_level=all"
    assert found(known, text, published) == sorted(
        [
            f"inspected_organizations {acted} = 305 2021",
            f"inspected_members {acted} = 898 2021",
            f"inspected_organizations {acted} = 18% change 2021",
            f"inspected_members {acted} = 15% change 2021",
        ]
    )


def test_a_year_compared_with_tells_nothing_of_a_part_of_a_year_or_of_one_that_goes_on(known: Known):
    assert found(known, "Toàn tỉnh đã kết nạp 305 đảng viên (tăng 18% so với cùng kỳ năm 2020).", "2021-08-03")[1:] == [
        "members_admitted = 305"
    ]
    assert "members_admitted = 305" in found(known, "Toàn tỉnh đã kết nạp 305 đảng viên (tăng 18% so với năm 2020).", "2021-11-28")


@pytest.mark.parametrize("review", ["", "Theo báo cáo tổng kết công tác kiểm tra năm 2022 và nhiệm kỳ Đại hội XIII, "])
def test_a_term_without_its_years_is_a_term(review: str, known: Known):
    text = f"{review}Trong nhiệm kỳ, cấp ủy các cấp đã kiểm tra 2.324 tổ chức đảng."
    text = text if not review else text.replace("Trong nhiệm", "trong nhiệm")
    reading = read(text, known, published="2022-12-20", organization="nghe-an.province-wide")
    assert [(one.period_type, one.period) for one in reading.figures] == [("term", "")]


@pytest.mark.parametrize(
    ("text", "published", "figures"),
    [
        (
            "Ngày 4/10/2022, tại xã Đông Sơn diễn ra Lễ kết nạp đảng viên mới.\nĐảng bộ hiện có 112 đảng viên.",
            "",
            ["party_members = 112 2022-10-04"],
        ),
        (
            "Ngày 4/10/2022, Đảng bộ tổ chức Đại hội nhiệm kỳ 2022 - 2025. Từ đầu nhiệm kỳ đến nay, "
            "Đảng bộ kết nạp được 3 đảng viên, "
            "nâng tổng số đảng viên lên 112 người.",
            "",
            ["members_admitted = 3", "party_members = 112 2022-10-04"],
        ),
        (
            "Chiều 24/9/2022, Đảng bộ tổ chức Lễ trao tặng Huy hiệu Đảng đợt 2/9/2022 và sơ kết 9 tháng đầu năm.\n"
            "Trong đợt này, Đảng bộ có 35 đảng viên được trao tặng Huy hiệu Đảng.",
            "2022-09-24",
            ["party_badges_awarded = 35 2022-09-24"],
        ),
        (
            "Sáng 8/10, Đảng ủy tổng kết 2 năm thực hiện Kế hoạch 67 về phát triển đảng viên đến năm 2015.\n"
            "Dịp này, 5 tập thể và 4 cá nhân được tặng giấy khen.",
            "",
            ["commended_collectives = 5", "commended_individuals = 4"],
        ),
        (
            "Đảng bộ được thành lập ngày 1.7. Sau hơn một tháng, Đảng bộ đã sắp xếp từ 21 xuống còn 12 tổ chức cơ sở đảng.",
            "2022-08-12",
            ["grassroots_organizations = 12 2022-08-12"],
        ),
        (
            "Đảng bộ được thành lập ngày 10/7/2022, Đảng bộ có 37 đảng viên.",
            "2022-12-31",
            ["party_members = 37 2022-12-31"],
        ),
        (
            "Đảng bộ được thành lập ngày 10/7/2022 với 37 đảng viên.",
            "2022-12-31",
            ["party_members = 37 2022-07-10"],
        ),
        (
            "Đại hội nhiệm kỳ 2022 - 2025 nhìn lại nhiệm kỳ 2020 - 2022. Trong nhiệm kỳ qua, "
            "Đảng bộ lãnh đạo tốt. Đã hoàn thành 8/12 chỉ tiêu, "
            "trong đó giao quân đạt 100%, giữ vững danh hiệu các năm 2020, 2021.",
            "2022-12-20",
            ["targets_met = 8/12 2020/2022"],
        ),
        (
            "Cuối năm 2019 còn 10 hộ nghèo.\nĐại hội đã bầu đoàn đại biểu dự đại hội cấp trên gồm 4 đồng chí.",
            "2020-02-17",
            ["upper_congress_delegates = 4 2020-02-17"],
        ),
    ],
)
def test_when_it_was(text: str, published: str, figures: list[str], known: Known):
    assert found(known, text, published) == sorted(figures)


# what was done to all, told by its times

WHOLES = {
    "xóa tên": "members_struck_off",
    "kết nạp": "members_admitted",
    "thi hành kỷ luật": "members_disciplined",
}
LEADS = (". Trong đó, {}.", ", trong đó {}.", ". Cụ thể: {}.", ", cụ thể {}.")
TOLD = ("là", "có", ":")


@pytest.mark.parametrize(("act", "lead", "told"), list(product(WHOLES, LEADS, TOLD)))
def test_what_was_done_to_all_is_told_by_its_times(act: str, lead: str, told: str, known: Known):
    times = {"từ tháng 6/2018 đến tháng 12/2018": (125, "2018-06/2018-12"), "năm 2019": (195, "2019"), "năm 2020": (339, "2020")}
    listed = "; ".join(f"{time} {told} {count} đảng viên" for time, (count, _) in times.items())
    figures = found(known, f"Trong 3 năm, toàn tỉnh đã {act} 659 đảng viên{lead.format(listed)}")
    for count, period in times.values():
        assert f"{WHOLES[act]} = {count} {period}" in figures
    assert len(figures) == 4


def test_what_there_is_after_an_act_is_no_part_of_it(known: Known):
    text = "Năm 2021, xóa tên 46 đảng viên. Trong đó, hiện nay Đảng bộ có 40 đảng viên. Năm 2020 có 12 đảng viên."
    assert "members_struck_off = 46 2021" in found(known, text)
    assert not [one for one in found(known, text) if one.startswith("members_struck_off") and "46" not in one]


@pytest.mark.parametrize("verb", ["kết nạp được", "đã kết nạp", "phát triển được"])
@pytest.mark.parametrize("noun", ["chỉ tiêu", "chỉ tiêu đảng viên"])
def test_so_many_of_a_target_are_admitted(verb: str, noun: str, known: Known):
    text = f"Năm 2021, toàn tỉnh {verb} 821/1.450 {noun} (đạt 56,62%); trong đó, doanh nghiệp {verb} 50/50 {noun} (đạt 100%)."
    assert found(known, text) == sorted(
        [
            "members_admitted = 821/1450 2021",
            "admission_target_completion = 56.62% 2021",
            "members_admitted group=enterprise = 50/50 2021",
            "admission_target_completion group=enterprise = 100% 2021",
        ]
    )


PARTS = (
    ", trong đó: Huy hiệu 65 năm tuổi Đảng có 1 đồng chí; Huy hiệu 55 năm tuổi Đảng có 3 đồng chí",
    ", gồm: 2 đảng viên nhận Huy hiệu 80 năm tuổi Đảng; 1 đảng viên nhận Huy hiệu 65 năm tuổi Đảng",
    ". Trong đó, có 4 đồng chí nhận Huy hiệu 60 năm tuổi Đảng; 5 đồng chí nhận Huy hiệu 55 năm tuổi Đảng",
)
GIVEN = ("được trao tặng Huy hiệu Đảng", "vinh dự được nhận Huy hiệu Đảng", "đủ điều kiện được tặng Huy hiệu Đảng")


@pytest.mark.parametrize(("who", "given", "parts"), list(product(("đồng chí", "đảng viên"), GIVEN, PARTS)))
def test_badges_are_counted_before_their_kinds(who: str, given: str, parts: str, known: Known):
    text = f"Dịp này, Đảng bộ tỉnh có 12 {who} {given}{parts}."
    assert found(known, text) == ["party_badges_awarded = 12 2022-12-20"]


def test_those_alive_are_fewer_than_all_who_get_badges(known: Known):
    text = "Đợt này, Đảng bộ có 110 đảng viên được tặng và truy tặng Huy hiệu Đảng. Trong đó, có 108 đảng viên được trao tặng."
    assert "party_badges_awarded = 108 2022-12-20" in found(known, text.replace("trao tặng.", "trao tặng Huy hiệu Đảng."))


CELL = "nghe-an.chi-bo-khoi-1"


@pytest.mark.parametrize(
    ("text", "organization", "figures"),
    [
        ("Đại hội bầu 3 đồng chí vào Cấp ủy Chi bộ nhiệm kỳ 2022 - 2025.", CELL, ["executive_committee_size = 3 2022/2025"]),
        ("Đại hội bầu 3 đồng chí vào chi ủy nhiệm kỳ 2022 - 2025.", CELL, ["executive_committee_size = 3 2022/2025"]),
        ("Đại hội bầu 3 đồng chí vào cấp ủy nhiệm kỳ 2022 - 2025.", CELL, ["executive_committee_size = 3 2022/2025"]),
        ("Đại hội bầu cấp ủy chi bộ nhiệm kỳ 2022 - 2025 gồm 3 đồng chí.", CELL, ["executive_committee_size = 3 2022/2025"]),
        ("Đại hội bầu đoàn đại biểu dự Đại hội Đảng cấp trên 4 đồng chí.", CELL, ["upper_congress_delegates = 4 2022-12-20"]),
        ("Toàn huyện bầu 310 đồng chí vào cấp ủy nhiệm kỳ 2022 - 2025.", "", ["committee_members_elected = 310 2022/2025"]),
    ],
)
def test_those_elected(text: str, organization: str, figures: list[str], known: Known):
    organization = organization or "nghe-an.province-wide"
    at = "" if organization.endswith("province-wide") else f" @{organization.partition('.')[2]}"
    assert found(known, text, organization=organization) == sorted(f"{one}{at}" for one in figures)


@pytest.mark.parametrize("stand", ["đại diện cho", "thay mặt cho"])
@pytest.mark.parametrize("lead", ["Dự Đại hội có lãnh đạo tỉnh; cùng", "Đại hội có sự tham dự của", "Dự Đại hội có"])
def test_members_who_stand_for_others_are_delegates(lead: str, stand: str, known: Known):
    text = f"{lead} 160 đảng viên {stand} 971 đảng viên toàn Đảng bộ."
    assert found(known, text) == ["congress_delegates = 160 2022-12-20", "party_members = 971 2022-12-20"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Năm 2021, kỷ luật 4 đảng viên vi phạm chính sách dân số, trong đó có 3 đảng viên sinh con thứ 4 bị kỷ luật bằng hình "
            "thức cảnh cáo và 1 đảng viên sinh con thứ 3 bị kỷ luật bằng hình thức khiển trách.",
            [
                "members_disciplined violation=population_policy = 4 2021",
                "members_disciplined form=warning;violation=population_policy = 3 2021",
                "members_disciplined form=reprimand;violation=population_policy = 1 2021",
            ],
        ),
        (
            "Năm 2021, kỷ luật 12 đảng viên do vi phạm chính sách dân số (khiển trách 8, cảnh cáo 4).",
            [
                "members_disciplined violation=population_policy = 12 2021",
                "members_disciplined form=reprimand;violation=population_policy = 8 2021",
                "members_disciplined form=warning;violation=population_policy = 4 2021",
            ],
        ),
        (
            "Năm 2021, kỷ luật 10 đảng viên trong tổng số 16 đảng viên vi phạm chính sách dân số.",
            ["members_disciplined = 10/16 2021"],
        ),
        (
            "Năm 2021, kết nạp 39 đảng viên mới trong tổng số 200 đảng viên mới theo kế hoạch.",
            ["members_admitted = 200 target 2021", "members_admitted = 39/200 2021"],
        ),
        (
            "Năm 2021, cấp ủy các cấp kiểm tra 7 tổ chức đảng và 2 cá nhân; khen thưởng 5 tập thể và 8 cá nhân.",
            [
                "commended_collectives = 5 2021",
                "commended_individuals = 8 2021",
                "inspected_members body=committee;body_level=all = 2 2021",
                "inspected_organizations body=committee;body_level=all = 7 2021",
            ],
        ),
        ("Năm 2021, qua kiểm tra, khen thưởng 8 cá nhân.", ["commended_individuals = 8 2021"]),
        (
            "Năm 2021, UBKT Tỉnh ủy kiểm tra tài chính đảng đối với 34tổ chức đảng.",
            ["finance_inspected_organizations body=commission;body_level=province = 34 2021"],
        ),
        ("Năm 2021, UBKT các cấp đề nghị Bộ Chính trị, Ban Bí thư thi hành kỷ luật 6 tổ chức đảng.", []),
    ],
)
def test_who_was_inspected_or_disciplined_and_why(text: str, figures: list[str], known: Known):
    assert found(known, text) == sorted(figures)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Chuyển giao Chi bộ Bệnh viện với 28 đảng viên về Đảng bộ Sở Y tế.",
            ["members_transferred_out = 28 2022-12-20"],
        ),
        (
            "Đảng ủy tiếp nhận 10 tổ chức đảng với tổng số 670 đảng viên.",
            [
                "members_transferred_in = 670 2022-12-20",
                "organizations_changed event=transferred_in;subject=other = 10 2022-12-20",
            ],
        ),
        (
            "Chuyển giao nội bộ trong Đảng bộ: 7 tổ chức đảng (6 đảng bộ cơ sở, 1 chi bộ cơ sở); "
            "chuyển giao ra ngoài Đảng bộ: 12 tổ chức đảng.",
            ["organizations_changed event=transferred_out;subject=other = 12 2022-12-20"],
        ),
        (
            "Đảng bộ hiện có 4.655 đảng viên, trong đó có 465 đảng viên là người dân tộc thiểu số(4).",
            ["party_members = 4655 2022-12-20", "party_members group=ethnic_minority = 465 2022-12-20"],
        ),
        (
            "Năm 2021, kết nạp 46 đảng viên: nữ(30), đoàn viên(16).",
            [
                "members_admitted = 46 2021",
                "members_admitted group=female = 30 2021",
                "members_admitted group=youth_union = 16 2021",
            ],
        ),
        (
            "Năm 2021, UBKT các cấp giám sát 3 tổ chức đảng. Qua đó, tổng số đảng viên bị thi hành kỷ luật trong toàn Đảng bộ là 7 "
            "đảng viên, với hình thức khiển trách: 3, cảnh cáo: 4.",
            [
                "supervised_organizations body=commission;body_level=all = 3 2021",
                "members_disciplined = 7 2021",
                "members_disciplined form=reprimand = 3 2021",
                "members_disciplined form=warning = 4 2021",
            ],
        ),
        ("Báo cáo thể hiện cảm nhận của hơn 19.500 người dân.", []),
        ("Còn 51 chi bộ trực thuộc 10 đảng bộ chưa tổ chức đại hội.", []),
        ("Đến nay có 12 đảng bộ tổ chức xong đại hội chi bộ trực thuộc.", []),
        ("Nhiệm kỳ 2020 - 2025, phát triển mới 1.846 cơ sở thương mại (100,2% Nghị quyết), 134 cơ sở khác (100% Nghị quyết).", []),
        ("Đến nay, 100% tổ chức cơ sở đảng đã hoàn thành triển khai các văn bản về tổ chức đại hội.", []),
        ("Nguồn quy hoạch Ban Chấp hành dự kiến 73 người, trong đó 71 người có trình độ đại học.", []),
        ("Dự kiến mời khoảng 260 đại biểu dự Đại hội Đảng bộ.", []),
        (
            "Nhiệm kỳ 2020 - 2025, có 80/80 chỉ tiêu về kinh tế - xã hội, quốc phòng - an ninh, xây dựng Đảng đạt và vượt.",
            ["targets_met = 80/80 2020/2025"],
        ),
        ("Đảng viên có đạo chiếm 2,6% tổng số đảng viên.", ["party_members group=religious = 2.6% 2022-12-20"]),
        ("Toàn tỉnh có 13 đảng bộ các huyện, thị xã, thành phố.", ["subordinate_committees = 13 2022-12-20"]),
        (
            "Chỉ số PCI năm 2022 của tỉnh xếp thứ 45/63 (giảm 19 bậc), xếp thứ 4 khu vực Tây Nguyên (giảm 2 bậc so với năm 2021).",
            [
                "pci_rank = 45/63 2022 @administration",
                "pci_rank = -19 change 2022 @administration",
                "pci_rank scope=tay-nguyen = 4 2022 @administration",
                "pci_rank scope=tay-nguyen = -2 change 2022 @administration",
            ],
        ),
        ("Năm 2021, cải cách hành chính của phường xếp thứ 2/40 phường, xã.", []),
        (
            "Tại hội nghị công bố Chỉ số PAPI năm 2021 diễn ra tại Hà Nội, Nghệ An dẫn đầu toàn quốc, tăng 9 bậc so với năm 2020.",
            ["papi_rank = 1 2021 @administration", "papi_rank = 9 change 2021 @administration"],
        ),
    ],
)
def test_what_is_counted_and_what_is_not(text: str, figures: list[str], known: Known):
    assert found(known, text) == sorted(figures)


def test_an_announced_congress_has_planned_delegates(known: Known):
    text = "Đại hội đại biểu Đảng bộ tỉnh sẽ được tổ chức vào ngày 26 và 27-9.\nTheo ban tổ chức, đại hội lần này có 446 đại biểu."
    assert found(known, text, published="") == ["congress_delegates = 446 planned"]


@pytest.mark.parametrize("shared", ["cùng có", "đều có"])
@pytest.mark.parametrize("done", ["trao tặng Huy hiệu Đảng cho", "kết nạp"])
def test_a_number_that_two_bodies_of_a_list_share_is_of_its_head(done: str, shared: str, known: Known):
    text = (
        f"Năm 2021, tỉnh {done} 1.188 đảng viên. Trong đó, huyện Đô Lương có 102 đảng viên, "
        f"huyện Yên Thành và thị xã Cửa Lò {shared} 97 đảng viên."
    )
    figures = found(known, text)
    assert {one.partition(" ")[0] for one in figures} == {"members_admitted" if done == "kết nạp" else "party_badges_awarded"}
    assert sorted(one.rpartition("@")[2] for one in figures if " 97 " in one) == ["huyen-yen-thanh", "tx-cua-lo"]


@pytest.mark.parametrize(
    "become", ["thành đảng viên chính thức", "chuyển thành đảng viên chính thức", "đủ điều kiện chuyển chính thức"]
)
def test_those_on_probation_are_recognized_as_what_they_become(become: str, known: Known):
    assert found(known, f"Năm 2021, xét, công nhận 350 đảng viên dự bị {become}.") == ["probationary_members_made_full = 350 2021"]
    # of them nobody says what they are recognized as
    assert found(known, "Năm 2021, công nhận 350 đảng viên dự bị.") == []


def test_what_is_done_in_a_clause_of_its_own_is_not_what_was_done_before(known: Known):
    text = "Năm 2021, {} 921 đoàn viên ưu tú tham gia học lớp cảm tình Đảng; 1.154 {} được giới thiệu, bồi dưỡng."
    for who in ("đoàn viên ưu tú", "quần chúng ưu tú"):
        assert found(known, text.format("cử", who)) == ["candidates_trained = 921 2021"]


def test_classes_for_those_who_may_join_are_told_apart(known: Known):
    text = "Năm 2021, mở 45 lớp đảng viên mới cho 2.350 học viên, 52 lớp đối tượng Đảng cho 3.450 học viên."
    assert found(known, text) == ["candidates_trained = 3450 2021", "new_members_trained = 2350 2021"]


@pytest.mark.parametrize("document", ["nghị quyết", "nghị quyết chuyên đề", "đề án"])
def test_documents_that_were_issued_are_none_that_are_set_out(document: str, known: Known):
    for done in ("đã ban hành", "đã xây dựng", "Tỉnh ủy ban hành"):
        assert found(known, f"Năm 2021, {done} 12 {document}.") == []
    for aim in ("sẽ ban hành", "Chương trình hành động xác định xây dựng", "dự kiến ban hành"):
        assert [one.partition("_")[2] for one in found(known, f"Năm 2023, {aim} 12 {document}.")] == ["planned = 12 planned 2023"]
