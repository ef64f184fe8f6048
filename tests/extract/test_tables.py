"""Tables in texts: each number by its heading, its row's name and the title; what is not understood is told, once a table."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.data.quotes import cell_stands_in, numbers_in
from metrics.extract import Known, Reading, read, row_of
from tests.extract.shown import shown

FORM = """Biểu 1. Một số chỉ tiêu công tác đảng viên 6 tháng đầu năm 2024 của Đảng bộ tỉnh
STT | Nội dung | ĐVT | Kỳ này | Cùng kỳ | So sánh (%)
A | B | C | 1 | 2 | 3
1 | Kết nạp đảng viên mới | Đảng viên | 215 | 200 | 107,5
 | - Nữ | Đảng viên | 100 | 90 | 111
2 | Tổng số đảng viên | Đảng viên | 10.250 | 10.100 | 101
3 | Khiển trách | Đảng viên | 5 | - | -
Số liệu tính đến 30/6/2024
"""
# a text, what is read of its tables, how many numbers are told as not understood
TABLES: dict[str, tuple[str, list[str], int]] = {
    "a form: lines, this period, the same period": (
        FORM,
        [
            "members_admitted = 215 2024-H1",
            "members_admitted = 200 2023-H1",
            "members_admitted group=female = 100 2024-H1",
            "members_admitted group=female = 90 2023-H1",
            "party_members = 10250 2024-06-30",
            "party_members = 10100 2023-06-30",
            "members_disciplined form=reprimand = 5 2024-H1",
        ],
        3,
    ),
    "units of thousands": (
        "Kết quả năm 2023 của Đảng bộ tỉnh\nChỉ tiêu | ĐVT | Năm 2023\n"
        "Tổng số đảng viên | 1.000 người | 205\nQuần chúng | nghìn người | 9\nKết nạp đảng viên mới | người | 35",
        ["members_admitted = 35 2023"],
        2,
    ),
    "bodies by years, with tabs": (
        "Kết quả kết nạp đảng viên qua các năm\nĐơn vị\t2021\t2022\nThành phố Vinh\t200\t\nToàn tỉnh\t300\t320",
        ["members_admitted = 200 2021 @tp-vinh", "members_admitted = 300 2021", "members_admitted = 320 2022"],
        0,
    ),
    "two rows of headings and shares of grades": (
        "Kết quả xếp loại đảng viên năm 2023\n"
        "Đơn vị | Hoàn thành xuất sắc nhiệm vụ | Hoàn thành xuất sắc nhiệm vụ\nĐơn vị | Số lượng | Tỷ lệ (%)\n"
        "Thành phố Vinh | 100 | 10,5\nToàn tỉnh | 1.100 | 12",
        [
            "members_rated grade=excellent = 100 2023 @tp-vinh",
            "members_rated grade=excellent = 10.5% 2023 @tp-vinh",
            "members_rated grade=excellent = 1100 2023",
            "members_rated grade=excellent = 12% 2023",
        ],
        0,
    ),
    "forms and all who were disciplined": (
        "Kết quả thi hành kỷ luật đảng viên năm 2023\nHình thức | Số đảng viên\nKhiển trách | 28\nCảnh cáo | 10\nTổng cộng | 38",
        [
            "members_disciplined form=reprimand = 28 2023",
            "members_disciplined form=warning = 10 2023",
            "members_disciplined = 38 2023",
        ],
        0,
    ),
    "acts on two nouns": (
        "Kết quả kiểm tra, giám sát năm 2023\nNội dung | Tổ chức đảng | Đảng viên\nKiểm tra | 10 | 20\nGiám sát | 5 | 6",
        [
            "inspected_organizations = 10 2023",
            "inspected_members = 20 2023",
            "supervised_organizations = 5 2023",
            "supervised_members = 6 2023",
        ],
        0,
    ),
    "targets, what was done, and shares": (
        "Kết quả kết nạp đảng viên năm 2024\nĐơn vị | Chỉ tiêu | Kết quả | Tỷ lệ hoàn thành chỉ tiêu (%) | So với năm 2023\n"
        "Toàn tỉnh | 200 | 215 | 107,5 | 12",
        [
            "members_admitted = 200 target 2024",
            "members_admitted = 215 2024",
            "admission_target_completion = 107.5% 2024",
        ],
        1,
    ),
    "a part of the number to its left": (
        "Kết quả kết nạp đảng viên năm 2023\nĐơn vị | Tổng số | Trong đó\nĐơn vị | Tổng số | Nữ\nToàn tỉnh | 120 | 50",
        ["members_admitted = 120 2023", "members_admitted group=female = 50 2023"],
        0,
    ),
    "names and numbers only": (
        "Kết quả công tác đảng viên năm 2023\nKết nạp đảng viên | 3.200\nTuổi bình quân | 38",
        ["members_admitted = 3200 2023"],
        1,
    ),
    "bodies across, in Markdown": (
        "Tình hình đảng viên đến 31/12/2023\n\n| Nội dung | Toàn tỉnh |\n|---|---|\n| Đảng viên | 190.000 |\n| Mật độ | 3 |",
        ["party_members = 190000 2023-12-31"],
        1,
    ),
    "what narrows the title narrows all": (
        "Kết quả kết nạp đảng viên là người dân tộc thiểu số năm 2023\nĐơn vị | Kết nạp\nToàn tỉnh | 320\nX | 1",
        ["members_admitted group=ethnic_minority = 320 2023"],
        1,
    ),
    # nothing is guessed
    "a slice with its noun below an act": (
        "Kết quả năm 2023\nNội dung | Số lượng\nKết nạp đảng viên | 60\nĐảng viên nữ | 7",
        ["members_admitted = 60 2023"],
        1,
    ),
    "a slice with its noun beside an act": (
        "Kết quả năm 2023\nĐơn vị | Kết nạp đảng viên | Đảng viên nữ\nToàn tỉnh | 60 | 7",
        ["members_admitted = 60 2023"],
        1,
    ),
    "another subject": ("Thu ngân sách năm 2023\nĐịa phương | Thực hiện\nHuyện Yên Thành | 50\nToàn tỉnh | 90", [], 2),
    "persons": ("| Họ và tên | Số năm |\n|---|---|\n| A | 30 |", [], 1),
    "words that narrow": ("Kết nạp đảng viên năm 2023\nĐộ tuổi | Số đảng viên\nTừ 18 đến 30 | 60\nTrên 30 | 5", [], 2),
    "headings of another width": ("Kết nạp đảng viên năm 2023\nĐơn vị | Số | Số\nToàn tỉnh | 60\nHuyện Yên Thành | 7", [], 2),
    "a number over two columns": ("Kết nạp đảng viên\nĐơn vị | 2022 | 2023\nToàn tỉnh | 60 | 〃\nHuyện Yên Thành | x | ", [], 1),
    "two numbers for one thing": ("Kết nạp đảng viên năm 2023\nĐơn vị | Số lượng\nToàn tỉnh | 60\nToàn tỉnh | 61", [], 2),
    "who acts": ("Kết quả kiểm tra của UBKT các cấp năm 2023\nĐơn vị | Đảng viên\nToàn tỉnh | 60\nX | 6", [], 2),
    "a broken name": (
        "Kết nạp đảng viên năm 2023\nĐơn vị | Số\nĐảng bộ Khối các cơ quan | 60\nvà doanh nghiệp tỉnh | \nX | 1",
        [],
        2,
    ),
    "numbers with their nouns": ("Một số đơn vị:\nĐảng bộ huyện Yên Thành | 150 đảng viên\nĐảng bộ Vinh | 170 đảng viên", [], 2),
    "numbers with their nouns, below what is counted": (
        "Kết quả năm 2021\nChỉ tiêu | Năm 2020 | Năm 2021\nKết nạp đảng viên | 1.420 đảng viên | 1.500 đồng chí\n"
        "Khai trừ | 5 đảng viên | -\nKiểm tra | 12 tổ chức đảng | 7 đảng viên\nTổ chức đảng | - | 9 đảng viên",
        [
            "members_admitted = 1420 2020",
            "members_admitted = 1500 2021",
            "members_disciplined form=expulsion = 5 2020",
            "inspected_organizations = 12 2020",
            "inspected_members = 7 2021",
        ],
        1,
    ),
    "so many of all": (
        "Kết quả năm 2020\nĐơn vị | Số TCCSĐ đã đại hội | Kết nạp đảng viên/chỉ tiêu\nThành phố Vinh | 40/45 | 215/250\n"
        "Toàn tỉnh | 300/290 | 20/5",
        ["congresses_held subject=grassroots_organization = 40/45 2020 @tp-vinh"],
        3,
    ),
    "ranks and scores of an index, by years": (
        "Bảng xếp hạng PCI\nTT | Tỉnh, thành phố | Điểm 2022 | Xếp hạng 2022 | Hạng 2023\n"
        "1 | Quảng Ninh | 72,95 | 1/63 | 1\n2 | TP. Cần Thơ | 62,5 | 19/63 | -",
        [
            "pci_score = 72.95 2022 @quang-ninh.administration",
            "pci_rank = 1/63 2022 @quang-ninh.administration",
            "pci_rank = 1 2023 @quang-ninh.administration",
            "pci_score = 62.5 2022 @can-tho.administration",
            "pci_rank = 19/63 2022 @can-tho.administration",
        ],
        0,
    ),
    "an index without its year, and units that are no provinces": (
        "Chỉ số PAR Index\nĐịa phương | Hạng\nLong An | 11\nHà Giang | 40\nSở Nội vụ | 3",
        ["par_index_rank = 11 @long-an.administration", "par_index_rank = 40 @ha-giang.administration"],
        1,
    ),
    "an order within a region is no rank": ("Xếp hạng PCI vùng Tây Nguyên năm 2021\nTỉnh | Hạng\nLâm Đồng | 1\nĐắk Lắk | 2", [], 2),
    "parts of an index are not the index": (
        "Điểm các chỉ số thành phần PCI năm 2021 của các tỉnh\nTỉnh | Điểm\nLâm Đồng | 7,1\nĐắk Lắk | 6,2",
        [],
        2,
    ),
}


def reading(text: str, known: Known) -> Reading:
    return read(text, known, published="2025-01-05", province="nghe-an")


def not_understood(found: Reading) -> int:
    values = [dict(one.reason.values) for one in found.unread]
    return sum(int(one["left"]) for one in values if "left" in one)


@pytest.mark.parametrize("name", TABLES)
def test_numbers_are_read_by_row_and_column(name: str, known: Known):
    text, figures, left = TABLES[name]
    found = reading(text, known)
    assert [shown(one) for one in found.figures] == figures
    assert not_understood(found) == left
    for one in found.figures:
        assert one.quote_status == "cell"
        assert cell_stands_in(one.quote, found.text)
        assert len(one.quote.split()) <= 12
        assert one.value in numbers_in(one.quote)
        assert found.text.splitlines()[one.line - 1].find(found.text[one.start : one.end]) >= 0
    for unread in found.unread:
        assert found.text[unread.start : unread.end] == unread.text


def test_a_figure_is_sure_only_where_the_table_tells_all_of_it(known: Known):
    assert {one.confidence >= 0.9 for one in reading(FORM, known).figures} == {True}
    undated = reading(FORM.replace(" 6 tháng đầu năm 2024", "").replace("Số liệu tính đến 30/6/2024", ""), known).figures
    assert undated
    assert all(not one.period and one.confidence < 0.9 for one in undated)
    narrowed = reading("Kết nạp đảng viên ở nước ngoài năm 2023\nĐơn vị | Số\nToàn tỉnh | 60\nX | 6", known).figures
    assert all(one.confidence < 0.9 for one in narrowed)


def test_a_sum_that_the_text_contradicts_is_left_and_what_it_repeats_is_read_once(known: Known):
    table = "\n\nKết quả năm 2024\nĐơn vị | Kết nạp mới\nThành phố Vinh | 402\nTổng cộng | 617"
    found = reading(f"Trong năm 2024, toàn tỉnh kết nạp 3.411 đảng viên mới.{table}", known)
    assert [one.value for one in found.figures] == [3411, 402]
    assert not_understood(found) == 1
    found = reading(f"Trong năm 2024, toàn tỉnh kết nạp 617 đảng viên mới.{table}", known)
    assert [one.value for one in found.figures] == [617, 402]


def test_prose_around_a_table_is_read_as_without_it(known: Known):
    before = "Năm 2021, toàn tỉnh kết nạp 1.320 đảng viên mới.\n\n"
    after = "\n\nNăm 2022, thi hành kỷ luật 62 đảng viên."
    alone = reading(before + after, known)
    found = reading(f"{before}{FORM}{after}", known)
    assert [shown(one) for one in found.figures if one.quote_status == "verbatim"] == [shown(one) for one in alone.figures]
    lists = "1.\tNăm 2021, kết nạp 12 đảng viên.\n2.\tNăm 2022, kết nạp 15 đảng viên."
    assert [one.value for one in reading(lists, known).figures] == [12, 15]


# generated ------------------------------------------------------------------------------------------------------------
BODIES = {
    "Toàn tỉnh": "",
    "Thành phố Vinh": " @tp-vinh",
    "Đảng bộ huyện Yên Thành": " @huyen-yen-thanh",
    "Đảng ủy Khối các cơ quan tỉnh": " @agencies-bloc",
}
LINES = {
    "Kết nạp đảng viên": "members_admitted",
    "Số đảng viên bị khiển trách": "members_disciplined form=reprimand",
    "Kiểm tra tổ chức đảng": "inspected_organizations",
    "Xóa tên đảng viên": "members_struck_off",
    "Đảng viên nữ kết nạp": "members_admitted group=female",
    "Giám sát đảng viên": "supervised_members",
}
PERIODS = {"Năm 2022": "2022", "6 tháng đầu năm 2023": "2023-H1", "Quý I/2024": "2024-Q1", "2021": "2021"}
AXES = {"body": BODIES, "line": LINES, "period": PERIODS}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_every_number_of_a_table_of_bodies_lines_or_periods_is_read(known: Known, data: st.DataObject):
    """Two of the three stand in rows and columns, the third in the title or in a heading over all columns.

    Numbers stand alone or with the word for what is counted.
    """
    row_axis, column_axis, fixed = data.draw(st.permutations(list(AXES)))
    rows = data.draw(st.lists(st.sampled_from(list(AXES[row_axis])), min_size=1, unique=True))
    columns = data.draw(st.lists(st.sampled_from(list(AXES[column_axis])), min_size=1, unique=True))
    told = data.draw(st.sampled_from(list(AXES[fixed])))
    above = fixed == "line" or data.draw(st.booleans())
    numbers = iter(data.draw(st.permutations(range(3, 3 + len(rows) * len(columns)))))
    lines = [f"Biểu 2. {told}"] if above else []
    lines += [] if above else [row_of(["Nội dung", *[told] * len(columns)])]
    lines.append(row_of(["Nội dung", *columns]))
    gold = set()
    for row in rows:
        values = [next(numbers) for _ in columns]
        cells = []
        for column, value in zip(columns, values, strict=True):
            names = {row_axis: row, column_axis: column, fixed: told}
            parts = {axis: AXES[axis][name] for axis, name in names.items()}
            noun = "tổ chức đảng" if "tổ chức đảng" in names["line"] else data.draw(st.sampled_from(["đảng viên", "đồng chí"]))
            cells.append(f"{value} {noun}" if data.draw(st.booleans()) else str(value))
            gold.add(f"{parts['line']} = {value} {parts['period']}{parts['body']}")
        lines.append(row_of([row, *cells]))
    found = reading("\n".join(lines), known)
    assert {shown(one) for one in found.figures} == gold
    assert not found.unread


def test_long_tables_take_time_that_grows_with_them(known: Known):
    head = "Kết nạp đảng viên\nĐơn vị | 2021 | 2022\n"
    spent = []
    for rows in (500, 4000):
        # what other tests left in memory is not gone through meanwhile
        gc.disable()
        # the processor's time: what else the machine does is none of it
        begun = time.process_time()
        found = reading(head + "".join(f"Huyện Số {row} | {row} | 5\n" for row in range(rows)), known)
        spent.append(time.process_time() - begun)
        gc.enable()
        assert len(found.figures) + not_understood(found) == 2 * rows
    assert spent[1] < 24 * spent[0]


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_a_table_of_an_index_tells_the_same_in_any_order_of_rows_and_columns(known: Known, data: st.DataObject):
    names = ["Long An", "Hậu Giang", "TP. Cần Thơ", "tỉnh Bắc Ninh", "Nghệ An"]
    index = data.draw(st.sampled_from(["PCI", "PAPI", "DTI", "PAR Index"]))
    ranks = data.draw(st.lists(st.integers(1, 60), min_size=5, max_size=5, unique=True))
    heads = ["Tỉnh", "Hạng 2020", "Hạng 2021"]
    rows = [[name, str(rank), str(61 - rank)] for name, rank in zip(names, ranks, strict=True)]
    told = reading("\n".join([f"Bảng xếp hạng {index}", row_of(heads), *map(row_of, rows)]), known)
    order = data.draw(st.permutations(range(3)))
    mixed = [[row[at] for at in order] for row in data.draw(st.permutations(rows))]
    again = reading("\n".join([f"Bảng xếp hạng {index}", row_of([heads[at] for at in order]), *map(row_of, mixed)]), known)
    assert len(told.figures) == 10
    assert sorted(map(shown, told.figures)) == sorted(map(shown, again.figures))
