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
            "Ngày 4/10/2022, Đảng bộ tổ chức Đại hội nhiệm kỳ 2022 - 2025. Từ đầu nhiệm kỳ đến nay, Đảng bộ kết nạp được 3 đảng viên, "
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
