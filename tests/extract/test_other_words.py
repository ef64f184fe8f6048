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
