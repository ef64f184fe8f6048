"""The lines of a page as they stand on it: which are tables, and which column a number stands in."""

from __future__ import annotations

from metrics.intake.layout import may_hold_table, with_tables

TABLE = """
Biểu 1. Kết quả kết nạp đảng viên
                                     Kết nạp đảng viên
              Đơn vị
                                       2023        2024
Huyện Yên Thành                      10          20
Thành phố Vinh                                   30
Đảng bộ Khối các cơ quan tỉnh        12          31
Ghi chú: số liệu tính đến 31/12/2024.
"""
PROSE = "Năm 2024, toàn tỉnh kết nạp 3.411\nđảng viên  mới,  đạt  102\n% kế hoạch  giao  trong  năm  2024."


def test_a_heading_stands_over_its_columns_and_a_number_in_its_own():
    assert with_tables(TABLE) == "\n".join(
        [
            "Biểu 1. Kết quả kết nạp đảng viên",
            " | Kết nạp đảng viên | Kết nạp đảng viên",
            "Đơn vị |  | ",
            " | 2023 | 2024",
            "Huyện Yên Thành | 10 | 20",
            "Thành phố Vinh |  | 30",
            "Đảng bộ Khối các cơ quan tỉnh | 12 | 31",
            "Ghi chú: số liệu tính đến 31/12/2024.",
        ]
    )


def test_numbers_whose_column_cannot_be_told_make_rows_of_other_widths():
    unclear = "Đơn vị      2023     2024\nVinh         10       20\nYên Thành       15\nCon Cuông    11       22"
    rows = (with_tables(unclear) or "").splitlines()
    assert {row.count(" | ") for row in rows} == {1, 2}


def test_justified_prose_and_pages_set_in_columns_hold_no_table():
    assert not may_hold_table("Năm 2024, kết nạp 12 đảng viên.\nHết.")
    assert with_tables(PROSE) is None
    columns = "\n".join(
        f"Đảng bộ tỉnh đã kết nạp nhiều đảng viên     và đã kiểm tra {place} chi bộ trong cả năm qua" for place in range(20)
    )
    assert with_tables(f"{columns}\n{TABLE}") is None
