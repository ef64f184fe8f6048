"""Who sits on committees and whom congresses send: those elected, not those proposed. Every sentence here is made up."""

from __future__ import annotations

import itertools

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown

TERM = "nhiệm kỳ 2020 - 2025"
COMMITTEES = {
    "executive_committee_size": "Ban Chấp hành Đảng bộ tỉnh",
    "standing_committee_size": "Ban Thường vụ Tỉnh ủy",
    "inspection_commission_size": "Ủy ban Kiểm tra Tỉnh ủy",
}
ELECTED = [
    "Kết quả, có 49 đồng chí trúng cử vào {}, {}.",
    "Theo đó, 49 đồng chí đã được tín nhiệm bầu vào {}, {}.",
    "49 đồng chí đắc cử {}, {}.",
    "Đại hội đã bầu 49 đồng chí tham gia {}, {}.",
    "Từ danh sách 54 đồng chí được giới thiệu, Đại hội bầu 49 đồng chí vào {}, {}.",
    "Đại hội thống nhất danh sách 54 đồng chí để bầu 49 đồng chí vào {}, {}.",
    "Có 49 đồng chí được giới thiệu đã trúng cử {}, {}.",
    "Đại hội nghe giới thiệu {}, {} gồm 49 đồng chí.",
]
PROPOSED = [
    "Đại hội thống nhất số lượng ứng cử {}, {} là 54 đồng chí.",
    "Đại hội đề cử 54 đồng chí để bầu cử vào {}, {}.",
    "Danh sách bầu cử {} {} gồm 54 đồng chí.",
    "Tỉnh ủy khóa trước giới thiệu danh sách nhân sự gồm 54 đồng chí để đại hội bầu {}, {}.",
]
# those who were chosen, or proposed, before and anew
INCUMBENTS = "Trong đó có 31 đồng chí tái cử; 18 đồng chí tham gia lần đầu."


def found(known: Known, text: str) -> list[str]:
    reading = read(text, known, published="2020-10-20", province="nghe-an", organization="nghe-an.province-wide")
    return sorted(shown(one) for one in reading.figures)


@pytest.mark.parametrize(("code", "sentence"), list(itertools.product(COMMITTEES, ELECTED)))
def test_a_committee_is_as_large_as_those_elected(known: Known, code: str, sentence: str):
    assert found(known, sentence.format(COMMITTEES[code], TERM)) == [f"{code} = 49 2020/2025"]


@pytest.mark.parametrize(("code", "sentence"), list(itertools.product(COMMITTEES, PROPOSED)))
def test_those_proposed_are_no_committee(known: Known, code: str, sentence: str):
    text = sentence.format(COMMITTEES[code], TERM)
    assert found(known, text) == []
    assert found(known, f"{text} {INCUMBENTS}") == []
    elected = ELECTED[0].format(COMMITTEES[code], TERM)
    assert found(known, f"{text} {elected}") == [f"{code} = 49 2020/2025"]


def test_incumbents_are_those_of_the_elected(known: Known):
    text = ELECTED[3].format(COMMITTEES["executive_committee_size"], TERM)
    assert found(known, f"{text} {INCUMBENTS}") == [
        "committee_members_elected incumbency=first_time = 18 2020/2025",
        "committee_members_elected incumbency=re_elected = 31 2020/2025",
        "executive_committee_size = 49 2020/2025",
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Số lượng Phó Bí thư Tỉnh ủy gồm 4 người, nhiệm kỳ 2020 - 2025.", ["deputy_secretaries = 4 2020/2025"]),
        (
            "Hội nghị đã bầu 14 đồng chí vào Ban Thường vụ, bầu 2 đồng chí giữ chức Phó Bí thư nhiệm kỳ 2020 - 2025.",
            ["deputy_secretaries = 2 2020/2025", "standing_committee_size = 14 2020/2025"],
        ),
        ("Tỉnh ủy trao quyết định cho 2 đồng chí làm Phó Bí thư các đảng ủy.", []),
        ("Phó Bí thư có 3 đồng chí, nhiệm kỳ 2020 - 2025.", ["deputy_secretaries = 3 2020/2025"]),
        (
            "Đại hội đã bầu 64 đồng chí tham dự Đại hội đại biểu toàn quốc lần thứ XIII của Đảng.",
            ["upper_congress_delegates = 64 2020-10-20"],
        ),
        ("Đại hội bầu đoàn đại biểu gồm 18 đồng chí đi dự Đại hội cấp trên.", ["upper_congress_delegates = 18 2020-10-20"]),
        ("Có 12 đồng chí tham dự Đại hội đại biểu toàn quốc phát biểu.", []),
        (
            "Đại hội có 350 đại biểu, đại diện cho 60.000 đảng viên của 18 đảng bộ trực thuộc Tỉnh ủy Nghệ An.",
            ["congress_delegates = 350 2020-10-20", "party_members = 60000 2020-10-20", "subordinate_committees = 18 2020-10-20"],
        ),
        ("Hiện nay có 18 đảng bộ trực thuộc Tỉnh ủy Nghệ An được khen thưởng.", []),
    ],
)
def test_who_leads_and_who_is_sent(known: Known, text: str, figures: list[str]):
    assert found(known, text) == figures
