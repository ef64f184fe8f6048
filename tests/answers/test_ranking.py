"""Ranks read as ranks, on hand-made lists: ties, r of n, what is published and what is computed here, scores, regions, changes."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from metrics.answers import ranking
from metrics.answers.query import ask
from metrics.answers.subset import most_changed, of_year
from metrics.files.export import columns, csv_bytes, records
from metrics.files.workbook import excel_bytes
from metrics.store.store import Store
from metrics.vocabulary import Question, Result
from metrics.words.wording import Wording
from tests.small import data, provinces
from tests.spoken import en
from tests.workbooks import sheets

EN = Wording("en")


def asked(lines: str, metric: str, **more: Any) -> tuple[Store, Result]:
    store = Store.build(data(lines))
    return store, ask(store, Question(metric, **more))


def together(lines: str, metric: str, **more: Any) -> ranking.RankTable:
    """The ranks of the lines, noted, with their scores."""
    store, ranks = asked(lines, metric, **more)
    return ranking.together(ranks, ask(store, Question(ranking.score_of(metric), **more)))


def by_province(result: Result) -> dict[str, dict[str, Any]]:
    return {row["province"]: row for row in records(result)}


# Yên Bái and Thanh Hóa share the 15th place; no 16th, Nghệ An is the 17th; Hà Tĩnh's score is known without its rank,
# Nghệ An's rank without its score
LIST = """
rank DTI 2022 thanh-hoa 15 0.61
rank DTI 2022 yen-bai 15 0.61
rank DTI 2022 nghe-an 17
rank DTI 2022 ha-tinh - 0.5
"""


def test_a_tie_names_the_others_that_hold_the_rank():
    rows = by_province(together(LIST, "dti_rank"))
    assert {slug: row["tied_with"] for slug, row in rows.items()} == {
        "thanh-hoa": "yen-bai",
        "yen-bai": "thanh-hoa",
        "nghe-an": "",
        "ha-tinh": "",
    }


def test_ranks_alone_have_no_columns_of_scores():
    assert "score" in columns(together(LIST, "dti_rank"))
    assert "score" not in columns(ranking.noted(asked(LIST, "dti_rank")[1]))


def test_what_is_behind_a_row_is_its_rank_or_the_score_where_only_that_is_known():
    rows = {row["province"]: row for row in together(LIST, "dti_rank").rows}
    ranked, scored = rows["thanh-hoa"], rows["ha-tinh"]
    assert ranked.score
    assert scored.score
    assert scored.all_ids == scored.score.all_ids != ()
    assert ranked.all_ids == ranked.ids != ranked.score.all_ids


def test_the_same_rank_in_another_year_is_no_tie():
    rows = records(together("rank DTI 2022 thanh-hoa 15\nrank DTI 2023 yen-bai 15", "dti_rank"))
    assert [row["tied_with"] for row in rows] == ["", ""]


def test_how_many_ranks_are_known_and_how_many_provinces_exist():
    rows = by_province(together(LIST, "dti_rank"))
    assert {(row["known"], row["exist"]) for row in rows.values()} == {(3, 63)}


@pytest.mark.parametrize(
    ("boundary", "year", "units"),
    [
        ("reported", 2007, 64),
        ("63", 2008, 64),
        ("reported", 2009, 63),
        ("reported", 2024, 63),
        ("34", 2024, 34),
        ("reported", 2025, 34),
    ],
)
def test_the_provinces_that_exist_are_those_of_the_list(boundary: Any, year: int, units: int):
    assert ranking.exist(boundary, year) == units


def test_papi_counts_only_the_units_that_have_a_total():
    rows = records(together("rank PAPI 2021 ha-tinh 1 47 derived\nrank PAPI 2021 nghe-an 2 46 derived", "papi_rank"))
    assert [(row["covers"], row["exist"]) for row in rows] == [("2021; of 2", 63), ("2021; of 2", 63)]


@pytest.mark.parametrize(
    ("line", "metric", "origin"),
    [
        ("rank PCI 2022 nghe-an 23 66", "pci_rank", "published"),
        ("rank PCI 2022 nghe-an 23 66 derived", "pci_rank", "computed"),
        ("rank PAPI 2022 nghe-an 17 43 derived", "papi_rank", "order_of_scores"),
        # an order that a newspaper states is published, also of PAPI
        ("rank PAPI 2022 nghe-an 17 43", "papi_rank", "published"),
    ],
)
def test_a_rank_published_and_one_computed_here_are_told_apart(line: str, metric: str, origin: str):
    assert [row["origin"] for row in records(together(line, metric))] == [origin]


def test_rank_and_score_stand_together_and_what_is_not_known_stays_empty():
    rows = by_province(together(LIST, "dti_rank"))
    assert {slug: (row["value"], row["score"]) for slug, row in rows.items()} == {
        "thanh-hoa": (15, 0.61),
        "yen-bai": (15, 0.61),
        "nghe-an": (17, None),
        "ha-tinh": (None, 0.5),
    }
    assert rows["ha-tinh"]["sources"] == "http://paper/rank"
    assert (rows["ha-tinh"]["score_status"], rows["nghe-an"]["score_status"]) == ("complete", "")


def test_what_stands_beside_the_ranks_is_in_the_downloads():
    store, ranks = asked(LIST, "dti_rank")
    both = ranking.together(ranks, ask(store, Question("dti_score")))
    header, *lines = csv_bytes(both, en(store), store).decode("utf-8-sig").splitlines()
    names = header.split(",")
    assert names[: len(columns(ranks))] == list(columns(ranks))
    cells = {line.split(",")[0]: dict(zip(names, line.split(","), strict=True)) for line in lines}
    assert [cells["yen-bai"][name] for name in ("value", "origin", "tied_with", "score")] == [
        "15",
        "published",
        "thanh-hoa",
        "0.61",
    ]
    assert (cells["ha-tinh"]["value"], cells["nghe-an"]["score"]) == ("", "")


def test_the_excel_file_shows_scores_with_their_decimals(tmp_path: Any):
    store, ranks = asked(LIST, "dti_rank")
    both = ranking.together(ranks, ask(store, Question("dti_score")))
    file = tmp_path / "ranks.xlsx"
    file.write_bytes(excel_bytes(both, en(store), store))
    headings, columns, *rows = next(iter(sheets(file.read_bytes()).values()))
    assert "How the rank is known" in headings
    assert {row[columns.index("province")]: row[columns.index("score")] for row in rows}["yen-bai"] == 0.61
    # each column is explained in words
    assert "exist" not in headings


# Regions -------------------------------------------------------------------------------------------------------------
# of the five of Tây Nguyên four are ranked, Gia Lai and Kon Tum in one place
HIGHLANDS = """
rank DTI 2022 lam-dong 21 0.6
rank DTI 2022 gia-lai 55 0.5
rank DTI 2022 kon-tum 55 0.5
rank DTI 2022 dak-lak 60 0.4
rank DTI 2022 ha-noi 24 0.6
"""


def placed(lines: str, metric: str, **more: Any) -> ranking.RankTable:
    return ranking.by_region(together(lines, metric, **more), provinces())


def test_the_order_in_a_region_is_among_the_ranks_known_and_names_every_member():
    rows = [row for row in records(placed(HIGHLANDS, "dti_rank")) if row["region"] == "tay-nguyen"]
    assert [(row["province"], row["region_place"]) for row in rows] == [
        ("lam-dong", 1),
        ("gia-lai", 2),
        ("kon-tum", 2),
        ("dak-lak", 4),
        ("dak-nong", None),
    ]
    assert {(row["region_ranked"], row["region_members"]) for row in rows} == {(4, 5)}
    assert rows[-1]["value"] is None


def test_every_province_of_the_list_stands_in_one_region():
    rows = records(placed(HIGHLANDS, "dti_rank"))
    assert len({row["province"] for row in rows}) == len(rows) == 63
    assert {row["region"] for row in rows} == {one.region for one in provinces() if one.valid_from == ""}


def test_the_34_have_regions_of_their_own():
    rows = records(placed("rank DTI 2024 lam-dong-2025 24 0.67 boundary=34", "dti_rank", boundary="34"))
    assert len(rows) == 34
    regions = {row["province"]: row["region"] for row in rows}
    assert regions["lam-dong-2025"] == "duyen-hai-nam-trung-bo-va-tay-nguyen"
    # unchanged, but in a region of the new scheme
    assert regions["nghe-an"] == "bac-trung-bo"
    assert "lam-dong" not in regions


def test_regions_are_told_with_the_ranks_known_and_no_number_made_of_them():
    found = {one.region: one for one in ranking.regions(placed(HIGHLANDS, "dti_rank"))}
    assert list(found)[:2] == ["tay-nguyen", "dong-bang-song-hong"]
    highlands, delta = found["tay-nguyen"], found["dong-bang-song-hong"]
    assert [row.value for row in highlands.ranked] == [21, 55, 55, 60]
    assert {field.name for field in dataclasses.fields(highlands)} == {"region", "ranked", "unranked"}
    assert (len(delta.ranked), len(delta.members)) == (1, 11)


# Changes -------------------------------------------------------------------------------------------------------------
TWO_YEARS = """
rank DTI 2022 nghe-an 52 0.5
rank DTI 2023 nghe-an 42 0.6
rank DTI 2022 ha-tinh 37 0.55
rank DTI 2023 ha-tinh 25
rank DTI 2022 ha-noi 24 0.6
rank DTI 2023 ha-noi 30 0.7
rank DTI 2023 hue 2 0.78
"""


def test_changes_have_rank_and_score_of_both_years():
    rows = by_province(together(TWO_YEARS, "dti_rank", years=(2023, 2023), compare="previous_year"))
    nghe_an = rows["nghe-an"]
    assert [nghe_an[name] for name in ("previous", "value", "change", "previous_score", "score")] == [52, 42, 10, 0.5, 0.6]
    assert rows["ha-tinh"]["score"] is None


@pytest.mark.parametrize(
    ("order", "first", "expected"),
    [
        ("gained", (), ["ha-tinh", "nghe-an", "ha-noi"]),
        ("lost", (), ["ha-noi", "nghe-an", "ha-tinh"]),
        ("rank", (), ["ha-tinh", "ha-noi", "nghe-an"]),
        ("name", (), ["ha-noi", "ha-tinh", "nghe-an"]),
        ("gained", ("ha-noi",), ["ha-noi", "ha-tinh", "nghe-an"]),
    ],
)
def test_changes_are_sorted_and_the_chosen_stand_first(order: str, first: tuple[str, ...], expected: list[str]):
    compared = together(TWO_YEARS, "dti_rank", years=(2023, 2023), compare="previous_year")
    # Huế was not ranked in 2022: no change of its can be told
    rows = ranking.changed(compared.rows, order, ["ha-noi", "ha-tinh", "hue", "nghe-an"], first)
    assert [row["province"] for row in rows] == expected


def test_who_has_most_ranks_stands_for_a_reader_who_chose_nobody():
    assert ranking.most_ranked(together(TWO_YEARS, "dti_rank"), 2) == ("ha-tinh", "ha-noi")


def test_a_year_of_ranks_and_scores_is_cut_out_whole():
    listed = of_year(together(TWO_YEARS, "dti_rank"), 2023)
    assert [row.value for row in listed.rows] == [30, 25, 2, 42]
    assert ranking.span([listed]) == (2023, 2023)


# hue gained 3 places, son-la lost 1, ha-noi stayed; of nghe-an one year is known, of lang-son the other, of yen-bai none
MOVED = """
rank PAR 2022 hue 5
rank PAR 2023 hue 2
rank PAR 2022 son-la 6
rank PAR 2023 son-la 7
rank PAR 2022 ha-noi 1
rank PAR 2023 ha-noi 1
rank PAR 2023 nghe-an 9
rank PAR 2022 lang-son 9
"""


@pytest.mark.parametrize("most", [1, 2, 12])
def test_what_changed_most_did_change(most: int):
    _, compared = asked(MOVED, "par_index_rank", years=(2023, 2023), compare="previous_year")
    changed = most_changed(compared, most).rows
    assert [row["province"] for row in changed] == ["hue", "son-la"][:most]
    assert all(row.change for row in changed)


def test_a_change_that_is_not_told_names_the_years_that_are_known():
    _, both = asked(MOVED, "par_index_rank", years=(2023, 2023), compare="previous_year")
    _, before = asked(MOVED, "par_index_rank", years=(2022, 2022))
    shown = ("hue", "nghe-an", "yen-bai", "lang-son", "ha-noi")
    found = ranking.uncompared(both, before, shown)
    assert found == {(2023,): ("nghe-an",), (): ("yen-bai",), (2022,): ("lang-son",)}
    # ranks of the 63 and of the 34 are both known, and not compared
    lists = "rank PAR 2024 hue 3\nrank PAR 2025 hue 2 boundary=34"
    _, both = asked(lists, "par_index_rank", years=(2025, 2025), compare="previous_year")
    assert ranking.uncompared(both, asked(lists, "par_index_rank", years=(2024, 2024))[1], ("hue",)) == {(2024, 2025): ("hue",)}
