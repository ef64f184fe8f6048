"""Cells as people write them: what has one meaning is read as that, what has two is never guessed, what is plain is not touched."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.data.rows import NUMBER
from metrics.intake.as_written import EXCEL_DAY_0, date_written, number_written, period_written, whole_written
from metrics.period import PATTERNS, Period

WHOLE = st.integers(0, 10**9)
DECIMALS = st.from_regex(r"[0-9]{1,6}", fullmatch=True)
PLAIN = st.from_regex(NUMBER, fullmatch=True).filter(str.isascii)
YEARS = st.integers(1930, 2100)


def grouped(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


# numbers -------------------------------------------------------------------------------------------------------------
@given(PLAIN)
def test_a_plain_number_is_never_changed(cell: str):
    assert number_written(cell).text == cell
    if not re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", cell):
        assert number_written(cell, "person", whole=True).text == cell


@given(WHOLE, st.sampled_from(". ,"), st.sampled_from(["", "*", "**", " (1)", "¹²", "†"]))
def test_a_count_is_read_however_its_thousands_are_parted(number: int, sign: str, mark: str):
    read = number_written(grouped(number, sign) + mark, "person", whole=True)
    assert (read.text, read.mark, read.doubt) == (str(number), mark.strip(), None)


@given(WHOLE, DECIMALS, st.sampled_from(["., ", ",.", " ,", " ."]))
def test_a_decimal_beside_another_sign_for_thousands_is_read(number: int, decimals: str, signs: str):
    cell = f"{grouped(number, signs[0])}{signs[1]}{decimals}"
    read = number_written(cell, "score")
    # below a thousand one sign alone stands, and three digits after it may be thousands
    if number >= 1000 or len(decimals) != 3 or number == 0:
        assert (read.text, read.doubt) == (f"{number}.{decimals}", None)


@given(st.integers(1, 999), st.from_regex(r"[0-9]{3}", fullmatch=True))
def test_three_digits_after_one_comma_are_never_guessed(number: int, digits: str):
    read = number_written(f"{number},{digits}", "percent")
    assert read.doubt
    assert dict(read.doubt.values)["sign"] == ","
    assert {dict(read.doubt.values)[name] for name in ("whole", "decimal")} == {f"{number}{digits}", f"{number}.{digits}"}


@given(st.text(alphabet="0123456789., -*()¹…–+%e", max_size=12), st.booleans())
def test_what_is_read_is_a_number_with_the_same_digits_in_their_order(cell: str, whole: bool):
    read = number_written(cell, "percent", whole)
    if read.text != cell:
        assert NUMBER.fullmatch(read.text)
        assert re.sub(r"\D", "", read.text) == re.sub(r"[^0-9]", "", cell.removesuffix(read.mark))


@pytest.mark.parametrize(
    ("cell", "unit", "text"),
    [("73,8%", "percent", "73.8"), ("73.8 %", "percent", "73.8"), ("−18", "person", "-18"), ("1.234.567,8", "score", "1234567.8")],
)
def test_signs_of_units_and_minus(cell: str, unit: str, text: str):
    assert number_written(cell, unit).text == text


@pytest.mark.parametrize(
    "cell", ["1.5", "1.23", "0.123", "12.34.567", "1.234,567.8", "12 34", "5 (a)", "*", "(1)", "1,23,456", "5%"]
)
def test_what_is_no_count_stays_for_the_checks(cell: str):
    assert number_written(cell, "person", whole=True).text in (cell, cell.replace(",", "."))
    assert not number_written(cell, "person", whole=True).text.isdecimal()


@pytest.mark.parametrize(("cell", "text"), [("2024.0", "2024"), ("12", "12"), ("2024.5", "2024.5"), ("", "")])
def test_a_whole_number_of_excel(cell: str, text: str):
    assert whole_written(cell).text == text


# dates and periods ---------------------------------------------------------------------------------------------------
@given(st.dates(dt.date(1930, 1, 1), dt.date(2100, 12, 31)), st.sampled_from("/.-"))
def test_every_way_to_write_a_day_gives_that_day(day: dt.date, sign: str):
    typed = (f"{day:%d}{sign}{day:%m}{sign}{day:%Y}", f"{day.day}{sign}{day.month}{sign}{day.year}", day.isoformat())
    assert {date_written(cell) for cell in typed} == {day.isoformat()}
    assert date_written(f"{day.month}{sign}{day.year}") == f"{day:%Y-%m}"
    assert date_written(str((day - EXCEL_DAY_0).days), spreadsheet=True) == day.isoformat()
    assert {period_written("as_of", cell)[1].text for cell in typed} == {day.isoformat()}


@pytest.mark.parametrize("cell", ["30/02/2025", "6/30/2025", "2025", "2025-06", "45838", "tháng sáu", ""])
def test_what_is_no_other_date_stays(cell: str):
    assert date_written(cell) == cell


@given(
    st.sampled_from(sorted(PATTERNS)).flatmap(lambda kind: st.tuples(st.just(kind), st.from_regex(PATTERNS[kind], fullmatch=True)))
)
def test_a_code_of_the_contract_is_never_changed(stated: tuple[str, str]):
    assert period_written(*stated) == (stated[0], period_written(*stated)[1])
    assert period_written(*stated)[1].text == stated[1]


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        ("quarter", "Quý II/2025", "2025-Q2"),
        ("quarter", "Quý 2 năm 2025", "2025-Q2"),
        ("quarter", "quý iv, năm 2024", "2024-Q4"),
        ("quarter", "Q3/2024", "2024-Q3"),
        ("half_year", "6 tháng đầu năm 2024", "2024-H1"),
        ("half_year", "6 tháng cuối năm 2024", "2024-H2"),
        ("nine_months", "9 tháng năm 2024", "2024-9M"),
        ("nine_months", "9 tháng đầu năm 2024", "2024-9M"),
        ("term", "Nhiệm kỳ 2020 – 2025", "2020/2025"),
        ("range", "giai đoạn 2016-2020", "2016/2020"),
    ],
)
def test_a_period_in_words_is_read_and_tells_its_kind(kind: str, cell: str, code: str):
    for told in (kind, ""):
        found, read = period_written(told, cell)
        assert (found, read.text, read.doubt) == (kind, code, None)
        assert Period.parse(found, read.text).code == code
    assert period_written("year", cell)[1].text == cell


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        ("month", "6/2025", "2025-06"),
        ("month", "Tháng 6 năm 2025", "2025-06"),
        ("as_of", "6/2025", "2025-06"),
        ("year", "2024.0", "2024"),
        ("as_of", "30/06/2025", "2025-06-30"),
        ("year", "Năm 2024", "2024"),
        ("term", "2020-2025", "2020/2025"),
        ("range", "2020–2025", "2020/2025"),
    ],
)
def test_a_period_of_a_told_kind_is_read(kind: str, cell: str, code: str):
    assert period_written(kind, cell) == (kind, period_written(kind, cell)[1])
    assert period_written(kind, cell)[1].text == code


@given(YEARS, YEARS, st.sampled_from(["-", " – ", "/"]))
def test_two_years_are_a_term_only_where_the_indicator_has_no_other(first: int, last: int, sign: str):
    cell = f"{first}{sign}{last}"
    assert period_written("", cell, "executive_committee_size") == ("term", period_written("", cell, "executive_committee_size")[1])
    kind, read = period_written("", cell, "members_admitted")
    assert (kind, read.text) == ("", cell)
    assert read.doubt


@pytest.mark.parametrize(
    ("kind", "cell"), [("month", "30/06/2025"), ("quarter", "6/2025"), ("year", "6/2025"), ("as_of", "2020-2025")]
)
def test_a_period_of_another_kind_than_told_stays(kind: str, cell: str):
    assert period_written(kind, cell)[1].text == cell
