"""Youth and trade unions, the Front and associations: what their committees are and do, and whom they admit, is none of the Party.

Every sentence is made up.
"""

from __future__ import annotations

from itertools import product

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown

UNIONS = (
    *("Đoàn khối", "Đoàn TNCS Hồ Chí Minh tỉnh", "Tỉnh đoàn", "Công đoàn Viên chức tỉnh", "Liên đoàn Lao động tỉnh"),
    *("Hội Nông dân tỉnh", "Hội LHPN tỉnh", "Hội Cựu chiến binh tỉnh", "Mặt trận Tổ quốc tỉnh", "Đoàn thanh niên huyện Đô Lương"),
)
PARTY = ("Đảng bộ tỉnh", "Đảng bộ Khối các cơ quan tỉnh", "Đảng bộ Tỉnh đoàn", "Chi bộ Công đoàn tỉnh", "Đảng bộ Hội Nông dân tỉnh")
SEATS = (
    "Ban Chấp hành {} gồm 25 đồng chí.",
    "Ban Thường vụ {} có 11 đồng chí.",
    "Đại hội bầu 27 đồng chí vào Ban Chấp hành {}.",
    "Đại hội {} đã bầu Ban Chấp hành gồm 25 đồng chí; Ban Thường vụ 9 đồng chí.",
    "Đại hội đại biểu {} thành công tốt đẹp. Đại hội đã bầu Ban Chấp hành khóa mới gồm 25 đồng chí.",
    "{} tổ chức Đại hội. Ủy ban Kiểm tra gồm 5 đồng chí.",
    "Đại hội {} bầu 3 Phó Bí thư.",
    "{} tổ chức Đại hội và bầu đoàn đại biểu dự Đại hội cấp trên gồm 12 đồng chí.",
)


def found(known: Known, text: str) -> list[str]:
    reading = read(text, known, published="2022-12-20", province="nghe-an", organization="nghe-an.province-wide")
    return [shown(one) for one in reading.figures]


@pytest.mark.parametrize("text", SEATS)
def test_committees_of_unions_are_none_of_the_party(text: str, known: Known):
    read_of = {union: found(known, text.format(union)) for union in UNIONS}
    assert not any(read_of.values()), read_of
    assert all(found(known, text.format(body)) for body in PARTY)


@pytest.mark.parametrize("union", UNIONS)
def test_committees_of_the_party_beside_those_of_unions_are_read(union: str, known: Known):
    ours, theirs = "Ban Chấp hành Đảng bộ tỉnh gồm 67 đồng chí", f"Ban Chấp hành {union} gồm 35 đồng chí"
    size = ["executive_committee_size = 67 2022-12-20"]
    assert [found(known, f"{'; '.join(order)}.") for order in ((ours, theirs), (theirs, ours))] == [size, size]


@pytest.mark.parametrize("office", ["Chủ tịch Hội Nông dân tỉnh", "Chủ tịch Ủy ban MTTQ tỉnh", "Bí thư Tỉnh đoàn"])
def test_who_comes_to_a_congress_does_not_hold_it(office: str, known: Known):
    text = f"Ngày 28/7/2022, Đảng bộ tổ chức Đại hội đại biểu. {office} dự Đại hội. Tham dự Đại hội có 156 đại biểu chính thức."
    assert found(known, text) == ["congress_delegates = 156 2022-07-28"]


@pytest.mark.parametrize(
    ("union", "text"),
    list(
        product(
            UNIONS,
            (
                "{} có 12.000 hội viên, trong đó 4.500 đảng viên.",
                "{} có 12.000 đoàn viên (trong đó có 4.500 đảng viên).",
                "Năm 2021, {} kết nạp 350 đoàn viên.",
                "Năm 2021, Ủy ban Kiểm tra {} kỷ luật 3 cán bộ.",
                "Năm 2021, {} giám sát 12 cuộc, 45 tổ chức.",
            ),
        )
    ),
)
def test_members_of_unions_are_none_of_the_party(union: str, text: str, known: Known):
    assert found(known, text.format(union)) == []


@pytest.mark.parametrize("union", UNIONS)
def test_those_of_a_union_whom_the_party_admits_are_its_members(union: str, known: Known):
    text = f"Năm 2021, {union} đã kết nạp Đảng cho 350 đoàn viên."
    assert [one.partition(" @")[0] for one in found(known, text)] == ["members_admitted group=youth_union = 350 2021"]
