"""The catalog: a metric for each indicator, and the calculations that the product promises."""

from __future__ import annotations

import pytest

from metrics.catalog import catalog
from tests.small import indicators

METRICS = catalog(indicators())


def test_every_indicator_is_a_metric():
    assert {indicator.indicator for indicator in indicators()} <= set(METRICS)


@pytest.mark.parametrize(
    "metric",
    [
        "members_per_grassroots_organization",
        "member_share_of_staff",
        "admission_rate",
        "admission_target_completion",
        "members_disciplined_per_1000",
        "head_is_secretary_share",
        "congress_completion",
        "re_elected_share",
        "members_by_degree_share",
        "members_by_political_theory_share",
        *(f"{index}_rank_change" for index in ("par_index", "sipas", "dti", "papi", "pci")),
    ],
)
def test_promised_calculations_are_there(metric: str):
    # a ratio of two indicators, or the change of a rank; both of what the data define
    found = METRICS[metric]
    parts = {found.ratio.numerator, found.ratio.denominator} if found.ratio else {found.change_of}
    assert parts <= {indicator.indicator for indicator in indicators()}


def test_a_ratio_without_its_parts_in_the_data_can_only_be_stated():
    without = [indicator for indicator in indicators() if indicator.indicator != "staff_total"]
    assert catalog(without)["member_share_of_staff"].ratio is None
    assert "members_per_grassroots_organization" in catalog(without)


def test_inspection_and_discipline_are_neither_good_nor_bad():
    assert {metric.better for metric in METRICS.values() if metric.topic in ("inspection", "discipline")} == {"neutral"}
