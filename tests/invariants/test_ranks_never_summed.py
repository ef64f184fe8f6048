"""Rule 4: ranks are read, never summed or averaged; always r of n, in the index year, in the list of provinces asked for."""

from __future__ import annotations

import re

import pytest

from metrics.answers.query import ask
from tests.folders import PROJECT
from tests.second_opinion import agreed, agreed_evidence, brief, built, product, question, refused
from tests.small import data


def test_a_rank_says_of_how_many():
    rows = agreed(data("rank PAR 2023 nghe-an 15"), "par_index_rank")
    assert brief(rows, "province", "year", "value", "unit", "status", "covers") == [
        ("nghe-an", 2023, 15, "rank", "complete", "2023; of 63")
    ]


@pytest.mark.parametrize(("year", "n"), [(2006, 64), (2007, 64), (2008, 64), (2009, 63), (2024, 63)])
def test_how_many_were_ranked(year, n):
    (row,) = agreed(data(f"rank PCI {year} nghe-an 40"), "pci_rank")
    assert row["covers"] == f"{year}; of {n}"


@pytest.mark.parametrize(("index", "year", "metric"), [("PCI", 2005, "pci_rank"), ("PAPI", 2014, "papi_rank")])
def test_pci_2005_and_papi_count_the_units_ranked(index, year, metric):
    # three ranked: 1, 2, 3
    seeds = data(*(f"rank {index} {year} {p} {r}" for r, p in enumerate(["nghe-an", "ha-tinh", "hue"], start=1)))
    assert {row["covers"] for row in agreed(seeds, metric)} == {f"{year}; of 3"}


def test_the_index_year_is_not_the_year_of_publication():
    rows = agreed(data("rank PAR 2023 nghe-an 15 @http://paper:2024-04-17"), "par_index_rank", year="2023")
    assert brief(rows, "year", "value", "sources") == [(2023, 15, "http://paper")]
    assert agreed(data("rank PAR 2023 nghe-an 15 @http://paper:2024-04-17"), "par_index_rank", year="2024") == []


TWO = ("rank PAR 2023 nghe-an 15 86.5", "rank PAR 2023 ha-tinh 20 85.5")


@pytest.mark.parametrize("by", ["year", "region,year"])
@pytest.mark.parametrize("metric", ["par_index_rank", "par_index_score"])
def test_several_ranks_or_scores_in_one_row_are_refused(metric, by):
    assert refused(data(*TWO), metric, by=by)


@pytest.mark.parametrize(("metric", "value"), [("par_index_rank", 20), ("par_index_score", 85.5)])
def test_without_year_the_latest_and_no_mean(metric, value):
    seeds = data("rank PAR 2022 nghe-an 15 86.5", "rank PAR 2023 nghe-an 20 85.5")
    (row,) = agreed(seeds, metric, by="province")
    assert row["value"] == value
    assert row["covers"].startswith("2023")


def test_one_rank_may_stand_in_any_row():
    assert brief(agreed(data(*TWO), "par_index_rank", by="year", province="nghe-an"), "year", "value") == [(2023, 15)]


def test_scores_are_read_like_ranks():
    rows = agreed(data(*TWO), "par_index_score")
    assert brief(rows, "province", "value", "unit") == [("ha-tinh", 85.5, "score"), ("nghe-an", 86.5, "score")]


def test_a_row_without_a_rank_gives_no_rank():
    seeds = data("rank PAR 2023 nghe-an - 86.5")
    assert agreed(seeds, "par_index_rank") == []
    assert brief(agreed(seeds, "par_index_score"), "value") == [(86.5,)]


def test_ranks_need_no_kind():
    # members of two kinds of bodies beside them do not matter
    seeds = data(*TWO, "nghe-an.agencies-bloc party_members 2023 5000", "nghe-an.province-wide party_members 2023 200000")
    assert len(agreed(seeds, "par_index_rank")) == 2


LISTS = (
    "rank DTI 2024 nghe-an 24 boundary=63",
    "rank DTI 2024 nghe-an 12 boundary=34",
    "rank DTI 2025 nghe-an 40 boundary=63",
    "rank DTI 2025 nghe-an 10 boundary=34",
)


@pytest.mark.parametrize(
    ("boundary", "expected"),
    [
        # as reported: to 2024 the list of 63, later that of 34
        ("reported", [(2024, 24, "2024; of 63"), (2025, 10, "2025; of 34")]),
        ("63", [(2024, 24, "2024; of 63"), (2025, 40, "2025; of 63")]),
        ("34", [(2024, 12, "2024; of 34"), (2025, 10, "2025; of 34")]),
    ],
)
def test_which_list_is_read(boundary, expected):
    rows = agreed(data(*LISTS), "dti_rank", boundary=boundary)
    assert brief(rows, "year", "value", "covers") == expected


def test_ranks_are_never_rebased():
    # ranks of the predecessors give the merged unit none
    seeds = data("rank PAR 2023 ha-giang 50", "rank PAR 2023 tuyen-quang 40")
    assert agreed(seeds, "par_index_rank", boundary="34") == []
    # the 34 say so, the list that the ranks are of has nothing to say
    of_34, reported = (ask(built(seeds), question("par_index_rank", boundary=boundary)) for boundary in ("34", "reported"))
    assert (len(of_34.blanks), reported.blanks) == (1, ())


def test_a_rank_of_the_34_is_one_that_the_source_itself_gave():
    seeds = data("rank DTI 2024 tuyen-quang-2025 30 boundary=34", "rank DTI 2024 ha-giang 50")
    rows = agreed(seeds, "dti_rank", boundary="34")
    assert brief(rows, "province", "value", "covers") == [("tuyen-quang-2025", 30, "2024; of 34")]


def test_derived_ranks_only_where_nothing_is_reported():
    # 15 reported beats 14 derived whatever the date; 20 derived stands alone, marked
    seeds = data(
        "rank PAR 2023 nghe-an 14 derived @http://order:2025-01-01",
        "rank PAR 2023 nghe-an 15 @http://paper:2024-01-01",
        "rank PAR 2023 ha-tinh 20 derived @http://order:2025-01-01",
    )
    rows = agreed(seeds, "par_index_rank")
    assert brief(rows, "province", "value", "status") == [("ha-tinh", 20, "derived"), ("nghe-an", 15, "complete")]


def test_two_ranks_of_one_year_are_a_dispute():
    seeds = data(
        "rank PAR 2023 nghe-an 15 @http://new:2024-06-01",
        "rank PAR 2023 nghe-an 16 @http://old:2024-04-01",
    )
    rows = agreed(seeds, "par_index_rank")
    assert brief(rows, "value", "status", "covers") == [(15, "disputed", "2023; disputed: 16 (http://old); of 63")]


def test_a_rank_in_an_article_agrees_with_the_table():
    # the same 15 in an article and in the table: one rank, two sources
    seeds = data(
        "nghe-an.administration par_index_rank 2023 15/63 @article:2024-07-19",
        "rank PAR 2023 nghe-an 15 @http://table:2024-04-17",
    )
    (row,) = agreed(seeds, "par_index_rank")
    assert row["value"] == 15
    assert row["status"] == "complete"
    assert row["figures"] == 1
    assert sorted(row["sources"].split(";")) == ["article", "http://table"]


def test_a_rank_without_an_index_year_is_evidence_only():
    seeds = data("nghe-an.administration par_index_rank as_of:2024-07-19 15/63")
    assert agreed(seeds, "par_index_rank") == []


def test_a_rank_within_a_region_is_another_rank():
    seeds = data(
        "nghe-an.administration par_index_rank 2023 15/63",
        "nghe-an.administration par_index_rank 2023 2 scope=bac-trung-bo",
    )
    assert brief(agreed(seeds, "par_index_rank"), "value") == [(15,)]
    assert brief(agreed(seeds, "par_index_rank", breakdown="scope=bac-trung-bo"), "value") == [(2,)]


def test_change_of_rank_is_places_gained():
    # 20 → 15: five places gained; 15 → 18: three lost
    seeds = data("rank PAR 2021 nghe-an 20", "rank PAR 2022 nghe-an 15", "rank PAR 2023 nghe-an 18")
    rows = agreed(seeds, "par_index_rank", compare="previous_year")
    assert brief(rows, "year", "value", "previous", "change", "change_percent") == [
        (2021, 20, None, None, None),
        (2022, 15, 20, 5, None),
        (2023, 18, 15, -3, None),
    ]


def test_change_of_rank_as_a_metric():
    # 20 → 15: five places gained
    seeds = data("rank PAR 2021 nghe-an 20", "rank PAR 2022 nghe-an 15")
    assert brief(agreed(seeds, "par_index_rank_change"), "year", "value") == [(2022, 5)]


def test_change_of_score():
    # 80 → 84: +4, 5 %
    seeds = data("rank PAR 2021 nghe-an 20 80", "rank PAR 2022 nghe-an 15 84")
    rows = agreed(seeds, "par_index_score", compare="previous_year", year="2022")
    assert brief(rows, "value", "previous", "change", "change_percent") == [(84, 80, 4, 5)]


def test_ranks_in_lists_of_unlike_length_are_not_subtracted():
    # 34th of 41 is not 25 places behind 9th of 64
    seeds = data("rank PCI 2005 an-giang 34", "rank PCI 2005 binh-duong 41", "rank PCI 2006 an-giang 9")
    assert agreed(seeds, "pci_rank_change") == []
    rows = agreed(seeds, "pci_rank", compare="previous_year", year="2006")
    assert brief(rows, "value", "previous", "change", "covers") == [(9, 34, None, "2006; of 64")]


def test_why_ranks_are_not_subtracted_is_said_once_a_year():
    seeds = data("rank PCI 2005 an-giang 34", "rank PCI 2005 hue 41", "rank PCI 2006 an-giang 9", "rank PCI 2006 hue 8")
    for asked in (question("pci_rank", compare="previous_year"), question("pci_rank_change")):
        (blank,) = ask(built(seeds), asked).blanks
        assert str(blank).endswith("year 2006: no change is told, as ranks of 41 and of 64 units are not subtracted.")
    assert ask(built(seeds), question("pci_rank")).blanks == ()


def test_both_lengths_stand_beside_a_change_of_rank():
    # 2008: 12th of 64, 2009: 9th of 63
    seeds = data("rank PCI 2008 an-giang 12", "rank PCI 2009 an-giang 9")
    (row,) = agreed(seeds, "pci_rank_change")
    assert (row["value"], sorted(row["covers"].split("; "))) == (3, ["2008", "2009", "break: PCI 2009", "of 63", "of 64"])
    (row,) = agreed(seeds, "pci_rank", compare="previous_year", year="2009")
    assert (row["change"], sorted(row["covers"].split("; "))) == (3, ["2009", "break: PCI 2009", "of 63", "of 64"])


def test_ranks_of_the_63_and_of_the_34_are_not_subtracted():
    seeds = data("rank PAR 2024 nghe-an 20", "rank PAR 2025 nghe-an 8 boundary=34")
    assert agreed(seeds, "par_index_rank_change") == []
    rows = agreed(seeds, "par_index_rank", compare="previous_year", year="2025")
    assert brief(rows, "value", "previous", "change", "covers") == [(8, 20, None, "2025; of 34")]
    # the list of 63 went on to be ranked: 20th and 18th of the same
    seeds = data("rank PAR 2024 nghe-an 20", "rank PAR 2025 nghe-an 18")
    assert brief(agreed(seeds, "par_index_rank_change", boundary="63"), "value") == [(2,)]


@pytest.mark.parametrize(("before", "change"), [("9/54", 1), ("9/53", None)])
def test_lists_may_differ_by_a_tenth(before, change):
    # of 60 a tenth is 6: with 54 before it is compared, with 53 it is not
    seeds = data(f"nghe-an.administration par_index_rank 2021 {before}", "nghe-an.administration par_index_rank 2022 8/60")
    (row,) = product(seeds, question("par_index_rank", compare="previous_year", year="2022"))
    assert row["change"] == change


def test_ranks_of_unlike_lists_are_not_subtracted_though_no_length_is_told():
    # 9th in 2024 and 8th in 2025, of how many is not told: the one of the 63, the other of the 34
    seeds = data("nghe-an.administration par_index_rank 2024 9", "nghe-an.administration par_index_rank 2025 8")
    (row,) = product(seeds, question("par_index_rank", compare="previous_year", year="2025"))
    assert (row["value"], row["previous"], row["change"]) == (8, 9, None)


def test_an_article_s_rank_stands_in_the_list_of_its_year():
    # 9th of the 63 in 2024, 8th of the 34 in 2025
    seeds = data("nghe-an.administration par_index_rank 2024 9/63", "nghe-an.administration par_index_rank 2025 8/34")
    assert brief(agreed(seeds, "par_index_rank"), "year", "value", "covers") == [(2024, 9, "2024; of 63"), (2025, 8, "2025; of 34")]
    assert brief(agreed(seeds, "par_index_rank", boundary="34"), "year", "value") == [(2025, 8)]
    assert brief(agreed(seeds, "par_index_rank", boundary="63"), "year", "value") == [(2024, 9)]


SOURCES = sorted([*(PROJECT / "metrics").rglob("*.py"), *(PROJECT / "metrics").rglob("*.sql"), *(PROJECT / "pages").rglob("*.py")])
AVERAGES = re.compile(r"(?<![_a-z])(avg|f?mean|median|quantile)\(")


def test_one_module_alone_makes_medians_and_none_makes_means():
    # it refuses those of ranks and scores: tests/profile/test_versus.py
    found = {(path.name, call) for path in SOURCES for call in AVERAGES.findall(path.read_text(encoding="utf-8"))}
    assert found == {("versus.py", "median")}


def test_one_rank_lacks_no_province():
    # of a sum one of 63 would be "at least"; a rank is no sum
    rows = agreed(data("rank PAR 2023 nghe-an 15"), "par_index_rank", by="year")
    assert brief(rows, "value", "status", "covers") == [(15, "complete", "2023; of 63")]


@pytest.mark.parametrize("period", ["month:2023-05", "quarter:2023-Q1", "as_of:2023-05-10"])
def test_a_rank_of_no_index_year_is_evidence_only(period: str):
    seeds = data(f"nghe-an.administration par_index_rank {period} 12")
    assert agreed(seeds, "par_index_rank") == []
    (row,) = agreed_evidence(seeds, "par_index_rank")
    assert row["used"] == "no: no index year"


ARTICLE = "nghe-an.administration dti_rank"


@pytest.mark.parametrize(
    ("figure", "boundary", "covers"),
    [
        # always of n: of the list of the year, where an article does not say it
        ("2024 25", "reported", "2024; of 63"),
        ("2007 25", "reported", "2007; of 64"),
        ("2025 25", "reported", "2025; of 34"),
        # of the list that it says, which in another year's list is no rank
        ("2024 9/34", "34", "2024; of 34"),
        ("2025 25/63", "63", "2025; of 63"),
    ],
)
def test_a_rank_of_an_article_is_one_of_n_in_its_list(figure, boundary, covers):
    seeds = data(f"{ARTICLE} {figure}")
    assert brief(agreed(seeds, "dti_rank", boundary=boundary), "covers") == [(covers,)]
    if boundary != "reported":
        assert agreed(seeds, "dti_rank") == []


def test_a_province_that_ended_is_ranked_in_the_old_list_only():
    # Bắc Giang's 45th place for 2025 is no place among the 34, and lacks no Bắc Ninh
    seeds = data("bac-giang.administration dti_rank 2025 45", "bac-ninh-2025.administration dti_rank 2024 7")
    assert agreed(seeds, "dti_rank", by="year") == []
    assert brief(agreed(seeds, "dti_rank", boundary="63"), "province", "covers") == [("bac-giang", "2025; of 63")]
    assert brief(agreed(seeds, "dti_rank", boundary="34"), "province", "covers") == [("bac-ninh-2025", "2024; of 34")]


def test_of_an_index_that_leaves_provinces_out_an_article_that_gives_no_n_has_none():
    assert brief(agreed(data("nghe-an.administration papi_rank 2020 45"), "papi_rank"), "covers") == [("2020",)]
    assert brief(agreed(data("nghe-an.administration papi_rank 2020 45/61"), "papi_rank"), "covers") == [("2020; of 61",)]


def test_a_place_in_a_region_is_of_as_many_as_the_article_says():
    seeds = data("nghe-an.administration sipas_rank 2023 2/6 scope=bac-trung-bo")
    assert brief(agreed(seeds, "sipas_rank", breakdown="scope=bac-trung-bo"), "covers") == [("2023; of 6",)]
