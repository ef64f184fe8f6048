"""What the sentences of a text give one another: period, body, actor, target; and what is never stored: a person's name."""

from __future__ import annotations

import pytest

from metrics.extract import Figure, Known, read


def figures(known: Known, text: str, **hints: str) -> list[Figure]:
    return list(read(text, known, **{"province": "nghe-an", "organization": "nghe-an.agencies-bloc", **hints}).figures)


def periods(found: list[Figure]) -> list[tuple[str, str, str]]:
    return [(one.indicator, one.period_type, one.period) for one in found]


def test_a_period_is_carried_to_the_next_sentence(known: Known):
    found = figures(
        known, "9 tháng năm 2018, Đảng bộ Khối kết nạp 40 đảng viên. Cùng đó, xóa tên 2 đảng viên.", published="2018-10-05"
    )
    assert periods(found) == [("members_admitted", "nine_months", "2018-9M"), ("members_struck_off", "nine_months", "2018-9M")]


@pytest.mark.parametrize(
    ("words", "published", "period"),
    [
        ("6 tháng đầu năm", "2019-07-10", ("half_year", "2019-H1")),
        ("Quý I", "2022-04-02", ("quarter", "2022-Q1")),
        ("Từ đầu năm đến nay", "2021-09", ("range", "2021-01/2021-09")),
        ("Năm qua", "2018-02", ("year", "2017")),
        ("Trong năm qua", "2018-12-30", ("year", "2018")),
        ("Tháng 11", "2023-12-01", ("month", "2023-11")),
        ("Tháng 12", "2023-01-15", ("month", "2022-12")),
        ("3 tháng đầu năm 2020", "", ("quarter", "2020-Q1")),
        ("4 tháng đầu năm 2020", "", ("range", "2020-01/2020-04")),
        ("Giai đoạn 2016-2020", "", ("range", "2016/2020")),
        ("Nhiệm kỳ 2015 – 2020", "", ("term", "2015/2020")),
        ("Đến hết ngày 30/6/2022", "", ("half_year", "2022-H1")),
        ("6 tháng đầu năm", "", ("half_year", "")),
        ("Vừa qua", "2022-05", ("", "")),
    ],
)
def test_the_period_of_an_admission(known: Known, words: str, published: str, period: tuple[str, str]):
    found = figures(known, f"{words}, Đảng bộ Khối kết nạp 40 đảng viên.", published=published)
    assert [(one.period_type, one.period) for one in found] == [period]


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("Hiện nay", "2021-09-30", "2021-09-30"),
        ("Đến nay", "2021-09", "2021-09"),
        ("Tính đến ngày 30/6/2022", "2022-07-15", "2022-06-30"),
        ("Đến cuối năm 2023", "2024-01-10", "2023"),
        ("Tháng 5/1965", "", "1965-05"),
        ("Ngày 16.7.2013", "", "2013-07-16"),
        ("Hiện nay", "", ""),
    ],
)
def test_the_day_of_a_stock(known: Known, words: str, published: str, day: str):
    found = figures(known, f"{words}, Đảng bộ Khối có 70 tổ chức cơ sở đảng.", published=published)
    assert [(one.period_type, one.period) for one in found] == [("as_of", day)]


def test_a_year_that_is_only_compared_with_is_not_the_period(known: Known):
    found = figures(known, "Năm 2022, Đảng bộ Khối kết nạp 40 đảng viên, tăng 5 đảng viên so với năm 2021.")
    assert [(one.value, one.status, one.period) for one in found] == [(40, "reported", "2022"), (5, "change", "2022")]


def test_the_actor_of_a_sentence_is_kept_for_one_that_goes_on(known: Known):
    text = (
        "Ủy ban Kiểm tra các cấp kiểm tra 5 tổ chức đảng năm 2020. Ngoài ra, giám sát 3 đảng viên. "
        "Toàn Đảng bộ kỷ luật 2 đảng viên."
    )
    assert [one.breakdown for one in figures(known, text)] == ["body=commission;body_level=all"] * 2 + [""]


def test_what_brackets_say_is_forgotten_after_them(known: Known):
    text = "UBKT 2 cấp kiểm tra 9 tổ chức đảng (trong đó UBKT Đảng ủy Khối kiểm tra 6 tổ chức); giám sát 4 đảng viên."
    levels = [one.breakdown.partition(";")[2] for one in figures(known, text)]
    assert levels == ["body_level=two_levels", "body_level=bloc", "body_level=two_levels"]


def test_a_new_body_gets_a_slug_under_its_province(known: Known):
    reading = read("Huyện ủy Anh Sơn có 52 tổ chức cơ sở đảng.", known, published="2020-05", organization="nghe-an.province-wide")
    assert [one.organization for one in reading.figures] == ["nghe-an.huyen-anh-son"]
    assert [(one.organization, one.province, one.kind) for one in reading.bodies] == [
        ("nghe-an.huyen-anh-son", "nghe-an", "district")
    ]


def test_a_body_of_the_data_is_found_by_its_name(known: Known):
    text = "Năm 2017, Đảng bộ Trường Đại học Tây Đô kết nạp 9 đảng viên; quận Ô Môn kết nạp 12 đảng viên."
    found = figures(known, text, province="can-tho", organization="can-tho.province-wide")
    assert [one.organization for one in found] == ["can-tho.truong-dai-hoc-tay-do", "can-tho.quan-o-mon"]


def test_without_hints_the_text_tells_province_and_body(known: Known):
    text = "Đảng bộ Khối Các cơ quan tỉnh Ninh Thuận hiện có 56 tổ chức cơ sở đảng."
    assert [one.organization for one in read(text, known, published="2018-02").figures] == ["ninh-thuan.agencies-bloc"]


def test_a_merged_province_by_the_date(known: Known):
    text = "Đảng bộ tỉnh Lâm Đồng hiện có 2.284 đảng viên."
    found = [read(text, known, published=day).figures[0].organization for day in ("2025-06-01", "2025-08-01")]
    assert found == ["lam-dong.province-wide", "lam-dong-2025.province-wide"]


def test_the_line_and_the_place_of_a_quote(known: Known):
    reading = read(
        "Tít\r\n\r\nNăm 2020 kết nạp 12 đảng viên.\r\nKhai trừ 1 đảng viên.", known, organization="nghe-an.agencies-bloc"
    )
    assert [(one.line, reading.text[one.start : one.end]) for one in reading.figures] == [(3, "12 đảng viên"), (4, "1 đảng viên")]


def test_no_name_is_stored(known: Known):
    text = (
        "Đồng chí Bí thư Huyện ủy Nguyễn Văn Mẫu, 45 tuổi, cho biết năm 2020 huyện kết nạp 12 đảng viên. "
        "Giám đốc Sở Nội vụ Trần Thị Mẫu có 30 năm tuổi Đảng. Ban Chấp hành gồm Lê Văn Mẫu và 14 đồng chí."
    )
    reading = read(text, known, published="2021", organization="nghe-an.province-wide")
    stored = [
        *(one.quote + one.organization for one in reading.figures),
        *(one.organization + one.name_vi for one in reading.bodies),
    ]
    assert reading.figures
    assert not [words for words in stored if "mẫu" in words.casefold() or "mau" in words.casefold()]


def test_what_was_seen_and_not_understood_is_listed(known: Known):
    reading = read("Trong đó có 406 đảng viên giữ chức vụ lãnh đạo; mở 3 lớp.", known, organization="nghe-an.agencies-bloc")
    assert reading.figures == ()
    assert [one.text for one in reading.unread] == ["406 đảng viên", "3 lớp"]


# sure enough to be taken without a look; what is less sure waits for the reader
SURE = 0.9


def test_a_period_from_many_sentences_before_makes_less_sure(known: Known):
    sure = []
    for between in (0, 3, 12):
        others = "Bà con hai thôn trồng thêm 30 gốc bưởi. " * between
        (found,) = figures(known, f"Năm 2020, xã trao 12 suất quà. {others}Đảng bộ Khối kết nạp 40 đảng viên.")
        assert found.period == "2020"
        sure.append(found.confidence)
    assert sure[0] > sure[1] >= sure[2]


@pytest.mark.parametrize(("times", "is_sure"), [(0, True), (4, False), (12, False)])
def test_an_act_many_words_before_its_number_is_not_sure(known: Known, times: int, is_sure: bool):
    between = "kỹ lưỡng, công tâm, khách quan, thận trọng " * times
    (found,) = figures(known, f"Năm 2020, Đảng bộ Khối kết nạp {between}45 đảng viên.")
    assert (found.value, found.period, found.confidence >= SURE) == (45, "2020", is_sure)


def test_the_letter_eth_is_read_as_d(known: Known):
    reading = read("Năm 2024, toàn tỉnh kết nạp 3.400 ðảng viên mới.", known, published="2025-01-05", province="nghe-an")
    assert [(one.indicator, one.value) for one in reading.figures] == [("members_admitted", 3400)]
    assert "ðảng viên" in reading.figures[0].quote
