"""Tables in anybody's own form: what they say is proposed, what they do not say is asked, what is read is what they state."""

from __future__ import annotations

import datetime as dt
import io
import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import matplotlib
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from metrics.data.seeds import Seeds, load
from metrics.errors import PartyMetricsError
from metrics.intake.apart import read_sheets
from metrics.intake.batches import problems, with_batches
from metrics.intake.mapping.figures import Read, read
from metrics.intake.mapping.kept import alike, fitted, keep, mapping_of, proposed, written
from metrics.intake.mapping.model import MapError, Mapping
from metrics.intake.mapping.propose import Catalogue
from metrics.intake.mapping.table import Table, tables_of
from metrics.intake.spreadsheet import Limits, TableError
from tests.folders import SEEDS
from tests.intake import own_tables as own

SOURCE = {"publisher": "Báo Thử", "published": "2025-01", "url": "https://example.org/bang"}


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    return load(SEEDS)


@pytest.fixture(scope="module")
def catalogue(seeds: Seeds) -> Catalogue:
    return Catalogue.of(seeds)


def asked(found: Read) -> list[str]:
    return [one.key for one in found.questions]


def told(found: Read) -> str:
    return "\n".join(map(str, found.draft.told))


def figures(found: Read, *columns: str) -> set[tuple[str, ...]]:
    return {tuple(row[column] for column in columns) for row in found.draft.rows["observations.csv"]}


def ranks(found: Read, *columns: str) -> set[tuple[str, ...]]:
    return {tuple(row[column] for column in columns) for row in found.draft.rows["rankings.csv"]}


def answered(mapping: Mapping, /, source: dict[str, str] = SOURCE, **sheet: Any) -> Mapping:
    """The mapping with the source, and these answers for every sheet that is read."""
    sheets = tuple(replace(one, **sheet) if one.use else one for one in mapping.sheets)
    return replace(mapping, **source, sheets=sheets)


def taken(name: str, data: bytes, catalogue: Catalogue, **sheet: Any) -> Read:
    """A file read as it is proposed, with these answers."""
    tables = tables_of(name, data)
    return read(tables, answered(proposed(tables, catalogue), **sheet), catalogue)


def first_asked(name: str, data: bytes, catalogue: Catalogue) -> list[str]:
    tables = tables_of(name, data)
    return asked(read(tables, proposed(tables, catalogue), catalogue))


# the forms -------------------------------------------------------------------------------------------------------------
def test_years_across_are_read_once_it_is_told_what_they_count(catalogue: Catalogue):
    data = own.WIDE.encode()
    assert first_asked("wide.csv", data, catalogue) == ["indicator", "bodies", "publisher", "published"]
    found = taken("wide.csv", data, catalogue, indicator="party_members", bodies="province_wide")
    assert asked(found) == []
    assert figures(found, "organization", "period_type", "period", "value", "unit") == {
        (f"{province}.province-wide", "as_of", year, value, "person")
        for province, values in {
            "nghe-an": {"2021": "3012", "2022": "3105", "2023": "3260", "2024": "3411"},
            "ho-chi-minh": {"2021": "5100", "2022": "5220", "2023": "5312"},
            "ba-ria-vung-tau": {"2021": "1020", "2022": "1033", "2024": "1101"},
        }.items()
        for year, value in values.items()
    }
    marked = next(row for row in found.draft.rows["observations.csv"] if row["value"] == "5312")
    assert marked["quote"] == "2023 · TP. Hồ Chí Minh · 5.312*"
    assert (marked["quote_status"], marked["note"]) == ("cell", "cell E3; value is written 5.312*")
    assert "Tổng cộng was left out; it is the sum of its rows (4 numbers compared)" in told(found)


def test_a_sheet_a_year_with_english_names_and_the_total_last(seeds: Seeds, catalogue: Catalogue):
    names = own.old_names(seeds, english=True)
    data = own.workbook({str(year): own.papi_rows(names, year) for year in (2014, 2015, 2016)})
    assert first_asked("papi.xlsx", data, catalogue) == ["publisher", "published", "url"]
    found = taken("papi.xlsx", data, catalogue)
    slugs = [one.province for one in seeds.provinces if one.valid_from != "2025-07-01"]
    assert ranks(found, "index", "year", "province", "boundary", "score", "rank") == {
        ("PAPI", str(year), slug, "63", f"{own.score(place, year):g}", "")
        for year in (2014, 2015, 2016)
        for place, slug in enumerate(slugs)
    }
    left_out = "these rows are left out, as they add up, average or group others: Highest score, National mean."
    assert told(found).count(f"papi.xlsx!2014, 2015, 2016: {left_out}") == 1


def test_pairs_of_province_and_score_side_by_side_on_twelve_sheets(seeds: Seeds, catalogue: Catalogue):
    names = own.old_names(seeds, english=True)
    parts = [
        "Entry Costs",
        "Land",
        "Transparency",
        "Time",
        "Charges",
        "Bias",
        "Proactivity",
        "Support",
        "Labour",
        "Law",
        "Unweighted",
    ]
    sheets = {"PCI": own.pci_rows(names, "PCI: final score"), **{name: own.pci_rows(names, name) for name in parts}}
    data = own.workbook(sheets)
    assert first_asked("pci.xlsx", data, catalogue) == ["publisher", "published", "url"]
    found = taken("pci.xlsx", data, catalogue)
    slugs = [one.province for one in seeds.provinces if one.valid_from != "2025-07-01"]
    assert ranks(found, "index", "year", "province", "score") == {
        ("PCI", str(year), slug, f"{own.score(place, year):g}") for year in range(2013, 2017) for place, slug in enumerate(slugs)
    }
    assert "Entry Costs, Land" in told(found)


@pytest.mark.parametrize(
    ("title", "head", "index"),
    [
        ("KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022 CỦA CÁC TỈNH", ("Xếp hạng", "Tỉnh, thành phố", "Chỉ số CCHC (%)"), "PAR"),
        ("CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2022", ("Thứ hạng", "Địa phương", "Điểm"), "SIPAS"),
        ("XẾP HẠNG CHUYỂN ĐỔI SỐ CẤP TỈNH NĂM 2022", ("Hạng", "Tỉnh/Thành phố", "Giá trị DTI 2022"), "DTI"),
    ],
)
def test_an_annex_of_rank_province_and_score(seeds: Seeds, catalogue: Catalogue, title: str, head: tuple[str, ...], index: str):
    names = own.old_names(seeds)
    data = own.workbook({"Sheet1": own.annex_rows(names, title, head, decimals=index != "DTI")})
    assert first_asked("annex.xlsx", data, catalogue) == ["publisher", "published", "url"]
    found = taken("annex.xlsx", data, catalogue)
    assert found.draft.faults == ()
    rows = ranks(found, "index", "year", "boundary", "rank_status", "score_status")
    assert rows == {(index, "2022", "63", "reported", "reported")}
    assert ranks(found, "rank") == {(str(number),) for number in range(1, 64)}
    assert len(ranks(found, "province", "score")) == 63
    assert "Trung bình cả nước" in told(found)


def test_a_statistical_form_of_this_period_and_the_same_before(catalogue: Catalogue):
    data = own.workbook({"Biểu 1": own.FORM})
    assert first_asked("form.xlsx", data, catalogue) == ["publisher", "published"]
    found = taken("form.xlsx", data, catalogue)
    assert figures(found, "organization", "indicator", "breakdown", "period", "value") == {
        ("nghe-an.province-wide", *rest)
        for rest in (
            ("party_members", "", "2024-06", "201234"),
            ("party_members", "", "2023-06", "198765"),
            ("members_admitted", "", "2024-H1", "2345"),
            ("members_admitted", "", "2023-H1", "2210"),
            ("members_admitted", "group=female", "2024-H1", "1234"),
            ("members_admitted", "group=female", "2023-H1", "1111"),
            ("members_disciplined", "", "2024-H1", "120"),
            ("members_disciplined", "", "2023-H1", "130"),
            ("members_disciplined", "form=reprimand", "2024-H1", "80"),
        )
    }
    assert "Số hội nghị sinh hoạt chuyên đề" in told(found)


def test_a_report_of_bodies_with_merged_headings_and_a_wrong_total(catalogue: Catalogue):
    data = own.workbook({"BC": own.REPORT}, merged={"BC": own.REPORT_MERGED})
    assert first_asked("report.xlsx", data, catalogue) == ["publisher", "published"]
    found = taken("report.xlsx", data, catalogue)
    bodies = ("huyen-dien-chau", "thanh-pho-vinh", "huyen-ky-son")
    values = {
        ("grassroots_organizations", ""): ("70", "120", "40"),
        ("party_members", ""): ("12345", "30001", "4500"),
        ("members_admitted", ""): ("210", "400", "80"),
        ("members_admitted", "group=female"): ("100", "210", "30"),
    }
    assert {row[1:] for row in figures(found, "organization", "indicator", "breakdown", "period", "value")} == {
        (*what, "2023", value) for what, row in values.items() for value in row
    }
    assert len(figures(found, "organization")) == len(bodies)
    assert "Tổng cộng (F9) is 341, but its rows add up to 340" in told(found)
    assert "Tổng cộng was left out; it is the sum of its rows (3 numbers compared)" in told(found)
    assert "these bodies are new" in told(found)
    marked = next(row for row in found.draft.rows["observations.csv"] if row["value"] == "30001")
    assert marked["note"] == "sheet BC, cell D7; value is written 30.001*; * gồm cả đảng viên dự bị; cả sinh viên"


def test_a_row_for_each_number_with_vietnamese_headings(catalogue: Catalogue):
    text = "Tỉnh,Năm,Chỉ tiêu,Giá trị,Đơn vị tính,Nguồn\n"
    text += 'T.T. Huế,2022,Kết nạp đảng viên,1.234,người,Báo A\nTP.HCM,2022,Tổng số đảng viên,"201 345",người,Báo B\n'
    assert first_asked("long.csv", text.encode(), catalogue) == ["bodies", "published"]
    found = taken("long.csv", text.encode(), catalogue, bodies="province_wide")
    assert figures(found, "organization", "indicator", "value", "period") == {
        ("hue.province-wide", "members_admitted", "1234", "2022"),
        ("ho-chi-minh.province-wide", "party_members", "201345", "2022"),
    }
    assert {row["publisher"] for row in found.draft.cited} == {"Báo A", "Báo B"}


def test_codes_that_lost_their_zero_name_their_provinces(catalogue: Catalogue):
    text = "Mã tỉnh;Đảng viên mới kết nạp năm 2022\n1;120\n4;35\n79;900\n"
    found = taken("codes.csv", text.encode(), catalogue, bodies="province_wide")
    assert figures(found, "organization", "value") == {
        ("ha-noi.province-wide", "120"),
        ("cao-bang.province-wide", "35"),
        ("ho-chi-minh.province-wide", "900"),
    }


def test_a_form_of_an_office_with_groups_parts_and_a_city_that_bears_its_provinces_name(catalogue: Catalogue):
    data = own.workbook({"Biểu 01-TCĐ": own.OFFICE}, merged={"Biểu 01-TCĐ": own.OFFICE_MERGED})
    assert first_asked("office.xlsx", data, catalogue) == ["publisher", "published"]
    found = taken("office.xlsx", data, catalogue)
    read_of = figures(found, "organization", "indicator", "breakdown", "unit", "value", "period")
    assert {row[1:5] for row in read_of if row[0] == "ha-tinh.tp-ha-tinh"} == {
        ("grassroots_organizations", "", "organization", "50"),
        ("grassroots_committees", "", "organization", "30"),
        ("grassroots_cells", "", "organization", "20"),
        ("party_members", "", "person", "9500"),
        ("party_members", "group=female", "person", "3166"),
        ("party_members", "group=ethnic_minority", "person", "190"),
        ("party_members", "group=female", "percent", "33.3"),
    }
    assert len(read_of) == 21
    assert {row[5] for row in read_of} == {"2023-12-31"}
    assert "but its rows add up to" not in told(found)


def test_lines_under_an_act_count_those_to_whom_it_was_done(catalogue: Catalogue):
    data = own.workbook({"Sheet1": own.INSPECTION})
    assert first_asked("inspection.xlsx", data, catalogue) == ["publisher", "published"]
    found = taken("inspection.xlsx", data, catalogue)
    assert {row for row in figures(found, "indicator", "breakdown", "value", "period") if row[3] == "2023"} == {
        ("inspected_organizations", "", "545", "2023"),
        ("violation_inspected_organizations", "", "31", "2023"),
        ("violation_inspected_members", "", "72", "2023"),
        ("members_disciplined", "", "141", "2023"),
        ("members_disciplined", "form=reprimand", "95", "2023"),
    }
    assert "Trong đó: cấp ủy viên các cấp, Tỷ lệ đảng viên bị kỷ luật" in told(found)


def test_years_over_scores_and_ranks_between_rows_of_regions(catalogue: Catalogue):
    data = own.workbook({"PL4": own.SIPAS}, merged={"PL4": own.SIPAS_MERGED})
    assert first_asked("sipas.xlsx", data, catalogue) == ["publisher", "published", "url"]
    assert ranks(taken("sipas.xlsx", data, catalogue), "year", "province", "score", "rank") == {
        ("2022", "ha-noi", "80.10", "33"),
        ("2023", "ha-noi", "82.10", "29"),
        ("2022", "quang-ninh", "85.10", "1"),
        ("2023", "quang-ninh", "90.61", "1"),
        ("2022", "dak-lak", "75.10", "55"),
        ("2023", "dak-lak", "79.10", "50"),
    }


def test_grades_with_numbers_and_shares(catalogue: Catalogue):
    data = own.workbook({"S": own.RATING}, merged={"S": ("D3:E3", "F3:G3", "A3:A4", "B3:B4", "C3:C4")})
    found = taken("rating.xlsx", data, catalogue)
    assert figures(found, "indicator", "breakdown", "unit", "value", "quote") == {
        ("grassroots_organizations_rated", breakdown, unit, value, quote)
        for breakdown, unit, value, quote in (
            ("grade=rated", "organization", "45", "Tổng số TCCSĐ được đánh giá · Huyện Nam Đàn · 45"),
            ("grade=excellent", "organization", "10", "Hoàn thành xuất sắc nhiệm vụ · Huyện Nam Đàn · 10"),
            ("grade=excellent", "percent", "22.2", "Hoàn thành xuất sắc nhiệm vụ · Huyện Nam Đàn · 22,2"),
            ("grade=failed", "organization", "0", "Không hoàn thành nhiệm vụ · Huyện Nam Đàn · 0"),
            ("grade=failed", "percent", "0.0", "Không hoàn thành nhiệm vụ · Huyện Nam Đàn · 0,0"),
        )
    }


def test_places_across_and_years_down(catalogue: Catalogue):
    found = taken("across.xlsx", own.workbook({"S": own.ACROSS}), catalogue, indicator="party_members", bodies="province_wide")
    assert (asked(found), figures(found, "organization", "period", "value")) == (
        [],
        {
            (f"{place}.province-wide", year, value)
            for place, values in {
                "thanh-hoa": ("229001", "230001"),
                "nghe-an": ("196002", "197002"),
                "hue": ("61003", "62003"),
            }.items()
            for year, value in zip(("2021", "2022"), values, strict=True)
        },
    )


def test_a_yearbook_in_two_languages_with_its_country_first(catalogue: Catalogue):
    data = own.workbook({"T": own.YEARBOOK})
    assert first_asked("yearbook.xlsx", data, catalogue) == ["bodies", "publisher", "published"]
    found = taken("yearbook.xlsx", data, catalogue, bodies="province_wide")
    assert len(figures(found, "organization", "period", "value", "indicator")) == 8
    assert "but its rows add up to" not in told(found)
    assert "CẢ NƯỚC - WHOLE COUNTRY was left out; it is the sum of its rows (2 numbers compared)" in told(found)


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Lũy kế 6 tháng", "2024-H1"),
        ("Luỹ kế 3 tháng đầu năm 2023", "2023-Q1"),
        ("Lũy kế 8 tháng", "2024-01/2024-08"),
        ("Lũy kế đến hết tháng 9", "2024-9M"),
        ("Lũy kế từ đầu năm đến tháng 7/2024", "2024-01/2024-07"),
        ("Cộng dồn từ đầu năm", "2024-01/2024-08"),
        ("Thực hiện lũy kế 12 tháng", "2024"),
        ("Lũy kế 6 tháng cùng kỳ năm trước", "2023-H1"),
        # of no stretch that begins in January
        ("Lũy kế nhiệm kỳ 2020/2025", None),
        ("Lũy kế 13 tháng", None),
    ],
)
def test_what_is_added_up_since_january_has_that_stretch(catalogue: Catalogue, heading: str, period: str | None):
    rows: list[list[Any]] = [["KẾT NẠP ĐẢNG VIÊN MỚI THÁNG 8 NĂM 2024"], ["Tỉnh", heading], ["Nghệ An", 11], ["Hà Tĩnh", 12]]
    found = taken("a.xlsx", own.workbook({"S": rows}), catalogue, bodies="province_wide")
    assert {row["period"] for row in found.draft.rows["observations.csv"]} == ({period} if period else set())


def test_a_month_and_what_is_added_up_to_it_stand_side_by_side_and_a_stock_is_that_of_its_end(catalogue: Catalogue):
    rows: list[list[Any]] = [
        ["BÁO CÁO THÁNG 8 NĂM 2024 CỦA ĐẢNG BỘ TỈNH NGHỆ AN"],
        ["TT", "Chỉ tiêu", "Tháng 8", "Lũy kế 8 tháng", "Sơ bộ cả năm"],
        [1, "Kết nạp đảng viên mới", 11, 80, 120],
        [2, "Tổng số đảng viên", 200_000, 200_000, 201_000],
    ]
    found = taken("a.xlsx", own.workbook({"S": rows}), catalogue)
    assert figures(found, "indicator", "period_type", "period", "value") == {
        ("members_admitted", "month", "2024-08", "11"),
        ("members_admitted", "range", "2024-01/2024-08", "80"),
        ("party_members", "as_of", "2024-08", "200000"),
    }
    assert "not final and are left out" in " ".join(map(str, found.draft.told))


def test_in_a_table_of_a_year_the_end_of_what_is_added_up_is_asked(catalogue: Catalogue):
    rows: list[list[Any]] = [["KẾT NẠP ĐẢNG VIÊN MỚI NĂM 2024"], ["Tỉnh", "Lũy kế"], ["Nghệ An", 11], ["Hà Tĩnh", 12]]
    found = taken("a.xlsx", own.workbook({"S": rows}), catalogue, bodies="province_wide")
    assert (asked(found), found.draft.figures) == (["period"], 0)


def test_preliminary_figures_are_kept_where_a_person_says_so_and_say_what_they_are(catalogue: Catalogue):
    rows: list[list[Any]] = [
        ["Tỉnh", "Kết nạp đảng viên mới năm 2023", "Sơ bộ 6 tháng 2024"],
        ["Nghệ An", 11, 7],
        ["Hà Tĩnh", 12, 8],
    ]
    tables = tables_of("a.xlsx", own.workbook({"S": rows}))
    mapping = answered(proposed(tables, catalogue), bodies="province_wide")
    assert [one.holds for one in mapping.sheets[0].columns] == ["places", "figures", "nothing"]
    kept = replace(mapping.sheets[0].columns[2], holds="figures", indicator="members_admitted")
    sheet = replace(mapping.sheets[0], columns=(*mapping.sheets[0].columns[:2], kept))
    found = read(tables, replace(mapping, sheets=(sheet,)), catalogue)
    told = {(row["period"], row["value"]): row for row in found.draft.rows["observations.csv"]}
    assert set(told) == {("2023", "11"), ("2023", "12"), ("2024-H1", "7"), ("2024-H1", "8")}
    assert "not final: Sơ bộ 6 tháng 2024" in told["2024-H1", "7"]["note"]
    assert told["2024-H1", "7"]["quote"] == "Sơ bộ 6 tháng 2024 · Nghệ An · 7"
    assert "not final" not in told["2023", "11"]["note"]


def test_more_rows_than_can_be_read_are_refused(catalogue: Catalogue):
    limits = Limits(rows=50)
    text = "Tỉnh;Năm;Giá trị\n" + "Nghệ An;2020;5\n" * 200
    with pytest.raises(TableError, match=r"a\.csv has more than 50 rows. Import it in parts"):
        tables_of("a.csv", text.encode(), limits)
    rows: list[list[Any]] = [["Nghệ An", 2020, 5]] * 200
    with pytest.raises(TableError, match="at most 50 rows"):
        tables_of("a.xlsx", own.workbook({"S": rows}), limits)


def test_twenty_thousand_rows_take_seconds_and_tell_how_far_they_are(seeds: Seeds, catalogue: Catalogue):
    counted = ["Kết nạp đảng viên mới", "Tổng số đảng viên", "Đảng viên dự bị", "Tổ chức cơ sở đảng", "Đảng bộ cơ sở"]
    places = own.old_names(seeds)
    rows: list[list[Any]] = [["Tỉnh", "Năm", "Chỉ tiêu", "Giá trị"]]
    rows += [[place, year, what, year + 7] for year in range(1950, 2014) for place in places for what in counted][:20_000]
    data = own.workbook({"S": rows})
    shares: list[float] = []
    before = time.process_time()
    tables = read_sheets("long.xlsx", data)
    mapping = answered(proposed(tables, catalogue), bodies="province_wide")
    found = read(tables, mapping, catalogue, progress=shares.append)
    assert time.process_time() - before < 5
    assert (found.draft.figures, asked(found), found.draft.faults) == (20_000, [], ())
    assert len(shares) > 30
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.pdf"])
def test_the_tables_of_a_report_are_read_as_sheets_are(catalogue: Catalogue, name: str):
    rows = (("TT", "Chỉ tiêu", "Kỳ này", "Cùng kỳ năm trước"), ("1", "Kết nạp đảng viên mới", "1.234", "1.111"))
    title = "Biểu số liệu của Đảng bộ tỉnh Nghệ An 6 tháng đầu năm 2024"
    if name == "a.html":
        cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        words = "Sáng nay, Tỉnh ủy tổ chức hội nghị sơ kết công tác xây dựng Đảng. " * 5
        page = f"<p>{words}</p><p>{title}</p><table>{cells}</table><p>{words}</p>"
        data = f"<html><body><article>{page}</article></body></html>".encode()
    elif name == "a.pdf":
        with matplotlib.rc_context({"pdf.fonttype": 42, "font.size": 7}):
            figure = Figure(figsize=(9, 4))
            figure.text(0.1, 0.9, title)
            axes = figure.add_axes((0.1, 0.3, 0.8, 0.5))
            axes.axis("off")
            axes.table(cellText=[row[1:] for row in rows] + [["Đảng viên bị kỷ luật", "12", "10"]], loc="center")
            target = io.BytesIO()
            figure.savefig(target, format="pdf")
        data = target.getvalue()
    else:
        document = docx.Document()
        document.add_paragraph(title)
        table = document.add_table(len(rows), 4)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                table.cell(line, column).text = cell
        target = io.BytesIO()
        document.save(target)
        data = target.getvalue()
    assert figures(taken(name, data, catalogue), "organization", "indicator", "period", "value", "quote") >= {
        ("nghe-an.province-wide", "members_admitted", "2024-H1", "1234", "Kỳ này · Kết nạp đảng viên mới · 1.234"),
        ("nghe-an.province-wide", "members_admitted", "2023-H1", "1111", "Cùng kỳ năm trước · Kết nạp đảng viên mới · 1.111"),
    }


def test_what_is_read_is_what_the_data_take(seeds: Seeds, catalogue: Catalogue):
    loaded = with_batches(SEEDS, None)
    names = own.old_names(seeds, english=True)
    for name, data, sheet in (
        ("wide.csv", own.WIDE.encode(), {"indicator": "members_admitted", "bodies": "province_wide"}),
        ("form.xlsx", own.workbook({"Biểu 1": own.FORM}), {}),
        ("rating.xlsx", own.workbook({"S": own.RATING}), {}),
        ("inspection.xlsx", own.workbook({"S": own.INSPECTION}), {}),
        ("report.xlsx", own.workbook({"BC": own.REPORT}, merged={"BC": own.REPORT_MERGED}), {}),
        ("papi.xlsx", own.workbook({"2016": own.papi_rows(names, 2016)}), {}),
    ):
        assert [str(one) for one in problems(loaded, taken(name, data, catalogue, **sheet).draft)] == []


# what may be wrong -------------------------------------------------------------------------------------------------------
def one_column(cells: list[Any], head: str = "Đảng viên mới kết nạp năm 2022", **drawn: Any) -> bytes:
    names = ["Nghệ An", "Hà Tĩnh", "Quảng Bình", "Sơn La"]
    rows: list[list[Any]] = [["Tỉnh", head], *([name, cell] for name, cell in zip(names, cells, strict=False))]
    return own.workbook({"A": rows}, **drawn)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1.234", "1234"), (1234, "1234"), ("1 234", "1234"), ("1,234", "1234"), ("1234*", "1234"), ("1.234 (1)", "1234"), ("0", "0")],
)
def test_a_count_is_read_however_it_is_written(catalogue: Catalogue, cell: Any, value: str):
    found = taken("a.xlsx", one_column([cell, 5]), catalogue, bodies="province_wide")
    assert figures(found, "organization", "value") == {("nghe-an.province-wide", value), ("ha-tinh.province-wide", "5")}
    assert problems(with_batches(SEEDS, None), found.draft) == ()


@pytest.mark.parametrize("cell", ["-", "–", "…", "...", "", "x", "N/A"])
def test_what_is_not_stated_is_no_figure_and_no_zero(catalogue: Catalogue, cell: str):
    found = taken("a.xlsx", one_column([cell, 5]), catalogue, bodies="province_wide")
    assert figures(found, "value") == {("5",)}


@pytest.mark.parametrize(
    ("cell", "qualifier"),
    [("trên 500", "gt"), (">500", "gt"), ("khoảng 500", "approx"), ("500 trở lên", "ge"), ("không quá 500", "le")],
)
def test_a_bound_stays_one(catalogue: Catalogue, cell: str, qualifier: str):
    found = taken("a.xlsx", one_column([cell, 5]), catalogue, bodies="province_wide")
    assert ("500", qualifier) in figures(found, "value", "qualifier")


@pytest.mark.parametrize("cell", [3.012, 5.1, "36,5", "3.01"])
def test_a_count_with_decimals_is_no_count(catalogue: Catalogue, cell: Any):
    found = taken("a.xlsx", one_column([cell, 5]), catalogue, bodies="province_wide")
    (fault,) = found.draft.faults
    assert (fault.line, fault.column) == (2, "B")
    assert "person is counted in full" in fault.message


def test_a_share_that_excel_shows_as_one_is_read_as_it_is_shown(catalogue: Catalogue):
    head = "Tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ năm 2022 (%)"
    data = one_column([0.738, 0.2], head, percent={"A": ["B2", "B3"]})
    found = taken("a.xlsx", data, catalogue, bodies="province_wide")
    assert figures(found, "value", "unit", "breakdown") == {
        ("73.8", "percent", "grade=excellent"),
        ("20", "percent", "grade=excellent"),
    }
    assert {quote.rpartition(" · ")[2] for (quote,) in figures(found, "quote")} == {"73,8%", "20%"}


def test_a_footnote_of_a_name_or_of_a_heading_stands_with_its_figures(catalogue: Catalogue):
    rows = [
        "Tỉnh;Đảng viên mới kết nạp năm 2022 (1);Đảng viên mới kết nạp năm 2023",
        "Nghệ An;5;6",
        "Hà Tĩnh (2);7;8*",
        "Sơn La*;9;10",
    ]
    notes = ["(1) Đến tháng 11", "(2) Không gồm khối doanh nghiệp", "* Ước tính", "** Của năm trước"]
    found = taken("a.csv", "\n".join([*rows, *notes]).encode(), catalogue, bodies="province_wide")
    assert {value: set(note.split("; ")[1:]) for value, note in figures(found, "value", "note")} == {
        "5": {notes[0]},
        "6": set(),
        "7": {notes[0], notes[1]},
        "8": {notes[1], notes[2], "value is written 8*"},
        "9": {notes[0], notes[2]},
        "10": {notes[2]},
    }


def drawn(draw: Callable[[Any, Any], None]) -> bytes:
    """An .xlsx file whose only sheet is drawn by a function of workbook and sheet."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    draw(book, book.add_worksheet("A"))
    book.close()
    return target.getvalue()


@pytest.mark.parametrize(("computed", "said"), [("", "never computed"), ("#DIV/0!", "error of Excel"), ("#N/A", "error of Excel")])
@pytest.mark.parametrize("beside", [True, False])
def test_a_formula_without_its_value_is_told_at_its_cell(catalogue: Catalogue, computed: str, said: str, beside: bool):
    def draw(book: Any, sheet: Any) -> None:
        heads = ["Tỉnh", "Đảng viên mới kết nạp năm 2022", "Đảng viên mới kết nạp năm 2023"]
        for line, cells in enumerate(
            [heads, ["Nghệ An", 5, 6], ["Hà Tĩnh", "", 8 if beside else ""], ["Sơn La", 7, 9], ["Tổng cộng"]]
        ):
            sheet.write_row(line, 0, cells)
        sheet.write_formula("B3", "=4+4", None, computed)
        sheet.write_formula("B5", "=SUM(B2:B4)", None, computed)

    found = taken("a.xlsx", drawn(draw), catalogue, bodies="province_wide")
    assert [(one.line, one.column, said in one.message) for one in found.draft.faults] == [(3, "B", True)]
    assert len(figures(found, "organization", "period")) == (5 if beside else 4)


def test_a_day_that_excel_keeps_as_one_is_the_day_of_its_row_or_column(catalogue: Catalogue):
    days = [dt.datetime(2021, 6, 30), dt.datetime(2022, 9, 1), dt.datetime(2023, 12, 31)]

    def down(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Tỉnh", "Thời điểm", "Số đảng viên"])
        for line, (name, day) in enumerate(zip(["Nghệ An", "Hà Tĩnh", "Sơn La"], days, strict=True), 1):
            sheet.write_row(line, 0, [name, "", line])
            sheet.write_datetime(line, 1, day, book.add_format({"num_format": "dd/mm/yyyy"}))

    def across(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Tỉnh", "Số đảng viên", "", ""])
        for column, day in enumerate(days, 1):
            sheet.write_datetime(1, column, day, book.add_format({"num_format": "dd/mm/yyyy"}))
        for line, name in enumerate(["Nghệ An", "Hà Tĩnh", "Sơn La"], 2):
            sheet.write_row(line, 0, [name, 10 * line, 10 * line + 1, 10 * line + 2])

    found = taken("a.xlsx", drawn(down), catalogue, bodies="province_wide")
    assert figures(found, "value", "period_type", "period") == {
        ("1", "as_of", "2021-06-30"),
        ("2", "as_of", "2022-09-01"),
        ("3", "as_of", "2023-12-31"),
    }
    # Excel makes the first day of a typed 2022-09
    assert "first day of a month" in told(found)
    assert "B3" in told(found)
    found = taken("a.xlsx", drawn(across), catalogue, bodies="province_wide")
    assert {(value, period) for value, period in figures(found, "value", "period") if value[0] == "2"} == {
        ("20", "2021-06-30"),
        ("21", "2022-09-01"),
        ("22", "2023-12-31"),
    }
    assert "C2" in told(found)


PERIODS = {
    **{"2021-06-30": "2021-06-30", "2021-06": "2021-06", "2021-06-30 00:00:00": "2021-06-30", "2021-Q2": "2021-06", "2021": "2021"},
    **{
        "Q2/2021": "2021-06",
        "Q2 2021": "2021-06",
        "Q.II-2021": "2021-06",
        "6T/2021": "2021-06",
        "9T 2021": "2021-09",
        "6 tháng 2021": "2021-06",
    },
    **{
        "T6/2021": "2021-06",
        "8 tháng năm 2021": "2021-08",
        "12T/2021": "2021",
        "Quý IV năm 2021": "2021-12",
        "31-12-2021": "2021-12-31",
    },
}


@pytest.mark.parametrize(("cell", "period"), PERIODS.items())
def test_a_part_of_a_year_is_read_however_a_table_shortens_it(catalogue: Catalogue, cell: str, period: str):
    text = f"Tỉnh;Thời điểm;Số đảng viên\nHà Tĩnh;{cell};40\nSơn La;30/9/2021;50\n"
    found = taken("a.csv", text.encode(), catalogue, bodies="province_wide")
    assert figures(found, "value", "period") == {("40", period), ("50", "2021-09-30")}


@pytest.mark.parametrize("cell", ["2021-06", "Q1/2021", "6T/2021", "9 tháng 2021", "3T2021", "2021-9M", "2021"])
def test_a_part_of_a_year_over_a_column_or_a_table_is_no_year(catalogue: Catalogue, cell: str):
    known = {"2021-06": "2021-06", "Q1/2021": "2021-Q1", "6T/2021": "2021-H1", "9 tháng 2021": "2021-9M", "3T2021": "2021-Q1"}
    period = known.get(cell, cell)
    for text in (
        f"Tỉnh;Đảng viên mới kết nạp\nTỉnh;{cell}\nHà Tĩnh;40\nSơn La;50\n",
        f"Tỉnh;{cell}\nTỉnh;Đảng viên mới kết nạp\nHà Tĩnh;40\nSơn La;50\n",
    ):
        tables = tables_of("a.csv", text.encode())
        mapping = answered(proposed(tables, catalogue), bodies="province_wide")
        columns = (
            mapping.sheets[0].columns[0],
            replace(mapping.sheets[0].columns[1], holds="figures", indicator="members_admitted"),
        )
        found = read(tables, replace(mapping, sheets=(replace(mapping.sheets[0], use=True, columns=columns),)), catalogue)
        assert figures(found, "period") <= {(period,)}
        assert figures(found, "value") == {("40",), ("50",)} or asked(found)
    assert figures(
        taken("a.csv", text.replace("Tỉnh;" + cell, cell + ";").encode(), catalogue, bodies="province_wide"), "period"
    ) == {(period,)}


@pytest.mark.parametrize(
    "cell",
    [
        "Q.1 năm 2021",
        "2021/06",
        "2021.06",
        "2021-13-01",
        "HK1/2021",
        "Dec 2021",
        "Nửa đầu 2021",
        "2021 (6 tháng)",
        "31/12/21",
        "44377",
    ],
)
def test_a_period_that_is_not_understood_is_refused_at_its_cell_and_is_no_year(catalogue: Catalogue, cell: str):
    text = f"Tỉnh;Thời điểm;Số đảng viên\nHà Tĩnh;{cell};40\nSơn La;30/9/2021;50\n"
    found = taken("a.csv", text.encode(), catalogue, bodies="province_wide")
    assert [(one.line, one.column) for one in found.draft.faults] == [(2, "B")]
    assert figures(found, "value", "period") == {("50", "2021-09-30")}


@pytest.mark.parametrize("pattern", ['0.0"%"', "0.0\\%", '#,##0.0"%"'])
def test_a_sign_of_percent_that_a_number_format_only_prints_changes_no_number(catalogue: Catalogue, pattern: str):
    head = "Tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ năm 2022 (%)"
    data = one_column([0.9, 20.5], head, percent={"A": ["B2", "B3"]}, pattern=pattern)
    assert figures(taken("a.xlsx", data, catalogue, bodies="province_wide"), "value") == {("0.9",), ("20.5",)}


def test_shares_that_may_be_parts_of_one_are_pointed_out(catalogue: Catalogue):
    head = "Tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ năm 2022 (%)"
    assert "no share in column B is more than 1" in told(
        taken("a.xlsx", one_column([0.738, 0.2], head), catalogue, bodies="province_wide")
    )
    assert "no share" not in told(taken("a.xlsx", one_column([73.8, 0.2], head), catalogue, bodies="province_wide"))


@pytest.mark.parametrize("unit", ["Đơn vị tính: nghìn người", "ĐVT: 1.000 người", "(Nghìn đảng viên)", "Unit: Thousand persons"])
def test_numbers_in_thousands_are_refused(catalogue: Catalogue, unit: str):
    rows: list[list[Any]] = [["", unit], ["Tỉnh", "Đảng viên mới kết nạp năm 2022"], ["Hà Tĩnh", 4], ["Sơn La", 5]]
    found = taken("a.xlsx", own.workbook({"A": rows}), catalogue, bodies="province_wide")
    assert [(one.line, one.column) for one in found.draft.faults] == [(1, "B")]


SCALES = [
    *("Đảng viên năm 2022 (nghìn)", "Đảng viên năm 2022, triệu", "Đảng viên năm 2022 (nghìn đồng chí)", "Đảng viên 2022 (x1000)"),
    *("Party members 2022 (thousands)", "Members in thousands, 2022", "Đảng viên năm 2022 (1.000 người)", "Đảng viên 2022 ('000)"),
]
NO_SCALES = ["Triệu Phong", "Đảng bộ lớn (1.000 đảng viên trở lên)", "Điểm (100 điểm)", "Ngân hàng, ngân sách", "Tổ chức (10)"]


@pytest.mark.parametrize("heading", [*SCALES, "Đảng viên năm 2022", *NO_SCALES])
def test_numbers_that_a_heading_tells_in_thousands_are_refused_where_its_column_is_read(catalogue: Catalogue, heading: str):
    rows: list[list[Any]] = [["Tỉnh", heading, "Đảng viên mới kết nạp năm 2022"], ["Hà Tĩnh", 98, 40], ["Sơn La", 88, 50]]
    tables = tables_of("a.xlsx", own.workbook({"A": rows}))
    mapping = answered(proposed(tables, catalogue), bodies="province_wide", period="2022")
    for holds in ("figures", "nothing"):
        first, counted, *others = mapping.sheets[0].columns
        of_it = replace(counted, holds=holds, indicator="party_members" if holds == "figures" else "")
        found = read(tables, replace(mapping, sheets=(replace(mapping.sheets[0], columns=(first, of_it, *others)),)), catalogue)
        scaled = heading in SCALES and holds == "figures"
        assert [(one.line, one.column) for one in found.draft.faults] == ([(1, "B")] if scaled else []), holds


def of_units(unit: str, number: Any = 205) -> bytes:
    """A form of an office whose lines have a unit each, of which the first is given."""
    rows = [["Đảng bộ tỉnh Hà Tĩnh năm 2022"], ["Chỉ tiêu", "ĐVT", "Năm 2022"]]
    lines = [["Tổng số đảng viên", unit, number], ["Dân số", "1.000 người", 1300], ["Kết nạp đảng viên mới", "Người", 35]]
    return own.workbook({"A": [*rows, *lines]})


UNITS_OF_THOUSANDS = ["nghìn", "1000 người", "1.000 người", "Nghìn đồng chí", "trăm người", "triệu", "nghìn ĐV", "x1000"]


@pytest.mark.parametrize("unit", [*UNITS_OF_THOUSANDS, "thousand", "tr. người"])
def test_units_of_thousands_are_refused_in_lines_that_are_read(catalogue: Catalogue, unit: str):
    found = taken("a.xlsx", of_units(unit), catalogue, organization="ha-tinh.province-wide")
    assert [(one.line, one.column) for one in found.draft.faults] == [(3, "B")]


@pytest.mark.parametrize(("unit", "is_told"), [("người", False), ("ĐV", False), ("", False), ("cặp", True), ("đồng", True)])
def test_a_unit_that_is_not_understood_is_told(catalogue: Catalogue, unit: str, is_told: bool):
    found = taken("a.xlsx", of_units(unit), catalogue, organization="ha-tinh.province-wide")
    assert found.draft.faults == ()
    assert ("these units are not understood" in told(found)) == is_told
    assert figures(found, "indicator", "value") == {("party_members", "205"), ("members_admitted", "35")}


def test_a_share_is_not_read_as_a_count_though_the_last_file_had_one(catalogue: Catalogue):
    tables = tables_of("a.xlsx", of_units("người"))
    mapping = answered(proposed(tables, catalogue), organization="ha-tinh.province-wide")
    found = read(tables_of("a.xlsx", of_units("%", 38)), mapping, catalogue)
    assert [(one.line, one.column) for one in found.draft.faults] == [(3, "C")]
    assert figures(found, "indicator", "value") == {("members_admitted", "35")}


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Số liệu tính đến ngày 30/6/2024", "2024-06-30"),
        ("Năm 2023", "2023"),
        ("Hà Tĩnh, ngày 15 tháng 01 năm 2024", ""),
        ("Ngày 15 tháng 01 năm 2024", ""),
        ("(Kèm theo Báo cáo số 12-BC/TU ngày 15/6/2024 của Tỉnh ủy)", ""),
        ("Theo Quyết định số 409/QĐ-BNV ngày 15 tháng 4 năm 2023", ""),
    ],
)
def test_the_day_of_a_document_is_not_that_of_its_figures(catalogue: Catalogue, title: str, period: str):
    rows: list[list[Any]] = [[title], ["Tỉnh", "Tổng số đảng viên"], ["Hà Tĩnh", 4], ["Sơn La", 5]]
    found = taken("a.xlsx", own.workbook({"A": rows}), catalogue, bodies="province_wide")
    assert (asked(found), figures(found, "period")) == (([], {(period,)}) if period else (["period"], set()))


def test_a_number_that_is_merged_over_two_rows_is_nobodys(catalogue: Catalogue):
    found = taken("a.xlsx", one_column([7, "", 5], merged={"A": ["B2:B3"]}), catalogue, bodies="province_wide")
    assert figures(found, "value") == {("5",)}
    assert "is merged over B2:B3" in str(found.draft.faults[0])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ngheä An", "VNI"),
        ("Nghá»‡ An", "encoded twice"),
        ("Ngh? An", "question marks"),
        ("Ngh\ufffd An", "\ufffd"),
        ("Nghệ\u200b An", "U+200B"),
    ],
)
def test_broken_words_are_named_with_their_cell_and_never_quoted(catalogue: Catalogue, name: str, said: str):
    rows: list[list[Any]] = [["Tỉnh", "Đảng viên mới kết nạp năm 2022"], ["Hà Tĩnh", 4], [name, 5]]
    found = taken("a.xlsx", own.workbook({"A": rows}), catalogue, bodies="province_wide")
    fault = next(one for one in found.draft.faults if one.line == 3)
    assert (fault.file, fault.column) == ("a.xlsx!A", "A")
    assert said in fault.message
    assert figures(found, "value") == {("4",)}


def test_hidden_rows_columns_and_sheets_are_named(catalogue: Catalogue):
    data = one_column([7, 5], hidden_rows={"A": [3]}, hidden_columns={"A": ["B"]})
    found = taken("a.xlsx", data, catalogue, bodies="province_wide")
    assert figures(found, "value") == {("7",), ("5",)}
    assert "these rows are hidden in the file, and are read like all others: 3" in told(found)
    assert "these columns are hidden in the file, and are read like all others: B" in told(found)


def test_a_sheet_wider_than_can_be_read_does_not_refuse_the_others(catalogue: Catalogue):
    rows: list[list[Any]] = [["Tỉnh", "Đảng viên mới kết nạp năm 2022"], ["Hà Tĩnh", 4]]
    data = own.workbook({"A": rows, "Rộng": [["x", *range(1_200)]]})
    found = taken("a.xlsx", data, catalogue, bodies="province_wide")
    assert figures(found, "value") == {("4",)}
    assert "a.xlsx!Rộng reaches to" in told(found)


def test_ranges_that_overlap_without_end_and_cells_of_prose_cost_nothing():
    table = Table("a.xlsx", "S", (("x " * 100_000, "y"), *(("1", "2") for _ in range(5_000))), tuple(range(1, 5_002)))
    before = time.process_time()
    # a tuple written out with `*` would have mypy look at each of its items
    many = tuple([(0, 1, 5_000, 1)] * 200_000)
    for merged in (many, ((0, 0, 10**9, 10**9),)):
        texts = replace(table, merged=merged).texts
        assert len(texts[0][0]) <= 500
    assert time.process_time() - before < 2


def test_a_workbook_of_the_old_form_is_told_to_be_saved_anew():
    with pytest.raises(PartyMetricsError, match=r"Save it as \.xlsx"):
        tables_of("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600)


def test_a_place_that_nobody_knows_is_asked_about_and_can_be_left_out(catalogue: Catalogue):
    rows: list[list[Any]] = [["Tỉnh", "Đảng viên mới kết nạp năm 2007"], ["Hà Tây", 4], ["Hà Tĩnh", 5], ["Tổng cộng", 9]]
    data = own.workbook({"A": rows})
    found = taken("a.xlsx", data, catalogue, bodies="province_wide")
    (question,) = found.questions
    assert (question.key, question.about, "A2" in str(question.text)) == ("places", "Hà Tây", True)
    found = taken("a.xlsx", data, catalogue, bodies="province_wide", places=(("Hà Tây", "-"),))
    assert asked(found) == []
    assert figures(found, "value") == {("5",)}
    assert "it is the sum of its rows" in told(found)


def test_a_name_of_two_units_is_of_the_list_that_the_table_lists(catalogue: Catalogue):
    rows: list[list[Any]] = [["Tỉnh", "Điểm DTI 2025"], ["Hà Giang", "0,5"], ["Tuyên Quang", "0,6"]]
    found = taken("a.xlsx", own.workbook({"A": rows}), catalogue)
    assert ranks(found, "province", "boundary") == {("ha-giang", "63"), ("tuyen-quang", "63")}
    found = taken("a.xlsx", own.workbook({"A": [rows[0], rows[2], ["Cao Bằng", "0,7"]]}), catalogue)
    assert ranks(found, "province", "boundary") == {("tuyen-quang-2025", "34"), ("cao-bang", "34")}


def test_two_columns_of_the_same_are_asked_about(catalogue: Catalogue):
    rows: list[list[Any]] = [
        ["Tỉnh", "Điểm PAPI 2016", "Tổng điểm PAPI 2016"],
        ["Hà Tĩnh", "36,2", "37,2"],
        ["Sơn La", "35,2", "33,2"],
    ]
    found = taken("a.xlsx", own.workbook({"A": rows}), catalogue)
    assert asked(found) == ["columns"]
    assert found.draft.figures == 0


def test_the_same_said_twice_counts_once_and_otherwise_is_refused(catalogue: Catalogue):
    head: list[Any] = ["Tỉnh", "Điểm PAPI 2016"]
    same = own.workbook({"A": [head, ["Hà Tĩnh", 36.2]], "B": [head, ["Hà Tĩnh", 36.2]]})
    found = taken("a.xlsx", same, catalogue)
    assert len(ranks(found, "province")) == 1
    assert "stand twice alike" in told(found)
    other = own.workbook({"A": [head, ["Hà Tĩnh", 36.2]], "B": [head, ["Hà Tĩnh", 36.3]]})
    (fault,) = taken("a.xlsx", other, catalogue).draft.faults
    assert "36.3 stands here, but 36.2 in B2" in fault.message


# the mapping -------------------------------------------------------------------------------------------------------------
def test_a_mapping_is_written_and_read_again(seeds: Seeds, catalogue: Catalogue):
    for data in (own.workbook({'Biểu "1" ’': own.FORM}), own.workbook({"2016": own.papi_rows(own.old_names(seeds), 2016)})):
        mapping = answered(proposed(tables_of("a.xlsx", data), catalogue), places=(("Hà Tây", "-"), ("X\\Y", "nghe-an")))
        assert mapping_of("map.toml", written(mapping).encode(), catalogue) == mapping


def test_the_next_file_of_a_shape_is_read_as_the_last_but_for_what_held_for_it_alone(catalogue: Catalogue, tmp_path: Path):
    last: list[list[Any]] = [["Tỉnh", "Số liệu năm 2022"], ["Hà Tĩnh", 4], ["Sơn La", 6]]
    first = tables_of("2022.xlsx", own.workbook({"KQ": last}))
    mapping = answered(proposed(first, catalogue), indicator="members_admitted", bodies="agencies_bloc", period="2022")
    keep(tmp_path, mapping, first, catalogue)
    # another year, another name, another row, an empty column
    rows: list[list[Any]] = [[], ["", "Tỉnh", "", "Số liệu năm 2023"], ["", "Hà Tĩnh", "", 14], ["", "Nghệ An", "", 16]]
    second = tables_of("2023.xlsx", own.workbook({"Kết quả": rows}))
    again = proposed(second, catalogue, tmp_path)
    assert (again.publisher, again.published, again.url) == (SOURCE["publisher"], "", "")
    found = read(second, again, catalogue)
    assert asked(found) == ["published"]
    assert figures(found, "organization", "period", "value") == {
        ("ha-tinh.agencies-bloc", "2023", "14"),
        ("nghe-an.agencies-bloc", "2023", "16"),
    }
    by_hand = fitted(mapping, second, catalogue)
    assert (by_hand.published, by_hand.sheets[0].period) == ("", "")
    assert figures(read(second, by_hand, catalogue), "value") == {("14",), ("16",)}


def test_a_sheet_with_other_headings_is_not_read_by_the_mapping(catalogue: Catalogue):
    first = tables_of("a.xlsx", one_column([4, 5]))
    other = tables_of("a.xlsx", one_column([4, 5], "Đảng viên bị kỷ luật năm 2022"))
    with pytest.raises(MapError, match=r"a\.xlsx!A: its headings differ .* 'Đảng viên bị kỷ luật năm 2022', there 'Đảng viên mới"):
        fitted(proposed(first, catalogue), other, catalogue)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('indicator = "party_membres"', "sheet A: indicator: 'party_membres' is not one of"),
        ('bodies = "bloc"', "sheet A: bodies: 'bloc' is not one of"),
        ('period = "năm 2022"', "sheet A: period: write 2024"),
        ('organization = "nghean.x"', "Did you mean nghe-an"),
        ('indikator = ""', "sheet A: indikator: 'indikator' is not one of"),
        ("head = [4]", "sheet A: head: write head = [3, 4]"),
        ('columns = [{ column = "A", holds = "place" }]', "sheet A: column A: holds: 'place' is not one of"),
        ('columns = [{ column = "A" }, { column = "A" }]', "a column stands twice"),
        ("unit = 5", 'sheet A: unit: write unit = "…"'),
        ("lines = 5", 'sheet A: lines: write lines = [{ name = "C"'),
        ('use = "', "is no TOML"),
    ],
)
def test_a_mapping_that_says_what_cannot_be_is_refused_with_the_place(catalogue: Catalogue, line: str, said: str):
    with pytest.raises(MapError) as refused:
        mapping_of("map.toml", f'version = 1\n[[sheet]]\nnames = ["A"]\n{line}\n'.encode(), catalogue)
    assert said in str(refused.value)
    assert str(refused.value).startswith("map.toml")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_mapping_or_refused_in_a_sentence(catalogue: Catalogue, data: bytes):
    with suppress(MapError):
        mapping_of("map.toml", data, catalogue)


# any layout gives exactly the figures that it was written from ------------------------------------------------------------
PLACES = {
    "Nghệ An": "nghe-an",
    "Hà Tĩnh": "ha-tinh",
    "Bà Rịa – Vũng Tàu": "ba-ria-vung-tau",
    "TP.HCM": "ho-chi-minh",
    "T.T. Huế": "hue",
}
YEARS = ("2019", "2020", "2021")
FORMS: dict[str, Callable[[int], Any]] = {
    "typed": lambda value: value,
    "digits": str,
    "points": lambda value: f"{value:,}".replace(",", "."),
    "blanks": lambda value: f"{value:,}".replace(",", " "),
    "mark": lambda value: f"{value:,}*".replace(",", "."),
}


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[dict[tuple[str, str], int], dict[str, list[list[Any]]]]:
    """Figures of provinces and years, and a workbook that states them in some layout."""
    names = draw(st.lists(st.sampled_from(sorted(PLACES)), min_size=2, unique=True))
    years = draw(st.lists(st.sampled_from(YEARS), min_size=1, unique=True))
    known = {(name, year): draw(st.integers(0, 300_000)) for name in names for year in years}
    write = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    how = draw(st.sampled_from(["across", "a sheet a year", "side by side", "long"]))
    word = "Đảng viên mới kết nạp"
    if how == "across":
        sheets = {
            "S": [
                ["Tỉnh", *(f"{word} năm {year}" for year in years)],
                *([name, *(write(known[name, year]) for year in years)] for name in names),
            ]
        }
    elif how == "a sheet a year":
        sheets = {year: [["Tỉnh", word], *([name, write(known[name, year])] for name in names)] for year in years}
    elif how == "side by side":
        head = [[cell for year in years for cell in (year, "")], ["Tỉnh", word] * len(years)]
        sheets = {"S": [*head, *([cell for year in years for cell in (name, write(known[name, year]))] for name in names)]}
    else:
        rows = [[name, year, word, write(known[name, year])] for name in names for year in years]
        sheets = {"S": [["Tỉnh", "Năm", "Chỉ tiêu", "Giá trị"], *rows]}
    if draw(st.booleans()) and how in ("across", "a sheet a year"):
        for year, rows in sheets.items():
            of_sheet = years if how == "across" else [year]
            rows.append(["Tổng cộng", *(sum(known[name, one] for name in names) for one in of_sheet)])
    if draw(st.booleans()):
        sheets = {name: [[f"BẢNG {place}: số liệu các tỉnh"], *rows] for place, (name, rows) in enumerate(sheets.items(), 1)}
    if draw(st.booleans()):
        sheets = {name: [["", *row] for row in rows] for name, rows in sheets.items()}
    return {(PLACES[name], year): value for (name, year), value in known.items()}, sheets


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(laid_out())
def test_any_layout_gives_exactly_the_figures_that_it_was_written_from(catalogue: Catalogue, case: Any):
    known, sheets = case
    found = taken("any.xlsx", own.workbook(sheets), catalogue, bodies="province_wide")
    assert (asked(found), found.draft.faults) == ([], ())
    assert figures(found, "organization", "period", "value", "indicator") == {
        (f"{province}.province-wide", year, str(value), "members_admitted") for (province, year), value in known.items()
    }
    assert "but its rows add up to" not in told(found)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(laid_out(), st.integers(0, 99), st.booleans(), st.booleans())
def test_a_mapping_reads_the_same_of_a_file_that_says_the_same(
    catalogue: Catalogue, case: Any, seed: int, renamed: bool, wider: bool
):
    known, sheets = case
    tables = tables_of("one.xlsx", own.workbook(sheets))
    mapping = answered(proposed(tables, catalogue), bodies="province_wide")
    other = {}
    for number, (name, rows) in enumerate(sheets.items()):
        first = next(place for place, row in enumerate(rows) if any(cell in PLACES for cell in row))
        # a row that adds others up stays below them
        last = len(rows) - ("Tổng cộng" in rows[-1])
        body = rows[first:last]
        random.Random(seed).shuffle(body)
        moved = [*rows[:first], *body, *rows[last:]]
        # a sheet that is called by its year keeps its name
        other[f"Trang {number}" if renamed and name not in YEARS else name] = [["", *row] for row in moved] if wider else moved
    found = read(again := tables_of("other.xlsx", own.workbook(other)), fitted(mapping, again, catalogue), catalogue)
    assert figures(found, "organization", "period", "value", "indicator") == {
        (f"{province}.province-wide", year, str(value), "members_admitted") for (province, year), value in known.items()
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(laid_out(), st.integers(1, 1000))
def test_a_total_that_is_wrong_is_told(catalogue: Catalogue, case: Any, more: int):
    _, sheets = case
    rows = next(iter(sheets.values()))
    summed = rows[-1][1 if rows[-1][0] else 2 :] if "Tổng cộng" in rows[-1] else []
    if not summed:
        return
    rows[-1][-1] = summed[-1] + more
    found = taken("any.xlsx", own.workbook(sheets), catalogue, bodies="province_wide")
    assert f"is {summed[-1] + more}, but its rows add up to {summed[-1]}" in told(found)


def test_what_is_told_of_a_sheet_is_put_upon_those_alone_that_leave_it_open(catalogue: Catalogue):
    rows: list[list[Any]] = [["Tỉnh", "Số lượng"], ["Nghệ An", 5], ["Hà Tĩnh", 7]]
    sheets = {"2021": rows, "2022": [["Phụ lục"], *rows], "2023": [["Phụ lục"], ["Biểu 2"], *rows]}
    tables = tables_of("b.xlsx", own.workbook(sheets))
    first, second, third = proposed(tables, catalogue).sheets
    told = replace(first, indicator="party_members", bodies="province_wide")
    # the second tells its period by hand, the third that it counts something else
    mapping = Mapping(sheets=(told, replace(second, period="2022-H1"), replace(third, indicator="members_admitted")))
    after = alike(mapping, 0, ("2022", "2023"), tables, catalogue)
    assert [(one.sheets, one.indicator, one.period) for one in after.sheets] == [
        (("2021",), "party_members", ""),
        (("2022",), "party_members", "2022-H1"),
        (("2023",), "members_admitted", ""),
    ]
    assert [one.head for one in after.sheets] == [(1, 1), (2, 2), (3, 3)]
    assert alike(mapping, 0, (), tables, catalogue) == mapping
