"""How much more or less than at another time, in whatever words; forms and acts told in short. Every sentence is made up."""

from __future__ import annotations

from itertools import product

import pytest

from metrics.extract import Known
from tests.extract.test_places import found

EARLIER = ["cùng kỳ năm trước", "cùng kỳ", "năm 2020", "năm trước", "so với năm 2020", "so với cùng kỳ năm ngoái"]
COUNTS = {
    "kết nạp 148 đảng viên": "members_admitted",
    "thi hành kỷ luật 148 đảng viên": "members_disciplined",
    "xóa tên 148 đảng viên": "members_struck_off",
    "số đảng viên bị kỷ luật là 148": "members_disciplined",
}


@pytest.mark.parametrize("earlier", EARLIER)
@pytest.mark.parametrize(
    ("more", "sign"),
    [("nhiều hơn", 1), ("cao hơn", 1), ("tăng hơn", 1), ("tăng", 1), ("hơn", 1), ("ít hơn", -1), ("thấp hơn", -1), ("kém", -1)],
)
@pytest.mark.parametrize("tell", ["{n}", "là {n}"])
def test_what_is_more_than_at_another_time_is_a_change(known: Known, earlier: str, more: str, sign: int, tell: str):
    for count, indicator in COUNTS.items():
        for difference in ("21 người", "21 đồng chí", "21 đảng viên"):
            text = f"Năm 2021, toàn tỉnh {count}, {more} {earlier} {tell.format(n=difference)}."
            assert found(known, text) == sorted([f"{indicator} = 148 2021", f"{indicator} = {sign * 21} change 2021"])


@pytest.mark.parametrize("earlier", ["so với cùng kỳ", "so với năm 2020"])
@pytest.mark.parametrize(("more", "sign"), [("nhiều hơn", 1), ("cao hơn", 1), ("ít hơn", -1), ("tăng", 1), ("giảm", -1)])
def test_a_change_may_stand_behind_or_before_what_it_is_compared_with(known: Known, earlier: str, more: str, sign: int):
    for text in (f"{earlier} {more} 21 đảng viên", f"{more} 21 đảng viên {earlier}"):
        figures = found(known, f"Năm 2021, toàn tỉnh kết nạp 148 đảng viên, {text}.")
        assert figures == sorted(["members_admitted = 148 2021", f"members_admitted = {sign * 21} change 2021"])


@pytest.mark.parametrize("number", [("một", 1), ("hai", 2), ("ba", 3), ("bảy", 7), ("mười", 10), ("mười hai", 12)])
@pytest.mark.parametrize("list_", ["khiển trách {}, cảnh cáo 5", "cảnh cáo 5 và khiển trách {}", "cảnh cáo 5; khiển trách {}"])
@pytest.mark.parametrize("frame", [": {}.", " ({}).", ", gồm {}."])
def test_a_form_of_discipline_may_have_its_number_in_words(known: Known, number: tuple[str, int], list_: str, frame: str):
    text = f"Năm 2021, toàn tỉnh kỷ luật 17 đảng viên{frame.format(list_.format(number[0]))}"
    assert f"members_disciplined form=reprimand = {number[1]} 2021" in found(known, text)
    # as it is read in digits
    assert found(known, text) == found(known, text.replace(f"trách {number[0]}", f"trách {number[1]}"))


@pytest.mark.parametrize("suffered", ["bị kỷ luật", "đã bị kỷ luật", "vi phạm bị thi hành kỷ luật", "vi phạm đã bị xử lý kỷ luật"])
@pytest.mark.parametrize("number", ["là 12", "là 12 đồng chí", ": 12", ": 12 người"])
def test_those_who_suffered_an_act_are_counted_behind_it(known: Known, suffered: str, number: str):
    assert found(known, f"Năm 2021, số đảng viên {suffered} {number}.") == ["members_disciplined = 12 2021"]
    for denied in ("chưa", "không"):
        text = f"Năm 2021, số đảng viên {denied} bị {suffered.rpartition('bị ')[2]} {number}."
        assert found(known, text) == []


@pytest.mark.parametrize("joint", [", được", ", số được", "; số được", " và được", ", còn số được"])
@pytest.mark.parametrize("noun", ["số đảng viên", "tổ chức đảng"])
@pytest.mark.parametrize("acts", [("kiểm tra", "giám sát"), ("giám sát", "kiểm tra")])
def test_each_act_has_the_number_behind_it(known: Known, joint: str, noun: str, acts: tuple[str, str]):
    codes = {"kiểm tra": "inspected", "giám sát": "supervised"}
    end = "members" if noun == "số đảng viên" else "organizations"
    text = f"Năm 2021, {noun} được {acts[0]} là 51{joint} {acts[1]} là 40."
    assert found(known, text) == sorted([f"{codes[acts[0]]}_{end} = 51 2021", f"{codes[acts[1]]}_{end} = 40 2021"])


GRADES = {
    "trong sạch vững mạnh": "clean_and_strong",
    "hoàn thành xuất sắc nhiệm vụ": "excellent",
    "hoàn thành tốt nhiệm vụ": "good",
    "hoàn thành nhiệm vụ": "completed",
}
WHOLES = [
    "có 755/758 tổ chức cơ sở đảng được đánh giá, đạt 99,6%; trong đó, tổ chức cơ sở đảng ",
    "có 755 tổ chức cơ sở đảng được xếp loại, trong đó tổ chức cơ sở đảng ",
    "đánh giá 755 tổ chức cơ sở đảng, trong đó ",
    "tổ chức cơ sở đảng ",
]


@pytest.mark.parametrize("whole", WHOLES)
@pytest.mark.parametrize("differs", [" ({more} 9,28%)", " ({more} 9,28% so với năm 2020)", ", {more} 9,28% so với năm 2020"])
@pytest.mark.parametrize(("more", "sign"), [("tăng", 1), ("giảm", -1)])
def test_a_difference_is_of_the_grade_right_before_it(known: Known, whole: str, differs: str, more: str, sign: int):
    for words, grade in GRADES.items():
        told = f"grassroots_organizations_rated grade={grade}"
        gold = {f"{told} = 54.83% 2021", f"{told} = {sign * 9.28:g}% change 2021"}
        text = f"Năm 2021, {whole}{words} chiếm 54,83%{differs.format(more=more)}."
        figures = found(known, text)
        assert gold <= set(figures), text
        assert sum("change" in one for one in figures) == 1, text


@pytest.mark.parametrize("part", ["nữ chiếm 41%", "người dân tộc thiểu số chiếm 41%"])
def test_a_difference_behind_a_bracket_is_of_the_count_before_it(known: Known, part: str):
    figures = found(known, f"Năm 2021, kết nạp 148 đảng viên ({part}), tăng 12% so với năm 2020.")
    assert "members_admitted = 12% change 2021" in figures


SINCE = "So với năm 2020, "


@pytest.mark.parametrize(
    ("told", "changed", "figures"),
    [
        (
            "kỷ luật 412 đảng viên và 9 tổ chức đảng",
            "số đảng viên bị kỷ luật giảm 15,2%, số tổ chức đảng tăng 2",
            ["members_disciplined = -15.2%", "organizations_disciplined = 2"],
        ),
        ("kỷ luật 412 đảng viên và 9 tổ chức đảng", "số đảng viên bị kỷ luật giảm 15,2%", ["members_disciplined = -15.2%"]),
        ("kỷ luật 412 đảng viên và 9 tổ chức đảng", "giảm 2 tổ chức đảng", ["organizations_disciplined = -2"]),
        ("kỷ luật 9 tổ chức đảng và 412 đảng viên", "giảm 2 tổ chức đảng", ["organizations_disciplined = -2"]),
        (
            "kiểm tra 95 tổ chức đảng, 240 đảng viên",
            "số tổ chức đảng được kiểm tra tăng 6%, số đảng viên được kiểm tra giảm 3%",
            ["inspected_members = -3%", "inspected_organizations = 6%"],
        ),
        (
            "kiểm tra 95 tổ chức đảng, 240 đảng viên",
            "số tổ chức đảng tăng 6, số đảng viên giảm 13 đồng chí",
            ["inspected_members = -13", "inspected_organizations = 6"],
        ),
        (
            "kiểm tra 95 tổ chức đảng, giám sát 40 tổ chức đảng",
            "số tổ chức đảng được kiểm tra tăng 6%, số tổ chức đảng được giám sát giảm 3%",
            ["inspected_organizations = 6%", "supervised_organizations = -3%"],
        ),
        ("kiểm tra 95 tổ chức đảng", "số tổ chức đảng được giám sát tăng 6%", []),
        ("kỷ luật 412 đảng viên", "số tổ chức đảng bị kỷ luật tăng 2", []),
    ],
)
def test_a_difference_in_a_sentence_of_its_own_is_of_its_noun(known: Known, told: str, changed: str, figures: list[str]):
    lines = found(known, f"Năm 2021, {told}. {SINCE}{changed}.")
    assert [one.removesuffix(" change 2021") for one in lines if "change" in one] == figures


@pytest.mark.parametrize(
    "changed", ["số đảng viên bị kỷ luật tăng 9 trường hợp", "tăng 9 đảng viên", "số đảng viên bị kỷ luật tăng 9"]
)
def test_of_the_forms_the_whole_has_changed(known: Known, changed: str):
    text = f"Năm 2021, kỷ luật 141 đảng viên: khiển trách 98 đồng chí, cảnh cáo 43 đồng chí. {SINCE}{changed}."
    assert [one for one in found(known, text) if "change" in one] == ["members_disciplined = 9 change 2021"]


ALIKE = ["cùng kỳ", "cùng kỳ năm trước", "cùng kỳ là", "cùng kỳ năm ngoái là"]


@pytest.mark.parametrize(("before", "noun"), [*product(ALIKE, ["", " đảng viên"]), ("cùng kỳ năm trước:", "")])
def test_the_like_stretch_of_the_year_before_in_brackets_has_its_own_count(known: Known, before: str, noun: str):
    text = f"Quý I/2022, kết nạp 214 đảng viên ({before} 187{noun}), xóa tên 9 đảng viên ({before} 4{noun})."
    assert found(known, text) == [
        "members_admitted = 187 2021-Q1",
        "members_admitted = 214 2022-Q1",
        "members_struck_off = 4 2021-Q1",
        "members_struck_off = 9 2022-Q1",
    ]


@pytest.mark.parametrize("told", ["cùng kỳ 87%", "bằng 87% cùng kỳ", "cùng kỳ khóa 12"])
def test_no_count_of_the_year_before_is_told(known: Known, told: str):
    assert found(known, f"Quý I/2022, kết nạp 214 đảng viên ({told}).") == ["members_admitted = 214 2022-Q1"]
