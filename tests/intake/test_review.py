"""What a reviewer decides: what is taken at first, what cannot be, what is changed or added, and the rows that come of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from metrics.extract import Figure, Reading
from metrics.intake.review import (
    INFERRED,
    Review,
    ReviewError,
    blank,
    body_slug,
    breakdown_of,
    cells_of,
    date_typed,
    figure_of,
    level_of,
    new_body,
    period_typed,
)
from metrics.vocabulary import Source

TEXT = "Năm 2024, Đảng bộ Khối kết nạp 35 đảng viên; có 5.164 đảng viên.\nKết nạp 35 đảng viên, 4 người."
SOURCE = Source("bao-thu-2024", "Báo Thử", "2024-07-02", "", "text.txt", "")


def figure(quote: str = "kết nạp 35 đảng viên", **more: Any) -> Figure:
    told = replace(
        blank(quote, TEXT.find(quote)), organization="nghe-an.agencies-bloc", indicator="members_admitted", unit="person"
    )
    given: dict[str, Any] = {"value": 35.0, "period": "2024", "confidence": 0.95, "rule": "admit"}
    return replace(told, **given | more)


def begun(*figures: Figure) -> Review:
    return Review.begin(Reading(figures, (), (), TEXT))


# one period or one body for all ----------------------------------------------------------------------------------------
def test_what_is_given_to_those_without_leaves_the_others_as_they_are():
    review = begun(
        figure(), figure(indicator="party_members", period=""), figure(indicator="cells_total", period="", confidence=0.5)
    )
    assert review.give_all(False, period_type="year", period="2019") == 2
    assert [one.period for one in review.figures] == ["2024", "2019", "2019"]
    assert [INFERRED in one.note for one in review.figures] == [False, True, True]
    # what is sure and lacks nothing any more is taken; what is not sure still waits
    assert review.taken == {0, 1}


def test_what_is_given_to_all_is_given_to_all_but_those_accepted():
    review = begun(figure(), figure(indicator="party_members"), figure(indicator="cells_total"))
    review.taken, review.accepted = {1}, frozenset({0})
    assert review.give_all(True, organization="lai-chau.province-wide") == 2
    assert [one.organization for one in review.figures] == ["nghe-an.agencies-bloc", *["lai-chau.province-wide"] * 2]
    # nobody had left the third out but the reviewer
    assert review.taken == {1}
    assert "accepted already" in str(review.hindrance(0))
    review.take_sure()
    assert review.taken == {1, 2}


def test_two_figures_that_become_the_same_are_taken_once():
    review = begun(figure(), figure(period="2023"))
    assert review.taken == {0, 1}
    review.give_all(True, period_type="year", period="2024")
    assert review.taken == {0}


# what is taken --------------------------------------------------------------------------------------------------------
def test_only_what_is_sure_and_whole_is_taken_at_first():
    review = begun(
        figure(),
        figure(indicator="party_members", confidence=0.89),
        figure(indicator="party_members", period=""),
        figure(indicator="cells_total", organization=""),
    )
    assert review.taken == {0}
    assert review.hindrance(1) is None
    assert "period" in str(review.hindrance(2))
    assert "body" in str(review.hindrance(3))


def test_what_is_stated_twice_is_taken_once():
    review = begun(figure(), figure(), figure(value=36.0))
    assert review.taken == {0}
    assert "same" in str(review.hindrance(1))
    assert "another value" in str(review.hindrance(2))
    review.taken.discard(0)
    assert review.hindrance(1) is None


def test_both_bounds_of_a_range_are_taken():
    assert begun(figure(qualifier="ge", status="target"), figure(qualifier="le", value=40.0, status="target")).taken == {0, 1}


# changes --------------------------------------------------------------------------------------------------------------
def test_a_period_that_the_reviewer_gives_lets_a_figure_in_and_is_told():
    review = begun(figure(period=""))
    assert review.taken == set()
    review.change(0, replace(review.figures[0], period="2024"))
    assert review.taken == {0}
    assert review.figures[0].note == INFERRED


def test_a_figure_is_added_with_its_words_in_the_text():
    review = begun()
    added = review.located(replace(figure(), quote="4  người", value=4.0))
    review.change(0, added)
    assert review.taken == {0}
    assert (added.quote, added.line) == ("4 người", 2)
    assert TEXT[added.start : added.end] == "4 người"
    assert INFERRED not in added.note


def test_words_that_the_text_lacks_are_refused():
    with pytest.raises(ReviewError, match="do not stand"):
        begun().located(figure(quote="36 đảng viên"))
    with pytest.raises(ReviewError, match="at most 12"):
        begun().located(figure(quote=" ".join(["a"] * 13)))


def test_the_words_of_a_tables_cell_stay_at_its_number():
    text = "Đơn vị | Kết nạp\nToàn tỉnh | 320"
    cell = replace(figure(quote="Kết nạp · Toàn tỉnh · 320", quote_status="cell"), start=text.index("320"), end=len(text), line=2)
    review = Review.begin(Reading((cell,), (), (), text))
    assert review.located(replace(cell, period="2023")) == replace(cell, period="2023")
    with pytest.raises(ReviewError, match="do not stand"):
        review.located(replace(cell, quote="Kết nạp · Toàn tỉnh · 321"))


def test_the_words_nearest_to_the_old_place_are_meant():
    second = replace(figure(quote="35 đảng viên"), start=TEXT.rfind("35 đảng viên") - 4)
    assert begun().located(second).line == 2


def test_a_new_body_that_moves_takes_its_figures_along():
    body = new_body("  Đảng bộ   Trường Thử ", "nghe-an", "school", body_slug("nghe-an", "Đảng bộ Trường Thử", ()))
    assert (body.organization, body.name_vi) == ("nghe-an.dang-bo-truong-thu", "Đảng bộ Trường Thử")
    review = Review.begin(Reading((figure(organization=body.organization),), (), (body,), TEXT))
    assert review.new_bodies == (body,)
    moved = replace(body, organization="ha-tinh.dang-bo-truong-thu", province="ha-tinh")
    review.describe(body.organization, moved)
    assert review.new_bodies == (moved,)
    assert review.figures[0].organization == moved.organization


# the draft ------------------------------------------------------------------------------------------------------------
def test_the_draft_holds_what_is_taken_with_its_source_and_text():
    body = new_body("Đảng bộ Trường Thử", "nghe-an", "school", "nghe-an.truong-thu")
    unused = new_body("Khác", "nghe-an", "school", "nghe-an.khac")
    reading = Reading((figure(period=""), figure(organization=body.organization)), (), (body, unused), TEXT)
    draft = Review.begin(reading).draft(SOURCE, "1.0")
    (row,) = draft.rows["observations.csv"]
    assert (row["source"], row["organization"], row["value"], row["quote"]) == (
        "bao-thu-2024",
        "nghe-an.truong-thu",
        "35",
        "kết nạp 35 đảng viên",
    )
    assert [one["organization"] for one in draft.rows["organizations.csv"]] == ["nghe-an.truong-thu"]
    assert [one["publisher"] for one in draft.rows["sources.csv"]] == ["Báo Thử"]
    assert (draft.text, draft.reader) == (TEXT, "1.0")


def test_a_row_becomes_a_figure_and_a_row_again():
    cells = {**cells_of(figure(denominator=50.0, value=67.73, unit="percent")), "source": "x"}
    assert {**cells_of(figure_of(cells)), "source": "x"} == cells


# what is typed --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2/7/2024", "2024-07-02"),
        (" 02.07.2024 ", "2024-07-02"),
        ("2-7-2024", "2024-07-02"),
        ("7/2024", "2024-07"),
        ("2024", "2024"),
        ("2024-07-02", "2024-07-02"),
        ("2024-7", "2024-07"),
        ("", ""),
    ],
)
def test_dates_as_they_are_typed(typed: str, date: str):
    assert date_typed(typed) == date


@pytest.mark.parametrize("typed", ["31/2/2024", "13/2024", "hôm qua", "2/7/24", "0/2024", "2024-13"])
def test_what_is_no_date_is_told(typed: str):
    with pytest.raises(ReviewError, match="is not"):
        date_typed(typed)


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("half_year", "2024-h1", "2024-H1"),
        ("as_of", "30/6/2024", "2024-06-30"),
        ("month", "2/2024", "2024-02"),
        ("year", "2024", "2024"),
        ("range", "2024-01/2024-07", "2024-01/2024-07"),
        ("term", "2020/2025", "2020/2025"),
        ("quarter", "", ""),
    ],
)
def test_periods_as_they_are_typed(kind: str, typed: str, code: str):
    assert period_typed(kind, typed) == code


@pytest.mark.parametrize(("kind", "typed"), [("quarter", "2024"), ("year", "2/2024"), ("term", "2025/2020"), ("half_year", "H1")])
def test_a_period_of_another_kind_is_told_its_form(kind: str, typed: str):
    with pytest.raises(ReviewError, match="Write it like"):
        period_typed(kind, typed)


def test_a_breakdown_holds_one_value_of_each_dimension():
    assert breakdown_of(["subject=cell", "body=committee"]) == "body=committee;subject=cell"
    with pytest.raises(ReviewError):
        breakdown_of(["form=warning", "form=reprimand"])


def test_slugs_of_new_bodies_are_not_taken_twice():
    assert body_slug("ha-noi", "Đảng ủy Quận Ba Đình", {"ha-noi.dang-uy-quan-ba-dinh"}) == "ha-noi.dang-uy-quan-ba-dinh-2"
    assert (level_of("province_wide"), level_of("agencies_bloc"), level_of("school")) == (
        "province",
        "above_grassroots",
        "grassroots",
    )
