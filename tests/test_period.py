"""Periods: what each form covers, what is refused, and what holds for any of them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.period import FORMS, PATTERNS, Period, date_span, span_of, year_span
from metrics.vocabulary import PeriodKind

YEARS = st.integers(1930, 2100)
MONTHS = st.integers(1, 12)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("kind", "code", "start", "end"),
    [
        ("as_of", "2020-08-16", "2020-08-16", "2020-08-16"),
        ("as_of", "2019-06", "2019-06-01", "2019-06-30"),
        ("as_of", "2019", "2019-01-01", "2019-12-31"),
        ("month", "2020-02", "2020-02-01", "2020-02-29"),
        ("month", "2018-02", "2018-02-01", "2018-02-28"),
        ("quarter", "2022-Q1", "2022-01-01", "2022-03-31"),
        ("quarter", "2022-Q4", "2022-10-01", "2022-12-31"),
        ("half_year", "2024-H1", "2024-01-01", "2024-06-30"),
        ("half_year", "2024-H2", "2024-07-01", "2024-12-31"),
        ("nine_months", "2020-9M", "2020-01-01", "2020-09-30"),
        ("year", "2017", "2017-01-01", "2017-12-31"),
        ("range", "2015/2020", "2015-01-01", "2020-12-31"),
        ("range", "2020-01/2020-07", "2020-01-01", "2020-07-31"),
        ("range", "2020-01-15/2020-02", "2020-01-15", "2020-02-29"),
        ("term", "2020/2025", "2020-01-01", "2025-12-31"),
    ],
)
def test_a_period_covers_its_first_to_its_last_day(kind: str, code: str, start: str, end: str) -> None:
    period = Period.parse(kind, code)
    assert (period.kind, period.code) == (kind, code)
    assert (period.start, period.end) == (day(start), day(end))


@pytest.mark.parametrize(
    ("kind", "code", "message"),
    [
        ("half_year", "2024-H3", "write it like 2024-H1"),
        ("quarter", "2024-Q0", "write it like 2022-Q1"),
        ("nine_months", "2020-6M", "write it like 2020-9M"),
        ("year", "17", "write it like 2017"),
        ("year", "2017-01", "write it like 2017"),
        ("year", "2017\n", "write it like 2017"),
        ("year", "", "write it like 2017"),
        ("year", "٢٠١٧", "write it like 2017"),
        ("as_of", "30/6/2019", "2019, 2019-06 or 2019-06-30"),
        ("as_of", "2019-6-30", "2019, 2019-06 or 2019-06-30"),
        ("as_of", "2019-02-30", "'2019-02-30' is not in the calendar"),
        ("as_of", "2019-00", "'2019-00' is not in the calendar"),
        ("as_of", "0000", "'0000' is not in the calendar"),
        ("month", "2018-13", "'2018-13' is not in the calendar"),
        ("range", "2020", "write it like 2020-01/2020-07"),
        ("range", "2020/2015", "ends before it begins"),
        ("range", "2020-01/2020-02-30", "'2020-02-30' is not in the calendar"),
        ("term", "2020/25", "write it like 2020/2025"),
        ("term", "2025/2020", "ends before it begins"),
        ("decade", "2020", "'decade' is not a kind of period; one of as_of, month"),
    ],
)
def test_what_is_no_period_is_refused_with_the_form_expected(kind: str, code: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        Period.parse(kind, code)


def test_each_kind_of_the_vocabulary_has_a_form_and_an_example_that_it_reads() -> None:
    assert tuple(PATTERNS) == tuple(FORMS) == get_args(PeriodKind)
    for kind, examples in FORMS.items():
        for example in examples.replace(" or ", ", ").split(", "):
            assert Period.parse(kind, example).code == example


@pytest.mark.parametrize(
    ("kind", "code", "precision"),
    [
        ("as_of", "2019", 1),
        ("as_of", "2019-06", 2),
        ("as_of", "2019-06-30", 3),
        ("range", "2015/2020", 1),
        ("range", "2020/2020-07", 2),
        ("range", "2020-07/2020-07-31", 3),
        ("year", "2017", 1),
        ("term", "2020/2025", 1),
        ("half_year", "2024-H1", 2),
        ("month", "2018-02", 2),
    ],
)
def test_precision_says_how_exactly_the_end_is_known(kind: str, code: str, precision: int) -> None:
    assert Period.parse(kind, code).precision == precision


@pytest.mark.parametrize(
    ("kind", "code", "so_far"),
    [
        ("quarter", "2020-Q1", True),
        ("half_year", "2020-H1", True),
        ("nine_months", "2020-9M", True),
        ("year", "2020", True),
        ("month", "2020-01", True),
        ("range", "2020-01/2020-07", True),
        ("range", "2020-01-01/2020-07-19", True),
        ("quarter", "2020-Q3", False),
        ("half_year", "2020-H2", False),
        ("range", "2020-02/2020-07", False),
        ("range", "2019-01/2020-07", False),
        ("as_of", "2020-01-31", False),
        ("as_of", "2020", False),
        ("term", "2020/2020", False),
    ],
)
def test_year_to_date_begins_in_january_and_stays_in_the_year(kind: str, code: str, so_far: bool) -> None:
    assert Period.parse(kind, code).is_year_to_date() is so_far


def test_a_period_touches_each_year_from_its_first_to_its_last_day() -> None:
    assert list(Period.parse("term", "2020/2023").years) == [2020, 2021, 2022, 2023]
    assert list(Period.parse("month", "2020-12").years) == [2020]
    assert not Period.parse("range", "2019-12/2020-01").within_one_year()


@given(
    st.one_of(
        st.tuples(st.just("year"), YEARS.map(str)),
        st.tuples(st.just("quarter"), st.builds("{}-Q{}".format, YEARS, st.integers(1, 4))),
        st.tuples(st.just("half_year"), st.builds("{}-H{}".format, YEARS, st.integers(1, 2))),
        st.tuples(st.just("nine_months"), YEARS.map("{}-9M".format)),
        st.tuples(st.just("month"), st.builds("{}-{:02d}".format, YEARS, MONTHS)),
        st.tuples(st.just("as_of"), st.dates(dt.date(1930, 1, 1)).map(str)),
        st.tuples(st.just("term"), YEARS.map(lambda year: f"{year}/{year + 5}")),
    )
)
def test_a_period_keeps_its_code_and_lies_in_its_years(written: tuple[str, str]) -> None:
    period = Period.parse(*written)
    assert (period.kind, period.code) == written
    # of whichever kind, the code alone tells the days
    assert span_of(period.code) == (period.start, period.end)
    assert period.start <= period.end
    assert period.start.year == int(period.code[:4])
    assert period.years[-1] == period.end.year
    assert period.within_one_year() is (len(period.years) == 1)


@given(YEARS)
def test_year_to_date_periods_nest_and_quarters_tile_the_year(year: int) -> None:
    q1, q2, q3, q4 = (Period.parse("quarter", f"{year}-Q{n}") for n in range(1, 5))
    h1, h2 = (Period.parse("half_year", f"{year}-H{n}") for n in (1, 2))
    nine, whole = Period.parse("nine_months", f"{year}-9M"), Period.parse("year", str(year))
    assert q1.start == h1.start == nine.start == whole.start
    assert q1.end < h1.end < nine.end < whole.end
    assert (h1.end, nine.end, whole.end) == (q2.end, q3.end, q4.end)
    one = dt.timedelta(days=1)
    assert [q2.start, q3.start, q4.start, h2.start] == [q1.end + one, q2.end + one, nine.end + one, h1.end + one]


@given(YEARS, MONTHS)
def test_a_month_ends_on_its_last_day_in_every_year(year: int, month: int) -> None:
    start, end = date_span(f"{year}-{month:02d}")
    assert (start.day, end.day) == (1, calendar.monthrange(year, month)[1])
    assert date_span(str(end)) == (end, end)
    assert date_span(str(year))[0] <= start <= end <= date_span(str(year))[1]


@given(st.text(max_size=12) | st.from_regex(r"\d{4}(-\d\d){0,2}", fullmatch=True), st.sampled_from([*PATTERNS, "other"]))
def test_any_text_is_a_period_or_a_value_error(code: str, kind: str) -> None:
    try:
        period = Period.parse(kind, code)
    except ValueError:
        return
    assert period.code == code
    assert code.isascii()


def test_one_year_or_a_range_of_years_is_asked_for() -> None:
    assert (year_span("2019"), year_span("2017:2024"), year_span("2019:2019")) == ((2019, 2019), (2017, 2024), (2019, 2019))


@pytest.mark.parametrize(
    ("text", "message"), [("2024:2017", "write 2017:2024"), ("2017:", "write 2019 or 2017:2024"), ("17", "'17' is not a year")]
)
def test_what_are_no_years_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        year_span(text)
