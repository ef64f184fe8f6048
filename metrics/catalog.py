"""The metrics: one for each indicator of the data, and the calculations made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from metrics.vocabulary import Indicator, Metric, Ratio

# how an indicator that is itself a ratio is recomputed, where its row in indicators.csv does not say it all
RATIO_DETAILS = {
    # guide of the field: admitted ÷ members at the end of the previous year
    "admission_rate": Ratio("members_admitted", "party_members", denominator_year=-1),
    # admitted ÷ the target of the whole year
    "admission_target_completion": Ratio("members_admitted", "members_admitted", denominator_is_target=True),
    # the congresses held by a day are a share only of the organizations that the same statement counts
    "congress_completion": Ratio("congresses_held", "grassroots_organizations", of_one_statement=True),
}

CALCULATIONS = (
    Metric(
        metric="members_per_grassroots_organization",
        topic="membership",
        name_vi="Số đảng viên bình quân một tổ chức cơ sở đảng",
        name_en="Members per grassroots organisation",
        unit="person",
        kind="ratio",
        better="neutral",
        definition_vi="Tổng số đảng viên chia cho số tổ chức cơ sở đảng của cùng đảng bộ, cùng thời điểm hoặc cùng năm.",
        definition_en="Party members ÷ grassroots organisations of the same body, at the same date or in the same year.",
        indicator="",
        units=("person",),
        ratio=Ratio("party_members", "grassroots_organizations", scale=1),
    ),
    Metric(
        metric="re_elected_share",
        topic="congress",
        name_vi="Tỷ lệ cấp ủy viên tái cử",
        name_en="Share of committee members re-elected",
        unit="percent",
        kind="ratio",
        better="neutral",
        definition_vi="Số cấp ủy viên tái cử chia cho tổng số cấp ủy viên được bầu của cùng nhiệm kỳ.",
        definition_en="Committee members re-elected ÷ all committee members elected for the same term.",
        indicator="committee_members_elected",
        units=("percent",),
        ratio=Ratio("committee_members_elected", "committee_members_elected", numerator_breakdown="incumbency=re_elected"),
    ),
    Metric(
        metric="members_by_degree_share",
        topic="qualification",
        name_vi="Tỷ lệ đảng viên theo trình độ chuyên môn",
        name_en="Share of members by professional degree",
        unit="percent",
        kind="ratio",
        better="more",
        definition_vi="Số đảng viên có trình độ nêu ở degree chia cho tổng số đảng viên.",
        definition_en="Members with the degree named in degree ÷ Party members.",
        indicator="members_by_degree",
        dimensions=("degree",),
        units=("percent",),
        ratio=Ratio("members_by_degree", "party_members", narrows_numerator=("degree",)),
    ),
    Metric(
        metric="members_by_political_theory_share",
        topic="qualification",
        name_vi="Tỷ lệ đảng viên theo trình độ lý luận chính trị",
        name_en="Share of members by political-theory level",
        unit="percent",
        kind="ratio",
        better="more",
        definition_vi="Số đảng viên có trình độ lý luận nêu ở theory chia cho tổng số đảng viên.",
        definition_en="Members with the political-theory level named in theory ÷ Party members.",
        indicator="members_by_political_theory",
        dimensions=("theory",),
        units=("percent",),
        ratio=Ratio("members_by_political_theory", "party_members", narrows_numerator=("theory",)),
    ),
)


def catalog(indicators: Iterable[Indicator]) -> dict[str, Metric]:
    """Every metric by its code: the indicators in their order, each index rank followed by its change, then the calculations."""
    known = {indicator.indicator: indicator for indicator in indicators}
    metrics: dict[str, Metric] = {}
    for indicator in known.values():
        metric = _metric(indicator, known)
        metrics[metric.metric] = metric
        if indicator.kind == "rank":
            change = _rank_change(metric)
            metrics[change.metric] = change
    for calculation in CALCULATIONS:
        ratio = calculation.ratio
        if ratio and ratio.numerator in known and ratio.denominator in known:
            metrics[calculation.metric] = calculation
    return metrics


def _metric(indicator: Indicator, known: dict[str, Indicator]) -> Metric:
    ratio = None
    if indicator.kind == "ratio":
        ratio = RATIO_DETAILS.get(indicator.indicator)
        if ratio is None and indicator.numerator and indicator.denominator:
            ratio = Ratio(indicator.numerator, indicator.denominator, scale=1000 if indicator.unit == "permille" else 100)
        if ratio and not {ratio.numerator, ratio.denominator} <= set(known):
            ratio = None
    shares = () if indicator.kind in ("rank", "score", "ratio") else ("percent",)
    return Metric(
        metric=indicator.indicator,
        topic=indicator.topic,
        name_vi=indicator.name_vi,
        name_en=indicator.name_en,
        unit=indicator.unit,
        kind=indicator.kind,
        better=indicator.better,
        definition_vi=indicator.definition_vi,
        definition_en=indicator.definition_en,
        indicator=indicator.indicator,
        dimensions=indicator.dimensions,
        units=(indicator.unit, *shares),
        ratio=ratio,
    )


def _rank_change(rank: Metric) -> Metric:
    """Places gained since the year before: a rise makes the number of the rank smaller, so the change is positive."""
    return replace(
        rank,
        metric=f"{rank.metric}_change",
        name_vi=f"{rank.name_vi}: số bậc tăng, giảm so với năm trước",
        name_en=f"{rank.name_en}: places gained since the year before",
        kind="rank_change",
        better="more",
        definition_vi="Thứ hạng năm trước trừ thứ hạng năm nay: số dương là tăng bậc, số âm là giảm bậc.",
        definition_en="The previous year's rank minus this year's: positive is places gained, negative places lost.",
        change_of=rank.metric,
    )
