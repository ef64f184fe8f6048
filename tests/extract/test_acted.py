"""Who acted, on whom, in short: lists of those who act, a commission told of before. Every sentence is made up."""

from __future__ import annotations

from itertools import permutations

import pytest

from metrics.extract import Known
from tests.extract.test_places import found

LEVELS = {"Ban Thường vụ Tỉnh ủy": "province", "ban thường vụ các huyện ủy": "district", "đảng ủy cơ sở": "grassroots"}
ACTS = {
    "Kết quả thi hành kỷ luật": "members_disciplined",
    "Thi hành kỷ luật trong Đảng bộ tỉnh": "members_disciplined",
    "Kiểm tra chấp hành": "inspected_members",
    "Giám sát chuyên đề trong toàn Đảng bộ": "supervised_members",
}


@pytest.mark.parametrize(("act", "indicator"), list(ACTS.items()))
@pytest.mark.parametrize("split", ["", ", chia theo cấp"])
@pytest.mark.parametrize("nouns", [("đảng viên",) * 3, ("đảng viên", "", "")])
@pytest.mark.parametrize("joint", ["; ", ", "])
def test_a_list_of_those_who_act_shares_the_act_before_it(
    known: Known, act: str, indicator: str, split: str, nouns: tuple[str, ...], joint: str
):
    for order in permutations(LEVELS):
        numbers = dict(zip(order, (31, 74, 8), strict=True))
        items = [f"{who} {number} {noun}".rstrip() for (who, number), noun in zip(numbers.items(), nouns, strict=True)]
        text = f"{act} năm 2022{split}: {joint.join(items)}."
        wanted = [f"{indicator} body=committee;body_level={LEVELS[who]} = {number} 2022" for who, number in numbers.items()]
        assert found(known, text) == sorted(wanted)


@pytest.mark.parametrize("frame", [": {}.", " ({}).", ", trong đó {}.", ", gồm {}."])
@pytest.mark.parametrize("levels", [("cấp tỉnh", "cấp huyện", "cấp cơ sở"), ("cấp cơ sở", "cấp huyện", "cấp tỉnh")])
def test_levels_that_acted_share_a_total(known: Known, frame: str, levels: tuple[str, ...]):
    codes = {"cấp tỉnh": "province", "cấp huyện": "district", "cấp cơ sở": "grassroots"}
    items = ", ".join(f"{level} {number}" for level, number in zip(levels, (31, 74, 8), strict=True))
    wanted = [f"members_disciplined body_level={codes[level]} = {n} 2022" for level, n in zip(levels, (31, 74, 8), strict=True)]
    text = f"Năm 2022, thi hành kỷ luật 113 đảng viên{frame.format(items)}"
    assert found(known, text) == sorted([*wanted, "members_disciplined = 113 2022"])


@pytest.mark.parametrize("seat", [("Tỉnh ủy", "province"), ("Huyện ủy", "district")])
@pytest.mark.parametrize(
    "between", ["", " Ban Thường vụ Tỉnh ủy nghe báo cáo.", "\nTại kỳ họp này, Ủy ban đã xem xét một số nội dung."]
)
def test_the_commission_is_called_by_its_first_words(known: Known, seat: tuple[str, str], between: str):
    who = f"body=commission;body_level={seat[1]}"
    text = (
        f"Ủy ban Kiểm tra {seat[0]} họp kỳ thứ 41.{between}\nQuý III/2022, Ủy ban đã kiểm tra 3 tổ chức đảng; Ủy ban quyết định "
        "cảnh cáo 2 đảng viên; đề nghị Ban Thường vụ Tỉnh ủy xem xét 1 tổ chức đảng. Ủy ban tiếp nhận 31 đơn."
    )
    assert found(known, text) == [
        f"denunciations_received {who} = 31 2022-Q3",
        f"inspected_organizations {who} = 3 2022-Q3",
        f"members_disciplined {who};form=warning = 2 2022-Q3",
    ]


def test_no_commission_told_of_is_meant(known: Known):
    assert "commission" not in str(found(known, "UBND tỉnh họp. Năm 2022, Ủy ban đã giám sát 3 tổ chức đảng."))


@pytest.mark.parametrize("act", ["xử lý", "phải xử lý", "đã xử lý", "khởi tố", "giải quyết"])
@pytest.mark.parametrize("counted", ["23 đảng viên", "23 tổ chức đảng", "23 chi bộ"])
def test_to_whom_something_is_done_are_no_stock(known: Known, act: str, counted: str):
    assert found(known, f"Năm 2022, Đảng bộ tỉnh {act} {counted}.") == []


@pytest.mark.parametrize("forms", ["phần lớn là khiển trách", "khiển trách hoặc cảnh cáo", "chủ yếu bằng hình thức khiển trách"])
def test_forms_tell_what_is_done(known: Known, forms: str):
    assert found(known, f"Năm 2022, phải xử lý 23 đảng viên, {forms}.") == ["members_disciplined = 23 2022"]


@pytest.mark.parametrize("bodies", ["2 đảng ủy", "2 đảng ủy xã", "2 đảng ủy xã, phường", "2 đảng bộ cơ sở"])
@pytest.mark.parametrize(("form", "code"), [("khiển trách", "reprimand"), ("cảnh cáo", "warning")])
def test_a_form_befalls_all_that_are_joined(known: Known, bodies: str, form: str, code: str):
    bodies_, cells = f"form={code};subject=committee = 2 2022", f"form={code};subject=cell = 1 2022"
    wanted = sorted([f"organizations_disciplined {bodies_}", f"organizations_disciplined {cells}"])
    assert found(known, f"Năm 2022, có {bodies} và 1 chi bộ bị {form}.") == wanted
    assert found(known, f"Năm 2022, có 1 chi bộ và {bodies} bị {form}.") == wanted
    assert found(known, f"Năm 2022, {form} {bodies} và 1 chi bộ.") == wanted


SECTIONS = ["II. GIẢI QUYẾT TỐ CÁO\n{}\n\nIII. THI HÀNH KỶ LUẬT\n", "PHẦN II. TỐ CÁO\n{}\nPHẦN III. KỶ LUẬT\n", "II. {}\nIII. "]
DONE_WITHOUT_A_SUBJECT = {
    "Thi hành kỷ luật 96 đảng viên.": "members_disciplined = 96 2022",
    "Đã thi hành kỷ luật 96 đảng viên.": "members_disciplined = 96 2022",
    "Trong năm 2022, thi hành kỷ luật 96 đảng viên.": "members_disciplined = 96 2022",
    "Kiểm tra tài chính đảng 46 tổ chức đảng.": "finance_inspected_organizations = 46 2022",
}


@pytest.mark.parametrize("frame", SECTIONS)
@pytest.mark.parametrize("who", ["UBKT các cấp", "Ủy ban Kiểm tra Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"])
@pytest.mark.parametrize("done", DONE_WITHOUT_A_SUBJECT)
def test_who_acted_under_one_heading_does_not_act_under_the_next(known: Known, frame: str, who: str, done: str):
    text = f"Báo cáo năm 2022\n{frame.format(f'Năm 2022, {who} giải quyết 30 đơn tố cáo.')}{done}"
    figures = [one for one in found(known, text) if not one.startswith("denunciations")]
    assert figures == [DONE_WITHOUT_A_SUBJECT[done]]


@pytest.mark.parametrize("done", DONE_WITHOUT_A_SUBJECT)
@pytest.mark.parametrize("between", ["\n", " "])
def test_who_acted_goes_on_within_a_section(known: Known, done: str, between: str):
    text = f"II. KIỂM TRA, KỶ LUẬT\nNăm 2022, UBKT các cấp giải quyết 30 đơn tố cáo.{between}{done}"
    who = "body=commission;body_level=all"
    assert [one for one in found(known, text) if one.startswith(DONE_WITHOUT_A_SUBJECT[done].partition(" ")[0])] == [
        DONE_WITHOUT_A_SUBJECT[done].replace(" =", f" {who} =")
    ]
