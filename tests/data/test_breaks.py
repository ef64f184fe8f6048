"""Breaks: which lie between two years of a metric, and that each can be named in `covers` and told in words."""

from __future__ import annotations

from functools import cache

import pytest

from metrics.answers.query import metrics_of
from metrics.data.breaks import BREAKS, breaks_between
from metrics.data.names import Names
from metrics.store.store import Store
from metrics.vocabulary import Covers
from metrics.words.wording import Wording
from metrics.words.words import Words
from tests.second_opinion import agreed
from tests.small import data


@cache
def names() -> Names:
    return Store.build(data("")).names


BLOC = ("agencies_bloc",)


@pytest.mark.parametrize(
    ("metric", "kinds", "first", "last", "codes"),
    [
        # PAPI has eight dimensions from 2018: 2017 and 2018 do not compare, 2018 and 2019 do
        ("papi_rank", (), 2017, 2018, ["PAPI 2018"]),
        ("papi_score", (), 2016, 2017, []),
        ("papi_rank_change", (), 2018, 2019, []),
        ("pci_rank", (), 2005, 2024, ["PCI 2009", "PCI 2013", "PCI 2017", "PCI 2021"]),
        ("par_index_score", (), 2020, 2022, ["PAR 2021", "PAR 2022"]),
        ("sipas_rank", (), 2021, 2022, ["SIPAS 2022"]),
        ("dti_score", (), 2020, 2021, ["DTI 2021"]),
        ("members_rated", BLOC, 2017, 2018, ["grades 2018"]),
        ("members_rated", BLOC, 2024, 2025, ["grades 2025", "blocs 2025", "provinces 2025"]),
        ("party_members", BLOC, 2017, 2018, []),
        ("party_members", ("province_wide",), 2024, 2025, ["provinces 2025"]),
        # an index ranks the list of its year; that the list became another is told by the n of *r of n*
        ("papi_rank", (), 2024, 2025, []),
        ("papi_rank", (), 2018, 2018, []),
    ],
)
def test_breaks_between_two_years(metric: str, kinds: tuple[str, ...], first: int, last: int, codes: list[str]):
    assert [one.code for one in breaks_between(metric, kinds, first, last)] == codes


@pytest.mark.parametrize(("slugs", "merges"), [(("nghe-an", "hue"), False), (("nghe-an", "ha-giang"), True), ((), True)])
def test_the_merger_breaks_nothing_for_a_province_that_goes_on_as_it_was(slugs: tuple[str, ...], merges: bool):
    provinces = [names().provinces[slug] for slug in slugs] or None
    found = breaks_between("party_members", ("province_wide",), 2024, 2025, provinces)
    assert [one.code for one in found] == (["provinces 2025"] if merges else [])


def test_every_break_is_of_a_metric_that_exists_and_has_a_code_of_its_own():
    assert len({one.code for one in BREAKS}) == len(BREAKS)
    metrics = metrics_of(Store.build(data("")))
    for one in BREAKS:
        assert one.kinds or all(any(metric.startswith(start) for metric in metrics) for start in one.metrics)


def test_covers_tells_breaks_in_words():
    assert (
        Words("en", names()).covers(Covers(periods=("2018",), breaks=("PAPI 2018",)))
        == "2018; years that do not compare: PAPI: eight dimensions from 2018"
    )
    for language in ("vi", "en"):
        said = Words(language, names()).covers(Covers(breaks=tuple(one.code for one in BREAKS)))
        assert all(Wording(language).say(one.meaning) in said for one in BREAKS)


def test_a_change_over_a_break_says_so_in_covers():
    # 2018 counts eight dimensions: 12th of 2017 and 9th of 2018 are of two methods
    others = (f"rank PAPI {year} ha-noi 60" for year in (2017, 2018, 2019))
    seeds = data("rank PAPI 2017 hue 12", "rank PAPI 2018 hue 9", "rank PAPI 2019 hue 8", *others)
    _, over, after = agreed(seeds, "papi_rank", compare="previous_year", province="hue")
    assert over["change"] == 3
    assert over["covers"].endswith("break: PAPI 2018")
    assert "break" not in after["covers"]
    assert [row["covers"].endswith("break: PAPI 2018") for row in agreed(seeds, "papi_rank_change", province="hue")] == [
        True,
        False,
    ]
    # alone, the rank of 2018 is compared with nothing
    assert "break" not in agreed(seeds, "papi_rank", year="2018")[0]["covers"]


def test_a_change_of_ratings_over_new_grades_says_so_and_a_target_does_not():
    seeds = data(
        "nghe-an.agencies-bloc members_rated 2017 40 grade=excellent",
        "nghe-an.agencies-bloc members_rated 2018 30 grade=excellent",
        "nghe-an.agencies-bloc members_rated 2018 60 grade=excellent target",
    )
    asked = {"breakdown": "grade=excellent", "year": "2018"}
    assert agreed(seeds, "members_rated", compare="same_period", **asked)[0]["covers"].endswith("break: grades 2018")
    assert "break" not in agreed(seeds, "members_rated", compare="target", **asked)[0]["covers"]
