"""What is required, supposed, or told of some that have no name: no counts of the body that a text is about. All made up."""

from __future__ import annotations

from itertools import product

import pytest

from metrics.extract import Known
from tests.extract.test_places import found


@pytest.mark.parametrize(
    "text",
    [
        "Để được công nhận, chi bộ phải có ít nhất 3 đảng viên chính thức.",
        "Đảng bộ cơ sở phải có từ 30 đảng viên trở lên.",
        "Muốn lập chi bộ, doanh nghiệp cần có đủ 3 đảng viên.",
        "Chi bộ có từ 9 đảng viên trở lên được bầu chi ủy.",
        "Chi bộ có 32 đảng viên trở lên là chi bộ lớn.",
        "Theo quy định, doanh nghiệp có đủ 3 đảng viên trở lên thì được thành lập tổ chức đảng.",
        "Nơi nào có dưới 3 đảng viên thì sinh hoạt ghép với chi bộ khác.",
        "Nếu có 5 đảng viên thì lập chi bộ.",
        "Khi có 30 đảng viên thì lập đảng bộ.",
        "Nếu mỗi chi bộ kết nạp thêm 1 đảng viên thì toàn tỉnh sẽ có thêm hơn 2.600 đảng viên.",
        "Giả sử mỗi chi bộ kết nạp 1 đảng viên thì toàn tỉnh kết nạp 2.600 đảng viên.",
    ],
)
def test_what_is_required_or_supposed_is_no_count(known: Known, text: str):
    assert found(known, text) == []


def test_a_comparison_that_begins_with_if_tells_what_was(known: Known):
    text = "Nếu năm 2015, toàn tỉnh có 5.120 đảng viên thì đến nay đã có 6.240 đảng viên."
    assert found(known, text) == ["party_members = 5120 2015", "party_members = 6240 2022-12-20"]
    assert found(known, "Năm 2021, toàn tỉnh kết nạp 64 đảng viên, nếu tính cả dự bị thì đông hơn.") == [
        "members_admitted = 64 2021"
    ]


SOME = ["có nơi", "có chi bộ", "có xã", "có những đơn vị", "một số chi bộ", "nhiều nơi", "không ít địa phương", "nơi thì"]
DID = ["phải mất 5 năm mới kết nạp được 1 đảng viên", "chỉ kết nạp được 2 đảng viên", "chỉ có 4 đảng viên", "hiện có 7 đảng viên"]


@pytest.mark.parametrize(("some", "did"), [*product(SOME, DID)])
def test_some_without_a_name_are_not_the_body_spoken_of(known: Known, some: str, did: str):
    assert found(known, f"{some.capitalize()} {did}.") == []
    whole = "Năm 2021, toàn tỉnh kết nạp 164 đảng viên"
    assert found(known, f"{whole}, {some} {did}.") == ["members_admitted = 164 2021"]
    assert found(known, f"{whole}; {some} {did}.") == ["members_admitted = 164 2021"]


def test_places_with_a_name_are_told_of(known: Known):
    text = "Năm 2021, toàn tỉnh kết nạp 164 đảng viên; có nơi đạt cao như huyện Đô Lương 31 đảng viên."
    assert found(known, text) == ["members_admitted = 164 2021", "members_admitted = 31 2021 @huyen-do-luong"]
    assert found(known, "Toàn tỉnh có 120 chi bộ với 1.640 đảng viên.") == [
        "cells_total = 120 2022-12-20",
        "party_members = 1640 2022-12-20",
    ]


@pytest.mark.parametrize("counted", ["38 nghìn lượt đảng viên", "1.204 lượt cán bộ, đảng viên", "640 lượt đảng viên"])
@pytest.mark.parametrize("did", ["học nghị quyết", "tham gia học tập", "", "dự hội nghị"])
def test_occurrences_are_no_stock(known: Known, counted: str, did: str):
    assert found(known, f"Toàn tỉnh có {counted} {did}.") == []


@pytest.mark.parametrize(
    "did", ["học tập nghị quyết", "học tập, quán triệt nghị quyết", "tham gia học tập", "bồi dưỡng lý luận chính trị"]
)
def test_those_who_study_are_not_all(known: Known, did: str):
    assert found(known, f"Toàn tỉnh có 38.000 đảng viên {did}.") == []
    assert found(known, "Toàn tỉnh có 38.000 đảng viên tham gia sinh hoạt.") == ["party_members = 38000 2022-12-20"]


@pytest.mark.parametrize(
    "text",
    [
        "Công an tỉnh xử phạt hành chính 3.120 trường hợp, cảnh cáo 214 trường hợp.",
        "Lực lượng chức năng đã xử phạt cảnh cáo 35 trường hợp vi phạm an toàn giao thông.",
        "Thanh tra tỉnh phạt tiền 14 cơ sở, cảnh cáo 6 cơ sở, khiển trách 2 cá nhân.",
        "Sở Nội vụ kỷ luật 8 công chức, gồm khiển trách 5, cảnh cáo 3.",
        "UBND tỉnh đã kỷ luật 21 cán bộ, công chức: khiển trách 15 người, cảnh cáo 6 người.",
        "Tòa án tuyên phạt cảnh cáo 4 bị cáo, cách chức 1 người.",
    ],
)
def test_whom_others_warn_is_no_member_disciplined(known: Known, text: str):
    assert [one for one in found(known, text) if "disciplined" in one or "staff" in one] == []


@pytest.mark.parametrize("others", ["khiển trách 5, cảnh cáo 3", "khiển trách 5 trường hợp, cảnh cáo 3 trường hợp"])
@pytest.mark.parametrize("who", ["kỷ luật 8 đảng viên, gồm", "Ủy ban Kiểm tra Tỉnh ủy", "thi hành kỷ luật trong Đảng"])
def test_whom_the_party_warns_is_disciplined(known: Known, who: str, others: str):
    forms = [one for one in found(known, f"Năm 2021, {who} {others}.") if "form=" in one]
    assert [one.partition("form=")[2] for one in forms] == ["reprimand = 5 2021", "warning = 3 2021"]


@pytest.mark.parametrize("who", ["Cán bộ của Sở Xây dựng", "Đội ngũ giảng viên của trường", "Công chức của tỉnh"])
@pytest.mark.parametrize("told", ["45 người có trình độ thạc sĩ, 210 người đại học", "đại học 210 người, thạc sĩ 45 người"])
def test_degrees_of_staff_are_none_of_members(known: Known, who: str, told: str):
    assert [one for one in found(known, f"{who}: {told}.") if "degree" in one] == []
    assert found(known, "Về trình độ của đảng viên: đại học 210 người.") == ["members_by_degree degree=university = 210 2022-12-20"]


@pytest.mark.parametrize(
    "others",
    [
        "Lao động trong các khu công nghiệp là 3.100 người",
        "Toàn tỉnh có 3.100 hội viên",
        "Dự hội thảo có 3.100 người",
        "Toàn tỉnh có 3.100 hộ",
    ],
)
@pytest.mark.parametrize("part", ["trong đó có 140 đảng viên", "trong đó 140 đồng chí là đảng viên"])
def test_members_among_others_are_not_all(known: Known, others: str, part: str):
    assert found(known, f"{others}, {part}.") == []
    whole = "Toàn tỉnh hiện có 120 tổ chức cơ sở đảng với 6.140 đảng viên"
    assert "party_members = 6140 2022-12-20" in found(known, f"{whole}, trong đó có 140 đảng viên dự bị.")


@pytest.mark.parametrize("last", ["từ trần: 96 đồng chí", "nghỉ hưu: 96 đồng chí", "bị thương: 96 người"])
def test_a_label_of_its_own_ends_what_was_done(known: Known, last: str):
    text = f"Năm 2021: đảng viên mới kết nạp: 402 đồng chí; xóa tên: 21 đồng chí; {last}; công nhận chính thức: 388 đồng chí."
    assert found(known, text) == [
        "members_admitted = 402 2021",
        "members_struck_off = 21 2021",
        "probationary_members_made_full = 388 2021",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tổ công tác có 12 đảng viên.",
        "Đoàn kiểm tra gồm 7 đồng chí.",
        "Lớp học có 85 đảng viên là bí thư chi bộ tham gia.",
        "Tổ giám sát có 5 đảng viên.",
        "Các đơn vị đã cử 45 đảng viên tham gia đoàn công tác.",
        "Cài đặt Sổ tay đảng viên điện tử cho 38.120 đảng viên, đạt 84%.",
        "Có 38.120 đảng viên đã cài đặt Sổ tay đảng viên điện tử.",
        "Miễn sinh hoạt đảng cho 1.204 đảng viên; 96 đảng viên từ trần.",
        "Năm 2021, Trung ương kỷ luật 6 tổ chức đảng và 18 đảng viên.",
        "Năm 2021, Bộ Chính trị kỷ luật 6 đảng viên.",
        "Năm 2021, UBKT Trung ương quyết định cảnh cáo 2 đảng viên.",
        "Năm 2021, Thanh tra tỉnh kiểm tra 12 đơn vị, kiến nghị kỷ luật 15 cá nhân.",
        "Năm 2021, đề nghị kỷ luật đối với 15 đảng viên.",
    ],
)
def test_what_others_have_do_or_ask_for_is_none_of_the_body(known: Known, text: str):
    assert found(known, text) == []


def test_what_is_like_it_and_the_body_s_own(known: Known):
    assert found(known, "Tổ chức đảng của tỉnh có 1.204 đảng viên.") == ["party_members = 1204 2022-12-20"]
    assert found(known, "Đoàn đại biểu thay mặt cho 1.204 đảng viên.") == ["party_members = 1204 2022-12-20"]
    assert found(known, "Năm 2021, cử 45 đảng viên đi đào tạo.") == ["people_sent_to_training = 45 2021"]
    text = "Năm 2021, Trung ương có nhiều chủ trương; Tỉnh ủy kỷ luật 6 đảng viên."
    assert found(known, text) == ["members_disciplined body=committee;body_level=province = 6 2021"]
    (line,) = found(known, "Đoàn kiểm tra của Tỉnh ủy năm 2021 đã kiểm tra 7 tổ chức đảng.")
    assert line.startswith("inspected_organizations")
    assert line.endswith("= 7 2021")


@pytest.mark.parametrize("levels", ["cao cấp và cử nhân 320 người", "cử nhân, cao cấp 320 người", "cao cấp, cử nhân 320 người"])
def test_a_level_of_theory_is_no_sending_to_training(known: Known, levels: str):
    assert found(known, f"Trình độ lý luận chính trị: {levels}, trung cấp 560 người.") == [
        "members_by_political_theory theory=advanced = 320 2022-12-20",
        "members_by_political_theory theory=intermediate = 560 2022-12-20",
    ]


def test_those_on_probation_are_of_the_whole_whatever_group_was_told_before(known: Known):
    figures = found(known, "Toàn tỉnh có 69.174 đảng viên; nữ 23.980 (34,67%); dự bị 2.415.")
    assert "probationary_members = 2415 2022-12-20" in figures
