"""Sentences of news are made of figures by rules, and tested like metrics: worked out by hand, and by what must change nothing."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.answers.subset import answer
from metrics.store.store import Store
from metrics.survey.listing import Search
from metrics.survey.news import RULES, News, news, sentence, title
from tests.small import data
from tests.spoken import en, vi

ADMITTED = """
nghe-an.province-wide members_admitted 2024 7000 @a:2025-01-10
nghe-an.province-wide members_admitted 2025-H1 4000 @b:2025-07-10
ha-tinh.agencies-bloc members_admitted 2024 120 @c:2025-01-20
hue.province-wide members_admitted 2023 >2500 @d:2024-01-10
"""
CHANGED = """
dien-bien.province-wide grassroots_organizations 2023 626 @e:2024-01-05
dien-bien.province-wide grassroots_organizations 2024 617 @f:2025-01-05
dien-bien.province-wide party_members 2023 45000 @g:2024-01-06
dien-bien.province-wide party_members 2024 46000 @h:2025-01-06
"""
RANKED = """
rank PAR 2023 nghe-an 15 86.5 @http://par/2023:2024-04-01
rank PAR 2024 nghe-an 2 88.5 @http://par/2024:2025-04-01
rank PAR 2024 ha-tinh 20 86 @http://par/2024:2025-04-01
rank PCI 2024 hue 1 70 @http://pci/2024:2025-05-01
"""
MERGED = """
phu-tho-2025.province-wide party_members 2025-08-03 >256000 @i:2025-08-04
phu-tho-2025.province-wide party_members 2025-09-29 >257000 @j:2025-09-30
ca-mau-2025.province-wide party_members 2025-10-17 82000 @k:2025-10-18
"""
DISPUTED = """
ha-tinh.province-wide congress_delegates 2025-09-25 448 @l:2025-09-26
ha-tinh.province-wide congress_delegates 2025-09-25 ~470 @m:2025-09-20
"""
ALL = ADMITTED + CHANGED + RANKED + MERGED + DISPUTED


@cache
def of(*lines: str) -> Store:
    return Store.build(data(*lines))


def told(*lines: str, **filters: object) -> dict[str, News]:
    store = of(*lines)
    return {one.rule: one for one in news(store, Search(**filters), answer)}  # type: ignore[arg-type]


def said(*lines: str, language: str = "en", **filters: object) -> dict[str, str]:
    store = of(*lines)
    words = en(store) if language == "en" else vi(store)
    return {one.rule: sentence(words, one) for one in news(store, Search(**filters), answer)}  # type: ignore[arg-type]


# worked out by hand ---------------------------------------------------------------------------------------------------------
def test_every_rule_says_its_sentence():
    assert said(ALL) == {
        "admissions": "nghe-an.province-wide admitted 7,000 new members in 2024.",
        "first_total": "ca-mau-2025.province-wide: 82,000 people (17 October 2025), the first total of members seen here since it "
        "was formed in July 2025.",
        "change": "dien-bien.province-wide, Party members: 46,000 people in 2024, 45,000 people in 2023 (+1,000; +2.22%). Of 2 "
        "changes since 2024 that may be compared it is the largest in percent.",
        "rank": "Nghe An: rank 2/63 in PAR Index rank, 2024.",
        "dispute": "ha-tinh.province-wide, Congress delegates, 25 September 2025: sources disagree. 448 people counts here; also "
        "stated: about 470 people.",
    }


def test_the_sentences_in_vietnamese():
    found = said(ALL, language="vi")
    assert found["admissions"] == "Năm 2024, nghe-an.province-wide kết nạp 7.000 đảng viên mới."
    assert found["rank"] == "Xếp hạng chỉ số cải cách hành chính (PAR Index), năm 2024: Nghệ An hạng 2/63."
    assert "(+1.000; +2,22%)" in found["change"]


def test_each_has_its_sources_and_a_heading():
    store = of(ALL)
    found = {one.rule: one for one in news(store, Search(), answer)}
    assert {rule: one.row.sources for rule, one in found.items()} == {
        "admissions": ("a",),
        "first_total": ("k",),
        "change": ("h",),
        "rank": ("http://par/2024",),
        "dispute": ("l", "m"),
    }
    assert all(title(words, one) for words in (vi(store), en(store)) for one in found.values())
    assert [one.rule for one in news(store, Search(), answer)] == [rule.code for rule in RULES]


def test_nothing_is_told_where_nothing_is_known():
    assert told("nghe-an.agencies-bloc staff_total 2021 700") == {}
    assert told(ALL, years=(1990, 1991)) == {}


# admissions
def test_a_part_of_a_year_is_no_full_year_and_the_newest_full_year_wins():
    assert told(ADMITTED)["admissions"].row.value == 7000
    newer = told(ADMITTED, "hue.school-1 members_admitted 2025 12")["admissions"]
    assert (newer.body, newer.row.value) == ("hue.school-1", 12)


def test_of_one_year_the_widest_body_is_told_then_the_newest_publication():
    both = "ha-noi.province-wide members_admitted 2024 9000 @late:2025-03-01"
    assert told(ADMITTED, both)["admissions"].body == "ha-noi.province-wide"
    assert told(ADMITTED, both.replace("2025-03", "2025-01"))["admissions"].body == "nghe-an.province-wide"


def test_qualifiers_and_disputes_are_kept():
    assert "more than 2,500 new members" in said(ADMITTED, years=(2023, 2023))["admissions"]
    disputed = said(ADMITTED, "nghe-an.province-wide members_admitted 2024 7001 @z:2025-01-01")["admissions"]
    assert disputed == "nghe-an.province-wide admitted 7,000 new members in 2024 (sources disagree; also stated: 7,001)."


# changes
def test_no_change_is_told_that_needs_a_reserve():
    def change(before: str, now: str, metric: str = "members_admitted") -> str | None:
        lines = f"nghe-an.agencies-bloc {metric} 2023 {before} @p:2024\nnghe-an.agencies-bloc {metric} 2024 {now} @q:2025"
        return said(lines).get("change")

    assert change("100", "150") is not None
    # a bound or an estimate, a handful, no change, a jump of a stock (it is for the checker), a part of a year
    for before, now in ((">100", "150"), ("100", "~150"), ("9", "30"), ("100", "100")):
        assert change(before, now) is None
    assert change("1000", "1600", "party_members") is None
    assert change("1000", "1400", "party_members") is not None
    assert said("hue.agencies-bloc members_admitted 2023 100\nhue.agencies-bloc members_admitted 2024-H1 150").get("change") is None


def test_a_disputed_year_is_not_compared_in_the_news():
    lines = ("hue.agencies-bloc members_admitted 2023 100 @p:2024", "hue.agencies-bloc members_admitted 2024 150 @q:2025")
    assert "change" in told(*lines)
    assert "change" not in told(*lines, "hue.agencies-bloc members_admitted 2023 110 @r:2023-12")


def test_a_single_change_is_not_called_the_largest():
    only = "hue.agencies-bloc members_admitted 2023 100 @p:2024\nhue.agencies-bloc members_admitted 2024 150 @q:2025"
    assert said(only)["change"].endswith("150 people in 2024, 100 people in 2023 (+50; +50%).")


def test_of_two_changes_alike_in_percent_none_is_called_the_largest():
    lines = """
    nghe-an.province-wide members_admitted 2023 100
    nghe-an.province-wide members_admitted 2024 150
    ha-tinh.province-wide members_admitted 2023 80
    ha-tinh.province-wide members_admitted 2024 {}
    """
    largest = "changes since 2024 that may be compared it is the largest in percent"
    assert largest not in said(lines.format(120))["change"]
    assert largest not in said(lines.format(40))["change"]
    assert largest in said(lines.format(121))["change"]


# ranks
def test_the_index_with_most_ranks_of_the_newest_year_leads_and_computed_ranks_do_not():
    assert told(RANKED)["rank"].metric.metric == "par_index_rank"
    computed = "\n".join(
        f"rank PAPI 2025 {place} {rank} 40 boundary=34 derived" for rank, place in enumerate(("hue", "nghe-an"), 1)
    )
    assert told(RANKED, computed)["rank"].row["year"] == 2024


def test_who_shares_a_rank_is_named_with_it():
    shared = said(RANKED, "rank PAR 2024 hue 2 88.5 @http://par/2024:2025-04-01")["rank"]
    assert shared == "Hue, Nghe An: rank 2/63 in PAR Index rank, 2024."


def test_each_who_shares_a_rank_has_its_own_sources_and_limits():
    lines = """
    rank PAR 2024 nghe-an 1 @http://one:2025-01
    rank PAR 2024 hue 1 @http://two:2025-01
    rank PAR 2024 hue 9 @http://three:2024-06
    """
    assert said(lines)["rank"] == "Hue (sources disagree; also stated: 9), Nghe An: rank 1/63 in PAR Index rank, 2024."
    assert set(told(lines)["rank"].sources) == {"http://one", "http://two", "http://three"}
    there = """
    rank DTI 2024 hue 3 boundary=34 @http://two:2025-02
    rank DTI 2024 hue 9 boundary=34 @http://three:2024-06
    """
    told_there = said("rank DTI 2024 nghe-an 1 @http://one:2025-01" + there)["rank"]
    assert "In the list of the 34 of that year: Hue, rank 3/34 (sources disagree; also stated: 9); ranks" in told_there


def test_a_rank_in_the_other_list_of_the_year_is_named_beside_it():
    other = (
        "rank PAR 2024 da-nang-2025 1 90 boundary=34 @http://par/34:2025-08-01",
        "rank PAR 2024 hue 2 89 boundary=34 derived @http://par/34:2025-08-01",
    )
    beside = " In the list of the 34 of that year: Da Nang (since July 2025), rank 1/34; ranks of the two lists do not compare."
    assert said(RANKED, *other)["rank"] == f"Nghe An: rank 2/63 in PAR Index rank, 2024.{beside}"
    assert told(RANKED, *other)["rank"].sources == ("http://par/2024", "http://par/34")
    # asked for by that list, the other one is the 63; of another year there is none beside it
    assert said(RANKED, *other, boundary="34")["rank"].startswith(
        "Da Nang (since July 2025): rank 1/34 in PAR Index rank, 2024. In"
    )
    assert "of the 34" not in said(RANKED, "rank PAR 2023 hue 2 89 boundary=34")["rank"]
    # one that was computed here is told by no one; that there is another list still is
    told_of = said(RANKED, other[1])["rank"]
    assert told_of.endswith("2024. That year has a list of the 34 too; ranks of the two lists do not compare.")


# new provinces
def test_the_first_total_of_a_new_province_stays_the_first():
    one = told(MERGED, provinces=("phu-tho-2025",))["first_total"]
    assert (one.row.value, one.row.qualifier, one.row["period"]) == (256000, "gt", "2025-08-03")
    assert told(MERGED, "phu-tho.province-wide party_members 2025-03 120000")["first_total"].body == "ca-mau-2025.province-wide"
    assert "first_total" not in told(MERGED, boundary="63")
    assert "first_total" not in told(MERGED, provinces=("nghe-an",))


# disputes
def test_a_dispute_is_told_with_both_sides_and_the_newest_period_first():
    older = "hue.province-wide party_members 2020 100 @p:2021\nhue.province-wide party_members 2020 140 @q:2020"
    assert told(DISPUTED, older)["dispute"].body == "ha-tinh.province-wide"
    assert told(DISPUTED, older, provinces=("hue",))["dispute"].row.value == 100


def test_a_dispute_about_a_few_persons_or_about_a_plan_is_none():
    few = "hue.school-1 members_disciplined 2024 1 @p:2025\nhue.school-1 members_disciplined 2024 2 @q:2024-12"
    planned = (
        "hue.province-wide members_admitted 2024 100 target @p:2024\nhue.province-wide members_admitted 2024 140 target @q:2023"
    )
    term = "hue.province-wide standing_committee_size term:2025/2030 24 @p:2025\n"
    term += "hue.province-wide standing_committee_size term:2025/2030 26 @q:2026"
    ranks = "rank PAR 2024 hue 7 @http://p:2025\nrank PAR 2024 hue 8 @http://q:2024"
    for lines in (few, planned, term, ranks):
        assert "dispute" not in told(lines)


# what must change nothing ---------------------------------------------------------------------------------------------------
LINES = ALL.strip().splitlines()
UNRELATED = st.sampled_from(
    (
        "nghe-an.agencies-bloc staff_total 2025 7000",
        "nghe-an.province-wide members_admitted 2015 6000",
        "nghe-an.province-wide members_admitted 2025-Q1 900",
        "ha-noi.province-wide inspected_organizations 2025 40",
        "nghe-an.agencies-bloc party_members 2021 73% group=female",
        "rank PAR 2020 hue 12",
        "hue.school-1 members_admitted 2025 3",
    )
)
STATUSES = st.sampled_from(("target", "planned", "in_progress", "change", "over_target", "derived"))


@st.composite
def not_reported(draw: st.DrawFn) -> str:
    """A figure that would be news of every kind, were it reported."""
    body = draw(st.sampled_from(("ha-noi.province-wide", "ca-mau-2025.province-wide", "ha-noi.agencies-bloc")))
    metric, period = draw(
        st.sampled_from((("members_admitted", "2026"), ("party_members", "2026-03-31"), ("party_members", "2026")))
    )
    return f"{body} {metric} {period} {draw(st.integers(1, 99999))} {draw(STATUSES)} @plan:2026-04-01"


# each example resolves the data anew
@settings(max_examples=6)
@given(st.permutations(LINES))
def test_the_order_of_rows_changes_no_sentence(lines: list[str]):
    assert said(*lines) == said(ALL)


@settings(max_examples=8)
@given(st.lists(UNRELATED, max_size=4, unique=True))
def test_an_unrelated_figure_changes_no_sentence(more: list[str]):
    assert said(ALL, *more) == said(ALL)


@settings(max_examples=12)
@given(not_reported())
def test_what_is_not_reported_never_becomes_news(line: str):
    assert said(ALL, line) == said(ALL)


@given(
    st.sampled_from(((), ("nghe-an",), ("ha-tinh",), ("dien-bien", "hue"), ("phu-tho-2025",))),
    st.sampled_from((None, (2023, 2023), (2024, 2024), (2025, 2025))),
    st.sampled_from(((), ("province_wide",), ("agencies_bloc",))),
)
def test_the_filters_narrow_what_is_told(provinces: tuple[str, ...], years: tuple[int, int] | None, kinds: tuple[str, ...]):
    for one in told(ALL, provinces=provinces, years=years, kinds=kinds).values():
        assert not provinces or one.body.partition(".")[0] in provinces
        year = int(str(one.row.key.get("year") or one.row["period"])[:4])
        assert not years or years[0] <= year <= years[1]
        assert not kinds or one.rule == "rank" or one.body.partition(".")[2].replace("-", "_") in kinds


# praise, blame and codes of sources have no place in a sentence
WORDS = re.compile(r"best|worst|good|bad|better|improv|declin|tốt|kém|xấu|cải thiện|sụt", re.IGNORECASE)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_projects_own_news_neither_praises_nor_blames_nor_shows_a_code(store: Store, language: str):
    words = vi(store) if language == "vi" else en(store)
    found = news(store, Search(years=(2015, 2026)), answer)
    assert 3 <= len(found) <= 5
    for one in found:
        text = sentence(words, one)
        assert not WORDS.search(text)
        assert one.row.sources
        assert not any(slug in text for slug in one.row.sources)
        assert "_" not in text
