"""Workbooks in the forms in which offices and publishers write tables, made for the tests: one function a form."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[Any]]


def workbook(
    sheets: Mapping[str, Rows],
    merged: Mapping[str, Sequence[str]] | None = None,
    hidden_rows: Mapping[str, Iterable[int]] | None = None,
    hidden_columns: Mapping[str, Iterable[str]] | None = None,
    percent: Mapping[str, Iterable[str]] | None = None,
    pattern: str = "0.0%",
) -> bytes:
    """An .xlsx file of these cells; ranges that are merged, rows (from 1) and columns that are hidden, cells shown in percent by a
    pattern."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_numbers": False})
    share = book.add_format({"num_format": pattern})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for line, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None and cell != "":
                    sheet.write(line, column, cell)
        for area in (merged or {}).get(name, ()):
            first = area.split(":")[0]
            column, line = ord(first[0]) - 65, int(first[1:]) - 1
            sheet.merge_range(area, rows[line][column])
        for line in (hidden_rows or {}).get(name, ()):
            sheet.set_row(line - 1, None, None, {"hidden": True})
        for letter in (hidden_columns or {}).get(name, ()):
            sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
        for cell in (percent or {}).get(name, ()):
            sheet.write(cell, rows[int(cell[1:]) - 1][ord(cell[0]) - 65], share)
    book.close()
    return target.getvalue()


def old_names(seeds: Any, english: bool = False) -> list[str]:
    """The 63 as tables list them."""
    return [one.name_en if english else one.name_vi for one in seeds.provinces if one.valid_from != "2025-07-01"]


def score(province: int, year: int) -> float:
    """A made-up score with two decimals, another for each province and year."""
    return round(40 + (province * 37 + year * 11) % 199 / 10 + 0.03, 2)


def papi_rows(names: Sequence[str], year: int) -> Rows:
    """As PAPI is published: two rows of headings, English names, the total in the last column, rows of highest score and mean."""
    parts = ["Participation", "Transparency", "Accountability", "Corruption", "Procedures", "Services"]
    rows: list[list[Any]] = [
        [f"PAPI {year}: dimensional scores by province"],
        [],
        ["Province", *parts, "Total"],
        ["", *(f"Dimension {number}" for number in range(1, 7)), "Unweighted PAPI"],
    ]
    rows += [[name, *[5.5] * 6, score(place, year)] for place, name in enumerate(names)]
    return [*rows, ["Highest score", *[7.0] * 6, 60.0], ["National mean", *[5.5] * 6, 45.5]]


def pci_rows(names: Sequence[str], title: str) -> Rows:
    """As PCI is published: province and score side by side, a pair for each of four years, each in its own order."""
    rows: list[list[Any]] = [[title], ["2013", "", "2014", "", "2015", "", "2016", ""], ["Province", "Score"] * 4]
    for place in range(len(names)):
        row: list[Any] = []
        for year in range(2013, 2017):
            number = (place + 7 * (year - 2013)) % len(names)
            row += [names[number], score(number, year)]
        rows.append(row)
    return rows


def annex_rows(names: Sequence[str], title: str, head: Sequence[str], decimals: bool = True) -> Rows:
    """As PAR, SIPAS and DTI are annexed to their decisions: rank, province, score, as text with a decimal comma."""
    rows: list[list[Any]] = [
        ["PHỤ LỤC 2"],
        [title],
        ["(Kèm theo Quyết định số 409/QĐ-BNV ngày 15 tháng 4 năm 2023)"],
        [],
        list(head),
    ]
    for place, name in enumerate(names):
        value = f"{(95 - place / 4) / (1 if decimals else 100):.2f}".replace(".", ",")
        rows.append([place + 1, name, value])
    return [*rows, ["", "Trung bình cả nước", "84,79"]]


FORM: Rows = (
    ["TỈNH ỦY NGHỆ AN"],
    ["BIỂU THỐNG KÊ CÔNG TÁC PHÁT TRIỂN ĐẢNG VIÊN 6 THÁNG ĐẦU NĂM 2024"],
    [],
    ["TT", "Chỉ tiêu", "ĐVT", "Kỳ này", "Cùng kỳ năm trước", "So với cùng kỳ (%)"],
    ["A", "B", "C", 1, 2, 3],
    ["I", "Đảng viên", "", "", "", ""],
    [1, "Tổng số đảng viên", "người", "201.234", "198.765", "101,2"],
    [2, "Kết nạp đảng viên mới", "người", "2.345", "2.210", "106,1"],
    ["", "Trong đó: - Nữ", "người", "1.234", "1.111", "111,1"],
    ["II", "Kỷ luật", "", "", "", ""],
    [1, "Đảng viên bị thi hành kỷ luật", "người", 120, 130, 92.3],
    ["", "- Khiển trách", "người", 80, "-", ""],
    [2, "Số hội nghị sinh hoạt chuyên đề", "hội nghị", 99, 98, ""],
)

REPORT: Rows = (
    ["TỈNH ỦY NGHỆ AN"],
    ["KẾT QUẢ KẾT NẠP ĐẢNG VIÊN CỦA CÁC ĐẢNG BỘ TRỰC THUỘC TỈNH ỦY NĂM 2023"],
    ["", "", "", "", "", "", "Đơn vị tính: đảng viên"],
    ["STT", "Đơn vị", "Tổ chức cơ sở đảng", "Đảng viên", "Kết nạp đảng viên mới", "", "Ghi chú"],
    ["", "", "", "", "Tổng số", "Nữ", ""],
    [1, "Đảng bộ huyện Diễn Châu", 70, "12.345", 210, 100, ""],
    [2, "Đảng bộ thành phố Vinh", 120, "30.001*", 400, 210, "cả sinh viên"],
    [3, "Đảng bộ huyện Kỳ Sơn", 40, "4.500", 80, 30, ""],
    ["", "Tổng cộng", 230, "46.846", 690, 341, ""],
    ["* gồm cả đảng viên dự bị"],
)
REPORT_MERGED = ("E4:F4", "A4:A5", "B4:B5")
WIDE = """STT;Tỉnh/thành phố;2021;2022;2023;2024
1;Nghệ An;3.012;3.105;3.260;3.411
2;TP. Hồ Chí Minh;5.100;5.220;5.312*;…
3;Bà Rịa – Vũng Tàu;1.020;1.033;-;1.101
;Tổng cộng;9.132;9.358;8.572;4.512
"""

# forms that were written once the rules stood, and not changed to suit them
OFFICE: Rows = (
    ["TỈNH ỦY HÀ TĨNH", "", "", "", "", "", "ĐẢNG CỘNG SẢN VIỆT NAM"],
    ["BAN TỔ CHỨC", "", "", "", "", "", "Hà Tĩnh, ngày 15 tháng 01 năm 2024"],
    [],
    ["BIỂU TỔNG HỢP SỐ LƯỢNG TỔ CHỨC CƠ SỞ ĐẢNG, ĐẢNG VIÊN"],
    ["(Tính đến ngày 31/12/2023)"],
    [],
    ["STT", "Tên đảng bộ", "Tổng số TCCSĐ", "Trong đó", "", "Tổng số đảng viên", "Trong đó", "", "Tỷ lệ đảng viên nữ (%)"],
    ["", "", "", "Đảng bộ cơ sở", "Chi bộ cơ sở", "", "Nữ", "Dân tộc thiểu số", ""],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
    ["I", "KHỐI HUYỆN, THÀNH PHỐ", 87, 58, 29, 20734, 6910, 414, ""],
    [1, "Thành phố Hà Tĩnh", 50, 30, 20, 9500, 3166, 190, 33.3],
    [2, "Huyện Cẩm Xuyên", 37, 28, 9, 11234, 3744, 224, 33.3],
    ["II", "KHỐI LỰC LƯỢNG VŨ TRANG", 23, 20, 3, 2100, 700, 42, ""],
    [1, "Đảng bộ Công an tỉnh", 23, 20, 3, 2100, 700, 42, 33.3],
    ["", "TỔNG CỘNG (I+II)", 110, 78, 32, 22834, 7610, 456, ""],
    [],
    ["", "NGƯỜI LẬP BIỂU", "", "", "", "TRƯỞNG BAN"],
)
OFFICE_MERGED = ("D7:E7", "G7:H7", "A7:A8", "B7:B8", "C7:C8", "F7:F8", "I7:I8")

INSPECTION: Rows = (
    ["ỦY BAN KIỂM TRA"],
    ["TỈNH ỦY LÂM ĐỒNG"],
    ["THỐNG KÊ KẾT QUẢ CÔNG TÁC KIỂM TRA, GIÁM SÁT VÀ THI HÀNH KỶ LUẬT ĐẢNG NĂM 2023"],
    ["TT", "NỘI DUNG", "Đơn vị tính", "Năm 2022", "Năm 2023", "Tăng (+), giảm (-)"],
    ["I", "CÔNG TÁC KIỂM TRA", "", "", "", ""],
    [1, "Tổ chức đảng được kiểm tra", "Tổ chức", "512", "545", "+33"],
    [2, "Kiểm tra khi có dấu hiệu vi phạm", "", "", "", ""],
    ["", "- Tổ chức đảng", "Tổ chức", 25, 31, 6],
    ["", "- Đảng viên", "Đảng viên", 60, 72, 12],
    ["II", "THI HÀNH KỶ LUẬT", "", "", "", ""],
    [1, "Đảng viên bị kỷ luật", "Đảng viên", 150, 141, -9],
    ["", "Trong đó: cấp ủy viên các cấp", "Đảng viên", 30, 28, -2],
    ["", "+ Khiển trách", "Đảng viên", 100, 95, ""],
    [2, "Tỷ lệ đảng viên bị kỷ luật", "%", "0,35", "0,32", ""],
)

SIPAS: Rows = (
    ["PHỤ LỤC IV"],
    ["CHỈ SỐ HÀI LÒNG CỦA NGƯỜI DÂN (SIPAS) NĂM 2023 CỦA CÁC TỈNH, THÀNH PHỐ"],
    ["(Kèm theo Báo cáo số 2030/BC-BNV ngày 17/4/2024 của Bộ Nội vụ)"],
    ["TT", "Tỉnh, thành phố", "Năm 2022", "", "Năm 2023", "", "Tăng/giảm so với năm 2022"],
    ["", "", "Chỉ số (%)", "Xếp hạng", "Chỉ số (%)", "Xếp hạng", ""],
    ["VÙNG ĐỒNG BẰNG SÔNG HỒNG"],
    [1, "Hà Nội", "80,10", 33, "82,10", 29, "+2,00"],
    [2, "Quảng Ninh", "85,10", 1, "90,61", 1, "+5,51"],
    ["TÂY NGUYÊN"],
    [3, "Đăk Lăk", "75,10", 55, "79,10", 50, "+4,00"],
    ["", "Cả nước", "80,08", "", "82,66", "", "+2,58"],
)
SIPAS_MERGED = ("A2:G2", "C4:D4", "E4:F4", "A6:G6")

RATING: Rows = (
    ["ĐẢNG BỘ TỈNH NGHỆ AN"],
    ["KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI TỔ CHỨC CƠ SỞ ĐẢNG NĂM 2023"],
    ["STT", "Đảng bộ", "Tổng số TCCSĐ được đánh giá", "Hoàn thành xuất sắc nhiệm vụ", "", "Không hoàn thành nhiệm vụ", ""],
    ["", "", "", "Số lượng", "Tỷ lệ (%)", "Số lượng", "Tỷ lệ (%)"],
    [1, "Huyện Nam Đàn", 45, 10, "22,2", 0, "0,0"],
    ["", "Cộng", 45, 10, "", 0, ""],
)

ACROSS: Rows = (
    ["SỐ LƯỢNG ĐẢNG VIÊN MỘT SỐ TỈNH"],
    ["Năm", "Thanh Hóa", "Nghệ An", "TT Huế"],
    [2021, 229_001, 196_002, 61_003],
    [2022, 230_001, 197_002, 62_003],
)

YEARBOOK: Rows = (
    ["Đảng viên mới kết nạp phân theo tỉnh, thành phố"],
    ["Newly admitted members by province"],
    ["", "", "ĐVT: Người - Unit: Person"],
    ["", "2021", "2022"],
    ["CẢ NƯỚC - WHOLE COUNTRY", "15.000", "16.000"],
    ["Đồng bằng sông Hồng - Red River Delta", 9000, 9500],
    ["Hà Nội", 5000, 5200],
    ["Vĩnh Phúc", 4000, 4300],
    ["Tây Nguyên - Central Highlands", "6.000", "6.500"],
    ["Kon Tum", "2.500", "2.500"],
    ["Gia Lai", "3.500", "4.000"],
)
