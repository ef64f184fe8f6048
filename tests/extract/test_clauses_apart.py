"""What is told in the next clause, or in a bracket, and is none of the count before it. Every sentence is made up."""

from __future__ import annotations

import pytest

from metrics.extract import Known
from tests.extract.test_places import found

TODAY = "2022-12-20"


@pytest.mark.parametrize("stock", ["5.678 đảng viên", "38 tổ chức cơ sở đảng", "210 chi bộ trực thuộc"])
@pytest.mark.parametrize(
    "after",
    [
        ", năm 2021 kết nạp 120 đảng viên",
        ", năm 2021 đã kết nạp 120 đảng viên",
        "; năm 2021, kết nạp 120 đảng viên",
        "; trong năm 2021 kết nạp 120 đảng viên",
    ],
)
def test_the_time_of_the_next_clause_dates_no_stock(known: Known, stock: str, after: str):
    figures = found(known, f"Đảng bộ tỉnh có {stock}{after}.")
    assert "members_admitted = 120 2021" in figures
    assert [one.rpartition(" ")[2] for one in figures if "admitted" not in one] == [TODAY]
    # one that stands behind the stock, and has no act of its own, does
    assert found(known, f"Đảng bộ tỉnh có {stock}, tính đến 30/6/2022.")[0].endswith("2022-06-30")


@pytest.mark.parametrize(
    "target",
    ["chỉ tiêu nghị quyết (300 đảng viên)", "nghị quyết (300 đảng viên)", "kế hoạch (300 đảng viên)", "chỉ tiêu (300 đảng viên)"],
)
@pytest.mark.parametrize("rate", ["bằng 4,1% so với tổng số đảng viên", "đạt 4,1% tổng số đảng viên đầu năm"])
def test_a_target_in_a_bracket_is_no_base(known: Known, target: str, rate: str):
    figures = found(known, f"Năm 2021, toàn tỉnh kết nạp 320 đảng viên, đạt 106,6% {target}, {rate}.")
    assert "admission_rate = 4.1% 2021" in figures
    assert "members_admitted = 300 target 2021" in figures


@pytest.mark.parametrize(
    "sets", ["đề ra 4 chỉ tiêu về xây dựng Đảng", "đề ra 18 chỉ tiêu, trong đó có 4 chỉ tiêu về xây dựng Đảng"]
)
@pytest.mark.parametrize("order", [("kết nạp 60 đảng viên", "95% đảng viên hoàn thành tốt nhiệm vụ trở lên"), None])
def test_targets_follow_the_number_of_them(known: Known, sets: str, order: tuple[str, str] | None):
    items = order or ("95% đảng viên hoàn thành tốt nhiệm vụ trở lên", "kết nạp 60 đảng viên")
    figures = found(known, f"Đại hội Đảng bộ tỉnh {sets}: {'; '.join(items)}.")
    assert [" target" in one for one in figures] == [True, True]
    # of targets that were met the results follow
    assert "target" not in str(found(known, f"Năm 2021, tỉnh đạt 4 chỉ tiêu về xây dựng Đảng: {'; '.join(items)}."))


@pytest.mark.parametrize("still", ["đang xem xét", "đang được xem xét", "tiếp tục xem xét"])
def test_of_whom_nothing_is_decided_are_not_disciplined(known: Known, still: str):
    figures = found(known, f"Năm 2021, thi hành kỷ luật 18 đảng viên, còn 2 đảng viên {still}.")
    assert figures == ["members_disciplined = 18 2021"]


@pytest.mark.parametrize("award", ["tặng Bằng khen", "trao Bằng khen"])
@pytest.mark.parametrize("joint", [" và ", ", "])
def test_an_award_is_of_all_that_are_joined(known: Known, award: str, joint: str):
    text = f"Năm 2021, có 3 tập thể{joint}7 cá nhân được Tỉnh ủy {award}."
    assert found(known, text) == ["merit_certificates = 3 2021", "merit_certificates = 7 2021"]


@pytest.mark.parametrize("assessed", ["được đánh giá", "được đánh giá, xếp loại", "được xếp loại"])
def test_those_assessed_are_told_before_their_grades(known: Known, assessed: str):
    text = (
        f"Năm 2021, trong 2.310 đảng viên {assessed}, có 231 đồng chí hoàn thành xuất sắc, 19 đồng chí không hoàn thành nhiệm vụ."
    )
    assert {"members_rated grade=excellent = 231 2021", "members_rated grade=failed = 19 2021"} <= set(found(known, text))


def test_private_bodies_rise_to_so_many(known: Known):
    text = (
        "Năm 2021, lập 6 tổ chức đảng trong doanh nghiệp ngoài khu vực nhà nước, nâng tổng số lên 98 tổ chức với 2.410 đảng viên."
    )
    assert found(known, text) == [
        "organizations_changed event=founded;subject=other = 6 2021",
        "party_members group=enterprise = 2410 2021",
        "private_sector_organizations = 98 2021",
    ]


@pytest.mark.parametrize(
    ("published", "code"), [("2025-08-20", "upper_congresses_held"), ("2020-08-20", "congresses_held subject=committee")]
)
@pytest.mark.parametrize("bodies", ["đảng bộ xã, phường", "đảng bộ xã", "đảng bộ phường, xã"])
def test_communes_stand_right_below_the_province_since_the_districts_ended(known: Known, published: str, code: str, bodies: str):
    text = f"Đến nay, 129/130 {bodies} đã tổ chức thành công đại hội."
    assert found(known, text, published=published) == [f"{code} = 129/130 {published}"]


@pytest.mark.parametrize("many", ["4 chi bộ", "7 chi bộ", "4 chi bộ doanh nghiệp"])
@pytest.mark.parametrize("joint", ["với", "có", "gồm"])
def test_members_of_those_founded_are_no_stock(known: Known, many: str, joint: str):
    figures = found(known, f"Năm 2021, toàn tỉnh thành lập {many} {joint} 21 đảng viên.")
    assert [one.split(" ")[0] for one in figures] == ["organizations_changed"]


@pytest.mark.parametrize("letters", ["212 đơn", "212 đơn, thư", "212 đơn tố cáo"])
@pytest.mark.parametrize("done", ["đã xử lý 208 đơn", "đã giải quyết 208 đơn"])
def test_letters_handled_after_they_came_are_settled(known: Known, letters: str, done: str):
    figures = found(known, f"Năm 2021, toàn tỉnh tiếp nhận {letters}, {done}.")
    assert figures == ["denunciations_received = 212 2021", "denunciations_resolved = 208 2021"]


@pytest.mark.parametrize("later", ["bầu bổ sung 2 đồng chí vào Ban Thường vụ", "bầu bổ sung 3 đồng chí vào Ban Chấp hành"])
def test_who_joins_a_committee_is_not_all_of_it(known: Known, later: str):
    assert not found(known, f"Hội nghị Ban Chấp hành Đảng bộ tỉnh {later}.")
    assert found(known, f"Đại hội Đảng bộ tỉnh {later.replace(' bổ sung', '')}.")
