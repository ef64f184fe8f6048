"""The coverage matrix: what is known of one metric for every province and year, the empty ones too."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from metrics.answers.query import metrics_of
from metrics.store.store import Store
from metrics.survey import listing
from metrics.survey.coverage import metric_coverage
from metrics.survey.listing import Search
from metrics.vocabulary import Mark
from tests.small import data

#              2019       2020       2021      2026
#   nghe-an    whole      half       derived   -
#   ha-giang   disputed   a part     -         (merged)
#   ha-nam     target     -          -         (merged)
#   hue        -          -          -         whole


@cache
def store() -> Store:
    return Store.build(
        data(
            """
            nghe-an.agencies-bloc members_admitted 2019 100
            nghe-an.agencies-bloc members_admitted 2020-H1 60
            nghe-an.agencies-bloc members_admitted 2021 70 derived
            ha-giang.agencies-bloc members_admitted 2019 30 @a:2020
            ha-giang.agencies-bloc members_admitted 2019 40 @b:2021
            ha-giang.agencies-bloc members_admitted 2020 12 group=female
            ha-nam.agencies-bloc members_admitted 2019 50 target
            hue.province-wide members_admitted 2026 80
            rank PAR 2020 ha-giang 40
            """
        )
    )


def states(metric: str = "members_admitted", **filters: object) -> dict[tuple[str, int], frozenset[Mark] | str]:
    return dict(metric_coverage(store(), Search(**filters), metrics_of(store())[metric]).states)  # type: ignore[arg-type]


def test_each_state():
    found = states(boundary="63")
    assert found["nghe-an", 2019] == frozenset()
    assert found["nghe-an", 2020] == frozenset({Mark.PARTIAL})
    assert found["nghe-an", 2021] == frozenset({Mark.DERIVED})
    assert found["nghe-an", 2026] == "not_reported"
    assert found["ha-giang", 2019] == frozenset({Mark.DISPUTED})
    assert found["ha-giang", 2020] == "parts"
    assert found["ha-nam", 2019] == "not_reported"
    assert found["ha-giang", 2026] == "no_unit"


@pytest.mark.parametrize(("boundary", "units"), [("63", 63), ("34", 34), ("reported", 86)])
def test_provinces_without_a_figure_are_listed_too(boundary: str, units: int):
    found = states(boundary=boundary)
    assert len({province for province, _ in found}) == units
    assert len(found) == units * 4
    assert Counter(found.values())["not_reported"] > units


def test_a_unit_of_the_34_is_whole_only_if_all_that_were_merged_report():
    assert states(boundary="34")["tuyen-quang-2025", 2019] == frozenset({Mark.AT_LEAST, Mark.DISPUTED})


def test_as_reported_each_unit_stands_in_its_own_years():
    found = states()
    assert found["tuyen-quang-2025", 2021] == "no_unit"
    assert found["tuyen-quang-2025", 2026] == "not_reported"
    assert found["tuyen-quang", 2026] == "no_unit"
    assert found["hue", 2019] == "not_reported"
    assert found["hue", 2026] == frozenset()


def test_filters_narrow_rows_and_columns():
    found = states(provinces=("hue", "nghe-an"), years=(2019, 2020), boundary="63")
    assert set(found) == {("hue", 2019), ("hue", 2020), ("nghe-an", 2019), ("nghe-an", 2020)}
    assert states(kinds=("province_wide",))["nghe-an", 2019] == "not_reported"
    # the region of the 34 has other members than that of the 63 of the same name
    assert {province for province, _ in states(regions=("bac-trung-bo",), boundary="34")} == {
        *("thanh-hoa", "nghe-an", "ha-tinh", "quang-tri-2025", "hue")
    }
    assert states(provinces=("ha-giang",), boundary="34") == {}


def test_ranks_of_the_63_say_nothing_of_the_34():
    assert states("par_index_rank", boundary="63")["ha-giang", 2020] == frozenset()
    assert states("par_index_rank", boundary="34")["tuyen-quang-2025", 2020] == "not_reported"
    assert listing.coverage(store(), Search(boundary="34", indicators=("par_index_rank",))).known == {}
    assert listing.coverage(store(), Search(boundary="63", indicators=("par_index_rank",))).known == {("ha-giang", 2020): 1}


@cache
def several() -> Store:
    return Store.build(
        data(
            """
            nghe-an.agencies-bloc members_admitted 2020 100
            nghe-an.enterprises-bloc members_admitted 2020-H1 40
            ha-tinh.agencies-bloc members_admitted 2020 100
            ha-tinh.enterprises-bloc members_admitted 2020 30 @a:2020
            ha-tinh.enterprises-bloc members_admitted 2020 40 @b:2021
            """
        )
    )


def test_of_several_bodies_the_best_known_speaks_and_a_dispute_of_any_is_told():
    found = metric_coverage(several(), Search(boundary="63"), metrics_of(several())["members_admitted"]).states
    assert (found["nghe-an", 2020], found["ha-tinh", 2020]) == (frozenset(), frozenset({Mark.DISPUTED}))
    # an indicator is partly known only where no body's figure is whole
    counted = listing.coverage(several(), Search(indicators=("members_admitted",)))
    assert (counted.known["nghe-an", 2020], counted.partial["nghe-an", 2020]) == (1, 0)
    assert (counted.disputed["nghe-an", 2020], counted.disputed["ha-tinh", 2020]) == (0, 1)
    half = listing.coverage(several(), Search(indicators=("members_admitted",), kinds=("enterprises_bloc",)))
    assert half.partial["nghe-an", 2020] == 1


def test_a_rank_of_no_index_year_is_not_known():
    store = Store.build(
        data("nghe-an.administration par_index_rank month:2023-05 12", "nghe-an.province-wide party_members 2023 5000")
    )
    assert listing.coverage(store, Search(indicators=("par_index_rank",))).known == {}
    assert metric_coverage(store, Search(), metrics_of(store)["par_index_rank"]).states["nghe-an", 2023] == "not_reported"
